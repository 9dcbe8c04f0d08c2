//! The menu of a person: one group of links per role, with how much waits behind them.

use domain::role::Role;

use super::component::Icon;
use super::fault::WebError;
use super::page::{NavGroup, NavItem, Todo, home};
use super::routes::opens;
use super::visit::Visit;
use crate::service::actor::Actor;
use crate::service::query::person;
use crate::service::query::waiting::{Errand, Thing};

/// Menu and work to do.
pub struct Desk {
    /// The menu.
    pub nav: Vec<NavGroup>,
    /// The work that waits.
    pub todo: Option<Todo>,
}

/// The authority's name for the brand: the person's own, and the first one for whoever is not signed in.
///
/// # Errors
/// A fault of the database.
pub async fn authority(visit: &Visit) -> Result<String, WebError> {
    if let Some(actor) = visit.actor.as_deref() {
        let (zh, en) = &actor.authority;
        return Ok(visit.lang.pick(zh, en).to_owned());
    }
    Ok(person::authority(&visit.web.app).await?.map_or_else(String::new, |w| visit.lang.words(&w).to_owned()))
}

/// The desk of a person: of the whole menu, the links that the route table opens to the person, each with what waits there.
///
/// # Errors
/// A fault of the database.
pub async fn of(visit: &Visit, actor: &Actor) -> Result<Desk, WebError> {
    let desk = visit.desk().await?;
    let waiting = &desk.errands;
    let mut groups = menu(visit, &actor.roles);
    let links: Vec<&str> = groups.iter().flat_map(|group| &group.items).map(|item| item.href.as_str()).collect();
    let mut counts = behind(waiting, &links).into_iter();
    for item in groups.iter_mut().flat_map(|group| &mut group.items) {
        item.count = counts.next().filter(|n| *n > 0);
    }
    let at = |href: &str| groups.iter().flat_map(|g| &g.items).find(|i| i.href == href).and_then(|item| item.count);
    let todo = ["/review", "/applications"].into_iter().find_map(|href| at(href).map(|n| (n, href)));
    let anywhere = || Some((groups.iter().flat_map(|g| &g.items).filter_map(|i| i.count).sum(), "/"));
    let todo = todo.or_else(anywhere).filter(|(n, _)| *n > 0);
    // What is to be read is no work.
    let inbox = groups.iter_mut().flat_map(|group| &mut group.items).find(|item| item.href == "/inbox");
    if let Some(item) = inbox {
        item.count = Some(desk.unread).filter(|n| *n > 0);
    }
    Ok(Desk { nav: groups, todo: todo.map(|(count, href)| Todo { count, href: href.to_owned() }) })
}

/// How much waits behind each of some links: a thing stands at the link that its page begins with, the longest of them, and
/// once although two roles of a person wait for it.
pub fn behind(waiting: &[Errand], links: &[&str]) -> Vec<u64> {
    let mut seen: Vec<Thing> = Vec::new();
    let mut counts = vec![0_u64; links.len()];
    for errand in waiting {
        let page = home::link(errand);
        let below = |link: &str| {
            page.strip_prefix(link).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
        };
        let found = links.iter().enumerate().filter(|(_, link)| **link != "/" && below(link));
        let place = found.max_by_key(|(_, link)| link.len()).and_then(|(at, _)| counts.get_mut(at));
        if let Some(count) = place.filter(|_| !seen.contains(&errand.thing)) {
            seen.push(errand.thing);
            *count = count.saturating_add(errand.count);
        }
    }
    counts
}

/// The whole menu, as far as roles open it.
fn menu(visit: &Visit, roles: &[Role]) -> Vec<NavGroup> {
    let may = |href: &str| opens(href, roles);
    let item =
        |text: &str, href: &str, icon: Icon| NavItem { text: visit.t(text), href: href.to_owned(), icon, count: None };
    let mut rules = vec![
        item("nav-schemes", "/schemes", Icon::Page),
        item("nav-procedures", "/procedures", Icon::List),
        item("nav-limits", "/limits", Icon::Shield),
        item("nav-people", "/people", Icon::People),
        item("nav-units", "/units", Icon::Bank),
        item("nav-funding", "/funding", Icon::Note),
        item("nav-calendar", "/calendar", Icon::Calendar),
        item("nav-readiness", "/readiness", Icon::Flag),
        item("nav-simulation", "/admin/simulation", Icon::Chart),
    ];
    // Who reads the register finds both as its tabs.
    if !may("/credit") {
        rules.push(item("nav-credit-rules", "/credit/rules", Icon::Shield));
        rules.push(item("nav-credit-entries", "/credit/statements", Icon::People));
    }
    rules.extend([
        item("nav-call-admin", "/calls/manage", Icon::Calendar),
        item("nav-audit", "/audit", Icon::List),
        item("nav-notices", "/notices", Icon::Flag),
        item("nav-help", "/help", Icon::Page),
    ]);
    let groups = [
        ("", vec![item("nav-home", "/", Icon::Home), item("nav-inbox", "/inbox", Icon::Note)]),
        (
            "nav-group-apply",
            vec![item("nav-calls", "/calls", Icon::Flag), item("nav-my-applications", "/applications", Icon::Page)],
        ),
        (
            "nav-group-firm",
            vec![item("nav-firm", "/firm", Icon::Bank), item("nav-firm-credit", "/firm/credit", Icon::Shield)],
        ),
        (
            "nav-group-review",
            vec![
                item("nav-todo", "/review", Icon::List),
                item("nav-all-applications", "/review/all", Icon::Page),
                item("nav-registrations", "/registrations", Icon::People),
            ],
        ),
        (
            "nav-group-decision",
            vec![
                item("nav-divisions", "/divisions", Icon::Chart),
                item("nav-notice-admin", "/notices/manage", Icon::Calendar),
            ],
        ),
        ("nav-group-query", vec![item("nav-credit", "/credit", Icon::Shield)]),
        (
            "nav-group-credit-figures",
            vec![
                item("nav-outward", "/credit/exports", Icon::Upload),
                item("nav-credit-statistics", "/credit/statistics", Icon::Chart),
            ],
        ),
        (
            "nav-group-pay",
            vec![
                item("nav-budget", "/budget", Icon::Chart),
                item("nav-payable", "/payments", Icon::Note),
                item("nav-accounts", "/accounts", Icon::Bank),
                item("nav-account-holds", "/payments/holds", Icon::Shield),
                item("nav-batches", "/batches", Icon::List),
                item("nav-requests", "/requests", Icon::People),
            ],
        ),
        (
            "nav-group-reconcile",
            vec![item("nav-statements", "/statements", Icon::Link), item("nav-proof", "/proof", Icon::Tick)],
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
    nav
}

/// Roles that work on cases.
pub const REVIEWERS: &[Role] =
    &[Role::ReceivingOfficer, Role::CreditChecker, Role::FirstReviewer, Role::SecondReviewer, Role::Approver];
/// Roles that work on money.
pub const FINANCE: &[Role] = &[Role::FinanceMaker, Role::FinanceApprover, Role::Reconciler];
