//! Letters of the authority (公文): what each kind is caused by, what its text may name, and its text as data with placeholders.
//!
//! A letter is issued once, for one event of the log; its facts are those of that moment and never change. The text in force
//! comes with the program, a file of each kind beside this one and the frame that all share; what a letter was written from is
//! told by the hash of both.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::mail::Tongue;
use crate::money::{Currency, Money, text, words};
use crate::refusal::{Code, Fact, Refusal};
use crate::role::text_enum;
use crate::seal::{Sealing, hex};
use crate::series;
use crate::template::Words;
use crate::workflow::{ApplicationEvent, PaymentEvent};

text_enum! {
    /// A kind of letter.
    Kind {
        /// 申报回执: an application, or its correction, has come in.
        Receipt = "receipt",
        /// 补正通知书: what is to be corrected, and until when.
        Correction = "correction",
        /// 审批决定书: how much is granted.
        Decision = "decision",
        /// 不予支持决定书, 不予受理决定书: why nothing is granted.
        Refusal = "refusal",
        /// 撤销审批通知书: a decision that a letter told does not hold any more.
        Revocation = "revocation",
        /// 终止通知书: what was to be corrected was not, and the application is over.
        Lapse = "lapse",
        /// 拨付通知书: money has arrived.
        Payment = "payment",
        /// 追回通知书: money is asked back.
        Recovery = "recovery",
    }
}

/// What every letter may name.
const EVERYWHERE: &[&str] = &["authority", "firm", "firm_code", "case", "call", "scheme", "number", "issued", "hash"];

impl Kind {
    /// The events of a case that cause one.
    const fn of_case(self) -> &'static [ApplicationEvent] {
        match self {
            Self::Receipt => ApplicationEvent::SIGNINGS,
            Self::Correction => &[ApplicationEvent::RequestCorrection],
            Self::Decision => &[ApplicationEvent::Approve],
            Self::Refusal => &[ApplicationEvent::RejectReceipt, ApplicationEvent::Refuse, ApplicationEvent::Veto],
            Self::Revocation => &[ApplicationEvent::UndoApproval],
            Self::Lapse => &[ApplicationEvent::Lapse],
            Self::Payment | Self::Recovery => &[],
        }
    }

    /// The acts of the log that cause one; an act that decides either way, where it decides so ([`Kind::is_caused`]).
    pub fn acts(self) -> Vec<String> {
        let of_case = self.of_case().iter().map(|event| crate::inbox::act_of_case(*event));
        let of_money = match self {
            Self::Payment => Some(crate::inbox::act_of_payment(PaymentEvent::Settle)),
            Self::Recovery => Some("credit.decide_recovery".to_owned()),
            _ => None,
        };
        of_case.chain(of_money).collect()
    }

    /// Whether an act causes one that decided so: money that is not asked back is told nobody.
    pub fn is_caused(self, pursues: bool) -> bool {
        self != Self::Recovery || pursues
    }

    /// The letter that an act of the log causes.
    pub fn of_act(act: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.acts().iter().any(|known| known == act))
    }

    /// What people call it, as a message.
    pub fn message(self) -> String {
        format!("letter-kind-{}", self.key())
    }

    /// What its own facts are called.
    const fn own(self) -> &'static [&'static str] {
        match self {
            Self::Receipt => &["received", "lines", "amount", "content"],
            Self::Correction => &["reason", "due"],
            Self::Decision => &["claimed", "amount", "content", "remark"],
            Self::Refusal | Self::Revocation => &["reason"],
            Self::Lapse => &["due"],
            Self::Recovery => &["payee", "amount", "reason"],
            Self::Payment => &["payment", "payee", "account", "amount"],
        }
    }

    /// What its text may name, in the order in which people are told it.
    pub fn names(self) -> Vec<&'static str> {
        EVERYWHERE.iter().chain(self.own()).copied().collect()
    }

    /// Facts to try a text with, before anybody's letter is written from it.
    pub fn sample(self, authority: &Words, today: NaiveDate) -> Facts {
        let words = |zh: &str, en: &str| Value::Words(Words { zh: zh.to_owned(), en: en.to_owned() });
        let value = |name: &str| match name {
            "authority" => Value::Words(authority.clone()),
            "firm" => words("某某融资担保有限公司", "Example Guarantee Ltd"),
            "firm_code" => Value::Text("91430100MA4L16JQ9B".to_owned()),
            "case" => Value::Text(series::number(series::APPLICATION, today.year(), 1)),
            "call" => words("2026年补贴申报", "Subsidies 2026"),
            "scheme" => Value::Text("某政发〔2026〕1号".to_owned()),
            "number" => Value::Text(series::number(series::LETTER, today.year(), 1)),
            "hash" | "content" => Value::Text("0123456789abcdef".to_owned()),
            "issued" | "due" => Value::Day(today),
            "received" => Value::At(today.and_time(chrono::NaiveTime::MIN)),
            "lines" => Value::Count(128),
            "amount" | "claimed" => Value::Money(Currency::Cny.of(crate::money::Fen::new(12_345_678))),
            "payment" => Value::Text(series::number(series::PAYMENT, today.year(), 1)),
            "payee" => words("某某融资担保有限公司", "Example Guarantee Ltd"),
            "account" => Value::Text("6222 **** **** 3015".to_owned()),
            "reason" => words("（此处为理由）", "(the reason stands here)"),
            _ => words("无", "none"),
        };
        self.names().into_iter().map(|name| (name.to_owned(), value(name))).collect()
    }

    /// The text that comes with the program, as it is written.
    pub const fn shipped(self) -> &'static str {
        match self {
            Self::Receipt => include_str!("letter/receipt.toml"),
            Self::Correction => include_str!("letter/correction.toml"),
            Self::Decision => include_str!("letter/decision.toml"),
            Self::Refusal => include_str!("letter/refusal.toml"),
            Self::Revocation => include_str!("letter/revocation.toml"),
            Self::Lapse => include_str!("letter/lapse.toml"),
            Self::Payment => include_str!("letter/payment.toml"),
            Self::Recovery => include_str!("letter/recovery.toml"),
        }
    }
}

