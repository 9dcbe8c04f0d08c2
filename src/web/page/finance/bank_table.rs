//! What the columns of a bank's table hold: asked when a file with new headings comes, said once.

use axum::response::Response;
use domain::bank_table::{Meaning, Profile};
use domain::id::BankTableId;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use maud::{Markup, html};
use serde::Deserialize;

use super::is;
use crate::i18n::Lang;
use crate::service::reconcile::bank_table::{self, Describe, Withdraw};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Choice, Field, Icon, PageHead, Problems, Table, Th, details, empty, post_form,
};
use crate::web::fault::WebError;
use crate::web::form::{Sent, Why};
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const LIST: path::Path = to!("/statements");
const HERE: path::Path = to!("/statements/columns");

/// Asks what the columns hold, with what stands in them and what they most likely mean.
pub(super) async fn ask(
    visit: &Visit,
    profile: &Profile,
    rows: &[Vec<String>],
    problems: &Problems,
) -> Result<Response, WebError> {
    let title = visit.t("bank-table");
    let form = html! {
        div.stack {
            @for (place, column) in profile.columns.iter().enumerate() { (column_field(visit.lang, place, column, rows)) }
            p.row { (Button::primary(visit.t("bank-table-save")).icon(Icon::Tick)) }
        }
    };
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("bank-table-lead")))
        div.stack { (problems) (Card::new(visit.t("bank-table-columns")).body(post_form(HERE, &visit.token(), form))) }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-statements"), LIST), Crumb::here(title.clone())];
    visit.show_with(title, LIST, crumbs, problems, body).await
}

fn column_field(lang: Lang, place: usize, column: &domain::bank_table::Column, rows: &[Vec<String>]) -> Markup {
    let meaning = |m: &Meaning| Choice::new(m.key(), lang.t(&format!("bank-column-{}", m.key())));
    let below: Vec<&str> = rows.iter().filter_map(|row| row.get(place)).map(|cell| cell.trim()).collect();
    let below: Vec<&str> = below.into_iter().filter(|cell| !cell.is_empty()).take(3).collect();
    let heading = match column.heading.trim() {
        "" => {
            lang.tv("bank-table-no-heading", &[("number", i64::try_from(place).unwrap_or(0).saturating_add(1).into())])
        }
        heading => heading.to_owned(),
    };
    let field = Field::select(lang, "meaning", heading, Meaning::ALL.iter().map(meaning).collect());
    let field = field.id(format!("meaning-{place}")).value(column.meaning.key());
    html! {
        input type="hidden" name="heading" value=(column.heading);
        @if below.is_empty() { (field) } @else { (field.hint(below.join(" · "))) }
    }
}

/// The form.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Said {
    #[serde(default)]
    heading: Vec<String>,
    #[serde(default)]
    meaning: Vec<String>,
}

/// Takes what a person says of the columns.
///
/// # Errors
/// Faults; what is missing stands on the page.
pub async fn describe(visit: Visit, form: Sent<Said>) -> Result<Response, WebError> {
    let Said { heading, meaning } = form.fields;
    let said = Describe { headings: heading, meanings: meaning };
    match visit.execute(&form.key, &said).await {
        Ok(()) => Ok(Done::well("done-bank-table").then(LIST, visit.web.https)),
        Err(error) => {
            let problems = visit.problems(error)?;
            let profile = said.profile_as_sent().ok_or(Refusal::new(Code::FormMalformed))?;
            ask(&visit, &profile, &[], &problems).await
        }
    }
}

/// The tables that are known, each with the form that withdraws it.
///
/// # Errors
/// Faults.
pub async fn list(visit: Visit) -> Result<Response, WebError> {
    known(&visit, &Problems::none(visit.lang)).await
}

async fn known(visit: &Visit, problems: &Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let tables = bank_table::known(&visit.web.app, &visit.reader()?).await?;
    let title = visit.t("bank-table-known");
    let cards = tables.iter().map(|table| {
        let rows = table.profile.columns.iter().map(|column| {
            html! { tr { th scope="row" { (column.heading) } td { (lang.t(&format!("bank-column-{}", column.meaning.key()))) } } }
        });
        let heads = vec![Th::text(lang.t("bank-table-heading")), Th::text(lang.t("bank-table-meaning"))];
        let who = table.by.as_ref().map_or_else(String::new, |words| lang.words(words).to_owned());
        let facts = [("who", who.as_str().into()), ("at", lang.instant(table.at, visit.web.app.clock.zone()).into())];
        let said = lang.tv("bank-table-said", &facts);
        let form = html! {
            div.stack {
                (Field::area(lang, "reason", visit.t("reason")).id(format!("reason-{}", table.id)).check(problems))
                p { (Button::danger(visit.t("bank-table-withdraw"))) }
            }
        };
        let to = to!("/statements/columns/{table}/withdraw", table.id);
        Card::new(said.clone()).body(html! {
            (Table::new(said, heads).rows(rows))
            @if is(visit, Role::Reconciler) {
                (details(&visit.t("bank-table-withdraw"), post_form(&to, &visit.token(), form)))
            }
        })
    });
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("bank-table-known-lead")))
        div.stack {
            (problems)
            @if tables.is_empty() {
                (Card::new(title.clone()).flush(empty(&visit.t("empty-list"), &visit.t("bank-table-none"), None)))
            }
            @for card in cards { (card) }
        }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-statements"), LIST), Crumb::here(title.clone())];
    visit.show_with(title, LIST, crumbs, problems, body).await
}

/// Withdraws what was said of a table.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn withdraw(visit: Visit, Path(id): Path<BankTableId>, form: Sent<Why>) -> Result<Response, WebError> {
    match visit.execute(&form.key, &Withdraw { id, reason: form.fields.reason }).await {
        Ok(()) => Ok(Done::well("done-bank-table-withdrawn").then(HERE, visit.web.https)),
        Err(error) => known(&visit, &visit.problems(error)?).await,
    }
}
