//! THE route table: method, path, who may, what it is called, and the handler. It builds the router; the authorisation
//! test walks it. A page that is not here does not exist.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::routing::{MethodRouter, get, post};
use domain::document::Kind;
use domain::role::Role;

use super::Web;
use super::page::{self, call, credit, firm, limit, person, procedure, review, scheme};
use crate::service;
use crate::service::command::Act;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Every signed-in person.
    SignedIn,
    /// A person with one of these roles.
    Roles(&'static [Role]),
}

/// What the guard and the tests know of a route.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// GET or POST.
    pub method: &'static str,
    /// The path with its parameters.
    pub path: &'static str,
    /// Who may.
    pub access: Access,
    /// What it is called; for a route that changes something the act's name.
    pub name: &'static str,
    /// Whether it carries an act out.
    pub act: bool,
}

/// A row with its handler.
pub struct Route {
    /// The path.
    pub path: &'static str,
    /// The row.
    pub row: Row,
    /// The handler.
    pub handler: MethodRouter<Web>,
}

fn row(
    method: &'static str,
    path: &'static str,
    access: Access,
    name: &'static str,
    handler: MethodRouter<Web>,
) -> Route {
    Route { path, row: Row { method, path, access, name, act: false }, handler }
}

/// A route that changes something: it carries out one act, which says what it is called and who may.
fn act<A: Act>(path: &'static str, handler: MethodRouter<Web>) -> Route {
    let mut route = row("POST", path, Access::Roles(A::ROLES), A::NAME, handler);
    route.row.act = true;
    route
}

/// A page that leads to an act, or a file that an act hands out: for whom the act is.
fn asks<A: Act>(path: &'static str, name: &'static str, handler: MethodRouter<Web>) -> Route {
    row("GET", path, Access::Roles(A::ROLES), name, handler)
}

impl Route {
    /// For fewer people than the act is for: the others do it on another page.
    const fn only(mut self, access: Access) -> Self {
        self.row.access = access;
        self
    }
}

const PUBLIC: Access = Access::Public;
const ANYBODY: Access = Access::SignedIn;
const FIRM: Access = Access::Roles(firm::PEOPLE);
const PREPARER: Access = Access::Roles(firm::PREPARER);
const READERS: Access = Access::Roles(review::READERS);
const CC: Access = Access::Roles(&[Role::CreditChecker]);
// credit: outward reporting and statistics
const OUTWARD: Access = Access::Roles(crate::service::query::credit_outward::READERS);
const FIGURES: Access = Access::Roles(crate::service::query::credit_statistics::READERS);
const LOG: Access = Access::Roles(&[Role::Auditor, Role::Administrator]);
// credit
const CREDIT: Access = Access::Roles(credit::READERS);
const CREDIT_RULES: Access = Access::Roles(credit::RULE_READERS);
// schemes and calls
const KEEPER: Access = Access::Roles(&[Role::Administrator]);
const RULES: Access = Access::Roles(crate::service::query::scheme::READERS);
const LIMITS: Access = Access::Roles(crate::service::query::limit::READERS);
const PEOPLE: Access = Access::Roles(crate::service::query::person::READERS);
const SIMULATORS: Access = Access::Roles(crate::service::simulation::ROLES);
// evidence of a kind
const CREDIT_PAPERS: Access = Access::Roles(Kind::CreditEvidence.readers());
const ACCOUNT_PAPERS: Access = Access::Roles(Kind::AccountEvidence.readers());
const BUDGET_PAPERS: Access = Access::Roles(Kind::BudgetDocument.readers());
const FINANCE_PAPERS: Access = Access::Roles(Kind::FinanceEvidence.readers());
const STATEMENTS: Access = Access::Roles(Kind::Statement.readers());
// payee accounts
const ACCOUNTS: Access = Access::Roles(crate::service::query::account::READERS);
const SHOWN_MONEY: Access = Access::Roles(&[Role::FinanceMaker, Role::FinanceApprover, Role::Reconciler]);
// finance
const MONEY: Access = Access::Roles(&[Role::FinanceMaker, Role::FinanceApprover, Role::Reconciler, Role::Auditor]);

