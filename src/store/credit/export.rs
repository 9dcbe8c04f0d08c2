//! Files of own records that were sent outward, their rows and receipts; and what waits to be sent or is public.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::statement::OWN_SOURCE;
use domain::id::{CreditExportId, CreditRecordId, PersonId};
use domain::money::Fen;
use domain::refusal::Code;
use domain::workflow::Moved;
use domain::workflow::export::ExportState;
use entity::{application, award, call, credit_export, credit_export_row, credit_record, unit};
use sea_orm::sea_query::Expr;
use sea_orm::sea_query::LikeExpr;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DerivePartialModel, EntityTrait,
    FromQueryResult as _, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect,
};

use crate::Connection;
use crate::moved::stamp;
use crate::scope::Scope;
use crate::{list, sql};
use kernel::error::Error;

/// Stores a file with its rows. Rows of the same records that stood until now stand no more.
///
/// # Errors
/// [`Code::Stale`] when somebody else has just sent one of the records.
pub async fn insert(
    tx: &Connection,
    row: credit_export::Model,
    rows: Vec<credit_export_row::Model>,
) -> Result<(), Error> {
    let fallen = credit_export_row::ActiveModel { standing: Set(false), ..Default::default() };
    credit_export_row::Entity::update_many()
        .set(fallen)
        .filter(list::within(tx, credit_export_row::Column::RowKey, rows.iter().map(|r| r.row_key.as_str())))
        .filter(credit_export_row::Column::Standing.eq(true))
        .exec(tx)
        .await?;
    credit_export::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    list::insert_all(tx, rows.into_iter().map(|r| r.into_active_model().reset_all())).await
}

/// A file by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &Connection, scope: &Scope, id: CreditExportId) -> Result<credit_export::Model, Error> {
    let query = credit_export::Entity::find_by_id(id).filter(scope.on_person(credit_export::Column::ExportedBy));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// The rows of a file, in their order.
///
/// # Errors
/// A fault of the database.
pub async fn rows(db: &Connection, id: CreditExportId) -> Result<Vec<credit_export_row::Model>, Error> {
    let query = credit_export_row::Entity::find().filter(credit_export_row::Column::ExportId.eq(id));
    Ok(query.order_by_asc(credit_export_row::Column::RowNo).all(db).await?)
}

/// A file without its content.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "credit_export::Entity")]
pub struct Head {
    /// The file.
    pub id: CreditExportId,
    /// Key of its kind.
    pub kind: String,
    /// The first day that it tells of.
    pub from_day: NaiveDate,
    /// The last day that it tells of.
    pub to_day: NaiveDate,
    /// How many rows it has.
    pub rows_out: i64,
    /// The file whose changed rows it sends again.
    pub resend_of: Option<CreditExportId>,
    /// Who made it.
    pub exported_by: PersonId,
    /// When.
    pub exported_at: DateTime<Utc>,
    /// Number of the receipt.
    pub receipt_no: Option<String>,
    /// Whether the platform took it.
    pub accepted: Option<bool>,
    /// The code under which it was sent.
    pub office_code: String,
}

/// A page of files, the newest first, after the file of an id.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    db: &Connection,
    scope: &Scope,
    after: Option<CreditExportId>,
    limit: u64,
) -> Result<Vec<Head>, Error> {
    let mut query = credit_export::Entity::find().filter(scope.on_person(credit_export::Column::ExportedBy));
    if let Some(after) = after {
        query = query.filter(credit_export::Column::Id.lt(after));
    }
    Ok(query.order_by_desc(credit_export::Column::Id).limit(limit).into_partial_model().all(db).await?)
}

/// How many files there are.
///
/// # Errors
/// A fault of the database.
pub async fn count(db: &Connection, scope: &Scope) -> Result<i64, Error> {
    let query = credit_export::Entity::find().filter(scope.on_person(credit_export::Column::ExportedBy));
    Ok(i64::try_from(query.count(db).await?).unwrap_or(i64::MAX))
}

/// How many rows of some files were refused.
///
/// # Errors
/// A fault of the database.
pub async fn faults(db: &Connection, ids: Vec<CreditExportId>) -> Result<Vec<(CreditExportId, i64)>, Error> {
    let query = credit_export_row::Entity::find()
        .select_only()
        .column(credit_export_row::Column::ExportId)
        .column_as(credit_export_row::Column::RowNo.count(), "n")
        .filter(list::within(db, credit_export_row::Column::ExportId, ids))
        .filter(credit_export_row::Column::Fault.ne(""))
        .group_by(credit_export_row::Column::ExportId);
    Ok(query.into_tuple().all(db).await?)
}

/// What was ever sent under some keys: key, hash, and whether it stands.
///
/// # Errors
/// A fault of the database.
pub async fn sent(db: &Connection, keys: &[String]) -> Result<Vec<(String, String, bool)>, Error> {
    let query = credit_export_row::Entity::find()
        .select_only()
        .column(credit_export_row::Column::RowKey)
        .column(credit_export_row::Column::RowSha256)
        .column(credit_export_row::Column::Standing)
        .filter(list::within(db, credit_export_row::Column::RowKey, keys.iter().map(String::as_str)));
    Ok(query.into_tuple::<(String, String, bool)>().all(db).await?)
}

