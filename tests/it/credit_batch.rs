//! Credit and a batch of several cases: what fails leaves with its reason, the rest is paid; a refusal names the cause that
//! holds now and who can take it away.

use domain::credit::statement::{Covered, OwnRecord};
use domain::credit::{Outcome, Severity, Statement};
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::workflow::{ApplicationState, BatchState, PaymentState};
use xinbu::error::Error;
use xinbu::i18n::Lang;
use xinbu::service::account::provision;
use xinbu::service::application::check::RunChecks;
use xinbu::service::application::receive::Accept;
use xinbu::service::application::review::{Confirm, Recommend, StartReview};
use xinbu::service::credit::objection::Open;
use xinbu::service::credit::statement::{Attached, Decide, Enter};
use xinbu::service::notice::{end::End, publish::Publish};
use xinbu::service::payment::batch::{self, Build};
use xinbu::service::payment::seal::Seal;

use crate::support::app::{FIRM_A, FIRM_B, PENALTIES, code};
use crate::support::client::visible;
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

const HEAD: &str =
    "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚类别,处罚内容,处罚决定日期,处罚机关,失信严重程度";

/// A serious penalty of a subject.
fn penalty(name: &str, uscc: &str) -> String {
    format!("{HEAD}\n{name},{uscc},江罚〔2026〕7号,吊销许可证件,吊销许可证,2026-01-10,江临市市场监督管理局,严重\n")
}

impl TestApp {
    /// Cases of several firms whose payments are ready on 2026-03-09; gives their numbers.
    async fn all_payable(&self, firms: &[(&str, Vec<Row>)]) -> Vec<String> {
        let mut numbers = Vec::new();
        for (firm, rows) in firms {
            numbers.push(self.approved(firm, rows).await.0);
        }
        let mut applications = Vec::new();
        for number in &numbers {
            applications.push((number.clone(), self.version(number).await));
        }
        let notice = self.run("receiving_officer", &Publish { applications }).await.unwrap();
        self.go_to("2026-03-09");
        self.import_penalties(PENALTIES).await;
        self.run("receiving_officer", &End { number: notice }).await.unwrap();
        numbers
    }

    async fn numbers_of_payments(&self, cases: &[&String]) -> Vec<String> {
        let mut all = Vec::new();
        for case in cases {
            all.extend(self.payments(case).await.into_iter().map(|p| p.number));
        }
        all
    }

    async fn batch_row(&self, number: &str) -> entity::payment_batch::Model {
        let scope = self.actor("finance_maker").await.scope().unwrap();
        xinbu::store::payment::batch(self.app.store.read(), &scope, number).await.unwrap()
    }

    /// What a batch left out, with the reasons in Chinese.
    async fn left_out(&self, number: &str) -> Vec<(String, String)> {
        let id = self.batch_row(number).await.id;
        let left = xinbu::store::payment::left_out(self.app.store.read(), id, None, 1_000).await.unwrap();
        let words = |text: &str| Lang::ZhCn.refusal(&serde_json::from_str::<Refusal>(text).unwrap());
        left.into_iter().map(|(payment, row)| (payment.number, words(&row.refusal))).collect()
    }

    /// An investigation of a firm that two officers have recorded; every case of it is checked again.
    pub async fn investigated(&self, uscc: &str, name: &str) {
        let record = OwnRecord {
            source: "OWN_FUND".into(),
            record: "UNDER_INVESTIGATION".into(),
            authority: "东岭省地方金融管理局".into(),
            decision_no: "东金查〔2026〕1号".into(),
            event_date: "2026-03-05".parse().unwrap(),
            public_until: None,
            severity: Severity::Unknown,
            domain: String::new(),
            value: String::new(),
            penalty_types: Vec::new(),
            fine: None,
            content: "立案调查".into(),
        };
        self.two_officers(uscc, name, None, Statement::Record(record)).await;
    }

