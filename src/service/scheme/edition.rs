//! The life of a scheme version: an administrator writes a draft with its cases and submits it, a second one publishes
//! it from a day on or gives it back; published, it is never edited, only withdrawn.

use boxed::boxed;
use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::id::SchemeVersionId;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::scheme::cases::{self, CaseOutcome};
use domain::scheme::{Scheme, SchemeProblem};
use domain::workflow::{EditionEvent, EditionState};
use entity::scheme_edition;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::App;
use crate::actor::Actor;
use crate::command::{Command, Context, Key, execute};
use kernel::error::{Error, Fault};
use kernel::id::{new_uuid, sha256};

/// Who keeps schemes.
pub const KEEPERS: &[Role] = &[Role::Administrator];

/// Most bytes of a file of cases.
const MAX_CASES: usize = 2_000_000;

/// A version as a person saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Seen {
    /// Id of the scheme.
    pub scheme: String,
    /// Its version.
    pub version: String,
    /// How often it had been changed.
    pub row_version: i64,
}

/// What became of a text that somebody wants as a draft.
#[derive(Debug)]
pub enum Written {
    /// It is a draft, under this id and version.
    Draft(String, String),
    /// It is no scheme: every fault with its line.
    Faults(Vec<SchemeProblem>),
}

/// Keeps a text as a draft, new or in place of an own draft: it is loaded, its cases are run, and their outcome is kept
/// with it. A text that does not load is not kept.
///
/// # Errors
/// [`Code::NotYourRole`]; [`Code::CaseMalformed`]; [`Code::SchemeVersionTaken`]; [`Code::SchemeAuthorOnly`];
/// [`Code::SchemePublished`]; [`Code::Stale`].
pub async fn write_draft(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    replaces: Option<Seen>,
    (source, cases): (String, String),
) -> Result<Written, Error> {
    actor.acts_as(KEEPERS)?;
    let calendar = super::official_calendar()?;
    let checked = tokio::task::spawn_blocking(move || check(source, cases, &calendar));
    let checked = checked.await.map_err(|e| Fault::from_cause("a scheme could not be checked", e))?;
    let command = match checked? {
        Ok(draft) => WriteDraft { replaces, ..draft },
        Err(faults) => return Ok(Written::Faults(faults)),
    };
    let (scheme, version) = execute(app, actor, key, &command).await?;
    Ok(Written::Draft(scheme, version))
}

fn check(
    source: String,
    cases: String,
    calendar: &Calendar,
) -> Result<Result<WriteDraft, Vec<SchemeProblem>>, Refusal> {
    let scheme = match Scheme::load(&source) {
        Ok(scheme) => scheme,
        Err(faults) => return Ok(Err(faults)),
    };
    let outcomes = if cases.trim().is_empty() {
        Vec::new()
    } else if cases.len() > MAX_CASES {
        let refusal = Refusal::new(Code::CaseMalformed)
            .with("case", Fact::Text("cases.json".to_owned()))
            .with("found", Fact::Text(format!("{} > {MAX_CASES}", cases.len())));
        return Err(refusal.at_field("cases"));
    } else {
        cases::run(&scheme, &cases, calendar).map_err(|refusal| refusal.at_field("cases"))?
    };
    let (name, title) = ((scheme.id, scheme.version), (scheme.title.zh, scheme.title.en));
    Ok(Ok(WriteDraft { replaces: None, name, title, source, cases, outcomes }))
}

/// Writes a version, or writes one over that nobody has submitted.
#[derive(Debug, Serialize)]
pub struct WriteDraft {
    replaces: Option<Seen>,
    name: (String, String),
    title: (String, String),
    source: String,
    cases: String,
    outcomes: Vec<CaseOutcome>,
}

impl WriteDraft {
    fn hold(&self) -> bool {
        !self.outcomes.is_empty() && self.outcomes.iter().all(|outcome| outcome.differences.is_empty())
    }

    /// The own draft that is replaced.
    async fn replaced(&self, cx: &Context<'_>, seen: &Seen) -> Result<scheme_edition::Model, Error> {
        let row = find(cx, seen).await?;
        author(cx, &row)?;
        if row.state == EditionState::Draft { Ok(row) } else { Err(Code::SchemePublished.into()) }
    }

