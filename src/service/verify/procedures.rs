//! What holds of procedures and limits: every version in force says what two people confirmed or the program brought along; the
//! triggers know its moves and no others; a case runs under that of its call; an approval that needed a limit had one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::workflow::ApplicationEvent;
use domain::workflow::call::ProposalState;
use domain::workflow::procedure::Guard;
use entity::transition_rule;

use super::Finding;
use crate::App;
use kernel::error::Error;
use kernel::id::sha256;
use store::tamper::Told;

type Rule = (String, String, String, String, String, String);

fn rule(row: transition_rule::Model) -> Rule {
    (row.procedure, row.from_state, row.event, row.to_state, row.role, row.guards)
}

/// Compares versions, rules, cases and limits with one another.
pub(super) async fn hold(app: &App, told: &Told) -> Result<Finding, Error> {
    let db = app.store.read();
    let mut finding = Finding { invariant: "procedures", checked: 0, violations: Vec::new() };
    let shipped: BTreeSet<String> = store::procedure::shipped()?.iter().map(sha256).collect();
    let mut wanted: BTreeSet<Rule> = BTreeSet::new();
    let mut versions = BTreeMap::new();
    for row in store::procedure::all(db).await?.into_iter().filter(|row| row.state == ProposalState::Confirmed) {
        finding.checked = finding.checked.saturating_add(1);
        let known = if row.proposed_by.is_some() { told.names(&row.sha256) } else { shipped.contains(&row.sha256) };
        if sha256(&row.source) != row.sha256 || !known {
            finding.violations.push(format!("procedure {}: its text is not the one that was confirmed", row.name));
            continue;
        }
        let procedure = store::procedure::load(&row.source)?;
        wanted.extend(store::procedure::must_hold(&procedure)?.into_iter().map(rule));
        versions.insert(row.name, procedure);
    }
    let held: BTreeSet<Rule> = store::procedure::held(db).await?.into_iter().map(rule).collect();
    let differ = wanted.symmetric_difference(&held);
    finding.violations.extend(differ.map(|(name, from, event, to, role, _)| {
        format!("procedure {name}: {from} {event} {to} {role} is no move of it")
    }));
    let limits: HashMap<_, _> =
        store::approval_limit::every(db).await?.into_iter().map(|limit| (limit.id, limit)).collect();
    let calls: HashMap<_, _> =
        store::call::every(db).await?.into_iter().map(|call| (call.id, call.procedure)).collect();
    for case in store::application::every(db).await? {
        finding.checked = finding.checked.saturating_add(1);
        let Some(procedure) = versions.get(&case.procedure) else {
            finding.violations.push(format!("{}: its procedure {} is not in force", case.number, case.procedure));
            continue;
        };
        if calls.get(&case.call_id) != Some(&case.procedure) {
            finding.violations.push(format!("{}: its procedure is not that of its call", case.number));
        }
        let approval = procedure
            .approval()
            .filter(|stage| stage.event == ApplicationEvent::Approve && stage.guards.contains(&Guard::WithinLimit));
        let (Some(_), Some(approved)) = (approval, case.approved_fen) else { continue };
        let covers = case
            .limit_id
            .and_then(|id| limits.get(&id))
            .is_some_and(|limit| limit.state == ProposalState::Confirmed && limit.limit_fen >= approved);
        if !covers {
            finding.violations.push(format!("{}: no limit covers what was approved", case.number));
        }
    }
    Ok(finding)
}
