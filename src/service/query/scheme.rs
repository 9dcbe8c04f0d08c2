//! What people read of scheme versions: the list, one version with its history and cases, and a trial that keeps nothing.

use std::sync::Arc;

use domain::refusal::Code;
use domain::scheme::cases::CaseOutcome;
use domain::scheme::edition::Standing;
use domain::scheme::{Scheme, SchemeProblem};
use domain::template::Words;
use domain::workflow::EditionState;
use entity::{audit_event, scheme_edition};

use super::person;
use crate::App;
use crate::actor::Actor;
use crate::reader::{Drafts, Reader, Schemes};
use crate::scheme::standing_of;
use kernel::error::Error;

pub mod try_out;

/// A version and how it stands today.
pub struct Edition {
    /// Its row.
    pub row: scheme_edition::Model,
    /// How it stands.
    pub standing: Standing,
}

impl Edition {
    /// What its file is called for people.
    pub fn title(&self) -> Words {
        Words { zh: self.row.title_zh.clone(), en: self.row.title_en.clone() }
    }

    /// The outcomes of its cases when it was written.
    ///
    /// # Errors
    /// A fault when the stored text cannot be read.
    pub fn outcomes(&self) -> Result<Vec<CaseOutcome>, Error> {
        serde_json::from_str(&self.row.outcomes).map_err(Error::from)
    }
}

fn reads(actor: &Actor, state: EditionState) -> bool {
    let published = matches!(state, EditionState::Published | EditionState::Withdrawn);
    published || actor.reads::<Drafts>()
}

/// All versions that the person may see.
///
/// # Errors
/// A fault of the database.
pub async fn editions(app: &App, reader: &Reader<'_, Schemes>) -> Result<Vec<Edition>, Error> {
    let (rows, today) = (store::scheme::editions(app.store.read()).await?, app.clock.today());
    let seen = rows.iter().filter(|row| reads(reader, row.state));
    Ok(seen.map(|row| Edition { row: row.clone(), standing: standing_of(row, &rows, today) }).collect())
}

/// An event of a version's history.
pub struct Happened {
    /// The event of the log.
    pub event: audit_event::Model,
    /// Who; none for the program.
    pub who: Option<Words>,
}

/// One version, wholly.
pub struct Record {
    /// The version.
    pub edition: Edition,
    /// Its rules; a draft of an older language may not load any more.
    pub scheme: Result<Arc<Scheme>, Vec<SchemeProblem>>,
    /// All versions of the scheme that the person may see, this one as well, the latest first.
    pub versions: Vec<Edition>,
    /// What happened to it, the oldest first; empty for those who do not read histories.
    pub history: Vec<Happened>,
}

/// A version that the person may see.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn record(app: &App, reader: &Reader<'_, Schemes>, id: &str, version: &str) -> Result<Record, Error> {
    let db = app.store.read();
    let (rows, today) = (store::scheme::editions_of(db, id).await?, app.clock.today());
    let mut versions: Vec<Edition> = Vec::new();
    for row in rows.iter().filter(|row| reads(reader, row.state)) {
        versions.push(Edition { row: row.clone(), standing: standing_of(row, &rows, today) });
    }
    let found = versions.iter().find(|edition| edition.row.version == version).ok_or(Code::NotFound)?;
    let edition = Edition { row: found.row.clone(), standing: found.standing };
    let scheme = load(app, &edition.row).await?;
    let mut history = Vec::new();
    if reader.reads::<Drafts>() {
        let events = store::audit::of_aggregate(db, "scheme_version", &edition.row.id.to_string()).await?;
        let names = person::names(app, events.iter().filter_map(|event| event.person_id).collect()).await?;
        for event in events {
            let who = event.person_id.and_then(|person| names.get(&person).cloned());
            history.push(Happened { event, who });
        }
    }
    Ok(Record { edition, scheme, versions, history })
}

async fn load(app: &App, row: &scheme_edition::Model) -> Result<Result<Arc<Scheme>, Vec<SchemeProblem>>, Error> {
    match row.state {
        EditionState::Published | EditionState::Withdrawn => app.scheme(app.store.read(), row.id).await.map(Ok),
        _ => Ok(Scheme::load(&row.source).map(Arc::new)),
    }
}
