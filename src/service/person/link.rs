//! A link with which somebody sets a password, once: for a new person, and for one who lost the password. Two administrators agreed
//! to it, one of them hands it over; the program keeps the hash of its token only.

use chrono::TimeDelta;
use domain::id::PersonId;
use domain::refusal::Code;
use domain::role::Role;
use entity::password_link;
use kernel::error::Error;
use kernel::id::new_token;
use serde::{Deserialize, Serialize};

use super::KEEPERS;
use super::password::{about, hashed, must_be_good};
use crate::App;
use crate::account::actor_of;
use crate::actor::Actor;
use crate::command::{Act, Command, Context, execute};
use kernel::id::sha256;

/// How long a link may be used.
pub const ENDS_AFTER: TimeDelta = TimeDelta::hours(72);

/// Makes a link; one that was made before does not count any more.
#[derive(Debug, Serialize)]
pub struct MakeLink {
    /// For whom.
    pub person: PersonId,
    /// Its token: kept by nobody but the one who hands it over.
    #[serde(skip)]
    pub token: String,
}

impl MakeLink {
    /// A link with a new token.
    ///
    /// # Errors
    /// A fault when the operating system has no randomness.
    pub fn new(person: PersonId) -> Result<Self, Error> {
        Ok(Self { person, token: new_token()? })
    }
}

/// A link that was made.
#[derive(Debug, Serialize, Deserialize)]
pub struct Made {
    /// The hash of its token: a request that is repeated made no other link, and cannot show the first one again.
    pub token_sha256: String,
}

impl Command for MakeLink {
    const NAME: &'static str = "person.link";
    const ROLES: &'static [Role] = KEEPERS;
    type Output = Made;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Made, Error> {
        let found = store::person::of_scope(cx.tx, &cx.actor.scope()?, self.person).await?;
        if found.standing.id == cx.actor.person {
            return Err(Code::PersonOwnRights.into());
        }
        let (request, link) = store::person_request::opening(cx.tx, self.person).await?.ok_or(Code::LinkOver)?;
        if link.is_some_and(|link| link.used_at.is_some()) {
            return Err(Code::LinkOver.into());
        }
        let row = password_link::Model {
            token_sha256: sha256(&self.token),
            request_id: request.id,
            made_by: cx.actor.person,
            made_at: cx.now,
            ends_at: cx.now + ENDS_AFTER,
            used_at: None,
        };
        let made = Made { token_sha256: row.token_sha256.clone() };
        store::person_request::insert_link(cx.tx, row).await?;
        cx.record("person", self.person, <Self as Command>::NAME, serde_json::json!({ "request": request.number }));
        Ok(made)
    }
}

/// Who sets a password with a link.
///
/// # Errors
/// [`Code::LinkOver`], also for a token that nobody made and for a person who may not sign in.
pub async fn whose(app: &App, token: &str) -> Result<Actor, Error> {
    let found = store::person_request::by_link(app.store.read(), &sha256(token), app.clock.now()).await?;
    let person = found.ok_or(Code::LinkOver)?;
    actor_of(app, person).await?.ok_or_else(|| Code::LinkOver.into())
}

/// Sets the password of the person to whom a link is.
///
/// # Errors
/// [`Code::LinkOver`]; what is asked of a password.
pub async fn set_password(app: &App, token: &str, password: &str, again: &str) -> Result<PersonId, Error> {
    let actor = whose(app, token).await?;
    let act = UseLink { token: token.to_owned(), password: password.to_owned(), again: again.to_owned() };
    execute(app, &actor, None, &act).await?;
    Ok(actor.person)
}

/// Sets a password with a link, which is used up by it. Every session of the person ends.
#[derive(Debug, Serialize)]
struct UseLink {
    #[serde(skip)]
    token: String,
    #[serde(skip)]
    password: String,
    #[serde(skip)]
    again: String,
}

/// The hash that counts, and the one that will.
#[derive(Debug)]
struct Hashes {
    seen: Option<String>,
    new: String,
}

impl Act for UseLink {
    const NAME: &'static str = "person.use_link";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = ();
    type Prepared = Hashes;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Hashes, Error> {
        let person = store::person::by_id(app.store.read(), actor.person).await?.ok_or(Code::LinkOver)?;
        let about = about(actor, &person.login);
        must_be_good(&self.password, &self.again, &about.iter().map(String::as_str).collect::<Vec<_>>())?;
        Ok(Hashes { seen: person.password_hash, new: hashed(self.password.clone()).await? })
    }

    async fn run(&self, cx: &mut Context<'_>, prepared: &Hashes) -> Result<(), Error> {
        let hash = sha256(&self.token);
        let person = store::person_request::by_link(cx.tx, &hash, cx.now).await?;
        if person != Some(cx.actor.person) {
            return Err(Code::LinkOver.into());
        }
        store::person_request::use_link(cx.tx, &hash, cx.now).await?;
        store::person::set_password(cx.tx, cx.actor.person, prepared.seen.as_deref(), &prepared.new).await?;
        let ended = store::person::end_sessions(cx.tx, cx.actor.person, None).await?;
        cx.record("person", cx.actor.person, Self::NAME, serde_json::json!({ "sessions": ended }));
        Ok(())
    }
}
