//! A fresh database for each test: a SQLite file, or a copy of a migrated template in one throw-away PostgreSQL cluster
//! per run, which ends with the run.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use xinbu::store::Store;

use super::TestApp;

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// Runs a test body over a fresh installation.
pub fn run<F: Future<Output = ()> + Send>(kind: Kind, body: fn(TestApp) -> F) {
    with(kind, async |database| body(TestApp::over(database).await).await);
}

/// Runs a test body over a fresh database; a missing PostgreSQL is said loudly, and refused in CI. A body is one large
/// future, and a build without optimisation keeps much of it on the stack: it gets a thread that has room for it.
pub fn with(kind: Kind, body: impl AsyncFnOnce(Database) + Send) {
    let name = std::thread::current().name().unwrap_or_default().to_owned();
    let thread = std::thread::Builder::new().name(name).stack_size(16 << 20);
    let ended = std::thread::scope(|scope| thread.spawn_scoped(scope, || within(kind, body)).unwrap().join());
    if let Err(panic) = ended {
        std::panic::resume_unwind(panic);
    }
}

fn within(kind: Kind, body: impl AsyncFnOnce(Database)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let Some(database) = Database::fresh(kind).await else {
            assert_ne!(
                std::env::var("CI").as_deref(),
                Ok("true"),
                "PostgreSQL is not installed; in CI nothing is skipped"
            );
            eprintln!("SKIPPED: PostgreSQL is not installed");
            return;
        };
        body(database).await;
    });
}

/// A database of one test.
pub struct Database {
    pub url: String,
    _folder: Option<tempfile::TempDir>,
}

/// Takes a guard of the schema away where `XINBU_WITHOUT` says so in SQL: the tests must notice. One that cannot be taken away
/// ends the run, so that it never counts as noticed.
async fn without_a_guard(url: &str) {
    let Ok(sql) = std::env::var("XINBU_WITHOUT") else { return };
    let db = sea_orm::Database::connect(url).await.unwrap();
    if let Err(error) = sea_orm::ConnectionTrait::execute_unprepared(&db, &sql).await {
        eprintln!("not taken away: {sql}: {error}");
        std::process::abort();
    }
    db.close().await.unwrap();
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

impl Database {
    pub async fn fresh(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                let url = format!("sqlite:{}/xinbu.db", folder.path().display());
                let store = Store::create(&url).await.unwrap();
                store.migrate().await.unwrap();
                store.close().await.unwrap();
                without_a_guard(&url).await;
                Some(Self { url, _folder: Some(folder) })
            }
            Kind::Postgres => {
                let cluster = cluster()?;
                let name = format!("t{}", NUMBER.fetch_add(1, Ordering::SeqCst));
                cluster.sql(&format!("CREATE DATABASE {name} TEMPLATE migrated STRATEGY WAL_LOG"));
                Some(Self { url: cluster.url(&name), _folder: None })
            }
        }
    }
}

impl Database {
    /// The same once more, for a test that spoils it; nobody has it open.
    pub fn again(&self) -> Self {
        if let Some(path) = self.url.strip_prefix("sqlite:") {
            let path = Path::new(path.split('?').next().unwrap());
            let folder = tempfile::tempdir().unwrap();
            let to = folder.path().join("xinbu.db");
            // What is not written into the file yet stands beside it.
            for end in ["", "-wal"] {
                let from = format!("{}{end}", path.display());
                if Path::new(&from).exists() {
                    std::fs::copy(from, format!("{}{end}", to.display())).unwrap();
                }
            }
            return Self { url: format!("sqlite:{}", to.display()), _folder: Some(folder) };
        }
        let cluster = cluster().unwrap();
        let from = self.url.split('?').next().unwrap().rsplit('/').next().unwrap();
        let name = format!("t{}", NUMBER.fetch_add(1, Ordering::SeqCst));
        cluster.sql(&format!("CREATE DATABASE {name} TEMPLATE {from} STRATEGY WAL_LOG"));
        Self { url: cluster.url(&name), _folder: None }
    }

    /// A database that somebody else keeps.
    pub fn at(url: &str) -> Self {
        Self { url: url.to_owned(), _folder: None }
    }

    /// A database without any table, as before the first migration.
    pub fn empty(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                Some(Self {
                    url: format!("sqlite:{}/xinbu.db?mode=rwc", folder.path().display()),
                    _folder: Some(folder),
                })
            }
            Kind::Postgres => {
                let cluster = cluster()?;
                let name = format!("t{}", NUMBER.fetch_add(1, Ordering::SeqCst));
                cluster.sql(&format!("CREATE DATABASE {name}"));
                Some(Self { url: cluster.url(&name), _folder: None })
            }
        }
    }
}

