//! An account number is shown masked; who needs it whole says what for, and that stands in the log.

use boxed::boxed;
use domain::id::PersonId;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::workflow::AccountChangeState;
use entity::account_change;
use serde::Serialize;

use crate::command::{Command, Context};
use kernel::error::Error;

/// Who may see account numbers whole: those who review, verify, pay or audit them.
pub const READERS: &[Role] = &[
    Role::ReceivingOfficer,
    Role::FirstReviewer,
    Role::SecondReviewer,
    Role::Approver,
    Role::FinanceMaker,
    Role::FinanceApprover,
    Role::Reconciler,
];

/// Whose account is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// The accounts signed with an application, by its number.
    Application(String),
    /// A payment's, by its number.
    Payment(String),
    /// A request's for another account, by its number.
    Change(String),
}

/// A person of the firm looks at what another one requested, whole, before it is confirmed or signed: an account that is not
/// seen digit by digit cannot be confirmed.
#[derive(Debug, Serialize)]
pub struct ShowOwn {
    /// The request.
    pub number: String,
}

#[boxed]
impl Command for ShowOwn {
    const NAME: &'static str = "account.show_own";
    const ROLES: &'static [Role] = super::change::FIRM;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let change = store::account::change(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let purpose = purpose_of(&change, cx.actor.person);
        let payload = serde_json::json!({ "number": change.number, "purpose": purpose });
        cx.record("account_change", change.id, Self::NAME, payload);
        Ok(())
    }
}

/// What a person of the firm looks at it for: that follows from the state of the request and from who asked for it.
fn purpose_of(change: &account_change::Model, by: PersonId) -> &'static str {
    match change.state {
        AccountChangeState::Requested if change.requested_by != by => "confirm",
        AccountChangeState::Verified => "sign",
        _ => "compare",
    }
}

/// Notes the look before the number is shown.
#[derive(Debug, Serialize)]
pub struct ShowAccount {
    /// Whose account.
    pub of: Of,
    /// What for.
    pub purpose: String,
}

#[boxed]
impl Command for ShowAccount {
    const NAME: &'static str = "account.show";
    const ROLES: &'static [Role] = READERS;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let purpose = self.purpose.trim();
        if purpose.is_empty() {
            return Err(Refusal::new(Code::PurposeMissing).at_field("purpose").into());
        }
        if purpose.chars().count() > 200 {
            return Err(Refusal::new(Code::TextTooLong)
                .with("max", domain::refusal::Fact::Count(200))
                .at_field("purpose")
                .into());
        }
        let scope = cx.actor.scope()?;
        let (kind, id, number) = match &self.of {
            Of::Application(number) => {
                ("application", store::application::find(cx.tx, &scope, number).await?.id.to_string(), number)
            }
            Of::Payment(number) => {
                ("payment", store::finance::payment(cx.tx, &scope, number).await?.id.to_string(), number)
            }
            Of::Change(number) => {
                ("account_change", store::account::change(cx.tx, &scope, number).await?.id.to_string(), number)
            }
        };
        cx.record(kind, id, Self::NAME, serde_json::json!({ "number": number, "purpose": purpose }));
        Ok(())
    }
}
