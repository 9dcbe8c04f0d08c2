//! Sets up units, people, firms, bank accounts and budget lines: what an installation needs before its first call.
//!
//! Used by `xinbu setup`, by the set-up link and by the demonstration; each call is one transaction with its audit events. What an
//! office adds later, one unit, account or line at a time, is added by the same functions.

use chrono::{DateTime, NaiveDate, Utc};
use domain::addition::LEVELS;
use domain::id::{ApprovalLimitId, BankAccountId, BudgetLineId, FirmId, PersonId, UnitId};
use domain::identifier::{AccountNumber, Cnaps, Uscc};
use domain::money::{Currency, text};
use domain::person::{is_login, is_name};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::workflow::call::ProposalState;
use entity::{approval_limit, bank_account, budget_line, firm, person, unit};
use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::super::App;
use super::super::call::FIRM_KINDS;
use super::super::id::new_uuid;
use super::super::limit::propose::{own_words, told};
use super::hash_password;
use kernel::error::Error;
use store::tx::Transaction;
use zxcvbn::{Score, zxcvbn};

/// The description of an installation, as in `setup.toml`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// Units, parents before children.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// Bank accounts of the authority.
    #[serde(default)]
    pub bank_accounts: Vec<BankAccount>,
    /// Budget lines.
    #[serde(default)]
    pub budget_lines: Vec<BudgetLine>,
    /// Limits of approval.
    #[serde(default)]
    pub limits: Vec<Limit>,
    /// Firms.
    #[serde(default)]
    pub firms: Vec<Firm>,
    /// People of units and firms.
    #[serde(default)]
    pub people: Vec<Person>,
}

/// A unit.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Administrative code (GB/T 2260).
    pub code: String,
    /// Code of the unit above.
    pub parent: Option<String>,
    /// province, city or county.
    #[serde(deserialize_with = "level")]
    pub level: String,
    /// Name in Chinese.
    pub zh: String,
    /// Name in English.
    pub en: String,
}

/// A bank account of the authority.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BankAccount {
    /// Code of the unit.
    pub unit: String,
    /// Account name.
    pub name: String,
    /// Account number.
    pub number: AccountNumber,
    /// Routing code.
    pub cnaps: Cnaps,
    /// Bank.
    pub bank: String,
    /// Its currency, by the ISO 4217 code.
    pub currency: Currency,
}

/// A budget line.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BudgetLine {
    /// Code of the unit.
    pub unit: String,
    /// Code of the line.
    pub code: String,
    /// Name in Chinese.
    pub zh: String,
    /// Name in English.
    pub en: String,
    /// Fiscal year.
    pub year: i64,
    /// Number of the bank account that pays.
    pub account: AccountNumber,
    /// Its currency, by the ISO 4217 code.
    pub currency: Currency,
}

/// Up to which amount the approvers of a unit approve where the procedure of a case asks for it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Code of the unit.
    pub unit: String,
    /// Its currency, by the ISO 4217 code.
    pub currency: Currency,
    /// The amount in major units.
    pub limit: String,
    /// The first day.
    pub valid_from: NaiveDate,
}

/// A firm.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Firm {
    /// Code of the unit where it files.
    pub unit: String,
    /// guarantor, insurer or enterprise.
    #[serde(deserialize_with = "kind")]
    pub kind: String,
    /// Registered name.
    pub name: String,
    /// Unified social credit code.
    pub uscc: Uscc,
    /// Operating licence.
    #[serde(default)]
    pub licence_no: String,
    /// Legal representative.
    #[serde(default)]
    pub legal_representative: String,
}

/// A person.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Sign-in name.
    pub login: String,
    /// Name in Chinese.
    pub zh: String,
    /// Name in English.
    pub en: String,
    /// Code of the unit, for the authority's people.
    pub unit: Option<String>,
    /// Code of the firm, for a firm's people.
    pub firm: Option<Uscc>,
    /// Roles.
    pub roles: Vec<Role>,
    /// First password; without one the person cannot sign in with a password.
    pub password: Option<String>,
}

fn level<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    one_of(from, &LEVELS)
}

fn kind<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    one_of(from, &FIRM_KINDS)
}

/// A word out of a closed list, refused as a role is: with the words that would do.
fn one_of<'de, D: Deserializer<'de>>(from: D, words: &'static [&'static str]) -> Result<String, D::Error> {
    let word = String::deserialize(from)?;
    if words.contains(&word.as_str()) { Ok(word) } else { Err(D::Error::unknown_variant(&word, words)) }
}

/// A "no" of the database with the value that stood twice.
fn about(error: Error, value: &str) -> Error {
    match error {
        Error::Refused(refusal) if refusal.facts.is_empty() => {
            refusal.with("value", Fact::Text(value.to_owned())).into()
        }
        other => other,
    }
}

