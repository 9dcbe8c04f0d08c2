//! THE route table: method, path, who may, what it is called, and the handler. It builds the router; the authorisation
//! test walks it. A page that is not here does not exist.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::routing::{MethodRouter, get, post};
use domain::document::Kind;
use domain::role::Role;
use domain::sign_in::Owes;

use super::Web;
use super::desk;
use super::page::{
    self, addition, call, credit, firm, limit, person, procedure, readiness, recusal, registration, review, scheme,
};
use super::path::Path;
use crate::service;
use crate::service::command::Act;
pub use crate::service::reader::Access;
use crate::service::reader::{
    Accounts, Additions, Calls, Cases, Cluster, CreditFigures, CreditFiles, CreditRules, Drafts, Exports, Filing,
    Finance, Jobs, Limits, Log, Noun, Own, People, Procedures, Readiness, Recusals, Registrations, Schemes,
    Simulations,
};

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
    /// Whom it lets in besides who still owes something after showing a password.
    pub owing: &'static [Owes],
    /// Whether who acts proves again who that is, when the last proof is old.
    pub proves: bool,
    /// Whether its form carries a password or a code: it is not kept, where others are.
    pub secret: bool,
}

impl Row {
    /// One that shows something, and asks for nothing beside the access.
    pub(super) const fn of(method: &'static str, path: &'static str, access: Access, name: &'static str) -> Self {
        Self { method, path, access, name, act: false, owing: &[], proves: false, secret: false }
    }
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
    Route { path, row: Row::of(method, path, access, name), handler }
}

/// A route that changes something: it carries out one act, which says what it is called and who may.
fn act<A: Act>(path: &'static str, handler: MethodRouter<Web>) -> Route {
    let mut route = row("POST", path, Access::Roles(A::ROLES), A::NAME, handler);
    route.row.act = true;
    route
}

/// A page or a file that shows a noun: for its readers.
fn reads<N: Noun>(path: &'static str, name: &'static str, handler: MethodRouter<Web>) -> Route {
    row("GET", path, N::ACCESS, name, handler)
}

/// A document: for those who see documents of its kind.
fn paper(kind: Kind, path: &'static str, name: &'static str, handler: MethodRouter<Web>) -> Route {
    row("GET", path, Access::Roles(kind.readers()), name, handler)
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

    /// Who acts proves again who that is, when the last proof is old: approving, money, accounts, rights, what leaves the office.
    const fn proves(mut self) -> Self {
        self.row.proves = true;
        self
    }

    /// With a password or a code in its form.
    const fn secret(mut self) -> Self {
        self.row.secret = true;
        self
    }

    /// For whoever still owes this too.
    const fn owing(mut self, owing: &'static [Owes]) -> Self {
        self.row.owing = owing;
        self
    }
}

const PUBLIC: Access = Access::Public;
const ANYBODY: Access = Access::SignedIn;
const CC: Access = Access::Roles(&[Role::CreditChecker]);
const KEEPER: Access = Access::Roles(&[Role::Administrator]);
// Those to whom accounts are shown, of those who read the page that shows them.
const SHOWN_CASES: Access =
    Access::Roles(&[Role::ReceivingOfficer, Role::FirstReviewer, Role::SecondReviewer, Role::Approver]);
const SHOWN_CHANGES: Access =
    Access::Roles(&[Role::ReceivingOfficer, Role::FinanceMaker, Role::FinanceApprover, Role::Reconciler]);
const SHOWN_MONEY: Access = Access::Roles(&[Role::FinanceMaker, Role::FinanceApprover, Role::Reconciler]);

