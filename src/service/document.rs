//! Documents: the one place where a file becomes one, and the one through which anybody is shown one. Both ask the list of
//! kinds.

use chrono::{DateTime, Utc};
use domain::document::{Kind, Media};
use domain::id::{ApplicationId, DocumentId};
use entity::{document, schedule};
use sha2::{Digest as _, Sha256};

use super::App;
use super::actor::Actor;
use super::command::Context;
use super::scan;
use super::upload::Incoming;
use kernel::error::{Error, Fault};
use kernel::id::new_uuid;
pub use store::document::Head;

/// A file as a document of a kind.
pub(super) struct Filed<'a> {
    /// The kind.
    pub(super) kind: Kind,
    /// What it is by its content.
    pub(super) media: Media,
    /// The file.
    pub(super) file: &'a Incoming,
    /// The application that it belongs to.
    pub(super) application: Option<ApplicationId>,
}

impl Filed<'_> {
    /// The row of the document, where the person may file one of the kind and the file is one.
    ///
    /// # Errors
    /// [`Code::NotYourRole`](domain::refusal::Code::NotYourRole); as for [`Kind::takes`].
    pub(super) fn row(&self, id: DocumentId, by: &Actor, now: DateTime<Utc>) -> Result<document::Model, Error> {
        // Strangers file what nobody in a role does, and nothing else.
        if by.someone().is_some() || !self.kind.filers().is_empty() {
            by.acts_as(self.kind.filers())?;
        }
        self.kind.takes(self.media, self.file.size)?;
        Ok(document::Model {
            id,
            application_id: self.application,
            kind: self.kind,
            file_name: self.file.name.clone(),
            media_type: self.media.key().to_owned(),
            size_bytes: self.file.size,
            sha256: self.file.sha256.clone(),
            content: Vec::new(),
            created_by: by.person,
            created_at: now,
            outside: false,
            closed_on: None,
            kept_years: None,
            cleared_on: None,
            content_gone: false,
        })
    }

    /// Makes it a document with the act that counts it: its pieces are stored already under `kept`, or it is short.
    ///
    /// # Errors
    /// As for [`Filed::row`]; [`Code::Stale`](domain::refusal::Code::Stale) when its pieces were taken away meanwhile; a fault
    /// of the database or of the disk.
    pub(super) async fn keep(&self, cx: &Context<'_>, kept: Option<DocumentId>) -> Result<DocumentId, Error> {
        let id = kept.unwrap_or_else(|| DocumentId::from_uuid(new_uuid(cx.now)));
        let row = self.row(id, cx.actor, cx.now)?;
        match kept {
            Some(kept) => {
                store::document::insert_kept(cx.tx, row).await?;
                store::upload::end(cx.tx, kept).await?;
            }
            None if self.file.is_short() => {
                store::document::insert(cx.tx, document::Model { content: self.file.whole()?, ..row }).await?;
            }
            None => return Err(Fault::new("a long file came without its pieces").into()),
        }
        scan::hold(cx.app, cx.tx, (id, self.kind), cx.now).await?;
        Ok(id)
    }
}

/// A file of a schedule: the last one, or the one of an id.
///
/// # Errors
/// [`Code::NotFound`](domain::refusal::Code::NotFound); as for [`show`].
pub(super) async fn of_schedule(
    app: &App,
    actor: &Actor,
    schedule: &schedule::Model,
    wanted: Option<DocumentId>,
) -> Result<Document, Error> {
    let files = store::line::files(app.store.read(), schedule).await?;
    let found = files.into_iter().find(|file| wanted.is_none_or(|id| file.id == id));
    show(actor, found.ok_or(domain::refusal::Code::NotFound)?)
}

/// A document that a person may see: no page sends anything else.
#[derive(Debug, Clone)]
pub struct Document(Head);

impl Document {
    /// What is known of it.
    pub const fn head(&self) -> &Head {
        &self.0
    }

    /// Begins to read its content.
    pub fn reading(&self, app: &App) -> Reading {
        Reading { app: app.clone(), file: self.0.clone(), ordinal: 0, hash: Sha256::new(), held: None }
    }
}

/// A document that is being read. Its last piece is given once all of it proved to be what was stored, so that nobody takes
/// what was altered for the document.
pub struct Reading {
    app: App,
    file: Head,
    ordinal: i64,
    hash: Sha256,
    held: Option<Vec<u8>>,
}

impl Reading {
    /// The next piece; none behind the last.
    ///
    /// # Errors
    /// [`Code::DocumentCleared`](domain::refusal::Code::DocumentCleared);
    /// [`Code::DocumentHeld`](domain::refusal::Code::DocumentHeld) and
    /// [`Code::DocumentInfected`](domain::refusal::Code::DocumentInfected); a fault when it is not what was stored; a fault of the
    /// database or of the place where the content is.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Error> {
        if self.ordinal == 0 && self.file.kind.is_paper() {
            scan::may_be_opened(store::scan::of(self.app.store.read(), self.file.id).await?)?;
        }
        let from = (self.app.store.read(), self.app.store.storage());
        while let Some(piece) = store::document::piece(from, &self.file, self.ordinal).await? {
            self.hash.update(&piece);
            self.ordinal += 1;
            if let Some(before) = self.held.replace(piece) {
                return Ok(Some(before));
            }
        }
        let last = self.held.take();
        if last.is_some() && hex::encode(self.hash.finalize_reset()) != self.file.sha256 {
            return Err(Fault::new(format!("document {} is not what was stored", self.file.id)).into());
        }
        Ok(last)
    }
}

/// Lets a person see a document that was found within the person's scope.
///
/// # Errors
/// [`Code::NotYourRole`](domain::refusal::Code::NotYourRole).
pub fn show(actor: &Actor, found: Head) -> Result<Document, Error> {
    actor.acts_as(found.kind.readers())?;
    Ok(Document(found))
}
