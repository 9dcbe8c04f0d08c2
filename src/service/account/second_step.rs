//! The second step of signing in: whoever showed a password gives a code of the second factor, or a recovery code, and gets a session
//! in the place of the one that owed it.

use domain::refusal::Code;
use kernel::error::Error;
use kernel::id::sha256;

use super::{again, new_session, put_session, session_of};
use crate::App;
use crate::person::factor::{Proof, check, spend};
use store::person::Standing;

/// Takes the code that a session owes; gives the token of the session that takes its place.
///
/// # Errors
/// [`Code::NotSignedIn`] when the session is over or owes nothing; [`Code::FactorWrong`]; [`Code::SignInLocked`].
pub async fn give_code(app: &App, place: Option<&str>, token: &str, typed: &str) -> Result<String, Error> {
    let (hash, now) = (sha256(token), app.clock.now());
    let half = session_of(app, &hash, now).await?.filter(|(session, _)| session.owes_code);
    let (_, person) = half.ok_or(Code::NotSignedIn)?;
    let proof = check(app, (&person.login, place), person.id, typed).await?;
    let token = again(|| let_in(app, place, (&hash, &person), &proof)).await?;
    app.pending.end(&hash);
    Ok(token)
}

/// Puts a whole session in the place of the one that owed a code. A code counts once, so nobody is let in before that is written;
/// while the writer is busy nothing is used up.
async fn let_in(
    app: &App,
    place: Option<&str>,
    (half, person): (&str, &Standing),
    proof: &Proof,
) -> Result<String, Error> {
    let (token, row) = new_session(app, person.id, false)?;
    let tx = store::tx::begin(&app.store).await?;
    spend(&tx, person.id, proof, row.created_at).await?;
    store::person::end_session(&tx, half).await?;
    put_session(app, &tx, row, place, ("person.sign_in", proof.word())).await?;
    tx.commit().await?;
    Ok(token)
}
