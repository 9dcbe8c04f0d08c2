//! Reasons of a check in words: short for a list; in full for those who decide and for the firm: what was found, where,
//! by which rule and legal basis, until when, and what helps.

use std::collections::HashMap;

use domain::credit::{Finding, Reason};
use domain::template::Words;
use maud::{Markup, html};

use crate::i18n::Lang;
use crate::web::component::{Check, Outcome, checks, explained};

/// Reasons of a line; nothing where there are none.
pub fn reasons(lang: Lang, sources: &Sources, reasons: &[Reason]) -> Markup {
    let shown: Vec<Check> = reasons.iter().map(|r| shown(lang, sources, r)).collect();
    html! { @if !shown.is_empty() { (checks(lang, &shown)) } }
}

/// What was found about the firm itself.
pub fn of_firm(lang: Lang, sources: &Sources, applicant: &Finding) -> Markup {
    let all = applicant.reasons.iter().chain(&applicant.notes);
    let shown: Vec<Check> = all.map(|r| shown(lang, sources, r)).collect();
    html! { @if !shown.is_empty() { (checks(lang, &shown)) } }
}

/// What a reason says, in one line.
pub fn title(lang: Lang, code: &str) -> String {
    let key = format!("credit-reason-{code}");
    if lang.has(&key) { lang.t(&key).into_owned() } else { code.to_owned() }
}

fn outcome(reason: &Reason) -> Outcome {
    match reason.effect.as_str() {
        "block" => Outcome::Fail,
        "note" | "ordinary" | "fast_lane" => Outcome::Ok,
        _ => Outcome::Warn,
    }
}

/// One reason: what was found, by which rule, until when.
fn shown(lang: Lang, sources: &Sources, reason: &Reason) -> Check {
    let mut why: Vec<String> = Vec::new();
    if !reason.record.is_empty() {
        why.push(reason.record.clone());
    }
    if !reason.basis.is_empty() {
        why.push(lang.tv("credit-reason-basis", &[("basis", reason.basis.as_str().into())]));
    }
    if let Some(until) = reason.until {
        why.push(lang.tv("credit-reason-until", &[("date", lang.date(until).into())]));
    }
    why.push(lang.tv("credit-reason-rule", &[("rule", reason.rule.as_str().into())]));
    let source = source(lang, sources, &reason.source);
    let source = match reason.event_date {
        Some(day) => format!("{source} {}", lang.date(day)),
        None => source,
    };
    Check {
        outcome: outcome(reason),
        title: title(lang, &reason.code),
        why: Some(why.join(" · ")),
        source: Some(source),
    }
}

/// Names of sources by id.
pub type Sources = HashMap<String, Words>;

/// A source in words.
pub fn source(lang: Lang, sources: &Sources, id: &str) -> String {
    sources.get(id).map_or_else(|| id.to_owned(), |words| lang.words(words).to_owned())
}

/// One reason in full. `rest` stands below it: the record, or what the reader may do.
pub fn in_full(lang: Lang, sources: &Sources, reason: &Reason, rest: Markup) -> Markup {
    let meaning_key = format!("credit-meaning-{}", reason.code);
    let cure_key = format!("credit-cure-{}", reason.code);
    let meaning = lang.has(&meaning_key).then(|| lang.t(&meaning_key).into_owned());
    let mut facts: Vec<(String, Markup)> = Vec::new();
    let mut fact = |key: &str, text: String| {
        if !text.is_empty() {
            facts.push((lang.t(key).into_owned(), html! { (text) }));
        }
    };
    fact("credit-fact-source", source(lang, sources, &reason.source));
    fact("credit-fact-record", reason.record.clone());
    fact("credit-fact-event", reason.event_date.map_or_else(String::new, |day| lang.date(day)));
    if !reason.behind.is_empty() {
        fact("credit-fact-behind", title(lang, &reason.behind));
    }
    fact("credit-fact-rule", reason.rule.clone());
    fact("credit-fact-basis", reason.basis.clone());
    fact("credit-fact-until", reason.until.map_or_else(String::new, |day| lang.date(day)));
    if lang.has(&cure_key) && reason.effect != "note" {
        fact("credit-fact-cure", lang.t(&cure_key).into_owned());
    }
    let effect = lang.t(&format!("credit-effect-{}", reason.effect));
    explained(lang, outcome(reason), &title(lang, &reason.code), &effect, meaning.as_deref(), &facts, rest)
}
