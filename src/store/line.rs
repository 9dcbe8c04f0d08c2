//! Schedules, their lines, and the cells that were refused.

use std::collections::HashMap;

use domain::id::{LineId, ScheduleId};
use domain::money::Fen;
use domain::refusal::Code;
use entity::{application, claim_question, line, line_problem, schedule, upload};
use sea_orm::sea_query::{Expr, Query, SelectStatement, UnionType};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use super::document::Head;
use super::{list, sql};
use crate::error::Error;
use crate::store::Connection;

/// Rows of one INSERT; larger statements were slower on both databases.
const CHUNK: usize = 200;

/// Inserts a schedule that is on its way; its lines follow.
///
/// # Errors
/// A fault of the database.
pub async fn insert_schedule(tx: &Connection, row: schedule::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    schedule::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Inserts lines of a schedule that is on its way.
///
/// # Errors
/// A fault of the database.
pub async fn insert_lines(tx: &Connection, lines: Vec<line::Model>) -> Result<(), Error> {
    list::insert_all(tx, lines.into_iter().map(|l| l.into_active_model().reset_all())).await
}

/// Inserts refused cells of a schedule that is on its way.
///
/// # Errors
/// A fault of the database.
pub async fn insert_problems(tx: &Connection, problems: Vec<line_problem::Model>) -> Result<(), Error> {
    list::insert_all(tx, problems.into_iter().map(|p| p.into_active_model().reset_all())).await
}

/// The files of a schedule, the last one first: of corrected rows, and the one with all rows.
///
/// # Errors
/// A fault of the database.
pub async fn files(db: &Connection, schedule: &schedule::Model) -> Result<Vec<Head>, Error> {
    let mut files = vec![super::document::head(db, schedule.document_id).await?];
    let mut patches = schedule.patches_id;
    while let Some(base) = patches {
        let base = self::schedule(db, base).await?;
        files.push(super::document::head(db, base.document_id).await?);
        patches = base.patches_id;
    }
    Ok(files)
}

/// How many lines a schedule has.
///
/// # Errors
/// A fault of the database.
pub async fn how_many(db: &Connection, id: ScheduleId) -> Result<i64, Error> {
    let count = line::Entity::find().filter(line::Column::ScheduleId.eq(id)).count(db).await?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The first line of a schedule among rows of its file.
///
/// # Errors
/// A fault of the database.
pub async fn first_of(
    db: &Connection,
    id: ScheduleId,
    rows: impl IntoIterator<Item = u32>,
) -> Result<Option<line::Model>, Error> {
    let query = line::Entity::find().filter(line::Column::ScheduleId.eq(id)).order_by_asc(line::Column::RowNo);
    let rows: Vec<i64> = rows.into_iter().map(i64::from).collect();
    Ok(list::find_in(db, query.limit(1), line::Column::RowNo, rows).await?.into_iter().next())
}

/// Schedules that an application had before the one in force, the newest first; of an id, or all.
///
/// # Errors
/// A fault of the database.
pub async fn earlier_schedules(
    db: &Connection,
    application: &application::Model,
    id: Option<ScheduleId>,
    limit: u64,
) -> Result<Vec<schedule::Model>, Error> {
    let on_its_way = Query::select()
        .column(upload::Column::ScheduleId)
        .from(upload::Entity)
        .and_where(upload::Column::ScheduleId.is_not_null())
        .to_owned();
    let mut query = schedule::Entity::find()
        .filter(schedule::Column::ApplicationId.eq(application.id))
        .filter(schedule::Column::Id.not_in_subquery(on_its_way));
    if let Some(in_force) = application.schedule_id {
        query = query.filter(schedule::Column::Id.ne(in_force));
    }
    if let Some(id) = id {
        query = query.filter(schedule::Column::Id.eq(id));
    }
    let query = query.order_by_desc(schedule::Column::ImportedAt).order_by_desc(schedule::Column::Id);
    Ok(query.limit(limit).all(db).await?)
}

/// A schedule.
///
/// # Errors
/// [`Code::ScheduleMissing`].
pub async fn schedule(db: &Connection, id: ScheduleId) -> Result<schedule::Model, Error> {
    schedule::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::ScheduleMissing.into())
}

/// All lines of a schedule in the order of the file.
///
/// # Errors
/// A fault of the database.
pub async fn of_schedule(db: &Connection, id: ScheduleId) -> Result<Vec<line::Model>, Error> {
    Ok(line::Entity::find().filter(line::Column::ScheduleId.eq(id)).order_by_asc(line::Column::RowNo).all(db).await?)
}

/// What a calculation takes of a line.
#[derive(Debug, FromQueryResult)]
pub struct Input {
    /// Its row.
    pub row_no: i64,
    /// Its values as JSON.
    pub row_values: String,
    /// What the credit check found.
    pub credit_outcome: Option<String>,
    /// What a reviewer decided.
    pub decision: Option<String>,
}

/// What a calculation takes of the lines of a schedule, in the order of the file.
///
/// # Errors
/// A fault of the database.
pub async fn inputs(db: &Connection, id: ScheduleId) -> Result<Vec<Input>, Error> {
    let query = line::Entity::find()
        .select_only()
        .columns([line::Column::RowNo, line::Column::RowValues, line::Column::CreditOutcome, line::Column::Decision])
        .filter(line::Column::ScheduleId.eq(id));
    Ok(query.order_by_asc(line::Column::RowNo).into_model::<Input>().all(db).await?)
}

/// The lines of a schedule that somebody decided, in the order of the file.
///
/// # Errors
/// A fault of the database.
pub async fn decided(db: &Connection, id: ScheduleId) -> Result<Vec<line::Model>, Error> {
    let query =
        line::Entity::find().filter(line::Column::ScheduleId.eq(id)).filter(line::Column::Decision.is_not_null());
    Ok(query.order_by_asc(line::Column::RowNo).all(db).await?)
}

/// Which lines a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    /// Every line.
    #[default]
    All,
    /// Lines that need a person: credit refers or blocks, sizes differ, refused by a reviewer, a question about them is open.
    Attention,
    /// Lines that earn something.
    Paid,
    /// Lines that earn nothing.
    Unpaid,
}

