//! Statements of two officers.

use chrono::{DateTime, Utc};
use domain::id::{ApplicationId, CreditEntryId, PersonId};
use domain::refusal::Code;
use domain::workflow::Moved;
use domain::workflow::attestation::AttestationState;
use entity::credit_entry;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::Connection;
use crate::moved::stamp;
use crate::scope::Scope;
use crate::tally::Count;
use crate::{json_list, list, sql};
use kernel::error::Error;

/// Keys of one statement.
const KEYS: usize = 10_000;

/// Adds a statement that waits for its second officer.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: credit_entry::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    credit_entry::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// A statement by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &Connection, scope: &Scope, id: CreditEntryId) -> Result<credit_entry::Model, Error> {
    let query = credit_entry::Entity::find_by_id(id).filter(scope.on_person(credit_entry::Column::EnteredBy));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// Statements about a subject that wait for a second officer, or were confirmed after an instant.
///
/// # Errors
/// A fault of the database.
pub async fn beside(
    db: &Connection,
    subject: &str,
    confirmed_after: Option<DateTime<Utc>>,
) -> Result<Vec<credit_entry::Model>, Error> {
    let query = credit_entry::Entity::find().filter(credit_entry::Column::SubjectCode.eq(subject));
    let query = match confirmed_after {
        None => query.filter(credit_entry::Column::DecidedAt.is_null()),
        Some(at) => {
            query.filter(credit_entry::Column::Accepted.eq(true)).filter(credit_entry::Column::DecidedAt.gt(at))
        }
    };
    Ok(query.order_by_desc(credit_entry::Column::EnteredAt).order_by_desc(credit_entry::Column::Id).all(db).await?)
}

/// The second officer's decision; only the first counts.
///
/// # Errors
/// [`Code::SamePerson`] for who entered it; [`Code::Stale`] when it was decided meanwhile.
pub async fn decide(
    tx: &Connection,
    id: CreditEntryId,
    moved: &Moved<AttestationState>,
    (by, answer): (PersonId, &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = credit_entry::ActiveModel {
        decided_by: Set(Some(by)),
        decided_at: Set(Some(now)),
        accepted: Set(Some(moved.to() == AttestationState::Confirmed)),
        answer: Set(answer.to_owned()),
        ..Default::default()
    };
    let update = credit_entry::Entity::update_many()
        .set(row)
        .filter(credit_entry::Column::Id.eq(id))
        .filter(credit_entry::Column::DecidedAt.is_null());
    if stamp(update, moved).exec(tx).await?.rows_affected == 0 { Err(Code::Stale.into()) } else { Ok(()) }
}

/// Statements of some kinds that were confirmed by an instant, in the order of their confirmation.
///
/// # Errors
/// A fault of the database.
pub async fn confirmed(
    db: &Connection,
    kinds: &[&str],
    known_at: DateTime<Utc>,
) -> Result<Vec<credit_entry::Model>, Error> {
    let query = credit_entry::Entity::find()
        .filter(list::one_of(credit_entry::Column::Kind, kinds.iter().copied()))
        .filter(credit_entry::Column::Accepted.eq(true))
        .filter(credit_entry::Column::DecidedAt.lte(known_at));
    Ok(query.order_by_asc(credit_entry::Column::DecidedAt).order_by_asc(credit_entry::Column::Id).all(db).await?)
}

/// Statements of some kinds about some subjects that were confirmed by an instant, in the order of their confirmation.
///
/// # Errors
/// A fault of the database.
pub async fn confirmed_about(
    db: &Connection,
    codes: &[&str],
    kinds: &[&str],
    known_at: DateTime<Utc>,
) -> Result<Vec<credit_entry::Model>, Error> {
    let quoted: Vec<String> = kinds.iter().map(|kind| format!("'{kind}'")).collect();
    let text = format!(
        "SELECT e.* FROM {} CROSS JOIN credit_entry e WHERE e.subject_code = k.value AND e.kind IN ({}) AND e.accepted \
         AND e.decided_at <= $2",
        json_list(db),
        quoted.join(", ")
    );
    let mut found: Vec<credit_entry::Model> = Vec::new();
    for part in codes.chunks(KEYS) {
        let values = [serde_json::to_string(part)?.into(), known_at.into()];
        found.extend(credit_entry::Entity::find().from_raw_sql(sql(db, &text, values)).all(db).await?);
    }
    found.sort_by_key(|e| (e.decided_at, e.id));
    Ok(found)
}

/// Overrides of applications that were confirmed by an instant, those of each in the order of their confirmation.
///
/// # Errors
/// A fault of the database.
pub async fn confirmed_overrides(
    db: &Connection,
    applications: impl IntoIterator<Item = ApplicationId>,
    known_at: DateTime<Utc>,
) -> Result<Vec<credit_entry::Model>, Error> {
    let query = credit_entry::Entity::find()
        .filter(credit_entry::Column::Kind.eq("override"))
        .filter(credit_entry::Column::Accepted.eq(true))
        .filter(credit_entry::Column::DecidedAt.lte(known_at))
        .order_by_asc(credit_entry::Column::DecidedAt)
        .order_by_asc(credit_entry::Column::Id);
    list::find_in(db, query, credit_entry::Column::ApplicationId, applications).await
}

/// Statements that wait for a second officer, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn waiting(db: &Connection, scope: &Scope) -> Result<Vec<credit_entry::Model>, Error> {
    let query = credit_entry::Entity::find()
        .filter(scope.on_person(credit_entry::Column::EnteredBy))
        .filter(credit_entry::Column::DecidedAt.is_null());
    Ok(query.order_by_asc(credit_entry::Column::EnteredAt).order_by_asc(credit_entry::Column::Id).all(db).await?)
}

/// Statements that wait for a second officer until a day that is announced in public, of every unit.
///
/// # Errors
/// A fault of the database.
pub async fn announced(db: &Connection) -> Result<Vec<credit_entry::Model>, Error> {
    let query = credit_entry::Entity::find()
        .filter(credit_entry::Column::DecidedAt.is_null())
        .filter(credit_entry::Column::NotBefore.is_not_null());
    Ok(query.order_by_asc(credit_entry::Column::EnteredAt).order_by_asc(credit_entry::Column::Id).all(db).await?)
}

/// How many statements of others wait for a person: about subjects, about sources, or both.
pub fn count_waiting(scope: &Scope, person: PersonId, of_sources: bool) -> Count {
    let kind = credit_entry::Column::Kind;
    let query = credit_entry::Entity::find()
        .filter(scope.on_person(credit_entry::Column::EnteredBy))
        .filter(credit_entry::Column::DecidedAt.is_null())
        .filter(credit_entry::Column::EnteredBy.ne(person))
        .filter(if of_sources { kind.eq("source") } else { kind.ne("source") });
    Count::of(query)
}

/// The statements that were decided last.
///
/// # Errors
/// A fault of the database.
pub async fn decided(db: &Connection, scope: &Scope, limit: u64) -> Result<Vec<credit_entry::Model>, Error> {
    let query = credit_entry::Entity::find()
        .filter(scope.on_person(credit_entry::Column::EnteredBy))
        .filter(credit_entry::Column::DecidedAt.is_not_null());
    let query = query.order_by_desc(credit_entry::Column::DecidedAt).order_by_desc(credit_entry::Column::Id);
    Ok(query.limit(limit).all(db).await?)
}
