//! Outward reporting (双公示报送): a file of own records that were not sent before, the platform's receipt, and sending
//! again what was refused or has changed. A row that stands at the platform is never sent twice.

use std::collections::{HashMap, HashSet};

use boxed::boxed;
use chrono::NaiveDate;
use domain::credit::Record;
use domain::credit::outward::{FaultyRow, Office, OutwardKind, SubsidyDecision, record_row, subsidy_row};
use domain::id::CreditExportId;
use domain::identifier::Uscc;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::export::{ExportEvent, ExportState};
use entity::{credit_export, credit_export_row};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::gather::overlay;
use super::record_row;
use crate::App;
use crate::application::reason;
use crate::command::{Command, Context};
use format::csv::csv;
use kernel::error::{Error, Fault};
use kernel::id::{new_uuid, sha256};
use store::Connection;
use store::credit::export::Receipt;
use store::scope::Scope;

/// Who reports: those who send again.
const REPORTERS: &[Role] = Resend::ROLES;

/// A row that could be sent.
pub(crate) struct Draft {
    /// What it is known by: kind of record and natural key.
    pub key: String,
    /// The hash of what it says, without the columns about the sender.
    pub sha256: String,
    /// Its cells.
    pub cells: Vec<String>,
}

/// Of which rows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which<'a> {
    /// Decided from a day to a day.
    Decided(NaiveDate, NaiveDate),
    /// Of an earlier file, by its days and the keys of its rows.
    Sent((NaiveDate, NaiveDate), &'a [String]),
}

/// The rows of a kind as they would be sent now.
///
/// # Errors
/// A fault of the database; stored JSON that cannot be read.
pub(crate) async fn drafts(
    app: &App,
    db: &Connection,
    scope: &Scope,
    kind: OutwardKind,
    (which, office): (Which<'_>, &Office),
) -> Result<Vec<Draft>, Error> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let unnamed = Office::unnamed();
    let draft = |key: String, plain: &[String], cells| {
        let said = serde_json::to_vec(plain)?;
        Ok::<_, Error>(Draft { key, sha256: sha256(said), cells })
    };
    let mut out = Vec::new();
    let Some(record_kind) = kind.record_kind() else {
        let ((from, to), keys) = match which {
            Which::Decided(from, to) => ((from, to), None),
            Which::Sent(days, keys) => (days, Some(keys.iter().map(String::as_str).collect::<HashSet<_>>())),
        };
        let before = app.clock.start_of(domain::date::day_after(to)?);
        for found in store::credit::export::awards(db, scope, (app.clock.start_of(from), before)).await? {
            let decision = SubsidyDecision {
                decided_on: app.clock.business_date(found.at),
                application: found.application,
                name: found.name,
                code: found.code,
                project: found.project,
                amount: found.amount,
                authority: found.authority,
            };
            let key = format!("{kind}:{}", decision.key());
            if keys.as_ref().is_none_or(|keys| keys.contains(key.as_str())) {
                out.push(draft(key, &subsidy_row(&decision, &unnamed), subsidy_row(&decision, office))?);
            }
        }
        return Ok(out);
    };
    let rows = match which {
        Which::Decided(from, to) => store::credit::export::own_records(db, record_kind, (from, to)).await?,
        Which::Sent(_, keys) => {
            let prefix = format!("{record_kind}:");
            let natural: Vec<String> = keys.iter().filter_map(|k| k.strip_prefix(&prefix)).map(str::to_owned).collect();
            store::credit::export::own_records_of(db, record_kind, &natural).await?
        }
    };
    let mut records = rows.iter().map(record_row::record).collect::<Result<Vec<Record>, _>>()?;
    overlay(db, &mut records, now).await?;
    for (row, record) in rows.iter().zip(&records) {
        // What only the passing of time changes (期满) is no correction; the state on the day of the decision tells.
        let plain = record_row(kind, record, &unnamed, last_change(record))?;
        let key = format!("{record_kind}:{}", row.natural_key);
        out.push(draft(key, &plain, record_row(kind, record, office, today)?)?);
    }
    Ok(out)
}

/// The newest day on which something happened to a record.
fn last_change(record: &Record) -> NaiveDate {
    let days = [record.revoked_at, record.repaired_at, record.removed_at];
    days.into_iter().flatten().max().unwrap_or(record.event_date).max(record.event_date)
}

