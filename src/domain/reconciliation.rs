//! Matches bank lines with payments: proposals with a score and reasons. It settles by itself only what leaves no
//! doubt; everything else waits for a person.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::date::days_between;
use crate::id::PaymentId;
use crate::money::{Currency, Fen};
use crate::reference_key::code_key;
use crate::refusal::Fact;
use crate::role::text_enum;
use crate::statement::{Detail, Direction, Entry, Statement};

/// Days between a payment and its bank line that speak for one another.
const NEAR_DAYS: i64 = 10;

/// How many suggestions a person gets for one line.
const SUGGESTIONS: usize = 5;

/// The length of an end-to-end id.
const ID_LENGTH: usize = 27;

/// The letters of a number, and the digits of its year.
const NUMBER_LETTERS: usize = 2;
const NUMBER_YEAR: usize = 4;

/// How many ids are looked for in the words of one line.
const MENTIONS: usize = 40;

/// The score from which a suggestion is worth a look.
const WORTH_A_LOOK: u8 = 50;

/// One movement of a statement: an entry, or one transaction of a batch entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankLine {
    /// The entry's place in its statement, from 1.
    pub ordinal: u32,
    /// The transaction's place in a batch entry, from 1.
    pub part: Option<u32>,
    /// The amount.
    pub amount: Fen,
    /// Whether money came or went.
    pub direction: Direction,
    /// Whether the bank takes an earlier entry back.
    pub reversal: bool,
    /// Day of booking.
    pub booked: Option<NaiveDate>,
    /// The end-to-end id, of the payment itself or of the one that came back.
    pub end_to_end_id: Option<String>,
    /// The other side's name.
    pub name: Option<String>,
    /// The other side's account.
    pub account: Option<String>,
    /// Why a payment came back.
    pub return_reason: Option<String>,
    /// The bank transaction code.
    pub code: String,
    /// All words of the line.
    pub text: String,
    /// Charges that the bank says it took with it.
    #[serde(default)]
    pub charges: Option<Fen>,
}

/// The lines of a statement's booked entries. A batch entry whose transactions all have amounts gives one line each.
pub fn lines(statement: &Statement) -> Vec<BankLine> {
    statement.booked().flat_map(lines_of).collect()
}

fn lines_of(entry: &Entry) -> Vec<BankLine> {
    // Transactions that do not add up to their entry are no lines of their own.
    let batch =
        entry.details.len() > 1 && entry.details.iter().all(|d| d.amount.is_some()) && entry.details_differ().is_none();
    if !batch {
        return vec![line(entry, entry.details.first().filter(|_| entry.details.len() == 1), None)];
    }
    let mut lines: Vec<BankLine> =
        (1u32..).zip(&entry.details).map(|(part, detail)| line(entry, Some(detail), Some(part))).collect();
    let Some(more) = entry.beside_details().filter(|more| !more.is_zero()) else { return lines };
    if entry.charged_in_details() == Some(more) {
        // Each transaction took its own charge with it.
        for (line, detail) in lines.iter_mut().zip(&entry.details) {
            let with = detail.charges.and_then(|charges| line.amount.plus(charges).ok());
            line.amount = with.unwrap_or(line.amount);
        }
    } else {
        let part = u32::try_from(lines.len()).ok().and_then(|last| last.checked_add(1));
        let code = format!("{}/CHRG", entry.code).trim_start_matches('/').to_owned();
        lines.push(BankLine { part, amount: more, code, charges: None, ..line(entry, None, None) });
    }
    lines
}

fn line(entry: &Entry, detail: Option<&Detail>, part: Option<u32>) -> BankLine {
    let empty = Detail::default();
    let detail = detail.unwrap_or(&empty);
    // A single transaction may state its amount before charges; the entry's is what the account moved by.
    let own = detail.amount.filter(|_| part.is_some());
    let words = joined([entry.information.as_str(), detail.remittance.as_str()]);
    // What its sender called the instruction is told among the words, where the bank has an id of its own in the place of ours.
    let instruction = detail.instruction_id.as_deref().filter(|id| detail.end_to_end_id.as_deref() != Some(*id));
    BankLine {
        ordinal: entry.ordinal,
        part,
        amount: own.unwrap_or(entry.amount),
        direction: detail.direction.filter(|_| part.is_some()).unwrap_or(entry.direction),
        reversal: entry.reversal,
        booked: entry.booked,
        end_to_end_id: detail.original_end_to_end_id.clone().or_else(|| detail.end_to_end_id.clone()),
        name: detail.counterparty_name.clone(),
        account: detail.counterparty_account.clone(),
        return_reason: detail.return_reason.clone(),
        code: if detail.code.is_empty() { entry.code.clone() } else { detail.code.clone() },
        text: joined([words.as_str(), instruction.unwrap_or_default()]),
        charges: detail.charges.or_else(|| entry.charges.filter(|_| part.is_none())),
    }
}

/// The words that are there, each once.
fn joined([first, second]: [&str; 2]) -> String {
    match (first, second) {
        (one, "") => one.to_owned(),
        (one, other) if one == other || one.is_empty() => other.to_owned(),
        (one, other) => format!("{one} {other}"),
    }
}

