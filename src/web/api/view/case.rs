//! Cases as those who work on them are told.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use super::letter::Letter;
use super::schedule::Document;
use super::{Money, Words};
use crate::service::query::application::{Application as Applied, Step as Done};
use crate::service::query::case::CaseRow;

/// Something that was done.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Step {
    /// What.
    pub event: String,
    /// When.
    pub at: DateTime<Utc>,
    /// In which role.
    pub role: String,
    /// By whom, where that is told.
    pub by: Option<Words>,
    /// Why.
    pub reason: String,
}

impl From<&Done> for Step {
    fn from(step: &Done) -> Self {
        Self {
            event: step.event.clone(),
            at: step.at,
            role: step.role.key().to_owned(),
            by: step.name.as_ref().map(Words::from),
            reason: step.reason.clone(),
        }
    }
}

/// A case in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Case {
    /// The number of its application.
    pub number: String,
    pub firm: String,
    pub call: Words,
    /// How it stands.
    pub state: String,
    /// The version on which acts rest.
    pub version: i64,
    /// When it was signed last.
    pub submitted_at: Option<DateTime<Utc>>,
    /// What it comes to by the calculation in force.
    pub calculated: Option<Money>,
    /// What was approved.
    pub approved: Option<Money>,
    /// How many lines it has.
    pub lines: i64,
    /// How many of them need a person.
    pub attention: i64,
    /// What the newest credit check comes to now.
    pub credit: Option<String>,
}

impl Case {
    /// What an application says of its case.
    pub fn of(
        application: &Applied,
        (firm, call): (String, &domain::template::Words),
        (lines, attention): (i64, i64),
        credit: Option<String>,
    ) -> Self {
        Self {
            number: application.number.clone(),
            firm,
            call: Words::from(call),
            state: application.state.key().to_owned(),
            version: application.version,
            submitted_at: application.submitted_at,
            calculated: application.calculated.map(Money::of),
            approved: application.approved.map(Money::of),
            lines,
            attention,
            credit,
        }
    }
}

impl From<CaseRow> for Case {
    fn from(row: CaseRow) -> Self {
        let credit = row.credit.map(|credit| credit.now.key().to_owned());
        Self::of(&row.application, (row.firm, &row.call), (row.lines, row.attention), credit)
    }
}

/// A case with everything around it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct CaseFile {
    pub case: Case,
    /// Unified social credit code of the firm.
    pub firm_code: String,
    /// What the person may do with it now.
    pub may: Vec<String>,
    /// The hash of what an approval would rest on, which the act of approving names; for those who may approve.
    pub content: Option<String>,
    /// What the firm answered: question and answer.
    pub answers: Vec<Answered>,
    /// The files of the schedule, the last one first.
    pub documents: Vec<Document>,
    /// Questions whether lines and lines of other applications are one business.
    pub questions: Vec<Question>,
    /// What people did, oldest first.
    pub history: Vec<Step>,
    /// The letters about it, oldest first.
    pub letters: Vec<Letter>,
}

/// A question of the scheme with its answer.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Answered {
    pub question: Words,
    pub answer: serde_json::Value,
}

/// A question whether two lines are one business.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Question {
    /// Under which it is answered.
    pub id: String,
    /// The row of this case.
    pub row: i64,
    /// The contract as this case writes it.
    pub contract: String,
    /// Whether this case's reviewer answers it; otherwise the other one's does.
    pub here: bool,
    /// Whether the two are one, once it is answered.
    pub same: Option<bool>,
}
