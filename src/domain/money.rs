//! Amounts: [`Fen`] at rest, [`Exact`] in between, [`Rounding`] as the only way from one to the other.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::refusal::{Code, Refusal};

pub(crate) mod reciprocal;
pub mod text;
pub mod words;

/// An amount in the minor unit of its currency (fen for CNY, yen for JPY, fils for KWD).
///
/// Stored as `BIGINT`/`INTEGER`. It can be added and subtracted, always checked; it cannot be multiplied or divided:
/// that is [`Exact`]'s work. The inner integer is private so that nobody does arithmetic beside this type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "orm", derive(sea_orm::DeriveValueType))]
#[serde(transparent)]
pub struct Fen(i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of `minor` minor units.
    pub const fn new(minor: i64) -> Self {
        Self(minor)
    }

    /// The number of minor units.
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// `self + other`.
    ///
    /// # Errors
    /// [`Code::AmountOverflow`] when the sum does not fit.
    pub fn plus(self, other: Self) -> Result<Self, Refusal> {
        self.0.checked_add(other.0).map(Self).ok_or_else(|| Refusal::new(Code::AmountOverflow))
    }

    /// `self − other`; may be negative.
    ///
    /// # Errors
    /// [`Code::AmountOverflow`] when the difference does not fit.
    pub fn minus(self, other: Self) -> Result<Self, Refusal> {
        self.0.checked_sub(other.0).map(Self).ok_or_else(|| Refusal::new(Code::AmountOverflow))
    }

    /// The sum of all.
    ///
    /// # Errors
    /// [`Code::AmountOverflow`] when the sum does not fit.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, Refusal> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Whether the amount is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

/// An amount with its currency: what a person is shown, and what never mixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// The amount in minor units of `currency`.
    pub amount: Fen,
    /// The currency.
    pub currency: Currency,
}

/// Sums of amounts, currency by currency: what stands at the foot of a list that may hold several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sums(BTreeMap<Currency, Fen>);

impl Sums {
    /// The sums of some amounts.
    ///
    /// # Errors
    /// [`Code::AmountOverflow`].
    pub fn of(amounts: impl IntoIterator<Item = Money>) -> Result<Self, Refusal> {
        let mut sums = Self::default();
        for money in amounts {
            let sum = sums.0.entry(money.currency).or_default();
            *sum = sum.plus(money.amount)?;
        }
        Ok(sums)
    }

    /// One sum for each currency.
    pub fn iter(&self) -> impl Iterator<Item = Money> {
        self.0.iter().map(|(currency, amount)| currency.of(*amount))
    }

    /// The sum, where there is only one currency.
    pub fn only(&self) -> Option<Money> {
        self.iter().next().filter(|_| self.0.len() == 1)
    }
}

/// An amount in yuan, where the law itself speaks of yuan (fines, floors of a statistic).
pub const fn yuan(amount: Fen) -> Money {
    Currency::Cny.of(amount)
}

/// A currency: its ISO 4217 code and the number of decimals of its major unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "orm", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "orm", sea_orm(rs_type = "String", db_type = "Text"))]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Renminbi, 2 decimals.
    #[cfg_attr(feature = "orm", sea_orm(string_value = "CNY"))]
    Cny,
    /// Yen, no decimals.
    #[cfg_attr(feature = "orm", sea_orm(string_value = "JPY"))]
    Jpy,
    /// US dollar, 2 decimals.
    #[cfg_attr(feature = "orm", sea_orm(string_value = "USD"))]
    Usd,
    /// Euro, 2 decimals.
    #[cfg_attr(feature = "orm", sea_orm(string_value = "EUR"))]
    Eur,
    /// Kuwaiti dinar, 3 decimals.
    #[cfg_attr(feature = "orm", sea_orm(string_value = "KWD"))]
    Kwd,
}

