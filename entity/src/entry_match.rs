//! What a statement line was matched with or explained by, append only.

use chrono::{DateTime, Utc};
use domain::id::{EntryId, MatchId, PaymentId, PersonId};
use domain::money::Fen;
use sea_orm::prelude::*;

/// A row of `entry_match`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry_match")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MatchId,
    pub entry_id: EntryId,
    pub payment_id: Option<PaymentId>,
    pub kind: String,
    pub amount_fen: Fen,
    pub rule: String,
    pub reasons: String,
    pub note: String,
    pub matched_by: Option<PersonId>,
    pub matched_at: DateTime<Utc>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
