//! Whether the office can work: what its day needs, what of it is missing, and where each of it is brought in.

use axum::response::Response;
use maud::{Markup, html};

use crate::service::query::readiness::{Matter, Point, Standing, points};
use crate::web::component::{Card, Note, PageHead, Tone, tag};
use crate::web::fault::WebError;
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

const HERE: path::Path = to!("/readiness");

/// What the office needs, what is missing first.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    let points = points(&visit.web.app, &visit.reader()?).await?;
    let missing = points.iter().filter(|point| point.standing == Standing::Missing).count();
    let title = visit.t("nav-readiness");
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("readiness-lead")))
        div.stack {
            @if missing == 0 { (Note::Ok(html! { (visit.t("readiness-good")) })) }
            @else { (Note::Warn(html! { (visit.lang.tv("readiness-missing", &[("count", missing.into())])) })) }
            (Card::new(visit.t("readiness-needs")).body(html! {
                ul.plain aria-label=(visit.t("readiness-needs")) {
                    @for point in &points { li { (row(&visit, point)) } }
                }
            }))
        }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show(title, HERE, crumbs, body).await
}

fn row(visit: &Visit, point: &Point) -> Markup {
    let (tone, key) = match point.standing {
        Standing::Missing => (Tone::Red, "readiness-state-missing"),
        Standing::Soon => (Tone::Amber, "readiness-state-soon"),
        Standing::Off => (Tone::Grey, "readiness-state-off"),
        Standing::There => (Tone::Green, "readiness-state-there"),
    };
    let (place, how) = cure(&point.matter);
    html! {
        (tag(tone, &visit.t(key))) " " (words(visit, &point.matter))
        @if point.standing != Standing::There {
            div.hint {
                (visit.t(how)) " " a href=(place) { (visit.t("readiness-go")) }
            }
        }
    }
}

fn words(visit: &Visit, matter: &Matter) -> String {
    let lang = visit.lang;
    match matter {
        Matter::Administrators => visit.t("readiness-administrators"),
        Matter::Holder(role) => {
            lang.tv("readiness-holder", &[("role", lang.t(&format!("role-{}", role.key())).into_owned().into())])
        }
        Matter::Chain(name) => lang.tv("readiness-chain", &[("name", name.clone().into())]),
        Matter::Payments => visit.t("readiness-payments"),
        Matter::Passwords(0) => visit.t("readiness-passwords"),
        Matter::Passwords(count) => lang.tv("readiness-passwords-missing", &[("count", (*count).into())]),
        Matter::Holidays(year) => lang.tv("readiness-holidays", &[("year", year.to_string().into())]),
        Matter::BudgetLine(year) => lang.tv("readiness-budget-line", &[("year", year.to_string().into())]),
        Matter::Call => visit.t("readiness-call"),
        Matter::Mail => visit.t("readiness-mail"),
    }
}

/// On which page it is brought in, and how.
fn cure(matter: &Matter) -> (path::Path, &'static str) {
    match matter {
        Matter::Administrators | Matter::Holder(_) | Matter::Chain(_) | Matter::Payments => {
            (to!("/people"), "readiness-cure-people")
        }
        Matter::Passwords(_) => (to!("/people"), "readiness-cure-passwords"),
        Matter::Holidays(_) => (to!("/calendar").anchor("add"), "readiness-cure-holidays"),
        Matter::BudgetLine(_) => (to!("/funding").anchor("line"), "readiness-cure-budget-line"),
        Matter::Call => (to!("/calls/manage"), "readiness-cure-call"),
        Matter::Mail => (to!("/help/mail"), "readiness-cure-mail"),
    }
}
