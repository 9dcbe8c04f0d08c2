//! Payments by what becomes of them: choosing what is paid, the question before a batch, and a returned payment.

use axum::extract::RawQuery;
use axum::response::Response;
use domain::late_debit::LateDebit;
use domain::money::{Fen, Money, Sums};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::workflow::{Machine as _, PaymentEvent, PaymentState, RequestKind};
use maud::{Markup, html};
use serde::Deserialize;

use super::budget::steps;
use super::requests::{offer, told};
use super::{asked, asked_all, is};
use crate::i18n::Lang;
use crate::service::account::show::{Of, READERS as SHOWN_TO, ShowAccount};
use crate::service::payment::batch::Build;
use crate::service::payment::pay_again::PayAgain;
use crate::service::payment::request::{Hold, Release};
use crate::service::query::Page;
use crate::service::query::finance::payment::{self, One, Row, Rule};
use crate::web::address::Path;
use crate::web::component::{
    Button, Card, Confirm, Field, Icon, Note, PageHead, Problems, Tab, Table, Th, Tone, checkbox, empty, money, number,
    payment_tag, post_form, summary, sums, tabs, tag,
};
use crate::web::fault::WebError;
use crate::web::form::{Sent, Why};
use crate::web::page::Crumb;
use crate::web::page::account::show_form;
use crate::web::path::{self, to};
use crate::web::session::Done;
use crate::web::visit::Visit;

const HERE: path::Path = to!("/payments");

/// Payments on one page; a batch is chosen from one page, and its numbers must fit into an address.
const PAGE: usize = 200;

/// A tab of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Ready,
    Held,
    Sent,
    Paid,
    Returned,
    Cancelled,
}

impl Group {
    const ALL: [Self; 6] = [Self::Ready, Self::Held, Self::Sent, Self::Paid, Self::Returned, Self::Cancelled];

    const fn key(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
            Self::Sent => "sent",
            Self::Paid => "paid",
            Self::Returned => "returned",
        }
    }

    fn from_key(key: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|g| Some(g.key()) == key).unwrap_or(Self::Ready)
    }

    const fn states(self) -> &'static [PaymentState] {
        match self {
            Self::Ready => &[PaymentState::Ready],
            Self::Held => &[PaymentState::Held],
            Self::Sent => &[PaymentState::Batched, PaymentState::Instructed],
            Self::Paid => &[PaymentState::Paid],
            Self::Returned => &[PaymentState::Returned, PaymentState::Rejected],
            Self::Cancelled => &[PaymentState::Cancelled],
        }
    }
}

/// The payments of a tab.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit, query: RawQuery) -> Result<Response, WebError> {
    list(&visit, &query, &Typed::default(), &Problems::none(visit.lang)).await
}

async fn list(visit: &Visit, query: &RawQuery, typed: &Typed, problems: &Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let (app, reader) = (&visit.web.app, &visit.reader()?);
    let group = Group::from_key(asked(query, "tab").as_deref());
    let beyond = asked(query, "beyond");
    let all = asked(query, "select").as_deref() == Some("all");
    let totals = payment::totals(app, reader).await?;
    let newest = matches!(group, Group::Sent | Group::Paid);
    let Page { rows, next } =
        payment::page(app, reader, (group.states(), None), newest, beyond.as_deref(), PAGE).await?;
    let here = HERE.query(&[("tab", group.key())]);
    let mut entries = Vec::new();
    for one in Group::ALL {
        entries.push(Tab {
            text: visit.t(&format!("finance-tab-{}", one.key())),
            href: HERE.query(&[("tab", one.key())]),
            count: u64::try_from(payment::total(&totals, one.states())?.count).ok(),
            current: one == group,
        });
    }
    let total = payment::total(&totals, group.states())?;
    let choosing = group == Group::Ready && is(visit, Role::FinanceMaker);
    let next = next.map(|n| HERE.query(&[("tab", group.key()), ("beyond", &n)]));
    let pager = steps(lang, rows.len(), total.count, &here, beyond.is_some(), next);
    let table = table(lang, group, &rows, choosing.then_some(all), &total.sum);
    let content = html! {
        @if rows.is_empty() {
            (empty(&visit.t(&format!("finance-none-{}", group.key())), &visit.t("finance-none-hint"), None))
        } @else if choosing {
            form method="get" action=(to!("/payments/build")) {
                (table) (pager)
                div.actbar {
                    (Button::primary(visit.t("finance-build")).icon(Icon::Note))
                    @if all { a href=(here) { (visit.t("finance-select-none")) } }
                    @else { a href=(HERE.query(&[("tab", group.key()), ("select", "all")])) { (visit.t("select-all")) } }
                    span.hint { (visit.t("finance-build-hint")) }
                }
            }
        } @else { (table) (pager) }
    };
    let locked = super::locked::notes(visit).await?;
    let by_rule = (choosing && (!rows.is_empty() || !problems.is_empty())).then(|| rule_form(lang, typed, problems));
    let lead = html! { (visit.t("finance-payments-lead")) };
    let body = html! {
        (PageHead::new(visit.t("finance-payments")).lead(lead))
        div.stack {
            (problems) (locked)
            (Card::new(visit.t(&format!("finance-tab-{}", group.key()))).flush(html! {
                (tabs(lang, &visit.t("finance-payments"), &entries)) (content)
            }))
            @if let Some(form) = by_rule { (Card::new(visit.t("finance-rule")).id("rule").body(form)) }
        }
    };
    visit.show_with(visit.t("finance-payments"), HERE, Vec::new(), problems, body).await
}

