//! Payments that a batch leaves out because of their case or payee: ready again, each with the reason, which stands on
//! the batch for ever. What is left goes on.

use std::collections::HashMap;

use domain::id::{BatchId, PaymentId};
use domain::refusal::Refusal;
use entity::{payment, payment_left_out};

use crate::error::Error;
use crate::service::command::Context;
use crate::store;

/// A payment that is left out, and why.
pub(super) type Left = (payment::Model, Refusal);

/// Parts payments into those that stay and those that are refused.
pub(super) fn parted(
    members: Vec<payment::Model>,
    mut refused: HashMap<PaymentId, Refusal>,
) -> (Vec<payment::Model>, Vec<Left>) {
    let mut left = Vec::new();
    let mut stay = Vec::new();
    for member in members {
        match refused.remove(&member.id) {
            Some(why) => left.push((member, why)),
            None => stay.push(member),
        }
    }
    (stay, left)
}

/// The answer where nothing is left of a batch: every reason once.
pub(super) fn all_refused(left: Vec<Left>) -> Error {
    let mut reasons: Vec<Refusal> = Vec::new();
    for (_, why) in left {
        if !reasons.contains(&why) {
            reasons.push(why);
        }
    }
    match <[Refusal; 1]>::try_from(reasons) {
        Ok([only]) => only.into(),
        Err(several) => Error::RefusedMany(several),
    }
}

/// Notes what is left out of a batch, in the table and in the payload of its event.
pub(super) async fn keep(
    cx: &Context<'_>,
    batch: BatchId,
    act: &str,
    left: &[Left],
    payload: &mut serde_json::Value,
) -> Result<(), Error> {
    if left.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::with_capacity(left.len());
    for (member, why) in left {
        rows.push(payment_left_out::Model {
            batch_id: batch,
            payment_id: member.id,
            act: act.to_owned(),
            refusal: serde_json::to_string(why)?,
            left_at: cx.now,
        });
    }
    store::payment::insert_left_out(cx.tx, rows).await?;
    let numbers: Vec<&str> = left.iter().map(|(member, _)| member.number.as_str()).collect();
    if let Some(payload) = payload.as_object_mut() {
        payload.insert("left_out".to_owned(), serde_json::json!(numbers));
    }
    Ok(())
}
