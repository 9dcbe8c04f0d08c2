//! A case waits for something outside, a court or an inspection (中止): nothing of it moves until it is resumed, and then it
//! is checked and reviewed anew.

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

/// Suspends a case that is not approved yet.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Suspend {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// Why, told to the firm.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Suspend {
    const NAME: &'static str = "application.suspend";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Suspend);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        move_for_a_reason(cx, (&self.number, self.version), ApplicationEvent::Suspend, &self.reason).await
    }
}

/// Resumes a suspended case: it is received, and goes on with a new credit check.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Resume {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// Why, told to the firm.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Resume {
    const NAME: &'static str = "application.resume";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Resume);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        move_for_a_reason(cx, (&self.number, self.version), ApplicationEvent::Resume, &self.reason).await
    }
}
