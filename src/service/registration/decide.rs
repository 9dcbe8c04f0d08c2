//! An officer of the unit decides about a registration: the firm and its first person are there from then on, or the firm reads
//! why not.

use boxed::boxed;
use domain::id::{FirmId, PersonId};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::registration::{RegistrationEvent, RegistrationState};
use entity::{firm, person};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::file::{must_be_complete, told};
use crate::application::reason;
use crate::command::{Command, Context};
use crate::person::note;
use kernel::error::Error;
use kernel::id::new_uuid;
use store::registration::Decision;

/// What the first person of a firm may do: the firm has nobody else yet. No case takes both steps of one person, so that it
/// needs a second one before it applies.
pub const FIRST: [Role; 2] = [Role::Preparer, Role::Signatory];

/// Admits the firm and its first person.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Admit {
    /// Number of the registration.
    pub number: String,
    /// The sign-in name of the first person; the one that the firm wishes where it is empty.
    pub login: String,
}

#[boxed]
impl Command for Admit {
    const NAME: &'static str = "registration.admit";
    const ROLES: &'static [Role] = roles_of!(RegistrationState, RegistrationEvent::Admit);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row = store::registration::lock(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let moved = cx.moves(row.state, RegistrationEvent::Admit)?;
        if store::firm::by_code(cx.tx, &row.uscc).await?.is_some() {
            return Err(Refusal::new(Code::FirmKnown).with("value", Fact::Text(row.uscc.as_str().to_owned())).into());
        }
        let login = Some(self.login.trim()).filter(|login| !login.is_empty()).unwrap_or(&row.login);
        must_be_complete(login, (&row.person_zh, &row.person_en), row.uscc.clone())?;
        if store::person::login_is_taken(cx.tx, login).await? {
            let taken = Refusal::new(Code::LoginTaken).with("value", Fact::Text(login.to_owned()));
            return Err(taken.at_field("login").into());
        }
        let (firm, first) = (FirmId::from_uuid(new_uuid(cx.now)), PersonId::from_uuid(new_uuid(cx.now)));
        let new = firm::Model {
            id: firm,
            unit_id: row.unit_id,
            kind: row.kind.clone(),
            name: row.name.clone(),
            uscc: row.uscc.clone(),
            licence_no: String::new(),
            legal_representative: String::new(),
            contact_name: row.contact_name.clone(),
            contact_phone: row.contact_phone.clone(),
            version: 1,
            created_at: cx.now,
        };
        store::firm::insert(cx.tx, new).await?;
        let new = person::Model {
            id: first,
            login: login.to_owned(),
            name_zh: row.person_zh.clone(),
            name_en: row.person_en.clone(),
            unit_id: None,
            firm_id: Some(firm),
            password_hash: None,
            status: "active".to_owned(),
            created_at: cx.now,
        };
        store::person::insert(cx.tx, new, &FIRST).await?;
        let decision = (cx.actor.person, Decision::Admitted(firm, first));
        store::registration::decide(cx.tx, &row, &moved, decision, (cx.now, cx.today)).await?;
        let mut payload = told(&row);
        payload["firm"] = serde_json::json!(firm);
        payload["person"] = serde_json::json!(first);
        payload["login"] = serde_json::json!(login);
        cx.record("registration", row.id, Self::NAME, payload);
        note(cx, first).await
    }
}

/// Does not admit it, with a reason that the firm reads.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    /// Number of the registration.
    pub number: String,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Decline {
    const NAME: &'static str = "registration.decline";
    const ROLES: &'static [Role] = roles_of!(RegistrationState, RegistrationEvent::Decline);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row = store::registration::lock(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let moved = cx.moves(row.state, RegistrationEvent::Decline)?;
        let why = reason(&self.reason)?;
        let decision = (cx.actor.person, Decision::Declined(why));
        store::registration::decide(cx.tx, &row, &moved, decision, (cx.now, cx.today)).await?;
        let mut payload = told(&row);
        payload["reason"] = serde_json::json!(why);
        cx.record("registration", row.id, Self::NAME, payload);
        Ok(())
    }
}
