//! What the lists of reviewers and auditors read: the queue in the order of filing, facts of many cases at once, the log
//! of one thing.

use std::collections::HashMap;

use domain::credit::Outcome;
use domain::id::{ApplicationId, CallId, CreditCheckId, SchemeVersionId};
use domain::workflow::ApplicationState;
use entity::{
    application, audit_event, budget_line, call, credit_check, firm, notice, payment, payment_batch, person, schedule,
    statement,
};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseBackend, EntityTrait, ExprTrait, FromQueryResult, JoinType, Order,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::list;
use super::scope::Scope;
use crate::Connection;
use kernel::error::Error;

/// Whether the newest credit check of an application put it on the fast lane.
const FAST_LANE: &str = "COALESCE((SELECT c.fast_lane FROM credit_check c WHERE c.application_id = application.id \
     ORDER BY c.ordinal DESC LIMIT 1), FALSE)";

/// States of cases under a procedure.
pub type Places = [(String, Vec<ApplicationState>)];

/// A page of the cases in some states after the given case: those on the fast lane first, and the oldest filing first.
///
/// # Errors
/// A fault of the database.
pub async fn queue(
    db: &Connection,
    scope: &Scope,
    places: &Places,
    after: Option<&application::Model>,
    limit: u64,
) -> Result<Vec<application::Model>, Error> {
    let mut waits = Condition::any().add(Expr::value(false));
    for (procedure, states) in places {
        let of_it = application::Column::Procedure.eq(procedure.as_str());
        waits = waits.add(of_it.and(list::one_of(application::Column::State, states.iter().copied())));
    }
    let mut query = application::Entity::find()
        .filter(scope.on(application::Column::FirmId, application::Column::UnitId))
        .filter(waits)
        .filter(application::Column::SubmittedAt.is_not_null());
    if let Some((after, Some(at))) = after.map(|a| (a, a.submitted_at)) {
        let same_time = application::Column::SubmittedAt.eq(at).and(application::Column::Id.gt(after.id));
        let later = Condition::any().add(application::Column::SubmittedAt.gt(at)).add(same_time);
        let newest = super::credit::latest_check(db, after.id, None).await?;
        let (fast, slow) = (Expr::cust(FAST_LANE), Expr::cust(FAST_LANE).not());
        query = query.filter(if newest.is_some_and(|check| check.fast_lane) {
            Condition::any().add(Condition::all().add(fast).add(later)).add(slow)
        } else {
            Condition::all().add(slow).add(later)
        });
    }
    Ok(query
        .order_by(Expr::cust(FAST_LANE), Order::Desc)
        .order_by_asc(application::Column::SubmittedAt)
        .order_by_asc(application::Column::Id)
        .limit(limit)
        .all(db)
        .await?)
}

/// What a list of cases says of one beside the case itself.
#[derive(Debug, FromQueryResult)]
pub struct Beside {
    id: ApplicationId,
    /// The name of its firm.
    pub firm: String,
    /// The title of its call in Chinese.
    pub title_zh: String,
    /// The title in English.
    pub title_en: String,
    /// The scheme of the call.
    pub scheme_version_id: SchemeVersionId,
    /// How many lines it has, where it has a schedule.
    pub lines: Option<i64>,
}

/// What a list says of cases, by their ids.
///
/// # Errors
/// A fault of the database.
pub async fn beside(db: &Connection, ids: Vec<ApplicationId>) -> Result<HashMap<ApplicationId, Beside>, Error> {
    use application::Column;
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let firm = application::Entity::belongs_to(firm::Entity).from(Column::FirmId).to(firm::Column::Id);
    let call = application::Entity::belongs_to(call::Entity).from(Column::CallId).to(call::Column::Id);
    let schedule = application::Entity::belongs_to(schedule::Entity).from(Column::ScheduleId).to(schedule::Column::Id);
    let query = application::Entity::find()
        .select_only()
        .column(Column::Id)
        .column_as(firm::Column::Name, "firm")
        .column_as(call::Column::TitleZh, "title_zh")
        .column_as(call::Column::TitleEn, "title_en")
        .column_as(call::Column::SchemeVersionId, "scheme_version_id")
        .column_as(schedule::Column::RowsGood, "lines")
        .join(JoinType::InnerJoin, firm.into())
        .join(JoinType::InnerJoin, call.into())
        .join(JoinType::LeftJoin, schedule.into())
        .filter(list::within(db, Column::Id, ids));
    let rows = query.into_model::<Beside>().all(db).await?;
    Ok(rows.into_iter().map(|beside| (beside.id, beside)).collect())
}

