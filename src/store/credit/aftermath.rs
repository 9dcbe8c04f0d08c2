//! After the payment: proposals to recover, the log of queries, and the purge of personal data.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{ApplicationId, CreditRecordId, CreditRecoveryId, PersonId};
use domain::refusal::Code;
use domain::workflow::Moved;
use domain::workflow::recovery::RecoveryState;
use entity::{application, credit_known, credit_query_log, credit_record, credit_recovery};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::Connection;
use crate::moved::stamp;
use crate::scope::Scope;
use crate::tally::Count;
use crate::{list, sql};
use kernel::error::Error;

/// Applications with money paid after a day, by the booking of the payment: of the viewer's units, or of all for the program.
///
/// # Errors
/// A fault of the database.
pub async fn paid_since(
    db: &Connection,
    scope: Option<&Scope>,
    since: DateTime<Utc>,
) -> Result<Vec<ApplicationId>, Error> {
    let statement = sql(
        db,
        "SELECT DISTINCT p.application_id AS id FROM payment p JOIN allocation m ON m.payment_id = p.id
         WHERE p.state = 'paid' AND m.kind = 'settle' AND m.decided_at >= $1 ORDER BY 1",
        [since.into()],
    );
    let rows = db.query_all_raw(statement).await?;
    let paid: Vec<ApplicationId> = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?;
    let Some(scope) = scope else { return Ok(paid) };
    let mine = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(list::within(db, application::Column::Id, paid))
        .filter(scope.on(application::Column::FirmId, application::Column::UnitId))
        .order_by_asc(application::Column::Id);
    Ok(mine.into_tuple().all(db).await?)
}

/// Proposes a recovery; one that was proposed before stays as it was decided.
///
/// # Errors
/// A fault of the database.
pub async fn propose(tx: &Connection, row: credit_recovery::Model) -> Result<bool, Error> {
    let once = OnConflict::columns([
        credit_recovery::Column::ApplicationId,
        credit_recovery::Column::SubjectCode,
        credit_recovery::Column::Reason,
        credit_recovery::Column::Record,
    ])
    .do_nothing()
    .to_owned();
    let row = row.into_active_model().reset_all();
    let inserted = credit_recovery::Entity::insert(row).on_conflict(once).exec_without_returning(tx).await?;
    Ok(inserted > 0)
}

/// Proposals, undecided ones first.
///
/// # Errors
/// A fault of the database.
pub async fn recoveries(db: &Connection, scope: &Scope, limit: u64) -> Result<Vec<credit_recovery::Model>, Error> {
    let query = credit_recovery::Entity::find()
        .filter(scope.on_application(credit_recovery::Column::ApplicationId))
        .order_by_asc(credit_recovery::Column::DecidedAt.is_not_null())
        .order_by_desc(credit_recovery::Column::ProposedAt)
        .order_by_asc(credit_recovery::Column::Id);
    Ok(query.limit(limit).all(db).await?)
}

/// How many proposals about cases of the viewer wait for a decision.
pub fn count_undecided(scope: &Scope) -> Count {
    let query = credit_recovery::Entity::find()
        .filter(credit_recovery::Column::DecidedAt.is_null())
        .filter(scope.on_application(credit_recovery::Column::ApplicationId));
    Count::of(query)
}

/// The proposals about an application.
///
/// # Errors
/// A fault of the database.
pub async fn of_application(db: &Connection, application: ApplicationId) -> Result<Vec<credit_recovery::Model>, Error> {
    let query = credit_recovery::Entity::find().filter(credit_recovery::Column::ApplicationId.eq(application));
    Ok(query.order_by_asc(credit_recovery::Column::Id).all(db).await?)
}

/// A proposal by its id, for what the program does of itself.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn recovery_by_id(db: &Connection, id: CreditRecoveryId) -> Result<credit_recovery::Model, Error> {
    credit_recovery::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A proposal by its id, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn recovery(db: &Connection, scope: &Scope, id: CreditRecoveryId) -> Result<credit_recovery::Model, Error> {
    let query =
        credit_recovery::Entity::find_by_id(id).filter(scope.on_application(credit_recovery::Column::ApplicationId));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// Decides a proposal.
///
/// # Errors
/// [`Code::Stale`] when it was decided meanwhile.
pub async fn decide_recovery(
    tx: &Connection,
    id: CreditRecoveryId,
    moved: &Moved<RecoveryState>,
    (by, why): (PersonId, &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let new = credit_recovery::ActiveModel {
        state: Set(moved.to()),
        decided_by: Set(Some(by)),
        decided_at: Set(Some(now)),
        why: Set(why.to_owned()),
        ..Default::default()
    };
    let update = credit_recovery::Entity::update_many()
        .set(new)
        .filter(credit_recovery::Column::Id.eq(id))
        .filter(credit_recovery::Column::State.eq(moved.from()));
    if stamp(update, moved).exec(tx).await?.rows_affected == 0 { Err(Code::Stale.into()) } else { Ok(()) }
}

/// Notes a sensitive read.
///
/// # Errors
/// A fault of the database.
pub async fn log_query(tx: &Connection, row: credit_query_log::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    credit_query_log::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// The newest reads by people of a viewer's units.
///
/// # Errors
/// A fault of the database.
pub async fn queries_of(db: &Connection, scope: &Scope, limit: u64) -> Result<Vec<credit_query_log::Model>, Error> {
    let query = credit_query_log::Entity::find().filter(scope.on_person(credit_query_log::Column::PersonId));
    let query = query.order_by_desc(credit_query_log::Column::At).order_by_desc(credit_query_log::Column::Id);
    Ok(query.limit(limit).all(db).await?)
}

/// Records of natural persons whose time is over on a day.
///
/// # Errors
/// A fault of the database.
pub async fn to_purge(db: &Connection, today: NaiveDate) -> Result<Vec<credit_record::Model>, Error> {
    let query = credit_known::Entity::find()
        .filter(credit_known::Column::Personal.eq(true))
        .filter(credit_known::Column::PurgedAt.is_null())
        .filter(credit_known::Column::PurgeAfter.lt(today));
    Ok(query.order_by_asc(credit_known::Column::Id).limit(10_000).into_model::<credit_record::Model>().all(db).await?)
}

/// What stays of a purged record.
#[derive(Debug, Clone)]
pub struct Purged {
    /// The record.
    pub id: CreditRecordId,
    /// The record without what identifies a person, as JSON.
    pub record: String,
    /// What stands in place of the name.
    pub name: String,
    /// What stands in place of the natural key.
    pub natural_key: String,
}

/// Takes what identifies a person out of a record; its hash stays.
///
/// # Errors
/// A fault of the database.
pub async fn purge(tx: &Connection, purged: &Purged, now: DateTime<Utc>) -> Result<(), Error> {
    let row = credit_record::ActiveModel {
        record: Set(purged.record.clone()),
        subject_name: Set(purged.name.clone()),
        subject_name_norm: Set(purged.name.clone()),
        subject_core: Set(purged.name.clone()),
        subject_code: Set(String::new()),
        subject_code_norm: Set(String::new()),
        natural_key: Set(purged.natural_key.clone()),
        purged_at: Set(Some(now)),
        ..Default::default()
    };
    credit_record::Entity::update_many().set(row).filter(credit_record::Column::Id.eq(purged.id)).exec(tx).await?;
    Ok(())
}
