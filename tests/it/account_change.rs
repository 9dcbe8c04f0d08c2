//! The account that was signed is the account that is paid: a change is a matter of two people of the firm, the authority
//! and two finance people, and never edits what was signed.

use domain::refusal::Code;
use domain::workflow::PaymentState;
use xinbu::error::Error;
use xinbu::service::account::change::{Confirm, Request, Verify, Withdraw};
use xinbu::service::account::hold::{PayTo, ProposeRelease, Release, SendBack, SignSupplement};
use xinbu::service::account::set_account::SetAccount;
use xinbu::service::credit::statement::Attached;
use xinbu::service::payment::batch::{self, Build};
use xinbu::service::payment::seal::Seal;

use crate::guards::refused;
use crate::support::client::visible;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// The account of firm A as every test signs it, and another one.
const SIGNED: &str = "6222001111111111";
const OTHER: &str = "6222009999999999";

fn request() -> Request {
    Request {
        bank_name: "工商银行江临分行".into(),
        account_no: OTHER.into(),
        cnaps: "102100099996".into(),
        why: "原账户销户".into(),
        ..Request::default()
    }
}

fn letter() -> Attached {
    Attached::new("变更函.pdf", b"%PDF-1.4 a signed letter".to_vec())
}

impl TestApp {
    /// A change of firm A's account that two of its people asked for; gives its number.
    pub async fn account_confirmed(&self) -> String {
        let number = self.run("a.preparer", &request()).await.unwrap();
        self.run("a.signatory", &Confirm { number: number.clone() }).await.unwrap();
        number
    }

    /// The same, verified.
    async fn account_verified(&self) -> String {
        let number = self.account_confirmed().await;
        self.run("receiving_officer", &verification(&number)).await.unwrap();
        number
    }

    /// The payments of a case are ordered to another account, by supplement and two finance people.
    pub async fn moved_to_another_account(&self, case: &str) {
        self.account_verified().await;
        let id = self.hold(case).await.id;
        self.run("a.signatory", &SignSupplement { id, declared: true }).await.unwrap();
        self.run("finance_maker", &ProposeRelease { id, pay_to: PayTo::New, reason: "见来函".into() }).await.unwrap();
        self.run("finance_approver", &Release { id }).await.unwrap();
    }

    /// The open hold on a case.
    async fn hold(&self, case: &str) -> entity::account_hold::Model {
        let id = self.application(case).await.id;
        xinbu::store::account::holds_on(self.app.store.read(), id).await.unwrap().remove(0)
    }

    async fn account_paid_to(&self, case: &str) -> Vec<(String, PaymentState)> {
        let payments = self.payments(case).await;
        payments.into_iter().map(|p| (p.account_no.as_str().to_owned(), p.state)).collect()
    }
}

fn verification(number: &str) -> Verify {
    Verify {
        number: number.to_owned(), call_back: "回拨0571-留存号码，财务张某确认".into(), evidence: letter()
    }
}

fn code<T: std::fmt::Debug>(answer: Result<T, Error>) -> Option<Code> {
    answer.unwrap_err().code()
}

