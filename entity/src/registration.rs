//! A firm that asks to be let in (单位注册): filed by a stranger, decided by an officer of the unit.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{DocumentId, FirmId, PersonId, RegistrationId, UnitId};
use domain::identifier::Uscc;
use domain::workflow::registration::RegistrationState;
use sea_orm::prelude::*;

/// A row of `registration`; its login and names are those that the firm wishes for its first person.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "registration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RegistrationId,
    pub number: String,
    pub token_sha256: String,
    pub unit_id: UnitId,
    pub kind: String,
    pub name: String,
    pub uscc: Uscc,
    pub contact_name: String,
    pub contact_phone: String,
    pub document_id: DocumentId,
    pub login: String,
    pub person_zh: String,
    pub person_en: String,
    pub filed_at: DateTime<Utc>,
    pub state: RegistrationState,
    pub decided_by: Option<PersonId>,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_on: Option<NaiveDate>,
    pub answer: String,
    pub firm_id: Option<FirmId>,
    pub person_id: Option<PersonId>,
    /// When the first person set a password with the token.
    pub used_at: Option<DateTime<Utc>>,
}

/// Joins are written where they are needed, in the store.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
