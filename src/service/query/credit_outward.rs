//! What people read of outward reporting: what waits, files with their rows and receipts; and what the public reads:
//! penalties and red-list titles while they are public.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use domain::credit::outward::{OutwardKind, PublicRow, Publication, found_by, publication, report_by, withdraw_by};
use domain::credit::{Record, Statement, matching};
use domain::id::{CreditExportId, CreditRecordId};
use domain::template::Words;
use domain::workflow::export::ExportState;
use entity::credit_export_row;

use super::{Page, person};
use crate::App;
use crate::credit::gather::overlay;
use crate::credit::outward::{kind_of, to_resend};
use crate::credit::record_row;
use crate::reader::{Exports, Reader};
use format::sheets::{Cell, Sheet, sheets_xlsx};
use kernel::error::Error;
use store::credit::export::Step;

/// Changed records that the page names.
const CHANGED: i64 = 100;

/// Records read at once while a public list is filled.
const STEP: u64 = 200;

/// What of a kind waits to be reported.
pub struct Waiting {
    /// The kind.
    pub kind: OutwardKind,
    /// Records that were never sent.
    pub unsent: i64,
    /// The decision day of the oldest of them, and until when it is to be reported; no deadline without a calendar.
    pub oldest: Option<(NaiveDate, Option<NaiveDate>)>,
    /// Records that changed after they were sent.
    pub changed: Vec<Changed>,
    /// Penalties that are not public because their class is unknown.
    pub unclassified: i64,
}

/// A record that changed after it was sent.
pub struct Changed {
    /// The decision.
    pub decision_no: String,
    /// The file that holds it.
    pub export: CreditExportId,
    /// Until when its annulment is to be reported.
    pub withdraw_by: Option<NaiveDate>,
}

/// What waits, by kind of record. Subsidies are decisions on applications and are counted when a file is made.
///
/// # Errors
/// A fault of the database; stored JSON that cannot be read.
pub async fn waiting(app: &App, _: &Reader<'_, Exports>) -> Result<Vec<Waiting>, Error> {
    let (db, now, today) = (app.store.read(), app.clock.now(), app.clock.today());
    let calendar = store::calendar::load(db).await?;
    let unsent = store::credit::export::unsent(db).await?;
    let changed = store::credit::export::changed(db, CHANGED).await?;
    let mut records = changed.iter().map(|(r, _)| record_row::record(r)).collect::<Result<Vec<Record>, _>>()?;
    overlay(db, &mut records, now).await?;
    let mut out = Vec::new();
    for kind in OutwardKind::ALL {
        let Some(record_kind) = kind.record_kind() else { continue };
        let (unsent, oldest) = unsent.get(record_kind).map_or((0, None), |(n, oldest)| (*n, Some(*oldest)));
        let of_kind = changed.iter().zip(&records).filter(|((row, _), _)| row.kind == record_kind);
        let changed = of_kind.map(|((row, export), record)| Changed {
            decision_no: row.decision_no.clone(),
            export: *export,
            withdraw_by: record.revoked_at.and_then(|day| withdraw_by(&calendar, day).ok()),
        });
        let mut unclassified = 0;
        if *kind == OutwardKind::Penalty {
            for row in store::credit::export::own_records(db, record_kind, (since(today), today)).await? {
                let record = record_row::record(&row)?;
                unclassified += i64::from(publication(&record, today)? == Publication::Unclassified);
            }
        }
        out.push(Waiting {
            kind: *kind,
            unsent,
            oldest: oldest.map(|day| (day, report_by(&calendar, day).ok())),
            changed: changed.collect(),
            unclassified,
        });
    }
    Ok(out)
}

/// A file in the list.
pub struct FileRow {
    /// The file.
    pub id: CreditExportId,
    /// Its kind.
    pub kind: OutwardKind,
    /// The days that it tells of.
    pub days: (NaiveDate, NaiveDate),
    /// How many rows it has.
    pub rows: i64,
    /// Rows that the platform refused.
    pub faulty: i64,
    /// Whether it sends changed rows again.
    pub again: bool,
    /// The code under which it was sent.
    pub office_code: String,
    /// Who made it.
    pub by: Option<Words>,
    /// When.
    pub at: DateTime<Utc>,
    /// Number of the receipt.
    pub receipt_no: Option<String>,
    /// Where it stands.
    pub state: ExportState,
}

