//! Amounts that a call must not promise and a page must not hide: another currency, a line below zero, a share above the
//! whole, a period that ends before it begins.

use domain::credit::statement::Statement;
use domain::refusal::Code;
use xinbu::error::Error;
use xinbu::service::account::set_account::SetAccount;
use xinbu::service::application::create::Create;
use xinbu::service::call::Terms;
use xinbu::service::call::propose::ProposeCall;
use xinbu::service::credit::statement::{Attached, Decide, Enter};
use xinbu::service::reconcile::import_statement::import_statement;

use crate::support::bank::{self, Line};
use crate::support::both_databases;
use crate::support::client::{Server, visible};
use crate::support::schedule::Row;

both_databases! {
    async fn a_call_is_in_the_currency_of_its_budget_line(app: TestApp) {
        let refused = |error: Error| match error {
            Error::RefusedMany(refusals) => refusals.into_iter().map(|refusal| refusal.code).collect::<Vec<_>>(),
            other => panic!("{other}"),
        };
        app.open_call_in_yen().await;
        let terms = app.terms("jp-open", "GUARANTEE", "guarantor", std::collections::BTreeMap::new()).await;
        let other = app.run("administrator", &ProposeCall { terms: terms.clone() }).await.unwrap_err();
        assert_eq!(refused(other), [Code::CallCurrency]);
        app.open_call_of(Terms { budget_line: "YEN".into(), ..terms }).await;
        for sql in [
            "UPDATE budget_line SET currency = 'CNY' WHERE code = 'YEN'",
            "UPDATE bank_account SET currency = 'CNY' WHERE currency = 'JPY'",
            "UPDATE budget_line SET bank_account_id = (SELECT id FROM bank_account WHERE currency = 'JPY') WHERE code = 'GUARANTEE'",
        ] {
            let why = app.sql(sql).await.unwrap_err().to_string();
            // The account of a line stays besides.
            assert!(["xinbu:line-currency", "xinbu:append-only"].iter().any(|key| why.contains(key)), "{sql}: {why}");
        }
    }
}

/// What each person sees of an amount: in yen, and never as a hundredth or a hundredfold of it.
async fn sees_yen(server: &Server, login: &str, paths: &[String], amount: &str) {
    let session = server.sign_in(login).await;
    for path in paths {
        for lang in ["zh-CN", "en"] {
            let mark = if path.contains('?') { '&' } else { '?' };
            let page = visible(&session.page(&format!("{path}{mark}lang={lang}")).await);
            let wanted = if lang == "en" { format!("JPY {amount}") } else { format!("{amount} JPY") };
            assert!(page.contains(&wanted), "{login} {lang} {path} does not say {wanted}: {page}");
            for wrong in [format!("{amount}.00"), format!("CNY {amount}"), format!("{amount} 元"), "560.00".to_owned()]
            {
                assert!(!page.contains(&wrong), "{login} {lang} {path} says {wrong}");
            }
        }
    }
}

