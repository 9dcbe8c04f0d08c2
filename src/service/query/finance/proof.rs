//! The three-way proof (三方对账): what the ledger, the payments and the bank say of the same money.

use domain::id::{BankAccountId, BudgetLineId};
use domain::ledger::AccountKind;
use domain::money::Fen;
use domain::statement::Direction;
use domain::workflow::PaymentState;
use entity::{bank_account, statement};

use super::budget::{Position, position};
use super::statement::{Gap, Owed, owed};
use crate::error::Error;
use crate::service::App;
use crate::service::actor::Actor;
use crate::store::{self, Connection};

/// A budget line in its three books.
pub struct LineProof {
    /// What the ledger says.
    pub position: Position,
    /// Sum of its payments that are paid.
    pub paid: Fen,
    /// Sum of its payments that the bank has been told.
    pub instructed: Fen,
    /// Matched debits minus returned credits.
    pub bank: Fen,
}

impl LineProof {
    /// Ledger minus payments.
    ///
    /// # Errors
    /// An overflow.
    pub fn ledger_to_payments(&self) -> Result<Fen, Error> {
        Ok(self.position.of(AccountKind::Spent).minus(self.paid)?)
    }

    /// Payments minus bank.
    ///
    /// # Errors
    /// An overflow.
    pub fn payments_to_bank(&self) -> Result<Fen, Error> {
        Ok(self.paid.minus(self.bank)?)
    }

    /// In transit in the ledger minus instructed payments.
    ///
    /// # Errors
    /// An overflow.
    pub fn transit(&self) -> Result<Fen, Error> {
        Ok(self.position.of(AccountKind::InTransit).minus(self.instructed)?)
    }

    /// Whether every difference is zero.
    ///
    /// # Errors
    /// An overflow.
    pub fn holds(&self) -> Result<bool, Error> {
        let all = [self.ledger_to_payments()?, self.payments_to_bank()?, self.transit()?];
        Ok(self.position.holds()? && all.iter().all(|d| d.is_zero()))
    }
}

/// The bank's book of an account and our cash book.
pub struct Books {
    /// The last balanced statement.
    pub last: Option<statement::Model>,
    /// Money from before the cash book began: the opening balance of the first statement, and gaps that were accepted
    /// before they were posted.
    pub brought_forward: Fen,
    /// What the cash book says moved since.
    pub ledger: Fen,
}

impl Books {
    /// The balance of the cash book.
    ///
    /// # Errors
    /// An overflow.
    pub fn book(&self) -> Result<Fen, Error> {
        Ok(self.brought_forward.plus(self.ledger)?)
    }

    /// Closing balance of the bank; nothing without a statement.
    pub fn closing(&self) -> Fen {
        self.last.as_ref().map_or(Fen::ZERO, |s| s.closing_fen)
    }

    /// Closing balance of the bank minus the balance of the cash book.
    ///
    /// # Errors
    /// An overflow.
    pub fn open(&self) -> Result<Fen, Error> {
        Ok(self.closing().minus(self.book()?)?)
    }
}

/// A bank account against its cash book.
pub struct AccountProof {
    /// The account.
    pub account: bank_account::Model,
    /// What both books say.
    pub books: Books,
    /// What no statement explains: it stands in the cash book under its own name.
    pub gaps: Vec<Gap>,
    /// What payees owe back that was paid beside payments.
    pub owed: Vec<Owed>,
    /// Number of open lines.
    pub open_lines: usize,
    /// Open money that came in.
    pub open_in: Fen,
    /// Open money that went out.
    pub open_out: Fen,
}

impl AccountProof {
    /// The part of the difference that the open lines do not explain; not zero is a fault of a book.
    ///
    /// # Errors
    /// An overflow.
    pub fn unexplained(&self) -> Result<Fen, Error> {
        Ok(self.books.open()?.minus(self.open_in.minus(self.open_out)?)?)
    }
}

