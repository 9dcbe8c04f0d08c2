//! COMMIT on PostgreSQL, and what it does not say in its answer.
//!
//! A server that was told to end the wait for its standbys answers the COMMIT as done and adds a warning. The driver gives
//! warnings to the log alone, so the log is listened to while a COMMIT runs: any warning then is no acknowledgement.

use std::cell::Cell;
use std::sync::OnceLock;
use std::time::Duration;

use sea_orm::DatabaseTransaction;
use sea_orm::sqlx::{Executor as _, PgConnection};
use tracing::instrument::WithSubscriber as _;
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Dispatch, Event, Level, Metadata, Subscriber};

use super::Standing;
use kernel::error::{Error, Fault};

/// Where the driver says what the server remarks.
const REMARKS: &str = "sqlx::postgres::notice";

tokio::task_local! {
    static WARNED: Cell<bool>;
}

/// Commits, and says so only where the server did without a warning and within a time.
///
/// # Errors
/// As for [`crate::tx::Transaction::commit`].
pub(crate) async fn confirmed(tx: DatabaseTransaction, limit: Duration, standing: &Standing) -> Result<(), Error> {
    let commit = async {
        let answer = tx.commit().await;
        (answer, WARNED.with(Cell::get))
    };
    let heard = WARNED.scope(Cell::new(false), commit).with_subscriber(listener().clone());
    let heard = tokio::select! {
        biased;
        heard = tokio::time::timeout(limit, heard) => heard,
        () = standing.until_moved() => return Err(Fault::unknown("another server took over").into()),
    };
    match heard {
        Ok((Ok(()), false)) => Ok(()),
        Ok((Ok(()), true)) => Err(Fault::unknown("the server did not wait for its standbys").into()),
        Ok((Err(error), _)) => Err(Error::from(error).at_commit()),
        // Given up, not cancelled: the server goes on waiting, and shows nobody what is not confirmed.
        Err(_) => Err(Fault::unknown("the server did not confirm in time").into()),
    }
}

/// One listener for all: to make one costs a look at every place that logs.
fn listener() -> &'static Dispatch {
    static LISTENER: OnceLock<Dispatch> = OnceLock::new();
    LISTENER.get_or_init(|| {
        let listener = Dispatch::new(Listener);
        // Where it is the only one, what is heard is decided by whoever listens at this moment.
        tracing::dispatcher::with_default(&listener, tracing::callsite::rebuild_interest_cache);
        listener
    })
}

/// Proves that a warning of the server is heard; where it is not, no COMMIT could be trusted.
///
/// # Errors
/// A fault when it is not heard.
pub(super) async fn proves_to_hear(connection: &mut PgConnection) -> Result<(), Error> {
    let warning = async {
        let done = connection.execute("DO $$ BEGIN RAISE WARNING 'heard'; END $$").await;
        done.map(|_| WARNED.with(Cell::get))
    };
    match WARNED.scope(Cell::new(false), warning).with_subscriber(listener().clone()).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(Fault::new("warnings of PostgreSQL are not heard, so no COMMIT could be trusted").into()),
        Err(error) => Err(super::told(error)),
    }
}

struct Listener;

impl Listener {
    fn hears(metadata: &Metadata<'_>) -> bool {
        metadata.is_event() && metadata.target() == REMARKS && *metadata.level() <= Level::WARN
    }
}

impl Subscriber for Listener {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        if metadata.target() == REMARKS { Interest::always() } else { Interest::never() }
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        // A question whether anything would be heard is no event.
        metadata.target() == REMARKS && *metadata.level() <= Level::WARN
    }

    fn max_level_hint(&self) -> Option<tracing::level_filters::LevelFilter> {
        Some(tracing::level_filters::LevelFilter::WARN)
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        if Self::hears(event.metadata()) {
            let _ = WARNED.try_with(|warned| warned.set(true));
        }
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
