//! What the pages of a firm show: calls, the firm's applications, one of them with everything around it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use domain::calculation::{Calculation, Explanation, Facts};
use domain::id::{ApplicationId, CallId, DocumentId, PersonId};
use domain::line::{FullLine, Line};
use domain::money::{Currency, Fen, Money};
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::scheme::{Payee, Scheme};
use domain::template::Words;
use domain::workflow::procedure::Procedure;
use domain::workflow::{ApplicationEvent, ApplicationState, PaymentState};
use entity::{application, call, line_problem, payment};

use super::Page;
use super::application::{Application, Firm, FirmAccount, Rows, Schedule, Step};
use super::call::Call;
use super::finance::payment::Payment;
use super::letter::{self, Letter};
use crate::App;
use crate::application::elsewhere::{Elsewhere, elsewhere};
use crate::application::import_schedule::later::Importing;
use crate::application::import_schedule::{Files, files_of};
use crate::application::recalculate;
use crate::document::{self, Document};
use crate::reader::{Filing, Reader};
use format::schedule::keys_of;
use kernel::error::{Error, Fault};
pub use store::claim::Doubled;
use store::document::Head;
pub use store::line::Filter;
pub use store::standing::OutcomeCount;

/// How many rows stand on one page of a list.
pub const PAGE: usize = 50;
/// Applications to go on with, on the desk.
const UNFINISHED: u64 = 50;

/// A call with the scheme version that it is under.
#[derive(Clone)]
pub struct CallView {
    /// The call.
    pub call: Call,
    /// Its scheme.
    pub scheme: Arc<Scheme>,
    /// The procedure by which its applications are decided.
    pub procedure: Arc<Procedure>,
    /// The firm's live application in it.
    pub mine: Option<Application>,
}

/// All calls with the firm's own application in each.
///
/// # Errors
/// A fault of the database.
pub async fn calls(app: &App, reader: &Reader<'_, Filing>) -> Result<Vec<CallView>, Error> {
    let db = app.store.read();
    let mut mine = store::application::every_live_of_firm(db, reader.own_firm()?).await?;
    let mut views = Vec::new();
    for call in store::call::of_scope(db, reader.scope()).await? {
        let scheme = app.scheme(db, call.scheme_version_id).await?;
        let procedure = app.procedure(db, &call.procedure).await?;
        let mine = mine.remove(&call.id).map(|mine| Application::of(scheme.currency, &mine));
        views.push(CallView { scheme, procedure, mine, call: call.try_into()? });
    }
    Ok(views)
}

/// One call.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn call(app: &App, reader: &Reader<'_, Filing>, number: &str) -> Result<CallView, Error> {
    view(app, reader, store::call::by_number(app.store.read(), reader.scope(), number).await?).await
}

async fn view(app: &App, reader: &Reader<'_, Filing>, call: call::Model) -> Result<CallView, Error> {
    let scheme = app.scheme(app.store.read(), call.scheme_version_id).await?;
    let mine = store::application::live_of_firm(app.store.read(), call.id, reader.own_firm()?).await?;
    let procedure = app.procedure(app.store.read(), &call.procedure).await?;
    let mine = mine.map(|mine| Application::of(scheme.currency, &mine));
    Ok(CallView { call: call.try_into()?, scheme, procedure, mine })
}

/// The kind of the actor's firm: guarantor, insurer or enterprise.
///
/// # Errors
/// [`Code::NotYourRole`].
pub async fn kind_of(app: &App, reader: &Reader<'_, Filing>) -> Result<String, Error> {
    Ok(store::firm::by_id(app.store.read(), reader.own_firm()?).await?.kind)
}

/// An application in the firm's list.
pub struct Listed {
    /// The application.
    pub application: Application,
    /// Its call.
    pub call: Call,
    /// What was paid of it.
    pub paid: Money,
}

