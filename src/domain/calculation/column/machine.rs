//! The machine: runs the operations of a plan over a batch of lines, each when its value is first asked for.

use std::ops::Range;

use chrono::Datelike;

use super::number::{self, Side, Widened, zip};
use super::register::{Faults, Lanes, Register, Shape, View};
use super::scale::Scale;
use super::{Op, Place, Plan};
use crate::calculation::book::{Book, Values, ZONE};
use crate::calculation::slots::Slots;
use crate::firm::size::{self, Indicators, Industry, Reading, SizeClass};
use crate::money::{Exact, Fen};
use crate::scheme::formula::value::{FaultCode, Slot, Val, compare, constant, eval, flag, number as quantity};
use crate::scheme::formula::{Arithmetic, Comparison, Constant, Name, Node};

/// The registers of a plan.
#[derive(Debug)]
pub(in crate::calculation) struct Machine<'p, 'a> {
    plan: &'p Plan<'a>,
    book: &'a Book,
    registers: Vec<Register<'a>>,
    /// In which batch each register was last found.
    found: Vec<usize>,
    batch: usize,
    start: usize,
    lanes: usize,
    widened: Widened,
    /// The industries among the first words of the book, where the keys of choices stand.
    industries: Vec<Option<Industry>>,
}

impl<'p, 'a> Machine<'p, 'a> {
    /// A machine that has not run yet.
    pub(in crate::calculation) fn new(plan: &'p Plan<'a>, book: &'a Book) -> Self {
        let mut registers = Vec::new();
        registers.resize_with(plan.ops.len(), Register::default);
        Self {
            plan,
            book,
            found: vec![0; registers.len()],
            registers,
            batch: 0,
            start: 0,
            lanes: 0,
            widened: Widened::default(),
            industries: if plan.ops.iter().any(|op| matches!(op, Op::SizeClass { .. })) {
                (0..64).map(|word| book.words().get(word).and_then(Industry::from_key)).collect()
            } else {
                Vec::new()
            },
        }
    }

    /// Goes to a batch: at most [`ZONE`] lines from a multiple of it.
    pub(in crate::calculation) fn go(&mut self, lines: Range<usize>) {
        self.batch = self.batch.saturating_add(1);
        self.start = lines.start;
        self.lanes = lines.len();
    }

    /// The values of an operation for the lines of the batch.
    pub(in crate::calculation) fn value(&mut self, place: Place) -> View<'_, 'a> {
        self.find(place);
        self.view(place)
    }

    /// The values of an operation that is already found.
    pub(in crate::calculation) fn view(&self, place: Place) -> View<'_, 'a> {
        let words = self.book.words();
        let missing = View { lanes: Lanes::Same(Err(FaultCode::Missing)), faults: &[], words };
        let Some(register) = self.registers.get(place) else { return missing };
        let lanes = match register.shape {
            Shape::Same(slot) => Lanes::Same(slot),
            Shape::As(other) => return self.view(other),
            Shape::Narrow(scale) => Lanes::Narrow(&register.narrow, scale),
            Shape::Wide(scale) => Lanes::Wide(&register.wide, scale),
            Shape::Dates(low, high) => Lanes::Dates(&register.dates, low, high),
            Shape::Words => Lanes::Words(&register.words),
            Shape::Flags => Lanes::Flags(&register.flags),
            Shape::Any => Lanes::Any(&register.any),
            Shape::Column(_) | Shape::Days(..) | Shape::Texts => match (register.shape, self.values(place)) {
                (Shape::Column(scale), Some(Values::Numbers(numbers))) => {
                    Lanes::Narrow(self.part(&numbers.numerators), scale)
                }
                (Shape::Days(low, high), Some(Values::Dates { days, .. })) => Lanes::Dates(self.part(days), low, high),
                (_, Some(Values::Words(texts))) => Lanes::Words(self.part(texts)),
                _ => return missing,
            },
        };
        View { lanes, faults: &register.faults, words }
    }

