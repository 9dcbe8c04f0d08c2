//! Payments by state, one payment with its attempts, batches with their members and what happened to them.

use std::collections::HashMap;

use domain::id::PersonId;
use domain::late_debit::LateDebit;
use domain::money::{Fen, Money, Sums};
use domain::refusal::Refusal;
use domain::template::Words;
use domain::workflow::{BatchState, PaymentState};
use entity::{award, bank_account, budget_line, payment, payment_batch, signed_payee};

use super::{PAGE, bank_accounts, budget_lines, cut, names, unknown};
use crate::error::Error;
use crate::service::App;
use crate::service::actor::Actor;
use crate::service::notice::publish::one_currency;
use crate::service::reconcile::late::Late;
pub use crate::store::finance::Rule;
use crate::store::finance::Window;
use crate::store::{self, Connection};

/// A payment with what people know it by.
pub struct Row {
    /// The payment.
    pub payment: payment::Model,
    /// Number of the application.
    pub application: String,
    /// Name of the firm that applied.
    pub firm: String,
    /// Code of the budget line.
    pub line: String,
    /// The amount, in the currency of the line.
    pub amount: Money,
    /// What was awarded, with the account of that time.
    pub award: Option<award::Model>,
    /// Number of the batch.
    pub batch: Option<String>,
    /// The attempt before this one.
    pub earlier: Option<payment::Model>,
    /// The account under the signature, with its bank.
    pub signed: Option<signed_payee::Model>,
    /// Whether an open change of the account holds it.
    pub held: bool,
}

impl Row {
    /// Whether the money goes to another account than the one awarded.
    pub fn account_changed(&self) -> bool {
        let same = |a: &award::Model| a.account_no == self.payment.account_no && a.cnaps == self.payment.cnaps;
        self.award.as_ref().is_some_and(|a| !same(a))
    }
}

async fn rows(db: &Connection, payments: Vec<payment::Model>) -> Result<Vec<Row>, Error> {
    let applications = store::finance::applications(db, payments.iter().map(|p| p.application_id).collect()).await?;
    let awards = store::finance::awards(db, payments.iter().map(|p| p.award_id).collect()).await?;
    let batches = store::finance::batch_numbers(db, payments.iter().filter_map(|p| p.batch_id).collect()).await?;
    let signed = store::account::signed_of_many(db, applications.keys().copied().collect()).await?;
    let last: HashMap<_, &signed_payee::Model> =
        signed.iter().map(|s| ((s.application_id, s.payee_code.as_str(), s.part, s.account_no.as_str()), s)).collect();
    let holds = store::account::held_payments(db).await?;
    let lines = budget_lines(db, payments.iter().map(|p| p.budget_line_id)).await?;
    let mut rows = Vec::new();
    for payment in payments {
        let earlier = if payment.attempt > 1 {
            let attempts = store::finance::attempts(db, payment.award_id).await?;
            attempts.into_iter().rfind(|p| p.part == payment.part && p.attempt < payment.attempt)
        } else {
            None
        };
        let (application, firm) = applications.get(&payment.application_id).cloned().unwrap_or_default();
        let line = lines.get(&payment.budget_line_id).ok_or_else(|| unknown("a budget line"))?;
        rows.push(Row {
            application,
            firm,
            line: line.code.clone(),
            amount: line.currency.of(payment.amount_fen),
            award: awards.get(&payment.award_id).cloned(),
            batch: payment.batch_id.and_then(|id| batches.get(&id).cloned()),
            earlier,
            // The rows come by ordinal: the last one of this account is the one that it was signed by.
            signed: last
                .get(&(payment.application_id, payment.payee_code.as_str(), payment.part, payment.account_no.as_str()))
                .map(|s| (*s).clone()),
            held: holds.iter().any(|h| h.payment == payment.number),
            payment,
        });
    }
    Ok(rows)
}

/// Number and sum of the payments of some states.
#[derive(Debug, Clone)]
pub struct Total {
    /// How many.
    pub count: i64,
    /// Their sums, currency by currency.
    pub sum: Sums,
}

/// Number and sum of the payments in `states`.
///
/// # Errors
/// An overflow.
pub fn total(totals: &[(PaymentState, i64, Money)], states: &[PaymentState]) -> Result<Total, Error> {
    let those = || totals.iter().filter(|(state, _, _)| states.contains(state));
    Ok(Total { count: those().map(|(_, n, _)| *n).sum(), sum: Sums::of(those().map(|(_, _, sum)| *sum))? })
}

/// A page of payments and the number after which the next page begins.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    app: &App,
    actor: &Actor,
    states: &[PaymentState],
    newest: bool,
    beyond: Option<&str>,
    fit: u64,
) -> Result<(Vec<Row>, Option<String>), Error> {
    let db = app.store.read();
    let window = Window { newest, beyond, limit: fit + 1 };
    let (found, more) = cut(store::finance::payments(db, &actor.scope()?, states, window).await?, fit);
    let next = found.last().filter(|_| more).map(|p| p.number.clone());
    Ok((rows(db, found).await?, next))
}

