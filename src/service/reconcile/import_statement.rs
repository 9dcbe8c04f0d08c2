//! Imports a bank statement: balanced ones are matched by rule at once, others go to quarantine whole, with their reasons.

use std::collections::HashMap;

use domain::id::{BankAccountId, DocumentId, EntryId, StatementId};
use domain::money::Fen;
use domain::reconciliation::{self, Action, BankLine, OpenPayment};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::{Role, Step};
use domain::statement::{Direction, EntryKey, Previous, QuarantineReason, Statement};
use domain::workflow::{EntryState, PaymentState};
use entity::{bank_account, document, payment, statement, statement_entry};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::apply::{Decided, give_back, settle};
use crate::error::{Error, Fault};
use crate::format::camt053::{StatementFile, read_camt053};
use crate::service::App;
use crate::service::actor::Actor;
use crate::service::command::{Command, Context, Key, execute};
use crate::service::id::{new_uuid, sha256};
use crate::store;

/// What an import came to, per statement of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// Our number of the statement.
    pub number: String,
    /// Why it is in quarantine; empty when it is balanced.
    pub quarantine: Vec<QuarantineReason>,
    /// Lines taken over.
    pub lines: usize,
    /// Lines that earlier files had brought already.
    pub known: usize,
    /// Lines matched by rule.
    pub matched: usize,
}

/// Reads a file outside the transaction and imports it.
///
/// # Errors
/// What is wrong with the file; [`Code::FileKnown`] for the same bytes again, naming who imported them.
pub async fn import_statement(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    file_name: &str,
    bytes: Vec<u8>,
) -> Result<Vec<Imported>, Error> {
    let read = tokio::task::spawn_blocking(move || (read_camt053(&bytes), bytes));
    let (file, bytes) = read.await.map_err(|e| Fault::from_cause("the reader of statements stopped", e))?;
    let command = ImportStatement { file_name: file_name.to_owned(), sha256: sha256(&bytes), bytes, file: file? };
    execute(app, actor, key, &command).await
}

#[derive(Serialize)]
struct ImportStatement {
    file_name: String,
    sha256: String,
    #[serde(skip)]
    bytes: Vec<u8>,
    #[serde(skip)]
    file: StatementFile,
}

impl Command for ImportStatement {
    const NAME: &'static str = "statement.import";
    const ROLES: &'static [Role] = &[Role::Reconciler];
    type Output = Vec<Imported>;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Vec<Imported>, Error> {
        if let Some(known) = store::document::by_content(cx.tx, "statement", &self.sha256).await? {
            let who = store::person::by_ids(cx.tx, vec![known.created_by]).await?;
            let who = who.first().map_or_else(String::new, |p| p.name_zh.clone());
            let at = cx.app.clock.business_date(known.created_at);
            return Err(Refusal::new(Code::FileKnown).with("at", Fact::Date(at)).with("who", Fact::Text(who)).into());
        }
        let document_id = DocumentId::from_uuid(new_uuid(cx.now));
        let row = document::Model {
            id: document_id,
            application_id: None,
            kind: "statement".to_owned(),
            file_name: self.file_name.clone(),
            media_type: "application/xml".to_owned(),
            size_bytes: i64::try_from(self.bytes.len()).unwrap_or(i64::MAX),
            sha256: self.sha256.clone(),
            content: self.bytes.clone(),
            created_by: cx.actor.person,
            created_at: cx.now,
        };
        store::document::insert(cx.tx, row).await?;
        let mut out = Vec::new();
        for statement in &self.file.statements {
            out.push(self.take(cx, statement, document_id).await?);
        }
        Ok(out)
    }
}

