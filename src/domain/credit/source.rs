//! Sources of records and what they answered. Only a fresh, positive answer counts: silence is never clean.
//!
//! Basis: credit.md finding 9, C6 and C10.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::registry::Registry;
use super::rule::Params;
use super::{Reason, Stage, Times};
use crate::date::days_between;
use crate::role::text_enum;
use crate::template::Words;

/// A source of records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Stable id.
    pub id: String,
    /// Name in Chinese.
    pub zh: String,
    /// Name in English.
    pub en: String,
    /// Official sources before vendors; 0 is this system itself.
    pub rank: i64,
    /// Stages at which it must have answered.
    pub required_at: Vec<Stage>,
    /// How old its answer may be, in hours; a stage without a limit accepts no age at all.
    pub max_age_hours: BTreeMap<Stage, i64>,
    /// Whether it may only be asked with the subject's consent.
    #[serde(default)]
    pub needs_consent: bool,
    /// How its records come in.
    #[serde(default)]
    pub adapter: Adapter,
    /// The contract of a registry that is asked over HTTP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registry: Option<Registry>,
}

impl Source {
    /// Its name in both languages.
    pub fn title(&self) -> Words {
        Words { zh: self.zh.clone(), en: self.en.clone() }
    }
}

/// How the records of a source come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Adapter {
    /// Lists that officers import; the last import is its answer.
    #[default]
    File,
    /// A registry that is asked about one subject over HTTP.
    HttpJson,
    /// Reports about one subject that officers file with evidence; it never answers by itself.
    Manual,
    /// Records of this system; always there.
    Internal,
}

impl Adapter {
    /// The stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::HttpJson => "http_json",
            Self::Manual => "manual",
            Self::Internal => "internal",
        }
    }
}

text_enum! {
    /// How a source answered.
    AnswerStatus {
        /// With records, or a well-formed "no records".
        Ok = "ok",
        /// A well-formed "this subject is not known here".
        NotFoundOk = "not_found_ok",
        /// It was never asked.
        NotAsked = "not_asked",
        /// Not in time.
        Timeout = "timeout",
        /// With an error.
        HttpError = "http_error",
        /// With something that is not an answer.
        Malformed = "malformed",
        /// It refused to say.
        Denied = "denied",
    }
}

/// A report that officers filed by hand in place of a source's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Hash of the file.
    pub file_sha256: String,
    /// Day on which the report was issued.
    pub issued_on: NaiveDate,
    /// Whether a second officer has checked it.
    pub verified_by_two: bool,
}

/// What a source last answered about a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The source.
    pub source: String,
    /// How.
    pub status: AnswerStatus,
    /// When.
    pub finished_at: Option<DateTime<Utc>>,
    /// What was filed in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

impl AnswerStatus {
    /// Whether it is an answer: records, or a well-formed "none".
    pub const fn is_good(self) -> bool {
        matches!(self, Self::Ok | Self::NotFoundOk)
    }
}

impl Answer {
    /// The answer of this system about its own records: they are there.
    pub fn own(source: &str, now: DateTime<Utc>) -> Self {
        Self { source: source.to_owned(), status: AnswerStatus::Ok, finished_at: Some(now), evidence: None }
    }

    /// The answer of a source that is read from files: the last import, if there was any.
    pub fn by_import(source: &str, imported_at: Option<DateTime<Utc>>) -> Self {
        let status = if imported_at.is_some() { AnswerStatus::Ok } else { AnswerStatus::NotAsked };
        Self { source: source.to_owned(), status, finished_at: imported_at, evidence: None }
    }
}

text_enum! {
    /// Whether the subject allows non-public sources to be asked.
    Consent {
        /// Given and in force.
        Valid = "valid",
        /// Never given.
        Missing = "missing",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Over.
        Expired = "expired",
    }
}

/// The sources that a stage requires and that cannot be relied on, each as a referral.
///
/// Evidence filed by hand stands in for a source while it is at most `manual_evidence_max_days` old and two officers have
/// seen it. An answer from after `known_at` was not known then.
pub fn unreliable(
    sources: &[Source],
    stage: Stage,
    times: Times,
    answers: &[Answer],
    consent: Consent,
    params: &Params,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for source in sources.iter().filter(|s| s.required_at.contains(&stage)) {
        let answer = answers.iter().find(|a| a.source == source.id);
        let vouched = answer.and_then(|a| a.evidence.as_ref()).is_some_and(|e| e.stands(times.as_of, params));
        let code = if source.needs_consent && consent != Consent::Valid {
            "CONSENT_MISSING"
        } else if vouched {
            continue;
        } else {
            let limit = source.max_age_hours.get(&stage).copied().unwrap_or(0);
            match answer.and_then(Answer::good_at).filter(|at| *at <= times.known_at) {
                None => "SOURCE_UNAVAILABLE",
                Some(at) if older_than(limit, at, times.known_at) => "SOURCE_STALE",
                Some(_) => continue,
            }
        };
        reasons.push(Reason { source: source.id.clone(), ..Reason::plain(code, "refer", "sources") });
    }
    reasons
}

fn older_than(hours: i64, at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    TimeDelta::try_hours(hours).is_none_or(|limit| now.signed_duration_since(at) > limit)
}

impl Answer {
    /// When it answered well.
    fn good_at(&self) -> Option<DateTime<Utc>> {
        self.status.is_good().then_some(self.finished_at).flatten()
    }
}

impl Evidence {
    fn stands(&self, day: NaiveDate, params: &Params) -> bool {
        let age = days_between(self.issued_on, day);
        let limit = params.manual_evidence_max_days.map_or(0, i64::from);
        self.verified_by_two && !self.file_sha256.is_empty() && (0..=limit).contains(&age)
    }
}
