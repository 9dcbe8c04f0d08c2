//! A case as those who work on it read it: the lists it stands in, what it rests on, its lines.

use std::sync::Arc;

use domain::calculation::{Calculation, Explanation};
use domain::credit::{Outcome, Reason, Stage};
use domain::id::{ApplicationId, DocumentId, PersonId};
use domain::ledger::AccountKind;
use domain::line::{FullLine, Line};
use domain::money::{Currency, Fen};
use domain::refusal::{Code, Refusal};
use domain::role::{Step, compatible};
use domain::scheme::Scheme;
use domain::template::{Value, Words};
use domain::workflow::procedure::limit::Limits;
use domain::workflow::procedure::{Grounds, Guard, Procedure};
use domain::workflow::{ApplicationEvent, ApplicationState};
use entity::{application, schedule};

use super::application::{Application, Firm, Rows, Schedule, Step as Done};
use super::call::Call;
use super::credit::check::Newest;
use super::finance::BudgetLine;
use super::letter::{self, Letter};
use super::{Page, account};
use crate::App;
use crate::actor::Actor;
use crate::application::moved::{self, Moved};
use crate::application::{Case, decision_hash_of, recalculate};
use crate::credit::decided::{self, Decided};
use crate::credit::run_check::examine;
use crate::document::{self, Document};
use crate::limit;
use crate::reader::{Cases, Reader};
use kernel::error::{Error, Fault};
use store::document::Head;
use store::line::Filter;
use store::{self, Connection};

/// A case in a list.
pub struct CaseRow {
    /// The application.
    pub application: Application,
    /// Name of the firm.
    pub firm: String,
    /// Title of the call.
    pub call: Words,
    /// How many lines.
    pub lines: i64,
    /// How many of them need a person.
    pub attention: i64,
    /// What the newest credit check found and comes to now.
    pub credit: Option<Decided>,
    /// Whether it goes first: a valid red-list title, and nothing against the firm.
    pub fast_lane: bool,
}

/// Cases in some states after the case of a number: the fast lane first, then the oldest filing.
///
/// # Errors
/// [`Code::NotFound`] for an unknown number; faults.
pub async fn queue(
    app: &App,
    reader: &Reader<'_, Cases>,
    places: &store::review::Places,
    after: Option<&str>,
    limit: usize,
) -> Result<Page<CaseRow>, Error> {
    let (db, scope) = (app.store.read(), reader.scope());
    let after = match after {
        Some(number) => Some(store::application::find(db, scope, number).await?),
        None => None,
    };
    let rows = |limit| store::review::queue(db, scope, places, after.as_ref(), limit);
    listed(app, Page::ask(limit, rows, |case| case.number.clone()).await?).await
}

/// All cases that a person sees, newest first, before the case of a number; no states means every state.
///
/// # Errors
/// [`Code::NotFound`] for an unknown number; faults.
pub async fn all_cases(
    app: &App,
    reader: &Reader<'_, Cases>,
    states: &[ApplicationState],
    before: Option<&str>,
    limit: usize,
) -> Result<Page<CaseRow>, Error> {
    let (db, scope) = (app.store.read(), reader.scope());
    let before = match before {
        Some(number) => Some(store::application::find(db, scope, number).await?.id),
        None => None,
    };
    let rows = |limit| store::application::page(db, scope, states, before, limit);
    listed(app, Page::ask(limit, rows, |case| case.number.clone()).await?).await
}

async fn listed(app: &App, Page { rows, next }: Page<application::Model>) -> Result<Page<CaseRow>, Error> {
    let db = app.store.read();
    let schedules: Vec<_> = rows.iter().filter_map(|a| a.schedule_id).collect();
    let attention = store::line::count_needing_a_person(db, &schedules).await?;
    let mut beside = store::review::beside(db, rows.iter().map(|a| a.id).collect()).await?;
    let mut credit = decided::of_cases(db, rows.iter().map(|a| a.id).collect(), app.clock.now()).await?;
    let mut listed = Vec::with_capacity(rows.len());
    for application in rows {
        let missing = || Fault::new("an application has no call");
        let beside = beside.remove(&application.id).ok_or_else(missing)?;
        let credit = credit.remove(&application.id);
        let currency = app.scheme(db, beside.scheme_version_id).await?.currency;
        listed.push(CaseRow {
            application: Application::of(currency, &application),
            firm: beside.firm,
            call: Words { zh: beside.title_zh, en: beside.title_en },
            lines: beside.lines.unwrap_or(0),
            attention: application.schedule_id.and_then(|id| attention.get(&id)).copied().unwrap_or(0),
            fast_lane: credit.as_ref().is_some_and(|newest| newest.fast_lane),
            credit: credit.map(|newest| newest.decided),
        });
    }
    Ok(Page { rows: listed, next })
}

