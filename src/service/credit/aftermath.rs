//! After the payment: a nightly check proposes recoveries, people decide about them; personal data are purged when their
//! time is over; reads of credit files are logged with their purpose.

use std::collections::HashMap;

use boxed::boxed;
use chrono::TimeDelta;
use domain::credit::matching::normalise_code;
use domain::credit::{self, Finding, Outcome, Stage, Times};
use domain::id::{ApplicationId, CreditCheckId, CreditQueryId, CreditRecoveryId};
use domain::line::FullLine;
use domain::money::Fen;
use domain::payee::same_code;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::scheme::Payee;
use domain::workflow::recovery::{RecoveryEvent, RecoveryState};
use entity::{credit_query_log, credit_recovery};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::gather::{Who, gather};
use super::record_row;
use super::run_check::run_check;
use crate::App;
use crate::actor::Actor;
use crate::application::{Case, reason};
use crate::command::{Command, Context, execute};
use crate::reader::{CreditFiles, Noun as _};
use crate::recusal::must_be_free;
use kernel::error::Error;
use kernel::id::{new_uuid, sha256};
use store::credit::aftermath::Purged;

/// For how long after a payment new vetoes are looked for.
const WATCHED_DAYS: i64 = 366;

/// What a night's work came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Night {
    /// Cases with money paid within a year that were checked.
    pub cases: i64,
    /// Recoveries that were proposed.
    pub proposed: i64,
    /// Records of natural persons that were purged.
    pub purged: i64,
}

/// Checks every case that was paid within a year, proposes recoveries for new vetoes, and purges personal data whose time
/// is over. Each case is a transaction of its own, so that one that fails stops no other.
///
/// # Errors
/// [`Code::NotYourRole`]; a fault of the database.
pub async fn nightly(app: &App, actor: &Actor) -> Result<Night, Error> {
    let now = app.clock.now();
    let since = now.checked_sub_signed(TimeDelta::days(WATCHED_DAYS)).unwrap_or(now);
    let mut night = Night::default();
    for application in store::credit::aftermath::paid_since(app.store.read(), Some(&actor.scope()?), since).await? {
        night.cases += 1;
        if vetoes(app, application).await? {
            night.proposed += execute(app, actor, None, &ProposeRecoveries { application }).await?;
        }
    }
    if !store::credit::aftermath::to_purge(app.store.read(), app.clock.today()).await?.is_empty() {
        night.purged = execute(app, actor, None, &Purge {}).await?;
    }
    Ok(night)
}

/// The cases of all units that were paid within a year, which the program looks at again every night.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn paid_within_a_year(app: &App) -> Result<Vec<ApplicationId>, Error> {
    let now = app.clock.now();
    let since = now.checked_sub_signed(TimeDelta::days(WATCHED_DAYS)).unwrap_or(now);
    store::credit::aftermath::paid_since(app.store.read(), None, since).await
}

/// Looks at one of them, and proposes recoveries for new vetoes; people decide about them.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn look_again(app: &App, application: ApplicationId) -> Result<(), Error> {
    if vetoes(app, application).await? {
        execute(app, &Actor::program(), None, &ProposeRecoveries { application }).await?;
    }
    Ok(())
}

/// Purges personal data whose time is over, if there are any.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn purge(app: &App) -> Result<(), Error> {
    if !store::credit::aftermath::to_purge(app.store.read(), app.clock.today()).await?.is_empty() {
        execute(app, &Actor::program(), None, &Purge {}).await?;
    }
    Ok(())
}

/// Whether a check of a paid case would veto anybody now; nothing is stored.
async fn vetoes(app: &App, id: ApplicationId) -> Result<bool, Error> {
    let db = app.store.read();
    let application = store::application::by_id(db, id).await?;
    let firm = store::firm::by_id(db, application.firm_id).await?;
    let lines = match application.schedule_id {
        Some(schedule) => store::line::of_schedule(db, schedule).await?,
        None => Vec::new(),
    };
    let times = Times { as_of: app.clock.today(), known_at: app.clock.now() };
    let who = Who { code: firm.uscc.as_str(), name: &firm.name, application: Some(id), lines: &lines };
    let gathered = gather(db, who, times).await?;
    let submitted_on = application.submitted_at.map_or(times.as_of, |at| app.clock.business_date(at));
    let result = credit::check(&gathered.facts.request(Stage::Disbursement, times, submitted_on), &gathered.rules)?;
    let blocks = |f: &Finding| f.outcome == Outcome::Block;
    Ok(blocks(&result.applicant) || result.lines.values().any(blocks))
}

