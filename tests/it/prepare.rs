//! What an act needs is found out by the act itself, through whatever door it comes; a repeated request finds nothing out again.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use domain::credit::{Adapter, Statement};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use xinbu::service::application::check::RunChecks;
use xinbu::service::application::receive::Accept;
use xinbu::service::application::review::StartReview;
use xinbu::service::command::{Key, execute};
use xinbu::service::credit::statement::{Attached, Decide, Enter};
use xinbu::service::payment::batch::Build;

use crate::support::app::{FIRM_A, code};
use crate::support::schedule::Row;
use crate::support::{TestApp, both_databases};

/// A registry that has nothing on the firm, and counts how often it is asked.
struct Stub {
    url: String,
    asked: Arc<AtomicUsize>,
    at: Arc<Mutex<DateTime<Utc>>>,
}

impl Stub {
    async fn start(now: DateTime<Utc>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/firms/{{code}}?name={{name}}", listener.local_addr().unwrap());
        let (asked, at) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(now)));
        let (count, clock) = (asked.clone(), at.clone());
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    let Ok(byte) = stream.read_u8().await else { break };
                    head.push(byte);
                }
                count.fetch_add(1, Ordering::Relaxed);
                let now = clock.lock().unwrap().to_rfc3339();
                let body = json!({ "code": code(FIRM_A).as_str(), "at": now, "none": true, "rows": [] }).to_string();
                let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
                let _ =
                    stream.write_all(format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await;
            }
        });
        Self { url, asked, at }
    }

    /// How often it was asked since the last time.
    fn asked(&self) -> usize {
        self.asked.swap(0, Ordering::Relaxed)
    }

    /// Time goes on until an answer is not fresh any more.
    fn later(&self, app: &TestApp) {
        app.app.clock.advance(TimeDelta::minutes(31));
        *self.at.lock().unwrap() = app.app.clock.now();
    }
}

/// Two administrators agree that a source is asked over HTTP; no stage waits for it.
async fn ask_over_http(app: &TestApp, stub: &Stub) {
    let rules = xinbu::service::credit::rules::rules_at(app.app.store.read(), app.app.clock.now()).await.unwrap();
    let mut source = rules.sources.into_iter().find(|s| s.id == "PBOC").unwrap();
    (source.adapter, source.needs_consent, source.required_at) = (Adapter::HttpJson, false, Vec::new());
    source.registry = Some(
        serde_json::from_value(json!({
            "url": stub.url, "kind": "COURT_DEFAULTER", "list": "/rows", "none": { "at": "/none", "is": true },
            "echo": "/code", "as_of": "/at", "allow": ["127.0.0.1"],
            "fields": {
                "subject_code": "/code", "subject_name": "/name", "authority": "/court", "decision_no": "/no",
                "event_date": "/on", "removed_at": "/off"
            }
        }))
        .unwrap(),
    );
    let (code, name, application) = (String::new(), String::new(), None);
    let statement = Statement::Source(Box::new(source));
    let enter = Enter { code, name, application, statement, why: "联网核查".into(), evidence: Attached::default() };
    let id = app.run("administrator", &enter).await.unwrap();
    app.app.clock.advance(TimeDelta::minutes(1));
    app.run("administrator_2", &Decide { id, accept: true, answer: String::new() }).await.unwrap();
    stub.later(app);
}

both_databases! {
    async fn every_act_that_checks_credit_asks_the_registries_first_and_a_repeated_one_asks_nobody(app: TestApp) {
        let stub = Stub::start(app.app.clock.now()).await;
        ask_over_http(&app, &stub).await;
        let number = app.draft("a").await;
        app.upload("a", &number, &[Row::contract(1)]).await.unwrap();
        assert_eq!(stub.asked(), 0, "an estimate asks nobody");
        app.submit("a", &number).await.unwrap();
        assert_eq!(stub.asked(), 1, "the signature");
        stub.later(&app);
        app.run("receiving_officer", &Accept { number: number.clone(), version: app.version(&number).await }).await.unwrap();
        assert_eq!(stub.asked(), 0, "the receipt checks nothing");
        let checker = app.actor("credit_checker").await;
        let check = RunChecks { number: number.clone(), version: app.version(&number).await };
        let key = Key::parse("checks-of-the-case").unwrap();
        assert_eq!(execute(&app.app, &checker, Some(&key), &check).await.unwrap(), "pass");
        assert_eq!(stub.asked(), 1, "the checks");
        stub.later(&app);
        assert_eq!(execute(&app.app, &checker, Some(&key), &check).await.unwrap(), "pass");
        assert_eq!(stub.asked(), 0, "the same request again is answered and asks nobody");
        app.run("first_reviewer", &StartReview { number: number.clone(), version: app.version(&number).await }).await.unwrap();
        app.agreed(&number).await;
        app.run("approver", &app.approval(&number).await).await.unwrap();
        assert_eq!(stub.asked(), 1, "the approval");
        app.notice_over(&[&number]).await;
        stub.later(&app);
        let payments: Vec<String> = app.payments(&number).await.into_iter().map(|p| p.number).collect();
        app.run("finance_maker", &Build { payments }).await.unwrap();
        assert_eq!(stub.asked(), 1, "the batch");
        let kept = app.count("credit_fetch WHERE status = 'ok'").await;
        assert_eq!(kept, 4, "each answer is kept before the act that rests on it");
        app.is_sound().await;
    }
}