    /// The cells behind an operation.
    fn values(&self, place: Place) -> Option<&'a Values> {
        match self.plan.ops.get(place) {
            Some(Op::Column(column)) => self.book.column(*column).map(|cells| &cells.values),
            _ => None,
        }
    }

    /// The lines of the batch.
    fn part<'s, T>(&self, lines: &'s [T]) -> &'s [T] {
        lines.get(self.start..self.start.saturating_add(self.lanes)).unwrap_or(&[])
    }

    /// Finds the values of an operation, and whatever they need.
    pub(in crate::calculation) fn find(&mut self, place: Place) {
        if self.found.get(place) == Some(&self.batch) {
            return;
        }
        let plan = self.plan;
        let Some(op) = plan.ops.get(place) else { return };
        let mut out = self.registers.get_mut(place).map(std::mem::take).unwrap_or_default();
        out.faults.clear();
        self.run(place, op, &mut out);
        if let Some(register) = self.registers.get_mut(place) {
            *register = out;
        }
        if let Some(found) = self.found.get_mut(place) {
            *found = self.batch;
        }
    }

    fn run(&mut self, place: Place, op: &Op<'a>, out: &mut Register<'a>) {
        match op {
            Op::Same(slot) => out.shape = Shape::Same(*slot),
            Op::Column(column) => self.column(*column, out),
            Op::Grouped(name) => self.grouped(*name, out),
            Op::Negative(of) => {
                self.find(*of);
                let of = self.view(*of);
                if number::negative(out, &of).is_some() {
                    copy_faults(&mut out.faults, &of);
                } else {
                    self.each(out, |lane| Ok(Val::Number(of.slot(lane).and_then(quantity)?.negated()?)), &[&of]);
                }
            }
            Op::Not(of) => {
                self.find(*of);
                let of = self.view(*of);
                if let Lanes::Flags(flags) = of.lanes {
                    out.flags.clear();
                    out.flags.extend(flags.iter().map(|flag| !flag));
                    out.shape = Shape::Flags;
                    copy_faults(&mut out.faults, &of);
                } else {
                    self.each(out, |lane| Ok(Val::Flag(!of.slot(lane).and_then(flag)?)), &[&of]);
                }
            }
            Op::Arithmetic(operation, left, right) => self.arithmetic(*operation, [*left, *right], out),
            Op::Comparison(comparison, left, right) => self.comparison(*comparison, [*left, *right], out),
            Op::And(left, right) => self.both(true, [*left, *right], out),
            Op::Or(left, right) => self.both(false, [*left, *right], out),
            Op::In(of, list) => self.among(*of, list, out),
            Op::If(condition, yes, no) => self.choice([*condition, *yes, *no], out),
            Op::Extreme { greatest, of } => self.extreme(*greatest, *of, out),
            Op::Band(table, of) => self.band(*table, *of, out),
            Op::Days { inclusive, from, to } => self.days(*inclusive, [*from, *to], out),
            Op::Missing(of) => self.missing(*of, out),
            Op::Round(of, rounding) => {
                self.find(*of);
                let of = self.view(*of);
                if number::round(out, &of, *rounding).is_some() {
                    copy_faults(&mut out.faults, &of);
                } else {
                    let round = |lane| {
                        let value = of.slot(lane).and_then(quantity)?;
                        Ok(Val::Number(Exact::from(value.round(*rounding)?)))
                    };
                    self.each(out, round, &[&of]);
                }
            }
            Op::SizeClass { reading, industry, indicators } => {
                self.size_class(*reading, *industry, indicators, out);
            }
            Op::Tree(node, names) => self.tree(node, names, out),
        }
        debug_assert!(!matches!(out.shape, Shape::As(other) if other >= place), "inputs stand before their operation");
    }

    /// Values each line on its own; once for all when the inputs are the same for all.
    fn each(&self, out: &mut Register<'a>, value: impl Fn(usize) -> Slot<'a>, inputs: &[&View<'_, 'a>]) {
        out.faults.clear();
        if inputs.iter().all(|input| matches!(input.lanes, Lanes::Same(_))) {
            out.shape = Shape::Same(value(0));
            return;
        }
        lay(out, self.lanes, value);
    }

    fn column(&self, column: usize, out: &mut Register<'a>) {
        let zone = self.start / ZONE;
        let Some(cells) = self.book.column(column) else {
            out.shape = Shape::Same(Err(FaultCode::Missing));
            return;
        };
        if !cells.missing.none_in(self.start, self.lanes) {
            let fault = |missing: bool| missing.then_some(FaultCode::Missing);
            cells.missing.read(self.start, self.lanes, &mut out.faults, fault);
        }
        out.shape = match &cells.values {
            Values::Numbers(numbers) => {
                let (low, high) = numbers.zones.get(zone).copied().unwrap_or((0, 0));
                let over = i128::from(numbers.denominator);
                Shape::Column(Scale { low: i128::from(low), high: i128::from(high), over })
            }
            Values::Exact(numbers) => {
                out.any.clear();
                out.any.extend(self.part(numbers).iter().copied().map(Val::Number));
                Shape::Any
            }
            Values::Dates { zones, .. } => {
                let (low, high) = zones.get(zone).copied().unwrap_or((0, 0));
                Shape::Days(low, high)
            }
            Values::Words(_) => Shape::Texts,
            Values::Flags(flags) => {
                flags.read(self.start, self.lanes, &mut out.flags, |flag| flag);
                Shape::Flags
            }
        };
        settle(out);
    }

    fn grouped(&self, name: Name, out: &mut Register<'a>) {
        let known = self.plan.known;
        let Some((level, values)) = known.grouped(name) else {
            out.shape = Shape::Same(Err(FaultCode::Missing));
            return;
        };
        let groups = known.grouping(self.book, level).map(|grouping| self.part(grouping.of_lines()));
        let group = |lane: usize| match groups {
            Some(groups) => groups.get(lane).and_then(|group| usize::try_from(*group).ok()),
            None => self.start.checked_add(lane),
        };
        let Slots::Numbers(numbers) = values else {
            lay(out, self.lanes, |lane| group(lane).map_or(Err(FaultCode::Missing), |group| values.get(group)));
            return;
        };
        let value = |lane| group(lane).and_then(|group| numbers.numerators.get(group)).copied().unwrap_or(0);
        out.narrow.clear();
        out.narrow.extend((0..self.lanes).map(value));
        let (low, high) = out.narrow.iter().fold((i64::MAX, i64::MIN), |(low, high), n| (low.min(*n), high.max(*n)));
        let over = i128::from(numbers.denominator);
        out.shape = Shape::Narrow(Scale { low: i128::from(low), high: i128::from(high), over });
    }

    fn arithmetic(&mut self, operation: Arithmetic, [left, right]: [Place; 2], out: &mut Register<'a>) {
        self.find(left);
        self.find(right);
        let mut widened = std::mem::take(&mut self.widened);
        let (left, right) = (self.view(left), self.view(right));
        if number::arithmetic(out, &mut widened, operation, &left, &right).is_some() {
            merge_faults(&mut out.faults, [&left, &right]);
        } else {
            let value = |lane| {
                let (left, right) = (left.slot(lane).and_then(quantity)?, right.slot(lane).and_then(quantity)?);
                Ok(Val::Number(match operation {
                    Arithmetic::Plus => left.plus(right)?,
                    Arithmetic::Minus => left.minus(right)?,
                    Arithmetic::Times => left.times(right)?,
                    Arithmetic::Over => left.over(right)?,
                }))
            };
            self.each(out, value, &[&left, &right]);
        }
        self.widened = widened;
    }

    fn comparison(&mut self, comparison: Comparison, [left, right]: [Place; 2], out: &mut Register<'a>) {
        self.find(left);
        self.find(right);
        let mut widened = std::mem::take(&mut self.widened);
        let (left, right) = (self.view(left), self.view(right));
        let known = match (left.lanes, right.lanes) {
            (Lanes::Words(words), Lanes::Same(Ok(Val::Text(text))))
            | (Lanes::Same(Ok(Val::Text(text))), Lanes::Words(words)) => {
                // A text that no line has is no number of a word.
                let text = left.words.find(text).unwrap_or(u32::MAX);
                number::compare(&mut out.flags, comparison, Side::Many(words), Side::One(text));
                matches!(comparison, Comparison::Equal | Comparison::Unequal)
            }
            (Lanes::Words(one), Lanes::Words(other)) => {
                number::compare(&mut out.flags, comparison, Side::Many(one), Side::Many(other));
                matches!(comparison, Comparison::Equal | Comparison::Unequal)
            }
            (Lanes::Flags(one), Lanes::Flags(other)) => {
                number::compare(&mut out.flags, comparison, Side::Many(one), Side::Many(other));
                true
            }
            _ => match (number::dates(&left), number::dates(&right)) {
                (Some((Side::One(_), ..)), Some((Side::One(_), ..))) => false,
                (Some((one, ..)), Some((other, ..))) => {
                    number::compare(&mut out.flags, comparison, one, other);
                    true
                }
                _ => number::comparison(out, &mut widened, comparison, &left, &right).is_some(),
            },
        };
        if known {
            out.shape = Shape::Flags;
            merge_faults(&mut out.faults, [&left, &right]);
        } else {
            let value = |lane| {
                let order = compare(left.slot(lane)?, right.slot(lane)?);
                Ok(Val::Flag(match comparison {
                    Comparison::Less => order.is_lt(),
                    Comparison::AtMost => order.is_le(),
                    Comparison::Equal => order.is_eq(),
                    Comparison::Unequal => order.is_ne(),
                    Comparison::AtLeast => order.is_ge(),
                    Comparison::More => order.is_gt(),
                }))
            };
            self.each(out, value, &[&left, &right]);
        }
        settle(out);
        self.widened = widened;
    }

    /// `left and right`, or `left or right`: the right side counts, with its faults, only where the left does not
    /// decide.
    fn both(&mut self, and: bool, [first, second]: [Place; 2], out: &mut Register<'a>) {
        self.find(first);
        match self.view(first).lanes {
            Lanes::Same(Ok(Val::Flag(flag))) if flag != and => {
                out.shape = Shape::Same(Ok(Val::Flag(flag)));
                return;
            }
            Lanes::Same(Ok(Val::Flag(_))) => {
                self.find(second);
                out.shape = Shape::As(second);
                return;
            }
            Lanes::Same(fault) => {
                out.shape = Shape::Same(fault);
                return;
            }
            _ => self.find(second),
        }
        let (left, right) = (self.view(first), self.view(second));
        let Lanes::Flags(decisive) = left.lanes else {
            let value = |lane| {
                let left = left.slot(lane).and_then(flag)?;
                Ok(Val::Flag(if left == and { right.slot(lane).and_then(flag)? } else { left }))
            };
            self.each(out, value, &[&left, &right]);
            return;
        };
        let one = match right.lanes {
            Lanes::Flags(other) => Side::Many(other),
            Lanes::Same(Ok(Val::Flag(other))) => Side::One(other),
            // Every line that gets here has a fault.
            Lanes::Same(_) => Side::One(and),
            _ => {
                let value = |lane| {
                    let left = left.slot(lane).and_then(flag)?;
                    Ok(Val::Flag(if left == and { right.slot(lane).and_then(flag)? } else { left }))
                };
                self.each(out, value, &[&left, &right]);
                return;
            }
        };
        if and {
            zip(&mut out.flags, Side::Many(decisive), one, |left, right| left & right);
        } else {
            zip(&mut out.flags, Side::Many(decisive), one, |left, right| left | right);
        }
        out.shape = Shape::Flags;
        copy_faults(&mut out.faults, &left);
        let certain = matches!(right.lanes, Lanes::Same(Ok(_)));
        if !certain && (!right.faults.is_empty() || matches!(right.lanes, Lanes::Same(_))) {
            out.faults.resize(self.lanes, None);
            for (lane, (fault, decides)) in out.faults.iter_mut().zip(decisive).enumerate() {
                if fault.is_none() && *decides == and {
                    *fault = right.fault(lane);
                }
            }
        }
        settle(out);
    }

    fn among(&mut self, of: Place, list: &[Constant], out: &mut Register<'a>) {
        self.find(of);
        let of = self.view(of);
        if let Lanes::Words(words) = of.lanes {
            let wanted = list.iter().filter_map(|word| match word {
                Constant::Text(text) => of.words.find(text),
                _ => None,
            });
            // The keys of choices are the first words, so that most lists are the bits of one number.
            out.words.clear();
            out.words.extend(wanted);
            let small = out.words.iter().all(|word| *word < u64::BITS);
            let mask = out.words.iter().fold(0_u64, |mask, word| mask | 1_u64.wrapping_shl(*word));
            out.flags.clear();
            if small {
                let holds = |word: &u32| *word < u64::BITS && mask.wrapping_shr(*word) & 1 == 1;
                out.flags.extend(words.iter().map(holds));
            } else {
                out.flags.extend(words.iter().map(|word| out.words.contains(word)));
            }
            out.shape = Shape::Flags;
            copy_faults(&mut out.faults, &of);
        } else {
            let value = |lane| {
                let value = of.slot(lane)?;
                Ok(Val::Flag(list.iter().any(|word| constant(word) == value)))
            };
            self.each(out, value, &[&of]);
        }
        settle(out);
    }

    fn choice(&mut self, [condition, yes, no]: [Place; 3], out: &mut Register<'a>) {
        self.find(condition);
        let view = self.view(condition);
        match (view.lanes, view.settled()) {
            (_, Some(flag)) => {
                let chosen = if flag { yes } else { no };
                self.find(chosen);
                out.shape = Shape::As(chosen);
                return;
            }
            (Lanes::Same(fault), None) => {
                out.shape = Shape::Same(fault);
                return;
            }
            _ => {}
        }
        self.find(yes);
        self.find(no);
        let mut widened = std::mem::take(&mut self.widened);
        let (condition, yes, no) = (self.view(condition), self.view(yes), self.view(no));
        if let Lanes::Flags(which) = condition.lanes
            && self.chosen(out, &mut widened, which, &yes, &no).is_some()
        {
            copy_faults(&mut out.faults, &condition);
            if !yes.faults.is_empty() || !no.faults.is_empty() {
                out.faults.resize(self.lanes, None);
                for (lane, (fault, which)) in out.faults.iter_mut().zip(which).enumerate() {
                    *fault = fault.or_else(|| if *which { yes.fault(lane) } else { no.fault(lane) });
                }
            }
        } else {
            let value = |lane| if condition.slot(lane).and_then(flag)? { yes.slot(lane) } else { no.slot(lane) };
            self.each(out, value, &[&condition, &yes, &no]);
        }
        settle(out);
        self.widened = widened;
    }

    fn chosen(
        &self,
        out: &mut Register<'a>,
        widened: &mut Widened,
        which: &[bool],
        yes: &View<'_, 'a>,
        no: &View<'_, 'a>,
    ) -> Option<()> {
        if let (Some(yes), Some(no)) = (words(yes), words(no)) {
            number::select(&mut out.words, which, (yes, |yes| yes), (no, |no| no));
            out.shape = Shape::Words;
            return Some(());
        }
        if let (Some(yes), Some(no)) = (flags(yes), flags(no)) {
            number::select(&mut out.flags, which, (yes, |yes| yes), (no, |no| no));
            out.shape = Shape::Flags;
            return Some(());
        }
        if let (Some((yes, yes_low, yes_high)), Some((no, no_low, no_high))) = (number::dates(yes), number::dates(no)) {
            number::select(&mut out.dates, which, (yes, |yes| yes), (no, |no| no));
            out.shape = Shape::Dates(yes_low.min(no_low), yes_high.max(no_high));
            return Some(());
        }
        number::choose(out, widened, which, yes, no)
    }

    fn extreme(&mut self, greatest: bool, [left, right]: [Place; 2], out: &mut Register<'a>) {
        self.find(left);
        self.find(right);
        let mut widened = std::mem::take(&mut self.widened);
        let (left, right) = (self.view(left), self.view(right));
        let known = match (number::dates(&left), number::dates(&right)) {
            (Some((Side::One(_), ..)), Some((Side::One(_), ..))) => false,
            (Some((one, low, high)), Some((other, other_low, other_high))) => {
                if greatest {
                    zip(&mut out.dates, one, other, Ord::max);
                    out.shape = Shape::Dates(low.max(other_low), high.max(other_high));
                } else {
                    zip(&mut out.dates, one, other, Ord::min);
                    out.shape = Shape::Dates(low.min(other_low), high.min(other_high));
                }
                true
            }
            _ => number::extreme(out, &mut widened, greatest, &left, &right).is_some(),
        };
        if known {
            merge_faults(&mut out.faults, [&left, &right]);
        } else {
            let value = |lane| {
                let (best, next) = (left.slot(lane)?, right.slot(lane)?);
                let order = compare(next, best);
                Ok(if (greatest && order.is_gt()) || (!greatest && order.is_lt()) { next } else { best })
            };
            self.each(out, value, &[&left, &right]);
        }
        self.widened = widened;
    }

    fn band(&mut self, table: usize, of: Place, out: &mut Register<'a>) {
        self.find(of);
        let of = self.view(of);
        let table = self.plan.known.scheme.tables.get(table);
        if table.and_then(|table| number::band(out, &of, table)).is_some() {
            copy_faults(&mut out.faults, &of);
        } else {
            let value = |lane| {
                let key = of.slot(lane).and_then(quantity)?;
                let row = table.and_then(|table| table.row_of(key)).ok_or(FaultCode::OutsideTable)?;
                Ok(Val::Number(row.value))
            };
            self.each(out, value, &[&of]);
        }
    }

    fn days(&mut self, inclusive: bool, [from, to]: [Place; 2], out: &mut Register<'a>) {
        self.find(from);
        self.find(to);
        let (from, to) = (self.view(from), self.view(to));
        let same = matches!((from.lanes, to.lanes), (Lanes::Same(_), Lanes::Same(_)));
        if !same && number::days(out, &from, &to, inclusive).is_some() {
            merge_faults(&mut out.faults, [&from, &to]);
        } else {
            let value = |lane| match (from.slot(lane)?, to.slot(lane)?) {
                (Val::Date(from), Val::Date(to)) => {
                    let days = i64::from(to.num_days_from_ce()).wrapping_sub(i64::from(from.num_days_from_ce()));
                    Ok(Val::Number(Exact::whole(days.wrapping_add(i64::from(inclusive)))))
                }
                _ => Err(FaultCode::Missing),
            };
            self.each(out, value, &[&from, &to]);
        }
    }

    fn missing(&mut self, of: Place, out: &mut Register<'a>) {
        self.find(of);
        let of = self.view(of);
        match of.lanes {
            Lanes::Same(slot) => {
                out.shape = Shape::Same(match slot {
                    Ok(_) => Ok(Val::Flag(false)),
                    Err(FaultCode::Missing) => Ok(Val::Flag(true)),
                    Err(fault) => Err(fault),
                });
            }
            _ if of.faults.is_empty() => out.shape = Shape::Same(Ok(Val::Flag(false))),
            _ => {
                out.flags.clear();
                out.flags.extend(of.faults.iter().map(|fault| *fault == Some(FaultCode::Missing)));
                out.faults.extend(of.faults.iter().map(|fault| fault.filter(|fault| *fault != FaultCode::Missing)));
                out.shape = Shape::Flags;
                settle(out);
            }
        }
    }

    fn industry(&self, of: &View<'_, 'a>, lane: usize) -> Result<Industry, FaultCode> {
        if let (Lanes::Words(words), None) = (of.lanes, of.fault(lane)) {
            let word = words.get(lane).and_then(|word| usize::try_from(*word).ok());
            if let Some(Some(industry)) = word.and_then(|word| self.industries.get(word)) {
                return Ok(*industry);
            }
        }
        match of.slot(lane)? {
            Val::Text(key) => Industry::from_key(key).ok_or(FaultCode::Missing),
            _ => Err(FaultCode::Missing),
        }
    }

    fn size_class(&mut self, reading: Reading, industry: Place, indicators: &[Place], out: &mut Register<'a>) {
        self.find(industry);
        indicators.iter().for_each(|place| self.find(*place));
        let industry = self.view(industry);
        let view = |place: usize| indicators.get(place).map(|place| self.view(*place));
        let (staff, revenue, assets) = (view(0), view(1), view(2));
        let class = |lane: usize| {
            let industry = self.industry(&industry, lane)?;
            let staff = whole(staff.as_ref(), lane)?;
            let (revenue, assets) = (whole(revenue.as_ref(), lane)?, whole(assets.as_ref(), lane)?);
            let known = Indicators { staff, revenue: revenue.map(Fen::new), assets: assets.map(Fen::new) };
            Ok(size::classify(industry, &known, reading)?)
        };
        // The keys of the classes are among the words of every book.
        let known: [_; SizeClass::ALL.len()] = std::array::from_fn(|place| {
            SizeClass::ALL.get(place).and_then(|class| self.book.words().find(class.key()))
        });
        out.words.clear();
        for lane in 0..self.lanes {
            let class = class(lane);
            out.faults.push(class.err());
            let place = class.ok().and_then(|class| SizeClass::ALL.iter().position(|known| *known == class));
            out.words.push(place.and_then(|place| known.get(place).copied().flatten()).unwrap_or(u32::MAX));
        }
        out.shape = Shape::Words;
        if out.faults.iter().all(Option::is_none) {
            out.faults.clear();
        }
    }

    /// Asks `eval`, line by line; once for all when the names are the same for all.
    fn tree(&mut self, node: &'a Node, names: &[(Name, Place)], out: &mut Register<'a>) {
        for (_, place) in names {
            self.find(*place);
        }
        let value = |lane: usize| {
            let named = |name: Name| {
                let place = names.iter().find(|(known, _)| *known == name);
                place.map_or(Err(FaultCode::Missing), |(_, place)| self.view(*place).slot(lane))
            };
            eval(node, &self.plan.known.env(&named, &[]))
        };
        if names.iter().all(|(_, place)| matches!(self.view(*place).lanes, Lanes::Same(_))) {
            out.shape = Shape::Same(value(0));
        } else {
            lay(out, self.lanes, value);
        }
    }
}

