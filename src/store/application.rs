//! Applications: scoped finders, and the guarded update that every change of state goes through.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{ApplicationId, ApprovalLimitId, CalculationId, CallId, FirmId};
use domain::money::Fen;
use domain::refusal::Code;
use domain::workflow::{ApplicationState, Moved};
use entity::application;
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait,
    IntoActiveModel, PaginatorTrait as _, QueryFilter, QueryOrder, QuerySelect,
};

use super::list::{self, Kind};
use super::scope::Scope;
use super::sql;
use super::tally::{Count, Groups};
use crate::Connection;
use kernel::error::Error;

/// An application by its number, inside a scope; the row is locked for the transaction on PostgreSQL.
///
/// # Errors
/// [`Code::NotFound`], the same for a foreign one and a missing one.
pub async fn lock(tx: &Connection, scope: &Scope, number: &str) -> Result<application::Model, Error> {
    find_where(scope, application::Column::Number.eq(number))
        .lock(LockType::Update)
        .one(tx)
        .await?
        .ok_or_else(|| Code::NotFound.into())
}

/// An application by its id, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_id(db: &Connection, id: ApplicationId) -> Result<application::Model, Error> {
    application::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// The numbers of some applications.
///
/// # Errors
/// A fault of the database.
pub async fn numbers(db: &Connection, ids: &HashSet<ApplicationId>) -> Result<HashMap<ApplicationId, String>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let query = application::Entity::find().select_only();
    let query = query.column(application::Column::Id).column(application::Column::Number);
    let numbers =
        query.filter(list::within(db, application::Column::Id, ids.iter().copied())).into_tuple().all(db).await?;
    Ok(numbers.into_iter().collect())
}

/// An application locked by its id, for what serves no person's scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock_by_id(tx: &Connection, id: ApplicationId) -> Result<application::Model, Error> {
    application::Entity::find_by_id(id).lock(LockType::Update).one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// An application by its number, inside a scope, for reading.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn find(db: &Connection, scope: &Scope, number: &str) -> Result<application::Model, Error> {
    find_where(scope, application::Column::Number.eq(number)).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// Applications by their numbers, in the order of these, inside a scope, for reading.
///
/// # Errors
/// [`Code::NotFound`] when one of them is not there.
pub async fn find_all(db: &Connection, scope: &Scope, numbers: &[String]) -> Result<Vec<application::Model>, Error> {
    let rows = find_where(scope, list::within(db, application::Column::Number, numbers.iter().map(String::as_str)));
    let rows: HashMap<String, _> = rows.all(db).await?.into_iter().map(|row| (row.number.clone(), row)).collect();
    let found = numbers.iter().map(|number| rows.get(number).cloned().ok_or(Code::NotFound));
    Ok(found.collect::<Result<_, _>>()?)
}

pub(super) fn find_where(
    scope: &Scope,
    condition: sea_orm::sea_query::SimpleExpr,
) -> sea_orm::Select<application::Entity> {
    let mine = scope.on(application::Column::FirmId, application::Column::UnitId);
    application::Entity::find().filter(condition).filter(mine).filter(not_a_strangers_draft(scope))
}

/// The authority does not see what a firm has not sent yet.
pub(super) fn not_a_strangers_draft(scope: &Scope) -> Condition {
    if scope.is_firm() {
        return Condition::all();
    }
    let unsent = ApplicationState::all_that(ApplicationState::was_never_sent);
    Condition::all().add(list::none_of(application::Column::State, unsent))
}

/// A page of applications, newest first, before the given one; `states` empty means every state.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    db: &Connection,
    scope: &Scope,
    states: &[ApplicationState],
    before: Option<ApplicationId>,
    limit: u64,
) -> Result<Vec<application::Model>, Error> {
    let mut query = application::Entity::find()
        .filter(scope.on(application::Column::FirmId, application::Column::UnitId))
        .filter(not_a_strangers_draft(scope));
    if !states.is_empty() {
        query = query.filter(list::one_of(application::Column::State, states.iter().copied()));
    }
    if let Some(before) = before {
        query = query.filter(application::Column::Id.lt(before));
    }
    Ok(query.order_by_desc(application::Column::Id).limit(limit).all(db).await?)
}

