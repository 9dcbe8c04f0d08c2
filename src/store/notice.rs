//! Public notices.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::NoticeId;
use domain::money::Fen;
use domain::refusal::Code;
use domain::workflow::Moved;
use domain::workflow::notice::NoticeState;
use entity::{application, call, firm, notice, notice_item};
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, DerivePartialModel, EntityTrait, ExprTrait as _,
    IntoActiveModel, JoinType, QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::moved::stamp;
use super::scope::Scope;
use super::tally::Count;
use crate::Connection;
use kernel::error::Error;

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

/// What a notice lists, with what it is known by.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "notice_item::Entity")]
pub struct Item {
    /// The notice.
    pub notice_id: NoticeId,
    /// How many are paid.
    pub payees: i64,
    /// The amount.
    pub amount_fen: Fen,
    /// The application.
    #[sea_orm(nested)]
    pub application: application::Model,
    /// Its firm.
    #[sea_orm(nested)]
    pub firm: firm::Model,
    /// Its call.
    #[sea_orm(nested)]
    pub call: call::Model,
}

/// What notices list, by the numbers of the applications.
///
/// # Errors
/// A fault of the database.
pub async fn listed(db: &Connection, ids: Vec<NoticeId>) -> Result<Vec<Item>, Error> {
    use application::Column;
    let case =
        notice_item::Entity::belongs_to(application::Entity).from(notice_item::Column::ApplicationId).to(Column::Id);
    let firm = application::Entity::belongs_to(firm::Entity).from(Column::FirmId).to(firm::Column::Id);
    let call = application::Entity::belongs_to(call::Entity).from(Column::CallId).to(call::Column::Id);
    let query = notice_item::Entity::find()
        .join(JoinType::InnerJoin, case.into())
        .join(JoinType::InnerJoin, firm.into())
        .join(JoinType::InnerJoin, call.into())
        .filter(super::list::within(db, notice_item::Column::NoticeId, ids));
    Ok(query.order_by_asc(Column::Number).into_partial_model().all(db).await?)
}

/// The items of a notice.
///
/// # Errors
/// A fault of the database.
pub async fn items(db: &Connection, id: NoticeId) -> Result<Vec<notice_item::Model>, Error> {
    let query = notice_item::Entity::find().filter(notice_item::Column::NoticeId.eq(id));
    Ok(query.order_by_asc(notice_item::Column::ApplicationId).all(db).await?)
}

/// A page of the notices of a viewer's units, newest first, before the one of a number.
///
/// # Errors
/// [`Code::NotFound`] for a number that no notice bears; a fault of the database.
pub async fn page_of(
    db: &Connection,
    scope: &Scope,
    before: Option<&str>,
    limit: u64,
) -> Result<Vec<notice::Model>, Error> {
    part(db, notice::Entity::find().filter(scope.on_unit(notice::Column::UnitId)), before, limit).await
}

/// A page of all notices, which are public, newest first, before the one of a number.
///
/// # Errors
/// [`Code::NotFound`] for a number that no notice bears; a fault of the database.
pub async fn page(db: &Connection, before: Option<&str>, limit: u64) -> Result<Vec<notice::Model>, Error> {
    part(db, notice::Entity::find(), before, limit).await
}

async fn part(
    db: &Connection,
    mut query: Select<notice::Entity>,
    before: Option<&str>,
    limit: u64,
) -> Result<Vec<notice::Model>, Error> {
    use notice::Column;
    if let Some(number) = before {
        let last = by_number(db, number).await?;
        let same_day = Column::StartsOn.eq(last.starts_on).and(Column::Number.lt(number));
        query = query.filter(Column::StartsOn.lt(last.starts_on).or(same_day));
    }
    Ok(query.order_by_desc(Column::StartsOn).order_by_desc(Column::Number).limit(limit).all(db).await?)
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
