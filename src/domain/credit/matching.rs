//! Whether a record is about a subject: by code without a doubt, by name only for a person to decide.

use unicode_normalization::UnicodeNormalization;

use super::{Record, Subject};
use crate::identifier::Uscc;

/// How sure it is that a record is about a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// It is about somebody else.
    None,
    /// A person must decide.
    Person,
    /// It is about the subject.
    Certain,
}

/// Compares a record with a subject: equal valid codes; the organisation code inside with an equal name; an equal name
/// where the record has no valid code. An equal name with another valid code is another firm.
///
/// Basis: credit.md C7, points 1, 2, 3 and 5.
pub fn level(record: &Record, subject: &Subject<'_>) -> Level {
    let same_name = normalise(&record.subject_name) == normalise(subject.name);
    let code = record.subject_code.trim();
    match (Uscc::parse(code), Uscc::parse(subject.code)) {
        (Ok(theirs), Ok(ours)) if theirs == ours => Level::Certain,
        (Ok(_), _) if code == subject.code => Level::Certain,
        (Ok(_), _) => Level::None,
        (Err(_), Ok(ours)) if code == ours.org_code() => {
            if same_name {
                Level::Certain
            } else {
                Level::Person
            }
        }
        // The code of the record cannot be relied on; an equal text is still worth a look.
        (Err(_), _) if same_name || (!code.is_empty() && code == subject.code) => Level::Person,
        (Err(_), _) => Level::None,
    }
}

/// A name or number for comparison: NFKC, upper case, without blanks, zero-width characters and middle dots, with one
/// kind of brackets.
pub fn normalise(text: &str) -> String {
    text.nfkc()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '·' | '•' | '・')
        })
        .flat_map(char::to_uppercase)
        .map(|c| match c {
            '〔' | '【' | '[' | '（' => '(',
            '〕' | '】' | ']' | '）' => ')',
            other => other,
        })
        .collect()
}
