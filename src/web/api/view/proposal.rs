//! What one person asks for or proposes and another decides.

use chrono::{DateTime, Utc};
use domain::money::text;
use schemars::JsonSchema;
use serde::Serialize;

use super::Words;
use crate::service::query::finance::budget::Proposed as Allocation;
use crate::service::query::finance::request::Row as RequestRow;
use crate::service::query::proposal::Proposed;
use crate::service::query::registration::Registration;

/// What one person of finance asks for and another decides.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Request {
    /// Its number.
    number: String,
    /// What is asked for.
    kind: String,
    /// Number of what it is about.
    subject: String,
    /// How it stands.
    state: String,
    reason: String,
    asked_by: Option<Words>,
    asked_at: DateTime<Utc>,
    decided_by: Option<Words>,
    decided_at: Option<DateTime<Utc>>,
    /// What the second person said.
    note: String,
}

impl From<RequestRow> for Request {
    fn from(request: RequestRow) -> Self {
        Self {
            number: request.number,
            kind: request.kind.key().to_owned(),
            subject: request.subject,
            state: request.state.key().to_owned(),
            reason: request.reason,
            asked_by: request.asked_by.as_ref().map(Words::from),
            asked_at: request.asked_at,
            decided_by: request.decided_by.as_ref().map(Words::from),
            decided_at: request.decided_at,
            note: request.decision_note,
        }
    }
}

/// What one person proposed and another decides.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Proposal {
    /// Its number, or its id where it has none: what an act that decides it names.
    pub number: String,
    /// What would be done.
    pub kind: String,
    /// What it is about.
    pub about: String,
    /// How it stands.
    pub state: String,
    /// Why, by the one who proposed it.
    pub reason: String,
    pub proposed_by: Option<Words>,
    pub proposed_at: Option<DateTime<Utc>>,
    /// Why not, by the one who decided.
    pub answer: String,
}

impl Proposal {
    /// A proposal of a kind, with what it is about.
    pub fn of(kind: &str, about: String, proposed: Proposed) -> Self {
        Self {
            number: proposed.number,
            kind: kind.to_owned(),
            about,
            state: proposed.state.key().to_owned(),
            reason: proposed.reason,
            proposed_by: proposed.by.as_ref().map(Words::from),
            proposed_at: proposed.at,
            answer: proposed.answer,
        }
    }
}

impl From<Registration> for Proposal {
    fn from(row: Registration) -> Self {
        Self {
            number: row.number,
            kind: row.kind,
            about: format!("{} {}", row.uscc.as_str(), row.name),
            state: row.state.key().to_owned(),
            reason: String::new(),
            proposed_by: None,
            proposed_at: Some(row.filed_at),
            answer: row.answer,
        }
    }
}

impl From<Allocation> for Proposal {
    fn from(one: Allocation) -> Self {
        let (amount, currency) = (text::plain(one.amount.amount, one.amount.currency), one.amount.currency.code());
        Self {
            number: one.id.to_string(),
            kind: one.kind.key().to_owned(),
            about: format!("{} {} {amount} {currency}", one.line, one.document_no),
            state: one.state.key().to_owned(),
            reason: String::new(),
            proposed_by: one.by.as_ref().map(Words::from),
            proposed_at: Some(one.proposed_at),
            answer: one.decision_note,
        }
    }
}
