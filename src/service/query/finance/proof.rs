//! The three-way proof (三方对账): what the ledger, the payments and the bank say of the same money.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::id::{BankAccountId, BudgetLineId};
use domain::ledger::AccountKind;
use domain::money::Fen;
use domain::statement::Direction;
use domain::workflow::PaymentState;
use entity::statement;

use super::BankAccount;
use super::budget::Position;
use super::statement::{Gap, Owed, owed};
use crate::App;
use crate::reader::{Finance, Reader};
use kernel::error::Error;
use store::budget::Around;
use store::ledger::Balances;
use store::{self, Connection};

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
    /// Number and last day of the last balanced statement.
    pub last: Option<(String, NaiveDate)>,
    /// Closing balance of the bank; nothing without a statement.
    pub closing: Fen,
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

    /// Closing balance of the bank minus the balance of the cash book.
    ///
    /// # Errors
    /// An overflow.
    pub fn open(&self) -> Result<Fen, Error> {
        Ok(self.closing.minus(self.book()?)?)
    }
}

/// A bank account against its cash book.
pub struct AccountProof {
    /// The account.
    pub account: BankAccount,
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

/// The books of an account, which pays for budget lines with these balances, as they stand now.
///
/// # Errors
/// A fault of the database.
pub(super) async fn books(
    db: &Connection,
    account: BankAccountId,
    balances: &HashMap<BudgetLineId, Balances>,
) -> Result<Books, Error> {
    let last = store::statement::latest_of(db, &[account]).await?.remove(&account);
    Books::of(last, balances.values())
}

impl Books {
    /// The books of an account with its last statement, the sum of all that its statements moved, and the balances of the
    /// budget lines for which it pays.
    fn of<'b>(
        last: Option<(statement::Model, Fen)>,
        balances: impl Iterator<Item = &'b Balances>,
    ) -> Result<Self, Error> {
        let (mut ledger, mut gaps_posted) = (Fen::ZERO, Fen::ZERO);
        for balances in balances {
            let of = |kind: AccountKind| Fen::sum(balances.iter().filter(|(k, _)| *k == kind).map(|(_, b)| *b));
            ledger = ledger.plus(of(AccountKind::Bank)?)?;
            // A gap stands on the other side of the bank.
            gaps_posted = gaps_posted.minus(of(AccountKind::Gap)?)?;
        }
        let (last, moved) = last.map_or((None, Fen::ZERO), |(last, moved)| (Some(last), moved));
        let closing = last.as_ref().map_or(Fen::ZERO, |s| s.closing_fen);
        let last = last.map(|last| (last.number, last.to_on));
        Ok(Self { last, closing, brought_forward: closing.minus(moved)?.minus(gaps_posted)?, ledger })
    }
}

/// The proof as the books stand now.
///
/// # Errors
/// A fault of the database.
pub async fn proof(app: &App, reader: &Reader<'_, Finance>) -> Result<Proof, Error> {
    let db = app.store.read();
    let scope = reader.scope();
    let accounts = store::finance::bank_accounts(db, scope).await?;
    let account_ids: Vec<_> = accounts.iter().map(|account| account.id).collect();
    let all = store::budget::lines_around(db, scope).await?;
    let ids: Vec<_> = all.iter().map(|around| around.line.id).collect();
    let totals = store::finance::payment_totals_of_lines(db, &ids).await?;
    let bank = store::allocation::bank_spent(db, &ids).await?;
    let balances = store::ledger::balances_of(db, &ids).await?;
    let mut last = store::statement::latest_of(db, &account_ids).await?;
    let open = store::statement::open(db, &account_ids).await?;
    let gaps = store::statement::gaps(db, &account_ids).await?;
    let mut owed = owed(db, &ids).await?;
    let mut proof = Proof { lines: Vec::new(), accounts: Vec::new() };
    for account in accounts {
        let paid = all.iter().map(|around| &around.line).filter(|line| line.bank_account_id == account.id);
        let paid: Vec<_> = paid.map(|line| line.id).collect();
        let open: Vec<_> = open.iter().filter(|open| open.account == account.id).collect();
        let moved = |direction| Fen::sum(open.iter().filter(|open| open.direction == direction).map(|open| open.sum));
        let (of_account, others): (Vec<_>, Vec<_>) =
            owed.into_iter().partition(|(o, _)| paid.contains(&o.budget_line_id));
        owed = others;
        proof.accounts.push(AccountProof {
            books: Books::of(last.remove(&account.id), paid.iter().filter_map(|line| balances.get(line)))?,
            gaps: gaps.iter().filter(|(of, _)| *of == account.id).map(|(_, gap)| gap.clone()).collect(),
            owed: of_account.into_iter().map(|one| Owed::of(account.currency, one)).collect(),
            open_lines: open.iter().map(|open| usize::try_from(open.count).unwrap_or(usize::MAX)).sum(),
            open_in: moved(Direction::Credit)?,
            open_out: moved(Direction::Debit)?,
            account: account.into(),
        });
    }
    for Around { line, .. } in all.into_iter().filter(|around| around.seen) {
        let of = |wanted| {
            let those = totals.iter().filter(|(state, .., of)| (*state, *of) == (wanted, line.id));
            Fen::sum(those.map(|(_, _, sum, _)| *sum))
        };
        proof.lines.push(LineProof {
            paid: of(PaymentState::Paid)?,
            instructed: of(PaymentState::Instructed)?,
            bank: bank.get(&line.id).copied().unwrap_or(Fen::ZERO),
            position: Position::among(line, &balances),
        });
    }
    Ok(proof)
}
