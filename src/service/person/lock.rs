//! Locking a person out: at once, by one administrator, with a reason. Two let the person in again.

use boxed::boxed;
use domain::id::PersonId;
use domain::refusal::Code;
use domain::role::Role;
use kernel::error::Error;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{KEEPERS, must_leave_an_administrator, note, token, unchanged};
use crate::application::reason;
use crate::command::{Command, Context};

/// Locks a person out; the sessions and the tokens of the person end.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// Whom.
    pub person: PersonId,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Lock {
    const NAME: &'static str = "person.lock";
    const ROLES: &'static [Role] = KEEPERS;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let why = reason(&self.reason)?;
        let found = store::person::of_scope(cx.tx, &cx.actor.scope()?, self.person).await?;
        if found.standing.id == cx.actor.person {
            return Err(Code::PersonOwnRights.into());
        }
        if !found.active {
            return Err(unchanged(&found).into());
        }
        must_leave_an_administrator(cx, &found).await?;
        store::person::set_active(cx.tx, self.person, false).await?;
        let ended = store::person::end_sessions(cx.tx, self.person, None, cx.now).await?;
        let tokens = token::end_all(cx, self.person).await?;
        let told = serde_json::json!({ "reason": why, "sessions": ended, "tokens": tokens });
        cx.record("person", self.person, Self::NAME, told);
        note(cx, self.person).await
    }
}
