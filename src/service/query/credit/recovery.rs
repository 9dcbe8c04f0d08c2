//! Proposals to recover what a later veto has called into question.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::{CreditCheckId, CreditRecoveryId};
use domain::money::{Currency, Money};
use domain::template::Words;
use domain::workflow::recovery::RecoveryState;
use entity::application;
use kernel::error::{Error, Fault};

use crate::App;
use crate::query::{call, person};
use crate::reader::{CreditFiles, Reader};

/// A proposal to recover.
pub struct Recovery {
    /// The proposal.
    pub id: CreditRecoveryId,
    /// The number of its application.
    pub application: String,
    /// Code of who was paid.
    pub subject_code: String,
    /// Name of who was paid.
    pub subject_name: String,
    /// Code of the reason.
    pub reason: String,
    /// The record behind it.
    pub record: String,
    /// The check that found it.
    pub check: CreditCheckId,
    /// What was paid.
    pub paid: Money,
    /// Where it stands.
    pub state: RecoveryState,
    /// When it was proposed.
    pub proposed_at: DateTime<Utc>,
    /// Who decided it.
    pub decided_by: Option<Words>,
    /// Why.
    pub why: String,
}

/// Applications with the currency of their calls.
async fn with_currency(
    app: &App,
    applications: Vec<application::Model>,
) -> Result<Vec<(application::Model, Currency)>, Error> {
    let calls = store::review::calls(app.store.read(), applications.iter().map(|a| a.call_id).collect()).await?;
    let currencies = call::currencies(app, &calls).await?;
    let of = |a: &application::Model| currencies.get(&a.call_id).copied();
    let missing = || Error::from(Fault::new("an application has no call"));
    applications.into_iter().map(|a| of(&a).map(|currency| (a, currency)).ok_or_else(missing)).collect()
}

/// Proposals to recover, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn recoveries(app: &App, reader: &Reader<'_, CreditFiles>) -> Result<Vec<Recovery>, Error> {
    let db = app.store.read();
    let rows = store::credit::aftermath::recoveries(db, reader.scope(), 100).await?;
    let applications = store::credit::checks::by_ids(db, rows.iter().map(|r| r.application_id).collect()).await?;
    let applications = with_currency(app, applications).await?;
    let applications: HashMap<_, _> =
        applications.into_iter().map(|(a, currency)| (a.id, (a.number, currency))).collect();
    let names = person::names(app, rows.iter().filter_map(|r| r.decided_by).collect()).await?;
    let proposals = rows.into_iter().map(|row| {
        let known = applications.get(&row.application_id).cloned();
        let (application, currency) = known.ok_or_else(|| Fault::new("a recovery has no application"))?;
        Ok(Recovery {
            application,
            paid: currency.of(row.paid_fen),
            decided_by: row.decided_by.and_then(|person| names.get(&person).cloned()),
            id: row.id,
            subject_code: row.subject_code,
            subject_name: row.subject_name,
            reason: row.reason,
            record: row.record,
            check: row.check_id,
            state: row.state,
            proposed_at: row.proposed_at,
            why: row.why,
        })
    });
    proposals.collect()
}
