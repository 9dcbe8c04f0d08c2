//! Budget lines with what the ledger says of each, and the movements of one line.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::{AccountId, ApplicationId, AwardId, BudgetAllocationId, BudgetLineId, PaymentId, TransferId, UnitId};
use domain::ledger::{AccountKind, BudgetChange};
use domain::money::{Fen, Money};
use domain::role::Role;
use domain::template::Words;
use domain::workflow::RequestState;
use entity::{budget_allocation, budget_line};
use uuid::Uuid;

use super::{BudgetLine, PAGE};
use crate::App;
use crate::document::{self, Document};
use crate::query::Page;
use crate::reader::{Finance, Reader};
use kernel::error::Error;
use store::ledger::Balances;
use store::scope::Scope;
use store::{self, Connection};

/// The places where the money of a budget line can be, in the order in which it moves.
pub const PLACES: [AccountKind; 6] = [
    AccountKind::Available,
    AccountKind::Reserved,
    AccountKind::Committed,
    AccountKind::Payable,
    AccountKind::InTransit,
    AccountKind::Spent,
];

/// Decisions about budget that its page shows; all of them stand in the log.
const DECIDED: u64 = 20;

/// A budget line and its balances.
pub struct Position {
    /// The line.
    pub line: BudgetLine,
    balances: HashMap<AccountKind, Fen>,
}

impl Position {
    /// The position of a line among balances that hold its own.
    pub(super) fn among(line: budget_line::Model, balances: &HashMap<BudgetLineId, Balances>) -> Self {
        let balances = balances.get(&line.id).into_iter().flatten().copied().collect();
        Self { line: line.into(), balances }
    }

    /// An amount in the currency of the line.
    pub const fn money(&self, amount: Fen) -> Money {
        self.line.currency.of(amount)
    }

    /// The balance of an account kind (debit − credit).
    pub fn of(&self, kind: AccountKind) -> Fen {
        self.balances.get(&kind).copied().unwrap_or(Fen::ZERO)
    }

    /// What was allocated; it stands on the credit side.
    ///
    /// # Errors
    /// An overflow.
    pub fn appropriation(&self) -> Result<Fen, Error> {
        Ok(Fen::ZERO.minus(self.of(AccountKind::Appropriation))?)
    }

    /// The sum of all places where the money is.
    ///
    /// # Errors
    /// An overflow.
    pub fn sum(&self) -> Result<Fen, Error> {
        Ok(Fen::sum(PLACES.iter().map(|k| self.of(*k)))?)
    }

    /// Whether every fen of the appropriation is in one of the places (I5).
    ///
    /// # Errors
    /// An overflow.
    pub fn holds(&self) -> Result<bool, Error> {
        Ok(self.sum()? == self.appropriation()?)
    }
}

/// Every budget line that the person sees.
///
/// # Errors
/// A fault of the database.
pub async fn all(app: &App, reader: &Reader<'_, Finance>) -> Result<Vec<Position>, Error> {
    let db = app.store.read();
    let lines = store::budget::lines(db, reader.scope()).await?;
    let balances = store::ledger::balances_of(db, &lines.iter().map(|line| line.id).collect::<Vec<_>>()).await?;
    Ok(lines.into_iter().map(|line| Position::among(line, &balances)).collect())
}

/// Money for a budget line as one person proposed it, with what the second one said.
pub struct Proposed {
    /// The proposal.
    pub id: BudgetAllocationId,
    /// Code of its budget line.
    pub line: String,
    /// What would be done.
    pub kind: BudgetChange,
    /// How much.
    pub amount: Money,
    /// Number of the document behind it.
    pub document_no: String,
    /// How it stands.
    pub state: RequestState,
    /// Who proposed it.
    pub by: Option<Words>,
    /// Whether the reader did.
    pub own: bool,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// Who decided it.
    pub decided_by: Option<Words>,
    /// What the second person said.
    pub decision_note: String,
}

/// What waits for its second person, and what was decided last.
///
/// # Errors
/// A fault of the database.
pub async fn proposed(app: &App, reader: &Reader<'_, Finance>) -> Result<(Vec<Proposed>, Vec<Proposed>), Error> {
    let (db, scope) = (app.store.read(), reader.scope());
    let open = store::budget_allocation::open(db, scope).await?;
    let decided = store::budget_allocation::decided(db, scope, DECIDED).await?;
    let people = open.iter().chain(&decided).flat_map(|r| std::iter::once(r.proposed_by).chain(r.decided_by)).collect();
    let names = crate::query::person::names(app, people).await?;
    let lines = store::budget::lines(db, scope).await?;
    let of = |row: budget_allocation::Model| {
        let line = lines.iter().find(|l| l.id == row.budget_line_id)?;
        Some(Proposed {
            id: row.id,
            line: line.code.clone(),
            kind: row.kind,
            amount: line.currency.of(row.amount_fen),
            document_no: row.document_no,
            state: row.state,
            by: names.get(&row.proposed_by).cloned(),
            own: row.proposed_by == reader.person,
            proposed_at: row.proposed_at,
            decided_by: row.decided_by.and_then(|id| names.get(&id).cloned()),
            decision_note: row.decision_note,
        })
    };
    Ok((open.into_iter().filter_map(of).collect(), decided.into_iter().filter_map(of).collect()))
}

