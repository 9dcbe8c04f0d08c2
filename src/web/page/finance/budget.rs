//! Budget lines: where every fen of the appropriation is, and the movements of a line.

use axum::extract::RawQuery;
use axum::response::Response;
use domain::document::Kind;
use domain::id::BudgetAllocationId;
use domain::ledger::{AccountKind, BudgetChange};
use domain::money::Currency;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use maud::{Markup, html};

use super::{asked, is, who};
use crate::export::call::who_allocates;
use crate::i18n::Lang;
use crate::service::attached::Attached;
use crate::service::budget::{Decide, Propose};
use crate::service::query::Page;
use crate::service::query::finance::budget::{self, About, Movement, PLACES, Position, Proposed};
use crate::web::address::Path;
use crate::web::component::{
    Bar, BarChart, Button, Card, Choice, Field, Icon, KeyFigure, Note, PageHead, Pager, Problems, Table, Th, empty,
    key_figures, money, number, post_form, summary, upload_form,
};
use crate::web::fault::WebError;
use crate::web::form::{Sent, Upload};
use crate::web::page::Crumb;
use crate::web::page::decision::Decision;
use crate::web::page::review::case::download_stored;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: path::Path = to!("/budget");

/// What is typed to allocate budget.
#[derive(Debug, Default)]
struct Allocation {
    line: String,
    kind: String,
    amount: String,
    document: String,
}

/// All budget lines.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    page(&visit, &Allocation::default(), &Problems::none(visit.lang)).await
}

/// Proposes an amount for a line.
///
/// # Errors
/// Faults; what is wrong with the form stands on the page.
pub async fn propose(visit: Visit, upload: Upload) -> Result<Response, WebError> {
    upload.only(&["line", "kind", "amount", "document"])?;
    let typed = Allocation {
        line: upload.field("line").to_owned(),
        kind: upload.field("kind").to_owned(),
        amount: upload.field("amount").to_owned(),
        document: upload.field("document").to_owned(),
    };
    let Some(kind) = BudgetChange::from_key(&typed.kind) else {
        let missing = Problems::new(visit.lang, &[Refusal::new(Code::FieldRequired).at_field("kind")]);
        return page(&visit, &typed, &missing).await;
    };
    let command = Propose {
        line: typed.line.clone(),
        kind,
        amount: typed.amount.clone(),
        document: typed.document.clone(),
        file: Attached::from(&upload.file),
    };
    match visit.execute(&upload.key, &command).await {
        Ok(_) => {
            let done = Done::well("done-budget-proposed").with("line", &typed.line).with("document", &typed.document);
            Ok(done.then(HERE, visit.web.https))
        }
        Err(error) => page(&visit, &typed, &visit.problems(error)?).await,
    }
}

/// Decides what another person proposed.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn decide(
    visit: Visit,
    Path(id): Path<BudgetAllocationId>,
    form: Sent<Decision>,
) -> Result<Response, WebError> {
    let Sent { fields, key } = form;
    let typed = Allocation::default();
    let agreed = match fields.agreed() {
        Ok(agreed) => agreed,
        Err(missing) => return page(&visit, &typed, &Problems::new(visit.lang, &[missing])).await,
    };
    let document = budget::number_of(&visit.web.app, &visit.reader()?, id).await?;
    match visit.execute(&key, &Decide { id, agreed, note: fields.reason }).await {
        Ok(()) => {
            let done = if agreed { "done-budget-confirmed" } else { "done-budget-declined" };
            Ok(Done::well(done).with("document", &document).then(HERE, visit.web.https))
        }
        Err(error) => page(&visit, &typed, &visit.problems(error)?).await,
    }
}

/// The document of an allocation.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn document(visit: Visit, Path(id): Path<BudgetAllocationId>) -> Result<Response, WebError> {
    let file = budget::document(&visit.web.app, &visit.reader()?, id).await?;
    download_stored(&visit, &file).await
}

