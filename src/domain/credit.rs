//! The credit check (信用核查): dated rules with a legal basis decide over dated records; what is not known is never
//! clean.
//!
//! Basis: credit.md part C. `block` is a one-vote veto, `refer` stops until a named officer decides or data arrives.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::refusal::{Code, Fact, Refusal};
use crate::role::text_enum;

pub mod list;
pub mod matching;
pub mod record;
pub mod rule;

pub use record::{Record, RecordState, Severity};
pub use rule::{Effect, RuleSet, Rules, Source};

text_enum! {
    /// When a check is made. Each stage checks anew.
    Stage {
        /// 申报
        Submission = "submission",
        /// 审定
        Approval = "approval",
        /// 拨付前
        Disbursement = "disbursement",
    }
}

text_enum! {
    /// In which part a subject stands in the case.
    Party {
        /// The firm that applies.
        Applicant = "applicant",
        /// An enterprise of the schedule; a bad one strikes its line, not the firm.
        Beneficiary = "beneficiary",
        /// The legal representative of the firm.
        LegalRepresentative = "legal_rep",
    }
}

text_enum! {
    /// What a check comes to, from good to bad.
    Outcome {
        /// May go on.
        Pass = "pass",
        /// Stops here; a named officer must decide or data must arrive.
        Refer = "refer",
        /// Veto while the reason stands.
        Block = "block",
    }
}

/// Who is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject<'a> {
    /// Unified social credit code.
    pub code: &'a str,
    /// Registered name.
    pub name: &'a str,
    /// In which part.
    pub party: Party,
}

/// The two times of a check: what was true, and what we knew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// What was true on this business date.
    pub as_of: NaiveDate,
    /// What we knew at this instant.
    pub known_at: DateTime<Utc>,
}

/// Why a check comes to what it does. The words are `credit-reason-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The stable code.
    pub code: String,
    /// block, refer, reduce or warn; `note` where a record was looked at and does not count.
    pub effect: String,
    /// The rule that decided.
    pub rule: String,
    /// The legal basis of the rule.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// The source of the record, or the source that did not answer.
    pub source: String,
    /// Authority and number of the record.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub record: String,
    /// Day of the record's event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_date: Option<NaiveDate>,
    /// Last day on which the record counts, if nothing changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// What a check of one subject found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it comes to.
    pub outcome: Outcome,
    /// Reduction in basis points: the largest, never summed.
    pub reduce_bp: i64,
    /// Whether a red-list title gives the fast lane.
    pub fast_lane: bool,
    /// What decided.
    pub reasons: Vec<Reason>,
    /// What was looked at and does not count.
    pub notes: Vec<Reason>,
}

