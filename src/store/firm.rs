//! Firms and their payee accounts.

use domain::id::FirmId;
use domain::identifier::Uscc;
use domain::refusal::Code;
use entity::{firm, firm_account};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::list;
use super::scope::Scope;
use crate::Connection;
use kernel::error::Error;

/// A firm by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &Connection, id: FirmId) -> Result<firm::Model, Error> {
    firm::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A firm by its code, where it is known.
///
/// # Errors
/// A fault of the database.
pub async fn by_code(db: &Connection, code: &Uscc) -> Result<Option<firm::Model>, Error> {
    Ok(firm::Entity::find().filter(firm::Column::Uscc.eq(code.as_str())).one(db).await?)
}

/// A firm that a viewer sees, by its code.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn in_scope(db: &Connection, scope: &Scope, code: &str) -> Result<firm::Model, Error> {
    let query = firm::Entity::find()
        .filter(firm::Column::Uscc.eq(code))
        .filter(scope.on(firm::Column::Id, firm::Column::UnitId));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// Firms by their ids.
///
/// # Errors
/// A fault of the database.
pub async fn by_ids(db: &Connection, ids: Vec<FirmId>) -> Result<Vec<firm::Model>, Error> {
    Ok(firm::Entity::find()
        .filter(list::within(db, firm::Column::Id, ids))
        .order_by_asc(firm::Column::Name)
        .all(db)
        .await?)
}

/// Inserts a firm.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: firm::Model) -> Result<(), Error> {
    firm::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// The payee account in force.
///
/// # Errors
/// A fault of the database.
pub async fn account(db: &Connection, firm: FirmId) -> Result<Option<firm_account::Model>, Error> {
    let query = firm_account::Entity::find()
        .filter(firm_account::Column::FirmId.eq(firm))
        .filter(firm_account::Column::Active.eq(true));
    Ok(query.one(db).await?)
}

/// Firms that a viewer sees whose account in force nobody verified, by name.
///
/// # Errors
/// A fault of the database.
pub async fn unverified(
    db: &Connection,
    scope: &Scope,
    limit: u64,
) -> Result<Vec<(firm::Model, firm_account::Model)>, Error> {
    let mine = Query::select()
        .column(firm::Column::Id)
        .from(firm::Entity)
        .cond_where(scope.on(firm::Column::Id, firm::Column::UnitId))
        .to_owned();
    let waiting = firm_account::Entity::find()
        .filter(firm_account::Column::FirmId.in_subquery(mine))
        .filter(firm_account::Column::Active.eq(true))
        .filter(firm_account::Column::VerifiedAt.is_null())
        .order_by_asc(firm_account::Column::CreatedAt)
        .limit(limit);
    let accounts = waiting.all(db).await?;
    let ids: Vec<FirmId> = accounts.iter().map(|a| a.firm_id).collect();
    let firms = firm::Entity::find()
        .filter(list::within(db, firm::Column::Id, ids))
        .order_by_asc(firm::Column::Name)
        .all(db)
        .await?;
    let of = |id: FirmId| accounts.iter().find(|a| a.firm_id == id).cloned();
    Ok(firms.into_iter().filter_map(|firm| of(firm.id).map(|account| (firm, account))).collect())
}

/// Puts a new payee account in force; the old one is kept, inactive.
///
/// # Errors
/// [`Code::AccountOfAnotherFirm`].
pub async fn replace_account(tx: &Connection, row: firm_account::Model) -> Result<(), Error> {
    let off = firm_account::ActiveModel { active: Set(false), ..Default::default() };
    let old = firm_account::Entity::update_many().set(off).filter(firm_account::Column::FirmId.eq(row.firm_id));
    old.filter(firm_account::Column::Active.eq(true)).exec(tx).await?;
    let row = row.into_active_model().reset_all();
    firm_account::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}
