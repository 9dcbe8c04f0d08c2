//! The decision cases of the case file, and what must hold for every check.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::list::{LISTS, List};
use super::matching::Doubt;
use super::*;
use crate::refusal::Code;

const CASES: &str = include_str!("../../../tests/cases/credit-cases.json");
const CODE: &str = "91430100MA4L2GT8X8";
const NAME: &str = "湖南星岳融资担保有限公司";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn record(kind: &str, number: &str) -> Record {
    Record {
        source: "CREDIT_PLATFORM".to_owned(),
        subject_code: CODE.to_owned(),
        subject_name: NAME.to_owned(),
        authority: "江临市某局".to_owned(),
        decision_no: number.to_owned(),
        known_from: instant("2026-06-02T00:00:00Z"),
        ..Record::blank(kind, day("2026-06-01"))
    }
}

fn firm() -> Subject {
    Subject::plain(CODE, NAME, Party::Applicant)
}

#[test]
fn the_rules_of_the_program_say_why_and_are_refused_when_they_do_not() {
    let rules = Rules::embedded().unwrap();
    for set in &rules.rule_sets {
        set.check().unwrap();
    }
    let broken = |change: fn(&mut RuleSet)| {
        let mut set = rules.rule_sets[1].clone();
        change(&mut set);
        set.check().unwrap_err().facts[0].1.clone()
    };
    use crate::refusal::Fact::Message;
    let fault = |what: &str| Message(format!("credit-rules-fault-{what}"));
    assert_eq!(broken(|s| s.rules.clear()), fault("empty"));
    assert_eq!(broken(|s| s.effective_to = Some(day("2026-03-31"))), fault("period"));
    assert_eq!(broken(|s| s.rules.push(s.rules[0].clone())), fault("rule-id"));
    let serious = |s: &mut RuleSet| {
        if let Some(rule) = s.rules.iter_mut().find(|r| r.effect == Effect::Block) {
            rule.basis = String::new();
        }
    };
    assert_eq!(broken(serious), fault("basis"));
    let costless = |s: &mut RuleSet| {
        if let Some(rule) = s.rules.iter_mut().find(|r| r.effect == Effect::Reduce) {
            rule.reduce_bp = 10_001;
        }
    };
    assert_eq!(broken(costless), fault("reduction"));
}

/// The rules of the program with one source, so that a test says what that one answered and nothing else.
fn of_one_source() -> Rules {
    let mut rules = Rules::embedded().unwrap();
    rules.sources.retain(|source| source.id == "CREDIT_PLATFORM");
    rules
}

/// The answer of the one source, an hour before noon.
fn answered() -> [Answer; 1] {
    [delivered("2026-11-23T03:00:00Z", 0, 0)]
}

/// An answer of the one source whose lists are all so many working days old and lack so many rows.
fn delivered(at: &str, working_days: u32, not_taken: i64) -> Answer {
    let list = |list| Delivered {
        list: Some(list),
        data_date: Some(day("2026-11-20")),
        working_days: Some(working_days),
        not_taken,
    };
    let lists = [List::Penalties, List::SeriousList, List::TaxMajor].map(list).to_vec();
    Answer::by_lists("CREDIT_PLATFORM", lists, Some(instant(at)))
}

/// A check at noon of 2026-11-23.
fn request<'a>(subject: &'a Subject, records: &'a [Record], answers: &'a [Answer]) -> CheckRequest<'a> {
    CheckRequest {
        subject,
        stage: Stage::Approval,
        times: Times { as_of: day("2026-11-23"), known_at: instant("2026-11-23T04:00:00Z") },
        submitted_on: day("2026-11-23"),
        records,
        lines: &[],
        decisions: &[],
        answers,
        consent: Consent::Valid,
    }
}

fn finding(records: &[Record]) -> Finding {
    check(&request(&firm(), records, &answered()), &of_one_source()).unwrap().applicant
}

fn codes(reasons: &[Reason]) -> Vec<&str> {
    reasons.iter().map(|r| r.code.as_str()).collect()
}

#[test]
fn every_case_of_the_case_file() {
    let report = cases::run(CASES).unwrap();
    assert!(report.disagreements.is_empty(), "{:#?}", report.disagreements);
    assert_eq!(report.carried_out, 67 + 4 + 9 + 6 + 4, "steps, gate cases and vectors of the file");
}

