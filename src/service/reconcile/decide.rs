//! A person says what a line is: one payment or several, the return of one, a charge, interest, money paid in; a line may
//! be split, its parts come to its amount. What was decided wrongly is taken back.

use std::collections::BTreeSet;

use boxed::boxed;
use domain::id::BudgetLineId;
use domain::late_debit::LateDebit;
use domain::money::{Currency, Fen};
use domain::reconciliation::AllocationKind;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::{Role, Step};
use domain::roles_of;
use domain::statement::{Direction, StatementState};
use domain::workflow::{EntryEvent, EntryState, PaymentState};
use entity::{budget_line, payment, statement_entry};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::apply::{Decided, Part, What, amounts_differ, apply, at_most_owed, currency_of, parts_differ, take_back};
use super::late::Late;
use crate::application::reason;
use crate::command::{Command, Context};
use kernel::error::Error;

/// A part of a line as a person states it.
#[derive(Debug, Clone, Serialize)]
pub enum Piece {
    /// A payment, by number: a debit paid it, a credit brought it back.
    Payment(String),
    /// What belongs to no payment, with its amount; no amount means the rest of the line. A charge beside a payment that
    /// came back is what the bank kept of it.
    Explained(AllocationKind, Option<Fen>),
    /// The whole debit was not owed beside this payment, by number: it must come back.
    Overpaid(String),
    /// The whole credit brought back what was paid beside this payment, by number.
    Recovered(String),
}

/// Says what a line is, whole.
#[derive(Debug, Serialize)]
pub struct Decide {
    /// Number of the statement.
    pub statement: String,
    /// Ordinal of the line.
    pub ordinal: i64,
    /// Its parts.
    pub pieces: Vec<Piece>,
    /// Why; may be empty where the whole line is one payment.
    pub note: String,
}

#[boxed]
impl Command for Decide {
    const NAME: &'static str = "entry.decide";
    const ROLES: &'static [Role] = roles_of!(EntryState, EntryEvent::Match, EntryEvent::Explain);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let entry = open_line(cx, &self.statement, self.ordinal).await?;
        if self.pieces.is_empty() {
            return Err(Code::NothingSelected.into());
        }
        let paid = self.pieces.iter().any(|piece| piece.number().is_some());
        cx.moves(entry.state, if paid { EntryEvent::Match } else { EntryEvent::Explain })?;
        let whole = matches!(&self.pieces[..], [Piece::Payment(_)]);
        let note = if whole { self.note.trim() } else { reason(&self.note)? };
        let own = store::budget::lines_of_account(cx.tx, entry.bank_account_id).await?;
        let mut payments = Vec::new();
        for number in self.numbers() {
            let payment = store::payment::lock(cx.tx, &cx.actor.scope()?, number).await?;
            if own.iter().all(|line| line.id != payment.budget_line_id) {
                return Err(Refusal::new(Code::NotFound).at_field("payment").into());
            }
            reconciled(cx, &payment, "match").await?;
            payments.push(payment);
        }
        self.names_no_payment(cx, &entry, &own).await?;
        let line = payments.first().map(|p| p.budget_line_id).or_else(|| own.first().map(|l| l.id));
        let parts = self.parts(cx, &entry, &payments, line).await?;
        apply(cx, &parts, &Decided { rule: "person", note, by: Some(cx.actor.person) }).await
    }
}

