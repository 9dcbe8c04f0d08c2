//! What happened to a person's things: for a firm its cases, payments, accounts and credit, for an officer what became of what the
//! officer proposed or worked on.

use chrono::{DateTime, Utc};
use kernel::error::Error;
use uuid::Uuid;

use super::Page;
use crate::App;
use crate::reader::{Own, Reader};
pub use store::inbox::Happened;
use store::inbox::Whose;

/// A place in the list.
pub type Place = (DateTime<Utc>, Uuid);

pub(super) fn whose<'a>(reader: &'a Reader<'_, Own>) -> Whose<'a> {
    Whose { firm: reader.firm, person: reader.person, scope: reader.scope() }
}

/// A page of what happened, the newest first, and up to where the person has read.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    app: &App,
    reader: &Reader<'_, Own>,
    before: Option<Place>,
    size: usize,
) -> Result<(Page<Happened, Place>, Option<DateTime<Utc>>), Error> {
    let of = whose(reader);
    let db = app.store.read();
    let rows = |limit| store::inbox::page(db, &of, before, limit);
    let page = Page::ask(size, rows, |row| (row.at, row.id)).await?;
    Ok((page, store::inbox::read_to(db, reader.person).await?))
}