/// The document of an allocation.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn document(app: &App, reader: &Reader<'_, Finance>, id: BudgetAllocationId) -> Result<Document, Error> {
    let row = store::budget_allocation::find(app.store.read(), reader.scope(), id).await?;
    document::show(reader, store::document::head(app.store.read(), row.document_id).await?)
}

/// The number of the document of an allocation.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn number_of(app: &App, reader: &Reader<'_, Finance>, id: BudgetAllocationId) -> Result<String, Error> {
    Ok(store::budget_allocation::find(app.store.read(), reader.scope(), id).await?.document_no)
}

/// Who proposes budget for the lines of a unit: its finance makers and those of the units above it.
///
/// # Errors
/// A fault of the database.
pub async fn allocators(app: &App, unit: UnitId) -> Result<Vec<Words>, Error> {
    let holders = store::person::holders(app.store.read(), Role::FinanceMaker, unit).await?;
    Ok(holders.into_iter().map(|p| Words { zh: p.name_zh, en: p.name_en }).collect())
}

/// A movement of money between two accounts.
pub struct Movement {
    /// Key of this movement in the list.
    pub id: TransferId,
    /// Key of the reason.
    pub code: String,
    /// Key of the account kind that gave.
    pub from: String,
    /// Key of the account kind that received.
    pub to: String,
    /// How much.
    pub amount: Fen,
    /// What it belongs to.
    pub about: About,
    /// The business date.
    pub date: chrono::NaiveDate,
    /// When it was posted.
    pub at: chrono::DateTime<chrono::Utc>,
}

/// What a movement belongs to.
pub enum About {
    /// A payment, by number.
    Payment(String),
    /// An application, by number.
    Application(String),
    /// A document, or nothing that has a page.
    Text(String),
}

/// A budget line with a page of its movements, newest first.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn line(
    app: &App,
    reader: &Reader<'_, Finance>,
    code: &str,
    before: Option<TransferId>,
) -> Result<(Position, Page<Movement, TransferId>), Error> {
    let db = app.store.read();
    let scope = reader.scope();
    let line = store::budget::line_by_code(db, scope, code).await?;
    let rows = |limit| store::finance::transfers(db, line.id, before, limit);
    let Page { rows, next } = Page::ask(PAGE, rows, |transfer| transfer.id).await?;
    let accounts = rows.iter().flat_map(|t| [t.debit_account_id, t.credit_account_id]).collect();
    let kinds = store::finance::account_kinds(db, accounts).await?;
    let subjects = subjects(db, scope, rows.iter().filter_map(|t| subject(&t.ref_id)).collect()).await?;
    let kind = |id: AccountId| kinds.get(&id).cloned().unwrap_or_default();
    let movements = rows.into_iter().map(|t| Movement {
        id: t.id,
        from: kind(t.credit_account_id),
        to: kind(t.debit_account_id),
        about: match subject(&t.ref_id) {
            // An id that is neither payment, award nor application is a statement line's; it says nothing to people.
            Some(id) => subjects.get(&id).map_or_else(|| About::Text(String::new()), About::again),
            None => About::Text(t.ref_id),
        },
        code: t.code,
        amount: t.amount_fen,
        date: t.business_date,
        at: t.posted_at,
    });
    let movements = Page { rows: movements.collect(), next };
    let balances = store::ledger::balances_of(db, &[line.id]).await?;
    Ok((Position::among(line, &balances), movements))
}

impl About {
    fn again(&self) -> Self {
        match self {
            Self::Payment(number) => Self::Payment(number.clone()),
            Self::Application(number) => Self::Application(number.clone()),
            Self::Text(text) => Self::Text(text.clone()),
        }
    }
}

/// The id with which a posting's reference begins.
fn subject(reference: &str) -> Option<Uuid> {
    reference.split(':').next().and_then(|id| id.parse().ok())
}

async fn subjects(db: &Connection, scope: &Scope, ids: Vec<Uuid>) -> Result<HashMap<Uuid, About>, Error> {
    let mut found = HashMap::new();
    for payment in store::finance::payments_by_id(db, ids.iter().map(|i| PaymentId::from_uuid(*i)).collect()).await? {
        found.insert(payment.id.uuid(), About::Payment(payment.number));
    }
    let documents = ids.iter().map(|i| BudgetAllocationId::from_uuid(*i)).collect();
    for allocation in store::budget_allocation::by_ids(db, scope, documents).await? {
        found.insert(allocation.id.uuid(), About::Text(allocation.document_no));
    }
    let awards = store::finance::awards(db, ids.iter().map(|i| AwardId::from_uuid(*i)).collect()).await?;
    let cases = ids.iter().map(|i| ApplicationId::from_uuid(*i)).chain(awards.values().map(|a| a.application_id));
    let numbers = store::finance::applications(db, cases.collect()).await?;
    for (id, award) in awards {
        if let Some((number, _)) = numbers.get(&award.application_id) {
            found.insert(id.uuid(), About::Application(number.clone()));
        }
    }
    for (id, (number, _)) in numbers {
        found.insert(id.uuid(), About::Application(number));
    }
    Ok(found)
}
