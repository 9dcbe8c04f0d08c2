//! The one normaliser of everything that is compared by its characters: numbers of contracts, policies, invoices and bank
//! references ([`reference_key`]), and codes and accounts of a fixed shape ([`code_key`]). The key is for comparing; what a
//! person wrote is kept and shown as it was written.
//!
//! | what is spelling | how it is folded | example, all of them one |
//! |---|---|---|
//! | guards of spreadsheets | taken off | `="DB-1"`, `'DB-1`, `"DB-1"` |
//! | full and half width, compatibility forms | NFKC | `ＤＢ－１`, `DB-1` |
//! | blanks and invisible characters | taken out | `DB -1`, `DB\u{200b}-1` |
//! | dashes of all kinds, `_`, several in a row | one `-` | `DB–1`, `DB—1`, `DB_1` |
//! | a dash that is not between two digits | taken out | `DB-2025`, `DB2025` |
//! | brackets `〔〕［］[]（）【】〖〗{}` | `()` | `担保〔2025〕1号`, `担保[2025]1号` |
//! | letter case | upper case | `db-1`, `DB-1` |
//!
//! What is **not** spelling, because different numbers would become one:
//!
//! * A dash between two digits separates numbers: 2025-1-12 and 2025-11-2 are two contracts. In a code or an account, which
//!   has no parts, it separates nothing, so [`code_key`] takes it out.
//!   Whether 2025112 is one of them nobody but a person can say: [`may_be_one`] finds the pair, and a reviewer is asked.
//! * Leading zeros: `007` and `7` written as text are two numbers, and nobody but the firm knows whether both exist. Only
//!   a **number cell** has lost its zeros: there 7 may stand for `7`, `07` or `007`. Equality with "some zeros lost" is no
//!   equivalence (`7` as a number equals both texts, which differ), so it cannot live in a key; where cells are known,
//!   [`zeros_lost`] finds the pair and a person is asked to write the number out
//!   ([`crate::import_row::Collector`]).

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::text::is_plain;

/// The key under which numbers of contracts, policies, invoices and bank references are compared.
pub fn reference_key(written: &str) -> String {
    key(written, true)
}

/// The key under which codes and accounts are compared: [`reference_key`] without any dash.
pub fn code_key(written: &str) -> String {
    key(written, false)
}

/// A text without the guards by which spreadsheets and exports keep a text a text: `="X"`, `'X`, `"X"`. No name, number,
/// code or amount begins with these characters.
pub fn unguarded(written: &str) -> &str {
    let mut rest = written.trim();
    loop {
        let quoted = rest.strip_prefix('=').unwrap_or(rest).trim_start();
        let inner = quoted.strip_prefix('"').and_then(|q| q.strip_suffix('"'));
        let next = inner.or_else(|| rest.strip_prefix(['\'', '＇', '‘', '’'])).map(str::trim);
        match next {
            Some(next) if !next.is_empty() => rest = next,
            _ => return rest,
        }
    }
}

/// For a key of digits only: the key without its leading zeros, which is all that a number cell still knows of it.
pub fn zeros_lost(key: &str) -> Option<&str> {
    let digits = !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| key.trim_start_matches('0'))
}

/// Signs that only separate the parts of a number. The database takes the same ones out of its `bare_key`.
pub const SEPARATORS: &str = r"-/\.,:;|#()·、+~*&";

/// A key without the signs that separate its parts: what many people write of a number, and what is left of it in a system
/// that keeps letters and digits only.
pub fn bare_key(key: &str) -> String {
    key.chars().filter(|c| !SEPARATORS.contains(*c)).collect()
}

/// Whether two keys that differ may be one number written with and without its separators, or with others. Two numbers that
/// both are written in parts, and in other parts, are two: 2025-1-12 and 2025-11-2 are, 2025112 may be either.
pub fn may_be_one(one: &str, other: &str) -> bool {
    let (one, other) = (parts(one), parts(other));
    one.0 == other.0 && !one.0.is_empty() && (one.1.is_subset(&other.1) || other.1.is_subset(&one.1))
}

/// The characters of a key without separators, and between which of them one stands.
fn parts(key: &str) -> (String, BTreeSet<usize>) {
    let (mut bare, mut between) = (String::new(), BTreeSet::new());
    for c in key.chars() {
        if SEPARATORS.contains(c) {
            between.insert(bare.len());
        } else {
            bare.push(c);
        }
    }
    between.remove(&0);
    between.remove(&bare.len());
    (bare, between)
}

fn key(written: &str, parts: bool) -> String {
    let guards = |c| matches!(c, '\'' | '"' | '=');
    if is_plain(written) && !written.contains(guards) {
        return fold(written.chars(), parts);
    }
    let mut folded = written.to_owned();
    // Upper case and what is taken out can leave a text that folds again; a few rounds always end it.
    for _ in 0..8 {
        let next = fold(unguarded(&folded).nfkc().flat_map(char::to_uppercase).nfkc(), parts);
        if next == folded {
            break;
        }
        folded = next;
    }
    folded
}

fn fold(characters: impl Iterator<Item = char>, parts: bool) -> String {
    let mut out = String::new();
    let mut dash = false;
    for c in characters {
        if is_dash(c) {
            dash = true;
            continue;
        }
        if is_nothing(c) {
            continue;
        }
        let c = match c {
            '〔' | '[' | '【' | '〖' | '{' | '「' | '『' | '〈' | '《' => '(',
            '〕' | ']' | '】' | '〗' | '}' | '」' | '』' | '〉' | '》' => ')',
            c => c.to_ascii_uppercase(),
        };
        if dash && parts && c.is_ascii_digit() && out.ends_with(|last: char| last.is_ascii_digit()) {
            out.push('-');
        }
        dash = false;
        out.push(c);
    }
    out
}