/// A fact of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// A text, the same in both languages.
    Text(String),
    /// A text in both.
    Words(Words),
    /// An amount.
    Money(Money),
    /// A number of things.
    Count(i64),
    /// A day.
    Day(NaiveDate),
    /// An instant, by the clock of the authority.
    At(NaiveDateTime),
}

/// The facts of a letter by their names.
pub type Facts = BTreeMap<String, Value>;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn day(day: NaiveDate, tongue: Tongue) -> String {
    match tongue {
        Tongue::ZhCn => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Tongue::En => {
            let month = usize::try_from(day.month0()).ok().and_then(|month| MONTHS.get(month)).unwrap_or(&"");
            format!("{} {month} {}", day.day(), day.year())
        }
    }
}

/// An amount in digits, and in capital numerals beside them where the currency has them.
fn money(money: Money, tongue: Tongue) -> String {
    let digits = text::grouped(money.amount, money.currency);
    let capital = (money.currency == Currency::Cny).then(|| words::capital(money.amount));
    match (tongue, capital) {
        (Tongue::ZhCn, Some(capital)) => format!("{digits} 元（大写：{capital}）"),
        (Tongue::En, Some(capital)) => format!("CNY {digits} ({capital})"),
        (_, None) => format!("{} {digits}", money.currency.code()),
    }
}

impl Value {
    /// As it stands in a letter.
    pub fn say(&self, tongue: Tongue) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Words(words) => words.pick(tongue == Tongue::ZhCn).to_owned(),
            Self::Money(amount) => money(*amount, tongue),
            Self::Count(count) => count.to_string(),
            Self::Day(on) => day(*on, tongue),
            Self::At(at) => {
                let mut said = day(at.date(), tongue);
                // A `String` takes whatever is written.
                let _ = write!(said, " {}", at.format("%H:%M:%S"));
                said
            }
        }
    }
}

/// A block of the text of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Block {
    /// To whom.
    To(Words),
    /// A paragraph.
    Text(Words),
    /// Names with what belongs to each.
    Pairs(Vec<Pair>),
    /// Small print.
    Note(Words),
}

/// A name with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The name.
    pub name: Words,
    /// What belongs to it, in both languages alike but for the facts in it.
    pub value: String,
}

/// The text of a kind of letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// By which it is known among the texts of its kind.
    pub version: String,
    /// What the letter is.
    pub title: Words,
    /// What it says.
    pub block: Vec<Block>,
}

/// What stands around the text of every letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// The number under the head.
    pub number: Words,
    /// Who signs, and when.
    pub close: Vec<Words>,
    /// Which language counts.
    pub counts: Words,
    /// At the foot of each page, at its left, and at its right.
    pub foot: (Words, Words),
}

/// A text with its frame, checked, and the hash of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The kind.
    pub kind: Kind,
    /// The text.
    pub text: Text,
    /// The frame.
    pub frame: Frame,
    /// What both were read from.
    pub sources: (String, String),
    /// SHA-256 of that.
    pub sha256: String,
}

/// The placeholders that the foot alone has, which the paper fills in.
const PAGES: &[&str] = &["page", "pages"];

impl Template {
    /// The text that comes with the program.
    ///
    /// # Errors
    /// As for [`Template::read`].
    pub fn shipped(kind: Kind) -> Result<Self, Refusal> {
        Self::of(kind, kind.shipped())
    }

    /// A text in the frame that comes with the program.
    ///
    /// # Errors
    /// As for [`Template::read`].
    pub fn of(kind: Kind, text: &str) -> Result<Self, Refusal> {
        Self::read(kind, text, include_str!("letter/frame.toml"))
    }

