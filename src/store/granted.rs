//! What approvals granted: the memory of limits over years and of double support.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::calculation::context::EarlierGrant;
use domain::id::{ApplicationId, CallId, FirmId};
use domain::money::Fen;
use entity::granted;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, IntoActiveModel, QueryFilter,
};

use super::bundle::{self, Kind};
use super::{list, sql};
use crate::Connection;
use kernel::error::Error;

/// Writes what an approval grants into a bundle that does not count yet.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, rows: impl IntoIterator<Item = granted::Model>) -> Result<(), Error> {
    list::insert_all(tx, rows.into_iter().map(|row| row.into_active_model().reset_all())).await
}

/// Takes back what an approval granted that was undone: it counts no more. What was granted before there were bundles counts by
/// itself, and goes.
///
/// # Errors
/// A fault of the database.
pub async fn take_back(tx: &Connection, application: ApplicationId, now: DateTime<Utc>) -> Result<(), Error> {
    bundle::end(tx, application, Kind::Grants, now).await?;
    let mut before = granted::Entity::delete_many().filter(granted::Column::ApplicationId.eq(application));
    before = before.filter(granted::Column::BundleId.is_null());
    before.exec(tx).await?;
    Ok(())
}

/// Takes some of what was taken back away, so that its lines can be granted something once more; whether there may be more. The
/// database lets it only while the case is under review again.
///
/// # Errors
/// A fault of the database.
pub async fn clear_some(tx: &Connection, application: ApplicationId, most: usize) -> Result<bool, Error> {
    let text = format!(
        "DELETE FROM granted WHERE id IN (SELECT g.id FROM granted g JOIN bundle b ON b.id = g.bundle_id
           WHERE g.application_id = $1 AND b.ended_at IS NOT NULL LIMIT {most})"
    );
    Ok(tx.execute_raw(sql(tx, &text, [application.uuid().into()])).await?.rows_affected() > 0)
}

/// Each component under which something was granted, call by call, for the verification.
///
/// # Errors
/// A fault of the database.
pub async fn components(db: &Connection) -> Result<Vec<(CallId, String)>, Error> {
    let text = "SELECT DISTINCT a.call_id, g.component FROM live_grant g JOIN application a ON a.id = g.application_id ORDER BY 1, 2";
    let rows = db.query_all_raw(sql(db, text, [])).await?;
    rows.iter().map(|row| Ok((row.try_get("", "call_id")?, row.try_get("", "component")?))).collect()
}

/// What other applications were granted under some schemes, for the firm or for enterprises of some codes. A grant
/// counts as paid when the payment to its payee's account arrived, and not at all when its award was given up unpaid. The
/// order is fixed, so that a calculation can be repeated.
///
/// # Errors
/// A fault of the database.
pub async fn earlier(
    db: &Connection,
    (application, firm): (ApplicationId, FirmId),
    codes: &BTreeSet<&str>,
    schemes: &[String],
) -> Result<Vec<EarlierGrant>, Error> {
    let listed = match db.get_database_backend() {
        DatabaseBackend::Postgres => "SELECT k.value FROM json_array_elements_text(CAST($3 AS json)) AS k(value)",
        _ => "SELECT k.value FROM json_each($3) AS k",
    };
    let places: Vec<String> = (4..).take(schemes.len()).map(|place| format!("${place}")).collect();
    let text = format!(
        "SELECT g.scheme_id, g.component, g.enterprise_code, g.claim, g.granted_on, g.granted_fen,
                CAST(CASE WHEN g.firm_id = $1 THEN 1 ELSE 0 END AS BIGINT) AS own,
                CAST(CASE WHEN EXISTS (SELECT 1 FROM award w JOIN payment p ON p.award_id = w.id
                  WHERE w.application_id = g.application_id AND w.payee_code = g.payee_code AND p.state = 'paid' AND g.part IN (0, p.part))
                  THEN 1 ELSE 0 END AS BIGINT) AS paid
           FROM live_grant g JOIN application a ON a.id = g.application_id
          WHERE g.application_id <> $2 AND a.state NOT IN ('withdrawn', 'not_accepted', 'refused', 'lapsed', 'discarded')
            AND NOT EXISTS (SELECT 1 FROM award w JOIN award_given_up u ON u.award_id = w.id
              WHERE w.application_id = g.application_id AND w.payee_code = g.payee_code
                AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.award_id = w.id AND p.state = 'paid' AND g.part IN (0, p.part)))
            AND g.scheme_id IN ({})
            AND (g.firm_id = $1 OR g.enterprise_code IN ({listed}))
          ORDER BY g.granted_on, g.application_id, g.line_id, g.component",
        places.join(", ")
    );
    let mut values: Vec<sea_orm::Value> =
        vec![firm.uuid().into(), application.uuid().into(), serde_json::to_string(codes)?.into()];
    values.extend(schemes.iter().map(|scheme| scheme.as_str().into()));
    let rows = db.query_all_raw(sql(db, &text, values)).await?;
    let read = |row: sea_orm::QueryResult| {
        let granted = Fen::new(row.try_get("", "granted_fen")?);
        Ok(EarlierGrant {
            scheme: row.try_get("", "scheme_id")?,
            component: row.try_get("", "component")?,
            own: row.try_get::<i64>("", "own")? == 1,
            enterprise: row.try_get("", "enterprise_code")?,
            claim: row.try_get("", "claim")?,
            granted_on: row.try_get("", "granted_on")?,
            granted,
            paid: if row.try_get::<i64>("", "paid")? == 1 { granted } else { Fen::ZERO },
        })
    };
    rows.into_iter().map(read).collect()
}
