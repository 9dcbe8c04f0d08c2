//! Reads bank statements `camt.053.001` in the versions 02, 04 and 08. A statement is read whole: what cannot be read
//! in it becomes a reason for quarantine, not a hole.

use chrono::NaiveDate;
use domain::date;
use domain::money::text::{Unit, parse};
use domain::money::{Currency, Fen};
use domain::refusal::{Code, Fact, Refusal};
use domain::statement::{Balance, Detail, Direction, Entry, EntryStatus, Statement, Unreadable};
use serde::Serialize;

use super::table::Limits;
use super::xml::{Step, walk};

const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";
const VERSIONS: [&str; 3] = ["02", "04", "08"];

/// A statement message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StatementFile {
    /// The version of the message: 02, 04 or 08.
    pub version: String,
    /// The bank's id of the message.
    pub message_id: String,
    /// When the bank made it, as written.
    pub created: String,
    /// The statements inside, at least one.
    pub statements: Vec<Statement>,
}

/// Reads an uploaded statement message.
///
/// # Errors
/// [`Code::FileTooLarge`], [`Code::FileEncoding`], [`Code::FileDoctype`], [`Code::MessageMalformed`],
/// [`Code::MessageDepth`], [`Code::MessageKind`] for another message or version, [`Code::MessageElementMissing`] when no
/// statement is inside.
pub fn read_camt053(bytes: &[u8]) -> Result<StatementFile, Refusal> {
    read_camt053_within(bytes, Limits::UPLOAD.bytes)
}

/// [`read_camt053`] with another size limit in bytes.
///
/// # Errors
/// As [`read_camt053`].
pub fn read_camt053_within(bytes: &[u8], limit: usize) -> Result<StatementFile, Refusal> {
    if bytes.len() > limit {
        let max = Fact::Count(i64::try_from(limit >> 20).unwrap_or(i64::MAX));
        return Err(Refusal::new(Code::FileTooLarge).with("max", max));
    }
    let mut reading = Reading::default();
    walk(bytes, |step| {
        match step {
            Step::Root { namespace } => reading.file.version = version(namespace)?,
            Step::Open { path, currency } => reading.open(path, currency),
            Step::Close { path, text } => reading.close(path, text),
        }
        Ok(())
    })?;
    if reading.file.statements.is_empty() {
        return Err(Refusal::new(Code::MessageElementMissing).with("element", Fact::Text("Stmt".to_owned())));
    }
    Ok(reading.file)
}

fn version(namespace: &str) -> Result<String, Refusal> {
    let version = namespace.strip_prefix(NAMESPACE).filter(|v| VERSIONS.contains(v));
    version.map(str::to_owned).ok_or_else(|| {
        Refusal::new(Code::MessageKind)
            .with("found", Fact::Text(namespace.chars().take(120).collect()))
            .with("allowed", Fact::Text("camt.053.001.02, camt.053.001.04, camt.053.001.08".to_owned()))
    })
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    file: StatementFile,
    statement: Statement,
    balance: BalanceDraft,
    entry: EntryDraft,
    detail: DetailDraft,
    /// The attribute of the amount that is open.
    currency: String,
    /// Whether the opening balance is only the closing balance of the statement before.
    opening_is_previous: bool,
}

#[derive(Default)]
struct BalanceDraft {
    code: String,
    amount: Option<Fen>,
    currency: String,
    direction: Option<Direction>,
    date: Option<NaiveDate>,
}

#[derive(Default)]
struct EntryDraft {
    ordinal: u32,
    open: bool,
    amount: Option<Fen>,
    currency: String,
    direction: Option<Direction>,
    reversal: bool,
    status: Option<EntryStatus>,
    booked: Option<NaiveDate>,
    value: Option<NaiveDate>,
    servicer_reference: Option<String>,
    entry_reference: Option<String>,
    code: CodeDraft,
    charges: ChargesDraft,
    information: String,
    details: Vec<DetailDraft>,
}

