//! Repairs of records (信用修复): the firm files the decision, an officer verifies it with the source; verified, the record
//! counts as repaired from the decision's day on, and the open cases are checked again.

use boxed::boxed;
use chrono::NaiveDate;
use domain::document::Kind;
use domain::id::CreditRepairId;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::clock;
use domain::workflow::repair::{RepairEvent, RepairState};
use entity::credit_repair;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::objection::{OF_FIRM, own_record};
use super::recheck::recheck;
use super::statement::Attached;
use crate::application::reason;
use crate::command::{Command, Context};
use crate::upload::Incoming;
use kernel::error::Error;
use kernel::id::new_uuid;

/// Files the repair decision of a record of the own firm.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct FileRepair {
    /// The record, by its natural key.
    pub record: String,
    /// The day of the decision.
    pub repaired_on: NaiveDate,
    /// What the firm says, may be empty.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub words: String,
    /// The decision.
    #[serde(default)]
    #[schemars(skip_serializing_if = "Attached::is_none")]
    pub evidence: Attached,
}

#[boxed]
impl Command for FileRepair {
    const NAME: &'static str = "credit.repair";
    const ROLES: &'static [Role] = OF_FIRM;
    type Output = CreditRepairId;

    fn brings(&self) -> Option<&Incoming> {
        Some(self.evidence.file())
    }

    async fn run(&self, cx: &mut Context<'_>) -> Result<CreditRepairId, Error> {
        if self.evidence.sha256.is_empty() {
            return Err(Refusal::new(Code::EvidenceMissing).at_field("file").into());
        }
        let (firm, record) = own_record(cx, &self.record).await?;
        if self.repaired_on > cx.today || self.repaired_on < record.event_date {
            let what = Fact::Message("credit-statement-repair-day".to_owned());
            let refusal = Refusal::new(Code::CreditStatementMalformed).with("what", what);
            return Err(refusal.at_field("repaired_on").into());
        }
        let due_on = clock::REPAIR.last_day(&store::calendar::load(cx.tx).await?, cx.today)?;
        self.evidence.keep_as(cx, Kind::CreditEvidence).await?;
        let id = CreditRepairId::from_uuid(new_uuid(cx.now));
        let row = credit_repair::Model {
            id,
            record_key: self.record.clone(),
            source_id: record.source_id,
            subject_code: firm.uscc.as_str().to_owned(),
            firm_id: firm.id,
            repaired_on: self.repaired_on,
            evidence_sha256: self.evidence.sha256.clone(),
            words: self.words.trim().to_owned(),
            state: RepairState::Opened,
            opened_by: cx.actor.person,
            opened_at: cx.now,
            due_on,
            handled_by: None,
            answer: String::new(),
            closed_at: None,
        };
        let payload = serde_json::json!({
            "record": row.record_key, "subject": row.subject_code, "repaired_on": row.repaired_on,
            "evidence_sha256": row.evidence_sha256, "due_on": due_on,
        });
        store::credit::desk::insert_repair(cx.tx, row).await?;
        cx.record("credit_repair", id, Self::NAME, payload);
        Ok(id)
    }
}

/// Verifies a repair with the source, or rejects it with a reason.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DecideRepair {
    /// The repair.
    pub id: CreditRepairId,
    /// Whether the source confirms it.
    pub verified: bool,
    /// How it was verified, or why it is rejected.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub answer: String,
}

#[boxed]
impl Command for DecideRepair {
    const NAME: &'static str = "credit.decide_repair";
    const ROLES: &'static [Role] = roles_of!(RepairState, RepairEvent::Verify, RepairEvent::Reject);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row = store::credit::desk::repair(cx.tx, &cx.actor.scope()?, self.id).await?;
        let moved = cx.moves(row.state, if self.verified { RepairEvent::Verify } else { RepairEvent::Reject })?;
        let answer = reason(&self.answer)?;
        store::credit::desk::decide_repair(cx.tx, self.id, &moved, (cx.actor.person, answer), cx.now).await?;
        let payload = serde_json::json!({
            "record": row.record_key, "subject": row.subject_code, "verified": self.verified, "answer": answer,
        });
        cx.record("credit_repair", row.id, Self::NAME, payload);
        if self.verified { recheck(cx, &row.subject_code).await } else { Ok(()) }
    }
}
