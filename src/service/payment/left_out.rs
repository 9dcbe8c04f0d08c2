//! Payments that a batch leaves out because of their case or payee: ready again, each with the reason, which stands on
//! the batch for ever. What is left goes on.

use std::collections::HashMap;

use domain::id::{BatchId, PaymentId};
use domain::ledger;
use domain::money::Fen;
use domain::refusal::Refusal;
use domain::role::Step;
use domain::workflow::PaymentEvent;
use entity::{payment, payment_batch, payment_left_out};

use super::advance;
use super::batch::post_each;
use crate::command::Context;
use crate::{seal, segregation};
use kernel::error::Error;
use store::payment::Beside;

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

/// The payments of cases on which the person of the act may not take a step, each with what refuses it.
pub(super) async fn hindered(
    cx: &Context<'_>,
    members: &[payment::Model],
    step: Step,
) -> Result<HashMap<PaymentId, Refusal>, Error> {
    let cases: std::collections::BTreeSet<_> = members.iter().map(|m| m.application_id).collect();
    let cases = segregation::hindered(cx, cases, step).await?;
    Ok(members.iter().filter_map(|m| cases.get(&m.application_id).map(|why| (m.id, why.clone()))).collect())
}

/// The batch without what leaves it: those payments are ready again and their money is committed. Where it was approved,
/// who acts approves what stays.
pub(super) async fn without(
    cx: &Context<'_>,
    batch: payment_batch::Model,
    members: &[payment::Model],
    left: &[Left],
) -> Result<payment_batch::Model, Error> {
    if left.is_empty() {
        return Ok(batch);
    }
    let leaving: Vec<payment::Model> = left.iter().map(|(member, _)| member.clone()).collect();
    let beside = Beside { batch: Some(None), ..Beside::default() };
    advance(cx, &leaving, PaymentEvent::Unbatch, beside).await?;
    let batching = |m: &payment::Model| format!("{}:{}", m.id, batch.id);
    post_each(cx, &leaving, |m| ledger::unorder(m.award_id, m.id, m.amount_fen, batching(m))).await?;
    let content = seal::batch(members);
    let smaller = payment_batch::Model {
        payments: i64::try_from(members.len()).unwrap_or(i64::MAX),
        sum_fen: Fen::sum(members.iter().map(|p| p.amount_fen))?,
        approved_sha256: batch.approved_sha256.as_ref().map(|_| content.clone()),
        content_sha256: content,
        ..batch
    };
    store::payment::shrink_batch(cx.tx, &smaller).await?;
    Ok(smaller)
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
