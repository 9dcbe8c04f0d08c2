//! Divides the pools and the budget of a call among its applications, when all of them are under review.
//!
//! All of them are read and calculated before the act, which looks whether each is as it was found.

use std::sync::Arc;

use boxed::boxed;
use chrono::NaiveDate;
use domain::calculation::call::{Application, divide_call};
use domain::calculation::{Facts, InputRow};
use domain::credit::Stage;
use domain::line::{FullLine, Line};
use domain::money::Fen;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::scheme::Scheme;
use domain::workflow::ApplicationEvent;
use domain::workflow::call::{CallEvent, CallState};
use entity::{application, call};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::Case;
use super::circumstances::{Division, circumstances};
use super::recalculate::{Estimate, if_possible, in_force, leave};
use crate::App;
use crate::actor::Actor;
use crate::call::state_of;
use crate::command::{Act, Context};
use kernel::error::{Error, Fault};
use store::Connection;
use store::application::Change;

/// Divides a call whose scheme has a pool or a budget. It can be repeated as long as nothing is approved; every change of
/// an application makes it necessary again.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DivideCall {
    /// Number of the call.
    pub number: String,
}

/// An application with its part of what its call divides, and what it comes to with that.
pub struct Part {
    case: Case,
    found: Estimate,
}

#[boxed]
impl Act for DivideCall {
    const NAME: &'static str = "call.divide";
    const ROLES: &'static [Role] = roles_of!(CallState, CallEvent::Divide);
    /// How many applications took part, and what they come to together.
    type Output = (usize, Fen);
    /// The parts of all in the order of their filing; none where the call cannot be divided.
    type Prepared = Vec<Part>;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Vec<Part>, Error> {
        let (db, scope) = (app.store.read(), actor.scope()?);
        let call = store::call::by_number(db, &scope, &self.number).await?;
        let divided = match divisible(app, db, &call, app.clock.today()).await {
            Ok(scheme) => {
                let applications = store::application::of_call(db, &scope, call.id).await?;
                parts(app, db, (&call, &scheme), applications).await
            }
            Err(refused) => Err(refused),
        };
        let mut written = Vec::new();
        for Part { case, found } in if_possible(divided)?.unwrap_or_default() {
            written.push(Part { case, found: found.written_ahead(app).await? });
        }
        Ok(written)
    }

    async fn run(&self, cx: &mut Context<'_>, prepared: &Vec<Part>) -> Result<(usize, Fen), Error> {
        let call = store::call::keep(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let scheme = divisible(cx.app, cx.tx, &call, cx.today).await?;
        cx.moves(state_of(&call, cx.today), CallEvent::Divide)?;
        let applications = store::application::lock_of_call(cx.tx, call.id).await?;
        // It is divided while the lines of all are being decided.
        let procedure = cx.app.procedure(cx.tx, &call.procedure).await?;
        let elsewhere = applications.iter().find(|a| !procedure.allows(a.state, ApplicationEvent::DecideLine));
        if let Some(other) = elsewhere {
            return Err(Refusal::new(Code::CallNotTogether)
                .with("number", Fact::Text(other.number.clone()))
                .with("state", Fact::Message(format!("application-state-{}", other.state.key())))
                .into());
        }
        let again;
        let divided = if still_hold(cx, &applications, prepared).await? {
            prepared
        } else {
            again = parts(cx.app, cx.tx, (&call, &scheme), applications).await?;
            &again
        };
        let mut totals = Vec::new();
        let mut record = Vec::new();
        for Part { case, found } in divided {
            let (application, total) = (&case.application, found.result.total);
            store::application::keep_division(cx.tx, application).await?;
            let calculation = found.put_in_force(cx, case).await?;
            totals.push(total);
            let division = &application.division;
            record.push(serde_json::json!({ "number": application.number, "total_fen": total, "division": division }));
            let change = Change { calculation: Some((calculation, total)), ..Change::default() };
            store::application::advance(cx.tx, application, change, cx.now).await?;
        }
        let total = Fen::sum(totals.iter().copied())?;
        cx.record("call", call.id, Self::NAME, serde_json::json!({ "number": call.number, "applications": record }));
        Ok((totals.len(), total))
    }

    async fn clear(&self, app: &App, prepared: Vec<Part>, done: Option<&(usize, Fen)>) {
        for Part { found, .. } in prepared {
            leave(app, Some(found), done.is_some());
        }
    }
}

/// The scheme of a call that divides something and is closed.
///
/// # Errors
/// [`Code::CallNothingToDivide`]; [`Code::CallStillOpen`]; a fault of the database.
async fn divisible(app: &App, db: &Connection, call: &call::Model, today: NaiveDate) -> Result<Arc<Scheme>, Error> {
    let scheme = app.scheme(db, call.scheme_version_id).await?;
    if scheme.pools.is_empty() && scheme.budget.is_none() {
        return Err(Code::CallNothingToDivide.into());
    }
    if matches!(state_of(call, today), CallState::Scheduled | CallState::Open) {
        return Err(Refusal::new(Code::CallStillOpen).with("closes", Fact::Date(call.closes_on)).into());
    }
    Ok(scheme)
}

/// What each application of a call gets, and comes to with that.
async fn parts(
    app: &App,
    db: &Connection,
    (call, scheme): (&call::Model, &Arc<Scheme>),
    applications: Vec<application::Model>,
) -> Result<Vec<Part>, Error> {
    let mut inputs = Vec::new();
    for application in &applications {
        let schedule = application.schedule_id.ok_or(Code::ScheduleMissing)?;
        let lines = store::line::full(db, schedule).await?;
        let (lines, rows): (Vec<Line>, Vec<InputRow>) = lines.into_iter().map(FullLine::into_input).unzip();
        inputs.push(Application {
            facts: serde_json::from_str::<Facts>(&application.facts)?,
            rows,
            context: circumstances(app, db, (application, call, scheme), &lines).await?,
        });
    }
    let of = Arc::clone(scheme);
    let divided = tokio::task::spawn_blocking(move || divide_call(&of, &inputs)).await;
    let divided = divided.map_err(|e| Fault::from_cause("the division of a call stopped", e))??;
    let mut parts = Vec::new();
    for (mut application, (demand, shares)) in applications.into_iter().zip(divided) {
        application.division = Some(serde_json::to_string(&Division { demand, shares })?);
        let case = Case::with(app, db, application).await?;
        let found = in_force(app, db, &case, (Stage::Approval, app.clock.now())).await?;
        parts.push(Part { case, found });
    }
    Ok(parts)
}

/// Whether the call has the same applications as when they were divided, and nothing happened that could change what one of
/// them asks or comes to.
async fn still_hold(cx: &Context<'_>, now: &[application::Model], parts: &[Part]) -> Result<bool, Error> {
    let seen = |case: &Case| (case.application.id, case.application.version);
    if !now.iter().map(|a| (a.id, a.version)).eq(parts.iter().map(|part| seen(&part.case))) {
        return Ok(false);
    }
    for Part { case, found } in parts {
        if !found.still_holds(cx, case).await? {
            return Ok(false);
        }
    }
    Ok(true)
}
