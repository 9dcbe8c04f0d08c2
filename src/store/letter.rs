//! Letters of the authority, and how far in the log was looked for what causes them.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, AuditEventId, DocumentId, LetterId};
use domain::letter::Kind;
use entity::letter::{Column, Entity, Model};
use entity::{audit_event, letter_text};
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait as _, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder as _, QuerySelect,
};

use crate::{Connection, sql};
use kernel::error::{Error, Fault};

/// Up to which place in the log was looked.
///
/// # Errors
/// A fault of the database.
pub async fn told_to(db: &Connection) -> Result<i64, Error> {
    place(db, "SELECT told_to FROM letter_place").await
}

/// The same, in a transaction in which nobody else looks.
///
/// # Errors
/// A fault of the database.
pub async fn lock_told_to(tx: &Connection) -> Result<i64, Error> {
    // On SQLite a transaction that writes is alone.
    let lock = if tx.get_database_backend() == sea_orm::DatabaseBackend::Postgres { " FOR UPDATE" } else { "" };
    place(tx, &format!("SELECT told_to FROM letter_place{lock}")).await
}

async fn place(db: &Connection, text: &str) -> Result<i64, Error> {
    let row = db.query_one_raw(sql(db, text, [])).await?;
    Ok(row.ok_or_else(|| Fault::new("nobody knows how far letters are"))?.try_get("", "told_to")?)
}

/// Notes up to which place was looked.
///
/// # Errors
/// A fault of the database.
pub async fn set_told_to(tx: &Connection, to: i64) -> Result<(), Error> {
    tx.execute_raw(sql(tx, "UPDATE letter_place SET told_to = $1", [to.into()])).await?;
    Ok(())
}

/// What every event that causes a letter says.
#[derive(serde::Deserialize)]
struct Numbered {
    #[serde(default)]
    number: String,
    #[serde(default)]
    pursue: bool,
}

/// What causes letters after one place in the log, up to another one, with the number of the thing that it is about.
///
/// # Errors
/// A fault of the database.
pub async fn causes(db: &Connection, (from, to): (i64, i64)) -> Result<Vec<(AuditEventId, String)>, Error> {
    let acts = Kind::ALL.iter().flat_map(|kind| kind.acts());
    let acts = acts.map(|act| format!("'{act}'")).collect::<Vec<_>>().join(", ");
    let text = format!(
        "SELECT e.id, e.action, e.payload FROM audit_event e WHERE e.seq > $1 AND e.seq <= $2 AND e.seq > 0 AND e.action IN ({acts}) ORDER BY e.seq"
    );
    let rows = db.query_all_raw(sql(db, &text, [from.into(), to.into()])).await?;
    let read = |row: &sea_orm::QueryResult| -> Result<Option<(AuditEventId, String)>, Error> {
        let said: Numbered = serde_json::from_str(&row.try_get::<String>("", "payload")?)?;
        let act: String = row.try_get("", "action")?;
        let caused = Kind::of_act(&act).is_some_and(|kind| kind.is_caused(said.pursue));
        Ok(caused.then_some((AuditEventId::from_uuid(row.try_get("", "id")?), said.number)))
    };
    rows.iter().filter_map(|row| read(row).transpose()).collect()
}

/// The event that causes one.
///
/// # Errors
/// A fault where there is none; a fault of the database.
pub async fn cause(db: &Connection, id: AuditEventId) -> Result<audit_event::Model, Error> {
    let row = audit_event::Entity::find_by_id(id).one(db).await?;
    row.ok_or_else(|| Fault::new(format!("no event {id} causes a letter")).into())
}

/// The letter that an event caused.
///
/// # Errors
/// A fault of the database.
pub async fn of_event(db: &Connection, event: AuditEventId) -> Result<Option<Model>, Error> {
    Ok(Entity::find().filter(Column::EventId.eq(event)).one(db).await?)
}

/// The letters of a case, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn of_application(db: &Connection, id: ApplicationId) -> Result<Vec<Model>, Error> {
    let query = Entity::find().filter(Column::ApplicationId.eq(id));
    Ok(query.order_by_asc(Column::IssuedAt).order_by_asc(Column::Number).all(db).await?)
}

/// A letter of a case by its number.
///
/// # Errors
/// A fault of the database.
pub async fn by_number(db: &Connection, application: ApplicationId, number: &str) -> Result<Option<Model>, Error> {
    let query = Entity::find().filter(Column::ApplicationId.eq(application)).filter(Column::Number.eq(number));
    Ok(query.one(db).await?)
}

/// Inserts a letter.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Keeps the text of a letter, unless it is there.
///
/// # Errors
/// A fault of the database.
pub async fn keep_text(tx: &Connection, row: letter_text::Model) -> Result<(), Error> {
    super::list::insert_new(tx, [row.into_active_model().reset_all()], &[letter_text::Column::Sha256]).await
}

/// The text of a letter.
///
/// # Errors
/// A fault where there is none; a fault of the database.
pub async fn text(db: &Connection, sha256: &str) -> Result<letter_text::Model, Error> {
    let row = letter_text::Entity::find_by_id(sha256.to_owned()).one(db).await?;
    row.ok_or_else(|| Fault::new(format!("there is no text {sha256} of letters")).into())
}

/// A letter, locked for the transaction.
///
/// # Errors
/// A fault where there is none; a fault of the database.
pub async fn lock(tx: &Connection, id: LetterId) -> Result<Model, Error> {
    let row = Entity::find_by_id(id).lock(LockType::Update).one(tx).await?;
    row.ok_or_else(|| Fault::new(format!("there is no letter {id}")).into())
}

/// Notes the file of a letter.
///
/// # Errors
/// A fault of the database.
pub async fn made(
    tx: &Connection,
    id: LetterId,
    (document, fonts): (DocumentId, &str),
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let update = Entity::update_many()
        .col_expr(Column::DocumentId, Expr::value(document.uuid()))
        .col_expr(Column::FontSha256, Expr::value(fonts))
        .col_expr(Column::MadeAt, Expr::value(at));
    update.filter(Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}
