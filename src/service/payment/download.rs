//! Every download of a sealed file is an event of its batch: the log says who took the bytes, and when.

use boxed::boxed;
use domain::refusal::Code;
use domain::role::Role;
use serde::Serialize;

use crate::command::{Command, Context};
use crate::restoration::must_be_free;
use kernel::error::Error;
use kernel::id::sha256;

/// Records that a person takes the file of a sealed batch. The bytes are those of the seal and no others.
#[derive(Debug, Serialize)]
pub struct Download {
    /// The batch.
    pub number: String,
}

#[boxed]
impl Command for Download {
    const NAME: &'static str = "batch.download";
    const ROLES: &'static [Role] = &[Role::FinanceMaker, Role::FinanceApprover];
    /// SHA-256 of the file.
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let batch = store::payment::batch(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let (Some(bytes), Some(sealed)) = (&batch.file_bytes, &batch.file_sha256) else {
            return Err(Code::NotFound.into());
        };
        // It may have been sent before the restoration; the bank's statements tell first.
        must_be_free(cx, batch.bank_account_id).await?;
        let hash = sha256(bytes);
        if hash != *sealed {
            return Err(Code::ContentChanged.into());
        }
        let payload = serde_json::json!({ "number": batch.number, "file_sha256": hash });
        cx.record("payment_batch", batch.id, Self::NAME, payload);
        Ok(hash)
    }
}
