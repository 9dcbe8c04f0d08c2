//! Calculations that people look into: what a line earns rests on what all of them come to, so the first who asks has all of them
//! calculated, and the next lines are derived from what is there.
//!
//! Each is held by a thread of its own, where its formulas and its values are.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

use domain::calculation::{self as engine, Explanation, Facts};
use domain::id::CalculationId;
use domain::money::Fen;
use domain::refusal::Refusal;
use domain::scheme::Scheme;
use tokio::sync::oneshot;

use super::sheet::Sheet;
use super::shelf::Shelf;
use kernel::error::{Error, Fault};

/// Lines that are held at most; a calculation of more is held alone.
const LINES: usize = 200_000;

/// The calculations that are held.
pub struct Opened(Shelf<CalculationId, Arc<Open>>);

impl Default for Opened {
    fn default() -> Self {
        Self(Shelf::of_lines(LINES))
    }
}

/// What a line earns, and how that came about.
type Told = Result<(Fen, Explanation), Refusal>;
/// The place of a line in the schedule, and who waits for what is told of it.
type Asked = (usize, oneshot::Sender<Told>);

/// One that is held.
pub struct Open {
    /// The rows of its lines, in their order.
    rows: Vec<i64>,
    asked: Sender<Asked>,
}

/// What a calculation rests on.
pub struct Rests {
    /// The version of the scheme.
    pub scheme: Arc<Scheme>,
    /// The firm's answers.
    pub facts: Facts,
    /// The circumstances.
    pub context: engine::Context,
    /// The lines.
    pub sheet: Sheet,
}

impl Opened {
    /// A calculation that is held.
    pub fn get(&self, id: CalculationId) -> Option<Arc<Open>> {
        self.0.get(id)
    }

    /// Drops a calculation.
    pub fn close(&self, id: CalculationId) {
        drop(self.0.take(id));
    }

    /// Holds a calculation from here on.
    ///
    /// # Errors
    /// A fault where the system gives no thread.
    pub fn hold(&self, id: CalculationId, rests: Rests) -> Result<Arc<Open>, Error> {
        let open = Arc::new(Open::new(rests)?);
        self.0.put(id, open.rows.len(), Arc::clone(&open));
        Ok(open)
    }
}

impl Open {
    fn new(Rests { scheme, facts, context, mut sheet }: Rests) -> Result<Self, Fault> {
        let rows = std::mem::take(&mut sheet.lines).into_iter().map(|line| line.row).collect();
        let (asked, questions) = channel::<Asked>();
        let work = move || {
            let evaluation = sheet.evaluate(&scheme, &facts, &context);
            // It ends when it is dropped by whoever asks.
            for (place, answer) in questions {
                let told = match &evaluation {
                    Ok(evaluation) => evaluation.explain(place).map(|told| (evaluation.amount(place), told)),
                    Err(refusal) => Err(refusal.clone()),
                };
                // Nobody waits any more for what was asked by a page that was left.
                let _ = answer.send(told);
            }
        };
        let begun = std::thread::Builder::new().name("calculation".to_owned()).spawn(work);
        begun.map_err(|e| Fault::from_cause("no thread for a calculation", e))?;
        Ok(Self { rows, asked })
    }

    /// What a line earns and how that came about; none for a row that is not in the schedule.
    ///
    /// # Errors
    /// What the engine refuses; a fault when the calculation stopped.
    pub async fn explain(&self, row: i64) -> Result<Option<(Fen, Explanation)>, Error> {
        let Ok(place) = self.rows.binary_search(&row) else { return Ok(None) };
        let (answer, told) = oneshot::channel();
        let stopped = |_| Fault::new("a calculation stopped");
        self.asked.send((place, answer)).map_err(|_| Fault::new("a calculation stopped"))?;
        Ok(Some(told.await.map_err(stopped)??))
    }
}
