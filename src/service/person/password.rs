//! Passwords: how good one must be, and how its person sets another one.

use boxed::boxed;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use kernel::error::{Error, Fault};
use serde::Serialize;

use crate::App;
use crate::account::provision::{SHORTEST, is_guessed};
use crate::account::sign_in::{self, LONGEST_PASSWORD};
use crate::actor::Actor;
use crate::command::{Act, Command, Context};
use kernel::id::sha256;

/// Holds a new password to what is asked of one: OWASP ASVS 5.0.0, 6.2.1 (length), 6.2.4 and 6.2.12 (none that is known), 6.2.11
/// (none made of words about the person); nothing is said of which characters it has (6.2.5).
///
/// # Errors
/// [`Code::PasswordShort`], [`Code::PasswordWeak`], [`Code::PasswordDiffers`] at their fields.
fn must_be_good(password: &str, again: &str, about: &[&str]) -> Result<(), Refusal> {
    let length = password.chars().count();
    if length < SHORTEST {
        let least = Fact::Count(i64::try_from(SHORTEST).unwrap_or(i64::MAX));
        let value = Fact::Text(about.first().map_or_else(String::new, |login| (*login).to_owned()));
        return Err(Refusal::new(Code::PasswordShort).with("value", value).with("least", least).at_field("password"));
    }
    if length > LONGEST_PASSWORD {
        let max = Fact::Count(i64::try_from(LONGEST_PASSWORD).unwrap_or(i64::MAX));
        return Err(Refusal::new(Code::TextTooLong).with("max", max).at_field("password"));
    }
    if password != again {
        return Err(Refusal::new(Code::PasswordDiffers).at_field("again"));
    }
    if is_guessed(password, about) {
        return Err(Refusal::new(Code::PasswordWeak).at_field("password"));
    }
    Ok(())
}

/// The same for somebody: a password must not be made of names that others know of its person.
///
/// # Errors
/// As for [`must_be_good`].
pub(super) fn must_be_good_for(actor: &Actor, login: &str, (password, again): (&str, &str)) -> Result<(), Refusal> {
    let (name, belongs) = (&actor.name, &actor.belongs_to);
    must_be_good(password, again, &[login, &name.0, &name.1, &belongs.0, &belongs.1, "xinbu", "信补"])
}

/// Hashes a new password away from the threads that answer.
pub(super) async fn hashed(password: String) -> Result<String, Error> {
    let hash = tokio::task::spawn_blocking(move || crate::account::hash_password(&password)).await;
    Ok(hash.map_err(|e| Fault::from_cause("a password could not be hashed", e))??)
}

/// Changes the own password: who knows the one of now sets another one. Every other session of the person ends.
#[derive(Debug, Serialize)]
pub struct ChangePassword {
    /// The password of now. Nothing of either is part of what is kept of the request.
    #[serde(skip)]
    pub now: String,
    /// The new one.
    #[serde(skip)]
    pub password: String,
    /// The new one, typed once more.
    #[serde(skip)]
    pub again: String,
    /// The session that goes on.
    #[serde(skip)]
    pub session: Option<String>,
}

/// The hash that counts, none of a person who has no password yet, and the one that will.
#[derive(Debug)]
pub struct Hashes {
    pub(super) seen: Option<String>,
    pub(super) new: String,
}

/// Puts a new password in the place of the one that counted, and ends the sessions of its person, but for one.
pub(super) async fn put(cx: &mut Context<'_>, hashes: &Hashes, but: Option<&str>, act: &str) -> Result<(), Error> {
    store::person::set_password(cx.tx, cx.actor.person, hashes.seen.as_deref(), &hashes.new).await?;
    end_sessions(cx, but, act).await.map(|_| ())
}

