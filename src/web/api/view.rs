//! What programs are shown: types of their own, so that a table may change and an answer does not. Amounts are text with their
//! currency, days are ISO dates, instants are in UTC.

use axum::http::header::{CONTENT_TYPE, ETAG, HeaderValue};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, NaiveDate, Utc};
use domain::addition::Addition;
use domain::id::{
    AccountHoldId, BudgetAllocationId, CreditConsentId, CreditEntryId, CreditImportId, CreditObjectionId,
    CreditRepairId, PersonId,
};
use domain::import_row::CellProblem;
use domain::line::Line as Read;
use domain::money::{Currency, Fen, text};
use domain::role::Role;
use domain::template::{ColumnKind, Value};
use domain::workflow::ApplicationState;
use domain::workflow::procedure::Procedure;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

use crate::i18n::Lang;
use crate::service::actor::Actor;
use crate::service::application::import_schedule::Received as Came;
use crate::service::application::import_schedule::difference::Replacement;
use crate::service::credit::import_records::Imported as Records;
use crate::service::credit::outward::Exported;
use crate::service::credit::rule_set::Trial;
use crate::service::document::Head;
use crate::service::query::account::{Change as AccountRow, Hold as Held};
use crate::service::query::case::CaseRow;
use crate::service::query::finance::payment::Row as PaymentRow;
use crate::service::query::finance::request::Row as RequestRow;
use crate::service::query::finance::statement::Row as StatementRow;
use crate::service::query::firm::{CallView, Listed as Own};
use crate::service::query::notice::NoticeView;
use crate::service::query::person::Listed;
use crate::service::reconcile::import_statement::Outcome as StatementOutcome;

/// An answer of JSON.
pub(super) fn answer(view: &impl Serialize) -> Response {
    // The views have nothing that JSON cannot hold.
    let text = serde_json::to_vec(view).unwrap_or_default();
    ([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], text).into_response()
}

/// An answer of JSON that says its version.
pub(super) fn versioned(view: &impl Serialize, version: i64) -> Response {
    let mut response = answer(view);
    if let Ok(version) = HeaderValue::from_str(&format!("\"{version}\"")) {
        response.headers_mut().insert(ETAG, version);
    }
    response
}

/// What an act gives back, as programs are told it.
pub trait Told {
    /// As they are told it.
    type View: Serialize + JsonSchema;

    /// Tells it.
    fn told(self) -> Self::View;
}

macro_rules! told_as_it_is {
    ($($what:ty),+) => {
        $(impl Told for $what {
            type View = Self;

            fn told(self) -> Self {
                self
            }
        })+
    };
}

told_as_it_is!(
    (),
    String,
    usize,
    bool,
    Addition,
    CreditConsentId,
    CreditEntryId,
    CreditObjectionId,
    CreditRepairId,
    BudgetAllocationId,
    Exported,
    Trial
);

/// A call that was divided.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Divided {
    /// How many applications took part.
    applications: usize,
}

impl Told for (usize, Fen) {
    type View = Divided;

    fn told(self) -> Divided {
        Divided { applications: self.0 }
    }
}

/// What became of a case by an act that changes its amount.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Amounted {
    /// The version after the act, on which the next act rests.
    pub version: i64,
    /// What was approved, or what the lines come to now; null where they cannot be calculated.
    pub amount: Option<Money>,
}

/// A part of a list, and the place after which the next part begins.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "ListOf{T}")]
pub(super) struct Listing<T> {
    /// The items.
    pub items: Vec<T>,
    /// What to ask for as `after`; null where no more follow.
    pub next: Option<String>,
}

/// An amount: decimal text, and an ISO 4217 code.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Money {
    /// Plain digits with all decimals, such as `1234.56`.
    #[schemars(regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$"))]
    amount: String,
    /// Such as `CNY`.
    currency: &'static str,
}

impl Money {
    /// An amount.
    pub fn of(money: domain::money::Money) -> Self {
        Self { amount: text::plain(money.amount, money.currency), currency: money.currency.code() }
    }

