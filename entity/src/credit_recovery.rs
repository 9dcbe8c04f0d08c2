//! A proposal to recover what was paid (追回建议).

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, CreditCheckId, CreditRecoveryId, PersonId};
use domain::money::Fen;
use domain::workflow::recovery::RecoveryState;
use sea_orm::prelude::*;

/// A row of `credit_recovery`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credit_recovery")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CreditRecoveryId,
    pub application_id: ApplicationId,
    pub subject_code: String,
    pub subject_name: String,
    pub reason: String,
    pub record: String,
    pub check_id: CreditCheckId,
    pub paid_fen: Fen,
    pub state: RecoveryState,
    pub proposed_at: DateTime<Utc>,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTime<Utc>>,
    pub why: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
