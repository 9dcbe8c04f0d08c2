//! What people read of credit: sources, what registries answered, evidence, who read which file. The desks have each a file of
//! its own.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::credit::Source;
use domain::document::Kind;
use domain::refusal::Code;
use domain::template::Words;
use kernel::error::Error;
pub use store::credit::fetch::Head as Fetch;

use super::person;
use crate::App;
use crate::credit::rules::sources_at;
use crate::document::{self, Document};
use crate::reader::{CreditRules, Log, Reader};

pub mod check;
pub mod desk;
pub mod import;
pub mod matching;
pub mod recovery;
pub mod rule_set;
pub mod statement;

/// Names of the sources by id.
///
/// # Errors
/// A fault of the database.
pub async fn sources(app: &App) -> Result<HashMap<String, Words>, Error> {
    Ok(titles(&source_settings(app).await?))
}

/// Names of sources by id.
pub fn titles(sources: &[Source]) -> HashMap<String, Words> {
    sources.iter().map(|s| (s.id.clone(), s.title())).collect()
}

/// The sources with their settings.
///
/// # Errors
/// A fault of the database.
pub async fn source_settings(app: &App) -> Result<Vec<Source>, Error> {
    sources_at(app.store.read(), app.clock.now()).await
}

/// A look into a credit file.
pub struct Look {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: Option<Words>,
    /// Key of the role in which.
    pub role: String,
    /// Code of whom it was about.
    pub subject_code: String,
    /// What for.
    pub purpose: String,
}

/// The newest looks into credit files.
///
/// # Errors
/// A fault of the database.
pub async fn looks(app: &App, reader: &Reader<'_, Log>) -> Result<Vec<Look>, Error> {
    let rows = store::credit::aftermath::queries_of(app.store.read(), reader.scope(), 200).await?;
    let names = person::names(app, rows.iter().map(|row| row.person_id).collect()).await?;
    let look = |row: entity::credit_query_log::Model| Look {
        at: row.at,
        by: names.get(&row.person_id).cloned(),
        role: row.role,
        subject_code: row.subject_code,
        purpose: row.purpose,
    };
    Ok(rows.into_iter().map(look).collect())
}

/// What registries answered last, for the page of sources.
///
/// # Errors
/// A fault of the database.
pub async fn fetches(app: &App, reader: &Reader<'_, CreditRules>) -> Result<Vec<Fetch>, Error> {
    store::credit::fetch::newest(app.store.read(), reader.scope(), 20).await
}

/// A file of evidence by its hash.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn evidence(app: &App, reader: &Reader<'_, CreditRules>, sha256: &str) -> Result<Document, Error> {
    let kind = Kind::CreditEvidence;
    let found = store::document::own_by_content(app.store.read(), reader.scope(), kind, sha256).await?;
    document::show(reader, found.ok_or(Code::NotFound)?)
}