/// The fewest characters of a password: OWASP ASVS 5.0.0, 6.2.1.
pub(crate) const SHORTEST: usize = 8;

/// Whether a password is guessed soon: one that is known, or made of words about its person.
pub(crate) fn is_guessed(password: &str, about: &[&str]) -> bool {
    zxcvbn(password, about).score() < Score::Three
}

/// A person can be named and told apart: nobody signs in with nothing.
pub(crate) fn complete(new: &Person) -> Result<(), Refusal> {
    let blank = [
        ("login", !is_login(&new.login)),
        ("zh", !is_name(&new.zh)),
        ("en", !is_name(&new.en)),
        ("roles", new.roles.is_empty()),
        ("password", new.password.as_ref().is_some_and(|password| password.trim().is_empty())),
    ];
    let short = new.password.as_ref().is_some_and(|password| password.chars().count() < SHORTEST);
    let named = |code| Refusal::new(code).with("value", Fact::Text(new.login.clone()));
    if new.unit.is_some() == new.firm.is_some() {
        return Err(named(Code::PersonBelongs));
    }
    if let Some(role) = new.roles.iter().find(|role| role.is_firm() != new.firm.is_some()) {
        return Err(named(Code::PersonRole).with("role", Fact::Message(format!("role-{}", role.key()))));
    }
    match blank.into_iter().find(|(_, blank)| *blank) {
        None if short => Err(Refusal::new(Code::PasswordShort)
            .with("value", Fact::Text(new.login.clone()))
            .with("least", Fact::Count(i64::try_from(SHORTEST).unwrap_or(i64::MAX)))),
        None if new.password.as_ref().is_some_and(|password| is_guessed(password, &[&new.login, &new.zh, &new.en])) => {
            Err(Refusal::new(Code::PasswordWeak).at_field(&new.login))
        }
        None => Ok(()),
        Some((field, _)) => Err(Refusal::new(Code::PersonIncomplete)
            .with("value", Fact::Text(new.login.clone()))
            .with("field", Fact::Text(field.to_owned()))),
    }
}

/// Sets everything up in one transaction. What it names may be in the set-up or in the database.
///
/// # Errors
/// [`Code::PersonIncomplete`]; [`LoginTaken`](domain::refusal::Code::LoginTaken), `RoleTwice`, `UnitKnown`, `FirmKnown`, `BankAccountKnown`,
/// `BudgetLineKnown`, `LimitTaken` for what is there already or stands twice; [`Code::SetupReference`] for what refers to nothing.
pub async fn provision(app: &App, setup: &Setup) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = store::tx::begin(&app.store).await?;
    put(&tx, setup, (now, app.clock.business_date(now))).await?;
    tx.commit().await
}

