//! Objections, repairs and consents.

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::desk::ObjectionResult;
use domain::id::{CreditConsentId, CreditObjectionId, CreditRepairId, PersonId};
use domain::refusal::Code;
use domain::workflow::Moved;
use domain::workflow::consent::ConsentState;
use domain::workflow::objection::ObjectionState;
use domain::workflow::repair::RepairState;
use entity::{credit_consent, credit_objection, credit_repair};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::Connection;
use crate::moved::stamp;
use crate::scope::Scope;
use crate::tally::Count;
use crate::{json_list, sql};
use kernel::error::Error;

/// Keys of one statement.
const KEYS: usize = 10_000;

/// Adds an objection.
///
/// # Errors
/// [`Code::CreditDeskOpen`].
pub async fn insert_objection(tx: &Connection, row: credit_objection::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    credit_objection::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// An objection by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn objection(
    db: &Connection,
    scope: &Scope,
    id: CreditObjectionId,
) -> Result<credit_objection::Model, Error> {
    let query = credit_objection::Entity::find_by_id(id).filter(scope.on_firm(credit_objection::Column::FirmId));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// What a move of an objection writes.
#[derive(Debug, Clone)]
pub struct Handled<'a> {
    /// Who moved it.
    pub by: PersonId,
    /// What is answered.
    pub answer: &'a str,
    /// What it came to, when it is closed.
    pub result: Option<ObjectionResult>,
    /// When it ended.
    pub closed: Option<(DateTime<Utc>, NaiveDate)>,
}