text_enum! {
    /// What a part of a bank line is (匹配与说明).
    AllocationKind {
        /// 支付: a debit paid a payment.
        Settle = "settle",
        /// 退汇: a credit brought a payment back.
        Return = "return",
        /// 手续费
        Charge = "charge",
        /// 利息
        Interest = "interest",
        /// 财政拨入
        Funding = "funding",
        /// 错付: a debit for a payment that was not owed, a second time for example; it is to come back.
        Overpaid = "overpaid",
        /// 追回: a credit brought back what was paid without being owed.
        Recovered = "recovered",
    }
}

impl AllocationKind {
    /// The direction of a line of which it can be a part.
    pub const fn direction(self) -> Direction {
        match self {
            Self::Settle | Self::Charge | Self::Overpaid => Direction::Debit,
            Self::Return | Self::Interest | Self::Funding | Self::Recovered => Direction::Credit,
        }
    }
}

/// Ids of payments that may stand in the id or in the words of a line: banks copy them there, with blanks between or without, some
/// in small letters.
pub fn ids_in(end_to_end_id: &str, words: &str) -> BTreeSet<String> {
    let joined: String = words.chars().filter(|c| !c.is_whitespace()).collect();
    [end_to_end_id, words, &joined].into_iter().flat_map(ids_as_written).collect()
}

fn ids_as_written(text: &str) -> BTreeSet<String> {
    let runs = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|run| run.is_ascii() && run.len() >= ID_LENGTH);
    let windows = runs.flat_map(|run| {
        (0..=run.len().saturating_sub(ID_LENGTH)).filter_map(move |at| run.get(at..)?.get(..ID_LENGTH))
    });
    windows.take(MENTIONS).flat_map(|id| [id.to_owned(), id.to_ascii_uppercase()]).collect()
}

/// Numbers that may be those of payments in the words of a line, as the payment file has them there: `ZF-2026-0016`.
pub fn numbers_in(text: &str) -> BTreeSet<String> {
    let number = |(at, _): (usize, &str)| {
        let letters = text.get(at.checked_sub(NUMBER_LETTERS)?..at)?;
        let behind = text.get(at..)?.strip_prefix('-')?;
        let (year, rest) = behind.split_at_checked(NUMBER_YEAR)?;
        let rest = rest.strip_prefix('-')?;
        let digits = rest.get(..rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()))?;
        let fits = letters.bytes().all(|b| b.is_ascii_alphabetic()) && year.bytes().all(|b| b.is_ascii_digit());
        (fits && !digits.is_empty()).then(|| format!("{}-{year}-{digits}", letters.to_ascii_uppercase()))
    };
    text.match_indices('-').filter_map(number).take(MENTIONS).collect()
}

/// How far a payment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Given to the bank.
    Instructed,
    /// Found on a statement.
    Paid,
    /// Neither: by our books the bank does not have it.
    Elsewhere,
}

/// A payment that a bank line may belong to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenPayment {
    /// The payment.
    pub id: PaymentId,
    /// Its number.
    pub number: String,
    /// Its end-to-end id.
    pub end_to_end_id: String,
    /// Its amount.
    pub amount: Fen,
    /// The payee's name.
    pub payee_name: String,
    /// The payee's account.
    pub payee_account: String,
    /// How far it is.
    pub state: PaymentState,
    /// The day of execution.
    pub date: NaiveDate,
    /// Whether the payee owes something back that was paid beside it; what comes back may be either.
    pub owed_back: bool,
}

/// What speaks for or against a match. The message is `match-reason-<key>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// The end-to-end id is the payment's.
    EndToEndAgrees,
    /// The amount is the payment's.
    AmountAgrees,
    /// The amount is another one.
    AmountDiffers {
        /// What the bank line has more; below zero: less.
        by: Fen,
    },
    /// The account is the payee's.
    AccountAgrees,
    /// The account is another one.
    AccountDiffers,
    /// The name is the payee's.
    NameAgrees,
    /// The name is another one.
    NameDiffers,
    /// The id of the payment stands in the words of the line.
    IdInWords,
    /// The amount is the payment's and the charges that the bank states.
    ChargeInside {
        /// The charges.
        charge: Fen,
    },
    /// The debit of the payment was not seen yet.
    NotBookedYet,
    /// This match was taken back before.
    TakenBack,
    /// The days are near.
    DateWithin {
        /// Days between them.
        days: i64,
    },
    /// The bank says why it came back.
    BankSaysReturn,
    /// The bank marks it as a reversal.
    BankSaysReversal,
    /// The money came although the payment went, or the other way round.
    DirectionDiffers,
    /// Another line of the same run has this payment already.
    PaymentTaken,
    /// The payment is already paid.
    AlreadyPaid,
    /// By our books the bank does not have the payment: it was recorded as refused, given up, …
    NotWithBank,
    /// The payee owes back what was paid twice.
    OwedBack,
    /// The code or the words of the line are those of a bank charge.
    LooksLikeCharge,
    /// The code or the words of the line are those of interest.
    LooksLikeInterest,
    /// No payment fits.
    NothingAgrees,
}

