//! Copies at an interval while the program serves, of which the newest stay; and the copy before an upgrade.
//!
//! Copies at an interval are jobs, so that one is made for all processes, tried again when it does not come about, and seen by
//! administrators. What counts is what stands whole in the folder: a copy that was made there by hand since is the copy.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::refusal::{Code, Fact, Refusal};
use domain::workflow::job::JobKind;
use serde::{Deserialize, Serialize};

use super::{Copy, copies, copy, prove, retain};
use crate::App;
use kernel::clock::Clock;
use kernel::error::{Error, Fault};
use kernel::failpoint::{Failpoint, reach};
use store::schema::Standing;
use store::sqlite;
use store::turn::Turn;
use store::{self, Store};

/// Where copies go, how often one is made, and how many stay.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The address of the database.
    pub url: String,
    /// The folder.
    pub folder: PathBuf,
    /// Hours between two copies.
    pub every: u32,
    /// How many stay.
    pub keep: usize,
}

/// The copies of a program that serves; nothing where none are made.
#[derive(Debug, Clone, Default)]
pub struct Regular {
    plan: Option<Arc<Plan>>,
    state: Arc<Mutex<Option<State>>>,
}

/// How the copies of a running program stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Of when the newest copy is.
    pub newest: Option<DateTime<Utc>>,
    /// When the next one is late.
    pub late_from: DateTime<Utc>,
}

/// A copy that a job made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// Its folder.
    pub folder: String,
    /// SHA-256 of its manifest.
    pub sha256: String,
}

impl Regular {
    /// Copies by a plan.
    pub fn by(plan: Plan) -> Self {
        Self { plan: Some(Arc::new(plan)), state: Arc::default() }
    }

    /// The plan, where copies are made.
    pub fn plan(&self) -> Option<&Plan> {
        self.plan.as_deref()
    }

    /// The newest copy, where copies are made and the next one is late.
    pub fn late(&self, now: DateTime<Utc>) -> Option<State> {
        let state = *self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.filter(|state| state.late_from < now)
    }

    /// Since when a copy is due; none where none are made.
    pub fn due(&self, clock: &Clock) -> Option<DateTime<Utc>> {
        self.plan().map(|plan| slot(clock, plan.every))
    }

    /// Looks how the copies stand.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn look(&self, app: &App) -> Result<(), Error> {
        let Some(plan) = self.plan() else { return Ok(()) };
        let newest = newest(app, plan).await?;
        let late_after = TimeDelta::hours(i64::from(plan.every)) * 2;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        // Where there is none yet, the time counts from when the program began.
        let late_from = match (newest, *state) {
            (Some(at), _) => at + late_after,
            (None, Some(State { newest: None, late_from })) => late_from,
            (None, _) => app.clock.now() + late_after,
        };
        *state = Some(State { newest, late_from });
        Ok(())
    }

    /// How the copies stand; none where none are made.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn seen(&self, app: &App) -> Result<Option<Seen>, Error> {
        self.look(app).await?;
        let state = *self.state.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(self.plan().map(|plan| Seen {
            folder: plan.folder.display().to_string(),
            newest: state.and_then(|state| state.newest),
            late: self.late(app.clock.now()).is_some(),
        }))
    }
}

/// How the copies stand for whoever looks once.
#[derive(Debug)]
pub struct Seen {
    /// Where they go.
    pub folder: String,
    /// Of when the newest is.
    pub newest: Option<DateTime<Utc>>,
    /// Whether the next one is late.
    pub late: bool,
}

/// Of when the newest copy is: of those in the folder, whoever made them, and of what jobs made, perhaps into the folder of
/// another machine.
async fn newest(app: &App, plan: &Plan) -> Result<Option<DateTime<Utc>>, Error> {
    let there = copies(&plan.folder).ok().and_then(|all| all.last().map(|(_, manifest)| manifest.taken_at));
    let made = store::job::last_done(app.store.read(), JobKind::Copy).await?.and_then(|row| row.ended_at);
    Ok(there.max(made))
}

/// A night's work is done by then, the proof of it too: copies of a day are made at half past three.
const AFTER_MIDNIGHT: TimeDelta = TimeDelta::minutes(210);

