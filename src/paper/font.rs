//! Fonts: found in the folder that was named, else among those of the system that are known to have Chinese. The first is the
//! letter's; what it lacks is taken from those behind it.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::refusal::{Code, Fact, Refusal};
use sha2::{Digest as _, Sha256};
use skrifa::raw::{FileRef, TableProvider as _};
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider as _};

/// Where systems keep fonts.
const PLACES: &[&str] = &["/usr/share/fonts", "/usr/local/share/fonts"];

/// Fonts of systems that have Chinese, as their files are called, the one most like print first; and those that have Latin letters
/// where one of them does not.
const KNOWN: &[&str] = &[
    "NotoSerifCJK-Regular.ttc",
    "NotoSerifCJKsc-Regular.otf",
    "NotoSerifSC-Regular.otf",
    "SourceHanSerif-Regular.ttc",
    "SourceHanSerifSC-Regular.otf",
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJKsc-Regular.otf",
    "NotoSansSC-Regular.otf",
    "SourceHanSans-Regular.ttc",
    "SourceHanSansSC-Regular.otf",
    "uming.ttc",
    "wqy-zenhei.ttc",
    "wqy-microhei.ttc",
    "DroidSansFallbackFull.ttf",
    "LiberationSerif-Regular.ttf",
    "DejaVuSans.ttf",
];

/// What a letter cannot be without.
const NEEDED: &str = "中华人民共和国零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整年月日第页共，。：（）〔〕《》";
/// What some fonts for Chinese leave to others.
const LATIN: &str = "ABCXYZabcxyz0123456789,.:-/()%";

/// Folders within folders that are looked through.
const DEPTH: usize = 6;
/// The largest file that is taken for a font.
const LARGEST: u64 = 128 << 20;

/// Fonts that are at hand.
#[derive(Clone)]
pub struct Fonts {
    faces: Vec<Face>,
}

/// A font of a file.
#[derive(Clone)]
pub(crate) struct Face {
    path: PathBuf,
    name: String,
    index: u32,
    sha256: String,
    data: Arc<Vec<u8>>,
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.faces.iter().map(|face| &face.path)).finish()
    }
}

impl Fonts {
    /// The fonts of a folder, in the order of their names; without one, those of the system.
    ///
    /// # Errors
    /// [`Code::LetterFont`] where none has what a letter needs.
    pub fn find(folder: Option<&Path>) -> Result<Self, Refusal> {
        let (places, faces) = match folder {
            Some(folder) => {
                let mut files = Vec::new();
                walk(folder, DEPTH, &mut files);
                files.retain(|path| {
                    let ending = path.extension().map(|e| e.to_ascii_lowercase());
                    ending.is_some_and(|e| ["ttf", "otf", "ttc", "otc"].iter().any(|known| e == *known))
                });
                files.sort();
                (folder.display().to_string(), files.iter().filter_map(|path| Face::read(path)).collect())
            }
            None => (PLACES.join(", "), of_system()),
        };
        let fonts = Self { faces };
        if fonts.lacks(NEEDED).is_none() && fonts.lacks(LATIN).is_none() {
            return Ok(fonts.needed());
        }
        Err(Refusal::new(Code::LetterFont).with("places", Fact::Text(places)))
    }

    /// Those that a letter may need: the first that has Chinese at the head, and those behind it.
    fn needed(mut self) -> Self {
        if let Some(at) = self.faces.iter().position(|face| face.has(NEEDED)) {
            let first = self.faces.remove(at);
            self.faces.insert(0, first);
        }
        self
    }

    /// A character that none of them has.
    fn lacks(&self, text: &str) -> Option<char> {
        text.chars().find(|c| !self.faces.iter().any(|face| face.has(c.encode_utf8(&mut [0; 4]))))
    }

    /// The hash by which a letter remembers them: of their files, in their order.
    pub fn sha256(&self) -> String {
        match self.faces.as_slice() {
            [one] => one.sha256.clone(),
            all => {
                let mut hash = Sha256::new();
                all.iter().for_each(|face| hash.update(&face.sha256));
                hex::encode(hash.finalize())
            }
        }
    }

    /// What they are called, with their files.
    pub fn names(&self) -> Vec<(String, PathBuf)> {
        self.faces.iter().map(|face| (face.name.clone(), face.path.clone())).collect()
    }

