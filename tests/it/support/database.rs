//! Fresh databases: the small installation is made once per kind and process, and each test gets a copy of it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use sea_orm::{ConnectOptions, ConnectionTrait as _, Database as Connection, DatabaseConnection};
use tempfile::TempDir;
use xinbu::service::App;
use xinbu::store::Store;

use super::{app, postgres};

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file in a folder of its own.
    Sqlite,
    /// A database of the throw-away cluster.
    Postgres,
}

/// A database of one test.
pub struct Fresh {
    /// Where the program finds it.
    pub url: String,
    kind: Kind,
    name: String,
    /// The folder of the file on SQLite; removed with this.
    _folder: Option<TempDir>,
}

const TEMPLATE: &str = "xinbu_template";

/// A copy of the small installation; none when there is no PostgreSQL on this machine.
pub async fn fresh(kind: Kind) -> Option<Fresh> {
    static COPIES: AtomicUsize = AtomicUsize::new(0);
    let name = format!("test_{}", COPIES.fetch_add(1, Ordering::Relaxed));
    match kind {
        Kind::Sqlite => {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("xinbu.db");
            std::fs::write(&file, sqlite_template()).unwrap();
            let url = format!("sqlite:{}", file.display());
            Some(Fresh { url, kind, name, _folder: Some(folder) })
        }
        Kind::Postgres => {
            postgres_template()?;
            let url = postgres::url(&name)?;
            run_as_admin(&format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY WAL_LOG")).await;
            Some(Fresh { url, kind, name, _folder: None })
        }
    }
}

impl Fresh {
    /// Gives the space back; the folder of SQLite goes with the value.
    pub async fn remove(&self) {
        if self.kind == Kind::Postgres {
            run_as_admin(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
        }
    }
}

/// The bytes of the template file.
fn sqlite_template() -> &'static [u8] {
    static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("template.db");
        install(format!("sqlite:{}", file.display()));
        std::fs::read(file).unwrap()
    })
}

fn postgres_template() -> Option<()> {
    static MADE: OnceLock<bool> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let Some(url) = postgres::url(TEMPLATE) else { return false };
        apart(async { run_as_admin(&format!("CREATE DATABASE {TEMPLATE}")).await });
        install(url);
        true
    });
    made.then_some(())
}

/// Migrates and provisions the database at `url` and closes it, so that it can be copied.
fn install(url: String) {
    apart(async move {
        let store = Store::open(&url).await.unwrap();
        store.migrate().await.unwrap();
        let app = App::new(store.clone(), app::clock(), false);
        app::install(&app).await;
        store.close().await.unwrap();
    });
}

/// Runs to the end on a thread of its own: the caller stands inside another runtime, which a pool must not outlive.
fn apart(work: impl Future<Output = ()> + Send) {
    std::thread::scope(|scope| {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        scope.spawn(move || runtime.block_on(work)).join().unwrap();
    });
}

async fn run_as_admin(sql: &str) {
    let admin: DatabaseConnection = {
        let mut options = ConnectOptions::new(postgres::url("postgres").unwrap());
        options.max_connections(1).sqlx_logging(false);
        Connection::connect(options).await.unwrap()
    };
    admin.execute_unprepared(sql).await.unwrap();
    admin.close().await.unwrap();
}
