//! Credit records, imports and checks.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, CreditCheckId, LineId};
use entity::{credit_check, credit_check_line, credit_import, credit_known, credit_record, credit_source};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::scope::Scope;
use super::{list, sql};
use crate::Connection;
use kernel::error::Error;

pub mod aftermath;
pub mod candidates;
pub mod checks;
pub mod delivered;
pub mod desk;
pub mod entry;
pub mod export;
pub mod fetch;
pub mod file;
pub mod import;
pub mod intake;
pub mod matching;
pub mod near;
pub mod rule_set;
pub mod statistics;

/// Adds sources that are not there yet.
///
/// # Errors
/// A fault of the database.
pub async fn ensure_sources(tx: &Connection, rows: Vec<credit_source::Model>) -> Result<(), Error> {
    let rows = rows.into_iter().map(|r| r.into_active_model().reset_all());
    list::insert_new(tx, rows, &[credit_source::Column::Id]).await
}

/// All sources, by rank.
///
/// # Errors
/// A fault of the database.
pub async fn sources(db: &Connection) -> Result<Vec<credit_source::Model>, Error> {
    Ok(credit_source::Entity::find()
        .order_by_asc(credit_source::Column::Rank)
        .order_by_asc(credit_source::Column::Id)
        .all(db)
        .await?)
}

/// An import counts when its list is in force.
const IN_FORCE: &str =
    "NOT EXISTS (SELECT 1 FROM credit_intake t WHERE t.import_id = credit_import.id AND t.in_force_at IS NULL)";

fn in_force() -> SimpleExpr {
    Expr::cust(IN_FORCE)
}

/// The newest import of each source that has one.
///
/// # Errors
/// A fault of the database.
pub async fn latest_imports(db: &Connection, until: DateTime<Utc>) -> Result<Vec<credit_import::Model>, Error> {
    let text = format!(
        "SELECT * FROM credit_import WHERE id IN (SELECT (SELECT credit_import.id FROM credit_import \
         WHERE credit_import.source_id = s.id AND credit_import.imported_at <= $1 AND {IN_FORCE} \
         ORDER BY credit_import.imported_at DESC, credit_import.id DESC LIMIT 1) FROM credit_source s)"
    );
    Ok(credit_import::Entity::find().from_raw_sql(sql(db, &text, [until.into()])).all(db).await?)
}

/// One import of the viewer's office: the records of a list are for all, the file and who brought it are not.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn import_by_id(
    db: &Connection,
    scope: &Scope,
    id: domain::id::CreditImportId,
) -> Result<credit_import::Model, Error> {
    let mine = scope.on_person(credit_import::Column::ImportedBy);
    let found = credit_import::Entity::find_by_id(id).filter(mine).filter(in_force()).one(db).await?;
    found.ok_or_else(|| domain::refusal::Code::NotFound.into())
}

/// Which of some imports are of the viewer's office.
///
/// # Errors
/// A fault of the database.
pub async fn own_imports(
    db: &Connection,
    scope: &Scope,
    ids: impl IntoIterator<Item = domain::id::CreditImportId>,
) -> Result<Vec<domain::id::CreditImportId>, Error> {
    let mine = credit_import::Entity::find().filter(scope.on_person(credit_import::Column::ImportedBy));
    let found = list::find_in(db, mine, credit_import::Column::Id, ids).await?;
    Ok(found.into_iter().map(|import| import.id).collect())
}

/// Imports of the viewer's office, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn imports(db: &Connection, scope: &Scope, limit: u64) -> Result<Vec<credit_import::Model>, Error> {
    let query = credit_import::Entity::find()
        .filter(scope.on_person(credit_import::Column::ImportedBy))
        .filter(in_force())
        .order_by_desc(credit_import::Column::ImportedAt)
        .order_by_desc(credit_import::Column::Id);
    Ok(query.limit(limit).all(db).await?)
}