/// Ends the sessions of the person who acts, but for one; how many there were.
async fn end_sessions(cx: &mut Context<'_>, but: Option<&str>, act: &str) -> Result<u64, Error> {
    let ended = store::person::end_sessions(cx.tx, cx.actor.person, but.map(sha256).as_deref(), cx.now).await?;
    cx.record("person", cx.actor.person, act, serde_json::json!({ "sessions": ended }));
    Ok(ended)
}

#[boxed]
impl Act for ChangePassword {
    const NAME: &'static str = "person.password";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = ();
    type Prepared = Hashes;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Hashes, Error> {
        let db = app.store.read();
        let person = store::person::by_id(db, actor.person).await?.ok_or(Code::NotFound)?;
        must_be_good_for(actor, &person.login, (&self.password, &self.again))?;
        let wrong = || Error::from(Refusal::new(Code::PasswordWrong).at_field("now"));
        let seen = person.password_hash.ok_or_else(wrong)?;
        // With a session that was left open nobody finds out the password by trying.
        let of = (person.login.as_str(), None);
        sign_in::must_not_be_guessing(app, of, Some(person.id)).await?;
        if !sign_in::is_password(&self.now, &seen).await? {
            sign_in::note_failure(app, of, app.clock.now()).await?;
            return Err(wrong());
        }
        Ok(Hashes { seen: Some(seen), new: hashed(self.password.clone()).await? })
    }

    async fn run(&self, cx: &mut Context<'_>, prepared: &Hashes) -> Result<(), Error> {
        put(cx, prepared, self.session.as_deref(), <Self as Act>::NAME).await
    }
}

/// Ends every other session of the person.
#[derive(Debug, Serialize)]
pub struct EndSessions {
    /// The session that goes on.
    #[serde(skip)]
    pub session: Option<String>,
}

#[boxed]
impl Command for EndSessions {
    const NAME: &'static str = "person.end_sessions";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = u64;

    async fn run(&self, cx: &mut Context<'_>) -> Result<u64, Error> {
        end_sessions(cx, self.session.as_deref(), <Self as Command>::NAME).await
    }
}

/// Ends one session of the person.
#[derive(Debug, Serialize)]
pub struct EndSession {
    /// Which: its mark, as the own page shows it.
    pub session: String,
}

/// By what a session is known on the page of its person: nothing that opens it.
pub fn mark_of(token_hash: &str) -> String {
    sha256(format!("session {token_hash}")).chars().take(32).collect()
}

#[boxed]
impl Command for EndSession {
    const NAME: &'static str = "person.end_session";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let sessions = store::person::sessions(cx.tx, cx.actor.person, cx.now).await?;
        let one = sessions.into_iter().find(|row| mark_of(&row.token_hash) == self.session).ok_or(Code::NotFound)?;
        store::person::end_session(cx.tx, &one.token_hash).await?;
        let payload = serde_json::json!({ "since": one.created_at });
        cx.record("person", cx.actor.person, <Self as Command>::NAME, payload);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_enough_typed_twice_and_not_soon_guessed() {
        let said = |password: &str, again: &str| {
            must_be_good(password, again, &["li.hua", "李华", "Hunan", "湖南省"]).map_err(|r| (r.code, r.field)).err()
        };
        let at = |field: &str| Some(field.to_owned());
        assert_eq!(said("short", "short"), Some((Code::PasswordShort, at("password"))));
        assert_eq!(said("Tr0ub4dor&3x!", "Tr0ub4dor&3x"), Some((Code::PasswordDiffers, at("again"))));
        for weak in ["password1", "li.hua2026", "12345678", "qwertyuiop"] {
            assert_eq!(said(weak, weak), Some((Code::PasswordWeak, at("password"))), "{weak}");
        }
        for good in ["correct horse battery", "梅花香自苦寒来二零二六", "vK9#rw2!pQzt"] {
            assert_eq!(said(good, good), None, "{good}");
        }
        assert_eq!(said(&"x7!".repeat(400), ""), Some((Code::TextTooLong, at("password"))));
    }
}
