//! The way of a list into the register. It is stored piece by piece, each in a short transaction, and no check, page or other
//! list reads any of it before the act puts it in force. What is refused, or broken off with the program, leaves nothing:
//! it is taken away at once, or before the next list of its source, or when the server starts.

use chrono::{DateTime, Duration, Utc};
use domain::id::CreditImportId;
use domain::refusal::Code;
use entity::{credit_import, credit_intake, credit_source};

use super::new_import;
use crate::App;
use crate::actor::Actor;
use kernel::error::Error;
use kernel::failpoint::{Failpoint, reach};
use store::credit::intake;

/// A list that has stored nothing for so long was broken off: a piece takes a fraction of a second.
const SILENCE: Duration = Duration::minutes(2);
/// How often a piece is tried when the writer is not free.
const TRIES: u32 = 10;

/// A list on its way.
pub(super) struct Way {
    /// The import that it becomes.
    pub(super) import: CreditImportId,
    /// When it began.
    pub(super) begun_at: DateTime<Utc>,
    row: credit_intake::Model,
}

impl Way {
    /// Begins. What was broken off of the source is taken away first.
    pub(super) async fn begin(
        app: &App,
        actor: &Actor,
        source: credit_source::Model,
        (file_name, sha256): (&str, &str),
    ) -> Result<Self, Error> {
        let now = app.clock.now();
        if let Some(other) = intake::on_its_way(app.store.read(), &source.id).await? {
            if !other.ends && other.touched_at >= now - SILENCE {
                return Err(Code::CreditImportRunning.into());
            }
            take_away(app, &other).await?;
        }
        let import = new_import(now);
        let row = credit_intake::Model {
            import_id: import,
            source_id: source.id.clone(),
            person_id: actor.person,
            touched_at: now,
            ends: false,
            in_force_at: None,
        };
        let note = credit_import::Model {
            id: import,
            source_id: source.id.clone(),
            file_name: file_name.to_owned(),
            sha256: sha256.to_owned(),
            rows_seen: 0,
            rows_added: 0,
            rows_changed: 0,
            rows_same: 0,
            rows_bad: 0,
            imported_by: actor.person,
            imported_at: now,
        };
        let tx = begin(app).await?;
        store::credit::ensure_sources(&tx, vec![source]).await?;
        intake::begin(&tx, row.clone(), note).await?;
        tx.commit().await?;
        reach(Failpoint::ListBegun)?;
        Ok(Self { import, begun_at: now, row })
    }

    /// The transaction of the next piece.
    ///
    /// # Errors
    /// [`Code::Stale`] when the list was taken for broken off meanwhile; busy.
    pub(super) async fn piece(&self, app: &App) -> Result<store::tx::Transaction, Error> {
        let tx = begin(app).await?;
        intake::touch(&tx, self.import, app.clock.now()).await?;
        reach(Failpoint::ListPiece)?;
        Ok(tx)
    }

    /// Takes away what was stored.
    pub(super) async fn give_up(&self, app: &App) -> Result<(), Error> {
        take_away(app, &self.row).await
    }
}

/// Takes lists away that were broken off with the program that stored them.
///
/// # Errors
/// Busy; a fault of the database.
pub async fn clear_away(app: &App) -> Result<(), Error> {
    for row in intake::left_behind(app.store.read(), app.clock.now() - SILENCE).await? {
        take_away(app, &row).await?;
    }
    Ok(())
}

/// Takes the records of a list away, makes current again what it would have closed, and then ends it. It may be broken off
/// and done again.
async fn take_away(app: &App, row: &credit_intake::Model) -> Result<(), Error> {
    let tx = begin(app).await?;
    intake::give_up(&tx, row.import_id, app.clock.now()).await?;
    tx.commit().await?;
    let mut after = Some(String::new());
    while let Some(from) = after {
        let tx = begin(app).await?;
        after = intake::remove_records(&tx, row, &from).await?;
        tx.commit().await?;
    }
    let mut more = true;
    while more {
        let tx = begin(app).await?;
        more = intake::reopen_records(&tx, row.import_id).await?;
        tx.commit().await?;
    }
    let tx = begin(app).await?;
    intake::end(&tx, row.import_id).await?;
    tx.commit().await
}

async fn begin(app: &App) -> Result<store::tx::Transaction, Error> {
    let mut tries = 1;
    loop {
        match store::tx::begin(&app.store).await {
            Err(error) if (error.is_transient() || error.is_busy()) && tries < TRIES => tries += 1,
            other => return other,
        }
    }
}
