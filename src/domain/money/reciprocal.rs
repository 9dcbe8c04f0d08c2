//! Division of many numbers by the same one: by a multiplication, since a division takes as long as ten of them.

/// A divisor from 1 to 2⁶³ − 1, ready to divide numbers from 0 to 2⁶³ − 1.
///
/// With `l` the number of bits of `d − 1` and `m = ⌊2⁶³⁺ˡ ÷ d⌋ + 1`, the error of `n × m ÷ 2⁶³⁺ˡ` stays below `1 ÷ d`
/// for every `n` below 2⁶³ (Granlund and Montgomery 1994, theorem 4.2), so that its whole part is that of `n ÷ d`.
/// `m` has at most 64 bits, as `2ˡ < 2 d`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reciprocal {
    multiplier: u64,
    shift: u32,
}

impl Reciprocal {
    /// Of a divisor; `None` when it is not above zero.
    pub(crate) fn of(divisor: i64) -> Option<Self> {
        let divisor = u64::try_from(divisor).ok().filter(|divisor| *divisor > 0)?;
        let bits = u64::BITS.checked_sub(divisor.checked_sub(1)?.leading_zeros())?;
        let shift = bits.checked_add(63)?;
        let power = 1_u128.checked_shl(shift)?;
        let multiplier = power.checked_div(u128::from(divisor))?.checked_add(1)?;
        // One has the multiplier 2⁶³ + 1, a power of two 2ˡ likewise; all others lie between 2⁶³ and 2⁶⁴.
        Some(Self { multiplier: u64::try_from(multiplier).ok()?, shift: bits })
    }

    /// The whole part of `number ÷ divisor`, for a number that is not below zero.
    #[expect(clippy::as_conversions, reason = "the quotient is not above the number, which has 63 bits")]
    pub(crate) const fn divide(self, number: i64) -> i64 {
        let product = (number as u128).wrapping_mul(self.multiplier as u128);
        (product.wrapping_shr(63) as u64).wrapping_shr(self.shift) as i64
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(number: i64, divisor: i64) {
        assert_eq!(Reciprocal::of(divisor).unwrap().divide(number), number / divisor, "{number} / {divisor}");
    }

    #[test]
    fn edges_divide_like_the_processor() {
        let powers = (0..62).map(|power| 1_i64 << power);
        let near = powers.flat_map(|power| [power - 1, power, power + 1]).chain([i64::MAX - 1, i64::MAX, 365_000_000]);
        let near: Vec<_> = near.filter(|number| *number > 0).collect();
        for divisor in &near {
            check(0, *divisor);
            for number in &near {
                check(*number, *divisor);
                check(number.saturating_mul(*divisor), *divisor);
                check(number.saturating_mul(*divisor) - 1, *divisor);
            }
        }
        assert!(Reciprocal::of(0).is_none() && Reciprocal::of(-1).is_none());
    }

    proptest! {
        #[test]
        fn quotients_are_those_of_the_processor(number in 0..=i64::MAX, divisor in 1..=i64::MAX, small in 0_u32..62) {
            check(number, divisor);
            check(number, (divisor >> small).max(1));
        }
    }
}