impl ImportStatement {
    async fn take(&self, cx: &mut Context<'_>, read: &Statement, document: DocumentId) -> Result<Imported, Error> {
        let account = store::budget::bank_account_by_no(cx.tx, &cx.actor.scope()?, &read.account).await?;
        let unknown = || Refusal::new(Code::BankAccountUnknown).with("account", Fact::Text(read.account.clone()));
        let account = account.ok_or_else(unknown)?;
        let previous = store::statement::latest(cx.tx, account.id).await?.map(|s| Previous {
            closing: s.closing_fen,
            electronic_sequence: s.sequence_no.and_then(|n| u64::try_from(n).ok()),
            to: Some(s.to_on),
        });
        let quarantine = read.check(previous.as_ref());
        let id = StatementId::from_uuid(new_uuid(cx.now));
        let number = store::number::next(cx.tx, "BS", domain::date::year_of(cx.today)).await?;
        let balance = |b: &Option<domain::statement::Balance>| b.as_ref().map_or(Fen::ZERO, |b| b.amount);
        let row = statement::Model {
            id,
            number: number.clone(),
            bank_account_id: account.id,
            document_id: document,
            bank_statement_id: read.id.clone(),
            message_version: self.file.version.clone(),
            sequence_no: read.electronic_sequence.and_then(|n| i64::try_from(n).ok()),
            from_on: read.from.unwrap_or(cx.today),
            to_on: read.to.or(read.from).unwrap_or(cx.today),
            opening_fen: balance(&read.opening),
            closing_fen: balance(&read.closing),
            state: if quarantine.is_empty() { "balanced" } else { "quarantined" }.to_owned(),
            reasons: serde_json::to_string(&quarantine)?,
            imported_by: cx.actor.person,
            imported_at: cx.now,
        };
        let payload = json!({ "number": number, "file_sha256": self.sha256, "state": row.state, "reasons": quarantine, "closing_fen": row.closing_fen });
        cx.record("statement", id, Self::NAME, payload);
        if !quarantine.is_empty() {
            // Nothing of a statement that does not balance is taken over, let alone matched.
            store::statement::insert(cx.tx, row, Vec::new()).await?;
            return Ok(Imported { number, quarantine, lines: 0, known: 0, matched: 0 });
        }
        let (entries, known) = new_entries(cx, read, id, account.id).await?;
        let lines = entries.len();
        store::statement::insert(cx.tx, row, entries).await?;
        let matched = match_by_rule(cx, &account).await?;
        Ok(Imported { number, quarantine, lines, known, matched })
    }
}

/// The lines of a statement that no earlier file has brought; genuine twins differ in their occurrence.
async fn new_entries(
    cx: &Context<'_>,
    read: &Statement,
    statement: StatementId,
    account: BankAccountId,
) -> Result<(Vec<statement_entry::Model>, usize), Error> {
    let keys: HashMap<u32, EntryKey> = read.entries.iter().map(|e| e.ordinal).zip(read.keys()).collect();
    let mut lines = Vec::new();
    for line in reconciliation::lines(read) {
        let key = entry_key(
            keys.get(&line.ordinal).ok_or_else(|| Fault::new("a statement line without its entry"))?,
            line.part,
        );
        lines.push((key, line));
    }
    let all: Vec<String> = lines.iter().map(|(key, _)| key.clone()).collect();
    let before = store::statement::known_keys(cx.tx, account, &all).await?;
    let mut entries = Vec::new();
    let mut known = 0;
    for ((key, line), ordinal) in lines.into_iter().zip(1..) {
        if before.contains(&key) {
            known += 1;
            continue;
        }
        let bank_ref = key.split('|').next().unwrap_or_default().to_owned();
        entries.push(statement_entry::Model {
            id: EntryId::from_uuid(new_uuid(cx.now)),
            statement_id: statement,
            bank_account_id: account,
            ordinal,
            direction: if line.direction == Direction::Credit { "credit" } else { "debit" }.to_owned(),
            amount_fen: line.amount,
            booked_on: line.booked.unwrap_or(cx.today),
            bank_ref,
            end_to_end_id: line.end_to_end_id.clone().unwrap_or_default(),
            return_code: line.return_reason.clone().unwrap_or_default(),
            counterparty_name: line.name.clone().unwrap_or_default(),
            counterparty_account: line.account.clone().unwrap_or_default(),
            remark: line.text.clone(),
            entry: serde_json::to_string(&line)?,
            entry_key: key,
            state: EntryState::Unmatched,
        });
    }
    Ok((entries, known))
}

