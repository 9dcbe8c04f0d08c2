//! The same acts and views for programs: JSON under `/api/v1`, with a token of a person. [`LIST`] is the one list: of it the routes
//! are made, the OpenAPI document, and the tests. An act stands in it with a line; its body is the act itself, and it is refused
//! as its form is.

use std::sync::LazyLock;

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Uri};
use axum::routing::{MethodRouter, get, post};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use validator::Validate;

use self::view::Told;
use super::Web;
use super::page::{firm as pages, letter};
use super::routes::{Access, Route, Row};
use crate::error::Error;
use crate::service::App;
use crate::service::account::{change, hold, set_account};
use crate::service::actor::Actor;
use crate::service::application::decide_line::DecideLine;
use crate::service::application::import_schedule::ImportSchedule;
use crate::service::application::{
    answer_claim, approve, attach, check, correction, create, divide, fill_in, receive, recheck, review, submit,
    suspend, undo,
};
use crate::service::cluster::acceptance;
use crate::service::command::Act;
use crate::service::credit::import_records::ImportRecords;
use crate::service::credit::{
    aftermath, consent, match_record, objection, outward, repair, rule_set, statement as credit_statement,
};
use crate::service::payment::{batch, pay_again, request, seal};
use crate::service::person::token;
use crate::service::reader::{
    Accounts, Additions, Calls, Cases, CreditFiles, Filing, Finance, Limits, Noun, People, Procedures, Recusals,
    Registrations, Schemes,
};
use crate::service::reconcile::decide::{Decide, Unmatch};
use crate::service::reconcile::import_statement::ImportStatement;
use crate::service::reconcile::{bank_table, quarantine};
use crate::service::scheme::edition;
use crate::service::{addition, budget, call, inbox, job, limit, notice, person, procedure, recusal, registration};

mod act;
mod case;
mod document;
mod finance;
mod firm;
mod json;
mod office;
pub(super) mod problem;
mod view;

pub use document::openapi;

/// Where everything begins.
pub const ROOT: &str = "/api/v1";

/// How many stand in a part of a list.
const PART: usize = 50;

/// After which one the part of a list begins.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct After {
    after: Option<String>,
}

impl After {
    /// The place as a text; nothing for the first part.
    fn place(&self) -> &str {
        self.after.as_deref().unwrap_or_default()
    }
}

/// A schema, made with those that it names.
type Shape = fn(&mut SchemaGenerator) -> Schema;

/// What is sent.
enum Body {
    /// Nothing.
    None,
    /// JSON of this shape.
    Json(Shape),
    /// A file as it is.
    File,
    /// A file as it is, for something of which a version was seen.
    FileOf,
}

/// What is answered.
enum Answer {
    /// JSON of this shape.
    Json(Shape),
    /// A file.
    File,
}

/// A route of the interface, with what its document says of it.
pub struct Endpoint {
    row: Row,
    handler: MethodRouter<Web>,
    about: &'static str,
    body: Body,
    answer: Answer,
    /// What may be asked after the path, each with its meaning.
    query: &'static [(&'static str, &'static str)],
    /// Whether the answer says a version, on which acts rest.
    versioned: bool,
}

/// An act whose body is the act itself.
fn act<A>() -> Endpoint
where
    A: Act + DeserializeOwned + Validate + JsonSchema + Send + 'static,
    A::Output: Told,
{
    // The list is made once, and stays as long as the program.
    let path: &'static str = format!("{ROOT}/acts/{}", A::NAME).leak();
    Endpoint {
        body: Body::Json(A::json_schema),
        ..acts::<A, <A::Output as Told>::View>(path, "", post(act::carry_out::<A>))
    }
}