    pub(crate) fn faces(&self) -> &[Face] {
        &self.faces
    }
}

/// The first of the system's that has Chinese, and one with Latin letters where it has none.
fn of_system() -> Vec<Face> {
    let mut files = Vec::new();
    for place in PLACES {
        walk(Path::new(place), DEPTH, &mut files);
    }
    files.sort();
    let known: BTreeMap<usize, &PathBuf> = files
        .iter()
        .rev()
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?;
            KNOWN.iter().position(|known| *known == name).map(|place| (place, path))
        })
        .collect();
    let mut faces: Vec<Face> = Vec::new();
    for path in known.into_values() {
        let Some(face) = Face::read(path) else { continue };
        let wanted = if faces.is_empty() { NEEDED } else { LATIN };
        if face.has(wanted) {
            faces.push(face);
        }
        if faces.first().is_some_and(|face| face.has(LATIN)) || faces.len() > 1 {
            break;
        }
    }
    faces
}

/// The files below a folder; what cannot be read is passed over.
fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        match std::fs::metadata(&path) {
            Ok(meta) if meta.is_dir() && depth > 0 => walk(&path, depth.saturating_sub(1), files),
            Ok(meta) if meta.is_file() && meta.len() <= LARGEST => files.push(path),
            _ => {}
        }
    }
}

impl Face {
    /// The font of a file; of a collection that for simplified Chinese, else the first. None where it is no font.
    fn read(path: &Path) -> Option<Self> {
        let data = std::fs::read(path).ok()?;
        let count = match FileRef::new(&data).ok()? {
            FileRef::Font(_) => 1,
            FileRef::Collection(all) => all.len(),
        };
        let name = |index: u32| {
            let font = FontRef::from_index(&data, index).ok()?;
            let strings = font.localized_strings(StringId::FULL_NAME);
            Some(strings.english_or_first().map(|name| name.to_string()).unwrap_or_default())
        };
        let simplified = |index: &u32| name(*index).is_some_and(|name| name.split(' ').any(|word| word == "SC"));
        let index = (0..count).find(simplified).unwrap_or(0);
        let name = name(index)?;
        let sha256 = hex::encode(Sha256::digest(&data));
        Some(Self { path: path.to_owned(), name, index, sha256, data: Arc::new(data) })
    }

    fn has(&self, text: &str) -> bool {
        self.font().is_some_and(|font| {
            let map = font.charmap();
            text.chars().all(|c| map.map(c).is_some())
        })
    }

    pub(crate) fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.data, self.index).ok()
    }

    pub(crate) const fn index(&self) -> u32 {
        self.index
    }

    pub(crate) fn data(&self) -> Arc<Vec<u8>> {
        Arc::clone(&self.data)
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

/// A glyph: of which font, its place in it, and how wide it is in parts of the font's em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub(crate) face: usize,
    pub(crate) id: u32,
    pub(crate) advance: i64,
    pub(crate) em: i64,
}

/// Finds glyphs and remembers them.
pub(crate) struct Glyphs<'a> {
    fonts: Vec<Option<FontRef<'a>>>,
    known: BTreeMap<char, Glyph>,
}

impl<'a> Glyphs<'a> {
    pub(crate) fn of(fonts: &'a Fonts) -> Self {
        Self { fonts: fonts.faces.iter().map(Face::font).collect(), known: BTreeMap::new() }
    }

    /// The glyph of a character, of the first font that has it.
    pub(crate) fn of_char(&mut self, c: char) -> Result<Glyph, Refusal> {
        if let Some(known) = self.known.get(&c) {
            return Ok(*known);
        }
        let found = self.fonts.iter().enumerate().find_map(|(face, font)| {
            let font = font.as_ref()?;
            let id = font.charmap().map(c).filter(|id| id.to_u32() != 0)?;
            let advance = i64::from(font.hmtx().ok()?.advance(id)?);
            let em = i64::from(font.head().ok()?.units_per_em());
            (em > 0).then_some(Glyph { face, id: id.to_u32(), advance, em })
        });
        let code = || format!("{c} (U+{:04X})", u32::from(c));
        let glyph = found.ok_or_else(|| Refusal::new(Code::LetterGlyph).with("character", Fact::Text(code())))?;
        self.known.insert(c, glyph);
        Ok(glyph)
    }
}
