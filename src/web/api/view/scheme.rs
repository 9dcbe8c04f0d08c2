//! Versions of schemes.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::Words;
use crate::service::query::scheme;

/// A version of a scheme.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Edition {
    /// Id of the scheme.
    scheme: String,
    /// Its version.
    version: String,
    title: Words,
    /// How it stands.
    state: String,
    /// How often it was changed, on which acts rest.
    row_version: i64,
    /// The first day on which calls may be opened under it.
    effective_from: Option<NaiveDate>,
    sha256: String,
}

impl From<scheme::Edition> for Edition {
    fn from(edition: scheme::Edition) -> Self {
        Self {
            title: (&edition.title).into(),
            scheme: edition.scheme_id,
            version: edition.version,
            state: edition.state.key().to_owned(),
            row_version: edition.row_version,
            effective_from: edition.effective_from,
            sha256: edition.sha256,
        }
    }
}

/// A draft of a scheme.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Drafted {
    /// Id of the scheme.
    pub scheme: String,
    /// Its version.
    pub version: String,
}
