//! Notices for the receiving officer: approved applications that wait for one, and notices that run or are over.

use axum::extract::RawQuery;
use axum::response::Response;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::workflow::notice::{NoticeEvent, NoticeState};
use domain::workflow::{ApplicationEvent, Table as _};
use maud::{Markup, Render, html};
use serde::Deserialize;

use crate::error::Error;
use crate::service::notice::end::End;
use crate::service::notice::publish::Publish;
use crate::service::query::{Page, case, notice as query};
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Confirm, Note, PageHead, Problems, Table, Th, empty, number, post_form, stack,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::page::Crumb;
use crate::web::page::public::{Before, notice_tag, steps};
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// Applications that one notice can list.
const WAITING: usize = 200;

/// What waits for a notice, and the notices.
///
/// # Errors
/// A fault of the database.
pub async fn manage(visit: Visit, Query(asked): Query<Before>) -> Result<Response, WebError> {
    listed(&visit, &asked, Problems::none(visit.lang)).await
}

async fn page(visit: &Visit, problems: Problems) -> Result<Response, WebError> {
    listed(visit, &Before::default(), problems).await
}

async fn listed(visit: &Visit, asked: &Before, problems: Problems) -> Result<Response, WebError> {
    let may = visit.actor()?.has(Role::ReceivingOfficer);
    let parts = [problems.render(), waiting(visit, may).await?, notices(visit, asked).await?];
    let body = html! { (PageHead::new(visit.t("nav-notice-admin")).lead(visit.t("notice-admin-lead"))) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(visit.t("nav-notice-admin"))];
    visit.show_with(visit.t("nav-notice-admin"), to!("/notices/manage"), crumbs, &problems, body).await
}

async fn waiting(visit: &Visit, may: bool) -> Result<Markup, WebError> {
    let lang = visit.lang;
    let places = visit.desk().await?.cases.open_to(ApplicationEvent::Publish);
    let cases = case::queue(&visit.web.app, &visit.reader()?, &places, None, WAITING).await?;
    let card = Card::new(visit.t("notice-waiting")).id("pick");
    if cases.rows.is_empty() {
        return Ok(card
            .flush(empty(&visit.t("notice-waiting-none"), &visit.t("notice-waiting-none-hint"), None))
            .render());
    }
    let mut heads = vec![
        Th::text(visit.t("head-application")),
        Th::text(visit.t("head-firm")),
        Th::text(visit.t("head-scheme")),
        Th::number(visit.t("head-approved")),
    ];
    if may {
        heads.insert(0, Th::hidden(visit.t("notice-pick")));
    }
    let table = Table::new(visit.t("notice-waiting"), heads).rows(cases.rows.iter().map(|row| {
        let case = &row.application;
        let name = lang.tv("select-row", &[("name", case.number.as_str().into())]);
        html! {
            tr {
                @if may { td { input type="checkbox" name="pick" value=(case.number) aria-label=(name); } }
                th scope="row" { a.code href=(path::review(&case.number)) { (case.number) } }
                td { (row.firm) }
                td { (lang.words(&row.call)) }
                td.num { @if let Some(amount) = case.approved { (number(lang, amount)) } }
            }
        }
    }));
    if !may {
        return Ok(card.flush(table).render());
    }
    let form = html! {
        form method="get" action=(to!("/notices/publish")) {
            (table)
            div.body { (Button::primary(visit.t("notice-prepare"))) }
        }
    };
    Ok(card.flush(form).render())
}

async fn notices(visit: &Visit, asked: &Before) -> Result<Markup, WebError> {
    let lang = visit.lang;
    let Page { rows: views, next } = query::own(&visit.web.app, &visit.reader()?, asked.before.as_deref()).await?;
    let card = Card::new(visit.t("notice-all"));
    if views.is_empty() {
        return Ok(card.flush(empty(&visit.t("notices-none"), &visit.t("notice-none-hint"), None)).render());
    }
    let heads = [
        Th::text(visit.t("head-number")),
        Th::text(visit.t("notice-from-to")),
        Th::number(visit.t("notice-firms")),
        Th::number(visit.t("head-amount")),
        Th::text(visit.t("head-state")),
        Th::text(visit.t("notice-left")),
        Th::hidden(visit.t("head-action")),
    ];
    let today = visit.web.app.clock.today();
    let table = Table::new(visit.t("notice-all"), heads).rows(views.iter().map(|view| {
        let state = NoticeState::of(view.closed_at.is_some());
        let over = !state.is_end() && today > view.ends_on;
        let may = visit.offers(state).contains(&NoticeEvent::End);
        html! {
            tr {
                th scope="row" { a.code href=(path::notice(&view.number)) { (view.number) } }
                td.nowrap { (lang.date(view.starts_on)) " – " (lang.date(view.ends_on)) }
                td.num { (view.items.len()) }
                td.num { (number(lang, view.total)) }
                td { (notice_tag(visit, view)) }
                td {
                    @if over { (lang.t("notice-to-end")) }
                    @else if !state.is_end() { (lang.tv("days-left", &[("count", view.days_left.into())])) }
                    @else { (lang.t("notice-closed")) }
                }
                td {
                    @if over && may {
                        (post_form(
                            to!("/notices/{number}/end", view.number),
                            &visit.token(),
                            Button::primary(lang.t("notice-end")).small(),
                        ))
                    }
                }
            }
        }
    }));
    Ok(card.flush(table).flush(steps(lang, to!("/notices/manage"), asked, next.as_deref())).render())
}

