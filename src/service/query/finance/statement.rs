//! Bank statements with their counts, and the workbench: lines, proposals for the open ones, what was decided.

use std::collections::HashMap;

use domain::id::{BankAccountId, BudgetLineId, EntryId, PaymentId, StatementId};
use domain::late_debit::LateDebit;
use domain::money::{Currency, Fen, Money, text};
use domain::reconciliation::{self, Action, BankLine, Explanation, OpenPayment, Proposal, Reason};
use domain::refusal::Refusal;
use domain::statement::{Direction, QuarantineReason, StatementState};
use domain::template::Words;
use domain::workflow::{EntryState, PaymentState};
use entity::{allocation, bank_account, payment, statement, statement_entry};

use super::{PAGE, bank_accounts, unknown};
use crate::App;
use crate::query::Page;
use crate::reader::{Finance, Reader};
use crate::reconcile::import_statement::{by_place, open_payment};
use crate::reconcile::late::Late;
use crate::reconcile::take::{gap_after, gap_before};
use kernel::error::Error;
use store::finance::{Akin, EntryTotal};
use store::ledger::Balances;
pub use store::statement::Gap;
use store::statement::Shown;
use store::{self, Connection};

/// Lines of the workbench on one page.
const LINES: usize = 100;

/// Decisions of people that are told.
const LAST: u64 = 5;

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

