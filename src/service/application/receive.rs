//! The receiving officer accepts an application or refuses its receipt; the firm withdraws one that was not yet accepted.

use boxed::boxed;
use domain::role::Role;
use domain::roles_of;
use domain::workflow::{ApplicationEvent, ApplicationState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Case, Move, reason};
use crate::command::{Command, Context};
use kernel::error::Error;

/// Accepts for review (受理).
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
}

#[boxed]
impl Command for Accept {
    const NAME: &'static str = "application.accept";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Accept);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::Accept).await?;
        let content = case.application.content_sha256.clone().unwrap_or_default();
        case.step(cx, Move::new(ApplicationEvent::Accept).bound_to(&content)).await.map(|_| ())
    }
}

/// Refuses receipt with a reason (不予受理); its contracts are free again.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RejectReceipt {
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
impl Command for RejectReceipt {
    const NAME: &'static str = "application.reject_receipt";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::RejectReceipt);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::RejectReceipt).await?;
        let why = reason(&self.reason)?;
        case.step(cx, Move::new(ApplicationEvent::RejectReceipt).because(why)).await?;
        store::claim::release(cx.tx, case.application.id, cx.now).await
    }
}

/// The firm takes its application back (撤回).
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
}

#[boxed]
impl Command for Withdraw {
    const NAME: &'static str = "application.withdraw";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Withdraw);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::Withdraw).await?;
        case.step(cx, Move::new(ApplicationEvent::Withdraw)).await?;
        store::claim::release(cx.tx, case.application.id, cx.now).await
    }
}
