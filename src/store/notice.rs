//! Public notices.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{ApplicationId, NoticeId};
use domain::refusal::Code;
use domain::workflow::Moved;
use domain::workflow::notice::NoticeState;
use entity::{notice, notice_item};
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::moved::stamp;
use super::scope::Scope;
use super::tally::Count;
use crate::error::Error;
use crate::store::Connection;

/// Inserts a notice with its items.
///
/// # Errors
/// [`Code::Stale`] when an application is on a notice already.
pub async fn insert(tx: &Connection, row: notice::Model, items: Vec<notice_item::Model>) -> Result<(), Error> {
    notice::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    super::list::insert_all(tx, items.into_iter().map(|i| i.into_active_model().reset_all())).await
}

/// A notice by its number, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock(tx: &Connection, scope: &Scope, number: &str) -> Result<notice::Model, Error> {
    let query = notice::Entity::find()
        .filter(notice::Column::Number.eq(number))
        .filter(scope.on_unit(notice::Column::UnitId))
        .lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// A notice by its number.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_number(db: &Connection, number: &str) -> Result<notice::Model, Error> {
    notice::Entity::find().filter(notice::Column::Number.eq(number)).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// The notice of an application.
///
/// # Errors
/// A fault of the database.
pub async fn of_application(db: &Connection, id: ApplicationId) -> Result<Option<notice::Model>, Error> {
    let item = notice_item::Entity::find().filter(notice_item::Column::ApplicationId.eq(id)).one(db).await?;
    match item {
        Some(item) => Ok(notice::Entity::find_by_id(item.notice_id).one(db).await?),
        None => Ok(None),
    }
}

/// The items of a notice.
///
/// # Errors
/// A fault of the database.
pub async fn items(db: &Connection, id: NoticeId) -> Result<Vec<notice_item::Model>, Error> {
    let query = notice_item::Entity::find().filter(notice_item::Column::NoticeId.eq(id));
    Ok(query.order_by_asc(notice_item::Column::ApplicationId).all(db).await?)
}

/// The notices of a viewer's units, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn of_scope(db: &Connection, scope: &Scope) -> Result<Vec<notice::Model>, Error> {
    let query = notice::Entity::find().filter(scope.on_unit(notice::Column::UnitId));
    Ok(query.order_by_desc(notice::Column::StartsOn).order_by_desc(notice::Column::Number).all(db).await?)
}

/// All notices, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn all(db: &Connection) -> Result<Vec<notice::Model>, Error> {
    Ok(notice::Entity::find()
        .order_by_desc(notice::Column::StartsOn)
        .order_by_desc(notice::Column::Number)
        .all(db)
        .await?)
}

/// How many notices are over by `today` and not ended.
pub fn count_over(scope: &Scope, today: NaiveDate) -> Count {
    let query = notice::Entity::find()
        .filter(scope.on_unit(notice::Column::UnitId))
        .filter(notice::Column::ClosedAt.is_null())
        .filter(notice::Column::EndsOn.lt(today));
    Count::of(query)
}

/// Closes a notice whose last day is over.
///
/// # Errors
/// [`Code::Stale`] when it is closed already or still runs.
pub async fn close(
    tx: &Connection,
    id: NoticeId,
    moved: &Moved<NoticeState>,
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<(), Error> {
    let row = notice::ActiveModel { closed_at: Set(Some(now)), ..Default::default() };
    let update = notice::Entity::update_many()
        .set(row)
        .filter(notice::Column::Id.eq(id))
        .filter(notice::Column::ClosedAt.is_null())
        .filter(notice::Column::EndsOn.lt(today));
    let done = stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}