fn table(lang: Lang, group: Group, rows: &[Row], choosing: Option<bool>, sum: &Sums) -> Table {
    let returned = group == Group::Returned;
    let mut heads = Vec::new();
    if choosing.is_some() {
        heads.push(Th::hidden(lang.t("selected")));
    }
    heads.extend([
        Th::text(lang.t("head-payment")),
        Th::text(lang.t("head-payee")),
        Th::text(lang.t("head-account")),
        Th::text(lang.t("finance-line")),
        Th::number(lang.t("head-amount")),
        Th::text(lang.t("head-state")),
        Th::text(lang.t(if returned { "finance-bank-reason" } else { "finance-earlier" })),
    ]);
    let width = heads.len();
    let shown = rows.iter().map(|row| {
        let p = &row.payment;
        html! {
            tr {
                @if let Some(all) = choosing {
                    td {
                        input type="checkbox" name="payments" value=(p.number) checked[all]
                            aria-label=(lang.tv("select-row", &[("name", p.number.as_str().into())]));
                    }
                }
                th scope="row" {
                    a.nowrap href=(to!("/payments/{number}", p.number)) { (p.number) }
                    @if let Some(batch) = &row.batch { br; a.hint.nowrap href=(path::batch(batch)) { (batch) } }
                }
                td { (p.payee_name) br; span.hint.nowrap { (row.application) } }
                td { (account(lang, row)) }
                td { span.nowrap { (row.line) } }
                td.num { (number(lang, row.payment.amount)) }
                td { (payment_tag(lang, p.state)) }
                td {
                    @if returned { (reason_or_none(lang, &p.return_reason)) }
                    @else if let Some((earlier, reason)) = &row.earlier {
                        (lang.tv("finance-attempt", &[("count", p.attempt.into())])) br;
                        span.hint { (earlier) " " (reason) }
                    }
                    @else { (lang.t("missing-value")) }
                }
            }
        }
    });
    let before = if choosing.is_some() { 5 } else { 4 };
    let foot = html! {
        tr {
            th scope="row" colspan=(before) { (lang.t("finance-total-of-tab")) }
            td.num { (sums(lang, sum)) }
            td colspan=(width - before - 1) {}
        }
    };
    Table::new(lang.t(&format!("finance-tab-{}", group.key())), heads).rows(shown).foot(foot)
}

fn reason_or_none(lang: Lang, reason: &str) -> Markup {
    html! { @if reason.is_empty() { (lang.t("missing-value")) } @else { (reason) } }
}

