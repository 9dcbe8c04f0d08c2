//! Payments by state, one payment with its attempts, batches with their members and what happened to them.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{PaymentId, PersonId};
use domain::identifier::{AccountNumber, Cnaps};
use domain::late_debit::LateDebit;
use domain::money::{Currency, Fen, Money, Sums};
use domain::refusal::{Code, Refusal};
use domain::template::Words;
use domain::workflow::{BatchState, PaymentState};
use entity::{payment, payment_batch, signed_payee};

use super::{BankAccount, PAGE, bank_accounts, budget_lines, names, request, unknown};
use crate::App;
use crate::notice::publish::one_currency;
use crate::query::Page;
use crate::query::account::SignedPayee;
use crate::reader::{Finance, Reader};
use crate::reconcile::late::Late;
use crate::restoration::counts_as_sent;
use kernel::error::Error;
pub use store::finance::Rule;
use store::finance::Window;
use store::payment::Paying;
use store::{self, Connection};

/// A payment.
pub struct Payment {
    /// The payment.
    pub id: PaymentId,
    /// Its number.
    pub number: String,
    /// How it stands.
    pub state: PaymentState,
    /// How much, in the currency of its budget line.
    pub amount: Money,
    /// Whom.
    pub payee_name: String,
    /// To which account.
    pub account_no: AccountNumber,
    /// At which bank.
    pub cnaps: Cnaps,
    /// How often it was tried, this one included.
    pub attempt: i64,
    /// Our reference, which the bank brings back.
    pub end_to_end_id: String,
    /// Why the bank returned it.
    pub return_reason: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

impl Payment {
    pub(in crate::query) fn of(currency: Currency, row: payment::Model) -> Self {
        Self {
            id: row.id,
            number: row.number,
            state: row.state,
            amount: currency.of(row.amount_fen),
            payee_name: row.payee_name,
            account_no: row.account_no,
            cnaps: row.cnaps,
            attempt: row.attempt,
            end_to_end_id: row.end_to_end_id,
            return_reason: row.return_reason,
            created_at: row.created_at,
        }
    }
}

/// A payment with what people know it by.
pub struct Row {
    /// The payment.
    pub payment: Payment,
    /// Number of the application.
    pub application: String,
    /// Name of the firm that applied.
    pub firm: String,
    /// Code of the budget line.
    pub line: String,
    /// The account that was awarded, where the money goes to another one.
    pub awarded: Option<(AccountNumber, Cnaps)>,
    /// Number of the batch.
    pub batch: Option<String>,
    /// The attempt before this one: its number, and why the bank returned it.
    pub earlier: Option<(String, String)>,
    /// The bank of the account under the signature, where it is known.
    pub bank: Option<String>,
    /// The account to which the payee would be paid now: signed, or by a released supplement.
    pub now: Option<SignedPayee>,
    /// Whether an open change of the account holds it.
    pub held: bool,
}

async fn rows(db: &Connection, payments: Vec<payment::Model>) -> Result<Vec<Row>, Error> {
    let again = payments.iter().filter(|p| p.attempt > 1).map(|p| p.award_id).collect();
    let attempts = store::finance::attempts_of(db, again).await?;
    rows_among(db, payments, &attempts).await
}

/// Payments with what people know them by, among all attempts to pay their awards.
async fn rows_among(
    db: &Connection,
    payments: Vec<payment::Model>,
    attempts: &[payment::Model],
) -> Result<Vec<Row>, Error> {
    let mut beside = store::finance::beside(db, payments.iter().map(|p| p.id).collect()).await?;
    let signed = store::account::signed_of_many(db, payments.iter().map(|p| p.application_id).collect()).await?;
    let last: HashMap<_, &signed_payee::Model> =
        signed.iter().map(|s| ((s.application_id, s.payee_code.as_str(), s.part, s.account_no.as_str()), s)).collect();
    let holds = store::account::held_payments(db).await?;
    let mut rows = Vec::new();
    for payment in payments {
        let before = |p: &&payment::Model| {
            (p.award_id, p.part) == (payment.award_id, payment.part) && p.attempt < payment.attempt
        };
        let beside = beside.remove(&payment.id).ok_or_else(|| unknown("what a payment is for"))?;
        let in_force = |s: &&signed_payee::Model| {
            (s.application_id, s.payee_code.as_str(), s.part)
                == (payment.application_id, payment.payee_code.as_str(), payment.part)
                && beside.application.content_sha256.as_ref() == Some(&s.content_sha256)
        };
        rows.push(Row {
            now: signed.iter().rfind(in_force).cloned().map(SignedPayee::from),
            application: beside.application.number,
            firm: beside.firm.name,
            awarded: Some((beside.award.account_no, beside.award.cnaps))
                .filter(|(account, cnaps)| (account, cnaps) != (&payment.account_no, &payment.cnaps)),
            batch: beside.batch.map(|batch| batch.number),
            earlier: attempts.iter().rfind(before).map(|p| (p.number.clone(), p.return_reason.clone())),
            // The rows come by ordinal: the last one of this account is the one that it was signed by.
            bank: last
                .get(&(payment.application_id, payment.payee_code.as_str(), payment.part, payment.account_no.as_str()))
                .map(|s| s.bank_name.clone())
                .filter(|bank| !bank.is_empty()),
            held: holds.iter().any(|h| h.payment == payment.number),
            payment: Payment::of(beside.line.currency, payment),
            line: beside.line.code,
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

/// A page of payments.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    app: &App,
    reader: &Reader<'_, Finance>,
    (states, application): (&[PaymentState], Option<&str>),
    newest: bool,
    beyond: Option<&str>,
    fit: usize,
) -> Result<Page<Row>, Error> {
    let db = app.store.read();
    let window = |limit| Window { newest, beyond, application, limit };
    let found = |limit| store::finance::payments(db, reader.scope(), states, window(limit));
    let Page { rows: found, next } = Page::ask(fit, found, |payment| payment.number.clone()).await?;
    Ok(Page { rows: rows(db, found).await?, next })
}

/// Number and sum of the payments of each state and budget line.
///
/// # Errors
/// A fault of the database.
pub async fn totals(app: &App, reader: &Reader<'_, Finance>) -> Result<Vec<(PaymentState, i64, Money)>, Error> {
    let db = app.store.read();
    let totals = store::finance::payment_totals(db, reader.scope()).await?;
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
/// [`Code::SeveralCurrencies`]; an overflow; a fault of the database.
pub async fn by_rule(app: &App, reader: &Reader<'_, Finance>, rule: &Rule) -> Result<(Vec<String>, Money), Error> {
    let db = app.store.read();
    let found = store::finance::chosen_by_rule(db, reader.scope(), rule).await?;
    let lines = budget_lines(db, found.iter().map(|(.., line)| *line)).await?;
    let currency = one_currency(lines.values().map(|line| line.currency), "case")?;
    let sum = currency.of(Fen::sum(found.iter().map(|(_, amount, _)| *amount))?);
    Ok((found.into_iter().map(|(number, ..)| number).collect(), sum))
}

/// The payments that a person chose, as they are now.
///
/// # Errors
/// A fault of the database.
pub async fn chosen(app: &App, reader: &Reader<'_, Finance>, numbers: &[String]) -> Result<Vec<Row>, Error> {
    let db = app.store.read();
    rows(db, store::finance::payments_by_number(db, reader.scope(), numbers).await?).await
}

/// One payment.
pub struct One {
    /// The payment.
    pub row: Row,
    /// All attempts to pay the award, the first one first.
    pub attempts: Vec<Payment>,
    /// What a debit would be for it, and why it would not settle it by itself.
    pub late: LateDebit,
    /// The words for that.
    pub late_refusal: Refusal,
    /// What one person asked about it or its award and another decides.
    pub requests: Vec<request::Row>,
}

impl One {
    /// Whether another attempt goes to another account than this one went to.
    pub fn goes_elsewhere(&self) -> bool {
        let same =
            |s: &SignedPayee| (&s.account_no, &s.cnaps) == (&self.row.payment.account_no, &self.row.payment.cnaps);
        self.row.now.as_ref().is_some_and(|s| !same(s))
    }

    /// Whether nobody has tried again since.
    pub fn is_last_attempt(&self) -> bool {
        self.attempts.iter().all(|p| p.attempt <= self.row.payment.attempt)
    }
}

/// One payment with its attempts.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn one(app: &App, reader: &Reader<'_, Finance>, number: &str) -> Result<One, Error> {
    let db = app.store.read();
    let payment = store::finance::payment(db, reader.scope(), number).await?;
    let mut attempts = store::finance::attempts(db, payment.award_id).await?;
    attempts.retain(|p| p.part == payment.part);
    let late = Late::among(db, &payment, &attempts).await?;
    let (late, late_refusal) = (late.way, late.refusal(&payment));
    let requests = request::about(app, &[payment.id.uuid(), payment.award_id.uuid()]).await?;
    let row = rows_among(db, vec![payment], &attempts).await?.pop().ok_or(Code::NotFound)?;
    let attempts = attempts.into_iter().map(|p| Payment::of(row.payment.amount.currency, p)).collect();
    Ok(One { row, attempts, late, late_refusal, requests })
}

/// A batch by itself.
pub struct BatchHead {
    /// Its number.
    pub number: String,
    /// How it stands.
    pub state: BatchState,
    /// The version on which acts rest.
    pub version: i64,
    /// How many payments it has.
    pub payments: i64,
    /// Their sum, in the currency of the account it is paid from.
    pub sum: Money,
    /// The hash of what is paid.
    pub content_sha256: String,
    /// The hash that was approved.
    pub approved_sha256: Option<String>,
    /// The day on which the bank carries it out.
    pub execution_date: Option<NaiveDate>,
    /// The id of the message to the bank.
    pub msg_id: Option<String>,
    /// The hash of the file.
    pub file_sha256: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Whether it only counts as sent, since a copy was brought back.
    pub counts_as_sent: bool,
}

impl BatchHead {
    fn of(currency: Currency, row: payment_batch::Model) -> Self {
        Self {
            counts_as_sent: counts_as_sent(&row),
            number: row.number,
            state: row.state,
            version: row.version,
            payments: row.payments,
            sum: currency.of(row.sum_fen),
            content_sha256: row.content_sha256,
            approved_sha256: row.approved_sha256,
            execution_date: row.execution_date,
            msg_id: row.msg_id,
            file_sha256: row.file_sha256,
            created_at: row.created_at,
        }
    }

    /// The name under which the bank gets the file; it is the message's id, so that both name the same thing.
    pub fn file_name(&self) -> String {
        format!("{}.xml", self.msg_id.as_deref().unwrap_or(&self.number))
    }
}

/// A batch in the list.
pub struct BatchRow {
    /// The batch.
    pub batch: BatchHead,
    /// Who made it.
    pub maker: Words,
    /// Whether every payment of it is paid.
    pub all_paid: bool,
}

/// A page of batches, newest first, and the number before which the next page begins.
///
/// # Errors
/// A fault of the database.
pub async fn batches(app: &App, reader: &Reader<'_, Finance>, before: Option<&str>) -> Result<Page<BatchRow>, Error> {
    let db = app.store.read();
    let found = |limit| store::finance::batches(db, reader.scope(), before, limit);
    let Page { rows: found, next } = Page::ask(PAGE, found, |batch| batch.number.clone()).await?;
    let who = names(app, found.iter().map(|b| b.created_by)).await?;
    let name = |id: PersonId| who.get(&id).cloned().unwrap_or_else(nobody);
    let accounts = bank_accounts(db, found.iter().map(|b| b.bank_account_id)).await?;
    let unpaid = store::payment::with_unpaid(db, found.iter().map(|b| b.id).collect()).await?;
    let row = |b: payment_batch::Model| {
        let account = accounts.get(&b.bank_account_id).ok_or_else(|| unknown("a bank account"))?;
        Ok(BatchRow {
            all_paid: !unpaid.contains(&b.id),
            maker: name(b.created_by),
            batch: BatchHead::of(account.currency, b),
        })
    };
    Ok(Page { rows: found.into_iter().map(row).collect::<Result<_, Error>>()?, next })
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
    pub batch: BatchHead,
    /// The account it is paid from.
    pub account: BankAccount,
    /// A page of its payments.
    pub members: Page<Row>,
    /// Number and sum of all its payments by state.
    pub totals: Vec<(PaymentState, i64, Money)>,
    /// How many of all its payments go to another account than the one awarded.
    pub elsewhere: i64,
    /// What happened, newest first.
    pub events: Vec<Event>,
    /// What one person asked about it and another decides.
    pub requests: Vec<request::Row>,
    /// Whether the members are still what the hash of the batch says.
    pub unchanged: bool,
    /// A page of the numbers of the payments that a void batch had.
    pub released: Page<String>,
    /// How many these are.
    pub released_count: usize,
    /// A page of the payments that it left out, with the reason of each.
    pub left_out: Page<(Payment, Refusal)>,
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
/// [`Code::NotFound`].
pub async fn left_out(app: &App, reader: &Reader<'_, Finance>, number: &str, act: &str) -> Result<i64, Error> {
    let db = app.store.read();
    let batch = store::payment::batch(db, reader.scope(), number).await?;
    store::payment::count_left_out(db, batch.id, act).await
}

/// The file of a sealed batch as it goes to the bank: its name and its bytes.
///
/// # Errors
/// [`Code::NotFound`] before the seal.
pub async fn file(app: &App, reader: &Reader<'_, Finance>, number: &str) -> Result<(String, Vec<u8>), Error> {
    let Paying { mut batch, account } = store::payment::paying(app.store.read(), reader.scope(), number).await?;
    let bytes = batch.file_bytes.take().ok_or(Code::NotFound)?;
    Ok((BatchHead::of(account.currency, batch).file_name(), bytes))
}

/// A batch by its number.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn batch(app: &App, reader: &Reader<'_, Finance>, number: &str, places: Places<'_>) -> Result<Batch, Error> {
    let db = app.store.read();
    let Paying { batch, account } = store::payment::paying(db, reader.scope(), number).await?;
    // The seal is over all of them; only a page of them is looked up further and shown.
    let all = store::finance::members(db, batch.id).await?;
    let elsewhere = i64::try_from(all.iter().filter(|member| member.elsewhere).count()).unwrap_or(i64::MAX);
    let mut payments: Vec<_> = all.into_iter().map(|member| member.payment).collect();
    let unchanged = crate::seal::is_of_batch(&payments, &batch.content_sha256);
    let mut sums: BTreeMap<PaymentState, (i64, Vec<Fen>)> = BTreeMap::new();
    for payment in &payments {
        let (count, amounts) = sums.entry(payment.state).or_default();
        *count = count.saturating_add(1);
        amounts.push(payment.amount_fen);
    }
    let totals = sums.into_iter().map(|(state, (count, all))| Ok((state, count, account.currency.of(Fen::sum(all)?))));
    let totals = totals.collect::<Result<_, Error>>()?;
    payments.retain(|payment| places.members.is_none_or(|after| payment.number.as_str() > after));
    let Page { rows: payments, next } = Page::cut(payments, PAGE, |payment| payment.number.clone());
    let members = Page { rows: rows(db, payments).await?, next };
    let left_out = |limit| store::payment::left_out(db, batch.id, places.left_out, limit);
    let Page { rows: left, next } = Page::ask(PAGE, left_out, |(payment, _)| payment.number.clone()).await?;
    let left_out = left
        .into_iter()
        .map(|(payment, row)| Ok((Payment::of(account.currency, payment), serde_json::from_str(&row.refusal)?)));
    let left_out = Page { rows: left_out.collect::<Result<_, Error>>()?, next };
    let requests = store::finance_request::about(db, &[batch.id.uuid()]).await?;
    let log = store::audit::of_aggregate(db, "payment_batch", &batch.id.to_string()).await?;
    let who = names(app, log.iter().filter_map(|e| e.person_id).chain(request::people(&requests))).await?;
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
    Ok(Batch {
        members,
        requests: request::named(requests, &who),
        totals,
        elsewhere,
        batch: BatchHead::of(account.currency, batch),
        account: account.into(),
        events,
        unchanged,
        released: Page::cut(released, PAGE, String::clone),
        released_count,
        left_out,
    })
}
