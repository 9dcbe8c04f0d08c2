//! The log as auditors and administrators read it.

use domain::template::Words;
use entity::audit_event;
use kernel::error::Error;

use super::{Page, person};
use crate::App;
use crate::reader::{Log, Reader};

/// An event of the log with the name of its person.
pub struct EventView {
    /// The event.
    pub event: audit_event::Model,
    /// Who; none for the system.
    pub name: Option<Words>,
    /// Whether its stored hash follows from its content.
    pub intact: bool,
}

/// A page of the log, newest first, before the given place: of all that people of the viewer's units and their firms did, or
/// of what bears a number or id.
///
/// # Errors
/// A fault of the database.
pub async fn log(
    app: &App,
    reader: &Reader<'_, Log>,
    search: &str,
    before: Option<i64>,
    limit: usize,
) -> Result<Page<EventView, i64>, Error> {
    let db = app.store.read();
    let search = search.trim();
    let ids = if search.is_empty() {
        None
    } else {
        let mut ids = store::review::ids_of_number(db, search).await?;
        ids.push(search.to_owned());
        Some(ids)
    };
    let events = |limit| store::review::events(db, reader.scope(), ids.as_deref(), before, limit);
    let Page { rows: events, next } = Page::ask(limit, events, |event| event.seq).await?;
    let names = person::names(app, events.iter().filter_map(|e| e.person_id).collect()).await?;
    let mut views = Vec::new();
    for event in events {
        let intact = store::audit::hash_of(&event)? == event.hash;
        views.push(EventView { name: event.person_id.and_then(|p| names.get(&p).cloned()), intact, event });
    }
    Ok(Page { rows: views, next })
}
