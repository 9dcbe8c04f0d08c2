//! The one grammar of amounts and rates that people type or files carry, and the one way to print them.

use rust_decimal::Decimal;

use super::{Currency, Exact, Fen};
use crate::refusal::{Code, Fact, Refusal};

/// The unit in which a column or a field is declared; it is never guessed from the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Unit {
    /// The major unit (元).
    #[serde(rename = "yuan")]
    Major,
    /// Ten thousand major units (万元).
    #[serde(rename = "wan")]
    TenThousand,
}

impl Unit {
    /// Decimal places that may stand after the point for `currency`.
    pub const fn decimals(self, currency: Currency) -> u32 {
        match self {
            Self::Major => currency.decimals(),
            Self::TenThousand => currency.decimals().saturating_add(4),
        }
    }
}

/// Parses an amount: `0` or digits without a leading zero, at most 13 of them, thousands separators only at every third
/// place, at most as many decimals as the unit has. No sign, no exponent, no blanks inside, no unit words.
///
/// # Errors
/// [`Code::AmountUnit`] when the text names a unit (元, 万, 亿), [`Code::AmountDecimals`] for too many decimals,
/// [`Code::AmountScientific`] for an exponent, [`Code::AmountNegative`] for a sign, [`Code::AmountTooLarge`], else [`Code::AmountMalformed`].
pub fn parse(text: &str, unit: Unit, currency: Currency) -> Result<Fen, Refusal> {
    let text = text.trim();
    let refuse = |code| Refusal::new(code).with("value", Fact::Text(text.chars().take(40).collect()));
    if text.contains(['元', '万', '亿']) {
        return Err(refuse(Code::AmountUnit));
    }
    if text.starts_with(['-', '−', '+']) {
        return Err(refuse(Code::AmountNegative));
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(['e', 'E']) {
        return Err(refuse(Code::AmountScientific));
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = without_separators(whole).ok_or_else(|| refuse(Code::AmountMalformed))?;
    let leading_zero = digits.len() > 1 && digits.starts_with('0');
    if leading_zero || fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return Err(refuse(Code::AmountMalformed));
    }
    if digits.len() > 13 {
        return Err(refuse(Code::AmountTooLarge));
    }
    let places = unit.decimals(currency);
    if fraction.trim_end_matches('0').len() > usize::try_from(places).unwrap_or(0) {
        return Err(refuse(Code::AmountDecimals).with("places", Fact::Count(i64::from(places))));
    }
    let mut minor_digits = digits;
    for place in 0..usize::try_from(places).unwrap_or(0) {
        minor_digits.push(fraction.as_bytes().get(place).map_or('0', |b| char::from(*b)));
    }
    minor_digits.parse().map(Fen::new).map_err(|_| refuse(Code::AmountOverflow))
}

/// Removes thousands separators that stand where they belong; `None` when any other character is there.
fn without_separators(whole: &str) -> Option<String> {
    if !whole.contains(',') {
        return (!whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit())).then(|| whole.to_owned());
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let good = |g: &str| g.bytes().all(|b| b.is_ascii_digit());
    if first.is_empty() || first.len() > 3 || !good(first) {
        return None;
    }
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || !good(group) {
            return None;
        }
        digits.push_str(group);
    }
    Some(digits)
}

