//! Budget lines and the authority's bank accounts.

use std::collections::BTreeSet;

use domain::id::{BankAccountId, BudgetLineId};
use domain::identifier::AccountNumber;
use domain::refusal::Code;
use entity::{bank_account, budget_line};
use sea_orm::sea_query::{LockType, Query, SimpleExpr};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::list;
use super::scope::Scope;
use crate::Connection;
use kernel::error::Error;

/// A budget line by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn line(db: &Connection, id: BudgetLineId) -> Result<budget_line::Model, Error> {
    budget_line::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A budget line by its code, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn line_by_code(db: &Connection, scope: &Scope, code: &str) -> Result<budget_line::Model, Error> {
    let query = budget_line::Entity::find()
        .filter(budget_line::Column::Code.eq(code))
        .filter(scope.on_unit(budget_line::Column::UnitId));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// The budget lines that a viewer sees.
///
/// # Errors
/// A fault of the database.
pub async fn lines(db: &Connection, scope: &Scope) -> Result<Vec<budget_line::Model>, Error> {
    let query = budget_line::Entity::find().filter(scope.on_unit(budget_line::Column::UnitId));
    Ok(query.order_by_asc(budget_line::Column::Code).all(db).await?)
}

/// Whether a line of any office has a code.
///
/// # Errors
/// A fault of the database.
pub async fn is_line(db: &Connection, code: &str) -> Result<bool, Error> {
    Ok(budget_line::Entity::find().filter(budget_line::Column::Code.eq(code)).one(db).await?.is_some())
}

/// The bank accounts that a viewer sees.
///
/// # Errors
/// A fault of the database.
pub async fn accounts(db: &Connection, scope: &Scope) -> Result<Vec<bank_account::Model>, Error> {
    let query = bank_account::Entity::find().filter(scope.on_unit(bank_account::Column::UnitId));
    Ok(query.order_by_asc(bank_account::Column::AccountNo).all(db).await?)
}

/// Inserts a budget line.
///
/// # Errors
/// A fault of the database.
pub async fn insert_line(tx: &Connection, row: budget_line::Model) -> Result<(), Error> {
    budget_line::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// Budget lines by their ids.
///
/// # Errors
/// A fault of the database.
pub async fn lines_by_ids(db: &Connection, ids: BTreeSet<BudgetLineId>) -> Result<Vec<budget_line::Model>, Error> {
    list::find_in(db, budget_line::Entity::find(), budget_line::Column::Id, ids).await
}

/// Bank accounts by their ids.
///
/// # Errors
/// A fault of the database.
pub async fn bank_accounts(db: &Connection, ids: BTreeSet<BankAccountId>) -> Result<Vec<bank_account::Model>, Error> {
    list::find_in(db, bank_account::Entity::find(), bank_account::Column::Id, ids).await
}

/// A bank account by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn bank_account(db: &Connection, id: BankAccountId) -> Result<bank_account::Model, Error> {
    bank_account::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// Locks a bank account for the transaction, so that one statement after the other looks at its last balance.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock_bank_account(tx: &Connection, id: BankAccountId) -> Result<(), Error> {
    let query = bank_account::Entity::find_by_id(id).lock(LockType::Update);
    query.one(tx).await?.map(|_| ()).ok_or_else(|| Code::NotFound.into())
}

/// A bank account by its number however it is spelt, inside a scope.
///
/// # Errors
/// A fault of the database.
pub async fn bank_account_by_no(
    db: &Connection,
    scope: &Scope,
    number: &str,
) -> Result<Option<bank_account::Model>, Error> {
    let spelt = AccountNumber::parse(number).map_or_else(|_| number.to_owned(), |n| n.as_str().to_owned());
    let query = bank_account::Entity::find().filter(bank_account::Column::AccountNo.eq(spelt));
    Ok(query.filter(scope.on_unit(bank_account::Column::UnitId)).one(db).await?)
}

/// A bank account by its number, for the set-up, which an operator writes for the whole installation.
///
/// # Errors
/// A fault of the database.
pub async fn bank_account_numbered(
    db: &Connection,
    number: &AccountNumber,
) -> Result<Option<bank_account::Model>, Error> {
    Ok(bank_account::Entity::find().filter(bank_account::Column::AccountNo.eq(number.as_str())).one(db).await?)
}

/// Inserts a bank account.
///
/// # Errors
/// A fault of the database.
pub async fn insert_bank_account(tx: &Connection, row: bank_account::Model) -> Result<(), Error> {
    bank_account::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// A budget line around a viewer.
#[derive(Debug, FromQueryResult)]
pub struct Around {
    /// The line.
    #[sea_orm(nested)]
    pub line: budget_line::Model,
    /// Whether the viewer sees it; of another one the viewer sees the account that pays for it.
    pub seen: bool,
}

/// The budget lines that a viewer sees, and those that are paid from an account that the viewer sees.
///
/// # Errors
/// A fault of the database.
pub async fn lines_around(db: &Connection, scope: &Scope) -> Result<Vec<Around>, Error> {
    let seen = scope.on_unit(budget_line::Column::UnitId);
    let accounts = Query::select()
        .column(bank_account::Column::Id)
        .from(bank_account::Entity)
        .cond_where(scope.on_unit(bank_account::Column::UnitId))
        .to_owned();
    let paid = budget_line::Column::BankAccountId.in_subquery(accounts);
    let query = budget_line::Entity::find()
        .expr_as(SimpleExpr::from(seen.clone()), "seen")
        .filter(Condition::any().add(seen).add(paid));
    Ok(query.order_by_asc(budget_line::Column::Code).into_model().all(db).await?)
}

/// The budget lines that are paid from a bank account.
///
/// # Errors
/// A fault of the database.
pub async fn lines_of_account(db: &Connection, id: BankAccountId) -> Result<Vec<budget_line::Model>, Error> {
    Ok(budget_line::Entity::find()
        .filter(budget_line::Column::BankAccountId.eq(id))
        .order_by_asc(budget_line::Column::Code)
        .all(db)
        .await?)
}