/// A page of files, the newest first, and how many there are.
///
/// # Errors
/// A fault of the database.
pub async fn files(
    app: &App,
    reader: &Reader<'_, Exports>,
    after: Option<CreditExportId>,
    limit: usize,
) -> Result<(Page<FileRow, CreditExportId>, i64), Error> {
    let db = app.store.read();
    let scope = reader.scope();
    let rows = |limit| store::credit::export::page(db, scope, after, limit);
    let Page { rows, next } = Page::ask(limit, rows, |export| export.id).await?;
    let faults: HashMap<_, _> =
        store::credit::export::faults(db, rows.iter().map(|r| r.id).collect()).await?.into_iter().collect();
    let names = person::names(app, rows.iter().map(|r| r.exported_by).collect()).await?;
    let mut out = Vec::new();
    for export in rows {
        out.push(FileRow {
            kind: kind_of(&export.kind)?,
            faulty: faults.get(&export.id).copied().unwrap_or(0),
            by: names.get(&export.exported_by).cloned(),
            id: export.id,
            days: (export.from_day, export.to_day),
            rows: export.rows_out,
            again: export.resend_of.is_some(),
            office_code: export.office_code,
            at: export.exported_at,
            receipt_no: export.receipt_no,
            state: ExportState::of(export.accepted),
        });
    }
    Ok((Page { rows: out, next }, store::credit::export::count(db, scope).await?))
}

/// A file with its rows.
pub struct FileView {
    /// Its kind.
    pub kind: OutwardKind,
    /// The days that it tells of.
    pub days: (NaiveDate, NaiveDate),
    /// Its content, as it was sent.
    pub content: Vec<u8>,
    /// The hash of that.
    pub sha256: String,
    /// The code under which it was sent.
    pub office_code: String,
    /// The file whose changed rows it sends again.
    pub resend_of: Option<CreditExportId>,
    /// Its rows.
    pub rows: Vec<FileLine>,
    /// How many of them could be sent again now.
    pub resendable: usize,
    /// Who made it.
    pub by: Option<Words>,
    /// When.
    pub at: DateTime<Utc>,
    /// Where it stands.
    pub state: ExportState,
    /// What the platform answered.
    pub receipt: Option<Receipt>,
}

/// A row of a file.
pub struct FileLine {
    /// Its place.
    pub row_no: i64,
    /// Its cells.
    pub cells: Vec<String>,
    /// Whether no later file took its place.
    pub standing: bool,
    /// Why the platform refused it; empty where it did not.
    pub fault: String,
}

impl TryFrom<credit_export_row::Model> for FileLine {
    type Error = Error;

    fn try_from(row: credit_export_row::Model) -> Result<Self, Error> {
        let cells = serde_json::from_str(&row.cells)?;
        Ok(Self { row_no: row.row_no, cells, standing: row.standing, fault: row.fault })
    }
}

/// A receipt of the platform.
pub struct Receipt {
    /// Its number.
    pub number: String,
    /// When it was noted.
    pub at: DateTime<Utc>,
    /// What it says.
    pub words: String,
}

/// A file.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn file(app: &App, reader: &Reader<'_, Exports>, id: CreditExportId) -> Result<FileView, Error> {
    let db = app.store.read();
    let export = store::credit::export::by_id(db, reader.scope(), id).await?;
    let rows = store::credit::export::rows(db, id).await?;
    let names = person::names(app, vec![export.exported_by]).await?;
    Ok(FileView {
        kind: kind_of(&export.kind)?,
        resendable: to_resend(app, db, reader.scope(), &export).await?.len(),
        by: names.get(&export.exported_by).cloned(),
        rows: rows.into_iter().map(FileLine::try_from).collect::<Result<_, _>>()?,
        days: (export.from_day, export.to_day),
        state: ExportState::of(export.accepted),
        receipt: export.receipt_no.zip(export.receipt_at).map(|(number, at)| Receipt {
            number,
            at,
            words: export.receipt_words,
        }),
        content: export.content,
        sha256: export.sha256,
        office_code: export.office_code,
        resend_of: export.resend_of,
        at: export.exported_at,
    })
}

