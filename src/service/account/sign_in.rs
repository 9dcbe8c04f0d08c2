//! Signing in by password. A wrong name and a wrong password get the same answer in the same time; whoever guesses is held up
//! by where they are, so that nobody is locked out of their own account.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::PasswordVerifier as _;
use argon2::password_hash::phc::PasswordHash;
use chrono::{DateTime, Utc};
use domain::id::PersonId;
use domain::refusal::{Code, Fact, Refusal};
use domain::sign_in::{KNOWN_FOR, REMEMBERED, waits_until};
use tokio::sync::Semaphore;

use super::{PROMPT, hash_password, open_session, when_free};
use crate::App;
use kernel::error::{Error, Fault};

/// No sign-in name is longer.
pub const LONGEST_LOGIN: usize = 100;
/// No password is longer; hashing a longer one would take the time of others.
pub const LONGEST_PASSWORD: usize = 1_000;

/// Verified against when there is no such person, so that both cases take the same time.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| hash_password("nobody has this password").ok());

/// How many passwords are checked at once: each takes a core and much memory by intent, and pages need both too.
static CHECKS: LazyLock<Semaphore> = LazyLock::new(|| {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Semaphore::new(cores.div_ceil(2))
});

fn verify_password(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|h| Argon2::default().verify_password(password.as_bytes(), &h).is_ok())
}

/// Whether it is the password of this hash; as many are checked at once as is good for everybody else.
pub(crate) async fn is_password(password: &str, hash: &str) -> Result<bool, Error> {
    let (password, hash) = (password.to_owned(), hash.to_owned());
    let turn = CHECKS.acquire().await.map_err(|e| Fault::from_cause("no password can be checked", e))?;
    let verified = tokio::task::spawn_blocking(move || verify_password(&password, &hash)).await;
    drop(turn);
    verified.map_err(|e| Fault::from_cause("a password could not be checked", e).into())
}

/// Signs a person in from a place, an address of the network where it is known; gives the token for the cookie.
///
/// # Errors
/// [`Code::SignInFailed`]; [`Code::SignInLocked`] with the time from which on it may be tried again.
pub async fn sign_in(app: &App, place: Option<&str>, login: &str, password: &str) -> Result<String, Error> {
    let now = app.clock.now();
    if login.chars().count() > LONGEST_LOGIN || password.chars().count() > LONGEST_PASSWORD {
        return Err(Code::SignInFailed.into());
    }
    let person = store::person::by_login(app.store.read(), login).await?;
    let (of, who) = ((login, place), person.as_ref().map(|p| p.id));
    must_not_be_guessing(app, of, who).await?;
    let hash = person.as_ref().and_then(|p| p.password_hash.clone()).or_else(|| NOBODY.clone());
    let verified = is_password(password, &hash.unwrap_or_default()).await?;
    match person {
        Some(person) if verified && person.password_hash.is_some() => open_session(app, person.id, place).await,
        _ => {
            note_failure(app, of, now).await?;
            Err(Code::SignInFailed.into())
        }
    }
}

/// Whoever guesses waits.
///
/// # Errors
/// [`Code::SignInLocked`] with the time from which on it may be tried again.
pub(crate) async fn must_not_be_guessing(
    app: &App,
    of: (&str, Option<&str>),
    who: Option<PersonId>,
) -> Result<(), Error> {
    match waits(app, of, who).await? {
        None => Ok(()),
        Some(until) => Err(Refusal::new(Code::SignInLocked).with("until", until).into()),
    }
}

/// Until when whoever tried too often waits, as people are told it.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn waits(app: &App, of: (&str, Option<&str>), who: Option<PersonId>) -> Result<Option<Fact>, Error> {
    let now = app.clock.now();
    let mut failures = store::sign_in::failures(app.store.read(), of, who, now - REMEMBERED, now - KNOWN_FOR).await?;
    app.pending.add_failures(&mut failures, of, now - REMEMBERED);
    let until = waits_until(&failures, now);
    Ok(until.map(|until| Fact::Text(until.with_timezone(&app.clock.zone()).format("%H:%M:%S").to_string())))
}

/// Notes a failed sign-in; it counts at once, whenever it is written.
pub(crate) async fn note_failure(
    app: &App,
    (login, place): (&str, Option<&str>),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    if let Some(tx) = store::tx::begin_within(&app.store, PROMPT).await? {
        store::sign_in::insert_failure(&tx, (login, place), now).await?;
        return tx.commit().await;
    }
    app.pending.failed((login, place), now);
    let (app, login, place) = (app.clone(), login.to_owned(), place.map(str::to_owned));
    tokio::spawn(async move {
        let Ok(tx) = when_free(&app).await else { return };
        let of = (login.as_str(), place.as_deref());
        if store::sign_in::insert_failure(&tx, of, now).await.is_ok() && tx.commit().await.is_ok() {
            app.pending.noted(of, now);
        }
    });
    Ok(())
}
