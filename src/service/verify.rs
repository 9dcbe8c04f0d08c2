//! The invariants of the money and of the log (integrity.md 3.3), checked on the database as it stands.

use entity::audit_event;
use sea_orm::{EntityTrait, QueryOrder};

use super::App;
use crate::error::Error;
use crate::store;
pub use crate::store::invariant::Finding;

/// Checks every invariant that exists so far.
///
/// # Errors
/// A fault of the database.
pub async fn verify(app: &App) -> Result<Vec<Finding>, Error> {
    let mut findings = store::invariant::check_all(app.store.read()).await?;
    findings.push(audit_chain(app).await?);
    findings.push(recalculate(app).await?);
    findings.push(credit_chain(app).await?);
    Ok(findings)
}

/// I13: per aggregate the versions are 1, 2, 3 … and each hash follows from the event and the hash before it.
async fn audit_chain(app: &App) -> Result<Finding, Error> {
    let events = audit_event::Entity::find()
        .order_by_asc(audit_event::Column::AggregateKind)
        .order_by_asc(audit_event::Column::AggregateId)
        .order_by_asc(audit_event::Column::AggVersion)
        .all(app.store.read())
        .await?;
    let mut violations = Vec::new();
    let mut last: Option<&audit_event::Model> = None;
    for event in &events {
        let before =
            last.filter(|l| (&l.aggregate_kind, &l.aggregate_id) == (&event.aggregate_kind, &event.aggregate_id));
        let (version, prev) = before.map_or((1, ""), |l| (l.agg_version + 1, l.hash.as_str()));
        let place = || format!("{} {} v{}", event.aggregate_kind, event.aggregate_id, event.agg_version);
        if event.agg_version != version {
            violations.push(format!("{}: an event is missing before it", place()));
        } else if event.prev_hash != prev {
            violations.push(format!("{}: does not follow the event before it", place()));
        } else if before.is_some_and(|l| l.seq >= event.seq) {
            violations.push(format!("{}: stands before the event that it follows", place()));
        } else if store::audit::hash_of(event)? != event.hash {
            violations.push(format!("{}: was altered", place()));
        }
        last = Some(event);
    }
    Ok(Finding { invariant: "I13", checked: i64::try_from(events.len()).unwrap_or(i64::MAX), violations })
}

/// Every snapshot of a credit check hashes to its seal and follows the check before it.
///
/// # Errors
/// A fault of the database.
pub async fn credit_chain(app: &App) -> Result<Finding, Error> {
    let db = app.store.read();
    let (mut checked, mut violations) = (0i64, Vec::new());
    for id in store::credit::checks::checked_cases(db).await? {
        let checks = store::credit::checks(db, id).await?;
        checked = checked.saturating_add(i64::try_from(checks.len()).unwrap_or(i64::MAX));
        let chain = checks.iter().map(|c| (c.snapshot.as_str(), c.snapshot_sha256.as_str()));
        if let Err(found) = domain::credit::snapshot::verify(chain) {
            violations.push(format!("{id}: {found:?}"));
        }
    }
    Ok(Finding { invariant: "credit", checked, violations })
}

/// Every stored calculation in force, evaluated again from its stored inputs, gives the same bytes.
async fn recalculate(app: &App) -> Result<Finding, Error> {
    let mut checked = 0;
    let mut violations = Vec::new();
    for (number, same) in super::application::recalculate::replay_all(app).await? {
        checked += 1;
        if !same {
            violations.push(format!("{number}: the stored calculation cannot be derived again"));
        }
    }
    Ok(Finding { invariant: "recalculation", checked, violations })
}
