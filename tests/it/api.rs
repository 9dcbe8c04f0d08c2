//! The interface for programs: a program that knows the document alone files an application and reads its decision; what is wrong is
//! refused as on the pages; a token may no more than its person, and is over when it should be.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::person::Change;
use domain::refusal::Code;
use domain::role::Role;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;
use xinbu::service::person::decide::ConfirmChange;
use xinbu::service::person::lock::Lock;
use xinbu::service::person::propose::ProposeChange;
use xinbu::service::person::token::{EndToken, MakeToken};
use xinbu::web::api;
use xinbu::web::routes::Access;

use crate::authorisation::Things;
use crate::support::both_databases;
use crate::support::client::visible;
use crate::support::program::Program;
use crate::support::schedule::Row;

/// The document as it is checked in.
const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/web/api/openapi.json");

#[test]
fn the_document_that_is_checked_in_is_the_one_of_the_list() {
    let made = format!("{}\n", serde_json::to_string_pretty(api::openapi()).unwrap());
    if std::env::var_os("XINBU_WRITE_OPENAPI").is_some() {
        std::fs::write(DOCUMENT, &made).unwrap();
    }
    let there = std::fs::read_to_string(DOCUMENT).unwrap_or_default();
    let differs = made.lines().zip(there.lines()).find(|(made, there)| made != there);
    assert!(
        made == there,
        "{DOCUMENT} says otherwise: {differs:?}. After a change that is meant, write it anew with\n  \
         XINBU_WRITE_OPENAPI=1 cargo test --test it the_document_that_is_checked_in"
    );
}

#[test]
fn the_document_names_everything_once_and_nothing_that_is_not_there() {
    fn references<'v>(value: &'v Value, found: &mut BTreeSet<&'v str>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("$ref").and_then(Value::as_str));
                fields.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let document = api::openapi();
    let mut found = BTreeSet::new();
    references(document, &mut found);
    assert!(found.len() > 10);
    for reference in found {
        let at = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(at).is_some(), "{reference} leads nowhere");
    }
    let mut ids = BTreeSet::new();
    let paths = document["paths"].as_object().unwrap();
    let operations: Vec<&Value> = paths.values().flat_map(|path| path.as_object().unwrap().values()).collect();
    assert_eq!(operations.len(), api::rows().len());
    for operation in operations {
        let id = operation["operationId"].as_str().unwrap();
        assert!(ids.insert(id), "{id} stands twice");
        assert!(operation["summary"].as_str().is_some_and(|text| text.ends_with('.')), "{id} says nothing of itself");
    }
    // What stands for those who read the code is nothing to those who read the document.
    let links: Vec<String> =
        document.to_string().split("[`").skip(1).map(|rest| rest.chars().take(40).collect()).collect();
    assert!(links.is_empty(), "{links:?}");
}

#[test]
fn every_act_of_the_pages_is_one_of_programs_too_or_says_why_not() {
    let for_programs: BTreeSet<&str> = api::rows().into_iter().filter(|row| row.act).map(|row| row.name).collect();
    let of_people: BTreeSet<&str> = api::OF_PEOPLE.iter().map(|(name, _)| *name).collect();
    let pages = xinbu::web::routes::rows();
    for row in pages.iter().filter(|row| row.method == "POST") {
        let (there, excused) = (for_programs.contains(row.name), of_people.contains(row.name));
        assert!(there != excused, "{}: {there} {excused}", row.name);
    }
    for (name, why) in api::OF_PEOPLE {
        assert!(pages.iter().any(|row| row.name == *name) && !why.is_empty(), "{name} is no act of the pages");
    }
}

/// What a program knows: the document that the server gives out.
struct Known(Value);

impl Known {
    /// Where an operation is, with the parts of its path filled in.
    fn path(&self, operation: &str, number: &str) -> String {
        let found = self.0["paths"]
            .as_object()
            .unwrap()
            .iter()
            .find(|(_, path)| path.as_object().unwrap().values().any(|known| known["operationId"] == operation));
        let (path, _) = found.unwrap_or_else(|| panic!("the document knows no {operation}"));
        path.replace("{number}", number)
    }

