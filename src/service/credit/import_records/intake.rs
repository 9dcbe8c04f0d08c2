//! Records of a list on their way into the register: each part is compared with what is current; what is new is added, what
//! changed is closed and added again, what is as it was stays. A trial counts the same and writes nothing.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::credit::record::key_without_ground;
use domain::credit::{Record, list};
use entity::credit_record;

use super::count;
use super::reader::{Batch, Keys};
use crate::error::Error;
use crate::service::credit::record_row;
use crate::service::id::{new_uuid, sha256};
use crate::store::Connection;
use crate::store::credit::import::{self, Known, Origin, Scope};
use crate::store::credit::near::Keeper;

/// The taking in of one list.
pub(super) struct Intake<'c, C: Connection> {
    db: &'c C,
    origin: Origin,
    /// A trial does not.
    writes: bool,
    /// Whether the source has current records at all; without any, nothing needs comparing.
    compares: bool,
    /// New records.
    pub(super) added: i64,
    /// Records that changed.
    pub(super) changed: i64,
    /// Records that are as they were.
    pub(super) same: i64,
    /// Records that were known as listed and that the list names.
    pub(super) kept: i64,
    /// Keys of decisions without a number from before their ground was part of it, which the list names as they are.
    named_before: BTreeSet<String>,
    near: Keeper,
}

impl<'c, C: Connection> Intake<'c, C> {
    pub(super) async fn open(db: &'c C, origin: Origin, writes: bool) -> Result<Self, Error> {
        let compares = import::has_current(db, &origin.source).await?;
        let near = Keeper::open(db).await?;
        Ok(Self {
            near,
            db,
            origin,
            writes,
            compares,
            added: 0,
            changed: 0,
            same: 0,
            kept: 0,
            named_before: BTreeSet::new(),
        })
    }

    /// Takes in a part of the list. No natural key may come twice.
    pub(super) async fn take(&mut self, mut batch: Batch) -> Result<(), Error> {
        let mut changed = Vec::new();
        if self.compares {
            let keys = batch.iter().map(|row| row.natural_key.as_str());
            let keys: Vec<&str> = keys.flat_map(|key| [Some(key), key_without_ground(key)]).flatten().collect();
            let known = import::known(self.db, &self.origin.source, &keys).await?;
            let mut known: HashMap<&str, &Known> = known.iter().map(|k| (k.natural_key.as_str(), k)).collect();
            batch.retain(|row| {
                // A decision without a number may be known from before its ground was part of its key.
                let before = || key_without_ground(&row.natural_key).and_then(|key| known.get(key));
                let Some(known_row) = known.get(row.natural_key.as_str()).or_else(before).copied() else { return true };
                self.kept = self.kept.saturating_add(i64::from(known_row.listed));
                let differs = known_row.raw_sha256 != row.raw_sha256;
                if known_row.natural_key != row.natural_key {
                    known.remove(known_row.natural_key.as_str());
                    if !differs {
                        self.named_before.insert(known_row.natural_key.clone());
                    }
                }
                if differs {
                    changed.push(known_row.natural_key.clone());
                } else {
                    self.same = self.same.saturating_add(1);
                }
                differs
            });
        }
        self.changed = self.changed.saturating_add(count(changed.len()));
        self.added = self.added.saturating_add(count(batch.len().saturating_sub(changed.len())));
        self.write(&changed, batch).await
    }

    /// Takes every record of the lists that a full list of a day does not name as removed on that day; says how many.
    pub(super) async fn remove_unnamed(
        &mut self,
        scopes: &BTreeSet<Scope>,
        named: &Keys,
        day: NaiveDate,
    ) -> Result<i64, Error> {
        let mut removed = 0i64;
        let compares = self.compares;
        for scope in scopes.iter().filter(|_| compares) {
            let mut after = String::new();
            loop {
                let mut keys = import::listed_after(self.db, &self.origin.source, scope, &after).await?;
                let Some(last) = keys.last() else { break };
                last.clone_into(&mut after);
                keys.retain(|key| !named.contains(key) && !self.named_before.contains(key));
                removed = removed.saturating_add(count(keys.len()));
                if self.writes && !keys.is_empty() {
                    let rows = import::current(self.db, &self.origin.source, &keys).await?;
                    let gone = rows.into_iter().map(|row| self.gone(row, day)).collect::<Result<_, Error>>()?;
                    self.write(&keys, gone).await?;
                }
            }
        }
        Ok(removed)
    }

    async fn write(&mut self, closed: &[String], added: Vec<credit_record::Model>) -> Result<(), Error> {
        if !self.writes {
            return Ok(());
        }
        import::close(self.db, &self.origin.source, closed, self.origin.now).await?;
        self.near.keep(self.db, &added).await?;
        import::add(self.db, &self.origin, added).await
    }

    /// A record as its source has removed it. Its hash is no row's hash, so a list that names it again changes it again.
    fn gone(&self, row: credit_record::Model, day: NaiveDate) -> Result<credit_record::Model, Error> {
        let Origin { import, now, .. } = self.origin;
        let record = record_row::record(&row)?;
        let record = Record { known_from: now, ..list::removed(record, day) };
        let purge_after = if row.personal { list::purge_after(&record)? } else { None };
        let raw = sha256(format!("removed {day} {}", row.raw_sha256));
        Ok(credit_record::Model {
            personal: row.personal,
            purge_after,
            ..record_row::row(new_uuid(now), record, import, raw, now)?
        })
    }
}