impl Part {
    fn of(store::allocation::Part { allocation, payment, who }: store::allocation::Part) -> Result<Self, Error> {
        let reasons = serde_json::from_str(&allocation.reasons)?;
        Ok(Self { allocation, payment, who: who.map(Words::from), reasons })
    }
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

impl From<store::allocation::Decision> for Recent {
    fn from(store::allocation::Decision { part, entry }: store::allocation::Decision) -> Self {
        let store::allocation::Part { allocation, payment, who } = part;
        Self { decision: allocation, entry, payment: payment.map(|p| p.number), who: who.map(Words::from) }
    }
}

/// A statement as the reconciler works on it.
pub struct Workbench {
    /// The statement.
    pub row: Row,
    /// Who imported it.
    pub importer: Words,
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

/// A page of the lines of a statement, after an ordinal, and the currency of its account.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn entries(
    app: &App,
    reader: &Reader<'_, Finance>,
    number: &str,
    after: i64,
) -> Result<(Page<statement_entry::Model, i64>, Currency), Error> {
    let db = app.store.read();
    let statement = store::statement::by_number(db, reader.scope(), number).await?;
    let account = bank_accounts(db, [statement.bank_account_id]).await?.remove(&statement.bank_account_id);
    let found = |limit| store::finance::entries(db, statement.id, None, after, limit);
    let page = Page::ask(LINES, found, |entry| entry.ordinal).await?;
    Ok((page, account.ok_or_else(|| unknown("a bank account"))?.currency))
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
    let shown = store::statement::shown(db, reader.scope(), number).await?;
    let Shown { statement, account, importer, before, locked, by_rule } = shown;
    let id = statement.id;
    let quarantine = serde_json::from_str(&statement.reasons)?;
    let gap = match before {
        Some(before) => gap_after(before.to_on, before.closing_fen, &statement)?,
        None if statement.chain_no.is_some() => None,
        None => gap_of(db, &statement).await?,
    };
    let gap = gap.map(|gap| (account.currency.of(gap.moved), gap));
    let totals = store::finance::entry_totals(db, vec![id]).await?;
    let row = Row { statement, account, totals };
    let found = |limit| store::finance::entries(db, id, asked.state, asked.after, limit);
    let Page { rows: found, next } = Page::ask(LINES, found, |entry| entry.ordinal).await?;
    let chosen = match asked.line {
        Some(line) => match found.iter().find(|entry| entry.ordinal == line) {
            Some(entry) => Some(entry.clone()),
            None => store::finance::entry(db, id, line).await?,
        },
        None => found.first().cloned(),
    };
    let matcher = Proposals::load(db, (row.account.id, locked), found.iter().chain(&chosen)).await?;
    let selected = match chosen {
        Some(entry) => Some(select(app, &matcher, entry, (row.account.currency, asked.search.trim())).await?),
        None => None,
    };
    let lines = found.into_iter().map(|entry| Line { proposal: matcher.best(entry.id), entry }).collect();
    let difference = super::proof::books(db, row.account.id, &matcher.balances).await?.open()?;
    let decisions = store::allocation::latest(db, id, LAST).await?;
    Ok(Workbench {
        recent: decisions.into_iter().map(Recent::from).collect(),
        row,
        importer: importer.into(),
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
    /// The budget lines that are paid from the account.
    balances: HashMap<BudgetLineId, Balances>,
    payments: HashMap<PaymentId, Akin>,
    /// What payees owe back.
    owed: HashMap<PaymentId, Fen>,
    by_entry: HashMap<EntryId, Vec<Proposal>>,
}

impl Proposals {
    async fn load<'e>(
        db: &Connection,
        (account, locked): (BankAccountId, bool),
        shown: impl Iterator<Item = &'e statement_entry::Model>,
    ) -> Result<Self, Error> {
        let balances = store::ledger::balances_of_bank(db, account).await?;
        let budget_lines: Vec<BudgetLineId> = balances.keys().copied().collect();
        let mut open: Vec<_> = shown.filter(|e| e.state == EntryState::Unmatched).cloned().collect();
        open.sort_by_key(|e| (e.booked_on, e.ordinal, e.id));
        open.dedup_by_key(|e| e.id);
        let lines = open.iter().map(|e| serde_json::from_str(&e.entry)).collect::<Result<Vec<BankLine>, _>>()?;
        let payments = store::finance::akin(db, &budget_lines, &open, locked).await?;
        let owed = store::ledger::owed_back(db, &budget_lines).await?;
        let known: Vec<OpenPayment> =
            payments.iter().map(|p| open_payment(&p.payment, owed.contains_key(&p.payment.id), locked)).collect();
        let before = by_place(&store::allocation::taken_back(db, account).await?, &open);
        let mut by_entry: HashMap<EntryId, Vec<Proposal>> = HashMap::new();
        for proposal in reconciliation::propose(&lines, &known, &before) {
            if let Some(entry) = open.get(proposal.line) {
                by_entry.entry(entry.id).or_default().push(proposal);
            }
        }
        Ok(Self { balances, payments: payments.into_iter().map(|p| (p.payment.id, p)).collect(), owed, by_entry })
    }

    fn best(&self, entry: EntryId) -> Option<Proposal> {
        self.by_entry.get(&entry).and_then(|all| all.first()).cloned()
    }
}

async fn select(
    app: &App,
    matcher: &Proposals,
    entry: statement_entry::Model,
    (currency, search): (Currency, &str),
) -> Result<Selected, Error> {
    let db = app.store.read();
    if entry.state != EntryState::Unmatched {
        let parts =
            store::allocation::parts(db, entry.id).await?.into_iter().map(Part::of).collect::<Result<_, _>>()?;
        return Ok(Selected::Decided { entry, parts });
    }
    let (mut candidates, mut explanation, mut reasons) = (Vec::new(), None, Vec::new());
    for proposal in matcher.by_entry.get(&entry.id).cloned().unwrap_or_default() {
        match proposal.action {
            Action::Settle { payment, .. } | Action::Return { payment } | Action::Suggest { payment } => {
                if let Some(Akin { payment, application }) = matcher.payments.get(&payment).cloned() {
                    let (score, reasons) = (Some(proposal.score), proposal.reasons);
                    candidates.push(Candidate { payment, application, score, reasons, late: None });
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
        let lines: Vec<BudgetLineId> = matcher.balances.keys().copied().collect();
        let found = store::finance::search_payments(db, &lines, states, search, amount.ok(), FOUND).await?;
        for Akin { payment, application } in found {
            if candidates.iter().all(|c| c.payment.id != payment.id) {
                let (score, reasons, late) = (None, Vec::new(), None);
                candidates.push(Candidate { payment, application, score, reasons, late });
            }
        }
    }
    for candidate in &mut candidates {
        if entry.direction == Direction::Debit && candidate.payment.state != PaymentState::Instructed {
            let late = Late::of(db, &candidate.payment).await?;
            let settles = late.way == LateDebit::Settles;
            candidate.late = (!settles).then(|| (late.way, late.refusal(&candidate.payment)));
        }
    }
    let owed = match entry.direction {
        Direction::Credit => owing(db, &matcher.owed).await?,
        Direction::Debit => Vec::new(),
    };
    Ok(Selected::Open { entry, candidates, explanation, reasons, owed })
}

/// What payees owe back of what was paid from these budget lines beside payments, by number.
pub(super) async fn owed(db: &Connection, lines: &[BudgetLineId]) -> Result<Vec<Owed>, Error> {
    owing(db, &store::ledger::owed_back(db, lines).await?).await
}

async fn owing(db: &Connection, amounts: &HashMap<PaymentId, Fen>) -> Result<Vec<Owed>, Error> {
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
    Ok(gap_of(db, &kept).await?.map(|gap| (account.currency.of(gap.moved), gap)))
}

async fn gap_of(db: &Connection, kept: &statement::Model) -> Result<Option<Gap>, Error> {
    if kept.state == StatementState::Quarantined {
        let why: Vec<QuarantineReason> = serde_json::from_str(&kept.reasons)?;
        if !why.iter().all(QuarantineReason::is_acceptable) {
            return Ok(None);
        }
    }
    gap_before(db, kept).await
}
