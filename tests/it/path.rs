//! The main job as people do it over HTTP, from the open call to the reconciled ledger, on each database; and what
//! happens with bad input on the way.

use reqwest::StatusCode;

use crate::support::bank::{self, Line};
use crate::support::client::{Server, hidden, visible};
use crate::support::schedule::{Row, csv};
use crate::support::{TestApp, both_databases};

/// The number at the end of an address.
fn number_in(location: &str) -> String {
    location.split(['?', '#']).next().unwrap().rsplit('/').next().unwrap().to_owned()
}

/// A schedule of the guarantee scheme as a file.
async fn file(app: &TestApp, rows: &[Row]) -> Vec<u8> {
    let versions = xinbu::store::scheme::all(app.app.store.read()).await.unwrap();
    let version = versions.iter().find(|v| v.scheme_id == "cq-2022-19").unwrap();
    let scheme = app.app.scheme(app.app.store.read(), version.id).await.unwrap();
    csv(&scheme.template, rows)
}

/// Applies as firm A with these rows and signs; gives the number of the application.
async fn apply(app: &TestApp, server: &Server, rows: &[Row]) -> String {
    let preparer = server.sign_in("a.preparer").await;
    let calls = preparer.page("/calls").await;
    assert!(calls.contains(&app.guarantee_call), "{}", visible(&calls));
    let number = number_in(&preparer.go(&format!("/calls/{}/apply", app.guarantee_call), &[]).await);
    let own = format!("/applications/{number}");
    let version = hidden(&preparer.page(&format!("{own}/facts")).await, "version").unwrap();
    preparer.go(&format!("{own}/facts"), &[("version", &version), ("government_owned", "true")]).await;
    let account = [("bank_name", "建设银行江临分行"), ("account_no", "6222 0011 1111 1111"), ("cnaps", "105100000017")];
    preparer.go("/firm/account", &account).await;
    let version = hidden(&preparer.page(&format!("{own}/schedule")).await, "version").unwrap();
    preparer.upload(&format!("{own}/schedule"), "明细表.csv", file(app, rows).await, &[("version", &version)]).await;
    let estimate = preparer.page(&format!("{own}/estimate?row=2")).await;
    assert!(estimate.contains("DB-2025-00001"), "{}", visible(&estimate));
    let signatory = server.sign_in("a.signatory").await;
    let version = hidden(&signatory.page(&format!("{own}/submit")).await, "version").unwrap();
    signatory.go(&format!("{own}/submit"), &[("version", &version), ("declared", "on")]).await;
    number
}

/// Receives, checks, reviews, confirms and approves, each as another person.
async fn decide(app: &TestApp, server: &Server, number: &str) {
    let steps = [
        ("receiving_officer", "accept", vec![]),
        ("credit_checker", "check", vec![]),
        ("first_reviewer", "start", vec![]),
        ("first_reviewer", "recommend", vec![("opinion", "材料齐全，同意")]),
        ("second_reviewer", "confirm", vec![("remark", "")]),
    ];
    for (login, act, fields) in steps {
        let person = server.sign_in(login).await;
        let page = person.page(&format!("/review/{number}")).await;
        let version = hidden(&page, "version").unwrap_or_else(|| panic!("{login} has no form: {}", visible(&page)));
        let mut all = vec![("version", version.as_str())];
        all.extend(fields);
        person.go(&format!("/review/{number}/{act}"), &all).await;
    }
    let approver = server.sign_in("approver").await;
    let page = approver.page(&format!("/review/{number}")).await;
    let (version, content) = (hidden(&page, "version").unwrap(), hidden(&page, "content").unwrap());
    approver
        .go(&format!("/review/{number}/approve"), &[("version", &version), ("content", &content), ("remark", "")])
        .await;
    assert_eq!(app.application(number).await.state.key(), "approved_provisional");
}

/// Publishes the notice and ends it after five working days.
async fn publish(app: &TestApp, server: &Server, number: &str) {
    let officer = server.sign_in("receiving_officer").await;
    let pick = format!("{number}:{}", app.version(number).await);
    officer.go("/notices/publish", &[("pick", &pick)]).await;
    let notice = xinbu::store::notice::page(app.app.store.read(), None, 1_000).await.unwrap().remove(0).number;
    let public = server.stranger().page(&format!("/notices/{notice}")).await;
    assert!(public.contains("江临市甲担保有限公司"), "{}", visible(&public));
    assert!(
        !public.contains(crate::support::app::code(crate::support::app::FIRM_A).as_str()),
        "the code is masked in public"
    );
    let early = officer.post(&format!("/notices/{notice}/end"), &[]).await;
    assert_eq!(early.status(), StatusCode::UNPROCESSABLE_ENTITY, "the notice still runs");
    // 2026-03-02 is the first of five working days; 03-06 the last, 03-09 the next one.
    app.go_to("2026-03-09");
    let officer = server.sign_in("receiving_officer").await;
    officer.go(&format!("/notices/{notice}/end"), &[]).await;
}