    fn some(currency: Currency, amount: Option<Fen>) -> Option<Self> {
        amount.map(|amount| Self::of(currency.of(amount)))
    }
}

/// A text in both languages.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Words {
    zh: String,
    en: String,
}

impl From<&domain::template::Words> for Words {
    fn from(words: &domain::template::Words) -> Self {
        Self { zh: words.zh.clone(), en: words.en.clone() }
    }
}

/// What a value is.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Money,
    Rate,
    Count,
    Date,
    Text,
    Choice,
    Flag,
    Uscc,
    Account,
    Cnaps,
}

impl Kind {
    const fn of(kind: &ColumnKind) -> Self {
        match kind {
            ColumnKind::Money(_) => Self::Money,
            ColumnKind::Rate { .. } => Self::Rate,
            ColumnKind::Count => Self::Count,
            ColumnKind::Date => Self::Date,
            ColumnKind::Text(_) => Self::Text,
            ColumnKind::Choice(_) => Self::Choice,
            ColumnKind::Flag => Self::Flag,
            ColumnKind::Uscc => Self::Uscc,
            ColumnKind::Account => Self::Account,
            ColumnKind::Cnaps => Self::Cnaps,
        }
    }
}

/// The words of a choice.
fn choices(kind: &ColumnKind) -> Vec<String> {
    match kind {
        ColumnKind::Choice(choices) => choices.iter().map(|choice| choice.key.clone()).collect(),
        _ => Vec::new(),
    }
}

/// A question of a scheme, or a column of its schedule.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Field {
    /// Its name, under which it is answered.
    name: String,
    /// The question, or the heading of the column.
    title: Words,
    /// What it holds.
    kind: Kind,
    /// Whether it must be there.
    required: bool,
    /// The words from which one is chosen, for a choice.
    choices: Vec<String>,
}

/// A call for applications.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Call {
    /// Its number.
    number: String,
    title: Words,
    /// The scheme and its version.
    scheme: String,
    /// By which procedure its applications are decided.
    procedure: String,
    /// Who may apply: guarantor, insurer or enterprise.
    firm_kind: String,
    /// The first day of filing.
    opens_on: NaiveDate,
    /// The last day of filing.
    closes_on: NaiveDate,
    /// The first day of business that it supports.
    period_from: NaiveDate,
    /// The last day of business that it supports.
    period_to: NaiveDate,
    /// Whether it was called off.
    withdrawn: bool,
    /// ISO 4217 code of its amounts.
    currency: &'static str,
    /// What the signatory declares.
    declaration: Words,
    /// What an application answers.
    questions: Vec<Field>,
    /// The columns of its schedule.
    columns: Vec<Field>,
    /// The number of the firm's own application in it.
    application: Option<String>,
}

impl From<CallView> for Call {
    fn from(view: CallView) -> Self {
        let CallView { call, scheme, mine, .. } = view;
        let questions = scheme.facts.iter().map(|fact| Field {
            name: fact.name.clone(),
            title: (&fact.title).into(),
            kind: Kind::of(&fact.kind),
            required: fact.required,
            choices: choices(&fact.kind),
        });
        let columns = scheme.template.columns.iter().map(|column| Field {
            name: column.name.clone(),
            title: (&column.title).into(),
            kind: Kind::of(&column.kind),
            required: column.required,
            choices: choices(&column.kind),
        });
        Self {
            questions: questions.collect(),
            columns: columns.collect(),
            scheme: format!("{} {}", scheme.id, scheme.version),
            currency: scheme.currency.code(),
            number: call.number,
            title: Words { zh: call.title_zh, en: call.title_en },
            procedure: call.procedure,
            firm_kind: call.firm_kind,
            opens_on: call.opens_on,
            closes_on: call.closes_on,
            period_from: call.period_from,
            period_to: call.period_to,
            withdrawn: call.withdrawn,
            declaration: Words { zh: call.declaration_zh, en: call.declaration_en },
            application: mine.map(|mine| mine.number),
        }
    }
}

