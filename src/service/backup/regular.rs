//! Copies at an interval while the program serves, of which the newest stay; and the copy before an upgrade.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::refusal::{Code, Fact, Refusal};

use super::{Copy, copies, copy, prove, retain};
use crate::clock::Clock;
use crate::error::Error;
use crate::failpoint::{Failpoint, reach};
use crate::service::App;
use crate::store::Store;
use crate::store::schema::Standing;
use crate::store::sqlite;
use crate::store::turn::Turn;

/// Where copies go, how often one is made, and how many stay.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The folder.
    pub folder: PathBuf,
    /// The time between two copies.
    pub every: TimeDelta,
    /// How many stay.
    pub keep: usize,
}

/// What is known about the copies of a running program; nothing where none are made.
#[derive(Debug, Clone, Default)]
pub struct Known(Arc<Mutex<Option<State>>>);

/// How the copies of a running program stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Of when the newest copy is.
    pub newest: Option<DateTime<Utc>>,
    /// When the next one is late.
    pub late_from: DateTime<Utc>,
}

impl Known {
    fn set(&self, state: State) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(state);
    }

    /// The newest copy, where copies are made and the next one is late.
    pub fn late(&self, now: DateTime<Utc>) -> Option<State> {
        let state = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.filter(|state| state.late_from < now)
    }
}

/// How long until the next copy, after the newest one. What another process of the installation copied counts.
fn wait(newest: Option<DateTime<Utc>>, every: TimeDelta, now: DateTime<Utc>) -> Duration {
    newest.map_or(Duration::ZERO, |at| (at + every - now).to_std().unwrap_or(Duration::ZERO))
}

/// After a copy that did not come about the next try is made so much later.
const AGAIN: Duration = Duration::from_secs(60);

/// Makes copies as planned until the program ends. What hinders one is told in the log and to administrators, and tried again.
pub async fn keep_copies(app: App, url: String, plan: Plan) {
    let (mut newest, begun) = (None, app.clock.now());
    loop {
        let now = app.clock.now();
        if let Ok(all) = copies(&plan.folder) {
            newest = all.last().map(|(_, manifest)| manifest.taken_at).max(newest);
        }
        app.copies.set(State { newest, late_from: newest.unwrap_or(begun) + plan.every * 2 });
        tokio::time::sleep(wait(newest, plan.every, now)).await;
        if copies(&plan.folder).is_ok_and(|all| all.last().map(|(_, m)| m.taken_at) > newest) {
            continue;
        }
        let made = copy(&app, &url, &plan.folder).await;
        match made.and_then(|made| retain(&plan.folder, plan.keep).map(|gone| (made, gone))) {
            Ok((made, gone)) => {
                newest = Some(made.manifest.taken_at);
                tracing::info!(copy = %made.folder.display(), sha256 = made.sha256, older_gone = gone.len(), "copied");
            }
            Err(error) => {
                tracing::error!(error = ?error, "no copy was made; it is tried again");
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
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

    #[test]
    fn the_next_copy_is_made_an_interval_after_the_newest_and_at_once_when_there_is_none() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (every, now) = (TimeDelta::hours(6), at("2026-03-02T12:00:00Z"));
        assert_eq!(wait(None, every, now), Duration::ZERO);
        assert_eq!(wait(Some(at("2026-03-02T11:00:00Z")), every, now), Duration::from_secs(5 * 3600));
        assert_eq!(wait(Some(at("2026-03-01T11:00:00Z")), every, now), Duration::ZERO);
    }

    #[test]
    fn a_copy_is_late_after_two_intervals_and_where_none_are_made_nothing_is_late() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let known = Known::default();
        assert_eq!(known.late(at("2026-03-02T12:00:00Z")), None);
        let state = State { newest: None, late_from: at("2026-03-02T12:00:00Z") };
        known.set(state);
        assert_eq!(known.late(at("2026-03-02T12:00:00Z")), None);
        assert_eq!(known.late(at("2026-03-02T12:00:01Z")), Some(state));
    }
}
