//! What administrators do with a version: submit, give back, publish, withdraw, discard.

use axum::response::Response;
use chrono::NaiveDate;
use domain::refusal::{Code, Fact, Refusal};
use domain::scheme::edition::Standing;
use domain::workflow::{EditionEvent, EditionState};
use maud::{Markup, PreEscaped, Render, html};
use serde::Deserialize;

use super::{crumbs, keeps};
use crate::service::command::{Act, Key};
use crate::service::query::scheme::{self as query, Record};
use crate::service::scheme::edition::{
    DiscardEdition, PublishEdition, RejectEdition, Seen, SubmitEdition, WithdrawEdition,
};
use crate::web::address::Path;
use crate::web::component::{Button, Card, Field, Note, PageHead, Problems, post_form, stack};
use crate::web::fault::WebError;
use crate::web::form::{Reasoned, Sent, Versioned};
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// From which day a version is published.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    #[validate(range(min = 0))]
    version: i64,
    effective_from: String,
}

/// The forms that fit the state of a version and the person, or why there is none.
///
/// # Errors
/// Nobody is signed in.
pub(super) fn forms(visit: &Visit, record: &Record, refused: Option<&Problems>) -> Result<Option<Markup>, WebError> {
    if !keeps(visit) {
        return Ok(None);
    }
    let (lang, row, me) = (visit.lang, &record.edition, Some(visit.actor()?.person));
    let none = Problems::none(lang);
    let problems = refused.unwrap_or(&none);
    let (id, version) = (&row.scheme_id, &row.version);
    let form = |to: path::Path, fields: Markup| {
        let hidden = html! { input type="hidden" name="version" value=(row.row_version); };
        post_form(to, &visit.token(), html! { (hidden) div.stack { (fields) } })
    };
    let reason = |label: &str| Field::area(lang, "reason", visit.t(label)).check(problems);
    let wrote = row.written_by == me;
    let mut parts: Vec<Markup> = Vec::new();
    match row.state {
        EditionState::Draft => {
            if row.cases_hold {
                let button = html! { p { (lang.t("scheme-submit-text")) } p { (Button::primary(visit.t("edition-event-submit"))) } };
                parts.push(form(to!("/schemes/{id}/{version}/submit", id, version), button));
            } else {
                parts.push(Note::Warn(html! { (lang.refusal(&Refusal::new(Code::SchemeCasesOpen))) }).render());
            }
            if wrote {
                let discard = form(
                    to!("/schemes/{id}/{version}/discard", id, version),
                    html! { p { (Button::danger(visit.t("edition-event-discard"))) } },
                );
                parts.push(html! {
                    div.row { (Button::link(visit.t("act-edit"), to!("/schemes/{id}/{version}/edit", id, version))) (discard) }
                });
            } else {
                parts.push(Note::Info(html! { (lang.refusal(&Refusal::new(Code::SchemeAuthorOnly))) }).render());
            }
        }
        EditionState::Submitted => {
            if wrote || row.submitted_by == me {
                parts.push(Note::Info(html! { (lang.refusal(&Refusal::new(Code::SchemeSecondPerson))) }).render());
            } else {
                let today = visit.web.app.clock.today();
                let day = Field::date(lang, "effective_from", visit.t("scheme-effective"))
                    .value(today.to_string())
                    .hint(visit.t("scheme-effective-hint"))
                    .check(problems);
                let text = html! { p { (lang.t("scheme-publish-text")) } };
                parts.push(form(
                    to!("/schemes/{id}/{version}/publish", id, version),
                    html! { (text) (day) p { (Button::primary(visit.t("edition-event-publish"))) } },
                ));
                parts.push(PreEscaped("<hr>".to_owned()));
            }
            parts.push(form(
                to!("/schemes/{id}/{version}/reject", id, version),
                html! { (reason("scheme-reject-reason")) p { (Button::plain(visit.t("edition-event-reject"))) } },
            ));
        }
        EditionState::Published if record.edition.standing != Standing::Superseded => {
            let text = html! { p { (lang.t("scheme-withdraw-text")) } };
            let from = format!("{}/{}", row.scheme_id, row.version);
            let copy = to!("/schemes/new").query(&[("from", &from)]);
            let fields = html! { (text) (reason("scheme-withdraw-reason")) p { (Button::danger(visit.t("edition-event-withdraw"))) } };
            let open = crate::web::component::details(
                &visit.t("edition-event-withdraw"),
                form(to!("/schemes/{id}/{version}/withdraw", id, version), fields),
            );
            parts.push(html! { p { (lang.t("scheme-never-edited")) " " a href=(copy) { (lang.t("scheme-new")) } } });
            parts.push(open);
        }
        _ => {}
    }
    if parts.is_empty() {
        return Ok(None);
    }
    Ok(Some(Card::new(visit.t("scheme-acts")).id("acts").body(stack(parts)).render()))
}

