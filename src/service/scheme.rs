//! Scheme versions: the embedded files are published into the database once and never change there; administrators
//! publish more (see [`edition`]); calls use them.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::SchemeVersionId;
use domain::money::Currency;
use domain::refusal::{Code, Fact, Refusal};
use domain::scheme::Scheme;
use domain::scheme::edition::{Standing, standing};
use domain::template::Value;
use domain::workflow::EditionState;
use entity::{scheme_edition, scheme_version};

use super::App;
use super::id::{new_uuid, sha256};
use kernel::error::{Error, Fault};
use store::Connection;

pub mod edition;

/// Scheme files of the program: `<id>/<version>.toml`, with their cases beside them.
#[derive(rust_embed::RustEmbed)]
#[folder = "../schemes"]
#[include = "*.toml"]
#[include = "*.json"]
struct Files;

/// The texts that earlier programs published under the same names: the hash of each, and its name.
const EARLIER: &str = include_str!("../earlier-scheme-texts.txt");

/// Checked schemes by version; a published version never changes, so nothing is ever taken out.
#[derive(Default)]
pub struct Cache(Mutex<HashMap<SchemeVersionId, Arc<Scheme>>>);

impl App {
    /// The checked scheme of a version.
    ///
    /// # Errors
    /// [`Code::NotFound`]; a fault when the stored text is not what was published.
    pub async fn scheme(&self, db: &Connection, id: SchemeVersionId) -> Result<Arc<Scheme>, Error> {
        let locked = |_| Fault::new("the scheme cache is poisoned");
        if let Some(scheme) = self.schemes.0.lock().map_err(locked)?.get(&id) {
            return Ok(Arc::clone(scheme));
        }
        let row = store::scheme::by_id(db, id).await?;
        if sha256(&row.source) != row.sha256 {
            return Err(
                Fault::new(format!("scheme {} {} was altered in the database", row.scheme_id, row.version)).into()
            );
        }
        let scheme = Arc::new(load(&row.source)?);
        self.schemes.0.lock().map_err(locked)?.insert(id, Arc::clone(&scheme));
        Ok(scheme)
    }
}

fn load(text: &str) -> Result<Scheme, Fault> {
    Scheme::load_published(text).map_err(|problems| {
        let first = problems.first().map_or_else(String::new, ToString::to_string);
        Fault::new(format!("a published scheme does not load: {first}"))
    })
}

/// The day of an answer, where it is one.
pub fn day_of(answer: Option<&Value>) -> Option<NaiveDate> {
    match answer {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    }
}

/// The texts of the schemes inside the program.
///
/// # Errors
/// A fault when a file is not UTF-8.
pub fn embedded() -> Result<Vec<String>, Fault> {
    Files::iter().filter(|path| path.ends_with(".toml")).filter_map(|path| file(&path).transpose()).collect()
}

/// The text of a version inside the program, and its cases.
///
/// # Errors
/// A fault when the program has no such version.
pub fn embedded_with_cases(id: &str, version: &str) -> Result<(String, String), Fault> {
    let missing = || Fault::new(format!("the program has no scheme {id} {version}"));
    let text = file(&format!("{id}/{version}.toml"))?.ok_or_else(missing)?;
    Ok((text, cases_of(id, version)?))
}

/// The cases of a version inside the program; empty when there are none.
fn cases_of(id: &str, version: &str) -> Result<String, Fault> {
    for name in domain::scheme::cases::file_names(version) {
        if let Some(text) = file(&format!("{id}/{name}"))? {
            return Ok(text);
        }
    }
    Ok(String::new())
}

/// The text of a file of the program; none when there is no such file.
fn file(path: &str) -> Result<Option<String>, Fault> {
    let Some(file) = Files::get(path) else { return Ok(None) };
    let text = String::from_utf8(file.data.into_owned());
    text.map(Some).map_err(|e| Fault::from_cause(format!("{path} is not UTF-8"), e))
}

/// The official calendar of the program, for calculations without a database.
///
/// # Errors
/// A fault when the embedded file is malformed.
pub fn official_calendar() -> Result<domain::calendar::Calendar, Fault> {
    store::seed::official_calendar()
}

