//! Letters of the authority.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use crate::service::query::letter;

/// A letter of the authority about an application.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Letter {
    pub number: String,
    /// `receipt`, `correction`, `decision`, `refusal`, `revocation`, `lapse`, `payment` or `recovery`.
    pub kind: String,
    pub issued_at: DateTime<Utc>,
    /// The check code that stands on each of its pages.
    pub hash: String,
    /// Whether its file is there.
    pub made: bool,
}

impl From<letter::Letter> for Letter {
    fn from(letter: letter::Letter) -> Self {
        Self {
            number: letter.number,
            kind: letter.kind.key().to_owned(),
            issued_at: letter.issued_at,
            hash: letter.hash,
            made: letter.made,
        }
    }
}
