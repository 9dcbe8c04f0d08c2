//! Everything that a check is made from, as it was known at an instant: rules, subject, records with their objections and
//! repairs, officers' answers, answers of sources, consent. A check, its replay, a look-up and a trial of rules all gather
//! in this one way.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::Calendar;
use domain::credit::desk::ObjectionResult;
use domain::credit::list::List;
use domain::credit::matching::Match;
use domain::credit::source::COUNTED_WORKING_DAYS;
use domain::credit::statement::OF_SUBJECT;
use domain::credit::{
    Adapter, Answer, AnswerStatus, Consent, Delivered, Evidence, Facts, LineRequest, MatchDecision, Party, Record,
    Rules, Source, Statement, Subject, SubjectIndex, Times, matching,
};
use domain::id::ApplicationId;
use domain::line::Line;
use domain::workflow::repair::RepairState;
use entity::{credit_entry, credit_objection, credit_repair};

use super::decided::overrides_of_case;
use super::record_row;
use super::rules::rules_at;
use kernel::error::Error;
use store::Connection;
use store::credit::delivered::{Lacking, Newest};

/// Who is checked.
#[derive(Debug, Clone, Copy)]
pub struct Who<'a> {
    /// The firm's code.
    pub code: &'a str,
    /// Its name.
    pub name: &'a str,
    /// The application, whose overrides count.
    pub application: Option<ApplicationId>,
    /// The lines of its schedule.
    pub lines: &'a [Line],
}

/// What is known.
#[derive(Debug, Clone)]
pub struct Gathered {
    /// Rule sets and sources.
    pub rules: Rules,
    /// What is known of the firm and its schedule.
    pub facts: Facts,
    /// Confirmed overrides of the application, in their order.
    pub overrides: Vec<Statement>,
}

/// Gathers what was known about a firm and its schedule. Every statement is for the whole schedule.
///
/// # Errors
/// A fault of the database; stored JSON that cannot be read.
pub async fn gather(db: &Connection, who: Who<'_>, times: Times) -> Result<Gathered, Error> {
    let codes: BTreeSet<&str> =
        who.lines.iter().map(|l| l.enterprise_code.as_str()).chain([who.code]).filter(|c| !c.is_empty()).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let stated = store::credit::entry::confirmed_about(db, &codes, OF_SUBJECT, times.known_at).await?;
    let stated = Stated::read(stated)?;
    let subject = stated.over(Subject::plain(who.code, who.name, Party::Applicant));
    let of_lines = who.lines.iter().map(|l| Subject::plain(&l.enterprise_code, &l.enterprise_name, Party::Beneficiary));
    let of_lines = of_lines.map(|plain| stated.over(plain));
    let subjects: Vec<Subject> = std::iter::once(subject.clone()).chain(of_lines).collect();
    let mut found = records_of(db, &subjects, times.known_at).await?.into_iter();
    let records = found.next().unwrap_or_default();
    let mut lines = Vec::new();
    for ((line, subject), records) in who.lines.iter().zip(subjects.into_iter().skip(1)).zip(found) {
        if !records.is_empty() {
            lines.push(LineRequest { line: line.row.to_string(), subject, records });
        }
    }
    around(db, who.application, times, &stated, About { subject, records, lines }).await
}

/// Gathers once more what was gathered on the same day, where nothing was noted since about anybody: the records of all lines
/// are those that were found then.
///
/// # Errors
/// As for [`gather`].
pub async fn gather_again(
    db: &Connection,
    application: ApplicationId,
    times: Times,
    Gathered { facts: Facts { subject, records, lines, .. }, .. }: Gathered,
) -> Result<Gathered, Error> {
    let stated = store::credit::entry::confirmed_about(db, &[&subject.code], OF_SUBJECT, times.known_at).await?;
    around(db, Some(application), times, &Stated::read(stated)?, About { subject, records, lines }).await
}

/// Who is meant, with the records that may concern them.
struct About {
    subject: Subject,
    records: Vec<Record>,
    /// The lines with records.
    lines: Vec<LineRequest>,
}

/// What is known beside the records.
async fn around(
    db: &Connection,
    application: Option<ApplicationId>,
    times: Times,
    stated: &Stated,
    About { subject, records, lines }: About,
) -> Result<Gathered, Error> {
    let known_at = times.known_at;
    let rules = rules_at(db, known_at).await?;
    let mut answers = answers(db, &rules.sources, &subject, times).await?;
    for answer in &mut answers {
        answer.evidence = stated.evidence(&subject.code, &answer.source);
    }
    let overrides = match application {
        Some(application) => overrides_of_case(db, application, known_at).await?,
        None => Vec::new(),
    };
    let facts = Facts {
        records,
        decisions: decisions(db, &subject, &lines, known_at).await?,
        consent: consent(db, &rules.sources, &subject, times).await?,
        subject,
        lines,
        answers,
    };
    Ok(Gathered { rules, facts, overrides })
}

/// A subject with what officers have stated about it.
///
/// # Errors
/// Stored JSON that cannot be read.
pub(crate) fn stated(confirmed: Vec<credit_entry::Model>, plain: Subject) -> Result<Subject, Error> {
    Ok(Stated::read(confirmed)?.over(plain))
}

