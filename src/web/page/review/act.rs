//! What people may do with a case: the forms that fit its state and their roles, and the commands behind them.

use axum::response::Response;
use domain::credit::Outcome;
use domain::line::Line;
use domain::money::Fen;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::{Role, Step};
use domain::workflow::ApplicationEvent;
use domain::workflow::clock;
use domain::workflow::procedure::is_aside;
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::case::{self, CaseQuery, event_words};
use super::name;
use crate::error::Error;
use crate::export::call::who_allocates;
use crate::i18n::Lang;
use crate::service::application::answer_claim::{AnswerClaim, Finding};
use crate::service::application::approve::{Approve, Refuse};
use crate::service::application::check::RunChecks;
use crate::service::application::correction::{Lapse, RequestCorrection};
use crate::service::application::decide_line::{DecideLine, Decision};
use crate::service::application::receive::{Accept, RejectReceipt};
use crate::service::application::recheck::Recheck;
use crate::service::application::review::{Confirm, Recommend, SendBack, StartReview};
use crate::service::application::suspend::{Resume, Suspend};
use crate::service::application::undo::{AskUndo, KeepApproval, UndoApproval};
use crate::service::command::{Act, Key};
use crate::service::query::case::{self as query, Beside, CaseView};
use crate::web::address::Path;
use crate::web::again;
use crate::web::component::{
    self, Button, Field, Note, PageHead, Problems, difference, number, post_form, stack, summary,
};
use crate::web::fault::WebError;
use crate::web::form::{Sent, Versioned};
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

/// What a person typed into a form that was refused, so that nothing is lost.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    field: &'static str,
    text: String,
}

impl Typed {
    /// The text of a field.
    pub(super) fn of(&self, field: &str) -> &str {
        if self.field == field { &self.text } else { "" }
    }
}

/// A move that the state allows and a role of the person may make.
struct Offer {
    event: ApplicationEvent,
    step: Step,
}

/// The forms of a case for the person who looks at it, or why there is none.
///
/// # Errors
/// Nobody is signed in.
pub(super) fn forms(
    visit: &Visit,
    (view, beside): (&CaseView, &Beside),
    problems: &Problems,
    typed: &Typed,
) -> Result<Markup, WebError> {
    let actor = visit.actor()?;
    let state = view.application.state;
    // A decision on a line is offered beside the line.
    let moves = || view.procedure.moves_from(state).filter(|m| m.event != ApplicationEvent::DecideLine);
    let mut offers: Vec<Offer> = moves()
        .filter_map(|t| {
            let role = t.who.iter().copied().find(|r| actor.has(*r) && !r.is_firm())?;
            Some(Offer { event: t.event, step: t.event.step(role) })
        })
        .collect();
    // What moves the case on comes first; what holds it up or ends it, below.
    offers.sort_by_key(|o| is_aside(o.event));
    if offers.is_empty() {
        let mut roles: Vec<Role> = moves().flat_map(|t| t.who.iter().copied()).collect();
        roles.sort_unstable();
        roles.dedup();
        return Ok(waits_for(visit, &roles));
    }
    let hindrance = offers.iter().find_map(|o| view.hindered(actor.person, o.step).map(|taken| (taken, o.step)));
    if let Some((taken, wanted)) = hindrance {
        let facts = [
            ("taken", visit.t(&format!("step-{taken}")).into()),
            ("wanted", visit.t(&format!("step-{wanted}")).into()),
        ];
        return Ok(Note::Warn(html! { (visit.lang.tv("review-four-eyes", &facts)) }).render());
    }
    let desk = Desk { visit, lang: visit.lang, view, beside, problems, typed };
    Ok(stack(offers.iter().map(|offer| desk.form(offer.event))))
}

fn waits_for(visit: &Visit, roles: &[Role]) -> Markup {
    let names: Vec<String> = roles.iter().map(|r| visit.t(&format!("role-{}", r.key()))).collect();
    if names.is_empty() {
        return html! { p.hint { (visit.t("review-nothing-to-do")) } };
    }
    html! { p.hint { (visit.lang.tv("review-waits-for", &[("roles", visit.lang.list(&names).into())])) } }
}