/// Sets everything up within a transaction.
pub(super) async fn put(
    tx: &Transaction,
    setup: &Setup,
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<(), Error> {
    let before = store::tamper::people(tx).await?;
    let mut units: Vec<unit::Model> = store::person::units(tx).await?;
    for new in &setup.units {
        let row = add_unit(tx, &units, new, now).await?;
        units.push(row);
    }
    for new in &setup.bank_accounts {
        add_account(tx, unit_id(&units, &new.unit)?, new, now).await?;
    }
    for new in &setup.budget_lines {
        add_line(tx, unit_id(&units, &new.unit)?, new, now).await?;
    }
    for new in &setup.limits {
        let limit = text::parse(&new.limit, text::Unit::Major, new.currency);
        let limit_fen = limit.map_err(|refusal| own_words(refusal, &new.limit))?;
        let row = approval_limit::Model {
            id: ApprovalLimitId::from_uuid(new_uuid(now)),
            number: store::number::next(tx, domain::series::APPROVAL_LIMIT, domain::date::year_of(today)).await?,
            unit_id: unit_id(&units, &new.unit)?,
            role: Role::Approver,
            currency: new.currency,
            limit_fen,
            valid_from: new.valid_from,
            reason: String::new(),
            state: ProposalState::Confirmed,
            proposed_by: None,
            proposed_at: now,
            decided_by: None,
            decided_at: None,
            decided_on: None,
            answer: String::new(),
        };
        let (id, payload) = (row.id.to_string(), told(&row));
        store::approval_limit::insert(tx, row).await.map_err(|e| about(e, &new.unit))?;
        let subject = ("approval_limit", id.as_str());
        let event = store::audit::NewEvent::of_program(subject, "limit.provision", &payload, (now, today));
        store::audit::append(tx, event).await?;
    }
    let mut firms = Vec::new();
    for new in &setup.firms {
        let row = firm::Model {
            id: FirmId::from_uuid(new_uuid(now)),
            unit_id: unit_id(&units, &new.unit)?,
            kind: new.kind.clone(),
            name: new.name.clone(),
            uscc: new.uscc.clone(),
            licence_no: new.licence_no.clone(),
            legal_representative: new.legal_representative.clone(),
            contact_name: String::new(),
            contact_phone: String::new(),
            version: 1,
            created_at: now,
        };
        firms.push((row.id, row.uscc.clone()));
        store::firm::insert(tx, row).await.map_err(|e| about(e, new.uscc.as_str()))?;
    }
    for new in &setup.people {
        complete(new)?;
        let firm = match &new.firm {
            None => None,
            Some(code) => Some(match firms.iter().find(|(_, u)| u == code) {
                Some((id, _)) => *id,
                None => {
                    let known = store::firm::by_code(tx, code).await?;
                    known.ok_or_else(|| missing("firm", code.as_str()))?.id
                }
            }),
        };
        let unit = new.unit.as_deref().map(|code| unit_id(&units, code)).transpose()?;
        let row = person::Model {
            id: PersonId::from_uuid(new_uuid(now)),
            login: new.login.clone(),
            name_zh: new.zh.clone(),
            name_en: new.en.clone(),
            unit_id: unit,
            firm_id: firm,
            password_hash: new.password.as_deref().map(hash_password).transpose()?,
            status: "active".to_owned(),
            created_at: now,
        };
        store::person::insert(tx, row, &new.roles).await.map_err(|e| about(e, &new.login))?;
    }
    let others = before.into_keys().collect();
    super::known::note(tx, &others, (now, today)).await?;
    let payload = serde_json::json!({
        "units": setup.units.len(), "firms": setup.firms.len(), "people": setup.people.len(),
        "budget_lines": setup.budget_lines.len(),
    });
    let event =
        store::audit::NewEvent::of_program(("installation", "setup"), "installation.provision", &payload, (now, today));
    store::audit::append(tx, event).await
}

fn missing(what: &str, code: &str) -> Error {
    let refusal = Refusal::new(Code::SetupReference).with("what", Fact::Message(format!("setup-what-{what}")));
    refusal.with("value", Fact::Text(code.to_owned())).into()
}

fn unit_id(units: &[unit::Model], code: &str) -> Result<UnitId, Error> {
    units.iter().find(|unit| unit.code == code).map(|unit| unit.id).ok_or_else(|| missing("unit", code))
}

/// Adds a unit below one of those that are there.
pub(crate) async fn add_unit(
    tx: &Transaction,
    units: &[unit::Model],
    new: &Unit,
    now: DateTime<Utc>,
) -> Result<unit::Model, Error> {
    let parent = match &new.parent {
        None => None,
        Some(code) => Some(units.iter().find(|u| u.code == *code).ok_or_else(|| missing("unit", code))?),
    };
    let row = unit::Model {
        id: UnitId::from_uuid(new_uuid(now)),
        parent_id: parent.map(|p| p.id),
        level: new.level.clone(),
        code: new.code.clone(),
        name_zh: new.zh.clone(),
        name_en: new.en.clone(),
        path: format!("{}{}/", parent.map_or("/", |p| &p.path), new.code),
    };
    store::person::insert_unit(tx, row.clone()).await.map_err(|e| about(e, &new.code))?;
    Ok(row)
}

/// Adds a bank account of a unit.
pub(crate) async fn add_account(
    tx: &Transaction,
    unit_id: UnitId,
    new: &BankAccount,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = bank_account::Model {
        id: BankAccountId::from_uuid(new_uuid(now)),
        unit_id,
        account_name: new.name.clone(),
        account_no: new.number.clone(),
        cnaps: new.cnaps.clone(),
        bank_name: new.bank.clone(),
        currency: new.currency,
    };
    store::budget::insert_bank_account(tx, row).await.map_err(|e| about(e, new.number.as_str()))
}

/// Adds a budget line of a unit.
pub(crate) async fn add_line(
    tx: &Transaction,
    unit_id: UnitId,
    new: &BudgetLine,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let account = store::budget::bank_account_numbered(tx, &new.account).await?;
    let row = budget_line::Model {
        id: BudgetLineId::from_uuid(new_uuid(now)),
        unit_id,
        bank_account_id: account.ok_or_else(|| missing("bank-account", new.account.as_str()))?.id,
        code: new.code.clone(),
        name_zh: new.zh.clone(),
        name_en: new.en.clone(),
        fiscal_year: new.year,
        currency: new.currency,
    };
    store::budget::insert_line(tx, row).await.map_err(|e| about(e, &new.code))
}