/// How many applications of each procedure and state a viewer sees.
pub fn count_by_state(scope: &Scope) -> Groups {
    let query = application::Entity::find()
        .filter(scope.on(application::Column::FirmId, application::Column::UnitId))
        .filter(not_a_strangers_draft(scope));
    Groups::of(query, application::Column::Procedure, application::Column::State)
}

/// The live application of a firm in a call.
///
/// # Errors
/// A fault of the database.
pub async fn live_of_firm(db: &Connection, call: CallId, firm: FirmId) -> Result<Option<application::Model>, Error> {
    Ok(live(firm).filter(application::Column::CallId.eq(call)).one(db).await?)
}

/// The applications of a firm that have not ended without a result, by their call.
///
/// # Errors
/// A fault of the database.
pub async fn every_live_of_firm(db: &Connection, firm: FirmId) -> Result<HashMap<CallId, application::Model>, Error> {
    Ok(live(firm).all(db).await?.into_iter().map(|row| (row.call_id, row)).collect())
}

fn live(firm: FirmId) -> sea_orm::Select<application::Entity> {
    let ended = ApplicationState::all_that(ApplicationState::ended_early);
    application::Entity::find()
        .filter(application::Column::FirmId.eq(firm))
        .filter(list::none_of(application::Column::State, ended))
}

