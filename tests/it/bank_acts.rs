//! The ways on where a payment or a statement is stuck: the bank refuses, an award is given up, a sealed file grew old, a
//! match was wrong, a statement sits in quarantine. Each through its page, with two people where money is touched.

use domain::refusal::Code;
use reqwest::StatusCode;
use xinbu::service::payment::batch::{self, Build, Recall, Send};
use xinbu::service::payment::pay_again::PayAgain;
use xinbu::service::payment::request::{Hold, Release};
use xinbu::service::payment::seal::Seal;
use xinbu::service::reconcile::import_statement::{Outcome, import_statement};

use crate::support::app::PENALTIES;
use crate::support::bank::{self, Line};
use crate::support::client::{Browser, Server, visible};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

pub use crate::support::app::PDF;

/// Asks for an act; gives the number of the request.
pub async fn ask(person: &Browser, kind: &str, subject: &str, file: &[u8]) -> reqwest::Response {
    let fields = [("kind", kind), ("subject", subject), ("reason", "银行回执：账户状态异常")];
    person.try_upload("/requests", "回执.pdf", file.to_vec(), &fields).await
}

/// Asks for an act and gives the number of the request.
pub async fn asked(person: &Browser, kind: &str, subject: &str) -> String {
    let answer = ask(person, kind, subject, PDF).await;
    let (status, to) = (answer.status(), answer.headers().get("location").map(|l| l.to_str().unwrap().to_owned()));
    assert_eq!(status, StatusCode::SEE_OTHER, "{kind}: {}", visible(&answer.text().await.unwrap()));
    to.unwrap().rsplit('/').next().unwrap().to_owned()
}

/// The second person agrees, on the page.
pub async fn agree(server: &Server, request: &str) {
    let approver = server.sign_in("finance_approver").await;
    let page = approver.page(&format!("/requests/{request}")).await;
    assert!(page.contains("agreed"), "{}", visible(&page));
    approver.go(&format!("/requests/{request}/decide"), &[("agreed", "yes"), ("reason", "")]).await;
}

/// Imports a statement, on its last day or later.
pub async fn import(app: &TestApp, name: &str, text: String) -> Outcome {
    let last: String = text.split("<ToDtTm>").nth(1).unwrap().chars().take(10).collect();
    if app.app.clock.today() < last.parse().unwrap() {
        app.go_to(&last);
    }
    as_it_comes(app, name, text).await
}

/// Imports a statement now.
pub async fn as_it_comes(app: &TestApp, name: &str, text: String) -> Outcome {
    let reconciler = app.actor("reconciler").await;
    import_statement(&app.app, &reconciler, None, name, text.into_bytes()).await.unwrap()
}

/// The row of a batch.
pub async fn batch_of(app: &TestApp, number: &str) -> entity::payment_batch::Model {
    let scope = app.actor("finance_maker").await.scope().unwrap();
    xinbu::store::payment::batch(app.app.store.read(), &scope, number).await.unwrap()
}

impl TestApp {
    /// What other cases were granted that counts in the limits of a case: granted and paid, in fen, the smallest first.
    async fn granted_before(&self, number: &str) -> Vec<(i64, i64)> {
        let case = self.application(number).await;
        let schemes = ["cq-2022-19".to_owned(), "tci-accounts".to_owned()];
        let key = (case.id, case.firm_id);
        let lines = xinbu::store::line::of_schedule(self.app.store.read(), case.schedule_id.unwrap()).await.unwrap();
        let codes = lines.iter().map(|line| line.enterprise_code.as_str()).collect();
        let earlier = xinbu::store::granted::earlier(self.app.store.read(), key, &codes, &schemes).await;
        let mut found: Vec<_> = earlier.unwrap().iter().map(|g| (g.granted.minor(), g.paid.minor())).collect();
        found.sort_unstable();
        found
    }
}

async fn state(app: &TestApp, number: &str) -> &'static str {
    app.payments(number).await[0].state.key()
}