/// Moves an objection on.
///
/// # Errors
/// [`Code::Stale`]; [`Code::SamePerson`] for who opened it.
pub async fn move_objection(
    tx: &Connection,
    id: CreditObjectionId,
    (moved, handled): (&Moved<ObjectionState>, &Handled<'_>),
) -> Result<(), Error> {
    let new = credit_objection::ActiveModel {
        state: Set(moved.to()),
        handled_by: Set(Some(handled.by)),
        answer: Set(handled.answer.to_owned()),
        result: Set(handled.result),
        closed_at: Set(handled.closed.map(|(at, _)| at)),
        closed_on: Set(handled.closed.map(|(_, on)| on)),
        ..Default::default()
    };
    let update = credit_objection::Entity::update_many()
        .set(new)
        .filter(credit_objection::Column::Id.eq(id))
        .filter(credit_objection::Column::State.eq(moved.from()));
    if stamp(update, moved).exec(tx).await?.rows_affected == 0 { Err(Code::Stale.into()) } else { Ok(()) }
}

/// Objections against some records that were opened by an instant, in their order.
///
/// # Errors
/// A fault of the database.
pub async fn objections_until(
    db: &Connection,
    records: &[&str],
    known_at: DateTime<Utc>,
) -> Result<Vec<credit_objection::Model>, Error> {
    let text = format!(
        "SELECT o.* FROM {} CROSS JOIN credit_objection o WHERE o.record_key = k.value AND o.opened_at <= $2",
        json_list(db)
    );
    let mut found: Vec<credit_objection::Model> = Vec::new();
    for part in records.chunks(KEYS) {
        let values = [serde_json::to_string(part)?.into(), known_at.into()];
        found.extend(credit_objection::Entity::find().from_raw_sql(sql(db, &text, values)).all(db).await?);
    }
    found.sort_by_key(|o| (o.opened_at, o.id));
    Ok(found)
}

/// Open objections by their deadline, then the newest that ended.
///
/// # Errors
/// A fault of the database.
pub async fn objections(db: &Connection, scope: &Scope, ended: u64) -> Result<Vec<credit_objection::Model>, Error> {
    let open = credit_objection::Entity::find()
        .filter(scope.on_firm(credit_objection::Column::FirmId))
        .filter(credit_objection::Column::ClosedAt.is_null())
        .order_by_asc(credit_objection::Column::DueOn)
        .order_by_asc(credit_objection::Column::Id);
    let mut rows = open.all(db).await?;
    let closed = credit_objection::Entity::find()
        .filter(scope.on_firm(credit_objection::Column::FirmId))
        .filter(credit_objection::Column::ClosedAt.is_not_null())
        .order_by_desc(credit_objection::Column::ClosedAt);
    rows.extend(closed.limit(ended).all(db).await?);
    Ok(rows)
}

/// How many objections and repairs are open.
pub fn count_open(scope: &Scope) -> [Count; 2] {
    let objections = credit_objection::Entity::find()
        .filter(scope.on_firm(credit_objection::Column::FirmId))
        .filter(credit_objection::Column::ClosedAt.is_null());
    let repairs = credit_repair::Entity::find()
        .filter(scope.on_firm(credit_repair::Column::FirmId))
        .filter(credit_repair::Column::ClosedAt.is_null());
    [Count::of(objections), Count::of(repairs)]
}

/// Adds a repair.
///
/// # Errors
/// [`Code::CreditDeskOpen`].
pub async fn insert_repair(tx: &Connection, row: credit_repair::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    credit_repair::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// A repair by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn repair(db: &Connection, scope: &Scope, id: CreditRepairId) -> Result<credit_repair::Model, Error> {
    let query = credit_repair::Entity::find_by_id(id).filter(scope.on_firm(credit_repair::Column::FirmId));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// Decides a repair.
///
/// # Errors
/// [`Code::Stale`]; [`Code::SamePerson`] for who opened it.
pub async fn decide_repair(
    tx: &Connection,
    id: CreditRepairId,
    moved: &Moved<RepairState>,
    (by, answer): (PersonId, &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let new = credit_repair::ActiveModel {
        state: Set(moved.to()),
        handled_by: Set(Some(by)),
        answer: Set(answer.to_owned()),
        closed_at: Set(Some(now)),
        ..Default::default()
    };
    let update = credit_repair::Entity::update_many()
        .set(new)
        .filter(credit_repair::Column::Id.eq(id))
        .filter(credit_repair::Column::State.eq(moved.from()));
    if stamp(update, moved).exec(tx).await?.rows_affected == 0 { Err(Code::Stale.into()) } else { Ok(()) }
}

/// Repairs of some records that were verified by an instant, in their order.
///
/// # Errors
/// A fault of the database.
pub async fn repairs_until(
    db: &Connection,
    records: &[&str],
    known_at: DateTime<Utc>,
) -> Result<Vec<credit_repair::Model>, Error> {
    let text = format!(
        "SELECT r.* FROM {} CROSS JOIN credit_repair r WHERE r.record_key = k.value AND r.state = 'verified' \
         AND r.closed_at <= $2",
        json_list(db)
    );
    let mut found: Vec<credit_repair::Model> = Vec::new();
    for part in records.chunks(KEYS) {
        let values = [serde_json::to_string(part)?.into(), known_at.into()];
        found.extend(credit_repair::Entity::find().from_raw_sql(sql(db, &text, values)).all(db).await?);
    }
    found.sort_by_key(|r| (r.closed_at, r.id));
    Ok(found)
}

/// Open repairs by their deadline, then the newest that ended.
///
/// # Errors
/// A fault of the database.
pub async fn repairs(db: &Connection, scope: &Scope, ended: u64) -> Result<Vec<credit_repair::Model>, Error> {
    let open = credit_repair::Entity::find()
        .filter(scope.on_firm(credit_repair::Column::FirmId))
        .filter(credit_repair::Column::ClosedAt.is_null())
        .order_by_asc(credit_repair::Column::DueOn)
        .order_by_asc(credit_repair::Column::Id);
    let mut rows = open.all(db).await?;
    let closed = credit_repair::Entity::find()
        .filter(scope.on_firm(credit_repair::Column::FirmId))
        .filter(credit_repair::Column::ClosedAt.is_not_null())
        .order_by_desc(credit_repair::Column::ClosedAt);
    rows.extend(closed.limit(ended).all(db).await?);
    Ok(rows)
}

/// Adds a consent.
///
/// # Errors
/// A fault of the database.
pub async fn insert_consent(tx: &Connection, row: credit_consent::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    credit_consent::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Takes a consent back.
///
/// # Errors
/// [`Code::Stale`] when it was taken back before.
pub async fn withdraw_consent(
    tx: &Connection,
    id: CreditConsentId,
    moved: &Moved<ConsentState>,
    (by, now): (PersonId, DateTime<Utc>),
) -> Result<(), Error> {
    let new =
        credit_consent::ActiveModel { withdrawn_by: Set(Some(by)), withdrawn_at: Set(Some(now)), ..Default::default() };
    let update = credit_consent::Entity::update_many()
        .set(new)
        .filter(credit_consent::Column::Id.eq(id))
        .filter(credit_consent::Column::WithdrawnAt.is_null());
    if stamp(update, moved).exec(tx).await?.rows_affected == 0 { Err(Code::Stale.into()) } else { Ok(()) }
}

/// A consent by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn consent(db: &Connection, scope: &Scope, id: CreditConsentId) -> Result<credit_consent::Model, Error> {
    let query = credit_consent::Entity::find_by_id(id).filter(scope.on_person(credit_consent::Column::EnteredBy));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// The consents about a subject that people of the viewer entered, the newest last.
///
/// # Errors
/// A fault of the database.
pub async fn consents_about(db: &Connection, scope: &Scope, code: &str) -> Result<Vec<credit_consent::Model>, Error> {
    let query = credit_consent::Entity::find()
        .filter(credit_consent::Column::SubjectCode.eq(code))
        .filter(scope.on_person(credit_consent::Column::EnteredBy));
    Ok(query.order_by_asc(credit_consent::Column::EnteredAt).all(db).await?)
}

/// The consents of a subject that were entered by an instant, the newest last.
///
/// # Errors
/// A fault of the database.
pub async fn consents(
    db: &Connection,
    code: &str,
    known_at: DateTime<Utc>,
) -> Result<Vec<credit_consent::Model>, Error> {
    let query = credit_consent::Entity::find()
        .filter(credit_consent::Column::SubjectCode.eq(code))
        .filter(credit_consent::Column::EnteredAt.lte(known_at));
    Ok(query.order_by_asc(credit_consent::Column::EnteredAt).all(db).await?)
}
