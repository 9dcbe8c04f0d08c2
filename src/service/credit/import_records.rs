//! Imports a file of credit records: what is new is added, what changed is closed and added again, what is the same stays;
//! the same file twice changes nothing but the freshness of its source. A full list also removes what it does not name.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::list::List;
use domain::id::CreditImportId;
use domain::import_row::CellProblem;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use entity::{credit_import, credit_import_report};
use serde::{Deserialize, Serialize};

use self::intake::Intake;
use self::reader::{Reader, Reading, Takes, finished};
use super::rules::{self, row_of, rules_at};
use crate::error::Error;
use crate::format::table::Limits;
use crate::service::App;
use crate::service::actor::Actor;
use crate::service::command::{Command, Context, Key, execute};
use crate::service::id::new_uuid;
use crate::service::upload::Incoming;
use crate::store;
use crate::store::Connection;
use crate::store::credit::import::{Counts, Origin, Scope};

mod intake;
pub mod kept;
mod reader;

/// A full list that would remove so many in a hundred of the current records, or more, needs a person's word.
const DROP_PERCENT: i64 = 10;
/// From so many bytes on a first list is worth making indexes after it.
const LARGE: i64 = 1 << 20;
/// Problems that an answer carries; the report has all that were kept.
const SHOWN_PROBLEMS: usize = 100;

/// How a file is taken in.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Which list it is; without one, the list whose headings it has.
    pub list: Option<List>,
    /// Whether it adds to what is known or is the whole list.
    pub mode: Mode,
    /// The day of its data, from which its freshness is counted; the day of the import says nothing. Without it nothing is
    /// imported.
    pub data_date: Option<NaiveDate>,
    /// How much is accepted.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self { list: None, mode: Mode::Add, data_date: None, limits: Limits::UPLOAD }
    }
}

impl Options {
    /// A file with data of a day.
    pub fn of(data_date: NaiveDate) -> Self {
        Self { data_date: Some(data_date), ..Self::default() }
    }
}

/// What a file says about records that it does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Nothing.
    Add,
    /// It is the whole list as of its day: what it does not name was removed by that day.
    Replace {
        /// A person has confirmed that many are removed.
        confirmed: bool,
    },
}

impl Mode {
    const fn key(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Replace { .. } => "replace",
        }
    }
}

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The import, whose report has every problem; none for a trial.
    pub import: Option<CreditImportId>,
    /// The list that the file was taken for.
    pub list: List,
    /// Rows with content.
    pub seen: i64,
    /// New records.
    pub added: i64,
    /// Records that changed.
    pub changed: i64,
    /// Records that are as they were.
    pub same: i64,
    /// Records that a full list does not name any more.
    pub removed: i64,
    /// Rows that were refused.
    pub bad: i64,
    /// The refused cells with row and column, the first hundred; rows that count but should be looked at.
    pub problems: Vec<CellProblem>,
}

/// Imports a file. It is read row by row within the transaction, so that a list of a million rows needs no more memory
/// than a part of it.
///
/// # Errors
/// What is wrong with the file as a whole; nothing is stored then. [`Code::CreditSourceUnknown`]. For a full list:
/// [`Code::CreditFileOlder`], [`Code::CreditFileIncomplete`], [`Code::CreditDropTooLarge`].
pub async fn import_records(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    source: &str,
    file: impl Into<Incoming>,
    options: Options,
) -> Result<Imported, Error> {
    execute(app, actor, key, &ImportRecords::new(source, file.into(), options)).await
}

/// What an import of the file would come to: all of it but the writing.
///
/// # Errors
/// As for [`import_records`].
pub async fn dry_run(app: &App, source: &str, file: impl Into<Incoming>, options: Options) -> Result<Imported, Error> {
    let mut import = ImportRecords::new(source, file.into(), options);
    let now = app.clock.now();
    let db = app.store.read();
    import.reader.takes = Takes::of(rules::source(&rules_at(db, now).await?, source)?);
    let (result, _) = import.take_in(db, false, new_import(now), (now, app.clock.today())).await?;
    Ok(result)
}

/// The stored report of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The list that the file was taken for.
    pub list: List,
    /// The lists that stood in it, as `KIND/LIST`.
    pub scopes: Vec<String>,
    /// Its problems, at most 10 000.
    pub problems: Vec<CellProblem>,
}

/// The row report of an import; none for imports from before reports were kept.
///
/// # Errors
/// Faults.
pub async fn report(app: &App, import: CreditImportId) -> Result<Option<Report>, Error> {
    let row = store::credit::import::report(app.store.read(), import).await?;
    Ok(row.map(|row| serde_json::from_str(&row.problems)).transpose()?)
}

#[derive(Clone, Serialize)]
struct ImportRecords {
    source: String,
    file_name: String,
    sha256: String,
    list: Option<List>,
    mode: Mode,
    data_date: Option<NaiveDate>,
    #[serde(skip)]
    reader: Reader,
}

