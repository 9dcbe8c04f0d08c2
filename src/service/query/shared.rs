//! What every page needs: the authority's name, names of people.

use std::collections::HashMap;

use domain::id::{CallId, PersonId};
use domain::money::Currency;
use domain::template::Words;
use entity::call;

use crate::App;
use crate::actor::Actor;
use kernel::error::Error;

/// The name of the authority at the top of the tree.
///
/// # Errors
/// A fault of the database.
pub async fn authority(app: &App) -> Result<Option<Words>, Error> {
    let units = store::person::units(app.store.read()).await?;
    Ok(units.into_iter().find(|u| u.parent_id.is_none()).map(|u| Words { zh: u.name_zh, en: u.name_en }))
}

/// Names of people by id.
///
/// # Errors
/// A fault of the database.
pub async fn names(app: &App, ids: Vec<PersonId>) -> Result<HashMap<PersonId, Words>, Error> {
    let people = store::person::by_ids(app.store.read(), ids).await?;
    Ok(people.into_iter().map(|p| (p.id, Words { zh: p.name_zh, en: p.name_en })).collect())
}

/// The currencies of calls: those of their schemes.
///
/// # Errors
/// A fault of the database.
pub async fn currencies(app: &App, calls: &HashMap<CallId, call::Model>) -> Result<HashMap<CallId, Currency>, Error> {
    let mut found = HashMap::new();
    for (id, call) in calls {
        found.insert(*id, app.scheme(app.store.read(), call.scheme_version_id).await?.currency);
    }
    Ok(found)
}

/// Everybody who can sign in, with login name: for the demonstration's list.
///
/// # Errors
/// A fault of the database.
pub async fn everybody(app: &App) -> Result<Vec<(String, Actor)>, Error> {
    let people = store::person::all_standings(app.store.read()).await?.into_iter();
    Ok(people.filter_map(|person| Some((person.login.clone(), Actor::of(person)?))).collect())
}

/// Moves a standing clock to 09:00 of the next working day.
///
/// # Errors
/// [`domain::refusal::Code::CalendarMissing`].
pub async fn next_working_day(app: &App) -> Result<(), Error> {
    use chrono::TimeZone as _;
    let calendar = store::calendar::load(app.store.read()).await?;
    let day = calendar.next_working_day(app.clock.today())?;
    let morning = day.and_hms_opt(9, 0, 0).and_then(|t| app.clock.zone().from_local_datetime(&t).earliest());
    if let Some(morning) = morning {
        app.clock.set(morning.to_utc());
    }
    Ok(())
}