struct Desk<'a> {
    visit: &'a Visit,
    lang: Lang,
    view: &'a CaseView,
    beside: &'a Beside,
    problems: &'a Problems,
    typed: &'a Typed,
}

impl Desk<'_> {
    fn t(&self, key: &str) -> String {
        self.lang.t(key).into_owned()
    }

    fn form(&self, event: ApplicationEvent) -> Markup {
        let number = &self.view.application.number;
        match event {
            ApplicationEvent::Accept => {
                self.button(to!("/review/{number}/accept", number), "review-accept", "review-accept-hint")
            }
            ApplicationEvent::RejectReceipt => self.leads(Ending::Receipt, "application-event-reject_receipt"),
            ApplicationEvent::Check => {
                self.button(to!("/review/{number}/check", number), "review-check", "review-check-hint")
            }
            ApplicationEvent::StartReview => {
                let to = to!("/review/{number}/start", number);
                self.button(to, "application-event-start_review", "review-start-hint")
            }
            ApplicationEvent::RequestCorrection => self.correction(),
            ApplicationEvent::Recommend => self.recommend(),
            ApplicationEvent::Confirm => self.confirm(),
            ApplicationEvent::SendBack => {
                let to = to!("/review/{number}/send-back", number);
                self.aside(to, "send_back", "application-event-send_back", "review-send-back-hint")
            }
            ApplicationEvent::Recheck => {
                let to = to!("/review/{number}/recheck", number);
                self.aside(to, "recheck", "application-event-recheck", "review-recheck-hint")
            }
            ApplicationEvent::Approve => self.approve(),
            ApplicationEvent::Refuse => self.leads(Ending::Subsidy, "application-event-refuse"),
            // The check of the act decides; it is offered where one of now would veto the firm.
            ApplicationEvent::Veto if self.beside.vetoed => self.leads(Ending::Subsidy, "application-event-veto"),
            ApplicationEvent::Lapse => self.lapse(),
            ApplicationEvent::AskUndo => {
                let to = to!("/review/{number}/ask-undo", number);
                self.aside(to, "undo", "application-event-ask_undo", "review-undo-hint")
            }
            ApplicationEvent::UndoApproval => self.undo(),
            ApplicationEvent::KeepApproval => {
                let to = to!("/review/{number}/keep", number);
                self.aside(to, "keep", "application-event-keep_approval", "review-keep-hint")
            }
            ApplicationEvent::Suspend => {
                let to = to!("/review/{number}/suspend", number);
                self.aside(to, "suspend", "application-event-suspend", "review-suspend-hint")
            }
            ApplicationEvent::Resume => {
                let to = to!("/review/{number}/resume", number);
                self.aside(to, "resume", "application-event-resume", "review-resume-hint")
            }
            ApplicationEvent::Publish | ApplicationEvent::EndNotice => html! {
                p { (self.t("review-to-notices-hint")) }
                (Button::link(self.t("nav-notice-admin"), to!("/notices/manage")).block())
            },
            _ => html! {},
        }
    }

    fn version(&self) -> Markup {
        html! { input type="hidden" name="version" value=(self.view.application.version); }
    }

    fn post(&self, to: path::Path, inside: Markup) -> Markup {
        let fields = html! { (self.version()) (inside) };
        post_form(to, &self.visit.token(), html! { div.stack { (fields) } })
    }

    fn button(&self, to: path::Path, words: &str, hint: &str) -> Markup {
        self.post(to, html! { p { (self.t(hint)) } (Button::primary(self.t(words)).block()) })
    }

    /// A button that leads to the page before something that cannot be undone.
    fn leads(&self, ending: Ending, words: &str) -> Markup {
        html! { (Button::danger(self.t(words)).to(ending.place(&self.view.application.number)).block()) }
    }

    fn area(&self, field: &str, label: &str, hint: &str) -> Field {
        Field::area(self.lang, field, self.t(label)).hint(self.t(hint)).value(self.typed.of(field)).check(self.problems)
    }

    /// A less usual act with its reason, closed until it is wanted or was refused.
    fn aside(&self, to: path::Path, field: &str, words: &str, hint: &str) -> Markup {
        let form = html! { (self.area(field, "reason", hint)) (Button::plain(self.t(words)).block()) };
        let open = self.problems.of(field).is_some() || again::typed(field);
        html! { details open[open] { summary { (self.t(words)) } (self.post(to, form)) } }
    }

    /// The second person takes the approval back; who asked for it does not.
    fn undo(&self) -> Markup {
        let asked = self.view.latest(ApplicationEvent::AskUndo).map(|step| step.person);
        let me = self.visit.actor.as_deref().map(|actor| actor.person);
        if asked == me {
            return html! { p.hint { (self.t("refusal-request-own")) } };
        }
        self.post(
            to!("/review/{number}/undo", self.view.application.number),
            html! { p { (self.t("review-undo-effect")) } (Button::danger(self.t("application-event-undo_approval")).block()) },
        )
    }

    fn correction(&self) -> Markup {
        let words = "application-event-request_correction";
        let days = Field::number(self.lang, "working_days", self.t("review-correction-days"));
        let form = html! {
            (self.area("correction", "reason", "review-correction-hint"))
            (days.value(clock::CORRECTION.usual().to_string()).check(self.problems))
            (Button::plain(self.t(words)).block())
        };
        let to = to!("/review/{number}/correction", self.view.application.number);
        let open = self.problems.of("correction").is_some() || again::typed("working_days");
        html! { details open[open] { summary { (self.t(words)) } (self.post(to, form)) } }
    }

    fn lapse(&self) -> Markup {
        let today = self.visit.web.app.clock.today();
        let due = self.view.application.correction_due_on;
        if due.is_some_and(|due| today <= due) {
            return html! {};
        }
        let until = due.map_or_else(|| self.t("missing-value"), |due| self.lang.date(due));
        let form = html! {
            p { (self.lang.tv("review-lapse-hint", &[("until", until.into())])) }
            (Button::danger(self.t("application-event-lapse")).block())
        };
        self.post(to!("/review/{number}/lapse", self.view.application.number), form)
    }

    fn recommend(&self) -> Markup {
        let open = self.view.check.as_ref().map_or(0, |c| c.lines_refer);
        self.post(
            to!("/review/{number}/recommend", self.view.application.number),
            html! {
                @if open > 0 { p { (self.lang.tv("review-lines-referred", &[("count", open.into())])) } }
                (self.area("opinion", "review-opinion", "review-opinion-hint"))
                (Button::primary(self.t("application-event-recommend")).block())
                p.hint { (self.t("four-eyes-note")) }
            },
        )
    }

    fn confirm(&self) -> Markup {
        let first = self.view.latest(ApplicationEvent::Recommend);
        let decided = self.view.steps.iter().filter(|s| s.is(ApplicationEvent::DecideLine)).count();
        self.post(
            to!("/review/{number}/confirm", self.view.application.number),
            html! {
                @if let Some(first) = first {
                    (summary(1, &[
                        (self.t("review-first-by"), html! { (name(self.lang, first.name.as_ref())) }),
                        (
                            self.t("review-first-at"),
                            html! { (self.lang.instant(first.at, self.visit.web.app.clock.zone())) },
                        ),
                        (self.t("review-first-opinion"), html! { (first.reason) }),
                        (self.t("review-first-lines"), html! { (decided) }),
                    ]))
                }
                (self.area("remark", "comment", "review-remark-hint").optional())
                (Button::primary(self.t("application-event-confirm")).block())
                p.hint { (self.t("review-confirm-note")) }
            },
        )
    }

    fn approve(&self) -> Markup {
        let (lang, view) = (self.lang, self.view);
        let Some(query::Approval { content, available, allocators }) = &self.beside.approval else { return html! {} };
        let money = |amount| view.scheme.currency.of(amount);
        let wanted = view.application.calculated.map_or(Fen::ZERO, |wanted| wanted.amount);
        let after = available.minus(wanted).ok();
        let line = &view.budget_line;
        let limit = match self.visit.actor.as_deref().map(|actor| view.may(actor, ApplicationEvent::Approve)) {
            Some(Ok(())) => view.limits.as_ref().and_then(|limits| limits.own.limit),
            Some(Err(refusal)) => return Note::Warn(html! { (lang.refusal(&refusal)) }).render(),
            None => return html! {},
        };
        self.post(to!("/review/{number}/approve", view.application.number), html! {
            input type="hidden" name="content" value=(content);
            @if let Some(limit) = limit { p.hint { (lang.tv("review-within-limit", &[("limit", lang.money(limit).into())])) } }
            (summary(1, &[
                (self.t("review-budget-line"), html! { (lang.words(&line.name)) " " (line.fiscal_year) }),
                (self.t("review-budget-before"), number(lang, money(*available))),
                (self.t("review-budget-wanted"), number(lang, money(wanted))),
                (
                    self.t("review-budget-after"),
                    html! { @match after { Some(after) => (difference(lang, money(after))), None => (lang.t("missing-value")) } },
                ),
            ]))
            @if after.is_some_and(Fen::is_negative) {
                (Note::Fail(html! {
                    (lang.t("review-budget-short")) " " (who_allocates(lang, allocators))
                }))
            }
            (self.area("remark", "comment", "review-remark-hint").optional())
            (Button::primary(self.t("application-event-approve")).block())
            p.hint { (lang.t("review-approve-note")) }
        })
    }
}

