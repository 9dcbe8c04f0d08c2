//! Schedules, their lines, and the cells that were refused.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::claim::Share;
use domain::credit;
use domain::credit::matching;
use domain::firm::size::SizeClass;
use domain::id::{ApplicationId, LineId, ScheduleId};
use domain::line::{Decided, Decision, FullLine, Line, Outcome, Standing};
use domain::money::Fen;
use domain::refusal::Code;
use domain::template::Value;
use entity::{application, claim_question, line, line_problem, line_standing, schedule, schedule_standing, upload};
use sea_orm::sea_query::{Expr, Query, SelectStatement, UnionType};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select, Statement,
};

use super::document::{HEAD, Head};
use super::{list, sql, standing};
use crate::Connection;
use kernel::error::{Error, Fault};

/// Lines that are read at once where all of a schedule are: more would be held in memory, fewer would be asked for too often.
const PAGE: u64 = 2_000;

/// The columns of a line but the values of its row, which are most of it.
#[derive(Debug, FromQueryResult)]
struct Columns {
    id: LineId,
    row_no: i64,
    contract_no: String,
    contract_key: String,
    enterprise_name: String,
    enterprise_code: String,
    amount_fen: Fen,
    declared_size: String,
    computed_size: String,
    decision: Option<Decision>,
    decision_reason: String,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    invoice_key: String,
    share: i64,
    #[sea_orm(nested)]
    stands: standing::Columns,
}

/// The columns of [`Columns`] that are of the line itself.
const COLUMNS: [line::Column; 15] = {
    use line::Column::*;
    [
        Id,
        RowNo,
        ContractNo,
        ContractKey,
        EnterpriseName,
        EnterpriseCode,
        AmountFen,
        DeclaredSize,
        ComputedSize,
        Decision,
        DecisionReason,
        StartsOn,
        EndsOn,
        InvoiceKey,
        Share,
    ]
};

/// A line with the values of its row as they are stored.
#[derive(Debug, FromQueryResult)]
struct Full {
    #[sea_orm(nested)]
    head: Columns,
    row_values: String,
}

impl Columns {
    fn line(self) -> Result<Line, Error> {
        let broken = |what: &str| Fault::new(format!("line {}: {what}", self.id));
        let computed_size = match self.computed_size.as_str() {
            "" => None,
            key => Some(SizeClass::from_key(key).ok_or_else(|| broken("an unknown size class"))?),
        };
        Ok(Line {
            id: self.id,
            row: self.row_no,
            contract_no: self.contract_no,
            contract_key: self.contract_key,
            enterprise_name: self.enterprise_name,
            enterprise_code: self.enterprise_code,
            amount: self.amount_fen,
            declared_size: self.declared_size,
            computed_size,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            invoice_key: self.invoice_key,
            share: Share::from_billionths(self.share),
            standing: self.stands.standing(),
            decided: self.decision.map(|decision| Decided { decision, reason: self.decision_reason }),
        })
    }
}

impl Full {
    fn line(self) -> Result<FullLine, Error> {
        let id = self.head.id;
        let values = serde_json::from_str(&self.row_values);
        let values = values.map_err(|e| Fault::from_cause(format!("the values of line {id} cannot be read"), e))?;
        Ok(FullLine { line: self.head.line()?, values })
    }
}

/// A row as it is stored, with how it stands.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Stored {
    /// The row.
    #[sea_orm(nested)]
    pub row: line::Model,
    #[sea_orm(nested)]
    stands: standing::Columns,
}

impl Stored {
    /// How the line stands.
    pub fn standing(&self) -> Option<Standing> {
        self.stands.clone().standing()
    }

