//! No dead ends: a vetoed firm is refused at every stage, a correction that nobody answers lapses, an approval is undone
//! before it is public, a draft is deleted; what was reserved and claimed is free again each time.

use domain::refusal::Code;
use reqwest::StatusCode;
use xinbu::service::application::approve::Refuse;
use xinbu::service::application::check::RunChecks;
use xinbu::service::application::correction::{Lapse, RequestCorrection};
use xinbu::service::application::create::Discard;
use xinbu::service::application::receive::Accept;
use xinbu::service::application::suspend::{Resume, Suspend};
use xinbu::service::application::undo::{AskUndo, KeepApproval, UndoApproval};
use xinbu::service::notice::{end::End, publish::Publish};

use crate::support::client::{hidden, visible};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// The firm A loses its licence.
async fn vetoed(app: &TestApp) {
    let code = crate::support::app::code(crate::support::app::FIRM_A);
    let head =
        "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚类别,处罚内容,处罚决定日期,处罚机关,失信严重程度";
    let row = format!(
        "江临市甲担保有限公司,{code},江罚〔2026〕7号,吊销许可证件,吊销许可证,2026-01-10,江临市市场监督管理局,严重"
    );
    app.import_penalties(&format!("{head}\n{row}\n")).await;
}

async fn refuse(app: &TestApp, number: &str) -> Result<(), xinbu::error::Error> {
    let version = app.version(number).await;
    app.run("approver", &Refuse { number: number.into(), version, reason: "信用核查否决".into() }).await
}

/// What the verification misses of what was signed.
async fn unsigned(app: &TestApp) -> Vec<String> {
    let findings = xinbu::service::verify::verify(&app.app).await.unwrap();
    findings.into_iter().find(|found| found.invariant == "signatures").unwrap().violations
}

/// Nothing of the case holds money or contracts.
async fn is_free(app: &TestApp, number: &str) {
    let id = app.application(number).await;
    assert_eq!(id.approved_fen, None);
    assert_eq!(app.count("live_claim").await, 0, "each contract is free again");
    let balances = app.balances("GUARANTEE").await;
    assert_eq!((balances["available"], balances.get("reserved").copied().unwrap_or(0)), (500_000_000, 0));
    app.is_sound().await;
}

both_databases! {
    async fn a_firm_that_is_vetoed_after_receipt_is_refused_and_its_contracts_are_free(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        app.run("receiving_officer", &Accept { number: number.clone(), version: app.version(&number).await }).await.unwrap();
        assert_eq!(refuse(&app, &number).await.unwrap_err().code(), Some(Code::CaseNotVetoed));
        vetoed(&app).await;
        let check = RunChecks { number: number.clone(), version: app.version(&number).await };
        assert_eq!(app.run("credit_checker", &check).await.unwrap(), "block");
        assert_eq!(app.application(&number).await.state.key(), "accepted");
        let server = app.serve().await;
        let approver = server.sign_in("approver").await;
        let path = format!("/review/{number}");
        let page = approver.page(&path).await;
        assert!(page.contains(&format!("{path}/refuse")), "the approver is offered it: {}", visible(&page));
        let page = approver.page(&format!("{path}/refuse")).await;
        let version = hidden(&page, "version").unwrap();
        approver.go(&format!("{path}/refuse"), &[("version", &version), ("refusal", "信用核查否决")]).await;
        assert_eq!(app.application(&number).await.state.key(), "refused");
        is_free(&app, &number).await;
        let firm = server.sign_in("a.preparer").await.page(&format!("/applications/{number}")).await;
        assert!(firm.contains("信用核查否决") && firm.contains("信用否决，不予支持"), "the history says it: {}", visible(&firm));
    }
}

