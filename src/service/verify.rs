//! The invariants of the money and of the log (integrity.md 3.3), checked on the database as it stands.

mod acts;
mod lines;
mod procedures;
mod taken;

use std::collections::BTreeMap;

use entity::audit_event;

use super::account::known::ROLES;
use super::account::signature;
use super::application::recalculate::{Inputs, agrees};
use super::reader::{self, Reader};
use super::{App, account};
use kernel::error::Error;
pub use store::invariant::Finding;
use store::line::Stored;
use store::tamper::{Heads, Told};

/// Checks every invariant that exists so far. An office goes on meanwhile, and what an act wrote between two readings looks like
/// a violation: where the log went on, everything is looked at once more, and what only the first look saw is none.
///
/// # Errors
/// A fault of the database.
pub async fn verify(app: &App) -> Result<Vec<Finding>, Error> {
    let before = store::audit::how_far(app.store.read()).await?;
    let first = look(app).await?;
    let went_on = store::audit::how_far(app.store.read()).await? != before;
    if !went_on || first.iter().all(Finding::holds) {
        return Ok(first);
    }
    Ok(first.into_iter().zip(look(app).await?).map(|(first, second)| seen_twice(&first, second)).collect())
}

/// What both looks saw; where both saw something else, what the second one did.
fn seen_twice(first: &Finding, mut second: Finding) -> Finding {
    let (both, other): (Vec<_>, Vec<_>) =
        std::mem::take(&mut second.violations).into_iter().partition(|violation| first.violations.contains(violation));
    second.violations = if both.is_empty() && !first.holds() { other } else { both };
    second
}

async fn look(app: &App) -> Result<Vec<Finding>, Error> {
    let db = app.store.read();
    let mut findings = store::invariant::check_all(db).await?;
    taken::as_the_schemes_say(app, &mut findings).await?;
    let mut log = Log::read(app).await?;
    findings.push(Finding { invariant: "I13", checked: log.events, violations: std::mem::take(&mut log.violations) });
    findings.push(people(app, std::mem::take(&mut log.given)).await?);
    let (checked, violations) = store::tamper::altered_files((db, app.store.storage()), &log.told).await?;
    findings.push(Finding { invariant: "files", checked, violations });
    findings.push(procedures::hold(app, &log.told).await?);
    findings.extend(cases(app, &log).await?);
    let mut credit = credit_chain(app).await?;
    log.acts.hold_checks(app, &mut credit).await?;
    findings.push(credit);
    Ok(findings)
}

/// What the verification says to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The invariant.
    pub invariant: &'static str,
    /// Whether it holds.
    pub holds: bool,
    /// What was looked at and what violates it, for those to whom the whole installation belongs.
    pub found: Option<(i64, Vec<String>)>,
}

/// As [`verify`], as a person may see it. The log and the ledger are one for the installation, so that everybody who checks
/// their own money learns whether every rule holds. How much there is, and the cases, firms and accounts that are named, belong
/// to all offices: only the one unit at the top of all sees them. Where several stand at the top, `xinbu verify` names them to
/// whoever runs the program.
///
/// # Errors
/// A fault of the database.
pub async fn verify_for(app: &App, reader: &Reader<'_, reader::Log>) -> Result<Vec<Shown>, Error> {
    let whole = store::person::is_of_all(app.store.read(), reader.scope()).await?;
    let shown = |finding: Finding| Shown {
        invariant: finding.invariant,
        holds: finding.holds(),
        found: whole.then_some((finding.checked, finding.violations)),
    };
    Ok(verify(app).await?.into_iter().map(shown).collect())
}

/// The log as it was read from its beginning to its end, a piece at a time.
struct Log {
    events: i64,
    violations: Vec<String>,
    /// What was given to each person last, by id.
    given: BTreeMap<String, serde_json::Value>,
    /// Every hash that an event names.
    told: Told,
    /// What was decided on lines of the schedule in force.
    decided: lines::Decided,
    /// What was done to cases and batches.
    acts: acts::Acts,
}

