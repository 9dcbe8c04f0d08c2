//! A firm answers the questions of the scheme about itself.

use std::collections::BTreeMap;

use domain::role::Role;
use domain::scheme::days_in_order;
use domain::template::Value;
use serde::Serialize;

use super::create::prepared;
use super::recalculate::recalculate;
use super::{Case, PREPARERS};
use crate::command::{Command, Context};
use crate::scheme::day_of;
use domain::workflow::ApplicationEvent;
use kernel::error::Error;
use store::application::Change;

/// Saves the answers; an estimate follows when a schedule is there.
#[derive(Debug, Serialize)]
pub struct FillIn {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    pub version: i64,
    /// Answers by fact name, as typed.
    pub answers: BTreeMap<String, String>,
}

impl Command for FillIn {
    const NAME: &'static str = "application.fill_in";
    const ROLES: &'static [Role] = PREPARERS;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::Edit).await?;
        let mut facts: BTreeMap<String, Value> = BTreeMap::new();
        let mut refusals = Vec::new();
        for spec in &case.scheme.facts {
            let typed = self.answers.get(&spec.name).map_or("", String::as_str);
            match spec.read(typed, case.scheme.currency) {
                Ok(Value::Missing) => {}
                Ok(value) => {
                    facts.insert(spec.name.clone(), value);
                }
                Err(refusal) => refusals.push(refusal),
            }
        }
        if let Err(refusal) = days_in_order(case.scheme.facts.iter(), |name| day_of(facts.get(name))) {
            refusals.push(refusal);
        }
        if !refusals.is_empty() {
            return Err(Error::RefusedMany(refusals));
        }
        prepared(cx, case.application.id, "fill_in").await?;
        let facts_json = serde_json::to_string(&facts)?;
        let estimate = match case.application.schedule_id {
            Some(schedule) => {
                recalculate(cx, &case, (schedule, &facts_json), domain::credit::Stage::Submission).await?
            }
            None => None,
        };
        let change = Change {
            facts: Some(facts_json),
            no_calculation: estimate.is_none(),
            calculation: estimate.map(|(calculation, found)| (calculation, found.result.total)),
            ..Change::default()
        };
        store::application::advance(cx.tx, &case.application, change, cx.now).await?;
        cx.record("application", case.application.id, Self::NAME, serde_json::json!({ "facts": facts }));
        Ok(())
    }
}
