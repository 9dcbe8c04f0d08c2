//! Writes the payment file `pain.001.001.09` and reads it back: the same payments give the same bytes, and the control
//! reader shares nothing with the writer but the element names.

use std::collections::BTreeSet;
use std::io;

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use domain::identifier::{AccountNumber, Cnaps};
use domain::money::text::{Unit, parse, plain};
use domain::money::{Currency, Fen};
use domain::refusal::{Code, Fact, Refusal};
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;
use serde::Serialize;

use super::xml::{Step, walk};

const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

/// The external code of China's payment system for routing codes.
const CLEARING_SYSTEM: &str = "CNAPS";

/// Who pays or is paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The name of the account's holder, at most 140 characters.
    pub name: String,
    /// The account number.
    pub account: AccountNumber,
    /// The routing code of the branch that keeps the account.
    pub bank: Cnaps,
}

/// One payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditTransfer {
    /// The id that comes back on the statement, at most 35 characters.
    pub end_to_end_id: String,
    /// The amount, above zero.
    pub amount: Fen,
    /// Who is paid.
    pub creditor: Party,
    /// What the payee reads, at most 140 characters; may be empty.
    pub remittance: String,
}

/// A payment file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentFile {
    /// The id of the file, at most 35 characters, never used before.
    pub message_id: String,
    /// When it was made, stored with the batch so that the file can be made again.
    pub created: DateTime<FixedOffset>,
    /// Who sends it, at most 140 characters.
    pub initiating_party: String,
    /// The day on which the bank shall pay.
    pub execution_date: NaiveDate,
    /// The account that pays.
    pub debtor: Party,
    /// The currency of all payments.
    pub currency: Currency,
    /// The payments.
    pub payments: Vec<CreditTransfer>,
}

