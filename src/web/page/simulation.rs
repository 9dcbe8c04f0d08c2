//! Simulation (政策测算) for administrators: what another version of the rules would have paid on past applications. The
//! choice is here; the result, on screen and on paper, below.

use axum::extract::RawQuery;
use axum::response::Response;
use domain::refusal::{Code, Refusal};
use domain::scheme::Scheme;
use domain::scheme::edition::Standing;
use maud::{Markup, Render, html};
use serde::Deserialize;

use crate::error::{Error, Fault};
use crate::export::{XLSX, simulation as export};
use crate::service::query::call::Call;
use crate::service::query::scheme as query;
use crate::service::query::simulation::{self as service, Simulation, Source, Wanted};
use crate::service::simulation as act;
use crate::web::component::{Button, Card, Choice, Field, PageHead, Problems, empty, stack, upload_form};
use crate::web::fault::WebError;
use crate::web::form::{Sent, Upload, closed};
use crate::web::page::Crumb;
use crate::web::page::review::case::download;
use crate::web::path::{self, to};
use crate::web::session::go;
use crate::web::visit::Visit;

mod result;

/// The address of the choice.
const HERE: path::Path = to!("/admin/simulation");

/// What was chosen, as it was sent.
#[derive(Debug, Clone, Default)]
struct Chosen {
    scheme: String,
    base: String,
    calls: Vec<String>,
    text: String,
}

impl Chosen {
    /// The choice in the query of an address.
    fn of_query(query: Option<&str>) -> Self {
        let mut chosen = Self::default();
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            chosen.take(&name, value.into_owned());
        }
        chosen
    }

    fn take(&mut self, name: &str, value: String) {
        match name {
            "scheme" => self.scheme = value,
            "base" => self.base = value,
            "call" => self.calls.push(value),
            // A browser sends the lines of a text field with carriage returns; a file has none.
            "text" => self.text = value.replace("\r\n", "\n"),
            _ => {}
        }
    }

    /// A page that is asked for it; a text does not fit into an address.
    fn on(&self, page: &path::Path) -> path::Path {
        let mut pairs = vec![("scheme", self.scheme.as_str()), ("base", self.base.as_str())];
        pairs.extend(self.calls.iter().map(|call| ("call", call.as_str())));
        page.query(&pairs)
    }

    /// What shall be compared; nothing without a version.
    fn wanted(&self) -> Option<Wanted> {
        let scheme =
            if self.text.trim().is_empty() { Source::parse(&self.scheme)? } else { Source::Text(self.text.clone()) };
        Some(Wanted { scheme, base: Source::parse(&self.base), calls: self.calls.clone() })
    }
}

/// The choice.
///
/// # Errors
/// A fault of the database.
pub async fn choose(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, WebError> {
    form(&visit, &Chosen::of_query(query.as_deref()), Problems::none(visit.lang)).await
}

async fn form(visit: &Visit, chosen: &Chosen, problems: Problems) -> Result<Response, WebError> {
    let calls = service::calls(&visit.web.app, &visit.reader()?).await?;
    let content = if calls.is_empty() {
        let (title, hint) = (visit.t("simulation-no-calls"), visit.t("simulation-no-calls-hint"));
        Card::new(visit.t("simulation-choose")).flush(empty(&title, &hint, None)).render()
    } else {
        let versions: Vec<Choice> = query::editions(&visit.web.app, &visit.reader()?)
            .await?
            .iter()
            .filter(|edition| edition.standing != Standing::Discarded)
            .map(|edition| {
                let name = format!("{}/{}", edition.scheme_id, edition.version);
                let standing = visit.t(&format!("standing-{}", edition.standing.key()));
                let label = format!("{name} · {} · {standing}", visit.lang.words(&edition.title));
                Choice::new(name, label)
            })
            .collect();
        let fields = fields(visit, chosen, (&versions, &calls), &problems);
        Card::new(visit.t("simulation-choose")).body(upload_form(HERE, &visit.token(), fields)).render()
    };
    let title = visit.t("nav-simulation");
    let body = html! {
        (PageHead::new(title.clone()).lead(visit.t("simulation-lead")))
        (stack([problems.render(), content]))
    };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(title.clone())];
    visit.show_with(title, HERE, crumbs, &problems, body).await
}

fn fields(visit: &Visit, chosen: &Chosen, (versions, calls): (&[Choice], &[Call]), problems: &Problems) -> Markup {
    let lang = visit.lang;
    let or = |none: String| {
        let mut all = vec![Choice::new("", none)];
        all.extend(versions.iter().cloned());
        all
    };
    let scheme = Field::select(lang, "scheme", visit.t("simulation-scheme"), or(visit.t("choose")))
        .hint(visit.t("simulation-scheme-hint"))
        .value(&chosen.scheme)
        .optional();
    let base = Field::select(lang, "base", visit.t("simulation-base"), or(visit.t("simulation-base-own")))
        .hint(visit.t("simulation-base-hint"))
        .value(&chosen.base)
        .optional();
    let choices = calls.iter().map(|call| {
        let title = lang.words(&call.title);
        let dates = format!("{} – {}", lang.date(call.period_from), lang.date(call.period_to));
        Choice::new(&call.number, format!("{} · {title}", call.number)).hint(dates)
    });
    let mut call = Field::checks(lang, "call", visit.t("simulation-call"), choices.collect());
    for number in &chosen.calls {
        call = call.value(number);
    }
    html! {
        div.stack {
            (scheme.check(problems))
            (Field::file(lang, "file", visit.t("simulation-file"), ".toml", false)
                .hint(visit.t("simulation-file-hint")).optional().check(problems))
            (Field::area(lang, "text", visit.t("simulation-text"))
                .hint(visit.t("simulation-text-hint")).value(&chosen.text).optional().check(problems))
            (base.check(problems))
            (call.hint(visit.t("simulation-call-hint")).check(problems))
            p.row { (Button::primary(visit.t("simulation-run"))) }
        }
    }
}

