//! Rows of a long schedule are written before the act that makes them count: until then they count for nothing, whoever breaks off
//! leaves nothing that counts, and of two who claim one contract meanwhile one is refused as ever.

use domain::claim::Days;
use domain::id::{BundleId, LineId};
use domain::refusal::Code;
use sea_orm::{EntityTrait as _, QuerySelect as _};
use xinbu::service::application::receive::Withdraw;
use xinbu::service::application::undo::{AskUndo, UndoApproval};
use xinbu::service::job::clock::ring;
use xinbu::service::job::work_all;
use xinbu::store::bundle::{self, Kind};
use xinbu::store::claim::{self, Claiming};
use xinbu::store::{line, tx};

use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// More lines than an act writes itself.
const LONG: u32 = 1_001;

fn contracts(from: u32) -> Vec<Row> {
    (from..from + LONG).map(Row::contract).collect()
}

async fn uploaded(app: &TestApp, firm: &str, rows: &[Row]) -> String {
    let number = app.draft(firm).await;
    app.upload(firm, &number, rows).await.unwrap();
    number
}

/// Writes the claims of a case into a bundle that does not count, as an act that was broken off.
async fn written(app: &TestApp, number: &str) -> BundleId {
    let (case, now) = (app.application(number).await, app.app.clock.now());
    let lines = line::of_schedule(app.app.store.read(), case.schedule_id.unwrap()).await.unwrap();
    let tx = tx::begin(&app.app.store).await.unwrap();
    let bundle = bundle::begin(&tx, case.id, Kind::Claims, now).await.unwrap();
    let claiming = Claiming {
        scheme: "cq-2022-19",
        rule: None,
        period: Days { from: "2022-01-01".parse().unwrap(), to: "2022-12-31".parse().unwrap() },
        firm: case.firm_id,
        application: case.id,
    };
    claim::write(&tx, claiming, (bundle, &lines), now).await.unwrap();
    tx.commit().await.unwrap();
    bundle
}

/// The work of a day.
async fn night(app: &TestApp) {
    ring(&app.app).await.unwrap();
    work_all(&app.app).await.unwrap();
}

async fn comes_to_count(app: &TestApp, bundle: BundleId) -> Result<(), xinbu::error::Error> {
    let tx = tx::begin(&app.app.store).await?;
    bundle::count(&tx, bundle, app.app.clock.now()).await?;
    tx.commit().await
}

