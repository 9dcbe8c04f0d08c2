//! Scheme versions: the embedded files are published into the database once and never change there; administrators
//! publish more (see [`edition`]); calls use them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, Utc};
use domain::calculation::Facts;
use domain::id::{CallId, SchemeVersionId};
use domain::money::Currency;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::scheme::edition::{Standing, standing};
use domain::scheme::{Scheme, days_in_order};
use domain::template::Value;
use domain::workflow::EditionState;
use entity::{call, scheme_edition, scheme_version};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::App;
use super::command::{Command, Context};
use super::id::{new_uuid, sha256};
use crate::error::{Error, Fault};
use crate::store;

pub mod edition;

/// Scheme files of the program: `<id>/<version>.toml`, with their cases beside them.
#[derive(rust_embed::RustEmbed)]
#[folder = "src/schemes"]
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
    pub async fn scheme(&self, db: &impl ConnectionTrait, id: SchemeVersionId) -> Result<Arc<Scheme>, Error> {
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
                let event = store::audit::NewEvent {
                    kind: "scheme_version",
                    id: &id,
                    action: "scheme.publish",
                    person: None,
                    role: "",
                    payload: &payload,
                    now,
                    today,
                };
                store::audit::append(&tx, event).await?;
            }
        }
    }
    tx.commit().await.map_err(Error::from)
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

/// Opens a call for applications under a scheme version.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenCall {
    /// Scheme id and version.
    pub scheme: (String, String),
    /// Code of the budget line.
    pub budget_line: String,
    /// Title in Chinese and English.
    pub title: (String, String),
    /// guarantor, insurer or enterprise.
    pub firm_kind: String,
    /// First and last day of filing.
    pub window: (NaiveDate, NaiveDate),
    /// The business period that is subsidised.
    pub period: (NaiveDate, NaiveDate),
    /// Length of the public notice in working days.
    pub notice_working_days: u32,
    /// The declaration that the signatory accepts, Chinese and English.
    pub declaration: (String, String),
    /// What the authority fixes for this call: the scheme's parameters by name, as text.
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
}

/// Kinds of firms that a call can be for, as the table of calls has them.
const FIRM_KINDS: [&str; 3] = ["guarantor", "insurer", "enterprise"];
/// Fewest and most working days of a public notice.
const NOTICE_DAYS: std::ops::RangeInclusive<u32> = 1..=30;

impl OpenCall {
    /// Everything is said, and the days stand in their order.
    fn complete(&self) -> Result<(), Error> {
        let texts = [
            ("budget_line", &self.budget_line),
            ("title_zh", &self.title.0),
            ("title_en", &self.title.1),
            ("declaration_zh", &self.declaration.0),
            ("declaration_en", &self.declaration.1),
        ];
        let empty = texts.into_iter().filter(|(_, text)| text.trim().is_empty());
        let mut wrong: Vec<Refusal> =
            empty.map(|(field, _)| Refusal::new(Code::FieldRequired).at_field(field)).collect();
        if !FIRM_KINDS.contains(&self.firm_kind.as_str()) {
            wrong.push(Refusal::new(Code::FieldRequired).at_field("firm_kind"));
        }
        for (field, (from, to)) in [("closes", self.window), ("period_to", self.period)] {
            if to < from {
                let refusal = Refusal::new(Code::PeriodBackwards);
                wrong.push(refusal.with("from", Fact::Date(from)).with("to", Fact::Date(to)).at_field(field));
            }
        }
        if !NOTICE_DAYS.contains(&self.notice_working_days) {
            let bound = |days: &u32| Fact::Count(i64::from(*days));
            let refusal = Refusal::new(Code::NoticeDays).with("least", bound(NOTICE_DAYS.start()));
            wrong.push(refusal.with("most", bound(NOTICE_DAYS.end())).at_field("notice_working_days"));
        }
        if wrong.is_empty() { Ok(()) } else { Err(Error::RefusedMany(wrong)) }
    }

