//! A firm starts an application in an open call.

use boxed::boxed;
use domain::id::ApplicationId;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::{Role, Step};
use domain::roles_of;
use domain::seal::Sealing;
use domain::workflow::call::CallState;
use domain::workflow::{ApplicationEvent, ApplicationState};
use entity::application;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Case, Move, PREPARERS};
use crate::call::state_of;
use crate::command::{Command, Context};
use kernel::error::Error;
use kernel::id::new_uuid;
use store::application::Change;

/// Starts an application; gives its number.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Create {
    /// Number of the call.
    pub call: String,
}

#[boxed]
impl Command for Create {
    const NAME: &'static str = "application.create";
    const ROLES: &'static [Role] = PREPARERS;
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let call = store::call::keep(cx.tx, &cx.actor.scope()?, &self.call).await?;
        open_on(&call, cx.today)?;
        let firm = store::firm::by_id(cx.tx, cx.actor.own_firm()?).await?;
        if firm.kind != call.firm_kind {
            return Err(Code::CallForOthers.into());
        }
        let number = store::number::next(cx.tx, domain::series::APPLICATION, domain::date::year_of(cx.today)).await?;
        let row = application::Model {
            id: ApplicationId::from_uuid(new_uuid(cx.now)),
            number: number.clone(),
            call_id: call.id,
            firm_id: firm.id,
            unit_id: call.unit_id,
            state: ApplicationState::Draft,
            version: 1,
            facts: "{}".to_owned(),
            schedule_id: None,
            calculation_id: None,
            content_sha256: None,
            declaration_sha256: None,
            calculated_fen: None,
            approved_fen: None,
            correction_note: String::new(),
            submitted_at: None,
            created_by: cx.actor.person,
            created_at: cx.now,
            updated_at: cx.now,
            division: None,
            correction_due_on: None,
            procedure: call.procedure.clone(),
            limit_id: None,
        };
        let id = row.id;
        store::application::insert(cx.tx, row).await?;
        prepared(cx, id, "create").await?;
        cx.record(
            "application",
            id,
            Self::NAME,
            serde_json::json!({ "number": number, "call": call.number, "firm": firm.uscc }),
        );
        Ok(number)
    }
}

/// Gives up an own draft (删除草稿): the firm may start anew in the same call; files stay for the audit.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Discard {
    /// The draft.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
}

#[boxed]
impl Command for Discard {
    const NAME: &'static str = "application.discard";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Discard);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::Discard).await?;
        let seal = Sealing::of("discarded").text(&case.application.number).text(&case.application.facts).end();
        let change = Change { discarded: Some(seal.clone()), ..Change::default() };
        let moved = Move { change, ..Move::new(ApplicationEvent::Discard).bound_to(&seal) };
        case.step(cx, moved).await.map(|_| ())
    }
}

/// The server's day must lie in the window of the call.
///
/// # Errors
/// [`Code::CallNotOpen`] naming both days; [`Code::CallWithdrawn`].
pub fn open_on(call: &entity::call::Model, today: chrono::NaiveDate) -> Result<(), Refusal> {
    match state_of(call, today) {
        CallState::Open => return Ok(()),
        CallState::Withdrawn => return Err(Refusal::new(Code::CallWithdrawn)),
        _ => {}
    }
    let refusal = Refusal::new(Code::CallNotOpen);
    Err(refusal.with("opens", Fact::Date(call.opens_on)).with("closes", Fact::Date(call.closes_on)))
}

/// Notes that the actor prepared a part of the application: whoever did can neither sign nor review it.
///
/// # Errors
/// [`Code::SamePerson`].
pub(super) async fn prepared(cx: &Context<'_>, id: ApplicationId, event: &str) -> Result<(), Error> {
    let new = store::step::NewStep {
        application: id,
        step: Step::Prepared,
        person: cx.actor.person,
        role: cx.role,
        event,
        reason: "",
        content_sha256: "",
    };
    store::step::insert(cx.tx, new, cx.now).await
}