/// The account of a payment, masked; another one than awarded stands out with the old one below it.
pub(super) fn account(lang: Lang, row: &Row) -> Markup {
    html! {
        @if let Some(bank) = &row.bank { (bank) br; }
        span.mono.nowrap { (row.payment.account_no.masked()) }
        br; span.hint.mono { (row.payment.cnaps.as_str()) }
        @if row.held { br; a href=(to!("/payments/holds")) { (tag(Tone::Amber, &lang.t("account-held"))) } }
        @if let Some((account, cnaps)) = &row.awarded {
            br; (tag(Tone::Amber, &lang.t("finance-account-changed")))
            br; span.hint { (lang.t("finance-account-awarded")) " " span.mono { (account.masked()) " " (cnaps.as_str()) } }
        }
    }
}

/// The question before a batch is built.
///
/// # Errors
/// A fault of the database.
pub async fn confirm(visit: Visit, query: RawQuery) -> Result<Response, WebError> {
    if asked(&query, "rule").is_some() {
        let text = |name: &str| asked(&query, name).unwrap_or_default();
        let typed = Typed { case: text("case"), scheme: text("scheme"), least: text("least"), most: text("most") };
        return ask_rule(&visit, &typed, Problems::none(visit.lang)).await;
    }
    let numbers = asked_all(&query, "payments");
    ask(&visit, &numbers, Problems::none(visit.lang)).await
}

async fn ask(visit: &Visit, numbers: &[String], problems: Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let rows = payment::chosen(&visit.web.app, &visit.reader()?, numbers).await?;
    let (fit, left): (Vec<Row>, Vec<Row>) =
        rows.into_iter().partition(|r| r.payment.state == PaymentState::Ready && !r.held);
    if fit.is_empty() {
        let nothing = Problems::new(lang, &[Refusal::new(Code::NothingSelected)]);
        // What was refused by its state was selected all the same.
        let told = if problems.is_empty() { &nothing } else { &problems };
        return list(visit, &RawQuery(None), &Typed::default(), told).await;
    }
    let sum = Sums::of(fit.iter().map(|r| r.payment.amount))?;
    let heads = || {
        [
            Th::text(lang.t("head-payment")),
            Th::text(lang.t("head-payee")),
            Th::text(lang.t("head-account")),
            Th::number(lang.t("head-amount")),
            Th::text(lang.t("head-state")),
        ]
    };
    let line = |row: &Row| {
        html! {
            tr {
                th scope="row" { span.nowrap { (row.payment.number) } }
                td { (row.payment.payee_name) br; span.hint { (row.application) } }
                td { (account(lang, row)) }
                td.num { (number(lang, row.payment.amount)) }
                td { (payment_tag(lang, row.payment.state)) }
            }
        }
    };
    let chosen = Question {
        count: fit.len(),
        sum: sum.only(),
        fields: html! { @for row in &fit { input type="hidden" name="payments" value=(row.payment.number); } },
        above: html! { @if !problems.is_empty() { (Note::Warn(html! { (visit.t("finance-build-refused")) })) } },
        below: html! {
            (Card::new(visit.t("finance-chosen")).flush(Table::new(lang.t("finance-chosen"), heads()).rows(fit.iter().map(line))))
            @if !left.is_empty() {
                (Card::new(visit.t("finance-left-out"))
                    .body(Note::Warn(html! { (visit.t("finance-left-out-hint")) }))
                    .flush(Table::new(lang.t("finance-left-out"), heads()).rows(left.iter().map(line))))
            }
        },
    };
    chosen.show(visit, &problems).await
}

/// The question before a batch is built: what it would be, and around it what it was chosen from.
struct Question {
    /// How many payments.
    count: usize,
    /// What they come to, where that is one amount.
    sum: Option<Money>,
    /// The choice as it is sent on.
    fields: Markup,
    above: Markup,
    below: Markup,
}

impl Question {
    async fn show(self, visit: &Visit, problems: &Problems) -> Result<Response, WebError> {
        let lang = visit.lang;
        let count = i64::try_from(self.count).unwrap_or(i64::MAX);
        let question = Confirm {
            lang,
            title: visit.t("finance-build"),
            count: Some(lang.tv("count-payments", &[("count", count.into())])),
            amount: self.sum,
            facts: Vec::new(),
            taken_back: true,
            effect: visit.t("finance-build-effect"),
            action: to!("/payments/build"),
            token: &visit.token(),
            fields: self.fields,
            button: visit.t("finance-build"),
            cancel: HERE,
        };
        let body = html! {
            (PageHead::new(visit.t("finance-build")))
            div.stack { (problems) (self.above) (question) (self.below) }
        };
        let crumbs = vec![Crumb::link(visit.t("finance-payments"), HERE), Crumb::here(visit.t("finance-build"))];
        visit.show_with(visit.t("finance-build"), HERE, crumbs, problems, body).await
    }
}

