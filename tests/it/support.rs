//! What tests stand on: a database each (SQLite and PostgreSQL), a small installation, people by role, cases at any
//! stage made through the real commands, and a client that speaks HTTP to the real router.

pub mod app;
pub mod bank;
pub mod browser;
pub mod case;
pub mod chance;
pub mod client;
pub mod database;
pub mod machines;
pub mod post;
pub mod procedure;
pub mod process;
pub mod program;
pub mod replica;
pub mod s3;
pub mod schedule;
pub mod told;
pub mod wire;

pub use app::TestApp;
pub use database::Kind;

/// Runs one test body on both databases: `name::sqlite` and `name::postgres`.
macro_rules! both_databases {
    ($(#[$meta:meta])* async fn $name:ident($app:ident: TestApp) $body:block) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "each body uses what it needs of its file")]
            use super::*;

            async fn body($app: $crate::support::TestApp) $body

            #[test]
            fn sqlite() {
                $crate::support::database::run($crate::support::Kind::Sqlite, body);
            }

            #[test]
            fn postgres() {
                $crate::support::database::run($crate::support::Kind::Postgres, body);
            }
        }
    };
}
pub(crate) use both_databases;
