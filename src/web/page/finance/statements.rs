//! Bank statements: the list with its import, and the workbench on which lines meet their payments.

use axum::extract::RawQuery;
use axum::response::Response;
use domain::bank_table::Profile;
use domain::id::BankAccountId;
use domain::late_debit::LateDebit;
use domain::money::{Currency, Fen};
use domain::reconciliation::{Action, AllocationKind, Explanation};
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::statement::{Direction, QuarantineReason};
use domain::workflow::{EntryState, QuarantineState, RequestKind};
use maud::{Markup, Render, html};
use serde::Deserialize;

use super::requests::{gap_words, offer, told};
use super::{asked, is, reasons, who};
use crate::format::statement as format;
use crate::i18n::Lang;
use crate::service::query::Page;
use crate::service::query::finance::payment::Payment;
use crate::service::query::finance::statement::{
    self, Asked, Candidate, Entry, Line, Owed, Part, Row, Selected, Workbench,
};
use crate::service::reconcile::bank_table;
use crate::service::reconcile::decide::{Decide, Piece, Unmatch};
use crate::service::reconcile::import_statement::import_of_account;
use crate::service::reconcile::quarantine::GiveUp;
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Choice, Field, Happening, Icon, KeyFigure, MatchLine, MatchSide, Note, PageHead, Problems, Tab,
    Table, Th, Tone, empty, entry_tag, filter_field, key_figures, match_lines, match_pair, match_reasons, money,
    money_big, number, onward, payment_tag, post_form, tabs, tag, timeline, upload_form,
};
use crate::web::fault::WebError;
use crate::web::form::{Sent, Upload};
use crate::web::page::Crumb;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: path::Path = to!("/statements");

/// The statements, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn list(visit: Visit, query: RawQuery) -> Result<Response, WebError> {
    show_list(&visit, &query, &Problems::none(visit.lang)).await
}

async fn show_list(visit: &Visit, query: &RawQuery, problems: &Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let before = asked(query, "before");
    let Page { rows, next } = statement::page(&visit.web.app, &visit.reader()?, before.as_deref()).await?;
    let next = next.map(|n| HERE.query(&[("before", &n)]));
    let locked = super::locked::notes(visit).await?;
    let accounts = match is(visit, Role::Reconciler) {
        true => bank_table::accounts_of(&visit.web.app, visit.actor()?).await?,
        false => Vec::new(),
    };
    let accounts = accounts.iter().map(|account| {
        Choice::new(account.id.to_string(), format!("{} {}", account.bank_name, account.account_no.masked()))
    });
    let accounts: Vec<Choice> = accounts.collect();
    let body = html! {
        (PageHead::new(visit.t("nav-statements")).lead(visit.t("finance-statements-lead"))
            .acts(Button::link(visit.t("bank-table-known"), to!("/statements/columns")).small()))
        div.stack {
            (problems) (locked)
            @if is(visit, Role::Reconciler) {
                (Card::new(visit.t("nav-import-statement")).id("import").body(import_form(visit, accounts, problems)))
            }
            @if rows.is_empty() {
                (Card::new(visit.t("nav-statements")).flush(empty(&visit.t("finance-statements-none"), &visit.t("finance-statements-none-hint"), None)))
            } @else {
                (Card::new(visit.t("nav-statements")).flush(html! { (table(lang, &rows)) (onward(lang, before.is_some().then_some(HERE), next)) }))
            }
        }
    };
    visit.show_with(visit.t("nav-statements"), HERE, Vec::new(), problems, body).await
}

fn import_form(visit: &Visit, accounts: Vec<Choice>, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let file = Field::file(lang, "file", lang.t("finance-statement-file"), format::endings(), false);
    let facts = [("max", visit.web.uploads.megabytes().into()), ("formats", format::formats().into())];
    let form = html! {
        (file.hint(lang.tv("finance-statement-file-hint", &facts)).check(problems))
        @if accounts.len() > 1 {
            (Field::select(lang, "account", lang.t("finance-statement-account"), accounts)
                .hint(lang.t("finance-statement-account-hint")).optional().check(problems))
        }
        p.row { (Button::primary(lang.t("nav-import-statement")).icon(Icon::Upload)) }
    };
    upload_form(to!("/statements/import"), &visit.token(), form)
}

/// Statements with what became of their lines.
pub(super) fn table(lang: Lang, rows: &[Row]) -> Table {
    let heads = [
        Th::text(lang.t("head-statement")),
        Th::text(lang.t("finance-account")),
        Th::text(lang.t("finance-period")),
        Th::number(lang.t("finance-opening")),
        Th::number(lang.t("finance-closing")),
        Th::number(lang.t("finance-lines")),
        Th::number(lang.t("finance-decided")),
        Th::text(lang.t("head-state")),
    ];
    let rows = rows.iter().map(|row| {
        html! {
            tr {
                th scope="row" { a.nowrap href=(path::statement(&row.number)) { (row.number) } br; span.hint { (row.bank_statement_id) } }
                td { (row.account.bank_name) br; span.hint.mono { (row.account.account_no.masked()) } }
                td { span.nowrap { (lang.date(row.from_on)) } br; span.nowrap { (lang.date(row.to_on)) } }
                td.num { (number(lang, row.opening)) }
                td.num { (number(lang, row.closing)) }
                // Nothing of a statement in quarantine is taken, so that its lines are not counted as none.
                @if row.is_quarantined() { td.num { (lang.t("missing-value")) } td.num { (lang.t("missing-value")) } }
                @else {
                    td.num { (lang.count(row.lines())) }
                    td.num { (lang.count(row.lines() - row.count(EntryState::Unmatched))) }
                }
                td { (state_tag(lang, row)) }
            }
        }
    });
    Table::new(lang.t("nav-statements"), heads).rows(rows)
}