/// Pages that machines ask whether the program is well; nobody is behind them.
pub const PROBES: [&str; 2] = ["/livez", "/readyz"];

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
        row("GET", "/sign-in/code", ANYBODY, "sign_in.ask_code", get(page::second_step::show)).owing(&[Owes::Code]),
        row("POST", "/sign-in/code", ANYBODY, "sign_in.code", post(page::second_step::give)).owing(&[Owes::Code]),
        row("POST", "/sign-out", ANYBODY, "sign_out", post(page::sign_in_out::sign_out))
            .owing(&[Owes::Code, Owes::Factor]),
        row("POST", "/demo/next-day", ANYBODY, "demo.next_day", post(page::sign_in_out::next_day)),
        row("GET", "/help", PUBLIC, "help", get(page::help::index)),
        row("GET", "/help/firms", PUBLIC, "help.firms", get(page::help::firms)),
        row("GET", "/help/reviewers", PUBLIC, "help.reviewers", get(page::help::reviewers)),
        row("GET", "/help/finance", PUBLIC, "help.finance", get(page::help::finance)),
        row("GET", "/help/administrators", PUBLIC, "help.administrators", get(page::help::administrators)),
        row("GET", "/help/cluster", PUBLIC, "help.cluster", get(page::help::cluster)),
        reads::<Cluster>("/cluster", "cluster", get(page::cluster::show)),
        act::<service::cluster::acceptance::Accept>("/cluster", post(page::cluster::accept)),
        act::<service::cluster::acceptance::Decide>("/cluster/decide", post(page::cluster::decide)),
        act::<service::cluster::acceptance::End>("/cluster/end", post(page::cluster::end)),
        reads::<Jobs>("/jobs", "job.list", get(page::job::list)),
        reads::<Own>("/jobs/{job}", "job.show", get(page::job::one)),
        act::<service::job::act::Again>("/jobs/{job}/again", post(page::job::again)),
        act::<service::job::act::Cancel>("/jobs/{job}/cancel", post(page::job::cancel)),
        row("GET", "/help/procedures", PUBLIC, "help.procedures", get(page::help::procedures)),
        row("GET", "/help/api", PUBLIC, "help.api", get(page::help::api)),
        row("GET", "/help/mail", PUBLIC, "help.mail", get(page::help::mail)),
        row("GET", "/help/copies", PUBLIC, "help.copies", get(page::help::copies)),
        row("GET", "/help/scheme-language", PUBLIC, "help.language", get(page::help::language)),
        row("GET", "/help/scheme-reference", PUBLIC, "help.reference", get(page::help::reference)),
        row("GET", "/style", PUBLIC, "style", get(page::sign_in_out::style)),
        reads::<Own>("/", "home", get(page::home::show)),
        // firms: calls, applications, the firm's file
        reads::<Filing>("/calls", "calls", get(firm::call::list)),
        reads::<Filing>("/calls/{number}", "call", get(firm::call::show)),
        reads::<Filing>("/calls/{number}/template.xlsx", "call.template", get(firm::call::template)),
        act::<service::application::create::Create>("/calls/{number}/apply", post(firm::call::apply)),
        reads::<Filing>("/applications", "applications", get(firm::list::show)),
        reads::<Filing>("/applications/{number}", "application", get(firm::hub::show)),
        paper(Kind::Letter, "/applications/{number}/letters/{letter}", "letter.file", get(page::letter::to_firm))
            .only(Filing::ACCESS),
        reads::<Filing>("/applications/{number}/facts", "application.facts", get(firm::fact::show)),
        act::<service::application::fill_in::FillIn>("/applications/{number}/facts", post(firm::fact::save)),
        reads::<Filing>("/applications/{number}/materials", "application.materials", get(firm::material::show)),
        act::<service::application::attach::Attach>("/applications/{number}/materials", post(firm::material::attach)),
        act::<service::application::attach::AttachAgain>(
            "/applications/{number}/materials/earlier",
            post(firm::material::again),
        ),
        reads::<Filing>("/applications/{number}/materials/{paper}", "application.paper", get(firm::material::file)),
        act::<service::application::attach::Detach>(
            "/applications/{number}/materials/{paper}/remove",
            post(firm::material::remove),
        ),
        reads::<Filing>("/applications/{number}/schedule", "application.schedule", get(firm::schedule::show)),
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
        asks::<service::application::import_schedule::ImportSchedule>(
            "/applications/{number}/schedule/asked",
            "schedule.asked",
            get(firm::schedule::asked),
        ),
        asks::<service::application::import_schedule::ImportSchedule>(
            "/applications/{number}/schedule/changes.csv",
            "schedule.changes",
            get(firm::schedule::changes),
        ),
        reads::<Filing>("/applications/{number}/schedule/original", "schedule.file", get(firm::schedule::original)),
        reads::<Filing>("/applications/{number}/schedule/errors.xlsx", "schedule.errors", get(firm::schedule::errors)),
        reads::<Filing>("/applications/{number}/estimate", "application.estimate", get(firm::estimate::show)),
        reads::<Filing>("/applications/{number}/trace.json", "application.trace", get(firm::estimate::total_json)),
        reads::<Filing>("/applications/{number}/trace.xlsx", "application.trace", get(firm::estimate::total_xlsx)),
        reads::<Filing>(
            "/applications/{number}/lines/{row}/trace.json",
            "application.trace",
            get(firm::estimate::line_json),
        ),
        reads::<Filing>(
            "/applications/{number}/lines/{row}/trace.xlsx",
            "application.trace",
            get(firm::estimate::line_xlsx),
        ),
        reads::<Filing>("/applications/{number}/submit", "application.check_answers", get(firm::submit::show)),
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
        reads::<Filing>("/firm", "firm", get(firm::file::show)),
        reads::<Filing>("/firm/credit", "firm.credit", get(firm::credit::show)),
        act::<service::credit::objection::Open>("/firm/credit/objections", post(firm::credit::object)),
        act::<service::credit::repair::FileRepair>("/firm/credit/repairs", post(firm::credit::repair)),
        act::<service::credit::consent::GiveConsent>("/firm/credit/consents", post(firm::credit::consent))
            .only(Filing::ACCESS),
        act::<service::credit::consent::WithdrawConsent>(
            "/firm/credit/consents/{consent}/withdraw",
            post(firm::credit::withdraw),
        ),
        act::<service::account::set_account::SetAccount>("/firm/account", post(firm::file::set_account)).proves(),
        act::<service::account::change::Request>("/firm/account/changes", post(firm::account::request)).proves(),
        act::<service::account::show::ShowOwn>("/firm/account/changes/{change}/show", post(firm::account::look)),
        act::<service::account::change::Confirm>(
            "/firm/account/changes/{change}/confirm",
            post(firm::account::confirm),
        )
        .proves(),
        act::<service::account::change::Withdraw>(
            "/firm/account/changes/{change}/withdraw",
            post(firm::account::withdraw),
        ),
        act::<service::account::hold::SignSupplement>("/firm/account/holds/{hold}/sign", post(firm::account::sign))
            .proves(),
        // payee accounts at the authority
        reads::<Accounts>("/accounts", "accounts", get(page::account::list)),
        reads::<Accounts>("/accounts/{change}", "account_change", get(page::account::one)),
        paper(Kind::AccountEvidence, "/accounts/{change}/evidence", "account.evidence", get(page::account::evidence)),
        act::<service::account::change::Verify>("/accounts/{change}/verify", post(page::account::verify)).proves(),
        act::<service::account::change::Reject>("/accounts/{change}/reject", post(page::account::reject)),
        act::<service::account::show::ShowAccount>("/accounts/{change}/show", post(page::account::show_change))
            .only(SHOWN_CHANGES),
        act::<service::account::change::VerifyFirst>(
            "/accounts/firms/{code}/verify",
            post(page::account::verify_first),
        )
        .proves(),
        // reviewers: queue, case, notices, credit, schemes, audit
        reads::<Cases>("/review", "review.queue", get(review::queue)),
        reads::<Cases>("/review/all", "review.all", get(review::all)),
        reads::<Cases>("/review/{number}", "review.case", get(review::case::show)),
        reads::<Cases>("/review/{number}/sheet", "review.sheet", get(review::sheet::show)),
        act::<service::account::show::ShowAccount>("/review/{number}/account", post(page::account::show_signed))
            .only(SHOWN_CASES),
        reads::<Cases>("/review/{number}/materials/{paper}", "review.paper", get(review::material::file)),
        reads::<Cases>("/review/{number}/materials/{paper}/look", "review.look", get(review::material::look)),
        reads::<Cases>("/review/{number}/schedule", "review.schedule", get(review::case::schedule)),
        paper(Kind::Letter, "/review/{number}/letters/{letter}", "review.letter", get(page::letter::of_case))
            .only(Cases::ACCESS),
        reads::<Cases>("/review/{number}/trace.json", "review.trace", get(review::trace::total_json)),
        reads::<Cases>("/review/{number}/trace.xlsx", "review.trace", get(review::trace::total_xlsx)),
        reads::<Cases>("/review/{number}/lines/{row}/trace.json", "review.trace", get(review::trace::line_json)),
        reads::<Cases>("/review/{number}/lines/{row}/trace.xlsx", "review.trace", get(review::trace::line_xlsx)),
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
        act::<service::application::approve::Approve>("/review/{number}/approve", post(review::act::approve)).proves(),
        act::<service::application::correction::Lapse>("/review/{number}/lapse", post(review::act::lapse)),
        act::<service::application::undo::AskUndo>("/review/{number}/ask-undo", post(review::act::ask_undo)),
        act::<service::application::undo::UndoApproval>("/review/{number}/undo", post(review::act::undo)).proves(),
        act::<service::application::undo::KeepApproval>("/review/{number}/keep", post(review::act::keep)),
        act::<service::application::suspend::Suspend>("/review/{number}/suspend", post(review::act::suspend)),
        act::<service::application::suspend::Resume>("/review/{number}/resume", post(review::act::resume)),
        asks::<service::application::approve::Refuse>(
            "/review/{number}/refuse",
            "review.ask",
            get(review::act::ask_refuse),
        ),
        act::<service::application::approve::Refuse>("/review/{number}/refuse", post(review::act::refuse)),
        reads::<Cases>("/divisions", "divisions", get(review::division::list)),
        reads::<Cases>("/divisions/{number}", "division", get(review::division::show)),
        act::<service::application::divide::DivideCall>("/divisions/{number}", post(review::division::divide)).proves(),
        row("GET", "/notices", PUBLIC, "notices", get(page::public::notices)),
        row("GET", "/notices/{number}", PUBLIC, "notice", get(page::public::notice)),
        reads::<Cases>("/notices/manage", "notice.manage", get(review::notices::manage)),
        asks::<service::notice::publish::Publish>("/notices/publish", "notice.ask", get(review::notices::ask_publish)),
        act::<service::notice::publish::Publish>("/notices/publish", post(review::notices::publish)),
        act::<service::notice::end::End>("/notices/{number}/end", post(review::notices::end)),
        // credit: the register, files, checks, the desk of officers, sources, rules
        reads::<CreditFiles>("/credit", "credit", get(credit::register::show)),
        asks::<service::credit::import_records::ImportRecords>(
            "/credit/import",
            "credit.ask_import",
            get(credit::import::show),
        ),
        act::<service::credit::import_records::ImportRecords>("/credit/import", post(credit::import::import)),
        asks::<service::credit::import_records::ImportRecords>(
            "/credit/import/{job}",
            "credit.import_way",
            get(credit::import::on_its_way),
        ),
        reads::<CreditFiles>("/credit/imports/{import}", "credit.import_show", get(credit::import::one)),
        act::<service::credit::statement::Enter>("/credit/imports/{import}/settle", post(credit::import::settle))
            .only(CC),
        reads::<CreditFiles>(
            "/credit/imports/{import}/report.csv",
            "credit.import_report",
            get(credit::import::report),
        ),
        reads::<CreditFiles>("/credit/subjects", "credit.ask_file", get(credit::file::ask)),
        act::<service::credit::aftermath::LogQuery>("/credit/subjects", post(credit::file::open)),
        reads::<CreditFiles>("/credit/subjects/{subject}", "credit.file", get(credit::file::show)),
        reads::<CreditFiles>("/credit/checks/{check}", "credit.check", get(credit::check::show)),
        reads::<CreditFiles>("/credit/checks/{check}/snapshot.json", "credit.snapshot", get(credit::check::snapshot)),
        act::<service::credit::statement::Enter>("/credit/checks/{check}/decision", post(credit::check::decide))
            .only(CC),
        reads::<CreditFiles>("/credit/matches", "credit.matches", get(credit::matching::show)),
        act::<service::credit::match_record::DecideMatch>("/credit/matches", post(credit::matching::decide)),
        reads::<CreditRules>("/credit/statements", "credit.statements", get(credit::statement::show)),
        asks::<service::credit::statement::Enter>(
            "/credit/statements/new",
            "credit.new_statement",
            get(credit::statement::new),
        )
        .only(CC),
        act::<service::credit::statement::Enter>("/credit/statements", post(credit::statement::enter)).only(CC),
        act::<service::credit::statement::Decide>("/credit/statements/{entry}", post(credit::statement::decide)),
        paper(Kind::CreditEvidence, "/credit/evidence/{sha256}", "credit.evidence", get(credit::statement::file)),
        reads::<CreditFiles>("/credit/desk", "credit.desk", get(credit::desk::show)),
        act::<service::credit::objection::Handle>("/credit/objections/{objection}", post(credit::desk::objection)),
        act::<service::credit::repair::DecideRepair>("/credit/repairs/{repair}", post(credit::desk::repair)),
        reads::<CreditFiles>("/credit/recoveries", "credit.recoveries", get(credit::recovery::show)),
        act::<service::credit::aftermath::DecideRecovery>(
            "/credit/recoveries/{recovery}",
            post(credit::recovery::decide),
        ),
        reads::<CreditRules>("/credit/sources", "credit.sources", get(credit::source::show)),
        act::<service::credit::statement::Enter>("/credit/sources", post(credit::source::propose)).only(KEEPER),
        reads::<CreditRules>("/credit/rules", "credit.rules", get(credit::rule::list)),
        asks::<service::credit::rule_set::WriteRules>("/credit/rules/new", "credit.new_rules", get(credit::rule::new)),
        act::<service::credit::rule_set::WriteRules>("/credit/rules", post(credit::rule::write)),
        reads::<CreditRules>("/credit/rules/{rules}", "credit.rule_set", get(credit::rule::show)),
        act::<service::credit::rule_set::TryRules>("/credit/rules/{rules}/try", post(credit::rule::try_out)),
        act::<service::credit::rule_set::ApproveRules>("/credit/rules/{rules}/approve", post(credit::rule::approve)),
        act::<service::credit::rule_set::DiscardRules>("/credit/rules/{rules}/discard", post(credit::rule::discard)),
        reads::<Log>("/credit/queries", "credit.queries", get(credit::query_log::show)),
        // credit: outward reporting, what everybody may read, statistics
        reads::<Exports>("/credit/exports", "credit.exports", get(page::outward::list)),
        act::<service::credit::outward::ExportRecords>("/credit/exports", post(page::outward::make)).proves(),
        reads::<Exports>("/credit/exports/{export}", "credit.export_show", get(page::outward::show)),
        reads::<Exports>("/credit/exports/{export}/file.csv", "credit.export_file", get(page::outward::csv)).proves(),
        reads::<Exports>("/credit/exports/{export}/file.xlsx", "credit.export_file", get(page::outward::xlsx)).proves(),
        act::<service::credit::outward::ReceiptOf>("/credit/exports/{export}/receipt", post(page::outward::receipt)),
        act::<service::credit::outward::Resend>("/credit/exports/{export}/resend", post(page::outward::resend)),
        reads::<CreditFigures>("/credit/statistics", "credit.statistics", get(page::credit_statistics::show)),
        reads::<CreditFigures>("/credit/statistics.csv", "credit.statistics", get(page::credit_statistics::file)),
        row("GET", "/public/penalties", PUBLIC, "public.penalties", get(page::public::credit::penalties)),
        row("GET", "/public/penalties.csv", PUBLIC, "public.penalties", get(page::public::credit::penalties_csv)),
        row("GET", "/public/red-list", PUBLIC, "public.red_list", get(page::public::credit::red_list)),
        row("GET", "/public/red-list.csv", PUBLIC, "public.red_list", get(page::public::credit::red_list_csv)),
        // schemes and their versions, calls
        reads::<Procedures>("/procedures", "procedures", get(procedure::list)),
        asks::<service::procedure::propose::ProposeProcedure>(
            "/procedures/propose",
            "procedure.ask",
            get(procedure::ask),
        ),
        act::<service::procedure::propose::ProposeProcedure>("/procedures/propose", post(procedure::propose)),
        reads::<Procedures>("/procedures/{id}/{version}", "procedure", get(procedure::show)),
        act::<service::procedure::decide::ConfirmProcedure>(
            "/procedures/{id}/{version}/confirm",
            post(procedure::confirm),
        )
        .proves(),
        act::<service::procedure::decide::DeclineProcedure>(
            "/procedures/{id}/{version}/decline",
            post(procedure::decline),
        ),
        act::<service::procedure::decide::TakeProcedureBack>(
            "/procedures/{id}/{version}/take-back",
            post(procedure::take_back),
        ),
        // firms that ask to be let in
        row("GET", "/register", PUBLIC, "registration.ask", get(registration::ask)),
        row("POST", "/register", PUBLIC, "registration.file", post(registration::file)),
        row("GET", "/register/{token}", PUBLIC, "registration.own", get(registration::own)),
        reads::<Registrations>("/registrations", "registration.list", get(registration::desk::list)),
        reads::<Registrations>("/registrations/{number}", "registration.show", get(registration::desk::show)),
        paper(
            Kind::FirmLicence,
            "/registrations/{number}/licence",
            "registration.licence",
            get(registration::desk::licence),
        ),
        act::<service::registration::decide::Admit>("/registrations/{number}/admit", post(registration::desk::admit))
            .proves(),
        act::<service::registration::decide::Decline>(
            "/registrations/{number}/decline",
            post(registration::desk::decline),
        ),
        row("GET", "/setup/{token}", PUBLIC, "installation.ask", get(page::set_up::show)),
        row("POST", "/setup/{token}", PUBLIC, "installation.set_up", post(page::set_up::act)),
        row("GET", "/welcome/{token}", PUBLIC, "person.welcome", get(person::link::show)),
        row("POST", "/welcome/{token}", PUBLIC, "person.set_password", post(person::link::set)),
        reads::<Own>("/search", "search", get(page::search::show)),
        reads::<Own>("/inbox", "inbox", get(page::inbox::show)),
        act::<service::inbox::Read>("/inbox/read", post(page::inbox::read)),
        reads::<Own>("/me", "person.own", get(person::own::show)),
        act::<service::person::password::ChangePassword>("/me/password", post(person::own::change)).secret(),
        act::<service::person::password::EndSessions>("/me/sessions/end", post(person::own::end_sessions)),
        act::<service::person::password::EndSession>("/me/sessions/{session}/end", post(person::own::end_session)),
        row("GET", "/kept", ANYBODY, "kept.list", get(page::kept::list)),
        row("GET", "/kept/{form}", ANYBODY, "kept.show", get(page::kept::show)),
        row("POST", "/kept/{form}/discard", ANYBODY, "kept.discard", post(page::kept::discard)),
        row("POST", "/prove", ANYBODY, "person.prove", post(super::proof::give)),
        reads::<Own>("/me/factor", "person.factor", get(person::factor::show)).owing(&[Owes::Factor]),
        act::<service::person::factor::BeginFactor>("/me/factor/begin", post(person::factor::begin))
            .owing(&[Owes::Factor]),
        act::<service::person::factor::ConfirmFactor>("/me/factor", post(person::factor::confirm))
            .owing(&[Owes::Factor])
            .secret(),
        act::<service::person::factor::RenewCodes>("/me/factor/codes", post(person::factor::renew)).secret(),
        act::<service::person::factor::EndFactor>("/me/factor/end", post(person::factor::end)).secret(),
        act::<service::mail::AskForMail>("/me/mail", post(person::mail::ask)).proves(),
        act::<service::mail::ChooseMail>("/me/mail/choice", post(person::mail::choose)),
        act::<service::mail::EndMail>("/me/mail/end", post(person::mail::end)).proves(),
        asks::<service::mail::ProveAddress>("/me/mail/{token}", "mail.link", get(person::mail::link)),
        act::<service::mail::ProveAddress>("/me/mail/{token}", post(person::mail::prove)),
        act::<service::person::token::MakeToken>("/me/tokens", post(person::own::make_token)).proves(),
        act::<service::person::token::EndToken>("/me/tokens/{token}/end", post(person::own::end_token)),
        reads::<People>("/people", "person.list", get(person::list)),
        asks::<service::person::propose::Invite>("/people/invite", "person.ask", get(person::ask)),
        act::<service::person::propose::Invite>("/people/invite", post(person::invite)).proves(),
        asks::<service::person::several::InviteSeveral>(
            "/people/invite/list",
            "person.ask_list",
            get(person::several::ask),
        ),
        asks::<service::person::several::InviteSeveral>(
            "/people/invite/list.xlsx",
            "person.empty_list",
            get(person::several::empty_list),
        ),
        row(
            "POST",
            "/people/invite/list",
            Access::Roles(<service::person::several::InviteSeveral as Act>::ROLES),
            "person.read_list",
            post(person::several::read),
        ),
        act::<service::person::several::InviteSeveral>("/people/invite/several", post(person::several::propose))
            .proves(),
        act::<service::person::several::ConfirmSeveral>("/people/requests/confirm", post(person::several::confirm))
            .proves(),
        reads::<People>("/people/links", "person.ask_links", get(person::several::ask_links)).only(KEEPER),
        act::<service::person::several::MakeLinks>("/people/links", post(person::several::links)).proves(),
        act::<service::person::decide::ConfirmChange>("/people/requests/{number}/confirm", post(person::confirm))
            .proves(),
        act::<service::person::decide::DeclineChange>("/people/requests/{number}/decline", post(person::decline)),
        act::<service::person::decide::TakeChangeBack>("/people/requests/{number}/take-back", post(person::take_back)),
        reads::<People>("/people/{person}", "person.show", get(person::file::show)),
        act::<service::person::propose::ProposeChange>("/people/{person}/propose", post(person::file::propose))
            .proves(),
        act::<service::person::lock::Lock>("/people/{person}/lock", post(person::file::lock)),
        act::<service::person::link::MakeLink>("/people/{person}/link", post(person::file::link)).proves(),
        reads::<Recusals>("/recusals", "recusal.list", get(recusal::show)),
        act::<service::recusal::declare::Declare>("/recusals", post(recusal::declare)),
        act::<service::recusal::end::ProposeEnd>("/recusals/{number}/end", post(recusal::propose_end)),
        act::<service::recusal::end::ConfirmEnd>("/recusals/ends/{number}/confirm", post(recusal::confirm_end))
            .proves(),
        act::<service::recusal::end::DeclineEnd>("/recusals/ends/{number}/decline", post(recusal::decline_end)),
        act::<service::recusal::end::TakeEndBack>("/recusals/ends/{number}/take-back", post(recusal::take_back_end)),
        reads::<Readiness>("/readiness", "readiness", get(readiness::show)),
        reads::<Additions>("/calendar", "calendar", get(addition::calendar::show)),
        act::<service::addition::propose::ProposeAddition>("/calendar", post(addition::calendar::propose)),
        reads::<Additions>("/units", "units", get(addition::unit_tree::show)),
        act::<service::addition::propose::ProposeAddition>("/units", post(addition::unit_tree::propose)),
        reads::<Additions>("/funding", "funding", get(addition::funding::show)),
        act::<service::addition::propose::ProposeAddition>(
            "/funding/accounts",
            post(addition::funding::propose_account),
        ),
        act::<service::addition::propose::ProposeAddition>("/funding/lines", post(addition::funding::propose_line)),
        reads::<Additions>("/letter-texts", "letter_text.list", get(addition::letter_text::show)),
        act::<service::addition::propose::ProposeAddition>("/letter-texts", post(addition::letter_text::propose)),
        reads::<Additions>(
            "/letter-texts/{which}/preview.pdf",
            "letter_text.preview",
            get(addition::letter_text::show_preview),
        ),
        act::<service::addition::decide::ConfirmAddition>("/additions/{number}/confirm", post(addition::confirm))
            .proves(),
        act::<service::addition::decide::DeclineAddition>("/additions/{number}/decline", post(addition::decline)),
        act::<service::addition::decide::TakeAdditionBack>("/additions/{number}/take-back", post(addition::take_back)),
        reads::<Limits>("/limits", "limits", get(limit::show)),
        act::<service::limit::propose::ProposeLimit>("/limits", post(limit::propose)),
        act::<service::limit::decide::ConfirmLimit>("/limits/{number}/confirm", post(limit::confirm)).proves(),
        act::<service::limit::decide::DeclineLimit>("/limits/{number}/decline", post(limit::decline)),
        act::<service::limit::decide::TakeLimitBack>("/limits/{number}/take-back", post(limit::take_back)),
        reads::<Schemes>("/schemes", "schemes", get(scheme::list)),
        asks::<service::scheme::edition::WriteDraft>("/schemes/new", "scheme.new", get(scheme::draft::new)),
        act::<service::scheme::edition::WriteDraft>("/schemes/new", post(scheme::draft::create)),
        reads::<Schemes>("/schemes/{id}/{version}", "scheme", get(scheme::show)),
        reads::<Schemes>("/schemes/{id}/{version}/source", "scheme.source", get(scheme::source)),
        reads::<Schemes>("/schemes/{id}/{version}/diff", "scheme.diff", get(scheme::compare::show)),
        reads::<Drafts>("/schemes/{id}/{version}/try", "scheme.ask_try", get(scheme::try_out::show)),
        row("POST", "/schemes/{id}/{version}/try", Drafts::ACCESS, "scheme.try", post(scheme::try_out::run)),
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
        reads::<Calls>("/calls/manage", "call.manage", get(call::manage)),
        asks::<service::call::propose::ProposeCall>("/calls/open", "call.ask", get(call::form::ask)),
        act::<service::call::propose::ProposeCall>("/calls/open", post(call::form::propose)),
        reads::<Calls>("/calls/manage/{number}", "call.record", get(call::show)),
        asks::<service::call::propose::ProposeChange>("/calls/manage/{number}/edit", "call.ask", get(call::form::edit)),
        act::<service::call::propose::ProposeChange>("/calls/manage/{number}/edit", post(call::form::propose_edit)),
        act::<service::call::propose::ProposeChange>("/calls/manage/{number}/days", post(call::change)),
        reads::<Calls>("/calls/proposals/{number}", "call.proposal", get(call::proposal::show)),
        act::<service::call::decide::Confirm>("/calls/proposals/{number}/confirm", post(call::proposal::confirm)),
        act::<service::call::decide::Decline>("/calls/proposals/{number}/decline", post(call::proposal::decline)),
        act::<service::call::decide::TakeBack>("/calls/proposals/{number}/take-back", post(call::proposal::take_back)),
        // administrators: simulation
        reads::<Simulations>("/admin/simulation", "simulation.choose", get(page::simulation::choose)),
        act::<service::simulation::RecordRun>("/admin/simulation", post(page::simulation::run)),
        reads::<Simulations>("/admin/simulation/result", "simulation.run", get(page::simulation::result)),
        reads::<Simulations>("/admin/simulation/result.xlsx", "simulation.file", get(page::simulation::file)),
        row(
            "POST",
            "/admin/simulation/result.xlsx",
            Simulations::ACCESS,
            "simulation.file",
            post(page::simulation::file_of_text),
        ),
        reads::<Log>("/audit", "audit", get(review::audit::log)),
        reads::<Log>("/audit/verify", "audit.verification", get(review::audit::verification)),
        row("POST", "/audit/verify", Log::ACCESS, "audit.verify", post(review::audit::run)),
        // finance: budget, payments, batches, statements, proof
        reads::<Finance>("/budget", "budget.show", get(page::finance::budget::show)),
        act::<service::budget::Propose>("/budget", post(page::finance::budget::propose)),
        paper(
            Kind::BudgetDocument,
            "/budget/allocations/{allocation}/document",
            "budget.document",
            get(page::finance::budget::document),
        ),
        act::<service::budget::Decide>("/budget/allocations/{allocation}/decide", post(page::finance::budget::decide))
            .proves(),
        reads::<Finance>("/budget/{code}", "budget.line", get(page::finance::budget::line)),
        reads::<Finance>("/payments", "payment.list", get(page::finance::payments::show)),
        asks::<service::payment::batch::Build>(
            "/payments/build",
            "batch.confirm",
            get(page::finance::payments::confirm),
        ),
        act::<service::payment::batch::Build>("/payments/build", post(page::finance::payments::build)),
        reads::<Finance>("/payments/holds", "account.holds", get(page::account::holds)),
        act::<service::account::hold::ProposeRelease>("/payments/holds/{hold}/propose", post(page::account::propose)),
        act::<service::account::hold::Release>("/payments/holds/{hold}/release", post(page::account::release)).proves(),
        act::<service::account::hold::SendBack>("/payments/holds/{hold}/send-back", post(page::account::send_back)),
        act::<service::account::show::ShowAccount>(
            "/payments/{number}/account",
            post(page::finance::payments::show_account),
        )
        .only(SHOWN_MONEY),
        reads::<Finance>("/payments/{number}", "payment.show", get(page::finance::payments::one)),
        act::<service::payment::pay_again::PayAgain>(
            "/payments/{number}/again",
            post(page::finance::payments::pay_again),
        )
        .proves(),
        reads::<Finance>("/batches", "batch.list", get(page::finance::batches::list)),
        reads::<Finance>("/batches/{number}", "batch.show", get(page::finance::batches::one)),
        act::<service::payment::batch::Submit>("/batches/{number}/submit", post(page::finance::batches::submit)),
        act::<service::payment::batch::Approve>("/batches/{number}/approve", post(page::finance::batches::approve))
            .proves(),
        act::<service::payment::seal::Seal>("/batches/{number}/seal", post(page::finance::batches::seal)).proves(),
        act::<service::payment::batch::Send>("/batches/{number}/send", post(page::finance::batches::send)).proves(),
        act::<service::payment::batch::Recall>("/batches/{number}/recall", post(page::finance::batches::recall)),
        asks::<service::payment::download::Download>(
            "/batches/{number}/file.xml",
            "batch.download",
            get(page::finance::batches::file),
        )
        .proves(),
        reads::<Finance>("/requests", "request.list", get(page::finance::requests::list)),
        act::<service::payment::request::Ask>("/requests", post(page::finance::requests::ask)),
        reads::<Finance>("/requests/{number}", "request.show", get(page::finance::requests::one)),
        paper(
            Kind::FinanceEvidence,
            "/requests/{number}/evidence",
            "request.evidence",
            get(page::finance::requests::evidence),
        ),
        act::<service::payment::request::Decide>("/requests/{number}/decide", post(page::finance::requests::decide))
            .proves(),
        act::<service::payment::request::Hold>("/payments/{number}/hold", post(page::finance::payments::hold)),
        act::<service::payment::request::Release>("/payments/{number}/release", post(page::finance::payments::release))
            .proves(),
        act::<service::reconcile::quarantine::GiveUp>(
            "/statements/{number}/give-up",
            post(page::finance::statements::give_up),
        ),
        reads::<Finance>("/statements", "statement.list", get(page::finance::statements::list)),
        act::<service::reconcile::import_statement::ImportStatement>(
            "/statements/import",
            post(page::finance::statements::import),
        ),
        reads::<Finance>("/statements/columns", "bank_table.list", get(page::finance::bank_table::list)),
        act::<service::reconcile::bank_table::Describe>(
            "/statements/columns",
            post(page::finance::bank_table::describe),
        ),
        act::<service::reconcile::bank_table::Withdraw>(
            "/statements/columns/{table}/withdraw",
            post(page::finance::bank_table::withdraw),
        ),
        reads::<Finance>("/statements/{number}", "statement.show", get(page::finance::statements::one)),
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
        reads::<Finance>("/proof", "proof.show", get(page::finance::proof::show)),
    ]
}

