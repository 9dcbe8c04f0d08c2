//! Runs a credit check of the firm and of every enterprise of its schedule, stores it with a canonical snapshot, and
//! chains it to the check before.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::reason::remover;
use domain::credit::statement::{after_overrides, standing};
use domain::credit::{self, Finding, Outcome, Reason, Record, Stage, Statement, Subject, Times, matching, snapshot};
use domain::id::{CreditCheckId, LineId, PaymentId};
use domain::line::{Decision, FullLine, Line};
use domain::payee::same_code;
use domain::refusal::{Code, Fact, Refusal};
use domain::scheme::Payee;
use entity::{application, credit_check, credit_check_line, credit_match_question, payment};

use super::gather::{Gathered, Who, gather, gather_again};
use crate::App;
use crate::application::Case;
use crate::command::Context;
use kernel::error::Error;
use kernel::id::new_uuid;
use store::{self, Connection};

/// What a check found.
pub struct Check {
    /// The stored check.
    pub id: CreditCheckId,
    /// The firm's own finding.
    pub applicant: Finding,
    lines: HashMap<LineId, Finding>,
    overrides: Vec<Statement>,
}

impl Check {
    /// What the firm comes to.
    pub const fn outcome(&self) -> Outcome {
        self.applicant.outcome
    }

    /// What a line comes to; a line never changes the firm's outcome.
    pub fn outcome_of(&self, line: LineId) -> Outcome {
        self.lines.get(&line).map_or(Outcome::Pass, |f| f.outcome)
    }

    /// What was found about a line; none where nothing was.
    pub fn finding_of(&self, line: LineId) -> Option<&Finding> {
        self.lines.get(&line)
    }

    /// The code of the reason that decides a line, or nothing.
    pub fn first_reason(&self, line: LineId) -> String {
        self.lines.get(&line).map(|found| found.deciding().to_owned()).unwrap_or_default()
    }

    /// Refuses unless the firm passes.
    ///
    /// # Errors
    /// [`Code::CreditBlocked`]; [`Code::CreditReferred`].
    pub fn must_pass(&self) -> Result<(), Refusal> {
        self.must_not_block()?;
        if self.decided() == Outcome::Pass { Ok(()) } else { Err(self.refused(Code::CreditReferred)) }
    }

    /// What the firm comes to after what two officers decided; the check itself never changes.
    pub fn decided(&self) -> Outcome {
        after_overrides(&self.applicant, &self.overrides)
    }

    /// Refuses when the firm is blocked; a referral goes on to the officers.
    ///
    /// # Errors
    /// [`Code::CreditBlocked`].
    pub fn must_not_block(&self) -> Result<(), Refusal> {
        if self.decided() == Outcome::Block { Err(self.refused(Code::CreditBlocked)) } else { Ok(()) }
    }

    /// A refusal that names what stands in the firm's way now.
    fn refused(&self, code: Code) -> Refusal {
        let causes = standing(&self.applicant, &self.overrides);
        Refusal::new(code).with("reasons", in_words(&causes)).with("who", who_removes(&causes))
    }

    /// The lines about whose enterprises something was found.
    pub fn found(&self) -> Vec<LineId> {
        self.lines.keys().copied().collect()
    }

    /// The payments to enterprises that do not pass any more, each with its refusal: [`Code::CreditBlocked`] or
    /// [`Code::CreditReferred`] naming the payee. Of the lines those are enough about which something was found.
    pub fn refused_payees(
        &self,
        lines: &[FullLine],
        members: &[payment::Model],
        case: &Case,
    ) -> HashMap<PaymentId, Refusal> {
        let mut refused = HashMap::new();
        let Payee::Enterprise(columns) = case.scheme.payee else { return refused };
        for FullLine { line, values } in lines {
            let Some(finding) = self.lines.get(&line.id).filter(|f| f.outcome != Outcome::Pass) else { continue };
            let code = columns.code(values);
            // A reviewer who took a referred line in has decided it; a veto stands.
            let decided = finding.outcome == Outcome::Refer && line.decision() == Some(Decision::Accept);
            if decided {
                continue;
            }
            let kind = if finding.outcome == Outcome::Block { Code::CreditBlocked } else { Code::CreditReferred };
            let own = members.iter().filter(|m| m.application_id == case.application.id);
            for member in own.filter(|m| same_code(&m.payee_code, code)) {
                let causes = standing(finding, &[]);
                let why = Refusal::new(kind).with("reasons", in_words(&causes)).with("who", who_removes(&causes));
                refused.entry(member.id).or_insert(why);
            }
        }
        refused
    }
}