fn state_tag(lang: Lang, row: &Row) -> Markup {
    let (tone, key) = match (row.is_quarantined(), row.count(EntryState::Unmatched)) {
        (true, _) if row.quarantine == QuarantineState::GivenUp => (Tone::Grey, "quarantine-state-given_up"),
        (true, _) if row.quarantine == QuarantineState::Asked => (Tone::Amber, "quarantine-state-asked"),
        (true, _) => (Tone::Red, "finance-quarantined"),
        (false, 0) => (Tone::Green, "finance-reconciled"),
        (false, _) => (Tone::Blue, "finance-reconciling"),
    };
    tag(tone, &lang.t(key))
}

/// Imports a file; what became of it stands on the page of its statement.
///
/// # Errors
/// Faults; what is wrong with the file stands on the page.
pub async fn import(visit: Visit, upload: Upload) -> Result<Response, WebError> {
    upload.only(&["account"])?;
    let query = RawQuery(None);
    if upload.file.is_empty() {
        let missing = Problems::new(visit.lang, &[Refusal::new(Code::FieldRequired).at_field("file")]);
        return show_list(&visit, &query, &missing).await;
    }
    let (app, actor) = (&visit.web.app, visit.actor()?);
    let account = match upload.field("account") {
        "" => None,
        id => Some(id.parse().map(BankAccountId::from_uuid).map_err(|_| Refusal::new(Code::FormMalformed))?),
    };
    let name = upload.file.name.clone();
    let came = upload.file.clone();
    let imported = match import_of_account(app, actor, Some(&upload.key), (&name, account), upload.file).await {
        Ok(imported) => imported,
        Err(error) if error.code() == Some(Code::BankColumnsUnknown) => {
            let seen = bank_table::look(actor, &came).await?;
            let none = Problems::none(visit.lang);
            return super::bank_table::ask(&visit, &Profile::guess(&seen.headings), &seen.rows, &none).await;
        }
        Err(error) => return show_list(&visit, &query, &visit.problems(error)?).await,
    };
    let held = imported.statements.iter().filter(|one| !one.quarantine.is_empty()).count();
    let (done, to) = match &imported.statements[..] {
        [one] if held > 0 => {
            (Done::well("done-statement-quarantined").with("number", &one.number), path::statement(&one.number))
        }
        [one] => {
            let done = Done::well("done-statement-imported").with("number", &one.number).with("lines", one.lines);
            (done.with("matched", one.matched), path::statement(&one.number))
        }
        many => {
            let numbers: Vec<&str> = many.iter().map(|one| one.number.as_str()).collect();
            let done =
                if held > 0 { Done::well("done-statements-held") } else { Done::well("done-statements-imported") };
            (done.with("count", many.len()).with("held", held).with("numbers", numbers.join(", ")), HERE)
        }
    };
    // Whatever became of the statements themselves, what else the file did is told too.
    let also = [
        ("statement-also-released", &imported.released),
        ("statement-also-left-aside", &imported.left_aside),
        ("statement-also-known", &imported.known),
    ];
    let also = also.into_iter().filter(|(_, names)| !names.is_empty());
    let also: String = also.map(|(key, names)| visit.lang.tv(key, &[("names", names.join(", ").into())])).collect();
    let done = done.with("also", also).with_warning_if(held > 0 || !imported.left_aside.is_empty());
    Ok(done.then(&to, visit.web.https))
}

/// A tab of the workbench.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Open,
    Matched,
    Explained,
    All,
}

impl Group {
    const ALL: [Self; 4] = [Self::Open, Self::Matched, Self::Explained, Self::All];

    const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Matched => "matched",
            Self::Explained => "explained",
            Self::All => "all",
        }
    }

    fn from_key(key: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|g| Some(g.key()) == key).unwrap_or(Self::Open)
    }

    const fn state(self) -> Option<EntryState> {
        match self {
            Self::Open => Some(EntryState::Unmatched),
            Self::Matched => Some(EntryState::Matched),
            Self::Explained => Some(EntryState::Explained),
            Self::All => None,
        }
    }
}

/// What of the workbench is shown, and what was typed into its forms.
#[derive(Default)]
struct View {
    group: Option<Group>,
    line: Option<i64>,
    after: i64,
    search: String,
    payment: Vec<String>,
    rest: String,
    kind: String,
    note: String,
}

impl View {
    fn group(&self) -> Group {
        self.group.unwrap_or(Group::Open)
    }

    /// The address of the same view with another line.
    fn href(&self, number: &str, line: Option<i64>) -> path::Path {
        let line = line.map_or_else(String::new, |l| l.to_string());
        let after = if self.after > 0 { self.after.to_string() } else { String::new() };
        path::statement(number).query(&[("tab", self.group().key()), ("after", &after), ("line", &line)])
    }
}