/// Writes the file. Nothing is cut: a text that the schema cannot carry is refused.
///
/// # Errors
/// [`Code::PaymentsNone`], [`Code::PaymentNotPositive`], [`Code::PaymentIdDoubled`], [`Code::MessageText`],
/// [`Code::AmountOverflow`].
pub fn write(file: &PaymentFile) -> Result<Vec<u8>, Refusal> {
    check(file)?;
    let sum = Fen::sum(file.payments.iter().map(|p| p.amount))?;
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing into memory fails only when memory ends.
    write_document(&mut writer, file, &plain(sum, file.currency))
        .map_err(|e| Refusal::new(Code::FileBroken).with("what", Fact::Text(e.to_string())))?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn check(file: &PaymentFile) -> Result<(), Refusal> {
    if file.payments.is_empty() {
        return Err(Refusal::new(Code::PaymentsNone));
    }
    check_text("MsgId", &file.message_id, 35, true)?;
    check_text("InitgPty/Nm", &file.initiating_party, 140, true)?;
    check_text("Dbtr/Nm", &file.debtor.name, 140, true)?;
    let mut ids = BTreeSet::new();
    for payment in &file.payments {
        let id = || Fact::Text(payment.end_to_end_id.clone());
        check_text("EndToEndId", &payment.end_to_end_id, 35, true)?;
        check_text("Cdtr/Nm", &payment.creditor.name, 140, true)?;
        check_text("Ustrd", &payment.remittance, 140, false)?;
        if payment.amount <= Fen::ZERO {
            return Err(Refusal::new(Code::PaymentNotPositive).with("id", id()));
        }
        if !ids.insert(payment.end_to_end_id.as_str()) {
            return Err(Refusal::new(Code::PaymentIdDoubled).with("id", id()));
        }
    }
    Ok(())
}

/// A text that the schema takes as it is: not too long, no control characters, no blanks at its ends (readers trim).
fn check_text(element: &str, text: &str, max: usize, required: bool) -> Result<(), Refusal> {
    let carried = text.chars().count() <= max
        && text.trim() == text
        && !text.chars().any(|c| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'));
    if carried && !(required && text.is_empty()) {
        return Ok(());
    }
    Err(Refusal::new(Code::MessageText)
        .with("element", Fact::Text(element.to_owned()))
        .with("value", Fact::Text(text.chars().filter(|c| !c.is_control()).take(200).collect()))
        .with("max", Fact::Count(i64::try_from(max).unwrap_or(i64::MAX))))
}

type Xml = Writer<Vec<u8>>;

fn write_document(w: &mut Xml, file: &PaymentFile, sum: &str) -> io::Result<()> {
    let count = file.payments.len().to_string();
    w.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    w.create_element("Document").with_attribute(("xmlns", NAMESPACE)).write_inner_content(|w| {
        inside(w, "CstmrCdtTrfInitn", |w| {
            inside(w, "GrpHdr", |w| {
                leaf(w, "MsgId", &file.message_id)?;
                leaf(w, "CreDtTm", &file.created.to_rfc3339_opts(SecondsFormat::Secs, false))?;
                leaf(w, "NbOfTxs", &count)?;
                leaf(w, "CtrlSum", sum)?;
                inside(w, "InitgPty", |w| leaf(w, "Nm", &file.initiating_party))
            })?;
            inside(w, "PmtInf", |w| {
                leaf(w, "PmtInfId", &file.message_id)?;
                leaf(w, "PmtMtd", "TRF")?;
                // Every payment becomes a line of its own on the statement, so that it can be matched.
                leaf(w, "BtchBookg", "false")?;
                leaf(w, "NbOfTxs", &count)?;
                leaf(w, "CtrlSum", sum)?;
                inside(w, "ReqdExctnDt", |w| leaf(w, "Dt", &file.execution_date.to_string()))?;
                inside(w, "Dbtr", |w| leaf(w, "Nm", &file.debtor.name))?;
                account(w, "DbtrAcct", &file.debtor.account, Some(file.currency))?;
                agent(w, "DbtrAgt", &file.debtor.bank)?;
                leaf(w, "ChrgBr", "DEBT")?;
                file.payments.iter().try_for_each(|payment| transfer(w, payment, file.currency))
            })
        })
    })?;
    Ok(())
}

fn transfer(w: &mut Xml, payment: &CreditTransfer, currency: Currency) -> io::Result<()> {
    inside(w, "CdtTrfTxInf", |w| {
        inside(w, "PmtId", |w| {
            leaf(w, "InstrId", &payment.end_to_end_id)?;
            leaf(w, "EndToEndId", &payment.end_to_end_id)
        })?;
        inside(w, "Amt", |w| {
            let amount = plain(payment.amount, currency);
            let element = w.create_element("InstdAmt").with_attribute(("Ccy", currency.code()));
            element.write_text_content(BytesText::new(&amount)).map(|_| ())
        })?;
        agent(w, "CdtrAgt", &payment.creditor.bank)?;
        inside(w, "Cdtr", |w| leaf(w, "Nm", &payment.creditor.name))?;
        account(w, "CdtrAcct", &payment.creditor.account, None)?;
        if payment.remittance.is_empty() {
            return Ok(());
        }
        inside(w, "RmtInf", |w| leaf(w, "Ustrd", &payment.remittance))
    })
}

fn account(w: &mut Xml, name: &str, number: &AccountNumber, currency: Option<Currency>) -> io::Result<()> {
    inside(w, name, |w| {
        inside(w, "Id", |w| inside(w, "Othr", |w| leaf(w, "Id", number.as_str())))?;
        currency.map_or(Ok(()), |currency| leaf(w, "Ccy", currency.code()))
    })
}

fn agent(w: &mut Xml, name: &str, bank: &Cnaps) -> io::Result<()> {
    inside(w, name, |w| {
        inside(w, "FinInstnId", |w| {
            inside(w, "ClrSysMmbId", |w| {
                inside(w, "ClrSysId", |w| leaf(w, "Cd", CLEARING_SYSTEM))?;
                leaf(w, "MmbId", bank.as_str())
            })
        })
    })
}

fn inside(w: &mut Xml, name: &str, content: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    w.create_element(name).write_inner_content(content).map(|_| ())
}

fn leaf(w: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    w.create_element(name).write_text_content(BytesText::new(text)).map(|_| ())
}

/// A payment as it stands in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TransferSeen {
    /// The end-to-end id.
    pub end_to_end_id: String,
    /// The amount.
    pub amount: Fen,
    /// The payee's name.
    pub name: String,
    /// The payee's account.
    pub account: String,
    /// The routing code of the payee's bank.
    pub bank: String,
}

/// What a payment file says, for the control before it is released.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PaymentFileSeen {
    /// The id of the file.
    pub message_id: String,
    /// The stated number of payments.
    pub stated_count: u64,
    /// The stated sum.
    pub stated_sum: Fen,
    /// The account that pays.
    pub debtor_account: String,
    /// The payments.
    pub payments: Vec<TransferSeen>,
    /// The sum of the payments.
    pub counted_sum: Fen,
}

