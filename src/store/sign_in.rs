//! Failed sign-ins by name and place, and the places from which people signed in.

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use domain::sign_in::{Count, Failures};
use entity::{sign_in_failure, sign_in_place};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};

use crate::Connection;
use kernel::error::Error;
use kernel::id::new_uuid;

/// What speaks against a sign-in of a name from a place since an instant. Where no place is known, only the name counts.
///
/// # Errors
/// A fault of the database.
pub async fn failures(
    db: &Connection,
    (login, place): (&str, Option<&str>),
    person: Option<PersonId>,
    since: DateTime<Utc>,
    known_since: DateTime<Utc>,
) -> Result<Failures, Error> {
    use sign_in_failure::Column;
    let of_name = count(db, Column::Login.eq(login).into(), since).await?;
    let Some(place) = place else { return Ok(Failures { of_name, ..Failures::default() }) };
    let of_place = count(db, Column::Place.eq(place).into(), since).await?;
    let of_pair = count(db, Condition::all().add(Column::Place.eq(place)).add(Column::Login.eq(login)), since).await?;
    let known = match person {
        None => false,
        Some(person) => {
            let query = sign_in_place::Entity::find_by_id((person, place.to_owned()));
            query.filter(sign_in_place::Column::LastAt.gt(known_since)).one(db).await?.is_some()
        }
    };
    Ok(Failures { of_pair, of_place, of_name, known })
}

async fn count(db: &Connection, of: Condition, since: DateTime<Utc>) -> Result<Count, Error> {
    let query = sign_in_failure::Entity::find().filter(of).filter(sign_in_failure::Column::At.gt(since));
    let row: Option<(i64, Option<DateTime<Utc>>)> = query
        .select_only()
        .column_as(sign_in_failure::Column::Id.count(), "n")
        .column_as(sign_in_failure::Column::At.max(), "last")
        .into_tuple()
        .one(db)
        .await?;
    let (failures, last) = row.unwrap_or_default();
    Ok(Count { failures: u64::try_from(failures).unwrap_or(0), last })
}

/// Notes a failed sign-in.
///
/// # Errors
/// A fault of the database.
pub async fn insert_failure(
    tx: &Connection,
    (login, place): (&str, Option<&str>),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = sign_in_failure::ActiveModel {
        id: Set(new_uuid(now)),
        login: Set(login.to_owned()),
        at: Set(now),
        place: Set(place.map(str::to_owned)),
    };
    sign_in_failure::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Notes that a person signed in from a place.
///
/// # Errors
/// A fault of the database.
pub async fn know_place(tx: &Connection, person: PersonId, place: &str, now: DateTime<Utc>) -> Result<(), Error> {
    let row = sign_in_place::ActiveModel { person_id: Set(person), place: Set(place.to_owned()), last_at: Set(now) };
    let again = OnConflict::columns([sign_in_place::Column::PersonId, sign_in_place::Column::Place])
        .update_column(sign_in_place::Column::LastAt)
        .to_owned();
    sign_in_place::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}
