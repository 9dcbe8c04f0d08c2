//! What was acknowledged, written down outside the database: after a fail-over it tells which acts are missing.
//!
//! One file for each process, to which is only added, a line of JSON for each act. A line is on the disk before the act is
//! acknowledged; those who come together share one synchronisation.

use std::io::{BufRead as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio::sync::{mpsc, oneshot};

use kernel::error::Fault;

/// The last event of an act, by which it is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// When.
    pub at: DateTime<Utc>,
    /// Which command.
    pub command: String,
    /// Who, by id.
    pub person: String,
    /// What it was about, by kind and id of the aggregate.
    pub about: (String, String),
    /// The hash of its last event.
    pub hash: String,
}

/// Where acts are written down.
#[derive(Debug, Clone)]
pub struct Record {
    lines: mpsc::Sender<(Vec<u8>, oneshot::Sender<bool>)>,
    path: Arc<Path>,
}

impl Record {
    /// Begins a file of this process in a folder.
    ///
    /// # Errors
    /// A fault when it cannot be made.
    pub fn begin(folder: &Path, now: DateTime<Utc>) -> Result<Self, Fault> {
        let path = folder.join(format!("acknowledged-{}-{}.jsonl", now.format("%Y%m%dT%H%M%SZ"), std::process::id()));
        let fault = |e| Fault::of_file("the record of what was acknowledged could not be made", e);
        std::fs::create_dir_all(folder).map_err(fault)?;
        let file = private(&path).map_err(fault)?;
        std::fs::File::open(folder).and_then(|f| f.sync_all()).map_err(fault)?;
        let (lines, waiting) = mpsc::channel(1_024);
        std::thread::spawn(move || write_all(file, waiting));
        Ok(Self { lines, path: path.into() })
    }

    /// Writes an act down. Where it cannot be, the log is told: the act is in the database all the same.
    pub async fn add(&self, act: &Act) {
        let done = match serde_json::to_vec(act) {
            Err(_) => false,
            Ok(mut line) => {
                line.push(b'\n');
                let (told, done) = oneshot::channel();
                self.lines.send((line, told)).await.is_ok() && done.await.unwrap_or(false)
            }
        };
        if !done {
            tracing::error!(path = %self.path.display(), ?act, "an act that was kept could not be written down");
        }
    }
}

fn private(path: &Path) -> std::io::Result<std::fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    std::fs::OpenOptions::new().append(true).create_new(true).mode(0o600).open(path)
}

fn write_all(mut file: std::fs::File, mut waiting: mpsc::Receiver<(Vec<u8>, oneshot::Sender<bool>)>) {
    while let Some((mut bytes, told)) = waiting.blocking_recv() {
        let mut all = vec![told];
        while let Ok((more, told)) = waiting.try_recv() {
            bytes.extend(more);
            all.push(told);
        }
        let done = file.write_all(&bytes).and_then(|()| file.sync_data()).is_ok();
        for told in all {
            let _ = told.send(done);
        }
    }
}

/// The files of what was acknowledged in a folder, in their order.
///
/// # Errors
/// What the system says of the folder.
pub fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "jsonl"));
    files.sort();
    Ok(files)
}

/// The acts of some files, and how many lines could not be read. The last line of a file may be broken off: it
/// was not acknowledged.
///
/// # Errors
/// What the system says of a file.
pub fn read(files: &[PathBuf]) -> std::io::Result<(Vec<Act>, usize)> {
    let (mut acts, mut unread) = (Vec::new(), 0usize);
    for path in files {
        let mut file = std::io::BufReader::new(std::fs::File::open(path)?);
        let mut line = Vec::new();
        while file.read_until(b'\n', &mut line)? > 0 && line.ends_with(b"\n") {
            match serde_json::from_slice(&line) {
                Ok(act) => acts.push(act),
                Err(_) => unread = unread.saturating_add(1),
            }
            line.clear();
        }
    }
    Ok((acts, unread))
}
