//! An office of the walk: a unit with a person for every role, firms that file there, calls, budget, and a case or a thing
//! of every kind in the state in which pages offer the most. Its words carry its marks, so that they are known anywhere.

use domain::credit::outward::OutwardKind;
use domain::credit::statement::OwnRecord;
use domain::credit::{Severity, Statement};
use domain::document::Kind;
use domain::identifier::{AccountNumber, Cnaps};
use domain::letter::Kind as LetterKind;
use domain::material::{Demand, Material};
use domain::money::Currency;
use domain::person::Change as Right;
use domain::recusal::Tie;
use domain::role::Role;
use domain::workflow::RequestKind;
use xinbu::service::account::change;
use xinbu::service::account::provision::{BankAccount, BudgetLine, Firm, Setup, Unit};
use xinbu::service::addition::propose::ProposeAddition;
use xinbu::service::addition::{Content, LetterText};
use xinbu::service::application::attach::Attach;
use xinbu::service::application::check::RunChecks;
use xinbu::service::application::correction::RequestCorrection;
use xinbu::service::application::receive::Accept;
use xinbu::service::application::review::Recommend;
use xinbu::service::application::suspend::Suspend;
use xinbu::service::application::undo::AskUndo;
use xinbu::service::attached::Attached;
use xinbu::service::call::Terms;
use xinbu::service::call::propose::{Change, ProposeCall, ProposeChange};
use xinbu::service::credit::aftermath::{LogQuery, nightly};
use xinbu::service::credit::consent::GiveConsent;
use xinbu::service::credit::import_records::{Options, import_records};
use xinbu::service::credit::objection::Open;
use xinbu::service::credit::outward::ExportRecords;
use xinbu::service::credit::repair::FileRepair;
use xinbu::service::credit::statement::Enter;
use xinbu::service::limit::propose::ProposeLimit;
use xinbu::service::notice::end::End;
use xinbu::service::notice::publish::Publish;
use xinbu::service::payment::batch::{self, Build};
use xinbu::service::payment::request::{Ask, Hold};
use xinbu::service::person::propose::ProposeChange as ProposeRight;
use xinbu::service::reconcile::bank_table::Describe;
use xinbu::service::reconcile::import_statement::import_statement;
use xinbu::service::recusal::declare::Declare;
use xinbu::service::recusal::end::ProposeEnd;
use xinbu::service::registration::file::{FileRegistration, file};

use crate::support::TestApp;
use crate::support::app::{PENALTIES, code, firm, person};
use crate::support::bank::{Line, statement, statement_with_closing};
use crate::support::schedule::Row;

/// The firms of an office: guarantee companies, and one insurer. Each stands for a state.
const FIRMS: [&str; 15] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "k", "l", "m", "n", "o", "p"];

/// What they are called: names that nobody takes for one another.
const NAMES: [&str; 15] = [
    "长青融资",
    "海棠实业",
    "金鼎",
    "万通汇",
    "朝阳信诚",
    "北辰",
    "瑞丰泰",
    "鸿图远大",
    "洞庭财产",
    "天一",
    "众合聚",
    "百川",
    "盛世华",
    "云岭",
    "紫荆花",
];

/// Whose people look at every page.
pub const LOOKING: [&str; 5] = ["a", "d", "h", "l", "o"];

/// An office.
pub struct Office {
    /// The installation as its people see it.
    pub app: TestApp,
    /// What tells it from the others: a letter.
    letter: char,
    unit: &'static str,
    parent: Option<&'static str>,
    place: u32,
}

impl Office {
    /// An office that is not set up yet.
    pub fn new(app: &TestApp, letter: char, unit: &'static str, parent: Option<&'static str>, place: u32) -> Self {
        Self { app: app.at(&format!("{letter}.")), letter, unit, parent, place }
    }

    /// What stands in names of units, firms and people: known to whoever reads a public register.
    pub fn name_mark(&self) -> String {
        format!("NA{}QZX", self.letter.to_ascii_uppercase())
    }

    /// What stands in everything else that its people write.
    pub fn mark(&self) -> String {
        format!("KW{}QZX", self.letter.to_ascii_uppercase())
    }

    /// The code of one of its firms.
    pub fn uscc(&self, name: &str) -> String {
        code(&self.body(name)).as_str().to_owned()
    }

