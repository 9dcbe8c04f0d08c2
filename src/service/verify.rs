//! The invariants of the money and of the log (integrity.md 3.3), checked on the database as it stands.

use std::collections::BTreeMap;

use entity::audit_event;
use sea_orm::{EntityTrait, QueryOrder};

use super::account::known::ROLES;
use super::{App, account};
use crate::error::Error;
use crate::store;
pub use crate::store::invariant::Finding;

/// Checks every invariant that exists so far.
///
/// # Errors
/// A fault of the database.
pub async fn verify(app: &App) -> Result<Vec<Finding>, Error> {
    let mut findings = store::invariant::check_all(app.store.read()).await?;
    findings.extend(audit_log(app).await?);
    let (checked, violations) = store::tamper::altered_files(app.store.read()).await?;
    findings.push(Finding { invariant: "files", checked, violations });
    findings.push(recalculate(app).await?);
    findings.push(credit_chain(app).await?);
    Ok(findings)
}

/// I13: per aggregate the versions are 1, 2, 3 … up to its head, each hash follows from the event and the hash before it, and
/// what must have events has some. And people: each holds what the log says was given.
async fn audit_log(app: &App) -> Result<[Finding; 2], Error> {
    let mut heads = store::tamper::heads(app.store.read()).await?;
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
    let mut ends: BTreeMap<(&str, &str), &audit_event::Model> = BTreeMap::new();
    ends.extend(events.iter().map(|e| ((e.aggregate_kind.as_str(), e.aggregate_id.as_str()), e)));
    for ((kind, id), end) in ends {
        match heads.remove(&(kind.to_owned(), id.to_owned())) {
            Some((count, hash)) if count == end.agg_version && hash == end.hash => {}
            Some((count, _)) if count > end.agg_version => {
                violations.push(format!("{kind} {id}: of {count} events those after v{} are missing", end.agg_version));
            }
            _ => violations.push(format!("{kind} {id}: its end is not the one that was kept")),
        }
    }
    violations.extend(
        heads.into_iter().map(|((kind, id), (count, _))| format!("{kind} {id}: all {count} events are missing")),
    );
    violations.extend(store::tamper::without_events(app.store.read()).await?);
    let checked = i64::try_from(events.len()).unwrap_or(i64::MAX);
    Ok([Finding { invariant: "I13", checked, violations }, people(app, &events).await?])
}

/// Each person has the sign-in name, unit or firm, and roles that the log says were given.
async fn people(app: &App, events: &[audit_event::Model]) -> Result<Finding, Error> {
    let db = app.store.read();
    let mut given: BTreeMap<&str, serde_json::Value> = BTreeMap::new();
    for event in events.iter().filter(|e| e.aggregate_kind == "person" && e.action == ROLES) {
        given.insert(&event.aggregate_id, serde_json::from_str(&event.payload).unwrap_or_default());
    }
    let begun = account::known::is_begun(db).await?;
    let people = store::tamper::people(db).await?;
    let mut violations = Vec::new();
    for (id, facts) in &people {
        let told = match given.remove(id.as_str()) {
            Some(told) if told == *facts => continue,
            None if !begun => continue,
            told => told,
        };
        let (now, told) = (facts, told.map_or_else(|| "-".to_owned(), |told| told.to_string()));
        violations.push(format!("person {id}: {now}, in the log {told}"));
    }
    violations.extend(given.into_iter().map(|(id, told)| format!("person {id}: is missing, in the log {told}")));
    Ok(Finding { invariant: "people", checked: i64::try_from(people.len()).unwrap_or(i64::MAX), violations })
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
