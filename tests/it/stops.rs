//! Stops, clocks and strangers: the program ends what it began, does not write by a wrong clock, and keeps its doors.

use std::os::unix::fs::PermissionsExt as _;

use domain::refusal::Code;
use reqwest::StatusCode;
use xinbu::clock::Clock;
use xinbu::service::App;
use xinbu::service::account::provision::{self, provision};
use xinbu::service::command::execute;

use crate::command_line::{said, status, xinbu};
use crate::disk::{empty, installation};
use crate::support::app::{IN_EARNEST, proposal, setup};
use crate::support::both_databases;
use crate::support::client::Server;
use crate::support::process::Process;

#[tokio::test(flavor = "multi_thread")]
async fn told_to_stop_the_program_finishes_what_runs_and_ends_well() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("xinbu.db");
    installation(&file).await;
    let process = Process::serve(&["env".to_owned()], &format!("sqlite:{}", file.display())).await;
    let server = Server::elsewhere(&process.address);
    let browser = server.sign_in_by_password("credit_checker", IN_EARNEST).await;
    // One act is under way: half of its body is sent when the program is told to stop.
    let running = browser.begin_slowly("/credit/subjects", &[("code", "91430100MA00001000"), ("purpose", "D-7")]).await;
    process.terminate();
    let answer = running.finish().await;
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let status = process.ended(std::time::Duration::from_secs(30)).await;
    assert!(status.success(), "{status}");
    let (found, sound) = crate::disk::kept(folder.path()).await;
    assert_eq!(found, ["D-7"]);
    assert!(sound);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_runs_the_program_is_told_that_it_serves_and_can_ask_whether_it_does() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("xinbu.db");
    installation(&file).await;
    let socket = folder.path().join("notify");
    let manager = std::os::unix::net::UnixDatagram::bind(&socket).unwrap();
    manager.set_read_timeout(Some(std::time::Duration::from_secs(60))).unwrap();
    let enter = ["env".to_owned(), format!("NOTIFY_SOCKET={}", socket.display())];
    let process = Process::serve(&enter, &format!("sqlite:{}", file.display())).await;
    let mut told = [0; 64];
    let length = manager.recv(&mut told).unwrap();
    assert_eq!(&told[..length], b"READY=1");
    let place = process.address.trim_start_matches("http://").to_owned();
    let asked = xinbu(&["ready", "--listen", &place]);
    assert_eq!(status(&asked), 0, "{}", said(&asked));
    process.terminate();
    assert!(process.ended(std::time::Duration::from_secs(30)).await.success());
    let asked = xinbu(&["ready", "--listen", &place]);
    assert!(status(&asked) == 1 && said(&asked).contains(&place), "{}", said(&asked));
}

both_databases! {
    async fn a_clock_far_behind_the_last_event_writes_nothing_and_one_a_little_behind_turns_no_case_back(app: TestApp) {
        let maker = app.actor("finance_maker").await;
        let allocate = |document: &str| proposal("GUARANTEE", "1.00", document);
        execute(&app.app, &maker, None, &allocate("D-1")).await.unwrap();
        let now = app.app.clock.now();
        let at = |minutes: i64| {
            let clock = Clock::standing(now - chrono::TimeDelta::minutes(minutes), chrono_tz::Asia::Shanghai);
            App::new(app.app.store.clone(), clock, false)
        };
        let refused = execute(&at(6), &maker, None, &allocate("D-2")).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::ClockBehind), "{refused}");
        execute(&at(4), &maker, None, &allocate("D-3")).await.unwrap();
        let later = "audit_event a JOIN audit_event b ON a.aggregate_kind = b.aggregate_kind AND a.aggregate_id = b.aggregate_id \
                     AND b.agg_version = a.agg_version + 1 WHERE b.at < a.at";
        assert_eq!(app.count(later).await, 0, "time runs forward within each case");
        app.is_sound().await;
    }
}

#[tokio::test]
async fn the_file_of_a_database_is_its_owners_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("xinbu.db");
    let app = empty(&file).await;
    for name in ["xinbu.db", "xinbu.db-wal", "xinbu.db-shm"] {
        let mode = std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{name} has {mode:o}");
    }
    app.store.close().await.unwrap();
}

both_databases! {
    async fn signing_in_again_ends_the_session_before_and_over_https_only_its_own_cookie_counts(app: TestApp) {
        let server = app.serve().await;
        let first = server.sign_in("auditor").await;
        assert_eq!(app.count("session").await, 1);
        // The same browser signs in as somebody else.
        let response = first.post("/sign-in/demo", &[("person", "reconciler")]).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(app.count("session").await, 1, "the session of before is over");
        let web = xinbu::web::Web {
            app: app.app.clone(),
            https: true,
            uploads: std::sync::Arc::default(),
            patience: std::time::Duration::from_secs(50),
            proxies: std::sync::Arc::default(),
        };
        let safe = app.serve_as(web).await;
        let borrowed = first.at(&safe.address).get("/").await;
        assert_ne!(borrowed.status(), StatusCode::OK, "a cookie that any host of the domain can set is nobody's session");
    }
}