both_databases! {
    async fn what_the_bank_refuses_is_shown_confirmed_by_a_second_person_and_paid_again(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let batch = app.sent(&number).await;
        let payment = app.payments(&number).await.remove(0);
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        let page = reconciler.page(&format!("/payments/{}", payment.number)).await;
        assert!(page.contains("reject_payment"), "the way on stands on the page: {}", visible(&page));
        let nothing = ask(&reconciler, "reject_payment", &payment.number, b"").await;
        assert_eq!(nothing.status(), StatusCode::UNPROCESSABLE_ENTITY, "no money moves without evidence");
        let request = asked(&reconciler, "reject_payment", &payment.number).await;
        assert_eq!(state(&app, &number).await, "instructed", "one person alone moves nothing");
        let twice = ask(&reconciler, "reject_payment", &payment.number, PDF).await;
        assert_eq!(twice.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let home = server.sign_in("finance_approver").await.page("/").await;
        assert!(home.contains("/requests"), "{}", visible(&home));
        agree(&server, &request).await;
        assert_eq!(state(&app, &number).await, "rejected");
        assert_eq!(batch_of(&app, &batch).await.state.key(), "completed", "nothing of it is on its way any more");
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["committed"], balances["in_transit"]), (payment.amount_fen.minor(), 0));
        let english = reconciler.page(&format!("/requests/{request}?lang=en")).await;
        assert!(english.contains("The bank did not pay"), "{}", visible(&english));
        let again = PayAgain {
            number: payment.number.clone(), reason: "账户已恢复".into(),
        };
        app.run("finance_maker", &again).await.unwrap();
        assert_eq!(app.payments(&number).await.iter().map(|p| p.state.key()).collect::<Vec<_>>(), ["rejected", "ready"]);
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_database_itself_refuses_the_second_part_to_the_person_who_asked(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        app.sent(&number).await;
        let payment = app.payments(&number).await.remove(0);
        let server = app.serve().await;
        asked(&server.sign_in("reconciler").await, "reject_payment", &payment.number).await;
        let own = "UPDATE finance_request SET state = 'confirmed', decided_by = asked_by, decided_at = asked_at,
             moved_event = 'confirm', moved_role = 'finance_approver', moved_by = (SELECT id FROM person WHERE login = 'finance_approver')";
        assert!(app.sql(own).await.unwrap_err().to_string().contains("finance_request_two_people"));
        let edited = app.sql("UPDATE finance_request SET reason = 'other'").await.unwrap_err().to_string();
        assert!(edited.contains("xinbu:append-only"), "{edited}");
        // Nobody but the second person's role gets to the decision.
        for login in ["finance_maker", "reconciler", "approver"] {
            let answer = server.sign_in(login).await.post("/requests/SH-2026-0001/decide", &[("agreed", "yes")]).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{login}");
        }
    }
}

both_databases! {
    async fn an_award_that_can_never_be_paid_is_given_up_by_two_people_and_its_budget_is_available_again(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let payment = app.payments(&number).await.remove(0);
        let before = app.balances("GUARANTEE").await["available"];
        let server = app.serve().await;
        let maker = server.sign_in("finance_maker").await;
        let request = asked(&maker, "give_up_award", &payment.number).await;
        // Meanwhile it goes into no batch.
        let built = app.run("finance_maker", &Build { payments: vec![payment.number.clone()] }).await;
        assert_eq!(built.unwrap_err().code(), Some(Code::RequestOpen));
        agree(&server, &request).await;
        assert_eq!(state(&app, &number).await, "cancelled");
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["available"], balances["committed"]), (before + payment.amount_fen.minor(), 0));
        assert_eq!(app.application(&number).await.state.key(), "given_up", "nothing of it is to be paid any more");
        let sql = format!("UPDATE payment SET state = 'ready' WHERE number = '{}'", payment.number);
        assert!(app.sql(&sql).await.is_err());
        app.is_sound().await;
    }
}

