//! A step that a person took on a case, append only.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, PersonId};
use domain::role::{Role, Step};
use domain::workflow::ApplicationEvent;
use sea_orm::prelude::*;

/// A row of `case_step`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub step: Step,
    pub person_id: PersonId,
    pub role: Role,
    pub event: String,
    pub reason: String,
    pub content_sha256: String,
    pub at: DateTime<Utc>,
    pub seq: i64,
}

impl Model {
    /// Whether it is this event of the case.
    pub fn is(&self, event: ApplicationEvent) -> bool {
        !self.step.is_of_money() && self.event == event.key()
    }
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
