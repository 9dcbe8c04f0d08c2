//! Firms register themselves (单位注册): a stranger files what the firm is and its licence, which reaches nothing; an officer of
//! the unit looks at it and admits firm and first person, or declines.
//!
//! The firm finds its registration by the token of a page of its own, which the program keeps as a hash only. Once the firm
//! is admitted the same token is the link with which the first person sets a password, once. No officer ever holds it: an
//! officer who hands a link over could use it, and would file and receive for one firm.

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::PersonId;
use entity::registration;
use kernel::error::Error;
use store::Connection;

pub mod decide;
pub mod file;

/// For so long after the decision the first person sets a password with the token.
pub const WELCOMES_FOR: TimeDelta = TimeDelta::days(30);

/// The person whom a registration welcomes: it was admitted, its token was not used, and nobody set a password otherwise.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn welcomes(
    db: &Connection,
    row: &registration::Model,
    now: DateTime<Utc>,
) -> Result<Option<PersonId>, Error> {
    let within = row.decided_at.is_some_and(|at| now <= at + WELCOMES_FOR);
    let Some(person) = row.person_id.filter(|_| row.used_at.is_none() && within) else { return Ok(None) };
    let known = store::person::by_id(db, person).await?;
    Ok(known.filter(|person| person.password_hash.is_none()).map(|person| person.id))
}
