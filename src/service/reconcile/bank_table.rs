//! Bank statements as tables: what their columns hold is said once by a reconciler, and counts for every file with the same
//! headings.

use std::collections::BTreeMap;

use boxed::boxed;
use chrono::{DateTime, Utc};
use domain::bank_table::{Column, Meaning, Profile, layout};
use domain::id::{BankAccountId, BankTableId};
use domain::money::Currency;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::template::Words;
use entity::{bank_account, bank_table, bank_table_withdrawn, statement};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use validator::Validate;

use super::import_statement::READS;
use crate::App;
use crate::actor::Actor;
use crate::application::reason;
use crate::command::{Command, Context};
use crate::query::finance::BankAccount;
use crate::query::person::names;
use crate::reader::{Finance, Reader};
use crate::upload::Incoming;
use format::bank_table::{self as table, Seen};
use format::statement::StatementFile;
use kernel::error::{Error, Fault};
use kernel::id::new_uuid;
use store::{self, Connection};

/// What stands before the id of what a statement was read by, where the others have the version of their message.
const READ_BY: &str = "table:";

/// Headings of a table that nobody may have more of.
const COLUMNS: usize = 200;

/// What stands in a table, for a person who says what its columns hold.
///
/// # Errors
/// What is wrong with the table.
pub async fn look(actor: &Actor, came: &Incoming) -> Result<Seen, Error> {
    actor.acts_as(READS)?;
    let file = came.clone();
    on_disk(move || table::look(file.source(), &file.name)).await
}

async fn on_disk<T: Send + 'static>(read: impl FnOnce() -> Result<T, Refusal> + Send + 'static) -> Result<T, Error> {
    let read = tokio::task::spawn_blocking(read).await;
    Ok(read.map_err(|e| Fault::from_cause("the reader of tables stopped", e))??)
}

/// Reads a table by what is known of it; nothing when the file is none. `chosen` is the account that a person says it is of,
/// where the file does not.
///
/// # Errors
/// [`Code::BankColumnsUnknown`]; as for [`table::read`].
pub(super) async fn read(
    app: &App,
    actor: &Actor,
    came: &Incoming,
    chosen: Option<BankAccountId>,
) -> Result<Option<StatementFile>, Error> {
    let file = came.clone();
    let headings = on_disk(move || {
        let is_table = table::looks(file.source())?;
        is_table.then(|| table::headings(file.source(), &file.name)).transpose()
    });
    let Some(headings) = headings.await? else { return Ok(None) };
    let known = store::bank_table::of_layout(app.store.read(), &actor.scope()?, &layout(&headings)).await?;
    let known = known.ok_or(Code::BankColumnsUnknown)?;
    let all = accounts_of(app, actor).await?;
    let chosen = match (chosen, all.as_slice()) {
        (Some(id), _) => Some(all.iter().find(|account| account.id == id).ok_or(Code::NotFound)?),
        // An authority with one account need not say which.
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    let chosen = chosen.map(|account| account.account_no.as_str().to_owned());
    let numbered = |account: &BankAccount| (account.account_no.as_str().to_owned(), account.currency);
    let accounts: BTreeMap<String, Currency> = all.iter().map(numbered).collect();
    let (profile, file) = (said(&known)?, came.clone());
    let read = on_disk(move || table::read(file.source(), &file.name, &profile, &accounts, chosen.as_deref())).await?;
    Ok(Some(StatementFile { format: format!("{READ_BY}{}", known.id), ..read }))
}

/// Reads the table of a statement that waits, as it was read when it came; nothing when it was no table.
///
/// # Errors
/// As for [`table::read`]; a fault when what it was read by is not there.
pub(super) async fn again(
    db: &Connection,
    waiting: &statement::Model,
    account: &bank_account::Model,
    kept: &Incoming,
) -> Result<Option<StatementFile>, Error> {
    let Some(id) = waiting.message_version.strip_prefix(READ_BY) else { return Ok(None) };
    let id = id.parse().map(BankTableId::from_uuid).map_err(|e| Fault::from_cause("no id of a table", e))?;
    let known = store::bank_table::by_id(db, id).await?.ok_or_else(|| Fault::new("a table that nobody described"))?;
    let number = account.account_no.as_str().to_owned();
    let accounts = BTreeMap::from([(number.clone(), account.currency)]);
    let read = table::read(kept.source(), &kept.name, &said(&known)?, &accounts, Some(&number))?;
    Ok(Some(StatementFile { format: waiting.message_version.clone(), ..read }))
}

fn said(known: &bank_table::Model) -> Result<Profile, Error> {
    Ok(serde_json::from_str(&known.profile)?)
}

/// The accounts that a table may be of.
///
/// # Errors
/// A fault of the database.
pub async fn accounts_of(app: &App, actor: &Actor) -> Result<Vec<BankAccount>, Error> {
    actor.acts_as(READS)?;
    let accounts = store::finance::bank_accounts(app.store.read(), &actor.scope()?).await?;
    Ok(accounts.into_iter().map(BankAccount::from).collect())
}

/// Says what the columns of a table hold.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Describe {
    /// The headings in their order.
    pub headings: Vec<String>,
    /// What stands below each, in the words of the page that asks.
    pub meanings: Vec<String>,
}

