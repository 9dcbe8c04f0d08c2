//! Copies of an installation: made while people work, proved before they replace anything, and what must wait once one was
//! brought back.

use chrono::TimeDelta;
use domain::refusal::Code;
use domain::workflow::job::JobKind;
use domain::workflow::{BatchState, PaymentState};
use reqwest::StatusCode;
use sea_orm::ConnectionTrait as _;
use xinbu::service::App;
use xinbu::service::backup::regular::{Plan, Regular};
use xinbu::service::backup::{Copy, Manifest, copies, copy, prove, restore, retain};
use xinbu::service::job::clock::ring;
use xinbu::service::job::{take, work_all};
use xinbu::service::payment::batch::Build;
use xinbu::store::storage::Storage;

use crate::bank_acts::{agree, ask, asked, batch_of, import};
use crate::command_line::{said, status, xinbu};
use crate::support::bank::{self, Line};
use crate::support::client::visible;
use crate::support::process::Process;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

async fn copied(app: &TestApp, into: &tempfile::TempDir) -> Copy {
    copy(&app.app, app.url(), into.path()).await.unwrap()
}

async fn refused(app: &TestApp, folder: &std::path::Path) -> Code {
    let error = prove(folder, app.url(), &app.app.clock).await.unwrap_err();
    error.code().unwrap_or_else(|| panic!("no refusal: {error:?}"))
}

