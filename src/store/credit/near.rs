//! Core names of the register that are nearly one of a subject's, found by the keys that both share. What is asked for
//! decides what is read, not how much others have in the register.
//!
//! A record whose code is right is never taken for a firm of nearly the same name, so its core has no keys here, unless it
//! is the name of a branch.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use domain::credit::SubjectIndex;
use domain::credit::schedule_match::{kept_keys, needs_keys, whole_key};
use entity::credit_record;
use sea_orm::{ConnectionTrait, DatabaseBackend};
use serde::Serialize;

use crate::Connection;
use crate::list::{Kind, table};
use crate::{json_list, sql};
use kernel::error::Error;

/// Keys of one statement.
const KEYS: usize = 10_000;
/// Keys of one short transaction.
const PART: usize = 50_000;
/// Keys that wait to be added together: some 50 MB. Each time they are added the whole index is written once.
const WAITING: usize = 2_000_000;
/// Records whose cores are given their keys together.
const PAGE: u64 = 5_000;
/// Core names that are read together.
const CORES: u32 = 20_000;
/// From so many keys on, reading every core name of the register once in order is less than asking for each.
const MANY: usize = 50_000;

/// The statement that finds core names by keys in `$1`.
pub fn statement(db: &Connection) -> String {
    let keys = json_list(db);
    // The list of keys is the outer side: SQLite takes a cross join in the order in which it stands.
    format!("SELECT DISTINCT n.core FROM {keys} CROSS JOIN credit_near n WHERE n.key = CAST(k.value AS BIGINT)")
}

/// The core names of the register that are near one of a subject's, and may be about it by that.
///
/// # Errors
/// A fault of the database.
pub async fn cores(db: &Connection, index: &SubjectIndex<'_>) -> Result<BTreeSet<String>, Error> {
    let keys = index.near_keys();
    if keys.len() > MANY {
        return walk(db, index).await;
    }
    let text = statement(db);
    let mut near = BTreeSet::new();
    for part in keys.chunks(KEYS) {
        for row in db.query_all_raw(sql(db, &text, [serde_json::to_string(part)?.into()])).await? {
            near.insert(row.try_get::<String>("", "core")?);
        }
    }
    // Different texts may share a key.
    near.retain(|core| index.is_near(core));
    Ok(near)
}

/// The same for a large schedule. They are read in order from the index alone, many as one row, since a row of its own for
/// each is what would take time.
///
/// # Errors
/// A fault of the database.
pub async fn walk(db: &Connection, index: &SubjectIndex<'_>) -> Result<BTreeSet<String>, Error> {
    let all = match db.get_database_backend() {
        DatabaseBackend::Sqlite => "json_group_array(subject_core)",
        _ => "CAST(json_agg(subject_core) AS text)",
    };
    let text = format!(
        "SELECT {all} AS cores, MAX(subject_core) AS last FROM (SELECT DISTINCT subject_core FROM credit_record \
         WHERE subject_core > $1 ORDER BY subject_core LIMIT {CORES}) AS part"
    );
    let mut near = BTreeSet::new();
    let mut after = Some(String::new());
    while let Some(from) = after {
        let Some(row) = db.query_one_raw(sql(db, &text, [from.into()])).await? else { break };
        after = row.try_get("", "last")?;
        if after.is_some() {
            let cores: Vec<String> = serde_json::from_str(&row.try_get::<String>("", "cores")?)?;
            near.extend(cores.into_iter().filter(|core| index.is_near(core)));
        }
    }
    Ok(near)
}

/// A core under one of its keys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Entry {
    key: i64,
    core: Arc<str>,
}

const ENTRY: &[(&str, Kind)] = &[("key", Kind::Number), ("core", Kind::Text)];

/// Gives the cores of new records their keys, each core once.
///
/// Keys are hashes: those of a few records lie all over their index, and a list that wrote them with its records would write
/// the whole index again for every piece of it. So they wait until they are many, and are then added in the order of the index.
pub struct Keeper {
    /// Cores that have had theirs from here.
    kept: HashSet<Arc<str>>,
    /// Whether any core had keys before.
    asks: bool,
    /// Keys that are still to be added.
    waiting: Vec<Entry>,
    /// The same of the cores as wholes. They come last: a core that has its whole has all of its keys.
    wholes: Vec<Entry>,
}

