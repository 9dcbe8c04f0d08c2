//! A check with its evidence.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::desk::is_sampled;
use domain::credit::statement::{Covered, is_overridable};
use domain::credit::{Delivered, Evidence, Finding, Record, Stage, Statement};
use domain::id::{CreditCheckId, CreditEntryId};
use domain::template::Words;
use entity::{application, credit_check, credit_entry, credit_record};
use kernel::error::Error;
use serde::Deserialize;

use super::sources;
use crate::App;
use crate::credit::decided::{Decided, of_check, overrides_of_case};
use crate::credit::record_row;
use crate::query::application::Firm;
use crate::query::credit_file::Attested;
use crate::query::person;
use crate::reader::{CreditFiles, Reader};

/// The part of a snapshot that people read.
#[derive(Debug, Deserialize)]
pub struct Sealed {
    /// What was found about the firm.
    pub applicant: Finding,
    /// What was found about lines.
    pub lines: BTreeMap<String, Finding>,
    /// What was asked.
    pub request: Asked,
}

/// What was asked in a check.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// Who.
    pub subject: Named,
    /// What the sources had answered.
    pub answers: Vec<SealedAnswer>,
    /// Whether non-public sources could be asked.
    pub consent: String,
    /// The records that were looked at.
    pub records: Vec<Looked>,
}

/// Who was checked.
#[derive(Debug, Deserialize)]
pub struct Named {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
}

/// A source's answer in a snapshot.
#[derive(Debug, Deserialize)]
pub struct SealedAnswer {
    /// The source.
    pub source: String,
    /// How it answered.
    pub status: String,
    /// When.
    pub finished_at: Option<DateTime<Utc>>,
    /// The report filed in its place.
    pub evidence: Option<Evidence>,
    /// What was there of its lists.
    #[serde(default)]
    pub lists: Vec<Delivered>,
}

/// A record in a snapshot.
#[derive(Debug, Deserialize)]
pub struct Looked {
    /// The source.
    pub source: String,
    /// Its natural key, or the hash of it.
    pub record: String,
    /// The hash of its content.
    pub sha256: String,
    /// Whether it counted at that time.
    pub visible: bool,
    /// How sure the match was.
    pub matched: String,
}

/// A check with its evidence.
pub struct CheckView {
    /// The check.
    pub id: CreditCheckId,
    /// Number of its application.
    pub number: String,
    /// The firm.
    pub firm: Firm,
    /// Its stage.
    pub stage: Stage,
    /// The day for which it was made.
    pub as_of: NaiveDate,
    /// Up to when what was known was looked at.
    pub known_at: DateTime<Utc>,
    /// When it was made.
    pub finished_at: DateTime<Utc>,
    /// Who asked for it.
    pub by: Option<Words>,
    /// The version of the rules.
    pub rule_set: String,
    /// By how much it reduces, in hundredths of a per cent.
    pub reduce_bp: i64,
    /// Whether the firm may go the fast lane.
    pub fast_lane: bool,
    /// How many lines pass.
    pub lines_pass: i64,
    /// How many lines ask a person.
    pub lines_refer: i64,
    /// How many lines are blocked.
    pub lines_block: i64,
    /// What it came to, and what it comes to after what two officers decided.
    pub decided: Decided,
    /// What it found.
    pub sealed: Sealed,
    /// The hash of what was sealed.
    pub snapshot_sha256: String,
    /// That of the check before it; empty for the first.
    pub prev_sha256: String,
    /// The records behind it as they are known today.
    pub records: Vec<Known>,
    /// Names of the sources.
    pub sources: HashMap<String, Words>,
    /// Overrides of the application, decided or waiting.
    pub overrides: Vec<Override>,
    /// Reasons that two officers could decide about.
    pub overridable: Vec<Covered>,
}

/// What the newest check of a case came to, in short.
pub struct Newest {
    /// The check.
    pub id: CreditCheckId,
    /// Its stage.
    pub stage: Stage,
    /// The day for which it was made.
    pub as_of: NaiveDate,
    /// When it was made.
    pub finished_at: DateTime<Utc>,
    /// The version of the rules.
    pub rule_set: String,
    /// Whether the firm may go the fast lane.
    pub fast_lane: bool,
    /// Whether the case was drawn for a full look all the same.
    pub sampled: bool,
    /// How many lines pass.
    pub lines_pass: i64,
    /// How many lines ask a person.
    pub lines_refer: i64,
    /// How many lines are blocked.
    pub lines_block: i64,
    /// The hash of what was sealed.
    pub snapshot_sha256: String,
    /// What was found about the firm.
    pub applicant: Finding,
    /// What it came to, and what it comes to after what two officers decided.
    pub decided: Decided,
}

/// The part of a snapshot that a case shows.
#[derive(Deserialize)]
struct OfFirm {
    applicant: Finding,
}

