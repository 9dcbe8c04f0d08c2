//! What people read of credit: a check with its evidence, the queues of the credit desk, rule versions, recoveries.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::desk::ObjectionResult;
use domain::credit::statement::{Covered, is_overridable};
use domain::credit::{Finding, Record, RuleSet, Source, Statement};
use domain::document::Kind;
use domain::id::{CreditCheckId, CreditEntryId, CreditObjectionId, CreditRepairId, PersonId};
use domain::money::{Currency, Money};
use domain::refusal::Code;
use domain::template::Words;
use domain::workflow::Machine as _;
use domain::workflow::objection::{ObjectionEvent, ObjectionState};
use domain::workflow::repair::RepairState;
use domain::workflow::rule_set::RuleSetState;
use entity::{
    application, credit_check, credit_entry, credit_fetch, credit_match_decision, credit_match_question,
    credit_objection, credit_query_log, credit_record, credit_recovery, credit_repair, credit_rule_approval,
    credit_rule_set, firm,
};
use serde::Deserialize;

use super::application::Firm;
use super::credit_file::Attested;
use super::{call, person};
use crate::App;
use crate::credit::decided::{Decided, of_check, overrides_of_case};
use crate::credit::import_records::Report;
use crate::credit::record_row;
use crate::credit::rule_set::Trial;
use crate::credit::rules::sources_at;
use crate::document::{self, Document};
use crate::reader::{CreditFiles, CreditRules, Log, Reader};
use kernel::error::{Error, Fault};

/// Names of people by id, for a page.
pub type Names = HashMap<PersonId, Words>;

/// The part of a snapshot that people read.
#[derive(Debug, Deserialize)]
pub struct Sealed {
    /// What was found about the firm.
    pub applicant: Finding,
    /// What was found about lines.
    pub lines: std::collections::BTreeMap<String, Finding>,
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
    pub finished_at: Option<chrono::DateTime<chrono::Utc>>,
    /// The report filed in its place.
    pub evidence: Option<domain::credit::Evidence>,
    /// What was there of its lists.
    #[serde(default)]
    pub lists: Vec<domain::credit::Delivered>,
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
    /// The stored check.
    pub check: credit_check::Model,
    /// Its application.
    pub application: application::Model,
    /// What it found.
    pub sealed: Sealed,
    /// The records behind it as they are known today.
    pub records: Vec<credit_record::Model>,
    /// Who asked for it.
    pub by: Option<Words>,
    /// Names of the sources.
    pub sources: HashMap<String, Words>,
    /// Overrides of the application, decided or waiting.
    pub overrides: Vec<credit_entry::Model>,
    /// Reasons that two officers could decide about.
    pub overridable: Vec<Covered>,
    /// The firm.
    pub firm: firm::Model,
    /// What it came to, and what it comes to after what two officers decided.
    pub decided: Decided,
}

/// A check for who may see its application.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn check(app: &App, reader: &Reader<'_, CreditFiles>, id: CreditCheckId) -> Result<CheckView, Error> {
    let db = app.store.read();
    let check = store::credit::checks::by_id(db, id).await?;
    let application = store::application::by_id(db, check.application_id).await?;
    let application = store::application::find(db, reader.scope(), &application.number).await?;
    let sealed: Sealed = serde_json::from_str(&check.snapshot)?;
    let looked_at = &sealed.request.records;
    let rows = store::credit::checks::currents(db, looked_at.iter().map(|l| l.record.clone()).collect()).await?;
    let is_of_check =
        |row: &credit_record::Model| looked_at.iter().any(|l| l.source == row.source_id && l.record == row.natural_key);
    let records = rows.into_iter().filter(is_of_check).collect();
    let names = person::names(app, check.requested_by.into_iter().collect()).await?;
    let refers = sealed.applicant.reasons.iter().filter(|r| r.effect == "refer" && is_overridable(&r.code));
    let decisions = overrides_of_case(db, application.id, app.clock.now()).await?;
    Ok(CheckView {
        decided: of_check(&check, &decisions)?,
        by: check.requested_by.and_then(|p| names.get(&p).cloned()),
        overridable: refers.map(Covered::of).collect(),
        sources: sources(app).await?,
        overrides: store::credit::checks::overrides_of(db, application.id).await?,
        firm: store::firm::by_id(db, application.firm_id).await?,
        check,
        application,
        sealed,
        records,
    })
}

