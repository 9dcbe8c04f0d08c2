//! Lists of records on their way into the register: what is known of a part of a list, what of it is closed, what is added.
//! No statement is about one row.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{CreditImportId, PersonId};
use entity::{credit_import, credit_import_report, credit_record};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, Value,
};

use crate::Connection;
use crate::{json_list, sql};
use kernel::error::{Error, Fault};

/// Rows of one statement; more were slower on both databases.
const CHUNK: usize = 200;
/// Keys that are read together.
const KEYS: u32 = 1_000;

/// What all records of a list have in common.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The source.
    pub source: String,
    /// The import.
    pub import: CreditImportId,
    /// From when on they are known.
    pub now: DateTime<Utc>,
}

/// What is written of a record; a new one is neither closed nor purged.
const COLUMNS: [&str; 19] = [
    "source_id",
    "import_id",
    "known_from",
    "id",
    "kind",
    "severity",
    "subject_code",
    "subject_code_norm",
    "subject_name",
    "subject_name_norm",
    "subject_core",
    "authority",
    "decision_no",
    "natural_key",
    "event_date",
    "record",
    "raw_sha256",
    "personal",
    "purge_after",
];

/// One list of a source: a kind of record, and which list where the kind has several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scope {
    /// The kind.
    pub kind: String,
    /// The list, or nothing.
    pub list_code: String,
}

/// A current record of a source.
#[derive(Debug, Clone)]
pub struct Known {
    /// Its natural key.
    pub natural_key: String,
    /// The hash of the row that it came from.
    pub raw_sha256: String,
    /// Whether the source still lists it.
    pub listed: bool,
}

/// What of a register is read.
#[derive(Debug, Clone, Copy)]
pub enum Reads {
    /// What is in force.
    InForce,
    /// What will be when the list on its way is.
    OnItsWay,
}

impl Reads {
    const fn table(self) -> &'static str {
        match self {
            Self::InForce => "credit_known",
            Self::OnItsWay => "credit_record",
        }
    }
}

/// Whether a source has any current record; without one nothing needs comparing.
///
/// # Errors
/// A fault of the database.
pub async fn has_current(db: &Connection, source: &str) -> Result<bool, Error> {
    let text = "SELECT 1 AS one FROM credit_record WHERE source_id = $1 AND known_to IS NULL LIMIT 1";
    Ok(db.query_one_raw(sql(db, text, [source.into()])).await?.is_some())
}

/// What is current of a source under some natural keys.
///
/// # Errors
/// A fault of the database.
pub async fn known(db: &Connection, source: &str, keys: &[&str], reads: Reads) -> Result<Vec<Known>, Error> {
    let text = format!(
        "SELECT c.natural_key, c.raw_sha256, CASE WHEN {} THEN 1 ELSE 0 END AS listed FROM {} CROSS JOIN {} c \
         WHERE c.source_id = $2 AND c.natural_key = k.value AND c.known_to IS NULL",
        listed(db),
        json_list(db),
        reads.table()
    );
    let rows = db.query_all_raw(sql(db, &text, [serde_json::to_string(keys)?.into(), source.into()])).await?;
    let known = rows.iter().map(|row| {
        let listed = row.try_get::<i32>("", "listed")? == 1;
        Ok(Known { natural_key: row.try_get("", "natural_key")?, raw_sha256: row.try_get("", "raw_sha256")?, listed })
    });
    known.collect()
}

/// The natural keys of a list's records that its source still lists, in order, some of them from after a key on.
///
/// # Errors
/// A fault of the database.
pub async fn listed_after(
    db: &Connection,
    source: &str,
    scope: &Scope,
    key: &str,
    reads: Reads,
) -> Result<Vec<String>, Error> {
    let text = format!(
        "SELECT c.natural_key FROM {} c WHERE c.source_id = $1 AND c.natural_key > $2 AND c.known_to IS NULL \
         AND c.kind = $3 AND COALESCE({}, '') = $4 AND {} ORDER BY c.natural_key LIMIT {KEYS}",
        reads.table(),
        field(db, "list_code"),
        listed(db)
    );
    let values = [source.into(), key.into(), scope.kind.as_str().into(), scope.list_code.as_str().into()];
    let rows = db.query_all_raw(sql(db, &text, values)).await?;
    rows.iter().map(|row| row.try_get("", "natural_key").map_err(Error::from)).collect()
}

/// The current records of a source under some natural keys.
///
/// # Errors
/// A fault of the database.
pub async fn current(db: &Connection, source: &str, keys: &[String]) -> Result<Vec<credit_record::Model>, Error> {
    let text = format!(
        "SELECT c.* FROM {} CROSS JOIN credit_record c WHERE c.source_id = $2 AND c.natural_key = k.value \
         AND c.known_to IS NULL",
        json_list(db)
    );
    let values = [serde_json::to_string(keys)?.into(), source.into()];
    Ok(credit_record::Entity::find().from_raw_sql(sql(db, &text, values)).all(db).await?)
}

/// Closes what is current of a source under some natural keys: it was known until now, or until the list that
/// closes it is in force.
///
/// # Errors
/// A fault when one of them is not current any more.
pub async fn close(
    tx: &Connection,
    source: &str,
    keys: &[String],
    (now, by): (DateTime<Utc>, Option<CreditImportId>),
) -> Result<(), Error> {
    if keys.is_empty() {
        return Ok(());
    }
    let text = format!(
        "UPDATE credit_record SET known_to = $3, closed_by = $4 WHERE source_id = $2 AND known_to IS NULL \
         AND natural_key IN (SELECT k.value FROM {})",
        json_list(tx)
    );
    let values = [serde_json::to_string(keys)?.into(), source.into(), now.into(), by.into()];
    let closed = tx.execute_raw(sql(tx, &text, values)).await?.rows_affected();
    if u64::try_from(keys.len()) == Ok(closed) {
        return Ok(());
    }
    Err(Fault::new(format!("{closed} of {} records of {source} could be closed", keys.len())).into())
}