    /// The row as a line: the only place where its values are read.
    ///
    /// # Errors
    /// A fault when it cannot be read.
    pub fn read(self) -> Result<FullLine, Error> {
        let Self { row, stands } = self;
        let head = Columns {
            id: row.id,
            row_no: row.row_no,
            contract_no: row.contract_no,
            contract_key: row.contract_key,
            enterprise_name: row.enterprise_name,
            enterprise_code: row.enterprise_code,
            amount_fen: row.amount_fen,
            declared_size: row.declared_size,
            computed_size: row.computed_size,
            decision: row.decision,
            decision_reason: row.decision_reason,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            invoice_key: row.invoice_key,
            share: row.share,
            stands,
        };
        Full { head, row_values: row.row_values }.line()
    }
}

/// The values of a row as they are stored.
///
/// # Errors
/// A fault when one cannot be written.
pub fn values(values: &[Value]) -> Result<String, Error> {
    Ok(serde_json::to_string(values)?)
}

/// A line with its values as it is stored; how it stands is stored beside it.
pub fn row((schedule, application): (ScheduleId, ApplicationId), line: Line, row_values: String) -> line::Model {
    let (decision, decision_reason) = line.decided.map_or_else(Default::default, |d| (Some(d.decision), d.reason));
    line::Model {
        id: line.id,
        schedule_id: schedule,
        application_id: application,
        row_no: line.row,
        contract_no: line.contract_no,
        contract_key: line.contract_key,
        enterprise_name_norm: matching::normalise(&line.enterprise_name),
        enterprise_name: line.enterprise_name,
        enterprise_code: line.enterprise_code,
        amount_fen: line.amount,
        row_values,
        declared_size: line.declared_size,
        computed_size: line.computed_size.map_or_else(String::new, |class| class.key().to_owned()),
        decision,
        decision_reason,
        starts_on: line.starts_on,
        ends_on: line.ends_on,
        invoice_key: line.invoice_key,
        share: line.share.billionths(),
    }
}

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
    let text = format!(
        "WITH RECURSIVE corrected (document_id, patches_id, place) AS (
           SELECT s.document_id, s.patches_id, 0 FROM schedule s WHERE s.id = $1
           UNION ALL SELECT s.document_id, s.patches_id, c.place + 1 FROM corrected c JOIN schedule s ON s.id = c.patches_id)
         SELECT {HEAD} FROM corrected c JOIN document d ON d.id = c.document_id ORDER BY c.place"
    );
    Ok(Head::find_by_statement(sql(db, &text, [schedule.id.uuid().into()])).all(db).await?)
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
) -> Result<Option<Line>, Error> {
    let rows: Vec<i64> = rows.into_iter().map(i64::from).collect();
    let query = of(id).order_by_asc(line::Column::RowNo).limit(1);
    match list::find_in(db, query, line::Column::RowNo, rows).await?.first() {
        Some(found) => Ok(Some(by_row(db, id, found.row_no).await?.line)),
        None => Ok(None),
    }
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

/// The rows of a schedule as they are stored, in the order of the file, for whoever proves them.
///
/// # Errors
/// A fault of the database.
pub async fn rows(db: &Connection, id: ScheduleId) -> Result<Vec<Stored>, Error> {
    all_are_read(id);
    stored(db, of(id)).await
}

async fn stored(db: &Connection, query: Select<line::Entity>) -> Result<Vec<Stored>, Error> {
    let query = standing::beside(query).order_by_asc(line::Column::RowNo);
    Ok(query.into_model().all(db).await?)
}

/// The lines of a schedule.
fn of(id: ScheduleId) -> Select<line::Entity> {
    line::Entity::find().filter(line::Column::ScheduleId.eq(id))
}

/// Hands over every line of a schedule in the order of the file, one after another, so that nobody must hold them all.
///
/// # Errors
/// A fault of the database; a line that cannot be read; what `take` refuses.
pub async fn each(
    db: &Connection,
    id: ScheduleId,
    mut take: impl FnMut(FullLine) -> Result<(), Error> + Send,
) -> Result<(), Error> {
    all_are_read(id);
    let mut after = i64::MIN;
    loop {
        let page = of(id).filter(line::Column::RowNo.gt(after));
        let page = standing::beside(page.select_only().columns(COLUMNS).column(line::Column::RowValues));
        let page = page.order_by_asc(line::Column::RowNo).limit(PAGE).into_model::<Full>().all(db).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.head.row_no;
        let is_last = u64::try_from(page.len()).is_ok_and(|n| n < PAGE);
        page.into_iter().try_for_each(|full| take(full.line()?))?;
        if is_last {
            return Ok(());
        }
    }
}

/// All lines of a schedule with their values, in the order of the file.
///
/// # Errors
/// A fault of the database; a line that cannot be read.
pub async fn full(db: &Connection, id: ScheduleId) -> Result<Vec<FullLine>, Error> {
    let mut lines = Vec::new();
    each(db, id, |line| {
        lines.push(line);
        Ok(())
    })
    .await?;
    Ok(lines)
}

/// All lines of a schedule without their values, in the order of the file.
///
/// # Errors
/// A fault of the database; a line that cannot be read.
pub async fn of_schedule(db: &Connection, id: ScheduleId) -> Result<Vec<Line>, Error> {
    all_are_read(id);
    lines(db, of(id)).await
}

async fn lines(db: &Connection, query: Select<line::Entity>) -> Result<Vec<Line>, Error> {
    let query = standing::beside(query.select_only().columns(COLUMNS)).order_by_asc(line::Column::RowNo);
    query.into_model::<Columns>().all(db).await?.into_iter().map(Columns::line).collect()
}

/// The costly thing about a long schedule is that all its lines are read; a test counts how often that happens.
fn all_are_read(schedule: ScheduleId) {
    tracing::debug!(target: "xinbu::lines", %schedule, "all lines are read");
}

/// The lines of a schedule that somebody decided, in the order of the file.
///
/// # Errors
/// A fault of the database.
pub async fn decided(db: &Connection, id: ScheduleId) -> Result<Vec<Line>, Error> {
    lines(db, of(id).filter(line::Column::Decision.is_not_null())).await
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

fn filtered(db: &Connection, id: ScheduleId, filter: Filter) -> Select<line::Entity> {
    let query = of(id);
    match filter {
        Filter::All => query,
        Filter::Paid => query.filter(line_standing::Column::AmountFen.gt(0)),
        Filter::Unpaid => query.filter(line_standing::Column::Outcome.ne(Outcome::Paid)),
        Filter::Attention => {
            let mut needing = Query::select();
            needing.column(line::Column::RowNo).from_subquery(needing_a_person(db, &[id]), "needing");
            // By the row, of which there is an index in the order of the file; by the id every line would be looked at.
            query.filter(line::Column::RowNo.in_subquery(needing))
        }
    }
}

/// What of a line needs a person by itself; the index of the same words has just these lines.
const BY_ITSELF: &str =
    "(line.decision = 'reject' OR (line.declared_size <> line.computed_size AND line.computed_size <> ''))";
/// What of how it stands does; and so has this index.
const AS_CHECKED: &str = "line_standing.credit IN ('refer', 'block')";

/// The rows of the lines of some schedules that need a person, with their schedules: [`Filter::Attention`]. Each of its parts
/// is found by an index; an OR of them would look at every line.
fn needing_a_person(db: &Connection, ids: &[ScheduleId]) -> SelectStatement {
    let id = (line::Entity, line::Column::Id);
    let of = (line::Entity, line::Column::ScheduleId);
    let row = (line::Entity, line::Column::RowNo);
    let mut by_itself = Query::select()
        .columns([of, row])
        .from(line::Entity)
        .and_where(list::within(db, line::Column::ScheduleId, ids.iter().copied()))
        .and_where(Expr::cust(BY_ITSELF))
        .to_owned();
    let stands = |column| (line_standing::Entity, column);
    let as_checked = Query::select()
        .columns([stands(line_standing::Column::ScheduleId), stands(line_standing::Column::RowNo)])
        .from(schedule_standing::Entity)
        .inner_join(line_standing::Entity, standing::counts())
        .and_where(list::within(db, schedule_standing::Column::ScheduleId, ids.iter().copied()))
        .and_where(Expr::cust(AS_CHECKED))
        .to_owned();
    let question = |column| Expr::col((claim_question::Entity, column));
    let of_case = question(claim_question::Column::ApplicationId)
        .equals((schedule::Entity, schedule::Column::ApplicationId))
        .and(question(claim_question::Column::LineId).equals(id));
    let asked = Query::select()
        .columns([of, row])
        .from(line::Entity)
        .inner_join(schedule::Entity, Expr::col((schedule::Entity, schedule::Column::Id)).equals(of))
        .inner_join(claim_question::Entity, of_case)
        .and_where(list::within(db, schedule::Column::Id, ids.iter().copied()))
        .and_where(Expr::cust(super::claim::line_is_asked_about()))
        .to_owned();
    by_itself.union(UnionType::Distinct, as_checked).union(UnionType::Distinct, asked).to_owned()
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
        .expr_as(Expr::col(line::Column::RowNo).count(), "n")
        .from_subquery(needing_a_person(db, ids), "needing")
        .group_by_col(line::Column::ScheduleId)
        .to_owned();
    let rows = db.query_all_raw(db.get_database_backend().build(&query)).await?;
    rows.iter().map(|row| Ok((row.try_get("", "schedule_id")?, row.try_get("", "n")?))).collect()
}

/// How many lines the credit check referred to a reviewer who has not decided them yet.
///
/// # Errors
/// A fault of the database.
pub async fn count_undecided(db: &Connection, id: ScheduleId) -> Result<i64, Error> {
    let referred = of(id)
        .filter(Expr::cust(AS_CHECKED))
        .filter(line_standing::Column::Credit.eq(credit::Outcome::Refer))
        .filter(line::Column::Decision.is_null());
    Ok(i64::try_from(standing::joined(referred).count(db).await?).unwrap_or(i64::MAX))
}

/// Some lines of a schedule with their values.
///
/// # Errors
/// A fault of the database; a line that cannot be read.
pub async fn some(db: &Connection, ids: &[LineId]) -> Result<Vec<FullLine>, Error> {
    let query = line::Entity::find().filter(list::within(db, line::Column::Id, ids.iter().copied()));
    stored(db, query).await?.into_iter().map(Stored::read).collect()
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
) -> Result<Vec<Line>, Error> {
    lines(db, filtered(db, id, filter).filter(line::Column::RowNo.gt(after_row)).limit(limit)).await
}

/// How many lines a filter shows.
///
/// # Errors
/// A fault of the database.
pub async fn count(db: &Connection, id: ScheduleId, filter: Filter) -> Result<u64, Error> {
    Ok(standing::joined(filtered(db, id, filter)).count(db).await?)
}

/// A line of an application by its row number in the schedule in force.
///
/// # Errors
/// [`Code::LineNotFound`].
pub async fn by_row(db: &Connection, id: ScheduleId, row_no: i64) -> Result<FullLine, Error> {
    let found = stored(db, of(id).filter(line::Column::RowNo.eq(row_no))).await?;
    found.into_iter().next().ok_or(Code::LineNotFound)?.read()
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

/// Writes a reviewer's decision on a line, or takes it back.
///
/// # Errors
/// [`Code::LineNotFound`].
pub async fn decide(tx: &Connection, id: LineId, decided: Option<&Decided>) -> Result<(), Error> {
    let row = line::ActiveModel {
        decision: Set(decided.map(|decided| decided.decision)),
        decision_reason: Set(decided.map_or_else(String::new, |decided| decided.reason.clone())),
        ..Default::default()
    };
    let done = line::Entity::update_many().set(row).filter(line::Column::Id.eq(id)).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::LineNotFound.into()) }
}

/// How many cells of a schedule were refused.
///
/// # Errors
/// A fault of the database.
pub async fn count_problems(db: &Connection, id: ScheduleId) -> Result<u64, Error> {
    Ok(line_problem::Entity::find().filter(line_problem::Column::ScheduleId.eq(id)).count(db).await?)
}
