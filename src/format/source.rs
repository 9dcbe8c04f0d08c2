//! Where the bytes of a file are: in memory, or on disk, where a file of any size waits and is read piece by piece; and the
//! text of a file, on disk as UTF-8 whatever its encoding was.

use std::cell::Cell;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use domain::refusal::{Code, Fact, Refusal};
use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_8};

use super::table::broken;

/// Bytes that are read at once.
const PIECE: usize = 64 << 10;
const PIECE_LONG: u64 = 64 << 10;
/// What is made of a file, decoded or repaired, stays in memory up to this size.
const SMALL: usize = 1 << 20;
/// So many characters at the beginning tell what a text is.
const HEAD: usize = 200;

/// A file to be read from any place.
pub trait Seekable: Read + Seek + Send {}
impl<T: Read + Seek + Send> Seekable for T {}

/// An open file.
pub type Handle<'a> = Box<dyn Seekable + 'a>;

/// A file.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// In memory.
    Bytes(&'a [u8]),
    /// On disk.
    File(&'a Path),
}

impl<'a> From<&'a [u8]> for Source<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a, const N: usize> From<&'a [u8; N]> for Source<'a> {
    fn from(bytes: &'a [u8; N]) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a Vec<u8>> for Source<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl<'a> From<&'a Path> for Source<'a> {
    fn from(path: &'a Path) -> Self {
        Self::File(path)
    }
}

impl<'a> From<&'a PathBuf> for Source<'a> {
    fn from(path: &'a PathBuf) -> Self {
        Self::File(path)
    }
}

impl<'a> Source<'a> {
    /// Opens it once more, at its beginning.
    ///
    /// # Errors
    /// [`Code::FileUnreadable`].
    pub fn open(self) -> Result<Handle<'a>, Refusal> {
        Ok(match self {
            Self::Bytes(bytes) => Box::new(Cursor::new(bytes)),
            Self::File(path) => {
                Box::new(BufReader::with_capacity(PIECE, File::open(path).map_err(|e| unreadable(path, &e))?))
            }
        })
    }

    /// Its length in bytes.
    ///
    /// # Errors
    /// [`Code::FileUnreadable`].
    pub fn size(self) -> Result<u64, Refusal> {
        match self {
            Self::Bytes(bytes) => Ok(u64::try_from(bytes.len()).unwrap_or(u64::MAX)),
            Self::File(path) => std::fs::metadata(path).map(|m| m.len()).map_err(|e| unreadable(path, &e)),
        }
    }

    /// Its first bytes, at most so many.
    ///
    /// # Errors
    /// [`Code::FileUnreadable`].
    pub(super) fn head(self, most: u64) -> Result<Vec<u8>, Refusal> {
        let mut head = Vec::new();
        self.open()?.take(most).read_to_end(&mut head).map_err(|e| failed(&e))?;
        Ok(head)
    }

    /// Whether some bytes stand anywhere in it.
    ///
    /// # Errors
    /// [`Code::FileUnreadable`].
    pub(super) fn contains(self, wanted: &[u8]) -> Result<bool, Refusal> {
        let mut handle = self.open()?;
        let mut piece = Vec::new();
        loop {
            let read = handle.by_ref().take(PIECE_LONG).read_to_end(&mut piece).map_err(|e| failed(&e))?;
            if piece.windows(wanted.len()).any(|window| window == wanted) {
                return Ok(true);
            }
            if read == 0 {
                return Ok(false);
            }
            piece.drain(..piece.len().saturating_sub(wanted.len()));
        }
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Refusal {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Refusal::new(Code::FileUnreadable).with("path", Fact::Text(name)).with("why", kernel::error::why(error))
}

pub(super) fn failed(error: &std::io::Error) -> Refusal {
    tracing::info!(%error, "a file could not be read");
    broken(Fact::Message("broken-reading".to_owned()))
}

/// A place for what is made of a file while it is read: in memory while it is small, else on disk without a name.
pub(super) fn scratch() -> tempfile::SpooledTempFile {
    tempfile::spooled_tempfile(SMALL)
}

/// A text in UTF-8 that can be read again and again.
pub(super) struct Text<'a> {
    handle: Handle<'a>,
    start: u64,
    /// Its beginning, without the blanks before it.
    pub(super) head: String,
}

impl<'a> Text<'a> {
    /// The text of a file: by its byte order mark, else UTF-8, else GB18030 where every byte fits. It is looked at once
    /// from its beginning to its end, and never wholly in memory.
    ///
    /// # Errors
    /// [`Code::FileEncoding`]; [`Code::FileEmpty`]; a refusal of `binary` where a character is none of a text.
    pub(super) fn of(source: Source<'a>, binary: impl FnOnce() -> Refusal) -> Result<Self, Refusal> {
        let (marked, mark) = match Encoding::for_bom(&source.head(3)?) {
            Some((encoding, mark)) => (Some(encoding), u64::try_from(mark).unwrap_or(0)),
            None => (None, 0),
        };
        let mut seen = Seen::default();
        if marked.is_none_or(|encoding| encoding == UTF_8) {
            let mut handle = source.open()?;
            handle.seek(SeekFrom::Start(mark)).map_err(|e| failed(&e))?;
            if decode(&mut handle, UTF_8, |text| {
                seen.look(text);
                Ok(())
            })? {
                let head = seen.ends(binary)?;
                return Ok(Self { handle, start: mark, head });
            }
            if marked.is_some() {
                return Err(Refusal::new(Code::FileEncoding));
            }
        }
        let mut seen = Seen::default();
        let (mut handle, mut made) = (source.open()?, scratch());
        handle.seek(SeekFrom::Start(mark)).map_err(|e| failed(&e))?;
        let good = decode(&mut handle, marked.unwrap_or(GB18030), |text| {
            seen.look(text);
            made.write_all(text.as_bytes()).map_err(|e| failed(&e))
        })?;
        if !good {
            return Err(Refusal::new(Code::FileEncoding));
        }
        let head = seen.ends(binary)?;
        Ok(Self { handle: Box::new(made), start: 0, head })
    }

    /// The text from its beginning.
    ///
    /// # Errors
    /// [`Code::FileBroken`].
    pub(super) fn reader(&mut self) -> Result<&mut Handle<'a>, Refusal> {
        self.handle.seek(SeekFrom::Start(self.start)).map_err(|e| failed(&e))?;
        Ok(&mut self.handle)
    }
}

/// What was seen of a text.
#[derive(Default)]
struct Seen {
    head: String,
    characters: usize,
    control: bool,
}

impl Seen {
    fn look(&mut self, text: &str) {
        self.control = self.control || text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n'));
        if self.characters < HEAD {
            let text = if self.characters == 0 { text.trim_start() } else { text };
            let more: String = text.chars().take(HEAD.saturating_sub(self.characters)).collect();
            self.characters = self.characters.saturating_add(more.chars().count());
            self.head.push_str(&more);
        }
    }

    fn ends(self, binary: impl FnOnce() -> Refusal) -> Result<String, Refusal> {
        match () {
            () if self.head.trim().is_empty() => Err(Refusal::new(Code::FileEmpty)),
            () if self.control => Err(binary()),
            () => Ok(self.head),
        }
    }
}

/// The bytes that one part of a text may take: a record of a list, a tag or a text of a message. None of any list or message
/// comes near, and who sends more wants to fill the memory.
const PART: u64 = 16 << 20;

/// Gives what is read part by part, and no more of one part than it may take.
pub(super) struct Parts<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

/// Says that a part is over.
pub(super) struct NextPart(Rc<Cell<u64>>);

impl NextPart {
    pub(super) fn begins(&self) {
        self.0.set(PART);
    }
}

impl<R: Read> Parts<R> {
    /// A reader of parts, read ahead a little.
    pub(super) fn of(inner: R) -> (BufReader<Self>, NextPart) {
        let left = Rc::new(Cell::new(PART));
        (BufReader::with_capacity(PIECE, Self { inner, left: Rc::clone(&left) }), NextPart(left))
    }
}

impl<R: Read> Read for Parts<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let left = self.left.get().checked_sub(u64::try_from(read).unwrap_or(u64::MAX));
        self.left.set(left.ok_or_else(|| std::io::Error::other("one part has more than 16 MB"))?);
        Ok(read)
    }
}