/// Checks one subject against the records that may concern it. The same inputs give the same finding.
///
/// Records are visible when they were known at `known_at` and their event is not after `as_of`. For each visible record
/// the first rule decides whose conditions all hold; no rule means no effect. An open objection turns a block into a
/// referral for that record, except where the rule holds even so.
///
/// # Errors
/// [`Code::DateMalformed`] for periods beyond the supported years.
pub fn check(
    subject: &Subject<'_>,
    stage: Stage,
    times: Times,
    rules: &RuleSet,
    records: &[Record],
) -> Result<Finding, Refusal> {
    let mut reasons = Vec::new();
    let mut notes = Vec::new();
    let (mut reduce_bp, mut fast_lane) = (0, false);
    let mut general: Vec<String> = Vec::new();
    for record in records.iter().filter(|r| r.visible(times)) {
        let matched = matching::level(record, subject);
        if matched == matching::Level::None {
            continue;
        }
        let state = record.state(times.as_of)?;
        let Some(rule) = rules.first_match(record, state, subject.party, stage, times.as_of)? else { continue };
        let until = if state == RecordState::Active { record.until()? } else { None };
        let mut reason = Reason {
            code: rule.reason.clone(),
            effect: rule.effect.key().to_owned(),
            rule: rule.id.clone(),
            basis: rule.basis.clone(),
            source: record.source.clone(),
            record: record.title(),
            event_date: Some(record.event_date),
            until,
        };
        if rule.effect == Effect::Ignore {
            "note".clone_into(&mut reason.effect);
            notes.push(reason);
            continue;
        }
        if matched == matching::Level::Person {
            // Only the name speaks for it: a person decides whether it is this firm, if it could change the outcome.
            if matches!(rule.effect, Effect::Block | Effect::Refer) {
                let code = if record.subject_code.is_empty() { "MATCH_NAME_ONLY" } else { "RECORD_ID_INVALID" };
                code.clone_into(&mut reason.code);
                "refer".clone_into(&mut reason.effect);
                reasons.push(reason);
            }
            continue;
        }
        match rule.effect {
            Effect::Block if record.disputed_on(times.as_of) && !rule.hold_even_if_disputed => {
                "refer".clone_into(&mut reason.effect);
                "RECORD_DISPUTED".clone_into(&mut reason.code);
                reasons.push(reason);
            }
            Effect::Reduce => {
                reduce_bp = reduce_bp.max(rule.reduce_bp);
                reasons.push(reason);
            }
            Effect::FastLane => {
                fast_lane = true;
                notes.push(reason);
            }
            Effect::Warn => {
                if record.kind == "ADMIN_PENALTY" && record.severity == Severity::General {
                    general.push(reason.code.clone());
                }
                reasons.push(reason);
            }
            Effect::Block | Effect::Refer | Effect::Ignore => reasons.push(reason),
        }
    }
    if rules.params.general_penalty_refer_count.is_some_and(|n| general.len() >= n) {
        // Each alone only warns; together they are one referral.
        reasons.retain(|r| r.effect != "warn" || !general.contains(&r.code));
        reasons.push(plain_reason("GENERAL_PENALTY_REPEATED", "refer", "params"));
    }
    let has = |effect: &str| reasons.iter().any(|r: &Reason| r.effect == effect);
    let outcome = match (has("block"), has("refer")) {
        (true, _) => Outcome::Block,
        (false, true) => Outcome::Refer,
        (false, false) => Outcome::Pass,
    };
    let fast_lane = fast_lane && outcome == Outcome::Pass && reduce_bp == 0 && !has("warn");
    reasons.sort_by(|a, b| (&a.code, &a.record).cmp(&(&b.code, &b.record)));
    Ok(Finding { outcome, reduce_bp, fast_lane, reasons, notes })
}

fn plain_reason(code: &str, effect: &str, rule: &str) -> Reason {
    Reason {
        code: code.to_owned(),
        effect: effect.to_owned(),
        rule: rule.to_owned(),
        basis: String::new(),
        source: String::new(),
        record: String::new(),
        event_date: None,
        until: None,
    }
}

/// What a source last answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The source.
    pub source: String,
    /// When it last gave a good answer; none when it never did.
    pub finished_at: Option<DateTime<Utc>>,
}

/// The sources that a stage requires and that have not answered, or not lately enough: each is a referral, because only
/// a fresh and positive "no records" is clean.
pub fn stale_sources(sources: &[Source], stage: Stage, answers: &[Answer], known_at: DateTime<Utc>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for source in sources.iter().filter(|s| s.required_at.contains(&stage)) {
        let finished = answers.iter().find(|a| a.source == source.id).and_then(|a| a.finished_at);
        let limit = source.max_age_hours.get(&stage).copied().unwrap_or(0);
        let code = match finished {
            None => "SOURCE_UNAVAILABLE",
            Some(at) if known_at.signed_duration_since(at) > TimeDelta::hours(limit) => "SOURCE_STALE",
            Some(_) => continue,
        };
        reasons.push(Reason { source: source.id.clone(), ..plain_reason(code, "refer", "sources") });
    }
    reasons
}

/// The rule set in force on a day.
///
/// # Errors
/// [`Code::CreditRulesMissing`] when no version covers the day: then nothing is checked, and nothing passes.
pub fn rules_on(rules: &Rules, day: NaiveDate) -> Result<&RuleSet, Refusal> {
    let in_force =
        rules.rule_sets.iter().filter(|r| r.effective_from <= day && r.effective_to.is_none_or(|to| day <= to));
    in_force
        .max_by_key(|r| r.effective_from)
        .ok_or_else(|| Refusal::new(Code::CreditRulesMissing).with("day", Fact::Date(day)))
}

#[cfg(test)]
mod tests;
