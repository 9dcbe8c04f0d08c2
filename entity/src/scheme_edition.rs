//! The life of a scheme version (规则版本) from draft to withdrawal.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{PersonId, SchemeVersionId};
use domain::workflow::EditionState;
use sea_orm::prelude::*;

/// A row of `scheme_edition`; a published one has a `scheme_version` under the same id.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scheme_edition")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SchemeVersionId,
    pub scheme_id: String,
    pub version: String,
    pub title_zh: String,
    pub title_en: String,
    pub source: String,
    pub sha256: String,
    pub cases: String,
    pub outcomes: String,
    pub cases_hold: bool,
    pub state: EditionState,
    pub row_version: i64,
    pub written_by: Option<PersonId>,
    pub written_at: DateTime<Utc>,
    pub submitted_by: Option<PersonId>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub published_by: Option<PersonId>,
    pub published_at: Option<DateTime<Utc>>,
    pub published_on: Option<NaiveDate>,
    pub effective_from: Option<NaiveDate>,
    pub remark: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
