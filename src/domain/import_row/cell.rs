//! One cell becomes a value as its column declares, or is refused by name.

use crate::date;
use crate::identifier::{AccountNumber, Cnaps, Uscc, looks_scientific};
use crate::money::{Currency, Exact, text};
use crate::reference_key::{code_key, unguarded};
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{Cell, Choice, Column, ColumnKind, Formatted, Value, bound_words};

use super::heading::{Declared, declared, heading_key};

/// Reads one cell as its column declares.
///
/// # Errors
/// The refusal of the column's kind; [`Code::CellBroken`] for a spreadsheet error, [`Code::CellUncalculated`] for a formula
/// without a value, [`Code::CellFormat`] where the format shows another amount than the column would take,
/// [`Code::CellMerged`] for an amount or a key merged over several rows; [`Code::FieldRequired`]; [`Code::ValueBounds`].
pub fn parse_cell(column: &Column, cell: &Cell) -> Result<Value, Refusal> {
    let value = read(column, cell)?;
    within_bounds(column, &value, cell)?;
    Ok(value)
}

fn read(column: &Column, cell: &Cell) -> Result<Value, Refusal> {
    match cell {
        Cell::Broken(word) => return Err(Refusal::new(Code::CellBroken).with("value", Fact::Text(word.clone()))),
        Cell::Uncalculated { stored } => {
            return Err(Refusal::new(Code::CellUncalculated).with("stored", Fact::Text(stored.clone())));
        }
        // An amount, and the number of a contract, belong to one row; a client or a day may be that of several.
        Cell::Merged { corner, cell } if column.key || matches!(column.kind, ColumnKind::Money(_)) => {
            return Err(Refusal::new(Code::CellMerged)
                .with("value", Fact::Text(cell.shown()))
                .with("corner", Fact::Text(corner.clone())));
        }
        Cell::Merged { cell, .. } => return read(column, cell),
        _ => {}
    }
    if is_empty(cell) {
        return match (&column.default, column.required) {
            (_, true) => Err(Refusal::new(Code::FieldRequired)),
            (Some(value), false) => Ok(value.clone()),
            (None, false) => Ok(Value::Missing),
        };
    }
    let refuse = |code| Refusal::new(code).with("value", Fact::Text(cell.shown()));
    match &column.kind {
        ColumnKind::Money(unit) => {
            let fits = |words: &str| means_unit(words, *unit, column.currency);
            let words = number_words(cell, fits)?.ok_or_else(|| refuse(Code::AmountMalformed))?;
            text::parse(words, *unit, column.currency).map(Value::Money)
        }
        ColumnKind::Rate { bare } => {
            let words = number_words(cell, |_| false)?.ok_or_else(|| refuse(Code::RateMalformed))?;
            text::parse_rate(words, *bare).map(Value::Rate)
        }
        ColumnKind::Count => {
            let words = number_words(cell, is_measure_word)?.unwrap_or_default();
            let good = !words.is_empty() && words.len() <= 15 && words.bytes().all(|b| b.is_ascii_digit());
            let count = good.then(|| words.parse().ok()).flatten();
            count.map(Value::Count).ok_or_else(|| refuse(Code::CountMalformed))
        }
        ColumnKind::Date => match cell {
            Cell::Date(day) => date::parse(&day.to_string()).map(Value::Date),
            _ => {
                let words = number_words(cell, |_| false)?.ok_or_else(|| refuse(Code::DateMalformed))?;
                date::parse_midnight(words).map(Value::Date)
            }
        },
        ColumnKind::Text(max) => parse_text(column, *max, cell).map(Value::Text),
        ColumnKind::Choice(choices) => parse_choice(choices, cell).map(Value::Text),
        ColumnKind::Flag => parse_flag(cell).map(Value::Flag),
        ColumnKind::Uscc => {
            let words = identifier_words(cell)?;
            Uscc::parse(&words).map(|code| Value::Text(code.as_str().to_owned()))
        }
        ColumnKind::Account => match cell {
            // A number has dropped leading zeros and every digit after the fifteenth, even where it looks whole.
            Cell::Text(words) => {
                AccountNumber::parse(unguarded(words)).map(|account| Value::Text(account.as_str().to_owned()))
            }
            _ => Err(refuse(Code::IdentifierAsNumber)),
        },
        ColumnKind::Cnaps => {
            let words = identifier_words(cell)?;
            Cnaps::parse(&words).map(|code| Value::Text(code.as_str().to_owned()))
        }
    }
}

/// Whether nothing, or nothing but a guard, stands in the cell.
fn is_empty(cell: &Cell) -> bool {
    cell.is_blank() || matches!(cell, Cell::Text(words) if matches!(unguarded(words), "'" | "=\"\"" | "\"\""))
}

/// Holds a value against the bounds of its column.
fn within_bounds(column: &Column, value: &Value, cell: &Cell) -> Result<(), Refusal> {
    let number = match value {
        Value::Rate(rate) => *rate,
        Value::Count(count) => Exact::whole(*count),
        Value::Money(amount) => Exact::from(*amount),
        _ => return Ok(()),
    };
    if column.at_least.is_none_or(|least| number >= least) && column.at_most.is_none_or(|most| number <= most) {
        return Ok(());
    }
    let words = |bound| Fact::Text(bound_words(&column.kind, column.currency, bound));
    Err(Refusal::new(Code::ValueBounds)
        .with("value", Fact::Text(cell.shown()))
        .with("least", words(column.at_least))
        .with("most", words(column.at_most)))
}

