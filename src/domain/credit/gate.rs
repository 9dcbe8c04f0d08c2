//! The last question before money leaves: is there a fresh, passing, untouched check of exactly this payee?
//!
//! Basis: credit.md C5 point 3.

use chrono::{DateTime, TimeDelta, Utc};

use super::matching::{normalise, normalise_code};
use super::{Outcome, Stage};

/// How old a check may be when its payment is released.
pub const MAX_AGE: TimeDelta = TimeDelta::hours(24);

/// A check as the gate sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateCheck {
    /// At which stage it was made.
    pub stage: Stage,
    /// What it came to.
    pub outcome: Outcome,
    /// When it was finished.
    pub finished_at: DateTime<Utc>,
    /// The seal that was signed with it.
    pub snapshot_sha256: String,
    /// The code that was checked.
    pub code: String,
    /// The name that was checked.
    pub name: String,
}

/// Why nothing may be paid; empty when it may. `stored_seal` is what the stored snapshot hashes to now.
pub fn objections(
    check: Option<&GateCheck>,
    stored_seal: &str,
    (payee_code, payee_name): (&str, &str),
    now: DateTime<Utc>,
) -> Vec<&'static str> {
    let Some(check) = check else { return vec!["CHECK_MISSING"] };
    let age = now.signed_duration_since(check.finished_at);
    let same_payee =
        normalise_code(&check.code) == normalise_code(payee_code) && normalise(&check.name) == normalise(payee_name);
    let tests = [
        (check.stage != Stage::Disbursement, "CHECK_WRONG_STAGE"),
        (check.outcome != Outcome::Pass, "CHECK_NOT_PASSED"),
        (age > MAX_AGE || age < TimeDelta::zero(), "CHECK_STALE"),
        (check.snapshot_sha256 != stored_seal, "SNAPSHOT_TAMPERED"),
        (!same_payee, "PAYEE_CHANGED"),
    ];
    tests.into_iter().filter(|(wrong, _)| *wrong).map(|(_, why)| why).collect()
}
