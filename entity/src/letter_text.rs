//! The text of letters.

use domain::letter::Kind;
use sea_orm::prelude::*;

/// A row of `letter_text`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter_text")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sha256: String,
    pub kind: Kind,
    pub version: String,
    pub text: String,
    /// What stands around the text of every letter.
    pub frame: String,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
