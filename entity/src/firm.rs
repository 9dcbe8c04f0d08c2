//! A firm that applies (申报单位).

use chrono::{DateTime, Utc};
use domain::id::{FirmId, UnitId};
use domain::identifier::Uscc;
use sea_orm::prelude::*;

/// A row of `firm`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "firm")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FirmId,
    pub unit_id: UnitId,
    pub kind: String,
    pub name: String,
    pub uscc: Uscc,
    pub licence_no: String,
    pub legal_representative: String,
    pub contact_name: String,
    pub contact_phone: String,
    pub version: i64,
    pub created_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
