//! A replicated PostgreSQL: what is acknowledged is kept, what is unknown is called so and settled by its key, and whoever
//! waits is answered.

use std::time::{Duration, Instant};

use domain::refusal::Code;
use reqwest::StatusCode;
use sea_orm::ConnectionTrait as _;
use xinbu::error::{Error, Trouble};
use xinbu::service::App;
use xinbu::service::budget::Propose;
use xinbu::service::command::{Key, execute};
use xinbu::store::Store;
use xinbu::store::postgres::Limits;

use crate::support::TestApp;
use crate::support::app::{IN_EARNEST, proposal};
use crate::support::chance::from_env;
use crate::support::client::Server as Reach;
use crate::support::database::Database;
use crate::support::process::{Disk, Process};
use crate::support::replica::{Server, url_at};
use crate::support::wire::{Cut, Wire};

/// A fresh installation on a server of its own.
async fn installed(server: &Server) -> TestApp {
    let store = Store::create(&server.url()).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await.unwrap();
    TestApp::over(Database::at(&server.url())).await
}

fn limits() -> Limits {
    let seconds = Duration::from_secs;
    Limits { readers: 4, writers: 4, wait: seconds(3), statement: seconds(4), lock: seconds(3), commit: seconds(3) }
}

/// The same installation over other connections.
async fn over(app: &TestApp, url: &str, limits: Limits) -> App {
    App::new(Store::open_with(url, limits).await.unwrap(), app.app.clock.clone(), true)
}

fn money(document: &str) -> Propose {
    proposal("GUARANTEE", "1.00", document)
}

async fn allocate(app: &TestApp, over: &App, document: &str) -> Result<(), Error> {
    allocate_to("GUARANTEE", app, over, document).await
}

async fn allocate_to(line: &str, app: &TestApp, over: &App, document: &str) -> Result<(), Error> {
    let key = Key::parse(&format!("key-of-{}", document.replace('_', "-"))).unwrap();
    let maker = app.actor("finance_maker").await;
    let money = Propose { line: line.into(), ..money(document) };
    execute(over, &maker, Some(&key), &money).await.map(|_| ())
}