    fn body(&self, name: &str) -> String {
        let firm = FIRMS.iter().position(|f| *f == name).unwrap();
        format!("91{}MA7{:02}{:02}00", self.unit, self.place, firm)
    }

    fn firm_name(&self, name: &str) -> String {
        let place = FIRMS.iter().position(|f| *f == name).unwrap();
        format!("{}{}担保有限公司", NAMES[place], self.name_mark())
    }

    fn account(&self) -> String {
        format!("43{:02}001234567890", self.place + 10)
    }

    fn line(&self, kind: &str) -> String {
        format!("{kind}-{}", self.mark())
    }

    /// A row of a schedule whose words are the office's.
    fn row(&self, n: u32) -> Row {
        let (mark, n) = (self.mark(), self.place * 10_000 + n);
        Row::contract(n)
            .with("enterprise_name", &format!("{mark}第{n}机械有限公司"))
            .with("contract_no", &format!("{mark}-DB-{n}"))
            .with("loan_no", &format!("{mark}-JK-{n}"))
    }

    fn paper(&self) -> Attached {
        Attached::new(&format!("{}.pdf", self.mark()), format!("%PDF-1.4 {}", self.mark()).into_bytes())
    }

    /// Unit, people, bank account, budget lines and firms.
    pub fn setup(&self) -> Setup {
        let (name, login) = (self.name_mark(), |who: &str| format!("{}.{who}", self.letter));
        let named = |mut p: xinbu::service::account::provision::Person| {
            p.zh = format!("{name}{}", p.login);
            p.en = p.zh.clone();
            p
        };
        let mut people = Vec::new();
        for role in Role::ALL.iter().filter(|r| !r.is_firm()) {
            people.push(named(person(&login(role.key()), Some(self.unit), None, *role)));
        }
        for (who, role) in [("administrator_2", Role::Administrator), ("credit_checker_2", Role::CreditChecker)] {
            people.push(named(person(&login(who), Some(self.unit), None, role)));
        }
        for firm in FIRMS {
            let body = self.body(firm);
            people.push(named(person(&login(&format!("{firm}.preparer")), None, Some(&body), Role::Preparer)));
            people.push(named(person(&login(&format!("{firm}.signatory")), None, Some(&body), Role::Signatory)));
        }
        let firms = FIRMS.iter().map(|f| {
            let kind = if *f == "i" { "insurer" } else { "guarantor" };
            Firm {
                unit: self.unit.to_owned(),
                licence_no: format!("{}-L", self.mark()),
                ..firm(kind, &self.body(f), &self.firm_name(f))
            }
        });
        let account = AccountNumber::parse(&self.account()).unwrap();
        let line = |kind: &str| BudgetLine {
            unit: self.unit.to_owned(),
            code: self.line(kind),
            zh: format!("{} 指标", self.mark()),
            en: self.mark(),
            year: 2026,
            account: account.clone(),
            currency: Currency::Cny,
        };
        Setup {
            units: vec![Unit {
                code: self.unit.to_owned(),
                parent: self.parent.map(str::to_owned),
                level: if self.parent.is_some() { "city" } else { "province" }.to_owned(),
                zh: format!("{name}金融办"),
                en: name.clone(),
            }],
            bank_accounts: vec![BankAccount {
                unit: self.unit.to_owned(),
                name: format!("{}财政专户", self.mark()),
                number: account.clone(),
                cnaps: Cnaps::parse("102100099996").unwrap(),
                bank: format!("{}银行", self.mark()),
                currency: Currency::Cny,
            }],
            budget_lines: vec![line("G"), line("I")],
            limits: Vec::new(),
            firms: firms.collect(),
            people,
        }
    }

    async fn terms(&self, scheme: &str, kind: &str, firm_kind: &str) -> Terms {
        let mut terms = self.app.terms(scheme, &self.line(kind), firm_kind, std::collections::BTreeMap::new()).await;
        terms.title = (format!("{}申报", self.mark()), self.mark());
        terms.materials = vec![Material {
            key: "paper".to_owned(),
            zh: format!("{}材料", self.mark()),
            en: self.mark(),
            kind: Kind::OtherPaper,
            demand: Demand::Optional,
            parts: Vec::new(),
        }];
        terms
    }

