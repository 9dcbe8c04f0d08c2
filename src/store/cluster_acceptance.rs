//! That a fail-over may lose what was acknowledged: what administrators proposed, agreed to and ended.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{ClusterAcceptanceId, PersonId};
use domain::refusal::Code;
use domain::workflow::Moved;
use domain::workflow::acceptance::AcceptanceState;
use entity::cluster_acceptance;
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel as _, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::scope::Scope;
use super::tally::Count;
use crate::Connection;
use crate::moved::stamp;
use kernel::error::Error;

/// Notes what an administrator proposes.
///
/// # Errors
/// [`Code::RequestOpen`] while another proposal is open; a fault of the database.
pub async fn insert(tx: &Connection, row: cluster_acceptance::Model) -> Result<(), Error> {
    cluster_acceptance::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// The proposal that nobody has decided, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock_open(tx: &Connection) -> Result<cluster_acceptance::Model, Error> {
    let open = cluster_acceptance::Entity::find().filter(undecided());
    open.lock(LockType::Update).one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// Decides it.
///
/// # Errors
/// [`Code::RequestOwn`] for who proposed it and agrees; [`Code::Stale`].
pub async fn decide(
    tx: &Connection,
    id: ClusterAcceptanceId,
    moved: &Moved<AcceptanceState>,
    (by, note, now): (PersonId, &str, DateTime<Utc>),
) -> Result<(), Error> {
    let row = cluster_acceptance::ActiveModel {
        agreed: Set(Some(moved.to() == AcceptanceState::Accepted)),
        note: Set(note.to_owned()),
        decided_by: Set(Some(by)),
        decided_at: Set(Some(now)),
        ..Default::default()
    };
    let done = cluster_acceptance::Entity::update_many().set(row).filter(cluster_acceptance::Column::Id.eq(id));
    let done = stamp(done.filter(undecided()), moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

fn undecided() -> Condition {
    Condition::all().add(cluster_acceptance::Column::Agreed.is_null())
}

/// Agreed, not ended, and not over on a day.
fn live(today: NaiveDate) -> Condition {
    Condition::all()
        .add(cluster_acceptance::Column::Agreed.eq(true))
        .add(cluster_acceptance::Column::EndedBy.is_null())
        .add(cluster_acceptance::Column::UntilOn.gte(today))
}

/// What is in force on a day; of several the one that lasts longest.
///
/// # Errors
/// A fault of the database.
pub async fn in_force(db: &Connection, today: NaiveDate) -> Result<Option<cluster_acceptance::Model>, Error> {
    let query = cluster_acceptance::Entity::find().filter(live(today));
    Ok(query.order_by_desc(cluster_acceptance::Column::UntilOn).one(db).await?)
}

/// Ends all that is in force on a day.
///
/// # Errors
/// A fault of the database.
pub async fn end(
    tx: &Connection,
    moved: &Moved<AcceptanceState>,
    (by, now): (PersonId, DateTime<Utc>),
    today: NaiveDate,
) -> Result<(), Error> {
    let row =
        cluster_acceptance::ActiveModel { ended_by: Set(Some(by)), ended_at: Set(Some(now)), ..Default::default() };
    let update = cluster_acceptance::Entity::update_many().set(row).filter(live(today));
    stamp(update, moved).exec(tx).await?;
    Ok(())
}

/// The last ones, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn last(db: &Connection, limit: u64) -> Result<Vec<cluster_acceptance::Model>, Error> {
    let newest = cluster_acceptance::Entity::find().order_by_desc(cluster_acceptance::Column::ProposedAt);
    Ok(newest.order_by_desc(cluster_acceptance::Column::Id).limit(limit).all(db).await?)
}

/// How many proposals wait for somebody else than this person.
pub fn count_open(scope: &Scope, person: PersonId) -> Count {
    let open = cluster_acceptance::Entity::find().filter(undecided()).filter(super::person::of_all(scope));
    Count::of(open.filter(cluster_acceptance::Column::ProposedBy.ne(person)))
}
