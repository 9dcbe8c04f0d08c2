//! A scheme version on its way: a draft with its faults and failing cases, two administrators, the day from which it
//! counts, calls under it, and what the database refuses around the program.

use domain::refusal::Code;
use reqwest::StatusCode;
use sea_orm::DatabaseBackend;
use xinbu::service::scheme::edition::{DiscardEdition, PublishEdition, Seen, SubmitEdition, Written, write_draft};

use crate::support::client::{Browser, hidden, visible};
use crate::support::{TestApp, both_databases};

const ONE: &str = include_str!("../../src/schemes/cq-2022-19/1.toml");
const CASES: &str = include_str!("../../src/schemes/cq-2022-19/cases.json");
const HERE: &str = "/schemes/cq-2022-19/2";

/// The second version: another limit of a firm, which two of the cases reach.
fn two() -> String {
    let two = ONE.replacen("version = \"1\"", "version = \"2\"", 1);
    let two = two.replace("limit = \"3000万元\"", "limit = \"2999万元\"");
    assert!(two.contains("version = \"2\"") && two.contains("2999万元"));
    two
}

/// The cases that hold under the second version too: those that do not reach the limit.
fn holding() -> String {
    let mut file: serde_json::Value = serde_json::from_str(CASES).unwrap();
    let cases = file["cases"].as_array_mut().unwrap();
    let all = cases.len();
    cases.retain(|case| !case["expect"]["total"].as_str().unwrap().starts_with("300"));
    assert_eq!(cases.len(), all - 2);
    file.to_string()
}

async fn row_version(browser: &Browser) -> String {
    hidden(&browser.page(HERE).await, "version").unwrap()
}

async fn edition(app: &TestApp, version: &str) -> entity::scheme_edition::Model {
    let found = xinbu::store::scheme::edition_by_name(app.app.store.read(), "cq-2022-19", version).await.unwrap();
    found.unwrap()
}

fn call(scheme: &str) -> Vec<(&str, &str)> {
    vec![
        ("scheme", scheme),
        ("procedure", "standard/1"),
        ("budget_line", "GUARANTEE"),
        ("title_zh", "二期申报"),
        ("title_en", "Second call"),
        ("firm_kind", "guarantor"),
        ("opens", "2026-03-05"),
        ("closes", "2026-04-30"),
        ("period_from", "2023-01-01"),
        ("period_to", "2023-12-31"),
        ("notice_working_days", "5"),
        ("declaration_zh", "承诺属实。"),
        ("declaration_en", "It is true."),
    ]
}

