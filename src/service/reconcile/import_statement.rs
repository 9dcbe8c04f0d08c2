//! Imports a file of bank statements: what continues the balance of its account is taken and matched by rule at once, in
//! whatever order it comes; the rest waits in quarantine whole, with its reasons, and is looked at again by itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use boxed::boxed;
use domain::document::Kind;
use domain::id::{BankAccountId, DocumentId, EntryId, StatementId};
use domain::money::Fen;
use domain::reconciliation::{self, Action, AllocationKind, BankLine, OpenPayment, Proposal};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::statement::{QuarantineReason, Statement};
use domain::workflow::PaymentState;
use entity::{bank_account, payment, statement_entry};
use serde::{Deserialize, Serialize};

use super::apply::{Decided, Part, What, apply};
use super::take::{Arrived, Ends, content, place, reasons};
use super::{bank_table, quarantine};
use crate::App;
use crate::actor::Actor;
use crate::command::{Act, Context, Key, execute};
use crate::document::Filed;
use crate::upload::Incoming;
use format::statement::{self, StatementFile};
use kernel::error::{Error, Fault};
use kernel::failpoint::{Failpoint, reach};

/// What an import came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Each statement of the file that is here now.
    pub statements: Vec<Imported>,
    /// Our numbers of statements that waited and could be taken now.
    pub released: Vec<String>,
    /// Our numbers of statements of the file that had been here before.
    pub known: Vec<String>,
    /// Accounts of statements that were left aside, because they are none of ours.
    pub left_aside: Vec<String>,
}

/// What became of one statement of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Our number of the statement.
    pub number: String,
    /// Why it is in quarantine; empty when it is taken.
    pub quarantine: Vec<QuarantineReason>,
    /// Lines taken over.
    pub lines: usize,
    /// Lines of it matched by rule.
    pub matched: usize,
}

/// Who reads in what banks give out.
pub(super) const READS: &[Role] = &[Role::Reconciler];

/// Reads a file outside the transaction and imports it.
///
/// # Errors
/// What is wrong with the file; [`Code::FileKnown`] for the same bytes again, naming who imported them;
/// [`Code::BankAccountUnknown`] when nothing in it is ours; [`Code::BankColumnsUnknown`] for a table that nobody has described.
pub async fn import_statement(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    file_name: &str,
    file: impl Into<Incoming>,
) -> Result<Outcome, Error> {
    import_of_account(app, actor, key, (file_name, None), file).await
}

/// As [`import_statement`]; a person says of which account a table is, where the table does not.
///
/// # Errors
/// As [`import_statement`]; [`Code::BankAccountUnnamed`].
pub async fn import_of_account(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    (file_name, account): (&str, Option<BankAccountId>),
    file: impl Into<Incoming>,
) -> Result<Outcome, Error> {
    execute(app, actor, key, &ImportStatement { came: file.into().named(file_name), account }).await
}

/// Imports a file of bank statements. It is read before the act; its balances are looked at within it.
#[derive(Debug, Serialize)]
pub struct ImportStatement {
    /// The file.
    #[serde(flatten)]
    pub came: Incoming,
    /// The account that a table is of, where the table does not say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account: Option<BankAccountId>,
}

#[boxed]
impl Act for ImportStatement {
    const NAME: &'static str = "statement.import";
    const ROLES: &'static [Role] = READS;
    type Output = Outcome;
    type Prepared = StatementFile;

    fn brings(&self) -> Option<&Incoming> {
        Some(&self.came)
    }

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<StatementFile, Error> {
        let (zone, came) = (app.clock.zone(), self.came.clone());
        let file = match bank_table::read(app, actor, &self.came, self.account).await? {
            Some(file) => file,
            None => {
                let read = tokio::task::spawn_blocking(move || statement::read(came.source(), zone));
                read.await.map_err(|e| Fault::from_cause("the reader of statements stopped", e))??
            }
        };
        reach(Failpoint::StatementRead)?;
        Ok(file)
    }

    async fn run(&self, cx: &mut Context<'_>, file: &StatementFile) -> Result<Outcome, Error> {
        let before = store::document::by_content(cx.tx, Kind::Statement, &self.came.sha256).await?;
        let mut out = Outcome::default();
        let mut ours: BTreeMap<BankAccountId, (bank_account::Model, Vec<&Statement>)> = BTreeMap::new();
        for read in &file.statements {
            match store::budget::bank_account_by_no(cx.tx, &cx.actor.scope()?, &read.account).await? {
                None => out.left_aside.push(read.account.clone()),
                Some(account) => match known(cx, account.id, read).await? {
                    Some(number) => out.known.push(number),
                    None => ours.entry(account.id).or_insert_with(|| (account, Vec::new())).1.push(read),
                },
            }
        }
        if ours.is_empty() {
            return Err(self.nothing_new(cx, before, &out).await?);
        }
        let document = match before {
            Some(before) if before.cleared().is_none() => before.id,
            _ => {
                let media = file.media.ok_or_else(|| Fault::new("a file of statements of no kind"))?;
                Filed { kind: Kind::Statement, media, file: &self.came, application: None }.keep(cx, cx.kept).await?
            }
        };
        for (account, statements) in ours.values() {
            self.take(cx, account, statements, (document, &file.format), &mut out).await?;
        }
        Ok(out)
    }
}

