//! Versions of the credit rules: a credit officer writes one with a day in the future, tries it on the checks of the last
//! ninety days, and two administrators approve it; the second approval publishes it. Nothing published is ever edited.

use boxed::boxed;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::credit::{self, Outcome, RuleSet, Rules, Stage};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::rule_set::{RuleSetEvent, RuleSetState};
use entity::{credit_check, credit_rule_approval, credit_rule_set};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::replay::{Sealed, Then};
use crate::App;
use crate::application::reason;
use crate::command::{Command, Context};
use kernel::error::Error;
use kernel::id::sha256;
use store::Connection;

/// Who writes rules: those who try what was written.
pub const WRITERS: &[Role] = TryRules::ROLES;
/// How many days of checks a trial looks back on.
pub const TRIAL_DAYS: i64 = 90;

/// Reads a rule set from the text that people write.
///
/// # Errors
/// [`Code::CreditRulesMalformed`] with the place.
pub fn parse(text: &str) -> Result<RuleSet, Refusal> {
    let set: RuleSet = serde_json::from_str(text).map_err(|e| {
        Refusal::new(Code::CreditRulesMalformed)
            .with("what", domain::syntax::json(text, &e))
            .with("rule", Fact::Text(String::new()))
            .at_field("text")
    })?;
    set.check().map_err(|refusal| refusal.at_field("text"))?;
    Ok(set)
}

/// Keeps a new version as a draft.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct WriteRules {
    /// The rule set as JSON.
    pub text: String,
    /// Why it is needed.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub why: String,
}

#[boxed]
impl Command for WriteRules {
    const NAME: &'static str = "credit.write_rules";
    const ROLES: &'static [Role] = WRITERS;
    /// Its name.
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let set = parse(&self.text)?;
        let why = reason(&self.why).map_err(|r| r.at_field("why"))?;
        in_future(cx.today, set.effective_from)?;
        if store::credit::rule_set::by_id(cx.tx, &set.id).await.is_ok() {
            let refusal = Refusal::new(Code::CreditRulesKnown).with("id", Fact::Text(set.id));
            return Err(refusal.at_field("text").into());
        }
        let content = credit::snapshot::canonical(&set)?;
        let row = credit_rule_set::Model {
            id: set.id.clone(),
            effective_from: set.effective_from,
            sha256: sha256(&content),
            content,
            why: why.to_owned(),
            written_by: Some(cx.actor.person),
            written_at: cx.now,
            dry_run: None,
            published_at: None,
            discarded_at: None,
        };
        let payload = serde_json::json!({ "id": row.id, "sha256": row.sha256, "effective_from": row.effective_from });
        cx.record("credit_rule_set", &set.id, Self::NAME, payload);
        store::credit::rule_set::insert(cx.tx, row).await?;
        Ok(set.id)
    }
}

/// Rules begin on a later day: what was checked stays as it was checked.
fn in_future(today: NaiveDate, from: NaiveDate) -> Result<(), Refusal> {
    if from > today {
        return Ok(());
    }
    let refusal = Refusal::new(Code::CreditRulesPast).with("today", Fact::Date(today));
    Err(refusal.with("found", Fact::Date(from)).at_field("text"))
}

/// A check whose outcome would be another under new rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Changed {
    /// Number of the application.
    pub application: String,
    /// The firm's name.
    pub firm: String,
    /// Stage of the check.
    pub stage: Stage,
    /// Day of the check.
    pub as_of: NaiveDate,
    /// What it came to.
    pub before: Outcome,
    /// What it would come to.
    pub after: Outcome,
    /// The reasons that would decide.
    pub reasons: Vec<String>,
    /// How many lines would come to something else.
    pub lines: i64,
}

/// What a trial of rules on past checks shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Trial {
    /// When it was run.
    pub at: DateTime<Utc>,
    /// The first day that was looked at.
    pub since: NaiveDate,
    /// How many checks were repeated.
    pub checks: i64,
    /// Those that would come to something else.
    pub changed: Vec<Changed>,
}

/// Tries rules on the checks of the last ninety days: each is made again with exactly what was known then, under these
/// rules alone.
///
/// # Errors
/// A fault of the database.
pub async fn trial(db: &Connection, app: &App, set: &RuleSet, now: DateTime<Utc>) -> Result<Trial, Error> {
    let since = now.checked_sub_signed(TimeDelta::days(TRIAL_DAYS)).unwrap_or(now);
    let mut changed = Vec::new();
    let checks = store::credit::checks::since(db, since).await?;
    for check in &checks {
        if let Some(one) = again(db, set, check).await? {
            changed.push(one);
        }
    }
    Ok(Trial {
        at: now,
        since: app.clock.business_date(since),
        checks: i64::try_from(checks.len()).unwrap_or(i64::MAX),
        changed,
    })
}

