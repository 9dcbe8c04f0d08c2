//! The last question before a payment file is made: has every case of the batch a check before payment that is fresh,
//! passing, of this firm, and still as it was sealed?

use domain::credit::gate::{GateCheck, objections};
use domain::credit::statement::standing;
use domain::credit::{Finding, snapshot};
use domain::refusal::{Code, Fact, Refusal};

use super::decided::{of_check, overrides_of_case};
use super::run_check::{in_words, who_removes};
use crate::application::Case;
use crate::command::Context;
use kernel::error::Error;

/// The part of a snapshot that officers decide about.
#[derive(serde::Deserialize)]
struct Sealed {
    applicant: Finding,
}

/// Refuses a case whose newest check does not allow its payment now. A check that does not pass is the true cause, whatever
/// else is wrong with it: it names what stands in the way and who can take it away.
///
/// # Errors
/// [`Code::CreditGate`] or [`Code::CreditGateCause`] naming the case and the reason.
pub async fn pass(cx: &Context<'_>, case: &Case) -> Result<(), Error> {
    let newest = store::credit::latest_check(cx.tx, case.application.id, None).await?;
    let stored_seal = newest.as_ref().map_or_else(String::new, |c| snapshot::sha256(&c.snapshot));
    let refuse = |why: &str| -> Error {
        Refusal::new(Code::CreditGate)
            .with("application", Fact::Text(case.application.number.clone()))
            .with("why", Fact::Message(format!("credit-gate-{why}")))
            .into()
    };
    let mut causes = None;
    // What was altered is not read any further.
    if newest.as_ref().is_some_and(|c| c.snapshot_sha256 != stored_seal) {
        return Err(refuse("SNAPSHOT_TAMPERED"));
    }
    let check = match newest {
        None => None,
        Some(row) => {
            let seen: serde_json::Value = serde_json::from_str(&row.snapshot)?;
            let subject = |field: &str| {
                let found = seen.pointer(&format!("/request/subject/{field}")).and_then(|v| v.as_str());
                found.unwrap_or_default().to_owned()
            };
            let Sealed { applicant } = serde_json::from_str(&row.snapshot)?;
            let overrides = overrides_of_case(cx.tx, case.application.id, cx.now).await?;
            let holding = standing(&applicant, &overrides);
            if !holding.is_empty() {
                causes = Some((in_words(&holding), who_removes(&holding)));
            }
            Some(GateCheck {
                stage: row.stage,
                // What two officers decided counts; what they decided about is the sealed finding.
                outcome: of_check(&row, &overrides)?.now,
                finished_at: row.finished_at,
                code: subject("code"),
                name: subject("name"),
                snapshot_sha256: row.snapshot_sha256,
            })
        }
    };
    let payee = (case.firm.uscc.as_str(), case.firm.name.as_str());
    if let Some((reasons, who)) = causes {
        let refusal = Refusal::new(Code::CreditGateCause).with("reasons", reasons).with("who", who);
        return Err(refusal.with("application", Fact::Text(case.application.number.clone())).into());
    }
    match objections(check.as_ref(), &stored_seal, payee, cx.now).first() {
        None => Ok(()),
        Some(why) => Err(refuse(why)),
    }
}
