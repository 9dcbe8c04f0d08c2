//! What is done by the clock: a few jobs for every business date, each queued once however many processes serve, and begun at its
//! hour, or later on the day when nobody served at that hour.

use chrono::{NaiveDate, TimeDelta};
use domain::id::JobId;

use super::Job;
use crate::App;
use kernel::error::Error;
use kernel::id::Ascending;
use store::job::{Batch, add};
use store::tx;

/// The act that a clock is.
pub(super) const CAUSE: &str = "clock";

/// The jobs of a day, each with its time after midnight in minutes. The proof comes when the night's other work is done.
fn of_day(day: NaiveDate) -> [(i64, Job); 5] {
    [
        (5, Job::Deadlines { day }),
        (60, Job::CreditNight { day }),
        (90, Job::Purge { day }),
        (120, Job::Retention { day }),
        (180, Job::Proof { day }),
    ]
}

/// Queues the jobs of today, and the copy that is due where copies are made.
///
/// # Errors
/// Busy; a fault of the database.
pub async fn ring(app: &App) -> Result<(), Error> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let midnight = app.clock.start_of(today);
    let mut ids = Ascending::new(now);
    let tx = tx::begin(&app.store).await?;
    let day = of_day(today).map(|(minutes, job)| (midnight + TimeDelta::minutes(minutes), job));
    let copy = app.copies.due(&app.clock).map(|since| (since, Job::Copy { since }));
    for (due, job) in day.into_iter().chain(copy) {
        let batch = Batch { person: None, cause: CAUSE, once: job.is_once(), due, now };
        add(&tx, &batch, &[job.row(JobId::from_uuid(ids.next_id()))?]).await?;
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use domain::id::JobId;

    use super::*;

    #[test]
    fn what_a_clock_asks_for_is_queued_once_a_day() {
        let day: NaiveDate = "2026-03-02".parse().unwrap();
        for (_, job) in of_day(day) {
            assert!(job.is_once(), "{job:?}");
            assert_eq!(job.key(JobId::from_uuid(uuid::Uuid::nil())), "2026-03-02");
        }
    }
}