/// The workbench of a statement.
///
/// # Errors
/// [`Code::NotFound`]; a fault of the database.
pub async fn one(visit: Visit, Path(number): Path<String>, query: RawQuery) -> Result<Response, WebError> {
    let view = View {
        group: Some(Group::from_key(asked(&query, "tab").as_deref())),
        line: asked(&query, "line").and_then(|l| l.parse().ok()),
        after: asked(&query, "after").and_then(|l| l.parse().ok()).unwrap_or(0),
        search: asked(&query, "q").unwrap_or_default(),
        ..View::default()
    };
    workbench(&visit, &number, &view, &Problems::none(visit.lang)).await
}

/// The payments that a person chose for a line, and what the rest of it is.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    #[serde(default)]
    payment: Vec<String>,
    #[serde(default)]
    rest: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    note: String,
}

/// Matches a line with a payment or several; the rest of it may be a charge.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn match_line(
    visit: Visit,
    Path((number, ordinal)): Path<(String, i64)>,
    form: Sent<Chosen>,
) -> Result<Response, WebError> {
    let Sent { fields, key } = form;
    let view =
        View { line: Some(ordinal), payment: fields.payment, rest: fields.rest, note: fields.note, ..View::default() };
    if view.payment.is_empty() {
        let nothing = Problems::new(visit.lang, &[Refusal::new(Code::NothingSelected)]);
        return workbench(&visit, &number, &view, &nothing).await;
    }
    let rest = AllocationKind::from_key(&view.rest).map(|kind| Piece::Explained(kind, None));
    let pieces = view.payment.iter().cloned().map(Piece::Payment).chain(rest).collect();
    let command = Decide { statement: number.clone(), ordinal, pieces, note: view.note.clone() };
    match visit.execute(&key, &command).await {
        Ok(()) => {
            let payments = view.payment.join(", ");
            let done = Done::well("done-entry-matched").with("line", ordinal).with("payment", payments);
            Ok(done.then(path::statement(&number), visit.web.https))
        }
        Err(error) => workbench(&visit, &number, &view, &visit.problems(error)?).await,
    }
}

/// What a line is that belongs to no payment.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Explained {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    note: String,
}

/// Explains a line.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn explain(
    visit: Visit,
    Path((number, ordinal)): Path<(String, i64)>,
    form: Sent<Explained>,
) -> Result<Response, WebError> {
    let Sent { fields, key } = form;
    let view = View { line: Some(ordinal), kind: fields.kind, note: fields.note, ..View::default() };
    let Some(kind) = EXPLAINED.into_iter().find(|k| k.key() == view.kind) else {
        let missing = Problems::new(visit.lang, &[Refusal::new(Code::FieldRequired).at_field("kind")]);
        return workbench(&visit, &number, &view, &missing).await;
    };
    let pieces = vec![Piece::Explained(kind, None)];
    let command = Decide { statement: number.clone(), ordinal, pieces, note: view.note.clone() };
    match visit.execute(&key, &command).await {
        Ok(()) => {
            let done = Done::well("done-entry-explained").with("line", ordinal);
            Ok(done.then(path::statement(&number), visit.web.https))
        }
        Err(error) => workbench(&visit, &number, &view, &visit.problems(error)?).await,
    }
}

/// Why a decision is taken back.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct TakenBack {
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
}

/// Takes the decision on a line back.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn unmatch(
    visit: Visit,
    Path((number, ordinal)): Path<(String, i64)>,
    form: Sent<TakenBack>,
) -> Result<Response, WebError> {
    let Sent { fields, key } = form;
    let view = View { group: Some(Group::All), line: Some(ordinal), note: fields.reason, ..View::default() };
    let command = Unmatch { statement: number.clone(), ordinal, reason: view.note.clone() };
    match visit.execute(&key, &command).await {
        Ok(()) => {
            let done = Done::well("done-entry-unmatched").with("line", ordinal);
            let to = path::statement(&number).query(&[("tab", "open"), ("line", &ordinal.to_string())]);
            Ok(done.then(&to, visit.web.https))
        }
        Err(error) => workbench(&visit, &number, &view, &visit.problems(error)?).await,
    }
}

async fn workbench(visit: &Visit, number: &str, view: &View, problems: &Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let asked = Asked { state: view.group().state(), line: view.line, after: view.after, search: &view.search };
    let bench = statement::workbench(&visit.web.app, &visit.reader()?, number, asked).await?;
    let s = &bench.row;
    let imported = lang.tv(
        "finance-imported",
        &[
            ("who", who(lang, Some(&bench.importer)).into()),
            ("at", lang.instant(s.imported_at, visit.web.app.clock.zone()).into()),
        ],
    );
    let lead = html! {
        (bench.row.account.bank_name) " " span.mono { (bench.row.account.account_no.masked()) }
        " · " (lang.date(s.from_on)) "–" (lang.date(s.to_on)) " · " (s.bank_statement_id) " · " (imported)
    };
    let body = html! {
        (PageHead::new(lang.tv("finance-statement-title", &[("number", number.into())])).tag(state_tag(lang, &bench.row)).lead(lead))
        div.stack {
            (problems)
            (figures(lang, &bench)?)
            @if let Some(gap) = bench.gap.as_ref().filter(|_| !bench.row.is_quarantined()) { (Note::Warn(html! { (gap_words(lang, gap)) })) }
            @if bench.row.is_quarantined() {
                (quarantine(visit, number, &bench, view, problems))
                (told(visit, &bench.requests))
            }
            @else {
                div.match {
                    (lines(lang, number, &bench, view)?)
                    div.stack {
                        @match &bench.selected {
                            Some(selected) => (chosen(visit, (number, bench.row.account.currency), selected, view, problems)?),
                            None => (nothing_left(lang, &bench)),
                        }
                        (Card::new(lang.t("finance-recent")).body(recent(visit, &bench)))
                    }
                }
            }
        }
    };
    let crumbs = vec![Crumb::link(visit.t("nav-statements"), HERE), Crumb::here(number)];
    visit.show_with(number, HERE, crumbs, problems, body).await
}