/// Names of the sources by id.
///
/// # Errors
/// A fault of the database.
pub async fn sources(app: &App) -> Result<HashMap<String, Words>, Error> {
    Ok(titles(&source_settings(app).await?))
}

/// Names of sources by id.
pub fn titles(sources: &[Source]) -> HashMap<String, Words> {
    sources.iter().map(|s| (s.id.clone(), s.title())).collect()
}

/// The sources with their settings.
///
/// # Errors
/// A fault of the database.
pub async fn source_settings(app: &App) -> Result<Vec<Source>, Error> {
    sources_at(app.store.read(), app.clock.now()).await
}

/// A question of the match queue.
pub struct Question {
    /// The question.
    pub question: credit_match_question::Model,
    /// The record, raw and normalised.
    pub record: Option<credit_record::Model>,
    /// Number of the application that asked first, where the viewer may see it.
    pub application: Option<String>,
}

/// The match queue: open questions and the newest answers.
///
/// # Errors
/// A fault of the database.
pub async fn match_queue(
    app: &App,
    reader: &Reader<'_, CreditFiles>,
    limit: u64,
) -> Result<(Vec<Question>, Vec<credit_match_decision::Model>, Names), Error> {
    let (db, scope) = (app.store.read(), reader.scope());
    let asked = store::credit::matching::unanswered(db, scope, limit).await?;
    let keys = asked.iter().map(|q| q.record_key.clone()).collect();
    let rows = store::credit::checks::currents(db, keys).await?;
    let applications = store::credit::checks::by_ids(db, asked.iter().map(|q| q.application_id).collect()).await?;
    let mut questions = Vec::new();
    let seen = store::credit::checks::visible(db, scope, applications.iter().map(|a| a.number.clone())).await?;
    for question in asked {
        let record = rows.iter().find(|r| r.natural_key == question.record_key && r.source_id == question.source_id);
        let application = applications.iter().find(|a| a.id == question.application_id);
        questions.push(Question {
            record: record.cloned(),
            application: application.map(|a| a.number.clone()).filter(|number| seen.contains(number)),
            question,
        });
    }
    let decided = store::credit::matching::latest_decisions(db, scope, 20).await?;
    let names = person::names(app, decided.iter().map(|d| d.decided_by).collect()).await?;
    Ok((questions, decided, names))
}

/// A statement of two officers on their desk.
pub struct Entry {
    /// The statement.
    pub id: CreditEntryId,
    /// Key of its kind.
    pub kind: String,
    /// Code of whom it is about.
    pub subject_code: String,
    /// Name of whom it is about.
    pub subject_name: String,
    /// Number of the application that it is about, where it is about one.
    pub application: Option<String>,
    /// What is stated.
    pub statement: Statement,
    /// Why.
    pub why: String,
    /// The hash of the evidence.
    pub evidence_sha256: String,
    /// Who entered it.
    pub entered_by: Option<Words>,
    /// Whether the reader did.
    pub own: bool,
    /// When.
    pub entered_at: DateTime<Utc>,
    /// Where it stands.
    pub stands: Attested,
}

/// Statements that wait and those decided last.
pub struct Entries {
    /// Those that wait, the oldest first.
    pub waiting: Vec<Entry>,
    /// Those decided last.
    pub decided: Vec<Entry>,
}

/// The desk of statements.
///
/// # Errors
/// A fault of the database.
pub async fn entries(app: &App, reader: &Reader<'_, CreditRules>) -> Result<Entries, Error> {
    let db = app.store.read();
    let waiting = store::credit::entry::waiting(db, reader.scope()).await?;
    let decided = store::credit::entry::decided(db, reader.scope(), 30).await?;
    let both = || waiting.iter().chain(&decided);
    let names = person::names(app, both().map(|e| e.entered_by).collect()).await?;
    let applications = store::credit::checks::by_ids(db, both().filter_map(|e| e.application_id).collect()).await?;
    let numbers: HashMap<_, _> = applications.into_iter().map(|a| (a.id, a.number)).collect();
    let entry = |row: credit_entry::Model| {
        Ok(Entry {
            stands: (&row).into(),
            statement: serde_json::from_str(&row.content)?,
            id: row.id,
            kind: row.kind,
            subject_code: row.subject_code,
            subject_name: row.subject_name,
            application: row.application_id.and_then(|id| numbers.get(&id).cloned()),
            why: row.why,
            evidence_sha256: row.evidence_sha256,
            entered_by: names.get(&row.entered_by).cloned(),
            own: row.entered_by == reader.person,
            entered_at: row.entered_at,
        })
    };
    let read = |rows: Vec<_>| rows.into_iter().map(entry).collect::<Result<Vec<_>, Error>>();
    Ok(Entries { waiting: read(waiting)?, decided: read(decided)? })
}