/// A selection rule as typed; what is empty does not matter.
#[derive(Debug, Default)]
struct Typed {
    case: String,
    scheme: String,
    least: String,
    most: String,
}

impl Typed {
    /// The fields with what was typed.
    fn said(&self) -> [(&'static str, &str); 4] {
        [("case", &self.case), ("scheme", &self.scheme), ("least", &self.least), ("most", &self.most)]
    }

    fn rule(&self) -> Result<Rule, Refusal> {
        use domain::money::Currency;
        use domain::money::text::{Unit, parse};
        let word = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let amount = |text: &str, field: &str| {
            word(text).map(|t| parse(&t, Unit::Major, Currency::Cny).map_err(|r| r.at_field(field))).transpose()
        };
        Ok(Rule {
            application: word(&self.case),
            scheme: word(&self.scheme),
            least: amount(&self.least, "least")?,
            most: amount(&self.most, "most")?,
        })
    }
}

/// The form to choose by a rule: all that are ready, of a case, of a scheme, within amounts.
fn rule_form(lang: Lang, typed: &Typed, problems: &Problems) -> Markup {
    let field = |(name, value): (&'static str, &str)| {
        Field::text(lang, name, lang.t(&format!("finance-rule-{name}"))).optional().value(value).check(problems)
    };
    html! {
        form method="get" action=(to!("/payments/build")) {
            div.stack {
                p.hint { (lang.t("finance-rule-hint")) }
                input type="hidden" name="rule" value="yes";
                @for said in typed.said() { (field(said)) }
                p.row { (Button::plain(lang.t("finance-rule-choose"))) }
            }
        }
    }
}

/// The question before a batch is built by a rule: how many and how much; the payments are chosen anew when it is built, and
/// must be as many and as much as shown.
async fn ask_rule(visit: &Visit, typed: &Typed, problems: Problems) -> Result<Response, WebError> {
    let lang = visit.lang;
    let again = async |problems: Problems| list(visit, &RawQuery(None), typed, &problems).await;
    let rule = match typed.rule() {
        Ok(rule) => rule,
        Err(refusal) => return again(Problems::new(lang, &[refusal])).await,
    };
    let (numbers, sum) = match payment::by_rule(&visit.web.app, &visit.reader()?, &rule).await {
        Ok(found) => found,
        Err(error) => return again(visit.problems(error)?).await,
    };
    let said = typed.said();
    let given = said.iter().filter(|(_, value)| !value.trim().is_empty());
    let facts: Vec<_> = given
        .map(|(name, value)| (lang.t(&format!("finance-rule-{name}")).into_owned(), (*value).to_owned()))
        .collect();
    if numbers.is_empty() {
        let rule: Vec<String> =
            facts.iter().map(|(label, value)| format!("{label}{}{value}", lang.t("colon"))).collect();
        let rule: Vec<&str> = rule.iter().map(String::as_str).collect();
        let rule = if rule.is_empty() { lang.t("finance-rule-all").into_owned() } else { lang.list(&rule) };
        let nothing = Refusal::new(Code::NothingFitsRule).with("rule", Fact::Text(rule));
        return again(Problems::new(lang, &[nothing])).await;
    }
    let facts: Vec<_> = facts.into_iter().map(|(label, value)| (label, html! { (value) })).collect();
    let chosen = Question {
        count: numbers.len(),
        sum: Some(sum),
        fields: html! {
            input type="hidden" name="rule" value="yes";
            input type="hidden" name="count" value=(numbers.len());
            input type="hidden" name="sum" value=(sum.amount.minor());
            @for (name, value) in said { input type="hidden" name=(name) value=(value); }
        },
        above: html! { @if !facts.is_empty() { (Card::new(visit.t("finance-rule")).body(summary(2, &facts))) } },
        below: html! {},
    };
    chosen.show(visit, &problems).await
}

/// The payments of a batch, listed or by a rule with what the person saw of it.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    #[serde(default)]
    payments: Vec<String>,
    #[serde(default)]
    rule: Option<String>,
    #[serde(default)]
    count: i64,
    #[serde(default)]
    sum: i64,
    #[serde(default)]
    case: String,
    #[serde(default)]
    scheme: String,
    #[serde(default)]
    least: String,
    #[serde(default)]
    most: String,
}