fn filtered(db: &Connection, id: ScheduleId, filter: Filter) -> sea_orm::Select<line::Entity> {
    let query = line::Entity::find().filter(line::Column::ScheduleId.eq(id));
    match filter {
        Filter::All => query,
        Filter::Paid => query.filter(line::Column::CalculatedFen.gt(0)),
        Filter::Unpaid => query.filter(line::Column::Outcome.ne("paid")),
        Filter::Attention => {
            let mut needing = Query::select();
            needing.column(line::Column::Id).from_subquery(needing_a_person(db, &[id]), "needing");
            query.filter(line::Column::Id.in_subquery(needing))
        }
    }
}

/// What of a line needs a person by itself; the index of the same words has just these lines.
const NEEDS_A_PERSON: &str = "line.credit_outcome IN ('refer', 'block') OR line.decision = 'reject' \
    OR (line.declared_size <> line.computed_size AND line.computed_size <> '')";

/// The lines of some schedules that need a person, with their schedules: [`Filter::Attention`]. Each of its two parts is found
/// by an index; an OR of them would look at every line.
fn needing_a_person(db: &Connection, ids: &[ScheduleId]) -> SelectStatement {
    let id = (line::Entity, line::Column::Id);
    let of = (line::Entity, line::Column::ScheduleId);
    let mut by_itself = Query::select()
        .columns([id, of])
        .from(line::Entity)
        .and_where(list::within(db, line::Column::ScheduleId, ids.iter().copied()))
        .and_where(Expr::cust(format!("({NEEDS_A_PERSON})")))
        .to_owned();
    let question = |column| Expr::col((claim_question::Entity, column));
    let of_case = question(claim_question::Column::ApplicationId)
        .equals((schedule::Entity, schedule::Column::ApplicationId))
        .and(question(claim_question::Column::LineId).equals(id));
    let asked = Query::select()
        .columns([id, of])
        .from(line::Entity)
        .inner_join(schedule::Entity, Expr::col((schedule::Entity, schedule::Column::Id)).equals(of))
        .inner_join(claim_question::Entity, of_case)
        .and_where(list::within(db, schedule::Column::Id, ids.iter().copied()))
        .and_where(Expr::cust(super::claim::line_is_asked_about()))
        .to_owned();
    by_itself.union(UnionType::Distinct, asked).to_owned()
}

/// The statement that finds them, for a look at how it is carried out.
pub fn needing_a_person_statement(db: &Connection, ids: &[ScheduleId]) -> Statement {
    db.get_database_backend().build(&needing_a_person(db, ids))
}

/// How many lines of each schedule need a person; none of those that have no such line.
///
/// # Errors
/// A fault of the database.
pub async fn count_needing_a_person(db: &Connection, ids: &[ScheduleId]) -> Result<HashMap<ScheduleId, i64>, Error> {
    let query = Query::select()
        .column(line::Column::ScheduleId)
        .expr_as(Expr::col(line::Column::Id).count(), "n")
        .from_subquery(needing_a_person(db, ids), "needing")
        .group_by_col(line::Column::ScheduleId)
        .to_owned();
    let rows = db.query_all_raw(db.get_database_backend().build(&query)).await?;
    rows.iter().map(|row| Ok((row.try_get("", "schedule_id")?, row.try_get("", "n")?))).collect()
}

/// A page of lines after a row number.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    db: &Connection,
    id: ScheduleId,
    filter: Filter,
    after_row: i64,
    limit: u64,
) -> Result<Vec<line::Model>, Error> {
    let query = filtered(db, id, filter)
        .filter(line::Column::RowNo.gt(after_row))
        .order_by_asc(line::Column::RowNo)
        .limit(limit);
    Ok(query.all(db).await?)
}