/// The state that a firm is told: what happens inside the authority before a decision is its own business.
const fn told_to_the_firm(state: ApplicationState) -> ApplicationState {
    match state {
        ApplicationState::Checked => ApplicationState::Accepted,
        ApplicationState::Reviewed | ApplicationState::Confirmed => ApplicationState::InReview,
        ApplicationState::UndoAsked => ApplicationState::ApprovedProvisional,
        other => other,
    }
}

/// An application as its firm knows it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Application {
    /// Its number.
    number: String,
    /// The number of its call.
    call: String,
    /// How it stands: `draft`, `submitted`, `accepted`, `in_review`, `correction_requested`, `approved_provisional`, `published`,
    /// `approved`, `settled`, `refused` and others.
    state: String,
    /// The version on which acts rest.
    version: i64,
    /// When it was signed last.
    submitted_at: Option<DateTime<Utc>>,
    /// What it comes to by the calculation in force.
    calculated: Option<Money>,
    /// What was approved.
    approved: Option<Money>,
    /// What arrived.
    paid: Money,
}

impl From<Own> for Application {
    fn from(own: Own) -> Self {
        let Own { application, call, currency, paid } = own;
        Self {
            call: call.number,
            state: told_to_the_firm(application.state).key().to_owned(),
            version: application.version,
            submitted_at: application.submitted_at,
            calculated: Money::some(currency, application.calculated_fen),
            approved: Money::some(currency, application.approved_fen),
            paid: Money::of(currency.of(paid)),
            number: application.number,
        }
    }
}

/// A file that can be read.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Document {
    id: String,
    name: String,
    media_type: String,
    /// Its length in bytes.
    size: i64,
    sha256: String,
}

impl From<Head> for Document {
    fn from(head: Head) -> Self {
        Self {
            id: head.id.to_string(),
            name: head.file_name,
            media_type: head.media_type,
            size: head.size_bytes,
            sha256: head.sha256,
        }
    }
}

/// What an imported schedule came to.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Schedule {
    /// Rows with content.
    pub rows: i64,
    /// Rows that were kept.
    pub good: i64,
    /// Rows with at least one refused cell.
    pub bad: i64,
    /// The sum of the amounts by which people know the lines.
    pub total: Money,
    /// Its files, the last one first.
    pub documents: Vec<Document>,
}

impl Schedule {
    /// A schedule with its files.
    pub fn of(currency: Currency, schedule: &entity::schedule::Model, files: Vec<Head>) -> Self {
        Self {
            rows: schedule.rows_seen,
            good: schedule.rows_good,
            bad: schedule.rows_bad,
            total: Money::of(currency.of(schedule.total_fen)),
            documents: files.into_iter().map(Document::from).collect(),
        }
    }
}

/// An import of a schedule that a job does, or what came of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Importing {
    /// The name of the file.
    pub file: String,
    /// Whether it still goes on.
    pub goes_on: bool,
    /// Why nothing is in force by it, in words.
    pub failure: Option<String>,
    /// The file that waits for a word whether it takes the place of the schedule in force.
    pub asks: Option<Asks>,
}

/// What would take the place of the schedule in force.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Asks {
    /// The file that waits.
    upload: Option<String>,
    /// Contracts that only the new one has.
    added: i64,
    /// Contracts of which something is written otherwise.
    changed: i64,
    /// Contracts that only the one in force has.
    removed: i64,
    /// Contracts that stay as they are.
    same: i64,
}

impl Asks {
    /// A question.
    pub fn of(upload: Option<String>, found: &Replacement) -> Self {
        let (added, changed, removed) = (found.added.count, found.changed.count, found.removed.count);
        Self { upload, added, changed, removed, same: found.same }
    }
}

/// What became of a schedule that was sent.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(super) enum Received {
    /// It is in force.
    Imported { rows: i64, good: i64, bad: i64 },
    /// It is the file in force, and says nothing else than it did.
    Unchanged { rows: i64, good: i64, bad: i64 },
    /// It would take the place of good rows, and waits.
    Asks(Asks),
    /// It is long: a job imports it, and the application tells how far it is.
    Later {},
}