impl Currency {
    /// Every currency the program knows.
    pub const ALL: [Self; 5] = [Self::Cny, Self::Jpy, Self::Usd, Self::Eur, Self::Kwd];

    /// The ISO 4217 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cny => "CNY",
            Self::Jpy => "JPY",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Kwd => "KWD",
        }
    }

    /// `amount` minor units of this currency.
    pub const fn of(self, amount: Fen) -> Money {
        Money { amount, currency: self }
    }

    /// The currency of an ISO 4217 code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.code() == code)
    }

    /// What people and spreadsheets put beside an amount of its major unit.
    pub const fn signs(self) -> &'static [&'static str] {
        match self {
            Self::Cny => &["元", "¥", "￥", "人民币", "RMB", "CNY", "CN¥"],
            Self::Jpy => &["円", "日元", "¥", "￥", "JPY", "JP¥"],
            Self::Usd => &["$", "US$", "USD", "美元"],
            Self::Eur => &["€", "EUR", "欧元"],
            Self::Kwd => &["KWD", "KD", "د.ك", "第纳尔"],
        }
    }

    /// Decimals of the major unit.
    pub const fn decimals(self) -> u32 {
        match self {
            Self::Jpy => 0,
            Self::Cny | Self::Usd | Self::Eur => 2,
            Self::Kwd => 3,
        }
    }

    /// Minor units in one major unit (100 fen in a yuan).
    pub const fn minor_per_major(self) -> i64 {
        match self.decimals() {
            0 => 1,
            3 => 1000,
            _ => 100,
        }
    }
}

/// An exact fraction: amounts, rates and shares between two roundings.
///
/// Always reduced, the denominator above zero. All arithmetic is checked; what does not fit into 128 bits is the
/// refusal [`Code::AmountOverflow`], never a wrong number. As an amount, one unit is one minor unit of the currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    numerator: i128,
    denominator: i128,
}

impl Exact {
    /// Zero.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// One.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// `numerator / denominator`, reduced.
    ///
    /// # Errors
    /// [`Code::DivisionByZero`]; [`Code::AmountOverflow`].
    pub fn ratio(numerator: i128, denominator: i128) -> Result<Self, Refusal> {
        if denominator == 0 {
            return Err(Refusal::new(Code::DivisionByZero));
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).map_err(|_| overflow())?;
        let n = numerator.checked_div(divisor).ok_or_else(overflow)?;
        let d = denominator.checked_div(divisor).ok_or_else(overflow)?;
        if d < 0 {
            Ok(Self {
                numerator: n.checked_neg().ok_or_else(overflow)?,
                denominator: d.checked_neg().ok_or_else(overflow)?,
            })
        } else {
            Ok(Self { numerator: n, denominator: d })
        }
    }

    /// A whole number.
    pub const fn whole(n: i64) -> Self {
        Self { numerator: i128_from(n), denominator: 1 }
    }

    /// The numerator of the reduced fraction.
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// The denominator of the reduced fraction, above zero.
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// `self + other`.
    ///
    /// # Errors
    /// [`Code::AmountOverflow`].
    pub fn plus(self, other: Self) -> Result<Self, Refusal> {
        if self.denominator == other.denominator {
            let n = self.numerator.checked_add(other.numerator).ok_or_else(overflow)?;
            return Self::ratio(n, self.denominator);
        }
        let a = self.numerator.checked_mul(other.denominator).ok_or_else(overflow)?;
        let b = other.numerator.checked_mul(self.denominator).ok_or_else(overflow)?;
        let d = self.denominator.checked_mul(other.denominator).ok_or_else(overflow)?;
        Self::ratio(a.checked_add(b).ok_or_else(overflow)?, d)
    }

    /// `−self`.
    ///
    /// # Errors
    /// [`Code::AmountOverflow`].
    pub fn negated(self) -> Result<Self, Refusal> {
        Ok(Self { numerator: self.numerator.checked_neg().ok_or_else(overflow)?, denominator: self.denominator })
    }

