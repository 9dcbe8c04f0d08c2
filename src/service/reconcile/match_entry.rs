//! A person matches a line that the rule left open: with the payment it paid, or with the payment that came back.

use domain::refusal::Code;
use domain::role::Role;
use domain::roles_of;
use domain::workflow::{EntryEvent, EntryState};
use serde::Serialize;

use super::apply::{Decided, give_back, settle};
use super::import_statement::reconciled;
use crate::error::Error;
use crate::service::command::{Command, Context};
use crate::store;

/// Matches a line with a payment: a debit settles it, a credit returns it. Amounts must agree to the fen.
#[derive(Debug, Serialize)]
pub struct MatchEntry {
    /// Number of the statement.
    pub statement: String,
    /// Ordinal of the line.
    pub ordinal: i64,
    /// Number of the payment.
    pub payment: String,
    /// A note, may be empty.
    pub note: String,
}

impl Command for MatchEntry {
    const NAME: &'static str = "entry.match";
    const ROLES: &'static [Role] = roles_of!(EntryState, EntryEvent::Match);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let statement = store::statement::by_number(cx.tx, &cx.actor.scope()?, &self.statement).await?;
        if statement.state != "balanced" {
            return Err(Code::StatementQuarantined.into());
        }
        let entry = store::statement::lock_entry(cx.tx, statement.id, self.ordinal).await?;
        let payment = store::payment::lock(cx.tx, &cx.actor.scope()?, &self.payment).await?;
        reconciled(cx, &payment, "match").await?;
        let how = Decided { rule: "person", reasons: &[], note: self.note.trim(), by: Some(cx.actor.person) };
        if entry.direction == "debit" {
            settle(cx, &entry, &payment, &how).await
        } else {
            give_back(cx, &entry, &payment, &how).await
        }
    }
}
