//! An installation goes over from SQLite to PostgreSQL, whole or not at all: every table is read as it stands, written to the
//! other database in one transaction, read back there and compared, before the transaction counts.
//!
//! What the triggers of the target would hold of single rows is held of all of them by the source already, so they rest
//! meanwhile; its keys and checks do not, and references are proved for all rows when they are put back.

use domain::refusal::{Code, Fact, Refusal};
use sea_orm::sea_query::{Alias, Expr, PostgresQueryBuilder, Query};
use sea_orm::{ConnectionTrait, DatabaseBackend, QueryResult, Statement, Value};
use sha2::{Digest as _, Sha256};

use super::{Store, sql, tx};
use crate::Connection;
use kernel::error::{Error, Fault};

/// Rows that are written together.
const PIECE: usize = 500;

/// A table that went over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// A sum over the hashes of all rows, the same on both sides.
    pub sum: String,
}

/// What a column holds, by its type in PostgreSQL.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Uuid,
    Instant,
    Day,
    Long,
    Int,
    Truth,
    Text,
    Bytes,
}

impl Kind {
    fn of(told: &str) -> Result<Self, Fault> {
        Ok(match told {
            "uuid" => Self::Uuid,
            "timestamp with time zone" => Self::Instant,
            "date" => Self::Day,
            "bigint" => Self::Long,
            "integer" => Self::Int,
            "boolean" => Self::Truth,
            "text" | "character varying" => Self::Text,
            "bytea" => Self::Bytes,
            other => return Err(Fault::new(format!("no table is known to have a column of type {other}"))),
        })
    }

    fn read(self, row: &QueryResult, column: &str) -> Result<Value, Error> {
        Ok(match self {
            Self::Uuid => row.try_get::<Option<uuid::Uuid>>("", column)?.into(),
            Self::Instant => row.try_get::<Option<chrono::DateTime<chrono::Utc>>>("", column)?.into(),
            Self::Day => row.try_get::<Option<chrono::NaiveDate>>("", column)?.into(),
            Self::Long => row.try_get::<Option<i64>>("", column)?.into(),
            Self::Int => row.try_get::<Option<i32>>("", column)?.into(),
            Self::Truth => row.try_get::<Option<bool>>("", column)?.into(),
            Self::Text => row.try_get::<Option<String>>("", column)?.into(),
            Self::Bytes => row.try_get::<Option<Vec<u8>>>("", column)?.into(),
        })
    }
}

/// The columns of a table, in one order for both sides, and of its key.
struct Plan {
    name: String,
    columns: Vec<(String, Kind)>,
    key: Vec<(String, Kind)>,
}

/// A sum over the hashes of rows, in whatever order they come.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    rows: u64,
    halves: [u128; 2],
}

impl Sum {
    fn add(&mut self, values: &[Value]) {
        // Debug tells the kind, the value and where it ends.
        let hash = Sha256::digest(format!("{values:?}"));
        for (half, bytes) in self.halves.iter_mut().zip(hash.chunks_exact(16)) {
            *half = half.wrapping_add(bytes.iter().fold(0, |sum, byte| sum << 8 | u128::from(*byte)));
        }
        self.rows = self.rows.saturating_add(1);
    }

    fn told(&self) -> String {
        let [first, second] = self.halves;
        format!("{first:032x}{second:032x}")
    }
}

