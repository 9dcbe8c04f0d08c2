//! The second factor (第二验证因素): a device that shows codes, begun and confirmed by its own person, and recovery codes for when it
//! is lost. A code counts once, in the database; whoever guesses at codes waits as whoever guesses at passwords. Nothing that is
//! secret stands in an event of the log, nor in what is kept of a request.

use boxed::boxed;
use chrono::{DateTime, Utc};
use domain::id::PersonId;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::second_factor::{self as factor, RECOVERY, RECOVERY_CODES, SECRET, Typed};
use entity::second_factor;
use kernel::error::Error;
use kernel::id::{random, sha256};
use serde::{Deserialize, Serialize};
use store::Connection;

use crate::App;
use crate::account::sign_in;
use crate::actor::Actor;
use crate::command::{Act, Command, Context};

/// A new secret for a person, as it is kept: under the key of the installation, where there is one.
///
/// # Errors
/// A fault when the operating system has no randomness.
pub(crate) fn new_secret(app: &App, person: PersonId, now: DateTime<Utc>) -> Result<second_factor::Model, Error> {
    let bytes: [u8; SECRET] = random()?;
    let (secret, key_name) = match &app.secrets {
        Some(key) => (key.seal(&person.to_string(), &bytes)?, key.name().to_owned()),
        None => (bytes.to_vec(), String::new()),
    };
    Ok(second_factor::Model { person_id: person, secret, key_name, begun_at: now, confirmed_at: None, last_step: 0 })
}

/// The secret of a row.
fn opened(app: &App, row: &second_factor::Model) -> Result<Vec<u8>, Error> {
    if row.key_name.is_empty() {
        return Ok(row.secret.clone());
    }
    let key = app.secrets.as_ref().filter(|key| key.name() == row.key_name);
    let secret = key.and_then(|key| key.open(&row.person_id.to_string(), &row.secret));
    secret.ok_or_else(|| Code::FactorSealed.into())
}

/// What somebody typed and what counts of it, once it is used up.
#[derive(Debug)]
pub enum Proof {
    /// The code of a step of time.
    Step(i64),
    /// The hash of a recovery code.
    Recovery(String),
}

impl Proof {
    /// How the log names it.
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::Step(_) => "code",
            Self::Recovery(_) => "recovery_code",
        }
    }
}

/// Every wrong code gets the same answer: one that never was, one that is over, one that counted before.
fn wrong() -> Error {
    Refusal::new(Code::FactorWrong).at_field("code").into()
}

/// What a person typed, when it would count. A wrong one is noted, and whoever tried too often waits.
///
/// # Errors
/// [`Code::FactorWrong`]; [`Code::SignInLocked`]; [`Code::FactorSealed`].
pub(crate) async fn check(
    app: &App,
    (login, place): (&str, Option<&str>),
    person: PersonId,
    typed: &str,
) -> Result<Proof, Error> {
    sign_in::must_not_be_guessing(app, (login, place), Some(person)).await?;
    let row = store::second_factor::of_person(app.store.read(), person).await?;
    let counts = row.as_ref().filter(|row| row.confirmed_at.is_some());
    let proof = match (counts, Typed::of(typed)) {
        (None, _) => None,
        (Some(row), Typed::Code(code)) => {
            factor::step_typed(&opened(app, row)?, &code, app.devices.now(), row.last_step).map(Proof::Step)
        }
        (Some(_), Typed::Recovery(code)) => {
            let hash = sha256(code);
            let there = store::second_factor::has_code(app.store.read(), person, &hash).await?;
            there.then_some(Proof::Recovery(hash))
        }
    };
    match proof {
        Some(proof) => Ok(proof),
        None => {
            sign_in::note_failure(app, (login, place), app.clock.now()).await?;
            Err(wrong())
        }
    }
}

/// Uses up what was typed: of two who send the same, one is let through.
///
/// # Errors
/// [`Code::FactorWrong`]; a fault of the database.
pub(crate) async fn spend(tx: &Connection, person: PersonId, proof: &Proof, now: DateTime<Utc>) -> Result<(), Error> {
    let counted = match proof {
        Proof::Step(step) => store::second_factor::use_step(tx, person, *step).await?,
        Proof::Recovery(hash) => store::second_factor::use_code(tx, person, hash, now).await?,
    };
    if counted { Ok(()) } else { Err(wrong()) }
}

