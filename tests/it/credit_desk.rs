//! The credit desk: what officers state counts only when a second one confirmed it; doubtful matches are asked once and
//! remembered; objections, repairs and consents run their course with their clocks; new rules need two approvals; a check
//! can be made again byte for byte; after the payment a night's check proposes recoveries.

use domain::credit::desk::ObjectionResult;
use domain::credit::statement::{Covered, Ending, OwnRecord};
use domain::credit::{FormerName, Outcome, Severity, Statement};
use domain::letter::{Facts, Kind, Value};
use domain::refusal::Code;
use entity::credit_check;
use xinbu::error::Error;
use xinbu::service::credit::aftermath::{DecideRecovery, LogQuery, nightly};
use xinbu::service::credit::consent::{GiveConsent, WithdrawConsent};
use xinbu::service::credit::match_record::DecideMatch;
use xinbu::service::credit::objection::{Act, Handle, Open};
use xinbu::service::credit::repair::{DecideRepair, FileRepair};
use xinbu::service::credit::replay::{Replay, replay};
use xinbu::service::credit::rule_set::{ApproveRules, TryRules, WriteRules};
use xinbu::service::credit::statement::{Attached, Decide, Enter};

use crate::support::app::{FIRM_A, code};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

const HEAD: &str =
    "行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚类别,处罚内容,处罚决定日期,处罚机关,失信严重程度";
const NAME_A: &str = "江临市甲担保有限公司";

fn code_a() -> String {
    code(FIRM_A).as_str().to_owned()
}

