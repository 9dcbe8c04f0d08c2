//! What reviewers, auditors and the public read: queue, case, notices, credit records, the log.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use domain::calculation::{Calculation, Explanation};
use domain::credit::source::relied_on;
use domain::credit::{Adapter, Answer, Consent, Delivered, Outcome, Reason, Source, Stage, Times};
use domain::id::{CallId, DocumentId, NoticeId, PersonId};
use domain::ledger::AccountKind;
use domain::line::{FullLine, Line};
use domain::money::{Currency, Fen, Money};
use domain::refusal::{Code, Refusal};
use domain::role::{Role, Step, compatible};
use domain::scheme::Scheme;
use domain::template::{Value, Words};
use domain::workflow::procedure::limit::Limits;
use domain::workflow::procedure::{Grounds, Guard, Procedure};
use domain::workflow::{ApplicationEvent, ApplicationState};
use entity::{
    application, audit_event, budget_line, calculation, call, case_step, credit_check, credit_check_line,
    credit_import, credit_record, firm, notice, schedule,
};

use super::shared;
use crate::App;
use crate::actor::Actor;
use crate::application::moved::{self, Moved};
use crate::application::{Case, decision_hash_of, recalculate};
use crate::credit::decided::{self, Decided};
use crate::credit::gather::Lists;
use crate::credit::rules::rules_at;
use crate::credit::run_check::examine;
use crate::document::{self, Document};
use crate::limit;
use crate::notice::publish::{one_currency, period};
use kernel::error::{Error, Fault};
use store::document::Head;
use store::line::Filter;
use store::notice::Item;
use store::{self, Connection};

/// A case in a list.
pub struct CaseRow {
    /// The application.
    pub application: application::Model,
    /// Name of the firm.
    pub firm: String,
    /// Title of the call.
    pub call: Words,
    /// Its currency.
    pub currency: Currency,
    /// How many lines.
    pub lines: i64,
    /// How many of them need a person.
    pub attention: i64,
    /// What the newest credit check found and comes to now.
    pub credit: Option<Decided>,
    /// Whether it goes first: a valid red-list title, and nothing against the firm.
    pub fast_lane: bool,
}

/// A page of cases and whether there are more.
pub struct CasePage {
    /// The cases.
    pub rows: Vec<CaseRow>,
    /// The number of the last case, when more follow.
    pub next: Option<String>,
}

/// Cases in some states after the case of a number: the fast lane first, then the oldest filing.
///
/// # Errors
/// [`Code::NotFound`] for an unknown number; faults.
pub async fn queue(
    app: &App,
    actor: &Actor,
    places: &store::review::Places,
    after: Option<&str>,
    limit: usize,
) -> Result<CasePage, Error> {
    let (db, scope) = (app.store.read(), actor.scope()?);
    let after = match after {
        Some(number) => Some(store::application::find(db, &scope, number).await?),
        None => None,
    };
    let rows = store::review::queue(db, &scope, places, after.as_ref(), one_more(limit)).await?;
    case_page(app, rows, limit).await
}

/// All cases that a person sees, newest first, before the case of a number; no states means every state.
///
/// # Errors
/// [`Code::NotFound`] for an unknown number; faults.
pub async fn all_cases(
    app: &App,
    actor: &Actor,
    states: &[ApplicationState],
    before: Option<&str>,
    limit: usize,
) -> Result<CasePage, Error> {
    let (db, scope) = (app.store.read(), actor.scope()?);
    let before = match before {
        Some(number) => Some(store::application::find(db, &scope, number).await?.id),
        None => None,
    };
    let rows = store::application::page(db, &scope, states, before, one_more(limit)).await?;
    case_page(app, rows, limit).await
}

/// One row more than a page has says whether there is a next page.
fn one_more(limit: usize) -> u64 {
    u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1)
}

