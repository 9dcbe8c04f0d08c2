//! The approving authority approves (审批) and reserves the budget in the same transaction, or refuses with a reason.

use boxed::boxed;
use chrono::{DateTime, Utc};
use domain::credit::{Outcome, Stage};
use domain::id::{ApprovalLimitId, BundleId};
use domain::ledger;
use domain::line::FullLine;
use domain::money::Fen;
use domain::payee::Payee;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::scheme::Payee as Rule;
use domain::workflow::procedure::limit::Limits;
use domain::workflow::procedure::{Grounds, Guard, Procedure};
use domain::workflow::{ApplicationEvent, ApplicationState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::recalculate::{Estimate, grants, if_possible, in_force, in_force_with, lock_memory};
use super::review::unchanged_since;
use super::{Case, Move, bundle, reason};
use crate::App;
use crate::account::signed::Asked;
use crate::actor::Actor;
use crate::command::{Act, Context};
use crate::credit::ask;
use crate::credit::run_check::run_check;
use crate::limit;
use kernel::error::Error;
use store::application::Change;
use store::bundle::Kind;

/// Approves the confirmed amount. A new credit check is made now; the budget is reserved by a guarded update, so that
/// racing approvals can never promise more than there is.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Approve {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// The hash of what the person saw (calculation and decisions).
    pub content: String,
    /// Remark, may be empty.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Act for Approve {
    const NAME: &'static str = "application.approve";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Approve);
    /// The approved amount.
    type Output = Fen;
    type Prepared = Option<(Approvable, Option<BundleId>)>;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Self::Prepared, Error> {
        ask::before_case(app, actor, &self.number).await?;
        let approves = |procedure: &Procedure, state| procedure.allows(state, ApplicationEvent::Approve);
        let Some(case) = Case::before(app, actor, (&self.number, self.version), approves).await? else {
            return Ok(None);
        };
        let Some(found) = if_possible(Approvable::of(app, app.store.read(), &case, app.clock.now()).await)? else {
            return Ok(None);
        };
        let grants = found.grants_ahead(app, &case).await?;
        Ok(Some((found, grants)))
    }

    async fn clear(&self, app: &App, prepared: Self::Prepared, _: Option<&Fen>) {
        let Some((approvable, grants)) = prepared else { return };
        if let Some(grants) = grants {
            bundle::let_go(app, grants).await;
        }
        approvable.found.leave_unchanged(app);
    }

    async fn run(&self, cx: &mut Context<'_>, ahead: &Self::Prepared) -> Result<Fen, Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::Approve).await?;
        if case.decision_hash(cx).await? != self.content {
            return Err(Code::ContentChanged.into());
        }
        unchanged_since(cx, &case, ApplicationEvent::Approve).await?;
        lock_memory(cx, &case).await?;
        let now;
        let (Approvable { found, payees }, written) = match ahead {
            Some((ahead, written)) if ahead.found.still_holds(cx, &case).await? => (ahead, *written),
            _ => {
                now = Approvable::of(cx.app, cx.tx, &case, cx.now).await?;
                (&now, None)
            }
        };
        found.keep_check(cx, &case).await?;
        let check = found.check();
        check.must_pass()?;
        // What was reviewed must still hold: a line that turned bad since goes back to the reviewers.
        let changed = found.lines().iter().filter(|line| check.outcome_of(line.id) != line.credit()).count();
        if changed > 0 {
            let count = i64::try_from(changed).unwrap_or(i64::MAX);
            return Err(Refusal::new(Code::CreditChanged).with("count", Fact::Count(count)).into());
        }
        let bundle = match written {
            Some(bundle) if store::bundle::waits(cx.tx, bundle).await? => bundle,
            _ => {
                // A line is granted a component once, and what was written for it before may not hold any more.
                store::bundle::remove_waiting(cx.tx, case.application.id, Kind::Grants).await?;
                while store::granted::clear_some(cx.tx, case.application.id, bundle::PIECE).await? {}
                let bundle = store::bundle::begin(cx.tx, case.application.id, Kind::Grants, cx.now).await?;
                let granted = grants(&case, found, payees, (bundle, cx.now, cx.today))?;
                store::granted::insert(cx.tx, granted).await?;
                bundle
            }
        };
        store::bundle::count(cx.tx, bundle, cx.now).await?;
        let total = case.application.calculated_fen.filter(|t| !t.is_zero()).ok_or(Code::NothingPayable)?;
        let (limits, limit) = limits(cx, &case).await?;
        let grounds = Grounds { amount: Some(case.scheme.currency.of(total)), limits: limits.as_ref() };
        // Before money is reserved, so that what is refused is the limit and not the budget.
        cx.steps(&case.procedure, (case.application.state, ApplicationEvent::Approve), &grounds)?;
        let reservation = format!("{}:{}", case.application.id, case.application.version);
        let posting = ledger::reserve(case.application.id, total, reservation);
        store::ledger::post(cx.tx, case.call.budget_line_id, &[posting], cx.today, cx.now).await?;
        let moved = Move {
            change: Change { approved: Some(total), limit, ..Change::default() },
            facts: serde_json::json!({ "approved_fen": total, "check": check.id, "limit": limit }),
            grounds,
            ..Move::new(ApplicationEvent::Approve).because(self.reason.trim()).bound_to(&self.content)
        };
        case.step(cx, moved).await?;
        Ok(total)
    }
}