/// Number and sum of the payments of each state and budget line.
///
/// # Errors
/// A fault of the database.
pub async fn totals(app: &App, actor: &Actor) -> Result<Vec<(PaymentState, i64, Money)>, Error> {
    let db = app.store.read();
    let totals = store::finance::payment_totals(db, &actor.scope()?).await?;
    let lines = budget_lines(db, totals.iter().map(|(.., line)| *line)).await?;
    let in_its_currency = |(state, count, sum, line)| {
        let line = lines.get(&line).ok_or_else(|| unknown("a budget line"))?;
        Ok((state, count, line.currency.of(sum)))
    };
    totals.into_iter().map(in_its_currency).collect()
}

/// Numbers of the ready payments that a rule chooses, and their sum.
///
/// # Errors
/// [`domain::refusal::Code::SeveralCurrencies`]; an overflow; a fault of the database.
pub async fn by_rule(app: &App, actor: &Actor, rule: &Rule) -> Result<(Vec<String>, Money), Error> {
    let db = app.store.read();
    let found = store::finance::chosen_by_rule(db, &actor.scope()?, rule).await?;
    let lines = budget_lines(db, found.iter().map(|(.., line)| *line)).await?;
    let currency = one_currency(lines.values().map(|line| line.currency), "case")?;
    let sum = currency.of(Fen::sum(found.iter().map(|(_, amount, _)| *amount))?);
    Ok((found.into_iter().map(|(number, ..)| number).collect(), sum))
}

/// The payments that a person chose, as they are now.
///
/// # Errors
/// A fault of the database.
pub async fn chosen(app: &App, actor: &Actor, numbers: &[String]) -> Result<Vec<Row>, Error> {
    let db = app.store.read();
    rows(db, store::finance::payments_by_number(db, &actor.scope()?, numbers).await?).await
}

/// One payment.
pub struct One {
    /// The payment.
    pub row: Row,
    /// All attempts to pay the award, the first one first.
    pub attempts: Vec<payment::Model>,
    /// The budget line.
    pub line: budget_line::Model,
    /// The account to which the payee would be paid now: signed, or by a released supplement.
    pub now: Option<signed_payee::Model>,
    /// What a debit would be for it, and why it would not settle it by itself.
    pub late: LateDebit,
    /// The words for that.
    pub late_refusal: Refusal,
}

impl One {
    /// Whether another attempt goes to another account than this one went to.
    pub fn goes_elsewhere(&self) -> bool {
        let same = |s: &signed_payee::Model| {
            (&s.account_no, &s.cnaps) == (&self.row.payment.account_no, &self.row.payment.cnaps)
        };
        self.now.as_ref().is_some_and(|s| !same(s))
    }

    /// Whether nobody has tried again since.
    pub fn is_last_attempt(&self) -> bool {
        self.attempts.iter().all(|p| p.attempt <= self.row.payment.attempt)
    }
}

/// One payment with its attempts.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn one(app: &App, actor: &Actor, number: &str) -> Result<One, Error> {
    let db = app.store.read();
    let payment = store::finance::payment(db, &actor.scope()?, number).await?;
    let mut attempts = store::finance::attempts(db, payment.award_id).await?;
    attempts.retain(|p| p.part == payment.part);
    let line = store::budget::line(db, payment.budget_line_id).await?;
    let application = store::application::by_id(db, payment.application_id).await?;
    let signed = store::account::signed(db, &application).await?;
    let now = signed.into_iter().find(|s| s.payee_code == payment.payee_code && s.part == payment.part);
    let late = Late::of(db, &payment).await?;
    let (late, late_refusal) = (late.way, late.refusal(&payment));
    let row = rows(db, vec![payment]).await?.pop().ok_or(domain::refusal::Code::NotFound)?;
    Ok(One { row, attempts, line, now, late, late_refusal })
}

/// A batch in the list.
pub struct BatchRow {
    /// The batch.
    pub batch: payment_batch::Model,
    /// Its sum, in the currency of the account it is paid from.
    pub sum: Money,
    /// Who made it.
    pub maker: Words,
    /// Whether every payment of it is paid.
    pub all_paid: bool,
}

/// A page of batches, newest first, and the number before which the next page begins.
///
/// # Errors
/// A fault of the database.
pub async fn batches(app: &App, actor: &Actor, before: Option<&str>) -> Result<(Vec<BatchRow>, Option<String>), Error> {
    let db = app.store.read();
    let (found, more) = cut(store::finance::batches(db, &actor.scope()?, before, PAGE + 1).await?, PAGE);
    let next = found.last().filter(|_| more).map(|b| b.number.clone());
    let who = names(app, found.iter().map(|b| b.created_by)).await?;
    let name = |id: PersonId| who.get(&id).cloned().unwrap_or_else(nobody);
    let accounts = bank_accounts(db, found.iter().map(|b| b.bank_account_id)).await?;
    let unpaid = store::payment::with_unpaid(db, found.iter().map(|b| b.id).collect()).await?;
    let row = |b: payment_batch::Model| {
        let account = accounts.get(&b.bank_account_id).ok_or_else(|| unknown("a bank account"))?;
        Ok(BatchRow {
            all_paid: !unpaid.contains(&b.id),
            maker: name(b.created_by),
            sum: account.currency.of(b.sum_fen),
            batch: b,
        })
    };
    Ok((found.into_iter().map(row).collect::<Result<_, Error>>()?, next))
}

