//! The end of a declared conflict of interest gives rights back, so two people agree to it: whoever has it, or an administrator,
//! proposes it; an administrator who neither declared nor has it agrees or declines; and an administrator takes an own proposal back.

use boxed::boxed;
use domain::id::RecusalEndId;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::call::{ProposalEvent, ProposalState};
use entity::recusal_end;
use kernel::error::Error;
use kernel::id::new_uuid;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::standing;
use crate::application::reason;
use crate::command::{Command, Context};
use crate::reader::OFFICERS;

/// Proposes to end a declaration; gives the number of the proposal.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ProposeEnd {
    /// Number of the declaration.
    pub number: String,
    /// Why it does not hold any more.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for ProposeEnd {
    const NAME: &'static str = "recusal.end";
    const ROLES: &'static [Role] = OFFICERS;
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let why = reason(&self.reason)?;
        let of = standing(cx, &self.number).await?;
        if let Some(open) = store::recusal::open_end(cx.tx, of.id).await? {
            return Err(Refusal::new(Code::RequestOpen).with("request", Fact::Text(open.number)).into());
        }
        let number = store::number::next(cx.tx, domain::series::RECUSAL_END, domain::date::year_of(cx.today)).await?;
        let row = recusal_end::Model {
            id: RecusalEndId::from_uuid(new_uuid(cx.now)),
            number: number.clone(),
            recusal_id: of.id,
            unit_id: of.unit_id,
            reason: why.to_owned(),
            state: ProposalState::Proposed,
            proposed_by: cx.actor.person,
            proposed_at: cx.now,
            decided_by: None,
            decided_at: None,
            decided_on: None,
            answer: String::new(),
        };
        cx.record("recusal_end", row.id, Self::NAME, told(&row));
        store::recusal::insert_end(cx.tx, row).await?;
        Ok(number)
    }
}

/// Agrees: the declaration counts no more.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ConfirmEnd {
    /// Number of the proposal.
    pub number: String,
}

#[boxed]
impl Command for ConfirmEnd {
    const NAME: &'static str = "recusal.confirm_end";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::Confirm);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        decide(cx, &self.number, (ProposalEvent::Confirm, Self::NAME), "").await
    }
}

/// Does not agree, with a reason for the person who proposed it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DeclineEnd {
    /// Number of the proposal.
    pub number: String,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for DeclineEnd {
    const NAME: &'static str = "recusal.decline_end";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::Decline);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        decide(cx, &self.number, (ProposalEvent::Decline, Self::NAME), reason(&self.reason)?).await
    }
}

/// Takes an own proposal back.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakeEndBack {
    /// Number of the proposal.
    pub number: String,
}

#[boxed]
impl Command for TakeEndBack {
    const NAME: &'static str = "recusal.take_back_end";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::TakeBack);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        decide(cx, &self.number, (ProposalEvent::TakeBack, Self::NAME), "").await
    }
}

async fn decide(
    cx: &mut Context<'_>,
    number: &str,
    (event, act): (ProposalEvent, &str),
    answer: &str,
) -> Result<(), Error> {
    let mut row = store::recusal::lock_end(cx.tx, &cx.actor.scope()?, number).await?;
    let moved = cx.moves(row.state, event)?;
    event.is_for(row.proposed_by == cx.actor.person)?;
    if event != ProposalEvent::TakeBack && store::recusal::is_party(cx.tx, row.recusal_id, cx.actor.person).await? {
        return Err(Code::RecusalDeclarer.into());
    }
    store::recusal::decide_end(cx.tx, &row, &moved, (cx.actor.person, answer), (cx.now, cx.today)).await?;
    answer.clone_into(&mut row.answer);
    cx.record("recusal_end", row.id, act, told(&row));
    Ok(())
}

/// What is written about a proposal in the log.
fn told(row: &recusal_end::Model) -> serde_json::Value {
    serde_json::json!({
        "number": row.number, "recusal": row.recusal_id, "reason": row.reason, "answer": row.answer,
    })
}
