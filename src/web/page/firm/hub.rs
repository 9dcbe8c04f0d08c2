//! One application as its firm sees it: where it stands, what is to do next, the amount, what happened, the money.

use axum::response::Response;
use domain::role::Role;
use domain::workflow::phase::{Standing, Station};
use domain::workflow::{ApplicationEvent, ApplicationState};
use maud::{Markup, Render, html};

use super::{call_title, crumbs, period};
use crate::service::query::application::Step;
use crate::service::query::firm::{self, Case, History};
use crate::service::query::material::{self, Entry};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Happening, Note, PageHead, Progress, StepMark, Table, Task, TaskState, Th, application_tag_for_firm,
    in_words, money, money_big, number, payment_tag_for_firm, stack, steps, summary, tasks, timeline,
};
use crate::web::fault::WebError;
use crate::web::page::letter;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

/// What happens inside the authority before a decision is not told to the firm.
const TOLD: &[ApplicationEvent] = &[
    ApplicationEvent::Submit,
    ApplicationEvent::Resubmit,
    ApplicationEvent::Withdraw,
    ApplicationEvent::Accept,
    ApplicationEvent::RejectReceipt,
    ApplicationEvent::StartReview,
    ApplicationEvent::RequestCorrection,
    ApplicationEvent::Lapse,
    ApplicationEvent::Discard,
    ApplicationEvent::Suspend,
    ApplicationEvent::Resume,
    ApplicationEvent::Approve,
    ApplicationEvent::UndoApproval,
    ApplicationEvent::Refuse,
    ApplicationEvent::Veto,
    ApplicationEvent::Publish,
    ApplicationEvent::EndNotice,
    ApplicationEvent::Settle,
];

/// What the firm's own people do before the signature.
const PREPARED: &[&str] = &["create", "fill_in", "import_schedule", "attach", "attach_again", "detach"];

/// The application.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn show(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    let case = firm::case(&visit.web.app, &visit.reader()?, &number).await?;
    let past = firm::history(&visit.web.app, &case).await?;
    let materials = material::of_firm(&visit.web.app, &case).await?;
    let (lang, application) = (visit.lang, &case.application);
    let title = call_title(&visit, &case.call);
    let lead = html! {
        (visit.t("head-application")) " " b { (application.number) } " · " (case.firm.name) " · "
        (case.scheme.basis.document) " " (case.scheme.version)
    };
    let main = [
        Some(Card::new(visit.t("firm-progress")).body(steps(lang, &stations(&visit, &case, &past))).render()),
        correction(&visit, &case, &past),
        Some(Card::new(visit.t("firm-tasks")).flush(tasks(lang, &task_list(&visit, &case, &materials)?)).render()),
        (!past.payments.is_empty()).then(|| payments(&visit, &past)),
        letter::card(&visit, &past.letters, |letter| {
            to!("/applications/{number}/letters/{letter}", application.number, letter)
        }),
        receipt(&visit, &case),
    ];
    let side = [amounts(&visit, &case, &past), history(&visit, &past)];
    let body = html! {
        (PageHead::new(title.clone()).tag(application_tag_for_firm(lang, application.state)).lead(lead).acts(acts(&visit, &case)?))
        div.cols { div { (stack(main.into_iter().flatten())) } div.stick { (stack(side)) } }
    };
    visit.show(title, to!("/applications"), crumbs(&visit, &case, None), body).await
}

fn acts(visit: &Visit, case: &Case) -> Result<Markup, WebError> {
    let number = &case.application.number;
    let offers = case.procedure.offers(case.application.state, &visit.actor()?.roles);
    Ok(html! {
        @if offers.contains(&ApplicationEvent::Discard) {
            (Button::danger(visit.t("application-event-discard")).to(to!("/applications/{number}/discard", number)))
        }
        @if offers.contains(&ApplicationEvent::Withdraw) { (Button::danger(visit.t("application-event-withdraw")).to(to!("/applications/{number}/withdraw", number))) }
    })
}

/// The stations that a firm sees, with their words.
const STATIONS: [(Station, &str); 5] = [
    (Station::Filling, "fill"),
    (Station::Receipt, "receipt"),
    (Station::Review, "review"),
    (Station::Notice, "notice"),
    (Station::Payment, "payment"),
];

