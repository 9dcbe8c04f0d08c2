//! What is looked for in all that a viewer sees: cases by number, firm and contract, payments, batches, statements. Each is
//! found by an index of its own; a part of a name is held against the firms of the viewer alone.

use domain::id::ApplicationId;
use domain::search::Sought;
use domain::workflow::{ApplicationState, BatchState, PaymentState};
use entity::{application, contract_claim, firm, line, payment, payment_batch, statement};
use sea_orm::sea_query::{Alias, Expr, Func, LikeExpr};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _, RelationDef, Select,
};

use super::application::{find_where, not_a_strangers_draft};
use super::list;
use super::scope::Scope;
use crate::Connection;
use kernel::error::Error;

/// A case that was found.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Case {
    /// Its id.
    pub id: ApplicationId,
    /// Its number.
    pub number: String,
    /// How it stands.
    pub state: ApplicationState,
    /// Its firm.
    pub firm: String,
}

/// A line of a case that claims a contract.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Contract {
    /// The contract as the line writes it.
    pub contract: String,
    /// Row of the line in the schedule.
    pub row: i64,
    /// Number of the case.
    pub number: String,
    /// How the case stands.
    pub state: ApplicationState,
    /// Its firm.
    pub firm: String,
}

/// A payment that was found.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Paid {
    /// Its number.
    pub number: String,
    /// How it stands.
    pub state: PaymentState,
    /// Who is paid.
    pub payee: String,
    /// Number of the case.
    pub case: String,
}

/// Cases with one of these numbers.
///
/// # Errors
/// A fault of the database.
pub async fn cases_numbered(db: &Connection, scope: &Scope, numbers: &[String]) -> Result<Vec<Case>, Error> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let numbered = list::within(db, application::Column::Number, numbers.iter().map(String::as_str));
    cases(db, find_where(scope, numbered), numbers.len()).await
}

/// Cases of firms with this code, or with these words in their name, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn cases_of_firms(db: &Connection, scope: &Scope, sought: &Sought, most: usize) -> Result<Vec<Case>, Error> {
    let named = firm::Entity::find()
        .select_only()
        .column(firm::Column::Id)
        .filter(scope.on(firm::Column::Id, firm::Column::UnitId))
        .filter(is_called(sought))
        .into_query();
    cases(db, find_where(scope, application::Column::FirmId.in_subquery(named)), most).await
}

/// Lines of living cases that claim a contract, policy or invoice of this number, with or without the signs between its parts.
///
/// # Errors
/// A fault of the database.
pub async fn contracts(db: &Connection, scope: &Scope, sought: &Sought, most: usize) -> Result<Vec<Contract>, Error> {
    use contract_claim::Column;
    let own = contract_claim::Entity::belongs_to(line::Entity).from(Column::LineId).to(line::Column::Id);
    let case =
        contract_claim::Entity::belongs_to(application::Entity).from(Column::ApplicationId).to(application::Column::Id);
    let same = Expr::col((contract_claim::Entity, Alias::new("bare_key"))).eq(sought.bare.as_str());
    let found = contract_claim::Entity::find()
        .select_only()
        .column_as(line::Column::ContractNo, "contract")
        .column_as(line::Column::RowNo, "row")
        .column_as(application::Column::Number, "number")
        .column_as(application::Column::State, "state")
        .column_as(firm::Column::Name, "firm")
        .join(JoinType::InnerJoin, own.into())
        .join(JoinType::InnerJoin, case.into())
        .join(JoinType::InnerJoin, its_firm())
        .filter(Column::ReleasedAt.is_null())
        .filter(same)
        .filter(scope.on(application::Column::FirmId, application::Column::UnitId))
        .filter(not_a_strangers_draft(scope))
        .order_by_desc(Column::Id)
        .limit(up_to(most));
    Ok(found.into_model().all(db).await?)
}

/// Payments with one of these numbers, with this reference at the bank, or of one of these cases, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn payments(
    db: &Connection,
    scope: &Scope,
    (sought, numbers, of): (&Sought, &[String], &[ApplicationId]),
    most: usize,
) -> Result<Vec<Paid>, Error> {
    use payment::Column;
    let case = payment::Entity::belongs_to(application::Entity).from(Column::ApplicationId).to(application::Column::Id);
    let mut any = Condition::any().add(Column::EndToEndId.eq(sought.words.as_str()));
    if !numbers.is_empty() {
        any = any.add(list::within(db, Column::Number, numbers.iter().map(String::as_str)));
    }
    if !of.is_empty() {
        any = any.add(list::within(db, Column::ApplicationId, of.iter().copied()));
    }
    let found = super::payment::scoped(scope)
        .select_only()
        .column_as(Column::Number, "number")
        .column_as(Column::State, "state")
        .column_as(Column::PayeeName, "payee")
        .column_as(application::Column::Number, "case")
        .join(JoinType::InnerJoin, case.into())
        .filter(any)
        .order_by_desc(Column::Id)
        .limit(up_to(most));
    Ok(found.into_model().all(db).await?)
}

/// Batches with one of these numbers.
///
/// # Errors
/// A fault of the database.
pub async fn batches(db: &Connection, scope: &Scope, numbers: &[String]) -> Result<Vec<(String, BatchState)>, Error> {
    use payment_batch::Column;
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let query = payment_batch::Entity::find().select_only().column(Column::Number).column(Column::State);
    let query = query.filter(list::within(db, Column::Number, numbers.iter().map(String::as_str)));
    Ok(query.filter(scope.on_unit(Column::UnitId)).order_by_desc(Column::Id).into_tuple().all(db).await?)
}

/// Statements of the bank with one of these numbers.
///
/// # Errors
/// A fault of the database.
pub async fn statements(db: &Connection, scope: &Scope, numbers: &[String]) -> Result<Vec<String>, Error> {
    use statement::Column;
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let query = super::statement::scoped(scope).select_only().column(Column::Number);
    let query = query.filter(list::within(db, Column::Number, numbers.iter().map(String::as_str)));
    Ok(query.order_by_desc(Column::Id).into_tuple().all(db).await?)
}

/// Cases of a query, the newest first, with their firms.
async fn cases(db: &Connection, query: Select<application::Entity>, most: usize) -> Result<Vec<Case>, Error> {
    let found = query
        .select_only()
        .column_as(application::Column::Id, "id")
        .column_as(application::Column::Number, "number")
        .column_as(application::Column::State, "state")
        .column_as(firm::Column::Name, "firm")
        .join(JoinType::InnerJoin, its_firm())
        .order_by_desc(application::Column::Id)
        .limit(up_to(most));
    Ok(found.into_model().all(db).await?)
}

/// From a case to its firm.
fn its_firm() -> RelationDef {
    application::Entity::belongs_to(firm::Entity).from(application::Column::FirmId).to(firm::Column::Id).into()
}

fn is_called(sought: &Sought) -> Condition {
    let name = Expr::expr(Func::lower(firm::Column::Name.into_expr()));
    let called = name.like(LikeExpr::new(list::containing(&sought.words)).escape('!'));
    Condition::any().add(firm::Column::Uscc.eq(sought.code.as_str())).add(called)
}

fn up_to(most: usize) -> u64 {
    u64::try_from(most).unwrap_or(u64::MAX)
}
