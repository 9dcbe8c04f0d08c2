//! Who is paid, how much and where: payees are codes, and every fen goes to the account of its own lines.

use domain::refusal::{Code, Fact, Refusal};
use xinbu::service::payment::batch::Build;
use xinbu::service::payment::pay_again::PayAgain;

use crate::support::app::{PENALTIES, code};
use crate::support::bank::{self, Line};
use crate::support::both_databases;
use crate::support::schedule::Row;

/// The code of the enterprise of `Row::policy(number)`.
fn enterprise(number: u32) -> String {
    code(&format!("91430100MA2{number:06}")).as_str().to_owned()
}

/// Another policy of the enterprise of `Row::policy(1)`.
fn second_policy() -> Row {
    let first = Row::policy(1).with("policy_no", "BX-2025-90001").with("invoice_no", "90000001");
    first.with("premium_due", "30000.00").with("premium_paid", "30000.00")
}

/// The penalties with a grave one of an enterprise.
fn grave(name: &str, code: &str) -> String {
    format!("{PENALTIES}{name},{code},江罚〔2026〕77号,罚款,50,2026-01-20,江临市市场监督管理局,严重\n")
}

both_databases! {
    async fn two_accounts_or_names_of_one_code_are_refused_at_import_with_both_rows(app: TestApp) {
        let number = app.draft("i").await;
        for (column, other) in [
            ("payee_account", "6222000099999999"),
            ("payee_name", "江临市别家商贸有限公司"),
            ("payee_cnaps", "102100099996"),
        ] {
            let rows = [Row::policy(1), second_policy().with(column, other)];
            let imported = app.upload("i", &number, &rows).await.unwrap();
            assert_eq!((imported.good, imported.bad), (1, 1), "{column}");
            let schedule = app.application(&number).await.schedule_id.unwrap();
            let problems = xinbu::store::line::problems(app.app.store.read(), schedule, 10).await.unwrap();
            let refusal: Refusal = serde_json::from_str(&problems[0].refusal).unwrap();
            assert_eq!(refusal.code, Code::PayeeDiffers, "{column}");
            let fact = |name: &str| refusal.facts.iter().find(|(n, _)| n == name).map(|(_, fact)| fact.clone());
            assert_eq!((fact("first"), fact("row")), (Some(Fact::Count(2)), Some(Fact::Count(3))), "{refusal}");
        }
        // Other brackets and widths are the same name.
        let rows = [
            Row::policy(1).with("payee_name", "江临市第1商贸（集团）有限公司"),
            second_policy().with("payee_name", "江临市第1商贸(集团) 有限公司"),
        ];
        let imported = app.upload("i", &number, &rows).await.unwrap();
        assert_eq!((imported.good, imported.bad), (2, 0));
    }
}

