//! Stored checks and current records by key, and the open cases that a fact about somebody touches.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::credit::Outcome;
use domain::id::{ApplicationId, CreditCheckId};
use domain::refusal::Code;
use domain::workflow::ApplicationState;
use entity::{application, credit_check, credit_entry, credit_known, credit_record, firm, line};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use crate::Connection;
use crate::scope::Scope;
use crate::{list, sql};
use kernel::error::Error;

/// Open applications of the firm with this code, or with an enterprise of this code in their schedule.
///
/// # Errors
/// A fault of the database.
pub async fn open_cases(db: &Connection, code: &str) -> Result<Vec<ApplicationId>, Error> {
    let firms =
        Query::select().column(firm::Column::Id).from(firm::Entity).and_where(firm::Column::Uscc.eq(code)).to_owned();
    let schedules = Query::select()
        .column(line::Column::ScheduleId)
        .from(line::Entity)
        .and_where(line::Column::EnterpriseCode.eq(code))
        .to_owned();
    let query = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(list::one_of(application::Column::State, ApplicationState::all_that(ApplicationState::is_open)))
        .filter(
            Condition::any()
                .add(application::Column::FirmId.in_subquery(firms))
                .add(application::Column::ScheduleId.in_subquery(schedules)),
        )
        .order_by_asc(application::Column::Id);
    Ok(query.into_tuple().all(db).await?)
}

/// A stored check.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &Connection, id: CreditCheckId) -> Result<credit_check::Model, Error> {
    credit_check::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// Stored checks, in no order.
///
/// # Errors
/// A fault of the database.
pub async fn by_check_ids(db: &Connection, ids: Vec<CreditCheckId>) -> Result<Vec<credit_check::Model>, Error> {
    list::find_in(db, credit_check::Entity::find(), credit_check::Column::Id, ids).await
}

/// The checks since an instant, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn since(db: &Connection, since: DateTime<Utc>) -> Result<Vec<credit_check::Model>, Error> {
    let query = credit_check::Entity::find().filter(credit_check::Column::FinishedAt.gte(since));
    Ok(query.order_by_asc(credit_check::Column::FinishedAt).order_by_asc(credit_check::Column::Ordinal).all(db).await?)
}

/// Every application that was ever checked.
///
/// # Errors
/// A fault of the database.
pub async fn checked_cases(db: &Connection) -> Result<Vec<ApplicationId>, Error> {
    let query = credit_check::Entity::find().select_only().column(credit_check::Column::ApplicationId).distinct();
    Ok(query.order_by_asc(credit_check::Column::ApplicationId).into_tuple().all(db).await?)
}

/// Every check with its case and its seal, for the verification.
///
/// # Errors
/// A fault of the database.
pub async fn seals(db: &Connection) -> Result<Vec<(ApplicationId, CreditCheckId, String)>, Error> {
    let query = credit_check::Entity::find().select_only().column(credit_check::Column::ApplicationId);
    let query = query.column(credit_check::Column::Id).column(credit_check::Column::SnapshotSha256);
    Ok(query.into_tuple().all(db).await?)
}

/// What is stored of a line of a check.
#[derive(Debug, FromQueryResult)]
pub struct Stored {
    check_id: CreditCheckId,
    /// The row of the line.
    pub row_no: i64,
    /// What it comes to.
    pub outcome: Outcome,
    /// Why.
    pub reasons: String,
}

/// What is stored of the lines of the checks of a case, by check.
///
/// # Errors
/// A fault of the database.
pub async fn lines_of_case(
    db: &Connection,
    application: ApplicationId,
) -> Result<BTreeMap<CreditCheckId, Vec<Stored>>, Error> {
    let text = "SELECT x.check_id, l.row_no, x.outcome, x.reasons FROM credit_check c JOIN credit_check_line x ON x.check_id = c.id
          JOIN line l ON l.id = x.line_id AND l.application_id = c.application_id WHERE c.application_id = $1";
    let mut of_check: BTreeMap<CreditCheckId, Vec<Stored>> = BTreeMap::new();
    for line in Stored::find_by_statement(sql(db, text, [application.uuid().into()])).all(db).await? {
        of_check.entry(line.check_id).or_default().push(line);
    }
    Ok(of_check)
}