/// The firm's applications, newest first, after the one of number `before`.
///
/// # Errors
/// [`Code::NotFound`] when there is no such number.
pub async fn applications(
    app: &App,
    reader: &Reader<'_, Filing>,
    states: &[ApplicationState],
    before: Option<&str>,
) -> Result<Page<Listed>, Error> {
    let (db, scope) = (app.store.read(), reader.scope());
    let before: Option<ApplicationId> = match before {
        Some(number) => Some(store::application::find(db, scope, number).await?.id),
        None => None,
    };
    let rows = |limit| store::application::page(db, scope, states, before, limit);
    let Page { rows, next } = Page::ask(PAGE, rows, |application| application.number.clone()).await?;
    Ok(Page { rows: Around::of(app, &rows).await?.listed(rows)?, next })
}

/// What lists tell of applications: their calls and payments, each of these asked at once.
struct Around {
    calls: HashMap<CallId, (Call, Currency)>,
    payments: HashMap<ApplicationId, Vec<payment::Model>>,
}

impl Around {
    async fn of<'a>(app: &App, rows: impl IntoIterator<Item = &'a application::Model>) -> Result<Self, Error> {
        let db = app.store.read();
        let (ids, of): (BTreeSet<_>, BTreeSet<_>) = rows.into_iter().map(|row| (row.id, row.call_id)).unzip();
        let mut calls = HashMap::new();
        for (id, call) in store::review::calls(db, of.into_iter().collect()).await? {
            let currency = app.scheme(db, call.scheme_version_id).await?.currency;
            calls.insert(id, (call.try_into()?, currency));
        }
        let payments = store::payment::of_applications(db, ids.into_iter().collect()).await?;
        Ok(Self { calls, payments })
    }

    fn listed(&self, rows: Vec<application::Model>) -> Result<Vec<Listed>, Error> {
        let listed = rows.into_iter().map(|application| {
            let (call, currency) = self.calls.get(&application.call_id).cloned().ok_or(Code::NotFound)?;
            let paid = currency.of(paid(self.payments(&application))?);
            Ok(Listed { application: Application::of(currency, &application), call, paid })
        });
        listed.collect()
    }

    fn payments(&self, application: &application::Model) -> &[payment::Model] {
        self.payments.get(&application.id).map_or(&[], Vec::as_slice)
    }
}

/// What arrived of some payments.
fn paid(payments: &[payment::Model]) -> Result<Fen, Error> {
    let arrived = payments.iter().filter(|p| p.state == PaymentState::Paid);
    Ok(Fen::sum(arrived.map(|p| p.amount_fen))?)
}

/// A payment to the firm.
pub struct Arriving {
    /// The number of its application.
    pub application: String,
    /// The payment.
    pub payment: Payment,
}

/// What the desk of a firm's person shows.
pub struct Desk {
    /// Applications that the firm has to go on with, newest first.
    pub unfinished: Vec<Listed>,
    /// The newest applications.
    pub latest: Vec<Listed>,
    /// The last payments, newest first.
    pub payments: Vec<Arriving>,
}

/// The desk of a firm's person, each list of it up to `limit` long but for what is to be done.
///
/// # Errors
/// A fault of the database.
pub async fn desk(app: &App, reader: &Reader<'_, Filing>, limit: usize) -> Result<Desk, Error> {
    let (db, scope) = (app.store.read(), reader.scope());
    let open = [ApplicationState::CorrectionRequested, ApplicationState::Draft];
    let paid = [ApplicationState::Approved, ApplicationState::Settled, ApplicationState::GivenUp];
    let few = u64::try_from(limit).unwrap_or(u64::MAX);
    let unfinished = store::application::page(db, scope, &open, None, UNFINISHED).await?;
    let latest = store::application::page(db, scope, &[], None, few).await?;
    let paid = store::application::page(db, scope, &paid, None, few).await?;
    let around = Around::of(app, unfinished.iter().chain(&latest).chain(&paid)).await?;
    let mut payments = Vec::new();
    for application in &paid {
        let (_, currency) = around.calls.get(&application.call_id).ok_or(Code::NotFound)?;
        payments.extend(around.payments(application).iter().rev().map(|payment| Arriving {
            application: application.number.clone(),
            payment: Payment::of(*currency, payment.clone()),
        }));
    }
    payments.truncate(limit);
    Ok(Desk { unfinished: around.listed(unfinished)?, latest: around.listed(latest)?, payments })
}