/// The number of a statement that is here already.
async fn known(cx: &Context<'_>, account: BankAccountId, read: &Statement) -> Result<Option<String>, Error> {
    // One import of an account after the other: each looks at the last balance.
    store::budget::lock_bank_account(cx.tx, account).await?;
    Ok(store::statement::by_content(cx.tx, account, &content(read)?).await?.map(|s| s.number))
}

impl ImportStatement {
    /// Why a file brings nothing.
    async fn nothing_new(
        &self,
        cx: &Context<'_>,
        before: Option<store::document::Head>,
        out: &Outcome,
    ) -> Result<Error, Error> {
        if let Some(before) = before.filter(|_| !out.known.is_empty()) {
            let who = store::person::by_ids(cx.tx, vec![before.created_by]).await?;
            let who = who.into_iter().next().map(|p| (p.name_zh, p.name_en)).unwrap_or_default();
            let at = cx.app.clock.business_date(before.created_at);
            return Ok(Refusal::new(Code::FileKnown)
                .with("at", Fact::Date(at))
                .with("who", Fact::Words(who.0, who.1))
                .into());
        }
        if out.known.is_empty() {
            let account = out.left_aside.join(", ");
            return Ok(Refusal::new(Code::BankAccountUnknown).with("account", Fact::Text(account)).into());
        }
        Ok(Code::StatementKnown.into())
    }

    /// Takes the statements of one account in the order in which their balances continue one another; what fits nowhere
    /// waits. What waited before may fit now, and what waits for it in turn.
    async fn take(
        &self,
        cx: &mut Context<'_>,
        account: &bank_account::Model,
        statements: &[&Statement],
        (document, format): (DocumentId, &str),
        out: &mut Outcome,
    ) -> Result<(), Error> {
        let arrived = |read| Arrived { account, read, document, format, file_sha256: &self.came.sha256 };
        let mut left: Vec<&Statement> = statements.to_vec();
        let mut taken: Vec<(StatementId, Imported)> = Vec::new();
        let mut next = 0;
        while let Some(read) = left.get(next) {
            let place = place(cx.tx, account.id, &Ends::of(read, cx.today)).await?;
            if !reasons(account, read, &place, cx.today).is_empty() {
                next += 1;
                continue;
            }
            let (row, lines) = arrived(read).write(cx, &place, &[]).await?;
            taken.push((row.id, Imported { number: row.number, quarantine: Vec::new(), lines, matched: 0 }));
            left.remove(next);
            next = 0;
        }
        for read in left {
            let place = place(cx.tx, account.id, &Ends::of(read, cx.today)).await?;
            let quarantine = reasons(account, read, &place, cx.today);
            let (row, lines) = arrived(read).write(cx, &place, &quarantine).await?;
            taken.push((row.id, Imported { number: row.number, quarantine, lines, matched: 0 }));
        }
        reach(Failpoint::StatementLines)?;
        let released = quarantine::recheck(cx, account).await?;
        let matched = match_by_rule(cx, account.id).await?;
        for (id, mut imported) in taken {
            imported.matched = matched.get(&id).copied().unwrap_or(0);
            if let Some((_, lines)) = released.iter().find(|(number, _)| *number == imported.number) {
                (imported.quarantine, imported.lines) = (Vec::new(), *lines);
            }
            out.statements.push(imported);
        }
        out.released.extend(released.into_iter().map(|(number, _)| number));
        out.released.retain(|number| out.statements.iter().all(|s| s.number != *number));
        Ok(())
    }
}