/// Takes the choice: a published version has an address of its own that can be kept and sent; a text is answered at once.
///
/// # Errors
/// A fault of the database.
pub async fn run(visit: Visit, upload: Upload) -> Result<Response, WebError> {
    let (calls, others): (Vec<_>, Vec<_>) = upload.fields.iter().cloned().partition(|(name, _)| name == "call");
    closed(&others, &["scheme", "base", "text"])?;
    let mut chosen = Chosen::default();
    for (name, value) in calls.into_iter().chain(others) {
        chosen.take(&name, value);
    }
    let mut problems = Problems::none(visit.lang);
    if !upload.file.is_empty() {
        match upload.file.text() {
            Ok(text) => chosen.text = text,
            Err(Error::Refused(refusal)) if refusal.code == Code::FileTooLarge => {
                problems.push(Some("file"), visit.words(&refusal));
            }
            Err(_) => problems.push(Some("file"), visit.t("simulation-file-encoding")),
        }
    }
    let text = !chosen.text.trim().is_empty();
    if problems.is_empty() && !text && Source::parse(&chosen.scheme).is_none() {
        problems.push(Some("scheme"), visit.t("simulation-choose-one"));
    }
    if text && let Err(faults) = Scheme::load(&chosen.text) {
        for fault in faults {
            let line = i64::try_from(fault.line).unwrap_or(i64::MAX);
            let facts = [("line", line.into()), ("problem", visit.words(&fault.refusal).into())];
            problems.push(Some("text"), visit.lang.tv("simulation-at-line", &facts));
        }
    }
    if chosen.calls.is_empty() {
        problems.push(Some("call"), visit.words(&Refusal::new(Code::NothingSelected)));
    }
    if !problems.is_empty() {
        return form(&visit, &chosen, problems).await;
    }
    if !text {
        return Ok(go(chosen.on(&to!("/admin/simulation/result"))));
    }
    answered(&visit, &chosen).await
}

/// The result for published versions.
///
/// # Errors
/// [`Code::NotFound`] for a version or a call that is not there.
pub async fn result(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, WebError> {
    let mut chosen = Chosen::of_query(query.as_deref());
    // A text comes by a form that checks its token, never by an address.
    chosen.text.clear();
    if chosen.wanted().is_none() {
        return Ok(go(HERE));
    }
    answered(&visit, &chosen).await
}

async fn answered(visit: &Visit, chosen: &Chosen) -> Result<Response, WebError> {
    match simulated(visit, chosen).await {
        Ok(found) => result::page(visit, chosen, &found).await,
        Err(error) => {
            let problems = visit.problems(error)?;
            form(visit, chosen, problems).await
        }
    }
}

async fn simulated(visit: &Visit, chosen: &Chosen) -> Result<Simulation, Error> {
    let wanted = chosen.wanted().ok_or(Code::NotFound)?;
    act::run(&visit.web.app, visit.actor()?, &wanted).await
}

/// The result for published versions as a workbook.
///
/// # Errors
/// [`Code::NotFound`] for a version or a call that is not there.
pub async fn file(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, WebError> {
    let mut chosen = Chosen::of_query(query.as_deref());
    chosen.text.clear();
    if chosen.wanted().is_none() {
        return Ok(go(HERE));
    }
    workbook(&visit, &chosen).await
}

/// What the button beside the result of a text sends.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct TextRun {
    text: String,
    #[serde(default)]
    base: String,
    #[serde(default)]
    call: Vec<String>,
}

/// The result for a text as a workbook.
///
/// # Errors
/// Every problem of the text; [`Code::NotFound`].
pub async fn file_of_text(visit: Visit, form: Sent<TextRun>) -> Result<Response, WebError> {
    let TextRun { text, base, call } = form.fields;
    let chosen = Chosen { scheme: String::new(), base, calls: call, text: text.replace("\r\n", "\n") };
    workbook(&visit, &chosen).await
}

async fn workbook(visit: &Visit, chosen: &Chosen) -> Result<Response, WebError> {
    let found = simulated(visit, chosen).await?;
    let name = format!("{}-{}-{}.xlsx", visit.t("simulation-file-name"), found.scheme.id, found.scheme.version);
    let lang = visit.lang;
    let written = tokio::task::spawn_blocking(move || export::xlsx(lang, &found)).await;
    let written = written.map_err(|e| Error::from(Fault::from_cause("the writer of workbooks stopped", e)))?;
    Ok(download(&name, XLSX, written?))
}