both_databases! {
    async fn nobody_pays_again_what_another_person_is_asked_to_give_up(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        app.sent(&number).await;
        let payment = app.payments(&number).await.remove(0);
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        let refused = asked(&reconciler, "reject_payment", &payment.number).await;
        agree(&server, &refused).await;
        let request = asked(&server.sign_in("finance_maker").await, "give_up_award", &payment.number).await;
        let again = PayAgain { number: payment.number.clone(), reason: "账户已核实".into() };
        assert_eq!(app.run("finance_maker", &again).await.unwrap_err().code(), Some(Code::RequestOpen));
        agree(&server, &request).await;
        assert_eq!(app.payments(&number).await.len(), 1, "no payment was made that the giving up would cancel");
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_whole_file_that_the_bank_refuses_is_rejected_by_two_people_and_what_was_booked_of_it_stays_paid(app: TestApp) {
        let rows = [Row::policy(1), Row::policy(2), Row::policy(3)];
        let number = app.payable("i", &rows).await;
        let batch = app.sent(&number).await;
        let booked = app.payments(&number).await.remove(0);
        let fen = booked.amount_fen.minor();
        let lines = [Line::Funding(fen), Line::Paid(&booked.end_to_end_id, fen, &booked.payee_name, booked.account_no.as_str())];
        import(&app, "0309.xml", bank::statement("ICBC-0001", 1, ("2026-03-09", "2026-03-09"), 0, &lines)).await;
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        let page = reconciler.page(&format!("/batches/{batch}")).await;
        assert!(page.contains("reject_batch"), "the way on stands on the page: {}", visible(&page));
        assert_eq!(ask(&reconciler, "reject_batch", &batch, b"").await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let request = asked(&reconciler, "reject_batch", &batch).await;
        let states = async || -> Vec<&'static str> { app.payments(&number).await.iter().map(|p| p.state.key()).collect() };
        assert_eq!(states().await, ["paid", "instructed", "instructed"], "one person alone moves nothing");
        for lang in ["zh", "en"] {
            let page = server.sign_in("finance_approver").await.page(&format!("/requests/{request}?lang={lang}")).await;
            assert!(page.contains(&batch), "{}", visible(&page));
        }
        agree(&server, &request).await;
        assert_eq!(states().await, ["paid", "rejected", "rejected"]);
        assert_eq!(batch_of(&app, &batch).await.state.key(), "completed");
        assert_eq!(app.application(&number).await.state.key(), "approved", "two are to be paid again");
        let balances = app.balances("INSURANCE").await;
        assert_eq!((balances["spent"], balances["in_transit"], balances["committed"]), (fen, 0, 2 * fen));
        app.is_sound().await;
        // What is refused can be ordered again; the file cannot be refused twice.
        let left = app.payments(&number).await[1].number.clone();
        app.run("finance_maker", &PayAgain { number: left, reason: "银行系统已恢复".into() }).await.unwrap();
        assert_eq!(ask(&reconciler, "reject_batch", &batch, PDF).await.status(), StatusCode::CONFLICT);
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_a_line_was_explained_as_is_taken_back_by_contrary_rows_and_postings(app: TestApp) {
        let lines = [Line::Funding(100_000), Line::Charge(2_600)];
        import(&app, "0303.xml", bank::statement("ICBC-0001", 1, ("2026-03-03", "2026-03-03"), 0, &lines)).await;
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        let line = |n: u32| format!("/statements/BS-2026-0001/lines/{n}");
        let balance = async |kind: &str| app.balances("GUARANTEE").await.get(kind).copied().unwrap_or(0);
        for (n, kind, book) in [(1, "funding", "funding"), (2, "charge", "fees")] {
            reconciler.go(&format!("{}/explain", line(n)), &[("kind", kind), ("note", "见回单")]).await;
            assert_ne!(balance(book).await, 0, "{kind}");
            app.is_sound().await;
            let silent = reconciler.post(&format!("{}/unmatch", line(n)), &[("reason", " ")]).await;
            assert_eq!(silent.status(), StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
            let page = reconciler.page(&format!("/statements/BS-2026-0001?tab=explained&line={n}")).await;
            assert!(page.contains(&format!("{}/unmatch", line(n))), "{}", visible(&page));
            reconciler.go(&format!("{}/unmatch", line(n)), &[("reason", "说明有误")]).await;
            assert_eq!((balance(book).await, balance("bank").await), (0, 0), "{kind}");
            let rows = format!("allocation WHERE kind = '{kind}'");
            assert_eq!(app.count(&rows).await, 2, "both rows stay");
            app.is_sound().await;
            let twice = reconciler.post(&format!("{}/unmatch", line(n)), &[("reason", "再次")]).await;
            assert_eq!(twice.status(), StatusCode::CONFLICT, "{kind}: it is open again");
        }
        // Said rightly now; the line counts once.
        for (n, kind) in [(1, "funding"), (2, "charge")] {
            reconciler.go(&format!("{}/explain", line(n)), &[("kind", kind), ("note", "见回单")]).await;
        }
        assert_eq!((balance("fees").await, balance("funding").await, balance("bank").await), (2_600, -100_000, 97_400));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_return_less_what_the_bank_kept_returns_the_payment_whole_and_the_rest_is_a_charge(app: TestApp) {
        let number = app.paid("a", &[Row::contract(1)]).await;
        let payment = app.payments(&number).await.remove(0);
        let fen = payment.amount_fen.minor();
        let short = Line::Returned(&payment.end_to_end_id, fen - 2_600, "AC04");
        import(&app, "0310.xml", bank::statement("ICBC-0002", 2, ("2026-03-10", "2026-03-10"), 0, &[short])).await;
        assert_eq!(state(&app, &number).await, "paid", "a person says why it is less");
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        let line = "/statements/BS-2026-0002/lines/1";
        let page = reconciler.page("/statements/BS-2026-0002?line=1").await;
        assert!(page.contains("退汇不足额") && page.contains(&payment.number), "{}", visible(&page));
        assert!(page.contains("<details open"), "the way on is in sight");
        let alone = reconciler.post(&format!("{line}/match"), &[("payment", &payment.number)]).await;
        assert_eq!(alone.status(), StatusCode::UNPROCESSABLE_ENTITY, "the amounts differ");
        let fields = [("payment", payment.number.as_str()), ("rest", "charge"), ("note", "")];
        assert_eq!(reconciler.post(&format!("{line}/match"), &fields).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "a note is needed");
        let fields = [("payment", payment.number.as_str()), ("rest", "charge"), ("note", "回单注明扣收 26 元")];
        reconciler.go(&format!("{line}/match"), &fields).await;
        assert_eq!(state(&app, &number).await, "returned");
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["spent"], balances["paid"], balances["committed"], balances["fees"]), (0, 0, fen, 2_600));
        assert_eq!(balances["bank"], -2_600, "funded, paid, came back less the charge");
        for (lang, words) in [("zh", "银行扣收手续费"), ("en", "the bank kept")] {
            let page = reconciler.page(&format!("/statements/BS-2026-0002?tab=matched&line=1&lang={lang}")).await;
            assert!(page.contains(words) && page.contains("26.00"), "{}", visible(&page));
        }
        app.is_sound().await;
        // Taken back, it is as if it had never been said.
        reconciler.go(&format!("{line}/unmatch"), &[("reason", "不是这一笔")]).await;
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["spent"], balances["paid"], balances["committed"], balances["fees"]), (fen, fen, 0, 0));
        assert_eq!(state(&app, &number).await, "paid");
        app.is_sound().await;
        reconciler.go(&format!("{line}/match"), &fields).await;
        app.run("finance_maker", &PayAgain { number: payment.number, reason: "账户已恢复".into() }).await.unwrap();
        // Nothing is kept of what was paid out, not even around the program.
        let own = "INSERT INTO allocation (id, entry_id, payment_id, kind, amount_fen, kept_fen, reverses, rule, reasons, note, decided_by, decided_at)
            SELECT payment_id, entry_id, payment_id, kind, amount_fen, 1, NULL, rule, reasons, note, decided_by, decided_at FROM allocation WHERE kind = 'settle'";
        assert!(app.sql(own).await.is_err());
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_case_whose_awards_were_all_given_up_says_so_and_its_contracts_are_free(app: TestApp) {
        let rows = [Row::policy(1), Row::policy(2)];
        let number = app.payable("i", &rows).await;
        let server = app.serve().await;
        let maker = server.sign_in("finance_maker").await;
        for (payment, after) in app.payments(&number).await.into_iter().zip([("approved", 2), ("given_up", 0)]) {
            let request = asked(&maker, "give_up_award", &payment.number).await;
            agree(&server, &request).await;
            let live = app.count("live_claim").await;
            assert_eq!((app.application(&number).await.state.key(), live), after, "policy and invoice of the other payee");
        }
        let balances = app.balances("INSURANCE").await;
        assert_eq!((balances["available"], balances["committed"]), (300_000_000, 0));
        app.is_sound().await;
        for (lang, inside, outside) in [("zh", "已放弃拨付", "已放弃拨付，未支付"), ("en", "Award given up", "the award was given up")] {
            let page = server.sign_in("first_reviewer").await.page(&format!("/review/{number}?lang={lang}")).await;
            assert!(page.contains(inside), "{}", visible(&page));
            let page = server.sign_in("i.preparer").await.page(&format!("/applications/{number}?lang={lang}")).await;
            assert!(page.contains(outside), "{}", visible(&page));
        }
    }
}

both_databases! {
    async fn what_was_given_up_counts_in_no_limit_over_years_and_no_return_of_it_is_taken_back(app: TestApp) {
        let first = app.paid("a", &[Row::contract(1)]).await;
        let payment = app.payments(&first).await.remove(0);
        let fen = payment.amount_fen.minor();
        // Another case of the firm in the same scheme sees what the first one was granted.
        assert_eq!(app.granted_before(&first).await, Vec::new(), "its own is not earlier");
        let mut app = app;
        app.guarantee_call = app.open_call("cq-2022-19", "GUARANTEE", "guarantor").await;
        let second = app.submitted("a", &[Row::contract(2)]).await;
        assert_eq!(app.granted_before(&second).await, [(fen, fen)]);
        let back = bank::statement("ICBC-0002", 2, ("2026-03-10", "2026-03-10"), 0, &[Line::Returned(&payment.end_to_end_id, fen, "AC04")]);
        import(&app, "0310.xml", back).await;
        assert_eq!(app.granted_before(&second).await, [(fen, 0)], "granted, and not paid");
        let server = app.serve().await;
        let request = asked(&server.sign_in("finance_maker").await, "give_up_award", &payment.number).await;
        agree(&server, &request).await;
        assert_eq!(app.application(&first).await.state.key(), "given_up");
        assert_eq!(app.granted_before(&second).await, Vec::new(), "what nobody gets uses up no limit");
        app.is_sound().await;
        // The money is with the budget again: that the return was another payment's cannot be said any more.
        let reconciler = server.sign_in("reconciler").await;
        let late = reconciler.post("/statements/BS-2026-0002/lines/1/unmatch", &[("reason", "不是这一笔")]).await;
        assert_eq!(late.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let words = xinbu::i18n::Lang::ZhCn.t("refusal-award-given-up");
        assert!(late.text().await.unwrap().contains(&*words));
        app.is_sound().await;
    }
}

both_databases! {
    async fn of_a_payee_with_two_accounts_only_the_part_that_was_given_up_stops_counting(app: TestApp) {
        let text = include_str!("../../src/schemes/tci-2009/1.toml");
        let text = text.replacen("id = \"tci-2009\"", "id = \"tci-accounts\"", 1);
        let text = text.replacen("kind = \"enterprise\"\n", "kind = \"enterprise\"\naccounts = \"several\"\n", 1);
        app.publish_scheme(&text).await;
        let mut app = app;
        app.insurance_call = app.open_call("tci-accounts", "INSURANCE", "insurer").await;
        let second = Row::policy(1).with("policy_no", "BX-2025-90001").with("invoice_no", "90000001").with("payee_account", "6222000099999999");
        let second = second.with("premium_due", "30000.00").with("premium_paid", "30000.00");
        let number = app.payable("i", &[Row::policy(1), second]).await;
        app.sent(&number).await;
        let mut payments = app.payments(&number).await;
        payments.sort_by_key(|p| p.part);
        let (one, two) = (&payments[0], &payments[1]);
        let lines = [Line::Funding(5_000_000), Line::Paid(&one.end_to_end_id, 5_000_000, &one.payee_name, one.account_no.as_str())];
        import(&app, "0309.xml", bank::statement("ICBC-0001", 1, ("2026-03-09", "2026-03-09"), 0, &lines)).await;
        app.insurance_call = app.open_call("tci-accounts", "INSURANCE", "insurer").await;
        let later = app.submitted("i", &[Row::policy(1).with("policy_no", "BX-2025-90002").with("invoice_no", "90000002")]).await;
        assert_eq!(app.granted_before(&later).await, [(1_500_000, 0), (5_000_000, 5_000_000)], "each account by itself");
        let server = app.serve().await;
        let request = asked(&server.sign_in("reconciler").await, "reject_payment", &two.number).await;
        agree(&server, &request).await;
        let request = asked(&server.sign_in("finance_maker").await, "give_up_award", &two.number).await;
        agree(&server, &request).await;
        assert_eq!(app.application(&number).await.state.key(), "settled", "a part of it was paid");
        assert_eq!(app.granted_before(&later).await, [(5_000_000, 5_000_000)]);
        app.is_sound().await;
    }
}

/// A sealed batch of a case.
async fn sealed(app: &TestApp, number: &str) -> String {
    let payments =
        app.payments(number).await.into_iter().filter(|p| p.state.key() == "ready").map(|p| p.number).collect();
    let batch = app.run("finance_maker", &Build { payments }).await.unwrap();
    app.run("finance_maker", &batch::Submit { number: batch.clone(), version: 1 }).await.unwrap();
    app.run("finance_approver", &batch::Approve { number: batch.clone(), version: 2 }).await.unwrap();
    app.run("finance_approver", &Seal { number: batch.clone(), version: 3 }).await.unwrap();
    batch
}

both_databases! {
    async fn a_sealed_file_whose_day_is_over_is_not_sent_but_cancelled_by_two_people_and_built_again(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let old = sealed(&app, &number).await;
        app.go_to("2026-03-12");
        app.import_penalties(PENALTIES).await;
        let late = app.run("finance_maker", &Send { number: old.clone(), version: 4 }).await;
        assert_eq!(late.unwrap_err().code(), Some(Code::ExecutionPassed));
        let server = app.serve().await;
        let maker = server.sign_in("finance_maker").await;
        let page = maker.page(&format!("/batches/{old}")).await;
        assert!(page.contains("cancel_batch") && !page.contains(&format!("/batches/{old}/send")), "{}", visible(&page));
        let request = asked(&maker, "cancel_batch", &old).await;
        agree(&server, &request).await;
        assert_eq!(batch_of(&app, &old).await.state.key(), "void");
        assert_eq!(state(&app, &number).await, "ready");
        let new = sealed(&app, &number).await;
        app.run("finance_maker", &Send { number: new.clone(), version: 4 }).await.unwrap();
        assert_eq!(batch_of(&app, &new).await.execution_date, "2026-03-12".parse().ok());
        let payment = app.payments(&number).await.remove(0);
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["in_transit"], balances["committed"]), (payment.amount_fen.minor(), 0));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_recalled_batch_names_its_payments_and_nothing_has_changed(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let payment = app.payments(&number).await.remove(0).number;
        let batch = app.run("finance_maker", &Build { payments: vec![payment.clone()] }).await.unwrap();
        let recall = Recall { number: batch.clone(), version: 1, reason: "重新核对".into() };
        app.run("finance_maker", &recall).await.unwrap();
        let server = app.serve().await;
        let person = server.sign_in("finance_maker").await;
        let page = person.page(&format!("/batches/{batch}")).await;
        let changed = xinbu::i18n::Lang::ZhCn.t("refusal-content-changed");
        assert!(!page.contains(&*changed), "{}", visible(&page));
        assert!(page.contains(&format!("/payments/{payment}")), "{}", visible(&page));
    }
}

both_databases! {
    async fn a_held_payment_goes_into_no_batch_until_another_person_releases_it(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let payment = app.payments(&number).await.remove(0).number;
        let server = app.serve().await;
        let maker = server.sign_in("finance_maker").await;
        maker.go(&format!("/payments/{payment}/hold"), &[("reason", "等待企业回函")]).await;
        assert_eq!(state(&app, &number).await, "held");
        let tab = maker.page("/payments?tab=held").await;
        assert!(tab.contains(&payment), "{}", visible(&tab));
        assert!(app.run("finance_maker", &Build { payments: vec![payment.clone()] }).await.is_err());
        let own = app.run("finance_maker", &Release { number: payment.clone(), reason: "已回函".into() }).await;
        assert_eq!(own.unwrap_err().code(), Some(Code::NotYourRole));
        let approver = server.sign_in("finance_approver").await;
        approver.go(&format!("/payments/{payment}/release"), &[("reason", "已回函")]).await;
        assert_eq!(state(&app, &number).await, "ready");
        let again = Hold { number: payment.clone(), reason: " ".into() };
        assert_eq!(app.run("finance_maker", &again).await.unwrap_err().code(), Some(Code::ReasonRequired));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_wrong_match_is_taken_back_by_contrary_rows_and_not_made_again_by_itself(app: TestApp) {
        let number = app.paid("a", &[Row::contract(1)]).await;
        let payment = app.payments(&number).await.remove(0);
        let fen = payment.amount_fen.minor();
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        let line = "/statements/BS-2026-0001/lines/2";
        let page = reconciler.page("/statements/BS-2026-0001?tab=matched&line=2").await;
        assert!(page.contains(&format!("{line}/unmatch")), "{}", visible(&page));
        let silent = reconciler.post(&format!("{line}/unmatch"), &[("reason", "")]).await;
        assert_eq!(silent.status(), StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
        reconciler.go(&format!("{line}/unmatch"), &[("reason", "认错了流水")]).await;
        assert_eq!(state(&app, &number).await, "instructed");
        assert_eq!(app.application(&number).await.state.key(), "approved", "it is to be paid again");
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["spent"], balances["in_transit"], balances["paid"]), (0, fen, 0));
        app.is_sound().await;
        // Another statement comes; the rule does not repeat what a person took back.
        let next = bank::statement("ICBC-0002", 2, ("2026-03-10", "2026-03-10"), 0, &[Line::Funding(100)]);
        import(&app, "0310.xml", next).await;
        let reconciler = server.sign_in("reconciler").await;
        assert_eq!(state(&app, &number).await, "instructed");
        let page = reconciler.page("/statements/BS-2026-0001?line=2").await;
        let words = xinbu::i18n::Lang::ZhCn.t("match-reason-taken-back");
        assert!(page.contains(&*words), "{}", visible(&page));
        reconciler.go(&format!("{line}/match"), &[("payment", &payment.number)]).await;
        assert_eq!(state(&app, &number).await, "paid");
        assert_eq!(app.application(&number).await.state.key(), "settled");
        app.is_sound().await;
        // A return may be taken back, too: the money is with the payee again.
        let back = bank::statement("ICBC-0003", 3, ("2026-03-11", "2026-03-11"), 100, &[Line::Returned(&payment.end_to_end_id, fen, "AC01")]);
        import(&app, "0311.xml", back).await;
        assert_eq!(state(&app, &number).await, "returned");
        let reconciler = server.sign_in("reconciler").await;
        reconciler.go("/statements/BS-2026-0003/lines/1/unmatch", &[("reason", "不是这一笔的退汇")]).await;
        assert_eq!(state(&app, &number).await, "paid");
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_person_splits_a_line_into_a_payment_and_a_charge_to_the_fen(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        app.sent(&number).await;
        let payment = app.payments(&number).await.remove(0);
        let fen = payment.amount_fen.minor();
        let more = Line::Paid(&payment.end_to_end_id, fen + 2_600, &payment.payee_name, payment.account_no.as_str());
        let text = bank::statement("ICBC-0001", 1, ("2026-03-09", "2026-03-09"), 0, &[Line::Funding(fen + 10_000), more]);
        import(&app, "0309.xml", text).await;
        assert_eq!(state(&app, &number).await, "instructed", "an unstated charge is a person's business");
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        let line = "/statements/BS-2026-0001/lines/2";
        let alone = reconciler.post(&format!("{line}/match"), &[("payment", &payment.number)]).await;
        assert_eq!(alone.status(), StatusCode::UNPROCESSABLE_ENTITY, "the parts must come to the line");
        let fields = [("payment", payment.number.as_str()), ("rest", "charge"), ("note", "回单注明手续费 26 元")];
        reconciler.go(&format!("{line}/match"), &fields).await;
        assert_eq!(state(&app, &number).await, "paid");
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["spent"], balances["fees"]), (fen, 2_600));
        // Both parts are taken back together, and said again.
        reconciler.go(&format!("{line}/unmatch"), &[("reason", "手续费有误")]).await;
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["spent"], balances["fees"], balances["in_transit"]), (0, 0, fen));
        assert_eq!(state(&app, &number).await, "instructed");
        app.is_sound().await;
        reconciler.go(&format!("{line}/match"), &fields).await;
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["spent"], balances["fees"]), (fen, 2_600));
        // No second decision on the same fen, not even around the program.
        let doubled = "INSERT INTO allocation (id, entry_id, payment_id, kind, amount_fen, reverses, rule, reasons, note, decided_by, decided_at)
            SELECT payment_id, entry_id, NULL, 'charge', 1, NULL, 'x', '[]', '', NULL, decided_at FROM allocation WHERE kind = 'settle'";
        assert!(app.sql(doubled).await.is_err());
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_statement_after_a_gap_is_accepted_by_two_people_and_what_waited_behind_it_moves(app: TestApp) {
        let day = |d: u32| format!("2026-03-{d:02}");
        let of = |id: &str, sequence: u32, d: u32, opening: i64| bank::statement(id, sequence, (&day(d), &day(d)), opening, &[Line::Funding(100)]);
        import(&app, "1.xml", of("S1", 1, 3, 0)).await;
        let gap = import(&app, "3.xml", of("S3", 3, 5, 5_000)).await;
        let behind = import(&app, "4.xml", of("S4", 4, 6, 5_100)).await;
        assert!(!gap.statements[0].quarantine.is_empty() && !behind.statements[0].quarantine.is_empty());
        let held = gap.statements[0].number.clone();
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        let page = reconciler.page(&format!("/statements/{held}")).await;
        assert!(page.contains("accept_statement") && page.contains("give-up"), "{}", visible(&page));
        let request = asked(&reconciler, "accept_statement", &held).await;
        agree(&server, &request).await;
        let scope = app.actor("reconciler").await.scope().unwrap();
        let all = xinbu::store::statement::all(app.app.store.read(), &scope, 10).await.unwrap();
        assert!(all.iter().all(|s| s.state.key() == "balanced"), "{all:?}");
        app.is_sound().await;
        // The one that was missing comes after all: it fills the gap.
        let filled = bank::statement("S2", 2, ("2026-03-04", "2026-03-04"), 100, &[Line::Funding(4_900)]);
        assert!(import(&app, "2.xml", filled).await.statements[0].quarantine.is_empty());
        let proof = server.sign_in("auditor").await.page("/proof").await;
        assert!(proof.contains("52.00"), "{}", visible(&proof));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_statement_that_contradicts_itself_is_never_accepted_but_given_up(app: TestApp) {
        let wrong = bank::statement_with_closing("S1", 1, ("2026-03-03", "2026-03-03"), (0, 101), &[Line::Funding(100)]);
        let held = import(&app, "wrong.xml", wrong.clone()).await.statements.remove(0).number;
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        let page = reconciler.page(&format!("/statements/{held}")).await;
        assert!(!page.contains("accept_statement"), "{}", visible(&page));
        assert_eq!(ask(&reconciler, "accept_statement", &held, PDF).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        reconciler.go(&format!("/statements/{held}/give-up"), &[("reason", "银行已发更正文件")]).await;
        let page = reconciler.page(&format!("/statements/{held}")).await;
        assert!(page.contains("银行已发更正文件") && !page.contains("/give-up"), "{}", visible(&page));
        let twice = reconciler.post(&format!("/statements/{held}/give-up"), &[("reason", "再次")]).await;
        assert_eq!(twice.status(), StatusCode::CONFLICT, "it is given up once");
        let right = bank::statement("S1", 1, ("2026-03-03", "2026-03-03"), 0, &[Line::Funding(100)]);
        assert!(import(&app, "right.xml", right).await.statements[0].quarantine.is_empty());
        app.is_sound().await;
    }
}

/// A policy that pays fifty yuan.
fn small(n: u32) -> Row {
    Row::policy(n).with("premium_due", "100.00").with("premium_paid", "100.00")
}

both_databases! {
    async fn ten_thousand_payees_go_from_the_approval_to_a_matched_statement(app: TestApp) {
        let rows: Vec<Row> = (1..=10_000).map(small).collect();
        let number = app.payable("i", &rows).await;
        app.sent(&number).await;
        let payments = app.payments(&number).await;
        assert_eq!(payments.len(), 10_000);
        let total: i64 = payments.iter().map(|p| p.amount_fen.minor()).sum();
        let paid = payments.iter().map(|p| Line::Paid(&p.end_to_end_id, p.amount_fen.minor(), &p.payee_name, p.account_no.as_str()));
        let lines: Vec<Line<'_>> = std::iter::once(Line::Funding(total)).chain(paid).collect();
        let text = bank::statement("ICBC-0001", 1, ("2026-03-09", "2026-03-09"), 0, &lines);
        let taken = import(&app, "0309.xml", text).await.statements.remove(0);
        assert_eq!((taken.lines, taken.matched), (10_001, 10_000));
        assert_eq!(app.application(&number).await.state.key(), "settled");
        let balances = app.balances("INSURANCE").await;
        assert_eq!((balances["spent"], balances["in_transit"], balances["committed"]), (total, 0, 0));
        let page = app.serve().await.sign_in("reconciler").await.page("/statements/BS-2026-0001").await;
        assert!(page.contains("10,001") || page.contains("10001"), "{}", visible(&page));
    }
}

both_databases! {
    async fn the_page_of_a_batch_goes_through_its_payments_page_by_page_under_the_sum_of_all(app: TestApp) {
        let rows: Vec<Row> = (1..=120).map(small).collect();
        let number = app.payable("i", &rows).await;
        let batch = app.sent(&number).await;
        let numbers: Vec<String> = app.payments(&number).await.iter().map(|p| format!("/payments/{}", p.number)).collect();
        let maker = app.serve().await.sign_in("finance_maker").await;
        let (mut to, mut seen, mut pages) = (format!("/batches/{batch}"), std::collections::BTreeSet::new(), 0);
        loop {
            let page = maker.page(&to).await;
            assert!(page.contains("600,000.00") || page.contains("6,000.00"), "{}", visible(&page));
            let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let here: Vec<&str> = links.clone().filter(|l| numbers.iter().any(|n| n == l)).collect();
            assert!(here.len() <= 50, "{} payments on one page", here.len());
            assert!(here.iter().all(|l| seen.insert((*l).to_owned())), "a payment came twice");
            pages += 1;
            match links.clone().find(|l| l.contains("?after=") && l.ends_with("#members")) {
                Some(next) => to = next.split('#').next().unwrap().replace("&amp;", "&"),
                None => break,
            }
        }
        assert_eq!((seen.len(), pages), (120, 3));
    }
}

both_databases! {
    async fn a_batch_is_made_of_all_payments_that_a_rule_chooses_as_many_as_there_are(app: TestApp) {
        let rows: Vec<Row> = (1..=240).map(small).collect();
        let number = app.payable("i", &rows).await;
        let server = app.serve().await;
        let maker = server.sign_in("finance_maker").await;
        let page = maker.page(&format!("/payments/build?rule=yes&case={number}")).await;
        assert!(page.contains("240"), "{}", visible(&page));
        let rule = |count: &'static str| [("rule", "yes"), ("count", count), ("sum", "1200000"), ("case", number.as_str())];
        let other = maker.post("/payments/build", &rule("239")).await;
        assert_eq!(other.status(), StatusCode::UNPROCESSABLE_ENTITY, "what was shown is what is built");
        let to = maker.go("/payments/build", &rule("240")).await;
        let batch = batch_of(&app, to.split(['?', '#']).next().unwrap().rsplit('/').next().unwrap()).await;
        assert_eq!((batch.payments, batch.sum_fen.minor()), (240, 1_200_000));
        let none = maker.get("/payments/build?rule=yes&least=99999999").await;
        assert_eq!(none.status(), StatusCode::UNPROCESSABLE_ENTITY);
        app.is_sound().await;
    }
}
