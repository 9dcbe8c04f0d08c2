//! Statements of two officers (双人录入): one enters with evidence, another confirms or rejects; a confirmed one counts in
//! every check from then on, and the cases that it touches are checked again.

use boxed::boxed;
use chrono::{DateTime, Utc};
use domain::credit::{Adapter, Outcome, Record, Statement, matching};
use domain::document::Kind;
use domain::id::{ApplicationId, CreditEntryId, CreditImportId, PersonId};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::attestation::{AttestationEvent, AttestationState, officers};
use domain::workflow::clock;
use entity::{credit_entry, credit_import, credit_rows_settled};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::recheck::recheck;
use super::record_row;
use super::rules::{row_of, rules_at, source};
use crate::application::reason;
pub use crate::attached::Attached;
use crate::command::{Command, Context};
use crate::recusal::must_be_free;
use crate::upload::Incoming;
use kernel::error::Error;
use kernel::id::{new_uuid, sha256};

/// Who enters and confirms what is stated about subjects.
pub const OFFICERS: &[Role] = officers(false);

/// Enters a statement about a subject. It counts when a second officer has confirmed it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Enter {
    /// The subject's code; empty for a source.
    pub code: String,
    /// The subject's name.
    pub name: String,
    /// The application, for an override.
    pub application: Option<String>,
    /// What is stated: its `kind`, and what that kind says; a fine is in minor units.
    #[schemars(with = "serde_json::Map<String, serde_json::Value>")]
    pub statement: Statement,
    /// Why it is believed.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub why: String,
    /// What shows it.
    #[serde(default)]
    #[schemars(skip_serializing_if = "Attached::is_none")]
    pub evidence: Attached,
}

#[boxed]
impl Command for Enter {
    const NAME: &'static str = "credit.state";
    const ROLES: &'static [Role] = &[Role::CreditChecker, Role::Administrator];
    type Output = CreditEntryId;

    fn brings(&self) -> Option<&Incoming> {
        Some(self.evidence.file())
    }

    async fn run(&self, cx: &mut Context<'_>) -> Result<CreditEntryId, Error> {
        cx.actor.acts_as(officers(is_setting(&self.statement)))?;
        self.statement.check(cx.today)?;
        let why = reason(&self.why)?;
        if self.statement.needs_evidence() && self.evidence.sha256.is_empty() {
            return Err(Refusal::new(Code::EvidenceMissing).at_field("file").into());
        }
        let code = matching::normalise_code(&self.code);
        let of_source = matches!(self.statement, Statement::Source(_) | Statement::RowsSettled { .. });
        if !of_source && code.is_empty() {
            return Err(Refusal::new(Code::FieldRequired).at_field("code").into());
        }
        must_be_free(cx, &code).await?;
        if let Statement::Evidence { source: id, .. } = &self.statement {
            source(&rules_at(cx.tx, cx.now).await?, id)?;
        }
        if let Statement::Source(settings) = &self.statement {
            match (&settings.registry, settings.adapter) {
                (Some(registry), Adapter::HttpJson) => registry.check(&rules_at(cx.tx, cx.now).await?)?,
                (None, Adapter::File | Adapter::Manual | Adapter::Internal) => {}
                _ => {
                    let what = Fact::Message("credit-statement-adapter".to_owned());
                    return Err(Refusal::new(Code::CreditStatementMalformed).with("what", what).into());
                }
            }
        }
        if let Statement::RowsSettled { import } = &self.statement {
            let row = store::credit::import_by_id(cx.tx, &cx.actor.scope()?, *import).await?;
            let lacking = store::credit::delivered::lacking(cx.tx, &[&row.source_id], cx.now).await?;
            if !lacking.iter().any(|l| l.import == *import) {
                return Err(Code::Stale.into());
            }
        }
        if let Statement::Record(own) = &self.statement {
            source(&rules_at(cx.tx, cx.now).await?, &own.source)?;
        }
        let application = match &self.application {
            Some(number) => Some(store::application::find(cx.tx, &cx.actor.scope()?, number).await?.id),
            None => None,
        };
        if matches!(self.statement, Statement::Override { .. }) != application.is_some() {
            return Err(Refusal::new(Code::FieldRequired).at_field("application").into());
        }
        let not_before = if self.statement.is_title() {
            let calendar = store::calendar::load(cx.tx).await?;
            Some(clock::TITLE.last_day(&calendar, cx.today)?)
        } else {
            None
        };
        let subject = if of_source { "" } else { code.as_str() };
        let about = about(&self.statement, (subject, self.name.trim()), application);
        if let Some(open) = beside(cx, subject, &about, None).await? {
            return Err(named(cx, Code::CreditEntryOpen, &open, (open.entered_by, open.entered_at)).await?.into());
        }
        self.evidence.keep_as(cx, Kind::CreditEvidence).await?;
        let id = CreditEntryId::from_uuid(new_uuid(cx.now));
        let row = credit_entry::Model {
            id,
            kind: self.statement.kind().to_owned(),
            subject_code: if of_source { String::new() } else { code },
            subject_name: self.name.trim().to_owned(),
            application_id: application,
            content: domain::credit::snapshot::canonical(&self.statement)?,
            evidence_sha256: self.evidence.sha256.clone(),
            why: why.to_owned(),
            entered_by: cx.actor.person,
            entered_at: cx.now,
            not_before,
            decided_by: None,
            decided_at: None,
            accepted: None,
            answer: String::new(),
            about: Some(about),
        };
        let payload = serde_json::json!({
            "kind": row.kind, "subject": row.subject_code, "content_sha256": sha256(&row.content),
            "evidence_sha256": row.evidence_sha256,
        });
        cx.record("credit_entry", id, Self::NAME, payload);
        store::credit::entry::insert(cx.tx, row).await?;
        Ok(id)
    }
}