/// Decodes what is left of a file piece by piece; whether every byte fits the encoding.
pub(super) fn decode(
    handle: &mut Handle<'_>,
    encoding: &'static Encoding,
    mut take: impl FnMut(&str) -> Result<(), Refusal>,
) -> Result<bool, Refusal> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut bytes = Vec::with_capacity(PIECE);
    let mut text = String::with_capacity(PIECE.saturating_mul(3).saturating_add(16));
    loop {
        bytes.clear();
        let read = handle.by_ref().take(PIECE_LONG).read_to_end(&mut bytes).map_err(|e| failed(&e))?;
        let mut rest = bytes.as_slice();
        loop {
            text.clear();
            let (result, taken) = decoder.decode_to_string_without_replacement(rest, &mut text, read == 0);
            take(&text)?;
            rest = rest.get(taken..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => return Ok(false),
            }
        }
        if read == 0 {
            return Ok(true);
        }
    }
}

/// Remembers what a reader has just been given, so that it can be looked at again, and counts the quotes.
pub(super) struct Tap<R> {
    inner: R,
    kept: Vec<u8>,
    /// The place of the first byte that is kept.
    at: u64,
    /// Quotes so far.
    pub(super) quotes: u64,
}

impl<R: Read> Tap<R> {
    pub(super) const fn new(inner: R) -> Self {
        Self { inner, kept: Vec::new(), at: 0, quotes: 0 }
    }

    /// What was read from a place on, and the byte before it.
    pub(super) fn from(&self, place: u64) -> (Option<u8>, &[u8]) {
        let start = usize::try_from(place.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let before = start.checked_sub(1).and_then(|b| self.kept.get(b)).copied();
        (before, self.kept.get(start..).unwrap_or_default())
    }

    /// Forgets what stands well before a place.
    pub(super) fn forget(&mut self, place: u64) {
        let over = usize::try_from(place.saturating_sub(1).saturating_sub(self.at)).unwrap_or(0);
        // Seldom, so that what stays is not moved for every row.
        if over > PIECE.saturating_mul(4) {
            self.kept.drain(..over.min(self.kept.len()));
            self.at = place.saturating_sub(1);
        }
    }
}

impl<R: Read> Read for Tap<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let new = buffer.get(..read).unwrap_or_default();
        self.quotes =
            self.quotes.saturating_add(u64::try_from(new.iter().filter(|b| **b == b'"').count()).unwrap_or(0));
        self.kept.extend_from_slice(new);
        Ok(read)
    }
}
