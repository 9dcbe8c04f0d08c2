//! The pages of the credit desk: the register, files of subjects, checks, doubtful matches, statements of two officers,
//! objections and repairs, sources, rules. Here is what they share: who reads them, their frame with its tabs, and words.

use axum::response::Response;
use domain::credit::{AnswerStatus, Outcome};
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use maud::{Markup, html};

use crate::i18n::Lang;
use crate::service::command::Command as _;
use crate::service::credit::decided::Decided;
use crate::service::credit::{objection, statement as attestation};
use crate::web::component::{PageHead, Problems, Tab, Tone, stack, tabs, tag};
use crate::web::fault::WebError;
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::routes::opens;
use crate::web::visit::Visit;

pub mod check;
pub mod desk;
pub mod file;
pub mod import;
pub mod matching;
pub mod query_log;
pub mod reason;
pub mod record;
pub mod recovery;
pub mod register;
pub mod rule;
pub mod source;
pub mod statement;

/// Who keeps the register.
pub const OFFICERS: &[Role] = &[Role::CreditChecker];
/// Who confirms statements.
pub const CONFIRMERS: &[Role] = attestation::Decide::ROLES;
/// Who handles objections and repairs.
pub const HANDLERS: &[Role] = objection::Handle::ROLES;
/// Whether the person has one of the roles.
fn has(visit: &Visit, roles: &[Role]) -> bool {
    visit.actor.as_deref().is_some_and(|a| roles.iter().any(|r| a.has(*r)))
}

/// A page of the desk: its heading, the tabs that the person may open, and its parts.
struct Sheet {
    /// The tab that it belongs to.
    tab: path::Path,
    title: String,
    lead: Option<Markup>,
    head_tag: Option<Markup>,
    acts: Option<Markup>,
    problems: Problems,
    parts: Vec<Markup>,
}

impl Sheet {
    fn new(visit: &Visit, tab: path::Path, title: impl Into<String>) -> Self {
        Self {
            tab,
            title: title.into(),
            lead: None,
            head_tag: None,
            acts: None,
            problems: Problems::none(visit.lang),
            parts: Vec::new(),
        }
    }

    fn lead(mut self, lead: Markup) -> Self {
        self.lead = Some(lead);
        self
    }

    async fn show(self, visit: &Visit) -> Result<Response, WebError> {
        let mut head = PageHead::new(self.title.clone());
        if let Some(lead) = self.lead {
            head = head.lead(lead);
        }
        if let Some(tag) = self.head_tag {
            head = head.tag(tag);
        }
        if let Some(acts) = self.acts {
            head = head.acts(acts);
        }
        let body = html! {
            (head)
            (tabs_of(visit, &self.tab).await?)
            (stack(std::iter::once(html! { (self.problems) }).chain(self.parts)))
        };
        let crumbs = vec![
            Crumb::link(visit.t("nav-home"), to!("/")),
            Crumb::link(visit.t("nav-credit"), to!("/credit")),
            Crumb::here(&self.title),
        ];
        visit.show_with(self.title, to!("/credit"), crumbs, &self.problems, body).await
    }
}

/// The pages of the desk that the person may open, with what waits behind them.
async fn tabs_of(visit: &Visit, here: &path::Path) -> Result<Markup, WebError> {
    let all = [
        ("register", to!("/credit")),
        ("matches", to!("/credit/matches")),
        ("statements", to!("/credit/statements")),
        ("desk", to!("/credit/desk")),
        ("recoveries", to!("/credit/recoveries")),
        ("sources", to!("/credit/sources")),
        ("rules", to!("/credit/rules")),
        ("queries", to!("/credit/queries")),
    ];
    let roles = &visit.actor()?.roles;
    let (keys, links): (Vec<&str>, Vec<path::Path>) = all.into_iter().filter(|(_, page)| opens(page, roles)).unzip();
    let counts = crate::web::desk::behind(&visit.desk().await?.errands, &links);
    let tab = |((key, href), count): ((&&str, &path::Path), u64)| Tab {
        text: visit.t(&format!("credit-tab-{key}")),
        href: href.clone(),
        count: (count > 0).then_some(count),
        current: href == here,
    };
    let tabs_here: Vec<Tab> = keys.iter().zip(&links).zip(counts).map(tab).collect();
    Ok(tabs(visit.lang, &visit.t("nav-credit"), &tabs_here))
}