/// Ends what a person has, with its event where it counted.
pub(crate) async fn end(cx: &mut Context<'_>, person: PersonId, why: &str) -> Result<(), Error> {
    if store::second_factor::end(cx.tx, person).await? {
        cx.record("person", person, <EndFactor as Act>::NAME, serde_json::json!({ "by": why }));
    }
    Ok(())
}

/// Begins a second factor: a new secret is there to be taken over by the device, and counts for nothing yet.
#[derive(Debug, Serialize)]
pub struct BeginFactor {}

#[boxed]
impl Command for BeginFactor {
    const NAME: &'static str = "person.begin_factor";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row = new_secret(cx.app, cx.actor.person, cx.now)?;
        if !store::second_factor::begin(cx.tx, row).await? {
            return Err(Code::FactorThere.into());
        }
        cx.record("person", cx.actor.person, <Self as Command>::NAME, serde_json::json!({}));
        Ok(())
    }
}

/// New recovery codes, which nobody but their person keeps.
fn new_codes() -> Result<Vec<String>, Error> {
    (0..RECOVERY_CODES).map(|_| Ok(factor::recovery_code(&random::<RECOVERY>()?))).collect()
}

/// The hash that is kept of a recovery code.
fn hash(code: &str) -> String {
    match Typed::of(code) {
        Typed::Code(text) | Typed::Recovery(text) => sha256(text),
    }
}

/// Recovery codes that were made.
#[derive(Debug, Serialize, Deserialize)]
pub struct Made {
    /// The hash of the first: a request that is repeated made no others, and cannot show the first ones again.
    pub first_sha256: String,
}

impl Made {
    fn of(codes: &[String]) -> Self {
        Self { first_sha256: codes.first().map(|code| hash(code)).unwrap_or_default() }
    }

    /// Whether these are they.
    pub fn is(&self, codes: &[String]) -> bool {
        self.first_sha256 == Self::of(codes).first_sha256
    }
}

/// Keeps new recovery codes in the place of those before.
async fn put_codes(cx: &mut Context<'_>, codes: &[String]) -> Result<Made, Error> {
    let hashes = codes.iter().map(|code| hash(code)).collect();
    store::second_factor::put_codes(cx.tx, cx.actor.person, hashes, cx.now).await?;
    Ok(Made::of(codes))
}

/// Confirms a second factor that was begun, with the first code that the device shows. Every other session of the person ends.
#[derive(Debug, Serialize)]
pub struct ConfirmFactor {
    /// The code. Nothing of it is part of what is kept of the request.
    #[serde(skip)]
    pub code: String,
    /// The session that goes on.
    #[serde(skip)]
    pub session: Option<String>,
    /// The recovery codes that come with it: kept by nobody but the person.
    #[serde(skip)]
    pub codes: Vec<String>,
}

impl ConfirmFactor {
    /// With new recovery codes.
    ///
    /// # Errors
    /// A fault when the operating system has no randomness.
    pub fn new(code: String, session: Option<String>) -> Result<Self, Error> {
        Ok(Self { code, session, codes: new_codes()? })
    }
}

/// What was begun, and the step of the code that confirms it.
#[derive(Debug)]
pub struct First {
    seen: second_factor::Model,
    step: i64,
}

#[boxed]
impl Act for ConfirmFactor {
    const NAME: &'static str = "person.confirm_factor";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = Made;
    type Prepared = First;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<First, Error> {
        let db = app.store.read();
        let seen = store::second_factor::of_person(db, actor.person).await?.ok_or(Code::FactorMissing)?;
        if seen.confirmed_at.is_some() {
            return Err(Code::FactorThere.into());
        }
        let login = login_of(app, actor).await?;
        sign_in::must_not_be_guessing(app, (&login, None), Some(actor.person)).await?;
        let step = match Typed::of(&self.code) {
            Typed::Code(code) => factor::step_typed(&opened(app, &seen)?, &code, app.devices.now(), 0),
            Typed::Recovery(_) => None,
        };
        if let Some(step) = step {
            return Ok(First { seen, step });
        }
        sign_in::note_failure(app, (&login, None), app.clock.now()).await?;
        Err(wrong())
    }