    fn tick(&self) {
        self.app.app.clock.advance(chrono::TimeDelta::seconds(1));
    }

    /// A list of records, with one about `firm` where a name is given.
    async fn list(&self, rows: &str) {
        let head =
            "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚类别,处罚内容,处罚决定日期,处罚机关,失信严重程度";
        let checker = self.app.actor("credit_checker").await;
        let file = (format!("{}.csv", self.mark()), format!("{head}\n{rows}\n").into_bytes());
        let options = Options::of(self.app.app.clock.today());
        let name = file.0.as_str();
        import_records(&self.app.app, &checker, None, "CREDIT_PLATFORM", (name, file.1.clone()), options)
            .await
            .unwrap();
    }

    async fn case(&self, firm: &str, rows: &[Row]) -> String {
        let number = self.app.draft(firm).await;
        self.app.upload(firm, &number, rows).await.unwrap();
        let (number, material) = (number, "paper".to_owned());
        let attach = Attach { number: number.clone(), material, note: self.mark(), file: self.paper() };
        self.app.run(&format!("{firm}.preparer"), &attach).await.unwrap();
        self.app.submit(firm, &number).await.unwrap();
        number
    }

    /// The first day: everything that needs no notice.
    pub async fn first_day(&mut self) {
        let mark = self.mark();
        self.app.guarantee_call = self.app.open_call_of(self.terms("cq-2022-19", "G", "guarantor").await).await;
        self.app.insurance_call = self.app.open_call_of(self.terms("tci-2009", "I", "insurer").await).await;
        let limit = ProposeLimit {
            unit: self.unit.to_owned(),
            currency: Currency::Cny,
            limit: "100000".to_owned(),
            valid_from: self.app.app.clock.today(),
            reason: mark.clone(),
        };
        self.app.run("administrator", &limit).await.unwrap();
        let more = ProposeRight {
            person: self.app.actor("auditor").await.person,
            change: Right::Grant,
            roles: vec![Role::Reconciler],
            reason: mark.clone(),
        };
        self.app.run("administrator", &more).await.unwrap();
        let line = BudgetLine {
            unit: self.unit.to_owned(),
            code: self.line("NEXT"),
            zh: format!("{mark}科目"),
            en: format!("{mark} line"),
            year: 2027,
            account: AccountNumber::parse(&self.account()).unwrap(),
            currency: Currency::Cny,
        };
        let addition = ProposeAddition { content: Content::BudgetLine(line), reason: mark.clone() };
        self.app.run("administrator", &addition).await.unwrap();
        let text = LetterKind::Receipt.shipped().replace("version = \"1\"", &format!("version = \"{mark}\""));
        let text = Content::LetterText(LetterText { kind: LetterKind::Receipt, text, version: String::new() });
        self.app.run("administrator", &ProposeAddition { content: text, reason: mark.clone() }).await.unwrap();
        // One that counts, and one of which somebody proposed the end.
        let tie = || Declare {
            login: None,
            firm: code(&self.body("o")),
            tie: Tie::Other,
            words: mark.clone(),
            from: "2031-01-01".parse().unwrap(),
            until: None,
        };
        self.app.run("finance_maker", &tie()).await.unwrap();
        let number = self.app.run("reconciler", &tie()).await.unwrap();
        self.app.run("administrator", &ProposeEnd { number, reason: mark.clone() }).await.unwrap();
        for kind in ["G", "I"] {
            self.app.allocate(&self.line(kind), "5000000", &format!("{mark}〔2026〕{kind}")).await;
        }
        // What stands in a register carries the mark that everybody may read.
        let known = self.name_mark();
        // A name alone: whether it is firm E is a question. Firm O has a record of its own.
        let doubtful =
            format!("{},,{known}〔2026〕7号,吊销许可证件,吊销许可证,2026-01-10,某局,严重", self.firm_name("e"));
        let own =
            format!("{},{},{known}〔2026〕8号,警告,警告,2026-01-10,某局,轻微", self.firm_name("o"), self.uscc("o"));
        self.list(&format!("{doubtful}\n{own}")).await;
        self.tick();

        // Payable later; the last one to another account.
        for (firm, n) in [("a", 1), ("b", 2), ("l", 3), ("f", 4), ("g", 5), ("p", 7), ("k", 6)] {
            let number = self.case(firm, &[self.row(n), self.row(n + 100)]).await;
            self.app.brought_to_review(&number).await;
            if firm != "k" {
                let recommend = Recommend {
                    number: number.clone(),
                    version: self.app.version(&number).await,
                    reason: mark.clone(),
                };
                self.app.run("first_reviewer", &recommend).await.unwrap();
            }
        }
        // In review, with contracts that look alike: with a case of every office.
        let alike = Row::contract(900_001)
            .with("contract_no", &format!("{mark}-YB"))
            .with("loan_no", &format!("{mark}-YJ"))
            .with("enterprise_name", &format!("{mark}共用机械有限公司"));
        let number = self.case("c", &[alike]).await;
        self.app.brought_to_review(&number).await;
        // A draft with an earlier schedule and bad rows.
        let number = self.app.draft("d").await;
        self.app.upload("d", &number, &[self.row(20)]).await.unwrap();
        let bad = self.row(21).with("amount", "x");
        let _ = self.app.upload("d", &number, &[self.row(22), bad]).await.unwrap();
        let number = self.case("e", &[self.row(30)]).await;
        let version = self.app.version(&number).await;
        self.app.run("receiving_officer", &Accept { number: number.clone(), version }).await.unwrap();
        let check = RunChecks { number: number.clone(), version: self.app.version(&number).await };
        self.app.run("credit_checker", &check).await.unwrap();
        let number = self.case("h", &[self.row(40)]).await;
        let version = self.app.version(&number).await;
        self.app.run("receiving_officer", &Accept { number: number.clone(), version }).await.unwrap();
        let back = RequestCorrection {
            number: number.clone(),
            version: self.app.version(&number).await,
            reason: mark.clone(),
            working_days: 10,
        };
        self.app.run("receiving_officer", &back).await.unwrap();
        self.case("m", &[self.row(50)]).await;
        let number = self.case("n", &[self.row(60)]).await;
        let version = self.app.version(&number).await;
        self.app.run("receiving_officer", &Accept { number: number.clone(), version }).await.unwrap();
        let number = self.number_of("k").await;
        let suspend =
            Suspend { number: number.clone(), version: self.app.version(&number).await, reason: mark.clone() };
        self.app.run("second_reviewer", &suspend).await.unwrap();

        for firm in ["a", "b", "l", "p", "f", "g"] {
            let number = self.number_of(firm).await;
            let confirm = xinbu::service::application::review::Confirm {
                number: number.clone(),
                version: self.app.version(&number).await,
                reason: mark.clone(),
            };
            self.app.run("second_reviewer", &confirm).await.unwrap();
            if firm != "g" {
                self.app.run("approver", &self.app.approval(&number).await).await.unwrap();
            }
        }
        let mut applications = Vec::new();
        for firm in ["a", "b", "l", "p"] {
            let number = self.number_of(firm).await;
            applications.push((number.clone(), self.app.version(&number).await));
        }
        self.app.run("receiving_officer", &Publish { applications }).await.unwrap();
        let number = self.number_of("f").await;
        let undo = AskUndo { number: number.clone(), version: self.app.version(&number).await, reason: mark.clone() };
        self.app.run("receiving_officer", &undo).await.unwrap();
        xinbu::service::job::letter::look(&self.app.app).await.unwrap();
        self.desks(&mark).await;
    }

