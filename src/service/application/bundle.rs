//! The rows of an act on a long schedule on their way: written before the act, in short transactions, so that nobody waits for
//! the writer; they count when the act makes their bundle count, and are taken away again when it does not.

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{ApplicationId, BundleId};

use crate::App;
use kernel::error::Error;
use kernel::failpoint::{Failpoint, reach};
use store::bundle::Kind;
use store::tx::Transaction;

/// Lines whose rows an act writes itself; those of more lines are written before it.
pub(super) const WITHIN: usize = 1_000;
/// Lines whose rows are written in one transaction.
pub(super) const PIECE: usize = 1_000;
/// So long a bundle may take to come to count.
const WAITS: TimeDelta = TimeDelta::hours(24);

/// Begins a bundle of a case; what an act of before left behind goes first.
///
/// # Errors
/// Busy; a fault of the database.
pub(super) async fn begin(app: &App, case: ApplicationId, kind: Kind, now: DateTime<Utc>) -> Result<BundleId, Error> {
    for left in store::bundle::waiting(app.store.read(), case, kind).await? {
        remove(app, left).await?;
    }
    let mut taken_back = kind == Kind::Grants;
    while taken_back {
        let tx = store::tx::begin(&app.store).await?;
        taken_back = store::granted::clear_some(&tx, case, 2 * PIECE).await?;
        tx.commit().await?;
    }
    let tx = store::tx::begin(&app.store).await?;
    let bundle = store::bundle::begin(&tx, case, kind, now).await?;
    tx.commit().await?;
    reach(Failpoint::BundleBegun)?;
    Ok(bundle)
}

/// A transaction for the next rows of a bundle.
///
/// # Errors
/// [`domain::refusal::Code::Stale`] when it was taken away meanwhile; busy.
pub(super) async fn next(app: &App, bundle: BundleId) -> Result<Transaction, Error> {
    let tx = store::tx::begin(&app.store).await?;
    store::bundle::goes_on(&tx, bundle).await?;
    Ok(tx)
}

/// What came of writing a bundle: where it is refused or has nothing to tell, the bundle goes, and the act does without it.
///
/// # Errors
/// Faults.
pub(super) async fn written<T>(
    app: &App,
    bundle: BundleId,
    written: Result<Option<T>, Error>,
) -> Result<Option<T>, Error> {
    match written {
        Ok(Some(found)) => {
            reach(Failpoint::BundleWhole)?;
            Ok(Some(found))
        }
        Ok(None) | Err(Error::Refused(_) | Error::RefusedMany(_)) => {
            let_go(app, bundle).await;
            Ok(None)
        }
        Err(fault) => {
            let_go(app, bundle).await;
            Err(fault)
        }
    }
}

/// Takes a bundle away unless it counts; what cannot be taken away now is taken later.
pub(super) async fn let_go(app: &App, bundle: BundleId) {
    if let Err(error) = remove(app, bundle).await {
        tracing::info!(%error, "rows that do not count are taken away later");
    }
}

/// Takes away what was left behind: the program ended while it was written.
///
/// # Errors
/// Busy; a fault of the database.
pub(crate) async fn clear_left_behind(app: &App) -> Result<(), Error> {
    for left in store::bundle::left_behind(app.store.read(), app.clock.now() - WAITS).await? {
        remove(app, left).await?;
    }
    Ok(())
}

async fn remove(app: &App, bundle: BundleId) -> Result<(), Error> {
    let mut more = true;
    while more {
        let tx = store::tx::begin(&app.store).await?;
        more = store::bundle::remove_some(&tx, bundle).await?;
        tx.commit().await?;
    }
    Ok(())
}
