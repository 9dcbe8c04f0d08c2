//! Amounts and rates on a page.

use domain::money::{Exact, Fen};
use maud::{Markup, html};

use crate::i18n::Lang;

/// `1,312,845.52` in a table, where the unit stands in the head of the column.
pub fn number(lang: Lang, amount: Fen) -> Markup {
    html! { span.money { (lang.amount(amount)) } }
}

/// `1,312,845.52 元` or `CNY 1,312,845.52` beside a label.
pub fn money(lang: Lang, amount: Fen) -> Markup {
    html! { span.money { (with_unit(lang, amount)) } }
}

/// The one amount that a page is about.
pub fn money_big(lang: Lang, amount: Fen) -> Markup {
    html! { span.money.big { (with_unit(lang, amount)) } }
}

/// The unit stands behind the amount in Chinese, before it in English.
fn with_unit(lang: Lang, amount: Fen) -> Markup {
    let unit = lang.t("unit-yuan");
    match lang {
        Lang::ZhCn => html! { (lang.amount(amount)) span.u { (unit) } },
        Lang::En => html! { span.u.pre { (unit) } (lang.amount(amount)) },
    }
}

/// A difference without its unit: red below zero.
pub fn difference(lang: Lang, amount: Fen) -> Markup {
    html! { span.neg[amount.is_negative()] { (number(lang, amount)) } }
}

/// The amount in Chinese capital numerals, beside totals that are signed or paid.
pub fn in_words(lang: Lang, amount: Fen) -> Markup {
    html! { span.caps lang="zh-CN" { (lang.in_words(amount)) } }
}

/// `1.20%`.
pub fn rate(lang: Lang, rate: Exact) -> Markup {
    html! { span.money { (lang.rate(rate)) } }
}