    /// `self − other`.
    ///
    /// # Errors
    /// [`Code::AmountOverflow`].
    pub fn minus(self, other: Self) -> Result<Self, Refusal> {
        self.plus(other.negated()?)
    }

    /// `self × other`.
    ///
    /// # Errors
    /// [`Code::AmountOverflow`].
    pub fn times(self, other: Self) -> Result<Self, Refusal> {
        // Cross-reduce first: the product then fits whenever the reduced result does.
        let a = Self::ratio(self.numerator, other.denominator)?;
        let b = Self::ratio(other.numerator, self.denominator)?;
        let n = a.numerator.checked_mul(b.numerator).ok_or_else(overflow)?;
        let d = a.denominator.checked_mul(b.denominator).ok_or_else(overflow)?;
        Self::ratio(n, d)
    }

    /// `self ÷ other`.
    ///
    /// # Errors
    /// [`Code::DivisionByZero`]; [`Code::AmountOverflow`].
    pub fn over(self, other: Self) -> Result<Self, Refusal> {
        self.times(Self::ratio(other.denominator, other.numerator)?)
    }

    /// Whether the value is below zero.
    pub const fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Whether the value is zero.
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// The whole number that `rounding` makes of this value, counted in `rounding.unit` minor units.
    ///
    /// This is the only way from an exact amount to a stored one, so that each rounding has a name and a place.
    ///
    /// # Errors
    /// [`Code::AmountOverflow`]; [`Code::DivisionByZero`] when the unit is zero.
    pub fn round(self, rounding: Rounding) -> Result<Fen, Refusal> {
        let in_units = self.over(Self::whole(rounding.unit.minor()))?;
        let units = in_units.rounded_integer(rounding.mode)?;
        let minor = units.checked_mul(i128::from(rounding.unit.minor())).ok_or_else(overflow)?;
        i64::try_from(minor).map(Fen).map_err(|_| overflow())
    }

    fn rounded_integer(self, mode: Mode) -> Result<i128, Refusal> {
        let floor = self.numerator.checked_div_euclid(self.denominator).ok_or_else(overflow)?;
        let rest = self.numerator.checked_rem_euclid(self.denominator).ok_or_else(overflow)?;
        if rest == 0 {
            return Ok(floor);
        }
        let twice = rest.checked_mul(2).ok_or_else(overflow)?;
        let up = match mode {
            Mode::Down => self.numerator < 0,
            Mode::Floor => false,
            Mode::Up => self.numerator > 0,
            Mode::HalfUp => match twice.cmp(&self.denominator) {
                Ordering::Greater => true,
                Ordering::Less => false,
                Ordering::Equal => self.numerator > 0,
            },
            Mode::HalfEven => match twice.cmp(&self.denominator) {
                Ordering::Greater => true,
                Ordering::Less => false,
                Ordering::Equal => floor.checked_rem_euclid(2) == Some(1),
            },
        };
        if up { floor.checked_add(1).ok_or_else(overflow) } else { Ok(floor) }
    }
}

impl Serialize for Exact {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (n, d) = text.split_once('/').unwrap_or((&text, "1"));
        let parsed = n.parse().ok().zip(d.parse().ok()).and_then(|(n, d)| Self::ratio(n, d).ok());
        parsed.ok_or_else(|| serde::de::Error::custom("not a fraction n/d"))
    }
}

impl From<Fen> for Exact {
    fn from(amount: Fen) -> Self {
        Self::whole(amount.0)
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        compare_fractions((self.numerator, self.denominator), (other.numerator, other.denominator))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == 1 {
            write!(f, "{}", self.numerator)
        } else {
            write!(f, "{}/{}", self.numerator, self.denominator)
        }
    }
}

