//! Records of a list on their way into the register: each part is compared with what is current; what is new is added, what
//! changed is closed and added again, what is as it was stays. A trial counts the same and writes nothing.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use domain::credit::record::key_without_ground;
use domain::credit::{Record, list};
use entity::credit_record;

use super::count;
use super::reader::{Batch, Keys};
use crate::credit::record_row;
use kernel::error::Error;
use kernel::id::{new_uuid, sha256};
use store::Connection;
use store::credit::import::{self, Known, Origin, Reads, Scope};
use store::credit::near::{Entry, Keeper};

/// The taking in of one list.
pub(super) struct Intake {
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

impl Intake {
    pub(super) async fn open(db: &Connection, origin: Origin, writes: bool) -> Result<Self, Error> {
        let compares = import::has_current(db, &origin.source).await?;
        let near = Keeper::open(db).await?;
        Ok(Self {
            near,
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
    pub(super) async fn take(&mut self, db: &Connection, mut batch: Batch) -> Result<(), Error> {
        let mut changed = Vec::new();
        if self.compares {
            let keys = batch.iter().map(|row| row.natural_key.as_str());
            let keys: Vec<&str> = keys.flat_map(|key| [Some(key), key_without_ground(key)]).flatten().collect();
            let known = import::known(db, &self.origin.source, &keys, self.reads()).await?;
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
        self.write(db, &changed, batch).await
    }

    /// What a full list of a day does not name of the lists in it, some records after the others: how many they are.
    pub(super) async fn unnamed(&self, db: &Connection, scopes: &BTreeSet<Scope>, named: &Keys) -> Result<i64, Error> {
        let mut unnamed = 0i64;
        for scope in scopes.iter().filter(|_| self.compares) {
            let mut after = String::new();
            while let Some((last, keys)) = self.next_unnamed(db, scope, named, &after).await? {
                unnamed = unnamed.saturating_add(count(keys.len()));
                after = last;
            }
        }
        Ok(unnamed)
    }

    /// The next of them after a key, with the last key that was looked at; none at the end.
    async fn next_unnamed(
        &self,
        db: &Connection,
        scope: &Scope,
        named: &Keys,
        after: &str,
    ) -> Result<Option<(String, Vec<String>)>, Error> {
        let mut keys = import::listed_after(db, &self.origin.source, scope, after, self.reads()).await?;
        let Some(last) = keys.last().cloned() else { return Ok(None) };
        keys.retain(|key| !named.contains(key) && !self.named_before.contains(key));
        Ok(Some((last, keys)))
    }

    /// Takes the next of them as removed on that day, in one transaction; the last key that was looked at.
    pub(super) async fn remove_unnamed(
        &mut self,
        db: &Connection,
        (scope, named): (&Scope, &Keys),
        day: NaiveDate,
        after: &str,
    ) -> Result<Option<String>, Error> {
        let next = if self.compares { self.next_unnamed(db, scope, named, after).await? } else { None };
        let Some((last, keys)) = next else { return Ok(None) };
        if !keys.is_empty() {
            let rows = import::current(db, &self.origin.source, &keys).await?;
            let gone = rows.into_iter().map(|row| self.gone(row, day)).collect::<Result<_, Error>>()?;
            self.write(db, &keys, gone).await?;
        }
        Ok(Some(last))
    }

    /// The keys of near names that are worth adding now, or all that are still to be added, in parts.
    pub(super) fn near_names(&mut self, all: bool) -> Vec<Vec<Entry>> {
        if all || self.near.is_full() { self.near.parts() } else { Vec::new() }
    }

    /// What it is compared with: a trial with what is in force, an import also with its own records.
    const fn reads(&self) -> Reads {
        if self.writes { Reads::OnItsWay } else { Reads::InForce }
    }

    async fn write(
        &mut self,
        db: &Connection,
        closed: &[String],
        added: Vec<credit_record::Model>,
    ) -> Result<(), Error> {
        if !self.writes {
            return Ok(());
        }
        let Origin { source, import, now } = &self.origin;
        import::close(db, source, closed, (*now, Some(*import))).await?;
        self.near.note(db, &added).await?;
        import::add(db, &self.origin, added).await
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
