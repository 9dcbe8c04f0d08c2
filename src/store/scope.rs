//! Who may see what: a firm sees its own, a unit sees itself and everything below it.

use domain::id::{FirmId, UnitId};
use sea_orm::sea_query::{Alias, Expr, Func, Query, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ExprTrait, JoinType};

/// The rows that a viewer may see. There is no finder for people without one, and nobody makes one but from whom a person
/// belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope(Of);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Of {
    /// A firm: its own applications, payments and files.
    Firm(FirmId),
    /// A unit and everything below it, by the unit's path.
    Unit {
        /// The unit itself.
        id: UnitId,
        /// Its path, the prefix of all paths below.
        path: String,
        /// The firms with which the person has a conflict of interest: nothing of theirs is shown.
        but: Vec<FirmId>,
    },
}

impl Scope {
    /// The scope of a person of a firm, or else of a unit with its path, but for what is of some firms; none for one who belongs
    /// nowhere. Only the person who acts is asked for it.
    pub fn of_person(firm: Option<FirmId>, unit: Option<&(UnitId, String)>, but: &[FirmId]) -> Option<Self> {
        let of_unit = || unit.map(|(id, path)| Of::Unit { id: *id, path: path.clone(), but: but.to_vec() });
        firm.map(Of::Firm).or_else(of_unit).map(Self)
    }

    /// Whether it is a firm's.
    pub fn is_firm(&self) -> bool {
        matches!(self.0, Of::Firm(_))
    }

    /// The path of a unit; none for a firm.
    pub fn unit_path(&self) -> Option<&str> {
        match &self.0 {
            Of::Firm(_) => None,
            Of::Unit { path, .. } => Some(path),
        }
    }

    /// The firms of whose things a person of a unit sees nothing.
    pub fn but(&self) -> &[FirmId] {
        match &self.0 {
            Of::Firm(_) => &[],
            Of::Unit { but, .. } => but,
        }
    }

    /// The condition on a table that has a firm and a unit column.
    pub fn on(&self, firm: impl ColumnTrait, unit: impl ColumnTrait) -> Condition {
        match &self.0 {
            Of::Firm(id) => Condition::all().add(firm.eq(*id)),
            // A person is close to few firms.
            Of::Unit { but, .. } => but.iter().fold(self.on_unit(unit), |seen, away| seen.add(firm.ne(*away))),
        }
    }

    /// The condition on a table of the authority's own things: a firm sees none of them.
    pub fn on_unit(&self, unit: impl ColumnTrait) -> Condition {
        match &self.0 {
            Of::Firm(_) => Condition::all().add(never()),
            Of::Unit { path, .. } => Condition::all().add(unit.in_subquery(units_below(path))),
        }
    }
}

impl Scope {
    /// The condition on a table whose rows a person made: somebody of the viewer's units, or of a firm that files there.
    pub fn on_person(&self, person: impl ColumnTrait) -> Condition {
        Condition::all().add(person.in_subquery(self.people()))
    }

    /// The condition on a table of a firm's things that the authority handles: firms that file with the viewer's units.
    pub fn on_firm(&self, firm: impl ColumnTrait) -> Condition {
        Condition::all().add(firm.in_subquery(self.firms()))
    }

    /// The condition on a table of cases' things, by the application that they belong to.
    pub fn on_application(&self, application: impl ColumnTrait) -> Condition {
        use entity::application;
        let mine = Query::select()
            .column(application::Column::Id)
            .from(application::Entity)
            .cond_where(self.on(application::Column::FirmId, application::Column::UnitId))
            .to_owned();
        Condition::all().add(application.in_subquery(mine))
    }

