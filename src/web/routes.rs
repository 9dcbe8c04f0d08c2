//! THE route table: method, path, who may, what it is called, and the handler. It builds the router; the authorisation
//! test walks it. A page that is not here does not exist.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::routing::{MethodRouter, get, post};
use domain::role::Role;

use super::Web;
use super::page::{self, call, credit, firm, limit, procedure, review, scheme};

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
    /// What it is called; for a changing route the command's name.
    pub name: &'static str,
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
    Route { path, row: Row { method, path, access, name }, handler }
}

const PUBLIC: Access = Access::Public;
const ANYBODY: Access = Access::SignedIn;
const FIRM: Access = Access::Roles(firm::PEOPLE);
const PREPARER: Access = Access::Roles(firm::PREPARER);
const SIGNATORY: Access = Access::Roles(firm::SIGNATORY);
const READERS: Access = Access::Roles(review::READERS);
const RO: Access = Access::Roles(&[Role::ReceivingOfficer]);
const CC: Access = Access::Roles(&[Role::CreditChecker]);
const RV1: Access = Access::Roles(&[Role::FirstReviewer]);
const RV2: Access = Access::Roles(&[Role::SecondReviewer]);
const AA: Access = Access::Roles(&[Role::Approver]);
const UNDO: Access = Access::Roles(&[Role::Approver, Role::ReceivingOfficer]);
const INTAKE: Access = Access::Roles(&[Role::ReceivingOfficer, Role::FirstReviewer, Role::SecondReviewer]);
// credit: outward reporting and statistics
const OUTWARD: Access = Access::Roles(crate::service::query::credit_outward::READERS);
const FIGURES: Access = Access::Roles(crate::service::query::credit_statistics::READERS);
const LOG: Access = Access::Roles(&[Role::Auditor, Role::Administrator]);
// credit
const CREDIT: Access = Access::Roles(credit::READERS);
const CREDIT_RULES: Access = Access::Roles(credit::RULE_READERS);
const CONFIRMERS: Access = Access::Roles(credit::CONFIRMERS);
const HANDLER: Access = Access::Roles(credit::HANDLERS);
// schemes and calls
const KEEPER: Access = Access::Roles(&[Role::Administrator]);
const RULES: Access = Access::Roles(crate::service::query::scheme::READERS);
const LIMITS: Access = Access::Roles(crate::service::query::limit::READERS);
const SIMULATORS: Access = Access::Roles(crate::service::simulation::ROLES);
// payee accounts
const ACCOUNTS: Access = Access::Roles(crate::service::query::account::READERS);
const SHOWN: Access = Access::Roles(crate::service::account::show::READERS);
const SHOWN_MONEY: Access = Access::Roles(&[Role::FinanceMaker, Role::FinanceApprover, Role::Reconciler]);
// finance
const MONEY: Access = Access::Roles(&[Role::FinanceMaker, Role::FinanceApprover, Role::Reconciler, Role::Auditor]);
const MAKER: Access = Access::Roles(&[Role::FinanceMaker]);
const APPROVER: Access = Access::Roles(&[Role::FinanceApprover]);
const PAYERS: Access = Access::Roles(&[Role::FinanceMaker, Role::FinanceApprover]);
const ASKERS: Access = Access::Roles(&[Role::FinanceMaker, Role::Reconciler]);
const RECONCILER: Access = Access::Roles(&[Role::Reconciler]);

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
        row("POST", "/cluster", KEEPER, "cluster.accept", post(page::cluster::accept)),
        row("POST", "/cluster/decide", KEEPER, "cluster.decide", post(page::cluster::decide)),
        row("POST", "/cluster/end", KEEPER, "cluster.end", post(page::cluster::end)),
        row("GET", "/jobs", KEEPER, "job.list", get(page::job::list)),
        row("GET", "/jobs/{job}", ANYBODY, "job.show", get(page::job::one)),
        row("POST", "/jobs/{job}/again", KEEPER, "job.again", post(page::job::again)),
        row("POST", "/jobs/{job}/cancel", KEEPER, "job.cancel", post(page::job::cancel)),
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
        row("POST", "/calls/{number}/apply", PREPARER, "application.create", post(firm::call::apply)),
        row("GET", "/applications", FIRM, "applications", get(firm::list::show)),
        row("GET", "/applications/{number}", FIRM, "application", get(firm::hub::show)),
        row("GET", "/applications/{number}/facts", FIRM, "application.facts", get(firm::fact::show)),
        row("POST", "/applications/{number}/facts", PREPARER, "application.fill_in", post(firm::fact::save)),
        row("GET", "/applications/{number}/schedule", FIRM, "application.schedule", get(firm::schedule::show)),
        row(
            "POST",
            "/applications/{number}/schedule",
            PREPARER,
            "application.import_schedule",
            post(firm::schedule::upload),
        ),
        row(
            "POST",
            "/applications/{number}/schedule/replace",
            PREPARER,
            "application.import_schedule",
            post(firm::schedule::replace),
        ),
        row(
            "GET",
            "/applications/{number}/schedule/earlier/{schedule}",
            PREPARER,
            "schedule.restore",
            get(firm::schedule::ask_to_restore),
        ),
        row(
            "POST",
            "/applications/{number}/schedule/earlier/{schedule}",
            PREPARER,
            "application.import_schedule",
            post(firm::schedule::restore),
        ),
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
        row("POST", "/applications/{number}/submit", SIGNATORY, "application.submit", post(firm::submit::submit)),
        row(
            "GET",
            "/applications/{number}/withdraw",
            SIGNATORY,
            "application.ask_withdraw",
            get(firm::submit::ask_withdraw),
        ),
        row("POST", "/applications/{number}/withdraw", SIGNATORY, "application.withdraw", post(firm::submit::withdraw)),
        row(
            "GET",
            "/applications/{number}/discard",
            PREPARER,
            "application.ask_discard",
            get(firm::submit::ask_discard),
        ),
        row("POST", "/applications/{number}/discard", PREPARER, "application.discard", post(firm::submit::discard)),
        row("GET", "/firm", FIRM, "firm", get(firm::file::show)),
        row("GET", "/firm/credit", FIRM, "firm.credit", get(firm::credit::show)),
        row("POST", "/firm/credit/objections", FIRM, "credit.object", post(firm::credit::object)),
        row("POST", "/firm/credit/repairs", FIRM, "credit.repair", post(firm::credit::repair)),
        row("POST", "/firm/credit/consents", FIRM, "credit.consent", post(firm::credit::consent)),
        row(
            "POST",
            "/firm/credit/consents/{consent}/withdraw",
            FIRM,
            "credit.withdraw_consent",
            post(firm::credit::withdraw),
        ),
        row("POST", "/firm/account", PREPARER, "firm.set_account", post(firm::file::set_account)),
        row("POST", "/firm/account/changes", FIRM, "account.request", post(firm::account::request)),
        row("POST", "/firm/account/changes/{change}/show", FIRM, "account.show_own", post(firm::account::look)),
        row("POST", "/firm/account/changes/{change}/confirm", FIRM, "account.confirm", post(firm::account::confirm)),
        row("POST", "/firm/account/changes/{change}/withdraw", FIRM, "account.withdraw", post(firm::account::withdraw)),
        row("POST", "/firm/account/holds/{hold}/sign", SIGNATORY, "account.sign_supplement", post(firm::account::sign)),
        // payee accounts at the authority
        row("GET", "/accounts", ACCOUNTS, "accounts", get(page::account::list)),
        row("GET", "/accounts/{change}", ACCOUNTS, "account_change", get(page::account::one)),
        row("GET", "/accounts/{change}/evidence", ACCOUNTS, "account.evidence", get(page::account::evidence)),
        row("POST", "/accounts/{change}/verify", RO, "account.verify", post(page::account::verify)),
        row("POST", "/accounts/{change}/reject", RO, "account.reject", post(page::account::reject)),
        row("POST", "/accounts/{change}/show", SHOWN, "account.show", post(page::account::show_change)),
        row("POST", "/accounts/firms/{code}/verify", RO, "account.verify_first", post(page::account::verify_first)),
        // reviewers: queue, case, notices, credit, schemes, audit
        row("GET", "/review", READERS, "review.queue", get(review::queue)),
        row("GET", "/review/all", READERS, "review.all", get(review::all)),
        row("GET", "/review/{number}", READERS, "review.case", get(review::case::show)),
        row("GET", "/review/{number}/sheet", READERS, "review.sheet", get(review::sheet::show)),
        row("POST", "/review/{number}/account", SHOWN, "account.show", post(page::account::show_signed)),
        row("GET", "/review/{number}/schedule", READERS, "review.schedule", get(review::case::schedule)),
        row("GET", "/review/{number}/trace.json", READERS, "review.trace", get(review::trace::total_json)),
        row("GET", "/review/{number}/trace.xlsx", READERS, "review.trace", get(review::trace::total_xlsx)),
        row("GET", "/review/{number}/lines/{row}/trace.json", READERS, "review.trace", get(review::trace::line_json)),
        row("GET", "/review/{number}/lines/{row}/trace.xlsx", READERS, "review.trace", get(review::trace::line_xlsx)),
        row("POST", "/review/{number}/accept", RO, "application.accept", post(review::act::accept)),
        row("GET", "/review/{number}/reject-receipt", RO, "review.ask", get(review::act::ask_reject_receipt)),
        row(
            "POST",
            "/review/{number}/reject-receipt",
            RO,
            "application.reject_receipt",
            post(review::act::reject_receipt),
        ),
        row("POST", "/review/{number}/check", CC, "application.check", post(review::act::check)),
        row("POST", "/review/{number}/start", RV1, "application.start_review", post(review::act::start)),
        row(
            "POST",
            "/review/{number}/correction",
            INTAKE,
            "application.request_correction",
            post(review::act::correction),
        ),
        row("POST", "/review/{number}/lines/{row}", RV1, "application.decide_line", post(review::act::decide_line)),
        row("POST", "/review/{number}/claims", RV1, "application.answer_claim", post(review::act::answer_claim)),
        row("POST", "/review/{number}/recommend", RV1, "application.recommend", post(review::act::recommend)),
        row("POST", "/review/{number}/confirm", RV2, "application.confirm", post(review::act::confirm)),
        row("POST", "/review/{number}/send-back", RV2, "application.send_back", post(review::act::send_back)),
        row("POST", "/review/{number}/recheck", AA, "application.recheck", post(review::act::recheck)),
        row("POST", "/review/{number}/approve", AA, "application.approve", post(review::act::approve)),
        row("POST", "/review/{number}/lapse", INTAKE, "application.lapse", post(review::act::lapse)),
        row("POST", "/review/{number}/ask-undo", UNDO, "application.ask_undo", post(review::act::ask_undo)),
        row("POST", "/review/{number}/undo", AA, "application.undo_approval", post(review::act::undo)),
        row("POST", "/review/{number}/keep", UNDO, "application.keep_approval", post(review::act::keep)),
        row("POST", "/review/{number}/suspend", INTAKE, "application.suspend", post(review::act::suspend)),
        row("POST", "/review/{number}/resume", INTAKE, "application.resume", post(review::act::resume)),
        row("GET", "/review/{number}/refuse", AA, "review.ask", get(review::act::ask_refuse)),
        row("POST", "/review/{number}/refuse", AA, "application.refuse", post(review::act::refuse)),
        row("GET", "/divisions", READERS, "divisions", get(review::division::list)),
        row("GET", "/divisions/{number}", READERS, "division", get(review::division::show)),
        row("POST", "/divisions/{number}", RV1, "call.divide", post(review::division::divide)),
        row("GET", "/notices", PUBLIC, "notices", get(page::public::notices)),
        row("GET", "/notices/{number}", PUBLIC, "notice", get(page::public::notice)),
        row("GET", "/notices/manage", READERS, "notice.manage", get(review::notices::manage)),
        row("GET", "/notices/publish", RO, "notice.ask", get(review::notices::ask_publish)),
        row("POST", "/notices/publish", RO, "notice.publish", post(review::notices::publish)),
        row("POST", "/notices/{number}/end", RO, "notice.end", post(review::notices::end)),
        // credit: the register, files, checks, the desk of officers, sources, rules
        row("GET", "/credit", CREDIT, "credit", get(credit::register::show)),
        row("GET", "/credit/import", CC, "credit.ask_import", get(credit::import::show)),
        row("POST", "/credit/import", CC, "credit.import", post(credit::import::import)),
        row("GET", "/credit/imports/{import}", CREDIT, "credit.import_show", get(credit::import::one)),
        row("POST", "/credit/imports/{import}/settle", CC, "credit.state", post(credit::import::settle)),
        row("GET", "/credit/imports/{import}/report.csv", CREDIT, "credit.import_report", get(credit::import::report)),
        row("GET", "/credit/subjects", CREDIT, "credit.ask_file", get(credit::file::ask)),
        row("POST", "/credit/subjects", CREDIT, "credit.query", post(credit::file::open)),
        row("GET", "/credit/subjects/{subject}", CREDIT, "credit.file", get(credit::file::show)),
        row("GET", "/credit/checks/{check}", CREDIT, "credit.check", get(credit::check::show)),
        row("GET", "/credit/checks/{check}/snapshot.json", CREDIT, "credit.snapshot", get(credit::check::snapshot)),
        row("POST", "/credit/checks/{check}/decision", CC, "credit.state", post(credit::check::decide)),
        row("GET", "/credit/matches", CREDIT, "credit.matches", get(credit::matching::show)),
        row("POST", "/credit/matches", CC, "credit.match", post(credit::matching::decide)),
        row("GET", "/credit/statements", CREDIT_RULES, "credit.statements", get(credit::statement::show)),
        row("GET", "/credit/statements/new", CC, "credit.new_statement", get(credit::statement::new)),
        row("POST", "/credit/statements", CC, "credit.state", post(credit::statement::enter)),
        row("POST", "/credit/statements/{entry}", CONFIRMERS, "credit.confirm", post(credit::statement::decide)),
        row("GET", "/credit/evidence/{sha256}", CREDIT_RULES, "credit.evidence", get(credit::statement::file)),
        row("GET", "/credit/desk", CREDIT, "credit.desk", get(credit::desk::show)),
        row(
            "POST",
            "/credit/objections/{objection}",
            HANDLER,
            "credit.handle_objection",
            post(credit::desk::objection),
        ),
        row("POST", "/credit/repairs/{repair}", HANDLER, "credit.decide_repair", post(credit::desk::repair)),
        row("GET", "/credit/recoveries", CREDIT, "credit.recoveries", get(credit::recovery::show)),
        row("POST", "/credit/recoveries/{recovery}", AA, "credit.decide_recovery", post(credit::recovery::decide)),
        row("GET", "/credit/sources", CREDIT_RULES, "credit.sources", get(credit::source::show)),
        row("POST", "/credit/sources", KEEPER, "credit.state", post(credit::source::propose)),
        row("GET", "/credit/rules", CREDIT_RULES, "credit.rules", get(credit::rule::list)),
        row("GET", "/credit/rules/new", CONFIRMERS, "credit.new_rules", get(credit::rule::new)),
        row("POST", "/credit/rules", CONFIRMERS, "credit.write_rules", post(credit::rule::write)),
        row("GET", "/credit/rules/{rules}", CREDIT_RULES, "credit.rule_set", get(credit::rule::show)),
        row("POST", "/credit/rules/{rules}/try", CONFIRMERS, "credit.try_rules", post(credit::rule::try_out)),
        row("POST", "/credit/rules/{rules}/approve", KEEPER, "credit.approve_rules", post(credit::rule::approve)),
        row("POST", "/credit/rules/{rules}/discard", CONFIRMERS, "credit.discard_rules", post(credit::rule::discard)),
        row("GET", "/credit/queries", LOG, "credit.queries", get(credit::query_log::show)),
        // credit: outward reporting, what everybody may read, statistics
        row("GET", "/credit/exports", OUTWARD, "credit.exports", get(page::outward::list)),
        row("POST", "/credit/exports", CC, "credit.export", post(page::outward::make)),
        row("GET", "/credit/exports/{export}", OUTWARD, "credit.export_show", get(page::outward::show)),
        row("GET", "/credit/exports/{export}/file.csv", OUTWARD, "credit.export_file", get(page::outward::csv)),
        row("GET", "/credit/exports/{export}/file.xlsx", OUTWARD, "credit.export_file", get(page::outward::xlsx)),
        row("POST", "/credit/exports/{export}/receipt", CC, "credit.export_receipt", post(page::outward::receipt)),
        row("POST", "/credit/exports/{export}/resend", CC, "credit.resend", post(page::outward::resend)),
        row("GET", "/credit/statistics", FIGURES, "credit.statistics", get(page::credit_statistics::show)),
        row("GET", "/credit/statistics.csv", FIGURES, "credit.statistics", get(page::credit_statistics::file)),
        row("GET", "/public/penalties", PUBLIC, "public.penalties", get(page::public::credit::penalties)),
        row("GET", "/public/penalties.csv", PUBLIC, "public.penalties", get(page::public::credit::penalties_csv)),
        row("GET", "/public/red-list", PUBLIC, "public.red_list", get(page::public::credit::red_list)),
        row("GET", "/public/red-list.csv", PUBLIC, "public.red_list", get(page::public::credit::red_list_csv)),
        // schemes and their versions, calls
        row("GET", "/procedures", ANYBODY, "procedures", get(procedure::list)),
        row("GET", "/procedures/propose", KEEPER, "procedure.ask", get(procedure::ask)),
        row("POST", "/procedures/propose", KEEPER, "procedure.propose", post(procedure::propose)),
        row("GET", "/procedures/{id}/{version}", ANYBODY, "procedure", get(procedure::show)),
        row("POST", "/procedures/{id}/{version}/confirm", KEEPER, "procedure.confirm", post(procedure::confirm)),
        row("POST", "/procedures/{id}/{version}/decline", KEEPER, "procedure.decline", post(procedure::decline)),
        row("POST", "/procedures/{id}/{version}/take-back", KEEPER, "procedure.take_back", post(procedure::take_back)),
        row("GET", "/limits", LIMITS, "limits", get(limit::show)),
        row("POST", "/limits", KEEPER, "limit.propose", post(limit::propose)),
        row("POST", "/limits/{number}/confirm", KEEPER, "limit.confirm", post(limit::confirm)),
        row("POST", "/limits/{number}/decline", KEEPER, "limit.decline", post(limit::decline)),
        row("POST", "/limits/{number}/take-back", KEEPER, "limit.take_back", post(limit::take_back)),
        row("GET", "/schemes", ANYBODY, "schemes", get(scheme::list)),
        row("GET", "/schemes/new", KEEPER, "scheme.new", get(scheme::draft::new)),
        row("POST", "/schemes/new", KEEPER, "scheme.draft", post(scheme::draft::create)),
        row("GET", "/schemes/{id}/{version}", ANYBODY, "scheme", get(scheme::show)),
        row("GET", "/schemes/{id}/{version}/source", ANYBODY, "scheme.source", get(scheme::source)),
        row("GET", "/schemes/{id}/{version}/diff", ANYBODY, "scheme.diff", get(scheme::compare::show)),
        row("GET", "/schemes/{id}/{version}/try", RULES, "scheme.ask_try", get(scheme::try_out::show)),
        row("POST", "/schemes/{id}/{version}/try", RULES, "scheme.try", post(scheme::try_out::run)),
        row("GET", "/schemes/{id}/{version}/edit", KEEPER, "scheme.edit", get(scheme::draft::edit)),
        row("POST", "/schemes/{id}/{version}/edit", KEEPER, "scheme.draft", post(scheme::draft::save)),
        row("POST", "/schemes/{id}/{version}/submit", KEEPER, "scheme.submit", post(scheme::act::submit)),
        row("POST", "/schemes/{id}/{version}/reject", KEEPER, "scheme.reject", post(scheme::act::reject)),
        row("POST", "/schemes/{id}/{version}/publish", KEEPER, "scheme.publish", post(scheme::act::publish)),
        row("POST", "/schemes/{id}/{version}/withdraw", KEEPER, "scheme.withdraw", post(scheme::act::withdraw)),
        row("POST", "/schemes/{id}/{version}/discard", KEEPER, "scheme.discard", post(scheme::act::discard)),
        row("GET", "/calls/manage", RULES, "call.manage", get(call::manage)),
        row("GET", "/calls/open", KEEPER, "call.ask", get(call::form::ask)),
        row("POST", "/calls/open", KEEPER, "call.propose", post(call::form::propose)),
        row("GET", "/calls/manage/{number}", RULES, "call.record", get(call::show)),
        row("GET", "/calls/manage/{number}/edit", KEEPER, "call.ask", get(call::form::edit)),
        row("POST", "/calls/manage/{number}/edit", KEEPER, "call.change", post(call::form::propose_edit)),
        row("POST", "/calls/manage/{number}/days", KEEPER, "call.change", post(call::change)),
        row("GET", "/calls/proposals/{number}", RULES, "call.proposal", get(call::proposal::show)),
        row("POST", "/calls/proposals/{number}/confirm", KEEPER, "call.confirm", post(call::proposal::confirm)),
        row("POST", "/calls/proposals/{number}/decline", KEEPER, "call.decline", post(call::proposal::decline)),
        row("POST", "/calls/proposals/{number}/take-back", KEEPER, "call.take_back", post(call::proposal::take_back)),
        // administrators: simulation
        row("GET", "/admin/simulation", SIMULATORS, "simulation.choose", get(page::simulation::choose)),
        row("POST", "/admin/simulation", SIMULATORS, "simulation.run", post(page::simulation::run)),
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
        row("POST", "/budget", MAKER, "budget.propose", post(page::finance::budget::propose)),
        row(
            "GET",
            "/budget/allocations/{allocation}/document",
            MONEY,
            "budget.document",
            get(page::finance::budget::document),
        ),
        row(
            "POST",
            "/budget/allocations/{allocation}/decide",
            APPROVER,
            "budget.decide",
            post(page::finance::budget::decide),
        ),
        row("GET", "/budget/{code}", MONEY, "budget.line", get(page::finance::budget::line)),
        row("GET", "/payments", MONEY, "payment.list", get(page::finance::payments::show)),
        row("GET", "/payments/build", MAKER, "batch.confirm", get(page::finance::payments::confirm)),
        row("POST", "/payments/build", MAKER, "batch.build", post(page::finance::payments::build)),
        row("GET", "/payments/holds", MONEY, "account.holds", get(page::account::holds)),
        row("POST", "/payments/holds/{hold}/propose", MAKER, "account.propose_release", post(page::account::propose)),
        row("POST", "/payments/holds/{hold}/release", APPROVER, "account.release", post(page::account::release)),
        row("POST", "/payments/holds/{hold}/send-back", APPROVER, "account.send_back", post(page::account::send_back)),
        row(
            "POST",
            "/payments/{number}/account",
            SHOWN_MONEY,
            "account.show",
            post(page::finance::payments::show_account),
        ),
        row("GET", "/payments/{number}", MONEY, "payment.show", get(page::finance::payments::one)),
        row("POST", "/payments/{number}/again", MAKER, "payment.pay_again", post(page::finance::payments::pay_again)),
        row("GET", "/batches", MONEY, "batch.list", get(page::finance::batches::list)),
        row("GET", "/batches/{number}", MONEY, "batch.show", get(page::finance::batches::one)),
        row("POST", "/batches/{number}/submit", MAKER, "batch.submit", post(page::finance::batches::submit)),
        row("POST", "/batches/{number}/approve", APPROVER, "batch.approve", post(page::finance::batches::approve)),
        row("POST", "/batches/{number}/seal", APPROVER, "batch.seal", post(page::finance::batches::seal)),
        row("POST", "/batches/{number}/send", MAKER, "batch.send", post(page::finance::batches::send)),
        row("POST", "/batches/{number}/recall", PAYERS, "batch.recall", post(page::finance::batches::recall)),
        row("GET", "/batches/{number}/file.xml", PAYERS, "batch.download", get(page::finance::batches::file)),
        row("GET", "/requests", MONEY, "request.list", get(page::finance::requests::list)),
        row("POST", "/requests", ASKERS, "request.ask", post(page::finance::requests::ask)),
        row("GET", "/requests/{number}", MONEY, "request.show", get(page::finance::requests::one)),
        row("GET", "/requests/{number}/evidence", MONEY, "request.evidence", get(page::finance::requests::evidence)),
        row("POST", "/requests/{number}/decide", APPROVER, "request.decide", post(page::finance::requests::decide)),
        row("POST", "/payments/{number}/hold", MAKER, "payment.hold", post(page::finance::payments::hold)),
        row("POST", "/payments/{number}/release", APPROVER, "payment.release", post(page::finance::payments::release)),
        row(
            "POST",
            "/statements/{number}/give-up",
            RECONCILER,
            "statement.give_up",
            post(page::finance::statements::give_up),
        ),
        row("GET", "/statements", MONEY, "statement.list", get(page::finance::statements::list)),
        row("POST", "/statements/import", RECONCILER, "statement.import", post(page::finance::statements::import)),
        row(
            "POST",
            "/statements/columns",
            RECONCILER,
            "bank_table.describe",
            post(page::finance::bank_table::describe),
        ),
        row("GET", "/statements/{number}", MONEY, "statement.show", get(page::finance::statements::one)),
        row(
            "POST",
            "/statements/{number}/lines/{ordinal}/match",
            RECONCILER,
            "entry.decide",
            post(page::finance::statements::match_line),
        ),
        row(
            "POST",
            "/statements/{number}/lines/{ordinal}/explain",
            RECONCILER,
            "entry.decide",
            post(page::finance::statements::explain),
        ),
        row(
            "POST",
            "/statements/{number}/lines/{ordinal}/overpaid",
            RECONCILER,
            "entry.decide",
            post(page::finance::statements::overpaid),
        ),
        row(
            "POST",
            "/statements/{number}/lines/{ordinal}/recovered",
            RECONCILER,
            "entry.decide",
            post(page::finance::statements::recovered),
        ),
        row(
            "POST",
            "/statements/{number}/lines/{ordinal}/unmatch",
            RECONCILER,
            "entry.unmatch",
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
