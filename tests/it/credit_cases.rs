//! The decision cases of `tests/cases/credit-cases.json` through the database: what a case says stands in the register, in
//! statements of two officers, answers of registries, consents and answers about matches, and the check gathers it there.
//!
//! Each step has a transaction of its own that is not kept, so no case sees another.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use domain::credit::cases::{CaseStep, steps};
use domain::credit::{Adapter, Consent, Registration, Rules, Source, Statement, Subject, check};
use domain::id::{CreditConsentId, CreditEntryId, CreditFetchId, CreditImportId, PersonId};
use domain::line::Line;
use domain::role::Role;
use domain::workflow::Machine as _;
use domain::workflow::attestation::{AttestationEvent, AttestationState, officers};
use domain::workflow::consent::{ConsentEvent, ConsentState};
use entity::{credit_consent, credit_entry, credit_fetch, credit_import, credit_match_decision, credit_rule_set};
use uuid::Uuid;
use xinbu::clock::Clock;
use xinbu::service::account::{actor_by_login, provision};
use xinbu::service::credit::gather::{Who, gather};
use xinbu::service::credit::record_row;
use xinbu::service::credit::rules::rules_at;
use xinbu::service::{App, bring_along};
use xinbu::store::tx::Transaction;
use xinbu::store::{Store, credit as store, tx};

use crate::support::app::setup;
use crate::support::database::{Database, Kind, with};

const FILE: &str = include_str!("../cases/credit-cases.json");

/// Before anything that the cases know.
const BEGINNING: &str = "2000-01-01T00:00:00Z";

#[test]
fn every_case_through_sqlite() {
    with(Kind::Sqlite, every_case);
}

#[test]
fn every_case_through_postgres() {
    with(Kind::Postgres, every_case);
}