/// The stations with their dates. A correction or a refusal halts at the station where it was said.
fn stations(visit: &Visit, case: &Case, past: &History) -> Vec<StepMark> {
    let on = |event: ApplicationEvent| past.steps.iter().rev().find(|s| s.is(event)).map(|s| s.at);
    let accepted = on(ApplicationEvent::Accept);
    let (station, standing) = case.application.state.stands();
    let halted = standing != Standing::UnderWay && station != Station::Done;
    let dates = [
        case.application.submitted_at,
        accepted,
        on(ApplicationEvent::Approve).or_else(|| on(ApplicationEvent::Refuse)).or_else(|| on(ApplicationEvent::Veto)),
        on(ApplicationEvent::EndNotice),
        on(ApplicationEvent::Settle),
    ];
    let zone = visit.web.app.clock.zone();
    STATIONS
        .iter()
        .zip(dates)
        .map(|((at, key), date)| StepMark {
            label: visit.t(&format!("firm-station-{key}")),
            note: date
                .filter(|_| *at < station || halted)
                .map(|d| visit.lang.date(d.with_timezone(&zone).date_naive())),
            progress: match at.cmp(&station) {
                std::cmp::Ordering::Less => Progress::Done,
                std::cmp::Ordering::Greater => Progress::Todo,
                std::cmp::Ordering::Equal if halted => Progress::Halt,
                std::cmp::Ordering::Equal => Progress::Now,
            },
        })
        .collect()
}

/// What the authority asks for, or why it said no.
fn correction(visit: &Visit, case: &Case, past: &History) -> Option<Markup> {
    let last = |event: ApplicationEvent| past.steps.iter().rev().find(|s| s.is(event));
    let said = |event: ApplicationEvent| last(event).map(|s| s.reason.clone());
    match case.application.state {
        ApplicationState::CorrectionRequested => Some(Note::Warn(html! {
            b { (visit.t("firm-correction-title")) } br; (case.application.correction_note)
            br; span.hint { (visit.t("firm-correction-how")) }
            @if let Some(due) = case.application.correction_due_on {
                br; b { (visit.lang.tv("firm-correction-until", &[("until", visit.lang.date(due).into())])) }
            }
        })),
        ApplicationState::Suspended => last(ApplicationEvent::Suspend).map(|step| {
            let since = visit.lang.date(visit.web.app.clock.business_date(step.at));
            Note::Warn(html! {
                b { (visit.lang.tv("firm-suspended-since", &[("date", since.into())])) (visit.t("colon")) } (step.reason)
                br; span.hint { (visit.t("firm-suspended-how")) }
            })
        }),
        ApplicationState::NotAccepted => said(ApplicationEvent::RejectReceipt).map(|why| {
            Note::Fail(html! {
                b { (visit.t("application-public-not_accepted")) (visit.t("colon")) } (why)
            })
        }),
        ApplicationState::Refused => {
            said(ApplicationEvent::Refuse).or_else(|| said(ApplicationEvent::Veto)).map(|why| {
                Note::Fail(html! {
                    b { (visit.t("application-public-refused")) (visit.t("colon")) } (why)
                })
            })
        }
        _ => None,
    }
    .map(|note| note.render())
}