/// What a statement is about, see [`Statement::about`].
fn about(statement: &Statement, subject: (&str, &str), application: Option<ApplicationId>) -> String {
    statement.about(subject, &application.map(|id| id.to_string()).unwrap_or_default())
}

/// Another statement about the same thing that waits for its second officer, or that was confirmed after an instant. What was
/// entered before the database knew what it is about is read for it.
async fn beside(
    cx: &Context<'_>,
    subject: &str,
    wanted: &str,
    confirmed_after: Option<DateTime<Utc>>,
) -> Result<Option<credit_entry::Model>, Error> {
    for row in store::credit::entry::beside(cx.tx, subject, confirmed_after).await? {
        let statement: Statement = serde_json::from_str(&row.content)?;
        if about(&statement, (&row.subject_code, &row.subject_name), row.application_id) == wanted {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

/// A refusal that names another statement: what it says, and who entered or confirmed it when.
async fn named(
    cx: &Context<'_>,
    code: Code,
    other: &credit_entry::Model,
    (by, at): (PersonId, DateTime<Utc>),
) -> Result<Refusal, Error> {
    let who = store::person::by_ids(cx.tx, vec![by]).await?.pop().map_or_else(String::new, |p| p.name_zh);
    let what = match serde_json::from_str(&other.content)? {
        Statement::Override { decision: Outcome::Pass, .. } => "credit-override-pass".to_owned(),
        Statement::Override { .. } => "credit-override-block".to_owned(),
        statement => format!("credit-entry-{}", statement.kind()),
    };
    Ok(Refusal::new(code)
        .with("who", Fact::Text(who))
        .with("at", Fact::Date(cx.app.clock.business_date(at)))
        .with("what", Fact::Message(what)))
}

/// Whether a statement is about the settings of a source.
const fn is_setting(statement: &Statement) -> bool {
    matches!(statement, Statement::Source(_))
}

/// The second officer confirms or rejects.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// The statement.
    pub id: CreditEntryId,
    /// Whether it counts.
    pub accept: bool,
    /// Why; needed to reject.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub answer: String,
}

#[boxed]
impl Command for Decide {
    const NAME: &'static str = "credit.confirm";
    const ROLES: &'static [Role] = roles_of!(
        AttestationState,
        AttestationEvent::Confirm,
        AttestationEvent::Reject,
        AttestationEvent::ConfirmSource,
        AttestationEvent::RejectSource
    );
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row = store::credit::entry::by_id(cx.tx, &cx.actor.scope()?, self.id).await?;
        let statement: Statement = serde_json::from_str(&row.content)?;
        let event = AttestationEvent::decision(is_setting(&statement), self.accept);
        let moved = cx.moves(AttestationState::of(row.accepted), event)?;
        if row.entered_by == cx.actor.person {
            return Err(Code::CreditSecondOfficer.into());
        }
        must_be_free(cx, &row.subject_code).await?;
        let answer = if self.accept { self.answer.trim() } else { reason(&self.answer)? };
        if let Some(until) = row.not_before.filter(|day| self.accept && cx.today <= *day) {
            return Err(Refusal::new(Code::NoticeRuns).with("until", Fact::Date(until)).into());
        }
        if self.accept {
            // Two that waited side by side from before: what was decided since must be known to who confirms the other.
            let about = about(&statement, (&row.subject_code, &row.subject_name), row.application_id);
            let since = beside(cx, &row.subject_code, &about, Some(row.entered_at)).await?;
            if let Some((since, by, at)) = since.and_then(|r| Some((r.clone(), r.decided_by?, r.decided_at?))) {
                return Err(named(cx, Code::CreditEntryOvertaken, &since, (by, at)).await?.into());
            }
        }
        store::credit::entry::decide(cx.tx, self.id, &moved, (cx.actor.person, answer), cx.now).await?;
        let payload = serde_json::json!({
            "kind": row.kind, "subject": row.subject_code, "accepted": self.accept, "answer": answer,
            "content_sha256": sha256(&row.content),
        });
        cx.record("credit_entry", row.id, Self::NAME, payload);
        if !self.accept {
            return Ok(());
        }
        match &statement {
            Statement::Record(own) => {
                let record = own.record(&row.subject_code, &row.subject_name, cx.now);
                let new = Noted { record: &record, file: &row.evidence_sha256 };
                new.write(cx).await?;
            }
            Statement::RecordEnded { record: key, on, how } => {
                let old = store::credit::checks::current(cx.tx, key).await?.ok_or_else(|| unknown(key))?;
                let mut record = record_row::record(&old)?;
                match how {
                    domain::credit::statement::Ending::Removed => record.removed_at = Some(*on),
                    domain::credit::statement::Ending::Revoked => record.revoked_at = Some(*on),
                }
                record.known_from = cx.now;
                let new = Noted { record: &record, file: &row.evidence_sha256 };
                new.write(cx).await?;
            }
            Statement::RowsSettled { import } => {
                let settled = credit_rows_settled::Model { import_id: *import, entry_id: row.id, settled_at: cx.now };
                store::credit::delivered::settle(cx.tx, settled).await?;
            }
            Statement::Source(source) => store::credit::ensure_sources(cx.tx, vec![row_of(source)]).await?,
            _ => {}
        }
        recheck(cx, &row.subject_code).await
    }
}