impl Keeper {
    /// Begins.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn open(db: &Connection) -> Result<Self, Error> {
        let any = "SELECT 1 AS one FROM credit_near LIMIT 1";
        let asks = db.query_one_raw(sql(db, any, [])).await?.is_some();
        Ok(Self { kept: HashSet::new(), asks, waiting: Vec::new(), wholes: Vec::new() })
    }

    /// Gives the cores of some records their keys, where they have none.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn keep(&mut self, tx: &Connection, rows: &[credit_record::Model]) -> Result<(), Error> {
        self.note(tx, rows).await?;
        self.add_all(tx).await
    }

    /// Notes the cores of some records that have no keys yet.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn note(&mut self, tx: &Connection, rows: &[credit_record::Model]) -> Result<(), Error> {
        let of = rows.iter().map(|row| (row.subject_code_norm.as_str(), row.subject_core.as_str()));
        self.note_cores(tx, of).await
    }

    /// Whether so many keys wait that they are worth adding.
    pub const fn is_full(&self) -> bool {
        self.waiting.len() >= WAITING
    }

    /// The keys that wait, in parts to be [added](add) one after the other.
    pub fn parts(&mut self) -> Vec<Vec<Entry>> {
        let mut parts = Vec::new();
        for mut list in [std::mem::take(&mut self.waiting), std::mem::take(&mut self.wholes)] {
            list.sort_unstable();
            parts.extend(list.chunks(PART).map(<[Entry]>::to_vec));
        }
        parts
    }

    async fn note_cores<'c>(
        &mut self,
        tx: &Connection,
        of: impl Iterator<Item = (&'c str, &'c str)>,
    ) -> Result<(), Error> {
        let mut new: BTreeSet<Arc<str>> = BTreeSet::new();
        for (code, core) in of {
            if needs_keys(code, core) && !self.kept.contains(core) {
                let core: Arc<str> = core.into();
                self.kept.insert(Arc::clone(&core));
                new.insert(core);
            }
        }
        if self.asks && !new.is_empty() {
            let asked: Vec<Entry> = new.iter().map(whole).collect();
            let text = format!(
                "SELECT v.core FROM {} WHERE EXISTS \
                 (SELECT 1 FROM credit_near n WHERE n.key = v.key AND n.core = v.core)",
                table(tx, ENTRY)
            );
            for row in tx.query_all_raw(sql(tx, &text, [serde_json::to_string(&asked)?.into()])).await? {
                new.remove(row.try_get::<String>("", "core")?.as_str());
            }
        }
        for core in &new {
            let whole = whole(core);
            let others = kept_keys(core).into_iter().filter(|key| *key != whole.key);
            self.waiting.extend(others.map(|key| Entry { key, core: Arc::clone(core) }));
            self.wholes.push(whole);
        }
        Ok(())
    }

    async fn add_all(&mut self, tx: &Connection) -> Result<(), Error> {
        for part in self.parts() {
            add(tx, &part).await?;
        }
        Ok(())
    }
}

fn whole(core: &Arc<str>) -> Entry {
    Entry { key: whole_key(core), core: Arc::clone(core) }
}

/// Adds a part of the keys.
///
/// # Errors
/// A fault of the database.
pub async fn add(tx: &Connection, part: &[Entry]) -> Result<(), Error> {
    let text = format!("INSERT INTO credit_near (key, core) SELECT v.key, v.core FROM {}", table(tx, ENTRY));
    for keys in part.chunks(KEYS) {
        tx.execute_raw(sql(tx, &text, [serde_json::to_string(keys)?.into()])).await?;
    }
    Ok(())
}

/// Forgets the keys of a core that no record has any more: what identified a person goes with the record.
///
/// # Errors
/// A fault of the database.
pub async fn forget(tx: &Connection, core: &str) -> Result<(), Error> {
    let text = format!(
        "DELETE FROM credit_near WHERE core = $2 AND key IN (SELECT CAST(k.value AS BIGINT) FROM {}) \
         AND NOT EXISTS (SELECT 1 FROM credit_record c WHERE c.subject_core = $2)",
        json_list(tx)
    );
    let keys = serde_json::to_string(&kept_keys(core))?;
    tx.execute_raw(sql(tx, &text, [keys.into(), core.into()])).await.map(|_| ()).map_err(Error::from)
}

/// The same for many cores at once.
///
/// # Errors
/// A fault of the database.
pub async fn forget_all(tx: &Connection, cores: &[String]) -> Result<(), Error> {
    let keys: BTreeSet<i64> = cores.iter().flat_map(|core| kept_keys(core)).collect();
    let keys: Vec<i64> = keys.into_iter().collect();
    let text = format!(
        "DELETE FROM credit_near WHERE key IN (SELECT CAST(k.value AS BIGINT) FROM {}) \
         AND NOT EXISTS (SELECT 1 FROM credit_record c WHERE c.subject_core = credit_near.core)",
        json_list(tx)
    );
    for part in keys.chunks(KEYS) {
        tx.execute_raw(sql(tx, &text, [serde_json::to_string(part)?.into()])).await?;
    }
    Ok(())
}

/// Gives the cores of a register from before there were keys theirs.
///
/// # Errors
/// A fault of the database.
pub async fn fill(tx: &Connection) -> Result<(), Error> {
    let mut keeper = Keeper::open(tx).await?;
    if keeper.asks {
        return Ok(());
    }
    let page =
        format!("SELECT id, subject_code_norm, subject_core FROM credit_record WHERE id > $1 ORDER BY id LIMIT {PAGE}");
    let mut after = uuid::Uuid::nil();
    loop {
        let rows = tx.query_all_raw(sql(tx, &page, [after.into()])).await?;
        let Some(last) = rows.last() else { break };
        after = last.try_get("", "id")?;
        let of = |row: &sea_orm::QueryResult| -> Result<(String, String), Error> {
            Ok((row.try_get("", "subject_code_norm")?, row.try_get("", "subject_core")?))
        };
        let cores = rows.iter().map(of).collect::<Result<Vec<_>, _>>()?;
        keeper.note_cores(tx, cores.iter().map(|(code, core)| (code.as_str(), core.as_str()))).await?;
        if keeper.is_full() {
            keeper.add_all(tx).await?;
        }
    }
    keeper.add_all(tx).await
}
