//! What people send: forms with their token and idempotency key checked, into closed structs; uploads.

pub(in crate::web) mod read;
pub(in crate::web) mod shape;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use domain::refusal::{Code, Fact, Refusal};
use http_body_util::{BodyExt as _, LengthLimitError};
use serde::de::DeserializeOwned;
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt as _;
use validator::Validate;

use super::Web;
use super::fault::WebError;
use super::visit::Visit;
use crate::config::Uploads;
use crate::error::{Error, Fault};
use crate::service::command::Key;
use crate::service::upload::Incoming;

/// A form of the session that sent it: its fields and its idempotency key. A field that the struct does not have, or one
/// that stands twice where one is expected, is refused, and so is one that has not the shape that the struct declares.
#[derive(Debug)]
pub struct Sent<T> {
    /// The fields.
    pub fields: T,
    /// The idempotency key made when the form was shown.
    pub key: Key,
}

impl<T: DeserializeOwned + Validate> FromRequest<Web> for Sent<T> {
    type Rejection = Response;

    async fn from_request(mut request: Request, _: &Web) -> Result<Self, Response> {
        let visit = visit_of(&request)?;
        let (key, sent) = match Again::of(&mut request) {
            Some(again) => (again.key, again.fields),
            None => {
                let most = if visit.actor.is_some() { FORM_BYTES } else { STRANGERS_BYTES };
                let whole = Whole::of_fields(request, most).await.map_err(IntoResponse::into_response)?;
                visit.received();
                let (key, whole) = whole.checked(&visit).await?;
                (key, whole.fields)
            }
        };
        super::again::keep(&sent);
        let fields: T = read::read(&sent).map_err(|refusal| WebError::from(refusal).into_response())?;
        shape::hold(&fields).map_err(|refused| WebError::from(Error::RefusedMany(refused)).into_response())?;
        Ok(Self { fields, key })
    }
}

/// Uploaded files with the other fields of their form. A file stays on disk and is read from there piece by piece, however
/// long it is.
#[derive(Debug)]
pub struct Upload {
    /// The file; empty when none was chosen.
    pub file: Incoming,
    /// Further files by the name of their field.
    pub others: Vec<(String, Incoming)>,
    /// The other fields.
    pub fields: Vec<(String, String)>,
    /// The idempotency key made when the form was shown.
    pub key: Key,
}

/// Refuses what no form of this program sends: a name that is not among these, or one that stands twice.
///
/// # Errors
/// [`Code::FormMalformed`]; [`Code::FieldTwice`].
pub fn closed(fields: &[(String, String)], names: &[&str]) -> Result<(), Refusal> {
    let mut seen: Vec<&str> = Vec::new();
    for (name, _) in fields {
        if !names.contains(&name.as_str()) {
            return Err(Refusal::new(Code::FormMalformed));
        }
        if seen.contains(&name.as_str()) {
            return Err(Refusal::new(Code::FieldTwice).at_field(name));
        }
        seen.push(name);
    }
    Ok(())
}

fn field_of<'f>(fields: &'f [(String, String)], name: &str) -> &'f str {
    fields.iter().find(|(k, _)| k == name).map_or("", |(_, v)| v.as_str())
}

impl Upload {
    /// Refuses fields other than these, each once.
    ///
    /// # Errors
    /// [`Code::FormMalformed`]; [`Code::FieldTwice`].
    pub fn only(&self, names: &[&str]) -> Result<(), Refusal> {
        closed(&self.fields, names)
    }

    /// A further file; none when none was chosen.
    pub fn other(&self, name: &str) -> Option<&Incoming> {
        self.others.iter().find(|(k, _)| k == name).map(|(_, file)| file)
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
        field_of(&self.fields, name)
    }
}

impl FromRequest<Web> for Upload {
    type Rejection = Response;

