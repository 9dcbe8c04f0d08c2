//! Amounts in Chinese capital numerals (人民币大写), as on bills and settlement vouchers.

use super::Fen;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 5] = ["", "万", "亿", "万亿", "亿亿"];

/// `人民币壹仟肆佰零玖元伍角`: the amount in capital numerals; a negative one begins with 负 after 人民币.
///
/// Basis: 正确填写票据和结算凭证的基本规定: 整 after 元, none after 角 or 分; one 零 for a run of zeros.
pub fn capital(amount: Fen) -> String {
    let minor = amount.minor().unsigned_abs();
    let yuan = minor.checked_div(100).unwrap_or(0);
    let cents = minor.checked_rem(100).unwrap_or(0);
    let (jiao, fen) = (cents.checked_div(10).unwrap_or(0), cents.checked_rem(10).unwrap_or(0));
    let mut out = String::from("人民币");
    if amount.is_negative() {
        out.push('负');
    }
    if yuan > 0 || cents == 0 {
        out.push_str(&integer(yuan));
        out.push('元');
    }
    match (jiao, fen) {
        (0, 0) => out.push('整'),
        (0, f) => {
            if yuan > 0 {
                out.push('零');
            }
            out.push(digit(f));
            out.push('分');
        }
        (j, f) => {
            out.push(digit(j));
            out.push('角');
            if f > 0 {
                out.push(digit(f));
                out.push('分');
            }
        }
    }
    out
}

fn digit(d: u64) -> char {
    usize::try_from(d).ok().and_then(|d| DIGITS.get(d)).copied().unwrap_or('零')
}

fn integer(value: u64) -> String {
    if value == 0 {
        return "零".to_owned();
    }
    let digits: Vec<u64> = value.to_string().chars().filter_map(|c| c.to_digit(10)).map(u64::from).collect();
    let mut out = String::new();
    let mut zero_pending = false;
    let mut group_has_digit = false;
    for (index, d) in digits.iter().enumerate() {
        let place = digits.len().saturating_sub(index).saturating_sub(1);
        let (group, within) = (place.checked_div(4).unwrap_or(0), place.checked_rem(4).unwrap_or(0));
        if *d == 0 {
            zero_pending = true;
        } else {
            if zero_pending && !out.is_empty() {
                out.push('零');
            }
            zero_pending = false;
            group_has_digit = true;
            out.push(digit(*d));
            out.push_str(PLACES.get(within).copied().unwrap_or(""));
        }
        if within == 0 {
            if group_has_digit {
                out.push_str(GROUPS.get(group).copied().unwrap_or(""));
            }
            group_has_digit = false;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Currency, text};

    #[test]
    fn the_printed_examples() {
        let cases: serde_json::Value =
            serde_json::from_str(include_str!("../../../tests/cases/rmb-uppercase.json")).unwrap();
        for case in cases["examples"].as_array().unwrap() {
            let amount = text::parse(case["amount"].as_str().unwrap(), text::Unit::Major, Currency::Cny).unwrap();
            let words = capital(amount);
            let accepted = case["uppercase"] == words.as_str()
                || case["acceptable_variants"].as_array().unwrap().iter().any(|v| v == words.as_str());
            assert!(accepted, "{}: {words}, expected {}", case["amount"], case["uppercase"]);
        }
    }
}
