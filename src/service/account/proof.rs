//! Proving again, inside a session, who uses it: by password or by a code, before what should not be done from a session that was left
//! open. How old a proof may be is the installation's.

use chrono::{DateTime, Utc};
use domain::refusal::{Code, Refusal};
use domain::second_factor::Typed;
use kernel::error::Error;
use kernel::id::{new_token, sha256};
use store::audit::NewEvent;

use super::again;
use super::sign_in::{is_password, must_not_be_guessing, note_failure};
use crate::App;
use crate::actor::Actor;
use crate::person::factor::{Proof, check, spend};

/// Whether a proof is too old by now; never where none is asked for.
pub fn is_old(app: &App, proved_at: DateTime<Utc>) -> bool {
    app.step_up.is_some_and(|age| app.clock.now() - proved_at > age)
}

/// Takes a password or a code of the person of a session; gives the token that takes the place of the session's, so that whoever
/// had learnt the one before has nothing of the proof (OWASP ASVS 5.0.0, 7.2.4).
///
/// # Errors
/// [`Code::ProofWrong`] at its field; [`Code::SignInLocked`]; [`Code::NotSignedIn`] when the session ended meanwhile.
pub async fn prove(app: &App, actor: &Actor, place: Option<&str>, session: &str, typed: &str) -> Result<String, Error> {
    let wrong = || Error::from(Refusal::new(Code::ProofWrong).at_field("proof"));
    let person = store::person::by_id(app.store.read(), actor.person).await?.ok_or(Code::NotSignedIn)?;
    let of = (person.login.as_str(), place);
    // No password is as short as a code.
    let proof = if matches!(Typed::of(typed), Typed::Code(_)) {
        let checked = check(app, of, person.id, typed).await;
        Some(checked.map_err(|e| if e.code() == Some(Code::FactorWrong) { wrong() } else { e })?)
    } else {
        must_not_be_guessing(app, of, Some(person.id)).await?;
        let hash = person.password_hash.as_deref().unwrap_or_default();
        if !is_password(typed, hash).await? {
            note_failure(app, of, app.clock.now()).await?;
            return Err(wrong());
        }
        None
    };
    match again(|| write(app, actor, session, proof.as_ref())).await {
        Err(error) if error.code() == Some(Code::FactorWrong) => Err(wrong()),
        done => done,
    }
}

async fn write(app: &App, actor: &Actor, session: &str, proof: Option<&Proof>) -> Result<String, Error> {
    let (now, token) = (app.clock.now(), new_token()?);
    let tx = store::tx::begin(&app.store).await?;
    if let Some(proof) = proof {
        spend(&tx, actor.person, proof, now).await?;
    }
    // The forms of a session of before are known by its token, which opens nothing any more.
    if !store::person::replace_session(&tx, (&sha256(session), &sha256(&token)), session, now).await? {
        return Err(Code::NotSignedIn.into());
    }
    let (id, payload) = (actor.person.to_string(), serde_json::json!({ "by": proof.map_or("password", Proof::word) }));
    let times = (now, app.clock.business_date(now));
    let event = NewEvent::of_oneself((actor.person, &id), "person.prove", &payload, times);
    store::audit::append(&tx, event).await?;
    tx.commit().await?;
    Ok(token)
}
