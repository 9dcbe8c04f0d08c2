//! A form that cannot be read comes back as its page: with what was typed, the field named, in the reader's language, and
//! with no word of a library; and so does every other form that is refused.

use domain::role::Role;
use reqwest::StatusCode;
use xinbu::web::routes::{Access, rows};

use crate::authorisation::{Things, everybody};
use crate::support::both_databases;
use crate::support::client::{hidden, visible};
use crate::support::schedule::Row;

/// What libraries say about what they cannot read.
const OF_LIBRARIES: &[&str] = &[
    "unknown field",
    "missing field",
    "duplicate field",
    "invalid",
    "digit",
    "expected",
    "deserialize",
    "Cannot parse",
    "multipart",
    "boundary",
    "serde",
    "UTF-8",
    "utf-8",
    "{ $",
    "no_such_field",
];

/// A page with words of this program, in Chinese.
async fn is_a_page(what: &str, answer: reqwest::Response, status: &[StatusCode]) -> String {
    let found = answer.status();
    let kind = answer.headers().get("content-type").map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    let text = answer.text().await.unwrap();
    assert!(status.contains(&found), "{what}: {found}: {}", visible(&text));
    assert!(kind.starts_with("text/html"), "{what}: {kind}: {text}");
    let page = visible(&text);
    assert!(text.contains("<main") && page.chars().count() > 40, "{what}: a bare text: {text}");
    page
}

/// The words of a page that came back, without the content that it had before.
fn no_library(what: &str, page: &str) {
    let summary = page.split("需要更正").nth(1).unwrap_or(page).chars().take(200).collect::<String>();
    for word in OF_LIBRARIES {
        assert!(!summary.contains(word), "{what}: “{word}” in {summary}");
    }
}

/// Somebody who may use a route, by the place in [`Role::ALL`].
fn user(access: Access) -> Role {
    match access {
        Access::Public | Access::SignedIn => Role::ReceivingOfficer,
        Access::Roles(roles) => roles[0],
    }
}

both_databases! {
    async fn every_form_with_a_field_that_cannot_be_read_is_answered_by_a_page_in_words(app: TestApp) {
        let things = Things::of(&app, "a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let people = everybody(&app, &server).await;
        // A refused form comes back with its page, and a check that stands on it is looked at once more.
        let acts = "audit_event WHERE action <> 'credit.open_check'";
        let events = app.count(acts).await;
        let mut walked = 0;
        let forms = [
            ("an unknown field", vec![("no_such_field", "1")]),
            ("a field that is no number", vec![("version", "abc"), ("seen", "abc"), ("count", "abc"), ("no_such_field", "")]),
            ("a field twice", vec![("version", "1"), ("version", "1"), ("reason", "x"), ("reason", "y")]),
        ];
        for row in rows().into_iter().filter(|row| row.method == "POST" && !row.path.starts_with("/sign-out")) {
            let path = things.path(&row);
            let browser = &people.iter().find(|(role, _)| *role == user(row.access)).unwrap().1;
            for (name, fields) in &forms {
                let what = format!("POST {path} with {name}");
                // A form with parts sent to a route without, and the other way, is a form that cannot be read either.
                let refused = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::FORBIDDEN];
                let plain = is_a_page(&what, browser.post(&path, fields).await, &refused[..1]).await;
                no_library(&what, &plain);
                let parts = is_a_page(&what, browser.try_form(&path, fields).await, &refused).await;
                no_library(&what, &parts);
            }
            walked += 1;
        }
        assert!(walked > 80, "{walked}");
        assert_eq!(app.count(acts).await, events, "a form that cannot be read does nothing");
    }
}

