//! The questions of a scheme: shown as fields of their kinds, and the answers in words.

use std::collections::BTreeMap;

use axum::response::Response;
use domain::money::{Currency, Exact, text};
use domain::refusal::Code;
use domain::role::Role;
use domain::scheme::FactSpec;
use domain::template::{ColumnKind, Value};
use maud::{Markup, html};

use super::crumbs;
use crate::i18n::Lang;
use crate::service::application::fill_in::FillIn;
use crate::service::query::firm::{self, Case};
use crate::web::address::Path;
use crate::web::component::{Button, Card, Choice, Field, Note, PageHead, Problems, post_form, summary};
use crate::web::fault::WebError;
use crate::web::form::{Named, Sent};
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// More choices than this are a list to pull down.
const RADIOS: usize = 5;

/// The questions with the answers so far.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn show(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, &number).await?;
    let facts = case.facts()?;
    let known = case
        .scheme
        .facts
        .iter()
        .filter_map(|f| Some((f.name.clone(), typed(f, case.scheme.currency, facts.get(&f.name)?))));
    page(&visit, &case, &known.collect(), Problems::none(visit.lang)).await
}

async fn page(
    visit: &Visit,
    case: &Case,
    answers: &BTreeMap<String, String>,
    problems: Problems,
) -> Result<Response, WebError> {
    let (lang, number) = (visit.lang, &case.application.number);
    let preparer = visit.actor()?.has(Role::Preparer);
    let back = path::application(number);
    let fields = html! {
        input type="hidden" name="version" value=(case.application.version);
        div.stack {
            @for spec in &case.scheme.facts {
                (field(lang, case.scheme.currency, spec, answers.get(&spec.name)).check(&problems))
                p.hint { (visit.t("head-legal-basis")) (visit.t("colon")) (lang.words(&case.scheme.article(spec.article))) }
            }
            p.row { (Button::primary(visit.t("act-save-continue"))) (Button::link(visit.t("act-back"), back.clone())) }
        }
    };
    let content = if case.scheme.facts.is_empty() {
        html! { (Note::Info(html! { (visit.t("firm-no-questions")) })) }
    } else if case.editable() && preparer {
        post_form(to!("/applications/{number}/facts", number), &visit.token(), fields)
    } else {
        html! {
            div.stack {
                (Note::Info(html! { (visit.t(if case.editable() { "firm-preparer-fills" } else { "firm-locked" })) }))
                (summary(1, &answered(visit, case)?))
            }
        }
    };
    let title = visit.t("firm-task-facts");
    let body = html! {
        (problems)
        (PageHead::new(title.clone()).lead(visit.t("firm-facts-lead")))
        (Card::new(lang.words(&case.scheme.title)).body(content))
    };
    visit.show_with(title, to!("/applications"), crumbs(visit, case, Some("firm-task-facts")), &problems, body).await
}

/// Saves the answers.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::Stale`]; [`Code::FormMalformed`] for a field that is no question.
pub async fn save(visit: Visit, Path(number): Path<String>, form: Sent<Named>) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, &number).await?;
    let Named(mut answers) = form.fields;
    let version = answers.remove("version").and_then(|v| v.parse().ok()).ok_or(Code::FormMalformed)?;
    let command = FillIn { number: number.clone(), version, answers: answers.clone() };
    match visit.execute(&form.key, &command).await {
        Ok(()) => Ok(Done::well("done-facts-saved").then(path::application(&number), visit.web.https)),
        Err(error) => page(&visit, &case, &answers, visit.problems(error)?).await,
    }
}

