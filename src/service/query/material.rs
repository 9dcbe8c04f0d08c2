//! What an application carries beside its schedule: as its firm sees it, with what is missing, and as those who work on it see it,
//! with what changed.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::document::{Kind, Look, Media};
use domain::id::{ApplicationId, AttachmentId, DocumentId};
use domain::material::{Material, Since, since};
use domain::refusal::Code;
use domain::workflow::ApplicationEvent;

use super::case::CaseView;
use super::firm::Case;
use crate::App;
use crate::application::attach::{carried, earning, signed};
use crate::document::{Document, show};
use crate::reader::{Cases, Filing, Reader};
use kernel::error::Error;
use store::attachment::Carried;
use store::document::Head;

/// A paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its id.
    pub id: AttachmentId,
    /// The document.
    pub document: DocumentId,
    /// The name of the file.
    pub file_name: String,
    /// What it is by its content.
    pub media: Option<Media>,
    /// Its length in bytes.
    pub bytes: i64,
    /// SHA-256 of its content.
    pub sha256: String,
    /// What the firm says of it.
    pub note: String,
    /// When it was attached.
    pub attached_at: DateTime<Utc>,
    /// How it stands with a scanner.
    pub look: Look,
    /// How it stands between the last signature and the one before; none before the first.
    pub since: Option<Since>,
}

impl Paper {
    fn of(row: Carried, since: Option<Since>) -> Self {
        let head = row.head();
        Self {
            id: row.id,
            document: head.id,
            media: Media::from_key(&head.media_type),
            file_name: head.file_name,
            bytes: head.size_bytes,
            sha256: head.sha256,
            look: row.look,
            note: row.note,
            attached_at: row.attached_at,
            since,
        }
    }
}

/// An entry of the list with what is there.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The entry.
    pub material: Material,
    /// Whether the application is asked for it, by what it earns now.
    pub demanded: bool,
    /// What is there, in the order in which it was attached.
    pub papers: Vec<Paper>,
}

impl Entry {
    /// Whether it is demanded and nothing is there.
    pub fn is_missing(&self) -> bool {
        let counts = |paper: &Paper| paper.since != Some(Since::Went) && paper.look != Look::Infected;
        self.demanded && !self.papers.iter().any(counts)
    }
}

fn entries(list: &[Material], earning: &[&str], papers: impl IntoIterator<Item = (String, Paper)>) -> Vec<Entry> {
    let mut by_key: HashMap<String, Vec<Paper>> = HashMap::new();
    for (key, paper) in papers {
        by_key.entry(key).or_default().push(paper);
    }
    let entry = |material: &Material| Entry {
        demanded: material.is_demanded(earning),
        papers: by_key.remove(&material.key).unwrap_or_default(),
        material: material.clone(),
    };
    list.iter().map(entry).collect()
}

/// The list of an application of the firm, with what it carries now.
///
/// # Errors
/// A fault of the database.
pub async fn of_firm(app: &App, case: &Case) -> Result<Vec<Entry>, Error> {
    if case.call.materials.is_empty() {
        return Ok(Vec::new());
    }
    let papers = carried(app.store.read(), case.id()).await?;
    let result = case.result()?;
    let earning = result.as_ref().map(earning).unwrap_or_default();
    let papers = papers.into_iter().map(|row| (row.material.clone(), Paper::of(row, None)));
    Ok(entries(&case.call.materials, &earning, papers))
}

/// A paper of an earlier application.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// The document.
    pub document: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// The name of the file.
    pub file_name: String,
    /// The number of the application that carried it last.
    pub application: String,
    /// When it was attached there.
    pub attached_at: DateTime<Utc>,
}

/// How many papers of earlier applications are looked through.
const EARLIER: u64 = 200;

/// The papers of the firm's other applications that this one could carry and does not, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn library(
    app: &App,
    reader: &Reader<'_, Filing>,
    case: &Case,
    entries: &[Entry],
) -> Result<Vec<Earlier>, Error> {
    let kinds: BTreeSet<Kind> = entries.iter().map(|entry| entry.material.kind).collect();
    if kinds.is_empty() {
        return Ok(Vec::new());
    }
    let there: BTreeSet<DocumentId> = entries.iter().flat_map(|e| &e.papers).map(|paper| paper.document).collect();
    let db = app.store.read();
    let mut found = store::attachment::elsewhere(db, reader.scope(), case.id(), EARLIER).await?;
    found.retain(|(_, head): &(_, Head)| {
        kinds.contains(&head.kind) && !there.contains(&head.id) && head.cleared().is_none()
    });
    let of = found.iter().map(|(row, _)| row.application_id).collect::<std::collections::HashSet<ApplicationId>>();
    let numbers = store::application::numbers(db, &of).await?;
    let earlier = found.into_iter().map(|(row, head)| Earlier {
        document: head.id,
        kind: head.kind,
        file_name: head.file_name,
        application: numbers.get(&row.application_id).cloned().unwrap_or_default(),
        attached_at: row.attached_at,
    });
    Ok(earlier.collect())
}

/// A paper that an application of the firm carries or carried.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn own(app: &App, reader: &Reader<'_, Filing>, number: &str, id: AttachmentId) -> Result<Document, Error> {
    let db = app.store.read();
    let application = store::application::find(db, reader.scope(), number).await?;
    let papers = store::attachment::of_application(db, application.id).await?;
    let paper = papers.into_iter().find(|paper| paper.id == id).ok_or(Code::NotFound)?;
    show(reader, paper.head())
}

/// The list of a case for those who work on it: what its last signature carried, and what that changed.
///
/// # Errors
/// A fault of the database.
pub async fn of_case(app: &App, case: &CaseView) -> Result<Vec<Entry>, Error> {
    if case.call.materials.is_empty() {
        return Ok(Vec::new());
    }
    let signs = |step: &&super::application::Step| ApplicationEvent::SIGNINGS.iter().any(|event| step.is(*event));
    let signings: Vec<DateTime<Utc>> = case.steps.iter().filter(signs).map(|step| step.at).collect();
    let rows = store::attachment::of_application(app.store.read(), case.id()).await?;
    let told = rows.into_iter().filter_map(|row| {
        let since = since(&signings, row.attached_at, row.removed_at)?;
        Some((row.material.clone(), Paper::of(row, Some(since))))
    });
    let earning = case.calculation.as_ref().map(|(_, result)| earning(result)).unwrap_or_default();
    Ok(entries(&case.call.materials, &earning, told))
}

/// A paper of a case. That it was opened stands in the log already.
///
/// # Errors
/// [`Code::NotFound`], also for what the firm never signed.
pub async fn of_authority(
    app: &App,
    reader: &Reader<'_, Cases>,
    number: &str,
    id: AttachmentId,
) -> Result<(Paper, Document), Error> {
    let db = app.store.read();
    let application = store::application::find(db, reader.scope(), number).await?;
    let paper = signed(db, &application, id).await?;
    let document = show(reader, paper.head())?;
    Ok((Paper::of(paper, None), document))
}
