//! The tamper-evident log: every event is chained by hash to the one before it of the same aggregate.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::audit::{EventFields, hash};
use domain::id::{ApplicationId, AuditEventId, PersonId};
use entity::audit_event;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, IntoActiveModel as _,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::Value;

use super::list::{self, Kind};
use super::sql;
use crate::Connection;
use kernel::error::{Error, Fault};
use kernel::id::{Ascending, new_uuid};

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

impl<'a> NewEvent<'a> {
    /// What the program does itself, without a person and in no role.
    pub const fn of_program(
        (kind, id): (&'static str, &'a str),
        action: &'a str,
        payload: &'a Value,
        (now, today): (DateTime<Utc>, NaiveDate),
    ) -> Self {
        Self { kind, id, action, person: None, role: "", payload, now, today }
    }

    /// What a person does about oneself, in no role; the id of the person stands beside.
    pub const fn of_oneself(
        (person, id): (PersonId, &'a str),
        action: &'a str,
        payload: &'a Value,
        (now, today): (DateTime<Utc>, NaiveDate),
    ) -> Self {
        Self { kind: "person", id, action, person: Some(person), role: "", payload, now, today }
    }
}

/// Appends an event to the chain of its aggregate.
///
/// # Errors
/// A fault; transient when another command appended to the same aggregate meanwhile.
pub async fn append(tx: &Connection, new: NewEvent<'_>) -> Result<(), Error> {
    append_all(tx, &[new]).await.map(|_| ())
}

/// The hash of the first event of the log; none where nothing happened yet. Databases of earlier versions have it too.
///
/// # Errors
/// A fault of the database.
pub async fn first(db: &Connection) -> Result<Option<String>, Error> {
    let query = audit_event::Entity::find().select_only().column(audit_event::Column::Hash);
    let first = query.order_by_asc(audit_event::Column::At).order_by_asc(audit_event::Column::Id);
    Ok(first.into_tuple().one(db).await?)
}

/// Appends any number of events, in their order, with a few statements; gives the hash of the last one.
///
/// # Errors
/// As for [`append`].
pub async fn append_all(tx: &Connection, events: &[NewEvent<'_>]) -> Result<Option<String>, Error> {
    let mut heads = heads(tx, events).await?;
    let mut rows = Vec::with_capacity(events.len());
    let mut ids = events.first().map(|e| Ascending::new(e.now));
    let places = places(tx, events.len()).await?;
    let mut last = None;
    for (new, seq) in events.iter().zip(places) {
        let key = (new.kind.to_owned(), new.id.to_owned());
        let (version, prev_hash, latest) = heads.remove(&key).unwrap_or_default();
        let id = ids.as_mut().map_or_else(|| new_uuid(new.now), Ascending::next_id);
        let mut row = audit_event::Model {
            id: AuditEventId::from_uuid(id),
            aggregate_kind: new.kind.to_owned(),
            aggregate_id: new.id.to_owned(),
            agg_version: version.saturating_add(1),
            // Within an aggregate time never runs backwards, even where clocks of several machines differ a little.
            at: std::cmp::max(new.now, latest),
            business_date: new.today,
            person_id: new.person,
            role: new.role.to_owned(),
            action: new.action.to_owned(),
            payload: serde_json::to_string(new.payload)?,
            prev_hash,
            hash: String::new(),
            seq,
        };
        row.hash = hash_of(&row)?;
        heads.insert(key, (row.agg_version, row.hash.clone(), row.at));
        last = Some(row.hash.clone());
        rows.push(row.into_active_model().reset_all());
    }
    list::insert_all(tx, rows).await?;
    Ok(last)
}

/// The last event of an aggregate.
///
/// # Errors
/// A fault of the database.
pub async fn last_of(db: &Connection, (kind, id): (&str, &str)) -> Result<Option<audit_event::Model>, Error> {
    use audit_event::Column::{AggVersion, AggregateId, AggregateKind};
    let query = audit_event::Entity::find().filter(AggregateKind.eq(kind)).filter(AggregateId.eq(id));
    Ok(query.order_by_desc(AggVersion).one(db).await?)
}

/// The last event of a kind about a thing.
///
/// # Errors
/// A fault of the database.
pub async fn last_act(
    db: &Connection,
    (kind, id): (&str, &str),
    action: &str,
) -> Result<Option<audit_event::Model>, Error> {
    use audit_event::Column::{Action, AggVersion, AggregateId, AggregateKind};
    let query = audit_event::Entity::find().filter(AggregateKind.eq(kind)).filter(AggregateId.eq(id));
    Ok(query.filter(Action.eq(action)).order_by_desc(AggVersion).one(db).await?)
}

/// The numbers by which people know some aggregates, by their ids, as far as their events name them.
///
/// # Errors
/// A fault of the database.
pub async fn numbers(db: &Connection, ids: &[&str]) -> Result<HashMap<String, String>, Error> {
    let mut found = HashMap::new();
    let list = super::json_list(db);
    let text = format!(
        "SELECT aggregate_id, payload FROM audit_event WHERE aggregate_id IN (SELECT k.value FROM {list}) AND agg_version = 1"
    );
    for piece in ids.chunks(usize::try_from(PIECE).unwrap_or(1)) {
        let piece = serde_json::to_string(piece)?;
        for row in db.query_all_raw(sql(db, &text, [piece.into()])).await? {
            let payload: String = row.try_get("", "payload")?;
            let facts: serde_json::Value = serde_json::from_str(&payload)?;
            if let Some(number) = facts.get("number").and_then(serde_json::Value::as_str) {
                found.insert(row.try_get("", "aggregate_id")?, number.to_owned());
            }
        }
    }
    Ok(found)
}

/// Which of these hashes no event has.
///
/// # Errors
/// A fault of the database.
pub async fn not_there(db: &Connection, hashes: &[&str]) -> Result<HashSet<String>, Error> {
    let mut missing: HashSet<String> = hashes.iter().map(|hash| (*hash).to_owned()).collect();
    let text = format!("SELECT hash FROM audit_event WHERE hash IN (SELECT k.value FROM {})", super::json_list(db));
    for piece in hashes.chunks(usize::try_from(PIECE).unwrap_or(1)) {
        let piece = serde_json::to_string(piece)?;
        for row in db.query_all_raw(sql(db, &text, [piece.into()])).await? {
            missing.remove(&row.try_get::<String>("", "hash")?);
        }
    }
    Ok(missing)
}

/// The next places in the log, in order. Where several write at once they are given out by a sequence; whoever takes some tells
/// first, until the end of its transaction, behind which place they stand, see [`last_place`].
async fn places(tx: &Connection, count: usize) -> Result<Vec<i64>, Error> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    if tx.get_database_backend() == DatabaseBackend::Sqlite {
        let last = last_seen(tx).await?;
        return Ok((1..=count).map(|n| last.saturating_add(n)).collect());
    }
    let text = format!(
        "WITH told AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared({TAKING} + {GIVEN_OUT}) FROM audit_event_seq)
         SELECT nextval('audit_event_seq') AS n FROM told CROSS JOIN generate_series(1, $1)"
    );
    let rows = tx.query_all_raw(sql(tx, &text, [count.into()])).await?;
    let mut places = rows.iter().map(|row| row.try_get("", "n")).collect::<Result<Vec<i64>, _>>()?;
    places.sort_unstable();
    Ok(places)
}

/// Version, hash and instant of the last event of each aggregate that has one.
async fn heads(
    db: &Connection,
    events: &[NewEvent<'_>],
) -> Result<HashMap<(String, String), (i64, String, DateTime<Utc>)>, Error> {
    let mut wanted: HashSet<(&str, &str)> = HashSet::new();
    let mut keys = Vec::new();
    for event in events {
        if wanted.insert((event.kind, event.id)) {
            keys.push(serde_json::json!({ "k": event.kind, "a": event.id }));
        }
    }
    let text = format!(
        "SELECT e.aggregate_kind, e.aggregate_id, e.agg_version, e.hash, e.at FROM {} CROSS JOIN audit_event e
         WHERE e.aggregate_kind = v.k AND e.aggregate_id = v.a AND e.agg_version =
           (SELECT MAX(x.agg_version) FROM audit_event x WHERE x.aggregate_kind = v.k AND x.aggregate_id = v.a)",
        list::table(db, &[("k", Kind::Text), ("a", Kind::Text)])
    );
    let mut heads = HashMap::new();
    for row in db.query_all_raw(sql(db, &text, [serde_json::to_string(&keys)?.into()])).await? {
        let key = (row.try_get("", "aggregate_kind")?, row.try_get("", "aggregate_id")?);
        heads.insert(key, (row.try_get("", "agg_version")?, row.try_get("", "hash")?, row.try_get("", "at")?));
    }
    Ok(heads)
}

/// The instant of the last event in the log.
///
/// # Errors
/// A fault of the database.
pub async fn last_at(db: &Connection) -> Result<Option<DateTime<Utc>>, Error> {
    let text = "SELECT at FROM audit_event ORDER BY seq DESC LIMIT 1";
    let row = db.query_one_raw(sql(db, text, [])).await?;
    row.map(|row| row.try_get("", "at")).transpose().map_err(Error::from)
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

/// How many events are read at a time when the whole log is.
const PIECE: u64 = 5_000;

/// The events that stand after one in the order of their chains, a piece of them; none means from the beginning.
///
/// # Errors
/// A fault of the database.
pub async fn after(db: &Connection, last: Option<&audit_event::Model>) -> Result<Vec<audit_event::Model>, Error> {
    use audit_event::Column::{AggVersion, AggregateId, AggregateKind};
    let mut query = audit_event::Entity::find();
    if let Some(last) = last {
        let key = Expr::tuple([Expr::col(AggregateKind), Expr::col(AggregateId), Expr::col(AggVersion)]);
        let from = [
            Expr::val(last.aggregate_kind.as_str()),
            Expr::val(last.aggregate_id.as_str()),
            Expr::val(last.agg_version),
        ];
        query = query.filter(key.gt(Expr::tuple(from)));
    }
    let order = query.order_by_asc(AggregateKind).order_by_asc(AggregateId).order_by_asc(AggVersion);
    Ok(order.limit(PIECE).all(db).await?)
}

/// The place in the log up to which nothing comes any more: whoever looks again behind it misses nothing. Where several write
/// at once that is not the last one that can be seen, since a transaction that took its places earlier may end later; those who
/// are about to say from where on they take theirs, by a lock that keeps nobody waiting.
///
/// # Errors
/// A fault of the database.
pub async fn last_place(db: &Connection) -> Result<i64, Error> {
    if db.get_database_backend() == DatabaseBackend::Sqlite {
        return last_seen(db).await;
    }
    let given_out = format!("SELECT {GIVEN_OUT} AS n FROM audit_event_seq");
    let last = number(db, &given_out).await?.unwrap_or(0);
    // Only now: whoever took a place up to that one had told so before, and has ended or tells so still.
    let taking = format!(
        "SELECT MIN((classid::bigint << 32 | objid::bigint) - {TAKING}) AS n FROM pg_locks
          WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 16 = {TAKING} >> 48
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    );
    Ok(number(db, &taking).await?.map_or(last, |from| std::cmp::min(last, from)))
}

/// The place of the last event that can be seen. Without the condition of the index all of the log would be walked through.
async fn last_seen(db: &Connection) -> Result<i64, Error> {
    Ok(number(db, "SELECT MAX(seq) AS n FROM audit_event WHERE seq > 0").await?.unwrap_or(0))
}

/// The one number that a query gives as `n`, where it is one.
async fn number(db: &Connection, text: &str) -> Result<Option<i64>, Error> {
    let row = db.query_one_raw(sql(db, text, [])).await?;
    Ok(row.map(|row| row.try_get("", "n")).transpose()?.flatten())
}

/// Of the locks that tell behind which place some are taken: the place stands in the lower 48 bits.
const TAKING: i64 = 0x5842 << 48;
/// The last place that the sequence gave out.
const GIVEN_OUT: &str = "CASE WHEN is_called THEN last_value ELSE 0 END";

/// How far the log is: it is the same again where nobody added anything that can be seen.
///
/// # Errors
/// A fault of the database.
pub async fn how_far(db: &Connection) -> Result<(i64, i64), Error> {
    let seen = last_seen(db).await?;
    Ok((last_place(db).await?, seen))
}

/// Whether anything happened after a place in the log on which a credit check rests, or a calculation beside its
/// circumstances: in the credit register and its rules, to firms, calls and schemes.
///
/// # Errors
/// A fault of the database.
pub async fn touched_since(db: &Connection, place: i64) -> Result<bool, Error> {
    let text = "SELECT 1 AS one FROM audit_event WHERE seq > $1 AND seq > 0 AND (aggregate_kind LIKE 'credit%'
       OR aggregate_kind IN ('call', 'scheme_version', 'firm', 'calendar')) LIMIT 1";
    Ok(db.query_one_raw(sql(db, text, [place.into()])).await?.is_some())
}

/// Whether anything happened after a place in the log on which rests what else counts of the contracts of an application: to
/// another one, or to an award.
///
/// # Errors
/// A fault of the database.
pub async fn others_since(db: &Connection, own: ApplicationId, place: i64) -> Result<bool, Error> {
    let text =
        "SELECT 1 AS one FROM audit_event WHERE seq > $1 AND seq > 0 AND aggregate_kind IN ('application', 'award')
         AND aggregate_id <> $2 LIMIT 1";
    Ok(db.query_one_raw(sql(db, text, [place.into(), own.to_string().into()])).await?.is_some())
}

/// All events of an act, in their order.
///
/// # Errors
/// A fault of the database.
pub async fn with_action(db: &Connection, action: &str) -> Result<Vec<audit_event::Model>, Error> {
    let query = audit_event::Entity::find().filter(audit_event::Column::Action.eq(action));
    Ok(query.order_by_asc(audit_event::Column::Seq).all(db).await?)
}

/// The events of an aggregate, oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn of_aggregate(db: &Connection, kind: &str, id: &str) -> Result<Vec<audit_event::Model>, Error> {
    let query = audit_event::Entity::find()
        .filter(audit_event::Column::AggregateKind.eq(kind))
        .filter(audit_event::Column::AggregateId.eq(id));
    Ok(query.order_by_asc(audit_event::Column::AggVersion).all(db).await?)
}
