//! Reads bank statements `camt.053.001` in the versions 02, 04 and 08. A statement is read whole: what cannot be read
//! in it becomes a reason for quarantine, not a hole.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use domain::date;
use domain::document::Media;
use domain::money::text::{Unit, parse};
use domain::money::{Currency, Fen};
use domain::refusal::Refusal;
use domain::statement::{Balance, Detail, Direction, Entry, EntryStatus, Statement, Unreadable, account_number};

use super::source::Source;
use super::statement::{Reader, StatementFile, other_kind};
use super::xml::{Step, walk};

const NAMESPACES: &str = "urn:iso:std:iso:20022:tech:xsd:";

/// The row of this format.
pub(super) const READER: Reader = Reader {
    reads: &["camt.053.001.02", "camt.053.001.04", "camt.053.001.08"],
    media: Media::Xml,
    endings: &[".xml"],
    looks: |file| Ok(file.head(HEAD)?.trim_ascii_start().starts_with(b"<")),
    read,
};

/// So many bytes at the beginning tell what a file is.
const HEAD: u64 = 4 << 10;

fn read(file: Source<'_>, zone: Tz) -> Result<StatementFile, Refusal> {
    let mut reading = Reading { zone, ..Reading::default() };
    walk(file, |step| {
        match step {
            Step::Root { namespace } => reading.file.format = format(namespace)?,
            Step::Open { path, currency } => reading.open(path, currency),
            Step::Close { path, text, padded } => {
                reading.padded = padded;
                reading.close(path, text);
            }
        }
        Ok(())
    })?;
    Ok(reading.file)
}

