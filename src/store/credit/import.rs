//! A file of records on its way into the register: staged in a table of the transaction, compared as a whole with what is
//! current, then taken over. No statement is about one row.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::CreditImportId;
use entity::{credit_import_report, credit_record};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DatabaseBackend, DatabaseTransaction, EntityTrait, IntoActiveModel,
    Statement, Value,
};

use crate::error::Error;
use crate::store::sql;

/// Rows of one statement; more were slower on both databases.
const CHUNK: usize = 200;

/// What is staged of a record: everything but source, import and instants, which are the same for the whole file; the
/// list is beside it because a full list replaces only itself.
const COLUMNS: [&str; 17] = [
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
    "list_code",
];

/// One list of a source: a kind of record, and which list where the kind has several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// The kind.
    pub kind: String,
    /// The list, or nothing.
    pub list_code: String,
}

/// The stage of one import. It lives in the transaction; rolling back forgets it.
pub struct Stage<'t> {
    tx: &'t DatabaseTransaction,
    source: String,
    /// Whether the source has current records at all; without any, nothing needs comparing.
    compares: bool,
}

impl<'t> Stage<'t> {
    /// An empty stage for records of a source.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn open(tx: &'t DatabaseTransaction, source: &str) -> Result<Self, Error> {
        if tx.get_database_backend() == DatabaseBackend::Sqlite {
            // The indexes of a large register are filled in no order; with the usual 2 MB every row would cost a page.
            run(tx, "PRAGMA cache_size = -131072", []).await?;
        }
        run(tx, &format!("DROP TABLE IF EXISTS {}", Self::name(tx)), []).await?;
        let all_but_last = COLUMNS.split_last().map_or_else(String::new, |(_, columns)| columns.join(", "));
        let create = format!(
            "CREATE TEMP TABLE credit_stage AS SELECT {all_but_last}, authority AS list_code FROM credit_record WHERE FALSE"
        );
        run(tx, &create, []).await?;
        let current = "SELECT 1 AS one FROM credit_record WHERE source_id = $1 AND known_to IS NULL LIMIT 1";
        let compares = tx.query_one_raw(sql(tx, current, [source.into()])).await?.is_some();
        Ok(Self { tx, source: source.to_owned(), compares })
    }

    /// Puts records on the stage, each with its list. No natural key may come twice.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn add(&self, rows: Vec<(credit_record::Model, String)>) -> Result<(), Error> {
        let mut rows = rows.into_iter();
        loop {
            let mut values = Vec::with_capacity(CHUNK.saturating_mul(COLUMNS.len()));
            rows.by_ref().take(CHUNK).for_each(|(row, list)| values.extend(staged(row, list)));
            if values.is_empty() {
                return Ok(());
            }
            run(self.tx, &insert(values.len()), values).await?;
        }
    }

    /// Makes the stage ready to be compared.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn close(&self) -> Result<(), Error> {
        if self.compares {
            run(self.tx, "CREATE INDEX credit_stage_key ON credit_stage (natural_key, raw_sha256)", []).await?;
        }
        // PostgreSQL knows nothing of a new table; SQLite has just the one way here.
        if self.compares && self.tx.get_database_backend() == DatabaseBackend::Postgres {
            run(self.tx, "ANALYZE credit_stage", []).await?;
        }
        Ok(())
    }

    /// The lists that stand in the file.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn scopes(&self) -> Result<Vec<Scope>, Error> {
        let found = "SELECT DISTINCT kind, list_code FROM credit_stage ORDER BY kind, list_code";
        let rows = self.tx.query_all_raw(sql(self.tx, found, [])).await?;
        rows.iter()
            .map(|row| Ok(Scope { kind: row.try_get("", "kind")?, list_code: row.try_get("", "list_code")? }))
            .collect()
    }

    /// How many current records a list has that are not removed, and how many of those the file does not name.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn missing(&self, scope: &Scope) -> Result<(i64, i64), Error> {
        let text = format!(
            "SELECT COUNT(*) AS known, COUNT(*) FILTER (WHERE {NOT_STAGED}) AS missing {}",
            self.current_of_list()
        );
        let row = self.tx.query_one_raw(sql(self.tx, &text, self.list_values(scope))).await?;
        Ok(match row {
            Some(row) => (row.try_get("", "known")?, row.try_get("", "missing")?),
            None => (0, 0),
        })
    }

    /// Some of the records that the file does not name, in the order of their keys, from after a key on.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn missing_after(&self, scope: &Scope, key: &str) -> Result<Vec<credit_record::Model>, Error> {
        let text = format!(
            "SELECT c.* {} AND {NOT_STAGED} AND c.natural_key > $4 ORDER BY c.natural_key LIMIT {CHUNK}",
            self.current_of_list()
        );
        let values = self.list_values(scope).into_iter().chain([key.into()]);
        Ok(credit_record::Entity::find().from_raw_sql(sql(self.tx, &text, values)).all(self.tx).await?)
    }

    /// Takes what is as it was off the stage and closes what changed; says how many of each.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn settle(&self, now: DateTime<Utc>) -> Result<(u64, u64), Error> {
        if !self.compares {
            return Ok((0, 0));
        }
        let same = "DELETE FROM credit_stage WHERE EXISTS (SELECT 1 FROM credit_record c WHERE c.source_id = $1 \
             AND c.known_to IS NULL AND c.natural_key = credit_stage.natural_key AND c.raw_sha256 = credit_stage.raw_sha256)";
        let same = run(self.tx, same, [self.source.as_str().into()]).await?;
        let changed = "UPDATE credit_record SET known_to = $2 WHERE source_id = $1 AND known_to IS NULL \
             AND natural_key IN (SELECT natural_key FROM credit_stage)";
        let changed = run(self.tx, changed, [self.source.as_str().into(), now.into()]).await?;
        Ok((same, changed))
    }

    /// Takes everything that is still on the stage into the register, known from now, and ends the stage.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn take_over(self, import: CreditImportId, now: DateTime<Utc>) -> Result<u64, Error> {
        let columns = COLUMNS.split_last().map_or_else(String::new, |(_, columns)| columns.join(", "));
        let text = format!(
            "INSERT INTO credit_record (source_id, import_id, known_from, {columns}) \
             SELECT $1, $2, $3, {columns} FROM credit_stage ORDER BY natural_key"
        );
        let taken = run(self.tx, &text, [self.source.as_str().into(), import.into(), now.into()]).await?;
        self.end().await?;
        Ok(taken)
    }

    /// Ends the stage with nothing taken over.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn discard(self) -> Result<(), Error> {
        self.end().await
    }

    /// Ends the stage of an import that failed, so that the connection does not keep its memory. The transaction may be
    /// broken, and why is known already, so a fault here says nothing more.
    pub async fn abandon(self) {
        self.end().await.ok();
    }

    async fn end(&self) -> Result<(), Error> {
        run(self.tx, &format!("DROP TABLE {}", Self::name(self.tx)), []).await?;
        if self.tx.get_database_backend() == DatabaseBackend::Sqlite {
            run(self.tx, "PRAGMA cache_size = -2000", []).await?;
        }
        Ok(())
    }

    /// The stage by a name that cannot be a table of the register.
    fn name(tx: &DatabaseTransaction) -> &'static str {
        if tx.get_database_backend() == DatabaseBackend::Sqlite { "temp.credit_stage" } else { "pg_temp.credit_stage" }
    }

    /// The current records of a list that its source still lists.
    fn current_of_list(&self) -> String {
        let field = |name: &str| match self.tx.get_database_backend() {
            DatabaseBackend::Sqlite => format!("json_extract(c.record, '$.{name}')"),
            _ => format!("CAST(c.record AS jsonb) ->> '{name}'"),
        };
        format!(
            "FROM credit_record c WHERE c.source_id = $1 AND c.known_to IS NULL AND c.purged_at IS NULL AND c.kind = $2 \
             AND COALESCE({}, '') = $3 AND {} IS NULL",
            field("list_code"),
            field("removed_at")
        )
    }

    fn list_values(&self, scope: &Scope) -> [Value; 3] {
        [self.source.as_str().into(), scope.kind.as_str().into(), scope.list_code.as_str().into()]
    }
}

