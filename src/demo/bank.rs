//! Plays the bank: books payments on an account and writes the statement as a `camt.053.001.08` file.

use std::io;

use chrono::NaiveDate;
use domain::money::text::plain;
use domain::money::{Currency, Fen};
use domain::refusal::{Code, Fact, Refusal};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::format::pain001::TransferSeen;

const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";

/// A statement that the bank makes.
#[derive(Debug, Clone)]
pub struct Statement {
    /// The account.
    pub account: String,
    /// Its owner.
    pub owner: String,
    /// Electronic sequence number.
    pub sequence: u32,
    /// First and last day.
    pub period: (NaiveDate, NaiveDate),
    /// Balance before the first entry.
    pub opening: Fen,
    /// Balance after the last entry.
    pub closing: Fen,
    /// The entries in their order.
    pub entries: Vec<Booking>,
}

/// One entry.
#[derive(Debug, Clone)]
pub struct Booking {
    /// Day of booking and value.
    pub day: NaiveDate,
    /// The amount, above zero.
    pub amount: Fen,
    /// Whether money came in.
    pub credit: bool,
    /// Domain, family and subfamily of the bank transaction code.
    pub code: [&'static str; 3],
    /// The other side and its account.
    pub party: Option<(String, String)>,
    /// End-to-end id of the payment.
    pub end_to_end_id: Option<String>,
    /// Why a payment came back: code and words.
    pub returned: Option<(&'static str, &'static str)>,
    /// What the statement says beside.
    pub text: String,
}

impl Booking {
    /// Money that the treasury pays in.
    pub fn funding(day: NaiveDate, amount: Fen, from: &str, account: &str, text: &str) -> Self {
        Self {
            day,
            amount,
            credit: true,
            code: ["PMNT", "RCDT", "DMCT"],
            party: Some((from.to_owned(), account.to_owned())),
            end_to_end_id: None,
            returned: None,
            text: text.to_owned(),
        }
    }

    /// An instructed payment that the bank carried out.
    pub fn payment(day: NaiveDate, instructed: &TransferSeen) -> Self {
        Self {
            day,
            amount: instructed.amount,
            credit: false,
            code: ["PMNT", "ICDT", "DMCT"],
            party: Some((instructed.name.clone(), instructed.account.clone())),
            end_to_end_id: Some(instructed.end_to_end_id.clone()),
            returned: None,
            text: "补贴资金".to_owned(),
        }
    }

    /// A payment that came back.
    pub fn returned(day: NaiveDate, instructed: &TransferSeen, why: (&'static str, &'static str)) -> Self {
        let booked = Self::payment(day, instructed);
        Self {
            credit: true,
            code: ["PMNT", "ICDT", "RRTN"],
            returned: Some(why),
            text: format!("退汇：{}", why.1),
            ..booked
        }
    }

    /// What the bank charges for its service.
    pub fn charge(day: NaiveDate, amount: Fen) -> Self {
        Self {
            day,
            amount,
            credit: false,
            code: ["ACMT", "MDOP", "CHRG"],
            party: None,
            end_to_end_id: None,
            returned: None,
            text: "转账手续费".to_owned(),
        }
    }

    /// Interest on the balance.
    pub fn interest(day: NaiveDate, amount: Fen) -> Self {
        Self {
            credit: true,
            code: ["ACMT", "MCOP", "INTR"],
            text: "活期存款利息".to_owned(),
            ..Self::charge(day, amount)
        }
    }
}

impl Statement {
    /// A statement whose closing balance follows from its entries.
    ///
    /// # Errors
    /// [`Code::AmountOverflow`].
    pub fn balanced(
        (account, owner): (&str, &str),
        sequence: u32,
        period: (NaiveDate, NaiveDate),
        opening: Fen,
        entries: Vec<Booking>,
    ) -> Result<Self, Refusal> {
        let closing = entries.iter().try_fold(opening, |balance, entry| {
            if entry.credit { balance.plus(entry.amount) } else { balance.minus(entry.amount) }
        })?;
        let (account, owner) = (account.to_owned(), owner.to_owned());
        Ok(Self { account, owner, sequence, period, opening, closing, entries })
    }

