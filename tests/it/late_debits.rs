//! What the bank does against the books: it pays after all what was recorded as refused, pays twice, sends statements of days
//! to come, leaves some out. Each has its way into the books, by two people where something recorded is taken back.

use reqwest::StatusCode;
use xinbu::service::payment::batch::{Build, Recall};
use xinbu::service::payment::pay_again::PayAgain;

use crate::bank_acts::{PDF, agree, as_it_comes, ask, asked, batch_of, import};
use crate::support::bank::{self, Line};
use crate::support::client::visible;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// A case with one payment that two people recorded as refused by the bank; its number and its payment.
pub(crate) async fn refused(app: &TestApp) -> (String, entity::payment::Model) {
    let number = app.payable("a", &[Row::contract(1)]).await;
    app.sent(&number).await;
    let payment = app.payments(&number).await.remove(0);
    let server = app.serve().await;
    let request = asked(&server.sign_in("reconciler").await, "reject_payment", &payment.number).await;
    agree(&server, &request).await;
    (number, payment)
}

fn debit(payment: &entity::payment::Model) -> Line<'_> {
    Line::Paid(&payment.end_to_end_id, payment.amount_fen.minor(), &payment.payee_name, payment.account_no.as_str())
}

/// The statement of a day after the opening balance, with lines.
async fn booked(app: &TestApp, day: u32, opening: i64, lines: &[Line<'_>]) -> String {
    let date = format!("2026-03-{day:02}");
    app.go_to(&date);
    let text = bank::statement(&format!("S{day}"), day, (&date, &date), opening, lines);
    let taken = import(app, &format!("{day}.xml"), text).await.statements.remove(0);
    assert!(taken.quarantine.is_empty(), "{:?}", taken.quarantine);
    taken.number
}

async fn states(app: &TestApp, number: &str) -> Vec<&'static str> {
    app.payments(number).await.iter().map(|p| p.state.key()).collect()
}

async fn balance(app: &TestApp, kind: &str) -> i64 {
    app.balances("GUARANTEE").await.get(kind).copied().unwrap_or(0)
}