/// Builds, approves, seals and sends a batch; gives its number.
async fn pay(app: &TestApp, server: &Server, number: &str) -> String {
    let payment = app.payments(number).await.remove(0).number;
    let maker = server.sign_in("finance_maker").await;
    // The last credit lists are a week old: no money leaves on it.
    let stale = maker.post("/payments/build", &[("payments", &payment)]).await;
    assert_eq!(stale.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let checker = server.sign_in("credit_checker").await;
    let penalties = ("CREDIT_PLATFORM", crate::support::app::PENALTIES);
    for (source, list) in std::iter::once(penalties).chain(crate::support::app::OTHER_LISTS) {
        let fields = [("source", source), ("act", "import"), ("data_date", "2026-03-09")];
        checker.upload("/credit/import", "list.csv", list.as_bytes().to_vec(), &fields).await;
    }
    let batch = number_in(&maker.go("/payments/build", &[("payments", &payment)]).await);
    for (login, act) in [
        ("finance_maker", "submit"),
        ("finance_approver", "approve"),
        ("finance_approver", "seal"),
        ("finance_maker", "send"),
    ] {
        let person = server.sign_in(login).await;
        let page = person.page(&format!("/batches/{batch}")).await;
        let version =
            hidden(&page, "version").unwrap_or_else(|| panic!("{login} has no form to {act}: {}", visible(&page)));
        person.go(&format!("/batches/{batch}/{act}"), &[("version", &version)]).await;
    }
    batch
}

both_databases! {
    async fn the_main_job_from_the_call_to_the_reconciled_ledger(app: TestApp) {
        let server = app.serve().await;
        let rows = [Row::contract(1), Row::contract(2).with("first_loan", "是"), Row::contract(3).with("fee_rate", "1.80")];
        let number = apply(&app, &server, &rows).await;
        // Two contracts count: 1.3 % of 2 000 000, 2‰ for obligors up to 5 million on all of it, 2‰ of one first loan and
        // 2‰ where the fee rate is at most 1 %; the third is over the limit of 1.5 %.
        assert_eq!(app.application(&number).await.calculated_fen.unwrap().minor(), 3_600_000);
        decide(&app, &server, &number).await;
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["available"], balances["reserved"]), (496_400_000, 3_600_000));
        publish(&app, &server, &number).await;
        let batch = pay(&app, &server, &number).await;

        let maker = server.sign_in("finance_maker").await;
        let first = maker.get(&format!("/batches/{batch}/file.xml")).await.bytes().await.unwrap();
        let again = maker.get(&format!("/batches/{batch}/file.xml")).await.bytes().await.unwrap();
        assert_eq!(first, again, "the file is made once");
        let seen = xinbu::format::pain001::read_back(&first).unwrap();
        assert!(seen.agrees());
        assert_eq!(seen.counted_sum.minor(), 3_600_000);

        let payment = app.payments(&number).await.remove(0);
        assert_eq!(seen.payments[0].end_to_end_id, payment.end_to_end_id);
        let paid = Line::Paid(&payment.end_to_end_id, 3_600_000, &payment.payee_name, payment.account_no.as_str());
        let lines = [Line::Funding(10_000_000), paid, Line::Charge(2_600)];
        let statement = bank::statement("ICBC-0001", 1, ("2026-03-09", "2026-03-09"), 0, &lines);
        let reconciler = server.sign_in("reconciler").await;
        let imported = reconciler.try_upload("/statements/import", "0309.xml", statement.clone().into_bytes(), &[]).await;
        assert!(matches!(imported.status(), StatusCode::OK | StatusCode::SEE_OTHER), "{}", imported.status());
        assert_eq!(app.application(&number).await.state.key(), "settled");
        let known = xinbu::store::statement::all(app.app.store.read(), &app.actor("reconciler").await.scope().unwrap(), 10).await.unwrap();
        let path = format!("/statements/{}", known[0].number);
        for (line, kind) in [(1, "funding"), (3, "charge")] {
            reconciler.go(&format!("{path}/lines/{line}/explain"), &[("kind", kind), ("note", "见银行回单")]).await;
        }
        // The same file again is told who imported it, and changes nothing.
        let twice = reconciler.try_upload("/statements/import", "0309.xml", statement.into_bytes(), &[]).await;
        assert_eq!(twice.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.text().await.unwrap().contains("reconciler 先生"));

        // Two days later the payee's bank sends the money back; nothing is paid again by itself.
        app.go_to("2026-03-11");
        let back = [Line::Returned(&payment.end_to_end_id, 3_600_000, "AC01")];
        let statement = bank::statement("ICBC-0002", 2, ("2026-03-10", "2026-03-11"), 6_397_400, &back);
        let reconciler = server.sign_in("reconciler").await;
        reconciler.try_upload("/statements/import", "0311.xml", statement.into_bytes(), &[]).await;
        assert_eq!(app.application(&number).await.state.key(), "approved");
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["committed"], balances["spent"], balances["bank"] + app.balances("INSURANCE").await.get("bank").unwrap_or(&0)), (3_600_000, 0, 9_997_400));

        // Ordered again to the account that was signed: a new payment of the same award.
        let maker = server.sign_in("finance_maker").await;
        let again = [("same", "yes"), ("reason", "企业来函说明账户已恢复")];
        maker.go(&format!("/payments/{}/again", payment.number), &again).await;
        let payments = app.payments(&number).await;
        assert_eq!(payments.iter().map(|p| p.state.key()).collect::<Vec<_>>(), ["returned", "ready"]);

        let proof = server.sign_in("auditor").await.page("/proof").await;
        assert!(proof.contains("0.00"), "{}", visible(&proof));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_schedule_with_bad_rows_keeps_the_good_ones_and_names_each_cell(app: TestApp) {
        let server = app.serve().await;
        let number = app.draft("a").await;
        let preparer = server.sign_in("a.preparer").await;
        let path = format!("/applications/{number}/schedule");
        let rows = [
            Row::contract(1),
            Row::contract(2).with("amount", "500万元"),
            Row::contract(3).with("uscc", "91430100MA1000003X"),
            Row::contract(4).with("starts", "2025-02-30"),
            Row::contract(5).with("contract_no", "DB-2025-00001"),
            Row::contract(6).with("amount", "1e6"),
            Row::contract(7),
        ];
        let version = app.version(&number).await.to_string();
        preparer.try_upload(&path, "明细表.csv", file(&app, &rows).await, &[("version", &version)]).await;
        let case = app.application(&number).await;
        let schedule = xinbu::store::line::schedule(app.app.store.read(), case.schedule_id.unwrap()).await.unwrap();
        assert_eq!((schedule.rows_seen, schedule.rows_good, schedule.rows_bad), (7, 2, 5));
        let page = preparer.page(&path).await;
        for words in ["500万元", "2025-02-30", "1e6", "DB-2025-00001"] {
            assert!(page.contains(words), "{words} is named: {}", visible(&page));
        }
        // Signing with errors is refused until they are left out knowingly.
        let error = app.submit("a", &number).await.unwrap_err();
        assert_eq!(error.code(), Some(domain::refusal::Code::RowsWithErrors));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_file_that_is_no_schedule_is_refused_whole(app: TestApp) {
        let server = app.serve().await;
        let number = app.draft("a").await;
        let preparer = server.sign_in("a.preparer").await;
        let path = format!("/applications/{number}/schedule");
        let good = String::from_utf8(file(&app, &[Row::contract(1)]).await).unwrap();
        let wrong_unit = good.replace("担保金额（元）", "担保金额（万元）");
        let missing = good.replace("担保合同号", "备注");
        let doubled = good.replace("借款合同号", "担保合同号");
        let files: [(&str, Vec<u8>); 6] = [
            ("schedule.xlsx", b"%PDF-1.7 not a spreadsheet".to_vec()),
            ("empty.csv", Vec::new()),
            ("unit.csv", wrong_unit.into_bytes()),
            ("missing.csv", missing.into_bytes()),
            ("doubled.csv", doubled.into_bytes()),
            ("page.xlsx", b"<html><body>no</body></html>".to_vec()),
        ];
        for (name, bytes) in files {
            let version = app.version(&number).await.to_string();
            let answer = preparer.try_upload(&path, name, bytes, &[("version", &version)]).await;
            let status = answer.status();
            let text = answer.text().await.unwrap();
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", visible(&text));
            assert!(text.contains("errsum"), "{name} has a summary: {}", visible(&text));
            assert!(app.application(&number).await.schedule_id.is_none(), "{name} left something behind");
        }
    }
}