async fn kept(app: &TestApp, document: &str) -> i64 {
    app.count(&format!("budget_allocation WHERE document_no = '{document}'")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_is_cut_is_settled_by_its_key_and_without_one_it_is_called_unknown() {
    let Some(server) = Server::primary() else { return };
    let app = installed(&server).await;
    let wire = Wire::to(server.port).await;
    let cut = over(&app, &url_at(wire.port), limits()).await;
    // Eight cuts are one round: one and two of each kind, and one without a key. The long run asks for more.
    let rounds = from_env("XINBU_CUTS").unwrap_or(8).div_ceil(8);
    for (round, (kind, name)) in (0..rounds).flat_map(|n| [(n, (Cut::Before, "before")), (n, (Cut::After, "after"))]) {
        for times in 1..=2 {
            let document = format!("D-{name}-{times}-{round}");
            let cuts = wire.cuts();
            wire.cut(kind, times);
            allocate(&app, &cut, &document).await.unwrap();
            assert_eq!(wire.cuts() - cuts, times, "{document} was cut");
            assert_eq!(kept(&app, &document).await, 1, "{document}");
            allocate(&app, &cut, &document).await.unwrap();
            assert_eq!(kept(&app, &document).await, 1, "{document} once more");
        }
        let maker = app.actor("finance_maker").await;
        wire.cut(kind, 1);
        let error = execute(&cut, &maker, None, &money(&format!("D-{name}-bare-{round}"))).await.unwrap_err();
        assert_eq!(error.trouble(), Some(Trouble::Unknown), "{error:?}");
    }
    println!("reached: {} commits cut", wire.cuts());
    app.is_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_falls_silent_is_given_up_and_whoever_waits_is_answered() {
    let Some(server) = Server::primary() else { return };
    let app = installed(&server).await;
    let wire = Wire::to(server.port).await;
    let far = over(&app, &url_at(wire.port), limits()).await;
    allocate(&app, &far, "D-1").await.unwrap();
    wire.silent(true);
    let begun = Instant::now();
    let act = allocate(&app, &far, "D-2");
    let reading = far.store.read().execute_unprepared("SELECT 1");
    let (act, reading) = tokio::join!(act, reading);
    let error = act.unwrap_err();
    assert!(matches!(error.trouble(), Some(Trouble::Away | Trouble::Busy | Trouble::Unknown)), "{error:?}");
    assert!(reading.is_err());
    assert!(begun.elapsed() < Duration::from_secs(30), "an answer after {:?}", begun.elapsed());
    wire.silent(false);
    let begun = Instant::now();
    allocate(&app, &far, "D-2").await.unwrap();
    far.store.read().execute_unprepared("SELECT 1").await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(20), "work goes on after {:?}", begun.elapsed());
    assert_eq!(kept(&app, "D-2").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_standby_is_refused_by_name_and_led_to_one_by_mistake_the_program_refuses_acts_in_words_until_it_is_led_back()
{
    let Some(server) = Server::primary() else { return };
    let app = installed(&server).await;
    let standby = server.standby();
    assert_eq!(Store::open(&standby.url()).await.err().unwrap().code(), Some(Code::DatabaseStandby));
    // What only looks works there.
    let look = Store::open_to_look(&standby.url()).await.unwrap();
    let look = App::new(look, app.app.clock.clone(), true);
    let found = xinbu::service::verify::verify(&look).await.unwrap();
    assert!(found.iter().all(xinbu::service::verify::Finding::holds));
    look.store.close().await.unwrap();

    let wire = Wire::to(server.port).await;
    let led = over(&app, &url_at(wire.port), limits()).await;
    allocate(&app, &led, "D-1").await.unwrap();
    wire.lead_to(standby.port);
    for n in 0..3 {
        let error = allocate(&app, &led, &format!("D-away-{n}")).await.unwrap_err();
        assert_eq!(error.trouble(), Some(Trouble::Away), "{error:?}");
    }
    assert_eq!(led.store.health().await, Some(Trouble::Away));
    assert_eq!(led.store.unfit().unwrap().word(), "standby");
    wire.lead_to(server.port);
    allocate(&app, &led, "D-2").await.unwrap();
    assert_eq!(led.store.unfit(), None);
    assert_eq!(led.store.health().await, None);
    assert_eq!(app.count("budget_allocation WHERE document_no LIKE 'D-away%'").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wait_for_the_standby_that_is_cancelled_or_too_long_is_unknown_until_the_standby_has_it() {
    let Some(server) = Server::primary() else { return };
    let app = installed(&server).await;
    let mut standby = server.standby();
    server.set("synchronous_standby_names", "*");
    server.until("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'", "1").await;
    let strict = over(&app, &server.url(), limits()).await;
    allocate(&app, &strict, "D-1").await.unwrap();
    standby.stop();
    // Too long.
    let error = allocate(&app, &strict, "D-long").await.unwrap_err();
    assert_eq!(error.trouble(), Some(Trouble::Unknown), "{error:?}");
    // Cancelled: the server answers the COMMIT as done, with a warning.
    let cancel = async {
        let waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query = 'COMMIT'";
        // The one of before still waits, and holds its line.
        server.until(waiting, "2").await;
        server.sql("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
    };
    let (act, ()) = tokio::join!(allocate_to("INSURANCE", &app, &strict, "D-cancelled"), cancel);
    let error = act.unwrap_err();
    assert_eq!(error.trouble(), Some(Trouble::Unknown), "{error:?}");
    assert_eq!(
        server.sql("SELECT count(*) FROM budget_allocation WHERE document_no = 'D-cancelled'"),
        "1",
        "the leader has it"
    );
    // The stored answer is read where it is, and counts for nothing yet.
    let error = allocate_to("INSURANCE", &app, &strict, "D-cancelled").await.unwrap_err();
    assert_eq!(error.trouble(), Some(Trouble::Unknown), "{error:?}");
    standby.start();
    server.until("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'", "1").await;
    for (line, document) in [("GUARANTEE", "D-long"), ("INSURANCE", "D-cancelled")] {
        allocate_to(line, &app, &strict, document).await.unwrap();
        assert_eq!(
            standby.sql(&format!("SELECT count(*) FROM budget_allocation WHERE document_no = '{document}'")),
            "1"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn while_commits_wait_for_a_standby_reading_goes_on_and_those_who_wait_to_write_are_told() {
    let Some(server) = Server::primary() else { return };
    let app = installed(&server).await;
    let mut standby = server.standby();
    server.set("synchronous_standby_names", "*");
    server.until("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'", "1").await;
    let commit = Duration::from_secs(30);
    let few = over(&app, &server.url(), Limits { writers: 2, commit, wait: Duration::from_secs(1), ..limits() }).await;
    allocate(&app, &few, "D-1").await.unwrap();
    standby.stop();
    let waiting = ["GUARANTEE", "INSURANCE"].map(|line| {
        let (few, app) = (few.clone(), &app);
        let money = proposal(line, "1.00", &format!("D-{line}"));
        async move { execute(&few, &app.actor("finance_maker").await, None, &money).await }
    });
    let [one, two] = waiting;
    let others = async {
        server.until("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'", "2").await;
        for _ in 0..20 {
            let begun = Instant::now();
            xinbu::store::person::by_login(few.store.read(), "auditor").await.unwrap().unwrap();
            assert!(begun.elapsed() < Duration::from_secs(2), "read in {:?}", begun.elapsed());
        }
        let begun = Instant::now();
        let error = allocate(&app, &few, "D-3").await.unwrap_err();
        assert!(error.is_busy(), "{error:?}");
        assert!(begun.elapsed() < Duration::from_secs(5), "an answer after {:?}", begun.elapsed());
        standby.start();
    };
    let (one, two, ()) = tokio::join!(one, two, others);
    one.unwrap();
    two.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_servers_the_one_that_takes_writes_is_used_and_one_that_was_left_behind_never() {
    let Some(mut server) = Server::primary() else { return };
    let app = installed(&server).await;
    let standby = server.standby();
    let both = format!(
        "postgres://postgres@127.0.0.1:{},127.0.0.1:{}/xinbu?target_session_attrs=read-write",
        standby.port, server.port
    );
    let many = over(&app, &both, limits()).await;
    many.store.watch();
    allocate(&app, &many, "D-1").await.unwrap();
    let lag = "SELECT count(*) FROM pg_stat_replication WHERE replay_lsn = pg_current_wal_lsn()";
    server.until(lag, "1").await;
    let maker = app.actor("finance_maker").await;
    server.stop();
    standby.promote();
    let begun = Instant::now();
    loop {
        match execute(&many, &maker, Some(&Key::parse("key-after").unwrap()), &money("D-after")).await {
            Ok(_) => break,
            Err(error) => assert!(matches!(error.trouble(), Some(Trouble::Away | Trouble::Busy)), "{error:?}"),
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "work goes on with the new leader");
    }
    assert_eq!(standby.sql("SELECT count(*) FROM budget_allocation WHERE document_no = 'D-after'"), "1");
    // The old leader comes back and takes writes as before; nobody goes to it.
    server.start();
    for n in 0..10 {
        execute(&many, &maker, None, &money(&format!("D-new-{n}"))).await.unwrap();
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(server.sql("SELECT count(*) FROM budget_allocation WHERE document_no LIKE 'D-new%'"), "0");
    assert_eq!(standby.sql("SELECT count(*) FROM budget_allocation WHERE document_no LIKE 'D-new%'"), "10");
}

#[tokio::test(flavor = "multi_thread")]
async fn commits_that_do_not_wait_are_refused_at_the_start_and_while_the_program_serves() {
    let Some(server) = Server::primary() else { return };
    let app = installed(&server).await;
    let watched = over(&app, &server.url(), limits()).await;
    watched.store.watch();
    for value in ["off", "local", "remote_write"] {
        server.set("synchronous_commit", value);
        let error = Store::open(&server.url()).await.err().unwrap();
        assert_eq!(error.code(), Some(Code::DatabaseUnsafe), "{error:?}");
        let begun = Instant::now();
        while watched.store.unfit().is_none() {
            assert!(begun.elapsed() < Duration::from_secs(20), "{value} is seen");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let error = allocate(&app, &watched, &format!("D-{value}")).await.unwrap_err();
        assert_eq!(error.trouble(), Some(Trouble::Away), "{error:?}");
        server.set("synchronous_commit", "on");
        allocate(&app, &watched, "D-on").await.unwrap();
    }
    assert_eq!(app.count("budget_allocation WHERE document_no IN ('D-off', 'D-local', 'D-remote_write')").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_of_the_server_acts_are_refused_as_such_and_work_goes_on_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::small(folder.path(), 120 << 10) else { return };
    let Some(server) = Server::on(&disk, folder.path()) else { return };
    let app = installed(&server).await;
    let store = over(&app, &server.url(), limits()).await;
    let (mut told, mut full) = (Vec::new(), 0);
    for round in 0..3 {
        disk.fill(round * 16 * 1024);
        let mut act = 0;
        let error = loop {
            let document = format!("D-{round}-{act}");
            match allocate(&app, &store, &document).await {
                Ok(()) => told.push(document),
                Err(error) => break error,
            }
            act += 1;
            assert!(act < 2_000, "the disk is full");
        };
        assert_eq!(error.trouble(), Some(Trouble::Full), "{error:?}");
        store.store.heard(&error);
        assert_eq!(store.store.health().await, Some(Trouble::Full));
        full += 1;
        disk.clear();
        let document = format!("D-{round}-after");
        allocate(&app, &store, &document).await.unwrap();
        told.push(document);
        assert_eq!(store.store.health().await, None);
    }
    assert_eq!(full, 3);
    assert_eq!(app.count("budget_allocation WHERE document_no LIKE 'D-%'").await, i64::try_from(told.len()).unwrap());
    app.is_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_program_waits_for_its_server_and_says_so_and_answers_in_words_while_it_is_gone() {
    let Some(mut server) = Server::primary() else { return };
    let app = crate::disk::migrated(&server.url()).await;
    crate::disk::peopled(app).await;
    server.stop();
    let folder = tempfile::tempdir().unwrap();
    let said = folder.path().join("said");
    let enter = ["sh", "-c", &format!("exec \"$@\" 2>{}", said.display()), "sh"].map(str::to_owned);
    let process = Process::serve(&enter, &server.url()).await;
    let begun = Instant::now();
    while !std::fs::read_to_string(&said).is_ok_and(|text| text.contains("Waiting for the database")) {
        assert!(begun.elapsed() < Duration::from_secs(30), "it says that it waits");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    server.start();
    let reach = Reach::elsewhere(&process.address);
    let browser = reach.sign_in_by_password("finance_maker", IN_EARNEST).await;
    let fields = |document: &'static str| [("line", "GUARANTEE"), ("amount", "1.00"), ("document", document)];
    assert_eq!(browser.propose_budget(&fields("D-1")).await.status(), StatusCode::SEE_OTHER);
    server.stop();
    for _ in 0..2 {
        let answer = browser.propose_budget(&fields("D-2")).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.headers().contains_key("retry-after"));
        assert_eq!(browser.get("/budget").await.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(browser.get("/livez").await.status(), StatusCode::OK);
        assert_eq!(browser.get("/readyz").await.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
    server.start();
    assert_eq!(browser.propose_budget(&fields("D-3")).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/readyz").await.status(), StatusCode::OK);
    assert_eq!(
        server.sql("SELECT string_agg(document_no, ' ' ORDER BY document_no) FROM budget_allocation"),
        "D-1 D-3"
    );
    process.kill();
    let words = std::fs::read_to_string(&said).unwrap();
    assert!(!words.contains("postgres://"), "the address stands in no message: {words}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_payment_is_released_where_a_fail_over_would_forget_it_unless_two_accept_that_for_some_days() {
    use xinbu::service::cluster::acceptance::{Accept, Decide, End};
    use xinbu::service::payment::batch::{Approve, Build, Submit};
    let Some(server) = Server::primary() else { return };
    let app = installed(&server).await;
    let approver = app.actor("finance_approver").await;
    let case = app.payable("a", &[crate::support::schedule::Row::contract(1)]).await;
    let payments = app.payments(&case).await.into_iter().map(|p| p.number).collect();
    let number = app.run("finance_maker", &Build { payments }).await.unwrap();
    app.run("finance_maker", &Submit { number: number.clone(), version: 1 }).await.unwrap();
    let release = || Approve { number: number.clone(), version: 2 };
    let standby = server.standby();
    server.until("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'", "1").await;
    let refused = execute(&app.app, &approver, None, &release()).await.unwrap_err();
    assert_eq!(refused.code(), Some(Code::ClusterAsynchronous), "{refused:?}");
    let until = |day: &str| Accept { until: day.parse().unwrap(), reason: "旧集群，本月底更换".into() };
    let decide = |agreed: bool| Decide { agreed, note: "先换集群".into() };
    let today = app.app.clock.today();
    let last = (today + chrono::TimeDelta::days(32)).to_string();
    for day in [last.as_str(), "2020-01-01"] {
        let refused = app.run("administrator", &until(day)).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::ClusterAcceptance), "{refused:?}");
    }
    assert_eq!(app.run("administrator_2", &decide(true)).await.unwrap_err().code(), Some(Code::NotFound));
    app.run("administrator", &until(&today.to_string())).await.unwrap();
    assert_eq!(app.run("administrator", &decide(true)).await.unwrap_err().code(), Some(Code::RequestOwn));
    assert_eq!(app.run("finance_approver", &decide(true)).await.unwrap_err().code(), Some(Code::NotYourRole));
    let refused = execute(&app.app, &approver, None, &release()).await.unwrap_err();
    assert_eq!(refused.code(), Some(Code::ClusterAsynchronous), "one is not enough");
    let again = app.run("administrator_2", &until(&today.to_string())).await.unwrap_err();
    assert_eq!(again.code(), Some(Code::RequestOpen), "{again:?}");
    app.run("administrator_2", &decide(false)).await.unwrap();
    app.run("administrator", &until(&today.to_string())).await.unwrap();
    app.run("administrator", &decide(false)).await.unwrap();
    app.run("administrator", &until(&today.to_string())).await.unwrap();
    app.run("administrator_2", &decide(true)).await.unwrap();
    app.run("administrator", &End {}).await.unwrap();
    let refused = execute(&app.app, &approver, None, &release()).await.unwrap_err();
    assert_eq!(refused.code(), Some(Code::ClusterAsynchronous), "it was ended");
    app.run("administrator_2", &until(&today.to_string())).await.unwrap();
    app.run("administrator", &decide(true)).await.unwrap();
    execute(&app.app, &approver, None, &release()).await.unwrap();
    // The standby is waited for: nothing needs to be accepted any more.
    server.set("synchronous_standby_names", "*");
    assert!(matches!(
        xinbu::store::cluster::promise(app.app.store.read()).await.unwrap(),
        xinbu::store::cluster::Promise::Synchronous { .. }
    ));
    drop(standby);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_fail_over_that_lost_acts_the_record_names_exactly_them_and_the_log_names_the_fail_over() {
    let Some(mut server) = Server::primary() else { return };
    let app = installed(&server).await;
    let folder = tempfile::tempdir().unwrap();
    let mut recording = app.app.clone();
    recording.acknowledged =
        Some(xinbu::service::acknowledged::Record::begin(folder.path(), recording.clock.now()).unwrap());
    assert_eq!(xinbu::service::cluster::note_epoch(&recording).await.unwrap(), None, "the first is no fail-over");
    allocate(&app, &recording, "D-kept").await.unwrap();
    let mut standby = server.standby();
    server.until("SELECT count(*) FROM pg_stat_replication WHERE replay_lsn = pg_current_wal_lsn()", "1").await;
    // The standby is gone, so that it hears nothing more, and the leader goes on without it.
    standby.stop();
    for n in 0..3 {
        allocate(&app, &recording, &format!("D-lost-{n}")).await.unwrap();
    }
    server.stop();
    standby.start();
    standby.promote();
    let after = App::new(Store::open(&standby.url()).await.unwrap(), app.app.clock.clone(), true);
    let before = xinbu::service::cluster::note_epoch(&after).await.unwrap().expect("a fail-over is told");
    assert_eq!(before.timeline, "00000001");
    assert_eq!(xinbu::service::cluster::note_epoch(&after).await.unwrap(), None, "once");
    after.store.close().await.unwrap();
    let told = std::process::Command::new(env!("CARGO_BIN_EXE_xinbu"))
        .args(["cluster", "missing"])
        .arg(folder.path())
        .args(["--lang", "en", "--database", &standby.url()])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&told.stdout);
    assert_eq!(told.status.code(), Some(1), "{text}");
    assert_eq!(text.matches("✗").count(), 3, "{text}");
    assert!(text.contains("4 acknowledged acts were written down; missing in the database: 3"), "{text}");
    let seen = std::process::Command::new(env!("CARGO_BIN_EXE_xinbu"))
        .args(["doctor", "--lang", "en", "--database", &standby.url()])
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&seen.stdout);
    assert!(seen.status.success() && text.contains("One server without standbys"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_that_waits_for_a_frozen_leader_is_done_by_the_new_one() {
    let Some(server) = Server::primary() else { return };
    let app = installed(&server).await;
    let standby = server.standby();
    let both = format!("postgres://postgres@127.0.0.1:{},127.0.0.1:{}/xinbu", server.port, standby.port);
    let hour = Duration::from_secs(3_600);
    let many = over(&app, &both, Limits { statement: hour, commit: hour, ..limits() }).await;
    many.store.watch();
    allocate(&app, &many, "D-1").await.unwrap();
    server.until("SELECT count(*) FROM pg_stat_replication WHERE replay_lsn = pg_current_wal_lsn()", "1").await;
    let maker = app.actor("finance_maker").await;
    // In the middle of an act the leader stands still.
    let held = xinbu::store::tx::begin(&many.store).await.unwrap();
    held.execute_unprepared("SELECT 1").await.unwrap();
    server.freeze(true);
    let waiting = held.execute_unprepared("SELECT 2");
    let over = async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        standby.promote();
    };
    let (waiting, ()) = tokio::join!(tokio::time::timeout(Duration::from_secs(60), waiting), over);
    assert!(waiting.expect("it is not waited for").is_err());
    let key = Key::parse("key-after").unwrap();
    let begun = Instant::now();
    while execute(&many, &maker, Some(&key), &money("D-after")).await.is_err() {
        assert!(begun.elapsed() < Duration::from_secs(60), "work goes on with the new leader");
    }
    assert_eq!(standby.sql("SELECT count(*) FROM budget_allocation WHERE document_no = 'D-after'"), "1");
    server.freeze(false);
}
