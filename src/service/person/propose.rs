//! The first person: proposes a new person, or another right of somebody.

use boxed::boxed;
use domain::id::{FirmId, PersonId, PersonRequestId};
use domain::identifier::Uscc;
use domain::person::{Change, written};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::workflow::call::ProposalState;
use entity::{firm, person_request, unit};
use kernel::error::Error;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{KEEPERS, must_leave_an_administrator, rights, unchanged};
use crate::account::provision::{Person, complete};
use crate::actor::Actor;
use crate::application::reason;
use crate::command::{Command, Context};
use crate::reader::not_your_role;
use kernel::id::new_uuid;

/// Who proposes further people: an officer those of the firms, which have nobody who looks after their people.
pub(super) const PROPOSERS: &[Role] = &[Role::Administrator, Role::ReceivingOfficer];

/// Proposes a new person; gives the number of the proposal. An administrator decides it, whoever proposed it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// Sign-in name.
    pub login: String,
    /// Name in Chinese.
    pub zh: String,
    /// Name in English.
    pub en: String,
    /// Code of the unit, for a person of the authority.
    pub unit: Option<String>,
    /// Code of the firm, for a person of a firm.
    pub firm: Option<Uscc>,
    /// The roles.
    pub roles: Vec<Role>,
    /// Why, for the second person.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Invite {
    const NAME: &'static str = "person.invite";
    const ROLES: &'static [Role] = PROPOSERS;
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        if self.firm.is_none() && cx.actor.acts_as(KEEPERS).is_err() {
            return Err(not_your_role(KEEPERS).into());
        }
        let person = Person {
            login: self.login.clone(),
            zh: self.zh.trim().to_owned(),
            en: self.en.trim().to_owned(),
            unit: self.unit.clone(),
            firm: self.firm.clone(),
            roles: self.roles.clone(),
            password: None,
        };
        complete(&person).map_err(at_its_field)?;
        if store::person::login_is_taken(cx.tx, &self.login).await? {
            let taken = Refusal::new(Code::LoginTaken).with("value", Fact::Text(self.login.clone()));
            return Err(taken.at_field("login").into());
        }
        let (unit, firm) = match &self.firm {
            Some(code) => {
                let found = store::firm::by_code(cx.tx, code).await?.map(|firm| (firm.unit_id, Some(firm.id)));
                found.ok_or_else(|| nothing(code.as_str(), "firm"))?
            }
            None => {
                let code = self.unit.as_deref().unwrap_or_default();
                let unit = store::person::unit_by_code(cx.tx, code).await?.ok_or_else(|| nothing(code, "unit"))?;
                (unit.id, None)
            }
        };
        must_be_below(cx.actor, &store::person::unit(cx.tx, unit).await?, firm)?;
        let id = PersonId::from_uuid(new_uuid(cx.now));
        let names = (person.login.clone(), person.zh.clone(), person.en.clone());
        propose(cx, (Change::Invite, Self::NAME), (id, names, unit, firm), &self.roles, &self.reason).await
    }
}

/// A refusal of [`complete`] at the field that it is about.
pub(crate) fn at_its_field(refusal: Refusal) -> Refusal {
    let field = refusal.facts.iter().find_map(|(name, fact)| match fact {
        Fact::Text(field) if name == "field" => Some(field.clone()),
        _ => None,
    });
    let place = match refusal.code {
        Code::PersonRole => Some("roles".to_owned()),
        Code::PersonBelongs => Some("unit".to_owned()),
        _ => field,
    };
    place.map_or(refusal.clone(), |place| refusal.at_field(&place))
}

fn nothing(named: &str, field: &str) -> Error {
    let refusal = Refusal::new(Code::NothingNamed).with("value", Fact::Text(named.to_owned()));
    refusal.at_field(field).into()
}

/// Administrators look after the people of their own unit and of those below, and of the firms that file there.
fn must_be_below(actor: &Actor, unit: &unit::Model, firm: Option<FirmId>) -> Result<(), Error> {
    if actor.looks_after(unit) {
        return Ok(());
    }
    Err(nothing(&unit.code, if firm.is_some() { "firm" } else { "unit" }))
}

