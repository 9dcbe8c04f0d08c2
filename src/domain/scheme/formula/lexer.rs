//! Characters of a formula to words of the language.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::super::unit::Unit;
use crate::date;
use crate::money::{Currency, Exact};
use crate::refusal::{Code, Refusal};
use crate::scheme::problem::text;

/// A word of the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::scheme) enum Token {
    /// A number with its unit: amounts in minor units.
    Quantity(Exact, Unit),
    Date(NaiveDate),
    /// `'…'`.
    Text(String),
    /// A name or a word of the language.
    Word(String),
    /// An operator, bracket or comma, in its one spelling.
    Sign(char),
    End,
}

/// A fault in a formula: where (bytes from its start) and what.
pub(in crate::scheme) type Fault = (usize, Refusal);

/// Longest formula, in bytes.
pub(in crate::scheme) const MAX_LENGTH: usize = 2_000;

/// The words of a formula with their places; the last is [`Token::End`].
pub(in crate::scheme) fn words(formula: &str, currency: Currency) -> Result<Vec<(usize, Token)>, Fault> {
    if formula.len() > MAX_LENGTH {
        return Err((0, Refusal::new(Code::SchemeFormulaTooLarge)));
    }
    let mut out = Vec::new();
    let mut rest = formula;
    loop {
        rest = rest.trim_start();
        let at = formula.len().saturating_sub(rest.len());
        let Some(first) = rest.chars().next() else {
            out.push((at, Token::End));
            return Ok(out);
        };
        let (token, length) = if first.is_ascii_digit() {
            number(rest, currency).map_err(|refusal| (at, refusal))?
        } else if first.is_ascii_alphabetic() || first == '_' {
            let word = leading(rest, |c| c.is_ascii_alphanumeric() || c == '_');
            (Token::Word(word.to_owned()), word.len())
        } else if first == '\'' {
            let inner = rest.get(1..).unwrap_or_default();
            let end = inner.find('\'').ok_or_else(|| (at, unexpected(rest)))?;
            (Token::Text(inner.get(..end).unwrap_or_default().to_owned()), end.saturating_add(2))
        } else {
            sign(rest).ok_or_else(|| (at, unexpected(rest)))?
        };
        out.push((at, token));
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// Refuses what stands at the start of `rest`.
pub(super) fn unexpected(rest: &str) -> Refusal {
    let found: String = rest.chars().take(20).collect();
    Refusal::new(Code::SchemeFormulaSyntax).with("found", text(if found.is_empty() { "∅" } else { &found }))
}

fn leading(rest: &str, good: impl Fn(char) -> bool) -> &str {
    rest.split(|c| !good(c)).next().unwrap_or_default()
}

fn sign(rest: &str) -> Option<(Token, usize)> {
    const SIGNS: [(&str, char); 22] = [
        ("<=", '≤'),
        (">=", '≥'),
        ("!=", '≠'),
        ("≤", '≤'),
        ("≥", '≥'),
        ("≠", '≠'),
        ("<", '<'),
        (">", '>'),
        ("=", '='),
        ("+", '+'),
        ("-", '−'),
        ("−", '−'),
        ("*", '×'),
        ("×", '×'),
        ("/", '÷'),
        ("÷", '÷'),
        ("(", '('),
        (")", ')'),
        ("[", '['),
        ("]", ']'),
        (",", ','),
        ("，", ','),
    ];
    let (spelling, sign) = SIGNS.iter().find(|(spelling, _)| rest.starts_with(spelling))?;
    Some((Token::Sign(*sign), spelling.len()))
}

fn number(rest: &str, currency: Currency) -> Result<(Token, usize), Refusal> {
    if let Some(day) = rest.get(..10).filter(|day| is_date(day)) {
        return date::parse(day).map(|date| (Token::Date(date), 10));
    }
    let digits = leading(rest, |c| c.is_ascii_digit() || c == '.');
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let good = whole.len() <= 15 && (1..=10).contains(&fraction.len()) && !fraction.contains('.');
    if !good {
        return Err(unexpected(rest));
    }
    let decimal = Decimal::from_str_exact(digits).map_err(|_| unexpected(rest))?;
    let scale = 10i128.checked_pow(decimal.scale()).ok_or_else(|| unexpected(rest))?;
    let value = Exact::ratio(decimal.mantissa(), scale)?;
    let after = rest.get(digits.len()..).unwrap_or_default();
    let suffix = after.trim_start_matches(' ');
    let blanks = after.len().saturating_sub(suffix.len());
    for (spelling, factor, unit) in suffixes(currency) {
        if suffix.starts_with(spelling) {
            let value = value.times(factor)?;
            if unit == Unit::MONEY && value.denominator() != 1 {
                return Err(unexpected(rest));
            }
            let length = digits.len().saturating_add(blanks).saturating_add(spelling.len());
            return Ok((Token::Quantity(value, unit), length));
        }
    }
    // A letter that touches the number is an unknown unit, not a name.
    if after.chars().next().is_some_and(char::is_alphabetic) {
        return Err(unexpected(rest));
    }
    Ok((Token::Quantity(value, Unit::NUMBER), digits.len()))
}

fn is_date(text: &str) -> bool {
    text.bytes()
        .enumerate()
        .all(|(place, byte)| if place == 4 || place == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}

/// The units that may follow a number, longest first.
fn suffixes(currency: Currency) -> Vec<(&'static str, Exact, Unit)> {
    let major = currency.minor_per_major();
    let per = |n| Exact::ratio(1, n).unwrap_or(Exact::ONE);
    let mut list = Vec::new();
    if currency == Currency::Cny {
        list.push(("亿元", Exact::whole(major.saturating_mul(100_000_000)), Unit::MONEY));
        list.push(("万元", Exact::whole(major.saturating_mul(10_000)), Unit::MONEY));
        list.push(("元", Exact::whole(major), Unit::MONEY));
    }
    list.push((currency.code(), Exact::whole(major), Unit::MONEY));
    list.push(("%", per(100), Unit::RATE));
    list.push(("％", per(100), Unit::RATE));
    list.push(("‰", per(1_000), Unit::RATE));
    list.push(("天", Exact::ONE, Unit::DAYS));
    list
}

/// A whole text that is one quantity, such as `0.01元`.
pub(in crate::scheme) fn quantity(text: &str, currency: Currency) -> Option<(Exact, Unit)> {
    let words = words(text, currency).ok()?;
    match words.as_slice() {
        [(_, Token::Quantity(value, unit)), (_, Token::End)] => Some((*value, *unit)),
        _ => None,
    }
}
