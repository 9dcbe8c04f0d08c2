//! Counts that are asked together: what waits at all the desks of a person is one statement and not one for each desk.

use sea_orm::sea_query::{Asterisk, Expr, Func, Query, SelectStatement, SimpleExpr, SubQueryStatement, UnionType};
use sea_orm::{ConnectionTrait as _, EntityTrait, QuerySelect as _, QueryTrait as _, Select};

use super::Connection;
use kernel::error::Error;

/// A count that is still to be asked.
pub struct Count(SelectStatement);

impl Count {
    /// How many rows a query finds; it neither sorts nor groups.
    pub fn of<E: EntityTrait>(query: Select<E>) -> Self {
        Self(query.select_only().expr(Func::count(Expr::col(Asterisk))).into_query())
    }

    /// A count that is written out.
    pub(super) const fn written(count: SelectStatement) -> Self {
        Self(count)
    }

    /// The count as a value within another statement.
    pub(super) fn value(self) -> SimpleExpr {
        SimpleExpr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(self.0)))
    }
}

/// A count of rows by two words each that is still to be asked.
pub struct Groups(SelectStatement);

impl Groups {
    /// How many rows a query finds by the words of two columns; it neither sorts nor groups.
    pub fn of<E: EntityTrait>(query: Select<E>, first: E::Column, second: E::Column) -> Self {
        let query = query.select_only().column_as(first, "first").column_as(second, "second");
        let query = query.expr_as(Func::count(Expr::col(Asterisk)), "n").expr_as(Expr::val(None::<i64>), "place");
        Self(query.group_by(first).group_by(second).into_query())
    }
}

/// What was counted.
pub struct Tally {
    /// How many of each two words.
    pub groups: Vec<(String, String, u64)>,
    /// The counts, in their order.
    pub counts: Vec<u64>,
}

/// Counts by two words, and counts beside them, all as rows of one statement.
///
/// # Errors
/// A fault of the database.
pub async fn ask(db: &Connection, groups: Groups, counts: Vec<Count>) -> Result<Tally, Error> {
    let mut tally = Tally { groups: Vec::new(), counts: vec![0; counts.len()] };
    let Groups(mut all) = groups;
    for (count, place) in counts.into_iter().zip(0_i64..) {
        let mut row = Query::select();
        row.expr(Expr::val("")).expr(Expr::val("")).expr(count.value()).expr(Expr::val(place));
        all.union(UnionType::All, row.to_owned());
    }
    for row in db.query_all(&all).await? {
        let n = u64::try_from(row.try_get::<i64>("", "n")?).unwrap_or(0);
        match row.try_get::<Option<i64>>("", "place")?.and_then(|at| usize::try_from(at).ok()) {
            Some(at) => tally.counts.get_mut(at).into_iter().for_each(|count| *count = n),
            None => tally.groups.push((row.try_get("", "first")?, row.try_get("", "second")?, n)),
        }
    }
    Ok(tally)
}