/// Adds records to the register. Of their instants and origins only the common ones count.
///
/// # Errors
/// A fault of the database: no natural key of a source is current twice.
pub async fn add(tx: &Connection, origin: &Origin, rows: Vec<credit_record::Model>) -> Result<(), Error> {
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let part: Vec<_> = rows.by_ref().take(CHUNK).map(|row| columns(origin, row)).collect();
        tx.execute_raw(sql(tx, &insert(tx, part.len()), part.into_iter().flatten())).await?;
    }
    Ok(())
}

/// The values of a row in the order of [`COLUMNS`].
fn columns(origin: &Origin, row: credit_record::Model) -> [Value; COLUMNS.len()] {
    [
        origin.source.as_str().into(),
        origin.import.into(),
        origin.now.into(),
        row.id.into(),
        row.kind.into(),
        row.severity.into(),
        row.subject_code.into(),
        row.subject_code_norm.into(),
        row.subject_name.into(),
        row.subject_name_norm.into(),
        row.subject_core.into(),
        row.authority.into(),
        row.decision_no.into(),
        row.natural_key.into(),
        row.event_date.into(),
        row.record.into(),
        row.raw_sha256.into(),
        row.personal.into(),
        row.purge_after.into(),
    ]
}

/// The statement that adds so many rows; for the same number it is the same text, so it is prepared once. SQLite looks a
/// parameter with a name up among all of them, which for thousands takes longer than the rows; `?` has none.
fn insert(db: &Connection, rows: usize) -> String {
    let values = if db.get_database_backend() == DatabaseBackend::Sqlite {
        vec![format!("({})", ["?"; COLUMNS.len()].join(", ")); rows]
    } else {
        let places: Vec<String> = (1..=rows.saturating_mul(COLUMNS.len())).map(|at| format!("${at}")).collect();
        places.chunks(COLUMNS.len()).map(|row| format!("({})", row.join(", "))).collect()
    };
    format!("INSERT INTO credit_record ({}) VALUES {}", COLUMNS.join(", "), values.join(", "))
}

/// A field of a record `c` as text, nothing where it has none.
fn field(db: &Connection, name: &str) -> String {
    match db.get_database_backend() {
        DatabaseBackend::Sqlite => format!("json_extract(c.record, '$.{name}')"),
        _ => format!("(CAST(c.record AS jsonb) ->> '{name}')"),
    }
}

/// Whether the source of a record `c` still lists it.
fn listed(db: &Connection) -> String {
    format!("c.purged_at IS NULL AND {} IS NULL", field(db, "removed_at"))
}

/// How many rows an import had.
#[derive(Debug, Clone, Copy)]
pub struct Counts {
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
}

/// Stores how many rows an import had and from when it counts, which the database lets happen once, and its row report.
///
/// # Errors
/// A fault of the database.
pub async fn count(
    tx: &Connection,
    counts: Counts,
    report: credit_import_report::Model,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = credit_import::ActiveModel {
        id: Unchanged(report.import_id),
        rows_seen: Set(counts.seen),
        rows_added: Set(counts.added),
        rows_changed: Set(counts.changed),
        rows_same: Set(counts.same),
        rows_bad: Set(counts.bad),
        imported_at: Set(now),
        ..Default::default()
    };
    credit_import::Entity::update(row).exec(tx).await?;
    credit_import_report::Entity::insert(report.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// The last import of a file by its hash that a person made from an instant on.
///
/// # Errors
/// A fault of the database.
pub async fn of_file(
    db: &Connection,
    source: &str,
    sha256: &str,
    (by, from): (PersonId, DateTime<Utc>),
) -> Result<Option<CreditImportId>, Error> {
    let query = credit_import::Entity::find()
        .filter(credit_import::Column::SourceId.eq(source))
        .filter(credit_import::Column::Sha256.eq(sha256))
        .filter(credit_import::Column::ImportedBy.eq(by))
        .filter(credit_import::Column::ImportedAt.gte(from));
    Ok(query.order_by_desc(credit_import::Column::Id).one(db).await?.map(|row| row.id))
}

/// How a file was taken in; none for imports from before reports were kept.
///
/// # Errors
/// A fault of the database.
pub async fn report(db: &Connection, import: CreditImportId) -> Result<Option<credit_import_report::Model>, Error> {
    Ok(credit_import_report::Entity::find_by_id(import).one(db).await?)
}

/// The days of the full lists of a source that were imported, latest first, each with the lists that stood in it as JSON.
///
/// # Errors
/// A fault of the database.
pub async fn full_lists(db: &Connection, source: &str) -> Result<Vec<(NaiveDate, String)>, Error> {
    let scopes = match db.get_database_backend() {
        DatabaseBackend::Sqlite => "json_extract(r.problems, '$.scopes')",
        _ => "CAST(r.problems AS jsonb) ->> 'scopes'",
    };
    let text = format!(
        "SELECT r.file_date AS day, {scopes} AS scopes FROM credit_import_report r JOIN credit_import i ON i.id = r.import_id \
         WHERE i.source_id = $1 AND r.mode = 'replace' AND r.file_date IS NOT NULL ORDER BY r.file_date DESC"
    );
    let rows = db.query_all_raw(sql(db, &text, [source.into()])).await?;
    rows.iter().map(|row| Ok((row.try_get("", "day")?, row.try_get("", "scopes")?))).collect()
}