/// Proposes to recover what was paid to a firm or an enterprise that is vetoed now. Nothing is clawed back by itself.
#[derive(Debug, Serialize)]
pub struct ProposeRecoveries {
    /// The paid application.
    pub application: ApplicationId,
}

#[boxed]
impl Command for ProposeRecoveries {
    const NAME: &'static str = "credit.propose_recovery";
    const ROLES: &'static [Role] = &[Role::CreditChecker];
    const BY_PROGRAM: bool = true;
    /// How many are new.
    type Output = i64;

    async fn run(&self, cx: &mut Context<'_>) -> Result<i64, Error> {
        let application = match cx.actor.someone() {
            None => store::application::lock_by_id(cx.tx, self.application).await?,
            Some(_) => {
                let number = store::application::by_id(cx.tx, self.application).await?.number;
                store::application::lock(cx.tx, &cx.actor.scope()?, &number).await?
            }
        };
        let schedule = application.schedule_id.ok_or(Code::ScheduleMissing)?;
        let case = Case::around(cx, application).await?;
        let lines = store::line::of_schedule(cx.tx, schedule).await?;
        let check = run_check(cx, &case, &lines, Stage::Disbursement).await?;
        let payments = store::payment::of_application(cx.tx, self.application).await?;
        let paid: Vec<_> = payments.iter().filter(|p| p.state == domain::workflow::PaymentState::Paid).collect();
        let mut who: Vec<(String, String, Fen, Finding)> = Vec::new();
        // An enterprise with several lines is one subject, and what it got is the sum of them.
        let mut known: HashMap<String, usize> = HashMap::new();
        match case.scheme.payee {
            Payee::Applicant => {
                let sum = Fen::sum(paid.iter().map(|p| p.amount_fen))?;
                who.push((case.firm.uscc.as_str().to_owned(), case.firm.name.clone(), sum, check.applicant.clone()));
                for line in &lines {
                    let (Some(finding), Some(stands)) = (check.finding_of(line.id), &line.standing) else {
                        continue;
                    };
                    let place = *known.entry(normalise_code(&line.enterprise_code)).or_insert(who.len());
                    if let Some((.., sum, _)) = who.get_mut(place) {
                        *sum = sum.plus(stands.amount)?;
                        continue;
                    }
                    who.push((
                        line.enterprise_code.clone(),
                        line.enterprise_name.clone(),
                        stands.amount,
                        finding.clone(),
                    ));
                }
            }
            Payee::Enterprise(columns) => {
                for FullLine { line, values } in store::line::some(cx.tx, &check.found()).await? {
                    let Some(finding) = check.finding_of(line.id) else { continue };
                    let code = columns.code(&values);
                    if known.insert(normalise_code(code), who.len()).is_some() {
                        continue;
                    }
                    let sum = Fen::sum(paid.iter().filter(|p| same_code(&p.payee_code, code)).map(|p| p.amount_fen))?;
                    who.push((line.enterprise_code, line.enterprise_name, sum, finding.clone()));
                }
            }
        }
        let mut proposed = 0;
        for (code, name, paid_fen, finding) in who {
            if finding.outcome != Outcome::Block || paid_fen <= Fen::ZERO {
                continue;
            }
            for veto in finding.reasons.iter().filter(|r| r.effect == "block") {
                let row = credit_recovery::Model {
                    id: CreditRecoveryId::from_uuid(new_uuid(cx.now)),
                    application_id: self.application,
                    subject_code: code.clone(),
                    subject_name: name.clone(),
                    reason: veto.code.clone(),
                    record: veto.record.clone(),
                    check_id: check.id,
                    paid_fen,
                    state: RecoveryState::Proposed,
                    proposed_at: cx.now,
                    decided_by: None,
                    decided_at: None,
                    why: String::new(),
                };
                let payload = serde_json::json!({
                    "application": case.application.number, "subject": code, "reason": veto.code, "record": veto.record,
                    "paid_fen": paid_fen, "check": check.id,
                });
                let id = row.id;
                if store::credit::aftermath::propose(cx.tx, row).await? {
                    proposed += 1;
                    cx.record("credit_recovery", id, Self::NAME, payload);
                }
            }
        }
        Ok(proposed)
    }
}

/// Decides whether a proposed recovery is pursued.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DecideRecovery {
    /// The proposal.
    pub id: CreditRecoveryId,
    /// Whether the money is asked back.
    pub pursue: bool,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub why: String,
}

