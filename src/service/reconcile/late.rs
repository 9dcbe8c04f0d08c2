//! A debit for a payment that the books do not have on its way: what it can be, and the way that is open.

use domain::late_debit::{Around, LateDebit, late_debit};
use domain::refusal::{Code, Fact, Refusal};
use domain::workflow::PaymentState;
use entity::payment;

use kernel::error::Error;
use store::{self, Connection};

/// What a debit is for a payment, and what stands beside the payment.
pub struct Late {
    /// What the debit is.
    pub way: LateDebit,
    others: Vec<payment::Model>,
    given_up: bool,
}

impl Late {
    /// Looks at the other payments of the award.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn of(db: &Connection, payment: &payment::Model) -> Result<Self, Error> {
        Self::among(db, payment, &store::finance::attempts(db, payment.award_id).await?).await
    }

    /// As [`Late::of`], among the payments of its award that are known.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn among(db: &Connection, payment: &payment::Model, known: &[payment::Model]) -> Result<Self, Error> {
        let other =
            |p: &&payment::Model| (p.award_id, p.part) == (payment.award_id, payment.part) && p.id != payment.id;
        let others: Vec<_> = known.iter().filter(other).cloned().collect();
        let given_up = store::finance_request::is_given_up(db, payment.award_id).await?;
        let states: Vec<PaymentState> = others.iter().map(|p| p.state).collect();
        let locked = store::restoration::is_locked(db, payment.budget_line_id).await?;
        let way = late_debit(payment.state, Around { others: &states, given_up, locked });
        Ok(Self { way, others, given_up })
    }

    /// The payments that were made instead and wait: they fall when the bank made this one after all.
    pub fn waiting(self) -> Vec<payment::Model> {
        let waits = |p: &payment::Model| matches!(p.state, PaymentState::Ready | PaymentState::Held);
        self.others.into_iter().filter(waits).collect()
    }

    /// Why a debit does not settle the payment by itself, and which way is open.
    pub fn refusal(&self, payment: &payment::Model) -> Refusal {
        let state = Fact::Message(format!("payment-state-{}", payment.state.key()));
        let about = |code: Code| Refusal::new(code).with("payment", Fact::Text(payment.number.clone()));
        let in_state = |state: PaymentState| self.others.iter().find(|p| p.state == state).map(|p| p.number.clone());
        match self.way {
            LateDebit::NotOwed if self.given_up => about(Code::GivenUpAndPaid),
            LateDebit::NotOwed => {
                let other = in_state(PaymentState::Paid).or_else(|| in_state(PaymentState::Instructed));
                let other = other.unwrap_or_else(|| payment.number.clone());
                about(Code::PaidTwice).with("state", state).with("other", Fact::Text(other))
            }
            LateDebit::WaitsForBatch => {
                let other = in_state(PaymentState::Batched).unwrap_or_default();
                about(Code::SuccessorBatched).with("other", Fact::Text(other))
            }
            LateDebit::TakesRefusalBack => about(Code::PaymentNotWithBank).with("state", state),
            LateDebit::Settles => about(Code::PaymentOwed).with("state", state),
        }
    }
}