/// Inserts a new application.
///
/// # Errors
/// [`Code::AlreadyApplied`] when the firm has a live one in this call.
pub async fn insert(tx: &Connection, row: application::Model) -> Result<(), Error> {
    application::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// What a guarded update changes beside the state and the version.
#[derive(Default)]
pub struct Change {
    /// The move to a new state; the old one stays when absent.
    pub moved: Option<Moved<ApplicationState>>,
    /// Answers of the firm, JSON.
    pub facts: Option<String>,
    /// The schedule in force.
    pub schedule: Option<domain::id::ScheduleId>,
    /// The calculation in force and its total.
    pub calculation: Option<(CalculationId, Fen)>,
    /// No calculation is in force any more.
    pub no_calculation: bool,
    /// What was signed, and the declaration that was accepted.
    pub signed: Option<(String, String)>,
    /// The approved amount.
    pub approved: Option<Fen>,
    /// The limit under which it is approved, where the procedure asks for one.
    pub limit: Option<ApprovalLimitId>,
    /// Nothing is approved any more.
    pub no_approval: bool,
    /// What the firm is asked to correct.
    pub correction_note: Option<String>,
    /// The last day to correct it.
    pub correction_due_on: Option<NaiveDate>,
    /// The seal of a draft that is given up.
    pub discarded: Option<String>,
}

/// Changes an application that is still as it was read: `WHERE state = … AND version = …`, exactly one row.
///
/// # Errors
/// [`Code::Stale`] when somebody was faster.
pub async fn advance(
    tx: &Connection,
    seen: &application::Model,
    change: Change,
    now: DateTime<Utc>,
) -> Result<i64, Error> {
    let version = seen.version.saturating_add(1);
    let mut row = application::ActiveModel { version: Set(version), updated_at: Set(now), ..Default::default() };
    if let Some(moved) = &change.moved {
        row.state = Set(moved.to());
    }
    if let Some(facts) = change.facts {
        row.facts = Set(facts);
    }
    if let Some(schedule) = change.schedule {
        row.schedule_id = Set(Some(schedule));
    }
    if change.no_calculation {
        row.calculation_id = Set(None);
        row.calculated_fen = Set(None);
    }
    if let Some((id, total)) = change.calculation {
        row.calculation_id = Set(Some(id));
        row.calculated_fen = Set(Some(total));
    }
    if let Some((content, declaration)) = change.signed {
        row.content_sha256 = Set(Some(content));
        row.declaration_sha256 = Set(Some(declaration));
        row.submitted_at = Set(Some(now));
    }
    if let Some(approved) = change.approved {
        row.approved_fen = Set(Some(approved));
    }
    if let Some(limit) = change.limit {
        row.limit_id = Set(Some(limit));
    }
    if change.no_approval {
        row.approved_fen = Set(None);
        row.limit_id = Set(None);
    }
    if let Some(due) = change.correction_due_on {
        row.correction_due_on = Set(Some(due));
    }
    if let Some(content) = change.discarded {
        row.content_sha256 = Set(Some(content));
    }
    if let Some(note) = change.correction_note {
        row.correction_note = Set(note);
    }
    let mut update = application::Entity::update_many()
        .set(row)
        .filter(application::Column::Id.eq(seen.id))
        .filter(application::Column::State.eq(seen.state))
        .filter(application::Column::Version.eq(seen.version));
    if let Some(moved) = &change.moved {
        update = super::moved::stamp(update, moved);
    }
    let done = update.exec(tx).await?;
    if done.rows_affected == 1 { Ok(version) } else { Err(Code::Stale.into()) }
}

/// Applications locked by their ids, in the order of these, for what serves no person's scope.
///
/// # Errors
/// A fault of the database.
pub async fn lock_by_ids(tx: &Connection, ids: &BTreeSet<ApplicationId>) -> Result<Vec<application::Model>, Error> {
    let query = application::Entity::find().order_by_asc(application::Column::Id).lock(LockType::Update);
    list::find_in(tx, query, application::Column::Id, ids.iter().copied()).await
}

/// Those of some applications that some firms filed.
///
/// # Errors
/// A fault of the database.
pub async fn of_firms(
    db: &Connection,
    ids: impl IntoIterator<Item = ApplicationId>,
    firms: &[FirmId],
) -> Result<Vec<ApplicationId>, Error> {
    if firms.is_empty() {
        return Ok(Vec::new());
    }
    let query =
        application::Entity::find().filter(list::within(db, application::Column::FirmId, firms.iter().copied()));
    let found = list::find_in(db, query, application::Column::Id, ids).await?;
    Ok(found.into_iter().map(|row| row.id).collect())
}

/// Applications of which every award is paid or given up and no payment is still to be made, each with whether anything
/// of it was paid. What was paid is summed once for all of them, by itself: looked for award by award PostgreSQL walked over
/// all payments each time, and SQLite does so with a sum that depends on the application.
///
/// # Errors
/// A fault of the database.
pub async fn paid_up(db: &Connection, ids: &BTreeSet<ApplicationId>) -> Result<BTreeMap<ApplicationId, bool>, Error> {
    let keys: Vec<_> = ids.iter().map(|id| serde_json::json!({ "id": id.uuid().simple().to_string() })).collect();
    let text = format!(
        "WITH wanted AS (SELECT v.id FROM {}),
           settled AS (SELECT p.award_id, SUM(p.amount_fen) AS paid FROM wanted n CROSS JOIN payment p
             WHERE p.application_id = n.id AND p.state = 'paid' GROUP BY p.award_id),
           owed AS (SELECT w.application_id FROM wanted n CROSS JOIN award w LEFT JOIN settled s ON s.award_id = w.id
             WHERE w.application_id = n.id AND COALESCE(s.paid, 0) < w.amount_fen
             AND NOT EXISTS (SELECT 1 FROM award_given_up g WHERE g.award_id = w.id))
         SELECT a.id, CAST(CASE WHEN EXISTS (SELECT 1 FROM payment p WHERE p.application_id = a.id AND p.state = 'paid')
             THEN 1 ELSE 0 END AS bigint) AS paid
           FROM wanted n CROSS JOIN application a WHERE a.id = n.id AND a.id NOT IN (SELECT o.application_id FROM owed o)
           AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.application_id = a.id
             AND p.state IN ('ready', 'held', 'batched', 'instructed'))",
        list::table(db, &[("id", Kind::Uuid)])
    );
    let rows = db.query_all_raw(sql(db, &text, [serde_json::to_string(&keys)?.into()])).await?;
    rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get::<i64>("", "paid")? == 1))).collect()
}

