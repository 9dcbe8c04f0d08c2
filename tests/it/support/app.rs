//! A small installation: one unit of each level, one person per role, three firms, two budget lines, two open calls.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::sync::Arc;

use domain::id::DocumentId;
use domain::identifier::{AccountNumber, Cnaps, Uscc};
use domain::ledger::BudgetChange;
use domain::money::Currency;
use domain::role::Role;
use sea_orm::{
    ConnectionTrait, Database as SeaDatabase, DatabaseBackend, DatabaseConnection, DbErr, QueryResult, Statement,
};
use xinbu::clock::Clock;
use xinbu::error::Error;
use xinbu::service::account::{self, provision};
use xinbu::service::actor::Actor;
use xinbu::service::attached::Attached;
use xinbu::service::budget::{Decide, Propose};
use xinbu::service::call::Terms;
use xinbu::service::call::decide::Confirm;
use xinbu::service::call::propose::ProposeCall;
use xinbu::service::command::{Act, execute};
use xinbu::service::credit::import_records::{Options, import_records};
use xinbu::service::{App, verify};
use xinbu::store::Store;
use xinbu::store::storage::Storage;

use super::database::Database;

/// Code of the guarantee company A, of B, and of the insurer.
pub const FIRM_A: &str = "91430100MA0000100";
pub const FIRM_B: &str = "91430100MA0000200";
pub const INSURER: &str = "91430100MA0000300";

/// The account in yen.
pub const YEN_ACCOUNT: &str = "4300009876543210";

/// The password of the receiving officer outside the demonstration.
pub const IN_EARNEST: &str = "correct horse battery staple";

/// An application over a fresh database.
pub struct TestApp {
    pub app: App,
    /// The open call for guarantee companies.
    pub guarantee_call: String,
    /// The open call for insurers.
    pub insurance_call: String,
    /// What the sign-in names of its people begin with, where several offices share an installation.
    pub office: String,
    database: Arc<Database>,
}

/// A valid unified social credit code.
pub fn code(body: &str) -> Uscc {
    Uscc::with_check_digit(body).unwrap()
}

impl TestApp {
    pub async fn over(database: Database) -> Self {
        Self::new(database, true, &setup()).await
    }

    /// The installation as it is outside the demonstration: people sign in with [`IN_EARNEST`].
    pub async fn in_earnest(database: Database) -> Self {
        let mut setup = setup();
        for person in &mut setup.people {
            // Hashing is slow by intent; one person signs in by password.
            person.password = (person.login == "receiving_officer").then(|| IN_EARNEST.to_owned());
        }
        Self::new(database, false, &setup).await
    }

    /// An installation in which nobody is yet, outside the demonstration.
    pub async fn empty(database: Database) -> Self {
        Self::before_set_up(database, false).await
    }

    async fn before_set_up(database: Database, demo: bool) -> Self {
        let store = Store::open(&database.url).await.unwrap();
        let nine = "2026-03-02T01:00:00Z".parse().unwrap();
        let app = App::new(store, Clock::standing(nine, chrono_tz::Asia::Shanghai), demo);
        xinbu::service::bring_along(&app).await.unwrap();
        Self {
            app,
            guarantee_call: String::new(),
            insurance_call: String::new(),
            office: String::new(),
            database: Arc::new(database),
        }
    }

    async fn new(database: Database, demo: bool, setup: &provision::Setup) -> Self {
        let mut this = Self::before_set_up(database, demo).await;
        provision::provision(&this.app, setup).await.unwrap();
        this.guarantee_call = this.open_call("cq-2022-19", "GUARANTEE", "guarantor").await;
        this.insurance_call = this.open_call("tci-2009", "INSURANCE", "insurer").await;
        for (line, amount) in [("GUARANTEE", "5000000"), ("INSURANCE", "3000000")] {
            this.allocate(line, amount, &format!("指标〔2026〕{line}")).await;
        }
        this.import_penalties(PENALTIES).await;
        this
    }

