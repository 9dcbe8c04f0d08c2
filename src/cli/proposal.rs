//! What one person proposed and another decides: the arguments that name a proposal, and the act that decides it.

use clap::Args;

use super::block_on;
use super::call::{Who, clerk};
use crate::error::Error;
use crate::service::command::{Act, execute};

/// A proposal.
#[derive(Debug, Args)]
pub(super) struct Named {
    /// Number of the proposal
    pub(super) number: String,
    #[command(flatten)]
    pub(super) who: Who,
}

/// A proposal that is declined.
#[derive(Debug, Args)]
pub(super) struct Declined {
    /// Number of the proposal
    pub(super) number: String,
    /// Why, for the person who proposed it
    #[arg(long)]
    pub(super) reason: String,
    #[command(flatten)]
    pub(super) who: Who,
}

/// Carries an act about something out for whoever acts; where nothing is found the refusal says by which name.
pub(super) fn decide<A: Act>(who: &Who, name: &str, act: &A) -> Result<A::Output, Error> {
    block_on(async {
        let (app, actor) = clerk(who).await?;
        execute(&app, &actor, None, act).await.map_err(|error| error.about(name))
    })
}
