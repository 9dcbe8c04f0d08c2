//! Strangers stop nothing: who guesses, sends without end or falls silent holds up nobody but themselves.

use std::time::Duration;

use chrono::TimeDelta;
use domain::refusal::Code;
use reqwest::StatusCode;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use xinbu::service::account::sign_in::sign_in;
use xinbu::web::door::Limits;

use crate::support::app::IN_EARNEST;
use crate::support::client::visible;
use crate::support::database::{Kind, with};
use crate::support::{TestApp, both_databases};

/// What a connection answers to the beginning of a request after which nothing more comes.
async fn answer_to(address: &str, beginning: &str) -> String {
    let mut stream = TcpStream::connect(address.trim_start_matches("http://")).await.unwrap();
    stream.write_all(beginning.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(60), stream.read_to_end(&mut answer)).await;
    let _ = read.expect("the connection never ends");
    String::from_utf8_lossy(&answer).into_owned()
}

both_databases! {
    async fn who_sends_half_a_request_and_falls_silent_is_let_go_and_keeps_no_place(app: TestApp) {
        let short = Duration::from_millis(300);
        let limits = Limits { head: short, silence: short, connections: 2, ..Limits::default() };
        let server = app.listen_within(xinbu::web::router(app.app.clone(), false), limits).await;
        let begun = "GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ";
        // As many as there are places: whoever comes after them is taken up once they are gone.
        let silent = futures_of(&server.address, begun, 2);
        let after = server.stranger().get("/livez").await;
        assert_eq!(after.status(), StatusCode::OK);
        for answer in silent {
            assert!(!answer.await.unwrap().contains(" 200 "));
        }
        let body = "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\naccount=a";
        let answer = answer_to(&server.address, body).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
        assert_eq!(server.stranger().get("/livez").await.status(), StatusCode::OK);
    }
}

both_databases! {
    async fn no_page_leads_to_a_host_that_a_stranger_wrote_into_its_address(app: TestApp) {
        let server = app.serve().await;
        // With two strokes before it a browser takes the beginning of an address for another host.
        let missing = server.stranger().get("//evil.example/x?q=1").await;
        assert_eq!(missing.status(), StatusCode::NOT_FOUND);
        let page = missing.text().await.unwrap();
        assert!(page.contains("href=\"/?lang=en\"") && !page.contains("evil.example"), "{page}");
    }
}

both_databases! {
    async fn who_sends_a_body_drop_by_drop_is_let_go_and_one_address_does_not_take_all_places(app: TestApp) {
        let (short, pause) = (Duration::from_secs(1), Duration::from_millis(300));
        let limits = Limits { silence: short, of_one: 3, ..Limits::default() };
        let server = app.listen_within(xinbu::web::router(app.app.clone(), false), limits).await;
        let address = server.address.trim_start_matches("http://").to_owned();
        let connect = async || TcpStream::connect(&address).await.unwrap();
        // No drop is late; they never become a body, and the connection ends before the 4,000th.
        let mut dripping = connect().await;
        let head = "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\n";
        dripping.write_all(head.as_bytes()).await.unwrap();
        let mut drops = 0;
        let ended = loop {
            let mut answer = [0; 1];
            match tokio::time::timeout(pause, dripping.read(&mut answer)).await {
                Ok(_) => break true,
                Err(_) if drops > 200 => break false,
                Err(_) => drops += i32::from(dripping.write_all(b"a").await.is_ok()),
            }
        };
        assert!(ended, "{drops} drops were waited for");
        // Three connections of one address are held; a fourth is closed without an answer, and taken up once one is gone. The
        // place of the one before is free a moment after its end.
        drop(dripping);
        let taken_up = async || -> Option<TcpStream> {
            let mut one = connect().await;
            one.write_all(b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n").await.ok()?;
            one.read_exact(&mut [0; 12]).await.ok()?;
            Some(one)
        };
        let mut held = Vec::new();
        while held.len() < 3 {
            held.extend(taken_up().await);
        }
        assert!(server.stranger().get_or_none("/livez").await.is_none(), "a fourth was taken up");
        held.clear();
        while server.stranger().get_or_none("/livez").await.is_none() {
            tokio::task::yield_now().await;
        }
    }
}

fn futures_of(address: &str, beginning: &str, many: usize) -> Vec<tokio::task::JoinHandle<String>> {
    let one = || {
        let (address, beginning) = (address.to_owned(), beginning.to_owned());
        tokio::spawn(async move { answer_to(&address, &beginning).await })
    };
    std::iter::repeat_with(one).take(many).collect()
}

#[test]
fn who_guesses_at_a_name_waits_and_the_person_signs_in_from_where_they_did_before() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        with(kind, async |database| {
            let installation = TestApp::in_earnest(database).await;
            let app = &installation.app;
            let from = async |place: Option<&str>, password: &str| {
                sign_in(app, place, "receiving_officer", password)
                    .await
                    .map_err(|error| error.code().unwrap_or_else(|| panic!("no refusal: {error:?}")))
            };
            let (office, elsewhere) = (Some("192.0.2.10"), Some("203.0.113.5"));
            from(office, IN_EARNEST).await.unwrap();
            for _ in 0..10 {
                assert_eq!(from(elsewhere, "guessed").await, Err(Code::SignInFailed));
            }
            assert_eq!(from(elsewhere, IN_EARNEST).await, Err(Code::SignInLocked), "the place has guessed too often");
            assert_eq!(from(Some("198.51.100.7"), "guessed").await, Err(Code::SignInLocked), "others are slowed down");
            from(office, IN_EARNEST).await.expect("the approver signs in on payday");
            // Nobody is locked out for long: another place tries again a moment later.
            app.clock.advance(TimeDelta::seconds(2));
            from(Some("198.51.100.7"), IN_EARNEST).await.unwrap();
            assert_eq!(from(elsewhere, IN_EARNEST).await, Err(Code::SignInLocked));
            app.clock.advance(TimeDelta::minutes(15));
            from(elsewhere, IN_EARNEST).await.unwrap();
            // Where no place is known, a name is slowed down and never locked.
            for _ in 0..10 {
                assert_eq!(from(None, "guessed").await, Err(Code::SignInFailed));
            }
            assert_eq!(from(None, IN_EARNEST).await, Err(Code::SignInLocked));
            app.clock.advance(TimeDelta::seconds(61));
            from(None, IN_EARNEST).await.unwrap();
            // What is too long is not even hashed.
            assert_eq!(from(office, &"x".repeat(1_001)).await, Err(Code::SignInFailed));
        });
    }
}

