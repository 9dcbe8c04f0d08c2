//! What decided lines do to payments, ledger, batches and applications; used by the matching rule and by people alike.
//! Everything is done as a set: two thousand lines take as many statements as one.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{AllocationId, BudgetLineId, EntryId, PersonId};
use domain::ledger::{self, Posting};
use domain::money::{Currency, Fen};
use domain::reconciliation::{AllocationKind, Reason};
use domain::refusal::{Code, Fact, Refusal};
use domain::workflow::{
    ApplicationEvent, ApplicationState, BatchEvent, EntryEvent, EntryState, Machine as _, Moved, PaymentEvent,
};
use entity::{allocation, payment, statement_entry};
use serde_json::json;

use crate::command::Context;
use crate::payment::advance;
use kernel::error::Error;
use kernel::id::Ascending;
use store::payment::Beside;

/// How lines were decided.
pub struct Decided<'a> {
    /// Rule or `person`.
    pub rule: &'a str,
    /// A person's note, or empty.
    pub note: &'a str,
    /// Who; none for the rule.
    pub by: Option<PersonId>,
}

/// What a part of a line is.
#[derive(Clone, Copy)]
pub enum What<'a> {
    /// It paid this payment.
    Settle(&'a payment::Model),
    /// It brought this payment back.
    Return(&'a payment::Model),
    /// It paid what was not owed beside this payment; it must come back.
    Overpaid(&'a payment::Model),
    /// It brought back what was paid beside this payment.
    Recovered(&'a payment::Model),
    /// It belongs to no payment; the budget line whose cash book has it.
    Explain(AllocationKind, BudgetLineId),
}

impl<'a> What<'a> {
    const fn kind(self) -> AllocationKind {
        match self {
            Self::Settle(_) => AllocationKind::Settle,
            Self::Return(_) => AllocationKind::Return,
            Self::Overpaid(_) => AllocationKind::Overpaid,
            Self::Recovered(_) => AllocationKind::Recovered,
            Self::Explain(kind, _) => kind,
        }
    }

    const fn payment(self) -> Option<&'a payment::Model> {
        match self {
            Self::Settle(payment) | Self::Return(payment) | Self::Overpaid(payment) | Self::Recovered(payment) => {
                Some(payment)
            }
            Self::Explain(..) => None,
        }
    }

    /// The payment that is paid or comes back by it.
    const fn moves(self) -> Option<&'a payment::Model> {
        match self {
            Self::Settle(payment) | Self::Return(payment) => Some(payment),
            Self::Overpaid(_) | Self::Recovered(_) | Self::Explain(..) => None,
        }
    }
}

/// A part of a line.
pub struct Part<'a> {
    /// The line.
    pub entry: &'a statement_entry::Model,
    /// What it is.
    pub what: What<'a>,
    /// How much of the line.
    pub amount: Fen,
    /// How much more of a returned payment the bank kept as its charge; it never reached the account.
    pub kept: Fen,
    /// Why.
    pub reasons: &'a [Reason],
}