both_databases! {
    async fn a_statement_that_does_not_balance_is_kept_apart_whole(app: TestApp) {
        let server = app.serve().await;
        let number = app.payable("a", &[Row::contract(1)]).await;
        app.sent(&number).await;
        let payment = app.payments(&number).await.remove(0);
        let fen = payment.amount_fen.minor();
        let lines = [Line::Paid(&payment.end_to_end_id, fen, &payment.payee_name, payment.account_no.as_str())];
        let wrong = bank::statement_with_closing("ICBC-0001", 1, ("2026-03-09", "2026-03-09"), (10_000_000, 10_000_000 - fen + 1), &lines);
        let reconciler = server.sign_in("reconciler").await;
        reconciler.try_upload("/statements/import", "wrong.xml", wrong.into_bytes(), &[]).await;
        let scope = app.actor("reconciler").await.scope().unwrap();
        let known = xinbu::store::statement::all(app.app.store.read(), &scope, 10).await.unwrap();
        assert_eq!(known[0].state.key(), "quarantined");
        assert_eq!(app.payments(&number).await[0].state.key(), "instructed", "nothing of it was matched");
        let page = reconciler.page(&format!("/statements/{}", known[0].number)).await;
        assert!(page.contains("0.01"), "the difference is named: {}", visible(&page));
        // The bank's corrected file of the same day is taken.
        let right = bank::statement("ICBC-0001", 1, ("2026-03-09", "2026-03-09"), 10_000_000, &lines);
        reconciler.try_upload("/statements/import", "right.xml", right.into_bytes(), &[]).await;
        assert_eq!(app.payments(&number).await[0].state.key(), "paid");
        app.is_sound().await;
    }
}