    /// What waits on the desks of credit, accounts and calls.
    async fn desks(&self, mark: &str) {
        let day = |text: &str| text.parse().unwrap();
        let own = Statement::Record(OwnRecord {
            source: "OWN_FUND".into(),
            record: "UNDER_INVESTIGATION".into(),
            authority: mark.into(),
            decision_no: format!("{mark}〔2026〕1号"),
            event_date: day("2026-02-02"),
            public_until: None,
            severity: Severity::Unknown,
            domain: String::new(),
            value: String::new(),
            penalty_types: Vec::new(),
            fine: None,
            content: mark.into(),
        });
        let enter = Enter {
            code: self.uscc("n"),
            name: self.firm_name("n"),
            application: None,
            statement: own,
            why: mark.into(),
            evidence: self.paper(),
        };
        self.app.run("credit_checker", &enter).await.unwrap();
        let record = xinbu::store::credit::records(self.app.app.store.read(), &self.uscc("o"), 1).await.unwrap();
        let record = record.into_iter().next().unwrap().natural_key;
        self.app.run("o.preparer", &Open { record: record.clone(), words: mark.into() }).await.unwrap();
        let repair = FileRepair { record, repaired_on: day("2026-02-02"), words: mark.into(), evidence: self.paper() };
        self.app.run("o.preparer", &repair).await.unwrap();
        let consent = GiveConsent {
            code: String::new(),
            source: "PBOC".into(),
            purpose: mark.into(),
            given_on: day("2026-03-01"),
            valid_to: day("2026-12-31"),
            evidence: self.paper(),
        };
        self.app.run("o.signatory", &consent).await.unwrap();
        let log = LogQuery { code: self.uscc("o"), what: "file".into(), purpose: mark.into(), result: String::new() };
        self.app.run("credit_checker", &log).await.unwrap();
        for firm in ["a", "c", "l"] {
            self.change_account(firm, mark).await;
        }
        for firm in ["c", "l"] {
            self.confirm_account(firm).await;
        }
        let newcomer = FileRegistration {
            unit: self.unit.to_owned(),
            kind: "guarantor".to_owned(),
            name: format!("{mark}担保有限公司"),
            uscc: code(&format!("91{}MA7{:02}9000", self.unit, self.place)).as_str().to_owned(),
            contact: mark.to_owned(),
            phone: "0731-88886666".to_owned(),
            login: format!("{}.newcomer", self.letter),
            zh: mark.to_owned(),
            en: String::new(),
            licence: self.paper(),
            token: xinbu::service::id::new_token().unwrap(),
        };
        file(&self.app.app, None, &newcomer).await.unwrap();
        let number = self.app.guarantee_call.clone();
        let extend = Change::Extend(day("2026-04-10"));
        self.app.run("administrator", &ProposeChange { number, change: extend, reason: mark.into() }).await.unwrap();
        let mut terms = self.terms("cq-2022-19", "G", "guarantor").await;
        terms.period = (day("2022-01-01"), day("2022-12-31"));
        self.app.run("administrator", &ProposeCall { terms }).await.unwrap();
    }

