//! Other payee accounts, and what they hold.

use chrono::{DateTime, Utc};
use domain::id::AccountHoldId;
use schemars::JsonSchema;
use serde::Serialize;

use crate::service::query::account::{Change as AccountRow, Hold as Held};

/// A request for another payee account.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct AccountChange {
    /// Its number.
    number: String,
    firm: String,
    /// Unified social credit code of the firm.
    firm_code: String,
    /// The application whose payee it is about, where it is about one.
    application: Option<String>,
    /// How it stands.
    state: String,
    bank_name: String,
    /// The new account, without its middle.
    account: String,
    reason: String,
    requested_at: DateTime<Utc>,
}

impl From<AccountRow> for AccountChange {
    fn from(change: AccountRow) -> Self {
        Self {
            number: change.asked.number,
            firm: change.firm.name,
            firm_code: change.firm.uscc.as_str().to_owned(),
            application: change.application,
            state: change.asked.state.key().to_owned(),
            bank_name: change.asked.bank_name,
            account: change.asked.account_no.masked(),
            reason: change.asked.why,
            requested_at: change.requested.at,
        }
    }
}

/// A hold on what a payee of an application is paid.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct AccountHold {
    /// What acts name.
    id: AccountHoldId,
    /// Number of the application.
    application: String,
    /// Number of the request for another account that holds it.
    change: String,
    /// How it stands.
    state: String,
    /// Where the money shall go, as one person proposed.
    pay_to: Option<String>,
    held_at: DateTime<Utc>,
}

impl From<Held> for AccountHold {
    fn from(hold: Held) -> Self {
        Self {
            id: hold.id,
            application: hold.application,
            change: hold.change.number,
            state: hold.state.key().to_owned(),
            pay_to: hold.pay_to,
            held_at: hold.held_at,
        }
    }
}