/// Dashes, minus signs, the lines that people type for them, and the underscore.
const fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '_' | '\u{2d7}' | '\u{58a}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2212}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{2796}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{30fc}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
    )
}

/// Blanks, controls and characters that show nothing: they come in by copying.
fn is_nothing(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_spelling_of_the_table_is_one_number() {
        for (spellings, key) in [
            (
                &["DB-2025-00001", "=\"DB-2025-00001\"", "'DB-2025-00001", "\"DB-2025-00001\"", "＝\"DB-2025-00001\""]
                    [..],
                "DB2025-00001",
            ),
            (
                &[
                    "ＤＢ－２０２５－００００１",
                    "db–2025—00001",
                    "DB_2025−00001",
                    "DB - 2025 - 00001",
                    "DB\u{200b}2025--00001",
                ],
                "DB2025-00001",
            ),
            (
                &[
                    "担保〔2025〕1号",
                    "担保[2025]1号",
                    "担保（2025）1号",
                    "担保【2025】1号",
                    "担保［2025］1号",
                    "担保 (2025) 1 号",
                ],
                "担保(2025)1号",
            ),
            (&["\u{feff}20250001 ", "2025 0001", "２０２５０００１"], "20250001"),
        ] {
            for spelling in spellings {
                assert_eq!(reference_key(spelling), key, "{spelling}");
            }
        }
        assert_eq!(code_key("9150-0000 MA00-0001"), "91500000MA000001");
        assert_eq!(code_key("0012-3456-78"), "0012345678");
    }

    #[test]
    fn different_numbers_stay_different() {
        for (one, other) in [
            ("2025-1-12", "2025-11-2"),
            ("DB-2025-0001", "DB-2025-00001"),
            ("007", "7"),
            ("担保〔2025〕1号", "担保20251号"),
            ("A/1", "A1"),
            ("DB-1A", "DB-1B"),
        ] {
            assert_ne!(reference_key(one), reference_key(other), "{one} / {other}");
        }
    }

    #[test]
    fn separators_alone_make_no_other_number_and_other_parts_do() {
        for (one, other, wanted) in [
            ("2025-1-12", "2025112", true),
            ("2025-1-12", "2025/1/12", true),
            ("2025-1-12", "2025-112", true),
            ("2025-1-12", "2025-11-2", false),
            ("担保〔2025〕1号", "担保20251号", true),
            ("A/1", "A1", true),
            ("DB-2025-00001", "DB202500001", true),
            ("DB-2025-0001", "DB-2025-00001", false),
            ("(1)", "1", true),
            ("-", "/", false),
        ] {
            let (one, other) = (reference_key(one), reference_key(other));
            assert_eq!(may_be_one(&one, &other), wanted, "{one} / {other}");
            assert_eq!(may_be_one(&other, &one), wanted, "{other} / {one}");
            assert!(!wanted || bare_key(&one) == bare_key(&other));
        }
    }

    #[test]
    fn a_number_cell_knows_no_leading_zeros() {
        assert_eq!(zeros_lost("00123"), zeros_lost("123"));
        assert_eq!(zeros_lost("DB123"), None);
        assert_eq!(zeros_lost(""), None);
    }

    /// One of the spellings of a dash, a bracket, a blank.
    fn spelled(number: &str, choice: &[usize]) -> String {
        let mut out = String::new();
        for (place, c) in number.chars().enumerate() {
            let pick = choice.get(place % choice.len().max(1)).copied().unwrap_or(0);
            match c {
                '-' => out.push(['-', '－', '–', '—', '−', '_', '‐', '﹣'][pick % 8]),
                '(' => out.push(['(', '（', '[', '【', '〔', '［'][pick % 6]),
                ')' => out.push([')', '）', ']', '】', '〕', '］'][pick % 6]),
                c if pick % 3 == 1 && c.is_ascii_graphic() => {
                    out.push(char::from_u32(u32::from(c) + 0xfee0).unwrap());
                }
                c if pick % 3 == 2 => out.extend(c.to_lowercase()),
                c => out.push(c),
            }
            if pick % 4 == 3 {
                out.push([' ', '\u{3000}', '\u{200b}', '\u{a0}'][pick % 4]);
            }
        }
        match choice.first().copied().unwrap_or(0) % 3 {
            1 => format!("'{out}"),
            2 => format!("=\"{out}\""),
            _ => out,
        }
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(text in "\\PC{0,30}", odd in "['\"=‘\\-_ 0-9a-zßŉ〔】\u{200b}]{0,12}") {
            for text in [text, odd] {
                for fold in [reference_key, code_key] {
                    let once = fold(&text);
                    prop_assert_eq!(fold(&once), once.clone(), "{:?}", text);
                }
            }
        }

        #[test]
        fn spellings_are_equal(number in "[A-Z]{1,3}-[0-9]{4}-[0-9]{1,5}(\\([0-9]{1,3}\\))?", choice in proptest::collection::vec(0usize..24, 1..20)) {
            let other = spelled(&number, &choice);
            prop_assert_eq!(reference_key(&other), reference_key(&number), "{}", other);
        }

        #[test]
        fn numbers_with_other_parts_are_different(a in proptest::collection::vec("[0-9]{1,4}", 1..4), b in proptest::collection::vec("[0-9]{1,4}", 1..4)) {
            let (one, other) = (format!("DB-{}", a.join("-")), format!("DB-{}", b.join("-")));
            prop_assert_eq!(reference_key(&one) == reference_key(&other), a == b, "{} / {}", one, other);
        }
    }
}
