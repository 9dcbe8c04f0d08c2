//! The units of the authority.

use domain::id::UnitId;
use domain::template::Words;
use entity::unit;

/// A unit.
#[derive(Clone)]
pub struct Unit {
    /// The unit.
    pub id: UnitId,
    /// The one above it.
    pub parent: Option<UnitId>,
    /// Key of its level.
    pub level: String,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Words,
}

impl From<unit::Model> for Unit {
    fn from(row: unit::Model) -> Self {
        let unit::Model { id, parent_id, level, code, name_zh, name_en, .. } = row;
        Self { id, parent: parent_id, level, code, name: Words { zh: name_zh, en: name_en } }
    }
}
