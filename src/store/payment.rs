//! Awards, payments and batches.

use std::collections::{BTreeSet, HashMap};

use domain::id::{ApplicationId, AwardId, BatchId, PaymentId};
use domain::refusal::Code;
use domain::workflow::{BatchState, Moved, PaymentState};
use entity::{award, bank_account, payment, payment_batch, payment_left_out};
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, DerivePartialModel, EntityTrait, IntoActiveModel, JoinType,
    PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect,
};

use super::list;
use super::scope::Scope;
use crate::Connection;
use kernel::error::Error;

/// Inserts awards.
///
/// # Errors
/// A fault of the database.
pub async fn insert_awards(tx: &Connection, rows: Vec<award::Model>) -> Result<(), Error> {
    list::insert_all(tx, rows.into_iter().map(|r| r.into_active_model().reset_all())).await
}

/// The awards of an application.
///
/// # Errors
/// A fault of the database.
pub async fn awards(db: &Connection, id: ApplicationId) -> Result<Vec<award::Model>, Error> {
    Ok(award::Entity::find()
        .filter(award::Column::ApplicationId.eq(id))
        .order_by_asc(award::Column::PayeeCode)
        .all(db)
        .await?)
}

/// An award by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn award(db: &Connection, id: AwardId) -> Result<award::Model, Error> {
    award::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// The number of the latest attempt to pay an award, over all its parts.
///
/// # Errors
/// A fault of the database.
pub async fn last_attempt(db: &Connection, id: AwardId) -> Result<i64, Error> {
    let query = payment::Entity::find().filter(payment::Column::AwardId.eq(id));
    let last = query.order_by_desc(payment::Column::Attempt).one(db).await?;
    Ok(last.map_or(0, |payment| payment.attempt))
}

/// Inserts a payment.
///
/// # Errors
/// [`Code::AlreadyPaid`] when the award has a live one.
pub async fn insert(tx: &Connection, row: payment::Model) -> Result<(), Error> {
    payment::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// Inserts any number of payments.
///
/// # Errors
/// [`Code::AlreadyPaid`] when an award has a live one.
pub async fn insert_all(tx: &Connection, rows: Vec<payment::Model>) -> Result<(), Error> {
    list::insert_all(tx, rows.into_iter().map(|r| r.into_active_model().reset_all())).await
}

/// A payment by its number, locked for the transaction, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock(tx: &Connection, scope: &Scope, number: &str) -> Result<payment::Model, Error> {
    let query = scoped(scope).filter(payment::Column::Number.eq(number)).lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// Payments by their numbers, inside a scope, locked in the order of their ids.
///
/// # Errors
/// [`Code::NotFound`] when one is missing.
pub async fn lock_many(tx: &Connection, scope: &Scope, numbers: &[String]) -> Result<Vec<payment::Model>, Error> {
    let query = scoped(scope).order_by_asc(payment::Column::Id).lock(LockType::Update);
    let rows = list::find_in(tx, query, payment::Column::Number, numbers.iter().cloned()).await?;
    if rows.len() == numbers.len() { Ok(rows) } else { Err(Code::NotFound.into()) }
}

/// The firms whose applications payments belong to, by the payments' numbers, inside a scope; each once.
///
/// # Errors
/// A fault of the database.
pub async fn firms(db: &Connection, scope: &Scope, numbers: &[String]) -> Result<Vec<entity::firm::Model>, Error> {
    use entity::{application, firm};
    let payments = list::find_in(db, scoped(scope), payment::Column::Number, numbers.iter().cloned()).await?;
    let ids: BTreeSet<ApplicationId> = payments.iter().map(|p| p.application_id).collect();
    let applications = list::find_in(db, application::Entity::find(), application::Column::Id, ids).await?;
    let ids: BTreeSet<_> = applications.iter().map(|a| a.firm_id).collect();
    let query = firm::Entity::find().order_by_asc(firm::Column::Id);
    list::find_in(db, query, firm::Column::Id, ids).await
}

/// The payments of the applications that a viewer sees.
pub(super) fn scoped(scope: &Scope) -> sea_orm::Select<payment::Entity> {
    use entity::application;
    use sea_orm::sea_query::Query;
    let mine = Query::select()
        .column(application::Column::Id)
        .from(application::Entity)
        .cond_where(scope.on(application::Column::FirmId, application::Column::UnitId))
        .to_owned();
    payment::Entity::find().filter(payment::Column::ApplicationId.in_subquery(mine))
}

/// Payments in the given states, oldest first; the states empty mean all.
///
/// # Errors
/// A fault of the database.
pub async fn in_states(
    db: &Connection,
    scope: &Scope,
    states: &[PaymentState],
    limit: u64,
) -> Result<Vec<payment::Model>, Error> {
    let mut query = scoped(scope);
    if !states.is_empty() {
        query = query.filter(list::one_of(payment::Column::State, states.iter().copied()));
    }
    Ok(query.order_by_asc(payment::Column::Number).limit(limit).all(db).await?)
}

/// The payments of an application, oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn of_application(db: &Connection, id: ApplicationId) -> Result<Vec<payment::Model>, Error> {
    Ok(payment::Entity::find()
        .filter(payment::Column::ApplicationId.eq(id))
        .order_by_asc(payment::Column::Number)
        .all(db)
        .await?)
}

