//! A file on its way in: kept in pieces, each in a short transaction, before the act that counts it. What no act counts is
//! taken away again. Nobody waits for the writer longer than a piece takes, and no file is wholly in memory.

use std::io::{Read, Write};
use std::path::PathBuf;
use std::sync::Arc;

use chrono::Duration;
use domain::document::Kind;
use domain::id::{ApplicationId, DocumentId, ScheduleId};
use domain::refusal::{Code, Fact, Refusal};
use entity::upload;
use serde::ser::{Serialize, SerializeStruct as _, Serializer};
use sha2::{Digest as _, Sha256};
use tempfile::{NamedTempFile, TempPath};

use super::App;
use super::actor::Actor;
use super::id::{new_uuid, sha256};
use format::source::Source;
use kernel::error::{Error, Fault};
use kernel::failpoint::{Failpoint, reach};
use store::Connection;
pub use store::document::Head;
use store::document::PIECE;
use store::storage::Outside;

/// Pieces that are written in one transaction of the database.
const PIECES: usize = 8;
/// Lines that are taken away in one transaction.
const LINES: u32 = 2_000;
/// Bytes of a text that a person wrote.
const TEXT: i64 = 8 << 20;
/// So long a file waits for the person who was asked about it.
const WAITS: Duration = Duration::hours(24);

/// A file that came in, in memory or on disk; on disk it is gone with the last of its values.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The name that it has on the sender's machine.
    pub name: String,
    /// SHA-256 of its content.
    pub sha256: String,
    /// Its length in bytes.
    pub size: i64,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    Memory(Arc<Vec<u8>>),
    Disk(Arc<TempPath>),
    /// A file of somebody else's, which stays.
    Theirs(PathBuf),
}

/// A request is recognised by the name and the hash of its file, without the content.
impl Serialize for Incoming {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Incoming", 2)?;
        fields.serialize_field("file_name", &self.name)?;
        fields.serialize_field("sha256", &self.sha256)?;
        fields.end()
    }
}

impl Default for Incoming {
    /// No file.
    fn default() -> Self {
        Self::from(("", Vec::new()))
    }
}

impl From<Vec<u8>> for Incoming {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(("", bytes))
    }
}

impl From<(&str, Vec<u8>)> for Incoming {
    fn from((name, bytes): (&str, Vec<u8>)) -> Self {
        let (sha256, size) = (sha256(&bytes), i64::try_from(bytes.len()).unwrap_or(i64::MAX));
        Self { name: name.to_owned(), sha256, size, content: Content::Memory(Arc::new(bytes)) }
    }
}

impl Incoming {
    /// A file on disk that goes with it; it is read once, for its hash.
    ///
    /// # Errors
    /// A fault when it cannot be read.
    pub async fn on_disk(name: &str, file: TempPath) -> Result<Self, Error> {
        Self::hashed(name, Content::Disk(Arc::new(file))).await
    }

    /// A file that a person named and that stays where it is.
    ///
    /// # Errors
    /// As for [`Incoming::on_disk`].
    pub async fn at(name: &str, path: PathBuf) -> Result<Self, Error> {
        Self::hashed(name, Content::Theirs(path)).await
    }

    async fn hashed(name: &str, content: Content) -> Result<Self, Error> {
        let lost = |e: std::io::Error| Fault::of_file("an upload could not be read", e);
        let mut file = Self { name: name.to_owned(), sha256: String::new(), size: 0, content };
        let hash = move || -> Result<Self, Error> {
            let (mut hash, mut size, mut piece) = (Sha256::new(), 0u64, vec![0; PIECE]);
            let mut open = file.source().open()?;
            loop {
                let read = open.read(&mut piece).map_err(lost)?;
                if read == 0 {
                    break;
                }
                hash.update(piece.get(..read).unwrap_or_default());
                size = size.saturating_add(u64::try_from(read).unwrap_or(0));
            }
            drop(open);
            file.sha256 = hex::encode(hash.finalize());
            file.size = i64::try_from(size).unwrap_or(i64::MAX);
            Ok(file)
        };
        tokio::task::spawn_blocking(hash).await.map_err(|e| Fault::from_cause("the reader of uploads stopped", e))?
    }

