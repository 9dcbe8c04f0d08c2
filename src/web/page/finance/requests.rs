//! Acts of finance for two people: what waits, one request with its evidence and the decision; and the form to ask for one,
//! which stands on the page of its payment, batch or statement.

use axum::extract::RawQuery;
use axum::response::Response;
use domain::document::Kind;
use domain::money::Money;
use domain::refusal::Code;
use domain::workflow::{Machine as _, RequestKind, RequestState};
use maud::{Markup, html};

use super::{asked, is, locked, who};
use crate::i18n::Lang;
use crate::service::credit::statement::Attached;
use crate::service::payment::request::{Ask, Decide};
use crate::service::query::Page;
use crate::service::query::finance::lock;
use crate::service::query::finance::request::{self, Row};
use crate::service::query::finance::statement::{Gap, gap};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Field, Note, PageHead, Problems, Table, Th, Tone, empty, onward, post_form, summary, tag, upload_form,
};
use crate::web::fault::WebError;
use crate::web::form::{Sent, Upload};
use crate::web::page::Crumb;
use crate::web::page::decision::Decision;
use crate::web::page::review::case::download_stored;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: path::Path = to!("/requests");

/// What waits for its second person, and what was decided.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit, query: RawQuery) -> Result<Response, WebError> {
    let lang = visit.lang;
    let (app, reader) = (&visit.web.app, &visit.reader()?);
    let before = asked(&query, "before");
    let open = request::page(app, reader, true, None).await?.rows;
    let Page { rows: decided, next } = request::page(app, reader, false, before.as_deref()).await?;
    let next = next.map(|n| HERE.query(&[("before", &n)]));
    let none = |key: &str| empty(&visit.t(key), &visit.t("finance-requests-none-hint"), None);
    let body = html! {
        (PageHead::new(visit.t("nav-requests")).lead(visit.t("finance-requests-lead")))
        div.stack {
            (Card::new(visit.t("finance-requests-open")).flush(html! {
                @if open.is_empty() { (none("finance-requests-none")) } @else { (table(&visit, &open)) }
            }))
            @if !decided.is_empty() {
                (Card::new(visit.t("finance-requests-decided")).flush(html! {
                    (table(&visit, &decided)) (onward(lang, before.is_some().then_some(HERE), next))
                }))
            }
        }
    };
    visit.show(visit.t("nav-requests"), HERE, Vec::new(), body).await
}

fn table(visit: &Visit, rows: &[Row]) -> Table {
    let lang = visit.lang;
    let heads = [
        Th::text(lang.t("finance-request")),
        Th::text(lang.t("finance-request-about")),
        Th::text(lang.t("finance-request-asked")),
        Th::text(lang.t("reason")),
        Th::text(lang.t("head-state")),
    ];
    let rows = rows.iter().map(|row| {
        html! {
            tr {
                th scope="row" { a.nowrap href=(to!("/requests/{number}", row.number)) { (row.number) } br; span.hint { (kind(lang, row.kind)) } }
                td { a.nowrap href=(place(row)) { (row.subject) } }
                td { (lang.instant(row.asked_at, visit.web.app.clock.zone())) br; span.hint { (who(lang, row.asked_by.as_ref())) } }
                td { (row.reason) }
                td { (state(lang, row.state)) }
            }
        }
    });
    Table::new(lang.t("nav-requests"), heads).rows(rows)
}

fn kind(lang: Lang, kind: RequestKind) -> String {
    lang.t(&format!("request-kind-{kind}")).into_owned()
}

fn state(lang: Lang, state: RequestState) -> Markup {
    let tone = match state {
        RequestState::Asked => Tone::Amber,
        RequestState::Confirmed => Tone::Green,
        RequestState::Declined => Tone::Red,
    };
    tag(tone, &lang.t(&format!("request-state-{state}")))
}

/// The page of what a request is about.
fn place(request: &Row) -> path::Path {
    match request.kind {
        RequestKind::RejectPayment | RequestKind::UndoReject | RequestKind::GiveUpAward => {
            to!("/payments/{number}", request.subject)
        }
        RequestKind::RejectBatch | RequestKind::CancelBatch | RequestKind::BatchNeverSent => {
            path::batch(&request.subject)
        }
        RequestKind::AcceptStatement => path::statement(&request.subject),
        RequestKind::LiftLock => to!("/payments"),
    }
}

