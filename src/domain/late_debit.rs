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

/// What a debit is for a payment in state `of`, where `others` are the states of the other payments of the same award and
/// account, and `given_up` says whether the award was given up.
pub fn late_debit(of: PaymentState, others: &[PaymentState], given_up: bool) -> LateDebit {
    let any = |wanted: &[PaymentState]| others.iter().any(|state| wanted.contains(state));
    match of {
        PaymentState::Instructed => LateDebit::Settles,
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
            assert_eq!(late_debit(of, others, given_up), right, "{of} beside {others:?}, given up: {given_up}");
        }
    }
}