both_databases! {
    async fn a_debit_of_a_refused_payment_takes_the_refusal_back_by_two_people_and_settles_it(app: TestApp) {
        let (number, payment) = refused(&app).await;
        let fen = payment.amount_fen.minor();
        let statement = booked(&app, 10, 0, &[Line::Funding(fen), debit(&payment)]).await;
        assert_eq!(states(&app, &number).await, ["rejected"], "nothing is decided by itself");
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        let line = format!("/statements/{statement}/lines/2");
        for (lang, words) in [("en", "The bank paid after all"), ("zh", "银行实际已付")] {
            let page = reconciler.page(&format!("/statements/{statement}?line=2&lang={lang}")).await;
            assert!(page.contains("undo_reject") && page.contains(words), "{}", visible(&page));
        }
        let page = reconciler.page(&format!("/payments/{}?lang=zh", payment.number)).await;
        assert!(page.contains("undo_reject") && page.contains("款项未离开账户"), "{}", visible(&page));
        // A match alone, or booking it as not owed, is refused and names the way.
        let alone = reconciler.post(&format!("{line}/match"), &[("payment", &payment.number)]).await;
        assert_eq!(alone.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(alone.text().await.unwrap().contains("申请撤销"));
        let fields = [("payment", payment.number.as_str()), ("note", "回单 1")];
        assert_eq!(reconciler.post(&format!("{line}/overpaid"), &fields).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(ask(&reconciler, "undo_reject", &payment.number, b"").await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let before = app.count("transfer").await;
        let request = asked(&reconciler, "undo_reject", &payment.number).await;
        assert_eq!((states(&app, &number).await, app.count("transfer").await), (vec!["rejected"], before), "one person alone");
        agree(&server, &request).await;
        assert_eq!(states(&app, &number).await, ["paid"], "the debit that was here settled it");
        assert_eq!(app.application(&number).await.state.key(), "settled");
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["spent"], balances["in_transit"], balances["committed"]), (fen, 0, 0));
        assert_eq!(app.count("transfer WHERE code = 'reject'").await, 1, "what was posted stays");
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_refusal_that_was_recorded_wrongly_is_taken_back_before_the_bank_books_anything(app: TestApp) {
        let (number, payment) = refused(&app).await;
        // Meanwhile it was ordered again; the new payment waits, stands in a batch, waits again.
        let again = PayAgain { number: payment.number.clone(), reason: "账户已恢复".into() };
        let second = app.run("finance_maker", &again).await.unwrap();
        let batch = app.run("finance_maker", &Build { payments: vec![second.clone()] }).await.unwrap();
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        let early = ask(&reconciler, "undo_reject", &payment.number, PDF).await;
        assert_eq!(early.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.text().await.unwrap().contains(&second), "the payment to take out of its batch is named");
        let recall = Recall { number: batch, version: 1, reason: "银行实际已付".into() };
        app.run("finance_maker", &recall).await.unwrap();
        let request = asked(&reconciler, "undo_reject", &payment.number).await;
        agree(&server, &request).await;
        assert_eq!(states(&app, &number).await, ["instructed", "cancelled"], "never both");
        let fen = payment.amount_fen.minor();
        assert_eq!((balance(&app, "in_transit").await, balance(&app, "committed").await), (fen, 0));
        assert_eq!(batch_of(&app, &app_batch(&app, &payment).await).await.state.key(), "sent");
        app.is_sound().await;
        booked(&app, 10, 0, &[Line::Funding(fen), debit(&payment)]).await;
        assert_eq!(states(&app, &number).await, ["paid", "cancelled"]);
        app.is_sound().await;
    }
}

/// The number of the batch of a payment.
async fn app_batch(app: &TestApp, payment: &entity::payment::Model) -> String {
    let beside = xinbu::store::finance::beside(app.app.store.read(), vec![payment.id]).await.unwrap();
    beside[&payment.id].batch.as_ref().unwrap().number.clone()
}

both_databases! {
    async fn a_debit_beside_the_payment_that_was_made_instead_is_owed_back_until_the_payee_returns_it(app: TestApp) {
        let (number, first) = refused(&app).await;
        let fen = first.amount_fen.minor();
        let again = PayAgain { number: first.number.clone(), reason: "账户已恢复".into() };
        let second = app.run("finance_maker", &again).await.unwrap();
        let batch = app.run("finance_maker", &Build { payments: vec![second.clone()] }).await.unwrap();
        app.out(&batch).await;
        let second = app.payments(&number).await.remove(1);
        let statement = booked(&app, 10, 0, &[Line::Funding(2 * fen), debit(&second), debit(&first)]).await;
        assert_eq!(states(&app, &number).await, ["rejected", "paid"]);
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        let line = format!("/statements/{statement}/lines/3");
        for (lang, words) in [("en", "a double payment"), ("zh", "重复支付")] {
            let page = reconciler.page(&format!("/statements/{statement}?line=3&lang={lang}")).await;
            assert!(page.contains(words) && page.contains("/overpaid") && !page.contains("undo_reject"), "{}", visible(&page));
        }
        let matched = reconciler.post(&format!("{line}/match"), &[("payment", &first.number)]).await;
        assert_eq!(matched.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(matched.text().await.unwrap().contains(&second.number), "what pays the award is named");
        assert_eq!(ask(&reconciler, "undo_reject", &first.number, PDF).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let silent = reconciler.post(&format!("{line}/overpaid"), &[("payment", &first.number)]).await;
        assert_eq!(silent.status(), StatusCode::UNPROCESSABLE_ENTITY, "a note is needed");
        let fields = [("payment", first.number.as_str()), ("note", "银行回单 77：重复支付")];
        reconciler.go(&format!("{line}/overpaid"), &fields).await;
        assert_eq!((balance(&app, "receivable").await, balance(&app, "spent").await), (fen, fen));
        assert_eq!(states(&app, &number).await, ["rejected", "paid"], "no payment moved");
        app.is_sound().await;
        for (lang, words) in [("zh", "应追回款"), ("en", "Owed back")] {
            let proof = server.sign_in("auditor").await.page(&format!("/proof?lang={lang}")).await;
            assert!(proof.contains(words) && proof.contains(&first.number), "{}", visible(&proof));
        }
        // It comes back in two parts; more than is owed is refused.
        let back = booked(&app, 11, 0, &[Line::Funding(fen - 100), Line::Funding(200), Line::Funding(100)]).await;
        let reconciler = server.sign_in("reconciler").await;
        let page = reconciler.page(&format!("/statements/{back}?line=1")).await;
        assert!(page.contains("/recovered") && page.contains(&first.number), "{}", visible(&page));
        let part = |n: u32| format!("/statements/{back}/lines/{n}/recovered");
        let fields = [("payment", first.number.as_str()), ("note", "收款方退回多付款")];
        reconciler.go(&part(1), &fields).await;
        assert_eq!(balance(&app, "receivable").await, 100);
        let more = reconciler.post(&part(2), &fields).await;
        assert_eq!(more.status(), StatusCode::UNPROCESSABLE_ENTITY, "200 are not owed");
        let early = reconciler.post(&format!("{line}/unmatch"), &[("reason", "说明有误")]).await;
        assert_eq!(early.status(), StatusCode::UNPROCESSABLE_ENTITY, "what came back for it is taken back first");
        reconciler.go(&part(3), &fields).await;
        assert_eq!(balance(&app, "receivable").await, 0);
        app.is_sound().await;
        // Both are taken back by contrary rows.
        for n in [1, 3] {
            reconciler.go(&format!("/statements/{back}/lines/{n}/unmatch"), &[("reason", "不是这一笔")]).await;
        }
        assert_eq!(balance(&app, "receivable").await, fen);
        reconciler.go(&format!("{line}/unmatch"), &[("reason", "说明有误")]).await;
        assert_eq!(balance(&app, "receivable").await, 0);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_debit_of_what_was_given_up_is_owed_back_and_its_budget_stays_free(app: TestApp) {
        let (number, payment) = refused(&app).await;
        let fen = payment.amount_fen.minor();
        let server = app.serve().await;
        let request = asked(&server.sign_in("finance_maker").await, "give_up_award", &payment.number).await;
        agree(&server, &request).await;
        let available = balance(&app, "available").await;
        let statement = booked(&app, 10, 0, &[Line::Funding(fen), debit(&payment)]).await;
        let reconciler = server.sign_in("reconciler").await;
        let line = format!("/statements/{statement}/lines/2");
        let page = reconciler.page(&format!("/statements/{statement}?line=2")).await;
        assert!(page.contains("已放弃拨付") && page.contains("/overpaid"), "{}", visible(&page));
        assert_eq!(ask(&reconciler, "undo_reject", &payment.number, PDF).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        reconciler.go(&format!("{line}/overpaid"), &[("payment", payment.number.as_str()), ("note", "回单 78")]).await;
        assert_eq!((balance(&app, "receivable").await, balance(&app, "available").await), (fen, available));
        assert_eq!(app.application(&number).await.state.key(), "given_up");
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_database_itself_takes_no_refusal_back_without_two_people(app: TestApp) {
        let (_, payment) = refused(&app).await;
        let sql = format!("UPDATE payment SET state = 'instructed', moved_event = 'unreject', moved_role = 'finance_approver',
             moved_by = (SELECT id FROM person WHERE login = 'finance_approver') WHERE number = '{}'", payment.number);
        let no = app.sql(&sql).await.unwrap_err().to_string();
        assert!(no.contains("xinbu:not-in-this-state"), "{no}");
        asked(&app.serve().await.sign_in("reconciler").await, "undo_reject", &payment.number).await;
        assert!(app.sql(&sql).await.is_err(), "asked is not confirmed");
        app.take_away("account_fixed", "account").await;
        assert!(app.sql("UPDATE account SET kind = 'receivable', credit_fen = debit_fen + 1 WHERE kind = 'in_transit'").await.is_err());
    }
}

both_databases! {
    async fn a_statement_of_a_day_to_come_is_quarantined_by_name_and_the_true_ones_go_on(app: TestApp) {
        app.go_to("2026-03-10");
        let of = |id: &str, n: u32, day: &str, opening: i64| bank::statement(id, n, (day, day), opening, &[Line::Funding(100)]);
        assert!(as_it_comes(&app, "10.xml", of("S10", 10, "2026-03-10", 0)).await.statements[0].quarantine.is_empty(), "today is no future");
        let early = of("S12", 11, "2026-03-12", 100);
        let held = as_it_comes(&app, "12.xml", early.clone()).await.statements.remove(0);
        assert_eq!(held.quarantine.iter().map(|r| r.key()).collect::<Vec<_>>(), ["future"]);
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        for (lang, words) in [("zh", "未来的流水不能入账"), ("en", "the future is not booked")] {
            let page = reconciler.page(&format!("/statements/{}?lang={lang}", held.number)).await;
            assert!(page.contains(words) && page.contains("/give-up") && !page.contains("accept_statement"), "{}", visible(&page));
        }
        // The true one takes its place in the chain; the early one is given up and comes again in its time.
        app.go_to("2026-03-11");
        assert!(as_it_comes(&app, "11.xml", of("S11", 11, "2026-03-11", 100)).await.statements[0].quarantine.is_empty());
        let reconciler = server.sign_in("reconciler").await;
        reconciler.go(&format!("/statements/{}/give-up", held.number), &[("reason", "日期为未来，银行将重发")]).await;
        app.go_to("2026-03-12");
        assert!(as_it_comes(&app, "12b.xml", of("S12", 12, "2026-03-12", 200)).await.statements[0].quarantine.is_empty());
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_gap_is_shown_to_both_people_posted_by_itself_and_proved_until_the_missing_statements_fill_it(app: TestApp) {
        let of = |n: u32, opening: i64, fen: i64| {
            let day = format!("2026-03-{n:02}");
            bank::statement(&format!("S{n}"), n, (&day, &day), opening, &[Line::Funding(fen)])
        };
        import(&app, "1.xml", of(1, 0, 100)).await;
        app.go_to("2026-03-05");
        let held = import(&app, "4.xml", of(4, 5_000, 100)).await.statements.remove(0).number;
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        for lang in ["zh", "en"] {
            let page = reconciler.page(&format!("/statements/{held}?lang={lang}")).await;
            assert!(page.contains("49.00"), "the one who asks sees it: {}", visible(&page));
        }
        let request = asked(&reconciler, "accept_statement", &held).await;
        for (lang, first, last) in [("zh", "2026-03-01", "2026-03-04"), ("en", "from 2026-03-01", "to 2026-03-04")] {
            let page = server.sign_in("finance_approver").await.page(&format!("/requests/{request}?lang={lang}")).await;
            assert!(page.contains("49.00"), "the one who decides sees it: {}", visible(&page));
            assert!(page.contains(first) && page.contains(last), "between which days: {}", visible(&page));
        }
        agree(&server, &request).await;
        assert_eq!((balance(&app, "gap").await, balance(&app, "bank").await), (-4_900, 4_900), "under its own name");
        app.is_sound().await;
        let auditor = server.sign_in("auditor").await;
        for (lang, words) in [("zh", "流水缺口"), ("en", "Statement gaps")] {
            let page = auditor.page(&format!("/proof?lang={lang}")).await;
            assert!(page.contains(words) && page.contains("49.00") && page.contains(&held), "{}", visible(&page));
        }
        // Of two that are missing the first one makes it smaller, the second one fills it.
        assert!(import(&app, "2.xml", of(2, 100, 900)).await.statements[0].quarantine.is_empty());
        assert_eq!(balance(&app, "gap").await, -4_000);
        app.is_sound().await;
        assert!(import(&app, "3.xml", of(3, 1_000, 4_000)).await.statements[0].quarantine.is_empty());
        assert_eq!((balance(&app, "gap").await, balance(&app, "bank").await), (0, 0), "every line is open again");
        let page = auditor.page("/proof").await;
        assert!(!page.contains("id=\"gaps\""), "{}", visible(&page));
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_a_statement_pays_that_two_people_accept_is_settled_by_rule(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        app.sent(&number).await;
        let payment = app.payments(&number).await.remove(0);
        booked(&app, 9, 0, &[Line::Funding(100)]).await;
        app.go_to("2026-03-11");
        let text = bank::statement("S11", 11, ("2026-03-11", "2026-03-11"), 90_000_000, &[debit(&payment)]);
        let held = import(&app, "11.xml", text).await.statements.remove(0).number;
        let server = app.serve().await;
        let request = asked(&server.sign_in("reconciler").await, "accept_statement", &held).await;
        agree(&server, &request).await;
        assert_eq!(states(&app, &number).await, ["paid"]);
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_parts_of_a_batch_come_to_its_sum_and_it_is_complete_only_when_all_of_it_is_paid(app: TestApp) {
        let rows = [Row::policy(1), Row::policy(2), Row::policy(3), Row::policy(4)];
        let number = app.payable("i", &rows).await;
        let batch = app.sent(&number).await;
        let payments = app.payments(&number).await;
        let fen = payments[0].amount_fen.minor();
        let server = app.serve().await;
        let reconciler = server.sign_in("reconciler").await;
        // One is refused by itself; then the whole file is asked to be refused, while the last three are booked.
        let one = asked(&reconciler, "reject_payment", &payments[0].number).await;
        let whole = asked(&reconciler, "reject_batch", &batch).await;
        agree(&server, &one).await;
        let lines: Vec<Line<'_>> = std::iter::once(Line::Funding(3 * fen)).chain(payments[1..].iter().map(debit)).collect();
        booked(&app, 10, 0, &lines).await;
        booked(&app, 11, 0, &[Line::Returned(&payments[1].end_to_end_id, fen, "AC04")]).await;
        let approver = server.sign_in("finance_approver").await;
        let late = approver.post(&format!("/requests/{whole}/decide"), &[("agreed", "yes"), ("reason", "")]).await;
        assert_eq!(late.status(), StatusCode::UNPROCESSABLE_ENTITY, "there is nothing left to refuse");
        approver.go(&format!("/requests/{whole}/decide"), &[("agreed", "no"), ("reason", "各笔已有结果")]).await;
        assert_eq!(batch_of(&app, &batch).await.state.key(), "completed");
        for (lang, ended, complete) in [("zh", "已了结，未全部支付", "已完成"), ("en", "Ended, not all paid", ">Complete<")] {
            let page = approver.page(&format!("/batches/{batch}?lang={lang}")).await;
            let figures = visible(page.split("class=\"figures").nth(1).unwrap_or(&page));
            assert!(page.contains(ended) && !page.contains(complete), "{figures}");
            let list = approver.page(&format!("/batches?lang={lang}")).await;
            assert!(list.contains(ended) && !list.contains(complete), "{}", visible(&list));
        }
        approver.page("/?lang=zh").await;
        let page = visible(&approver.page(&format!("/batches/{batch}")).await);
        let words = |state: &str| xinbu::i18n::Lang::ZhCn.t(&format!("payment-state-{state}")).into_owned();
        for state in ["paid", "returned", "rejected"] {
            assert!(page.contains(&words(state)), "{state}: {page}");
        }
        app.is_sound().await;
    }
}