/// The current record of a natural key, of whichever source.
///
/// # Errors
/// A fault of the database.
pub async fn current(db: &Connection, natural_key: &str) -> Result<Option<credit_record::Model>, Error> {
    let query = credit_known::Entity::find()
        .filter(credit_known::Column::NaturalKey.eq(natural_key))
        .filter(credit_known::Column::KnownTo.is_null());
    Ok(query.order_by_asc(credit_known::Column::SourceId).into_model::<credit_record::Model>().one(db).await?)
}

/// The current record of a natural key in a source.
///
/// # Errors
/// A fault of the database.
pub async fn current_of(
    db: &Connection,
    source: &str,
    natural_key: &str,
) -> Result<Option<credit_record::Model>, Error> {
    let query = credit_known::Entity::find()
        .filter(credit_known::Column::SourceId.eq(source))
        .filter(credit_known::Column::NaturalKey.eq(natural_key))
        .filter(credit_known::Column::KnownTo.is_null());
    Ok(query.into_model::<credit_record::Model>().one(db).await?)
}

/// Every row of a natural key in a source, the newest first: what was known of it, and from when to when.
///
/// # Errors
/// A fault of the database.
pub async fn history(db: &Connection, source: &str, natural_key: &str) -> Result<Vec<credit_record::Model>, Error> {
    let query = credit_known::Entity::find()
        .filter(credit_known::Column::SourceId.eq(source))
        .filter(credit_known::Column::NaturalKey.eq(natural_key));
    Ok(query.order_by_desc(credit_known::Column::KnownFrom).into_model::<credit_record::Model>().all(db).await?)
}

/// Whether any record that was known at an instant was purged after it.
///
/// # Errors
/// A fault of the database.
pub async fn purged_since(db: &Connection, known_at: DateTime<Utc>) -> Result<bool, Error> {
    let query = credit_known::Entity::find()
        .filter(credit_known::Column::KnownFrom.lte(known_at))
        .filter(credit_known::Column::PurgedAt.gt(known_at));
    Ok(query.one(db).await?.is_some())
}

/// Current records of natural keys.
///
/// # Errors
/// A fault of the database.
pub async fn currents(db: &Connection, keys: Vec<String>) -> Result<Vec<credit_record::Model>, Error> {
    let query = credit_known::Entity::find()
        .filter(list::within(db, credit_known::Column::NaturalKey, keys))
        .filter(credit_known::Column::KnownTo.is_null());
    Ok(query.order_by_asc(credit_known::Column::SourceId).into_model::<credit_record::Model>().all(db).await?)
}

/// Applications by their ids, for what serves no person's scope.
///
/// # Errors
/// A fault of the database.
pub async fn by_ids(db: &Connection, ids: Vec<ApplicationId>) -> Result<Vec<application::Model>, Error> {
    list::find_in(db, application::Entity::find(), application::Column::Id, ids).await
}

/// Which of some numbers of applications the viewer may see.
///
/// # Errors
/// A fault of the database.
pub async fn visible(
    db: &Connection,
    scope: &Scope,
    numbers: impl IntoIterator<Item = String>,
) -> Result<Vec<String>, Error> {
    let mine = application::Entity::find().filter(scope.on(application::Column::FirmId, application::Column::UnitId));
    let found = list::find_in(db, mine, application::Column::Number, numbers).await?;
    Ok(found.into_iter().map(|a| a.number).collect())
}

/// Overrides of an application, decided or waiting, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn overrides_of(db: &Connection, id: ApplicationId) -> Result<Vec<credit_entry::Model>, Error> {
    let query = credit_entry::Entity::find().filter(credit_entry::Column::ApplicationId.eq(id));
    Ok(query.order_by_desc(credit_entry::Column::EnteredAt).all(db).await?)
}

/// Current records of a source under a normalised code.
///
/// # Errors
/// A fault of the database.
pub async fn currents_of(db: &Connection, source: &str, code: &str) -> Result<Vec<credit_record::Model>, Error> {
    let query = credit_known::Entity::find()
        .filter(credit_known::Column::SourceId.eq(source))
        .filter(credit_known::Column::SubjectCodeNorm.eq(code))
        .filter(credit_known::Column::KnownTo.is_null());
    Ok(query.order_by_asc(credit_known::Column::NaturalKey).into_model::<credit_record::Model>().all(db).await?)
}
