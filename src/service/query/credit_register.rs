//! The register of credit records: its sources, its records, and the imports that filled it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::credit::source::relied_on;
use domain::credit::{Adapter, Answer, Consent, Delivered, Reason, Record, Source, Stage, Times};
use domain::template::Words;
use kernel::error::Error;

use super::credit::import::Import;
use super::person;
use crate::App;
use crate::credit::gather::Lists;
use crate::credit::record_row::record;
use crate::credit::rules::rules_at;
use crate::reader::{CreditFiles, CreditRules, Reader};

/// A credit source and how many records of it are current.
pub struct SourceView {
    /// The source's id.
    pub id: String,
    /// Its name.
    pub title: Words,
    /// How many current records it has.
    pub records: i64,
    /// Its settings.
    pub source: Source,
    /// What is there of its lists.
    pub lists: Vec<Delivered>,
    /// Imports of it with rows that nobody could take.
    pub lacking: Vec<(store::credit::delivered::Lacking, bool)>,
    /// Why a payment would not rely on it now.
    pub stale: Vec<Reason>,
}

/// The credit sources of the rules by rank, those without any file included.
///
/// # Errors
/// A fault of the database; rules that cannot be read.
pub async fn sources(app: &App, reader: &Reader<'_, CreditRules>) -> Result<Vec<SourceView>, Error> {
    let (db, now) = (app.store.read(), app.clock.now());
    let counts: HashMap<String, i64> = store::credit::counts(db).await?.into_iter().collect();
    let today = app.clock.today();
    let rules = rules_at(db, now).await?;
    let params = rules.on(today)?.params.clone();
    let mut sources = rules.sources;
    sources.sort_by_key(|s| s.rank);
    let mut views = Vec::new();
    let times = Times { as_of: today, known_at: now };
    let lists = Lists::there(db, &sources, times).await?;
    let newest = store::credit::latest_imports(db, now).await?.into_iter();
    let newest: HashMap<String, DateTime<Utc>> = newest.map(|i| (i.source_id, i.imported_at)).collect();
    let own = store::credit::own_imports(db, reader.scope(), lists.lacking.iter().map(|l| l.import)).await?;
    for source in sources {
        let lacking = lists.lacking.iter().filter(|l| l.source == source.id).cloned();
        let answer = match source.adapter {
            Adapter::Internal => Answer::own(&source.id, now),
            Adapter::File => lists.answer(&source)?,
            Adapter::Manual | Adapter::HttpJson => Answer::at(&source.id, newest.get(&source.id).copied()),
        };
        let (one, answers) = (std::slice::from_ref(&source), std::slice::from_ref(&answer));
        let stale = relied_on(one, Stage::Disbursement, times, answers, Consent::Valid, &params).missing;
        views.push(SourceView {
            records: counts.get(&source.id).copied().unwrap_or(0),
            title: source.title(),
            id: source.id.clone(),
            lacking: lacking.map(|l| (own.contains(&l.import), l)).map(|(own, l)| (l, own)).collect(),
            lists: answer.lists,
            source,
            stale,
        });
    }
    Ok(views)
}

/// Current credit records that a search finds by code or name, newest event first.
///
/// # Errors
/// A fault of the database.
pub async fn records(app: &App, _: &Reader<'_, CreditFiles>, search: &str, limit: u64) -> Result<Vec<Record>, Error> {
    let rows = store::credit::records(app.store.read(), search.trim(), limit).await?;
    rows.iter().map(record).collect()
}

/// The newest imports.
///
/// # Errors
/// A fault of the database.
pub async fn imports(app: &App, reader: &Reader<'_, CreditFiles>, limit: u64) -> Result<Vec<Import>, Error> {
    let imports = store::credit::imports(app.store.read(), reader.scope(), limit).await?;
    let names = person::names(app, imports.iter().map(|i| i.imported_by).collect()).await?;
    Ok(imports.into_iter().map(|row| Import::of(row, &names)).collect())
}
