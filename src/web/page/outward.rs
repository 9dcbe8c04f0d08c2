//! Outward reporting (双公示报送): what waits, making a file, its rows, its receipt, and sending again.

use axum::response::Response;
use chrono::NaiveDate;
use domain::credit::outward::{FaultyRow, OutwardKind};
use domain::id::CreditExportId;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::workflow::export::{ExportEvent, ExportState};
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::Crumb;
use super::review::case::download;
use super::review::{name, short_hash};
use crate::error::Error;
use crate::export::XLSX;
use crate::service::credit::outward::{ExportRecords, ReceiptOf, Resend};
use crate::service::query::Page;
use crate::service::query::credit_outward::{self as query, FileRow, FileView, Waiting};
use crate::web::address::{Path, Query};
use crate::web::component::{
    Button, Card, Choice, Field, Icon, Note, PageHead, Pager, Problems, Table, Th, Tone, empty, post_form, stack,
    summary, tag,
};
use crate::web::fault::WebError;
use crate::web::form::{Nothing, Sent};
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: path::Path = to!("/credit/exports");
/// Files on one page.
const PAGE: usize = 20;

/// What is typed to make a file.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Make {
    kind: String,
    from: String,
    to: String,
    office_code: String,
}

/// What is typed of a receipt.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    #[serde(default)]
    outcome: String,
    number: String,
    words: String,
    faulty: String,
}

/// After which file.
#[derive(Debug, Default, Deserialize)]
pub struct After {
    after: Option<CreditExportId>,
}

/// Files, and what waits.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit, Query(asked): Query<After>) -> Result<Response, WebError> {
    page(&visit, asked.after, None, &Problems::none(visit.lang)).await
}

/// Makes a file of what was not sent before.
///
/// # Errors
/// Faults; what is wrong with the form stands on the page.
pub async fn make(visit: Visit, form: Sent<Make>) -> Result<Response, WebError> {
    let Sent { fields, key } = form;
    let command = match read(&fields) {
        Ok(command) => command,
        Err(refusal) => return page(&visit, None, Some(&fields), &Problems::new(visit.lang, &[refusal])).await,
    };
    match visit.execute(&key, &command).await {
        Ok(made) => {
            let done = Done::well("done-outward-made").with("rows", made.rows);
            Ok(done.then(path::export(made.id), visit.web.https))
        }
        Err(error) => page(&visit, None, Some(&fields), &visit.problems(error)?).await,
    }
}

fn read(fields: &Make) -> Result<ExportRecords, Refusal> {
    let day = |text: &str, field: &str| -> Result<NaiveDate, Refusal> {
        domain::date::parse(text).map_err(|refusal| refusal.at_field(field))
    };
    Ok(ExportRecords {
        kind: OutwardKind::from_key(&fields.kind).ok_or_else(|| Refusal::new(Code::FieldRequired).at_field("kind"))?,
        from: day(&fields.from, "from")?,
        to: day(&fields.to, "to")?,
        office_code: fields.office_code.trim().to_owned(),
    })
}

fn kind_words(visit: &Visit, kind: OutwardKind) -> String {
    visit.t(&format!("outward-kind-{kind}"))
}

async fn page(
    visit: &Visit,
    after: Option<CreditExportId>,
    typed: Option<&Make>,
    problems: &Problems,
) -> Result<Response, WebError> {
    let (lang, app) = (visit.lang, &visit.web.app);
    let may = visit.actor()?.has(Role::CreditChecker);
    let (Page { rows, next }, total) = query::files(app, &visit.reader()?, after, PAGE).await?;
    let fresh;
    let typed = match typed {
        Some(typed) => typed,
        None => {
            let today = app.clock.today();
            // The code under which the last file was sent; the first page begins with it.
            let office_code = match after {
                None => rows.first().map(|row| row.office_code.clone()).unwrap_or_default(),
                Some(_) => query::last_office_code(app, &visit.reader()?).await?,
            };
            let from = domain::date::months_before(today, 1).map_err(Error::from)?.to_string();
            fresh = Make { kind: OutwardKind::Penalty.key().to_owned(), from, to: today.to_string(), office_code };
            &fresh
        }
    };
    let pager = Pager {
        shown: u64::try_from(rows.len()).unwrap_or(0),
        total: u64::try_from(total).unwrap_or(0),
        first: after.map(|_| HERE),
        previous: None,
        next: next.map(|id| to!("/credit/exports").query(&[("after", &id.to_string())])),
    };
    let files = Card::new(visit.t("outward-files"));
    let files = if rows.is_empty() {
        files.flush(empty(&visit.t("outward-none"), &visit.t("outward-none-hint"), None))
    } else {
        files.flush(files_table(visit, &rows)).flush(pager.render(lang))
    };
    let parts = [
        problems.render(),
        waiting(visit, &query::waiting(app, &visit.reader()?).await?),
        if may {
            form(visit, typed, problems)
        } else {
            html! {}
        },
        files.render(),
    ];
    let body = html! { (PageHead::new(visit.t("nav-outward")).lead(visit.t("outward-lead"))) (stack(parts)) };
    let crumbs = vec![Crumb::link(visit.t("nav-home"), to!("/")), Crumb::here(visit.t("nav-outward"))];
    visit.show_with(visit.t("nav-outward"), HERE, crumbs, problems, body).await
}