    pub async fn two_officers(&self, uscc: &str, name: &str, application: Option<&str>, statement: Statement) {
        let enter = Enter {
            code: uscc.to_owned(),
            name: name.to_owned(),
            application: application.map(str::to_owned),
            statement,
            why: "见附件".to_owned(),
            evidence: Attached::new("证明.pdf", b"%PDF-1.4 a signed paper".to_vec()),
        };
        let id = self.run("credit_checker", &enter).await.unwrap();
        self.app.clock.advance(chrono::TimeDelta::seconds(1));
        self.run("credit_checker_2", &Decide { id, accept: true, answer: String::new() }).await.unwrap();
        self.app.clock.advance(chrono::TimeDelta::seconds(1));
    }

    /// A batch that the second person has approved.
    async fn approved_batch(&self, payments: Vec<String>) -> String {
        let batch = self.run("finance_maker", &Build { payments }).await.unwrap();
        self.run("finance_maker", &batch::Submit { number: batch.clone(), version: 1 }).await.unwrap();
        self.run("finance_approver", &batch::Approve { number: batch.clone(), version: 2 }).await.unwrap();
        batch
    }
}

/// The investigation that [`TestApp::investigated`] records, decided to pass by two officers.
fn cleared() -> Statement {
    let record = "东岭省地方金融管理局 东金查〔2026〕1号".into();
    let covered = Covered { code: "UNDER_INVESTIGATION".into(), rule: "R-INV".into(), record };
    Statement::Override { decision: Outcome::Pass, reasons: vec![covered] }
}

fn two_firms() -> Vec<(&'static str, Vec<Row>)> {
    vec![("a", vec![Row::contract(1)]), ("b", vec![Row::contract(2)])]
}