both_databases! {
    async fn the_claims_of_a_long_schedule_count_with_its_signature_and_end_at_once(app: TestApp) {
        let number = uploaded(&app, "a", &contracts(1)).await;
        app.submit("a", &number).await.unwrap();
        assert_eq!(app.count("live_claim").await, 1001);
        assert_eq!(app.count("bundle WHERE place IS NULL").await, 0);
        app.is_sound().await;
        let rival = uploaded(&app, "b", &[Row::contract(1001)]).await;
        assert_eq!(app.submit("b", &rival).await.unwrap_err().code(), Some(Code::ContractClaimed));
        app.run("a.signatory", &Withdraw { number: number.clone(), version: app.version(&number).await }).await.unwrap();
        assert_eq!(app.count("live_claim").await, 0);
        app.submit("b", &rival).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_an_act_left_behind_counts_for_nobody_and_goes_with_the_next(app: TestApp) {
        let number = uploaded(&app, "a", &contracts(1)).await;
        written(&app, &number).await;
        assert_eq!((app.count("contract_claim").await, app.count("live_claim").await), (1001, 0));
        app.is_sound().await;
        // It holds nobody up, and the one whose it is is refused like anybody.
        let rival = uploaded(&app, "b", &[Row::contract(7)]).await;
        app.submit("b", &rival).await.unwrap();
        assert_eq!(app.submit("a", &number).await.unwrap_err().code(), Some(Code::ContractClaimed));
        assert_eq!((app.count("contract_claim").await, app.count("bundle WHERE place IS NULL").await), (1, 0));
        app.run("b.signatory", &Withdraw { number: rival.clone(), version: app.version(&rival).await }).await.unwrap();
        written(&app, &number).await;
        app.submit("a", &number).await.unwrap();
        assert_eq!((app.count("contract_claim").await, app.count("live_claim").await), (1002, 1001));
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_nobody_asked_for_again_is_taken_away_by_the_night(app: TestApp) {
        let number = uploaded(&app, "a", &[Row::contract(1)]).await;
        written(&app, &number).await;
        night(&app).await;
        assert_eq!(app.count("bundle").await, 1, "it may still be written");
        app.go_to("2026-03-20");
        night(&app).await;
        assert_eq!((app.count("bundle").await, app.count("contract_claim").await), (0, 0));
    }
}

both_databases! {
    async fn of_two_long_schedules_with_one_contract_that_are_signed_at_once_one_is_refused(app: TestApp) {
        let (a, b) = (uploaded(&app, "a", &contracts(1)).await, uploaded(&app, "b", &contracts(LONG)).await);
        let (one, other) = tokio::join!(app.submit("a", &a), app.submit("b", &b));
        assert_eq!(u8::from(one.is_ok()) + u8::from(other.is_ok()), 1, "{one:?} {other:?}");
        assert_eq!(one.err().or(other.err()).unwrap().code(), Some(Code::ContractClaimed));
        assert_eq!((app.count("contract_claim").await, app.count("bundle").await), (1001, 1));
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_database_itself_lets_one_of_two_bundles_count_that_were_written_beside_one_another(app: TestApp) {
        let a = uploaded(&app, "a", &[Row::contract(1), Row::contract(2)]).await;
        let b = uploaded(&app, "b", &[Row::contract(2), Row::contract(3)]).await;
        app.add_firms(1).await;
        let c = uploaded(&app, "r0", &[Row::contract(4)]).await;
        let (of_a, of_b, of_c) = (written(&app, &a).await, written(&app, &b).await, written(&app, &c).await);
        comes_to_count(&app, of_a).await.unwrap();
        assert_eq!(comes_to_count(&app, of_b).await.unwrap_err().code(), Some(Code::ContractClaimed));
        comes_to_count(&app, of_c).await.unwrap();
        assert_eq!(comes_to_count(&app, of_c).await.unwrap_err().code(), Some(Code::Stale), "it counts once");
        // Nothing comes into a bundle that counts or that is another's, and nothing goes out of it.
        let line = entity::line::Entity::find().select_only().column(entity::line::Column::Id);
        let line: LineId = line.into_tuple().one(app.app.store.read()).await.unwrap().unwrap();
        let copied = |bundle: &str| format!(
            "INSERT INTO contract_claim (id, scheme_id, firm_id, contract_key, application_id, bundle_id)
             SELECT l.id, 'x', a.firm_id, 'x', a.id, {bundle} FROM line l JOIN application a ON a.id = l.application_id
              WHERE a.number = '{b}'"
        );
        let of_case = |number: &str| format!(
            "(SELECT x.id FROM bundle x JOIN application y ON y.id = x.application_id WHERE y.number = '{number}')"
        );
        for (what, sql) in [
            ("into none", copied("NULL")),
            ("into another's", copied(&of_case(&a))),
            ("out of one that counts", format!("DELETE FROM contract_claim WHERE bundle_id = {}", of_case(&a))),
            ("one that counts", format!("DELETE FROM bundle WHERE id = {}", of_case(&a))),
            ("to a place of before", format!("UPDATE bundle SET place = 1, counts_at = begun_at WHERE id = {}", of_case(&b))),
            ("one that has seen what is not there", format!(
                "INSERT INTO bundle (id, application_id, kind, begun_at, seen) SELECT a.id, a.id, 'claims', a.updated_at, 9
                   FROM application a WHERE a.number = '{b}'"
            )),
        ] {
            let refused = app.sql(&sql).await.unwrap_err().to_string();
            assert!(refused.contains("xinbu:"), "{what} ({line}): {refused}");
        }
    }
}

both_databases! {
    async fn the_grants_of_a_long_case_count_with_its_approval_and_no_more_when_it_is_undone(app: TestApp) {
        app.allocate("GUARANTEE", "20000000.00", "财预〔2026〕9号").await;
        let (number, _) = app.approved("a", &contracts(1)).await;
        assert_eq!((app.count("live_grant").await, app.count("bundle").await), (1001, 2));
        app.is_sound().await;
        let ask = AskUndo { number: number.clone(), version: app.version(&number).await, reason: "金额有误".into() };
        app.run("approver", &ask).await.unwrap();
        let undo = UndoApproval { number: number.clone(), version: app.version(&number).await };
        app.run("approver_2", &undo).await.unwrap();
        // What counts no more is not taken away by the act, which would keep others waiting, but by the next approval.
        assert_eq!((app.count("live_grant").await, app.count("granted").await), (0, 1001));
        app.is_sound().await;
        app.agreed(&number).await;
        app.run("approver", &app.approval(&number).await).await.unwrap();
        assert_eq!((app.count("live_grant").await, app.count("granted").await), (1001, 1001));
        app.is_sound().await;
    }
}
