//! The pages of finance: budget, payments and batches, statements and the matching workbench, the three-way proof.

use axum::extract::RawQuery;
use domain::money::Currency;
use domain::role::Role;
use domain::template::Words;
use maud::{Markup, html};

use crate::i18n::Lang;
use crate::web::component::Reason;
use crate::web::visit::Visit;

pub mod bank_table;
pub mod batches;
pub mod budget;
mod locked;
pub mod payments;
pub mod proof;
pub mod requests;
pub mod statements;

/// The values of a name in the query, in order.
fn asked_all(RawQuery(query): &RawQuery, name: &str) -> Vec<String> {
    let query = query.as_deref().unwrap_or_default();
    let pairs = form_urlencoded::parse(query.as_bytes());
    pairs.filter(|(k, v)| k == name && !v.is_empty()).map(|(_, v)| v.into_owned()).collect()
}

/// The first value of a name in the query, or nothing.
fn asked(query: &RawQuery, name: &str) -> Option<String> {
    asked_all(query, name).into_iter().next()
}

/// A name in the language of the page.
fn name(lang: Lang, words: &Words) -> String {
    lang.words(words).to_owned()
}

/// Who did something; the system has its own word.
pub(super) fn who(lang: Lang, person: Option<&Words>) -> String {
    person.map_or_else(|| lang.t("finance-system").into_owned(), |w| name(lang, w))
}

/// Whether the person may do what a role does.
fn is(visit: &Visit, role: Role) -> bool {
    visit.actor.as_deref().is_some_and(|a| a.has(role))
}

/// Reasons of the matcher in words; what speaks against a match stands out.
fn reasons(lang: Lang, currency: Currency, reasons: &[domain::reconciliation::Reason]) -> Vec<Reason> {
    use domain::reconciliation::Reason as R;
    let fits = |r: R| {
        matches!(
            r,
            R::EndToEndAgrees
                | R::AmountAgrees
                | R::AccountAgrees
                | R::NameAgrees
                | R::DateWithin { .. }
                | R::BankSaysReturn
                | R::LooksLikeCharge
                | R::LooksLikeInterest
        )
    };
    let word = |r: &R| lang.with_facts(&format!("match-reason-{}", r.key()), &r.facts(currency));
    reasons.iter().map(|r| Reason { fits: fits(*r), text: word(r) }).collect()
}

/// Lines for signatures, on paper only.
fn signatures(lang: Lang, roles: &[Role]) -> Markup {
    html! {
        div.printonly {
            dl.kv {
                @for role in roles {
                    div { dt { (lang.t(&format!("role-{}", role.key()))) } dd { (lang.t("finance-sign-here")) } }
                }
                div { dt { (lang.t("seal")) } dd { (lang.t("finance-sign-date")) } }
            }
        }
    }
}

/// The version that the person saw, with the form.
fn version(version: i64) -> Markup {
    html! { input type="hidden" name="version" value=(version); }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_without_what_is_empty() {
        let query = RawQuery(Some("payments=1&x=2&payments=3&payments=".to_owned()));
        assert_eq!(asked_all(&query, "payments"), ["1", "3"]);
        assert_eq!(asked(&query, "y"), None);
    }

    #[test]
    fn every_reason_of_the_matcher_and_every_account_has_its_words() {
        use domain::ledger::{AccountKind, TransferCode};
        for lang in Lang::ALL {
            for kind in AccountKind::ALL {
                assert!(lang.has(&format!("finance-kind-{}", kind.key())), "{kind}");
            }
            for code in TransferCode::ALL {
                assert!(lang.has(&format!("finance-move-{}", code.key())), "{code}");
            }
            let differs = domain::reconciliation::Reason::AmountDiffers { by: domain::money::Fen::new(2000) };
            let words = reasons(lang, Currency::Cny, &[differs]);
            assert!(words.iter().all(|r| !r.fits && r.text.contains("20.00")), "{words:?}");
        }
    }
}
