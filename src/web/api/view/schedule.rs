//! Schedules: what an import came to, their lines, and their refused cells.

use domain::line::Line as Read;
use domain::money::Currency;
use schemars::JsonSchema;
use serde::Serialize;

use super::Money;
use crate::service::application::import_schedule::Received as Came;
use crate::service::application::import_schedule::difference::Replacement;
use crate::service::document::Head;
use crate::service::query::firm::Import;

/// A file that can be read.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Document {
    id: String,
    name: String,
    media_type: String,
    /// Its length in bytes.
    size: i64,
    sha256: String,
}

impl From<Head> for Document {
    fn from(head: Head) -> Self {
        Self {
            id: head.id.to_string(),
            name: head.file_name,
            media_type: head.media_type,
            size: head.size_bytes,
            sha256: head.sha256,
        }
    }
}

/// What an imported schedule came to.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Schedule {
    /// Rows with content.
    pub rows: i64,
    /// Rows that were kept.
    pub good: i64,
    /// Rows with at least one refused cell.
    pub bad: i64,
    /// The sum of the amounts by which people know the lines.
    pub total: Money,
    /// Its files, the last one first.
    pub documents: Vec<Document>,
}

impl From<Import> for Schedule {
    fn from(import: Import) -> Self {
        let schedule = import.schedule;
        Self {
            rows: schedule.rows_seen,
            good: schedule.rows_good,
            bad: schedule.rows_bad,
            total: Money::of(schedule.total),
            documents: import.files.into_iter().map(Document::from).collect(),
        }
    }
}

/// An import of a schedule that a job does, or what came of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Importing {
    /// The name of the file.
    pub file: String,
    /// Whether it still goes on.
    pub goes_on: bool,
    /// Why nothing is in force by it, in words.
    pub failure: Option<String>,
    /// The file that waits for a word whether it takes the place of the schedule in force.
    pub asks: Option<Asks>,
}

/// What would take the place of the schedule in force.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Asks {
    /// The file that waits.
    upload: Option<String>,
    /// Contracts that only the new one has.
    added: i64,
    /// Contracts of which something is written otherwise.
    changed: i64,
    /// Contracts that only the one in force has.
    removed: i64,
    /// Contracts that stay as they are.
    same: i64,
}

impl Asks {
    /// A question.
    pub fn of(upload: Option<String>, found: &Replacement) -> Self {
        let (added, changed, removed) = (found.added.count, found.changed.count, found.removed.count);
        Self { upload, added, changed, removed, same: found.same }
    }
}

/// What became of a schedule that was sent.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub(in crate::web::api) enum Received {
    /// It is in force.
    Imported { rows: i64, good: i64, bad: i64 },
    /// It is the file in force, and says nothing else than it did.
    Unchanged { rows: i64, good: i64, bad: i64 },
    /// It would take the place of good rows, and waits.
    Asks(Asks),
    /// It is long: a job imports it, and the application tells how far it is.
    Later {},
}

impl From<Option<Came>> for Received {
    fn from(came: Option<Came>) -> Self {
        match came {
            None => Self::Later {},
            Some(Came::Imported(n)) => Self::Imported { rows: n.seen, good: n.good, bad: n.bad },
            Some(Came::Unchanged(n)) => Self::Unchanged { rows: n.seen, good: n.good, bad: n.bad },
            Some(Came::Asks(asked)) => {
                Self::Asks(Asks::of(asked.upload.map(|upload| upload.to_string()), &asked.replacement))
            }
        }
    }
}

/// A line of a schedule.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Line {
    /// The row in the file.
    row: i64,
    /// Number of the contract or policy.
    contract: String,
    enterprise: String,
    /// Unified social credit code of the enterprise.
    enterprise_code: String,
    /// The guaranteed or insured sum.
    amount: Money,
    /// What it comes to: `paid`, `zero`, `ineligible`, `struck` or `fault`; null before the first calculation.
    outcome: Option<String>,
    /// The gate, the credit reason or the rule behind that; empty where there is nothing to say.
    reason: String,
    /// What it earns.
    earns: Option<Money>,
    /// What the credit check found, for those who work on the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
    /// What a reviewer decided on it, for those who work on the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Decision>,
}

/// What a reviewer decided on a line.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "DecisionOnLine")]
struct Decision {
    /// `accept` or `reject`.
    decision: String,
    reason: String,
}

impl Line {
    /// A line as its firm is told.
    pub fn of(currency: Currency, line: Read) -> Self {
        let standing = line.standing;
        Self {
            row: line.row,
            contract: line.contract_no,
            enterprise: line.enterprise_name,
            enterprise_code: line.enterprise_code,
            amount: Money::of(currency.of(line.amount)),
            outcome: standing.as_ref().map(|stands| stands.outcome.key().to_owned()),
            earns: standing.as_ref().map(|stands| Money::of(currency.of(stands.amount))),
            reason: standing.map_or_else(String::new, |stands| stands.reason),
            credit: None,
            decision: None,
        }
    }

    /// A line as those are told who work on the case.
    pub fn whole(currency: Currency, line: Read) -> Self {
        let credit = line.standing.as_ref().map(|stands| stands.credit.key().to_owned());
        let decided = line.decided.clone();
        let decision = decided.map(|d| Decision { decision: d.decision.key().to_owned(), reason: d.reason });
        Self { credit, decision, ..Self::of(currency, line) }
    }
}

/// A cell of a schedule that was refused.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct BadCell {
    pub row: i64,
    /// The letter of its column.
    pub column: String,
    /// The heading of its column.
    pub heading: String,
    /// What was found.
    pub found: String,
    pub problem: crate::web::api::problem::Reason,
}