impl FileView {
    /// The file as a workbook, with the template's headings.
    ///
    /// # Errors
    /// A fault when it cannot be written.
    pub fn xlsx(&self) -> Result<Vec<u8>, Error> {
        let sheet = Sheet {
            name: self.kind.key().to_owned(),
            heads: self.kind.columns().iter().map(|c| c.title.to_owned()).collect(),
            rows: self.rows.iter().map(|row| row.cells.iter().map(Cell::text).collect()).collect(),
        };
        Ok(sheets_xlsx(&[sheet])?)
    }
}

/// The code under which the last file was sent, to fill in the form.
///
/// # Errors
/// A fault of the database.
pub async fn last_office_code(app: &App, reader: &Reader<'_, Exports>) -> Result<String, Error> {
    let newest = store::credit::export::page(app.store.read(), reader.scope(), None, 1).await?.pop();
    Ok(newest.map_or_else(String::new, |e| e.office_code))
}

/// Penalties decided before this day are public no more: the longest class is public for 36 months.
fn since(today: NaiveDate) -> NaiveDate {
    domain::date::months_before(today, 36).unwrap_or(today)
}

/// A list that everybody may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublicList {
    /// 行政处罚公示
    Penalties,
    /// 守信红名单
    RedList,
}

impl PublicList {
    const fn kind(self) -> &'static str {
        match self {
            Self::Penalties => "ADMIN_PENALTY",
            Self::RedList => "RED_LIST",
        }
    }
}

/// A page of a public list: what is public today, the newest decision first, and the last record shown when more follow.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`] for a step from a record that is not there; a fault of the database.
pub async fn public(
    app: &App,
    list: PublicList,
    search: &str,
    after: Option<CreditRecordId>,
    limit: usize,
) -> Result<Page<PublicRow, CreditRecordId>, Error> {
    let (db, now, today) = (app.store.read(), app.clock.now(), app.clock.today());
    let (name, code) = (matching::normalise(search), matching::normalise_code(search));
    let since = match list {
        PublicList::Penalties => since(today),
        PublicList::RedList => NaiveDate::MIN.with_year(1949).unwrap_or(today),
    };
    let mut step = Step { since, search: (&name, &code), after: None, limit: STEP };
    if let Some(id) = after {
        step.after = Some((store::credit::export::day_of(db, id).await?, id));
    }
    let mut shown: Vec<(CreditRecordId, PublicRow)> = Vec::new();
    loop {
        let rows = store::credit::export::maybe_public(db, list.kind(), step).await?;
        let mut records = rows.iter().map(record_row::record).collect::<Result<Vec<Record>, _>>()?;
        overlay(db, &mut records, now).await?;
        for (row, record) in rows.iter().zip(&records) {
            let Some(public) = PublicRow::of(record, today)?.filter(|_| found_by(record, search)) else { continue };
            if shown.len() == limit {
                // One more is there: the next page begins after the last one of this.
                let last = shown.last().map(|(id, _)| *id);
                return Ok(Page { rows: shown.into_iter().map(|(_, row)| row).collect(), next: last });
            }
            shown.push((row.id, public));
        }
        match rows.last() {
            Some(last) if u64::try_from(rows.len()).unwrap_or(0) == STEP => {
                step.after = Some((last.event_date, last.id))
            }
            _ => return Ok(Page { rows: shown.into_iter().map(|(_, row)| row).collect(), next: None }),
        }
    }
}

/// A proposed red-list title that is public before it is decided.
pub struct Proposal {
    /// The firm.
    pub name: String,
    /// Its code.
    pub code: String,
    /// The title, by its number.
    pub decision_no: String,
    /// The last day to object.
    pub until: NaiveDate,
}

/// Proposed titles that are public today.
///
/// # Errors
/// A fault of the database; stored JSON that cannot be read.
pub async fn proposals(app: &App) -> Result<Vec<Proposal>, Error> {
    let today = app.clock.today();
    let mut out = Vec::new();
    for entry in store::credit::entry::announced(app.store.read()).await? {
        let Some(until) = entry.not_before.filter(|day| today <= *day) else { continue };
        if let Statement::Record(own) = serde_json::from_str(&entry.content)? {
            let record = own.record(&entry.subject_code, &entry.subject_name, entry.entered_at);
            if let Some(row) = PublicRow::of(&Record { event_date: today, public_until: None, ..record }, today)? {
                out.push(Proposal { name: row.name, code: row.code, decision_no: own.decision_no, until });
            }
        }
    }
    Ok(out)
}
