//! What the tests share: throw-away databases, a small installation, schedules, and cases driven to any state.
#![allow(dead_code, reason = "builders for the tests of every area; no area needs all of them")]

pub mod app;
pub mod case;
pub mod database;
pub mod postgres;
pub mod sheet;

pub use app::{Firm, TestApp};
pub use sheet::Sheet;

use std::future::Future;

/// Writes a test once and runs it on SQLite (`name::sqlite`) and on PostgreSQL (`name::postgres`), each on a fresh copy
/// of the small installation. When the body is through, every invariant must hold.
macro_rules! both_databases {
    ($(async fn $name:ident($app:ident: TestApp) $body:block)+) => {$(
        mod $name {
            use super::*;

            async fn body($app: TestApp) $body

            #[test]
            fn sqlite() {
                crate::support::run(crate::support::database::Kind::Sqlite, body);
            }

            #[test]
            fn postgres() {
                crate::support::run(crate::support::database::Kind::Postgres, body);
            }
        }
    )+};
}
pub(crate) use both_databases;

/// Runs a test's body over a fresh database of a kind.
pub fn run<B: Future<Output = ()>>(kind: database::Kind, body: impl FnOnce(TestApp) -> B) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.unwrap().block_on(async {
        let Some(database) = database::fresh(kind).await else { return };
        let app = TestApp::over(database).await;
        body(app.clone()).await;
        app.finish().await;
    });
}
