//! Runs a credit check of the firm and of every enterprise of its schedule, stores it with a canonical snapshot, and
//! chains it to the check before.

use std::collections::HashMap;

use domain::credit::{
    self, Answer, CheckRequest, Consent, Finding, LineRequest, Outcome, Party, Reason, Record, Rules, Stage, Subject,
    Times, matching, snapshot,
};
use domain::id::{CreditCheckId, LineId};
use domain::refusal::{Code, Fact, Refusal};
use domain::scheme::Payee;
use domain::template::Value;
use entity::{credit_check, credit_check_line, line, payment};

use crate::error::Error;
use crate::service::application::Case;
use crate::service::command::Context;
use crate::service::id::new_uuid;
use crate::store;

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

/// Checks the firm and every line of a case at a stage, as of today with what is known now. The result is stored for
/// ever, whatever it is.
///
/// # Errors
/// [`Code::CreditRulesMissing`]; faults.
pub async fn run_check(cx: &mut Context<'_>, case: &Case, lines: &[line::Model], stage: Stage) -> Result<Check, Error> {
    let times = Times { as_of: cx.today, known_at: cx.now };
    let rules: Rules = domain::credit::rule::embedded()?;
    let answers = answers(cx, &rules).await?;
    let schedule = lines.first().map(|l| l.schedule_id);
    let code = case.firm.uscc.as_str();
    let names = vec![matching::normalise(&case.firm.name)];
    let codes = vec![code.to_owned(), case.firm.uscc.org_code().to_owned()];
    let rows = store::credit::candidates(cx.tx, schedule, codes, names, cx.now).await?;
    let records = rows.iter().map(|r| serde_json::from_str(&r.record)).collect::<Result<Vec<Record>, _>>()?;
    let concerned: Vec<LineRequest> = lines.iter().filter_map(|line| concerning(&records, line)).collect();
    let subject = Subject::plain(code, &case.firm.name, Party::Applicant);
    let request = CheckRequest {
        subject: &subject,
        stage,
        times,
        submitted_on: case.application.submitted_at.map_or(cx.today, |at| cx.app.clock.business_date(at)),
        records: &records,
        lines: &concerned,
        decisions: &[],
        answers: &answers,
        consent: Consent::Valid,
    };
    let result = credit::check(&request, &rules)?;
    let prev = store::credit::latest_check(cx.tx, case.application.id, None).await?;
    let prev = prev.map_or_else(String::new, |p| p.snapshot_sha256);
    let sealed = snapshot::seal(&case.application.number, &request, &rules, &result, &prev)?;
    let mut found = HashMap::new();
    for line in lines {
        let finding = result.lines.get(&line.row_no.to_string());
        if let Some(finding) = finding.filter(|f| !f.reasons.is_empty() || !f.notes.is_empty()) {
            found.insert(line.id, finding.clone());
        }
    }
    let applicant = result.applicant;
    let id = store_check(cx, case, lines, (stage, &result.rule_set), (sealed, prev), (&applicant, &found)).await?;
    Ok(Check { id, applicant, lines: found })
}

/// The records that speak of a line's enterprise at all; most lines have none.
fn concerning(records: &[Record], line: &line::Model) -> Option<LineRequest> {
    let org = line.enterprise_code.get(8..17).unwrap_or_default();
    let concerns = |r: &&Record| {
        r.subject_code == line.enterprise_code
            || (!org.is_empty() && r.subject_code == org)
            || matching::normalise(&r.subject_name) == line.enterprise_name_norm
    };
    let records: Vec<Record> = records.iter().filter(concerns).cloned().collect();
    let subject = || Subject::plain(&line.enterprise_code, &line.enterprise_name, Party::Beneficiary);
    (!records.is_empty()).then(|| LineRequest { line: line.row_no.to_string(), subject: subject(), records })
}

/// When each source last answered: a file source answers when a file of it is imported.
async fn answers(cx: &Context<'_>, rules: &Rules) -> Result<Vec<Answer>, Error> {
    let mut out = Vec::new();
    for source in &rules.sources {
        let import = store::credit::latest_import(cx.tx, &source.id, cx.now).await?;
        out.push(Answer::by_import(&source.id, import.map(|i| i.imported_at)));
    }
    Ok(out)
}

async fn store_check(
    cx: &mut Context<'_>,
    case: &Case,
    lines: &[line::Model],
    (stage, rule_set): (Stage, &str),
    (sealed, prev): (snapshot::Sealed, String),
    (applicant, found): (&Finding, &HashMap<LineId, Finding>),
) -> Result<CreditCheckId, Error> {
    let id = CreditCheckId::from_uuid(new_uuid(cx.now));
    let count =
        |outcome: Outcome| i64::try_from(found.values().filter(|f| f.outcome == outcome).count()).unwrap_or(i64::MAX);
    let all = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let (refer, block) = (count(Outcome::Refer), count(Outcome::Block));
    let hash = sealed.sha256;
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
        snapshot: sealed.json,
        snapshot_sha256: hash.clone(),
        prev_sha256: prev,
        requested_by: Some(cx.actor.person),
        finished_at: cx.now,
        fast_lane: applicant.fast_lane,
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
