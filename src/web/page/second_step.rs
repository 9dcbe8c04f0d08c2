//! The second step of signing in: the page that asks for a code after the password.

use axum::response::{IntoResponse as _, Response};
use maud::{Render as _, html};
use serde::Deserialize;

use super::sign_in_out::{Next, entered};
use crate::service::account::second_step::give_code;
use crate::web::address::Query;
use crate::web::component::{Button, Card, Field, PageHead, post_form};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::path::{Path, to};
use crate::web::session::go;
use crate::web::visit::Visit;

/// The form; whoever owes nothing has no business here.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(query): Query<Next>) -> Result<Response, WebError> {
    if visit.owing.is_none() {
        return Ok(go(to!("/")));
    }
    let (lang, title) = (visit.lang, visit.t("code-title"));
    let fields = html! {
        div.stack {
            @if let Some(next) = query.next.and_then(|next| Path::ours(&next)) { input type="hidden" name="next" value=(next); }
            (code_field(&visit).hint(visit.t("code-hint")))
            p.row { (Button::primary(lang.t("act-sign-in"))) }
            p.hint { (visit.t("code-lost")) }
        }
    };
    let form = post_form(to!("/sign-in/code"), &visit.token(), fields);
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("code-lead")))
        (Card::new(title.clone()).body(form))
    };
    Ok(visit.page(title, None, Vec::new(), body).await?.render().into_response())
}

/// The field of a code. Telephones and password keepers fill it in.
pub(super) fn code_field(visit: &Visit) -> Field {
    Field::text(visit.lang, "code", visit.t("code")).autocomplete("one-time-code")
}

/// What is typed.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Code {
    #[serde(default)]
    #[validate(length(max = 100))]
    code: String,
    next: Option<String>,
}

/// Takes the code.
///
/// # Errors
/// What refuses it stands on the page.
pub async fn give(visit: Visit, sent: Sent<Code>) -> Result<Response, WebError> {
    let token = visit.session.as_deref().unwrap_or_default();
    let token = give_code(&visit.web.app, visit.place.as_deref(), token, &sent.fields.code).await?;
    entered(&visit, token, sent.fields.next).await
}