#[derive(Default)]
struct DetailDraft {
    amount: Option<Fen>,
    /// The amount among the amount details, for versions that have no other.
    transaction_amount: Option<Fen>,
    direction: Option<Direction>,
    end_to_end_id: Option<String>,
    original_end_to_end_id: Option<String>,
    servicer_reference: Option<String>,
    debtor: PartyDraft,
    creditor: PartyDraft,
    is_return: bool,
    return_code: String,
    return_words: String,
    remittance: String,
    code: CodeDraft,
    charges: ChargesDraft,
}

#[derive(Default)]
struct PartyDraft {
    name: Option<String>,
    account: Option<String>,
}

#[derive(Default)]
struct CodeDraft {
    parts: Vec<String>,
    proprietary: String,
}

#[derive(Default)]
struct ChargesDraft {
    total: Option<Fen>,
    records: Vec<Fen>,
}

impl Reading {
    fn open(&mut self, path: &str, currency: Option<&str>) {
        if let Some(currency) = currency {
            currency.clone_into(&mut self.currency);
        }
        match path {
            "BkToCstmrStmt/Stmt" => {
                self.statement = Statement::default();
                self.entry = EntryDraft::default();
                self.opening_is_previous = false;
            }
            "BkToCstmrStmt/Stmt/Bal" => self.balance = BalanceDraft::default(),
            "BkToCstmrStmt/Stmt/Ntry" => {
                let ordinal = self.entry.ordinal.saturating_add(1);
                self.entry = EntryDraft { ordinal, open: true, ..EntryDraft::default() };
            }
            "BkToCstmrStmt/Stmt/Ntry/NtryDtls/TxDtls" => self.detail = DetailDraft::default(),
            "BkToCstmrStmt/Stmt/Ntry/NtryDtls/TxDtls/RtrInf" => self.detail.is_return = true,
            _ => {}
        }
    }

    fn close(&mut self, path: &str, text: &str) {
        match path {
            "BkToCstmrStmt/GrpHdr/MsgId" => text.clone_into(&mut self.file.message_id),
            "BkToCstmrStmt/GrpHdr/CreDtTm" => text.clone_into(&mut self.file.created),
            "BkToCstmrStmt/Stmt" => self.end_statement(),
            _ => {
                let Some(path) = path.strip_prefix("BkToCstmrStmt/Stmt/") else { return };
                if let Some(path) = path.strip_prefix("Ntry/NtryDtls/TxDtls/") {
                    self.close_in_detail(path, text);
                } else if let Some(path) = path.strip_prefix("Ntry/") {
                    self.close_in_entry(path, text);
                } else {
                    self.close_in_statement(path, text);
                }
            }
        }
    }

    fn close_in_statement(&mut self, path: &str, text: &str) {
        match path {
            "Id" => text.clone_into(&mut self.statement.id),
            "ElctrncSeqNb" => self.statement.electronic_sequence = self.number("ElctrncSeqNb", text),
            "LglSeqNb" => self.statement.legal_sequence = self.number("LglSeqNb", text),
            "FrToDt/FrDtTm" => self.statement.from = self.day("FrDtTm", text),
            "FrToDt/ToDtTm" => self.statement.to = self.day("ToDtTm", text),
            "Acct/Id/IBAN" | "Acct/Id/Othr/Id" => text.clone_into(&mut self.statement.account),
            "Acct/Ccy" => {
                self.statement.currency = Currency::from_code(text);
                if self.statement.currency.is_none() {
                    self.unreadable("Acct/Ccy", text);
                }
            }
            "Bal/Tp/CdOrPrtry/Cd" => text.clone_into(&mut self.balance.code),
            "Bal/Amt" => {
                self.balance.amount = self.amount("Bal/Amt", text);
                self.currency.clone_into(&mut self.balance.currency);
            }
            "Bal/CdtDbtInd" => self.balance.direction = self.direction("Bal/CdtDbtInd", text),
            "Bal/Dt/Dt" | "Bal/Dt/DtTm" => self.balance.date = self.day("Bal/Dt", text),
            "Bal" => self.end_balance(),
            "Ntry" => self.end_entry(),
            _ => {}
        }
    }