/// The instant from which the copy counts that is the last one due. It follows from the clock alone, so that all processes name
/// the same.
fn slot(clock: &Clock, every: u32) -> DateTime<Utc> {
    let first = clock.start_of(NaiveDate::default()) + AFTER_MIDNIGHT;
    let every = TimeDelta::hours(i64::from(every.max(1)));
    let passed = (clock.now() - first).num_seconds().div_euclid(every.num_seconds());
    first + TimeDelta::seconds(passed.saturating_mul(every.num_seconds()))
}

/// Makes the copy that is due since an instant, unless there is one since then, and lets the oldest go.
///
/// # Errors
/// As for [`copy`] and [`retain`].
pub(crate) async fn make(app: &App, since: DateTime<Utc>) -> Result<String, Error> {
    let plan = app.copies.plan().ok_or_else(|| Fault::new("nobody said where copies go"))?;
    let there = copies(&plan.folder).ok().and_then(|all| all.last().map(|(_, manifest)| manifest.taken_at));
    if there.is_some_and(|at| at >= since) {
        return Ok(String::new());
    }
    let made = copy(app, &plan.url, &plan.folder).await?;
    let gone = retain(&plan.folder, plan.keep)?;
    tracing::info!(copy = %made.folder.display(), sha256 = made.sha256, older_gone = gone.len(), "copied");
    Ok(serde_json::to_string(&Made { folder: made.folder.display().to_string(), sha256: made.sha256 })?)
}

/// Waits until no other process copies or brings along the database at `url`; held until it is dropped.
///
/// # Errors
/// As for [`Turn::take`].
pub async fn turn(url: &str) -> Result<Turn, Error> {
    Turn::take(url).await
}

/// Copies a database of an earlier version before it is brought along, and tries the upgrade on the copy: it is brought along
/// there and proved. Nothing is done to one that is not older. `folder` is where copies go; a SQLite database has one beside it unless another is named.
///
/// # Errors
/// [`Code::UpgradeNeedsBackup`] without a folder; [`Code::UpgradeUnsound`] when the copy does not hold what it must; as for
/// [`copy`] and [`prove`].
pub async fn before_upgrade(
    store: &Store,
    url: &str,
    folder: Option<&Path>,
    clock: &Clock,
) -> Result<Option<Copy>, Error> {
    if !matches!(store.standing().await?, Standing::Older(_)) {
        return Ok(None);
    }
    let beside = || sqlite::path(url).map(|path| Path::new(path).with_extension("copies"));
    let folder = folder.map(Path::to_owned).or_else(beside).ok_or(Code::UpgradeNeedsBackup)?;
    let app = App::new(store.clone(), clock.clone(), false);
    let made = copy(&app, url, &folder).await?;
    reach(Failpoint::UpgradeCopied)?;
    let proof = prove(&made.folder, url, clock).await?;
    reach(Failpoint::UpgradeTried)?;
    if proof.holds() {
        return Ok(Some(made));
    }
    let names: Vec<&str> = proof.findings.iter().filter(|f| !f.holds()).map(|f| f.invariant).collect();
    Err(Refusal::new(Code::UpgradeUnsound)
        .with("rules", Fact::Text(names.join(", ")))
        .with("copy", Fact::Text(made.folder.display().to_string()))
        .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_copy_is_due_since_half_past_three_or_since_the_last_of_its_hours() {
        let clock = Clock::standing(at("2026-03-02T01:00:00Z"), chrono_tz::Asia::Shanghai);
        assert_eq!(slot(&clock, 24), at("2026-03-01T19:30:00Z"), "half past three in Shanghai");
        assert_eq!(slot(&clock, 1), at("2026-03-02T00:30:00Z"));
        clock.set(at("2026-03-02T19:29:59Z"));
        assert_eq!(slot(&clock, 24), at("2026-03-01T19:30:00Z"));
        clock.set(at("2026-03-02T19:30:00Z"));
        assert_eq!(slot(&clock, 24), at("2026-03-02T19:30:00Z"));
    }

    #[test]
    fn where_none_are_made_nothing_is_due_or_late() {
        let clock = Clock::standing(at("2026-03-02T01:00:00Z"), chrono_tz::Asia::Shanghai);
        let none = Regular::default();
        assert_eq!((none.due(&clock), none.late(clock.now())), (None, None));
    }
}