/// Causes as people name them, each with its record and with what is behind a doubt.
pub(super) fn in_words(causes: &[&Reason]) -> Fact {
    let named = causes.iter().map(|reason| {
        let key = format!("credit-reason-{}", reason.code);
        let about = if reason.record.is_empty() { &reason.source } else { &reason.record };
        let named = Fact::About(key, about.clone());
        if reason.behind.is_empty() {
            return named;
        }
        Fact::List(vec![named, Fact::Message(format!("credit-reason-{}", reason.behind))])
    });
    Fact::List(named.collect())
}

/// Who can take the causes away, each once.
pub(super) fn who_removes(causes: &[&Reason]) -> Fact {
    let who: BTreeSet<&str> = causes.iter().map(|reason| remover(reason)).collect();
    Fact::List(who.into_iter().map(|key| Fact::Message(format!("credit-remover-{key}"))).collect())
}

/// Checks the firm and every line of a case at a stage, as of today with what is known now. The result is stored for
/// ever, whatever it is; where a person must say whether a record is about somebody, the question is asked.
///
/// # Errors
/// [`Code::CreditRulesMissing`]; faults.
pub async fn run_check(cx: &mut Context<'_>, case: &Case, lines: &[Line], stage: Stage) -> Result<Check, Error> {
    let examined = examine(cx.app, cx.tx, case, lines, (stage, cx.now)).await?;
    keep(cx, case, lines, &examined).await?;
    Ok(examined.check)
}

/// A check that was made and is not stored.
pub struct Examined {
    /// What it found; its id is the one under which it is stored.
    pub check: Check,
    gathered: Gathered,
    result: credit::CheckResult,
    stage: Stage,
    times: Times,
    submitted_on: NaiveDate,
}

impl Examined {
    /// The instant of what it knows.
    pub const fn made_at(&self) -> DateTime<Utc> {
        self.times.known_at
    }

    /// What it was made from.
    pub fn into_gathered(self) -> Gathered {
        self.gathered
    }
}

/// Makes a check with what is known at an instant, and writes nothing.
///
/// # Errors
/// [`Code::CreditRulesMissing`]; faults.
pub async fn examine(
    app: &App,
    db: &Connection,
    case: &Case,
    lines: &[Line],
    (stage, now): (Stage, DateTime<Utc>),
) -> Result<Examined, Error> {
    let times = Times { as_of: app.clock.business_date(now), known_at: now };
    let firm = &case.firm;
    let who = Who { code: firm.uscc.as_str(), name: &firm.name, application: Some(case.application.id), lines };
    let gathered = gather(db, who, times).await?;
    decided(app, case, lines, gathered, (stage, times))
}

/// Makes a check once more of lines about which nothing was noted since an earlier one, and writes nothing.
///
/// # Errors
/// As for [`examine`].
pub async fn examine_again(
    app: &App,
    db: &Connection,
    case: &Case,
    lines: &[Line],
    (stage, now): (Stage, DateTime<Utc>),
    earlier: Gathered,
) -> Result<Examined, Error> {
    let times = Times { as_of: app.clock.business_date(now), known_at: now };
    let gathered = gather_again(db, case.application.id, times, earlier).await?;
    decided(app, case, lines, gathered, (stage, times))
}

/// What a check comes to under the rules.
fn decided(
    app: &App,
    case: &Case,
    lines: &[Line],
    gathered: Gathered,
    (stage, times): (Stage, Times),
) -> Result<Examined, Error> {
    let submitted_on = case.application.submitted_at.map_or(times.as_of, |at| app.clock.business_date(at));
    let result = credit::check(&gathered.facts.request(stage, times, submitted_on), &gathered.rules)?;
    let mut found = HashMap::new();
    for line in lines {
        let finding = result.lines.get(&line.row.to_string());
        if let Some(finding) = finding.filter(|f| !f.reasons.is_empty() || !f.notes.is_empty()) {
            found.insert(line.id, finding.clone());
        }
    }
    let check = Check {
        id: CreditCheckId::from_uuid(new_uuid(times.known_at)),
        applicant: result.applicant.clone(),
        lines: found,
        overrides: gathered.overrides.clone(),
    };
    Ok(Examined { check, gathered, result, stage, times, submitted_on })
}

