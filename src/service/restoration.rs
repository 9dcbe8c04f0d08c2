//! After a copy was brought back: what was sent to the bank since the copy is not known, so nothing is paid until the bank's
//! statements show it and two people say so.

use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::id::{BankAccountId, FinanceRequestId, PaymentId, ReleaseLockId, RestorationId};
use domain::ledger;
use domain::refusal::{Code, Fact, Refusal};
use domain::restoration::{Evidence, may_lift};
use domain::workflow::{BatchEvent, BatchState, Machine as _, PaymentEvent, PaymentState};
use entity::{bank_account, payment, payment_batch, release_lock, restoration};
use serde_json::json;

use super::App;
use super::command::Context;
use super::id::{Ascending, new_uuid};
use kernel::error::Error;
use store::audit::NewEvent;
use store::payment::Beside;
pub use store::restoration::GivenOut;

/// As long as the longest run of days off.
const TEN: Days = Days::new(10);

/// Leaves a copy that was brought back in a state in which work can go on: every account is locked for payments, batches that
/// were not sealed are recalled, sealed ones count as sent, sessions end, and numbers go on further. `source` says what was
/// brought back. Gives the epoch.
///
/// # Errors
/// A fault of the database.
pub async fn mark(app: &App, copied_at: DateTime<Utc>, source: &str, given_out: &GivenOut) -> Result<i64, Error> {
    let tx = store::tx::begin(&app.store).await?;
    let (now, today) = (app.clock.now(), app.clock.today());
    // One copy may be brought back twice: what the database that it replaces gave out counts too.
    let epoch = store::restoration::epoch(&tx).await?.max(given_out.epoch).saturating_add(1);
    let calendar = store::calendar::load(&tx).await?;
    // A file that was sealed today is carried out on the next working day at the latest.
    let longest = || today.checked_add_days(TEN);
    // Where the days of the next year are not announced yet, the longest run of days off is over by then.
    let through_on = calendar.next_working_day(today).ok().or_else(longest).unwrap_or(today);
    let from_on = app.clock.business_date(copied_at).min(through_on);
    let id = RestorationId::from_uuid(new_uuid(now));
    let row = restoration::Model { id, epoch, copied_at, restored_at: now, source: source.to_owned() };
    let mut ids = Ascending::new(now);
    let accounts = store::restoration::accounts(&tx).await?;
    let locks: Vec<_> = accounts
        .iter()
        .map(|account| release_lock::Model {
            id: ReleaseLockId::from_uuid(ids.next_id()),
            restoration_id: id,
            bank_account_id: account.id,
            from_on,
            through_on,
            lifted_by: None,
            lifted_at: None,
        })
        .collect();
    store::restoration::insert(&tx, row, locks).await?;
    let mut recalled = Vec::new();
    for batch in store::restoration::batches(&tx).await? {
        let moved = batch.state.follow(BatchEvent::Restore)?;
        let mut waiting = store::payment::members(&tx, batch.id).await?;
        waiting.retain(|member| member.state == PaymentState::Batched);
        let back = PaymentState::Batched.follow(PaymentEvent::Restore)?;
        let ids: Vec<PaymentId> = waiting.iter().map(|m| m.id).collect();
        store::payment::advance_all(&tx, &ids, &back, Beside { batch: Some(None), ..Beside::default() }).await?;
        let unordered =
            |m: &payment::Model| ledger::unorder(m.award_id, m.id, m.amount_fen, format!("{}:{}", m.id, batch.id));
        let postings: Vec<_> = waiting.iter().map(|m| (m.budget_line_id, unordered(m))).collect();
        store::ledger::post_all(&tx, postings.iter().map(|(line, p)| (*line, p)), today, now).await?;
        store::payment::advance_batch(&tx, &batch, &moved, None, None).await?;
        recalled.push(batch.id.to_string());
    }
    store::restoration::leave_the_copy_behind(&tx, given_out).await?;
    let told = json!({ "epoch": epoch, "copied_at": copied_at, "source": source, "through_on": through_on });
    let (id, of_batch, when) = (id.to_string(), json!({ "epoch": epoch }), (now, today));
    let marked = NewEvent::of_program(("restoration", &id), "restoration.mark", &told, when);
    let batches = recalled.iter().map(|b| NewEvent::of_program(("payment_batch", b), "batch.restore", &of_batch, when));
    let events: Vec<_> = std::iter::once(marked).chain(batches).collect();
    store::audit::append_all(&tx, &events).await?;
    tx.commit().await?;
    Ok(epoch)
}

