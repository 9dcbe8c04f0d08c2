//! A list between its trial and its import: kept under its hash, so that what was tried is exactly what is imported.

use domain::refusal::{Code, Refusal};
use domain::role::Role;
use serde::Serialize;

use crate::error::Error;
use crate::service::App;
use crate::service::command::{Command, Context};
use crate::service::credit::statement::Attached;
use crate::store;

/// The kind under which lists are kept.
const LIST: &str = "credit_list";

/// Keeps a list that somebody is about to try.
#[derive(Debug, Serialize)]
pub struct KeepList {
    /// The source that it comes from.
    pub source: String,
    /// The file.
    pub file: Attached,
}

impl Command for KeepList {
    const NAME: &'static str = "credit.keep_list";
    const ROLES: &'static [Role] = &[Role::CreditChecker];
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        if self.file.sha256.is_empty() {
            return Err(Refusal::new(Code::FieldRequired).at_field("file").into());
        }
        self.file.keep_as(cx, LIST).await?;
        let payload = serde_json::json!({ "file": self.file.file_name, "sha256": self.file.sha256 });
        cx.record("credit_source", &self.source, Self::NAME, payload);
        Ok(())
    }
}

/// A kept list by its hash: its name and content.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn kept(app: &App, sha256: &str) -> Result<(String, Vec<u8>), Error> {
    let row = store::document::by_content(app.store.read(), LIST, sha256).await?.ok_or(Code::NotFound)?;
    Ok((row.file_name, row.content))
}
