//! Records of the register that may concern any subject of a schedule, found with a few statements for all of them.
//!
//! The keys go to the database as one JSON array each, which both databases join with the indexes of codes and core names
//! and which a connection that only reads may use.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::credit::SubjectIndex;
use domain::credit::matching::core_of_normal;
use entity::credit_record;
use sea_orm::EntityTrait;

use super::near;
use crate::Connection;
use crate::{json_list, sql};
use kernel::error::Error;

/// Keys of one statement.
const KEYS: usize = 10_000;

/// Every record known at an instant that may concern a subject: by any code of it, by a present or former name or the
/// legal representative's, or by a core name that is at most one character away, where it could be about the subject by
/// that. In order of source and natural key.
///
/// An equal name has an equal core, so names are asked for by their cores. The core of records from before cores were
/// kept is their whole name.
///
/// # Errors
/// A fault of the database.
pub async fn candidates(
    db: &Connection,
    index: &SubjectIndex<'_>,
    known_at: DateTime<Utc>,
) -> Result<Vec<credit_record::Model>, Error> {
    let codes = index.codes().map(str::to_owned).collect();
    let own: BTreeSet<String> = index.names().flat_map(|name| [core_of_normal(name), name.to_owned()]).collect();
    let (by_code, by_core, near) = tokio::join!(
        by_keys(db, "subject_code_norm", codes, known_at),
        by_keys(db, "subject_core", own.clone(), known_at),
        near::cores(db, index),
    );
    let near = near?.difference(&own).cloned().collect();
    let by_near = by_keys(db, "subject_core", near, known_at).await?;
    let mut found = BTreeMap::new();
    for row in [by_code?, by_core?, by_near].into_iter().flatten() {
        found.insert((row.source_id.clone(), row.natural_key.clone()), row);
    }
    Ok(found.into_values().collect())
}

/// Records whose column has one of the keys.
async fn by_keys(
    db: &Connection,
    column: &str,
    keys: BTreeSet<String>,
    known_at: DateTime<Utc>,
) -> Result<Vec<credit_record::Model>, Error> {
    // The list of keys is the outer side: SQLite takes a cross join in the order in which it stands.
    let text = format!(
        "SELECT c.* FROM {} CROSS JOIN credit_known c WHERE c.{column} = k.value AND c.known_from <= $2 \
         AND (c.known_to IS NULL OR c.known_to > $2)",
        json_list(db)
    );
    let keys: Vec<String> = keys.into_iter().collect();
    let mut found = Vec::new();
    for chunk in keys.chunks(KEYS) {
        let values = [serde_json::to_string(chunk)?.into(), known_at.into()];
        found.extend(credit_record::Entity::find().from_raw_sql(sql(db, &text, values)).all(db).await?);
    }
    Ok(found)
}
