//! What a list of credit records came to, at once or by a job.

use domain::id::{CreditImportId, JobId};
use domain::import_row::CellProblem;
use domain::workflow::job::JobState;
use schemars::JsonSchema;
use serde::Serialize;

use super::schedule::BadCell;
use crate::i18n::Lang;
use crate::service::credit::import_records::Imported as Records;
use crate::service::credit::import_records::later::{Came, OnItsWay, Received};
use crate::web::api::problem::Reason;

/// What a list of credit records came to.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct ListImported {
    /// The import, whose report has every problem.
    import: Option<CreditImportId>,
    /// Rows with content.
    seen: i64,
    /// New records.
    added: i64,
    /// Records that changed.
    changed: i64,
    /// Records that are as they were.
    same: i64,
    /// Records that a full list does not name any more.
    removed: i64,
    /// Rows that were refused.
    bad: i64,
    /// The refused cells, the first hundred.
    problems: Vec<BadCell>,
}

impl ListImported {
    /// What it came to, with the problems in words.
    pub fn of(lang: Lang, done: &Records) -> Self {
        let problem = |cell: &CellProblem| BadCell {
            row: i64::from(cell.row),
            column: cell.letter.clone(),
            heading: cell.heading.clone(),
            found: cell.found.clone(),
            problem: Reason::of(lang, &cell.refusal),
        };
        Self {
            import: done.import,
            seen: done.seen,
            added: done.added,
            changed: done.changed,
            same: done.same,
            removed: done.removed,
            bad: done.bad,
            problems: done.problems.iter().map(problem).collect(),
        }
    }
}

/// What became of a list that was sent: what it came to, or the job that imports it, since it is a long one.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct ListReceived {
    /// What it came to.
    imported: Option<ListImported>,
    /// The job; how far it is stands at `/api/v1/credit/lists/{job}`.
    job: Option<JobId>,
}

impl ListReceived {
    /// Either of the two.
    pub fn of(lang: Lang, received: &Received) -> Self {
        match received {
            Received::Imported(done) | Received::Tried(done) => {
                Self { imported: Some(ListImported::of(lang, done)), job: None }
            }
            Received::Later(job) => Self { imported: None, job: Some(*job) },
        }
    }
}

/// A list that a job imports, or did.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct ListWay {
    /// How the job stands.
    state: String,
    /// Rows that are read.
    read: i64,
    /// The import that it became.
    import: Option<CreditImportId>,
    /// Why it was refused, or did not come about the last time.
    refused: Vec<Reason>,
}

impl ListWay {
    /// How it stands, with refusals in words.
    pub fn of(lang: Lang, way: &OnItsWay) -> Self {
        let refusals = match &way.came {
            Some(Came::Refused(refusals)) => refusals.iter().collect(),
            _ => Vec::from_iter(way.failure.as_ref().filter(|_| way.state != JobState::Done)),
        };
        Self {
            state: way.state.key().to_owned(),
            read: way.read,
            import: way.import,
            refused: refusals.into_iter().map(|refusal| Reason::of(lang, refusal)).collect(),
        }
    }
}
