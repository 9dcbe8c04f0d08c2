//! Bank statements with their counts, and the workbench: lines, proposals for the open ones, what was decided.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{BankAccountId, BudgetLineId, EntryId, PaymentId, StatementId};
use domain::late_debit::LateDebit;
use domain::money::{Currency, Fen, Money, text};
use domain::reconciliation::{self, Action, AllocationKind, BankLine, Explanation, OpenPayment, Proposal, Reason};
use domain::refusal::Refusal;
use domain::statement::{Direction, QuarantineReason, StatementState};
use domain::template::Words;
use domain::workflow::{EntryState, PaymentState, QuarantineState};
use entity::{bank_account, payment, statement, statement_entry};

use super::payment::Payment;
use super::{BankAccount, PAGE, bank_accounts, request, unknown};
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
    /// Our number of it.
    pub number: String,
    /// The bank's name of it.
    pub bank_statement_id: String,
    /// Its account.
    pub account: BankAccount,
    /// Its first day.
    pub from_on: NaiveDate,
    /// Its last day.
    pub to_on: NaiveDate,
    /// The balance before.
    pub opening: Money,
    /// The balance after.
    pub closing: Money,
    /// How it stands.
    pub state: StatementState,
    /// How it stands where it is held.
    pub quarantine: QuarantineState,
    /// Why it was given up; empty where it was not.
    pub given_up_reason: String,
    /// When it was imported.
    pub imported_at: DateTime<Utc>,
    totals: Vec<EntryTotal>,
}

impl Row {
    fn of(statement: statement::Model, account: bank_account::Model, totals: Vec<EntryTotal>) -> Self {
        Self {
            opening: account.currency.of(statement.opening_fen),
            closing: account.currency.of(statement.closing_fen),
            account: account.into(),
            number: statement.number,
            bank_statement_id: statement.bank_statement_id,
            from_on: statement.from_on,
            to_on: statement.to_on,
            state: statement.state,
            quarantine: statement.quarantine,
            given_up_reason: statement.given_up_reason,
            imported_at: statement.imported_at,
            totals,
        }
    }