both_databases! {
    async fn an_address_that_cannot_be_read_is_answered_by_a_page_in_words(app: TestApp) {
        let number = app.in_review("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let reviewer = server.sign_in("first_reviewer").await;
        for address in [
            format!("/review/{number}?after=abc"),
            format!("/review/{number}?row=99999999999999999999"),
            format!("/review/{number}/lines/abc/trace.json"),
            format!("/review/{number}/schedule?file=abc"),
            "/review/%FF".to_owned(),
            "/credit/exports?after=abc".to_owned(),
        ] {
            let page = is_a_page(&address, reviewer.get(&address).await, &[StatusCode::NOT_FOUND, StatusCode::FORBIDDEN]).await;
            no_library(&address, &page);
        }
        let to = format!("/review/{number}/lines/abc");
        is_a_page(&to, reviewer.post(&to, &[("version", "1"), ("decision", "reject")]).await, &[StatusCode::NOT_FOUND]).await;
    }
}

both_databases! {
    async fn days_that_are_no_number_of_days_bring_the_page_back_with_the_reason(app: TestApp) {
        let number = app.in_review("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let reviewer = server.sign_in("first_reviewer").await;
        let page = format!("/review/{number}");
        let act = format!("{page}/correction");
        let version = hidden(&reviewer.page(&page).await, "version").unwrap();
        for lang in ["zh-CN", "en"] {
            reviewer.page(&format!("{page}?lang={lang}")).await;
            let label = if lang == "en" { "Time to correct (working days)" } else { "补正期限（工作日）" };
            for days in ["abc", "3.5", "-1", "0", "61", "99999999999999999999999", "１"] {
                let fields = [("version", version.as_str()), ("correction", "保费发票缺第二联"), ("working_days", days)];
                let fields = fields.map(|(k, v)| (k, v));
                let answer = reviewer.post_in(lang, &act, &page, &fields).await;
                let what = format!("{days} in {lang}");
                assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{what}");
                let text = answer.text().await.unwrap();
                assert!(text.contains("保费发票缺第二联</textarea>"), "{what}: the reason is lost: {}", visible(&text));
                assert!(text.contains(&format!("value=\"{days}\"")), "{what}: the days are lost: {}", visible(&text));
                assert!(text.contains("working_days-error") && text.contains("href=\"#working_days\""), "{what}");
                assert!(text.contains("<details open"), "{what}: the form is closed");
                assert!(text.contains(label), "{what}: {}", visible(&text));
            }
            // Without what the browser says about where it was, the page is found all the same.
            let fields = [("version", version.as_str()), ("correction", "保费发票缺第二联"), ("working_days", "abc")];
            let text = reviewer.post(&act, &fields).await.text().await.unwrap();
            assert!(text.contains("保费发票缺第二联</textarea>"), "{}", visible(&text));
        }
        assert_eq!(app.application(&number).await.state.key(), "in_review");
        let fields = [("version", version.as_str()), ("correction", "保费发票缺第二联"), ("working_days", "5")];
        reviewer.go(&act, &fields).await;
        assert_eq!(app.application(&number).await.state.key(), "correction_requested");
    }
}

both_databases! {
    async fn a_page_that_is_too_old_comes_back_new_with_what_was_typed(app: TestApp) {
        let number = app.in_review("a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let reviewer = server.sign_in("first_reviewer").await;
        let page = format!("/review/{number}");
        let fields = [("version", "abc"), ("opinion", "合同与保函一致，同意")];
        for lang in ["zh-CN", "en"] {
            let answer = reviewer.post_in(lang, &format!("{page}/recommend"), &page, &fields).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let text = answer.text().await.unwrap();
            assert!(text.contains("合同与保函一致，同意</textarea>"), "{}", visible(&text));
            let words = if lang == "en" { "does not fit the page" } else { "与页面不符" };
            assert!(visible(&text).contains(words), "{}", visible(&text));
            assert_eq!(hidden(&text, "version").unwrap(), app.version(&number).await.to_string(), "the page is new");
        }
        // What other acts refuse without a page of their own comes back as well.
        let fields = [("version", "1"), ("claim_question", ""), ("claim_reason", "两份合同不同")];
        let answer = reviewer.post_from(&format!("{page}/claims"), &page, &fields).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    }
}

both_databases! {
    async fn an_answer_that_is_none_of_those_asked_for_decides_nothing(app: TestApp) {
        let things = Things::of(&app, "a", &[Row::contract(1)]).await;
        let server = app.serve().await;
        let checker = server.sign_in("credit_checker").await;
        let row = rows().into_iter().find(|row| row.path == "/credit/checks/{check}/decision").unwrap();
        let before = app.count("credit_entry").await;
        for decision in ["", "perhaps"] {
            let fields = [("decision", decision), ("reason", "见附件")];
            let answer = checker.try_upload(&things.path(&row), "a.pdf", b"%PDF-1.4".to_vec(), &fields).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{decision}");
            let text = answer.text().await.unwrap();
            assert!(!text.contains("no_such"), "{}", visible(&text));
        }
        assert_eq!(app.count("credit_entry").await, before);
    }
}
