//! Rule sets as data: dated versions, first matching rule wins, each with its effect, reason and legal basis.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Party, Record, RecordState, Severity, Stage};
use crate::date::months_after;
use crate::refusal::{Code, Refusal};
use crate::role::text_enum;

text_enum! {
    /// What a matching rule does.
    Effect {
        /// Veto.
        Block = "block",
        /// To a person.
        Refer = "refer",
        /// Reduces the amount.
        Reduce = "reduce",
        /// Is shown, does not stop.
        Warn = "warn",
        /// Does not count.
        Ignore = "ignore",
        /// Red list: the fast lane.
        FastLane = "fast_lane",
    }
}

/// Sources and rule sets of an installation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The sources.
    pub sources: Vec<Source>,
    /// The versions.
    pub rule_sets: Vec<RuleSet>,
}

impl Rules {
    /// The rules inside the program.
    ///
    /// # Errors
    /// A text naming what is wrong with the file.
    pub fn embedded() -> Result<Self, String> {
        serde_json::from_str(include_str!("default_rules.json")).map_err(|e| e.to_string())
    }
}

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
    /// Official sources before vendors.
    pub rank: i64,
    /// Stages at which it must have answered.
    pub required_at: Vec<Stage>,
    /// How old its answer may be, in hours.
    pub max_age_hours: BTreeMap<Stage, i64>,
}

/// A dated version of the rules; never edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Its name.
    pub id: String,
    /// First day in force.
    pub effective_from: NaiveDate,
    /// Last day in force.
    pub effective_to: Option<NaiveDate>,
    /// Whether it holds for cases that were begun under an earlier version even where it is stricter.
    #[serde(default)]
    pub mandatory: bool,
    /// What its makers say about it.
    #[serde(default)]
    pub note: String,
    /// Numbers that rules share.
    pub params: Params,
    /// The rules, in order.
    pub rules: Vec<Rule>,
}

/// Numbers that rules share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Params {
    /// So many general penalties that each only warn are a referral together.
    pub general_penalty_refer_count: Option<usize>,
    /// How long manual evidence is valid, in days.
    pub manual_evidence_max_days: Option<u32>,
}

/// A rule: conditions and an effect. A condition that is absent always holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name.
    pub id: String,
    /// Kind of record, or `*`.
    pub kind: String,
    /// Severities.
    #[serde(default)]
    pub severity: Vec<Severity>,
    /// States on the day.
    #[serde(default)]
    pub state: Vec<RecordState>,
    /// Parts of the subject.
    #[serde(default)]
    pub role: Vec<Party>,
    /// Stages.
    #[serde(default)]
    pub stage: Vec<Stage>,
    /// Fields of the authority.
    #[serde(default)]
    pub domain: Vec<String>,
    /// Grades or results.
    #[serde(default)]
    pub value: Vec<String>,
    /// Only records whose event is at most so many months back.
    pub lookback_months: Option<u32>,
    /// Counts for so many months after the record's end.
    pub after_end_months: Option<u32>,
    /// What it does.
    pub effect: Effect,
    /// Reduction in basis points.
    #[serde(default)]
    pub reduce_bp: i64,
    /// Code of the reason.
    pub reason: String,
    /// The record is named among the notes.
    #[serde(default)]
    pub note: bool,
    /// Legal basis.
    #[serde(default)]
    pub basis: String,
    /// An open objection does not soften it.
    #[serde(default)]
    pub hold_even_if_disputed: bool,
}

impl RuleSet {
    /// The first rule whose conditions all hold for a record.
    ///
    /// # Errors
    /// [`Code::DateMalformed`] for periods beyond the supported years.
    pub fn first_match(
        &self,
        record: &Record,
        state: RecordState,
        party: Party,
        stage: Stage,
        day: NaiveDate,
    ) -> Result<Option<&Rule>, Refusal> {
        for rule in &self.rules {
            if rule.holds(record, state, party, stage) && rule.within(record, day)? {
                return Ok(Some(rule));
            }
        }
        Ok(None)
    }
}

impl Rule {
    fn holds(&self, record: &Record, state: RecordState, party: Party, stage: Stage) -> bool {
        (self.kind == "*" || self.kind == record.kind)
            && among(&self.severity, &record.severity)
            && among(&self.state, &state)
            && among(&self.role, &party)
            && among(&self.stage, &stage)
            && among(&self.domain, &record.domain)
            && among(&self.value, &record.value)
    }

    fn within(&self, record: &Record, day: NaiveDate) -> Result<bool, Refusal> {
        if let Some(months) = self.lookback_months
            && day > months_after(record.event_date, months)?
        {
            return Ok(false);
        }
        if let Some(months) = self.after_end_months
            && let Some(end) = record.until()?
            && day > months_after(end, months)?
        {
            return Ok(false);
        }
        Ok(true)
    }
}

fn among<T: PartialEq>(allowed: &[T], found: &T) -> bool {
    allowed.is_empty() || allowed.contains(found)
}

/// The file of rules is part of the program; a broken one is caught by the tests.
///
/// # Errors
/// [`Code::CreditRulesMissing`].
pub fn embedded() -> Result<Rules, Refusal> {
    Rules::embedded().map_err(|_| Refusal::new(Code::CreditRulesMissing))
}
