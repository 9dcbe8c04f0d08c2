//! Budget is allocated by two: one proposes it with its document, another agrees; nobody alone brings money to a line or takes
//! it away, on no page, by no command and by no statement to the database.

use domain::ledger::BudgetChange;
use domain::refusal::Code;
use domain::role::Role;
use reqwest::StatusCode;
use xinbu::service::budget::{Decide, Propose};

use crate::support::app::{PDF, person, proposal, setup};
use crate::support::client::{Browser, Server, visible};
use crate::support::{TestApp, both_databases};

async fn available(app: &TestApp) -> i64 {
    app.balances("GUARANTEE").await["available"]
}

/// Where the decision about the one open proposal is sent.
async fn door(browser: &Browser) -> String {
    let page = browser.page("/budget").await;
    let action = page.split("action=\"").find(|part| part.starts_with("/budget/allocations/")).map(str::to_owned);
    action.unwrap_or_else(|| panic!("{}", visible(&page))).split('"').next().unwrap().to_owned()
}

async fn decide(browser: &Browser, path: &str, agreed: &str, reason: &str) -> (StatusCode, String) {
    let answer = browser.post(path, &[("agreed", agreed), ("reason", reason)]).await;
    (answer.status(), visible(&answer.text().await.unwrap()))
}

/// Somebody who proposes and may decide.
async fn with_both_roles(app: &TestApp, server: &Server) -> Browser {
    let mut more = setup();
    (more.units, more.firms, more.bank_accounts, more.budget_lines) = Default::default();
    more.people = vec![person("finance_both", Some("430000"), None, Role::FinanceMaker)];
    more.people[0].roles.push(Role::FinanceApprover);
    xinbu::service::account::provision::provision(&app.app, &more).await.unwrap();
    server.sign_in("finance_both").await
}

