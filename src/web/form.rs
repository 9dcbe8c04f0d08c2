//! What people send: forms with their token and idempotency key checked, into closed structs; uploads.

use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use domain::refusal::{Code, Fact, Refusal};
use serde::de::DeserializeOwned;

use super::Web;
use super::fault::WebError;
use super::visit::Visit;
use crate::error::Fault;
use crate::service::command::Key;

/// A form of the session that sent it: its fields and its idempotency key. A field that the struct does not have, or one
/// that stands twice where one is expected, is refused.
#[derive(Debug)]
pub struct Sent<T> {
    /// The fields.
    pub fields: T,
    /// The idempotency key made when the form was shown.
    pub key: Key,
}

impl<T: DeserializeOwned> FromRequest<Web> for Sent<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &Web) -> Result<Self, Response> {
        let visit = visit_of(&request)?;
        let body = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        let mut rest = form_urlencoded::Serializer::new(String::new());
        let (mut csrf, mut key) = (None, None);
        for (name, value) in form_urlencoded::parse(&body) {
            match &*name {
                "csrf" => csrf = Some(value.into_owned()),
                "key" => key = Some(value.into_owned()),
                _ => {
                    rest.append_pair(&name, &value);
                }
            }
        }
        let key = checked(&visit, csrf.as_deref(), key.as_deref()).map_err(IntoResponse::into_response)?;
        let fields = serde_html_form::from_str(&rest.finish()).map_err(|e| malformed(&e).into_response())?;
        Ok(Self { fields, key })
    }
}

/// An uploaded file with the other fields of its form.
#[derive(Debug)]
pub struct Upload {
    /// The name that the file has on the sender's machine.
    pub file_name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Further files by the name of their field.
    pub others: Vec<(String, Vec<u8>)>,
    /// The other fields.
    pub fields: Vec<(String, String)>,
    /// The idempotency key made when the form was shown.
    pub key: Key,
}

impl Upload {
    /// A further file's content; empty when none was chosen.
    pub fn other(&self, name: &str) -> &[u8] {
        self.others.iter().find(|(k, _)| k == name).map_or(&[], |(_, v)| v.as_slice())
    }

    /// A field's date.
    ///
    /// # Errors
    /// [`Code::DateMalformed`] at the field.
    pub fn date(&self, name: &str) -> Result<NaiveDate, Refusal> {
        domain::date::parse(self.field(name)).map_err(|r| r.at_field(name))
    }

    /// A field's date, or nothing.
    ///
    /// # Errors
    /// As for [`Upload::date`].
    pub fn maybe_date(&self, name: &str) -> Result<Option<NaiveDate>, Refusal> {
        if self.field(name).trim().is_empty() { Ok(None) } else { self.date(name).map(Some) }
    }

    /// A field's text, or nothing.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v.as_str())
    }
}

impl FromRequest<Web> for Upload {
    type Rejection = Response;

    async fn from_request(request: Request, state: &Web) -> Result<Self, Response> {
        let visit = visit_of(&request)?;
        let mut parts = Multipart::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        let (mut csrf, mut key, mut file) = (None, None, None);
        let (mut fields, mut others) = (Vec::new(), Vec::new());
        while let Some(part) = parts.next_field().await.map_err(IntoResponse::into_response)? {
            let name = part.name().unwrap_or_default().to_owned();
            if let Some(file_name) = part.file_name() {
                let file_name = file_name.to_owned();
                let bytes = part.bytes().await.map_err(IntoResponse::into_response)?;
                if name == "file" {
                    file = Some((file_name, bytes));
                } else {
                    others.push((name, bytes.to_vec()));
                }
                continue;
            }
            let text = part.text().await.map_err(IntoResponse::into_response)?;
            match name.as_str() {
                "csrf" => csrf = Some(text),
                "key" => key = Some(text),
                _ => fields.push((name, text)),
            }
        }
        let key = checked(&visit, csrf.as_deref(), key.as_deref()).map_err(IntoResponse::into_response)?;
        let (file_name, bytes) = file.unwrap_or_default();
        Ok(Self { file_name, bytes: bytes.to_vec(), others, fields, key })
    }
}

fn visit_of(request: &Request) -> Result<Visit, Response> {
    let missing = || WebError::from(crate::error::Error::from(Fault::new("a form without its guard"))).into_response();
    request.extensions().get::<Visit>().cloned().ok_or_else(missing)
}

fn checked(visit: &Visit, csrf: Option<&str>, key: Option<&str>) -> Result<Key, WebError> {
    if csrf != Some(visit.csrf().as_str()) {
        return Err(Code::ForeignRequest.into());
    }
    key.and_then(Key::parse).ok_or_else(|| Code::ForeignRequest.into())
}

fn malformed(error: &serde_html_form::de::Error) -> WebError {
    Refusal::new(Code::FormMalformed).with("detail", Fact::Text(error.to_string().chars().take(120).collect())).into()
}

/// An empty form: a button alone.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A button on a versioned thing: the version that the person saw.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Versioned {
    /// The version.
    pub version: i64,
}

/// A decision with its reason.
#[derive(Debug, serde::Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Reasoned {
    /// The version.
    pub version: i64,
    /// The reason, may be empty where it is a remark.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}