impl Log {
    /// I13: per aggregate the versions are 1, 2, 3 … up to its head, each hash follows from the event and the hash before
    /// it, and what must have events has some.
    async fn read(app: &App) -> Result<Self, Error> {
        let db = app.store.read();
        let mut heads = store::tamper::heads(db).await?;
        let mut log = Self {
            events: 0,
            violations: Vec::new(),
            given: BTreeMap::new(),
            told: Told::default(),
            decided: lines::Decided::default(),
            acts: acts::Acts::default(),
        };
        let mut last: Option<audit_event::Model> = None;
        loop {
            let piece = store::audit::after(db, last.as_ref()).await?;
            if piece.is_empty() {
                break;
            }
            for event in piece {
                log.take(last.as_ref(), &event, &mut heads)?;
                last = Some(event);
            }
        }
        if let Some(end) = &last {
            log.ended(end, &mut heads);
        }
        log.violations.extend(
            heads.into_iter().map(|((kind, id), (count, _))| format!("{kind} {id}: all {count} events are missing")),
        );
        log.violations.extend(store::tamper::without_events(db).await?);
        Ok(log)
    }

    fn take(
        &mut self,
        last: Option<&audit_event::Model>,
        event: &audit_event::Model,
        heads: &mut Heads,
    ) -> Result<(), Error> {
        self.events = self.events.saturating_add(1);
        let of_one = |l: &&audit_event::Model| {
            (&l.aggregate_kind, &l.aggregate_id) == (&event.aggregate_kind, &event.aggregate_id)
        };
        let before = last.filter(of_one);
        if let Some(end) = last.filter(|_| before.is_none()) {
            self.ended(end, heads);
        }
        let (version, prev) = before.map_or((1, ""), |l| (l.agg_version.saturating_add(1), l.hash.as_str()));
        let wrong = if event.agg_version != version {
            Some("an event is missing before it")
        } else if event.prev_hash != prev {
            Some("does not follow the event before it")
        } else if before.is_some_and(|l| l.seq >= event.seq) {
            Some("stands before the event that it follows")
        } else if store::audit::hash_of(event)? != event.hash {
            Some("was altered")
        } else {
            None
        };
        if let Some(wrong) = wrong {
            let place = format!("{} {} v{}", event.aggregate_kind, event.aggregate_id, event.agg_version);
            self.violations.push(format!("{place}: {wrong}"));
        }
        if event.aggregate_kind == "person" && event.action == ROLES {
            self.given.insert(event.aggregate_id.clone(), serde_json::from_str(&event.payload).unwrap_or_default());
        }
        self.told.read(&event.payload);
        self.decided.read(event);
        self.acts.read(event);
        Ok(())
    }

    /// A chain ends: its head must be there, and be this event.
    fn ended(&mut self, end: &audit_event::Model, heads: &mut Heads) {
        let (kind, id) = (&end.aggregate_kind, &end.aggregate_id);
        match heads.remove(&(kind.clone(), id.clone())) {
            Some((count, hash)) if count == end.agg_version && hash == end.hash => {}
            Some((count, _)) if count > end.agg_version => {
                self.violations
                    .push(format!("{kind} {id}: of {count} events those after v{} are missing", end.agg_version));
            }
            _ => self.violations.push(format!("{kind} {id}: its end is not the one that was kept")),
        }
    }
}

/// Each person has the sign-in name, unit or firm, and roles that the log says were given.
async fn people(app: &App, mut given: BTreeMap<String, serde_json::Value>) -> Result<Finding, Error> {
    let db = app.store.read();
    let begun = account::known::is_begun(db).await?;
    let people = store::tamper::people(db).await?;
    let mut violations = Vec::new();
    for (id, facts) in &people {
        let told = match given.remove(id.as_str()) {
            Some(told) if told == *facts => continue,
            None if !begun => continue,
            told => told,
        };
        let (now, told) = (facts, told.map_or_else(|| "-".to_owned(), |told| told.to_string()));
        violations.push(format!("person {id}: {now}, in the log {told}"));
    }
    violations.extend(given.into_iter().map(|(id, told)| format!("person {id}: is missing, in the log {told}")));
    Ok(Finding { invariant: "people", checked: i64::try_from(people.len()).unwrap_or(i64::MAX), violations })
}

