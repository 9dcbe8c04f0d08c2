//! That a fail-over may lose what was acknowledged (asynchronous standbys) is accepted by two administrators of the whole
//! installation, for some days and with a reason. One is enough to end it.

use boxed::boxed;
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use domain::id::ClusterAcceptanceId;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::template::Words;
use domain::workflow::acceptance::{AcceptanceEvent, AcceptanceState};
use domain::workflow::clock;
use entity::cluster_acceptance;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use validator::Validate;

use crate::App;
use crate::actor::Actor;
use crate::application::reason;
use crate::command::{Command, Context};
use crate::query::person;
use crate::reader::{Cluster, Reader};
use kernel::error::Error;
use kernel::id::new_uuid;
use store::{self, Connection};

/// So many are shown.
const SHOWN: u64 = 20;
/// What is accepted.
const SUBJECT: &str = "asynchronous";
/// What an event is about.
const AGGREGATE: &str = "cluster_acceptance";

/// The cluster is everybody's: an office among several does not put the payments of the others at risk.
async fn for_all(db: &Connection, actor: &Actor) -> Result<(), Error> {
    if store::person::is_of_all(db, &actor.scope()?).await? { Ok(()) } else { Err(Code::ClusterOfAll.into()) }
}

/// The first administrator: proposes to accept it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The last day.
    pub until: NaiveDate,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Accept {
    const NAME: &'static str = "cluster.accept";
    const ROLES: &'static [Role] = Decide::ROLES;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        for_all(cx.tx, cx.actor).await?;
        let days = i64::from(self.until.num_days_from_ce()) - i64::from(cx.today.num_days_from_ce());
        // The database holds it too.
        let longest = i64::from(clock::ACCEPTANCE.longest());
        if !(0..=longest).contains(&days) {
            let refusal = Refusal::new(Code::ClusterAcceptance).with("days", Fact::Count(longest));
            return Err(refusal.at_field("until").into());
        }
        let id = ClusterAcceptanceId::from_uuid(new_uuid(cx.now));
        let row = cluster_acceptance::Model {
            id,
            subject: SUBJECT.to_owned(),
            until_on: self.until,
            reason: reason(&self.reason)?.to_owned(),
            proposed_by: cx.actor.person,
            proposed_at: cx.now,
            proposed_on: cx.today,
            agreed: None,
            decided_by: None,
            decided_at: None,
            note: String::new(),
            ended_by: None,
            ended_at: None,
        };
        let told = json!({ "until": row.until_on, "reason": row.reason });
        store::cluster_acceptance::insert(cx.tx, row).await?;
        cx.record(AGGREGATE, id, Self::NAME, told);
        Ok(())
    }
}

/// The second administrator agrees or not; the first one may take the proposal back.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// Whether it is accepted.
    pub agreed: bool,
    /// Why not, or a remark.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub note: String,
}

#[boxed]
impl Command for Decide {
    const NAME: &'static str = "cluster.decide";
    const ROLES: &'static [Role] =
        roles_of!(AcceptanceState, AcceptanceEvent::Agree, AcceptanceEvent::Decline, AcceptanceEvent::TakeBack);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        for_all(cx.tx, cx.actor).await?;
        let row = store::cluster_acceptance::lock_open(cx.tx).await?;
        let own = row.proposed_by == cx.actor.person;
        if own && self.agreed {
            return Err(Code::RequestOwn.into());
        }
        let event = match (self.agreed, own) {
            (true, _) => AcceptanceEvent::Agree,
            (false, true) => AcceptanceEvent::TakeBack,
            (false, false) => AcceptanceEvent::Decline,
        };
        let moved = cx.moves(state(&row), event)?;
        let note = if event == AcceptanceEvent::Decline { reason(&self.note)? } else { self.note.trim() };
        store::cluster_acceptance::decide(cx.tx, row.id, &moved, (cx.actor.person, note, cx.now)).await?;
        let told = json!({ "until": row.until_on, "reason": row.reason, "agreed": self.agreed, "note": note });
        cx.record(AGGREGATE, row.id, Self::NAME, told);
        Ok(())
    }
}

/// Any administrator ends what was accepted before its last day.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct End {}

#[boxed]
impl Command for End {
    const NAME: &'static str = "cluster.end";
    const ROLES: &'static [Role] = roles_of!(AcceptanceState, AcceptanceEvent::End);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        for_all(cx.tx, cx.actor).await?;
        let row = store::cluster_acceptance::in_force(cx.tx, cx.today).await?.ok_or(Code::NotFound)?;
        let moved = cx.moves(state(&row), AcceptanceEvent::End)?;
        store::cluster_acceptance::end(cx.tx, &moved, (cx.actor.person, cx.now), cx.today).await?;
        cx.record(AGGREGATE, row.id, Self::NAME, json!({ "until": row.until_on }));
        Ok(())
    }
}

/// Where a proposal stands.
pub fn state(row: &cluster_acceptance::Model) -> AcceptanceState {
    AcceptanceState::of(row.agreed, row.decided_by == Some(row.proposed_by), row.ended_by.is_some())
}

/// What two administrators accept.
#[derive(Debug)]
pub struct Accepted {
    /// The last day.
    pub until: NaiveDate,
    /// Why.
    pub reason: String,
}

/// What is accepted today.
///
/// # Errors
/// A fault of the database.
pub async fn in_force(app: &App) -> Result<Option<Accepted>, Error> {
    let row = store::cluster_acceptance::in_force(app.store.read(), app.clock.today()).await?;
    Ok(row.map(|row| Accepted { until: row.until_on, reason: row.reason }))
}

/// A proposal with the names of who had to do with it.
#[derive(Debug)]
pub struct Told {
    /// The last day.
    pub until: NaiveDate,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub state: AcceptanceState,
    /// Who proposed it.
    pub by: Option<Words>,
    /// Whether the reader did.
    pub own: bool,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// Who decided it, and when.
    pub decided: Option<(Words, DateTime<Utc>)>,
    /// What was said then.
    pub note: String,
    /// Who ended it, and when.
    pub ended: Option<(Words, DateTime<Utc>)>,
}

/// The last proposals, the newest first. They are for the administrators of the whole installation.
///
/// # Errors
/// [`Code::ClusterOfAll`]; a fault of the database.
pub async fn told(app: &App, reader: &Reader<'_, Cluster>) -> Result<Vec<Told>, Error> {
    for_all(app.store.read(), reader).await?;
    let rows = store::cluster_acceptance::last(app.store.read(), SHOWN).await?;
    let people = rows.iter().flat_map(|r| [Some(r.proposed_by), r.decided_by, r.ended_by].into_iter().flatten());
    let names = person::names(app, people.collect()).await?;
    let name = |id| names.get(&id).cloned();
    let told = |row: cluster_acceptance::Model| Told {
        state: state(&row),
        until: row.until_on,
        by: name(row.proposed_by),
        own: row.proposed_by == reader.person,
        proposed_at: row.proposed_at,
        decided: row.decided_by.and_then(name).zip(row.decided_at),
        ended: row.ended_by.and_then(name).zip(row.ended_at),
        reason: row.reason,
        note: row.note,
    };
    Ok(rows.into_iter().map(told).collect())
}