both_databases! {
    async fn a_case_in_yen_is_shown_decided_paid_and_proved_in_yen(app: TestApp) {
        let call = app.open_call_in_yen().await;
        let number = app.run("a.preparer", &Create { call }).await.unwrap();
        let account = SetAccount {
            bank_name: "建设银行江临分行".into(), account_no: "6222001111111111".into(), cnaps: "105100000017".into()
        };
        app.run("a.preparer", &account).await.unwrap();
        let code = crate::support::app::code("91430100MA1000001");
        let csv = format!(
            "中小企业,统一社会信用代码,保证番号,保证金额（日元）,保证料率区分,保证天数\n江临市第1机械有限公司,{code},J-1,10000000,1.70%,365\n"
        );
        app.upload_file("a", &number, "明细表.csv", csv.into_bytes()).await.unwrap();
        assert_eq!(app.application(&number).await.calculated_fen.unwrap().minor(), 56_000);
        let server = app.serve().await;
        let own = format!("/applications/{number}");
        sees_yen(&server, "a.preparer", &[own.clone(), format!("{own}/estimate"), format!("{own}/estimate?row=2")], "56,000").await;
        sees_yen(&server, "a.preparer", &[format!("{own}/schedule")], "10,000,000").await;
        sees_yen(&server, "a.signatory", &[format!("{own}/submit")], "56,000").await;
        app.submit("a", &number).await.unwrap();
        app.brought_to_review(&number).await;
        let review = format!("/review/{number}");
        let seen = [review.clone(), format!("{review}/sheet"), format!("{review}?show=all&row=2"), "/review".to_owned()];
        sees_yen(&server, "first_reviewer", &seen, "56,000").await;
        app.recommended_and_paid_out(&number).await;
        let notice = "/notices/GS-2026-0001".to_owned();
        sees_yen(&server, "receiving_officer", &[notice.clone(), "/notices/manage".to_owned()], "56,000").await;
        let public = server.sign_in("auditor").await.page(&format!("{notice}.csv")).await;
        assert!(public.contains("\"56000\",\"JPY\""), "{public}");
        let payment = app.payments(&number).await.remove(0);
        let one = format!("/payments/{}", payment.number);
        sees_yen(&server, "finance_maker", &["/payments".to_owned(), one.clone(), "/budget".to_owned(), "/budget/YEN".to_owned()], "56,000").await;
        let batch = app.sent(&number).await;
        sees_yen(&server, "finance_approver", &[format!("/batches/{batch}"), "/batches".to_owned()], "56,000").await;
        let file = server.sign_in("finance_approver").await.page(&format!("/batches/{batch}/file.xml")).await;
        assert!(file.contains("<InstdAmt Ccy=\"JPY\">56000</InstdAmt>"), "{file}");
        let lines = [Line::Funding(6_000_000), Line::Paid(&payment.end_to_end_id, 5_600_000, &payment.payee_name, "6222001111111111")];
        let statement = bank::in_yen(&bank::statement("ICBC-Y-1", 1, ("2026-03-09", "2026-03-09"), 0, &lines));
        let reconciler = app.actor("reconciler").await;
        import_statement(&app.app, &reconciler, None, "0309.xml", statement.into_bytes()).await.unwrap();
        assert_eq!(app.application(&number).await.state.key(), "settled");
        let statement = "/statements/BS-2026-0001".to_owned();
        sees_yen(&server, "reconciler", &[format!("{statement}?tab=all&line=2"), "/proof".to_owned()], "56,000").await;
        sees_yen(&server, "a.preparer", &["/applications".to_owned(), "/".to_owned(), own], "56,000").await;
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_line_below_zero_says_so_on_the_page(app: TestApp) {
        app.publish_scheme(include_str!("../cases/schemes/negative-line.toml")).await;
        let call = app.open_call("negative-line", "GUARANTEE", "guarantor").await;
        let number = app.run("a.preparer", &Create { call }).await.unwrap();
        let code = |n: u32| crate::support::app::code(&format!("91430100MA1{n:06}"));
        let csv = format!("企业,代码,合同号,保费（元）,退保费（元）\n甲,{},A-1,100,0\n乙,{},A-2,100,180\n", code(1), code(2));
        app.upload_file("a", &number, "明细表.csv", csv.into_bytes()).await.unwrap();
        assert_eq!(app.application(&number).await.calculated_fen.unwrap().minor(), 5_000);
        let server = app.serve().await;
        let page = server.sign_in("a.preparer").await.page(&format!("/applications/{number}/estimate?row=3")).await;
        assert!(visible(&page).contains("算出的金额为负"), "{}", visible(&page));
    }
}

both_databases! {
    async fn a_share_above_the_whole_and_a_period_backwards_are_refused_with_their_bounds(app: TestApp) {
        let number = app.draft("a").await;
        let rows = [
            Row::contract(1),
            Row::contract(2).with("liability_share", "800%"),
            Row::contract(3).with("starts", "2026-03-01").with("ends", "2026-02-28"),
            Row::contract(4).with("fee_rate", "125"),
            Row::contract(5).with("staff", "30000000"),
        ];
        let imported = app.upload("a", &number, &rows).await.unwrap();
        assert_eq!((imported.good, imported.bad), (1, 4));
        let server = app.serve().await;
        let page = visible(&server.sign_in("a.preparer").await.page(&format!("/applications/{number}/schedule")).await);
        for words in ["800%", "不大于 100.00%", "2026-02-28 早于", "2026-03-01", "不大于 20.00%"] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }
}

both_databases! {
    async fn a_code_issued_against_the_check_rule_is_filed_once_two_officers_accept_it_on_evidence(app: TestApp) {
        let issued = "91990100M000100010";
        let number = app.draft("a").await;
        let rows = [Row::contract(1), Row::contract(2).with("uscc", issued)];
        let refused = app.upload("a", &number, &rows).await.unwrap();
        assert_eq!((refused.good, refused.bad), (1, 1));
        let server = app.serve().await;
        let page = visible(&server.sign_in("a.preparer").await.page(&format!("/applications/{number}/schedule")).await);
        assert!(page.contains("代码认可"), "the page says what a person can do: {page}");
        let enter = Enter {
            code: issued.to_owned(),
            name: "江临市第2机械有限公司".to_owned(),
            application: None,
            statement: Statement::CodeAccepted {},
            why: "营业执照原件即此代码".to_owned(),
            evidence: Attached::new("执照.pdf", b"%PDF-1.4 a licence".to_vec()),
        };
        let bare = Enter { evidence: Attached::default(), statement: Statement::CodeAccepted {}, why: "口头".into(), code: issued.into(), name: String::new(), application: None };
        assert!(app.run("credit_checker", &bare).await.is_err(), "without evidence nothing is accepted");
        let id = app.run("credit_checker", &enter).await.unwrap();
        let alone = app.upload("a", &number, &rows).await.unwrap();
        assert_eq!(alone.bad, 1, "one person's word does not count");
        app.app.clock.advance(chrono::TimeDelta::seconds(1));
        let decide = Decide { id, accept: true, answer: String::new() };
        assert!(app.run("credit_checker", &decide).await.is_err(), "the second person is another one");
        app.run("credit_checker_2", &decide).await.unwrap();
        app.app.clock.advance(chrono::TimeDelta::seconds(1));
        let taken = app.upload("a", &number, &rows).await.unwrap();
        assert_eq!((taken.good, taken.bad), (2, 0));
        // Another code with the same fault is refused still, and so is a person's number.
        let other = [Row::contract(3).with("uscc", "91990100M000100011"), Row::contract(4).with("uscc", "362322198709080218")];
        assert_eq!(app.upload("a", &number, &other).await.unwrap().bad, 2);
    }
}
