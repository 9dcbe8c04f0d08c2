//! A value from the text of a form field or of a case: the same grammars that schedules use.

use crate::date;
use crate::identifier::{AccountNumber, Cnaps, Uscc};
use crate::money::{Currency, text as amount};
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{ColumnKind, Value};

/// Reads a text that is not empty as a value of `kind`.
///
/// # Errors
/// The refusal of the kind: a malformed amount, rate, count, date or identifier, an unknown word, a text too long.
pub fn read(kind: &ColumnKind, currency: Currency, text: &str) -> Result<Value, Refusal> {
    let text = text.trim();
    let refuse = |code| Refusal::new(code).with("value", Fact::Text(text.chars().take(40).collect()));
    match kind {
        ColumnKind::Money(unit) => amount::parse(text, *unit, currency).map(Value::Money),
        ColumnKind::Rate { bare } => amount::parse_rate(text, *bare).map(Value::Rate),
        ColumnKind::Count => {
            let digits = text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit());
            let count = if digits { text.parse().ok() } else { None };
            count.map(Value::Count).ok_or_else(|| refuse(Code::CountMalformed))
        }
        ColumnKind::Date => date::parse(text).map(Value::Date),
        ColumnKind::Text(longest) => {
            if text.chars().count() > *longest {
                let longest = i64::try_from(*longest).unwrap_or(i64::MAX);
                return Err(refuse(Code::TextTooLong).with("max", Fact::Count(longest)));
            }
            Ok(Value::Text(text.to_owned()))
        }
        ColumnKind::Choice(choices) => {
            let found = choices.iter().find(|choice| {
                choice.key == text
                    || choice.zh == text
                    || choice.en.eq_ignore_ascii_case(text)
                    || choice.aliases.iter().any(|alias| alias == text)
            });
            found.map(|choice| Value::Text(choice.key.clone())).ok_or_else(|| {
                let allowed: Vec<_> = choices.iter().map(|choice| choice.zh.as_str()).collect();
                refuse(Code::ChoiceUnknown).with("allowed", Fact::Text(allowed.join("、")))
            })
        }
        ColumnKind::Flag => match text.to_ascii_lowercase().as_str() {
            "是" | "有" | "yes" | "y" | "true" | "1" => Ok(Value::Flag(true)),
            "否" | "无" | "no" | "n" | "false" | "0" => Ok(Value::Flag(false)),
            _ => Err(refuse(Code::FlagMalformed)),
        },
        ColumnKind::Uscc => Uscc::parse(text).map(|code| Value::Text(code.as_str().to_owned())),
        ColumnKind::Account => AccountNumber::parse(text).map(|account| Value::Text(account.as_str().to_owned())),
        ColumnKind::Cnaps => Cnaps::parse(text).map(|code| Value::Text(code.as_str().to_owned())),
    }
}
