//! Sources of records and what they answered. Only a fresh, positive answer counts: silence is never clean.
//!
//! Basis: credit.md finding 9, C6 and C10.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::list::List;
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
    /// How old its answer may be, in hours, where it answers about one subject; a stage without a limit accepts no age.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub max_age_hours: BTreeMap<Stage, i64>,
    /// The lists that it delivers; it has answered when each of them is there and fresh. It takes no list of another kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<List>,
    /// Lists that it may deliver besides, which nobody waits for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<List>,
    /// How many working days old the data of its lists may be, as it is delivered: 1 for a list of every working day. A
    /// stage without a limit accepts only data of the day itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub max_age_working_days: BTreeMap<Stage, u32>,
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

    /// Whether it takes a kind of list.
    pub fn takes(&self, list: List) -> bool {
        self.adapter == Adapter::File && (self.lists.contains(&list) || self.also.contains(&list))
    }

    /// The settings where those of before lists were told apart say nothing about them: what the program says of the
    /// source, and the same limits with a working day for each begun day of hours.
    #[must_use]
    pub fn completed_from(mut self, of_program: Option<&Self>) -> Self {
        if self.adapter != Adapter::File || !self.lists.is_empty() || !self.also.is_empty() {
            return self;
        }
        if let Some(known) = of_program {
            self.lists.clone_from(&known.lists);
            self.also.clone_from(&known.also);
        }
        if self.max_age_working_days.is_empty() {
            let days = |hours: &i64| u32::try_from(hours.div_euclid(24).max(0)).unwrap_or(0);
            self.max_age_working_days = self.max_age_hours.iter().map(|(stage, hours)| (*stage, days(hours))).collect();
        }
        self.max_age_hours.clear();
        self
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
    /// What is there of its lists, where it delivers lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<Delivered>,
}

/// More working days than these are not counted: no limit is so long.
pub const COUNTED_WORKING_DAYS: u32 = 60;

/// What is there of a list of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivered {
    /// Which list; none for imports from before lists were told apart.
    pub list: Option<List>,
    /// The day of its newest data, as the data have it.
    pub data_date: Option<NaiveDate>,
    /// How many working days ago that was, at most [`COUNTED_WORKING_DAYS`].
    pub working_days: Option<u32>,
    /// Rows that could not be taken and that nothing later has made good.
    pub not_taken: i64,
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
        Self {
            source: source.to_owned(),
            status: AnswerStatus::Ok,
            finished_at: Some(now),
            evidence: None,
            lists: Vec::new(),
        }
    }

    /// An answer that came at an instant; none when it was never asked.
    pub fn at(source: &str, finished_at: Option<DateTime<Utc>>) -> Self {
        let status = if finished_at.is_some() { AnswerStatus::Ok } else { AnswerStatus::NotAsked };
        Self { source: source.to_owned(), status, finished_at, evidence: None, lists: Vec::new() }
    }

    /// The answer of a source that delivers lists: what is there of each.
    pub fn by_lists(source: &str, lists: Vec<Delivered>, finished_at: Option<DateTime<Utc>>) -> Self {
        Self { lists, ..Self::at(source, finished_at) }
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

/// What a stage has to say about its sources.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relied {
    /// Sources that it requires and that cannot be relied on, each as a referral.
    pub missing: Vec<Reason>,
    /// Sources in whose place evidence filed by hand stands.
    pub by_hand: Vec<Reason>,
}

/// Holds the sources that a stage requires to what they answered.
///
/// Evidence filed by hand stands in for a source while it is at most `manual_evidence_max_days` old and two officers have
/// seen it, and is named among the notes. An answer from after `known_at` was not known then.
pub fn relied_on(
    sources: &[Source],
    stage: Stage,
    times: Times,
    answers: &[Answer],
    consent: Consent,
    params: &Params,
) -> Relied {
    let mut relied = Relied::default();
    for source in sources.iter().filter(|s| s.required_at.contains(&stage)) {
        let answer = answers.iter().find(|a| a.source == source.id);
        let filed = answer.and_then(|a| a.evidence.as_ref()).filter(|e| e.stands(times.as_of, params));
        let found = if source.needs_consent && consent != Consent::Valid {
            vec!["CONSENT_MISSING"]
        } else if source.adapter == Adapter::File {
            of_lists(source, stage, answer)
        } else {
            let limit = source.max_age_hours.get(&stage).copied().unwrap_or(0);
            match answer.and_then(Answer::good_at).filter(|at| *at <= times.known_at) {
                None => vec!["SOURCE_UNAVAILABLE"],
                Some(at) if older_than(limit, at, times.known_at) => vec!["SOURCE_STALE"],
                Some(_) => Vec::new(),
            }
        };
        let of_source =
            |code: &str, effect: &str| Reason { source: source.id.clone(), ..Reason::plain(code, effect, "sources") };
        match filed {
            Some(filed) if !found.is_empty() && !found.contains(&"CONSENT_MISSING") => {
                let until = params.manual_evidence_max_days.map(|days| chrono::Days::new(u64::from(days)));
                relied.by_hand.push(Reason {
                    event_date: Some(filed.issued_on),
                    until: until.and_then(|days| filed.issued_on.checked_add_days(days)),
                    ..of_source("EVIDENCE_BY_HAND", "note")
                });
            }
            _ => relied.missing.extend(found.into_iter().map(|code| of_source(code, "refer"))),
        }
    }
    relied
}

/// What is wrong with the lists of a source: one that never came, one whose data are too old, one with rows that nobody
/// could take.
fn of_lists(source: &Source, stage: Stage, answer: Option<&Answer>) -> Vec<&'static str> {
    let limit = source.max_age_working_days.get(&stage).copied().unwrap_or(0);
    let there = answer.map_or(&[][..], |a| a.lists.as_slice());
    let of = |list: &List| there.iter().find(|d| d.list == Some(*list)).and_then(|d| d.working_days);
    let mut found = Vec::new();
    if source.lists.is_empty() || source.lists.iter().any(|list| of(list).is_none()) {
        found.push("SOURCE_UNAVAILABLE");
    }
    if source.lists.iter().filter_map(of).any(|days| days > limit) {
        found.push("SOURCE_STALE");
    }
    if there.iter().any(|d| d.not_taken > 0) {
        found.push("SOURCE_INCOMPLETE");
    }
    found
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