    /// An installation that is there already, as a program finds it that starts again: its clock shows an instant a little after
    /// what was written last.
    pub async fn resumed(database: Database) -> Self {
        let store = Store::open(&database.url).await.unwrap();
        let last = xinbu::store::audit::last_at(store.read()).await.unwrap().unwrap();
        let clock = Clock::standing(last + chrono::TimeDelta::minutes(10), chrono_tz::Asia::Shanghai);
        Self {
            app: App::new(store, clock, true),
            guarantee_call: String::new(),
            insurance_call: String::new(),
            office: String::new(),
            database: Arc::new(database),
        }
    }

    /// The same installation from another office, whose people's sign-in names begin with `prefix`.
    pub fn at(&self, prefix: &str) -> Self {
        Self {
            app: self.app.clone(),
            guarantee_call: String::new(),
            insurance_call: String::new(),
            office: prefix.to_owned(),
            database: Arc::clone(&self.database),
        }
    }

    /// Money comes to a budget line: one proposes, another agrees.
    pub async fn allocate(&self, line: &str, amount: &str, document: &str) {
        let id = self.run("finance_maker", &proposal(line, amount, document)).await.unwrap();
        self.run("finance_approver", &Decide { id, agreed: true, note: String::new() }).await.unwrap();
    }

    /// The address of its database.
    pub fn url(&self) -> &str {
        &self.database.url
    }

    /// The address of a database that is not there, beside this one.
    pub fn elsewhere(&self) -> String {
        match self.url().strip_suffix("/xinbu.db") {
            Some(folder) => format!("{folder}/elsewhere.db"),
            None => {
                let name = self.url().split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
                self.url().replace(&format!("/{name}?"), &format!("/{name}_elsewhere?"))
            }
        }
    }

