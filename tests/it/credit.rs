//! Credit at the last door: no payment file is made on an old or an altered check, and a record under the organisation
//! code of an enterprise is found.

use chrono::TimeDelta;
use domain::refusal::Code;
use sea_orm::DatabaseBackend;
use xinbu::service::payment::batch::{self, Build};
use xinbu::service::payment::seal::Seal;

use crate::support::app::{FIRM_A, code};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// A batch with the payments of a case, approved but not sealed.
async fn approved_batch(app: &TestApp, number: &str) -> String {
    let payments = app.payments(number).await.into_iter().map(|p| p.number).collect();
    let batch = app.run("finance_maker", &Build { payments }).await.unwrap();
    app.run("finance_maker", &batch::Submit { number: batch.clone(), version: 1 }).await.unwrap();
    app.run("finance_approver", &batch::Approve { number: batch.clone(), version: 2 }).await.unwrap();
    batch
}

async fn gate_says(app: &TestApp, batch: &str, why: &str) {
    let refused = app.run("finance_approver", &Seal { number: batch.to_owned(), version: 3 }).await.unwrap_err();
    assert_eq!(refused.code(), Some(Code::CreditGate), "{refused}");
    assert!(refused.to_string().contains(why), "{refused}");
}

both_databases! {
    async fn a_check_that_is_a_day_old_pays_nothing(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let batch = approved_batch(&app, &number).await;
        app.app.clock.advance(TimeDelta::hours(24) + TimeDelta::seconds(1));
        gate_says(&app, &batch, "CHECK_STALE").await;
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_check_of_exactly_a_day_still_pays(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let batch = approved_batch(&app, &number).await;
        app.app.clock.advance(TimeDelta::hours(24));
        app.run("finance_approver", &Seal { number: batch, version: 3 }).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn an_altered_check_pays_nothing(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let batch = approved_batch(&app, &number).await;
        // An administrator of the database can take the trigger away; the seal still tells.
        match app.app.store.backend() {
            DatabaseBackend::Sqlite => app.sql("DROP TRIGGER credit_check_no_update").await.unwrap(),
            _ => app.sql("DROP TRIGGER credit_check_append_only ON credit_check").await.unwrap(),
        };
        app.sql("UPDATE credit_check SET snapshot = replace(snapshot, 'pass', 'PASS')").await.unwrap();
        gate_says(&app, &batch, "SNAPSHOT_TAMPERED").await;
    }
}

both_databases! {
    async fn the_name_of_the_firm_must_be_the_checked_one(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let batch = approved_batch(&app, &number).await;
        app.sql("UPDATE firm SET name = '江临市另一家担保有限公司' WHERE name = '江临市甲担保有限公司'").await.unwrap();
        gate_says(&app, &batch, "PAYEE_CHANGED").await;
    }
}

both_databases! {
    async fn a_record_under_an_organisation_code_is_found(app: TestApp) {
        let number = app.draft("a").await;
        let head = "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚内容,处罚决定日期,处罚机关,失信严重程度";
        // Another name, and only the old organisation code of the applicant firm.
        app.import_penalties(&format!("{head}\n旧名称有限公司,MA0000100,江罚〔2026〕8号,罚款,2026-01-10,江临市市场监督管理局,严重\n")).await;
        app.upload("a", &number, &[Row::contract(1)]).await.unwrap();
        app.submit("a", &number).await.unwrap();
        let id = app.application(&number).await.id;
        let check = xinbu::store::credit::latest_check(app.app.store.read(), id, None).await.unwrap().unwrap();
        assert_eq!(check.outcome.key(), "refer");
        assert!(check.snapshot.contains("MATCH_CODE_OTHER_NAME"), "{}", check.snapshot);
    }
}

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

both_databases! {
    async fn no_payment_leaves_on_a_stale_or_negative_check(app: TestApp) {
        const HEAD: &str = "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚类别,处罚内容,处罚决定日期,处罚机关,失信严重程度";
        let number = app.payable("a", &[Row::contract(1)]).await;
        let id = app.application(&number).await.id;
        let code = code(FIRM_A).as_str().to_owned();
        let mut dice = Dice(20_260_309);
        let (mut left, mut refused) = (false, 0);
        for _ in 0..40 {
            app.app.clock.advance(TimeDelta::hours(i64::try_from(dice.below(90)).unwrap()));
            // The register answers with new lists, with the penalty in force, annulled, or not at all.
            match dice.below(5) {
                0 => {}
                1 | 2 => {
                    let row = format!("江临市甲担保有限公司,{code},江罚〔2026〕7号,吊销许可证件,吊销许可证,2026-01-10,江临市市场监督管理局,严重");
                    app.import_penalties(&format!("{HEAD}\n{row}\n")).await;
                }
                _ => {
                    // The same decision as a minor one: it does not stand in the way.
                    let row = format!("江临市甲担保有限公司,{code},江罚〔2026〕7号,警告,警告,2026-01-10,江临市市场监督管理局,轻微");
                    app.import_penalties(&format!("{HEAD}\n{row}\n")).await;
                }
            }
            app.app.clock.advance(TimeDelta::hours(i64::try_from(dice.below(60)).unwrap()));
            let payments = app.payments(&number).await.into_iter().map(|p| p.number).collect();
            let Ok(batch) = app.run("finance_maker", &Build { payments }).await else {
                refused += 1;
                continue;
            };
            app.run("finance_maker", &batch::Submit { number: batch.clone(), version: 1 }).await.unwrap();
            app.app.clock.advance(TimeDelta::hours(i64::try_from(dice.below(160)).unwrap()));
            app.run("finance_approver", &batch::Approve { number: batch.clone(), version: 2 }).await.unwrap();
            let sealed = app.run("finance_approver", &Seal { number: batch.clone(), version: 3 }).await;
            let check = xinbu::store::credit::latest_check(app.app.store.read(), id, None).await.unwrap().unwrap();
            let fresh = app.app.clock.now() - check.finished_at <= TimeDelta::hours(24);
            let good = (check.stage.key(), check.outcome.key()) == ("disbursement", "pass");
            assert_eq!(sealed.is_ok(), fresh && good, "{} {} {}", check.stage, check.outcome, check.finished_at);
            // A sealed file is made once; what was refused is built again.
            if sealed.is_ok() {
                left = true;
                break;
            }
            refused += 1;
            let recall = batch::Recall { number: batch.clone(), version: 3, reason: "重新组批".into() };
            app.run("finance_approver", &recall).await.unwrap();
        }
        assert!(left && refused > 4, "{left}, {refused} were refused: the dice showed one side only");
        app.is_sound().await;
    }
}