/// A rule version with its approvals.
pub struct RuleView {
    /// Its row.
    pub row: credit_rule_set::Model,
    /// Its rules.
    pub set: RuleSet,
    /// Who approved it.
    pub approvals: Vec<credit_rule_approval::Model>,
    /// What its trial showed.
    pub trial: Option<Trial>,
    /// Names of people.
    pub names: Names,
    /// Whether it is in force today.
    pub in_force: bool,
}

/// All versions, the latest first.
///
/// # Errors
/// A fault of the database.
pub async fn rule_sets(app: &App, reader: &Reader<'_, CreditRules>) -> Result<Vec<RuleView>, Error> {
    rule_views(app, reader, store::credit::rule_set::all(app.store.read()).await?).await
}

/// One version.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn rule_set(app: &App, reader: &Reader<'_, CreditRules>, id: &str) -> Result<RuleView, Error> {
    let row = store::credit::rule_set::by_id(app.store.read(), id).await?;
    if crate::credit::rule_set::state(&row) == RuleSetState::Discarded {
        return Err(Code::NotFound.into());
    }
    rule_views(app, reader, vec![row]).await?.pop().ok_or_else(|| Code::NotFound.into())
}

async fn rule_views(
    app: &App,
    reader: &Reader<'_, CreditRules>,
    rows: Vec<credit_rule_set::Model>,
) -> Result<Vec<RuleView>, Error> {
    let (db, now) = (app.store.read(), app.clock.now());
    let mut approvals: HashMap<String, Vec<credit_rule_approval::Model>> = HashMap::new();
    for approval in store::credit::rule_set::approvals_of(db, rows.iter().map(|row| row.id.clone())).await? {
        approvals.entry(approval.rule_set_id.clone()).or_default().push(approval);
    }
    let people = approvals.values().flatten().map(|a| a.person_id).chain(rows.iter().filter_map(|row| row.written_by));
    let names = person::names(app, people.collect()).await?;
    let rules = crate::credit::rules::rules_at(db, now).await?;
    let in_force = rules.on(app.clock.today()).map(|set| set.id.clone()).ok();
    let trials = rows.iter().map(|row| row.dry_run.as_deref().map(serde_json::from_str::<Trial>).transpose());
    let mut trials = trials.collect::<Result<Vec<_>, _>>()?;
    // Rules are one for all and are tried on the checks of all; whose checks they are, each office knows of its own.
    let numbers: BTreeSet<String> =
        trials.iter().flatten().flat_map(|trial| &trial.changed).map(|c| c.application.clone()).collect();
    let seen = store::credit::checks::visible(db, reader.scope(), numbers).await?;
    let changed = trials.iter_mut().flatten().flat_map(|trial| &mut trial.changed);
    for changed in changed.filter(|c| !seen.contains(&c.application)) {
        changed.application.clear();
        changed.firm.clear();
    }
    let mut views = Vec::new();
    for (row, trial) in rows.into_iter().zip(trials) {
        views.push(RuleView {
            set: serde_json::from_str(&row.content)?,
            approvals: approvals.remove(&row.id).unwrap_or_default(),
            in_force: in_force.as_ref() == Some(&row.id),
            names: names.clone(),
            trial,
            row,
        });
    }
    Ok(views)
}

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

