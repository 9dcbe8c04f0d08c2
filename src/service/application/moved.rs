//! Which other lines a decision on one line moved: a rate may depend on the whole book, a cap is shared by all lines.

use domain::calculation::{Calculation, calculate};
use domain::id::CalculationId;
use domain::money::Fen;
use domain::simulation::{Change, FirmName, LineName, Pair, line_changes};
use entity::{application, line};
use serde::{Deserialize, Serialize};

use super::decide_line::DecideLine;
use super::recalculate::Inputs;
use crate::error::Error;
use crate::service::App;
use crate::service::command::Command as _;
use crate::service::query::simulation::line_name;
use crate::store;

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
    /// Compares the calculations before and after a decision on `row`.
    ///
    /// # Errors
    /// `simulation-uneven`; `amount-overflow`.
    pub(super) fn between(
        before: Calculation,
        (calculation, after): (CalculationId, Calculation),
        lines: &[line::Model],
        row: i64,
    ) -> Result<Self, Error> {
        let total = Change::new(before.total, after.total)?;
        let lines = lines.iter().map(line_name).collect();
        let firm = FirmName { code: String::new(), name: String::new() };
        let pair = Pair { number: row.to_string(), firm, lines, before, after, budget: None };
        let mut lines = line_changes(&pair)?;
        lines.retain(|change| change.amount.size() > 0 && change.line.row != row);
        lines.sort_by(|a, b| b.amount.size().cmp(&a.amount.size()).then_with(|| a.line.row.cmp(&b.line.row)));
        let (others, sum) = (lines.len(), Fen::sum(lines.iter().map(|change| change.amount.difference))?);
        let named = lines.into_iter().take(NAMED).map(|change| MovedLine { line: change.line, amount: change.amount });
        Ok(Self { calculation, row, total, others, sum, lines: named.collect() })
    }
}

/// The calculation in force before a decision, derived again from its stored inputs; none when there is none.
///
/// # Errors
/// A fault when what is stored cannot be read.
pub(super) async fn in_force(
    app: &App,
    db: &impl store::Connection,
    application: &application::Model,
) -> Result<Option<(Calculation, Vec<line::Model>)>, Error> {
    let Some(id) = application.calculation_id else { return Ok(None) };
    let inputs = Inputs::of(app, db, &store::calculation::by_id(db, id).await?).await?;
    let calculation = calculate(&inputs.scheme, &inputs.facts, &inputs.rows, &inputs.context)?;
    Ok(Some((calculation, inputs.lines)))
}

/// What the newest decision on a line moved, as its event in the log says, while the calculation that it led to is in force.
///
/// # Errors
/// A fault of the database.
pub async fn last(db: &impl store::Connection, application: &application::Model) -> Result<Option<Moved>, Error> {
    let events = store::audit::of_aggregate(db, "application", &application.id.to_string()).await?;
    let Some(event) = events.iter().rev().find(|event| event.action == DecideLine::NAME) else { return Ok(None) };
    let payload: serde_json::Value = serde_json::from_str(&event.payload)?;
    // Events of before this was written have no such field.
    let moved: Option<Moved> = payload.get("moved").cloned().map(serde_json::from_value).transpose()?.flatten();
    Ok(moved.filter(|moved| Some(moved.calculation) == application.calculation_id))
}
