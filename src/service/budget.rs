//! Budget lines: allocation of money that can then be promised.

use domain::ledger::{self, TransferCode};
use domain::money::text;
use domain::reference_key::reference_key;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use serde::Serialize;

use super::command::{Command, Context};
use crate::error::Error;
use crate::store;

/// Allocates an amount to a budget line, on the strength of a document (指标文号).
///
/// A document allocates once within an office: its treasury numbers its documents, and a number that comes twice is the same
/// money entered twice. Another office has another treasury, or its own share of a document from above; whether it used the
/// number neither stops this one nor is told to it.
#[derive(Debug, Serialize)]
pub struct Allocate {
    /// Code of the budget line.
    pub line: String,
    /// The amount in major units, as typed.
    pub amount: String,
    /// Number of the allocation document; each allocates once.
    pub document: String,
}

impl Command for Allocate {
    const NAME: &'static str = "budget.allocate";
    const ROLES: &'static [Role] = &[Role::FinanceApprover];
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        if self.line.trim().is_empty() {
            return Err(Refusal::new(Code::FieldRequired).at_field("line").into());
        }
        let line = store::budget::line_by_code(cx.tx, &cx.actor.scope()?, &self.line).await?;
        let amount = text::parse(&self.amount, text::Unit::Major, line.currency).map_err(|r| r.at_field("amount"))?;
        let document = self.document.trim();
        if document.is_empty() {
            return Err(Refusal::new(Code::FieldRequired).at_field("document").into());
        }
        if amount.is_zero() {
            return Err(Refusal::new(Code::FieldRequired).at_field("amount").into());
        }
        let allocated = |document: &str| {
            let refusal = Refusal::new(Code::BudgetDocumentKnown).with("document", Fact::Text(document.to_owned()));
            refusal.at_field("document")
        };
        // Another spelling of its brackets, blanks and widths is the same document.
        let key = reference_key(document);
        store::budget::take_turn(cx.tx, line.unit_id).await?;
        let before = store::ledger::allocated(cx.tx, line.unit_id).await?;
        if let Some(same) = before.iter().find(|known| reference_key(known) == key) {
            return Err(allocated(same).into());
        }
        let elsewhere = store::ledger::is_posted(cx.tx, TransferCode::Allocate, document).await?;
        let reference = if elsewhere { format!("{document} · {}", line.code) } else { document.to_owned() };
        let posting = ledger::allocate(amount, &reference);
        let posted = store::ledger::post(cx.tx, line.id, &[posting], cx.today, cx.now).await;
        posted.map_err(|error| match error.code() {
            // The one thing that was there before is the posting of this document, by somebody faster.
            Some(Code::Stale) => allocated(document).into(),
            _ => error,
        })?;
        cx.record(
            "budget_line",
            line.id,
            Self::NAME,
            serde_json::json!({ "amount_fen": amount, "document": document }),
        );
        Ok(())
    }
}