async fn page(visit: &Visit, typed: &Allocation, problems: &Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let positions = budget::all(&visit.web.app, &visit.reader()?).await?;
    let (waiting, decided) = budget::proposed(&visit.web.app, &visit.reader()?).await?;
    let allocators = match positions.first().filter(|_| !is(visit, Role::FinanceMaker)) {
        Some(position) => {
            let people = budget::allocators(&visit.web.app, position.line.unit).await?;
            Some(who_allocates(lang, &people))
        }
        None => None,
    };
    let body = html! {
        (PageHead::new(visit.t("nav-budget")).lead(visit.t("finance-budget-lead")))
        div.stack {
            (problems)
            @if positions.is_empty() {
                (Card::new(visit.t("finance-budget-lines")).flush(empty(&visit.t("finance-budget-none"), &visit.t("finance-budget-none-hint"), None)))
            } @else {
                (Card::new(visit.t("finance-budget-lines")).flush(table(lang, &positions)?))
                div.grid2 {
                    @for position in &positions { (picture(lang, position)?) }
                }
            }
            @if let Some(words) = &allocators { (Note::Info(html! { (words) })) }
            @for one in &waiting { (proposal(visit, one, problems)) }
            @if !decided.is_empty() { (Card::new(visit.t("finance-allocations-decided")).flush(decisions(visit, &decided))) }
            @if is(visit, Role::FinanceMaker) && !positions.is_empty() {
                (Card::new(visit.t("finance-allocate")).id("allocate").body(allocation(visit, &positions, typed, problems)))
            }
        }
    };
    visit.show_with(visit.t("nav-budget"), HERE, Vec::new(), problems, body).await
}

fn kind(lang: Lang, kind: AccountKind) -> String {
    lang.t(&format!("finance-kind-{}", kind.key())).into_owned()
}

fn line_name(lang: Lang, position: &Position) -> String {
    lang.words(&position.line.name).to_owned()
}

fn change_name(lang: Lang, change: BudgetChange) -> String {
    lang.t(&format!("finance-move-{}", change.key())).into_owned()
}

fn line_href(code: &str) -> path::Path {
    to!("/budget/{code}", code)
}

fn table(lang: Lang, positions: &[Position]) -> Result<Table, WebError> {
    let heads = [Th::text(lang.t("finance-line")), Th::number(lang.t("finance-appropriation"))]
        .into_iter()
        .chain(PLACES.iter().map(|k| Th::number(kind(lang, *k))))
        .chain([Th::text(lang.t("head-result"))]);
    let mut rows = Vec::new();
    for position in positions {
        rows.push(html! {
            tr {
                th scope="row" {
                    a href=(line_href(&position.line.code)) { (line_name(lang, position)) }
                    br; span.hint { (position.line.code) " · " (position.line.fiscal_year) }
                }
                td.num { (number(lang, position.money(position.appropriation()?))) }
                @for place in PLACES { td.num { (number(lang, position.money(position.of(place)))) } }
                td { (balanced(lang, position)?) }
            }
        });
    }
    Ok(Table::new(lang.t("finance-budget-lines"), heads).rows(rows))
}

fn balanced(lang: Lang, position: &Position) -> Result<Markup, WebError> {
    use crate::web::component::{Tone, tag};
    Ok(if position.holds()? {
        tag(Tone::Green, &lang.t("finance-balanced"))
    } else {
        tag(Tone::Red, &lang.t("finance-not-balanced"))
    })
}

fn picture(lang: Lang, position: &Position) -> Result<Markup, WebError> {
    let bars = PLACES.iter().map(|place| {
        let amount = position.of(*place);
        Bar {
            label: kind(lang, *place),
            value: u64::try_from(amount.minor()).unwrap_or(0),
            shown: lang.number(position.money(amount)),
        }
    });
    let chart = BarChart {
        lang,
        title: line_name(lang, position),
        note: format!("{} · {}", position.line.code, lang.unit(position.line.currency)),
        finding: identity(lang, position)?,
        label_head: lang.t("finance-place").into_owned(),
        value_head: lang.t("head-amount").into_owned(),
        bars: bars.collect(),
    };
    let link = Button::link(lang.t("finance-movements"), line_href(&position.line.code)).small();
    let card =
        Card::new(line_name(lang, position)).acts(link).body(html! { div.stack { (chart) (proof(lang, position)?) } });
    Ok(html! { (card) })
}