    /// The statement as a file.
    ///
    /// # Errors
    /// [`Code::FileBroken`] when it cannot be written.
    pub fn write(&self) -> Result<Vec<u8>, Refusal> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        self.document(&mut writer)
            .map_err(|e| Refusal::new(Code::FileBroken).with("what", Fact::Text(e.to_string())))?;
        let mut bytes = writer.into_inner();
        bytes.push(b'\n');
        Ok(bytes)
    }

    fn document(&self, w: &mut Xml) -> io::Result<()> {
        let id = format!("DZD{}{:04}", self.period.1.format("%Y%m%d"), self.sequence);
        let made = format!("{}T18:30:00+08:00", self.period.1);
        w.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let document = w.create_element("Document").with_attribute(("xmlns", NAMESPACE));
        document.write_inner_content(|w| {
            inside(w, "BkToCstmrStmt", |w| {
                inside(w, "GrpHdr", |w| {
                    leaf(w, "MsgId", &id)?;
                    leaf(w, "CreDtTm", &made)
                })?;
                inside(w, "Stmt", |w| {
                    leaf(w, "Id", &id)?;
                    leaf(w, "ElctrncSeqNb", &self.sequence.to_string())?;
                    leaf(w, "CreDtTm", &made)?;
                    inside(w, "FrToDt", |w| {
                        leaf(w, "FrDtTm", &format!("{}T00:00:00+08:00", self.period.0))?;
                        leaf(w, "ToDtTm", &format!("{}T23:59:59+08:00", self.period.1))
                    })?;
                    inside(w, "Acct", |w| {
                        account(w, &self.account)?;
                        leaf(w, "Ccy", "CNY")?;
                        inside(w, "Ownr", |w| leaf(w, "Nm", &self.owner))
                    })?;
                    balance(w, "OPBD", self.opening, self.period.0)?;
                    balance(w, "CLBD", self.closing, self.period.1)?;
                    (1..).zip(&self.entries).try_for_each(|(place, entry)| entry.write(w, self.sequence, place))
                })
            })
        })?;
        Ok(())
    }
}

impl Booking {
    fn write(&self, w: &mut Xml, sequence: u32, place: u32) -> io::Result<()> {
        let direction = if self.credit { "CRDT" } else { "DBIT" };
        inside(w, "Ntry", |w| {
            leaf(w, "NtryRef", &place.to_string())?;
            amount(w, self.amount)?;
            leaf(w, "CdtDbtInd", direction)?;
            inside(w, "Sts", |w| leaf(w, "Cd", "BOOK"))?;
            inside(w, "BookgDt", |w| leaf(w, "Dt", &self.day.to_string()))?;
            inside(w, "ValDt", |w| leaf(w, "Dt", &self.day.to_string()))?;
            leaf(w, "AcctSvcrRef", &format!("DL{}{sequence:03}{place:05}", self.day.format("%Y%m%d")))?;
            inside(w, "BkTxCd", |w| {
                inside(w, "Domn", |w| {
                    leaf(w, "Cd", self.code[0])?;
                    inside(w, "Fmly", |w| {
                        leaf(w, "Cd", self.code[1])?;
                        leaf(w, "SubFmlyCd", self.code[2])
                    })
                })
            })?;
            inside(w, "NtryDtls", |w| inside(w, "TxDtls", |w| self.details(w, direction)))?;
            leaf(w, "AddtlNtryInf", &self.text)
        })
    }