/// How a value becomes whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 四舍五入: halves away from zero.
    HalfUp,
    /// Halves to the even neighbour.
    HalfEven,
    /// Towards zero (cut off).
    Down,
    /// Towards minus infinity.
    Floor,
    /// Away from zero.
    Up,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 5] = [Self::HalfUp, Self::HalfEven, Self::Down, Self::Floor, Self::Up];

    /// Its word in scheme files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::HalfUp => "half_up",
            Self::HalfEven => "half_even",
            Self::Down => "down",
            Self::Floor => "floor",
            Self::Up => "up",
        }
    }

    /// The mode of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }
}

/// A named rounding: to which unit (in minor units) and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rounding {
    /// The unit to round to, in minor units: 1 = fen, 100 = yuan, 10 000 = 0.01 万元.
    pub unit: Fen,
    /// The mode.
    pub mode: Mode,
}

impl Rounding {
    /// Halves up, to the minor unit (元以下四舍五入到分).
    pub const HALF_UP_TO_MINOR: Self = Self { unit: Fen::new(1), mode: Mode::HalfUp };
}

/// Splits `total` in proportion to `weights`, in whole `unit`s, by the largest remainder; equal remainders go to the
/// earlier share. The shares sum to `total` exactly; the part of `total` below one unit goes to the largest remainder
/// too. With all weights zero the first share takes all when `total` is not zero.
///
/// # Errors
/// [`Code::NegativeWeight`]; [`Code::AmountOverflow`]; [`Code::DivisionByZero`] when the unit is not above zero;
/// [`Code::NothingToShare`] when there are no weights but an amount to give.
pub fn allocate(total: Fen, weights: &[Exact], unit: Fen) -> Result<Vec<Fen>, Refusal> {
    if weights.iter().any(|w| w.is_negative()) {
        return Err(Refusal::new(Code::NegativeWeight));
    }
    if unit.minor() <= 0 {
        return Err(Refusal::new(Code::DivisionByZero));
    }
    let sum = weights.iter().try_fold(Exact::ZERO, |sum, w| sum.plus(*w))?;
    if weights.is_empty() || sum.is_zero() {
        let mut shares = vec![Fen::ZERO; weights.len()];
        return match (total.is_zero(), shares.first_mut()) {
            (true, _) => Ok(shares),
            (false, Some(first)) => {
                *first = total;
                Ok(shares)
            }
            (false, None) => Err(Refusal::new(Code::NothingToShare)),
        };
    }
    let down = Rounding { unit, mode: Mode::Floor };
    let mut shares = Vec::with_capacity(weights.len());
    let mut rests = Vec::with_capacity(weights.len());
    let mut given = Fen::ZERO;
    for (place, weight) in weights.iter().enumerate() {
        let exact = Exact::from(total).times(*weight)?.over(sum)?;
        let share = exact.round(down)?;
        given = given.plus(share)?;
        rests.push((exact.minus(Exact::from(share))?, place));
        shares.push(share);
    }
    rests.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut left = total.minus(given)?;
    for (_, place) in rests {
        if left.is_zero() {
            break;
        }
        let step = if left >= unit { unit } else { left };
        if let Some(share) = shares.get_mut(place) {
            *share = share.plus(step)?;
            left = left.minus(step)?;
        }
    }
    Ok(shares)
}