/// The payments that a rule chooses now; refused when they are not those that the person saw.
async fn by_rule(visit: &Visit, typed: &Typed, seen: (i64, i64)) -> Result<Vec<String>, crate::error::Error> {
    let (numbers, sum) = payment::by_rule(&visit.web.app, &visit.reader()?, &typed.rule()?).await?;
    let count = i64::try_from(numbers.len()).unwrap_or(i64::MAX);
    if (count, sum.amount.minor()) == seen {
        return Ok(numbers);
    }
    let currency = sum.currency;
    let told = |count: i64, sum: Fen| format!("{} / {}", visit.lang.count(count), visit.lang.money(currency.of(sum)));
    let refusal = Refusal::new(Code::ChoiceChanged)
        .with("shown", Fact::Text(told(seen.0, Fen::new(seen.1))))
        .with("found", Fact::Text(told(count, sum.amount)));
    Err(refusal.into())
}

/// Builds the batch.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn build(visit: Visit, form: Sent<Chosen>) -> Result<Response, WebError> {
    let Sent { fields, key } = form;
    let typed = Typed { case: fields.case, scheme: fields.scheme, least: fields.least, most: fields.most };
    let ruled = fields.rule.is_some();
    let payments = if ruled {
        match by_rule(&visit, &typed, (fields.count, fields.sum)).await {
            Ok(numbers) => numbers,
            Err(error) => return ask_rule(&visit, &typed, visit.problems(error)?).await,
        }
    } else {
        fields.payments
    };
    let command = Build { payments };
    match visit.execute(&key, &command).await {
        Ok(number) => {
            let done = super::batches::told(&visit, &number, "build", "done-batch-built").await?;
            Ok(done.then(path::batch(&number), visit.web.https))
        }
        Err(error) if ruled => ask_rule(&visit, &typed, visit.problems(error)?).await,
        Err(error) => ask(&visit, &command.payments, visit.problems(error)?).await,
    }
}

/// What is said to pay again.
#[derive(Debug, Default, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Again {
    #[serde(default)]
    #[validate(length(max = 2000))]
    reason: String,
    /// That the account is right although the money came back from it.
    #[serde(default)]
    same: Option<String>,
}

/// One payment.
///
/// # Errors
/// [`Code::NotFound`]; a fault of the database.
pub async fn one(visit: Visit, Path(number): Path<String>) -> Result<Response, WebError> {
    detail(&visit, &number, None, &Problems::none(visit.lang), false).await
}

/// Shows the account of a payment whole, once the purpose stands in the log.
///
/// # Errors
/// Faults; what is wrong stands on the page.
pub async fn show_account(visit: Visit, Path(number): Path<String>, form: Sent<Purpose>) -> Result<Response, WebError> {
    let command = ShowAccount { of: Of::Payment(number.clone()), purpose: form.fields.purpose };
    match visit.execute(&form.key, &command).await {
        Ok(()) => detail(&visit, &number, None, &Problems::none(visit.lang), true).await,
        Err(error) => detail(&visit, &number, None, &visit.problems(error)?, false).await,
    }
}

/// What the whole number is needed for.
#[derive(Debug, Deserialize, validator::Validate)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    #[serde(default)]
    #[validate(length(max = 2000))]
    purpose: String,
}