    /// The document with a content.
    pub async fn document(&self, sha256: &str) -> DocumentId {
        let db = self.direct().await;
        let text = format!("SELECT id FROM document WHERE sha256 = '{sha256}'");
        let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), text)).await.unwrap().unwrap();
        DocumentId::from_uuid(row.try_get("", "id").unwrap())
    }

    /// The installation once a copy was brought back in its place; its clock goes on.
    pub async fn brought_back(self, copy: &std::path::Path) -> Self {
        let Self { app, guarantee_call, insurance_call, database, office } = self;
        let clock = app.clock.clone();
        app.store.close().await.unwrap();
        let restored =
            xinbu::service::backup::restore(copy, (&database.url, &Storage::Database), true, &clock).await.unwrap();
        assert!(restored.epoch.is_some(), "{:?}", restored.proof.findings);
        let app = App::new(Store::open(&database.url).await.unwrap(), clock, true);
        Self { app, guarantee_call, insurance_call, database, office }
    }

    /// Publishes a scheme that the program does not bring along.
    pub async fn publish_scheme(&self, text: &str) {
        xinbu::service::scheme::bring_along(&self.app, vec![text.to_owned()]).await.unwrap();
    }

    /// Opens a call.
    pub async fn open_call(&self, scheme: &str, line: &str, firm_kind: &str) -> String {
        self.open_call_with(scheme, line, firm_kind, std::collections::BTreeMap::new()).await
    }

    /// Opens a call with what the authority fixes for it.
    pub async fn open_call_with(
        &self,
        scheme: &str,
        line: &str,
        firm_kind: &str,
        parameters: std::collections::BTreeMap<String, String>,
    ) -> String {
        let terms = self.terms(scheme, line, firm_kind, parameters).await;
        self.open_call_of(terms).await
    }

    /// One administrator proposes a call, another confirms it; gives its number.
    pub async fn open_call_of(&self, terms: Terms) -> String {
        let proposal = self.run("administrator", &ProposeCall { terms }).await.unwrap();
        self.run("administrator_2", &Confirm { number: proposal }).await.unwrap()
    }

    /// What a call of these tests says: the last whole year in which its scheme is valid is subsidised, 2025 at the latest.
    pub async fn terms(
        &self,
        scheme: &str,
        line: &str,
        firm_kind: &str,
        parameters: std::collections::BTreeMap<String, String>,
    ) -> Terms {
        let db = self.app.store.read();
        let versions = xinbu::store::scheme::all(db).await.unwrap();
        let version = versions.iter().find(|v| v.scheme_id == scheme).unwrap();
        let valid_to = self.app.scheme(db, version.id).await.unwrap().effective_to;
        let year = valid_to.map_or(2025, domain::date::year_of).min(2025);
        let day = |text: &str| text.parse().unwrap();
        Terms {
            scheme: (scheme.to_owned(), version.version.clone()),
            procedure: ("standard".to_owned(), "1".to_owned()),
            budget_line: line.to_owned(),
            title: ("2026年补贴申报".to_owned(), "Subsidies 2026".to_owned()),
            firm_kind: firm_kind.to_owned(),
            window: (self.app.clock.today().max(day("2026-03-02")), day("2026-03-31")),
            period: (day(&format!("{year}-01-01")), day(&format!("{year}-12-31"))),
            notice_working_days: 5,
            declaration: ("承诺所填内容真实。".to_owned(), "We declare that all is true.".to_owned()),
            parameters,
            materials: Vec::new(),
        }
    }

    /// Opens a call of the guarantee line under another procedure than the standard one.
    pub async fn open_call_under(&self, procedure: &str) -> String {
        let terms = self.terms("cq-2022-19", "GUARANTEE", "guarantor", std::collections::BTreeMap::new()).await;
        self.open_call_of(Terms { procedure: (procedure.to_owned(), "1".to_owned()), ..terms }).await
    }

    /// Opens a call of the guarantee line for a period.
    pub async fn open_call_for(&self, scheme: &str, period: (chrono::NaiveDate, chrono::NaiveDate)) -> String {
        let terms = self.terms(scheme, "GUARANTEE", "guarantor", std::collections::BTreeMap::new()).await;
        self.open_call_of(Terms { period, ..terms }).await
    }

    /// Imports a list of penalties of today as CSV text; all other lists that every case needs come without a record of it.
    pub async fn import_penalties(&self, csv: &str) {
        let checker = self.actor("credit_checker").await;
        let of_today = Options::of(self.app.clock.today());
        for (source, list) in std::iter::once(("CREDIT_PLATFORM", csv)).chain(OTHER_LISTS) {
            let file = ("list.csv", list.as_bytes().to_vec());
            import_records(&self.app, &checker, None, source, file, of_today).await.unwrap();
        }
    }

    /// A person by sign-in name; the authority's people are called after their role, a firm's `a.preparer`, `b.signatory`.
    pub async fn actor(&self, login: &str) -> Actor {
        let login = format!("{}{login}", self.office);
        let person = xinbu::store::person::by_login(self.app.store.read(), &login).await.unwrap();
        account::actor_of(&self.app, person.unwrap_or_else(|| panic!("nobody is called {login}")).id)
            .await
            .unwrap()
            .unwrap()
    }

    /// Adds guarantee companies `r0`, `r1`, … with a preparer and a signatory each.
    pub async fn add_firms(&self, count: u32) {
        let mut more = provision::Setup {
            units: Vec::new(),
            bank_accounts: Vec::new(),
            budget_lines: Vec::new(),
            limits: Vec::new(),
            firms: Vec::new(),
            people: Vec::new(),
        };
        for n in 0..count {
            let body = format!("91430100MA5{n:06}");
            more.firms.push(firm("guarantor", &body, &format!("江临市第{n}担保有限公司")));
            more.people.push(person(&format!("r{n}.preparer"), None, Some(&body), Role::Preparer));
            more.people.push(person(&format!("r{n}.signatory"), None, Some(&body), Role::Signatory));
        }
        provision::provision(&self.app, &more).await.unwrap();
    }

    /// Adds a second province, with one person for each role of an authority, called `x.` and the role, and a guarantee
    /// company `x` that files there.
    pub async fn add_province(&self) {
        let unit = |code: &str, parent: Option<&str>, level: &str| provision::Unit {
            code: code.to_owned(),
            parent: parent.map(str::to_owned),
            level: level.to_owned(),
            zh: format!("外省{code}"),
            en: format!("Elsewhere {code}"),
        };
        let body = "91440100MA0000900";
        let inside = Role::ALL.iter().filter(|r| !r.is_firm());
        let mut people: Vec<provision::Person> =
            inside.map(|role| person(&format!("x.{}", role.key()), Some("440000"), None, *role)).collect();
        people.push(person("x.preparer", None, Some(body), Role::Preparer));
        people.push(person("x.signatory", None, Some(body), Role::Signatory));
        let more = provision::Setup {
            units: vec![unit("440000", None, "province"), unit("440100", Some("440000"), "city")],
            bank_accounts: Vec::new(),
            budget_lines: Vec::new(),
            limits: Vec::new(),
            firms: vec![provision::Firm {
                unit: "440100".to_owned(), ..firm("guarantor", body, "外省某担保有限公司")
            }],
            people,
        };
        provision::provision(&self.app, &more).await.unwrap();
    }

    /// Adds a bank account and a budget line `YEN` in yen, ten million of them, and opens a call for guarantee companies there.
    pub async fn open_call_in_yen(&self) -> String {
        let mut more = setup();
        more.units.clear();
        more.firms.clear();
        more.people.clear();
        more.bank_accounts.truncate(1);
        more.budget_lines.truncate(1);
        let account = AccountNumber::parse(YEN_ACCOUNT).unwrap();
        for bank in &mut more.bank_accounts {
            (bank.number, bank.currency) = (account.clone(), Currency::Jpy);
        }
        for line in &mut more.budget_lines {
            (line.code, line.account, line.currency) = ("YEN".to_owned(), account.clone(), Currency::Jpy);
        }
        provision::provision(&self.app, &more).await.unwrap();
        let yen =
            include_str!("../../../src/schemes/jp-eiheiji/1.toml").replace("id = \"jp-eiheiji\"", "id = \"jp-open\"");
        let open: Vec<&str> = yen.lines().filter(|line| !line.starts_with("to = ")).collect();
        self.publish_scheme(&open.join("\n")).await;
        self.allocate("YEN", "10000000", "指标〔2026〕YEN").await;
        self.open_call("jp-open", "YEN", "guarantor").await
    }

    /// Runs a command as a person.
    pub async fn run<A: Act>(&self, login: &str, command: &A) -> Result<A::Output, Error> {
        // On the heap: without optimisation the future of an act is large, and many of them make up a test.
        let done = Box::pin(execute(&self.app, &self.actor(login).await, None, command)).await?;
        Box::pin(self.work_off()).await;
        Ok(done)
    }

    /// Does what acts left to be done.
    pub async fn work_off(&self) {
        xinbu::service::job::work_all(&self.app).await.unwrap();
    }

    /// Moves the clock to nine o'clock in Shanghai of a later day.
    pub fn go_to(&self, day: &str) {
        self.app.clock.set(format!("{day}T01:00:00Z").parse().unwrap());
    }

    /// A connection that goes around the program, as an administrator of the database could.
    pub async fn direct(&self) -> DatabaseConnection {
        SeaDatabase::connect(&self.database.url).await.unwrap()
    }

    /// The number that a statement gives.
    pub async fn number(&self, sql: &str) -> i64 {
        let db = self.direct().await;
        let statement = sea_orm::Statement::from_string(db.get_database_backend(), sql);
        db.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
    }

    /// The rows of contracts as a CSV file for the guarantee call.
    pub async fn schedule_csv(&self, rows: impl IntoIterator<Item: Borrow<super::schedule::Row>>) -> Vec<u8> {
        let versions = xinbu::store::scheme::all(self.app.store.read()).await.unwrap();
        let version = versions.iter().find(|v| v.scheme_id == "cq-2022-19").unwrap();
        super::schedule::csv(&self.app.scheme(self.app.store.read(), version.id).await.unwrap().template, rows)
    }

    /// Runs SQL around the program.
    pub async fn sql(&self, sql: &str) -> Result<u64, DbErr> {
        self.direct().await.execute_unprepared(sql).await.map(|r| r.rows_affected())
    }

    /// Runs SQL on a table whose guards are off for it, as an administrator of the database could.
    pub async fn without_guards(&self, table: &str, sql: &str) -> u64 {
        let db = self.direct().await;
        if self.app.store.backend() != DatabaseBackend::Sqlite {
            db.execute_unprepared(&format!("ALTER TABLE {table} DISABLE TRIGGER USER")).await.unwrap();
            let done = db.execute_unprepared(sql).await.unwrap().rows_affected();
            db.execute_unprepared(&format!("ALTER TABLE {table} ENABLE TRIGGER USER")).await.unwrap();
            return done;
        }
        let list = format!("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{table}'");
        let triggers = db.query_all_raw(Statement::from_string(DatabaseBackend::Sqlite, list)).await.unwrap();
        let text = |row: &QueryResult, column: &str| row.try_get::<String>("", column).unwrap();
        for trigger in &triggers {
            db.execute_unprepared(&format!("DROP TRIGGER {}", text(trigger, "name"))).await.unwrap();
        }
        let done = db.execute_unprepared(sql).await.unwrap().rows_affected();
        for trigger in &triggers {
            db.execute_unprepared(&text(trigger, "sql")).await.unwrap();
        }
        done
    }

    /// Takes one guard of a table away, to try another one.
    pub async fn take_away(&self, guard: &str, table: &str) {
        let on =
            if self.app.store.backend() == DatabaseBackend::Sqlite { String::new() } else { format!(" ON {table}") };
        self.direct().await.execute_unprepared(&format!("DROP TRIGGER {guard}{on}")).await.unwrap();
    }

    /// How many rows a table (or a table with its condition) has.
    pub async fn count(&self, from: &str) -> i64 {
        let db = self.direct().await;
        let sql = format!("SELECT COUNT(*) AS n FROM {from}");
        let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
        row.try_get("", "n").unwrap()
    }

    /// Every invariant holds.
    pub async fn is_sound(&self) {
        self.work_off().await;
        for finding in verify::verify(&self.app).await.unwrap() {
            assert!(finding.holds(), "{} is violated: {:?}", finding.invariant, finding.violations);
        }
    }

    /// The balances of a budget line by account kind.
    pub async fn balances(&self, code: &str) -> HashMap<&'static str, i64> {
        let finance = self.actor("finance_maker").await;
        let line =
            xinbu::store::budget::line_by_code(self.app.store.read(), &finance.scope().unwrap(), code).await.unwrap();
        let all = xinbu::store::ledger::balances(self.app.store.read(), line.id).await.unwrap();
        all.into_iter().map(|(kind, amount)| (kind.key(), amount.minor())).collect()
    }
}