impl Command for ImportRecords {
    const NAME: &'static str = "credit.import";
    const ROLES: &'static [Role] = &[Role::CreditChecker];
    type Output = Imported;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Imported, Error> {
        let import = new_import(cx.now);
        let rules = rules_at(cx.tx, cx.now).await?;
        let source = rules::source(&rules, &self.source)?;
        store::credit::ensure_sources(cx.tx, vec![row_of(source)]).await?;
        store::credit::import::hold(cx.tx, &self.source).await?;
        let row = credit_import::Model {
            id: import,
            source_id: self.source.clone(),
            file_name: self.file_name.clone(),
            sha256: self.sha256.clone(),
            rows_seen: 0,
            rows_added: 0,
            rows_changed: 0,
            rows_same: 0,
            rows_bad: 0,
            imported_by: cx.actor.person,
            imported_at: cx.now,
        };
        store::credit::insert_import(cx.tx, row).await?;
        let large = self.reader.file.size > LARGE;
        let aside = if large { store::credit::import::set_indexes_aside(cx.tx).await? } else { Vec::new() };
        let reader = Reader { takes: Takes::of(source), ..self.reader.clone() };
        let command = Self { reader, ..self.clone() };
        let (mut result, report) = command.take_in(cx.tx, true, import, (cx.now, cx.today)).await?;
        store::credit::import::make_indexes(cx.tx, aside).await?;
        let counts = Counts {
            seen: result.seen,
            added: result.added,
            changed: result.changed,
            same: result.same,
            bad: result.bad,
        };
        let row = credit_import_report::Model {
            import_id: import,
            mode: self.mode.key().to_owned(),
            file_date: self.data_date,
            rows_removed: result.removed,
            problems: serde_json::to_string(&report)?,
            list: result.list.key().to_owned(),
        };
        store::credit::import::count(cx.tx, counts, row).await?;
        let payload = serde_json::json!({
            "source": self.source, "file": self.file_name, "sha256": self.sha256, "list": result.list, "mode": self.mode.key(),
            "file_date": self.data_date, "seen": result.seen, "added": result.added, "changed": result.changed,
            "same": result.same, "removed": result.removed, "bad": result.bad,
        });
        cx.record("credit_source", &self.source, Self::NAME, payload);
        result.import = Some(import);
        Ok(result)
    }
}

impl ImportRecords {
    fn new(source: &str, file: Incoming, options: Options) -> Self {
        let (file_name, sha256) = (file.name.clone(), file.sha256.clone());
        let reader = Reader {
            source: source.to_owned(),
            file,
            list: options.list,
            takes: Takes::default(),
            limits: options.limits,
        };
        Self {
            source: source.to_owned(),
            file_name,
            sha256,
            list: options.list,
            mode: options.mode,
            data_date: options.data_date,
            reader,
        }
    }

    /// Takes the file into the register part by part, or only counts what that would come to.
    async fn take_in<C: Connection>(
        &self,
        db: &C,
        writes: bool,
        import: CreditImportId,
        (now, today): (DateTime<Utc>, NaiveDate),
    ) -> Result<(Imported, Report), Error> {
        let data_date = self.data_date.ok_or_else(|| Refusal::new(Code::CreditFileDateMissing))?;
        if data_date > today {
            return Err(Refusal::new(Code::CreditFileFuture).with("found", Fact::Date(data_date)).into());
        }
        let origin = Origin { source: self.source.clone(), import, now };
        let mut intake = Intake::open(db, origin, writes).await?;
        let (mut batches, reading) = self.reader.start(import, now);
        while let Some(batch) = batches.recv().await {
            intake.take(batch).await?;
        }
        let Reading { list, scopes, keys, rows, bad, repeated, problems } = finished(reading).await?;
        let removed = match self.mode {
            Mode::Add => 0,
            Mode::Replace { .. } if bad > 0 => {
                return Err(Refusal::new(Code::CreditFileIncomplete).with("bad", Fact::Count(count(bad))).into());
            }
            Mode::Replace { confirmed } => {
                self.not_older(db, &scopes, data_date).await?;
                let removed = intake.remove_unnamed(&scopes, &keys, data_date).await?;
                may_drop(removed, intake.kept.saturating_add(removed), confirmed)?;
                removed
            }
        };
        let Intake { added, changed, same, .. } = intake;
        let result = Imported {
            import: None,
            list,
            seen: count(rows),
            added,
            changed,
            same: same.saturating_add(count(repeated)),
            removed,
            bad: count(bad),
            problems: problems.iter().take(SHOWN_PROBLEMS).cloned().collect(),
        };
        let report = Report { list, scopes: scopes.iter().map(name_of).collect(), problems };
        Ok((result, report))
    }

    /// Refuses a full list that is older than the last one of any list in it.
    async fn not_older<C: Connection>(&self, db: &C, scopes: &BTreeSet<Scope>, day: NaiveDate) -> Result<(), Error> {
        for (known, lists) in store::credit::import::full_lists(db, &self.source).await? {
            if known <= day {
                break;
            }
            let lists: Vec<String> = serde_json::from_str(&lists)?;
            if scopes.iter().any(|scope| lists.contains(&name_of(scope))) {
                let refusal = Refusal::new(Code::CreditFileOlder).with("found", Fact::Date(day));
                return Err(refusal.with("known", Fact::Date(known)).into());
            }
        }
        Ok(())
    }
}

/// Refuses that a full list removes many of the known records when nobody has confirmed it.
///
/// # Errors
/// [`Code::CreditDropTooLarge`].
fn may_drop(removed: i64, known: i64, confirmed: bool) -> Result<(), Refusal> {
    let many = removed > 0 && removed.saturating_mul(100) >= known.saturating_mul(DROP_PERCENT);
    if !many || confirmed {
        return Ok(());
    }
    let refusal = Refusal::new(Code::CreditDropTooLarge).with("removed", Fact::Count(removed));
    Err(refusal.with("known", Fact::Count(known)).with("percent", Fact::Count(DROP_PERCENT)))
}

fn name_of(scope: &Scope) -> String {
    format!("{}/{}", scope.kind, scope.list_code)
}

fn new_import(now: DateTime<Utc>) -> CreditImportId {
    CreditImportId::from_uuid(new_uuid(now))
}

fn count(n: impl TryInto<i64>) -> i64 {
    n.try_into().unwrap_or(i64::MAX)
}
