//! Letters as PDF. What a letter says comes as blocks of text, already in words; where each line stands is worked out in
//! integers ([`layout`]), the file is written from that ([`pdf`]). The same letter with the same fonts is always the same bytes.
//!
//! The file holds to PDF/A-2a and PDF/UA-1: tagged, with its language, its text to be found and read aloud, fonts inside. Glyphs
//! are taken one for each character, which is what Chinese and plain Latin text need; nothing is shaped.

pub mod font;
mod layout;
mod pdf;

use chrono::{DateTime, FixedOffset};
use domain::refusal::Refusal;

pub use font::Fonts;

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it is called where files are listed.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// By which it is known from every other: the hash of its facts.
    pub id: String,
    /// When it was issued.
    pub at: DateTime<FixedOffset>,
    /// Its text, once in each language; each begins on a page of its own.
    pub parts: Vec<Part>,
}

/// The text of a letter in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The language (RFC 5646).
    pub lang: &'static str,
    /// What it says, from the top.
    pub blocks: Vec<Block>,
    /// What stands at the foot of each page, at the left; and at the right, with `{page}` and `{pages}`.
    pub foot: (String, String),
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The name of the authority, over a line.
    Head(String),
    /// The number of the letter.
    Number(String),
    /// What the letter is.
    Title(String),
    /// To whom.
    Address(String),
    /// A paragraph; `true` where its first line stands in.
    Text(String, bool),
    /// Names with what belongs to each.
    Pairs(Vec<(String, String)>),
    /// Rows under heads, which are repeated on each page.
    Table(Table),
    /// Who signs, and when: at the right.
    Close(Vec<String>),
    /// Small print.
    Note(String),
}

/// Rows under heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; a row has a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// How wide it is beside the others.
    pub weight: u16,
    /// Whether its cells stand at the right, as numbers do.
    pub number: bool,
}

impl Letter {
    /// The file.
    ///
    /// # Errors
    /// [`Code::LetterGlyph`](domain::refusal::Code::LetterGlyph) where no font has a character;
    /// [`Code::LetterFont`](domain::refusal::Code::LetterFont) where a font may not be put into a file, or is broken.
    pub fn pdf(&self, fonts: &Fonts) -> Result<Vec<u8>, Refusal> {
        pdf::write(self, fonts, &layout::set(self, fonts)?)
    }
}

#[cfg(test)]
mod tests;