    /// Where its bytes are.
    pub fn source(&self) -> Source<'_> {
        match &self.content {
            Content::Memory(bytes) => Source::Bytes(bytes),
            Content::Disk(path) => Source::File(path),
            Content::Theirs(path) => Source::File(path),
        }
    }

    /// The same file under another name.
    pub fn named(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }

    /// Its text, for what people write and nothing longer.
    ///
    /// # Errors
    /// [`Code::FileTooLarge`] above 8 MB; [`Code::FileEncoding`] where it is not UTF-8; a fault of the disk.
    pub fn text(&self) -> Result<String, Error> {
        if self.size > TEXT {
            return Err(Refusal::new(Code::FileTooLarge).with("max", Fact::Count(TEXT >> 20)).into());
        }
        String::from_utf8(self.whole()?).map_err(|_| Code::FileEncoding.into())
    }

    /// What a short file holds.
    pub(super) fn whole(&self) -> Result<Vec<u8>, Error> {
        let lost = |e: std::io::Error| Fault::of_file("an upload could not be read", e);
        let mut bytes = Vec::new();
        let most = u64::try_from(TEXT).unwrap_or(0);
        self.source().open()?.take(most).read_to_end(&mut bytes).map_err(lost)?;
        Ok(bytes)
    }

    /// Whether it is kept in one piece, within the act that counts it.
    pub(super) fn is_short(&self) -> bool {
        usize::try_from(self.size).is_ok_and(|size| size <= PIECE)
    }

    /// Whether it is no file at all: nothing was chosen. One that was chosen and holds nothing is a file, and is told so.
    pub const fn is_empty(&self) -> bool {
        self.size == 0 && self.name.is_empty()
    }
}

/// Begins the way of rows that become a schedule, beside those of their file.
///
/// # Errors
/// Busy; a fault of the database.
pub async fn begin_rows(
    app: &App,
    actor: &Actor,
    application: ApplicationId,
    about: (&str, i64, &str),
    schedule: ScheduleId,
) -> Result<DocumentId, Error> {
    let id = begin(app, actor, Some(application), about, Some(schedule)).await?;
    reach(Failpoint::RowsBegun)?;
    Ok(id)
}

/// Notes that a file is on its way, or the rows of a schedule, which are kept in the database wherever files are.
async fn begin(
    app: &App,
    actor: &Actor,
    application_id: Option<ApplicationId>,
    (file_name, size_bytes, sha256): (&str, i64, &str),
    schedule_id: Option<ScheduleId>,
) -> Result<DocumentId, Error> {
    let now = app.clock.now();
    let id = DocumentId::from_uuid(new_uuid(now));
    let row = upload::Model {
        id,
        schedule_id,
        application_id,
        file_name: file_name.to_owned(),
        size_bytes,
        sha256: sha256.to_owned(),
        person_id: actor.someone(),
        begun_at: now,
        outside: schedule_id.is_none() && app.store.storage().outside().is_some(),
        leaving: false,
    };
    let tx = store::tx::begin(&app.store).await?;
    store::upload::begin(&tx, row).await?;
    tx.commit().await?;
    Ok(id)
}

/// Takes away what was left behind: the program ended, or the person who was asked about it did not come back.
///
/// # Errors
/// Busy; a fault of the database.
pub(super) async fn clear_left_behind(app: &App) -> Result<(), Error> {
    let before = app.clock.now() - WAITS;
    loop {
        let some = store::upload::left_behind(app.store.read(), before).await?;
        if some.is_empty() {
            return Ok(());
        }
        for old in some {
            discard(app, &old).await?;
        }
    }
}

/// Keeps a file in pieces; it becomes a document when an act counts it. What no act counts is taken away in a night.
///
/// # Errors
/// Busy; a fault of the database or of the disk.
pub async fn keep(
    app: &App,
    actor: &Actor,
    application: Option<ApplicationId>,
    file: &Incoming,
) -> Result<DocumentId, Error> {
    let outside = app.store.storage().outside();
    let id = begin(app, actor, application, (&file.name, file.size, &file.sha256), None).await?;
    reach(Failpoint::UploadBegun)?;
    let (send, mut groups) = tokio::sync::mpsc::channel::<Vec<Vec<u8>>>(1);
    let from = file.clone();
    let pieces = if outside.is_some() { (Outside::piece_bytes(), 1) } else { (PIECE, PIECES) };
    let reading = tokio::task::spawn_blocking(move || read_pieces(&from, &send, pieces));
    let mut ordinal = 0;
    while let Some(group) = groups.recv().await {
        match outside {
            Some(outside) => {
                for piece in group {
                    outside.write(id, ordinal, piece).await?;
                    ordinal += 1;
                }
            }
            None => {
                let tx = store::tx::begin(&app.store).await?;
                for piece in group {
                    store::document::insert_piece(&tx, id, ordinal, piece).await?;
                    ordinal += 1;
                }
                tx.commit().await?;
            }
        }
        reach(Failpoint::UploadPieces)?;
    }
    reading.await.map_err(|e| Fault::from_cause("the reader of uploads stopped", e))??;
    reach(Failpoint::UploadWhole)?;
    Ok(id)
}

