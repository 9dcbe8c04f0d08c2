//! Versions of the credit rules and who approved them.

use chrono::{DateTime, Utc};
use domain::id::PersonId;
use domain::refusal::Code;
use domain::workflow::Moved;
use domain::workflow::rule_set::RuleSetState;
use entity::{credit_rule_approval, credit_rule_set};
use sea_orm::sea_query::Query;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait as _, IntoActiveModel, QueryFilter,
    QueryOrder, UpdateMany, UpdateResult,
};

use crate::moved::stamp;
use crate::tally::Count;
use crate::{Connection, list};
use kernel::error::Error;

/// All versions that nobody gave up, the latest first.
///
/// # Errors
/// A fault of the database.
pub async fn all(db: &Connection) -> Result<Vec<credit_rule_set::Model>, Error> {
    let query = credit_rule_set::Entity::find().filter(credit_rule_set::Column::DiscardedAt.is_null());
    let query = query.order_by_desc(credit_rule_set::Column::EffectiveFrom);
    Ok(query.order_by_desc(credit_rule_set::Column::Id).all(db).await?)
}

/// How many open versions a person may approve: written by others, and not approved by the same person before.
pub fn count_open(person: PersonId) -> Count {
    use credit_rule_set::Column;
    let own = Query::select()
        .column(credit_rule_approval::Column::RuleSetId)
        .from(credit_rule_approval::Entity)
        .and_where(credit_rule_approval::Column::PersonId.eq(person))
        .to_owned();
    let query = credit_rule_set::Entity::find()
        .filter(Column::PublishedAt.is_null())
        .filter(Column::DiscardedAt.is_null())
        .filter(Column::WrittenBy.is_null().or(Column::WrittenBy.ne(person)))
        .filter(Column::Id.not_in_subquery(own));
    Count::of(query)
}

/// The versions that were published at an instant.
///
/// # Errors
/// A fault of the database.
pub async fn published(db: &Connection, known_at: DateTime<Utc>) -> Result<Vec<credit_rule_set::Model>, Error> {
    let query = credit_rule_set::Entity::find().filter(credit_rule_set::Column::PublishedAt.lte(known_at));
    Ok(query.order_by_asc(credit_rule_set::Column::EffectiveFrom).all(db).await?)
}

/// A version by its name.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &Connection, id: &str) -> Result<credit_rule_set::Model, Error> {
    credit_rule_set::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// Adds a version.
///
/// # Errors
/// [`Code::CreditRulesKnown`].
pub async fn insert(tx: &Connection, row: credit_rule_set::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    credit_rule_set::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Keeps what a trial of a draft showed.
///
/// # Errors
/// What the database refuses.
pub async fn keep_dry_run(tx: &Connection, id: &str, result: String) -> Result<(), Error> {
    let row = credit_rule_set::ActiveModel { dry_run: Set(Some(result)), ..Default::default() };
    done(changed(id, row).exec(tx).await?)
}

/// Publishes a draft; the database wants two approvals of its content.
///
/// # Errors
/// [`Code::CreditApprovalsMissing`].
pub async fn publish(tx: &Connection, id: &str, moved: &Moved<RuleSetState>, now: DateTime<Utc>) -> Result<(), Error> {
    let row = credit_rule_set::ActiveModel { published_at: Set(Some(now)), ..Default::default() };
    done(stamp(changed(id, row), moved).exec(tx).await?)
}

/// Gives a draft up.
///
/// # Errors
/// What the database refuses.
pub async fn discard(tx: &Connection, id: &str, moved: &Moved<RuleSetState>, now: DateTime<Utc>) -> Result<(), Error> {
    let row = credit_rule_set::ActiveModel { discarded_at: Set(Some(now)), ..Default::default() };
    done(stamp(changed(id, row), moved).exec(tx).await?)
}

fn changed(id: &str, row: credit_rule_set::ActiveModel) -> UpdateMany<credit_rule_set::Entity> {
    credit_rule_set::Entity::update_many().set(row).filter(credit_rule_set::Column::Id.eq(id))
}

fn done(result: UpdateResult) -> Result<(), Error> {
    if result.rows_affected == 0 { Err(Code::NotFound.into()) } else { Ok(()) }
}

/// Adds a person's approval of a content.
///
/// # Errors
/// [`Code::SamePerson`] for the writer; [`Code::ContentChanged`]; [`Code::Stale`] for a second approval by one person.
pub async fn approve(tx: &Connection, row: credit_rule_approval::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    credit_rule_approval::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// The approvals of a version.
///
/// # Errors
/// A fault of the database.
pub async fn approvals(db: &Connection, id: &str) -> Result<Vec<credit_rule_approval::Model>, Error> {
    approvals_of(db, [id.to_owned()]).await
}

/// The approvals of some versions.
///
/// # Errors
/// A fault of the database.
pub async fn approvals_of(
    db: &Connection,
    ids: impl IntoIterator<Item = String>,
) -> Result<Vec<credit_rule_approval::Model>, Error> {
    let query = credit_rule_approval::Entity::find().order_by_asc(credit_rule_approval::Column::ApprovedAt);
    list::find_in(db, query, credit_rule_approval::Column::RuleSetId, ids).await
}