impl Decide {
    /// A debit that bears the reference of one of our payments is that payment or was not owed; it is never wholly something
    /// else on one person's word.
    async fn names_no_payment(
        &self,
        cx: &Context<'_>,
        entry: &statement_entry::Model,
        own: &[budget_line::Model],
    ) -> Result<(), Error> {
        let explained = self.pieces.iter().all(|piece| matches!(piece, Piece::Explained(..)));
        if !explained || entry.direction == Direction::Credit {
            return Ok(());
        }
        let lines: Vec<_> = own.iter().map(|line| line.id).collect();
        if let Some(payment) = store::payment::latest_to(cx.tx, &lines, &entry.counterparty_account).await? {
            let number = Fact::Text(payment.number);
            return Err(Refusal::new(Code::LineToPayee).with("payment", number).at_field("payment").into());
        }
        if entry.end_to_end_id.is_empty() {
            return Ok(());
        }
        let named = BTreeSet::from([entry.end_to_end_id.as_str()]);
        match store::payment::lock_by_end_to_end(cx.tx, &lines, &named).await?.first() {
            None => Ok(()),
            Some(payment) => {
                let number = Fact::Text(payment.number.clone());
                Err(Refusal::new(Code::LineNamesPayment).with("payment", number).at_field("payment").into())
            }
        }
    }

    /// The numbers of the payments, each once.
    fn numbers(&self) -> BTreeSet<&str> {
        self.pieces.iter().filter_map(Piece::number).collect()
    }

    async fn parts<'a>(
        &self,
        cx: &Context<'_>,
        entry: &'a statement_entry::Model,
        payments: &'a [payment::Model],
        line: Option<BudgetLineId>,
    ) -> Result<Vec<Part<'a>>, Error> {
        let mut parts = Vec::new();
        let mut rest = entry.amount_fen.minus(entry.allocated_fen)?;
        let back = entry.direction == Direction::Credit;
        if self.pieces.iter().any(|piece| matches!(piece, Piece::Overpaid(_) | Piece::Recovered(_))) {
            let ([piece], [payment]) = (&self.pieces[..], payments) else {
                return Err(Refusal::new(Code::FieldRequired).at_field("payment").into());
            };
            let what = not_owed(cx, piece, payment, rest).await?;
            return Ok(vec![Part { entry, what, amount: rest, kept: Fen::ZERO, reasons: &[] }]);
        }
        for payment in payments.iter().filter(|p| !back && p.state != PaymentState::Instructed) {
            let late = Late::of(cx.tx, payment).await?;
            if late.way != LateDebit::Settles {
                return Err(late.refusal(payment).into());
            }
        }
        let explained = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Explained(kind, amount) => Some((*kind, *amount)),
            Piece::Payment(_) | Piece::Overpaid(_) | Piece::Recovered(_) => None,
        });
        // Money that comes back less a charge: the charge is no part of the line, the bank kept it.
        let (charge, explained): (Vec<_>, Vec<_>) =
            explained.partition(|(kind, _)| back && *kind == AllocationKind::Charge && !payments.is_empty());
        if !charge.is_empty() {
            let ([payment], [(_, told)], []) = (payments, &charge[..], &explained[..]) else {
                let parts = Fen::sum(payments.iter().map(|p| p.amount_fen))?;
                return Err(parts_differ(currency_of(cx, entry).await?, rest, parts).into());
            };
            let kept = payment.amount_fen.minus(rest)?;
            if kept <= Fen::ZERO || told.is_some_and(|told| told != kept) {
                return Err(amounts_differ(currency_of(cx, entry).await?, rest, payment.amount_fen).into());
            }
            return Ok(vec![Part { entry, what: What::Return(payment), amount: rest, kept, reasons: &[] }]);
        }
        let single = self.pieces.len() == 1;
        for payment in payments {
            let what = if back { What::Return(payment) } else { What::Settle(payment) };
            // A line that is said to be one payment has its amount; the payment must agree with it.
            let amount = if single { rest } else { payment.amount_fen };
            rest = rest.minus(amount)?;
            parts.push(Part { entry, what, amount, kept: Fen::ZERO, reasons: &[] });
        }
        for (kind, amount) in explained {
            let line = line.ok_or(Code::NotFound)?;
            let amount = amount.unwrap_or(rest);
            if amount.is_zero() {
                let currency = currency_of(cx, entry).await?;
                let refusal = Refusal::new(Code::NoRest).with("entry", Fact::Money(currency.of(entry.amount_fen)));
                return Err(refusal.at_field("rest").into());
            }
            if amount < Fen::ZERO {
                let parts = entry.amount_fen.minus(rest)?;
                return Err(parts_differ(currency_of(cx, entry).await?, entry.amount_fen, parts).into());
            }
            rest = rest.minus(amount)?;
            parts.push(Part { entry, what: What::Explain(kind, line), amount, kept: Fen::ZERO, reasons: &[] });
        }
        Ok(parts)
    }
}

