//! What finance looks at: budget, payments and batches, statements, the proof that the three books agree.

use std::collections::HashMap;

use domain::id::{BankAccountId, BudgetLineId, PersonId};
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
