//! Files on their way in: their rows, until the act that counts them or until they are taken away again.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, DocumentId, PersonId, ScheduleId};
use domain::refusal::Code;
use entity::{line, line_problem, schedule, upload};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::sql;
use crate::Connection;
use kernel::error::Error;

/// Notes that a file is on its way.
///
/// # Errors
/// A fault of the database.
pub async fn begin(tx: &Connection, row: upload::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    upload::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// A file that a person has on its way for an application.
///
/// # Errors
/// [`Code::NotFound`], also for somebody else's.
pub async fn own(
    db: &Connection,
    person: PersonId,
    application: ApplicationId,
    id: DocumentId,
) -> Result<upload::Model, Error> {
    let query = upload::Entity::find_by_id(id)
        .filter(upload::Column::PersonId.eq(person))
        .filter(upload::Column::ApplicationId.eq(application));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A file that is on its way still.
///
/// # Errors
/// A fault of the database.
pub async fn find(db: &Connection, id: DocumentId) -> Result<Option<upload::Model>, Error> {
    Ok(upload::Entity::find_by_id(id).one(db).await?)
}

/// Files that have been on their way since before an instant, the oldest first, a few of them; none of a case into which a job is
/// still to import one.
///
/// # Errors
/// A fault of the database.
pub async fn left_behind(db: &Connection, before: DateTime<Utc>) -> Result<Vec<upload::Model>, Error> {
    let waited_for = "NOT EXISTS (SELECT 1 FROM application a JOIN job j ON j.key = a.number
       WHERE a.id = upload.application_id AND j.kind = 'import_schedule' AND j.state IN ('waiting', 'running', 'failed'))";
    let query = upload::Entity::find().filter(upload::Column::BegunAt.lt(before)).filter(Expr::cust(waited_for));
    Ok(query.order_by_asc(upload::Column::BegunAt).limit(20).all(db).await?)
}

/// Ends the way of a file: from here on what it brought counts and stays.
///
/// # Errors
/// [`Code::Stale`] when it was taken away meanwhile, or is being taken away.
pub async fn end(tx: &Connection, id: DocumentId) -> Result<(), Error> {
    let done = upload::Entity::delete_by_id(id).filter(upload::Column::Leaving.eq(false)).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// Lets no act count a file on its way any more; whether it is on its way still.
///
/// # Errors
/// A fault of the database.
pub async fn leave(tx: &Connection, id: DocumentId) -> Result<bool, Error> {
    let query = upload::Entity::update_many().filter(upload::Column::Id.eq(id));
    let leaving = Expr::value(true);
    Ok(query.col_expr(upload::Column::Leaving, leaving).exec(tx).await?.rows_affected == 1)
}

/// Forgets a file on its way, of which nothing is left.
///
/// # Errors
/// A fault of the database.
pub async fn forget(tx: &Connection, id: DocumentId) -> Result<(), Error> {
    upload::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// Takes some of the lines of a schedule on its way away, and of how they stand; whether there may be more.
///
/// # Errors
/// A fault of the database; the database keeps what counts.
pub async fn remove_lines(tx: &Connection, id: ScheduleId, most: u32) -> Result<bool, Error> {
    if super::standing::remove_some(tx, id, most).await? {
        return Ok(true);
    }
    let text = format!("DELETE FROM line WHERE id IN (SELECT l.id FROM line l WHERE l.schedule_id = $1 LIMIT {most})");
    Ok(tx.execute_raw(sql(tx, &text, [id.uuid().into()])).await?.rows_affected() > 0)
}

/// Takes a schedule on its way away, whose lines are gone.
///
/// # Errors
/// A fault of the database; the database keeps what counts.
pub async fn remove_schedule(tx: &Connection, id: ScheduleId) -> Result<(), Error> {
    line_problem::Entity::delete_many().filter(line_problem::Column::ScheduleId.eq(id)).exec(tx).await?;
    super::standing::remove(tx, id).await?;
    line::Entity::delete_many().filter(line::Column::ScheduleId.eq(id)).exec(tx).await?;
    schedule::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}
