//! A file that shows something: what comes with a statement, an answer or an act of finance, kept under its hash. It stays on
//! disk until it is stored, and is a document or a picture by its content.

use domain::document::Kind;
use domain::id::DocumentId;
use serde::Serialize;

use super::command::Context;
use super::document::Filed;
use super::upload::Incoming;
use format::media;
use kernel::error::Error;

/// A file of evidence; empty when none was chosen.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Attached {
    /// The name on the sender's machine.
    pub file_name: String,
    /// SHA-256 of the content, so that a repeated request is recognised without the content; empty without a file.
    pub sha256: String,
    #[serde(skip)]
    file: Incoming,
}

impl From<&Incoming> for Attached {
    fn from(file: &Incoming) -> Self {
        let sha256 = if file.is_empty() { String::new() } else { file.sha256.clone() };
        Self { file_name: file.name.clone(), sha256, file: file.clone() }
    }
}

impl Attached {
    /// A file in memory.
    pub fn new(file_name: &str, bytes: Vec<u8>) -> Self {
        Self::from(&Incoming::from((file_name, bytes)))
    }

    /// The file.
    pub const fn file(&self) -> &Incoming {
        &self.file
    }

    /// Keeps the file as evidence of a kind under its hash; nothing for none. Every file of evidence comes through here.
    ///
    /// # Errors
    /// [`Code::DocumentKind`](domain::refusal::Code::DocumentKind) and
    /// [`Code::DocumentName`](domain::refusal::Code::DocumentName) for a file that is none of the kind;
    /// [`Code::NotYourRole`](domain::refusal::Code::NotYourRole); a fault of the database or of the disk.
    pub(super) async fn keep_as(&self, cx: &Context<'_>, kind: Kind) -> Result<Option<DocumentId>, Error> {
        if self.file.is_empty() {
            return Ok(None);
        }
        let media = media::paper(kind, &self.file_name, self.file.source()).map_err(|r| r.at_field("file"))?;
        // What another office filed is no file of this one, even if it is the same: it could not be opened here.
        match store::document::own_by_content(cx.tx, &cx.actor.scope()?, kind, &self.sha256).await? {
            Some(known) if known.cleared().is_none() => Ok(Some(known.id)),
            _ => Filed { kind, media, file: &self.file, application: None }.keep(cx, cx.kept).await.map(Some),
        }
    }
}