/// The decision on a line, for the first reviewer while the case is in review.
pub(super) fn line_form(visit: &Visit, view: &CaseView, line: &Line, problems: &Problems, typed: &Typed) -> Markup {
    let may = visit.actor.as_deref().is_some_and(|actor| {
        view.may(actor, ApplicationEvent::DecideLine).is_ok() && view.hindered(actor.person, Step::Reviewed).is_none()
    });
    if !may {
        return html! {};
    }
    if line.credit() == Outcome::Block {
        return Note::Info(html! { (visit.t("review-line-blocked")) }).render();
    }
    let number = &view.application.number;
    let action = to!("/review/{number}/lines/{row}", number, line.row);
    let area = Field::area(visit.lang, "line_reason", visit.t("reason"))
        .hint(visit.t("review-line-hint"))
        .value(typed.of("line_reason"))
        .check(problems);
    post_form(
        &action,
        &visit.token(),
        html! {
            div.stack {
                input type="hidden" name="version" value=(view.application.version);
                @if line.decided.is_none() { (area) }
                div.row {
                    @if line.decided.is_none() {
                        (Button::plain(visit.t("review-line-accept")).sends("decision", "accept"))
                        (Button::danger(visit.t("review-line-reject")).sends("decision", "reject"))
                    } @else {
                        (Button::plain(visit.t("review-line-clear")).sends("decision", "clear"))
                    }
                }
            }
        },
    )
}

