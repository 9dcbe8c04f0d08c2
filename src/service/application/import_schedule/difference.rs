//! What a schedule would add, change and take away of the one in force, contract by contract.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use domain::id::{LineId, ScheduleId};
use domain::money::Fen;
use domain::template::Template;
use entity::{line, schedule};
use uuid::Uuid;

use super::Imported;
use super::line_row::{Places, line_of};
use super::rows::{Files, Reading, counts_of};
use crate::error::Error;
use crate::service::App;
use crate::service::application::Case;
use crate::store;
use crate::store::line::Filter;

/// How many rows of each kind a person is shown before the question.
pub(super) const FIRST: usize = 5;
/// For the file with every row.
pub(super) const EVERY: usize = usize::MAX;
/// Rows that are read from the database at once.
const PAGE: u64 = 2_000;

/// What would be another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// How many.
    pub count: i64,
    /// The first of them, or every one where all were asked for.
    pub first: Vec<Row>,
}

/// A row of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    fn add(&mut self, most: usize, line: &line::Model, before: Option<Fen>, after: Option<Fen>) {
        self.count = self.count.saturating_add(1);
        if self.first.len() < most {
            let (contract, enterprise) = (line.contract_no.clone(), line.enterprise_name.clone());
            self.first.push(Row { row: line.row_no, contract, enterprise, before, after });
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

fn content(line: &line::Model) -> u64 {
    let mut hasher = DefaultHasher::new();
    line.row_values.hash(&mut hasher);
    hasher.finish()
}

impl Comparison {
    async fn with(app: &App, in_force: Option<ScheduleId>, most: usize) -> Result<Self, Error> {
        let mut old = HashMap::new();
        if let Some(id) = in_force {
            each_page(app, id, |line| {
                let content = content(&line);
                old.insert(line.contract_key, Old { row: line.row_no, amount: line.amount_fen, content });
            })
            .await?;
        }
        Ok(Self { old, found: Replacement::default(), most })
    }

    fn take(&mut self, line: &line::Model) {
        match self.old.remove(&line.contract_key) {
            None => self.found.added.add(self.most, line, None, Some(line.amount_fen)),
            Some(old) if old.content == content(line) => self.found.same = self.found.same.saturating_add(1),
            Some(old) => self.found.changed.add(self.most, line, Some(old.amount), Some(line.amount_fen)),
        }
    }

    async fn end(mut self, app: &App, in_force: Option<ScheduleId>) -> Result<Replacement, Error> {
        let gone: BTreeSet<i64> = self.old.values().map(|old| old.row).collect();
        let removed = &mut self.found.removed;
        match in_force {
            Some(id) if gone.len() > FIRST && self.most > FIRST => {
                let every = |line: line::Model| {
                    if gone.contains(&line.row_no) {
                        removed.add(self.most, &line, Some(line.amount_fen), None);
                    }
                };
                each_page(app, id, every).await?;
            }
            Some(id) => {
                for row in gone.iter().take(FIRST) {
                    let line = store::line::by_row(app.store.read(), id, *row).await?;
                    removed.add(self.most, &line, Some(line.amount_fen), None);
                }
            }
            None => {}
        }
        removed.count = i64::try_from(gone.len()).unwrap_or(i64::MAX);
        Ok(self.found)
    }
}

async fn each_page(app: &App, id: ScheduleId, mut take: impl FnMut(line::Model) + Send) -> Result<(), Error> {
    let mut after = i64::MIN;
    loop {
        let page = store::line::page(app.store.read(), id, Filter::All, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.row_no;
        page.into_iter().for_each(&mut take);
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
    let places = Places::of(&case.scheme)?;
    let mut comparison = Comparison::with(app, Some(old.id), most).await?;
    let mut reading = Reading::start(files, template);
    let nowhere = (LineId::from_uuid(Uuid::nil()), old.id, case.application.id);
    while let Some(batch) = reading.batches.recv().await {
        for row in &batch {
            comparison.take(&line_of(nowhere, &places, row)?);
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
    each_page(app, new, |line| comparison.take(&line)).await?;
    comparison.end(app, in_force).await
}
