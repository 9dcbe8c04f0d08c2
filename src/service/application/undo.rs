//! An approval is taken back before anything is public (撤销审定): one person asks with a reason, another agrees, and only
//! then what was reserved is released.

use boxed::boxed;
use domain::refusal::Code;
use domain::role::Role;
use domain::roles_of;
use domain::workflow::{ApplicationEvent, ApplicationState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::approve::release;
use super::{Case, Move, move_for_a_reason, reason};
use crate::command::{Command, Context};
use kernel::error::{Error, Fault};
use store::application::Change;

/// Asks to take an approval back.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AskUndo {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for AskUndo {
    const NAME: &'static str = "application.ask_undo";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::AskUndo);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::AskUndo).await?;
        let why = reason(&self.reason)?;
        let content = case.decision_hash(cx).await?;
        let moved = Move::new(ApplicationEvent::AskUndo).because(why).bound_to(&content);
        case.step(cx, moved).await.map(|_| ())
    }
}

/// Takes an approval back that another person asked to take back: what was reserved is released, what was granted does not
/// count, and the case goes back to the first review.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct UndoApproval {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
}

#[boxed]
impl Command for UndoApproval {
    const NAME: &'static str = "application.undo_approval";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::UndoApproval);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::UndoApproval).await?;
        let steps = store::step::of_case(cx.tx, case.application.id).await?;
        let asked = steps.iter().rev().find(|step| step.is(ApplicationEvent::AskUndo));
        let asked =
            asked.ok_or_else(|| Fault::new("an approval is to be taken back that nobody asked to take back"))?;
        if asked.person_id == cx.actor.person {
            return Err(Code::RequestOwn.into());
        }
        let released = release(cx, &case).await?;
        let moved = Move {
            change: Change { no_approval: true, ..Change::default() },
            facts: serde_json::json!({ "released_fen": released, "asked_by": asked.person_id }),
            ..Move::new(ApplicationEvent::UndoApproval).because(&asked.reason)
        };
        case.step(cx, moved).await?;
        store::granted::take_back(cx.tx, case.application.id, cx.now).await
    }
}

/// Leaves an approval as it is that somebody asked to take back.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct KeepApproval {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for KeepApproval {
    const NAME: &'static str = "application.keep_approval";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::KeepApproval);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        move_for_a_reason(cx, (&self.number, self.version), ApplicationEvent::KeepApproval, &self.reason).await
    }
}
