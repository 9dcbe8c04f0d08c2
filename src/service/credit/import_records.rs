//! Imports a file of credit records: what is new is added, what changed is closed and added again, what is the same stays;
//! the same file twice changes nothing but the freshness of its source. A full list also removes what it does not name.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::Record;
use domain::credit::list::{self, List};
use domain::id::CreditImportId;
use domain::import_row::CellProblem;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use entity::{credit_import, credit_import_report, credit_record};
use serde::{Deserialize, Serialize};

pub(super) use self::reader::model;
use self::reader::{Reader, Reading, finished};
use super::rules::{row_of, rules_at, source};
use crate::error::Error;
use crate::format::table::Limits;
use crate::service::App;
use crate::service::actor::Actor;
use crate::service::command::{Command, Context, Key, execute};
use crate::service::id::{new_uuid, sha256};
use crate::store;
use crate::store::credit::import::{Scope, Stage};
use crate::store::tx::Transaction;

pub mod kept;
mod reader;

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
    /// How much is accepted.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self { list: None, mode: Mode::Add, limits: Limits::UPLOAD }
    }
}

/// What a file says about records that it does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Nothing.
    Add,
    /// It is the whole list as of a day: what it does not name was removed by that day.
    Replace {
        /// The day.
        data_date: NaiveDate,
        /// A person has confirmed that many are removed.
        confirmed: bool,
    },
}