/// The version that the person saw, and what was said.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Said {
    #[validate(range(min = 0))]
    version: i64,
    #[serde(
        default,
        alias = "opinion",
        alias = "correction",
        alias = "send_back",
        alias = "recheck",
        alias = "remark",
        alias = "undo",
        alias = "keep",
        alias = "suspend",
        alias = "resume",
        alias = "refusal"
    )]
    #[validate(length(max = 2000))]
    reason: String,
}

/// Which case, with which form, and where its words go.
struct Asked<'a> {
    number: &'a str,
    key: &'a Key,
    field: &'static str,
    said: &'a str,
    done: &'static str,
}

/// Runs a command on a case; what it refuses is shown on the case's page, above what was typed.
async fn run<A: Act>(visit: &Visit, asked: Asked<'_>, command: &A) -> Result<Response, WebError> {
    match visit.execute(asked.key, command).await {
        Ok(_) => {
            let to = path::review(asked.number);
            Ok(Done::well(asked.done).with("number", asked.number).then(&to, visit.web.https))
        }
        Err(error) => {
            let typed = Typed { field: asked.field, text: asked.said.to_owned() };
            refused(visit, asked.number, &CaseQuery::default(), error, typed).await
        }
    }
}

/// Runs a command on a case for which words go into the field of the form and `done` is told after it.
async fn say<A: Act + Send>(
    visit: &Visit,
    number: &str,
    form: Sent<Said>,
    (field, done): (&'static str, &'static str),
    command: impl FnOnce(String, i64, String) -> A,
) -> Result<Response, WebError> {
    let Said { version, reason } = form.fields;
    let command = command(number.to_owned(), version, reason.clone());
    run(visit, Asked { number, key: &form.key, field, said: &reason, done }, &command).await
}