/// Applications by their ids.
///
/// # Errors
/// A fault of the database.
pub async fn applications(
    db: &Connection,
    ids: Vec<ApplicationId>,
) -> Result<HashMap<ApplicationId, application::Model>, Error> {
    let rows = list::find_in(db, application::Entity::find(), application::Column::Id, ids).await?;
    Ok(rows.into_iter().map(|a| (a.id, a)).collect())
}

/// Calls by their ids.
///
/// # Errors
/// A fault of the database.
pub async fn calls(db: &Connection, ids: Vec<CallId>) -> Result<HashMap<CallId, call::Model>, Error> {
    let rows = list::find_in(db, call::Entity::find(), call::Column::Id, ids).await?;
    Ok(rows.into_iter().map(|c| (c.id, c)).collect())
}

/// The newest credit check of an application, without what it rests on.
#[derive(Debug, Clone, FromQueryResult)]
pub struct NewestCheck {
    /// The check.
    pub id: CreditCheckId,
    /// Its application.
    pub application_id: ApplicationId,
    /// What it found.
    pub outcome: Outcome,
    /// Whether it put the case on the fast lane.
    pub fast_lane: bool,
}

/// The newest credit check of each application that has one.
///
/// # Errors
/// A fault of the database.
pub async fn newest_checks(db: &Connection, ids: Vec<ApplicationId>) -> Result<Vec<NewestCheck>, Error> {
    let query = credit_check::Entity::find()
        .select_only()
        .column(credit_check::Column::Id)
        .column(credit_check::Column::ApplicationId)
        .column(credit_check::Column::Outcome)
        .column(credit_check::Column::FastLane)
        .filter(list::within(db, credit_check::Column::ApplicationId, ids))
        .order_by_asc(credit_check::Column::Ordinal)
        .order_by_asc(credit_check::Column::FinishedAt)
        .order_by_asc(credit_check::Column::Id);
    // In the order of time: the newest stays in the map.
    let found: Vec<NewestCheck> = query.into_model().all(db).await?;
    let newest: HashMap<_, _> = found.into_iter().map(|check| (check.application_id, check)).collect();
    Ok(newest.into_values().collect())
}

/// The ids of whatever bears a number: application, notice, call, batch, payment, statement, budget line.
///
/// # Errors
/// A fault of the database.
pub async fn ids_of_number(db: &Connection, number: &str) -> Result<Vec<String>, Error> {
    let mut ids = Vec::new();
    macro_rules! look_up {
        ($($entity:ident . $column:ident),+) => {$(
            let query = $entity::Entity::find().select_only().column($entity::Column::Id);
            let query = query.filter($entity::Column::$column.eq(number));
            let found: Vec<uuid::Uuid> = query.into_tuple().all(db).await?;
            ids.extend(found.into_iter().map(|id| id.to_string()));
        )+};
    }
    look_up!(
        application.Number,
        notice.Number,
        call.Number,
        payment_batch.Number,
        payment.Number,
        statement.Number,
        budget_line.Code
    );
    Ok(ids)
}

/// A page of the log of some things, newest first, before the given event; no ids means the whole log. What the program did
/// by itself is shown to units at the top.
///
/// # Errors
/// A fault of the database.
pub async fn events(
    db: &Connection,
    scope: &Scope,
    aggregates: Option<&[String]>,
    before: Option<i64>,
    limit: u64,
) -> Result<Vec<audit_event::Model>, Error> {
    // In the order of its index, which holds no event without a place: all of the log would be sorted otherwise.
    let placed = audit_event::Entity::find().filter(Expr::cust("audit_event.seq > 0"));
    let mut query = placed.order_by_desc(audit_event::Column::Seq).limit(limit);
    let mut seen = Condition::any().add(scope.on_person(audit_event::Column::PersonId));
    if scope.is_top() {
        // Several units can stand at the top: of the people that were set up each sees its own.
        let id = match db.get_database_backend() {
            DatabaseBackend::Sqlite => "lower(hex(person.id))",
            _ => "replace(CAST(person.id AS text), '-', '')",
        };
        let people = Query::select()
            .expr(Expr::cust(id))
            .from(person::Entity)
            .cond_where(scope.on_person(person::Column::Id))
            .to_owned();
        let own = Expr::cust("replace(audit_event.aggregate_id, '-', '')").in_subquery(people);
        let system = Condition::all()
            .add(audit_event::Column::PersonId.is_null())
            .add(Condition::any().add(audit_event::Column::AggregateKind.ne("person")).add(own));
        seen = seen.add(system);
    }
    query = query.filter(seen);
    if let Some(ids) = aggregates {
        query = query.filter(list::within(db, audit_event::Column::AggregateId, ids.iter().map(String::as_str)));
    }
    if let Some(before) = before {
        query = query.filter(audit_event::Column::Seq.lt(before));
    }
    Ok(query.all(db).await?)
}