    fn close_in_entry(&mut self, path: &str, text: &str) {
        match path {
            "NtryRef" => self.entry.entry_reference = some(text),
            "Amt" => {
                self.entry.amount = self.amount("Ntry/Amt", text);
                self.currency.clone_into(&mut self.entry.currency);
            }
            "CdtDbtInd" => self.entry.direction = self.direction("Ntry/CdtDbtInd", text),
            "RvslInd" => self.entry.reversal = matches!(text, "true" | "1"),
            // A choice with a code inside since version 08, plain text before.
            "Sts/Cd" => self.entry.status = Some(status(text)),
            "Sts" if !text.is_empty() => self.entry.status = Some(status(text)),
            "BookgDt/Dt" | "BookgDt/DtTm" => self.entry.booked = self.day("BookgDt", text),
            "ValDt/Dt" | "ValDt/DtTm" => self.entry.value = self.day("ValDt", text),
            "AcctSvcrRef" => self.entry.servicer_reference = some(text),
            "AddtlNtryInf" => text.clone_into(&mut self.entry.information),
            "NtryDtls/TxDtls" => {
                let detail = std::mem::take(&mut self.detail);
                self.entry.details.push(detail);
            }
            _ => {
                if let Some(path) = path.strip_prefix("BkTxCd/") {
                    self.entry.code.put(path, text);
                } else if let Some(path) = path.strip_prefix("Chrgs/") {
                    let amount = charged(path).then(|| self.amount("Ntry/Chrgs", text)).flatten();
                    self.entry.charges.put(path, amount);
                }
            }
        }
    }

    fn close_in_detail(&mut self, path: &str, text: &str) {
        match path {
            "Refs/EndToEndId" => self.detail.end_to_end_id = some(text).filter(|id| id != "NOTPROVIDED"),
            "Refs/AcctSvcrRef" => self.detail.servicer_reference = some(text),
            "Amt" => self.detail.amount = self.amount_of_entry("TxDtls/Amt", text),
            "AmtDtls/TxAmt/Amt" => self.detail.transaction_amount = self.amount_of_entry("TxAmt/Amt", text),
            "AmtDtls/InstdAmt/Amt" if self.detail.transaction_amount.is_none() => {
                self.detail.transaction_amount = self.amount_of_entry("InstdAmt/Amt", text);
            }
            "CdtDbtInd" => self.detail.direction = self.direction("TxDtls/CdtDbtInd", text),
            // A party is wrapped in a choice since version 08.
            "RltdPties/Dbtr/Nm" | "RltdPties/Dbtr/Pty/Nm" => self.detail.debtor.name = some(text),
            "RltdPties/Cdtr/Nm" | "RltdPties/Cdtr/Pty/Nm" => self.detail.creditor.name = some(text),
            "RltdPties/DbtrAcct/Id/IBAN" | "RltdPties/DbtrAcct/Id/Othr/Id" => {
                self.detail.debtor.account = some(text);
            }
            "RltdPties/CdtrAcct/Id/IBAN" | "RltdPties/CdtrAcct/Id/Othr/Id" => {
                self.detail.creditor.account = some(text);
            }
            "RtrInf/Rsn/Cd" | "RtrInf/Rsn/Prtry" => text.clone_into(&mut self.detail.return_code),
            "RtrInf/AddtlInf" => join(&mut self.detail.return_words, text),
            "RmtInf/Ustrd" | "RmtInf/Strd/CdtrRefInf/Ref" | "AddtlTxInf" => join(&mut self.detail.remittance, text),
            _ => {
                if path.ends_with("OrgnlEndToEndId") {
                    self.detail.original_end_to_end_id = some(text);
                } else if let Some(path) = path.strip_prefix("BkTxCd/") {
                    self.detail.code.put(path, text);
                } else if let Some(path) = path.strip_prefix("Chrgs/") {
                    let amount = charged(path).then(|| self.amount("TxDtls/Chrgs", text)).flatten();
                    self.detail.charges.put(path, amount);
                }
            }
        }
    }

