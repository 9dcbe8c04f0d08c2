//! The second person: agrees to a change of somebody's rights, which is in force then, or declines it; and the first one takes it
//! back.

use boxed::boxed;
use domain::person::{Change, read};
use domain::refusal::Code;
use domain::role::Role;
use domain::roles_of;
use domain::workflow::call::{ProposalEvent, ProposalState};
use entity::{person, person_request};
use kernel::error::{Error, Fault};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::propose::told;
use super::{must_leave_an_administrator, note, token};
use crate::application::reason;
use crate::command::{Command, Context};

/// Agrees: the change is in force.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ConfirmChange {
    /// Number of the proposal.
    pub number: String,
}

#[boxed]
impl Command for ConfirmChange {
    const NAME: &'static str = "person.confirm";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::Confirm);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row = end(cx, &self.number, (ProposalEvent::Confirm, Self::NAME), "").await?;
        carry_out(cx, &row).await?;
        note(cx, row.person_id).await
    }
}

/// Does not agree, with a reason for the person who proposed it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DeclineChange {
    /// Number of the proposal.
    pub number: String,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for DeclineChange {
    const NAME: &'static str = "person.decline";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::Decline);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        end(cx, &self.number, (ProposalEvent::Decline, Self::NAME), reason(&self.reason)?).await.map(|_| ())
    }
}

/// Takes an own proposal back.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakeChangeBack {
    /// Number of the proposal.
    pub number: String,
}

#[boxed]
impl Command for TakeChangeBack {
    const NAME: &'static str = "person.take_back";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::TakeBack);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        end(cx, &self.number, (ProposalEvent::TakeBack, Self::NAME), "").await.map(|_| ())
    }
}

async fn end(
    cx: &mut Context<'_>,
    number: &str,
    (event, act): (ProposalEvent, &str),
    answer: &str,
) -> Result<person_request::Model, Error> {
    let mut row = store::person_request::lock(cx.tx, &cx.actor.scope()?, number).await?;
    let moved = cx.moves(row.state, event)?;
    event.is_for(row.proposed_by == cx.actor.person)?;
    if event != ProposalEvent::TakeBack && row.change.gives() && row.person_id == cx.actor.person {
        return Err(Code::PersonOwnRights.into());
    }
    store::person_request::decide(cx.tx, &row, &moved, (cx.actor.person, answer), (cx.now, cx.today)).await?;
    answer.clone_into(&mut row.answer);
    cx.record("person_request", row.id, act, told(&row));
    Ok(row)
}

async fn carry_out(cx: &mut Context<'_>, row: &person_request::Model) -> Result<(), Error> {
    let roles = read(&row.roles).ok_or_else(|| Fault::new("a proposal names a role that is none"))?;
    if row.change == Change::Invite {
        let person = person::Model {
            id: row.person_id,
            login: row.login.clone(),
            name_zh: row.name_zh.clone(),
            name_en: row.name_en.clone(),
            unit_id: row.firm_id.is_none().then_some(row.unit_id),
            firm_id: row.firm_id,
            password_hash: None,
            status: "active".to_owned(),
            created_at: cx.now,
        };
        return store::person::insert(cx.tx, person, &roles).await;
    }
    let found = store::person::of_scope(cx.tx, &cx.actor.scope()?, row.person_id).await?;
    match row.change {
        Change::Invite => {}
        Change::Grant => {
            for role in roles {
                store::person::grant(cx.tx, row.person_id, role, cx.now).await?;
            }
        }
        Change::Revoke => {
            if roles.contains(&Role::Administrator) {
                must_leave_an_administrator(cx, &found).await?;
            }
            for role in roles {
                store::person::revoke(cx.tx, row.person_id, role, cx.now).await?;
            }
            // What a token was given for may be what is taken.
            token::end_all(cx, row.person_id).await?;
        }
        // Until the new password is set the old one counts: whoever asked for the reset in bad faith gains nothing by it.
        Change::Reset => {}
        Change::Unlock => store::person::set_active(cx.tx, row.person_id, true).await?,
    }
    Ok(())
}