/// Decides lines, each whole. A debit that paid: SPENT ← IN TRANSIT, PAID ← BANK; a credit that brought a payment back:
/// COMMITTED ← SPENT, BANK ← PAID, nothing is paid again by itself, and both facts stay.
///
/// # Errors
/// [`Code::AmountsDiffer`]; [`Code::PartsDiffer`]; [`Code::WrongDirection`]; [`Code::NotInThisState`]; [`Code::Stale`].
pub async fn apply(cx: &mut Context<'_>, parts: &[Part<'_>], how: &Decided<'_>) -> Result<(), Error> {
    let ended = ends(cx, parts, how).await?;
    let of = |wanted: AllocationKind| -> Vec<payment::Model> {
        parts.iter().filter(|p| p.what.kind() == wanted).filter_map(|p| p.what.payment().cloned()).collect()
    };
    // A payment that waits by the books of a copy was sent after it, in a batch that the copy does not have.
    let (found, settled): (Vec<_>, Vec<_>) = of(AllocationKind::Settle).into_iter().partition(was_found);
    advance(cx, &settled, PaymentEvent::Settle, Beside::default()).await?;
    advance(cx, &found, PaymentEvent::Find, Beside::default()).await?;
    let mut returned: BTreeMap<&str, Vec<payment::Model>> = BTreeMap::new();
    for part in parts {
        if let What::Return(payment) = part.what {
            returned.entry(why_returned(part.entry)).or_default().push(payment.clone());
        }
    }
    for (reason, payments) in &returned {
        let beside = Beside { reason: Some(reason), ..Beside::default() };
        advance(cx, payments, PaymentEvent::Return, beside).await?;
    }
    let mut ids = Ascending::new(cx.now);
    let mut postings: Vec<(BudgetLineId, Posting)> = Vec::new();
    let mut rows = Vec::with_capacity(parts.len());
    for part in parts {
        let id = AllocationId::from_uuid(ids.next_id());
        postings.extend(posted(part.what, part.entry.id, id, (part.amount, part.kept))?);
        rows.push(row(cx, part, id, how)?);
    }
    store::ledger::post_all(cx.tx, postings.iter().map(|(line, p)| (*line, p)), cx.today, cx.now).await?;
    store::allocation::insert(cx.tx, rows).await?;
    for (moved, entries) in ended {
        store::statement::advance_entries(cx.tx, &entries, &moved).await?;
    }
    for part in parts {
        record(cx, part, how);
    }
    let touched = parts.iter().filter_map(|p| p.what.moves());
    follow(cx, touched.map(Touched::of).collect()).await
}

/// The currency of the account that a line is of.
pub(super) async fn currency_of(cx: &Context<'_>, entry: &statement_entry::Model) -> Result<Currency, Error> {
    Ok(store::budget::bank_account(cx.tx, entry.bank_account_id).await?.currency)
}

/// The refusal that what a line is said to be, `parts`, does not come to its amount.
pub(super) fn parts_differ(currency: Currency, line: Fen, parts: Fen) -> Refusal {
    Refusal::new(Code::PartsDiffer)
        .with("entry", Fact::Money(currency.of(line)))
        .with("parts", Fact::Money(currency.of(parts)))
}

/// The refusal that a line, or its part, is not what the payment is.
pub(super) fn amounts_differ(currency: Currency, line: Fen, payment: Fen) -> Refusal {
    Refusal::new(Code::AmountsDiffer)
        .with("entry", Fact::Money(currency.of(line)))
        .with("payment", Fact::Money(currency.of(payment)))
}

/// Refuses more than the payee owes back of what was paid beside a payment.
///
/// # Errors
/// [`Code::MoreThanOwed`].
pub(super) async fn at_most_owed(cx: &Context<'_>, payment: &payment::Model, amount: Fen) -> Result<(), Error> {
    let owed = store::ledger::owed_back(cx.tx, &[payment.budget_line_id]).await?;
    let owed = owed.get(&payment.id).copied().unwrap_or(Fen::ZERO);
    if amount <= owed {
        return Ok(());
    }
    let currency = store::budget::line(cx.tx, payment.budget_line_id).await?.currency;
    let refusal = Refusal::new(Code::MoreThanOwed)
        .with("payment", Fact::Text(payment.number.clone()))
        .with("owed", Fact::Money(currency.of(owed)))
        .with("entry", Fact::Money(currency.of(amount)));
    Err(refusal.into())
}

