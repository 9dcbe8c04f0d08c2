//! The circumstances of a calculation, gathered from the database: what the authority fixed, the day of filing, what was
//! granted before, and the application's shares of what its call divided.

use domain::calculation::call::Demand;
use domain::calculation::context::Shares;
use domain::calculation::{Context, Facts};
use domain::line::Line;
use domain::scheme::Scheme;
use entity::{application, call};
use serde::{Deserialize, Serialize};

use crate::App;
use kernel::error::Error;

/// What a call gave an application, for what it asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Division {
    /// What it asked when the call was divided.
    pub demand: Demand,
    /// What it got.
    pub shares: Shares,
}

impl Division {
    /// The division of an application; `None` while its call is not divided.
    ///
    /// # Errors
    /// A fault when the stored text cannot be read.
    pub fn of(application: &application::Model) -> Result<Option<Self>, Error> {
        application.division.as_deref().map(serde_json::from_str).transpose().map_err(Error::from)
    }
}

/// Gathers the circumstances of an application with these lines as they are now.
///
/// # Errors
/// A fault of the database.
pub async fn circumstances(
    app: &App,
    db: &store::Connection,
    (application, call, scheme): (&application::Model, &call::Model, &Scheme),
    lines: &[Line],
) -> Result<Context, Error> {
    let parameters: Facts = serde_json::from_str(&call.parameters)?;
    let filed_on = application.submitted_at.map_or_else(|| app.clock.today(), |at| app.clock.business_date(at));
    let mut schemes: Vec<String> = scheme.memories.iter().flat_map(|memory| memory.schemes.iter().cloned()).collect();
    schemes.sort_unstable();
    schemes.dedup();
    let earlier = if schemes.is_empty() {
        Vec::new()
    } else {
        let codes = lines.iter().map(|line| line.enterprise_code.as_str()).collect();
        store::granted::earlier(db, (application.id, application.firm_id), &codes, &schemes).await?
    };
    let shares = Division::of(application)?.map(|division| division.shares).unwrap_or_default();
    let calendar = store::calendar::load(db).await?;
    Ok(Context { parameters, filed_on: Some(filed_on), earlier, shares, calendar, earlier_unknown: false })
}

/// The circumstances that a stored calculation was made under.
///
/// # Errors
/// A fault when the stored text cannot be read.
pub async fn stored(db: &store::Connection, row: &entity::calculation::Model) -> Result<Context, Error> {
    let context: Context = serde_json::from_str(&row.context)?;
    Ok(Context { calendar: store::calendar::load(db).await?, ..context })
}
