//! The match queue: is this record about this firm? The raw text stands beside the normalised one; an answer needs a
//! reason and is remembered for every later check.

use axum::response::Response;
use domain::credit::matching;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::reason::title;
use super::record::of_record;
use super::{OFFICERS, Sheet, has, yes_or_no};
use crate::service::credit::match_record::DecideMatch;
use crate::service::query::credit::matching::{self as query, Question};
use crate::web::address::Query;
use crate::web::component::{Button, Card, Choice, Field, Problems, Table, Th, Tone, empty, post_form, summary, tag};
use crate::web::fault::WebError;
use crate::web::form::Sent;
use crate::web::page::review::name;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// Questions on the page; the next come up when these are answered.
const QUESTIONS: u64 = 20;

/// An answer.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    record: String,
    subject: String,
    #[validate(range(min = 0))]
    seen: i64,
    #[serde(default)]
    confirmed: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// Which question is open.
#[derive(Debug, Default, Deserialize)]
pub struct QueueQuery {
    #[serde(default)]
    open: usize,
}

/// The queue with one question open.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, Query(asked): Query<QueueQuery>) -> Result<Response, WebError> {
    let problems = Problems::none(visit.lang);
    page(&visit, |place, _| place == asked.open, problems).await
}

/// Answers a question.
///
/// # Errors
/// [`domain::refusal::Code::Stale`] when somebody else was faster; faults.
pub async fn decide(visit: Visit, form: Sent<Answer>) -> Result<Response, WebError> {
    let Answer { record, subject, seen, confirmed, reason } = form.fields;
    let (key, code) = (record.clone(), subject.clone());
    let same = |_: usize, q: &Question| q.record_key == key && q.subject_code == code;
    let confirmed = match yes_or_no(&confirmed, "confirmed") {
        Ok(confirmed) => confirmed,
        Err(missing) => return page(&visit, same, Problems::new(visit.lang, &[missing])).await,
    };
    let command = DecideMatch { record, subject, seen, confirmed, why: reason };
    match visit.execute(&form.key, &command).await {
        Ok(()) => Ok(Done::well("done-credit-matched").then(to!("/credit/matches"), visit.web.https)),
        Err(error) => page(&visit, same, visit.problems(error)?).await,
    }
}

async fn page(
    visit: &Visit,
    is_open: impl Fn(usize, &Question) -> bool,
    problems: Problems,
) -> Result<Response, WebError> {
    let lang = visit.lang;
    let query::Queue { open: questions, answered } = query::queue(&visit.web.app, &visit.reader()?, QUESTIONS).await?;
    let open = questions.iter().enumerate().find(|(place, q)| is_open(*place, q)).map(|(place, _)| place).unwrap_or(0);
    let mut parts: Vec<Markup> = Vec::new();
    if questions.len() > 1 {
        parts.push(list(visit, &questions, open));
    }
    parts.extend(questions.get(open).map(|q| question(visit, q, &problems)));
    if questions.is_empty() {
        let card = Card::new(visit.t("credit-tab-matches"));
        let text = visit.t("credit-matches-none-text");
        parts.push(card.flush(empty(&visit.t("credit-matches-none"), &text, None)).render());
    }
    if !answered.is_empty() {
        let zone = visit.web.app.clock.zone();
        let heads = [
            Th::text(visit.t("head-time")),
            Th::text(visit.t("credit-head-subject")),
            Th::text(visit.t("credit-head-record-key")),
            Th::text(visit.t("credit-head-decided")),
            Th::text(visit.t("credit-head-why")),
            Th::text(visit.t("head-person")),
        ];
        let table = Table::new(visit.t("credit-matches-decided"), heads).rows(answered.iter().map(|d| {
            let (tone, key) =
                if d.confirmed { (Tone::Red, "credit-match-yes") } else { (Tone::Green, "credit-match-no") };
            html! {
                tr {
                    th.nowrap scope="row" { (lang.instant(d.at, zone)) }
                    td.mono { (d.subject_code) }
                    td { (d.record_key) }
                    td { (tag(tone, &visit.t(key))) }
                    td { (d.why) }
                    td { (name(lang, d.by.as_ref())) }
                }
            }
        }));
        parts.push(Card::new(visit.t("credit-matches-decided")).flush(table).render());
    }
    let sheet = Sheet::new(visit, to!("/credit/matches"), visit.t("credit-tab-matches"));
    let sheet = sheet.lead(html! { (visit.t("credit-matches-lead")) });
    Sheet { problems, parts, ..sheet }.show(visit).await
}

