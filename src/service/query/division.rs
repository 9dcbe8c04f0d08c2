//! What reviewers read before a call is divided: the calls with a pool or a budget, and where their applications stand.

use std::collections::HashMap;
use std::sync::Arc;

use domain::money::Fen;
use domain::refusal::Code;
use domain::scheme::Scheme;
use domain::workflow::ApplicationState;
use entity::{application, call};

use super::application::Application;
use super::call::Call;
use crate::App;
use crate::application::circumstances::Division;
use crate::reader::{Cases, Reader};
use kernel::error::Error;

/// A call whose scheme has a pool or a budget.
pub struct CallView {
    /// The call.
    pub call: Call,
    /// Its scheme.
    pub scheme: Arc<Scheme>,
    /// Its living applications in the order of filing.
    pub applications: Vec<Part>,
}

/// An application of such a call.
pub struct Part {
    /// The application.
    pub application: Application,
    /// Name of its firm.
    pub firm: String,
    /// What the call gave it; none while it is not divided.
    pub division: Option<Division>,
}

impl CallView {
    /// Whether every application has its shares.
    pub fn is_divided(&self) -> bool {
        !self.applications.is_empty() && self.applications.iter().all(|part| part.division.is_some())
    }

    /// How many applications are under review, so that the call can be divided.
    pub fn ready(&self) -> usize {
        self.applications.iter().filter(|part| part.application.state == ApplicationState::InReview).count()
    }

    /// What all applications come to now.
    ///
    /// # Errors
    /// [`Code::AmountOverflow`].
    pub fn total(&self) -> Result<Fen, Error> {
        Ok(Fen::sum(
            self.applications.iter().filter_map(|part| part.application.calculated.map(|amount| amount.amount)),
        )?)
    }
}

/// The calls that have something to divide.
///
/// # Errors
/// A fault of the database.
pub async fn calls(app: &App, reader: &Reader<'_, Cases>) -> Result<Vec<CallView>, Error> {
    let mut out = Vec::new();
    for call in store::call::of_scope(app.store.read(), reader.scope()).await? {
        let scheme = app.scheme(app.store.read(), call.scheme_version_id).await?;
        if !scheme.pools.is_empty() || scheme.budget.is_some() {
            out.push(view(app, reader, call, scheme).await?);
        }
    }
    Ok(out)
}

/// One of them.
///
/// # Errors
/// [`Code::NotFound`]; a fault of the database.
pub async fn one(app: &App, reader: &Reader<'_, Cases>, number: &str) -> Result<CallView, Error> {
    let call = store::call::by_number(app.store.read(), reader.scope(), number).await?;
    let scheme = app.scheme(app.store.read(), call.scheme_version_id).await?;
    if scheme.pools.is_empty() && scheme.budget.is_none() {
        return Err(Code::NotFound.into());
    }
    view(app, reader, call, scheme).await
}

async fn view(
    app: &App,
    reader: &Reader<'_, Cases>,
    call: call::Model,
    scheme: Arc<Scheme>,
) -> Result<CallView, Error> {
    let db = app.store.read();
    let rows = store::application::of_call(db, reader.scope(), call.id).await?;
    let firms = store::firm::by_ids(db, rows.iter().map(|row| row.firm_id).collect()).await?;
    let firms: HashMap<_, _> = firms.into_iter().map(|firm| (firm.id, firm.name)).collect();
    let part = |application: application::Model| {
        let firm = firms.get(&application.firm_id).cloned().unwrap_or_default();
        let division = Division::of(&application)?;
        Ok(Part { division, firm, application: Application::of(scheme.currency, &application) })
    };
    let applications = rows.into_iter().map(part).collect::<Result<_, Error>>()?;
    Ok(CallView { call: call.try_into()?, scheme, applications })
}