/// How many lines a filter shows.
///
/// # Errors
/// A fault of the database.
pub async fn count(db: &Connection, id: ScheduleId, filter: Filter) -> Result<u64, Error> {
    Ok(filtered(db, id, filter).count(db).await?)
}

/// A line of an application by its row number in the schedule in force.
///
/// # Errors
/// [`Code::LineNotFound`].
pub async fn by_row(db: &Connection, id: ScheduleId, row_no: i64) -> Result<line::Model, Error> {
    let query = line::Entity::find().filter(line::Column::ScheduleId.eq(id)).filter(line::Column::RowNo.eq(row_no));
    query.one(db).await?.ok_or_else(|| Code::LineNotFound.into())
}

/// The refused cells of a schedule, in the order of the file.
///
/// # Errors
/// A fault of the database.
pub async fn problems(db: &Connection, id: ScheduleId, limit: u64) -> Result<Vec<line_problem::Model>, Error> {
    let query = line_problem::Entity::find().filter(line_problem::Column::ScheduleId.eq(id));
    Ok(query
        .order_by_asc(line_problem::Column::RowNo)
        .order_by_asc(line_problem::Column::ColumnLetter)
        .limit(limit)
        .all(db)
        .await?)
}

/// What the check and the calculation found for a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineResult {
    /// paid, zero, ineligible, struck or fault.
    pub outcome: &'static str,
    /// The gate, the credit reason or the code of the fault.
    pub reason: String,
    /// The amount.
    pub amount: Fen,
    /// pass, refer or block.
    pub credit: &'static str,
}

/// Writes the results of the lines that changed.
///
/// # Errors
/// A fault of the database.
pub async fn write_results(tx: &Connection, changed: &[(LineId, LineResult)]) -> Result<(), Error> {
    for chunk in changed.chunks(CHUNK) {
        let mut values = Vec::with_capacity(chunk.len() * 5);
        let mut rows = Vec::with_capacity(chunk.len());
        for (id, result) in chunk {
            let at = values.len();
            rows.push(format!("(${}, ${}, ${}, ${}, ${})", at + 1, at + 2, at + 3, at + 4, at + 5));
            values.push(id.uuid().into());
            values.push(result.outcome.into());
            values.push(result.reason.as_str().into());
            values.push(result.amount.minor().into());
            values.push(result.credit.into());
        }
        // Both databases call the columns of VALUES column1, column2, …
        let text = format!(
            "UPDATE line SET outcome = v.column2, outcome_reason = v.column3, calculated_fen = v.column4, credit_outcome = v.column5
             FROM (VALUES {}) AS v WHERE line.id = v.column1",
            rows.join(", ")
        );
        tx.execute_raw(sql(tx, &text, values)).await?;
    }
    Ok(())
}

/// Writes a reviewer's decision on a line.
///
/// # Errors
/// [`Code::LineNotFound`].
pub async fn decide(tx: &Connection, id: LineId, decision: Option<&str>, reason: &str) -> Result<(), Error> {
    let row = line::ActiveModel {
        decision: Set(decision.map(str::to_owned)),
        decision_reason: Set(reason.to_owned()),
        ..Default::default()
    };
    let done = line::Entity::update_many().set(row).filter(line::Column::Id.eq(id)).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::LineNotFound.into()) }
}

/// How many lines came to an outcome for a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeCount {
    /// paid, zero, ineligible, struck or fault.
    pub outcome: String,
    /// The gate, the credit reason or the rule.
    pub reason: String,
    /// Lines.
    pub lines: i64,
}

/// The outcomes of a schedule with their reasons, the most frequent first. Lines without a result are not counted.
///
/// # Errors
/// A fault of the database.
pub async fn outcomes(db: &Connection, id: ScheduleId) -> Result<Vec<OutcomeCount>, Error> {
    let query = line::Entity::find()
        .select_only()
        .column(line::Column::Outcome)
        .column(line::Column::OutcomeReason)
        .column_as(line::Column::Id.count(), "n")
        .filter(line::Column::ScheduleId.eq(id))
        .filter(line::Column::Outcome.is_not_null())
        .group_by(line::Column::Outcome)
        .group_by(line::Column::OutcomeReason);
    let rows = query.into_tuple::<(String, String, i64)>().all(db).await?;
    let mut counts: Vec<OutcomeCount> =
        rows.into_iter().map(|(outcome, reason, lines)| OutcomeCount { outcome, reason, lines }).collect();
    counts.sort_by(|a, b| b.lines.cmp(&a.lines).then_with(|| a.reason.cmp(&b.reason)));
    Ok(counts)
}

/// How many cells of a schedule were refused.
///
/// # Errors
/// A fault of the database.
pub async fn count_problems(db: &Connection, id: ScheduleId) -> Result<u64, Error> {
    Ok(line_problem::Entity::find().filter(line_problem::Column::ScheduleId.eq(id)).count(db).await?)
}
