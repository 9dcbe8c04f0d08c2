//! The clock of the machine, watched while the program serves: one that jumps is written into the log, since deadlines are
//! counted by it. And a clock that stands, moved on by whoever looks at a demonstration.

use std::time::{Duration, Instant};

use chrono::{TimeDelta, TimeZone as _};

use super::App;
use kernel::error::Error;

/// How often the clock is looked at.
const EVERY: Duration = Duration::from_secs(10);

/// A clock that is put right by less than this has not jumped.
const SMALL: TimeDelta = TimeDelta::seconds(30);

/// Watches the clock until the program ends.
pub async fn watch(app: App) {
    let (mut wall, mut steady) = (app.clock.now(), Instant::now());
    loop {
        tokio::time::sleep(EVERY).await;
        let (now, passed) = (app.clock.now(), steady.elapsed());
        if let Some(by) = jump(now - wall, passed) {
            tracing::warn!(from = %wall, to = %now, seconds = by.num_seconds(), "the clock of the machine jumped");
            if let Err(error) = note(&app, by).await {
                tracing::warn!(error = ?error, "the jump could not be written into the log");
            }
        }
        (wall, steady) = (now, Instant::now());
    }
}

/// By how much a clock jumped that went on by `wall` while `steady` passed; nothing where it did not.
fn jump(wall: TimeDelta, steady: Duration) -> Option<TimeDelta> {
    let by = wall - TimeDelta::from_std(steady).ok()?;
    (by.abs() > SMALL).then_some(by)
}

/// Writes a jump into the log.
///
/// # Errors
/// [`domain::refusal::Code::ClockBehind`]; a fault of the database.
pub async fn note(app: &App, by: TimeDelta) -> Result<(), Error> {
    let now = app.clock.now();
    let tx = store::tx::begin(&app.store).await?;
    super::command::time_goes_on(store::audit::last_at(&tx).await?, now)?;
    let payload = serde_json::json!({ "seconds": by.num_seconds() });
    let event = store::audit::NewEvent::of_program(
        ("installation", "clock"),
        "installation.clock_jumped",
        &payload,
        (now, app.clock.business_date(now)),
    );
    store::audit::append(&tx, event).await?;
    tx.commit().await
}

/// Moves a standing clock to 09:00 of the next working day.
///
/// # Errors
/// [`domain::refusal::Code::CalendarMissing`].
pub async fn next_working_day(app: &App) -> Result<(), Error> {
    let calendar = store::calendar::load(app.store.read()).await?;
    let day = calendar.next_working_day(app.clock.today())?;
    let morning = day.and_hms_opt(9, 0, 0).and_then(|t| app.clock.zone().from_local_datetime(&t).earliest());
    if let Some(morning) = morning {
        app.clock.set(morning.to_utc());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_goes_on_by_another_time_than_passed_has_jumped() {
        let ten = Duration::from_secs(10);
        for still in [10, 11, 40, -20] {
            assert_eq!(jump(TimeDelta::seconds(still), ten), None, "{still}");
        }
        assert_eq!(jump(TimeDelta::seconds(41), ten), Some(TimeDelta::seconds(31)));
        assert_eq!(jump(TimeDelta::hours(-1), ten), Some(TimeDelta::seconds(-3610)));
    }
}
