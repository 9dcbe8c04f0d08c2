//! Bank statements in whichever format a bank sends them. Each format is a row here and a file beside it; the rest of the
//! program knows only what a statement says.

use std::collections::HashMap;

use chrono_tz::Tz;
use domain::document::Media;
use domain::refusal::{Code, Fact, Refusal};
use domain::statement::{Previous, QuarantineReason, Statement};
use serde::Serialize;

use super::source::Source;
use super::table::{Limits, recognise};
use super::{bank_table, camt053, mt940};

/// A format.
pub struct Reader {
    /// What of it is read, by the names that banks use.
    pub reads: &'static [&'static str],
    /// What a file of it is.
    pub media: Media,
    /// How its files end, for the choice of a file.
    pub endings: &'static [&'static str],
    /// Whether a file is of it, by its content.
    pub(super) looks: fn(Source<'_>) -> Result<bool, Refusal>,
    /// Reads one. An instant in UTC is booked on the day that it falls on in the authority's zone.
    pub(super) read: fn(Source<'_>, Tz) -> Result<StatementFile, Refusal>,
}

/// Every format, in the order in which a file is held against them. What is none of them is read by the last, which says why
/// it cannot be.
pub const READERS: &[Reader] = &[mt940::READER, camt053::READER];

/// A file of statements.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct StatementFile {
    /// The format as [`Reader::reads`] names it.
    pub format: String,
    /// What the file is.
    #[serde(skip)]
    pub media: Option<Media>,
    /// The bank's id of the message.
    pub message_id: String,
    /// When the bank made it, as written.
    pub created: String,
    /// The statements inside, at least one.
    pub statements: Vec<Statement>,
}

impl StatementFile {
    /// The reasons for quarantine of each statement, in their order. A statement is compared with the one before it of the
    /// same account in this file, by days and numbers, in whatever order the file has them; what stood before the file, the
    /// caller knows.
    pub fn reasons(&self) -> Vec<Vec<QuarantineReason>> {
        let mut order: Vec<(usize, &Statement)> = self.statements.iter().enumerate().collect();
        order.sort_by_key(|(place, s)| (s.from, s.to, s.electronic_sequence, s.page, *place));
        let mut before: HashMap<&str, Previous> = HashMap::new();
        let mut each: Vec<(usize, Vec<QuarantineReason>)> = Vec::new();
        for (place, statement) in order {
            let account = statement.account.as_str();
            each.push((place, statement.check(before.get(account))));
            before.extend(statement.as_previous().map(|previous| (account, previous)));
        }
        each.sort_by_key(|(place, _)| *place);
        each.into_iter().map(|(_, reasons)| reasons).collect()
    }
}

/// Reads an uploaded file of statements, in the format that its content shows; its name decides nothing.
///
/// # Errors
/// [`Code::FileTooLarge`], [`Code::FileEmpty`], [`Code::FileEncoding`], [`Code::MessageEncoding`], [`Code::FileDoctype`],
/// [`Code::MessageMalformed`], [`Code::MessageDepth`], [`Code::MessageKind`] for a format, message or version that is not
/// read, [`Code::MessageElementMissing`] when no statement is inside.
pub fn read<'a>(file: impl Into<Source<'a>>, zone: Tz) -> Result<StatementFile, Refusal> {
    read_within(file, zone, Limits::UPLOAD.bytes)
}

/// [`read`] with another size limit in bytes.
///
/// # Errors
/// As [`read`].
pub fn read_within<'a>(file: impl Into<Source<'a>>, zone: Tz, limit: usize) -> Result<StatementFile, Refusal> {
    let file = file.into();
    if file.size()? > u64::try_from(limit).unwrap_or(u64::MAX) {
        let max = Fact::Count(i64::try_from(limit >> 20).unwrap_or(i64::MAX));
        return Err(Refusal::new(Code::FileTooLarge).with("max", max));
    }
    if let Some(refusal) = recognise(file)? {
        if refusal.code != Code::FileKind {
            return Err(refusal);
        }
        // What it is instead stands beside what banks send, and not beside what a schedule may be.
        let found = refusal.facts.into_iter().find(|(name, _)| name == "found").map(|(_, found)| found);
        let refusal = Refusal::new(Code::MessageKind).with("allowed", Fact::Text(formats()));
        return Err(refusal.with("found", found.unwrap_or_else(|| Fact::Text(String::new()))));
    }
    let mut reader = &camt053::READER;
    for other in READERS {
        if (other.looks)(file)? {
            reader = other;
            break;
        }
    }
    let read = (reader.read)(file, zone)?;
    if read.statements.is_empty() {
        return Err(Refusal::new(Code::MessageElementMissing).with("element", Fact::Text("Stmt".to_owned())));
    }
    Ok(StatementFile { media: Some(reader.media), ..read })
}

/// A message that is none of those which are read.
pub(super) fn other_kind(found: &str) -> Refusal {
    Refusal::new(Code::MessageKind)
        .with("found", Fact::Text(found.chars().take(120).collect()))
        .with("allowed", Fact::Text(formats()))
}

/// The names of all formats.
pub fn formats() -> String {
    READERS.iter().rev().flat_map(|reader| reader.reads).copied().collect::<Vec<_>>().join(", ")
}

/// How files of all formats end, as a choice of files takes it.
pub fn endings() -> String {
    let tables = bank_table::ENDINGS;
    READERS.iter().rev().flat_map(|reader| reader.endings).chain(tables).copied().collect::<Vec<_>>().join(",")
}