/// What a whole line is that paid what was not owed beside a payment, or brought that back.
async fn not_owed<'a>(
    cx: &Context<'_>,
    piece: &Piece,
    payment: &'a payment::Model,
    amount: Fen,
) -> Result<What<'a>, Error> {
    if matches!(piece, Piece::Recovered(_)) {
        at_most_owed(cx, payment, amount).await?;
        return Ok(What::Recovered(payment));
    }
    if amount != payment.amount_fen {
        let currency = store::budget::line(cx.tx, payment.budget_line_id).await?.currency;
        return Err(amounts_differ(currency, amount, payment.amount_fen).into());
    }
    let late = Late::of(cx.tx, payment).await?;
    if late.way == LateDebit::NotOwed {
        return Ok(What::Overpaid(payment));
    }
    let state = Fact::Message(format!("payment-state-{}", payment.state.key()));
    let refusal = Refusal::new(Code::PaymentOwed).with("payment", Fact::Text(payment.number.clone()));
    Err(refusal.with("state", state).into())
}

impl Piece {
    fn number(&self) -> Option<&str> {
        match self {
            Self::Payment(number) | Self::Overpaid(number) | Self::Recovered(number) => Some(number),
            Self::Explained(..) => None,
        }
    }

    /// What is no payment, with an amount as typed; none typed means the rest of the line.
    ///
    /// # Errors
    /// What is wrong with the amount.
    pub fn explained(kind: AllocationKind, amount: &str, currency: Currency) -> Result<Self, Refusal> {
        use domain::money::text::{Unit, parse};
        let amount = amount.trim();
        let amount = (!amount.is_empty()).then(|| parse(amount, Unit::Major, currency)).transpose();
        Ok(Self::Explained(kind, amount.map_err(|r| r.at_field("amount"))?))
    }
}

/// Takes the decision on a line back; the line is open again.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Unmatch {
    /// Number of the statement.
    pub statement: String,
    /// Ordinal of the line.
    #[validate(range(min = 0))]
    pub ordinal: i64,
    /// What was wrong.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Unmatch {
    const NAME: &'static str = "entry.unmatch";
    const ROLES: &'static [Role] = roles_of!(EntryState, EntryEvent::Unmatch);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let entry = open_line(cx, &self.statement, self.ordinal).await?;
        let why = reason(&self.reason)?;
        for part in store::allocation::of_entry(cx.tx, entry.id).await? {
            if let Some(id) = part.payment_id {
                let payment = store::payment::lock_by_id(cx.tx, id).await?;
                reconciled(cx, &payment, "unmatch").await?;
            }
        }
        take_back(cx, &entry, why).await
    }
}

/// A line of a taken statement, locked.
async fn open_line(cx: &Context<'_>, statement: &str, ordinal: i64) -> Result<statement_entry::Model, Error> {
    let statement = store::statement::by_number(cx.tx, &cx.actor.scope()?, statement).await?;
    if statement.state == StatementState::Quarantined {
        return Err(Code::StatementQuarantined.into());
    }
    store::statement::lock_entry(cx.tx, statement.id, ordinal).await
}

/// A person who reconciles takes that step on the case, so that nobody reconciles what they paid.
async fn reconciled(cx: &Context<'_>, payment: &payment::Model, event: &str) -> Result<(), Error> {
    let new = store::step::NewStep {
        application: payment.application_id,
        step: Step::Reconciled,
        person: cx.actor.person,
        role: cx.role,
        event,
        reason: &payment.number,
        content_sha256: "",
    };
    store::step::insert(cx.tx, new, cx.now).await
}