/// Applications with the currency of their calls.
async fn with_currency(
    app: &App,
    applications: Vec<application::Model>,
) -> Result<Vec<(application::Model, Currency)>, Error> {
    let calls = store::review::calls(app.store.read(), applications.iter().map(|a| a.call_id).collect()).await?;
    let currencies = call::currencies(app, &calls).await?;
    let of = |a: &application::Model| currencies.get(&a.call_id).copied();
    let missing = || Error::from(Fault::new("an application has no call"));
    applications.into_iter().map(|a| of(&a).map(|currency| (a, currency)).ok_or_else(missing)).collect()
}

/// A proposal to recover.
pub struct Recovery {
    /// The proposal.
    pub row: credit_recovery::Model,
    /// The number of its application.
    pub application: String,
    /// What was paid.
    pub paid: Money,
}

/// Proposals to recover, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn recoveries(app: &App, reader: &Reader<'_, CreditFiles>) -> Result<(Vec<Recovery>, Names), Error> {
    let db = app.store.read();
    let rows = store::credit::aftermath::recoveries(db, reader.scope(), 100).await?;
    let applications = store::credit::checks::by_ids(db, rows.iter().map(|r| r.application_id).collect()).await?;
    let applications = with_currency(app, applications).await?;
    let applications: HashMap<_, _> =
        applications.into_iter().map(|(a, currency)| (a.id, (a.number, currency))).collect();
    let names = person::names(app, rows.iter().filter_map(|r| r.decided_by).collect()).await?;
    let proposals = rows.into_iter().map(|row| {
        let known = applications.get(&row.application_id).cloned();
        let (application, currency) = known.ok_or_else(|| Fault::new("a recovery has no application"))?;
        Ok(Recovery { application, paid: currency.of(row.paid_fen), row })
    });
    Ok((proposals.collect::<Result<_, Error>>()?, names))
}

/// The newest reads of credit files.
///
/// # Errors
/// A fault of the database.
pub async fn queries(app: &App, reader: &Reader<'_, Log>) -> Result<(Vec<credit_query_log::Model>, Names), Error> {
    let rows = store::credit::aftermath::queries_of(app.store.read(), reader.scope(), 200).await?;
    let names = person::names(app, rows.iter().map(|q| q.person_id).collect()).await?;
    Ok((rows, names))
}

/// What registries answered last, for the page of sources.
///
/// # Errors
/// A fault of the database.
pub async fn fetches(app: &App, reader: &Reader<'_, CreditRules>) -> Result<Vec<credit_fetch::Model>, Error> {
    store::credit::fetch::newest(app.store.read(), reader.scope(), 20).await
}

/// A file of evidence by its hash.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn evidence(app: &App, reader: &Reader<'_, CreditRules>, sha256: &str) -> Result<Document, Error> {
    let kind = Kind::CreditEvidence;
    let found = store::document::own_by_content(app.store.read(), reader.scope(), kind, sha256).await?;
    document::show(reader, found.ok_or(Code::NotFound)?)
}

/// An import with its row report.
pub struct ImportView {
    /// The day of its data.
    pub data_date: Option<NaiveDate>,
    /// Rows that it could not take and that nothing has made good.
    pub lacking: i64,
    /// The import.
    pub row: entity::credit_import::Model,
    /// Records that it removed.
    pub removed: i64,
    /// Its problems.
    pub problems: Vec<domain::import_row::CellProblem>,
    /// Who imported it.
    pub by: Option<Words>,
}

/// One import.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn import(
    app: &App,
    reader: &Reader<'_, CreditFiles>,
    id: domain::id::CreditImportId,
) -> Result<ImportView, Error> {
    let db = app.store.read();
    let row = store::credit::import_by_id(db, reader.scope(), id).await?;
    let names = person::names(app, vec![row.imported_by]).await?;
    let by = names.get(&row.imported_by).cloned();
    let lacking = store::credit::delivered::lacking(db, &[&row.source_id], app.clock.now()).await?;
    let lacking = lacking.iter().find(|l| l.import == id).map_or(0, |l| l.rows);
    let (removed, data_date, problems) = match store::credit::import::report(db, id).await? {
        Some(stored) => {
            (stored.rows_removed, stored.file_date, serde_json::from_str::<Report>(&stored.problems)?.problems)
        }
        None => (0, None, Vec::new()),
    };
    Ok(ImportView { data_date, lacking, row, removed, problems, by })
}