fn unknown(key: &str) -> Refusal {
    Refusal::new(Code::CreditRecordUnknown).with("record", Fact::Text(key.to_owned()))
}

/// A record that does not come from a list: it closes the row that was current under its key.
pub(super) struct Noted<'a> {
    /// The record.
    pub record: &'a Record,
    /// The hash of what it was read from.
    pub file: &'a str,
}

impl Noted<'_> {
    pub(super) async fn write(&self, cx: &Context<'_>) -> Result<(), Error> {
        let (record, import) = (self.record, CreditImportId::from_uuid(new_uuid(cx.now)));
        let key = record.natural_key();
        store::credit::intake::is_free(cx.tx, &record.source, &key).await?;
        let current = store::credit::checks::current_of(cx.tx, &record.source, &key).await?;
        if current.is_some() {
            store::credit::import::close(cx.tx, &record.source, &[key], (cx.now, None)).await?;
        }
        let changed = i64::from(current.is_some());
        let note = credit_import::Model {
            id: import,
            source_id: record.source.clone(),
            file_name: String::new(),
            sha256: self.file.to_owned(),
            rows_seen: 1,
            rows_added: 1 - changed,
            rows_changed: changed,
            rows_same: 0,
            rows_bad: 0,
            imported_by: cx.actor.person,
            imported_at: cx.now,
        };
        store::credit::insert_import(cx.tx, note).await?;
        let raw = sha256(serde_json::to_string(record)?);
        let row = record_row::row(new_uuid(cx.now), record.clone(), import, raw, cx.now)?;
        store::credit::insert_record(cx.tx, row).await
    }
}
