//! Copies that were brought back, and the accounts from which nothing is paid until the bank's statements show what was.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{BankAccountId, BudgetLineId, FinanceRequestId};
use domain::money::Fen;
use domain::refusal::Code;
use domain::restoration::{Evidence, first_missing};
use domain::statement::StatementState;
use domain::workflow::{BatchState, EntryState, PaymentState, QuarantineState};
use entity::{
    bank_account, budget_line, number_series, payment_batch, release_lock, restoration, session, statement,
    statement_entry,
};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _,
    IntoActiveModel, PaginatorTrait as _, QueryFilter, QueryOrder, QueryResult, QuerySelect as _,
};

use super::scope::Scope;
use super::tally::Count;
use super::{list, sql};
use crate::Connection;
use kernel::error::{Error, Fault};

/// What a database gave out that a copy takes the place of, as far as it can still be read.
#[derive(Debug, Clone, Default)]
pub struct GivenOut {
    /// How often a copy was brought back before.
    pub epoch: i64,
    /// The last number of each series and year.
    pub numbers: Vec<number_series::Model>,
}

impl GivenOut {
    /// Reads it.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn of(db: &Connection) -> Result<Self, Error> {
        Ok(Self { epoch: epoch(db).await?, numbers: number_series::Entity::find().all(db).await? })
    }
}

/// How often a copy was brought back.
///
/// # Errors
/// A fault of the database.
pub async fn epoch(db: &Connection) -> Result<i64, Error> {
    Ok(last(db).await?.map_or(0, |r| r.epoch))
}

/// The last time that a copy was brought back.
///
/// # Errors
/// A fault of the database.
pub async fn last(db: &Connection) -> Result<Option<restoration::Model>, Error> {
    Ok(restoration::Entity::find().order_by_desc(restoration::Column::Epoch).one(db).await?)
}

/// Notes that a copy was brought back, with the accounts that are locked for it.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: restoration::Model, locks: Vec<release_lock::Model>) -> Result<(), Error> {
    restoration::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    list::insert_all(tx, locks.into_iter().map(|lock| lock.into_active_model().reset_all())).await
}

/// Ends every session, and lets the series of numbers go on further than what may have been given out since the copy.
///
/// # Errors
/// A fault of the database.
pub async fn leave_the_copy_behind(tx: &Connection, given_out: &GivenOut) -> Result<(), Error> {
    session::Entity::delete_many().exec(tx).await?;
    super::number::go_on(tx, &given_out.numbers).await
}

/// All bank accounts.
///
/// # Errors
/// A fault of the database.
pub async fn accounts(db: &Connection) -> Result<Vec<bank_account::Model>, Error> {
    Ok(bank_account::Entity::find().order_by_asc(bank_account::Column::Id).all(db).await?)
}

/// How many accounts of the viewer's pay nothing until the bank's statements show what was paid.
pub fn count_locked(scope: &Scope) -> Count {
    let locks = Query::select()
        .column(release_lock::Column::BankAccountId)
        .from(release_lock::Entity)
        .and_where(release_lock::Column::LiftedBy.is_null())
        .to_owned();
    let mine = bank_account::Entity::find().filter(scope.on_unit(bank_account::Column::UnitId));
    Count::of(mine.filter(bank_account::Column::Id.in_subquery(locks)))
}

/// The batches that are not wholly through.
///
/// # Errors
/// A fault of the database.
pub async fn batches(tx: &Connection) -> Result<Vec<payment_batch::Model>, Error> {
    let open = [BatchState::Draft, BatchState::Submitted, BatchState::Approved, BatchState::Sealed];
    let query = payment_batch::Entity::find().filter(list::one_of(payment_batch::Column::State, open));
    Ok(query.order_by_asc(payment_batch::Column::Id).all(tx).await?)
}

/// The locks that hold.
fn open() -> sea_orm::Select<release_lock::Entity> {
    release_lock::Entity::find()
        .filter(release_lock::Column::LiftedBy.is_null())
        .order_by_asc(release_lock::Column::ThroughOn)
}

/// Whether the account of a budget line is locked.
///
/// # Errors
/// A fault of the database.
pub async fn is_locked(db: &Connection, line: BudgetLineId) -> Result<bool, Error> {
    let account = Query::select()
        .column(budget_line::Column::BankAccountId)
        .from(budget_line::Entity)
        .and_where(Expr::col(budget_line::Column::Id).eq(line))
        .to_owned();
    let query = open().filter(release_lock::Column::BankAccountId.in_subquery(account));
    Ok(query.count(db).await? > 0)
}

/// The lock of an account that holds longest.
///
/// # Errors
/// A fault of the database.
pub async fn of_account(db: &Connection, account: BankAccountId) -> Result<Option<release_lock::Model>, Error> {
    let mut rows = open().filter(release_lock::Column::BankAccountId.eq(account)).all(db).await?;
    Ok(rows.pop())
}

/// The accounts that a viewer sees and that are locked, each with the lock that holds longest.
///
/// # Errors
/// A fault of the database.
pub async fn locked(db: &Connection, scope: &Scope) -> Result<Vec<(bank_account::Model, release_lock::Model)>, Error> {
    let locks = open().all(db).await?;
    if locks.is_empty() {
        return Ok(Vec::new());
    }
    let query = bank_account::Entity::find()
        .filter(scope.on_unit(bank_account::Column::UnitId))
        .order_by_asc(bank_account::Column::AccountNo);
    let ids: BTreeSet<BankAccountId> = locks.iter().map(|lock| lock.bank_account_id).collect();
    let accounts = list::find_in(db, query, bank_account::Column::Id, ids).await?;
    let last = |id| locks.iter().rfind(|lock| lock.bank_account_id == id).cloned();
    Ok(accounts.into_iter().filter_map(|account| last(account.id).map(|lock| (account, lock))).collect())
}