async fn case_page(app: &App, mut rows: Vec<application::Model>, limit: usize) -> Result<CasePage, Error> {
    let db = app.store.read();
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|a| a.number.clone());
    let schedules: Vec<_> = rows.iter().filter_map(|a| a.schedule_id).collect();
    let attention = store::line::count_needing_a_person(db, &schedules).await?;
    let mut beside = store::review::beside(db, rows.iter().map(|a| a.id).collect()).await?;
    let mut credit = decided::of_cases(db, rows.iter().map(|a| a.id).collect(), app.clock.now()).await?;
    let mut listed = Vec::with_capacity(rows.len());
    for application in rows {
        let missing = || Fault::new("an application has no call");
        let beside = beside.remove(&application.id).ok_or_else(missing)?;
        let credit = credit.remove(&application.id);
        listed.push(CaseRow {
            firm: beside.firm,
            call: Words { zh: beside.title_zh, en: beside.title_en },
            currency: app.scheme(db, beside.scheme_version_id).await?.currency,
            lines: beside.lines.unwrap_or(0),
            attention: application.schedule_id.and_then(|id| attention.get(&id)).copied().unwrap_or(0),
            fast_lane: credit.as_ref().is_some_and(|newest| newest.fast_lane),
            credit: credit.map(|newest| newest.decided),
            application,
        });
    }
    Ok(CasePage { rows: listed, next })
}

fn title_of(call: &call::Model) -> Words {
    Words { zh: call.title_zh.clone(), en: call.title_en.clone() }
}

/// A case as whoever works on it sees it, beside its lines.
pub struct CaseView {
    /// The application.
    pub application: application::Model,
    /// Its firm.
    pub firm: firm::Model,
    /// Its call.
    pub call: call::Model,
    /// The scheme version that it was filed under.
    pub scheme: Arc<Scheme>,
    /// The procedure that it was filed under.
    pub procedure: Arc<Procedure>,
    /// The limits of approval around the person, where the person would approve within them.
    pub limits: Option<Limits>,
    /// The schedule in force.
    pub schedule: Option<schedule::Model>,
    /// The calculation in force, and its result without lines.
    pub calculation: Option<(calculation::Model, Calculation)>,
    /// How many lines need a person, earn nothing, earn something, are there.
    pub counts: LineCounts,
    /// The newest credit check.
    pub check: Option<credit_check::Model>,
    /// What it found and comes to now.
    pub decided: Option<Decided>,
    /// What people did, oldest first.
    pub steps: Vec<case_step::Model>,
    /// Names of the people in `steps`.
    pub names: HashMap<PersonId, Words>,
    /// The budget line.
    pub budget_line: budget_line::Model,
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
    /// The step that keeps a person from taking `wanted` on this case, if there is one. The database decides; this says
    /// beforehand why.
    pub fn hindered(&self, person: PersonId, wanted: Step) -> Option<Step> {
        self.steps.iter().filter(|s| s.person_id == person).map(|s| s.step).find(|s| !compatible(*s, wanted))
    }

    /// Why the person cannot cause an event now: what the procedure and its guards say.
    ///
    /// # Errors
    /// As for [`Procedure::step`].
    pub fn may(&self, actor: &Actor, event: ApplicationEvent) -> Result<(), Refusal> {
        let amount = self.application.calculated_fen.map(|amount| self.scheme.currency.of(amount));
        let grounds = Grounds { amount, limits: self.limits.as_ref() };
        let who = (actor.person, actor.roles.as_slice());
        self.procedure.step(self.application.state, event, who, &grounds).map(|_| ())
    }

    /// The newest step of an event.
    pub fn latest(&self, event: &str) -> Option<&case_step::Model> {
        self.steps.iter().rev().find(|s| s.event == event)
    }
}

