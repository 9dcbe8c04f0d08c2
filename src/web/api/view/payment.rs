//! Payments and batches.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Listing, Money};
use crate::service::query::finance::payment::{BatchHead, Payment as Paid, Row as PaymentRow};

/// A payment to a payee.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Payment {
    /// Its number.
    number: String,
    /// The number of its application.
    application: String,
    /// How it stands.
    state: String,
    amount: Money,
    payee: String,
    /// The account, without its middle.
    account: String,
    /// How often it was tried, this one included.
    attempt: i64,
    /// Why the bank returned it.
    return_reason: String,
    /// The number of its batch, for finance staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    batch: Option<String>,
    made_at: DateTime<Utc>,
}

impl Payment {
    /// A payment of an application.
    pub fn of(application: &str, payment: Paid) -> Self {
        Self {
            account: payment.account_no.masked(),
            number: payment.number,
            application: application.to_owned(),
            state: payment.state.key().to_owned(),
            amount: Money::of(payment.amount),
            payee: payment.payee_name,
            attempt: payment.attempt,
            return_reason: payment.return_reason,
            batch: None,
            made_at: payment.created_at,
        }
    }
}

impl From<PaymentRow> for Payment {
    fn from(row: PaymentRow) -> Self {
        Self { batch: row.batch, ..Self::of(&row.application, row.payment) }
    }
}

/// A batch of payments.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Batch {
    /// Its number.
    number: String,
    /// How it stands.
    state: String,
    /// The version on which acts rest.
    version: i64,
    /// How many payments it has.
    payments: i64,
    sum: Money,
    made_at: DateTime<Utc>,
}

impl From<BatchHead> for Batch {
    fn from(batch: BatchHead) -> Self {
        Self {
            number: batch.number,
            state: batch.state.key().to_owned(),
            version: batch.version,
            payments: batch.payments,
            sum: Money::of(batch.sum),
            made_at: batch.created_at,
        }
    }
}

/// A batch with a part of its payments.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct BatchFile {
    pub batch: Batch,
    pub payments: Listing<Payment>,
}