fn waiting(visit: &Visit, kinds: &[Waiting]) -> Markup {
    let (lang, today) = (visit.lang, visit.web.app.clock.today());
    let late = |by: NaiveDate| {
        let words = lang.tv("outward-by", &[("date", lang.date(by).into())]);
        if by < today {
            tag(Tone::Red, &words)
        } else {
            html! { span.sub { (words) } }
        }
    };
    let heads = [
        Th::text(visit.t("outward-head-kind")),
        Th::number(visit.t("outward-head-unsent")),
        Th::text(visit.t("outward-head-oldest")),
        Th::text(visit.t("outward-head-changed")),
    ];
    let table = Table::new(visit.t("outward-waiting"), heads).rows(kinds.iter().map(|w| {
        html! {
            tr {
                th scope="row" {
                    (kind_words(visit, w.kind))
                    @if w.unclassified > 0 {
                        span.sub { (lang.tv("outward-unclassified", &[("count", w.unclassified.into())])) }
                    }
                }
                td.num { (lang.count(w.unsent)) }
                td {
                    @match w.oldest {
                        Some((day, by)) => { (lang.date(day)) " " @if let Some(by) = by { (late(by)) } }
                        None => (lang.t("missing-value")),
                    }
                }
                td {
                    @for changed in &w.changed {
                        div {
                            a href=(path::export(changed.export)) { (changed.decision_no) } " "
                            @if let Some(by) = changed.withdraw_by { (late(by)) }
                        }
                    }
                    @if w.changed.is_empty() { (lang.t("missing-value")) }
                }
            }
        }
    }));
    Card::new(visit.t("outward-waiting")).flush(table).footer(visit.t("outward-waiting-hint")).render()
}

fn form(visit: &Visit, typed: &Make, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let kinds = OutwardKind::ALL.iter().map(|kind| Choice::new(kind.key(), kind_words(visit, *kind)));
    let fields = html! {
        (Field::select(lang, "kind", visit.t("outward-head-kind"), kinds.collect()).value(&typed.kind).check(problems))
        (Field::date(lang, "from", visit.t("outward-from")).value(&typed.from).check(problems))
        (Field::date(lang, "to", visit.t("outward-to")).value(&typed.to).check(problems))
        (Field::text(lang, "office_code", visit.t("outward-office-code"))
            .hint(visit.t("outward-office-code-hint")).value(&typed.office_code).check(problems))
        p { br; (Button::primary(visit.t("outward-make")).icon(Icon::Download)) }
    };
    Card::new(visit.t("outward-make-title")).body(post_form(HERE, &visit.token(), fields)).render()
}

fn state(visit: &Visit, state: ExportState, faulty: i64) -> Markup {
    let tone = match state {
        ExportState::Accepted if faulty > 0 => {
            return tag(Tone::Amber, &visit.lang.tv("outward-state-partly", &[("count", faulty.into())]));
        }
        ExportState::Sent => Tone::Amber,
        ExportState::Accepted => Tone::Green,
        ExportState::Rejected => Tone::Red,
    };
    tag(tone, &visit.t(&format!("export-state-{state}")))
}

