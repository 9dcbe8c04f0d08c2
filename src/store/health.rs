//! Whether the database takes what is written: told by the acts that fail, and asked again by writing.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sea_orm::ConnectionTrait;

use super::{Store, sql, tx};
use kernel::error::{Error, Trouble};

/// How much a test writes: more than most acts, so that a disk with hardly any room is still called full.
const TEST: usize = 256 << 10;

/// How long a question to the database may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// What is known about writing.
#[derive(Debug, Default)]
pub(super) struct Health {
    trouble: Mutex<Option<Trouble>>,
    testing: tokio::sync::Mutex<()>,
}

impl Health {
    fn trouble(&self) -> Option<Trouble> {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, trouble: Option<Trouble>) -> Option<Trouble> {
        std::mem::replace(&mut *self.trouble.lock().unwrap_or_else(PoisonError::into_inner), trouble)
    }
}

impl Store {
    /// Hears of an act that failed, and remembers what it says about the database. The log is told once.
    pub fn heard(&self, error: &Error) {
        let trouble = error.trouble().filter(|t| matches!(t, Trouble::Full | Trouble::Away | Trouble::Unknown));
        if let Some(trouble) = trouble
            && self.health.set(Some(trouble)) != Some(trouble)
        {
            tracing::error!(?trouble, error = ?error, "the database does not take what is written; acts are refused");
        }
    }

    /// What is wrong with the database, if anything. Where an act failed, something is written as a test: work goes on by
    /// itself when there is room again.
    pub async fn health(&self) -> Option<Trouble> {
        let alive = self.read().query_one_raw(sql(self.read(), "SELECT 1 AS one", []));
        match tokio::time::timeout(PATIENCE, alive).await {
            Ok(Ok(_)) => {}
            Ok(Err(_)) | Err(_) => return Some(Trouble::Away),
        }
        if self.unfit().is_some() {
            return Some(Trouble::Away);
        }
        self.health.trouble()?;
        let _one = self.health.testing.lock().await;
        self.health.trouble()?;
        match tokio::time::timeout(PATIENCE, self.test()).await {
            Ok(Ok(())) => {
                self.health.set(None);
                tracing::info!("the database takes what is written again");
                None
            }
            Ok(Err(error)) => error.trouble().filter(|t| *t != Trouble::Broken).or(Some(Trouble::Away)),
            Err(_) => Some(Trouble::Busy),
        }
    }

    /// What is wrong with writing, by writing something.
    pub async fn takes_what_is_written(&self) -> Option<Trouble> {
        match tokio::time::timeout(PATIENCE, self.test()).await {
            Ok(Ok(())) => None,
            Ok(Err(error)) => error.trouble().or(Some(Trouble::Broken)),
            Err(_) => Some(Trouble::Busy),
        }
    }

    async fn test(&self) -> Result<(), Error> {
        for size in [TEST, 0] {
            let tx = tx::begin(self).await?;
            let text = "UPDATE heartbeat SET padding = $1 WHERE id = 1";
            tx.execute_raw(sql(&tx, text, [noise(size).into()])).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// Bytes that no database packs into fewer.
fn noise(size: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(size).collect()
}
