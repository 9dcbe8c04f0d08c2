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
use crate::web::path::{Path, to};

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
    let links: Vec<Path> = groups.iter().flat_map(|group| &group.items).map(|item| item.href.clone()).collect();
    let mut counts = behind(waiting, &links).into_iter();
    for item in groups.iter_mut().flat_map(|group| &mut group.items) {
        item.count = counts.next().filter(|n| *n > 0);
    }
    let at = |href: &Path| groups.iter().flat_map(|g| &g.items).find(|i| i.href == *href).and_then(|item| item.count);
    let todo = [to!("/review"), to!("/applications")].into_iter().find_map(|href| at(&href).map(|n| (n, href)));
    let anywhere = || Some((groups.iter().flat_map(|g| &g.items).filter_map(|i| i.count).sum(), to!("/")));
    let todo = todo.or_else(anywhere).filter(|(n, _)| *n > 0);
    // What is to be read is no work.
    let inbox = groups.iter_mut().flat_map(|group| &mut group.items).find(|item| item.href == to!("/inbox"));
    if let Some(item) = inbox {
        item.count = Some(desk.unread).filter(|n| *n > 0);
    }
    Ok(Desk { nav: groups, todo: todo.map(|(count, href)| Todo { count, href }) })
}

/// How much waits behind each of some links: a thing stands at the link that its page begins with, the longest of them, and
/// once although two roles of a person wait for it.
pub fn behind(waiting: &[Errand], links: &[Path]) -> Vec<u64> {
    let mut seen: Vec<Thing> = Vec::new();
    let mut counts = vec![0_u64; links.len()];
    for errand in waiting {
        let page = home::link(errand);
        let found = links.iter().enumerate().filter(|(_, link)| **link != to!("/") && page.is_within(link));
        let place = found.max_by_key(|(_, link)| link.as_str().len()).and_then(|(at, _)| counts.get_mut(at));
        if let Some(count) = place.filter(|_| !seen.contains(&errand.thing)) {
            seen.push(errand.thing);
            *count = count.saturating_add(errand.count);
        }
    }
    counts
}

/// The whole menu, as far as roles open it.
fn menu(visit: &Visit, roles: &[Role]) -> Vec<NavGroup> {
    let may = |href: &Path| opens(href, roles);
    let item = |text: &str, href: Path, icon: Icon| NavItem { text: visit.t(text), href, icon, count: None };
    let mut rules = vec![
        item("nav-schemes", to!("/schemes"), Icon::Page),
        item("nav-procedures", to!("/procedures"), Icon::List),
        item("nav-limits", to!("/limits"), Icon::Shield),
        item("nav-people", to!("/people"), Icon::People),
        item("nav-recusals", to!("/recusals"), Icon::Flag),
        item("nav-units", to!("/units"), Icon::Bank),
        item("nav-funding", to!("/funding"), Icon::Note),
        item("nav-calendar", to!("/calendar"), Icon::Calendar),
        item("nav-letter-texts", to!("/letter-texts"), Icon::Page),
        item("nav-readiness", to!("/readiness"), Icon::Flag),
        item("nav-simulation", to!("/admin/simulation"), Icon::Chart),
    ];
    // Who reads the register finds both as its tabs.
    if !may(&to!("/credit")) {
        rules.push(item("nav-credit-rules", to!("/credit/rules"), Icon::Shield));
        rules.push(item("nav-credit-entries", to!("/credit/statements"), Icon::People));
    }
    rules.extend([
        item("nav-call-admin", to!("/calls/manage"), Icon::Calendar),
        item("nav-audit", to!("/audit"), Icon::List),
        item("nav-notices", to!("/notices"), Icon::Flag),
        item("nav-help", to!("/help"), Icon::Page),
    ]);
    let groups = [
        ("", vec![item("nav-home", to!("/"), Icon::Home), item("nav-inbox", to!("/inbox"), Icon::Note)]),
        (
            "nav-group-apply",
            vec![
                item("nav-calls", to!("/calls"), Icon::Flag),
                item("nav-my-applications", to!("/applications"), Icon::Page),
            ],
        ),
        (
            "nav-group-firm",
            vec![
                item("nav-firm", to!("/firm"), Icon::Bank),
                item("nav-firm-credit", to!("/firm/credit"), Icon::Shield),
            ],
        ),
        (
            "nav-group-review",
            vec![
                item("nav-todo", to!("/review"), Icon::List),
                item("nav-all-applications", to!("/review/all"), Icon::Page),
                item("nav-registrations", to!("/registrations"), Icon::People),
            ],
        ),
        (
            "nav-group-decision",
            vec![
                item("nav-divisions", to!("/divisions"), Icon::Chart),
                item("nav-notice-admin", to!("/notices/manage"), Icon::Calendar),
            ],
        ),
        ("nav-group-query", vec![item("nav-credit", to!("/credit"), Icon::Shield)]),
        (
            "nav-group-credit-figures",
            vec![
                item("nav-outward", to!("/credit/exports"), Icon::Upload),
                item("nav-credit-statistics", to!("/credit/statistics"), Icon::Chart),
            ],
        ),
        (
            "nav-group-pay",
            vec![
                item("nav-budget", to!("/budget"), Icon::Chart),
                item("nav-payable", to!("/payments"), Icon::Note),
                item("nav-accounts", to!("/accounts"), Icon::Bank),
                item("nav-account-holds", to!("/payments/holds"), Icon::Shield),
                item("nav-batches", to!("/batches"), Icon::List),
                item("nav-requests", to!("/requests"), Icon::People),
            ],
        ),
        (
            "nav-group-reconcile",
            vec![item("nav-statements", to!("/statements"), Icon::Link), item("nav-proof", to!("/proof"), Icon::Tick)],
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
