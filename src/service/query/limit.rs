//! What people read of limits of approval: what counts today in each unit, what is proposed, and what was before.

use chrono::NaiveDate;
use domain::money::Money;
use domain::workflow::call::ProposalState;
use domain::workflow::procedure::limit::in_force;
use entity::approval_limit;

use super::person;
use super::proposal::{Proposed, proposed};
use super::unit::Unit;
use crate::App;
use crate::limit::amount;
use crate::reader::{Limits, Reader};
use kernel::error::Error;

/// A limit that was proposed.
pub struct Limit {
    /// The proposal.
    pub proposed: Proposed,
    /// Up to how much.
    pub amount: Money,
    /// From which day on.
    pub valid_from: NaiveDate,
    /// The unit.
    pub unit: Option<Unit>,
}

/// The limits of a person's units.
pub struct Overview {
    /// The units, from the top, each with what counts today.
    pub units: Vec<(Unit, Vec<Money>)>,
    /// Everything that was proposed, the latest first.
    pub rows: Vec<Limit>,
}

/// The limits of the person's unit and of those below it.
///
/// # Errors
/// A fault of the database.
pub async fn overview(app: &App, reader: &Reader<'_, Limits>) -> Result<Overview, Error> {
    let (db, today) = (app.store.read(), app.clock.today());
    let units = person::below(app, reader).await?;
    let rows = store::approval_limit::of_scope(db, reader.scope()).await?;
    let of = |unit: &Unit| {
        let own = rows.iter().filter(|row| row.unit_id == unit.id && row.state == ProposalState::Confirmed);
        let mut currencies: Vec<_> = own.clone().map(|row| row.currency).collect();
        currencies.sort_unstable();
        currencies.dedup();
        let today = |currency| {
            in_force(own.clone().filter(|row| row.currency == currency).map(|row| (row.valid_from, row)), today)
        };
        currencies.into_iter().filter_map(today).map(amount).collect()
    };
    let units: Vec<_> = units.into_iter().map(|unit| (of(&unit), unit)).map(|(limits, unit)| (unit, limits)).collect();
    let unit = |row: &approval_limit::Model| units.iter().map(|(unit, _)| unit).find(|unit| unit.id == row.unit_id);
    let limit = |(proposed, row): (Proposed, approval_limit::Model)| Limit {
        proposed,
        amount: amount(&row),
        valid_from: row.valid_from,
        unit: unit(&row).cloned(),
    };
    let rows = proposed(app, reader.person, rows).await?.map(limit).collect();
    Ok(Overview { units, rows })
}