/// What an approver decides about: checked and calculated once more from one reading of the lines.
pub struct Approvable {
    found: Estimate,
    payees: Vec<Payee>,
}

impl Approvable {
    async fn of(app: &App, db: &store::Connection, case: &Case, now: DateTime<Utc>) -> Result<Self, Error> {
        let mut asked = Asked::under(case.scheme.payee);
        let when = (Stage::Approval, now);
        let found = match case.scheme.payee {
            Rule::Applicant => in_force(app, db, case, when).await?,
            Rule::Enterprise(_) => {
                let also = |full: &FullLine| Ok(asked.take(&full.line, &full.values)?);
                in_force_with(app, db, case, when, also).await?
            }
        };
        Ok(Self { found, payees: asked.payees()? })
    }

    /// Writes what is granted on many lines before the approval; it counts when that does. None where that will be refused.
    async fn grants_ahead(&self, app: &App, case: &Case) -> Result<Option<BundleId>, Error> {
        if self.found.lines().len() <= bundle::WITHIN || self.found.check().must_pass().is_err() {
            return Ok(None);
        }
        let now = app.clock.now();
        let bundle = bundle::begin(app, case.application.id, Kind::Grants, now).await?;
        let written = async {
            let granted = grants(case, &self.found, &self.payees, (bundle, now, app.clock.business_date(now)))?;
            let mut granted = granted.peekable();
            while granted.peek().is_some() {
                let piece: Vec<_> = granted.by_ref().take(bundle::PIECE).collect();
                let tx = bundle::next(app, bundle).await?;
                store::granted::insert(&tx, piece).await?;
                tx.commit().await?;
            }
            Ok(Some(bundle))
        };
        let written = written.await;
        bundle::written(app, bundle, written).await
    }
}

/// The limits that the approval is held against and the row that counts, where the procedure of the case asks for them.
async fn limits(cx: &Context<'_>, case: &Case) -> Result<(Option<Limits>, Option<ApprovalLimitId>), Error> {
    let guards = case.procedure.guards(case.application.state, ApplicationEvent::Approve);
    if !guards.contains(&Guard::WithinLimit) {
        return Ok((None, None));
    }
    let (limits, own) = limit::around(cx.tx, cx.actor, (cx.role, case.scheme.currency), cx.today).await?;
    Ok((Some(limits), own))
}

/// Refuses the subsidy (不予支持): at the approval or while the case is suspended for any reason, at any other stage where a
/// new credit check vetoes the firm. What was reserved is released; the contracts are free again.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Refuse {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// Why, told to the firm.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Act for Refuse {
    const NAME: &'static str = "application.refuse";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Refuse, ApplicationEvent::Veto);
    type Output = ();
    type Prepared = ();

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<(), Error> {
        // A veto rests on what the registries say now; an approver refuses for any reason.
        let application = store::application::find(app.store.read(), &actor.scope()?, &self.number).await?;
        let procedure = app.procedure(app.store.read(), &application.procedure).await?;
        match procedure.refusal(application.state) {
            ApplicationEvent::Veto => ask::before_case(app, actor, &self.number).await,
            _ => Ok(()),
        }
    }

    async fn run(&self, cx: &mut Context<'_>, (): &()) -> Result<(), Error> {
        let refuses = |case: &Case| case.procedure.refusal(case.application.state);
        let (case, event) = Case::lock_for(cx, (&self.number, self.version), refuses).await?;
        let why = reason(&self.reason)?;
        if event == ApplicationEvent::Veto {
            // What the list says now counts, not what it said when the case was checked last.
            let schedule = case.application.schedule_id.ok_or(Code::ScheduleMissing)?;
            let lines = store::line::of_schedule(cx.tx, schedule).await?;
            if run_check(cx, &case, &lines, Stage::Approval).await?.decided() != Outcome::Block {
                return Err(Code::CaseNotVetoed.into());
            }
        }
        let content = case.decision_hash(cx).await?;
        let released = release(cx, &case).await?;
        let moved = Move {
            change: Change { no_approval: true, ..Change::default() },
            facts: serde_json::json!({ "released_fen": released }),
            ..Move::new(event).because(why).bound_to(&content)
        };
        case.step(cx, moved).await?;
        store::claim::release(cx.tx, case.application.id, cx.now).await
    }
}

/// Gives what an approval reserved back to the budget line; gives how much it was.
pub(super) async fn release(cx: &Context<'_>, case: &Case) -> Result<Fen, Error> {
    let Some(amount) = case.application.approved_fen.filter(|amount| !amount.is_zero()) else { return Ok(Fen::ZERO) };
    let reference = format!("{}:{}", case.application.id, case.application.version);
    let posting = ledger::release(case.application.id, amount, reference);
    store::ledger::post(cx.tx, case.call.budget_line_id, &[posting], cx.today, cx.now).await?;
    Ok(amount)
}
