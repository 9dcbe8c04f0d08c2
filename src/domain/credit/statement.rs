//! What an officer states about a subject or a source, with evidence; it counts when a second officer has confirmed it.
//!
//! Basis: credit.md C1 (names, identifiers, relations), C6 (manual evidence, internal records), C16 (nobody decides alone
//! on what he or she typed in).

use chrono::{DateTime, NaiveDate};
use serde::{Deserialize, Serialize};

use super::matching::{normalise, normalise_code};
use super::{FormerName, Outcome, Reason, Record, Registration, Severity, Source, Subject};
use crate::id::CreditImportId;
use crate::money::Fen;
use crate::refusal::{Code, Fact, Refusal};
use crate::role::text_enum;

/// The source of what this department records itself.
pub const OWN_SOURCE: &str = "OWN_FUND";

/// Kinds of record that officers may enter from a report of another source.
pub const KINDS: &[&str] = &[
    "ADMIN_PENALTY",
    "COURT_DEFAULTER",
    "SERIOUS_LIST",
    "TAX_MAJOR",
    "LICENCE_LOST",
    "ABNORMAL_OPS",
    "FUND_MISUSE",
    "UNDER_INVESTIGATION",
    "PERF_RESULT",
    "PUBLIC_CREDIT_GRADE",
    "BANK_CREDIT_BAD",
    "COMMITMENT_BREACH",
    "COMPLAINT_OPEN",
    "RED_LIST",
];

/// Kinds of record that this department makes itself.
pub const OWN_KINDS: &[&str] = &[
    "ADMIN_PENALTY",
    "ADMIN_PERMIT",
    "FUND_MISUSE",
    "PERF_RESULT",
    "COMMITMENT_BREACH",
    "COMPLAINT_OPEN",
    "UNDER_INVESTIGATION",
    "RED_LIST",
];

/// Kinds of statement about a subject itself, by [`Statement::kind`].
pub const OF_SUBJECT: &[&str] = &[
    "former_name",
    "former_code",
    "branch",
    "predecessor",
    "legal_representative",
    "registration",
    "code_accepted",
    "evidence",
];

/// The twelve ways of misusing public funds that a finding names (credit.md B5).
pub const MISUSES: &[&str] = &[
    "false_papers",
    "inflated_amounts",
    "false_accounts",
    "false_contracts",
    "false_payment_proof",
    "false_audit_report",
    "diverted",
    "withheld",
    "unjustified_delay",
    "loss",
    "bid_rigging",
    "false_intermediary_report",
];

text_enum! {
    /// How a record of this department ends before its time.
    Ending {
        /// 移出, 撤回: taken off the list, a complaint closed.
        Removed = "removed",
        /// 撤销: annulled.
        Revoked = "revoked",
    }
}

/// The kind of the statement that a code which breaks the check rule was issued so.
pub const CODE_ACCEPTED: &str = "code_accepted";

/// A statement. The subject that it is about stands beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Statement {
    /// 曾用名
    FormerName(FormerName),
    /// 曾用代码
    FormerCode {
        /// The code.
        code: String,
    },
    /// 分支机构
    Branch {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
    },
    /// 被合并或承继的单位
    Predecessor {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
    },
    /// 法定代表人
    LegalRepresentative {
        /// The person's name.
        name: String,
    },
    /// 登记状态
    Registration {
        /// Whether the business register has ended the firm.
        ended: bool,
    },
    /// The code fails its check character and is right all the same.
    CodeAccepted {},
    /// A report filed in place of a source's answer.
    Evidence {
        /// The source.
        source: String,
        /// Day on which the report was issued.
        issued_on: NaiveDate,
        /// Its verification code, may be empty.
        #[serde(default)]
        verify_code: String,
    },
    /// Officers decide about reasons that only ask a person.
    Override {
        /// What they decide: pass or block.
        decision: Outcome,
        /// The reasons that they have looked at.
        reasons: Vec<Covered>,
    },
    /// A record of this department.
    Record(OwnRecord),
    /// A record of this department ends before its time.
    RecordEnded {
        /// [`Record::natural_key`].
        record: String,
        /// The day.
        on: NaiveDate,
        /// How.
        how: Ending,
    },
    /// Rows that an import could not take are known in another way.
    RowsSettled {
        /// The import.
        import: CreditImportId,
    },
    /// A source and its settings.
    Source(Box<Source>),
}

