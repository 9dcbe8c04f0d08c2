//! The credit file (信用档案) of a subject: what the authority reads of it for a purpose, and what a firm sees of its own.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::credit::desk::ObjectionResult;
use domain::credit::statement::OF_SUBJECT;
use domain::credit::{Finding, Outcome, Party, Record, Source, Stage, Statement, Subject, matching};
use domain::id::{ApplicationId, CreditCheckId, CreditConsentId};
use domain::money::Money;
use domain::refusal::Code;
use domain::template::Words;
use domain::workflow::ApplicationState;
use domain::workflow::attestation::AttestationState;
use domain::workflow::consent::ConsentState;
use domain::workflow::objection::ObjectionState;
use domain::workflow::recovery::RecoveryState;
use domain::workflow::repair::RepairState;
use entity::{credit_check, credit_consent, credit_entry, firm};

use super::credit::check::Sealed;
use crate::App;
use crate::credit::decided::{Decided, of_check};
use crate::credit::gather::{concerning, lay_over, stated};
use crate::credit::rules::sources_over;
use crate::reader::{CreditFiles, Filing, Reader};
use crate::recusal::is_of;
use kernel::error::Error;
use store::credit::file::{self, Objected, Read, Repaired, Stated};
use store::credit::matching::Asked;
use store::scope::Scope;

/// What is known of a subject, as both sides see it.
pub struct Known {
    /// The subject with all that officers have stated.
    pub subject: Subject,
    /// Records that concern it, with objections and repairs laid over them, the newest event first.
    pub records: Vec<Record>,
    /// Objections, the newest first, then repairs, the newest first.
    pub disputes: Vec<Dispute>,
    /// Consents, the newest last.
    pub consents: Vec<Consent>,
    /// Who read the file and what for, the newest first.
    pub reads: Vec<Access>,
    /// The sources with their settings.
    pub sources: Vec<Source>,
}

/// An objection or a repair.
pub struct Dispute {
    /// The source of the record.
    pub source: String,
    /// The natural key of the record.
    pub record: String,
    /// The day of the objection, or of the repair.
    pub on: NaiveDate,
    /// The day by which it is to be answered.
    pub due_on: NaiveDate,
    /// Which of the two, and where it stands.
    pub stands: Stands,
    /// What was answered.
    pub answer: String,
}

/// Where an objection or a repair stands.
#[derive(Debug, Clone, Copy)]
pub enum Stands {
    /// An objection, and what it came to.
    Objection(ObjectionState, Option<ObjectionResult>),
    /// A repair.
    Repair(RepairState),
}

/// A consent.
pub struct Consent {
    /// The consent.
    pub id: CreditConsentId,
    /// The source that may be asked.
    pub source: String,
    /// What for.
    pub purpose: String,
    /// The first day.
    pub given_on: NaiveDate,
    /// The last day.
    pub valid_to: NaiveDate,
    /// Whether it was taken back.
    pub state: ConsentState,
}

impl From<credit_consent::Model> for Consent {
    fn from(row: credit_consent::Model) -> Self {
        Self {
            id: row.id,
            source: row.source_id,
            purpose: row.purpose,
            given_on: row.given_on,
            valid_to: row.valid_to,
            state: ConsentState::of(row.withdrawn_at.is_some()),
        }
    }
}

/// A read of the file.
pub struct Access {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: Words,
    /// In which role.
    pub role: String,
    /// What for.
    pub purpose: String,
}

/// The credit file of a subject, as the authority reads it.
pub struct File {
    /// What is known.
    pub known: Known,
    /// Kind and licence of the firm, where it is registered here.
    pub firm: Option<(String, String)>,
    /// Statements about it, the newest first.
    pub statements: Vec<Filed>,
    /// Its checks, the newest first.
    pub checks: Vec<Checked>,
    /// Doubtful matches and answers, the newest question first.
    pub matches: Vec<Doubt>,
    /// Its applications, the newest first.
    pub cases: Vec<Case>,
}

/// A statement of two officers.
pub struct Filed {
    /// What is stated.
    pub statement: Statement,
    /// Why.
    pub why: String,
    /// The hash of the evidence.
    pub evidence: String,
    /// When it was entered.
    pub entered_at: DateTime<Utc>,
    /// By whom.
    pub entered_by: Words,
    /// Who decided it.
    pub decided_by: Option<Words>,
    /// Where it stands.
    pub stands: Attested,
}