/// As [`mark`], for a database that went back to an instant by its own means.
///
/// # Errors
/// [`Code::RestoreInstant`] when its log goes beyond the instant, or the instant is to come: it was not brought back to it.
pub async fn mark_own(app: &App, instant: DateTime<Utc>) -> Result<i64, Error> {
    let (now, last) = (app.clock.now(), store::audit::last_at(app.store.read()).await?);
    if instant > now || last.is_some_and(|last| last > instant) {
        let told = |at: DateTime<Utc>| Fact::Text(at.format("%Y-%m-%d %H:%M:%S UTC").to_string());
        let refusal = Refusal::new(Code::RestoreInstant).with("instant", told(instant));
        return Err(refusal.with("last", last.map_or(Fact::Text("-".to_owned()), told)).into());
    }
    mark(app, instant, "by the database's own means", &GivenOut::default()).await
}

/// An account as a person tells it from others: the bank's name and the end of the number.
pub(super) fn named(account: &bank_account::Model) -> String {
    format!("{} {}", account.bank_name, account.account_no.masked())
}

/// What the books know of the bank on the days of a lock, and what of it hinders its end.
///
/// # Errors
/// A fault of the database.
pub async fn known(db: &store::Connection, lock: &release_lock::Model) -> Result<(Evidence, Vec<Refusal>), Error> {
    let days = (lock.from_on, lock.through_on);
    let evidence = store::restoration::evidence(db, lock.bank_account_id, days).await?;
    Ok((evidence, may_lift(lock.through_on, evidence).err().unwrap_or_default()))
}

/// Refuses what must wait until the account of a budget line is free again.
///
/// # Errors
/// [`Code::ReleaseLocked`].
pub(super) async fn must_be_free(cx: &Context<'_>, account: BankAccountId) -> Result<(), Error> {
    match store::restoration::of_account(cx.tx, account).await? {
        None => Ok(()),
        Some(lock) => {
            let account = store::budget::bank_account(cx.tx, account).await?;
            let refusal = Refusal::new(Code::ReleaseLocked).with("account", Fact::Text(account.account_no.masked()));
            Err(refusal.with("through", Fact::Date(lock.through_on)).into())
        }
    }
}

/// Refuses to end the lock of an account before the bank's statements show what was paid.
///
/// # Errors
/// [`Code::NotFound`] when it is not locked; what still hinders it.
pub(super) async fn may_end(cx: &Context<'_>, account: BankAccountId) -> Result<(), Error> {
    let lock = store::restoration::of_account(cx.tx, account).await?.ok_or(Code::NotFound)?;
    let (_, hinders) = known(cx.tx, &lock).await?;
    if hinders.is_empty() { Ok(()) } else { Err(Error::RefusedMany(hinders)) }
}

/// Refuses to say of a sealed file that counted as sent after a restoration that the bank never had it, before the bank's
/// statements show every day on which it may have been carried out: from the day on which the batch was made to the working
/// day after the one for which it was meant.
///
/// # Errors
/// [`Code::NotInThisState`] for a file that a person sent; [`Code::ReleaseLocked`]; what the statements lack.
pub(super) async fn never_sent(cx: &Context<'_>, batch: &payment_batch::Model) -> Result<(), Error> {
    if !counts_as_sent(batch) {
        let refusal = Refusal::new(Code::NotInThisState);
        let refusal = refusal.with("event", Fact::Message("batch-event-never_sent".to_owned()));
        return Err(refusal.with("state", Fact::Message(format!("batch-state-{}", batch.state))).into());
    }
    must_be_free(cx, batch.bank_account_id).await?;
    let calendar = store::calendar::load(cx.tx).await?;
    let carried_out = |day: NaiveDate| calendar.next_working_day(day).ok().or_else(|| day.checked_add_days(TEN));
    let last = store::restoration::last_day(cx.tx, batch.bank_account_id).await?;
    let from = cx.app.clock.business_date(batch.created_at);
    let through = last.max(batch.execution_date.and_then(carried_out)).unwrap_or(cx.today).max(from);
    let evidence = store::restoration::evidence(cx.tx, batch.bank_account_id, (from, through)).await?;
    may_lift(through, evidence).map_err(Error::RefusedMany)
}

/// Whether a batch is with the bank only because a restoration could not know better.
pub(super) fn counts_as_sent(batch: &payment_batch::Model) -> bool {
    batch.state == BatchState::Sent && batch.moved_event == BatchEvent::Restore.key()
}

/// Ends the lock of an account; what waits can be paid again.
///
/// # Errors
/// As for [`may_end`].
pub(super) async fn lift(cx: &mut Context<'_>, account: BankAccountId, request: FinanceRequestId) -> Result<(), Error> {
    may_end(cx, account).await?;
    store::restoration::lift(cx.tx, account, request, cx.now).await?;
    cx.record("bank_account", account, "release_lock.lift", json!({ "request": request }));
    Ok(())
}

/// What the id of a message to the bank ends with after a restoration: a batch number can be given out again then, and the
/// bank must never see two files of one id. The instant is never that of another restoration, whatever the copies knew.
pub(super) async fn message_suffix(cx: &Context<'_>) -> Result<String, Error> {
    let last = store::restoration::last(cx.tx).await?;
    Ok(last.map_or_else(String::new, |r| r.restored_at.format("R%y%m%d%H%M%S").to_string()))
}
