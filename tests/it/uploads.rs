//! The doors under load: a file over the limit, a session that is over, an act that takes long, a writer that is busy.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::credit::Statement;
use domain::refusal::Code;
use reqwest::StatusCode;
use sea_orm::DatabaseBackend;
use xinbu::config::Uploads;
use xinbu::service::credit::statement::{Attached, Enter};
use xinbu::service::reconcile::import_statement::import_statement;
use xinbu::service::verify::verify;
use xinbu::web::Web;

use crate::support::bank::{self, Line};
use crate::support::client::visible;
use crate::support::database::{Kind, run};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// The settings of a server whose uploads wait in a folder of its own.
fn web(app: &TestApp, folder: &Path, megabytes: u64, patience: Duration) -> Web {
    let uploads = Arc::new(Uploads { limit: megabytes << 20, folder: folder.to_owned() });
    Web { app: app.app.clone(), https: false, uploads, patience, proxies: std::sync::Arc::default() }
}

/// Pieces of files, but for the documents with which the installation's budget came.
const CHUNKS: &str = "document_chunk WHERE document_id NOT IN (SELECT id FROM document WHERE kind = 'budget_document')";

const PATIENT: Duration = Duration::from_secs(60);

fn files(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

#[test]
fn a_file_over_the_limit_is_refused_in_a_page_that_names_the_limit_and_the_way() {
    run(Kind::Sqlite, |app: TestApp| async move {
        let number = app.draft("a").await;
        let folder = tempfile::tempdir().unwrap();
        let server = app.serve_as(web(&app, folder.path(), 1, PATIENT)).await;
        let browser = server.sign_in("a.preparer").await;
        let path = format!("/applications/{number}/schedule");
        let version = app.version(&number).await.to_string();
        for (language, words) in [("zh-CN", "文件超过上限 1 MB"), ("en", "larger than the limit of 1 MB")] {
            let asked = browser.page(&format!("{path}?lang={language}")).await;
            assert!(
                asked.contains("1 MB") && !asked.contains("20 MB"),
                "the limit stands on the form: {}",
                visible(&asked)
            );
            let big = vec![b'x'; 8 << 20];
            let form = browser.form("表.csv", big, &[("version", &version)]);
            let answer = browser.send_form(&path, form, language).await;
            assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
            let page = answer.text().await.unwrap();
            assert!(page.contains(words) && page.contains("</html>"), "{}", visible(&page));
            assert!(page.contains(&format!("href=\"{path}\"")), "the way back: {}", visible(&page));
        }
        // Without a length told beforehand the door counts what comes in.
        let answer = browser.send_unmeasured(&path, 8 << 20).await;
        assert!(answer.contains("413"), "{answer}");
        assert_eq!(files(folder.path()), 0, "nothing is left on the disk");
        assert!(app.application(&number).await.schedule_id.is_none());
    });
}

#[test]
fn an_upload_waits_on_the_disk_and_is_removed_whatever_happens() {
    run(Kind::Sqlite, |app: TestApp| async move {
        let number = app.draft("a").await;
        let folder = tempfile::tempdir().unwrap();
        let server = app.serve_as(web(&app, folder.path(), 5, PATIENT)).await;
        let browser = server.sign_in("a.preparer").await;
        let path = format!("/applications/{number}/schedule");
        let version = app.version(&number).await.to_string();
        let good = app.schedule_csv(&[Row::contract(1)]).await;
        for (bytes, status) in [(b"not a table".to_vec(), 422), (good.clone(), 303)] {
            let answer = browser.try_upload(&path, "表.csv", bytes, &[("version", &version)]).await;
            assert_eq!(answer.status().as_u16(), status);
            assert_eq!(files(folder.path()), 0);
        }
        // A form without its token is not read from the disk at all.
        let form =
            reqwest::multipart::Form::new().part("file", reqwest::multipart::Part::bytes(good).file_name("a.csv"));
        assert_eq!(browser.send_form(&path, form, "zh-CN").await.status(), StatusCode::FORBIDDEN);
        assert_eq!(files(folder.path()), 0);
    });
}

both_databases! {
    async fn a_session_that_is_over_offers_to_sign_in_and_comes_back(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let officer = server.sign_in("receiving_officer").await;
        let case = format!("/review/{number}");
        // Ended by whoever left it: nothing of it is kept.
        server.sign_in("receiving_officer").await.go("/me/sessions/end", &[]).await;
        let version = app.version(&number).await.to_string();
        let answer = officer.post_from(&format!("{case}/accept"), &format!("{case}?row=2"), &[("version", &version)]).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        let page = answer.text().await.unwrap();
        let next: String = form_urlencoded::byte_serialize(format!("{case}?row=2").as_bytes()).collect();
        let link = format!("/sign-in?next={next}");
        assert!(page.contains("请重新登录") && page.contains(&format!("href=\"{link}\"")), "{}", visible(&page));
        let form = officer.page(&link).await;
        assert!(form.contains(&format!("name=\"next\" value=\"{case}?row=2\"")));
        let stranger = server.stranger();
        let back = stranger.go("/sign-in/demo", &[("person", "receiving_officer"), ("next", &format!("{case}?row=2"))]).await;
        assert_eq!(back, format!("{case}?row=2"));
        // A page that was asked for leads there by itself; nobody is led elsewhere.
        let moved = server.stranger().get(&format!("{case}?row=2")).await;
        assert_eq!(moved.headers()["location"].to_str().unwrap(), link);
        let elsewhere = server.stranger().go("/sign-in/demo", &[("person", "approver"), ("next", "//evil.example/")]).await;
        assert_eq!(elsewhere, "/");
    }
}

#[test]
fn an_act_that_takes_long_goes_on_and_the_person_is_told() {
    run(Kind::Sqlite, |app: TestApp| async move {
        let number = app.draft("a").await;
        let folder = tempfile::tempdir().unwrap();
        let server = app.serve_as(web(&app, folder.path(), 5, PATIENT)).await;
        let hasty = app.serve_as(web(&app, folder.path(), 5, Duration::from_millis(30))).await;
        let browser = server.sign_in("a.preparer").await;
        let impatient = browser.at(&hasty.address);
        let version = app.version(&number).await.to_string();
        let path = format!("/applications/{number}/schedule");
        // Somebody else writes meanwhile, so that the act has to wait.
        let held = xinbu::store::tx::begin(&app.app.store).await.unwrap();
        let file = app.schedule_csv(&[Row::contract(1)]).await;
        let form = impatient.form("表.csv", file, &[("version", &version)]);
        let answer = impatient.send_form(&path, form, "zh-CN").await;
        assert_eq!(answer.status(), StatusCode::ACCEPTED);
        assert!(answer.text().await.unwrap().contains("仍在办理中"));
        held.rollback().await.unwrap();
        let stored = async {
            while app.application(&number).await.schedule_id.is_none() {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENT, stored).await.expect("the act went on to its end");
    });
}

#[test]
fn a_busy_writer_is_told_in_words_and_nobody_is_kept_from_signing_in() {
    run(Kind::Sqlite, |app: TestApp| async move {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let officer = server.sign_in("receiving_officer").await;
        // Somebody's long act holds the one writer of SQLite.
        let held = xinbu::store::tx::begin(&app.app.store).await.unwrap();
        let began = Instant::now();
        let late = server.sign_in("approver").await;
        assert!(began.elapsed() < Duration::from_secs(1), "signing in took {:?}", began.elapsed());
        late.page("/review").await;
        let version = app.version(&number).await.to_string();
        let answer = officer.post(&format!("/review/{number}/accept"), &[("version", &version)]).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.headers().contains_key("retry-after"));
        let page = answer.text().await.unwrap();
        assert!(page.contains("系统正忙") && page.contains("</html>"), "{}", visible(&page));
        // Ten wrong passwords lock the name although none of them is written yet.
        let wrong = server.stranger();
        let mut last = StatusCode::OK;
        for _ in 0..11 {
            last = wrong.post("/sign-in", &[("account", "approver"), ("password", "x")]).await.status();
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        // Signing out ends the session at once.
        late.go("/sign-out", &[]).await;
        assert_eq!(late.get("/review").await.status(), StatusCode::SEE_OTHER);
        held.rollback().await.unwrap();
        let written = async {
            let sql = "SELECT COUNT(*) AS n FROM audit_event WHERE action = 'person.sign_in'";
            while app.number(sql).await < 2 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENT, written).await.expect("the sign-in is in the log");
        officer.go(&format!("/review/{number}/accept"), &[("version", &version)]).await;
        app.is_sound().await;
    });
}

/// A PDF that is longer than several pieces.
fn long_paper() -> Vec<u8> {
    let mut bytes = b"%PDF-1.7 a scanned paper".to_vec();
    bytes.resize(1 << 20, b'x');
    bytes
}

fn statement_of(evidence: Attached) -> Enter {
    Enter {
        code: "91430100MA4L16JQ3B".to_owned(),
        name: String::new(),
        application: None,
        statement: Statement::CodeAccepted {},
        why: "执照原件".to_owned(),
        evidence,
    }
}

async fn said_of_files(app: &TestApp) -> String {
    let findings = verify(&app.app).await.unwrap();
    findings.into_iter().find(|f| f.invariant == "files").unwrap().violations.join("\n")
}

async fn alters_a_piece(app: &TestApp) {
    let zero = match app.app.store.backend() {
        DatabaseBackend::Sqlite => "zeroblob(length(bytes))",
        _ => "decode(repeat('00', length(bytes)), 'hex')",
    };
    app.without_guards("document_chunk", &format!("UPDATE document_chunk SET bytes = {zero} WHERE ordinal = 1")).await;
}

both_databases! {
    async fn long_evidence_is_stored_in_pieces_and_one_altered_piece_is_named(app: TestApp) {
        let paper = Attached::new("证明.pdf", long_paper());
        app.run("credit_checker", &statement_of(paper.clone())).await.unwrap();
        assert_eq!(app.count(CHUNKS).await, 4);
        assert_eq!(app.count("upload").await, 0);
        // The same paper for another firm is the same document, and its pieces go again.
        let again = Enter { code: "91430100MA4L16JQ3C".to_owned(), ..statement_of(paper) };
        app.run("credit_checker", &again).await.unwrap();
        let kept = "document WHERE kind = 'credit_evidence' AND media_type = 'application/pdf'";
        assert_eq!((app.count(kept).await, app.count(CHUNKS).await, app.count("upload").await), (1, 4, 0));
        assert_eq!(said_of_files(&app).await, "");
        alters_a_piece(&app).await;
        assert!(said_of_files(&app).await.contains("证明.pdf"));
    }
}

both_databases! {
    async fn a_long_file_that_an_act_refuses_leaves_nothing(app: TestApp) {
        let mut program = b"MZ a program".to_vec();
        program.resize(1 << 20, 0);
        let refused = app.run("credit_checker", &statement_of(Attached::new("证明.pdf", program))).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::DocumentKind));
        let bare = Enter { why: String::new(), ..statement_of(Attached::new("证明.pdf", long_paper())) };
        assert_eq!(app.run("credit_checker", &bare).await.unwrap_err().code(), Some(Code::ReasonRequired));
        let reconciler = app.actor("reconciler").await;
        let foreign = long_statement(&bank::statement("S", 1, ("2026-03-09", "2026-03-09"), 0, &[Line::Funding(100)]).replace("4300001234567890", "4300009999999999"));
        let refused = import_statement(&app.app, &reconciler, None, "s.xml", foreign).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::BankAccountUnknown));
        assert_eq!((app.count(CHUNKS).await, app.count("upload").await), (0, 0));
    }
}