/// A reason that an override covers: exactly this finding, not another of the same kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Covered {
    /// Code of the reason.
    pub code: String,
    /// The rule that gave it.
    pub rule: String,
    /// The record behind it, as people name it; empty without one.
    pub record: String,
}

impl Covered {
    /// What covers a reason.
    pub fn of(reason: &Reason) -> Self {
        Self { code: reason.code.clone(), rule: reason.rule.clone(), record: reason.record.clone() }
    }
}

/// A record that this department makes, or that its officers read in a report of another source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnRecord {
    /// [`OWN_SOURCE`], or the source of the report.
    pub source: String,
    /// One of [`OWN_KINDS`], or for another source one of [`KINDS`].
    pub record: String,
    /// The deciding authority.
    pub authority: String,
    /// Number of the decision.
    pub decision_no: String,
    /// Day of the event.
    pub event_date: NaiveDate,
    /// Stated end of publication or of a title.
    pub public_until: Option<NaiveDate>,
    /// Class of a penalty.
    pub severity: Severity,
    /// Field of the authority (finance, guarantee, insurance, commerce).
    #[serde(default)]
    pub domain: String,
    /// A result, or one of [`MISUSES`].
    #[serde(default)]
    pub value: String,
    /// 处罚种类
    #[serde(default)]
    pub penalty_types: Vec<String>,
    /// The fine, in minor units.
    pub fine: Option<Fen>,
    /// What the decision says.
    #[serde(default)]
    pub content: String,
}