fn entry_key(key: &EntryKey, part: Option<u32>) -> String {
    let booked = key.booked.map_or_else(String::new, |d| d.to_string());
    let direction = if key.direction == Direction::Credit { "C" } else { "D" };
    let part = part.map_or_else(String::new, |p| p.to_string());
    format!("{}|{booked}|{}|{direction}|{}|{part}", key.reference, key.amount.minor(), key.occurrence)
}

/// Matches every unmatched line of the account that is certain; gives their number.
async fn match_by_rule(cx: &mut Context<'_>, account: &bank_account::Model) -> Result<usize, Error> {
    let entries = store::statement::unmatched(cx.tx, account.id).await?;
    let lines = entries.iter().map(|e| serde_json::from_str(&e.entry)).collect::<Result<Vec<BankLine>, _>>()?;
    let payments = open_payments(cx, account.id).await?;
    let open: Vec<OpenPayment> = payments.iter().filter_map(open_payment).collect();
    let mut matched = 0;
    for proposal in reconciliation::propose(&lines, &open) {
        let Some(entry) = entries.get(proposal.line) else { continue };
        let (Action::Settle { payment } | Action::Return { payment }) = proposal.action else { continue };
        // Read again: a payment may be settled and come back within one statement.
        let payment = store::payment::lock_by_id(cx.tx, payment).await?;
        let how = Decided { rule: "end_to_end_id", reasons: &proposal.reasons, note: "", by: None };
        if matches!(proposal.action, Action::Settle { .. }) {
            settle(cx, entry, &payment, &how).await?;
        } else {
            give_back(cx, entry, &payment, &how).await?;
        }
        matched += 1;
    }
    Ok(matched)
}

/// Payments of the account's budget lines that a line may still belong to.
pub(super) async fn open_payments(cx: &Context<'_>, account: BankAccountId) -> Result<Vec<payment::Model>, Error> {
    let lines: Vec<_> = store::budget::lines_of_account(cx.tx, account).await?.into_iter().map(|l| l.id).collect();
    let states = [PaymentState::Instructed, PaymentState::Paid];
    let all = store::payment::in_states(cx.tx, &cx.actor.scope()?, &states, 1_000_000).await?;
    Ok(all.into_iter().filter(|p| lines.contains(&p.budget_line_id)).collect())
}

/// A payment as the matcher sees it; none when it is neither on its way nor paid.
pub fn open_payment(payment: &payment::Model) -> Option<OpenPayment> {
    let state = match payment.state {
        PaymentState::Instructed => reconciliation::PaymentState::Instructed,
        PaymentState::Paid => reconciliation::PaymentState::Paid,
        _ => return None,
    };
    Some(OpenPayment {
        id: payment.id,
        end_to_end_id: payment.end_to_end_id.clone(),
        amount: payment.amount_fen,
        payee_name: payment.payee_name.clone(),
        payee_account: payment.account_no.as_str().to_owned(),
        state,
        date: payment.created_at.date_naive(),
    })
}

/// A person who reconciles takes that step on the case, so that nobody reconciles what they paid.
pub(super) async fn reconciled(cx: &Context<'_>, payment: &payment::Model, event: &str) -> Result<(), Error> {
    let new = store::step::NewStep {
        application: payment.application_id,
        step: Step::Reconciled,
        person: cx.actor.person,
        role: cx.role,
        event,
        reason: &payment.number,
        content_sha256: "",
    };
    store::step::insert(cx.tx, new, cx.now).await
}
