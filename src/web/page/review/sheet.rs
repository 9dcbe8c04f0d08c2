//! The review sheet (审核表): a case on paper, with lines for signatures and the seal.

use axum::response::Response;
use domain::workflow::ApplicationEvent;
use maud::{Markup, Render, html};

use super::case::event_words;
use super::{line_tag, name, short_hash};
use crate::service::query::Page;
use crate::service::query::account::SignedPayee;
use crate::service::query::application::Step;
use crate::service::query::case::{self as query, CaseView};
use crate::store::line::Filter;
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Note, PageHead, Table, Th, application_tag, in_words, money, number, stack, summary,
};
use crate::web::fault::WebError;
use crate::web::page::Crumb;
use crate::web::page::account::signed_table;
use crate::web::page::credit::decided_tag;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

/// Lines that the sheet lists; the schedule's file has the others.
const LINES: usize = 500;

/// Shows the sheet.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn show(visit: Visit, Path(case_number): Path<String>) -> Result<Response, WebError> {
    let (lang, app) = (visit.lang, &visit.web.app);
    let view = query::case(app, &visit.reader()?, &case_number).await?;
    let signed = query::signed(app, &view).await?.accounts;
    let claims = query::claims(app, &visit.reader()?, &view).await?;
    let Page { rows: lines, next: more } = query::lines(app, &view, Filter::All, 0, LINES).await?;
    let heads = [
        Th::text(visit.t("head-row")),
        Th::text(visit.t("head-contract")),
        Th::text(visit.t("review-enterprise")),
        Th::number(visit.t("review-line-amount")),
        Th::number(visit.t("head-calculated")),
        Th::text(visit.t("head-result")),
    ];
    let table = Table::new(visit.t("review-lines-title"), heads).rows(lines.iter().map(|line| {
        html! {
            tr {
                th scope="row" { (line.row) }
                td { (line.contract_no) }
                td { (line.enterprise_name) }
                td.num { (number(lang, view.scheme.currency.of(line.amount))) }
                td.num { @if let Some(stands) = &line.standing { (number(lang, view.scheme.currency.of(stands.amount))) } }
                td { (line_tag(lang, &view.scheme, line)) @if let Some(decided) = &line.decided { span.sub { (decided.reason) } } }
            }
        }
    }));
    let mut list = Card::new(visit.t("review-lines-title")).flush(table);
    if more.is_some() {
        list = list.footer(visit.t("sheet-more-lines"));
    }
    let parts = [
        html! { div.noprint { (Note::Info(html! { (visit.t("sheet-print-hint")) })) } },
        facts(&visit, &view),
        accounts(&visit, &signed),
        super::claim::for_sheet(&visit, &view, &claims),
        opinions(&visit, &view),
        signatures(&visit, &view),
        list.render(),
    ];
    let head = PageHead::new(visit.t("sheet-title"))
        .tag(application_tag(lang, view.application.state))
        .lead(html! { b { (case_number) } " · " (view.firm.name) })
        .acts(Button::link(visit.t("act-back"), path::review(&case_number)).small());
    let body = html! { (head) (stack(parts)) };
    let crumbs = vec![
        Crumb::link(visit.t("nav-todo"), to!("/review")),
        Crumb::link(case_number.clone(), path::review(&case_number)),
        Crumb::here(visit.t("sheet-title")),
    ];
    visit.show(format!("{case_number} {}", visit.t("sheet-title")), to!("/review"), crumbs, body).await
}

fn facts(visit: &Visit, view: &CaseView) -> Markup {
    let lang = visit.lang;
    let title = lang.words(&view.call.title);
    let mut facts = vec![
        (visit.t("head-firm"), html! { (view.firm.name) }),
        (visit.t("head-uscc"), html! { span.mono { (view.firm.uscc) } }),
        (visit.t("head-scheme"), html! { (title) }),
        (visit.t("head-legal-basis"), html! { (view.scheme.basis.document) }),
        (visit.t("head-period"), html! { (lang.date(view.call.period_from)) " – " (lang.date(view.call.period_to)) }),
        (visit.t("review-contracts"), html! { (view.counts.all) }),
        (visit.t("review-head-credit"), decided_tag(lang, view.decided())),
    ];
    if let Some(amount) = view.application.calculated {
        facts.push((visit.t("review-amount-calculated"), money(lang, amount)));
    }
    if let Some(amount) = view.application.approved {
        facts.push((visit.t("review-amount-approved"), html! { (money(lang, amount)) br; (in_words(lang, amount)) }));
    }
    if let Some(hash) = &view.application.content_sha256 {
        facts.push((visit.t("review-content-hash"), short_hash(hash)));
    }
    if let Some((hash, _)) = &view.calculation {
        facts.push((visit.t("review-calculation-hash"), short_hash(hash)));
    }
    if let Some(check) = &view.check {
        facts.push((visit.t("review-credit-snapshot"), short_hash(&check.snapshot_sha256)));
    }
    Card::new(visit.t("sheet-facts")).body(summary(2, &facts)).render()
}

/// Where the money goes: what was signed, masked.
fn accounts(visit: &Visit, signed: &[SignedPayee]) -> Markup {
    if signed.is_empty() {
        return html! {};
    }
    Card::new(visit.t("account-signed")).flush(signed_table(visit, signed, false)).render()
}

/// What was decided by whom: the steps that carry an opinion of the authority.
fn opinions(visit: &Visit, view: &CaseView) -> Markup {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let frame = [ApplicationEvent::Accept, ApplicationEvent::Check, ApplicationEvent::Refuse, ApplicationEvent::Veto];
    let begun = ApplicationEvent::StartReview;
    let stages = view.procedure.stages.iter().map(|stage| stage.event).filter(|event| *event != begun);
    let decisions: Vec<ApplicationEvent> = frame.into_iter().chain(stages).collect();
    let opinion = |step: &&Step| decisions.iter().any(|event| step.is(*event));
    let rows = view.steps.iter().filter(opinion).map(|step| {
        html! {
            tr {
                th scope="row" { (event_words(lang, &step.event)) }
                td { (name(lang, step.name.as_ref())) span.sub { (visit.t(&format!("role-{}", step.role))) } }
                td { (step.reason) }
                td.nowrap { (lang.instant(step.at, zone)) }
            }
        }
    });
    let heads = [
        Th::text(visit.t("sheet-step")),
        Th::text(visit.t("head-person")),
        Th::text(visit.t("comment")),
        Th::text(visit.t("head-time")),
    ];
    Card::new(visit.t("sheet-opinions")).flush(Table::new(visit.t("sheet-opinions"), heads).rows(rows)).render()
}

/// Empty lines for pen and seal.
fn signatures(visit: &Visit, view: &CaseView) -> Markup {
    let line = |role: &str| {
        let blank = html! { (visit.t("signature")) (visit.t("colon")) "＿＿＿＿＿＿＿＿　" (visit.t("head-date")) (visit.t("colon")) "＿＿＿＿＿＿" };
        (visit.t(role), blank)
    };
    let roles = view.procedure.opinions();
    let mut lines: Vec<_> = roles.iter().map(|role| line(&format!("role-{role}"))).collect();
    lines.push((visit.t("sheet-seal"), html! { br; (visit.t("seal")) }));
    Card::new(visit.t("sheet-signatures")).body(summary(2, &lines)).render()
}
