//! Reading a registry's answer. It counts when all of it is understood; what is not understood is an error, never an
//! empty list.
//!
//! Basis: credit.md finding 9 and C18.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde_json::Value;

use super::{AHEAD_MINUTES, Field, Registry, Worded, repeated};
use crate::credit::{Party, Record, Severity, matching};
use crate::date;
use crate::identifier::Uscc;
use crate::money::{Currency, Fen, text::Unit};

/// Why an answer is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// Nothing came.
    #[error("the answer is empty")]
    Empty,
    /// Another encoding, or not text at all.
    #[error("the answer is not UTF-8")]
    Encoding,
    /// It breaks off.
    #[error("the answer breaks off before its end")]
    Truncated,
    /// Not JSON.
    #[error("the answer is not JSON (line {line}, column {column})")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A member stands twice in one object.
    #[error("the member {0} stands twice in one object")]
    KeyTwice(String),
    /// It does not say for whom it is.
    #[error("the answer does not repeat the code as text")]
    EchoMissing,
    /// It is for another firm.
    #[error("the answer is for {0}, who was not asked about")]
    EchoOther(String),
    /// Its time is missing or cannot be read.
    #[error("the time of the answer is missing or not RFC 3339")]
    TimeMissing,
    /// Its time lies in the future.
    #[error("the time of the answer, {0}, lies in the future")]
    Ahead(DateTime<Utc>),
    /// Its time lies too far in the past.
    #[error("the time of the answer, {0}, is too long ago")]
    Behind(DateTime<Utc>),
    /// There is no list, and it does not say that there are no records.
    #[error("there is neither a list of records nor the mark for none")]
    ListMissing,
    /// What stands in place of the list is none.
    #[error("what should be the list of records is not a list")]
    ListNotList,
    /// The list is empty, and it does not say that there are no records.
    #[error("the list is empty and the mark for none is missing")]
    MarkMissing,
    /// It says that there are no records, and has some.
    #[error("the mark for none stands beside {0} records")]
    Contradiction(usize),
    /// It says that there are so many records, and has another number.
    #[error("the answer has {found} records and says that there are {stated}")]
    Count {
        /// What it says.
        stated: String,
        /// Items of the list.
        found: usize,
    },
    /// An item is no object.
    #[error("record {0} is not an object")]
    NotObject(usize),
    /// A value in an item.
    #[error("record {item}, {field}: {flaw}")]
    Item {
        /// Which, from 1.
        item: usize,
        /// Where in it.
        field: Field,
        /// What is wrong.
        flaw: Flaw,
    },
    /// The kind of an item is not one of the words for it.
    #[error("record {0} has a kind without a word for it")]
    Kind(usize),
    /// An item has the code of a firm that was not asked about.
    #[error("record {item} is about {found}, who was not asked about")]
    ItemOther {
        /// Which, from 1.
        item: usize,
        /// The code in it.
        found: String,
    },
    /// Two items are the same decision.
    #[error("records {first} and {second} are the same decision")]
    Twice {
        /// The first, from 1.
        first: usize,
        /// The second.
        second: usize,
    },
}

/// What is wrong with a value in an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// It is not there.
    #[error("missing")]
    Missing,
    /// A number where text is due: leading zeros and the last digits of a long one may be lost.
    #[error("a number where text is due")]
    Number,
    /// Neither text nor number.
    #[error("not text")]
    NotText,
    /// Not a date.
    #[error("not a date")]
    NotDate,
    /// A date after today: the record would not be seen before that day.
    #[error("a date in the future")]
    Future,
    /// A record that is over before it begins.
    #[error("before the event itself")]
    BeforeEvent,
    /// Not an amount.
    #[error("not an amount")]
    NotAmount,
    /// A word that the contract does not know.
    #[error("an unknown word")]
    Word,
}

