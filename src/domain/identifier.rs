//! Identifiers with check digits: USCC (GB 32100-2015), organisation code (GB 11714-1997), CNAPS, account numbers.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use crate::refusal::{Code, Fact, Refusal};

const USCC_ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const USCC_WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const PERSON_WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const ORG_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A unified social credit code (统一社会信用代码) whose check character is right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
#[serde(transparent)]
pub struct Uscc(String);

impl Uscc {
    /// Parses a code exactly as printed: 18 upper-case characters of the alphabet, the last one right.
    ///
    /// Basis: GB 32100-2015: C18 = (31 − Σ Ci·3^(i−1) mod 31) mod 31. The parts before it must be there too: rows of
    /// equal characters fit the check rule, and would be everybody's code.
    ///
    /// The number of a person (GB 11643) has 18 characters too, and one in thirty fits this rule by chance; it is refused
    /// whatever the check character says. So is what only looks like one, where it is no code.
    ///
    /// # Errors
    /// [`Code::UsccMalformed`]; [`Code::UsccPerson`], the number masked; [`Code::UsccStructure`]; [`Code::UsccCheckDigit`].
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let refuse = |code| Refusal::new(code).with("value", Fact::Text(text.chars().take(40).collect()));
        let values: Vec<u32> = text.chars().map_while(uscc_value).collect();
        let whole = values.len() == 18 && text.chars().count() == 18;
        let (body, check) = values.split_at_checked(17).unwrap_or_default();
        let checked = whole && check.first().copied() == Some(uscc_check(body));
        if is_person_number(text) || (!checked && looks_like_person(text)) {
            return Err(Refusal::new(Code::UsccPerson).with("value", Fact::Text(masked_person(text))));
        }
        if !whole {
            return Err(refuse(Code::UsccMalformed));
        }
        if !uscc_parts(text) {
            return Err(refuse(Code::UsccStructure));
        }
        if checked { Ok(Self(text.to_owned())) } else { Err(refuse(Code::UsccCheckDigit)) }
    }

    /// The code with the check character for a body of 17 characters; for invented demonstration firms.
    ///
    /// # Errors
    /// [`Code::UsccMalformed`].
    pub fn with_check_digit(body: &str) -> Result<Self, Refusal> {
        let values: Vec<u32> = body.chars().map_while(uscc_value).collect();
        let check = usize::try_from(uscc_check(&values)).ok().and_then(|c| USCC_ALPHABET.chars().nth(c));
        match check {
            Some(check) if values.len() == 17 => Self::parse(&format!("{body}{check}")),
            _ => Err(Refusal::new(Code::UsccMalformed).with("value", Fact::Text(body.to_owned()))),
        }
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The organisation code inside (characters 9 to 17).
    pub fn org_code(&self) -> &str {
        self.0.get(8..17).unwrap_or_default()
    }

    /// For public pages: the middle hidden, as 9143**********01.
    pub fn masked(&self) -> String {
        format!("{}**********{}", self.0.get(..4).unwrap_or_default(), self.0.get(14..).unwrap_or_default())
    }
}

impl std::fmt::Display for Uscc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn uscc_value(c: char) -> Option<u32> {
    USCC_ALPHABET.chars().position(|a| a == c).and_then(|p| u32::try_from(p).ok())
}

/// Whether the first parts of a code are such as are given out: an authority of registration and a kind of body under it,
/// then a region in six digits (GB/T 2260), of which none is one digit throughout.
fn uscc_parts(text: &str) -> bool {
    let authority = text.starts_with(|c: char| matches!(c, '1'..='9' | 'A' | 'N' | 'Y'));
    let kind = text.chars().nth(1).is_some_and(|c| matches!(c, '1'..='9'));
    let region = text.get(2..8).unwrap_or_default();
    let given =
        region.bytes().all(|b| b.is_ascii_digit()) && region.bytes().any(|b| !region.starts_with(char::from(b)));
    authority && kind && given
}

