//! What a debit of the bank is for a payment that the books do not have on its way: the bank made it after all, or paid what
//! is not owed, for example a second time.

use crate::workflow::PaymentState;

/// What becomes of a debit that names a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LateDebit {
    /// It settles the payment, which is on its way.
    Settles,
    /// The payment was recorded as refused and is still owed: two people take the refusal back, and the debit settles it.
    TakesRefusalBack,
    /// The same, once the payment that was made instead is out of its batch.
    WaitsForBatch,
    /// It is not owed: it is booked as money that must come back.
    NotOwed,
}

/// What else counts beside the state of the payment that a debit names.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'a> {
    /// The states of the other payments of the same award and account.
    pub others: &'a [PaymentState],
    /// Whether the award was given up.
    pub given_up: bool,
    /// Whether the books were brought back from a copy and do not know yet what was sent to the bank since.
    pub locked: bool,
}

/// What a debit is for a payment in state `of`.
pub fn late_debit(of: PaymentState, around: Around<'_>) -> LateDebit {
    let Around { others, given_up, locked } = around;
    let any = |wanted: &[PaymentState]| others.iter().any(|state| wanted.contains(state));
    match of {
        PaymentState::Instructed => LateDebit::Settles,
        PaymentState::Ready | PaymentState::Held
            if locked && !given_up && !any(&[PaymentState::Instructed, PaymentState::Paid]) =>
        {
            LateDebit::Settles
        }
        PaymentState::Rejected if given_up || any(&[PaymentState::Instructed, PaymentState::Paid]) => {
            LateDebit::NotOwed
        }
        PaymentState::Rejected if any(&[PaymentState::Batched]) => LateDebit::WaitsForBatch,
        PaymentState::Rejected => LateDebit::TakesRefusalBack,
        _ => LateDebit::NotOwed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_payment_is_settled_by_a_late_debit_only_while_nothing_else_pays_its_award() {
        use PaymentState::{Batched, Cancelled, Held, Instructed, Paid, Ready, Rejected, Returned};
        for (of, others, given_up, right) in [
            (Instructed, &[][..], false, LateDebit::Settles),
            (Rejected, &[], false, LateDebit::TakesRefusalBack),
            (Rejected, &[Ready], false, LateDebit::TakesRefusalBack),
            (Rejected, &[Held], false, LateDebit::TakesRefusalBack),
            (Rejected, &[Rejected, Returned, Cancelled], false, LateDebit::TakesRefusalBack),
            (Rejected, &[Batched], false, LateDebit::WaitsForBatch),
            (Rejected, &[Instructed], false, LateDebit::NotOwed),
            (Rejected, &[Rejected, Paid], false, LateDebit::NotOwed),
            (Rejected, &[], true, LateDebit::NotOwed),
            (Paid, &[], false, LateDebit::NotOwed),
            (Cancelled, &[], true, LateDebit::NotOwed),
        ] {
            for locked in [false, true] {
                let around = Around { others, given_up, locked };
                assert_eq!(late_debit(of, around), right, "{of}: {around:?}");
            }
        }
    }

    #[test]
    fn a_payment_that_waits_is_settled_by_a_debit_only_after_a_restoration() {
        use PaymentState::{Held, Instructed, Ready};
        for of in [Ready, Held] {
            let locked = Around { locked: true, ..Around::default() };
            assert_eq!(late_debit(of, locked), LateDebit::Settles);
            assert_eq!(late_debit(of, Around::default()), LateDebit::NotOwed);
            assert_eq!(late_debit(of, Around { given_up: true, ..locked }), LateDebit::NotOwed);
            assert_eq!(late_debit(of, Around { others: &[Instructed], ..locked }), LateDebit::NotOwed);
        }
    }
}
