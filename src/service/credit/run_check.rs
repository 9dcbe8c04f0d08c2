//! Runs the credit check.
use crate::error::Error;
use crate::service::application::Case;
use crate::service::command::Context;
use domain::credit::Stage;
use domain::id::{CreditCheckId, LineId};
use domain::refusal::Refusal;
use entity::{line, payment};

/// Result of a check.
pub struct Check {
    /// Id.
    pub id: CreditCheckId,
    outcome: String,
}
impl Check {
    /// pass, refer, block
    pub fn outcome(&self) -> &str {
        &self.outcome
    }
    /// Of a line.
    pub fn outcome_of(&self, _: LineId) -> &'static str {
        "pass"
    }
    /// Code of the first reason.
    pub fn first_reason(&self, _: LineId) -> String {
        String::new()
    }
    /// Errors unless pass.
    pub fn must_pass(&self) -> Result<(), Refusal> {
        Ok(())
    }
    /// Errors when block.
    pub fn must_not_block(&self) -> Result<(), Refusal> {
        Ok(())
    }
    /// Payees.
    pub fn payees_must_pass(&self, _: &[line::Model], _: &[payment::Model], _: &Case) -> Result<(), Refusal> {
        Ok(())
    }
}
/// Runs.
pub async fn run_check(_cx: &Context<'_>, _case: &Case, _lines: &[line::Model], _stage: Stage) -> Result<Check, Error> {
    todo!()
}