/// A case for its page.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn case(app: &App, actor: &Actor, number: &str) -> Result<CaseView, Error> {
    let db = app.store.read();
    let store::case::Head { application, call, budget_line, firm, schedule, calculation, .. } =
        store::case::find(db, &actor.scope()?, number).await?;
    let scheme = app.scheme(db, call.scheme_version_id).await?;
    let calculation = match calculation {
        Some(row) => {
            let result = serde_json::from_str(&row.result)?;
            Some((row, result))
        }
        None => None,
    };
    let counts = match &schedule {
        Some(schedule) => line_counts(db, schedule, calculation.as_ref()).await?,
        None => LineCounts::default(),
    };
    let check = store::credit::latest_check(db, application.id, None).await?;
    let decided = match &check {
        Some(check) => decided::of_checks(db, [check], app.clock.now()).await?.remove(&check.id),
        None => None,
    };
    let (mut steps, mut names) = (Vec::new(), HashMap::new());
    for store::step::Told { step, name_zh, name_en } in store::step::told(db, application.id).await? {
        names.insert(step.person_id, Words { zh: name_zh, en: name_en });
        steps.push(step);
    }
    let stated: domain::calculation::Facts = serde_json::from_str(&application.facts)?;
    let facts = scheme.facts.iter().map(|f| (f.title.clone(), stated.get(&f.name).cloned().unwrap_or(Value::Missing)));
    let facts = facts.collect();
    let procedure = app.procedure(db, &application.procedure).await?;
    let case = Case { application, call, firm, scheme, procedure };
    let limits = limits_around(app, actor, &case).await?;
    let Case { application, call, firm, scheme, procedure } = case;
    Ok(CaseView {
        firm,
        budget_line,
        application,
        call,
        scheme,
        procedure,
        limits,
        schedule,
        calculation,
        counts,
        check,
        decided,
        steps,
        names,
        facts,
    })
}