both_databases! {
    async fn a_long_statement_is_stored_in_pieces_waits_and_is_read_again_from_them(app: TestApp) {
        let reconciler = app.actor("reconciler").await;
        let first = bank::statement("S1", 1, ("2026-03-09", "2026-03-09"), 0, &[Line::Funding(100)]);
        let second = bank::statement("S2", 2, ("2026-03-10", "2026-03-10"), 100, &[Line::Funding(50)]);
        let third = bank::statement("S3", 3, ("2026-03-11", "2026-03-11"), 150, &[Line::Funding(50)]);
        app.go_to("2026-03-12");
        let take = async |name: &str, text: &str| import_statement(&app.app, &reconciler, None, name, long_statement(text)).await.unwrap();
        take("1.xml", &first).await;
        let waits = take("3.xml", &third).await;
        assert!(!waits.statements[0].quarantine.is_empty());
        let came = take("2.xml", &second).await;
        assert_eq!(came.released, [waits.statements[0].number.clone()]);
        assert!(app.count(CHUNKS).await >= 6 && app.count("upload").await == 0);
        assert_eq!(said_of_files(&app).await, "");
        alters_a_piece(&app).await;
        let said = said_of_files(&app).await;
        assert!(["1.xml", "2.xml", "3.xml"].iter().all(|name| said.contains(name)), "{said}");
    }
}

/// A statement that is longer than a piece.
fn long_statement(text: &str) -> Vec<u8> {
    text.replacen("<Stmt>", &format!("<!-- {} --><Stmt>", "x".repeat(600 << 10)), 1).into_bytes()
}
