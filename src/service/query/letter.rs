//! Letters about a case, as people find them.

use chrono::{DateTime, Utc};
use domain::id::ApplicationId;
use domain::letter::{Kind, Template};
use domain::refusal::Code;
use domain::template::Words;
use entity::{addition, letter};

use crate::App;
use crate::addition::Content;
use crate::document::{self, Document};
use crate::letter::not_made;
use crate::reader::{Additions, Reader};
use kernel::error::Error;
use store::Connection;

/// A letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its number.
    pub number: String,
    /// Its kind.
    pub kind: Kind,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// As much of its hash as stands on each page.
    pub hash: String,
    /// Whether its file is made.
    pub made: bool,
}

impl From<letter::Model> for Letter {
    fn from(row: letter::Model) -> Self {
        Self {
            number: row.number,
            kind: row.kind,
            issued_at: row.issued_at,
            hash: domain::letter::short(&row.sha256).to_owned(),
            made: row.document_id.is_some(),
        }
    }
}

/// The letters about a case that the reader has just found, the oldest first.
pub(super) async fn of_case(db: &Connection, application: ApplicationId) -> Result<Vec<Letter>, Error> {
    Ok(store::letter::of_application(db, application).await?.into_iter().map(Letter::from).collect())
}

/// The file of a letter about a case.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::LetterNotMade`]; [`Code::NotYourRole`].
pub async fn file<N>(app: &App, reader: &Reader<'_, N>, case: &str, number: &str) -> Result<Document, Error> {
    let db = app.store.read();
    let application = store::application::find(db, reader.scope(), case).await?;
    let letter = store::letter::by_number(db, application.id, number).await?.ok_or(Code::NotFound)?;
    let id = letter.document_id.ok_or_else(|| not_made(&letter))?;
    document::show(reader, store::document::head(db, id).await?)
}

/// The text of a kind of letter in force, as those see it who look after the office.
pub struct TextInForce {
    /// The kind.
    pub kind: Kind,
    /// What the letter is.
    pub title: Words,
    /// The version.
    pub version: String,
    /// The proposal that put it in force, and when; none where it comes with the program.
    pub by: Option<(String, DateTime<Utc>)>,
    /// The text, as TOML.
    pub source: String,
    /// What it may name.
    pub names: Vec<&'static str>,
}

/// The texts of letters in force for the reader's unit.
///
/// # Errors
/// A fault of the database.
pub async fn texts(app: &App, reader: &Reader<'_, Additions>) -> Result<Vec<TextInForce>, Error> {
    let path = reader.scope().unit_path().unwrap_or_default();
    let mut texts = Vec::new();
    let mut own = store::addition::letter_texts(app.store.read(), path).await?;
    for kind in Kind::ALL.iter().copied() {
        let row = own.remove(&kind);
        let by = row.as_ref().and_then(|row| row.decided_at.map(|at| (row.number.clone(), at)));
        let template = match row {
            Some(row) => template(&row)?,
            None => Template::shipped(kind)?,
        };
        let (title, version) = (template.text.title, template.text.version);
        texts.push(TextInForce { kind, title, version, by, source: template.sources.0, names: kind.names() });
    }
    Ok(texts)
}

fn template(row: &addition::Model) -> Result<Template, Error> {
    match Content::of(row)? {
        Content::LetterText(text) => Ok(Template::of(text.kind, &text.text)?),
        _ => Err(Code::NotFound.into()),
    }
}

/// A text that was proposed, or by the key of a kind the one that comes with the program, as a file with made-up facts.
///
/// # Errors
/// [`Code::NotFound`]; [`Code::LetterFont`](domain::refusal::Code::LetterFont); a fault of the database.
pub async fn preview(app: &App, reader: &Reader<'_, Additions>, which: &str) -> Result<Vec<u8>, Error> {
    let template = match Kind::from_key(which) {
        Some(kind) => Template::shipped(kind)?,
        None => template(&store::addition::find(app.store.read(), reader.scope(), which).await?)?,
    };
    let authority = Words { zh: reader.belongs_to.0.clone(), en: reader.belongs_to.1.clone() };
    crate::letter::tried(app, &template, &authority).await
}
