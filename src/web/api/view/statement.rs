//! Statements of banks and their lines.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use super::Money;
use crate::service::query::finance::statement::{self, Row as StatementRow};
use crate::service::reconcile::import_statement::Outcome as StatementOutcome;

/// A statement of a bank.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Statement {
    /// Our number of it.
    number: String,
    /// The account, without its middle.
    account: String,
    from_on: NaiveDate,
    to_on: NaiveDate,
    opening: Money,
    closing: Money,
    /// How it stands.
    state: String,
    imported_at: DateTime<Utc>,
}

impl From<&StatementRow> for Statement {
    fn from(row: &StatementRow) -> Self {
        Self {
            number: row.number.clone(),
            account: row.account.account_no.masked(),
            from_on: row.from_on,
            to_on: row.to_on,
            opening: Money::of(row.opening),
            closing: Money::of(row.closing),
            state: row.state.key().to_owned(),
            imported_at: row.imported_at,
        }
    }
}

/// A line of a statement.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Entry {
    /// Its place in the statement.
    ordinal: i64,
    /// Whether money came (`credit`) or went (`debit`).
    direction: String,
    amount: Money,
    booked_on: NaiveDate,
    /// The reference of the bank.
    bank_ref: String,
    /// Our own reference, where the bank brings it back.
    end_to_end_id: String,
    counterparty: String,
    remark: String,
    /// How it stands.
    state: String,
}

impl From<statement::Entry> for Entry {
    fn from(entry: statement::Entry) -> Self {
        Self {
            ordinal: entry.ordinal,
            direction: entry.direction.key().to_owned(),
            amount: Money::of(entry.amount),
            booked_on: entry.booked_on,
            bank_ref: entry.bank_ref,
            end_to_end_id: entry.end_to_end_id,
            counterparty: entry.counterparty_name,
            remark: entry.remark,
            state: entry.state.key().to_owned(),
        }
    }
}

/// What a file of statements came to.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct StatementsImported {
    /// Each statement of the file that is here now.
    statements: Vec<StatementImported>,
    /// Our numbers of statements that waited and could be taken now.
    released: Vec<String>,
    /// Our numbers of statements of the file that had been here before.
    known: Vec<String>,
    /// How many statements were left aside, because their accounts are none of ours.
    left_aside: usize,
}

/// What became of one statement of a file.
#[derive(Debug, Serialize, JsonSchema)]
struct StatementImported {
    /// Our number of it.
    number: String,
    /// Whether it is kept apart until a person has decided.
    quarantined: bool,
    /// Lines taken over.
    lines: usize,
    /// Lines of it matched by rule.
    matched: usize,
}

impl From<StatementOutcome> for StatementsImported {
    fn from(done: StatementOutcome) -> Self {
        let statements = done.statements.into_iter().map(|one| StatementImported {
            number: one.number,
            quarantined: !one.quarantine.is_empty(),
            lines: one.lines,
            matched: one.matched,
        });
        Self {
            statements: statements.collect(),
            released: done.released,
            known: done.known,
            left_aside: done.left_aside.len(),
        }
    }
}