/// Publishes the program's schemes that the database does not have yet.
///
/// # Errors
/// A fault when a version in the database differs from the program's: a published version is never edited.
pub async fn publish_embedded(app: &App) -> Result<(), Error> {
    bring_along(app, embedded()?).await
}

/// Publishes schemes that come with the program rather than from its administrators.
///
/// # Errors
/// As for [`publish_embedded`].
pub async fn bring_along(app: &App, texts: Vec<String>) -> Result<(), Error> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let earlier: BTreeSet<&str> = EARLIER.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let tx = store::tx::begin(&app.store).await?;
    for text in texts {
        let (scheme, hash) = (load(&text)?, sha256(&text));
        match store::scheme::by_name(&tx, &scheme.id, &scheme.version).await? {
            Some(row) if row.sha256 == hash => {}
            // What a database published stays as it is there; only a text that the program never had is a fault.
            Some(row) if earlier.contains(&row.sha256.as_str()) => {}
            Some(_) => {
                let what = format!(
                    "scheme {} {} is published with another text; give the new text a new version",
                    scheme.id, scheme.version
                );
                return Err(Fault::new(what).into());
            }
            None if store::scheme::edition_by_name(&tx, &scheme.id, &scheme.version).await?.is_some() => {
                tracing::warn!(scheme.id, scheme.version, "a draft has the name of a version of the program");
            }
            None => {
                let cases = cases_of(&scheme.id, &scheme.version)?;
                let row = by_program(&scheme, (text, hash.clone(), cases), (now, today));
                let payload = serde_json::json!({ "scheme": scheme.id, "version": scheme.version, "sha256": hash });
                let id = row.id.to_string();
                store::scheme::insert_edition(&tx, row.clone()).await?;
                store::scheme::insert(&tx, published(row, now)).await?;
                let event = store::audit::NewEvent::of_program(
                    ("scheme_version", &id),
                    "scheme.publish",
                    &payload,
                    (now, today),
                );
                store::audit::append(&tx, event).await?;
            }
        }
    }
    tx.commit().await
}

/// The life of a version that the program publishes: effective from the first day of its notice.
fn by_program(
    scheme: &Scheme,
    (source, sha256, cases): (String, String, String),
    (now, today): (DateTime<Utc>, NaiveDate),
) -> scheme_edition::Model {
    scheme_edition::Model {
        id: SchemeVersionId::from_uuid(new_uuid(now)),
        scheme_id: scheme.id.clone(),
        version: scheme.version.clone(),
        title_zh: scheme.title.zh.clone(),
        title_en: scheme.title.en.clone(),
        source,
        sha256,
        // The cases of the program are run by its own tests, not by every start.
        cases_hold: !cases.is_empty(),
        cases,
        outcomes: "[]".to_owned(),
        state: EditionState::Published,
        row_version: 1,
        written_by: None,
        written_at: now,
        submitted_by: None,
        submitted_at: None,
        published_by: None,
        published_at: Some(now),
        published_on: Some(today),
        effective_from: Some(scheme.effective_from),
        remark: String::new(),
    }
}

/// The immutable version of a published edition.
fn published(row: scheme_edition::Model, now: DateTime<Utc>) -> scheme_version::Model {
    scheme_version::Model {
        id: row.id,
        scheme_id: row.scheme_id,
        version: row.version,
        title_zh: row.title_zh,
        title_en: row.title_en,
        source: row.source,
        sha256: row.sha256,
        published_at: now,
    }
}

/// How a version stands on a day beside the other versions of its scheme.
pub fn standing_of(row: &scheme_edition::Model, all: &[scheme_edition::Model], today: NaiveDate) -> Standing {
    let siblings = all.iter().filter(|other| {
        other.scheme_id == row.scheme_id && other.id != row.id && other.state == EditionState::Published
    });
    standing(row.state, row.effective_from, siblings.filter_map(|other| other.effective_from), today)
}

/// Refuses a call that would promise one currency out of another.
pub(super) fn one_currency(scheme: &Scheme, line: Currency) -> Result<(), Refusal> {
    if scheme.currency == line {
        return Ok(());
    }
    Err(Refusal::new(Code::CallCurrency)
        .with("scheme", Fact::Text(scheme.currency.code().to_owned()))
        .with("line", Fact::Text(line.code().to_owned()))
        .at_field("budget_line"))
}
