//! What an office adds to itself (机构事项): the calendar of a year, a unit, a bank account, a budget line, the
//! text of a letter. One administrator proposes
//! it and another agrees; it is there then, by the functions with which a set-up brings the same things in.

use domain::addition::{Addition, fiscal_years, level_below};
use domain::calendar::Notice;
use domain::id::UnitId;
use domain::identifier::{AccountNumber, Cnaps, place_code};
use domain::letter::{Kind, Template, name};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::call::{ProposalEvent, ProposalState};
use entity::{addition, unit};
use kernel::error::Error;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::account::provision::{BankAccount, BudgetLine, Unit};
use super::calendar::must_be_new;
use super::command::Context;
use super::person::own_unit;

pub mod decide;
pub mod propose;

/// Who looks after what an office is made of.
pub const KEEPERS: &[Role] = roles_of!(ProposalState, ProposalEvent::Confirm);

/// What is added, as it was proposed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// The official notice about a year.
    CalendarYear(Notice),
    /// A unit; its level follows from the one above it.
    Unit(Unit),
    /// A bank account.
    BankAccount(BankAccount),
    /// A budget line; its currency is that of its account.
    BudgetLine(BudgetLine),
    /// The text of a kind of letter.
    LetterText(LetterText),
}

/// The text of a kind of letter, as TOML.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct LetterText {
    /// Of which kind.
    pub kind: Kind,
    /// The text.
    pub text: String,
    /// The version that it says; found when it is proposed.
    #[serde(default)]
    pub version: String,
}

/// The longest text of a letter.
const LONGEST: usize = 20_000;

impl Content {
    /// Of what kind it is.
    pub const fn kind(&self) -> Addition {
        match self {
            Self::CalendarYear(_) => Addition::CalendarYear,
            Self::Unit(_) => Addition::Unit,
            Self::BankAccount(_) => Addition::BankAccount,
            Self::BudgetLine(_) => Addition::BudgetLine,
            Self::LetterText(_) => Addition::LetterText,
        }
    }

    /// What tells it from others of its kind.
    fn subject(&self) -> String {
        match self {
            Self::CalendarYear(notice) => notice.year.to_string(),
            Self::Unit(unit) => unit.code.clone(),
            Self::BankAccount(account) => account.number.as_str().to_owned(),
            Self::BudgetLine(line) => line.code.clone(),
            Self::LetterText(text) => name(text.kind, &text.version),
        }
    }

    /// What a proposal says.
    ///
    /// # Errors
    /// A fault when its row says nothing of that kind.
    pub fn of(row: &addition::Model) -> Result<Self, Error> {
        Ok(serde_json::from_str(&row.content)?)
    }
}

/// A text that must be there.
pub(super) fn filled(text: &str, field: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::new(Code::FieldRequired).at_field(field)) } else { Ok(text.to_owned()) }
}

/// A refusal that names a value, at its field.
fn known(code: Code, value: &str, field: &str) -> Refusal {
    Refusal::new(code).with("value", Fact::Text(value.to_owned())).at_field(field)
}

/// A unit that the actor looks after, by its code in a field.
async fn unit_named(cx: &Context<'_>, code: &str, field: &str) -> Result<unit::Model, Error> {
    own_unit(cx, code).await?.ok_or_else(|| known(Code::NothingNamed, code, field).into())
}

/// What is wrong with it now, and otherwise what exactly would be added, with the unit whose administrators decide it. It is
/// asked of a proposal, and once more when it is confirmed.
async fn settled(cx: &Context<'_>, wanted: &Content) -> Result<(Content, UnitId), Error> {
    Ok(match wanted {
        Content::CalendarYear(notice) => {
            must_be_new(cx.tx, notice).await?;
            let (unit, _) = cx.actor.unit.as_ref().ok_or(Code::NotFound)?;
            (wanted.clone(), *unit)
        }
        Content::Unit(unit) => {
            let above = unit_named(cx, unit.parent.as_deref().unwrap_or_default(), "parent").await?;
            let lowest = || known(Code::UnitLowest, &above.code, "parent");
            let level = level_below(&above.level).ok_or_else(lowest)?.to_owned();
            let code = place_code(&unit.code).map_err(|refusal| refusal.at_field("code"))?;
            if store::person::unit_by_code(cx.tx, &code).await?.is_some() {
                return Err(known(Code::UnitKnown, &code, "code").into());
            }
            let (zh, en) = (filled(&unit.zh, "zh")?, filled(&unit.en, "en")?);
            (Content::Unit(Unit { code, parent: Some(above.code), level, zh, en }), above.id)
        }
        Content::BankAccount(account) => {
            let of = unit_named(cx, &account.unit, "unit").await?;
            let number = AccountNumber::parse(account.number.as_str()).map_err(|refusal| refusal.at_field("number"))?;
            let cnaps = Cnaps::parse(account.cnaps.as_str()).map_err(|refusal| refusal.at_field("cnaps"))?;
            if store::budget::bank_account_numbered(cx.tx, &number).await?.is_some() {
                return Err(known(Code::BankAccountKnown, number.as_str(), "number").into());
            }
            let (name, bank) = (filled(&account.name, "name")?, filled(&account.bank, "bank")?);
            (Content::BankAccount(BankAccount { name, bank, number, cnaps, ..account.clone() }), of.id)
        }
        Content::BudgetLine(line) => {
            let of = unit_named(cx, &line.unit, "unit").await?;
            let code = filled(&line.code, "code")?;
            if store::budget::is_line(cx.tx, &code).await? {
                return Err(known(Code::BudgetLineKnown, &code, "code").into());
            }
            let years = fiscal_years(cx.today);
            if !years.contains(&line.year) {
                let range = Refusal::new(Code::FiscalYear).with("first", Fact::Text(years.start().to_string()));
                return Err(range.with("last", Fact::Text(years.end().to_string())).at_field("year").into());
            }
            let number = line.account.as_str();
            let account = store::budget::bank_account_by_no(cx.tx, &cx.actor.scope()?, number).await?;
            let account = account.ok_or_else(|| known(Code::NothingNamed, number, "account"))?;
            let (zh, en, currency) = (filled(&line.zh, "zh")?, filled(&line.en, "en")?, account.currency);
            (Content::BudgetLine(BudgetLine { code, zh, en, currency, ..line.clone() }), of.id)
        }
        Content::LetterText(LetterText { kind, text, .. }) => {
            let (unit, _) = cx.actor.unit.as_ref().ok_or(Code::NotFound)?;
            if text.len() > LONGEST {
                let max = Fact::Count(i64::try_from(LONGEST).unwrap_or(i64::MAX));
                return Err(Refusal::new(Code::TextTooLong).with("max", max).at_field("text").into());
            }
            let version = Template::of(*kind, text).map_err(|refusal| refusal.at_field("text"))?.text.version;
            let version = filled(&version, "text")?;
            let subject = name(*kind, &version);
            let shipped = Template::shipped(*kind)?.text.version == version;
            if shipped || store::addition::is_confirmed(cx.tx, Addition::LetterText, &subject).await? {
                return Err(known(Code::LetterVersion, &version, "text").into());
            }
            (Content::LetterText(LetterText { kind: *kind, text: text.clone(), version }), *unit)
        }
    })
}

/// What is written about a proposal in the log.
fn told(row: &addition::Model, content: &Content) -> serde_json::Value {
    serde_json::json!({
        "number": row.number, "kind": row.kind, "unit": row.unit_id, "content": content, "reason": row.reason,
        "answer": row.answer,
    })
}
