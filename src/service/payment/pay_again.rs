//! A returned payment is ordered again (重新支付): a new payment of the same award, to the account that is signed now.

use boxed::boxed;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::workflow::{PaymentState, RequestKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::follow_up;
use crate::application::reason;
use crate::command::{Command, Context};
use kernel::error::Error;

/// Orders a returned or rejected payment again; to the account that is signed now: another one comes by a
/// supplement that two finance people released.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct PayAgain {
    /// Number of the returned payment.
    pub number: String,
    /// Why it will arrive now (for example a released supplement).
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for PayAgain {
    const NAME: &'static str = "payment.pay_again";
    const ROLES: &'static [Role] = &[Role::FinanceMaker];
    /// The number of the new payment.
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let old = store::payment::lock(cx.tx, &cx.actor.scope()?, &self.number).await?;
        if !matches!(old.state, PaymentState::Returned | PaymentState::Rejected) {
            return Err(Refusal::new(Code::NotInThisState)
                .with("event", Fact::Message("payment-event-pay_again".to_owned()))
                .with("state", Fact::Message(format!("payment-state-{}", old.state.key())))
                .into());
        }
        let award = old.award_id.uuid();
        if let Some(open) = store::finance_request::open_on(cx.tx, RequestKind::GiveUpAward, award).await? {
            // Agreed later, it would cancel the payment that is made now.
            return Err(Refusal::new(Code::RequestOpen).with("request", Fact::Text(open.number)).into());
        }
        let why = reason(&self.reason)?;
        // What was signed is what is paid; another account is signed by a supplement first.
        let application = store::application::by_id(cx.tx, old.application_id).await?;
        let signed = store::account::signed(cx.tx, &application).await?;
        let signed = signed.into_iter().find(|s| s.payee_code == old.payee_code && s.part == old.part);
        let signed = signed.ok_or_else(|| Refusal::new(Code::AccountNotSigned))?;
        follow_up(cx, &old, &signed, (Self::NAME, "reason", why)).await
    }
}
