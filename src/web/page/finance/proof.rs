//! The three-way proof as a page and as a sheet to be signed.

use axum::response::Response;
use std::collections::BTreeSet;

use domain::ledger::AccountKind;
use domain::money::{Currency, Fen, Money};
use domain::role::Role;
use maud::{Markup, html};

use super::signatures;
use crate::i18n::Lang;
use crate::service::query::finance::budget::PLACES;
use crate::service::query::finance::proof::{self, AccountProof, LineProof, Proof};
use crate::web::component::{Card, Note, PageHead, Table, Th, Tone, difference, empty, number, tag};
use crate::web::fault::WebError;
use crate::web::page::job::proved;
use crate::web::path::{self, to};
use crate::web::visit::Visit;

const HERE: path::Path = to!("/proof");

/// The proof as the books stand now.
///
/// # Errors
/// A fault of the database.
pub async fn show(visit: Visit) -> Result<Response, WebError> {
    let lang = visit.lang;
    let proof = proof::proof(&visit.web.app, &visit.reader()?).await?;
    let nightly = proved(&visit).await?;
    let clock = &visit.web.app.clock;
    let lead = lang.tv("finance-proof-lead", &[("time", lang.instant(clock.now(), clock.zone()).into())]);
    let body = html! {
        (PageHead::new(visit.t("nav-proof")).tag(verdict_tag(lang, &proof)?).lead(html! { (lead) }))
        div.stack {
            (verdict(lang, &proof)?)
            @if let Some(nightly) = nightly { (nightly) }
            @if proof.lines.is_empty() {
                (Card::new(visit.t("finance-three-books")).flush(empty(&visit.t("finance-budget-none"), &visit.t("finance-budget-none-hint"), None)))
            } @else {
                (Card::new(visit.t("finance-three-books")).flush(books(lang, &proof.lines)?).footer(visit.t("finance-three-books-note")))
                (Card::new(visit.t("finance-where")).flush(places(lang, &proof.lines)?).footer(visit.t("finance-where-note")))
            }
            (Card::new(visit.t("finance-accounts")).flush(accounts(lang, &proof.accounts)?).footer(visit.t("finance-accounts-note")))
            @if proof.gaps() > 0 {
                (Card::new(visit.t("finance-gaps")).id("gaps").flush(gaps(lang, &proof.accounts)).footer(visit.t("finance-gaps-note")))
            }
            @if proof.owed() > 0 {
                (Card::new(visit.t("finance-owed")).id("owed").flush(owed(lang, &proof.accounts)).footer(visit.t("finance-owed-note")))
            }
            (signatures(lang, &[Role::Reconciler, Role::FinanceApprover]))
        }
    };
    visit.show(visit.t("nav-proof"), HERE, Vec::new(), body).await
}

fn verdict_tag(lang: Lang, proof: &Proof) -> Result<Markup, WebError> {
    let open = proof.open_lines().saturating_add(proof.gaps()).saturating_add(proof.owed());
    let (tone, key) = match (proof.holds()?, open) {
        (false, _) => (Tone::Red, "finance-proof-broken"),
        (true, 0) => (Tone::Green, "finance-proof-whole"),
        (true, _) => (Tone::Amber, "finance-proof-open"),
    };
    Ok(tag(tone, &lang.t(key)))
}

fn verdict(lang: Lang, proof: &Proof) -> Result<Note, WebError> {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (open, gaps, owed) = (count(proof.open_lines()), count(proof.gaps()), count(proof.owed()));
    Ok(if !proof.holds()? {
        Note::Fail(html! { (lang.t("finance-verdict-broken")) })
    } else if open.max(gaps).max(owed) > 0 {
        Note::Warn(html! {
            @if open > 0 {
                (lang.tv("finance-verdict-open", &[("count", open.into())])) " "
                a href=(to!("/statements")) { (lang.t("finance-to-statements")) } " "
            }
            @if gaps > 0 { a href="#gaps" { (lang.tv("finance-verdict-gaps", &[("count", gaps.into())])) } " " }
            @if owed > 0 { a href="#owed" { (lang.tv("finance-verdict-owed", &[("count", owed.into())])) } }
        })
    } else {
        Note::Ok(html! { (lang.t("finance-verdict-whole")) })
    })
}

fn line_head(lang: Lang, proof: &LineProof) -> Markup {
    let line = &proof.position.line;
    html! {
        th scope="row" {
            a href=(to!("/budget/{code}", line.code)) { (lang.words(&line.name)) }
            br; span.hint { (line.code) }
        }
    }
}

fn result(lang: Lang, good: bool) -> Markup {
    if good { tag(Tone::Green, &lang.t("finance-agrees")) } else { tag(Tone::Red, &lang.t("finance-differs")) }
}

fn off(lang: Lang, money: Money) -> Markup {
    html! { span.neg[!money.amount.is_zero()] { (difference(lang, money)) } }
}

