//! Second factors of people, and the recovery codes beside them.

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use entity::{recovery_code, second_factor};
use kernel::error::Error;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait as _, IntoActiveModel,
    PaginatorTrait as _, QueryFilter,
};

use super::list;
use crate::Connection;

/// What a person has, whether it counts yet or not.
///
/// # Errors
/// A fault of the database.
pub async fn of_person(db: &Connection, person: PersonId) -> Result<Option<second_factor::Model>, Error> {
    Ok(second_factor::Entity::find_by_id(person).one(db).await?)
}

/// Begins one; one that was begun and never counted gives way. One that counts stays, and is told by nothing having been written.
///
/// # Errors
/// A fault of the database.
pub async fn begin(tx: &Connection, row: second_factor::Model) -> Result<bool, Error> {
    use second_factor::Column::{BegunAt, ConfirmedAt, KeyName, PersonId, Secret};
    let anew = OnConflict::column(PersonId)
        .update_columns([Secret, KeyName, BegunAt])
        .action_and_where(Expr::col((second_factor::Entity, ConfirmedAt)).is_null())
        .to_owned();
    let insert = second_factor::Entity::insert(row.into_active_model().reset_all()).on_conflict(anew);
    Ok(insert.exec_without_returning(tx).await? == 1)
}

/// The first code was given for the one that was begun then: from now on it counts. Whether it was still the one.
///
/// # Errors
/// A fault of the database.
pub async fn confirm(
    tx: &Connection,
    seen: &second_factor::Model,
    step: i64,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let update = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::ConfirmedAt, Expr::value(now))
        .col_expr(second_factor::Column::LastStep, Expr::value(step))
        .filter(second_factor::Column::PersonId.eq(seen.person_id))
        .filter(second_factor::Column::BegunAt.eq(seen.begun_at))
        .filter(second_factor::Column::ConfirmedAt.is_null());
    Ok(update.exec(tx).await?.rows_affected == 1)
}

/// Uses the code of a step, unless it or a later one counted before: of all who send the same one, one is told that it counts.
///
/// # Errors
/// A fault of the database.
pub async fn use_step(tx: &Connection, person: PersonId, step: i64) -> Result<bool, Error> {
    let update = second_factor::Entity::update_many()
        .col_expr(second_factor::Column::LastStep, Expr::value(step))
        .filter(second_factor::Column::PersonId.eq(person))
        .filter(second_factor::Column::ConfirmedAt.is_not_null())
        .filter(second_factor::Column::LastStep.lt(step));
    Ok(update.exec(tx).await?.rows_affected == 1)
}

/// Ends the second factor of a person, with its recovery codes; whether there was one that counted.
///
/// # Errors
/// A fault of the database.
pub async fn end(tx: &Connection, person: PersonId) -> Result<bool, Error> {
    let counted = of_person(tx, person).await?.is_some_and(|row| row.confirmed_at.is_some());
    recovery_code::Entity::delete_many().filter(recovery_code::Column::PersonId.eq(person)).exec(tx).await?;
    second_factor::Entity::delete_by_id(person).exec(tx).await?;
    Ok(counted)
}

/// Keeps the hashes of new recovery codes in the place of those before.
///
/// # Errors
/// A fault of the database.
pub async fn put_codes(
    tx: &Connection,
    person: PersonId,
    hashes: Vec<String>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    recovery_code::Entity::delete_many().filter(recovery_code::Column::PersonId.eq(person)).exec(tx).await?;
    let rows = hashes.into_iter().map(|hash| recovery_code::ActiveModel {
        code_sha256: Set(hash),
        person_id: Set(person),
        made_at: Set(now),
        used_at: Set(None),
    });
    list::insert_all(tx, rows.collect::<Vec<_>>()).await
}

fn unused(person: PersonId) -> sea_orm::Select<recovery_code::Entity> {
    recovery_code::Entity::find()
        .filter(recovery_code::Column::PersonId.eq(person))
        .filter(recovery_code::Column::UsedAt.is_null())
}

/// Whether a person has a recovery code of this hash that was not used.
///
/// # Errors
/// A fault of the database.
pub async fn has_code(db: &Connection, person: PersonId, hash: &str) -> Result<bool, Error> {
    Ok(unused(person).filter(recovery_code::Column::CodeSha256.eq(hash)).one(db).await?.is_some())
}

/// How many recovery codes a person has left.
///
/// # Errors
/// A fault of the database.
pub async fn codes_left(db: &Connection, person: PersonId) -> Result<u64, Error> {
    Ok(unused(person).count(db).await?)
}

/// Uses a recovery code up, unless somebody has.
///
/// # Errors
/// A fault of the database.
pub async fn use_code(tx: &Connection, person: PersonId, hash: &str, now: DateTime<Utc>) -> Result<bool, Error> {
    let update = recovery_code::Entity::update_many()
        .col_expr(recovery_code::Column::UsedAt, Expr::value(now))
        .filter(recovery_code::Column::CodeSha256.eq(hash))
        .filter(recovery_code::Column::PersonId.eq(person))
        .filter(recovery_code::Column::UsedAt.is_null());
    Ok(update.exec(tx).await?.rows_affected == 1)
}

/// How many second factors are kept under another key than this one.
///
/// # Errors
/// A fault of the database.
pub async fn count_under_another_key(db: &Connection, key_name: &str) -> Result<u64, Error> {
    let query = second_factor::Entity::find()
        .filter(second_factor::Column::KeyName.ne(""))
        .filter(second_factor::Column::KeyName.ne(key_name));
    Ok(query.count(db).await?)
}
