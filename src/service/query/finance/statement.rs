//! Bank statements with their counts, and the workbench: lines, proposals for the open ones, what was decided.

use std::collections::HashMap;

use domain::id::{BankAccountId, EntryId, PaymentId, StatementId};
use domain::late_debit::LateDebit;
use domain::money::{Currency, Fen, Money, text};
use domain::reconciliation::{self, Action, BankLine, Explanation, OpenPayment, Proposal, Reason};
use domain::refusal::Refusal;
use domain::statement::{Direction, QuarantineReason, StatementState};
use domain::template::Words;
use domain::workflow::{EntryState, PaymentState};
use entity::{allocation, bank_account, payment, statement, statement_entry};

use super::{PAGE, bank_accounts, names, unknown};
use crate::App;
use crate::query::Page;
use crate::reader::{Finance, Reader};
use crate::reconcile::import_statement::{by_place, open_payment};
use crate::reconcile::late::Late;
use crate::reconcile::take::gap_before;
use kernel::error::Error;
use store::finance::EntryTotal;
pub use store::statement::Gap;
use store::{self, Connection};

/// Lines of the workbench on one page.
const LINES: usize = 100;

/// Payments found by a search.
const FOUND: u64 = 20;

/// A statement with what became of its lines.
pub struct Row {
    /// The statement.
    pub statement: statement::Model,
    /// Its account.
    pub account: bank_account::Model,
    totals: Vec<EntryTotal>,
}

impl Row {
    /// Whether it is in quarantine.
    pub fn is_quarantined(&self) -> bool {
        self.statement.state == StatementState::Quarantined
    }

    /// How many lines it has.
    pub fn lines(&self) -> i64 {
        self.totals.iter().map(|t| t.count).sum()
    }

    /// How many lines are in a state.
    pub fn count(&self, state: EntryState) -> i64 {
        self.totals.iter().filter(|t| t.state == state).map(|t| t.count).sum()
    }

    /// The sum of the lines of a direction.
    ///
    /// # Errors
    /// An overflow.
    pub fn moved(&self, direction: Direction) -> Result<Fen, Error> {
        Ok(Fen::sum(self.totals.iter().filter(|t| t.direction == direction).map(|t| t.sum))?)
    }

    /// The sum of the open lines, in and out alike.
    ///
    /// # Errors
    /// An overflow.
    pub fn unmatched(&self) -> Result<Fen, Error> {
        Ok(Fen::sum(self.totals.iter().filter(|t| t.state == EntryState::Unmatched).map(|t| t.sum))?)
    }
}

pub(super) async fn rows(db: &Connection, statements: Vec<statement::Model>) -> Result<Vec<Row>, Error> {
    let mut totals: HashMap<StatementId, Vec<EntryTotal>> = HashMap::new();
    for total in store::finance::entry_totals(db, statements.iter().map(|s| s.id).collect()).await? {
        totals.entry(total.statement).or_default().push(total);
    }
    let accounts = bank_accounts(db, statements.iter().map(|s| s.bank_account_id)).await?;
    let mut out = Vec::new();
    for statement in statements {
        let account = accounts.get(&statement.bank_account_id).cloned().ok_or_else(|| unknown("a bank account"))?;
        out.push(Row { totals: totals.remove(&statement.id).unwrap_or_default(), account, statement });
    }
    Ok(out)
}

/// A page of statements, newest first, and the number before which the next page begins.
///
/// # Errors
/// A fault of the database.
pub async fn page(app: &App, reader: &Reader<'_, Finance>, before: Option<&str>) -> Result<Page<Row>, Error> {
    let db = app.store.read();
    let found = |limit| store::finance::statements(db, reader.scope(), before, limit);
    let Page { rows: found, next } = Page::ask(PAGE, found, |statement| statement.number.clone()).await?;
    Ok(Page { rows: rows(db, found).await?, next })
}

/// A payment that a line may belong to.
pub struct Candidate {
    /// The payment.
    pub payment: payment::Model,
    /// Number of its application.
    pub application: String,
    /// 0 to 100; none for one that a person looked up.
    pub score: Option<u8>,
    /// What speaks for and against it.
    pub reasons: Vec<Reason>,
    /// What a debit is for it where it is not on its way, and why it cannot be matched.
    pub late: Option<(LateDebit, Refusal)>,
}