/// The field of a question.
pub(in crate::web::page) fn field(lang: Lang, currency: Currency, spec: &FactSpec, answer: Option<&String>) -> Field {
    let title = lang.words(&spec.title);
    let named = |unit: &str| {
        if title.contains(['(', '（']) {
            title.to_owned()
        } else {
            lang.tv("firm-with-unit", &[("title", title.into()), ("unit", unit.into())])
        }
    };
    let choices = |choices: &[domain::template::Choice]| -> Vec<Choice> {
        choices.iter().map(|c| Choice::new(&c.key, if lang == Lang::ZhCn { &c.zh } else { &c.en })).collect()
    };
    let name = spec.name.as_str();
    let field = match &spec.kind {
        ColumnKind::Flag => {
            Field::radios(lang, name, title, vec![Choice::new("yes", lang.t("yes")), Choice::new("no", lang.t("no"))])
        }
        ColumnKind::Choice(list) if list.len() <= RADIOS => Field::radios(lang, name, title, choices(list)),
        ColumnKind::Choice(list) => Field::select(lang, name, title, choices(list)),
        ColumnKind::Money(unit) => Field::number(
            lang,
            name,
            named(&match unit {
                text::Unit::Major => lang.unit(currency),
                text::Unit::TenThousand => lang.t("unit-wan"),
            }),
        ),
        ColumnKind::Rate { bare: 1000 } => Field::number(lang, name, named("‰")),
        ColumnKind::Rate { .. } => Field::number(lang, name, named("%")),
        ColumnKind::Count => Field::number(lang, name, title),
        ColumnKind::Date => Field::date(lang, name, title),
        _ => Field::text(lang, name, title),
    };
    let field = match &spec.hint {
        Some(hint) => field.hint(lang.words(hint)),
        None => field,
    };
    let field = if spec.required { field } else { field.optional() };
    match answer {
        Some(answer) => field.value(answer),
        None => field,
    }
}

/// An answer as a person would type it.
pub(in crate::web::page) fn typed(spec: &FactSpec, currency: Currency, value: &Value) -> String {
    let share = |value: Exact, whole: i64| {
        value.times(Exact::whole(whole)).map_or_else(|_| String::new(), |v| text::decimal(v, 0, 12))
    };
    match (value, &spec.kind) {
        (Value::Missing, _) => String::new(),
        (Value::Money(amount), ColumnKind::Money(text::Unit::TenThousand)) => {
            Exact::ratio(i128::from(amount.minor()), 1_000_000)
                .map_or_else(|_| String::new(), |v| text::decimal(v, 0, 6))
        }
        (Value::Money(amount), _) => text::plain(*amount, currency),
        (Value::Rate(rate), ColumnKind::Rate { bare }) => share(*rate, *bare),
        (Value::Rate(rate), _) => share(*rate, 100),
        (Value::Count(count), _) => count.to_string(),
        (Value::Date(date), _) => date.to_string(),
        (Value::Text(text), _) => text.clone(),
        (Value::Flag(true), _) => "yes".to_owned(),
        (Value::Flag(false), _) => "no".to_owned(),
    }
}

/// Every question with its answer in words.
///
/// # Errors
/// A fault when the stored answers cannot be read.
pub(super) fn answered(visit: &Visit, case: &Case) -> Result<Vec<(String, Markup)>, WebError> {
    let (lang, facts) = (visit.lang, case.facts()?);
    let pairs = case.scheme.facts.iter().map(|spec| {
        let answer = match facts.get(&spec.name) {
            Some(value) => html! { (shown(lang, &spec.kind, case.scheme.currency, value)) },
            None => html! { span.neg { (visit.t("firm-not-answered")) } },
        };
        (lang.words(&spec.title).to_owned(), answer)
    });
    Ok(pairs.collect())
}

/// A value in words.
fn shown(lang: Lang, kind: &ColumnKind, currency: Currency, value: &Value) -> String {
    match (value, kind) {
        (Value::Missing, _) => lang.t("missing-value").into_owned(),
        (Value::Money(amount), _) => lang.money(currency.of(*amount)),
        (Value::Rate(rate), _) => lang.rate(*rate),
        (Value::Count(count), _) => lang.count(*count),
        (Value::Date(date), _) => lang.date(*date),
        (Value::Flag(flag), _) => lang.t(if *flag { "yes" } else { "no" }).into_owned(),
        (Value::Text(text), ColumnKind::Choice(choices)) => choices
            .iter()
            .find(|c| c.key == *text)
            .map_or_else(|| text.clone(), |c| if lang == Lang::ZhCn { c.zh.clone() } else { c.en.clone() }),
        (Value::Text(text), _) => text.clone(),
    }
}
