//! What a schedule would add, change and take away of the one in force, contract by contract.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use domain::id::{LineId, ScheduleId};
use domain::line::{FullLine, Line};
use domain::money::Fen;
use domain::template::{Template, Value};
use entity::schedule;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::rows::{Files, Reading, counts_of};
use super::{Imported, places};
use crate::App;
use crate::application::Case;
use format::schedule::GoodRow;
use kernel::error::Error;

/// How many rows of each kind a person is shown before the question.
pub(super) const FIRST: usize = 5;
/// For the file with every row.
pub(super) const EVERY: usize = usize::MAX;

/// What would be another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// Contracts that only the new one has.
    pub added: Part,
    /// Contracts of which something is written otherwise.
    pub changed: Part,
    /// Contracts that only the one in force has.
    pub removed: Part,
    /// Contracts that stay as they are.
    pub same: i64,
}

impl Replacement {
    /// Whether every contract stays as it is.
    pub const fn is_nothing(&self) -> bool {
        self.added.count == 0 && self.changed.count == 0 && self.removed.count == 0
    }
}

/// Rows of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// How many.
    pub count: i64,
    /// The first of them, or every one where all were asked for.
    pub first: Vec<Row>,
}

/// A row of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number in its file.
    pub row: i64,
    /// The contract.
    pub contract: String,
    /// The enterprise.
    pub enterprise: String,
    /// The amount in force.
    pub before: Option<Fen>,
    /// The amount that would be.
    pub after: Option<Fen>,
}

impl Part {
    fn add(&mut self, most: usize, line: &Line, before: Option<Fen>, after: Option<Fen>) {
        self.count = self.count.saturating_add(1);
        if self.first.len() < most {
            let (contract, enterprise) = (line.contract_no.clone(), line.enterprise_name.clone());
            self.first.push(Row { row: line.row, contract, enterprise, before, after });
        }
    }
}

/// The schedule in force, by contract.
struct Comparison {
    old: HashMap<String, Old>,
    found: Replacement,
    most: usize,
}

struct Old {
    row: i64,
    amount: Fen,
    content: u64,
}

fn content(values: &[Value]) -> Result<u64, Error> {
    let mut hasher = DefaultHasher::new();
    store::line::values(values)?.hash(&mut hasher);
    Ok(hasher.finish())
}

impl Comparison {
    async fn with(app: &App, in_force: Option<ScheduleId>, most: usize) -> Result<Self, Error> {
        let mut old = HashMap::new();
        if let Some(id) = in_force {
            store::line::each(app.store.read(), id, |FullLine { line, values }| {
                let content = content(&values)?;
                old.insert(line.contract_key, Old { row: line.row, amount: line.amount, content });
                Ok(())
            })
            .await?;
        }
        Ok(Self { old, found: Replacement::default(), most })
    }

    fn take(&mut self, line: &Line, values: &[Value]) -> Result<(), Error> {
        match self.old.remove(&line.contract_key) {
            None => self.found.added.add(self.most, line, None, Some(line.amount)),
            Some(old) if old.content == content(values)? => self.found.same = self.found.same.saturating_add(1),
            Some(old) => self.found.changed.add(self.most, line, Some(old.amount), Some(line.amount)),
        }
        Ok(())
    }

    async fn end(mut self, app: &App, in_force: Option<ScheduleId>) -> Result<Replacement, Error> {
        let gone: BTreeSet<i64> = self.old.values().map(|old| old.row).collect();
        let removed = &mut self.found.removed;
        match in_force {
            Some(id) if gone.len() > FIRST && self.most > FIRST => {
                for line in store::line::of_schedule(app.store.read(), id).await? {
                    if gone.contains(&line.row) {
                        removed.add(self.most, &line, Some(line.amount), None);
                    }
                }
            }
            Some(id) => {
                for row in gone.iter().take(FIRST) {
                    let line = store::line::by_row(app.store.read(), id, *row).await?.line;
                    removed.add(self.most, &line, Some(line.amount), None);
                }
            }
            None => {}
        }
        removed.count = i64::try_from(gone.len()).unwrap_or(i64::MAX);
        Ok(self.found)
    }
}

/// What files would add, change and take away of a schedule, with at most so many rows of each kind, and what they come to.
///
/// # Errors
/// What is wrong with the file as a whole; a fault of the database.
pub(super) async fn of_files(
    app: &App,
    case: &Case,
    template: &Template,
    files: &Files,
    old: &schedule::Model,
    most: usize,
) -> Result<(Replacement, Imported), Error> {
    let places = places(&case.scheme)?;
    let mut comparison = Comparison::with(app, Some(old.id), most).await?;
    let mut reading = Reading::start(files, template);
    while let Some(batch) = reading.batches.recv().await {
        for GoodRow { row, values } in &batch {
            // It is looked at and never stored.
            let line = Line::read(LineId::from_uuid(Uuid::nil()), &places, *row, values)?;
            comparison.take(&line, values)?;
        }
    }
    let imported = counts_of(&reading.finished().await?);
    Ok((comparison.end(app, Some(old.id)).await?, imported))
}

/// What a stored schedule would add, change and take away of the one in force, with at most so many rows of each kind.
///
/// # Errors
/// A fault of the database.
pub(super) async fn of_schedules(
    app: &App,
    new: ScheduleId,
    in_force: Option<ScheduleId>,
    most: usize,
) -> Result<Replacement, Error> {
    let mut comparison = Comparison::with(app, in_force, most).await?;
    store::line::each(app.store.read(), new, |full| comparison.take(&full.line, &full.values)).await?;
    comparison.end(app, in_force).await
}
