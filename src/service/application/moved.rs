//! Which other lines a decision on one line moved: a rate may depend on the whole book, a cap is shared by all lines.

use domain::id::CalculationId;
use domain::money::Fen;
use domain::simulation::{Change, LineName};
use entity::application;
use serde::{Deserialize, Serialize};

use super::decide_line::DecideLine;
use super::recalculate::Estimate;
use crate::command::Act as _;
use crate::query::simulation::line_name;
use kernel::error::Error;

/// Lines that are named one by one; the others are counted.
const NAMED: usize = 20;

/// What a decision on a line moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The calculation that the decision led to.
    pub calculation: CalculationId,
    /// The row that was decided.
    pub row: i64,
    /// The total of the application.
    pub total: Change,
    /// How many other lines moved.
    pub others: usize,
    /// The sum of their differences.
    pub sum: Fen,
    /// The other lines that moved most, the largest change first.
    pub lines: Vec<MovedLine>,
}

/// A line that moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedLine {
    /// The line.
    pub line: LineName,
    /// Its amount.
    pub amount: Change,
}

impl Moved {
    /// What a decision on `row` moved: the lines as they stood before it, beside what the calculation after it found.
    ///
    /// # Errors
    /// `amount-overflow`.
    pub(super) fn of(before: Fen, (calculation, after): (CalculationId, &Estimate), row: i64) -> Result<Self, Error> {
        let total = Change::new(before, after.result.total)?;
        let mut lines = Vec::new();
        for (line, result) in after.lines().iter().zip(&after.result.lines).filter(|(line, _)| line.row != row) {
            let amount = Change::new(line.earns(), result.amount)?;
            if amount.size() > 0 {
                lines.push((line, amount));
            }
        }
        lines.sort_by(|(a, x), (b, y)| y.size().cmp(&x.size()).then_with(|| a.row.cmp(&b.row)));
        let (others, sum) = (lines.len(), Fen::sum(lines.iter().map(|(_, amount)| amount.difference))?);
        let named = lines.into_iter().take(NAMED).map(|(line, amount)| MovedLine { line: line_name(line), amount });
        Ok(Self { calculation, row, total, others, sum, lines: named.collect() })
    }
}

/// What the newest decision on a line moved, as its event in the log says, while the calculation that it led to is in force.
///
/// # Errors
/// A fault of the database.
pub async fn last(db: &store::Connection, application: &application::Model) -> Result<Option<Moved>, Error> {
    let about = ("application", &*application.id.to_string());
    let Some(event) = store::audit::last_act(db, about, DecideLine::NAME).await? else { return Ok(None) };
    let payload: serde_json::Value = serde_json::from_str(&event.payload)?;
    // Events of before this was written have no such field.
    let moved: Option<Moved> = payload.get("moved").cloned().map(serde_json::from_value).transpose()?.flatten();
    Ok(moved.filter(|moved| Some(moved.calculation) == application.calculation_id))
}