/// Runs an act; what it refuses stands above the forms that are left.
async fn act<A: Act>(
    visit: &Visit,
    key: &Key,
    (seen, event): (&Seen, EditionEvent),
    command: &A,
) -> Result<Response, WebError> {
    let to = match event {
        EditionEvent::Discard => to!("/schemes"),
        _ => path::scheme(&seen.scheme, &seen.version),
    };
    match visit.execute(key, command).await {
        Ok(_) => {
            let done = Done::well(&format!("done-edition-{}", event.key()));
            Ok(done.with("scheme", &seen.scheme).with("version", &seen.version).then(&to, visit.web.https))
        }
        Err(error) => again(visit, seen, &visit.problems(error)?).await,
    }
}

async fn again(visit: &Visit, seen: &Seen, problems: &Problems) -> Result<Response, WebError> {
    let record = query::record(&visit.web.app, &visit.reader()?, &seen.scheme, &seen.version).await?;
    let title = visit.lang.words(&record.edition.title).to_owned();
    // Where nothing can be done any more no form is left to say it.
    let forms = forms(visit, &record, Some(problems))?;
    let body =
        html! { (PageHead::new(title.clone())) div.stack { (problems) @if let Some(forms) = forms { (forms) } } };
    visit.show_with(title, to!("/schemes"), crumbs(visit, &record, Some("scheme-acts")), problems, body).await
}

fn seen((scheme, version): (String, String), row_version: i64) -> Seen {
    Seen { scheme, version, row_version }
}

type Named = Path<(String, String)>;

/// Hands a draft to the second administrator.
///
/// # Errors
/// What the command refuses.
pub async fn submit(visit: Visit, Path(name): Named, form: Sent<Versioned>) -> Result<Response, WebError> {
    let seen = seen(name, form.fields.version);
    act(&visit, &form.key, (&seen.clone(), EditionEvent::Submit), &SubmitEdition { seen }).await
}

/// Gives a version back.
///
/// # Errors
/// What the command refuses.
pub async fn reject(visit: Visit, Path(name): Named, form: Sent<Reasoned>) -> Result<Response, WebError> {
    let seen = seen(name, form.fields.version);
    let command = RejectEdition { seen: seen.clone(), reason: form.fields.reason };
    act(&visit, &form.key, (&seen, EditionEvent::Reject), &command).await
}

/// Publishes a version.
///
/// # Errors
/// What the command refuses.
pub async fn publish(visit: Visit, Path(name): Named, form: Sent<Publication>) -> Result<Response, WebError> {
    let seen = seen(name, form.fields.version);
    let effective_from = match day(&form.fields.effective_from, "effective_from") {
        Ok(day) => day,
        Err(refusal) => return again(&visit, &seen, &Problems::new(visit.lang, &[refusal])).await,
    };
    let command = PublishEdition { seen: seen.clone(), effective_from };
    act(&visit, &form.key, (&seen, EditionEvent::Publish), &command).await
}

/// Withdraws a published version.
///
/// # Errors
/// What the command refuses.
pub async fn withdraw(visit: Visit, Path(name): Named, form: Sent<Reasoned>) -> Result<Response, WebError> {
    let seen = seen(name, form.fields.version);
    let command = WithdrawEdition { seen: seen.clone(), reason: form.fields.reason };
    act(&visit, &form.key, (&seen, EditionEvent::Withdraw), &command).await
}

/// Gives up a draft.
///
/// # Errors
/// What the command refuses.
pub async fn discard(visit: Visit, Path(name): Named, form: Sent<Versioned>) -> Result<Response, WebError> {
    let seen = seen(name, form.fields.version);
    act(&visit, &form.key, (&seen.clone(), EditionEvent::Discard), &DiscardEdition { seen }).await
}

/// A typed day.
pub(in crate::web::page) fn day(text: &str, field: &str) -> Result<NaiveDate, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::new(Code::FieldRequired).at_field(field));
    }
    let read = domain::date::parse(text);
    read.map_err(|_| Refusal::new(Code::DateMalformed).with("value", Fact::Text(text.to_owned())).at_field(field))
}