/// A number of a line cut to a whole one, for the table of size classes; nothing when it is missing.
fn whole(view: Option<&View<'_, '_>>, lane: usize) -> Result<Option<i64>, FaultCode> {
    let Some(view) = view else { return Ok(None) };
    if let (Lanes::Narrow(lanes, Scale { over: 1, .. }), None) = (view.lanes, view.fault(lane)) {
        return Ok(lanes.get(lane).copied());
    }
    match view.slot(lane).and_then(quantity) {
        Ok(value) => {
            let whole = value.numerator().checked_div_euclid(value.denominator());
            whole.and_then(|whole| i64::try_from(whole).ok()).map(Some).ok_or(FaultCode::Overflow)
        }
        Err(FaultCode::Missing) => Ok(None),
        Err(fault) => Err(fault),
    }
}

fn words<'r>(view: &View<'r, '_>) -> Option<Side<'r, u32>> {
    match view.lanes {
        Lanes::Words(lanes) => Some(Side::Many(lanes)),
        Lanes::Same(Ok(Val::Text(text))) => view.words.find(text).map(Side::One),
        _ => None,
    }
}

fn flags<'r>(view: &View<'r, '_>) -> Option<Side<'r, bool>> {
    match view.lanes {
        Lanes::Flags(lanes) => Some(Side::Many(lanes)),
        Lanes::Same(Ok(Val::Flag(flag))) => Some(Side::One(flag)),
        _ => None,
    }
}