/// What is known of keys that were sent: the hash that stands, if one does.
pub(crate) async fn standing(db: &Connection, keys: &[String]) -> Result<HashMap<String, Option<String>>, Error> {
    let mut known: HashMap<String, Option<String>> = HashMap::new();
    for (key, hash, stands) in store::credit::export::sent(db, keys).await? {
        let entry = known.entry(key).or_default();
        if stands {
            *entry = Some(hash);
        }
    }
    Ok(known)
}

/// Rows of a file that may be sent again: refused ones, and ones that say something else now.
///
/// # Errors
/// A fault of the database; stored JSON that cannot be read.
pub(crate) async fn to_resend(
    app: &App,
    db: &Connection,
    scope: &Scope,
    export: &credit_export::Model,
) -> Result<Vec<Draft>, Error> {
    let kind = kind_of(&export.kind)?;
    let keys: Vec<String> = store::credit::export::rows(db, export.id).await?.into_iter().map(|r| r.row_key).collect();
    let office = office(db, &export.office_code).await?;
    let which = Which::Sent((export.from_day, export.to_day), &keys);
    let drafts = drafts(app, db, scope, kind, (which, &office)).await?;
    let known = standing(db, &keys).await?;
    let again = |d: &Draft| known.get(&d.key).is_some_and(|stands| stands.as_deref() != Some(d.sha256.as_str()));
    Ok(drafts.into_iter().filter(again).collect())
}

/// The kind of a stored file.
///
/// # Errors
/// A fault for one that the program does not know.
pub(crate) fn kind_of(key: &str) -> Result<OutwardKind, Error> {
    OutwardKind::from_key(key).ok_or_else(|| Fault::new(format!("a file of {key}")).into())
}

/// The sender: the authority on top, under the code that it gives.
async fn office(db: &Connection, code: &str) -> Result<Office, Error> {
    let units = store::person::units(db).await?;
    let name = units.into_iter().find(|u| u.parent_id.is_none()).map_or_else(String::new, |u| u.name_zh);
    Ok(Office { name, code: code.to_owned() })
}

fn nothing(kind: OutwardKind) -> Error {
    let kind = Fact::Message(format!("outward-kind-{kind}"));
    Refusal::new(Code::CreditExportNothing).with("kind", kind).into()
}

/// What a file came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize, JsonSchema)]
pub struct Exported {
    /// The file.
    pub id: CreditExportId,
    /// Its rows.
    pub rows: i64,
}

/// Writes a file of rows, stores it with its hash, and notes each row as sent.
async fn send(
    cx: &mut Context<'_>,
    kind: OutwardKind,
    (from, to): (NaiveDate, NaiveDate),
    (rows, office_code): (Vec<Draft>, &str),
    (resend_of, name): (Option<CreditExportId>, &'static str),
) -> Result<Exported, Error> {
    if rows.is_empty() {
        return Err(nothing(kind));
    }
    let id = CreditExportId::from_uuid(new_uuid(cx.now));
    let heads: Vec<&str> = kind.columns().iter().map(|c| c.code).collect();
    let lines = rows.iter().map(|r| r.cells.iter().map(String::as_str).collect::<Vec<_>>());
    let content = csv(std::iter::once(heads).chain(lines)).into_bytes();
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let mut sent = Vec::new();
    for (row_no, row) in (1..).zip(rows) {
        sent.push(credit_export_row::Model {
            export_id: id,
            row_no,
            row_key: row.key,
            row_sha256: row.sha256,
            cells: serde_json::to_string(&row.cells)?,
            standing: true,
            fault: String::new(),
        });
    }
    let export = credit_export::Model {
        id,
        kind: kind.key().to_owned(),
        from_day: from,
        to_day: to,
        rows_out: count,
        sha256: sha256(&content),
        content,
        resend_of,
        exported_by: cx.actor.person,
        exported_at: cx.now,
        receipt_no: None,
        receipt_at: None,
        accepted: None,
        receipt_words: String::new(),
        office_code: office_code.to_owned(),
    };
    let payload = serde_json::json!({
        "kind": kind.key(), "from": from, "to": to, "rows": count, "sha256": export.sha256, "resend_of": resend_of,
    });
    store::credit::export::insert(cx.tx, export, sent).await?;
    cx.record("credit_export", id, name, payload);
    Ok(Exported { id, rows: count })
}

/// Makes a file of what was decided in some days and never sent.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ExportRecords {
    /// What.
    pub kind: OutwardKind,
    /// The first day of decision.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
    /// The sender's unified social credit code.
    pub office_code: String,
}

