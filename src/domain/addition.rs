//! What an office adds to itself (机构事项). One administrator proposes it, another agrees.

use chrono::{Datelike, NaiveDate};
use std::ops::RangeInclusive;

use crate::role::text_enum;

text_enum! {
    /// What is added to an office.
    Addition {
        /// 工作日历: the official notice about a year.
        CalendarYear = "calendar_year",
        /// 单位: a unit below one that is there.
        Unit = "unit",
        /// 银行账户: an account of the authority from which it pays.
        BankAccount = "bank_account",
        /// 预算科目: a line of the budget of a year.
        BudgetLine = "budget_line",
        /// 文书模板: the text of a kind of letter.
        LetterText = "letter_text",
    }
}

/// The levels of units, from the top.
pub const LEVELS: [&str; 3] = ["province", "city", "county"];

/// The level of a unit below one of this level; none below the lowest.
pub fn level_below(level: &str) -> Option<&'static str> {
    LEVELS.iter().skip_while(|above| **above != level).nth(1).copied()
}

/// The fiscal years for which a budget line can be opened: the last one, this one and the next two.
pub fn fiscal_years(today: NaiveDate) -> RangeInclusive<i64> {
    let this = i64::from(today.year());
    this.saturating_sub(1)..=this.saturating_add(2)
}
