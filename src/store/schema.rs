//! Whether the schema of a database is the one of this program, and bringing it there: in one transaction, so that a stop
//! at any point leaves the database as it was before.

use std::collections::BTreeSet;

use domain::refusal::{Code, Fact, Refusal};
use migration::{Migrator, MigratorTrait as _};
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};

use super::{Store, credit, rekey, seed, sql, tx};
use crate::Connection;
use kernel::error::Error;
use kernel::failpoint::{Failpoint, reach};

/// Under this number processes that bring one PostgreSQL database along wait for one another.
const TURN: i64 = 0x5849_4e42_5500;

/// How a database stands to this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It has no tables of the program.
    Empty,
    /// So many steps are missing.
    Older(usize),
    /// It is the program's.
    Current,
    /// It has a step that this program does not know.
    Newer(String),
}

/// How a database stands to this program; nothing is made.
///
/// # Errors
/// A fault of the database.
pub async fn standing(db: &Connection) -> Result<Standing, Error> {
    let known = match db.get_database_backend() {
        DatabaseBackend::Sqlite => "SELECT 1 AS one FROM sqlite_master WHERE name = 'seaql_migrations'",
        _ => "SELECT 1 AS one WHERE to_regclass('seaql_migrations') IS NOT NULL",
    };
    let query = |text: &str| Statement::from_string(db.get_database_backend(), text);
    if db.query_one_raw(query(known)).await?.is_none() {
        return Ok(Standing::Empty);
    }
    let rows = db.query_all_raw(query("SELECT version FROM seaql_migrations ORDER BY version")).await?;
    let there = rows.iter().map(|row| row.try_get("", "version")).collect::<Result<BTreeSet<String>, _>>()?;
    let ours: BTreeSet<String> = Migrator::migrations().iter().map(|step| step.name().to_owned()).collect();
    if let Some(newer) = there.difference(&ours).last() {
        return Ok(Standing::Newer(newer.clone()));
    }
    Ok(match ours.len().saturating_sub(there.len()) {
        0 => Standing::Current,
        missing if missing == ours.len() => Standing::Empty,
        missing => Standing::Older(missing),
    })
}

impl Standing {
    /// Refuses what is not this program's.
    ///
    /// # Errors
    /// [`Code::DatabaseEmpty`]; [`Code::DatabaseOlder`]; [`Code::DatabaseNewer`].
    pub fn must_be_current(self, place: &str) -> Result<(), Refusal> {
        let refuse = |code| Err(Refusal::new(code).with("path", Fact::Text(place.to_owned())));
        match self {
            Self::Empty => refuse(Code::DatabaseEmpty),
            Self::Older(missing) => {
                let steps = Fact::Count(i64::try_from(missing).unwrap_or(i64::MAX));
                Err(Refusal::new(Code::DatabaseOlder).with("path", Fact::Text(place.to_owned())).with("steps", steps))
            }
            Self::Newer(step) => {
                let refusal = Refusal::new(Code::DatabaseNewer).with("path", Fact::Text(place.to_owned()));
                Err(refusal.with("step", Fact::Text(step)))
            }
            Self::Current => Ok(()),
        }
    }
}

/// Brings the schema up to date, loads the rules that the triggers read and what is derived from what is there: all of it
/// or nothing. Several processes that start at once go one after the other, and the later ones find it done.
///
/// # Errors
/// [`Code::DatabaseNewer`]; a fault when a step fails: the database stays as it was.
pub async fn bring_along(store: &Store) -> Result<(), Error> {
    let tx = tx::begin(store).await?;
    if tx.get_database_backend() == DatabaseBackend::Postgres {
        // Others take as long as they take.
        tx.execute_unprepared("SET LOCAL lock_timeout = 0").await?;
        tx.execute_raw(sql(&tx, "SELECT pg_advisory_xact_lock($1)", [TURN.into()])).await?;
    }
    if let newer @ Standing::Newer(_) = standing(&tx).await? {
        newer.must_be_current(&store.place)?;
    }
    Migrator::up(tx.bare()?, None).await?;
    reach(Failpoint::SchemaSteps)?;
    seed::rules(&tx).await?;
    reach(Failpoint::SchemaRules)?;
    rekey::contracts(&tx).await?;
    credit::near::fill(&tx).await?;
    reach(Failpoint::SchemaDerived)?;
    tx.commit().await
}