fn uscc_check(body: &[u32]) -> u32 {
    let sum = body.iter().zip(USCC_WEIGHTS).fold(0u32, |sum, (v, w)| sum.saturating_add(v.saturating_mul(w)));
    31u32.saturating_sub(sum.checked_rem(31).unwrap_or(0)).checked_rem(31).unwrap_or(0)
}

/// Whether a text is the identity number of a person: a province, a day of birth, and the check character of GB 11643-1999
/// (ISO 7064 MOD 11-2).
pub fn is_person_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().map_while(|c| c.to_digit(10)).take(17).collect();
    if text.chars().count() != 18 || digits.len() != 17 {
        return false;
    }
    let sum = digits.iter().zip(PERSON_WEIGHTS).fold(0u32, |sum, (d, w)| sum.saturating_add(d.saturating_mul(w)));
    let check = sum
        .checked_rem(11)
        .and_then(|rest| usize::try_from(rest).ok())
        .and_then(|rest| "10X98765432".chars().nth(rest));
    looks_like_person(text) && text.chars().last().map(|c| c.to_ascii_uppercase()) == check
}

/// Whether a text has the form of the identity number of a person, with a typing error or without: a province and a day of
/// birth in 17 digits and one more character, or in the 15 digits of before 1999.
pub fn looks_like_person(text: &str) -> bool {
    let long = text.chars().count() == 18;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(long && digits >= 17 || digits == 15 && text.len() == 15) {
        return false;
    }
    let province: Option<u32> = text.get(..2).and_then(|digits| digits.parse().ok());
    let province = matches!(province, Some(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83));
    let day = if long { text.get(6..14).map(str::to_owned) } else { text.get(6..12).map(|day| format!("19{day}")) };
    let born = day.filter(|day| day.starts_with("19") || day.starts_with("20"));
    province && born.is_some_and(|day| chrono::NaiveDate::parse_from_str(&day, "%Y%m%d").is_ok())
}

/// The number of a person as it may be shown: its day of birth hidden.
pub fn masked_person(text: &str) -> String {
    let born = text.chars().count().saturating_sub(10);
    let hidden = |(at, c)| if (6..born.saturating_add(6)).contains(&at) { '*' } else { c };
    text.chars().enumerate().map(hidden).collect()
}

/// The check character of an eight-character organisation code; `None` when a character is not 0-9 or A-Z.
///
/// Basis: GB 11714-1997: C9 = 11 − Σ Ci·Wi mod 11; 10 is X, 11 is 0.
pub fn org_code_check(body: &str) -> Option<char> {
    if body.len() != 8 {
        return None;
    }
    let mut sum = 0u32;
    for (c, weight) in body.chars().zip(ORG_WEIGHTS) {
        let value = c.to_digit(36).filter(|_| !c.is_ascii_lowercase())?;
        sum = sum.saturating_add(value.saturating_mul(weight));
    }
    match 11u32.checked_sub(sum.checked_rem(11)?)? {
        10 => Some('X'),
        11 => Some('0'),
        d => char::from_digit(d, 10),
    }
}

/// A bank routing code (联行号) whose check digit is right.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
#[serde(transparent)]
pub struct Cnaps(String);

impl Cnaps {
    /// Parses 12 digits, the last one by ISO 7064 MOD 11,10.
    ///
    /// # Errors
    /// [`Code::CnapsMalformed`]; [`Code::CnapsCheckDigit`].
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let refuse = |code| Refusal::new(code).with("value", Fact::Text(text.trim().chars().take(40).collect()));
        let text = half_width(text);
        if text.is_empty() {
            return Err(Refusal::new(Code::FieldRequired));
        }
        let digits: Vec<u32> = text.chars().map_while(|c| c.to_digit(10)).collect();
        if digits.len() != 12 || text.chars().count() != 12 {
            return Err(refuse(Code::CnapsMalformed));
        }
        let (body, check) = digits.split_at(11);
        if check.first().copied() != Some(mod_11_10(body)) {
            return Err(refuse(Code::CnapsCheckDigit));
        }
        Ok(Self(text))
    }

    /// The 12 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn mod_11_10(body: &[u32]) -> u32 {
    let product = body.iter().fold(10u32, |p, d| {
        let s = match p.saturating_add(*d).checked_rem(10) {
            Some(0) | None => 10,
            Some(s) => s,
        };
        s.saturating_mul(2).checked_rem(11).unwrap_or(0)
    });
    11u32.saturating_sub(product).checked_rem(10).unwrap_or(0)
}

