//! The menu of a person: one group of links per role, with how much waits behind them.

use domain::role::Role;

use super::component::Icon;
use super::fault::WebError;
use super::page::{NavGroup, NavItem, Todo};
use super::routes::opens;
use super::visit::Visit;
use crate::service::actor::Actor;
use crate::service::query::{call, credit, limit, procedure, scheme, shared, waiting};

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

/// The desk of a person: of the whole menu, the links that the route table opens to the person.
///
/// # Errors
/// A fault of the database.
pub async fn of(visit: &Visit, actor: &Actor) -> Result<Desk, WebError> {
    let counts = waiting::cases(&visit.web.app, actor).await?;
    let of_firm = [Role::Preparer, Role::Signatory].into_iter().filter(|r| actor.has(*r)).map(|r| counts.waiting(r));
    let mine = of_firm.max().unwrap_or(0);
    let reviews: u64 = REVIEWERS.iter().filter(|r| actor.has(**r)).map(|r| counts.waiting(*r)).sum();
    let credit = credit::waiting(&visit.web.app, actor).await?;
    let at_desk = credit.matches.saturating_add(credit.entries).saturating_add(credit.desk);
    let to_publish = scheme::waiting(&visit.web.app, actor).await?;
    let to_confirm = call::count_waiting(&visit.web.app, actor).await?;
    let procedures = procedure::waiting(&visit.web.app, actor).await?;
    let limits = limit::waiting(&visit.web.app, actor).await?;
    let may = |href: &str| opens(href, &actor.roles);
    let item = |text: &str, href: &str, icon: Icon, count: u64| NavItem {
        text: visit.t(text),
        href: href.to_owned(),
        icon,
        count: (count > 0).then_some(count),
    };
    let mut rules = vec![
        item("nav-schemes", "/schemes", Icon::Page, to_publish),
        item("nav-procedures", "/procedures", Icon::List, procedures),
        item("nav-limits", "/limits", Icon::Shield, limits),
        item("nav-simulation", "/admin/simulation", Icon::Chart, 0),
    ];
    // Who reads the register finds both as its tabs.
    if !may("/credit") {
        rules.push(item("nav-credit-rules", "/credit/rules", Icon::Shield, 0));
        rules.push(item("nav-credit-entries", "/credit/statements", Icon::People, credit.entries));
    }
    rules.extend([
        item("nav-call-admin", "/calls/manage", Icon::Calendar, to_confirm),
        item("nav-audit", "/audit", Icon::List, 0),
        item("nav-notices", "/notices", Icon::Flag, 0),
        item("nav-help", "/help", Icon::Page, 0),
    ]);
    let groups = [
        ("", vec![item("nav-home", "/", Icon::Home, 0)]),
        (
            "nav-group-apply",
            vec![
                item("nav-calls", "/calls", Icon::Flag, 0),
                item("nav-my-applications", "/applications", Icon::Page, mine),
            ],
        ),
        (
            "nav-group-firm",
            vec![item("nav-firm", "/firm", Icon::Bank, 0), item("nav-firm-credit", "/firm/credit", Icon::Shield, 0)],
        ),
        (
            "nav-group-review",
            vec![
                item("nav-todo", "/review", Icon::List, reviews),
                item("nav-all-applications", "/review/all", Icon::Page, 0),
            ],
        ),
        (
            "nav-group-decision",
            vec![
                item("nav-divisions", "/divisions", Icon::Chart, 0),
                item("nav-notice-admin", "/notices/manage", Icon::Calendar, 0),
            ],
        ),
        ("nav-group-query", vec![item("nav-credit", "/credit", Icon::Shield, at_desk)]),
        (
            "nav-group-credit-figures",
            vec![
                item("nav-outward", "/credit/exports", Icon::Upload, 0),
                item("nav-credit-statistics", "/credit/statistics", Icon::Chart, 0),
            ],
        ),
        (
            "nav-group-pay",
            vec![
                item("nav-budget", "/budget", Icon::Chart, 0),
                item("nav-payable", "/payments", Icon::Note, 0),
                item("nav-accounts", "/accounts", Icon::Bank, 0),
                item("nav-account-holds", "/payments/holds", Icon::Shield, 0),
                item("nav-batches", "/batches", Icon::List, 0),
                item("nav-requests", "/requests", Icon::People, 0),
            ],
        ),
        (
            "nav-group-reconcile",
            vec![item("nav-statements", "/statements", Icon::Link, 0), item("nav-proof", "/proof", Icon::Tick, 0)],
        ),
        ("nav-group-rules", rules),
    ];
    let mut nav = Vec::new();
    for (title, mut items) in groups {
        items.retain(|item| may(&item.href));
        if !items.is_empty() {
            nav.push(NavGroup { title: (!title.is_empty()).then(|| visit.t(title)), items });
        }
    }
    let (count, href) = if reviews > 0 { (reviews, "/review") } else { (mine, "/applications") };
    Ok(Desk { nav, todo: (count > 0).then(|| Todo { count, href: href.to_owned() }) })
}

/// Roles that work on cases.
pub const REVIEWERS: &[Role] =
    &[Role::ReceivingOfficer, Role::CreditChecker, Role::FirstReviewer, Role::SecondReviewer, Role::Approver];
/// Roles that work on money.
pub const FINANCE: &[Role] = &[Role::FinanceMaker, Role::FinanceApprover, Role::Reconciler];
