//! Conflicts of interest: who declared one with a firm sees nothing of it and decides nothing about it, through every door; others do,
//! and two people end it.

use domain::recusal::Tie;
use domain::refusal::Code;
use reqwest::StatusCode;
use xinbu::service::account::change::{Confirm as ConfirmAccount, Request, Verify};
use xinbu::service::application::check::RunChecks;
use xinbu::service::application::receive::Accept;
use xinbu::service::credit::statement::Attached;
use xinbu::service::payment::batch::{Approve, Build, Submit};
use xinbu::service::query::inbox::page;
use xinbu::service::recusal::declare::Declare;
use xinbu::service::recusal::end::{ConfirmEnd, DeclineEnd, ProposeEnd, TakeEndBack};

use crate::support::app::{FIRM_A, FIRM_B, code};
use crate::support::client::visible;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// A conflict of interest with firm A from the first day of the tests on.
pub fn with_a(login: Option<&str>) -> Declare {
    Declare {
        login: login.map(str::to_owned),
        firm: code(FIRM_A),
        tie: Tie::Relative,
        words: "配偶在该公司任职".to_owned(),
        from: "2026-03-02".parse().unwrap(),
        until: None,
    }
}

fn ends(number: &str) -> ProposeEnd {
    ProposeEnd { number: number.to_owned(), reason: "已离职".to_owned() }
}

/// Whether a person sees a case.
async fn sees(app: &TestApp, login: &str, number: &str) -> bool {
    let scope = app.actor(login).await.scope().unwrap();
    match xinbu::store::application::find(app.app.store.read(), &scope, number).await {
        Ok(_) => true,
        Err(error) => {
            assert_eq!(error.code(), Some(Code::NotFound));
            false
        }
    }
}

async fn accepted(app: &TestApp, firm: &str, row: Row) -> String {
    let number = app.submitted(firm, &[row]).await;
    let accept = Accept { number: number.clone(), version: app.version(&number).await };
    app.run("receiving_officer", &accept).await.unwrap();
    number
}

async fn check(app: &TestApp, number: &str) -> RunChecks {
    RunChecks { number: number.to_owned(), version: app.version(number).await }
}

/// The numbers of the things that a person is told of in the inbox, with what happened.
async fn told(app: &TestApp, login: &str) -> Vec<(String, String)> {
    let actor = app.actor(login).await;
    let (page, _) = page(&app.app, &actor.reader().unwrap(), None, 100).await.unwrap();
    page.rows.into_iter().map(|row| (row.what, row.number)).collect()
}