fn files_table(visit: &Visit, rows: &[FileRow]) -> Table {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let heads = [
        Th::text(visit.t("head-time")),
        Th::text(visit.t("outward-head-kind")),
        Th::text(visit.t("outward-head-days")),
        Th::number(visit.t("outward-head-rows")),
        Th::text(visit.t("head-state")),
        Th::text(visit.t("outward-receipt-number")),
        Th::text(visit.t("head-person")),
    ];
    Table::new(visit.t("outward-files"), heads).rows(rows.iter().map(|row| {
        html! {
            tr {
                th.nowrap scope="row" { a href=(path::export(row.id)) { (lang.instant(row.at, zone)) } }
                td {
                    (kind_words(visit, row.kind))
                    @if row.again { span.sub { (lang.t("outward-again")) } }
                }
                td.nowrap { (lang.date(row.days.0)) " – " (lang.date(row.days.1)) }
                td.num { (lang.count(row.rows)) }
                td { (state(visit, row.state, row.faulty)) }
                td { (row.receipt_no.as_deref().unwrap_or_default()) }
                td { (name(lang, row.by.as_ref())) }
            }
        }
    }))
}

/// A file.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn show(visit: Visit, Path(id): Path<CreditExportId>) -> Result<Response, WebError> {
    one(&visit, id, &Receipt::default(), &Problems::none(visit.lang)).await
}

async fn one(visit: &Visit, id: CreditExportId, typed: &Receipt, problems: &Problems) -> Result<Response, WebError> {
    let view = query::file(&visit.web.app, &visit.reader()?, id).await?;
    let may = visit.offers(view.state);
    let faulty = i64::try_from(view.rows.iter().filter(|row| !row.fault.is_empty()).count()).unwrap_or(i64::MAX);
    let mut parts = vec![problems.render(), facts(visit, &view)];
    if may.contains(&ExportEvent::Resend) && view.resendable > 0 {
        let count = i64::try_from(view.resendable).unwrap_or(i64::MAX);
        let words = visit.lang.tv("outward-resendable", &[("count", count.into())]);
        let act = to!("/credit/exports/{export}/resend", id);
        let button = Button::primary(visit.t("outward-resend")).icon(Icon::Upload);
        parts.push(Note::Warn(html! { (words) (post_form(&act, &visit.token(), button)) }).render());
    }
    if may.contains(&ExportEvent::Accept) {
        parts.push(receipt_form(visit, id, typed, problems));
    }
    parts.push(rows_table(visit, &view));
    let acts = html! {
        (Button::link(visit.t("outward-csv"), to!("/credit/exports/{export}/file.csv", id)).icon(Icon::Download).small())
        (Button::link(visit.t("outward-xlsx"), to!("/credit/exports/{export}/file.xlsx", id)).icon(Icon::Download).small())
    };
    let title = visit.lang.tv("outward-title", &[("kind", kind_words(visit, view.kind).into())]);
    let head = PageHead::new(title.clone()).tag(state(visit, view.state, faulty)).acts(acts);
    let body = html! { (head) (stack(parts)) };
    let crumbs = vec![
        Crumb::link(visit.t("nav-home"), to!("/")),
        Crumb::link(visit.t("nav-outward"), HERE),
        Crumb::here(title.clone()),
    ];
    visit.show_with(title, HERE, crumbs, problems, body).await
}

fn facts(visit: &Visit, view: &FileView) -> Markup {
    let (lang, zone) = (visit.lang, visit.web.app.clock.zone());
    let mut pairs = vec![
        (visit.t("head-time"), html! { (lang.instant(view.at, zone)) }),
        (visit.t("head-person"), html! { (name(lang, view.by.as_ref())) }),
        (visit.t("outward-head-days"), html! { (lang.date(view.days.0)) " – " (lang.date(view.days.1)) }),
        (visit.t("outward-head-rows"), html! { (lang.count(i64::try_from(view.rows.len()).unwrap_or(i64::MAX))) }),
        (visit.t("outward-office-code"), html! { span.mono { (view.office_code) } }),
        (visit.t("outward-hash"), short_hash(&view.sha256)),
    ];
    if let Some(old) = view.resend_of {
        pairs.push((visit.t("outward-again"), html! { a href=(path::export(old)) { (visit.t("outward-earlier")) } }));
    }
    if let Some(receipt) = &view.receipt {
        pairs.push((visit.t("outward-receipt-number"), html! { (receipt.number) }));
        pairs.push((visit.t("outward-receipt-at"), html! { (lang.instant(receipt.at, zone)) }));
        if !receipt.words.is_empty() {
            pairs.push((visit.t("outward-receipt-words"), html! { (receipt.words) }));
        }
    }
    Card::new(visit.t("outward-facts")).body(summary(3, &pairs)).render()
}

