//! Records of the register that may concern any subject of a schedule, found with two statements for all of them.
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
    let codes: BTreeSet<String> = index.codes().map(str::to_owned).collect();
    let mut cores: BTreeSet<String> = index.names().flat_map(|name| [core_of_normal(name), name.to_owned()]).collect();
    cores.extend(near::cores(db, index).await?);
    let (codes, cores) = (Vec::from_iter(codes), Vec::from_iter(cores));
    let known = "c.known_from <= $3 AND (c.known_to IS NULL OR c.known_to > $3)";
    let (code, core) = keys(db);
    // The list of keys is the outer side: SQLite takes a cross join in the order in which it stands.
    let text = format!(
        "SELECT c.* FROM {code} CROSS JOIN credit_known c WHERE c.subject_code_norm = k.value AND {known}
         UNION ALL SELECT c.* FROM {core} CROSS JOIN credit_known c WHERE c.subject_core = k.value AND {known}"
    );
    let mut found = BTreeMap::new();
    for from in (0..codes.len().max(cores.len())).step_by(KEYS) {
        let part = |keys: &[String]| {
            let part: Vec<&String> = keys.iter().skip(from).take(KEYS).collect();
            serde_json::to_string(&part)
        };
        let values = [part(&codes)?.into(), part(&cores)?.into(), known_at.into()];
        for row in credit_record::Entity::find().from_raw_sql(sql(db, &text, values)).all(db).await? {
            found.insert((row.source_id.clone(), row.natural_key.clone()), row);
        }
    }
    Ok(found.into_values().collect())
}

/// The JSON arrays of codes in `$1` and of core names in `$2` as rows `k`.
fn keys(db: &Connection) -> (&'static str, String) {
    (json_list(db), json_list(db).replace("$1", "$2"))
}