/// What a payee owes back that was paid beside a payment.
pub struct Owed {
    /// The payment.
    pub payment: payment::Model,
    /// How much.
    pub amount: Fen,
}

/// What is known of the line that is open on the right.
pub enum Selected {
    /// Nobody has decided it yet.
    Open {
        /// The line.
        entry: statement_entry::Model,
        /// Payments it may belong to, the likeliest first.
        candidates: Vec<Candidate>,
        /// What it may be if it belongs to none.
        explanation: Option<Explanation>,
        /// Why, when there is no candidate.
        reasons: Vec<Reason>,
        /// What payees owe back; a credit may bring it.
        owed: Vec<Owed>,
    },
    /// It is decided.
    Decided {
        /// The line.
        entry: statement_entry::Model,
        /// Its parts.
        parts: Vec<Part>,
    },
}

/// A part of a line that is decided.
pub struct Part {
    /// What it is.
    pub allocation: allocation::Model,
    /// The payment.
    pub payment: Option<payment::Model>,
    /// Who; none for the rule.
    pub who: Option<Words>,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// A line of the list with the best that is proposed for it.
pub struct Line {
    /// The line.
    pub entry: statement_entry::Model,
    /// The best proposal for an open line.
    pub proposal: Option<Proposal>,
}

/// A decision of the past.
pub struct Recent {
    /// The decision.
    pub decision: allocation::Model,
    /// Its line.
    pub entry: statement_entry::Model,
    /// Number of the payment.
    pub payment: Option<String>,
    /// Who.
    pub who: Option<Words>,
}

/// A statement as the reconciler works on it.
pub struct Workbench {
    /// The statement.
    pub row: Row,
    /// Who imported it.
    pub importer: Option<Words>,
    /// Why it is in quarantine.
    pub quarantine: Vec<QuarantineReason>,
    /// The lines of the tab, by ordinal.
    pub lines: Page<Line, i64>,
    /// The line on the right.
    pub selected: Option<Selected>,
    /// The last decisions of people, newest first.
    pub recent: Vec<Recent>,
    /// Lines that the rule matched.
    pub by_rule: i64,
    /// What the bank has more than the cash book of its account; it is the sum of the account's open lines.
    pub difference: Fen,
    /// What is not explained between the statement before and this one.
    pub gap: Option<(Money, Gap)>,
}

/// What a person asked for.
#[derive(Debug, Default, Clone, Copy)]
pub struct Asked<'a> {
    /// The tab; none means all lines.
    pub state: Option<EntryState>,
    /// The line; none means the first one.
    pub line: Option<i64>,
    /// The ordinal after which the page begins.
    pub after: i64,
    /// Words or an amount to find other payments by.
    pub search: &'a str,
}

/// The workbench of a statement.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn workbench(
    app: &App,
    reader: &Reader<'_, Finance>,
    number: &str,
    asked: Asked<'_>,
) -> Result<Workbench, Error> {
    let db = app.store.read();
    let statement = store::statement::by_number(db, reader.scope(), number).await?;
    let (id, account) = (statement.id, statement.bank_account_id);
    let quarantine = serde_json::from_str(&statement.reasons)?;
    let importer = names(app, [statement.imported_by]).await?.remove(&statement.imported_by);
    let row = rows(db, vec![statement]).await?.pop().ok_or(domain::refusal::Code::NotFound)?;
    let found = |limit| store::finance::entries(db, id, asked.state, asked.after, limit);
    let Page { rows: found, next } = Page::ask(LINES, found, |entry| entry.ordinal).await?;
    let chosen = match asked.line {
        Some(line) => store::finance::entry(db, id, line).await?,
        None => found.first().cloned(),
    };
    let mut matcher = Proposals::load(db, account, found.iter().chain(&chosen)).await?;
    let selected = match chosen {
        Some(entry) => Some(select(app, &mut matcher, entry, (row.account.currency, asked.search.trim())).await?),
        None => None,
    };
    let lines = found.into_iter().map(|entry| Line { proposal: matcher.best(entry.id), entry }).collect();
    let difference = super::proof::books(db, account, &matcher.budget_lines).await?.open()?;
    let by_rule = store::allocation::by_rule(db, id).await?;
    let gap = gap_of(db, &row.statement, row.account.currency).await?;
    Ok(Workbench {
        recent: recent(app, id).await?,
        row,
        importer,
        quarantine,
        lines: Page { rows: lines, next },
        selected,
        by_rule,
        difference,
        gap,
    })
}

