//! Runs a credit check of the firm and of every enterprise of its schedule, stores it with a canonical snapshot, and
//! chains it to the check before.

use std::collections::{BTreeMap, HashMap};

use domain::credit::{self, Answer, Finding, Outcome, Party, Reason, Record, Rules, Stage, Subject, Times, matching};
use domain::id::{CreditCheckId, LineId};
use domain::refusal::{Code, Fact, Refusal};
use domain::scheme::Payee;
use domain::template::Value;
use entity::{credit_check, credit_check_line, line, payment};
use serde::Serialize;

use crate::error::Error;
use crate::service::application::Case;
use crate::service::command::Context;
use crate::service::id::{new_uuid, sha256};
use crate::store;

/// Version of this engine; part of the snapshot.
const ENGINE: &str = "1";

/// What a check found.
pub struct Check {
    /// The stored check.
    pub id: CreditCheckId,
    /// The firm's own finding.
    pub applicant: Finding,
    lines: HashMap<LineId, Finding>,
}

impl Check {
    /// What the firm comes to: pass, refer or block.
    pub const fn outcome(&self) -> &'static str {
        self.applicant.outcome.key()
    }

    /// What a line comes to; a line never changes the firm's outcome.
    pub fn outcome_of(&self, line: LineId) -> &'static str {
        self.lines.get(&line).map_or("pass", |f| f.outcome.key())
    }

    /// The code of the reason that decides a line, or nothing.
    pub fn first_reason(&self, line: LineId) -> String {
        let worst = |f: &Finding| f.reasons.iter().find(|r| r.effect == f.outcome.key()).map(|r| r.code.clone());
        self.lines.get(&line).and_then(worst).unwrap_or_default()
    }

    /// Refuses unless the firm passes.
    ///
    /// # Errors
    /// [`Code::CreditBlocked`]; [`Code::CreditReferred`].
    pub fn must_pass(&self) -> Result<(), Refusal> {
        self.must_not_block()?;
        if self.applicant.outcome == Outcome::Refer {
            Err(refusal(Code::CreditReferred, &self.applicant))
        } else {
            Ok(())
        }
    }

    /// Refuses when the firm is blocked; a referral goes on to the officers.
    ///
    /// # Errors
    /// [`Code::CreditBlocked`].
    pub fn must_not_block(&self) -> Result<(), Refusal> {
        if self.applicant.outcome == Outcome::Block {
            Err(refusal(Code::CreditBlocked, &self.applicant))
        } else {
            Ok(())
        }
    }

    /// Refuses when an enterprise that is about to be paid does not pass any more.
    ///
    /// # Errors
    /// [`Code::CreditBlocked`] or [`Code::CreditReferred`] naming the payee.
    pub fn payees_must_pass(
        &self,
        lines: &[line::Model],
        members: &[payment::Model],
        case: &Case,
    ) -> Result<(), Refusal> {
        let Payee::Enterprise { name, .. } = case.scheme.payee else { return Ok(()) };
        for line in lines {
            let Some(finding) = self.lines.get(&line.id).filter(|f| f.outcome != Outcome::Pass) else { continue };
            let values: Vec<Value> = serde_json::from_str(&line.row_values).unwrap_or_default();
            let Some(Value::Text(payee)) = values.get(name) else { continue };
            // A reviewer who took a referred line in has decided it; a veto stands.
            let decided = finding.outcome == Outcome::Refer && line.decision.as_deref() == Some("accept");
            let paid = members.iter().any(|m| m.application_id == case.application.id && m.payee_name == *payee);
            if paid && !decided {
                let code = if finding.outcome == Outcome::Block { Code::CreditBlocked } else { Code::CreditReferred };
                return Err(refusal(code, finding).with("subject", Fact::Text(payee.clone())));
            }
        }
        Ok(())
    }
}

fn refusal(code: Code, finding: &Finding) -> Refusal {
    let reason = finding.reasons.iter().find(|r| r.effect == finding.outcome.key());
    let key = reason.map_or_else(String::new, |r| format!("credit-reason-{}", r.code));
    Refusal::new(code).with("reasons", Fact::Message(key))
}

/// What the snapshot holds, in the order in which it is written.
#[derive(Serialize)]
struct Snapshot<'a> {
    engine: &'a str,
    application: &'a str,
    stage: Stage,
    as_of: chrono::NaiveDate,
    known_at: chrono::DateTime<chrono::Utc>,
    rule_set: &'a str,
    sources: BTreeMap<&'a str, Option<chrono::DateTime<chrono::Utc>>>,
    records: Vec<&'a str>,
    subject: (&'a str, &'a str),
    applicant: &'a Finding,
    lines: BTreeMap<i64, &'a Finding>,
    prev: &'a str,
}