#[test]
fn a_case_file_that_expects_otherwise_disagrees() {
    let outcome = CASES.replacen("\"outcome\": \"pass\"", "\"outcome\": \"block\"", 1);
    let report = cases::run(&outcome).unwrap();
    assert_eq!(report.disagreements.len(), 1);
    assert_eq!((report.disagreements[0].case.as_str(), report.disagreements[0].field.as_str()), ("C01", "outcome"));
    let gate = CASES.replacen("\"allow\": true", "\"allow\": false", 1);
    assert_eq!(cases::run(&gate).unwrap().disagreements[0].case, "G1");
    let vector = CASES.replacen("\"last_day\": \"2026-11-23\"", "\"last_day\": \"2026-11-22\"", 1);
    assert_eq!(cases::run(&vector).unwrap().disagreements[0].case, "date_vectors");
}

#[test]
fn a_misspelt_field_of_a_case_file_is_not_passed_over() {
    assert!(cases::run(&CASES.replacen("\"steps\"", "\"stpes\"", 1)).is_err());
    let report = cases::run(&CASES.replacen("\"removed_at\"", "\"remvoed_at\"", 1));
    assert!(report.is_ok_and(|r| r.disagreements.is_empty()), "a record that no case uses is not read");
    let report = cases::run(&CASES.replacen("\"public_until\"", "\"publci_until\"", 1)).unwrap();
    assert!(report.disagreements.iter().any(|d| d.found.contains("publci_until")), "{report:?}");
}

/// Records of the case file that its listed cases do not use, so that every rule of matching and time is looked at.
#[test]
fn situations_beyond_the_case_file() {
    let serious = |number: &str| Record { severity: Severity::Serious, ..record("ADMIN_PENALTY", number) };
    let general = |number: &str| Record { severity: Severity::General, ..record("ADMIN_PENALTY", number) };

    let short = Record { event_date: day("2025-06-30"), public_until: Some(day("2026-06-30")), ..serious("1") };
    assert_eq!(codes(&finding(&[short]).reasons), ["PENALTY_SERIOUS_WITHIN_36M"]);

    let closed =
        Record { objection_opened: Some(day("2026-10-10")), objection_closed: Some(day("2026-10-20")), ..serious("2") };
    assert_eq!(codes(&finding(&[closed]).reasons), ["PENALTY_SERIOUS_PUBLIC"]);

    // The same decision from a vendor counts once, with the facts of the official source.
    let vendor = |r: &Record| Record { source: "VENDOR".to_owned(), decision_no: "【3】".to_owned(), ..r.clone() };
    let official = general("〔3〕");
    assert_eq!(finding(&[vendor(&official), official.clone()]).outcome, Outcome::Pass);
    let repaired = Record { repaired_at: Some(day("2026-10-01")), ..serious("〔3〕") };
    let found = finding(&[vendor(&serious("〔3〕")), repaired]);
    assert_eq!((found.outcome, codes(&found.notes)), (Outcome::Pass, vec!["REPAIRED_NOT_USED"]));

    let poor = |number: &str| Record { value: "poor".to_owned(), ..record("PERF_RESULT", number) };
    let found = finding(&[poor("4"), poor("5"), record("RED_LIST", "6")]);
    assert_eq!((found.outcome, found.reduce_bp, found.fast_lane), (Outcome::Pass, 3000, false));

    let namesake = Record { subject_code: "91430600MA4P7QQ2B1".to_owned(), ..serious("7") };
    let found = finding(&[namesake]);
    assert_eq!((found.outcome, codes(&found.notes)), (Outcome::Pass, vec!["MATCH_NAMESAKE"]));

    let similar = Record {
        subject_code: String::new(),
        subject_name: "湖南省星岳融资性担保有限责任公司".to_owned(),
        ..serious("8")
    };
    let found = finding(&[similar]);
    assert_eq!(codes(&found.reasons), ["MATCH_SIMILAR_NAME"]);
    assert_eq!(found.reasons[0].behind, "PENALTY_SERIOUS_PUBLIC");

    // One general penalty only warns; a second one that may be the firm's makes the question material.
    let doubtful = Record { subject_code: String::new(), ..general("9") };
    assert_eq!(finding(std::slice::from_ref(&doubtful)).outcome, Outcome::Pass);
    assert_eq!(codes(&finding(&[doubtful, general("10")]).reasons), ["MATCH_NAME_ONLY"]);

    let representative = Record {
        party: Party::LegalRepresentative,
        subject_code: String::new(),
        subject_name: "张某".to_owned(),
        ..record("COURT_DEFAULTER", "11")
    };
    assert_eq!(codes(&finding(&[representative]).reasons), ["LEGAL_REP_DEFAULTER"]);
}