/// What the platform answered to a file.
#[derive(Debug, Clone, Copy)]
pub struct Receipt<'a> {
    /// Number of the receipt.
    pub number: &'a str,
    /// What it says.
    pub words: &'a str,
    /// When it was entered.
    pub at: DateTime<Utc>,
}

/// Keeps the receipt of a file; only the first counts.
///
/// # Errors
/// [`Code::Stale`].
pub async fn receive(
    tx: &Connection,
    id: CreditExportId,
    moved: &Moved<ExportState>,
    receipt: Receipt<'_>,
) -> Result<(), Error> {
    let row = credit_export::ActiveModel {
        receipt_no: Set(Some(receipt.number.to_owned())),
        receipt_at: Set(Some(receipt.at)),
        accepted: Set(Some(moved.to() == ExportState::Accepted)),
        receipt_words: Set(receipt.words.to_owned()),
        ..Default::default()
    };
    let update = credit_export::Entity::update_many()
        .set(row)
        .filter(credit_export::Column::Id.eq(id))
        .filter(credit_export::Column::ReceiptAt.is_null());
    if stamp(update, moved).exec(tx).await?.rows_affected == 0 { Err(Code::Stale.into()) } else { Ok(()) }
}

/// Notes why rows were refused: one row, or all that still stand. They stand no more.
///
/// # Errors
/// A fault of the database.
pub async fn refuse(tx: &Connection, id: CreditExportId, row_no: Option<i64>, why: &str) -> Result<(), Error> {
    let row = credit_export_row::ActiveModel { standing: Set(false), fault: Set(why.to_owned()), ..Default::default() };
    let mut update = credit_export_row::Entity::update_many()
        .set(row)
        .filter(credit_export_row::Column::ExportId.eq(id))
        .filter(credit_export_row::Column::Standing.eq(true));
    if let Some(row_no) = row_no {
        update = update.filter(credit_export_row::Column::RowNo.eq(row_no));
    }
    update.exec(tx).await.map(|_| ()).map_err(Error::from)
}

/// That a record is an own one: the words of the index of own records, which a bound value would not reach.
fn is_own(table: &str) -> String {
    format!("{table}.source_id = '{OWN_SOURCE}'")
}

/// Current own records of a kind.
fn own(kind: &str) -> sea_orm::Select<credit_record::Entity> {
    credit_record::Entity::find()
        .filter(Expr::cust(is_own("credit_record")))
        .filter(credit_record::Column::Kind.eq(kind))
        .filter(credit_record::Column::KnownTo.is_null())
        .filter(credit_record::Column::PurgedAt.is_null())
}

/// Current own records of a kind that were decided from a day to a day, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn own_records(
    db: &Connection,
    kind: &str,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<credit_record::Model>, Error> {
    let query = own(kind).filter(credit_record::Column::EventDate.between(from, to));
    let query = query.order_by_asc(credit_record::Column::EventDate);
    Ok(query.order_by_asc(credit_record::Column::NaturalKey).all(db).await?)
}

/// Current own records of a kind under some natural keys, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn own_records_of(db: &Connection, kind: &str, keys: &[String]) -> Result<Vec<credit_record::Model>, Error> {
    let query = own(kind).filter(list::within(db, credit_record::Column::NaturalKey, keys.iter().map(String::as_str)));
    let mut out = query.all(db).await?;
    out.sort_by(|a, b| (a.event_date, &a.natural_key).cmp(&(b.event_date, &b.natural_key)));
    Ok(out)
}

/// An award with what it is known by.
#[derive(Debug, Clone)]
pub struct Awarded {
    /// Number of the application.
    pub application: String,
    /// The payee's code.
    pub code: String,
    /// The payee's name.
    pub name: String,
    /// Title of the call.
    pub project: String,
    /// The unit that opened the call.
    pub authority: String,
    /// The amount.
    pub amount: Fen,
    /// When it was awarded.
    pub at: DateTime<Utc>,
}

/// Awards of an interval, its end not counted, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn awards(
    db: &Connection,
    scope: &Scope,
    (from, before): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Awarded>, Error> {
    let awards = award::Entity::find()
        .filter(award::Column::AwardedAt.gte(from))
        .filter(award::Column::AwardedAt.lt(before))
        .order_by_asc(award::Column::AwardedAt)
        .order_by_asc(award::Column::Id)
        .all(db)
        .await?;
    let ids: std::collections::BTreeSet<_> = awards.iter().map(|a| a.application_id).collect();
    let applications = application::Entity::find()
        .filter(list::within(db, application::Column::Id, ids))
        .filter(scope.on(application::Column::FirmId, application::Column::UnitId))
        .all(db)
        .await?;
    let calls: std::collections::BTreeSet<_> = applications.iter().map(|a| a.call_id).collect();
    let calls = list::find_in(db, call::Entity::find(), call::Column::Id, calls).await?;
    let units: std::collections::BTreeSet<_> = calls.iter().map(|c| c.unit_id).collect();
    let units = list::find_in(db, unit::Entity::find(), unit::Column::Id, units).await?;
    let mut out = Vec::new();
    for award in awards {
        let Some(application) = applications.iter().find(|a| a.id == award.application_id) else { continue };
        let call = calls.iter().find(|c| c.id == application.call_id);
        let unit = call.and_then(|c| units.iter().find(|u| u.id == c.unit_id));
        out.push(Awarded {
            application: application.number.clone(),
            code: award.payee_code,
            name: award.payee_name,
            project: call.map_or_else(String::new, |c| c.title_zh.clone()),
            authority: unit.map_or_else(String::new, |u| u.name_zh.clone()),
            amount: award.amount_fen,
            at: award.awarded_at,
        });
    }
    Ok(out)
}

