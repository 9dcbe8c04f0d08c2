//! What is acknowledged is kept, also where the disk is full: the program as a process, on a small disk that is filled.

use reqwest::StatusCode;
use sea_orm::ConnectionTrait as _;
use xinbu::service::account::provision::{Setup, provision};
use xinbu::service::{App, verify};

use crate::support::app::{IN_EARNEST, setup};
use crate::support::client::{Browser, Server};
use crate::support::process::{Disk, Process};

/// A program on a new file, with nobody in it.
pub(crate) async fn empty(path: &std::path::Path) -> App {
    migrated(&format!("sqlite:{}", path.display())).await
}

/// A program on a new database, with nobody in it.
pub(crate) async fn migrated(url: &str) -> App {
    let store = xinbu::store::Store::create(url).await.unwrap();
    store.migrate().await.unwrap();
    App::new(store, xinbu::clock::Clock::system(chrono_tz::Asia::Shanghai), false)
}

/// An installation whose finance maker and credit checker sign in by password.
pub(crate) async fn installation(path: &std::path::Path) {
    peopled(empty(path).await).await;
}

/// Sets the people up and closes the database.
pub(crate) async fn peopled(app: App) {
    let mut setup: Setup = setup();
    for person in &mut setup.people {
        person.password = matches!(&*person.login, "finance_maker" | "credit_checker").then(|| IN_EARNEST.to_owned());
    }
    provision(&app, &setup).await.unwrap();
    xinbu::service::bring_along(&app).await.unwrap();
    app.store.close().await.unwrap();
}

/// The documents with which money is proposed and the purposes for which files were opened, in a copy of the files as a
/// restart would find them.
pub(crate) async fn kept(seen: &std::path::Path) -> (Vec<String>, bool) {
    let copy = tempfile::tempdir().unwrap();
    for name in ["xinbu.db", "xinbu.db-wal"] {
        if seen.join(name).is_file() {
            std::fs::copy(seen.join(name), copy.path().join(name)).unwrap();
        }
    }
    let store = xinbu::store::Store::open(&format!("sqlite:{}/xinbu.db", copy.path().display())).await.unwrap();
    let app = App::new(store, xinbu::clock::Clock::system(chrono_tz::Asia::Shanghai), false);
    let rows = app.store.read().query_all_raw(sea_orm::Statement::from_string(
        sea_orm::DatabaseBackend::Sqlite,
        "SELECT document_no AS said FROM budget_allocation WHERE document_no LIKE 'D-%'
         UNION ALL SELECT purpose FROM credit_query_log WHERE purpose LIKE 'D-%' ORDER BY 1",
    ));
    let found = rows.await.unwrap().iter().map(|row| row.try_get("", "said").unwrap()).collect();
    let sound = verify::verify(&app).await.unwrap().iter().all(verify::Finding::holds);
    app.store.close().await.unwrap();
    (found, sound)
}