/// Parses a rate: digits with at most ten decimals, followed by `%`, `‰` or nothing. A number without a sign is
/// taken in `bare` (1 = as it stands, 100 = per cent), as the column declares.
///
/// # Errors
/// [`Code::RateMalformed`].
pub fn parse_rate(text: &str, bare: i64) -> Result<Exact, Refusal> {
    let text = text.trim();
    let refuse = || Refusal::new(Code::RateMalformed).with("value", Fact::Text(text.chars().take(40).collect()));
    let (number, divisor) = match (text.strip_suffix(['%', '％']), text.strip_suffix('‰')) {
        (Some(n), _) => (n, 100),
        (_, Some(n)) => (n, 1000),
        _ => (text, bare),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let good = |s: &str, max| !s.is_empty() && s.len() <= max && s.bytes().all(|b| b.is_ascii_digit());
    if !good(whole, 9) || !good(fraction, 10) || (whole.len() > 1 && whole.starts_with('0')) {
        return Err(refuse());
    }
    let decimal = Decimal::from_str_exact(number).map_err(|_| refuse())?;
    let scale = 10i128.checked_pow(decimal.scale()).ok_or_else(refuse)?;
    Exact::ratio(decimal.mantissa(), scale)?.over(Exact::whole(divisor))
}

/// `1312845.52`: plain digits with all decimals, for files and JSON. A minus is `-`.
pub fn plain(amount: Fen, currency: Currency) -> String {
    let (sign, whole, fraction) = split(amount, currency);
    let sign = if sign { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// `1,312,845.52`: for people. A minus is U+2212.
pub fn grouped(amount: Fen, currency: Currency) -> String {
    let (sign, whole, fraction) = split(amount, currency);
    let mut out = String::new();
    if sign {
        out.push('−');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && whole.len().saturating_sub(place).checked_rem(3) == Some(0) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(&fraction);
    }
    out
}

fn split(amount: Fen, currency: Currency) -> (bool, String, String) {
    let places = usize::try_from(currency.decimals()).unwrap_or(0);
    let digits = format!("{:0>width$}", amount.minor().unsigned_abs(), width = places.saturating_add(1));
    let (whole, fraction) = digits.split_at(digits.len().saturating_sub(places));
    (amount.is_negative(), whole.to_owned(), fraction.to_owned())
}

/// A rate as per cent, exact where it ends within `places` decimals and marked with `…` where it is cut.
///
/// The cut is for reading only: look-ups use the exact share (CQ-01: 79.999999…% is not 80 %).
pub fn percent(rate: Exact, places: u32) -> String {
    let hundred = rate.times(Exact::whole(100));
    hundred.map_or_else(|_| format!("{rate}"), |r| format!("{}%", decimal(r, 2, places)))
}

/// A value with at least `min` and at most `max` decimals, cut (not rounded) with `…` where digits are left out.
pub fn decimal(value: Exact, min: u32, max: u32) -> String {
    let negative = value.is_negative();
    let (n, d) = (value.numerator().unsigned_abs(), value.denominator().unsigned_abs());
    let whole = n.checked_div(d).unwrap_or(0);
    let mut rest = n.checked_rem(d).unwrap_or(0);
    let mut out = String::new();
    if negative {
        out.push('−');
    }
    out.push_str(&whole.to_string());
    let mut places = 0u32;
    while places < min || (rest != 0 && places < max) {
        if places == 0 {
            out.push('.');
        }
        let Some(scaled) = rest.checked_mul(10) else { break };
        out.push(char::from_digit(u32::try_from(scaled.checked_div(d).unwrap_or(0)).unwrap_or(0), 10).unwrap_or('0'));
        rest = scaled.checked_rem(d).unwrap_or(0);
        places = places.saturating_add(1);
    }
    if rest != 0 {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn yuan(text: &str) -> Result<i64, Code> {
        parse(text, Unit::Major, Currency::Cny).map(Fen::minor).map_err(|r| r.code)
    }

    #[test]
    fn amounts_people_type() {
        assert_eq!(yuan("0"), Ok(0));
        assert_eq!(yuan("5,000,000.00"), Ok(500_000_000));
        assert_eq!(yuan(" 1312845.5 "), Ok(131_284_550));
        assert_eq!(yuan("12.3400"), Ok(1_234));
        assert_eq!(parse("473.1234", Unit::TenThousand, Currency::Cny).unwrap(), Fen::new(473_123_400));
        assert_eq!(parse("473.123456", Unit::TenThousand, Currency::Cny).unwrap(), Fen::new(473_123_456));
        assert_eq!(parse("150", Unit::Major, Currency::Jpy).unwrap(), Fen::new(150));
        assert_eq!(parse("1.005", Unit::Major, Currency::Kwd).unwrap(), Fen::new(1_005));
    }

    #[test]
    fn everything_else_is_refused_by_name() {
        for text in [
            "",
            "1_000",
            ".5",
            "5.",
            "01",
            "1,00",
            "1,0000",
            ",100",
            "1 000",
            "１００",
            "abc",
            "1.2.3",
            "0x10",
            "NaN",
            "1,000,",
        ] {
            assert_eq!(yuan(text), Err(Code::AmountMalformed), "{text:?}");
        }
        assert_eq!(yuan("12345678901234"), Err(Code::AmountTooLarge));
        assert_eq!(yuan("1e5"), Err(Code::AmountScientific));
        assert_eq!(yuan("6.22E+18"), Err(Code::AmountScientific));
        assert_eq!(yuan("+1"), Err(Code::AmountNegative));
        assert_eq!(yuan("-1"), Err(Code::AmountNegative));
        assert_eq!(yuan("−1"), Err(Code::AmountNegative));
        assert_eq!(yuan("500万元"), Err(Code::AmountUnit));
        assert_eq!(yuan("500万"), Err(Code::AmountUnit));
        assert_eq!(yuan("100.001"), Err(Code::AmountDecimals));
        assert_eq!(parse("1.5", Unit::Major, Currency::Jpy).unwrap_err().code, Code::AmountDecimals);
    }

    #[test]
    fn rates_are_exact() {
        assert_eq!(parse_rate("1.2%", 1).unwrap(), Exact::ratio(12, 1000).unwrap());
        assert_eq!(parse_rate("3.5‰", 1).unwrap(), Exact::ratio(35, 10_000).unwrap());
        assert_eq!(parse_rate("1.2", 100).unwrap(), Exact::ratio(12, 1000).unwrap());
        assert_eq!(parse_rate("0.012", 1).unwrap(), Exact::ratio(12, 1000).unwrap());
        for text in ["", "%", "1e2%", "-1%", ".5%", "1,2%", "01%"] {
            assert_eq!(parse_rate(text, 1).unwrap_err().code, Code::RateMalformed, "{text:?}");
        }
    }

    #[test]
    fn printing_for_people_and_for_files() {
        let amount = Fen::new(131_284_552);
        assert_eq!(grouped(amount, Currency::Cny), "1,312,845.52");
        assert_eq!(grouped(Fen::new(-5), Currency::Cny), "−0.05");
        assert_eq!(plain(Fen::new(-5), Currency::Cny), "-0.05");
        assert_eq!(grouped(Fen::new(123_456), Currency::Jpy), "123,456");
        assert_eq!(percent(Exact::ratio(15_999_999_999, 20_000_000_000).unwrap(), 4), "79.9999…%");
        assert_eq!(percent(Exact::ratio(12, 1000).unwrap(), 4), "1.20%");
    }

    proptest! {
        #[test]
        fn printed_amounts_read_back(minor in 0i64..1_000_000_000_000_000) {
            for text in [plain(Fen::new(minor), Currency::Cny), grouped(Fen::new(minor), Currency::Cny)] {
                prop_assert_eq!(parse(&text, Unit::Major, Currency::Cny).unwrap(), Fen::new(minor));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = parse(&text, Unit::Major, Currency::Cny);
            let _ = parse_rate(&text, 100);
        }
    }
}