/// What the page of a case shows beside it.
pub struct Beside {
    /// The accounts that were signed, and what holds them.
    pub signed: super::account::Signed,
    /// The files of the schedule, the last one first.
    pub documents: Vec<Head>,
    /// Whether the person may refuse the firm on the credit veto: a check of now would veto it.
    pub vetoed: bool,
    /// What the last decision on a line moved, while its calculation is in force.
    pub moved: Option<Moved>,
    /// What else counts of its contracts, and what only looks alike.
    pub claims: super::claim::Claims,
    /// What an approval would rest on, for a person who may approve.
    pub approval: Option<Approval>,
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
pub async fn beside(app: &App, actor: &Actor, case: &CaseView) -> Result<Beside, Error> {
    let db = app.store.read();
    let decided_a_line = case.steps.iter().any(|step| step.event == ApplicationEvent::DecideLine.key());
    Ok(Beside {
        signed: super::account::signed(app, &case.application).await?,
        documents: match &case.schedule {
            Some(schedule) => store::line::files(db, schedule).await?,
            None => Vec::new(),
        },
        vetoed: vetoed_now(app, actor, case).await?,
        moved: if decided_a_line { moved::last(db, &case.application).await? } else { None },
        claims: claims(app, actor, case).await?,
        approval: approval(app, actor, case).await?,
    })
}

/// What else counts of the contracts of a case, and what only looks alike.
///
/// # Errors
/// A fault of the database.
pub async fn claims(app: &App, actor: &Actor, case: &CaseView) -> Result<super::claim::Claims, Error> {
    super::claim::of_case(app, actor, (&case.application, &case.call, &case.scheme)).await
}

async fn approval(app: &App, actor: &Actor, case: &CaseView) -> Result<Option<Approval>, Error> {
    if case.procedure.may(case.application.state, ApplicationEvent::Approve, &actor.roles).is_err() {
        return Ok(None);
    }
    let db = app.store.read();
    let balances = store::ledger::balances(db, case.call.budget_line_id).await?;
    let available = balances.iter().find(|(kind, _)| *kind == AccountKind::Available).map_or(Fen::ZERO, |(_, b)| *b);
    let wanted = case.application.calculated_fen.unwrap_or_default();
    let allocators = if available.minus(wanted)?.is_negative() {
        super::finance::budget::allocators(app, case.budget_line.unit_id).await?
    } else {
        Vec::new()
    };
    let calculation = case.calculation.as_ref().map(|(row, _)| row);
    Ok(Some(Approval { content: decision_hash_of(db, &case.application, calculation).await?, available, allocators }))
}

/// How many lines each filter shows. What a calculation counted is not counted again.
async fn line_counts(
    db: &Connection,
    schedule: &schedule::Model,
    calculation: Option<&(calculation::Model, Calculation)>,
) -> Result<LineCounts, Error> {
    let attention = store::line::count_needing_a_person(db, &[schedule.id]).await?;
    let attention = attention.get(&schedule.id).map_or(0, |n| u64::try_from(*n).unwrap_or(0));
    let counted = calculation.filter(|(row, _)| row.schedule_id == schedule.id).map(|(_, result)| result.counts);
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
    let case = Case {
        application: case.application.clone(),
        call: case.call.clone(),
        firm: case.firm.clone(),
        scheme: Arc::clone(&case.scheme),
        procedure: Arc::clone(&case.procedure),
    };
    match examine(app, app.store.read(), &case, &[], (Stage::Approval, app.clock.now())).await {
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
pub async fn currency(app: &App, actor: &Actor, number: &str) -> Result<Currency, Error> {
    let db = app.store.read();
    let application = store::application::find(db, &actor.scope()?, number).await?;
    let call = store::call::by_id(db, application.call_id).await?;
    Ok(app.scheme(db, call.scheme_version_id).await?.currency)
}

/// A page of the lines of a case after a row number, and the row number after which the next page begins.
///
/// # Errors
/// A fault of the database.
pub async fn lines(
    app: &App,
    case: &CaseView,
    filter: Filter,
    after: i64,
    limit: usize,
) -> Result<(Vec<Line>, Option<i64>), Error> {
    let Some(schedule) = &case.schedule else { return Ok((Vec::new(), None)) };
    let mut rows = store::line::page(app.store.read(), schedule.id, filter, after, one_more(limit)).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|l| l.row);
    Ok((rows, next))
}

/// A line with its derivation; a line that no calculation has seen yet comes without one.
///
/// # Errors
/// [`Code::LineNotFound`].
pub async fn line(app: &App, case: &CaseView, row: i64) -> Result<(FullLine, Option<Explanation>), Error> {
    let schedule = case.schedule.as_ref().ok_or(Code::LineNotFound)?;
    if let Some((calculation, _)) = &case.calculation {
        let (line, explanation) = recalculate::explain_line(app, calculation, row).await?;
        return Ok((line, Some(explanation)));
    }
    Ok((store::line::by_row(app.store.read(), schedule.id, row).await?, None))
}

/// What the newest check of a case found about a line; nothing of one that passed.
///
/// # Errors
/// A fault of the database.
pub async fn found_about(app: &App, case: &CaseView, line: &Line) -> Result<Option<credit_check_line::Model>, Error> {
    match &case.check {
        Some(check) => store::credit::check_line(app.store.read(), check.id, line.id).await,
        None => Ok(None),
    }
}

/// The derivation of the sums of a case.
///
/// # Errors
/// A fault when the stored inputs give no result.
pub async fn total(app: &App, case: &CaseView) -> Result<Option<Explanation>, Error> {
    match &case.calculation {
        Some((calculation, _)) => recalculate::explain_total(app, calculation).await.map(Some),
        None => Ok(None),
    }
}

/// A file of a case's schedule: the last one, or the one of an id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn schedule_file(
    app: &App,
    actor: &Actor,
    number: &str,
    wanted: Option<DocumentId>,
) -> Result<Document, Error> {
    let db = app.store.read();
    let application = store::application::find(db, &actor.scope()?, number).await?;
    let schedule = store::line::schedule(db, application.schedule_id.ok_or(Code::NotFound)?).await?;
    let files = store::line::files(db, &schedule).await?;
    let found = files.into_iter().find(|f| wanted.is_none_or(|id| f.id == id));
    document::show(actor, found.ok_or(Code::NotFound)?)
}

/// A notice with what it lists.
pub struct NoticeView {
    /// The notice.
    pub notice: notice::Model,
    /// What it lists, by application number.
    pub items: Vec<NoticeItem>,
    /// Working days from the business date to the last day, both counted; 0 when it is over.
    pub days_left: u32,
    /// The sum; a notice has one currency.
    pub total: Money,
}

/// One application on a notice.
pub struct NoticeItem {
    /// The application.
    pub application: application::Model,
    /// The firm.
    pub firm: firm::Model,
    /// Title of the call.
    pub call: Words,
    /// How many are paid.
    pub payees: i64,
    /// The amount.
    pub amount: Fen,
}

impl NoticeView {
    /// Whether its last day is not over.
    pub fn runs(&self, today: NaiveDate) -> bool {
        self.notice.closed_at.is_none() && today <= self.notice.ends_on
    }
}

/// All notices, newest first. They are public: there is no scope.
///
/// # Errors
/// A fault of the database.
pub async fn notices(app: &App) -> Result<Vec<NoticeView>, Error> {
    notice_views(app, store::notice::all(app.store.read()).await?).await
}

/// The notices of the person's units, newest first, for those who handle them.
///
/// # Errors
/// A fault of the database.
pub async fn own_notices(app: &App, actor: &Actor) -> Result<Vec<NoticeView>, Error> {
    notice_views(app, store::notice::of_scope(app.store.read(), &actor.scope()?).await?).await
}

/// A notice by its number. It is public: there is no scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn notice(app: &App, number: &str) -> Result<NoticeView, Error> {
    let notice = store::notice::by_number(app.store.read(), number).await?;
    notice_views(app, vec![notice]).await?.pop().ok_or_else(|| Code::NotFound.into())
}

