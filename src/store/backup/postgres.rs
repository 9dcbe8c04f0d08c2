//! Copies of a PostgreSQL database by its own programs, `pg_dump` and `pg_restore`, which know every version of it; and the
//! databases of a server, of which one takes another's place.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use domain::refusal::{Code, Fact, Refusal};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, IsolationLevel,
    Statement, TransactionTrait,
};
use url::Url;

use super::Contents;
use crate::error::{Error, Fault};
use crate::store::Store;

/// A PostgreSQL server, and the database of it that an address names.
#[derive(Clone)]
pub struct Server {
    url: Url,
    /// The database.
    pub database: String,
}

/// What an address has that only the driver of the program reads.
const OURS: [&str; 1] = ["statement-cache-capacity"];

impl Server {
    /// The server and database of an address.
    ///
    /// # Errors
    /// A fault when it cannot be read; it is not repeated, since it may hold a password.
    pub fn of(address: &str) -> Result<Self, Error> {
        let unread = || Fault::new("the address of the database cannot be read");
        let mut url = Url::parse(address).map_err(|_| unread())?;
        let database = url.path().trim_start_matches('/').to_owned();
        if database.is_empty() || database.contains(['"', '/']) {
            return Err(unread().into());
        }
        let kept: Vec<(String, String)> = url
            .query_pairs()
            .filter(|(key, _)| !OURS.contains(&key.as_ref()))
            .map(|(key, value)| (key.into_owned(), value.into_owned()))
            .collect();
        url.set_query(None);
        if !kept.is_empty() {
            url.query_pairs_mut().extend_pairs(kept);
        }
        Ok(Self { url, database })
    }

    /// The address of another database of the server.
    pub fn address(&self, database: &str) -> String {
        let mut url = self.url.clone();
        url.set_path(database);
        url.into()
    }

    /// A connection to the database that every server has, for acts on databases.
    async fn desk(&self) -> Result<DatabaseConnection, Error> {
        let mut options = ConnectOptions::new(self.address("postgres"));
        options.max_connections(1).sqlx_logging(false);
        Ok(Database::connect(options).await?)
    }

    async fn act(&self, text: &str) -> Result<(), Error> {
        let desk = self.desk().await?;
        let done = desk.execute_unprepared(text).await;
        desk.close().await?;
        done.map(|_| ()).map_err(Error::from)
    }