/// Proposals for the open lines of a page, as the import makes them.
struct Proposals {
    budget_lines: Vec<domain::id::BudgetLineId>,
    payments: HashMap<PaymentId, payment::Model>,
    by_entry: HashMap<EntryId, Vec<Proposal>>,
}

impl Proposals {
    async fn load<'e>(
        db: &Connection,
        account: BankAccountId,
        shown: impl Iterator<Item = &'e statement_entry::Model>,
    ) -> Result<Self, Error> {
        let budget_lines: Vec<_> =
            store::budget::lines_of_account(db, account).await?.into_iter().map(|l| l.id).collect();
        let mut open: Vec<_> = shown.filter(|e| e.state == EntryState::Unmatched).cloned().collect();
        open.sort_by_key(|e| (e.booked_on, e.ordinal, e.id));
        open.dedup_by_key(|e| e.id);
        let lines = open.iter().map(|e| serde_json::from_str(&e.entry)).collect::<Result<Vec<BankLine>, _>>()?;
        let locked = store::restoration::of_account(db, account).await?.is_some();
        let payments = store::finance::akin(db, &budget_lines, &open, locked).await?;
        let owed = store::ledger::owed_back(db, &budget_lines).await?;
        let known: Vec<OpenPayment> =
            payments.iter().map(|p| open_payment(p, owed.contains_key(&p.id), locked)).collect();
        let before = by_place(&store::allocation::taken_back(db, account).await?, &open);
        let mut by_entry: HashMap<EntryId, Vec<Proposal>> = HashMap::new();
        for proposal in reconciliation::propose(&lines, &known, &before) {
            if let Some(entry) = open.get(proposal.line) {
                by_entry.entry(entry.id).or_default().push(proposal);
            }
        }
        Ok(Self { budget_lines, payments: payments.into_iter().map(|p| (p.id, p)).collect(), by_entry })
    }

    fn best(&self, entry: EntryId) -> Option<Proposal> {
        self.by_entry.get(&entry).and_then(|all| all.first()).cloned()
    }
}

async fn select(
    app: &App,
    matcher: &mut Proposals,
    entry: statement_entry::Model,
    (currency, search): (Currency, &str),
) -> Result<Selected, Error> {
    let db = app.store.read();
    if entry.state != EntryState::Unmatched {
        let parts = parts(app, &entry).await?;
        return Ok(Selected::Decided { entry, parts });
    }
    let (mut candidates, mut explanation, mut reasons) = (Vec::new(), None, Vec::new());
    for proposal in matcher.by_entry.get(&entry.id).cloned().unwrap_or_default() {
        match proposal.action {
            Action::Settle { payment, .. } | Action::Return { payment } | Action::Suggest { payment } => {
                if let Some(payment) = matcher.payments.get(&payment).cloned() {
                    let (score, reasons) = (Some(proposal.score), proposal.reasons);
                    candidates.push(Candidate { payment, application: String::new(), score, reasons, late: None });
                }
            }
            Action::Explain { explanation: what } => {
                explanation = Some(what);
                reasons = proposal.reasons;
            }
            Action::Investigate => reasons = proposal.reasons,
        }
    }
    if !search.is_empty() {
        // A debit may be for a payment that the books do not have on its way.
        let states = if entry.direction == Direction::Debit { PaymentState::ALL } else { &[PaymentState::Paid] };
        let amount = text::parse(search, text::Unit::Major, currency);
        let found =
            store::finance::search_payments(db, &matcher.budget_lines, states, search, amount.ok(), FOUND).await?;
        for payment in found {
            if candidates.iter().all(|c| c.payment.id != payment.id) {
                let (score, reasons, late) = (None, Vec::new(), None);
                candidates.push(Candidate { payment, application: String::new(), score, reasons, late });
            }
        }
    }
    let numbers =
        store::finance::applications(db, candidates.iter().map(|c| c.payment.application_id).collect()).await?;
    for candidate in &mut candidates {
        if let Some((number, _)) = numbers.get(&candidate.payment.application_id) {
            candidate.application.clone_from(number);
        }
        if entry.direction == Direction::Debit && candidate.payment.state != PaymentState::Instructed {
            let late = Late::of(db, &candidate.payment).await?;
            let settles = late.way == LateDebit::Settles;
            candidate.late = (!settles).then(|| (late.way, late.refusal(&candidate.payment)));
        }
    }
    let owed = if entry.direction == Direction::Credit { owed(db, &matcher.budget_lines).await? } else { Vec::new() };
    Ok(Selected::Open { entry, candidates, explanation, reasons, owed })
}