/// The file of a firm.
pub struct FirmFile {
    /// The firm.
    pub firm: Firm,
    /// Its payee account in force.
    pub account: Option<FirmAccount>,
    /// Whether that account was signed or verified, so that another one needs a request.
    pub account_is_fixed: bool,
    /// Its people with their roles.
    pub people: Vec<(Words, Vec<Role>)>,
}

/// The file of the actor's firm.
///
/// # Errors
/// [`Code::NotYourRole`].
pub async fn file(app: &App, reader: &Reader<'_, Filing>) -> Result<FirmFile, Error> {
    let (db, id) = (app.store.read(), reader.own_firm()?);
    let people = store::person::standings_of_firm(db, id).await?.into_iter();
    let people = people.map(|p| (Words { zh: p.name_zh, en: p.name_en }, p.roles)).collect();
    let firm = store::firm::by_id(db, id).await?;
    let account = store::firm::account(db, id).await?;
    let verified = account.as_ref().is_some_and(|a| a.verified_at.is_some());
    let account_is_fixed = verified || store::account::was_signed(db, firm.uscc.as_str()).await?;
    Ok(FirmFile { firm: firm.into(), account: account.map(FirmAccount::from), account_is_fixed, people })
}

/// An application as its firm works on it.
pub struct Case {
    pub(super) rows: Rows,
    /// The application.
    pub application: Application,
    /// Its call.
    pub call: Call,
    /// Its scheme.
    pub scheme: Arc<Scheme>,
    /// Its procedure.
    pub procedure: Arc<Procedure>,
    /// Its firm.
    pub firm: Firm,
    /// The firm's payee account.
    pub account: Option<FirmAccount>,
    /// The schedule in force.
    pub schedule: Option<Schedule>,
    /// How many lines earn something by the calculation in force.
    pub lines_paid: Option<i64>,
    /// The import of a schedule by a job, while it goes on or as long as what came of it matters.
    pub importing: Option<Importing>,
}

/// What happened to an application, as its firm is told.
pub struct History {
    /// What people did, oldest first. Only the firm's own people are named to it.
    pub steps: Vec<Step>,
    /// Its payments.
    pub payments: Vec<Payment>,
    /// What arrived of them.
    pub paid: Money,
    /// The letters about it, the oldest first.
    pub letters: Vec<Letter>,
}

/// What happened to an application.
///
/// # Errors
/// A fault of the database.
pub async fn history(app: &App, case: &Case) -> Result<History, Error> {
    let (db, application, currency) = (app.store.read(), &case.rows.case.application, case.scheme.currency);
    let own = store::person::of_firm(db, application.firm_id).await?.into_iter();
    let own: HashMap<PersonId, Words> = own.map(|p| (p.id, Words { zh: p.name_zh, en: p.name_en })).collect();
    let steps = store::step::of_case(db, application.id).await?.into_iter();
    let payments = store::payment::of_application(db, application.id).await?;
    Ok(History {
        steps: steps
            .map(|row| (own.get(&row.person_id).cloned(), row))
            .map(|(name, row)| Step::of(row, name))
            .collect(),
        paid: currency.of(paid(&payments)?),
        payments: payments.into_iter().map(|payment| Payment::of(currency, payment)).collect(),
        letters: letter::of_case(db, application.id).await?,
    })
}

/// An application of the actor's firm with everything around it.
///
/// # Errors
/// [`Code::NotFound`], the same for a foreign one and a missing one.
pub async fn case(app: &App, reader: &Reader<'_, Filing>, number: &str) -> Result<Case, Error> {
    let db = app.store.read();
    let store::case::Head { application, call, firm, account, schedule, calculation, import, .. } =
        store::case::find(db, reader.scope(), number).await?;
    let scheme = app.scheme(db, call.scheme_version_id).await?;
    let procedure = app.procedure(db, &application.procedure).await?;
    let importing = Importing::of(&application, import);
    let currency = scheme.currency;
    Ok(Case {
        application: Application::of(currency, &application),
        call: call.clone().try_into()?,
        firm: firm.clone().into(),
        account: account.map(FirmAccount::from),
        schedule: schedule.as_ref().map(|schedule| Schedule::of(currency, schedule)),
        lines_paid: calculation.as_ref().map(|calculation| calculation.lines_paid),
        importing,
        scheme: Arc::clone(&scheme),
        procedure: Arc::clone(&procedure),
        rows: Rows {
            case: crate::application::Case { application, call, firm, scheme, procedure },
            schedule,
            calculation,
        },
    })
}