both_databases! {
    async fn who_declares_one_sees_nothing_of_the_firm_and_others_go_on_with_its_cases(app: TestApp) {
        app.second_later();
        let (a, b) = (accepted(&app, "a", Row::contract(1)).await, accepted(&app, "b", Row::contract(2)).await);
        let server = app.serve().await;
        let checker = server.sign_in("credit_checker").await;
        let before = visible(&checker.page("/review").await);
        assert!(before.contains(&a) && before.contains(&b), "{before}");
        let firm = code(FIRM_A);
        let other = code("91430100MA9999999");
        fn typed<'t>(firm: &'t str, tie: &'t str, words: &'t str, until: &'t str) -> [(&'t str, &'t str); 5] {
            [("firm", firm), ("tie", tie), ("words", words), ("from", "2026-03-02"), ("until", until)]
        }
        for (fields, says) in [
            (typed("123", "relative", "配偶", ""), "统一社会信用代码"),
            (typed(other.as_str(), "relative", "配偶", ""), "没有找到"),
            (typed(firm.as_str(), "", "配偶", ""), ""),
            (typed(firm.as_str(), "relative", " ", ""), ""),
            (typed(firm.as_str(), "relative", "配偶", "2026-03-01"), "早于起始日"),
            (typed(firm.as_str(), "relative", "配偶", "soon"), "soon"),
        ] {
            let answer = checker.post_from("/recusals", "/recusals", &fields).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            let text = answer.text().await.unwrap();
            assert!(text.contains(says), "{says}: {}", visible(&text));
        }
        assert_eq!(app.count("recusal").await, 0);
        checker.go("/recusals", &typed(firm.as_str(), "relative", "配偶在该公司任职", "")).await;
        let own = visible(&checker.page("/recusals").await);
        assert!(own.contains("HB-2026-0001") && own.contains("配偶在该公司任职") && own.contains("有效"), "{own}");
        let again = checker.post_from("/recusals", "/recusals", &typed(firm.as_str(), "relative", "配偶", "")).await;
        assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&again.text().await.unwrap()).contains("该关系已申报，编号 HB-2026-0001"));

        // As what is foreign is answered as what is missing, on every page and in every act.
        let after = visible(&checker.page("/review").await);
        assert!(!after.contains(&a) && after.contains(&b), "{after}");
        assert_eq!(checker.get(&format!("/review/{a}")).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(checker.get(&format!("/review/{b}")).await.status(), StatusCode::OK);
        assert!(!visible(&checker.page(&format!("/search?q={a}")).await).contains("甲担保"));
        assert_eq!(app.run("credit_checker", &check(&app, &a).await).await.unwrap_err().code(), Some(Code::NotFound));
        assert!(!sees(&app, "credit_checker", &a).await && sees(&app, "credit_checker_2", &a).await);
        // Others read nothing of it; who looks after people does.
        assert!(!visible(&server.sign_in("credit_checker_2").await.page("/recusals").await).contains("HB-2026-0001"));
        let keeper = visible(&server.sign_in("auditor").await.page("/recusals").await);
        assert!(keeper.contains("HB-2026-0001") && keeper.contains("credit_checker"), "{keeper}");

        // Nor is its credit file opened, nor anything stated about it.
        let asked = [("code", firm.as_str()), ("purpose", "核查")];
        let answer = checker.post_from("/credit/subjects", "/credit/subjects", &asked).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
        assert!(visible(&answer.text().await.unwrap()).contains("您与该单位已申报回避"));
        // Nor past the program.
        let step = format!(
            "INSERT INTO case_step (id, application_id, step, person_id, role, event, reason, content_sha256, at, seq)
             SELECT (SELECT id FROM person WHERE login = 'b.preparer'), s.application_id, 'credit_checked',
               (SELECT id FROM person WHERE login = 'credit_checker'), 'credit_checker', 'check', '', '', s.at, s.seq + 50
             FROM case_step s JOIN application a ON a.id = s.application_id WHERE a.number = '{a}' AND s.step = 'received'"
        );
        assert!(app.sql(&step).await.unwrap_err().to_string().contains("xinbu:recused"));
        assert_eq!(app.sql(&step.replace(&a, &b)).await.unwrap(), 1, "of another firm it is a step like any");
        app.without_guards("case_step", "DELETE FROM case_step WHERE seq >= 50").await;
        let moved = |login: &str| format!(
            "UPDATE application SET state = 'checked', moved_event = 'check', moved_role = 'credit_checker',
               moved_by = (SELECT id FROM person WHERE login = '{login}') WHERE number = '{a}'"
        );
        assert!(app.sql(&moved("credit_checker")).await.unwrap_err().to_string().contains("xinbu:recused"));

        // The case goes on with others.
        assert_eq!(app.run("credit_checker_2", &check(&app, &a).await).await.unwrap(), "pass");
        app.run("credit_checker", &check(&app, &b).await).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn an_administrator_declares_it_for_an_officer_and_a_third_person_ends_it(app: TestApp) {
        app.second_later();
        let a = accepted(&app, "a", Row::contract(1)).await;
        let alone = app.run("first_reviewer", &with_a(Some("receiving_officer"))).await.unwrap_err();
        assert_eq!(alone.code(), Some(Code::NotYourRole), "nobody else declares for somebody");
        let firms = app.run("administrator", &with_a(Some("b.preparer"))).await.unwrap_err();
        assert_eq!(firms.code(), Some(Code::NothingNamed), "people of firms are no officers");
        let number = app.run("administrator", &with_a(Some("receiving_officer"))).await.unwrap();
        assert!(told(&app, "receiving_officer").await.contains(&("recusal.declared".to_owned(), number.clone())));
        assert!(!sees(&app, "receiving_officer", &a).await && sees(&app, "administrator", &a).await);
        // What became of a case on which the officer worked is not told either.
        app.run("credit_checker", &check(&app, &a).await).await.unwrap();
        let server = app.serve().await;
        let officer = server.sign_in("receiving_officer").await;
        assert!(visible(&officer.page("/inbox").await).contains(&number));

        let written = format!("UPDATE recusal SET words = 'x' WHERE number = '{number}'");
        assert!(app.sql(&written).await.unwrap_err().to_string().contains("append-only"));
        assert!(app.sql("DELETE FROM recusal").await.unwrap_err().to_string().contains("append-only"));

        // Who has it proposes the end, and the declarer has no say in it.
        let foreign = app.run("first_reviewer", &ends(&number)).await.unwrap_err();
        assert_eq!(foreign.code(), Some(Code::NotFound), "not of somebody else");
        officer.go(&format!("/recusals/{number}/end"), &[("reason", "配偶已离职")]).await;
        let twice = app.run("administrator_2", &ends(&number)).await.unwrap_err();
        assert_eq!(twice.code(), Some(Code::RequestOpen));
        let end = "JC-2026-0001".to_owned();
        let (first, second) = (server.sign_in("administrator").await, server.sign_in("administrator_2").await);
        assert!(!visible(&first.page("/").await).contains("待您决定的回避解除"));
        assert!(visible(&second.page("/").await).contains("待您决定的回避解除"));
        let page = first.page("/recusals").await;
        assert!(page.contains(&end) && !page.contains(&format!("/recusals/ends/{end}/confirm")), "not offered");
        let declarer = app.run("administrator", &ConfirmEnd { number: end.clone() }).await.unwrap_err();
        assert_eq!(declarer.code(), Some(Code::RecusalDeclarer));
        let past = |login: &str| format!(
            "UPDATE recusal_end SET state = 'confirmed', decided_at = proposed_at, decided_on = '2026-03-02',
               moved_event = 'confirm', moved_role = 'administrator', decided_by = (SELECT id FROM person WHERE login = '{login}'),
               moved_by = (SELECT id FROM person WHERE login = '{login}') WHERE number = '{end}'"
        );
        assert!(app.sql(&past("administrator")).await.unwrap_err().to_string().contains("xinbu:recusal-declarer"));
        assert!(app.sql(&past("auditor")).await.unwrap_err().to_string().contains("xinbu:not-your-role"));
        app.run("administrator_2", &DeclineEnd { number: end.clone(), reason: "请提供证明".into() }).await.unwrap();
        assert!(!sees(&app, "receiving_officer", &a).await, "declined");
        assert!(told(&app, "receiving_officer").await.contains(&("recusal_end.declined".to_owned(), end)));

        // An administrator proposes it; another one agrees, and everything is there again.
        let end = app.run("administrator_2", &ends(&number)).await.unwrap();
        let own = app.run("administrator_2", &ConfirmEnd { number: end.clone() }).await.unwrap_err();
        assert_eq!(own.code(), Some(Code::RequestOwn));
        app.run("administrator_2", &TakeEndBack { number: end }).await.unwrap();
        let end = app.run("administrator_2", &ends(&number)).await.unwrap();
        let third = server.sign_in("administrator_3").await;
        assert!(third.page("/recusals").await.contains(&format!("/recusals/ends/{end}/confirm")));
        third.go(&format!("/recusals/ends/{end}/confirm"), &[]).await;
        assert!(sees(&app, "receiving_officer", &a).await);
        assert!(told(&app, "receiving_officer").await.contains(&("recusal_end.confirmed".to_owned(), end)));
        let over = app.run("administrator_2", &ends(&number)).await.unwrap_err();
        assert_eq!(over.code(), Some(Code::RecusalOver));
        // Then it can be declared anew.
        app.run("receiving_officer", &with_a(None)).await.unwrap();
        assert!(!sees(&app, "receiving_officer", &a).await);
        app.is_sound().await;
    }
}