/// Notices with what they list, all of it asked at once.
async fn notice_views(app: &App, notices: Vec<notice::Model>) -> Result<Vec<NoticeView>, Error> {
    let (db, today) = (app.store.read(), app.clock.today());
    let mut listed: HashMap<NoticeId, Vec<Item>> = HashMap::new();
    for item in store::notice::listed(db, notices.iter().map(|notice| notice.id).collect()).await? {
        listed.entry(item.notice_id).or_default().push(item);
    }
    let runs = |notice: &notice::Model| notice.closed_at.is_none() && today <= notice.ends_on;
    let calendar = if notices.iter().any(runs) { Some(store::calendar::load(db).await?) } else { None };
    let mut views = Vec::with_capacity(notices.len());
    for notice in notices {
        let (mut items, mut currencies) = (Vec::new(), Vec::new());
        for Item { application, firm, call, payees, amount_fen, .. } in listed.remove(&notice.id).unwrap_or_default() {
            currencies.push(app.scheme(db, call.scheme_version_id).await?.currency);
            items.push(NoticeItem { firm, call: title_of(&call), application, payees, amount: amount_fen });
        }
        let days_left = match calendar.as_ref().filter(|_| runs(&notice)) {
            Some(calendar) => calendar.working_days_left(today, notice.ends_on)?,
            None => 0,
        };
        let total = one_currency(currencies, "applications")?.of(Fen::sum(items.iter().map(|i| i.amount))?);
        views.push(NoticeView { notice, items, days_left, total });
    }
    Ok(views)
}

/// The one currency of the calls of what a notice lists.
///
/// # Errors
/// [`Code::SeveralCurrencies`]; a fault of the database.
async fn currency_of(app: &App, calls: &HashMap<CallId, call::Model>) -> Result<Currency, Error> {
    Ok(one_currency(shared::currencies(app, calls).await?.into_values(), "applications")?)
}

/// What a notice of some approved applications would be.
pub struct NoticePreview {
    /// What it would list, with the versions seen.
    pub items: Vec<application::Model>,
    /// What the person may not publish, with what refuses it: somebody else does.
    pub left: Vec<(String, Refusal)>,
    /// The sum.
    pub total: Money,
    /// Its first day, last day and length in working days.
    pub period: (NaiveDate, NaiveDate, i64),
}

