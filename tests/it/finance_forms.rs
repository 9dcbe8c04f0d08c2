//! What the forms of finance keep, say and lead to: a rule that chooses nothing, a batch that was handed on, budget that is
//! not there yet, a statement that is not taken.

use reqwest::StatusCode;
use xinbu::service::account::provision;
use xinbu::service::call::propose::ProposeCall;
use xinbu::service::payment::batch::{self, Build};

use crate::bank_acts::as_it_comes;
use crate::support::app::setup;
use crate::support::bank::{self, Line};
use crate::support::both_databases;
use crate::support::client::visible;
use crate::support::schedule::Row;

both_databases! {
    async fn a_rule_that_is_refused_or_chooses_nothing_comes_back_with_what_was_typed_and_says_what_was_looked_for(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let maker = app.serve().await.sign_in("finance_maker").await;
        for (query, typed, words) in [
            (format!("case={number}&scheme=cq-2022-19&least=12a&most=99"), ["cq-2022-19", "12a", "99"], ""),
            (format!("case={number}&scheme=no-such&least=1&most=2"), ["no-such", "value=\"1\"", "value=\"2\""], "政策编号：no-such"),
        ] {
            let answer = maker.get(&format!("/payments/build?rule=yes&{query}")).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let page = answer.text().await.unwrap();
            let form = page.split("id=\"rule\"").nth(1).unwrap();
            assert!(form.contains(&number) && typed.iter().all(|t| form.contains(t)), "{}", visible(&page));
            assert!(page.contains(words), "{}", visible(&page));
        }
    }
}

both_databases! {
    async fn a_batch_that_can_be_recalled_is_not_called_final_and_its_maker_learns_who_recalls_it(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        let payments = app.payments(&number).await.into_iter().map(|p| p.number).collect();
        let batch = app.run("finance_maker", &Build { payments }).await.unwrap();
        let server = app.serve().await;
        let (maker, approver) = (server.sign_in("finance_maker").await, server.sign_in("finance_approver").await);
        let here = format!("/batches/{batch}");
        for (lang, last, who) in [("en", "This cannot be undone", "only the approver can recall"), ("zh", "提交后不能撤销", "只有支付复核人员可以撤回")] {
            let page = maker.page(&format!("{here}?lang={lang}")).await;
            assert!(!page.contains(last) && page.contains(who), "{}", visible(&page));
        }
        app.run("finance_maker", &batch::Submit { number: batch.clone(), version: 1 }).await.unwrap();
        let page = maker.page(&here).await;
        assert!(page.contains("请告知支付复核人员"), "{}", visible(&page));
        let page = approver.page(&here).await;
        assert!(page.contains(&format!("{here}/recall")) && !page.contains("提交后不能撤销"), "{}", visible(&page));
        app.run("finance_approver", &batch::Approve { number: batch.clone(), version: 2 }).await.unwrap();
        let page = approver.page(&here).await;
        assert!(page.contains("提交后不能撤销"), "the seal is final: {}", visible(&page));
    }
}

both_databases! {
    async fn whoever_needs_budget_reads_who_allocates_it_and_where(app: TestApp) {
        let server = app.serve().await;
        for login in ["finance_approver", "reconciler"] {
            for (lang, words) in [("en", "A finance maker proposes it"), ("zh", "指标由支付经办人员")] {
                let page = server.sign_in(login).await.page(&format!("/budget?lang={lang}")).await;
                assert!(page.contains(words) && page.contains("finance_maker"), "{login}: {}", visible(&page));
            }
        }
        let own = server.sign_in("finance_maker").await.page("/budget").await;
        assert!(own.contains("id=\"allocate\""), "{}", visible(&own));
    }
}

both_databases! {
    async fn a_statement_in_quarantine_counts_no_lines_instead_of_none(app: TestApp) {
        let wrong = bank::statement_with_closing("S1", 1, ("2026-03-02", "2026-03-02"), (0, 101), &[Line::Funding(100)]);
        let held = as_it_comes(&app, "wrong.xml", wrong).await.statements.remove(0).number;
        let reconciler = app.serve().await.sign_in("reconciler").await;
        let list = reconciler.page("/statements").await;
        let row = list.split("<tr").find(|row| row.contains(&held)).unwrap();
        assert!(row.contains('—') && !row.contains(">0<"), "{}", visible(row));
        let page = reconciler.page(&format!("/statements/{held}")).await;
        assert!(!page.contains("0 / 0"), "{}", visible(&page));
    }
}

both_databases! {
    async fn a_split_without_a_rest_says_so(app: TestApp) {
        let number = app.payable("a", &[Row::contract(1)]).await;
        app.sent(&number).await;
        let payment = app.payments(&number).await.remove(0);
        let mut other = payment.clone();
        other.end_to_end_id = "UNKNOWN".to_owned();
        let fen = payment.amount_fen.minor();
        let debit = Line::Paid(&other.end_to_end_id, fen, &payment.payee_name, payment.account_no.as_str());
        let text = bank::statement("S9", 1, ("2026-03-09", "2026-03-09"), 0, &[Line::Funding(fen), debit]);
        let statement = as_it_comes(&app, "9.xml", text).await.statements.remove(0).number;
        let reconciler = app.serve().await.sign_in("reconciler").await;
        let fields = [("payment", payment.number.as_str()), ("rest", "charge"), ("note", "回单")];
        let answer = reconciler.post(&format!("/statements/{statement}/lines/2/match"), &fields).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text().await.unwrap();
        assert!(page.contains("没有其余部分。请选"), "{}", visible(&page));
    }
}

both_databases! {
    async fn a_set_up_that_names_an_account_that_is_nowhere_is_refused_by_name(app: TestApp) {
        let mut more = setup();
        (more.units, more.firms, more.people) = (Vec::new(), Vec::new(), Vec::new());
        more.bank_accounts.clear();
        more.budget_lines.truncate(1);
        more.budget_lines[0].code = "MORE".to_owned();
        more.budget_lines[0].account = domain::identifier::AccountNumber::parse("8010000000000000077").unwrap();
        let error = provision::provision(&app.app, &more).await.unwrap_err();
        assert_eq!(error.code(), Some(domain::refusal::Code::SetupReference));
    }
}

both_databases! {
    async fn the_second_person_of_a_call_without_money_reads_who_allocates_it_and_where(app: TestApp) {
        let mut more = setup();
        (more.units, more.firms, more.people) = (Vec::new(), Vec::new(), Vec::new());
        more.bank_accounts.clear();
        more.budget_lines.truncate(1);
        more.budget_lines[0].code = "EMPTY".to_owned();
        provision::provision(&app.app, &more).await.unwrap();
        let terms = app.terms("cq-2022-19", "EMPTY", "guarantor", std::collections::BTreeMap::new()).await;
        let proposal = app.run("administrator", &ProposeCall { terms }).await.unwrap();
        let server = app.serve().await;
        for login in ["administrator", "administrator_2"] {
            let person = server.sign_in(login).await;
            for (lang, words) in [("en", "A finance maker proposes it"), ("zh", "经支付复核人员同意后生效：finance_maker")] {
                let page = visible(&person.page(&format!("/calls/proposals/{proposal}?lang={lang}")).await);
                assert!(page.contains(words) && !page.contains("打开预算执行"), "{page}");
            }
        }
    }
}
