//! What a credit check comes to now: what it found, and what two officers decided about it since. The check itself never
//! changes; whoever shows, prints or asks for the outcome of a case takes it from here.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::credit::statement::after_overrides;
use domain::credit::{Finding, Outcome, Statement};
use domain::id::{ApplicationId, CreditCheckId};
use entity::{credit_check, credit_entry};
use serde::Deserialize;

use kernel::error::Error;
use store::Connection;

/// The outcome of a check, as found and as it holds now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// What the check found.
    pub found: Outcome,
    /// What that comes to after what two officers decided.
    pub now: Outcome,
}

/// The part of a snapshot that officers decide about.
#[derive(Deserialize)]
struct Sealed {
    applicant: Finding,
}

/// What a stored check comes to with the confirmed overrides of its application. A check whose snapshot says something
/// else than its row was altered: nothing was decided about that.
///
/// # Errors
/// A fault when the stored check cannot be read.
pub fn of_check(check: &credit_check::Model, overrides: &[Statement]) -> Result<Decided, Error> {
    let found = check.outcome;
    if overrides.is_empty() || found != Outcome::Refer {
        return Ok(Decided { found, now: found });
    }
    let Sealed { applicant } = serde_json::from_str(&check.snapshot)?;
    let now = if applicant.outcome == found { after_overrides(&applicant, overrides) } else { found };
    Ok(Decided { found, now })
}

/// [`of_check`] of several checks.
///
/// # Errors
/// A fault of the database, or as for [`of_check`].
pub async fn of_checks<'c>(
    db: &Connection,
    checks: impl IntoIterator<Item = &'c credit_check::Model>,
    now: DateTime<Utc>,
) -> Result<HashMap<CreditCheckId, Decided>, Error> {
    let checks: Vec<_> = checks.into_iter().collect();
    let referred: BTreeSet<_> =
        checks.iter().filter(|c| c.outcome == Outcome::Refer).map(|c| c.application_id).collect();
    let overrides = overrides(db, referred, now).await?;
    let none = Vec::new();
    let decided = |check: &credit_check::Model| {
        of_check(check, overrides.get(&check.application_id).unwrap_or(&none)).map(|decided| (check.id, decided))
    };
    checks.into_iter().map(decided).collect()
}

/// The newest check of each case that has one.
pub struct Newest {
    /// What it comes to.
    pub decided: Decided,
    /// Whether it put the case on the fast lane.
    pub fast_lane: bool,
}

/// What the newest checks of cases come to. Only the snapshots that somebody decided about are read.
///
/// # Errors
/// A fault of the database, or as for [`of_check`].
pub async fn of_cases(
    db: &Connection,
    cases: Vec<ApplicationId>,
    now: DateTime<Utc>,
) -> Result<HashMap<ApplicationId, Newest>, Error> {
    let newest = store::review::newest_checks(db, cases).await?;
    let referred = newest.iter().filter(|c| c.outcome == Outcome::Refer).map(|c| c.application_id).collect();
    let overrides = overrides(db, referred, now).await?;
    let asked = newest.iter().filter(|c| overrides.contains_key(&c.application_id)).map(|c| c.id).collect();
    let whole = store::credit::checks::by_check_ids(db, asked).await?;
    let decided = of_checks(db, &whole, now).await?;
    let of = |check: &store::review::NewestCheck| {
        let found = check.outcome;
        let decided = decided.get(&check.id).copied().unwrap_or(Decided { found, now: found });
        (check.application_id, Newest { decided, fast_lane: check.fast_lane })
    };
    Ok(newest.iter().map(of).collect())
}

/// The confirmed overrides of applications, each in the order of their confirmation.
async fn overrides(
    db: &Connection,
    of: BTreeSet<ApplicationId>,
    now: DateTime<Utc>,
) -> Result<HashMap<ApplicationId, Vec<Statement>>, Error> {
    let mut found: HashMap<ApplicationId, Vec<Statement>> = HashMap::new();
    for entry in store::credit::entry::confirmed_overrides(db, of, now).await? {
        let Some(application) = entry.application_id else { continue };
        found.entry(application).or_default().push(statement(&entry)?);
    }
    Ok(found)
}

/// What an entry states.
fn statement(entry: &credit_entry::Model) -> Result<Statement, Error> {
    Ok(serde_json::from_str(&entry.content)?)
}

/// The confirmed overrides of one application, in the order of their confirmation.
///
/// # Errors
/// A fault of the database; stored JSON that cannot be read.
pub async fn overrides_of_case(
    db: &Connection,
    application: ApplicationId,
    now: DateTime<Utc>,
) -> Result<Vec<Statement>, Error> {
    Ok(overrides(db, BTreeSet::from([application]), now).await?.remove(&application).unwrap_or_default())
}