async fn allocate(browser: &Browser, document: &str) -> (StatusCode, String) {
    let fields = [("line", "GUARANTEE"), ("amount", "1.00"), ("document", document)];
    let answer = browser.propose_budget(&fields).await;
    (answer.status(), answer.text().await.unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_another_program_has_locked_is_told_at_once_and_work_goes_on_when_it_is_free() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("xinbu.db");
    installation(&file).await;
    let url = format!("sqlite:{}", file.display());
    let process = Process::serve(&["env".to_owned()], &url).await;
    let browser = Server::elsewhere(&process.address).sign_in_by_password("finance_maker", IN_EARNEST).await;
    let beside = sea_orm::Database::connect(&url).await.unwrap();
    // Its own BEGIN, so that the driver knows of no transaction.
    beside.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    let begun = std::time::Instant::now();
    let (status, text) = allocate(&browser, "D-locked").await;
    let waited = begun.elapsed();
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{text}");
    assert!(text.contains("系统正忙"), "{text}");
    // Two seconds, and some on top for a loaded machine.
    assert!(waited.as_secs() < 5, "an answer after {waited:?}");
    eprintln!("reached: a locked file told after {} ms", waited.as_millis());
    beside.execute_unprepared("ROLLBACK").await.unwrap();
    beside.close().await.unwrap();
    assert_eq!(allocate(&browser, "D-free").await.0, StatusCode::SEE_OTHER);
    process.kill();
    let (found, sound) = kept(folder.path()).await;
    assert_eq!(found, ["D-free"]);
    assert!(sound);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_others_hold_while_it_is_opened_is_waited_for_and_then_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("xinbu.db");
    installation(&file).await;
    let url = format!("sqlite:{}", file.display());
    // As a tool may leave it: with a journal that the program makes a WAL of, for which nobody else may have the file.
    let beside = sea_orm::Database::connect(&url).await.unwrap();
    beside.execute_unprepared("PRAGMA journal_mode = DELETE").await.unwrap();
    beside.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    let held = xinbu::store::Store::open(&url).await.err().and_then(|error| error.code());
    assert_eq!(held, Some(domain::refusal::Code::DatabaseInUse));
    let opening = tokio::spawn(async move { xinbu::store::Store::open(&url).await });
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    beside.execute_unprepared("ROLLBACK").await.unwrap();
    beside.close().await.unwrap();
    opening.await.unwrap().unwrap().close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_nothing_acknowledged_is_lost_and_work_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::small(folder.path(), 16 << 10) else { return };
    let made = tempfile::tempdir().unwrap();
    installation(&made.path().join("xinbu.db")).await;
    std::fs::copy(made.path().join("xinbu.db"), disk.seen().join("xinbu.db")).unwrap();
    let url = format!("sqlite:{}/xinbu.db", folder.path().display());
    let process = Process::serve(&disk.enter(), &url).await;
    let server = Server::elsewhere(&process.address);
    let browser = server.sign_in_by_password("finance_maker", IN_EARNEST).await;
    let (mut acknowledged, mut refused) = (Vec::new(), Vec::new());
    let mut round = 0u64;
    while refused.len() < 20 {
        round += 1;
        assert!(round <= 40, "the disk was full {} times in {round} rounds", refused.len());
        // A different place each time: in the middle of the pages of a commit, or with nothing left at all.
        disk.fill((round % 5) * 8 * 1024);
        // What SQLite keeps ahead of its file is used first; then a commit needs room.
        for act in 0..80 {
            let document = format!("D-{round:02}-{act:02}");
            let (status, text) = allocate(&browser, &document).await;
            match status {
                StatusCode::SEE_OTHER => acknowledged.push(document),
                StatusCode::INSUFFICIENT_STORAGE => {
                    assert!(text.contains("磁盘已满"), "{text}");
                    refused.push(document);
                    break;
                }
                other => panic!("{other}: {}", crate::support::client::visible(&text)),
            }
        }
        let ready = browser.get("/readyz").await;
        disk.clear();
        if refused.last().is_some_and(|d| d.starts_with(&format!("D-{round:02}"))) {
            assert_eq!(ready.status(), StatusCode::SERVICE_UNAVAILABLE, "round {round}");
        }
        let after = format!("D-{round:02}-after");
        let (status, text) = allocate(&browser, &after).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "round {round}: {}", crate::support::client::visible(&text));
        acknowledged.push(after);
        assert_eq!(browser.get("/readyz").await.status(), StatusCode::OK);
    }
    process.kill();
    let (found, sound) = kept(&disk.seen()).await;
    acknowledged.sort();
    assert_eq!(found, acknowledged, "what was acknowledged is there, and nothing else");
    assert!(sound, "every invariant holds");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_is_only_to_be_read_refuses_every_act_in_words_and_work_goes_on_when_it_can_be_written_to() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::small(folder.path(), 32 << 10) else { return };
    let made = tempfile::tempdir().unwrap();
    installation(&made.path().join("xinbu.db")).await;
    std::fs::copy(made.path().join("xinbu.db"), disk.seen().join("xinbu.db")).unwrap();
    let url = format!("sqlite:{}/xinbu.db", folder.path().display());
    // As a system does it after an error of the disk: what is open to be written to keeps it from being done, so it is done
    // between two starts, and a program that starts then says so.
    let process = Process::serve(&disk.enter(), &url).await;
    let browser = Server::elsewhere(&process.address).sign_in_by_password("finance_maker", IN_EARNEST).await;
    assert_eq!(allocate(&browser, "D-before").await.0, StatusCode::SEE_OTHER);
    process.kill();
    disk.only_to_be_read(true);
    let all = [disk.enter(), vec![env!("CARGO_BIN_EXE_xinbu").to_owned()]].concat();
    let mut command = std::process::Command::new(&all[0]);
    command.args(&all[1..]).args(["serve", "--lang", "zh", "--listen", "127.0.0.1:0", "--database", &url]);
    let refused = command.output().unwrap();
    let words = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(!refused.status.success() && words.contains("数据库") && !words.contains("程序没有完成"), "{words}");
    disk.only_to_be_read(false);
    let process = Process::serve(&disk.enter(), &url).await;
    let browser = Server::elsewhere(&process.address).sign_in_by_password("finance_maker", IN_EARNEST).await;
    assert_eq!(allocate(&browser, "D-after").await.0, StatusCode::SEE_OTHER);
    process.kill();
    let (found, sound) = kept(&disk.seen()).await;
    assert_eq!(found, ["D-after", "D-before"]);
    assert!(sound);
}
