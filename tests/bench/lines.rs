//! Speed of a long schedule: 100,000 contracts from the upload to the approval, each act through its page, while another
//! person reads; then the page of the case beside that of one with 1,000 contracts. It says what each act took, the processor
//! time and the memory of all of them, the longest write transaction, and how long the other person waited.
//!
//! `cargo bench -p xinbu --bench lines`; `XINBU_BENCH_LINES` takes another number of contracts, `XINBU_BENCH_PAGES` of views of a
//! page, `XINBU_BENCH_DATABASE` set to `postgres` the other database, `XINBU_BENCH_SERVE` of seconds in which the pages stay served
//! for a program that asks with many connections.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a benchmark stops at its first fault, prints its figures, takes the number of lines from outside, and uses a part \
              of what the tests stand on"
)]

use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use app::TestApp;
use client::{Browser, Server, hidden};
use database::Kind;
use schedule::Row;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

#[path = "../it/support/app.rs"]
mod app;
#[path = "../it/support/bank.rs"]
mod bank;
#[path = "../it/support/case.rs"]
mod case;
#[path = "../it/support/client.rs"]
mod client;
#[path = "../it/support/database.rs"]
mod database;
#[path = "../it/support/schedule.rs"]
mod schedule;

/// The longest write transaction since it was asked, in microseconds, and how often all lines were read.
static LONGEST: AtomicU64 = AtomicU64::new(0);
static READ: AtomicU64 = AtomicU64::new(0);

struct Watching;

impl<S: Subscriber> Layer<S> for Watching {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        struct Micros;
        impl Visit for Micros {
            fn record_u64(&mut self, field: &Field, value: u64) {
                if field.name() == "micros" {
                    LONGEST.fetch_max(value, Ordering::Relaxed);
                }
            }
            fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
        }
        if event.metadata().target() == "xinbu::lines" {
            READ.fetch_add(1, Ordering::Relaxed);
        }
        event.record(&mut Micros);
    }
}

/// What the process has used of the processors, and the most memory that it ever had, in megabytes.
fn used() -> (Duration, u64) {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    // Of the words behind the name the first is the state; user and system time are the twelfth and thirteenth.
    let words: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: u64 = words[11..13].iter().map(|word| word.parse::<u64>().unwrap()).sum();
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    (Duration::from_millis(ticks * 10), kilobytes / 1024)
}

/// The middle and the 99th percentile of the times of a page, after a few that nobody counts.
async fn page(browser: &Browser, path: &str, times: usize) -> (Duration, Duration) {
    let mut took = Vec::new();
    for n in 0..times + 10 {
        let begun = Instant::now();
        browser.page(path).await;
        took.extend((n >= 10).then(|| begun.elapsed()));
    }
    took.sort();
    (took[took.len() / 2], took[took.len() * 99 / 100])
}

/// From the upload to the approval; the number of the case.
async fn journey(app: &TestApp, server: &Server, firm: &str, contracts: std::ops::Range<u32>) -> String {
    let number = app.draft(firm).await;
    let lines = contracts.len();
    let file = app.schedule_csv(contracts.map(Row::contract)).await;
    // What the file was made of is not what the program needs: the most memory is counted from here on.
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = used();
    println!("{lines} contracts, a file of {} MB; before: {} MB", file.len() / 1_000_000, before.1);
    let (own, review) = (format!("/applications/{number}"), format!("/review/{number}"));
    let mut last = (Instant::now(), before.0);
    let mut note = |what: &str| {
        let now = (Instant::now(), used().0);
        let longest = LONGEST.swap(0, Ordering::Relaxed) / 1000;
        let read = READ.swap(0, Ordering::Relaxed);
        let (wall, cpu) = ((now.0 - last.0).as_millis(), (now.1 - last.1).as_millis());
        println!(
            "  {what:<14} {wall:>6} ms, cpu {cpu:>6} ms, longest transaction {longest:>5} ms, all lines read {read}"
        );
        last = now;
    };
    let preparer = server.sign_in(&format!("{firm}.preparer")).await;
    let version = app.version(&number).await.to_string();
    note("(sign-in)");
    preparer.upload(&format!("{own}/schedule"), "明细表.csv", file, &[("version", &version)]).await;
    // An act that lasts is answered before it is done.
    while app.application(&number).await.schedule_id.is_none() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    note("upload");
    preparer.page(&format!("{own}/estimate")).await;
    note("estimate page");
    let signatory = server.sign_in(&format!("{firm}.signatory")).await;
    let version = hidden(&signatory.page(&format!("{own}/submit")).await, "version").unwrap();
    note("page to sign");
    act(app, &number, &signatory, &format!("{own}/submit"), &[("version", &version), ("declared", "on")]).await;
    note("submit");
    let steps = [
        ("receiving_officer", "accept", vec![]),
        ("credit_checker", "check", vec![]),
        ("first_reviewer", "start", vec![]),
        ("first_reviewer", "lines/2", vec![("decision", "reject"), ("line_reason", "合同未履行")]),
        ("first_reviewer", "recommend", vec![("opinion", "材料齐全，同意")]),
        ("second_reviewer", "confirm", vec![("remark", "")]),
        ("approver", "approve", vec![("remark", "")]),
    ];
    for (login, name, mut fields) in steps {
        let person = server.sign_in(login).await;
        let page = person.page(&review).await;
        note("page");
        let (version, content) = (hidden(&page, "version").unwrap(), hidden(&page, "content"));
        fields.push(("version", &version));
        fields.extend(content.as_deref().filter(|_| name == "approve").map(|content| ("content", content)));
        act(app, &number, &person, &format!("{review}/{name}"), &fields).await;
        note(name);
    }
    let after = used();
    println!("  together: cpu {} ms, at most {} MB", (after.0 - before.0).as_millis(), after.1);
    number
}

