//! For tests: whether columns and trees agree. Everything that an evaluation found over columns is found again line by
//! line, with the trees of the formulas, exact fractions and no second thread.

use super::Evaluation;
use super::fate::{Fate, small};
use super::slots::Slots;
use crate::money::{Exact, Fen, allocate};
use crate::scheme::Component;
use crate::scheme::formula::value::{Env, FaultCode, Slot, Val, compare, eval, flag, number};
use crate::scheme::formula::{Aggregate, AggregateKind, Node};

/// A sum under way.
type Running<'a> = Result<Option<Val<'a>>, FaultCode>;

/// Finds all again and compares.
pub(crate) fn assert_agrees(evaluation: &Evaluation<'_>) {
    sums(evaluation);
    for (line, found) in evaluation.fates.iter().enumerate() {
        let own = fate(evaluation, line);
        // What passes the gates may earn something, or have no value in a component.
        let later = matches!(found, Fate::Paid | Fate::ComponentFault(..)) && own == Fate::Zero;
        assert!(later || own == *found, "line {line}: {own:?}, {found:?}");
    }
    for (place, component) in evaluation.scheme.components.iter().enumerate() {
        parts(evaluation, place, component);
    }
}

fn sums(evaluation: &Evaluation<'_>) {
    for (place, figure) in evaluation.scheme.figures.iter().enumerate() {
        let mut running = vec![vec![Ok(None); figure.formula.aggregates.len()]; evaluation.count(figure.level)];
        let mut periods = vec![vec![Vec::new(); figure.formula.aggregates.len()]; evaluation.count(figure.level)];
        let mut scratch = Vec::new();
        for line in 0..evaluation.lines() {
            // Whether a line is eligible is decided before its components are; those may take away its value later.
            let gated = matches!(evaluation.fates[line], Fate::Paid | Fate::Zero | Fate::ComponentFault(..));
            if figure.eligible_only && !gated {
                continue;
            }
            let group = evaluation.group_of(figure.level, line);
            evaluation.on_line(line, evaluation.scheme.order.passes, &mut scratch, |env| {
                for (place, aggregate) in figure.formula.aggregates.iter().enumerate() {
                    let sum = &mut running[group][place];
                    *sum = sum.and_then(|sum| match aggregate.kind {
                        AggregateKind::Overlapping => met(sum, &mut periods[group][place], aggregate, env),
                        _ => taken(sum, aggregate, env),
                    });
                }
            });
        }
        for (group, sums) in running.into_iter().enumerate() {
            let start = |kind| match kind {
                AggregateKind::Sum | AggregateKind::Count => Ok(Val::Number(Exact::ZERO)),
                AggregateKind::Overlapping => Ok(Val::Flag(false)),
                _ => Err(FaultCode::Missing),
            };
            let sums = sums.into_iter().zip(&figure.formula.aggregates);
            let sums: Vec<Slot<'_>> =
                sums.map(|(sum, aggregate)| sum?.map_or_else(|| start(aggregate.kind), Ok)).collect();
            assert_eq!(evaluation.sums_of(place, group), sums, "{} {group}", figure.rule.name);
        }
    }
}

/// Whether the period of a line shares a day with one before it, tried with each of them.
fn met<'a>(
    sum: Option<Val<'a>>,
    periods: &mut Vec<(Val<'a>, Val<'a>)>,
    aggregate: &'a Aggregate,
    env: &Env<'a, '_>,
) -> Running<'a> {
    if let Some(when) = &aggregate.when
        && !flag(eval(when, env)?)?
    {
        return Ok(sum);
    }
    let day = |node: &'a Option<Node>| node.as_ref().map_or(Err(FaultCode::Missing), |node| eval(node, env));
    let (from, to) = (day(&aggregate.of)?, day(&aggregate.to)?);
    let shares = periods.iter().any(|(a, b)| compare(from, *b).is_le() && compare(*a, to).is_le());
    periods.push((from, to));
    Ok(Some(Val::Flag(shares || sum == Some(Val::Flag(true)))))
}

fn taken<'a>(sum: Option<Val<'a>>, aggregate: &'a Aggregate, env: &Env<'a, '_>) -> Running<'a> {
    if let Some(when) = &aggregate.when
        && !flag(eval(when, env)?)?
    {
        return Ok(sum);
    }
    let value = aggregate.of.as_ref().map_or(Ok(Val::Number(Exact::ONE)), |of| eval(of, env))?;
    Ok(Some(match (sum, aggregate.kind) {
        (None, _) => value,
        (Some(sum), AggregateKind::Sum | AggregateKind::Count) => Val::Number(number(sum)?.plus(number(value)?)?),
        (Some(best), AggregateKind::Highest) if compare(value, best).is_le() => best,
        (Some(best), AggregateKind::Lowest) if compare(value, best).is_ge() => best,
        _ => value,
    }))
}

