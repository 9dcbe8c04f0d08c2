//! What people read of procedures: the versions, what each says, who proposed and confirmed it.

use std::collections::HashSet;

use domain::refusal::Code;
use domain::template::Words;
use domain::workflow::call::ProposalState;
use domain::workflow::procedure::Procedure;

use super::proposal::{Proposed, proposed};
use crate::App;
use crate::procedure::in_force;
use crate::reader::{Drafts, Procedures, Reader};
use kernel::error::Error;

/// A version.
pub struct Version {
    /// Who proposed and confirmed it; its number is the name that calls and cases keep.
    pub proposed: Proposed,
    /// What it is called.
    pub title: Words,
    /// Its text.
    pub source: String,
    /// What it says.
    pub procedure: Procedure,
    /// Whether a new call may name it.
    pub in_force: bool,
}

/// The versions that a person may read; those in force first.
///
/// # Errors
/// A fault of the database.
pub async fn versions(app: &App, reader: &Reader<'_, Procedures>) -> Result<Vec<Version>, Error> {
    let db = app.store.read();
    let reads = reader.reads::<Drafts>();
    let newest: HashSet<String> = in_force(app, db).await?.iter().map(|procedure| procedure.name()).collect();
    let mut rows = store::procedure::all(db).await?;
    rows.retain(|row| reads || row.state == ProposalState::Confirmed);
    let mut found = Vec::new();
    for (proposed, row) in proposed(app, reader.person, rows).await? {
        let procedure = store::procedure::load(&row.source)?;
        let in_force = row.state == ProposalState::Confirmed && newest.contains(&row.name);
        let title = Words { zh: row.title_zh, en: row.title_en };
        found.push(Version { proposed, title, source: row.source, procedure, in_force });
    }
    found.sort_by_key(|version| !version.in_force);
    Ok(found)
}

/// A version by the name that calls and cases keep; of several proposals under it the last.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn version(app: &App, reader: &Reader<'_, Procedures>, name: &str) -> Result<Version, Error> {
    let mut named: Vec<Version> = versions(app, reader).await?;
    named.retain(|version| version.proposed.number == name);
    let living = |v: &Version| matches!(v.proposed.state, ProposalState::Proposed | ProposalState::Confirmed);
    match named.iter().position(living) {
        Some(place) => Ok(named.swap_remove(place)),
        None => named.pop().ok_or_else(|| Code::NotFound.into()),
    }
}
