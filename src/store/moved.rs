//! What a row says of its last move: the event, who made it and in which role. The triggers compare it with the table of
//! legal moves and with the roles that the person holds.

use domain::workflow::{Moved, Table};
use sea_orm::sea_query::{Alias, Expr};
use sea_orm::{EntityTrait, UpdateMany};

/// Writes a move beside the new state.
pub(super) fn stamp<E: EntityTrait, S: Table>(update: UpdateMany<E>, moved: &Moved<S>) -> UpdateMany<E> {
    let by = moved.by();
    update
        .col_expr(Alias::new("moved_event"), Expr::value(moved.event_key()))
        .col_expr(Alias::new("moved_role"), Expr::value(by.map_or("", |(_, role)| role.key())))
        .col_expr(Alias::new("moved_by"), Expr::value(by.map(|(person, _)| person.uuid())))
}