fn figures(lang: Lang, bench: &Workbench) -> Result<Markup, WebError> {
    let row = &bench.row;
    if row.is_quarantined() {
        return Ok(key_figures(&[
            KeyFigure::new(lang.t("finance-opening-balance"), money(lang, row.opening)),
            KeyFigure::new(lang.t("finance-closing-balance"), money(lang, row.closing)),
        ]));
    }
    let out = row.moved(Direction::Debit)?;
    let out = out.currency.of(Fen::ZERO.minus(out.amount)?);
    let decided = row.lines() - row.count(EntryState::Unmatched);
    let of_all = lang.tv("finance-of-lines", &[("count", row.lines().into())]);
    let difference = html! { span.neg[!bench.difference.amount.is_zero()] { (money(lang, bench.difference)) } };
    Ok(key_figures(&[
        KeyFigure::new(lang.t("finance-opening-balance"), money(lang, row.opening)),
        KeyFigure::new(lang.t("finance-out"), money(lang, out)),
        KeyFigure::new(lang.t("finance-in"), money(lang, row.moved(Direction::Credit)?)),
        KeyFigure::new(lang.t("finance-closing-balance"), money(lang, row.closing)),
        KeyFigure::new(lang.t("finance-decided"), lang.count(decided)).note(of_all),
        KeyFigure::new(lang.t("finance-open-amount"), money(lang, row.unmatched()?)),
        KeyFigure::new(lang.t("finance-ledger-difference"), difference),
    ]))
}

/// Why a statement is held, and the way out that its reasons leave.
fn quarantine(visit: &Visit, number: &str, bench: &Workbench, view: &View, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let s = &bench.row;
    let waits = bench.quarantine.iter().all(QuarantineReason::waits);
    let acceptable = bench.quarantine.iter().all(QuarantineReason::is_acceptable);
    let next = match (s.quarantine, waits, acceptable) {
        (QuarantineState::GivenUp, ..) => "finance-quarantine-given-up",
        (QuarantineState::Asked, ..) => "finance-quarantine-asked",
        (_, true, _) => "finance-quarantine-waits",
        (_, false, true) => "finance-quarantine-acceptable",
        (_, false, false) => "finance-quarantine-wrong",
    };
    let content = html! {
        div.stack {
            (Note::Fail(html! { (lang.t("finance-quarantine-why")) }))
            ul {
                @for reason in &bench.quarantine {
                    li { (lang.with_facts(&format!("quarantine-{}", reason.key()), &reason.facts(bench.row.account.currency))) }
                }
            }
            p.strong { (lang.t("finance-quarantine-next")) }
            p { (lang.t(next)) }
            @if !s.given_up_reason.is_empty() { p { (s.given_up_reason) } }
            @if let Some(gap) = bench.gap.as_ref().filter(|_| s.quarantine != QuarantineState::GivenUp) { (Note::Warn(html! { (gap_words(lang, gap)) })) }
        }
    };
    let waiting = s.quarantine == QuarantineState::Waiting;
    html! {
        (Card::new(lang.t("finance-quarantined")).body(content))
        @if waiting && acceptable { (offer(visit, RequestKind::AcceptStatement, number)) }
        @if waiting && is(visit, Role::Reconciler) { (give_up_form(visit, number, view, problems)) }
    }
}

fn give_up_form(visit: &Visit, number: &str, view: &View, problems: &Problems) -> Card {
    let lang = visit.lang;
    let form = html! {
        div.stack {
            p.hint { (lang.t("finance-give-up-hint")) }
            (Field::area(lang, "reason", lang.t("reason")).value(&view.note).check(problems))
            p.row { (Button::danger(lang.t("quarantine-event-give_up"))) }
        }
    };
    let form = post_form(to!("/statements/{number}/give-up", number), &visit.token(), form);
    let title = lang.t("finance-give-up").into_owned();
    Card::new(title.clone())
        .id("give-up")
        .body(html! { details open[!problems.is_empty()] { summary { (title) } (form) } })
}

/// Gives a statement in quarantine up.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn give_up(visit: Visit, Path(number): Path<String>, form: Sent<TakenBack>) -> Result<Response, WebError> {
    let Sent { fields, key } = form;
    let view = View { note: fields.reason, ..View::default() };
    let command = GiveUp { statement: number.clone(), reason: view.note.clone() };
    match visit.execute(&key, &command).await {
        Ok(()) => {
            let done = Done::well("done-statement-given-up").with("number", &number);
            Ok(done.then(path::statement(&number), visit.web.https))
        }
        Err(error) => workbench(&visit, &number, &view, &visit.problems(error)?).await,
    }
}

