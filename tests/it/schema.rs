//! The schema keeps money exact, and is the same however often it is migrated.

use domain::role::Role;
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};

use migration::MigratorTrait as _;
use xinbu::store::Connection;
use xinbu::store::schema::{Standing, standing};

use crate::command_line::{said, status, xinbu};
use crate::support::database::{Database, Kind, with};
use crate::support::{TestApp, both_databases};

/// Every column: table, column, type.
async fn columns(app: &TestApp) -> Vec<(String, String, String)> {
    let db = app.direct().await;
    let sql = match db.get_database_backend() {
        DatabaseBackend::Sqlite => {
            "SELECT m.name AS t, c.name AS c, c.type AS k FROM sqlite_master m, pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        _ => {
            "SELECT table_name AS t, column_name AS c, data_type AS k FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let mut columns = Vec::new();
    for row in rows {
        let text = |name: &str| row.try_get::<String>("", name).unwrap();
        columns.push((text("t"), text("c"), text("k").to_uppercase()));
    }
    columns.sort();
    columns
}

both_databases! {
    async fn no_column_can_hold_a_fraction_of_a_fen(app: TestApp) {
        let columns = columns(&app).await;
        assert!(columns.len() > 200, "only {} columns were found", columns.len());
        for (table, column, kind) in columns {
            for inexact in ["REAL", "DOUBLE", "FLOAT", "NUMERIC", "DECIMAL", "MONEY"] {
                assert!(!kind.contains(inexact), "{table}.{column} is {kind}");
            }
            if column.ends_with("_fen") {
                assert!(["INTEGER", "BIGINT"].contains(&kind.as_str()), "{table}.{column} is {kind}");
            }
        }
    }
}

both_databases! {
    async fn migrating_again_changes_nothing(app: TestApp) {
        let before = columns(&app).await;
        app.app.store.migrate().await.unwrap();
        xinbu::service::scheme::publish_embedded(&app.app).await.unwrap();
        assert_eq!(columns(&app).await, before);
        app.is_sound().await;
    }
}

/// The rules that the triggers read are those of the program, no more and no fewer.
pub async fn holds_the_rules_of_the_domain(app: &TestApp) {
    type Rule = [String; 7];
    let roles = |who: &[Role]| -> Vec<&'static str> {
        if who.is_empty() { vec![""] } else { who.iter().map(|role| role.key()).collect() }
    };
    let mut wanted: Vec<Rule> = Vec::new();
    for machine in domain::workflow::list::all() {
        for m in &machine.moves {
            let row = |role| [machine.name, "", m.from, m.event, m.to, role, ""].map(str::to_owned);
            wanted.extend(roles(&m.who).into_iter().map(row));
        }
    }
    for procedure in crate::support::procedure::both() {
        for m in procedure.moves() {
            let (name, guards) = (procedure.name(), m.guards.iter().map(|g| g.key()).collect::<Vec<_>>().join(" "));
            let row = |role: &str| {
                ["application", &name, m.from.key(), m.event.key(), m.to.key(), role, &guards].map(str::to_owned)
            };
            wanted.extend(roles(&m.who).into_iter().map(row));
        }
    }
    wanted.sort();
    wanted.dedup();
    let db = app.direct().await;
    let sql = "SELECT machine, procedure, from_state, event, to_state, role, guards FROM transition_rule";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let text = |r: &sea_orm::QueryResult, name: &str| r.try_get::<String>("", name).unwrap();
    let columns = ["machine", "procedure", "from_state", "event", "to_state", "role", "guards"];
    let mut found: Vec<Rule> = rows.iter().map(|r| columns.map(|column| text(r, column))).collect();
    found.sort();
    assert_eq!(found, wanted);
}

both_databases! {
    async fn the_database_holds_exactly_the_rules_of_the_domain(app: TestApp) {
        holds_the_rules_of_the_domain(&app).await;
    }
}

/// SQLite would take a float into an INTEGER column of an ordinary table; a STRICT one refuses it.
#[test]
fn sqlite_refuses_a_float_as_an_amount() {
    crate::support::database::run(crate::support::Kind::Sqlite, |app| async move {
        let refused = app.sql("UPDATE account SET debit_fen = 0.5").await.unwrap_err().to_string();
        assert!(refused.contains("cannot store REAL value"), "{refused}");
    });
}

/// Every connection of both pools has the settings on which the money rests.
#[test]
fn sqlite_connections_are_durable_and_readers_only_read() {
    crate::support::database::run(crate::support::Kind::Sqlite, |app| async move {
        let app = app;
        let db = app.app.store.read();
        for _ in 0..8 {
            for (pragma, wanted) in
                [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("query_only", "1")]
            {
                let row =
                    db.query_one_raw(Statement::from_string(DatabaseBackend::Sqlite, format!("PRAGMA {pragma}"))).await;
                let row = row.unwrap().unwrap();
                let found = row
                    .try_get::<String>("", pragma)
                    .or_else(|_| row.try_get::<i64>("", pragma).map(|n| n.to_string()));
                assert_eq!(found.unwrap(), wanted, "{pragma}");
            }
        }
        assert!(db.execute_unprepared("DELETE FROM session").await.is_err());
    });
}

/// SQLite is compiled as `.cargo/config.toml` has it: a program that is built without it serves fewer readers at once.
#[test]
fn sqlite_is_compiled_without_the_locks_that_nobody_needs() {
    crate::support::database::run(crate::support::Kind::Sqlite, |app| async move {
        let ask = Statement::from_string(DatabaseBackend::Sqlite, "PRAGMA compile_options".to_owned());
        let rows = app.app.store.read().query_all_raw(ask).await.unwrap();
        let options: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        assert!(options.iter().any(|option| option == "DEFAULT_MEMSTATUS=0"), "{options:?}");
        assert!(!options.iter().any(|option| option == "ENABLE_MEMORY_MANAGEMENT"), "{options:?}");
    });
}

/// A database of an earlier version of the program, as far as its schema goes.
async fn of_before(kind: Kind, steps: u32) -> Option<Database> {
    let database = Database::empty(kind)?;
    let old = sea_orm::Database::connect(&database.url).await.unwrap();
    if steps > 0 {
        migration::Migrator::up(&old, Some(steps)).await.unwrap();
    }
    old.close().await.unwrap();
    Some(database)
}

pub async fn stands(database: &Database) -> Standing {
    let db = sea_orm::Database::connect(&database.url).await.unwrap();
    let found = standing(&Connection::from(db.clone())).await.unwrap();
    db.close().await.unwrap();
    found
}

#[test]
fn a_migration_that_is_killed_at_any_point_left_everything_as_it_was_and_is_done_by_the_next_start() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        with(kind, async |_| {
            let mut stopped = 0;
            let copies = tempfile::tempdir().unwrap();
            let into = copies.path().display().to_string();
            // From nothing, and from a version with data of its own; killed earlier and later each time.
            for (steps, pause) in [(0, 20), (0, 60), (0, 120), (0, 240), (6, 30), (6, 90), (12, 60), (12, 180)] {
                let Some(database) = of_before(kind, steps).await else { return };
                let before = stands(&database).await;
                let mut running = std::process::Command::new(env!("CARGO_BIN_EXE_xinbu"))
                    .args(["migrate", "--backup-dir", &into, "--database", &database.url])
                    .spawn()
                    .unwrap();
                std::thread::sleep(std::time::Duration::from_millis(pause));
                running.kill().unwrap();
                running.wait().unwrap();
                let after = stands(&database).await;
                assert!(after == before || after == Standing::Current, "{before:?} became {after:?}");
                stopped += u32::from(after == before);
                let done = xinbu(&["migrate", "--backup-dir", &into, "--database", &database.url]);
                assert_eq!(status(&done), 0, "{}", said(&done));
                assert_eq!(stands(&database).await, Standing::Current);
                let proved = xinbu(&["verify", "--database", &database.url]);
                assert_eq!(status(&proved), 0, "{}", said(&proved));
            }
            assert!(stopped > 0, "no kill came in time to stop anything");
        });
    }
}