impl PaymentFileSeen {
    /// Whether the stated number and sum are those of the payments.
    pub fn agrees(&self) -> bool {
        u64::try_from(self.payments.len()) == Ok(self.stated_count) && self.stated_sum == self.counted_sum
    }
}

/// Reads a payment file back.
///
/// # Errors
/// [`Code::MessageKind`] for another message, [`Code::MessageElementMissing`], the refusals of amounts, and those of
/// a file that is not well formed.
pub fn read_back(bytes: &[u8]) -> Result<PaymentFileSeen, Refusal> {
    let mut seen = PaymentFileSeen::default();
    let mut currency = Currency::Cny;
    let mut sum = None;
    let mut count = None;
    walk(bytes, |step| {
        match step {
            Step::Root { namespace } if namespace != NAMESPACE => {
                return Err(Refusal::new(Code::MessageKind)
                    .with("found", Fact::Text(namespace.to_owned()))
                    .with("allowed", Fact::Text("pain.001.001.09".to_owned())));
            }
            Step::Root { .. } => {}
            Step::Open { path, currency: code } => {
                if path == "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf" {
                    seen.payments.push(TransferSeen::default());
                }
                if let Some(code) = code {
                    currency = Currency::from_code(code).ok_or_else(|| missing("Ccy"))?;
                }
            }
            Step::Close { path, text, .. } => {
                let Some(path) = path.strip_prefix("CstmrCdtTrfInitn/") else { return Ok(()) };
                match path {
                    "GrpHdr/MsgId" => text.clone_into(&mut seen.message_id),
                    "GrpHdr/NbOfTxs" => count = text.parse().ok(),
                    "GrpHdr/CtrlSum" => sum = Some(text.to_owned()),
                    "PmtInf/DbtrAcct/Id/Othr/Id" => text.clone_into(&mut seen.debtor_account),
                    _ => {}
                }
                let (Some(path), Some(payment)) = (path.strip_prefix("PmtInf/CdtTrfTxInf/"), seen.payments.last_mut())
                else {
                    return Ok(());
                };
                match path {
                    "PmtId/EndToEndId" => text.clone_into(&mut payment.end_to_end_id),
                    "Amt/InstdAmt" => payment.amount = parse(text, Unit::Major, currency)?,
                    "Cdtr/Nm" => text.clone_into(&mut payment.name),
                    "CdtrAcct/Id/Othr/Id" => text.clone_into(&mut payment.account),
                    "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId" => text.clone_into(&mut payment.bank),
                    _ => {}
                }
            }
        }
        Ok(())
    })?;
    seen.stated_count = count.ok_or_else(|| missing("GrpHdr/NbOfTxs"))?;
    seen.stated_sum = parse(&sum.ok_or_else(|| missing("GrpHdr/CtrlSum"))?, Unit::Major, currency)?;
    seen.counted_sum = Fen::sum(seen.payments.iter().map(|p| p.amount))?;
    Ok(seen)
}

