//! What a scanner says of papers.

use chrono::{DateTime, Utc};
use domain::document::Look;
use domain::id::DocumentId;
use domain::refusal::Code;
use entity::scan;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait as _, QueryFilter,
    QuerySelect as _,
};

use crate::Connection;
use kernel::error::Error;

/// Notes that a paper waits to be looked at.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: scan::Model) -> Result<(), Error> {
    scan::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// How it stands with a document: most are not looked at.
///
/// # Errors
/// A fault of the database.
pub async fn of(db: &Connection, id: DocumentId) -> Result<Look, Error> {
    let query = scan::Entity::find_by_id(id).select_only().column(scan::Column::Verdict);
    Ok(query.into_tuple::<Look>().one(db).await?.unwrap_or(Look::None))
}

/// Notes what was said of a paper that waits.
///
/// # Errors
/// [`Code::Stale`] when that is known already.
pub async fn decide(
    tx: &Connection,
    id: DocumentId,
    (verdict, found): (Look, &str),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let update = scan::Entity::update_many()
        .col_expr(scan::Column::Verdict, Expr::value(verdict.key()))
        .col_expr(scan::Column::Found, Expr::value(found))
        .col_expr(scan::Column::LookedAt, Expr::value(now))
        .filter(scan::Column::DocumentId.eq(id))
        .filter(scan::Column::Verdict.eq(Look::Waiting));
    if update.exec(tx).await?.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// How many papers wait.
///
/// # Errors
/// A fault of the database.
pub async fn held(db: &Connection) -> Result<i64, Error> {
    let count = scan::Entity::find().filter(scan::Column::Verdict.eq(Look::Waiting)).count(db).await?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Papers that wait, the oldest first, so many of them.
///
/// # Errors
/// A fault of the database.
pub async fn waiting(db: &Connection, most: u64) -> Result<Vec<DocumentId>, Error> {
    use sea_orm::QueryOrder as _;
    let query = scan::Entity::find().select_only().column(scan::Column::DocumentId);
    let query = query.filter(scan::Column::Verdict.eq(Look::Waiting)).order_by_asc(scan::Column::AskedAt).limit(most);
    Ok(query.into_tuple().all(db).await?)
}