#[boxed]
impl Command for DecideRecovery {
    const NAME: &'static str = "credit.decide_recovery";
    const ROLES: &'static [Role] = roles_of!(RecoveryState, RecoveryEvent::Pursue, RecoveryEvent::Drop);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row = store::credit::aftermath::recovery(cx.tx, &cx.actor.scope()?, self.id).await?;
        let moved = cx.moves(row.state, if self.pursue { RecoveryEvent::Pursue } else { RecoveryEvent::Drop })?;
        let why = reason(&self.why)?;
        store::credit::aftermath::decide_recovery(cx.tx, self.id, &moved, (cx.actor.person, why), cx.now).await?;
        let payload = serde_json::json!({
            "application": row.application_id, "subject": row.subject_code, "pursue": self.pursue, "why": why,
        });
        cx.record("credit_recovery", row.id, Self::NAME, payload);
        Ok(())
    }
}

/// Purges what identifies natural persons from records whose time is over. Seals of checks hold on: they name such
/// records by their hash only.
#[derive(Debug, Serialize)]
pub struct Purge {}

#[boxed]
impl Command for Purge {
    const NAME: &'static str = "credit.purge";
    const ROLES: &'static [Role] = &[Role::CreditChecker];
    const BY_PROGRAM: bool = true;
    /// How many records.
    type Output = i64;

    async fn run(&self, cx: &mut Context<'_>) -> Result<i64, Error> {
        let rows = store::credit::aftermath::to_purge(cx.tx, cx.today).await?;
        for row in &rows {
            let purged = Purged {
                id: row.id,
                record: record_row::without_words(row)?,
                name: String::new(),
                natural_key: sha256(&row.natural_key),
            };
            store::credit::aftermath::purge(cx.tx, &purged, cx.now).await?;
            store::credit::near::forget(cx.tx, &row.subject_core).await?;
        }
        let hashes: Vec<&str> = rows.iter().map(|r| r.raw_sha256.as_str()).collect();
        cx.record("credit_record", "purge", Self::NAME, serde_json::json!({ "raw_sha256": hashes }));
        Ok(i64::try_from(rows.len()).unwrap_or(i64::MAX))
    }
}

/// Notes who opens a check, before it is shown. What for follows from the task at hand: the case that it belongs to.
#[derive(Debug, Serialize)]
pub struct OpenCheck {
    /// The check.
    pub check: CreditCheckId,
}

#[boxed]
impl Command for OpenCheck {
    const NAME: &'static str = "credit.open_check";
    const ROLES: &'static [Role] = CreditFiles::ACCESS.roles();
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let check = store::credit::checks::by_id(cx.tx, self.check).await?;
        let number = store::application::by_id(cx.tx, check.application_id).await?.number;
        let application = store::application::find(cx.tx, &cx.actor.scope()?, &number).await?;
        let firm = store::firm::by_id(cx.tx, application.firm_id).await?;
        let row = credit_query_log::Model {
            id: CreditQueryId::from_uuid(new_uuid(cx.now)),
            person_id: cx.actor.person,
            role: cx.role.key().to_owned(),
            subject_code: firm.uscc.as_str().to_owned(),
            what: "check".to_owned(),
            purpose: number.clone(),
            result_sha256: check.snapshot_sha256.clone(),
            at: cx.now,
        };
        store::credit::aftermath::log_query(cx.tx, row).await?;
        let payload = serde_json::json!({ "subject": firm.uscc, "check": check.id, "purpose": number });
        cx.record("credit_subject", firm.uscc.as_str(), Self::NAME, payload);
        Ok(())
    }
}

/// Notes who reads a credit file and what for, before it is shown.
#[derive(Debug, Serialize)]
pub struct LogQuery {
    /// The subject.
    pub code: String,
    /// What is read.
    pub what: String,
    /// What for.
    pub purpose: String,
    /// Hash of what is shown.
    pub result: String,
}

#[boxed]
impl Command for LogQuery {
    const NAME: &'static str = "credit.query";
    const ROLES: &'static [Role] = CreditFiles::ACCESS.roles();
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let purpose = self.purpose.trim();
        if purpose.is_empty() {
            return Err(Refusal::new(Code::PurposeMissing).at_field("purpose").into());
        }
        must_be_free(cx, &self.code).await?;
        let row = credit_query_log::Model {
            id: CreditQueryId::from_uuid(new_uuid(cx.now)),
            person_id: cx.actor.person,
            role: cx.role.key().to_owned(),
            subject_code: self.code.clone(),
            what: self.what.clone(),
            purpose: purpose.to_owned(),
            result_sha256: self.result.clone(),
            at: cx.now,
        };
        store::credit::aftermath::log_query(cx.tx, row).await?;
        let payload = serde_json::json!({ "subject": self.code, "what": self.what, "purpose": purpose });
        cx.record("credit_subject", &self.code, Self::NAME, payload);
        Ok(())
    }
}
