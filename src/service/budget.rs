//! Budget lines: money that can then be promised, and cuts of it, each proposed by one finance person with its document and
//! confirmed by another.

use boxed::boxed;
use domain::document::Kind;
use domain::id::{BudgetAllocationId, DocumentId};
use domain::ledger::{self, AccountKind, BudgetChange};
use domain::money::{Fen, text};
use domain::reference_key::reference_key;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::{RequestEvent, RequestState};
use entity::{budget_allocation, budget_line};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use validator::Validate;

use super::application::reason;
use super::attached::Attached;
use super::command::{Command, Context};
use super::upload::Incoming;
use kernel::error::Error;
use kernel::id::new_uuid;

/// Proposes an amount for a budget line or a cut of it, on the strength of a document (指标文).
///
/// A document counts once within an office: its treasury numbers its documents, and a number that comes twice is the same
/// money entered twice. Another office has another treasury, or its own share of a document from above; whether it used the
/// number neither stops this one nor is told to it. What was declined may be proposed again.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Propose {
    /// Code of the budget line.
    pub line: String,
    /// Whether the money comes or goes.
    pub kind: BudgetChange,
    /// The amount in major units, as typed.
    pub amount: String,
    /// Number of the document.
    pub document: String,
    /// The document.
    #[serde(default)]
    #[schemars(skip_serializing_if = "Attached::is_none")]
    pub file: Attached,
}

#[boxed]
impl Command for Propose {
    const NAME: &'static str = "budget.propose";
    const ROLES: &'static [Role] = &[Role::FinanceMaker];
    type Output = BudgetAllocationId;

    fn brings(&self) -> Option<&Incoming> {
        Some(self.file.file())
    }

    async fn run(&self, cx: &mut Context<'_>) -> Result<BudgetAllocationId, Error> {
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
        // Another spelling of its brackets, blanks and widths is the same document.
        let key = reference_key(document);
        let before = store::budget_allocation::of_document(cx.tx, line.unit_id, &key).await?.map(|a| a.document_no);
        let known = match before {
            Some(document) => Some(document),
            None => {
                let earlier = store::ledger::allocated(cx.tx, line.unit_id).await?;
                earlier.into_iter().find(|known| reference_key(known) == key)
            }
        };
        if let Some(document) = known {
            let refusal = Refusal::new(Code::BudgetDocumentKnown).with("document", Fact::Text(document));
            return Err(refusal.at_field("document").into());
        }
        if self.kind == BudgetChange::Cut {
            enough(cx, &line, amount).await?;
        }
        let missing = || Refusal::new(Code::EvidenceMissing).at_field("file");
        let file: DocumentId = self.file.keep_as(cx, Kind::BudgetDocument).await?.ok_or_else(missing)?;
        let id = BudgetAllocationId::from_uuid(new_uuid(cx.now));
        let row = budget_allocation::Model {
            id,
            unit_id: line.unit_id,
            budget_line_id: line.id,
            kind: self.kind,
            amount_fen: amount,
            document_no: document.to_owned(),
            document_key: key,
            document_id: file,
            state: RequestState::Asked,
            proposed_by: cx.actor.person,
            proposed_at: cx.now,
            decided_by: None,
            decided_at: None,
            decision_note: String::new(),
        };
        store::budget_allocation::insert(cx.tx, row).await?;
        let payload = json!({
            "line": line.code, "kind": self.kind, "amount_fen": amount, "document": document,
            "evidence_sha256": self.file.sha256,
        });
        cx.record("budget_allocation", id, Self::NAME, payload);
        Ok(id)
    }
}

/// Refuses a cut of what is not there to be cut, before anybody is asked; the ledger holds it when the cut is made.
async fn enough(cx: &Context<'_>, line: &budget_line::Model, amount: Fen) -> Result<(), Error> {
    let balances = store::ledger::balances(cx.tx, line.id).await?;
    let available =
        balances.iter().find(|(kind, _)| *kind == AccountKind::Available).map_or(Fen::ZERO, |(_, fen)| *fen);
    if available >= amount {
        return Ok(());
    }
    let refusal = Refusal::new(Code::BudgetExhausted)
        .with("available", Fact::Money(line.currency.of(available)))
        .with("wanted", Fact::Money(line.currency.of(amount)));
    Err(refusal.at_field("amount").into())
}

/// Decides what another person proposed; agreed, the money is there or gone at once.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// The proposal.
    pub id: BudgetAllocationId,
    /// Whether the second person agrees.
    pub agreed: bool,
    /// Why not, or a remark.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub note: String,
}

#[boxed]
impl Command for Decide {
    const NAME: &'static str = "budget.decide";
    const ROLES: &'static [Role] = roles_of!(RequestState, RequestEvent::Confirm, RequestEvent::Decline);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let proposed = store::budget_allocation::lock(cx.tx, &cx.actor.scope()?, self.id).await?;
        let event = if self.agreed { RequestEvent::Confirm } else { RequestEvent::Decline };
        let moved = cx.moves(proposed.state, event)?;
        if proposed.proposed_by == cx.actor.person {
            return Err(Code::RequestOwn.into());
        }
        let note = if self.agreed { self.note.trim() } else { reason(&self.note)? };
        store::budget_allocation::decide(cx.tx, proposed.id, &moved, (cx.actor.person, note), cx.now).await?;
        if self.agreed {
            let posting = match proposed.kind {
                BudgetChange::Allocate => ledger::allocate(proposed.amount_fen, proposed.id),
                BudgetChange::Cut => ledger::cut(proposed.amount_fen, proposed.id),
            };
            store::ledger::post(cx.tx, proposed.budget_line_id, &[posting], cx.today, cx.now).await?;
        }
        let payload = json!({
            "kind": proposed.kind, "amount_fen": proposed.amount_fen, "document": proposed.document_no,
            "agreed": self.agreed, "note": note,
        });
        cx.record("budget_allocation", proposed.id, Self::NAME, payload);
        Ok(())
    }
}