/// The words of a text or number cell, without the guards of spreadsheets.
pub(super) fn plain_words(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(words) => Some(unguarded(words)),
        Cell::Number { text: words, .. } => Some(words.trim()),
        Cell::Formatted(formatted) => Some(&formatted.shown),
        Cell::Merged { cell, .. } => plain_words(cell),
        _ => None,
    }
}

/// The digits of a number cell whose format adds only words that fit the column, or what a text says; nothing for a cell of
/// another kind.
fn number_words(cell: &Cell, fits: impl Fn(&str) -> bool) -> Result<Option<&str>, Refusal> {
    let Cell::Formatted(formatted) = cell else { return Ok(plain_words(cell)) };
    match &formatted.words {
        Some(words) if words.is_empty() || fits(words) => Ok(Some(&formatted.number)),
        _ => Err(another_format(formatted)),
    }
}

fn another_format(formatted: &Formatted) -> Refusal {
    Refusal::new(Code::CellFormat)
        .with("value", Fact::Text(formatted.shown.clone()))
        .with("stored", Fact::Text(formatted.number.clone()))
        .with("format", Fact::Text(formatted.format.clone()))
}

/// Whether all digits that are stored are shown, in their order.
fn shows_all(formatted: &Formatted) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(&formatted.shown).trim_start_matches('0') == digits(&formatted.number).trim_start_matches('0')
}

/// Whether the words that a format puts around an amount mean the unit of the column: 元 or ¥ for yuan, 万元 for a column in
/// 万元, the code or the sign of the scheme's currency.
fn means_unit(words: &str, unit: text::Unit, currency: Currency) -> bool {
    declared(&heading_key(words)) == Some(Declared::Money(unit, currency))
        || (unit == text::Unit::Major && currency.signs().contains(&words))
}

/// Words that count things without changing the number: 人, 家, 个月; not 千, 万, 亿 or a sign of per cent.
fn is_measure_word(words: &str) -> bool {
    words.chars().all(|c| c.is_alphabetic() && !"十百千万亿拾佰仟萬億kKmM".contains(c))
}

/// The characters of an identifier with a check digit: width, case and blanks are spelling, the check finds the rest.
fn identifier_words(cell: &Cell) -> Result<String, Refusal> {
    let refuse = || Refusal::new(Code::IdentifierAsNumber).with("value", Fact::Text(cell.shown()));
    match cell {
        Cell::Text(words) if looks_scientific(unguarded(words)) => Err(refuse()),
        Cell::Text(words) => Ok(code_key(words)),
        Cell::Number { text, lossy: false } => Ok(text.clone()),
        Cell::Formatted(formatted) if !formatted.lossy => Ok(code_key(&formatted.shown)),
        _ => Err(refuse()),
    }
}

fn parse_text(column: &Column, max: usize, cell: &Cell) -> Result<String, Refusal> {
    let as_number = || Refusal::new(Code::IdentifierAsNumber).with("value", Fact::Text(cell.shown()));
    let words = match cell {
        Cell::Text(words) if column.key && looks_scientific(unguarded(words)) => return Err(as_number()),
        Cell::Text(words) => {
            let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
            unguarded(words.trim_matches(blank)).trim_matches(blank).to_owned()
        }
        Cell::Number { text, lossy: false } => text.clone(),
        Cell::Number { .. } => return Err(as_number()),
        Cell::Formatted(formatted) if formatted.lossy => return Err(as_number()),
        Cell::Formatted(formatted) if column.key && !shows_all(formatted) => return Err(another_format(formatted)),
        // A contract number that a spreadsheet took for a date has lost its own spelling.
        Cell::Date(_) if column.key => return Err(as_number()),
        other => other.shown(),
    };
    if words.chars().count() > max {
        let max = Fact::Count(i64::try_from(max).unwrap_or(i64::MAX));
        return Err(Refusal::new(Code::TextTooLong).with("max", max));
    }
    Ok(words)
}

/// The words that mean a choice.
fn choice_words(choice: &Choice) -> impl Iterator<Item = &String> {
    [&choice.key, &choice.zh, &choice.en].into_iter().chain(&choice.aliases)
}

fn parse_choice(choices: &[Choice], cell: &Cell) -> Result<String, Refusal> {
    let shown = plain_words(cell).map_or_else(|| cell.shown(), str::to_owned);
    // Nearly all cells have one of the words as it stands.
    let exact = choices.iter().find(|choice| choice_words(choice).any(|word| *word == shown));
    let means = |choice: &&Choice| choice_words(choice).any(|word| heading_key(word) == heading_key(&shown));
    exact.or_else(|| choices.iter().find(means)).map(|choice| choice.key.clone()).ok_or_else(|| {
        let allowed: Vec<&str> = choices.iter().map(|c| c.zh.as_str()).collect();
        let allowed_en: Vec<&str> = choices.iter().map(|c| c.en.as_str()).collect();
        Refusal::new(Code::ChoiceUnknown)
            .with("value", Fact::Text(cell.shown()))
            .with("allowed", Fact::Words(allowed.join("、"), allowed_en.join(", ")))
    })
}

fn parse_flag(cell: &Cell) -> Result<bool, Refusal> {
    let words = match cell {
        Cell::Flag(flag) => return Ok(*flag),
        other => plain_words(other).map_or_else(|| other.shown(), str::to_owned),
    };
    match heading_key(&words).as_str() {
        "是" | "y" | "yes" | "true" | "1" => Ok(true),
        "否" | "n" | "no" | "false" | "0" => Ok(false),
        _ => Err(Refusal::new(Code::FlagMalformed).with("value", Fact::Text(words))),
    }
}