impl Mode {
    /// A full list as of a day.
    ///
    /// # Errors
    /// [`Code::CreditFileDateMissing`] without the day.
    pub fn replace(data_date: Option<NaiveDate>, confirmed: bool) -> Result<Self, Refusal> {
        let data_date = data_date.ok_or_else(|| Refusal::new(Code::CreditFileDateMissing))?;
        Ok(Self::Replace { data_date, confirmed })
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Replace { .. } => "replace",
        }
    }

    const fn day(self) -> Option<NaiveDate> {
        match self {
            Self::Add => None,
            Self::Replace { data_date, .. } => Some(data_date),
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
/// than its bytes.
///
/// # Errors
/// What is wrong with the file as a whole; nothing is stored then. [`Code::CreditSourceUnknown`]. For a full list:
/// [`Code::CreditFileOlder`], [`Code::CreditFileIncomplete`], [`Code::CreditDropTooLarge`].
pub async fn import_records(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    source: &str,
    file: (&str, Vec<u8>),
    options: Options,
) -> Result<Imported, Error> {
    execute(app, actor, key, &ImportRecords::new(source, file, options)).await
}

/// What an import of the file would come to: the import itself up to its last step, rolled back.
///
/// # Errors
/// As for [`import_records`].
pub async fn dry_run(app: &App, source: &str, file: (&str, Vec<u8>), options: Options) -> Result<Imported, Error> {
    let tx = store::tx::begin(&app.store).await?;
    let now = app.clock.now();
    let Held { stage, result, .. } = ImportRecords::new(source, file, options).hold(&tx, new_import(now), now).await?;
    stage.discard().await?;
    tx.rollback().await?;
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

#[derive(Serialize)]
struct ImportRecords {
    source: String,
    file_name: String,
    sha256: String,
    list: Option<List>,
    mode: Mode,
    #[serde(skip)]
    reader: Reader,
}

impl Command for ImportRecords {
    const NAME: &'static str = "credit.import";
    const ROLES: &'static [Role] = &[Role::CreditChecker];
    type Output = Imported;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Imported, Error> {
        let import = new_import(cx.now);
        let Held { stage, mut result, report } = self.hold(cx.tx, import, cx.now).await?;
        let row = credit_import::Model {
            id: import,
            source_id: self.source.clone(),
            file_name: self.file_name.clone(),
            sha256: self.sha256.clone(),
            rows_seen: result.seen,
            rows_added: result.added,
            rows_changed: result.changed,
            rows_same: result.same,
            rows_bad: result.bad,
            imported_by: cx.actor.person,
            imported_at: cx.now,
        };
        store::credit::insert_import(cx.tx, row).await?;
        stage.take_over(import, cx.now).await?;
        let row = credit_import_report::Model {
            import_id: import,
            mode: self.mode.key().to_owned(),
            file_date: self.mode.day(),
            rows_removed: result.removed,
            problems: serde_json::to_string(&report)?,
        };
        store::credit::import::insert_report(cx.tx, row).await?;
        let payload = serde_json::json!({
            "source": self.source, "file": self.file_name, "sha256": self.sha256, "list": result.list, "mode": self.mode.key(),
            "file_date": self.mode.day(), "seen": result.seen, "added": result.added, "changed": result.changed,
            "same": result.same, "removed": result.removed, "bad": result.bad,
        });
        cx.record("credit_source", &self.source, Self::NAME, payload);
        result.import = Some(import);
        Ok(result)
    }
}

/// A file that was read, compared and counted; what is new, changed or removed is on the stage.
struct Held<'t> {
    stage: Stage<'t>,
    result: Imported,
    report: Report,
}

impl ImportRecords {
    fn new(source: &str, (file_name, bytes): (&str, Vec<u8>), options: Options) -> Self {
        let reader = Reader {
            source: source.to_owned(),
            file_name: file_name.to_owned(),
            bytes: Arc::new(bytes),
            list: options.list,
            limits: options.limits,
        };
        Self {
            source: source.to_owned(),
            file_name: file_name.to_owned(),
            sha256: sha256(reader.bytes.as_slice()),
            list: options.list,
            mode: options.mode,
            reader,
        }
    }

    /// Everything but the taking over.
    async fn hold<'t>(
        &self,
        tx: &'t Transaction,
        import: CreditImportId,
        now: DateTime<Utc>,
    ) -> Result<Held<'t>, Error> {
        let rules = rules_at(tx, now).await?;
        store::credit::ensure_sources(tx, vec![row_of(source(&rules, &self.source)?)]).await?;
        let stage = Stage::open(tx, &self.source).await?;
        match self.fill(&stage, tx, import, now).await {
            Ok((result, report)) => Ok(Held { stage, result, report }),
            Err(error) => {
                stage.abandon().await;
                Err(error)
            }
        }
    }

    /// Reads the file onto the stage and compares it with what is current.
    async fn fill(
        &self,
        stage: &Stage<'_>,
        tx: &Transaction,
        import: CreditImportId,
        now: DateTime<Utc>,
    ) -> Result<(Imported, Report), Error> {
        let (mut batches, reading) = self.reader.start(import, now);
        let mut staged = 0i64;
        while let Some(batch) = batches.recv().await {
            staged = staged.saturating_add(count(batch.len()));
            stage.add(batch).await?;
        }
        let Reading { list, rows, bad, repeated, problems } = finished(reading).await?;
        stage.close().await?;
        let scopes = stage.scopes().await?;
        let removed = match self.mode {
            Mode::Add => 0,
            Mode::Replace { data_date, confirmed } => {
                if bad > 0 {
                    return Err(Refusal::new(Code::CreditFileIncomplete).with("bad", Fact::Count(count(bad))).into());
                }
                self.not_older(tx, &scopes, data_date).await?;
                let removed = may_drop(stage, &scopes, confirmed).await?;
                stage_removed(stage, &scopes, data_date, import, now).await?;
                removed
            }
        };
        let (same, closed) = stage.settle(now).await?;
        let (same, changed) = (count(same), count(closed).saturating_sub(removed));
        let result = Imported {
            import: None,
            list,
            seen: count(rows),
            added: staged.saturating_sub(same).saturating_sub(changed),
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
    async fn not_older(&self, tx: &Transaction, scopes: &[Scope], day: NaiveDate) -> Result<(), Error> {
        for (known, lists) in store::credit::import::full_lists(tx, &self.source).await? {
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

/// How many records a full list removes.
///
/// # Errors
/// [`Code::CreditDropTooLarge`] when they are many and nobody has confirmed it.
async fn may_drop(stage: &Stage<'_>, scopes: &[Scope], confirmed: bool) -> Result<i64, Error> {
    let (mut known, mut missing) = (0i64, 0i64);
    for scope in scopes {
        let (k, m) = stage.missing(scope).await?;
        (known, missing) = (known.saturating_add(k), missing.saturating_add(m));
    }
    let many = missing > 0 && missing.saturating_mul(100) >= known.saturating_mul(DROP_PERCENT);
    if many && !confirmed {
        let refusal = Refusal::new(Code::CreditDropTooLarge).with("removed", Fact::Count(missing));
        return Err(refusal.with("known", Fact::Count(known)).with("percent", Fact::Count(DROP_PERCENT)).into());
    }
    Ok(missing)
}

/// Stages every record that a full list does not name as removed on the list's day.
async fn stage_removed(
    stage: &Stage<'_>,
    scopes: &[Scope],
    day: NaiveDate,
    import: CreditImportId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for scope in scopes {
        let mut after = String::new();
        loop {
            let rows = stage.missing_after(scope, &after).await?;
            let Some(last) = rows.last() else { break };
            last.natural_key.clone_into(&mut after);
            let gone = rows.into_iter().map(|row| Ok((gone(row, day, import, now)?, scope.list_code.clone())));
            stage.add(gone.collect::<Result<_, Error>>()?).await?;
        }
    }
    Ok(())
}

/// A record as its source has removed it. Its hash is no row's hash, so a list that names it again changes it again.
fn gone(
    row: credit_record::Model,
    day: NaiveDate,
    import: CreditImportId,
    now: DateTime<Utc>,
) -> Result<credit_record::Model, Error> {
    let record: Record = serde_json::from_str(&row.record)?;
    let record = Record { known_from: now, ..list::removed(record, day) };
    let purge_after = if row.personal { list::purge_after(&record)? } else { None };
    let raw = sha256(format!("removed {day} {}", row.raw_sha256));
    Ok(credit_record::Model {
        personal: row.personal,
        purge_after,
        ..model(&record, &row.source_id, import, raw, now)?
    })
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