/// Own records that were never sent, by their kind: how many, and the day of the oldest.
///
/// # Errors
/// A fault of the database.
pub async fn unsent(db: &Connection) -> Result<HashMap<String, (i64, NaiveDate)>, Error> {
    let text = format!(
        "SELECT r.kind, COUNT(*) AS n, MIN(r.event_date) AS oldest FROM credit_record r
         WHERE {} AND r.known_to IS NULL AND r.purged_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM credit_export_row e WHERE e.row_key = r.kind || ':' || r.natural_key)
         GROUP BY r.kind",
        is_own("r")
    );
    let rows = db.query_all_raw(sql(db, &text, [])).await?;
    let of = |row: &QueryResult| Ok((row.try_get("", "kind")?, (row.try_get("", "n")?, row.try_get("", "oldest")?)));
    rows.iter().map(of).collect()
}

/// Own records that changed after they were sent, or were repaired or found wrong since, with the file that holds them: of
/// each kind those of the oldest files.
///
/// # Errors
/// A fault of the database.
pub async fn changed(db: &Connection, limit: i64) -> Result<Vec<(credit_record::Model, CreditExportId)>, Error> {
    let text = format!(
        "SELECT c.* FROM (SELECT r.*, x.id AS export,
           ROW_NUMBER() OVER (PARTITION BY r.kind ORDER BY x.exported_at, r.natural_key) AS place FROM credit_record r
         JOIN credit_export_row e ON e.row_key = r.kind || ':' || r.natural_key AND e.standing
         JOIN credit_export x ON x.id = e.export_id
         WHERE {} AND r.known_to IS NULL AND r.purged_at IS NULL
         AND (r.known_from > x.exported_at
              OR EXISTS (SELECT 1 FROM credit_repair p WHERE p.record_key = r.natural_key AND p.state = 'verified'
                         AND p.closed_at > x.exported_at)
              OR EXISTS (SELECT 1 FROM credit_objection o WHERE o.record_key = r.natural_key AND o.result = 'upheld'
                         AND o.closed_at > x.exported_at))) AS c
         WHERE c.place <= $1 ORDER BY c.event_date, c.natural_key",
        is_own("r")
    );
    let rows = db.query_all_raw(sql(db, &text, [limit.into()])).await?;
    let of = |row: &QueryResult| Ok((credit_record::Model::from_query_result(row, "")?, row.try_get("", "export")?));
    rows.iter().map(of).collect()
}

/// A step through public records by the last one shown.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// Only what was decided on or after this day.
    pub since: NaiveDate,
    /// Part of a normalised name, or a whole normalised code; empty for all.
    pub search: (&'a str, &'a str),
    /// The last record shown.
    pub after: Option<(NaiveDate, CreditRecordId)>,
    /// How many.
    pub limit: u64,
}

/// Own records of a kind that may be public, the newest decision first.
///
/// # Errors
/// A fault of the database.
pub async fn maybe_public(db: &Connection, kind: &str, step: Step<'_>) -> Result<Vec<credit_record::Model>, Error> {
    let mut query = own(kind).filter(credit_record::Column::EventDate.gte(step.since));
    let (name, code) = step.search;
    if !name.is_empty() {
        let plain = name.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let like = LikeExpr::new(format!("%{plain}%")).escape('\\');
        let named = credit_record::Column::SubjectNameNorm.like(like);
        query = query.filter(Condition::any().add(named).add(credit_record::Column::SubjectCodeNorm.eq(code)));
    }
    if let Some((day, id)) = step.after {
        let same_day =
            Condition::all().add(credit_record::Column::EventDate.eq(day)).add(credit_record::Column::Id.lt(id));
        query = query.filter(Condition::any().add(credit_record::Column::EventDate.lt(day)).add(same_day));
    }
    let query = query.order_by_desc(credit_record::Column::EventDate).order_by_desc(credit_record::Column::Id);
    Ok(query.limit(step.limit).all(db).await?)
}

/// The day of a record, to step on from it.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn day_of(db: &Connection, id: CreditRecordId) -> Result<NaiveDate, Error> {
    let row = credit_record::Entity::find_by_id(id).one(db).await?;
    row.map(|r| r.event_date).ok_or_else(|| Code::NotFound.into())
}