impl Statement {
    /// The stable key of its kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::FormerName(_) => "former_name",
            Self::FormerCode { .. } => "former_code",
            Self::Branch { .. } => "branch",
            Self::Predecessor { .. } => "predecessor",
            Self::LegalRepresentative { .. } => "legal_representative",
            Self::Registration { .. } => "registration",
            Self::CodeAccepted {} => CODE_ACCEPTED,
            Self::Evidence { .. } => "evidence",
            Self::Override { .. } => "override",
            Self::Record(_) => "record",
            Self::RecordEnded { .. } => "record_ended",
            Self::RowsSettled { .. } => "rows_settled",
            Self::Source(_) => "source",
        }
    }

    /// What it is about: two that are about the same thing repeat or contradict one another, and never wait for their second
    /// officers side by side. A decision is about its application, a record and its end are about the record.
    pub fn about(&self, (subject, name): (&str, &str), application: &str) -> String {
        let of_subject = |what: &str| format!("{} {subject} {}", self.kind(), normalise(what));
        match self {
            Self::FormerName(name) => of_subject(&name.name),
            Self::FormerCode { code } | Self::Branch { code, .. } | Self::Predecessor { code, .. } => {
                of_subject(&normalise_code(code))
            }
            Self::LegalRepresentative { .. } | Self::Registration { .. } | Self::CodeAccepted {} => of_subject(""),
            Self::Evidence { source, .. } => of_subject(source),
            Self::Override { .. } => format!("override {application}"),
            Self::Record(own) => format!("record {}", own.record(subject, name, DateTime::UNIX_EPOCH).natural_key()),
            Self::RecordEnded { record, .. } => format!("record {record}"),
            Self::RowsSettled { import } => format!("rows {import}"),
            Self::Source(source) => format!("source {}", source.id),
        }
    }

    /// Whether it needs a file that shows it. Settings of a source and the end of an own record need a reason only.
    pub const fn needs_evidence(&self) -> bool {
        !matches!(self, Self::Source(_) | Self::RecordEnded { .. })
    }

    /// Whether it proposes a red-list title, which is made public before it is decided.
    pub fn is_title(&self) -> bool {
        matches!(self, Self::Record(record) if record.record == "RED_LIST")
    }

    /// Refuses a statement that says too little or something impossible on `today`.
    ///
    /// # Errors
    /// [`Code::CreditStatementMalformed`] naming what is missing; [`Code::CreditNotOverridable`].
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let malformed = |what: &str| {
            let what = Fact::Message(format!("credit-statement-{what}"));
            Err(Refusal::new(Code::CreditStatementMalformed).with("what", what))
        };
        let empty = |text: &str| text.trim().is_empty();
        match self {
            Self::FormerName(name) => {
                let backwards = name.from.zip(name.to).is_some_and(|(from, to)| from > to);
                if empty(&name.name) {
                    malformed("name")
                } else if backwards {
                    malformed("period")
                } else {
                    Ok(())
                }
            }
            Self::FormerCode { code } if empty(code) => malformed("code"),
            Self::Branch { code, .. } | Self::Predecessor { code, .. } if empty(code) => malformed("code"),
            Self::LegalRepresentative { name } if empty(name) => malformed("name"),
            Self::Evidence { source, .. } if empty(source) => malformed("source"),
            Self::Evidence { issued_on, .. } if *issued_on > today => malformed("future"),
            Self::Override { decision: Outcome::Refer, .. } => malformed("decision"),
            Self::Override { reasons, .. } if reasons.is_empty() => malformed("reasons"),
            Self::Override { decision: Outcome::Pass, reasons } => {
                match reasons.iter().find(|r| !is_overridable(&r.code)) {
                    None => Ok(()),
                    Some(reason) => {
                        let words = Fact::Message(format!("credit-reason-{}", reason.code));
                        Err(Refusal::new(Code::CreditNotOverridable).with("reasons", words))
                    }
                }
            }
            Self::Record(record) => {
                let kinds = if record.source == OWN_SOURCE { OWN_KINDS } else { KINDS };
                if !kinds.contains(&record.record.as_str()) {
                    malformed("record-kind")
                } else if empty(&record.authority) || empty(&record.decision_no) {
                    malformed("decision-no")
                } else if record.event_date > today {
                    malformed("future")
                } else if record.public_until.is_some_and(|until| until < record.event_date) {
                    malformed("period")
                } else if record.record == "FUND_MISUSE" && !MISUSES.contains(&record.value.as_str()) {
                    malformed("misuse")
                } else if record.record == "RED_LIST" && record.public_until.is_none() {
                    malformed("title-end")
                } else {
                    Ok(())
                }
            }
            Self::RecordEnded { record, .. } if empty(record) => malformed("record"),
            Self::RecordEnded { on, .. } if *on > today => malformed("future"),
            Self::Source(source) if empty(&source.id) || empty(&source.zh) => malformed("source"),
            _ => Ok(()),
        }
    }

    /// Lays a confirmed statement over what is known of a subject.
    pub fn apply(&self, subject: &mut Subject) {
        match self {
            Self::FormerName(name) => subject.former_names.push(name.clone()),
            Self::FormerCode { code } => subject.former_codes.push(normalise_code(code)),
            Self::Branch { code, .. } => subject.branches.push(normalise_code(code)),
            Self::Predecessor { code, .. } => subject.predecessors.push(normalise_code(code)),
            Self::LegalRepresentative { name } => subject.legal_representative = Some(name.clone()),
            Self::Registration { ended } => {
                subject.registration = if *ended { Registration::Ended } else { Registration::InBusiness };
            }
            Self::CodeAccepted {} => subject.code_accepted = true,
            Self::Evidence { .. }
            | Self::Override { .. }
            | Self::Record(_)
            | Self::RecordEnded { .. }
            | Self::RowsSettled { .. }
            | Self::Source(_) => {}
        }
    }
}

impl OwnRecord {
    /// The record about a subject, known from an instant.
    pub fn record(&self, code: &str, name: &str, known_from: chrono::DateTime<chrono::Utc>) -> Record {
        Record {
            source: self.source.clone(),
            severity: self.severity,
            domain: self.domain.clone(),
            value: self.value.clone(),
            penalty_types: self.penalty_types.clone(),
            subject_code: code.to_owned(),
            subject_name: name.to_owned(),
            authority: self.authority.clone(),
            decision_no: self.decision_no.clone(),
            public_until: self.public_until,
            fine: self.fine,
            content: self.content.clone(),
            known_from,
            ..Record::blank(&self.record, self.event_date)
        }
    }
}

/// Whether two officers may decide about a reason. What has its own way (a source that did not answer, a consent, an
/// objection, a doubtful match, a code) is settled there.
pub fn is_overridable(code: &str) -> bool {
    const OWN_WAY: &[&str] = &[
        "CONSENT_MISSING",
        "RECORD_DISPUTED",
        "RECORD_ID_INVALID",
        "SOURCE_INCOMPLETE",
        "SOURCE_STALE",
        "SOURCE_UNAVAILABLE",
        "SUBJECT_ID_INVALID",
        "BRANCH_RECORD",
        "PREDECESSOR_RECORD",
    ];
    !OWN_WAY.contains(&code) && !code.starts_with("MATCH_")
}

