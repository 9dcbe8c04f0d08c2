//! The official working-day calendar: an administrator loads a year once its notice is published.

use domain::calendar::Notice;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use serde::Serialize;

use super::App;
use super::command::{Command, Context};
use kernel::error::Error;

/// Loads a year. It is added and never changed: deadlines were counted by it.
#[derive(Debug, Serialize)]
pub struct AddYear {
    /// What the official notice says.
    pub notice: Notice,
}

impl Command for AddYear {
    const NAME: &'static str = "calendar.add";
    const ROLES: &'static [Role] = &[Role::Administrator];
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let notice = &self.notice;
        notice.check().map_err(Error::RefusedMany)?;
        if store::calendar::load(cx.tx).await?.has(notice.year) {
            let refusal = Refusal::new(Code::CalendarKnown).with("year", Fact::Text(notice.year.to_string()));
            return Err(refusal.into());
        }
        if let Some(day) = store::calendar::known_day(cx.tx, notice).await? {
            let refusal = Refusal::new(Code::CalendarDay).with("date", Fact::Date(day));
            return Err(refusal.with("why", Fact::Message("calendar-day-known".to_owned())).into());
        }
        store::calendar::add_year(cx.tx, notice).await?;
        cx.record("calendar_year", notice.year, Self::NAME, serde_json::to_value(notice)?);
        Ok(())
    }
}

/// The loaded years with the source of each, in order.
///
/// # Errors
/// A fault of the database.
pub async fn years(app: &App) -> Result<Vec<(i64, String)>, Error> {
    Ok(store::calendar::years(app.store.read()).await?.into_iter().map(|row| (row.year, row.source)).collect())
}
