//! Cases about second claims: claims of one contract, tried one after another, and which of them the scheme refuses.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{CaseOutcome, Difference, malformed};
use crate::claim::{Claim, Days, Rule, Share, covered, double};
use crate::refusal::Refusal;
use crate::scheme::Scheme;
use crate::scheme::formula::lexer::quantity;
use crate::scheme::unit::Unit;

/// Claims of one contract in the order in which they are made.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimCase {
    /// Its name.
    pub id: String,
    /// Which article says so.
    pub source: String,
    /// What it shows.
    #[serde(default)]
    pub note: String,
    /// First day of the contract.
    #[serde(default)]
    pub starts: Option<NaiveDate>,
    /// Last day of the contract.
    #[serde(default)]
    pub ends: Option<NaiveDate>,
    /// The claims.
    pub claims: Vec<TriedClaim>,
}

/// A claim that is tried.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriedClaim {
    /// The firm, by any name.
    pub firm: String,
    /// The period of the call.
    pub period: Days,
    /// The share that it claims, such as `60%`; the whole when left out.
    #[serde(default)]
    pub share: Option<String>,
    /// Whether it is made under a scheme that says nothing of second claims.
    #[serde(default)]
    pub silent: bool,
    /// The direction, where it is made under another scheme that names this one.
    #[serde(default)]
    pub direction: Option<String>,
    /// Whether it is refused.
    pub refused: bool,
}

impl ClaimCase {
    pub(super) fn run(&self, scheme: &Scheme) -> Result<CaseOutcome, Refusal> {
        let mut live: Vec<(&str, Days, String, Share)> = Vec::new();
        let mut differences = Vec::new();
        for (tried, number) in self.claims.iter().zip(1_usize..) {
            let rule = scheme.claim.clone().filter(|_| !tried.silent);
            let rule = match (&tried.direction, rule) {
                (Some(direction), Some(rule)) => Some(Rule { direction: direction.clone(), ..rule }),
                (_, rule) => rule,
            };
            let share = match (&tried.share, rule.as_ref().and_then(|rule| rule.share)) {
                (Some(written), Some(_)) => {
                    let read = quantity(written, scheme.currency).filter(|(_, unit)| *unit == Unit::RATE);
                    Share::of(read.ok_or_else(|| malformed(&self.id, written))?.0)
                }
                _ => Share::WHOLE,
            };
            let days = covered(rule.as_ref(), (self.starts, self.ends), tried.period);
            let direction = rule.map(|rule| rule.direction).unwrap_or_default();
            let others: Vec<Claim<'_>> = live
                .iter()
                .map(|(firm, days, direction, share)| Claim {
                    days: *days,
                    direction,
                    share: *share,
                    own: *firm == tried.firm,
                })
                .collect();
            let mine = Claim { days, direction: &direction, share, own: false };
            let refused = double(mine, &others).is_some();
            if refused != tried.refused {
                let word = |refused| if refused { "refused" } else { "accepted" }.to_owned();
                let what = format!("claims.{number}");
                differences.push(Difference { what, expected: word(tried.refused), found: word(refused) });
            }
            if !refused {
                live.push((&tried.firm, days, direction, share));
            }
        }
        Ok(CaseOutcome { id: self.id.clone(), differences })
    }
}
