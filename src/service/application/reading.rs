//! What an act on all lines of a case rests on: the lines, and what is known about their enterprises. They are read, or taken
//! over from the act before it, which left them behind; so a long schedule is read once while people work on it.

use chrono::{DateTime, Utc};
use domain::id::{CalculationId, ScheduleId};
use domain::line::FullLine;
use domain::scheme::Scheme;
use kernel::error::Error;
use store::Connection;

use super::Case;
use super::sheet::Sheet;
use super::shelf::Shelf;
use crate::App;
use crate::credit::gather::Gathered;

/// Lines that are left behind at most; a schedule of more is left alone.
const LINES: usize = 120_000;

/// The lines of a schedule as they stand, with the last check of them.
pub struct Reading {
    /// The lines.
    pub sheet: Sheet,
    /// The place in the log up to which it is known what happened.
    pub known: i64,
    /// What was gathered for a check of them and still holds.
    pub gathered: Option<Gathered>,
}

/// What an act leaves behind, under the calculation that it put in force.
pub struct Left {
    /// The schedule.
    pub schedule: ScheduleId,
    /// Its lines as they stand under that calculation.
    pub sheet: Sheet,
    /// The place in the log up to which was known what happened.
    pub known: i64,
    /// What was gathered for the check of them.
    pub gathered: Gathered,
    /// When.
    pub made_at: DateTime<Utc>,
}

/// What acts left behind, each to whoever acts next on the same case.
pub struct LeftBehind(pub(super) Shelf<CalculationId, Left>);

impl Default for LeftBehind {
    fn default() -> Self {
        Self(Shelf::of_lines(LINES))
    }
}

impl Reading {
    /// Reads the lines of a schedule, of which each is shown with its values to whoever needs more of them.
    ///
    /// # Errors
    /// As for [`Sheet::read_with`].
    pub async fn with(
        db: &Connection,
        scheme: &Scheme,
        schedule: ScheduleId,
        also: impl FnMut(&FullLine) -> Result<(), Error> + Send,
    ) -> Result<Self, Error> {
        let known = store::audit::last_place(db).await?;
        Ok(Self { sheet: Sheet::read_with(db, scheme, schedule, also).await?, known, gathered: None })
    }

    /// The lines under the calculation in force as the act that made it left them, where this process did it and has them
    /// still; otherwise they are read. Nothing but an act that puts another calculation in force changes how they stand.
    ///
    /// # Errors
    /// As for [`Sheet::read`].
    pub async fn at_hand(app: &App, db: &Connection, case: &Case, schedule: ScheduleId) -> Result<Self, Error> {
        let left = case.application.calculation_id.and_then(|calculation| app.left.0.take(calculation));
        let Some(Left { sheet, known, gathered, made_at, .. }) = left.filter(|left| left.schedule == schedule) else {
            return Self::with(db, &case.scheme, schedule, |_| Ok(())).await;
        };
        let same_day = app.clock.business_date(made_at) == app.clock.today();
        if same_day && !store::audit::touched_since(db, known).await? {
            return Ok(Self { sheet, known, gathered: Some(gathered) });
        }
        // The lines are the same; about their enterprises something may have become known.
        Ok(Self { sheet, known: store::audit::last_place(db).await?, gathered: None })
    }
}
