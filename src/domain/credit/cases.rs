//! Runs a file of decision cases (format `credit-cases/1`) against the rule sets in it and names every disagreement, so
//! that a rule officer can try a change before publishing it.
//!
//! What the file does not say follows its `semantics`: known at noon of the day, every source answered then, consent is
//! given, submitted on the day of the check. A field that is not known here is an error, because a misspelt one would
//! silently test nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone as _, Utc};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;

use super::gate::{self, GateCheck};
use super::matching::normalise;
use super::{
    Answer, AnswerStatus, CheckRequest, CheckResult, Consent, Evidence, Facts, FormerName, LineRequest, MatchDecision,
    Outcome, Party, Record, Registration, RuleSet, Rules, Severity, Source, Stage, Subject, Times, check,
};
use crate::date::months_after;
use crate::identifier::Uscc;
use crate::refusal::Refusal;

/// What a case expects and what came out instead.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Disagreement {
    /// The case, or the list of vectors with the place in it.
    pub case: String,
    /// The step, counted from 1; 0 where a case has none.
    pub step: usize,
    /// Which field.
    pub field: String,
    /// What the file expects.
    pub expected: String,
    /// What came out.
    pub found: String,
}

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// Steps, gate cases and vectors that were carried out.
    pub carried_out: usize,
    /// Where the file and the engine differ.
    pub disagreements: Vec<Disagreement>,
}

/// Runs every case of a file.
///
/// # Errors
/// When the file is not of the format.
pub fn run(text: &str) -> Result<Report, serde_json::Error> {
    let file: CaseFile = serde_json::from_str(text)?;
    let mut report = Report { carried_out: 0, disagreements: Vec::new() };
    let rules = file.rules();
    for step in file.steps() {
        report.carried_out = report.carried_out.saturating_add(1);
        let step = match step {
            Ok(step) => step,
            Err(unusable) => {
                report.disagreements.push(unusable);
                continue;
            }
        };
        match check(&step.request(), &rules) {
            Ok(found) => report.disagreements.extend(step.compare(&found)),
            Err(why) => report.differ(step.place(), "check", "a result", &why.to_string()),
        }
    }
    for case in &file.gate_cases {
        report.carried_out = report.carried_out.saturating_add(1);
        report.compare_gate(case);
    }
    report.compare_vectors(&file);
    Ok(report)
}

/// The rules of a file, and the steps of its cases for who carries them out another way; a step that cannot be carried
/// out says why.
///
/// # Errors
/// When the file is not of the format.
pub fn steps(text: &str) -> Result<(Rules, Vec<Result<CaseStep, Disagreement>>), serde_json::Error> {
    let file: CaseFile = serde_json::from_str(text)?;
    let steps = file.steps().collect();
    Ok((file.rules(), steps))
}

/// A step of a case: what a check is made from, and what the file expects of it.
#[derive(Debug, Clone)]
pub struct CaseStep {
    /// The case.
    pub case: String,
    /// The step, counted from 1.
    pub step: usize,
    /// When the check is made.
    pub stage: Stage,
    /// What was true, and what was known.
    pub times: Times,
    /// The day of submission.
    pub submitted_on: NaiveDate,
    /// What is known.
    pub facts: Facts,
    expect: Expect,
}