#[test]
fn former_names_and_predecessors_are_for_a_person() {
    let mut subject = firm();
    subject.former_names = vec![FormerName {
        name: "长沙星岳担保有限公司".to_owned(),
        from: Some(day("2012-05-08")),
        to: Some(day("2025-02-28")),
    }];
    subject.predecessors = vec!["91430100788888888C".to_owned()];
    let by = |code: &str, name: &str, on: &str| {
        let found = Record { subject_code: code.to_owned(), subject_name: name.to_owned(), ..record("TAX_MAJOR", "1") };
        matching::compare(&Record { event_date: day(on), ..found }, &subject)
    };
    let doubt = matching::Match::Doubtful;
    assert_eq!(by("", "长沙星岳担保有限公司", "2025-02-28"), doubt(Doubt::FormerName));
    assert_eq!(by("", "长沙星岳担保有限公司", "2025-03-01"), doubt(Doubt::FormerNameOutsidePeriod));
    assert_eq!(by("91430100788888888C", "湖南旧岳担保有限公司", "2025-05-01"), doubt(Doubt::Predecessor));
    assert_eq!(by("MA4L2GT8-X", "别的公司", "2025-05-01"), doubt(Doubt::OrgCodeOtherName));
    assert_eq!(by("", "岳阳某某商贸有限公司", "2025-05-01"), matching::Match::None);
}

#[test]
fn stricter_rules_after_submission_go_to_a_person() {
    let mut rules = of_one_source();
    let mut stricter = rules.rule_sets.last().unwrap().clone();
    stricter.id = "STRICTER".to_owned();
    stricter.effective_from = day("2027-01-01");
    stricter.rules.iter_mut().filter(|r| r.id == "R-PEN-GEN").for_each(|r| r.effect = Effect::Block);
    rules.rule_sets.push(stricter);
    let records = [Record { severity: Severity::General, ..record("ADMIN_PENALTY", "1") }];
    let (subject, known_at) = (firm(), instant("2027-01-10T04:00:00Z"));
    let answers = [delivered("2027-01-10T04:00:00Z", 0, 0)];
    let mut request = CheckRequest {
        times: Times { as_of: day("2027-01-10"), known_at },
        submitted_on: day("2026-12-20"),
        ..request(&subject, &records, &answers)
    };
    let found = check(&request, &rules).unwrap();
    assert_eq!((found.rule_set.as_str(), found.applicant.outcome), ("STRICTER", Outcome::Refer));
    assert_eq!(codes(&found.applicant.reasons), ["RULE_CHANGED_ADVERSE"]);
    // The reason that was found and the fact that the rule became stricter are both named.
    let named = &found.applicant.reasons[0];
    assert_eq!((named.behind.as_str(), named.rule.as_str()), ("PENALTY_GENERAL_PUBLIC", "R-PEN-GEN"));
    assert_eq!((named.record.as_str(), named.effect.as_str()), (records[0].title().as_str(), "refer"));
    request.submitted_on = day("2027-01-05");
    assert_eq!(check(&request, &rules).unwrap().applicant.outcome, Outcome::Block);
    request.submitted_on = day("2026-12-20");
    rules.rule_sets.last_mut().unwrap().mandatory = true;
    assert_eq!(check(&request, &rules).unwrap().applicant.outcome, Outcome::Block);
}

