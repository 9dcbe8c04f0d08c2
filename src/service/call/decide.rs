//! The second person: confirms a proposal, which is in force from then on, or declines it; and the first one takes it back.

use boxed::boxed;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::call::{CallEvent, CallState, ProposalEvent, ProposalState};
use entity::{call, call_proposal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use validator::Validate;

use super::{Content, check, state_of, told, would_be};
use crate::application::reason;
use crate::command::{Command, Context};
use kernel::error::Error;

/// Confirms a proposal; gives the number of the call.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// Number of the proposal.
    pub number: String,
}

#[boxed]
impl Command for Confirm {
    const NAME: &'static str = "call.confirm";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::Confirm);
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let proposal = store::call_proposal::lock(cx.tx, &cx.actor.scope()?, &self.number).await?;
        other_person(cx, &proposal)?;
        let moved = cx.moves(proposal.state, ProposalEvent::Confirm)?;
        let old = if proposal.event == CallEvent::Open {
            None
        } else {
            Some(store::call::lock(cx.tx, proposal.call_id).await?)
        };
        let state = old.as_ref().map_or(CallState::Planned, |old| state_of(old, cx.today));
        cx.moves(state, proposal.event)?;
        check(cx, proposal.event, &Content::of_proposal(&proposal), old.as_ref()).await?;
        let said = (cx.actor.person, "");
        store::call_proposal::decide(cx.tx, &proposal, &moved, said, (cx.now, cx.today)).await?;
        let number = put_in_force(cx, &proposal, old).await?;
        cx.record("call", proposal.call_id, &format!("call.{}", proposal.event), told(&number, &proposal));
        Ok(number)
    }
}

/// The call becomes what the proposal says.
async fn put_in_force(
    cx: &Context<'_>,
    proposal: &call_proposal::Model,
    old: Option<call::Model>,
) -> Result<String, Error> {
    match old {
        None => {
            let number = store::number::next(cx.tx, domain::series::CALL, domain::date::year_of(cx.today)).await?;
            store::call::insert(cx.tx, would_be(proposal, number.clone(), cx.now)).await?;
            Ok(number)
        }
        Some(old) => {
            store::call::update(cx.tx, would_be(proposal, old.number.clone(), old.created_at)).await?;
            Ok(old.number)
        }
    }
}

fn other_person(cx: &Context<'_>, proposal: &call_proposal::Model) -> Result<(), Refusal> {
    let own = proposal.state == ProposalState::Proposed && proposal.proposed_by == cx.actor.person;
    if own { Err(Refusal::new(Code::CallSecondPerson)) } else { Ok(()) }
}

/// Does not agree with a proposal, with a reason for the person who proposed it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    /// Number of the proposal.
    pub number: String,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Decline {
    const NAME: &'static str = "call.decline";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::Decline);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let proposal = store::call_proposal::lock(cx.tx, &cx.actor.scope()?, &self.number).await?;
        other_person(cx, &proposal)?;
        end(cx, &proposal, (ProposalEvent::Decline, Self::NAME), reason(&self.reason)?).await
    }
}

/// Takes an own proposal back.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakeBack {
    /// Number of the proposal.
    pub number: String,
}

#[boxed]
impl Command for TakeBack {
    const NAME: &'static str = "call.take_back";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::TakeBack);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let proposal = store::call_proposal::lock(cx.tx, &cx.actor.scope()?, &self.number).await?;
        ProposalEvent::TakeBack.is_for(proposal.proposed_by == cx.actor.person)?;
        end(cx, &proposal, (ProposalEvent::TakeBack, Self::NAME), "").await
    }
}

/// Ends a proposal that does not come into force.
async fn end(
    cx: &mut Context<'_>,
    proposal: &call_proposal::Model,
    (event, name): (ProposalEvent, &str),
    answer: &str,
) -> Result<(), Error> {
    let moved = cx.moves(proposal.state, event)?;
    let said = (cx.actor.person, answer);
    store::call_proposal::decide(cx.tx, proposal, &moved, said, (cx.now, cx.today)).await?;
    let payload = json!({ "proposal": proposal.number, "event": proposal.event, "answer": answer });
    cx.record("call", proposal.call_id, name, payload);
    Ok(())
}
