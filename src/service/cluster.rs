//! A cluster of servers: what it promises, what it lost, and which epochs it went through, which stand in the audit log alone.

use std::collections::BTreeSet;

use domain::id::PersonId;
use domain::refusal::Code;
use domain::template::Words;
use entity::audit_event;
use serde::{Deserialize, Serialize};

use super::App;
use super::acknowledged::Act;
use super::command::Context;
use kernel::error::Error;
pub use store::cluster::{Figure, Promise};

pub mod acceptance;

/// What the database promises.
///
/// # Errors
/// A fault of the database.
pub async fn promise(app: &App) -> Result<Promise, Error> {
    store::cluster::promise(app.store.read()).await
}

/// What an operator wants to see of it.
///
/// # Errors
/// A fault of the database.
pub async fn figures(app: &App) -> Result<Vec<Figure>, Error> {
    store::cluster::figures(app.store.read()).await
}

/// An act that was acknowledged and that the database does not have.
#[derive(Debug)]
pub struct Missing<'a> {
    /// The act.
    pub act: &'a Act,
    /// Who did it, where the person is still known.
    pub who: Option<Words>,
    /// The number of what it was about, where that is still known.
    pub number: Option<String>,
}

/// Which of the acts that were acknowledged the database does not have, by the hashes of their events.
///
/// # Errors
/// A fault of the database.
pub async fn missing<'a>(app: &App, acts: &'a [Act]) -> Result<Vec<Missing<'a>>, Error> {
    let db = app.store.read();
    let hashes: Vec<&str> = acts.iter().map(|act| act.hash.as_str()).collect();
    let gone = store::audit::not_there(db, &hashes).await?;
    let acts: Vec<&Act> = acts.iter().filter(|act| gone.contains(&act.hash)).collect();
    let about: Vec<&str> = acts.iter().map(|act| act.about.1.as_str()).collect();
    let numbers = store::audit::numbers(db, &about).await?;
    let people: BTreeSet<PersonId> = acts.iter().filter_map(|act| act.person.parse().ok()).collect();
    let names = super::query::person::names(app, people.into_iter().collect()).await?;
    let missing = |act: &'a Act| Missing {
        act,
        who: act.person.parse().ok().and_then(|id: PersonId| names.get(&id).cloned()),
        number: numbers.get(&act.about.1).cloned(),
    };
    Ok(acts.into_iter().map(missing).collect())
}

/// Refuses to release money where a fail-over would forget that it was released, unless two administrators accept that.
///
/// # Errors
/// [`Code::ClusterAsynchronous`].
pub async fn keeps_what_is_paid(cx: &Context<'_>) -> Result<(), Error> {
    if !matches!(store::cluster::promise(cx.tx).await?, Promise::Asynchronous { .. }) {
        return Ok(());
    }
    match store::cluster_acceptance::in_force(cx.tx, cx.today).await? {
        Some(_) => Ok(()),
        None => Err(Code::ClusterAsynchronous.into()),
    }
}

/// An epoch of the database: the cluster, and the timeline that it wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Epoch {
    /// The cluster's own number.
    pub system: String,
    /// The timeline, as its files are named.
    pub timeline: String,
}

/// The aggregate of the epochs in the log.
const EPOCH: (&str, &str) = ("cluster", "epoch");

/// Writes down when the database is another cluster, or after a fail-over another timeline, than it was before; gives the
/// one of before. A fail-over by hand is told from it as well as one by an engine.
///
/// # Errors
/// A fault of the database.
pub async fn note_epoch(app: &App) -> Result<Option<Epoch>, Error> {
    let Some((system, timeline)) = store::cluster::epoch(app.store.read()).await? else { return Ok(None) };
    let now = Epoch { system, timeline };
    let before = epoch_of(store::audit::last_of(app.store.read(), EPOCH).await?)?;
    if before.as_ref() == Some(&now) {
        return Ok(None);
    }
    let tx = store::tx::begin(&app.store).await?;
    // Several processes see it at once; one writes it.
    let before = epoch_of(store::audit::last_of(&tx, EPOCH).await?)?;
    if before.as_ref() == Some(&now) {
        return Ok(None);
    }
    let at = app.clock.now();
    let payload = serde_json::to_value(&now)?;
    let event = store::audit::NewEvent {
        kind: EPOCH.0,
        id: EPOCH.1,
        action: "cluster.epoch",
        person: None,
        role: "system",
        payload: &payload,
        now: at,
        today: app.clock.business_date(at),
    };
    store::audit::append(&tx, event).await?;
    tx.commit().await?;
    if let Some(before) = &before {
        tracing::warn!(?before, ?now, "the database went over to another server or was restored");
    }
    Ok(before)
}

fn epoch_of(last: Option<audit_event::Model>) -> Result<Option<Epoch>, Error> {
    last.map(|event| serde_json::from_str(&event.payload)).transpose().map_err(Error::from)
}