/// The PostgreSQL of this run.
struct Cluster {
    folder: PathBuf,
    bin: PathBuf,
    as_postgres: bool,
}

fn cluster() -> Option<&'static Cluster> {
    static CLUSTER: OnceLock<Option<Cluster>> = OnceLock::new();
    CLUSTER.get_or_init(Cluster::start).as_ref()
}

pub fn bin() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|versions| versions.filter_map(Result::ok).map(|v| v.path().join("bin")).collect())
        .unwrap_or_default();
    found.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    found.into_iter().rev().chain(std::env::split_paths(&path)).find(|dir| dir.join("initdb").exists())
}

impl Cluster {
    fn start() -> Option<Self> {
        let bin = bin()?;
        let folder = std::env::temp_dir().join(format!("xinbu-pg-{}", std::process::id()));
        // PostgreSQL does not run as root; its package brings a user for it.
        let as_postgres = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout == b"0\n");
        let cluster = Self { folder, bin, as_postgres };
        let data = cluster.folder.join("data");
        cluster.shell(&format!("mkdir -m 755 {}", cluster.folder.display()));
        let initdb = format!(
            "{}/initdb -D {} --no-sync -A trust -U postgres --locale=C.UTF-8 -E UTF8",
            cluster.bin.display(),
            data.display()
        );
        cluster.shell(&initdb);
        // The keeper waits on a pipe that this process holds, so the server ends with the run, however that ends.
        let server = format!(
            "{bin}/postgres -D {data} -k {folder} -c listen_addresses= -c max_connections=400 -c wal_init_zero=off -c max_wal_size=2GB -c checkpoint_timeout=1h >{folder}/log 2>&1 & server=$!; \
             cat >/dev/null; kill -QUIT $server; wait $server; rm -rf {folder}",
            bin = cluster.bin.display(),
            data = data.display(),
            folder = cluster.folder.display(),
        );
        let keeper = cluster.command(&server).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        // It outlives this function on purpose and ends by itself after the test process.
        std::mem::forget(keeper.unwrap());
        for _ in 0..1200 {
            if cluster.psql("SELECT 1").status().is_ok_and(|s| s.success()) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        cluster.sql("CREATE DATABASE migrated");
        let url = cluster.url("migrated");
        // Its own thread: the template is made once, whatever runtime the first test runs on.
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let store = Store::create(&url).await.unwrap();
                store.migrate().await.unwrap();
                store.close().await.unwrap();
                without_a_guard(&url).await;
            });
        })
        .join()
        .unwrap();
        Some(cluster)
    }

    fn url(&self, name: &str) -> String {
        format!("postgres://postgres@localhost/{name}?host={}", self.folder.display())
    }

    fn command(&self, script: &str) -> Command {
        let mut command = if self.as_postgres {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh", "-c", script]);
            command
        } else {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            command
        };
        command.current_dir(Path::new("/"));
        command
    }

    fn shell(&self, script: &str) {
        let output = self.command(script).output().unwrap();
        assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn psql(&self, sql: &str) -> Command {
        let mut command = Command::new(self.bin.join("psql"));
        command.args(["-h", &self.folder.display().to_string(), "-U", "postgres", "-d", "postgres", "-q", "-c", sql]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn sql(&self, sql: &str) {
        // A template that is being copied elsewhere is busy for a moment.
        for _ in 0..600 {
            if self.psql(sql).status().is_ok_and(|s| s.success()) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(30));
        }
        panic!("PostgreSQL did not do: {sql}");
    }
}

/// A column of a table.
pub struct Column {
    pub name: String,
    /// Its type, as the database calls it.
    pub kind: String,
    /// The database works it out of the others.
    pub generated: bool,
}

/// The columns of a table in their order.
pub async fn columns(db: &impl ConnectionTrait, table: &str) -> Vec<Column> {
    let text = match db.get_database_backend() {
        DatabaseBackend::Sqlite => format!(
            "SELECT name, type AS kind, CAST(hidden AS INTEGER) AS worked_out FROM pragma_table_xinfo('{table}') ORDER BY cid"
        ),
        _ => format!(
            "SELECT CAST(column_name AS text) AS name, CAST(data_type AS text) AS kind,
                    CASE is_generated WHEN 'NEVER' THEN 0 ELSE 1 END AS worked_out
               FROM information_schema.columns
              WHERE table_name = '{table}' AND table_schema = 'public' ORDER BY ordinal_position"
        ),
    };
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), text)).await.unwrap();
    let column = |row: &sea_orm::QueryResult| Column {
        name: row.try_get("", "name").unwrap(),
        kind: row.try_get("", "kind").unwrap(),
        generated: row.try_get::<i32>("", "worked_out").unwrap() != 0,
    };
    rows.iter().map(column).collect()
}