    /// Whether it is in quarantine.
    pub fn is_quarantined(&self) -> bool {
        self.state == StatementState::Quarantined
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
    pub fn moved(&self, direction: Direction) -> Result<Money, Error> {
        self.sum(|t| t.direction == direction)
    }

    /// The sum of the open lines, in and out alike.
    ///
    /// # Errors
    /// An overflow.
    pub fn unmatched(&self) -> Result<Money, Error> {
        self.sum(|t| t.state == EntryState::Unmatched)
    }

    fn sum(&self, of: impl Fn(&EntryTotal) -> bool) -> Result<Money, Error> {
        Ok(self.account.currency.of(Fen::sum(self.totals.iter().filter(|t| of(t)).map(|t| t.sum))?))
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
        let totals = totals.remove(&statement.id).unwrap_or_default();
        out.push(Row::of(statement, account, totals));
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

/// A line of a statement.
pub struct Entry {
    /// Its place in the statement.
    pub ordinal: i64,
    /// Whether money came or went.
    pub direction: Direction,
    /// How much, without a sign.
    pub amount: Money,
    /// The day on which the bank booked it.
    pub booked_on: NaiveDate,
    /// The reference of the bank.
    pub bank_ref: String,
    /// Our own reference, where the bank brings it back.
    pub end_to_end_id: String,
    /// The bank's reason for a return.
    pub return_code: String,
    /// The other side.
    pub counterparty_name: String,
    /// Its account, as the bank wrote it.
    pub counterparty_account: String,
    /// What it is for.
    pub remark: String,
    /// How it stands.
    pub state: EntryState,
    /// Whether the bank takes back what it had booked.
    pub reversal: bool,
}

impl Entry {
    fn of(currency: Currency, row: statement_entry::Model) -> Result<Self, Error> {
        let line: BankLine = serde_json::from_str(&row.entry)?;
        Ok(Self {
            ordinal: row.ordinal,
            direction: row.direction,
            amount: currency.of(row.amount_fen),
            booked_on: row.booked_on,
            bank_ref: row.bank_ref,
            end_to_end_id: row.end_to_end_id,
            return_code: row.return_code,
            counterparty_name: row.counterparty_name,
            counterparty_account: row.counterparty_account,
            remark: row.remark,
            state: row.state,
            reversal: line.reversal,
        })
    }

    /// The amount with the sign of its direction.
    ///
    /// # Errors
    /// An overflow.
    pub fn signed(&self) -> Result<Money, Error> {
        match self.direction {
            Direction::Credit => Ok(self.amount),
            Direction::Debit => Ok(self.amount.currency.of(Fen::ZERO.minus(self.amount.amount)?)),
        }
    }
}

/// A payment that a line may belong to.
pub struct Candidate {
    /// The payment.
    pub payment: Payment,
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
    pub payment: Payment,
    /// How much.
    pub amount: Money,
}

impl Owed {
    pub(super) fn of(currency: Currency, (payment, amount): (payment::Model, Fen)) -> Self {
        Self { payment: Payment::of(currency, payment), amount: currency.of(amount) }
    }
}

/// What is known of the line that is open on the right.
pub enum Selected {
    /// Nobody has decided it yet.
    Open {
        /// The line.
        entry: Entry,
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
        entry: Entry,
        /// Its parts.
        parts: Vec<Part>,
    },
}

/// A part of a line that is decided.
pub struct Part {
    /// What it is.
    pub kind: AllocationKind,
    /// How much of the line.
    pub amount: Money,
    /// What the bank kept of it.
    pub kept: Money,
    /// What the person said.
    pub note: String,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// The payment.
    pub payment: Option<Payment>,
    /// Who; none for the rule.
    pub who: Option<Words>,
    /// Why.
    pub reasons: Vec<Reason>,
}

impl Part {
    fn of(currency: Currency, part: store::allocation::Part) -> Result<Self, Error> {
        let store::allocation::Part { allocation, payment, who } = part;
        Ok(Self {
            kind: allocation.kind,
            amount: currency.of(allocation.amount_fen),
            kept: currency.of(allocation.kept_fen),
            note: allocation.note,
            decided_at: allocation.decided_at,
            payment: payment.map(|payment| Payment::of(currency, payment)),
            who: who.map(Words::from),
            reasons: serde_json::from_str(&allocation.reasons)?,
        })
    }
}

/// A line of the list with the best that is proposed for it.
pub struct Line {
    /// The line.
    pub entry: Entry,
    /// The best proposal for an open line.
    pub proposal: Option<Proposal>,
}

/// A decision of the past.
pub struct Recent {
    /// The decision.
    pub part: Part,
    /// Whether it takes an earlier one back.
    pub takes_back: bool,
    /// Ordinal of its line.
    pub line: i64,
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
    pub difference: Money,
    /// What is not explained between the statement before and this one.
    pub gap: Option<(Money, Gap)>,
    /// What one person asked about it and another decides, where it is held.
    pub requests: Vec<request::Row>,
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

/// A page of the lines of a statement, after an ordinal.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn entries(
    app: &App,
    reader: &Reader<'_, Finance>,
    number: &str,
    after: i64,
) -> Result<Page<Entry, i64>, Error> {
    let db = app.store.read();
    let statement = store::statement::by_number(db, reader.scope(), number).await?;
    let account = bank_accounts(db, [statement.bank_account_id]).await?.remove(&statement.bank_account_id);
    let found = |limit| store::finance::entries(db, statement.id, None, after, limit);
    let Page { rows, next } = Page::ask(LINES, found, |entry| entry.ordinal).await?;
    let currency = account.ok_or_else(|| unknown("a bank account"))?.currency;
    Ok(Page { rows: rows.into_iter().map(|row| Entry::of(currency, row)).collect::<Result<_, _>>()?, next })
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
    let (account_id, currency) = (account.id, account.currency);
    let row = Row::of(statement, account, totals);
    let found = |limit| store::finance::entries(db, id, asked.state, asked.after, limit);
    let Page { rows: found, next } = Page::ask(LINES, found, |entry| entry.ordinal).await?;
    let chosen = match asked.line {
        Some(line) => match found.iter().find(|entry| entry.ordinal == line) {
            Some(entry) => Some(entry.clone()),
            None => store::finance::entry(db, id, line).await?,
        },
        None => found.first().cloned(),
    };
    let matcher = Proposals::load(db, (account_id, locked), found.iter().chain(&chosen)).await?;
    let selected = match chosen {
        Some(entry) => Some(select(app, &matcher, entry, (currency, asked.search.trim())).await?),
        None => None,
    };
    let line =
        |row: statement_entry::Model| Ok(Line { proposal: matcher.best(row.id), entry: Entry::of(currency, row)? });
    let lines = found.into_iter().map(line).collect::<Result<_, Error>>()?;
    let difference = currency.of(super::proof::books(db, account_id, &matcher.balances).await?.open()?);
    let recent = |store::allocation::Decision { part, entry }: store::allocation::Decision| {
        let takes_back = part.allocation.reverses.is_some();
        Ok(Recent { takes_back, line: entry.ordinal, part: Part::of(currency, part)? })
    };
    let decisions = store::allocation::latest(db, id, LAST).await?.into_iter();
    let requests = if row.is_quarantined() { request::about(app, &[id.uuid()]).await? } else { Vec::new() };
    Ok(Workbench {
        recent: decisions.map(recent).collect::<Result<_, Error>>()?,
        requests,
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
        let parts = store::allocation::parts(db, entry.id).await?.into_iter();
        let parts = parts.map(|part| Part::of(currency, part)).collect::<Result<_, _>>()?;
        return Ok(Selected::Decided { entry: Entry::of(currency, entry)?, parts });
    }
    let (mut akin, mut explanation, mut reasons) = (Vec::new(), None, Vec::new());
    for proposal in matcher.by_entry.get(&entry.id).cloned().unwrap_or_default() {
        match proposal.action {
            Action::Settle { payment, .. } | Action::Return { payment } | Action::Suggest { payment } => {
                if let Some(found) = matcher.payments.get(&payment).cloned() {
                    akin.push((found, Some(proposal.score), proposal.reasons));
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
        for found in found {
            if akin.iter().all(|(known, ..)| known.payment.id != found.payment.id) {
                akin.push((found, None, Vec::new()));
            }
        }
    }
    let mut candidates = Vec::with_capacity(akin.len());
    for (Akin { payment, application }, score, reasons) in akin {
        let mut late = None;
        if entry.direction == Direction::Debit && payment.state != PaymentState::Instructed {
            let found = Late::of(db, &payment).await?;
            late = (found.way != LateDebit::Settles).then(|| (found.way, found.refusal(&payment)));
        }
        candidates.push(Candidate { payment: Payment::of(currency, payment), application, score, reasons, late });
    }
    let owed = match entry.direction {
        Direction::Credit => owing(db, &matcher.owed).await?,
        Direction::Debit => Vec::new(),
    };
    let owed = owed.into_iter().map(|one| Owed::of(currency, one)).collect();
    Ok(Selected::Open { entry: Entry::of(currency, entry)?, candidates, explanation, reasons, owed })
}

/// What payees owe back of what was paid from these budget lines beside payments, by number.
pub(super) async fn owed(db: &Connection, lines: &[BudgetLineId]) -> Result<Vec<(payment::Model, Fen)>, Error> {
    owing(db, &store::ledger::owed_back(db, lines).await?).await
}

async fn owing(db: &Connection, amounts: &HashMap<PaymentId, Fen>) -> Result<Vec<(payment::Model, Fen)>, Error> {
    let payments = store::finance::payments_by_id(db, amounts.keys().copied().collect()).await?;
    let amount = |payment: payment::Model| amounts.get(&payment.id).map(|amount| (payment, *amount));
    let mut owed: Vec<_> = payments.into_iter().filter_map(amount).collect();
    owed.sort_by(|(a, _), (b, _)| a.number.cmp(&b.number));
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
