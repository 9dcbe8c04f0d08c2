//! Forms that came too late: their session had ended, or their person signed in anew since. What was typed is kept for that person, who
//! sees it after signing in, on the page that it stood on, and sends it again with one button; nothing is done before. It is kept for a
//! form that a session of this installation had shown, and for no other; a form of somebody else is refused as ever.
//!
//! A form that brings a file to an act which asks for a proof waits in the same way, while its person is asked.

use axum::extract::Request;
use axum::http::Uri;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::id::KeptFormId;
use domain::refusal::Code;

use super::fault::WebError;
use super::form::{Again, FORM_BYTES, Known, Whole, incoming};
use super::guard::refused;
use super::path::{Path, to};
use super::proof;
use super::routes::Row;
use super::session::{self, go};
use super::visit::Visit;
use crate::error::Error;
use crate::service::account::kept::{self, Form, Kept, WAITS, is_earlier, whose_was};
use crate::service::actor::Actor;
use crate::service::command::Key;
use crate::service::id::new_token;

/// What of the query names a form that waits.
const KEPT: &str = "kept";

/// Keeps a form to which nobody is signed in: its session has ended, or whoever signs in owes something still. Anything else is
/// refused, and of what a stranger sends nothing is read.
pub(super) async fn keep(visit: &Visit, request: Request, otherwise: WebError) -> Response {
    kept_or(visit, request, otherwise).await.unwrap_or_else(IntoResponse::into_response)
}

async fn kept_or(visit: &Visit, request: Request, otherwise: WebError) -> Result<Response, WebError> {
    if !visit.keeps {
        return Ok(refused(request, otherwise));
    }
    let app = &visit.web.app;
    let whose = match (&visit.owing, &visit.over) {
        (Some((_, actor)), _) => Some((Actor::clone(actor), None)),
        (None, Some(token)) => whose_was(app, token).await?.map(|(actor, mark)| (actor, Some(mark))),
        (None, None) => None,
    };
    let Some((actor, mark)) = whose else { return Ok(refused(request, otherwise)) };
    let whole = Whole::of(request, &visit.web).await?;
    visit.received();
    let csrf = whole.csrf.as_deref().unwrap_or_default();
    let own = match mark {
        Some(mark) => mark == csrf,
        // A form of the very session that owes something is refused: nobody has it before that is given.
        None => csrf != visit.csrf() && is_earlier(app, &actor, csrf).await?,
    };
    if !own {
        return Err(otherwise);
    }
    match put(visit, &actor, whole).await? {
        Some(waits) => Ok(waits.shown()),
        None => Err(otherwise),
    }
}

/// What becomes of a form that is not of this session: one of an earlier session of the same person is kept.
pub(super) async fn of_before(visit: &Visit, whole: Whole) -> Response {
    let foreign = || WebError::from(Code::ForeignRequest);
    let kept = async {
        let (Some(actor), true) = (visit.actor.as_deref(), visit.keeps) else { return Ok(None) };
        if !is_earlier(&visit.web.app, actor, whole.csrf.as_deref().unwrap_or_default()).await? {
            return Ok(None);
        }
        put(visit, actor, whole).await
    };
    match kept.await {
        Ok(Some(waits)) => waits.shown(),
        Ok(None) => foreign().into_response(),
        Err(error) => error.into_response(),
    }
}

/// A form that waits now, and the browser that has to be known for it.
pub(super) struct Waits {
    /// The form.
    pub(super) id: KeptFormId,
    browser: String,
    https: bool,
}

impl Waits {
    /// To where it is shown; whoever is not signed in signs in first.
    fn shown(&self) -> Response {
        self.told(go(to!("/kept")))
    }

    /// Lets the browser be known.
    pub(super) fn told(&self, mut response: Response) -> Response {
        let seconds = WAITS.num_seconds();
        session::keep_browser(response.headers_mut(), self.browser.clone(), self.https, seconds);
        response
    }
}