fn read_pieces(
    file: &Incoming,
    send: &tokio::sync::mpsc::Sender<Vec<Vec<u8>>>,
    (bytes, at_once): (usize, usize),
) -> Result<(), Error> {
    let lost = |e: std::io::Error| Fault::of_file("an upload could not be read", e);
    let mut handle = file.source().open()?;
    loop {
        let mut group = Vec::with_capacity(at_once);
        while group.len() < at_once {
            let mut piece = Vec::new();
            let most = u64::try_from(bytes).unwrap_or(u64::MAX);
            if handle.by_ref().take(most).read_to_end(&mut piece).map_err(lost)? == 0 {
                break;
            }
            group.push(piece);
        }
        // Nobody takes the pieces any more when the database refused one, which is told there.
        if group.is_empty() || send.blocking_send(group).is_err() {
            return Ok(());
        }
    }
}

/// Takes a file on its way away that no act counted; one that an act has counted stays.
///
/// # Errors
/// Busy; a fault of the database.
pub(super) async fn let_go(app: &App, id: DocumentId) -> Result<(), Error> {
    match store::upload::find(app.store.read(), id).await? {
        Some(row) => discard(app, &row).await,
        None => Ok(()),
    }
}

/// A stored file on disk, for a reader that goes back and forth in it.
///
/// # Errors
/// A fault when it is not what was stored; a fault of the database or of the disk.
pub async fn fetch(app: &App, file: &Head) -> Result<Incoming, Error> {
    fetch_within(app, app.store.read(), file).await
}

/// The same within an act.
///
/// # Errors
/// As for [`fetch`].
pub(super) async fn fetch_within(app: &App, db: &Connection, file: &Head) -> Result<Incoming, Error> {
    let lost = |e: std::io::Error| Fault::of_file("a stored file could not be put on disk", e);
    let (mut kept, mut hash) = (NamedTempFile::with_prefix("xinbu-file-").map_err(lost)?, Sha256::new());
    let mut ordinal = 0;
    while let Some(piece) = store::document::piece((db, app.store.storage()), file, ordinal).await? {
        hash.update(&piece);
        kept.write_all(&piece).map_err(lost)?;
        ordinal += 1;
    }
    if hex::encode(hash.finalize()) != file.sha256 {
        return Err(Fault::new(format!("document {} is not what was stored", file.id)).into());
    }
    Ok(Incoming {
        name: file.file_name.clone(),
        sha256: file.sha256.clone(),
        size: file.size_bytes,
        content: Content::Disk(Arc::new(kept.into_temp_path())),
    })
}

/// What is known of a schedule on its way, as of a document.
pub fn head_of(row: &upload::Model) -> Head {
    Head {
        id: row.id,
        kind: Kind::Schedule,
        application_id: row.application_id,
        file_name: row.file_name.clone(),
        media_type: "application/octet-stream".to_owned(),
        size_bytes: row.size_bytes,
        sha256: row.sha256.clone(),
        created_by: row.person_id.unwrap_or_else(|| Actor::program().person),
        created_at: row.begun_at,
        outside: row.outside,
        closed_on: None,
        kept_years: None,
        cleared_on: None,
    }
}

/// Takes a file on its way and its rows away, piece by piece. What an act counts meanwhile stays. Content outside of the
/// database goes before the row that tells of it, and after no act can count it any more, so that none is ever forgotten.
///
/// # Errors
/// Busy; a fault of the database.
pub async fn discard(app: &App, row: &upload::Model) -> Result<(), Error> {
    if let Some(schedule) = row.schedule_id {
        loop {
            let tx = store::tx::begin(&app.store).await?;
            let more = store::upload::remove_lines(&tx, schedule, LINES).await?;
            if !more {
                store::upload::remove_schedule(&tx, schedule).await?;
            }
            tx.commit().await?;
            if !more {
                break;
            }
        }
    }
    if row.outside {
        let tx = store::tx::begin(&app.store).await?;
        let on_its_way = store::upload::leave(&tx, row.id).await?;
        tx.commit().await?;
        if !on_its_way {
            return Ok(());
        }
        let place = app.store.storage().outside();
        let place = place.ok_or_else(|| Fault::new("nobody said where documents are kept"))?;
        place.remove(row.id, row.size_bytes).await?;
    }
    let tx = store::tx::begin(&app.store).await?;
    store::document::remove(&tx, row.id).await?;
    store::upload::forget(&tx, row.id).await?;
    tx.commit().await
}