/// As [`allocate`], for weights that are `numerators ÷ over`: the sum of the weights, and the shares. Nothing when a
/// weight is below zero or it is not certain that every value on the way fits.
///
/// # Errors
/// [`Code::AmountOverflow`] when the shares do not fit.
pub fn allocate_whole(
    total: Fen,
    numerators: &[i64],
    over: i64,
    unit: Fen,
) -> Option<Result<(Exact, Vec<Fen>), Refusal>> {
    let lowest = numerators.iter().min().copied()?;
    let sum = numerators.iter().try_fold(0_i128, |sum, weight| sum.checked_add(i128::from(*weight)))?;
    let step = i128::from(unit.minor());
    if lowest < 0 || sum == 0 || step <= 0 || over <= 0 {
        return None;
    }
    // What exact fractions come to on the way, from the largest numerators and denominators that they may have.
    let (amount, over) = (i128::from(total.minor()).checked_abs()?.max(step), i128::from(over));
    let largest = amount.checked_mul(sum)?.checked_mul(over)?.checked_mul(2)?;
    sum.checked_mul(over)?.checked_mul(over)?.checked_mul(2)?;
    over.checked_mul(sum)?.checked_mul(step)?.checked_mul(2)?.checked_add(largest)?;
    let divisor = sum.checked_mul(step)?;
    let proportion = Proportion::of(total, divisor)?;
    let weight = |place: usize| numerators.get(place).copied().unwrap_or(0);
    let shares = if i64::try_from(divisor).is_ok() {
        shares(total, numerators.len(), unit, |place| {
            let (units, rest) = proportion.of_weight(weight(place));
            (units, i64::try_from(rest).unwrap_or(i64::MAX))
        })
    } else {
        shares(total, numerators.len(), unit, |place| proportion.of_weight(weight(place)))
    };
    Some(shares.and_then(|shares| Ok((Exact::ratio(sum, over)?, shares))))
}

/// `total ÷ divisor`, ready to be multiplied with many weights.
#[derive(Debug, Clone, Copy)]
struct Proportion {
    whole: i128,
    rest: i128,
    /// `rest ÷ divisor` in units of 2⁻⁶⁴, cut off.
    factor: u128,
    divisor: i128,
}

impl Proportion {
    /// Of a total that is not below zero, and a divisor above zero.
    fn of(total: Fen, divisor: i128) -> Option<Self> {
        let total = Some(i128::from(total.minor())).filter(|total| *total >= 0)?;
        let rest = total.checked_rem(divisor)?;
        let factor = u128::try_from(rest).ok()?.checked_shl(64)?.checked_div(u128::try_from(divisor).ok()?)?;
        Some(Self { whole: total.checked_div(divisor)?, rest, factor, divisor })
    }

    /// The whole part of `weight × total ÷ divisor`, and the remainder of that division; for a weight from 0 to 2⁶³ − 1.
    ///
    /// The factor is less than 2⁻⁶⁴ too small and the weight has 63 bits, so the estimate is at most one too small.
    #[expect(clippy::as_conversions, reason = "the weight is not below zero; a share of a total has 64 bits")]
    fn of_weight(self, weight: i64) -> (i64, i128) {
        let estimate = (weight as u128).wrapping_mul(self.factor).wrapping_shr(64) as i128;
        let weight = i128::from(weight);
        let rest = weight.wrapping_mul(self.rest).wrapping_sub(estimate.wrapping_mul(self.divisor));
        let more = rest >= self.divisor;
        let units = weight.wrapping_mul(self.whole).wrapping_add(estimate).wrapping_add(i128::from(more));
        (units as i64, if more { rest.wrapping_sub(self.divisor) } else { rest })
    }
}

