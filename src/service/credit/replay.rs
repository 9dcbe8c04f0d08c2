//! Makes a stored check again from what was known then, and compares it byte by byte with its snapshot.

use domain::credit::snapshot::{self, seal};
use domain::credit::{Stage, Times, check};
use domain::id::CreditCheckId;
use domain::refusal::Code;
use serde::Serialize;

use super::gather::{Who, gather};
use super::rule_set::Sealed;
use crate::error::Error;
use crate::service::App;
use crate::store;

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
    let application = store::application::by_id(db, stored.application_id).await?;
    let lines = sealed.lines_of(db).await?;
    let times = Times { as_of: stored.as_of, known_at: stored.known_at };
    let subject = &sealed.request.subject;
    let who = Who { code: &subject.code, name: &subject.name, application: Some(application.id), lines: &lines };
    let gathered = gather(db, who, times).await?;
    let stage = Stage::from_key(&stored.stage).ok_or(Code::NotFound)?;
    let request = gathered.request(stage, times, sealed.request.submitted_on);
    let result = check(&request, &gathered.rules)?;
    let again = seal(sealed.case, &request, &gathered.rules, &result, &stored.prev_sha256)?;
    if again.json == stored.snapshot {
        return Ok(Replay::Identical);
    }
    let purged = store::credit::checks::purged_since(db, stored.known_at).await?;
    Ok(if purged { Replay::Purged } else { Replay::Different })
}