/// The table.
pub fn table() -> Vec<Route> {
    vec![
        // signing in, files of the pages
        row("GET", "/assets/{hash}/{name}", PUBLIC, "asset", get(page::sign_in_out::asset)),
        row("GET", "/livez", PUBLIC, "live", get(page::sign_in_out::live)),
        row("GET", "/readyz", PUBLIC, "ready", get(page::sign_in_out::ready)),
        row("GET", "/sign-in", PUBLIC, "sign_in.show", get(page::sign_in_out::show)),
        row("POST", "/sign-in", PUBLIC, "sign_in", post(page::sign_in_out::sign_in)),
        row("POST", "/sign-in/demo", PUBLIC, "sign_in.demo", post(page::sign_in_out::sign_in_demo)),
        row("POST", "/sign-out", ANYBODY, "sign_out", post(page::sign_in_out::sign_out)),
        row("POST", "/demo/next-day", ANYBODY, "demo.next_day", post(page::sign_in_out::next_day)),
        row("GET", "/help", PUBLIC, "help", get(page::help::index)),
        row("GET", "/help/cluster", PUBLIC, "help.cluster", get(page::help::cluster)),
        row("GET", "/cluster", KEEPER, "cluster", get(page::cluster::show)),
        act::<service::cluster::acceptance::Accept>("/cluster", post(page::cluster::accept)),
        act::<service::cluster::acceptance::Decide>("/cluster/decide", post(page::cluster::decide)),
        act::<service::cluster::acceptance::End>("/cluster/end", post(page::cluster::end)),
        row("GET", "/jobs", KEEPER, "job.list", get(page::job::list)),
        row("GET", "/jobs/{job}", ANYBODY, "job.show", get(page::job::one)),
        act::<service::job::act::Again>("/jobs/{job}/again", post(page::job::again)),
        act::<service::job::act::Cancel>("/jobs/{job}/cancel", post(page::job::cancel)),
        row("GET", "/help/procedures", PUBLIC, "help.procedures", get(page::help::procedures)),
        row("GET", "/help/copies", PUBLIC, "help.copies", get(page::help::copies)),
        row("GET", "/help/scheme-language", PUBLIC, "help.language", get(page::help::language)),
        row("GET", "/help/scheme-reference", PUBLIC, "help.reference", get(page::help::reference)),
        row("GET", "/style", PUBLIC, "style", get(page::sign_in_out::style)),
        row("GET", "/", ANYBODY, "home", get(page::home::show)),
        // firms: calls, applications, the firm's file
        row("GET", "/calls", FIRM, "calls", get(firm::call::list)),
        row("GET", "/calls/{number}", FIRM, "call", get(firm::call::show)),
        row("GET", "/calls/{number}/template.xlsx", FIRM, "call.template", get(firm::call::template)),
        act::<service::application::create::Create>("/calls/{number}/apply", post(firm::call::apply)),
        row("GET", "/applications", FIRM, "applications", get(firm::list::show)),
        row("GET", "/applications/{number}", FIRM, "application", get(firm::hub::show)),
        row("GET", "/applications/{number}/facts", FIRM, "application.facts", get(firm::fact::show)),
        act::<service::application::fill_in::FillIn>("/applications/{number}/facts", post(firm::fact::save)),
        row("GET", "/applications/{number}/schedule", FIRM, "application.schedule", get(firm::schedule::show)),
        act::<service::application::import_schedule::ImportSchedule>(
            "/applications/{number}/schedule",
            post(firm::schedule::upload),
        ),
        act::<service::application::import_schedule::ImportSchedule>(
            "/applications/{number}/schedule/replace",
            post(firm::schedule::replace),
        ),
        asks::<service::application::import_schedule::ImportSchedule>(
            "/applications/{number}/schedule/earlier/{schedule}",
            "schedule.restore",
            get(firm::schedule::ask_to_restore),
        ),
        act::<service::application::import_schedule::ImportSchedule>(
            "/applications/{number}/schedule/earlier/{schedule}",
            post(firm::schedule::restore),
        ),
        row("GET", "/applications/{number}/schedule/asked", PREPARER, "schedule.asked", get(firm::schedule::asked)),
        row(
            "GET",
            "/applications/{number}/schedule/changes.csv",
            PREPARER,
            "schedule.changes",
            get(firm::schedule::changes),
        ),
        row("GET", "/applications/{number}/schedule/original", FIRM, "schedule.file", get(firm::schedule::original)),
        row("GET", "/applications/{number}/schedule/errors.xlsx", FIRM, "schedule.errors", get(firm::schedule::errors)),
        row("GET", "/applications/{number}/estimate", FIRM, "application.estimate", get(firm::estimate::show)),
        row("GET", "/applications/{number}/trace.json", FIRM, "application.trace", get(firm::estimate::total_json)),
        row("GET", "/applications/{number}/trace.xlsx", FIRM, "application.trace", get(firm::estimate::total_xlsx)),
        row(
            "GET",
            "/applications/{number}/lines/{row}/trace.json",
            FIRM,
            "application.trace",
            get(firm::estimate::line_json),
        ),
        row(
            "GET",
            "/applications/{number}/lines/{row}/trace.xlsx",
            FIRM,
            "application.trace",
            get(firm::estimate::line_xlsx),
        ),
        row("GET", "/applications/{number}/submit", FIRM, "application.check_answers", get(firm::submit::show)),
        act::<service::application::submit::Submit>("/applications/{number}/submit", post(firm::submit::submit)),
        asks::<service::application::receive::Withdraw>(
            "/applications/{number}/withdraw",
            "application.ask_withdraw",
            get(firm::submit::ask_withdraw),
        ),
        act::<service::application::receive::Withdraw>("/applications/{number}/withdraw", post(firm::submit::withdraw)),
        asks::<service::application::create::Discard>(
            "/applications/{number}/discard",
            "application.ask_discard",
            get(firm::submit::ask_discard),
        ),
        act::<service::application::create::Discard>("/applications/{number}/discard", post(firm::submit::discard)),
        row("GET", "/firm", FIRM, "firm", get(firm::file::show)),
        row("GET", "/firm/credit", FIRM, "firm.credit", get(firm::credit::show)),
        act::<service::credit::objection::Open>("/firm/credit/objections", post(firm::credit::object)),
        act::<service::credit::repair::FileRepair>("/firm/credit/repairs", post(firm::credit::repair)),
        act::<service::credit::consent::GiveConsent>("/firm/credit/consents", post(firm::credit::consent)).only(FIRM),
        act::<service::credit::consent::WithdrawConsent>(
            "/firm/credit/consents/{consent}/withdraw",
            post(firm::credit::withdraw),
        ),
        act::<service::account::set_account::SetAccount>("/firm/account", post(firm::file::set_account)),
        act::<service::account::change::Request>("/firm/account/changes", post(firm::account::request)),
        act::<service::account::show::ShowOwn>("/firm/account/changes/{change}/show", post(firm::account::look)),
        act::<service::account::change::Confirm>(
            "/firm/account/changes/{change}/confirm",
            post(firm::account::confirm),
        ),
        act::<service::account::change::Withdraw>(
            "/firm/account/changes/{change}/withdraw",
            post(firm::account::withdraw),
        ),
        act::<service::account::hold::SignSupplement>("/firm/account/holds/{hold}/sign", post(firm::account::sign)),
        // payee accounts at the authority
        row("GET", "/accounts", ACCOUNTS, "accounts", get(page::account::list)),
        row("GET", "/accounts/{change}", ACCOUNTS, "account_change", get(page::account::one)),
        row("GET", "/accounts/{change}/evidence", ACCOUNT_PAPERS, "account.evidence", get(page::account::evidence)),
        act::<service::account::change::Verify>("/accounts/{change}/verify", post(page::account::verify)),
        act::<service::account::change::Reject>("/accounts/{change}/reject", post(page::account::reject)),
        act::<service::account::show::ShowAccount>("/accounts/{change}/show", post(page::account::show_change)),
        act::<service::account::change::VerifyFirst>(
            "/accounts/firms/{code}/verify",
            post(page::account::verify_first),
        ),
        // reviewers: queue, case, notices, credit, schemes, audit
        row("GET", "/review", READERS, "review.queue", get(review::queue)),
        row("GET", "/review/all", READERS, "review.all", get(review::all)),
        row("GET", "/review/{number}", READERS, "review.case", get(review::case::show)),
        row("GET", "/review/{number}/sheet", READERS, "review.sheet", get(review::sheet::show)),
        act::<service::account::show::ShowAccount>("/review/{number}/account", post(page::account::show_signed)),
        row("GET", "/review/{number}/schedule", READERS, "review.schedule", get(review::case::schedule)),
        row("GET", "/review/{number}/trace.json", READERS, "review.trace", get(review::trace::total_json)),
        row("GET", "/review/{number}/trace.xlsx", READERS, "review.trace", get(review::trace::total_xlsx)),
        row("GET", "/review/{number}/lines/{row}/trace.json", READERS, "review.trace", get(review::trace::line_json)),
        row("GET", "/review/{number}/lines/{row}/trace.xlsx", READERS, "review.trace", get(review::trace::line_xlsx)),
        act::<service::application::receive::Accept>("/review/{number}/accept", post(review::act::accept)),
        asks::<service::application::receive::RejectReceipt>(
            "/review/{number}/reject-receipt",
            "review.ask",
            get(review::act::ask_reject_receipt),
        ),
        act::<service::application::receive::RejectReceipt>(
            "/review/{number}/reject-receipt",
            post(review::act::reject_receipt),
        ),
        act::<service::application::check::RunChecks>("/review/{number}/check", post(review::act::check)),
        act::<service::application::review::StartReview>("/review/{number}/start", post(review::act::start)),
        act::<service::application::correction::RequestCorrection>(
            "/review/{number}/correction",
            post(review::act::correction),
        ),
        act::<service::application::decide_line::DecideLine>(
            "/review/{number}/lines/{row}",
            post(review::act::decide_line),
        ),
        act::<service::application::answer_claim::AnswerClaim>(
            "/review/{number}/claims",
            post(review::act::answer_claim),
        ),
        act::<service::application::review::Recommend>("/review/{number}/recommend", post(review::act::recommend)),
        act::<service::application::review::Confirm>("/review/{number}/confirm", post(review::act::confirm)),
        act::<service::application::review::SendBack>("/review/{number}/send-back", post(review::act::send_back)),
        act::<service::application::recheck::Recheck>("/review/{number}/recheck", post(review::act::recheck)),
        act::<service::application::approve::Approve>("/review/{number}/approve", post(review::act::approve)),
        act::<service::application::correction::Lapse>("/review/{number}/lapse", post(review::act::lapse)),
        act::<service::application::undo::AskUndo>("/review/{number}/ask-undo", post(review::act::ask_undo)),
        act::<service::application::undo::UndoApproval>("/review/{number}/undo", post(review::act::undo)),
        act::<service::application::undo::KeepApproval>("/review/{number}/keep", post(review::act::keep)),
        act::<service::application::suspend::Suspend>("/review/{number}/suspend", post(review::act::suspend)),
        act::<service::application::suspend::Resume>("/review/{number}/resume", post(review::act::resume)),
        asks::<service::application::approve::Refuse>(
            "/review/{number}/refuse",
            "review.ask",
            get(review::act::ask_refuse),
        ),
        act::<service::application::approve::Refuse>("/review/{number}/refuse", post(review::act::refuse)),
        row("GET", "/divisions", READERS, "divisions", get(review::division::list)),
        row("GET", "/divisions/{number}", READERS, "division", get(review::division::show)),
        act::<service::application::divide::DivideCall>("/divisions/{number}", post(review::division::divide)),
        row("GET", "/notices", PUBLIC, "notices", get(page::public::notices)),
        row("GET", "/notices/{number}", PUBLIC, "notice", get(page::public::notice)),
        row("GET", "/notices/manage", READERS, "notice.manage", get(review::notices::manage)),
        asks::<service::notice::publish::Publish>("/notices/publish", "notice.ask", get(review::notices::ask_publish)),
        act::<service::notice::publish::Publish>("/notices/publish", post(review::notices::publish)),
        act::<service::notice::end::End>("/notices/{number}/end", post(review::notices::end)),
        // credit: the register, files, checks, the desk of officers, sources, rules
        row("GET", "/credit", CREDIT, "credit", get(credit::register::show)),
        asks::<service::credit::import_records::ImportRecords>(
            "/credit/import",
            "credit.ask_import",
            get(credit::import::show),
        ),
        act::<service::credit::import_records::ImportRecords>("/credit/import", post(credit::import::import)),
        row("GET", "/credit/imports/{import}", CREDIT, "credit.import_show", get(credit::import::one)),
        act::<service::credit::statement::Enter>("/credit/imports/{import}/settle", post(credit::import::settle))
            .only(CC),
        row("GET", "/credit/imports/{import}/report.csv", CREDIT, "credit.import_report", get(credit::import::report)),
        row("GET", "/credit/subjects", CREDIT, "credit.ask_file", get(credit::file::ask)),
        act::<service::credit::aftermath::LogQuery>("/credit/subjects", post(credit::file::open)),
        row("GET", "/credit/subjects/{subject}", CREDIT, "credit.file", get(credit::file::show)),
        row("GET", "/credit/checks/{check}", CREDIT, "credit.check", get(credit::check::show)),
        row("GET", "/credit/checks/{check}/snapshot.json", CREDIT, "credit.snapshot", get(credit::check::snapshot)),
        act::<service::credit::statement::Enter>("/credit/checks/{check}/decision", post(credit::check::decide))
            .only(CC),
        row("GET", "/credit/matches", CREDIT, "credit.matches", get(credit::matching::show)),
        act::<service::credit::match_record::DecideMatch>("/credit/matches", post(credit::matching::decide)),
        row("GET", "/credit/statements", CREDIT_RULES, "credit.statements", get(credit::statement::show)),
        row("GET", "/credit/statements/new", CC, "credit.new_statement", get(credit::statement::new)),
        act::<service::credit::statement::Enter>("/credit/statements", post(credit::statement::enter)).only(CC),
        act::<service::credit::statement::Decide>("/credit/statements/{entry}", post(credit::statement::decide)),
        row("GET", "/credit/evidence/{sha256}", CREDIT_PAPERS, "credit.evidence", get(credit::statement::file)),
        row("GET", "/credit/desk", CREDIT, "credit.desk", get(credit::desk::show)),
        act::<service::credit::objection::Handle>("/credit/objections/{objection}", post(credit::desk::objection)),
        act::<service::credit::repair::DecideRepair>("/credit/repairs/{repair}", post(credit::desk::repair)),
        row("GET", "/credit/recoveries", CREDIT, "credit.recoveries", get(credit::recovery::show)),
        act::<service::credit::aftermath::DecideRecovery>(
            "/credit/recoveries/{recovery}",
            post(credit::recovery::decide),
        ),
        row("GET", "/credit/sources", CREDIT_RULES, "credit.sources", get(credit::source::show)),
        act::<service::credit::statement::Enter>("/credit/sources", post(credit::source::propose)).only(KEEPER),
        row("GET", "/credit/rules", CREDIT_RULES, "credit.rules", get(credit::rule::list)),
        asks::<service::credit::rule_set::WriteRules>("/credit/rules/new", "credit.new_rules", get(credit::rule::new)),
        act::<service::credit::rule_set::WriteRules>("/credit/rules", post(credit::rule::write)),
        row("GET", "/credit/rules/{rules}", CREDIT_RULES, "credit.rule_set", get(credit::rule::show)),
        act::<service::credit::rule_set::TryRules>("/credit/rules/{rules}/try", post(credit::rule::try_out)),
        act::<service::credit::rule_set::ApproveRules>("/credit/rules/{rules}/approve", post(credit::rule::approve)),
        act::<service::credit::rule_set::DiscardRules>("/credit/rules/{rules}/discard", post(credit::rule::discard)),
        row("GET", "/credit/queries", LOG, "credit.queries", get(credit::query_log::show)),
        // credit: outward reporting, what everybody may read, statistics
        row("GET", "/credit/exports", OUTWARD, "credit.exports", get(page::outward::list)),
        act::<service::credit::outward::ExportRecords>("/credit/exports", post(page::outward::make)),
        row("GET", "/credit/exports/{export}", OUTWARD, "credit.export_show", get(page::outward::show)),
        row("GET", "/credit/exports/{export}/file.csv", OUTWARD, "credit.export_file", get(page::outward::csv)),
        row("GET", "/credit/exports/{export}/file.xlsx", OUTWARD, "credit.export_file", get(page::outward::xlsx)),
        act::<service::credit::outward::ReceiptOf>("/credit/exports/{export}/receipt", post(page::outward::receipt)),
        act::<service::credit::outward::Resend>("/credit/exports/{export}/resend", post(page::outward::resend)),
        row("GET", "/credit/statistics", FIGURES, "credit.statistics", get(page::credit_statistics::show)),
        row("GET", "/credit/statistics.csv", FIGURES, "credit.statistics", get(page::credit_statistics::file)),
        row("GET", "/public/penalties", PUBLIC, "public.penalties", get(page::public::credit::penalties)),
        row("GET", "/public/penalties.csv", PUBLIC, "public.penalties", get(page::public::credit::penalties_csv)),
        row("GET", "/public/red-list", PUBLIC, "public.red_list", get(page::public::credit::red_list)),
        row("GET", "/public/red-list.csv", PUBLIC, "public.red_list", get(page::public::credit::red_list_csv)),
        // schemes and their versions, calls
        row("GET", "/procedures", ANYBODY, "procedures", get(procedure::list)),
        asks::<service::procedure::propose::ProposeProcedure>(
            "/procedures/propose",
            "procedure.ask",
            get(procedure::ask),
        ),
        act::<service::procedure::propose::ProposeProcedure>("/procedures/propose", post(procedure::propose)),
        row("GET", "/procedures/{id}/{version}", ANYBODY, "procedure", get(procedure::show)),
        act::<service::procedure::decide::ConfirmProcedure>(
            "/procedures/{id}/{version}/confirm",
            post(procedure::confirm),
        ),
        act::<service::procedure::decide::DeclineProcedure>(
            "/procedures/{id}/{version}/decline",
            post(procedure::decline),
        ),
        act::<service::procedure::decide::TakeProcedureBack>(
            "/procedures/{id}/{version}/take-back",
            post(procedure::take_back),
        ),
        row("GET", "/welcome/{token}", PUBLIC, "person.welcome", get(person::link::show)),
        row("POST", "/welcome/{token}", PUBLIC, "person.set_password", post(person::link::set)),
        row("GET", "/me", ANYBODY, "person.own", get(person::own::show)),
        act::<service::person::password::ChangePassword>("/me/password", post(person::own::change)),
        act::<service::person::password::EndSessions>("/me/sessions/end", post(person::own::end_sessions)),
        row("GET", "/people", PEOPLE, "person.list", get(person::list)),
        asks::<service::person::propose::Invite>("/people/invite", "person.ask", get(person::ask)),
        act::<service::person::propose::Invite>("/people/invite", post(person::invite)),
        act::<service::person::decide::ConfirmChange>("/people/requests/{number}/confirm", post(person::confirm)),
        act::<service::person::decide::DeclineChange>("/people/requests/{number}/decline", post(person::decline)),
        act::<service::person::decide::TakeChangeBack>("/people/requests/{number}/take-back", post(person::take_back)),
        row("GET", "/people/{person}", PEOPLE, "person.show", get(person::file::show)),
        act::<service::person::propose::ProposeChange>("/people/{person}/propose", post(person::file::propose)),
        act::<service::person::lock::Lock>("/people/{person}/lock", post(person::file::lock)),
        act::<service::person::link::MakeLink>("/people/{person}/link", post(person::file::link)),
        row("GET", "/limits", LIMITS, "limits", get(limit::show)),
        act::<service::limit::propose::ProposeLimit>("/limits", post(limit::propose)),
        act::<service::limit::decide::ConfirmLimit>("/limits/{number}/confirm", post(limit::confirm)),
        act::<service::limit::decide::DeclineLimit>("/limits/{number}/decline", post(limit::decline)),
        act::<service::limit::decide::TakeLimitBack>("/limits/{number}/take-back", post(limit::take_back)),
        row("GET", "/schemes", ANYBODY, "schemes", get(scheme::list)),
        asks::<service::scheme::edition::WriteDraft>("/schemes/new", "scheme.new", get(scheme::draft::new)),
        act::<service::scheme::edition::WriteDraft>("/schemes/new", post(scheme::draft::create)),
        row("GET", "/schemes/{id}/{version}", ANYBODY, "scheme", get(scheme::show)),
        row("GET", "/schemes/{id}/{version}/source", ANYBODY, "scheme.source", get(scheme::source)),
        row("GET", "/schemes/{id}/{version}/diff", ANYBODY, "scheme.diff", get(scheme::compare::show)),
        row("GET", "/schemes/{id}/{version}/try", RULES, "scheme.ask_try", get(scheme::try_out::show)),
        row("POST", "/schemes/{id}/{version}/try", RULES, "scheme.try", post(scheme::try_out::run)),
        asks::<service::scheme::edition::WriteDraft>(
            "/schemes/{id}/{version}/edit",
            "scheme.edit",
            get(scheme::draft::edit),
        ),
        act::<service::scheme::edition::WriteDraft>("/schemes/{id}/{version}/edit", post(scheme::draft::save)),
        act::<service::scheme::edition::SubmitEdition>("/schemes/{id}/{version}/submit", post(scheme::act::submit)),
        act::<service::scheme::edition::RejectEdition>("/schemes/{id}/{version}/reject", post(scheme::act::reject)),
        act::<service::scheme::edition::PublishEdition>("/schemes/{id}/{version}/publish", post(scheme::act::publish)),
        act::<service::scheme::edition::WithdrawEdition>(
            "/schemes/{id}/{version}/withdraw",
            post(scheme::act::withdraw),
        ),
        act::<service::scheme::edition::DiscardEdition>("/schemes/{id}/{version}/discard", post(scheme::act::discard)),
        row("GET", "/calls/manage", RULES, "call.manage", get(call::manage)),
        asks::<service::call::propose::ProposeCall>("/calls/open", "call.ask", get(call::form::ask)),
        act::<service::call::propose::ProposeCall>("/calls/open", post(call::form::propose)),
        row("GET", "/calls/manage/{number}", RULES, "call.record", get(call::show)),
        asks::<service::call::propose::ProposeChange>("/calls/manage/{number}/edit", "call.ask", get(call::form::edit)),
        act::<service::call::propose::ProposeChange>("/calls/manage/{number}/edit", post(call::form::propose_edit)),
        act::<service::call::propose::ProposeChange>("/calls/manage/{number}/days", post(call::change)),
        row("GET", "/calls/proposals/{number}", RULES, "call.proposal", get(call::proposal::show)),
        act::<service::call::decide::Confirm>("/calls/proposals/{number}/confirm", post(call::proposal::confirm)),
        act::<service::call::decide::Decline>("/calls/proposals/{number}/decline", post(call::proposal::decline)),
        act::<service::call::decide::TakeBack>("/calls/proposals/{number}/take-back", post(call::proposal::take_back)),
        // administrators: simulation
        row("GET", "/admin/simulation", SIMULATORS, "simulation.choose", get(page::simulation::choose)),
        act::<service::simulation::RecordRun>("/admin/simulation", post(page::simulation::run)),
        row("GET", "/admin/simulation/result", SIMULATORS, "simulation.run", get(page::simulation::result)),
        row("GET", "/admin/simulation/result.xlsx", SIMULATORS, "simulation.file", get(page::simulation::file)),
        row(
            "POST",
            "/admin/simulation/result.xlsx",
            SIMULATORS,
            "simulation.file",
            post(page::simulation::file_of_text),
        ),
        row("GET", "/audit", LOG, "audit", get(review::audit::log)),
        row("GET", "/audit/verify", LOG, "audit.verification", get(review::audit::verification)),
        row("POST", "/audit/verify", LOG, "audit.verify", post(review::audit::run)),
        // finance: budget, payments, batches, statements, proof
        row("GET", "/budget", MONEY, "budget.show", get(page::finance::budget::show)),
        act::<service::budget::Propose>("/budget", post(page::finance::budget::propose)),
        row(
            "GET",
            "/budget/allocations/{allocation}/document",
            BUDGET_PAPERS,
            "budget.document",
            get(page::finance::budget::document),
        ),
        act::<service::budget::Decide>("/budget/allocations/{allocation}/decide", post(page::finance::budget::decide)),
        row("GET", "/budget/{code}", MONEY, "budget.line", get(page::finance::budget::line)),
        row("GET", "/payments", MONEY, "payment.list", get(page::finance::payments::show)),
        asks::<service::payment::batch::Build>(
            "/payments/build",
            "batch.confirm",
            get(page::finance::payments::confirm),
        ),
        act::<service::payment::batch::Build>("/payments/build", post(page::finance::payments::build)),
        row("GET", "/payments/holds", MONEY, "account.holds", get(page::account::holds)),
        act::<service::account::hold::ProposeRelease>("/payments/holds/{hold}/propose", post(page::account::propose)),
        act::<service::account::hold::Release>("/payments/holds/{hold}/release", post(page::account::release)),
        act::<service::account::hold::SendBack>("/payments/holds/{hold}/send-back", post(page::account::send_back)),
        act::<service::account::show::ShowAccount>(
            "/payments/{number}/account",
            post(page::finance::payments::show_account),
        )
        .only(SHOWN_MONEY),
        row("GET", "/payments/{number}", MONEY, "payment.show", get(page::finance::payments::one)),
        act::<service::payment::pay_again::PayAgain>(
            "/payments/{number}/again",
            post(page::finance::payments::pay_again),
        ),
        row("GET", "/batches", MONEY, "batch.list", get(page::finance::batches::list)),
        row("GET", "/batches/{number}", MONEY, "batch.show", get(page::finance::batches::one)),
        act::<service::payment::batch::Submit>("/batches/{number}/submit", post(page::finance::batches::submit)),
        act::<service::payment::batch::Approve>("/batches/{number}/approve", post(page::finance::batches::approve)),
        act::<service::payment::seal::Seal>("/batches/{number}/seal", post(page::finance::batches::seal)),
        act::<service::payment::batch::Send>("/batches/{number}/send", post(page::finance::batches::send)),
        act::<service::payment::batch::Recall>("/batches/{number}/recall", post(page::finance::batches::recall)),
        asks::<service::payment::download::Download>(
            "/batches/{number}/file.xml",
            "batch.download",
            get(page::finance::batches::file),
        ),
        row("GET", "/requests", MONEY, "request.list", get(page::finance::requests::list)),
        act::<service::payment::request::Ask>("/requests", post(page::finance::requests::ask)),
        row("GET", "/requests/{number}", MONEY, "request.show", get(page::finance::requests::one)),
        row(
            "GET",
            "/requests/{number}/evidence",
            FINANCE_PAPERS,
            "request.evidence",
            get(page::finance::requests::evidence),
        ),
        act::<service::payment::request::Decide>("/requests/{number}/decide", post(page::finance::requests::decide)),
        act::<service::payment::request::Hold>("/payments/{number}/hold", post(page::finance::payments::hold)),
        act::<service::payment::request::Release>("/payments/{number}/release", post(page::finance::payments::release)),
        act::<service::reconcile::quarantine::GiveUp>(
            "/statements/{number}/give-up",
            post(page::finance::statements::give_up),
        ),
        row("GET", "/statements", MONEY, "statement.list", get(page::finance::statements::list)),
        act::<service::reconcile::import_statement::ImportStatement>(
            "/statements/import",
            post(page::finance::statements::import),
        ),
        row("GET", "/statements/columns", STATEMENTS, "bank_table.list", get(page::finance::bank_table::list)),
        act::<service::reconcile::bank_table::Describe>(
            "/statements/columns",
            post(page::finance::bank_table::describe),
        ),
        act::<service::reconcile::bank_table::Withdraw>(
            "/statements/columns/{table}/withdraw",
            post(page::finance::bank_table::withdraw),
        ),
        row("GET", "/statements/{number}", MONEY, "statement.show", get(page::finance::statements::one)),
        act::<service::reconcile::decide::Decide>(
            "/statements/{number}/lines/{ordinal}/match",
            post(page::finance::statements::match_line),
        ),
        act::<service::reconcile::decide::Decide>(
            "/statements/{number}/lines/{ordinal}/explain",
            post(page::finance::statements::explain),
        ),
        act::<service::reconcile::decide::Decide>(
            "/statements/{number}/lines/{ordinal}/overpaid",
            post(page::finance::statements::overpaid),
        ),
        act::<service::reconcile::decide::Decide>(
            "/statements/{number}/lines/{ordinal}/recovered",
            post(page::finance::statements::recovered),
        ),
        act::<service::reconcile::decide::Unmatch>(
            "/statements/{number}/lines/{ordinal}/unmatch",
            post(page::finance::statements::unmatch),
        ),
        row("GET", "/proof", MONEY, "proof.show", get(page::finance::proof::show)),
    ]
}

/// The rows alone, for the guard's documentation and the tests.
pub fn rows() -> Vec<Row> {
    table().into_iter().map(|r| r.row).collect()
}

/// Whether a person with these roles may open a page, by its address without parameters: what menus show follows from it.
pub fn opens(path: &str, roles: &[Role]) -> bool {
    static PAGES: LazyLock<BTreeMap<&'static str, Access>> =
        LazyLock::new(|| rows().into_iter().filter(|r| r.method == "GET").map(|r| (r.path, r.access)).collect());
    match PAGES.get(path) {
        None => false,
        Some(Access::Public | Access::SignedIn) => true,
        Some(Access::Roles(wanted)) => wanted.iter().any(|role| roles.contains(role)),
    }
}