both_databases! {
    async fn the_refusal_on_a_veto_is_offered_only_while_a_check_of_now_vetoes_the_firm(app: TestApp) {
        let (number, _) = app.approved("a", &[Row::contract(1)]).await;
        let versions = vec![(number.clone(), app.version(&number).await)];
        app.run("receiving_officer", &Publish { applications: versions }).await.unwrap();
        let accepted = app.submitted("b", &[Row::contract(2)]).await;
        app.run("receiving_officer", &Accept { number: accepted.clone(), version: app.version(&accepted).await }).await.unwrap();
        let approver = app.serve().await.sign_in("approver").await;
        let offered = async |number: &str| approver.page(&format!("/review/{number}")).await.contains(&format!("/review/{number}/refuse"));
        for number in [&number, &accepted] {
            assert!(!offered(number).await, "the firm of {number} passes");
        }
        // The last check of the case is older than the list that vetoes its firm.
        vetoed(&app).await;
        assert!(offered(&number).await);
        assert!(!offered(&accepted).await, "another firm's veto is none of this one");
        refuse(&app, &number).await.unwrap();
    }
}

both_databases! {
    async fn a_firm_that_is_vetoed_during_its_notice_is_refused_and_the_notice_ends_for_the_others(app: TestApp) {
        let (bad, _) = app.approved("a", &[Row::contract(1)]).await;
        let (good, amount) = app.approved("b", &[Row::contract(2)]).await;
        let versions = vec![(bad.clone(), app.version(&bad).await), (good.clone(), app.version(&good).await)];
        let notice = app.run("receiving_officer", &Publish { applications: versions }).await.unwrap();
        vetoed(&app).await;
        refuse(&app, &bad).await.unwrap();
        let balances = app.balances("GUARANTEE").await;
        assert_eq!(balances["reserved"], amount.minor(), "only what the refused one had reserved is released");
        app.go_to("2026-03-09");
        app.run("receiving_officer", &End { number: notice }).await.unwrap();
        assert_eq!(app.application(&bad).await.state.key(), "refused");
        assert_eq!(app.application(&good).await.state.key(), "approved");
        assert!(app.payments(&bad).await.is_empty());
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_firm_that_is_vetoed_while_it_corrects_leaves_what_it_did_not_sign_and_the_verification_knows_it(app: TestApp) {
        let number = app.in_review("a", &[Row::contract(1)]).await;
        let ask = async || {
            let version = app.version(&number).await;
            let ask = RequestCorrection { number: number.clone(), version, reason: "请补正".into(), working_days: 5 };
            app.run("first_reviewer", &ask).await.unwrap();
        };
        ask().await;
        app.is_sound().await;
        app.upload("a", &number, &[Row::contract(1), Row::contract(2)]).await.unwrap();
        app.is_sound().await;
        // A correction that was signed is held to its signature from then on.
        app.submit("a", &number).await.unwrap();
        app.without_guards("application", "UPDATE application SET facts = REPLACE(facts, '}', ' }')").await;
        assert!(!unsigned(&app).await.is_empty(), "the answers are not those of the second signature");
        app.without_guards("application", "UPDATE application SET facts = REPLACE(facts, ' }', '}')").await;
        app.brought_to_review_again(&number).await;
        ask().await;
        app.upload("a", &number, &[Row::contract(1), Row::contract(3)]).await.unwrap();
        vetoed(&app).await;
        refuse(&app, &number).await.unwrap();
        assert_eq!(app.application(&number).await.state.key(), "refused");
        is_free(&app, &number).await;
    }
}

both_databases! {
    async fn a_correction_that_nobody_answers_lapses_after_its_last_day(app: TestApp) {
        let number = app.in_review("a", &[Row::contract(1)]).await;
        let ask = |version, working_days| RequestCorrection {
            number: number.clone(), version, reason: "请补正担保费率".into(), working_days,
        };
        let version = app.version(&number).await;
        assert_eq!(app.run("first_reviewer", &ask(version, 0)).await.unwrap_err().code(), Some(Code::CorrectionDays));
        app.run("first_reviewer", &ask(version, 5)).await.unwrap();
        // 2026-03-02 is a Monday: five working days end on the Monday after.
        assert_eq!(app.application(&number).await.correction_due_on.unwrap().to_string(), "2026-03-09");
        let server = app.serve().await;
        let page = server.sign_in("a.preparer").await.page(&format!("/applications/{number}")).await;
        assert!(page.contains("请在 2026"), "the firm sees the last day: {}", visible(&page));
        let lapse = Lapse { number: number.clone(), version: app.version(&number).await };
        app.go_to("2026-03-09");
        assert_eq!(app.run("receiving_officer", &lapse).await.unwrap_err().code(), Some(Code::CorrectionRuns));
        assert!(!server.sign_in("receiving_officer").await.page("/").await.contains("逾期未补正，可以办结"));
        app.go_to("2026-03-10");
        let officer = server.sign_in("receiving_officer").await;
        // What is derived from the last day stands on the homes of those who may end the case, with the list.
        for login in ["receiving_officer", "first_reviewer", "second_reviewer"] {
            let home = server.sign_in(login).await.page("/").await;
            assert!(home.contains("逾期未补正，可以办结"), "{login}: {}", visible(&home));
            assert!(home.contains("/review/all?state=correction_requested"), "{login}");
        }
        assert!(officer.page("/review/all?state=correction_requested").await.contains(&number));
        let path = format!("/review/{number}");
        let page = officer.page(&path).await;
        assert!(page.contains(&format!("{path}/lapse")), "{}", visible(&page));
        officer.go(&format!("{path}/lapse"), &[("version", &hidden(&page, "version").unwrap())]).await;
        assert_eq!(app.application(&number).await.state.key(), "lapsed");
        is_free(&app, &number).await;
        // The firm may apply again with the same contract, and nothing of the old one stands in the way of its call.
        app.submitted("a", &[Row::contract(1)]).await;
    }
}

both_databases! {
    async fn an_approver_who_cannot_approve_any_more_sends_the_case_back_to_a_new_check(app: TestApp) {
        let number = app.confirmed("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let approver = server.sign_in("approver").await;
        let path = format!("/review/{number}");
        let page = approver.page(&path).await;
        let version = hidden(&page, "version").unwrap();
        assert!(page.contains(&format!("{path}/recheck\"")), "{}", visible(&page));
        let bare = approver.post(&format!("{path}/recheck"), &[("version", &version), ("recheck", "")]).await;
        assert_eq!(bare.status(), StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
        approver.go(&format!("{path}/recheck"), &[("version", &version), ("recheck", "名单有更新")]).await;
        assert_eq!(app.application(&number).await.state.key(), "accepted");
        // It goes the whole way once more, by the same people in their own steps.
        use xinbu::service::application::check::RunChecks;
        use xinbu::service::application::review::{Confirm, Recommend, StartReview};
        let version = async || app.version(&number).await;
        app.run("credit_checker", &RunChecks { number: number.clone(), version: version().await }).await.unwrap();
        app.run("first_reviewer", &StartReview { number: number.clone(), version: version().await }).await.unwrap();
        let recommend = Recommend { number: number.clone(), version: version().await, reason: "同意".into() };
        app.run("first_reviewer", &recommend).await.unwrap();
        let confirm = Confirm { number: number.clone(), version: version().await, reason: String::new() };
        app.run("second_reviewer", &confirm).await.unwrap();
        app.run("approver", &app.approval(&number).await).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn an_approval_is_undone_by_two_people_before_it_is_public_and_can_be_given_again(app: TestApp) {
        let (number, amount) = app.approved("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let approver = server.sign_in("approver").await;
        let path = format!("/review/{number}");
        let page = approver.page(&path).await;
        assert!(!page.contains(&format!("{path}/undo\"")), "nobody takes it back alone: {}", visible(&page));
        let version = hidden(&page, "version").unwrap();
        let bare = approver.post(&format!("{path}/ask-undo"), &[("version", &version), ("undo", "")]).await;
        assert_eq!(bare.status(), StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
        approver.go(&format!("{path}/ask-undo"), &[("version", &version), ("undo", "金额依据有误")]).await;
        assert_eq!(app.balances("GUARANTEE").await["reserved"], amount.minor(), "one person releases nothing");
        let publish = Publish { applications: vec![(number.clone(), app.version(&number).await)] };
        assert_eq!(app.run("receiving_officer", &publish).await.unwrap_err().code(), Some(Code::NotInThisState));
        let version = app.version(&number).await;
        let own = UndoApproval { number: number.clone(), version };
        assert_eq!(app.run("approver", &own).await.unwrap_err().code(), Some(Code::RequestOwn));
        let step = "INSERT INTO case_step (id, application_id, step, person_id, role, event, reason, content_sha256, at, seq)
             SELECT application_id, application_id, step, person_id, role, 'undo_approval', '', '', at, 99
             FROM case_step WHERE event = 'ask_undo'";
        crate::guards::refused(&app, step, "xinbu:request-own").await;
        // The second person may leave it as it is, with a reason.
        let keep = KeepApproval { number: number.clone(), version, reason: "依据无误".into() };
        app.run("approver_2", &keep).await.unwrap();
        assert_eq!(app.application(&number).await.state.key(), "approved_provisional");
        let ask = AskUndo { number: number.clone(), version: app.version(&number).await, reason: "金额依据有误".into() };
        app.run("receiving_officer", &ask).await.unwrap();
        let second = server.sign_in("approver_2").await;
        let page = second.page(&path).await;
        assert!(page.contains("金额依据有误") && page.contains(&format!("{path}/undo\"")), "{}", visible(&page));
        assert!(page.contains(&format!("{path}/keep")), "{}", visible(&page));
        // Who only reads the case sees what waits; the firm learns it when it is done.
        let read = visible(&server.sign_in("auditor").await.page(&path).await);
        assert!(read.contains("申请撤销审定：金额依据有误"), "{read}");
        let firm = server.sign_in("a.preparer").await;
        let hub = format!("/applications/{number}");
        assert!(!firm.page(&hub).await.contains("金额依据有误"));
        assert!(second.page("/").await.contains("撤销审定待复核"), "it waits on the home");
        second.go(&format!("{path}/undo"), &[("version", &hidden(&page, "version").unwrap())]).await;
        let told = visible(&firm.page(&hub).await);
        assert!(told.contains("撤销审定") && told.contains("金额依据有误"), "{told}");
        let told = visible(&firm.page(&format!("{hub}?lang=en")).await);
        assert!(told.contains("Take the approval back"), "{told}");
        firm.page(&format!("{hub}?lang=zh-CN")).await;
        let case = app.application(&number).await;
        assert_eq!((case.state.key(), case.approved_fen), ("in_review", None));
        let balances = app.balances("GUARANTEE").await;
        assert_eq!((balances["available"], balances["reserved"]), (500_000_000, 0));
        assert_eq!(app.count("live_grant").await, 0, "nothing of it counts for later grants");
        app.is_sound().await;
        // Reviewed and approved once more by the same people in their own steps.
        use xinbu::service::application::review::{Confirm, Recommend};
        let recommend = Recommend { number: number.clone(), version: app.version(&number).await, reason: "同意".into() };
        app.run("first_reviewer", &recommend).await.unwrap();
        let confirm = Confirm { number: number.clone(), version: app.version(&number).await, reason: String::new() };
        app.run("second_reviewer", &confirm).await.unwrap();
        assert_eq!(app.run("approver", &app.approval(&number).await).await.unwrap(), amount);
        let version = app.version(&number).await;
        app.run("receiving_officer", &Publish { applications: vec![(number.clone(), version)] }).await.unwrap();
        let late = AskUndo { number: number.clone(), version: app.version(&number).await, reason: "x".into() };
        assert_eq!(app.run("approver", &late).await.unwrap_err().code(), Some(Code::NotInThisState));
        // What counts is never deleted.
        let error = app.sql("DELETE FROM granted").await.unwrap_err().to_string();
        assert!(error.contains("xinbu:append-only"), "{error}");
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_draft_is_deleted_by_its_firm_which_may_start_anew(app: TestApp) {
        let number = app.draft("a").await;
        app.upload("a", &number, &[Row::contract(1)]).await.unwrap();
        let server = app.serve().await;
        let preparer = server.sign_in("a.preparer").await;
        let path = format!("/applications/{number}");
        assert!(preparer.page(&path).await.contains(&format!("{path}/discard")));
        let page = preparer.page(&format!("{path}/discard")).await;
        preparer.go(&format!("{path}/discard"), &[("version", &hidden(&page, "version").unwrap())]).await;
        assert_eq!(app.application(&number).await.state.key(), "discarded");
        assert!(!preparer.page(&path).await.contains(&format!("{path}/discard")));
        assert_eq!(app.count("document WHERE kind <> 'budget_document'").await, 1, "the file stays for the audit");
        let again = app.submitted("a", &[Row::contract(1)]).await;
        let late = Discard { number: again.clone(), version: app.version(&again).await };
        assert_eq!(app.run("a.preparer", &late).await.unwrap_err().code(), Some(Code::NotInThisState));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_suspended_case_moves_nowhere_until_it_is_resumed_or_refused(app: TestApp) {
        let number = app.in_review("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let officer = server.sign_in("receiving_officer").await;
        let path = format!("/review/{number}");
        let version = hidden(&officer.page(&path).await, "version").unwrap();
        let bare = officer.post(&format!("{path}/suspend"), &[("version", &version), ("suspend", " ")]).await;
        assert_eq!(bare.status(), StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
        officer.go(&format!("{path}/suspend"), &[("version", &version), ("suspend", "涉诉，待法院裁判")]).await;
        assert_eq!(app.application(&number).await.state.key(), "suspended");
        let version = app.version(&number).await;
        use xinbu::service::application::review::Recommend;
        let recommend = Recommend { number: number.clone(), version, reason: "同意".into() };
        assert_eq!(app.run("first_reviewer", &recommend).await.unwrap_err().code(), Some(Code::NotInThisState));
        let ask = RequestCorrection { number: number.clone(), version, reason: "x".into(), working_days: 5 };
        assert_eq!(app.run("first_reviewer", &ask).await.unwrap_err().code(), Some(Code::NotInThisState));
        // The clock is shown to everybody who reads the case, the reason to the firm.
        app.go_to("2026-03-12");
        let page = visible(&server.sign_in("auditor").await.page(&path).await);
        assert!(page.contains("自 2026-03-02 起中止") && page.contains("10") && page.contains("涉诉"), "{page}");
        let firm = visible(&server.sign_in("a.preparer").await.page(&format!("/applications/{number}")).await);
        assert!(firm.contains("自 2026-03-02 起中止办理： 涉诉，待法院裁判"), "{firm}");
        assert!(server.sign_in("receiving_officer").await.page("/").await.contains("申报：已中止"));
        let resume = Resume { number: number.clone(), version, reason: "裁判已生效".into() };
        assert_eq!(app.run("approver", &resume).await.unwrap_err().code(), Some(Code::NotYourRole));
        app.run("receiving_officer", &resume).await.unwrap();
        assert_eq!(app.application(&number).await.state.key(), "accepted", "it is checked and reviewed anew");
        let firm = visible(&server.sign_in("a.preparer").await.page(&format!("/applications/{number}")).await);
        assert!(firm.contains("恢复办理") && firm.contains("裁判已生效") && firm.contains("涉诉，待法院裁判"), "{firm}");
        assert!(!firm.contains("起中止办理"), "{firm}");
        let suspend = Suspend { number: number.clone(), version: app.version(&number).await, reason: "再次涉诉".into() };
        app.run("second_reviewer", &suspend).await.unwrap();
        refuse(&app, &number).await.unwrap();
        assert_eq!(app.application(&number).await.state.key(), "refused");
        is_free(&app, &number).await;
    }
}
