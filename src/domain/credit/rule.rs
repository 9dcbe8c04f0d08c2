//! Rule sets as data: dated versions, first matching rule wins, each with its effect, reason and legal basis.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Party, Record, RecordState, Severity, Source, Stage};
use crate::date::months_after;
use crate::refusal::{Code, Fact, Refusal};
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

    /// The rule set in force on a day, the newest where several are.
    ///
    /// # Errors
    /// [`Code::CreditRulesMissing`] when no version covers the day: then nothing is checked, and nothing passes.
    pub fn on(&self, day: NaiveDate) -> Result<&RuleSet, Refusal> {
        let in_force =
            self.rule_sets.iter().filter(|r| r.effective_from <= day && r.effective_to.is_none_or(|to| day <= to));
        in_force
            .max_by_key(|r| r.effective_from)
            .ok_or_else(|| Refusal::new(Code::CreditRulesMissing).with("day", Fact::Date(day)))
    }

    /// The rank of a source; one that is not declared comes after all that are.
    pub fn rank(&self, source: &str) -> i64 {
        self.sources.iter().find(|s| s.id == source).map_or(i64::MAX, |s| s.rank)
    }
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

/// Where and when a record is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances {
    /// In which part the record concerns the case.
    pub party: Party,
    /// The stage.
    pub stage: Stage,
    /// The day of the check.
    pub as_of: NaiveDate,
    /// The day of the application: "within three years" looks back from it, so that a slow office neither helps nor
    /// hurts (credit.md C3).
    pub submitted_on: NaiveDate,
}

impl RuleSet {
    /// Refuses a set that could not be meant so: without a name or rules, with a period that ends before it begins, a rule
    /// without a reason, two rules of one name, a reduction of nothing or of more than all.
    ///
    /// # Errors
    /// [`Code::CreditRulesMalformed`] naming the fault and the rule.
    pub fn check(&self) -> Result<(), Refusal> {
        let fault = |what: &str, rule: &str| {
            let what = Fact::Message(format!("credit-rules-fault-{what}"));
            Err(Refusal::new(Code::CreditRulesMalformed).with("what", what).with("rule", Fact::Text(rule.to_owned())))
        };
        if self.id.trim().is_empty() {
            return fault("id", "");
        }
        if self.rules.is_empty() {
            return fault("empty", "");
        }
        if self.effective_to.is_some_and(|to| to < self.effective_from) {
            return fault("period", "");
        }
        let mut names = std::collections::BTreeSet::new();
        for rule in &self.rules {
            if rule.id.trim().is_empty() || !names.insert(&rule.id) {
                return fault("rule-id", &rule.id);
            }
            if rule.kind.trim().is_empty() || rule.reason.trim().is_empty() {
                return fault("reason", &rule.id);
            }
            let reduces = rule.effect == Effect::Reduce;
            if reduces != (rule.reduce_bp != 0) || !(0..=10_000).contains(&rule.reduce_bp) {
                return fault("reduction", &rule.id);
            }
            // What stops a case or costs it money needs a basis (credit.md, third finding).
            let adverse = matches!(rule.effect, Effect::Block | Effect::Refer | Effect::Reduce);
            if adverse && rule.basis.trim().is_empty() {
                return fault("basis", &rule.id);
            }
        }
        Ok(())
    }

    /// The first rule whose conditions all hold for a record.
    ///
    /// # Errors
    /// [`Code::DateMalformed`] for periods beyond the supported years.
    pub fn first_match(&self, record: &Record, at: Circumstances) -> Result<Option<&Rule>, Refusal> {
        let state = record.state(at.as_of)?;
        for rule in &self.rules {
            if rule.holds(record, state, at) && rule.within(record, at)? {
                return Ok(Some(rule));
            }
        }
        Ok(None)
    }
}

impl Rule {
    fn holds(&self, record: &Record, state: RecordState, at: Circumstances) -> bool {
        (self.kind == "*" || self.kind == record.kind)
            && among(&self.severity, &record.severity)
            && among(&self.state, &state)
            && among(&self.role, &at.party)
            && among(&self.stage, &at.stage)
            && (among(&self.domain, &record.domain) || record.unread.contains_key("domain"))
            && (among(&self.value, &record.value) || record.unread.contains_key("value"))
    }

    fn within(&self, record: &Record, at: Circumstances) -> Result<bool, Refusal> {
        let looked_back = self.lookback_end(record)?.is_none_or(|last| at.submitted_on <= last);
        Ok(looked_back && self.aftermath_end(record)?.is_none_or(|last| at.as_of <= last))
    }

    fn lookback_end(&self, record: &Record) -> Result<Option<NaiveDate>, Refusal> {
        self.lookback_months.map(|months| months_after(record.event_date, months)).transpose()
    }

    fn aftermath_end(&self, record: &Record) -> Result<Option<NaiveDate>, Refusal> {
        match (self.after_end_months, record.end()?) {
            (Some(months), Some(end)) => months_after(end, months).map(Some),
            _ => Ok(None),
        }
    }

    /// The last day on which it holds for the record if nothing changes; none without an end.
    ///
    /// # Errors
    /// [`Code::DateMalformed`] for periods beyond the supported years.
    pub fn until(&self, record: &Record) -> Result<Option<NaiveDate>, Refusal> {
        let state_ends = if self.state.as_slice() == [RecordState::Active] { record.until()? } else { None };
        Ok([state_ends, self.lookback_end(record)?, self.aftermath_end(record)?].into_iter().flatten().min())
    }
}

fn among<T: PartialEq>(allowed: &[T], found: &T) -> bool {
    allowed.is_empty() || allowed.contains(found)
}

/// The file of rules is part of the program; a broken one is caught by the tests.
///
/// # Errors
/// [`Code::CreditRulesMalformed`] with what is wrong.
pub fn embedded() -> Result<Rules, Refusal> {
    Rules::embedded().map_err(|what| {
        Refusal::new(Code::CreditRulesMalformed)
            .with("what", Fact::Text(what))
            .with("rule", Fact::Text("default_rules.json".to_owned()))
    })
}
