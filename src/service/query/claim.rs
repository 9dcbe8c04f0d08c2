//! What else counts of the contracts of a case, and what only looks alike, as the authority sees it: both sides.
//!
//! A claim counts wherever it was filed. A person sees the other side wholly where its application lies in the person's own
//! scope. Of any other the person learns that it exists, and the lowest unit that stands above both, whose people see both;
//! where there is none, that it was filed elsewhere.

use std::collections::HashMap;

use domain::id::PersonId;
use domain::template::Words;

use super::person;
use crate::App;
use crate::application::Case;
use crate::application::claim::claiming;
use crate::reader::{Cases, Reader};
use kernel::error::Error;
pub use store::claim::{Answer, Because, Elsewhere, Other, Question};

/// Most rows of each list on a page.
pub const SHOWN: i64 = 200;

/// The other side of a claim, as far as a person may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// All of it.
    Seen(Other),
    /// That it exists, and the lowest unit above both.
    Hidden(Option<Words>),
}

/// What else counts of the contracts of a case.
#[derive(Debug, Clone, Default)]
pub struct Claims {
    /// Contracts and invoices that count in other living applications too.
    pub elsewhere: Vec<(Elsewhere, Side)>,
    /// Lines that look like those of other applications.
    pub questions: Vec<(Question, Side)>,
    /// How many of them this case's reviewer has still to answer.
    pub open: i64,
    /// Names of who answered.
    pub names: HashMap<PersonId, Words>,
}

/// What else counts of the contracts of a case, for a person who may see the case.
///
/// # Errors
/// A fault of the database.
pub async fn of_case(
    app: &App,
    reader: &Reader<'_, Cases>,
    Case { application, call, scheme, .. }: &Case,
) -> Result<Claims, Error> {
    let Some(schedule) = application.schedule_id else { return Ok(Claims::default()) };
    let db = app.store.read();
    let found = store::claim::elsewhere(db, claiming(application, call, scheme), SHOWN).await?;
    let asked = store::claim::questions(db, application.id, schedule, SHOWN).await?;
    if found.is_empty() && asked.is_empty() {
        return Ok(Claims::default());
    }
    let by = asked.iter().filter_map(|q| q.answer.as_ref()).map(|a| a.by).collect();
    let names = person::names(app, by).await?;
    let scope = reader.scope();
    let units = store::person::units(db).await?;
    let seen = |other: &Other| match scope.unit_path() {
        _ if scope.but().contains(&other.firm_id) => Side::Hidden(None),
        Some(path) if other.unit.starts_with(path) => Side::Seen(other.clone()),
        Some(path) => {
            let above = units.iter().filter(|u| path.starts_with(&u.path) && other.unit.starts_with(&u.path));
            let lowest = above.max_by_key(|u| u.path.len());
            Side::Hidden(lowest.map(|u| Words { zh: u.name_zh.clone(), en: u.name_en.clone() }))
        }
        None => Side::Hidden(None),
    };
    Ok(Claims {
        elsewhere: found.into_iter().map(|e| (e.clone(), seen(&e.other))).collect(),
        questions: asked.into_iter().map(|q| (q.clone(), seen(&q.other))).collect(),
        open: store::claim::standing(db, application.id, schedule).await?.open,
        names,
    })
}
