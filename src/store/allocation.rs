//! What bank lines are: each part of a line with its payment or explanation. Rows are only added; the database keeps the
//! sums of lines and payments beside them.

use std::collections::{BTreeSet, HashMap};

use domain::id::{BankAccountId, BudgetLineId, EntryId, PaymentId, StatementId};
use domain::money::Fen;
use domain::reconciliation::AllocationKind;
use entity::{allocation, statement_entry};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::list::{self, Kind};
use super::sql;
use crate::Connection;
use kernel::error::Error;

/// Adds parts.
///
/// # Errors
/// [`domain::refusal::Code::Stale`] when a line or a payment would have more than its amount.
pub async fn insert(tx: &Connection, rows: Vec<allocation::Model>) -> Result<(), Error> {
    list::insert_all(tx, rows.into_iter().map(|r| r.into_active_model().reset_all())).await
}

/// The parts of lines that stand: neither rows that take back nor what they took back.
fn standing() -> sea_orm::Select<allocation::Entity> {
    let taken_back = Query::select()
        .column(allocation::Column::Reverses)
        .from(allocation::Entity)
        .and_where(allocation::Column::Reverses.is_not_null())
        .to_owned();
    allocation::Entity::find()
        .filter(allocation::Column::Reverses.is_null())
        .filter(allocation::Column::Id.not_in_subquery(taken_back))
}

/// The parts of a line that stand, in the order in which they were made.
///
/// # Errors
/// A fault of the database.
pub async fn of_entry(db: &Connection, entry: EntryId) -> Result<Vec<allocation::Model>, Error> {
    let query = standing().filter(allocation::Column::EntryId.eq(entry));
    Ok(query.order_by_asc(allocation::Column::DecidedAt).order_by_asc(allocation::Column::Id).all(db).await?)
}

/// The last decisions on the lines of a statement, newest first, each with its line; those of people or of the rule.
///
/// # Errors
/// A fault of the database.
pub async fn latest(
    db: &Connection,
    statement: StatementId,
    by_people: bool,
    limit: u64,
) -> Result<Vec<(allocation::Model, statement_entry::Model)>, Error> {
    let mut query = allocation::Entity::find().filter(allocation::Column::EntryId.in_subquery(lines_of(statement)));
    query = if by_people {
        query.filter(allocation::Column::DecidedBy.is_not_null())
    } else {
        query.filter(allocation::Column::DecidedBy.is_null())
    };
    let order = query.order_by_desc(allocation::Column::DecidedAt).order_by_desc(allocation::Column::Id);
    let rows = order.limit(limit).all(db).await?;
    let ids: BTreeSet<EntryId> = rows.iter().map(|m| m.entry_id).collect();
    let lines = list::find_in(db, statement_entry::Entity::find(), statement_entry::Column::Id, ids).await?;
    let line = |id| lines.iter().find(|e| e.id == id).cloned();
    Ok(rows.into_iter().filter_map(|m| line(m.entry_id).map(|e| (m, e))).collect())
}

/// How many parts of a statement's lines the rule decided.
///
/// # Errors
/// A fault of the database.
pub async fn by_rule(db: &Connection, statement: StatementId) -> Result<i64, Error> {
    let query = standing()
        .select_only()
        .column_as(allocation::Column::Id.count(), "n")
        .filter(allocation::Column::EntryId.in_subquery(lines_of(statement)))
        .filter(allocation::Column::Kind.ne(AllocationKind::Charge))
        .filter(allocation::Column::DecidedBy.is_null());
    Ok(query.into_tuple::<i64>().one(db).await?.unwrap_or(0))
}

fn lines_of(statement: StatementId) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(statement_entry::Column::Id)
        .from(statement_entry::Entity)
        .and_where(statement_entry::Column::StatementId.eq(statement))
        .to_owned()
}

/// Open lines of an account with payments from which a person took them back.
///
/// # Errors
/// A fault of the database.
pub async fn taken_back(db: &Connection, account: BankAccountId) -> Result<BTreeSet<(EntryId, PaymentId)>, Error> {
    let statement = sql(
        db,
        "SELECT DISTINCT a.entry_id, a.payment_id FROM statement_entry e JOIN allocation a ON a.entry_id = e.id
         WHERE e.bank_account_id = $1 AND e.state = 'unmatched' AND a.reverses IS NOT NULL AND a.payment_id IS NOT NULL",
        [account.uuid().into()],
    );
    let rows = db.query_all_raw(statement).await?;
    rows.iter().map(|row| Ok((row.try_get("", "entry_id")?, row.try_get("", "payment_id")?))).collect()
}

/// Booked debits minus returned credits matched to payments of budget lines: what the bank says was spent of each that paid.
///
/// # Errors
/// A fault of the database.
pub async fn bank_spent(db: &Connection, lines: &[BudgetLineId]) -> Result<HashMap<BudgetLineId, Fen>, Error> {
    let text = format!(
        "SELECT p.budget_line_id AS line,
           CAST(SUM(CASE WHEN m.kind = 'settle' THEN m.amount_fen ELSE -(m.amount_fen + m.kept_fen) END) AS bigint) AS v
         FROM {} CROSS JOIN payment p JOIN allocation m ON m.payment_id = p.id
         WHERE p.budget_line_id = v.id AND m.kind IN ('settle', 'return') GROUP BY p.budget_line_id",
        list::table(db, &[("id", Kind::Uuid)])
    );
    let keys: Vec<_> = lines.iter().map(|id| serde_json::json!({ "id": id.uuid().simple().to_string() })).collect();
    let rows = db.query_all_raw(sql(db, &text, [serde_json::to_string(&keys)?.into()])).await?;
    rows.iter().map(|row| Ok((row.try_get("", "line")?, Fen::new(row.try_get("", "v")?)))).collect()
}
