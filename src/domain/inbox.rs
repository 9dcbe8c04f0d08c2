//! What people are told of their own things though it asks no act of them (消息): what happened to a firm's cases, payments, accounts
//! and credit, and what became of what an officer proposed or worked on. What asks an act waits on the desk and is not repeated.

use crate::workflow::ApplicationEvent::{
    self, Accept, Approve, EndNotice, Lapse, Publish, Refuse, RejectReceipt, RequestCorrection, Resume, SendBack,
    Suspend, UndoApproval, Veto,
};
use crate::workflow::PaymentEvent::{self, Reject, Return, Settle};

/// What a firm is told of its cases: what it may see of them, done by somebody else.
pub const OF_CASES: &[ApplicationEvent] =
    &[Accept, RejectReceipt, RequestCorrection, Approve, Refuse, Veto, Publish, EndNotice, Suspend, Resume, Lapse];

/// What a firm is told of its payments.
pub const OF_PAYMENTS: &[PaymentEvent] = &[Settle, Reject, Return];

/// What an officer is told of a case after a step on it.
pub const AFTER_A_STEP: &[ApplicationEvent] =
    &[SendBack, ApplicationEvent::Recheck, ApplicationEvent::Resubmit, UndoApproval, Approve, Refuse, Veto, Lapse];

/// What became of accounts, credit and proposals, by its key.
pub const OTHERS: &[&str] = &[
    "account.verify",
    "account.reject",
    "credit.record",
    "credit.objection",
    "credit.repair",
    "person_request.confirmed",
    "person_request.declined",
    "approval_limit.confirmed",
    "approval_limit.declined",
    "call_proposal.confirmed",
    "call_proposal.declined",
    "procedure_version.confirmed",
    "procedure_version.declined",
    "budget_allocation.confirmed",
    "budget_allocation.declined",
    "finance_request.confirmed",
    "finance_request.declined",
    "recusal.declared",
    "recusal_end.confirmed",
    "recusal_end.declined",
];

/// The act of the log for an event of a case.
pub fn act_of_case(event: ApplicationEvent) -> String {
    format!("application.{event}")
}

/// The act of the log for an event of a payment.
pub fn act_of_payment(event: PaymentEvent) -> String {
    format!("payment.{event}")
}

/// The message about something that happened, by its key.
pub fn message(what: &str) -> String {
    format!("inbox-{}", what.replace('.', "-"))
}
