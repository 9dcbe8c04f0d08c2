//! A firm answers the questions of the scheme about itself.

use std::collections::BTreeMap;

use boxed::boxed;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use domain::scheme::days_in_order;
use domain::template::Value;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::create::prepared;
use super::recalculate::{Estimate, found_ahead, leave, recalculate};
use super::{Case, PREPARERS};
use crate::App;
use crate::actor::Actor;
use crate::command::{Act, Context};
use crate::scheme::day_of;
use domain::credit::Stage;
use domain::workflow::ApplicationEvent;
use domain::workflow::procedure::Procedure;
use kernel::error::Error;
use store::application::Change;

/// Saves the answers; an estimate follows when a schedule is there.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct FillIn {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// Answers by fact name, as typed.
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
}

impl FillIn {
    /// The answers as they are kept.
    fn facts(&self, case: &Case) -> Result<BTreeMap<String, Value>, Error> {
        let mut facts: BTreeMap<String, Value> = BTreeMap::new();
        let unknown = self.answers.keys().find(|name| !case.scheme.facts.iter().any(|spec| spec.name == **name));
        if let Some(name) = unknown {
            return Err(Refusal::new(Code::FormMalformed).at_field(name).into());
        }
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
        if refusals.is_empty() { Ok(facts) } else { Err(Error::RefusedMany(refusals)) }
    }
}

#[boxed]
impl Act for FillIn {
    const NAME: &'static str = "application.fill_in";
    const ROLES: &'static [Role] = PREPARERS;
    type Output = ();
    type Prepared = Option<Estimate>;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Option<Estimate>, Error> {
        let edits = |procedure: &Procedure, state| procedure.allows(state, ApplicationEvent::Edit);
        let Some(case) = Case::before(app, actor, (&self.number, self.version), edits).await? else { return Ok(None) };
        let (Some(schedule), Ok(facts)) = (case.application.schedule_id, self.facts(&case)) else { return Ok(None) };
        found_ahead(app, &case, (schedule, &serde_json::to_string(&facts)?), Stage::Submission).await
    }

    async fn clear(&self, app: &App, prepared: Option<Estimate>, done: Option<&()>) {
        leave(app, prepared, done.is_some());
    }

    async fn run(&self, cx: &mut Context<'_>, ahead: &Option<Estimate>) -> Result<(), Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::Edit).await?;
        let facts = self.facts(&case)?;
        prepared(cx, case.application.id, "fill_in").await?;
        let facts_json = serde_json::to_string(&facts)?;
        let estimate = match case.application.schedule_id {
            Some(schedule) => {
                recalculate(cx, &case, (schedule, &facts_json), Stage::Submission, ahead.as_ref()).await?
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
