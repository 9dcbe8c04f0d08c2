//! THE route table: method, path, who may, what it is called, and the handler. It builds the router; the authorisation
//! test walks it. A page that is not here does not exist.

use axum::routing::{MethodRouter, get, post};
use domain::role::Role;

use super::Web;
use super::desk::{FINANCE, REVIEWERS};
use super::page;
use super::page::firm;

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

/// The table.
pub fn table() -> Vec<Route> {
    vec![
        // signing in, files of the pages
        row("GET", "/assets/{hash}/{name}", PUBLIC, "asset", get(page::sign_in_out::asset)),
        row("GET", "/livez", PUBLIC, "live", get(page::sign_in_out::live)),
        row("GET", "/sign-in", PUBLIC, "sign_in.show", get(page::sign_in_out::show)),
        row("POST", "/sign-in", PUBLIC, "sign_in", post(page::sign_in_out::sign_in)),
        row("POST", "/sign-in/demo", PUBLIC, "sign_in.demo", post(page::sign_in_out::sign_in_demo)),
        row("POST", "/sign-out", ANYBODY, "sign_out", post(page::sign_in_out::sign_out)),
        row("POST", "/demo/next-day", ANYBODY, "demo.next_day", post(page::sign_in_out::next_day)),
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
        row("GET", "/applications/{number}/schedule/original", FIRM, "schedule.file", get(firm::schedule::original)),
        row("GET", "/applications/{number}/schedule/errors.xlsx", FIRM, "schedule.errors", get(firm::schedule::errors)),
        row("GET", "/applications/{number}/estimate", FIRM, "application.estimate", get(firm::estimate::show)),
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
        row("GET", "/firm", FIRM, "firm", get(firm::file::show)),
        row("POST", "/firm/account", PREPARER, "firm.set_account", post(firm::file::set_account)),
        // reviewers: queue, case, notices, credit, schemes, audit
        // finance: budget, payments, batches, statements, proof
    ]
}

/// The rows alone, for the guard's documentation and the tests.
pub fn rows() -> Vec<Row> {
    table().into_iter().map(|r| r.row).collect()
}