    async fn from_request(mut request: Request, web: &Web) -> Result<Self, Response> {
        let visit = visit_of(&request)?;
        let refused = |e: WebError| e.into_response();
        let (key, fields, files) = match Again::of(&mut request) {
            Some(again) => (again.key, again.fields, again.files),
            None => {
                let whole = Whole::of_parts(request, web, visit.actor.is_none()).await.map_err(refused)?;
                visit.received();
                let (key, whole) = whole.checked(&visit).await?;
                // Only what the session's own form sent is read from the disk.
                let files = incoming(whole.files).await.map_err(refused)?;
                (key, whole.fields, files)
            }
        };
        // What was typed is kept before a field of it is refused, so that the form comes back with it.
        super::again::keep(&fields);
        if let Some(refusal) = fields.iter().find_map(|(name, text)| read::short_enough(name, text).err()) {
            return Err(WebError::from(refusal).into_response());
        }
        let (mut file, mut others) = (Incoming::default(), Vec::new());
        for (field, one) in files {
            if field == "file" {
                file = one;
            } else {
                others.push((field, one));
            }
        }
        Ok(Self { file, others, fields, key })
    }
}

/// A form whose session and whose person are known already: it waited, or it travelled through the page that asks for a proof. What
/// reads forms takes it from the request in the place of a body.
#[derive(Clone)]
pub(super) struct Again(Arc<Mutex<Option<Known>>>);

/// What such a form holds.
pub(super) struct Known {
    pub(super) key: Key,
    pub(super) fields: Vec<(String, String)>,
    pub(super) files: Vec<(String, Incoming)>,
}

impl Again {
    /// Puts it into a request.
    pub(super) fn put(request: &mut Request, known: Known) {
        request.extensions_mut().insert(Self(Arc::new(Mutex::new(Some(known)))));
    }