fn missing(element: &str) -> Refusal {
    Refusal::new(Code::MessageElementMissing).with("element", Fact::Text(element.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::tests::valid;

    fn party(name: &str) -> Party {
        Party {
            name: name.into(),
            account: AccountNumber::parse("0012 3456 7890 12").unwrap(),
            bank: Cnaps::parse("102100099996").unwrap(),
        }
    }

    fn file() -> PaymentFile {
        let transfer = |id: &str, amount| CreditTransfer {
            end_to_end_id: id.into(),
            amount: Fen::new(amount),
            creditor: party("重庆某融资担保有限公司 & <集团>"),
            remittance: "担保费补贴 \"2026\"".into(),
        };
        PaymentFile {
            message_id: "XB20261123-0001".into(),
            created: DateTime::parse_from_rfc3339("2026-11-23T14:05:09+08:00").unwrap(),
            initiating_party: "重庆市财政局".into(),
            execution_date: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
            debtor: party("重庆市财政局"),
            currency: Currency::Cny,
            payments: vec![transfer("E1", 131_284_552), transfer("E2", 5)],
        }
    }

    fn refused(change: impl FnOnce(&mut PaymentFile)) -> Code {
        let mut file = file();
        change(&mut file);
        write(&file).unwrap_err().code
    }

    #[test]
    fn what_is_written_is_read_back() {
        let bytes = write(&file()).unwrap();
        assert_eq!(bytes, write(&file()).unwrap());
        let seen = read_back(&bytes).unwrap();
        assert!(seen.agrees());
        assert_eq!((seen.stated_count, seen.stated_sum), (2, Fen::new(131_284_557)));
        assert_eq!(seen.message_id, "XB20261123-0001");
        assert_eq!(seen.debtor_account, "00123456789012");
        assert_eq!(
            seen.payments[0],
            TransferSeen {
                end_to_end_id: "E1".into(),
                amount: Fen::new(131_284_552),
                name: "重庆某融资担保有限公司 & <集团>".into(),
                account: "00123456789012".into(),
                bank: "102100099996".into(),
            }
        );
    }

    #[test]
    fn the_file_fits_the_schema() {
        valid(&write(&file()).unwrap(), "pain.001.001.09");
        let mut other = file();
        other.payments[0].remittance.clear();
        other.payments[0].creditor.name = "名".repeat(140);
        other.currency = Currency::Jpy;
        valid(&write(&other).unwrap(), "pain.001.001.09");
    }

    #[test]
    fn nothing_is_cut_and_nothing_doubtful_is_written() {
        assert_eq!(refused(|f| f.payments.clear()), Code::PaymentsNone);
        assert_eq!(refused(|f| f.payments[1].amount = Fen::ZERO), Code::PaymentNotPositive);
        assert_eq!(refused(|f| f.payments[1].amount = Fen::new(-1)), Code::PaymentNotPositive);
        assert_eq!(refused(|f| f.payments[1].end_to_end_id = "E1".into()), Code::PaymentIdDoubled);
        assert_eq!(refused(|f| f.payments[1].end_to_end_id = "E".repeat(36)), Code::MessageText);
        assert_eq!(refused(|f| f.payments[1].creditor.name = "名".repeat(141)), Code::MessageText);
        assert_eq!(refused(|f| f.payments[1].creditor.name = "名\u{0}".into()), Code::MessageText);
        assert_eq!(refused(|f| f.payments[1].remittance = " 前".into()), Code::MessageText);
        assert_eq!(refused(|f| f.message_id.clear()), Code::MessageText);
        assert_eq!(refused(|f| f.payments[1].amount = Fen::new(i64::MAX)), Code::AmountOverflow);
    }

    #[test]
    fn a_changed_file_does_not_agree() {
        let text = String::from_utf8(write(&file()).unwrap()).unwrap();
        let changed = text.replacen(">0.05<", ">0.06<", 1);
        assert!(!read_back(changed.as_bytes()).unwrap().agrees());
        let fewer = text.replace("<NbOfTxs>2<", "<NbOfTxs>3<");
        assert!(!read_back(fewer.as_bytes()).unwrap().agrees());
        assert_eq!(read_back(b"<Document/>").unwrap_err().code, Code::MessageKind);
    }
}