/// What payees owe back of what was paid from these budget lines beside payments, by number.
pub(super) async fn owed(db: &Connection, lines: &[domain::id::BudgetLineId]) -> Result<Vec<Owed>, Error> {
    let amounts = store::ledger::owed_back(db, lines).await?;
    let payments = store::finance::payments_by_id(db, amounts.keys().copied().collect()).await?;
    let mut owed: Vec<Owed> = payments
        .into_iter()
        .filter_map(|payment| amounts.get(&payment.id).map(|amount| Owed { amount: *amount, payment }))
        .collect();
    owed.sort_by(|a, b| a.payment.number.cmp(&b.payment.number));
    Ok(owed)
}

/// What accepting a statement that waits would leave without a statement that says why: how much, after which day and
/// before which; nothing where it follows the one before.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn gap(app: &App, reader: &Reader<'_, Finance>, number: &str) -> Result<Option<(Money, Gap)>, Error> {
    let db = app.store.read();
    let kept = store::statement::by_number(db, reader.scope(), number).await?;
    let account = store::budget::bank_account(db, kept.bank_account_id).await?;
    gap_of(db, &kept, account.currency).await
}

async fn gap_of(db: &Connection, kept: &statement::Model, currency: Currency) -> Result<Option<(Money, Gap)>, Error> {
    if kept.state == StatementState::Quarantined {
        let why: Vec<QuarantineReason> = serde_json::from_str(&kept.reasons)?;
        if !why.iter().all(QuarantineReason::is_acceptable) {
            return Ok(None);
        }
    }
    Ok(gap_before(db, kept).await?.map(|gap| (currency.of(gap.moved), gap)))
}

/// The parts of a decided line.
async fn parts(app: &App, entry: &statement_entry::Model) -> Result<Vec<Part>, Error> {
    let db = app.store.read();
    let rows = store::allocation::of_entry(db, entry.id).await?;
    let payments = store::finance::payments_by_id(db, rows.iter().filter_map(|r| r.payment_id).collect()).await?;
    let who = names(app, rows.iter().filter_map(|r| r.decided_by)).await?;
    let mut parts = Vec::new();
    for allocation in rows {
        parts.push(Part {
            payment: payments.iter().find(|p| Some(p.id) == allocation.payment_id).cloned(),
            who: allocation.decided_by.and_then(|id| who.get(&id).cloned()),
            reasons: serde_json::from_str(&allocation.reasons)?,
            allocation,
        });
    }
    Ok(parts)
}

async fn recent(app: &App, statement: StatementId) -> Result<Vec<Recent>, Error> {
    let db = app.store.read();
    let decisions = store::allocation::latest(db, statement, true, 5).await?;
    let payments = store::finance::payments_by_id(db, decisions.iter().filter_map(|(m, _)| m.payment_id).collect());
    let payments: HashMap<PaymentId, String> = payments.await?.into_iter().map(|p| (p.id, p.number)).collect();
    let who = names(app, decisions.iter().filter_map(|(m, _)| m.decided_by)).await?;
    let recent = decisions.into_iter().map(|(decision, entry)| Recent {
        payment: decision.payment_id.and_then(|id| payments.get(&id).cloned()),
        who: decision.decided_by.and_then(|id| who.get(&id).cloned()),
        decision,
        entry,
    });
    Ok(recent.collect())
}