/// The identity in words: the places sum to the appropriation, or by how much they do not.
fn identity(lang: Lang, position: &Position) -> Result<String, WebError> {
    let key = if position.holds()? { "finance-identity" } else { "finance-identity-broken" };
    let places: Vec<String> = PLACES.iter().map(|k| lang.number(position.money(position.of(*k)))).collect();
    let values = [
        ("places", places.join(" + ").into()),
        ("sum", lang.number(position.money(position.sum()?)).into()),
        ("appropriation", lang.number(position.money(position.appropriation()?)).into()),
    ];
    Ok(lang.tv(key, &values))
}

fn proof(lang: Lang, position: &Position) -> Result<Note, WebError> {
    let words = html! { (identity(lang, position)?) };
    Ok(if position.holds()? { Note::Ok(words) } else { Note::Fail(words) })
}

fn allocation(visit: &Visit, positions: &[Position], typed: &Allocation, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let choice = |p: &Position| Choice::new(p.line.code.clone(), format!("{} {}", p.line.code, line_name(lang, p)));
    let mut line = Field::select(lang, "line", lang.t("finance-line"), positions.iter().map(choice).collect());
    if !typed.line.is_empty() {
        line = line.value(&typed.line);
    }
    let amount = Field::number(lang, "amount", lang.t("head-amount")).hint(lang.t("finance-amount-hint"));
    let document = Field::text(lang, "document", lang.t("finance-document")).hint(lang.t("finance-document-hint"));
    let kinds = BudgetChange::ALL.iter().map(|k| Choice::new(k.key(), change_name(lang, *k))).collect();
    let mut change = Field::radios(lang, "kind", lang.t("finance-change"), kinds);
    if !typed.kind.is_empty() {
        change = change.value(&typed.kind);
    }
    let file = Field::file(lang, "file", lang.t("finance-document-file"), Kind::BudgetDocument.accept(), false)
        .hint(lang.t("finance-document-file-hint"));
    let form = html! {
        p.hint { (lang.t("finance-allocate-hint")) }
        (line.check(problems))
        (change.check(problems))
        (amount.value(&typed.amount).check(problems))
        (document.value(&typed.document).check(problems))
        (file.check(problems))
        p.row { (Button::primary(lang.t("finance-allocate")).icon(Icon::Tick)) }
    };
    upload_form(HERE, &visit.token(), form)
}

/// What second people said of late.
fn decisions(visit: &Visit, decided: &[Proposed]) -> Table {
    let lang = visit.lang;
    let heads = [
        Th::text(lang.t("finance-document")),
        Th::text(lang.t("finance-line")),
        Th::text(lang.t("finance-change")),
        Th::number(lang.t("head-amount")),
        Th::text(lang.t("finance-proposed-by")),
        Th::text(lang.t("head-result")),
    ];
    let rows = decided.iter().map(|one| {
        html! {
            tr {
                th scope="row" { a href=(to!("/budget/allocations/{allocation}/document", one.id)) { (one.document_no) } }
                td { (one.line) }
                td { (change_name(lang, one.kind)) }
                td.num { (money(lang, one.amount)) }
                td { (who(lang, one.by.as_ref())) }
                td {
                    (lang.t(&format!("request-state-{}", one.state.key()))) " · " (who(lang, one.decided_by.as_ref()))
                    @if !one.decision_note.is_empty() { br; span.hint { (one.decision_note) } }
                }
            }
        }
    });
    Table::new(lang.t("finance-allocations-decided"), heads).rows(rows)
}

/// What waits for its second person, with the decision for who may take it.
fn proposal(visit: &Visit, one: &Proposed, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let facts = [
        (lang.t("finance-line").into_owned(), html! { (one.line) }),
        (lang.t("finance-change").into_owned(), html! { (change_name(lang, one.kind)) }),
        (lang.t("head-amount").into_owned(), html! { (money(lang, one.amount)) }),
        (
            lang.t("finance-document").into_owned(),
            html! { a href=(to!("/budget/allocations/{allocation}/document", one.id)) { (one.document_no) } },
        ),
        (
            lang.t("finance-proposed-by").into_owned(),
            html! {
                (who(lang, one.by.as_ref())) " " (lang.instant(one.proposed_at, visit.web.app.clock.zone()))
            },
        ),
    ];
    let own = one.own;
    let decision = html! {
        div.stack {
            (Decision::default().fields(lang, problems))
            p.row { (Button::primary(lang.t("finance-allocation-decide"))) }
        }
    };
    let body = html! {
        (summary(2, &facts))
        @if own { (Note::Info(html! { (lang.t("refusal-request-own")) })) }
        @else if is(visit, Role::FinanceApprover) { (post_form(to!("/budget/allocations/{allocation}/decide", one.id), &visit.token(), decision)) }
        @else { (Note::Info(html! { (lang.t("finance-request-waits")) })) }
    };
    html! { (Card::new(lang.t("finance-allocations-open")).body(body)) }
}