both_databases! {
    async fn a_field_longer_than_people_write_is_refused_in_words_and_nothing_of_it_is_stored(app: TestApp) {
        let server = app.serve().await;
        let stranger = server.stranger();
        let long = "x".repeat(70 << 10);
        let answer = stranger.post("/sign-in", &[("account", long.as_str()), ("password", "p")]).await;
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
        let text = answer.text().await.unwrap();
        assert!(text.contains("64 KB"), "{}", visible(&text));
        assert_eq!(app.count("sign_in_failure").await, 0);
        let maker = server.sign_in("finance_maker").await;
        let document = "文".repeat(10_001);
        let before = app.count("audit_event").await;
        for (lang, words) in [("zh", "10,000"), ("en", "10,000")] {
            let fields = [("reason", document.as_str())];
            let answer = maker.post(&format!("/payments/ZF-2026-0001/hold?lang={lang}"), &fields).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let text = answer.text().await.unwrap();
            assert!(text.contains(words), "{}", visible(&text));
        }
        assert_eq!(app.count("audit_event").await, before);
        // A form with a file comes back with all that was typed, too.
        let fields = [("line", "GUARANTEE"), ("amount", "77.55"), ("document", document.as_str())];
        let answer = maker.propose_budget(&fields).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let text = answer.text().await.unwrap();
        assert!(text.contains("77.55") && text.contains("10,000"), "{}", visible(&text));
    }
}

both_databases! {
    async fn who_signs_in_over_http_where_only_https_is_served_is_told_so(app: TestApp) {
        let web = |https: bool| xinbu::web::Web {
            app: app.app.clone(),
            https,
            uploads: std::sync::Arc::default(),
            patience: Duration::from_secs(50),
            proxies: std::sync::Arc::default(),
        };
        let answer = async |https: bool, origin: &str| {
            let server = app.serve_as(web(https)).await;
            let host = origin.split_once("://").unwrap().1;
            let head = format!("POST /sign-in?lang=en HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nConnection: close\r\n");
            let form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n\r\n";
            answer_to(&server.address, &format!("{head}{form}")).await.contains("signs people in over https only")
        };
        assert!(answer(true, "http://office.example").await);
        assert!(answer(true, "http://10.1.2.3:8491").await);
        for (https, origin) in [(true, "https://office.example"), (true, "http://localhost:8491"), (true, "http://[::1]:8491"), (false, "http://office.example")] {
            assert!(!answer(https, origin).await, "{origin}");
        }
    }
}

both_databases! {
    async fn a_clock_that_jumped_is_written_into_the_log(app: TestApp) {
        xinbu::service::clock::note(&app.app, TimeDelta::hours(3)).await.unwrap();
        let told = "audit_event WHERE aggregate_kind = 'installation' AND action = 'installation.clock_jumped' AND payload LIKE '%10800%'";
        assert_eq!(app.count(told).await, 1);
        app.is_sound().await;
    }
}
