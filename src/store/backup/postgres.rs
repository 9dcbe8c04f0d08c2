//! Copies of a PostgreSQL database by its own programs, `pg_dump` and `pg_restore`, which know every version of it; and the
//! databases of a server, of which one takes another's place.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::refusal::{Code, Fact, Refusal};
use sea_orm::sqlx::ConnectOptions as _;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseBackend, DatabaseConnection, IsolationLevel, SqlxPostgresConnector, Statement,
    TransactionTrait,
};

use super::Contents;
use crate::postgres::{Address, Purpose, decoded, find};
use crate::{Connection, told};
use kernel::error::{Error, Fault};

/// How often, and after which time, a server is asked again whether it has let go of a connection.
const LETS_GO: u32 = 20;
const MOMENT: Duration = Duration::from_millis(100);

/// A PostgreSQL server, and the database of it that an address names.
pub struct Server {
    options: PgConnectOptions,
    /// The database.
    pub database: String,
}

impl Server {
    /// The server and database of an address; of a cluster, the one that takes writes.
    ///
    /// # Errors
    /// As for [`Store::open`](crate::Store::open).
    pub async fn of(url: &str) -> Result<Self, Error> {
        let address = Address::parse(url)?;
        let database = address.name.clone();
        // The database itself need not be there yet.
        let options = find(&address.with("postgres"), &Arc::default(), Purpose::Work).await?;
        Ok(Self { options, database })
    }

    /// Another database of the server.
    pub(crate) fn address(&self, database: &str) -> Address {
        Address::of(&self.options, database)
    }

    /// A connection without the limits of what people wait for.
    async fn connection(&self, database: &str) -> Result<DatabaseConnection, Error> {
        let options = self.options.clone().database(database);
        let pool = PgPoolOptions::new().max_connections(1).connect_with(options).await;
        let pool = pool.map_err(told)?;
        Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool))
    }

    /// A connection to the database that every server has, for acts on databases.
    async fn desk(&self) -> Result<DatabaseConnection, Error> {
        self.connection("postgres").await
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

    /// What a database is called that a copy is brought back into, beside this one.
    pub fn beside(&self, now: DateTime<Utc>) -> String {
        format!("{}_restoring_{}", self.database, now.format("%Y%m%d%H%M%S%3f"))
    }

    /// Takes databases away that a proof of this one made and that nobody uses any more, because it was killed; they are a day
    /// old, since a proof may be without a connection for a moment.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn clear(&self, now: DateTime<Utc>) -> Result<Vec<String>, Error> {
        let (first, last) = (self.beside(DateTime::UNIX_EPOCH), self.beside(now - TimeDelta::days(1)));
        let desk = self.desk().await?;
        let text = "SELECT datname FROM pg_database d WHERE datname >= $1 COLLATE \"C\" AND datname < $2 COLLATE \"C\"
             AND length(datname) = $3
             AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datname = d.datname) ORDER BY datname";
        let length = i32::try_from(first.len()).unwrap_or(i32::MAX);
        let values = [first.into(), last.into(), length.into()];
        let found = desk.query_all_raw(Statement::from_sql_and_values(DatabaseBackend::Postgres, text, values)).await;
        desk.close().await?;
        let mut gone = Vec::new();
        for row in found? {
            let name: String = row.try_get("", "datname")?;
            self.remove(&name).await?;
            tracing::info!(name, "a database that was left behind is taken away");
            gone.push(name);
        }
        Ok(gone)
    }

    /// Takes a database away that only a proof was made of.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn remove(&self, database: &str) -> Result<(), Error> {
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
        let query = Statement::from_sql_and_values(DatabaseBackend::Postgres, text, values);
        let mut found = desk.query_one_raw(query.clone()).await?;
        // A server lets go of a connection that was closed a moment later.
        for _ in 0..LETS_GO {
            if found.is_none() {
                break;
            }
            tokio::time::sleep(MOMENT).await;
            found = desk.query_one_raw(query.clone()).await?;
        }
        desk.close().await?;
        if found.is_none() {
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
    pub async fn dump(&self, file: &Path) -> Result<Contents, Error> {
        let (level, access) = (Some(IsolationLevel::RepeatableRead), Some(AccessMode::ReadOnly));
        let connection = self.connection(&self.database).await?;
        let tx = Connection::from(connection.begin_with_config(level, access).await?);
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
        tx.into_transaction()?.commit().await?;
        connection.close().await?;
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

    /// Runs one of PostgreSQL's programs. Where and as whom goes by the environment: arguments are seen by everybody.
    async fn tool(&self, name: &'static str, database: &str, arguments: Vec<String>) -> Result<(), Error> {
        let program = find_program(name)
            .ok_or_else(|| Refusal::new(Code::ToolMissing).with("tool", Fact::Text(name.to_owned())))?;
        let environment = environment(&self.options.clone().database(database));
        let database = database.to_owned();
        let run = move || {
            let mut command = Command::new(program);
            // pg_restore writes to its output unless a database is named.
            command.arg(format!("--dbname={database}")).args(arguments).envs(environment);
            command.stdin(Stdio::null()).stdout(Stdio::null()).output()
        };
        let done = tokio::task::spawn_blocking(run).await.map_err(|e| Fault::from_cause("a program stopped", e))?;
        let done = done.map_err(|e| Fault::of_file(format!("{name} did not start"), e))?;
        if done.status.success() {
            return Ok(());
        }
        Err(Fault::new(format!("{name}: {}", String::from_utf8_lossy(&done.stderr).trim())).into())
    }
}

/// What PostgreSQL's programs read of a server.
fn environment(options: &PgConnectOptions) -> Vec<(&'static str, String)> {
    let host = options.get_socket().map_or_else(|| options.get_host().to_owned(), |path| path.display().to_string());
    let mut all = vec![
        ("PGHOST", host),
        ("PGPORT", options.get_port().to_string()),
        ("PGUSER", options.get_username().to_owned()),
    ];
    let url = options.to_url_lossy();
    // The driver writes it with its signs encoded.
    if let Some(password) = url.password().and_then(|password| decoded(password).ok()) {
        all.push(("PGPASSWORD", password));
    }
    for (key, value) in url.query_pairs() {
        let name = match &*key {
            "sslmode" => "PGSSLMODE",
            "sslrootcert" => "PGSSLROOTCERT",
            "sslcert" => "PGSSLCERT",
            "sslkey" => "PGSSLKEY",
            _ => continue,
        };
        all.push((name, value.to_lowercase()));
    }
    all
}

/// Where one of PostgreSQL's programs is: on the path, or where Debian keeps those of the newest version.
fn find_program(name: &str) -> Option<PathBuf> {
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
    fn programs_are_told_the_server_and_the_password_as_they_are() {
        let address = Address::parse("postgres://a:p%2Bw%20%3D@h:5433/xinbu?sslmode=require").unwrap();
        let (_, options) = address.servers().next().unwrap();
        let told = environment(options);
        for wanted in
            [("PGHOST", "h"), ("PGPORT", "5433"), ("PGUSER", "a"), ("PGPASSWORD", "p+w ="), ("PGSSLMODE", "require")]
        {
            assert!(told.contains(&(wanted.0, wanted.1.to_owned())), "{wanted:?} in {told:?}");
        }
        let local = Address::parse("postgres://a@localhost/xinbu?host=/tmp/here").unwrap();
        let told = environment(local.servers().next().unwrap().1);
        assert!(told.contains(&("PGHOST", "/tmp/here".to_owned())), "{told:?}");
    }
}
