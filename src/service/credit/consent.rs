//! Consent to ask a source that is not public (查询授权): given for a source and a purpose until a day, with the signed
//! paper; withdrawn by the firm at any time. Without it a check refers, it never calls the firm clean.

use boxed::boxed;
use chrono::NaiveDate;
use domain::credit::matching::normalise_code;
use domain::document::Kind;
use domain::id::CreditConsentId;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::consent::{ConsentEvent, ConsentState};
use entity::credit_consent;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::recheck::recheck;
use super::rules::{rules_at, source};
use super::statement::Attached;
use crate::application::reason;
use crate::command::{Command, Context};
use crate::upload::Incoming;
use kernel::error::Error;
use kernel::id::new_uuid;

/// Files a consent that a subject has signed.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct GiveConsent {
    /// The subject's code; a firm's people give it for their own firm, whatever stands here.
    pub code: String,
    /// The source.
    pub source: String,
    /// What the answer is used for.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub purpose: String,
    /// First day.
    pub given_on: NaiveDate,
    /// Last day.
    pub valid_to: NaiveDate,
    /// The signed paper.
    #[serde(default)]
    #[schemars(skip_serializing_if = "Attached::is_none")]
    pub evidence: Attached,
}

#[boxed]
impl Command for GiveConsent {
    const NAME: &'static str = "credit.consent";
    const ROLES: &'static [Role] = &[Role::Preparer, Role::Signatory, Role::CreditChecker];
    type Output = CreditConsentId;

    fn brings(&self) -> Option<&Incoming> {
        Some(self.evidence.file())
    }

    async fn run(&self, cx: &mut Context<'_>) -> Result<CreditConsentId, Error> {
        let code = match cx.actor.firm {
            Some(firm) => store::firm::by_id(cx.tx, firm).await?.uscc.as_str().to_owned(),
            None => normalise_code(&self.code),
        };
        let purpose = reason(&self.purpose).map_err(|r| r.at_field("purpose"))?;
        source(&rules_at(cx.tx, cx.now).await?, &self.source)?;
        if self.evidence.sha256.is_empty() {
            return Err(Refusal::new(Code::EvidenceMissing).at_field("file").into());
        }
        if code.is_empty() || self.valid_to < self.given_on || self.given_on > cx.today {
            let what = Fact::Message("credit-statement-period".to_owned());
            let refusal = Refusal::new(Code::CreditStatementMalformed).with("what", what);
            return Err(refusal.at_field("valid_to").into());
        }
        self.evidence.keep_as(cx, Kind::CreditEvidence).await?;
        let id = CreditConsentId::from_uuid(new_uuid(cx.now));
        let row = credit_consent::Model {
            id,
            subject_code: code.clone(),
            source_id: self.source.clone(),
            purpose: purpose.to_owned(),
            given_on: self.given_on,
            valid_to: self.valid_to,
            evidence_sha256: self.evidence.sha256.clone(),
            entered_by: cx.actor.person,
            entered_at: cx.now,
            withdrawn_by: None,
            withdrawn_at: None,
        };
        let payload = serde_json::json!({
            "subject": code, "source": self.source, "purpose": purpose, "valid_to": self.valid_to,
            "evidence_sha256": row.evidence_sha256,
        });
        store::credit::desk::insert_consent(cx.tx, row).await?;
        cx.record("credit_consent", id, Self::NAME, payload);
        recheck(cx, &code).await?;
        Ok(id)
    }
}

/// Takes a consent back: nothing is asked any more; what was found before stays with the file for its legal time.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct WithdrawConsent {
    /// The consent.
    pub id: CreditConsentId,
}

#[boxed]
impl Command for WithdrawConsent {
    const NAME: &'static str = "credit.withdraw_consent";
    const ROLES: &'static [Role] = roles_of!(ConsentState, ConsentEvent::Withdraw);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row = store::credit::desk::consent(cx.tx, &cx.actor.scope()?, self.id).await?;
        let firm = store::firm::by_id(cx.tx, cx.actor.own_firm()?).await?;
        if row.subject_code != firm.uscc.as_str() {
            return Err(Code::NotFound.into());
        }
        let moved = cx.moves(ConsentState::of(row.withdrawn_at.is_some()), ConsentEvent::Withdraw)?;
        store::credit::desk::withdraw_consent(cx.tx, self.id, &moved, (cx.actor.person, cx.now)).await?;
        let payload = serde_json::json!({ "subject": row.subject_code, "source": row.source_id });
        cx.record("credit_consent", row.id, Self::NAME, payload);
        recheck(cx, &row.subject_code).await
    }
}
