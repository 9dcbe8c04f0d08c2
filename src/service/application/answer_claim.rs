//! The first reviewer says whether a line is the same business as one that another application claims under another number.

use boxed::boxed;
use domain::role::Role;
use domain::roles_of;
use domain::workflow::{ApplicationEvent, ApplicationState};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use validator::Validate;

use super::{Case, reason};
use crate::command::{Command, Context};
use kernel::error::Error;
use store::application::Change;

/// What the two claims are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// One business: the line must not count here while the other one does.
    Same,
    /// Two businesses.
    Different,
}

impl Finding {
    /// The key in the database and in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
        }
    }

    /// The finding of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Same, Self::Different].into_iter().find(|finding| finding.key() == key)
    }
}

/// Answers a question, or all open ones about the same other application. A later answer replaces an earlier one, which
/// stays to be read.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct AnswerClaim {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// The question.
    pub question: Uuid,
    /// Whether all open questions about the same other application are answered too.
    #[serde(default)]
    pub all: bool,
    /// What the two are.
    pub finding: Finding,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for AnswerClaim {
    const NAME: &'static str = "application.answer_claim";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::DecideLine);
    /// How many questions were answered.
    type Output = usize;

    async fn run(&self, cx: &mut Context<'_>) -> Result<usize, Error> {
        let case = Case::lock(cx, (&self.number, self.version), ApplicationEvent::DecideLine).await?;
        let why = reason(&self.reason)?;
        let id = case.application.id;
        let questions = store::claim::questions_to_answer(cx.tx, id, self.question, self.all).await?;
        store::claim::answer(cx.tx, &questions, (self.finding.key(), why), cx.actor.person, cx.now).await?;
        let new = store::step::NewStep {
            application: id,
            step: ApplicationEvent::DecideLine.step(cx.role),
            person: cx.actor.person,
            role: cx.role,
            event: "answer_claim",
            reason: why,
            content_sha256: "",
        };
        store::step::insert(cx.tx, new, cx.now).await?;
        store::application::advance(cx.tx, &case.application, Change::default(), cx.now).await?;
        let ids: Vec<Uuid> = questions.iter().map(|q| q.id).collect();
        let payload = serde_json::json!({ "questions": ids, "answer": self.finding, "reason": why });
        cx.record("application", id, Self::NAME, payload);
        Ok(questions.len())
    }
}
