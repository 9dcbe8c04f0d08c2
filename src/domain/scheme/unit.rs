//! Units of the formula language: what a value measures, and what sums, products and comparisons of units mean.

/// What a formula's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A number with a dimension: powers of money and of days; `rate` marks a pure ratio against a plain number.
    Quantity {
        /// Power of money.
        money: i8,
        /// Power of days.
        days: i8,
        /// Whether a value without dimension is a rate (80 %) rather than a number (80).
        rate: bool,
    },
    /// A date.
    Date,
    /// Free text.
    Text,
    /// A word of the list with this number.
    Choice(usize),
    /// Yes or no.
    Flag,
}

impl Unit {
    /// An amount.
    pub const MONEY: Self = Self::Quantity { money: 1, days: 0, rate: false };
    /// A rate or a share.
    pub const RATE: Self = Self::Quantity { money: 0, days: 0, rate: true };
    /// A plain number, such as a count.
    pub const NUMBER: Self = Self::Quantity { money: 0, days: 0, rate: false };
    /// A number of days.
    pub const DAYS: Self = Self::Quantity { money: 0, days: 1, rate: false };

    /// The unit of a product; `None` when one side is no quantity or the power grows beyond sense.
    pub fn times(self, other: Self) -> Option<Self> {
        let (Self::Quantity { money, days, rate }, Self::Quantity { money: m, days: d, rate: r }) = (self, other)
        else {
            return None;
        };
        Self::quantity(money.checked_add(m)?, days.checked_add(d)?, rate || r)
    }

    /// The unit of a quotient: what is left of money ÷ money, days ÷ days or count ÷ count is a rate.
    pub fn over(self, other: Self) -> Option<Self> {
        let (Self::Quantity { money, days, rate }, Self::Quantity { money: m, days: d, rate: r }) = (self, other)
        else {
            return None;
        };
        let share = self == other || rate || r;
        Self::quantity(money.checked_sub(m)?, days.checked_sub(d)?, share)
    }

    fn quantity(money: i8, days: i8, rate: bool) -> Option<Self> {
        let plain = money == 0 && days == 0;
        ((-3..=3).contains(&money) && (-3..=3).contains(&days)).then_some(Self::Quantity {
            money,
            days,
            rate: plain && rate,
        })
    }

    /// Whether values can be put in order (`<`).
    pub const fn ordered(self) -> bool {
        matches!(self, Self::Quantity { .. } | Self::Date)
    }

    /// Whether the value is a number of some dimension.
    pub const fn is_quantity(self) -> bool {
        matches!(self, Self::Quantity { .. })
    }

    /// Whether a named step may have this unit: one that people have a word for.
    pub const fn has_name(self) -> bool {
        !matches!(self, Self::Quantity { .. }) || matches!(self, Self::MONEY | Self::RATE | Self::NUMBER | Self::DAYS)
    }

    /// The word of the unit, as in messages (`scheme-unit-<key>`).
    pub const fn key(self) -> &'static str {
        match self {
            Self::MONEY => "money",
            Self::RATE => "rate",
            Self::NUMBER => "number",
            Self::DAYS => "days",
            Self::Quantity { .. } => "compound",
            Self::Date => "date",
            Self::Text => "text",
            Self::Choice(_) => "choice",
            Self::Flag => "flag",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_and_quotients_have_the_units_of_the_law() {
        assert_eq!(Unit::MONEY.times(Unit::RATE), Some(Unit::MONEY));
        assert_eq!(Unit::MONEY.over(Unit::MONEY), Some(Unit::RATE));
        assert_eq!(Unit::DAYS.over(Unit::DAYS), Some(Unit::RATE));
        assert_eq!(Unit::NUMBER.over(Unit::NUMBER), Some(Unit::RATE));
        assert_eq!(Unit::MONEY.over(Unit::NUMBER), Some(Unit::MONEY));
        let money_days = Unit::MONEY.times(Unit::DAYS).unwrap();
        assert!(!money_days.has_name());
        assert_eq!(money_days.over(Unit::DAYS), Some(Unit::MONEY));
        assert_eq!(Unit::Flag.times(Unit::MONEY), None);
    }
}