/// Matches every open line of an account that is certain; gives their number by statement.
pub(crate) async fn match_by_rule(
    cx: &mut Context<'_>,
    account: BankAccountId,
) -> Result<HashMap<StatementId, usize>, Error> {
    let entries = store::statement::unmatched(cx.tx, account).await?;
    let lines = entries.iter().map(|e| serde_json::from_str(&e.entry)).collect::<Result<Vec<BankLine>, _>>()?;
    let budget: Vec<_> = store::budget::lines_of_account(cx.tx, account).await?.into_iter().map(|l| l.id).collect();
    let named: BTreeSet<&str> = lines.iter().filter_map(|l| l.end_to_end_id.as_deref()).collect();
    let payments = store::payment::lock_by_end_to_end(cx.tx, &budget, &named).await?;
    let owed = store::ledger::owed_back(cx.tx, &budget).await?;
    let locked = store::restoration::of_account(cx.tx, account).await?.is_some();
    let open: Vec<OpenPayment> = payments.iter().map(|p| open_payment(p, owed.contains_key(&p.id), locked)).collect();
    let before = taken_back(cx, account, &entries).await?;
    let certain: Vec<Proposal> =
        reconciliation::propose(&lines, &open, &before).into_iter().filter(|p| p.action.is_automatic()).collect();
    let mut matched: HashMap<StatementId, usize> = HashMap::new();
    for entry in certain.iter().filter_map(|p| entries.get(p.line)) {
        let count = matched.entry(entry.statement_id).or_default();
        *count = count.saturating_add(1);
    }
    let how = Decided { rule: "end_to_end_id", note: "", by: None };
    // Money that went out first: a payment may be settled and come back within one statement.
    let by_id: HashMap<_, _> = payments.iter().map(|p| (p.id, p)).collect();
    let settled: Vec<Part<'_>> = certain.iter().flat_map(|p| settles(p, &entries, &by_id)).collect();
    apply(cx, &settled, &how).await?;
    let back: BTreeSet<_> = certain
        .iter()
        .filter_map(|p| if let Action::Return { payment } = p.action { Some(payment) } else { None })
        .collect();
    let payments = store::payment::lock_by_ids(cx.tx, &back).await?;
    let by_id: HashMap<_, _> = payments.iter().map(|p| (p.id, p)).collect();
    let returned = certain.iter().filter_map(|p| {
        let Action::Return { payment } = p.action else { return None };
        let entry = entries.get(p.line)?;
        let what = What::Return(by_id.get(&payment)?);
        Some(Part { entry, what, amount: entry.amount_fen, kept: Fen::ZERO, reasons: &p.reasons })
    });
    apply(cx, &returned.collect::<Vec<_>>(), &how).await?;
    Ok(matched)
}

/// The parts of a line that paid a payment: the payment, and the charge that the bank states inside.
fn settles<'a>(
    proposal: &'a Proposal,
    entries: &'a [statement_entry::Model],
    payments: &HashMap<domain::id::PaymentId, &'a payment::Model>,
) -> Vec<Part<'a>> {
    let Action::Settle { payment, charge } = proposal.action else { return Vec::new() };
    let (Some(entry), Some(payment)) = (entries.get(proposal.line), payments.get(&payment).copied()) else {
        return Vec::new();
    };
    let reasons = &proposal.reasons[..];
    let mut parts =
        vec![Part { entry, what: What::Settle(payment), amount: payment.amount_fen, kept: Fen::ZERO, reasons }];
    if charge > Fen::ZERO {
        let what = What::Explain(AllocationKind::Charge, payment.budget_line_id);
        parts.push(Part { entry, what, amount: charge, kept: Fen::ZERO, reasons });
    }
    parts
}

/// Which lines a person took from which payments, by the lines' places.
async fn taken_back(
    cx: &Context<'_>,
    account: BankAccountId,
    entries: &[statement_entry::Model],
) -> Result<BTreeSet<(usize, domain::id::PaymentId)>, Error> {
    let pairs = store::allocation::taken_back(cx.tx, account).await?;
    Ok(by_place(&pairs, entries))
}

/// Pairs of lines and payments with the lines as places in a list.
pub fn by_place(
    pairs: &BTreeSet<(EntryId, domain::id::PaymentId)>,
    entries: &[statement_entry::Model],
) -> BTreeSet<(usize, domain::id::PaymentId)> {
    let places: HashMap<EntryId, usize> = entries.iter().enumerate().map(|(at, e)| (e.id, at)).collect();
    pairs.iter().filter_map(|(entry, payment)| places.get(entry).map(|at| (*at, *payment))).collect()
}

/// A payment as the matcher sees it; `owed_back` says whether its payee owes something that was paid beside it, `locked`
/// whether what waits may have gone to the bank after the copy that the books were brought back from.
pub fn open_payment(payment: &payment::Model, owed_back: bool, locked: bool) -> OpenPayment {
    let state = match payment.state {
        PaymentState::Instructed => reconciliation::PaymentState::Instructed,
        PaymentState::Ready | PaymentState::Held if locked => reconciliation::PaymentState::Instructed,
        PaymentState::Paid => reconciliation::PaymentState::Paid,
        _ => reconciliation::PaymentState::Elsewhere,
    };
    OpenPayment {
        id: payment.id,
        number: payment.number.clone(),
        end_to_end_id: payment.end_to_end_id.clone(),
        amount: payment.amount_fen,
        payee_name: payment.payee_name.clone(),
        payee_account: payment.account_no.as_str().to_owned(),
        state,
        date: payment.created_at.date_naive(),
        owed_back,
    }
}