/// A corporate bank account number: text of 6 to 32 digits (and letters or dashes inside), never a number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
#[serde(transparent)]
pub struct AccountNumber(String);

impl AccountNumber {
    /// Parses an account number; blanks between groups of digits are dropped, full-width digits are those that they look
    /// like, leading zeros stay.
    ///
    /// # Errors
    /// [`Code::FieldRequired`]; [`Code::IdentifierAsNumber`] when a spreadsheet made `6.22E+18` of it;
    /// [`Code::AccountMalformed`].
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let refuse = |code| Refusal::new(code).with("value", Fact::Text(text.trim().chars().take(40).collect()));
        let kept = half_width(text);
        if kept.is_empty() {
            return Err(Refusal::new(Code::FieldRequired));
        }
        if looks_scientific(&kept) {
            return Err(refuse(Code::IdentifierAsNumber));
        }
        let good = (6..=32).contains(&kept.len())
            && kept.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || c == '-')
            && kept.starts_with(|c: char| c.is_ascii_alphanumeric())
            && kept.chars().filter(char::is_ascii_digit).count() >= 6;
        if good { Ok(Self(kept)) } else { Err(refuse(Code::AccountMalformed)) }
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `6222 **** **** 3015`: for screens.
    pub fn masked(&self) -> String {
        let chars: Vec<char> = self.0.chars().collect();
        let head: String = chars.iter().take(4).collect();
        let tail: String = chars.iter().skip(chars.len().saturating_sub(4)).collect();
        format!("{head} **** **** {tail}")
    }
}

/// A number as a person typed or pasted it, in half width and without blanks and invisible characters.
fn half_width(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect()
}

/// Whether a character is pasted along without being seen: those without width, and those for the direction of writing.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// The code of a place (行政区划代码, GB/T 2260) as printed: six digits, of which the first is not nought.
///
/// # Errors
/// [`Code::PlaceCode`].
pub fn place_code(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.len() == 6 && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(text.to_owned());
    }
    Err(Refusal::new(Code::PlaceCode).with("value", Fact::Text(text.to_owned())))
}

