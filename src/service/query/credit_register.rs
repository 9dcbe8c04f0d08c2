//! The register of credit records: its sources, its records, and the imports that filled it.

use std::collections::HashMap;

use domain::credit::source::relied_on;
use domain::credit::{Adapter, Answer, Consent, Delivered, Reason, Record, Source, Stage, Times};
use domain::template::Words;
use entity::credit_import;
use kernel::error::Error;

use super::person;
use crate::App;
use crate::credit::gather::Lists;
use crate::credit::record_row::record;
use crate::credit::rules::rules_at;
use crate::reader::{CreditFiles, CreditRules, Reader};

/// A credit source with its newest import and how many records are current.
pub struct SourceView {
    /// The source's id.
    pub id: String,
    /// Its name.
    pub title: Words,
    /// Its newest import.
    pub latest: Option<credit_import::Model>,
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
    let mut newest: HashMap<String, credit_import::Model> =
        store::credit::latest_imports(db, now).await?.into_iter().map(|i| (i.source_id.clone(), i)).collect();
    let own = store::credit::own_imports(db, reader.scope(), lists.lacking.iter().map(|l| l.import)).await?;
    for source in sources {
        let latest = newest.remove(&source.id);
        let lacking = lists.lacking.iter().filter(|l| l.source == source.id).cloned();
        let answer = match source.adapter {
            Adapter::Internal => Answer::own(&source.id, now),
            Adapter::File => lists.answer(&source)?,
            Adapter::Manual | Adapter::HttpJson => Answer::at(&source.id, latest.as_ref().map(|i| i.imported_at)),
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
            latest,
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

/// The newest imports with the names of those who made them.
///
/// # Errors
/// A fault of the database.
pub async fn imports(
    app: &App,
    reader: &Reader<'_, CreditFiles>,
    limit: u64,
) -> Result<Vec<(credit_import::Model, Option<Words>)>, Error> {
    let imports = store::credit::imports(app.store.read(), reader.scope(), limit).await?;
    let names = person::names(app, imports.iter().map(|i| i.imported_by).collect()).await?;
    Ok(imports
        .into_iter()
        .map(|i| {
            let name = names.get(&i.imported_by).cloned();
            (i, name)
        })
        .collect())
}