/// What the gates make of a line.
fn fate(evaluation: &Evaluation<'_>, line: usize) -> Fate {
    if evaluation.book().struck().get(line) {
        return Fate::Struck;
    }
    evaluation.on_line(line, evaluation.scheme.order.gates, &mut Vec::new(), |env| {
        for (place, gate) in evaluation.scheme.gates.iter().enumerate() {
            let applies = gate.when.as_ref().map_or(Ok(true), |when| eval(&when.root, env).and_then(flag));
            let met = match applies {
                Ok(false) => Ok(true),
                Ok(true) => eval(&gate.formula.root, env).and_then(flag),
                Err(fault) => Err(fault),
            };
            match met {
                Ok(true) => {}
                Ok(false) => return Fate::Ineligible(small(place)),
                Err(fault) => return Fate::GateFault(small(place), fault),
            }
        }
        Fate::Zero
    })
}

fn amount<'a>(component: &'a Component, env: &Env<'a, '_>) -> Result<Fen, FaultCode> {
    if let Some(when) = &component.when
        && !flag(eval(&when.root, env)?)?
    {
        return Ok(Fen::ZERO);
    }
    let amount = number(eval(&component.formula.root, env)?)?.round(component.rounding)?;
    if amount.is_negative() { Err(FaultCode::Negative) } else { Ok(amount) }
}

/// The parts of all lines in a component before adjustments.
fn parts(evaluation: &Evaluation<'_>, place: usize, component: &Component) {
    let passes = evaluation.scheme.order.passes;
    let found = evaluation.first_parts(place);
    // A line that a component before this one took the value from is not asked again.
    let asked = |line: usize| match evaluation.fates[line] {
        Fate::Paid | Fate::Zero => true,
        Fate::ComponentFault(fault, _) => usize::from(fault) >= place,
        _ => false,
    };
    let Some(spread) = &component.spread else {
        for (line, part) in found.iter().enumerate().filter(|(line, _)| asked(*line)) {
            let own = evaluation.on_line(line, passes, &mut Vec::new(), |env| amount(component, env));
            match (own, evaluation.fates[line]) {
                (Ok(_), Fate::ComponentFault(fault, _)) => {
                    assert!(usize::from(fault) != place && part.is_zero(), "{} {line}", component.rule.name);
                }
                (Ok(own), _) => assert_eq!(own, *part, "{} {line}", component.rule.name),
                (Err(own), fate) => assert_eq!(Fate::ComponentFault(small(place), own), fate, "line {line}"),
            }
        }
        return;
    };
    for group in 0..evaluation.count(component.level) {
        let lines = evaluation.lines_of(component.level, group);
        let lines: Vec<_> = lines.filter(|line| asked(*line) && fate_is_later(evaluation, *line, place)).collect();
        let total = evaluation.on_group(component.level, group, &[], |env| amount(component, env));
        let Ok(total) = total else { continue };
        if lines.is_empty() || total.is_zero() {
            continue;
        }
        let weight = |line: &usize| {
            evaluation.on_line(*line, passes, &mut Vec::new(), |env| eval(&spread.weight.root, env).and_then(number))
        };
        let weights: Vec<_> = lines.iter().map(|line| weight(line).unwrap()).collect();
        let shares = allocate(total, &weights, spread.unit).unwrap();
        for (line, share) in lines.iter().zip(shares) {
            let part = if evaluation.fates[*line].is_fault() { Fen::ZERO } else { share };
            assert_eq!(found[*line], part, "{} {line}", component.rule.name);
        }
    }
}

/// Whether a line still was eligible when a component was spread.
fn fate_is_later(evaluation: &Evaluation<'_>, line: usize, place: usize) -> bool {
    !matches!(evaluation.fates[line], Fate::ComponentFault(fault, _) if usize::from(fault) < place)
}

/// Whether two evaluations came to the same, byte by byte, with the values of every figure.
pub(crate) fn assert_same(one: &Evaluation<'_>, other: &Evaluation<'_>) {
    assert_eq!(one.calculation().bytes().unwrap(), other.calculation().bytes().unwrap());
    let values =
        |slots: &Slots<'_>| (0..slots.len()).map(|group| format!("{:?}", slots.get(group))).collect::<Vec<_>>();
    for (one, other) in one.known.figures.iter().zip(&other.known.figures) {
        assert_eq!(values(one), values(other));
    }
}

mod tests;
