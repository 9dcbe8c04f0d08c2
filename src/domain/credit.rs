//! Credit (temporary face while the core is written beside this).
pub mod matching;
use serde::{Deserialize, Serialize};
/// When a check is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// At submission.
    Submission,
    /// At approval.
    Approval,
    /// Before payment.
    Disbursement,
}