fn paper() -> Attached {
    Attached::new("证明.pdf", b"%PDF-1.4 a signed paper".to_vec())
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

impl TestApp {
    /// A statement about firm A (or an application of it) that one officer enters and another confirms.
    async fn stated(&self, statement: Statement, application: Option<&str>) {
        let enter = Enter {
            code: code_a(),
            name: NAME_A.to_owned(),
            application: application.map(str::to_owned),
            statement,
            why: "见附件".to_owned(),
            evidence: paper(),
        };
        let id = self.run("credit_checker", &enter).await.unwrap();
        self.tick();
        self.run("credit_checker_2", &Decide { id, accept: true, answer: String::new() }).await.unwrap();
        self.tick();
    }

    /// A second passes, so that what happens next is known later.
    fn tick(&self) {
        self.app.clock.advance(chrono::TimeDelta::seconds(1));
    }

    async fn newest_check(&self, number: &str) -> credit_check::Model {
        let id = self.application(number).await.id;
        xinbu::store::credit::latest_check(self.app.store.read(), id, None).await.unwrap().unwrap()
    }

    async fn sources_say(&self, rows: &str) {
        self.import_penalties(&format!("{HEAD}\n{rows}\n")).await;
        self.tick();
    }
}

fn code_of<T: std::fmt::Debug>(result: Result<T, Error>) -> Option<Code> {
    result.unwrap_err().code()
}

both_databases! {
    async fn a_statement_counts_when_a_second_officer_has_confirmed_it(app: TestApp) {
        app.sources_say("江临市旧名担保有限公司,,江罚〔2024〕3号,吊销许可证件,吊销许可证,2025-06-10,江临市市场监督管理局,严重").await;
        let number = app.submitted("a", &[Row::contract(1)]).await;
        assert_eq!(app.newest_check(&number).await.outcome.key(), "pass", "nobody knows the old name yet");
        let statement = Statement::FormerName(FormerName {
            name: "江临市旧名担保有限公司".to_owned(), from: Some(day("2015-01-01")), to: Some(day("2025-12-31")),
        });
        let enter = Enter {
            code: code_a(), name: NAME_A.to_owned(), application: None, statement, why: "名称变更核准通知书".to_owned(),
            evidence: paper(),
        };
        app.tick();
        let bare = Enter { evidence: Attached::default(), statement: enter.statement.clone(), why: "口头".into(), code: code_a(), name: String::new(), application: None };
        assert_eq!(code_of(app.run("credit_checker", &bare).await), Some(Code::EvidenceMissing));
        let id = app.run("credit_checker", &enter).await.unwrap();
        let confirm = Decide { id, accept: true, answer: String::new() };
        assert_eq!(code_of(app.run("credit_checker", &confirm).await), Some(Code::CreditSecondOfficer));
        app.tick();
        app.run("credit_checker_2", &confirm).await.unwrap();
        assert_eq!(code_of(app.run("credit_checker_2", &confirm).await), Some(Code::NotInThisState));
        // The case was checked again by itself, and the officers are asked whether the record is this firm's.
        let check = app.newest_check(&number).await;
        assert_eq!(check.outcome.key(), "refer");
        assert!(check.snapshot.contains("MATCH_FORMER_NAME"), "{}", check.snapshot);
        assert_eq!(replay(&app.app, check.id).await.unwrap(), Replay::Identical);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_doubtful_match_is_asked_once_and_remembered(app: TestApp) {
        app.sources_say("江临市甲担保有限公司,,江罚〔2026〕7号,吊销许可证件,吊销许可证,2026-01-10,江临市市场监督管理局,严重").await;
        let number = app.submitted("a", &[Row::contract(1)]).await;
        assert_eq!(app.newest_check(&number).await.outcome.key(), "refer");
        let scope = app.actor("credit_checker").await.scope().unwrap();
        let open = xinbu::store::credit::matching::unanswered(app.app.store.read(), &scope, 10).await.unwrap();
        assert_eq!(open.len(), 1, "{open:?}");
        let decide = |confirmed: bool, seen: i64| DecideMatch {
            record: open[0].record_key.clone(),
            subject: open[0].subject_code.clone(),
            seen,
            confirmed,
            why: "住所不同，见登记档案".to_owned(),
        };
        app.tick();
        app.run("credit_checker", &decide(false, 0)).await.unwrap();
        // Two officers never both decide the same thing.
        assert_eq!(code_of(app.run("credit_checker_2", &decide(true, 0)).await), Some(Code::Stale));
        let check = app.newest_check(&number).await;
        assert_eq!(check.outcome.key(), "pass");
        assert!(check.snapshot.contains("MATCH_REJECTED_BY_HUMAN"));
        app.tick();
        app.run("credit_checker_2", &decide(true, 1)).await.unwrap();
        assert_eq!(app.newest_check(&number).await.outcome.key(), "block", "a later answer with its reason counts instead");
        for check in xinbu::store::credit::checks(app.app.store.read(), app.application(&number).await.id).await.unwrap() {
            assert_eq!(replay(&app.app, check.id).await.unwrap(), Replay::Identical, "{}", check.outcome);
        }
        app.is_sound().await;
    }
}

both_databases! {
    async fn two_officers_decide_about_a_referral_and_never_about_a_veto(app: TestApp) {
        let own = |kind: &str, number: &str| Statement::Record(OwnRecord {
            source: "OWN_FUND".into(), record: kind.into(), authority: "东岭省地方金融管理局".into(), decision_no: number.into(),
            event_date: day("2026-02-02"), public_until: None, severity: Severity::Unknown, domain: String::new(),
            value: if kind == "FUND_MISUSE" { "diverted".into() } else { String::new() },
            penalty_types: Vec::new(), fine: None, content: "立案调查".into(),
        });
        app.stated(own("UNDER_INVESTIGATION", "东金查〔2026〕1号"), None).await;
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let version = app.version(&number).await;
        app.run("receiving_officer", &xinbu::service::application::receive::Accept { number: number.clone(), version }).await.unwrap();
        let check = |version| xinbu::service::application::check::RunChecks { number: number.clone(), version };
        let version = app.version(&number).await;
        assert_eq!(app.run("credit_checker", &check(version)).await.unwrap(), "refer");
        assert_eq!(app.application(&number).await.state.key(), "accepted", "it waits for a person");
        let covered = |number: &str| Covered {
            code: "UNDER_INVESTIGATION".into(), rule: "R-INV".into(), record: format!("东岭省地方金融管理局 {number}"),
        };
        let decided = |decision, number: &str| Statement::Override { decision, reasons: vec![covered(number)] };
        app.tick();
        app.stated(decided(Outcome::Pass, "东金查〔2026〕9号"), Some(&number)).await;
        let version = app.version(&number).await;
        assert_eq!(app.run("credit_checker", &check(version)).await.unwrap(), "refer", "another record");
        app.stated(decided(Outcome::Pass, "东金查〔2026〕1号"), Some(&number)).await;
        let version = app.version(&number).await;
        assert_eq!(app.run("credit_checker", &check(version)).await.unwrap(), "pass", "what holds now");
        assert_eq!(app.newest_check(&number).await.outcome.key(), "refer", "the check itself never changes");
        assert_eq!(app.application(&number).await.state.key(), "checked", "what two officers decided counts");
        // A veto is never decided away.
        app.stated(own("FUND_MISUSE", "东财监〔2026〕2号"), None).await;
        let last = app.newest_check(&number).await;
        assert_eq!(last.outcome.key(), "block");
        let veto = Statement::Override {
            decision: Outcome::Pass,
            reasons: vec![Covered { code: "SOURCE_STALE".into(), rule: "sources".into(), record: String::new() }],
        };
        let enter = Enter {
            code: code_a(), name: NAME_A.into(), application: Some(number.clone()), statement: veto, why: "急".into(), evidence: paper(),
        };
        assert_eq!(code_of(app.run("credit_checker", &enter).await), Some(Code::CreditNotOverridable));
        // An own record ends as it began: by two officers, and both facts stay.
        let record = xinbu::store::credit::records(app.app.store.read(), &code_a(), 10).await.unwrap();
        let misuse = record.iter().find(|r| r.kind == "FUND_MISUSE").unwrap().natural_key.clone();
        app.stated(Statement::RecordEnded { record: misuse.clone(), on: day("2026-03-02"), how: Ending::Revoked }, None).await;
        assert_eq!(app.newest_check(&number).await.outcome.key(), "refer", "only the investigation is left, already decided");
        let history = xinbu::store::credit::checks::history(app.app.store.read(), "OWN_FUND", &misuse).await.unwrap();
        assert_eq!(history.len(), 2);
        assert_eq!((history[0].known_to, history[1].known_to), (None, Some(history[0].known_from)));
        app.is_sound().await;
    }
}

/// A column list of `credit_entry`, for rows that are made around the program.
const COLUMNS: &str = "kind, subject_code, subject_name, application_id, evidence_sha256, why, entered_by, entered_at";

both_databases! {
    async fn only_one_decision_about_a_case_waits_for_its_second_officer_and_another_is_refused_by_name(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let version = app.version(&number).await;
        app.run("receiving_officer", &xinbu::service::application::receive::Accept { number: number.clone(), version }).await.unwrap();
        app.go_to("2026-03-09");
        app.import_penalties(crate::support::app::PENALTIES).await;
        app.investigated(&code_a(), NAME_A).await;
        let version = app.version(&number).await;
        let check = xinbu::service::application::check::RunChecks { number: number.clone(), version };
        assert_eq!(app.run("credit_checker", &check).await.unwrap(), "refer");
        let path = format!("/credit/checks/{}", app.newest_check(&number).await.id);
        let server = app.serve().await;
        let (one, other) = (server.sign_in("credit_checker").await, server.sign_in("credit_checker_2").await);
        let send = format!("{path}/decision");
        let decide = |decision: &'static str| [("reason_no", "0"), ("decision", decision), ("reason", "已与立案机关核实")];
        let file = || b"%PDF-1.4 a signed paper".to_vec();
        // Nothing chosen is no consent, and what was typed stays.
        one.page(&path).await;
        let answer = one.try_upload(&send, "函.pdf", file(), &decide("")).await;
        assert_eq!(answer.status(), reqwest::StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text().await.unwrap();
        assert!(page.contains("已与立案机关核实</textarea>") && page.contains("checked"), "{page}");
        one.upload(&send, "函.pdf", file(), &decide("pass")).await;
        // The other one learns who entered what on which day, and what to do.
        other.page(&path).await;
        let name = xinbu::store::person::by_login(app.app.store.read(), "credit_checker").await.unwrap().unwrap().name_zh;
        let answer = other.try_upload(&send, "函.pdf", file(), &decide("block")).await;
        assert_eq!(answer.status(), reqwest::StatusCode::UNPROCESSABLE_ENTITY);
        let words = crate::support::client::visible(&answer.text().await.unwrap());
        for part in [name.as_str(), "2026-03-09", "请先在“双人录入”中确认或退回该项"] {
            assert!(words.contains(part), "{part}: {words}");
        }
        let open = "credit_entry WHERE kind = 'override' AND decided_at IS NULL";
        assert_eq!(app.count(open).await, 1);
        // Nor around the program.
        let own = |n: u8| crate::guards::id(&app, uuid::Uuid::from_u128(n.into()));
        let copy = format!(
            "INSERT INTO credit_entry (id, {COLUMNS}, content, about) SELECT {}, {COLUMNS}, content, about FROM {open}", own(1)
        );
        let refused = app.sql(&copy).await.unwrap_err().to_string();
        assert!(refused.to_uppercase().contains("UNIQUE"), "{refused}");
        // Two that wait side by side from before: the first that is confirmed counts, the other must be sent back.
        let before = format!(
            "INSERT INTO credit_entry (id, {COLUMNS}, content) SELECT {}, {COLUMNS}, REPLACE(content, '\"pass\"', '\"block\"') FROM {open}", own(2)
        );
        app.sql(&before).await.unwrap();
        let scope = app.actor("credit_checker").await.scope().unwrap();
        let waiting = xinbu::store::credit::entry::waiting(app.app.store.read(), &scope).await.unwrap();
        let (old, new): (Vec<_>, Vec<_>) = waiting.into_iter().filter(|e| e.decided_at.is_none()).partition(|e| e.about.is_none());
        app.tick();
        app.run("credit_checker_2", &Decide { id: new[0].id, accept: true, answer: String::new() }).await.unwrap();
        app.tick();
        let second = Decide { id: old[0].id, accept: true, answer: String::new() };
        assert_eq!(code_of(app.run("credit_checker_2", &second).await), Some(Code::CreditEntryOvertaken));
        app.run("credit_checker_2", &Decide { accept: false, answer: "已另行认定".into(), ..second }).await.unwrap();
        // Then they may think otherwise, on what is known then.
        let again = Enter {
            code: code_a(), name: NAME_A.to_owned(), application: Some(number.clone()), why: "新的查证".to_owned(), evidence: paper(),
            statement: serde_json::from_str(&old[0].content).unwrap(),
        };
        let both = tokio::join!(app.run("credit_checker", &again), app.run("credit_checker_2", &again));
        let refusals = [both.0.is_err(), both.1.is_err()];
        assert_eq!(refusals.iter().filter(|r| **r).count(), 1, "of two at once one wins: {refusals:?}");
        assert_eq!(app.count(open).await, 1);
        app.is_sound().await;
    }
}

both_databases! {
    async fn an_objection_turns_a_veto_into_a_hold_and_its_end_checks_again(app: TestApp) {
        let number = app.submitted("a", &[Row::contract(1)]).await;
        app.tick();
        app.sources_say(&format!("{NAME_A},{},江罚〔2026〕7号,吊销许可证件,吊销许可证,2026-01-10,江临市市场监督管理局,严重", code_a())).await;
        let version = app.version(&number).await;
        app.run("receiving_officer", &xinbu::service::application::receive::Accept { number: number.clone(), version }).await.unwrap();
        let version = app.version(&number).await;
        let checks = xinbu::service::application::check::RunChecks { number: number.clone(), version };
        assert_eq!(app.run("credit_checker", &checks).await.unwrap(), "block");
        let record = xinbu::store::credit::records(app.app.store.read(), &code_a(), 1).await.unwrap().remove(0).natural_key;
        let open = Open { record: record.clone(), words: "决定书已被复议撤销".to_owned() };
        assert_eq!(code_of(app.run("b.preparer", &open).await), Some(Code::CreditRecordUnknown), "not that firm's record");
        app.tick();
        let id = app.run("a.preparer", &open).await.unwrap();
        assert_eq!(code_of(app.run("a.signatory", &open).await), Some(Code::CreditDeskOpen));
        let check = app.newest_check(&number).await;
        assert_eq!(check.outcome.key(), "refer");
        assert!(check.snapshot.contains("RECORD_DISPUTED"));
        let row = xinbu::store::credit::desk::objection(app.app.store.read(), &app.actor("credit_checker").await.scope().unwrap(), id).await.unwrap();
        assert_eq!((row.opened_on, row.accept_by, row.due_on, row.latest_on), (day("2026-03-02"), day("2026-03-03"), day("2026-03-11"), day("2026-03-22")));
        let handle = |act, answer: &str| Handle { id, act, answer: answer.to_owned() };
        assert_eq!(code_of(app.run("objection_handler", &handle(Act::Close(ObjectionResult::Rejected), "不成立")).await), Some(Code::NotInThisState));
        app.run("objection_handler", &handle(Act::Accept, "")).await.unwrap();
        app.run("objection_handler", &handle(Act::Ask, "已函询市场监管局")).await.unwrap();
        app.tick();
        app.run("objection_handler", &handle(Act::Close(ObjectionResult::Rejected), "处罚决定仍然有效")).await.unwrap();
        assert_eq!(app.newest_check(&number).await.outcome.key(), "block", "the end of the objection checks by itself");
        assert_eq!(code_of(app.run("objection_handler", &handle(Act::Accept, "")).await), Some(Code::NotInThisState));
        // Upheld, the record counts no more.
        app.tick();
        let id = app.run("a.preparer", &open).await.unwrap();
        let handle = |act, answer: &str| Handle { id, act, answer: answer.to_owned() };
        app.run("objection_handler", &handle(Act::Accept, "")).await.unwrap();
        app.tick();
        app.run("objection_handler", &handle(Act::Close(ObjectionResult::Upheld), "复议决定书已核实")).await.unwrap();
        let check = app.newest_check(&number).await;
        assert_eq!(check.outcome.key(), "pass");
        assert!(check.snapshot.contains("RECORD_REVOKED"));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_verified_repair_counts_from_its_day(app: TestApp) {
        // Rules of April 2026: a repaired record is not used.
        app.go_to("2026-04-07");
        app.sources_say(&format!("{NAME_A},{},江罚〔2026〕7号,吊销许可证件,吊销许可证,2026-01-10,江临市市场监督管理局,严重", code_a())).await;
        let record = xinbu::store::credit::records(app.app.store.read(), &code_a(), 1).await.unwrap().remove(0).natural_key;
        let look = || async { xinbu::service::credit::look_up::look_up(&app.app, &code_a(), domain::credit::Stage::Approval, day("2026-04-07")).await.unwrap() };
        assert_eq!(look().await.applicant.outcome, Outcome::Block);
        let file = |on: &str| FileRepair { record: record.clone(), repaired_on: day(on), words: String::new(), evidence: paper() };
        assert_eq!(code_of(app.run("a.preparer", &file("2026-05-01")).await), Some(Code::CreditStatementMalformed), "tomorrow is no repair");
        let id = app.run("a.preparer", &file("2026-04-02")).await.unwrap();
        assert_eq!(look().await.applicant.outcome, Outcome::Block, "what the firm says is not yet verified");
        app.tick();
        app.run("objection_handler", &DecideRepair { id, verified: true, answer: "信用中国已查".into() }).await.unwrap();
        let found = look().await;
        assert_eq!(found.applicant.outcome, Outcome::Pass);
        assert_eq!(found.applicant.notes[0].code, "REPAIRED_NOT_USED");
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_source_with_consent_refers_without_it(app: TestApp) {
        // The province requires the central bank's report at approval.
        let rules = xinbu::service::credit::rules::rules_at(app.app.store.read(), app.app.clock.now()).await.unwrap();
        let mut source = rules.sources.into_iter().find(|s| s.id == "PBOC").unwrap();
        source.required_at = vec![domain::credit::Stage::Approval];
        let enter = Enter {
            code: String::new(), name: String::new(), application: None, statement: Statement::Source(Box::new(source)), why: "省里要求".into(),
            evidence: Attached::default(),
        };
        assert_eq!(code_of(app.run("credit_checker", &enter).await), Some(Code::NotYourRole));
        let id = app.run("administrator", &enter).await.unwrap();
        app.tick();
        app.run("administrator_2", &Decide { id, accept: true, answer: String::new() }).await.unwrap();
        app.tick();
        let look = || async {
            let found = xinbu::service::credit::look_up::look_up(&app.app, &code_a(), domain::credit::Stage::Approval, day("2026-03-02")).await.unwrap();
            found.applicant.reasons.into_iter().map(|r| r.code).collect::<Vec<_>>()
        };
        assert_eq!(look().await, ["CONSENT_MISSING"]);
        let give = GiveConsent {
            code: String::new(), source: "PBOC".into(), purpose: "补贴审核".into(), given_on: day("2026-03-01"), valid_to: day("2026-12-31"), evidence: paper(),
        };
        let consent = app.run("a.signatory", &give).await.unwrap();
        app.tick();
        assert_eq!(look().await, ["SOURCE_UNAVAILABLE"]);
        app.stated(Statement::Evidence { source: "PBOC".into(), issued_on: day("2026-02-20"), verify_code: "XY-1".into() }, None).await;
        assert!(look().await.is_empty(), "a report that two officers have seen stands in for fifteen days");
        app.run("a.signatory", &WithdrawConsent { id: consent }).await.unwrap();
        app.tick();
        assert_eq!(look().await, ["CONSENT_MISSING"], "what was filed is not used any more");
        app.is_sound().await;
    }
}

both_databases! {
    async fn new_rules_are_tried_and_approved_by_two_others(app: TestApp) {
        app.sources_say(&format!("{NAME_A},{},江城罚〔2026〕7号,罚款,罚款500元,2026-02-10,江临市城市管理局,一般", code_a())).await;
        let number = app.submitted("a", &[Row::contract(1)]).await;
        assert_eq!(app.newest_check(&number).await.outcome.key(), "pass", "one general penalty only warns");
        let rules = xinbu::service::credit::rules::rules_at(app.app.store.read(), app.app.clock.now()).await.unwrap();
        let mut set = rules.rule_sets[1].clone();
        set.id = "RS-2026.2".into();
        set.effective_from = day("2026-04-15");
        for rule in set.rules.iter_mut().filter(|r| r.id == "R-PEN-GEN") {
            rule.effect = domain::credit::Effect::Refer;
            rule.basis = "东岭省2026年申报通知第六条".into();
        }
        let text = serde_json::to_string_pretty(&set).unwrap();
        let write = |text: &str| WriteRules { text: text.to_owned(), why: "一般处罚也须人工核实".into() };
        let past = text.replace("2026-04-15", "2026-03-02");
        assert_eq!(code_of(app.run("credit_checker", &write(&past)).await), Some(Code::CreditRulesPast));
        assert_eq!(code_of(app.run("credit_checker", &write("{}")).await), Some(Code::CreditRulesMalformed));
        app.run("administrator", &write(&text)).await.unwrap();
        assert_eq!(code_of(app.run("administrator", &write(&text)).await), Some(Code::CreditRulesKnown));
        let row = xinbu::store::credit::rule_set::by_id(app.app.store.read(), "RS-2026.2").await.unwrap();
        let approve = ApproveRules { id: row.id.clone(), content: row.sha256.clone() };
        assert_eq!(code_of(app.run("administrator_2", &approve).await), Some(Code::CreditDryRunMissing));
        app.tick();
        let trial = app.run("administrator", &TryRules { id: row.id.clone() }).await.unwrap();
        // Checked with the upload of the schedule and again at the submission.
        assert_eq!((trial.checks, trial.changed.len()), (2, 2), "{:?}", trial.changed);
        let changed = &trial.changed[0];
        assert_eq!((changed.application.as_str(), changed.before, changed.after), (number.as_str(), Outcome::Pass, Outcome::Refer));
        assert_eq!(changed.reasons, ["PENALTY_GENERAL_PUBLIC"]);
        // Who wrote it approves nothing, in the program and in the database; one approval is not enough.
        assert_eq!(code_of(app.run("administrator", &approve).await), Some(Code::CreditApprovalsMissing));
        let refused = app.sql("UPDATE credit_rule_set SET published_at = written_at, moved_event = 'publish', moved_role = 'administrator',
             moved_by = (SELECT id FROM person WHERE login = 'administrator_2') WHERE id = 'RS-2026.2'").await.unwrap_err();
        assert!(refused.to_string().contains("xinbu:credit-approvals-missing"), "{refused}");
        assert!(!app.run("administrator_2", &approve).await.unwrap());
        assert_eq!(code_of(app.run("administrator_2", &approve).await), Some(Code::Stale));
        let published = app.run("administrator_3", &approve).await.unwrap();
        assert!(published);
        let refused = app.sql("UPDATE credit_rule_set SET content = '{}' WHERE id = 'RS-2026.2'").await.unwrap_err();
        assert!(refused.to_string().contains("xinbu:append-only"), "{refused}");
        let rules = xinbu::service::credit::rules::rules_at(app.app.store.read(), app.app.clock.now()).await.unwrap();
        assert_eq!(rules.on(day("2026-04-14")).unwrap().id, "RS-2026.1");
        assert_eq!(rules.on(day("2026-04-15")).unwrap().id, "RS-2026.2");
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_night_after_the_payment_proposes_a_recovery(app: TestApp) {
        let number = app.paid("a", &[Row::contract(1)]).await;
        let checker = app.actor("credit_checker").await;
        app.tick();
        assert_eq!(nightly(&app.app, &checker).await.unwrap().proposed, 0);
        app.sources_say(&format!("{NAME_A},{},江罚〔2026〕7号,吊销许可证件,吊销许可证,2026-03-03,江临市市场监督管理局,严重", code_a())).await;
        let night = nightly(&app.app, &checker).await.unwrap();
        assert_eq!((night.cases, night.proposed), (1, 1));
        app.tick();
        assert_eq!(nightly(&app.app, &checker).await.unwrap().proposed, 0, "proposed once");
        let id = app.application(&number).await.id;
        let row = xinbu::store::credit::aftermath::of_application(app.app.store.read(), id).await.unwrap().remove(0);
        assert_eq!(row.reason, "PENALTY_SERIOUS_PUBLIC");
        assert_eq!(row.paid_fen, app.application(&number).await.approved_fen.unwrap());
        let decide = DecideRecovery { id: row.id, pursue: true, why: "依决定追回".into() };
        app.run("approver", &decide).await.unwrap();
        assert_eq!(code_of(app.run("approver_2", &decide).await), Some(Code::NotInThisState));
        xinbu::service::job::letter::look(&app.app).await.unwrap();
        app.work_off().await;
        let letters = xinbu::store::letter::of_application(app.app.store.read(), id).await.unwrap();
        let demand = letters.iter().find(|letter| letter.kind == Kind::Recovery).unwrap();
        let facts: Facts = serde_json::from_str(&demand.facts).unwrap();
        assert_eq!(facts["amount"], Value::Money(domain::money::yuan(row.paid_fen)));
        assert_eq!(facts["reason"], Value::Text("依决定追回".into()));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_purge_of_personal_data_leaves_every_seal(app: TestApp) {
        let representative = Statement::LegalRepresentative { name: "王某某".into() };
        app.stated(representative, None).await;
        let court = "{\"kind\":\"COURT_DEFAULTER\",\"source\":\"COURT_SX\",\"severity\":\"unknown\",\"party\":\"legal_rep\",\"subject_code\":\"\",\
            \"subject_name\":\"王某某\",\"authority\":\"江临市人民法院\",\"decision_no\":\"(2026)江执1号\",\"event_date\":\"2026-01-05\",\
            \"known_from\":\"2026-03-02T01:00:00Z\"}";
        let record: domain::credit::Record = serde_json::from_str(court).unwrap();
        let key = record.natural_key();
        let imports = xinbu::store::credit::latest_imports(app.app.store.read(), app.app.clock.now()).await.unwrap();
        let import = imports.into_iter().find(|import| import.source_id == "COURT_SX").unwrap();
        let id = |uuid: uuid::Uuid| match app.app.store.backend() {
            sea_orm::DatabaseBackend::Sqlite => format!("x'{}'", uuid.simple()),
            _ => format!("'{uuid}'"),
        };
        let truth = if app.app.store.backend() == sea_orm::DatabaseBackend::Sqlite { "1" } else { "TRUE" };
        app.sql(&format!(
            "INSERT INTO credit_record (id, source_id, import_id, kind, severity, subject_code, subject_code_norm, subject_name,
             subject_name_norm, subject_core, authority, decision_no, natural_key, event_date, record, raw_sha256, known_from, personal, purge_after)
             VALUES ({}, 'COURT_SX', {}, 'COURT_DEFAULTER', 'unknown', '', '', '王某某', '王某某', '王某某', '江临市人民法院', '(2026)江执1号',
             '{key}', '2026-01-05', '{court}', 'ab', '2026-03-02 01:00:00+00:00', {truth}, '2026-03-20')",
            id(uuid::Uuid::from_u128(7)), id(import.id.uuid()),
        )).await.unwrap();
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let check = app.newest_check(&number).await;
        assert_eq!(check.outcome.key(), "refer");
        assert!(check.snapshot.contains("LEGAL_REP_DEFAULTER"));
        assert!(!check.snapshot.contains("王某某"), "{}", check.snapshot);
        assert_eq!(replay(&app.app, check.id).await.unwrap(), Replay::Identical);
        app.go_to("2026-03-21");
        let night = nightly(&app.app, &app.actor("credit_checker").await).await.unwrap();
        assert_eq!(night.purged, 1);
        let left = xinbu::store::credit::records(app.app.store.read(), "王某某", 10).await.unwrap();
        assert!(left.is_empty());
        let all = xinbu::store::credit::checks(app.app.store.read(), check.application_id).await.unwrap();
        let chain: Vec<_> = all.iter().map(|c| (c.snapshot.as_str(), c.snapshot_sha256.as_str())).collect();
        domain::credit::snapshot::verify(chain).unwrap();
        assert_eq!(replay(&app.app, check.id).await.unwrap(), Replay::Purged);
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_credit_file_is_read_with_a_purpose(app: TestApp) {
        let read = |purpose: &str| LogQuery { code: code_a(), what: "file".into(), purpose: purpose.into(), result: String::new() };
        assert_eq!(code_of(app.run("first_reviewer", &read("  ")).await), Some(Code::PurposeMissing));
        app.run("first_reviewer", &read("审核 SQ-2026-0001")).await.unwrap();
        assert_eq!(code_of(app.run("finance_maker", &read("好奇")).await), Some(Code::NotYourRole));
        let scope = app.actor("credit_checker").await.scope().unwrap();
        let log = xinbu::store::credit::aftermath::queries_of(app.app.store.read(), &scope, 10).await.unwrap();
        assert_eq!(log.len(), 1);
        assert!(app.sql("DELETE FROM credit_query_log").await.is_err());
    }
}

both_databases! {
    async fn the_red_list_goes_first(app: TestApp) {
        let title = OwnRecord {
            source: "OWN_FUND".to_owned(),
            record: "RED_LIST".to_owned(),
            authority: "东岭省地方金融管理局".to_owned(),
            decision_no: "东金红〔2026〕1号".to_owned(),
            event_date: day("2026-03-02"),
            public_until: Some(day("2027-03-01")),
            severity: Severity::Unknown,
            domain: String::new(),
            value: String::new(),
            penalty_types: Vec::new(),
            fine: None,
            content: "诚信经营示范企业".to_owned(),
        };
        // The proposal stands in public for its days before a second officer can confirm it.
        let enter = Enter {
            code: code_a(),
            name: NAME_A.to_owned(),
            application: None,
            statement: Statement::Record(title),
            why: "见附件".to_owned(),
            evidence: paper(),
        };
        let id = app.run("credit_checker", &enter).await.unwrap();
        app.go_to("2026-03-10");
        app.run("credit_checker_2", &Decide { id, accept: true, answer: String::new() }).await.unwrap();
        app.tick();
        app.import_penalties(crate::support::app::PENALTIES).await;
        app.add_firms(2).await;
        let first = app.submitted("r0", &[Row::contract(1)]).await;
        app.tick();
        let second = app.submitted("r1", &[Row::contract(2)]).await;
        app.tick();
        let titled = app.submitted("a", &[Row::contract(3)]).await;
        let reviewer = app.actor("first_reviewer").await;
        let states = [("standard/1".to_owned(), vec![app.application(&titled).await.state])];
        let page = async |after: Option<&str>| {
            let page = xinbu::service::query::case::queue(&app.app, &reviewer.reader().unwrap(), &states, after, 1).await.unwrap();
            let row = &page.rows[0];
            (row.application.number.clone(), row.fast_lane, page.next)
        };
        assert_eq!(page(None).await, (titled.clone(), true, Some(titled.clone())), "the newest filing, and yet the first");
        assert_eq!(page(Some(&titled)).await, (first.clone(), false, Some(first.clone())));
        assert_eq!(page(Some(&first)).await, (second, false, None));
    }
}
