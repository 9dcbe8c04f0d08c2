//! The schema as it was migrated: no column that rounds, entities that agree with it, and safe settings on every
//! connection.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::sqlx::Row as _;
use sea_orm::{ColumnTrait, ConnectionTrait as _, DatabaseBackend, EntityName, EntityTrait, Iterable as _, Statement};
use xinbu::store;

use crate::support::{TestApp, both_databases};

/// A column of the migrated schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    name: String,
    kind: String,
    nullable: bool,
}

/// The columns of every table of the program; the migrator's own table is its affair.
async fn tables(app: &TestApp) -> BTreeMap<String, BTreeSet<Column>> {
    let text = match app.store.backend() {
        DatabaseBackend::Sqlite => {
            "SELECT t.name AS tab, c.name AS col, c.type AS kind, CASE c.\"notnull\" WHEN 1 THEN 'NO' ELSE 'YES' END AS nullable
             FROM pragma_table_list t, pragma_table_info(t.name) c
             WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> 'seaql_migrations'"
        }
        _ => {
            "SELECT CAST(table_name AS text) AS tab, CAST(column_name AS text) AS col, CAST(data_type AS text) AS kind,
                    CAST(is_nullable AS text) AS nullable
             FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'"
        }
    };
    let rows = app.store.read().query_all_raw(Statement::from_string(app.store.backend(), text)).await.unwrap();
    let mut tables: BTreeMap<String, BTreeSet<Column>> = BTreeMap::new();
    for row in rows {
        let text = |name: &str| row.try_get::<String>("", name).unwrap();
        let column =
            Column { name: text("col"), kind: text("kind").to_lowercase(), nullable: text("nullable") == "YES" };
        tables.entry(text("tab")).or_default().insert(column);
    }
    assert!(tables.len() > 30, "only {} tables were found", tables.len());
    tables
}

/// Name and columns (with whether they may be null) of an entity.
fn described<E: EntityTrait + EntityName + Default>() -> (String, BTreeSet<(String, bool)>) {
    let columns = E::Column::iter().map(|c| (sea_orm::IdenStatic::as_str(&c).to_owned(), c.def().is_null()));
    (E::default().table_name().to_owned(), columns.collect())
}

macro_rules! described {
    ($($name:ident)+) => { BTreeMap::from([$(described::<entity::$name::Entity>(),)+]) };
}

both_databases! {
    async fn no_column_rounds(app: TestApp) {
        let exact = match app.store.backend() {
            DatabaseBackend::Sqlite => ["integer", "text", "blob"].as_slice(),
            _ => ["bigint", "boolean", "text", "bytea", "uuid", "date", "timestamp with time zone"].as_slice(),
        };
        for (table, columns) in tables(&app).await {
            for column in columns {
                assert!(exact.contains(&column.kind.as_str()), "{table}.{} is {}", column.name, column.kind);
                let whole = ["integer", "bigint"].contains(&column.kind.as_str());
                assert!(whole || !column.name.ends_with("_fen"), "{table}.{} is {}", column.name, column.kind);
            }
        }
    }

    async fn entities_agree_with_the_schema(app: TestApp) {
        let entities = described!(account application audit_event award bank_account budget_line calculation calendar_day
            calendar_year call case_step contract_claim credit_check credit_check_line credit_import
            credit_record credit_source document entry_match firm firm_account idempotency line
            line_problem notice notice_item number_series payment payment_batch person role_grant schedule
            scheme_version session sign_in_failure statement statement_entry step_conflict transfer
            transition_rule unit);
        let tables = tables(&app).await;
        let names = |columns: &BTreeSet<Column>| columns.iter().map(|c| (c.name.clone(), c.nullable)).collect();
        let migrated: BTreeMap<String, BTreeSet<(String, bool)>> =
            tables.iter().map(|(table, columns)| (table.clone(), names(columns))).collect();
        for (table, columns) in &entities {
            assert_eq!(migrated.get(table), Some(columns), "table {table}");
        }
        let missing: Vec<&String> = migrated.keys().filter(|t| !entities.contains_key(*t)).collect();
        assert!(missing.is_empty(), "tables without an entity: {missing:?}");
    }

    async fn migrating_again_changes_nothing(app: TestApp) {
        let before = (tables(&app).await, rows(&app).await);
        app.store.migrate().await.unwrap();
        assert_eq!((tables(&app).await, rows(&app).await), before);
    }

    async fn every_connection_is_safe(app: TestApp) {
        if app.store.backend() == DatabaseBackend::Sqlite {
            sqlite_connections(&app).await;
        } else {
            for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
                assert_eq!(answer(&app, &format!("SELECT current_setting('{setting}') AS v")).await, "on", "{setting}");
            }
        }
    }
}

/// How many rows each table has.
async fn rows(app: &TestApp) -> BTreeMap<String, i64> {
    let mut counts = BTreeMap::new();
    for table in tables(app).await.into_keys() {
        let text = format!("SELECT COUNT(*) AS n FROM \"{table}\"");
        let row = app.store.read().query_one_raw(Statement::from_string(app.store.backend(), text)).await.unwrap();
        counts.insert(table, row.unwrap().try_get("", "n").unwrap());
    }
    counts
}

async fn answer(app: &TestApp, text: &str) -> String {
    let row = app.store.read().query_one_raw(Statement::from_string(app.store.backend(), text)).await.unwrap();
    row.unwrap().try_get("", "v").unwrap()
}

async fn sqlite_connections(app: &TestApp) {
    let loose = "SELECT CAST(COUNT(*) AS TEXT) AS v FROM pragma_table_list
        WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name <> 'seaql_migrations'";
    assert_eq!(answer(app, loose).await, "0", "every table is STRICT");
    let safe = [("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1")];
    let pool = app.store.read().get_sqlite_connection_pool();
    let mut held = Vec::new();
    for _ in 0..pool.options().get_max_connections() {
        held.push(pool.acquire().await.unwrap());
    }
    assert!(held.len() > 1);
    for connection in &mut held {
        for (pragma, wanted) in safe.into_iter().chain([("query_only", "1")]) {
            let text = sea_orm::sqlx::AssertSqlSafe(format!("SELECT CAST({pragma} AS TEXT) FROM pragma_{pragma}"));
            let row = sea_orm::sqlx::query(text).fetch_one(&mut **connection).await.unwrap();
            assert_eq!(row.get::<String, _>(0), wanted, "{pragma} of a reader");
        }
    }
    drop(held);
    let writer = store::tx::begin(&app.store).await.unwrap();
    for (pragma, wanted) in safe.into_iter().chain([("query_only", "0")]) {
        let text = format!("SELECT CAST({pragma} AS TEXT) AS v FROM pragma_{pragma}");
        let row = writer.query_one_raw(Statement::from_string(app.store.backend(), text)).await.unwrap().unwrap();
        assert_eq!(row.try_get::<String>("", "v").unwrap(), wanted, "{pragma} of the writer");
    }
    let refused = app.store.read().execute_unprepared("DELETE FROM session").await.unwrap_err();
    assert!(refused.to_string().contains("readonly"), "{refused}");
}
