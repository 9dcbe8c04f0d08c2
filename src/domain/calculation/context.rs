//! What a calculation needs to know besides the facts and the lines: what the authority fixed, the day of filing, the
//! official calendar, what was granted before, and the application's shares of what the whole call divides.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Facts;
use crate::calendar::Calendar;
use crate::money::{Exact, Fen};

/// The circumstances of a calculation.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Context {
    /// What the authority fixed for the call, by name; what is not here takes its default.
    #[serde(default)]
    pub parameters: Facts,
    /// The day on which the application was filed; today while it is not.
    #[serde(default)]
    pub filed_on: Option<NaiveDate>,
    /// What was granted before to the firm, to the enterprises of its lines, or for the same business.
    #[serde(default)]
    pub earlier: Vec<EarlierGrant>,
    /// Nobody said what was granted before: every limit over years is then told to rest on nothing.
    #[serde(skip)]
    pub earlier_unknown: bool,
    /// The application's shares; none while the call is not divided.
    #[serde(default)]
    pub shares: Shares,
    /// The official working days. They are public and the same for all, so they are not stored with a calculation.
    #[serde(skip)]
    pub calendar: Calendar,
}

/// A grant of the past.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierGrant {
    /// Id of the scheme.
    pub scheme: String,
    /// Name of the component.
    pub component: String,
    /// Whether the applicant itself received it.
    pub own: bool,
    /// Code of the enterprise that it was for.
    pub enterprise: String,
    /// The key of the line: contract, policy or invoice number.
    pub claim: String,
    /// The day of the grant.
    pub granted_on: NaiveDate,
    /// What was granted.
    pub granted: Fen,
    /// What was really paid of it.
    pub paid: Fen,
}

/// What an application gets of the amounts that a call divides.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// Of each pool, by name; none while the pools are not divided.
    #[serde(default)]
    pub pools: Option<BTreeMap<String, PoolShare>>,
    /// Of the budget; none while it is not divided.
    #[serde(default)]
    pub budget: Option<BudgetShare>,
}

/// What an application gets of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolShare {
    /// The whole pool.
    pub amount: Fen,
    /// The weights of all applications together.
    pub weights: Exact,
    /// The application's part.
    pub share: Fen,
}

/// What an application gets of the budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BudgetShare {
    /// The whole budget.
    pub amount: Fen,
    /// What all applications come to together.
    pub demand: Fen,
    /// The application's part.
    pub share: Fen,
}