/// The last day until which an account was ever locked.
///
/// # Errors
/// A fault of the database.
pub async fn last_day(db: &Connection, account: BankAccountId) -> Result<Option<NaiveDate>, Error> {
    let query = release_lock::Entity::find()
        .filter(release_lock::Column::BankAccountId.eq(account))
        .order_by_desc(release_lock::Column::ThroughOn);
    Ok(query.one(db).await?.map(|lock| lock.through_on))
}

/// The lock that a request ended, the longest of its account.
///
/// # Errors
/// A fault of the database.
pub async fn lifted_by(db: &Connection, request: FinanceRequestId) -> Result<Option<release_lock::Model>, Error> {
    let query = release_lock::Entity::find()
        .filter(release_lock::Column::LiftedBy.eq(request))
        .order_by_desc(release_lock::Column::ThroughOn);
    Ok(query.one(db).await?)
}

/// The statements of an account that were taken and reach into some days, oldest first.
fn taken(account: BankAccountId, (from, through): (NaiveDate, NaiveDate)) -> sea_orm::Select<statement::Entity> {
    statement::Entity::find()
        .filter(statement::Column::BankAccountId.eq(account))
        .filter(statement::Column::State.eq(StatementState::Balanced))
        .filter(statement::Column::ToOn.gte(from))
        .filter(statement::Column::FromOn.lte(through))
        .order_by_asc(statement::Column::FromOn)
        .order_by_asc(statement::Column::ToOn)
}

/// The statements that show the days of a lock, oldest first, and no more than `limit`.
///
/// # Errors
/// A fault of the database.
pub async fn statements(
    db: &Connection,
    lock: &release_lock::Model,
    limit: u64,
) -> Result<Vec<statement::Model>, Error> {
    Ok(taken(lock.bank_account_id, (lock.from_on, lock.through_on)).limit(limit).all(db).await?)
}

/// How many payments of an account are in each state that has no end, and their sums.
///
/// # Errors
/// A fault of the database.
pub async fn open_payments(db: &Connection, account: BankAccountId) -> Result<Vec<(PaymentState, i64, Fen)>, Error> {
    let text = "SELECT p.state, COUNT(*) AS n, CAST(SUM(p.amount_fen) AS bigint) AS fen FROM payment p
         JOIN budget_line b ON b.id = p.budget_line_id
         WHERE b.bank_account_id = $1 AND p.state IN ('ready', 'held', 'instructed') GROUP BY p.state ORDER BY p.state";
    let rows = db.query_all_raw(sql(db, text, [account.uuid().into()])).await?;
    let read =
        |row: &QueryResult| Ok((row.try_get("", "state")?, row.try_get("", "n")?, Fen::new(row.try_get("", "fen")?)));
    rows.iter().map(read).collect()
}

/// How many payments the bank's lines of some days settled, and their sum.
///
/// # Errors
/// A fault of the database.
pub async fn settled(
    db: &Connection,
    account: BankAccountId,
    (from, through): (NaiveDate, NaiveDate),
) -> Result<(i64, Fen), Error> {
    // A row below zero takes an earlier one back.
    let text = "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(s.fen), 0) AS bigint) AS fen FROM (
           SELECT SUM(a.amount_fen) AS fen FROM allocation a JOIN statement_entry e ON e.id = a.entry_id
           WHERE e.bank_account_id = $1 AND e.booked_on >= $2 AND e.booked_on <= $3 AND a.kind = 'settle'
           GROUP BY a.payment_id HAVING SUM(a.amount_fen) > 0) s";
    let row = db.query_one_raw(sql(db, text, [account.uuid().into(), from.into(), through.into()])).await?;
    let row = row.ok_or_else(|| Fault::new("a count gave no row"))?;
    Ok((row.try_get("", "n")?, Fen::new(row.try_get("", "fen")?)))
}

/// What the books know of the bank for an account, on some days.
///
/// # Errors
/// A fault of the database.
pub async fn evidence(
    db: &Connection,
    account: BankAccountId,
    days: (NaiveDate, NaiveDate),
) -> Result<Evidence, Error> {
    let periods: Vec<_> = taken(account, days).all(db).await?.into_iter().map(|s| (s.from_on, s.to_on)).collect();
    let lines = statement_entry::Entity::find()
        .filter(statement_entry::Column::BankAccountId.eq(account))
        .filter(statement_entry::Column::State.eq(EntryState::Unmatched));
    let waiting = statement::Entity::find()
        .filter(statement::Column::BankAccountId.eq(account))
        .filter(list::one_of(statement::Column::Quarantine, [QuarantineState::Waiting, QuarantineState::Asked]));
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    Ok(Evidence {
        missing: first_missing(days, &periods),
        open_lines: count(lines.count(db).await?),
        waiting: count(waiting.count(db).await?),
    })
}

/// Ends the locks of an account.
///
/// # Errors
/// [`Code::Stale`] when it has none.
pub async fn lift(
    tx: &Connection,
    account: BankAccountId,
    request: FinanceRequestId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row =
        release_lock::ActiveModel { lifted_by: Set(Some(request)), lifted_at: Set(Some(now)), ..Default::default() };
    let done = release_lock::Entity::update_many()
        .set(row)
        .filter(release_lock::Column::BankAccountId.eq(account))
        .filter(release_lock::Column::LiftedBy.is_null())
        .exec(tx)
        .await?;
    if done.rows_affected > 0 { Ok(()) } else { Err(Code::Stale.into()) }
}
