//! Contracts that are refused, and answers: what counts, and one small thing wrong with each of the others.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::read::{Flaw, Malformed, read};
use super::*;
use crate::credit::{Record, rule};
use crate::money::Fen;

const CODE: &str = "91350100M000100Y43";

fn now() -> DateTime<Utc> {
    "2026-11-23T04:00:00Z".parse().unwrap()
}

/// A contract with everything that one can have.
fn full() -> Registry {
    serde_json::from_value(json!({
        "url": "https://registry.example/v1/penalties/{code}?name={name}",
        "header": { "name": "X-Api-Key", "env": "XINBU_REGISTRY_KEY" },
        "kind": "/type",
        "list": "/data/rows",
        "count": "/data/total",
        "none": { "at": "/data/none", "is": true },
        "echo": "/query/code",
        "as_of": "/answered",
        "max_skew_minutes": 60,
        "fields": {
            "subject_name": "/name", "subject_code": "/code", "authority": "/by/name", "decision_no": "/no",
            "event_date": "/on", "public_until": "/until", "repaired_at": "/repaired", "revoked_at": "/revoked",
            "severity": "/class", "penalty_types": "/types", "fine_wan": "/fine", "content": "/text", "domain": "/field"
        },
        "words": { "kind": { "处罚": "ADMIN_PENALTY", "失信": "COURT_DEFAULTER" }, "domain": { "JR": "finance" } },
        "allow": ["registry.internal", "10.2.3.4", "[fd00::1]"]
    }))
    .unwrap()
}

fn item() -> Value {
    json!({
        "type": "处罚", "name": "湖南星岳融资担保有限公司", "code": CODE, "by": { "name": "长沙市市场监督管理局" },
        "no": "长市监处〔2026〕1号", "on": "2026-01-10", "until": "2027-01-10 00:00:00", "class": "一般",
        "types": "警告、罚款", "fine": 0.2, "text": "罚款2000元", "field": "JR"
    })
}

fn answer(items: &[Value]) -> Value {
    json!({
        "answered": "2026-11-23T12:00:03+08:00",
        "query": { "code": CODE },
        "data": { "rows": items, "total": items.len(), "none": items.is_empty() }
    })
}

/// A good answer with one record, in which one place says something else.
fn with(place: &str, value: Value) -> Value {
    let mut whole = answer(&[item()]);
    *whole.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = value;
    whole
}

fn without(parent: &str, key: &str) -> Value {
    let mut whole = answer(&[item()]);
    whole.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key).unwrap();
    whole
}

fn ask(answer: &Value) -> Result<Vec<Record>, Malformed> {
    ask_text(&answer.to_string())
}

fn ask_text(answer: &str) -> Result<Vec<Record>, Malformed> {
    read(&full(), "COURT", answer.as_bytes(), CODE, now())
}

#[test]
fn records_are_read_in_full() {
    let records = ask(&answer(&[item()])).unwrap();
    let [record] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!((record.kind.as_str(), record.source.as_str()), ("ADMIN_PENALTY", "COURT"));
    assert_eq!((record.severity, record.domain.as_str()), (Severity::General, "finance"));
    assert_eq!(record.penalty_types, ["警告", "罚款"]);
    assert_eq!((record.subject_code.as_str(), record.decision_no.as_str()), (CODE, "长市监处〔2026〕1号"));
    assert_eq!(record.authority, "长沙市市场监督管理局");
    assert_eq!(record.event_date.to_string(), "2026-01-10");
    assert_eq!(record.public_until.unwrap().to_string(), "2027-01-10");
    assert_eq!(record.fine, Some(Fen::new(200_000)));
    assert_eq!((record.repaired_at, record.known_from, record.known_to), (None, now(), None));
}

#[test]
fn a_positive_none_is_clean_with_an_empty_list_or_without_one() {
    assert_eq!(ask(&answer(&[])), Ok(Vec::new()));
    let absent = json!({ "answered": "2026-11-23T04:00:00Z", "query": { "code": CODE },
        "data": { "rows": null, "total": 0, "none": true } });
    assert_eq!(ask(&absent), Ok(Vec::new()));
}

