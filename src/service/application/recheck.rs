//! The approver sends a case back that was reviewed before something changed: it is checked and reviewed anew.

use boxed::boxed;
use domain::role::Role;
use domain::roles_of;
use domain::workflow::{ApplicationEvent, ApplicationState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::move_for_a_reason;
use crate::command::{Command, Context};
use kernel::error::Error;

/// Sends a confirmed case back to the credit check.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Recheck {
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
impl Command for Recheck {
    const NAME: &'static str = "application.recheck";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Recheck);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        move_for_a_reason(cx, (&self.number, self.version), ApplicationEvent::Recheck, &self.reason).await
    }
}