/// Stores a check that was made, sealed and chained to the one before it, and asks what it leaves open.
///
/// # Errors
/// Faults.
pub async fn keep(cx: &mut Context<'_>, case: &Case, lines: &[Line], examined: &Examined) -> Result<(), Error> {
    let Examined { check, gathered, result, stage, times, submitted_on } = examined;
    let request = gathered.facts.request(*stage, *times, *submitted_on);
    let prev = store::credit::latest_check(cx.tx, case.application.id, None).await?;
    let ordinal = prev.as_ref().map_or(1, |p| p.ordinal.saturating_add(1));
    let prev = prev.map_or_else(String::new, |p| p.snapshot_sha256);
    let sealed = snapshot::seal(about(&case.application), &request, &gathered.rules, result, &prev)?;
    ask(cx, case, gathered, result).await?;
    store_check(cx, case, lines, (*stage, *times, &result.rule_set), (sealed, prev, ordinal), check).await
}

/// What a snapshot names as its case.
pub(super) fn about(application: &application::Model) -> snapshot::About {
    let schedule = application.schedule_id.map_or_else(String::new, |id| id.to_string());
    snapshot::About { application: application.number.clone(), schedule }
}

/// Asks the credit officers about every doubtful match that decides something.
async fn ask(cx: &Context<'_>, case: &Case, gathered: &Gathered, result: &credit::CheckResult) -> Result<(), Error> {
    let mut questions = questions(cx, case, &gathered.facts.subject, &gathered.facts.records, &result.applicant);
    for line in &gathered.facts.lines {
        if let Some(finding) = result.lines.get(&line.line) {
            questions.extend(self::questions(cx, case, &line.subject, &line.records, finding));
        }
    }
    questions.sort_by(|a, b| (&a.record_key, &a.subject_code).cmp(&(&b.record_key, &b.subject_code)));
    questions.dedup_by(|a, b| (&a.record_key, &a.subject_code) == (&b.record_key, &b.subject_code));
    store::credit::matching::ask(cx.tx, questions).await
}

fn questions(
    cx: &Context<'_>,
    case: &Case,
    subject: &Subject,
    records: &[Record],
    finding: &Finding,
) -> Vec<credit_match_question::Model> {
    let doubtful = records.iter().filter_map(|record| match matching::compare(record, subject) {
        matching::Match::Doubtful(doubt) => Some((record, doubt.reason())),
        _ => None,
    });
    let asked = doubtful.filter_map(|(record, doubt)| {
        let same = |r: &&Reason| r.code == doubt && r.source == record.source && r.record == record.title();
        finding.reasons.iter().find(same).map(|reason| (record, doubt, reason.behind.clone()))
    });
    asked
        .map(|(record, doubt, behind)| credit_match_question::Model {
            record_key: record.natural_key(),
            subject_code: subject.key(),
            subject_name: subject.name.clone(),
            source_id: record.source.clone(),
            doubt: doubt.to_owned(),
            behind,
            application_id: case.application.id,
            asked_at: cx.now,
        })
        .collect()
}

async fn store_check(
    cx: &mut Context<'_>,
    case: &Case,
    lines: &[Line],
    (stage, times, rule_set): (Stage, Times, &str),
    (sealed, prev, ordinal): (snapshot::Sealed, String, i64),
    check: &Check,
) -> Result<(), Error> {
    let Check { id, applicant, lines: found, .. } = check;
    let id = *id;
    let count =
        |outcome: Outcome| i64::try_from(found.values().filter(|f| f.outcome == outcome).count()).unwrap_or(i64::MAX);
    let all = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let (refer, block) = (count(Outcome::Refer), count(Outcome::Block));
    let hash = sealed.sha256;
    let row = credit_check::Model {
        id,
        application_id: case.application.id,
        stage,
        as_of: times.as_of,
        known_at: times.known_at,
        rule_set: rule_set.to_owned(),
        outcome: applicant.outcome,
        reduce_bp: applicant.reduce_bp,
        lines_pass: all - refer - block,
        lines_refer: refer,
        lines_block: block,
        snapshot: sealed.json,
        snapshot_sha256: hash.clone(),
        prev_sha256: prev,
        requested_by: cx.actor.someone(),
        finished_at: times.known_at,
        fast_lane: applicant.fast_lane,
        ordinal,
    };
    let mut parts = Vec::new();
    for line in lines {
        if let Some(finding) = found.get(&line.id) {
            let mut reasons: Vec<&Reason> = finding.reasons.iter().collect();
            reasons.extend(&finding.notes);
            parts.push(credit_check_line::Model {
                check_id: id,
                line_id: line.id,
                outcome: finding.outcome,
                reasons: serde_json::to_string(&reasons)?,
            });
        }
    }
    store::credit::insert_check(cx.tx, row, parts).await?;
    let payload = serde_json::json!({
        "check": id, "stage": stage, "outcome": applicant.outcome, "lines_refer": refer, "lines_block": block, "snapshot_sha256": hash,
    });
    cx.record("application", case.application.id, "credit.check", payload);
    Ok(())
}
