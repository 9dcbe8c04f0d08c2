//! Both catalogues are complete: the same messages with the same variables, for every key that the program can ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use domain::bank_table::Meaning;
use domain::document::Kind;
use domain::person::Change;
use domain::refusal::Code;
use domain::role::{Role, Step};
use domain::scheme::edition::Standing;
use domain::workflow::job::{JobKind, JobState};
use domain::workflow::procedure::Guard;
use domain::workflow::{ApplicationEvent, ApplicationState, PaymentState, Table as _, list};

use super::*;

mod variables;

/// Every message of a language with the names of its variables.
fn messages<Files: RustEmbed>() -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in Files::iter() {
        let file = Files::get(&name).unwrap();
        let source = String::from_utf8(file.data.into_owned()).unwrap();
        FluentResource::try_new(source.clone()).unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
        let mut current = String::new();
        for line in source.lines().filter(|l| !l.starts_with('#')) {
            if let Some((id, _)) = line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
            {
                current = id.to_owned();
                assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{name}: {id} stands twice");
            }
            for rest in line.split('$').skip(1) {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').unwrap_or(rest.len());
                found.get_mut(&current).unwrap().insert(rest[..end].to_owned());
            }
        }
    }
    found
}

#[test]
fn both_catalogues_have_the_same_messages_with_the_same_variables() {
    let (chinese, english) = (messages::<ZhCnFiles>(), messages::<EnFiles>());
    assert!(chinese.len() > 300, "only {} messages were found", chinese.len());
    let missing: Vec<_> = chinese.keys().filter(|k| !english.contains_key(*k)).collect();
    assert!(missing.is_empty(), "not in English: {missing:?}");
    let missing: Vec<_> = english.keys().filter(|k| !chinese.contains_key(*k)).collect();
    assert!(missing.is_empty(), "not in Chinese: {missing:?}");
    for (key, variables) in &chinese {
        assert_eq!(variables, &english[key], "variables of {key}");
    }
}

#[test]
fn a_refusal_uses_the_facts_that_its_code_declares_and_a_code_declares_none_in_vain() {
    let messages = messages::<ZhCnFiles>();
    for code in Code::ALL {
        let key = format!("refusal-{}", code.key());
        let bare = messages.get(&format!("{key}-bare")).cloned().unwrap_or_default();
        let used: BTreeSet<&str> = messages[&key].iter().chain(&bare).map(String::as_str).collect();
        let declared: BTreeSet<&str> = code.facts().iter().map(|(name, _)| *name).collect();
        assert_eq!(used, declared, "{code:?}");
    }
}

#[test]
fn every_refusal_role_step_state_and_event_has_its_words() {
    let mut keys: Vec<String> = Code::ALL.iter().map(|c| format!("refusal-{}", c.key())).collect();
    keys.extend(Role::ALL.iter().map(|r| format!("role-{r}")));
    keys.extend(Step::ALL.iter().map(|s| format!("step-{s}")));
    for state in ApplicationState::ALL {
        keys.extend([format!("application-state-{state}"), format!("application-public-{state}")]);
    }
    for state in PaymentState::ALL {
        keys.push(format!("payment-public-{state}"));
    }
    for machine in list::all() {
        keys.extend(machine.states.iter().map(|state| format!("{}-state-{state}", machine.name)));
        keys.extend(machine.events.iter().map(|event| format!("{}-event-{event}", machine.name)));
    }
    keys.extend(ApplicationEvent::ALL.iter().map(|e| format!("application-event-{e}")));
    keys.extend(Guard::ALL.iter().map(|guard| format!("guard-{guard}")));
    keys.extend(Standing::ALL.iter().map(|s| format!("standing-{s}")));
    for lang in Lang::ALL {
        let missing: Vec<_> = keys.iter().filter(|k| !lang.has(k)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.tag());
    }
}