/// A route that carries an act out in another way than by the act itself.
fn acts<A: Act, V: JsonSchema>(path: &'static str, about: &'static str, handler: MethodRouter<Web>) -> Endpoint {
    let row = Row { act: true, ..Row::of("POST", path, Access::Roles(A::ROLES), A::NAME) };
    let answer = Answer::Json(SchemaGenerator::subschema_for::<V>);
    Endpoint { row, handler, about, body: Body::None, answer, query: &[], versioned: false }
}

/// A view of a noun: for its readers.
fn reads<N: Noun, V: Serialize + JsonSchema>(
    path: &'static str,
    name: &'static str,
    about: &'static str,
    handler: MethodRouter<Web>,
) -> Endpoint {
    let row = Row::of("GET", path, N::ACCESS, name);
    let answer = Answer::Json(SchemaGenerator::subschema_for::<V>);
    Endpoint { row, handler, about, body: Body::None, answer, query: &[], versioned: false }
}

impl Endpoint {
    const fn query(mut self, query: &'static [(&'static str, &'static str)]) -> Self {
        self.query = query;
        self
    }

    const fn versioned(mut self) -> Self {
        self.versioned = true;
        self
    }

    fn file(mut self) -> Self {
        self.answer = Answer::File;
        self
    }

    fn takes(mut self, body: Body) -> Self {
        self.body = body;
        self
    }
}

const AFTER: (&str, &str) = ("after", "The place that `next` of the page before named; without it the first page.");
const LINES: &[(&str, &str)] =
    &[AFTER, ("show", "`all`, `paid`, `unpaid`, or `attention` for lines that need a person.")];
const STATES: &[(&str, &str)] = &[AFTER, ("state", "Only those in this state.")];
const PAYMENTS: &[(&str, &str)] =
    &[AFTER, ("state", "Only those in this state."), ("application", "Only those of the application of this number.")];
const LIST_OF_RECORDS: &[(&str, &str)] = &[
    ("file_name", "The name of the file."),
    ("source", "The source of the list."),
    ("list", "Which list of the source it is; without it the list whose headings it has."),
    ("mode", "`add`, or `replace` when it is the whole list as of its day."),
    ("confirmed", "`true` when many records may be removed by a whole list."),
    ("data_date", "The day of its data."),
];
const QUEUE: &[(&str, &str)] =
    &[AFTER, ("role", "The role for which cases wait; without it the first of the person's.")];

