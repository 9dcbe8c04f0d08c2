//! The desk of objections and repairs.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::Record;
use domain::credit::desk::ObjectionResult;
use domain::id::{CreditObjectionId, CreditRepairId, PersonId};
use domain::template::Words;
use domain::workflow::Machine as _;
use domain::workflow::objection::{ObjectionEvent, ObjectionState};
use domain::workflow::repair::RepairState;
use entity::{credit_objection, credit_repair};
use kernel::error::Error;

use crate::App;
use crate::credit::record_row;
use crate::query::application::Firm;
use crate::query::person;
use crate::reader::{CreditFiles, Reader};

/// An objection on the desk.
pub struct Objection {
    /// The objection.
    pub id: CreditObjectionId,
    /// The natural key of its record.
    pub record_key: String,
    /// The record, where it is known.
    pub record: Option<Record>,
    /// The firm.
    pub firm: Option<Firm>,
    /// What the firm says.
    pub words: String,
    /// Where it stands.
    pub state: ObjectionState,
    /// What it came to.
    pub result: Option<ObjectionResult>,
    /// Who opened it.
    pub opened_by: Option<Words>,
    /// When.
    pub opened_at: DateTime<Utc>,
    /// The day of that.
    pub opened_on: NaiveDate,
    /// The day by which its next step is due.
    pub due_on: NaiveDate,
    /// The last day for its end.
    pub latest_on: NaiveDate,
    /// Who handled it last.
    pub handled_by: Option<Words>,
    /// What was answered.
    pub answer: String,
}

/// A repair on the desk.
pub struct Repair {
    /// The repair.
    pub id: CreditRepairId,
    /// The natural key of its record.
    pub record_key: String,
    /// The record, where it is known.
    pub record: Option<Record>,
    /// The firm.
    pub firm: Option<Firm>,
    /// The day on which it was repaired.
    pub repaired_on: NaiveDate,
    /// The hash of the evidence.
    pub evidence_sha256: String,
    /// What the firm says.
    pub words: String,
    /// Where it stands.
    pub state: RepairState,
    /// The day by which it is due.
    pub due_on: NaiveDate,
    /// Who handled it.
    pub handled_by: Option<Words>,
    /// What was answered.
    pub answer: String,
}

/// Objections and repairs.
pub struct DeskView {
    /// Objections, open ones by their deadline.
    pub objections: Vec<Objection>,
    /// Repairs, open ones by their deadline.
    pub repairs: Vec<Repair>,
    /// Today.
    pub today: NaiveDate,
}

/// The desk of objections and repairs.
///
/// # Errors
/// A fault of the database.
pub async fn desk(app: &App, reader: &Reader<'_, CreditFiles>) -> Result<DeskView, Error> {
    let db = app.store.read();
    let objections = store::credit::desk::objections(db, reader.scope(), 20).await?;
    let repairs = store::credit::desk::repairs(db, reader.scope(), 20).await?;
    let keys = objections.iter().map(|o| o.record_key.clone()).chain(repairs.iter().map(|r| r.record_key.clone()));
    let records = store::credit::checks::currents(db, keys.collect()).await?;
    let records: HashMap<_, _> = records.into_iter().map(|r| (r.natural_key.clone(), r)).collect();
    let record = |key: &str| records.get(key).map(record_row::record).transpose();
    let firms = objections.iter().map(|o| o.firm_id).chain(repairs.iter().map(|r| r.firm_id)).collect();
    let firms = store::firm::by_ids(db, firms).await?;
    let firms: HashMap<_, Firm> = firms.into_iter().map(|f| (f.id, f.into())).collect();
    let people = objections.iter().flat_map(|o| [Some(o.opened_by), o.handled_by]).flatten();
    let people = people.chain(repairs.iter().filter_map(|r| r.handled_by)).collect();
    let names = person::names(app, people).await?;
    let name = |person: Option<PersonId>| person.and_then(|id| names.get(&id).cloned());
    let objection = |row: credit_objection::Model| {
        Ok(Objection {
            record: record(&row.record_key)?,
            firm: firms.get(&row.firm_id).cloned(),
            opened_by: name(Some(row.opened_by)),
            handled_by: name(row.handled_by),
            due_on: if row.state.allows(ObjectionEvent::Accept) { row.accept_by } else { row.due_on },
            id: row.id,
            record_key: row.record_key,
            words: row.words,
            state: row.state,
            result: row.result,
            opened_at: row.opened_at,
            opened_on: row.opened_on,
            latest_on: row.latest_on,
            answer: row.answer,
        })
    };
    let repair = |row: credit_repair::Model| {
        Ok(Repair {
            record: record(&row.record_key)?,
            firm: firms.get(&row.firm_id).cloned(),
            handled_by: name(row.handled_by),
            id: row.id,
            record_key: row.record_key,
            repaired_on: row.repaired_on,
            evidence_sha256: row.evidence_sha256,
            words: row.words,
            state: row.state,
            due_on: row.due_on,
            answer: row.answer,
        })
    };
    Ok(DeskView {
        objections: objections.into_iter().map(objection).collect::<Result<_, Error>>()?,
        repairs: repairs.into_iter().map(repair).collect::<Result<_, Error>>()?,
        today: app.clock.today(),
    })
}
