//! What tells a database that was altered behind the program: heads of the chains of the log, things that must have events,
//! bytes that must have their hash, accounts that must be signed, roles that must have been given.

use std::collections::{BTreeMap, HashSet};

use domain::document::Cleared;
use domain::id::{DocumentId, PersonId};
use sea_orm::{ConnectionTrait, DatabaseBackend};
use serde_json::Value;
use sha2::Digest as _;

use super::sql;
use super::storage::{Storage, pieces};
use crate::Connection;
use kernel::error::{Error, Fault};

/// Number of events and last hash of each chain, by kind and id.
pub type Heads = BTreeMap<(String, String), (i64, String)>;

/// The heads of all chains.
///
/// # Errors
/// A fault of the database.
pub async fn heads(db: &Connection) -> Result<Heads, Error> {
    let text = "SELECT aggregate_kind, aggregate_id, events, hash FROM audit_head";
    let mut heads = Heads::new();
    for row in db.query_all_raw(sql(db, text, [])).await? {
        let key = (row.try_get("", "aggregate_kind")?, row.try_get("", "aggregate_id")?);
        heads.insert(key, (row.try_get("", "events")?, row.try_get("", "hash")?));
    }
    Ok(heads)
}

/// A table whose rows come to be only with an event: kind of the aggregate, table, what a row is called.
const WITH_EVENTS: &[(&str, &str, &str)] = &[
    ("application", "application", "number"),
    ("approval_limit", "approval_limit", "number"),
    ("person_request", "person_request", "number"),
    ("addition", "addition", "number"),
    ("recusal", "recusal", "number"),
    ("recusal_end", "recusal_end", "number"),
    ("call", "call", "number"),
    ("notice", "notice", "number"),
    ("payment_batch", "payment_batch", "number"),
    ("finance_request", "finance_request", "number"),
    ("statement", "statement", "number"),
    ("budget_allocation", "budget_allocation", "document_no"),
];

/// Rows that must have an event and have none.
///
/// # Errors
/// A fault of the database.
pub async fn without_events(db: &Connection) -> Result<Vec<String>, Error> {
    let id = match db.get_database_backend() {
        DatabaseBackend::Sqlite => {
            "lower(substr(hex(t.id), 1, 8) || '-' || substr(hex(t.id), 9, 4) || '-' || substr(hex(t.id), 13, 4) || '-'
               || substr(hex(t.id), 17, 4) || '-' || substr(hex(t.id), 21))"
        }
        _ => "CAST(t.id AS text)",
    };
    let mut found = Vec::new();
    for (kind, table, name) in WITH_EVENTS {
        let text = format!(
            "SELECT t.{name} AS what FROM {table} t WHERE NOT EXISTS (
               SELECT 1 FROM audit_event e WHERE e.aggregate_kind = '{kind}' AND e.aggregate_id = {id} AND e.agg_version = 1)"
        );
        for row in db.query_all_raw(sql(db, &text, [])).await? {
            found.push(format!("{kind} {}: its events are missing", row.try_get::<String>("", "what")?));
        }
    }
    Ok(found)
}

/// Tables that keep bytes beside their hash: table, bytes, hash, what a row is called.
const HASHED: &[(&str, &str, &str, &str)] = &[
    ("document", "content", "sha256", "file_name"),
    ("payment_batch", "file_bytes", "file_sha256", "number"),
    ("credit_export", "content", "sha256", "kind"),
];

/// A piece of a document that is kept in pieces.
const PIECE: &str = "SELECT bytes FROM document_chunk WHERE document_id = $1 AND ordinal = $2";

/// The hashes that events name: what was stored or signed is told there, and the chain keeps it.
#[derive(Debug, Default)]
pub struct Told(HashSet<[u8; 32]>);

impl Told {
    /// Notes every hash in the payload of an event.
    pub fn read(&mut self, payload: &str) {
        let runs = payload.split(|c: char| !c.is_ascii_hexdigit()).filter(|run| run.len() == 64);
        self.0.extend(runs.filter_map(digest));
    }

    /// Whether an event names a hash, or the hash of a seal.
    pub fn names(&self, hash: &str) -> bool {
        digest(hash.rsplit(':').next().unwrap_or(hash)).is_some_and(|digest| self.0.contains(&digest))
    }
}

fn digest(text: &str) -> Option<[u8; 32]> {
    hex::decode(text).ok()?.try_into().ok()
}

/// How many files there are, and those whose bytes have another hash than when they were stored, or a hash that no event
/// names; one piece is read at a time. What is still on its way does not count yet.
///
/// # Errors
/// A fault of the database.
pub async fn altered_files((db, storage): (&Connection, &Storage), told: &Told) -> Result<(i64, Vec<String>), Error> {
    let (mut count, mut found) = outside(db, storage, told).await?;
    found.extend(cleared(db, told).await?);
    for (table, bytes, hash, name) in HASHED {
        let here = if *table == "document" { "NOT t.outside AND t.cleared_on IS NULL" } else { "1 = 1" };
        let text = format!(
            "SELECT t.id, t.{hash} AS hash, t.{name} AS what FROM {table} t WHERE t.{bytes} IS NOT NULL AND {here}
               AND NOT EXISTS (SELECT 1 FROM upload u WHERE u.id = t.id) ORDER BY t.id"
        );
        for row in db.query_all_raw(sql(db, &text, [])).await? {
            let id: uuid::Uuid = row.try_get("", "id")?;
            let text = format!("SELECT {bytes} AS bytes FROM {table} WHERE id = $1");
            let Some(content) = db.query_one_raw(sql(db, &text, [id.into()])).await? else { continue };
            count = count.saturating_add(1);
            let (hash, what): (String, String) = (row.try_get("", "hash")?, row.try_get("", "what")?);
            let mut now = sha2::Sha256::new();
            now.update(content.try_get::<Vec<u8>>("", "bytes")?);
            let mut ordinal = 0i64;
            while *table == "document"
                && let Some(piece) = db.query_one_raw(sql(db, PIECE, [id.into(), ordinal.into()])).await?
            {
                now.update(piece.try_get::<Vec<u8>>("", "bytes")?);
                ordinal = ordinal.saturating_add(1);
            }
            if hex::encode(now.finalize()) != hash {
                found.push(format!("{table} {what} {id}: is not what was stored"));
            } else if !told.names(&hash) {
                found.push(format!("{table} {what} {id}: no event of the log names its hash"));
            }
        }
    }
    Ok((count, found))
}