fn nothing_left(lang: Lang, bench: &Workbench) -> Card {
    let count = bench.row.lines();
    let (title, text) = if bench.row.count(EntryState::Unmatched) == 0 {
        (lang.tv("finance-all-decided", &[("count", count.into())]), lang.t("finance-all-decided-hint"))
    } else {
        (lang.t("empty-list").into_owned(), lang.t("finance-choose-tab"))
    };
    let act = Button::link(lang.t("nav-proof"), to!("/proof")).render();
    Card::new(lang.t("finance-line-title")).flush(empty(&title, &text, Some(act)))
}

fn party(lang: Lang, entry: &Entry) -> String {
    if entry.counterparty_name.is_empty() {
        lang.t("finance-no-name").into_owned()
    } else {
        entry.counterparty_name.clone()
    }
}

fn lines(lang: Lang, number: &str, bench: &Workbench, view: &View) -> Result<Card, WebError> {
    let row = &bench.row;
    let count = |group: Group| group.state().map_or(row.lines(), |state| row.count(state));
    let entries: Vec<Tab> = Group::ALL
        .into_iter()
        .map(|group| Tab {
            text: lang.t(&format!("finance-lines-{}", group.key())).into_owned(),
            href: path::statement(number).query(&[("tab", group.key())]),
            count: u64::try_from(count(group)).ok(),
            current: group == view.group(),
        })
        .collect();
    let current = bench.selected.as_ref().map(|s| match s {
        Selected::Open { entry, .. } | Selected::Decided { entry, .. } => entry.ordinal,
    });
    let mut shown = Vec::new();
    for line in &bench.lines.rows {
        let e = &line.entry;
        let amount = lang.number(e.signed()?);
        shown.push(MatchLine {
            href: view.href(number, Some(e.ordinal)),
            name: party(lang, e),
            amount: if e.direction == Direction::Credit { format!("+{amount}") } else { amount },
            meta: format!("{} · {}", lang.date(e.booked_on), if e.remark.is_empty() { &e.bank_ref } else { &e.remark }),
            tag: line_tag(lang, line),
            current: current == Some(e.ordinal),
        });
    }
    let next = bench
        .lines
        .next
        .map(|after| path::statement(number).query(&[("tab", view.group().key()), ("after", &after.to_string())]));
    let content = html! {
        (tabs(lang, &lang.t("finance-lines-filter"), &entries))
        @if shown.is_empty() { div.body { p.hint { (lang.t("empty-list")) } } } @else { (match_lines(&shown)) }
        (onward(lang, (view.after > 0).then(|| path::statement(number)), next))
    };
    Ok(Card::new(lang.t("finance-bank-lines")).flush(content))
}

fn line_tag(lang: Lang, line: &Line) -> Markup {
    html! {
        @if line.entry.reversal { (tag(Tone::Purple, &lang.t("finance-reversal"))) " " }
        (decision_tag(lang, line))
    }
}

fn decision_tag(lang: Lang, line: &Line) -> Markup {
    let Some(proposal) = &line.proposal else {
        return entry_tag(lang, line.entry.state);
    };
    let score = || lang.tv("finance-suggested", &[("score", i64::from(proposal.score).into())]);
    match proposal.action {
        Action::Settle { .. } => tag(Tone::Green, &score()),
        Action::Return { .. } => tag(Tone::Purple, &lang.t("payment-state-returned")),
        Action::Suggest { .. } if line.entry.direction == Direction::Credit => {
            tag(Tone::Purple, &lang.t("finance-maybe-returned"))
        }
        Action::Suggest { .. } if proposal.score >= 80 => tag(Tone::Green, &score()),
        Action::Suggest { .. } => tag(Tone::Amber, &score()),
        Action::Explain { explanation } => {
            tag(Tone::Teal, &lang.t(&format!("finance-explain-{}", key_of(explanation))))
        }
        Action::Investigate => tag(Tone::Red, &lang.t("finance-no-counterpart")),
    }
}

const fn key_of(explanation: Explanation) -> &'static str {
    match explanation {
        Explanation::Charge => "charge",
        Explanation::Interest => "interest",
    }
}

fn bank_side(lang: Lang, entry: &Entry) -> Result<MatchSide, WebError> {
    let facts = [lang.t("finance-bank-line").into_owned(), lang.date(entry.booked_on), entry.bank_ref.clone()];
    Ok(MatchSide {
        label: facts.into_iter().filter(|f| !f.is_empty()).collect::<Vec<_>>().join(" · "),
        name: party(lang, entry),
        account: masked(&entry.counterparty_account),
        amount: money_big(lang, entry.signed()?),
    })
}

fn our_side(lang: Lang, payment: &Payment) -> MatchSide {
    MatchSide {
        label: format!("{} · {}", lang.t("finance-our-payment"), payment.number),
        name: payment.payee_name.clone(),
        account: payment.account_no.masked(),
        amount: money_big(lang, payment.amount),
    }
}

/// An account as a bank wrote it, masked like our own.
fn masked(account: &str) -> String {
    domain::identifier::AccountNumber::parse(account).map_or_else(|_| account.to_owned(), |a| a.masked())
}