/// Whether a spreadsheet has turned a long number into scientific notation (`6.22E+18`).
pub fn looks_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    !mantissa.is_empty()
        && mantissa.chars().all(|c| c.is_ascii_digit() || c == '.')
        && !exponent.is_empty()
        && exponent.len() <= 3
        && exponent.bytes().all(|b| b.is_ascii_digit())
        && mantissa.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_case_file() {
        let file: serde_json::Value = serde_json::from_str(include_str!("../../tests/cases/identifiers.json")).unwrap();
        for code in file["uscc"]["valid"].as_array().unwrap() {
            assert!(Uscc::parse(code.as_str().unwrap()).is_ok(), "{code}");
        }
        for pair in file["uscc"]["invalid"].as_array().unwrap() {
            assert!(Uscc::parse(pair[0].as_str().unwrap()).is_err(), "{pair}");
        }
        for pair in file["org_code"]["examples"].as_array().unwrap() {
            assert_eq!(org_code_check(pair[0].as_str().unwrap()), pair[1].as_str().unwrap().chars().next(), "{pair}");
        }
        for code in file["cnaps"]["verified_codes"].as_array().unwrap() {
            assert!(Cnaps::parse(code.as_str().unwrap()).is_ok(), "{code}");
        }
        assert_eq!(Cnaps::parse("102100099997").unwrap_err().code, Code::CnapsCheckDigit);
    }

    #[test]
    fn a_code_has_its_parts_and_not_only_a_check_character_that_fits() {
        for text in ["000000000000000000", "XXXXXXXXXXXXXXXXXM", "99999999999999999E"] {
            assert_eq!(Uscc::parse(text).unwrap_err().code, Code::UsccStructure, "{text}");
        }
        // No authority; no kind of body; a region of letters, of zeros.
        for body in ["01430100MA0000100", "90430100MA0000100", "91A30100MA0000100", "91000000MA0000100"] {
            assert_eq!(Uscc::with_check_digit(body).unwrap_err().code, Code::UsccStructure, "{body}");
        }
        for body in ["12110000400000001", "51430100MJ0000100", "Y1430100MA0000100", "N2430100MF0000100"] {
            assert!(Uscc::with_check_digit(body).is_ok(), "{body}");
        }
    }

    #[test]
    fn the_check_character_is_found() {
        assert_eq!(Uscc::with_check_digit("91350100M000100Y4").unwrap().as_str(), "91350100M000100Y43");
    }

    #[test]
    fn the_number_of_a_person_is_no_code_of_a_firm_whatever_its_check_character_says() {
        // Its last digit fits GB 32100 as well.
        let refusal = Uscc::parse("362322198709080218").unwrap_err();
        assert_eq!(refusal.code, Code::UsccPerson);
        assert_eq!(refusal.facts[0].1, Fact::Text("362322********0218".to_owned()));
        assert!(is_person_number("11010519491231002X"));
        // Typed wrongly, in lower case, of the old kind: refused as a person's all the same, its middle hidden.
        for (typed, shown) in [
            ("362322198709080217", "362322********0217"),
            ("11010519491231002x", "110105********002x"),
            ("11010519491231002Z", "110105********002Z"),
            ("110105491231002", "110105*****1002"),
        ] {
            let refusal = Uscc::parse(typed).unwrap_err();
            assert_eq!(
                (refusal.code, &refusal.facts[0].1),
                (Code::UsccPerson, &Fact::Text(shown.to_owned())),
                "{typed}"
            );
        }
        // A day that is none, and a code of a firm whose digits read like one by chance.
        assert_eq!(Uscc::parse("362322198713080217").unwrap_err().code, Code::UsccCheckDigit);
        assert_eq!(Uscc::parse("430100000012345").unwrap_err().code, Code::UsccMalformed);
        assert!(Uscc::with_check_digit("11110119800101111").is_ok());
        for text in [
            "91350100M000100Y43",
            "110105194912310021",
            "110105194913310026",
            "990105194912310026",
            "11010519491231002",
        ] {
            assert!(!is_person_number(text), "{text}");
        }
    }

    #[test]
    fn account_numbers_stay_text() {
        assert_eq!(AccountNumber::parse("6222 0012 3456 7890 15").unwrap().as_str(), "622200123456789015");
        assert_eq!(AccountNumber::parse("0012345678").unwrap().as_str(), "0012345678");
        assert_eq!(AccountNumber::parse("6.22E+18").unwrap_err().code, Code::IdentifierAsNumber);
        assert_eq!(
            AccountNumber::parse("６２２２\u{3000}0012\u{a0}3456 7890 15\u{200b}").unwrap().as_str(),
            "622200123456789015"
        );
        assert_eq!(Cnaps::parse("１０２１ 0009\u{a0}9996").unwrap().as_str(), "102100099996");
        assert_eq!(AccountNumber::parse(" \u{3000}").unwrap_err().code, Code::FieldRequired);
        assert_eq!(Cnaps::parse("").unwrap_err().code, Code::FieldRequired);
        assert_eq!(AccountNumber::parse("12345").unwrap_err().code, Code::AccountMalformed);
        assert_eq!(AccountNumber::parse("622200123456789015").unwrap().masked(), "6222 **** **** 9015");
    }
}
