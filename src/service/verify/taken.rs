//! What claims and grants say in the words of a scheme: the days and the direction that a claim took, and the component of
//! which something was granted. All else of them is compared with their lines by statements.

use std::sync::Arc;

use domain::claim::{self, Days};
use domain::id::CallId;
use domain::scheme::Scheme;
use entity::call;

use super::Finding;
use crate::App;
use kernel::error::Error;

/// Adds to the findings about claims and grants what their schemes do not say.
pub(super) async fn as_the_schemes_say(app: &App, findings: &mut [Finding]) -> Result<(), Error> {
    let db = app.store.read();
    let mut last = None;
    for taken in store::claim::taken(db).await? {
        let (call, scheme) = of(app, &mut last, taken.call_id).await?;
        let rule = scheme.claim.as_ref();
        let period = Days { from: call.period_from, to: call.period_to };
        let days = claim::covered(rule, (taken.starts_on, taken.ends_on), period);
        let took = Days { from: taken.covers_from, to: taken.covers_to };
        if days != took || rule.map_or("", |rule| rule.direction.as_str()) != taken.direction {
            add(findings, "claims", format!("{}: {} {} {}", call.number, took.from, took.to, taken.direction));
        }
    }
    for (of_call, component) in store::granted::components(db).await? {
        let (call, scheme) = of(app, &mut last, of_call).await?;
        if !scheme.components.iter().any(|known| known.rule.name == component) {
            add(findings, "grants", format!("{}: {component}", call.number));
        }
    }
    Ok(())
}

type Known = (call::Model, Arc<Scheme>);

/// A call with its scheme; those of one call follow one another.
async fn of<'k>(app: &App, last: &'k mut Option<Known>, id: CallId) -> Result<&'k Known, Error> {
    let known = match last.take().filter(|(call, _)| call.id == id) {
        Some(known) => known,
        None => {
            let call = store::call::by_id(app.store.read(), id).await?;
            let scheme = app.scheme(app.store.read(), call.scheme_version_id).await?;
            (call, scheme)
        }
    };
    Ok(last.insert(known))
}

fn add(findings: &mut [Finding], invariant: &str, violation: String) {
    if let Some(finding) = findings.iter_mut().find(|finding| finding.invariant == invariant) {
        finding.violations.push(violation);
    }
}