    fn details(&self, w: &mut Xml, direction: &str) -> io::Result<()> {
        inside(w, "Refs", |w| leaf(w, "EndToEndId", self.end_to_end_id.as_deref().unwrap_or("NOTPROVIDED")))?;
        amount(w, self.amount)?;
        leaf(w, "CdtDbtInd", direction)?;
        if let Some((name, number)) = &self.party {
            // The other side of a credit paid it, that of a debit received it.
            let (party, its_account) = if self.credit { ("Dbtr", "DbtrAcct") } else { ("Cdtr", "CdtrAcct") };
            inside(w, "RltdPties", |w| {
                inside(w, party, |w| inside(w, "Pty", |w| leaf(w, "Nm", name)))?;
                inside(w, its_account, |w| account(w, number))
            })?;
        }
        inside(w, "RmtInf", |w| leaf(w, "Ustrd", &self.text))?;
        let Some((code, words)) = self.returned else { return Ok(()) };
        inside(w, "RtrInf", |w| {
            inside(w, "Rsn", |w| leaf(w, "Cd", code))?;
            leaf(w, "AddtlInf", words)
        })
    }
}

type Xml = Writer<Vec<u8>>;

fn balance(w: &mut Xml, code: &str, value: Fen, day: NaiveDate) -> io::Result<()> {
    inside(w, "Bal", |w| {
        inside(w, "Tp", |w| inside(w, "CdOrPrtry", |w| leaf(w, "Cd", code)))?;
        amount(w, Fen::new(value.minor().saturating_abs()))?;
        leaf(w, "CdtDbtInd", if value < Fen::ZERO { "DBIT" } else { "CRDT" })?;
        inside(w, "Dt", |w| leaf(w, "Dt", &day.to_string()))
    })
}

fn amount(w: &mut Xml, value: Fen) -> io::Result<()> {
    let text = plain(value, Currency::Cny);
    w.create_element("Amt").with_attribute(("Ccy", "CNY")).write_text_content(BytesText::new(&text)).map(|_| ())
}

fn account(w: &mut Xml, number: &str) -> io::Result<()> {
    inside(w, "Id", |w| inside(w, "Othr", |w| leaf(w, "Id", number)))
}

fn leaf(w: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    w.create_element(name).write_text_content(BytesText::new(text)).map(|_| ())
}

fn inside(w: &mut Xml, name: &str, content: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<()> {
    w.create_element(name).write_inner_content(content).map(|_| ())
}

/// A statement to try the reader with: of another account, with one entry of each kind. The one that does not balance
/// says one yuan too little at the end.
///
/// # Errors
/// As [`Statement::write`].
pub fn sample(balanced: bool) -> Result<Vec<u8>, Refusal> {
    let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap_or_default();
    let payment = |amount, id: &str, name: &str, account: &str| TransferSeen {
        end_to_end_id: id.to_owned(),
        amount: Fen::new(amount),
        name: name.to_owned(),
        account: account.to_owned(),
        bank: String::new(),
    };
    let first = payment(12_845_050, "01K9DEMO0000000000000000011", "江临市恒拓精密机械有限公司", "8029900000000000017");
    let second = payment(7_725_000, "01K9DEMO0000000000000000022", "云川市瑞源商贸有限公司", "8029900000000000025");
    let entries = vec![
        Booking::funding(day(3), Fen::new(50_000_000), "东岭省财政厅国库处", "8010000000000000001", "拨入补贴资金"),
        Booking::payment(day(4), &first),
        Booking::payment(day(4), &second),
        Booking::returned(day(6), &second, ("AC01", "收款账号有误")),
        Booking::charge(day(6), Fen::new(2_600)),
        Booking::interest(day(20), Fen::new(4_317)),
    ];
    let owner = ("8010000000000000099", "东岭省地方金融管理局");
    let mut statement = Statement::balanced(owner, 7, (day(1), day(31)), Fen::new(1_234_567), entries)?;
    if !balanced {
        statement.closing = statement.closing.minus(Fen::new(100))?;
    }
    statement.write()
}