/// Pays a returned payment again.
///
/// # Errors
/// Faults; what is wrong with the form stands on the page.
pub async fn pay_again(visit: Visit, Path(number): Path<String>, form: Sent<Again>) -> Result<Response, WebError> {
    let Sent { fields, key } = form;
    let one = payment::one(&visit.web.app, &visit.reader()?, &number).await?;
    if !one.goes_elsewhere() && fields.same.is_none() {
        let mut problems = Problems::none(visit.lang);
        problems.push(Some("same"), visit.t("finance-same-account"));
        return detail(&visit, &number, Some(&fields), &problems, false).await;
    }
    let command = PayAgain { number: number.clone(), reason: fields.reason.clone() };
    match visit.execute(&key, &command).await {
        Ok(new) => {
            let done = Done::well("done-payment-again").with("number", &new).with("old", &number);
            Ok(done.then(to!("/payments/{number}", new), visit.web.https))
        }
        Err(error) => detail(&visit, &number, Some(&fields), &visit.problems(error)?, false).await,
    }
}

async fn detail(
    visit: &Visit,
    number: &str,
    typed: Option<&Again>,
    problems: &Problems,
    whole: bool,
) -> Result<Response, WebError> {
    let lang = visit.lang;
    let one = payment::one(&visit.web.app, &visit.reader()?, number).await?;
    let p = &one.row.payment;
    let held: &[Role] = visit.actor.as_deref().map_or(&[], |actor| &actor.roles);
    let came_back = matches!(p.state, PaymentState::Returned | PaymentState::Rejected);
    let facts = [
        (lang.t("head-payee").into_owned(), html! { (p.payee_name) }),
        (lang.t("head-application").into_owned(), html! { (one.row.application) }),
        (lang.t("head-amount").into_owned(), money(lang, p.amount)),
        (
            lang.t("head-account").into_owned(),
            html! { @if whole { p.mono { (p.account_no.as_str()) } } (account(lang, &one.row)) },
        ),
        (
            lang.t("finance-line").into_owned(),
            html! { a href=(to!("/budget/{code}", one.row.line)) { (one.row.line) } },
        ),
        (
            lang.t("head-batch").into_owned(),
            html! {
                @match &one.row.batch {
                    Some(batch) => a href=(path::batch(batch)) { (batch) },
                    None => (lang.t("missing-value")),
                }
            },
        ),
        (lang.t("finance-end-to-end").into_owned(), html! { span.mono { (p.end_to_end_id) } }),
    ];
    let body = html! {
        (PageHead::new(number).tag(payment_tag(lang, p.state)).lead(html! { (p.payee_name) " · " (money(lang, p.amount)) }))
        div.stack {
            (problems)
            @if came_back {
                (Note::Fail(html! {
                    (lang.tv(if p.state == PaymentState::Rejected { "finance-not-made" } else { "finance-came-back" },
                        &[("reason", reason_text(lang, &p.return_reason).into())]))
                }))
            }
            (Card::new(visit.t("finance-payment-facts")).body(summary(3, &facts)))
            @if p.state.offers(held).contains(&PaymentEvent::Hold) { (hold_form(visit, to!("/payments/{number}/hold", number), PaymentEvent::Hold, problems)) }
            @if p.state.offers(held).contains(&PaymentEvent::Release) { (hold_form(visit, to!("/payments/{number}/release", number), PaymentEvent::Release, problems)) }
            @if p.state == PaymentState::Instructed { (offer(visit, RequestKind::RejectPayment, number)) }
            @if p.state == PaymentState::Rejected {
                @match &one.late {
                    LateDebit::TakesRefusalBack => (offer(visit, RequestKind::UndoReject, number)),
                    _ => (Note::Info(html! { (lang.refusal(&one.late_refusal)) })),
                }
            }
            @if one.is_last_attempt() && matches!(p.state, PaymentState::Ready | PaymentState::Held | PaymentState::Returned | PaymentState::Rejected) {
                (offer(visit, RequestKind::GiveUpAward, number))
            }
            (told(visit, &one.requests))
            @if !whole && SHOWN_TO.iter().any(|role| is(visit, *role)) { (show_form(visit, to!("/payments/{number}/account", number), problems)) }
            @if one.attempts.len() > 1 { (Card::new(visit.t("finance-attempts")).flush(attempts(visit, &one))) }
            @if came_back && one.is_last_attempt() && is(visit, Role::FinanceMaker) {
                (Card::new(visit.t("finance-pay-again")).id("again").body(again(visit, &one, typed, problems)))
            }
        }
    };
    let crumbs = vec![Crumb::link(visit.t("finance-payments"), HERE), Crumb::here(number)];
    visit.show_with(number, HERE, crumbs, problems, body).await
}

