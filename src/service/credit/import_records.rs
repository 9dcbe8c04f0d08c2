//! Imports a file of credit records: what is new is added, what changed is closed and added again, what is the same stays;
//! the same file twice changes nothing but the freshness of its source. A full list also removes what it does not name.
//!
//! The file is read and compared, and its records are stored, in short transactions before the act, which puts all of them
//! in force at one instant; nobody waits longer for the writer than a piece takes. See `way`.

use std::collections::BTreeSet;

use boxed::boxed;
use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::list::List;
use domain::id::CreditImportId;
use domain::import_row::CellProblem;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use entity::credit_import_report;
use serde::{Deserialize, Serialize};

use self::intake::Intake;
use self::reader::{Reader, Reading, Takes, finished};
use self::way::Way;
use super::rules::{self, row_of, rules_at};
use crate::App;
use crate::actor::Actor;
use crate::command::{Act, Context, Key, execute};
use crate::job::got_to;
use crate::upload::Incoming;
use format::table::Limits;
use kernel::error::Error;
use kernel::failpoint::{Failpoint, reach};
use kernel::id::new_uuid;
use store::Connection;
use store::credit::import::{Counts, Origin, Scope};
use store::credit::near::Entry;

mod intake;
pub mod kept;
pub mod later;
mod reader;
pub mod way;

/// A full list that would remove so many in a hundred of the current records, or more, needs a person's word.
const DROP_PERCENT: i64 = 10;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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

/// Imports a file. It is read row by row and stored piece by piece, so that a list of a million rows needs no more memory
/// than a part of it; then it comes into force at once.
///
/// # Errors
/// What is wrong with the file as a whole; nothing is stored then. [`Code::CreditSourceUnknown`].
/// [`Code::CreditImportRunning`] while another list of the source is on its way. For a full list:
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
    let import = ImportRecords::new(source, file.into(), options);
    let rules = rules_at(app.store.read(), app.clock.now()).await?;
    let takes = Takes::of(rules::source(&rules, source)?);
    let (result, _) = import.take_in(app, takes, None).await?;
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

/// Puts a list in force that is stored already, with a report of it.
#[derive(Clone, Serialize)]
pub struct ImportRecords {
    source: String,
    file_name: String,
    sha256: String,
    list: Option<List>,
    mode: Mode,
    data_date: Option<NaiveDate>,
    #[serde(skip)]
    reader: Reader,
}

/// A list that is stored and not in force yet, and what it comes to.
pub struct Stored {
    way: Way,
    result: Imported,
    report: Report,
}

#[boxed]
impl Act for ImportRecords {
    const NAME: &'static str = "credit.import";
    const ROLES: &'static [Role] = &[Role::CreditChecker];
    type Output = Imported;
    type Prepared = Stored;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Stored, Error> {
        let (way, takes) = self.begin(app, actor).await?;
        let taken = match self.take_in(app, takes, Some(&way)).await {
            Ok(taken) => reach(Failpoint::ListWhole).map(|()| taken),
            Err(error) => Err(error),
        };
        match taken {
            Ok((result, report)) => Ok(Stored { way, result, report }),
            Err(error) => {
                self.give_up(app, &way).await;
                Err(error)
            }
        }
    }

    async fn clear(&self, app: &App, prepared: Stored, done: Option<&Imported>) {
        if done.is_none_or(|done| done.import != Some(prepared.way.import)) {
            self.give_up(app, &prepared.way).await;
        }
    }

    async fn run(&self, cx: &mut Context<'_>, stored: &Stored) -> Result<Imported, Error> {
        let (import, mut result, report) = (stored.way.import, stored.result.clone(), &stored.report);
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
            problems: serde_json::to_string(report)?,
            list: result.list.key().to_owned(),
        };
        store::credit::import::count(cx.tx, counts, row, cx.now).await?;
        store::credit::intake::put_in_force(cx.tx, import, cx.now).await?;
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

