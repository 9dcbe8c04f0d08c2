//! Stops, clocks and strangers: the program ends what it began, does not write by a wrong clock, and keeps its doors.

use std::os::unix::fs::PermissionsExt as _;

use domain::refusal::Code;
use reqwest::StatusCode;
use xinbu::clock::Clock;
use xinbu::service::App;
use xinbu::service::account::provision::provision;
use xinbu::service::budget::Allocate;
use xinbu::service::command::execute;

use crate::disk::installation;
use crate::support::app::{IN_EARNEST, setup};
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
    let browser = server.sign_in_by_password("finance_approver", IN_EARNEST).await;
    // One act is under way: half of its body is sent when the program is told to stop.
    let running =
        browser.begin_slowly("/budget", &[("line", "GUARANTEE"), ("amount", "7.00"), ("document", "D-7")]).await;
    process.terminate();
    let answer = running.finish().await;
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let status = process.ended(std::time::Duration::from_secs(30)).await;
    assert!(status.success(), "{status}");
    let (found, sound) = crate::disk::kept(folder.path()).await;
    assert_eq!(found, ["D-7"]);
    assert!(sound);
}

both_databases! {
    async fn a_clock_far_behind_the_last_event_writes_nothing_and_one_a_little_behind_turns_no_case_back(app: TestApp) {
        let approver = app.actor("finance_approver").await;
        let allocate = |document: &str| Allocate { line: "GUARANTEE".into(), amount: "1.00".into(), document: document.into() };
        execute(&app.app, &approver, None, &allocate("D-1")).await.unwrap();
        let now = app.app.clock.now();
        let at = |minutes: i64| {
            let clock = Clock::standing(now - chrono::TimeDelta::minutes(minutes), chrono_tz::Asia::Shanghai);
            App::new(app.app.store.clone(), clock, false)
        };
        let refused = execute(&at(6), &approver, None, &allocate("D-2")).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::ClockBehind), "{refused}");
        execute(&at(4), &approver, None, &allocate("D-3")).await.unwrap();
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
    let store = xinbu::store::Store::create(&format!("sqlite:{}", file.display())).await.unwrap();
    store.migrate().await.unwrap();
    for name in ["xinbu.db", "xinbu.db-wal", "xinbu.db-shm"] {
        let mode = std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{name} has {mode:o}");
    }
    store.close().await.unwrap();
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
        };
        let safe = app.serve_as(web).await;
        let borrowed = first.at(&safe.address).get("/").await;
        assert_ne!(borrowed.status(), StatusCode::OK, "a cookie that any host of the domain can set is nobody's session");
    }
}

#[tokio::test]
async fn a_short_password_makes_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let store = xinbu::store::Store::create(&format!("sqlite:{}/xinbu.db", folder.path().display())).await.unwrap();
    store.migrate().await.unwrap();
    let app = App::new(store, Clock::system(chrono_tz::Asia::Shanghai), false);
    let mut setup = setup();
    setup.people[0].password = Some("1234567".to_owned());
    assert_eq!(provision(&app, &setup).await.unwrap_err().code(), Some(Code::PasswordShort));
    setup.people[0].password = Some("12345678".to_owned());
    provision(&app, &setup).await.unwrap();
}