/// Inserts an import.
///
/// # Errors
/// A fault of the database.
pub async fn insert_import(tx: &Connection, row: credit_import::Model) -> Result<(), Error> {
    credit_import::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// Inserts a record that does not come from a list.
///
/// # Errors
/// A fault of the database.
pub async fn insert_record(tx: &Connection, row: credit_record::Model) -> Result<(), Error> {
    near::Keeper::open(tx).await?.keep(tx, std::slice::from_ref(&row)).await?;
    let row = row.into_active_model().reset_all();
    credit_record::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// A page of current records: those that a search finds, newest event first; without one those that became known last.
///
/// # Errors
/// A fault of the database.
pub async fn records(db: &Connection, search: &str, limit: u64) -> Result<Vec<credit_record::Model>, Error> {
    let mut query = credit_known::Entity::find().filter(credit_known::Column::KnownTo.is_null());
    if !search.is_empty() {
        let term = domain::credit::matching::normalise(search);
        query = query.filter(
            Condition::any()
                .add(credit_known::Column::SubjectCodeNorm.eq(domain::credit::matching::normalise_code(search)))
                .add(credit_known::Column::SubjectNameNorm.contains(term)),
        );
    }
    if search.is_empty() {
        // In the order of their ids, which is that of time: nothing is sorted and nothing else is read.
        return Ok(query
            .order_by_desc(credit_known::Column::Id)
            .limit(limit)
            .into_model::<credit_record::Model>()
            .all(db)
            .await?);
    }
    Ok(query
        .order_by_desc(credit_known::Column::EventDate)
        .order_by_asc(credit_known::Column::NaturalKey)
        .limit(limit)
        .into_model::<credit_record::Model>()
        .all(db)
        .await?)
}

/// Inserts a check with the lines that did not simply pass.
///
/// # Errors
/// A fault of the database.
pub async fn insert_check(
    tx: &Connection,
    row: credit_check::Model,
    lines: Vec<credit_check_line::Model>,
) -> Result<(), Error> {
    credit_check::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    list::insert_all(tx, lines.into_iter().map(|l| l.into_active_model().reset_all())).await
}

/// Of the checks of a case the newest, as [`latest_check`] has it, for a query over the checks of several.
pub(crate) const NEWEST_CHECK: &str =
    "credit_check.id = (SELECT c.id FROM credit_check c WHERE c.application_id = credit_check.application_id
   ORDER BY c.ordinal DESC, c.finished_at DESC, c.id DESC LIMIT 1)";

/// The newest check of an application, of a stage or of any.
///
/// # Errors
/// A fault of the database.
pub async fn latest_check(
    db: &Connection,
    application: ApplicationId,
    stage: Option<&str>,
) -> Result<Option<credit_check::Model>, Error> {
    let mut query = credit_check::Entity::find().filter(credit_check::Column::ApplicationId.eq(application));
    if let Some(stage) = stage {
        query = query.filter(credit_check::Column::Stage.eq(stage));
    }
    let query = query.order_by_desc(credit_check::Column::Ordinal).order_by_desc(credit_check::Column::FinishedAt);
    Ok(query.order_by_desc(credit_check::Column::Id).one(db).await?)
}

/// The checks of an application, oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn checks(db: &Connection, application: ApplicationId) -> Result<Vec<credit_check::Model>, Error> {
    let query = credit_check::Entity::find().filter(credit_check::Column::ApplicationId.eq(application));
    let query = query.order_by_asc(credit_check::Column::Ordinal).order_by_asc(credit_check::Column::FinishedAt);
    Ok(query.order_by_asc(credit_check::Column::Id).all(db).await?)
}

/// The checks of an application that were the newest at an instant; of the same instant there may be several.
///
/// # Errors
/// A fault of the database.
pub async fn checks_at(
    db: &Connection,
    application: ApplicationId,
    at: DateTime<Utc>,
) -> Result<Vec<credit_check::Model>, Error> {
    let all = credit_check::Entity::find().filter(credit_check::Column::ApplicationId.eq(application));
    let heads = all.select_only().column(credit_check::Column::Id).column(credit_check::Column::FinishedAt);
    let heads = heads.into_tuple::<(CreditCheckId, DateTime<Utc>)>().all(db).await?;
    let newest = heads.iter().map(|(_, made)| *made).filter(|made| *made <= at).max();
    let ids = heads.into_iter().filter(|(_, made)| Some(*made) == newest).map(|(id, _)| id);
    list::find_in(db, credit_check::Entity::find(), credit_check::Column::Id, ids).await
}

/// What a check found about a line, where it did not simply pass.
///
/// # Errors
/// A fault of the database.
pub async fn check_line(
    db: &Connection,
    check: CreditCheckId,
    line: LineId,
) -> Result<Option<credit_check_line::Model>, Error> {
    Ok(credit_check_line::Entity::find_by_id((check, line)).one(db).await?)
}

/// How many current records each source has: every record that an import added is current under its key, as it is now. So
/// the imports say it, and the register is not counted.
///
/// # Errors
/// A fault of the database.
pub async fn counts(db: &Connection) -> Result<Vec<(String, i64)>, Error> {
    let text = "SELECT source_id, CAST(SUM(rows_added) AS BIGINT) AS n FROM credit_import GROUP BY source_id";
    let statement = sql(db, text, []);
    let mut out = Vec::new();
    for row in db.query_all_raw(statement).await? {
        out.push((row.try_get("", "source_id")?, row.try_get("", "n")?));
    }
    Ok(out)
}