/// Checks the firm and every line of a case at a stage, as of today with what is known now. The result is stored for
/// ever, whatever it is.
///
/// # Errors
/// [`Code::CreditRulesMissing`]; faults.
pub async fn run_check(cx: &mut Context<'_>, case: &Case, lines: &[line::Model], stage: Stage) -> Result<Check, Error> {
    let times = Times { as_of: cx.today, known_at: cx.now };
    let rules: Rules = domain::credit::rule::embedded()?;
    let rule_set = credit::rules_on(&rules, cx.today)?;
    let answers = answers(cx, &rules).await?;
    let schedule = lines.first().map(|l| l.schedule_id);
    let code = case.firm.uscc.as_str();
    let names = vec![matching::normalise(&case.firm.name)];
    let rows = store::credit::candidates(cx.tx, schedule, vec![code.to_owned()], names, cx.now).await?;
    let records = rows.iter().map(|r| serde_json::from_str(&r.record)).collect::<Result<Vec<Record>, _>>()?;

    let who = Subject { code, name: &case.firm.name, party: Party::Applicant };
    let mut applicant = credit::check(&who, stage, times, rule_set, &records)?;
    let stale = credit::stale_sources(&rules.sources, stage, &answers, cx.now);
    if !stale.is_empty() && applicant.outcome == Outcome::Pass {
        applicant.outcome = Outcome::Refer;
        applicant.fast_lane = false;
    }
    applicant.reasons.extend(stale);

    let mut found = HashMap::new();
    for line in lines {
        let concerned = concerning(&records, line);
        if concerned.is_empty() {
            continue;
        }
        let who = Subject { code: &line.enterprise_code, name: &line.enterprise_name, party: Party::Beneficiary };
        let finding = credit::check(&who, stage, times, rule_set, &concerned)?;
        if finding.outcome != Outcome::Pass || !finding.reasons.is_empty() || !finding.notes.is_empty() {
            found.insert(line.id, finding);
        }
    }
    let id = store_check(cx, case, lines, (stage, &rule_set.id), (&answers, &rows), (&applicant, &found)).await?;
    Ok(Check { id, applicant, lines: found })
}

/// The records that speak of a line's enterprise at all; most lines have none.
fn concerning(records: &[Record], line: &line::Model) -> Vec<Record> {
    let org = line.enterprise_code.get(8..17).unwrap_or_default();
    let concerns = |r: &&Record| {
        r.subject_code == line.enterprise_code
            || (!org.is_empty() && r.subject_code == org)
            || matching::normalise(&r.subject_name) == line.enterprise_name_norm
    };
    records.iter().filter(concerns).cloned().collect()
}

/// When each source last answered: a file source answers when a file of it is imported.
async fn answers(cx: &Context<'_>, rules: &Rules) -> Result<Vec<Answer>, Error> {
    let mut out = Vec::new();
    for source in &rules.sources {
        let import = store::credit::latest_import(cx.tx, &source.id, cx.now).await?;
        out.push(Answer { source: source.id.clone(), finished_at: import.map(|i| i.imported_at) });
    }
    Ok(out)
}

async fn store_check(
    cx: &mut Context<'_>,
    case: &Case,
    lines: &[line::Model],
    (stage, rule_set): (Stage, &str),
    (answers, rows): (&[Answer], &[entity::credit_record::Model]),
    (applicant, found): (&Finding, &HashMap<LineId, Finding>),
) -> Result<CreditCheckId, Error> {
    let id = CreditCheckId::from_uuid(new_uuid(cx.now));
    let prev = store::credit::latest_check(cx.tx, case.application.id, None).await?;
    let prev = prev.map_or_else(String::new, |p| p.snapshot_sha256);
    let by_row: BTreeMap<i64, &Finding> =
        lines.iter().filter_map(|l| found.get(&l.id).map(|f| (l.row_no, f))).collect();
    let snapshot = Snapshot {
        engine: ENGINE,
        application: &case.application.number,
        stage,
        as_of: cx.today,
        known_at: cx.now,
        rule_set,
        sources: answers.iter().map(|a| (a.source.as_str(), a.finished_at)).collect(),
        records: rows.iter().map(|r| r.raw_sha256.as_str()).collect(),
        subject: (case.firm.uscc.as_str(), &case.firm.name),
        applicant,
        lines: by_row,
        prev: &prev,
    };
    let snapshot = serde_json::to_string(&snapshot)?;
    let count =
        |outcome: Outcome| i64::try_from(found.values().filter(|f| f.outcome == outcome).count()).unwrap_or(i64::MAX);
    let all = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let (refer, block) = (count(Outcome::Refer), count(Outcome::Block));
    let hash = sha256(&snapshot);
    let row = credit_check::Model {
        id,
        application_id: case.application.id,
        stage: stage.key().to_owned(),
        as_of: cx.today,
        known_at: cx.now,
        rule_set: rule_set.to_owned(),
        outcome: applicant.outcome.key().to_owned(),
        reduce_bp: applicant.reduce_bp,
        lines_pass: all - refer - block,
        lines_refer: refer,
        lines_block: block,
        snapshot,
        snapshot_sha256: hash.clone(),
        prev_sha256: prev,
        requested_by: Some(cx.actor.person),
        finished_at: cx.now,
    };
    let mut parts = Vec::new();
    for line in lines {
        if let Some(finding) = found.get(&line.id) {
            let mut reasons: Vec<&Reason> = finding.reasons.iter().collect();
            reasons.extend(&finding.notes);
            parts.push(credit_check_line::Model {
                check_id: id,
                line_id: line.id,
                outcome: finding.outcome.key().to_owned(),
                reasons: serde_json::to_string(&reasons)?,
            });
        }
    }
    store::credit::insert_check(cx.tx, row, parts).await?;
    let payload = serde_json::json!({
        "check": id, "stage": stage, "outcome": applicant.outcome, "lines_refer": refer, "lines_block": block, "snapshot_sha256": hash,
    });
    cx.record("application", case.application.id, "credit.check", payload);
    Ok(id)
}
