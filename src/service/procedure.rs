//! Procedures of cases: the version that a call names and a case keeps; administrators propose more, another one confirms.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::call::{ProposalEvent, ProposalState};
use domain::workflow::procedure::Procedure;

use super::App;
use super::id::sha256;
use kernel::error::{Error, Fault};

pub mod decide;
pub mod propose;

/// Who keeps procedures.
pub const KEEPERS: &[Role] = roles_of!(ProposalState, ProposalEvent::Confirm);

/// Procedures in force by name; a confirmed version never changes, so nothing is ever taken out.
#[derive(Default)]
pub struct Cache(Mutex<HashMap<String, Arc<Procedure>>>);

impl App {
    /// The procedure of a name that calls and cases keep.
    ///
    /// # Errors
    /// [`Code::NotFound`]; a fault when the stored text is not what was confirmed.
    pub async fn procedure(&self, db: &store::Connection, name: &str) -> Result<Arc<Procedure>, Error> {
        let locked = |_| Fault::new("the cache of procedures is poisoned");
        if let Some(procedure) = self.procedures.0.lock().map_err(locked)?.get(name) {
            return Ok(Arc::clone(procedure));
        }
        let row = store::procedure::by_name(db, name).await?;
        let row = row.filter(|row| row.state == ProposalState::Confirmed).ok_or(Code::NotFound)?;
        if sha256(&row.source) != row.sha256 {
            return Err(Fault::new(format!("procedure {name} was altered in the database")).into());
        }
        let procedure = Arc::new(store::procedure::load(&row.source)?);
        self.procedures.0.lock().map_err(locked)?.insert(name.to_owned(), Arc::clone(&procedure));
        Ok(procedure)
    }
}

/// The procedures that the program brings along.
///
/// # Errors
/// A fault when one does not load.
pub fn shipped() -> Result<Vec<Procedure>, Fault> {
    store::procedure::shipped()?.iter().map(|text| store::procedure::load(text)).collect()
}

/// The versions that a new call may name: of each procedure the one that was confirmed last.
///
/// # Errors
/// A fault of the database.
pub async fn in_force(app: &App, db: &store::Connection) -> Result<Vec<Arc<Procedure>>, Error> {
    let mut newest: Vec<(Option<chrono::DateTime<chrono::Utc>>, Arc<Procedure>)> = Vec::new();
    for row in store::procedure::all(db).await?.into_iter().filter(|row| row.state == ProposalState::Confirmed) {
        let procedure = app.procedure(db, &row.name).await?;
        match newest.iter_mut().find(|(_, other)| other.id == procedure.id) {
            Some(known) if known.0 <= row.decided_at => *known = (row.decided_at, procedure),
            Some(_) => {}
            None => newest.push((row.decided_at, procedure)),
        }
    }
    Ok(newest.into_iter().map(|(_, procedure)| procedure).collect())
}

/// The version of a name, where a new call may name it.
///
/// # Errors
/// [`Code::ProcedureNotInForce`].
pub async fn for_a_call(app: &App, db: &store::Connection, name: &str) -> Result<Arc<Procedure>, Error> {
    let found = in_force(app, db).await?.into_iter().find(|procedure| procedure.name() == name);
    found.ok_or_else(|| not_in_force(name).into())
}

/// What refuses a procedure that no new call may name.
pub fn not_in_force(name: &str) -> Refusal {
    let refusal = Refusal::new(Code::ProcedureNotInForce).with("procedure", Fact::Text(name.to_owned()));
    refusal.at_field("procedure")
}