both_databases! {
    async fn who_has_one_never_decides_its_end(app: TestApp) {
        let number = app.run("administrator", &with_a(None)).await.unwrap();
        let end = app.run("administrator_2", &ends(&number)).await.unwrap();
        let own = app.run("administrator", &ConfirmEnd { number: end.clone() }).await.unwrap_err();
        assert_eq!(own.code(), Some(Code::RecusalDeclarer));
        let by = app.run("administrator_2", &with_a(Some("administrator_3"))).await.unwrap();
        let of_third = app.run("administrator", &ends(&by)).await.unwrap();
        for login in ["administrator_2", "administrator_3"] {
            let party = app.run(login, &ConfirmEnd { number: of_third.clone() }).await.unwrap_err();
            assert_eq!(party.code(), Some(Code::RecusalDeclarer), "{login}");
        }
        app.run("administrator_3", &ConfirmEnd { number: end }).await.unwrap();
    }
}

both_databases! {
    async fn it_counts_from_its_first_day_to_its_last_one(app: TestApp) {
        let a = accepted(&app, "a", Row::contract(1)).await;
        let day = |text: &str| text.parse().unwrap();
        let two_days = Declare { from: day("2026-03-04"), until: Some(day("2026-03-05")), ..with_a(None) };
        app.run("second_reviewer", &two_days).await.unwrap();
        // Another tie of the same days is another declaration, the same tie on a later day too.
        app.run("first_reviewer", &Declare { tie: Tie::Holding, ..two_days }).await.unwrap();
        let meets = Declare { from: day("2026-03-05"), until: None, ..with_a(None) };
        assert_eq!(app.run("second_reviewer", &meets).await.unwrap_err().code(), Some(Code::RecusalKnown));
        let later = Declare { from: day("2026-03-09"), until: Some(day("2026-03-09")), ..with_a(None) };
        app.run("second_reviewer", &later).await.unwrap();
        for (today, seen) in
            [("2026-03-02", true), ("2026-03-04", false), ("2026-03-05", false), ("2026-03-06", true), ("2026-03-09", false), ("2026-03-10", true)]
        {
            app.go_to(today);
            assert_eq!(sees(&app, "second_reviewer", &a).await, seen, "{today}");
            assert!(sees(&app, "approver", &a).await);
        }
        let server = app.serve().await;
        let shown = visible(&server.sign_in("administrator").await.page("/recusals").await);
        assert!(shown.contains("2026-03-04 至 2026-03-05") && shown.contains("已期满"), "{shown}");
        let over = app.run("second_reviewer", &ends("HB-2026-0001")).await.unwrap_err();
        assert_eq!(over.code(), Some(Code::RecusalOver));
    }
}