    fn end_balance(&mut self) {
        let draft = std::mem::take(&mut self.balance);
        if !matches!(draft.code.as_str(), "OPBD" | "PRCD" | "CLBD") {
            return;
        }
        let signed = match (draft.amount, draft.direction) {
            (Some(amount), Some(Direction::Credit)) => Some(amount),
            (Some(amount), Some(Direction::Debit)) => Fen::ZERO.minus(amount).ok(),
            // The unreadable part is already named.
            _ => None,
        };
        let Some(amount) = signed else { return };
        let balance = Balance { amount, currency: draft.currency, date: draft.date };
        match draft.code.as_str() {
            "CLBD" => self.statement.closing = Some(balance),
            "PRCD" if self.statement.opening.is_none() => {
                self.statement.opening = Some(balance);
                self.opening_is_previous = true;
            }
            "OPBD" if self.statement.opening.is_none() || self.opening_is_previous => {
                self.statement.opening = Some(balance);
                self.opening_is_previous = false;
            }
            _ => {}
        }
    }

    fn end_entry(&mut self) {
        let ordinal = self.entry.ordinal;
        let draft = std::mem::replace(&mut self.entry, EntryDraft { ordinal, ..EntryDraft::default() });
        for (element, missing) in [
            ("Ntry/Amt", draft.amount.is_none()),
            ("Ntry/CdtDbtInd", draft.direction.is_none()),
            ("Ntry/Sts", draft.status.is_none()),
        ] {
            let named = |u: &Unreadable| u.ordinal == Some(ordinal) && u.element == element;
            if missing && !self.statement.unreadable.iter().any(named) {
                self.statement.unreadable.push(Unreadable {
                    ordinal: Some(ordinal),
                    element: element.to_owned(),
                    found: String::new(),
                });
            }
        }
        // An unreadable entry stays in its place; the statement is in quarantine and posts nothing.
        let direction = draft.direction.unwrap_or(Direction::Debit);
        let own = self.statement.account.as_str();
        self.statement.entries.push(Entry {
            ordinal,
            amount: draft.amount.unwrap_or(Fen::ZERO),
            currency: draft.currency,
            direction,
            reversal: draft.reversal,
            status: draft.status.unwrap_or(EntryStatus::Other),
            booked: draft.booked,
            value: draft.value,
            servicer_reference: draft.servicer_reference,
            entry_reference: draft.entry_reference,
            code: draft.code.written(),
            charges: draft.charges.sum(),
            information: draft.information,
            details: draft.details.into_iter().map(|d| d.finish(direction, own)).collect(),
        });
    }

    fn end_statement(&mut self) {
        let mut statement = std::mem::take(&mut self.statement);
        self.entry = EntryDraft::default();
        // Banks leave the account's currency out; its balances then say it.
        let stated = statement.opening.as_ref().or(statement.closing.as_ref());
        if let (None, Some(balance)) = (statement.currency, stated) {
            statement.currency = Currency::from_code(&balance.currency);
        }
        self.file.statements.push(statement);
    }

    /// An amount of a transaction in the entry's currency; one in another currency is not the part that was booked.
    fn amount_of_entry(&mut self, element: &str, text: &str) -> Option<Fen> {
        (self.currency == self.entry.currency).then(|| self.amount(element, text)).flatten()
    }

    /// An amount by the one grammar of the program. The schema also takes `+885.00`, `0885.00` and `.5`.
    fn amount(&mut self, element: &str, text: &str) -> Option<Fen> {
        let plain = text.strip_prefix('+').unwrap_or(text);
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let whole = match whole.trim_start_matches('0') {
            "" if !plain.is_empty() => "0",
            whole => whole,
        };
        let usual = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
        let read = Currency::from_code(&self.currency)
            .filter(|_| !plain.contains(','))
            .and_then(|currency| parse(&usual, Unit::Major, currency).ok());
        match read {
            Some(amount) => {
                if usual != text {
                    let place = self.place(element, text);
                    self.statement.tolerated.push(place);
                }
                Some(amount)
            }
            None => {
                let found = format!("{text} {}", self.currency);
                self.unreadable(element, &found);
                None
            }
        }
    }

