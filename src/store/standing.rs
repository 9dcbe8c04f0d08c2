//! How the lines of a schedule stand: what the newest check and calculation say of each.
//!
//! There are two sides. One counts. An act that changes many lines writes all of them on the other side before it, in short
//! transactions, and then only turns it; an act that changes few changes them on the side that counts.

use chrono::{DateTime, Utc};
use domain::credit;
use domain::id::ScheduleId;
use domain::line::{self, Outcome, Standing};
use domain::money::Fen;
use entity::{line_standing, schedule_standing};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QuerySelect,
    QueryTrait, Select,
};
use uuid::Uuid;

use super::{list, sql};
use crate::Connection;
use kernel::error::Error;
use kernel::id::new_uuid;

/// The standing of a line of a query, see [`beside`].
#[derive(Debug, Clone, FromQueryResult)]
pub(super) struct Columns {
    credit: Option<credit::Outcome>,
    outcome: Option<Outcome>,
    reason: Option<String>,
    earns: Option<Fen>,
}

impl Columns {
    /// As one; none where no calculation has seen the line yet.
    pub(super) fn standing(self) -> Option<Standing> {
        let (credit, outcome, reason, amount) = (self.credit?, self.outcome?, self.reason?, self.earns?);
        Some(Standing { credit, outcome, reason, amount })
    }
}

/// How a line stands that is on the side that counts of its schedule.
pub(super) fn counts() -> Expr {
    let own = |column: line_standing::Column| Expr::col((line_standing::Entity, column));
    let head = |column: schedule_standing::Column| (schedule_standing::Entity, column);
    own(line_standing::Column::ScheduleId)
        .equals(head(schedule_standing::Column::ScheduleId))
        .and(own(line_standing::Column::Side).equals(head(schedule_standing::Column::Side)))
}

/// Lines with the side that counts of how they stand.
pub(super) fn joined(mut query: Select<entity::line::Entity>) -> Select<entity::line::Entity> {
    use entity::line::Column as Line;
    let line = |column: Line| (entity::line::Entity, column);
    let schedule = Expr::col((schedule_standing::Entity, schedule_standing::Column::ScheduleId));
    let row = Expr::col((line_standing::Entity, line_standing::Column::RowNo));
    QueryTrait::query(&mut query)
        .left_join(schedule_standing::Entity, schedule.equals(line(Line::ScheduleId)))
        .left_join(line_standing::Entity, counts().and(row.equals(line(Line::RowNo))));
    query
}

/// The same, with the columns of [`Columns`] beside those that are selected.
pub(super) fn beside(query: Select<entity::line::Entity>) -> Select<entity::line::Entity> {
    joined(query)
        .column_as(line_standing::Column::Credit, "credit")
        .column_as(line_standing::Column::Outcome, "outcome")
        .column_as(line_standing::Column::Reason, "reason")
        .column_as(line_standing::Column::AmountFen, "earns")
}

/// The row of a line, with how it stands.
pub type Stands = (i64, Standing);

fn row((schedule, side): (ScheduleId, i64), (row, standing): &Stands) -> line_standing::ActiveModel {
    line_standing::ActiveModel {
        schedule_id: Set(schedule),
        side: Set(side),
        row_no: Set(*row),
        credit: Set(standing.credit),
        outcome: Set(standing.outcome),
        reason: Set(standing.reason.clone()),
        amount_fen: Set(standing.amount),
    }
}

/// The side that counts, with who writes the other; it stays so until the transaction ends.
async fn head(tx: &Connection, schedule: ScheduleId) -> Result<schedule_standing::Model, Error> {
    let begin = "INSERT INTO schedule_standing (schedule_id, side) VALUES ($1, 0) ON CONFLICT DO NOTHING";
    tx.execute_raw(sql(tx, begin, [schedule.uuid().into()])).await?;
    let found = schedule_standing::Entity::find_by_id(schedule).lock_exclusive().one(tx).await?;
    found.ok_or_else(|| kernel::error::Fault::new("a schedule has no side that counts").into())
}

/// Writes how some lines stand on the side that counts.
///
/// # Errors
/// A fault of the database.
pub async fn change(tx: &Connection, schedule: ScheduleId, changed: &[Stands]) -> Result<(), Error> {
    if changed.is_empty() {
        return Ok(());
    }
    let side = head(tx, schedule).await?.side;
    use line_standing::Column;
    let key = [Column::ScheduleId, Column::Side, Column::RowNo];
    let says = [Column::Credit, Column::Outcome, Column::Reason, Column::AmountFen];
    let rows: Vec<_> = changed.iter().map(|one| row((schedule, side), one)).collect();
    list::insert_or(tx, rows, list::There::Becomes(&key, &says)).await
}

/// An act that writes the side of a schedule that does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    schedule: ScheduleId,
    by: Uuid,
}

