//! The second person: confirms a limit or declines it; and the first one takes it back.

use boxed::boxed;
use domain::role::Role;
use domain::roles_of;
use domain::workflow::call::{ProposalEvent, ProposalState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::propose::{not_past, told};
use crate::application::reason;
use crate::command::{Command, Context};
use kernel::error::Error;

/// Confirms a limit: it counts from its first day on.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ConfirmLimit {
    /// Number of the proposal.
    pub number: String,
}

#[boxed]
impl Command for ConfirmLimit {
    const NAME: &'static str = "limit.confirm";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::Confirm);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        end(cx, &self.number, (ProposalEvent::Confirm, Self::NAME), "").await
    }
}

/// Does not agree with a limit, with a reason for the person who proposed it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DeclineLimit {
    /// Number of the proposal.
    pub number: String,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for DeclineLimit {
    const NAME: &'static str = "limit.decline";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::Decline);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        end(cx, &self.number, (ProposalEvent::Decline, Self::NAME), reason(&self.reason)?).await
    }
}

/// Takes an own proposal back.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakeLimitBack {
    /// Number of the proposal.
    pub number: String,
}

#[boxed]
impl Command for TakeLimitBack {
    const NAME: &'static str = "limit.take_back";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::TakeBack);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        end(cx, &self.number, (ProposalEvent::TakeBack, Self::NAME), "").await
    }
}

async fn end(
    cx: &mut Context<'_>,
    number: &str,
    (event, act): (ProposalEvent, &str),
    answer: &str,
) -> Result<(), Error> {
    let mut row = store::approval_limit::lock(cx.tx, &cx.actor.scope()?, number).await?;
    let moved = cx.moves(row.state, event)?;
    event.is_for(row.proposed_by == Some(cx.actor.person))?;
    if event == ProposalEvent::Confirm {
        not_past(row.valid_from, cx.today)?;
    }
    store::approval_limit::decide(cx.tx, &row, &moved, (cx.actor.person, answer), (cx.now, cx.today)).await?;
    answer.clone_into(&mut row.answer);
    cx.record("approval_limit", row.id, act, told(&row));
    Ok(())
}
