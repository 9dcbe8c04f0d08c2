//! Where people are told by e-mail what happened: their addresses, how far in the log they were told, and whom there is something
//! to tell now.

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::PersonId;
use domain::mail::Pace;
use domain::workflow::job::{JobKind, JobState};
use entity::mail_box::{Column, Entity, Model};
use kernel::error::Error;
use sea_orm::sea_query::{Expr, LockType, OnConflict};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait as _, DatabaseBackend, EntityTrait, IntoActiveModel,
    QueryFilter, QuerySelect,
};

use super::inbox::{self, id_text};
use crate::{Connection, sql};

/// What a person chose; none who chose nothing.
///
/// # Errors
/// A fault of the database.
pub async fn of(db: &Connection, person: PersonId) -> Result<Option<Model>, Error> {
    Ok(Entity::find_by_id(person).one(db).await?)
}

/// The same, locked for the transaction.
///
/// # Errors
/// A fault of the database.
pub async fn lock(tx: &Connection, person: PersonId) -> Result<Option<Model>, Error> {
    Ok(Entity::find_by_id(person).lock(LockType::Update).one(tx).await?)
}

/// Keeps what a person chose, in the place of what was there and is locked.
///
/// # Errors
/// A fault of the database.
pub async fn put(tx: &Connection, row: Model) -> Result<(), Error> {
    use Column::{Address, AskedAt, Pace, PersonId, ProvedAt, TokenEndsAt, TokenSha256, ToldTo, Tongue, Wanted};
    let all = [Address, ProvedAt, Wanted, AskedAt, TokenSha256, TokenEndsAt, Pace, Tongue, ToldTo];
    let again = OnConflict::column(PersonId).update_columns(all).to_owned();
    let row = row.into_active_model().reset_all();
    Entity::insert(row).on_conflict(again).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Notes that a person was told up to a place in the log; whether nobody else did meanwhile.
///
/// # Errors
/// A fault of the database.
pub async fn told(tx: &Connection, person: PersonId, (from, to): (i64, i64)) -> Result<bool, Error> {
    let update = Entity::update_many().col_expr(Column::ToldTo, Expr::value(to));
    let done = update.filter(Column::PersonId.eq(person)).filter(Column::ToldTo.eq(from)).exec(tx).await?;
    Ok(done.rows_affected == 1)
}

/// The people whom mail reaches: with an address that was proved, and a role that is held now.
const REACHED: &str =
    "(SELECT p.id, p.firm_id, u.path, m.pace, m.told_to FROM mail_box m JOIN person p ON p.id = m.person_id
    LEFT JOIN unit u ON u.id = p.unit_id WHERE m.address <> '' AND p.status = 'active'
      AND EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.id AND g.revoked_at IS NULL)) reached";

/// Those who are told at once and of whose things something happened up to a place in the log, so long ago that it was gathered;
/// not those who are being told, or whose mail was given up after `lately`.
///
/// # Errors
/// A fault of the database.
pub async fn due(
    db: &Connection,
    to: i64,
    (now, gathered, lately): (DateTime<Utc>, TimeDelta, DateTime<Utc>),
) -> Result<Vec<PersonId>, Error> {
    let backend = db.get_database_backend();
    let something = |of_firm: bool| inbox::happened_to_each(backend, of_firm);
    let text = format!(
        "SELECT reached.id FROM {REACHED} WHERE reached.pace = '{pace}' AND NOT EXISTS (SELECT 1 FROM job j WHERE j.kind = '{kind}' AND j.key = {key}
           AND (j.state IN ('{waiting}', '{running}') OR (j.state IN ('{failed}', '{cancelled}') AND j.ended_at > {{lately}})))
         AND CASE WHEN reached.firm_id IS NULL THEN {officers} ELSE {firms} END ORDER BY reached.id",
        pace = Pace::AtOnce,
        kind = JobKind::Mail,
        key = id_text(backend, "reached.id"),
        waiting = JobState::Waiting,
        running = JobState::Running,
        failed = JobState::Failed,
        cancelled = JobState::Cancelled,
        officers = something(false),
        firms = something(true),
    );
    let values = [
        ("to", to.into()),
        ("until", (now - gathered).into()),
        ("steps", (now - inbox::TOLD_FOR).into()),
        ("lately", lately.into()),
    ];
    let (text, values) = inbox::bound(backend, &text, &values);
    people(db, &text, values).await
}

/// The key of the job that tells a person something, of a day for a digest.
pub fn key(person: PersonId, day: Option<&str>) -> String {
    day.map_or_else(|| person.to_string(), |day| format!("{person}/{day}"))
}

/// Those who are told once a day, and for whom that of a day was not queued yet.
///
/// # Errors
/// A fault of the database.
pub async fn daily(db: &Connection, day: &str) -> Result<Vec<PersonId>, Error> {
    let backend = db.get_database_backend();
    let text = format!(
        "SELECT reached.id FROM {REACHED} WHERE reached.pace = '{}' AND NOT EXISTS
           (SELECT 1 FROM job j WHERE j.kind = '{}' AND j.key = {} || '/' || {{day}}) ORDER BY reached.id",
        Pace::Daily,
        JobKind::Mail,
        id_text(backend, "reached.id"),
    );
    let (text, values) = inbox::bound(backend, &text, &[("day", day.into())]);
    people(db, &text, values).await
}

async fn people(db: &Connection, text: &str, values: Vec<sea_orm::Value>) -> Result<Vec<PersonId>, Error> {
    let rows = db.query_all_raw(sql(db, text, values)).await?;
    rows.iter().map(|row| row.try_get("", "id").map(PersonId::from_uuid).map_err(Error::from)).collect()
}

/// One process after the other looks whom there is something to tell, until the end of the transaction.
///
/// # Errors
/// A fault of the database.
pub async fn take_turn(tx: &Connection) -> Result<(), Error> {
    if tx.get_database_backend() == DatabaseBackend::Postgres {
        tx.execute_raw(sql(tx, "SELECT pg_advisory_xact_lock($1)", [TURN.into()])).await?;
    }
    Ok(())
}

/// The number of that turn among the locks of a PostgreSQL database.
const TURN: i64 = 0x5849_4e42_4d41;