both_databases! {
    async fn one_budget_document_allocates_once_however_its_number_is_written_and_a_line_must_be_chosen(app: TestApp) {
        let maker = app.serve().await.sign_in("finance_maker").await;
        let say = async |line: &str, document: &str| {
            let fields = [("line", line), ("amount", "1.00"), ("document", document)];
            let answer = maker.propose_budget(&fields).await;
            (answer.status(), answer.text().await.unwrap())
        };
        assert_eq!(say("GUARANTEE", "东财金〔2026〕88号").await.0, StatusCode::SEE_OTHER);
        for same in ["东财金[2026]88号", "东财金 〔2026〕88号", "东财金〔２０２６〕８８号", "东财金【2026】88号"] {
            let (status, text) = say("INSURANCE", same).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{same}");
            assert!(text.contains("东财金〔2026〕88号"), "{same}: the document as it was written before");
        }
        assert_eq!(say("GUARANTEE", "东财金〔2026〕89号").await.0, StatusCode::SEE_OTHER);
        let (status, text) = say("", "东财金〔2026〕90号").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text.contains("东财金〔2026〕90号"), "what was typed stays");
    }
}

#[tokio::test]
async fn a_role_that_does_not_fit_makes_nobody() {
    use domain::role::Role;
    let folder = tempfile::tempdir().unwrap();
    let app = empty(&folder.path().join("xinbu.db")).await;
    fn of<'a>(setup: &'a mut provision::Setup, login: &str) -> &'a mut provision::Person {
        setup.people.iter_mut().find(|p| p.login == login).unwrap()
    }
    let code = async |change: &dyn Fn(&mut provision::Setup)| {
        let mut setup = setup();
        change(&mut setup);
        provision::provision(&app, &setup).await.unwrap_err().code()
    };
    let officer = |s: &mut provision::Setup| of(s, "auditor").roles = vec![Role::Preparer];
    let firm = |s: &mut provision::Setup| of(s, "a.preparer").roles = vec![Role::Administrator];
    let both = |s: &mut provision::Setup| of(s, "a.preparer").unit = Some("430000".to_owned());
    let neither = |s: &mut provision::Setup| of(s, "auditor").unit = None;
    assert_eq!(code(&officer).await, Some(Code::PersonRole));
    assert_eq!(code(&firm).await, Some(Code::PersonRole));
    assert_eq!(code(&both).await, Some(Code::PersonBelongs));
    assert_eq!(code(&neither).await, Some(Code::PersonBelongs));
}

#[tokio::test]
async fn a_file_of_which_a_page_is_destroyed_is_not_called_whole() {
    use std::io::{Seek as _, SeekFrom, Write as _};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("xinbu.db");
    installation(&file).await;
    let page = {
        let url = format!("sqlite:{}", file.display());
        let db = sea_orm::Database::connect(&url).await.unwrap();
        let root = sea_orm::Statement::from_string(
            sea_orm::DatabaseBackend::Sqlite,
            "SELECT rootpage AS n FROM sqlite_master WHERE name = 'contract_claim'",
        );
        let row = sea_orm::ConnectionTrait::query_one_raw(&db, root).await.unwrap().unwrap();
        let page: i64 = row.try_get("", "n").unwrap();
        db.close().await.unwrap();
        u64::try_from(page).unwrap()
    };
    let verified = || crate::command_line::xinbu(&["verify", "--database", &format!("sqlite:{}", file.display())]);
    assert_eq!(crate::command_line::status(&verified()), 0);
    let mut bytes = std::fs::OpenOptions::new().write(true).open(&file).unwrap();
    bytes.seek(SeekFrom::Start((page - 1) * 4096)).unwrap();
    bytes.write_all(&[0xAA; 4096]).unwrap();
    drop(bytes);
    let found = verified();
    assert_eq!(crate::command_line::status(&found), 1, "{}", crate::command_line::said(&found));
}

both_databases! {
    async fn a_stored_file_arrives_whole_where_the_browser_asks_for_it_packed(app: TestApp) {
        let number = app.submitted("a", &[crate::support::schedule::Row::contract(1)]).await;
        let server = app.serve().await;
        let preparer = server.sign_in("a.preparer").await;
        let path = format!("/applications/{number}/schedule/original");
        let plain = preparer.get(&path).await.bytes().await.unwrap();
        let packed = preparer.get_packed(&path).await;
        assert!(!plain.is_empty() && !packed.is_empty());
    }
}

#[tokio::test]
async fn a_short_password_or_a_well_known_one_makes_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let app = empty(&folder.path().join("xinbu.db")).await;
    let mut setup = setup();
    setup.people[0].password = Some("1234567".to_owned());
    assert_eq!(provision(&app, &setup).await.unwrap_err().code(), Some(Code::PasswordShort));
    setup.people[0].password = Some("12345678".to_owned());
    assert_eq!(provision(&app, &setup).await.unwrap_err().code(), Some(Code::PasswordWeak), "one that everybody knows");
    setup.people[0].password = Some("correct horse battery staple".to_owned());
    provision(&app, &setup).await.unwrap();
}
