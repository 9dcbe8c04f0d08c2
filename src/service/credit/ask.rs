//! Asks the registries about a firm before it is checked: what acts prepare whose transaction makes a check. The network is
//! never touched inside a transaction: the answer is stored first, with its body and hash, and the check reads what is stored.

use boxed::boxed;
use chrono::TimeDelta;
use domain::credit::{Adapter, AnswerStatus, Consent, Record, Times, matching};
use domain::id::CreditFetchId;
use domain::role::Role;
use entity::credit_fetch;
use serde::Serialize;

use super::gather::{Who, gather};
use super::record_row;
use super::rules::{row_of, rules_at, source};
use super::statement::Noted;
use crate::App;
use crate::actor::Actor;
use crate::command::{Command, Context, execute};
use kernel::error::Error;
use kernel::id::new_uuid;
use registry::Reply;

/// A good answer is not asked for again within this time.
const FRESH: TimeDelta = TimeDelta::minutes(30);

/// In which roles people act for whom registries are asked.
const ASKERS: &[Role] = &[
    Role::Preparer,
    Role::Signatory,
    Role::ReceivingOfficer,
    Role::CreditChecker,
    Role::FirstReviewer,
    Role::SecondReviewer,
    Role::Approver,
    Role::FinanceMaker,
];

/// Asks every registry about the firm of an application.
///
/// # Errors
/// [`Code::NotFound`] for an application that the person does not see; a fault of the database. A registry that fails
/// is no error here: its failure is stored, and the check refers.
pub(crate) async fn before_case(app: &App, actor: &Actor, number: &str) -> Result<(), Error> {
    let db = app.store.read();
    if !any(app).await? {
        return Ok(());
    }
    let application = store::application::find(db, &actor.scope()?, number).await?;
    let firm = store::firm::by_id(db, application.firm_id).await?;
    about(app, actor, firm.uscc.as_str(), &firm.name).await
}

/// Asks every registry about the firms of payments.
///
/// # Errors
/// As for [`before_case`].
pub(crate) async fn before_payments(app: &App, actor: &Actor, payments: &[String]) -> Result<(), Error> {
    let db = app.store.read();
    if !any(app).await? {
        return Ok(());
    }
    for firm in store::payment::firms(db, &actor.scope()?, payments).await? {
        about(app, actor, firm.uscc.as_str(), &firm.name).await?;
    }
    Ok(())
}

/// Whether any source is a registry.
async fn any(app: &App) -> Result<bool, Error> {
    let rules = rules_at(app.store.read(), app.clock.now()).await?;
    Ok(rules.sources.iter().any(|s| s.adapter == Adapter::HttpJson))
}

/// Asks every registry about a subject, except where a fresh answer is there or a consent is missing.
///
/// # Errors
/// A fault of the database.
pub async fn about(app: &App, actor: &Actor, code: &str, name: &str) -> Result<(), Error> {
    let (db, now) = (app.store.read(), app.clock.now());
    let times = Times { as_of: app.clock.today(), known_at: now };
    let known = gather(db, Who { code, name, application: None, lines: &[] }, times).await?;
    for source in known.rules.sources.iter().filter(|s| s.adapter == Adapter::HttpJson) {
        let Some(registry) = &source.registry else { continue };
        let fresh = known.facts.answers.iter().find(|a| a.source == source.id).is_some_and(|a| {
            a.status.is_good() && a.finished_at.is_some_and(|at| now.signed_duration_since(at) < FRESH)
        });
        if fresh || (source.needs_consent && known.facts.consent != Consent::Valid) {
            continue;
        }
        let requested_at = app.clock.now();
        let reply = app.registries()?.ask(&source.id, registry, (code, name), requested_at).await;
        // An open circuit asks nobody: the last answer stays the last.
        if reply.status != AnswerStatus::NotAsked {
            let keep = KeepAnswer { source: source.id.clone(), code: code.to_owned(), requested_at, reply };
            execute(app, actor, None, &keep).await?;
        }
    }
    Ok(())
}

/// Keeps what a registry answered, and its records.
#[derive(Serialize)]
struct KeepAnswer {
    source: String,
    code: String,
    requested_at: chrono::DateTime<chrono::Utc>,
    #[serde(skip)]
    reply: Reply,
}

#[boxed]
impl Command for KeepAnswer {
    const NAME: &'static str = "credit.ask";
    const ROLES: &'static [Role] = ASKERS;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let rules = rules_at(cx.tx, cx.now).await?;
        store::credit::ensure_sources(cx.tx, vec![row_of(source(&rules, &self.source)?)]).await?;
        let id = CreditFetchId::from_uuid(new_uuid(cx.now));
        let row = credit_fetch::Model {
            id,
            source_id: self.source.clone(),
            subject_code: self.code.clone(),
            requested_at: self.requested_at,
            finished_at: cx.now,
            status: self.reply.status.key().to_owned(),
            http_status: self.reply.http_status.map(i64::from),
            body_sha256: self.reply.body_sha256.clone(),
            body: self.reply.body.clone(),
            record_count: i64::try_from(self.reply.records.len()).unwrap_or(i64::MAX),
            detail: self.reply.detail.clone(),
        };
        let payload = serde_json::json!({
            "source": self.source, "subject": self.code, "status": self.reply.status, "records": row.record_count,
            "body_sha256": row.body_sha256,
        });
        store::credit::fetch::insert(cx.tx, row).await?;
        cx.record("credit_fetch", id, Self::NAME, payload);
        if self.reply.status == AnswerStatus::Ok { self.keep_records(cx).await } else { Ok(()) }
    }
}

impl KeepAnswer {
    /// New and changed records are added; one that the registry no longer names was taken off today.
    async fn keep_records(&self, cx: &Context<'_>) -> Result<(), Error> {
        let code = matching::normalise_code(&self.code);
        let known = store::credit::checks::currents_of(cx.tx, &self.source, &code).await?;
        let mut kept = Vec::new();
        for record in &self.reply.records {
            let key = record.natural_key();
            let record = Record { known_from: cx.now, ..record.clone() };
            let same = known.iter().find(|row| row.natural_key == key).is_some_and(|row| same(row, &record));
            if !same {
                Noted { record: &record, file: &self.reply.body_sha256 }.write(cx).await?;
            }
            kept.push(key);
        }
        for row in known.iter().filter(|row| !kept.contains(&row.natural_key)) {
            let old = record_row::record(row)?;
            if old.removed_at.is_none() {
                let gone = Record { removed_at: Some(cx.today), known_from: cx.now, ..old };
                Noted { record: &gone, file: &self.reply.body_sha256 }.write(cx).await?;
            }
        }
        Ok(())
    }
}

/// Whether a stored record says the same, but for when it became known.
fn same(stored: &entity::credit_record::Model, new: &Record) -> bool {
    record_row::record(stored)
        .is_ok_and(|old| Record { known_from: new.known_from, known_to: new.known_to, ..old } == *new)
}

#[cfg(test)]
mod tests {
    use super::ASKERS;
    use crate::application::approve::{Approve, Refuse};
    use crate::application::check::RunChecks;
    use crate::application::submit::Submit;
    use crate::command::Act;
    use crate::payment::batch::Build;

    #[test]
    fn registries_are_asked_for_whoever_acts_on_what_they_say() {
        for roles in [Submit::ROLES, RunChecks::ROLES, Approve::ROLES, Refuse::ROLES, Build::ROLES] {
            assert!(roles.iter().all(|role| ASKERS.contains(role)), "{roles:?}");
        }
    }
}