/// A case as whoever works on it sees it, beside its lines.
pub struct CaseView {
    rows: Rows,
    /// The application.
    pub application: Application,
    /// Its firm.
    pub firm: Firm,
    /// Its call.
    pub call: Call,
    /// The scheme version that it was filed under.
    pub scheme: Arc<Scheme>,
    /// The procedure that it was filed under.
    pub procedure: Arc<Procedure>,
    /// The limits of approval around the person, where the person would approve within them.
    pub limits: Option<Limits>,
    /// The schedule in force.
    pub schedule: Option<Schedule>,
    /// The hash of the calculation in force, and its result without lines.
    pub calculation: Option<(String, Calculation)>,
    /// How many lines need a person, earn nothing, earn something, are there.
    pub counts: LineCounts,
    /// The newest credit check.
    pub check: Option<Newest>,
    /// Whether there is anything to tell of its claims.
    pub meets: bool,
    /// What people did, oldest first.
    pub steps: Vec<Done>,
    /// The budget line.
    pub budget_line: BudgetLine,
    /// Facts that the firm stated, with their questions.
    pub facts: Vec<(Words, Value)>,
}

/// How many lines each filter shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct LineCounts {
    /// Lines that need a person.
    pub attention: u64,
    /// Lines that earn nothing.
    pub unpaid: u64,
    /// Lines that earn something.
    pub paid: u64,
    /// All lines.
    pub all: u64,
}

impl LineCounts {
    /// The number of a filter.
    pub const fn of(&self, filter: Filter) -> u64 {
        match filter {
            Filter::Attention => self.attention,
            Filter::Unpaid => self.unpaid,
            Filter::Paid => self.paid,
            Filter::All => self.all,
        }
    }
}

impl CaseView {
    pub(super) const fn id(&self) -> ApplicationId {
        self.rows.case.application.id
    }

    /// What the newest credit check found and comes to now.
    pub fn decided(&self) -> Option<Decided> {
        self.check.as_ref().map(|check| check.decided)
    }

    /// The step that keeps a person from taking `wanted` on this case, if there is one. The database decides; this says
    /// beforehand why.
    pub fn hindered(&self, person: PersonId, wanted: Step) -> Option<Step> {
        self.steps.iter().filter(|s| s.person == person).map(|s| s.step).find(|s| !compatible(*s, wanted))
    }

    /// Why the person cannot cause an event now: what the procedure and its guards say.
    ///
    /// # Errors
    /// As for [`Procedure::step`].
    pub fn may(&self, actor: &Actor, event: ApplicationEvent) -> Result<(), Refusal> {
        let grounds = Grounds { amount: self.application.calculated, limits: self.limits.as_ref() };
        let who = (actor.person, actor.roles.as_slice());
        self.procedure.step(self.application.state, event, who, &grounds).map(|_| ())
    }

    /// The newest step of an event.
    pub fn latest(&self, event: ApplicationEvent) -> Option<&Done> {
        self.steps.iter().rev().find(|step| step.is(event))
    }
}

/// A case for its page.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn case(app: &App, actor: &Reader<'_, Cases>, number: &str) -> Result<CaseView, Error> {
    let db = app.store.read();
    let store::case::Reviewed { head, check, meets } = store::case::reviewed(db, actor.scope(), number).await?;
    let store::case::Head { application, call, budget_line, firm, schedule, calculation, .. } = head;
    let scheme = app.scheme(db, call.scheme_version_id).await?;
    let result = match &calculation {
        Some(row) => Some((row.sha256.clone(), serde_json::from_str::<Calculation>(&row.result)?)),
        None => None,
    };
    let counts = match &schedule {
        Some(schedule) => {
            let own = calculation.as_ref().is_some_and(|row| row.schedule_id == schedule.id);
            line_counts(db, schedule, result.as_ref().filter(|_| own).map(|(_, result)| result)).await?
        }
        None => LineCounts::default(),
    };
    let check = match check {
        Some(check) => {
            let decided = decided::of_checks(db, [&check], app.clock.now()).await?.remove(&check.id);
            decided.map(|decided| Newest::of(check, decided)).transpose()?
        }
        None => None,
    };
    let steps = store::step::told(db, application.id).await?.into_iter();
    let steps = steps.map(|told| Done::of(told.step, Some(Words { zh: told.name_zh, en: told.name_en }))).collect();
    let stated: domain::calculation::Facts = serde_json::from_str(&application.facts)?;
    let facts = scheme.facts.iter().map(|f| (f.title.clone(), stated.get(&f.name).cloned().unwrap_or(Value::Missing)));
    let facts = facts.collect();
    let procedure = app.procedure(db, &application.procedure).await?;
    let case = Case { application, call, firm, scheme, procedure };
    let limits = limits_around(app, actor, &case).await?;
    let currency = case.scheme.currency;
    Ok(CaseView {
        application: Application::of(currency, &case.application),
        firm: case.firm.clone().into(),
        call: case.call.clone().try_into()?,
        scheme: Arc::clone(&case.scheme),
        procedure: Arc::clone(&case.procedure),
        budget_line: budget_line.into(),
        limits,
        schedule: schedule.as_ref().map(|schedule| Schedule::of(currency, schedule)),
        calculation: result,
        counts,
        check,
        meets,
        steps,
        facts,
        rows: Rows { case, schedule, calculation },
    })
}