    /// No other version has the name.
    async fn free(&self, cx: &Context<'_>, own: Option<SchemeVersionId>) -> Result<(), Error> {
        let other = store::scheme::edition_by_name(cx.tx, &self.name.0, &self.name.1).await?;
        if other.is_some_and(|other| Some(other.id) != own) {
            let refusal = Refusal::new(Code::SchemeVersionTaken)
                .with("scheme", Fact::Text(self.name.0.clone()))
                .with("version", Fact::Text(self.name.1.clone()));
            return Err(refusal.at_field("source").into());
        }
        Ok(())
    }
}

#[boxed]
impl Command for WriteDraft {
    const NAME: &'static str = "scheme.draft";
    const ROLES: &'static [Role] = KEEPERS;
    type Output = (String, String);

    async fn run(&self, cx: &mut Context<'_>) -> Result<Self::Output, Error> {
        let old = match &self.replaces {
            Some(seen) => Some(self.replaced(cx, seen).await?),
            None => None,
        };
        self.free(cx, old.as_ref().map(|row| row.id)).await?;
        let new = old.is_none();
        let row = scheme_edition::Model {
            id: old.as_ref().map_or_else(|| SchemeVersionId::from_uuid(new_uuid(cx.now)), |row| row.id),
            scheme_id: self.name.0.clone(),
            version: self.name.1.clone(),
            title_zh: self.title.0.clone(),
            title_en: self.title.1.clone(),
            source: self.source.clone(),
            sha256: sha256(&self.source),
            cases: self.cases.clone(),
            outcomes: serde_json::to_string(&self.outcomes)?,
            cases_hold: self.hold(),
            state: EditionState::Draft,
            row_version: old.as_ref().map_or(1, |row| row.row_version),
            written_by: old.as_ref().map_or(Some(cx.actor.person), |row| row.written_by),
            written_at: old.as_ref().map_or(cx.now, |row| row.written_at),
            submitted_by: None,
            submitted_at: None,
            published_by: None,
            published_at: None,
            published_on: None,
            effective_from: None,
            remark: old.map_or_else(String::new, |row| row.remark),
        };
        let payload = serde_json::json!({
            "scheme": row.scheme_id, "version": row.version, "sha256": row.sha256,
            "cases": self.outcomes.len(), "cases_hold": row.cases_hold,
        });
        cx.record("scheme_version", row.id, if new { Self::NAME } else { "scheme.revise" }, payload);
        if new {
            store::scheme::insert_edition(cx.tx, row).await?;
        } else {
            store::scheme::update_edition(cx.tx, row, None).await?;
        }
        Ok(self.name.clone())
    }
}

async fn find(cx: &Context<'_>, seen: &Seen) -> Result<scheme_edition::Model, Error> {
    let row = store::scheme::edition_by_name(cx.tx, &seen.scheme, &seen.version).await?.ok_or(Code::NotFound)?;
    if row.row_version == seen.row_version { Ok(row) } else { Err(Code::Stale.into()) }
}

/// Only who wrote a draft changes it, so that the second person has not written any of it.
fn author(cx: &Context<'_>, row: &scheme_edition::Model) -> Result<(), Refusal> {
    if row.written_by == Some(cx.actor.person) { Ok(()) } else { Err(Refusal::new(Code::SchemeAuthorOnly)) }
}

/// A move of a version with its event.
async fn moved(
    cx: &mut Context<'_>,
    (seen, name): (&Seen, &str),
    event: EditionEvent,
    change: impl FnOnce(&mut scheme_edition::Model) + Send,
) -> Result<scheme_edition::Model, Error> {
    let mut row = find(cx, seen).await?;
    let step = cx.moves(row.state, event)?;
    row.state = step.to();
    change(&mut row);
    let payload = serde_json::json!({
        "scheme": row.scheme_id, "version": row.version, "sha256": row.sha256, "state": row.state.key(),
        "effective_from": row.effective_from, "remark": row.remark,
    });
    cx.record("scheme_version", row.id, name, payload);
    store::scheme::update_edition(cx.tx, row.clone(), Some(&step)).await?;
    Ok(row)
}

