//! A returned payment is ordered again (重新支付): a new payment of the same award, to a corrected account if needed.

use domain::id::PaymentId;
use domain::identifier::{AccountNumber, Cnaps};
use domain::money::Fen;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::workflow::PaymentState;
use entity::payment;
use serde::Serialize;

use super::end_to_end_id;
use crate::error::Error;
use crate::service::application::reason;
use crate::service::command::{Command, Context};
use crate::service::id::new_uuid;
use crate::store;

/// Orders a returned or rejected payment again; the batch's second person sees the new account beside the old one.
#[derive(Debug, Serialize)]
pub struct PayAgain {
    /// Number of the returned payment.
    pub number: String,
    /// The account number, as typed.
    pub account_no: String,
    /// The routing code, as typed.
    pub cnaps: String,
    /// Why it will arrive now (for example the firm's letter with the corrected account).
    pub reason: String,
}

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
        let why = reason(&self.reason)?;
        let account_no = AccountNumber::parse(&self.account_no).map_err(|r| r.at_field("account_no"))?;
        let cnaps = Cnaps::parse(&self.cnaps).map_err(|r| r.at_field("cnaps"))?;
        let id = PaymentId::from_uuid(new_uuid(cx.now));
        let number = store::number::next(cx.tx, "ZF", domain::date::year_of(cx.today)).await?;
        let row = payment::Model {
            id,
            number: number.clone(),
            attempt: store::payment::last_attempt(cx.tx, old.award_id).await?.saturating_add(1),
            account_no: account_no.clone(),
            cnaps,
            end_to_end_id: end_to_end_id(id),
            state: PaymentState::Ready,
            batch_id: None,
            return_reason: String::new(),
            created_at: cx.now,
            settled_fen: Fen::ZERO,
            returned_fen: Fen::ZERO,
            ..old.clone()
        };
        store::payment::insert(cx.tx, row).await?;
        let payload = serde_json::json!({
            "number": number, "instead_of": old.number, "reason": why,
            "account_before": old.account_no.masked(), "account": account_no.masked(),
        });
        cx.record("payment", id, Self::NAME, payload);
        Ok(number)
    }
}