/// What the page of a case shows beside it.
pub struct Beside {
    /// The accounts that were signed, and what holds them.
    pub signed: account::Signed,
    /// The files of the schedule, the last one first.
    pub documents: Vec<Head>,
    /// What it carries beside its schedule.
    pub materials: Vec<super::material::Entry>,
    /// Whether the person may refuse the firm on the credit veto: a check of now would veto it.
    pub vetoed: bool,
    /// What the last decision on a line moved, while its calculation is in force.
    pub moved: Option<Moved>,
    /// What else counts of its contracts, and what only looks alike.
    pub claims: super::claim::Claims,
    /// What an approval would rest on, for a person who may approve.
    pub approval: Option<Approval>,
    /// The letters about it, the oldest first.
    pub letters: Vec<Letter>,
}

/// What an approval would rest on.
pub struct Approval {
    /// The hash of what it is about.
    pub content: String,
    /// What the budget line has available.
    pub available: Fen,
    /// Who allocates to it, where that is not enough.
    pub allocators: Vec<Words>,
}

/// What the page of a case shows beside it.
///
/// # Errors
/// A fault of the database.
pub async fn beside(app: &App, actor: &Reader<'_, Cases>, case: &CaseView) -> Result<Beside, Error> {
    let db = app.store.read();
    let decided_a_line = case.steps.iter().any(|step| step.is(ApplicationEvent::DecideLine));
    Ok(Beside {
        signed: signed(app, case).await?,
        documents: match &case.rows.schedule {
            Some(schedule) => store::line::files(db, schedule).await?,
            None => Vec::new(),
        },
        materials: super::material::of_case(app, case).await?,
        vetoed: vetoed_now(app, actor, case).await?,
        moved: if decided_a_line { moved::last(db, &case.rows.case.application).await? } else { None },
        claims: claims(app, actor, case).await?,
        approval: approval(app, actor, case).await?,
        letters: letter::of_case(db, case.rows.case.application.id).await?,
    })
}

/// What else counts of the contracts of a case, and what only looks alike.
///
/// # Errors
/// A fault of the database.
pub async fn claims(app: &App, reader: &Reader<'_, Cases>, case: &CaseView) -> Result<super::claim::Claims, Error> {
    if !case.meets {
        return Ok(super::claim::Claims::default());
    }
    super::claim::of_case(app, reader, &case.rows.case).await
}

async fn approval(app: &App, actor: &Actor, case: &CaseView) -> Result<Option<Approval>, Error> {
    if case.procedure.may(case.application.state, ApplicationEvent::Approve, &actor.roles).is_err() {
        return Ok(None);
    }
    let db = app.store.read();
    let balances = store::ledger::balances(db, case.budget_line.id).await?;
    let available = balances.iter().find(|(kind, _)| *kind == AccountKind::Available).map_or(Fen::ZERO, |(_, b)| *b);
    let wanted = case.application.calculated.map_or(Fen::ZERO, |wanted| wanted.amount);
    let allocators = if available.minus(wanted)?.is_negative() {
        super::finance::budget::allocators(app, case.budget_line.unit).await?
    } else {
        Vec::new()
    };
    let Rows { case, calculation, .. } = &case.rows;
    let content = decision_hash_of(db, &case.application, calculation.as_ref()).await?;
    Ok(Some(Approval { content, available, allocators }))
}

/// How many lines each filter shows. What a calculation counted is not counted again.
async fn line_counts(
    db: &Connection,
    schedule: &schedule::Model,
    calculation: Option<&Calculation>,
) -> Result<LineCounts, Error> {
    let attention = store::line::count_needing_a_person(db, &[schedule.id]).await?;
    let attention = attention.get(&schedule.id).map_or(0, |n| u64::try_from(*n).unwrap_or(0));
    let counted = calculation.map(|result| result.counts);
    let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    Ok(match counted {
        Some(counts) => LineCounts {
            attention,
            unpaid: number(counts.lines.saturating_sub(counts.paid)),
            paid: number(counts.paid),
            all: number(counts.lines),
        },
        None => LineCounts {
            attention,
            unpaid: store::line::count(db, schedule.id, Filter::Unpaid).await?,
            paid: store::line::count(db, schedule.id, Filter::Paid).await?,
            all: store::line::count(db, schedule.id, Filter::All).await?,
        },
    })
}

