//! What offices add to themselves: proposals, and those that were confirmed.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::addition::Addition;
use domain::id::{AdditionId, PersonId};
use domain::letter;
use domain::refusal::Code;
use domain::workflow::Moved;
use domain::workflow::call::ProposalState;
use entity::addition;
use kernel::error::Error;
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, ConnectionTrait as _, EntityTrait, IntoActiveModel, Order,
    QueryFilter, QueryOrder, QuerySelect as _,
};

use super::scope::Scope;
use super::tally::Count;
use crate::Connection;

fn scoped(scope: &Scope) -> sea_orm::Select<addition::Entity> {
    addition::Entity::find().filter(scope.on_unit(addition::Column::UnitId))
}

/// What was proposed of some kinds for a viewer's units, the open ones and the latest first.
///
/// # Errors
/// A fault of the database.
pub async fn of_kinds(
    db: &Connection,
    scope: &Scope,
    kinds: &[Addition],
    limit: u64,
) -> Result<Vec<addition::Model>, Error> {
    let of = kinds.iter().fold(Condition::any(), |any, kind| any.add(addition::Column::Kind.eq(*kind)));
    let query = scoped(scope).filter(of);
    let query = query.order_by(Expr::cust("CASE WHEN state = 'proposed' THEN 0 ELSE 1 END"), Order::Asc);
    let query = query.order_by_desc(addition::Column::ProposedAt);
    Ok(query.order_by_desc(addition::Column::Number).limit(limit).all(db).await?)
}

/// A proposal by its number, inside a scope, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock(tx: &Connection, scope: &Scope, number: &str) -> Result<addition::Model, Error> {
    let query = scoped(scope).filter(addition::Column::Number.eq(number)).lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// How many proposals of a kind wait for somebody else than this person.
pub fn count_open(scope: &Scope, kind: Addition, person: PersonId) -> Count {
    let query = scoped(scope)
        .filter(addition::Column::Kind.eq(kind))
        .filter(addition::Column::State.eq(ProposalState::Proposed))
        .filter(addition::Column::ProposedBy.ne(person));
    Count::of(query)
}

/// Whether something of this name was confirmed.
///
/// # Errors
/// A fault of the database.
pub async fn is_confirmed(db: &Connection, kind: Addition, subject: &str) -> Result<bool, Error> {
    let query = addition::Entity::find()
        .filter(addition::Column::Kind.eq(kind))
        .filter(addition::Column::Subject.eq(subject))
        .filter(addition::Column::State.eq(ProposalState::Confirmed));
    Ok(query.one(db).await?.is_some())
}

/// The texts of letters that were confirmed last for the unit of a path, one of each kind: its own, else that of the nearest unit
/// above it.
///
/// # Errors
/// A fault of the database.
pub async fn letter_texts(db: &Connection, path: &str) -> Result<HashMap<letter::Kind, addition::Model>, Error> {
    let text = format!(
        "SELECT a.id, a.subject FROM addition a JOIN unit u ON u.id = a.unit_id
         WHERE a.kind = '{}' AND a.state = '{}' AND substr($1, 1, length(u.path)) = u.path
         ORDER BY length(u.path) DESC, a.decided_at DESC, a.number DESC",
        Addition::LetterText,
        ProposalState::Confirmed,
    );
    let mut found = HashMap::new();
    for row in db.query_all_raw(super::sql(db, &text, [path.into()])).await? {
        let subject: String = row.try_get("", "subject")?;
        if let Some(kind) = letter::kind_of(&subject) {
            let id: uuid::Uuid = row.try_get("", "id")?;
            found.entry(kind).or_insert(AdditionId::from_uuid(id));
        }
    }
    let ids: Vec<AdditionId> = found.values().copied().collect();
    let rows = addition::Entity::find().filter(super::list::within(db, addition::Column::Id, ids)).all(db).await?;
    Ok(rows.into_iter().filter_map(|row| letter::kind_of(&row.subject).map(|kind| (kind, row))).collect())
}

/// A proposal by its number, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn find(db: &Connection, scope: &Scope, number: &str) -> Result<addition::Model, Error> {
    let query = scoped(scope).filter(addition::Column::Number.eq(number));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// Inserts a proposal.
///
/// # Errors
/// [`Code::RequestOpen`] when one about the same thing is open.
pub async fn insert(tx: &Connection, row: addition::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    addition::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Decides a proposal that is still open.
///
/// # Errors
/// [`Code::Stale`]; what the database refuses.
pub async fn decide(
    tx: &Connection,
    seen: &addition::Model,
    moved: &Moved<ProposalState>,
    (person, answer): (PersonId, &str),
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<(), Error> {
    let update = addition::Entity::update_many()
        .col_expr(addition::Column::State, Expr::value(moved.to()))
        .col_expr(addition::Column::DecidedBy, Expr::value(person.uuid()))
        .col_expr(addition::Column::DecidedAt, Expr::value(now))
        .col_expr(addition::Column::DecidedOn, Expr::value(today))
        .col_expr(addition::Column::Answer, Expr::value(answer))
        .filter(addition::Column::Id.eq(seen.id))
        .filter(addition::Column::State.eq(moved.from()));
    let done = super::moved::stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}
