//! The first person: proposes a version of a procedure.

use boxed::boxed;
use domain::id::ProcedureVersionId;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::workflow::call::ProposalState;
use domain::workflow::procedure::Procedure;
use entity::procedure_version;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::KEEPERS;
use crate::command::{Command, Context};
use kernel::error::Error;
use kernel::id::{new_uuid, sha256};

/// Proposes a version that loads; gives its name.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ProposeProcedure {
    /// The TOML text.
    pub source: String,
}

#[boxed]
impl Command for ProposeProcedure {
    const NAME: &'static str = "procedure.propose";
    const ROLES: &'static [Role] = KEEPERS;
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let procedure = Procedure::load(&self.source).map_err(|wrong| {
            Error::RefusedMany(wrong.into_iter().map(|refusal| refusal.at_field("source")).collect())
        })?;
        let (name, sha256) = (procedure.name(), sha256(&self.source));
        if store::procedure::by_name(cx.tx, &name).await?.is_some() {
            let refusal = Refusal::new(Code::ProcedureTaken).with("procedure", Fact::Text(name));
            return Err(refusal.at_field("source").into());
        }
        let row = procedure_version::Model {
            id: ProcedureVersionId::from_uuid(new_uuid(cx.now)),
            name: name.clone(),
            title_zh: procedure.title.zh,
            title_en: procedure.title.en,
            source: self.source.clone(),
            sha256: sha256.clone(),
            state: ProposalState::Proposed,
            proposed_by: Some(cx.actor.person),
            proposed_at: Some(cx.now),
            decided_by: None,
            decided_at: None,
            answer: String::new(),
        };
        let payload = serde_json::json!({ "procedure": name, "sha256": sha256 });
        cx.record("procedure_version", row.id, Self::NAME, payload);
        store::procedure::insert(cx.tx, row).await?;
        Ok(name)
    }
}
