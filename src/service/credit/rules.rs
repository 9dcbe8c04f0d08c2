//! The rules and sources of this installation as they stood at an instant.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::credit::{Rules, Source, Statement};
use domain::refusal::{Code, Fact, Refusal};

use crate::App;
use kernel::error::{Error, Fault};
use kernel::id::sha256;
use store::Connection;

/// The published rule sets and the sources, those that officers set up over those of the program.
///
/// # Errors
/// A fault of the database; stored rules that cannot be read.
pub async fn rules_at(db: &Connection, known_at: DateTime<Utc>) -> Result<Rules, Error> {
    let sources = sources_at(db, known_at).await?;
    let mut rule_sets = Vec::new();
    for row in store::credit::rule_set::published(db, known_at).await? {
        rule_sets.push(serde_json::from_str(&row.content)?);
    }
    Ok(Rules { sources, rule_sets })
}

/// The sources by rank, those that officers set up over those of the program.
///
/// # Errors
/// A fault of the database; a stored source that cannot be read.
pub async fn sources_at(db: &Connection, known_at: DateTime<Utc>) -> Result<Vec<Source>, Error> {
    sources_over(store::credit::entry::confirmed(db, &["source"], known_at).await?.iter())
}

/// The sources by rank, those of confirmed statements, which come in their order, over those of the program.
///
/// # Errors
/// A stored source that cannot be read.
pub fn sources_over<'e>(
    confirmed: impl Iterator<Item = &'e entity::credit_entry::Model>,
) -> Result<Vec<Source>, Error> {
    let of_program: BTreeMap<String, Source> =
        domain::credit::rule::embedded()?.sources.into_iter().map(|s| (s.id.clone(), s)).collect();
    let mut sources = of_program.clone();
    for entry in confirmed {
        if let Statement::Source(source) = serde_json::from_str(&entry.content)? {
            let known = of_program.get(&source.id);
            let source = source.completed_from(known);
            sources.insert(source.id.clone(), source);
        }
    }
    let mut sources: Vec<Source> = sources.into_values().collect();
    sources.sort_by(|a, b| (a.rank, &a.id).cmp(&(b.rank, &b.id)));
    Ok(sources)
}

/// A source that records may come from.
///
/// # Errors
/// [`Code::CreditSourceUnknown`].
pub fn source<'a>(rules: &'a Rules, id: &str) -> Result<&'a Source, Refusal> {
    rules.sources.iter().find(|s| s.id == id).ok_or_else(|| {
        Refusal::new(Code::CreditSourceUnknown).with("value", Fact::Text(id.to_owned())).at_field("source")
    })
}

/// Writes the rule sets that the program brings along into the database; those that are there stay as they are.
///
/// # Errors
/// A fault of the database; [`Code::CreditRulesMissing`] when the program's own file is broken.
pub async fn bring_along(app: &App) -> Result<(), Error> {
    let rules = domain::credit::rule::embedded()?;
    let (now, today) = (app.clock.now(), app.clock.today());
    let tx = store::tx::begin(&app.store).await?;
    let known = store::credit::rule_set::all(&tx).await?;
    let sources = rules.sources.iter().map(row_of).collect();
    store::credit::ensure_sources(&tx, sources).await?;
    for set in rules.rule_sets.iter().filter(|set| !known.iter().any(|row| row.id == set.id)) {
        let content = domain::credit::snapshot::canonical(set)?;
        let hash = sha256(&content);
        let row = entity::credit_rule_set::Model {
            id: set.id.clone(),
            effective_from: set.effective_from,
            content,
            sha256: hash.clone(),
            why: set.note.clone(),
            written_by: None,
            written_at: now,
            dry_run: None,
            published_at: Some(now),
            discarded_at: None,
        };
        store::credit::rule_set::insert(&tx, row).await?;
        let event = store::audit::NewEvent {
            kind: "credit_rule_set",
            id: &set.id,
            action: "credit.rules_brought",
            person: None,
            role: "system",
            payload: &serde_json::json!({ "id": set.id, "sha256": hash, "effective_from": set.effective_from }),
            now,
            today,
        };
        store::audit::append(&tx, event).await?;
    }
    tx.commit().await.map_err(|e| Fault::from_cause("the rules could not be kept", e).into())
}

/// The row that records of a source refer to.
pub(super) fn row_of(source: &Source) -> entity::credit_source::Model {
    entity::credit_source::Model {
        id: source.id.clone(),
        title_zh: source.zh.clone(),
        title_en: source.en.clone(),
        rank: source.rank,
    }
}
