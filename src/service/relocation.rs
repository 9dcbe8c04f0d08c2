//! An office grows: its installation goes over from a file of SQLite to a server of PostgreSQL, and is proved there.

use std::path::Path;
use std::time::Duration;

use domain::refusal::Code;

use crate::App;
use crate::verify::{Finding, verify};
use kernel::clock::Clock;
use kernel::error::Error;
use store::Store;
use store::backup::alone;
use store::postgres::Limits;
use store::relocate::{Table, over};
use store::sqlite;
use store::storage::Storage;

/// Nobody works at the target yet: a statement over all rows takes as long as it takes.
const PATIENCE: Duration = Duration::from_secs(6 * 60 * 60);

/// What went over, and what the proof of it says.
#[derive(Debug)]
pub struct Relocated {
    /// The tables.
    pub tables: Vec<Table>,
    /// Every invariant.
    pub findings: Vec<Finding>,
}

/// Brings the installation in a file to an empty database of a server. The file stays as it is, and so does the content of
/// documents that is kept outside of it.
///
/// # Errors
/// [`Code::DatabaseInUse`] while anybody works with the file; what a database is refused for; as for [`over`].
pub async fn relocate(from: &str, to: &str, documents: &Storage, clock: &Clock) -> Result<Relocated, Error> {
    let (Some(file), None) = (sqlite::path(from), sqlite::path(to)) else { return Err(Code::RelocateKinds.into()) };
    alone(Path::new(file)).await?;
    let source = Store::open(from).await?.keeping(documents.clone());
    source.finds_its_documents().await?;
    let patient = Limits { statement: PATIENCE, ..Limits::default() };
    let target = Store::create_with(to, patient).await?.keeping(documents.clone());
    target.migrate().await?;
    let tables = over(&source, &target).await?;
    source.close().await?;
    let app = App::new(target, clock.clone(), false);
    let findings = verify(&app).await?;
    app.store.close().await?;
    Ok(Relocated { tables, findings })
}
