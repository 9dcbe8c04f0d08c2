//! Dividing a call: where its applications stand, what each got of the pools and the budget, and the act itself.

use axum::response::Response;
use domain::role::Role;
use maud::{Markup, Render, html};

use crate::service::application::divide::DivideCall;
use crate::service::query::division::{self as query, CallView, Part};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Note, PageHead, Problems, Table, Th, Tone, application_tag, empty, number, post_form, stack, tag,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// The calls that have something to divide.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit) -> Result<Response, WebError> {
    let lang = visit.lang;
    let calls = query::calls(&visit.web.app, &visit.reader()?).await?;
    let card = Card::new(visit.t("nav-divisions"));
    let card = if calls.is_empty() {
        card.flush(empty(&visit.t("division-none"), &visit.t("division-none-hint"), None))
    } else {
        let heads = [
            Th::text(visit.t("head-number")),
            Th::text(visit.t("head-scheme")),
            Th::text(visit.t("division-closes")),
            Th::number(visit.t("division-applications")),
            Th::number(visit.t("division-ready")),
            Th::text(visit.t("head-state")),
        ];
        card.flush(Table::new(visit.t("nav-divisions"), heads).rows(calls.iter().map(|view| {
            let call = &view.call;
            html! {
                tr {
                    th scope="row" { a.code href=(path::division(&call.number)) { (call.number) } }
                    td { (lang.words(&call.title)) span.sub { (lang.words(&view.scheme.title)) } }
                    td.nowrap { (lang.date(call.closes_on)) }
                    td.num { (view.applications.len()) }
                    td.num { (view.ready()) }
                    td { (state(&visit, view)) }
                }
            }
        })))
    };
    let body = html! { (PageHead::new(visit.t("nav-divisions")).lead(visit.t("division-lead"))) (card) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(visit.t("nav-divisions"))];
    visit.show(visit.t("nav-divisions"), to!("/divisions"), crumbs, body).await
}

fn state(visit: &Visit, view: &CallView) -> Markup {
    if view.is_divided() {
        tag(Tone::Green, &visit.t("division-done"))
    } else {
        tag(Tone::Grey, &visit.t("division-open"))
    }
}

/// One call with its applications.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; a fault of the database.
pub async fn show(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    page(&visit, &number, Problems::none(visit.lang)).await
}

async fn page(visit: &Visit, call: &str, problems: Problems) -> Result<Response, WebError> {
    let view = query::one(&visit.web.app, &visit.reader()?, call).await?;
    let may = visit.actor()?.has(Role::FirstReviewer);
    let title = visit.lang.words(&view.call.title).to_owned();
    let body = html! {
        (PageHead::new(title.clone()).tag(state(visit, &view)).lead(call.to_owned()))
        (stack([problems.render(), applications(visit, &view)?, act(visit, &view, may)]))
    };
    let crumbs = vec![Crumb::link(visit.t("nav-divisions"), to!("/divisions")), Crumb::here(call)];
    visit.show_with(title, to!("/divisions"), crumbs, &problems, body).await
}

fn applications(visit: &Visit, view: &CallView) -> Result<Markup, WebError> {
    let lang = visit.lang;
    let card = Card::new(visit.t("division-applications"));
    if view.applications.is_empty() {
        return Ok(card.flush(empty(&visit.t("empty-list"), &visit.t("division-empty-hint"), None)).render());
    }
    let mut heads =
        vec![Th::text(visit.t("head-application")), Th::text(visit.t("head-firm")), Th::text(visit.t("head-state"))];
    heads.extend(view.scheme.pools.iter().map(|pool| Th::number(lang.words(&pool.rule.title).to_owned())));
    if let Some(budget) = &view.scheme.budget {
        heads.push(Th::number(lang.words(&budget.rule.title).to_owned()));
    }
    heads.push(Th::number(visit.t("head-calculated")));
    let money = |amount| view.scheme.currency.of(amount);
    let row = |part: &Part| {
        let shares = part.division.as_ref().map(|division| &division.shares);
        let pool = |name: &str| shares.and_then(|shares| shares.pools.as_ref()?.get(name)).map(|share| share.share);
        let open = || lang.t("missing-value");
        html! {
            tr {
                th scope="row" { a.code href=(path::review(&part.application.number)) { (part.application.number) } }
                td { (part.firm) }
                td { (application_tag(lang, part.application.state)) }
                @for own in &view.scheme.pools {
                    td.num { @match pool(&own.rule.name) { Some(share) => (number(lang, money(share))), None => (open()) } }
                }
                @if view.scheme.budget.is_some() {
                    td.num {
                        @match shares.and_then(|shares| shares.budget) {
                            Some(share) => (number(lang, money(share.share))),
                            None => (open()),
                        }
                    }
                }
                td.num {
                    @match part.application.calculated { Some(amount) => (number(lang, amount)), None => (open()) }
                }
            }
        }
    };
    let table = Table::new(visit.t("division-applications"), heads).rows(view.applications.iter().map(row));
    let total = lang.tv("division-total", &[("total", lang.money(money(view.total()?)).into())]);
    Ok(card.flush(html! { (table) div.body { (total) } }).render())
}

fn act(visit: &Visit, view: &CallView, may: bool) -> Markup {
    let call = &view.call;
    let (all, ready) = (view.applications.len(), view.ready());
    let open = visit.web.app.clock.today() <= call.closes_on;
    let card = Card::new(visit.t("division-act"));
    if open {
        let until = visit.lang.tv("division-wait-window", &[("date", visit.lang.date(call.closes_on).into())]);
        return card.body(Note::Info(html! { (until) })).render();
    }
    if all == 0 || ready < all {
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).into();
        let facts = [("ready", count(ready)), ("all", count(all))];
        return card.body(Note::Info(html! { (visit.lang.tv("division-wait-review", &facts)) })).render();
    }
    let form = html! {
        p { (visit.t("division-effect")) }
        @if may {
            (post_form(
                path::division(&call.number),
                &visit.token(),
                Button::primary(visit.t("division-button")),
            ))
        } @else {
            p.hint { (visit.t("division-who")) }
        }
    };
    card.body(form).render()
}

/// Divides the call.
///
/// # Errors
/// A fault of the database.
pub async fn divide(visit: Visit, Path(call): Path<String>, form: Sent<Nothing>) -> Result<Response, WebError> {
    match visit.execute(&form.key, &DivideCall { number: call.clone() }).await {
        Ok((count, total)) => {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            let view = query::one(&visit.web.app, &visit.reader()?, &call).await?;
            let total = view.scheme.currency.of(total);
            let done = Done::well("done-call-divided").with("count", count).with("total", visit.lang.money(total));
            Ok(done.then(path::division(&call), visit.web.https))
        }
        Err(error) => page(&visit, &call, visit.problems(error)?.without_places()).await,
    }
}
