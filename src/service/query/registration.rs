//! Registrations of firms: as officers see them, with what is known of the code already; and as the firm sees its own.

use chrono::{DateTime, Utc};
use domain::credit::Record;
use domain::identifier::Uscc;
use domain::refusal::Code;
use domain::template::Words;
use domain::workflow::registration::{RegistrationEvent, RegistrationState};
use entity::registration;
use kernel::error::Error;

use super::unit::Unit;
use super::{Page, credit_register, person};
use crate::App;
use crate::document::{self, Document};
use crate::reader::{Reader, Registrations};
use crate::registration::{WELCOMES_FOR, welcomes};
use kernel::id::sha256;

/// Records of a code that are shown; more of them are in the register.
pub const RECORDS: u64 = 10;

/// A registration.
pub struct Registration {
    /// Its number.
    pub number: String,
    /// How it stands.
    pub state: RegistrationState,
    /// Guarantor, insurer or enterprise.
    pub kind: String,
    /// Name of the firm.
    pub name: String,
    /// Its code.
    pub uscc: Uscc,
    /// Whom to ask.
    pub contact_name: String,
    /// Under which number.
    pub contact_phone: String,
    /// The sign-in name that the first person wishes.
    pub login: String,
    /// The name of the first person.
    pub person: Words,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why not.
    pub answer: String,
    /// Whether the first person has come.
    pub used: bool,
}

impl From<registration::Model> for Registration {
    fn from(row: registration::Model) -> Self {
        Self {
            number: row.number,
            state: row.state,
            kind: row.kind,
            name: row.name,
            uscc: row.uscc,
            contact_name: row.contact_name,
            contact_phone: row.contact_phone,
            login: row.login,
            person: Words { zh: row.person_zh, en: row.person_en },
            filed_at: row.filed_at,
            decided_at: row.decided_at,
            answer: row.answer,
            used: row.used_at.is_some(),
        }
    }
}

/// Registrations with the reader's units: those that wait, or those that were decided; after one by number.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    app: &App,
    reader: &Reader<'_, Registrations>,
    which: (bool, &str),
    size: usize,
) -> Result<Page<Registration>, Error> {
    let rows = |limit| store::registration::page(app.store.read(), reader.scope(), which, limit);
    Ok(Page::ask(size, rows, |row| row.number.clone()).await?.map(Registration::from))
}

/// One registration, with what an officer needs to decide about it.
pub struct File {
    /// The registration.
    pub row: Registration,
    /// The unit with which the firm will file.
    pub unit: Unit,
    /// The licence's file name.
    pub licence: String,
    /// The name of the firm that has this code already.
    pub known: Option<String>,
    /// Whether the wished sign-in name is taken.
    pub login_taken: bool,
    /// The first current records of the code.
    pub records: Vec<Record>,
    /// Who decided.
    pub by: Option<Words>,
    /// What the reader may do.
    pub offers: Vec<RegistrationEvent>,
}

/// One registration with the reader's units.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn file(app: &App, reader: &Reader<'_, Registrations>, number: &str) -> Result<File, Error> {
    let db = app.store.read();
    let row = store::registration::find(db, reader.scope(), number).await?;
    let waits = row.state == RegistrationState::Filed;
    let known = if waits { store::firm::by_code(db, &row.uscc).await? } else { None };
    let people = person::names(app, row.decided_by.into_iter().collect()).await?;
    Ok(File {
        unit: store::person::unit(db, row.unit_id).await?.into(),
        licence: store::document::head(db, row.document_id).await?.file_name,
        known: known.map(|firm| firm.name),
        login_taken: waits && store::person::login_is_taken(db, &row.login).await?,
        records: credit_register::records(app, &reader.reader()?, row.uscc.as_str(), RECORDS).await?,
        by: row.decided_by.and_then(|by| people.get(&by).cloned()),
        offers: domain::workflow::Machine::offers(row.state, &reader.roles),
        row: row.into(),
    })
}

/// The licence that came with a registration.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn licence(app: &App, reader: &Reader<'_, Registrations>, number: &str) -> Result<Document, Error> {
    let row = store::registration::find(app.store.read(), reader.scope(), number).await?;
    document::show(reader, store::document::head(app.store.read(), row.document_id).await?)
}

/// A registration as the firm sees its own.
pub struct Own {
    /// The registration.
    pub row: Registration,
    /// The unit with which the firm will file.
    pub unit: Unit,
    /// The sign-in name of the first person, once there is one.
    pub login: Option<String>,
    /// Until when the first person sets a password with the token; none where nobody does any more, or not yet.
    pub welcomes_until: Option<DateTime<Utc>>,
}

/// The registration of a token.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn own(app: &App, token: &str) -> Result<Own, Error> {
    let db = app.store.read();
    let row = store::registration::by_token(db, &sha256(token)).await?.ok_or(Code::NotFound)?;
    let welcome = welcomes(db, &row, app.clock.now()).await?;
    let login = match row.person_id {
        Some(first) => store::person::by_id(db, first).await?.map(|person| person.login),
        None => None,
    };
    Ok(Own {
        unit: store::person::unit(db, row.unit_id).await?.into(),
        login,
        welcomes_until: welcome.and(row.decided_at).map(|at| at + WELCOMES_FOR),
        row: row.into(),
    })
}

/// The units with which a firm may file, from the top.
///
/// # Errors
/// A fault of the database.
pub async fn units(app: &App) -> Result<Vec<Unit>, Error> {
    Ok(store::person::units(app.store.read()).await?.into_iter().map(Unit::from).collect())
}