/// The tasks with their states, which follow from what is stored.
fn task_list(visit: &Visit, case: &Case, materials: &[Entry]) -> Result<Vec<Task>, WebError> {
    let (lang, number, open) = (visit.lang, &case.application.number, case.editable());
    let or_locked = |state: TaskState| if open { state } else { TaskState::Locked };
    let task = |key: &str, to: path::Path, hint: String, state: TaskState| Task {
        name: visit.t(key),
        href: Some(to),
        hint: Some(hint),
        state,
    };
    let account = match (&case.account, case.pays_firm()) {
        (_, false) => (visit.t("firm-hint-account-none-needed"), TaskState::Done),
        (Some(account), true) => (
            lang.tv(
                "firm-hint-account",
                &[("bank", account.bank_name.as_str().into()), ("account", account.account_no.masked().into())],
            ),
            TaskState::Done,
        ),
        (None, true) => (visit.t("firm-hint-account-missing"), TaskState::NotStarted),
    };
    let facts = case.facts()?;
    let asked = case.scheme.facts.iter().filter(|f| f.required);
    let (mut needed, mut given) = (0_i64, 0_i64);
    for fact in asked {
        needed += 1;
        given += i64::from(facts.get(&fact.name).is_some());
    }
    let facts_state = match given {
        n if n == needed => TaskState::Done,
        0 => TaskState::NotStarted,
        _ => TaskState::InProgress,
    };
    let facts_hint = if case.scheme.facts.is_empty() {
        visit.t("firm-no-questions")
    } else {
        lang.tv("firm-hint-facts", &[("given", given.into()), ("needed", needed.into())])
    };
    let schedule = match &case.schedule {
        None => (visit.t("firm-hint-schedule-none"), TaskState::NotStarted),
        Some(s) => {
            let hint = lang.tv(
                "firm-hint-schedule",
                &[("seen", s.rows_seen.into()), ("good", s.rows_good.into()), ("bad", s.rows_bad.into())],
            );
            (hint, if s.rows_bad > 0 { TaskState::Problem } else { TaskState::Done })
        }
    };
    let estimate = match case.application.calculated {
        Some(amount) => (lang.tv("firm-hint-estimate", &[("amount", lang.money(amount).into())]), TaskState::Done),
        None => (visit.t("firm-hint-estimate-none"), TaskState::Blocked),
    };
    let papers = papers(visit, materials);
    let ready = papers.as_ref().is_none_or(|(_, state)| *state == TaskState::Done)
        && facts_state == TaskState::Done
        && account.1 == TaskState::Done
        && case.application.calculated.is_some();
    let sign_key = if case.procedure.allows(case.application.state, ApplicationEvent::Resubmit) {
        "firm-task-resubmit"
    } else {
        "firm-task-submit"
    };
    let sign = match (open, ready, visit.actor()?.has(Role::Signatory)) {
        (false, _, _) => (visit.t("firm-hint-signed"), TaskState::Locked),
        (true, false, _) => (visit.t("firm-hint-not-ready"), TaskState::Blocked),
        (true, true, true) => (visit.t("firm-hint-sign"), TaskState::NotStarted),
        (true, true, false) => (visit.t("firm-hint-signatory"), TaskState::Blocked),
    };
    let papers = papers.map(|(hint, state)| {
        task("firm-task-materials", to!("/applications/{number}/materials", number), hint, or_locked(state))
    });
    let tasks = [
        task("firm-task-account", to!("/firm"), account.0, account.1),
        task("firm-task-facts", to!("/applications/{number}/facts", number), facts_hint, or_locked(facts_state)),
        task("firm-task-schedule", to!("/applications/{number}/schedule", number), schedule.0, or_locked(schedule.1)),
        task("firm-task-estimate", to!("/applications/{number}/estimate", number), estimate.0, estimate.1),
    ];
    let sign = task(sign_key, to!("/applications/{number}/submit", number), sign.0, sign.1);
    Ok(tasks.into_iter().chain(papers).chain([sign]).collect())
}

/// How far the materials are; none where the call asks for nothing.
fn papers(visit: &Visit, materials: &[Entry]) -> Option<(String, TaskState)> {
    if materials.is_empty() {
        return None;
    }
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let missing = materials.iter().filter(|entry| entry.is_missing()).count();
    let there: usize = materials.iter().map(|entry| entry.papers.len()).sum();
    let state = match (missing, there) {
        (0, _) => TaskState::Done,
        (_, 0) => TaskState::NotStarted,
        _ => TaskState::InProgress,
    };
    let facts = [("there", count(there).into()), ("missing", count(missing).into())];
    Some((visit.lang.tv("firm-hint-materials", &facts), state))
}

/// The one amount of the application, in figures and in words.
fn amounts(visit: &Visit, case: &Case, past: &History) -> Markup {
    let (lang, application) = (visit.lang, &case.application);
    let (key, amount) = match application.approved {
        Some(approved) => ("firm-amount-approved", Some(approved)),
        None if case.editable() => ("firm-amount-estimate", application.calculated),
        None => ("firm-amount-claimed", application.calculated),
    };
    let mut more: Vec<(String, Markup)> = Vec::new();
    if let (Some(_), Some(calculated)) = (application.approved, application.calculated) {
        more.push((visit.t("firm-amount-claimed"), money(lang, calculated)));
    }
    if !past.payments.is_empty() {
        more.push((visit.t("firm-amount-paid"), money(lang, past.paid)));
    }
    if let Some(schedule) = &case.schedule {
        more.push((visit.t("firm-lines"), html! { (lang.count(schedule.rows_good)) }));
    }
    if let Some(paid) = case.lines_paid {
        more.push((visit.t("firm-lines-paid"), html! { (lang.count(paid)) }));
    }
    more.push((visit.t("head-period"), html! { (period(visit, &case.call)) }));
    more.push((visit.t("head-closes"), html! { (lang.date(case.call.closes_on)) }));
    more.push((
        visit.t("call-procedure"),
        html! { a href=(path::procedure(&case.application.procedure)) { (lang.words(&case.procedure.title)) } },
    ));
    Card::new(visit.t(key))
        .body(html! {
            @match amount {
                Some(amount) => { (money_big(lang, amount)) p { (in_words(lang, amount)) } },
                None => { p.hint { (visit.t("firm-hint-estimate-none")) } },
            }
            hr;
            (summary(1, &more))
        })
        .render()
}

