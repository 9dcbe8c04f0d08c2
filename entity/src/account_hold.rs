//! Nothing is paid to a payee of an application while a change of its account is open.

use chrono::{DateTime, Utc};
use domain::id::{AccountChangeId, AccountHoldId, ApplicationId, PersonId};
use domain::workflow::AccountHoldState;
use sea_orm::prelude::*;

/// A row of `account_hold`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_hold")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountHoldId,
    pub change_id: AccountChangeId,
    pub application_id: ApplicationId,
    pub payee_code: String,
    pub state: AccountHoldState,
    pub held_at: DateTime<Utc>,
    pub supplement_sha256: Option<String>,
    pub supplement_by: Option<PersonId>,
    pub supplement_at: Option<DateTime<Utc>>,
    pub pay_to: Option<String>,
    pub proposed_by: Option<PersonId>,
    pub proposed_at: Option<DateTime<Utc>>,
    pub why: String,
    pub released_by: Option<PersonId>,
    pub released_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