both_databases! {
    async fn budget_comes_to_a_line_once_a_second_person_agreed_and_both_read_what_waits(app: TestApp) {
        let server = app.serve().await;
        let (maker, approver) = (server.sign_in("finance_maker").await, server.sign_in("finance_approver").await);
        let before = available(&app).await;
        let fields = [("line", "GUARANTEE"), ("amount", "100.00"), ("document", "东财金指〔2026〕7号")];
        assert_eq!(maker.propose_budget(&fields).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(available(&app).await, before, "a proposal is no money");
        for (lang, words) in [("zh", "待复核的指标"), ("en", "Budget that waits for a second person")] {
            assert!(visible(&approver.page(&format!("/?lang={lang}")).await).contains(words), "{lang}: the approver's home");
        }
        let own = maker.page("/budget?lang=zh").await;
        assert!(own.contains("东财金指〔2026〕7号") && !own.contains("/decide"), "{}", visible(&own));
        approver.page("/budget?lang=zh").await;
        let path = door(&approver).await;
        let file = approver.get(&path.replace("/decide", "/document")).await;
        assert_eq!(file.bytes().await.unwrap(), PDF);
        // What was not chosen is asked for; nobody but an approver decides.
        assert_eq!(decide(&approver, &path, "", "").await.0, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(decide(&maker, &path, "yes", "").await.0, StatusCode::FORBIDDEN);
        assert_eq!(available(&app).await, before);
        assert_eq!(decide(&approver, &path, "yes", "").await.0, StatusCode::SEE_OTHER);
        assert_eq!(available(&app).await, before + 10_000);
        let lines = approver.page("/budget/GUARANTEE").await;
        assert!(lines.contains("东财金指〔2026〕7号"), "{}", visible(&lines));
        // Decided is decided.
        assert!(decide(&approver, &path, "yes", "").await.0.is_client_error());
        assert!(decide(&approver, &path, "no", "晚了").await.0.is_client_error());
        assert_eq!(available(&app).await, before + 10_000);
        app.is_sound().await;
    }
}

both_databases! {
    async fn nobody_confirms_the_budget_that_they_proposed_themselves(app: TestApp) {
        let server = app.serve().await;
        let both = with_both_roles(&app, &server).await;
        let before = available(&app).await;
        let id = app.run("finance_both", &proposal("GUARANTEE", "1.00", "D-1")).await.unwrap();
        let page = visible(&both.page("/budget").await);
        assert!(page.contains("不能自己复核"), "{page}");
        let (status, text) = decide(&both, &format!("/budget/allocations/{id}/decide"), "yes", "").await;
        assert!(status.is_client_error() && text.contains("不能自己复核"), "{status}: {text}");
        for agreed in [true, false] {
            let refused = app.run("finance_both", &Decide { id, agreed, note: "x".into() }).await.unwrap_err();
            assert_eq!(refused.code(), Some(Code::RequestOwn));
        }
        assert_eq!(available(&app).await, before);
        app.run("finance_approver", &Decide { id, agreed: true, note: String::new() }).await.unwrap();
        assert_eq!(available(&app).await, before + 100);
    }
}

both_databases! {
    async fn a_document_that_waits_or_counted_is_not_proposed_again_and_one_that_was_declined_is(app: TestApp) {
        let again = proposal("INSURANCE", "1.00", "东财金指[2026]8号");
        let id = app.run("finance_maker", &proposal("GUARANTEE", "1.00", "东财金指〔2026〕8号")).await.unwrap();
        assert_eq!(app.run("finance_maker", &again).await.unwrap_err().code(), Some(Code::BudgetDocumentKnown));
        // Why not is said.
        let silent = Decide { id, agreed: false, note: String::new() };
        assert!(app.run("finance_approver", &silent).await.is_err());
        app.run("finance_approver", &Decide { note: "金额不符".into(), ..silent }).await.unwrap();
        let told = app.serve().await.sign_in("finance_maker").await.page("/budget").await;
        assert!(told.contains("金额不符"), "whoever proposed it reads why not: {}", visible(&told));
        let id = app.run("finance_maker", &again).await.unwrap();
        app.run("finance_approver", &Decide { id, agreed: true, note: String::new() }).await.unwrap();
        assert_eq!(app.run("finance_maker", &again).await.unwrap_err().code(), Some(Code::BudgetDocumentKnown));
        let bare = Propose { file: xinbu::service::attached::Attached::default(), ..proposal("GUARANTEE", "1.00", "D-9") };
        assert_eq!(app.run("finance_maker", &bare).await.unwrap_err().code(), Some(Code::EvidenceMissing));
        app.is_sound().await;
    }
}

both_databases! {
    async fn no_more_is_cut_than_is_available_neither_when_it_is_proposed_nor_when_it_is_agreed_to(app: TestApp) {
        let before = available(&app).await;
        let cut = |minor: i64, document: &str| Propose {
            kind: BudgetChange::Cut,
            ..proposal("GUARANTEE", &format!("{}.{:02}", minor / 100, minor % 100), document)
        };
        let agree = |id| Decide { id, agreed: true, note: String::new() };
        let refused = app.run("finance_maker", &cut(before + 1, "D-1")).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::BudgetExhausted));
        let (one, two) = (cut(before - 100, "D-2"), cut(101, "D-3"));
        let one = app.run("finance_maker", &one).await.unwrap();
        let two = app.run("finance_maker", &two).await.unwrap();
        app.run("finance_approver", &agree(one)).await.unwrap();
        assert_eq!(available(&app).await, 100);
        let refused = app.run("finance_approver", &agree(two)).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::BudgetExhausted));
        assert_eq!(available(&app).await, 100, "what is promised stays promised");
        assert_eq!(app.count("budget_allocation WHERE state = 'asked'").await, 1, "the refusal decides nothing");
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_database_takes_no_budget_that_nobody_confirmed(app: TestApp) {
        let id = app.run("finance_maker", &proposal("GUARANTEE", "1.00", "D-1")).await.unwrap();
        let transfer = |code: &str, reference: &str, amount: &str| {
            format!(
                "INSERT INTO transfer (id, code, book, debit_account_id, credit_account_id, amount_fen, budget_line_id, ref_id, \
                 business_date, posted_at) SELECT p.id, '{code}', book, debit_account_id, credit_account_id, {amount}, \
                 t.budget_line_id, '{reference}', business_date, posted_at FROM transfer t CROSS JOIN \
                 (SELECT id FROM person WHERE login = 'auditor') p WHERE t.code = 'allocate' AND t.budget_line_id = \
                 (SELECT budget_line_id FROM budget_allocation WHERE document_no = 'D-1')"
            )
        };
        let reference = id.to_string();
        for (code, reference, amount) in
            [("allocate", "D-1", "100"), ("allocate", &reference, "100"), ("cut", &reference, "100"), ("cut", "D-1", "1")]
        {
            let error = app.sql(&transfer(code, reference, amount)).await.unwrap_err();
            assert!(error.to_string().contains("xinbu:allocation-not-confirmed"), "{code} {reference}: {error}");
        }
        let decided = "decided_by = (SELECT id FROM person WHERE login = 'finance_maker'), decided_at = proposed_at";
        for change in [
            format!("state = 'confirmed', {decided}"),
            "amount_fen = 999".to_owned(),
            "kind = 'cut'".to_owned(),
            "document_no = 'D-2'".to_owned(),
            "state = 'confirmed'".to_owned(),
        ] {
            let error = app.sql(&format!("UPDATE budget_allocation SET {change} WHERE document_no = 'D-1'")).await;
            assert!(error.is_err(), "{change}");
        }
        assert!(app.sql("DELETE FROM budget_allocation WHERE document_no = 'D-1'").await.is_err());
        app.run("finance_approver", &Decide { id, agreed: true, note: String::new() }).await.unwrap();
        for change in ["decision_note = 'x'", "state = 'asked', decided_by = NULL, decided_at = NULL"] {
            let error = app.sql(&format!("UPDATE budget_allocation SET {change} WHERE document_no = 'D-1'")).await;
            assert!(error.is_err(), "{change}");
        }
        // Confirmed for a hundred fen is not confirmed for more, nor to be taken away.
        for (code, amount) in [("allocate", "101"), ("cut", "100")] {
            let error = app.sql(&transfer(code, &reference, amount)).await.unwrap_err();
            assert!(error.to_string().contains("xinbu:allocation-not-confirmed"), "{code} {amount}: {error}");
        }
        app.is_sound().await;
    }
}
