//! The second person: puts a proposed version in force or declines it; and the first one takes it back.

use boxed::boxed;
use domain::role::Role;
use domain::roles_of;
use domain::workflow::call::{ProposalEvent, ProposalState};
use domain::workflow::procedure::Procedure;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use validator::Validate;

use crate::application::reason;
use crate::command::{Command, Context};
use kernel::error::Error;

/// Puts a version in force: calls may name it from then on.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ConfirmProcedure {
    /// Its name.
    pub name: String,
}

#[boxed]
impl Command for ConfirmProcedure {
    const NAME: &'static str = "procedure.confirm";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::Confirm);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let source = end(cx, &self.name, (ProposalEvent::Confirm, Self::NAME), "").await?;
        // The program may have learned since it was proposed: what comes into force loads today.
        let procedure = Procedure::load(&source).map_err(Error::RefusedMany)?;
        store::procedure::hold(cx.tx, &procedure).await
    }
}

/// Does not agree with a version, with a reason for the person who proposed it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DeclineProcedure {
    /// Its name.
    pub name: String,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for DeclineProcedure {
    const NAME: &'static str = "procedure.decline";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::Decline);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let why = reason(&self.reason)?;
        end(cx, &self.name, (ProposalEvent::Decline, Self::NAME), why).await.map(|_| ())
    }
}

/// Takes an own proposal back.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakeProcedureBack {
    /// Its name.
    pub name: String,
}

#[boxed]
impl Command for TakeProcedureBack {
    const NAME: &'static str = "procedure.take_back";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::TakeBack);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        end(cx, &self.name, (ProposalEvent::TakeBack, Self::NAME), "").await.map(|_| ())
    }
}

/// Decides a proposal; gives its text.
async fn end(
    cx: &mut Context<'_>,
    name: &str,
    (event, act): (ProposalEvent, &str),
    answer: &str,
) -> Result<String, Error> {
    let row = store::procedure::lock(cx.tx, name).await?;
    let moved = cx.moves(row.state, event)?;
    event.is_for(row.proposed_by == Some(cx.actor.person))?;
    store::procedure::decide(cx.tx, &row, &moved, (cx.actor.person, answer), cx.now).await?;
    let payload = json!({ "procedure": row.name, "sha256": row.sha256, "answer": answer });
    cx.record("procedure_version", row.id, act, payload);
    Ok(row.source)
}