async fn refused(
    visit: &Visit,
    number: &str,
    at: &CaseQuery,
    error: Error,
    typed: Typed,
) -> Result<Response, WebError> {
    // The forms of the page name their reasons apart.
    let to = Some(typed.field).filter(|field| !field.is_empty());
    let problems = visit.problems(error)?.moved("reason", to);
    case::page(visit, number, at, problems, &typed).await
}

/// Accepts for review.
///
/// # Errors
/// As for [`run`].
pub async fn accept(visit: Visit, Path(number): Path<String>, form: Sent<Versioned>) -> Result<Response, WebError> {
    let command = Accept { number: number.clone(), version: form.fields.version };
    let asked = Asked { number: &number, key: &form.key, field: "", said: "", done: "done-review-accepted" };
    run(&visit, asked, &command).await
}

/// Runs the checks; a case that they do not pass stays where it is.
///
/// # Errors
/// As for [`run`].
pub async fn check(visit: Visit, Path(number): Path<String>, form: Sent<Versioned>) -> Result<Response, WebError> {
    let command = RunChecks { number: number.clone(), version: form.fields.version };
    match visit.execute(&form.key, &command).await {
        Ok(outcome) => {
            let done = match outcome.as_str() {
                "pass" => Done::well("done-review-checked"),
                "refer" => Done::with_warning("done-review-check-referred"),
                _ => Done::with_warning("done-review-check-not-passed"),
            };
            Ok(done.with("number", &number).then(path::review(&number), visit.web.https))
        }
        Err(error) => refused(&visit, &number, &CaseQuery::default(), error, Typed::default()).await,
    }
}

/// Begins the first review.
///
/// # Errors
/// As for [`run`].
pub async fn start(visit: Visit, Path(number): Path<String>, form: Sent<Versioned>) -> Result<Response, WebError> {
    let command = StartReview { number: number.clone(), version: form.fields.version };
    let asked = Asked { number: &number, key: &form.key, field: "", said: "", done: "done-review-started" };
    run(&visit, asked, &command).await
}

/// What is to be corrected, and within how many working days.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    #[validate(range(min = 0))]
    version: i64,
    #[serde(default, alias = "reason")]
    correction: String,
    #[serde(default)]
    working_days: String,
}

impl Correction {
    /// The working days; as many as usual where nothing is said. What is too little or too much is told by the act.
    fn days(&self) -> Result<u32, Refusal> {
        let text = self.working_days.trim();
        let (minus, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
        match digits.parse() {
            Ok(days) if !minus => Ok(days),
            _ if text.is_empty() => Ok(clock::CORRECTION.usual()),
            _ if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
                Ok(if minus { 0 } else { u32::MAX })
            }
            _ => {
                let found = Fact::Text(text.chars().take(40).collect());
                Err(Refusal::new(Code::CountMalformed).with("value", found).at_field("working_days"))
            }
        }
    }
}

/// Ends an application whose correction was not answered.
///
/// # Errors
/// As for [`run`].
pub async fn lapse(visit: Visit, Path(number): Path<String>, form: Sent<Versioned>) -> Result<Response, WebError> {
    let command = Lapse { number: number.clone(), version: form.fields.version };
    let asked = Asked { number: &number, key: &form.key, field: "", said: "", done: "done-review-lapsed" };
    run(&visit, asked, &command).await
}

