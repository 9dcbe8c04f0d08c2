//! An officer says whether a record is about a subject. The answer is remembered for every later check, with its reason.

use boxed::boxed;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use entity::credit_match_decision;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::recheck::recheck;
use crate::application::reason;
use crate::command::{Command, Context};
use kernel::error::Error;

/// Answers a question of the queue, or changes an earlier answer by a later one.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct DecideMatch {
    /// The record, by its natural key.
    pub record: String,
    /// The subject, by its key.
    pub subject: String,
    /// How many answers the person saw: two officers never both decide the same thing.
    #[validate(range(min = 0))]
    pub seen: i64,
    /// Whether the record is about the subject.
    pub confirmed: bool,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub why: String,
}

#[boxed]
impl Command for DecideMatch {
    const NAME: &'static str = "credit.match";
    const ROLES: &'static [Role] = &[Role::CreditChecker];
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let why = reason(&self.why)?;
        let question =
            store::credit::matching::question(cx.tx, &cx.actor.scope()?, &self.record, &self.subject).await?;
        let question = question
            .ok_or_else(|| Refusal::new(Code::CreditRecordUnknown).with("record", Fact::Text(self.record.clone())))?;
        let row = credit_match_decision::Model {
            record_key: self.record.clone(),
            subject_code: self.subject.clone(),
            ordinal: self.seen.saturating_add(1),
            confirmed: self.confirmed,
            why: why.to_owned(),
            decided_by: cx.actor.person,
            decided_at: cx.now,
        };
        store::credit::matching::decide(cx.tx, row).await?;
        let payload = serde_json::json!({
            "record": self.record, "subject": self.subject, "confirmed": self.confirmed, "why": why,
            "doubt": question.doubt,
        });
        cx.record("credit_match", &self.subject, Self::NAME, payload);
        recheck(cx, &self.subject).await
    }
}
