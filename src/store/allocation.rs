//! What bank lines are: each part of a line with its payment or explanation. Rows are only added; the database keeps the
//! sums of lines and payments beside them.

use std::collections::{BTreeSet, HashMap};

use domain::id::{BankAccountId, BudgetLineId, EntryId, PaymentId, StatementId};
use domain::money::Fen;
use entity::{allocation, payment, person, statement_entry};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DerivePartialModel, EntityTrait, IntoActiveModel, JoinType,
    QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::list::{self, Kind};
use super::person::Named;
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
fn standing() -> Select<allocation::Entity> {
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

/// A part of a line with its payment and who decided it.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "allocation::Entity")]
pub struct Part {
    /// The part.
    #[sea_orm(nested)]
    pub allocation: allocation::Model,
    /// The payment.
    #[sea_orm(nested)]
    pub payment: Option<payment::Model>,
    /// Who; none for the rule.
    #[sea_orm(nested)]
    pub who: Option<Named>,
}

fn with_payment_and_person(query: Select<allocation::Entity>) -> Select<allocation::Entity> {
    let payment =
        allocation::Entity::belongs_to(payment::Entity).from(allocation::Column::PaymentId).to(payment::Column::Id);
    let who = allocation::Entity::belongs_to(person::Entity).from(allocation::Column::DecidedBy).to(person::Column::Id);
    query.join(JoinType::LeftJoin, payment.into()).join(JoinType::LeftJoin, who.into())
}

/// The parts of a line that stand, in the order in which they were made.
///
/// # Errors
/// A fault of the database.
pub async fn parts(db: &Connection, entry: EntryId) -> Result<Vec<Part>, Error> {
    let query = with_payment_and_person(standing()).filter(allocation::Column::EntryId.eq(entry));
    let query = query.order_by_asc(allocation::Column::DecidedAt).order_by_asc(allocation::Column::Id);
    Ok(query.into_partial_model().all(db).await?)
}

/// A decision of a person on a line.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "allocation::Entity")]
pub struct Decision {
    /// The decision.
    #[sea_orm(nested)]
    pub part: Part,
    /// Its line.
    #[sea_orm(nested)]
    pub entry: statement_entry::Model,
}

/// The last decisions of people on the lines of a statement, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn latest(db: &Connection, statement: StatementId, limit: u64) -> Result<Vec<Decision>, Error> {
    let line = allocation::Entity::belongs_to(statement_entry::Entity)
        .from(allocation::Column::EntryId)
        .to(statement_entry::Column::Id);
    let query = with_payment_and_person(allocation::Entity::find())
        .join(JoinType::InnerJoin, line.into())
        .filter(statement_entry::Column::StatementId.eq(statement))
        .filter(allocation::Column::DecidedBy.is_not_null())
        .order_by_desc(allocation::Column::DecidedAt)
        .order_by_desc(allocation::Column::Id);
    Ok(query.limit(limit).into_partial_model().all(db).await?)
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