    /// Reads a text and its frame.
    ///
    /// # Errors
    /// [`Code::LetterTemplate`] where it is no text of a letter; [`Code::LetterPlaceholder`] where it names what its kind does not
    /// have.
    pub fn read(kind: Kind, text: &str, frame: &str) -> Result<Self, Refusal> {
        let malformed = |text: &str, error: &toml::de::Error| {
            Refusal::new(Code::LetterTemplate).with("why", crate::syntax::toml(text, error))
        };
        let sha256 = Sha256::new().chain_update(frame).chain_update(b"\0").chain_update(text).finalize();
        let sha256 = hex(&sha256);
        let read = Self {
            kind,
            text: toml::from_str(text).map_err(|error| malformed(text, &error))?,
            frame: toml::from_str(frame).map_err(|error| malformed(frame, &error))?,
            sources: (text.to_owned(), frame.to_owned()),
            sha256,
        };
        read.check()?;
        Ok(read)
    }

    fn check(&self) -> Result<(), Refusal> {
        let known: BTreeSet<&str> = self.kind.names().into_iter().collect();
        let paged: BTreeSet<&str> = known.iter().copied().chain(PAGES.iter().copied()).collect();
        let check = |place: &str, words: &Words, known: &BTreeSet<&str>| {
            for (name, said) in [("zh", &words.zh), ("en", &words.en)] {
                self.sound(&format!("{place}.{name}"), said, known)?;
            }
            Ok::<(), Refusal>(())
        };
        check("title", &self.text.title, &known)?;
        for (at, block) in self.text.block.iter().enumerate() {
            let place = format!("block[{}]", at.saturating_add(1));
            match block {
                Block::To(words) | Block::Text(words) | Block::Note(words) => check(&place, words, &known)?,
                Block::Pairs(pairs) => {
                    for (at, pair) in pairs.iter().enumerate() {
                        let place = format!("{place}.pairs[{}]", at.saturating_add(1));
                        check(&format!("{place}.name"), &pair.name, &known)?;
                        self.sound(&format!("{place}.value"), &pair.value, &known)?;
                    }
                }
            }
        }
        check("number", &self.frame.number, &known)?;
        check("counts", &self.frame.counts, &known)?;
        for words in &self.frame.close {
            check("close", words, &known)?;
        }
        check("foot", &self.frame.foot.0, &known)?;
        check("foot", &self.frame.foot.1, &paged)
    }

    /// Whether a text says something, and names nothing that the kind does not have.
    fn sound(&self, place: &str, text: &str, known: &BTreeSet<&str>) -> Result<(), Refusal> {
        let unknown = |name: &str| {
            Refusal::new(Code::LetterPlaceholder)
                .with("place", Fact::Text(place.to_owned()))
                .with("name", Fact::Text(name.chars().take(60).collect()))
                .with("known", Fact::Text(self.kind.names().join(", ")))
        };
        if text.trim().is_empty() {
            return Err(unknown(""));
        }
        pieces(text).try_for_each(|piece| match piece {
            Piece::Name(name) if !known.contains(name) => Err(unknown(name)),
            Piece::Open(rest) => Err(unknown(rest)),
            Piece::Name(_) | Piece::Plain(_) => Ok(()),
        })
    }
}

/// A piece of a text with placeholders.
enum Piece<'a> {
    Plain(&'a str),
    Name(&'a str),
    /// A brace that nothing closes, or that closes nothing.
    Open(&'a str),
}

fn pieces(mut text: &str) -> impl Iterator<Item = Piece<'_>> {
    std::iter::from_fn(move || {
        if text.is_empty() {
            return None;
        }
        let at = text.find(['{', '}']).unwrap_or(text.len());
        let (plain, rest) = text.split_at(at);
        if !plain.is_empty() {
            text = rest;
            return Some(Piece::Plain(plain));
        }
        match rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            Some((name, after)) => {
                text = after;
                Some(Piece::Name(name))
            }
            None => {
                text = "";
                Some(Piece::Open(rest))
            }
        }
    })
}

/// A text with its facts in their places. What is named at the foot of pages, and nothing else, stays as it is.
pub fn filled(text: &str, facts: &Facts, tongue: Tongue) -> String {
    let mut out = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Plain(plain) => out.push_str(plain),
            Piece::Name(name) => match facts.get(name) {
                Some(fact) => out.push_str(&fact.say(tongue)),
                None => {
                    let _ = write!(out, "{{{name}}}");
                }
            },
            Piece::Open(rest) => out.push_str(rest),
        }
    }
    out
}

/// A version of a text as people name it: the kind, and the version that the text says.
pub fn name(kind: Kind, version: &str) -> String {
    format!("{}/{version}", kind.key())
}

/// The kind that such a name says.
pub fn kind_of(name: &str) -> Option<Kind> {
    Kind::from_key(name.split('/').next().unwrap_or_default())
}

/// What a letter is known by: its facts and the text that they were put into.
pub fn seal(kind: Kind, (number, template): (&str, &str), facts: &str) -> String {
    let seal = Sealing::of("letter").text(kind.key()).text(number).text(template).text(facts).end();
    // What stands on paper are digits alone.
    seal.rsplit(':').next().unwrap_or_default().to_owned()
}

/// As much of the hash as stands at the foot of each page.
pub fn short(hash: &str) -> &str {
    hash.get(..16).unwrap_or(hash)
}

#[cfg(test)]
mod tests;