fn chosen(
    visit: &Visit,
    (number, currency): (&str, Currency),
    selected: &Selected,
    view: &View,
    problems: &Problems,
) -> Result<Card, WebError> {
    let lang = visit.lang;
    let title = |ordinal: i64| lang.tv("finance-line-number", &[("line", ordinal.into())]);
    match selected {
        Selected::Decided { entry, parts } => {
            let how = |part: &Part| {
                let kind = lang.t(&format!("finance-match-{}", part.kind));
                let at = lang.instant(part.decided_at, visit.web.app.clock.zone());
                let facts = [("what", kind.into()), ("who", who(lang, part.who.as_ref()).into()), ("at", at.into())];
                lang.tv("finance-decided-how", &facts)
            };
            let content = html! {
                div.stack {
                    @if parts.iter().all(|p| p.payment.is_none()) { div.pair { (bank_side(lang, entry)?) } }
                    @for part in parts {
                        @if let Some(payment) = &part.payment { (match_pair(&bank_side(lang, entry)?, &our_side(lang, payment))) }
                        @if !part.reasons.is_empty() { (match_reasons(lang, &reasons(lang, currency, &part.reasons))) }
                        (Note::Ok(html! {
                            (how(part)) " · " (money(lang, part.amount))
                            @if !part.kept.amount.is_zero() {
                                " · " (lang.tv("finance-kept", &[("amount", lang.money(part.kept).into())]))
                            }
                            @if !part.note.is_empty() { br; (part.note) }
                        }))
                    }
                    @if !entry.remark.is_empty() { p.hint { (entry.remark) } }
                }
            };
            let card = Card::new(title(entry.ordinal)).acts(entry_tag(lang, entry.state)).body(content);
            if !is(visit, Role::Reconciler) {
                return Ok(card);
            }
            Ok(card.body(unmatch_form(visit, number, entry, view, problems)))
        }
        Selected::Open { entry, candidates, explanation, reasons: why, owed } => {
            let best = candidates.first();
            let content = html! {
                div.stack {
                    @match best {
                        Some(best) => {
                            (match_pair(&bank_side(lang, entry)?, &our_side(lang, &best.payment)))
                            @if !best.reasons.is_empty() { (match_reasons(lang, &reasons(lang, currency, &best.reasons))) }
                        }
                        None => {
                            div.pair { (bank_side(lang, entry)?) }
                            @if !why.is_empty() { (match_reasons(lang, &reasons(lang, currency, why))) }
                        }
                    }
                    @if !entry.remark.is_empty() { p.hint { (lang.t("head-remittance")) (lang.t("colon")) (entry.remark) } }
                    @if !entry.return_code.is_empty() { p.hint { (lang.t("finance-bank-reason")) (lang.t("colon")) (entry.return_code) } }
                }
            };
            let card = Card::new(title(entry.ordinal)).acts(entry_tag(lang, entry.state)).body(content);
            if !is(visit, Role::Reconciler) {
                return Ok(card);
            }
            let card = card.flush(search(lang, number, entry, view));
            let (late, fitting): (Vec<&Candidate>, Vec<&Candidate>) = candidates.iter().partition(|c| c.late.is_some());
            let card =
                if fitting.is_empty() { card } else { card.flush(match_form(visit, number, entry, &fitting, view)) };
            // The likeliest has its forms here; the others have theirs on their own pages.
            let card = late.iter().enumerate().fold(card, |card, (place, candidate)| {
                card.body(late_debit(visit, number, entry, (candidate, place == 0), view, problems))
            });
            let card = if owed.is_empty() {
                card
            } else {
                card.body(recovered_form(visit, number, entry, owed, view, problems))
            };
            Ok(card.body(explain_form(
                visit,
                number,
                entry,
                (*explanation, candidates.is_empty() && owed.is_empty()),
                view,
                problems,
            )))
        }
    }
}

fn search(lang: Lang, number: &str, entry: &Entry, view: &View) -> Markup {
    let field = Field::text(lang, "q", lang.t("finance-find-payment")).value(&view.search);
    html! {
        form.filter method="get" action=(path::statement(number)) {
            input type="hidden" name="tab" value=(view.group().key());
            input type="hidden" name="line" value=(entry.ordinal);
            (filter_field(field, true))
            (Button::plain(lang.t("act-search")).icon(Icon::Search))
        }
    }
}

fn match_form(visit: &Visit, statement: &str, entry: &Entry, candidates: &[&Candidate], view: &View) -> Markup {
    let lang = visit.lang;
    let heads = [
        Th::hidden(lang.t("selected")),
        Th::text(lang.t("head-payment")),
        Th::text(lang.t("head-payee")),
        Th::number(lang.t("head-amount")),
        Th::number(lang.t("head-difference")),
        Th::number(lang.t("head-score")),
    ];
    // A suggestion that the program is sure of is chosen already; the person still confirms it.
    let sure = candidates.first().filter(|c| c.payment.amount == entry.amount && c.score.is_some());
    let preset = |c: &Candidate| {
        if view.payment.is_empty() {
            sure.is_some_and(|s| s.payment.id == c.payment.id)
        } else {
            view.payment.contains(&c.payment.number)
        }
    };
    let rows = candidates.iter().map(|c| {
        let p = &c.payment;
        let off = entry.amount.amount.minus(p.amount.amount).unwrap_or(Fen::ZERO);
        html! {
            tr {
                td {
                    input type="checkbox" name="payment" value=(p.number) checked[preset(c)]
                        aria-label=(lang.tv("select-row", &[("name", p.number.as_str().into())]));
                }
                th scope="row" { a.nowrap href=(to!("/payments/{number}", p.number)) { (p.number) } }
                td { (p.payee_name) br; span.hint { (c.application) " · " span.mono { (p.account_no.masked()) } } }
                td.num { (number(lang, p.amount)) }
                td.num { span.neg[!off.is_zero()] { (number(lang, p.amount.currency.of(off))) } }
                td.num { @match c.score { Some(score) => (score), None => (lang.t("missing-value")) } }
            }
        }
    });
    let table = Table::new(lang.t("finance-candidates"), heads).rows(rows);
    // Less came back than was paid: why is the question.
    let short = entry.direction == Direction::Credit
        && candidates.first().is_some_and(|c| c.score.is_some() && c.payment.amount.amount > entry.amount.amount);
    let form = html! {
        (table)
        div.body {
            details open[!view.rest.is_empty() || short] {
                summary { (lang.t("finance-split-open")) }
                div.stack {
                    p.hint { (lang.t("finance-split-hint")) }
                    (rest(lang, entry, view))
                    (Field::text(lang, "note", lang.t("finance-note")).hint(lang.t("finance-note-hint")).value(&view.note))
                }
            }
            p.row {
                (Button::primary(lang.t("act-match")).icon(Icon::Tick))
                span.hint { (lang.t(if entry.direction == Direction::Debit { "finance-match-hint" } else { "finance-return-hint" })) }
            }
        }
    };
    post_form(to!("/statements/{number}/lines/{ordinal}/match", statement, entry.ordinal), &visit.token(), form)
}