    /// Whether a database is there.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn has(&self, database: &str) -> Result<bool, Error> {
        let desk = self.desk().await?;
        let text = "SELECT 1 AS one FROM pg_database WHERE datname = $1";
        let found = desk
            .query_one_raw(Statement::from_sql_and_values(DatabaseBackend::Postgres, text, [database.into()]))
            .await;
        desk.close().await?;
        Ok(found?.is_some())
    }

    /// Makes an empty database.
    ///
    /// # Errors
    /// A fault of the database, for example when the person may make none.
    pub async fn create(&self, database: &str) -> Result<(), Error> {
        self.act(&format!("CREATE DATABASE \"{database}\" TEMPLATE template0")).await
    }

    /// Takes a database away that only a proof was made of.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn drop(&self, database: &str) -> Result<(), Error> {
        self.act(&format!("DROP DATABASE IF EXISTS \"{database}\"")).await
    }

    /// Refuses when anybody has the database open.
    ///
    /// # Errors
    /// [`Code::DatabaseInUse`]; a fault of the database.
    pub async fn alone(&self) -> Result<(), Error> {
        let desk = self.desk().await?;
        let text = "SELECT 1 AS one FROM pg_stat_activity WHERE datname = $1 LIMIT 1";
        let values = [self.database.as_str().into()];
        let found = desk.query_one_raw(Statement::from_sql_and_values(DatabaseBackend::Postgres, text, values)).await;
        desk.close().await?;
        if found?.is_none() {
            return Ok(());
        }
        Err(Refusal::new(Code::DatabaseInUse).with("path", Fact::Text(self.database.clone())).into())
    }

    /// Calls a database otherwise, which nobody may have open.
    ///
    /// # Errors
    /// [`Code::DatabaseInUse`]; a fault of the database.
    pub async fn rename(&self, database: &str, to: &str) -> Result<(), Error> {
        let desk = self.desk().await?;
        let done = desk.execute_unprepared(&format!("ALTER DATABASE \"{database}\" RENAME TO \"{to}\"")).await;
        desk.close().await?;
        match done {
            Ok(_) => Ok(()),
            // object_in_use
            Err(error) if sqlstate(&error).as_deref() == Some("55006") => {
                Err(Refusal::new(Code::DatabaseInUse).with("path", Fact::Text(database.to_owned())).into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Copies the database into a file as it is at one instant, while others write, and says what the copy holds.
    ///
    /// # Errors
    /// [`Code::ToolMissing`]; a fault of the database or of the program.
    pub async fn dump(&self, store: &Store, file: &Path) -> Result<Contents, Error> {
        let (level, access) = (Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly));
        let tx = store.read().begin_with_config(level, access).await?;
        // A large database takes longer than anything that people do.
        tx.execute_unprepared("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
            .await?;
        let row =
            tx.query_one_raw(Statement::from_string(DatabaseBackend::Postgres, "SELECT pg_export_snapshot() AS s"));
        let snapshot: String = row.await?.ok_or_else(|| Fault::new("no snapshot was given"))?.try_get("", "s")?;
        let arguments = vec![
            "--format=custom".to_owned(),
            "--no-owner".to_owned(),
            "--no-privileges".to_owned(),
            format!("--snapshot={snapshot}"),
            format!("--file={}", file.display()),
        ];
        self.tool("pg_dump", &self.database, arguments).await?;
        let contents = Contents::of(&tx).await?;
        tx.commit().await?;
        Ok(contents)
    }

    /// Brings the copy of a file into an empty database.
    ///
    /// # Errors
    /// [`Code::ToolMissing`]; a fault of the program.
    pub async fn restore(&self, file: &Path, database: &str) -> Result<(), Error> {
        let arguments = vec![
            "--exit-on-error".to_owned(),
            "--single-transaction".to_owned(),
            "--no-owner".to_owned(),
            "--no-privileges".to_owned(),
            file.display().to_string(),
        ];
        self.tool("pg_restore", database, arguments).await
    }

    /// Runs one of PostgreSQL's programs. The password goes by the environment: arguments are seen by everybody.
    async fn tool(&self, name: &'static str, database: &str, arguments: Vec<String>) -> Result<(), Error> {
        let program =
            find(name).ok_or_else(|| Refusal::new(Code::ToolMissing).with("tool", Fact::Text(name.to_owned())))?;
        let mut url = self.url.clone();
        url.set_path(database);
        let password = url.password().map(decoded);
        let _ = url.set_password(None);
        let run = move || {
            let mut command = Command::new(program);
            command.arg(format!("--dbname={url}")).args(arguments).stdin(Stdio::null()).stdout(Stdio::null());
            if let Some(password) = password {
                command.env("PGPASSWORD", password);
            }
            command.output()
        };
        let done = tokio::task::spawn_blocking(run).await.map_err(|e| Fault::from_cause("a program stopped", e))?;
        let done = done.map_err(|e| Fault::of_file(format!("{name} did not start"), e))?;
        if done.status.success() {
            return Ok(());
        }
        Err(Fault::new(format!("{name}: {}", String::from_utf8_lossy(&done.stderr).trim())).into())
    }
}

/// A part of an address as it was before it was written into one.
fn decoded(text: &str) -> String {
    let pair = format!("p={}", text.replace('+', "%2B"));
    form_urlencoded::parse(pair.as_bytes()).next().map_or_else(String::new, |(_, value)| value.into_owned())
}

/// Where one of PostgreSQL's programs is: on the path, or where Debian keeps those of the newest version.
fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|all| all.filter_map(Result::ok).map(|v| v.path().join("bin")).collect())
        .unwrap_or_default();
    versions.sort();
    std::env::split_paths(&path).chain(versions.into_iter().rev()).map(|dir| dir.join(name)).find(|p| p.is_file())
}

fn sqlstate(error: &sea_orm::DbErr) -> Option<String> {
    match error {
        sea_orm::DbErr::Exec(sea_orm::RuntimeErr::SqlxError(e))
        | sea_orm::DbErr::Query(sea_orm::RuntimeErr::SqlxError(e)) => {
            e.as_database_error().and_then(|e| e.code()).map(|code| code.into_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_database_of_the_server_has_its_address_and_what_only_we_read_is_left_out() {
        let server = Server::of("postgres://a:p%2Bw@h:5433/xinbu?host=%2Ftmp&statement-cache-capacity=5").unwrap();
        assert_eq!(server.database, "xinbu");
        assert_eq!(server.address("postgres"), "postgres://a:p%2Bw@h:5433/postgres?host=%2Ftmp");
        assert_eq!(decoded(server.url.password().unwrap()), "p+w");
        assert!(Server::of("postgres://h").is_err() && Server::of("postgres://h/a\"b").is_err());
    }
}