#[boxed]
impl Command for ExportRecords {
    const NAME: &'static str = "credit.export";
    const ROLES: &'static [Role] = REPORTERS;
    type Output = Exported;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Exported, Error> {
        if self.from > self.to {
            let what = Fact::Message("credit-statement-period".to_owned());
            return Err(Refusal::new(Code::CreditStatementMalformed).with("what", what).at_field("to").into());
        }
        let code = Uscc::parse(&self.office_code).map_err(|refusal| refusal.at_field("office_code"))?;
        let office = office(cx.tx, code.as_str()).await?;
        let which = Which::Decided(self.from, self.to);
        let all = drafts(cx.app, cx.tx, &cx.actor.scope()?, self.kind, (which, &office)).await?;
        let keys: Vec<String> = all.iter().map(|d| d.key.clone()).collect();
        let known = standing(cx.tx, &keys).await?;
        let new = all.into_iter().filter(|d| !known.contains_key(&d.key)).collect();
        send(cx, self.kind, (self.from, self.to), (new, code.as_str()), (None, Self::NAME)).await
    }
}

/// Sends again what was refused of a file, and what has changed since.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Resend {
    /// The earlier file.
    pub export: CreditExportId,
}

#[boxed]
impl Command for Resend {
    const NAME: &'static str = "credit.resend";
    const ROLES: &'static [Role] = roles_of!(ExportState, ExportEvent::Resend);
    type Output = Exported;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Exported, Error> {
        let old = store::credit::export::by_id(cx.tx, &cx.actor.scope()?, self.export).await?;
        cx.moves(ExportState::of(old.accepted), ExportEvent::Resend)?;
        let rows = to_resend(cx.app, cx.tx, &cx.actor.scope()?, &old).await?;
        let days = (old.from_day, old.to_day);
        send(cx, kind_of(&old.kind)?, days, (rows, &old.office_code), (Some(old.id), Self::NAME)).await
    }
}

/// Enters what the platform answered to a file.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ReceiptOf {
    /// The file.
    pub export: CreditExportId,
    /// Whether the platform took it.
    pub accepted: bool,
    /// Number of the receipt.
    pub number: String,
    /// What it says; needed when the file was refused as a whole.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub words: String,
    /// Rows that it refused of a file that it took.
    pub faulty: Vec<FaultyRow>,
}

#[boxed]
impl Command for ReceiptOf {
    const NAME: &'static str = "credit.export_receipt";
    const ROLES: &'static [Role] = roles_of!(ExportState, ExportEvent::Accept, ExportEvent::Reject);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let export = store::credit::export::by_id(cx.tx, &cx.actor.scope()?, self.export).await?;
        let event = if self.accepted { ExportEvent::Accept } else { ExportEvent::Reject };
        let moved = cx.moves(ExportState::of(export.accepted), event)?;
        let number = self.number.trim();
        if number.is_empty() {
            return Err(Refusal::new(Code::FieldRequired).at_field("number").into());
        }
        let words = if self.accepted { self.words.trim() } else { reason(&self.words)? };
        if let Some(wrong) = self.faulty.iter().find(|f| f.row < 1 || f.row > export.rows_out) {
            let refusal = Refusal::new(Code::CreditExportRow).with("rows", Fact::Count(export.rows_out));
            return Err(refusal.with("row", Fact::Count(wrong.row)).at_field("faulty").into());
        }
        let receipt = Receipt { number, words, at: cx.now };
        store::credit::export::receive(cx.tx, self.export, &moved, receipt).await?;
        if self.accepted {
            for faulty in &self.faulty {
                store::credit::export::refuse(cx.tx, self.export, Some(faulty.row), &faulty.why).await?;
            }
        } else {
            store::credit::export::refuse(cx.tx, self.export, None, words).await?;
        }
        let payload = serde_json::json!({
            "accepted": self.accepted, "receipt": number, "words": words, "faulty": self.faulty,
        });
        cx.record("credit_export", self.export, Self::NAME, payload);
        Ok(())
    }
}