/// Brings everything of `from` to `to`, an empty installation of the same program; both are left alone by everybody else
/// meanwhile, and `from` stays as it is.
///
/// # Errors
/// [`Code::RelocateKinds`] unless it goes from SQLite to PostgreSQL; [`Code::RelocateUsed`] where somebody works at the
/// target already; a fault when a table does not arrive as it was. Nothing has arrived then.
pub async fn over(from: &Store, to: &Store) -> Result<Vec<Table>, Error> {
    if (from.backend(), to.backend()) != (DatabaseBackend::Sqlite, DatabaseBackend::Postgres) {
        return Err(Code::RelocateKinds.into());
    }
    let (source, target) = (tx::begin(from).await?, tx::begin(to).await?);
    if exists(&target, "SELECT 1 AS one FROM person").await? {
        return Err(Refusal::new(Code::RelocateUsed).with("path", Fact::Text(to.place.to_string())).into());
    }
    let plans = plans(&source, &target).await?;
    let references = rest(&target, &plans).await?;
    let mut arrived = Vec::new();
    for plan in &plans {
        let (sent, came) = (send(&source, &target, plan).await?, sum_of(&target, plan).await?);
        if sent != came {
            return Err(Fault::new(format!("{} did not arrive as it was: {sent:?}, {came:?}", plan.name)).into());
        }
        arrived.push(Table { name: plan.name.clone(), rows: sent.rows, sum: sent.told() });
    }
    wake(&target, &plans, &references).await?;
    target.commit().await?;
    Ok(arrived)
}

async fn exists(db: &Connection, text: &str) -> Result<bool, Error> {
    Ok(db.query_one_raw(sql(db, &format!("{text} LIMIT 1"), [])).await?.is_some())
}

/// The tables of the target, each with its columns; the source has the same.
async fn plans(source: &Connection, target: &Connection) -> Result<Vec<Plan>, Error> {
    let columns = "SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
        JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
       WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER' AND c.table_name <> 'seaql_migrations'
       ORDER BY c.table_name, c.column_name";
    let mut plans: Vec<Plan> = Vec::new();
    for row in target.query_all_raw(sql(target, columns, [])).await? {
        let (name, column): (String, String) = (row.try_get("", "table_name")?, row.try_get("", "column_name")?);
        let kind = Kind::of(&row.try_get::<String>("", "data_type")?)?;
        match plans.last_mut().filter(|plan| plan.name == name) {
            Some(plan) => plan.columns.push((column, kind)),
            None => plans.push(Plan { name, columns: vec![(column, kind)], key: Vec::new() }),
        }
    }
    let columns = "SELECT m.name AS table_name, c.name AS column_name, c.pk FROM sqlite_master m
       JOIN pragma_table_info(m.name) c
      WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'seaql_migrations' ORDER BY m.name, c.pk, c.name";
    let mut own = Vec::new();
    for row in source.query_all_raw(sql(source, columns, [])).await? {
        let (name, column): (String, String) = (row.try_get("", "table_name")?, row.try_get("", "column_name")?);
        if row.try_get::<i64>("", "pk")? > 0
            && let Some(plan) = plans.iter_mut().find(|plan| plan.name == name)
            && let Some(of_key) = plan.columns.iter().find(|(known, _)| *known == column).cloned()
        {
            plan.key.push(of_key);
        }
        own.push((name, column));
    }
    for plan in plans.iter_mut().filter(|plan| plan.key.is_empty()) {
        // What is derived has no key of its own; a file counts its rows.
        plan.key.push(("rowid".to_owned(), Kind::Long));
    }
    let theirs =
        plans.iter().flat_map(|plan| plan.columns.iter().map(|(column, _)| (plan.name.clone(), column.clone())));
    let theirs: Vec<_> = theirs.collect();
    if let Some((table, column)) =
        own.iter().find(|one| !theirs.contains(one)).or_else(|| theirs.iter().find(|one| !own.contains(one)))
    {
        return Err(Fault::new(format!("only one of the two databases has {table}.{column}")).into());
    }
    Ok(plans)
}

