//! What an administrator decides about a job: it is done again now, or given up for a reason.

use boxed::boxed;
use domain::id::JobId;
use domain::refusal::Code;
use domain::role::Role;
use domain::roles_of;
use domain::workflow::job::{JobEvent, JobState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use validator::Validate;

use crate::actor::Actor;
use crate::application::reason;
use crate::command::{Command, Context};
use kernel::error::Error;
use store::{self, Connection};

/// Jobs are the whole installation's: an office among several neither sees nor stops what is done for the others.
pub(crate) async fn for_all(db: &Connection, actor: &Actor) -> Result<(), Error> {
    if store::person::is_of_all(db, &actor.scope()?).await? { Ok(()) } else { Err(Code::JobsOfAll.into()) }
}

/// Has a job done now that failed, or that waits for its next try.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Again {
    /// The job.
    pub id: JobId,
}

#[boxed]
impl Command for Again {
    const NAME: &'static str = "job.again";
    const ROLES: &'static [Role] = roles_of!(JobState, JobEvent::Again);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        decided(cx, self.id, JobEvent::Again, (Self::NAME, "")).await?;
        cx.wakes();
        Ok(())
    }
}

/// Gives a job up, also one that is being done: what its worker writes from now on is refused.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Cancel {
    /// The job.
    pub id: JobId,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Cancel {
    const NAME: &'static str = "job.cancel";
    const ROLES: &'static [Role] = roles_of!(JobState, JobEvent::Cancel);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        decided(cx, self.id, JobEvent::Cancel, (Self::NAME, reason(&self.reason)?)).await
    }
}

async fn decided(cx: &mut Context<'_>, id: JobId, event: JobEvent, (act, why): (&str, &str)) -> Result<(), Error> {
    for_all(cx.tx, cx.actor).await?;
    let row = store::job::lock(cx.tx, id).await?;
    let step = cx.moves(row.state, event)?;
    store::job::decide(cx.tx, &row, &step, cx.now).await?;
    let facts: serde_json::Value = serde_json::from_str(&row.facts)?;
    cx.record("job", id, act, json!({ "job": facts, "from": row.state, "to": step.to(), "reason": why }));
    Ok(())
}