/// Where a statement stands, and what is to be known of that.
pub struct Attested {
    /// The state.
    pub state: AttestationState,
    /// What the second officer answered.
    pub answer: String,
    /// The day after which it may be confirmed.
    pub not_before: Option<NaiveDate>,
}

impl From<&credit_entry::Model> for Attested {
    fn from(entry: &credit_entry::Model) -> Self {
        Self { state: AttestationState::of(entry.accepted), answer: entry.answer.clone(), not_before: entry.not_before }
    }
}

/// A check.
pub struct Checked {
    /// The check.
    pub id: CreditCheckId,
    /// The number of its application.
    pub number: String,
    /// Its stage.
    pub stage: Stage,
    /// When it was made.
    pub finished_at: DateTime<Utc>,
    /// The version of the rules.
    pub rule_set: String,
    /// What it comes to.
    pub decided: Decided,
}

/// A question whether a record is about the subject.
pub struct Doubt {
    /// The natural key of the record.
    pub record: String,
    /// Why it is asked.
    pub doubt: String,
    /// The newest answer: whether it is, why, and who said so.
    pub answer: Option<(bool, String, Words)>,
}

/// An application.
pub struct Case {
    /// Its number.
    pub number: String,
    /// Its state.
    pub state: ApplicationState,
    /// What was approved.
    pub approved: Option<Money>,
    /// Proposals to recover from it, the newest first: how they stand, and why.
    pub recoveries: Vec<(RecoveryState, String)>,
}

/// How many reads a file names, and how many checks.
const READS: u64 = 20;
const CHECKS: u64 = 50;

/// The file of a code; a name alone is enough where nothing is registered under it. The records are those of everybody;
/// cases, statements and who read are those that the viewer may see. None for a reader who has not said within the last day what
/// the file is read for.
///
/// # Errors
/// A fault of the database.
pub async fn file(app: &App, reader: &Reader<'_, CreditFiles>, code: &str) -> Result<Option<File>, Error> {
    let code = matching::normalise_code(code);
    let (db, now, scope) = (app.store.read(), app.clock.now(), reader.scope());
    let since = now.checked_sub_signed(TimeDelta::days(1)).unwrap_or(now);
    let reads = store::credit::file::reads(db, scope, (&code, READS), (reader.person, since)).await?;
    if !reads.first().is_some_and(|read| read.own) {
        return Ok(None);
    }
    // Opened before a conflict of interest was declared.
    if is_of(db, scope.but(), code.as_str()).await? {
        return Ok(None);
    }
    // A firm of another office is known here by its records alone.
    let (firm, given) = store::credit::file::firm(db, scope, Some(&code)).await?.unzip();
    let checks = store::credit::file::checks(db, scope, &code, CHECKS).await?;
    let entries = statements_of(app, scope, &code, checks.iter().map(|checked| &checked.check)).await?;
    let seen = || entries.iter().filter(|stated| stated.seen);
    let name = match &firm {
        Some(firm) => firm.name.clone(),
        None => {
            let of_record = store::credit::records(db, &code, 1).await?.pop().map(|r| r.subject_name);
            let newest = seen().max_by_key(|stated| (stated.entry.entered_at, stated.entry.id));
            of_record.or_else(|| newest.map(|stated| stated.entry.subject_name.clone())).unwrap_or_default()
        }
    };
    let mut cases = Vec::new();
    for given in given.unwrap_or_default() {
        let approved = match given.approved {
            Some(amount) => Some(app.scheme(db, given.scheme).await?.currency.of(amount)),
            None => None,
        };
        cases.push(Case { number: given.number, state: given.state, approved, recoveries: given.recoveries });
    }
    let overrides = overrides(&entries)?;
    let matches = store::credit::matching::about(db, scope, &code).await?;
    let known = known(app, scope, (&code, &name), (&entries, reads)).await?;
    let mut statements = seen().map(filed).collect::<Result<Vec<_>, _>>()?;
    statements.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
    Ok(Some(File {
        known,
        firm: firm.map(|firm: firm::Model| (firm.kind, firm.licence_no)),
        statements: statements.into_iter().map(|(_, filed)| filed).collect(),
        checks: checks.into_iter().map(|checked| seen_check(checked, &overrides)).collect::<Result<_, _>>()?,
        matches: matches.into_iter().map(doubt).collect(),
        cases,
    }))
}