/// Empties the tables of the target, and lets their triggers and references rest; gives what puts the references back.
async fn rest(target: &Connection, plans: &[Plan]) -> Result<Vec<String>, Error> {
    for plan in plans {
        target.execute_unprepared(&format!("ALTER TABLE \"{}\" DISABLE TRIGGER USER", plan.name)).await?;
    }
    let references =
        "SELECT conname, conrelid::regclass::text AS of_table, pg_get_constraintdef(oid) AS def FROM pg_constraint
       WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conname";
    let mut back = Vec::new();
    for row in target.query_all_raw(sql(target, references, [])).await? {
        let (name, table): (String, String) = (row.try_get("", "conname")?, row.try_get("", "of_table")?);
        let text: String = row.try_get("", "def")?;
        target.execute_unprepared(&format!("ALTER TABLE {table} DROP CONSTRAINT \"{name}\"")).await?;
        back.push(format!("ALTER TABLE {table} ADD CONSTRAINT \"{name}\" {text}"));
    }
    for plan in plans {
        target.execute_unprepared(&format!("TRUNCATE \"{}\"", plan.name)).await?;
    }
    Ok(back)
}

/// Puts references and triggers back, and lets numbers go on behind the last one.
async fn wake(target: &Connection, plans: &[Plan], references: &[String]) -> Result<(), Error> {
    for text in references {
        target.execute_unprepared(text).await?;
    }
    for plan in plans {
        target.execute_unprepared(&format!("ALTER TABLE \"{}\" ENABLE TRIGGER USER", plan.name)).await?;
    }
    let places =
        "SELECT setval('audit_event_seq', GREATEST(COALESCE(MAX(seq), 0), 1), COUNT(*) > 0) AS n FROM audit_event";
    target.query_one_raw(sql(target, places, [])).await?;
    target.execute_unprepared("ANALYZE").await?;
    Ok(())
}

/// Writes all rows of a table of the source to the target; the sum of what was read.
async fn send(source: &Connection, target: &Connection, plan: &Plan) -> Result<Sum, Error> {
    let key = plan.key.iter().map(|(column, _)| format!("\"{column}\"")).collect::<Vec<_>>().join(", ");
    let marks = (1..=plan.key.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let (mut sum, mut after) = (Sum::default(), Vec::new());
    loop {
        let behind = if after.is_empty() { String::new() } else { format!("WHERE ({key}) > ({marks})") };
        let text = format!("SELECT {key}, * FROM \"{}\" {behind} ORDER BY {key} LIMIT {PIECE}", plan.name);
        let rows = source.query_all_raw(sql(source, &text, after)).await?;
        let Some(last) = rows.last() else { return Ok(sum) };
        after = plan.key.iter().map(|(column, kind)| kind.read(last, column)).collect::<Result<_, _>>()?;
        let mut insert = Query::insert();
        insert.into_table(Alias::new(&plan.name)).columns(plan.columns.iter().map(|(column, _)| Alias::new(column)));
        for row in &rows {
            let values = read(row, plan)?;
            sum.add(&values);
            let row = insert.values(values.into_iter().map(Expr::from));
            row.map_err(|e| Fault::from_cause("a row does not fit its table", e))?;
        }
        let (text, values) = insert.build(PostgresQueryBuilder);
        let statement = Statement::from_sql_and_values(DatabaseBackend::Postgres, text, values);
        target.execute_raw(statement).await?;
    }
}

/// The sum of a table of the target.
async fn sum_of(target: &Connection, plan: &Plan) -> Result<Sum, Error> {
    // Each has its own: what a server keeps of a statement names its columns.
    let cursor = format!("arrived_{}", plan.name);
    target
        .execute_unprepared(&format!("DECLARE {cursor} NO SCROLL CURSOR FOR SELECT * FROM \"{}\"", plan.name))
        .await?;
    let mut sum = Sum::default();
    loop {
        let rows = target.query_all_raw(sql(target, &format!("FETCH {PIECE} FROM {cursor}"), [])).await?;
        if rows.is_empty() {
            target.execute_unprepared(&format!("CLOSE {cursor}")).await?;
            return Ok(sum);
        }
        for row in &rows {
            sum.add(&read(row, plan)?);
        }
    }
}

fn read(row: &QueryResult, plan: &Plan) -> Result<Vec<Value>, Error> {
    plan.columns.iter().map(|(column, kind)| kind.read(row, column)).collect()
}