/// One budget line with its movements.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`]; a fault of the database.
pub async fn line(visit: Visit, Path(code): Path<String>, query: RawQuery) -> Result<Response, WebError> {
    let lang = visit.lang;
    let before = asked(&query, "before").and_then(|id| id.parse().ok());
    let (position, Page { rows: movements, next }) =
        budget::line(&visit.web.app, &visit.reader()?, &code, before).await?;
    let here = line_href(&code);
    let figures = std::iter::once(Ok(KeyFigure::new(
        lang.t("finance-appropriation"),
        number(lang, position.money(position.appropriation()?)),
    )))
    .chain(PLACES.iter().map(|k| Ok(KeyFigure::new(kind(lang, *k), number(lang, position.money(position.of(*k)))))))
    .collect::<Result<Vec<_>, WebError>>()?;
    let links = html! {
        nav.pager aria-label=(lang.t("pager")) {
            span { (lang.tv("finance-movements-shown", &[("count", i64::try_from(movements.len()).unwrap_or(0).into())])) }
            span.push.row {
                @if before.is_some() { a href=(here) { (lang.t("pager-first")) } }
                @if let Some(next) = next { a href=(here.query(&[("before", &next.to_string())])) { (lang.t("pager-next")) } }
            }
        }
    };
    let card = Card::new(lang.t("finance-movements"));
    let card = if movements.is_empty() {
        card.flush(empty(&lang.t("finance-movements-none"), &lang.t("finance-movements-none-hint"), None))
    } else {
        card.flush(html! { (movement_table(&visit, position.line.currency, &movements)) (links) })
    };
    let title = line_name(lang, &position);
    let lead = html! { (position.line.code) " · " (position.line.fiscal_year) " · " (lang.t("finance-appropriation")) " " (money(lang, position.money(position.appropriation()?))) };
    let body = html! {
        (PageHead::new(title.clone()).tag(balanced(lang, &position)?).lead(lead))
        div.stack { (key_figures(&figures)) (proof(lang, &position)?) (card) }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-budget"), HERE), Crumb::here(code)];
    visit.show(title, HERE, crumbs, body).await
}

fn movement_table(visit: &Visit, currency: Currency, movements: &[Movement]) -> Table {
    let lang = visit.lang;
    let place = |key: &str| lang.t(&format!("finance-kind-{key}")).into_owned();
    let heads = [
        Th::text(lang.t("head-time")),
        Th::text(lang.t("finance-move")),
        Th::text(lang.t("finance-from")),
        Th::text(lang.t("finance-to")),
        Th::text(lang.t("finance-about")),
        Th::number(lang.t("head-amount")),
    ];
    let rows = movements.iter().map(|m| {
        html! {
            tr {
                th scope="row" { span.nowrap { (lang.instant(m.at, visit.web.app.clock.zone())) } }
                td { (lang.t(&format!("finance-move-{}", m.code))) }
                td { (place(&m.from)) }
                td { (place(&m.to)) }
                td {
                    @match &m.about {
                        About::Payment(number) => a href=(to!("/payments/{number}", number)) { (number) },
                        About::Application(number) => (number),
                        About::Text(text) if text.is_empty() => (lang.t("missing-value")),
                        About::Text(text) => (text),
                    }
                }
                td.num { (number(lang, currency.of(m.amount))) }
            }
        }
    });
    Table::new(lang.t("finance-movements"), heads).rows(rows)
}

/// A pager for lists that step by the number of their last row.
pub(super) fn steps(
    lang: Lang,
    shown: usize,
    total: i64,
    here: &path::Path,
    began: bool,
    next: Option<path::Path>,
) -> Markup {
    let pager = Pager {
        shown: u64::try_from(shown).unwrap_or(0),
        total: u64::try_from(total).unwrap_or(0),
        first: began.then(|| here.clone()),
        previous: None,
        next,
    };
    pager.render(lang)
}