async fn again(db: &Connection, set: &RuleSet, check: &credit_check::Model) -> Result<Option<Changed>, Error> {
    let sealed: Sealed = serde_json::from_str(&check.snapshot)?;
    let application = store::application::by_id(db, check.application_id).await?;
    let Then { gathered, stage, times } = sealed.then(db, check).await?;
    let in_force = RuleSet { effective_from: NaiveDate::MIN, effective_to: None, ..set.clone() };
    let rules = Rules { sources: gathered.rules.sources.clone(), rule_sets: vec![in_force] };
    let result = credit::check(&gathered.facts.request(stage, times, sealed.request.submitted_on), &rules)?;
    let before = |line: &str| sealed.lines.get(line).map_or(Outcome::Pass, |f| f.outcome);
    let names: std::collections::BTreeSet<&String> = result.lines.keys().chain(sealed.lines.keys()).collect();
    let lines = names.into_iter().filter(|line| before(line) != result.line_outcome(line)).count();
    if result.applicant.outcome == sealed.applicant.outcome && lines == 0 {
        return Ok(None);
    }
    let after = result.applicant.outcome;
    Ok(Some(Changed {
        application: application.number,
        firm: sealed.request.subject.name,
        stage,
        as_of: check.as_of,
        before: sealed.applicant.outcome,
        after,
        reasons: result.applicant.reasons.into_iter().filter(|r| r.effect == after.key()).map(|r| r.code).collect(),
        lines: i64::try_from(lines).unwrap_or(i64::MAX),
    }))
}

/// Where a version stands.
pub const fn state(row: &credit_rule_set::Model) -> RuleSetState {
    RuleSetState::of(row.published_at.is_some(), row.discarded_at.is_some())
}

/// Runs the trial of a draft and keeps what it shows with it, for those who approve.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct TryRules {
    /// The draft.
    pub id: String,
}

#[boxed]
impl Command for TryRules {
    const NAME: &'static str = "credit.try_rules";
    const ROLES: &'static [Role] = roles_of!(RuleSetState, RuleSetEvent::Try);
    type Output = Trial;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Trial, Error> {
        let row = store::credit::rule_set::by_id(cx.tx, &self.id).await?;
        cx.moves(state(&row), RuleSetEvent::Try)?;
        let set: RuleSet = serde_json::from_str(&row.content)?;
        let trial = trial(cx.tx, cx.app, &set, cx.now).await?;
        store::credit::rule_set::keep_dry_run(cx.tx, &self.id, serde_json::to_string(&trial)?).await?;
        let payload = serde_json::json!({ "id": row.id, "checks": trial.checks, "changed": trial.changed.len() });
        cx.record("credit_rule_set", &row.id, Self::NAME, payload);
        Ok(trial)
    }
}

/// Approves a draft as it stands; the second approval publishes it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ApproveRules {
    /// The draft.
    pub id: String,
    /// The hash of what the person saw.
    pub content: String,
}

#[boxed]
impl Command for ApproveRules {
    const NAME: &'static str = "credit.approve_rules";
    const ROLES: &'static [Role] = roles_of!(RuleSetState, RuleSetEvent::Approve, RuleSetEvent::Publish);
    /// Whether it is published now.
    type Output = bool;

    async fn run(&self, cx: &mut Context<'_>) -> Result<bool, Error> {
        let row = store::credit::rule_set::by_id(cx.tx, &self.id).await?;
        let before = store::credit::rule_set::approvals(cx.tx, &row.id).await?.len();
        let moved = cx.moves(state(&row), RuleSetEvent::approval(before))?;
        if row.written_by == Some(cx.actor.person) {
            return Err(Code::CreditApprovalsMissing.into());
        }
        if row.dry_run.is_none() {
            return Err(Refusal::new(Code::CreditDryRunMissing).with("days", Fact::Count(TRIAL_DAYS)).into());
        }
        in_future(cx.today, row.effective_from)?;
        let approval = credit_rule_approval::Model {
            rule_set_id: row.id.clone(),
            person_id: cx.actor.person,
            sha256: self.content.clone(),
            approved_at: cx.now,
        };
        store::credit::rule_set::approve(cx.tx, approval).await?;
        let published = moved.to() == RuleSetState::Published;
        if published {
            store::credit::rule_set::publish(cx.tx, &row.id, &moved, cx.now).await?;
        }
        let payload = serde_json::json!({ "id": row.id, "sha256": row.sha256, "published": published });
        cx.record("credit_rule_set", &row.id, Self::NAME, payload);
        Ok(published)
    }
}

/// Gives up a draft; its writer does.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DiscardRules {
    /// The draft.
    pub id: String,
}

#[boxed]
impl Command for DiscardRules {
    const NAME: &'static str = "credit.discard_rules";
    const ROLES: &'static [Role] = roles_of!(RuleSetState, RuleSetEvent::Discard);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row = store::credit::rule_set::by_id(cx.tx, &self.id).await?;
        let moved = cx.moves(state(&row), RuleSetEvent::Discard)?;
        if row.written_by != Some(cx.actor.person) {
            return Err(Code::SchemeAuthorOnly.into());
        }
        store::credit::rule_set::discard(cx.tx, &row.id, &moved, cx.now).await?;
        cx.record("credit_rule_set", &row.id, Self::NAME, serde_json::json!({ "id": row.id }));
        Ok(())
    }
}
