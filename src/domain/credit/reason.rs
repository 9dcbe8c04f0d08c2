//! Why a check comes to what it does, in codes that the catalogues put into words.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Outcome;

/// A reason. `credit-reason-<code>` names it, `credit-meaning-<code>` explains it, `credit-cure-<code>` says what the firm
/// can do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reason {
    /// The stable code.
    pub code: String,
    /// block, refer, reduce, warn or `fast_lane`; `note` where a record was looked at and does not count.
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
    /// What the record would mean without the doubt or the objection that sends it to a person.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub behind: String,
    /// Day of the record's event.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_date: Option<NaiveDate>,
    /// Last day on which the record counts, if nothing changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl Reason {
    /// A reason that no record stands behind.
    pub fn plain(code: &str, effect: &str, rule: &str) -> Self {
        Self {
            code: code.to_owned(),
            effect: effect.to_owned(),
            rule: rule.to_owned(),
            basis: String::new(),
            source: String::new(),
            record: String::new(),
            behind: String::new(),
            event_date: None,
            until: None,
        }
    }

    /// Becomes a question to a person; what it would have been stays behind it.
    #[must_use]
    pub fn referred_as(mut self, code: &str) -> Self {
        self.behind = std::mem::replace(&mut self.code, code.to_owned());
        "refer".clone_into(&mut self.effect);
        self
    }
}

/// Who can take a cause away that stops a case, as the end of the message `credit-remover-<key>`.
///
/// Basis: each cause has its own way (credit.md C7, C10, C11, C16); a veto ends with the authority that decided it.
pub fn remover(reason: &Reason) -> &'static str {
    match reason.code.as_str() {
        "SOURCE_STALE" | "SOURCE_UNAVAILABLE" | "SOURCE_INCOMPLETE" => "source",
        "CONSENT_MISSING" => "firm",
        "RECORD_DISPUTED" => "objection",
        "SUBJECT_ID_INVALID" => "code",
        "RECORD_ID_INVALID" | "BRANCH_RECORD" | "PREDECESSOR_RECORD" => "match",
        code if code.starts_with("MATCH_") => "match",
        _ if reason.effect == "block" => "authority",
        _ => "officers",
    }
}

/// Codes that the check itself gives; all others come from the rules.
pub const OWN_CODES: &[&str] = &[
    "BRANCH_RECORD",
    "CONSENT_MISSING",
    "EVIDENCE_BY_HAND",
    "GENERAL_PENALTY_REPEATED",
    "MATCH_CODE_OTHER_NAME",
    "MATCH_FORMER_NAME",
    "MATCH_NAMESAKE",
    "MATCH_NAME_ONLY",
    "MATCH_NAME_OUTSIDE_PERIOD",
    "MATCH_REJECTED_BY_HUMAN",
    "MATCH_SIMILAR_NAME",
    "PREDECESSOR_RECORD",
    "RECORD_DISPUTED",
    "RECORD_ID_INVALID",
    "RULE_CHANGED_ADVERSE",
    "SOURCE_INCOMPLETE",
    "SOURCE_STALE",
    "SOURCE_UNAVAILABLE",
    "SUBJECT_ID_INVALID",
    "SUBJECT_NOT_IN_BUSINESS",
];

/// What a check of one subject found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What it comes to.
    pub outcome: Outcome,
    /// Reduction in basis points: the largest, never summed.
    pub reduce_bp: i64,
    /// Whether a red-list title gives the fast lane.
    pub fast_lane: bool,
    /// What stops the case or costs it money: block before refer before reduce.
    pub reasons: Vec<Reason>,
    /// What was seen and changes nothing: warnings, records that do not count, a red-list title.
    pub notes: Vec<Reason>,
}

impl Finding {
    /// The code of the first reason that makes it what it comes to, or nothing.
    pub fn deciding(&self) -> &str {
        self.reasons.iter().find(|reason| reason.effect == self.outcome.key()).map_or("", |reason| reason.code.as_str())
    }

    /// A finding from what was seen. The order in which it was seen does not show.
    pub(super) fn of(mut reasons: Vec<Reason>, mut notes: Vec<Reason>, reduce_bp: i64, titles: Vec<Reason>) -> Self {
        let weight = |r: &Reason| ["block", "refer", "reduce"].iter().position(|e| *e == r.effect);
        reasons.sort_by(|a, b| weight(a).cmp(&weight(b)).then_with(|| a.cmp(b)));
        let has = |effect: &str| reasons.iter().any(|r| r.effect == effect);
        let outcome = if has("block") {
            Outcome::Block
        } else if has("refer") {
            Outcome::Refer
        } else {
            Outcome::Pass
        };
        let warned = notes.iter().any(|n| n.effect == "warn");
        let fast_lane = !titles.is_empty() && outcome == Outcome::Pass && reduce_bp == 0 && !warned;
        if fast_lane {
            notes.extend(titles);
        }
        notes.sort();
        Self { outcome, reduce_bp, fast_lane, reasons, notes }
    }

    /// The same finding with further notes.
    pub(super) fn noting(mut self, more: Vec<Reason>) -> Self {
        self.notes.extend(more);
        self.notes.sort();
        self
    }

    /// The same finding with further reasons to stop.
    pub(super) fn with(self, more: Vec<Reason>) -> Self {
        if more.is_empty() {
            return self;
        }
        let (mut notes, mut reasons) = (self.notes, self.reasons);
        notes.retain(|n| n.effect != "fast_lane");
        reasons.extend(more);
        Self::of(reasons, notes, self.reduce_bp, Vec::new())
    }
}