/// Does an act, and waits until it is done.
async fn act(app: &TestApp, number: &str, person: &Browser, path: &str, fields: &[(&str, &str)]) {
    let before = app.version(number).await;
    person.go(path, fields).await;
    while app.version(number).await == before {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

fn main() {
    let lines: u32 = std::env::var("XINBU_BENCH_LINES").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let postgres = std::env::var("XINBU_BENCH_DATABASE").is_ok_and(|name| name == "postgres");
    let targets = Targets::new().with_target("xinbu::lines", Level::DEBUG).with_target("xinbu::writes", Level::DEBUG);
    let watching = tracing_subscriber::registry().with(Watching.with_filter(targets));
    tracing::subscriber::set_global_default(watching).unwrap();
    database::with(if postgres { Kind::Postgres } else { Kind::Sqlite }, async move |database| {
        let app = TestApp::over(database).await;
        app.allocate("GUARANTEE", "90000000000.00", "财预〔2026〕9号").await;
        let server = app.serve().await;
        // What lasts is done by the workers of the program.
        tokio::spawn(xinbu::job::serve(app.app.clone(), std::future::pending()));
        let small = journey(&app, &server, "a", 0..1_000).await;
        let reader = server.sign_in("auditor").await;
        let (stop, mut stopped) = tokio::sync::oneshot::channel::<()>();
        let beside = tokio::spawn(async move {
            let mut waited = Vec::new();
            while stopped.try_recv().is_err() {
                let asked = Instant::now();
                reader.page("/review/all").await;
                waited.push(asked.elapsed().as_millis());
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            waited.sort();
            waited
        });
        let large = journey(&app, &server, "b", 10_000..10_000 + lines).await;
        stop.send(()).unwrap();
        let waited = beside.await.unwrap();
        let (middle, most) = (waited[waited.len() / 2], waited[waited.len() - 1]);
        let over = waited.iter().filter(|time| **time > 50).count();
        println!(
            "another person waited {middle} ms for a page, at most {most} ms, {over} of {} times above 50 ms",
            waited.len()
        );
        let reader = server.sign_in("auditor").await;
        std::fs::write("/proc/self/clear_refs", "5").unwrap();
        let times = std::env::var("XINBU_BENCH_PAGES").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000);
        for (what, line) in [("the page of a case", ""), ("the explanation of a line", "?row=3")] {
            let short = page(&reader, &format!("/review/{small}{line}"), times).await;
            let long = page(&reader, &format!("/review/{large}{line}"), times).await;
            let micros = |time: Duration| time.as_micros();
            println!(
                "{what}: {} µs with 1,000 contracts, {} µs with {lines}: 1 : {}.{:02}; 99 of 100 within {} and {} µs",
                micros(short.0),
                micros(long.0),
                micros(long.0) / micros(short.0).max(1),
                micros(long.0) * 100 / micros(short.0).max(1) % 100,
                micros(short.1),
                micros(long.1),
            );
        }
        println!("memory of the pages: at most {} MB", used().1);
        if let Some(seconds) = std::env::var("XINBU_BENCH_SERVE").ok().and_then(|n| n.parse().ok()) {
            for number in [&small, &large] {
                println!("served: {}/review/{number} {}", server.address, reader.cookie);
            }
            tokio::time::sleep(Duration::from_secs(seconds)).await;
            println!("memory then: at most {} MB", used().1);
        }
    });
}
