//! The correction loop (补正): the authority asks, the firm corrects; the firm signs again with [`super::submit::Submit`].

use domain::role::Role;
use domain::roles_of;
use domain::workflow::{ApplicationEvent, ApplicationState};
use serde::Serialize;

use super::{Case, Move, reason};
use crate::error::Error;
use crate::service::command::{Command, Context};
use crate::store::application::Change;

/// Asks the firm for a correction and says what.
#[derive(Debug, Serialize)]
pub struct RequestCorrection {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    pub version: i64,
    /// What is to be corrected.
    pub reason: String,
}

impl Command for RequestCorrection {
    const NAME: &'static str = "application.request_correction";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::RequestCorrection);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, &self.number, self.version).await?;
        let why = reason(&self.reason)?;
        let moved = Move {
            change: Change { correction_note: Some(why.to_owned()), ..Change::default() },
            ..Move::new(ApplicationEvent::RequestCorrection).because(why)
        };
        case.step(cx, moved).await.map(|_| ())
    }
}