    /// The parameters as the scheme understands them; what has no default must be fixed.
    fn fixed(&self, scheme: &Scheme) -> Result<Facts, Refusal> {
        if let Some(name) = self.parameters.keys().find(|name| !scheme.parameters.iter().any(|p| p.spec.name == **name))
        {
            let refusal = Refusal::new(Code::CalcParameterUnknown).with("name", Fact::Text(name.clone()));
            return Err(refusal.at_field(name));
        }
        let mut fixed = Facts::new();
        for parameter in &scheme.parameters {
            let name = parameter.spec.name.as_str();
            let missing = || Refusal::new(Code::CalcParameterMissing).with("name", Fact::Text(name.to_owned()));
            let typed = self.parameters.get(name).filter(|text| !text.trim().is_empty());
            let value = match (typed, &parameter.default) {
                (Some(text), _) => parameter.spec.read(text, scheme.currency)?,
                (None, Some(default)) => default.clone(),
                (None, None) => return Err(missing().at_field(name)),
            };
            parameter.check(&value)?;
            fixed.insert(name, value);
        }
        days_in_order(scheme.parameters.iter().map(|p| &p.spec), |name| day_of(fixed.get(name)))?;
        Ok(fixed)
    }
}

/// Refuses a call that would promise one currency out of another.
fn one_currency(scheme: &Scheme, line: Currency) -> Result<(), Refusal> {
    if scheme.currency == line {
        return Ok(());
    }
    Err(Refusal::new(Code::CallCurrency)
        .with("scheme", Fact::Text(scheme.currency.code().to_owned()))
        .with("line", Fact::Text(line.code().to_owned()))
        .at_field("budget_line"))
}

impl Command for OpenCall {
    const NAME: &'static str = "call.open";
    const ROLES: &'static [Role] = &[Role::Administrator];
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        self.complete()?;
        let version = store::scheme::by_name(cx.tx, &self.scheme.0, &self.scheme.1).await?.ok_or(Code::NotFound)?;
        let editions = store::scheme::editions_of(cx.tx, &self.scheme.0).await?;
        let row = editions.iter().find(|row| row.id == version.id).ok_or(Code::NotFound)?;
        let stands = standing_of(row, &editions, cx.today);
        if stands != Standing::InForce {
            let refusal = Refusal::new(Code::SchemeNotInForce)
                .with("scheme", Fact::Text(self.scheme.0.clone()))
                .with("version", Fact::Text(self.scheme.1.clone()))
                .with("standing", Fact::Message(format!("standing-{stands}")));
            return Err(refusal.at_field("scheme").into());
        }
        let line = store::budget::line_by_code(cx.tx, &cx.actor.scope()?, &self.budget_line).await?;
        let scheme = cx.app.scheme(cx.tx, version.id).await?;
        one_currency(&scheme, line.currency)?;
        let parameters = serde_json::to_string(&self.fixed(&scheme)?)?;
        let number = store::number::next(cx.tx, "TZ", domain::date::year_of(cx.today)).await?;
        let row = call::Model {
            id: CallId::from_uuid(new_uuid(cx.now)),
            number: number.clone(),
            unit_id: cx.actor.own_unit()?,
            scheme_version_id: version.id,
            budget_line_id: line.id,
            title_zh: self.title.0.clone(),
            title_en: self.title.1.clone(),
            firm_kind: self.firm_kind.clone(),
            opens_on: self.window.0,
            closes_on: self.window.1,
            period_from: self.period.0,
            period_to: self.period.1,
            notice_working_days: i64::from(self.notice_working_days),
            notice_start_counts: true,
            declaration_zh: self.declaration.0.clone(),
            declaration_en: self.declaration.1.clone(),
            created_at: cx.now,
            parameters: parameters.clone(),
        };
        let payload = serde_json::json!({ "number": number, "scheme": self.scheme.0, "version": self.scheme.1, "sha256": version.sha256, "parameters": parameters });
        cx.record("call", row.id, Self::NAME, payload);
        store::call::insert(cx.tx, row).await?;
        Ok(number)
    }
}
