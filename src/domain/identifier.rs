//! Identifiers with check digits: USCC (GB 32100-2015), organisation code (GB 11714-1997), CNAPS, account numbers.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::refusal::{Code, Fact, Refusal};

const USCC_ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const USCC_WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORG_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A unified social credit code (统一社会信用代码) whose check character is right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
#[serde(transparent)]
pub struct Uscc(String);

impl Uscc {
    /// Parses a code exactly as printed: 18 upper-case characters of the alphabet, the last one right.
    ///
    /// Basis: GB 32100-2015: C18 = (31 − Σ Ci·3^(i−1) mod 31) mod 31.
    ///
    /// # Errors
    /// [`Code::UsccMalformed`]; [`Code::UsccCheckDigit`].
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let refuse = |code| Refusal::new(code).with("value", Fact::Text(text.chars().take(40).collect()));
        let values: Vec<u32> = text.chars().map_while(uscc_value).collect();
        if values.len() != 18 || text.chars().count() != 18 {
            return Err(refuse(Code::UsccMalformed));
        }
        let (body, check) = values.split_at(17);
        if check.first().copied() != Some(uscc_check(body)) {
            return Err(refuse(Code::UsccCheckDigit));
        }
        Ok(Self(text.to_owned()))
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

fn uscc_check(body: &[u32]) -> u32 {
    let sum = body.iter().zip(USCC_WEIGHTS).fold(0u32, |sum, (v, w)| sum.saturating_add(v.saturating_mul(w)));
    31u32.saturating_sub(sum.checked_rem(31).unwrap_or(0)).checked_rem(31).unwrap_or(0)
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
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
#[serde(transparent)]
pub struct Cnaps(String);

impl Cnaps {
    /// Parses 12 digits, the last one by ISO 7064 MOD 11,10.
    ///
    /// # Errors
    /// [`Code::CnapsMalformed`]; [`Code::CnapsCheckDigit`].
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let refuse = |code| Refusal::new(code).with("value", Fact::Text(text.chars().take(40).collect()));
        let digits: Vec<u32> = text.chars().map_while(|c| c.to_digit(10)).collect();
        if digits.len() != 12 || text.chars().count() != 12 {
            return Err(refuse(Code::CnapsMalformed));
        }
        let (body, check) = digits.split_at(11);
        if check.first().copied() != Some(mod_11_10(body)) {
            return Err(refuse(Code::CnapsCheckDigit));
        }
        Ok(Self(text.to_owned()))
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
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
#[serde(transparent)]
pub struct AccountNumber(String);

impl AccountNumber {
    /// Parses an account number; blanks between groups of digits are dropped, leading zeros stay.
    ///
    /// # Errors
    /// [`Code::IdentifierAsNumber`] when a spreadsheet made `6.22E+18` of it; [`Code::AccountMalformed`].
    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let refuse = |code| Refusal::new(code).with("value", Fact::Text(text.chars().take(40).collect()));
        if looks_scientific(text) {
            return Err(refuse(Code::IdentifierAsNumber));
        }
        let kept: String = text.chars().filter(|c| *c != ' ').collect();
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

/// The key under which a contract or policy number is compared: NFKC, upper case, without blanks, dashes and
/// zero-width characters.
pub fn contract_key(number: &str) -> String {
    number
        .nfkc()
        .filter(|c| {
            !c.is_whitespace()
                && !matches!(c, '-' | '‐' | '‑' | '–' | '—' | '_' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')
        })
        .flat_map(char::to_uppercase)
        .collect()
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
    fn the_check_character_is_found() {
        assert_eq!(Uscc::with_check_digit("91350100M000100Y4").unwrap().as_str(), "91350100M000100Y43");
    }

    #[test]
    fn account_numbers_stay_text() {
        assert_eq!(AccountNumber::parse("6222 0012 3456 7890 15").unwrap().as_str(), "622200123456789015");
        assert_eq!(AccountNumber::parse("0012345678").unwrap().as_str(), "0012345678");
        assert_eq!(AccountNumber::parse("6.22E+18").unwrap_err().code, Code::IdentifierAsNumber);
        assert_eq!(AccountNumber::parse("12345").unwrap_err().code, Code::AccountMalformed);
        assert_eq!(AccountNumber::parse("622200123456789015").unwrap().masked(), "6222 **** **** 9015");
    }

    #[test]
    fn spelling_variants_of_a_contract_are_one() {
        assert_eq!(contract_key(" ＤＢ－2025 038\u{200b}17"), contract_key("db-202503817"));
    }
}
