//! What is kept for a time and then goes: sessions that ended, failed sign-ins that count no more, files, lists and rows on their way
//! that nobody waits for, jobs that are long done, the content of documents whose years are over. What counted stays for ever, and so
//! do the answers under idempotency keys: a request that is sent again after years is still the same request. Personal data in
//! credit records go in an act that stands in the log, see [`crate::credit::aftermath`].

use chrono::TimeDelta;
use domain::sign_in::{KNOWN_FOR, REMEMBERED};

use super::{Job, Queue, clearing, piece};
use crate::App;
use crate::application::bundle;
use crate::credit::import_records::way::clear_away;
use crate::upload;
use kernel::error::Error;
use store::retention::{Passing, remove};

/// So long it is known whose session it was that ended: whoever comes back after a weekend and sends what stood open loses nothing.
const SESSIONS: TimeDelta = TimeDelta::days(4);
/// So long a job that is done or was given up is shown.
const JOBS: TimeDelta = TimeDelta::days(90);
/// Rows that go in one transaction.
const PIECE: u64 = 1_000;

/// Takes away whatever has had its time.
pub(super) async fn clear(app: &App) -> Result<(), Error> {
    let now = app.clock.now();
    upload::clear_left_behind(app).await?;
    bundle::clear_left_behind(app).await?;
    clear_away(app).await?;
    for (what, before) in [
        (Passing::Sessions, now - SESSIONS),
        (Passing::Forms, now),
        (Passing::Failures, now - REMEMBERED),
        (Passing::Places, now - KNOWN_FOR),
        (Passing::Jobs, now - JOBS),
    ] {
        let mut gone = PIECE;
        while gone == PIECE {
            let tx = piece(app).await?;
            gone = remove(&tx, what, before, PIECE).await?;
            tx.commit().await?;
        }
    }
    still_held(app).await?;
    clearing::clear(app).await
}

/// Asks again for papers that wait still: the scanner was away longer than a job is tried.
async fn still_held(app: &App) -> Result<(), Error> {
    if app.scanner.is_none() {
        return Ok(());
    }
    let tx = piece(app).await?;
    let waiting = store::scan::waiting(&tx, PIECE).await?;
    let mut queue = Queue::new(app.clock.now());
    for document in waiting {
        queue.add(Job::Scan { document });
    }
    queue.write(&tx, ("clock", None)).await?;
    tx.commit().await
}
