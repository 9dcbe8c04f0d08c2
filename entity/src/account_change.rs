//! A request for another payee account (收款账户变更).

use chrono::{DateTime, Utc};
use domain::id::{AccountChangeId, ApplicationId, FirmId, PersonId};
use domain::identifier::{AccountNumber, Cnaps};
use domain::workflow::AccountChangeState;
use sea_orm::prelude::*;

/// A row of `account_change`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountChangeId,
    pub number: String,
    pub firm_id: FirmId,
    pub application_id: Option<ApplicationId>,
    pub payee_code: String,
    pub old_account_no: AccountNumber,
    pub account_name: String,
    pub bank_name: String,
    pub account_no: AccountNumber,
    pub cnaps: Cnaps,
    pub why: String,
    pub state: AccountChangeState,
    pub requested_by: PersonId,
    pub requested_at: DateTime<Utc>,
    pub confirmed_by: Option<PersonId>,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub answer: String,
    pub evidence_sha256: String,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
