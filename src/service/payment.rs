//! Payments: who is paid how much, batches of two people, the sealed file.

use std::collections::BTreeMap;

use domain::id::PaymentId;
use domain::money::Fen;
use domain::payee;
use domain::refusal::Code;
use domain::workflow::{Machine as _, PaymentEvent, PaymentState};
use entity::{payment, signed_payee};

use super::account::signed;
use super::application::Case;
use super::command::Context;
use super::id::new_uuid;
use kernel::error::{Error, Fault};
use store::payment::Beside;

pub mod batch;
pub mod download;
mod left_out;
pub mod pay_again;
pub mod request;
pub mod seal;

/// Moves payments along a row of the transition table, each from the state in which it was read: in the role of the running
/// act, or as a consequence of it where the table says so.
///
/// # Errors
/// [`Code::NotInThisState`]; [`Code::NotYourRole`]; [`Code::Stale`].
pub async fn advance(
    cx: &Context<'_>,
    seen: &[payment::Model],
    event: PaymentEvent,
    beside: Beside<'_>,
) -> Result<(), Error> {
    let mut by_state: BTreeMap<PaymentState, Vec<PaymentId>> = BTreeMap::new();
    for payment in seen {
        by_state.entry(payment.state).or_default().push(payment.id);
    }
    for (state, ids) in by_state {
        let moved = state.follow(event).or_else(|_| cx.takes_along(state, event))?;
        store::payment::advance_all(cx.tx, &ids, &moved, beside).await?;
    }
    Ok(())
}

/// Orders what another payment of the award did not bring: a new payment to the account that is signed now. `why` is the
/// name of the act and what it rests on, for the log.
///
/// # Errors
/// [`Code::AlreadyPaid`] when the award has a live payment; faults.
pub async fn follow_up(
    cx: &mut Context<'_>,
    old: &payment::Model,
    signed: &signed_payee::Model,
    why: (&str, &str, &str),
) -> Result<String, Error> {
    let id = PaymentId::from_uuid(new_uuid(cx.now));
    let number = store::number::next(cx.tx, domain::series::PAYMENT, domain::date::year_of(cx.today)).await?;
    let row = payment::Model {
        id,
        number: number.clone(),
        attempt: store::payment::last_attempt(cx.tx, old.award_id).await?.saturating_add(1),
        payee_name: signed.account_name.clone(),
        account_no: signed.account_no.clone(),
        cnaps: signed.cnaps.clone(),
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
    let (act, basis, text) = why;
    let payload = serde_json::json!({
        "number": number, "instead_of": old.number, basis: text,
        "account_before": old.account_no.masked(), "account": signed.account_no.masked(),
    });
    cx.record("payment", id, act, payload);
    Ok(number)
}

/// The payees of a case with what each gets, each account of a payee by itself; their sum is the approved amount.
///
/// # Errors
/// [`Code::AccountNotSigned`]; [`Code::PayeeDiffers`]; a fault when the parts do not sum to the approved amount.
pub async fn payees(cx: &Context<'_>, case: &Case) -> Result<Vec<payee::Payee>, Error> {
    let approved = case.application.approved_fen.ok_or(Code::NothingPayable)?;
    let payees = signed::to_pay(cx, case, approved).await?;
    if Fen::sum(payees.iter().map(|p| p.amount))? != approved {
        return Err(Fault::new("the payees' amounts do not sum to the approved amount").into());
    }
    Ok(payees)
}

/// The end-to-end id of a payment: 26 characters of Crockford base 32 over the payment's id, and a check character
/// (ISO 7064 MOD 37,36), so that a mistyped one is never another payment's.
pub fn end_to_end_id(id: PaymentId) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const CHECK: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let number = id.uuid().as_u128();
    let mut text = String::with_capacity(27);
    for place in (0..26).rev() {
        let digit = usize::try_from((number >> (place * 5)) & 31).unwrap_or(0);
        text.push(char::from(ALPHABET.get(digit).copied().unwrap_or(b'0')));
    }
    let mut product = 36;
    for c in text.bytes() {
        let value = CHECK.iter().position(|k| *k == c).unwrap_or(0);
        product = (product + value) % 36;
        product = (if product == 0 { 36 } else { product }) * 2 % 37;
    }
    let check = (37 - product) % 36;
    text.push(char::from(CHECK.get(check).copied().unwrap_or(b'0')));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_to_end_ids_are_short_distinct_and_fit_the_message() {
        let one = end_to_end_id(PaymentId::from_uuid(uuid::Uuid::from_u128(1)));
        let two = end_to_end_id(PaymentId::from_uuid(uuid::Uuid::from_u128(2)));
        assert_eq!(one.len(), 27);
        assert_ne!(one, two);
        assert!(one.starts_with("00000000000000000000000001"));
    }
}
