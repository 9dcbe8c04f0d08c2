//! The seal of a check: everything that went in and came out in canonical JSON, its hash, and the hash of the check
//! before. The same inputs give the same bytes, so anybody can repeat a decision and prove it.
//!
//! Basis: credit.md C8.

use serde::ser::Error as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::matching::{self, Match};
use super::{CheckRequest, CheckResult, MatchDecision, Party, Record, RecordState, Rules, Subject};

/// Version of the engine; a change of what a check comes to changes it.
pub const ENGINE: &str = "4";

/// A sealed check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The canonical JSON.
    pub json: String,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

/// Which case a snapshot is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Number of the application.
    pub application: String,
    /// The schedule whose lines were checked; empty without one.
    pub schedule: String,
}

/// Where a chain of snapshots breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotBreak {
    /// The text is not the one that was sealed.
    #[error("snapshot {0} does not hash to its seal")]
    Altered(usize),
    /// It does not name the seal of the one before it.
    #[error("snapshot {0} does not follow the one before it")]
    Unchained(usize),
}

#[derive(Serialize)]
struct Content<'a> {
    engine: &'a str,
    case: About,
    request: Asked<'a>,
    rule_set: &'a str,
    rule_set_sha256: String,
    applicant: &'a super::Finding,
    lines: &'a std::collections::BTreeMap<String, super::Finding>,
    prev: &'a str,
}

#[derive(Serialize)]
struct Asked<'a> {
    stage: super::Stage,
    times: super::Times,
    submitted_on: chrono::NaiveDate,
    subject: Subject,
    records: Vec<Considered<'a>>,
    lines: Vec<Line<'a>>,
    decisions: Vec<Decided<'a>>,
    answers: &'a [super::Answer],
    consent: super::Consent,
}

#[derive(Serialize)]
struct Line<'a> {
    line: &'a str,
    subject: Subject,
    records: Vec<Considered<'a>>,
}

/// An officer's answer about a match; what was written about it may name people and is sealed by its hash.
#[derive(Serialize)]
struct Decided<'a> {
    record_sha256: String,
    subject: &'a str,
    confirmed: bool,
    by: &'a str,
    why_sha256: String,
}

impl<'a> Decided<'a> {
    fn of(decision: &'a MatchDecision) -> Self {
        Self {
            record_sha256: sha256(&decision.record),
            subject: &decision.subject,
            confirmed: decision.confirmed,
            by: &decision.by,
            why_sha256: sha256(&decision.why),
        }
    }
}

/// A subject without a natural person's name: a snapshot stays as it is when personal data are purged (credit.md C17).
fn sealed(subject: &Subject) -> Subject {
    let legal_representative = subject.legal_representative.as_ref().map(|name| sha256(&matching::normalise(name)));
    Subject { legal_representative, ..subject.clone() }
}

/// A record as the check saw it.
#[derive(Serialize)]
struct Considered<'a> {
    source: &'a str,
    record: String,
    sha256: String,
    visible: bool,
    state: Option<RecordState>,
    matched: &'a str,
}

/// Seals a check of a case after the check whose seal is `prev` (empty for the first).
///
/// # Errors
/// When something in it is a floating-point number, which has no canonical form. Nothing in the types here is.
pub fn seal(
    case: About,
    request: &CheckRequest<'_>,
    rules: &Rules,
    result: &CheckResult,
    prev: &str,
) -> Result<Sealed, serde_json::Error> {
    let rule_set = rules.rule_sets.iter().find(|r| r.id == result.rule_set);
    let mut lines = Vec::with_capacity(request.lines.len());
    for line in request.lines {
        let records = considered(request, &line.subject, &line.records)?;
        lines.push(Line { line: &line.line, subject: sealed(&line.subject), records });
    }
    let asked = Asked {
        stage: request.stage,
        times: request.times,
        submitted_on: request.submitted_on,
        subject: sealed(request.subject),
        records: considered(request, request.subject, request.records)?,
        lines,
        decisions: request.decisions.iter().map(Decided::of).collect(),
        answers: request.answers,
        consent: request.consent,
    };
    let json = canonical(&Content {
        engine: ENGINE,
        case,
        request: asked,
        rule_set: &result.rule_set,
        rule_set_sha256: sha256(&canonical(&rule_set)?),
        applicant: &result.applicant,
        lines: &result.lines,
        prev,
    })?;
    Ok(Sealed { sha256: sha256(&json), json })
}

/// Every record that concerns the subject at all, those that were not visible or not its own included.
fn considered<'a>(
    request: &CheckRequest<'_>,
    subject: &Subject,
    records: &'a [Record],
) -> Result<Vec<Considered<'a>>, serde_json::Error> {
    let mut all = Vec::new();
    for record in records {
        let matched = match matching::compare(record, subject) {
            Match::None => continue,
            Match::Namesake => "namesake",
            Match::Doubtful(doubt) => doubt.reason(),
            Match::Certain => "certain",
        };
        all.push(Considered {
            source: &record.source,
            record: if record.party == Party::LegalRepresentative {
                sha256(&record.natural_key())
            } else {
                record.natural_key()
            },
            sha256: sha256(&canonical(record)?),
            visible: record.visible(request.times),
            state: record.state(request.times.as_of).ok(),
            matched,
        });
    }
    all.sort_by(|a, b| (a.source, &a.record, &a.sha256).cmp(&(b.source, &b.record, &b.sha256)));
    Ok(all)
}

/// Verifies snapshots in the order of their making, each with the seal that was stored for it.
///
/// # Errors
/// The first break, counted from 0.
pub fn verify<'a>(chain: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<(), SnapshotBreak> {
    let mut before = String::new();
    for (position, (json, seal)) in chain.into_iter().enumerate() {
        if sha256(json) != seal {
            return Err(SnapshotBreak::Altered(position));
        }
        let value: Value = serde_json::from_str(json).map_err(|_| SnapshotBreak::Altered(position))?;
        if value.get("prev").and_then(Value::as_str) != Some(before.as_str()) {
            return Err(SnapshotBreak::Unchained(position));
        }
        seal.clone_into(&mut before);
    }
    Ok(())
}

/// JSON with sorted keys, without blanks and without floating-point numbers: one value, one text.
///
/// # Errors
/// For a value that holds a floating-point number or cannot be JSON.
pub fn canonical(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let mut out = String::new();
    write(&serde_json::to_value(value)?, &mut out)?;
    Ok(out)
}

fn write(value: &Value, out: &mut String) -> Result<(), serde_json::Error> {
    match value {
        Value::Number(n) if n.is_f64() => return Err(serde_json::Error::custom("a float has no canonical form")),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            out.push_str(&serde_json::to_string(value)?);
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            // The order of serde_json's maps depends on the features of the whole build.
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(key, _)| *key);
            out.push('{');
            for (at, (key, member)) in members.into_iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                out.push_str(&serde_json::to_string(key)?);
                out.push(':');
                write(member, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

/// SHA-256 in hexadecimal.
pub fn sha256(text: &str) -> String {
    crate::seal::hex(&Sha256::digest(text))
}