/// The payments of some applications, by application, each by number.
///
/// # Errors
/// A fault of the database.
pub async fn of_applications(
    db: &Connection,
    ids: Vec<ApplicationId>,
) -> Result<HashMap<ApplicationId, Vec<payment::Model>>, Error> {
    let query = payment::Entity::find().filter(list::within(db, payment::Column::ApplicationId, ids));
    let mut found: HashMap<ApplicationId, Vec<payment::Model>> = HashMap::new();
    for row in query.order_by_asc(payment::Column::Number).all(db).await? {
        found.entry(row.application_id).or_default().push(row);
    }
    Ok(found)
}

/// The members of a batch, locked in the order of their ids.
///
/// # Errors
/// A fault of the database.
pub async fn members(db: &Connection, id: BatchId) -> Result<Vec<payment::Model>, Error> {
    let query = payment::Entity::find().filter(payment::Column::BatchId.eq(id)).order_by_asc(payment::Column::Id);
    Ok(query.lock(LockType::Update).all(db).await?)
}

/// A payment by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &Connection, id: PaymentId) -> Result<payment::Model, Error> {
    payment::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A payment by its id, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock_by_id(tx: &Connection, id: PaymentId) -> Result<payment::Model, Error> {
    payment::Entity::find_by_id(id).lock(LockType::Update).one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// What a move changes of payments beside their state.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// The batch, where it changes: into one, or out of it.
    pub batch: Option<Option<BatchId>>,
    /// What the bank says, where it says something.
    pub reason: Option<&'a str>,
}

/// Moves payments that are all still in the state that was read.
///
/// # Errors
/// [`Code::Stale`] when one of them is not.
pub async fn advance_all(
    tx: &Connection,
    ids: &[PaymentId],
    moved: &Moved<PaymentState>,
    beside: Beside<'_>,
) -> Result<(), Error> {
    for piece in list::pieces(ids) {
        let mut row = payment::ActiveModel { state: Set(moved.to()), ..Default::default() };
        if let Some(batch) = beside.batch {
            row.batch_id = Set(batch);
        }
        if let Some(reason) = beside.reason {
            row.return_reason = Set(reason.to_owned());
        }
        let update = payment::Entity::update_many()
            .set(row)
            .filter(list::within(tx, payment::Column::Id, piece.iter().copied()))
            .filter(payment::Column::State.eq(moved.from()));
        let done = super::moved::stamp(update, moved).exec(tx).await?;
        if done.rows_affected != u64::try_from(piece.len()).unwrap_or(u64::MAX) {
            return Err(Code::Stale.into());
        }
    }
    Ok(())
}

/// Payments by their ids, locked in the order of their ids.
///
/// # Errors
/// [`Code::NotFound`] when one is missing.
pub async fn lock_by_ids(tx: &Connection, ids: &BTreeSet<PaymentId>) -> Result<Vec<payment::Model>, Error> {
    let query = payment::Entity::find().order_by_asc(payment::Column::Id).lock(LockType::Update);
    let rows = list::find_in(tx, query, payment::Column::Id, ids.iter().copied()).await?;
    if rows.len() == ids.len() { Ok(rows) } else { Err(Code::NotFound.into()) }
}

/// All payments of an award, locked in the order of their ids.
///
/// # Errors
/// A fault of the database.
pub async fn lock_of_award(tx: &Connection, award: AwardId) -> Result<Vec<payment::Model>, Error> {
    let query = payment::Entity::find().filter(payment::Column::AwardId.eq(award)).order_by_asc(payment::Column::Id);
    Ok(query.lock(LockType::Update).all(tx).await?)
}

/// Payments of an account's budget lines by their end-to-end ids, locked in the order of their ids.
///
/// # Errors
/// A fault of the database.
pub async fn lock_by_end_to_end(
    tx: &Connection,
    lines: &[domain::id::BudgetLineId],
    ids: &BTreeSet<&str>,
) -> Result<Vec<payment::Model>, Error> {
    let query = payment::Entity::find()
        .filter(list::within(tx, payment::Column::BudgetLineId, lines.iter().copied()))
        .order_by_asc(payment::Column::Id)
        .lock(LockType::Update);
    list::find_in(tx, query, payment::Column::EndToEndId, ids.iter().copied()).await
}