/// Asks to take an approval back.
///
/// # Errors
/// As for [`run`].
pub async fn ask_undo(visit: Visit, Path(number): Path<String>, form: Sent<Said>) -> Result<Response, WebError> {
    let command = |number, version, reason| AskUndo { number, version, reason };
    say(&visit, &number, form, ("undo", "done-review-undo-asked"), command).await
}

/// Takes an approval back that another person asked to take back.
///
/// # Errors
/// As for [`run`].
pub async fn undo(visit: Visit, Path(number): Path<String>, form: Sent<Versioned>) -> Result<Response, WebError> {
    let command = UndoApproval { number: number.clone(), version: form.fields.version };
    let asked = Asked { number: &number, key: &form.key, field: "", said: "", done: "done-review-undone" };
    run(&visit, asked, &command).await
}

/// Leaves an approval as it is.
///
/// # Errors
/// As for [`run`].
pub async fn keep(visit: Visit, Path(number): Path<String>, form: Sent<Said>) -> Result<Response, WebError> {
    let command = |number, version, reason| KeepApproval { number, version, reason };
    say(&visit, &number, form, ("keep", "done-review-kept"), command).await
}

/// Suspends a case.
///
/// # Errors
/// As for [`run`].
pub async fn suspend(visit: Visit, Path(number): Path<String>, form: Sent<Said>) -> Result<Response, WebError> {
    let command = |number, version, reason| Suspend { number, version, reason };
    say(&visit, &number, form, ("suspend", "done-review-suspended"), command).await
}

/// Resumes a suspended case.
///
/// # Errors
/// As for [`run`].
pub async fn resume(visit: Visit, Path(number): Path<String>, form: Sent<Said>) -> Result<Response, WebError> {
    let command = |number, version, reason| Resume { number, version, reason };
    say(&visit, &number, form, ("resume", "done-review-resumed"), command).await
}

/// Asks the firm for a correction.
///
/// # Errors
/// As for [`run`].
pub async fn correction(
    visit: Visit,
    Path(number): Path<String>,
    form: Sent<Correction>,
) -> Result<Response, WebError> {
    let working_days = form.fields.days()?;
    let Correction { version, correction: reason, .. } = form.fields;
    let command = RequestCorrection { number: number.clone(), version, reason: reason.clone(), working_days };
    let done = "done-review-correction";
    run(&visit, Asked { number: &number, key: &form.key, field: "correction", said: &reason, done }, &command).await
}

/// Recommends the calculated amount.
///
/// # Errors
/// As for [`run`].
pub async fn recommend(visit: Visit, Path(number): Path<String>, form: Sent<Said>) -> Result<Response, WebError> {
    let command = |number, version, reason| Recommend { number, version, reason };
    say(&visit, &number, form, ("opinion", "done-review-recommended"), command).await
}

/// Confirms what the first reviewer recommended.
///
/// # Errors
/// As for [`run`].
pub async fn confirm(visit: Visit, Path(number): Path<String>, form: Sent<Said>) -> Result<Response, WebError> {
    let command = |number, version, reason| Confirm { number, version, reason };
    say(&visit, &number, form, ("remark", "done-review-confirmed"), command).await
}

/// Sends the case back to the first reviewer.
///
/// # Errors
/// As for [`run`].
pub async fn send_back(visit: Visit, Path(number): Path<String>, form: Sent<Said>) -> Result<Response, WebError> {
    let command = |number, version, reason| SendBack { number, version, reason };
    say(&visit, &number, form, ("send_back", "done-review-sent-back"), command).await
}

/// Sends the case back from the approver to the credit check.
///
/// # Errors
/// As for [`run`].
pub async fn recheck(visit: Visit, Path(number): Path<String>, form: Sent<Said>) -> Result<Response, WebError> {
    let command = |number, version, reason| Recheck { number, version, reason };
    say(&visit, &number, form, ("recheck", "done-review-recheck"), command).await
}

/// The approver's form.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    #[validate(range(min = 0))]
    version: i64,
    content: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    remark: String,
}