impl Case {
    pub(super) const fn id(&self) -> ApplicationId {
        self.rows.case.application.id
    }

    /// Whether the firm can change it now.
    pub fn editable(&self) -> bool {
        self.procedure.allows(self.application.state, ApplicationEvent::Edit)
    }

    /// The firm's answers.
    ///
    /// # Errors
    /// A fault when they cannot be read.
    pub fn facts(&self) -> Result<Facts, Error> {
        Ok(serde_json::from_str(&self.rows.case.application.facts)?)
    }

    /// Whether the payee account of the firm matters: some schemes pay the enterprises of the schedule.
    pub fn pays_firm(&self) -> bool {
        self.scheme.payee == Payee::Applicant
    }

    /// The result of the calculation in force, without its lines.
    ///
    /// # Errors
    /// A fault when it cannot be read.
    pub fn result(&self) -> Result<Option<Calculation>, Error> {
        self.rows.calculation.as_ref().map(|c| serde_json::from_str(&c.result)).transpose().map_err(Error::from)
    }
}

/// What else counts of the contracts of a schedule, before anybody signs. Whose application that is stays with the
/// authority, unless it is the firm's own.
#[derive(Default)]
pub struct Claimed {
    /// What was found.
    pub found: Arc<Elsewhere>,
    /// The numbers of the other applications that are the firm's own.
    numbers: HashMap<ApplicationId, String>,
}

impl Claimed {
    /// The number of the other application in which a row counts, where it is one of the firm's own.
    pub fn number(&self, doubled: &Doubled) -> Option<&str> {
        doubled.own.and_then(|id| self.numbers.get(&id)).map(String::as_str)
    }
}

/// What else counts of the contracts of an application that can still be changed.
///
/// # Errors
/// A fault of the database.
pub async fn claimed(app: &App, case: &Case) -> Result<Claimed, Error> {
    let Some(schedule) = case.schedule.as_ref().filter(|_| case.editable()) else { return Ok(Claimed::default()) };
    let crate::application::Case { application, call, scheme, .. } = &case.rows.case;
    let found = elsewhere(app, (application, call, scheme), (schedule.id, schedule.rows_good)).await?;
    let own: HashSet<ApplicationId> = found.doubled.iter().filter_map(|doubled| doubled.own).collect();
    let numbers = store::application::numbers(app.store.read(), &own).await?;
    Ok(Claimed { found, numbers })
}

/// What an imported schedule came to.
pub struct Import {
    /// The schedule.
    pub schedule: Schedule,
    /// Its files, the last one first.
    pub files: Vec<Head>,
    /// How many cells were refused.
    pub problems: u64,
}

/// The import in force.
///
/// # Errors
/// A fault of the database.
pub async fn import(app: &App, case: &Case) -> Result<Option<Import>, Error> {
    let Some(schedule) = &case.rows.schedule else { return Ok(None) };
    let db = app.store.read();
    let files = store::line::files(db, schedule).await?;
    let problems = store::line::count_problems(db, schedule.id).await?;
    Ok(Some(Import { schedule: Schedule::of(case.scheme.currency, schedule), files, problems }))
}

/// The files of the schedule in force, read again.
///
/// # Errors
/// [`Code::ScheduleMissing`]; a fault of the database or of the reader.
pub async fn files(app: &App, case: &Case) -> Result<Files, Error> {
    files_of(app, case.rows.schedule.as_ref().ok_or(Code::ScheduleMissing)?).await
}

/// The derivation of the sums of an application.
///
/// # Errors
/// [`Code::NotFound`] without a calculation; a fault when the stored inputs give no result.
pub async fn total(app: &App, case: &Case) -> Result<Explanation, Error> {
    recalculate::explain_total(app, case.rows.calculation.as_ref().ok_or(Code::NotFound)?).await
}