/// Reads an answer about the firm with the code `asked` that came at `now`.
///
/// It is clean (no records) only when it is JSON, repeats the code, and carries the mark for none with no record beside
/// it. With records, every item must be understood in what a record cannot lack; what it may lack and cannot be read is
/// unknown, in the stricter way. Records are known from `now` on.
///
/// # Errors
/// The first thing that is wrong.
pub fn read(
    registry: &Registry,
    source: &str,
    body: &[u8],
    asked: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Record>, Malformed> {
    let answer = parse(body)?;
    let code = answered_for(registry, &answer, asked)?;
    in_time(registry, &answer, now)?;
    let items = items(registry, &answer)?;
    let reader = Reader { registry, source, code, now };
    let mut seen = BTreeMap::new();
    let mut records = Vec::with_capacity(items.len());
    for (second, item) in (1..).zip(items) {
        let record = reader.record(second, item)?;
        if let Some(first) = seen.insert(record.natural_key(), second) {
            return Err(Malformed::Twice { first, second });
        }
        records.push(record);
    }
    Ok(records)
}

fn parse(body: &[u8]) -> Result<Value, Malformed> {
    let text = std::str::from_utf8(body).map_err(|_| Malformed::Encoding)?;
    if text.trim().is_empty() {
        return Err(Malformed::Empty);
    }
    let answer = serde_json::from_str(text).map_err(|e| match e.is_eof() {
        true => Malformed::Truncated,
        false => Malformed::NotJson { line: e.line(), column: e.column() },
    })?;
    repeated::repeated_key(text).map_or(Ok(answer), |key| Err(Malformed::KeyTwice(key)))
}

/// The code that the answer is for, as the registry writes it.
fn answered_for<'a>(registry: &Registry, answer: &'a Value, asked: &str) -> Result<&'a str, Malformed> {
    let echo = answer.pointer(&registry.echo).and_then(Value::as_str).ok_or(Malformed::EchoMissing)?;
    let found = matching::normalise_code(echo);
    if found.is_empty() {
        return Err(Malformed::EchoMissing);
    }
    if found == matching::normalise_code(asked) { Ok(echo) } else { Err(Malformed::EchoOther(short(echo))) }
}

fn in_time(registry: &Registry, answer: &Value, now: DateTime<Utc>) -> Result<(), Malformed> {
    let Some(pointer) = &registry.as_of else { return Ok(()) };
    let stated = answer.pointer(pointer).and_then(Value::as_str);
    let at = stated.and_then(|text| DateTime::parse_from_rfc3339(text).ok()).ok_or(Malformed::TimeMissing)?.to_utc();
    let age = now.signed_duration_since(at);
    if age < TimeDelta::minutes(AHEAD_MINUTES).checked_mul(-1).unwrap_or_default() {
        return Err(Malformed::Ahead(at));
    }
    if age > TimeDelta::minutes(i64::from(registry.max_skew_minutes)) {
        return Err(Malformed::Behind(at));
    }
    Ok(())
}

/// The items of the list: none only where the answer positively says so.
fn items<'a>(registry: &Registry, answer: &'a Value) -> Result<&'a [Value], Malformed> {
    let none = answer.pointer(&registry.none.at) == Some(&registry.none.is);
    let items: &[Value] = match answer.pointer(&registry.list) {
        Some(Value::Array(items)) => items,
        None | Some(Value::Null) if none => &[],
        None | Some(Value::Null) => return Err(Malformed::ListMissing),
        Some(_) => return Err(Malformed::ListNotList),
    };
    match (items.len(), none) {
        (0, false) => return Err(Malformed::MarkMissing),
        (found @ 1.., true) => return Err(Malformed::Contradiction(found)),
        _ => {}
    }
    let Some(pointer) = &registry.count else { return Ok(items) };
    let stated = answer.pointer(pointer);
    if stated.and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok()) == Some(items.len()) {
        return Ok(items);
    }
    let stated = short(&stated.unwrap_or(&Value::Null).to_string());
    Err(Malformed::Count { stated, found: items.len() })
}

/// Enough of a text to recognise it.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

struct Reader<'a> {
    registry: &'a Registry,
    source: &'a str,
    /// The code that the answer is for.
    code: &'a str,
    now: DateTime<Utc>,
}

/// An item of the list.
struct Item<'a> {
    reader: &'a Reader<'a>,
    position: usize,
    value: &'a Value,
}

