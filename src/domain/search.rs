//! What a person looks for, by the words that were typed: a number that the program gave out, a code, the number of a contract, a
//! name. Nothing is guessed about which of them it is; whoever searches asks for each that it can be.

use crate::reference_key::{bare_key, code_key, reference_key};
use crate::series::number as number_of;
use crate::text::is_plain;

/// So many characters at least.
const LEAST: usize = 2;
/// More than any number or name has.
const MOST: usize = 120;
/// How many years back a number without its year is looked for, this one counted.
const YEARS: i32 = 10;
/// Digits of a year.
const YEAR: usize = 4;
/// A number that the program gave out has no more digits than this behind its year.
const LONGEST: usize = 9;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// The words, as they were typed.
    pub words: String,
    /// The key under which codes are kept.
    pub code: String,
    /// The key under which numbers of contracts are compared.
    pub reference: String,
    /// The same without the signs between its parts.
    pub bare: String,
    number: Option<Number>,
}

/// A number that the program may have given out: `SQ-2026-0012`, or a part of it that says which.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Number {
    series: Option<String>,
    year: Option<i32>,
    last: i64,
}

impl Sought {
    /// What was typed means; none for too little to look for, or more than anything is called.
    pub fn of(typed: &str) -> Option<Self> {
        let words = typed.trim();
        let length = words.chars().count();
        let reference = reference_key(words);
        let enough = (LEAST..=MOST).contains(&length) && !reference.is_empty();
        enough.then(|| Self {
            words: words.to_owned(),
            code: code_key(words),
            bare: bare_key(&reference),
            number: Number::of(&reference),
            reference,
        })
    }

    /// The numbers of a series that it can stand for in a year, the newest first; none where it is the number of something else.
    pub fn numbers(&self, series: &str, this_year: i32) -> Vec<String> {
        let Some(number) = &self.number else { return Vec::new() };
        if number.series.as_deref().is_some_and(|own| own != series) {
            return Vec::new();
        }
        let years = match number.year {
            Some(year) => vec![year],
            None => (0..YEARS).filter_map(|back| this_year.checked_sub(back)).collect(),
        };
        years.into_iter().map(|year| number_of(series, year, number.last)).collect()
    }

    /// The number that it is with its series and its year: then it means one thing.
    pub fn whole(&self) -> Option<String> {
        let number = self.number.as_ref()?;
        Some(number_of(number.series.as_deref()?, number.year?, number.last))
    }
}

impl Number {
    /// Reads `SQ-2026-0012`, `SQ2026-12`, `2026-12`, `SQ12` and `12`, each as the key of a reference.
    fn of(key: &str) -> Option<Self> {
        if !is_plain(key) {
            return None;
        }
        let letters = key.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (series, rest) = key.split_at_checked(letters)?;
        let rest = rest.strip_prefix('-').unwrap_or(rest);
        let (year, last) = match rest.split_once('-') {
            Some((year, last)) if year.len() == YEAR => (Some(year.parse().ok()?), last),
            Some(_) => return None,
            None => (None, rest),
        };
        let digits = (1..=LONGEST).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_digit());
        let last = digits.then(|| last.parse().ok()).flatten()?;
        Some(Self { series: (!series.is_empty()).then(|| series.to_owned()), year, last })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_by_as_much_of_it_as_people_write() {
        for typed in
            ["SQ-2026-0012", "sq-2026-0012", "SQ-2026-12", " ＳＱ－２０２６－００１２ ", "SQ2026-0012", "2026-0012"]
        {
            let sought = Sought::of(typed).unwrap();
            assert_eq!(sought.numbers("SQ", 2027), ["SQ-2026-0012"], "{typed}");
        }
        let short = Sought::of("0012").unwrap().numbers("SQ", 2027);
        assert_eq!((short.len(), &short[..2]), (10, &["SQ-2027-0012".to_owned(), "SQ-2026-0012".to_owned()][..]));
        assert_eq!(Sought::of("SQ12").unwrap().numbers("SQ", 2027), short);
        assert_eq!(Sought::of("2026-123456").unwrap().numbers("ZF", 2027), ["ZF-2026-123456"]);
    }

    #[test]
    fn what_is_no_number_of_a_series_asks_for_none() {
        for typed in ["ZF-2026-0012", "深圳", "91440300MA5DA1234X", "DB-2026-1-12", "26-12", "1234567890"] {
            let sought = Sought::of(typed).unwrap();
            assert!(sought.numbers("SQ", 2027).is_empty(), "{typed}");
        }
        assert_eq!(Sought::of("zf-2026-12").unwrap().whole().as_deref(), Some("ZF-2026-0012"));
        assert_eq!(Sought::of("2026-0012").unwrap().whole(), None);
    }

    #[test]
    fn too_little_and_too_much_is_not_looked_for() {
        for typed in ["", " ", "a", " 深 ", "--", &"x".repeat(121)] {
            assert_eq!(Sought::of(typed), None, "{typed}");
        }
        assert!(Sought::of("深圳").is_some());
    }

    #[test]
    fn a_contract_is_found_however_its_separators_are_written() {
        let sought = Sought::of("db–2026/001 ").unwrap();
        assert_eq!((sought.reference.as_str(), sought.bare.as_str()), ("DB2026/001", "DB2026001"));
        assert_eq!(Sought::of("91440300-MA5DA1234X").unwrap().code, "91440300MA5DA1234X");
    }
}