impl CaseStep {
    /// The request of the check.
    pub fn request(&self) -> CheckRequest<'_> {
        self.facts.request(self.stage, self.times, self.submitted_on)
    }

    /// Where a result is not what the file expects; only what the file names is compared. A line that the result does not
    /// name passes.
    pub fn compare(&self, found: &CheckResult) -> Vec<Disagreement> {
        let (expect, place) = (&self.expect, self.place());
        let codes = |reasons: &[super::Reason]| reasons.iter().map(|r| r.code.clone()).collect::<BTreeSet<_>>();
        let mut report = Report { carried_out: 0, disagreements: Vec::new() };
        let applicant = &found.applicant;
        report.compare(place, "outcome", expect.outcome.as_ref(), &applicant.outcome);
        report.compare(place, "reasons", expect.reasons.as_ref(), &codes(&applicant.reasons));
        report.compare(place, "notes", expect.notes.as_ref(), &codes(&applicant.notes));
        report.compare(place, "reduce_bp", expect.reduce_bp.as_ref(), &applicant.reduce_bp);
        report.compare(place, "fast_lane", expect.fast_lane.as_ref(), &applicant.fast_lane);
        report.compare(place, "ruleset", expect.ruleset.as_ref(), &found.rule_set);
        let lines = self.facts.lines.iter().map(|l| (l.line.clone(), found.line_outcome(&l.line))).collect();
        report.compare(place, "lines", expect.lines.as_ref(), &lines);
        report.disagreements
    }

    fn place(&self) -> Place<'_> {
        Place { case: &self.case, step: self.step }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    #[serde(rename = "format")]
    _format: Format,
    #[serde(default, rename = "note")]
    _note: IgnoredAny,
    #[serde(default, rename = "semantics")]
    _semantics: IgnoredAny,
    #[serde(default, rename = "outcomes")]
    _outcomes: IgnoredAny,
    sources: Vec<CaseSource>,
    rulesets: Vec<RuleSet>,
    subjects: BTreeMap<String, Value>,
    records: BTreeMap<String, Value>,
    #[serde(default)]
    cases: Vec<Case>,
    #[serde(default)]
    gate_cases: Vec<GateCase>,
    #[serde(default)]
    identifier_vectors: Vec<IdentifierVector>,
    #[serde(default)]
    name_vectors: Vec<NameVector>,
    #[serde(default)]
    date_vectors: Vec<DateVector>,
}

