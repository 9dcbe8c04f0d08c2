//! The inbox of a person (消息): what happened to the own things is derived, see [`crate::query::inbox`]; the person alone says up to
//! where it is read.

use boxed::boxed;
use chrono::{DateTime, Utc};
use domain::role::Role;
use kernel::error::Error;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::command::{Command, Context};

/// Notes that a person has read up to an instant, the one of the newest that was shown.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Read {
    /// The instant.
    pub to: DateTime<Utc>,
}

#[boxed]
impl Command for Read {
    const NAME: &'static str = "inbox.read";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let before = store::inbox::read_to(cx.tx, cx.actor.person).await?;
        // An older page that was still open unreads nothing, and nobody has read what is still to come.
        let to = before.map_or(self.to, |before| before.max(self.to)).min(cx.now);
        store::inbox::mark(cx.tx, cx.actor.person, to).await?;
        cx.record("person", cx.actor.person, Self::NAME, serde_json::json!({ "to": to }));
        Ok(())
    }
}