impl From<Option<Came>> for Received {
    fn from(came: Option<Came>) -> Self {
        match came {
            None => Self::Later {},
            Some(Came::Imported(n)) => Self::Imported { rows: n.seen, good: n.good, bad: n.bad },
            Some(Came::Unchanged(n)) => Self::Unchanged { rows: n.seen, good: n.good, bad: n.bad },
            Some(Came::Asks(asked)) => {
                Self::Asks(Asks::of(asked.upload.map(|upload| upload.to_string()), &asked.replacement))
            }
        }
    }
}

/// Something that was done.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Step {
    /// What.
    pub event: String,
    /// When.
    pub at: DateTime<Utc>,
    /// In which role.
    pub role: String,
    /// By whom, where that is told.
    pub by: Option<Words>,
    /// Why.
    pub reason: String,
}

impl Step {
    /// A step, with its person where that is told.
    pub fn of(step: &entity::case_step::Model, by: Option<&domain::template::Words>) -> Self {
        Self {
            event: step.event.clone(),
            at: step.at,
            role: step.role.key().to_owned(),
            by: by.map(Words::from),
            reason: step.reason.clone(),
        }
    }
}

/// A payment to a payee.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Payment {
    /// Its number.
    number: String,
    /// The number of its application.
    application: String,
    /// How it stands.
    state: String,
    amount: Money,
    payee: String,
    /// The account, without its middle.
    account: String,
    /// How often it was tried, this one included.
    attempt: i64,
    /// Why the bank returned it.
    return_reason: String,
    /// The number of its batch, for finance staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    batch: Option<String>,
    made_at: DateTime<Utc>,
}

impl Payment {
    /// A payment of an application.
    pub fn of(application: &str, currency: Currency, payment: &entity::payment::Model) -> Self {
        Self {
            number: payment.number.clone(),
            application: application.to_owned(),
            state: payment.state.key().to_owned(),
            amount: Money::of(currency.of(payment.amount_fen)),
            payee: payment.payee_name.clone(),
            account: payment.account_no.masked(),
            attempt: payment.attempt,
            return_reason: payment.return_reason.clone(),
            batch: None,
            made_at: payment.created_at,
        }
    }
}

impl From<PaymentRow> for Payment {
    fn from(row: PaymentRow) -> Self {
        Self { batch: row.batch, ..Self::of(&row.application, row.line.currency, &row.payment) }
    }
}

/// A batch of payments.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Batch {
    /// Its number.
    number: String,
    /// How it stands.
    state: String,
    /// The version on which acts rest.
    version: i64,
    /// How many payments it has.
    payments: i64,
    sum: Money,
    made_at: DateTime<Utc>,
}

impl Batch {
    /// A batch with its sum.
    pub fn of(batch: &entity::payment_batch::Model, sum: domain::money::Money) -> Self {
        Self {
            number: batch.number.clone(),
            state: batch.state.key().to_owned(),
            version: batch.version,
            payments: batch.payments,
            sum: Money::of(sum),
            made_at: batch.created_at,
        }
    }
}

/// A batch with a part of its payments.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct BatchFile {
    pub batch: Batch,
    pub payments: Listing<Payment>,
}

/// What one person of finance asks for and another decides.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Request {
    /// Its number.
    number: String,
    /// What is asked for.
    kind: String,
    /// Number of what it is about.
    subject: String,
    /// How it stands.
    state: String,
    reason: String,
    asked_by: Option<Words>,
    asked_at: DateTime<Utc>,
    decided_by: Option<Words>,
    decided_at: Option<DateTime<Utc>>,
    /// What the second person said.
    note: String,
}

impl From<RequestRow> for Request {
    fn from(row: RequestRow) -> Self {
        let RequestRow { request, asked_by, decided_by } = row;
        Self {
            number: request.number,
            kind: request.kind.key().to_owned(),
            subject: request.subject,
            state: request.state.key().to_owned(),
            reason: request.reason,
            asked_by: asked_by.as_ref().map(Words::from),
            asked_at: request.asked_at,
            decided_by: decided_by.as_ref().map(Words::from),
            decided_at: request.decided_at,
            note: request.decision_note,
        }
    }
}