both_databases! {
    async fn a_batch_leaves_out_what_its_second_person_has_a_conflict_with(app: TestApp) {
        let ((a, _), (b, _)) = (app.approved("a", &[Row::contract(1)]).await, app.approved("b", &[Row::contract(2)]).await);
        app.notice_over(&[&a, &b]).await;
        let (of_a, of_b) = (app.payments(&a).await.remove(0).number, app.payments(&b).await.remove(0).number);
        app.run("administrator", &with_a(Some("finance_approver"))).await.unwrap();
        let both = Build { payments: vec![of_a.clone(), of_b.clone()] };
        let batch = app.run("finance_maker", &both).await.unwrap();
        app.run("finance_maker", &Submit { number: batch.clone(), version: 1 }).await.unwrap();
        app.run("finance_approver", &Approve { number: batch.clone(), version: 2 }).await.unwrap();
        let of = format!("(SELECT id FROM payment WHERE number = '{of_a}')");
        let left = app.count(&format!("payment_left_out WHERE refusal LIKE '%recused%' AND payment_id = {of}")).await;
        assert_eq!((left, app.count("payment_left_out").await), (1, 1));
        assert_eq!(app.payments(&a).await[0].batch_id, None, "ready again, for others");
        assert!(app.payments(&b).await[0].batch_id.is_some());

        // Alone it is refused, and past the program too.
        let batch = app.run("finance_maker", &Build { payments: vec![of_a.clone()] }).await.unwrap();
        app.run("finance_maker", &Submit { number: batch.clone(), version: 1 }).await.unwrap();
        let refused = app.run("finance_approver", &Approve { number: batch.clone(), version: 2 }).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::Recused));
        let server = app.serve().await;
        let approver = server.sign_in("finance_approver").await;
        let answer = approver.post_from(&format!("/batches/{batch}/approve"), &format!("/batches/{batch}"), &[("version", "2")]).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
        assert!(visible(&answer.text().await.unwrap()).contains("您与该单位已申报回避"));
        assert_eq!(approver.get(&format!("/payments/{of_a}")).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(approver.get(&format!("/payments/{of_b}")).await.status(), StatusCode::OK);
        app.is_sound().await;
    }
}

