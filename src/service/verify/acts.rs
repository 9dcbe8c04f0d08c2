//! What the log tells of acts on cases and batches: the state to which they brought them, the steps that people took with them,
//! the checks that were made, and what nobody changed since it was signed.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::id::{CreditCheckId, PersonId};
use domain::role::{Role, Step};
use domain::workflow::{ApplicationEvent, ApplicationState, BatchState, Machine};
use entity::{application, audit_event, case_step};
use serde::Deserialize;

use super::Finding;
use crate::App;
use crate::application::answer_claim::AnswerClaim;
use crate::application::attach::{Attach, AttachAgain, Detach};
use crate::application::create::Create;
use crate::application::decide_line::DecideLine;
use crate::application::fill_in::FillIn;
use crate::application::import_schedule::ImportSchedule;
use crate::command::Act as _;
use kernel::error::Error;

/// Acts on a case that move it nowhere and are a step of whoever takes them.
const STEPS: [&str; 8] = [
    Create::NAME,
    FillIn::NAME,
    ImportSchedule::NAME,
    Attach::NAME,
    AttachAgain::NAME,
    Detach::NAME,
    DecideLine::NAME,
    AnswerClaim::NAME,
];

/// Acts that change what was signed, where it may be changed.
const CHANGES: [&str; 5] = [FillIn::NAME, ImportSchedule::NAME, Attach::NAME, AttachAgain::NAME, Detach::NAME];

/// What the log tells, as it is read.
#[derive(Debug, Default)]
pub(super) struct Acts {
    cases: HashMap<String, Case>,
    batches: HashMap<String, BatchState>,
}

#[derive(Debug)]
struct Case {
    moves: Vec<ApplicationEvent>,
    as_signed: bool,
    steps: Vec<Told>,
    checks: BTreeSet<(CreditCheckId, String)>,
}

/// A step as its event tells it; what was decided on stands in the event of a move.
#[derive(Debug)]
struct Told {
    at: DateTime<Utc>,
    person: Option<PersonId>,
    role: String,
    event: String,
    bound: Option<Bound>,
}

/// What the event of a move says of its step.
#[derive(Debug, Deserialize)]
struct Bound {
    #[serde(rename = "from")]
    _from: String,
    reason: String,
    content_sha256: String,
}

/// What the event of a check says of it.
#[derive(Deserialize)]
struct Checked {
    check: CreditCheckId,
    snapshot_sha256: String,
}

impl Acts {
    /// Notes an event.
    pub(super) fn read(&mut self, event: &audit_event::Model) {
        match (event.aggregate_kind.as_str(), event.action.split_once('.')) {
            ("application", Some(("application", act))) => self.case(event).act(event, act),
            ("application", Some(("credit", "check"))) => {
                if let Ok(told) = serde_json::from_str::<Checked>(&event.payload) {
                    self.case(event).checks.insert((told.check, told.snapshot_sha256));
                }
            }
            ("payment_batch", Some(("batch", act))) => {
                let state = self.batches.entry(event.aggregate_id.clone()).or_insert(BatchState::Draft);
                *state = after(*state, act);
            }
            _ => {}
        }
    }

    fn case(&mut self, event: &audit_event::Model) -> &mut Case {
        self.cases.entry(event.aggregate_id.clone()).or_insert_with(|| Case {
            moves: Vec::new(),
            as_signed: false,
            steps: Vec::new(),
            checks: BTreeSet::new(),
        })
    }

    /// Whether nothing of a case was changed since it was signed last.
    pub(super) fn is_as_signed(&self, case: &application::Model) -> bool {
        self.cases.get(&case.id.to_string()).is_some_and(|told| told.as_signed)
    }

    /// Compares a case with it: its state, and what people did.
    pub(super) async fn hold(&self, app: &App, case: &application::Model, finding: &mut Finding) -> Result<(), Error> {
        let steps = store::step::of_case(app.store.read(), case.id).await?;
        finding.checked = finding.checked.saturating_add(1);
        // A case without its events is named where the log is looked at.
        let Some(told) = self.cases.get(&case.id.to_string()) else { return Ok(()) };
        let procedure = app.procedure(app.store.read(), &case.procedure).await?;
        let state = told
            .moves
            .iter()
            .fold(ApplicationState::Draft, |state, event| procedure.after(state, *event).unwrap_or(state));
        if state != case.state {
            finding.violations.push(format!("{}: is {}, in the log {state}", case.number, case.state));
        }
        let mut at: HashMap<DateTime<Utc>, Vec<&case_step::Model>> = HashMap::new();
        for step in &steps {
            at.entry(step.at).or_default().push(step);
        }
        let there = |told: &Told| at.get(&told.at).is_some_and(|steps| steps.iter().any(|step| told.is(step)));
        let missing = told.steps.iter().filter(|told| !there(told));
        finding
            .violations
            .extend(missing.map(|told| format!("{} {}: its step is not as the log tells", case.number, told.event)));
        let other = steps.iter().filter(|step| taken(step.role, &step.event) != Some(step.step));
        finding.violations.extend(other.map(|step| format!("{} {}: is no {}", case.number, step.event, step.step)));
        Ok(())
    }

