//! Where a payee of a signed application is paid; bound to the signed hash.

use chrono::{DateTime, Utc};
use domain::id::{AccountChangeId, ApplicationId, PersonId};
use domain::identifier::{AccountNumber, Cnaps};
use sea_orm::prelude::*;

/// A row of `signed_payee`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signed_payee")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub content_sha256: String,
    pub payee_code: String,
    pub part: i64,
    pub ordinal: i64,
    pub account_name: String,
    pub bank_name: String,
    pub account_no: AccountNumber,
    pub cnaps: Cnaps,
    pub change_id: Option<AccountChangeId>,
    pub signed_by: Option<PersonId>,
    pub signed_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
