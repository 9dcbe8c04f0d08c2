//! Versions of the credit rules, with their trial and their approvals.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::RuleSet;
use domain::id::PersonId;
use domain::refusal::Code;
use domain::template::Words;
use domain::workflow::rule_set::RuleSetState;
use entity::{credit_rule_approval, credit_rule_set};
use kernel::error::Error;

use crate::App;
use crate::credit::rule_set::Trial;
use crate::query::person;
use crate::reader::{CreditRules, Reader};

/// A rule version with its approvals.
pub struct RuleView {
    /// Its id.
    pub id: String,
    /// From which day on it holds.
    pub effective_from: NaiveDate,
    /// Why it was written.
    pub why: String,
    /// The hash of its text, which approvals are given for.
    pub sha256: String,
    /// Where it stands.
    pub state: RuleSetState,
    /// Who wrote it; nobody for one that came with the program.
    pub written_by: Option<Written>,
    /// When.
    pub written_at: DateTime<Utc>,
    /// Its rules.
    pub set: RuleSet,
    /// Who approved it.
    pub approvals: Vec<Approval>,
    /// What its trial showed.
    pub trial: Option<Trial>,
    /// Whether it is in force today.
    pub in_force: bool,
}

/// Who wrote a version.
pub struct Written {
    /// The name.
    pub name: Option<Words>,
    /// Whether the reader did.
    pub own: bool,
}

/// An approval of a version.
pub struct Approval {
    /// Who.
    pub name: Option<Words>,
    /// Whether the reader did.
    pub own: bool,
    /// When.
    pub at: DateTime<Utc>,
}

/// All versions, the latest first.
///
/// # Errors
/// A fault of the database.
pub async fn rule_sets(app: &App, reader: &Reader<'_, CreditRules>) -> Result<Vec<RuleView>, Error> {
    views(app, reader, store::credit::rule_set::all(app.store.read()).await?).await
}

/// One version.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn rule_set(app: &App, reader: &Reader<'_, CreditRules>, id: &str) -> Result<RuleView, Error> {
    let row = store::credit::rule_set::by_id(app.store.read(), id).await?;
    if crate::credit::rule_set::state(&row) == RuleSetState::Discarded {
        return Err(Code::NotFound.into());
    }
    views(app, reader, vec![row]).await?.pop().ok_or_else(|| Code::NotFound.into())
}

async fn views(
    app: &App,
    reader: &Reader<'_, CreditRules>,
    rows: Vec<credit_rule_set::Model>,
) -> Result<Vec<RuleView>, Error> {
    let (db, now) = (app.store.read(), app.clock.now());
    let mut approvals: HashMap<String, Vec<credit_rule_approval::Model>> = HashMap::new();
    for approval in store::credit::rule_set::approvals_of(db, rows.iter().map(|row| row.id.clone())).await? {
        approvals.entry(approval.rule_set_id.clone()).or_default().push(approval);
    }
    let people = approvals.values().flatten().map(|a| a.person_id).chain(rows.iter().filter_map(|row| row.written_by));
    let names = person::names(app, people.collect()).await?;
    let rules = crate::credit::rules::rules_at(db, now).await?;
    let in_force = rules.on(app.clock.today()).map(|set| set.id.clone()).ok();
    let trials = rows.iter().map(|row| row.dry_run.as_deref().map(serde_json::from_str::<Trial>).transpose());
    let mut trials = trials.collect::<Result<Vec<_>, _>>()?;
    // Rules are one for all and are tried on the checks of all; whose checks they are, each office knows of its own.
    let numbers: BTreeSet<String> =
        trials.iter().flatten().flat_map(|trial| &trial.changed).map(|c| c.application.clone()).collect();
    let seen = store::credit::checks::visible(db, reader.scope(), numbers).await?;
    let changed = trials.iter_mut().flatten().flat_map(|trial| &mut trial.changed);
    for changed in changed.filter(|c| !seen.contains(&c.application)) {
        changed.application.clear();
        changed.firm.clear();
    }
    let name = |id: PersonId| names.get(&id).cloned();
    let approval = |row: credit_rule_approval::Model| Approval {
        name: name(row.person_id),
        own: row.person_id == reader.person,
        at: row.approved_at,
    };
    let view = |(row, trial): (credit_rule_set::Model, Option<Trial>)| {
        let approvals = approvals.remove(&row.id).unwrap_or_default();
        Ok(RuleView {
            state: crate::credit::rule_set::state(&row),
            set: serde_json::from_str(&row.content)?,
            approvals: approvals.into_iter().map(approval).collect(),
            in_force: in_force.as_ref() == Some(&row.id),
            written_by: row.written_by.map(|id| Written { name: name(id), own: id == reader.person }),
            written_at: row.written_at,
            effective_from: row.effective_from,
            id: row.id,
            why: row.why,
            sha256: row.sha256,
            trial,
        })
    };
    rows.into_iter().zip(trials).map(view).collect()
}