impl Reason {
    /// The stable key; `match-reason-<key>` is its message in the catalogues.
    pub const fn key(self) -> &'static str {
        match self {
            Self::EndToEndAgrees => "end-to-end-agrees",
            Self::AmountAgrees => "amount-agrees",
            Self::AmountDiffers { .. } => "amount-differs",
            Self::AccountAgrees => "account-agrees",
            Self::AccountDiffers => "account-differs",
            Self::NameAgrees => "name-agrees",
            Self::NameDiffers => "name-differs",
            Self::IdInWords => "id-in-words",
            Self::ChargeInside { .. } => "charge-inside",
            Self::NotBookedYet => "not-booked-yet",
            Self::TakenBack => "taken-back",
            Self::DateWithin { .. } => "date-within",
            Self::BankSaysReturn => "bank-says-return",
            Self::BankSaysReversal => "bank-says-reversal",
            Self::DirectionDiffers => "direction-differs",
            Self::PaymentTaken => "payment-taken",
            Self::AlreadyPaid => "already-paid",
            Self::NotWithBank => "not-with-bank",
            Self::OwedBack => "owed-back",
            Self::LooksLikeCharge => "looks-like-charge",
            Self::LooksLikeInterest => "looks-like-interest",
            Self::NothingAgrees => "nothing-agrees",
        }
    }

    /// What the message names; amounts are in the currency of the account.
    pub fn facts(self, currency: Currency) -> Vec<(String, Fact)> {
        match self {
            Self::AmountDiffers { by } => vec![("by".to_owned(), Fact::Money(currency.of(by)))],
            Self::ChargeInside { charge } => vec![("charge".to_owned(), Fact::Money(currency.of(charge)))],
            Self::DateWithin { days } => vec![("days".to_owned(), Fact::Count(days))],
            _ => Vec::new(),
        }
    }
}

/// What a bank line without a payment may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Explanation {
    /// A charge of the bank.
    Charge,
    /// Interest on the account.
    Interest,
}

/// What is to be done with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// The payment was paid by this line; without a doubt.
    Settle {
        /// The payment.
        payment: PaymentId,
        /// The part of the line that is a charge of the bank; zero for none.
        charge: Fen,
    },
    /// The payment came back by this line; without a doubt.
    Return {
        /// The payment.
        payment: PaymentId,
    },
    /// A person should book it as this.
    Explain {
        /// What it may be.
        explanation: Explanation,
    },
    /// A person should look whether it is this payment.
    Suggest {
        /// The payment.
        payment: PaymentId,
    },
    /// A person must find out.
    Investigate,
}

impl Action {
    /// Whether it may be done without a person.
    pub const fn is_automatic(self) -> bool {
        matches!(self, Self::Settle { .. } | Self::Return { .. })
    }
}

/// A proposal for one line. A line has one automatic proposal, or one or more for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The line, as its place in the given slice.
    pub line: usize,
    /// What is to be done.
    pub action: Action,
    /// How sure it is, 0 to 100.
    pub score: u8,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Proposes what every line is, in the order of the lines. The same input gives the same output.
///
/// A payment is settled by itself only when end-to-end id, amount and direction agree and nothing that the bank says
/// of the payee contradicts; it is returned by itself only when the id of a payment comes back with its amount. An
/// equal amount alone decides nothing. A pair of a line and a payment that a person took back is never decided again.
pub fn propose(
    lines: &[BankLine],
    payments: &[OpenPayment],
    taken_back: &BTreeSet<(usize, PaymentId)>,
) -> Vec<Proposal> {
    let mut matcher = Matcher::new(payments, taken_back);
    // Money that went out first: a payment may come back on the same statement.
    let mut decided: BTreeMap<usize, Proposal> = BTreeMap::new();
    for direction in [Direction::Debit, Direction::Credit] {
        for (place, line) in lines.iter().enumerate().filter(|(_, l)| l.direction == direction) {
            if let Some(proposal) = matcher.certain(place, line) {
                decided.insert(place, proposal);
            }
        }
    }
    let each = lines.iter().enumerate().flat_map(|(place, line)| match decided.remove(&place) {
        Some(proposal) => vec![proposal],
        None => matcher.uncertain(place, line),
    });
    each.collect()
}

struct Matcher<'p> {
    payments: &'p [OpenPayment],
    taken_back: &'p BTreeSet<(usize, PaymentId)>,
    by_end_to_end: HashMap<&'p str, &'p OpenPayment>,
    by_number: HashMap<&'p str, &'p OpenPayment>,
    by_account: HashMap<String, Vec<usize>>,
    by_amount: HashMap<Fen, Vec<usize>>,
    settled: BTreeSet<PaymentId>,
    returned: BTreeSet<PaymentId>,
}

impl<'p> Matcher<'p> {
    fn new(payments: &'p [OpenPayment], taken_back: &'p BTreeSet<(usize, PaymentId)>) -> Self {
        let mut by_account: HashMap<_, Vec<_>> = HashMap::new();
        let mut by_amount: HashMap<_, Vec<_>> = HashMap::new();
        for (place, payment) in payments.iter().enumerate() {
            by_account.entry(code_key(&payment.payee_account)).or_default().push(place);
            by_amount.entry(payment.amount).or_default().push(place);
        }
        let by_end_to_end = payments.iter().map(|p| (p.end_to_end_id.as_str(), p)).collect();
        let by_number = payments.iter().map(|p| (p.number.as_str(), p)).collect();
        let (settled, returned) = (BTreeSet::new(), BTreeSet::new());
        Self { payments, taken_back, by_end_to_end, by_number, by_account, by_amount, settled, returned }
    }

