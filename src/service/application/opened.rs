//! Calculations that people look into: what a line earns rests on what all of them come to, so the first who asks has all of them
//! calculated, and the next lines are derived from what is there.
//!
//! A calculation never changes, so that what is kept of it cannot grow old; it is dropped when others are asked about. Each is held
//! by a thread of its own, where its formulas and its values are.

use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use domain::calculation::{self as engine, Explanation, Facts};
use domain::id::CalculationId;
use domain::money::Fen;
use domain::refusal::Refusal;
use domain::scheme::Scheme;
use tokio::sync::oneshot;

use super::sheet::Sheet;
use kernel::error::{Error, Fault};

/// Lines that are held at most; a calculation of more is held alone.
const LINES: usize = 200_000;
/// Calculations that are held at most.
const SHEETS: usize = 16;

/// What a line earns, and how that came about.
type Told = Result<(Fen, Explanation), Refusal>;
/// The place of a line in the schedule, and who waits for what is told of it.
type Asked = (usize, oneshot::Sender<Told>);

/// The calculations that are held, the one that was asked about last at the end.
#[derive(Default)]
pub struct Opened(Mutex<Vec<Arc<Open>>>);

/// One that is held.
pub struct Open {
    id: CalculationId,
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
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = held.iter().position(|open| open.id == id)?;
        let open = held.remove(place);
        held.push(Arc::clone(&open));
        Some(open)
    }

    /// Holds a calculation from here on, in the place of those that nobody asked about for longest.
    ///
    /// # Errors
    /// A fault where the system gives no thread.
    pub fn hold(&self, id: CalculationId, rests: Rests) -> Result<Arc<Open>, Error> {
        let open = Arc::new(Open::new(id, rests)?);
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|other| other.id != id);
        let leaving = leaving(&held.iter().map(|open| open.rows.len()).collect::<Vec<_>>(), open.rows.len());
        held.drain(..leaving);
        held.push(Arc::clone(&open));
        Ok(open)
    }

    /// Drops a calculation.
    pub fn close(&self, id: CalculationId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|other| other.id != id);
    }
}

/// How many of those that are held, of so many lines each, make room for one that comes: the first ones.
fn leaving(held: &[usize], coming: usize) -> usize {
    let fits = |from: usize| {
        let staying = held.get(from..).unwrap_or_default();
        staying.len() < SHEETS && staying.iter().sum::<usize>().saturating_add(coming) <= LINES
    };
    (0..held.len()).find(|from| fits(*from)).unwrap_or(held.len())
}

impl Open {
    fn new(id: CalculationId, Rests { scheme, facts, context, mut sheet }: Rests) -> Result<Self, Fault> {
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
        Ok(Self { id, rows, asked })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_nobody_asked_about_for_longest_make_room() {
        assert_eq!(leaving(&[], 500_000), 0, "one is always held, however long it is");
        assert_eq!(leaving(&[1_000, 100_000], 99_000), 0);
        assert_eq!(leaving(&[1_000, 100_000], 99_001), 1);
        assert_eq!(leaving(&[100_000, 1_000, 1_000], 199_000), 2);
        assert_eq!(leaving(&[10, 20, 30], 200_000), 3);
        assert_eq!(leaving(&[1; SHEETS], 1), 1);
        assert_eq!(leaving(&[1; SHEETS - 1], 1), 0);
    }
}