/// The digits of an account as a bank writes it: payments keep the number without its spelling.
pub(super) fn account_digits(written: &str) -> String {
    written.chars().filter(char::is_ascii_digit).collect()
}

/// The newest payment of some budget lines to an account, however the bank writes its number.
///
/// # Errors
/// A fault of the database.
pub async fn latest_to(
    db: &Connection,
    lines: &[domain::id::BudgetLineId],
    account: &str,
) -> Result<Option<payment::Model>, Error> {
    let digits = account_digits(account);
    if digits.is_empty() {
        return Ok(None);
    }
    let query = payment::Entity::find()
        .filter(list::within(db, payment::Column::BudgetLineId, lines.iter().copied()))
        .filter(payment::Column::AccountNo.eq(digits))
        .order_by_desc(payment::Column::Number);
    Ok(query.one(db).await?)
}

/// Batches of which a payment is still to be booked.
///
/// # Errors
/// A fault of the database.
pub async fn still_open(db: &Connection, ids: &BTreeSet<BatchId>) -> Result<BTreeSet<BatchId>, Error> {
    let mut open = BTreeSet::new();
    for id in ids {
        let query = payment::Entity::find()
            .select_only()
            .column(payment::Column::BatchId)
            .filter(payment::Column::BatchId.eq(*id))
            .filter(list::one_of(payment::Column::State, [PaymentState::Batched, PaymentState::Instructed]))
            .limit(1);
        open.extend(query.into_tuple::<BatchId>().one(db).await?);
    }
    Ok(open)
}

/// Inserts a batch.
///
/// # Errors
/// A fault of the database.
pub async fn insert_batch(tx: &Connection, row: payment_batch::Model) -> Result<(), Error> {
    payment_batch::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// Those of some batches that have a payment which is not paid.
///
/// # Errors
/// A fault of the database.
pub async fn with_unpaid(db: &Connection, ids: Vec<BatchId>) -> Result<BTreeSet<BatchId>, Error> {
    let query = payment::Entity::find()
        .select_only()
        .column(payment::Column::BatchId)
        .distinct()
        .filter(list::within(db, payment::Column::BatchId, ids))
        .filter(payment::Column::State.ne(PaymentState::Paid));
    let found: Vec<Option<BatchId>> = query.into_tuple().all(db).await?;
    Ok(found.into_iter().flatten().collect())
}

/// Writes what is left of a batch that is still as it was read.
///
/// # Errors
/// [`Code::Stale`].
pub async fn shrink_batch(tx: &Connection, smaller: &payment_batch::Model) -> Result<(), Error> {
    let row = payment_batch::ActiveModel {
        payments: Set(smaller.payments),
        sum_fen: Set(smaller.sum_fen),
        content_sha256: Set(smaller.content_sha256.clone()),
        approved_sha256: Set(smaller.approved_sha256.clone()),
        ..Default::default()
    };
    let done = payment_batch::Entity::update_many()
        .set(row)
        .filter(payment_batch::Column::Id.eq(smaller.id))
        .filter(payment_batch::Column::State.eq(smaller.state))
        .filter(payment_batch::Column::Version.eq(smaller.version))
        .exec(tx)
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// Notes payments that a batch leaves out, and why.
///
/// # Errors
/// A fault of the database.
pub async fn insert_left_out(tx: &Connection, rows: Vec<payment_left_out::Model>) -> Result<(), Error> {
    list::insert_all(tx, rows.into_iter().map(|r| r.into_active_model().reset_all())).await
}

/// How many payments an act left out of a batch.
///
/// # Errors
/// A fault of the database.
pub async fn count_left_out(db: &Connection, batch: BatchId, act: &str) -> Result<i64, Error> {
    let query = payment_left_out::Entity::find()
        .filter(payment_left_out::Column::BatchId.eq(batch))
        .filter(payment_left_out::Column::Act.eq(act));
    Ok(i64::try_from(query.count(db).await?).unwrap_or(i64::MAX))
}

/// A page of the payments that a batch left out, by number after a number, with the reason of each.
///
/// # Errors
/// A fault of the database.
pub async fn left_out(
    db: &Connection,
    batch: BatchId,
    after: Option<&str>,
    limit: u64,
) -> Result<Vec<(payment::Model, payment_left_out::Model)>, Error> {
    let of_batch = sea_orm::sea_query::Query::select()
        .column(payment_left_out::Column::PaymentId)
        .from(payment_left_out::Entity)
        .and_where(payment_left_out::Column::BatchId.eq(batch))
        .to_owned();
    let mut payments = payment::Entity::find().filter(payment::Column::Id.in_subquery(of_batch));
    if let Some(after) = after {
        payments = payments.filter(payment::Column::Number.gt(after));
    }
    let payments = payments.order_by_asc(payment::Column::Number).limit(limit).all(db).await?;
    let reasons = payment_left_out::Entity::find().filter(payment_left_out::Column::BatchId.eq(batch));
    let of_these = payments.iter().map(|p| p.id);
    let reasons = list::find_in(db, reasons, payment_left_out::Column::PaymentId, of_these).await?;
    let mut reasons: HashMap<_, _> = reasons.into_iter().map(|r| (r.payment_id, r)).collect();
    Ok(payments.into_iter().filter_map(|p| reasons.remove(&p.id).map(|r| (p, r))).collect())
}

/// A batch by its number, inside a scope, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock_batch(tx: &Connection, scope: &Scope, number: &str) -> Result<payment_batch::Model, Error> {
    let query = payment_batch::Entity::find()
        .filter(payment_batch::Column::Number.eq(number))
        .filter(scope.on_unit(payment_batch::Column::UnitId))
        .lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// Every batch with its number and state, for the verification.
///
/// # Errors
/// A fault of the database.
pub async fn states_of_batches(db: &Connection) -> Result<Vec<(BatchId, String, BatchState)>, Error> {
    let query = payment_batch::Entity::find().select_only().column(payment_batch::Column::Id);
    let query = query.column(payment_batch::Column::Number).column(payment_batch::Column::State);
    Ok(query.order_by_asc(payment_batch::Column::Number).into_tuple().all(db).await?)
}

/// A batch by its number, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn batch(db: &Connection, scope: &Scope, number: &str) -> Result<payment_batch::Model, Error> {
    let query = payment_batch::Entity::find()
        .filter(payment_batch::Column::Number.eq(number))
        .filter(scope.on_unit(payment_batch::Column::UnitId));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A batch with the account that it is paid from.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "payment_batch::Entity")]