both_databases! {
    async fn an_act_out_of_order_or_on_an_old_version_changes_nothing(app: TestApp) {
        let server = app.serve().await;
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let version = app.version(&number).await.to_string();
        let approver = server.sign_in("approver").await;
        let early = approver.post(&format!("/review/{number}/approve"), &[("version", &version), ("content", "x"), ("remark", "")]).await;
        assert_eq!(early.status(), StatusCode::CONFLICT, "not confirmed yet");
        let officer = server.sign_in("receiving_officer").await;
        let stale = officer.post(&format!("/review/{number}/accept"), &[("version", "1")]).await;
        assert_eq!(stale.status(), StatusCode::CONFLICT);
        let malformed = officer.post(&format!("/review/{number}/accept"), &[("version", "two")]).await;
        assert_eq!(malformed.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(app.application(&number).await.state.key(), "submitted");
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_language_follows_the_address_then_the_cookie_then_the_browser(app: TestApp) {
        let server = app.serve().await;
        let browser = server.stranger();
        assert!(browser.page("/sign-in").await.contains("<html lang=\"zh-CN\""));
        assert!(browser.page("/sign-in?lang=en").await.contains("<html lang=\"en\""));
        assert!(browser.page("/sign-in").await.contains("<html lang=\"en\""), "the cookie keeps it");
        assert!(browser.page("/sign-in?lang=zh-CN").await.contains("<html lang=\"zh-CN\""));
        let headers = browser.get("/sign-in").await.headers().clone();
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    }
}

both_databases! {
    async fn an_insurer_files_and_each_insured_enterprise_is_paid(app: TestApp) {
        let server = app.serve().await;
        let rows = [
            Row::policy(1),
            Row::policy(2).with("premium_due", "400000.00").with("premium_paid", "400000.00"),
            // A tie of half a fen goes up: 149 999.985 (TCI-04).
            Row::policy(3).with("premium_due", "299999.97").with("premium_paid", "299999.97"),
            Row::policy(4).with("premium_paid", "0.00"),
        ];
        let number = app.payable("i", &rows).await;
        let payments = app.payments(&number).await;
        let mut paid: Vec<(String, i64)> = payments.iter().map(|p| (p.payee_name.clone(), p.amount_fen.minor())).collect();
        paid.sort();
        let enterprise = |n: u32| format!("江临市第{n}商贸有限公司");
        assert_eq!(paid, [(enterprise(1), 5_000_000), (enterprise(2), 15_000_000), (enterprise(3), 14_999_999)]);
        let batch = app.sent(&number).await;
        let maker = server.sign_in("finance_maker").await;
        let file = maker.get(&format!("/batches/{batch}/file.xml")).await.bytes().await.unwrap();
        assert_eq!(xinbu::format::pain001::read_back(&file).unwrap().payments.len(), 3);
        app.is_sound().await;
    }
}