/// Nobody of the tests' firms is on it: the source has answered, and has no record of them.
pub const PENALTIES: &str = "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚内容,罚款金额（万元）,处罚决定日期,处罚机关,失信严重程度\n\
别处有限公司,,江罚〔2026〕9号,警告,,2026-01-10,江临市市场监督管理局,轻微\n";

/// The other lists that every case needs, each of its own source, with a record of nobody of the tests.
pub const OTHER_LISTS: [(&str, &str); 4] = [
    (
        "CREDIT_PLATFORM",
        "失信主体名称,名单类别,列入原因,列入日期,列入决定机关\n某地建筑有限公司,拖欠农民工工资,欠薪,2026-01-10,某地市人社局\n",
    ),
    (
        "CREDIT_PLATFORM",
        "纳税人名称,案件性质,检查机关,公布日期\n某地商贸有限公司,虚开发票,某地税务局稽查局,2026-01-10\n",
    ),
    (
        "COURT_SX",
        "iname,courtName,caseCode,publishDate,partyTypeName\n某地装饰有限公司,某地人民法院,（2025）某执1号,2025-07-01,1\n",
    ),
    ("GSXT", "企业名称,specause,abntime,decOrg_CN\n某地信息有限公司,未报年报,2025-07-05,某地市场监督管理局\n"),
];