#[test]
fn of_several_processes_that_start_at_once_one_copies_the_database_and_brings_it_along() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        with(kind, async |_| {
            let Some(database) = of_before(kind, 6).await else { return };
            let copies = tempfile::tempdir().unwrap();
            let run = || {
                let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_xinbu"));
                command.env("XINBU_BACKUP_DIR", copies.path());
                command.args(["migrate", "--database", &database.url]).spawn().unwrap()
            };
            let mut running: Vec<_> = std::iter::repeat_with(run).take(3).collect();
            for process in &mut running {
                assert!(process.wait().unwrap().success());
            }
            assert_eq!(stands(&database).await, Standing::Current);
            assert_eq!(std::fs::read_dir(copies.path()).unwrap().count(), 1);
        });
    }
}

#[test]
fn a_database_that_is_older_or_newer_than_the_program_is_refused_by_name_by_every_command() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        with(kind, async |_| {
            let Some(database) = of_before(kind, 6).await else { return };
            let commands: [&[&str]; 5] = [
                &["verify"],
                &["call", "list", "--by", "admin"],
                &["calendar", "list", "--by", "admin"],
                &["credit", "nightly", "--by", "admin"],
                &["credit", "check", "91350100M000100Y43", "--as-of", "2026-03-02"],
            ];
            let run = |command: &[&str]| xinbu(&[command, &["--database", &database.url]].concat());
            for command in commands {
                let refused = run(command);
                assert!(status(&refused) == 1 && said(&refused).contains("xinbu migrate"), "{}", said(&refused));
            }
            assert!(matches!(stands(&database).await, Standing::Older(_)), "looking changes nothing");
            let copies = tempfile::tempdir().unwrap();
            let migrated = run(&["migrate", "--backup-dir", &copies.path().display().to_string()]);
            assert_eq!(status(&migrated), 0, "{}", said(&migrated));
            let db = sea_orm::Database::connect(&database.url).await.unwrap();
            db.execute_unprepared(
                "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m29991231_000001_later', 1)",
            )
            .await
            .unwrap();
            db.close().await.unwrap();
            let upgrading: [&[&str]; 2] = [&["migrate"], &["serve", "--listen", "127.0.0.1:0"]];
            for command in commands.iter().chain(&upgrading) {
                let refused = run(command);
                let words = said(&refused);
                assert!(status(&refused) == 1 && words.contains("m29991231_000001_later"), "{command:?}: {words}");
            }
        });
    }
}
