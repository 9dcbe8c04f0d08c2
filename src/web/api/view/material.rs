//! What an application carries beside its schedule.

use chrono::{DateTime, Utc};
use domain::document::Look;
use domain::material::{Material, Since};
use schemars::JsonSchema;
use serde::Serialize;

use crate::service::query::material::{Entry as Read, Paper as Carried};

/// How a paper stands between the last signature and the one before it.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "MaterialChange")]
enum Change {
    /// It came with the last one.
    Came,
    /// It went with the last one.
    Went,
}

/// A paper.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Paper {
    /// Its id.
    id: String,
    /// The id of the document, under which another application takes it again.
    document: String,
    name: String,
    media_type: Option<String>,
    /// Its length in bytes.
    size: i64,
    sha256: String,
    /// What the firm says of it.
    note: String,
    attached_at: DateTime<Utc>,
    /// How it stands with the virus scanner; what is infected has no name.
    scan: Look,
    /// What the last signature changed of it; nothing before a correction is signed.
    change: Option<Change>,
}

impl From<Carried> for Paper {
    fn from(paper: Carried) -> Self {
        Self {
            id: paper.id.to_string(),
            document: paper.document.to_string(),
            scan: paper.look,
            name: if paper.look == Look::Infected { String::new() } else { paper.file_name },
            media_type: paper.media.map(|media| media.key().to_owned()),
            size: paper.bytes,
            sha256: paper.sha256,
            note: paper.note,
            attached_at: paper.attached_at,
            change: match paper.since {
                Some(Since::Came) => Some(Change::Came),
                Some(Since::Went) => Some(Change::Went),
                Some(Since::Kept) | None => None,
            },
        }
    }
}

/// An entry of the call's list, with what is there.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "MaterialThere")]
pub(in crate::web::api) struct Entry {
    /// What the call says.
    material: Material,
    /// Whether the application is asked for it, by what it earns now.
    demanded: bool,
    /// Whether it is demanded and nothing is there.
    missing: bool,
    /// What is there.
    papers: Vec<Paper>,
}

impl From<Read> for Entry {
    fn from(entry: Read) -> Self {
        Self {
            missing: entry.is_missing(),
            demanded: entry.demanded,
            papers: entry.papers.into_iter().map(Paper::from).collect(),
            material: entry.material,
        }
    }
}