    fn of(request: &mut Request) -> Option<Known> {
        let again = request.extensions_mut().remove::<Self>()?;
        again.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A form as it came in, before anything of it counts.
pub(super) struct Whole {
    /// What it carries of its session.
    pub(super) csrf: Option<String>,
    /// Its idempotency key.
    pub(super) key: Option<String>,
    /// The other fields.
    pub(super) fields: Vec<(String, String)>,
    /// Its files: field, name and content.
    pub(super) files: Vec<(String, (String, Received))>,
}

impl Whole {
    /// A form without files, not longer than that.
    pub(super) async fn of_fields(request: Request, most: usize) -> Result<Self, WebError> {
        let body = whole(request.into_body(), most).await?;
        let mut form = Self { csrf: None, key: None, fields: Vec::new(), files: Vec::new() };
        for (name, value) in form_urlencoded::parse(&body) {
            form.add(name.into_owned(), value.into_owned());
        }
        Ok(form)
    }

    fn add(&mut self, name: String, value: String) {
        match name.as_str() {
            "csrf" => self.csrf = Some(value),
            "key" => self.key = Some(value),
            _ => self.fields.push((name, value)),
        }
    }

    /// A form with files.
    pub(super) async fn of_parts(request: Request, web: &Web, stranger: bool) -> Result<Self, WebError> {
        let limit = if stranger { web.uploads.limit.min(STRANGERS_FILE) } else { web.uploads.limit };
        let max = Uploads { limit, folder: web.uploads.folder.clone() };
        if told_length(request.headers()).is_some_and(|length| length > limit.saturating_add(ENVELOPE)) {
            let_run_out(request.into_body());
            return Err(file_too_large(&max));
        }
        let torn = |_: MultipartError| torn();
        let mut parts = Multipart::from_request(request, web).await.map_err(|_| self::torn())?;
        let mut form = Self { csrf: None, key: None, fields: Vec::new(), files: Vec::new() };
        let mut left = limit;
        while let Some(part) = parts.next_field().await.map_err(torn)? {
            let name = part.name().unwrap_or_default().to_owned();
            if let Some(file_name) = part.file_name() {
                // No form for strangers has a second file.
                if stranger && (name != "file" || !form.files.is_empty()) {
                    return Err(self::torn());
                }
                let file_name = file_name.to_owned();
                let received = receive(part, &max, &mut left).await?;
                form.files.push((name, (file_name, received)));
                continue;
            }
            form.add(name, read_field(part, &max, &mut left).await?);
        }
        Ok(form)
    }

    /// A form with files or without, as its sender says.
    pub(super) async fn of(request: Request, web: &Web) -> Result<Self, WebError> {
        if has_files(&request) {
            Self::of_parts(request, web, false).await
        } else {
            Self::of_fields(request, FORM_BYTES).await
        }
    }

    /// The key of a form of this session. One of an earlier session of the same person is kept, and shown to be sent again.
    pub(super) async fn checked(self, visit: &Visit) -> Result<(Key, Self), Response> {
        if self.csrf.as_deref() != Some(visit.csrf().as_str()) {
            return Err(super::late::of_before(visit, self).await);
        }
        match self.key.as_deref().and_then(Key::parse) {
            Some(key) => Ok((key, self)),
            None => Err(WebError::from(Code::ForeignRequest).into_response()),
        }
    }
}

/// Whether a form comes with files.
pub(super) fn has_files(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
    kind.get(..20).is_some_and(|kind| kind.eq_ignore_ascii_case(b"multipart/form-data;"))
}

/// Files as acts take them.
pub(super) async fn incoming(files: Vec<(String, (String, Received))>) -> Result<Vec<(String, Incoming)>, WebError> {
    let mut all = Vec::with_capacity(files.len());
    for (field, (name, Received(file))) in files {
        all.push((field, Incoming::on_disk(&name, file.into_temp_path()).await?));
    }
    Ok(all)
}

/// A file as it came in: on disk, and gone with this value whatever happens.
pub(super) struct Received(NamedTempFile);

/// Writes a part to the folder of uploads, piece by piece.
async fn receive(mut part: Field<'_>, uploads: &Uploads, left: &mut u64) -> Result<Received, WebError> {
    let lost = |e: std::io::Error| Error::from(Fault::of_file("an upload could not be kept", e));
    let file = NamedTempFile::with_prefix_in("xinbu-upload-", &uploads.folder).map_err(lost)?;
    let mut writer = tokio::fs::File::from_std(file.reopen().map_err(lost)?);
    while let Some(piece) = next_piece(&mut part).await? {
        *left =
            left.checked_sub(u64::try_from(piece.len()).unwrap_or(u64::MAX)).ok_or_else(|| file_too_large(uploads))?;
        writer.write_all(&piece).await.map_err(lost)?;
    }
    writer.flush().await.map_err(lost)?;
    Ok(Received(file))
}

/// The next piece of a part; the door ends the waiting for one who has gone.
async fn next_piece(part: &mut Field<'_>) -> Result<Option<Bytes>, WebError> {
    part.chunk().await.map_err(|_| torn())
}

/// A field of text beside the files.
async fn read_field(mut part: Field<'_>, uploads: &Uploads, left: &mut u64) -> Result<String, WebError> {
    let mut text = Vec::new();
    while let Some(piece) = next_piece(&mut part).await? {
        *left =
            left.checked_sub(u64::try_from(piece.len()).unwrap_or(u64::MAX)).ok_or_else(|| file_too_large(uploads))?;
        if text.len().saturating_add(piece.len()) > FORM_BYTES {
            return Err(form_too_large(FORM_BYTES));
        }
        text.extend_from_slice(&piece);
    }
    String::from_utf8(text).map_err(|_| torn())
}

/// A body that is not longer than a form may be.
pub(super) async fn whole(body: Body, most: usize) -> Result<Bytes, WebError> {
    to_bytes(body, most).await.map_err(|error| {
        let long = std::error::Error::source(&error).is_some_and(|e| e.is::<LengthLimitError>());
        if long { form_too_large(most) } else { torn() }
    })
}

/// Keeps a body that is a file on disk, piece by piece, as the file of a form is kept.
pub(super) async fn file_of(request: Request, uploads: &Uploads, name: &str) -> Result<Incoming, WebError> {
    let (head, mut body) = request.into_parts();
    if told_length(&head.headers).is_some_and(|length| length > uploads.limit) {
        let_run_out(body);
        return Err(file_too_large(uploads));
    }
    let lost = |e: std::io::Error| Error::from(Fault::of_file("an upload could not be kept", e));
    let file = NamedTempFile::with_prefix_in("xinbu-upload-", &uploads.folder).map_err(lost)?;
    let mut writer = tokio::fs::File::from_std(file.reopen().map_err(lost)?);
    let mut left = uploads.limit;
    while let Some(frame) = body.frame().await {
        let Ok(piece) = frame.map_err(|_| torn())?.into_data() else { continue };
        let length = u64::try_from(piece.len()).unwrap_or(u64::MAX);
        let Some(rest) = left.checked_sub(length) else {
            let_run_out(body);
            return Err(file_too_large(uploads));
        };
        left = rest;
        writer.write_all(&piece).await.map_err(lost)?;
    }
    writer.flush().await.map_err(lost)?;
    Ok(Incoming::on_disk(name, file.into_temp_path()).await?)
}

/// How long a body is, as its sender says.
fn told_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok())
}