async fn every_case(database: Database) {
    let store = Store::open(&database.url).await.unwrap();
    let app = App::new(store, Clock::standing(beginning(), chrono_tz::Asia::Shanghai), true);
    bring_along(&app).await.unwrap();
    provision::provision(&app, &setup()).await.unwrap();
    let (rules, steps) = steps(FILE).unwrap();
    publish_what_is_only_in_the_file(&app, &rules).await;

    let mut desk = Desk {
        maker: actor_by_login(&app, "credit_checker").await.unwrap().person,
        second: actor_by_login(&app, "credit_checker_2").await.unwrap().person,
        keeper: actor_by_login(&app, "administrator").await.unwrap().person,
        signatory: actor_by_login(&app, "a.signatory").await.unwrap().person,
        rows: 0,
    };
    let mut count = 0;
    let mut wrong = Vec::new();
    for step in steps {
        let step = step.unwrap();
        let tx = tx::begin(&app.store).await.unwrap();
        for source in &rules.sources {
            // Every answer of a case is one about its subject, as only registries give them.
            let asked = Source { adapter: Adapter::HttpJson, ..source.clone() };
            let stated = Statement::Source(Box::new(asked));
            desk.state(&tx, &source.id, "", stated, String::new(), beginning(), true).await;
        }
        desk.lay_out(&tx, &step).await;
        wrong.extend(carry_out(&tx, &step).await);
        tx.rollback().await.unwrap();
        count += 1;
    }
    assert!(count >= 60, "{count} steps");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The program brings the file's rule sets along, with their legal bases in full; one was invented for the file.
async fn publish_what_is_only_in_the_file(app: &App, rules: &Rules) {
    let here = rules_at(app.store.read(), beginning()).await.unwrap().rule_sets;
    let tx = tx::begin(&app.store).await.unwrap();
    let mut known = 0;
    for set in &rules.rule_sets {
        if here.iter().any(|own| own.id == set.id) {
            known += 1;
            continue;
        }
        let row = credit_rule_set::Model {
            id: set.id.clone(),
            effective_from: set.effective_from,
            content: serde_json::to_string(set).unwrap(),
            sha256: String::new(),
            why: String::new(),
            written_by: None,
            written_at: beginning(),
            dry_run: None,
            published_at: Some(beginning()),
            discarded_at: None,
        };
        store::rule_set::insert(&tx, row).await.unwrap();
    }
    tx.commit().await.unwrap();
    assert_eq!(known, here.len(), "every rule set of the program stands in the file");
}

fn beginning() -> DateTime<Utc> {
    BEGINNING.parse().unwrap()
}

/// Checks a firm and its schedule with what the database holds.
async fn carry_out(tx: &Transaction, step: &CaseStep) -> Vec<domain::credit::cases::Disagreement> {
    let lines: Vec<Line> = step.facts.lines.iter().zip(1..).map(|(l, row)| schedule_line(&l.subject, row)).collect();
    let who = Who { code: &step.facts.subject.code, name: &step.facts.subject.name, application: None, lines: &lines };
    let gathered = gather(tx, who, step.times).await.unwrap();
    let mut found = check(&gathered.facts.request(step.stage, step.times, step.submitted_on), &gathered.rules).unwrap();
    found.lines = step
        .facts
        .lines
        .iter()
        .zip(1..)
        .filter_map(|(l, row)| found.lines.remove(&i64::to_string(&row)).map(|finding| (l.line.clone(), finding)))
        .collect();
    step.compare(&found)
}

/// Who enters what a case says.
struct Desk {
    maker: PersonId,
    second: PersonId,
    keeper: PersonId,
    signatory: PersonId,
    rows: u128,
}

impl Desk {
    fn id(&mut self) -> Uuid {
        self.rows += 1;
        Uuid::from_u128(self.rows)
    }

    /// Everything that a step says, known a moment before its check unless the step says when.
    async fn lay_out(&mut self, tx: &Transaction, step: &CaseStep) {
        self.records(tx, step).await;
        let subjects = std::iter::once(&step.facts.subject).chain(step.facts.lines.iter().map(|l| &l.subject));
        for subject in subjects {
            for statement in statements(subject) {
                self.state(tx, &subject.code, &subject.name, statement, String::new(), beginning(), true).await;
            }
        }
        self.answers(tx, step).await;
        self.consent(tx, step).await;
        for (decision, ordinal) in step.facts.decisions.iter().zip(1..) {
            let row = credit_match_decision::Model {
                record_key: decision.record.clone(),
                subject_code: decision.subject.clone(),
                ordinal,
                confirmed: decision.confirmed,
                why: decision.why.clone(),
                decided_by: self.second,
                decided_at: step.times.known_at,
            };
            store::matching::decide(tx, row).await.unwrap();
        }
    }

    async fn records(&mut self, tx: &Transaction, step: &CaseStep) {
        let mut records = step.facts.records.clone();
        records.extend(step.facts.lines.iter().flat_map(|l| l.records.clone()));
        let mut known = Vec::new();
        for record in records {
            let from = record.known_from.max(beginning());
            let key = (record.source.clone(), record.natural_key(), from);
            if known.contains(&key) {
                continue;
            }
            known.push(key);
            let import = self.import(tx, &record.source, from).await;
            let known_to = record.known_to;
            let row = record_row::row(self.id(), record, import, String::new(), from).unwrap();
            store::insert_record(tx, entity::credit_record::Model { known_to, ..row }).await.unwrap();
        }
    }

    async fn import(&mut self, tx: &Transaction, source: &str, at: DateTime<Utc>) -> CreditImportId {
        let id = CreditImportId::from_uuid(self.id());
        let row = credit_import::Model {
            id,
            source_id: source.to_owned(),
            file_name: "case".to_owned(),
            sha256: String::new(),
            rows_seen: 1,
            rows_added: 1,
            rows_changed: 0,
            rows_same: 0,
            rows_bad: 0,
            imported_by: self.maker,
            imported_at: at,
        };
        store::insert_import(tx, row).await.unwrap();
        id
    }

    async fn answers(&mut self, tx: &Transaction, step: &CaseStep) {
        let known_at = step.times.known_at;
        for answer in &step.facts.answers {
            if let Some(evidence) = &answer.evidence {
                let source = answer.source.clone();
                let (issued_on, verify_code) = (evidence.issued_on, String::new());
                let statement = Statement::Evidence { source, issued_on, verify_code };
                let (file, both) = (evidence.file_sha256.clone(), evidence.verified_by_two);
                self.state(tx, &step.facts.subject.code, &step.facts.subject.name, statement, file, known_at, both)
                    .await;
            }
            let finished_at = answer.finished_at.unwrap_or(known_at);
            let row = credit_fetch::Model {
                id: CreditFetchId::from_uuid(self.id()),
                source_id: answer.source.clone(),
                subject_code: step.facts.subject.code.clone(),
                requested_at: finished_at,
                finished_at,
                status: answer.status.key().to_owned(),
                http_status: None,
                body_sha256: String::new(),
                body: Vec::new(),
                record_count: 0,
                detail: String::new(),
            };
            store::fetch::insert(tx, row).await.unwrap();
        }
    }

    async fn consent(&mut self, tx: &Transaction, step: &CaseStep) {
        let day = |back: u64| -> NaiveDate { step.times.as_of - Days::new(back) };
        let (valid_to, withdrawn) = match step.facts.consent {
            Consent::Missing => return,
            Consent::Valid => (step.times.as_of + Days::new(365), false),
            Consent::Expired => (day(1), false),
            Consent::Withdrawn => (step.times.as_of + Days::new(365), true),
        };
        let id = CreditConsentId::from_uuid(self.id());
        let row = credit_consent::Model {
            id,
            subject_code: step.facts.subject.code.clone(),
            source_id: "PBOC".to_owned(),
            purpose: "subsidy".to_owned(),
            given_on: day(30),
            valid_to,
            evidence_sha256: String::new(),
            entered_by: self.maker,
            entered_at: step.times.known_at - TimeDelta::hours(1),
            withdrawn_by: None,
            withdrawn_at: None,
        };
        store::desk::insert_consent(tx, row).await.unwrap();
        if withdrawn {
            let by = self.signatory;
            let moved = ConsentState::Given.step(ConsentEvent::Withdraw, by, &[Role::Signatory]).unwrap();
            store::desk::withdraw_consent(tx, id, &moved, (by, step.times.known_at)).await.unwrap();
        }
    }

    /// A statement; it counts when the second officer has confirmed it.
    #[expect(clippy::too_many_arguments, reason = "a statement has so many parts")]
    async fn state(
        &mut self,
        tx: &Transaction,
        code: &str,
        name: &str,
        statement: Statement,
        evidence_sha256: String,
        at: DateTime<Utc>,
        confirmed: bool,
    ) {
        let of_source = matches!(statement, Statement::Source(_));
        let id = CreditEntryId::from_uuid(self.id());
        let row = credit_entry::Model {
            id,
            kind: statement.kind().to_owned(),
            subject_code: code.to_owned(),
            subject_name: name.to_owned(),
            application_id: None,
            content: serde_json::to_string(&statement).unwrap(),
            evidence_sha256,
            why: "case".to_owned(),
            entered_by: self.maker,
            entered_at: at,
            not_before: None,
            decided_by: None,
            decided_at: None,
            accepted: None,
            answer: String::new(),
            about: None,
        };
        store::entry::insert(tx, row).await.unwrap();
        if confirmed {
            let by = if of_source { self.keeper } else { self.second };
            let event = AttestationEvent::decision(of_source, true);
            let moved = AttestationState::Entered.step(event, by, officers(of_source)).unwrap();
            store::entry::decide(tx, id, &moved, (by, ""), at).await.unwrap();
        }
    }
}

/// What officers state so that a subject is as the case has it.
fn statements(subject: &Subject) -> Vec<Statement> {
    let name = String::new;
    let registration = match subject.registration {
        Registration::NotStated => None,
        Registration::InBusiness => Some(Statement::Registration { ended: false }),
        Registration::Ended => Some(Statement::Registration { ended: true }),
    };
    let representative =
        subject.legal_representative.iter().map(|name| Statement::LegalRepresentative { name: name.clone() });
    let codes = |all: &[String], state: fn(String) -> Statement| all.iter().cloned().map(state).collect::<Vec<_>>();
    let mut all: Vec<Statement> = subject.former_names.iter().cloned().map(Statement::FormerName).collect();
    all.extend(codes(&subject.former_codes, |code| Statement::FormerCode { code }));
    all.extend(subject.branches.iter().map(|code| Statement::Branch { code: code.clone(), name: name() }));
    all.extend(subject.predecessors.iter().map(|code| Statement::Predecessor { code: code.clone(), name: name() }));
    all.extend(representative);
    all.extend(registration);
    all.extend(subject.code_accepted.then_some(Statement::CodeAccepted {}));
    all
}

fn schedule_line(subject: &Subject, row: i64) -> Line {
    Line {
        id: domain::id::LineId::from_uuid(Uuid::from_u128(1)),
        row,
        contract_no: String::new(),
        contract_key: String::new(),
        enterprise_name: subject.name.clone(),
        enterprise_code: subject.code.clone(),
        amount: domain::money::Fen::ZERO,
        declared_size: String::new(),
        computed_size: None,
        standing: None,
        decided: None,
        starts_on: None,
        ends_on: None,
        invoice_key: String::new(),
        share: domain::claim::Share::WHOLE,
    }
}
