//! The documents of a copy whose content is outside of the database. They lie in the folder of the copy as they would in a
//! folder of documents. Content is written once: what the copy before has is linked and not fetched again, so that every copy
//! is whole and a document takes the place of one.

use std::collections::BTreeSet;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::App;
use kernel::error::{Error, Fault};
use store::storage::{Outside, Storage, pieces};

/// What their folder in a copy is called.
const FOLDER: &str = "documents";
/// Documents that are asked for at once.
const PAGE: u32 = 1_000;

/// What a copy holds of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// How many there are, those on their way included.
    pub count: u64,
    /// How many of them were not where they should be; the verification names them.
    pub missing: u64,
    /// Bytes that were fetched, and not linked to the copy before.
    pub fetched: u64,
}

/// A copy of them as a place to keep documents in.
///
/// # Errors
/// [`Code::StorageUnusable`](domain::refusal::Code::StorageUnusable) when the folder is not there.
pub(super) fn of(copy: &Path) -> Result<Storage, Error> {
    Ok(Storage::Outside(Outside::folder(&copy.join(FOLDER))?))
}

/// Copies them into the folder of a copy; `before` is an earlier one. The database was copied before: what counts in it is
/// here, since nothing that counted goes.
///
/// # Errors
/// A fault of the database, of the disk, or of the place where they are.
pub(super) async fn copy(app: &App, making: &Path, before: Option<&Path>) -> Result<Option<Documents>, Error> {
    let Some(outside) = app.store.storage().outside() else { return Ok(None) };
    let fault = |e| Fault::of_file("the documents of a copy were not kept", e);
    let folder = making.join(FOLDER);
    let mut builder = std::fs::DirBuilder::new();
    builder.mode(0o700).create(&folder).map_err(fault)?;
    let (into, before) = (Outside::folder(&folder)?, before.map(|copy| copy.join(FOLDER)));
    let (mut told, mut after, mut linked) = (Documents::default(), None, BTreeSet::<PathBuf>::new());
    loop {
        let page = store::document::outside(app.store.read(), after, PAGE).await?;
        let Some((last, _)) = page.last() else { break };
        after = Some(*last);
        for (id, size) in page {
            told.count += 1;
            let mut whole = true;
            for ordinal in 0..pieces(size) {
                let path = Outside::path(id, ordinal);
                if let Some(before) = &before
                    && let Some(shard) = link(&before.join(&path), &folder.join(&path)).map_err(fault)?
                {
                    linked.insert(shard);
                    continue;
                }
                match outside.stored(id, ordinal).await? {
                    Some(bytes) => {
                        told.fetched += u64::try_from(bytes.len()).unwrap_or(0);
                        into.write(id, ordinal, bytes).await?;
                    }
                    None => whole = false,
                }
            }
            told.missing += u64::from(!whole);
        }
    }
    for shard in linked {
        std::fs::File::open(shard).and_then(|folder| folder.sync_all()).map_err(fault)?;
    }
    if told.missing > 0 {
        tracing::error!(missing = told.missing, place = outside.place(), "documents are not where they should be");
    }
    Ok(Some(told))
}

/// Links a piece of the copy before; gives its folder, or nothing where that copy has it not or stands on another disk.
fn link(from: &Path, to: &Path) -> std::io::Result<Option<PathBuf>> {
    let Some(shard) = to.parent() else { return Ok(None) };
    if !from.is_file() {
        return Ok(None);
    }
    if !shard.is_dir() {
        std::fs::DirBuilder::new().mode(0o700).create(shard)?;
    }
    Ok(std::fs::hard_link(from, to).is_ok().then(|| shard.to_owned()))
}

/// Brings the documents of a proved copy to where the installation keeps them; what is there stays.
///
/// # Errors
/// A fault when something else stands in the place of one; as for [`copy`].
pub(super) async fn bring_back(app: &App, to: &Storage) -> Result<(), Error> {
    let (Some(from), Some(to)) = (app.store.storage().outside(), to.outside()) else { return Ok(()) };
    let mut after = None;
    loop {
        let page = store::document::outside(app.store.read(), after, PAGE).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = Some(*last);
        for (id, size) in page {
            for ordinal in 0..pieces(size) {
                let Some(length) = from.length(id, ordinal).await? else { continue };
                if to.length(id, ordinal).await? == Some(length) {
                    continue;
                }
                if let Some(bytes) = from.stored(id, ordinal).await? {
                    to.write(id, ordinal, bytes).await?;
                }
            }
        }
    }
}