#[test]
fn a_source_is_as_fresh_as_the_oldest_of_its_lists_and_never_clean_without_a_row() {
    let rules = of_one_source();
    let reasons = |stage, answers: &[Answer]| {
        let subject = firm();
        let asked = CheckRequest { stage, ..request(&subject, &[], answers) };
        codes(&check(&asked, &rules).unwrap().applicant.reasons).join(" ")
    };
    let of = |days, not_taken| delivered("2026-11-23T03:00:00Z", days, not_taken);
    let paying = |answer: Answer| reasons(Stage::Disbursement, &[answer]);
    assert_eq!(paying(of(0, 0)), "");
    assert_eq!(paying(of(1, 0)), "", "a daily list of yesterday can pay");
    assert_eq!(paying(of(2, 0)), "SOURCE_STALE");
    assert_eq!(reasons(Stage::Approval, &[of(3, 0)]), "");
    assert_eq!(reasons(Stage::Approval, &[of(4, 0)]), "SOURCE_STALE");
    // One list that is old, lacking or short of a row is enough.
    let mut one = of(0, 0);
    one.lists[2].working_days = Some(2);
    assert_eq!(paying(one.clone()), "SOURCE_STALE");
    one.lists.pop();
    assert_eq!(paying(one), "SOURCE_UNAVAILABLE");
    let mut short = of(0, 0);
    short.lists[1].not_taken = 1;
    assert_eq!(paying(short), "SOURCE_INCOMPLETE");
    assert_eq!(paying(Answer::at("CREDIT_PLATFORM", Some(instant("2026-11-23T03:00:00Z")))), "SOURCE_UNAVAILABLE");
    // A report that two officers have seen stands in for all of it, and says so among the notes.
    let filed = Evidence { file_sha256: "ab".into(), issued_on: day("2026-11-20"), verified_by_two: true };
    let answers = [Answer { evidence: Some(filed), ..of(9, 1) }];
    let found = check(&request(&firm(), &[], &answers), &rules).unwrap().applicant;
    assert_eq!((found.outcome, codes(&found.notes)), (Outcome::Pass, vec!["EVIDENCE_BY_HAND"]));
    assert_eq!((found.notes[0].source.as_str(), found.notes[0].until), ("CREDIT_PLATFORM", Some(day("2026-12-05"))));
}

#[test]
fn settings_from_before_lists_were_told_apart_are_completed() {
    let known = Rules::embedded().unwrap().sources.into_iter().find(|s| s.id == "COURT_SX").unwrap();
    let old = r#"{"id":"COURT_SX","zh":"名单","en":"List","rank":1,"required_at":["approval"],
        "max_age_hours":{"approval":72,"disbursement":24},"adapter":"file"}"#;
    let old: Source = serde_json::from_str(old).unwrap();
    let whole = old.clone().completed_from(Some(&known));
    assert_eq!((whole.lists.as_slice(), whole.max_age_hours.len()), (&[List::CourtDefaulters][..], 0));
    assert_eq!(whole.max_age_working_days[&Stage::Approval], 3);
    assert!(whole.takes(List::CourtDefaulters) && !whole.takes(List::Penalties));
    let unknown = old.completed_from(None);
    assert!(LISTS.iter().all(|list| !unknown.takes(*list)), "what nobody has set takes nothing");
}

#[test]
fn a_source_that_is_silent_old_or_from_the_future_refers() {
    let mut rules = of_one_source();
    rules.sources[0].adapter = Adapter::HttpJson;
    rules.sources[0].max_age_hours = [(Stage::Disbursement, 24)].into();
    let reasons = |answers: &[Answer]| {
        let subject = firm();
        let asked = CheckRequest { stage: Stage::Disbursement, ..request(&subject, &[], answers) };
        codes(&check(&asked, &rules).unwrap().applicant.reasons).join(" ")
    };
    let said = |status, at: Option<&str>| {
        let source = "CREDIT_PLATFORM".to_owned();
        reasons(&[Answer { source, status, finished_at: at.map(instant), evidence: None, lists: Vec::new() }])
    };
    assert_eq!(said(AnswerStatus::Ok, Some("2026-11-22T04:00:00Z")), "");
    assert_eq!(said(AnswerStatus::NotFoundOk, Some("2026-11-22T04:00:00Z")), "");
    assert_eq!(said(AnswerStatus::Ok, Some("2026-11-22T03:59:59Z")), "SOURCE_STALE");
    assert_eq!(said(AnswerStatus::Ok, Some("2026-11-23T04:00:01Z")), "SOURCE_UNAVAILABLE");
    assert_eq!(said(AnswerStatus::Ok, None), "SOURCE_UNAVAILABLE");
    for status in AnswerStatus::ALL.iter().filter(|s| !matches!(s, AnswerStatus::Ok | AnswerStatus::NotFoundOk)) {
        assert_eq!(said(*status, Some("2026-11-23T03:00:00Z")), "SOURCE_UNAVAILABLE", "{status}");
    }
    assert_eq!(reasons(&[]), "SOURCE_UNAVAILABLE");
}

#[test]
fn a_day_without_rules_is_refused() {
    let rules = of_one_source();
    assert_eq!(rules.on(day("2023-12-31")).unwrap_err().code, Code::CreditRulesMissing);
    assert_eq!(rules.on(day("2026-03-31")).unwrap().id, "RS-2024.1");
    assert_eq!(rules.on(day("2026-04-01")).unwrap().id, "RS-2026.1");
}

