//! The official working-day calendar: a year is added once its notice is published, and never changed, since deadlines were
//! counted by it.

use domain::calendar::Notice;
use domain::refusal::{Code, Fact, Refusal};

use super::App;
use kernel::error::Error;
use store::Connection;

/// Refuses a notice that is not whole, contradicts itself or another one, or is about a year that is there.
///
/// # Errors
/// [`Code::CalendarSource`], [`Code::CalendarDay`], [`Code::CalendarKnown`].
pub(super) async fn must_be_new(db: &Connection, notice: &Notice) -> Result<(), Error> {
    notice.check().map_err(Error::RefusedMany)?;
    if store::calendar::load(db).await?.has(notice.year) {
        let refusal = Refusal::new(Code::CalendarKnown).with("year", Fact::Text(notice.year.to_string()));
        return Err(refusal.into());
    }
    if let Some(day) = store::calendar::known_day(db, notice).await? {
        let refusal = Refusal::new(Code::CalendarDay).with("date", Fact::Date(day));
        return Err(refusal.with("why", Fact::Message("calendar-day-known".to_owned())).into());
    }
    Ok(())
}

/// The loaded years with the source of each, in order.
///
/// # Errors
/// A fault of the database.
pub async fn years(app: &App) -> Result<Vec<(i64, String)>, Error> {
    Ok(store::calendar::years(app.store.read()).await?.into_iter().map(|row| (row.year, row.source)).collect())
}
