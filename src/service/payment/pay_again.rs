//! A returned payment is ordered again (重新支付): a new payment of the same award, to the account that is signed now.

use domain::id::PaymentId;
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

/// Orders a returned or rejected payment again; to the account that is signed now: another one comes by a
/// supplement that two finance people released.
#[derive(Debug, Serialize)]
pub struct PayAgain {
    /// Number of the returned payment.
    pub number: String,
    /// Why it will arrive now (for example a released supplement).
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
        // What was signed is what is paid; another account is signed by a supplement first.
        let application = store::application::by_id(cx.tx, old.application_id).await?;
        let signed = store::account::signed(cx.tx, &application).await?;
        let signed = signed.into_iter().find(|s| s.payee_code == old.payee_code && s.part == old.part);
        let signed = signed.ok_or_else(|| Refusal::new(Code::AccountNotSigned))?;
        let id = PaymentId::from_uuid(new_uuid(cx.now));
        let number = store::number::next(cx.tx, "ZF", domain::date::year_of(cx.today)).await?;
        let row = payment::Model {
            id,
            number: number.clone(),
            attempt: store::payment::last_attempt(cx.tx, old.award_id).await?.saturating_add(1),
            payee_name: signed.account_name,
            account_no: signed.account_no.clone(),
            cnaps: signed.cnaps,
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
            "account_before": old.account_no.masked(), "account": signed.account_no.masked(),
        });
        cx.record("payment", id, Self::NAME, payload);
        Ok(number)
    }
}