/// Lays out values found line by line.
fn lay<'a>(out: &mut Register<'a>, lanes: usize, value: impl Fn(usize) -> Slot<'a>) {
    out.any.clear();
    for lane in 0..lanes {
        put(out, value(lane));
    }
    out.shape = Shape::Any;
    tidy(out);
}

fn put<'a>(out: &mut Register<'a>, slot: Slot<'a>) {
    out.faults.push(slot.err());
    out.any.push(slot.unwrap_or(Val::Flag(false)));
}

fn tidy(out: &mut Register<'_>) {
    if out.faults.iter().all(Option::is_none) {
        out.faults.clear();
    }
    if let (true, Some(Val::Flag(_))) = (out.faults.is_empty(), out.any.first()) {
        out.flags.clear();
        out.flags.extend(out.any.iter().map(|value| *value == Val::Flag(true)));
        out.shape = Shape::Flags;
        settle(out);
    }
}

/// Flags that are the same for all lines, as one: what depends on them need not run for nothing.
fn settle(out: &mut Register<'_>) {
    if let (Shape::Flags, true, Some(first)) = (out.shape, out.faults.is_empty(), out.flags.first())
        && out.flags.iter().all(|flag| flag == first)
    {
        out.shape = Shape::Same(Ok(Val::Flag(*first)));
    }
}

fn copy_faults(faults: &mut Faults, of: &View<'_, '_>) {
    faults.clear();
    faults.extend_from_slice(of.faults);
}

/// The fault of the left side, else that of the right.
fn merge_faults(faults: &mut Faults, [left, right]: [&View<'_, '_>; 2]) {
    copy_faults(faults, left);
    if faults.is_empty() {
        copy_faults(faults, right);
    } else if !right.faults.is_empty() {
        for (fault, other) in faults.iter_mut().zip(right.faults) {
            *fault = fault.or(*other);
        }
    }
}
