//! Every run of a simulation is an event: it shows an administrator what firms would be paid, so the log says who asked,
//! under which rules and over which calls, and the hash of what came out.

use boxed::boxed;
use domain::role::Role;
use serde::Serialize;

use super::App;
use super::actor::Actor;
use super::command::{Command, Context, execute};
use super::query::simulation::{self, Simulation, Wanted};
use kernel::error::Error;

/// Notes that a simulation was run.
#[derive(Debug, Serialize)]
pub struct RecordRun {
    /// Scheme, version and hash that was tried.
    scheme: (String, String, String),
    /// Scheme, version and hash of the base; none when each application had its own.
    base: Option<(String, String, String)>,
    calls: Vec<String>,
    applications: usize,
    unfit: usize,
    /// Totals in minor units.
    before: i64,
    after: i64,
    result_sha256: String,
}

#[boxed]
impl Command for RecordRun {
    const NAME: &'static str = "simulation.run";
    const ROLES: &'static [Role] = &[Role::Administrator];
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let (scheme, version, _) = &self.scheme;
        cx.record("simulation", format!("{scheme}/{version}"), Self::NAME, serde_json::to_value(self)?);
        Ok(())
    }
}

/// Runs a simulation and writes the event.
///
/// # Errors
/// As for [`simulation::simulate`]; [`domain::refusal::Code::NotYourRole`].
pub async fn run(app: &App, actor: &Actor, wanted: &Wanted) -> Result<Simulation, Error> {
    let found = simulation::simulate(app, &actor.reader()?, wanted).await?;
    let named = |scheme: &domain::scheme::Scheme| (scheme.id.clone(), scheme.version.clone(), scheme.hash.clone());
    let event = RecordRun {
        scheme: named(&found.scheme),
        base: wanted.base.as_ref().and_then(|_| found.base()).map(|base| named(base)),
        calls: found.calls.iter().map(|(number, _)| number.clone()).collect(),
        applications: found.report.cases.len(),
        unfit: found.unfit.len(),
        before: found.report.total.before.minor(),
        after: found.report.total.after.minor(),
        result_sha256: found.sha256.clone(),
    };
    execute(app, actor, None, &event).await?;
    Ok(found)
}