    /// The condition on what is known of a subject, by its code: one that a case of the viewer's is about, as its firm or in
    /// one of its lines.
    pub fn on_subject(&self, subject: impl ColumnTrait) -> Condition {
        use entity::{application, firm, line};
        let mine = || self.on(application::Column::FirmId, application::Column::UnitId);
        let code = Expr::col(subject.as_column_ref());
        let as_firm = Query::select()
            .expr(Expr::val(1))
            .from(firm::Entity)
            .inner_join(application::Entity, application::Column::FirmId.into_expr().eq(firm::Column::Id.into_expr()))
            .and_where(firm::Column::Uscc.into_expr().eq(code.clone()))
            .cond_where(mine())
            .to_owned();
        let in_a_line = Query::select()
            .expr(Expr::val(1))
            .from(line::Entity)
            .inner_join(
                application::Entity,
                application::Column::ScheduleId.into_expr().eq(line::Column::ScheduleId.into_expr()),
            )
            .and_where(line::Column::EnterpriseCode.into_expr().eq(code))
            .cond_where(mine())
            .to_owned();
        let seen = Condition::any().add(Expr::exists(as_firm)).add(Expr::exists(in_a_line));
        if self.but().is_empty() {
            return seen;
        }
        // What is known of such a firm is not shown either where a case of another firm names it.
        let any = self.but().iter().fold(Condition::any(), |any, away| any.add(firm::Column::Id.eq(*away)));
        let kept_away = Query::select().column(firm::Column::Uscc).from(firm::Entity).cond_where(any).to_owned();
        Condition::all().add(seen).add(subject.not_in_subquery(kept_away))
    }

    /// The condition on calls: those of the viewer's units; for a firm, those of the units that it files under.
    pub fn on_call(&self, unit: impl ColumnTrait) -> Condition {
        let Of::Firm(id) = &self.0 else { return self.on_unit(unit) };
        let (above, own) = (Alias::new("above"), Alias::new("own"));
        let path = |of: &Alias| Expr::col((of.clone(), entity::unit::Column::Path));
        let begins = Func::cust(Alias::new("substr"))
            .arg(path(&own))
            .arg(1)
            .arg(Func::cust(Alias::new("length")).arg(path(&above)));
        let units = Query::select()
            .column((above.clone(), entity::unit::Column::Id))
            .from_as(entity::unit::Entity, above.clone())
            .inner_join(entity::firm::Entity, Expr::col((entity::firm::Entity, entity::firm::Column::Id)).eq(*id))
            .join_as(
                JoinType::InnerJoin,
                entity::unit::Entity,
                own.clone(),
                Expr::col((own.clone(), entity::unit::Column::Id))
                    .equals((entity::firm::Entity, entity::firm::Column::UnitId)),
            )
            .and_where(Expr::expr(begins).eq(path(&above)))
            .to_owned();
        Condition::all().add(unit.in_subquery(units))
    }

    /// Whether the viewer's unit stands at the top: what nobody did, the program itself, is shown there.
    pub fn is_top(&self) -> bool {
        matches!(&self.0, Of::Unit { path, .. } if path.trim_matches('/').split('/').count() == 1)
    }

    fn firms(&self) -> SelectStatement {
        use entity::firm;
        let mine = match &self.0 {
            Of::Firm(id) => Expr::col(firm::Column::Id).eq(*id),
            Of::Unit { path, but, .. } => {
                let below = Expr::col(firm::Column::UnitId).in_subquery(units_below(path));
                but.iter().fold(below, |seen, away| seen.and(firm::Column::Id.ne(*away)))
            }
        };
        Query::select().column(firm::Column::Id).from(firm::Entity).and_where(mine).to_owned()
    }

    fn people(&self) -> SelectStatement {
        use entity::person;
        let of_firms = Expr::col(person::Column::FirmId).in_subquery(self.firms());
        let mine = match &self.0 {
            Of::Firm(_) => of_firms,
            Of::Unit { path, .. } => of_firms.or(Expr::col(person::Column::UnitId).in_subquery(units_below(path))),
        };
        Query::select().column(person::Column::Id).from(person::Entity).and_where(mine).to_owned()
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