both_databases! {
    async fn who_has_one_decides_no_account_of_the_firm(app: TestApp) {
        let request = Request {
            bank_name: "工商银行江临分行".into(),
            account_no: "6222009999999999".into(),
            cnaps: "102100099996".into(),
            why: "原账户销户".into(),
            ..Request::default()
        };
        let a = app.payable("a", &[Row::contract(1)]).await;
        let change = app.run("a.preparer", &request).await.unwrap();
        app.run("a.signatory", &ConfirmAccount { number: change.clone() }).await.unwrap();
        app.run("receiving_officer", &with_a(None)).await.unwrap();
        let verify = Verify {
            number: change.clone(),
            call_back: "回拨0571-留存号码，财务张某确认".into(),
            evidence: Attached::new("变更函.pdf", b"%PDF-1.4 a signed letter".to_vec()),
        };
        let refused = app.run("receiving_officer", &verify).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::NotFound));
        let by = |login: &str, column: &str| format!("{column}_by = (SELECT id FROM person WHERE login = '{login}')");
        let decided = format!("UPDATE account_change SET {}, decided_at = confirmed_at", by("receiving_officer", "decided"));
        assert!(app.sql(&decided).await.unwrap_err().to_string().contains("xinbu:recused"));
        app.run("administrator", &with_a(Some("finance_maker"))).await.unwrap();
        let held = format!(
            "UPDATE account_hold SET {}, proposed_at = (SELECT MAX(declared_at) FROM recusal)", by("finance_maker", "proposed")
        );
        assert_eq!(app.count("account_hold").await, 1, "{a}");
        assert!(app.sql(&held).await.unwrap_err().to_string().contains("xinbu:recused"));
    }
}

both_databases! {
    async fn whoever_looks_after_people_is_told_where_nobody_else_works_on_the_firm(app: TestApp) {
        let server = app.serve().await;
        let (keeper, auditor) = (server.sign_in("administrator").await, server.sign_in("auditor").await);
        app.run("credit_checker", &with_a(None)).await.unwrap();
        assert!(!visible(&keeper.page("/recusals").await).contains("没有其他人担任"), "there is a second one");
        app.run("credit_checker_2", &with_a(None)).await.unwrap();
        app.run("approver", &with_a(None)).await.unwrap();
        let page = keeper.page("/recusals").await;
        let text = visible(&page);
        assert!(text.contains("没有其他人担任信用核查人") && page.contains("href=\"/people\""), "{text}");
        assert!(!text.contains("没有其他人担任审批人"), "there is a second one: {text}");
        assert!(visible(&auditor.page("/recusals").await).contains("没有其他人担任信用核查人"));
        let elsewhere = Declare { firm: code(FIRM_B), ..with_a(None) };
        app.run("first_reviewer", &elsewhere).await.unwrap();
        // The city has a first reviewer for its firms.
        assert!(!visible(&keeper.page("/recusals").await).contains("没有其他人担任初审人"));
        let own = visible(&server.sign_in("credit_checker").await.page("/recusals").await);
        assert!(!own.contains("没有其他人担任") && own.contains("HB-2026-0001") && !own.contains("HB-2026-0002"), "{own}");
    }
}
