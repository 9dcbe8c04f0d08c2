//! Whether facts, parameters and rows fit the scheme, before anything is calculated.

use super::context::{Context, EarlierGrant};
use super::{Facts, InputRow};
use crate::date::months_before;
use crate::money::{Exact, Fen};
use crate::refusal::{Code, Fact, Refusal};
use crate::scheme::formula::value::{FaultCode, Slot, Val, read};
use crate::scheme::{Measure, Memory, Parameter, Period, Scheme};
use crate::template::{ColumnKind, Value};

/// The facts in the order of the scheme.
pub(super) fn read_facts<'a>(scheme: &Scheme, facts: &'a Facts) -> Result<Vec<Slot<'a>>, Refusal> {
    let refuse = |code, name: &str| Refusal::new(code).with("name", Fact::Text(name.to_owned())).at_field(name);
    for (name, _) in facts.iter() {
        if !scheme.facts.iter().any(|fact| fact.name == name) {
            return Err(refuse(Code::CalcFactUnknown, name));
        }
    }
    let one = |fact: &crate::scheme::FactSpec| match facts.get(&fact.name) {
        None | Some(Value::Missing) if fact.required => Err(refuse(Code::CalcFactMissing, &fact.name)),
        None => Ok(Err(FaultCode::Missing)),
        Some(value) if fits(&fact.kind, value) => Ok(read(value)),
        Some(_) => Err(refuse(Code::CalcFactUnknown, &fact.name)),
    };
    scheme.facts.iter().map(one).collect()
}

/// Whether a row fits the schedule of the scheme.
pub(super) fn check_row(scheme: &Scheme, line: usize, row: &InputRow) -> Result<(), Refusal> {
    let columns = &scheme.template.columns;
    let bad = columns.iter().enumerate().find(|(place, column)| match row.values.get(*place) {
        None => true,
        Some(Value::Missing) => column.required,
        Some(value) => !fits(&column.kind, value),
    });
    let name = match bad {
        Some((_, column)) => column.title.zh.clone(),
        None if row.values.len() != columns.len() => String::new(),
        None => return Ok(()),
    };
    let line = i64::try_from(line.saturating_add(1)).unwrap_or(i64::MAX);
    Err(Refusal::new(Code::CalcRowMalformed).with("line", Fact::Count(line)).with("column", Fact::Text(name)))
}

const fn fits(kind: &ColumnKind, value: &Value) -> bool {
    matches!(
        (kind, value),
        (_, Value::Missing)
            | (ColumnKind::Money(_), Value::Money(_))
            | (ColumnKind::Rate { .. }, Value::Rate(_))
            | (ColumnKind::Count, Value::Count(_))
            | (ColumnKind::Date, Value::Date(_))
            | (ColumnKind::Flag, Value::Flag(_))
            | (
                ColumnKind::Text(_)
                    | ColumnKind::Choice(_)
                    | ColumnKind::Uscc
                    | ColumnKind::Account
                    | ColumnKind::Cnaps,
                Value::Text(_)
            )
    )
}

/// The parameters in the order of the scheme; what the authority did not fix takes its default.
pub(super) fn read_parameters<'a>(scheme: &'a Scheme, context: &'a Context) -> Result<Vec<Slot<'a>>, Refusal> {
    let refuse = |code, name: &str| Refusal::new(code).with("name", Fact::Text(name.to_owned())).at_field(name);
    for (name, _) in context.parameters.iter() {
        if !scheme.parameters.iter().any(|parameter| parameter.spec.name == name) {
            return Err(refuse(Code::CalcParameterUnknown, name));
        }
    }
    let one = |parameter: &'a Parameter| {
        let name = parameter.spec.name.as_str();
        let fixed = context.parameters.get(name).filter(|value| **value != Value::Missing);
        let value = fixed.or(parameter.default.as_ref());
        let value = value.ok_or_else(|| refuse(Code::CalcParameterMissing, name))?;
        if !fits(&parameter.spec.kind, value) {
            return Err(refuse(Code::CalcParameterUnknown, name));
        }
        parameter.check(value)?;
        Ok(read(value))
    };
    scheme.parameters.iter().map(one).collect()
}

/// What a memory knows of some earlier grants.
pub(super) fn remember<'g>(
    memory: &Memory,
    context: &Context,
    grants: impl Iterator<Item = &'g EarlierGrant>,
) -> Slot<'static> {
    let mut sum = Fen::ZERO;
    let mut count = 0i64;
    for grant in grants {
        let counts = memory.schemes.contains(&grant.scheme)
            && (memory.components.is_empty() || memory.components.contains(&grant.component));
        if !counts || !within(memory.period, context, grant)? {
            continue;
        }
        let amount = if memory.measure == Measure::Paid { grant.paid } else { grant.granted };
        sum = sum.plus(amount)?;
        count = count.saturating_add(1);
    }
    Ok(Val::Number(match memory.measure {
        Measure::Granted | Measure::Paid => Exact::from(sum),
        Measure::Count => Exact::whole(count),
    }))
}

fn within(period: Period, context: &Context, grant: &EarlierGrant) -> Result<bool, FaultCode> {
    use chrono::Datelike;
    if period == Period::All {
        return Ok(true);
    }
    let today = context.filed_on.ok_or(FaultCode::Missing)?;
    Ok(match period {
        Period::All => true,
        Period::Year => grant.granted_on.year() == today.year(),
        Period::Rolling(years) => {
            let months = years.checked_mul(12).ok_or(FaultCode::Overflow)?;
            grant.granted_on > months_before(today, months)?
        }
    })
}