impl Newest {
    /// A check, and what it comes to now.
    pub(in crate::query) fn of(row: credit_check::Model, decided: Decided) -> Result<Self, Error> {
        let OfFirm { applicant } = serde_json::from_str(&row.snapshot)?;
        Ok(Self {
            id: row.id,
            stage: row.stage,
            as_of: row.as_of,
            finished_at: row.finished_at,
            rule_set: row.rule_set,
            fast_lane: row.fast_lane,
            sampled: is_sampled(row.application_id),
            lines_pass: row.lines_pass,
            lines_refer: row.lines_refer,
            lines_block: row.lines_block,
            snapshot_sha256: row.snapshot_sha256,
            applicant,
            decided,
        })
    }
}

/// A record as it is known today.
pub struct Known {
    /// The record.
    pub record: Record,
    /// The hash of its row as it was delivered.
    pub raw_sha256: String,
}

impl TryFrom<credit_record::Model> for Known {
    type Error = Error;

    fn try_from(row: credit_record::Model) -> Result<Self, Error> {
        Ok(Self { record: record_row::record(&row)?, raw_sha256: row.raw_sha256 })
    }
}

/// What an officer proposed about reasons of a check.
pub struct Override {
    /// The statement.
    pub id: CreditEntryId,
    /// When it was entered.
    pub entered_at: DateTime<Utc>,
    /// What it says.
    pub statement: Statement,
    /// Why.
    pub why: String,
    /// The hash of the evidence.
    pub evidence_sha256: String,
    /// Where it stands.
    pub stands: Attested,
}

impl TryFrom<credit_entry::Model> for Override {
    type Error = Error;

    fn try_from(row: credit_entry::Model) -> Result<Self, Error> {
        Ok(Self {
            stands: (&row).into(),
            statement: serde_json::from_str(&row.content)?,
            id: row.id,
            entered_at: row.entered_at,
            why: row.why,
            evidence_sha256: row.evidence_sha256,
        })
    }
}

/// What was sealed, byte for byte.
pub struct Snapshot {
    /// Number of the application.
    pub number: String,
    /// The stage of the check.
    pub stage: Stage,
    /// The sealed text.
    pub text: String,
}

/// A check and its application, for who may see the application.
async fn of_reader(
    app: &App,
    reader: &Reader<'_, CreditFiles>,
    id: CreditCheckId,
) -> Result<(credit_check::Model, application::Model), Error> {
    let db = app.store.read();
    let check = store::credit::checks::by_id(db, id).await?;
    let application = store::application::by_id(db, check.application_id).await?;
    let application = store::application::find(db, reader.scope(), &application.number).await?;
    Ok((check, application))
}

/// What a check sealed, for who may see its application.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn snapshot(app: &App, reader: &Reader<'_, CreditFiles>, id: CreditCheckId) -> Result<Snapshot, Error> {
    let (check, application) = of_reader(app, reader, id).await?;
    Ok(Snapshot { number: application.number, stage: check.stage, text: check.snapshot })
}

/// A check for who may see its application.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn check(app: &App, reader: &Reader<'_, CreditFiles>, id: CreditCheckId) -> Result<CheckView, Error> {
    let db = app.store.read();
    let (check, application) = of_reader(app, reader, id).await?;
    let sealed: Sealed = serde_json::from_str(&check.snapshot)?;
    let looked_at = &sealed.request.records;
    let rows = store::credit::checks::currents(db, looked_at.iter().map(|l| l.record.clone()).collect()).await?;
    let is_of_check =
        |row: &credit_record::Model| looked_at.iter().any(|l| l.source == row.source_id && l.record == row.natural_key);
    let records = rows.into_iter().filter(is_of_check).map(Known::try_from).collect::<Result<_, _>>()?;
    let names = person::names(app, check.requested_by.into_iter().collect()).await?;
    let refers = sealed.applicant.reasons.iter().filter(|r| r.effect == "refer" && is_overridable(&r.code));
    let decisions = overrides_of_case(db, application.id, app.clock.now()).await?;
    let overrides = store::credit::checks::overrides_of(db, application.id).await?;
    Ok(CheckView {
        decided: of_check(&check, &decisions)?,
        by: check.requested_by.and_then(|p| names.get(&p).cloned()),
        overridable: refers.map(Covered::of).collect(),
        sources: sources(app).await?,
        overrides: overrides.into_iter().map(Override::try_from).collect::<Result<_, _>>()?,
        firm: store::firm::by_id(db, application.firm_id).await?.into(),
        number: application.number,
        id: check.id,
        stage: check.stage,
        as_of: check.as_of,
        known_at: check.known_at,
        finished_at: check.finished_at,
        rule_set: check.rule_set,
        reduce_bp: check.reduce_bp,
        fast_lane: check.fast_lane,
        lines_pass: check.lines_pass,
        lines_refer: check.lines_refer,
        lines_block: check.lines_block,
        snapshot_sha256: check.snapshot_sha256,
        prev_sha256: check.prev_sha256,
        sealed,
        records,
    })
}
