//! The credit check (信用核查): dated rules with a legal basis decide over dated records; what is not known is never
//! clean.
//!
//! Basis: credit.md part C. `block` is a one-vote veto, `refer` stops until a named officer decides or data arrives.
//! [`check()`] is the whole decision as a pure function; [`snapshot`] seals what went in and what came out; [`gate`] asks
//! once more right before money leaves; [`cases`] runs a file of decision cases against all of it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::role::text_enum;

pub mod cases;
pub mod check;
pub mod desk;
pub mod gate;
pub mod list;
pub mod matching;
pub mod outward;
pub mod reason;
pub mod record;
pub mod registry;
pub mod rule;
pub mod schedule_match;
pub mod snapshot;
pub mod source;
pub mod statement;
pub mod subject;

pub use check::{CheckRequest, CheckResult, Facts, LineRequest, check};
pub use matching::MatchDecision;
pub use reason::{Finding, Reason};
pub use record::{Record, RecordState, Severity};
pub use rule::{Effect, Rule, RuleSet, Rules};
pub use schedule_match::SubjectIndex;
pub use source::{Adapter, Answer, AnswerStatus, Consent, Delivered, Evidence, Source};
pub use statement::Statement;
pub use subject::{FormerName, Registration, Subject};

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

/// The two times of a check: what was true, and what we knew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Times {
    /// What was true on this business date.
    pub as_of: NaiveDate,
    /// What we knew at this instant.
    pub known_at: DateTime<Utc>,
}

#[cfg(test)]
mod tests;
