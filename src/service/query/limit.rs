//! What people read of limits of approval: what counts today in each unit, what is proposed, and what was before.

use std::collections::HashMap;

use domain::id::{PersonId, UnitId};
use domain::money::Money;
use domain::template::Words;
use domain::workflow::call::ProposalState;
use domain::workflow::procedure::limit::in_force;
use entity::{approval_limit, unit};

use super::person;
use crate::App;
use crate::limit::amount;
use crate::reader::{Limits, Reader};
use kernel::error::Error;

/// The limits of a person's units.
pub struct Overview {
    /// The units, from the top, each with what counts today.
    pub units: Vec<(unit::Model, Vec<Money>)>,
    /// Everything that was proposed, the latest first.
    pub rows: Vec<approval_limit::Model>,
    /// Names of those who proposed and decided.
    pub people: HashMap<PersonId, Words>,
}

impl Overview {
    /// The name of a unit.
    pub fn unit(&self, id: UnitId) -> Option<&unit::Model> {
        self.units.iter().map(|(unit, _)| unit).find(|unit| unit.id == id)
    }
}

/// The limits of the person's unit and of those below it.
///
/// # Errors
/// A fault of the database.
pub async fn overview(app: &App, reader: &Reader<'_, Limits>) -> Result<Overview, Error> {
    let (db, today) = (app.store.read(), app.clock.today());
    let units = person::below(app, reader).await?;
    let rows = store::approval_limit::of_scope(db, reader.scope()).await?;
    let people = rows.iter().flat_map(|row| [row.proposed_by, row.decided_by]).flatten().collect();
    let of = |unit: &unit::Model| {
        let own = rows.iter().filter(|row| row.unit_id == unit.id && row.state == ProposalState::Confirmed);
        let mut currencies: Vec<_> = own.clone().map(|row| row.currency).collect();
        currencies.sort_unstable();
        currencies.dedup();
        let today = |currency| {
            in_force(own.clone().filter(|row| row.currency == currency).map(|row| (row.valid_from, row)), today)
        };
        currencies.into_iter().filter_map(today).map(amount).collect()
    };
    let units = units.into_iter().map(|unit| (of(&unit), unit)).map(|(limits, unit)| (unit, limits)).collect();
    Ok(Overview { units, people: person::names(app, people).await?, rows })
}
