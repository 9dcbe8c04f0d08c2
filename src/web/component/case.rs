//! The parts of one case: task list, steps, timeline, the calculation step by step, and checks with their results.

use maud::{Markup, html};

use super::{Icon, Tone, summary, tag};
use crate::i18n::Lang;
use crate::web::path::Path;

/// How far one task of the firm is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// 未开始
    NotStarted,
    /// 填写中
    InProgress,
    /// 已完成
    Done,
    /// 有错误
    Problem,
    /// 尚不可办理
    Blocked,
    /// 已锁定
    Locked,
}

impl TaskState {
    const fn key(self) -> &'static str {
        match self {
            Self::NotStarted => "not_started",
            Self::InProgress => "in_progress",
            Self::Done => "done",
            Self::Problem => "problem",
            Self::Blocked => "blocked",
            Self::Locked => "locked",
        }
    }

    /// Plain words for what needs nobody, so that open tasks stand out.
    fn tag(self, lang: Lang) -> Markup {
        let text = lang.t(&format!("task-state-{}", self.key()));
        match self {
            Self::NotStarted | Self::Locked => tag(Tone::Grey, &text),
            Self::InProgress => tag(Tone::Blue, &text),
            Self::Problem => tag(Tone::Red, &text),
            Self::Done | Self::Blocked => html! { span.tag.plain { (text) } },
        }
    }
}

/// One task.
#[derive(Debug)]
pub struct Task {
    /// Its name.
    pub name: String,
    /// Where it is done; none while it cannot be.
    pub href: Option<Path>,
    /// What is there, or why it cannot be done yet.
    pub hint: Option<String>,
    /// How far it is.
    pub state: TaskState,
}

/// The list of tasks; a whole row is its link.
pub fn tasks(lang: Lang, tasks: &[Task]) -> Markup {
    html! {
        ul.tasks {
            @for task in tasks {
                li.attn[task.state == TaskState::Problem] {
                    div {
                        @match &task.href {
                            Some(href) => a href=(href) { (task.name) },
                            None => span { (task.name) },
                        }
                        @if let Some(hint) = &task.hint { span.hint { (hint) } }
                    }
                    div.st { (task.state.tag(lang)) }
                }
            }
        }
    }
}

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Behind us.
    Done,
    /// Here.
    Now,
    /// Ahead.
    Todo,
    /// Here, and somebody must act.
    Halt,
}

/// One step of [`steps`].
#[derive(Debug)]
pub struct StepMark {
    /// Its name.
    pub label: String,
    /// A date or a word below it.
    pub note: Option<String>,
    /// Where it stands.
    pub progress: Progress,
}

/// The stations of a case.
pub fn steps(lang: Lang, marks: &[StepMark]) -> Markup {
    html! {
        ol.steps {
            @for mark in marks {
                @let (class, words) = match mark.progress {
                    Progress::Done => (Some("done"), lang.t("progress-done")),
                    Progress::Now => (Some("now"), lang.t("progress-now")),
                    Progress::Todo => (None, lang.t("progress-todo")),
                    Progress::Halt => (Some("halt"), lang.t("progress-halt")),
                };
                @let current = matches!(mark.progress, Progress::Now | Progress::Halt).then_some("step");
                li class=[class] aria-current=[current] {
                    b { (mark.label) } span.sr { (lang.t("colon")) (words) }
                    @if let Some(note) = &mark.note { (note) }
                }
            }
        }
    }
}

/// Something that happened to a case.
#[derive(Debug)]
pub struct Happening {
    /// What.
    pub what: String,
    /// Who.
    pub who: String,
    /// When, as text.
    pub at: String,
    /// Words said about it.
    pub text: Option<String>,
}

/// What happened, the newest first.
pub fn timeline(happenings: &[Happening]) -> Markup {
    html! {
        ol.timeline {
            @for (place, happening) in happenings.iter().enumerate() {
                li.now[place == 0] {
                    b { (happening.what) } " " span.by { (happening.who) }
                    br;
                    time { (happening.at) }
                    @if let Some(text) = &happening.text { p { (text) } }
                }
            }
        }
    }
}

/// One step of a calculation.
#[derive(Debug)]
pub struct TraceStep {
    /// What is done.
    pub title: String,
    /// With which figures.
    pub formula: Option<String>,
    /// By which article, or from which source.
    pub why: Option<String>,
    /// What comes out.
    pub out: Markup,
}

/// A calculation from its facts to its result; `end` repeats the result and the difference to the claim.
pub fn trace(steps: &[TraceStep], end: Option<&TraceStep>) -> Markup {
    let row = |step: &TraceStep| {
        html! {
            div {
                b { (step.title) }
                @if let Some(formula) = &step.formula { span.f { (formula) } }
                @if let Some(why) = &step.why { span.why { (why) } }
            }
            div.out { (step.out) }
        }
    };
    html! {
        ol.trace {
            @for step in steps { li { (row(step)) } }
            @if let Some(end) = end { li.end { (row(end)) } }
        }
    }
}

/// The result of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Good.
    Ok,
    /// Needs attention.
    Warn,
    /// Not good.
    Fail,
}

/// A check with its reason.
#[derive(Debug)]
pub struct Check {
    /// The result.
    pub outcome: Outcome,
    /// What was checked.
    pub title: String,
    /// What was found, and the rule.
    pub why: Option<String>,
    /// Where it was looked up, and when.
    pub source: Option<String>,
}

/// Checks with results, reasons, sources and dates.
pub fn checks(lang: Lang, checks: &[Check]) -> Markup {
    html! {
        ul.checks {
            @for check in checks {
                @let (class, icon, words) = match check.outcome {
                    Outcome::Ok => ("ok", Icon::Ok, lang.t("check-ok")),
                    Outcome::Warn => ("warn", Icon::Warn, lang.t("check-warn")),
                    Outcome::Fail => ("fail", Icon::Fail, lang.t("check-fail")),
                };
                li class=(class) {
                    (icon)
                    div {
                        span.sr { (words) (lang.t("colon")) } span.strong { (check.title) }
                        @if let Some(why) = &check.why { span.why { (why) } }
                    }
                    div.src { @if let Some(source) = &check.source { (source) } }
                }
            }
        }
    }
}

/// A check in full: its result, what it means, its facts one by one, and what follows.
pub fn explained(
    lang: Lang,
    outcome: Outcome,
    title: &str,
    effect: &str,
    meaning: Option<&str>,
    facts: &[(String, Markup)],
    rest: Markup,
) -> Markup {
    let (class, icon, words) = match outcome {
        Outcome::Ok => ("ok", Icon::Ok, lang.t("check-ok")),
        Outcome::Warn => ("warn", Icon::Warn, lang.t("check-warn")),
        Outcome::Fail => ("fail", Icon::Fail, lang.t("check-fail")),
    };
    html! {
        div.explained.(class) {
            (icon)
            div {
                h3 { span.sr { (words) (lang.t("colon")) } (title) " " span.tag.plain { (effect) } }
                @if let Some(meaning) = meaning { p { (meaning) } }
                (summary(2, facts))
                (rest)
            }
        }
    }
}