#[test]
fn what_an_item_leaves_out_is_never_to_the_firms_advantage() {
    let mut plain = item();
    for key in ["class", "types", "until", "fine"] {
        plain[key] = Value::Null;
    }
    let record = ask(&answer(&[plain.clone()])).unwrap().remove(0);
    assert_eq!((record.severity, record.fine, record.public_until), (Severity::Unknown, None, None));
    plain["types"] = json!(["吊销许可证件", "罚款"]);
    assert_eq!(ask(&answer(&[plain])).unwrap()[0].severity, Severity::Serious);

    let mut contract = full();
    contract.fields.remove(&Field::SubjectCode);
    let body = answer(&[item()]).to_string();
    let records = read(&contract, "COURT", body.as_bytes(), CODE, now()).unwrap();
    assert_eq!(records[0].subject_code, CODE);
}

#[test]
fn spellings_of_one_code_are_one_code() {
    let mut whole = answer(&[item()]);
    whole["query"]["code"] = json!("91350100m000100y43 ");
    whole["data"]["rows"][0]["code"] = json!("M000100Y-4");
    assert_eq!(ask(&whole).unwrap()[0].subject_code, "M000100Y-4");
}

#[test]
fn every_other_answer_is_none() {
    use Malformed as M;
    let flaw = |field, flaw| M::Item { item: 1, field, flaw };
    let row = "/data/rows/0";
    let other = "91430100MA4L2GT8X8";
    let ahead = "2026-11-23T04:10:01Z".parse().unwrap();
    let behind = "2026-11-23T02:59:59Z".parse().unwrap();
    let cases = [
        (with("/query/code", json!(other)), M::EchoOther(other.to_owned())),
        (with("/query/code", Value::Null), M::EchoMissing),
        (with("/query/code", json!("")), M::EchoMissing),
        (with("/query/code", json!(913501000001001i64)), M::EchoMissing),
        (without("/query", "code"), M::EchoMissing),
        (with("/answered", json!("2026-11-23T04:10:01Z")), M::Ahead(ahead)),
        (with("/answered", json!("2026-11-23T02:59:59Z")), M::Behind(behind)),
        (with("/answered", json!("2026-11-23 12:00:00")), M::TimeMissing),
        (with("/answered", json!(1_795_000_000)), M::TimeMissing),
        (without("", "answered"), M::TimeMissing),
        (without("/data", "rows"), M::ListMissing),
        (with("/data/rows", Value::Null), M::ListMissing),
        (with("/data/rows", json!({})), M::ListNotList),
        (with("/data/rows", json!("[]")), M::ListNotList),
        (with("/data/rows", json!([])), M::MarkMissing),
        (with("/data", json!({ "rows": [], "total": 0 })), M::MarkMissing),
        (with("/data", json!({ "rows": [], "total": 0, "none": "true" })), M::MarkMissing),
        (with("/data/none", json!(true)), M::Contradiction(1)),
        (with("/data/total", json!(25)), M::Count { stated: "25".to_owned(), found: 1 }),
        (with("/data/total", json!("1")), M::Count { stated: "\"1\"".to_owned(), found: 1 }),
        (without("/data", "total"), M::Count { stated: "null".to_owned(), found: 1 }),
        (answer(&[item(), Value::Null]), M::NotObject(2)),
        (answer(&[json!([])]), M::NotObject(1)),
        (answer(&[item(), item()]), M::Twice { first: 1, second: 2 }),
        (without(row, "type"), M::Kind(1)),
        (with("/data/rows/0/type", json!("表彰")), M::Kind(1)),
        (without(row, "name"), flaw(Field::SubjectName, Flaw::Missing)),
        (with("/data/rows/0/name", json!("  ")), flaw(Field::SubjectName, Flaw::Missing)),
        (with("/data/rows/0/name", json!(["甲"])), flaw(Field::SubjectName, Flaw::NotText)),
        (with("/data/rows/0/by", Value::Null), flaw(Field::Authority, Flaw::Missing)),
        (with("/data/rows/0/no", json!(20_260_001)), flaw(Field::DecisionNo, Flaw::Number)),
        (with("/data/rows/0/code", json!(913_501_000_001_001_i64)), flaw(Field::SubjectCode, Flaw::Number)),
        (with("/data/rows/0/code", Value::Null), flaw(Field::SubjectCode, Flaw::Missing)),
        (with("/data/rows/0/code", json!(other)), M::ItemOther { item: 1, found: other.to_owned() }),
        (without(row, "on"), flaw(Field::EventDate, Flaw::Missing)),
        (with("/data/rows/0/on", json!("2026-02-30")), flaw(Field::EventDate, Flaw::NotDate)),
        (with("/data/rows/0/on", json!("46349")), flaw(Field::EventDate, Flaw::NotDate)),
        (with("/data/rows/0/on", json!(46349)), flaw(Field::EventDate, Flaw::Number)),
        (with("/data/rows/0/on", json!("2026-11-25")), flaw(Field::EventDate, Flaw::Future)),
    ];
    for (answer, expected) in cases {
        assert_eq!(ask(&answer), Err(expected), "{answer}");
    }
}

