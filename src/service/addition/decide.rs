//! The second person: agrees to an addition, which is there then, or declines it; and the first one takes it back.

use boxed::boxed;
use domain::addition::Addition;
use domain::letter::Template;
use domain::role::Role;
use domain::roles_of;
use domain::workflow::call::{ProposalEvent, ProposalState};
use entity::addition;
use kernel::error::Error;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Content, settled, told};
use crate::account::provision::{add_account, add_line, add_unit};
use crate::application::reason;
use crate::command::{Command, Context};

/// Agrees: it is added. Gives of what kind it is.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ConfirmAddition {
    /// Number of the proposal.
    pub number: String,
}

#[boxed]
impl Command for ConfirmAddition {
    const NAME: &'static str = "addition.confirm";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::Confirm);
    type Output = Addition;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Addition, Error> {
        let row = end(cx, &self.number, (ProposalEvent::Confirm, Self::NAME), "").await?;
        carry_out(cx, &row).await?;
        Ok(row.kind)
    }
}

/// Does not agree, with a reason for the person who proposed it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DeclineAddition {
    /// Number of the proposal.
    pub number: String,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for DeclineAddition {
    const NAME: &'static str = "addition.decline";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::Decline);
    type Output = Addition;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Addition, Error> {
        let why = reason(&self.reason)?;
        Ok(end(cx, &self.number, (ProposalEvent::Decline, Self::NAME), why).await?.kind)
    }
}

/// Takes an own proposal back.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TakeAdditionBack {
    /// Number of the proposal.
    pub number: String,
}

#[boxed]
impl Command for TakeAdditionBack {
    const NAME: &'static str = "addition.take_back";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::TakeBack);
    type Output = Addition;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Addition, Error> {
        Ok(end(cx, &self.number, (ProposalEvent::TakeBack, Self::NAME), "").await?.kind)
    }
}

async fn end(
    cx: &mut Context<'_>,
    number: &str,
    (event, act): (ProposalEvent, &str),
    answer: &str,
) -> Result<addition::Model, Error> {
    let mut row = store::addition::lock(cx.tx, &cx.actor.scope()?, number).await?;
    let moved = cx.moves(row.state, event)?;
    event.is_for(row.proposed_by == cx.actor.person)?;
    store::addition::decide(cx.tx, &row, &moved, (cx.actor.person, answer), (cx.now, cx.today)).await?;
    answer.clone_into(&mut row.answer);
    cx.record("addition", row.id, act, told(&row, &Content::of(&row)?));
    Ok(row)
}

/// What was agreed to is what was proposed; whether it can still be is asked anew.
async fn carry_out(cx: &Context<'_>, row: &addition::Model) -> Result<(), Error> {
    let content = Content::of(row)?;
    // Its version is there now, by this decision; what comes into force is a sound text today.
    if let Content::LetterText(text) = &content {
        return Ok(Template::of(text.kind, &text.text).map(|_| ())?);
    }
    match settled(cx, &content).await?.0 {
        Content::CalendarYear(notice) => store::calendar::add_year(cx.tx, &notice).await,
        Content::Unit(unit) => {
            let units = store::person::units(cx.tx).await?;
            add_unit(cx.tx, &units, &unit, cx.now).await.map(|_| ())
        }
        Content::BankAccount(account) => add_account(cx.tx, row.unit_id, &account, cx.now).await,
        Content::BudgetLine(line) => add_line(cx.tx, row.unit_id, &line, cx.now).await,
        // Which text is in force follows from what was confirmed, see above.
        Content::LetterText(_) => Ok(()),
    }
}