#[test]
fn every_key_that_the_program_names_exists() {
    let mut asked = Vec::new();
    for path in rust_files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let source = std::fs::read_to_string(&path).unwrap();
        // The dot stands apart so that this line is not taken for a call.
        for call in [concat!(".", "t("), concat!(".", "tv(")] {
            for rest in source.split(call).skip(1) {
                if let Some(literal) = rest.trim_start().strip_prefix('"') {
                    let key = literal.split('"').next().unwrap();
                    asked.push((key.to_owned(), path.clone()));
                }
            }
        }
    }
    assert!(asked.len() > 50, "only {} keys were found in the sources", asked.len());
    for (key, path) in asked {
        for lang in Lang::ALL {
            assert!(lang.has(&key), "{}: {key} of {}", lang.tag(), path.display());
        }
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn a_missing_key_shows_itself() {
    let key = "no-such-message";
    assert_eq!(Lang::En.t(key), key);
    assert_eq!(Lang::ZhCn.tv(key, &[]), key);
}

#[test]
fn a_variable_that_was_not_given_reads_like_a_missing_value() {
    for lang in Lang::ALL {
        let told = [lang.refusal(&Refusal::new(Code::NothingNamed)), lang.t("refusal-date-malformed").into_owned()];
        for text in told {
            assert!(text.contains(&*lang.t("missing-value")) && !text.contains(['$', '{', '}']), "{text}");
        }
        let bare = lang.refusal(&Refusal::new(Code::BudgetExhausted));
        assert!(
            !bare.contains(&*lang.t("missing-value")),
            "the database gives no facts, and has words of its own: {bare}"
        );
    }
}

#[test]
fn refusals_name_what_was_found() {
    let refusal =
        Refusal::new(Code::AmountDecimals).with("value", Fact::Text("1.005".to_owned())).with("places", Fact::Count(2));
    for lang in Lang::ALL {
        let text = lang.refusal(&refusal);
        assert!(text.contains("1.005") && text.contains('2') && !text.contains('{'), "{text}");
    }
    let refusal = ApplicationState::Draft.refuses(ApplicationEvent::Approve);
    assert!(Lang::ZhCn.refusal(&refusal).contains("草稿"));
    assert!(Lang::En.refusal(&refusal).contains("Draft"));
}

#[test]
fn numbers_and_dates_as_people_write_them() {
    let day = NaiveDate::from_ymd_opt(2026, 7, 27).unwrap();
    assert_eq!(Lang::ZhCn.long_date(day), "2026年7月27日");
    assert_eq!(Lang::En.long_date(day), "27 July 2026");
    assert_eq!(Lang::En.date(day), "2026-07-27");
    let instant = day.and_hms_opt(8, 42, 0).unwrap().and_utc();
    assert_eq!(Lang::ZhCn.instant(instant, chrono_tz::Asia::Shanghai), "2026-07-27 16:42");
    assert_eq!(Lang::ZhCn.money(yuan(Fen::new(131_284_552))), "1,312,845.52 元");
    assert_eq!(Lang::En.money(yuan(Fen::new(-5))), "CNY −0.05");
    assert_eq!(Lang::En.count(1_284), "1,284");
    assert_eq!(Lang::En.count(-12), "−12");
    assert_eq!(Lang::En.tv("count-rows", &[("count", 1.into())]), "1 row");
    assert_eq!(Lang::En.tv("count-rows", &[("count", 12_840.into())]), "12,840 rows");
    assert_eq!(Lang::ZhCn.tv("count-rows", &[("count", 999.into())]), "999 行");
}

#[test]
fn the_language_of_a_browser() {
    assert_eq!(Lang::accepted("fr, en-GB;q=0.8, zh-CN;q=0.9"), Some(Lang::ZhCn));
    assert_eq!(Lang::accepted("en-US,en;q=0.5"), Some(Lang::En));
    assert_eq!(Lang::accepted("zh;q=0, de"), None);
    assert_eq!(Lang::from_tag("zh-Hans-CN"), Some(Lang::ZhCn));
    assert_eq!(Lang::from_tag("nl"), None);
}

#[test]
fn every_key_made_of_a_name_out_of_a_closed_list_has_its_words() {
    let source = |path: &str| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let named = |text: &str, before: &str| -> Vec<String> {
        text.split(before).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let mut invariants = named(&source("src/store/invariant.rs"), "        name: \"");
    for path in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/service")) {
        invariants.extend(named(&std::fs::read_to_string(path).unwrap(), "invariant: \""));
    }
    assert!(invariants.len() > 25, "{invariants:?}");
    let mut keys: Vec<String> =
        invariants.iter().map(|name| format!("invariant-{}", name.to_lowercase().replace('=', "-"))).collect();
    keys.extend(JobKind::ALL.iter().map(|kind| format!("job-kind-{kind}")));
    keys.extend(JobState::ALL.iter().map(|state| format!("job-state-{state}")));
    keys.extend(Change::ALL.iter().map(|change| format!("person-change-{change}")));
    keys.extend(Meaning::ALL.iter().map(|meaning| format!("bank-column-{meaning}")));
    keys.extend(Kind::ALL.iter().map(|kind| kind.message()));
    for lang in Lang::ALL {
        let missing: Vec<_> = keys.iter().filter(|key| !lang.has(key)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.tag());
    }
}

/// Variables that count nothing a person could have one of: bounds that are never one, places, names.
const NO_COUNTS: &[&str] = &[
    "allowed",
    "amount",
    "application",
    "approver",
    "author",
    "checker",
    "code",
    "copied",
    "credits",
    "epoch",
    "field",
    "file",
    "given",
    "held",
    "least",
    "left",
    "line",
    "less",
    "maker",
    "max",
    "most",
    "name",
    "number",
    "opening",
    "path",
    "payment",
    "place",
    "places",
    "preparer",
    "room",
    "second",
    "signatory",
    "source",
    "sum",
    "total",
    "unit",
    "whole",
    "who",
    "year",
];

#[test]
fn what_english_counts_is_one_row_and_two_rows() {
    let mut faults = Vec::new();
    for name in EnFiles::iter() {
        let source = String::from_utf8(EnFiles::get(&name).unwrap().data.into_owned()).unwrap();
        for line in source.lines().filter(|line| !line.starts_with('#') && !line.trim_start().starts_with(['[', '*'])) {
            for rest in line.split("{ $").skip(1) {
                let Some((variable, after)) = rest.split_once(" } ") else { continue };
                let word: String = after.chars().take_while(|c| c.is_ascii_lowercase()).collect();
                // A verb of the third person ends as a plural does.
                let verb = ["was", "has", "does", "goes", "comes", "waits", "differs", "pays", "pass"]
                    .contains(&word.as_str());
                if word.len() > 2 && word.ends_with('s') && !verb && !NO_COUNTS.contains(&variable) {
                    faults.push(format!("{name}: {variable} {word}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "without a selector: {faults:#?}");
    for (key, variable) in [("cli-set-up", "units"), ("credit-source-age", "hours"), ("firm-some-bad", "bad")] {
        let one = Lang::En.tv(key, &[(variable, 1.into())]);
        let several = Lang::En.tv(key, &[(variable, 2.into())]);
        assert!(one.contains("1 unit,") || one.contains("1 hour") || one.contains("1 row has"), "{one}");
        assert!(
            several.contains("2 units,") || several.contains("2 hours") || several.contains("2 rows have"),
            "{several}"
        );
    }
}