/// The form to hold a payment or to release it.
fn hold_form(visit: &Visit, to: path::Path, event: PaymentEvent, problems: &Problems) -> Card {
    let lang = visit.lang;
    let form = html! {
        div.stack {
            p.hint { (lang.t(&format!("finance-effect-{event}"))) }
            (Field::area(lang, "reason", lang.t("reason")).id(format!("{event}-reason")).check(problems))
            p.row { (Button::plain(lang.t(&format!("payment-event-{event}")))) }
        }
    };
    let form = post_form(to, &visit.token(), form);
    let title = lang.t(&format!("payment-event-{event}")).into_owned();
    Card::new(title.clone()).id(event.key()).body(html! { details { summary { (title) } (form) } })
}

/// Holds a payment.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn hold(visit: Visit, Path(number): Path<String>, form: Sent<Why>) -> Result<Response, WebError> {
    let result = visit.execute(&form.key, &Hold { number: number.clone(), reason: form.fields.reason }).await;
    moved(&visit, &number, "done-payment-held", result).await
}

/// Releases a held payment.
///
/// # Errors
/// Faults; what refuses it stands on the page.
pub async fn release(visit: Visit, Path(number): Path<String>, form: Sent<Why>) -> Result<Response, WebError> {
    let result = visit.execute(&form.key, &Release { number: number.clone(), reason: form.fields.reason }).await;
    moved(&visit, &number, "done-payment-released", result).await
}

async fn moved(
    visit: &Visit,
    number: &str,
    done: &str,
    result: Result<(), crate::error::Error>,
) -> Result<Response, WebError> {
    match result {
        Ok(()) => Ok(Done::well(done).with("number", number).then(to!("/payments/{number}", number), visit.web.https)),
        Err(error) => detail(visit, number, None, &visit.problems(error)?, false).await,
    }
}

fn reason_text(lang: Lang, reason: &str) -> String {
    if reason.is_empty() { lang.t("finance-no-reason").into_owned() } else { reason.to_owned() }
}

fn attempts(visit: &Visit, one: &One) -> Table {
    let lang = visit.lang;
    let heads = [
        Th::text(lang.t("head-payment")),
        Th::text(lang.t("head-account")),
        Th::text(lang.t("head-time")),
        Th::text(lang.t("head-state")),
        Th::text(lang.t("finance-bank-reason")),
    ];
    let rows = one.attempts.iter().map(|p| {
        html! {
            tr {
                th scope="row" { a.nowrap href=(to!("/payments/{number}", p.number)) { (p.number) } }
                td.mono { (p.account_no.masked()) }
                td { span.nowrap { (lang.instant(p.created_at, visit.web.app.clock.zone())) } }
                td { (payment_tag(lang, p.state)) }
                td { (reason_or_none(lang, &p.return_reason)) }
            }
        }
    });
    Table::new(lang.t("finance-attempts"), heads).rows(rows)
}

fn again(visit: &Visit, one: &One, typed: Option<&Again>, problems: &Problems) -> Markup {
    let lang = visit.lang;
    let old = &one.row.payment;
    let reason = typed.map_or("", |t| t.reason.as_str());
    let form = html! {
        (Note::Warn(html! { (visit.t("finance-pay-again-hint")) }))
        @if let Some(account) = &one.row.now {
            p { (visit.t("account-signed")) (visit.t("colon")) (account.bank_name) " " span.mono { (account.account_no.masked()) " · " (account.cnaps.as_str()) } }
        }
        (Field::area(lang, "reason", lang.t("reason")).hint(lang.t("finance-again-reason-hint")).value(reason).check(problems))
        @if !one.goes_elsewhere() {
            @if let Some(problem) = problems.of("same") { p.err { (problem) } }
            (checkbox("same", "yes", &visit.t("finance-same-confirm"), typed.is_some_and(|t| t.same.is_some())))
        }
        p.row { (Button::primary(lang.t("finance-pay-again"))) (Button::link(lang.t("act-cancel"), HERE.query(&[("tab", "returned")]))) }
    };
    post_form(to!("/payments/{number}/again", old.number), &visit.token(), html! { div.stack { (form) } })
}