#[derive(Deserialize)]
enum Format {
    #[serde(rename = "credit-cases/1")]
    One,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseSource {
    id: String,
    name: String,
    rank: i64,
    required_at: Vec<Stage>,
    max_age_hours: BTreeMap<Stage, i64>,
    #[serde(default)]
    needs_consent: bool,
}

impl CaseSource {
    fn source(&self) -> Source {
        Source {
            id: self.id.clone(),
            zh: self.name.clone(),
            en: self.name.clone(),
            rank: self.rank,
            required_at: self.required_at.clone(),
            max_age_hours: self.max_age_hours.clone(),
            lists: Vec::new(),
            also: Vec::new(),
            max_age_working_days: BTreeMap::new(),
            needs_consent: self.needs_consent,
            // The file says when a source answered, in hours.
            adapter: super::Adapter::HttpJson,
            registry: None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    #[serde(default, rename = "title")]
    _title: IgnoredAny,
    subject: String,
    #[serde(default)]
    records: Vec<String>,
    #[serde(default)]
    lines: Vec<CaseLine>,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseLine {
    line: String,
    subject: String,
    #[serde(default)]
    records: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    stage: Stage,
    as_of: NaiveDate,
    known_at: Option<NaiveDateTime>,
    submitted_at: Option<NaiveDate>,
    records: Option<Vec<String>>,
    #[serde(default)]
    record_patch: BTreeMap<String, Value>,
    subject_patch: Option<Value>,
    #[serde(default)]
    sources: BTreeMap<String, CaseAnswer>,
    #[serde(default)]
    match_decisions: Vec<CaseDecision>,
    consent: Option<CaseConsent>,
    expect: Expect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseAnswer {
    status: AnswerStatus,
    fetched_at: Option<NaiveDateTime>,
    manual_evidence: Option<Evidence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseDecision {
    record: String,
    decision: Decision,
    by: String,
    why: String,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Decision {
    Confirm,
    Reject,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseConsent {
    status: Consent,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    outcome: Option<Outcome>,
    reasons: Option<BTreeSet<String>>,
    notes: Option<BTreeSet<String>>,
    reduce_bp: Option<i64>,
    fast_lane: Option<bool>,
    ruleset: Option<String>,
    lines: Option<BTreeMap<String, Outcome>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseSubject {
    #[serde(rename = "type")]
    _kind: String,
    name: String,
    uscc: Option<String>,
    #[serde(default)]
    uscc_check: Option<CodeCheck>,
    reg_status: Option<String>,
    #[serde(default)]
    former_names: Vec<FormerName>,
    #[serde(default)]
    former_uscc: Vec<String>,
    #[serde(default)]
    branches: Vec<String>,
    #[serde(default)]
    predecessors: Vec<String>,
    legal_rep: Option<String>,
}

#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum CodeCheck {
    Valid,
    IrregularVerified,
    Missing,
}

impl CaseSubject {
    fn subject(self, party: Party) -> Subject {
        let registration = match self.reg_status.as_deref() {
            None => Registration::NotStated,
            Some("active") => Registration::InBusiness,
            Some(_) => Registration::Ended,
        };
        Subject {
            code: self.uscc.unwrap_or_default(),
            code_accepted: self.uscc_check == Some(CodeCheck::IrregularVerified),
            name: self.name,
            party,
            registration,
            former_names: self.former_names,
            former_codes: self.former_uscc,
            branches: self.branches,
            predecessors: self.predecessors,
            legal_representative: self.legal_rep,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseRecord {
    #[serde(rename = "id")]
    _id: String,
    kind: String,
    event_date: NaiveDate,
    source: String,
    uscc: Option<String>,
    org_code: Option<String>,
    name: String,
    #[serde(default)]
    authority: String,
    #[serde(default)]
    decision_no: String,
    severity: Option<Severity>,
    #[serde(default)]
    penalty_types: Vec<String>,
    #[serde(default)]
    domain: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    list_code: String,
    role: Option<Party>,
    public_until: Option<NaiveDate>,
    ended_at: Option<NaiveDate>,
    removed_at: Option<NaiveDate>,
    repaired_at: Option<NaiveDate>,
    revoked_at: Option<NaiveDate>,
    objection: Option<Objection>,
    known_from: Option<NaiveDateTime>,
    known_to: Option<NaiveDateTime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Objection {
    opened: NaiveDate,
    closed: Option<NaiveDate>,
}

impl CaseRecord {
    fn record(self) -> Record {
        let severity = self.severity.unwrap_or_else(|| Severity::of_penalty_types(&self.penalty_types));
        Record {
            kind: self.kind,
            source: self.source,
            severity,
            domain: self.domain,
            value: self.value,
            list_code: self.list_code,
            penalty_types: self.penalty_types,
            party: self.role.unwrap_or(Party::Applicant),
            subject_code: self.uscc.or(self.org_code).unwrap_or_default(),
            subject_name: self.name,
            authority: self.authority,
            decision_no: self.decision_no,
            event_date: self.event_date,
            ended_at: self.ended_at,
            public_until: self.public_until,
            removed_at: self.removed_at,
            repaired_at: self.repaired_at,
            revoked_at: self.revoked_at,
            objection_opened: self.objection.as_ref().map(|o| o.opened),
            objection_closed: self.objection.and_then(|o| o.closed),
            fine: None,
            confiscated: None,
            content: String::new(),
            unread: BTreeMap::new(),
            row: String::new(),
            known_from: self.known_from.map_or(DateTime::<Utc>::MIN_UTC, shanghai),
            known_to: self.known_to.map(shanghai),
        }
    }
}

/// Why a step could not be carried out.
#[derive(Debug, thiserror::Error)]
enum Unusable {
    #[error("{0} is not in the file")]
    Missing(String),
    #[error("{0}: {1}")]
    Malformed(String, serde_json::Error),
    #[error("{0}")]
    Refused(#[from] Refusal),
}

impl CaseFile {
    fn rules(&self) -> Rules {
        Rules { sources: self.sources.iter().map(CaseSource::source).collect(), rule_sets: self.rulesets.clone() }
    }

    fn steps(&self) -> impl Iterator<Item = Result<CaseStep, Disagreement>> {
        let of_case = |case| std::iter::repeat(case).zip(1usize..);
        let numbered = self.cases.iter().flat_map(move |case: &Case| of_case(case).zip(&case.steps));
        numbered.map(|((case, number), step)| {
            self.step(case, number, step).map_err(|why| Disagreement {
                case: case.id.clone(),
                step: number,
                field: "check".to_owned(),
                expected: "a result".to_owned(),
                found: why.to_string(),
            })
        })
    }

    fn step(&self, case: &Case, number: usize, step: &Step) -> Result<CaseStep, Unusable> {
        let noon = step.as_of.and_hms_opt(12, 0, 0).map(shanghai).unwrap_or_default();
        let known_at = step.known_at.map_or(noon, shanghai);
        let subject = self.subject(&case.subject, step.subject_patch.as_ref(), Party::Applicant)?;
        let records = self.records(step.records.as_ref().unwrap_or(&case.records), &step.record_patch)?;
        let mut lines = Vec::new();
        for line in &case.lines {
            let subject = self.subject(&line.subject, None, Party::Beneficiary)?;
            let records = self.records(&line.records, &step.record_patch)?;
            lines.push(LineRequest { line: line.line.clone(), subject, records });
        }
        let mut decisions = Vec::new();
        for decision in &step.match_decisions {
            let record = self.record(&decision.record, step.record_patch.get(&decision.record))?;
            decisions.push(MatchDecision {
                record: record.natural_key(),
                subject: subject.code.clone(),
                confirmed: decision.decision == Decision::Confirm,
                by: decision.by.clone(),
                why: decision.why.clone(),
            });
        }
        if let Some(unknown) = step.sources.keys().find(|id| !self.sources.iter().any(|s| s.id == **id)) {
            return Err(Unusable::Missing(unknown.clone()));
        }
        let answers: Vec<Answer> = self
            .sources
            .iter()
            .map(|source| match step.sources.get(&source.id) {
                None => Answer::at(&source.id, Some(known_at)),
                Some(said) => Answer {
                    source: source.id.clone(),
                    status: said.status,
                    finished_at: said.fetched_at.map(shanghai),
                    evidence: said.manual_evidence.clone(),
                    lists: Vec::new(),
                },
            })
            .collect();
        Ok(CaseStep {
            case: case.id.clone(),
            step: number,
            stage: step.stage,
            times: Times { as_of: step.as_of, known_at },
            submitted_on: step.submitted_at.unwrap_or(step.as_of),
            facts: Facts {
                subject,
                records,
                lines,
                decisions,
                answers,
                consent: step.consent.as_ref().map_or(Consent::Valid, |c| c.status),
            },
            expect: step.expect.clone(),
        })
    }

    fn subject(&self, id: &str, patch: Option<&Value>, party: Party) -> Result<Subject, Unusable> {
        let subject: CaseSubject = overlaid(&self.subjects, id, patch)?;
        Ok(subject.subject(party))
    }

    fn record(&self, id: &str, patch: Option<&Value>) -> Result<Record, Unusable> {
        overlaid(&self.records, id, patch).map(CaseRecord::record)
    }

    fn records(&self, ids: &[String], patches: &BTreeMap<String, Value>) -> Result<Vec<Record>, Unusable> {
        ids.iter().map(|id| self.record(id, patches.get(id))).collect()
    }
}

/// An object of the file with the members of a patch laid over it.
fn overlaid<T: serde::de::DeserializeOwned>(
    all: &BTreeMap<String, Value>,
    id: &str,
    patch: Option<&Value>,
) -> Result<T, Unusable> {
    let mut value = all.get(id).ok_or_else(|| Unusable::Missing(id.to_owned()))?.clone();
    if let (Some(object), Some(patch)) = (value.as_object_mut(), patch.and_then(Value::as_object)) {
        object.extend(patch.iter().map(|(k, v)| (k.clone(), v.clone())));
    }
    serde_json::from_value(value).map_err(|e| Unusable::Malformed(id.to_owned(), e))
}

/// Times of the file are those of the wall in Shanghai, which has had one offset since 1991.
fn shanghai(local: NaiveDateTime) -> DateTime<Utc> {
    FixedOffset::east_opt(8 * 3600)
        .and_then(|zone| zone.from_local_datetime(&local).single())
        .map_or_else(|| local.and_utc(), |at| at.with_timezone(&Utc))
}

/// Where a comparison stands.
#[derive(Clone, Copy)]
struct Place<'a> {
    case: &'a str,
    step: usize,
}

impl Report {
    fn differ(&mut self, place: Place<'_>, field: &str, expected: &str, found: &str) {
        self.disagreements.push(Disagreement {
            case: place.case.to_owned(),
            step: place.step,
            field: field.to_owned(),
            expected: expected.to_owned(),
            found: found.to_owned(),
        });
    }

    /// Only what the file names is compared.
    fn compare<T: PartialEq + std::fmt::Debug>(
        &mut self,
        place: Place<'_>,
        field: &str,
        expected: Option<&T>,
        found: &T,
    ) {
        if let Some(expected) = expected.filter(|e| *e != found) {
            self.differ(place, field, &format!("{expected:?}"), &format!("{found:?}"));
        }
    }

    fn compare_gate(&mut self, case: &GateCase) {
        let place = Place { case: &case.id, step: 0 };
        let check = case.input.check.as_ref().map(|c| GateCheck {
            stage: c.stage,
            outcome: c.outcome,
            finished_at: shanghai(c.finished_at),
            snapshot_sha256: c.snapshot_sha256.clone(),
            code: c.uscc.clone(),
            name: c.name.clone(),
        });
        let payee = (case.input.payee.uscc.as_str(), case.input.payee.name.as_str());
        let seal = &case.input.stored_snapshot_sha256;
        let why = gate::objections(check.as_ref(), seal, payee, shanghai(case.input.now));
        self.compare(place, "allow", Some(&case.expect.allow), &why.is_empty());
        let why = why.into_iter().map(str::to_owned).collect();
        self.compare(place, "why", Some(&case.expect.why), &why);
    }

    fn compare_vectors(&mut self, file: &CaseFile) {
        for (at, vector) in file.identifier_vectors.iter().enumerate() {
            let place = Place { case: "identifier_vectors", step: at.saturating_add(1) };
            self.compare(place, &vector.uscc, Some(&vector.valid), &Uscc::parse(&vector.uscc).is_ok());
        }
        for (at, vector) in file.name_vectors.iter().enumerate() {
            let place = Place { case: "name_vectors", step: at.saturating_add(1) };
            self.compare(place, &vector.a, Some(&vector.equal), &(normalise(&vector.a) == normalise(&vector.b)));
        }
        for (at, vector) in file.date_vectors.iter().enumerate() {
            let place = Place { case: "date_vectors", step: at.saturating_add(1) };
            let found = months_after(vector.start, vector.months).ok();
            self.compare(place, "last_day", Some(&Some(vector.last_day)), &found);
        }
        let vectors = [file.identifier_vectors.len(), file.name_vectors.len(), file.date_vectors.len()];
        self.carried_out = vectors.into_iter().fold(self.carried_out, usize::saturating_add);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GateCase {
    id: String,
    #[serde(default, rename = "title")]
    _title: IgnoredAny,
    input: GateInput,
    expect: GateExpect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GateInput {
    now: NaiveDateTime,
    check: Option<GateInputCheck>,
    stored_snapshot_sha256: String,
    payee: GatePayee,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GateInputCheck {
    stage: Stage,
    outcome: Outcome,
    finished_at: NaiveDateTime,
    snapshot_sha256: String,
    uscc: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GatePayee {
    uscc: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GateExpect {
    allow: bool,
    why: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IdentifierVector {
    uscc: String,
    valid: bool,
    #[serde(default, rename = "why")]
    _why: IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameVector {
    a: String,
    b: String,
    equal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DateVector {
    start: NaiveDate,
    months: u32,
    last_day: NaiveDate,
}
