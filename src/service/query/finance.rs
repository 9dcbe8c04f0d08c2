//! What finance looks at: budget, payments and batches, statements, the proof that the three books agree.

use std::collections::HashMap;

use domain::id::{BankAccountId, BudgetLineId, PersonId, UnitId};
use domain::identifier::{AccountNumber, Cnaps};
use domain::money::Currency;
use domain::template::Words;
use entity::{bank_account, budget_line};

use super::person;
use crate::App;
use kernel::error::{Error, Fault};
use store::{self, Connection};

pub mod budget;
pub mod lock;
pub mod payment;
pub mod proof;
pub mod request;
pub mod statement;

/// Rows of one page.
pub const PAGE: usize = 50;

/// A bank account of an office.
pub struct BankAccount {
    /// The account.
    pub id: BankAccountId,
    /// Its unit.
    pub unit: UnitId,
    /// Its name, as the bank knows it.
    pub account_name: String,
    /// Its number.
    pub account_no: AccountNumber,
    /// The bank in the payment system.
    pub cnaps: Cnaps,
    /// Name of the bank.
    pub bank_name: String,
    /// Its currency.
    pub currency: Currency,
}

impl From<bank_account::Model> for BankAccount {
    fn from(row: bank_account::Model) -> Self {
        let bank_account::Model { id, unit_id, account_name, account_no, cnaps, bank_name, currency } = row;
        Self { id, unit: unit_id, account_name, account_no, cnaps, bank_name, currency }
    }
}

/// A budget line.
#[derive(Clone)]
pub struct BudgetLine {
    pub(super) id: BudgetLineId,
    /// Its unit.
    pub unit: UnitId,
    /// The account that pays.
    pub account: BankAccountId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// Its year.
    pub fiscal_year: i64,
    /// Its currency.
    pub currency: Currency,
}

impl From<budget_line::Model> for BudgetLine {
    fn from(row: budget_line::Model) -> Self {
        Self {
            id: row.id,
            unit: row.unit_id,
            account: row.bank_account_id,
            code: row.code,
            name: Words { zh: row.name_zh, en: row.name_en },
            fiscal_year: row.fiscal_year,
            currency: row.currency,
        }
    }
}

/// Budget lines by their ids, asked for once.
async fn budget_lines(
    db: &Connection,
    ids: impl IntoIterator<Item = BudgetLineId>,
) -> Result<HashMap<BudgetLineId, budget_line::Model>, Error> {
    let lines = store::budget::lines_by_ids(db, ids.into_iter().collect()).await?;
    Ok(lines.into_iter().map(|line| (line.id, line)).collect())
}

/// Bank accounts by their ids, asked for once.
async fn bank_accounts(
    db: &Connection,
    ids: impl IntoIterator<Item = BankAccountId>,
) -> Result<HashMap<BankAccountId, bank_account::Model>, Error> {
    let accounts = store::budget::bank_accounts(db, ids.into_iter().collect()).await?;
    Ok(accounts.into_iter().map(|account| (account.id, account)).collect())
}

/// A fault that no key of the database lets happen.
fn unknown(what: &'static str) -> Error {
    Fault::new(format!("{what} is not there")).into()
}

/// Names of the people, each once.
async fn names(app: &App, ids: impl IntoIterator<Item = PersonId>) -> Result<HashMap<PersonId, Words>, Error> {
    let mut ids: Vec<PersonId> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    person::names(app, ids).await
}