#[test]
fn an_item_counts_although_what_it_may_lack_cannot_be_read() {
    let unread = |field: &str, value: Value| {
        let record = ask(&with(&format!("/data/rows/0/{field}"), value)).unwrap().remove(0);
        let words = record.unread.values().next().cloned().unwrap_or_default();
        assert_eq!(record.unread.len(), 1, "{field}");
        (record, words)
    };
    for words in ["长期", "/", "9999-12-31", "2026-01-09"] {
        let (record, found) = unread("until", json!(words));
        assert_eq!((record.until().unwrap(), found.as_str()), (None, words), "an end that is unknown is endless");
    }
    assert_eq!(unread("class", json!("较重")).0.severity, Severity::Unknown);
    assert_eq!(unread("types", json!(["罚款", 1])).0.severity, Severity::Unknown);
    assert_eq!(unread("field", json!("XX")).0.unread["domain"], "XX");
    for fine in [json!("2000元"), json!(-1), json!(0.000_000_1), json!(true), json!("无")] {
        assert_eq!(unread("fine", fine).0.fine, None);
    }
    let dated = ask(&with("/data/rows/0/until", json!("2027-01-09T10:30:00+08:00"))).unwrap().remove(0);
    assert_eq!((dated.public_until, dated.unread.len()), ("2027-01-09".parse().ok(), 0));
}