/// What a finding comes to after officers' overrides, the newest last: a veto stands, a referral passes when every reason
/// that refers is covered by one override that passes, and is a veto when the last override of any of them blocks.
pub fn after_overrides(finding: &super::Finding, overrides: &[Statement]) -> Outcome {
    if finding.outcome != Outcome::Refer {
        return finding.outcome;
    }
    let refers: Vec<Covered> = finding.reasons.iter().filter(|r| r.effect == "refer").map(Covered::of).collect();
    let decisions: Vec<Option<Outcome>> = refers
        .iter()
        .map(|reason| {
            overrides.iter().rev().find_map(|statement| match statement {
                Statement::Override { decision, reasons } if reasons.contains(reason) => Some(*decision),
                _ => None,
            })
        })
        .collect();
    if decisions.contains(&Some(Outcome::Block)) {
        Outcome::Block
    } else if decisions.iter().all(|d| *d == Some(Outcome::Pass)) && refers.iter().all(|r| is_overridable(&r.code)) {
        Outcome::Pass
    } else {
        Outcome::Refer
    }
}

/// The causes that stop a finding now: a veto, else every referral that officers have not decided to pass, and of those
/// that an override blocks only these. Empty where [`after_overrides`] passes.
pub fn standing<'f>(finding: &'f super::Finding, overrides: &[Statement]) -> Vec<&'f Reason> {
    let of = |effect: &'static str| finding.reasons.iter().filter(move |r| r.effect == effect);
    if finding.outcome != Outcome::Refer {
        return of("block").collect();
    }
    let last = |reason: &Reason| {
        let covered = Covered::of(reason);
        overrides.iter().rev().find_map(|statement| match statement {
            Statement::Override { decision, reasons } if reasons.contains(&covered) => Some(*decision),
            _ => None,
        })
    };
    let blocked: Vec<&Reason> = of("refer").filter(|r| last(r) == Some(Outcome::Block)).collect();
    if !blocked.is_empty() {
        return blocked;
    }
    of("refer").filter(|r| last(r) != Some(Outcome::Pass) || !is_overridable(&r.code)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credit::Finding;

    fn refer(code: &str, record: &str) -> Reason {
        Reason { record: record.to_owned(), ..Reason::plain(code, "refer", "R-1") }
    }

    fn finding(reasons: Vec<Reason>) -> Finding {
        let outcome = if reasons.is_empty() { Outcome::Pass } else { Outcome::Refer };
        Finding { outcome, reduce_bp: 0, fast_lane: false, reasons, notes: Vec::new() }
    }

    fn decided(decision: Outcome, reasons: &[Reason]) -> Statement {
        Statement::Override { decision, reasons: reasons.iter().map(Covered::of).collect() }
    }

    #[test]
    fn an_override_covers_exactly_the_reasons_that_officers_saw() {
        let grade = refer("GRADE_D", "评级");
        let penalty = refer("PENALTY_GENERAL_IN_DOMAIN", "湘金监罚〔2026〕2号");
        let found = finding(vec![grade.clone(), penalty.clone()]);
        assert_eq!(after_overrides(&found, &[]), Outcome::Refer);
        let one = decided(Outcome::Pass, std::slice::from_ref(&grade));
        assert_eq!(
            after_overrides(&found, std::slice::from_ref(&one)),
            Outcome::Refer,
            "the penalty was not looked at"
        );
        let both = decided(Outcome::Pass, &[grade.clone(), penalty.clone()]);
        assert_eq!(after_overrides(&found, std::slice::from_ref(&both)), Outcome::Pass);
        let other = refer("PENALTY_GENERAL_IN_DOMAIN", "湘金监罚〔2026〕3号");
        assert_eq!(after_overrides(&finding(vec![grade, other]), std::slice::from_ref(&both)), Outcome::Refer);
        let later = decided(Outcome::Block, &[penalty]);
        assert_eq!(after_overrides(&found, &[both, later]), Outcome::Block, "the last decision counts");
    }

    #[test]
    fn what_stands_in_the_way_is_what_nobody_has_cleared() {
        let codes = |found: &Finding, overrides: &[Statement]| {
            standing(found, overrides).into_iter().map(|r| r.code.clone()).collect::<Vec<_>>()
        };
        let penalty = refer("PENALTY_GENERAL_IN_DOMAIN", "湘金监罚〔2026〕2号");
        let found = finding(vec![penalty.clone(), refer("SOURCE_STALE", "")]);
        assert_eq!(codes(&found, &[]), ["PENALTY_GENERAL_IN_DOMAIN", "SOURCE_STALE"]);
        let cleared = decided(Outcome::Pass, std::slice::from_ref(&penalty));
        assert_eq!(codes(&found, std::slice::from_ref(&cleared)), ["SOURCE_STALE"], "not the penalty that is cleared");
        let blocked = decided(Outcome::Block, std::slice::from_ref(&penalty));
        assert_eq!(codes(&found, &[cleared.clone(), blocked]), ["PENALTY_GENERAL_IN_DOMAIN"]);
        let only = finding(vec![penalty]);
        assert_eq!(codes(&only, std::slice::from_ref(&cleared)), [""; 0]);
        assert_eq!(after_overrides(&only, &[cleared]), Outcome::Pass);
    }

    #[test]
    fn silence_of_a_source_and_a_veto_are_never_overridden() {
        let silent = refer("SOURCE_UNAVAILABLE", "");
        let statement = decided(Outcome::Pass, std::slice::from_ref(&silent));
        assert_eq!(statement.check("2026-11-23".parse().unwrap()).unwrap_err().code, Code::CreditNotOverridable);
        assert_eq!(after_overrides(&finding(vec![silent]), &[statement]), Outcome::Refer);
        let veto = Reason::plain("SERIOUS_LIST_ACTIVE", "block", "R-SER");
        let statement = decided(Outcome::Pass, std::slice::from_ref(&veto));
        let found = Finding { outcome: Outcome::Block, ..finding(vec![veto]) };
        assert_eq!(after_overrides(&found, &[statement]), Outcome::Block);
    }

    #[test]
    fn two_statements_about_one_thing_are_known_as_such() {
        let about = |statement: &Statement| statement.about(("CODE", "Name"), "SB-1");
        let reason = Reason::plain("UNDER_INVESTIGATION", "refer", "R-INV");
        let (pass, block) = (
            decided(Outcome::Pass, std::slice::from_ref(&reason)),
            decided(Outcome::Block, std::slice::from_ref(&reason)),
        );
        assert_eq!(about(&pass), about(&block));
        assert_ne!(about(&pass), pass.about(("CODE", "Name"), "SB-2"));
        let (open, closed) = (Statement::Registration { ended: false }, Statement::Registration { ended: true });
        assert_eq!(about(&open), about(&closed));
        let (one, other) = ("91A".to_owned(), "91B".to_owned());
        assert_ne!(
            about(&Statement::Branch { code: one.clone(), name: String::new() }),
            about(&Statement::Branch { code: other, name: String::new() })
        );
        assert_ne!(
            about(&Statement::Branch { code: one.clone(), name: String::new() }),
            about(&Statement::Predecessor { code: one, name: String::new() })
        );
    }

    #[test]
    fn a_statement_says_enough() {
        let today = "2026-11-23".parse().unwrap();
        let name = |from: &str, to: &str| {
            let day = |text: &str| Some(text.parse().unwrap());
            Statement::FormerName(FormerName {
                name: "长沙星岳担保有限公司".into(), from: day(from), to: day(to)
            })
        };
        assert!(name("2012-05-08", "2025-02-28").check(today).is_ok());
        assert!(name("2025-05-08", "2025-02-28").check(today).is_err());
        let later = Statement::Evidence {
            source: "PBOC".into(),
            issued_on: "2026-11-24".parse().unwrap(),
            verify_code: String::new(),
        };
        assert_eq!(later.check(today).unwrap_err().code, Code::CreditStatementMalformed);
        let text = serde_json::to_string(&name("2012-05-08", "2025-02-28")).unwrap();
        assert!(text.starts_with(r#"{"kind":"former_name""#), "{text}");
        assert_eq!(serde_json::from_str::<Statement>(&text).unwrap(), name("2012-05-08", "2025-02-28"));
        assert!(serde_json::from_str::<Statement>(r#"{"kind":"former_code","code":"X","more":1}"#).is_err());
    }
}