fn nobody() -> Words {
    Words { zh: String::new(), en: String::new() }
}

/// Something that happened to a batch.
pub struct Event {
    /// Key of what.
    pub action: String,
    /// Who; nobody for the system.
    pub who: Option<Words>,
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
    /// The reason given.
    pub reason: Option<String>,
}

/// A batch as its two people and the auditor see it.
pub struct Batch {
    /// The batch.
    pub batch: payment_batch::Model,
    /// The account it is paid from.
    pub account: bank_account::Model,
    /// A page of its payments.
    pub members: Vec<Row>,
    /// The number after which the next page of them begins.
    pub more_members: Option<String>,
    /// Number and sum of all its payments by state.
    pub totals: Vec<(PaymentState, i64, Money)>,
    /// How many of all its payments go to another account than the one awarded.
    pub elsewhere: i64,
    /// What happened, newest first.
    pub events: Vec<Event>,
    /// Whether the members are still what the hash of the batch says.
    pub unchanged: bool,
    /// A page of the numbers of the payments that a void batch had.
    pub released: Vec<String>,
    /// How many these are.
    pub released_count: usize,
    /// A page of the payments that it left out, with the reason of each.
    pub left_out: Vec<(payment::Model, Refusal)>,
    /// The number after which the next page of them begins.
    pub more_left_out: Option<String>,
}

impl Batch {
    /// Whether every payment of it is paid.
    pub fn all_paid(&self) -> bool {
        self.totals.iter().all(|(state, count, _)| *state == PaymentState::Paid || *count == 0)
    }
}

/// Where the pages of a batch's payments begin: after which numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Places<'a> {
    /// Of its payments.
    pub members: Option<&'a str>,
    /// Of those that it left out.
    pub left_out: Option<&'a str>,
}

/// How many payments an act left out of a batch.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn left_out(app: &App, actor: &Actor, number: &str, act: &str) -> Result<i64, Error> {
    let db = app.store.read();
    let batch = store::payment::batch(db, &actor.scope()?, number).await?;
    store::payment::count_left_out(db, batch.id, act).await
}

/// A batch by its number.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn batch(app: &App, actor: &Actor, number: &str, places: Places<'_>) -> Result<Batch, Error> {
    let db = app.store.read();
    let batch = store::payment::batch(db, &actor.scope()?, number).await?;
    let account = store::budget::bank_account(db, batch.bank_account_id).await?;
    // The seal is over all of them; only a page of them is looked up further and shown.
    let unchanged =
        crate::service::seal::is_of_batch(&store::finance::members(db, batch.id).await?, &batch.content_sha256);
    let (payments, more) = cut(store::finance::members_after(db, batch.id, places.members, PAGE + 1).await?, PAGE);
    let more_members = payments.last().filter(|_| more).map(|p| p.number.clone());
    let (left, more) = cut(store::payment::left_out(db, batch.id, places.left_out, PAGE + 1).await?, PAGE);
    let more_left_out = left.last().filter(|_| more).map(|(p, _)| p.number.clone());
    let left_out = left.into_iter().map(|(payment, row)| Ok((payment, serde_json::from_str(&row.refusal)?)));
    let left_out = left_out.collect::<Result<_, Error>>()?;
    let (totals, elsewhere) =
        (store::finance::member_totals(db, batch.id).await?, store::finance::members_elsewhere(db, batch.id).await?);
    let totals = totals.into_iter().map(|(state, count, sum)| (state, count, account.currency.of(sum))).collect();
    let log = store::audit::of_aggregate(db, "payment_batch", &batch.id.to_string()).await?;
    let who = names(app, log.iter().filter_map(|e| e.person_id)).await?;
    let mut events = Vec::new();
    let mut released = Vec::new();
    for event in log.into_iter().rev() {
        let payload: serde_json::Value = serde_json::from_str(&event.payload)?;
        if batch.state == BatchState::Void && event.action == "batch.build" {
            let numbers = payload.get("payments").and_then(|p| p.as_array()).into_iter().flatten();
            released = numbers.filter_map(|n| n.as_str()).map(str::to_owned).collect();
        }
        events.push(Event {
            who: event.person_id.and_then(|id| who.get(&id).cloned()),
            at: event.at,
            reason: payload.get("reason").and_then(|r| r.as_str()).map(str::to_owned),
            action: event.action,
        });
    }
    released.sort_unstable();
    let released_count = released.len();
    released.retain(|number| places.members.is_none_or(|after| number.as_str() > after));
    let (released, more) = cut(released, PAGE);
    let more_members = released.last().filter(|_| more).cloned().or(more_members);
    Ok(Batch {
        members: rows(db, payments).await?,
        more_members,
        totals,
        elsewhere,
        batch,
        account,
        events,
        unchanged,
        released,
        released_count,
        left_out,
        more_left_out,
    })
}
