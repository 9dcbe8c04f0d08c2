//! The first person: proposes a call, or a change of one.

use boxed::boxed;
use chrono::NaiveDate;
use domain::call::Days;
use domain::id::{CallId, CallProposalId};
use domain::material;
use domain::refusal::Code;
use domain::role::Role;
use domain::roles_of;
use domain::workflow::call::{CallEvent, CallState, ProposalState};
use entity::{call, call_proposal};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Content, Terms, check, parts_of, state_of, told};
use crate::application::reason;
use crate::command::{Command, Context};
use crate::procedure::not_in_force;
use kernel::error::Error;
use kernel::id::new_uuid;

/// Proposes a call; gives the number of the proposal.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ProposeCall {
    /// What it says.
    pub terms: Terms,
}

#[boxed]
impl Command for ProposeCall {
    const NAME: &'static str = "call.propose";
    const ROLES: &'static [Role] = roles_of!(CallState, CallEvent::Open);
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        cx.moves(CallState::Planned, CallEvent::Open)?;
        let unit = cx.actor.own_unit()?;
        let content = content(cx, &self.terms, unit).await?;
        check(cx, CallEvent::Open, &content, None).await?;
        let call = CallId::from_uuid(new_uuid(cx.now));
        propose(cx, (call, "", 1), (CallEvent::Open, ""), content).await
    }
}

/// What is to change of a call.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Anything, before the first application.
    Edit(Box<Terms>),
    /// An earlier last day.
    Close(NaiveDate),
    /// A later last day.
    Extend(NaiveDate),
    /// It is called off, before the first application.
    Withdraw,
}

impl Change {
    /// What happens to the call.
    pub const fn event(&self) -> CallEvent {
        match self {
            Self::Edit(_) => CallEvent::Edit,
            Self::Close(_) => CallEvent::Close,
            Self::Extend(_) => CallEvent::Extend,
            Self::Withdraw => CallEvent::Withdraw,
        }
    }
}

/// Proposes to change a call, with a reason; gives the number of the proposal.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ProposeChange {
    /// Number of the call.
    pub number: String,
    /// What is to change.
    pub change: Change,
    /// Why; firms read it.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for ProposeChange {
    const NAME: &'static str = "call.change";
    const ROLES: &'static [Role] =
        roles_of!(CallState, CallEvent::Edit, CallEvent::Close, CallEvent::Extend, CallEvent::Withdraw);
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let found = store::call::by_number(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let (call, event) = (store::call::lock(cx.tx, found.id).await?, self.change.event());
        cx.moves(state_of(&call, cx.today), event)?;
        let reason = reason(&self.reason)?.to_owned();
        let new = self.changed(cx, &call).await?;
        check(cx, event, &new, Some(&call)).await?;
        let ordinal = store::call_proposal::of_call(cx.tx, call.id).await?.len();
        let ordinal = i64::try_from(ordinal).unwrap_or(i64::MAX).saturating_add(1);
        propose(cx, (call.id, &call.number, ordinal), (event, &reason), new).await
    }
}

impl ProposeChange {
    /// The call as it is to be.
    async fn changed(&self, cx: &Context<'_>, call: &call::Model) -> Result<Content, Error> {
        let mut new = Content::of_call(call);
        match &self.change {
            Change::Edit(terms) => {
                new = content(cx, terms, call.unit_id).await?;
                if new == Content::of_call(call) {
                    return Err(Code::CallUnchanged.into());
                }
            }
            Change::Close(day) | Change::Extend(day) => new.days.window.1 = *day,
            Change::Withdraw => new.withdrawn = true,
        }
        Ok(new)
    }
}

/// The terms with what they name found; nothing of it is checked against its surroundings yet.
async fn content(cx: &Context<'_>, terms: &Terms, unit_id: domain::id::UnitId) -> Result<Content, Error> {
    let wrong = terms.incomplete();
    if !wrong.is_empty() {
        return Err(Error::RefusedMany(wrong));
    }
    let version = store::scheme::by_name(cx.tx, &terms.scheme.0, &terms.scheme.1).await?;
    let nothing = || Error::nothing_named(&format!("{} {}", terms.scheme.0, terms.scheme.1));
    let version = version.ok_or_else(nothing)?;
    let line = store::budget::line_by_code(cx.tx, &cx.actor.scope()?, &terms.budget_line).await;
    let line = line.map_err(|error| error.about(&terms.budget_line))?;
    let scheme = cx.app.scheme(cx.tx, version.id).await?;
    let named = domain::workflow::procedure::name(&terms.procedure.0, &terms.procedure.1);
    let procedure = cx.app.procedure(cx.tx, &named).await.map_err(|error| match error.code() {
        Some(Code::NotFound) => not_in_force(&named).into(),
        _ => error,
    })?;
    let wrong = material::against(&terms.materials, &parts_of(&scheme));
    if !wrong.is_empty() {
        return Err(Error::RefusedMany(wrong));
    }
    Ok(Content {
        unit_id,
        scheme_version_id: version.id,
        budget_line_id: line.id,
        title: terms.title.clone(),
        firm_kind: terms.firm_kind.clone(),
        days: Days { window: terms.window, period: terms.period },
        notice: (i64::from(terms.notice_working_days), true),
        declaration: terms.declaration.clone(),
        parameters: serde_json::to_string(&terms.fixed(&scheme)?)?,
        withdrawn: false,
        procedure: procedure.name(),
        materials: serde_json::to_string(&terms.materials)?,
    })
}

async fn propose(
    cx: &mut Context<'_>,
    (call_id, call, ordinal): (CallId, &str, i64),
    (event, reason): (CallEvent, &str),
    new: Content,
) -> Result<String, Error> {
    let number = store::number::next(cx.tx, domain::series::CALL_PROPOSAL, domain::date::year_of(cx.today)).await?;
    let row = call_proposal::Model {
        id: CallProposalId::from_uuid(new_uuid(cx.now)),
        number: number.clone(),
        call_id,
        ordinal,
        event,
        reason: reason.to_owned(),
        unit_id: new.unit_id,
        scheme_version_id: new.scheme_version_id,
        budget_line_id: new.budget_line_id,
        title_zh: new.title.0,
        title_en: new.title.1,
        firm_kind: new.firm_kind,
        opens_on: new.days.window.0,
        closes_on: new.days.window.1,
        period_from: new.days.period.0,
        period_to: new.days.period.1,
        notice_working_days: new.notice.0,
        notice_start_counts: new.notice.1,
        declaration_zh: new.declaration.0,
        declaration_en: new.declaration.1,
        parameters: new.parameters,
        withdrawn: new.withdrawn,
        procedure: new.procedure,
        materials: new.materials,
        state: ProposalState::Proposed,
        proposed_by: cx.actor.person,
        proposed_at: cx.now,
        decided_by: None,
        decided_at: None,
        decided_on: None,
        answer: String::new(),
    };
    cx.record("call", call_id, &format!("call.propose_{event}"), told(call, &row));
    store::call_proposal::insert(cx.tx, row).await?;
    Ok(number)
}
