//! The page behind the set-up link: an empty installation gets its authority and its first two administrators, and shows the link
//! of each of the two this once.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, Render as _, html};
use serde::Deserialize;

use crate::error::Error;
use crate::service::account::set_up::{FirstPerson, Office, PLACES, must_be_open, set_up};
use crate::service::person::link::ENDS_AFTER;
use crate::web::address::Path;
use crate::web::component::{Button, Card, Field, Note, PageHead, Problems, post_form, stack, summary};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::path::to;
use crate::web::visit::Visit;

/// The form.
///
/// # Errors
/// [`domain::refusal::Code::SetupOver`].
pub async fn show(visit: Visit, Path(token): Path<String>) -> Result<Response, WebError> {
    page(&visit, &token, &Problems::none(visit.lang)).await
}

async fn page(visit: &Visit, token: &str, problems: &Problems) -> Result<Response, WebError> {
    must_be_open(&visit.web.app, token).await?;
    let (lang, title) = (visit.lang, visit.t("setup-title"));
    let text = |name: String, key: &str| Field::text(lang, &name, visit.t(key)).autocomplete("off").check(problems);
    let person = |place: &str| {
        html! {
            fieldset {
                legend { (visit.t(&format!("setup-{place}"))) }
                div.stack {
                    (text(format!("{place}_login"), "person-login").hint(visit.t("person-login-hint")))
                    div.grid2 {
                        (text(format!("{place}_zh"), "person-zh"))
                        (text(format!("{place}_en"), "person-en"))
                    }
                }
            }
        }
    };
    let fields = html! {
        div.stack {
            fieldset {
                legend { (visit.t("setup-authority")) }
                div.stack {
                    div.grid2 {
                        (text("zh".to_owned(), "setup-name-zh"))
                        (text("en".to_owned(), "setup-name-en"))
                    }
                    (text("code".to_owned(), "place-code").hint(visit.t("place-code-hint")))
                }
            }
            @for place in PLACES { (person(place)) }
            p.hint { (visit.t("setup-two")) }
            p.row { (Button::primary(visit.t("setup-act"))) }
        }
    };
    let form = post_form(to!("/setup/{token}", token), &visit.token(), fields);
    let body = html! {
        (problems)
        (PageHead::new(title.clone()).lead(visit.t("setup-lead")))
        (Card::new(title.clone()).body(form))
    };
    let mut page = visit.page(title, None, Vec::new(), body).await?;
    page.has_errors |= !problems.is_empty();
    let status = if problems.is_empty() { StatusCode::OK } else { problems.status() };
    Ok((status, page.render()).into_response())
}

/// What is typed: the authority and the two people.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    #[serde(default)]
    #[validate(length(max = 100))]
    zh: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    en: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    code: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    first_login: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    first_zh: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    first_en: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    second_login: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    second_zh: String,
    #[serde(default)]
    #[validate(length(max = 100))]
    second_en: String,
}

/// Sets the installation up.
///
/// # Errors
/// [`domain::refusal::Code::SetupOver`]; what is wrong with what was typed stands on the form.
pub async fn act(visit: Visit, Path(token): Path<String>, sent: Sent<Typed>) -> Result<Response, WebError> {
    let Typed { zh, en, code, first_login, first_zh, first_en, second_login, second_zh, second_en } = sent.fields;
    let people = [
        FirstPerson { login: first_login, zh: first_zh, en: first_en },
        FirstPerson { login: second_login, zh: second_zh, en: second_en },
    ];
    let office = Office { code, zh, en, people };
    match set_up(&visit.web.app, &token, &office).await {
        Ok(tokens) => done(&visit, &office.people, &tokens).await,
        Err(Error::RefusedMany(wrong)) => page(&visit, &token, &Problems::new(visit.lang, &wrong)).await,
        Err(other) => Err(other.into()),
    }
}

/// The two links, which nobody keeps.
async fn done(visit: &Visit, people: &[FirstPerson], tokens: &[String]) -> Result<Response, WebError> {
    let title = visit.t("setup-done");
    let row = |(person, token): (&FirstPerson, &String)| -> (String, Markup) {
        let address = to!("/welcome/{token}", token);
        (visit.lang.pick(&person.zh, &person.en).to_owned(), html! { a.mono href=(address) { (address) } })
    };
    let links: Vec<_> = people.iter().zip(tokens).map(row).collect();
    let told = visit.lang.tv("setup-done-text", &[("hours", ENDS_AFTER.num_hours().into())]);
    let parts = vec![
        Note::Ok(html! { p { (told) } p { (visit.t("person-link-once")) } }).render(),
        Card::new(visit.t("setup-links")).body(html! { (summary(1, &links)) }).render(),
        Card::new(visit.t("setup-next")).body(html! { p { (visit.t("setup-next-text")) } }).render(),
    ];
    let body = html! { (PageHead::new(title.clone())) (stack(parts)) };
    Ok(visit.page(title, None, Vec::new(), body).await?.render().into_response())
}
