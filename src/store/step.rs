//! Steps of people on cases; the trigger `case_step_segregation` refuses incompatible ones.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, PersonId};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::{Role, Step};
use entity::{case_step, person};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect as _,
    Select,
};

use super::list;
use crate::Connection;
use kernel::error::Error;
use kernel::id::new_uuid;

/// A step to be written.
pub struct NewStep<'a> {
    /// The case.
    pub application: ApplicationId,
    /// Which step.
    pub step: Step,
    /// Who.
    pub person: PersonId,
    /// In which role.
    pub role: Role,
    /// The event that it belongs to.
    pub event: &'a str,
    /// The reason given, or empty.
    pub reason: &'a str,
    /// The hash of what the person saw and decided on, or empty.
    pub content_sha256: &'a str,
}

/// Writes a step.
///
/// # Errors
/// [`Code::SamePerson`] naming the earlier step, when the database refuses the pair.
pub async fn insert(tx: &Connection, new: NewStep<'_>, now: DateTime<Utc>) -> Result<(), Error> {
    let steps = of_case(tx, new.application).await?;
    let earlier = steps.iter().filter(|s| s.person_id == new.person).map(|s| s.step);
    let row = case_step::ActiveModel {
        id: Set(new_uuid(now)),
        application_id: Set(new.application),
        step: Set(new.step),
        person_id: Set(new.person),
        role: Set(new.role),
        event: Set(new.event.to_owned()),
        reason: Set(new.reason.to_owned()),
        content_sha256: Set(new.content_sha256.to_owned()),
        at: Set(now),
        // Of two steps at once the second is refused by the key, and the command is run again.
        seq: Set(steps.last().map_or(0, |s| s.seq).saturating_add(1)),
    };
    match case_step::Entity::insert(row).exec_without_returning(tx).await.map_err(Error::from) {
        Err(error) if error.code() == Some(Code::SamePerson) => {
            // The database decides; this only finds words for its answer.
            let step = earlier.clone().find(|s| !domain::role::compatible(*s, new.step)).unwrap_or(new.step);
            Err(taken_before(step).into())
        }
        other => other.map(|_| ()),
    }
}

/// What refuses a step to a person who took this one before.
pub fn taken_before(step: Step) -> Refusal {
    Refusal::new(Code::SamePerson).with("step", Fact::Message(format!("step-{}", step.key())))
}

/// The cases on which a person took a step that never meets `wanted` in one person, with the first such step of each.
///
/// # Errors
/// A fault of the database.
pub async fn hindering(
    db: &Connection,
    cases: impl IntoIterator<Item = ApplicationId>,
    person: PersonId,
    wanted: Step,
) -> Result<BTreeMap<ApplicationId, Step>, Error> {
    let query = case_step::Entity::find()
        .filter(case_step::Column::PersonId.eq(person))
        .order_by_asc(case_step::Column::Seq)
        .order_by_asc(case_step::Column::Id);
    let mut found = BTreeMap::new();
    for step in list::find_in(db, query, case_step::Column::ApplicationId, cases).await? {
        if !domain::role::compatible(step.step, wanted) {
            found.entry(step.application_id).or_insert(step.step);
        }
    }
    Ok(found)
}

/// All steps of a case, in the order in which they were taken.
///
/// # Errors
/// A fault of the database.
pub async fn of_case(db: &Connection, application: ApplicationId) -> Result<Vec<case_step::Model>, Error> {
    Ok(in_order(application).all(db).await?)
}

fn in_order(application: ApplicationId) -> Select<case_step::Entity> {
    let query = case_step::Entity::find().filter(case_step::Column::ApplicationId.eq(application));
    query.order_by_asc(case_step::Column::Seq).order_by_asc(case_step::Column::Id)
}

/// A step with the name of who took it.
#[derive(Debug, FromQueryResult)]
pub struct Told {
    /// The step.
    #[sea_orm(nested)]
    pub step: case_step::Model,
    /// The name in Chinese.
    pub name_zh: String,
    /// The name in English.
    pub name_en: String,
}

/// All steps of a case with the names of their people, in the order in which they were taken.
///
/// # Errors
/// A fault of the database.
pub async fn told(db: &Connection, application: ApplicationId) -> Result<Vec<Told>, Error> {
    let person = case_step::Entity::belongs_to(person::Entity).from(case_step::Column::PersonId).to(person::Column::Id);
    let query = in_order(application)
        .column_as(person::Column::NameZh, "name_zh")
        .column_as(person::Column::NameEn, "name_en")
        .join(JoinType::InnerJoin, person.into());
    Ok(query.into_model().all(db).await?)
}

/// The hash that the latest step of a kind was bound to.
///
/// # Errors
/// A fault of the database.
pub async fn latest_content(
    db: &Connection,
    application: ApplicationId,
    step: Step,
    event: &str,
) -> Result<Option<String>, Error> {
    let row = case_step::Entity::find()
        .filter(case_step::Column::ApplicationId.eq(application))
        .filter(case_step::Column::Step.eq(step))
        .filter(case_step::Column::Event.eq(event))
        .order_by_desc(case_step::Column::Seq)
        .one(db)
        .await?;
    Ok(row.map(|r| r.content_sha256))
}
