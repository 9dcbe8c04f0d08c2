//! Tokens with which programs act for people. A token never may more than its person at the moment, ends within a year, and with
//! whatever ends the person's own way in; the database keeps its hash only.

use boxed::boxed;
use chrono::{Days, NaiveDate, TimeDelta};
use domain::id::{AccessTokenId, PersonId};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use entity::access_token;
use kernel::error::Error;
use kernel::id::{new_token, new_uuid, sha256};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::account::{actor_of, sign_in};
use crate::actor::Actor;
use crate::command::{Command, Context};

/// The most days that a token may be used.
pub const LONGEST: u64 = 365;
/// No name of a token is longer.
pub const LONGEST_NAME: usize = 100;
/// By this a token that was left lying somewhere is known for what it is.
const MARK: &str = "xinbu_";
/// The last use is written down at most this often.
const TOUCH: TimeDelta = TimeDelta::hours(6);
/// A use does not wait for the writer to note that it took place.
const NOW: std::time::Duration = std::time::Duration::from_millis(20);

/// Makes a token for oneself.
#[derive(Debug, Serialize)]
pub struct MakeToken {
    /// What it is for, in the words of its person.
    pub name: String,
    /// The last day on which it may be used.
    pub ends_on: NaiveDate,
    /// Whether it may act, and not only read.
    pub acts: bool,
    /// The token itself: kept by nobody but the one who uses it.
    #[serde(skip)]
    pub token: String,
}

impl MakeToken {
    /// A new token.
    ///
    /// # Errors
    /// A fault when the operating system has no randomness.
    pub fn new(name: &str, ends_on: NaiveDate, acts: bool) -> Result<Self, Error> {
        Ok(Self { name: name.trim().to_owned(), ends_on, acts, token: format!("{MARK}{}", new_token()?) })
    }
}

/// A token that was made.
#[derive(Debug, Serialize, Deserialize)]
pub struct Made {
    /// Its hash: a request that is repeated made no other token, and cannot show the first one again.
    pub token_sha256: String,
}

#[boxed]
impl Command for MakeToken {
    const NAME: &'static str = "person.make_token";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = Made;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Made, Error> {
        if self.name.is_empty() {
            return Err(Refusal::new(Code::FieldRequired).at_field("name").into());
        }
        if self.name.chars().count() > LONGEST_NAME {
            let max = Fact::Count(i64::try_from(LONGEST_NAME).unwrap_or(i64::MAX));
            return Err(Refusal::new(Code::TextTooLong).with("max", max).at_field("name").into());
        }
        let last = cx.today.checked_add_days(Days::new(LONGEST));
        let after = self.ends_on.succ_opt().filter(|_| self.ends_on >= cx.today && Some(self.ends_on) <= last);
        let Some(after) = after else {
            let days = Fact::Count(i64::try_from(LONGEST).unwrap_or(i64::MAX));
            return Err(Refusal::new(Code::TokenDays).with("days", days).at_field("ends_on").into());
        };
        let row = access_token::Model {
            id: AccessTokenId::from_uuid(new_uuid(cx.now)),
            person_id: cx.actor.person,
            name: self.name.clone(),
            token_sha256: sha256(&self.token),
            acts: self.acts,
            made_at: cx.now,
            ends_at: cx.app.clock.start_of(after),
            used_at: None,
            ended_at: None,
        };
        let made = Made { token_sha256: row.token_sha256.clone() };
        let told = serde_json::json!({ "token": row.id, "name": row.name, "acts": row.acts, "ends_on": self.ends_on });
        store::access_token::insert(cx.tx, row).await?;
        cx.record("person", cx.actor.person, <Self as Command>::NAME, told);
        Ok(made)
    }
}

/// Ends an own token.
#[derive(Debug, Serialize)]
pub struct EndToken {
    /// Which.
    pub token: AccessTokenId,
}

#[boxed]
impl Command for EndToken {
    const NAME: &'static str = "person.end_token";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        store::access_token::end(cx.tx, cx.actor.person, self.token, cx.now).await?;
        cx.record("person", cx.actor.person, <Self as Command>::NAME, serde_json::json!({ "token": self.token }));
        Ok(())
    }
}

/// Ends every token of a person, with what else ended the person's way in.
pub(super) async fn end_all(cx: &Context<'_>, person: PersonId) -> Result<u64, Error> {
    store::access_token::end_all(cx.tx, person, cx.now).await
}

/// Who uses a token from a place, and whether with the right to act; none where the token is none, or is over. Whoever tries
/// tokens that nobody made waits as whoever guesses at passwords; a token that somebody has is none to guess at.
///
/// # Errors
/// [`Code::SignInLocked`]; a fault of the database.
pub async fn bearer(app: &App, place: Option<&str>, token: &str) -> Result<Option<(Actor, bool)>, Error> {
    let (hash, now, db) = (sha256(token), app.clock.now(), app.store.read());
    let Some(row) = store::access_token::usable(db, &hash, now).await? else {
        if !store::access_token::is_known(db, &hash).await? {
            let name = format!("{MARK}{}", hash.get(..16).unwrap_or_default());
            let of = (name.as_str(), place);
            sign_in::must_not_be_guessing(app, of, None).await?;
            sign_in::note_failure(app, of, now).await?;
        }
        return Ok(None);
    };
    let Some(actor) = actor_of(app, row.person_id).await? else { return Ok(None) };
    // While the writer is not free the next use notes it.
    if row.used_at.is_none_or(|used| now - used > TOUCH)
        && let Some(tx) = store::tx::begin_within(&app.store, NOW).await?
    {
        store::access_token::touch(&tx, row.id, now).await?;
        tx.commit().await?;
    }
    Ok(Some((actor, row.acts)))
}