both_databases! {
    async fn a_copy_holds_every_row_and_what_is_altered_in_it_is_refused_by_name(app: TestApp) {
        app.payable("a", &[Row::contract(1), Row::contract(2)]).await;
        let folder = tempfile::tempdir().unwrap();
        let made = copied(&app, &folder).await;
        let proof = prove(&made.folder, app.url(), &app.app.clock).await.unwrap();
        assert!(proof.holds(), "{:?}", proof.findings);
        assert_eq!(proof.manifest, made.manifest);
        let held = &made.manifest.contents.tables;
        let rows = app.count("audit_event").await;
        assert!(rows > 50 && held["audit_event"].rows == rows && held["payment"].rows == 1, "{held:?}");
        // What is written afterwards is not in it.
        app.approved("b", &[Row::contract(3)]).await;
        assert_eq!(prove(&made.folder, app.url(), &app.app.clock).await.unwrap().manifest, made.manifest);
        // Nothing is left of the proofs.
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(left, [made.folder.file_name().unwrap()]);

        let file = made.folder.join(&made.manifest.file);
        let manifest = made.folder.join("manifest.json");
        let (whole, told) = (std::fs::read(&file).unwrap(), std::fs::read_to_string(&manifest).unwrap());
        for at in [0, whole.len() / 2, whole.len() - 1] {
            let mut altered = whole.clone();
            altered[at] ^= 1;
            std::fs::write(&file, &altered).unwrap();
            assert_eq!(refused(&app, &made.folder).await, Code::BackupAltered);
        }
        std::fs::write(&file, &whole[..whole.len() - 1]).unwrap();
        assert_eq!(refused(&app, &made.folder).await, Code::BackupAltered);
        std::fs::remove_file(&file).unwrap();
        assert_eq!(refused(&app, &made.folder).await, Code::BackupUnreadable);
        std::fs::write(&file, &whole).unwrap();
        // A manifest that speaks of other rows than the file has.
        let mut other: Manifest = serde_json::from_str(&told).unwrap();
        other.contents.tables.get_mut("payment").unwrap().rows += 1;
        std::fs::write(&manifest, serde_json::to_vec(&other).unwrap()).unwrap();
        assert_eq!(refused(&app, &made.folder).await, Code::BackupDiffers);
        std::fs::write(&manifest, "{}").unwrap();
        assert_eq!(refused(&app, &made.folder).await, Code::BackupUnreadable);
        std::fs::write(&manifest, told.replace("database.", "../database.")).unwrap();
        assert_eq!(refused(&app, &made.folder).await, Code::BackupUnreadable, "a file elsewhere is none of the copy");
        std::fs::write(&manifest, &told).unwrap();
        assert!(prove(&made.folder, app.url(), &app.app.clock).await.unwrap().holds());
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_copy_replaces_a_database_only_when_told_to_and_when_nobody_uses_it(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let folder = tempfile::tempdir().unwrap();
        let made = copied(&app, &folder).await;
        let clock = app.app.clock.clone();
        let error = restore(&made.folder, (app.url(), &Storage::Database), false, &clock).await.unwrap_err();
        assert_eq!(error.code(), Some(Code::RestoreTargetThere));
        let error = restore(&made.folder, (app.url(), &Storage::Database), true, &clock).await.unwrap_err();
        assert_eq!(error.code(), Some(Code::DatabaseInUse), "the program runs");
        assert_eq!(app.payments(&number).await.len(), 1, "and goes on");
        app.approved("b", &[Row::contract(2)]).await;
        let app = app.brought_back(&made.folder).await;
        assert_eq!(app.count("application").await, 1, "what was written after the copy is not there");
        assert_eq!(app.count("session").await, 0, "everybody signs in again");
        app.is_sound().await;
    }
}

both_databases! {
    async fn after_a_restoration_nothing_is_paid_until_the_banks_statements_show_what_was(app: TestApp) {
        // In the copy one payment waits, one is in a batch that nobody has approved, one in a sealed file.
        let (waits, _) = app.approved("a", &[Row::contract(1)]).await;
        let (batched, _) = app.approved("b", &[Row::contract(2)]).await;
        app.notice_over(&[&waits, &batched]).await;
        let batch = app.run("finance_maker", &Build { payments: vec![app.payments(&batched).await[0].number.clone()] }).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let made = copied(&app, &folder).await;
        // After the copy the first is sent to the bank; the copy knows nothing of it.
        app.sent(&waits).await;
        let sent = app.payments(&waits).await.remove(0);
        let before = batch_of_payment(&app, &sent).await;
        let app = app.brought_back(&made.folder).await;

        assert_eq!(app.payments(&waits).await[0].state, PaymentState::Ready);
        let back = app.payments(&batched).await.remove(0);
        assert_eq!((back.state, back.batch_id), (PaymentState::Ready, None), "its batch is recalled");
        assert_eq!(batch_of(&app, &batch).await.state, BatchState::Void);
        app.is_sound().await;
        let refused = app.run("finance_maker", &Build { payments: vec![sent.number.clone()] }).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::ReleaseLocked));
        // Past the program the database refuses too.
        let db = app.direct().await;
        let around = db.execute_unprepared("UPDATE payment SET state = 'batched', batch_id = (SELECT id FROM payment_batch LIMIT 1), moved_event = 'batch',
             moved_role = 'finance_maker', moved_by = (SELECT id FROM person WHERE login = 'finance_maker')");
        assert!(around.await.unwrap_err().to_string().contains("release-locked"));
        drop(db);

        let server = app.serve().await;
        let (maker, reconciler) = (server.sign_in("finance_maker").await, server.sign_in("reconciler").await);
        for place in ["/payments", "/batches", "/statements"] {
            for (lang, words) in [("en", "Nothing is paid from account"), ("zh", "暂停付款")] {
                let page = maker.page(&format!("{place}?lang={lang}")).await;
                assert!(page.contains(words), "{place}: {}", visible(&page));
            }
        }
        for (person, home) in [(&maker, "/payments"), (&reconciler, "/statements")] {
            let page = person.page("/?lang=zh").await;
            assert!(page.contains("恢复后暂停付款的账户") && page.contains(home), "{}", visible(&page));
        }
        let account = app.locked_account().await;
        assert_eq!(ask(&reconciler, "lift_lock", &account, b"").await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let given_up = ask(&maker, "give_up_award", &sent.number, crate::bank_acts::PDF).await;
        assert_eq!(given_up.status(), StatusCode::UNPROCESSABLE_ENTITY, "it may have been paid");

        // The bank's statement shows what was paid: it is settled by itself, although no batch of the books has it.
        let fen = sent.amount_fen.minor();
        let today = app.app.clock.today();
        let day = today.to_string();
        let lines = [Line::Funding(fen), Line::Paid(&sent.end_to_end_id, fen, &sent.payee_name, sent.account_no.as_str())];
        import(&app, "1.xml", bank::statement("S1", 1, (&day, &day), 0, &lines)).await;
        let found = app.payments(&waits).await.remove(0);
        assert_eq!((found.state, found.batch_id), (PaymentState::Paid, None));
        assert_eq!(app.application(&waits).await.state.key(), "settled");
        app.is_sound().await;
        let early = ask(&reconciler, "lift_lock", &account, b"").await;
        assert_eq!(early.status(), StatusCode::UNPROCESSABLE_ENTITY, "the bank may carry it out tomorrow");

        // A person said it wrongly: it waits again, and is found again.
        let statement = app.statements().await.remove(0);
        let (line, wrong) = (format!("/statements/{statement}/lines/2"), [("reason", "看错了")]);
        reconciler.go(&format!("{line}/unmatch"), &wrong).await;
        assert_eq!(app.payments(&waits).await[0].state, PaymentState::Ready);
        app.is_sound().await;
        reconciler.go(&format!("{line}/match"), &[("payment", &found.number)]).await;
        assert_eq!(app.payments(&waits).await[0].state, PaymentState::Paid);
        app.is_sound().await;

        reconciler.go(&format!("/statements/{statement}/lines/1/explain"), &[("kind", "funding"), ("note", "拨入")]).await;
        let through = app.lock_through().await;
        let next = today.succ_opt().unwrap();
        let text = bank::statement("S2", 2, (&next.to_string(), &through), 0, &[]);
        import(&app, "2.xml", text).await;
        let reconciler = server.sign_in("reconciler").await;
        let page = reconciler.page("/payments?lang=zh").await;
        assert!(page.contains("lift_lock") && page.contains("由对账人员申请解除"), "{}", visible(&page));
        let request = asked(&reconciler, "lift_lock", &account).await;
        let build = Build { payments: vec![back.number.clone()] };
        assert_eq!(app.run("finance_maker", &build).await.unwrap_err().code(), Some(Code::ReleaseLocked), "one person alone");
        agree(&server, &request).await;
        // What the bank did not pay is paid now, under an id that no file before the restoration had.
        app.sent(&batched).await;
        let after = batch_of_payment(&app, &app.payments(&batched).await[0]).await;
        assert_ne!(after.msg_id, before.msg_id);
        assert!(after.msg_id.unwrap().contains("R2603"), "the instant of the restoration");
        assert!(!reconciler.page("/payments?lang=zh").await.contains("暂停付款"));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_sealed_file_of_the_copy_counts_as_sent_and_is_not_given_out_before_the_bank_shows_it(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let payments = app.payments(&number).await.into_iter().map(|p| p.number).collect();
        let batch = app.run("finance_maker", &Build { payments }).await.unwrap();
        app.sealed(&batch).await;
        let folder = tempfile::tempdir().unwrap();
        let made = copied(&app, &folder).await;
        let app = app.brought_back(&made.folder).await;
        assert_eq!(batch_of(&app, &batch).await.state, BatchState::Sent);
        assert_eq!(app.payments(&number).await[0].state, PaymentState::Instructed);
        let server = app.serve().await;
        let maker = server.sign_in("finance_maker").await;
        assert_eq!(maker.get(&format!("/batches/{batch}/file.xml")).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let payment = app.payments(&number).await.remove(0);
        let fen = payment.amount_fen.minor();
        let day = app.app.clock.today().to_string();
        let lines = [Line::Funding(fen), Line::Paid(&payment.end_to_end_id, fen, &payment.payee_name, payment.account_no.as_str())];
        import(&app, "1.xml", bank::statement("S1", 1, (&day, &day), 0, &lines)).await;
        assert_eq!(app.payments(&number).await[0].state, PaymentState::Paid);
        assert_eq!(batch_of(&app, &batch).await.state, BatchState::Completed);
        app.is_sound().await;
    }
}

both_databases! {
    async fn one_copy_brought_back_twice_repeats_no_epoch_no_number_and_no_series_begins_again(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let folder = tempfile::tempdir().unwrap();
        let made = copied(&app, &folder).await;
        let app = app.brought_back(&made.folder).await;
        let once = numbers(&app).await;
        app.approved("b", &[Row::contract(2)]).await;
        let app = app.brought_back(&made.folder).await;
        let twice = numbers(&app).await;
        assert_eq!(epoch(&app).await, 2);
        assert!(once.iter().all(|(series, last)| twice.iter().any(|(s, l)| s == series && l > last)), "{once:?} {twice:?}");
        // A series that the copy did not have begins beyond what may have been given out since.
        let day = app.app.clock.today().to_string();
        import(&app, "1.xml", bank::statement("S1", 1, (&day, &day), 0, &[])).await;
        let statement = app.statements().await.remove(0);
        assert!(statement.ends_with("-2001"), "{statement}");
        assert_eq!(app.payments(&number).await.len(), 1);
        app.is_sound().await;
    }
}

async fn epoch(app: &TestApp) -> i64 {
    xinbu::store::restoration::epoch(app.app.store.read()).await.unwrap()
}

async fn numbers(app: &TestApp) -> Vec<(String, i64)> {
    let found = xinbu::service::restoration::GivenOut::of(app.app.store.read()).await.unwrap();
    found.numbers.into_iter().map(|series| (series.name, series.last)).collect()
}

#[test]
fn a_copy_takes_the_place_of_a_damaged_database_and_reads_nothing_of_its_log() {
    crate::support::database::run(crate::support::Kind::Sqlite, |app| async move {
        app.payable("a", &[Row::contract(1)]).await;
        let folder = tempfile::tempdir().unwrap();
        let made = copied(&app, &folder).await;
        let clock = app.app.clock.clone();
        for damage in [0..4096usize, 40_000..90_000] {
            let place = folder.path().join(format!("damaged-{}.db", damage.start));
            let mut bytes = std::fs::read(made.folder.join(&made.manifest.file)).unwrap();
            bytes[damage].fill(0x5a);
            std::fs::write(&place, &bytes).unwrap();
            // What another database left in its log would be read into the one that comes.
            let log = place.with_extension("db-wal");
            std::fs::write(&log, vec![7u8; 100_000]).unwrap();
            let url = format!("sqlite:{}", place.display());
            let restored = restore(&made.folder, (&url, &Storage::Database), true, &clock).await.unwrap();
            assert!(restored.epoch.is_some() && restored.aside.is_some());
            assert!(!log.exists(), "it went aside with its database");
            let proved = xinbu(&["verify", "--database", &url]);
            assert!(proved.status.success(), "{}", said(&proved));
        }
        // A log alone, without its database.
        let place = folder.path().join("gone.db");
        std::fs::write(place.with_extension("db-wal"), vec![7u8; 100_000]).unwrap();
        let url = format!("sqlite:{}", place.display());
        assert!(restore(&made.folder, (&url, &Storage::Database), false, &clock).await.unwrap().epoch.is_some());
        assert!(xinbu(&["verify", "--database", &url]).status.success());
    });
}

#[test]
fn a_copy_of_a_lost_server_comes_back_into_a_database_that_is_not_there_yet() {
    crate::support::database::run(crate::support::Kind::Postgres, |app| async move {
        app.payable("a", &[Row::contract(1)]).await;
        let folder = tempfile::tempdir().unwrap();
        let made = copied(&app, &folder).await;
        let name = app.url().split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
        let url = app.url().replace(&format!("/{name}?"), &format!("/{name}_elsewhere?"));
        let restored = restore(&made.folder, (&url, &Storage::Database), false, &app.app.clock).await.unwrap();
        assert_eq!((restored.epoch, restored.aside), (Some(1), None));
        assert!(xinbu(&["verify", "--database", &url]).status.success());
    });
}

both_databases! {
    async fn the_newest_copies_stay_and_a_copy_that_was_broken_off_is_none(app: TestApp) {
        let folder = tempfile::tempdir().unwrap();
        let mut made = Vec::new();
        for _ in 0..4 {
            made.push(copied(&app, &folder).await.folder);
            app.app.clock.advance(chrono::TimeDelta::hours(1));
        }
        std::fs::create_dir(folder.path().join("xinbu-20990101T000000000Z")).unwrap();
        std::fs::create_dir(folder.path().join("something else")).unwrap();
        // A copy of another installation is not ours to count.
        let other = folder.path().join("xinbu-20200101T000000000Z");
        std::fs::create_dir(&other).unwrap();
        let mut manifest = Manifest::read(&made[0]).unwrap();
        manifest.installation = "another".to_owned();
        std::fs::write(other.join("manifest.json"), serde_json::to_vec(&manifest).unwrap()).unwrap();
        assert_eq!(retain(folder.path(), 2).unwrap(), made[..2]);
        std::fs::remove_dir_all(&other).unwrap();
        let left: Vec<_> = copies(folder.path()).unwrap().into_iter().map(|(path, _)| path).collect();
        assert_eq!(left, made[2..]);
        assert!(folder.path().join("something else").is_dir());
        assert_eq!(retain(folder.path(), 0).unwrap().len(), 1, "one copy always stays");
    }
}

both_databases! {
    async fn the_commands_copy_prove_restore_and_drill(app: TestApp) {
        let folder = tempfile::tempdir().unwrap();
        let (url, into) = (app.url().to_owned(), folder.path().display().to_string());
        let of = |command: &[&str]| {
            let all = [command, &["--database", &url]].concat();
            xinbu(&all)
        };
        let made = of(&["backup", "--to", &into]);
        assert!(made.status.success(), "{}", said(&made));
        let copy = String::from_utf8(made.stdout).unwrap().trim().to_owned();
        let proved = of(&["restore", &copy, "--verify"]);
        assert!(proved.status.success() && said(&proved).contains("全部成立"), "{}", said(&proved));
        let there = of(&["restore", &copy]);
        assert_eq!(status(&there), 1);
        assert!(said(&there).contains("--replace"), "{}", said(&there));
        let drill = of(&["drill", "--to", &into, "--json"]);
        assert!(drill.status.success(), "{}", said(&drill));
        let report: serde_json::Value = serde_json::from_slice(&drill.stdout).unwrap();
        assert_eq!((&report["holds"], &report["differences"]), (&true.into(), &0.into()));
        app.app.store.clone().close().await.unwrap();
        let restored = of(&["restore", &copy, "--replace"]);
        assert!(restored.status.success() && said(&restored).contains("第 1 纪元开始"), "{}", said(&restored));
        let wrong = of(&["restore", "--by-own-means", "2026-03-02T01:00:00Z"]);
        assert!(status(&wrong) == 1 && said(&wrong).contains("并未恢复到"), "its log goes beyond: {}", said(&wrong));
        let now = xinbu::clock::Clock::system(chrono_tz::Asia::Shanghai).now().to_rfc3339();
        let own = of(&["restore", "--by-own-means", &now]);
        assert!(own.status.success() && said(&own).contains("第 2 纪元开始"), "{}", said(&own));
        let missing = of(&["restore", "/nowhere", "--verify"]);
        assert!(said(&missing).contains("没有这个文件或文件夹"), "{}", said(&missing));
    }
}

/// A database as the version before the newest step left it, with the rows that were there.
pub(crate) async fn of_an_earlier_version(app: &TestApp) {
    let db = app.direct().await;
    // The newest step adds these and nothing that older rows need.
    let sqlite = db.get_database_backend() == sea_orm::DatabaseBackend::Sqlite;
    let all = if sqlite {
        "DROP TRIGGER payment_batch_never_sent; DROP TABLE release_lock; DROP TABLE restoration; DROP TRIGGER payment_not_born_paid; DROP TRIGGER payment_paid_of_a_batch;
         DROP TRIGGER payment_found_while_locked; DROP TRIGGER payment_not_while_locked; DROP TRIGGER payment_batch_not_while_locked;
         PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = replace(sql, '''batched'', ''instructed'') OR', '''batched'', ''instructed'', ''paid'') OR') WHERE name = 'payment';
         UPDATE sqlite_schema SET sql = replace(sql, ', ''lift_lock'', ''batch_never_sent''', '') WHERE name = 'finance_request';
         PRAGMA writable_schema = RESET;"
    } else {
        "DROP TRIGGER payment_batch_never_sent ON payment_batch; DROP FUNCTION xinbu_payment_batch_never_sent; DROP TABLE release_lock, restoration; DROP TRIGGER payment_not_born_paid ON payment; DROP TRIGGER payment_while_locked ON payment;
         DROP TRIGGER payment_batch_not_while_locked ON payment_batch;
         DROP FUNCTION xinbu_payment_while_locked, xinbu_payment_not_born_paid, xinbu_payment_batch_not_while_locked, xinbu_release_lock_lifted_by_two;"
    };
    db.execute_unprepared(all).await.unwrap();
    let triggers = if sqlite {
        "SELECT 'DROP TRIGGER ' || name AS t, name FROM sqlite_master WHERE type = 'trigger'"
    } else {
        "SELECT 'DROP TRIGGER ' || tgname || ' ON ' || tgrelid::regclass AS t, tgname::text AS name FROM pg_trigger WHERE NOT tgisinternal"
    };
    let fixed = format!(
        "SELECT t FROM ({triggers}) AS every WHERE name LIKE '%_fixed'
         OR name IN ('notice_closed_once', 'firm_account_no_delete', 'role_grant_no_delete')"
    );
    for row in db.query_all_raw(sea_orm::Statement::from_string(db.get_database_backend(), fixed)).await.unwrap() {
        db.execute_unprepared(&row.try_get::<String>("", "t").unwrap()).await.unwrap();
    }
    let newer = ["restoration", "never_sent", "fixed"].map(|step| format!("version LIKE '%_{step}'")).join(" OR ");
    db.execute_unprepared(&format!("DELETE FROM seaql_migrations WHERE {newer}")).await.unwrap();
}

both_databases! {
    async fn an_upgrade_copies_the_database_first_and_is_tried_on_the_copy(app: TestApp) {
        app.payable("a", &[Row::contract(1)]).await;
        of_an_earlier_version(&app).await;
        app.app.store.clone().close().await.unwrap();
        let sqlite = app.url().starts_with("sqlite:");
        let folder = tempfile::tempdir().unwrap();
        let into = folder.path().display().to_string();
        if !sqlite {
            let none = xinbu(&["migrate", "--database", app.url()]);
            assert_eq!(status(&none), 1);
            assert!(said(&none).contains("XINBU_BACKUP_DIR") && said(&none).contains("--without-backup"), "{}", said(&none));
        }
        let verified = xinbu(&["verify", "--database", app.url()]);
        assert!(said(&verified).contains("xinbu migrate"), "it is still as it was: {}", said(&verified));
        // What the upgrade cannot hold is found on the copy.
        let db = app.direct().await;
        db.execute_unprepared("UPDATE account SET debit_fen = debit_fen + 1, credit_fen = credit_fen + 1 WHERE kind = 'available'").await.unwrap();
        let unsound = xinbu(&["migrate", "--backup-dir", &into, "--database", app.url()]);
        assert!(status(&unsound) == 1 && said(&unsound).contains("I2"), "{}", said(&unsound));
        assert!(said(&xinbu(&["verify", "--database", app.url()])).contains("xinbu migrate"));
        db.execute_unprepared("UPDATE account SET debit_fen = debit_fen - 1, credit_fen = credit_fen - 1 WHERE kind = 'available'").await.unwrap();
        drop(db);
        let done = xinbu(&["migrate", "--backup-dir", &into, "--database", app.url()]);
        assert!(done.status.success(), "{}", said(&done));
        assert_eq!(copies(folder.path()).unwrap().len(), 2);
        let verified = xinbu(&["verify", "--database", app.url()]);
        assert!(verified.status.success(), "{}", said(&verified));
        // Nothing is older now, so nothing is copied.
        assert!(xinbu(&["migrate", "--backup-dir", &into, "--database", app.url()]).status.success());
        assert_eq!(copies(folder.path()).unwrap().len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_serving_program_copies_at_its_interval_and_keeps_the_newest() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("xinbu.db");
    crate::disk::installation(&file).await;
    let into = folder.path().join("copies");
    let process = Process::serve(
        &["env".to_owned(), format!("XINBU_BACKUP_DIR={}", into.display()), "XINBU_BACKUP_EVERY=1".to_owned()],
        &format!("sqlite:{}", file.display()),
    )
    .await;
    let begun = std::time::Instant::now();
    while !into.is_dir() || copies(&into).unwrap().is_empty() {
        assert!(begun.elapsed().as_secs() < 60, "no copy was made");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    process.kill();
    let (made, _) = copies(&into).unwrap().remove(0);
    let clock = xinbu::clock::Clock::system(chrono_tz::Asia::Shanghai);
    assert!(prove(&made, &format!("sqlite:{}", file.display()), &clock).await.unwrap().holds());
}

/// A night of the office: what is due by the clock is queued and done.
async fn night(app: &App) {
    app.clock.advance(TimeDelta::days(1));
    ring(app).await.unwrap();
    work_all(app).await.unwrap();
}

both_databases! {
    async fn a_copy_is_made_each_day_once_for_all_processes_and_the_newest_stay(app: TestApp) {
        let (mut app, folder) = (app, tempfile::tempdir().unwrap());
        let url = app.url().to_owned();
        let plan = |folder: &std::path::Path| {
            Regular::by(Plan { url: url.clone(), folder: folder.to_owned(), every: 24, keep: 2 })
        };
        // A process that was not told where copies go leaves them to the others.
        let bare = app.app.clone();
        let (mut one, mut other) = (app.app.clone(), app.app.clone());
        (one.copies, other.copies) = (plan(folder.path()), plan(folder.path()));
        for process in [&one, &other, &bare] {
            ring(process).await.unwrap();
        }
        work_all(&bare).await.unwrap();
        assert_eq!(app.count("job WHERE kind = 'copy' AND state = 'waiting'").await, 1);
        // Its worker is killed after the copy stands in the folder: no second one is made of the same day.
        let taken = take(&one, None).await.unwrap().unwrap();
        assert_eq!(taken.kind, JobKind::Copy);
        copy(&one, app.url(), folder.path()).await.unwrap();
        one.clock.advance(TimeDelta::seconds(61));
        let (a, b) = tokio::join!(work_all(&one), work_all(&other));
        assert_eq!((a.unwrap() + b.unwrap(), copies(folder.path()).unwrap().len()), (1, 1));
        night(&one).await;
        night(&other).await;
        assert_eq!(app.count("job WHERE kind = 'copy' AND state = 'done'").await, 3);
        let there = copies(folder.path()).unwrap();
        assert_eq!(there.len(), 2, "the newest stay");
        assert!(prove(&there[1].0, app.url(), &app.app.clock).await.unwrap().holds());
        // Administrators read what came of it.
        app.app.copies = one.copies.clone();
        app.app.copies.look(&app.app).await.unwrap();
        let server = app.serve().await;
        let administrator = server.sign_in("administrator").await;
        let list = administrator.page("/jobs?state=done&lang=zh").await;
        let first = list.split("href=\"").filter_map(|part| part.split_once('"')).find(|(to, rest)| to.starts_with("/jobs/") && rest.starts_with(">备份"));
        let one_job = administrator.page(first.unwrap().0).await;
        assert!(one_job.contains(&there[1].0.display().to_string()), "{}", visible(&one_job));
        assert!(!administrator.page("/?lang=zh").await.contains("未按时完成"));

        // The folder cannot be written: the job says so, and after two days the first page of administrators.
        let blocked = folder.path().join("a-file");
        std::fs::write(&blocked, "").unwrap();
        app.app.copies = plan(&blocked);
        night(&app.app).await;
        assert_eq!(app.count("job WHERE kind = 'copy' AND state = 'waiting' AND failure LIKE '%file-unreadable%'").await, 1);
        for _ in 0..2 {
            night(&app.app).await;
        }
        app.app.copies.look(&app.app).await.unwrap();
        let server = app.serve().await;
        let home = server.sign_in("administrator").await.page("/?lang=en").await;
        assert!(home.contains("No copy of the installation was made in time"), "{}", visible(&home));
        let told = xinbu(&["doctor", "--lang", "en", "--database", &url]);
        assert!(said(&told).contains("No regular copies are made") && said(&told).contains("XINBU_BACKUP_DIR"), "{}", said(&told));
        let told = xinbu(&["doctor", "--lang", "en", "--backup-dir", &folder.path().display().to_string(), "--database", &url]);
        assert!(said(&told).contains("Regular copies"), "{}", said(&told));
    }
}

async fn batch_of_payment(app: &TestApp, payment: &entity::payment::Model) -> entity::payment_batch::Model {
    xinbu::store::payment::lock_batch_by_id(app.app.store.read(), payment.batch_id.unwrap()).await.unwrap()
}

impl TestApp {
    /// The id of the locked account of guarantee cases, and through which day its statements must reach.
    async fn lock(&self) -> entity::release_lock::Model {
        let scope = self.actor("reconciler").await.scope().unwrap();
        let lines = xinbu::store::budget::lines(self.app.store.read(), &scope).await.unwrap();
        let line = lines.iter().find(|line| line.code == "GUARANTEE").unwrap();
        xinbu::store::restoration::of_account(self.app.store.read(), line.bank_account_id).await.unwrap().unwrap()
    }

    pub async fn locked_account(&self) -> String {
        self.lock().await.bank_account_id.to_string()
    }

    pub async fn lock_through(&self) -> String {
        self.lock().await.through_on.to_string()
    }

    pub async fn statements(&self) -> Vec<String> {
        let scope = self.actor("reconciler").await.scope().unwrap();
        let all = xinbu::store::statement::all(self.app.store.read(), &scope, 10).await.unwrap();
        all.into_iter().map(|statement| statement.number).collect()
    }
}