/// What officers stated about a subject, and what they decided about its checks; only one that was referred is decided about.
async fn statements_of<'c>(
    app: &App,
    scope: &Scope,
    code: &str,
    checks: impl Iterator<Item = &'c credit_check::Model>,
) -> Result<Vec<Stated>, Error> {
    let mut referred: Vec<_> = checks.filter(|c| c.outcome == Outcome::Refer).map(|c| c.application_id).collect();
    referred.sort_unstable();
    referred.dedup();
    store::credit::file::statements(app.store.read(), scope, (code, &referred), app.clock.now()).await
}

/// The confirmed overrides among statements, by their application, in the order of their confirmation.
fn overrides(entries: &[Stated]) -> Result<HashMap<ApplicationId, Vec<Statement>>, Error> {
    let mut found: HashMap<ApplicationId, Vec<Statement>> = HashMap::new();
    for entry in entries.iter().map(|stated| &stated.entry).filter(|e| e.accepted == Some(true)) {
        if let Some(application) = entry.application_id {
            found.entry(application).or_default().push(serde_json::from_str(&entry.content)?);
        }
    }
    Ok(found)
}

/// What is known of a subject, from what officers stated and who read.
async fn known(
    app: &App,
    scope: &Scope,
    (code, name): (&str, &str),
    (entries, reads): (&[Stated], Vec<Read>),
) -> Result<Known, Error> {
    let (db, now) = (app.store.read(), app.clock.now());
    let confirmed = || entries.iter().map(|stated| &stated.entry).filter(|entry| entry.accepted == Some(true));
    let of_subject = confirmed().filter(|e| e.subject_code == code && OF_SUBJECT.contains(&e.kind.as_str()));
    let subject = stated(of_subject.cloned().collect(), Subject::plain(code, name, Party::Applicant))?;
    let mut records = concerning(db, &subject, now).await?;
    let keys: Vec<String> = records.iter().map(Record::natural_key).collect();
    let mut objections = store::credit::file::objections(db, scope, (code, &keys), now).await?;
    let mut repairs = store::credit::file::repairs(db, scope, (code, &keys)).await?;
    lay_over(&mut records, objections.iter().map(|o| &o.row), repairs.iter().map(|r| &r.row), now);
    records.retain(|r| !matches!(matching::compare(r, &subject), matching::Match::None));
    records.sort_by_key(|r| std::cmp::Reverse(r.event_date));
    objections.sort_by_key(|o| std::cmp::Reverse(o.row.opened_at));
    repairs.sort_by_key(|r| std::cmp::Reverse(r.row.opened_at));
    let objections = objections.into_iter().filter(|o| o.seen).map(|Objected { row, .. }| Dispute {
        source: row.source_id,
        record: row.record_key,
        on: row.opened_on,
        due_on: row.due_on,
        stands: Stands::Objection(row.state, row.result),
        answer: row.answer,
    });
    let repairs = repairs.into_iter().filter(|r| r.seen).map(|Repaired { row, .. }| Dispute {
        source: row.source_id,
        record: row.record_key,
        on: row.repaired_on,
        due_on: row.due_on,
        stands: Stands::Repair(row.state),
        answer: row.answer,
    });
    let access = |Read { row, name_zh, name_en, .. }| Access {
        at: row.at,
        by: Words { zh: name_zh, en: name_en },
        role: row.role,
        purpose: row.purpose,
    };
    let consents = store::credit::desk::consents_about(db, scope, code).await?;
    Ok(Known {
        disputes: objections.chain(repairs).collect(),
        consents: consents.into_iter().map(Consent::from).collect(),
        reads: reads.into_iter().map(access).collect(),
        sources: sources_over(confirmed().filter(|entry| entry.kind == "source"))?,
        subject,
        records,
    })
}