/// The proof of everything that a person sees.
pub struct Proof {
    /// Per budget line.
    pub lines: Vec<LineProof>,
    /// Per bank account.
    pub accounts: Vec<AccountProof>,
}

impl Proof {
    /// Whether no difference is left without a reason.
    ///
    /// # Errors
    /// An overflow.
    pub fn holds(&self) -> Result<bool, Error> {
        for line in &self.lines {
            if !line.holds()? {
                return Ok(false);
            }
        }
        for account in &self.accounts {
            if !account.unexplained()?.is_zero() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How many bank lines nobody has decided.
    pub fn open_lines(&self) -> usize {
        self.accounts.iter().map(|a| a.open_lines).sum()
    }

    /// How many gaps no statement explains.
    pub fn gaps(&self) -> usize {
        self.accounts.iter().map(|a| a.gaps.len()).sum()
    }

    /// How much that was paid without being owed has still to come back, by number of payments.
    pub fn owed(&self) -> usize {
        self.accounts.iter().map(|a| a.owed.len()).sum()
    }
}

/// The books of an account, which pays for these budget lines, as they stand now.
///
/// # Errors
/// A fault of the database.
pub(super) async fn books(db: &Connection, account: BankAccountId, lines: &[BudgetLineId]) -> Result<Books, Error> {
    let (mut ledger, mut gaps_posted) = (Fen::ZERO, Fen::ZERO);
    for line in lines {
        let balances = store::ledger::balances(db, *line).await?;
        let of = |kind: AccountKind| Fen::sum(balances.iter().filter(|(k, _)| *k == kind).map(|(_, b)| *b));
        ledger = ledger.plus(of(AccountKind::Bank)?)?;
        // A gap stands on the other side of the bank.
        gaps_posted = gaps_posted.minus(of(AccountKind::Gap)?)?;
    }
    let last = store::statement::latest(db, account).await?;
    let closing = last.as_ref().map_or(Fen::ZERO, |s| s.closing_fen);
    let brought_forward = closing.minus(store::statement::moved(db, account).await?)?.minus(gaps_posted)?;
    Ok(Books { last, brought_forward, ledger })
}

/// An account against its cash book.
async fn account(db: &Connection, account: bank_account::Model) -> Result<AccountProof, Error> {
    let lines: Vec<_> = store::budget::lines_of_account(db, account.id).await?.iter().map(|line| line.id).collect();
    let open = store::statement::unmatched(db, account.id).await?;
    let moved = |direction: Direction| Fen::sum(open.iter().filter(|e| e.direction == direction).map(|e| e.amount_fen));
    Ok(AccountProof {
        books: books(db, account.id, &lines).await?,
        gaps: store::statement::gaps(db, account.id).await?,
        owed: owed(db, &lines).await?,
        open_lines: open.len(),
        open_in: moved(Direction::Credit)?,
        open_out: moved(Direction::Debit)?,
        account,
    })
}

/// The proof as the books stand now.
///
/// # Errors
/// A fault of the database.
pub async fn proof(app: &App, actor: &Actor) -> Result<Proof, Error> {
    let db = app.store.read();
    let scope = actor.scope()?;
    let mut lines = Vec::new();
    for line in store::budget::lines(db, &scope).await? {
        let totals = store::finance::payment_totals_of_line(db, line.id).await?;
        let of = |wanted| Fen::sum(totals.iter().filter(|(state, ..)| *state == wanted).map(|(.., sum)| *sum));
        lines.push(LineProof {
            paid: of(PaymentState::Paid)?,
            instructed: of(PaymentState::Instructed)?,
            bank: store::allocation::bank_spent(db, line.id).await?,
            position: position(db, line).await?,
        });
    }
    let mut accounts = Vec::new();
    for one in store::finance::bank_accounts(db, &scope).await? {
        accounts.push(account(db, one).await?);
    }
    Ok(Proof { lines, accounts })
}