fn format(namespace: &str) -> Result<String, Refusal> {
    let name = namespace.strip_prefix(NAMESPACES).filter(|name| READER.reads.contains(name));
    name.map(str::to_owned).ok_or_else(|| other_kind(namespace))
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    /// The authority's zone.
    zone: Tz,
    file: StatementFile,
    statement: Statement,
    balance: BalanceDraft,
    entry: EntryDraft,
    detail: DetailDraft,
    /// The attribute of the amount that is open.
    currency: String,
    /// Whether blanks stood around the text that is read.
    padded: bool,
    /// Whether the opening balance is only the closing balance of the statement before.
    opening_is_previous: bool,
    /// Balances between pages, in their order.
    interim: Vec<Balance>,
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
    instruction_id: Option<String>,
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
                self.interim.clear();
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
            "StmtPgntn/PgNb" => {
                self.statement.page = self.number("PgNb", text).and_then(|n| u32::try_from(n).ok());
            }
            "Acct/Id/IBAN" | "Acct/Id/Othr/Id" => self.statement.account = account_number(text),
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
                    if path == "Rcrd/CdtDbtInd" || path == "CdtDbtInd" {
                        self.entry.charges.direction(text);
                    }
                    let amount = charged(path).then(|| self.amount("Ntry/Chrgs", text)).flatten();
                    self.entry.charges.put(path, amount);
                }
            }
        }
    }

    fn close_in_detail(&mut self, path: &str, text: &str) {
        match path {
            "Refs/EndToEndId" => self.detail.end_to_end_id = some(text).filter(|id| id != "NOTPROVIDED"),
            "Refs/InstrId" => self.detail.instruction_id = some(text).filter(|id| id != "NOTPROVIDED"),
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
                self.detail.debtor.account = some(&account_number(text));
            }
            "RltdPties/CdtrAcct/Id/IBAN" | "RltdPties/CdtrAcct/Id/Othr/Id" => {
                self.detail.creditor.account = some(&account_number(text));
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
                    if path == "Rcrd/CdtDbtInd" || path == "CdtDbtInd" {
                        self.detail.charges.direction(text);
                    }
                    let amount = charged(path).then(|| self.amount("TxDtls/Chrgs", text)).flatten();
                    self.detail.charges.put(path, amount);
                }
            }
        }
    }

    fn end_balance(&mut self) {
        let draft = std::mem::take(&mut self.balance);
        if !matches!(draft.code.as_str(), "OPBD" | "PRCD" | "CLBD" | "ITBD") {
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
            "ITBD" => self.interim.push(balance),
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
        let mut details: Vec<Detail> = draft.details.into_iter().map(|d| d.finish(direction, own)).collect();
        // A statement has many entries with one transaction each; the room for more is most of what they would take.
        details.shrink_to_fit();
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
            details,
        });
    }

    fn end_statement(&mut self) {
        let mut statement = std::mem::take(&mut self.statement);
        self.entry = EntryDraft::default();
        // A page of a statement begins or ends with a balance between the pages.
        let mut interim = std::mem::take(&mut self.interim).into_iter();
        if statement.opening.is_none() {
            statement.opening = interim.next();
        }
        if statement.closing.is_none() {
            statement.closing = interim.next_back();
        }
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

    /// An amount by the one grammar of the program. The schema also takes `+885.00`, `0885.00`, `.5` and
    /// blanks around; these are read as meant and remembered.
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
                if usual != text || self.padded {
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

    /// The day as the bank writes it; an instant with its distance to UTC is on the day of the authority's zone.
    fn day(&mut self, element: &str, text: &str) -> Option<NaiveDate> {
        let instant = DateTime::parse_from_rfc3339(text).ok().map(|at| at.with_timezone(&self.zone).date_naive());
        let day = instant.or_else(|| text.get(..10).and_then(|day| date::parse(day).ok()));
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
            instruction_id: self.instruction_id,
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

    /// A charge that the bank gives back is none.
    fn direction(&mut self, text: &str) {
        if text == "CRDT" {
            self.records.pop();
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

#[cfg(test)]
mod tests {
    use domain::reconciliation::lines;
    use proptest::prelude::*;

    use domain::refusal::{Code, Fact};
    use domain::statement::QuarantineReason;

    use super::*;
    use crate::statement::{self, read_within};
    use crate::xml::tests::valid;

    const ZONE: Tz = chrono_tz::Asia::Shanghai;

    /// A payment, a bank charge, and the payment's return, as each version writes them.
    fn sample(version: &str) -> String {
        let status = if version == "08" { "<Sts><Cd>BOOK</Cd></Sts>" } else { "<Sts>BOOK</Sts>" };
        let party = |element: &str, name: &str| match version {
            "08" => format!("<{element}><Pty><Nm>{name}</Nm></Pty></{element}>"),
            _ => format!("<{element}><Nm>{name}</Nm></{element}>"),
        };
        let account =
            |element: &str, number: &str| format!("<{element}><Id><Othr><Id>{number}</Id></Othr></Id></{element}>");
        let amount = |value: &str, way: &str| match version {
            "02" => format!("<AmtDtls><TxAmt><Amt Ccy=\"CNY\">{value}</Amt></TxAmt></AmtDtls>"),
            _ => format!("<Amt Ccy=\"CNY\">{value}</Amt><CdtDbtInd>{way}</CdtDbtInd>"),
        };
        let parties = format!(
            "<RltdPties>{}{}{}{}</RltdPties>",
            party("Dbtr", "重庆市财政局"),
            account("DbtrAcct", "0012345678"),
            party("Cdtr", "甲担保 &amp; 公司"),
            account("CdtrAcct", "622200123456789015"),
        );
        let balance = |code: &str, value: &str| {
            format!(
                "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"CNY\">{value}</Amt>\
                 <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>"
            )
        };
        let entry = |value: &str, way: &str, extra: &str, reference: &str, rest: &str| {
            format!(
                "<Ntry><Amt Ccy=\"CNY\">{value}</Amt><CdtDbtInd>{way}</CdtDbtInd>{extra}{status}\
                 <BookgDt><Dt>2026-11-23</Dt></BookgDt><ValDt><Dt>2026-11-24</Dt></ValDt>\
                 <AcctSvcrRef>{reference}</AcctSvcrRef>{rest}</Ntry>"
            )
        };
        let code = |sub: &str| {
            format!("<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>{sub}</SubFmlyCd></Fmly></Domn></BkTxCd>")
        };
        let paid = format!(
            "{}<NtryDtls><TxDtls><Refs><InstrId>I1</InstrId><EndToEndId>E1</EndToEndId></Refs>{}{parties}\
             <RmtInf><Ustrd>补贴</Ustrd><Ustrd>2026</Ustrd></RmtInf></TxDtls></NtryDtls>",
            code("DMCT"),
            amount("500.00", "DBIT"),
        );
        let fee = format!("{}<AddtlNtryInf>转账手续费</AddtlNtryInf>", code("CHRG"));
        let returned = format!(
            "{}<NtryDtls><TxDtls><Refs><EndToEndId>E1</EndToEndId></Refs>{}{parties}<RtrInf><Rsn><Cd>AC04</Cd></Rsn>\
             <AddtlInf>账户已销</AddtlInf></RtrInf></TxDtls></NtryDtls>",
            code("RRTN"),
            amount("500.00", "CRDT"),
        );
        let batch = format!(
            "{}<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch><TxDtls><Refs><EndToEndId>E2</EndToEndId></Refs>{}</TxDtls>\
             <TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{}</TxDtls></NtryDtls>",
            code("DMCT"),
            amount("30.00", "DBIT"),
            amount("70.00", "DBIT"),
        );
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}\"><BkToCstmrStmt>\
             <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-23T20:00:00+08:00</CreDtTm></GrpHdr>\
             <Stmt><Id>S1</Id><ElctrncSeqNb>7</ElctrncSeqNb><CreDtTm>2026-11-23T20:00:00+08:00</CreDtTm>\
             <FrToDt><FrDtTm>2026-11-23T00:00:00+08:00</FrDtTm><ToDtTm>2026-11-23T23:59:59+08:00</ToDtTm></FrToDt>\
             <Acct><Id><Othr><Id>0012345678</Id></Othr></Id><Ccy>CNY</Ccy></Acct>{}{}{}{}{}{}</Stmt>\
             </BkToCstmrStmt></Document>",
            balance("OPBD", "1000.00"),
            balance("CLBD", "899.50"),
            entry("500.00", "DBIT", "", "R1", &paid),
            entry("0.50", "DBIT", "", "R2", &fee),
            entry("500.00", "CRDT", "<RvslInd>true</RvslInd>", "R3", &returned),
            entry("100.00", "DBIT", "", "R4", &batch),
        )
    }

    fn read(text: &str) -> Statement {
        statement::read(text.as_bytes(), ZONE).unwrap().statements.remove(0)
    }

    #[test]
    fn three_versions_say_the_same() {
        let mut read_before: Option<Statement> = None;
        for version in ["02", "04", "08"] {
            let text = sample(version);
            valid(text.as_bytes(), &format!("camt.053.001.{version}"));
            let file = statement::read(text.as_bytes(), ZONE).unwrap();
            assert_eq!(
                (file.format, file.message_id, file.statements.len()),
                (format!("camt.053.001.{version}"), "M1".to_owned(), 1)
            );
            let mut statement = file.statements.into_iter().next().unwrap();
            assert_eq!(statement.check(None), []);
            // Version 02 has no direction for a single transaction.
            statement.entries.iter_mut().flat_map(|e| &mut e.details).for_each(|d| d.direction = None);
            assert_eq!(read_before.get_or_insert_with(|| statement.clone()), &statement);
        }
    }

    #[test]
    fn a_statement_is_read_whole() {
        let statement = read(&sample("08"));
        assert_eq!((statement.id.as_str(), statement.electronic_sequence), ("S1", Some(7)));
        assert_eq!((statement.account.as_str(), statement.currency), ("0012345678", Some(Currency::Cny)));
        assert_eq!(statement.opening.as_ref().unwrap().amount, Fen::new(100_000));
        let [paid, fee, returned, batch] = statement.entries.as_slice() else { panic!("other entries") };
        assert_eq!((paid.ordinal, paid.amount, paid.direction), (1, Fen::new(50_000), Direction::Debit));
        assert_eq!(paid.booked, NaiveDate::from_ymd_opt(2026, 11, 23));
        assert_eq!(paid.value, NaiveDate::from_ymd_opt(2026, 11, 24));
        assert_eq!(paid.details[0].end_to_end_id.as_deref(), Some("E1"));
        assert_eq!(paid.details[0].instruction_id.as_deref(), Some("I1"));
        assert_eq!(paid.details[0].counterparty_name.as_deref(), Some("甲担保 & 公司"));
        assert_eq!(paid.details[0].remittance, "补贴 2026");
        assert_eq!((fee.code.as_str(), fee.information.as_str()), ("PMNT/ICDT/CHRG", "转账手续费"));
        assert!(returned.reversal);
        assert_eq!(returned.details[0].return_reason.as_deref(), Some("AC04 账户已销"));
        // The parties of the payment that went out: the other side is not this account.
        assert_eq!(returned.details[0].counterparty_account.as_deref(), Some("622200123456789015"));
        assert_eq!(batch.details.len(), 2);
        assert_eq!(batch.details[1].end_to_end_id, None);
        let amounts: Vec<_> = lines(&statement).iter().map(|l| (l.ordinal, l.part, l.amount.minor())).collect();
        let expected = [(1, None, 50_000), (2, None, 50), (3, None, 50_000), (4, Some(1), 3_000), (4, Some(2), 7_000)];
        assert_eq!(amounts, expected);
    }

    #[test]
    fn a_statement_that_does_not_balance_is_named() {
        let off = read(&sample("04").replace(">899.50<", ">899.51<"));
        let reasons = off.check(None);
        let [QuarantineReason::Unbalanced { difference, .. }] = reasons.as_slice() else { panic!("{reasons:?}") };
        assert_eq!(*difference, Fen::new(1));
        let batch = read(&sample("04").replace(">70.00<", ">69.00<"));
        assert_eq!(batch.check(None)[0].key(), "details-differ");
    }

    #[test]
    fn what_cannot_be_read_is_a_reason_and_no_hole() {
        let bad = sample("02").replacen(">0.50<", ">0.505<", 1).replacen("2026-11-24", "2026-13-24", 1);
        let statement = read(&bad);
        assert_eq!(statement.entries.len(), 4);
        let places: Vec<_> = statement.unreadable.iter().map(|u| (u.ordinal, u.element.as_str())).collect();
        assert_eq!(places, [(Some(1), "ValDt"), (Some(2), "Ntry/Amt")]);
        assert_eq!(statement.check(None).iter().filter(|r| r.key() == "unreadable").count(), 2);
        let negative = read(&sample("02").replacen(">0.50<", ">-0.50<", 1));
        assert_eq!(negative.unreadable.len(), 1);
    }

    #[test]
    fn spellings_of_the_schema_are_read_and_remembered() {
        let odd = sample("08").replacen(">1000.00<", ">+1000.00<", 1).replacen(">0.50<", "> 00.5 <", 1);
        valid(odd.as_bytes(), "camt.053.001.08");
        let statement = read(&odd);
        assert_eq!(statement.check(None), []);
        assert_eq!(statement.tolerated.len(), 2);
        assert_eq!(statement.tolerated[0].found, "+1000.00");
    }

    #[test]
    fn previous_closing_stands_for_a_missing_opening() {
        let previous = read(&sample("04").replace("OPBD", "PRCD"));
        assert_eq!(previous.check(None), []);
    }

    #[test]
    fn several_statements_are_kept_apart() {
        let text = sample("08");
        let (start, end) = (text.find("<Stmt>").unwrap(), text.find("</BkToCstmrStmt>").unwrap());
        let second = text[start..end].replace("<Id>S1</Id>", "<Id>S2</Id>");
        let both = format!("{}{second}{}", &text[..end], &text[end..]);
        let file = statement::read(both.as_bytes(), ZONE).unwrap();
        assert_eq!(file.statements.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["S1", "S2"]);
        assert_eq!(file.statements[1].entries[0].ordinal, 1);
        // The second one begins again with the first one's opening balance and number.
        let keys = |place: usize| file.reasons()[place].iter().map(QuarantineReason::key).collect::<Vec<_>>();
        assert_eq!((keys(0), keys(1)), (vec![], vec!["opening-differs", "sequence-gap"]));
    }

    #[test]
    fn an_instant_in_utc_is_booked_on_the_authoritys_day() {
        let late = "<BookgDt><DtTm>2026-11-22T16:30:00Z</DtTm></BookgDt>";
        let utc = sample("08").replacen("<BookgDt><Dt>2026-11-23</Dt></BookgDt>", late, 1);
        let statement = read(&utc);
        assert_eq!(statement.entries[0].booked, NaiveDate::from_ymd_opt(2026, 11, 23));
        assert_eq!(statement.check(None), []);
        let period = sample("08").replace("2026-11-23T00:00:00+08:00", "2026-11-22T16:00:00.000Z");
        assert_eq!(read(&period).from, NaiveDate::from_ymd_opt(2026, 11, 23));
        // Without its distance to UTC it is the bank's own day.
        let local = sample("08").replace("2026-11-23T00:00:00+08:00", "2026-11-23T23:30:00");
        assert_eq!(read(&local).from, NaiveDate::from_ymd_opt(2026, 11, 23));
    }

    #[test]
    fn blanks_in_an_account_number_are_spelling() {
        let grouped = sample("08").replace("<Id>0012345678</Id>", "<Id>0012 3456\u{a0}78</Id>");
        assert_eq!(read(&grouped), read(&sample("08")));
    }

    #[test]
    fn a_message_is_read_in_the_encoding_that_it_declares() {
        let declared = sample("08").replace("encoding=\"UTF-8\"", "encoding=\"GB18030\"");
        let (bytes, _, _) = encoding_rs::GB18030.encode(&declared);
        assert_eq!(statement::read(&bytes[..], ZONE).unwrap().statements[0], read(&sample("08")));
        let text = sample("08");
        let (wrong, _, _) = encoding_rs::GB18030.encode(&text);
        let refusal = statement::read(&wrong[..], ZONE).unwrap_err();
        assert_eq!(refusal.code, Code::MessageEncoding);
        assert_eq!(refusal.facts, [("declared".to_owned(), Fact::Text("UTF-8".to_owned()))]);
    }

    #[test]
    fn pages_begin_and_end_with_the_balance_between_them() {
        let page = |number: u32, from: &str, to: &str| {
            let paged = sample("08").replace(
                "<ElctrncSeqNb>",
                &format!("<StmtPgntn><PgNb>{number}</PgNb><LastPgInd>false</LastPgInd></StmtPgntn><ElctrncSeqNb>"),
            );
            read(&paged.replace("OPBD", from).replace("CLBD", to))
        };
        for (number, from, to) in [(1, "OPBD", "ITBD"), (2, "ITBD", "ITBD"), (3, "ITBD", "CLBD")] {
            let statement = page(number, from, to);
            assert_eq!(statement.page, Some(number));
            assert_eq!(statement.check(None), []);
        }
    }

    #[test]
    fn a_charge_that_is_given_back_is_no_charge() {
        let charge = |way: &str| {
            let chrgs = format!(
                "<Chrgs><Rcrd><Amt Ccy=\"CNY\">26.00</Amt><CdtDbtInd>{way}</CdtDbtInd></Rcrd></Chrgs><NtryDtls>"
            );
            read(&sample("08").replacen("<NtryDtls>", &chrgs, 1)).entries[0].charges
        };
        assert_eq!((charge("DBIT"), charge("CRDT")), (Some(Fen::new(2_600)), None));
    }

    #[test]
    fn other_messages_are_refused_by_name() {
        let other = sample("08").replace("camt.053.001.08", "camt.054.001.08");
        let refusal = statement::read(other.as_bytes(), ZONE).unwrap_err();
        assert_eq!(refusal.code, Code::MessageKind);
        assert!(refusal.facts.iter().any(|(_, f)| matches!(f, Fact::Text(t) if t.ends_with("camt.054.001.08"))));
        let version = sample("08").replace("camt.053.001.08", "camt.053.001.99");
        assert_eq!(statement::read(version.as_bytes(), ZONE).unwrap_err().code, Code::MessageKind);
        let empty = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt/></Document>";
        assert_eq!(statement::read(empty.as_bytes(), ZONE).unwrap_err().code, Code::MessageElementMissing);
        assert_eq!(read_within(sample("08").as_bytes(), ZONE, 10).unwrap_err().code, Code::FileTooLarge);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_damaged_message_panics(at in 0usize..6_000, byte in any::<u8>(), cut in 0usize..6_000) {
            let mut bytes = sample("08").into_bytes();
            let place = at % bytes.len();
            bytes[place] = byte;
            let _ = statement::read(&bytes, ZONE);
            bytes.truncate(cut);
            let _ = statement::read(&bytes, ZONE);
        }
    }
}