/// A statement of a bank.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Statement {
    /// Our number of it.
    number: String,
    /// The account, without its middle.
    account: String,
    from_on: NaiveDate,
    to_on: NaiveDate,
    opening: Money,
    closing: Money,
    /// How it stands.
    state: String,
    imported_at: DateTime<Utc>,
}

impl From<&StatementRow> for Statement {
    fn from(row: &StatementRow) -> Self {
        let (statement, account) = (&row.statement, &row.account);
        let money = |amount| Money::of(account.currency.of(amount));
        Self {
            number: statement.number.clone(),
            account: account.account_no.masked(),
            from_on: statement.from_on,
            to_on: statement.to_on,
            opening: money(statement.opening_fen),
            closing: money(statement.closing_fen),
            state: statement.state.key().to_owned(),
            imported_at: statement.imported_at,
        }
    }
}

/// A line of a statement.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Entry {
    /// Its place in the statement.
    ordinal: i64,
    /// Whether money came (`credit`) or went (`debit`).
    direction: String,
    amount: Money,
    booked_on: NaiveDate,
    /// The reference of the bank.
    bank_ref: String,
    /// Our own reference, where the bank brings it back.
    end_to_end_id: String,
    counterparty: String,
    remark: String,
    /// How it stands.
    state: String,
}

impl Entry {
    /// A line with the currency of its account.
    pub fn of(currency: Currency, entry: &entity::statement_entry::Model) -> Self {
        Self {
            ordinal: entry.ordinal,
            direction: entry.direction.key().to_owned(),
            amount: Money::of(currency.of(entry.amount_fen)),
            booked_on: entry.booked_on,
            bank_ref: entry.bank_ref.clone(),
            end_to_end_id: entry.end_to_end_id.clone(),
            counterparty: entry.counterparty_name.clone(),
            remark: entry.remark.clone(),
            state: entry.state.key().to_owned(),
        }
    }
}

/// What a file of statements came to.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct StatementsImported {
    /// Each statement of the file that is here now.
    statements: Vec<StatementImported>,
    /// Our numbers of statements that waited and could be taken now.
    released: Vec<String>,
    /// Our numbers of statements of the file that had been here before.
    known: Vec<String>,
    /// How many statements were left aside, because their accounts are none of ours.
    left_aside: usize,
}

/// What became of one statement of a file.
#[derive(Debug, Serialize, JsonSchema)]
struct StatementImported {
    /// Our number of it.
    number: String,
    /// Whether it is kept apart until a person has decided.
    quarantined: bool,
    /// Lines taken over.
    lines: usize,
    /// Lines of it matched by rule.
    matched: usize,
}

impl From<StatementOutcome> for StatementsImported {
    fn from(done: StatementOutcome) -> Self {
        let statements = done.statements.into_iter().map(|one| StatementImported {
            number: one.number,
            quarantined: !one.quarantine.is_empty(),
            lines: one.lines,
            matched: one.matched,
        });
        Self {
            statements: statements.collect(),
            released: done.released,
            known: done.known,
            left_aside: done.left_aside.len(),
        }
    }
}

/// What a list of credit records came to.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ListImported {
    /// The import, whose report has every problem.
    import: Option<CreditImportId>,
    /// Rows with content.
    seen: i64,
    /// New records.
    added: i64,
    /// Records that changed.
    changed: i64,
    /// Records that are as they were.
    same: i64,
    /// Records that a full list does not name any more.
    removed: i64,
    /// Rows that were refused.
    bad: i64,
    /// The refused cells, the first hundred.
    problems: Vec<BadCell>,
}