fn list(visit: &Visit, questions: &[Question], open: usize) -> Markup {
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("credit-head-subject")),
        Th::text(visit.t("credit-head-doubt")),
        Th::text(visit.t("head-application")),
        Th::text(visit.t("credit-head-asked")),
    ];
    let zone = visit.web.app.clock.zone();
    let table = Table::new(visit.t("credit-tab-matches"), heads)
        .rows(questions.iter().enumerate().map(|(place, q)| {
        html! {
            tr.on[place == open] aria-current=[(place == open).then_some("true")] {
                th scope="row" { a href=(to!("/credit/matches").query(&[("open", &place.to_string())]).anchor("question")) { (q.subject_name) } }
                td { (title(lang, &q.doubt)) }
                td { (asked_by(visit, q)) }
                td.nowrap { (lang.instant(q.asked_at, zone)) }
            }
        }
    }));
    Card::new(visit.t("credit-tab-matches")).flush(table).render()
}

/// The application that asked first; of one elsewhere the person learns that it is there.
fn asked_by(visit: &Visit, asked: &Question) -> Markup {
    match &asked.application {
        Some(number) => html! { a href=(path::review(number)) { (number) } },
        None => html! { (visit.t("credit-case-elsewhere")) },
    }
}

fn question(visit: &Visit, q: &Question, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let subject = [
        (visit.t("credit-head-subject"), html! { (q.subject_name) }),
        (visit.t("head-uscc"), html! { span.mono { (q.subject_code) } }),
        (visit.t("credit-normalised"), html! { (matching::normalise(&q.subject_name)) }),
        (visit.t("credit-core-name"), html! { (matching::core_name(&q.subject_name)) }),
        (visit.t("head-application"), asked_by(visit, q)),
        (visit.t("credit-fact-behind"), html! { (title(lang, &q.behind)) }),
    ];
    let (today, zone) = (visit.web.app.clock.today(), visit.web.app.clock.zone());
    let form = html! {
        input type="hidden" name="record" value=(q.record_key);
        input type="hidden" name="subject" value=(q.subject_code);
        input type="hidden" name="seen" value="0";
        (Field::radios(lang, "confirmed", visit.t("credit-match-ask"), vec![
            Choice::new("yes", visit.t("credit-match-yes")),
            Choice::new("no", visit.t("credit-match-no")),
        ]).check(problems))
        (Field::area(lang, "reason", visit.t("credit-field-why")).hint(visit.t("credit-match-why-hint")).check(problems))
        p.row { (Button::primary(visit.t("credit-match-send"))) }
    };
    let body = html! {
        div.grid2 {
            div { h3 { (visit.t("credit-match-firm")) } (summary(1, &subject)) }
            div {
                h3 { (visit.t("credit-match-record")) }
                @if let Some(record) = &q.record {
                    (of_record(lang, record, today, zone))
                    p.hint {
                        (visit.t("credit-normalised")) (visit.t("colon")) (matching::normalise(&record.subject_name)) " · "
                        (visit.t("credit-core-name")) (visit.t("colon")) (matching::core_name(&record.subject_name))
                    }
                } @else { p.hint { (q.record_key) } }
            }
        }
        @if has(visit, OFFICERS) { hr; (post_form(to!("/credit/matches"), &visit.token(), form)) }
    };
    Card::new(format!("{} · {}", q.subject_name, title(lang, &q.doubt))).id("question").body(body).render()
}