/// Approves and reserves the budget.
///
/// # Errors
/// As for [`run`].
pub async fn approve(visit: Visit, Path(number): Path<String>, form: Sent<Approval>) -> Result<Response, WebError> {
    let Approval { version, content, remark } = form.fields;
    let command = Approve { number: number.clone(), version, content, reason: remark.clone() };
    match visit.execute(&form.key, &command).await {
        Ok(amount) => {
            let currency = query::currency(&visit.web.app, &visit.reader()?, &number).await?;
            let done = Done::well("done-review-approved")
                .with("number", &number)
                .with("amount", visit.lang.money(currency.of(amount)));
            Ok(done.then(path::review(&number), visit.web.https))
        }
        Err(error) => {
            let typed = Typed { field: "remark", text: remark };
            refused(&visit, &number, &CaseQuery::default(), error, typed).await
        }
    }
}

/// A decision on a line.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct LineDecision {
    #[validate(range(min = 0))]
    version: i64,
    decision: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    line_reason: String,
}

/// Decides a line.
///
/// # Errors
/// As for [`run`].
pub async fn decide_line(
    visit: Visit,
    Path((number, row)): Path<(String, i64)>,
    form: Sent<LineDecision>,
) -> Result<Response, WebError> {
    let LineDecision { version, decision, line_reason } = form.fields;
    let decision = match decision.as_str() {
        "accept" => Decision::Accept,
        "reject" => Decision::Reject,
        "clear" => Decision::Clear,
        _ => return Err(Code::FormMalformed.into()),
    };
    let command = DecideLine { number: number.clone(), version, row, decision, reason: line_reason.clone() };
    match visit.execute(&form.key, &command).await {
        Ok(moved) => {
            let currency = query::currency(&visit.web.app, &visit.reader()?, &number).await?;
            let to = path::review(&number).query(&[("row", &row.to_string())]).anchor("line");
            let done = match moved.filter(|moved| moved.others > 0) {
                Some(moved) => Done::well("done-review-line-moved")
                    .with("count", moved.others)
                    .with("sum", visit.lang.money(currency.of(moved.sum))),
                None => Done::well("done-review-line"),
            };
            Ok(done.with("row", row).then(&to, visit.web.https))
        }
        Err(error) => {
            let typed = Typed { field: "line_reason", text: line_reason };
            refused(&visit, &number, &CaseQuery::at_row(row), error, typed).await
        }
    }
}

/// An answer to questions about lines that look like another application's.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct ClaimAnswer {
    #[validate(range(min = 0))]
    version: i64,
    /// `one:` or `all:` and the question.
    claim_question: String,
    #[serde(default)]
    claim_finding: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    claim_reason: String,
}

/// Answers whether lines are the same business as those of another application.
///
/// # Errors
/// As for [`run`].
pub async fn answer_claim(
    visit: Visit,
    Path(number): Path<String>,
    form: Sent<ClaimAnswer>,
) -> Result<Response, WebError> {
    let ClaimAnswer { version, claim_question, claim_finding, claim_reason } = form.fields;
    let typed = Typed { field: "claim_reason", text: claim_reason.clone() };
    let (which, id) = claim_question.split_once(':').unwrap_or_default();
    let Ok(question) = id.parse() else {
        return Err(Refusal::new(Code::FieldRequired).at_field("claim_question").into());
    };
    let Some(finding) = Finding::from_key(&claim_finding) else {
        let problems = Problems::new(visit.lang, &[Refusal::new(Code::FieldRequired).at_field("claim_finding")]);
        return case::page(&visit, &number, &CaseQuery::default(), problems, &typed).await;
    };
    let command =
        AnswerClaim { number: number.clone(), version, question, all: which == "all", finding, reason: claim_reason };
    match visit.execute(&form.key, &command).await {
        Ok(count) => {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            let to = path::review(&number).anchor("claims");
            Ok(Done::well("done-review-claims").with("count", count).then(&to, visit.web.https))
        }
        Err(error) => refused(&visit, &number, &CaseQuery::default(), error, typed).await,
    }
}

/// The two refusals that end a case.
#[derive(Clone, Copy)]
enum Ending {
    Receipt,
    Subsidy,
}

