//! Keys of contracts that an earlier version of the program made otherwise are made again, so that a contract claimed then
//! is found when it is claimed now.

use domain::reference_key::reference_key;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{claim, sql};
use crate::Connection;
use kernel::error::Error;

/// Lines read at once.
const PAGE: u64 = 1_000;

/// Makes the keys of lines and of their claims again where they differ. Two lines of one schedule, or two claims, that only
/// now turn out to be one contract keep their old keys: what was filed and counted stays.
///
/// # Errors
/// A fault of the database.
pub async fn contracts(tx: &Connection) -> Result<(), Error> {
    let (mut after, mut made_again) = (Uuid::nil(), false);
    loop {
        // Only a number with a dash, a bracket or a guard can have had another key; with a key of today's form it is done.
        let page = format!(
            "SELECT id, application_id, contract_no, contract_key FROM line
              WHERE id > $1 AND contract_key NOT LIKE '%-%' AND ({}) ORDER BY id LIMIT {PAGE}",
            ["-", "－", "–", "—", "_", "[", "【", "〔", "'", "\"", "="]
                .map(|sign| format!("replace(contract_no, '{}', '') <> contract_no", sign.replace('\'', "''")))
                .join(" OR ")
        );
        let rows = tx.query_all_raw(sql(tx, &page, [after.into()])).await?;
        let Some(last) = rows.last() else { break };
        after = last.try_get("", "id")?;
        for row in &rows {
            let (number, old): (String, String) = (row.try_get("", "contract_no")?, row.try_get("", "contract_key")?);
            let new = reference_key(&number);
            if new == old {
                continue;
            }
            let (line, application): (Uuid, Uuid) = (row.try_get("", "id")?, row.try_get("", "application_id")?);
            let claim = "UPDATE contract_claim SET contract_key = $1 WHERE application_id = $2 AND contract_key = $3
                AND kind = 'contract' AND NOT EXISTS (SELECT 1 FROM contract_claim o WHERE o.contract_key = $1
                  AND o.released_at IS NULL AND o.application_id <> contract_claim.application_id
                  AND (o.firm_id = contract_claim.firm_id AND o.kind = 'contract' OR o.enterprise_code <> '' AND o.enterprise_code = contract_claim.enterprise_code)
                  AND o.covers_from <= contract_claim.covers_to AND contract_claim.covers_from <= o.covers_to)";
            let done =
                tx.execute_raw(sql(tx, claim, [new.as_str().into(), application.into(), old.as_str().into()])).await?;
            made_again |= done.rows_affected() > 0;
            let own = "UPDATE line SET contract_key = $1 WHERE id = $2 AND NOT EXISTS
                (SELECT 1 FROM line o WHERE o.schedule_id = line.schedule_id AND o.contract_key = $1)";
            tx.execute_raw(sql(tx, own, [new.as_str().into(), line.into()])).await?;
        }
    }
    if made_again { claim::meet_all(tx).await } else { Ok(()) }
}
