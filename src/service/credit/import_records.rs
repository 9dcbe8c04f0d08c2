//! Imports a file of credit records (双公示): what is new is added, what changed is closed and added again, what is the
//! same stays; the same file twice changes nothing but the freshness of its source.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::credit::list::{Row, record_from_row, template};
use domain::credit::matching;
use domain::id::{CreditImportId, CreditRecordId};
use domain::import_row::CellProblem;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::template::Value;
use entity::{credit_import, credit_record};
use serde::{Deserialize, Serialize};

use super::rules::{row_of, rules_at, source};
use crate::error::{Error, Fault};
use crate::format::json_table::as_delimited;
use crate::format::schedule::{ScheduleReading, read_schedule};
use crate::service::App;
use crate::service::actor::Actor;
use crate::service::command::{Command, Context, Key, execute};
use crate::service::id::{new_uuid, sha256};
use crate::store;

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Rows with content.
    pub seen: i64,
    /// New records.
    pub added: i64,
    /// Records that changed.
    pub changed: i64,
    /// Records that are as they were.
    pub same: i64,
    /// Rows that were refused.
    pub bad: i64,
    /// The refused cells with row and column, the first hundred; rows that count but should be looked at.
    pub problems: Vec<CellProblem>,
}

/// Reads a file outside the transaction and imports it.
///
/// # Errors
/// What is wrong with the file as a whole; nothing is stored then. [`Code::CreditSourceUnknown`].
pub async fn import_records(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    source: &str,
    file: (&str, Vec<u8>),
) -> Result<Imported, Error> {
    execute(app, actor, key, &read(source, file).await?).await
}

/// What an import of the file would come to, with nothing stored.
///
/// # Errors
/// As for [`import_records`].
pub async fn dry_run(app: &App, source_id: &str, file: (&str, Vec<u8>)) -> Result<Imported, Error> {
    let command = read(source_id, file).await?;
    let now = app.clock.now();
    source(&rules_at(app.store.read(), now).await?, source_id)?;
    let known = store::credit::current_hashes(app.store.read(), source_id).await?;
    Ok(command.sift(now, CreditImportId::from_uuid(new_uuid(now)), &known).result)
}

async fn read(source: &str, (file_name, bytes): (&str, Vec<u8>)) -> Result<ImportRecords, Error> {
    let name = file_name.to_owned();
    let read = tokio::task::spawn_blocking(move || {
        let delimited = as_delimited(&bytes).map(|found| found.map_or(Cow::Borrowed(&bytes[..]), Cow::Owned));
        (delimited.and_then(|text| read_schedule(&text, &name, &template(), |_| {})), sha256(&bytes))
    });
    let (reading, hash) = read.await.map_err(|e| Fault::from_cause("the reader of credit lists stopped", e))?;
    let reading = reading?;
    if !reading.header_problems.is_empty() {
        return Err(Error::RefusedMany(reading.header_problems.into_iter().map(|p| p.refusal).collect()));
    }
    Ok(ImportRecords { source: source.to_owned(), file_name: file_name.to_owned(), sha256: hash, reading })
}

#[derive(Serialize)]
struct ImportRecords {
    source: String,
    file_name: String,
    sha256: String,
    #[serde(skip)]
    reading: ScheduleReading,
}

impl Command for ImportRecords {
    const NAME: &'static str = "credit.import";
    const ROLES: &'static [Role] = &[Role::CreditChecker];
    type Output = Imported;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Imported, Error> {
        let rules = rules_at(cx.tx, cx.now).await?;
        store::credit::ensure_sources(cx.tx, vec![row_of(source(&rules, &self.source)?)]).await?;
        let import = CreditImportId::from_uuid(new_uuid(cx.now));
        let known = store::credit::current_hashes(cx.tx, &self.source).await?;
        let Sifted { result, rows, closed } = self.sift(cx.now, import, &known);
        for key in closed {
            store::credit::close_record(cx.tx, &self.source, &key, cx.now).await?;
        }
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
        store::credit::insert_records(cx.tx, rows).await?;
        let payload = serde_json::json!({
            "source": self.source, "file": self.file_name, "sha256": self.sha256, "seen": result.seen, "added": result.added,
            "changed": result.changed, "same": result.same, "bad": result.bad,
        });
        cx.record("credit_source", &self.source, Self::NAME, payload);
        Ok(result)
    }
}

/// The rows of a file, held against what is known.
struct Sifted {
    result: Imported,
    rows: Vec<credit_record::Model>,
    /// Natural keys of records that changed.
    closed: Vec<String>,
}

impl ImportRecords {
    /// What is new, what changed and what is as it was; `known` is the hash of each current record by natural key.
    fn sift(&self, now: DateTime<Utc>, import: CreditImportId, known: &HashMap<String, String>) -> Sifted {
        let found = &self.reading.found;
        let mut result = Imported {
            seen: count(found.rows),
            added: 0,
            changed: 0,
            same: 0,
            bad: count(found.rows) - count(found.good_rows),
            problems: found.problems.iter().take(100).cloned().collect(),
        };
        let mut rows = Vec::new();
        let mut closed = Vec::new();
        let mut taken = HashSet::new();
        for row in &self.reading.good {
            match self.row(now, import, row.row, &row.values) {
                Err(problem) => {
                    result.bad += 1;
                    result.problems.push(*problem);
                }
                // The same record twice in one file is one record.
                Ok((new, _)) if !taken.insert(new.natural_key.clone()) => result.same += 1,
                Ok((new, mut warnings)) => {
                    result.problems.append(&mut warnings);
                    match known.get(&new.natural_key) {
                        Some(hash) if *hash == new.raw_sha256 => result.same += 1,
                        Some(_) => {
                            result.changed += 1;
                            closed.push(new.natural_key.clone());
                            rows.push(new);
                        }
                        None => {
                            result.added += 1;
                            rows.push(new);
                        }
                    }
                }
            }
        }
        result.problems.truncate(100);
        Sifted { result, rows, closed }
    }

    fn row(
        &self,
        now: DateTime<Utc>,
        import: CreditImportId,
        number: u32,
        values: &[Value],
    ) -> Result<(credit_record::Model, Vec<CellProblem>), Box<CellProblem>> {
        let problem = |refusal: Refusal| CellProblem {
            row: number,
            column: None,
            letter: String::new(),
            heading: String::new(),
            name: String::new(),
            found: String::new(),
            refusal,
        };
        let Row { record, warnings } = record_from_row(&self.source, values, now).map_err(|r| Box::new(problem(r)))?;
        let unreadable = |_| Box::new(problem(Refusal::new(Code::FieldRequired)));
        let raw = serde_json::to_string(values).map_err(unreadable)?;
        let model = credit_record::Model {
            id: CreditRecordId::from_uuid(new_uuid(now)),
            source_id: self.source.clone(),
            import_id: import,
            kind: record.kind.clone(),
            severity: record.severity.key().to_owned(),
            subject_code: record.subject_code.clone(),
            subject_code_norm: matching::normalise_code(&record.subject_code),
            subject_name: record.subject_name.clone(),
            subject_name_norm: matching::normalise(&record.subject_name),
            subject_core: matching::core_name(&record.subject_name),
            authority: record.authority.clone(),
            decision_no: record.decision_no.clone(),
            natural_key: record.natural_key(),
            event_date: record.event_date,
            record: serde_json::to_string(&record).map_err(unreadable)?,
            raw_sha256: sha256(raw),
            known_from: now,
            known_to: None,
            personal: false,
            purge_after: None,
            purged_at: None,
        };
        Ok((model, warnings.into_iter().map(problem).collect()))
    }
}

fn count(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