/// Keeps a form for its person; none where no more is kept, or where it is no form of the program.
pub(super) async fn put(visit: &Visit, actor: &Actor, whole: Whole) -> Result<Option<Waits>, WebError> {
    let Some(key) = whole.key.filter(|key| Key::parse(key).is_some()) else { return Ok(None) };
    let browser = match &visit.browser {
        Some(browser) => browser.clone(),
        None => new_token().map_err(Error::from)?,
    };
    let form = Form {
        path: visit.path.to_string(),
        from: visit.from.as_ref().map(ToString::to_string),
        key,
        fields: whole.fields,
    };
    let files = incoming(whole.files).await?;
    let id = kept::keep(&visit.web.app, actor, &browser, form, files).await?;
    Ok(id.map(|id| Waits { id, browser, https: visit.web.https }))
}

/// The forms that wait for the person at this browser.
///
/// # Errors
/// A fault of the database.
pub async fn waiting(visit: &Visit) -> Result<Vec<Kept>, Error> {
    match &visit.browser {
        Some(browser) => kept::waiting(&visit.web.app, visit.actor()?, browser).await,
        None => Ok(Vec::new()),
    }
}

/// Where a form that waits is sent again: its own address.
pub fn address(form: &Kept) -> Option<Path> {
    Path::ours(&form.form.path).map(|path| at(&path, form.id))
}

/// The address of an act for a form that waits.
pub(super) fn at(path: &Path, id: KeptFormId) -> Path {
    path.query(&[(KEPT, &id.to_string())])
}

/// The form that waits and is sent again by this request.
pub(super) fn asked(uri: &Uri) -> Option<KeptFormId> {
    let query = uri.query()?;
    form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == KEPT).and_then(|(_, id)| id.parse().ok())
}

/// The address without that.
fn without(uri: &Uri) -> Option<Uri> {
    let kept = form_urlencoded::parse(uri.query()?.as_bytes()).filter(|(name, _)| name != KEPT);
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(kept).finish();
    let text = if query.is_empty() { uri.path().to_owned() } else { format!("{}?{query}", uri.path()) };
    text.parse().ok()
}

/// Carries out a form that waited, as if it came in now: its person is signed in, may do it, and proves who that is where the act asks.
pub(super) async fn again(visit: Visit, request: Request, next: Next, id: KeptFormId, row: &Row) -> Response {
    sent_again(visit, request, next, id, row).await.unwrap_or_else(IntoResponse::into_response)
}

async fn sent_again(
    mut visit: Visit,
    request: Request,
    next: Next,
    id: KeptFormId,
    row: &Row,
) -> Result<Response, WebError> {
    let (mut head, body) = request.into_parts();
    let mut button = Whole::of_fields(Request::from_parts(head.clone(), body), FORM_BYTES).await?;
    visit.received();
    if button.csrf.as_deref() != Some(visit.csrf().as_str()) {
        return Err(Code::ForeignRequest.into());
    }
    head.uri = without(&head.uri).ok_or(Code::NotFound)?;
    visit.path = Path::asked(&head.uri);
    let waiting = waiting(&visit).await?.into_iter().find(|kept| kept.id == id);
    // The page says that it waits no more.
    let Some(form) = waiting.filter(|kept| kept.form.path == visit.path.as_str()) else { return Ok(go(to!("/kept"))) };
    if row.proves && visit.must_prove() {
        let typed = button.fields.iter().position(|(name, _)| name == proof::FIELD);
        let typed = typed.map(|at| button.fields.swap_remove(at).1);
        if let Some(page) = proof::of_waiting(&mut visit, id, typed).await? {
            return Ok(page);
        }
    }
    visit.from = form.form.from.as_deref().and_then(Path::ours);
    let key = Key::parse(&form.form.key).ok_or(Code::ForeignRequest)?;
    let known = Known { key, fields: form.form.fields.clone(), files: form.fetch(&visit.web.app).await? };
    let mut request = Request::from_parts(head, axum::body::Body::empty());
    request.extensions_mut().insert(visit.clone());
    Again::put(&mut request, known);
    let response = next.run(request).await;
    // What was refused waits on: its page shows it again, and so does that of what waits.
    if response.status().is_success() || response.status().is_redirection() {
        // It is done whether it waits on or not: sent once more, its key tells that it was.
        if let Err(error) = form.let_go(&visit.web.app).await {
            tracing::warn!(?error, "a form that was carried out waits until its time is over");
        }
    }
    Ok(response)
}