impl Reader<'_> {
    fn record(&self, position: usize, value: &Value) -> Result<Record, Malformed> {
        if !value.is_object() {
            return Err(Malformed::NotObject(position));
        }
        let item = Item { reader: self, position, value };
        let event_date = item.date(Field::EventDate)?.ok_or_else(|| item.flawed(Field::EventDate, Flaw::Missing))?;
        // It is the day before in Greenwich while it is already tomorrow in Beijing.
        if date::days_between(self.now.date_naive(), event_date) > 1 {
            return Err(item.flawed(Field::EventDate, Flaw::Future));
        }
        let later = |field| match item.date(field)? {
            Some(day) if day < event_date => Err(item.flawed(field, Flaw::BeforeEvent)),
            day => Ok(day),
        };
        let mut unread = BTreeMap::new();
        let penalty_types = item.or_unknown(Field::PenaltyTypes, item.texts(Field::PenaltyTypes), &mut unread);
        let severity = item.or_unknown(Field::Severity, item.severity(), &mut unread);
        let mut severity = severity.unwrap_or_else(|| Severity::of_penalty_types(&penalty_types));
        // A class that cannot be read is never a light one.
        if !unread.is_empty() && severity != Severity::Serious {
            severity = Severity::Unknown;
        }
        let mut end = |field| item.or_unknown(field, later(field), &mut unread);
        let [ended_at, public_until, removed_at, repaired_at, revoked_at] =
            [Field::EndedAt, Field::PublicUntil, Field::RemovedAt, Field::RepairedAt, Field::RevokedAt].map(&mut end);
        let mut record = Record {
            kind: item.kind()?,
            source: self.source.to_owned(),
            severity,
            domain: item.or_unknown(Field::Domain, item.worded(Field::Domain, Worded::Domain), &mut unread),
            value: item.worded(Field::Value, Worded::Value)?,
            list_code: item.worded(Field::ListCode, Worded::ListCode)?,
            penalty_types,
            party: Party::Applicant,
            subject_code: item.code()?,
            subject_name: item.text_or_nothing(Field::SubjectName)?,
            authority: item.text_or_nothing(Field::Authority)?,
            decision_no: item.text_or_nothing(Field::DecisionNo)?,
            event_date,
            ended_at,
            public_until,
            removed_at,
            repaired_at,
            revoked_at,
            objection_opened: None,
            objection_closed: None,
            fine: item.or_unknown(Field::FineWan, item.fine(), &mut unread),
            confiscated: None,
            content: item.text_or_nothing(Field::Content)?,
            unread,
            row: String::new(),
            known_from: self.now,
            known_to: None,
        };
        if record.decision_no.trim().is_empty() {
            // Without a number its day and ground tell it from others.
            let Record { event_date, value, list_code, penalty_types, fine, content, .. } = &record;
            let ground = serde_json::to_string(&(event_date, value, list_code, penalty_types, fine, content));
            let hash = crate::credit::snapshot::sha256(&ground.unwrap_or_default());
            record.row = Record::row_of_ground(hash.get(..16).unwrap_or_default());
        }
        Ok(record)
    }
}

