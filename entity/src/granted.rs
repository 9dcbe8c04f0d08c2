//! What an approval grants, by line and component, append only.

use chrono::NaiveDate;
use domain::id::{ApplicationId, BundleId, FirmId, LineId};
use domain::money::Fen;
use sea_orm::prelude::*;

/// A row of `granted`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "granted")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: ApplicationId,
    pub line_id: LineId,
    pub scheme_id: String,
    pub component: String,
    pub firm_id: FirmId,
    pub enterprise_code: String,
    pub payee_code: String,
    /// Which account of the payee, from 1; 0: granted before this was noted.
    pub part: i64,
    pub claim: String,
    pub granted_on: NaiveDate,
    pub granted_fen: Fen,
    /// With which others it counts; none for grants of before there were bundles.
    pub bundle_id: Option<BundleId>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
