//! The first person: proposes what is added to the office.

use boxed::boxed;
use domain::id::AdditionId;
use domain::refusal::{Code, Fact};
use domain::role::Role;
use domain::workflow::call::ProposalState;
use entity::addition;
use kernel::error::Error;
use kernel::id::new_uuid;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{Content, KEEPERS, settled, told};
use crate::application::reason;
use crate::command::{Command, Context};

/// Proposes an addition; gives the number of the proposal.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ProposeAddition {
    /// What.
    pub content: Content,
    /// Why, for the second person.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for ProposeAddition {
    const NAME: &'static str = "addition.propose";
    const ROLES: &'static [Role] = KEEPERS;
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let (content, unit_id) = settled(cx, &self.content).await?;
        let why = reason(&self.reason)?;
        let number = store::number::next(cx.tx, domain::series::ADDITION, domain::date::year_of(cx.today)).await?;
        let row = addition::Model {
            id: AdditionId::from_uuid(new_uuid(cx.now)),
            number: number.clone(),
            kind: content.kind(),
            unit_id,
            subject: content.subject(),
            content: serde_json::to_string(&content)?,
            reason: why.to_owned(),
            state: ProposalState::Proposed,
            proposed_by: cx.actor.person,
            proposed_at: cx.now,
            decided_by: None,
            decided_at: None,
            decided_on: None,
            answer: String::new(),
        };
        cx.record("addition", row.id, Self::NAME, told(&row, &content));
        let subject = row.subject.clone();
        store::addition::insert(cx.tx, row).await.map_err(|error| match error {
            Error::Refused(refusal) if refusal.code == Code::RequestOpen => {
                refusal.with("request", Fact::Text(subject)).into()
            }
            other => other,
        })?;
        Ok(number)
    }
}
