//! A derivation of the engine as the steps that a page shows.

use domain::calculation::{Explanation, StepKind, TraceStep as Derived};
use maud::{Markup, html};

use crate::i18n::Lang;
use crate::web::component::{Tone, TraceStep, number, tag, trace};

/// The whole derivation, ending in its amount.
pub(in crate::web::page) fn derivation(lang: Lang, explanation: &Explanation) -> Markup {
    let (ends, steps): (Vec<&Derived>, Vec<&Derived>) =
        explanation.steps.iter().partition(|step| step.kind == StepKind::End);
    let steps: Vec<TraceStep> = steps.into_iter().map(|step| shown(lang, step)).collect();
    let end = ends
        .first()
        .map(|step| TraceStep { out: number(lang, step.amount.unwrap_or(explanation.amount)), ..shown(lang, step) });
    trace(&steps, end.as_ref())
}

fn shown(lang: Lang, step: &Derived) -> TraceStep {
    let words = |w: &Option<domain::template::Words>| w.as_ref().map(|w| lang.words(w).to_owned());
    let why: Vec<String> = [words(&step.article), words(&step.formula), words(&step.note)]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    TraceStep {
        title: lang.words(&step.title).to_owned(),
        formula: words(&step.numbers),
        why: (!why.is_empty()).then(|| why.join(" · ")),
        out: out(lang, step),
    }
}

fn out(lang: Lang, step: &Derived) -> Markup {
    let result = lang.words(&step.result);
    match step.kind {
        StepKind::GatePassed => tag(Tone::Green, result),
        StepKind::GateFailed | StepKind::Struck | StepKind::Fault => tag(Tone::Red, result),
        StepKind::NotApplicable => html! { span.tag.plain { (result) } },
        StepKind::CapCut => html! { span.neg { (result) } },
        _ => html! { (result) },
    }
}
