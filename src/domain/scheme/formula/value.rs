//! Valuing a formula: exact, without panic, without allocation.

use std::cmp::Ordering;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::function::{apply, to_steps};
use super::{Arithmetic, Comparison, Constant, Name, Node, NodeKind};
use crate::calendar::Calendar;
use crate::date::days_between;
use crate::firm::size::{self, Indicators, Industry};
use crate::money::{Exact, Fen};
use crate::refusal::{Code, Refusal};
use crate::scheme::Scheme;
use crate::template::Value;

/// A value during a calculation. Its unit is known from the formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Val<'a> {
    /// A quantity; amounts in minor units.
    Number(Exact),
    /// A date.
    Date(NaiveDate),
    /// Text, or the key of a choice.
    Text(&'a str),
    /// Yes or no.
    Flag(bool),
}

/// Why a formula has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultCode {
    /// An optional value that the rule needs is not given.
    Missing,
    /// A division by zero.
    DivisionByZero,
    /// The value does not fit into 128 bits.
    Overflow,
    /// The value lies in no row of the table.
    OutsideTable,
    /// An amount or a weight is below zero.
    Negative,
    /// The day is before the first value of a series.
    BeforeSeries,
    /// The day is after the last for which a series is known.
    AfterSeries,
    /// The official working days of the year are not known.
    NoCalendar,
    /// A number of days or months is not whole.
    NotWhole,
    /// An amount is to be spread over lines of which none has a weight.
    NothingToShare,
}

impl FaultCode {
    /// The key, as in catalogues (`calc-fault-<key>`).
    pub const fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::DivisionByZero => "division-by-zero",
            Self::Overflow => "overflow",
            Self::OutsideTable => "outside-table",
            Self::Negative => "negative",
            Self::BeforeSeries => "before-series",
            Self::AfterSeries => "after-series",
            Self::NoCalendar => "no-calendar",
            Self::NotWhole => "not-whole",
            Self::NothingToShare => "nothing-to-share",
        }
    }
}

impl From<Refusal> for FaultCode {
    fn from(refusal: Refusal) -> Self {
        match refusal.code {
            Code::DivisionByZero => Self::DivisionByZero,
            Code::SizeIndicatorMissing => Self::Missing,
            Code::NegativeWeight => Self::Negative,
            Code::CalendarMissing => Self::NoCalendar,
            Code::NothingToShare => Self::NothingToShare,
            _ => Self::Overflow,
        }
    }
}

/// Most keys of a table, and most arguments of a function of plain values.
pub(crate) const MOST_KEYS: usize = 4;

/// A value, or why there is none.
pub type Slot<'a> = Result<Val<'a>, FaultCode>;

/// Where names get their values.
pub struct Env<'a, 'e> {
    /// The names: the line's cells and steps, the figures of all that the line belongs to, what the firm and the
    /// authority state.
    pub names: &'e dyn Fn(Name) -> Slot<'a>,
    /// The sums of the formula that is valued.
    pub aggregates: &'e [Slot<'a>],
    /// The scheme, for its tables and series.
    pub scheme: &'a Scheme,
    /// The official working days.
    pub calendar: &'e Calendar,
}

impl<'a> Env<'a, '_> {
    /// The value of a name.
    pub fn name(&self, name: Name) -> Slot<'a> {
        (self.names)(name)
    }
}

/// A stored value as one of a calculation.
pub fn read(value: &Value) -> Slot<'_> {
    match value {
        Value::Missing => Err(FaultCode::Missing),
        Value::Money(amount) => Ok(Val::Number(Exact::from(*amount))),
        Value::Rate(rate) => Ok(Val::Number(*rate)),
        Value::Count(count) => Ok(Val::Number(Exact::whole(*count))),
        Value::Date(date) => Ok(Val::Date(*date)),
        Value::Text(text) => Ok(Val::Text(text)),
        Value::Flag(flag) => Ok(Val::Flag(*flag)),
    }
}

/// A written value as one of a calculation.
pub(crate) fn constant(constant: &Constant) -> Val<'_> {
    match constant {
        Constant::Number(value) => Val::Number(*value),
        Constant::Date(date) => Val::Date(*date),
        Constant::Text(text) => Val::Text(text),
        Constant::Flag(flag) => Val::Flag(*flag),
    }
}

/// The number of a value; units are checked when the scheme is loaded, so a mismatch cannot reach this.
pub(crate) fn number(value: Val<'_>) -> Result<Exact, FaultCode> {
    match value {
        Val::Number(value) => Ok(value),
        _ => Err(FaultCode::Missing),
    }
}

/// The yes or no of a value.
pub(crate) fn flag(value: Val<'_>) -> Result<bool, FaultCode> {
    match value {
        Val::Flag(flag) => Ok(flag),
        _ => Err(FaultCode::Missing),
    }
}