pub fn setup() -> provision::Setup {
    let unit = |code: &str, parent: Option<&str>, level: &str, zh: &str| provision::Unit {
        code: code.to_owned(),
        parent: parent.map(str::to_owned),
        level: level.to_owned(),
        zh: zh.to_owned(),
        en: format!("Unit {code}"),
    };
    let account = AccountNumber::parse("4300001234567890").unwrap();
    let line = |code: &str| provision::BudgetLine {
        unit: "430000".to_owned(),
        code: code.to_owned(),
        zh: format!("{code} 指标"),
        en: code.to_owned(),
        year: 2026,
        account: account.clone(),
        currency: Currency::Cny,
    };
    let mut people: Vec<provision::Person> =
        Role::ALL.iter().filter(|r| !r.is_firm()).map(|role| person(role.key(), Some("430000"), None, *role)).collect();
    people.push(person("credit_checker_2", Some("430000"), None, Role::CreditChecker));
    people.push(person("approver_2", Some("430000"), None, Role::Approver));
    people.push(person("administrator_3", Some("430000"), None, Role::Administrator));
    people.push(person("administrator_2", Some("430000"), None, Role::Administrator));
    people.push(person("city_officer", Some("430100"), None, Role::ReceivingOfficer));
    people.push(person("city_reviewer", Some("430100"), None, Role::FirstReviewer));
    for (prefix, body) in [("a", FIRM_A), ("b", FIRM_B), ("i", INSURER)] {
        people.push(person(&format!("{prefix}.preparer"), None, Some(body), Role::Preparer));
        people.push(person(&format!("{prefix}.signatory"), None, Some(body), Role::Signatory));
    }
    provision::Setup {
        units: vec![
            unit("430000", None, "province", "东岭省地方金融管理局"),
            unit("430100", Some("430000"), "city", "江临市金融办"),
            unit("430102", Some("430100"), "county", "江北区金融办"),
        ],
        bank_accounts: vec![provision::BankAccount {
            unit: "430000".to_owned(),
            name: "东岭省财政专户".to_owned(),
            number: account.clone(),
            cnaps: Cnaps::parse("102100099996").unwrap(),
            bank: "工商银行".to_owned(),
            currency: Currency::Cny,
        }],
        budget_lines: vec![line("GUARANTEE"), line("INSURANCE")],
        limits: Vec::new(),
        firms: vec![
            firm("guarantor", FIRM_A, "江临市甲担保有限公司"),
            firm("guarantor", FIRM_B, "江临市乙担保有限公司"),
            firm("insurer", INSURER, "洞庭财产保险股份有限公司"),
        ],
        people,
    }
}

pub fn firm(kind: &str, body: &str, name: &str) -> provision::Firm {
    provision::Firm {
        unit: "430100".to_owned(),
        kind: kind.to_owned(),
        name: name.to_owned(),
        uscc: code(body),
        licence_no: String::new(),
        legal_representative: String::new(),
    }
}

pub fn person(login: &str, unit: Option<&str>, firm: Option<&str>, role: Role) -> provision::Person {
    provision::Person {
        login: login.to_owned(),
        zh: format!("{login} 先生"),
        en: login.to_owned(),
        unit: unit.map(str::to_owned),
        firm: firm.map(code),
        roles: vec![role],
        password: None,
    }
}

/// A page that stands for a document.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

/// Money for a budget line as a finance maker proposes it, with its document.
pub fn proposal(line: &str, amount: &str, document: &str) -> Propose {
    Propose {
        line: line.to_owned(),
        kind: BudgetChange::Allocate,
        amount: amount.to_owned(),
        document: document.to_owned(),
        file: Attached::new("指标文.pdf", PDF.to_vec()),
    }
}
