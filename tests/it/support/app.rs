//! The program over a fresh database with a clock that stands still: a small installation with its people.

use std::ops::Deref;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::identifier::{AccountNumber, Cnaps, Uscc};
use domain::refusal::Code;
use domain::role::Role;
use sea_orm::{ConnectionTrait as _, DbErr, EntityTrait as _, QueryOrder as _, Statement, Value};
use xinbu::clock::Clock;
use xinbu::error::Error;
use xinbu::service::account::actor_of;
use xinbu::service::account::provision::{BankAccount, BudgetLine, Firm as NewFirm, Person, Setup, Unit, provision};
use xinbu::service::account::set_account::SetAccount;
use xinbu::service::actor::Actor;
use xinbu::service::budget::Allocate;
use xinbu::service::command::{Command, execute};
use xinbu::service::credit::import_records::import_records;
use xinbu::service::scheme::{OpenCall, publish_embedded};
use xinbu::service::{App, verify};
use xinbu::store::{self, Store};

use super::database::Fresh;

/// Number of the open call of the guarantee scheme, for guarantors.
pub const GUARANTEE_CALL: &str = "TZ-2026-0001";
/// Number of the open call of the insurance scheme, for insurers.
pub const INSURANCE_CALL: &str = "TZ-2026-0002";
/// Code of the budget line of both calls; 100 million stand on it.
pub const BUDGET_LINE: &str = "2026-DB-01";
/// The authority's bank account.
pub const BANK_ACCOUNT: &str = "0200001009000000001";
/// The source of credit records that every check needs.
pub const CREDIT_SOURCE: &str = "CREDIT_PLATFORM";

/// The city whose people work on the cases; the county beside the firms' sees none of them.
const PROVINCE: &str = "500000";
const CITY: &str = "500100";
const COUNTY: &str = "500114";

/// The firms of the installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Firm {
    /// A guarantor.
    A,
    /// Another guarantor.
    B,
    /// An insurer.
    Insurer,
}

impl Firm {
    /// Every firm.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::Insurer];

    /// What stands at the end of the sign-in names of its people.
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::Insurer => "insurer",
        }
    }

    const fn described(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::A => ("guarantor", "重庆甲融资担保有限公司", "91500000100000001"),
            Self::B => ("guarantor", "重庆乙融资担保有限公司", "91500000100000002"),
            Self::Insurer => ("insurer", "渝东财产保险股份有限公司", "91500000100000003"),
        }
    }
}

/// A test's application; it reads as the program's [`App`] and is cheap to clone.
#[derive(Clone)]
pub struct TestApp(Arc<Inner>);

struct Inner {
    app: App,
    database: Fresh,
}

impl Deref for TestApp {
    type Target = App;
    fn deref(&self) -> &App {
        &self.0.app
    }
}

/// A clock at 09:00 on Monday 2 March 2026 in Shanghai.
pub fn clock() -> Clock {
    Clock::standing("2026-03-02T01:00:00Z".parse().unwrap(), chrono_tz::Asia::Shanghai)
}

impl TestApp {
    /// The program over a copy of the installation.
    pub async fn over(database: Fresh) -> Self {
        let store = Store::open(&database.url).await.unwrap();
        Self(Arc::new(Inner { app: App::new(store, clock(), false), database }))
    }

    /// Where the database is.
    pub fn database_url(&self) -> &str {
        &self.0.database.url
    }

    /// Every invariant holds; then the database is given back.
    pub async fn finish(self) {
        let broken = self.broken_invariants().await;
        assert!(broken.is_empty(), "invariants do not hold: {broken:?}");
        self.store.clone().close().await.unwrap();
        self.0.database.remove().await;
    }

    /// The invariants that do not hold, each with what violates it.
    pub async fn broken_invariants(&self) -> Vec<verify::Finding> {
        verify::verify(self).await.unwrap().into_iter().filter(|f| !f.holds()).collect()
    }

    /// The authority's person with a role, or firm A's.
    pub async fn actor(&self, role: Role) -> Actor {
        if role.is_firm() { self.firm_actor(Firm::A, role).await } else { self.actor_named(role.key()).await }
    }

    /// A firm's person with a role.
    pub async fn firm_actor(&self, firm: Firm, role: Role) -> Actor {
        self.actor_named(&format!("{}-{}", role.key(), firm.suffix())).await
    }