impl ListImported {
    /// What it came to, with the problems in words.
    pub fn of(lang: Lang, done: &Records) -> Self {
        let problem = |cell: &CellProblem| BadCell {
            row: i64::from(cell.row),
            column: cell.letter.clone(),
            heading: cell.heading.clone(),
            found: cell.found.clone(),
            problem: super::problem::Reason::of(lang, &cell.refusal),
        };
        Self {
            import: done.import,
            seen: done.seen,
            added: done.added,
            changed: done.changed,
            same: done.same,
            removed: done.removed,
            bad: done.bad,
            problems: done.problems.iter().map(problem).collect(),
        }
    }
}

/// What one person proposed and another decides.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Proposal {
    /// Its number, or its id where it has none: what an act that decides it names.
    pub number: String,
    /// What would be done.
    pub kind: String,
    /// What it is about.
    pub about: String,
    /// How it stands.
    pub state: String,
    /// Why, by the one who proposed it.
    pub reason: String,
    pub proposed_by: Option<Words>,
    pub proposed_at: Option<DateTime<Utc>>,
    /// Why not, by the one who decided.
    pub answer: String,
}

/// The name of a person among names.
pub(super) fn name_of(
    names: &HashMap<PersonId, domain::template::Words>,
    person: impl Into<Option<PersonId>>,
) -> Option<Words> {
    person.into().and_then(|person| names.get(&person)).map(Words::from)
}

/// A person.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Person {
    /// What acts name.
    id: PersonId,
    /// The name to sign in with.
    login: String,
    name: Words,
    roles: Vec<Role>,
    /// Whether the person may sign in.
    active: bool,
}

impl From<Listed> for Person {
    fn from(person: Listed) -> Self {
        let standing = person.standing;
        Self {
            id: standing.id,
            login: standing.login,
            name: Words { zh: standing.name_zh, en: standing.name_en },
            roles: standing.roles,
            active: person.active,
        }
    }
}

/// A public notice.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "PublicNotice")]
pub(super) struct Notice {
    /// Its number.
    number: String,
    /// The first day.
    starts_on: NaiveDate,
    /// The last day.
    ends_on: NaiveDate,
    /// Whether it has been ended.
    ended: bool,
    total: Money,
    /// The numbers of the applications that it lists.
    applications: Vec<String>,
}

impl From<NoticeView> for Notice {
    fn from(view: NoticeView) -> Self {
        Self {
            number: view.notice.number,
            starts_on: view.notice.starts_on,
            ends_on: view.notice.ends_on,
            ended: view.notice.closed_at.is_some(),
            total: Money::of(view.total),
            applications: view.items.into_iter().map(|item| item.application.number).collect(),
        }
    }
}

/// A request for another payee account.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AccountChange {
    /// Its number.
    number: String,
    firm: String,
    /// Unified social credit code of the firm.
    firm_code: String,
    /// The application whose payee it is about, where it is about one.
    application: Option<String>,
    /// How it stands.
    state: String,
    bank_name: String,
    /// The new account, without its middle.
    account: String,
    reason: String,
    requested_at: DateTime<Utc>,
}

impl From<AccountRow> for AccountChange {
    fn from(change: AccountRow) -> Self {
        Self {
            number: change.row.number,
            firm: change.firm.name,
            firm_code: change.firm.uscc.as_str().to_owned(),
            application: change.application,
            state: change.row.state.key().to_owned(),
            bank_name: change.row.bank_name,
            account: change.row.account_no.masked(),
            reason: change.row.why,
            requested_at: change.row.requested_at,
        }
    }
}

/// A hold on what a payee of an application is paid.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AccountHold {
    /// What acts name.
    id: AccountHoldId,
    /// Number of the application.
    application: String,
    /// Number of the request for another account that holds it.
    change: String,
    /// How it stands.
    state: String,
    /// Where the money shall go, as one person proposed.
    pay_to: Option<String>,
    held_at: DateTime<Utc>,
}

impl From<Held> for AccountHold {
    fn from(hold: Held) -> Self {
        Self {
            id: hold.row.id,
            application: hold.application,
            change: hold.change.number,
            state: hold.row.state.key().to_owned(),
            pay_to: hold.row.pay_to,
            held_at: hold.row.held_at,
        }
    }
}