#[test]
fn every_reason_has_its_words_in_both_languages() {
    let rules = of_one_source();
    let of_rules = rules.rule_sets.iter().flat_map(|s| &s.rules).map(|r| r.reason.as_str());
    let codes: BTreeSet<&str> = of_rules.chain(reason::OWN_CODES.iter().copied()).collect();
    for catalogue in [include_str!("../../i18n/zh-CN/credit.ftl"), include_str!("../../i18n/en/credit.ftl")] {
        for code in &codes {
            for part in ["reason", "meaning", "cure"] {
                let key = format!("credit-{part}-{code} = ");
                assert!(catalogue.lines().any(|l| l.len() > key.len() && l.starts_with(&key)), "{key}");
            }
        }
    }
}

#[test]
fn a_rule_with_an_unknown_field_is_refused() {
    let rule = r#"{"id":"R","kind":"*","effect":"block","reason":"X"}"#;
    assert!(serde_json::from_str::<rule::Rule>(rule).is_ok());
    let misspelt = rule.replace("}", ",\"lookback_month\":36}");
    assert!(serde_json::from_str::<rule::Rule>(&misspelt).is_err());
}

fn sealed(records: &[Record], prev: &str) -> snapshot::Sealed {
    let (subject, answers, rules) = (firm(), answered(), of_one_source());
    let request = request(&subject, records, &answers);
    let result = check(&request, &rules).unwrap();
    snapshot::seal(
        snapshot::About { application: "SQ-2026-0001".into(), schedule: String::new() },
        &request,
        &rules,
        &result,
        prev,
    )
    .unwrap()
}