    /// The person of the county, who sees none of the city's cases.
    pub async fn county_actor(&self, role: Role) -> Actor {
        self.actor_named(&format!("{}-county", role.key())).await
    }

    /// A person by sign-in name.
    pub async fn actor_named(&self, login: &str) -> Actor {
        let person = store::person::by_login(self.store.read(), login).await.unwrap();
        let person = person.unwrap_or_else(|| panic!("nobody signs in as {login}"));
        actor_of(self, person.id).await.unwrap().unwrap()
    }

    /// Runs a command as the person with `role`, a minute after the last one.
    pub async fn run<C: Command>(&self, role: Role, command: &C) -> Result<C::Output, Error> {
        let actor = self.actor(role).await;
        self.run_as(&actor, command).await
    }

    /// Runs a command as somebody, a minute after the last one.
    pub async fn run_as<C: Command>(&self, actor: &Actor, command: &C) -> Result<C::Output, Error> {
        self.clock.advance(TimeDelta::minutes(1));
        execute(self, actor, None, command).await
    }

    /// Runs SQL behind the program's back in a transaction of its own.
    pub async fn sql(&self, text: &str, values: impl IntoIterator<Item = Value>) -> Result<u64, DbErr> {
        let tx = store::tx::begin(&self.store).await.unwrap();
        let statement = Statement::from_sql_and_values(self.store.backend(), text, values);
        let done = tx.execute_raw(statement).await?;
        tx.commit().await?;
        Ok(done.rows_affected())
    }

    /// The public credit list of today: `penalised` enterprises have a serious penalty, nobody else has one.
    pub async fn import_credit_list(&self, penalised: &[String]) {
        let checker = self.actor(Role::CreditChecker).await;
        import_credit_list(self, &checker, penalised).await;
    }
}

async fn import_credit_list(app: &App, checker: &Actor, penalised: &[String]) {
    let mut list = "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚决定日期,处罚机关,失信严重程度\n".to_owned();
    list.push_str("涪陵区无关商行,,渝市监处〔2025〕1号,2025-05-06,涪陵区市场监督管理局,轻微\n");
    for (n, name) in penalised.iter().enumerate() {
        list.push_str(&format!("{name},,渝税处〔2026〕{n}号,2026-01-15,重庆市税务局,严重\n"));
    }
    let imported = import_records(app, checker, None, CREDIT_SOURCE, ("双公示.csv", list.into_bytes())).await.unwrap();
    assert_eq!(imported.bad, 0, "{:?}", imported.problems);
}

/// Makes the installation in a migrated database: units, people, firms with accounts, budget, schemes and two calls.
pub async fn install(app: &App) {
    provision(app, &setup()).await.unwrap();
    publish_embedded(app).await.unwrap();
    let people = entity::person::Entity::find().order_by_asc(entity::person::Column::Login).all(app.store.read()).await;
    let mut actors = Vec::new();
    for person in people.unwrap() {
        actors.push((person.login.clone(), actor_of(app, person.id).await.unwrap().unwrap()));
    }
    let actor = |login: &str| &actors.iter().find(|(l, _)| l == login).unwrap().1;
    for (n, firm) in Firm::ALL.into_iter().enumerate() {
        let account = SetAccount {
            bank_name: "重庆银行营业部".to_owned(),
            account_no: format!("62220000000000{n:04}"),
            cnaps: "102100099996".to_owned(),
        };
        execute(app, actor(&format!("preparer-{}", firm.suffix())), None, &account).await.unwrap();
    }
    let money = Allocate {
        line: BUDGET_LINE.to_owned(),
        amount: "100000000.00".to_owned(),
        document: "渝财预〔2026〕1号".to_owned(),
    };
    execute(app, actor("finance_approver"), None, &money).await.unwrap();
    for (scheme, kind, number) in [("cq-2022-19", "guarantor", GUARANTEE_CALL), ("tci-2009", "insurer", INSURANCE_CALL)]
    {
        let call = call(scheme, kind, BUDGET_LINE);
        assert_eq!(execute(app, actor("administrator"), None, &call).await.unwrap(), number);
    }
    import_credit_list(app, actor("credit_checker"), &[]).await;
}