/// Reads what nobody wants until it ends, beside the answer: a browser that is still sending shows a broken connection
/// otherwise.
pub(super) fn let_run_out(body: Body) {
    tokio::spawn(async move {
        let (mut body, mut left) = (body, RUN_OUT);
        while let Some(Ok(frame)) = body.frame().await {
            let length = frame.data_ref().map_or(0, |piece| piece.len());
            let Some(rest) = left.checked_sub(length) else { return };
            left = rest;
        }
    });
}

/// The most that a form without files may hold.
pub(super) const FORM_BYTES: usize = 8 << 20;
/// The most that a form of somebody who is not signed in may hold: a name and a password.
const STRANGERS_BYTES: usize = 64 << 10;
/// The most that a file of somebody who is not signed in may hold, with the fields beside it: the licence of a firm.
const STRANGERS_FILE: u64 = (10 << 20) + (64 << 10);
/// What the fields and borders of an upload may take beside its files.
const ENVELOPE: u64 = 1 << 20;
/// How much of a refused body is let run out.
const RUN_OUT: usize = 2 << 30;

fn file_too_large(uploads: &Uploads) -> WebError {
    Refusal::new(Code::FileTooLarge).with("max", Fact::Count(uploads.megabytes())).into()
}

fn form_too_large(most: usize) -> WebError {
    let max = Fact::Text(if most < 1 << 20 { format!("{} KB", most >> 10) } else { format!("{} MB", most >> 20) });
    Refusal::new(Code::FormTooLarge).with("max", max).into()
}

/// What came in is no whole form.
fn torn() -> WebError {
    Code::FormMalformed.into()
}

fn visit_of(request: &Request) -> Result<Visit, Response> {
    let missing = || WebError::from(crate::error::Error::from(Fault::new("a form without its guard"))).into_response();
    request.extensions().get::<Visit>().cloned().ok_or_else(missing)
}

/// Fields whose names the page makes: questions of a scheme, terms of a call. The handler says which there are.
#[derive(Debug, serde::Deserialize)]
#[serde(transparent)]
pub struct Named(pub BTreeMap<String, String>);

impl Validate for Named {
    fn validate(&self) -> Result<(), validator::ValidationErrors> {
        Ok(())
    }
}

/// A reason alone.
#[derive(Debug, Default, serde::Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Why {
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

/// An empty form: a button alone.
#[derive(Debug, serde::Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A button on a versioned thing: the version that the person saw.
#[derive(Debug, serde::Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Versioned {
    /// The version.
    #[validate(range(min = 0))]
    pub version: i64,
}

/// A decision with its reason.
#[derive(Debug, serde::Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Reasoned {
    /// The version.
    #[validate(range(min = 0))]
    pub version: i64,
    /// The reason, may be empty where it is a remark.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}