/// One request.
///
/// # Errors
/// [`Code::NotFound`]; a fault of the database.
pub async fn one(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    page(&visit, &number, &Decision::default(), &Problems::none(visit.lang)).await
}

/// Decides a request.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn decide(visit: Visit, Path(number): Path<String>, form: Sent<Decision>) -> Result<Response, WebError> {
    let Sent { fields, key } = form;
    let agreed = match fields.agreed() {
        Ok(agreed) => agreed,
        Err(missing) => return page(&visit, &number, &fields, &Problems::new(visit.lang, &[missing])).await,
    };
    let command = Decide { number: number.clone(), agreed, note: fields.reason.clone() };
    match visit.execute(&key, &command).await {
        Ok(()) => {
            let done = if agreed { Done::well("done-request-confirmed") } else { Done::well("done-request-declined") };
            Ok(done.with("number", &number).then(to!("/requests/{number}", number), visit.web.https))
        }
        Err(error) => page(&visit, &number, &fields, &visit.problems(error)?).await,
    }
}

/// The evidence of a request.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn evidence(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let file = request::evidence(&visit.web.app, &visit.reader()?, &number).await?;
    download_stored(&visit, &file).await
}

/// Asks for an act; the fields name what and about what.
///
/// # Errors
/// Faults; what refuses it stands on a page with the form again.
pub async fn ask(visit: Visit, upload: Upload) -> Result<Response, WebError> {
    upload.only(&["kind", "subject", "reason"])?;
    let kind = RequestKind::from_key(upload.field("kind")).ok_or(Code::FormMalformed)?;
    let command = Ask {
        kind,
        subject: upload.field("subject").to_owned(),
        reason: upload.field("reason").to_owned(),
        evidence: Attached::from(&upload.file),
    };
    match visit.execute(&upload.key, &command).await {
        Ok(number) => {
            let done = Done::well("done-request-asked").with("number", &number);
            Ok(done.then(to!("/requests/{number}", number), visit.web.https))
        }
        Err(error) => {
            let problems = visit.problems(error)?;
            let title = self::kind(visit.lang, kind);
            let form = form(&visit, kind, &command.subject, &command.reason, &problems);
            let about = match kind {
                RequestKind::LiftLock => locked::account(&visit, &command.subject).await?,
                _ => command.subject.clone(),
            };
            let body = html! {
                (PageHead::new(title.clone()).lead(about))
                div.stack { (problems) (Card::new(title.clone()).body(form)) }
            };
            let crumbs = vec![Crumb::link(visit.t("nav-requests"), HERE), Crumb::here(title.clone())];
            visit.show_with(title, HERE, crumbs, &problems, body).await
        }
    }
}

