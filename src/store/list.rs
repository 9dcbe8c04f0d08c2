//! Statements about many rows. SQLite takes 32,766 parameters a statement and PostgreSQL 65,535, so every statement that
//! carries a list is cut here by the number of its parameters, or carries the whole list as one JSON value.

use domain::workflow::{AccountChangeState, ApplicationState, BatchState, PaymentState, QuarantineState};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, FromQueryResult, IdenStatic,
    Iterable, QueryFilter, Select, Statement, Value,
};

use crate::Connection;
use kernel::error::{Error, Fault};

/// Parameters of one statement; a few are left for what stands beside the list.
const PARAMETERS: usize = 32_000;

/// Rows of one INSERT: more make no statement faster, but every one larger.
const ROWS: usize = 500;

/// What a text is held against with `LIKE … ESCAPE '!'`, in small letters, to find those that contain some words.
pub fn containing(words: &str) -> String {
    format!("%{}%", words.trim().to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_"))
}

/// A list in pieces, each of which fits into one statement.
pub fn pieces<T>(list: &[T]) -> std::slice::Chunks<'_, T> {
    list.chunks(PARAMETERS)
}

/// How many rows one statement takes.
fn rows_of(columns: usize) -> usize {
    PARAMETERS.checked_div(columns).unwrap_or(1).clamp(1, ROWS)
}

/// What becomes of a row of an INSERT whose key is there already.
#[derive(Debug, Clone, Copy)]
pub enum There<'a, C> {
    /// The statement fails.
    Refused,
    /// The row that is there stays as it is; the columns are the key.
    Stays(&'a [C]),
    /// The row that is there takes the new values of the second columns; the first are the key.
    Becomes(&'a [C], &'a [C]),
}

impl<C: ColumnTrait> There<'_, C> {
    fn text(self) -> String {
        let names = |columns: &[C]| columns.iter().map(|c| quoted(c.as_str())).collect::<Vec<_>>().join(", ");
        match self {
            Self::Refused => String::new(),
            Self::Stays(key) => format!(" ON CONFLICT ({}) DO NOTHING", names(key)),
            Self::Becomes(key, changed) => {
                let new = |c: &C| format!("{0} = excluded.{0}", quoted(c.as_str()));
                let changed: Vec<String> = changed.iter().map(new).collect();
                format!(" ON CONFLICT ({}) DO UPDATE SET {}", names(key), changed.join(", "))
            }
        }
    }
}

fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// Inserts any number of rows.
///
/// # Errors
/// What a constraint refuses; a fault of the database.
pub async fn insert_all<A>(tx: &Connection, rows: impl IntoIterator<Item = A>) -> Result<(), Error>
where
    A: ActiveModelTrait + Send,
{
    insert_or(tx, rows, There::Refused).await
}

/// Inserts any number of rows; one that is there already, by the key, stays as it is.
///
/// # Errors
/// A fault of the database.
pub async fn insert_new<A>(
    tx: &Connection,
    rows: impl IntoIterator<Item = A>,
    key: &[<A::Entity as EntityTrait>::Column],
) -> Result<(), Error>
where
    A: ActiveModelTrait + Send,
{
    insert_or(tx, rows, There::Stays(key)).await
}

/// Inserts any number of rows; what becomes of one that is there already is said. All of them set the same columns.
///
/// # Errors
/// A fault of the database, or when a row sets fewer columns than the first.
pub async fn insert_or<A>(
    tx: &Connection,
    rows: impl IntoIterator<Item = A>,
    there: There<'_, <A::Entity as EntityTrait>::Column>,
) -> Result<(), Error>
where
    A: ActiveModelTrait + Send,
{
    let mut rows = rows.into_iter().peekable();
    let Some(first) = rows.peek() else { return Ok(()) };
    let columns: Vec<_> = <A::Entity as EntityTrait>::Column::iter().filter(|c| !first.is_not_set(*c)).collect();
    let most = rows_of(columns.len());
    let (backend, there) = (tx.get_database_backend(), there.text());
    let mut values = Vec::new();
    while rows.peek().is_some() {
        let mut count = 0_usize;
        for mut row in rows.by_ref().take(most) {
            for column in &columns {
                let value = row.take(*column).into_value();
                values.push(value.ok_or_else(|| Fault::new("rows of one list set different columns"))?);
            }
            count = count.saturating_add(1);
        }
        let text = insert_text::<A::Entity>(backend, &columns, count, &there);
        tx.execute_raw(Statement::from_sql_and_values(backend, text, std::mem::take(&mut values))).await?;
    }
    Ok(())
}

/// The text of an INSERT of some rows. It is written here and not by the query builder, which makes a tree of every value and a
/// text of every piece. The same number of rows has the same text, so that the database prepares it once.
fn insert_text<E: EntityTrait>(backend: DatabaseBackend, columns: &[E::Column], rows: usize, there: &str) -> String {
    use std::fmt::Write as _;
    let names: Vec<String> = columns.iter().map(|c| quoted(c.as_str())).collect();
    let mut text = format!("INSERT INTO {} ({}) VALUES ", quoted(E::default().table_name()), names.join(", "));
    let mut place = 0_usize;
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { "), (" });
        for column in 0..columns.len() {
            text.push_str(if column == 0 { "" } else { ", " });
            place = place.saturating_add(1);
            // Writing to a text cannot fail.
            let _ = match backend {
                DatabaseBackend::Postgres => write!(text, "${place}"),
                _ => write!(text, "?"),
            };
        }
    }
    text.push(')');
    text.push_str(there);
    text
}

