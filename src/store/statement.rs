//! Bank statements, their lines and matches.

use domain::id::{BankAccountId, EntryId, StatementId};
use domain::refusal::Code;
use domain::workflow::EntryState;
use entity::{entry_match, statement, statement_entry};
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect,
};

use super::scope::Scope;
use super::sql;
use crate::error::Error;

/// Inserts a statement with its lines (none for one in quarantine).
///
/// # Errors
/// [`Code::StatementKnown`] when the same one was taken before.
pub async fn insert(
    tx: &impl ConnectionTrait,
    row: statement::Model,
    entries: Vec<statement_entry::Model>,
) -> Result<(), Error> {
    statement::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    let mut entries = entries.into_iter().map(|e| e.into_active_model().reset_all()).peekable();
    while entries.peek().is_some() {
        statement_entry::Entity::insert_many(entries.by_ref().take(200)).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The last balanced statement of an account.
///
/// # Errors
/// A fault of the database.
pub async fn latest(db: &impl ConnectionTrait, account: BankAccountId) -> Result<Option<statement::Model>, Error> {
    let query = statement::Entity::find()
        .filter(statement::Column::BankAccountId.eq(account))
        .filter(statement::Column::State.eq("balanced"))
        .order_by_desc(statement::Column::ToOn)
        .order_by_desc(statement::Column::Number);
    Ok(query.one(db).await?)
}

/// A statement by its number, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_number(db: &impl ConnectionTrait, scope: &Scope, number: &str) -> Result<statement::Model, Error> {
    scoped(scope).filter(statement::Column::Number.eq(number)).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// The statement that a file was imported as.
///
/// # Errors
/// A fault of the database.
pub async fn of_document(
    db: &impl ConnectionTrait,
    document: domain::id::DocumentId,
) -> Result<Option<statement::Model>, Error> {
    Ok(statement::Entity::find().filter(statement::Column::DocumentId.eq(document)).one(db).await?)
}

/// Statements that a viewer sees, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn all(db: &impl ConnectionTrait, scope: &Scope, limit: u64) -> Result<Vec<statement::Model>, Error> {
    Ok(scoped(scope).order_by_desc(statement::Column::Number).limit(limit).all(db).await?)
}

fn scoped(scope: &Scope) -> sea_orm::Select<statement::Entity> {
    use entity::bank_account;
    use sea_orm::sea_query::Query;
    let mine = Query::select()
        .column(bank_account::Column::Id)
        .from(bank_account::Entity)
        .cond_where(scope.on_unit(bank_account::Column::UnitId))
        .to_owned();
    statement::Entity::find().filter(statement::Column::BankAccountId.in_subquery(mine))
}

/// The lines of a statement, in its order.
///
/// # Errors
/// A fault of the database.
pub async fn entries(db: &impl ConnectionTrait, id: StatementId) -> Result<Vec<statement_entry::Model>, Error> {
    let query = statement_entry::Entity::find().filter(statement_entry::Column::StatementId.eq(id));
    Ok(query.order_by_asc(statement_entry::Column::Ordinal).all(db).await?)
}

/// Unmatched lines of an account, in the order of booking.
///
/// # Errors
/// A fault of the database.
pub async fn unmatched(
    db: &impl ConnectionTrait,
    account: BankAccountId,
) -> Result<Vec<statement_entry::Model>, Error> {
    let query = statement_entry::Entity::find()
        .filter(statement_entry::Column::BankAccountId.eq(account))
        .filter(statement_entry::Column::State.eq(EntryState::Unmatched));
    Ok(query
        .order_by_asc(statement_entry::Column::BookedOn)
        .order_by_asc(statement_entry::Column::Ordinal)
        .all(db)
        .await?)
}

/// How many lines in a state the viewer sees; those of a statement in quarantine wait for the statement.
///
/// # Errors
/// A fault of the database.
pub async fn count_entries(db: &impl ConnectionTrait, scope: &Scope, state: EntryState) -> Result<u64, Error> {
    use sea_orm::QueryTrait as _;
    let of = scoped(scope).filter(statement::Column::State.ne("quarantined"));
    let of = of.select_only().column(statement::Column::Id).into_query();
    let query = statement_entry::Entity::find()
        .filter(statement_entry::Column::State.eq(state))
        .filter(statement_entry::Column::StatementId.in_subquery(of));
    Ok(query.count(db).await?)
}

/// How many statements stand in quarantine.
///
/// # Errors
/// A fault of the database.
pub async fn count_held(db: &impl ConnectionTrait, scope: &Scope) -> Result<u64, Error> {
    Ok(scoped(scope).filter(statement::Column::State.eq("quarantined")).count(db).await?)
}

/// A line of a statement by its ordinal, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock_entry(
    tx: &impl ConnectionTrait,
    statement: StatementId,
    ordinal: i64,
) -> Result<statement_entry::Model, Error> {
    let query = statement_entry::Entity::find()
        .filter(statement_entry::Column::StatementId.eq(statement))
        .filter(statement_entry::Column::Ordinal.eq(ordinal))
        .lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// Which of the keys earlier files have brought already.
///
/// # Errors
/// A fault of the database.
pub async fn known_keys(
    db: &impl ConnectionTrait,
    account: BankAccountId,
    keys: &[String],
) -> Result<std::collections::HashSet<String>, Error> {
    let mut known = std::collections::HashSet::new();
    for chunk in keys.chunks(500) {
        let found: Vec<String> = statement_entry::Entity::find()
            .select_only()
            .column(statement_entry::Column::EntryKey)
            .filter(statement_entry::Column::BankAccountId.eq(account))
            .filter(statement_entry::Column::EntryKey.is_in(chunk))
            .into_tuple()
            .all(db)
            .await?;
        known.extend(found);
    }
    Ok(known)
}

/// Moves a line that is still unmatched and writes what it was matched with.
///
/// # Errors
/// [`Code::Stale`] when somebody matched it meanwhile.
pub async fn settle_entry(
    tx: &impl ConnectionTrait,
    entry: EntryId,
    to: EntryState,
    row: entry_match::Model,
) -> Result<(), Error> {
    let change = statement_entry::ActiveModel { state: Set(to), ..Default::default() };
    let done = statement_entry::Entity::update_many()
        .set(change)
        .filter(statement_entry::Column::Id.eq(entry))
        .filter(statement_entry::Column::State.eq(EntryState::Unmatched))
        .exec(tx)
        .await?;
    if done.rows_affected != 1 {
        return Err(Code::Stale.into());
    }
    let row = row.into_active_model().reset_all();
    entry_match::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// The matches of a statement's lines.
///
/// # Errors
/// A fault of the database.
pub async fn matches(db: &impl ConnectionTrait, id: StatementId) -> Result<Vec<entry_match::Model>, Error> {
    use sea_orm::sea_query::Query;
    let mine = Query::select()
        .column(statement_entry::Column::Id)
        .from(statement_entry::Entity)
        .and_where(statement_entry::Column::StatementId.eq(id))
        .to_owned();
    Ok(entry_match::Entity::find().filter(entry_match::Column::EntryId.in_subquery(mine)).all(db).await?)
}

/// Booked debits minus returned credits matched to payments of a budget line: what the bank says was spent, in fen.
///
/// # Errors
/// A fault of the database.
pub async fn bank_spent(
    db: &impl ConnectionTrait,
    line: domain::id::BudgetLineId,
) -> Result<domain::money::Fen, Error> {
    let statement = sql(
        db,
        "SELECT CAST(COALESCE(SUM(CASE WHEN m.kind = 'settle' THEN m.amount_fen ELSE -m.amount_fen END), 0) AS bigint) AS v
         FROM entry_match m JOIN payment p ON p.id = m.payment_id WHERE p.budget_line_id = $1 AND m.kind IN ('settle', 'return')",
        [line.uuid().into()],
    );
    let row = db.query_one_raw(statement).await?;
    Ok(domain::money::Fen::new(row.map_or(Ok(0), |r| r.try_get::<i64>("", "v"))?))
}
