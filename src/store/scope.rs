//! Who may see what: a firm sees its own, a unit sees itself and everything below it.

use domain::id::{FirmId, UnitId};
use sea_orm::sea_query::{Expr, Query, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ExprTrait};

/// The rows that a viewer may see. There is no finder for people without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// A firm: its own applications, payments and files.
    Firm(FirmId),
    /// A unit and everything below it, by the unit's path.
    Unit {
        /// The unit itself.
        id: UnitId,
        /// Its path, the prefix of all paths below.
        path: String,
    },
}

impl Scope {
    /// The condition on a table that has a firm and a unit column.
    pub fn on(&self, firm: impl ColumnTrait, unit: impl ColumnTrait) -> Condition {
        match self {
            Self::Firm(id) => Condition::all().add(firm.eq(*id)),
            Self::Unit { .. } => self.on_unit(unit),
        }
    }

    /// The condition on a table of the authority's own things: a firm sees none of them.
    pub fn on_unit(&self, unit: impl ColumnTrait) -> Condition {
        match self {
            Self::Firm(_) => Condition::all().add(never()),
            Self::Unit { path, .. } => Condition::all().add(unit.in_subquery(units_below(path))),
        }
    }
}

fn never() -> SimpleExpr {
    Expr::val(1).eq(0)
}

/// Units whose path begins with `path`.
fn units_below(path: &str) -> SelectStatement {
    use entity::unit;
    Query::select()
        .column(unit::Column::Id)
        .from(unit::Entity)
        .and_where(unit::Column::Path.starts_with(path))
        .to_owned()
}