pub struct Paying {
    /// The batch.
    #[sea_orm(nested)]
    pub batch: payment_batch::Model,
    /// The account.
    #[sea_orm(nested)]
    pub account: bank_account::Model,
}

/// A batch by its number with the account that it is paid from, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn paying(db: &Connection, scope: &Scope, number: &str) -> Result<Paying, Error> {
    let account = payment_batch::Entity::belongs_to(bank_account::Entity)
        .from(payment_batch::Column::BankAccountId)
        .to(bank_account::Column::Id);
    let query = payment_batch::Entity::find()
        .filter(payment_batch::Column::Number.eq(number))
        .filter(scope.on_unit(payment_batch::Column::UnitId))
        .join(JoinType::InnerJoin, account.into());
    query.into_partial_model::<Paying>().one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A batch by its id, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock_batch_by_id(tx: &Connection, id: BatchId) -> Result<payment_batch::Model, Error> {
    payment_batch::Entity::find_by_id(id).lock(LockType::Update).one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// Batches that a viewer sees, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn batches(db: &Connection, scope: &Scope, limit: u64) -> Result<Vec<payment_batch::Model>, Error> {
    let query = payment_batch::Entity::find().filter(scope.on_unit(payment_batch::Column::UnitId));
    Ok(query.order_by_desc(payment_batch::Column::Number).limit(limit).all(db).await?)
}

/// The file of a sealed batch.
pub struct SealedFile {
    /// The message's id.
    pub msg_id: String,
    /// The bytes, made once.
    pub bytes: Vec<u8>,
    /// Their SHA-256.
    pub sha256: String,
    /// When the bank shall pay.
    pub execution_date: chrono::NaiveDate,
}

/// Moves a batch that is still as it was read; binds the approval to the content, stores the sealed file.
///
/// # Errors
/// [`Code::Stale`].
pub async fn advance_batch(
    tx: &Connection,
    seen: &payment_batch::Model,
    moved: &Moved<BatchState>,
    approved: Option<String>,
    file: Option<SealedFile>,
) -> Result<(), Error> {
    let mut row = payment_batch::ActiveModel {
        state: Set(moved.to()),
        version: Set(seen.version.saturating_add(1)),
        ..Default::default()
    };
    if let Some(hash) = approved {
        row.approved_sha256 = Set(Some(hash));
    }
    if let Some(file) = file {
        row.msg_id = Set(Some(file.msg_id));
        row.file_bytes = Set(Some(file.bytes));
        row.file_sha256 = Set(Some(file.sha256));
        row.execution_date = Set(Some(file.execution_date));
    }
    let update = payment_batch::Entity::update_many()
        .set(row)
        .filter(payment_batch::Column::Id.eq(seen.id))
        .filter(payment_batch::Column::State.eq(seen.state))
        .filter(payment_batch::Column::Version.eq(seen.version));
    let done = super::moved::stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}
