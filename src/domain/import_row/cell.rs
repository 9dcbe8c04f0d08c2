//! One cell becomes a value as its column declares, or is refused by name.

use crate::date;
use crate::identifier::{AccountNumber, Cnaps, Uscc, contract_key, looks_scientific};
use crate::money::Currency;
use crate::money::text;
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{Cell, Choice, Column, ColumnKind, Value};

use super::heading::heading_key;

/// Schedules are written in renminbi; foreign amounts stand in columns of their own as text and rate.
const CURRENCY: Currency = Currency::Cny;

/// Reads one cell as its column declares.
///
/// # Errors
/// The refusal of the column's kind; [`Code::CellBroken`] for a spreadsheet error; [`Code::FieldRequired`].
pub fn parse_cell(column: &Column, cell: &Cell) -> Result<Value, Refusal> {
    if let Cell::Broken(word) = cell {
        return Err(Refusal::new(Code::CellBroken).with("value", Fact::Text(word.clone())));
    }
    if cell.is_blank() {
        return match (&column.default, column.required) {
            (_, true) => Err(Refusal::new(Code::FieldRequired)),
            (Some(value), false) => Ok(value.clone()),
            (None, false) => Ok(Value::Missing),
        };
    }
    let refuse = |code| Refusal::new(code).with("value", Fact::Text(cell.shown()));
    match &column.kind {
        ColumnKind::Money(unit) => {
            let words = plain_words(cell).ok_or_else(|| refuse(Code::AmountMalformed))?;
            text::parse(words, *unit, CURRENCY).map(Value::Money)
        }
        ColumnKind::Rate { bare } => {
            let words = plain_words(cell).ok_or_else(|| refuse(Code::RateMalformed))?;
            text::parse_rate(words, *bare).map(Value::Rate)
        }
        ColumnKind::Count => {
            let words = plain_words(cell).unwrap_or_default();
            let good = !words.is_empty() && words.len() <= 15 && words.bytes().all(|b| b.is_ascii_digit());
            let count = good.then(|| words.parse().ok()).flatten();
            count.map(Value::Count).ok_or_else(|| refuse(Code::CountMalformed))
        }
        ColumnKind::Date => match cell {
            Cell::Date(day) => date::parse(&day.to_string()).map(Value::Date),
            _ => {
                let words = plain_words(cell).ok_or_else(|| refuse(Code::DateMalformed))?;
                // Programs write a date as its midnight; any other time of day is not a date.
                let words = words.strip_suffix("00:00:00").map_or(words, |day| day.trim_end_matches(['T', ' ']));
                date::parse(words).map(Value::Date)
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
            Cell::Text(words) => AccountNumber::parse(words).map(|account| Value::Text(account.as_str().to_owned())),
            _ => Err(refuse(Code::IdentifierAsNumber)),
        },
        ColumnKind::Cnaps => {
            let words = identifier_words(cell)?;
            Cnaps::parse(&words).map(|code| Value::Text(code.as_str().to_owned()))
        }
    }
}

/// The words of a text or number cell.
pub(super) fn plain_words(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(words) | Cell::Number { text: words, .. } => Some(words.trim()),
        _ => None,
    }
}

/// The characters of an identifier with a check digit: width, case and blanks are spelling, the check finds the rest.
fn identifier_words(cell: &Cell) -> Result<String, Refusal> {
    let refuse = || Refusal::new(Code::IdentifierAsNumber).with("value", Fact::Text(cell.shown()));
    match cell {
        Cell::Text(words) if looks_scientific(words.trim()) => Err(refuse()),
        Cell::Text(words) => Ok(contract_key(words)),
        Cell::Number { text, lossy: false } => Ok(text.clone()),
        _ => Err(refuse()),
    }
}

fn parse_text(column: &Column, max: usize, cell: &Cell) -> Result<String, Refusal> {
    let as_number = || Refusal::new(Code::IdentifierAsNumber).with("value", Fact::Text(cell.shown()));
    let words = match cell {
        Cell::Text(words) if column.key && looks_scientific(words.trim()) => return Err(as_number()),
        Cell::Text(words) => {
            let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
            words.trim_matches(blank).to_owned()
        }
        Cell::Number { text, lossy: false } => text.clone(),
        Cell::Number { .. } => return Err(as_number()),
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
    let shown = cell.shown();
    // Nearly all cells have one of the words as it stands.
    let exact = choices.iter().find(|choice| choice_words(choice).any(|word| *word == shown));
    let means = |choice: &&Choice| choice_words(choice).any(|word| heading_key(word) == heading_key(&shown));
    exact.or_else(|| choices.iter().find(means)).map(|choice| choice.key.clone()).ok_or_else(|| {
        let allowed: Vec<&str> = choices.iter().map(|c| c.zh.as_str()).collect();
        let allowed_en: Vec<&str> = choices.iter().map(|c| c.en.as_str()).collect();
        Refusal::new(Code::ChoiceUnknown)
            .with("value", Fact::Text(cell.shown()))
            .with("allowed", Fact::Text(allowed.join("、")))
            .with("allowed_en", Fact::Text(allowed_en.join(", ")))
    })
}

fn parse_flag(cell: &Cell) -> Result<bool, Refusal> {
    let words = match cell {
        Cell::Flag(flag) => return Ok(*flag),
        other => other.shown(),
    };
    match heading_key(&words).as_str() {
        "是" | "y" | "yes" | "true" | "1" => Ok(true),
        "否" | "n" | "no" | "false" | "0" => Ok(false),
        _ => Err(Refusal::new(Code::FlagMalformed).with("value", Fact::Text(words))),
    }
}
