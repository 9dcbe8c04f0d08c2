//! Who acts: a signed-in person with the roles of this moment and the scope that follows from where the person belongs.

use domain::id::{FirmId, PersonId, UnitId};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use entity::unit;

use super::reader::not_your_role;
use kernel::error::Error;
use store::person::Standing;
use store::scope::Scope;

/// A signed-in person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// Name in Chinese and English.
    pub name: (String, String),
    /// The firm, for people of a firm.
    pub firm: Option<FirmId>,
    /// The unit and its path, for people of the authority.
    pub unit: Option<(UnitId, String)>,
    /// What the person is called under: the firm's or the unit's name, Chinese and English.
    pub belongs_to: (String, String),
    /// The authority at the top, above the unit or the firm: its name in Chinese and English.
    pub authority: (String, String),
    /// Roles held now.
    pub roles: Vec<Role>,
    /// The firms with which the person has a conflict of interest that counts now: the person does not see their things.
    pub recused: Vec<FirmId>,
}

impl Actor {
    /// The actor that a person is; none who belongs nowhere, which the database does not allow.
    pub fn of(person: Standing) -> Option<Self> {
        let unit = person.unit_id.zip(person.path);
        let belongs_to = person.unit_zh.zip(person.unit_en).or_else(|| person.firm.map(|firm| (firm.clone(), firm)))?;
        let (name, authority) = ((person.name_zh, person.name_en), (person.top_zh, person.top_en));
        Some(Self {
            person: person.id,
            name,
            firm: person.firm_id,
            unit,
            belongs_to,
            authority,
            roles: person.roles,
            recused: person.recused,
        })
    }

    /// The program itself, where it does what a clock or an act left to it. It is nobody: it holds no role and belongs nowhere, so
    /// that no table of moves lets it take a step; no row of `person` has its id, so that the database refuses whatever a
    /// person must have signed, decided or asked for; and it is let into the few commands that say so
    /// ([`Command::BY_PROGRAM`](super::command::Command::BY_PROGRAM)) and into no other.
    pub fn program() -> Self {
        Self {
            person: PersonId::from_uuid(uuid::Uuid::nil()),
            name: (String::new(), String::new()),
            firm: None,
            unit: None,
            belongs_to: (String::new(), String::new()),
            authority: (String::new(), String::new()),
            roles: Vec::new(),
            recused: Vec::new(),
        }
    }

    /// The person, as the log and the tables name one; none for the program itself.
    pub fn someone(&self) -> Option<PersonId> {
        (!self.person.uuid().is_nil()).then_some(self.person)
    }

    /// What the person may see.
    ///
    /// # Errors
    /// [`Code::NotFound`] for a person who belongs nowhere (the database does not allow one).
    pub fn scope(&self) -> Result<Scope, Error> {
        Scope::of_person(self.firm, self.unit.as_ref(), &self.recused).ok_or_else(|| Code::NotFound.into())
    }

    /// Whether a unit is the person's own or one below it; no unit is for people of a firm.
    pub fn looks_after(&self, unit: &unit::Model) -> bool {
        self.unit.as_ref().is_some_and(|(_, path)| unit.path.starts_with(path))
    }

    /// Whether the person holds a role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The first of `wanted` that the person holds: the role in which an act is done.
    ///
    /// # Errors
    /// [`Code::NotYourRole`] naming the roles wanted.
    pub fn acts_as(&self, wanted: &[Role]) -> Result<Role, Refusal> {
        wanted.iter().copied().find(|r| self.has(*r)).ok_or_else(|| not_your_role(wanted))
    }

    /// The firm of a firm's person.
    ///
    /// # Errors
    /// [`Code::NotYourRole`].
    pub fn own_firm(&self) -> Result<FirmId, Refusal> {
        self.firm.ok_or_else(|| Refusal::new(Code::NotYourRole).with("role", Fact::Message("role-preparer".to_owned())))
    }

    /// The unit of the authority's person.
    ///
    /// # Errors
    /// [`Code::NotYourRole`].
    pub fn own_unit(&self) -> Result<UnitId, Refusal> {
        let refuse =
            || Refusal::new(Code::NotYourRole).with("role", Fact::Message("role-receiving_officer".to_owned()));
        self.unit.as_ref().map(|(id, _)| *id).ok_or_else(refuse)
    }
}
