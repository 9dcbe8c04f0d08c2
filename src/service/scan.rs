//! Papers are looked at by a scanner before anybody opens them, where one is configured (`XINBU_CLAMD`). A paper that comes in is held
//! in the transaction that keeps it; a job has it looked at, and tries again while the scanner is away. What is infected is refused
//! for good: it is shown to nobody, not even by its name. The rows of schedules and statements are read by the program alone.

use boxed::boxed;
use chrono::{DateTime, Utc};
use domain::document::{Kind, Look};
use domain::id::DocumentId;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use entity::scan;
use serde::Serialize;
use serde_json::json;

use super::App;
use super::actor::Actor;
use super::command::{Command, Context, execute};
use super::job::{Job, Queue};
use super::upload;
use kernel::error::{Error, Fault};
use store::tx::Transaction;

pub mod clamd;

use clamd::{Clamd, Says};

/// Holds a paper that came in until it is looked at, where there is a scanner.
///
/// # Errors
/// A fault of the database.
pub(super) async fn hold(
    app: &App,
    tx: &Transaction,
    (id, kind): (DocumentId, Kind),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if app.scanner.is_none() || !kind.is_paper() {
        return Ok(());
    }
    let row =
        scan::Model { document_id: id, asked_at: now, verdict: Look::Waiting, found: String::new(), looked_at: None };
    store::scan::insert(tx, row).await?;
    let mut queue = Queue::new(now);
    queue.add(Job::Scan { document: id });
    queue.write(tx, ("document.scan", None)).await
}

/// Refuses what nobody may open: what is held, and what is infected.
///
/// # Errors
/// [`Code::DocumentHeld`]; [`Code::DocumentInfected`].
pub(super) fn may_be_opened(look: Look) -> Result<(), Refusal> {
    match look {
        Look::None | Look::Clean => Ok(()),
        Look::Waiting => Err(Refusal::new(Code::DocumentHeld)),
        Look::Infected => Err(Refusal::new(Code::DocumentInfected)),
    }
}

/// Has a paper looked at.
///
/// # Errors
/// [`Code::ScannerAway`]; faults.
pub(super) async fn look(app: &App, id: DocumentId) -> Result<(), Error> {
    let db = app.store.read();
    if store::scan::of(db, id).await? != Look::Waiting {
        return Ok(());
    }
    let scanner = app.scanner.clone().ok_or_else(|| Fault::new("nobody said where the scanner is"))?;
    let head = store::document::head(db, id).await?;
    if head.cleared().is_some() {
        return Ok(());
    }
    let file = upload::fetch(app, &head).await?;
    let asked = move || -> Result<Says, Error> {
        let mut open = file.source().open()?;
        Ok(scanner.look(&mut open)?)
    };
    let says = tokio::task::spawn_blocking(asked).await;
    let says = says.map_err(|e| Fault::from_cause("the scanner's client stopped", e))??;
    let found = match says {
        Says::Clean => String::new(),
        Says::Found(name) => name,
    };
    execute(app, &Actor::program(), None, &Scanned { document: id, found }).await
}

/// What the scanner says of a paper; nothing found is clean. The program alone does it.
#[derive(Debug, Serialize)]
pub struct Scanned {
    document: DocumentId,
    found: String,
}

#[boxed]
impl Command for Scanned {
    const NAME: &'static str = "document.scan";
    const ROLES: &'static [Role] = &[];
    const BY_PROGRAM: bool = true;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let verdict = if self.found.is_empty() { Look::Clean } else { Look::Infected };
        store::scan::decide(cx.tx, self.document, (verdict, &self.found), cx.now).await?;
        cx.record("document", self.document, Self::NAME, json!({ "verdict": verdict, "found": self.found }));
        Ok(())
    }
}

/// Where the scanner is, whether it answers, and how many papers are held.
#[derive(Debug)]
pub struct Seen {
    /// Where it is; none where papers are not looked at.
    pub place: Option<String>,
    /// What keeps it from answering.
    pub trouble: Option<Refusal>,
    /// How many papers are held.
    pub held: i64,
}

/// How it stands with the scanner.
///
/// # Errors
/// A fault of the database.
pub async fn seen(app: &App, scanner: Option<&Clamd>) -> Result<Seen, Error> {
    let held = store::scan::held(app.store.read()).await?;
    let Some(scanner) = scanner.cloned() else { return Ok(Seen { place: None, trouble: None, held }) };
    let place = scanner.place().to_owned();
    let trouble = tokio::task::spawn_blocking(move || scanner.answers().err()).await;
    let trouble = trouble.map_err(|e| Fault::from_cause("the scanner's client stopped", e))?;
    Ok(Seen { place: Some(place), trouble, held })
}
