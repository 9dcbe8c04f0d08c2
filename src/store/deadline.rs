//! Days that are over while something still waits for somebody: what the clock has to tell.

use chrono::NaiveDate;
use domain::workflow::job::Deadline;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Connection, sql};
use kernel::error::{Error, Fault};

/// Something whose day is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Over {
    /// Which day.
    pub deadline: Deadline,
    /// The id of what waits.
    pub id: Uuid,
    /// The number or code by which people know it.
    pub number: String,
    /// Its last day.
    pub on: NaiveDate,
}

/// Everything whose last day is over on a day, in all units: the program tells it, and shows it to nobody.
///
/// # Errors
/// A fault of the database.
pub async fn over(db: &Connection, today: NaiveDate) -> Result<Vec<Over>, Error> {
    let text =
        "SELECT 'notice' AS deadline, id, number, ends_on AS last FROM notice WHERE closed_at IS NULL AND ends_on < $1
      UNION ALL SELECT 'correction', id, number, correction_due_on FROM application
        WHERE state = 'correction_requested' AND correction_due_on < $1
      UNION ALL SELECT 'objection_receipt', id, subject_code, accept_by FROM credit_objection
        WHERE state = 'opened' AND accept_by < $1
      UNION ALL SELECT 'objection_answer', id, subject_code, due_on FROM credit_objection
        WHERE closed_at IS NULL AND due_on < $1
      UNION ALL SELECT 'repair', id, subject_code, due_on FROM credit_repair WHERE state = 'opened' AND due_on < $1";
    let mut found = Vec::new();
    for row in db.query_all_raw(sql(db, text, [today.into()])).await? {
        let key: String = row.try_get("", "deadline")?;
        let deadline = Deadline::from_key(&key).ok_or_else(|| Fault::new("a deadline that is none"))?;
        let (id, number, on) = (row.try_get("", "id")?, row.try_get("", "number")?, row.try_get("", "last")?);
        found.push(Over { deadline, id, number, on });
    }
    Ok(found)
}
