//! Requests that were carried out, with their answers: the same key gives the same answer, another body is refused.

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use domain::refusal::Code;
use entity::idempotency;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseBackend, EntityTrait};

use super::sql;
use crate::Connection;
use kernel::error::{Error, Fault, Trouble};

/// The stored answer of a request, when it was carried out before.
///
/// # Errors
/// [`Code::KeyReused`] when the key was used for another body.
pub async fn find(
    tx: &Connection,
    person: PersonId,
    command: &str,
    key: &str,
    request: &str,
) -> Result<Option<String>, Error> {
    let row = idempotency::Entity::find_by_id((person, command.to_owned(), key.to_owned())).one(tx).await?;
    match row {
        Some(row) if row.request_sha256 != request => Err(Code::KeyReused.into()),
        other => Ok(other.map(|r| r.answer)),
    }
}

/// Waits until no other try under this key is on its way, so that what is found afterwards is what became of them. On
/// SQLite a write transaction is alone anyway.
///
/// # Errors
/// A fault of unknown outcome when another try does not end in time: it may yet be kept.
pub async fn take_turn(tx: &Connection, person: PersonId, command: &str, key: &str) -> Result<(), Error> {
    if tx.get_database_backend() != DatabaseBackend::Postgres {
        return Ok(());
    }
    let turn = format!("{person}/{command}/{key}");
    let text = "SELECT CAST(pg_advisory_xact_lock(hashtextextended($1, 0)) AS text) AS turn";
    match tx.query_one_raw(sql(tx, text, [turn.into()])).await.map_err(Error::from) {
        Err(error) if error.is_busy() || (error.trouble() == Some(Trouble::Away) && !error.is_lost()) => {
            Err(Fault::unknown("another try under this key has not ended").into())
        }
        other => other.map(|_| ()),
    }
}

/// Stores the answer in the transaction of the effect.
///
/// # Errors
/// A fault of the database.
pub async fn insert(
    tx: &Connection,
    (person, command, key): (PersonId, &str, &str),
    request: &str,
    answer: &str,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = idempotency::ActiveModel {
        person_id: Set(person),
        command: Set(command.to_owned()),
        key: Set(key.to_owned()),
        request_sha256: Set(request.to_owned()),
        answer: Set(answer.to_owned()),
        at: Set(now),
    };
    idempotency::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}
