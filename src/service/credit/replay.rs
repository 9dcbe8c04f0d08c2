//! Makes a stored check again from what was known then, and compares it byte by byte with its snapshot.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::credit::snapshot::{self, seal};
use domain::credit::{Finding, Stage, Times, check};
use domain::id::CreditCheckId;
use entity::credit_check;
use serde::{Deserialize, Serialize};

use super::gather::{Gathered, Who, gather};
use crate::App;
use kernel::error::Error;
use store::Connection;

/// The part of a snapshot from which a check is made again.
#[derive(Deserialize)]
pub(super) struct Sealed {
    pub(super) case: snapshot::About,
    pub(super) request: SealedRequest,
    pub(super) applicant: Finding,
    pub(super) lines: BTreeMap<String, Finding>,
}

/// What was asked.
#[derive(Deserialize)]
pub(super) struct SealedRequest {
    pub(super) submitted_on: NaiveDate,
    pub(super) subject: SealedSubject,
}

/// Who was asked about.
#[derive(Deserialize)]
pub(super) struct SealedSubject {
    pub(super) code: String,
    pub(super) name: String,
}

/// What a check was made from, as it was known then.
pub(super) struct Then {
    pub(super) gathered: Gathered,
    pub(super) stage: Stage,
    pub(super) times: Times,
}

impl Sealed {
    /// Gathers what was known when a check was made. Its lines are those of the schedule of that time, whatever came
    /// after it.
    pub(super) async fn then(&self, db: &Connection, check: &credit_check::Model) -> Result<Then, Error> {
        let lines = match self.case.schedule.parse() {
            Ok(schedule) => store::line::of_schedule(db, schedule).await?,
            Err(_) => Vec::new(),
        };
        let times = Times { as_of: check.as_of, known_at: check.known_at };
        let subject = &self.request.subject;
        // What officers decided afterwards is no part of a check.
        let who = Who { code: &subject.code, name: &subject.name, application: None, lines: &lines };
        let stage = check.stage;
        Ok(Then { gathered: gather(db, who, times).await?, stage, times })
    }
}

/// What a replay shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Replay {
    /// The same bytes.
    Identical,
    /// The stored text does not hash to its seal: somebody altered it.
    Altered,
    /// The seal holds, but what is stored of that time leads elsewhere.
    Different,
    /// The seal holds; it was made by another version of the engine, which alone can repeat it.
    OtherEngine,
    /// The seal holds; personal data that it was made from were purged since.
    Purged,
}

/// Repeats a check.
///
/// # Errors
/// [`Code::NotFound`]; a fault of the database.
pub async fn replay(app: &App, id: CreditCheckId) -> Result<Replay, Error> {
    let db = app.store.read();
    let stored = store::credit::checks::by_id(db, id).await?;
    if snapshot::sha256(&stored.snapshot) != stored.snapshot_sha256 {
        return Ok(Replay::Altered);
    }
    let whole: serde_json::Value = serde_json::from_str(&stored.snapshot)?;
    if whole.get("engine").and_then(|e| e.as_str()) != Some(snapshot::ENGINE) {
        return Ok(Replay::OtherEngine);
    }
    let sealed: Sealed = serde_json::from_str(&stored.snapshot)?;
    let Then { gathered, stage, times } = sealed.then(db, &stored).await?;
    let request = gathered.facts.request(stage, times, sealed.request.submitted_on);
    let result = check(&request, &gathered.rules)?;
    let again = seal(sealed.case, &request, &gathered.rules, &result, &stored.prev_sha256)?;
    if again.json == stored.snapshot {
        return Ok(Replay::Identical);
    }
    let purged = store::credit::checks::purged_since(db, stored.known_at).await?;
    Ok(if purged { Replay::Purged } else { Replay::Different })
}