/// The page before publishing: what, how much, from when to when.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::CalendarMissing`].
pub async fn ask_publish(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, WebError> {
    let picked: Vec<String> = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .filter(|(name, _)| name == "pick")
        .map(|(_, value)| value.into_owned())
        .collect();
    if picked.is_empty() {
        let nothing = Refusal::new(Code::NothingSelected).at_field("pick");
        return page(&visit, Problems::new(visit.lang, &[nothing])).await;
    }
    let lang = visit.lang;
    let preview = match query::preview(&visit.web.app, &visit.reader()?, &picked).await {
        Ok(preview) => preview,
        Err(error) => return refused(&visit, error).await,
    };
    let (from, to, days) = preview.period;
    let fields = html! {
        @for case in &preview.items {
            input type="hidden" name="pick" value={ (case.number) ":" (case.version) };
        }
    };
    let count = i64::try_from(preview.items.len()).unwrap_or(i64::MAX);
    let question = Confirm {
        lang,
        title: visit.t("notice-publish"),
        count: Some(lang.tv("count-applications", &[("count", count.into())])),
        amount: Some(preview.total),
        facts: vec![
            (visit.t("notice-lists"), html! { ul { @for case in &preview.items { li { (case.number) } } } }),
            (visit.t("notice-from-to"), html! { (lang.date(from)) " – " (lang.date(to)) }),
            (visit.t("notice-length"), html! { (lang.tv("count-working-days", &[("count", days.into())])) }),
        ],
        taken_back: false,
        effect: visit.t("notice-publish-effect"),
        action: to!("/notices/publish"),
        token: &visit.token(),
        fields,
        button: visit.t("application-event-publish"),
        cancel: to!("/notices/manage"),
    };
    let left = html! {
        p { (visit.t("notice-left-to-others")) }
        ul { @for (number, why) in &preview.left { li { span.code { (number) } " " (lang.refusal(why)) } } }
    };
    let body = html! {
        (PageHead::new(visit.t("notice-publish")))
        @if !preview.left.is_empty() { (Note::Warn(left)) }
        (question)
    };
    let crumbs =
        vec![Crumb::link(visit.t("nav-notice-admin"), to!("/notices/manage")), Crumb::here(visit.t("notice-publish"))];
    visit.show(visit.t("notice-publish"), to!("/notices/manage"), crumbs, body).await
}

/// Applications with the versions that the person saw, as `number:version`.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Picks {
    #[serde(default)]
    pick: Vec<String>,
}

/// Publishes a notice.
///
/// # Errors
/// A fault of the database.
pub async fn publish(visit: Visit, form: Sent<Picks>) -> Result<Response, WebError> {
    let mut applications = Vec::new();
    for pick in form.fields.pick {
        let seen = pick.split_once(':').and_then(|(number, version)| Some((number.to_owned(), version.parse().ok()?)));
        applications.push(seen.ok_or(Code::FormMalformed)?);
    }
    let asked = applications.len();
    match visit.execute(&form.key, &Publish { applications }).await {
        Ok(number) => {
            let listed = query::one(&visit.web.app, &number).await?.items.len();
            let left = i64::try_from(asked.saturating_sub(listed)).unwrap_or(i64::MAX);
            let done = if left == 0 {
                Done::well("done-notice-published")
            } else {
                Done::with_warning("done-notice-published-without").with("count", left)
            };
            Ok(done.with("number", number).then(to!("/notices/manage"), visit.web.https))
        }
        Err(error) => refused(&visit, error).await,
    }
}

/// Ends a notice whose last day is over.
///
/// # Errors
/// A fault of the database.
pub async fn end(visit: Visit, Path(number): Path<String>, form: Sent<Nothing>) -> Result<Response, WebError> {
    match visit.execute(&form.key, &End { number: number.clone() }).await {
        Ok(payments) => {
            // What the person may not end stays, and the notice with it.
            let closed = query::one(&visit.web.app, &number).await?.closed_at.is_some();
            let done =
                if closed { Done::well("done-notice-ended") } else { Done::with_warning("done-notice-ended-without") };
            let done = done.with("number", number).with("payments", payments);
            Ok(done.then(to!("/notices/manage"), visit.web.https))
        }
        Err(error) => refused(&visit, error).await,
    }
}

/// The form is gone; what is wrong stands above the page.
async fn refused(visit: &Visit, error: Error) -> Result<Response, WebError> {
    page(visit, visit.problems(error)?.without_places()).await
}