/// Whether a person may refuse a case on the credit veto: what the lists say now counts, not what they said when the case was
/// checked last. Only the firm is looked at, and nothing is stored.
async fn vetoed_now(app: &App, actor: &Actor, case: &CaseView) -> Result<bool, Error> {
    if case.procedure.may(case.application.state, ApplicationEvent::Veto, &actor.roles).is_err() {
        return Ok(false);
    }
    match examine(app, app.store.read(), &case.rows.case, &[], (Stage::Approval, app.clock.now())).await {
        Ok(examined) => Ok(examined.check.decided() == Outcome::Block),
        // Without rules nobody is vetoed.
        Err(Error::Refused(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The limits of approval around a person who would approve the case within them.
async fn limits_around(app: &App, actor: &Actor, case: &Case) -> Result<Option<Limits>, Error> {
    let (state, event) = (case.application.state, ApplicationEvent::Approve);
    let Ok(role) = case.procedure.may(state, event, &actor.roles) else { return Ok(None) };
    if !case.procedure.guards(state, event).contains(&Guard::WithinLimit) {
        return Ok(None);
    }
    let around = limit::around(app.store.read(), actor, (role, case.scheme.currency), app.clock.today()).await?;
    Ok(Some(around.0))
}

/// The currency of a case.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn currency(app: &App, reader: &Reader<'_, Cases>, number: &str) -> Result<Currency, Error> {
    let db = app.store.read();
    let application = store::application::find(db, reader.scope(), number).await?;
    let call = store::call::by_id(db, application.call_id).await?;
    Ok(app.scheme(db, call.scheme_version_id).await?.currency)
}

/// A page of the lines of a case after a row number.
///
/// # Errors
/// A fault of the database.
pub async fn lines(
    app: &App,
    case: &CaseView,
    filter: Filter,
    after: i64,
    limit: usize,
) -> Result<Page<Line, i64>, Error> {
    let Some(schedule) = &case.schedule else { return Ok(Page { rows: Vec::new(), next: None }) };
    let rows = |limit| store::line::page(app.store.read(), schedule.id, filter, after, limit);
    Page::ask(limit, rows, |line| line.row).await
}

/// A line with its derivation; a line that no calculation has seen yet comes without one.
///
/// # Errors
/// [`Code::LineNotFound`].
pub async fn line(app: &App, case: &CaseView, row: i64) -> Result<(FullLine, Option<Explanation>), Error> {
    let schedule = case.schedule.as_ref().ok_or(Code::LineNotFound)?;
    if let Some(calculation) = &case.rows.calculation {
        let (line, explanation) = recalculate::explain_line(app, calculation, row).await?;
        return Ok((line, Some(explanation)));
    }
    Ok((store::line::by_row(app.store.read(), schedule.id, row).await?, None))
}

/// Why the newest check of a case did not let a line pass; nothing of one that passed.
///
/// # Errors
/// A fault of the database.
pub async fn found_about(app: &App, case: &CaseView, line: &Line) -> Result<Vec<Reason>, Error> {
    let Some(check) = &case.check else { return Ok(Vec::new()) };
    let found = store::credit::check_line(app.store.read(), check.id, line.id).await?;
    Ok(found.map(|found| serde_json::from_str(&found.reasons)).transpose()?.unwrap_or_default())
}

/// The accounts that were signed with a case, and what holds them.
///
/// # Errors
/// A fault of the database.
pub async fn signed(app: &App, case: &CaseView) -> Result<account::Signed, Error> {
    account::signed(app, &case.rows.case.application).await
}

/// The derivation of the sums of a case.
///
/// # Errors
/// A fault when the stored inputs give no result.
pub async fn total(app: &App, case: &CaseView) -> Result<Option<Explanation>, Error> {
    match &case.rows.calculation {
        Some(calculation) => recalculate::explain_total(app, calculation).await.map(Some),
        None => Ok(None),
    }
}

/// A file of a case's schedule: the last one, or the one of an id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn schedule_file(
    app: &App,
    reader: &Reader<'_, Cases>,
    number: &str,
    wanted: Option<DocumentId>,
) -> Result<Document, Error> {
    let db = app.store.read();
    let application = store::application::find(db, reader.scope(), number).await?;
    let schedule = store::line::schedule(db, application.schedule_id.ok_or(Code::NotFound)?).await?;
    document::of_schedule(app, reader, &schedule, wanted).await
}