async fn page(visit: &Visit, number: &str, typed: &Decision, problems: &Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let r = &request::one(&visit.web.app, &visit.reader()?, number).await?;
    let zone = visit.web.app.clock.zone();
    let at = |at, by| html! { (lang.instant(at, zone)) " " (who(lang, by)) };
    let mut facts = vec![
        (visit.t("finance-request-kind"), html! { (kind(lang, r.kind)) }),
        (visit.t("finance-request-about"), html! { a href=(place(r)) { (r.subject) } }),
        (visit.t("finance-request-asked"), at(r.asked_at, r.asked_by.as_ref())),
        (visit.t("reason"), html! { (r.reason) }),
    ];
    if r.has_evidence {
        let file =
            html! { a href=(to!("/requests/{number}/evidence", r.number)) { (visit.t("finance-request-evidence")) } };
        facts.push((visit.t("finance-request-evidence"), file));
    }
    if let Some(decided) = r.decided_at {
        facts.push((visit.t("finance-request-decision"), at(decided, r.decided_by.as_ref())));
        facts.push((visit.t("finance-note"), html! { (r.decision_note) }));
    }
    let gap = match r.kind {
        RequestKind::AcceptStatement => gap(&visit.web.app, &visit.reader()?, &r.subject).await?,
        _ => None,
    };
    let judged = lock::judged(&visit.web.app, r).await?;
    let own = visit.actor()?.person == r.asker;
    let held = &visit.actor()?.roles;
    let body = html! {
        (PageHead::new(number).tag(state(lang, r.state)).lead(html! { (kind(lang, r.kind)) " · " (r.subject) }))
        div.stack {
            (problems)
            (Card::new(kind(lang, r.kind)).body(html! {
                (summary(2, &facts))
                (Note::Info(html! { (lang.t(&format!("request-effect-{}", r.kind))) }))
                @if let Some(gap) = &gap { (Note::Warn(html! { (gap_words(lang, gap)) })) }
            }))
            @if let Some(judged) = &judged { (locked::evidence(visit, judged)) }
            @if r.is_open() {
                @if own { (Note::Info(html! { (visit.t("refusal-request-own")) })) }
                @else if r.state.offers(held).is_empty() { (Note::Info(html! { (visit.t("finance-request-waits")) })) }
                @else { (Card::new(visit.t("finance-request-decide")).body(decision(visit, number, typed, problems))) }
            }
        }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-requests"), HERE), Crumb::here(number)];
    visit.show_with(number, HERE, crumbs, problems, body).await
}

fn decision(visit: &Visit, number: &str, typed: &Decision, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let form = html! {
        div.stack {
            p.hint { (lang.t("finance-request-two")) }
            (typed.fields(lang, problems))
            p.row { (Button::primary(lang.t("finance-request-decide"))) }
        }
    };
    post_form(to!("/requests/{number}/decide", number), &visit.token(), form)
}

/// What is not explained between a statement and the one before: how much, and between which days.
pub(super) fn gap_words(lang: Lang, (moved, gap): &(Money, Gap)) -> String {
    let facts = [
        ("amount", lang.money(*moved).into()),
        ("after", lang.date(gap.after).into()),
        ("before", lang.date(gap.before).into()),
    ];
    lang.tv("finance-gap", &facts)
}

/// The form to ask for an act, folded up on the page of its subject; nothing for people who may not ask.
pub(super) fn offer(visit: &Visit, kind: RequestKind, subject: &str) -> Markup {
    offer_about(visit, kind, subject, None)
}

/// As [`offer`], under a heading that names its subject where a page has several of them.
pub(super) fn offer_about(visit: &Visit, kind: RequestKind, subject: &str, about: Option<&str>) -> Markup {
    if !kind.asked_by().iter().any(|role| is(visit, *role)) {
        return html! {};
    }
    let title = self::kind(visit.lang, kind);
    let (title, id) = match about {
        Some(about) => (format!("{title} · {about}"), format!("{}-{subject}", kind.key())),
        None => (title, kind.key().to_owned()),
    };
    html! {
        (Card::new(title.clone()).id(id).body(html! {
            details { summary { (title) } (form(visit, kind, subject, "", &Problems::none(visit.lang))) }
        }))
    }
}

fn form(visit: &Visit, kind: RequestKind, subject: &str, reason: &str, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let mut file = Field::file(lang, "file", lang.t("finance-request-evidence"), Kind::FinanceEvidence.accept(), false)
        .hint(lang.t("finance-request-evidence-hint"));
    if !kind.needs_evidence() {
        file = file.optional();
    }
    let form = html! {
        div.stack {
            p.hint { (lang.t(&format!("request-effect-{kind}"))) " " (lang.t("finance-request-two")) }
            input type="hidden" name="kind" value=(kind.key());
            input type="hidden" name="subject" value=(subject);
            (Field::area(lang, "reason", lang.t("reason")).value(reason).check(problems))
            (file.check(problems))
            p.row { (Button::danger(lang.t("finance-request-send"))) }
        }
    };
    upload_form(HERE, &visit.token(), form)
}

/// Requests about a thing, where there are any.
pub(super) fn told(visit: &Visit, rows: &[Row]) -> Markup {
    html! { @if !rows.is_empty() { (Card::new(visit.t("nav-requests")).flush(table(visit, rows))) } }
}
