//! What is known of all numerators of a batch before they are looked at, and what can be proved from it.
//!
//! A batch holds fractions over one denominator. From the lowest and the highest numerator of its inputs follow those of
//! every result, so that the width of an operation (64 bits, 128 bits, or one exact fraction for each line) is chosen
//! once for the batch. What is proved to fit here also fits for [`Exact`], whose fractions are reduced and so never
//! larger: both ways give the same values and the same faults.

use crate::money::Exact;

/// Bounds of the numerators (both inclusive) over a denominator above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::calculation) struct Scale {
    pub(in crate::calculation) low: i128,
    pub(in crate::calculation) high: i128,
    pub(in crate::calculation) over: i128,
}

/// Two batches brought to one denominator: what the numerators of each are multiplied by.
#[derive(Debug, Clone, Copy)]
pub(in crate::calculation) struct Common {
    pub(in crate::calculation) left: i128,
    pub(in crate::calculation) right: i128,
    pub(in crate::calculation) over: i128,
}

impl Scale {
    /// Of one value.
    pub(in crate::calculation) const fn one(value: Exact) -> Self {
        Self { low: value.numerator(), high: value.numerator(), over: value.denominator() }
    }

    /// Of whole numbers.
    pub(in crate::calculation) const fn whole(low: i128, high: i128) -> Self {
        Self { low, high, over: 1 }
    }

    /// Whether numerators and denominator have 64 bits.
    pub(in crate::calculation) fn is_narrow(self) -> bool {
        [self.low, self.high, self.over].into_iter().all(|bound| i64::try_from(bound).is_ok())
    }

    /// The largest numerator without its sign.
    fn most(self) -> Option<i128> {
        Some(self.low.checked_abs()?.max(self.high.checked_abs()?))
    }

    /// With all numerators multiplied, over another denominator.
    pub(in crate::calculation) fn times(self, factor: i128, over: i128) -> Option<Self> {
        let (a, b) = (self.low.checked_mul(factor)?, self.high.checked_mul(factor)?);
        Some(Self { low: a.min(b), high: a.max(b), over })
    }

    /// Of values of either of two batches that have one denominator.
    pub(in crate::calculation) fn either(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high), over: self.over }
    }

    /// Of sums of two batches that have one denominator.
    pub(in crate::calculation) fn plus(self, other: Self) -> Option<Self> {
        Some(Self { low: self.low.checked_add(other.low)?, high: self.high.checked_add(other.high)?, over: self.over })
    }

    /// Of products of numerators, over a denominator.
    pub(in crate::calculation) fn product(self, other: Self, over: i128) -> Option<Self> {
        let corners = [
            self.low.checked_mul(other.low)?,
            self.low.checked_mul(other.high)?,
            self.high.checked_mul(other.low)?,
            self.high.checked_mul(other.high)?,
        ];
        let [a, b, c, d] = corners;
        Some(Self { low: a.min(b).min(c).min(d), high: a.max(b).max(c).max(d), over })
    }

    /// The least denominator that both can be brought to.
    pub(in crate::calculation) fn common(self, other: Self) -> Option<Common> {
        let divisor = divisor(self.over, other.over);
        let left = other.over.checked_div(divisor)?;
        let right = self.over.checked_div(divisor)?;
        Some(Common { left, right, over: self.over.checked_mul(left)? })
    }

    /// Whether sums and differences of exact fractions within these bounds always fit.
    pub(in crate::calculation) fn sum_fits(self, other: Self) -> bool {
        let fits = || {
            let left = self.most()?.checked_mul(other.over)?;
            let right = other.most()?.checked_mul(self.over)?;
            left.checked_add(right)?;
            self.over.checked_mul(other.over)
        };
        fits().is_some()
    }

    /// Whether products of exact fractions within these bounds always fit.
    pub(in crate::calculation) fn product_fits(self, other: Self) -> bool {
        let fits = || self.most()?.checked_mul(other.most()?).and(self.over.checked_mul(other.over));
        fits().is_some()
    }

    /// Whether exact fractions within these bounds can always be divided by a value other than zero.
    pub(in crate::calculation) fn quotient_fits(self, by: Exact) -> bool {
        let fits = || {
            let by_numerator = by.numerator().checked_abs()?;
            self.most()?.checked_mul(by.denominator()).and(self.over.checked_mul(by_numerator))
        };
        fits().is_some()
    }
}

/// The greatest common divisor of two denominators.
pub(in crate::calculation) fn divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a.wrapping_rem(b));
    }
    a
}
