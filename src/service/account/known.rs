//! What the log knows of people: sign-in name, unit or firm, and roles, as they were given.

use chrono::{DateTime, NaiveDate, Utc};

use crate::App;
use kernel::error::Error;
use store::{self, Connection};

/// The act under which it stands.
pub const ROLES: &str = "person.roles";

/// Notes those whom the log does not know yet.
///
/// # Errors
/// A fault of the database.
pub async fn note(
    tx: &Connection,
    skip: &std::collections::BTreeSet<String>,
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<(), Error> {
    let people = store::tamper::people(tx).await?;
    let new = people.iter().filter(|(id, _)| !skip.contains(*id)).map(|(id, facts)| store::audit::NewEvent {
        kind: "person",
        id,
        action: ROLES,
        person: None,
        role: "system",
        payload: facts,
        now,
        today,
    });
    store::audit::append_all(tx, &new.collect::<Vec<_>>()).await.map(|_| ())
}

/// Notes everybody whom an earlier release set up, once for a database; who appears later without an event is a finding.
///
/// # Errors
/// A fault of the database.
pub async fn begin(app: &App) -> Result<(), Error> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let tx = store::tx::begin(&app.store).await?;
    if is_begun(&tx).await? {
        return Ok(());
    }
    let known = store::audit::with_action(&tx, ROLES).await?.into_iter().map(|event| event.aggregate_id).collect();
    note(&tx, &known, (now, today)).await?;
    let event = store::audit::NewEvent {
        kind: "installation",
        id: "people",
        action: "installation.people",
        person: None,
        role: "system",
        payload: &serde_json::json!({}),
        now,
        today,
    };
    store::audit::append(&tx, event).await?;
    tx.commit().await
}

/// Whether the log knows everybody.
///
/// # Errors
/// A fault of the database.
pub async fn is_begun(db: &Connection) -> Result<bool, Error> {
    Ok(!store::audit::of_aggregate(db, "installation", "people").await?.is_empty())
}
