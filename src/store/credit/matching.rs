//! Questions whether a record is about a subject, and what officers answered.

use chrono::{DateTime, Utc};
use entity::{credit_match_decision, credit_match_question, person};
use sea_orm::sea_query::{Expr, IntoCondition as _};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, DerivePartialModel, EntityTrait, IntoActiveModel, JoinType,
    QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::Connection;
use crate::person::Named;
use crate::scope::Scope;
use crate::tally::Count;
use crate::{json_list, list, sql};
use kernel::error::Error;

/// Keys of one statement.
const KEYS: usize = 10_000;

/// Asks; a question that was asked before stays as it is.
///
/// # Errors
/// A fault of the database.
pub async fn ask(tx: &Connection, rows: Vec<credit_match_question::Model>) -> Result<(), Error> {
    let rows = rows.into_iter().map(|r| r.into_active_model().reset_all());
    list::insert_new(tx, rows, &[credit_match_question::Column::RecordKey, credit_match_question::Column::SubjectCode])
        .await
}

/// A question with its newest answer and whose that is.
#[derive(Debug, Clone, DerivePartialModel)]
#[sea_orm(entity = "credit_match_question::Entity")]
pub struct Asked {
    /// The question.
    #[sea_orm(nested)]
    pub question: credit_match_question::Model,
    /// The newest answer.
    #[sea_orm(nested)]
    pub decision: Option<credit_match_decision::Model>,
    /// Who gave it.
    #[sea_orm(nested)]
    pub by: Option<Named>,
}

/// Of the answers to a question the newest.
const NEWEST: &str = "credit_match_decision.subject_code = credit_match_question.subject_code
   AND credit_match_decision.ordinal = (SELECT MAX(n.ordinal) FROM credit_match_decision n
     WHERE n.record_key = credit_match_question.record_key AND n.subject_code = credit_match_question.subject_code)";

/// The viewer's questions: a case of the viewer asked, or is about the same subject and waits for the same answer.
fn questions(scope: &Scope) -> Select<credit_match_question::Entity> {
    use credit_match_question::Column;
    let mine = scope.on_application(Column::ApplicationId);
    credit_match_question::Entity::find().filter(Condition::any().add(mine).add(scope.on_subject(Column::SubjectCode)))
}

/// Those of them without an answer.
fn open(scope: &Scope) -> Select<credit_match_question::Entity> {
    let open = Expr::cust(
        "NOT EXISTS (SELECT 1 FROM credit_match_decision d WHERE d.record_key = credit_match_question.record_key
         AND d.subject_code = credit_match_question.subject_code)",
    );
    questions(scope).filter(open)
}

/// The viewer's questions without an answer, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn unanswered(
    db: &Connection,
    scope: &Scope,
    limit: u64,
) -> Result<Vec<credit_match_question::Model>, Error> {
    let query = open(scope)
        .order_by_asc(credit_match_question::Column::AskedAt)
        .order_by_asc(credit_match_question::Column::RecordKey)
        .order_by_asc(credit_match_question::Column::SubjectCode);
    Ok(query.limit(limit).all(db).await?)
}

/// How many of the viewer's questions wait for an answer.
pub fn count_unanswered(scope: &Scope) -> Count {
    Count::of(open(scope))
}

/// The newest answers of the viewer's office.
///
/// # Errors
/// A fault of the database.
pub async fn latest_decisions(
    db: &Connection,
    scope: &Scope,
    limit: u64,
) -> Result<Vec<credit_match_decision::Model>, Error> {
    let mine = scope.on_person(credit_match_decision::Column::DecidedBy);
    let query =
        credit_match_decision::Entity::find().filter(mine).order_by_desc(credit_match_decision::Column::DecidedAt);
    Ok(query.order_by_asc(credit_match_decision::Column::RecordKey).limit(limit).all(db).await?)
}

/// A question of the viewer.
///
/// # Errors
/// A fault of the database.
pub async fn question(
    db: &Connection,
    scope: &Scope,
    record_key: &str,
    subject_code: &str,
) -> Result<Option<credit_match_question::Model>, Error> {
    let query = questions(scope)
        .filter(credit_match_question::Column::RecordKey.eq(record_key))
        .filter(credit_match_question::Column::SubjectCode.eq(subject_code));
    Ok(query.one(db).await?)
}

/// The answers about some subjects that were given by an instant, in their order.
///
/// # Errors
/// A fault of the database.
pub async fn decisions(
    db: &Connection,
    subjects: &[&str],
    known_at: DateTime<Utc>,
) -> Result<Vec<credit_match_decision::Model>, Error> {
    let text = format!(
        "SELECT d.* FROM {} CROSS JOIN credit_match_decision d WHERE d.subject_code = k.value AND d.decided_at <= $2",
        json_list(db)
    );
    let mut found: Vec<credit_match_decision::Model> = Vec::new();
    for part in subjects.chunks(KEYS) {
        let values = [serde_json::to_string(part)?.into(), known_at.into()];
        found.extend(credit_match_decision::Entity::find().from_raw_sql(sql(db, &text, values)).all(db).await?);
    }
    let key = |d: &credit_match_decision::Model| (d.record_key.clone(), d.subject_code.clone(), d.ordinal);
    found.sort_by_cached_key(key);
    Ok(found)
}

/// The viewer's questions about one subject, each with its newest answer; the newest question first.
///
/// # Errors
/// A fault of the database.
pub async fn about(db: &Connection, scope: &Scope, subject_code: &str) -> Result<Vec<Asked>, Error> {
    let answer = credit_match_question::Entity::belongs_to(credit_match_decision::Entity)
        .from(credit_match_question::Column::RecordKey)
        .to(credit_match_decision::Column::RecordKey)
        .on_condition(|_, _| Expr::cust(NEWEST).into_condition());
    let person = credit_match_decision::Entity::belongs_to(person::Entity)
        .from(credit_match_decision::Column::DecidedBy)
        .to(person::Column::Id);
    let query = questions(scope)
        .filter(credit_match_question::Column::SubjectCode.eq(subject_code))
        .join(JoinType::LeftJoin, answer.into())
        .join(JoinType::LeftJoin, person.into())
        .order_by_desc(credit_match_question::Column::AskedAt);
    Ok(query.into_partial_model().all(db).await?)
}

/// Adds an answer; its ordinal follows the one that the person saw.
///
/// # Errors
/// [`domain::refusal::Code::Stale`] when somebody answered meanwhile.
pub async fn decide(tx: &Connection, row: credit_match_decision::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    credit_match_decision::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}