/// Shares from the whole units of each and what remains of them: one unit more for the largest remainders.
fn shares<R: Copy + Ord + Default>(
    total: Fen,
    count: usize,
    unit: Fen,
    of: impl Fn(usize) -> (i64, R),
) -> Result<Vec<Fen>, Refusal> {
    let mut out = Vec::with_capacity(count);
    let mut rests = Vec::with_capacity(count);
    let mut given = Fen::ZERO;
    for place in 0..count {
        let (units, rest) = of(place);
        let share = units.checked_mul(unit.minor()).map(Fen).ok_or_else(overflow)?;
        given = given.plus(share)?;
        out.push(share);
        rests.push(rest);
    }
    let left = total.minus(given)?;
    let whole = left.minor().checked_div(unit.minor()).ok_or_else(overflow)?;
    let odd = left.minor().checked_rem(unit.minor()).ok_or_else(overflow)?;
    let steps = usize::try_from(whole).map_err(|_| overflow())?.saturating_add(usize::from(odd != 0)).min(count);
    let Some(last) = steps.checked_sub(1) else { return Ok(out) };
    // The last remainder that still gets something; of equal ones the earlier do.
    let mut ordered = rests.clone();
    let bound = *ordered.select_nth_unstable_by(last, |a, b| b.cmp(a)).1;
    let above = rests.iter().filter(|rest| **rest > bound).count();
    let mut equal = steps.saturating_sub(above);
    for (share, rest) in out.iter_mut().zip(rests) {
        let step = match rest.cmp(&bound) {
            Ordering::Greater => unit,
            Ordering::Equal if equal > 0 => {
                equal = equal.saturating_sub(1);
                if equal == 0 && odd != 0 { Fen(odd) } else { unit }
            }
            _ => continue,
        };
        *share = share.plus(step)?;
    }
    Ok(out)
}

fn overflow() -> Refusal {
    Refusal::new(Code::AmountOverflow)
}

/// Widening an `i64` never loses anything; `From` is not usable in a `const fn`.
#[expect(clippy::as_conversions, reason = "i64 to i128 is lossless and From::from is not const")]
const fn i128_from(n: i64) -> i128 {
    n as i128
}