    fn named(&self, line: &BankLine) -> Option<&'p OpenPayment> {
        line.end_to_end_id.as_deref().and_then(|id| self.by_end_to_end.get(id)).copied()
    }

    /// The proposal that needs no person.
    fn certain(&mut self, place: usize, line: &BankLine) -> Option<Proposal> {
        let payment = self.named(line).filter(|p| !self.taken_back.contains(&(place, p.id)))?;
        let charge = charge_inside(line, payment)?;
        let action = match line.direction {
            Direction::Debit => {
                let open = payment.state == PaymentState::Instructed && !line.reversal && line.return_reason.is_none();
                (open && !another_payee(line, payment) && self.settled.insert(payment.id))
                    .then_some(Action::Settle { payment: payment.id, charge })?
            }
            // Money cannot come back before the bank has booked it out.
            Direction::Credit => {
                let booked = payment.state == PaymentState::Paid || self.settled.contains(&payment.id);
                (booked && !payment.owed_back && self.returned.insert(payment.id))
                    .then_some(Action::Return { payment: payment.id })?
            }
        };
        Some(Proposal { line: place, action, score: 100, reasons: self.reasons(line, payment) })
    }

    /// The payments whose id or number stands in the words of a line.
    fn mentioned(&self, line: &BankLine) -> Vec<&'p OpenPayment> {
        let ids = ids_in(line.end_to_end_id.as_deref().unwrap_or_default(), &line.text);
        let numbers = numbers_in(&line.text);
        let by_id = ids.iter().filter_map(|id| self.by_end_to_end.get(id.as_str()));
        let by_number = numbers.iter().filter_map(|number| self.by_number.get(number.as_str()));
        let mut seen = BTreeSet::new();
        by_id.chain(by_number).copied().filter(|payment| seen.insert(payment.id)).collect()
    }

    /// What a person should look at, the likeliest first.
    fn uncertain(&self, place: usize, line: &BankLine) -> Vec<Proposal> {
        let propose = |action, score, reasons| Proposal { line: place, action, score, reasons };
        if let Some(payment) = self.named(line) {
            let mut reasons = self.reasons(line, payment);
            reasons.extend(self.hindrances(place, line, payment));
            return vec![propose(Action::Suggest { payment: payment.id }, 60, reasons)];
        }
        let mentioned = self.mentioned(line);
        // The words of a payment stand on its charge too, which is less than it.
        let less = mentioned.iter().all(|payment| line.amount < payment.amount);
        if let Some((explanation, reason)) = explain(line).filter(|_| less) {
            return vec![propose(Action::Explain { explanation }, 80, vec![reason])];
        }
        let mut candidates: Vec<_> = self
            .candidates(line, &mentioned)
            .into_iter()
            .map(|payment| {
                let words = if mentioned.iter().any(|m| m.id == payment.id) { 45 } else { 0 };
                (score(line, payment).saturating_add(words).min(99), payment)
            })
            .filter(|(score, _)| *score >= WORTH_A_LOOK)
            .collect();
        candidates.sort_by_key(|(score, payment)| (std::cmp::Reverse(*score), payment.id));
        if candidates.is_empty() {
            return vec![propose(Action::Investigate, 0, vec![Reason::NothingAgrees])];
        }
        let best = candidates.into_iter().take(SUGGESTIONS).map(|(score, payment)| {
            let mut reasons = self.reasons(line, payment);
            if mentioned.iter().any(|m| m.id == payment.id) {
                reasons.insert(0, Reason::IdInWords);
            }
            reasons.extend(self.hindrances(place, line, payment));
            propose(Action::Suggest { payment: payment.id }, score, reasons)
        });
        best.collect()
    }

    /// Payments that share the account or the amount, each once, in the order given.
    fn candidates(&self, line: &BankLine, mentioned: &[&'p OpenPayment]) -> Vec<&'p OpenPayment> {
        let by_account = line.account.as_deref().and_then(|a| self.by_account.get(&code_key(a)));
        let by_amount = self.by_amount.get(&line.amount);
        let places: BTreeSet<usize> = by_account.into_iter().chain(by_amount).flatten().copied().collect();
        let near = places.into_iter().filter_map(|place| self.payments.get(place));
        let near = near.filter(|p| mentioned.iter().all(|m| m.id != p.id));
        mentioned.iter().copied().chain(near).collect()
    }

    fn reasons(&self, line: &BankLine, payment: &OpenPayment) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if line.end_to_end_id.as_deref() == Some(payment.end_to_end_id.as_str()) {
            reasons.push(Reason::EndToEndAgrees);
        }
        match line.amount.minus(payment.amount) {
            Ok(charge) if !charge.is_zero() && charge_inside(line, payment) == Some(charge) => {
                reasons.push(Reason::ChargeInside { charge });
            }
            Ok(by) if !by.is_zero() => reasons.push(Reason::AmountDiffers { by }),
            _ => reasons.push(Reason::AmountAgrees),
        }
        match agrees(line.account.as_deref(), &payment.payee_account, code_key) {
            Some(true) => reasons.push(Reason::AccountAgrees),
            Some(false) => reasons.push(Reason::AccountDiffers),
            None => {}
        }
        match agrees(line.name.as_deref(), &payment.payee_name, name_key) {
            Some(true) => reasons.push(Reason::NameAgrees),
            Some(false) => reasons.push(Reason::NameDiffers),
            None => {}
        }
        if let Some(days) = near(line, payment) {
            reasons.push(Reason::DateWithin { days });
        }
        if line.return_reason.is_some() {
            reasons.push(Reason::BankSaysReturn);
        }
        if line.reversal {
            reasons.push(Reason::BankSaysReversal);
        }
        reasons
    }

    /// Why the program does not decide by itself.
    fn hindrances(&self, place: usize, line: &BankLine, payment: &OpenPayment) -> Vec<Reason> {
        let mut reasons = Vec::new();
        if self.taken_back.contains(&(place, payment.id)) {
            reasons.push(Reason::TakenBack);
        }
        if payment.state == PaymentState::Elsewhere {
            reasons.push(Reason::NotWithBank);
        }
        match line.direction {
            Direction::Debit => {
                if self.settled.contains(&payment.id) {
                    reasons.push(Reason::PaymentTaken);
                } else if payment.state == PaymentState::Paid {
                    reasons.push(Reason::AlreadyPaid);
                }
            }
            Direction::Credit => {
                if self.returned.contains(&payment.id) {
                    reasons.push(Reason::PaymentTaken);
                }
                if payment.owed_back {
                    reasons.push(Reason::OwedBack);
                }
                if payment.state == PaymentState::Instructed && !self.settled.contains(&payment.id) {
                    reasons.push(Reason::NotBookedYet);
                }
                if line.return_reason.is_none() && !line.reversal {
                    reasons.push(Reason::DirectionDiffers);
                }
            }
        }
        reasons
    }
}

