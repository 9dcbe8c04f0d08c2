//! The log as auditors and administrators read it.

use chrono::{DateTime, Utc};
use domain::template::Words;
use kernel::error::Error;

use super::{Page, person};
use crate::App;
use crate::reader::{Log, Reader};

/// Who did something.
pub struct Author {
    /// The name.
    pub name: Option<Words>,
}

/// An event of the log with the name of its person.
pub struct EventView {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; none for the system.
    pub by: Option<Author>,
    /// Key of the role in which; empty for the system.
    pub role: String,
    /// Name of the act.
    pub action: String,
    /// Kind of the thing.
    pub aggregate_kind: String,
    /// Id of the thing.
    pub aggregate_id: String,
    /// The how manieth event of the thing it is.
    pub agg_version: i64,
    /// Its facts as they were noted.
    pub payload: String,
    /// Its stored hash.
    pub hash: String,
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
        views.push(EventView {
            by: event.person_id.map(|person| Author { name: names.get(&person).cloned() }),
            at: event.at,
            role: event.role,
            action: event.action,
            aggregate_kind: event.aggregate_kind,
            aggregate_id: event.aggregate_id,
            agg_version: event.agg_version,
            payload: event.payload,
            hash: event.hash,
            intact,
        });
    }
    Ok(Page { rows: views, next })
}