/// The list.
static LIST: LazyLock<Vec<Endpoint>> = LazyLock::new(|| {
    vec![
        // firms
        reads::<Filing, view::Listing<view::Call>>(
            "/api/v1/calls",
            "call.list",
            "Calls for applications.",
            get(firm::calls),
        ),
        reads::<Filing, view::Call>(
            "/api/v1/calls/{number}",
            "call",
            "One call: its questions and the columns of its schedule.",
            get(firm::call),
        ),
        reads::<Filing, ()>(
            "/api/v1/calls/{number}/template.xlsx",
            "call.template",
            "The empty schedule of a call.",
            get(pages::call::template),
        )
        .file(),
        reads::<Filing, view::Listing<view::Application>>(
            "/api/v1/applications",
            "application.list",
            "The applications of the own firm, newest first.",
            get(firm::applications),
        )
        .query(STATES),
        reads::<Filing, view::ApplicationFile>(
            "/api/v1/applications/{number}",
            "application",
            "One application: how it stands, what it comes to, its schedule, history and payments.",
            get(firm::application),
        )
        .versioned(),
        reads::<Filing, view::Listing<view::Line>>(
            "/api/v1/applications/{number}/lines",
            "application.lines",
            "The lines of the schedule in force, each with what it comes to and what was decided on it.",
            get(firm::lines),
        )
        .query(LINES),
        reads::<Filing, view::Explanation>(
            "/api/v1/applications/{number}/lines/{row}/explanation",
            "application.line_trace",
            "Why a line earns what it earns, step by step.",
            get(pages::estimate::line_json),
        ),
        reads::<Filing, view::Explanation>(
            "/api/v1/applications/{number}/explanation",
            "application.trace",
            "How the sums of an application come about, step by step.",
            get(pages::estimate::total_json),
        ),
        reads::<Filing, view::Listing<view::BadCell>>(
            "/api/v1/applications/{number}/schedule/problems",
            "schedule.problems",
            "Cells of the schedule in force that were refused, the first 200.",
            get(firm::problems),
        ),
        reads::<Filing, ()>(
            "/api/v1/applications/{number}/documents/{document}",
            "application.document",
            "A file of the schedule in force, as it was received.",
            get(firm::document),
        )
        .file(),
        reads::<Filing, ()>(
            "/api/v1/applications/{number}/letters/{letter}",
            "application.letter",
            "A letter of the authority about an application, as PDF. Who takes one is noted.",
            get(letter::to_firm),
        )
        .file(),
        reads::<Filing, view::Listing<view::Material>>(
            "/api/v1/applications/{number}/materials",
            "application.materials",
            "What the call asks for beside the schedule, what is there and what is missing.",
            get(firm::materials),
        ),
        acts::<attach::Attach, domain::id::AttachmentId>(
            "/api/v1/applications/{number}/materials",
            "Sends a file for an entry of the call's list, as it is. What it is is told from its content.",
            post(firm::attach),
        )
        .takes(Body::File)
        .query(&[
            ("material", "The key of the entry."),
            ("file_name", "The name of the file."),
            ("note", "What the firm says of it."),
        ]),
        act::<attach::AttachAgain>(),
        act::<attach::Detach>(),
        reads::<Filing, ()>(
            "/api/v1/applications/{number}/materials/{paper}",
            "application.paper",
            "A paper, as it was sent.",
            get(pages::material::file),
        )
        .file(),
        act::<set_account::SetAccount>(),
        act::<create::Create>(),
        act::<fill_in::FillIn>(),
        acts::<ImportSchedule, view::Received>(
            "/api/v1/applications/{number}/schedule",
            "Sends a schedule (XLSX or CSV) as it is. Good rows are kept, refused cells are listed; what would take the \
             place of good rows is asked first; a long file is imported by a job. To answer a correction, send another \
             one and submit.",
            post(firm::upload),
        )
        .takes(Body::FileOf)
        .query(&[("file_name", "The name of the file.")]),
        acts::<ImportSchedule, view::Received>(
            "/api/v1/applications/{number}/schedule/replace",
            "Says that a schedule that waits shall take the place of the one in force.",
            post(firm::replace),
        )
        .takes(Body::Json(firm::Replacing::json_schema)),
        act::<submit::Submit>(),
        act::<receive::Withdraw>(),
        act::<create::Discard>(),
        // those who work on cases
        reads::<Cases, view::Listing<view::Case>>(
            "/api/v1/cases/waiting",
            "case.waiting",
            "Cases that wait for a role of the person, the fast lane first, then the oldest filing.",
            get(case::waiting),
        )
        .query(QUEUE),
        reads::<Cases, view::Listing<view::Case>>(
            "/api/v1/cases",
            "case.list",
            "All cases that the person sees, newest first.",
            get(case::list),
        )
        .query(STATES),
        reads::<Cases, view::CaseFile>(
            "/api/v1/cases/{number}",
            "case",
            "One case: how it stands, what it comes to, its check, its documents and what people did.",
            get(case::show),
        )
        .versioned(),
        reads::<Cases, view::Listing<view::Line>>(
            "/api/v1/cases/{number}/lines",
            "case.lines",
            "The lines of a case.",
            get(case::lines),
        )
        .query(LINES),
        reads::<Cases, view::Explanation>(
            "/api/v1/cases/{number}/lines/{row}/explanation",
            "case.line_trace",
            "Why a line earns what it earns, step by step.",
            get(super::page::review::trace::line_json),
        ),
        reads::<Cases, view::Explanation>(
            "/api/v1/cases/{number}/explanation",
            "case.trace",
            "How the sums of a case come about, step by step.",
            get(super::page::review::trace::total_json),
        ),
        reads::<Cases, ()>(
            "/api/v1/cases/{number}/documents/{document}",
            "case.document",
            "A file of the schedule in force, as it was received.",
            get(case::document),
        )
        .file(),
        reads::<Cases, ()>(
            "/api/v1/cases/{number}/letters/{letter}",
            "case.letter",
            "A letter of the authority about a case, as PDF. Who takes one is noted.",
            get(letter::of_case),
        )
        .file(),
        reads::<Cases, view::Listing<view::Material>>(
            "/api/v1/cases/{number}/materials",
            "case.materials",
            "What a case carries beside its schedule by its last signature, and what that changed.",
            get(case::materials),
        ),
        reads::<Cases, ()>(
            "/api/v1/cases/{number}/materials/{paper}",
            "case.paper",
            "A paper of a case, as it was sent. That it was opened stands in the log.",
            get(super::page::review::material::file),
        )
        .file(),
        act::<receive::Accept>(),
        act::<receive::RejectReceipt>(),
        act::<check::RunChecks>(),
        act::<review::StartReview>(),
        act::<correction::RequestCorrection>(),
        act::<correction::Lapse>(),
        acts::<DecideLine, view::Amounted>(
            "/api/v1/acts/application.decide_line",
            "Decides a line; the whole case is calculated again, because a rate may depend on all lines.",
            post(case::decide_line),
        )
        .takes(Body::Json(DecideLine::json_schema)),
        act::<answer_claim::AnswerClaim>(),
        act::<review::Recommend>(),
        act::<review::Confirm>(),
        act::<review::SendBack>(),
        act::<recheck::Recheck>(),
        acts::<approve::Approve, view::Amounted>(
            "/api/v1/acts/application.approve",
            "Approves the confirmed amount; a new credit check is made, and the budget is reserved.",
            post(case::approve),
        )
        .takes(Body::Json(approve::Approve::json_schema)),
        act::<approve::Refuse>(),
        act::<undo::AskUndo>(),
        act::<undo::UndoApproval>(),
        act::<undo::KeepApproval>(),
        act::<suspend::Suspend>(),
        act::<suspend::Resume>(),
        reads::<Cases, view::Listing<view::Notice>>(
            "/api/v1/notices",
            "notice.list",
            "The notices of the own units, newest first.",
            get(case::notices),
        )
        .query(&[AFTER]),
        act::<notice::publish::Publish>(),
        act::<notice::end::End>(),
        act::<divide::DivideCall>(),
        // payee accounts
        reads::<Accounts, view::Listing<view::AccountChange>>(
            "/api/v1/accounts",
            "account.list",
            "Requests for other payee accounts, newest first.",
            get(office::account_changes),
        ),
        reads::<Finance, view::Listing<view::AccountHold>>(
            "/api/v1/holds",
            "hold.list",
            "Holds on what payees are paid, those that are open.",
            get(finance::holds),
        ),
        act::<change::Request>(),
        act::<change::Withdraw>(),
        act::<change::Verify>(),
        act::<change::VerifyFirst>(),
        act::<change::Reject>(),
        act::<hold::ProposeRelease>(),
        act::<hold::Release>(),
        act::<hold::SendBack>(),
        // credit
        act::<objection::Open>(),
        act::<objection::Handle>(),
        act::<repair::FileRepair>(),
        act::<repair::DecideRepair>(),
        act::<consent::GiveConsent>(),
        act::<consent::WithdrawConsent>(),
        act::<match_record::DecideMatch>(),
        act::<credit_statement::Enter>(),
        act::<credit_statement::Decide>(),
        act::<aftermath::DecideRecovery>(),
        act::<outward::ExportRecords>(),
        act::<outward::ReceiptOf>(),
        act::<outward::Resend>(),
        act::<rule_set::WriteRules>(),
        act::<rule_set::TryRules>(),
        act::<rule_set::ApproveRules>(),
        act::<rule_set::DiscardRules>(),
        acts::<ImportRecords, view::ListReceived>(
            "/api/v1/credit/lists",
            "Sends a list of credit records (XLSX or CSV) as it is. A long one is imported by a job, which is told.",
            post(office::import_list),
        )
        .takes(Body::File)
        .query(LIST_OF_RECORDS),
        reads::<CreditFiles, view::ListWay>(
            "/api/v1/credit/lists/{job}",
            "credit.list_way",
            "How far the job is with a list that the person sent, and what came of it.",
            get(office::list_on_its_way),
        ),
        // finance
        reads::<Finance, view::Listing<view::Payment>>(
            "/api/v1/payments",
            "payment.list",
            "Payments, newest first.",
            get(finance::payments),
        )
        .query(PAYMENTS),
        reads::<Finance, view::Listing<view::Batch>>(
            "/api/v1/batches",
            "batch.list",
            "Batches of payments, newest first.",
            get(finance::batches),
        )
        .query(&[AFTER]),
        reads::<Finance, view::BatchFile>(
            "/api/v1/batches/{number}",
            "batch",
            "One batch with its payments.",
            get(finance::batch),
        )
        .query(&[AFTER])
        .versioned(),
        reads::<Finance, view::Listing<view::Request>>(
            "/api/v1/requests",
            "request.list",
            "What one person of finance asks for and another decides, newest first.",
            get(finance::requests),
        )
        .query(&[AFTER, ("decided", "`true` for those that were decided; without it those that wait.")]),
        reads::<Finance, view::Listing<view::Statement>>(
            "/api/v1/statements",
            "statement.list",
            "Statements of the bank, newest first.",
            get(finance::statements),
        )
        .query(&[AFTER]),
        reads::<Finance, view::Listing<view::Entry>>(
            "/api/v1/statements/{number}/lines",
            "statement.lines",
            "The lines of a statement.",
            get(finance::entries),
        )
        .query(&[AFTER]),
        act::<batch::Build>(),
        act::<batch::Submit>(),
        act::<batch::Approve>(),
        act::<batch::Recall>(),
        act::<seal::Seal>(),
        act::<batch::Send>(),
        act::<pay_again::PayAgain>(),
        act::<request::Ask>(),
        act::<request::Decide>(),
        act::<request::Hold>(),
        act::<request::Release>(),
        reads::<Finance, view::Listing<view::Proposal>>(
            "/api/v1/allocations",
            "budget.list",
            "Money for budget lines that was proposed; what waits first.",
            get(finance::allocations),
        ),
        act::<budget::Propose>(),
        act::<budget::Decide>(),
        acts::<ImportStatement, view::StatementsImported>(
            "/api/v1/statements",
            "Sends a file of bank statements (camt.053, MT940, XLSX or CSV) as it is.",
            post(finance::import),
        )
        .takes(Body::File)
        .query(&[
            ("file_name", "The name of the file."),
            ("account", "The id of the account that a table is of, where the table does not say so."),
        ]),
        acts::<Decide, ()>("/api/v1/acts/entry.decide", "", post(finance::decide_entry))
            .takes(Body::Json(finance::Said::json_schema)),
        act::<Unmatch>(),
        act::<quarantine::GiveUp>(),
        act::<bank_table::Describe>(),
        act::<bank_table::Withdraw>(),
        // administrators
        reads::<Schemes, view::Listing<view::Edition>>(
            "/api/v1/schemes",
            "scheme.list",
            "Versions of schemes.",
            get(office::schemes),
        ),
        acts::<edition::WriteDraft, view::Drafted>("/api/v1/acts/scheme.draft", "", post(office::write))
            .takes(Body::Json(office::Text::json_schema)),
        act::<edition::SubmitEdition>(),
        act::<edition::RejectEdition>(),
        act::<edition::PublishEdition>(),
        act::<edition::WithdrawEdition>(),
        act::<edition::DiscardEdition>(),
        reads::<Procedures, view::Listing<view::Proposal>>(
            "/api/v1/procedures",
            "procedure.list",
            "Versions of procedures.",
            get(office::procedures),
        ),
        act::<procedure::propose::ProposeProcedure>(),
        act::<procedure::decide::ConfirmProcedure>(),
        act::<procedure::decide::DeclineProcedure>(),
        act::<procedure::decide::TakeProcedureBack>(),
        reads::<Calls, view::Listing<view::Proposal>>(
            "/api/v1/call-proposals",
            "call.proposals",
            "Calls, and changes of calls, that wait for a second administrator.",
            get(office::calls),
        ),
        act::<call::propose::ProposeCall>(),
        act::<call::propose::ProposeChange>(),
        act::<call::decide::Confirm>(),
        act::<call::decide::Decline>(),
        act::<call::decide::TakeBack>(),
        reads::<Limits, view::Listing<view::Proposal>>(
            "/api/v1/limits",
            "limit.list",
            "Limits of approval as they were proposed, newest first.",
            get(office::limits),
        ),
        act::<limit::propose::ProposeLimit>(),
        act::<limit::decide::ConfirmLimit>(),
        act::<limit::decide::DeclineLimit>(),
        act::<limit::decide::TakeLimitBack>(),
        reads::<Additions, view::Listing<view::Proposal>>(
            "/api/v1/additions",
            "addition.list",
            "What was proposed to be added to the office.",
            get(office::additions),
        ),
        act::<addition::propose::ProposeAddition>(),
        act::<addition::decide::ConfirmAddition>(),
        act::<addition::decide::DeclineAddition>(),
        act::<addition::decide::TakeAdditionBack>(),
        reads::<Registrations, view::Listing<view::Proposal>>(
            "/api/v1/registrations",
            "registration.list",
            "Registrations of firms that wait.",
            get(office::registrations),
        )
        .query(&[AFTER]),
        act::<registration::decide::Admit>(),
        act::<registration::decide::Decline>(),
        reads::<People, view::Listing<view::Person>>(
            "/api/v1/people",
            "person.list",
            "People of the own units and of the firms that file there.",
            get(office::people),
        )
        .query(&[AFTER]),
        reads::<People, view::Listing<view::Proposal>>(
            "/api/v1/person-changes",
            "person.changes",
            "Changes of people that wait for a second administrator.",
            get(office::changes_of_people),
        ),
        act::<person::propose::Invite>(),
        act::<person::several::InviteSeveral>(),
        act::<person::several::ConfirmSeveral>(),
        act::<person::propose::ProposeChange>(),
        act::<person::decide::ConfirmChange>(),
        act::<person::decide::DeclineChange>(),
        act::<person::decide::TakeChangeBack>(),
        act::<person::lock::Lock>(),
        reads::<Recusals, view::Listing<view::Recusal>>(
            "/api/v1/recusals",
            "recusal.list",
            "Conflicts of interest: the own ones, and for administrators and auditors those of their units.",
            get(office::recusals),
        ),
        reads::<Recusals, view::Listing<view::Proposal>>(
            "/api/v1/recusal-ends",
            "recusal.ends",
            "What was proposed to end conflicts of interest.",
            get(office::ends_of_recusals),
        ),
        act::<recusal::declare::Declare>(),
        act::<recusal::end::ProposeEnd>(),
        act::<recusal::end::ConfirmEnd>(),
        act::<recusal::end::DeclineEnd>(),
        act::<recusal::end::TakeEndBack>(),
        act::<acceptance::Accept>(),
        act::<acceptance::Decide>(),
        act::<acceptance::End>(),
        act::<job::act::Again>(),
        act::<job::act::Cancel>(),
        act::<inbox::Read>(),
        // the document itself
        Endpoint {
            row: Row::of("GET", "/api/v1/openapi.json", Access::Public, "openapi"),
            handler: get(document::show),
            about: "This document.",
            body: Body::None,
            answer: Answer::Json(SchemaGenerator::subschema_for::<serde_json::Value>),
            query: &[],
            versioned: false,
        },
    ]
});