impl Ending {
    /// The page before it, whose form goes to the same address.
    fn place(self, number: &str) -> path::Path {
        match self {
            Self::Receipt => to!("/review/{number}/reject-receipt", number),
            Self::Subsidy => to!("/review/{number}/refuse", number),
        }
    }

    const fn effect(self) -> &'static str {
        match self {
            Self::Receipt => "review-reject-receipt-effect",
            Self::Subsidy => "review-refuse-effect",
        }
    }
}

async fn before_ending(
    visit: &Visit,
    number: &str,
    ending: Ending,
    typed: &str,
    problems: Problems,
) -> Result<Response, WebError> {
    let view = query::case(&visit.web.app, &visit.reader()?, number).await?;
    let event = match ending {
        Ending::Receipt => ApplicationEvent::RejectReceipt,
        Ending::Subsidy => view.procedure.refusal(view.application.state),
    };
    let veto = event == ApplicationEvent::Veto;
    let words = event_words(visit.lang, event.key());
    let area = Field::area(visit.lang, "refusal", visit.t("reason"))
        .hint(visit.t("reason-hint"))
        .value(typed)
        .check(&problems);
    let question = component::Confirm {
        lang: visit.lang,
        title: format!("{words} {number}"),
        count: None,
        amount: view.application.calculated,
        facts: vec![(visit.t("head-firm"), html! { (view.firm.name) })],
        taken_back: false,
        effect: visit.t(if veto { "review-veto-effect" } else { ending.effect() }),
        action: ending.place(number),
        token: &visit.token(),
        fields: html! { input type="hidden" name="version" value=(view.application.version); (area) },
        button: words.clone(),
        cancel: path::review(number),
    };
    let body = html! { (PageHead::new(words.clone())) div.stack { (problems) (question) } };
    let crumbs = vec![
        Crumb::link(visit.t("nav-todo"), to!("/review")),
        Crumb::link(number, path::review(number)),
        Crumb::here(words.clone()),
    ];
    visit.show_with(words, to!("/review"), crumbs, &problems, body).await
}

async fn end<A: Act>(
    visit: &Visit,
    number: &str,
    ending: Ending,
    (key, reason): (&Key, &str),
    command: &A,
) -> Result<Response, WebError> {
    match visit.execute(key, command).await {
        Ok(_) => {
            let done = Done::well(match ending {
                Ending::Receipt => "done-review-not-accepted",
                Ending::Subsidy => "done-review-refused",
            });
            Ok(done.with("number", number).then(path::review(number), visit.web.https))
        }
        // A missing reason is asked for here; anything else concerns the case and is shown on its page.
        Err(Error::Refused(refusal)) if refusal.field.is_some() => {
            let problems = Problems::new(visit.lang, &[refusal.at_field("refusal")]);
            before_ending(visit, number, ending, reason, problems).await
        }
        Err(error) => refused(visit, number, &CaseQuery::default(), error, Typed::default()).await,
    }
}

/// Asks before refusing the receipt.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn ask_reject_receipt(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    before_ending(&visit, &number, Ending::Receipt, "", Problems::none(visit.lang)).await
}

/// Refuses the receipt.
///
/// # Errors
/// As for [`run`].
pub async fn reject_receipt(visit: Visit, Path(number): Path<String>, form: Sent<Said>) -> Result<Response, WebError> {
    let Said { version, reason } = form.fields;
    let command = RejectReceipt { number: number.clone(), version, reason: reason.clone() };
    end(&visit, &number, Ending::Receipt, (&form.key, &reason), &command).await
}

/// Asks before refusing the subsidy.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn ask_refuse(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    before_ending(&visit, &number, Ending::Subsidy, "", Problems::none(visit.lang)).await
}

/// Refuses the subsidy.
///
/// # Errors
/// As for [`run`].
pub async fn refuse(visit: Visit, Path(number): Path<String>, form: Sent<Said>) -> Result<Response, WebError> {
    let Said { version, reason } = form.fields;
    let command = Refuse { number: number.clone(), version, reason: reason.clone() };
    end(&visit, &number, Ending::Subsidy, (&form.key, &reason), &command).await
}
