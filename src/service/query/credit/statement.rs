//! The desk of statements of two officers.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::credit::Statement;
use domain::id::CreditEntryId;
use domain::template::Words;
use entity::credit_entry;
use kernel::error::Error;

use crate::App;
use crate::query::credit_file::Attested;
use crate::query::person;
use crate::reader::{CreditRules, Reader};

/// A statement of two officers on their desk.
pub struct Entry {
    /// The statement.
    pub id: CreditEntryId,
    /// Key of its kind.
    pub kind: String,
    /// Code of whom it is about.
    pub subject_code: String,
    /// Name of whom it is about.
    pub subject_name: String,
    /// Number of the application that it is about, where it is about one.
    pub application: Option<String>,
    /// What is stated.
    pub statement: Statement,
    /// Why.
    pub why: String,
    /// The hash of the evidence.
    pub evidence_sha256: String,
    /// Who entered it.
    pub entered_by: Option<Words>,
    /// Whether the reader did.
    pub own: bool,
    /// When.
    pub entered_at: DateTime<Utc>,
    /// Where it stands.
    pub stands: Attested,
}

/// Statements that wait and those decided last.
pub struct Entries {
    /// Those that wait, the oldest first.
    pub waiting: Vec<Entry>,
    /// Those decided last.
    pub decided: Vec<Entry>,
}

/// The desk of statements.
///
/// # Errors
/// A fault of the database.
pub async fn entries(app: &App, reader: &Reader<'_, CreditRules>) -> Result<Entries, Error> {
    let db = app.store.read();
    let waiting = store::credit::entry::waiting(db, reader.scope()).await?;
    let decided = store::credit::entry::decided(db, reader.scope(), 30).await?;
    let both = || waiting.iter().chain(&decided);
    let names = person::names(app, both().map(|e| e.entered_by).collect()).await?;
    let applications = store::credit::checks::by_ids(db, both().filter_map(|e| e.application_id).collect()).await?;
    let numbers: HashMap<_, _> = applications.into_iter().map(|a| (a.id, a.number)).collect();
    let entry = |row: credit_entry::Model| {
        Ok(Entry {
            stands: (&row).into(),
            statement: serde_json::from_str(&row.content)?,
            id: row.id,
            kind: row.kind,
            subject_code: row.subject_code,
            subject_name: row.subject_name,
            application: row.application_id.and_then(|id| numbers.get(&id).cloned()),
            why: row.why,
            evidence_sha256: row.evidence_sha256,
            entered_by: names.get(&row.entered_by).cloned(),
            own: row.entered_by == reader.person,
            entered_at: row.entered_at,
        })
    };
    let read = |rows: Vec<_>| rows.into_iter().map(entry).collect::<Result<Vec<_>, Error>>();
    Ok(Entries { waiting: read(waiting)?, decided: read(decided)? })
}
