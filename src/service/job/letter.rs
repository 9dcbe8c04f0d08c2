//! Letters of the authority: what causes them is looked for in the log by its place, and each is written by a job of its own. A
//! letter is issued first, with its facts and its number, and its file is made of that: where there is no font the file waits, and
//! nothing else does.

use domain::id::{AuditEventId, JobId};
use kernel::error::{Error, Fault};
use kernel::id::Ascending;
use store::job::{Batch, add};

use super::Job;
use super::clock::CAUSE;
use crate::App;
use crate::actor::Actor;
use crate::command::execute;
use crate::letter::{Issue, Make};

/// Looks in the log for what causes letters since the last look, and queues that each is written.
///
/// # Errors
/// Busy; a fault of the database.
pub async fn look(app: &App) -> Result<(), Error> {
    let db = app.store.read();
    if store::audit::last_place(db).await? <= store::letter::told_to(db).await? {
        return Ok(());
    }
    // Only now, and once more, one process after the other: nothing is queued by two.
    let tx = store::tx::begin(&app.store).await?;
    let from = store::letter::lock_told_to(&tx).await?;
    let to = store::audit::last_place(&tx).await?;
    if to <= from {
        return Ok(());
    }
    let (now, mut ids) = (app.clock.now(), Ascending::new(app.clock.now()));
    let mut rows = Vec::new();
    for (event, number) in store::letter::causes(&tx, (from, to)).await? {
        rows.push(Job::Letter { event, number }.row(JobId::from_uuid(ids.next_id()))?);
    }
    let some = !rows.is_empty();
    add(&tx, &Batch { person: None, cause: CAUSE, once: true, due: now, now }, &rows).await?;
    store::letter::set_told_to(&tx, to).await?;
    tx.commit().await?;
    if some {
        app.work.notify_one();
    }
    Ok(())
}

/// Issues the letter that an event causes, unless it is, and makes its file.
pub(super) async fn write(app: &App, event: AuditEventId) -> Result<(), Error> {
    let db = app.store.read();
    let found = match store::letter::of_event(db, event).await? {
        Some(letter) => Some(letter),
        None => {
            execute(app, &Actor::program(), None, &Issue { event }).await?;
            store::letter::of_event(db, event).await?
        }
    };
    let letter = found.ok_or_else(|| Fault::new(format!("the event {event} caused no letter")))?;
    if letter.document_id.is_some() {
        return Ok(());
    }
    let make = Make::of(app, &letter).await?;
    execute(&app.ending(), &Actor::program(), None, &make).await
}
