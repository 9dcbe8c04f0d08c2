//! The loops over numbers: sums, products, comparisons, choices, roundings, tables.
//!
//! Every loop is proved beforehand by the [`Scale`]s of its inputs to stay within its width; lines that already have a
//! fault may hold any number, which wraps around and is never looked at. Each function answers `None` when it cannot
//! prove that, and the caller then takes exact fractions line by line.

use std::hint::select_unpredictable;

use super::register::{Lanes, Register, Shape, View};
use super::scale::{Common, Scale, divisor};
use crate::money::reciprocal::Reciprocal;
use crate::money::{Exact, Mode, Rounding};
use crate::scheme::formula::value::Val;
use crate::scheme::formula::{Arithmetic, Comparison};
use crate::scheme::table::{Bound, Table};

/// The values on one side of an operation.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side<'r, T> {
    One(T),
    Many(&'r [T]),
}

/// Numerators of one of two widths, or the same one for all lines.
#[derive(Debug, Clone, Copy)]
enum Numerators<'r> {
    One(i128),
    Narrow(&'r [i64]),
    Wide(&'r [i128]),
}

/// Buffers for numerators that are widened for one operation.
#[derive(Debug, Default)]
pub(super) struct Widened {
    left: Vec<i128>,
    right: Vec<i128>,
}

/// `with` of every line.
pub(super) fn zip<T: Copy, O>(out: &mut Vec<O>, left: Side<'_, T>, right: Side<'_, T>, with: impl Fn(T, T) -> O) {
    out.clear();
    match (left, right) {
        (Side::Many(left), Side::Many(right)) => out.extend(left.iter().zip(right).map(|(l, r)| with(*l, *r))),
        (Side::Many(left), Side::One(right)) => out.extend(left.iter().map(|l| with(*l, right))),
        (Side::One(left), Side::Many(right)) => out.extend(right.iter().map(|r| with(left, *r))),
        (Side::One(_), Side::One(_)) => {}
    }
}

/// `with` of one of two values of every line. Lines differ as they like, so that nothing is gained by guessing which.
pub(super) fn select<T: Copy>(
    out: &mut Vec<T>,
    which: &[bool],
    (yes, by_yes): (Side<'_, T>, impl Fn(T) -> T),
    (no, by_no): (Side<'_, T>, impl Fn(T) -> T),
) {
    out.clear();
    match (yes, no) {
        (Side::Many(yes), Side::Many(no)) => {
            let lanes = which.iter().zip(yes.iter().zip(no));
            out.extend(lanes.map(|(which, (yes, no))| select_unpredictable(*which, by_yes(*yes), by_no(*no))));
        }
        (Side::Many(yes), Side::One(no)) => {
            let no = by_no(no);
            out.extend(which.iter().zip(yes).map(|(which, yes)| select_unpredictable(*which, by_yes(*yes), no)));
        }
        (Side::One(yes), Side::Many(no)) => {
            let yes = by_yes(yes);
            out.extend(which.iter().zip(no).map(|(which, no)| select_unpredictable(*which, yes, by_no(*no))));
        }
        (Side::One(yes), Side::One(no)) => {
            let (yes, no) = (by_yes(yes), by_no(no));
            out.extend(which.iter().map(|which| select_unpredictable(*which, yes, no)));
        }
    }
}

/// How the values of every line compare.
pub(super) fn compare<T: Copy + Ord>(
    out: &mut Vec<bool>,
    comparison: Comparison,
    left: Side<'_, T>,
    right: Side<'_, T>,
) {
    match comparison {
        Comparison::Less => zip(out, left, right, |l, r| l < r),
        Comparison::AtMost => zip(out, left, right, |l, r| l <= r),
        Comparison::Equal => zip(out, left, right, |l, r| l == r),
        Comparison::Unequal => zip(out, left, right, |l, r| l != r),
        Comparison::AtLeast => zip(out, left, right, |l, r| l >= r),
        Comparison::More => zip(out, left, right, |l, r| l > r),
    }
}

fn numerators<'r>(view: &View<'r, '_>) -> Option<(Numerators<'r>, Scale)> {
    match view.lanes {
        Lanes::Same(Ok(Val::Number(value))) => Some((Numerators::One(value.numerator()), Scale::one(value))),
        Lanes::Narrow(lanes, scale) => Some((Numerators::Narrow(lanes), scale)),
        Lanes::Wide(lanes, scale) => Some((Numerators::Wide(lanes), scale)),
        _ => None,
    }
}

fn narrow(numerators: Numerators<'_>) -> Option<Side<'_, i64>> {
    match numerators {
        Numerators::One(value) => i64::try_from(value).ok().map(Side::One),
        Numerators::Narrow(lanes) => Some(Side::Many(lanes)),
        Numerators::Wide(_) => None,
    }
}

fn wide<'r>(numerators: Numerators<'r>, widened: &'r mut Vec<i128>) -> Side<'r, i128> {
    match numerators {
        Numerators::One(value) => Side::One(value),
        Numerators::Narrow(lanes) => {
            widened.clear();
            widened.extend(lanes.iter().copied().map(i128::from));
            Side::Many(widened)
        }
        Numerators::Wide(lanes) => Side::Many(lanes),
    }
}

/// Brings both sides to one denominator and combines them, in the width that their result needs.
fn combine(
    out: &mut Register<'_>,
    widened: &mut Widened,
    sides: [(Numerators<'_>, Scale); 2],
    factors: Common,
    result: Scale,
    with: (impl Fn(i64, i64) -> i64, impl Fn(i128, i128) -> i128),
) -> Option<()> {
    let [(left, left_scale), (right, right_scale)] = sides;
    if let (Numerators::One(_), Numerators::One(_)) = (left, right) {
        return None;
    }
    let scaled = [left_scale.times(factors.left, factors.over)?, right_scale.times(factors.right, factors.over)?];
    let small = scaled.into_iter().chain([result]).all(Scale::is_narrow);
    match (narrow(left), narrow(right), i64::try_from(factors.left), i64::try_from(factors.right)) {
        (Some(left), Some(right), Ok(1), Ok(1)) if small => {
            zip(&mut out.narrow, left, right, with.0);
            out.shape = Shape::Narrow(result);
        }
        (Some(left), Some(right), Ok(by_left), Ok(by_right)) if small => {
            let narrow = with.0;
            zip(&mut out.narrow, left, right, |l, r| narrow(l.wrapping_mul(by_left), r.wrapping_mul(by_right)));
            out.shape = Shape::Narrow(result);
        }
        _ => {
            let (left, right) = (wide(left, &mut widened.left), wide(right, &mut widened.right));
            let (by_left, by_right, wide) = (factors.left, factors.right, with.1);
            zip(&mut out.wide, left, right, |l, r| wide(l.wrapping_mul(by_left), r.wrapping_mul(by_right)));
            // The loop is the same; what is small again goes on in 64 bits.
            out.shape = if result.is_narrow() { narrowed(out, result) } else { Shape::Wide(result) };
        }
    }
    Some(())
}

/// Numerators that are known to have 64 bits, as such.
#[expect(clippy::as_conversions, reason = "the scale says that they fit; lines with a fault may hold anything")]
fn narrowed<'a>(out: &mut Register<'a>, scale: Scale) -> Shape<'a> {
    out.narrow.clear();
    out.narrow.extend(out.wide.iter().map(|numerator| *numerator as i64));
    Shape::Narrow(scale)
}

/// `left + right` and the like.
pub(super) fn arithmetic(
    out: &mut Register<'_>,
    widened: &mut Widened,
    operation: Arithmetic,
    left: &View<'_, '_>,
    right: &View<'_, '_>,
) -> Option<()> {
    let sides @ [(left, left_scale), (right, right_scale)] = [numerators(left)?, numerators(right)?];
    match operation {
        Arithmetic::Plus | Arithmetic::Minus => {
            if !left_scale.sum_fits(right_scale) {
                return None;
            }
            let common = left_scale.common(right_scale)?;
            let left_scale = left_scale.times(common.left, common.over)?;
            let sign = if operation == Arithmetic::Plus { common.right } else { common.right.checked_neg()? };
            let result = left_scale.plus(right_scale.times(sign, common.over)?)?;
            if operation == Arithmetic::Plus {
                combine(out, widened, sides, common, result, (i64::wrapping_add, i128::wrapping_add))
            } else {
                combine(out, widened, sides, common, result, (i64::wrapping_sub, i128::wrapping_sub))
            }
        }
        Arithmetic::Times => {
            if !left_scale.product_fits(right_scale) {
                return None;
            }
            match (left, right) {
                (Numerators::One(_), Numerators::One(_)) => None,
                (Numerators::One(by), _) => factor(out, (right, right_scale), by, left_scale.over),
                (_, Numerators::One(by)) => factor(out, (left, left_scale), by, right_scale.over),
                _ => {
                    let over = left_scale.over.checked_mul(right_scale.over)?;
                    let result = left_scale.product(right_scale, over)?;
                    let factors = Common { left: 1, right: 1, over };
                    combine(out, widened, sides, factors, result, (i64::wrapping_mul, i128::wrapping_mul))
                }
            }
        }
        Arithmetic::Over => {
            let Numerators::One(by) = right else { return None };
            let fits = Exact::ratio(by, right_scale.over).is_ok_and(|by| left_scale.quotient_fits(by));
            if by == 0 || !fits {
                return None;
            }
            let (by, over) =
                if by < 0 { (right_scale.over.checked_neg()?, by.checked_neg()?) } else { (right_scale.over, by) };
            factor(out, (left, left_scale), by, over)
        }
    }
}

/// All lines times `by ÷ over`.
fn factor(out: &mut Register<'_>, side: (Numerators<'_>, Scale), by: i128, over: i128) -> Option<()> {
    let (numerators, scale) = side;
    let shared = divisor(scale.over, by.checked_abs()?).max(1);
    let (by, kept) = (by.checked_div(shared)?, scale.over.checked_div(shared)?);
    let result = scale.times(by, kept.checked_mul(over)?)?;
    match (numerators, i64::try_from(by)) {
        (Numerators::Narrow(lanes), Ok(1)) if result.is_narrow() => {
            out.narrow.clear();
            out.narrow.extend_from_slice(lanes);
            out.shape = Shape::Narrow(result);
        }
        (Numerators::Narrow(lanes), Ok(by)) if result.is_narrow() => {
            zip(&mut out.narrow, Side::Many(lanes), Side::One(by), i64::wrapping_mul);
            out.shape = Shape::Narrow(result);
        }
        (Numerators::One(_), _) => return None,
        (Numerators::Narrow(lanes), _) => {
            out.wide.clear();
            out.wide.extend(lanes.iter().map(|lane| i128::from(*lane).wrapping_mul(by)));
            out.shape = Shape::Wide(result);
        }
        (Numerators::Wide(lanes), _) => {
            zip(&mut out.wide, Side::Many(lanes), Side::One(by), i128::wrapping_mul);
            out.shape = if result.is_narrow() { narrowed(out, result) } else { Shape::Wide(result) };
        }
    }
    Some(())
}

/// `−of`.
pub(super) fn negative(out: &mut Register<'_>, of: &View<'_, '_>) -> Option<()> {
    factor(out, numerators(of)?, -1, 1)
}

/// The greater or the smaller of both.
pub(super) fn extreme(
    out: &mut Register<'_>,
    widened: &mut Widened,
    greatest: bool,
    left: &View<'_, '_>,
    right: &View<'_, '_>,
) -> Option<()> {
    let sides @ [(_, left), (_, right)] = [numerators(left)?, numerators(right)?];
    let common = left.common(right)?;
    let (left, right) = (left.times(common.left, common.over)?, right.times(common.right, common.over)?);
    if greatest {
        let result = Scale { low: left.low.max(right.low), high: left.high.max(right.high), over: common.over };
        combine(out, widened, sides, common, result, (Ord::max, Ord::max))
    } else {
        let result = Scale { low: left.low.min(right.low), high: left.high.min(right.high), over: common.over };
        combine(out, widened, sides, common, result, (Ord::min, Ord::min))
    }
}

/// Either of two numbers.
pub(super) fn choose(
    out: &mut Register<'_>,
    widened: &mut Widened,
    which: &[bool],
    yes: &View<'_, '_>,
    no: &View<'_, '_>,
) -> Option<()> {
    let ((yes, yes_scale), (no, no_scale)) = (numerators(yes)?, numerators(no)?);
    let common = yes_scale.common(no_scale)?;
    let result = yes_scale.times(common.left, common.over)?.either(no_scale.times(common.right, common.over)?);
    match (narrow(yes), narrow(no), i64::try_from(common.left), i64::try_from(common.right)) {
        (Some(yes), Some(no), Ok(by_yes), Ok(by_no)) if result.is_narrow() => {
            let (yes, no) = ((yes, |yes: i64| yes.wrapping_mul(by_yes)), (no, |no: i64| no.wrapping_mul(by_no)));
            select(&mut out.narrow, which, yes, no);
            out.shape = Shape::Narrow(result);
        }
        _ => {
            let (yes, no) = (wide(yes, &mut widened.left), wide(no, &mut widened.right));
            let yes = (yes, |yes: i128| yes.wrapping_mul(common.left));
            let no = (no, |no: i128| no.wrapping_mul(common.right));
            select(&mut out.wide, which, yes, no);
            out.shape = if result.is_narrow() { narrowed(out, result) } else { Shape::Wide(result) };
        }
    }
    Some(())
}

/// How numbers compare. The caller settles the flags.
pub(super) fn comparison(
    out: &mut Register<'_>,
    widened: &mut Widened,
    comparison: Comparison,
    left: &View<'_, '_>,
    right: &View<'_, '_>,
) -> Option<()> {
    let [(left, left_scale), (right, right_scale)] = [numerators(left)?, numerators(right)?];
    out.shape = Shape::Flags;
    match (left, right) {
        (Numerators::One(_), Numerators::One(_)) => return None,
        (_, Numerators::One(_)) => return against_one(&mut out.flags, comparison, (left, left_scale), right_scale),
        (Numerators::One(_), _) => {
            let mirrored = match comparison {
                Comparison::Less => Comparison::More,
                Comparison::AtMost => Comparison::AtLeast,
                Comparison::AtLeast => Comparison::AtMost,
                Comparison::More => Comparison::Less,
                same => same,
            };
            return against_one(&mut out.flags, mirrored, (right, right_scale), left_scale);
        }
        _ => {}
    }
    let common = left_scale.common(right_scale)?;
    let scaled = [left_scale.times(common.left, common.over)?, right_scale.times(common.right, common.over)?];
    match (narrow(left), narrow(right), i64::try_from(common.left), i64::try_from(common.right)) {
        (Some(left), Some(right), Ok(1), Ok(1)) => compare(&mut out.flags, comparison, left, right),
        (Some(left), Some(right), Ok(by_left), Ok(by_right)) if scaled.into_iter().all(Scale::is_narrow) => {
            zip(&mut out.narrow, left, Side::One(by_left), i64::wrapping_mul);
            let left = std::mem::take(&mut out.narrow);
            zip(&mut out.narrow, right, Side::One(by_right), i64::wrapping_mul);
            compare(&mut out.flags, comparison, Side::Many(&left), Side::Many(&out.narrow));
            out.narrow = left;
        }
        _ => {
            let (left, right) = (wide(left, &mut widened.left), wide(right, &mut widened.right));
            zip(&mut out.wide, left, Side::One(common.left), i128::wrapping_mul);
            let left = std::mem::take(&mut out.wide);
            zip(&mut out.wide, right, Side::One(common.right), i128::wrapping_mul);
            compare(&mut out.flags, comparison, Side::Many(&left), Side::Many(&out.wide));
            out.wide = left;
        }
    }
    Some(())
}

/// Numbers against one number: as numerators against the whole number at or below it, so that nothing is multiplied.
fn against_one(out: &mut Vec<bool>, comparison: Comparison, side: (Numerators<'_>, Scale), one: Scale) -> Option<()> {
    let (numerators, scale) = side;
    let at = one.low.checked_mul(scale.over)?;
    let floor = at.checked_div_euclid(one.over)?;
    let exact = at.checked_rem_euclid(one.over)? == 0;
    let below = if exact { floor.checked_sub(1)? } else { floor };
    // What is left is a numerator at most, or at least beyond, a whole number; or equality with one.
    let (comparison, bound) = match comparison {
        Comparison::Less => (Comparison::AtMost, below),
        Comparison::AtLeast => (Comparison::More, below),
        Comparison::AtMost | Comparison::More => (comparison, floor),
        Comparison::Equal | Comparison::Unequal => (comparison, floor),
    };
    let lanes = match numerators {
        Numerators::Narrow(lanes) => lanes.len(),
        Numerators::Wide(lanes) => lanes.len(),
        Numerators::One(_) => return None,
    };
    let all = match comparison {
        Comparison::AtMost if bound >= scale.high => Some(true),
        Comparison::AtMost if bound < scale.low => Some(false),
        Comparison::More if bound >= scale.high => Some(false),
        Comparison::More if bound < scale.low => Some(true),
        Comparison::Equal if !exact || bound < scale.low || bound > scale.high => Some(false),
        Comparison::Unequal if !exact || bound < scale.low || bound > scale.high => Some(true),
        _ => None,
    };
    if let Some(all) = all {
        out.clear();
        out.resize(lanes, all);
        return Some(());
    }
    match numerators {
        Numerators::Narrow(lanes) => {
            compare(out, comparison, Side::Many(lanes), Side::One(i64::try_from(bound).ok()?));
        }
        Numerators::Wide(lanes) => compare(out, comparison, Side::Many(lanes), Side::One(bound)),
        Numerators::One(_) => return None,
    }
    Some(())
}

/// The whole number of units that a rounding makes of `numerator ÷ over`.
fn rounded(numerator: i128, over: i128, mode: Mode) -> i128 {
    let floor = numerator.wrapping_div_euclid(over);
    let rest = numerator.wrapping_sub(floor.wrapping_mul(over));
    let half = over.wrapping_sub(rest).cmp(&rest);
    let up = rest != 0
        && match mode {
            Mode::Floor => false,
            Mode::Down => numerator < 0,
            Mode::Up => numerator > 0,
            Mode::HalfUp => half.is_lt() || (half.is_eq() && numerator > 0),
            Mode::HalfEven => half.is_lt() || (half.is_eq() && floor & 1 == 1),
        };
    floor.wrapping_add(i128::from(up))
}

/// Whole multiples of the rounding's unit.
pub(super) fn round(out: &mut Register<'_>, of: &View<'_, '_>, rounding: Rounding) -> Option<()> {
    let (numerators, mut scale) = numerators(of)?;
    // Amounts are seldom below zero even where their bounds are; then the plain division does.
    if let (Numerators::Narrow(lanes), true) = (numerators, scale.low < 0)
        && let Some(low) = lanes.iter().min()
    {
        scale.low = scale.low.max(i128::from(*low));
    }
    let unit = rounding.unit.minor();
    let over = scale.over.checked_mul(i128::from(unit)).filter(|over| *over > 0)?;
    // As for exact fractions: twice the rest of a division by the denominator.
    over.checked_mul(2)?;
    let bound = |numerator| {
        let fen = rounded(numerator, over, rounding.mode).checked_mul(i128::from(unit))?;
        i64::try_from(fen).ok().map(i128::from)
    };
    let result = Scale::whole(bound(scale.low)?, bound(scale.high)?);
    let added = match rounding.mode {
        Mode::HalfUp => over.checked_div(2),
        Mode::Floor | Mode::Down => Some(0),
        Mode::Up => over.checked_sub(1),
        Mode::HalfEven => None,
    };
    let most = added.and_then(|added| scale.high.checked_add(added)).and_then(|most| i64::try_from(most).ok());
    let fast = most.and(i64::try_from(over).ok()).and_then(Reciprocal::of).filter(|_| scale.low >= 0);
    out.shape = Shape::Narrow(result);
    out.narrow.clear();
    match (numerators, fast, added.and_then(|added| i64::try_from(added).ok())) {
        (Numerators::Narrow(lanes), _, _) if over == 1 => out.narrow.extend_from_slice(lanes),
        (Numerators::Narrow(lanes), Some(over), Some(added)) if unit == 1 => {
            out.narrow.extend(lanes.iter().map(|lane| over.divide(lane.wrapping_add(added))));
        }
        (Numerators::Narrow(lanes), Some(over), Some(added)) => {
            out.narrow.extend(lanes.iter().map(|lane| over.divide(lane.wrapping_add(added)).wrapping_mul(unit)));
        }
        (Numerators::Narrow(lanes), _, _) => {
            let fen = |lane: &i64| fen(rounded(i128::from(*lane), over, rounding.mode), unit);
            out.narrow.extend(lanes.iter().map(fen));
        }
        (Numerators::Wide(lanes), _, _) => {
            out.narrow.extend(lanes.iter().map(|lane| fen(rounded(*lane, over, rounding.mode), unit)));
        }
        (Numerators::One(_), _, _) => return None,
    }
    Some(())
}

#[expect(clippy::as_conversions, reason = "the bounds of the batch are checked; lines with a fault may hold anything")]
const fn fen(units: i128, unit: i64) -> i64 {
    (units as i64).wrapping_mul(unit)
}

/// The values of the rows of a table that keys lie in, for a table that has a row for every key of the batch.
pub(super) fn band(out: &mut Register<'_>, of: &View<'_, '_>, table: &Table) -> Option<()> {
    let (Numerators::Narrow(keys), scale) = numerators(of)? else { return None };
    let mut over: i128 = 1;
    for row in &table.rows {
        let factor = row.value.denominator().checked_div(divisor(over, row.value.denominator()))?;
        over = over.checked_mul(factor)?;
    }
    let value = |value: Exact| {
        let numerator = value.numerator().checked_mul(over.checked_div(value.denominator())?)?;
        i64::try_from(numerator).ok()
    };
    let mut next = scale.low;
    let mut bounds: Option<Scale> = None;
    for row in &table.rows {
        let from = row.from.map_or(Some(i128::MIN), |from| first(from, scale.over))?;
        let to = row.to.map_or(Some(i128::MAX), |to| last(to, scale.over))?;
        if to < scale.low || from > scale.high || from > to {
            continue;
        }
        // A gap, or rows in another order.
        if from > next || (next > scale.low && from != next) {
            return None;
        }
        let value = value(row.value)?;
        if bounds.is_none() {
            out.narrow.clear();
            out.narrow.resize(keys.len(), value);
        } else {
            let from = i64::try_from(from).ok()?;
            for (lane, key) in out.narrow.iter_mut().zip(keys) {
                *lane = select_unpredictable(*key >= from, value, *lane);
            }
        }
        let own = Scale { low: i128::from(value), high: i128::from(value), over };
        bounds = Some(bounds.map_or(own, |bounds| bounds.either(own)));
        next = to.saturating_add(1);
    }
    if next <= scale.high {
        return None;
    }
    out.shape = Shape::Narrow(bounds.filter(|bounds| bounds.is_narrow())?);
    Some(())
}

/// The first numerator over `over` within a lower bound.
fn first(bound: Bound, over: i128) -> Option<i128> {
    let at = bound.at.numerator().checked_mul(over)?;
    let floor = at.checked_div_euclid(bound.at.denominator())?;
    let exact = at.checked_rem_euclid(bound.at.denominator())? == 0;
    if exact && bound.inclusive { Some(floor) } else { floor.checked_add(1) }
}

/// The last numerator over `over` within an upper bound.
fn last(bound: Bound, over: i128) -> Option<i128> {
    let at = bound.at.numerator().checked_mul(over)?;
    let floor = at.checked_div_euclid(bound.at.denominator())?;
    let exact = at.checked_rem_euclid(bound.at.denominator())? == 0;
    if exact && !bound.inclusive { floor.checked_sub(1) } else { Some(floor) }
}

/// Days from one date to another.
pub(super) fn days(out: &mut Register<'_>, from: &View<'_, '_>, to: &View<'_, '_>, inclusive: bool) -> Option<()> {
    let ((from, ..), (to, ..)) = (dates(from)?, dates(to)?);
    let more = i64::from(inclusive);
    zip(&mut out.narrow, from, to, |from, to| i64::from(to).wrapping_sub(i64::from(from)).wrapping_add(more));
    // Both dates move together, so that the days that there are lie much closer than the dates allow.
    let (low, high) = out.narrow.iter().fold((i64::MAX, i64::MIN), |(low, high), n| (low.min(*n), high.max(*n)));
    out.shape = Shape::Narrow(Scale::whole(i128::from(low), i128::from(high)));
    Some(())
}

/// Dates with the earliest and the latest.
pub(super) fn dates<'r>(view: &View<'r, '_>) -> Option<(Side<'r, i32>, i32, i32)> {
    match view.lanes {
        Lanes::Same(Ok(Val::Date(date))) => {
            let day = chrono::Datelike::num_days_from_ce(&date);
            Some((Side::One(day), day, day))
        }
        Lanes::Dates(lanes, low, high) => Some((Side::Many(lanes), low, high)),
        _ => None,
    }
}