/// What a debit is for a payment that the books do not have on its way, and the way that is open.
fn late_debit(
    visit: &Visit,
    statement: &str,
    entry: &Entry,
    (candidate, likeliest): (&Candidate, bool),
    view: &View,
    problems: &Problems,
) -> Markup {
    let lang = visit.lang;
    let Some((way, why)) = &candidate.late else { return html! {} };
    let number = candidate.payment.number.as_str();
    let chosen = view.payment.iter().any(|p| p == number);
    html! {
        div.stack {
            p { a.nowrap href=(to!("/payments/{number}", number)) { (number) } " " (payment_tag(lang, candidate.payment.state)) " " (candidate.payment.payee_name) }
            (Note::Warn(html! { (lang.refusal(why)) }))
            @match way {
                LateDebit::TakesRefusalBack if likeliest => (offer(visit, RequestKind::UndoReject, number)),
                LateDebit::NotOwed => {
                    (post_form(to!("/statements/{number}/lines/{ordinal}/overpaid", statement, entry.ordinal), &visit.token(), html! {
                        div.stack {
                            p.hint { (lang.t("finance-overpaid-hint")) }
                            input type="hidden" name="payment" value=(number);
                            (Field::text(lang, "note", lang.t("finance-note")).id(format!("overpaid-{number}"))
                                .hint(lang.t("finance-note-hint")).value(if chosen { &view.note } else { "" })
                                .error(if chosen { note_problem(problems) } else { None }))
                            p.row { (Button::danger(lang.t("finance-explain-overpaid"))) }
                        }
                    }))
                }
                LateDebit::TakesRefusalBack | LateDebit::WaitsForBatch | LateDebit::Settles => {}
            }
        }
    }
}

fn note_problem(problems: &Problems) -> Option<&str> {
    problems.of("note").or_else(|| problems.of("reason"))
}

/// A credit may bring back what was paid beside a payment.
fn recovered_form(
    visit: &Visit,
    statement: &str,
    entry: &Entry,
    owed: &[Owed],
    view: &View,
    problems: &Problems,
) -> Markup {
    let lang = visit.lang;
    let choices = owed.iter().map(|o| {
        let facts = [
            ("payment", o.payment.number.as_str().into()),
            ("payee", o.payment.payee_name.as_str().into()),
            ("amount", lang.money(o.amount).into()),
        ];
        Choice::new(&o.payment.number, lang.tv("finance-owed-choice", &facts))
    });
    let mut field = Field::radios(lang, "payment", lang.t("finance-owed"), choices.collect());
    if let [one] = &view.payment[..] {
        field = field.value(one);
    }
    let form = html! {
        div.stack {
            p.hint { (lang.t("finance-recovered-hint")) }
            (field.check(problems))
            (Field::text(lang, "note", lang.t("finance-note")).id("recovered-note").hint(lang.t("finance-note-hint"))
                .value(&view.note).error(note_problem(problems)))
            p.row { (Button::plain(lang.t("finance-explain-recovered"))) }
        }
    };
    let form = post_form(
        to!("/statements/{number}/lines/{ordinal}/recovered", statement, entry.ordinal),
        &visit.token(),
        form,
    );
    html! { details open { summary { (lang.t("finance-recovered-open")) } (form) } }
}

/// What was paid beside a payment, or came back of it.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    #[serde(default)]
    payment: String,
    #[serde(default)]
    #[validate(length(max = 2000))]
    note: String,
}

/// Books a debit as paid without being owed.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn overpaid(
    visit: Visit,
    Path((number, ordinal)): Path<(String, i64)>,
    form: Sent<Beside>,
) -> Result<Response, WebError> {
    beside(&visit, (&number, ordinal), form, Piece::Overpaid, "done-entry-overpaid").await
}

/// Books a credit as bringing back what was paid without being owed.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn recovered(
    visit: Visit,
    Path((number, ordinal)): Path<(String, i64)>,
    form: Sent<Beside>,
) -> Result<Response, WebError> {
    beside(&visit, (&number, ordinal), form, Piece::Recovered, "done-entry-recovered").await
}