/// What a notice of these applications would be, if it were published today.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::CalendarMissing`]; [`Code::SamePerson`] where the person may publish none of them.
pub async fn notice_preview(app: &App, actor: &Actor, numbers: &[String]) -> Result<NoticePreview, Error> {
    let (db, scope) = (app.store.read(), actor.scope()?);
    let items = store::application::find_all(db, &scope, numbers).await?;
    let step = ApplicationEvent::Publish.step(Role::ReceivingOfficer);
    let hindered = store::step::hindering(db, items.iter().map(|a| a.id), actor.person, step).await?;
    let (left, items): (Vec<_>, Vec<application::Model>) =
        items.into_iter().partition(|a: &application::Model| hindered.contains_key(&a.id));
    let why = |a: &application::Model| hindered.get(&a.id).map(|step| store::step::taken_before(*step));
    let left: Vec<_> = left.iter().filter_map(|a| why(a).map(|why| (a.number.clone(), why))).collect();
    if let ([(_, why), ..], []) = (&left[..], &items[..]) {
        return Err(why.clone().into());
    }
    let calls = store::review::calls(db, items.iter().map(|a| a.call_id).collect()).await?;
    let calendar = store::calendar::load(db).await?;
    let period = period(&calendar, calls.values(), app.clock.today())?;
    let total = currency_of(app, &calls).await?.of(Fen::sum(items.iter().filter_map(|a| a.approved_fen))?);
    Ok(NoticePreview { items, left, total, period })
}

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
pub async fn credit_sources(app: &App, actor: &Actor) -> Result<Vec<SourceView>, Error> {
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
    let own = store::credit::own_imports(db, &actor.scope()?, lists.lacking.iter().map(|l| l.import)).await?;
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
pub async fn credit_records(app: &App, search: &str, limit: u64) -> Result<Vec<credit_record::Model>, Error> {
    store::credit::records(app.store.read(), search.trim(), limit).await
}

/// The newest imports with the names of those who made them.
///
/// # Errors
/// A fault of the database.
pub async fn credit_imports(
    app: &App,
    actor: &Actor,
    limit: u64,
) -> Result<Vec<(credit_import::Model, Option<Words>)>, Error> {
    let imports = store::credit::imports(app.store.read(), &actor.scope()?, limit).await?;
    let names = shared::names(app, imports.iter().map(|i| i.imported_by).collect()).await?;
    Ok(imports
        .into_iter()
        .map(|i| {
            let name = names.get(&i.imported_by).cloned();
            (i, name)
        })
        .collect())
}

/// An event of the log with the name of its person.
pub struct EventView {
    /// The event.
    pub event: audit_event::Model,
    /// Who; none for the system.
    pub name: Option<Words>,
    /// Whether its stored hash follows from its content.
    pub intact: bool,
}

/// A page of the log, newest first, before the given place: of all that people of the viewer's units and their firms did, or
/// of what bears a number or id.
///
/// # Errors
/// A fault of the database.
pub async fn audit_log(
    app: &App,
    actor: &Actor,
    search: &str,
    before: Option<i64>,
    limit: usize,
) -> Result<(Vec<EventView>, Option<i64>), Error> {
    let db = app.store.read();
    let search = search.trim();
    let ids = if search.is_empty() {
        None
    } else {
        let mut ids = store::review::ids_of_number(db, search).await?;
        ids.push(search.to_owned());
        Some(ids)
    };
    let mut events = store::review::events(db, &actor.scope()?, ids.as_deref(), before, one_more(limit)).await?;
    let more = events.len() > limit;
    events.truncate(limit);
    let next = events.last().filter(|_| more).map(|e| e.seq);
    let names = shared::names(app, events.iter().filter_map(|e| e.person_id).collect()).await?;
    let mut views = Vec::new();
    for event in events {
        let intact = store::audit::hash_of(&event)? == event.hash;
        views.push(EventView { name: event.person_id.and_then(|p| names.get(&p).cloned()), intact, event });
    }
    Ok((views, next))
}
