//! What a part of a bank line was matched with or explained by, append only; a row below zero takes an earlier one back.

use chrono::{DateTime, Utc};
use domain::id::{AllocationId, EntryId, PaymentId, PersonId};
use domain::money::Fen;
use domain::reconciliation::AllocationKind;
use sea_orm::prelude::*;

/// A row of `allocation`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "allocation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AllocationId,
    pub entry_id: EntryId,
    pub payment_id: Option<PaymentId>,
    pub kind: AllocationKind,
    pub amount_fen: Fen,
    /// What the bank kept of a return, beside what the line brought.
    pub kept_fen: Fen,
    pub reverses: Option<AllocationId>,
    pub rule: String,
    pub reasons: String,
    pub note: String,
    pub decided_by: Option<PersonId>,
    pub decided_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
