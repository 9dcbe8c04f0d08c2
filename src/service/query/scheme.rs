//! What people read of scheme versions: the list, one version with its history and cases, and a trial that keeps nothing.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::PersonId;
use domain::refusal::Code;
use domain::scheme::cases::CaseOutcome;
use domain::scheme::edition::Standing;
use domain::scheme::{Scheme, SchemeProblem};
use domain::template::Words;
use domain::workflow::EditionState;
use entity::scheme_edition;
use serde::Deserialize;

use super::audit::Author;
use super::person;
use crate::App;
use crate::actor::Actor;
use crate::command::Command as _;
use crate::reader::{Drafts, Reader, Schemes};
use crate::scheme::edition::PublishEdition;
use crate::scheme::standing_of;
use kernel::error::Error;

pub mod try_out;

/// A version and how it stands today.
#[derive(Clone)]
pub struct Edition {
    /// Id of the scheme.
    pub scheme_id: String,
    /// Its version.
    pub version: String,
    /// What its file is called for people.
    pub title: Words,
    /// The hash of its text.
    pub sha256: String,
    /// Whether its cases came to what they say when it was written.
    pub cases_hold: bool,
    /// Its state.
    pub state: EditionState,
    /// How it stands.
    pub standing: Standing,
    /// How often it was changed, on which acts rest.
    pub row_version: i64,
    /// Who wrote it; nobody for one that came with the program.
    pub written_by: Option<PersonId>,
    /// Who submitted it.
    pub submitted_by: Option<PersonId>,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// When it was written, submitted or published last.
    pub updated_at: DateTime<Utc>,
    /// The first day on which calls may be opened under it.
    pub effective_from: Option<NaiveDate>,
    /// What the second person said.
    pub remark: String,
}

impl Edition {
    fn of(row: &scheme_edition::Model, standing: Standing) -> Self {
        Self {
            scheme_id: row.scheme_id.clone(),
            version: row.version.clone(),
            title: Words { zh: row.title_zh.clone(), en: row.title_en.clone() },
            sha256: row.sha256.clone(),
            cases_hold: row.cases_hold,
            state: row.state,
            standing,
            row_version: row.row_version,
            written_by: row.written_by,
            submitted_by: row.submitted_by,
            published_at: row.published_at,
            updated_at: row.published_at.or(row.submitted_at).unwrap_or(row.written_at),
            effective_from: row.effective_from,
            remark: row.remark.clone(),
        }
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
    Ok(seen.map(|row| Edition::of(row, standing_of(row, &rows, today))).collect())
}

/// An event of a version's history.
pub struct Happened {
    /// When.
    pub at: DateTime<Utc>,
    /// Name of the act.
    pub action: String,
    /// Who; none for the program.
    pub who: Option<Author>,
    /// The day from which it holds, of a publication.
    pub effective_from: Option<String>,
    /// What was said.
    pub remark: Option<String>,
}

/// What of an event's facts a history tells.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts {
    effective_from: Option<String>,
    remark: Option<String>,
}

/// One version, wholly.
pub struct Record {
    /// The version.
    pub edition: Edition,
    /// Its text.
    pub source: String,
    /// Its cases, as text.
    pub cases: String,
    /// What its cases came to when it was written.
    pub outcomes: Vec<CaseOutcome>,
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
    let seen = || rows.iter().filter(|row| reads(reader, row.state));
    let view = |row: &scheme_edition::Model| Edition::of(row, standing_of(row, &rows, today));
    let row = seen().find(|row| row.version == version).ok_or(Code::NotFound)?;
    let scheme = load(app, row).await?;
    let mut history = Vec::new();
    if reader.reads::<Drafts>() {
        let events = store::audit::of_aggregate(db, "scheme_version", &row.id.to_string()).await?;
        let names = person::names(app, events.iter().filter_map(|event| event.person_id).collect()).await?;
        for event in events {
            let Facts { effective_from, remark } = serde_json::from_str(&event.payload)?;
            history.push(Happened {
                who: event.person_id.map(|person| Author { name: names.get(&person).cloned() }),
                effective_from: effective_from.filter(|_| event.action == PublishEdition::NAME),
                remark: remark.filter(|text| !text.is_empty()),
                at: event.at,
                action: event.action,
            });
        }
    }
    Ok(Record {
        edition: view(row),
        source: row.source.clone(),
        cases: row.cases.clone(),
        outcomes: serde_json::from_str(&row.outcomes)?,
        versions: seen().map(view).collect(),
        scheme,
        history,
    })
}

async fn load(app: &App, row: &scheme_edition::Model) -> Result<Result<Arc<Scheme>, Vec<SchemeProblem>>, Error> {
    match row.state {
        EditionState::Published | EditionState::Withdrawn => app.scheme(app.store.read(), row.id).await.map(Ok),
        _ => Ok(Scheme::load(&row.source).map(Arc::new)),
    }
}