/// The charge inside a line that pays a payment: none when the amounts agree; nothing when they do not go together.
fn charge_inside(line: &BankLine, payment: &OpenPayment) -> Option<Fen> {
    let more = line.amount.minus(payment.amount).ok()?;
    let stated = line.direction == Direction::Debit && more > Fen::ZERO && line.charges == Some(more);
    (more.is_zero() || stated).then_some(more)
}

/// Whether what the bank says of the payee contradicts the payment. The account is the stronger witness: names are
/// cut and spelt by banks.
fn another_payee(line: &BankLine, payment: &OpenPayment) -> bool {
    match agrees(line.account.as_deref(), &payment.payee_account, code_key) {
        Some(same) => !same,
        None => agrees(line.name.as_deref(), &payment.payee_name, name_key) == Some(false),
    }
}

fn agrees(found: Option<&str>, expected: &str, key: impl Fn(&str) -> String) -> Option<bool> {
    let found = key(found?);
    (!found.is_empty()).then(|| found == key(expected))
}

fn near(line: &BankLine, payment: &OpenPayment) -> Option<i64> {
    let days = days_between(payment.date, line.booked?);
    (0..=NEAR_DAYS).contains(&days).then_some(days)
}

fn score(line: &BankLine, payment: &OpenPayment) -> u8 {
    let account = agrees(line.account.as_deref(), &payment.payee_account, code_key) == Some(true);
    let name = agrees(line.name.as_deref(), &payment.payee_name, name_key) == Some(true);
    let amount = line.amount == payment.amount;
    let near = near(line, payment).is_some();
    let parts = [(account, 35u8), (amount, 30), (name, 20), (near, 10)];
    parts.into_iter().filter(|(given, _)| *given).fold(0, |sum, (_, part)| sum.saturating_add(part))
}