/// The records that may concern a subject, without objections and repairs.
///
/// # Errors
/// As for [`gather`].
pub(crate) async fn concerning(
    db: &Connection,
    subject: &Subject,
    known_at: DateTime<Utc>,
) -> Result<Vec<Record>, Error> {
    let index = SubjectIndex::new(std::slice::from_ref(subject));
    let rows = store::credit::candidates::candidates(db, &index, known_at).await?;
    rows.iter().map(record_row::record).collect()
}

/// What officers have stated about subjects, by code.
struct Stated {
    by_code: HashMap<String, Vec<(Statement, String)>>,
}

impl Stated {
    fn read(entries: Vec<credit_entry::Model>) -> Result<Self, Error> {
        let mut by_code: HashMap<String, Vec<(Statement, String)>> = HashMap::new();
        for entry in entries {
            let statement = serde_json::from_str(&entry.content)?;
            by_code.entry(entry.subject_code).or_default().push((statement, entry.evidence_sha256));
        }
        Ok(Self { by_code })
    }

    /// A subject with what is stated about it.
    fn over(&self, mut subject: Subject) -> Subject {
        for (statement, _) in self.by_code.get(&subject.code).into_iter().flatten() {
            statement.apply(&mut subject);
        }
        subject
    }

    /// The newest report filed in place of a source's answer.
    fn evidence(&self, code: &str, wanted: &str) -> Option<Evidence> {
        let filed = self.by_code.get(code).into_iter().flatten().filter_map(|(statement, file)| match statement {
            Statement::Evidence { source, issued_on, .. } if source == wanted => {
                Some(Evidence { file_sha256: file.clone(), issued_on: *issued_on, verified_by_two: true })
            }
            _ => None,
        });
        filed.max_by_key(|evidence| evidence.issued_on)
    }
}

/// The records that may concern each subject, in the order of the subjects.
async fn records_of(db: &Connection, subjects: &[Subject], known_at: DateTime<Utc>) -> Result<Vec<Vec<Record>>, Error> {
    let index = SubjectIndex::new(subjects);
    let rows = store::credit::candidates::candidates(db, &index, known_at).await?;
    let mut records = rows.iter().map(record_row::record).collect::<Result<Vec<Record>, _>>()?;
    overlay(db, &mut records, known_at).await?;
    let mut of = vec![Vec::new(); subjects.len()];
    for record in &records {
        for place in index.about(record) {
            // The index is generous; a record of somebody else is no evidence about this subject.
            if let (Some(subject), Some(own)) = (subjects.get(place), of.get_mut(place))
                && matching::compare(record, subject) != Match::None
            {
                own.push(record.clone());
            }
        }
    }
    Ok(of)
}

/// Lays objections and verified repairs over the records that they are about.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn overlay(db: &Connection, records: &mut [Record], known_at: DateTime<Utc>) -> Result<(), Error> {
    let keys: BTreeSet<String> = records.iter().map(Record::natural_key).collect();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let objections = store::credit::desk::objections_until(db, &keys, known_at).await?;
    let repairs = store::credit::desk::repairs_until(db, &keys, known_at).await?;
    lay_over(records, objections.iter(), repairs.iter(), known_at);
    Ok(())
}

/// Lays those objections and repairs over records that are about them and counted at an instant; each kind comes in the order of
/// time.
pub(crate) fn lay_over<'d>(
    records: &mut [Record],
    objections: impl Iterator<Item = &'d credit_objection::Model>,
    repairs: impl Iterator<Item = &'d credit_repair::Model>,
    known_at: DateTime<Utc>,
) {
    let opened = objections.filter(|objection| objection.opened_at <= known_at);
    // The newest stays in the map.
    let objections: HashMap<&str, &credit_objection::Model> = opened.map(|o| (o.record_key.as_str(), o)).collect();
    let mut repaired: HashMap<&str, NaiveDate> = HashMap::new();
    for repair in repairs.filter(|r| r.state == RepairState::Verified && r.closed_at.is_some_and(|at| at <= known_at)) {
        repaired.entry(&repair.record_key).or_insert(repair.repaired_on);
    }
    if objections.is_empty() && repaired.is_empty() {
        return;
    }
    for record in records {
        let key = record.natural_key();
        if let Some(newest) = objections.get(key.as_str()) {
            let closed = newest.closed_at.is_some_and(|at| at <= known_at);
            record.objection_opened = Some(newest.opened_on);
            record.objection_closed = newest.closed_on.filter(|_| closed);
            if closed && newest.result == Some(ObjectionResult::Upheld) {
                record.revoked_at = record.revoked_at.or(newest.closed_on);
            }
        }
        if let Some(day) = repaired.get(key.as_str()) {
            record.repaired_at = record.repaired_at.or(Some(*day));
        }
    }
}

