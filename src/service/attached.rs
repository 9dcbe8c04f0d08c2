//! A file that shows something: what comes with a statement, an answer or an act of finance, kept under its hash. It stays on
//! disk until it is stored, and is a document or a picture by its content.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::document::Kind;
use domain::id::DocumentId;
use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

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

/// A file as a program sends it with an act; nothing, or neither name nor content, is none.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AttachedFile")]
struct Sent {
    /// The name of the file.
    file_name: String,
    /// Its bytes.
    #[schemars(extend("contentEncoding" = "base64"))]
    base64: String,
}

impl<'de> Deserialize<'de> for Attached {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Some(sent) = Option::<Sent>::deserialize(deserializer)? else { return Ok(Self::default()) };
        let bytes = STANDARD.decode(sent.base64).map_err(|_| D::Error::custom("no base64"))?;
        Ok(Self::new(&sent.file_name, bytes))
    }
}

impl JsonSchema for Attached {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Attached".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Option::<Sent>::json_schema(generator)
    }
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

    /// Whether none was chosen.
    pub fn is_none(&self) -> bool {
        self.file.is_empty()
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
