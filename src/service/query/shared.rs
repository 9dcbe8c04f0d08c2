//! What every page needs: the authority's name, how much waits, names of people.

use std::collections::HashMap;

use domain::id::PersonId;
use domain::template::Words;
use domain::workflow::ApplicationState;

use crate::error::Error;
use crate::service::App;
use crate::service::actor::Actor;
use crate::store;

/// The name of the authority at the top of the tree.
///
/// # Errors
/// A fault of the database.
pub async fn authority(app: &App) -> Result<Option<Words>, Error> {
    let units = store::person::units(app.store.read()).await?;
    Ok(units.into_iter().find(|u| u.parent_id.is_none()).map(|u| Words { zh: u.name_zh, en: u.name_en }))
}

/// How many applications of each state a person sees.
///
/// # Errors
/// A fault of the database.
pub async fn count_by_state(app: &App, actor: &Actor) -> Result<Vec<(ApplicationState, i64)>, Error> {
    store::application::count_by_state(app.store.read(), &actor.scope()?).await
}

/// Names of people by id.
///
/// # Errors
/// A fault of the database.
pub async fn names(app: &App, ids: Vec<PersonId>) -> Result<HashMap<PersonId, Words>, Error> {
    let people = store::person::by_ids(app.store.read(), ids).await?;
    Ok(people.into_iter().map(|p| (p.id, Words { zh: p.name_zh, en: p.name_en })).collect())
}