fn filed(stated: &Stated) -> Result<((DateTime<Utc>, domain::id::CreditEntryId), Filed), Error> {
    let entry = &stated.entry;
    let name = |zh: &Option<String>, en: &Option<String>| zh.clone().zip(en.clone()).map(|(zh, en)| Words { zh, en });
    let filed = Filed {
        statement: serde_json::from_str(&entry.content)?,
        why: entry.why.clone(),
        evidence: entry.evidence_sha256.clone(),
        entered_at: entry.entered_at,
        entered_by: Words { zh: stated.entered_zh.clone(), en: stated.entered_en.clone() },
        decided_by: name(&stated.decided_zh, &stated.decided_en),
        stands: entry.into(),
    };
    Ok(((entry.entered_at, entry.id), filed))
}

fn seen_check(
    file::Checked { check, number }: file::Checked,
    overrides: &HashMap<ApplicationId, Vec<Statement>>,
) -> Result<Checked, Error> {
    let of_case = overrides.get(&check.application_id).map_or(&[][..], Vec::as_slice);
    Ok(Checked {
        decided: of_check(&check, of_case)?,
        id: check.id,
        number,
        stage: check.stage,
        finished_at: check.finished_at,
        rule_set: check.rule_set,
    })
}

fn doubt(Asked { question, decision, by }: Asked) -> Doubt {
    let who = by
        .map_or_else(|| Words { zh: String::new(), en: String::new() }, |by| Words { zh: by.name_zh, en: by.name_en });
    let answer = decision.map(|decision| (decision.confirmed, decision.why, who));
    Doubt { record: question.record_key, doubt: question.doubt, answer }
}

/// The credit file of a firm as its own people see it.
pub struct OwnFile {
    /// What is known.
    pub known: Known,
    /// What the newest checks of its last applications found, the newest application first.
    pub findings: Vec<Findings>,
}

/// What the newest check of an application found, for its firm.
pub struct Findings {
    /// Number of the application.
    pub application: String,
    /// The stage of the check.
    pub stage: Stage,
    /// When it was made.
    pub finished_at: DateTime<Utc>,
    /// What it found about the firm.
    pub finding: Finding,
    /// What that comes to after what two officers decided.
    pub decided: Decided,
    /// The unit that decides.
    pub unit: String,
    /// Last day to ask for a review: sixty days from the notice (行政复议法 art. 20).
    pub review_by: NaiveDate,
}

/// Days within which a firm may ask for a review of a decision.
const REVIEW_DAYS: u64 = 60;
/// Of how many applications a firm is told what was found.
const TOLD: usize = 10;

/// The file of the person's own firm.
///
/// # Errors
/// [`Code::NotYourRole`] for people of no firm.
pub async fn own_file(app: &App, reader: &Reader<'_, Filing>) -> Result<OwnFile, Error> {
    reader.own_firm()?;
    let (db, scope) = (app.store.read(), reader.scope());
    let (firm, given) = store::credit::file::firm(db, scope, None).await?.ok_or(Code::NotFound)?;
    let code = matching::normalise_code(firm.uscc.as_str());
    let last = given.get(..TOLD).unwrap_or(&given);
    let checks = store::credit::file::newest_checks(db, last.iter().map(|given| given.id)).await?;
    let entries = statements_of(app, scope, &code, checks.iter()).await?;
    let reads = store::credit::file::reads(db, scope, (&code, READS), (reader.person, app.clock.now())).await?;
    let mut known = known(app, scope, (&code, &firm.name), (&entries, reads)).await?;
    // A firm of the same name has its own file; its records are no business of this one.
    let Known { subject, records, .. } = &mut known;
    records.retain(|r| !matches!(matching::compare(r, subject), matching::Match::Namesake));
    let overrides = overrides(&entries)?;
    let mut findings = Vec::new();
    for given in last {
        let Some(check) = checks.iter().find(|check| check.application_id == given.id) else { continue };
        let sealed: Sealed = serde_json::from_str(&check.snapshot)?;
        let day = app.clock.business_date(check.finished_at);
        findings.push(Findings {
            application: given.number.clone(),
            stage: check.stage,
            finished_at: check.finished_at,
            finding: sealed.applicant,
            decided: of_check(check, overrides.get(&given.id).map_or(&[][..], Vec::as_slice))?,
            unit: reader.authority.0.clone(),
            review_by: day.checked_add_days(Days::new(REVIEW_DAYS)).unwrap_or(day),
        });
    }
    Ok(OwnFile { known, findings })
}
