//! Whether a line is the same as another one: of another application, or of the same schedule.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, LineId};
use sea_orm::prelude::*;

/// A row of `claim_question`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "claim_question")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub line_id: LineId,
    pub other_application_id: ApplicationId,
    pub other_line_id: LineId,
    pub asked_at: DateTime<Utc>,
    pub because: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
