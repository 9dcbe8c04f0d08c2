//! An import of credit records with its row report.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CreditImportId, PersonId};
use domain::import_row::CellProblem;
use domain::template::Words;
use entity::credit_import;
use kernel::error::Error;

use crate::App;
use crate::credit::import_records::Report;
use crate::query::person;
use crate::reader::{CreditFiles, Reader};

/// An import that counts.
pub struct Import {
    /// The import.
    pub id: CreditImportId,
    /// Its source.
    pub source: String,
    /// Name of its file.
    pub file_name: String,
    /// How many rows it had.
    pub seen: i64,
    /// How many were new.
    pub added: i64,
    /// How many changed what was known.
    pub changed: i64,
    /// How many were known.
    pub same: i64,
    /// How many could not be taken.
    pub bad: i64,
    /// When.
    pub imported_at: DateTime<Utc>,
    /// Who imported it.
    pub by: Option<Words>,
}

impl Import {
    /// An import with the name of who made it.
    pub(in crate::query) fn of(row: credit_import::Model, names: &HashMap<PersonId, Words>) -> Self {
        Self {
            by: names.get(&row.imported_by).cloned(),
            id: row.id,
            source: row.source_id,
            file_name: row.file_name,
            seen: row.rows_seen,
            added: row.rows_added,
            changed: row.rows_changed,
            same: row.rows_same,
            bad: row.rows_bad,
            imported_at: row.imported_at,
        }
    }
}

/// An import with its row report.
pub struct ImportView {
    /// The import.
    pub import: Import,
    /// The day of its data.
    pub data_date: Option<NaiveDate>,
    /// Rows that it could not take and that nothing has made good.
    pub lacking: i64,
    /// Records that it removed.
    pub removed: i64,
    /// Its problems.
    pub problems: Vec<CellProblem>,
}

/// One import.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn import(app: &App, reader: &Reader<'_, CreditFiles>, id: CreditImportId) -> Result<ImportView, Error> {
    let db = app.store.read();
    let row = store::credit::import_by_id(db, reader.scope(), id).await?;
    let names = person::names(app, vec![row.imported_by]).await?;
    let lacking = store::credit::delivered::lacking(db, &[&row.source_id], app.clock.now()).await?;
    let lacking = lacking.iter().find(|l| l.import == id).map_or(0, |l| l.rows);
    let (removed, data_date, problems) = match store::credit::import::report(db, id).await? {
        Some(stored) => {
            (stored.rows_removed, stored.file_date, serde_json::from_str::<Report>(&stored.problems)?.problems)
        }
        None => (0, None, Vec::new()),
    };
    Ok(ImportView { import: Import::of(row, &names), data_date, lacking, removed, problems })
}