/// Rows of a query whose column has one of the values, piece by piece; their order is that of the query within a piece.
///
/// # Errors
/// A fault of the database.
pub async fn find_in<E, V>(
    db: &Connection,
    query: Select<E>,
    column: E::Column,
    values: impl IntoIterator<Item = V>,
) -> Result<Vec<E::Model>, Error>
where
    E: EntityTrait,
    E::Model: FromQueryResult + Send,
    V: Into<Value> + Clone,
{
    let values: Vec<V> = values.into_iter().collect();
    let mut out = Vec::new();
    for piece in pieces(&values) {
        out.extend(query.clone().filter(column.is_in(piece.iter().cloned())).all(db).await?);
    }
    Ok(out)
}

/// The condition that a column has one of any number of values: the whole list is one parameter, on both databases.
pub fn within<C, V>(db: &Connection, column: C, values: impl IntoIterator<Item = V>) -> Expr
where
    C: ColumnTrait,
    V: Into<Value>,
{
    listed(db, column, values, ["$1 IN (", ")"])
}

/// The same for a condition that stands in an OR: there PostgreSQL takes the index of the column for an array only.
pub fn any_of<C, V>(db: &Connection, column: C, values: impl IntoIterator<Item = V>) -> Expr
where
    C: ColumnTrait,
    V: Into<Value>,
{
    listed(db, column, values, ["$1 = ANY (ARRAY (", "))"])
}

fn listed<C, V>(db: &Connection, column: C, values: impl IntoIterator<Item = V>, [opens, closes]: [&str; 2]) -> Expr
where
    C: ColumnTrait,
    V: Into<Value>,
{
    let sqlite = db.get_database_backend() == DatabaseBackend::Sqlite;
    let (mut keys, mut cast) = (Vec::new(), None);
    for value in values {
        match value.into() {
            Value::Uuid(Some(id)) => {
                cast = Some("uuid");
                keys.push(serde_json::Value::from(id.simple().to_string()));
            }
            Value::BigInt(Some(number)) => {
                cast = Some("bigint");
                keys.push(number.into());
            }
            Value::String(Some(text)) => keys.push(text.into()),
            // No other kind of column is looked up by a list, and what is nothing equals nothing.
            _ => {}
        }
    }
    let rows = "FROM json_array_elements_text(CAST($2 AS json)) AS k(value)";
    let text = match (sqlite, cast) {
        (true, Some("uuid")) => "? IN (SELECT unhex(k.value) FROM json_each(?) AS k)".to_owned(),
        (true, _) => "? IN (SELECT k.value FROM json_each(?) AS k)".to_owned(),
        (false, Some(kind)) => format!("{opens}SELECT CAST(k.value AS {kind}) {rows}{closes}"),
        (false, None) => format!("{opens}SELECT k.value {rows}{closes}"),
    };
    if keys.is_empty() {
        return Expr::value(false);
    }
    let keys = serde_json::Value::from(keys).to_string();
    Expr::cust_with_exprs(text, [Expr::col(column.as_column_ref()), Expr::value(keys)])
}

/// What the program itself lists, a few words each: states and kinds.
pub trait Word: Into<Value> {}
impl Word for ApplicationState {}
impl Word for PaymentState {}
impl Word for AccountChangeState {}
impl Word for BatchState {}
impl Word for QuarantineState {}
impl Word for &str {}

/// The condition that a column has one of a few words.
pub fn one_of<C: ColumnTrait, V: Word>(column: C, words: impl IntoIterator<Item = V>) -> Expr {
    column.is_in(words)
}

/// The condition that a column has none of a few words.
pub fn none_of<C: ColumnTrait, V: Word>(column: C, words: impl IntoIterator<Item = V>) -> Expr {
    column.is_not_in(words)
}

/// What a column of a list is, see [`table`].
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A UUID; in the JSON its 32 digits.
    Uuid,
    /// A whole number.
    Number,
    /// Text.
    Text,
}

/// What stands in a statement as the table `v` with these columns: its rows are the objects of the JSON array `$1`. So any
/// number of rows is one value, on both databases.
pub fn table(db: &Connection, columns: &[(&str, Kind)]) -> String {
    if db.get_database_backend() == DatabaseBackend::Sqlite {
        let column = |(name, kind): &(&str, Kind)| match kind {
            Kind::Uuid => format!("unhex(j.value->>'{name}') AS {name}"),
            Kind::Number => format!("CAST(j.value->>'{name}' AS INTEGER) AS {name}"),
            Kind::Text => format!("j.value->>'{name}' AS {name}"),
        };
        let all: Vec<String> = columns.iter().map(column).collect();
        format!("(SELECT {} FROM json_each($1) AS j) AS v", all.join(", "))
    } else {
        let column = |(name, kind): &(&str, Kind)| match kind {
            Kind::Uuid => format!("{name} uuid"),
            Kind::Number => format!("{name} bigint"),
            Kind::Text => format!("{name} text"),
        };
        let all: Vec<String> = columns.iter().map(column).collect();
        format!("json_to_recordset(CAST($1 AS json)) AS v({})", all.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_statement_has_more_parameters_than_either_database_takes() {
        let list: Vec<u32> = (0..100_000).collect();
        assert!(pieces(&list).all(|piece| piece.len() < 32_766));
        assert_eq!(pieces(&list).map(<[u32]>::len).sum::<usize>(), list.len());
        assert!((1..200).all(|columns| rows_of(columns) * columns < 32_766));
    }
}