#[expect(clippy::arithmetic_side_effects, reason = "the divisor is checked to be above zero by the loop condition")]
const fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Compares two fractions with positive denominators without multiplying: by whole parts, then by the reciprocals of
/// the rests (continued fractions).
fn compare_fractions(mut a: (i128, i128), mut b: (i128, i128)) -> Ordering {
    let mut reversed = false;
    loop {
        let (Some(whole_a), Some(whole_b)) = (a.0.checked_div_euclid(a.1), b.0.checked_div_euclid(b.1)) else {
            return Ordering::Equal;
        };
        let (Some(rest_a), Some(rest_b)) = (a.0.checked_rem_euclid(a.1), b.0.checked_rem_euclid(b.1)) else {
            return Ordering::Equal;
        };
        let order = match (whole_a.cmp(&whole_b), rest_a, rest_b) {
            (Ordering::Equal, 0, 0) => return Ordering::Equal,
            (Ordering::Equal, 0, _) => Ordering::Less,
            (Ordering::Equal, _, 0) => Ordering::Greater,
            (Ordering::Equal, _, _) => {
                (a, b) = ((a.1, rest_a), (b.1, rest_b));
                reversed = !reversed;
                continue;
            }
            (different, _, _) => different,
        };
        return if reversed { order.reverse() } else { order };
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn exact(n: i128, d: i128) -> Exact {
        Exact::ratio(n, d).unwrap()
    }

    #[test]
    fn the_three_half_modes_part_at_the_tie() {
        // TCI-04: 149 999.985 yuan
        let value = exact(29_999_997, 2);
        let fen = |mode| value.round(Rounding { unit: Fen::new(1), mode }).unwrap().minor();
        assert_eq!(fen(Mode::HalfUp), 14_999_999);
        assert_eq!(fen(Mode::HalfEven), 14_999_998);
        assert_eq!(fen(Mode::Floor), 14_999_998);
        assert_eq!(fen(Mode::Up), 14_999_999);
    }

    #[test]
    fn negative_halves_go_away_from_zero() {
        let round = |mode| exact(-5, 2).round(Rounding { unit: Fen::new(1), mode }).unwrap().minor();
        assert_eq!(
            (round(Mode::HalfUp), round(Mode::Down), round(Mode::Floor), round(Mode::HalfEven)),
            (-3, -2, -3, -2)
        );
    }

    #[test]
    fn tianjin_2022_central_pool_is_the_published_one() {
        // TJ-04, in fen; unit 0.01 万元 = 100 yuan = 10 000 fen
        let totals = [279_610, 26_815, 20_923, 6_900, 2_130, 1_550].map(|w| Exact::whole(w * 10_000));
        let shares = allocate(Fen::new(473_000_000), &totals, Fen::new(10_000)).unwrap();
        let hundredths: Vec<i64> = shares.iter().map(|s| s.minor() / 10_000).collect();
        assert_eq!(hundredths, [39_137, 3_753, 2_929, 966, 298, 217]);
    }

    proptest! {
        #[test]
        fn shares_sum_to_the_total(total in 0i64..1_000_000_000_000, weights in prop::collection::vec(0i64..1_000_000_000, 1..40), unit in 1i64..10_000) {
            let exact: Vec<Exact> = weights.iter().map(|w| Exact::whole(*w)).collect();
            let shares = allocate(Fen::new(total), &exact, Fen::new(unit)).unwrap();
            prop_assert_eq!(Fen::sum(shares.iter().copied()).unwrap(), Fen::new(total));
            let sum: i64 = weights.iter().sum();
            if sum > 0 {
                for (share, weight) in shares.iter().zip(&weights) {
                    let fair = i128::from(total) * i128::from(*weight) / i128::from(sum);
                    prop_assert!((i128::from(share.minor()) - fair).abs() <= i128::from(unit) + 1);
                }
            }
        }

        #[test]
        fn whole_weights_share_like_exact_ones(
            size in 0_usize..4,
            totals in (0_i64..100, 0_i64..1_000_000_000_000, any::<i64>()),
            weights in prop::collection::vec((0_u8..4, 0_i64..7, 0_i64..1_000_000_000_000), 1..60),
            over in 1_i64..1_000_000,
            unit in prop::sample::select(vec![1_i64, 2, 7, 100, 10_000]),
        ) {
            let total = Fen::new([totals.0, totals.1, totals.2, i64::MAX - totals.0][size]);
            let weights: Vec<i64> = weights.into_iter().map(|(kind, small, large)| [0, small, large, 1_000][usize::from(kind)]).collect();
            let exact: Vec<Exact> = weights.iter().map(|weight| self::exact(i128::from(*weight), i128::from(over))).collect();
            if let Some(shared) = allocate_whole(total, &weights, over, Fen::new(unit)) {
                let sum = exact.iter().try_fold(Exact::ZERO, |sum, weight| sum.plus(*weight)).unwrap();
                let shares = allocate(total, &exact, Fen::new(unit)).map(|shares| (sum, shares));
                prop_assert_eq!(shared.map_err(|refusal| refusal.code), shares.map_err(|refusal| refusal.code));
            } else {
                prop_assert!(weights.iter().all(|weight| *weight == 0) || size > 1 || over > 1_000);
            }
        }

        #[test]
        fn comparing_agrees_with_cross_multiplication(a in -1_000_000i128..1_000_000, b in 1i128..1_000_000, c in -1_000_000i128..1_000_000, d in 1i128..1_000_000) {
            prop_assert_eq!(exact(a, b).cmp(&exact(c, d)), (a * d).cmp(&(c * b)));
        }

        #[test]
        fn adding_and_taking_away_is_nothing(a in any::<i64>(), b in 1i128..1_000_000_007, c in any::<i64>(), d in 1i128..1_000_000_007) {
            let (x, y) = (exact(i128::from(a), b), exact(i128::from(c), d));
            prop_assert_eq!(x.plus(y).unwrap().minus(y).unwrap(), x);
        }

        #[test]
        fn rounding_half_up_is_at_most_half_a_unit_away(n in -1_000_000_000i128..1_000_000_000, d in 1i128..10_000) {
            let value = exact(n, d);
            let rounded = value.round(Rounding::HALF_UP_TO_MINOR).unwrap();
            let off = value.minus(Exact::from(rounded)).unwrap();
            prop_assert!(off <= exact(1, 2) && off >= exact(-1, 2));
        }
    }
}
