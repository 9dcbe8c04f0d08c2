//! Applications as their firms are told of them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::workflow::ApplicationState;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

use super::Money;
use super::case::Step;
use super::letter::Letter;
use super::payment::Payment;
use super::schedule::{Importing, Schedule};
use crate::service::query::firm::Listed as Own;

/// The state that a firm is told: what happens inside the authority before a decision is its own business.
const fn told_to_the_firm(state: ApplicationState) -> ApplicationState {
    match state {
        ApplicationState::Checked => ApplicationState::Accepted,
        ApplicationState::Reviewed | ApplicationState::Confirmed => ApplicationState::InReview,
        ApplicationState::UndoAsked => ApplicationState::ApprovedProvisional,
        other => other,
    }
}

/// An application as its firm knows it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Application {
    /// Its number.
    number: String,
    /// The number of its call.
    call: String,
    /// How it stands: `draft`, `submitted`, `accepted`, `in_review`, `correction_requested`, `approved_provisional`, `published`,
    /// `approved`, `settled`, `refused` and others.
    state: String,
    /// The version on which acts rest.
    version: i64,
    /// When it was signed last.
    submitted_at: Option<DateTime<Utc>>,
    /// What it comes to by the calculation in force.
    calculated: Option<Money>,
    /// What was approved.
    approved: Option<Money>,
    /// What arrived.
    paid: Money,
}

impl From<Own> for Application {
    fn from(own: Own) -> Self {
        let Own { application, call, paid } = own;
        Self {
            call: call.number,
            state: told_to_the_firm(application.state).key().to_owned(),
            version: application.version,
            submitted_at: application.submitted_at,
            calculated: application.calculated.map(Money::of),
            approved: application.approved.map(Money::of),
            paid: Money::of(paid),
            number: application.number,
        }
    }
}

/// An application with everything around it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct ApplicationFile {
    pub application: Application,
    /// What the person may do with it now, beside changing it.
    pub may: Vec<String>,
    /// Whether the firm can change it now.
    pub editable: bool,
    /// What was answered, by name.
    pub answers: BTreeMap<String, serde_json::Value>,
    /// What is to be corrected, and until when.
    pub correction: Option<Correction>,
    /// The schedule in force.
    pub schedule: Option<Schedule>,
    /// The import that goes on, or what came of it as long as that matters.
    pub importing: Option<Importing>,
    /// What happened, oldest first, as the firm is told.
    pub history: Vec<Step>,
    pub payments: Vec<Payment>,
    /// The letters about it, oldest first.
    pub letters: Vec<Letter>,
}

/// What the authority asks to be corrected.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Correction {
    pub note: String,
    /// The last day for it.
    pub due_on: Option<NaiveDate>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn a_firm_is_told_the_state_that_the_words_of_its_pages_say() {
        for state in ApplicationState::ALL {
            let words = |state: ApplicationState| {
                [Lang::ZhCn, Lang::En].map(|lang| lang.t(&format!("application-public-{state}")).into_owned())
            };
            assert_eq!(words(*state), words(told_to_the_firm(*state)), "{state}");
        }
    }
}