    /// Takes the file into the register piece by piece, or only counts what that would come to.
    async fn take_in(&self, app: &App, takes: Takes, way: Option<&Way>) -> Result<(Imported, Report), Error> {
        let (now, db) = (app.clock.now(), app.store.read());
        let data_date = self.dated(app)?;
        let (import, now) = way.map_or_else(|| (new_import(now), now), |way| (way.import, way.begun_at));
        let origin = Origin { source: self.source.clone(), import, now };
        let mut intake = Intake::open(db, origin, way.is_some()).await?;
        let (mut batches, reading) = Reader { takes, ..self.reader.clone() }.start(import, now);
        let mut read = 0;
        while let Some(batch) = batches.recv().await {
            read += batch.len();
            got_to(app, read).await?;
            match way {
                None => intake.take(db, batch).await?,
                Some(way) => {
                    let tx = way.piece(app).await?;
                    intake.take(&tx, batch).await?;
                    tx.commit().await?;
                    add_near_names(app, way, intake.near_names(false)).await?;
                }
            }
        }
        let Reading { list, scopes, keys, rows, bad, repeated, problems } = finished(reading).await?;
        let removed = match self.mode {
            Mode::Add => 0,
            Mode::Replace { .. } if bad > 0 => {
                return Err(Refusal::new(Code::CreditFileIncomplete).with("bad", Fact::Count(count(bad))).into());
            }
            // A broken export is no list that says that nobody is on it.
            Mode::Replace { .. } if rows == 0 => return Err(Code::CreditFullEmpty.into()),
            Mode::Replace { confirmed } => {
                self.not_older(db, &scopes, data_date).await?;
                let unnamed = intake.unnamed(db, &scopes, &keys).await?;
                may_drop(unnamed, intake.kept.saturating_add(unnamed), confirmed)?;
                if let Some(way) = way {
                    for scope in &scopes {
                        let mut after = Some(String::new());
                        while let Some(from) = after {
                            let tx = way.piece(app).await?;
                            after = intake.remove_unnamed(&tx, (scope, &keys), data_date, &from).await?;
                            tx.commit().await?;
                        }
                    }
                }
                unnamed
            }
        };
        if let Some(way) = way {
            add_near_names(app, way, intake.near_names(true)).await?;
        }
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

    /// Refuses what can be refused without a look at the rows.
    async fn may_come(&self, app: &App) -> Result<(), Error> {
        self.dated(app)?;
        let rules = rules_at(app.store.read(), app.clock.now()).await?;
        rules::source(&rules, &self.source)?;
        Ok(())
    }

    /// The day of the data, which is none to come.
    fn dated(&self, app: &App) -> Result<NaiveDate, Refusal> {
        let data_date = self.data_date.ok_or_else(|| Refusal::new(Code::CreditFileDateMissing))?;
        if data_date > app.clock.today() {
            return Err(Refusal::new(Code::CreditFileFuture).with("found", Fact::Date(data_date)));
        }
        Ok(data_date)
    }

    /// Begins the way of the list, after what was broken off is cleared away.
    async fn begin(&self, app: &App, actor: &Actor) -> Result<(Way, Takes), Error> {
        self.dated(app)?;
        let rules = rules_at(app.store.read(), app.clock.now()).await?;
        let source = rules::source(&rules, &self.source)?;
        let way = Way::begin(app, actor, row_of(source), (&self.file_name, &self.sha256)).await?;
        Ok((way, Takes::of(source)))
    }

    /// Takes away what was stored; what cannot be taken away now is taken away before the next list of the source.
    async fn give_up(&self, app: &App, way: &Way) {
        if let Err(error) = way.give_up(app).await {
            tracing::warn!(source = self.source, %error, "a list that was broken off waits to be cleared away");
        }
    }

    /// Refuses a full list that is older than the last one of any list in it.
    async fn not_older(&self, db: &Connection, scopes: &BTreeSet<Scope>, day: NaiveDate) -> Result<(), Error> {
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

/// Adds keys of near names, each part in a short transaction.
async fn add_near_names(app: &App, way: &Way, parts: Vec<Vec<Entry>>) -> Result<(), Error> {
    for part in parts {
        let tx = way.piece(app).await?;
        store::credit::near::add(&tx, &part).await?;
        tx.commit().await?;
    }
    Ok(())
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
