//! What two people judge who let payments go on from an account after a restoration: its days, its statements, what they
//! settled, and what is paid next.

use domain::money::Fen;
use domain::refusal::Refusal;
use domain::restoration::Evidence;
use domain::workflow::{PaymentState, RequestKind, RequestState};
use entity::{bank_account, finance_request, release_lock};

use super::statement::{Row, rows};
use crate::App;
use crate::restoration::known;
use kernel::error::Error;

/// Statements that are shown; the list of all has the others.
const SHOWN: usize = 100;

/// A lock as its two people see it.
pub struct Judged {
    /// The account.
    pub account: bank_account::Model,
    /// Its days.
    pub lock: release_lock::Model,
    /// What the books know of the bank.
    pub evidence: Evidence,
    /// What hinders the end of the lock.
    pub hinders: Vec<Refusal>,
    /// The statements that show its days, oldest first.
    pub statements: Vec<Row>,
    /// Whether there are more of them.
    pub more: bool,
    /// How many payments the lines of its days settled, and their sum.
    pub settled: (i64, Fen),
    /// Payments that have no end yet: how many in each state, and their sums.
    pub open: Vec<(PaymentState, i64, Fen)>,
}

/// The lock that a request of a reader is about: the open one of its account, or the one that it ended; none for a request
/// of another kind, and for one that was declined.
///
/// # Errors
/// A fault of the database.
pub async fn judged(app: &App, request: &finance_request::Model) -> Result<Option<Judged>, Error> {
    let db = app.store.read();
    let lock = match (request.kind, request.state) {
        (RequestKind::LiftLock, RequestState::Asked) => {
            store::restoration::of_account(db, domain::id::BankAccountId::from_uuid(request.subject_id)).await?
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
    let settled = store::restoration::settled(db, account.id, (lock.from_on, lock.through_on)).await?;
    let open = store::restoration::open_payments(db, account.id).await?;
    Ok(Some(Judged { account, lock, evidence, hinders, statements, more, settled, open }))
}