    async fn run(&self, cx: &mut Context<'_>, First { seen, step }: &First) -> Result<Made, Error> {
        if !store::second_factor::confirm(cx.tx, seen, *step, cx.now).await? {
            return Err(Code::Stale.into());
        }
        let made = put_codes(cx, &self.codes).await?;
        let but = self.session.as_deref().map(sha256);
        let ended = store::person::end_sessions(cx.tx, cx.actor.person, but.as_deref(), cx.now).await?;
        cx.record("person", cx.actor.person, <Self as Act>::NAME, serde_json::json!({ "sessions": ended }));
        Ok(made)
    }
}

/// The name with which somebody signs in.
async fn login_of(app: &App, actor: &Actor) -> Result<String, Error> {
    Ok(store::person::by_id(app.store.read(), actor.person).await?.ok_or(Code::NotFound)?.login)
}

/// What whoever acts typed, for an act on the own second factor: from a session that was left open nobody ends it.
async fn own_proof(app: &App, actor: &Actor, typed: &str) -> Result<Proof, Error> {
    check(app, (&login_of(app, actor).await?, None), actor.person, typed).await
}

/// Makes new recovery codes in the place of those before.
#[derive(Debug, Serialize)]
pub struct RenewCodes {
    /// A code. Nothing of it is part of what is kept of the request.
    #[serde(skip)]
    pub code: String,
    /// The new recovery codes: kept by nobody but the person.
    #[serde(skip)]
    pub codes: Vec<String>,
}

impl RenewCodes {
    /// With new recovery codes.
    ///
    /// # Errors
    /// A fault when the operating system has no randomness.
    pub fn new(code: String) -> Result<Self, Error> {
        Ok(Self { code, codes: new_codes()? })
    }
}

#[boxed]
impl Act for RenewCodes {
    const NAME: &'static str = "person.renew_codes";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = Made;
    type Prepared = Proof;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Proof, Error> {
        own_proof(app, actor, &self.code).await
    }

    async fn run(&self, cx: &mut Context<'_>, proof: &Proof) -> Result<Made, Error> {
        spend(cx.tx, cx.actor.person, proof, cx.now).await?;
        let made = put_codes(cx, &self.codes).await?;
        cx.record("person", cx.actor.person, <Self as Act>::NAME, serde_json::json!({ "by": proof.word() }));
        Ok(made)
    }
}

/// Ends the own second factor, for example to take another device. Whoever must have one begins another at once.
#[derive(Debug, Serialize)]
pub struct EndFactor {
    /// A code, or a recovery code. Nothing of it is part of what is kept of the request.
    #[serde(skip)]
    pub code: String,
}

#[boxed]
impl Act for EndFactor {
    const NAME: &'static str = "person.end_factor";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = ();
    type Prepared = Proof;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Proof, Error> {
        own_proof(app, actor, &self.code).await
    }

    async fn run(&self, cx: &mut Context<'_>, proof: &Proof) -> Result<(), Error> {
        spend(cx.tx, cx.actor.person, proof, cx.now).await?;
        end(cx, cx.actor.person, proof.word()).await
    }
}

/// The own second factor as its page shows it.
#[derive(Debug)]
pub enum Own {
    /// None.
    None,
    /// Begun.
    Begun {
        /// What the device takes over.
        secret: Vec<u8>,
        /// For whom, as the device shows it.
        login: String,
    },
    /// It counts.
    Counts {
        /// Since when.
        since: DateTime<Utc>,
        /// How many recovery codes are left.
        codes_left: u64,
    },
}

/// The own second factor.
///
/// # Errors
/// [`Code::FactorSealed`] for one that was begun under another key; a fault of the database.
pub async fn own(app: &App, actor: &Actor) -> Result<Own, Error> {
    let db = app.store.read();
    let Some(row) = store::second_factor::of_person(db, actor.person).await? else { return Ok(Own::None) };
    Ok(match row.confirmed_at {
        Some(since) => Own::Counts { since, codes_left: store::second_factor::codes_left(db, actor.person).await? },
        None => Own::Begun { secret: opened(app, &row)?, login: login_of(app, actor).await? },
    })
}

/// How many second factors are kept under a key that the program was not given: their people sign in with recovery codes alone.
///
/// # Errors
/// A fault of the database.
pub async fn count_under_another_key(app: &App) -> Result<u64, Error> {
    let name = app.secrets.as_ref().map_or("", |key| key.name());
    store::second_factor::count_under_another_key(app.store.read(), name).await
}
