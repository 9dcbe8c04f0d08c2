//! A cluster of servers: what it promises, who accepted that it promises too little, and which epochs it went through.
//!
//! All of it stands in the audit log and nowhere else, so that it is chained and carries who said it and when.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use domain::id::PersonId;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::template::Words;
use entity::audit_event;
use serde::{Deserialize, Serialize};

use super::App;
use super::acknowledged::Act;
use super::command::{Command, Context};
use crate::error::Error;
use crate::store;
pub use crate::store::cluster::{Figure, Promise};

/// The aggregate of the acceptance in the log.
const ACCEPTANCE: (&str, &str) = ("cluster", "asynchronous");

/// The longest time for which a loss is accepted, in days.
const LONGEST: i64 = 31;

/// Two administrators accept that a fail-over may lose what was acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// The last day.
    pub until: NaiveDate,
    /// Why.
    pub reason: String,
}

/// The first administrator: proposes to accept it. What was accepted before ends with it.
#[derive(Debug, Serialize)]
pub struct Accept {
    /// The last day and why.
    pub terms: Acceptance,
}

impl Command for Accept {
    const NAME: &'static str = "cluster.accept";
    const ROLES: &'static [Role] = &[Role::Administrator];
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let days = i64::from(self.terms.until.num_days_from_ce()) - i64::from(cx.today.num_days_from_ce());
        if !(0..=LONGEST).contains(&days) || self.terms.reason.trim().is_empty() {
            return Err(Refusal::new(Code::ClusterAcceptance).with("days", Fact::Count(LONGEST)).into());
        }
        cx.record(ACCEPTANCE.0, ACCEPTANCE.1, Self::NAME, serde_json::to_value(&self.terms)?);
        Ok(())
    }
}

/// The second administrator: confirms what the first proposed, word for word.
#[derive(Debug, Serialize)]
pub struct Confirm {}

impl Command for Confirm {
    const NAME: &'static str = "cluster.confirm";
    const ROLES: &'static [Role] = &[Role::Administrator];
    type Output = Acceptance;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Acceptance, Error> {
        let last = store::audit::last_of(cx.tx, ACCEPTANCE).await?;
        let Some(proposed) = last.filter(|event| event.action == Accept::NAME) else {
            return Err(Code::NotFound.into());
        };
        if proposed.person_id == Some(cx.actor.person) {
            return Err(Code::RequestOwn.into());
        }
        let terms: Acceptance = serde_json::from_str(&proposed.payload)?;
        cx.record(ACCEPTANCE.0, ACCEPTANCE.1, Self::NAME, serde_json::to_value(&terms)?);
        Ok(terms)
    }
}

/// What is accepted on a day: confirmed, and not over.
fn in_force(last: Option<&audit_event::Model>, today: NaiveDate) -> Result<Option<Acceptance>, Error> {
    let Some(last) = last.filter(|event| event.action == Confirm::NAME) else { return Ok(None) };
    let terms: Acceptance = serde_json::from_str(&last.payload)?;
    Ok((today <= terms.until).then_some(terms))
}

/// The acceptance that is in force.
///
/// # Errors
/// A fault of the database.
pub async fn accepted(app: &App) -> Result<Option<Acceptance>, Error> {
    let last = store::audit::last_of(app.store.read(), ACCEPTANCE).await?;
    in_force(last.as_ref(), app.clock.today())
}

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
    let names = super::query::shared::names(app, people.into_iter().collect()).await?;
    let missing = |act: &'a Act| Missing {
        act,
        who: act.person.parse().ok().and_then(|id: PersonId| names.get(&id).cloned()),
        number: numbers.get(&act.about.1).cloned(),
    };
    Ok(acts.into_iter().map(missing).collect())
}

/// Refuses to release money where a fail-over would forget that it was released.
///
/// # Errors
/// [`Code::ClusterAsynchronous`].
pub async fn keeps_what_is_paid(cx: &Context<'_>) -> Result<(), Error> {
    if !matches!(store::cluster::promise(cx.tx).await?, Promise::Asynchronous { .. }) {
        return Ok(());
    }
    let last = store::audit::last_of(cx.tx, ACCEPTANCE).await?;
    match in_force(last.as_ref(), cx.today)? {
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