impl Item<'_> {
    const fn flawed(&self, field: Field, flaw: Flaw) -> Malformed {
        Malformed::Item { item: self.position, field, flaw }
    }

    /// What was read of a field that a record may lack, or nothing with what stands there among the unread: the record
    /// counts, and the field is unknown.
    fn or_unknown<T: Default>(
        &self,
        field: Field,
        found: Result<T, Malformed>,
        unread: &mut BTreeMap<String, String>,
    ) -> T {
        found.unwrap_or_else(|_| {
            let pointer = self.reader.registry.fields.get(&field);
            let words = pointer
                .and_then(|at| self.value.pointer(at))
                .map_or_else(String::new, |value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            unread.insert(field.key().to_owned(), words.chars().take(200).collect());
            T::default()
        })
    }

    /// What stands at a field; absent, null and empty text are all "not stated".
    fn stated(&self, field: Field) -> Result<Option<&Value>, Malformed> {
        let Some(pointer) = self.reader.registry.fields.get(&field) else { return Ok(None) };
        let empty = |value: &&Value| value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty());
        match self.value.pointer(pointer).filter(|value| !empty(value)) {
            None if field.required() => Err(self.flawed(field, Flaw::Missing)),
            stated => Ok(stated),
        }
    }

    fn text(&self, field: Field) -> Result<Option<&str>, Malformed> {
        let text = |value| as_text(value).map_err(|flaw| self.flawed(field, flaw));
        self.stated(field)?.map(text).transpose()
    }

    fn text_or_nothing(&self, field: Field) -> Result<String, Malformed> {
        Ok(self.text(field)?.unwrap_or_default().to_owned())
    }

    /// Several texts, as a list or in one text.
    fn texts(&self, field: Field) -> Result<Vec<String>, Malformed> {
        let texts = match self.stated(field)? {
            Some(Value::Array(values)) => values.iter().map(as_text).collect::<Result<Vec<_>, _>>(),
            Some(value) => as_text(value).map(|text| text.split(['、', ',', '，', ';', '；', '/']).collect()),
            None => Ok(Vec::new()),
        };
        let texts = texts.map_err(|flaw| self.flawed(field, flaw))?;
        Ok(texts.into_iter().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect())
    }

    fn date(&self, field: Field) -> Result<Option<NaiveDate>, Malformed> {
        let Some(text) = self.text(field)? else { return Ok(None) };
        // Registries that keep dates as instants write a time of day behind them.
        let day = crate::credit::list::without_time(text).unwrap_or(text);
        date::parse(day).map(Some).map_err(|_| self.flawed(field, Flaw::NotDate))
    }

    /// Our word for the registry's.
    fn worded(&self, field: Field, worded: Worded) -> Result<String, Malformed> {
        let Some(text) = self.text(field)? else { return Ok(String::new()) };
        let Some(words) = self.reader.registry.words.get(&worded) else { return Ok(text.to_owned()) };
        words.get(text).cloned().ok_or_else(|| self.flawed(field, Flaw::Word))
    }

    fn kind(&self) -> Result<String, Malformed> {
        let registry = self.reader.registry;
        if !registry.kind.starts_with('/') {
            return Ok(registry.kind.clone());
        }
        let told = self.value.pointer(&registry.kind).and_then(Value::as_str).map(str::trim);
        let words = registry.words.get(&Worded::Kind);
        told.and_then(|told| words?.get(told)).cloned().ok_or(Malformed::Kind(self.position))
    }

    fn severity(&self) -> Result<Option<Severity>, Malformed> {
        let word = self.worded(Field::Severity, Worded::Severity)?;
        let severity = match word.as_str() {
            "" => return Ok(None),
            "轻微" | "轻微失信" => Some(Severity::Minor),
            "一般" | "一般失信" => Some(Severity::General),
            "严重" | "严重失信" => Some(Severity::Serious),
            key => Severity::from_key(key),
        };
        severity.map(Some).ok_or_else(|| self.flawed(Field::Severity, Flaw::Word))
    }

    /// The code in the item, which must be the one asked about or the organisation code inside it.
    fn code(&self) -> Result<String, Malformed> {
        let Some(found) = self.text(Field::SubjectCode)? else { return Ok(self.reader.code.to_owned()) };
        let (own, asked) = (matching::normalise_code(found), matching::normalise_code(self.reader.code));
        let inside = Uscc::parse(&asked).is_ok_and(|code| code.org_code() == own);
        if own == asked || inside {
            return Ok(found.to_owned());
        }
        Err(Malformed::ItemOther { item: self.position, found: short(found) })
    }

    fn fine(&self) -> Result<Option<Fen>, Malformed> {
        let amount = match self.stated(Field::FineWan)? {
            None => return Ok(None),
            Some(Value::Number(number)) => number.to_string(),
            Some(value) => as_text(value).map_err(|flaw| self.flawed(Field::FineWan, flaw))?.to_owned(),
        };
        let fine = crate::money::text::parse(&amount, Unit::TenThousand, Currency::Cny);
        fine.map(Some).map_err(|_| self.flawed(Field::FineWan, Flaw::NotAmount))
    }
}

fn as_text(value: &Value) -> Result<&str, Flaw> {
    match value {
        Value::String(text) => Ok(text.trim()),
        Value::Number(_) => Err(Flaw::Number),
        _ => Err(Flaw::NotText),
    }
}