/// The kind of a record in words; a kind that a rule file has added stands as it is.
pub(super) fn kind(lang: Lang, kind: &str) -> String {
    let key = format!("credit-kind-{kind}");
    if lang.has(&key) { lang.t(&key).into_owned() } else { kind.to_owned() }
}

/// A value of a record in words: the way in which funds were misused, a grade.
fn value(lang: Lang, value: &str) -> String {
    let key = format!("credit-value-{value}");
    if lang.has(&key) { lang.t(&key).into_owned() } else { value.to_owned() }
}

/// The state of a record as a tag.
pub(super) fn state_tag(lang: Lang, state: domain::credit::RecordState) -> Markup {
    use domain::credit::RecordState;
    let tone = match state {
        RecordState::Active => Tone::Red,
        RecordState::Repaired => Tone::Green,
        RecordState::Revoked | RecordState::Removed | RecordState::Expired => Tone::Grey,
    };
    tag(tone, &lang.t(&format!("credit-record-{state}")))
}

/// How a source answered, as a tag.
fn answer_tag(lang: Lang, status: &str) -> Markup {
    let tone = match AnswerStatus::from_key(status) {
        Some(good) if good.is_good() => Tone::Green,
        // A source that the stage does not require may stay unasked; where it is required, a reason says so.
        Some(AnswerStatus::NotAsked) => Tone::Grey,
        _ => Tone::Red,
    };
    tag(tone, &lang.t(&format!("credit-answer-{status}")))
}

/// The answer to a question of yes or no.
///
/// # Errors
/// [`Code::FieldRequired`] at the field when it is neither.
fn yes_or_no(answer: &str, field: &str) -> Result<bool, Refusal> {
    match answer {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Refusal::new(Code::FieldRequired).at_field(field)),
    }
}

/// What a check came to, as a tag; none where there was no check.
pub(super) fn outcome_tag(lang: Lang, outcome: Option<Outcome>) -> Markup {
    match outcome {
        Some(Outcome::Pass) => tag(Tone::Green, &lang.t("credit-outcome-pass")),
        Some(Outcome::Refer) => tag(Tone::Amber, &lang.t("credit-outcome-refer")),
        Some(Outcome::Block) => tag(Tone::Red, &lang.t("credit-outcome-block")),
        None => html! { span.tag.plain { (lang.t("credit-outcome-none")) } },
    }
}

/// What a check comes to now as a tag, with what it found beside it where two officers decided otherwise.
pub(super) fn decided_tag(lang: Lang, decided: Option<Decided>) -> Markup {
    let Some(decided) = decided else { return outcome_tag(lang, None) };
    html! {
        (outcome_tag(lang, Some(decided.now)))
        @if let Some(found) = decided_from(lang, decided) { span.sub { (found) } }
    }
}

/// What a check found, in words, where two officers decided otherwise.
pub(super) fn decided_from(lang: Lang, decided: Decided) -> Option<String> {
    let found = || lang.t(&format!("credit-outcome-{}", decided.found.key())).into_owned();
    (decided.now != decided.found).then(|| lang.tv("credit-decided-from", &[("found", found().into())]))
}

/// A text, or the sign for a missing one.
pub(super) fn or_dash(lang: Lang, text: &str) -> Markup {
    html! { @if text.is_empty() { (lang.t("missing-value")) } @else { (text) } }
}

/// A link to a file of evidence; nothing without one.
fn evidence(lang: Lang, sha256: &str) -> Markup {
    html! { @if !sha256.is_empty() { a href=(to!("/credit/evidence/{sha256}", sha256)) { (lang.t("credit-open-evidence")) } } }
}
