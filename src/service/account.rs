//! Signing in and out, and the people, units and firms behind it.
//!
//! A session is a 256-bit token in a cookie; the database holds its hash.

use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::PasswordHasher as _;
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::PersonId;
use domain::refusal::{Code, Fact, Refusal};
use domain::sign_in::Owes;
use entity::{second_factor, session};

use super::App;
use super::actor::Actor;
use super::id::{new_token, sha256};
use super::person::factor::new_secret;
use kernel::error::{Error, Fault};
use store::audit::NewEvent;
use store::person::Standing;

pub mod change;
pub mod hold;
pub mod kept;
pub mod known;
pub mod pending;
pub mod proof;
pub mod provision;
pub mod second_step;
pub mod set_account;
pub mod set_up;
pub mod show;
pub mod sign_in;
pub mod signature;
pub mod signed;

/// A session ends after this much idle time.
const IDLE: TimeDelta = TimeDelta::minutes(60);
/// A session that owes a code ends after this much time, used or not.
const HALF: TimeDelta = TimeDelta::minutes(5);
/// A session ends after this much time in any case.
const LONGEST: TimeDelta = TimeDelta::hours(10);
/// The last use is written down at most this often.
const TOUCH: TimeDelta = TimeDelta::minutes(2);
/// How long a sign-in waits for the writer before it goes on without.
const PROMPT: Duration = Duration::from_millis(250);
/// How often a sign-in is written again when the database asks for it, and how long it waits before.
const TRIES: u32 = 8;
const PAUSE: Duration = Duration::from_millis(10);
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
    let (token, row) = new_session(app, actor.person, false)?;
    keep_session(app, Opening { row, place: None, begun: None }).await?;
    Ok(token)
}

/// A session that begins.
struct Opening {
    row: session::Model,
    /// From where; a place from which somebody signed in is theirs from now on.
    place: Option<String>,
    /// The second factor that the person must have, begun with it.
    begun: Option<second_factor::Model>,
}

/// A new session with its token.
fn new_session(app: &App, person: PersonId, owes_code: bool) -> Result<(String, session::Model), Error> {
    let (token, now) = (new_token()?, app.clock.now());
    let expires_at = now + if owes_code { HALF } else { IDLE };
    let token_hash = sha256(&token);
    let row = session::Model {
        token_hash,
        person_id: person,
        created_at: now,
        last_seen_at: now,
        expires_at,
        owes_code,
        proved_at: Some(now),
        form_key: Some(new_token()?),
        replaced_at: None,
    };
    Ok((token, row))
}

/// Opens a session for whoever showed a password: a whole one, or one that owes a code.
pub(crate) async fn open_session(app: &App, person: PersonId, place: Option<&str>) -> Result<String, Error> {
    let standing =
        store::person::standing(app.store.read(), person, app.clock.now()).await?.ok_or(Code::SignInFailed)?;
    let (token, row) = new_session(app, person, standing.has_factor)?;
    let begun = must_begin(app, &standing).then(|| new_secret(app, person, row.created_at)).transpose()?;
    // Half of what is asked makes no place known.
    let place = place.filter(|_| !row.owes_code).map(str::to_owned);
    keep_session(app, Opening { row, place, begun }).await?;
    Ok(token)
}

/// Whether a person must have a second factor and has none.
fn must_begin(app: &App, person: &Standing) -> bool {
    !person.has_factor && app.second_factor.of(person.firm_id.is_some())
}

/// Writes a session, or keeps it in memory until the writer is free.
async fn keep_session(app: &App, opening: Opening) -> Result<(), Error> {
    if let Some(tx) = store::tx::begin_within(&app.store, PROMPT).await? {
        return match write_session(app, tx, &opening).await {
            Err(error) if error.is_transient() => write_when_free(app, &opening).await,
            done => done,
        };
    }
    app.pending.begin(opening.row.clone());
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = write_when_free(&app, &opening).await {
            tracing::error!(?error, "a session could not be written; it ends with the process");
            return;
        }
        app.pending.written(&opening.row.token_hash);
    });
    Ok(())
}

/// Writes a session as soon as the writer is free.
async fn write_when_free(app: &App, opening: &Opening) -> Result<(), Error> {
    again(|| async move { write_session(app, when_free(app).await?, opening).await }).await
}

