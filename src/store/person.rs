//! People, their roles, sessions and failed sign-ins.

use chrono::{DateTime, Utc};
use domain::id::{FirmId, PersonId, UnitId};
use domain::refusal::Code;
use domain::role::Role;
use entity::{person, role_grant, session, unit};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait as _,
    QueryFilter, QueryOrder,
};

use super::list;
use super::scope::Scope;
use crate::error::Error;
use crate::store::Connection;

/// An active person by login name.
///
/// # Errors
/// A fault of the database.
pub async fn by_login(db: &Connection, login: &str) -> Result<Option<person::Model>, Error> {
    let query =
        person::Entity::find().filter(person::Column::Login.eq(login)).filter(person::Column::Status.eq("active"));
    Ok(query.one(db).await?)
}

/// An active person by id.
///
/// # Errors
/// A fault of the database.
pub async fn by_id(db: &Connection, id: PersonId) -> Result<Option<person::Model>, Error> {
    Ok(person::Entity::find_by_id(id).filter(person::Column::Status.eq("active")).one(db).await?)
}

/// People by their ids, whatever their status: for names in histories.
///
/// # Errors
/// A fault of the database.
pub async fn by_ids(db: &Connection, ids: Vec<PersonId>) -> Result<Vec<person::Model>, Error> {
    Ok(person::Entity::find().filter(list::within(db, person::Column::Id, ids)).all(db).await?)
}

/// All active people, by login name.
///
/// # Errors
/// A fault of the database.
pub async fn all(db: &Connection) -> Result<Vec<person::Model>, Error> {
    Ok(person::Entity::find()
        .filter(person::Column::Status.eq("active"))
        .order_by_asc(person::Column::Login)
        .all(db)
        .await?)
}

/// People of a firm.
///
/// # Errors
/// A fault of the database.
pub async fn of_firm(db: &Connection, firm: FirmId) -> Result<Vec<person::Model>, Error> {
    Ok(person::Entity::find()
        .filter(person::Column::FirmId.eq(firm))
        .order_by_asc(person::Column::Login)
        .all(db)
        .await?)
}

/// The roles that a person holds now.
///
/// # Errors
/// A fault of the database.
pub async fn roles(db: &Connection, person: PersonId) -> Result<Vec<Role>, Error> {
    let query = role_grant::Entity::find()
        .filter(role_grant::Column::PersonId.eq(person))
        .filter(role_grant::Column::RevokedAt.is_null());
    let mut roles: Vec<Role> = query.all(db).await?.into_iter().map(|g| g.role).collect();
    roles.sort_unstable();
    Ok(roles)
}

/// Inserts a person with roles.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: person::Model, roles: &[Role]) -> Result<(), Error> {
    let (id, now) = (row.id, row.created_at);
    person::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    let grants = roles.iter().map(|role| role_grant::ActiveModel {
        person_id: Set(id),
        role: Set(*role),
        granted_at: Set(now),
        revoked_at: Set(None),
    });
    list::insert_all(tx, grants.collect::<Vec<_>>()).await
}

/// A unit by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn unit(db: &Connection, id: UnitId) -> Result<unit::Model, Error> {
    unit::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A unit by its code.
///
/// # Errors
/// A fault of the database.
pub async fn unit_by_code(db: &Connection, code: &str) -> Result<Option<unit::Model>, Error> {
    Ok(unit::Entity::find().filter(unit::Column::Code.eq(code)).one(db).await?)
}

/// All units, from the top.
///
/// # Errors
/// A fault of the database.
pub async fn units(db: &Connection) -> Result<Vec<unit::Model>, Error> {
    Ok(unit::Entity::find().order_by_asc(unit::Column::Path).all(db).await?)
}

/// Whether the whole installation belongs to a scope: it is of the one unit at the top. Where provinces share an installation
/// it belongs to none of them.
///
/// # Errors
/// A fault of the database.
pub async fn is_of_all(db: &Connection, scope: &Scope) -> Result<bool, Error> {
    let tops = unit::Entity::find().filter(unit::Column::ParentId.is_null());
    Ok(scope.is_top() && tops.count(db).await? == 1)
}

/// Active people who hold a role in a unit or in one above it, by login name.
///
/// # Errors
/// A fault of the database.
pub async fn holders(db: &Connection, role: Role, of: UnitId) -> Result<Vec<person::Model>, Error> {
    let units = units(db).await?;
    let path = units.iter().find(|unit| unit.id == of).map_or("", |unit| unit.path.as_str());
    let above = units.iter().filter(|unit| path.starts_with(&unit.path)).map(|unit| unit.id);
    let held = Query::select()
        .column(role_grant::Column::PersonId)
        .from(role_grant::Entity)
        .and_where(role_grant::Column::Role.eq(role))
        .and_where(role_grant::Column::RevokedAt.is_null())
        .to_owned();
    let query = person::Entity::find()
        .filter(person::Column::Status.eq("active"))
        .filter(list::within(db, person::Column::UnitId, above))
        .filter(person::Column::Id.in_subquery(held));
    Ok(query.order_by_asc(person::Column::Login).all(db).await?)
}

/// Inserts a unit.
///
/// # Errors
/// A fault of the database.
pub async fn insert_unit(tx: &Connection, row: unit::Model) -> Result<(), Error> {
    unit::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// Inserts a session.
///
/// # Errors
/// A fault of the database.
pub async fn insert_session(tx: &Connection, row: session::Model) -> Result<(), Error> {
    session::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// A session that has not ended.
///
/// # Errors
/// A fault of the database.
pub async fn session(db: &Connection, token_hash: &str, now: DateTime<Utc>) -> Result<Option<session::Model>, Error> {
    let query = session::Entity::find_by_id(token_hash.to_owned()).filter(session::Column::ExpiresAt.gt(now));
    Ok(query.one(db).await?)
}

/// Notes that a session is in use and moves its end.
///
/// # Errors
/// A fault of the database.
pub async fn touch_session(
    tx: &Connection,
    token_hash: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<(), Error> {
    let row = session::ActiveModel { last_seen_at: Set(now), expires_at: Set(until), ..Default::default() };
    session::Entity::update_many().set(row).filter(session::Column::TokenHash.eq(token_hash)).exec(tx).await?;
    Ok(())
}

/// Ends a session.
///
/// # Errors
/// A fault of the database.
pub async fn end_session(tx: &Connection, token_hash: &str) -> Result<(), Error> {
    session::Entity::delete_by_id(token_hash.to_owned()).exec(tx).await?;
    Ok(())
}