/// What a firm is told of what people did, the newest first.
pub(in crate::web) fn told(past: &History) -> Vec<&Step> {
    let mut told: Vec<&Step> = Vec::new();
    // How it is paid is the authority's own business.
    for step in past.steps.iter().rev().filter(|step| !step.step.is_of_money()) {
        let own = PREPARED.contains(&step.event.as_str());
        let repeated = told.last().is_some_and(|l| own && l.event == step.event && l.person == step.person);
        if !repeated && (own || TOLD.iter().any(|e| e.key() == step.event)) {
            told.push(step);
        }
    }
    told
}

/// Who did what, the newest first. The firm's own people are named; of the others only the role is told.
fn history(visit: &Visit, past: &History) -> Markup {
    let happenings: Vec<Happening> = told(past).into_iter().map(|step| happening(visit, step)).collect();
    Card::new(visit.t("firm-history")).body(timeline(&happenings)).render()
}

fn happening(visit: &Visit, step: &Step) -> Happening {
    let clock = &visit.web.app.clock;
    let role = visit.t(&format!("role-{}", step.role.key()));
    let prepared = PREPARED.contains(&step.event.as_str());
    let who = match &step.name {
        Some(name) => visit.lang.tv("firm-person", &[("name", visit.lang.words(name).into()), ("role", role.into())]),
        None => role,
    };
    Happening {
        what: visit.t(&format!("{}-event-{}", if prepared { "firm" } else { "application" }, step.event)),
        who,
        at: visit.lang.instant(step.at, clock.zone()),
        text: (!step.reason.is_empty()).then(|| step.reason.clone()),
    }
}

fn payments(visit: &Visit, past: &History) -> Markup {
    let lang = visit.lang;
    let heads = [
        Th::text(visit.t("head-payment")),
        Th::text(visit.t("head-payee")),
        Th::text(visit.t("head-account")),
        Th::number(visit.t("head-amount")),
        Th::text(visit.t("head-state")),
    ];
    let table = Table::new(visit.t("firm-payments"), heads).rows(past.payments.iter().map(|payment| {
        html! {
            tr {
                th scope="row" { (payment.number) }
                td { (payment.payee_name) }
                td { (payment.account_no.masked()) }
                td.num { (number(lang, payment.amount)) }
                td { (payment_tag_for_firm(lang, payment.state)) @if !payment.return_reason.is_empty() { " " span.hint { (payment.return_reason) } } }
            }
        }
    }));
    Card::new(visit.t("firm-payments")).id("payments").flush(table).render()
}

/// What was signed: number, time and the hash of the content, to be kept or printed.
fn receipt(visit: &Visit, case: &Case) -> Option<Markup> {
    let (at, content) = (case.application.submitted_at?, case.application.content_sha256.as_ref()?);
    let clock = &visit.web.app.clock;
    let mut pairs = vec![
        (visit.t("head-application"), html! { b { (case.application.number) } }),
        (visit.t("head-submitted"), html! { (visit.lang.instant(at, clock.zone())) }),
        (visit.t("firm-content-hash"), html! { code { (content) } }),
    ];
    if case.application.state == ApplicationState::Submitted {
        pairs.push((visit.t("firm-next-step"), html! { (visit.t("firm-next-step-text")) }));
    }
    Some(
        Card::new(visit.t("firm-receipt"))
            .id("receipt")
            .body(html! {
                (summary(1, &pairs))
                div.printonly { p { (visit.t("signature")) (visit.t("colon")) } p { (visit.t("seal")) } }
            })
            .render(),
    )
}