    fn direction(&mut self, element: &str, text: &str) -> Option<Direction> {
        match text {
            "CRDT" => Some(Direction::Credit),
            "DBIT" => Some(Direction::Debit),
            _ => {
                self.unreadable(element, text);
                None
            }
        }
    }

    /// The day as the bank writes it, whatever its time zone.
    fn day(&mut self, element: &str, text: &str) -> Option<NaiveDate> {
        let day = text.get(..10).and_then(|day| date::parse(day).ok());
        if day.is_none() {
            self.unreadable(element, text);
        }
        day
    }

    fn number(&mut self, element: &str, text: &str) -> Option<u64> {
        let number = text.parse().ok();
        if number.is_none() {
            self.unreadable(element, text);
        }
        number
    }

    fn unreadable(&mut self, element: &str, found: &str) {
        let place = self.place(element, found);
        self.statement.unreadable.push(place);
    }

    fn place(&self, element: &str, found: &str) -> Unreadable {
        Unreadable {
            ordinal: self.entry.open.then_some(self.entry.ordinal),
            element: element.to_owned(),
            found: found.chars().take(60).collect(),
        }
    }
}

impl DetailDraft {
    fn finish(self, direction: Direction, own_account: &str) -> Detail {
        let direction = self.direction.unwrap_or(direction);
        let (mut other, rest) = match direction {
            Direction::Debit => (self.creditor, self.debtor),
            Direction::Credit => (self.debtor, self.creditor),
        };
        // A returned payment keeps the parties of the payment that went out: the other side is the creditor.
        if other.account.as_deref() == Some(own_account) && rest.account.as_deref() != Some(own_account) {
            other = rest;
        }
        let reason = [self.return_code, self.return_words].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>();
        Detail {
            amount: self.amount.or(self.transaction_amount),
            direction: self.direction,
            end_to_end_id: self.end_to_end_id,
            original_end_to_end_id: self.original_end_to_end_id,
            servicer_reference: self.servicer_reference,
            counterparty_name: other.name,
            counterparty_account: other.account,
            return_reason: self.is_return.then(|| reason.join(" ")),
            remittance: self.remittance,
            code: self.code.written(),
            charges: self.charges.sum(),
        }
    }
}

impl CodeDraft {
    fn put(&mut self, path: &str, text: &str) {
        match path {
            "Domn/Cd" | "Domn/Fmly/Cd" | "Domn/Fmly/SubFmlyCd" => self.parts.push(text.to_owned()),
            "Prtry/Cd" => text.clone_into(&mut self.proprietary),
            _ => {}
        }
    }

    fn written(self) -> String {
        if self.parts.is_empty() { self.proprietary } else { self.parts.join("/") }
    }
}

/// Whether a place inside the charges is an amount that is used: a total, or the amount of one charge (versions 04 and
/// 08 wrap it in a record).
fn charged(path: &str) -> bool {
    matches!(path, "TtlChrgsAndTaxAmt" | "Amt" | "Rcrd/Amt")
}

impl ChargesDraft {
    fn put(&mut self, path: &str, amount: Option<Fen>) {
        match path {
            "TtlChrgsAndTaxAmt" => self.total = amount,
            _ => self.records.extend(amount),
        }
    }

    fn sum(self) -> Option<Fen> {
        let records = (!self.records.is_empty()).then(|| Fen::sum(self.records).ok()).flatten();
        self.total.or(records)
    }
}

fn status(text: &str) -> EntryStatus {
    match text {
        "BOOK" => EntryStatus::Booked,
        "PDNG" => EntryStatus::Pending,
        _ => EntryStatus::Other,
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn join(words: &mut String, more: &str) {
    if !words.is_empty() && !more.is_empty() {
        words.push(' ');
    }
    words.push_str(more);
}