const NOT_STAGED: &str = "NOT EXISTS (SELECT 1 FROM credit_stage s WHERE s.natural_key = c.natural_key)";

/// The values of a row in the order of [`COLUMNS`].
fn staged(row: credit_record::Model, list_code: String) -> [Value; COLUMNS.len()] {
    [
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
        list_code.into(),
    ]
}

/// The statement that stages so many values; the same number of rows is the same text, so it is prepared once.
fn insert(values: usize) -> String {
    let mut text = format!("INSERT INTO credit_stage ({}) VALUES ", COLUMNS.join(", "));
    for place in 0..values {
        let first = place.checked_rem(COLUMNS.len()) == Some(0);
        text.push_str(match (place, first) {
            (0, _) => "($",
            (_, true) => "), ($",
            (_, false) => ", $",
        });
        text.push_str(&place.saturating_add(1).to_string());
    }
    text.push(')');
    text
}

async fn run(tx: &DatabaseTransaction, text: &str, values: impl IntoIterator<Item = Value>) -> Result<u64, Error> {
    let statement: Statement = sql(tx, text, values);
    Ok(tx.execute_raw(statement).await?.rows_affected())
}

/// Stores how a file was taken in, with its row report.
///
/// # Errors
/// A fault of the database.
pub async fn insert_report(tx: &impl ConnectionTrait, row: credit_import_report::Model) -> Result<(), Error> {
    credit_import_report::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// How a file was taken in; none for imports from before reports were kept.
///
/// # Errors
/// A fault of the database.
pub async fn report(
    db: &impl ConnectionTrait,
    import: CreditImportId,
) -> Result<Option<credit_import_report::Model>, Error> {
    Ok(credit_import_report::Entity::find_by_id(import).one(db).await?)
}

/// The days of the full lists of a source that were imported, latest first, each with the lists that stood in it as JSON.
///
/// # Errors
/// A fault of the database.
pub async fn full_lists(db: &impl ConnectionTrait, source: &str) -> Result<Vec<(NaiveDate, String)>, Error> {
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
