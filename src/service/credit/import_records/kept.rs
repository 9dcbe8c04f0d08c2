//! A list between its trial and its import: kept under its hash, so that what was tried is exactly what is imported.

use domain::id::DocumentId;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use serde::Serialize;

use crate::error::Error;
use crate::service::App;
use crate::service::actor::Actor;
use crate::service::command::{Command, Context, Key, execute};
use crate::service::upload::{self, Incoming};
use crate::store;

/// The kind under which lists are kept.
const LIST: &str = "credit_list";

/// Keeps a list that somebody is about to try, in pieces before the act.
///
/// # Errors
/// [`Code::FieldRequired`]; [`Code::NotYourRole`]; faults.
pub async fn keep_list(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    source: &str,
    file: &Incoming,
) -> Result<(), Error> {
    actor.acts_as(KeepList::ROLES)?;
    if file.is_empty() {
        return Err(Refusal::new(Code::FieldRequired).at_field("file").into());
    }
    let kept = match store::document::by_content(app.store.read(), LIST, &file.sha256).await? {
        Some(_) => None,
        None => Some(upload::keep(app, actor, None, file).await?),
    };
    execute(app, actor, key, &KeepList { source: source.to_owned(), file: file.clone(), kept }).await
}

#[derive(Debug, Serialize)]
struct KeepList {
    source: String,
    #[serde(serialize_with = "by_hash")]
    file: Incoming,
    /// Under which it is on its way, unless it is there.
    #[serde(skip)]
    kept: Option<DocumentId>,
}

/// A repeated request is recognised by name and hash, without the content.
fn by_hash<S: serde::Serializer>(file: &Incoming, serializer: S) -> Result<S::Ok, S::Error> {
    (&file.name, &file.sha256).serialize(serializer)
}

impl Command for KeepList {
    const NAME: &'static str = "credit.keep_list";
    const ROLES: &'static [Role] = &[Role::CreditChecker];
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        if let Some(kept) = self.kept {
            store::upload::end(cx.tx, kept).await?;
            let row = self.file.document(kept, (None, LIST), (cx.actor.person, cx.now));
            store::document::insert_if_missing(cx.tx, row).await?;
        }
        let payload = serde_json::json!({ "file": self.file.name, "sha256": self.file.sha256 });
        cx.record("credit_source", &self.source, Self::NAME, payload);
        Ok(())
    }
}

/// A kept list by its hash, on disk.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn kept(app: &App, sha256: &str) -> Result<Incoming, Error> {
    let head = store::document::by_content(app.store.read(), LIST, sha256).await?.ok_or(Code::NotFound)?;
    upload::fetch(app, &head).await
}