#[test]
fn snapshots_are_canonical_chained_and_repeatable() {
    let records = [record("TAX_MAJOR", "1"), record("RED_LIST", "2")];
    let first = sealed(&records, "");
    assert_eq!(first, sealed(&records, ""));
    let second = sealed(&[], &first.sha256);
    let chain = [(first.json.as_str(), first.sha256.as_str()), (second.json.as_str(), second.sha256.as_str())];
    assert_eq!(snapshot::verify(chain), Ok(()));
    let altered = first.json.replace("\"block\"", "\"passed\"");
    assert_ne!(altered, first.json);
    assert_eq!(snapshot::verify([(altered.as_str(), chain[0].1)]), Err(snapshot::SnapshotBreak::Altered(0)));
    assert_eq!(snapshot::verify([chain[1]]), Err(snapshot::SnapshotBreak::Unchained(0)));
    assert_eq!(snapshot::verify([chain[0], chain[0]]), Err(snapshot::SnapshotBreak::Unchained(1)));
    assert!(snapshot::canonical(&1.5).is_err());
    let value: serde_json::Value = serde_json::from_str(r#"{"b":[1,"é"],"a":null}"#).unwrap();
    assert_eq!(snapshot::canonical(&value).unwrap(), r#"{"a":null,"b":[1,"é"]}"#);
}

/// Any record of the firm, with a number of its own.
fn any_record() -> impl Strategy<Value = Record> {
    let kinds = prop::sample::select(vec![
        "ADMIN_PENALTY",
        "COURT_DEFAULTER",
        "SERIOUS_LIST",
        "FUND_MISUSE",
        "PERF_RESULT",
        "RED_LIST",
        "BANK_CREDIT_BAD",
        "COMPLAINT_OPEN",
        "UNHEARD_OF",
    ]);
    let who = prop::sample::select(vec![
        (CODE, NAME),
        ("", NAME),
        ("91430100MA4L2GT8X0", NAME),
        ("91430600MA4P7QQ2B1", NAME),
        ("", "湖南省星岳融资性担保有限责任公司"),
        ("", "岳阳某某商贸有限公司"),
    ]);
    let severity = prop::sample::select(Severity::ALL);
    let value = prop::sample::select(vec!["", "poor", "failed_unrectified"]);
    let days = (0u64..1500, prop::option::of(0u64..1500), prop::option::of(0u64..1500), prop::option::of(0u64..1500));
    (kinds, who, severity, value, days, any::<u32>()).prop_map(|(kind, who, severity, value, days, number)| {
        let on = |days| day("2023-06-01") + chrono::Days::new(days);
        Record {
            severity,
            subject_code: who.0.to_owned(),
            subject_name: who.1.to_owned(),
            value: value.to_owned(),
            event_date: on(days.0),
            removed_at: days.1.map(on),
            repaired_at: days.2.map(on),
            objection_opened: days.3.map(on),
            ..record(kind, &number.to_string())
        }
    })
}

proptest! {
    #[test]
    fn another_record_never_makes_it_better(records in prop::collection::vec(any_record(), 0..6), more in any_record()) {
        let distinct: BTreeSet<&String> = records.iter().chain([&more]).map(|r| &r.decision_no).collect();
        prop_assume!(distinct.len() == records.len() + 1);
        let before = finding(&records);
        let mut all = records;
        all.push(more);
        let after = finding(&all);
        prop_assert!(after.outcome >= before.outcome);
        prop_assert!(after.reduce_bp >= before.reduce_bp);
        prop_assert!(after.notes.len() >= before.notes.iter().filter(|n| n.effect != "fast_lane").count());
    }

    #[test]
    fn the_order_of_records_does_not_show(records in prop::collection::vec(any_record(), 0..6), turn in any::<prop::sample::Index>()) {
        let mut turned = records.clone();
        turned.rotate_left(if records.is_empty() { 0 } else { turn.index(records.len()) });
        prop_assert_eq!(finding(&records), finding(&turned));
        prop_assert_eq!(sealed(&records, "").sha256, sealed(&turned, "").sha256);
    }

    #[test]
    fn annulling_or_repairing_never_makes_it_worse(records in prop::collection::vec(any_record(), 1..6), which in any::<prop::sample::Index>()) {
        let before = finding(&records);
        let mut better = records.clone();
        let at = which.index(records.len());
        better[at].revoked_at = Some(better[at].event_date);
        prop_assert!(finding(&better).outcome <= before.outcome);
        let mut better = records;
        better[at].repaired_at = Some(better[at].event_date);
        prop_assert!(finding(&better).outcome <= before.outcome);
    }

    #[test]
    fn a_silent_source_never_lets_anything_pass(records in prop::collection::vec(any_record(), 0..6)) {
        let result = check(&request(&firm(), &records, &[]), &of_one_source()).unwrap();
        prop_assert!(result.applicant.outcome >= Outcome::Refer);
    }

    #[test]
    fn the_fast_lane_is_only_for_a_plain_pass(records in prop::collection::vec(any_record(), 0..6)) {
        let found = finding(&records);
        if found.fast_lane {
            prop_assert_eq!((found.outcome, found.reduce_bp, found.reasons.len()), (Outcome::Pass, 0, 0));
        }
    }

    #[test]
    fn likeness_is_mutual(a in "[星岳融资担保商贸]{1,8}", b in "[星岳融资担保商贸]{1,8}") {
        prop_assert_eq!(matching::alike(&a, &b), matching::alike(&b, &a));
        prop_assert!(matching::alike(&a, &a));
    }
}

#[test]
fn decisions_without_a_number_of_one_day_are_judged_each_and_once_for_all_sources() {
    let rules = Rules::embedded().unwrap();
    let subject = firm();
    let general = |source: &str, ground: &str| Record {
        source: source.to_owned(),
        severity: Severity::General,
        row: Record::row_of_ground(ground),
        ..record("ADMIN_PENALTY", "2026-06-01")
    };
    let judged = |records: &[Record]| {
        let times = Times { as_of: day("2026-11-23"), known_at: instant("2026-11-23T04:00:00Z") };
        let request = CheckRequest {
            subject: &subject,
            stage: Stage::Approval,
            times,
            submitted_on: day("2026-11-23"),
            records,
            lines: &[],
            decisions: &[],
            answers: &[],
            consent: Consent::Valid,
        };
        let found = check(&request, &rules).unwrap().applicant;
        found.notes.iter().filter(|note| note.record.starts_with("江临市某局 2026-06-01")).count()
    };
    let (one, other) = (general("CREDIT_PLATFORM", "aaaa"), general("CREDIT_PLATFORM", "bbbb"));
    assert_eq!(judged(std::slice::from_ref(&one)), 1);
    assert_eq!(judged(&[one.clone(), other.clone()]), 2);
    // Another source words the ground otherwise: one decision of each is one decision.
    let elsewhere = general("OWN_FUND", "cccc");
    assert_eq!(judged(&[one.clone(), elsewhere.clone()]), 1);
    assert_eq!(judged(&[one, elsewhere, other]), 2);
}