both_databases! {
    async fn a_version_from_its_first_fault_to_a_call(app: TestApp) {
        let server = app.serve().await;
        let author = server.sign_in("administrator").await;
        let second = server.sign_in("administrator_2").await;

        // A new version begins with the text of the one before.
        let form = author.page("/schemes/new?from=cq-2022-19/1").await;
        assert!(form.contains("limit = &quot;3000万元&quot;"), "{}", visible(&form));

        // A file that does not load is not kept; each fault stands with its line, and the text is not lost.
        let faulty = two().replace("scope = \"firm\"\nover", "scope = \"galaxy\"\nover");
        let line = faulty.lines().position(|l| l.contains("galaxy")).unwrap() + 1;
        let answer = author.try_upload("/schemes/new", "2.toml", faulty.clone().into_bytes(), &[("cases", CASES)]).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = answer.text().await.unwrap();
        assert!(page.contains(&format!("第 {line} 行")) && page.contains(&format!("id=\"L{line}\"")), "{}", visible(&page));
        assert!(page.contains("galaxy"), "what was sent is still there");
        assert_eq!(author.get(HERE).await.status(), StatusCode::NOT_FOUND);

        // A case that does not come out is kept and shown, and cannot be submitted.
        let to = author.upload("/schemes/new", "2.toml", two().into_bytes(), &[("cases", CASES)]).await;
        assert_eq!(to, HERE);
        let page = author.page(HERE).await;
        assert!(page.contains("应为 30000000.00"), "{}", visible(&page));
        let refused = author.post(&format!("{HERE}/submit"), &[("version", "1")]).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        // Others than administrators and auditors do not see a draft; only its author changes it.
        let firm = server.sign_in("a.preparer").await;
        assert_eq!(firm.get(HERE).await.status(), StatusCode::NOT_FOUND);
        assert!(!firm.page("/schemes").await.contains(HERE));
        let other = second.try_upload(&format!("{HERE}/edit"), "2.toml", two().into_bytes(), &[("version", "1"), ("cases", CASES)]).await;
        assert_eq!(other.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(server.sign_in("auditor").await.get(HERE).await.status(), StatusCode::OK);

        author.upload(&format!("{HERE}/edit"), "2.toml", two().into_bytes(), &[("version", "1"), ("cases", &holding())]).await;
        let version = row_version(&author).await;
        author.go(&format!("{HERE}/submit"), &[("version", &version)]).await;

        // The author finds no button to publish, and is refused without one.
        let version = row_version(&author).await;
        let page = author.page(HERE).await;
        assert!(!page.contains(&format!("{HERE}/publish")), "{}", visible(&page));
        let fields = [("version", version.as_str()), ("effective_from", "2026-03-05")];
        let refused = author.post(&format!("{HERE}/publish"), &fields).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().await.unwrap().contains("另一名项目管理员"));

        // The second person reads what changed, not from a day that is past, then publishes.
        let diff = second.page(&format!("{HERE}/diff?with=1")).await;
        assert!(diff.contains("30,000,000.00") && diff.contains("29,990,000.00"), "{}", visible(&diff));
        assert!(second.page("/").await.contains("待您发布的规则版本"));
        let past = [("version", version.as_str()), ("effective_from", "2026-03-01")];
        let refused = second.post(&format!("{HERE}/publish"), &past).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().await.unwrap().contains("早于今天"));
        second.go(&format!("{HERE}/publish"), &fields).await;
        assert_eq!(edition(&app, "2").await.sha256, xinbu::service::id::sha256(two()));

        // Before its day no call is opened under it; from then on under no older version.
        let refused = author.post("/calls/open", &call("cq-2022-19/2")).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().await.unwrap().contains("待生效"));
        app.go_to("2026-03-05");
        let (author, firm) = (server.sign_in("administrator").await, server.sign_in("a.preparer").await);
        let refused = author.post("/calls/open", &call("cq-2022-19/1")).await;
        assert!(refused.text().await.unwrap().contains("已被替代"));
        let proposal = author.go("/calls/open", &call("cq-2022-19/2")).await;
        server.sign_in("administrator_2").await.go(&format!("{proposal}/confirm"), &[]).await;
        assert!(author.page("/calls/manage").await.contains("二期申报"));
        assert!(firm.page("/calls").await.contains("二期申报"));
        // What was started under the older version keeps it.
        let number = app.draft("a").await;
        let application = app.application(&number).await;
        let started = xinbu::store::call::by_id(app.app.store.read(), application.call_id).await.unwrap();
        assert_eq!(started.scheme_version_id, edition(&app, "1").await.id);
        app.is_sound().await;
    }
}

both_databases! {
    async fn the_database_refuses_one_person_and_every_later_change(app: TestApp) {
        let refused = async |sql: &str, why: &str| {
            let error = app.sql(sql).await.err().unwrap_or_else(|| panic!("{sql} was done")).to_string();
            assert!(error.contains(why), "{sql}: {error}");
        };
        let author = app.actor("administrator").await;
        let written = write_draft(&app.app, &author, None, None, (two(), holding())).await.unwrap();
        assert!(matches!(written, Written::Draft(..)));
        let me = match app.app.store.backend() {
            DatabaseBackend::Sqlite => format!("x'{}'", author.person.uuid().simple()),
            _ => format!("'{}'", author.person),
        };
        let two = "WHERE scheme_id = 'cq-2022-19' AND version = '2'";
        refused(&format!("UPDATE scheme_edition SET state = 'published' {two}"), "xinbu:").await;
        let seen = |row_version| Seen { scheme: "cq-2022-19".into(), version: "2".into(), row_version };
        app.run("administrator", &SubmitEdition { seen: seen(1) }).await.unwrap();
        refused(&format!("UPDATE scheme_edition SET source = 'x' {two}"), "xinbu:scheme-published").await;
        let publish = format!(
            "UPDATE scheme_edition SET state = 'published', published_by = {me}, published_at = written_at,
               published_on = '2026-03-02', effective_from = '2026-03-02',
               moved_event = 'publish', moved_role = 'administrator', moved_by = {me} {two}"
        );
        refused(&publish, "xinbu:scheme-second-person").await;
        let day = "2026-03-02".parse().unwrap();
        let mine = app.run("administrator", &PublishEdition { seen: seen(2), effective_from: day }).await;
        assert_eq!(mine.unwrap_err().code(), Some(Code::SchemeSecondPerson));
        app.run("administrator_2", &PublishEdition { seen: seen(2), effective_from: day }).await.unwrap();
        refused(&format!("UPDATE scheme_edition SET cases = '' {two}"), "xinbu:scheme-published").await;
        refused(&format!("UPDATE scheme_edition SET effective_from = '2026-01-01' {two}"), "xinbu:scheme-published").await;
        refused(&format!("UPDATE scheme_version SET source = 'x' {two}"), "xinbu:append-only").await;
        refused(&format!("DELETE FROM scheme_edition {two}"), "xinbu:scheme-published").await;
        // A text that went past both people does not become a version.
        refused("INSERT INTO scheme_version SELECT id, scheme_id, '3', title_zh, title_en, source, sha256, published_at FROM scheme_version", "xinbu:scheme-second-person").await;
        app.is_sound().await;
    }
}

