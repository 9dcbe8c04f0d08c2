//! A link with which somebody sets a password, once: for a new person, and for one who lost the password. Two administrators agreed
//! to it, one of them hands it over; the program keeps the hash of its token only. The first person of a firm that registered
//! itself has the token of its registration instead.

use boxed::boxed;
use chrono::{DateTime, TimeDelta, Utc};
use domain::id::PersonId;
use domain::refusal::Code;
use domain::role::Role;
use entity::password_link;
use kernel::error::Error;
use kernel::id::new_token;
use serde::{Deserialize, Serialize};

use super::KEEPERS;
use super::password::{Hashes, hashed, must_be_good_for, put};
use crate::App;
use crate::account::{actor_of, open_session};
use crate::actor::Actor;
use crate::command::{Act, Command, Context, execute};
use crate::registration::welcomes;
use kernel::id::sha256;
use store::Connection;

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

#[boxed]
impl Command for MakeLink {
    const NAME: &'static str = "person.link";
    const ROLES: &'static [Role] = KEEPERS;
    type Output = Made;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Made, Error> {
        let found = store::person::of_scope(cx.tx, &cx.actor.scope()?, self.person).await?;
        if found.standing.id == cx.actor.person {
            return Err(Code::PersonOwnRights.into());
        }
        let (request, link) = store::person_request::opening(cx.tx, self.person).await?.ok_or(Code::LinkNotAgreed)?;
        if link.is_some_and(|link| link.used_at.is_some()) {
            return Err(Code::LinkNotAgreed.into());
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

/// What a token opens.
enum Opens {
    /// A link that an administrator made.
    Link,
    /// The firm's own page of a registration that was admitted.
    Registration,
}

/// The person whose password is set with a token, and what the token is.
async fn opened(db: &Connection, hash: &str, now: DateTime<Utc>) -> Result<Option<(PersonId, Opens)>, Error> {
    if let Some(person) = store::person_request::by_link(db, hash, now).await? {
        return Ok(Some((person, Opens::Link)));
    }
    let Some(row) = store::registration::by_token(db, hash).await? else { return Ok(None) };
    Ok(welcomes(db, &row, now).await?.map(|person| (person, Opens::Registration)))
}

/// Who sets a password with a link, and the name with which the person signs in.
///
/// # Errors
/// [`Code::LinkOver`], also for a token that nobody made and for a person who may not sign in.
pub async fn whose(app: &App, token: &str) -> Result<(Actor, String), Error> {
    let db = app.store.read();
    let (person, _) = opened(db, &sha256(token), app.clock.now()).await?.ok_or(Code::LinkOver)?;
    let person = store::person::by_id(db, person).await?.ok_or(Code::LinkOver)?;
    let actor = actor_of(app, person.id).await?.ok_or(Code::LinkOver)?;
    Ok((actor, person.login))
}

/// Sets the password of the person to whom a link is, and signs the person in from a place; gives the token for the cookie.
///
/// # Errors
/// [`Code::LinkOver`]; what is asked of a password.
pub async fn set_password(
    app: &App,
    place: Option<&str>,
    token: &str,
    (password, again): (&str, &str),
) -> Result<String, Error> {
    let (actor, _) = whose(app, token).await?;
    let act = UseLink { token: token.to_owned(), password: password.to_owned(), again: again.to_owned() };
    execute(app, &actor, None, &act).await?;
    open_session(app, actor.person, place).await
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

#[boxed]
impl Act for UseLink {
    const NAME: &'static str = "person.use_link";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = ();
    type Prepared = Hashes;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Hashes, Error> {
        let person = store::person::by_id(app.store.read(), actor.person).await?.ok_or(Code::LinkOver)?;
        must_be_good_for(actor, &person.login, (&self.password, &self.again))?;
        Ok(Hashes { seen: person.password_hash, new: hashed(self.password.clone()).await? })
    }

    async fn run(&self, cx: &mut Context<'_>, prepared: &Hashes) -> Result<(), Error> {
        let hash = sha256(&self.token);
        match opened(cx.tx, &hash, cx.now).await? {
            Some((person, Opens::Link)) if person == cx.actor.person => {
                store::person_request::use_link(cx.tx, &hash, cx.now).await?;
                // Who lost the password lost the device too, as far as two administrators know.
                super::factor::end(cx, person, "link").await?;
            }
            Some((person, Opens::Registration)) if person == cx.actor.person => {
                store::registration::use_token(cx.tx, &hash, cx.now).await?;
            }
            _ => return Err(Code::LinkOver.into()),
        }
        // Whoever had the password that was lost may have made some.
        super::token::end_all(cx, cx.actor.person).await?;
        put(cx, prepared, None, <Self as Act>::NAME).await
    }
}
