//! The menu of a person: one group of links per role, with how much waits behind them.

use domain::role::Role;
use domain::workflow::ApplicationState;

use super::component::Icon;
use super::fault::WebError;
use super::page::{NavGroup, NavItem, Todo};
use super::visit::Visit;
use crate::service::actor::Actor;
use crate::service::query::{credit, credit_outward, credit_statistics, scheme, shared};

/// Menu and work to do.
pub struct Desk {
    /// The menu.
    pub nav: Vec<NavGroup>,
    /// The work that waits.
    pub todo: Option<Todo>,
}

/// The authority's name for the brand.
///
/// # Errors
/// A fault of the database.
pub async fn authority(visit: &Visit) -> Result<String, WebError> {
    Ok(shared::authority(&visit.web.app).await?.map_or_else(String::new, |w| visit.lang.words(&w).to_owned()))
}

/// States in which an application waits for a role.
pub const fn waiting_for(role: Role) -> &'static [ApplicationState] {
    match role {
        Role::Preparer => &[ApplicationState::Draft, ApplicationState::CorrectionRequested],
        Role::ReceivingOfficer => &[ApplicationState::Submitted, ApplicationState::ApprovedProvisional],
        Role::CreditChecker => &[ApplicationState::Accepted],
        Role::FirstReviewer => &[ApplicationState::Checked, ApplicationState::InReview],
        Role::SecondReviewer => &[ApplicationState::Reviewed],
        Role::Approver => &[ApplicationState::Confirmed],
        _ => &[],
    }
}

/// The desk of a person.
///
/// # Errors
/// A fault of the database.
pub async fn of(visit: &Visit, actor: &Actor) -> Result<Desk, WebError> {
    let counts = shared::count_by_state(&visit.web.app, actor).await?;
    let waiting = |role: Role| {
        let states = waiting_for(role);
        counts.iter().filter(|(s, _)| states.contains(s)).map(|(_, n)| u64::try_from(*n).unwrap_or(0)).sum::<u64>()
    };
    let item = |text: &str, href: &str, icon: Icon, count: Option<u64>| NavItem {
        text: visit.t(text),
        href: href.to_owned(),
        icon,
        count: count.filter(|n| *n > 0),
    };
    let group = |title: &str, items: Vec<NavItem>| NavGroup { title: Some(visit.t(title)), items };
    let any = |roles: &[Role]| roles.iter().any(|r| actor.has(*r));
    let mut nav = vec![NavGroup { title: None, items: vec![item("nav-home", "/", Icon::Home, None)] }];
    if any(&[Role::Preparer, Role::Signatory]) {
        let mine = if actor.has(Role::Preparer) { waiting(Role::Preparer) } else { 0 };
        nav.push(group(
            "nav-group-apply",
            vec![
                item("nav-calls", "/calls", Icon::Flag, None),
                item("nav-my-applications", "/applications", Icon::Page, Some(mine)),
            ],
        ));
        nav.push(group(
            "nav-group-firm",
            vec![
                item("nav-firm", "/firm", Icon::Bank, None),
                item("nav-firm-credit", "/firm/credit", Icon::Shield, None),
            ],
        ));
    }
    let reviewing: Vec<Role> = REVIEWERS.iter().copied().filter(|r| actor.has(*r)).collect();
    let waiting_reviews: u64 = reviewing.iter().map(|r| waiting(*r)).sum();
    if any(REVIEWERS) || actor.has(Role::Auditor) {
        nav.push(group(
            "nav-group-review",
            vec![
                item("nav-todo", "/review", Icon::List, Some(waiting_reviews)),
                item("nav-all-applications", "/review/all", Icon::Page, None),
            ],
        ));
        nav.push(group(
            "nav-group-decision",
            vec![
                item("nav-divisions", "/divisions", Icon::Chart, None),
                item("nav-notice-admin", "/notices/manage", Icon::Calendar, None),
            ],
        ));
    }
    if any(credit::READERS) {
        let waiting = credit::waiting(&visit.web.app, actor).await?;
        let count = waiting.matches.saturating_add(waiting.entries).saturating_add(waiting.desk);
        nav.push(group("nav-group-query", vec![item("nav-credit", "/credit", Icon::Shield, Some(count))]));
    }
    // credit: outward reporting and statistics
    let mut figures = Vec::new();
    if any(credit_outward::READERS) {
        figures.push(item("nav-outward", "/credit/exports", Icon::Upload, None));
    }
    if any(credit_statistics::READERS) {
        figures.push(item("nav-credit-statistics", "/credit/statistics", Icon::Chart, None));
    }
    if !figures.is_empty() {
        nav.push(group("nav-group-credit-figures", figures));
    }
    if any(FINANCE) || actor.has(Role::Auditor) {
        nav.push(group(
            "nav-group-pay",
            vec![
                item("nav-budget", "/budget", Icon::Chart, None),
                item("nav-payable", "/payments", Icon::Note, None),
                item("nav-batches", "/batches", Icon::List, None),
            ],
        ));
        nav.push(group(
            "nav-group-reconcile",
            vec![
                item("nav-statements", "/statements", Icon::Link, None),
                item("nav-proof", "/proof", Icon::Tick, None),
            ],
        ));
    }
    let to_publish = scheme::waiting(&visit.web.app, actor).await?;
    let mut last = vec![item("nav-schemes", "/schemes", Icon::Page, Some(to_publish))];
    if actor.has(Role::Administrator) {
        last.push(item("nav-simulation", "/admin/simulation", Icon::Chart, None));
        let waiting = credit::waiting(&visit.web.app, actor).await?;
        last.push(item("nav-credit-rules", "/credit/rules", Icon::Shield, None));
        last.push(item("nav-credit-entries", "/credit/statements", Icon::People, Some(waiting.entries)));
    }
    if any(scheme::READERS) {
        last.push(item("nav-call-admin", "/calls/manage", Icon::Calendar, None));
        last.push(item("nav-audit", "/audit", Icon::List, None));
    }
    last.push(item("nav-notices", "/notices", Icon::Flag, None));
    last.push(item("nav-help", "/help", Icon::Page, None));
    nav.push(group("nav-group-rules", last));
    let mine = if actor.has(Role::Preparer) { waiting(Role::Preparer) } else { 0 };
    let (count, href) = if waiting_reviews > 0 { (waiting_reviews, "/review") } else { (mine, "/applications") };
    Ok(Desk { nav, todo: (count > 0).then(|| Todo { count, href: href.to_owned() }) })
}

/// Roles that work on cases.
pub const REVIEWERS: &[Role] =
    &[Role::ReceivingOfficer, Role::CreditChecker, Role::FirstReviewer, Role::SecondReviewer, Role::Approver];
/// Roles that work on money.
pub const FINANCE: &[Role] = &[Role::FinanceMaker, Role::FinanceApprover, Role::Reconciler];
