//! Firms and their payee accounts.

use domain::id::FirmId;
use domain::identifier::Uscc;
use domain::refusal::Code;
use entity::{firm, firm_account};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

use crate::error::Error;

/// A firm by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &impl ConnectionTrait, id: FirmId) -> Result<firm::Model, Error> {
    firm::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A firm by its code, where it is known.
///
/// # Errors
/// A fault of the database.
pub async fn by_code(db: &impl ConnectionTrait, code: &Uscc) -> Result<Option<firm::Model>, Error> {
    Ok(firm::Entity::find().filter(firm::Column::Uscc.eq(code.as_str())).one(db).await?)
}

/// Firms by their ids.
///
/// # Errors
/// A fault of the database.
pub async fn by_ids(db: &impl ConnectionTrait, ids: Vec<FirmId>) -> Result<Vec<firm::Model>, Error> {
    Ok(firm::Entity::find().filter(firm::Column::Id.is_in(ids)).order_by_asc(firm::Column::Name).all(db).await?)
}

/// Inserts a firm.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &impl ConnectionTrait, row: firm::Model) -> Result<(), Error> {
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
pub async fn account(db: &impl ConnectionTrait, firm: FirmId) -> Result<Option<firm_account::Model>, Error> {
    let query = firm_account::Entity::find()
        .filter(firm_account::Column::FirmId.eq(firm))
        .filter(firm_account::Column::Active.eq(true));
    Ok(query.one(db).await?)
}

/// Puts a new payee account in force; the old one is kept, inactive.
///
/// # Errors
/// [`Code::AccountOfAnotherFirm`].
pub async fn replace_account(tx: &impl ConnectionTrait, row: firm_account::Model) -> Result<(), Error> {
    let off = firm_account::ActiveModel { active: Set(false), ..Default::default() };
    let old = firm_account::Entity::update_many().set(off).filter(firm_account::Column::FirmId.eq(row.firm_id));
    old.filter(firm_account::Column::Active.eq(true)).exec(tx).await?;
    let row = row.into_active_model().reset_all();
    firm_account::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}
