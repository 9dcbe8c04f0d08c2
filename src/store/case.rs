//! A case with what it rests on, read at once: the call with its budget line, the firm with its account, the schedule and the
//! calculation in force.

use domain::refusal::Code;
use entity::{application, budget_line, calculation, call, credit_check, firm, firm_account, job, schedule};
use sea_orm::sea_query::{Expr, ExprTrait as _, IntoCondition as _};
use sea_orm::{ColumnTrait as _, DerivePartialModel, EntityTrait as _, JoinType, QuerySelect as _, Select};

use super::scope::Scope;
use super::{Connection, credit};
use kernel::error::Error;

/// A case and what it rests on.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "application::Entity")]
pub struct Head {
    /// The application.
    #[sea_orm(nested)]
    pub application: application::Model,
    /// Its call.
    #[sea_orm(nested)]
    pub call: call::Model,
    /// The line of the budget that the call draws on.
    #[sea_orm(nested)]
    pub budget_line: budget_line::Model,
    /// Its firm.
    #[sea_orm(nested)]
    pub firm: firm::Model,
    /// The firm's payee account in force.
    #[sea_orm(nested)]
    pub account: Option<firm_account::Model>,
    /// The schedule in force.
    #[sea_orm(nested)]
    pub schedule: Option<schedule::Model>,
    /// The calculation in force.
    #[sea_orm(nested)]
    pub calculation: Option<calculation::Model>,
    /// The job that imports a schedule into it, or did so last.
    #[sea_orm(nested)]
    pub import: Option<job::Model>,
}

/// A case as whoever works on it reads it: what it rests on, and what was found about it.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "application::Entity")]
pub struct Reviewed {
    /// The case and what it rests on.
    #[sea_orm(nested)]
    pub head: Head,
    /// The newest credit check.
    #[sea_orm(nested)]
    pub check: Option<credit_check::Model>,
    /// Whether a claim of it meets one of another case, or a person was asked whether two lines are one.
    #[sea_orm(from_expr = "Expr::cust(MEETS)")]
    pub meets: bool,
}

/// Whether there is anything to tell of a case's claims: most cases have none, and are asked nothing more about them.
const MEETS: &str = "(EXISTS (SELECT 1 FROM claim_meeting m WHERE m.application_id = application.id)
   OR EXISTS (SELECT 1 FROM claim_question q WHERE q.application_id = application.id)
   OR EXISTS (SELECT 1 FROM claim_question q WHERE q.other_application_id = application.id))";

/// Of the jobs about a case the one that imports a schedule into it, else the newest that did.
const LAST_IMPORT: &str =
    "job.id = (SELECT j.id FROM job j WHERE j.kind = 'import_schedule' AND j.key = application.number
   ORDER BY CASE WHEN j.state IN ('waiting', 'running') THEN 0 ELSE 1 END, j.id DESC LIMIT 1)";

/// A case by its number, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn find(db: &Connection, scope: &Scope, number: &str) -> Result<Head, Error> {
    query(scope, number).into_partial_model::<Head>().one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A case by its number as whoever works on it reads it, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn reviewed(db: &Connection, scope: &Scope, number: &str) -> Result<Reviewed, Error> {
    let check = application::Entity::belongs_to(credit_check::Entity)
        .from(application::Column::Id)
        .to(credit_check::Column::ApplicationId)
        .on_condition(|_, _| Expr::cust(credit::NEWEST_CHECK).into_condition());
    let query = query(scope, number).join(JoinType::LeftJoin, check.into());
    query.into_partial_model::<Reviewed>().one(db).await?.ok_or_else(|| Code::NotFound.into())
}

fn query(scope: &Scope, number: &str) -> Select<application::Entity> {
    use application::Column;
    let call = application::Entity::belongs_to(call::Entity).from(Column::CallId).to(call::Column::Id);
    let line =
        call::Entity::belongs_to(budget_line::Entity).from(call::Column::BudgetLineId).to(budget_line::Column::Id);
    let firm = application::Entity::belongs_to(firm::Entity).from(Column::FirmId).to(firm::Column::Id);
    let account = application::Entity::belongs_to(firm_account::Entity)
        .from(Column::FirmId)
        .to(firm_account::Column::FirmId)
        .on_condition(|_, _| firm_account::Column::Active.into_expr().eq(true).into_condition());
    let schedule = application::Entity::belongs_to(schedule::Entity).from(Column::ScheduleId).to(schedule::Column::Id);
    let calculation =
        application::Entity::belongs_to(calculation::Entity).from(Column::CalculationId).to(calculation::Column::Id);
    let import = application::Entity::belongs_to(job::Entity)
        .from(Column::Number)
        .to(job::Column::Key)
        .on_condition(|_, _| Expr::cust(LAST_IMPORT).into_condition());
    super::application::find_where(scope, Column::Number.eq(number))
        .join(JoinType::InnerJoin, call.into())
        .join(JoinType::InnerJoin, line.into())
        .join(JoinType::InnerJoin, firm.into())
        .join(JoinType::LeftJoin, account.into())
        .join(JoinType::LeftJoin, schedule.into())
        .join(JoinType::LeftJoin, calculation.into())
        .join(JoinType::LeftJoin, import.into())
}