/// Officers' answers about the subjects of this check.
async fn decisions(
    db: &Connection,
    subject: &Subject,
    lines: &[LineRequest],
    known_at: DateTime<Utc>,
) -> Result<Vec<MatchDecision>, Error> {
    let subjects: BTreeSet<String> =
        lines.iter().map(|l| l.subject.key()).chain(std::iter::once(subject.key())).collect();
    let subjects: Vec<&str> = subjects.iter().map(String::as_str).collect();
    let own = store::credit::matching::decisions(db, &subjects, known_at).await?;
    Ok(own
        .into_iter()
        .map(|d| MatchDecision {
            record: d.record_key,
            subject: d.subject_code,
            confirmed: d.confirmed,
            by: d.decided_by.to_string(),
            why: d.why,
        })
        .collect())
}

/// What each source last said: lists by the newest data of each, this system's own records always.
async fn answers(db: &Connection, sources: &[Source], subject: &Subject, times: Times) -> Result<Vec<Answer>, Error> {
    let asked: Vec<&str> = sources.iter().filter(|s| s.adapter == Adapter::HttpJson).map(|s| s.id.as_str()).collect();
    let said = store::credit::fetch::latest(db, &asked, &subject.code, times.known_at).await?;
    let lists = Lists::there(db, sources, times).await?;
    let answer = |source: &Source| match source.adapter {
        Adapter::HttpJson => {
            let said = said.iter().find(|f| f.source_id == source.id);
            let status = said.and_then(|f| AnswerStatus::from_key(&f.status)).unwrap_or(AnswerStatus::NotAsked);
            Ok(Answer { status, ..Answer::at(&source.id, said.map(|f| f.finished_at)) })
        }
        Adapter::Internal => Ok(Answer::own(&source.id, times.known_at)),
        Adapter::Manual => Ok(Answer::at(&source.id, None)),
        Adapter::File => lists.answer(source),
    };
    sources.iter().map(answer).collect()
}

/// What is there of the lists of sources as of a day.
pub(crate) struct Lists {
    newest: Newest,
    /// Imports with rows that nobody could take.
    pub(crate) lacking: Vec<Lacking>,
    calendar: Calendar,
    as_of: NaiveDate,
}

impl Lists {
    /// What is there of those that come as files.
    ///
    /// # Errors
    /// A fault of the database.
    pub(crate) async fn there(db: &Connection, sources: &[Source], times: Times) -> Result<Self, Error> {
        let of_files = sources.iter().filter(|source| source.adapter == Adapter::File);
        let lists = of_files.flat_map(|source| source.lists.iter().map(|list| (source.id.as_str(), *list)));
        let lists: Vec<(&str, List)> = lists.collect();
        let ids: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
        Ok(Self {
            newest: store::credit::delivered::newest(db, &lists, times.known_at).await?,
            lacking: store::credit::delivered::lacking(db, &ids, times.known_at).await?,
            calendar: store::calendar::load(db).await?,
            as_of: times.as_of,
        })
    }

    /// What a source delivered.
    ///
    /// # Errors
    /// [`domain::refusal::Code::CalendarMissing`].
    pub(crate) fn answer(&self, source: &Source) -> Result<Answer, Error> {
        let lacking = || self.lacking.iter().filter(|l| l.source == source.id);
        let rows_of =
            |list: Option<List>| lacking().filter(|l| l.list == list).fold(0i64, |n, l| n.saturating_add(l.rows));
        let (mut lists, mut newest) = (Vec::new(), None);
        for list in &source.lists {
            let there = self.newest.get(&(source.id.clone(), *list));
            let age = |day| self.calendar.working_days_since(day, self.as_of, COUNTED_WORKING_DAYS);
            let working_days = there.map(|(day, _)| age(*day)).transpose()?;
            newest = newest.max(there.map(|(_, at)| *at));
            let data_date = there.map(|(day, _)| *day);
            lists.push(Delivered { list: Some(*list), data_date, working_days, not_taken: rows_of(Some(*list)) });
        }
        let others: BTreeSet<Option<List>> = lacking().map(|l| l.list).collect();
        for list in others.into_iter().filter(|list| list.is_none_or(|l| !source.lists.contains(&l))) {
            lists.push(Delivered { list, data_date: None, working_days: None, not_taken: rows_of(list) });
        }
        Ok(Answer::by_lists(&source.id, lists, newest))
    }
}

/// Whether every source that needs it may be asked about the subject.
async fn consent(db: &Connection, sources: &[Source], subject: &Subject, times: Times) -> Result<Consent, Error> {
    let needing: Vec<&Source> = sources.iter().filter(|s| s.needs_consent).collect();
    if needing.is_empty() {
        return Ok(Consent::Valid);
    }
    let given = store::credit::desk::consents(db, &subject.code, times.known_at).await?;
    let of_source = |source: &Source| {
        let Some(newest) = given.iter().rev().find(|c| c.source_id == source.id) else { return Consent::Missing };
        if newest.withdrawn_at.is_some_and(|at| at <= times.known_at) {
            Consent::Withdrawn
        } else if newest.valid_to < times.as_of || newest.given_on > times.as_of {
            Consent::Expired
        } else {
            Consent::Valid
        }
    };
    Ok(needing.into_iter().map(of_source).find(|c| *c != Consent::Valid).unwrap_or(Consent::Valid))
}