/// A name without width, blanks and the spelling of its brackets.
fn name_key(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// Recognises what a bank books of its own accord.
fn explain(line: &BankLine) -> Option<(Explanation, Reason)> {
    let code = line.code.to_uppercase();
    let part = |wanted: &[&str]| code.split('/').any(|part| wanted.contains(&part));
    let text = line.text.to_lowercase();
    let says = |wanted: &[&str]| wanted.iter().any(|word| text.contains(word));
    if line.direction == Direction::Debit
        && (part(&["CHRG", "FEES", "COMM"]) || says(&["手续费", "工本费", "服务费", "管理费", "bank charge"]))
    {
        return Some((Explanation::Charge, Reason::LooksLikeCharge));
    }
    if part(&["INTR"]) || says(&["利息", "结息", "interest"]) {
        return Some((Explanation::Interest, Reason::LooksLikeInterest));
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    fn id(n: u128) -> PaymentId {
        PaymentId::from_uuid(Uuid::from_u128(n))
    }

    fn payment(n: u128, amount: i64) -> OpenPayment {
        OpenPayment {
            id: id(n),
            number: format!("ZF-2026-{n:04}"),
            end_to_end_id: format!("E{n}"),
            amount: Fen::new(amount),
            payee_name: format!("甲{n}有限公司（集团）"),
            payee_account: format!("00123456{n}"),
            state: PaymentState::Instructed,
            date: day(20),
            owed_back: false,
        }
    }

    fn out(end_to_end_id: Option<&str>, amount: i64) -> BankLine {
        BankLine {
            ordinal: 1,
            part: None,
            amount: Fen::new(amount),
            direction: Direction::Debit,
            reversal: false,
            booked: Some(day(23)),
            end_to_end_id: end_to_end_id.map(str::to_owned),
            name: None,
            account: None,
            return_reason: None,
            code: String::new(),
            text: String::new(),
            charges: None,
        }
    }

    fn back(end_to_end_id: Option<&str>, amount: i64) -> BankLine {
        BankLine { direction: Direction::Credit, return_reason: Some("AC04".into()), ..out(end_to_end_id, amount) }
    }

    fn entry(amount: i64, details: Vec<Detail>) -> Entry {
        Entry {
            ordinal: 1,
            amount: Fen::new(amount),
            currency: "CNY".into(),
            direction: Direction::Debit,
            reversal: false,
            status: crate::statement::EntryStatus::Booked,
            booked: Some(day(23)),
            value: None,
            servicer_reference: None,
            entry_reference: None,
            code: String::new(),
            charges: None,
            information: String::new(),
            details,
        }
    }

    fn paid(n: u128) -> Action {
        Action::Settle { payment: id(n), charge: Fen::ZERO }
    }

    fn all(lines: &[BankLine], payments: &[OpenPayment]) -> Vec<Proposal> {
        propose(lines, payments, &BTreeSet::new())
    }

    fn single(line: BankLine, payments: &[OpenPayment]) -> Proposal {
        let mut proposals = propose(&[line], payments, &BTreeSet::new());
        assert_eq!(proposals.len(), 1);
        proposals.remove(0)
    }

    #[test]
    fn id_amount_and_direction_settle() {
        let found = single(out(Some("E1"), 500), &[payment(1, 500)]);
        assert_eq!((found.action, found.score), (paid(1), 100));
        assert!(found.action.is_automatic());
        assert_eq!(found.reasons, [Reason::EndToEndAgrees, Reason::AmountAgrees, Reason::DateWithin { days: 3 }]);
    }

    #[test]
    fn a_fen_more_or_another_payee_waits_for_a_person() {
        let found = single(out(Some("E1"), 501), &[payment(1, 500)]);
        assert_eq!(found.action, Action::Suggest { payment: id(1) });
        assert!(found.reasons.contains(&Reason::AmountDiffers { by: Fen::new(1) }));
        let other = BankLine { account: Some("999999999".into()), ..out(Some("E1"), 500) };
        let found = single(other, &[payment(1, 500)]);
        assert_eq!(found.action, Action::Suggest { payment: id(1) });
        assert!(found.reasons.contains(&Reason::AccountDiffers));
        // A name that the bank cut does not matter when the account is right.
        let cut = BankLine { account: Some("001234561".into()), name: Some("甲1".into()), ..out(Some("E1"), 500) };
        assert!(single(cut, &[payment(1, 500)]).action.is_automatic());
    }

    #[test]
    fn what_comes_back_of_a_payee_who_owes_something_and_a_debit_of_what_is_not_with_the_bank_are_a_persons_business() {
        let owing = OpenPayment { state: PaymentState::Paid, owed_back: true, ..payment(1, 500) };
        let proposal = single(back(Some("E1"), 500), &[owing]);
        assert!(!proposal.action.is_automatic() && proposal.reasons.contains(&Reason::OwedBack));
        let refused = OpenPayment { state: PaymentState::Elsewhere, ..payment(1, 500) };
        let proposal = single(out(Some("E1"), 500), &[refused]);
        assert_eq!(proposal.action, Action::Suggest { payment: id(1) });
        assert!(proposal.reasons.contains(&Reason::NotWithBank));
    }

    #[test]
    fn a_payment_is_settled_once() {
        let found = all(&[out(Some("E1"), 500), out(Some("E1"), 500)], &[payment(1, 500)]);
        assert_eq!(found[0].action, paid(1));
        assert_eq!(found[1].action, Action::Suggest { payment: id(1) });
        assert!(found[1].reasons.contains(&Reason::PaymentTaken));
        let paid = OpenPayment { state: PaymentState::Paid, ..payment(1, 500) };
        assert!(single(out(Some("E1"), 500), &[paid]).reasons.contains(&Reason::AlreadyPaid));
    }

    #[test]
    fn money_that_comes_back_is_a_return_even_on_the_same_statement() {
        let found = all(&[back(Some("E1"), 500), out(Some("E1"), 500)], &[payment(1, 500)]);
        assert_eq!(found[0].action, Action::Return { payment: id(1) });
        assert_eq!(found[1].action, paid(1));
        let partly = single(back(Some("E1"), 400), &[payment(1, 500)]);
        assert_eq!(partly.action, Action::Suggest { payment: id(1) });
        let before = OpenPayment { state: PaymentState::Paid, ..payment(1, 500) };
        let twice = all(&[back(Some("E1"), 500), back(Some("E1"), 500)], &[before]);
        assert!(twice[0].action.is_automatic() && !twice[1].action.is_automatic());
    }

    #[test]
    fn an_equal_amount_alone_decides_nothing() {
        assert_eq!(single(out(None, 500), &[payment(1, 500)]).action, Action::Investigate);
        let known = BankLine { account: Some("001234561".into()), ..out(None, 500) };
        let found = single(known, &[payment(1, 500), payment(2, 500)]);
        assert_eq!((found.action, found.score), (Action::Suggest { payment: id(1) }, 75));
        assert_eq!(single(back(None, 500), &[payment(1, 500)]).action, Action::Investigate);
    }

    #[test]
    fn charges_and_interest_are_explained() {
        let fee = BankLine { text: "转账手续费".into(), ..out(None, 500) };
        let found = single(fee, &[payment(1, 500)]);
        assert_eq!(found.action, Action::Explain { explanation: Explanation::Charge });
        let code = BankLine { code: "PMNT/ICDT/CHRG".into(), ..out(None, 5) };
        assert_eq!(single(code, &[]).reasons, [Reason::LooksLikeCharge]);
        let interest = BankLine { direction: Direction::Credit, text: "第四季度结息".into(), ..out(None, 5) };
        let found = single(interest, &[]);
        assert_eq!(found.action, Action::Explain { explanation: Explanation::Interest });
        // The words 手续费 in a line that names a payment change nothing.
        let named = BankLine { text: "手续费补贴".into(), ..out(Some("E1"), 500) };
        assert_eq!(single(named, &[payment(1, 500)]).action, paid(1));
    }

    #[test]
    fn a_return_before_its_debit_waits_for_a_person_and_is_certain_once_the_debit_is_there() {
        let found = single(back(Some("E1"), 500), &[payment(1, 500)]);
        assert_eq!(found.action, Action::Suggest { payment: id(1) });
        assert!(found.reasons.contains(&Reason::NotBookedYet));
        let found = all(&[back(Some("E1"), 500), out(Some("E1"), 500)], &[payment(1, 500)]);
        assert!(found.iter().all(|p| p.action.is_automatic()));
    }

    #[test]
    fn a_charge_that_the_bank_states_inside_a_line_is_no_part_of_the_payment() {
        let stated = BankLine { charges: Some(Fen::new(26)), ..out(Some("E1"), 526) };
        let found = single(stated.clone(), &[payment(1, 500)]);
        assert_eq!(found.action, Action::Settle { payment: id(1), charge: Fen::new(26) });
        assert!(found.reasons.contains(&Reason::ChargeInside { charge: Fen::new(26) }));
        // Stated or not, another difference is a person's business; and a line of the payment's amount is all payment.
        assert!(!single(out(Some("E1"), 526), &[payment(1, 500)]).action.is_automatic());
        assert!(
            !single(BankLine { amount: Fen::new(527), ..stated.clone() }, &[payment(1, 500)]).action.is_automatic()
        );
        assert_eq!(single(BankLine { amount: Fen::new(500), ..stated }, &[payment(1, 500)]).action, paid(1));
    }

    #[test]
    fn the_charge_of_a_batch_is_no_difference_from_its_transactions() {
        let detail = |id: &str, amount: i64, charges: Option<i64>| Detail {
            amount: Some(Fen::new(amount)),
            end_to_end_id: Some(id.to_owned()),
            charges: charges.map(Fen::new),
            ..Detail::default()
        };
        let batch = |amount: i64, charges: Option<i64>, each: Option<i64>| Entry {
            code: "PMNT/ICDT/ESCT".into(),
            charges: charges.map(Fen::new),
            ..entry(amount, vec![detail("E1", 500, each), detail("E2", 300, each)])
        };
        let payments = [payment(1, 500), payment(2, 300)];
        let actions = |entry: &Entry| -> Vec<Action> {
            assert_eq!(entry.details_differ(), None);
            let lines = lines_of(entry);
            assert_eq!(Fen::sum(lines.iter().map(|line| line.amount)), Ok(entry.amount), "nothing is lost");
            all(&lines, &payments).into_iter().map(|proposal| proposal.action).collect()
        };
        let charged = Action::Explain { explanation: Explanation::Charge };
        assert_eq!(actions(&batch(826, Some(26), None)), [paid(1), paid(2), charged], "at the entry");
        let each = |n| Action::Settle { payment: id(n), charge: Fen::new(13) };
        assert_eq!(actions(&batch(826, None, Some(13))), [each(1), each(2)], "at the transactions");
        assert_eq!(actions(&batch(800, Some(26), None)), [paid(1), paid(2)], "taken elsewhere");
        assert!(batch(827, Some(26), None).details_differ().is_some(), "another difference stays one");
        assert!(Entry { direction: Direction::Credit, ..batch(826, Some(26), None) }.details_differ().is_some());
    }

    #[test]
    fn an_id_that_stands_only_in_the_words_is_a_suggestion_with_that_reason() {
        let long = "01K9DEMO0000000000000000011";
        let named = OpenPayment { end_to_end_id: long.to_owned(), ..payment(1, 500) };
        for words in [format!("转账 {long}"), format!("转账{long}附言"), format!("{} {}", &long[..20], &long[20..])]
        {
            let line = BankLine { text: words.clone(), ..out(None, 500) };
            let found = single(line, &[named.clone(), payment(2, 500)]);
            assert_eq!(found.action, Action::Suggest { payment: id(1) }, "{words}");
            assert_eq!(found.reasons[0], Reason::IdInWords);
        }
    }

    #[test]
    fn an_id_in_small_letters_beside_an_id_of_the_bank_or_of_the_instruction_is_a_suggestion_too() {
        let long = "01K9DEMO0000000000000000011";
        let named = [OpenPayment { end_to_end_id: long.to_owned(), ..payment(1, 500) }, payment(2, 500)];
        let suggested = |line: BankLine| {
            let found = single(line.clone(), &named);
            assert_eq!(found.action, Action::Suggest { payment: id(1) }, "{line:?}");
            assert_eq!(found.reasons[0], Reason::IdInWords, "{line:?}");
        };
        suggested(BankLine { text: long.to_lowercase(), ..out(None, 500) });
        suggested(BankLine { text: long.to_owned(), ..out(Some("BANK-7781"), 500) });
        suggested(out(Some(&long.to_lowercase()), 500));
        let detail = Detail {
            end_to_end_id: Some("BANK-7781".into()),
            instruction_id: Some(long.to_owned()),
            remittance: "补贴".into(),
            ..Detail::default()
        };
        let entry = entry(500, vec![detail.clone()]);
        let line = lines_of(&entry).remove(0);
        assert_eq!(line.text, format!("补贴 {long}"));
        suggested(line);
        // Where both are ours nothing is said twice.
        let same = Detail { end_to_end_id: Some(long.to_owned()), ..detail };
        assert_eq!(lines_of(&Entry { details: vec![same], ..entry }).remove(0).text, "补贴");
    }

    #[test]
    fn the_words_of_the_payment_file_name_its_payment() {
        // What the file for the bank says of a payment is its number and that of its batch; a table of a bank has these words
        // and no id.
        let payments = [payment(16, 500), payment(17, 500)];
        for words in
            ["ZF-2026-0016 PB-2026-0002", "转账ZF-2026-0016PB-2026-0002", "zf-2026-0016", "摘要：ZF-2026-0016。"]
        {
            let found = single(BankLine { text: words.into(), ..out(None, 500) }, &payments);
            assert_eq!(found.action, Action::Suggest { payment: id(16) }, "{words}");
            assert_eq!(found.reasons[0], Reason::IdInWords, "{words}");
        }
        for words in ["ZF-2026-00160", "ZF-2026-", "ZF-26-0016", "2026-0016", "-", "合同-2026-0016"] {
            let found = single(BankLine { text: words.into(), ..out(None, 500) }, &payments);
            assert_eq!(found.action, Action::Investigate, "{words}");
        }
        let fee = single(BankLine { text: "手续费 ZF-2026-0016".into(), ..out(None, 5) }, &payments);
        assert_eq!(fee.action, Action::Explain { explanation: Explanation::Charge });
        let paid = single(BankLine { text: "手续费补贴 ZF-2026-0016".into(), ..out(None, 500) }, &payments);
        assert_eq!(paid.action, Action::Suggest { payment: id(16) });
        let all = numbers_in("ZF-2026-0016 PB-2026-0002 -1-2");
        assert_eq!(all.into_iter().collect::<Vec<_>>(), ["PB-2026-0002", "ZF-2026-0016"]);
    }

    #[test]
    fn a_match_that_was_taken_back_is_not_made_again_by_itself() {
        let before = BTreeSet::from([(0, id(1))]);
        let found = propose(&[out(Some("E1"), 500)], &[payment(1, 500)], &before);
        assert_eq!(found[0].action, Action::Suggest { payment: id(1) });
        assert!(found[0].reasons.contains(&Reason::TakenBack));
    }

    proptest! {
        #[test]
        fn every_line_has_a_proposal_and_no_payment_is_settled_or_returned_twice(
            given in proptest::collection::vec((0u128..4, 1i64..4, any::<bool>(), any::<bool>()), 0..12)
        ) {
            let payments: Vec<_> = (0..4).map(|n| payment(n, 2)).collect();
            let lines: Vec<_> = given.iter().map(|(n, amount, with_id, comes_back)| {
                let end_to_end = format!("E{n}");
                let end_to_end = with_id.then_some(end_to_end.as_str());
                if *comes_back { back(end_to_end, *amount) } else { out(end_to_end, *amount) }
            }).collect();
            let found = all(&lines, &payments);
            prop_assert_eq!(&found, &all(&lines, &payments));
            let seen: BTreeSet<_> = found.iter().map(|p| p.line).collect();
            prop_assert_eq!(seen.len(), lines.len());
            let automatic: Vec<_> = found.iter().filter(|p| p.action.is_automatic()).collect();
            for (place, proposal) in automatic.iter().enumerate() {
                prop_assert_eq!(lines[proposal.line].amount, Fen::new(2));
                prop_assert!(automatic[..place].iter().all(|p| p.action != proposal.action));
            }
        }
    }
}
