//! Conflicts of interest.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;

use super::Words;
use crate::service::query::recusal::Recusal as Seen;

/// A declared conflict of interest of an officer with a firm.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Recusal {
    /// Its number: what an act that ends it names.
    number: String,
    /// The sign-in name of the officer.
    login: String,
    name: Words,
    firm: String,
    /// Code of the firm.
    code: String,
    /// What ties the officer to the firm.
    tie: String,
    words: String,
    /// The beginning of its first day.
    counts_from: DateTime<Utc>,
    /// The end of its last day; null as long as nobody ends it.
    counts_until: Option<DateTime<Utc>>,
    declared_by: Words,
    declared_at: DateTime<Utc>,
    /// How it stands now.
    standing: String,
}

impl From<Seen> for Recusal {
    fn from(seen: Seen) -> Self {
        let of = seen.listed;
        Self {
            number: of.number,
            login: of.login,
            name: Words { zh: of.name_zh, en: of.name_en },
            firm: of.firm,
            code: of.code,
            tie: of.tie.key().to_owned(),
            words: of.words,
            counts_from: of.counts_from,
            counts_until: of.counts_until,
            declared_by: Words { zh: of.by_zh, en: of.by_en },
            declared_at: of.declared_at,
            standing: seen.standing.key().to_owned(),
        }
    }
}
