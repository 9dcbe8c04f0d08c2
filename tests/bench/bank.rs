//! Speed of the bank import: statements of 10,000 and of 20,000 lines, each a payment that was sent, are taken and matched
//! through the page, while people sign in beside them; then everything is verified. On SQLite, and on PostgreSQL where it is
//! installed.
//!
//! `cargo bench -p xinbu --bench bank`; `XINBU_BENCH_LINES` takes another number of lines for the smaller statement.
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

use std::time::{Duration, Instant};

use app::TestApp;
use bank::Line;
use database::Kind;
use reqwest::StatusCode;
use schedule::Row;

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

/// How much longer twice as many lines may take, in hundredths.
const GROWTH: u128 = 230;

/// How long a person may wait to be signed in beside an import.
const SIGN_IN: Duration = Duration::from_secs(1);

/// After this long an import has not come to its end.
const PATIENCE: Duration = Duration::from_secs(600);

/// A policy that pays fifty yuan.
fn policy(number: u32) -> Row {
    Row::policy(number).with("premium_due", "100.00").with("premium_paid", "100.00")
}

/// Takes and matches a statement of so many lines; the time of the import, and the longest sign-in beside it.
async fn import(app: &TestApp, lines: u32) -> (Duration, Duration) {
    let rows: Vec<Row> = (1..=lines).map(policy).collect();
    let number = app.payable("i", &rows).await;
    app.sent(&number).await;
    let payments = app.payments(&number).await;
    let total = payments.iter().map(|p| p.amount_fen.minor()).sum();
    let paid = payments
        .iter()
        .map(|p| Line::Paid(&p.end_to_end_id, p.amount_fen.minor(), &p.payee_name, p.account_no.as_str()));
    let all: Vec<Line<'_>> = std::iter::once(Line::Funding(total)).chain(paid).collect();
    let file = bank::statement("ICBC-0001", 1, ("2026-03-09", "2026-03-09"), 0, &all).into_bytes();
    let server = app.serve().await;
    let reconciler = server.sign_in("reconciler").await;
    let begun = Instant::now();
    // An act that lasts is answered before it is done (202); what counts is when it is.
    let sent = tokio::spawn(async move {
        let status = reconciler.try_upload("/statements/import", "0309.xml", file, &[]).await.status();
        assert!([StatusCode::SEE_OTHER, StatusCode::ACCEPTED].contains(&status), "{status}");
    });
    let mut longest = Duration::ZERO;
    while app.application(&number).await.state.key() != "settled" {
        assert!(begun.elapsed() < PATIENCE, "every line meets its payment");
        let asked = Instant::now();
        // One that is refused stops the benchmark.
        server.sign_in("auditor").await;
        longest = longest.max(asked.elapsed());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let took = begun.elapsed();
    sent.await.unwrap();
    let begun = Instant::now();
    app.is_sound().await;
    println!("{lines} lines and their payments verified in {} ms", begun.elapsed().as_millis());
    (took, longest)
}

fn main() {
    let lines: u32 = std::env::var("XINBU_BENCH_LINES").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let mut over = Vec::new();
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let mut took = Vec::new();
        for lines in [lines, lines * 2] {
            database::with(kind, async |database| {
                let app = TestApp::over(database).await;
                let (time, sign_in) = import(&app, lines).await;
                println!(
                    "{kind:?}: {lines} lines in {} ms, longest sign-in {} ms",
                    time.as_millis(),
                    sign_in.as_millis()
                );
                if sign_in > SIGN_IN {
                    over.push(format!("{kind:?}: a sign-in took {} ms", sign_in.as_millis()));
                }
                took.push(time);
            });
        }
        if let [once, twice] = took[..] {
            let growth = twice.as_micros() * 100 / once.as_micros().max(1);
            println!("{kind:?}: twice the lines take {}.{:02} times as long", growth / 100, growth % 100);
            if growth > GROWTH {
                over.push(format!("{kind:?}: grows {growth} hundredths"));
            }
        }
    }
    assert!(over.is_empty(), "{}", over.join("\n"));
}
