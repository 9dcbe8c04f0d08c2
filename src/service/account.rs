//! Signing in and out, and the people, units and firms behind it.
//!
//! A session is a 256-bit token in a cookie; the database holds its hash.

use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::PasswordHasher as _;
use chrono::TimeDelta;
use domain::id::PersonId;
use domain::refusal::{Code, Fact, Refusal};
use entity::session;

use super::App;
use super::actor::Actor;
use super::id::{new_token, sha256};
use kernel::error::{Error, Fault};

pub mod change;
pub mod hold;
pub mod known;
pub mod pending;
pub mod provision;
pub mod set_account;
pub mod set_up;
pub mod show;
pub mod sign_in;
pub mod signature;
pub mod signed;

/// A session ends after this much idle time.
const IDLE: TimeDelta = TimeDelta::minutes(60);
/// A session ends after this much time in any case.
const LONGEST: TimeDelta = TimeDelta::hours(10);
/// The last use is written down at most this often.
const TOUCH: TimeDelta = TimeDelta::minutes(2);
/// How long a sign-in waits for the writer before it goes on without.
const PROMPT: Duration = Duration::from_millis(250);
/// A visit does not wait for the writer to note that it took place.
const NOW: Duration = Duration::from_millis(20);

/// Hashes a password with Argon2id and a salt of its own.
///
/// # Errors
/// A fault when the operating system has no randomness.
pub fn hash_password(password: &str) -> Result<String, Fault> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|h| h.to_string()).map_err(|e| Fault::new(format!("a password could not be hashed: {e}")))
}

/// Signs in as a demonstration person with one click.
///
/// # Errors
/// [`Code::NotFound`] outside the demonstration.
pub async fn sign_in_demo(app: &App, login: &str) -> Result<String, Error> {
    if !app.demo {
        return Err(Code::NotFound.into());
    }
    let person = store::person::by_login(app.store.read(), login).await?.ok_or(Code::SignInFailed)?;
    open_session(app, person.id, None).await
}

/// A new session for a person of the demonstration whose clock was moved past the end of the old one.
///
/// # Errors
/// [`Code::NotFound`] outside the demonstration.
pub async fn stay_in_demo(app: &App, actor: &Actor) -> Result<String, Error> {
    if !app.demo {
        return Err(Code::NotFound.into());
    }
    open_session(app, actor.person, None).await
}

/// Opens a session; a place from which somebody signed in by password is theirs from now on.
pub(crate) async fn open_session(app: &App, person: PersonId, place: Option<&str>) -> Result<String, Error> {
    let (token, now) = (new_token()?, app.clock.now());
    let row = session::Model {
        token_hash: sha256(&token),
        person_id: person,
        created_at: now,
        last_seen_at: now,
        expires_at: now + IDLE,
    };
    match store::tx::begin_within(&app.store, PROMPT).await? {
        Some(tx) => write_session(app, tx, row, place).await?,
        None => {
            app.pending.begin(row.clone());
            let (app, place) = (app.clone(), place.map(str::to_owned));
            tokio::spawn(async move {
                let hash = row.token_hash.clone();
                let written = match when_free(&app).await {
                    Ok(tx) => write_session(&app, tx, row, place.as_deref()).await,
                    Err(error) => Err(error),
                };
                if let Err(error) = written {
                    tracing::error!(?error, "a session could not be written; it ends with the process");
                    return;
                }
                app.pending.written(&hash);
            });
        }
    }
    Ok(token)
}

/// A session and its event of the log, in one transaction.
async fn write_session(
    app: &App,
    tx: store::tx::Transaction,
    row: session::Model,
    place: Option<&str>,
) -> Result<(), Error> {
    let (person, now) = (row.person_id, row.created_at);
    store::person::insert_session(&tx, row).await?;
    if let Some(place) = place {
        store::sign_in::know_place(&tx, person, place, now).await?;
    }
    let payload = serde_json::json!({});
    let event = store::audit::NewEvent {
        kind: "person",
        id: &person.to_string(),
        action: "person.sign_in",
        person: Some(person),
        role: "",
        payload: &payload,
        now,
        today: app.clock.business_date(now),
    };
    store::audit::append(&tx, event).await?;
    tx.commit().await
}

/// A write transaction as soon as the writer is free, however long that takes.
async fn when_free(app: &App) -> Result<store::tx::Transaction, Error> {
    loop {
        match store::tx::begin(&app.store).await {
            Err(error) if error.is_transient() || error.is_busy() => {}
            other => return other,
        }
    }
}

/// Ends a session.
///
/// # Errors
/// A fault of the database.
pub async fn sign_out(app: &App, token: &str) -> Result<(), Error> {
    let hash = sha256(token);
    if let Some(tx) = store::tx::begin_within(&app.store, PROMPT).await? {
        store::person::end_session(&tx, &hash).await?;
        app.pending.end(&hash);
        tx.commit().await?;
        app.pending.forgotten(&hash);
        return Ok(());
    }
    app.pending.end(&hash);
    let app = app.clone();
    tokio::spawn(async move {
        let Ok(tx) = when_free(&app).await else { return };
        if store::person::end_session(&tx, &hash).await.is_ok() && tx.commit().await.is_ok() {
            app.pending.forgotten(&hash);
        }
    });
    Ok(())
}

/// The person of a session, with the roles of this moment.
///
/// # Errors
/// A fault of the database; an unknown, ended or disabled one is `None`.
pub async fn actor(app: &App, token: &str) -> Result<Option<Actor>, Error> {
    let (hash, now) = (sha256(token), app.clock.now());
    if app.pending.has_ended(&hash) {
        return Ok(None);
    }
    let (session, person) = match store::person::visitor(app.store.read(), &hash, now).await? {
        Some(visitor) => visitor,
        None => {
            let Some(session) = app.pending.session(&hash, now) else { return Ok(None) };
            let Some(person) = store::person::standing(app.store.read(), session.person_id).await? else {
                return Ok(None);
            };
            (session, person)
        }
    };
    if now - session.created_at > LONGEST {
        return Ok(None);
    }
    // While the writer is not free the next visit notes it.
    if now - session.last_seen_at > TOUCH
        && let Some(tx) = store::tx::begin_within(&app.store, NOW).await?
    {
        store::person::touch_session(&tx, &hash, now, (now + IDLE).min(session.created_at + LONGEST)).await?;
        tx.commit().await?;
    }
    Ok(Actor::of(person))
}

/// The actor behind a sign-in name, for commands that an operator runs on the machine itself.
///
/// # Errors
/// [`Code::NothingNamed`].
pub async fn actor_by_login(app: &App, login: &str) -> Result<Actor, Error> {
    let db = app.store.read();
    let actor = match store::person::by_login(db, login).await? {
        Some(person) => actor_of(app, person.id).await?,
        None if !store::person::login_is_taken(db, login).await? => return Err(Error::nothing_named(login)),
        None => None,
    };
    let locked = || Refusal::new(Code::PersonLockedOut).with("value", Fact::Text(login.to_owned()));
    Ok(actor.ok_or_else(locked)?)
}

/// The actor that a person is now.
///
/// # Errors
/// A fault of the database.
pub async fn actor_of(app: &App, person: PersonId) -> Result<Option<Actor>, Error> {
    Ok(store::person::standing(app.store.read(), person).await?.and_then(Actor::of))
}
