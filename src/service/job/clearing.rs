//! The content of documents whose years are over goes, in two nights: in the first they are cleared, by an act that the log
//! tells, and are shown to nobody any more; in the next one their content is taken away. So what a copy of the installation
//! counts is still there while the copy is made, and a stop at any point is gone on from. What is known of a document, its hash and
//! its events stay for ever; what is open keeps its documents, see [`store::clearing`].

use boxed::boxed;
use chrono::NaiveDate;
use domain::document::{Cleared, Kind};
use domain::role::Role;
use serde::Serialize;
use serde_json::json;

use super::act::for_all;
use super::piece;
use crate::App;
use crate::actor::Actor;
use crate::command::{Command, Context, execute};
use crate::reader::{Jobs, Reader};
use kernel::clock::Clock;
use kernel::error::{Error, Fault};
use store::Connection;
use store::clearing::{self, Leaving, Over};

/// Documents that are cleared by one act.
const LOT: usize = 100;
/// Documents whose content goes that are asked for at once.
const PAGE: u64 = 100;
/// Pieces that leave the database in one transaction: four megabytes.
const PIECES: u64 = 16;

/// A document that the next night clears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its kind.
    pub kind: Kind,
    /// The name that the file had.
    pub file_name: String,
    /// Its length in bytes.
    pub size_bytes: i64,
    /// When what it belongs to was closed.
    pub closed: NaiveDate,
}

/// What the next night clears, so many documents of each kind at most; nothing is changed.
///
/// # Errors
/// [`Code::JobsOfAll`](domain::refusal::Code::JobsOfAll); a fault of the database.
pub async fn due(app: &App, reader: &Reader<'_, Jobs>, most: usize) -> Result<Vec<Due>, Error> {
    for_all(app.store.read(), reader).await?;
    let over = over(app.store.read(), &app.clock, most).await?;
    Ok(over
        .into_iter()
        .map(|over| Due {
            kind: over.kind,
            closed: app.clock.business_date(over.closed_at),
            file_name: over.file_name,
            size_bytes: over.size_bytes,
        })
        .collect())
}

async fn over(db: &Connection, clock: &Clock, most: usize) -> Result<Vec<Over>, Error> {
    let mut found = Vec::new();
    for kind in Kind::ALL.iter().copied() {
        if let Some(day) = kind.over_before(clock.today()) {
            found.extend(clearing::over(db, kind, clock.start_of(day), u64::try_from(most).unwrap_or(u64::MAX)).await?);
        }
    }
    Ok(found)
}

/// Clears what has had its years, and takes away the content of what was cleared before today.
pub(super) async fn clear(app: &App) -> Result<(), Error> {
    while !over(app.store.read(), &app.clock, LOT).await?.is_empty() {
        execute(app, &Actor::program(), None, &Clear {}).await?;
    }
    loop {
        let leaving = clearing::leaving(app.store.read(), app.clock.today(), PAGE).await?;
        if leaving.is_empty() {
            return Ok(());
        }
        for document in leaving {
            take_away(app, document).await?;
        }
    }
}

/// Clears some of the documents whose years are over.
#[derive(Debug, Serialize)]
struct Clear {}

#[boxed]
impl Command for Clear {
    const NAME: &'static str = "document.clear";
    const ROLES: &'static [Role] = &[];
    const BY_PROGRAM: bool = true;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let clock = &cx.app.clock;
        for over in over(cx.tx, clock, LOT).await? {
            let (closed, years) = (clock.business_date(over.closed_at), i64::from(over.kind.years()));
            let cleared = Cleared { closed, years, on: cx.today };
            clearing::clear(cx.tx, over.id, &cleared).await?;
            let payload = json!({
                "kind": over.kind, "file": over.file_name, "sha256": over.sha256, "closed": closed, "years": years,
                "on": cleared.on, "seal": cleared.seal(over.id, &over.sha256),
            });
            cx.record("document", over.id, Self::NAME, payload);
        }
        Ok(())
    }
}

/// Takes the content of a cleared document away: outside of the database first, so that none is forgotten there.
async fn take_away(app: &App, document: Leaving) -> Result<(), Error> {
    if document.outside {
        let place = app.store.storage().outside();
        let place = place.ok_or_else(|| Fault::new("nobody said where documents are kept"))?;
        place.remove(document.id, document.size_bytes).await?;
    }
    let mut taken = PIECES;
    while taken == PIECES {
        let tx = piece(app).await?;
        taken = clearing::take_pieces(&tx, document.id, PIECES).await?;
        if taken < PIECES {
            clearing::gone(&tx, document.id).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}