#[test]
fn what_is_not_json_is_no_answer() {
    let good = answer(&[]).to_string();
    let utf16: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let gb18030 = [br#"{"name":""#.as_slice(), &[0xba, 0xfe, 0xc4, 0xcf], br#""}"#].concat();
    let bytes = |bytes: &[u8]| read(&full(), "COURT", bytes, CODE, now()).unwrap_err();
    assert!(matches!(bytes(&utf16), Malformed::NotJson { .. } | Malformed::Encoding));
    assert_eq!(bytes(&gb18030), Malformed::Encoding);
    assert_eq!(ask_text(""), Err(Malformed::Empty));
    assert_eq!(ask_text(" \n"), Err(Malformed::Empty));
    assert_eq!(ask_text(&good[..good.len() - 1]), Err(Malformed::Truncated));
    for text in ["<html></html>", "NaN", "{\"a\":NaN}", "{'a':1}", &format!("{good}x"), &format!("\u{feff}{good}")] {
        assert!(matches!(ask_text(text), Err(Malformed::NotJson { .. })), "{text}");
    }
    for text in ["null", "[]", "{}", "\"ok\"", "true", "0"] {
        assert_eq!(ask_text(text), Err(Malformed::EchoMissing), "{text}");
    }
    let twice = good.replace("\"total\":0", "\"total\":3,\"total\":0");
    assert_eq!(ask_text(&twice), Err(Malformed::KeyTwice("total".to_owned())));
}

#[test]
fn a_contract_is_checked_before_it_is_used() {
    let rules = rule::embedded().unwrap();
    assert_eq!(full().problems(&rules), []);
    let problem = |change: &dyn Fn(&mut Registry)| {
        let mut contract = full();
        change(&mut contract);
        contract.check(&rules).map_err(|refusal| refusal.code)
    };
    for url in [
        "ftp://registry.example/{code}",
        "https://registry.example",
        "https://{code}.example/",
        "https://someone@registry.example/{code}",
        "https://registry.example/all",
        "https://registry.example/{code}/{id}",
        "https://registry.example/{code}#top",
        "https://registry.example/ {code}",
        "https:///{code}",
        "",
    ] {
        assert_eq!(problem(&|r| r.url = url.to_owned()), Err(Code::RegistryUrl), "{url}");
    }
    for url in ["http://10.1.1.1:8080/{code}", "https://[fd00::1]:8443/?c={code}", "https://a-b.example:443?c={code}"] {
        assert_eq!(problem(&|r| r.url = url.to_owned()), Ok(()), "{url}");
    }
    assert_eq!(problem(&|r| r.header.as_mut().unwrap().env = "A B".to_owned()), Err(Code::RegistryHeader));
    assert_eq!(problem(&|r| r.header.as_mut().unwrap().name = "X:Y".to_owned()), Err(Code::RegistryHeader));
    assert_eq!(problem(&|r| r.kind = "COURT_DEFAULTERS".to_owned()), Err(Code::RegistryKind));
    assert_eq!(problem(&|r| r.kind = "*".to_owned()), Err(Code::RegistryKind));
    assert_eq!(problem(&|r| r.words.clear()), Err(Code::RegistryKind));
    assert_eq!(problem(&|r| r.list = "data".to_owned()), Err(Code::RegistryPointer));
    assert_eq!(problem(&|r| r.echo = "/a~2".to_owned()), Err(Code::RegistryPointer));
    assert_eq!(problem(&|r| r.none.at = r.list.clone()), Err(Code::RegistryMarker));
    assert_eq!(problem(&|r| r.none.is = Value::Null), Err(Code::RegistryMarker));
    assert_eq!(problem(&|r| drop(r.fields.remove(&Field::EventDate))), Err(Code::RegistryField));
    let grave = || BTreeMap::from([("重".to_owned(), "grave".to_owned())]);
    assert_eq!(problem(&|r| drop(r.words.insert(Worded::Severity, grave()))), Err(Code::RegistryWord));
    assert_eq!(problem(&|r| r.allow.push("10.0.0.0/8".to_owned())), Err(Code::RegistryAllow));
    assert!(serde_json::from_value::<Registry>(json!({ "url": "", "lists": "/x" })).is_err());
}

#[test]
fn the_example_of_the_documentation_is_a_good_contract() {
    let head = include_str!("../registry.rs").lines().filter_map(|line| line.strip_prefix("//!"));
    let example: String = head.skip_while(|line| *line != " ```json").skip(1).take_while(|l| *l != " ```").collect();
    let contract: Registry = serde_json::from_str(&example).unwrap();
    assert_eq!(contract.problems(&rule::embedded().unwrap()), []);
}

#[test]
fn a_name_cannot_lead_to_another_address() {
    let contract = full();
    let url = contract.url_for(CODE, "甲&乙/../?#{code}").unwrap();
    let name = "%E7%94%B2%26%E4%B9%99%2F%2E%2E%2F%3F%23%7Bcode%7D";
    assert_eq!(url, format!("https://registry.example/v1/penalties/{CODE}?name={name}"));
    assert_eq!(contract.url_for("..", "甲"), None);
    assert_eq!(contract.url_for(" ", "甲"), None);
    assert_eq!(contract.url_for(CODE, ""), None);
}