fn reason(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::new(Code::FieldRequired).at_field("reason")) } else { Ok(text.to_owned()) }
}

/// Hands a draft to the second administrator.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SubmitEdition {
    /// The draft.
    pub seen: Seen,
}

#[boxed]
impl Command for SubmitEdition {
    const NAME: &'static str = "scheme.submit";
    const ROLES: &'static [Role] = roles_of!(EditionState, EditionEvent::Submit);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        if !find(cx, &self.seen).await?.cases_hold {
            return Err(Code::SchemeCasesOpen.into());
        }
        let (person, now) = (cx.actor.person, cx.now);
        let change = |row: &mut scheme_edition::Model| {
            row.submitted_by = Some(person);
            row.submitted_at = Some(now);
        };
        moved(cx, (&self.seen, Self::NAME), EditionEvent::Submit, change).await.map(|_| ())
    }
}

/// Gives a submitted version back to its author.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RejectEdition {
    /// The version.
    pub seen: Seen,
    /// Why, for the author.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for RejectEdition {
    const NAME: &'static str = "scheme.reject";
    const ROLES: &'static [Role] = roles_of!(EditionState, EditionEvent::Reject);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let reason = reason(&self.reason)?;
        let change = |row: &mut scheme_edition::Model| {
            row.submitted_by = None;
            row.submitted_at = None;
            row.remark = reason;
        };
        moved(cx, (&self.seen, Self::NAME), EditionEvent::Reject, change).await.map(|_| ())
    }
}

/// Publishes a submitted version from a day on; the act of the second administrator.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PublishEdition {
    /// The version.
    pub seen: Seen,
    /// The first day on which calls may be opened under it.
    pub effective_from: NaiveDate,
}

#[boxed]
impl Command for PublishEdition {
    const NAME: &'static str = "scheme.publish";
    const ROLES: &'static [Role] = roles_of!(EditionState, EditionEvent::Publish);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let before = find(cx, &self.seen).await?;
        let person = Some(cx.actor.person);
        if before.state == EditionState::Submitted && (before.written_by == person || before.submitted_by == person) {
            return Err(Code::SchemeSecondPerson.into());
        }
        if self.effective_from < cx.today {
            let refusal = Refusal::new(Code::SchemeEffectivePast)
                .with("date", Fact::Date(self.effective_from))
                .with("today", Fact::Date(cx.today));
            return Err(refusal.at_field("effective_from").into());
        }
        // The language may have grown since the draft was written: what is published loads today.
        Scheme::load(&before.source)
            .map_err(|problems| Error::RefusedMany(problems.into_iter().map(|problem| problem.refusal).collect()))?;
        let (now, today, from) = (cx.now, cx.today, self.effective_from);
        let change = |row: &mut scheme_edition::Model| {
            row.published_by = person;
            row.published_at = Some(now);
            row.published_on = Some(today);
            row.effective_from = Some(from);
            row.remark = String::new();
        };
        let row = moved(cx, (&self.seen, Self::NAME), EditionEvent::Publish, change).await?;
        store::scheme::insert(cx.tx, super::published(row, now)).await
    }
}

/// Ends the use of a published version for new calls; what was started under it goes on.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct WithdrawEdition {
    /// The version.
    pub seen: Seen,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for WithdrawEdition {
    const NAME: &'static str = "scheme.withdraw";
    const ROLES: &'static [Role] = roles_of!(EditionState, EditionEvent::Withdraw);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let reason = reason(&self.reason)?;
        let change = |row: &mut scheme_edition::Model| row.remark = reason;
        moved(cx, (&self.seen, Self::NAME), EditionEvent::Withdraw, change).await.map(|_| ())
    }
}

/// Gives up an own draft.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DiscardEdition {
    /// The draft.
    pub seen: Seen,
}

#[boxed]
impl Command for DiscardEdition {
    const NAME: &'static str = "scheme.discard";
    const ROLES: &'static [Role] = roles_of!(EditionState, EditionEvent::Discard);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        author(cx, &find(cx, &self.seen).await?)?;
        moved(cx, (&self.seen, Self::NAME), EditionEvent::Discard, |_| ()).await.map(|_| ())
    }
}