/// Begins to write the side that does not count; whoever was writing it goes on no more.
///
/// # Errors
/// A fault of the database.
pub async fn begin(tx: &Connection, schedule: ScheduleId, now: DateTime<Utc>) -> Result<Ahead, Error> {
    head(tx, schedule).await?;
    let by = new_uuid(now);
    schedule_standing::Entity::update_many()
        .col_expr(schedule_standing::Column::Ahead, Expr::value(by))
        .filter(schedule_standing::Column::ScheduleId.eq(schedule))
        .exec(tx)
        .await?;
    Ok(Ahead { schedule, by })
}

impl Ahead {
    /// The other side, while it is still this act that writes it.
    async fn side(&self, tx: &Connection) -> Result<Option<i64>, Error> {
        let head = head(tx, self.schedule).await?;
        Ok((head.ahead == Some(self.by)).then(|| 1_i64.saturating_sub(head.side)))
    }

    /// Takes some of what stood on the other side away; whether there may be more.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn clear_some(&self, tx: &Connection, most: usize) -> Result<bool, Error> {
        let Some(side) = self.side(tx).await? else { return Ok(false) };
        let text = format!(
            "DELETE FROM line_standing WHERE schedule_id = $1 AND side = $2 AND row_no IN (SELECT s.row_no FROM line_standing s
               WHERE s.schedule_id = $1 AND s.side = $2 ORDER BY s.row_no LIMIT {most})"
        );
        let values: [sea_orm::Value; 2] = [self.schedule.uuid().into(), side.into()];
        Ok(tx.execute_raw(sql(tx, &text, values)).await?.rows_affected() > 0)
    }

    /// Writes how some lines stand on the other side; false when another act writes it by now.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn write(&self, tx: &Connection, lines: &[Stands]) -> Result<bool, Error> {
        let Some(side) = self.side(tx).await? else { return Ok(false) };
        let rows: Vec<_> = lines.iter().map(|one| row((self.schedule, side), one)).collect();
        list::insert_all(tx, rows).await?;
        Ok(true)
    }

    /// Lets the other side count; false when another act writes it by now.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn turn(&self, tx: &Connection) -> Result<bool, Error> {
        let text = "UPDATE schedule_standing SET side = 1 - side, ahead = NULL WHERE schedule_id = $1 AND ahead = $2";
        let values: [sea_orm::Value; 2] = [self.schedule.uuid().into(), self.by.into()];
        Ok(tx.execute_raw(sql(tx, text, values)).await?.rows_affected() == 1)
    }
}

/// Takes some of how the lines of a schedule on its way stand away; whether there may be more.
///
/// # Errors
/// A fault of the database.
pub(super) async fn remove_some(tx: &Connection, schedule: ScheduleId, most: u32) -> Result<bool, Error> {
    let text = format!(
        "DELETE FROM line_standing WHERE schedule_id = $1 AND row_no IN
           (SELECT s.row_no FROM line_standing s WHERE s.schedule_id = $1 LIMIT {most})"
    );
    Ok(tx.execute_raw(sql(tx, &text, [schedule.uuid().into()])).await?.rows_affected() > 0)
}

/// Takes away which side counts of a schedule on its way, with whatever is left on it.
///
/// # Errors
/// A fault of the database.
pub(super) async fn remove(tx: &Connection, schedule: ScheduleId) -> Result<(), Error> {
    line_standing::Entity::delete_many().filter(line_standing::Column::ScheduleId.eq(schedule)).exec(tx).await?;
    schedule_standing::Entity::delete_by_id(schedule).exec(tx).await?;
    Ok(())
}

/// How many lines came to an outcome for a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeCount {
    /// What they come to.
    pub outcome: line::Outcome,
    /// The gate, the credit reason or the rule.
    pub reason: String,
    /// Lines.
    pub lines: i64,
}

/// The outcomes of a schedule with their reasons, the most frequent first. Lines without a result are not counted.
///
/// # Errors
/// A fault of the database.
pub async fn outcomes(db: &Connection, schedule: ScheduleId) -> Result<Vec<OutcomeCount>, Error> {
    let text = "SELECT s.outcome, s.reason, COUNT(*) AS n FROM schedule_standing h
        JOIN line_standing s ON s.schedule_id = h.schedule_id AND s.side = h.side
        WHERE h.schedule_id = $1 GROUP BY s.outcome, s.reason ORDER BY n DESC, s.reason";
    let rows = db.query_all_raw(sql(db, text, [schedule.uuid().into()])).await?;
    let read = |row: &sea_orm::QueryResult| {
        Ok(OutcomeCount {
            outcome: row.try_get("", "outcome")?,
            reason: row.try_get("", "reason")?,
            lines: row.try_get("", "n")?,
        })
    };
    rows.iter().map(read).collect()
}
