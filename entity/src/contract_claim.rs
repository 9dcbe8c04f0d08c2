//! A contract, policy or invoice that counts in a live application: which days of it, in which direction, which share.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{ApplicationId, BundleId, FirmId, LineId};
use domain::money::Fen;
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
    pub kind: String,
    pub line_id: Option<LineId>,
    pub enterprise_code: String,
    pub amount_fen: Fen,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub covers_from: NaiveDate,
    pub covers_to: NaiveDate,
    pub direction: String,
    pub share: i64,
    pub claimed_at: Option<DateTime<Utc>>,
    /// With which others it counts; none for claims of before there were bundles.
    pub bundle_id: Option<BundleId>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
