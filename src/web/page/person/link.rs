//! The page behind a link: somebody who was invited, or lost the password, sets one and is signed in.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use maud::{Render as _, html};
use serde::Deserialize;

use crate::error::Error;
use crate::service::person::link::{set_password, whose};
use crate::web::address::Path;
use crate::web::component::{Button, Card, Field, PageHead, Problems, post_form};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::page::sign_in_out::entered;
use crate::web::path::to;
use crate::web::visit::Visit;

/// The form.
///
/// # Errors
/// [`domain::refusal::Code::LinkOver`].
pub async fn show(visit: Visit, Path(token): Path<String>) -> Result<Response, WebError> {
    page(&visit, &token, &Problems::none(visit.lang)).await
}

async fn page(visit: &Visit, token: &str, problems: &Problems) -> Result<Response, WebError> {
    let (actor, login) = whose(&visit.web.app, token).await?;
    let lang = visit.lang;
    let title = visit.t("welcome-title");
    let name = lang.pick(&actor.name.0, &actor.name.1).to_owned();
    let lead = lang.tv("welcome-lead", &[("name", name.into()), ("login", login.as_str().into())]);
    let fields = html! {
        div.stack {
            (Field::password(lang, "password", visit.t("password-new")).hint(visit.t("password-hint")).autocomplete("new-password").check(problems))
            (Field::password(lang, "again", visit.t("password-again")).autocomplete("new-password").check(problems))
            p.row { (Button::primary(visit.t("password-set"))) }
        }
    };
    let form = post_form(to!("/welcome/{token}", token), &visit.token(), fields);
    let body = html! { (problems) (PageHead::new(title.clone()).lead(lead)) (Card::new(title.clone()).body(form)) };
    let mut page = visit.page(title, None, Vec::new(), body).await?;
    page.has_errors |= !problems.is_empty();
    let status = if problems.is_empty() { StatusCode::OK } else { problems.status() };
    Ok((status, page.render()).into_response())
}

/// A new password.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// Sets the password and signs the person in.
///
/// # Errors
/// [`domain::refusal::Code::LinkOver`]; what is asked of a password stands on the form.
pub async fn set(visit: Visit, Path(token): Path<String>, sent: Sent<NewPassword>) -> Result<Response, WebError> {
    let NewPassword { password, again } = &sent.fields;
    match set_password(&visit.web.app, visit.place.as_deref(), &token, (password, again)).await {
        Ok(session) => entered(&visit, session, None).await,
        Err(Error::Refused(refusal)) if refusal.field.is_some() => {
            page(&visit, &token, &Problems::new(visit.lang, &[refusal])).await
        }
        Err(other) => Err(other.into()),
    }
}
