//! A payee account of a firm (收款账户); one is active.

use chrono::{DateTime, Utc};
use domain::id::{FirmId, PersonId};
use domain::identifier::{AccountNumber, Cnaps};
use sea_orm::prelude::*;

/// A row of `firm_account`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "firm_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub firm_id: FirmId,
    pub account_name: String,
    pub account_no: AccountNumber,
    pub cnaps: Cnaps,
    pub bank_name: String,
    pub active: bool,
    pub created_by: PersonId,
    pub created_at: DateTime<Utc>,
    pub verified_by: Option<PersonId>,
    pub verified_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
