//! People.

use domain::id::PersonId;
use domain::role::Role;
use schemars::JsonSchema;
use serde::Serialize;

use super::Words;
use crate::service::query::person::Listed;

/// A person.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::web::api) struct Person {
    /// What acts name.
    id: PersonId,
    /// The name to sign in with.
    login: String,
    name: Words,
    roles: Vec<Role>,
    /// Whether the person may sign in.
    active: bool,
}

impl From<Listed> for Person {
    fn from(person: Listed) -> Self {
        let standing = person.standing;
        Self {
            id: standing.id,
            login: standing.login,
            name: Words { zh: standing.name_zh, en: standing.name_en },
            roles: standing.roles,
            active: person.active,
        }
    }
}
