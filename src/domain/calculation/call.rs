//! Dividing what all applications of a call share: first the pools by weight, then the budget by what each comes to.
//!
//! Each application is calculated by itself until its weights are known; the shares are found from the weights of all,
//! in the order of filing; then each is calculated to its end.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::context::{BudgetShare, Context, PoolShare, Shares};
use super::{Calculation, Facts, InputRow, evaluate};
use crate::money::{Exact, Fen, Mode, Rounding, allocate};
use crate::refusal::{Code, Fact, Refusal};
use crate::scheme::{Division, Scheme};

/// One application of a call.
#[derive(Debug, Clone)]
pub struct Application {
    /// What the firm states.
    pub facts: Facts,
    /// Its schedule.
    pub rows: Vec<InputRow>,
    /// Its circumstances; the shares in it are found here.
    pub context: Context,
}

/// What an application asks of the amounts that the call divides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// Of each pool, in the order of the scheme: the whole and the application's weight.
    pub pools: Vec<(Fen, Exact)>,
    /// Of the budget: the whole and what the application comes to before any cut.
    pub budget: Option<(Fen, Fen)>,
}

/// Divides the pools among applications by their weights.
///
/// # Errors
/// `calc-pool-overspent` when shares that are rounded by themselves come to more than the pool; overflow.
pub fn divide_pools(scheme: &Scheme, demands: &[Demand]) -> Result<Vec<BTreeMap<String, PoolShare>>, Refusal> {
    let mut out = vec![BTreeMap::new(); demands.len()];
    for (place, pool) in scheme.pools.iter().enumerate() {
        let asked: Vec<_> = demands.iter().filter_map(|demand| demand.pools.get(place).copied()).collect();
        let amount = asked.iter().map(|(amount, _)| *amount).min().unwrap_or(Fen::ZERO);
        let weights: Vec<_> = asked.iter().map(|(_, weight)| *weight).collect();
        let sum = weights.iter().try_fold(Exact::ZERO, |sum, weight| sum.plus(*weight))?;
        let shares = divide(pool.method, amount, &weights, sum, pool.unit)?;
        if Fen::sum(shares.iter().copied())? > amount {
            return Err(Refusal::new(Code::CalcPoolOverspent).with("name", Fact::Text(pool.rule.name.clone())));
        }
        for (own, share) in out.iter_mut().zip(shares) {
            own.insert(pool.rule.name.clone(), PoolShare { amount, weights: sum, share });
        }
    }
    Ok(out)
}

fn divide(method: Division, amount: Fen, weights: &[Exact], sum: Exact, unit: Fen) -> Result<Vec<Fen>, Refusal> {
    let mode = match method {
        // A pool that nobody has a weight in stays whole.
        _ if sum.is_zero() => return Ok(vec![Fen::ZERO; weights.len()]),
        Division::LargestRemainder => return allocate(amount, weights, unit),
        Division::Floor => Mode::Floor,
        Division::HalfUp => Mode::HalfUp,
    };
    let share = |weight: &Exact| Exact::from(amount).times(*weight)?.over(sum)?.round(Rounding { unit, mode });
    weights.iter().map(share).collect()
}

/// Divides the budget among applications; `None` when the scheme has none. While the demand does not exceed it, each
/// gets what it comes to.
///
/// # Errors
/// Overflow.
pub fn divide_budget(scheme: &Scheme, demands: &[Demand]) -> Result<Option<Vec<BudgetShare>>, Refusal> {
    let Some(budget) = &scheme.budget else { return Ok(None) };
    let asked: Vec<_> = demands.iter().filter_map(|demand| demand.budget).collect();
    let amount = asked.iter().map(|(amount, _)| *amount).min().unwrap_or(Fen::ZERO);
    let demand = Fen::sum(asked.iter().map(|(_, own)| *own))?;
    let shares = if demand <= amount {
        asked.iter().map(|(_, own)| *own).collect()
    } else {
        let weights: Vec<_> = asked.iter().map(|(_, own)| Exact::from(*own)).collect();
        allocate(amount, &weights, budget.unit)?
    };
    Ok(Some(shares.into_iter().map(|share| BudgetShare { amount, demand, share }).collect()))
}

/// Divides what the applications of a call share, in the order of their filing: what each asked, and what it gets.
///
/// # Errors
/// See [`super::calculate`], [`divide_pools`], [`divide_budget`].
pub fn divide_call(scheme: &Scheme, applications: &[Application]) -> Result<Vec<(Demand, Shares)>, Refusal> {
    let mut contexts: Vec<_> =
        applications.iter().map(|one| Context { shares: Shares::default(), ..one.context.clone() }).collect();
    if !scheme.pools.is_empty() {
        let shares = divide_pools(scheme, &demands(scheme, applications, &contexts)?)?;
        for (context, share) in contexts.iter_mut().zip(shares) {
            context.shares.pools = Some(share);
        }
    }
    let demands = demands(scheme, applications, &contexts)?;
    if let Some(shares) = divide_budget(scheme, &demands)? {
        for (context, share) in contexts.iter_mut().zip(shares) {
            context.shares.budget = Some(share);
        }
    }
    Ok(demands.into_iter().zip(contexts.into_iter().map(|context| context.shares)).collect())
}

/// Calculates all applications of a call to the end.
///
/// # Errors
/// See [`divide_call`].
pub fn calculate_call(scheme: &Scheme, applications: &[Application]) -> Result<Vec<Calculation>, Refusal> {
    let divided = divide_call(scheme, applications)?;
    let one = |(application, (_, shares)): (&Application, (Demand, Shares))| {
        let context = Context { shares, ..application.context.clone() };
        Ok(evaluate(scheme, &application.facts, &application.rows, &context)?.calculation())
    };
    applications.iter().zip(divided).map(one).collect()
}

fn demands(scheme: &Scheme, applications: &[Application], contexts: &[Context]) -> Result<Vec<Demand>, Refusal> {
    let one = |(application, context): (&Application, &Context)| {
        evaluate(scheme, &application.facts, &application.rows, context)?.demand()
    };
    applications.iter().zip(contexts).map(one).collect()
}