/// Acts of the pages that no program does, each with the reason.
pub const OF_PEOPLE: &[(&str, &str)] = &[
    ("sign_in", "a program comes with a token"),
    ("sign_in.demo", "a program comes with a token"),
    ("sign_out", "a program comes with a token"),
    ("demo.next_day", "the demonstration's own"),
    ("installation.set_up", "behind the link that the first start prints, before anybody has a token"),
    ("registration.file", "a firm that nobody knows has no token"),
    ("person.set_password", "behind a link to set a password"),
    ("person.password", "a token that could set a password would outlive its end"),
    ("sign_in.code", "a program comes with a token, which was made by who had signed in"),
    ("person.prove", "a token was made by who had signed in"),
    ("person.begin_factor", "a second factor is of a person at a browser"),
    ("person.confirm_factor", "a second factor is of a person at a browser"),
    ("person.renew_codes", "a second factor is of a person at a browser"),
    ("person.end_factor", "a second factor is of a person at a browser"),
    ("person.end_sessions", "sessions are of browsers"),
    ("person.end_session", "sessions are of browsers"),
    ("kept.discard", "what waits for a person is of a browser"),
    ("person.link", "a link to set a password is handed over by the one who made it"),
    ("person.read_list", "a program sends the people of a table themselves"),
    ("person.links", "a link to set a password is handed over by the one who made it"),
    ("person.make_token", "a token that could make another would outlive its end"),
    ("person.end_token", "on the page that shows them"),
    ("mail.ask", "an address for mail is of a person at a browser"),
    ("mail.choose", "an address for mail is of a person at a browser"),
    ("mail.end", "an address for mail is of a person at a browser"),
    ("mail.prove", "behind a link that was sent by mail"),
    ("account.show", "a whole account number is shown to the eyes of one person, who says what for"),
    ("account.show_own", "who confirms an account looks at every digit of it first"),
    ("account.confirm", "who confirms an account looks at every digit of it first"),
    ("account.sign_supplement", "who signs an account looks at every digit of it first"),
    ("credit.query", "a credit file is shown to one person, who says what for"),
    ("batch.download", "the file for the bank has whole account numbers; who sends it takes it"),
    ("simulation.run", "what it notes is what its page shows; `xinbu simulate` does it without a server"),
    ("simulation.file", "reads, with a long text"),
    ("scheme.try", "reads, with a long text; `xinbu scheme check` does it without a server"),
    ("audit.verify", "reads everything; `xinbu verify` does it beside the server"),
];

/// The routes, for the router.
pub fn routes() -> impl Iterator<Item = Route> {
    LIST.iter().map(|endpoint| Route { path: endpoint.row.path, row: endpoint.row, handler: endpoint.handler.clone() })
}

/// The rows alone, for the tests.
pub fn rows() -> Vec<Row> {
    LIST.iter().map(|endpoint| endpoint.row).collect()
}

/// Who comes with a token, and whether with the right to act; none for a request that is not for the interface.
pub(super) async fn caller(
    app: &App,
    uri: &Uri,
    headers: &HeaderMap,
    place: Option<&str>,
) -> Option<Result<Option<(Actor, bool)>, Error>> {
    if !uri.path().starts_with("/api/") {
        return None;
    }
    let text = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let parts = text.and_then(|text| text.split_once(' '));
    let Some((_, token)) = parts.filter(|(kind, _)| kind.eq_ignore_ascii_case("bearer")) else {
        return Some(Ok(None));
    };
    Some(token::bearer(app, place, token.trim()).await)
}
