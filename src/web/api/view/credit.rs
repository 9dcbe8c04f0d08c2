//! What a list of credit records came to.

use domain::id::CreditImportId;
use domain::import_row::CellProblem;
use schemars::JsonSchema;
use serde::Serialize;

use super::schedule::BadCell;
use crate::i18n::Lang;
use crate::service::credit::import_records::Imported as Records;

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
            problem: crate::web::api::problem::Reason::of(lang, &cell.refusal),
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
