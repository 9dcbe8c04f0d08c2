//! An installation that an earlier version of the program wrote, with its data, under the program of today. What it wrote
//! stands as text in `tests/upgrade/`; `tests/upgrade/write` makes it anew, by the program as it is then.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::process::Command;

use domain::role::Role;
use sea_orm::ConnectionTrait as _;
use xinbu::store::Store;
use xinbu::store::schema::Standing;

use crate::accessible::office;
use crate::schema::{holds_the_rules_of_the_domain, stands};
use crate::statements::route;
use crate::support::TestApp;
use crate::support::client::Browser;
use crate::support::database::{Database, Kind, bin, with};

const KINDS: [Kind; 2] = [Kind::Sqlite, Kind::Postgres];

fn file(folder: &Path, kind: Kind) -> PathBuf {
    folder.join(match kind {
        Kind::Sqlite => "sqlite.sql",
        Kind::Postgres => "postgres.sql",
    })
}

/// Writes what there is where `XINBU_WRITE_UPGRADE` names a folder: an office with something on every desk.
#[test]
fn an_office_is_written_for_later_programs_where_somebody_asks_for_it() {
    let Ok(folder) = std::env::var("XINBU_WRITE_UPGRADE") else { return };
    for kind in KINDS {
        with(kind, async |database| {
            let url = database.url.clone();
            let app = TestApp::over(database).await;
            office(&app).await;
            app.is_sound().await;
            let mut dump = match kind {
                Kind::Sqlite => Command::new("sqlite3"),
                Kind::Postgres => Command::new(bin().unwrap().join("pg_dump")),
            };
            match kind {
                Kind::Sqlite => dump.args([url.trim_start_matches("sqlite:"), ".dump"]),
                Kind::Postgres => dump.args(["--inserts", "--no-owner", "--no-privileges", "-d", &url]),
            };
            let written = dump.output().unwrap();
            assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
            std::fs::write(file(Path::new(&folder), kind), written.stdout).unwrap();
        });
    }
}

/// The database as the earlier program left it.
async fn earlier(kind: Kind) -> Option<Database> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/upgrade");
    let text = std::fs::read_to_string(file(&folder, kind)).unwrap();
    let database = Database::empty(kind)?;
    let db = sea_orm::Database::connect(&database.url).await.unwrap();
    // What begins so is for the program that reads the text, and no SQL.
    let sql: Vec<&str> = text.lines().filter(|line| !line.starts_with('\\')).collect();
    db.execute_unprepared(&sql.join("\n")).await.unwrap();
    db.close().await.unwrap();
    Some(database)
}

/// The addresses that a page links to.
fn links(page: &str) -> impl Iterator<Item = String> {
    let ends = |rest: &str| rest.split('"').next().unwrap_or_default().replace("&amp;", "&");
    page.split("href=\"").skip(1).map(ends).filter(|link| link.starts_with('/') && !link.starts_with("//"))
}

/// Follows the links of a person's pages, one page of each kind.
async fn read(browser: &Browser, login: &str) -> BTreeMap<String, String> {
    let (mut known, mut waiting) = (BTreeSet::from(["/".to_owned()]), VecDeque::from(["/".to_owned()]));
    let mut read = BTreeMap::new();
    while let Some(path) = waiting.pop_front() {
        let answer = browser.get(&path).await;
        let status = answer.status();
        let is_page = answer.headers().get("content-type").is_some_and(|kind| kind == "text/html; charset=utf-8");
        assert!(!status.is_server_error(), "{login} {path}: {status}");
        if !status.is_success() {
            continue;
        }
        let bytes = answer.bytes().await.unwrap_or_else(|why| panic!("{login} {path}: {why}"));
        read.insert(route(&path), path);
        if is_page {
            for link in links(&String::from_utf8_lossy(&bytes)) {
                if known.insert(route(&link)) {
                    waiting.push_back(link);
                }
            }
        }
    }
    read
}

#[test]
fn an_installation_of_an_earlier_program_goes_on_with_its_data_its_rules_and_its_pages() {
    for kind in KINDS {
        with(kind, async |_| {
            let Some(database) = earlier(kind).await else { return };
            assert!(matches!(stands(&database).await, Standing::Older(_)), "{:?}", stands(&database).await);
            let before = sea_orm::Database::connect(&database.url).await.unwrap();
            let done = async |sql: &str| before.execute_unprepared(sql).await.unwrap().rows_affected();
            // A move that the program of today does not know, one that it knows with another end, and one that is new.
            let odd = "INSERT INTO transition_rule (machine, procedure, from_state, event, to_state, role, guards)
                VALUES ('payment', '', 'cancelled', 'settle', 'paid', 'finance_maker', '')";
            assert_eq!(done(odd).await, 1);
            let other = "UPDATE transition_rule SET to_state = 'paid' WHERE machine = 'payment' AND event = 'hold'";
            assert!(done(other).await > 0);
            let lacks = "DELETE FROM transition_rule WHERE machine = 'batch' AND event = 'seal'";
            assert!(done(lacks).await > 0);

            before.close().await.unwrap();

            let store = Store::create(&database.url).await.unwrap();
            store.migrate().await.unwrap();
            store.close().await.unwrap();
            let app = TestApp::resumed(database).await;
            xinbu::service::bring_along(&app.app).await.unwrap();
            holds_the_rules_of_the_domain(&app).await;
            let (steps, cases) = (app.count("case_step").await, app.count("application").await);
            assert!(steps > 10 && cases > 2, "{steps} {cases}");
            app.is_sound().await;

            let server = app.serve().await;
            let logins = Role::ALL.iter().map(|role| match role {
                Role::Preparer => "a.preparer",
                Role::Signatory => "a.signatory",
                role => role.key(),
            });
            let mut pages = read(&server.stranger(), "a stranger").await;
            for login in logins {
                pages.extend(read(&server.sign_in(login).await, login).await);
            }
            assert!(pages.len() > 80, "{pages:#?}");
            for page in ["/review/*", "/review/*/schedule", "/applications/*/schedule", "/statements/*", "/batches/*"] {
                assert!(pages.contains_key(page), "{page} is not among {:?}", pages.keys());
            }
            // And it is worked on.
            app.allocate("GUARANTEE", "100", "指标〔2026〕追加").await;
            app.is_sound().await;
        });
    }
}
