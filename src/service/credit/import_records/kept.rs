//! A list between its trial and its import: kept under its hash, so that what was tried is exactly what is imported.

use boxed::boxed;
use domain::document::Kind;
use domain::id::DocumentId;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use serde::Serialize;

use crate::App;
use crate::actor::Actor;
use crate::command::{Act, Context};
use crate::document::Filed;
use crate::upload::{self, Incoming};
use format::media;
use kernel::error::Error;

/// Keeps a list that somebody is about to try, in pieces before the act.
#[derive(Debug, Serialize)]
pub struct KeepList {
    /// Of which source.
    pub source: String,
    /// The list.
    pub file: Incoming,
}

#[boxed]
impl Act for KeepList {
    const NAME: &'static str = "credit.keep_list";
    const ROLES: &'static [Role] = &[Role::CreditChecker];
    type Output = ();
    /// Under which it is on its way, unless it is there.
    type Prepared = Option<DocumentId>;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Option<DocumentId>, Error> {
        if self.file.is_empty() {
            return Err(Refusal::new(Code::FieldRequired).at_field("file").into());
        }
        match store::document::by_content(app.store.read(), Kind::CreditList, &self.file.sha256).await? {
            Some(known) if known.cleared().is_none() => Ok(None),
            _ => upload::keep(app, actor, None, &self.file).await.map(Some),
        }
    }

    async fn clear(&self, app: &App, kept: Option<DocumentId>, done: Option<&()>) {
        if let (Some(kept), None) = (kept, done)
            && let Err(error) = upload::let_go(app, kept).await
        {
            tracing::info!(command = Self::NAME, %error, "a list that was not kept is taken away later");
        }
    }

    async fn run(&self, cx: &mut Context<'_>, kept: &Option<DocumentId>) -> Result<(), Error> {
        if kept.is_some() {
            let media = media::data(Kind::CreditList, self.file.source())?;
            let list = Filed { kind: Kind::CreditList, media, file: &self.file, application: None };
            list.keep(cx, *kept).await?;
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
    let head = store::document::by_content(app.store.read(), Kind::CreditList, sha256).await?.ok_or(Code::NotFound)?;
    upload::fetch(app, &head).await
}