both_databases! {
    async fn a_case_that_fails_leaves_the_batch_with_its_reason_and_the_rest_is_built(app: TestApp) {
        let cases = app.all_payable(&two_firms()).await;
        app.import_penalties(&penalty("江临市乙担保有限公司", code(FIRM_B).as_str())).await;
        let payments = app.numbers_of_payments(&[&cases[0], &cases[1]]).await;
        let server = app.serve().await;
        let maker = server.sign_in("finance_maker").await;
        let fields: Vec<(&str, &str)> = payments.iter().map(|p| ("payments", p.as_str())).collect();
        let to = maker.go("/payments/build", &fields).await;
        let page = visible(&maker.page(&to).await);
        // The answer says how many were left out, the page which and why.
        assert!(page.contains("1 笔款项未通过核查"), "{page}");
        assert!(page.contains("严重行政处罚在公示期内（江临市市场监督管理局 江罚〔2026〕7号）"), "{page}");
        let batch = to.rsplit('/').next().unwrap().split(['?', '#']).next().unwrap().to_owned();
        let row = app.batch_row(&batch).await;
        assert_eq!((row.state, row.payments), (BatchState::Draft, 1));
        let left = app.left_out(&batch).await;
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].0, app.payments(&cases[1]).await[0].number);
        assert!(left[0].1.contains("该单位可依法申请信用修复或提出异议"), "who can remove it: {}", left[0].1);
        assert_eq!(app.payments(&cases[0]).await[0].state, PaymentState::Batched);
        assert_eq!(app.payments(&cases[1]).await[0].state, PaymentState::Ready);
        // In English too.
        let english = xinbu::store::payment::left_out(app.app.store.read(), row.id, None, 1_000).await.unwrap().remove(0).1.refusal;
        let english = Lang::En.refusal(&serde_json::from_str(&english).unwrap());
        assert!(english.contains("(江临市市场监督管理局 江罚〔2026〕7号)"), "{english}");
        // Where nothing is left there is no batch.
        let alone = Build { payments: app.numbers_of_payments(&[&cases[1]]).await };
        assert_eq!(app.run("finance_maker", &alone).await.unwrap_err().code(), Some(Code::CreditBlocked));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_case_that_fails_at_the_seal_leaves_the_batch_and_the_rest_is_sealed(app: TestApp) {
        let cases = app.all_payable(&two_firms()).await;
        let before = app.balances("GUARANTEE").await;
        let batch = app.approved_batch(app.numbers_of_payments(&[&cases[0], &cases[1]]).await).await;
        app.investigated(code(FIRM_B).as_str(), "江临市乙担保有限公司").await;
        app.run("finance_approver", &Seal { number: batch.clone(), version: 3 }).await.unwrap();
        let row = app.batch_row(&batch).await;
        let paid = app.payments(&cases[0]).await.remove(0);
        assert_eq!((row.state, row.payments, row.sum_fen), (BatchState::Sealed, 1, paid.amount_fen));
        assert_eq!(row.approved_sha256.as_deref(), Some(row.content_sha256.as_str()));
        let file = String::from_utf8(row.file_bytes.unwrap()).unwrap();
        let out = app.payments(&cases[1]).await.remove(0);
        assert!(file.contains(&paid.end_to_end_id) && !file.contains(&out.end_to_end_id));
        assert_eq!((out.state, out.batch_id), (PaymentState::Ready, None));
        let left = app.left_out(&batch).await;
        assert_eq!(left[0].0, out.number);
        assert!(left[0].1.contains("正在接受调查") && left[0].1.contains("由两名信用核查人员认定"), "{}", left[0].1);
        // Its money is committed again, as before the batch.
        let after = app.balances("GUARANTEE").await;
        assert_eq!(after["payable"] + after["in_transit"] + after["committed"], before["committed"]);
        assert_eq!(after["in_transit"], paid.amount_fen.minor());
        app.run("finance_maker", &batch::Send { number: batch, version: 4 }).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_payee_that_fails_leaves_the_batch_and_the_other_payees_are_paid(app: TestApp) {
        let cases = app.all_payable(&[("i", vec![Row::policy(1), Row::policy(2)])]).await;
        app.import_penalties(&penalty("江临市第2商贸有限公司", code("91430100MA2000002").as_str())).await;
        let batch = app.run("finance_maker", &Build { payments: app.numbers_of_payments(&[&cases[0]]).await }).await.unwrap();
        let states: Vec<_> = app.payments(&cases[0]).await.into_iter().map(|p| (p.payee_name, p.state)).collect();
        assert!(states.contains(&("江临市第1商贸有限公司".to_owned(), PaymentState::Batched)), "{states:?}");
        assert!(states.contains(&("江临市第2商贸有限公司".to_owned(), PaymentState::Ready)), "{states:?}");
        assert_eq!(app.left_out(&batch).await.len(), 1);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_refusal_to_pay_names_the_cause_that_holds_now(app: TestApp) {
        let cases = app.all_payable(&two_firms()).await;
        let batch = app.approved_batch(app.numbers_of_payments(&[&cases[0]]).await).await;
        let (uscc, name) = (code(FIRM_A).as_str().to_owned(), "江临市甲担保有限公司");
        app.import_penalties(&penalty(name, &uscc)).await;
        app.app.clock.advance(chrono::TimeDelta::seconds(1));
        // The firm objects: the check that this makes is not one before payment, but that is not the cause.
        let record = xinbu::store::credit::records(app.app.store.read(), &uscc, 1).await.unwrap().remove(0).natural_key;
        app.run("a.preparer", &Open { record, words: "决定书已被复议撤销".to_owned() }).await.unwrap();
        let refused = app.run("finance_approver", &Seal { number: batch.clone(), version: 3 }).await.unwrap_err();
        let Error::Refused(refusal) = refused else { panic!("{refused}") };
        assert_eq!(refusal.code, Code::CreditGateCause);
        let words = Lang::ZhCn.refusal(&refusal);
        assert!(words.contains("该记录有未办结的异议") && words.contains("由异议处理人员办结异议"), "{words}");
    }
}

both_databases! {
    async fn a_cause_that_officers_have_cleared_is_not_the_one_that_is_named(app: TestApp) {
        let cases = app.all_payable(&two_firms()).await;
        let (uscc, name) = (code(FIRM_A).as_str().to_owned(), "江临市甲担保有限公司");
        app.investigated(&uscc, name).await;
        app.two_officers(&uscc, name, Some(&cases[0]), cleared()).await;
        // A fortnight later the lists are out of date: that is the cause, not the cleared investigation.
        app.go_to("2026-03-23");
        let payments = app.numbers_of_payments(&[&cases[0]]).await;
        let refused = app.run("finance_maker", &Build { payments: payments.clone() }).await.unwrap_err();
        let Error::Refused(refusal) = refused else { panic!("{refused}") };
        let words = Lang::ZhCn.refusal(&refusal);
        assert!(words.contains("信用数据已过期") && !words.contains("正在接受调查"), "{words}");
        assert!(words.contains("由信用核查人员导入该来源的最新名单"), "{words}");
        // With new lists what two officers decided counts, and the money goes.
        app.import_penalties(PENALTIES).await;
        app.run("finance_maker", &Build { payments }).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn after_two_officers_decide_every_page_says_what_holds_now_and_what_the_check_found(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let accept = Accept { number: number.clone(), version: app.version(&number).await };
        app.run("receiving_officer", &accept).await.unwrap();
        let (uscc, name) = (code(FIRM_A).as_str().to_owned(), "江临市甲担保有限公司");
        app.go_to("2026-03-09");
        app.import_penalties(PENALTIES).await;
        app.investigated(&uscc, name).await;
        let check = async || RunChecks { number: number.clone(), version: app.version(&number).await };
        let server = app.serve().await;
        // Who checks reads that a person decides, not that the firm failed.
        let checker = server.sign_in("credit_checker").await;
        for (lang, words, not) in
            [("zh", "须由信用核查人员认定", "未通过信用核查"), ("en", "asks a person to decide", "does not pass the credit check")]
        {
            let version = app.version(&number).await.to_string();
            let to = checker.go(&format!("/review/{number}/check"), &[("version", &version)]).await;
            let page = checker.page(&format!("{to}?lang={lang}")).await;
            assert!(page.contains(words) && !page.contains(not), "{}", visible(&page));
        }
        let case = app.application(&number).await.id;
        let newest = xinbu::store::credit::latest_check(app.app.store.read(), case, None).await.unwrap().unwrap();
        assert_eq!(newest.outcome.key(), "refer");
        let (reviewer, firm) = (server.sign_in("first_reviewer").await, server.sign_in("a.preparer").await);
        let subject = format!("/credit/subjects/{uscc}");
        reviewer.go("/credit/subjects", &[("code", &uscc), ("purpose", "复核信用情况")]).await;
        let newest = "SELECT MAX(ordinal) AS n FROM credit_check".to_owned();
        let before = app.number(&newest).await;
        let case = format!("/review/{number}");
        let pages = [case.clone(), format!("{case}/sheet"), "/review/all".to_owned(), subject];
        for path in &pages {
            let page = reviewer.page(path).await;
            assert!(page.contains("需人工认定") && !page.contains("经两人认定"), "{path}: {}", visible(&page));
        }
        app.two_officers(&uscc, name, Some(&number), cleared()).await;
        assert!(app.number(&newest).await > before, "the case was checked again, which found the same");
        for path in &pages {
            let page = reviewer.page(path).await;
            assert!(page.contains(">通过<") && page.contains("核查为“需人工认定”，经两人认定"), "{path}: {page}");
        }
        let page = firm.page("/firm/credit").await;
        assert!(page.contains(">通过<") && page.contains("核查为“需人工认定”，经两人认定"), "{}", visible(&page));
        // In English too; the queue of the reviewers once the checks have let the case through.
        assert_eq!(app.run("credit_checker", &check().await).await.unwrap(), "pass");
        let english = reviewer.get("/review?lang=en").await;
        assert!(english.status().is_redirection() || english.status().is_success());
        for path in pages.iter().map(String::as_str).chain(["/review"]) {
            let page = reviewer.page(path).await;
            assert!(page.contains("two officers decided it"), "{path}: {}", visible(&page));
        }
        app.is_sound().await;
    }
}

impl TestApp {
    /// One person with two roles of the authority.
    async fn with_two_roles(&self, login: &str, roles: [Role; 2]) {
        let person = provision::Person {
            login: login.to_owned(),
            zh: "兼任先生".to_owned(),
            en: "Two Roles".to_owned(),
            unit: Some("430000".to_owned()),
            firm: None,
            roles: roles.to_vec(),
            password: None,
        };
        let more = provision::Setup {
            units: Vec::new(),
            bank_accounts: Vec::new(),
            budget_lines: Vec::new(),
            limits: Vec::new(),
            firms: Vec::new(),
            people: vec![person],
        };
        provision::provision(&self.app, &more).await.unwrap();
    }

    /// An approved case whose first review one person made, and whose approval another.
    async fn approved_by(&self, firm: &str, rows: &[Row], reviewer: &str, approver: &str) -> String {
        let number = self.submitted(firm, rows).await;
        let seen = async || (number.clone(), self.version(&number).await);
        let (number_, version) = seen().await;
        self.run("receiving_officer", &Accept { number: number_, version }).await.unwrap();
        let (number_, version) = seen().await;
        self.run("credit_checker", &RunChecks { number: number_, version }).await.unwrap();
        let (number_, version) = seen().await;
        self.run(reviewer, &StartReview { number: number_, version }).await.unwrap();
        let (number_, version) = seen().await;
        self.run(reviewer, &Recommend { number: number_, version, reason: "同意".to_owned() }).await.unwrap();
        let (number_, version) = seen().await;
        self.run("second_reviewer", &Confirm { number: number_, version, reason: String::new() }).await.unwrap();
        self.run(approver, &self.approval(&number).await).await.unwrap();
        number
    }

    async fn state(&self, number: &str) -> ApplicationState {
        self.application(number).await.state
    }
}

both_databases! {
    async fn one_person_twice_on_a_case_takes_it_out_of_the_batch_and_the_rest_goes_on(app: TestApp) {
        app.with_two_roles("both", [Role::Approver, Role::FinanceApprover]).await;
        let first = app.approved_by("a", &[Row::contract(1)], "first_reviewer", "approver").await;
        let second = app.approved_by("b", &[Row::contract(2)], "first_reviewer", "both").await;
        app.notice_over(&[&first, &second]).await;
        let payments = app.numbers_of_payments(&[&first, &second]).await;
        let batch = app.run("finance_maker", &Build { payments }).await.unwrap();
        app.run("finance_maker", &batch::Submit { number: batch.clone(), version: 1 }).await.unwrap();
        // On the page: the person is told how many left, and the reason stands there.
        let browser = app.serve().await.sign_in("both").await;
        let to = browser.go(&format!("/batches/{batch}/approve"), &[("version", "2")]).await;
        let page = visible(&browser.page(&to).await);
        assert!(page.contains("1 笔款项所属的件您不能复核"), "{page}");
        assert!(page.contains("您已在本件中办理过“审批”"), "{page}");
        let row = app.batch_row(&batch).await;
        assert_eq!((row.state, row.payments), (BatchState::Approved, 1));
        assert_eq!(row.approved_sha256.as_deref(), Some(row.content_sha256.as_str()));
        let out = app.payments(&second).await.remove(0);
        assert_eq!((out.state, out.batch_id), (PaymentState::Ready, None));
        assert_eq!(app.left_out(&batch).await[0].0, out.number);
        app.is_sound().await;
        // The rest is paid; the payment that left is paid in a batch that another person approves.
        app.run("finance_approver", &Seal { number: batch.clone(), version: 3 }).await.unwrap();
        let alone = app.run("finance_maker", &Build { payments: vec![out.number] }).await.unwrap();
        app.run("finance_maker", &batch::Submit { number: alone.clone(), version: 1 }).await.unwrap();
        let none_left = app.run("both", &batch::Approve { number: alone.clone(), version: 2 }).await.unwrap_err();
        assert_eq!(none_left.code(), Some(Code::SamePerson));
        app.run("finance_approver", &batch::Approve { number: alone.clone(), version: 2 }).await.unwrap();
        let none_left = app.run("both", &Seal { number: alone.clone(), version: 3 }).await.unwrap_err();
        assert_eq!(none_left.code(), Some(Code::SamePerson));
        app.run("finance_approver", &Seal { number: alone, version: 3 }).await.unwrap();
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_case_that_the_maker_decided_is_left_out_when_the_batch_is_built(app: TestApp) {
        app.with_two_roles("both", [Role::FinanceMaker, Role::FinanceApprover]).await;
        let cases = app.all_payable(&two_firms()).await;
        let payments = app.numbers_of_payments(&[&cases[0], &cases[1]]).await;
        // Approves a batch of the second case, which is recalled: on that case this person makes no batch any more.
        let recalled = app.run("finance_maker", &Build { payments: vec![payments[1].clone()] }).await.unwrap();
        app.run("finance_maker", &batch::Submit { number: recalled.clone(), version: 1 }).await.unwrap();
        app.run("both", &batch::Approve { number: recalled.clone(), version: 2 }).await.unwrap();
        let recall = batch::Recall { number: recalled, version: 3, reason: "更正批次".to_owned() };
        app.run("finance_approver", &recall).await.unwrap();
        let batch = app.run("both", &Build { payments: payments.clone() }).await.unwrap();
        assert_eq!(app.batch_row(&batch).await.payments, 1);
        let left = app.left_out(&batch).await;
        assert_eq!(left[0].0, payments[1]);
        assert!(left[0].1.contains("须由另一人办理"), "{}", left[0].1);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_case_that_an_officer_may_not_publish_or_end_waits_for_another_and_the_rest_goes_on(app: TestApp) {
        app.with_two_roles("both", [Role::FirstReviewer, Role::ReceivingOfficer]).await;
        let first = app.approved_by("a", &[Row::contract(1)], "first_reviewer", "approver").await;
        let second = app.approved_by("b", &[Row::contract(2)], "both", "approver").await;
        let browser = app.serve().await.sign_in("both").await;
        let page = visible(&browser.page(&format!("/notices/publish?pick={first}&pick={second}")).await);
        assert!(page.contains(&format!("{second} 您已在本件中办理过“初审”")), "{page}");
        // Whatever is sent, only what this person may publish is published.
        let pick = async |number: &str| format!("{number}:{}", app.version(number).await);
        let picks = [pick(&first).await, pick(&second).await];
        let to = browser.go("/notices/publish", &[("pick", &picks[0]), ("pick", &picks[1])]).await;
        assert!(visible(&browser.page(&to).await).contains("1 件您已办理过先前的环节，未列入"));
        assert_eq!(app.state(&first).await, ApplicationState::Published);
        assert_eq!(app.state(&second).await, ApplicationState::ApprovedProvisional);
        let alone = Publish { applications: vec![(second.clone(), app.version(&second).await)] };
        assert_eq!(app.run("both", &alone).await.unwrap_err().code(), Some(Code::SamePerson));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_notice_that_an_officer_may_end_in_part_stays_open_for_another(app: TestApp) {
        app.with_two_roles("both", [Role::FirstReviewer, Role::ReceivingOfficer]).await;
        let first = app.approved_by("a", &[Row::contract(1)], "first_reviewer", "approver").await;
        let second = app.approved_by("b", &[Row::contract(2)], "both", "approver").await;
        let mut applications = Vec::new();
        for number in [&first, &second] {
            applications.push((number.clone(), app.version(number).await));
        }
        let notice = app.run("receiving_officer", &Publish { applications }).await.unwrap();
        app.go_to("2026-03-09");
        app.import_penalties(PENALTIES).await;
        let browser = app.serve().await.sign_in("both").await;
        let to = browser.go(&format!("/notices/{notice}/end"), &[]).await;
        assert!(visible(&browser.page(&to).await).contains("须由另一人结束"));
        assert_eq!((app.state(&first).await, app.payments(&first).await.len()), (ApplicationState::Approved, 1));
        assert_eq!((app.state(&second).await, app.payments(&second).await.len()), (ApplicationState::Published, 0));
        app.is_sound().await;
        assert_eq!(app.run("both", &End { number: notice.clone() }).await.unwrap_err().code(), Some(Code::SamePerson));
        assert_eq!(app.run("receiving_officer", &End { number: notice.clone() }).await.unwrap(), 1);
        assert_eq!((app.state(&second).await, app.payments(&first).await.len()), (ApplicationState::Approved, 1));
        assert_eq!(app.run("receiving_officer", &End { number: notice }).await.unwrap_err().code(), Some(Code::NotInThisState));
        app.is_sound().await;
    }
}