    async fn change_account(&self, firm: &str, mark: &str) {
        let number = format!("62229{:02}{:08}", self.place, firm.as_bytes()[0]);
        let request = change::Request {
            bank_name: format!("{mark}分行"),
            account_no: number,
            cnaps: "102100099996".into(),
            why: mark.into(),
            ..change::Request::default()
        };
        self.app.run(&format!("{firm}.preparer"), &request).await.unwrap();
    }

    async fn confirm_account(&self, firm: &str) {
        let signatory = self.app.actor(&format!("{firm}.signatory")).await;
        let open = [domain::workflow::AccountChangeState::Requested];
        let found =
            xinbu::store::account::changes(self.app.app.store.read(), &signatory.scope().unwrap(), &open, 10).await;
        let number = found.unwrap().remove(0).number;
        self.app.run(&format!("{firm}.signatory"), &change::Confirm { number: number.clone() }).await.unwrap();
        if firm == "l" {
            let verify = change::Verify { number, call_back: self.mark(), evidence: self.paper() };
            self.app.run("receiving_officer", &verify).await.unwrap();
        }
    }

    /// The case of a firm.
    async fn number_of(&self, firm: &str) -> String {
        let id = self.app.actor(&format!("{firm}.preparer")).await.firm.unwrap();
        let all = xinbu::store::application::every(self.app.app.store.read()).await.unwrap();
        all.into_iter().find(|a| a.firm_id == id).unwrap().number
    }