    async fn read(&self, program: &Program, operation: &str, number: &str) -> Value {
        program.shown(&self.path(operation, number)).await
    }

    async fn act(&self, program: &Program, act: &str, body: Value) -> Value {
        let (status, given) = program.post(&self.path(&format!("act.{act}"), ""), &body).await;
        assert_eq!(status, StatusCode::OK, "{act} {body}: {given}");
        given
    }
}

both_databases! {
    async fn a_program_that_knows_the_document_alone_files_an_application_and_reads_its_decision(app: TestApp) {
        let server = app.serve().await;
        let known = Known(Program::stranger(&server).shown("/api/v1/openapi.json").await);
        let (preparer, signatory) = (app.program(&server, "a.preparer").await, app.program(&server, "a.signatory").await);
        // The firm files.
        let calls = known.read(&preparer, "read.call.list", "").await;
        let call = calls["items"].as_array().unwrap().iter().find(|call| call["firm_kind"] == "guarantor").unwrap();
        let account = json!({ "bank_name": "建设银行江临分行", "account_no": "6222001111111111", "cnaps": "105100000017" });
        known.act(&preparer, "firm.set_account", account).await;
        let number = known.act(&preparer, "application.create", json!({ "call": call["number"] })).await;
        let number = number.as_str().unwrap();
        let version = async |program: &Program, what: &str| known.read(program, what, number).await;
        let case = version(&preparer, "read.application").await;
        assert_eq!((&case["application"]["state"], &case["application"]["version"]), (&json!("draft"), &json!(1)));
        let questions = call["questions"].as_array().unwrap().iter().filter(|question| question["kind"] == "flag");
        let answers: serde_json::Map<String, Value> =
            questions.map(|question| (question["name"].as_str().unwrap().to_owned(), "否".into())).collect();
        known.act(&preparer, "application.fill_in", json!({ "number": number, "version": 1, "answers": answers })).await;
        let upload = known.path("act.applications.schedule", number);
        let rows = [Row::contract(1), Row::contract(2), Row::contract(3)];
        let send = preparer
            .request(Method::POST, &format!("{upload}?file_name=schedule.csv"))
            .header("idempotency-key", Uuid::now_v7().to_string())
            .header("if-match", "\"2\"")
            .body(app.schedule_csv(&rows).await);
        let (status, came) = preparer.sent(send).await;
        assert_eq!(status, StatusCode::OK, "{came}");
        assert_eq!(came, json!({ "outcome": "imported", "rows": 3, "good": 3, "bad": 0 }));
        let case = version(&preparer, "read.application").await;
        assert_eq!(case["answers"]["government_owned"], false);
        assert_eq!(case["schedule"]["good"], 3);
        let may = case["may"].as_array().unwrap();
        assert!(may.contains(&json!("edit")) && !may.contains(&json!("submit")), "a preparer does not sign: {may:?}");
        let now = case["application"]["version"].clone();
        let submit = json!({ "number": number, "version": now, "declared": true });
        let (status, told) = preparer.post(&known.path("act.application.submit", ""), &submit).await;
        assert_eq!((status, &told["code"]), (StatusCode::FORBIDDEN, &json!("not-your-role")));
        assert_eq!(told["facts"]["role"], json!(["role-signatory"]));
        known.act(&signatory, "application.submit", submit).await;
        // The authority works on it, by programs too.
        let of = async |role: &str| app.program(&server, role).await;
        let act = async |role: &str, name: &str, more: Value| {
            let program = of(role).await;
            let case = known.read(&program, "read.case", number).await;
            let mut body = json!({ "number": number, "version": case["case"]["version"] });
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            if name == "application.approve" {
                body["content"] = case["content"].clone();
            }
            known.act(&program, name, body).await
        };
        let queue = known.read(&of("receiving_officer").await, "read.case.waiting", "").await;
        assert_eq!(queue["items"][0]["number"], number);
        act("receiving_officer", "application.accept", json!({})).await;
        assert_eq!(act("credit_checker", "application.check", json!({})).await, "pass");
        assert_eq!(version(&preparer, "read.application").await["application"]["state"], "accepted", "as the page says");
        act("first_reviewer", "application.start_review", json!({})).await;
        let reject = json!({ "row": 4, "decision": "reject", "reason": "合同未盖章" });
        act("first_reviewer", "application.decide_line", reject).await;
        act("first_reviewer", "application.recommend", json!({ "reason": "同意" })).await;
        act("second_reviewer", "application.confirm", json!({})).await;
        assert_eq!(version(&preparer, "read.application").await["application"]["state"], "in_review");
        act("approver", "application.approve", json!({})).await;
        // The firm reads what became of it.
        let case = version(&preparer, "read.application").await;
        assert_eq!(case["application"]["state"], "approved_provisional");
        let stored = app.application(number).await;
        let approved = domain::money::text::plain(stored.approved_fen.unwrap(), domain::money::Currency::Cny);
        assert_eq!(case["application"]["approved"], json!({ "amount": approved, "currency": "CNY" }));
        let told: Vec<&str> = case["history"].as_array().unwrap().iter().map(|s| s["event"].as_str().unwrap()).collect();
        assert!(told.ends_with(&["submit", "accept", "start_review", "approve"]), "{told:?}");
        let lines = known.read(&preparer, "read.application.lines", number).await;
        let outcomes: Vec<&Value> = lines["items"].as_array().unwrap().iter().map(|line| &line["outcome"]).collect();
        assert_eq!(outcomes, ["paid", "paid", "struck"]);
        assert!(lines["items"][0].get("decision").is_none() && lines["items"][0].get("credit").is_none());
        let why = known.path("read.application.line_trace", number).replace("{row}", lines["items"][2]["row"].to_string().as_str());
        let why = preparer.shown(&why).await;
        let last = why["steps"].as_array().unwrap().last().unwrap();
        assert_eq!((&why["format"], &last["kind"]), (&json!("xinbu.trace/1"), &json!("end")));
        let file = case["schedule"]["documents"][0]["id"].as_str().unwrap();
        let file = known.path("read.application.document", number).replace("{document}", file);
        let bytes = preparer.request(Method::GET, &file).send().await.unwrap().bytes().await.unwrap();
        assert_eq!(bytes, app.schedule_csv(&rows).await);
        // A file is of the type that the document lets it be.
        let template = known.path("read.call.template", call["number"].as_str().unwrap());
        let kind = preparer.request(Method::GET, &template).send().await.unwrap().headers()["content-type"].clone();
        let told = &known.0["paths"]["/api/v1/calls/{number}/template.xlsx"]["get"]["responses"]["200"]["content"];
        let told: Vec<&String> = told.as_object().unwrap().keys().collect();
        assert!(told.iter().any(|told| *told == "*/*" || kind == told.as_str()), "{kind:?} is none of {told:?}");
        app.is_sound().await;
    }
}

