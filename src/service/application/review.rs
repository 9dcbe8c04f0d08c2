//! First review (初审), second review (复审): begin, recommend, confirm, send back.

use boxed::boxed;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::{ApplicationEvent, ApplicationState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Case, Move, move_for_a_reason, reason};
use crate::command::{Command, Context};
use kernel::error::Error;

/// Begins the first review.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct StartReview {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
}

#[boxed]
impl Command for StartReview {
    const NAME: &'static str = "application.start_review";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::StartReview);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::StartReview).await?;
        case.step(cx, Move::new(ApplicationEvent::StartReview)).await.map(|_| ())
    }
}

/// The first reviewer recommends the calculated amount; every line that the credit check refers must be decided, and every
/// question about a claim that looks like another one answered.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Recommend {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// The opinion, told to the firm.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Recommend {
    const NAME: &'static str = "application.recommend";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Recommend);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::Recommend).await?;
        let why = reason(&self.reason)?;
        let schedule = case.application.schedule_id.ok_or(Code::ScheduleMissing)?;
        let open = store::line::count_undecided(cx.tx, schedule).await?;
        if open > 0 {
            return Err(Refusal::new(Code::LinesUndecided).with("count", Fact::Count(open)).into());
        }
        // The database refuses an open question as well; here the person is told how many.
        let claims = store::claim::standing(cx.tx, case.application.id, schedule).await?;
        if claims.open > 0 {
            return Err(Refusal::new(Code::ClaimQuestionsOpen).with("count", Fact::Count(claims.open)).into());
        }
        if let Some(row) = claims.same {
            return Err(Refusal::new(Code::ClaimSameCounts).with("row", Fact::Count(row)).into());
        }
        if case.application.calculated_fen.is_none_or(|total| total.is_zero()) {
            return Err(Code::NothingPayable.into());
        }
        let content = case.decision_hash(cx).await?;
        case.step(cx, Move::new(ApplicationEvent::Recommend).because(why).bound_to(&content)).await.map(|_| ())
    }
}

/// The second reviewer confirms what the first one recommended, unchanged since.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Confirm {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// Remark, may be empty.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Confirm {
    const NAME: &'static str = "application.confirm";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Confirm);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::Confirm).await?;
        let content = case.decision_hash(cx).await?;
        unchanged_since(cx, &case, ApplicationEvent::Confirm).await?;
        let moved = Move::new(ApplicationEvent::Confirm).because(self.reason.trim()).bound_to(&content);
        case.step(cx, moved).await.map(|_| ())
    }
}

/// The second reviewer sends the case back to the first one.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SendBack {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for SendBack {
    const NAME: &'static str = "application.send_back";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::SendBack);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        move_for_a_reason(cx, (&self.number, self.version), ApplicationEvent::SendBack, &self.reason).await
    }
}

/// A later decision is void when the content differs from what the one of the stage before was bound to (G4).
///
/// # Errors
/// [`Code::ContentChanged`].
pub(super) async fn unchanged_since(cx: &Context<'_>, case: &Case, event: ApplicationEvent) -> Result<(), Error> {
    let bound = match case.procedure.rests_on(event) {
        Some((step, before)) => store::step::latest_content(cx.tx, case.application.id, step, before.key()).await?,
        None => None,
    };
    match bound {
        Some(bound) if super::is_decided(cx.tx, &case.application, &bound).await? => Ok(()),
        _ => Err(Code::ContentChanged.into()),
    }
}