both_databases! {
    async fn a_draft_without_cases_waits_and_can_be_given_up(app: TestApp) {
        let author = app.actor("administrator").await;
        write_draft(&app.app, &author, None, None, (two(), String::new())).await.unwrap();
        let seen = Seen { scheme: "cq-2022-19".into(), version: "2".into(), row_version: 1 };
        let refused = app.run("administrator", &SubmitEdition { seen: seen.clone() }).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::SchemeCasesOpen));
        // The same name twice is refused, until the first is given up by its author.
        let again = write_draft(&app.app, &author, None, None, (two(), String::new())).await.unwrap_err();
        assert_eq!(again.code(), Some(Code::SchemeVersionTaken));
        let other = app.run("administrator_2", &DiscardEdition { seen: seen.clone() }).await.unwrap_err();
        assert_eq!(other.code(), Some(Code::SchemeAuthorOnly));
        app.run("administrator", &DiscardEdition { seen }).await.unwrap();
        write_draft(&app.app, &author, None, None, (two(), String::new())).await.unwrap();
    }
}

both_databases! {
    async fn a_trial_explains_and_keeps_nothing(app: TestApp) {
        let server = app.serve().await;
        let browser = server.sign_in("auditor").await;
        let path = "/schemes/tci-2009/1/try";
        let form = browser.page(path).await;
        assert!(form.contains("name=\"case\"") && form.contains("name=\"1."), "{}", visible(&form));
        let scheme = domain::scheme::Scheme::load(include_str!("../../src/schemes/tci-2009/1.toml")).unwrap();
        let file: serde_json::Value =
            serde_json::from_str(include_str!("../../src/schemes/tci-2009/cases.json")).unwrap();
        let case = file["cases"].as_array().unwrap().iter().find(|c| c["expect"]["total"].is_string()).unwrap();
        let answer = browser.post(path, &[("case", case["id"].as_str().unwrap())]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let page = visible(&answer.text().await.unwrap());
        let yuan = case["expect"]["total"].as_str().unwrap();
        let digits = |text: &str| text.replace(',', "");
        assert!(digits(&page).contains(yuan), "{yuan}: {page}");
        // One typed line: codes that are left empty are made up, and the steps are shown.
        let text = |kind: &domain::template::ColumnKind| match kind {
            domain::template::ColumnKind::Date => "2025-06-30".to_owned(),
            domain::template::ColumnKind::Flag => "是".to_owned(),
            domain::template::ColumnKind::Choice(choices) => choices[0].zh.clone(),
            domain::template::ColumnKind::Uscc => String::new(),
            domain::template::ColumnKind::Account => "6222001111111111".to_owned(),
            domain::template::ColumnKind::Cnaps => "105100000017".to_owned(),
            domain::template::ColumnKind::Text(_) => "某公司".to_owned(),
            _ => "1".to_owned(),
        };
        let mut typed: Vec<(String, String)> =
            scheme.template.columns.iter().map(|c| (format!("1.{}", c.name), text(&c.kind))).collect();
        typed.extend(scheme.facts.iter().map(|f| (format!("fact.{}", f.name), text(&f.kind))));
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let answer = browser.post(path, &typed).await;
        let (status, page) = (answer.status(), answer.text().await.unwrap());
        assert_eq!(status, StatusCode::OK, "{}", visible(&page));
        assert!(page.contains("id=\"result\""), "{}", visible(&page));
        // Typed lines: an empty form says what is missing, at its field.
        let empty = browser.post(path, &[("filed_on", "2026-03-02")]).await;
        assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let first = &scheme.template.columns[0].name;
        assert!(empty.text().await.unwrap().contains(&format!("href=\"#1.{first}\"")));
    }
}