/// Values a part of a formula.
///
/// # Errors
/// A [`FaultCode`] when it has no value.
pub fn eval<'a>(node: &'a Node, env: &Env<'a, '_>) -> Slot<'a> {
    let of_number = |node: &'a Node| eval(node, env).and_then(number);
    let of_flag = |node: &'a Node| eval(node, env).and_then(flag);
    match &node.kind {
        NodeKind::Constant(value) => Ok(constant(value)),
        NodeKind::Name(name) => env.name(*name),
        NodeKind::Negative(of) => Ok(Val::Number(of_number(of)?.negated()?)),
        NodeKind::Not(of) => Ok(Val::Flag(!of_flag(of)?)),
        NodeKind::Arithmetic(operation, left, right) => {
            let (left, right) = (of_number(left)?, of_number(right)?);
            Ok(Val::Number(match operation {
                Arithmetic::Plus => left.plus(right)?,
                Arithmetic::Minus => left.minus(right)?,
                Arithmetic::Times => left.times(right)?,
                Arithmetic::Over => left.over(right)?,
            }))
        }
        NodeKind::Comparison(comparison, left, right) => {
            let order = compare(eval(left, env)?, eval(right, env)?);
            Ok(Val::Flag(match comparison {
                Comparison::Less => order == Ordering::Less,
                Comparison::AtMost => order != Ordering::Greater,
                Comparison::Equal => order == Ordering::Equal,
                Comparison::Unequal => order != Ordering::Equal,
                Comparison::AtLeast => order != Ordering::Less,
                Comparison::More => order == Ordering::Greater,
            }))
        }
        NodeKind::And(left, right) => Ok(Val::Flag(of_flag(left)? && of_flag(right)?)),
        NodeKind::Or(left, right) => Ok(Val::Flag(of_flag(left)? || of_flag(right)?)),
        NodeKind::In(of, list) => {
            let value = eval(of, env)?;
            Ok(Val::Flag(list.iter().any(|word| constant(word) == value)))
        }
        NodeKind::If(condition, yes, no) => eval(if of_flag(condition)? { yes } else { no }, env),
        NodeKind::Extreme { greatest, of } => {
            let wanted = if *greatest { Ordering::Greater } else { Ordering::Less };
            let mut best = None;
            for candidate in of {
                let candidate = eval(candidate, env)?;
                if best.is_none_or(|best| compare(candidate, best) == wanted) {
                    best = Some(candidate);
                }
            }
            best.ok_or(FaultCode::Missing)
        }
        NodeKind::Band(table, of) => {
            let key = of_number(of)?;
            let row = env.scheme.tables.get(*table).and_then(|table| table.row_of(key));
            let row = row.ok_or(FaultCode::OutsideTable)?;
            Ok(Val::Number(row.value))
        }
        NodeKind::Grid(grid, of) => {
            // A key for each condition of a row; no table has more.
            let mut keys = [Val::Flag(false); MOST_KEYS];
            for (slot, node) in keys.iter_mut().zip(of) {
                *slot = eval(node, env)?;
            }
            let keys = keys.get(..of.len()).ok_or(FaultCode::OutsideTable)?;
            let value = env.scheme.grids.get(*grid).and_then(|grid| grid.value_of(keys));
            value.map(Val::Number).ok_or(FaultCode::OutsideTable)
        }
        NodeKind::At(series, day) => match eval(day, env)? {
            Val::Date(day) => {
                let series = env.scheme.series.get(*series).ok_or(FaultCode::Missing)?;
                series.at(day).map(Val::Number)
            }
            _ => Err(FaultCode::Missing),
        },
        NodeKind::Function(function, of) => {
            let mut values = [Err(FaultCode::Missing); MOST_KEYS];
            for (slot, node) in values.iter_mut().zip(of) {
                *slot = eval(node, env);
            }
            apply(*function, &values, env.calendar)
        }
        NodeKind::Round { of, unit, mode } => to_steps(of_number(of)?, *unit, *mode).map(Val::Number),
        NodeKind::StartsWith(of, start) => match eval(of, env)? {
            Val::Text(text) => Ok(Val::Flag(text.starts_with(start.as_str()))),
            _ => Err(FaultCode::Missing),
        },
        NodeKind::Days { inclusive, from, to } => match (eval(from, env)?, eval(to, env)?) {
            (Val::Date(from), Val::Date(to)) => {
                let days = days_between(from, to).saturating_add(i64::from(*inclusive));
                Ok(Val::Number(Exact::whole(days)))
            }
            _ => Err(FaultCode::Missing),
        },
        NodeKind::SizeClass { reading, industry, indicators } => {
            let Val::Text(industry) = eval(industry, env)? else { return Err(FaultCode::Missing) };
            let industry = Industry::from_key(industry).ok_or(FaultCode::Missing)?;
            let whole = |place: usize| -> Result<Option<i64>, FaultCode> {
                match indicators.get(place).map_or(Err(FaultCode::Missing), &of_number) {
                    Ok(value) => {
                        let whole = value.numerator().checked_div_euclid(value.denominator());
                        whole.and_then(|n| i64::try_from(n).ok()).map(Some).ok_or(FaultCode::Overflow)
                    }
                    Err(FaultCode::Missing) => Ok(None),
                    Err(fault) => Err(fault),
                }
            };
            let known =
                Indicators { staff: whole(0)?, revenue: whole(1)?.map(Fen::new), assets: whole(2)?.map(Fen::new) };
            Ok(Val::Text(size::classify(industry, &known, *reading)?.key()))
        }
        NodeKind::Missing(name) => match env.name(*name) {
            Ok(_) => Ok(Val::Flag(false)),
            Err(FaultCode::Missing) => Ok(Val::Flag(true)),
            Err(fault) => Err(fault),
        },
        NodeKind::Aggregate(place) => env.aggregates.get(*place).copied().unwrap_or(Err(FaultCode::Missing)),
    }
}

/// Puts two values of one unit in order.
pub(crate) fn compare(a: Val<'_>, b: Val<'_>) -> Ordering {
    match (a, b) {
        (Val::Number(a), Val::Number(b)) => a.cmp(&b),
        (Val::Date(a), Val::Date(b)) => a.cmp(&b),
        (Val::Text(a), Val::Text(b)) => a.cmp(b),
        (Val::Flag(a), Val::Flag(b)) => a.cmp(&b),
        _ => Ordering::Less,
    }
}
