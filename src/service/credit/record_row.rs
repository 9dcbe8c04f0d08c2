//! A record as a row of the register and back. What has a column of its own stands there alone; the rest is JSON.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::{Party, Record, Severity, matching};
use domain::id::{CreditImportId, CreditRecordId};
use domain::money::Fen;
use entity::credit_record::Model;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use kernel::error::{Error, Fault};

/// What of a record has no column. Rows from before it was so hold the whole record, of which this is a part.
#[derive(Serialize, Deserialize)]
struct Rest {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    domain: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    value: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    list_code: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    penalty_types: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    party: Option<Party>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ended_at: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    public_until: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    removed_at: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repaired_at: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revoked_at: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    objection_opened: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    objection_closed: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fine: Option<Fen>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confiscated: Option<Fen>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    content: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    unread: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    row: String,
}

/// A record as a row of an import, known from now; a personal one is marked by who knows that it is.
///
/// # Errors
/// A fault when it cannot be written as JSON.
pub fn row(
    id: Uuid,
    record: Record,
    import: CreditImportId,
    raw_sha256: String,
    now: DateTime<Utc>,
) -> Result<Model, Error> {
    let natural_key = record.natural_key();
    let subject_name_norm = matching::normalise(&record.subject_name);
    let party = (record.party != Party::Applicant).then_some(record.party);
    let rest = Rest {
        domain: record.domain,
        value: record.value,
        list_code: record.list_code,
        penalty_types: record.penalty_types,
        party,
        ended_at: record.ended_at,
        public_until: record.public_until,
        removed_at: record.removed_at,
        repaired_at: record.repaired_at,
        revoked_at: record.revoked_at,
        objection_opened: record.objection_opened,
        objection_closed: record.objection_closed,
        fine: record.fine,
        confiscated: record.confiscated,
        content: record.content,
        unread: record.unread,
        row: record.row,
    };
    Ok(Model {
        id: CreditRecordId::from_uuid(id),
        source_id: record.source,
        import_id: import,
        kind: record.kind,
        severity: record.severity.key().to_owned(),
        subject_code_norm: matching::normalise_code(&record.subject_code),
        subject_code: record.subject_code,
        subject_core: matching::core_of_normal(&subject_name_norm),
        subject_name_norm,
        subject_name: record.subject_name,
        authority: record.authority,
        decision_no: record.decision_no,
        natural_key,
        event_date: record.event_date,
        record: serde_json::to_string(&rest)?,
        raw_sha256,
        known_from: now,
        known_to: None,
        personal: false,
        purge_after: None,
        purged_at: None,
    })
}

/// The record of a row, as it was known from its first instant on: that it was closed later was not known then.
///
/// # Errors
/// A fault when the row is no record.
pub fn record(row: &Model) -> Result<Record, Error> {
    let rest: Rest = serde_json::from_str(&row.record)?;
    let severity = Severity::from_key(&row.severity)
        .ok_or_else(|| Fault::new(format!("a record has the severity {}", row.severity)))?;
    Ok(Record {
        kind: row.kind.clone(),
        source: row.source_id.clone(),
        severity,
        domain: rest.domain,
        value: rest.value,
        list_code: rest.list_code,
        penalty_types: rest.penalty_types,
        party: rest.party.unwrap_or(Party::Applicant),
        subject_code: row.subject_code.clone(),
        subject_name: row.subject_name.clone(),
        authority: row.authority.clone(),
        decision_no: row.decision_no.clone(),
        event_date: row.event_date,
        ended_at: rest.ended_at,
        public_until: rest.public_until,
        removed_at: rest.removed_at,
        repaired_at: rest.repaired_at,
        revoked_at: rest.revoked_at,
        objection_opened: rest.objection_opened,
        objection_closed: rest.objection_closed,
        fine: rest.fine,
        confiscated: rest.confiscated,
        content: rest.content,
        unread: rest.unread,
        row: rest.row,
        known_from: row.known_from,
        known_to: None,
    })
}

/// The rest of a record, without what its source says in words of its own.
///
/// # Errors
/// A fault when the row is no record.
pub(crate) fn without_words(row: &Model) -> Result<String, Error> {
    let rest: Rest = serde_json::from_str(&row.record)?;
    Ok(serde_json::to_string(&Rest { content: String::new(), unread: BTreeMap::new(), ..rest })?)
}
