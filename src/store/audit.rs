//! The tamper-evident log: every event is chained by hash to the one before it of the same aggregate.

use chrono::{DateTime, NaiveDate, Utc};
use domain::audit::{EventFields, hash};
use domain::id::{AuditEventId, PersonId};
use entity::audit_event;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;

use crate::error::{Error, Fault};
use crate::id::new_uuid;

/// An event to be appended.
pub struct NewEvent<'a> {
    /// Kind of the aggregate: `application`, `payment_batch`, …
    pub kind: &'static str,
    /// Its id.
    pub id: &'a str,
    /// What happened.
    pub action: &'a str,
    /// Who; none for the system.
    pub person: Option<PersonId>,
    /// In which role.
    pub role: &'a str,
    /// The facts.
    pub payload: &'a Value,
    /// When.
    pub now: DateTime<Utc>,
    /// On which business date.
    pub today: NaiveDate,
}

/// Appends an event to the chain of its aggregate.
///
/// # Errors
/// A fault; transient when another command appended to the same aggregate meanwhile.
pub async fn append(tx: &impl ConnectionTrait, new: NewEvent<'_>) -> Result<(), Error> {
    let last = audit_event::Entity::find()
        .filter(audit_event::Column::AggregateKind.eq(new.kind))
        .filter(audit_event::Column::AggregateId.eq(new.id))
        .order_by_desc(audit_event::Column::AggVersion)
        .limit(1)
        .one(tx)
        .await?;
    let version = last.as_ref().map_or(1, |l| l.agg_version.saturating_add(1));
    let prev_hash = last.map_or_else(String::new, |l| l.hash);
    let mut row = audit_event::Model {
        id: AuditEventId::from_uuid(new_uuid(new.now)),
        aggregate_kind: new.kind.to_owned(),
        aggregate_id: new.id.to_owned(),
        agg_version: version,
        at: new.now,
        business_date: new.today,
        person_id: new.person,
        role: new.role.to_owned(),
        action: new.action.to_owned(),
        payload: serde_json::to_string(new.payload)?,
        prev_hash,
        hash: String::new(),
    };
    row.hash = hash_of(&row)?;
    let row = audit_event::ActiveModel {
        id: Set(row.id),
        aggregate_kind: Set(row.aggregate_kind),
        aggregate_id: Set(row.aggregate_id),
        agg_version: Set(row.agg_version),
        at: Set(row.at),
        business_date: Set(row.business_date),
        person_id: Set(row.person_id),
        role: Set(row.role),
        action: Set(row.action),
        payload: Set(row.payload),
        prev_hash: Set(row.prev_hash),
        hash: Set(row.hash),
    };
    audit_event::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// The hash that a stored event must have.
///
/// # Errors
/// A fault when the stored previous hash is no hash.
pub fn hash_of(row: &audit_event::Model) -> Result<String, Error> {
    let actor = row.person_id.map_or_else(|| "system".to_owned(), |p| p.to_string());
    let fields = EventFields {
        aggregate_kind: &row.aggregate_kind,
        aggregate_id: &row.aggregate_id,
        agg_version: row.agg_version,
        at_utc_micros: row.at.timestamp_micros(),
        business_date: row.business_date,
        actor: &actor,
        role: &row.role,
        action: &row.action,
        payload_json: &row.payload,
    };
    let prev = if row.prev_hash.is_empty() {
        None
    } else {
        let bytes = hex::decode(&row.prev_hash).ok().and_then(|b| <[u8; 32]>::try_from(b).ok());
        Some(bytes.ok_or_else(|| Fault::new("a stored audit hash is no hash"))?)
    };
    Ok(hex::encode(hash(&fields, prev)))
}

/// The events of an aggregate, oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn of_aggregate(db: &impl ConnectionTrait, kind: &str, id: &str) -> Result<Vec<audit_event::Model>, Error> {
    let query = audit_event::Entity::find()
        .filter(audit_event::Column::AggregateKind.eq(kind))
        .filter(audit_event::Column::AggregateId.eq(id));
    Ok(query.order_by_asc(audit_event::Column::AggVersion).all(db).await?)
}

/// A page of the log, newest first, before the given event.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    db: &impl ConnectionTrait,
    before: Option<AuditEventId>,
    limit: u64,
) -> Result<Vec<audit_event::Model>, Error> {
    let mut query = audit_event::Entity::find().order_by_desc(audit_event::Column::Id).limit(limit);
    if let Some(before) = before {
        query = query.filter(audit_event::Column::Id.lt(before));
    }
    Ok(query.all(db).await?)
}