/// A line with its derivation.
///
/// # Errors
/// [`Code::NotFound`] without a calculation; [`Code::LineNotFound`].
pub async fn line(app: &App, case: &Case, row: i64) -> Result<(FullLine, Explanation), Error> {
    recalculate::explain_line(app, case.rows.calculation.as_ref().ok_or(Code::NotFound)?, row).await
}

/// A file of the schedule in force as it was received: the last one, or the one of an id.
///
/// # Errors
/// [`Code::ScheduleMissing`]; [`Code::NotFound`].
pub async fn original(
    app: &App,
    reader: &Reader<'_, Filing>,
    case: &Case,
    wanted: Option<DocumentId>,
) -> Result<Document, Error> {
    let schedule = case.rows.schedule.as_ref().ok_or(Code::ScheduleMissing)?;
    document::of_schedule(app, reader, schedule, wanted).await
}

/// The schedules that the application had before the one in force, the newest first, each with the name of its file.
///
/// # Errors
/// A fault of the database.
pub async fn earlier(app: &App, case: &Case) -> Result<Vec<(Schedule, String)>, Error> {
    let db = app.store.read();
    let mut earlier = Vec::new();
    for schedule in store::line::earlier_schedules(db, &case.rows.case.application, None, EARLIER).await? {
        let file = store::document::head(db, schedule.document_id).await?.file_name;
        earlier.push((Schedule::of(case.scheme.currency, &schedule), file));
    }
    Ok(earlier)
}

/// How many earlier schedules are offered.
const EARLIER: u64 = 20;

/// A cell of a schedule that was refused.
pub struct BadCell {
    /// Its row.
    pub row: i64,
    /// The letter of its column.
    pub column: String,
    /// The heading of its column.
    pub heading: String,
    /// What was found.
    pub found: String,
    /// Why not.
    pub refusal: Refusal,
}

impl TryFrom<line_problem::Model> for BadCell {
    type Error = Error;

    fn try_from(cell: line_problem::Model) -> Result<Self, Error> {
        Ok(Self {
            refusal: serde_json::from_str(&cell.refusal)?,
            row: cell.row_no,
            column: cell.column_letter,
            heading: cell.column_title,
            found: cell.found,
        })
    }
}

/// The refused cells of a schedule, and the contract numbers of their rows where these can be read.
///
/// # Errors
/// A fault of the database or of the reader.
pub async fn problems(app: &App, case: &Case, limit: u64) -> Result<(Vec<BadCell>, BTreeMap<i64, String>), Error> {
    let Some(schedule) = &case.rows.schedule else { return Ok((Vec::new(), BTreeMap::new())) };
    let cells = store::line::problems(app.store.read(), schedule.id, limit).await?.into_iter();
    let cells = cells.map(BadCell::try_from).collect::<Result<Vec<_>, _>>()?;
    if cells.is_empty() {
        return Ok((cells, BTreeMap::new()));
    }
    let files = files_of(app, schedule).await?;
    let (scheme, rows) = (case.scheme.clone(), cells.iter().map(|c| c.row).collect::<BTreeSet<_>>());
    // Rows with errors are not stored as lines: their contracts are read from the files again.
    let read = tokio::task::spawn_blocking(move || keys_of(&files.whole(), &scheme.template, &rows));
    let named = read.await.map_err(|e| Fault::from_cause("the reader of schedules stopped", e))?;
    // The file was readable when it was imported; a number that cannot be found again is only not shown.
    Ok((cells, named.unwrap_or_default()))
}

/// A page of the lines of a schedule after a row number, and how many the filter finds.
///
/// # Errors
/// A fault of the database.
pub async fn lines(
    app: &App,
    schedule: &Schedule,
    filter: Filter,
    after: i64,
) -> Result<(Page<Line, i64>, u64), Error> {
    let db = app.store.read();
    let rows = |limit| store::line::page(db, schedule.id, filter, after, limit);
    let page = Page::ask(PAGE, rows, |line| line.row).await?;
    Ok((page, store::line::count(db, schedule.id, filter).await?))
}

/// What the lines of a schedule came to, by outcome and reason.
///
/// # Errors
/// A fault of the database.
pub async fn outcomes(app: &App, schedule: &Schedule) -> Result<Vec<OutcomeCount>, Error> {
    store::standing::outcomes(app.store.read(), schedule.id).await
}
