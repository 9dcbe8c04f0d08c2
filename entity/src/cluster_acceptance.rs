//! That a fail-over may lose what was acknowledged: one administrator proposes to accept it, another agrees.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{ClusterAcceptanceId, PersonId};
use sea_orm::prelude::*;

/// A row of `cluster_acceptance`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cluster_acceptance")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClusterAcceptanceId,
    /// What is accepted: that the standbys are asynchronous, and nothing else.
    pub subject: String,
    pub until_on: NaiveDate,
    pub reason: String,
    pub proposed_by: PersonId,
    pub proposed_at: DateTime<Utc>,
    pub proposed_on: NaiveDate,
    pub agreed: Option<bool>,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTime<Utc>>,
    pub note: String,
    pub ended_by: Option<PersonId>,
    pub ended_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