/// A version of a scheme.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Edition {
    /// Id of the scheme.
    scheme: String,
    /// Its version.
    version: String,
    title: Words,
    /// How it stands.
    state: String,
    /// How often it was changed, on which acts rest.
    row_version: i64,
    /// The first day on which calls may be opened under it.
    effective_from: Option<NaiveDate>,
    sha256: String,
}

impl From<&entity::scheme_edition::Model> for Edition {
    fn from(row: &entity::scheme_edition::Model) -> Self {
        Self {
            scheme: row.scheme_id.clone(),
            version: row.version.clone(),
            title: Words { zh: row.title_zh.clone(), en: row.title_en.clone() },
            state: row.state.key().to_owned(),
            row_version: row.row_version,
            effective_from: row.effective_from,
            sha256: row.sha256.clone(),
        }
    }
}

/// A draft of a scheme.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Drafted {
    /// Id of the scheme.
    pub scheme: String,
    /// Its version.
    pub version: String,
}

/// An application with everything around it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ApplicationFile {
    pub application: Application,
    /// What the person may do with it now, beside changing it.
    pub may: Vec<String>,
    /// Whether the firm can change it now.
    pub editable: bool,
    /// What was answered, by name.
    pub answers: BTreeMap<String, serde_json::Value>,
    /// What is to be corrected, and until when.
    pub correction: Option<Correction>,
    /// The schedule in force.
    pub schedule: Option<Schedule>,
    /// The import that goes on, or what came of it as long as that matters.
    pub importing: Option<Importing>,
    /// What happened, oldest first, as the firm is told.
    pub history: Vec<Step>,
    pub payments: Vec<Payment>,
}

/// What the authority asks to be corrected.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Correction {
    pub note: String,
    /// The last day for it.
    pub due_on: Option<NaiveDate>,
}

/// An answer as it is typed again: amounts and rates are decimal text.
pub(super) fn typed(currency: Currency, value: &Value) -> serde_json::Value {
    match value {
        Value::Missing => serde_json::Value::Null,
        Value::Money(amount) => text::plain(*amount, currency).into(),
        Value::Rate(rate) => text::percent(*rate, 6).into(),
        Value::Count(count) => (*count).into(),
        Value::Date(day) => day.to_string().into(),
        Value::Text(text) => text.clone().into(),
        Value::Flag(flag) => (*flag).into(),
    }
}

/// What a person may do.
pub(super) fn may(procedure: &Procedure, state: ApplicationState, actor: &Actor) -> Vec<String> {
    procedure.offers(state, &actor.roles).into_iter().map(|event| event.key().to_owned()).collect()
}

/// A line of a schedule.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Line {
    /// The row in the file.
    row: i64,
    /// Number of the contract or policy.
    contract: String,
    enterprise: String,
    /// Unified social credit code of the enterprise.
    enterprise_code: String,
    /// The guaranteed or insured sum.
    amount: Money,
    /// What it comes to: `paid`, `zero`, `ineligible`, `struck` or `fault`; null before the first calculation.
    outcome: Option<String>,
    /// The gate, the credit reason or the rule behind that; empty where there is nothing to say.
    reason: String,
    /// What it earns.
    earns: Option<Money>,
    /// What the credit check found, for those who work on the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
    /// What a reviewer decided on it, for those who work on the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Decision>,
}

/// What a reviewer decided on a line.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DecisionOnLine")]
struct Decision {
    /// `accept` or `reject`.
    decision: String,
    reason: String,
}

impl Line {
    /// A line as its firm is told.
    pub fn of(currency: Currency, line: Read) -> Self {
        let standing = line.standing;
        Self {
            row: line.row,
            contract: line.contract_no,
            enterprise: line.enterprise_name,
            enterprise_code: line.enterprise_code,
            amount: Money::of(currency.of(line.amount)),
            outcome: standing.as_ref().map(|stands| stands.outcome.key().to_owned()),
            earns: standing.as_ref().map(|stands| Money::of(currency.of(stands.amount))),
            reason: standing.map_or_else(String::new, |stands| stands.reason),
            credit: None,
            decision: None,
        }
    }