/// A call that is open all year.
pub fn call(scheme: &str, firm_kind: &str, budget_line: &str) -> OpenCall {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    OpenCall {
        scheme: (scheme.to_owned(), "1".to_owned()),
        budget_line: budget_line.to_owned(),
        title: ("二〇二六年申报通知".to_owned(), "Call of 2026".to_owned()),
        firm_kind: firm_kind.to_owned(),
        window: (day(1, 1), day(12, 31)),
        period: (day(1, 1), day(12, 31)),
        notice_working_days: 5,
        declaration: ("所填内容真实、完整。".to_owned(), "All that is stated is true and complete.".to_owned()),
    }
}

/// The description of the installation.
fn setup() -> Setup {
    let unit = |code: &str, parent: Option<&str>, level: &str, zh: &str, en: &str| Unit {
        code: code.to_owned(),
        parent: parent.map(str::to_owned),
        level: level.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
    };
    let mut people = Vec::new();
    for role in Role::ALL.iter().copied().filter(|r| !r.is_firm()) {
        people.push(person(role.key(), Some(CITY), None, role));
        people.push(person(&format!("{}-county", role.key()), Some(COUNTY), None, role));
    }
    let firms: Vec<NewFirm> = Firm::ALL.into_iter().map(|f| firm(CITY, f.described())).collect();
    for (kind, new) in Firm::ALL.into_iter().zip(&firms) {
        for role in [Role::Preparer, Role::Signatory] {
            people.push(person(&format!("{}-{}", role.key(), kind.suffix()), None, Some(&new.uscc), role));
        }
    }
    Setup {
        units: vec![
            unit(PROVINCE, None, "province", "重庆市财政局", "Chongqing Finance Bureau"),
            unit(CITY, Some(PROVINCE), "city", "渝中片区财政局", "Yuzhong Finance Office"),
            unit(COUNTY, Some(PROVINCE), "city", "黔江片区财政局", "Qianjiang Finance Office"),
        ],
        bank_accounts: vec![bank_account(BANK_ACCOUNT)],
        budget_lines: vec![budget_line(BUDGET_LINE, BANK_ACCOUNT)],
        firms,
        people,
    }
}

/// A person without a password.
pub fn person(login: &str, unit: Option<&str>, firm: Option<&Uscc>, role: Role) -> Person {
    Person {
        login: login.to_owned(),
        zh: format!("测试{login}"),
        en: format!("Test {login}"),
        unit: unit.map(str::to_owned),
        firm: firm.cloned(),
        roles: vec![role],
        password: None,
    }
}

/// A firm by kind, name and the first 17 characters of its code.
pub fn firm(unit: &str, (kind, name, code): (&str, &str, &str)) -> NewFirm {
    NewFirm {
        unit: unit.to_owned(),
        kind: kind.to_owned(),
        name: name.to_owned(),
        uscc: Uscc::with_check_digit(code).unwrap(),
        licence_no: String::new(),
        legal_representative: String::new(),
    }
}

/// A bank account of the city.
pub fn bank_account(number: &str) -> BankAccount {
    BankAccount {
        unit: CITY.to_owned(),
        name: "渝中片区财政局".to_owned(),
        number: AccountNumber::parse(number).unwrap(),
        cnaps: Cnaps::parse("102100099996").unwrap(),
        bank: "重庆银行营业部".to_owned(),
        currency: "CNY".to_owned(),
    }
}

/// A budget line of the city, paid from a bank account.
pub fn budget_line(code: &str, account: &str) -> BudgetLine {
    BudgetLine {
        unit: CITY.to_owned(),
        code: code.to_owned(),
        zh: "融资担保降费奖补".to_owned(),
        en: "Guarantee fee subsidies".to_owned(),
        year: 2026,
        account: AccountNumber::parse(account).unwrap(),
        currency: "CNY".to_owned(),
    }
}

/// The unit in which the cases are worked on.
pub const fn city() -> &'static str {
    CITY
}

/// The code of an answer that must be a refusal.
pub fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> Code {
    match answer {
        Err(error) => error.code().unwrap_or_else(|| panic!("a refusal was expected, not {error}")),
        Ok(done) => panic!("it was not refused: {done:?}"),
    }
}

/// An instant of the tests' time.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}
