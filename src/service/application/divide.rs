//! Divides the pools and the budget of a call among its applications, when all of them are under review.

use std::sync::Arc;

use async_trait::async_trait;
use domain::calculation::call::{Application, divide_call};
use domain::calculation::{Facts, InputRow};
use domain::credit::Stage;
use domain::line::{FullLine, Line};
use domain::money::Fen;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::ApplicationEvent;
use domain::workflow::call::{CallEvent, CallState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::Case;
use super::circumstances::{Division, circumstances};
use super::recalculate::recalculate;
use crate::call::state_of;
use crate::command::{Command, Context};
use kernel::error::Error;
use store::application::Change;

/// Divides a call whose scheme has a pool or a budget. It can be repeated as long as nothing is approved; every change of
/// an application makes it necessary again.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DivideCall {
    /// Number of the call.
    pub number: String,
}

#[async_trait]
impl Command for DivideCall {
    const NAME: &'static str = "call.divide";
    const ROLES: &'static [Role] = roles_of!(CallState, CallEvent::Divide);
    /// How many applications took part, and what they come to together.
    type Output = (usize, Fen);

    async fn run(&self, cx: &mut Context<'_>) -> Result<(usize, Fen), Error> {
        let call = store::call::keep(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let scheme = cx.app.scheme(cx.tx, call.scheme_version_id).await?;
        if scheme.pools.is_empty() && scheme.budget.is_none() {
            return Err(Code::CallNothingToDivide.into());
        }
        let state = state_of(&call, cx.today);
        if matches!(state, CallState::Scheduled | CallState::Open) {
            return Err(Refusal::new(Code::CallStillOpen).with("closes", Fact::Date(call.closes_on)).into());
        }
        cx.moves(state, CallEvent::Divide)?;
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
        let mut inputs = Vec::new();
        for application in &applications {
            let schedule = application.schedule_id.ok_or(Code::ScheduleMissing)?;
            let lines = store::line::full(cx.tx, schedule).await?;
            let (lines, rows): (Vec<Line>, Vec<InputRow>) = lines.into_iter().map(FullLine::into_input).unzip();
            inputs.push(Application {
                facts: serde_json::from_str::<Facts>(&application.facts)?,
                rows,
                context: circumstances(cx.app, cx.tx, (application, &call, &scheme), &lines).await?,
            });
        }
        let divided = divide_call(&scheme, &inputs)?;
        let mut totals = Vec::new();
        let mut record = Vec::new();
        for (mut application, (demand, shares)) in applications.into_iter().zip(divided) {
            let text = serde_json::to_string(&Division { demand, shares })?;
            store::application::set_division(cx.tx, application.id, text.clone()).await?;
            application.division = Some(text.clone());
            let case = Case {
                call: call.clone(),
                firm: store::firm::by_id(cx.tx, application.firm_id).await?,
                scheme: Arc::clone(&scheme),
                procedure: Arc::clone(&procedure),
                application,
            };
            let schedule = case.application.schedule_id.ok_or(Code::ScheduleMissing)?;
            let result = recalculate(cx, &case, (schedule, &case.application.facts), Stage::Approval, None).await?;
            let (calculation, found) = result.ok_or(Code::NothingPayable)?;
            let total = found.result.total;
            totals.push(total);
            record.push(serde_json::json!({ "number": case.application.number, "total_fen": total, "division": text }));
            let change = Change { calculation: Some((calculation, total)), ..Change::default() };
            store::application::advance(cx.tx, &case.application, change, cx.now).await?;
        }
        let total = Fen::sum(totals.iter().copied())?;
        cx.record("call", call.id, Self::NAME, serde_json::json!({ "number": call.number, "applications": record }));
        Ok((totals.len(), total))
    }
}