fn books(lang: Lang, lines: &[LineProof]) -> Result<Table, WebError> {
    let heads = [
        Th::text(lang.t("finance-line")),
        Th::number(lang.t("finance-book-ledger")),
        Th::number(lang.t("finance-book-payments")),
        Th::number(lang.t("finance-book-bank")),
        Th::number(lang.t("finance-ledger-payments")),
        Th::number(lang.t("finance-payments-bank")),
        Th::text(lang.t("head-result")),
    ];
    let mut rows = Vec::new();
    for line in lines {
        let money = |amount| line.position.line.currency.of(amount);
        let (one, two) = (line.ledger_to_payments()?, line.payments_to_bank()?);
        rows.push(html! {
            tr {
                (line_head(lang, line))
                td.num { (number(lang, money(line.position.of(AccountKind::Spent)))) }
                td.num { (number(lang, money(line.paid))) }
                td.num { (number(lang, money(line.bank))) }
                td.num { (off(lang, money(one))) }
                td.num { (off(lang, money(two))) }
                td { (result(lang, one.is_zero() && two.is_zero())) }
            }
        });
    }
    let mut feet = Vec::new();
    let currencies: BTreeSet<Currency> = lines.iter().map(|l| l.position.line.currency).collect();
    for currency in currencies {
        let own = || lines.iter().filter(|l| l.position.line.currency == currency);
        let sum = |of: fn(&LineProof) -> Fen| Fen::sum(own().map(of));
        let (ledger, paid, bank) = (sum(|l| l.position.of(AccountKind::Spent))?, sum(|l| l.paid)?, sum(|l| l.bank)?);
        feet.push(html! {
            tr {
                th scope="row" { (lang.t("total")) }
                td.num { (number(lang, currency.of(ledger))) }
                td.num { (number(lang, currency.of(paid))) }
                td.num { (number(lang, currency.of(bank))) }
                td.num { (off(lang, currency.of(ledger.minus(paid)?))) }
                td.num { (off(lang, currency.of(paid.minus(bank)?))) }
                td {}
            }
        });
    }
    let feet = html! { @for foot in feet { (foot) } };
    Ok(Table::new(lang.t("finance-three-books"), heads).rows(rows).foot(feet))
}

fn places(lang: Lang, lines: &[LineProof]) -> Result<Table, WebError> {
    let kind = |k: AccountKind| Th::number(lang.t(&format!("finance-kind-{}", k.key())));
    let heads = [Th::text(lang.t("finance-line")), Th::number(lang.t("finance-appropriation"))]
        .into_iter()
        .chain(PLACES.iter().map(|k| kind(*k)))
        .chain([Th::number(lang.t("finance-transit-difference")), Th::text(lang.t("head-result"))]);
    let mut rows = Vec::new();
    for line in lines {
        let money = |amount| line.position.line.currency.of(amount);
        let transit = line.transit()?;
        rows.push(html! {
            tr {
                (line_head(lang, line))
                td.num { (number(lang, money(line.position.appropriation()?))) }
                @for place in PLACES { td.num { (number(lang, money(line.position.of(place)))) } }
                td.num { (off(lang, money(transit))) }
                td { (result(lang, line.position.holds()? && transit.is_zero())) }
            }
        });
    }
    Ok(Table::new(lang.t("finance-where"), heads).rows(rows))
}

fn accounts(lang: Lang, accounts: &[AccountProof]) -> Result<Table, WebError> {
    let heads = [
        Th::text(lang.t("finance-account")),
        Th::text(lang.t("finance-last-statement")),
        Th::number(lang.t("finance-closing")),
        Th::number(lang.t("finance-book-balance")),
        Th::number(lang.t("finance-open-net")),
        Th::number(lang.t("finance-open-count")),
        Th::number(lang.t("finance-unexplained")),
        Th::text(lang.t("head-result")),
    ];
    let mut rows = Vec::new();
    for one in accounts {
        let money = |amount| one.account.currency.of(amount);
        let unexplained = one.unexplained()?;
        rows.push(html! {
            tr {
                th scope="row" { (one.account.account_name) br; span.hint.mono { (one.account.account_no.masked()) } }
                td {
                    @match &one.books.last {
                        Some((last, to_on)) => {
                            a.nowrap href=(path::statement(last)) { (last) }
                            br; span.hint { (lang.date(*to_on)) }
                        }
                        None => (lang.t("missing-value")),
                    }
                }
                td.num { (number(lang, money(one.books.closing))) }
                td.num { (number(lang, money(one.books.book()?))) }
                td.num { (number(lang, money(one.open_in.minus(one.open_out)?))) }
                td.num { (lang.count(i64::try_from(one.open_lines).unwrap_or(i64::MAX))) }
                td.num { (off(lang, money(unexplained))) }
                td { (result(lang, unexplained.is_zero())) }
            }
        });
    }
    Ok(Table::new(lang.t("finance-accounts"), heads).rows(rows))
}

/// What no statement explains, account by account.
fn gaps(lang: Lang, accounts: &[AccountProof]) -> Table {
    let heads = [
        Th::text(lang.t("finance-account")),
        Th::text(lang.t("finance-gap-days")),
        Th::text(lang.t("finance-gap-statement")),
        Th::number(lang.t("head-amount")),
    ];
    let all = accounts.iter().flat_map(|one| one.gaps.iter().map(move |gap| (&one.account, gap)));
    let rows = all.map(|(account, gap)| {
        html! {
            tr {
                th scope="row" { (account.account_name) br; span.hint.mono { (account.account_no.masked()) } }
                td { span.nowrap { (lang.date(gap.after)) } "–" span.nowrap { (lang.date(gap.before)) } }
                td { a.nowrap href=(path::statement(&gap.statement)) { (gap.statement) } }
                td.num { (number(lang, account.currency.of(gap.moved))) }
            }
        }
    });
    Table::new(lang.t("finance-gaps"), heads).rows(rows)
}

/// What payees owe back, account by account.
fn owed(lang: Lang, accounts: &[AccountProof]) -> Table {
    let heads = [Th::text(lang.t("head-payment")), Th::text(lang.t("head-payee")), Th::number(lang.t("head-amount"))];
    let rows = accounts.iter().flat_map(|one| &one.owed).map(|owed| {
        html! {
            tr {
                th scope="row" { a.nowrap href=(to!("/payments/{number}", owed.payment.number)) { (owed.payment.number) } }
                td { (owed.payment.payee_name) }
                td.num { (number(lang, owed.amount)) }
            }
        }
    });
    Table::new(lang.t("finance-owed"), heads).rows(rows)
}