async fn beside(
    visit: &Visit,
    (number, ordinal): (&str, i64),
    form: Sent<Beside>,
    piece: fn(String) -> Piece,
    done: &str,
) -> Result<Response, WebError> {
    let Sent { fields, key } = form;
    let payment = fields.payment;
    let view = View {
        line: Some(ordinal),
        payment: vec![payment.clone()],
        note: fields.note,
        search: payment.clone(),
        ..View::default()
    };
    if payment.is_empty() {
        let missing = Problems::new(visit.lang, &[Refusal::new(Code::FieldRequired).at_field("payment")]);
        return workbench(visit, number, &view, &missing).await;
    }
    let pieces = vec![piece(payment.clone())];
    let command = Decide { statement: number.to_owned(), ordinal, pieces, note: view.note.clone() };
    match visit.execute(&key, &command).await {
        Ok(()) => {
            let done = Done::well(done).with("line", ordinal).with("payment", payment);
            Ok(done.then(path::statement(number), visit.web.https))
        }
        Err(error) => workbench(visit, number, &view, &visit.problems(error)?).await,
    }
}

/// What the part of a line is that no chosen payment has.
fn rest(lang: Lang, entry: &Entry, view: &View) -> Field {
    let mut choices = vec![Choice::new("", lang.t("finance-split-none"))];
    choices.extend(explained(entry).map(|k| Choice::new(k.key(), lang.t(&format!("finance-explain-{k}")))));
    if entry.direction == Direction::Credit {
        choices.push(Choice::new(AllocationKind::Charge.key(), lang.t("finance-split-kept")));
    }
    Field::radios(lang, "rest", lang.t("finance-split-rest"), choices).value(&view.rest)
}

/// What a line of this direction can be beside payments.
fn explained(entry: &Entry) -> impl Iterator<Item = AllocationKind> {
    let direction = entry.direction;
    EXPLAINED.into_iter().filter(move |k| k.direction() == direction)
}

/// What lines are that belong to no payment.
const EXPLAINED: [AllocationKind; 3] = [AllocationKind::Charge, AllocationKind::Interest, AllocationKind::Funding];

fn unmatch_form(visit: &Visit, number: &str, entry: &Entry, view: &View, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let form = html! {
        div.stack {
            p.hint { (lang.t("finance-unmatch-hint")) }
            (Field::area(lang, "reason", lang.t("reason")).value(&view.note).check(problems))
            p.row { (Button::danger(lang.t("entry-event-unmatch"))) }
        }
    };
    let form =
        post_form(to!("/statements/{number}/lines/{ordinal}/unmatch", number, entry.ordinal), &visit.token(), form);
    html! { details open[!problems.is_empty()] { summary { (lang.t("finance-unmatch-open")) } (form) } }
}

fn explain_form(
    visit: &Visit,
    number: &str,
    entry: &Entry,
    (explanation, alone): (Option<Explanation>, bool),
    view: &View,
    problems: &Problems,
) -> Markup {
    let lang = visit.lang;
    let choices = explained(entry).map(|k| Choice::new(k.key(), lang.t(&format!("finance-explain-{k}")))).collect();
    let preset = if view.kind.is_empty() { explanation.map(key_of).unwrap_or_default() } else { &view.kind };
    let mut kind = Field::radios(lang, "kind", lang.t("finance-explain-as"), choices);
    if !preset.is_empty() {
        kind = kind.value(preset);
    }
    let error = problems.of("note").or_else(|| problems.of("reason"));
    let note = Field::text(lang, "note", lang.t("finance-note")).hint(lang.t("finance-note-hint")).value(&view.note);
    let form = html! {
        div.stack {
            (kind.check(problems))
            (note.error(error))
            p.row { (Button::plain(lang.t("act-explain"))) }
        }
    };
    let form =
        post_form(to!("/statements/{number}/lines/{ordinal}/explain", number, entry.ordinal), &visit.token(), form);
    // With no payment in sight, explaining is what is left to do.
    let open = alone || explanation.is_some() || !view.kind.is_empty() || !problems.is_empty();
    html! { details open[open] { summary { (lang.t("finance-explain-open")) } (form) } }
}

fn recent(visit: &Visit, bench: &Workbench) -> Markup {
    let lang = visit.lang;
    let zone = visit.web.app.clock.zone();
    let mut happenings: Vec<Happening> = bench
        .recent
        .iter()
        .map(|r| Happening {
            what: lang
                .t(if r.takes_back {
                    "finance-match-taken-back".to_owned()
                } else {
                    format!("finance-match-{}", r.part.kind)
                }
                .as_str())
                .into_owned(),
            who: who(lang, r.part.who.as_ref()),
            at: lang.instant(r.part.decided_at, zone),
            text: Some(lang.tv(
                "finance-recent-text",
                &[
                    ("line", r.line.into()),
                    ("amount", lang.number(r.part.amount).into()),
                    ("payment", r.part.payment.as_ref().map_or(&r.part.note, |payment| &payment.number).clone().into()),
                ],
            )),
        })
        .collect();
    happenings.push(Happening {
        what: lang.tv("finance-rule-matched", &[("count", bench.by_rule.into())]),
        who: who(lang, None),
        at: lang.instant(bench.row.imported_at, zone),
        text: Some(lang.t("finance-rule-text").into_owned()),
    });
    timeline(&happenings)
}