/// Proposes to change the rights of somebody; gives the number of the proposal.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ProposeChange {
    /// Whose.
    pub person: PersonId,
    /// What.
    pub change: Change,
    /// The roles that are given or taken.
    pub roles: Vec<Role>,
    /// Why, for the second person.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for ProposeChange {
    const NAME: &'static str = "person.propose";
    const ROLES: &'static [Role] = KEEPERS;
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let found = store::person::of_scope(cx.tx, &cx.actor.scope()?, self.person).await?;
        if self.change.gives() && found.standing.id == cx.actor.person {
            return Err(Code::PersonOwnRights.into());
        }
        if self.change == Change::Invite {
            return Err(Code::FormMalformed.into());
        }
        let roles = if self.change.names_roles() { self.roles.as_slice() } else { &[] };
        let rights = rights(&found);
        let strange = roles.iter().find(|role| role.is_firm() != rights.of_a_firm);
        if let Some(role) = strange.filter(|_| self.change == Change::Grant) {
            let refusal = Refusal::new(Code::PersonRole)
                .with("value", Fact::Text(found.standing.login))
                .with("role", Fact::Message(format!("role-{}", role.key())));
            return Err(refusal.at_field("roles").into());
        }
        let choices = self.change.choices(rights).filter(|_| roles.is_empty() != self.change.names_roles());
        if !choices.is_some_and(|choices| roles.iter().all(|role| choices.contains(role))) {
            return Err(unchanged(&found).at_field("change").into());
        }
        if self.change == Change::Revoke && self.roles.contains(&Role::Administrator) {
            must_leave_an_administrator(cx, &found).await?;
        }
        let standing = found.standing;
        let unit = match (standing.unit_id, standing.firm_id) {
            (Some(unit), _) => unit,
            (None, Some(firm)) => store::firm::by_id(cx.tx, firm).await.map(|firm: firm::Model| firm.unit_id)?,
            (None, None) => return Err(Code::NotFound.into()),
        };
        let names = (standing.login, standing.name_zh, standing.name_en);
        propose(cx, (self.change, Self::NAME), (standing.id, names, unit, standing.firm_id), roles, &self.reason).await
    }
}

type Whom = (PersonId, (String, String, String), domain::id::UnitId, Option<FirmId>);

async fn propose(
    cx: &mut Context<'_>,
    (change, act): (Change, &str),
    (person_id, (login, name_zh, name_en), unit_id, firm_id): Whom,
    roles: &[Role],
    why: &str,
) -> Result<String, Error> {
    let why = reason(why)?;
    if let Some(open) = store::person_request::open_of(cx.tx, &login).await? {
        return Err(Refusal::new(Code::RequestOpen).with("request", Fact::Text(open.number)).into());
    }
    let number = store::number::next(cx.tx, domain::series::PERSON_CHANGE, domain::date::year_of(cx.today)).await?;
    let row = person_request::Model {
        id: PersonRequestId::from_uuid(new_uuid(cx.now)),
        number: number.clone(),
        change,
        person_id,
        login,
        name_zh,
        name_en,
        unit_id,
        firm_id,
        roles: written(roles),
        reason: why.to_owned(),
        state: ProposalState::Proposed,
        proposed_by: cx.actor.person,
        proposed_at: cx.now,
        decided_by: None,
        decided_at: None,
        decided_on: None,
        answer: String::new(),
    };
    cx.record("person_request", row.id, act, told(&row));
    store::person_request::insert(cx.tx, row).await?;
    Ok(number)
}

/// What is written about a proposal in the log.
pub(super) fn told(row: &person_request::Model) -> serde_json::Value {
    serde_json::json!({
        "number": row.number, "change": row.change, "person": row.person_id, "login": row.login,
        "unit": row.unit_id, "firm": row.firm_id, "roles": row.roles, "reason": row.reason, "answer": row.answer,
    })
}