/// The rows alone, for the guard's documentation and the tests.
pub fn rows() -> Vec<Row> {
    table().into_iter().map(|r| r.row).collect()
}

/// Whether a person with these roles may open a page, by its address without parameters: what menus show follows from it.
pub fn opens(page: &Path, roles: &[Role]) -> bool {
    static PAGES: LazyLock<BTreeMap<&'static str, Access>> =
        LazyLock::new(|| rows().into_iter().filter(|r| r.method == "GET").map(|r| (r.path, r.access)).collect());
    PAGES.get(page.as_str()).is_some_and(|access| access.includes(roles))
}

/// Which part of the help tells of the pages whose paths begin so. What begins with more parts counts before what begins
/// with fewer; a page that everybody has is told of in the text for whoever opens it, so its place has no text before it.
const HELP: &[(&str, &str)] = &[
    ("/", ""),
    ("/accounts", "/help/reviewers#accounts"),
    ("/additions", "/help/administrators#units"),
    ("/admin/simulation", "/help/administrators#schemes"),
    ("/applications", "/help/firms#apply"),
    ("/applications/{number}/estimate", "/help/firms#estimate"),
    ("/applications/{number}/materials", "/help/firms#materials"),
    ("/applications/{number}/schedule", "/help/firms#schedule"),
    ("/applications/{number}/submit", "/help/firms#submit"),
    ("/audit", "/help/administrators#audit"),
    ("/batches", "/help/finance#batches"),
    ("/budget", "/help/finance#budget"),
    ("/calendar", "/help/administrators#calendar"),
    ("/calls", "/help/firms#apply"),
    ("/calls/manage", "/help/administrators#calls"),
    ("/calls/open", "/help/administrators#calls"),
    ("/calls/proposals", "/help/administrators#calls"),
    ("/cluster", "/help/cluster"),
    ("/credit", "/help/reviewers#register"),
    ("/credit/checks", "/help/reviewers#check"),
    ("/credit/desk", "/help/reviewers#objections"),
    ("/credit/exports", "/help/reviewers#outward"),
    ("/credit/matches", "/help/reviewers#check"),
    ("/credit/recoveries", "/help/reviewers#recoveries"),
    ("/credit/rules", "/help/administrators#credit"),
    ("/credit/sources", "/help/administrators#credit"),
    ("/credit/statements", "/help/reviewers#entries"),
    ("/credit/statistics", "/help/reviewers#outward"),
    ("/divisions", "/help/reviewers#divide"),
    ("/firm", "/help/firms#account"),
    ("/firm/credit", "/help/firms#credit"),
    ("/funding", "/help/administrators#units"),
    ("/inbox", "#day"),
    ("/jobs", "/help/administrators#jobs"),
    ("/kept", "#sign-in"),
    ("/letter-texts", "/help/administrators#letters"),
    ("/limits", "/help/procedures"),
    ("/me", "#sign-in"),
    ("/notices", "/help/firms#after"),
    ("/notices/manage", "/help/reviewers#notices"),
    ("/notices/publish", "/help/reviewers#notices"),
    ("/payments", "/help/finance#payments"),
    ("/payments/holds", "/help/finance#holds"),
    ("/people", "/help/administrators#people"),
    ("/procedures", "/help/procedures"),
    ("/proof", "/help/finance#proof"),
    ("/prove", "#sign-in"),
    ("/public", "/help/firms#credit"),
    ("/readiness", "/help/administrators#readiness"),
    ("/recusals", "/help/reviewers#recusals"),
    ("/register", "/help/firms#register"),
    ("/registrations", "/help/reviewers#registrations"),
    ("/requests", "/help/finance#requests"),
    ("/review", "/help/reviewers#cases"),
    ("/schemes", "/help/scheme-language"),
    ("/search", ""),
    ("/setup", "/help/administrators#readiness"),
    ("/sign-in", "#sign-in"),
    ("/statements", "/help/finance#statements"),
    ("/units", "/help/administrators#units"),
    ("/welcome", "#sign-in"),
];

