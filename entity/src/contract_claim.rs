//! A contract that counts in a live application.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, FirmId};
use sea_orm::prelude::*;

/// A row of `contract_claim`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_claim")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub scheme_id: String,
    pub firm_id: FirmId,
    pub contract_key: String,
    pub application_id: ApplicationId,
    pub released_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