/// Moves applications that are all still in the state that was read.
///
/// # Errors
/// [`Code::Stale`] when one of them is not.
pub async fn advance_all(
    tx: &Connection,
    ids: &[ApplicationId],
    moved: &Moved<ApplicationState>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for piece in list::pieces(ids) {
        let row = application::ActiveModel { state: Set(moved.to()), updated_at: Set(now), ..Default::default() };
        let update = application::Entity::update_many()
            .set(row)
            .col_expr(application::Column::Version, Expr::col(application::Column::Version).add(1))
            .filter(list::within(tx, application::Column::Id, piece.iter().copied()))
            .filter(application::Column::State.eq(moved.from()));
        let done = super::moved::stamp(update, moved).exec(tx).await?;
        if done.rows_affected != u64::try_from(piece.len()).unwrap_or(u64::MAX) {
            return Err(Code::Stale.into());
        }
    }
    Ok(())
}

/// All applications of a call that a viewer sees, living or not, by number.
///
/// # Errors
/// A fault of the database.
pub async fn every_of_call(db: &Connection, scope: &Scope, call: CallId) -> Result<Vec<application::Model>, Error> {
    let query = find_where(scope, application::Column::CallId.eq(call));
    Ok(query.order_by_asc(application::Column::Number).all(db).await?)
}

/// Every application, for the verification.
///
/// # Errors
/// A fault of the database.
pub async fn every(db: &Connection) -> Result<Vec<application::Model>, Error> {
    Ok(application::Entity::find().order_by_asc(application::Column::Number).all(db).await?)
}

/// The living applications of a call in the order of their filing, locked for the transaction.
///
/// # Errors
/// A fault of the database.
pub async fn lock_of_call(tx: &Connection, call: CallId) -> Result<Vec<application::Model>, Error> {
    Ok(living(call).lock(LockType::Update).all(tx).await?)
}

/// The living applications of a call in the order of their filing, for reading.
///
/// # Errors
/// A fault of the database.
pub async fn of_call(db: &Connection, scope: &Scope, call: CallId) -> Result<Vec<application::Model>, Error> {
    let mine = scope.on(application::Column::FirmId, application::Column::UnitId);
    Ok(living(call).filter(mine).all(db).await?)
}

fn living(call: CallId) -> sea_orm::Select<application::Entity> {
    let gone = ApplicationState::all_that(|state| state == ApplicationState::Draft || state.ended_early());
    application::Entity::find()
        .filter(application::Column::CallId.eq(call))
        .filter(list::none_of(application::Column::State, gone))
        .order_by_asc(application::Column::SubmittedAt)
        .order_by_asc(application::Column::Id)
}

/// How many corrections nobody answered by their last day, of those that a viewer sees.
pub fn count_overdue(scope: &Scope, today: NaiveDate) -> Count {
    let query = application::Entity::find()
        .filter(scope.on(application::Column::FirmId, application::Column::UnitId))
        .filter(application::Column::State.eq(ApplicationState::CorrectionRequested))
        .filter(application::Column::CorrectionDueOn.lt(today));
    Count::of(query)
}

/// How many applications a call has in whatever state, drafts among them, and how many of them it was divided among.
///
/// # Errors
/// A fault of the database.
pub async fn count_of_call(db: &Connection, call: CallId) -> Result<(u64, u64), Error> {
    let all = application::Entity::find().filter(application::Column::CallId.eq(call));
    let divided = all.clone().filter(application::Column::Division.is_not_null());
    Ok((all.count(db).await?, divided.count(db).await?))
}

/// Keeps what a call gave an application, as it stands in it.
///
/// # Errors
/// A fault of the database.
pub async fn keep_division(tx: &Connection, of: &application::Model) -> Result<(), Error> {
    let row = application::ActiveModel { division: Set(of.division.clone()), ..Default::default() };
    application::Entity::update_many().set(row).filter(application::Column::Id.eq(of.id)).exec(tx).await?;
    Ok(())
}

/// Forgets what a call divided, for all its applications that are not approved yet.
///
/// # Errors
/// A fault of the database.
pub async fn forget_division(tx: &Connection, call: CallId) -> Result<(), Error> {
    let row = application::ActiveModel { division: Set(None), ..Default::default() };
    application::Entity::update_many()
        .set(row)
        .filter(application::Column::CallId.eq(call))
        .filter(application::Column::ApprovedFen.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