both_databases! {
    async fn the_account_that_was_signed_is_the_account_that_is_paid(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        // One preparer alone changes nothing after the signature.
        let set = SetAccount { bank_name: "工商银行".into(), account_no: OTHER.into(), cnaps: "102100099996".into() };
        assert_eq!(code(app.run("a.preparer", &set).await), Some(Code::AccountChangeNeeded));
        // And what was signed cannot be edited past the program.
        refused(&app, "UPDATE signed_payee SET account_no = '6222009999999999'", "xinbu:append-only").await;
        refused(&app, "UPDATE firm_account SET account_no = '6222009999999999'", "xinbu:append-only").await;
        refused(&app, "DELETE FROM signed_payee", "xinbu:append-only").await;
        app.brought_to_review(&number).await;
        app.recommended_and_paid_out(&number).await;
        assert_eq!(app.account_paid_to(&number).await, [(SIGNED.to_owned(), PaymentState::Ready)]);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_change_needs_two_people_of_the_firm_and_the_authority(app: TestApp) {
        let case = app.submitted("a", &[Row::contract(1)]).await;
        let number = app.run("a.preparer", &request()).await.unwrap();
        assert_eq!(code(app.run("a.preparer", &request()).await), Some(Code::AccountChangeOpen));
        assert_eq!(code(app.run("a.preparer", &Confirm { number: number.clone() }).await), Some(Code::AccountSecondPerson));
        assert_eq!(code(app.run("b.signatory", &Confirm { number: number.clone() }).await), Some(Code::NotFound));
        assert_eq!(code(app.run("receiving_officer", &verification(&number)).await), Some(Code::NotInThisState));
        app.run("a.signatory", &Confirm { number: number.clone() }).await.unwrap();
        let silent = Verify { call_back: " ".into(), ..verification(&number) };
        assert_eq!(code(app.run("receiving_officer", &silent).await), Some(Code::CallBackMissing));
        let bare = Verify { evidence: Attached::default(), ..verification(&number) };
        assert_eq!(code(app.run("receiving_officer", &bare).await), Some(Code::EvidenceMissing));
        assert_eq!(code(app.run("first_reviewer", &verification(&number)).await), Some(Code::NotYourRole));
        app.run("receiving_officer", &verification(&number)).await.unwrap();
        // The new account is in force for what comes; what was signed stays as it was signed.
        let firm = app.application(&case).await.firm_id;
        let now = xinbu::store::firm::account(app.app.store.read(), firm).await.unwrap().unwrap();
        assert_eq!((now.account_no.as_str(), now.verified_at.is_some()), (OTHER, true));
        let signed = xinbu::store::account::signed(app.app.store.read(), &app.application(&case).await).await.unwrap();
        assert_eq!(signed[0].account_no.as_str(), SIGNED);
        refused(&app, "UPDATE account_change SET account_no = '6222001234567890'", "xinbu:append-only").await;
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_is_not_sealed_is_held_until_two_finance_people_release_it_to_the_new_account(app: TestApp) {
        let case = app.payable("a", &[Row::contract(1)]).await;
        let number = app.account_confirmed().await;
        let payments: Vec<String> = app.payments(&case).await.into_iter().map(|p| p.number).collect();
        assert_eq!(code(app.run("finance_maker", &Build { payments: payments.clone() }).await), Some(Code::AccountHeld));
        refused(&app, "UPDATE payment SET state = 'batched', moved_event = 'batch', moved_role = 'finance_maker',
             moved_by = (SELECT id FROM person WHERE login = 'finance_maker')", "xinbu:account-held").await;
        let id = app.hold(&case).await.id;
        let propose = |pay_to| ProposeRelease { id, pay_to, reason: "见来函".into() };
        // Nobody knows which account is right before the authority has answered.
        assert_eq!(code(app.run("finance_maker", &propose(PayTo::Signed)).await), Some(Code::AccountChangeOpen));
        app.run("receiving_officer", &verification(&number)).await.unwrap();
        assert_eq!(code(app.run("finance_maker", &propose(PayTo::New)).await), Some(Code::SupplementMissing));
        assert_eq!(code(app.run("a.preparer", &SignSupplement { id, declared: true }).await), Some(Code::NotYourRole));
        app.run("a.signatory", &SignSupplement { id, declared: true }).await.unwrap();
        assert_eq!(code(app.run("finance_approver", &Release { id }).await), Some(Code::NotInThisState));
        app.run("finance_maker", &propose(PayTo::New)).await.unwrap();
        app.run("finance_approver", &SendBack { id, reason: "再核".into() }).await.unwrap();
        app.run("finance_maker", &propose(PayTo::New)).await.unwrap();
        assert_eq!(app.run("finance_approver", &Release { id }).await.unwrap(), 1);
        let paid_to = app.account_paid_to(&case).await;
        assert_eq!(paid_to, [(SIGNED.to_owned(), PaymentState::Cancelled), (OTHER.to_owned(), PaymentState::Ready)]);
        app.is_sound().await;
        let payments = vec![app.payments(&case).await[1].number.clone()];
        app.run("finance_maker", &Build { payments }).await.unwrap();
    }
}

both_databases! {
    async fn a_release_to_the_signed_account_pays_as_it_was_signed(app: TestApp) {
        let case = app.payable("a", &[Row::contract(1)]).await;
        let number = app.account_confirmed().await;
        app.run("a.signatory", &Withdraw { number }).await.unwrap();
        let id = app.hold(&case).await.id;
        app.run("finance_maker", &ProposeRelease { id, pay_to: PayTo::Signed, reason: "单位撤回".into() }).await.unwrap();
        app.run("finance_approver", &Release { id }).await.unwrap();
        app.sent(&case).await;
        assert_eq!(app.account_paid_to(&case).await, [(SIGNED.to_owned(), PaymentState::Instructed)]);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_batch_that_is_not_sealed_loses_what_goes_on_hold(app: TestApp) {
        let (a, _) = app.approved("a", &[Row::contract(1)]).await;
        let (b, _) = app.approved("b", &[Row::contract(2)]).await;
        app.notice_over(&[&a, &b]).await;
        let payments = [app.payments(&a).await, app.payments(&b).await].concat().into_iter().map(|p| p.number).collect();
        let batch = app.run("finance_maker", &Build { payments }).await.unwrap();
        app.run("finance_maker", &batch::Submit { number: batch.clone(), version: 1 }).await.unwrap();
        app.run("finance_approver", &batch::Approve { number: batch.clone(), version: 2 }).await.unwrap();
        app.account_confirmed().await;
        app.run("finance_approver", &Seal { number: batch.clone(), version: 3 }).await.unwrap();
        assert_eq!(app.account_paid_to(&a).await[0].1, PaymentState::Ready);
        assert_eq!(app.account_paid_to(&b).await[0].1, PaymentState::Instructed);
        app.is_sound().await;
    }
}

both_databases! {
    async fn an_award_before_the_end_of_its_notice_is_held_too_and_follows_the_supplement(app: TestApp) {
        let (case, _) = app.approved("a", &[Row::contract(1)]).await;
        app.account_verified().await;
        let id = app.hold(&case).await.id;
        app.notice_over(&[&case]).await;
        let payments = app.payments(&case).await.into_iter().map(|p| p.number).collect();
        assert_eq!(code(app.run("finance_maker", &Build { payments }).await), Some(Code::AccountHeld));
        app.run("a.signatory", &SignSupplement { id, declared: true }).await.unwrap();
        app.run("finance_maker", &ProposeRelease { id, pay_to: PayTo::New, reason: "见来函".into() }).await.unwrap();
        app.run("finance_approver", &Release { id }).await.unwrap();
        assert_eq!(app.account_paid_to(&case).await[1].0, OTHER);
        app.is_sound().await;
    }
}

both_databases! {
    async fn every_page_that_decides_shows_the_account_masked_and_a_whole_look_stands_in_the_log(app: TestApp) {
        let case = app.payable("a", &[Row::contract(1)]).await;
        let payment = app.payments(&case).await.remove(0).number;
        let server = app.serve().await;
        let reviewer = server.sign_in("first_reviewer").await;
        for path in [format!("/review/{case}"), format!("/review/{case}/sheet")] {
            let page = reviewer.page(&path).await;
            assert!(page.contains("6222 **** **** 1111") && page.contains("建设银行江临分行"), "{path}: {}", visible(&page));
            assert!(!page.contains(SIGNED), "{path}");
        }
        let maker = server.sign_in("finance_maker").await;
        let path = format!("/payments/{payment}");
        let page = maker.page(&path).await;
        assert!(page.contains("6222 **** **** 1111") && page.contains("建设银行江临分行") && !page.contains(SIGNED));
        // Without a purpose nothing is shown; with one the number is, and the log says who and what for.
        let page = maker.post(&format!("{path}/account"), &[("purpose", "")]).await.text().await.unwrap();
        assert!(!page.contains(SIGNED), "{}", visible(&page));
        let page = maker.post(&format!("{path}/account"), &[("purpose", "与银行核对")]).await.text().await.unwrap();
        assert!(page.contains(SIGNED), "{}", visible(&page));
        let page = reviewer.post(&format!("/review/{case}/account"), &[("purpose", "核对开户证明")]).await.text().await.unwrap();
        assert!(page.contains(SIGNED), "{}", visible(&page));
        let looks = app.count("audit_event WHERE action = 'account.show'").await;
        assert_eq!(looks, 2);
        // The three sides of a change: firm, authority, finance.
        let preparer = server.sign_in("a.preparer").await;
        let another = [("bank_name", "工商银行"), ("account_no", OTHER), ("cnaps", "102100099996"), ("why", "销户")];
        assert_eq!(preparer.go("/firm/account/changes", &another).await, "/firm");
        let page = preparer.page("/firm").await;
        assert!(page.contains("待本单位另一人确认") && page.contains("未核实"), "{}", visible(&page));
        let officer = server.sign_in("receiving_officer").await;
        let list = officer.page("/accounts").await;
        let change = list.split("/accounts/BG").nth(1).unwrap().split('"').next().unwrap();
        let change = format!("BG{change}");
        server.sign_in("a.signatory").await.go(&format!("/firm/account/changes/{change}/confirm"), &[]).await;
        let verify = [("call_back", "回拨留存号码，已确认")];
        officer.upload(&format!("/accounts/{change}/verify"), "函.pdf", b"%PDF-1.4 letter".to_vec(), &verify).await;
        let page = maker.page("/payments/holds").await;
        assert!(page.contains(&case) && page.contains("提出解除"), "{}", visible(&page));
        let page = maker.page("/payments").await;
        assert!(page.contains("账户变更中"), "{}", visible(&page));
        let signatory = server.sign_in("a.signatory").await;
        let page = signatory.page("/firm").await;
        assert!(page.contains("签署补充件") && page.contains("已核实"), "{}", visible(&page));
        let id = app.hold(&case).await.id;
        signatory.go(&format!("/firm/account/holds/{id}/sign"), &[("declared", "yes")]).await;
        maker.go(&format!("/payments/holds/{id}/propose"), &[("pay_to", "new"), ("reason", "见补充件")]).await;
        let approver = server.sign_in("finance_approver").await;
        approver.go(&format!("/payments/holds/{id}/release"), &[]).await;
        assert_eq!(app.account_paid_to(&case).await[1].0, OTHER);
        app.is_sound().await;
    }
}

both_databases! {
    async fn who_confirms_another_account_sees_it_whole_with_bank_reason_and_who_asked_and_the_look_is_logged(app: TestApp) {
        app.submitted("a", &[Row::contract(1)]).await;
        let number = app.run("a.preparer", &request()).await.unwrap();
        let server = app.serve().await;
        let name = xinbu::store::person::by_login(app.app.store.read(), "a.preparer").await.unwrap().unwrap().name_zh;
        let second = server.sign_in("a.signatory").await;
        let confirm = format!("/firm/account/changes/{number}/confirm");
        let page = second.page("/firm").await;
        assert!(!page.contains(OTHER) && !page.contains(&confirm), "nobody confirms what is masked: {}", visible(&page));
        for part in ["6222 **** **** 9999", "102100099996", "原账户销户", &name, "核对并确认"] {
            assert!(page.contains(part), "{part}: {}", visible(&page));
        }
        let show = format!("/firm/account/changes/{number}/show");
        for (lang, words) in [("en", "Check and confirm"), ("zh", "核对并确认")] {
            assert!(second.page(&format!("/firm?lang={lang}")).await.contains(words), "{lang}");
        }
        let page = second.post(&show, &[]).await.text().await.unwrap();
        for part in [SIGNED, OTHER, "建设银行江临分行", "工商银行江临分行", "102100099996", "原账户销户", &name, "2026-03-02", &confirm] {
            assert!(page.contains(part), "{part}: {}", visible(&page));
        }
        assert_eq!(app.count("audit_event WHERE action = 'account.show_own' AND payload LIKE '%\"purpose\":\"confirm\"%'").await, 1);
        // Who asked sees it too, and has nothing to confirm; another firm sees nothing.
        let first = server.sign_in("a.preparer").await;
        let page = first.post(&show, &[]).await.text().await.unwrap();
        assert!(page.contains(OTHER) && !page.contains(&confirm), "{}", visible(&page));
        let stranger = server.sign_in("b.signatory").await.post(&show, &[]).await;
        assert_eq!(stranger.status(), reqwest::StatusCode::NOT_FOUND);
        second.go(&confirm, &[]).await;
        app.run("receiving_officer", &verification(&number)).await.unwrap();
        // Who signs the supplement sees it whole by the same look.
        let page = second.page("/firm").await;
        assert!(page.contains("补充签署") && page.contains(&show) && page.contains("102100099996"), "{}", visible(&page));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_correction_that_is_signed_with_the_new_account_ends_the_hold(app: TestApp) {
        use xinbu::service::application::correction::RequestCorrection;
        let correct = async |number: &str| {
            let version = app.version(number).await;
            let ask = RequestCorrection { number: number.to_owned(), version, reason: "请更正".into(), working_days: 5 };
            app.run("first_reviewer", &ask).await.unwrap();
        };
        let case = app.in_review("a", &[Row::contract(1)]).await;
        let change = app.account_confirmed().await;
        correct(&case).await;
        // Signed while the authority has not answered, it is the old account that is signed: the hold stays.
        app.submit("a", &case).await.unwrap();
        assert_eq!(app.hold(&case).await.state.key(), "held");
        let around = "UPDATE account_hold SET state = 'signed_anew', moved_event = 'overtake', moved_role = '', moved_by = NULL";
        refused(&app, around, "xinbu:account-not-signed").await;
        app.run("receiving_officer", &verification(&change)).await.unwrap();
        assert_eq!(app.hold(&case).await.state.key(), "held");
        refused(&app, around, "xinbu:account-not-signed").await;
        // Corrected and signed with the verified account there is nothing left to decide.
        let check = xinbu::service::application::check::RunChecks { number: case.clone(), version: app.version(&case).await };
        app.run("credit_checker", &check).await.unwrap();
        let start = xinbu::service::application::review::StartReview { number: case.clone(), version: app.version(&case).await };
        app.run("first_reviewer", &start).await.unwrap();
        correct(&case).await;
        app.submit("a", &case).await.unwrap();
        let id = app.application(&case).await.id;
        assert!(xinbu::store::account::holds_on(app.app.store.read(), id).await.unwrap().is_empty());
        let server = app.serve().await;
        let finance = server.sign_in("finance_maker").await;
        assert!(!finance.page("/payments/holds").await.contains(&case));
        let page = visible(&server.sign_in("receiving_officer").await.page(&format!("/accounts/{change}")).await);
        assert!(page.contains("已按新账户签署"), "{page}");
        // And it is paid there, without finance having to release anything.
        let check = xinbu::service::application::check::RunChecks { number: case.clone(), version: app.version(&case).await };
        app.run("credit_checker", &check).await.unwrap();
        let start = xinbu::service::application::review::StartReview { number: case.clone(), version: app.version(&case).await };
        app.run("first_reviewer", &start).await.unwrap();
        app.recommended_and_paid_out(&case).await;
        assert_eq!(app.account_paid_to(&case).await, [(OTHER.to_owned(), PaymentState::Ready)]);
        let payments = app.payments(&case).await.into_iter().map(|p| p.number).collect();
        app.run("finance_maker", &Build { payments }).await.unwrap();
        app.is_sound().await;
    }
}

/// What stands on the home of a person beside the menu.
async fn home(server: &crate::support::client::Server, login: &str) -> String {
    let page = server.sign_in(login).await.page("/").await;
    page.split_once("<main").unwrap().1.to_owned()
}

both_databases! {
    async fn a_change_and_its_hold_stand_on_the_home_of_whoever_must_act_and_of_nobody_else(app: TestApp) {
        let case = app.payable("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let people = ["a.preparer", "a.signatory", "b.signatory", "receiving_officer", "finance_maker", "finance_approver", "x.receiving_officer"];
        app.add_province().await;
        let change = "收款账户变更：";
        let hold = "账户变更暂缓：";
        let on_homes = async |words: &str, expected: &[&str], link: &str| {
            for login in people {
                let home = home(&server, login).await;
                assert_eq!(home.contains(words), expected.contains(&login), "{login}: {words}: {}", visible(&home));
                assert!(!expected.contains(&login) || home.contains(&format!("href=\"{link}")), "{login}");
            }
        };
        on_homes(change, &[], "").await;
        let number = app.run("a.preparer", &request()).await.unwrap();
        on_homes(change, &["a.signatory"], "/firm").await;
        app.run("a.signatory", &Confirm { number: number.clone() }).await.unwrap();
        on_homes(change, &["receiving_officer"], "/accounts").await;
        on_homes(hold, &[], "").await;
        app.run("receiving_officer", &verification(&number)).await.unwrap();
        on_homes(change, &[], "").await;
        // It may be released to the signed account at once, or signed for the new one first.
        for (login, link) in [("a.signatory", "/firm"), ("finance_maker", "/payments/holds")] {
            let home = home(&server, login).await;
            assert!(home.contains(hold) && home.contains(&format!("href=\"{link}")), "{login}: {}", visible(&home));
        }
        let id = app.hold(&case).await.id;
        app.run("a.signatory", &SignSupplement { id, declared: true }).await.unwrap();
        on_homes(hold, &["finance_maker"], "/payments/holds").await;
        app.run("finance_maker", &ProposeRelease { id, pay_to: PayTo::New, reason: "见来函".into() }).await.unwrap();
        on_homes(hold, &["finance_approver"], "/payments/holds").await;
        app.run("finance_approver", &Release { id }).await.unwrap();
        on_homes(hold, &[], "").await;
        let english = server.sign_in("a.signatory").await.page("/?lang=en").await;
        assert!(!english.contains("Hold on an account change"), "{}", visible(&english));
    }
}

both_databases! {
    async fn before_the_signature_the_firm_is_told_what_is_not_verified_or_not_the_account_signed_last(app: TestApp) {
        let first = app.payable("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let signatory = server.sign_in("a.signatory").await;
        let mut app = app;
        app.guarantee_call = app.open_call("cq-2022-19", "GUARANTEE", "guarantor").await;
        let number = app.run("a.preparer", &xinbu::service::application::create::Create { call: app.guarantee_call.clone() }).await.unwrap();
        let check = format!("/applications/{number}/submit");
        for (lang, words) in [("zh", "未核实"), ("en", "has not verified")] {
            let page = signatory.page(&format!("{check}?lang={lang}")).await;
            assert!(page.contains(words), "{lang}: {}", visible(&page));
        }
        let page = signatory.page(&format!("{check}?lang=zh")).await;
        assert!(!page.contains("上次签署的账户"), "it is the one that was signed: {}", visible(&page));
        // A change that is asked for is told with its account; once verified it is in force, and not what was signed last.
        let change = app.account_confirmed().await;
        let page = signatory.page(&check).await;
        assert!(page.contains("6222 **** **** 9999") && page.contains("待主管部门核实"), "{}", visible(&page));
        app.run("receiving_officer", &verification(&change)).await.unwrap();
        let page = signatory.page(&check).await;
        assert!(page.contains("已核实") && !page.contains("未核实"), "{}", visible(&page));
        assert!(page.contains("与上次签署的账户 6222 **** **** 1111 不同"), "{}", visible(&page));
        // What is signed is only shown.
        let page = signatory.page(&format!("/applications/{first}/submit")).await;
        assert!(!page.contains("上次签署的账户"), "{}", visible(&page));
    }
}

/// The account of the enterprise of `Row::policy(1)` as every test has it, and another one of it.
fn of_enterprise(application: &str) -> Request {
    let code = crate::support::app::code("91430100MA2000001").as_str().to_owned();
    Request { application: application.into(), payee_code: code, ..request() }
}

both_databases! {
    async fn an_insurer_asks_for_another_account_of_an_enterprise_of_one_application_and_of_no_other(app: TestApp) {
        let rows = [Row::policy(1), Row::policy(2)];
        let case = app.payable("i", &rows).await;
        let server = app.serve().await;
        let preparer = server.sign_in("i.preparer").await;
        let asked = of_enterprise(&case);
        let fields = |code: &str| vec![
            ("application", case.clone()), ("payee_code", code.to_owned()), ("bank_name", asked.bank_name.clone()),
            ("account_no", asked.account_no.clone()), ("cnaps", asked.cnaps.clone()), ("why", asked.why.clone()),
        ];
        // Nobody of the application, and no application of the firm.
        let stranger = fields(crate::support::app::code("91430100MA2000009").as_str());
        let stranger: Vec<(&str, &str)> = stranger.iter().map(|(n, v)| (*n, v.as_str())).collect();
        assert_ne!(preparer.post("/firm/account/changes", &stranger).await.status(), reqwest::StatusCode::SEE_OTHER);
        assert_eq!(code(app.run("a.preparer", &asked).await), Some(Code::NotFound), "another firm's application");
        let own = fields(&asked.payee_code);
        let own: Vec<(&str, &str)> = own.iter().map(|(n, v)| (*n, v.as_str())).collect();
        preparer.go("/firm/account/changes", &own).await;
        let number = "BG-2026-0001".to_owned();
        assert_eq!(code(app.run("i.preparer", &Confirm { number: number.clone() }).await), Some(Code::AccountSecondPerson));
        let held = app.run("i.signatory", &Confirm { number: number.clone() }).await.unwrap();
        assert_eq!(held, 1);
        // The other enterprise of the application is paid all the same.
        let payments = app.payments(&case).await;
        let (one, two): (Vec<_>, Vec<_>) = payments.into_iter().partition(|p| p.payee_code == asked.payee_code);
        let build = |number: &str| Build { payments: vec![number.to_owned()] };
        assert_eq!(code(app.run("finance_maker", &build(&one[0].number)).await), Some(Code::AccountHeld));
        app.run("finance_maker", &build(&two[0].number)).await.unwrap();
        for (login, path) in [("receiving_officer", "/accounts".to_owned()), ("receiving_officer", format!("/accounts/{number}")), ("finance_maker", "/payments/holds".to_owned())] {
            let page = server.sign_in(login).await.page(&path).await;
            assert!(page.contains(&case) && page.contains("6222 **** **** 9999") && !page.contains(OTHER), "{path}: {}", visible(&page));
        }
        app.run("receiving_officer", &verification(&number)).await.unwrap();
        let id = app.hold(&case).await.id;
        app.run("i.signatory", &SignSupplement { id, declared: true }).await.unwrap();
        app.run("finance_maker", &ProposeRelease { id, pay_to: PayTo::New, reason: "见来函".into() }).await.unwrap();
        assert_eq!(app.run("finance_approver", &Release { id }).await.unwrap(), 1);
        let new: Vec<_> = app.payments(&case).await.into_iter().filter(|p| p.state == PaymentState::Ready).collect();
        assert_eq!(new.iter().map(|p| (p.payee_code.as_str(), p.account_no.as_str())).collect::<Vec<_>>(), [(asked.payee_code.as_str(), OTHER)]);
        // The firm's own account is what it was.
        assert_eq!(app.count(&format!("firm_account WHERE account_no = '{OTHER}'")).await, 0);
        app.is_sound().await;
        // In the next application the schedule has the old account again: the firm is told so before it signs.
        app.go_to("2026-03-10");
        let mut app = app;
        app.insurance_call = app.open_call("tci-2009", "INSURANCE", "insurer").await;
        let next = app.draft_again("i").await;
        let rows = [Row::policy(1).with("policy_no", "BX-2025-90001").with("invoice_no", "90000001")];
        app.upload("i", &next, &rows).await.unwrap();
        for (lang, words) in [("zh", "与上次签署不同的收款账户"), ("en", "Payee accounts other than those signed last")] {
            let page = server.sign_in("i.signatory").await.page(&format!("/applications/{next}/submit?lang={lang}")).await;
            assert!(page.contains(words) && page.contains("6222 **** **** 9999") && page.contains("6222 **** **** 0001"), "{}", visible(&page));
        }
    }
}

impl TestApp {
    /// A further draft of a firm that has an account already.
    async fn draft_again(&self, firm: &str) -> String {
        let create = xinbu::service::application::create::Create { call: self.insurance_call.clone() };
        self.run(&format!("{firm}.preparer"), &create).await.unwrap()
    }
}