    /// The day on which the notice is over: payments, files, statements, requests.
    pub async fn after_the_notice(&self) {
        let mark = self.mark();
        self.app.import_penalties(PENALTIES).await;
        let scope = self.app.actor("receiving_officer").await.scope().unwrap();
        let case = xinbu::store::application::find(self.app.app.store.read(), &scope, &self.number_of("a").await).await;
        let number = self.app.notice_of(case.unwrap().id).await.unwrap();
        self.app.run("receiving_officer", &End { number }).await.unwrap();
        self.app.sent(&self.number_of("a").await).await;
        self.app.sent(&self.number_of("p").await).await;
        let refused = self.app.payments(&self.number_of("p").await).await.remove(0);
        let paid = self.app.payments(&self.number_of("a").await).await.remove(0);
        // Built, and waiting for its second person.
        let held = self.app.payments(&self.number_of("b").await).await.remove(0);
        let built = self.app.run("finance_maker", &Build { payments: vec![held.number] }).await.unwrap();
        self.app.run("finance_maker", &batch::Submit { number: built, version: 1 }).await.unwrap();
        // One statement with a line for every fate, one that does not add up.
        let (amount, id) = (paid.amount_fen.minor(), format!("{mark}-S"));
        let lines = [
            Line::Funding(amount * 2),
            Line::Charge(500),
            Line::Paid(&paid.end_to_end_id, amount, &paid.payee_name, paid.account_no.as_str()),
            Line::Paid(&mark, 700, &mark, "6222000000000001"),
        ];
        let text = statement(&id, 1, ("2026-03-09", "2026-03-09"), 0, &lines);
        self.import(&text).await;
        let wrong = statement_with_closing(&format!("{mark}-T"), 9, ("2026-03-09", "2026-03-09"), (5, 9), &[]);
        self.import(&wrong).await;
        let ask = Ask {
            kind: RequestKind::RejectPayment,
            subject: refused.number.clone(),
            reason: mark.clone(),
            evidence: self.paper(),
        };
        self.app.run("reconciler", &ask).await.unwrap();
        let headings = ["日期", "借方", "贷方", "余额"].map(|heading| format!("{heading} {mark}")).to_vec();
        let meanings = ["booked", "money_out", "money_in", "balance"].map(str::to_owned).to_vec();
        self.app.run("reconciler", &Describe { headings, meanings }).await.unwrap();
        let export = ExportRecords {
            kind: OutwardKind::Subsidy,
            from: "2026-03-02".parse().unwrap(),
            to: "2026-03-09".parse().unwrap(),
            office_code: code("11430000000001234").as_str().to_owned(),
        };
        self.app.run("credit_checker", &export).await.unwrap();
        let ready = self.app.payments(&self.number_of("l").await).await.remove(0);
        let hold = Hold { number: ready.number, reason: mark.clone() };
        let _ = self.app.run("finance_maker", &hold).await;
    }

    async fn import(&self, text: &str) {
        let text = text.replace("4300001234567890", &self.account());
        let reconciler = self.app.actor("reconciler").await;
        let name = format!("{}.xml", self.mark());
        import_statement(&self.app.app, &reconciler, None, &name, text.into_bytes()).await.unwrap();
    }

    /// The day after: what was paid is asked back from firm A.
    pub async fn recoveries(&self) {
        let row = format!(
            "{},{},{}〔2026〕9号,吊销许可证件,吊销许可证,2026-03-03,某局,严重",
            self.firm_name("a"),
            self.uscc("a"),
            self.name_mark()
        );
        // A row that could not be taken.
        let bad = format!("{},{},,,,坏日期,某局,", self.firm_name("n"), self.uscc("n"));
        self.list(&format!("{row}\n{bad}")).await;
        self.tick();
        let checker = self.app.actor("credit_checker").await;
        nightly(&self.app.app, &checker).await.unwrap();
    }

    /// The codes of its firms.
    pub fn codes(&self) -> Vec<String> {
        FIRMS.iter().map(|f| self.uscc(f)).collect()
    }

    /// Account numbers of its own and its firms.
    pub async fn accounts(&self) -> Vec<String> {
        let db = self.app.direct().await;
        let of_unit =
            format!("IN (SELECT f.id FROM firm f JOIN unit u ON u.id = f.unit_id WHERE u.code = '{}')", self.unit);
        let sql = format!("SELECT account_no AS n FROM firm_account WHERE firm_id {of_unit}");
        let statement = sea_orm::Statement::from_string(sea_orm::ConnectionTrait::get_database_backend(&db), sql);
        let rows = sea_orm::ConnectionTrait::query_all_raw(&db, statement).await.unwrap();
        let mut found: Vec<String> = rows.iter().map(|r| r.try_get("", "n").unwrap()).collect();
        found.push(self.account());
        found
    }
}