/// The help of whoever has these roles; who is not signed in is of a firm, as far as anybody knows.
fn help_for(roles: &[Role]) -> &'static str {
    match roles.first() {
        Some(role) if role.is_firm() => "/help/firms",
        Some(role) if desk::FINANCE.contains(role) => "/help/finance",
        Some(Role::Administrator | Role::Auditor) => "/help/administrators",
        Some(_) => "/help/reviewers",
        None => "/help/firms",
    }
}

/// Whether a path begins as a pattern does.
fn begins(path: &str, pattern: &str) -> bool {
    let mut parts = path.split('/');
    let same = |part: &str| parts.next().is_some_and(|found| found == part || part.starts_with('{'));
    pattern.split('/').all(same)
}

/// Where the help for a page begins, as whoever has these roles reads it.
pub fn help_of(path: &str, roles: &[Role]) -> Option<String> {
    let path = path.split('?').next().unwrap_or_default();
    let found = HELP.iter().filter(|(pattern, _)| begins(path, pattern));
    let (_, place) = found.max_by_key(|(pattern, _)| pattern.split('/').count())?;
    Some(if place.starts_with('/') { (*place).to_owned() } else { format!("{}{place}", help_for(roles)) })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::help;
    use crate::i18n::Lang;

    /// Pages that need no help: it itself, what only machines ask, the gallery, the bar of the demonstration, the way out.
    const NONE: [&str; 5] = ["/help", "/assets", "/style", "/demo", "/sign-out"];

    #[test]
    fn every_page_has_its_help_and_every_help_is_of_a_page() {
        let rows = rows();
        let mut used = BTreeSet::new();
        for row in &rows {
            let needs = NONE.iter().chain(&PROBES).all(|page| !begins(row.path, page));
            let found = HELP.iter().filter(|(pattern, _)| begins(row.path, pattern));
            used.extend(found.map(|(pattern, _)| *pattern));
            assert_eq!(help_of(row.path, &[]).is_some(), needs, "{}", row.path);
        }
        let in_vain: Vec<_> = HELP.iter().filter(|(pattern, _)| !used.contains(pattern)).collect();
        assert!(in_vain.is_empty(), "no page begins so: {in_vain:?}");
        assert!(HELP.is_sorted(), "in order, so that a page is found");
    }

    #[test]
    fn the_place_of_a_help_is_there_in_both_languages() {
        let everybodys = [&[][..], &[Role::Preparer], &[Role::Approver], &[Role::Reconciler], &[Role::Administrator]];
        let mut looked = 0;
        for (pattern, _) in HELP {
            for roles in everybodys {
                let address = help_of(pattern, roles).unwrap();
                let (page, place) = address.split_once('#').unwrap_or((&address, ""));
                assert!(rows().iter().any(|row| row.path == page), "{address}");
                for lang in Lang::ALL.into_iter().filter(|_| !place.is_empty()) {
                    let text = help::text(page.trim_start_matches("/help/"), lang).unwrap();
                    assert!(text.contains(&format!("{{#{place}}}\n")), "{address} in {}", lang.tag());
                    looked += 1;
                }
            }
        }
        assert!(looked > 400, "{looked}");
    }

    #[test]
    fn the_help_of_a_page_is_the_nearest_one() {
        let help = |path| help_of(path, &[Role::FinanceMaker]).unwrap_or_default();
        assert_eq!(help("/applications/SQ-2026-0001/schedule/asked"), "/help/firms#schedule");
        assert_eq!(help("/applications/SQ-2026-0001?lang=en"), "/help/firms#apply");
        assert_eq!(help("/payments/ZF-2026-0001"), "/help/finance#payments");
        assert_eq!(help("/payments/holds"), "/help/finance#holds");
        assert_eq!(help("/"), "/help/finance");
        assert_eq!(help("/me/factor"), "/help/finance#sign-in");
        assert_eq!(help("/nowhere"), "");
    }
}
