//! Forms that wait for their person: one that came after its session had ended, and one that brings a file to an act which asks for a
//! proof. What was typed is sealed, and opened for the same person at the same browser only; it waits for a short time, and there are
//! few of them. Files are where files on their way are, and go with the form. Nothing is done before the person sends it again.

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{DocumentId, KeptFormId};
use domain::refusal::Code;
use entity::kept_form;
use kernel::error::{Error, Fault};
use kernel::id::{new_uuid, sha256};
use kernel::sealed::SealingKey;
use serde::{Deserialize, Serialize};

use super::{LONGEST, mark_of};
use crate::App;
use crate::actor::Actor;
use crate::upload::{self, Incoming};

/// So long a form waits.
pub const WAITS: TimeDelta = TimeDelta::minutes(30);
/// So many wait for one person at most; whoever has the cookie of a session that ended fills up no more.
const MOST: u64 = 10;

/// A form as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Its address.
    pub path: String,
    /// The page that it stood on, where the browser told it.
    pub from: Option<String>,
    /// Its idempotency key: sent twice it acts once.
    pub key: String,
    /// Its fields.
    pub fields: Vec<(String, String)>,
}

/// A file that came with it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct File {
    /// The field.
    field: String,
    /// The name that it has on the sender's machine.
    pub name: String,
    /// Where it is kept.
    upload: DocumentId,
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Content {
    form: Form,
    files: Vec<File>,
}

/// A form that waits.
#[derive(Debug)]
pub struct Kept {
    /// Its id.
    pub id: KeptFormId,
    /// The form.
    pub form: Form,
    /// The files that came with it.
    pub files: Vec<File>,
    /// Since when it waits.
    pub kept_at: DateTime<Utc>,
    /// Until when.
    pub ends_at: DateTime<Utc>,
}

/// The person of a session that ended by its time, and what the forms of that session carry; none of a session that somebody ended,
/// that owed a code still, or that never was.
///
/// # Errors
/// A fault of the database.
pub async fn whose_was(app: &App, token: &str) -> Result<Option<(Actor, String)>, Error> {
    let (hash, now) = (sha256(token), app.clock.now());
    if app.pending.has_ended(&hash) {
        return Ok(None);
    }
    let Some(row) = store::person::session(app.store.read(), &hash).await? else { return Ok(None) };
    let over = row.replaced_at.is_some() || row.expires_at <= now || now - row.created_at > LONGEST;
    if row.owes_code || !over {
        return Ok(None);
    }
    let mark = mark_of(&row, token);
    Ok(super::actor_of(app, row.person_id).await?.map(|actor| (actor, mark)))
}

/// Whether a form is of an earlier session of this person.
///
/// # Errors
/// A fault of the database.
pub async fn is_earlier(app: &App, actor: &Actor, mark: &str) -> Result<bool, Error> {
    let sessions = store::person::sessions_ever(app.store.read(), actor.person).await?;
    // The token of a session of before is known to nobody here.
    Ok(sessions.iter().any(|row| !row.owes_code && row.form_key.is_some() && mark_of(row, "") == mark))
}

/// To what a sealed form belongs.
fn belongs(row: &kept_form::Model) -> String {
    format!("kept form {} of {} at {}", row.id, row.person_id, row.browser_sha256)
}

/// The key where the installation has none: it follows from what the browser alone has, so that the database alone opens nothing.
fn key_of(browser: &str) -> Result<SealingKey, Error> {
    let key = SealingKey::parse(&sha256(format!("key of the forms of {browser}")));
    Ok(key.ok_or_else(|| Fault::new("a hash is no key"))?)
}

/// Keeps a form for its person at a browser; none where so many wait already that no more is kept.
///
/// # Errors
/// Busy; a fault of the database or of the disk.
pub async fn keep(
    app: &App,
    actor: &Actor,
    browser: &str,
    form: Form,
    files: Vec<(String, Incoming)>,
) -> Result<Option<KeptFormId>, Error> {
    let now = app.clock.now();
    if store::kept_form::count(app.store.read(), actor.person, now).await? >= MOST {
        return Ok(None);
    }
    let mut content = Content { form, files: Vec::new() };
    for (field, file) in files.into_iter().filter(|(_, file)| !file.is_empty()) {
        let upload = upload::keep(app, actor, None, &file).await?;
        content.files.push(File { field, name: file.name, upload });
    }
    let mut row = kept_form::Model {
        id: KeptFormId::from_uuid(new_uuid(now)),
        person_id: actor.person,
        browser_sha256: sha256(browser),
        sealed: Vec::new(),
        key_name: String::new(),
        kept_at: now,
        ends_at: now + WAITS,
    };
    let plain = serde_json::to_vec(&content).map_err(|e| Fault::from_cause("a form could not be written", e))?;
    row.sealed = match &app.secrets {
        Some(key) => {
            row.key_name = key.name().to_owned();
            key.seal(&belongs(&row), &plain)?
        }
        None => key_of(browser)?.seal(&belongs(&row), &plain)?,
    };
    let id = row.id;
    let tx = store::tx::begin(&app.store).await?;
    store::kept_form::remove_over(&tx, actor.person, now).await?;
    store::kept_form::insert(&tx, row).await?;
    tx.commit().await?;
    Ok(Some(id))
}

/// The forms that wait for a person at a browser, the oldest first. One that the key of now does not open is none.
///
/// # Errors
/// A fault of the database.
pub async fn waiting(app: &App, actor: &Actor, browser: &str) -> Result<Vec<Kept>, Error> {
    let (db, now) = (app.store.read(), app.clock.now());
    let rows = store::kept_form::waiting(db, actor.person, &sha256(browser), now).await?;
    let mut found = Vec::new();
    for row in rows {
        let plain = if row.key_name.is_empty() {
            key_of(browser)?.open(&belongs(&row), &row.sealed)
        } else {
            let key = app.secrets.as_ref().filter(|key| key.name() == row.key_name);
            key.and_then(|key| key.open(&belongs(&row), &row.sealed))
        };
        let Some(Content { form, files }) = plain.and_then(|plain| serde_json::from_slice(&plain).ok()) else {
            continue;
        };
        found.push(Kept { id: row.id, form, files, kept_at: row.kept_at, ends_at: row.ends_at });
    }
    Ok(found)
}

impl Kept {
    /// Its files, each with its field.
    ///
    /// # Errors
    /// [`Code::NotFound`] for one that was taken away meanwhile; a fault of the database or of the disk.
    pub async fn fetch(&self, app: &App) -> Result<Vec<(String, Incoming)>, Error> {
        let mut files = Vec::with_capacity(self.files.len());
        for file in &self.files {
            let row = store::upload::find(app.store.read(), file.upload).await?.ok_or(Code::NotFound)?;
            files.push((file.field.clone(), upload::fetch(app, &upload::head_of(&row)).await?));
        }
        Ok(files)
    }

    /// Takes it away, with its files: it was carried out, or its person wants it no more.
    ///
    /// # Errors
    /// Busy; a fault of the database.
    pub async fn let_go(self, app: &App) -> Result<(), Error> {
        let tx = store::tx::begin(&app.store).await?;
        store::kept_form::remove(&tx, self.id).await?;
        tx.commit().await?;
        for file in &self.files {
            upload::let_go(app, file.upload).await?;
        }
        Ok(())
    }
}