/// Does what is one transaction, and again where the database asks for it: the same person signs in elsewhere at the same moment.
async fn again<T, F: Future<Output = Result<T, Error>>>(what: impl Fn() -> F) -> Result<T, Error> {
    let mut tries = 0;
    loop {
        tries += 1;
        match what().await {
            Err(error) if error.is_transient() && tries < TRIES => tokio::time::sleep(PAUSE * tries).await,
            done => return done,
        }
    }
}

/// A session and its event of the log, in one transaction.
async fn write_session(app: &App, tx: store::tx::Transaction, opening: &Opening) -> Result<(), Error> {
    let Opening { row, place, begun } = opening;
    if let Some(begun) = begun {
        store::second_factor::begin(&tx, begun.clone()).await?;
    }
    let (action, by) = if row.owes_code { ("person.first_step", "password") } else { ("person.sign_in", "") };
    put_session(app, &tx, row.clone(), place.as_deref(), (action, by)).await?;
    tx.commit().await
}

/// A session with its event of the log, which says by what the person was known.
async fn put_session(
    app: &App,
    tx: &store::tx::Transaction,
    row: session::Model,
    place: Option<&str>,
    (action, by): (&str, &str),
) -> Result<(), Error> {
    let (person, now) = (row.person_id, row.created_at);
    store::person::insert_session(tx, row).await?;
    if let Some(place) = place {
        store::sign_in::know_place(tx, person, place, now).await?;
    }
    let payload = if by.is_empty() { serde_json::json!({}) } else { serde_json::json!({ "by": by }) };
    let (id, times) = (person.to_string(), (now, app.clock.business_date(now)));
    store::audit::append(tx, NewEvent::of_oneself((person, &id), action, &payload, times)).await
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

/// Who comes with a session: a person, and what the person still owes before anything is open.
#[derive(Debug)]
pub struct Visitor {
    /// The person, with the roles of this moment.
    pub actor: Actor,
    /// What is owed.
    pub owes: Option<Owes>,
    /// When the person last proved to be it.
    pub proved_at: DateTime<Utc>,
    /// What the forms of the session carry.
    pub mark: String,
}

/// What the forms of a session carry, by which they are known as its own. The token may change; what was open stays good.
fn mark_of(session: &session::Model, token: &str) -> String {
    sha256(format!("form of {}", session.form_key.as_deref().unwrap_or(token)))
}

/// Who comes with a session.
///
/// # Errors
/// A fault of the database; an unknown, ended or disabled one is `None`.
pub async fn visitor(app: &App, token: &str) -> Result<Option<Visitor>, Error> {
    let (hash, now) = (sha256(token), app.clock.now());
    let Some((session, person)) = session_of(app, &hash, now).await? else { return Ok(None) };
    if now - session.created_at > LONGEST {
        return Ok(None);
    }
    // While the writer is not free the next visit notes it. A session that owes a code has its time, and no more.
    if !session.owes_code
        && now - session.last_seen_at > TOUCH
        && let Some(tx) = store::tx::begin_within(&app.store, NOW).await?
    {
        store::person::touch_session(&tx, &hash, now, (now + IDLE).min(session.created_at + LONGEST)).await?;
        tx.commit().await?;
    }
    let owes = if session.owes_code { Some(Owes::Code) } else { must_begin(app, &person).then_some(Owes::Factor) };
    let proved_at = session.proved_at.unwrap_or(session.created_at);
    let mark = mark_of(&session, token);
    Ok(Actor::of(person).map(|actor| Visitor { actor, owes, proved_at, mark }))
}

/// A session that has not ended, written or not, with what its person is now.
async fn session_of(app: &App, hash: &str, now: DateTime<Utc>) -> Result<Option<(session::Model, Standing)>, Error> {
    if app.pending.has_ended(hash) {
        return Ok(None);
    }
    if let Some(visitor) = store::person::visitor(app.store.read(), hash, now).await? {
        return Ok(Some(visitor));
    }
    let Some(session) = app.pending.session(hash, now) else { return Ok(None) };
    let person = store::person::standing(app.store.read(), session.person_id, now).await?;
    Ok(person.map(|person| (session, person)))
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
    Ok(store::person::standing(app.store.read(), person, app.clock.now()).await?.and_then(Actor::of))
}