    /// A line as those are told who work on the case.
    pub fn whole(currency: Currency, line: Read) -> Self {
        let credit = line.standing.as_ref().map(|stands| stands.credit.key().to_owned());
        let decided = line.decided.clone();
        let decision = decided.map(|d| Decision { decision: d.decision.key().to_owned(), reason: d.reason });
        Self { credit, decision, ..Self::of(currency, line) }
    }
}

/// A cell of a schedule that was refused.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct BadCell {
    pub row: i64,
    /// The letter of its column.
    pub column: String,
    /// The heading of its column.
    pub heading: String,
    /// What was found.
    pub found: String,
    pub problem: super::problem::Reason,
}

/// A derivation: the document `xinbu.trace/1`, which says for each step its rule, article, formula, numbers and result.
pub(super) type Explanation = serde_json::Map<String, serde_json::Value>;

/// A case in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Case {
    /// The number of its application.
    pub number: String,
    pub firm: String,
    pub call: Words,
    /// How it stands.
    pub state: String,
    /// The version on which acts rest.
    pub version: i64,
    /// When it was signed last.
    pub submitted_at: Option<DateTime<Utc>>,
    /// What it comes to by the calculation in force.
    pub calculated: Option<Money>,
    /// What was approved.
    pub approved: Option<Money>,
    /// How many lines it has.
    pub lines: i64,
    /// How many of them need a person.
    pub attention: i64,
    /// What the newest credit check comes to now.
    pub credit: Option<String>,
}

impl Case {
    /// What an application says of its case.
    pub fn of(
        application: &entity::application::Model,
        currency: Currency,
        (firm, call): (String, domain::template::Words),
        (lines, attention): (i64, i64),
        credit: Option<String>,
    ) -> Self {
        Self {
            number: application.number.clone(),
            firm,
            call: Words::from(&call),
            state: application.state.key().to_owned(),
            version: application.version,
            submitted_at: application.submitted_at,
            calculated: Money::some(currency, application.calculated_fen),
            approved: Money::some(currency, application.approved_fen),
            lines,
            attention,
            credit,
        }
    }
}

impl From<CaseRow> for Case {
    fn from(row: CaseRow) -> Self {
        let credit = row.credit.map(|credit| credit.now.key().to_owned());
        Self::of(&row.application, row.currency, (row.firm, row.call), (row.lines, row.attention), credit)
    }
}

/// A case with everything around it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CaseFile {
    pub case: Case,
    /// Unified social credit code of the firm.
    pub firm_code: String,
    /// What the person may do with it now.
    pub may: Vec<String>,
    /// The hash of what an approval would rest on, which the act of approving names; for those who may approve.
    pub content: Option<String>,
    /// What the firm answered: question and answer.
    pub answers: Vec<Answered>,
    /// The files of the schedule, the last one first.
    pub documents: Vec<Document>,
    /// Questions whether lines and lines of other applications are one business.
    pub questions: Vec<Question>,
    /// What people did, oldest first.
    pub history: Vec<Step>,
}

/// A question of the scheme with its answer.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Answered {
    pub question: Words,
    pub answer: serde_json::Value,
}

/// A question whether two lines are one business.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Question {
    /// Under which it is answered.
    pub id: String,
    /// The row of this case.
    pub row: i64,
    /// The contract as this case writes it.
    pub contract: String,
    /// Whether this case's reviewer answers it; otherwise the other one's does.
    pub here: bool,
    /// Whether the two are one, once it is answered.
    pub same: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_firm_is_told_the_state_that_the_words_of_its_pages_say() {
        for state in ApplicationState::ALL {
            let words = |state: ApplicationState| {
                [Lang::ZhCn, Lang::En].map(|lang| lang.t(&format!("application-public-{state}")).into_owned())
            };
            assert_eq!(words(*state), words(told_to_the_firm(*state)), "{state}");
        }
    }
}