fn receipt_form(visit: &Visit, id: CreditExportId, typed: &Receipt, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let outcomes = vec![
        Choice::new("accepted", visit.t("export-state-accepted")),
        Choice::new("rejected", visit.t("export-state-rejected")),
    ];
    let fields = html! {
        (Field::radios(lang, "outcome", visit.t("outward-receipt-outcome"), outcomes)
            .value(&typed.outcome).check(problems))
        (Field::text(lang, "number", visit.t("outward-receipt-number")).value(&typed.number).check(problems))
        (Field::area(lang, "words", visit.t("outward-receipt-words")).value(&typed.words)
            .hint(visit.t("outward-receipt-words-hint")).optional().check(problems))
        (Field::area(lang, "faulty", visit.t("outward-receipt-faulty")).value(&typed.faulty)
            .hint(visit.t("outward-receipt-faulty-hint")).optional().check(problems))
        p { br; (Button::primary(visit.t("outward-receipt-save")).icon(Icon::Tick)) }
    };
    let act = to!("/credit/exports/{export}/receipt", id);
    Card::new(visit.t("outward-receipt-title")).body(post_form(&act, &visit.token(), fields)).render()
}

fn rows_table(visit: &Visit, view: &FileView) -> Markup {
    let heads = [Th::number(visit.t("head-row"))]
        .into_iter()
        .chain([Th::text(visit.t("outward-head-fault"))])
        .chain(view.kind.columns().iter().map(|c| Th::text(c.title)));
    let table = Table::new(visit.t("outward-rows"), heads).rows(view.rows.iter().map(|row| {
        html! {
            tr.bad[!row.fault.is_empty()] {
                th.num scope="row" { (row.row_no) }
                td {
                    @if !row.fault.is_empty() { (row.fault) }
                    @else if !row.standing { (visit.t("outward-superseded")) }
                }
                @for cell in &row.cells { td { (cell) } }
            }
        }
    }));
    Card::new(visit.t("outward-rows")).flush(table).render()
}

fn file_name(view: &FileView, ending: &str) -> String {
    let (from, to) = view.days;
    format!("{}-{from}-{to}-{}.{ending}", view.kind, view.sha256.get(..8).unwrap_or_default())
}

/// The file as it was sent.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn csv(visit: Visit, Path(id): Path<CreditExportId>) -> Result<Response, WebError> {
    let view = query::file(&visit.web.app, &visit.reader()?, id).await?;
    Ok(download(&file_name(&view, "csv"), "text/csv; charset=utf-8", view.content))
}

/// The same rows as a workbook.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn xlsx(visit: Visit, Path(id): Path<CreditExportId>) -> Result<Response, WebError> {
    let view = query::file(&visit.web.app, &visit.reader()?, id).await?;
    Ok(download(&file_name(&view, "xlsx"), XLSX, view.xlsx()?))
}

/// Enters the platform's receipt.
///
/// # Errors
/// Faults; what is wrong with the form stands on the page.
pub async fn receipt(visit: Visit, Path(id): Path<CreditExportId>, form: Sent<Receipt>) -> Result<Response, WebError> {
    let Sent { fields, key } = form;
    let accepted = match fields.outcome.as_str() {
        "accepted" => Ok(true),
        "rejected" => Ok(false),
        _ => Err(Refusal::new(Code::FieldRequired).at_field("outcome")),
    };
    let faulty = FaultyRow::parse_list(&fields.faulty).map_err(|refusal| refusal.at_field("faulty"));
    let (accepted, faulty) = match (accepted, faulty) {
        (Ok(accepted), Ok(faulty)) => (accepted, faulty),
        (Err(refusal), _) | (_, Err(refusal)) => {
            return one(&visit, id, &fields, &Problems::new(visit.lang, &[refusal])).await;
        }
    };
    let (number, words) = (fields.number.clone(), fields.words.clone());
    match visit.execute(&key, &ReceiptOf { export: id, accepted, number, words, faulty }).await {
        Ok(()) => Ok(Done::well("done-outward-receipt").then(path::export(id), visit.web.https)),
        Err(error) => one(&visit, id, &fields, &visit.problems(error)?).await,
    }
}

/// Sends again what was refused or has changed.
///
/// # Errors
/// Faults; why nothing is sent stands on the page.
pub async fn resend(visit: Visit, Path(id): Path<CreditExportId>, form: Sent<Nothing>) -> Result<Response, WebError> {
    match visit.execute(&form.key, &Resend { export: id }).await {
        Ok(made) => {
            let done = Done::well("done-outward-made").with("rows", made.rows);
            Ok(done.then(path::export(made.id), visit.web.https))
        }
        Err(error) => one(&visit, id, &Receipt::default(), &visit.problems(error)?).await,
    }
}