/// Checks the parts and says to which state each line goes: its parts come to its amount.
async fn ends(
    cx: &Context<'_>,
    parts: &[Part<'_>],
    how: &Decided<'_>,
) -> Result<Vec<(Moved<EntryState>, Vec<EntryId>)>, Error> {
    let mut sums: BTreeMap<EntryId, (&statement_entry::Model, Fen, bool)> = BTreeMap::new();
    for part in parts {
        if part.what.kind().direction() != part.entry.direction {
            return Err(Refusal::new(Code::WrongDirection).at_field("kind").into());
        }
        let moved = part.amount.plus(part.kept)?;
        if let Some(payment) = part.what.moves().filter(|p| p.amount_fen != moved) {
            return Err(amounts_differ(currency_of(cx, part.entry).await?, moved, payment.amount_fen).into());
        }
        let sum = sums.entry(part.entry.id).or_insert((part.entry, part.entry.allocated_fen, false));
        (sum.1, sum.2) = (sum.1.plus(part.amount)?, sum.2 || part.what.payment().is_some());
    }
    let mut ends: BTreeMap<EntryState, (Moved<EntryState>, Vec<EntryId>)> = BTreeMap::new();
    for (id, (entry, sum, paid)) in sums {
        if sum != entry.amount_fen {
            return Err(parts_differ(currency_of(cx, entry).await?, entry.amount_fen, sum).into());
        }
        // What the rule decides follows from the import, whoever made that.
        let moved = match (how.by.is_some(), paid) {
            (true, true) => cx.takes_along(entry.state, EntryEvent::Match)?,
            (true, false) => cx.takes_along(entry.state, EntryEvent::Explain)?,
            (false, true) => entry.state.follow(EntryEvent::MatchByRule)?,
            (false, false) => entry.state.follow(EntryEvent::ExplainByRule)?,
        };
        ends.entry(moved.to()).or_insert((moved, Vec::new())).1.push(id);
    }
    Ok(ends.into_values().collect())
}

fn why_returned(entry: &statement_entry::Model) -> &str {
    if entry.return_code.is_empty() { &entry.remark } else { &entry.return_code }
}

/// Whether a debit of the bank shows that a payment was made in a batch which the books do not have.
fn was_found(payment: &payment::Model) -> bool {
    payment.batch_id.is_none()
}

/// What a part posts. What the bank kept of a return came back and went as its charge.
fn posted(
    what: What<'_>,
    entry: EntryId,
    id: AllocationId,
    (amount, kept): (Fen, Fen),
) -> Result<Vec<(BudgetLineId, Posting)>, Error> {
    let about = format!("{entry}:{id}");
    Ok(match what {
        What::Settle(p) => {
            let event = format!("{}:{id}", p.id);
            let sent = was_found(p)
                .then(|| [ledger::order(p.award_id, p.id, amount, &event), ledger::instruct(p.id, amount, &event)]);
            let settled = ledger::settle(p.award_id, p.id, amount, &event);
            sent.into_iter().flatten().chain(settled).map(|x| (p.budget_line_id, x)).collect()
        }
        What::Return(p) => {
            let back = ledger::give_back(p.award_id, amount.plus(kept)?, format!("{}:{id}", p.id));
            let charge = (!kept.is_zero()).then(|| ledger::charge(about, kept));
            back.into_iter().chain(charge).map(|x| (p.budget_line_id, x)).collect()
        }
        What::Overpaid(p) => vec![(p.budget_line_id, ledger::overpay(p.id, amount, about))],
        What::Recovered(p) => vec![(p.budget_line_id, ledger::recover(p.id, amount, about))],
        What::Explain(AllocationKind::Interest, line) => vec![(line, ledger::interest(about, amount))],
        What::Explain(AllocationKind::Funding, line) => vec![(line, ledger::fund(about, amount))],
        What::Explain(_, line) => vec![(line, ledger::charge(about, amount))],
    })
}

fn row(
    cx: &Context<'_>,
    part: &Part<'_>,
    id: AllocationId,
    how: &Decided<'_>,
) -> Result<allocation::Model, serde_json::Error> {
    Ok(allocation::Model {
        id,
        entry_id: part.entry.id,
        payment_id: part.what.payment().map(|p| p.id),
        kind: part.what.kind(),
        amount_fen: part.amount,
        kept_fen: part.kept,
        reverses: None,
        rule: how.rule.to_owned(),
        reasons: serde_json::to_string(part.reasons)?,
        note: how.note.to_owned(),
        decided_by: how.by,
        decided_at: cx.now,
    })
}

fn record(cx: &mut Context<'_>, part: &Part<'_>, how: &Decided<'_>) {
    let (kind, payment) = (part.what.kind().key(), part.what.payment());
    let payload = json!({
        "kind": kind, "amount_fen": part.amount, "kept_fen": part.kept, "rule": how.rule,
        "payment": payment.map(|p| p.number.as_str()), "note": how.note,
    });
    cx.record("statement_entry", part.entry.id, &format!("entry.{kind}"), payload);
    if let Some(payment) = payment {
        let payload = json!({ "number": payment.number, "entry": part.entry.entry_key, "amount_fen": part.amount });
        cx.record("payment", payment.id, &format!("payment.{kind}"), payload);
    }
}

/// Takes the decision on a line back: every part by a row of the opposite amount, every posting by its contrary. The line
/// is open again, its payments are where they were before.
///
/// # Errors
/// [`Code::NotInThisState`] when a payment has moved on since; [`Code::AlreadyPaid`]; [`Code::BudgetExhausted`].
pub async fn take_back(cx: &mut Context<'_>, entry: &statement_entry::Model, note: &str) -> Result<(), Error> {
    let undone = cx.takes_along(entry.state, EntryEvent::Unmatch)?;
    let parts = store::allocation::of_entry(cx.tx, entry.id).await?;
    let ids: BTreeSet<_> = parts.iter().filter_map(|p| p.payment_id).collect();
    let payments = store::payment::lock_by_ids(cx.tx, &ids).await?;
    let own = |part: &allocation::Model| payments.iter().find(|p| Some(p.id) == part.payment_id);
    let explained_on = store::budget::lines_of_account(cx.tx, entry.bank_account_id).await?.first().map(|l| l.id);
    let mut new = Ascending::new(cx.now);
    let (mut rows, mut postings) = (Vec::new(), Vec::new());
    for part in &parts {
        let what = match (part.kind, own(part)) {
            (AllocationKind::Settle, Some(payment)) => What::Settle(payment),
            (AllocationKind::Return, Some(payment)) => What::Return(payment),
            (AllocationKind::Overpaid, Some(payment)) => What::Overpaid(payment),
            (AllocationKind::Recovered, Some(payment)) => What::Recovered(payment),
            (kind, _) => {
                let beside = payments.iter().min_by(|a, b| a.number.cmp(&b.number)).map(|p| p.budget_line_id);
                What::Explain(kind, beside.or(explained_on).ok_or(Code::NotFound)?)
            }
        };
        if let What::Return(payment) = what
            && store::finance_request::is_given_up(cx.tx, payment.award_id).await?
        {
            // What came back was released to the budget; it cannot have stayed with the payee as well.
            return Err(Code::AwardGivenUp.into());
        }
        if let What::Overpaid(payment) = what {
            // What came back of it came back for it; that is taken back first.
            at_most_owed(cx, payment, part.amount_fen).await?;
        }
        let mut posted = posted(what, entry.id, part.id, (part.amount_fen, part.kept_fen))?;
        // The last is taken back first: money leaves an account only where it is.
        posted.reverse();
        for (line, posting) in posted {
            postings.push((line, ledger::correct(&posting)));
        }
        rows.push(allocation::Model {
            id: AllocationId::from_uuid(new.next_id()),
            amount_fen: Fen::ZERO.minus(part.amount_fen)?,
            kept_fen: Fen::ZERO.minus(part.kept_fen)?,
            reverses: Some(part.id),
            rule: "person".to_owned(),
            reasons: "[]".to_owned(),
            note: note.to_owned(),
            decided_by: Some(cx.actor.person),
            decided_at: cx.now,
            ..part.clone()
        });
        if let Some(payment) = what.moves() {
            let (event, beside) = match what.kind() {
                AllocationKind::Return => (PaymentEvent::Unreturn, Beside { reason: Some(""), ..Beside::default() }),
                _ if was_found(payment) => (PaymentEvent::Unfind, Beside::default()),
                _ => (PaymentEvent::Unsettle, Beside::default()),
            };
            advance(cx, std::slice::from_ref(payment), event, beside).await?;
            let payload = json!({ "number": payment.number, "entry": entry.entry_key, "amount_fen": part.amount_fen, "reason": note });
            cx.record("payment", payment.id, &format!("payment.{}", event.key()), payload);
        }
    }
    store::ledger::post_all(cx.tx, postings.iter().map(|(line, p)| (*line, p)), cx.today, cx.now).await?;
    store::allocation::insert(cx.tx, rows).await?;
    store::statement::advance_entries(cx.tx, &[entry.id], &undone).await?;
    let payload = json!({ "parts": parts.len(), "amount_fen": entry.amount_fen, "reason": note });
    cx.record("statement_entry", entry.id, "entry.unmatch", payload);
    follow(cx, payments.iter().map(Touched::of).collect()).await
}

/// An application and a batch whose payments moved.
pub struct Touched {
    /// The application.
    pub application: domain::id::ApplicationId,
    /// The batch.
    pub batch: Option<domain::id::BatchId>,
}

impl Touched {
    /// What a payment belongs to.
    pub const fn of(payment: &payment::Model) -> Self {
        Self { application: payment.application_id, batch: payment.batch_id }
    }
}

/// Brings applications and batches to where their payments are: an application is settled when every award is paid or
/// given up, given up when nothing of it was paid, and open again when neither; a batch is complete when none of its
/// payments is on its way. What is given up whole claims no contract any more.
///
/// # Errors
/// [`Code::Stale`]; faults.
pub async fn follow(cx: &mut Context<'_>, touched: Vec<Touched>) -> Result<(), Error> {
    let ids: BTreeSet<_> = touched.iter().map(|t| t.application).collect();
    let applications = store::application::lock_by_ids(cx.tx, &ids).await?;
    let paid = store::application::paid_up(cx.tx, &ids).await?;
    let mut moves: BTreeMap<(&str, ApplicationState), (Moved<ApplicationState>, Vec<_>)> = BTreeMap::new();
    for application in &applications {
        let event = match paid.get(&application.id) {
            Some(true) => ApplicationEvent::Settle,
            Some(false) => ApplicationEvent::GiveUp,
            None => ApplicationEvent::Reopen,
        };
        let procedure = cx.app.procedure(cx.tx, &application.procedure).await?;
        if let Ok(moved) = procedure.follow(application.state, event) {
            if event == ApplicationEvent::GiveUp {
                store::claim::release(cx.tx, application.id, cx.now).await?;
            }
            moves
                .entry((&application.procedure, application.state))
                .or_insert((moved, Vec::new()))
                .1
                .push(application.id);
            let payload = json!({ "number": application.number });
            cx.record("application", application.id, &format!("application.{}", event.key()), payload);
        }
    }
    for (moved, ids) in moves.values() {
        store::application::advance_all(cx.tx, ids, moved, cx.now).await?;
    }
    let batches: BTreeSet<_> = touched.iter().filter_map(|t| t.batch).collect();
    let open = store::payment::still_open(cx.tx, &batches).await?;
    for id in batches {
        let batch = store::payment::lock_batch_by_id(cx.tx, id).await?;
        let event = if open.contains(&id) { BatchEvent::Reopen } else { BatchEvent::Complete };
        if let Ok(moved) = batch.state.follow(event) {
            store::payment::advance_batch(cx.tx, &batch, &moved, None, None).await?;
            let name = format!("batch.{}", event.key());
            cx.record("payment_batch", id, &name, json!({ "number": batch.number }));
        }
    }
    Ok(())
}
