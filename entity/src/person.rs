//! A person, of the authority or of one firm.

use chrono::{DateTime, Utc};
use domain::id::{FirmId, PersonId, UnitId};
use sea_orm::prelude::*;

/// A row of `person`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    pub login: String,
    pub name_zh: String,
    pub name_en: String,
    pub unit_id: Option<UnitId>,
    pub firm_id: Option<FirmId>,
    pub password_hash: Option<String>,
    pub status: String,
    pub created_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
