//! The correction loop (补正): the authority asks, the firm corrects; the firm signs again with [`super::submit::Submit`].

use boxed::boxed;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::clock;
use domain::workflow::{ApplicationEvent, ApplicationState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Case, Move, reason};
use crate::command::{Command, Context};
use kernel::error::Error;
use store::application::Change;

/// Asks the firm for a correction and says what.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct RequestCorrection {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// What is to be corrected.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
    /// Working days within which the firm must answer.
    pub working_days: u32,
}

#[boxed]
impl Command for RequestCorrection {
    const NAME: &'static str = "application.request_correction";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::RequestCorrection);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::RequestCorrection).await?;
        let why = reason(&self.reason)?;
        let days = clock::CORRECTION.bounds();
        if !days.contains(&self.working_days) {
            let bound = |days: &u32| Fact::Count(i64::from(*days));
            let refusal = Refusal::new(Code::CorrectionDays).with("least", bound(days.start()));
            return Err(refusal.with("most", bound(days.end())).at_field("working_days").into());
        }
        let calendar = store::calendar::load(cx.tx).await?;
        let due = calendar.nth_working_day(cx.today, self.working_days, false)?;
        let moved = Move {
            change: Change { correction_note: Some(why.to_owned()), correction_due_on: Some(due), ..Change::default() },
            facts: serde_json::json!({ "due_on": due }),
            ..Move::new(ApplicationEvent::RequestCorrection).because(why)
        };
        case.step(cx, moved).await.map(|_| ())
    }
}

/// Ends an application whose correction was not answered by its last day (逾期未补正); its contracts are free again, and
/// its call can go on without it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Lapse {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
}

#[boxed]
impl Command for Lapse {
    const NAME: &'static str = "application.lapse";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Lapse);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::Lapse).await?;
        // What was asked for before a last day was kept has none: it is over.
        if let Some(due) = case.application.correction_due_on.filter(|due| cx.today <= *due) {
            return Err(Refusal::new(Code::CorrectionRuns).with("until", Fact::Date(due)).into());
        }
        case.step(cx, Move::new(ApplicationEvent::Lapse)).await?;
        store::claim::release(cx.tx, case.application.id, cx.now).await
    }
}