both_databases! {
    async fn where_the_scheme_says_so_each_account_is_paid_what_its_own_lines_earn(app: TestApp) {
        let text = include_str!("../../src/schemes/tci-2009/1.toml");
        let text = text.replacen("id = \"tci-2009\"", "id = \"tci-accounts\"", 1);
        let text = text.replacen("kind = \"enterprise\"\n", "kind = \"enterprise\"\naccounts = \"several\"\n", 1);
        app.publish_scheme(&text).await;
        let mut app = app;
        app.insurance_call = app.open_call("tci-accounts", "INSURANCE", "insurer").await;
        let second = second_policy().with("payee_account", "6222000099999999");
        let number = app.payable("i", &[Row::policy(1), second]).await;
        let mut payments = app.payments(&number).await;
        payments.sort_by_key(|p| p.part);
        let seen: Vec<_> = payments.iter().map(|p| (p.part, p.account_no.as_str(), p.amount_fen.minor())).collect();
        assert_eq!(seen, [(1, "6222000000000001", 5_000_000), (2, "6222000099999999", 1_500_000)]);
        assert_eq!(payments[0].award_id, payments[1].award_id);
        app.is_sound().await;
        // Neither part can be paid twice, and both together never exceed the award.
        let copy = |part: i64, n: u128| format!(
            "INSERT INTO payment (id, number, award_id, application_id, budget_line_id, attempt, amount_fen, payee_name, account_no,
               cnaps, end_to_end_id, state, batch_id, return_reason, created_at, payee_code, part)
             SELECT {}, 'ZF-{n}', award_id, application_id, budget_line_id, {}, amount_fen, payee_name, account_no, cnaps, 'X{n}',
               'ready', NULL, '', created_at, payee_code, {part} FROM payment WHERE number = '{}'",
            crate::guards::id(&app, uuid::Uuid::from_u128(n)), n, payments[0].number,
        );
        let error = app.sql(&copy(1, 7)).await.unwrap_err().to_string();
        assert!(error.contains("payment_one_live_per_award") || error.contains("payment.award_id"), "{error}");
        let error = app.sql(&copy(3, 8)).await.unwrap_err().to_string();
        assert!(error.contains("xinbu:already-paid") || error.contains("xinbu:account-not-signed"), "{error}");
        // One account returns its money; it is paid again without touching the other.
        app.sent(&number).await;
        let lines = [
            Line::Funding(6_500_000),
            Line::Paid(&payments[0].end_to_end_id, 5_000_000, &payments[0].payee_name, payments[0].account_no.as_str()),
            Line::Paid(&payments[1].end_to_end_id, 1_500_000, &payments[1].payee_name, payments[1].account_no.as_str()),
            Line::Returned(&payments[1].end_to_end_id, 1_500_000, "AC01"),
        ];
        let statement = bank::statement("ICBC-0001", 1, ("2026-03-09", "2026-03-09"), 0, &lines);
        let reconciler = app.actor("reconciler").await;
        xinbu::service::reconcile::import_statement::import_statement(&app.app, &reconciler, None, "0309.xml", statement.into_bytes()).await.unwrap();
        assert_eq!(app.application(&number).await.state.key(), "approved", "one part is open");
        let again = PayAgain {
            number: payments[1].number.clone(), reason: "更正账号".into(),
        };
        app.run("finance_maker", &again).await.unwrap();
        let again = app.payments(&number).await;
        assert_eq!(again.len(), 3);
        assert_eq!(again[2].account_no, payments[1].account_no, "the account that was signed");
        app.is_sound().await;
    }
}

both_databases! {
    async fn whether_a_payee_may_be_paid_goes_by_its_code_and_never_by_its_name(app: TestApp) {
        // A group's treasury holds the accounts of both, so the names are the same; one of the two is vetoed.
        let both = |n: u32| Row::policy(n).with("payee_name", "江临商贸集团结算中心");
        let number = app.payable("i", &[both(1), both(2)]).await;
        app.import_penalties(&grave("江临市第2商贸有限公司", &enterprise(2))).await;
        let payments = app.payments(&number).await;
        let of = |n: u32| payments.iter().find(|p| p.payee_code == enterprise(n)).unwrap().number.clone();
        let refused = app.run("finance_maker", &Build { payments: vec![of(2)] }).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::CreditBlocked), "{refused}");
        app.run("finance_maker", &Build { payments: vec![of(1)] }).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_was_paid_to_a_vetoed_one_is_found_by_its_code(app: TestApp) {
        let both = |n: u32| Row::policy(n).with("payee_name", "江临商贸集团结算中心");
        let other = second_policy().with("payee_name", "江临商贸集团结算中心");
        app.paid("i", &[both(1), both(2), other]).await;
        app.import_penalties(&grave("江临市第1商贸有限公司", &enterprise(1))).await;
        let checker = app.actor("credit_checker").await;
        let night = xinbu::service::credit::aftermath::nightly(&app.app, &checker).await.unwrap();
        assert_eq!(night.proposed, 1);
        let scope = app.actor("credit_checker").await.scope().unwrap();
        let proposals = xinbu::store::credit::aftermath::recoveries(app.app.store.read(), &scope, 10).await.unwrap();
        assert_eq!(proposals[0].paid_fen.minor(), 6_500_000, "both policies, and nothing of the other enterprise");
    }
}