both_databases! {
    async fn what_is_wrong_is_refused_as_on_the_pages_and_nothing_is_done(app: TestApp) {
        let server = app.serve().await;
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let (officer, firm) = (app.program(&server, "receiving_officer").await, app.program(&server, "a.preparer").await);
        let version = app.version(&number).await;
        let before = app.count("audit_event WHERE action <> 'person.make_token'").await;
        let path = "/api/v1/acts/application.accept";
        let good = json!({ "number": number, "version": version });
        let at = |place: &str| json!(place);
        let cases: [(&str, Value, u16, Code, Value); 8] = [
            ("an unknown field", json!({ "number": number, "version": version, "other": 1 }), 422, Code::FormMalformed, at("other")),
            ("a wrong type", json!({ "number": number, "version": "1" }), 422, Code::CountMalformed, at("version")),
            ("no number", json!({ "number": 1, "version": version }), 422, Code::FormMalformed, at("number")),
            ("below what there is", json!({ "number": number, "version": -1 }), 422, Code::CountMalformed, at("version")),
            ("nothing", json!({}), 422, Code::FieldRequired, at("number")),
            ("another version", json!({ "number": number, "version": version + 1 }), 409, Code::Stale, Value::Null),
            ("of nobody", json!({ "number": "SQ-2026-9999", "version": 1 }), 404, Code::NotFound, Value::Null),
            ("no object", json!([]), 422, Code::FormMalformed, Value::Null),
        ];
        for (what, body, status, code, place) in cases {
            let (found, told) = officer.post(path, &body).await;
            assert_eq!((found.as_u16(), &told["code"], &told["place"]), (status, &json!(code.key()), &place), "{what}: {told}");
            assert_eq!(told["type"], format!("urn:xinbu:{}", code.key()), "{what}");
            assert!(told["detail"].as_str().is_some_and(|text| !text.contains('{') && !text.is_empty()), "{what}: {told}");
        }
        let raw = |body: &'static str, kind: &'static str, key: &'static str| {
            let request = officer.request(Method::POST, path).header("content-type", kind).body(body);
            officer.sent(if key.is_empty() { request } else { request.header("idempotency-key", key) })
        };
        const KEY: &str = "01990000-0000-7000-8000-000000000001";
        const HUGE: &str = r#"{"number": "a", "version": 99999999999999999999999}"#;
        const TWICE: &str = r#"{"number": "a", "version": 1, "version": 2}"#;
        for (what, (status, told), code, place) in [
            ("a huge number", raw(HUGE, "application/json", KEY).await, Code::CountMalformed, at("version")),
            ("a name twice", raw(TWICE, "application/json", KEY).await, Code::FieldTwice, at("version")),
            ("half a body", raw(r#"{"number":"#, "application/json; charset=utf-8", KEY).await, Code::FormMalformed, Value::Null),
            ("another type of body", raw("{}", "text/plain", KEY).await, Code::FormMalformed, at("content-type")),
            ("no key", raw("{}", "application/json", "").await, Code::FieldRequired, at("Idempotency-Key")),
            ("a key that is none", raw("{}", "application/json", "abc").await, Code::FormMalformed, at("Idempotency-Key")),
        ] {
            assert_eq!((status.as_u16(), &told["code"], &told["place"]), (422, &json!(code.key()), &place), "{what}: {told}");
        }
        // The version beside the body.
        let beside = |seen: &str, body: &Value| {
            let request = officer.request(Method::POST, path).header("if-match", seen).json(body);
            officer.sent(request.header("idempotency-key", Uuid::now_v7().to_string()))
        };
        assert_eq!(beside("\"1\"", &good).await.1["code"], "stale", "the two say otherwise");
        assert_eq!(beside("abc", &good).await.1["place"], "if-match");
        assert_eq!(beside("\"999\"", &json!({ "number": number })).await.0, StatusCode::CONFLICT);
        // Foreign things, roles, unknown answers.
        assert_eq!(firm.refused("application.accept", &good).await, (403, "not-your-role".to_owned()));
        let other = app.program(&server, "b.preparer").await;
        for path in ["", "/lines", "/explanation", "/schedule/problems"] {
            let (status, told) = other.get(&format!("/api/v1/applications/{number}{path}")).await;
            assert_eq!((status, &told["code"]), (StatusCode::NOT_FOUND, &json!("not-found")), "{path}");
        }
        for path in ["?after=abc", "?state=nonsense", "?other=1"] {
            assert_eq!(firm.get(&format!("/api/v1/applications{path}")).await.0, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(firm.get("/api/v1/nothing").await.1["code"], "not-found");
        assert_eq!(app.count("audit_event WHERE action <> 'person.make_token'").await, before);
        let draft = app.draft("b").await;
        let answers = json!({ "number": draft, "version": app.version(&draft).await, "answers": { "nonsense": "1" } });
        let (status, told) = other.post("/api/v1/acts/application.fill_in", &answers).await;
        assert_eq!((status.as_u16(), &told["code"], &told["place"]), (422, &json!("form-malformed"), &json!("nonsense")));
        // A key: once in effect, and for one request only.
        let key = Uuid::now_v7();
        let events = app.count("audit_event").await;
        for _ in 0..3 {
            assert_eq!(officer.post_with(path, &good, key).await.0, StatusCode::OK);
        }
        assert_eq!(app.count("audit_event").await, events + 1);
        let (status, told) = officer.post_with(path, &json!({ "number": number, "version": version + 1 }), key).await;
        assert_eq!((status.as_u16(), &told["code"]), (422, &json!("key-reused")));
        // The same words as on the page, in the language that is asked for.
        let again = officer.request(Method::POST, path).header("accept-language", "zh-CN").json(&good);
        let (_, told) = officer.sent(again.header("idempotency-key", Uuid::now_v7().to_string())).await;
        let browser = server.sign_in("receiving_officer").await;
        let page = browser.post(&format!("/review/{number}/accept"), &[("version", &version.to_string())]).await;
        assert_eq!((told["status"].as_u64(), told["code"].as_str()), (Some(page.status().as_u16().into()), Some("stale")));
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_schedule_that_would_replace_good_rows_is_asked_about_and_a_bad_one_is_told_cell_by_cell(app: TestApp) {
        let server = app.serve().await;
        let number = app.draft("a").await;
        let firm = app.program(&server, "a.preparer").await;
        let path = format!("/api/v1/applications/{number}/schedule");
        let send = async |rows: &[Row], version: i64, key: Uuid| {
            let request = firm.request(Method::POST, &format!("{path}?file_name=s.csv")).body(app.schedule_csv(rows).await);
            firm.sent(request.header("if-match", format!("\"{version}\"")).header("idempotency-key", key.to_string())).await
        };
        let (first, version) = (Uuid::now_v7(), app.version(&number).await);
        let rows = [Row::contract(1), Row::contract(2).with("amount", "viel")];
        let came = send(&rows, version, first).await;
        assert_eq!((came.0, came.1["bad"].as_i64()), (StatusCode::OK, Some(1)), "{}", came.1);
        assert_eq!(send(&rows, version, first).await, came, "the same request again");
        assert_eq!(send(&[Row::contract(1)], version, Uuid::now_v7()).await.1["code"], "stale");
        let cells = firm.shown(&format!("{path}/problems")).await;
        let cell = &cells["items"][0];
        assert_eq!((&cell["found"], cell["problem"]["detail"].as_str().is_some_and(|t| !t.is_empty())), (&json!("viel"), true));
        let version = app.version(&number).await;
        let (status, asked) = send(&[Row::contract(7)], version, Uuid::now_v7()).await;
        assert_eq!((status, &asked["outcome"], &asked["removed"]), (StatusCode::OK, &json!("asks"), &json!(1)), "{asked}");
        let agree = json!({ "version": version, "upload": asked["upload"] });
        let key = Uuid::now_v7();
        let replaced = firm.post_with(&format!("{path}/replace"), &agree, key).await;
        assert_eq!(replaced.1["outcome"], "imported", "{}", replaced.1);
        assert_eq!(firm.post_with(&format!("{path}/replace"), &agree, key).await, replaced, "the same request again");
        let late = json!({ "version": app.version(&number).await, "upload": Uuid::now_v7() });
        assert_eq!(firm.post(&format!("{path}/replace"), &late).await.1["code"], "upload-gone");
        let none = firm.request(Method::POST, &path).header("idempotency-key", Uuid::now_v7().to_string()).body("x");
        assert_eq!(firm.sent(none).await.1["place"], "if-match");
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_token_is_made_on_the_own_page_shown_once_and_may_no_more_than_its_person(app: TestApp) {
        let server = app.serve().await;
        let browser = server.sign_in("a.preparer").await;
        let last = (app.app.clock.today() + chrono::Days::new(10)).to_string();
        let form = [("name", "报表程序"), ("may", "reads"), ("ends_on", last.as_str())];
        let page = browser.post("/me/tokens", &form).await;
        assert_eq!(page.status(), StatusCode::OK);
        let page = page.text().await.unwrap();
        let at = page.find("xinbu_").unwrap_or_else(|| panic!("no token: {}", visible(&page)));
        let token = page[at..at + 70].to_owned();
        assert!(!browser.page("/me").await.contains("xinbu_"), "it is shown once");
        assert!(visible(&browser.page("/me").await).contains("报表程序"));
        assert_eq!(app.count(&format!("access_token WHERE token_sha256 = '{token}'")).await, 0, "its hash is kept");
        let reader = Program::stranger(&server).with(&token);
        assert_eq!(reader.get("/api/v1/applications").await.0, StatusCode::OK);
        assert_eq!(reader.get("/api/v1/cases").await.1["code"], "not-your-role");
        let create = json!({ "call": app.guarantee_call });
        assert_eq!(reader.refused("application.create", &create).await, (403, "token-reads-only".to_owned()));
        assert!(app.count("access_token WHERE used_at IS NOT NULL").await == 1);
        // Days and names.
        let bad = [("", last.as_str(), "name"), ("x", "2020-01-01", "ends_on"), ("x", "2099-01-01", "ends_on"), ("x", "soon", "ends_on")];
        for (name, ends_on, field) in bad {
            let page = browser.post_from("/me/tokens", "/me", &[("name", name), ("may", "acts"), ("ends_on", ends_on)]).await;
            assert_eq!(page.status(), StatusCode::UNPROCESSABLE_ENTITY, "{name} {ends_on}");
            assert!(page.text().await.unwrap().contains(&format!("{field}-error")), "{name} {ends_on}");
        }
        // Neither a session nor another token stands in for one, nor does a token open a page.
        assert_eq!(browser.get("/api/v1/applications").await.status(), StatusCode::UNAUTHORIZED);
        let (status, told) = Program::stranger(&server).get("/api/v1/applications").await;
        assert_eq!((status, &told["code"]), (StatusCode::UNAUTHORIZED, &json!("not-signed-in")));
        assert_eq!(Program::stranger(&server).with("nonsense").get("/api/v1/applications").await.0, StatusCode::UNAUTHORIZED);
        let page = reader.request(Method::GET, "/applications").send().await.unwrap();
        assert!(page.url().path() == "/sign-in" || page.status() == StatusCode::SEE_OTHER);
        // Only its own person ends it.
        let id: Vec<String> = page_tokens(&browser.page("/me").await);
        let other = server.sign_in("b.preparer").await;
        assert_eq!(other.post(&format!("/me/tokens/{}/end", id[0]), &[]).await.status(), StatusCode::NOT_FOUND);
        browser.go(&format!("/me/tokens/{}/end", id[0]), &[]).await;
        assert_eq!(reader.get("/api/v1/applications").await.0, StatusCode::UNAUTHORIZED);
        assert_eq!(browser.post(&format!("/me/tokens/{}/end", id[0]), &[]).await.status(), StatusCode::NOT_FOUND);
        app.is_sound().await;
    }
}

/// The ids of the tokens that a page offers to end.
fn page_tokens(page: &str) -> Vec<String> {
    page.split("/me/tokens/").skip(1).filter_map(|rest| rest.split_once("/end")).map(|(id, _)| id.to_owned()).collect()
}

both_databases! {
    async fn a_token_is_over_when_its_day_its_person_or_a_role_of_the_person_is(app: TestApp) {
        let server = app.serve().await;
        let usable = async |program: &Program| program.get("/api/v1/payments").await.0 != StatusCode::UNAUTHORIZED;
        let (maker, checker) = (app.program(&server, "finance_maker").await, app.program(&server, "credit_checker").await);
        let short = MakeToken::new("short", app.app.clock.today(), false).unwrap();
        app.run("reconciler", &short).await.unwrap();
        let short = Program::stranger(&server).with(&short.token);
        assert!(usable(&maker).await && usable(&checker).await && usable(&short).await);
        let person = app.actor("finance_maker").await.person;
        app.run("administrator", &Lock { person, reason: "离职".into() }).await.unwrap();
        assert!(!usable(&maker).await);
        // It does not come back with its person.
        let unlock = ProposeChange { person, change: Change::Unlock, roles: vec![], reason: "误锁".into() };
        let number = app.run("administrator", &unlock).await.unwrap();
        app.run("administrator_2", &ConfirmChange { number }).await.unwrap();
        assert!(!usable(&maker).await);
        let person = app.actor("credit_checker").await.person;
        let revoke = ProposeChange { person, change: Change::Revoke, roles: vec![Role::CreditChecker], reason: "调岗".into() };
        let number = app.run("administrator", &revoke).await.unwrap();
        app.run("administrator_2", &ConfirmChange { number }).await.unwrap();
        assert!(!usable(&checker).await);
        app.app.clock.advance(TimeDelta::days(1));
        assert!(!usable(&short).await);
        let own = app.count("access_token WHERE ended_at IS NOT NULL").await;
        assert_eq!(own, 2);
        let missing = EndToken { token: domain::id::AccessTokenId::from_uuid(Uuid::now_v7()) };
        assert_eq!(app.run("reconciler", &missing).await.unwrap_err().code(), Some(Code::NotFound));
        app.is_sound().await;
    }
}

both_databases! {
    async fn who_tries_tokens_that_nobody_made_waits_and_who_has_one_does_not(app: TestApp) {
        let server = app.serve().await;
        let good = app.program(&server, "auditor").await;
        let mut last = StatusCode::UNAUTHORIZED;
        for n in 0..101 {
            last = good.with(&format!("xinbu_{n}")).get("/api/v1/cases").await.0;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        let (_, told) = good.with("xinbu_another").get("/api/v1/cases").await;
        assert_eq!(told["code"], "sign-in-locked");
        assert_eq!(good.get("/api/v1/cases").await.0, StatusCode::OK);
    }
}

/// The acts of the interface by name, each with the schema of its body.
fn acts() -> Vec<(String, Value)> {
    let paths = api::openapi()["paths"].as_object().unwrap();
    let acts = paths.iter().filter_map(|(path, known)| {
        let name = path.strip_prefix("/api/v1/acts/")?;
        Some((name.to_owned(), known["post"]["requestBody"]["content"]["application/json"]["schema"].clone()))
    });
    acts.collect()
}

/// Fields that name a thing.
const NAMES: [&str; 6] = ["number", "call", "payments", "applications", "statement", "subject"];

/// A value of the shape of a schema, about a thing.
fn value_of(name: &str, schema: &Value, about: &dyn Fn(&str) -> Value) -> Value {
    let value = |schema: &Value| value_of("", schema, about);
    if NAMES.contains(&name) && schema["type"] != "object" {
        return about(name);
    }
    if let Some(reference) = schema["$ref"].as_str() {
        return value(api::openapi().pointer(reference.strip_prefix('#').unwrap()).unwrap());
    }
    if let Some(said) = schema.get("const") {
        return said.clone();
    }
    if let Some(choices) = schema.get("enum").or(schema.get("oneOf")).or(schema.get("anyOf")).and_then(Value::as_array)
    {
        let first = &choices[0];
        return if first.is_object() { value(first) } else { first.clone() };
    }
    let of = schema["type"].as_str().or(schema["type"][0].as_str()).unwrap_or_default();
    match (of, schema["format"].as_str()) {
        ("string", Some("uuid")) => json!(Uuid::now_v7()),
        ("string", Some("date")) => json!("2026-12-01"),
        ("string", Some("date-time")) => json!("2026-12-01T00:00:00Z"),
        ("string", _) => json!("x"),
        ("integer", _) => json!(if name == "row" { 2 } else { 1 }),
        ("boolean", _) => json!(true),
        ("array", _) => match schema["prefixItems"].as_array() {
            Some(items) => items.iter().map(value).collect(),
            None => json!([value(&schema["items"])]),
        },
        ("object", _) => {
            let fields = schema["properties"].as_object().into_iter().flatten();
            Value::Object(fields.map(|(name, field)| (name.clone(), value_of(name, field, about))).collect())
        }
        _ => panic!("nothing is known to be a {schema}"),
    }
}

both_databases! {
    async fn what_is_foreign_is_told_a_program_as_what_is_missing(app: TestApp) {
        let things = Things::of(&app, "a", &[Row::contract(1)]).await;
        app.add_province().await;
        let server = app.serve().await;
        let number = things.application.clone();
        let mut programs = Vec::new();
        for role in Role::ALL {
            programs.push((*role, app.program(&server, &format!("x.{}", role.key())).await));
        }
        let own = |path: &str| {
            let row = xinbu::web::routes::rows().into_iter().find(|row| row.path == path).unwrap();
            things.path(&row).rsplit('/').next().unwrap().to_owned()
        };
        let (notice, batch, payment) = (own("/notices/{number}"), own("/batches/{number}"), own("/payments/{number}"));
        let statement = own("/statements/{number}");
        let proposals = ["call.confirm", "call.decline", "call.take_back"];
        let before = app.count("audit_event").await;
        let mut tried = 0;
        for row in api::rows().into_iter().filter(|row| row.method == "GET") {
            let Access::Roles(roles) = row.access else { continue };
            for (role, program) in programs.iter().filter(|(role, _)| roles.contains(role)) {
                let path = things.path(&row);
                let (status, told) = program.get(&path).await;
                if row.path.contains("{number}") && !row.path.contains("/calls/") {
                    let missing = program.get(&path.replace(&number, "SQ-2026-9999")).await;
                    assert_eq!((status, &told), (StatusCode::NOT_FOUND, &missing.1), "{path} as {role}");
                    tried += 1;
                } else {
                    assert!(!told.to_string().contains(&number), "{path} as {role}: {told}");
                }
            }
        }
        // What it notes is the own reading, and names no thing.
        for (name, schema) in acts().into_iter().filter(|(name, _)| name != "inbox.read") {
            let row = api::rows().into_iter().find(|row| row.name == name).unwrap();
            let Access::Roles(roles) = row.access else { continue };
            let (area, _) = name.split_once('.').unwrap();
            let thing = |field: &str, there: bool| {
                let of = match (field, area) {
                    ("call", _) => &app.guarantee_call,
                    ("payments" | "subject", _) | ("number", "payment") => &payment,
                    ("statement", _) => &statement,
                    (_, "call") if !proposals.contains(&name.as_str()) => &app.guarantee_call,
                    (_, "batch") => &batch,
                    (_, "notice") if field == "number" => &notice,
                    _ => &number,
                };
                let of = if there { of.clone() } else { format!("{}9999", &of[..of.len() - 4]) };
                match field {
                    "payments" => json!([of]),
                    "applications" => json!([[of, 1]]),
                    _ => json!(of),
                }
            };
            for (role, program) in programs.iter().filter(|(role, _)| roles.contains(role)) {
                let foreign = program.refused(&name, &value_of("", &schema, &|field| thing(field, true))).await;
                let missing = program.refused(&name, &value_of("", &schema, &|field| thing(field, false))).await;
                assert_eq!(foreign, missing, "{name} as {role}");
                tried += 1;
            }
        }
        assert!(tried > 40, "{tried}");
        assert_eq!(app.count("audit_event").await, before, "something was done in another province");
    }
}
