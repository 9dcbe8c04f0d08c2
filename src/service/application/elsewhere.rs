//! What else counts of the contracts of a schedule, before anybody signs. Of a long schedule that takes seconds, and its pages are
//! opened again and again: what was found is kept at hand until something happens to another application, or to an award.

use std::sync::Arc;

use domain::claim::Days;
use domain::id::{ScheduleId, SchemeVersionId};
use domain::scheme::Scheme;
use entity::{application, call};

use super::claim::claiming;
use super::shelf::Shelf;
use crate::App;
use kernel::error::Error;
use store::claim::Doubled;

/// Lines of a schedule that is looked up at every view.
const SHORT: i64 = 1_000;
/// Rows that are kept at most.
const ROWS: usize = 200_000;

/// What else counts of the contracts of a schedule.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Elsewhere {
    /// Rows whose contract or invoice counts in another living application.
    pub doubled: Vec<Doubled>,
    /// Rows that a reviewer will be asked about, see [`store::claim::Because`].
    pub alike: Vec<i64>,
}

/// What was found, under which scheme and days, and the place in the log up to which it is known what happened.
#[derive(Clone)]
struct Known {
    under: (SchemeVersionId, Days),
    place: i64,
    found: Arc<Elsewhere>,
}

/// What is kept at hand of long schedules.
pub struct AtHand(Shelf<ScheduleId, Known>);

impl Default for AtHand {
    fn default() -> Self {
        Self(Shelf::of_lines(ROWS))
    }
}

/// Looks what else counts of the contracts of a schedule of an application, which has so many good rows.
///
/// # Errors
/// A fault of the database.
pub async fn elsewhere(
    app: &App,
    (application, call, scheme): (&application::Model, &call::Model, &Scheme),
    (schedule, rows): (ScheduleId, i64),
) -> Result<Arc<Elsewhere>, Error> {
    let (db, own) = (app.store.read(), application.id);
    let claiming = claiming(application, call, scheme);
    let under = (call.scheme_version_id, claiming.period);
    if let Some(known) = app.elsewhere.0.get(schedule)
        && known.under == under
        && !store::audit::others_since(db, own, known.place).await?
    {
        return Ok(known.found);
    }
    let place = if rows > SHORT { Some(store::audit::last_place(db).await?) } else { None };
    let found = Arc::new(Elsewhere {
        doubled: store::claim::doubled(db, schedule, claiming).await?,
        alike: store::claim::alike_rows(db, schedule, claiming).await?,
    });
    if let Some(place) = place {
        let rows = found.doubled.len().saturating_add(found.alike.len());
        app.elsewhere.0.put(schedule, rows, Known { under, place, found: Arc::clone(&found) });
    }
    Ok(found)
}
