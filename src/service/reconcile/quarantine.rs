//! The ways out of quarantine: a statement that waits for another one is looked at again by itself; two people take one that
//! can be right as it is (see `service/payment/request.rs`); one that another file stands for is given up.

use boxed::boxed;
use domain::refusal::Code;
use domain::role::Role;
use domain::roles_of;
use domain::statement::{QuarantineReason, Statement};
use domain::workflow::{Machine as _, QuarantineEvent, QuarantineState};
use entity::{bank_account, statement};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use validator::Validate;

use super::bank_table;
use super::import_statement::match_by_rule;
use super::take::{Ends, content, place, reasons, release};
use crate::application::reason;
use crate::command::{Command, Context};
use crate::upload;
use format::statement as format;
use kernel::error::Error;

/// Takes the statements of an account that waited only for others and fit now, one after the other; gives the number and
/// lines of each.
///
/// # Errors
/// A fault of the database.
pub(super) async fn recheck(
    cx: &mut Context<'_>,
    account: &bank_account::Model,
) -> Result<Vec<(String, usize)>, Error> {
    let mut released = Vec::new();
    loop {
        let before = released.len();
        for waiting in store::statement::waiting(cx.tx, account.id).await? {
            let why: Vec<QuarantineReason> = serde_json::from_str(&waiting.reasons)?;
            if !why.iter().all(QuarantineReason::waits) {
                continue;
            }
            let Some(read) = said(cx, account, &waiting).await? else { continue };
            let place = place(cx.tx, account.id, &Ends::of(&read, cx.today)).await?;
            if reasons(account, &read, &place, cx.today).is_empty() {
                let moved = waiting.quarantine.follow(QuarantineEvent::Recheck)?;
                let lines = release(cx, &waiting, &read, &place, &moved).await?;
                released.push((waiting.number.clone(), lines));
            }
        }
        if released.len() == before {
            return Ok(released);
        }
    }
}

/// What a statement in quarantine says, read again from its file.
async fn said(
    cx: &Context<'_>,
    account: &bank_account::Model,
    waiting: &statement::Model,
) -> Result<Option<Statement>, Error> {
    let document = store::document::head(cx.tx, waiting.document_id).await?;
    let kept = upload::fetch_within(cx.app, cx.tx, &document).await?;
    let file = match bank_table::again(cx.tx, waiting, account, &kept).await? {
        Some(file) => file,
        None => format::read(kept.source(), cx.app.clock.zone())?,
    };
    for read in file.statements {
        let same = match &waiting.content_sha256 {
            Some(sha256) => *sha256 == content(&read)?,
            None => read.id == waiting.bank_statement_id,
        };
        if same {
            return Ok(Some(read));
        }
    }
    Ok(None)
}

/// Whether two people may take a statement for all that is said against it.
///
/// # Errors
/// [`Code::StatementNeverRight`].
pub fn acceptable(waiting: &statement::Model) -> Result<(), Error> {
    let why: Vec<QuarantineReason> = serde_json::from_str(&waiting.reasons)?;
    if why.iter().all(QuarantineReason::is_acceptable) { Ok(()) } else { Err(Code::StatementNeverRight.into()) }
}

/// Takes a statement that two people say is right; then what waited behind it.
///
/// # Errors
/// [`Code::StatementNeverRight`]; [`Code::StatementOverlaps`].
pub(crate) async fn accept(cx: &mut Context<'_>, waiting: &statement::Model) -> Result<(), Error> {
    let moved = cx.moves(waiting.quarantine, QuarantineEvent::Accept)?;
    store::budget::lock_bank_account(cx.tx, waiting.bank_account_id).await?;
    let account = store::budget::bank_account(cx.tx, waiting.bank_account_id).await?;
    let read = said(cx, &account, waiting).await?.ok_or(Code::NotFound)?;
    let place = place(cx.tx, account.id, &Ends::of(&read, cx.today)).await?;
    if !reasons(&account, &read, &place, cx.today).iter().all(QuarantineReason::is_acceptable) {
        return Err(Code::StatementNeverRight.into());
    }
    release(cx, waiting, &read, &place, &moved).await?;
    recheck(cx, &account).await?;
    match_by_rule(cx, account.id).await?;
    Ok(())
}

/// Gives a statement in quarantine up: the bank's corrected file, or another one, stands for it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct GiveUp {
    /// Number of the statement.
    pub statement: String,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for GiveUp {
    const NAME: &'static str = "statement.give_up";
    const ROLES: &'static [Role] = roles_of!(QuarantineState, QuarantineEvent::GiveUp);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let statement = store::statement::lock(cx.tx, &cx.actor.scope()?, &self.statement).await?;
        let why = reason(&self.reason)?;
        let moved = cx.moves(statement.quarantine, QuarantineEvent::GiveUp)?;
        store::statement::advance(cx.tx, statement.id, &moved, None, why).await?;
        cx.record("statement", statement.id, Self::NAME, json!({ "number": statement.number, "reason": why }));
        Ok(())
    }
}
