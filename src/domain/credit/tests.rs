//! The decision cases of the case file that need one subject and its records; the others wait for former names and branches, sources
//! that answer, consent, remembered decisions and patches (the credit system in full).

use serde_json::Value;

use super::*;

fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str().map(|t| t.parse().unwrap())
}

fn record(value: &Value) -> Record {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    Record {
        kind: text("kind"),
        source: text("source"),
        severity: Severity::from_key(&text("severity")).unwrap_or(Severity::Unknown),
        domain: text("domain"),
        value: text("value"),
        subject_code: text("uscc"),
        subject_name: text("name"),
        authority: text("authority"),
        decision_no: text("decision_no"),
        event_date: day(&value["event_date"]).unwrap(),
        public_until: day(&value["public_until"]),
        removed_at: day(&value["removed_at"]),
        repaired_at: day(&value["repaired_at"]),
        revoked_at: day(&value["revoked_at"]),
        objection_opened: day(&value["objection"]["opened"]),
        objection_closed: day(&value["objection"]["closed"]),
        fine: None,
        content: String::new(),
        known_from: "2000-01-01T00:00:00Z".parse().unwrap(),
        known_to: None,
    }
}

/// Keys of cases, steps, records and expectations that this core can carry out.
fn is_plain(case: &Value, records: &[&Value]) -> bool {
    let only = |value: &Value, known: &[&str]| value.as_object().unwrap().keys().all(|k| known.contains(&k.as_str()));
    only(case, &["id", "title", "subject", "records", "steps"])
        && case["steps"].as_array().unwrap().iter().all(|s| {
            only(s, &["stage", "as_of", "expect"])
                && only(&s["expect"], &["outcome", "reasons", "reduce_bp", "fast_lane"])
        })
        && records.iter().all(|r| {
            only(
                r,
                &[
                    "id",
                    "kind",
                    "event_date",
                    "source",
                    "uscc",
                    "name",
                    "severity",
                    "decision_no",
                    "authority",
                    "domain",
                    "value",
                    "public_until",
                    "removed_at",
                    "repaired_at",
                    "revoked_at",
                    "list_code",
                    "objection",
                ],
            )
        })
}

#[test]
fn the_plain_cases_of_the_case_file() {
    let file: Value = serde_json::from_str(include_str!("../../../tests/cases/credit-cases.json")).unwrap();
    let rule_sets: Vec<RuleSet> =
        file["rulesets"].as_array().unwrap().iter().map(|r| serde_json::from_value(r.clone()).unwrap()).collect();
    let rules = Rules { sources: Vec::new(), rule_sets };
    let mut checked = 0;
    let mut differences = Vec::new();
    for case in file["cases"].as_array().unwrap() {
        let ids = case["records"].as_array().unwrap();
        let raw: Vec<&Value> = ids.iter().map(|id| &file["records"][id.as_str().unwrap()]).collect();
        let subject = &file["subjects"][case["subject"].as_str().unwrap()];
        let elsewhere = |r: &&Value| {
            let former = subject["former_names"].as_array().is_some_and(|f| f.iter().any(|n| n["name"] == r["name"]));
            former || subject["branches"].as_array().is_some_and(|b| b.contains(&r["uscc"]))
        };
        if !is_plain(case, &raw) || raw.iter().any(elsewhere) {
            continue;
        }
        let records: Vec<Record> = raw.into_iter().map(record).collect();
        for step in case["steps"].as_array().unwrap() {
            let as_of = day(&step["as_of"]).unwrap();
            let known_at = as_of.and_hms_opt(4, 0, 0).unwrap().and_utc();
            let stage = Stage::from_key(step["stage"].as_str().unwrap()).unwrap();
            let who = Subject {
                code: subject["uscc"].as_str().unwrap(),
                name: subject["name"].as_str().unwrap(),
                party: Party::Applicant,
            };
            let found =
                check(&who, stage, Times { as_of, known_at }, rules_on(&rules, as_of).unwrap(), &records).unwrap();
            checked += 1;
            let mut reasons: Vec<&str> = found.reasons.iter().map(|r| r.code.as_str()).collect();
            reasons.dedup();
            let mut expected: Vec<&str> = step["expect"]["reasons"]
                .as_array()
                .map_or_else(Vec::new, |r| r.iter().map(|x| x.as_str().unwrap()).collect());
            expected.sort_unstable();
            let reduce = step["expect"]["reduce_bp"].as_i64();
            let wrong = found.outcome.key() != step["expect"]["outcome"].as_str().unwrap()
                || (step["expect"]["reasons"].is_array() && reasons != expected)
                || reduce.is_some_and(|bp| bp != found.reduce_bp)
                || step["expect"]["fast_lane"].as_bool().is_some_and(|f| f != found.fast_lane);
            if wrong {
                differences.push(format!(
                    "{} {}: found {} {reasons:?}, expected {}",
                    case["id"], step["as_of"], found.outcome, step["expect"]
                ));
            }
        }
    }
    assert!(differences.is_empty(), "{checked} steps checked\n{}", differences.join("\n"));
    assert!(checked >= 30, "only {checked} steps are plain");
}

#[test]
fn names_and_dates_of_the_case_file() {
    let file: Value = serde_json::from_str(include_str!("../../../tests/cases/credit-cases.json")).unwrap();
    for pair in file["name_vectors"].as_array().unwrap() {
        let equal =
            matching::normalise(pair["a"].as_str().unwrap()) == matching::normalise(pair["b"].as_str().unwrap());
        assert_eq!(equal, pair["equal"].as_bool().unwrap(), "{pair}");
    }
    for case in file["date_vectors"].as_array().unwrap() {
        let months = u32::try_from(case["months"].as_u64().unwrap()).unwrap();
        let last = crate::date::months_after(day(&case["start"]).unwrap(), months).unwrap();
        assert_eq!(Some(last), day(&case["last_day"]), "{case}");
    }
}

#[test]
fn a_source_that_is_silent_or_old_refers() {
    let rules = Rules::embedded().unwrap();
    let now: DateTime<Utc> = "2026-03-10T01:00:00Z".parse().unwrap();
    let answer = |hours: Option<i64>| {
        let at = hours.map(|h| now - TimeDelta::hours(h));
        stale_sources(
            &rules.sources,
            Stage::Disbursement,
            &[Answer { source: "CREDIT_PLATFORM".to_owned(), finished_at: at }],
            now,
        )
    };
    assert_eq!(answer(None)[0].code, "SOURCE_UNAVAILABLE");
    assert_eq!(answer(Some(25))[0].code, "SOURCE_STALE");
    assert!(answer(Some(24)).is_empty());
}

#[test]
fn a_day_without_rules_is_refused() {
    let rules = Rules::embedded().unwrap();
    let late = NaiveDate::from_ymd_opt(2031, 1, 1).unwrap();
    assert_eq!(rules_on(&rules, late).unwrap_err().code, Code::CreditRulesMissing);
}
