//! What a decided line does to payment, ledger, batch and application; used by the matching rule and by people alike.

use domain::id::{MatchId, PersonId};
use domain::ledger;
use domain::reconciliation::Reason;
use domain::refusal::{Code, Fact, Refusal};
use domain::workflow::{ApplicationEvent, BatchEvent, EntryState, Machine as _, PaymentEvent, PaymentState};
use entity::{entry_match, payment, statement_entry};
use serde_json::json;

use crate::error::Error;
use crate::service::command::Context;
use crate::service::id::new_uuid;
use crate::store;
use crate::store::application::Change;

/// How a line was decided.
pub struct Decided<'a> {
    /// Rule or `person`.
    pub rule: &'a str,
    /// Why.
    pub reasons: &'a [Reason],
    /// A person's note, or empty.
    pub note: &'a str,
    /// Who; none for the rule.
    pub by: Option<PersonId>,
}

/// A debit that paid a payment: SPENT ← IN TRANSIT, PAID ← BANK; the application is settled when all its payments are.
///
/// # Errors
/// [`Code::AmountsDiffer`]; [`Code::WrongDirection`]; [`Code::NotInThisState`]; [`Code::Stale`].
pub async fn settle(
    cx: &mut Context<'_>,
    entry: &statement_entry::Model,
    payment: &payment::Model,
    how: &Decided<'_>,
) -> Result<(), Error> {
    same_amount(entry, payment, "debit")?;
    let to = cx.takes_along(payment.state, PaymentEvent::Settle)?.to();
    store::payment::advance(cx.tx, payment, to, payment.batch_id, &payment.return_reason).await?;
    let postings = ledger::settle(payment.award_id, payment.id, payment.amount_fen);
    store::ledger::post(cx.tx, payment.budget_line_id, &postings, cx.today, cx.now).await?;
    write(cx, entry, Some(payment), "settle", EntryState::Matched, how).await?;
    let application = store::application::lock_by_id(cx.tx, payment.application_id).await?;
    if application.state.allows(ApplicationEvent::Settle)
        && store::application::fully_paid(cx.tx, application.id).await?
    {
        let moved = Some(application.state.follow(ApplicationEvent::Settle)?);
        let change = Change { moved, ..Change::default() };
        store::application::advance(cx.tx, &application, change, cx.now).await?;
        cx.record("application", application.id, "application.settle", json!({ "number": application.number }));
    }
    complete_batch(cx, payment).await
}

/// A credit that brought a payment back: COMMITTED ← SPENT, BANK ← PAID; the application is open again, nothing is paid
/// again by itself, and both facts stay.
///
/// # Errors
/// As for [`settle`].
pub async fn give_back(
    cx: &mut Context<'_>,
    entry: &statement_entry::Model,
    payment: &payment::Model,
    how: &Decided<'_>,
) -> Result<(), Error> {
    same_amount(entry, payment, "credit")?;
    // Money cannot come back that the bank has not booked out: the table has no such row.
    let to = cx.takes_along(payment.state, PaymentEvent::Return)?.to();
    let why = if entry.return_code.is_empty() { entry.remark.as_str() } else { entry.return_code.as_str() };
    store::payment::advance(cx.tx, payment, to, payment.batch_id, why).await?;
    let postings = ledger::give_back(payment.award_id, payment.id, payment.amount_fen);
    store::ledger::post(cx.tx, payment.budget_line_id, &postings, cx.today, cx.now).await?;
    write(cx, entry, Some(payment), "return", EntryState::Matched, how).await?;
    let application = store::application::lock_by_id(cx.tx, payment.application_id).await?;
    if application.state.allows(ApplicationEvent::Reopen) {
        let moved = Some(application.state.follow(ApplicationEvent::Reopen)?);
        let change = Change { moved, ..Change::default() };
        store::application::advance(cx.tx, &application, change, cx.now).await?;
        cx.record(
            "application",
            application.id,
            "application.reopen",
            json!({ "number": application.number, "payment": payment.number }),
        );
    }
    complete_batch(cx, payment).await
}

/// Writes the match and moves the line; the unique keys refuse a second match of either.
pub(super) async fn write(
    cx: &mut Context<'_>,
    entry: &statement_entry::Model,
    payment: Option<&payment::Model>,
    kind: &str,
    to: EntryState,
    how: &Decided<'_>,
) -> Result<(), Error> {
    let row = entry_match::Model {
        id: MatchId::from_uuid(new_uuid(cx.now)),
        entry_id: entry.id,
        payment_id: payment.map(|p| p.id),
        kind: kind.to_owned(),
        amount_fen: entry.amount_fen,
        rule: how.rule.to_owned(),
        reasons: serde_json::to_string(how.reasons)?,
        note: how.note.to_owned(),
        matched_by: how.by,
        matched_at: cx.now,
    };
    store::statement::settle_entry(cx.tx, entry.id, to, row).await?;
    let payload = json!({
        "kind": kind, "amount_fen": entry.amount_fen, "rule": how.rule, "payment": payment.map(|p| p.number.as_str()), "note": how.note,
    });
    cx.record("statement_entry", entry.id, &format!("entry.{kind}"), payload);
    if let Some(payment) = payment {
        let payload = json!({ "number": payment.number, "entry": entry.entry_key, "amount_fen": payment.amount_fen });
        cx.record("payment", payment.id, &format!("payment.{kind}"), payload);
    }
    Ok(())
}

fn same_amount(entry: &statement_entry::Model, payment: &payment::Model, direction: &str) -> Result<(), Refusal> {
    if entry.direction != direction {
        return Err(Refusal::new(Code::WrongDirection));
    }
    if entry.amount_fen != payment.amount_fen {
        let facts = Refusal::new(Code::AmountsDiffer).with("entry", Fact::Amount(entry.amount_fen));
        return Err(facts.with("payment", Fact::Amount(payment.amount_fen)));
    }
    Ok(())
}

/// A batch is complete when none of its payments is on its way any more.
async fn complete_batch(cx: &mut Context<'_>, payment: &payment::Model) -> Result<(), Error> {
    let Some(id) = payment.batch_id else { return Ok(()) };
    let members = store::payment::members(cx.tx, id).await?;
    let ended = members.iter().all(|m| !matches!(m.state, PaymentState::Batched | PaymentState::Instructed));
    let batch = store::payment::lock_batch_by_id(cx.tx, id).await?;
    if ended && batch.state.allows(BatchEvent::Complete) {
        let moved = batch.state.follow(BatchEvent::Complete)?;
        store::payment::advance_batch(cx.tx, &batch, &moved, None, None).await?;
        cx.record("payment_batch", id, "batch.complete", json!({ "number": batch.number }));
    }
    Ok(())
}
