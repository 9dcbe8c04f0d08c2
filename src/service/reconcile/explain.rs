//! A person explains a line that belongs to no payment: a bank charge, interest, or money that the treasury paid in.

use domain::ledger;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::{EntryEvent, EntryState};
use serde::Serialize;

use super::apply::{Decided, write};
use crate::error::Error;
use crate::service::application::reason;
use crate::service::command::{Command, Context};
use crate::store;

/// What a line is that belongs to no payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 手续费: FEES ← BANK.
    Charge,
    /// 利息: BANK ← INTEREST.
    Interest,
    /// 财政拨入: BANK ← FUNDING.
    Funding,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Charge, Self::Interest, Self::Funding];

    /// The stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Charge => "charge",
            Self::Interest => "interest",
            Self::Funding => "funding",
        }
    }

    /// The kind of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.key() == key)
    }

    /// The direction that a line of this kind has.
    pub const fn direction(self) -> &'static str {
        match self {
            Self::Charge => "debit",
            Self::Interest | Self::Funding => "credit",
        }
    }
}

/// Explains a line, with a note that names the evidence; it posts to a named account of the cash book.
#[derive(Debug, Serialize)]
pub struct Explain {
    /// Number of the statement.
    pub statement: String,
    /// Ordinal of the line.
    pub ordinal: i64,
    /// What it is.
    pub kind: Kind,
    /// Why it is that.
    pub note: String,
}

impl Command for Explain {
    const NAME: &'static str = "entry.explain";
    const ROLES: &'static [Role] = roles_of!(EntryState, EntryEvent::Explain);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let statement = store::statement::by_number(cx.tx, &cx.actor.scope()?, &self.statement).await?;
        let entry = store::statement::lock_entry(cx.tx, statement.id, self.ordinal).await?;
        let note = reason(&self.note)?;
        if entry.direction != self.kind.direction() {
            return Err(Refusal::new(Code::WrongDirection).at_field("kind").into());
        }
        let lines = store::budget::lines_of_account(cx.tx, entry.bank_account_id).await?;
        let line = lines.first().ok_or(Code::NotFound)?;
        let posting = match self.kind {
            Kind::Charge => ledger::charge(entry.id, entry.amount_fen),
            Kind::Interest => ledger::interest(entry.id, entry.amount_fen),
            Kind::Funding => ledger::fund(entry.id, entry.amount_fen),
        };
        store::ledger::post(cx.tx, line.id, &[posting], cx.today, cx.now).await?;
        let how = Decided { rule: "person", reasons: &[], note, by: Some(cx.actor.person) };
        write(cx, &entry, None, self.kind.key(), EntryState::Explained, &how).await
    }
}