/// Every snapshot of a credit check hashes to its seal and follows the check before it, and what stands beside it of the case
/// and of each line is what it says.
///
/// # Errors
/// A fault of the database.
pub async fn credit_chain(app: &App) -> Result<Finding, Error> {
    let db = app.store.read();
    let (mut checked, mut violations) = (0i64, Vec::new());
    for id in store::credit::checks::checked_cases(db).await? {
        let checks = store::credit::checks(db, id).await?;
        checked = checked.saturating_add(i64::try_from(checks.len()).unwrap_or(i64::MAX));
        let chain = checks.iter().map(|c| (c.snapshot.as_str(), c.snapshot_sha256.as_str()));
        if let Err(found) = domain::credit::snapshot::verify(chain) {
            violations.push(format!("{id}: {found:?}"));
        }
        // What the check came to stands beside its snapshot, for lists and guards.
        let mut beside = store::credit::checks::lines_of_case(db, id).await?;
        for check in &checks {
            let stored = beside.remove(&check.id).unwrap_or_default();
            if !lines::as_sealed(check, &stored) {
                violations.push(format!("{id}: check {} is not what was sealed", check.ordinal));
            }
        }
    }
    Ok(Finding { invariant: "credit", checked, violations })
}

/// Every stored calculation in force, evaluated again from its stored inputs, gives the same bytes; and every signed content,
/// sealed again from what stands, is the one that the log names; and every line is what was signed, checked and decided; and
/// every case and batch is where the log brought it. The lines of a case are read once for all of it.
async fn cases(app: &App, log: &Log) -> Result<[Finding; 4], Error> {
    let db = app.store.read();
    let mut calculated = Finding { invariant: "recalculation", checked: 0, violations: Vec::new() };
    let mut signed = Finding { invariant: "signatures", checked: 0, violations: Vec::new() };
    let mut each = Finding { invariant: "lines", checked: 0, violations: Vec::new() };
    let mut moved = Finding { invariant: "moves", checked: 0, violations: Vec::new() };
    log.acts.hold_batches(app, &mut moved).await?;
    for case in store::application::every(db).await? {
        log.acts.hold(app, &case, &mut moved).await?;
        let Some(id) = case.calculation_id else {
            lines::before_a_calculation(app, &case, &log.decided, &mut each).await?;
            continue;
        };
        let row = store::calculation::by_id(db, id).await?;
        calculated.checked = calculated.checked.saturating_add(1);
        let lines = store::line::rows(db, row.schedule_id).await?;
        let read = lines.iter().cloned().map(Stored::read).collect::<Result<Vec<_>, _>>();
        let inputs = match read {
            Ok(read) => Inputs::with(app, db, &row, read).await,
            Err(error) => Err(error),
        };
        let same = match &inputs {
            Ok(inputs) => agrees(inputs, &row).map(|same| same && Some(row.total_fen) == case.calculated_fen),
            Err(_) => Ok(false),
        };
        match same {
            Ok(true) => {}
            Ok(false) | Err(Error::Refused(_)) => {
                let what = format!("{}: the stored calculation cannot be derived again", case.number);
                calculated.violations.push(what);
            }
            Err(other) => return Err(other),
        }
        let inputs = match inputs {
            Ok(inputs) => inputs,
            Err(Error::Refused(_)) => continue,
            Err(other) => return Err(other),
        };
        lines::of_a_calculation(app, &case, (&row, &inputs.scheme, &lines), &log.decided, &mut each).await?;
        // A firm that corrects works on what it signs next, and a case may end before it does.
        let signs = log.acts.is_as_signed(&case) && case.schedule_id == Some(row.schedule_id);
        if signs && let Some(found) = signature::differs(app, &case, &inputs, &log.told).await? {
            signed.checked = signed.checked.saturating_add(1);
            signed.violations.extend(found);
        }
    }
    Ok([moved, calculated, signed, each])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_one_look_saw_while_the_log_went_on_is_no_violation() {
        let saw = |violations: &[&str]| Finding {
            invariant: "credit",
            checked: 1,
            violations: violations.iter().map(|v| (*v).to_owned()).collect(),
        };
        assert!(seen_twice(&saw(&["a"]), saw(&[])).holds());
        assert!(seen_twice(&saw(&[]), saw(&["a"])).holds());
        assert_eq!(seen_twice(&saw(&["a", "b"]), saw(&["b", "c"])), saw(&["b"]));
        assert_eq!(seen_twice(&saw(&["off by 1"]), saw(&["off by 2"])), saw(&["off by 2"]));
    }
}
