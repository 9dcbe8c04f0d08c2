//! What two people judge who let payments go on from an account after a restoration: its days, its statements, what they
//! settled, and what is paid next.

use chrono::NaiveDate;
use domain::id::BankAccountId;
use domain::money::Money;
use domain::refusal::Refusal;
use domain::restoration::Evidence;
use domain::workflow::{PaymentState, RequestKind, RequestState};

use super::request;
use super::statement::{Row, rows};
use crate::App;
use crate::reader::{Finance, Reader};
use crate::restoration::{known, named};
use kernel::error::Error;

/// Statements that are shown; the list of all has the others.
const SHOWN: usize = 100;

/// An account that is locked, and what is still to be done for it.
pub struct Locked {
    /// The account.
    pub id: BankAccountId,
    /// The account as people tell it from others.
    pub account: String,
    /// Since which day it is not known what was paid, and through which day the statements must reach.
    pub days: (NaiveDate, NaiveDate),
    /// What hinders the end of the lock; nothing when it can be asked for.
    pub hinders: Vec<Refusal>,
    /// The request that waits for its second person.
    pub asked: Option<String>,
}

/// The accounts that are locked, of those that a person sees.
///
/// # Errors
/// A fault of the database.
pub async fn locked(app: &App, reader: &Reader<'_, Finance>) -> Result<Vec<Locked>, Error> {
    let db = app.store.read();
    let mut out = Vec::new();
    for (account, lock) in store::restoration::locked(db, reader.scope()).await? {
        let (_, hinders) = known(db, &lock).await?;
        let asked = store::finance_request::open_on(db, RequestKind::LiftLock, account.id.uuid()).await?;
        out.push(Locked {
            id: account.id,
            account: named(&account),
            days: (lock.from_on, lock.through_on),
            hinders,
            asked: asked.map(|request| request.number),
        });
    }
    Ok(out)
}

/// A lock as its two people see it.
pub struct Judged {
    /// The account as people tell it from others.
    pub account: String,
    /// Its first and its last day.
    pub days: (NaiveDate, NaiveDate),
    /// What the books know of the bank.
    pub evidence: Evidence,
    /// What hinders the end of the lock.
    pub hinders: Vec<Refusal>,
    /// The statements that show its days, oldest first.
    pub statements: Vec<Row>,
    /// Whether there are more of them.
    pub more: bool,
    /// How many payments the lines of its days settled, and their sum.
    pub settled: (i64, Money),
    /// Payments that have no end yet: how many in each state, and their sums.
    pub open: Vec<(PaymentState, i64, Money)>,
}

/// The lock that a request of a reader is about: the open one of its account, or the one that it ended; none for a request
/// of another kind, and for one that was declined.
///
/// # Errors
/// A fault of the database.
pub async fn judged(app: &App, request: &request::Row) -> Result<Option<Judged>, Error> {
    let db = app.store.read();
    let lock = match (request.kind, request.state) {
        (RequestKind::LiftLock, RequestState::Asked) => {
            store::restoration::of_account(db, BankAccountId::from_uuid(request.subject_id)).await?
        }
        (RequestKind::LiftLock, RequestState::Confirmed) => store::restoration::lifted_by(db, request.id).await?,
        _ => None,
    };
    let Some(lock) = lock else { return Ok(None) };
    let (evidence, hinders) = known(db, &lock).await?;
    let limit = u64::try_from(SHOWN).unwrap_or(u64::MAX).saturating_add(1);
    let mut statements = rows(db, store::restoration::statements(db, &lock, limit).await?).await?;
    let more = statements.len() > SHOWN;
    statements.truncate(SHOWN);
    let account = store::budget::bank_account(db, lock.bank_account_id).await?;
    let days = (lock.from_on, lock.through_on);
    let (count, sum) = store::restoration::settled(db, account.id, days).await?;
    let settled = (count, account.currency.of(sum));
    let open = store::restoration::open_payments(db, account.id).await?.into_iter();
    let open = open.map(|(state, count, sum)| (state, count, account.currency.of(sum))).collect();
    Ok(Some(Judged { account: named(&account), days, evidence, hinders, statements, more, settled, open }))
}
