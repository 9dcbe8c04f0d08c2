//! The proof of every night: every invariant of the money and of the log, the three books among them, on the database as it stands.
//! Its result stands in the log; pages show the last one, and administrators are warned when a rule does not hold.

use boxed::boxed;
use chrono::{DateTime, Utc};
use domain::role::Role;
use serde::{Deserialize, Serialize};

use crate::App;
use crate::actor::Actor;
use crate::command::{Command, Context, execute};
use crate::verify::{Finding, verify};
use kernel::error::Error;

/// What the event is about.
const ABOUT: (&str, &str) = ("installation", "proof");

/// What a night's proof came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proved {
    /// Rules that were looked at.
    pub rules: usize,
    /// Those that do not hold, each with how often. What violates them is named where they are verified by hand.
    pub broken: Vec<(String, usize)>,
}

impl Proved {
    /// Whether every rule holds.
    pub const fn holds(&self) -> bool {
        self.broken.is_empty()
    }
}

/// Proves the installation and notes what came of it.
pub(super) async fn prove(app: &App) -> Result<(), Error> {
    let findings = verify(app).await?;
    for finding in findings.iter().filter(|finding| !finding.holds()) {
        tracing::error!(invariant = finding.invariant, violations = ?finding.violations, "the nightly proof does not hold");
    }
    execute(&app.ending(), &Actor::program(), None, &Note { proved: proved(&findings) }).await
}

fn proved(findings: &[Finding]) -> Proved {
    let broken = findings.iter().filter(|finding| !finding.holds());
    let broken = broken.map(|finding| (finding.invariant.to_owned(), finding.violations.len())).collect();
    Proved { rules: findings.len(), broken }
}

/// Notes a proof.
#[derive(Debug, Serialize)]
struct Note {
    proved: Proved,
}

#[boxed]
impl Command for Note {
    const NAME: &'static str = "installation.proved";
    const ROLES: &'static [Role] = &[];
    const BY_PROGRAM: bool = true;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        cx.record(ABOUT.0, ABOUT.1, Self::NAME, serde_json::to_value(&self.proved)?);
        Ok(())
    }
}

/// The last proof and when it was made; none before the first night.
///
/// # Errors
/// A fault of the database.
pub async fn last(app: &App) -> Result<Option<(DateTime<Utc>, Proved)>, Error> {
    let event = store::audit::last_of(app.store.read(), ABOUT).await?;
    event.map(|event| Ok((event.at, serde_json::from_str(&event.payload)?))).transpose()
}