    /// Compares all batches with it.
    pub(super) async fn hold_batches(&self, app: &App, finding: &mut Finding) -> Result<(), Error> {
        for (id, number, state) in store::payment::states_of_batches(app.store.read()).await? {
            finding.checked = finding.checked.saturating_add(1);
            let told = self.batches.get(&id.to_string());
            if told.is_some_and(|told| *told != state) {
                finding.violations.push(format!("{number}: is {state}, in the log it is not"));
            }
        }
        Ok(())
    }

    /// Checks that are there and not in the log, or in the log and not there.
    pub(super) async fn hold_checks(&self, app: &App, finding: &mut Finding) -> Result<(), Error> {
        let told =
            self.cases.iter().flat_map(|(case, told)| told.checks.iter().map(|check| (case.clone(), check.clone())));
        let told: BTreeSet<_> = told.collect();
        let there = store::credit::checks::seals(app.store.read()).await?;
        let there: BTreeSet<_> = there.into_iter().map(|(case, id, seal)| (case.to_string(), (id, seal))).collect();
        let differ = told.symmetric_difference(&there);
        finding.violations.extend(differ.map(|(case, (id, _))| format!("{case}: check {id} is not as the log tells")));
        Ok(())
    }
}

impl Case {
    fn act(&mut self, event: &audit_event::Model, act: &str) {
        let event_of = ApplicationEvent::from_key(act);
        // A decision on a line moves nothing, and there may be many.
        self.moves.extend(event_of.filter(|event| *event != ApplicationEvent::DecideLine));
        match event_of {
            Some(ApplicationEvent::Submit | ApplicationEvent::Resubmit) => self.as_signed = true,
            _ if CHANGES.contains(&event.action.as_str()) => self.as_signed = false,
            _ => {}
        }
        // What follows from the bank is nobody's step.
        let bound = serde_json::from_str::<Bound>(&event.payload).ok();
        if bound.is_some() || STEPS.contains(&event.action.as_str()) {
            let (at, person, role) = (event.at, event.person_id, event.role.clone());
            self.steps.push(Told { at, person, role, event: act.to_owned(), bound });
        }
    }
}

impl Told {
    /// Whether a step of the same instant is the one that is told.
    fn is(&self, step: &case_step::Model) -> bool {
        let bound = |bound: &Bound| (&bound.reason, &bound.content_sha256) == (&step.reason, &step.content_sha256);
        (self.person, self.role.as_str(), &self.event) == (Some(step.person_id), step.role.key(), &step.event)
            && self.bound.as_ref().is_none_or(bound)
    }
}

/// The state after an act; what moves nothing leaves it.
fn after<S: Machine>(state: S, act: &str) -> S {
    let row = S::TRANSITIONS.iter().find(|row| row.from == state && S::event_key(row.event) == act);
    row.map_or(state, |row| row.to)
}

/// The step that an act is, in the role in which it was taken; none where nobody in that role takes it.
fn taken(role: Role, act: &str) -> Option<Step> {
    match (role, act) {
        (_, "create" | "fill_in" | "import_schedule" | "attach" | "attach_again" | "detach") => Some(Step::Prepared),
        (_, "sign_supplement") => Some(Step::Signed),
        (_, "answer_claim") => Some(ApplicationEvent::DecideLine.step(role)),
        (Role::FinanceMaker | Role::FinanceApprover | Role::Reconciler, "send") => Some(Step::BatchSent),
        (Role::FinanceMaker, _) => Some(Step::BatchMade),
        (Role::FinanceApprover, _) => Some(Step::BatchApproved),
        (Role::Reconciler, _) => Some(Step::Reconciled),
        _ => ApplicationEvent::from_key(act).map(|event| event.step(role)),
    }
}
