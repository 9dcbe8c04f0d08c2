//! Letting somebody in again whom nobody in the office can: two administrators who both lost password and telephone. Whoever runs the
//! machine makes a link, with a reason, on the machine alone; the log names the program, the person and the reason.

use chrono::TimeDelta;
use domain::refusal::{Code, Fact, Refusal};
use entity::operator_link;
use kernel::error::Error;
use kernel::id::{new_token, sha256};
use store::audit::NewEvent;

use crate::App;
use crate::application::reason;

/// How long such a link may be used.
pub const ENDS_AFTER: TimeDelta = TimeDelta::hours(24);

/// Makes a link with which a person sets a password, and gives its token. With its use the second factor of the person ends, as with
/// a link that two administrators agreed to; until then nothing changes.
///
/// # Errors
/// [`Code::NothingNamed`]; [`Code::PersonLockedOut`]; [`Code::ReasonRequired`].
pub async fn recover(app: &App, login: &str, why: &str) -> Result<String, Error> {
    let why = reason(why)?;
    let (token, now) = (new_token()?, app.clock.now());
    let tx = store::tx::begin(&app.store).await?;
    let person = match store::person::by_login(&tx, login).await? {
        Some(person) => person,
        None if store::person::login_is_taken(&tx, login).await? => {
            return Err(Refusal::new(Code::PersonLockedOut).with("value", Fact::Text(login.to_owned())).into());
        }
        None => return Err(Error::nothing_named(login)),
    };
    let row = operator_link::Model {
        token_sha256: sha256(&token),
        person_id: person.id,
        reason: why.to_owned(),
        made_at: now,
        ends_at: now + ENDS_AFTER,
        used_at: None,
    };
    store::operator_link::insert(&tx, row).await?;
    let (id, payload) = (person.id.to_string(), serde_json::json!({ "reason": why }));
    let times = (now, app.clock.business_date(now));
    store::audit::append(&tx, NewEvent::of_program(("person", &id), "person.recover", &payload, times)).await?;
    tx.commit().await?;
    Ok(token)
}
