//! Counts that are asked together: what waits at all the desks of a person is one statement and not one for each desk.

use sea_orm::sea_query::{Alias, Asterisk, Expr, Func, Query, SelectStatement, SimpleExpr, SubQueryStatement};
use sea_orm::{ConnectionTrait as _, EntityTrait, QuerySelect as _, QueryTrait as _, Select};

use super::Connection;
use crate::error::{Error, Fault};

/// A count that is still to be asked.
pub struct Count(SelectStatement);

impl Count {
    /// How many rows a query finds; it neither sorts nor groups.
    pub fn of<E: EntityTrait>(query: Select<E>) -> Self {
        Self(query.select_only().expr(Func::count(Expr::col(Asterisk))).into_query())
    }

    /// The count as a value within another statement.
    pub(super) fn value(self) -> SimpleExpr {
        SimpleExpr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(self.0)))
    }
}

/// The counts, in their order.
///
/// # Errors
/// A fault of the database.
pub async fn ask(db: &Connection, counts: Vec<Count>) -> Result<Vec<u64>, Error> {
    if counts.is_empty() {
        return Ok(Vec::new());
    }
    let (mut all, asked) = (Query::select(), counts.len());
    for (at, one) in counts.into_iter().enumerate() {
        all.expr_as(one.value(), Alias::new(name(at)));
    }
    let row = db.query_one(&all).await?.ok_or_else(|| Fault::new("the counts were not answered"))?;
    let count = |at| Ok(u64::try_from(row.try_get::<i64>("", &name(at))?).unwrap_or(0));
    (0..asked).map(count).collect()
}

fn name(at: usize) -> String {
    format!("n{at}")
}