impl Describe {
    /// What was sent, whether or not it is enough; nothing for what no form of the program sends.
    pub fn profile_as_sent(&self) -> Option<Profile> {
        if self.headings.is_empty() || self.headings.len() > COLUMNS || self.headings.len() != self.meanings.len() {
            return None;
        }
        let column = |(heading, meaning): (&String, &String)| {
            Some(Column { heading: heading.clone(), meaning: Meaning::from_key(meaning)? })
        };
        let columns = self.headings.iter().zip(&self.meanings).map(column).collect::<Option<_>>()?;
        Some(Profile { columns })
    }
}

#[boxed]
impl Command for Describe {
    const NAME: &'static str = "bank_table.describe";
    const ROLES: &'static [Role] = READS;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let profile = self.profile_as_sent().ok_or(Code::FormMalformed)?;
        profile.check()?;
        let (unit, _) = cx.actor.unit.clone().ok_or(Code::NotFound)?;
        let row = bank_table::Model {
            id: BankTableId::from_uuid(new_uuid(cx.now)),
            unit_id: unit,
            layout: layout(&self.headings),
            profile: serde_json::to_string(&profile)?,
            learned_by: cx.actor.person,
            learned_at: cx.now,
        };
        cx.record("bank_table", row.id, Self::NAME, json!({ "profile": profile }));
        store::bank_table::insert(cx.tx, row).await
    }
}

/// What was said of a table, and by whom.
pub struct Known {
    /// What was said, as acts name it.
    pub id: BankTableId,
    /// When it was said.
    pub at: DateTime<Utc>,
    /// What its columns hold.
    pub profile: Profile,
    /// Who said it.
    pub by: Option<Words>,
}

/// The tables that are known to the person's office, the newest first.
///
/// # Errors
/// [`Code::NotYourRole`]; a fault of the database.
pub async fn known(app: &App, reader: &Reader<'_, Finance>) -> Result<Vec<Known>, Error> {
    let rows = store::bank_table::in_force(app.store.read(), reader.scope()).await?;
    let names = names(app, rows.iter().map(|row| row.learned_by).collect()).await?;
    let one = |row: bank_table::Model| {
        Ok(Known { profile: said(&row)?, by: names.get(&row.learned_by).cloned(), id: row.id, at: row.learned_at })
    };
    rows.into_iter().map(one).collect()
}

/// Withdraws what was said of a table: the next file with its headings is asked about again. Statements that were read by it are
/// what they were.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// What was said.
    pub id: BankTableId,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Withdraw {
    const NAME: &'static str = "bank_table.withdraw";
    const ROLES: &'static [Role] = READS;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let why = reason(&self.reason)?;
        let known = store::bank_table::in_force(cx.tx, &cx.actor.scope()?).await?;
        if !known.iter().any(|row| row.id == self.id) {
            return Err(Code::NotFound.into());
        }
        let row = bank_table_withdrawn::Model {
            id: self.id,
            reason: why.to_owned(),
            withdrawn_by: cx.actor.person,
            withdrawn_at: cx.now,
        };
        cx.record("bank_table", self.id, Self::NAME, json!({ "reason": why }));
        store::bank_table::withdraw(cx.tx, row).await
    }
}