/// Documents of which something says that they were cleared, and of which the log does not tell just that.
async fn cleared(db: &Connection, told: &Told) -> Result<Vec<String>, Error> {
    let text = "SELECT id, sha256, file_name, closed_on, kept_years, cleared_on FROM document
        WHERE cleared_on IS NOT NULL OR closed_on IS NOT NULL OR kept_years IS NOT NULL ORDER BY id";
    let mut found = Vec::new();
    for row in db.query_all_raw(sql(db, text, [])).await? {
        let id = DocumentId::from_uuid(row.try_get("", "id")?);
        let (hash, what): (String, String) = (row.try_get("", "sha256")?, row.try_get("", "file_name")?);
        let facts = (row.try_get("", "closed_on")?, row.try_get("", "kept_years")?, row.try_get("", "cleared_on")?);
        let names = match facts {
            (Some(closed), Some(years), Some(on)) => told.names(&Cleared { closed, years, on }.seal(id, &hash)),
            _ => false,
        };
        if !names {
            found.push(format!("document {what} {id}: no event of the log says that it was cleared so"));
        }
    }
    Ok(found)
}

/// The same of documents whose content is outside of the database.
async fn outside(db: &Connection, storage: &Storage, told: &Told) -> Result<(i64, Vec<String>), Error> {
    let (mut count, mut found) = (0i64, Vec::new());
    let text = "SELECT d.id, d.sha256, d.file_name, d.size_bytes FROM document d WHERE d.outside
        AND d.cleared_on IS NULL AND NOT EXISTS (SELECT 1 FROM upload u WHERE u.id = d.id) ORDER BY d.id";
    for row in db.query_all_raw(sql(db, text, [])).await? {
        let place = storage.outside().ok_or_else(|| Fault::new("nobody said where documents are kept"))?;
        let id = DocumentId::from_uuid(row.try_get("", "id")?);
        let (hash, what): (String, String) = (row.try_get("", "sha256")?, row.try_get("", "file_name")?);
        let (size, mut length, mut now): (i64, _, _) = (row.try_get("", "size_bytes")?, 0, sha2::Sha256::new());
        let mut missing = false;
        for ordinal in 0..pieces(size) {
            match place.stored(id, ordinal).await? {
                Some(bytes) => {
                    now.update(&bytes);
                    length += bytes.len();
                }
                None => missing = true,
            }
        }
        count = count.saturating_add(1);
        let whole = i64::try_from(length) == Ok(size) && hex::encode(now.finalize()) == hash;
        match () {
            () if missing => found.push(format!("document {what} {id}: is missing in {}", place.place())),
            () if !whole => found.push(format!("document {what} {id}: is not what was stored")),
            () if !told.names(&hash) => found.push(format!("document {what} {id}: no event of the log names its hash")),
            () => {}
        }
    }
    Ok((count, found))
}

/// What is to be known of each person, by id: sign-in name, unit or firm, roles. It is written to the log when it is given,
/// and compared with what the tables say now.
///
/// # Errors
/// A fault of the database.
pub async fn people(db: &Connection) -> Result<BTreeMap<String, Value>, Error> {
    as_given(db, "", []).await
}

/// The same of one person.
///
/// # Errors
/// A fault of the database.
pub async fn person(db: &Connection, id: PersonId) -> Result<Option<Value>, Error> {
    Ok(as_given(db, "WHERE p.id = $1", [id.uuid().into()]).await?.into_values().next())
}

async fn as_given<const N: usize>(
    db: &Connection,
    whom: &str,
    values: [sea_orm::Value; N],
) -> Result<BTreeMap<String, Value>, Error> {
    let text = format!(
        "SELECT p.id, p.login, p.unit_id, p.firm_id, g.role FROM person p
        LEFT JOIN role_grant g ON g.person_id = p.id AND g.revoked_at IS NULL {whom} ORDER BY g.role"
    );
    let mut people: BTreeMap<String, (Value, Vec<String>)> = BTreeMap::new();
    for row in db.query_all_raw(sql(db, &text, values)).await? {
        let id: uuid::Uuid = row.try_get("", "id")?;
        let (unit, firm): (Option<uuid::Uuid>, Option<uuid::Uuid>) =
            (row.try_get("", "unit_id")?, row.try_get("", "firm_id")?);
        let login: String = row.try_get("", "login")?;
        let known = people
            .entry(id.to_string())
            .or_insert_with(|| (serde_json::json!({ "login": login, "unit": unit, "firm": firm }), Vec::new()));
        known.1.extend(row.try_get::<Option<String>>("", "role")?);
    }
    let whole = people.into_iter().map(|(id, (mut facts, roles))| {
        if let Some(facts) = facts.as_object_mut() {
            facts.insert("roles".to_owned(), roles.into());
        }
        (id, facts)
    });
    Ok(whole.collect())
}
