//! Amounts and rates on a page.

use domain::money::{Exact, Money, Sums};
use maud::{Markup, html};

use crate::i18n::Lang;

/// `1,312,845.52` in a table, where the unit stands in the head of the column; another currency than yuan with its code.
pub fn number(lang: Lang, money: Money) -> Markup {
    html! { span.money { (lang.number(money)) } }
}

/// `1,312,845.52 元` or `CNY 1,312,845.52` beside a label.
pub fn money(lang: Lang, money: Money) -> Markup {
    html! { span.money { (with_unit(lang, money)) } }
}

/// The one amount that a page is about.
pub fn money_big(lang: Lang, money: Money) -> Markup {
    html! { span.money.big { (with_unit(lang, money)) } }
}

/// The unit stands behind the amount in Chinese, before it in English.
fn with_unit(lang: Lang, money: Money) -> Markup {
    let (unit, digits) = (lang.unit(money.currency), lang.digits(money));
    match lang {
        Lang::ZhCn => html! { (digits) span.u { (unit) } },
        Lang::En => html! { span.u.pre { (unit) } (digits) },
    }
}

/// Sums at the foot of a table, currency by currency.
pub fn sums(lang: Lang, sums: &Sums) -> Markup {
    html! { span.money { (lang.sums(sums)) } }
}

/// A difference without its unit: red below zero.
pub fn difference(lang: Lang, money: Money) -> Markup {
    html! { span.neg[money.amount.is_negative()] { (number(lang, money)) } }
}

/// The amount in Chinese capital numerals, beside totals that are signed or paid; nothing for another currency than yuan.
pub fn in_words(lang: Lang, money: Money) -> Markup {
    html! { @if let Some(words) = lang.in_words(money) { span.caps lang="zh-CN" { (words) } } }
}

/// `1.20%`.
pub fn rate(lang: Lang, rate: Exact) -> Markup {
    html! { span.money { (lang.rate(rate)) } }
}
