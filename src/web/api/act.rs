//! The one door for acts of programs: a key, the version that was seen, and a body that is the act.

use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, IF_MATCH};
use axum::response::{IntoResponse, Response};
use domain::refusal::{Code, Refusal};
use serde::de::DeserializeOwned;
use uuid::Uuid;
use validator::Validate;

use super::json::Object;
use super::view::{Told, answer};
use crate::error::Error;
use crate::service::command::{Act, Key};
use crate::service::upload::Incoming;
use crate::web::Web;
use crate::web::fault::WebError;
use crate::web::form::{self, shape};
use crate::web::visit::Visit;

/// The header of the key by which a request that is sent again is known.
pub(super) const KEY: &str = "Idempotency-Key";

/// The key of a request: a UUID that its program made for it.
///
/// # Errors
/// [`Code::FieldRequired`]; [`Code::FormMalformed`].
pub(super) fn key_of(headers: &HeaderMap) -> Result<Key, Refusal> {
    let refuse = |code| Refusal::new(code).at_field(KEY);
    let text = headers.get(KEY).ok_or_else(|| refuse(Code::FieldRequired))?;
    let id: Option<Uuid> = text.to_str().ok().and_then(|text| text.parse().ok());
    id.and_then(|id| Key::parse(&id.to_string())).ok_or_else(|| refuse(Code::FormMalformed))
}

/// The version that a request names beside its body.
///
/// # Errors
/// [`Code::FormMalformed`] for what is no version.
pub(super) fn version_of(headers: &HeaderMap) -> Result<Option<i64>, Refusal> {
    let Some(text) = headers.get(IF_MATCH) else { return Ok(None) };
    let quoted = text.to_str().ok().and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"'));
    let version = quoted.and_then(|text| text.parse().ok());
    version.map(Some).ok_or_else(|| Refusal::new(Code::FormMalformed).at_field(IF_MATCH.as_str()))
}

/// A closed body, and its key.
pub(super) struct Sent<T> {
    pub body: T,
    pub key: Key,
}

impl<T: DeserializeOwned + Validate> Sent<T> {
    async fn of(request: Request) -> Result<Self, WebError> {
        let (head, body) = request.into_parts();
        let visit = head.extensions.get::<Visit>();
        let kind = head.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let json = kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
        let bytes = form::whole(body, form::FORM_BYTES).await?;
        if let Some(visit) = visit {
            visit.received();
        }
        if !json {
            return Err(Refusal::new(Code::FormMalformed).at_field(CONTENT_TYPE.as_str()).into());
        }
        let key = key_of(&head.headers)?;
        let mut sent = Object::of(&bytes)?;
        sent.with_version(version_of(&head.headers)?)?;
        let body: T = sent.read()?;
        shape::hold(&body).map_err(|refused| WebError::from(Error::RefusedMany(refused)))?;
        Ok(Self { body, key })
    }
}

impl<T: DeserializeOwned + Validate> FromRequest<Web> for Sent<T> {
    type Rejection = Response;

    async fn from_request(request: Request, _: &Web) -> Result<Self, Response> {
        Self::of(request).await.map_err(IntoResponse::into_response)
    }
}

/// A file that is sent as it is, with its key and the version that was seen.
///
/// # Errors
/// As for [`key_of`] and [`version_of`], once the file came; what is too large is not taken.
pub(super) async fn file_sent(
    visit: &Visit,
    request: Request,
    name: &str,
) -> Result<(Key, Option<i64>, Incoming), WebError> {
    let (key, version) = (key_of(request.headers()), version_of(request.headers()));
    let file = form::file_of(request, &visit.web.uploads, name).await?;
    visit.received();
    Ok((key?, version?, file))
}

/// Carries an act out.
///
/// # Errors
/// What the act refuses.
pub(super) async fn carry_out<A>(visit: Visit, sent: Sent<A>) -> Result<Response, WebError>
where
    A: Act + DeserializeOwned + Validate,
    A::Output: Told,
{
    let done = visit.execute(&sent.key, &sent.body).await?;
    Ok(answer(&done.told()))
}
