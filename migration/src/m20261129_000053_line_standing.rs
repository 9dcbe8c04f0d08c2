//! What a calculation found of each line stands beside the line, on two sides: one counts, the other is written ahead of the act
//! that turns it.

use sea_orm::DatabaseBackend;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let sqlite = manager.get_connection().get_database_backend() == DatabaseBackend::Sqlite;
        // On SQLite the rows lie in the order of their key, beside each other: so many are written at once.
        let kept = if sqlite { "STRICT, WITHOUT ROWID" } else { "" };
        let text = include_str!("sql/0053_line_standing.sql").replace("{kept}", kept);
        crate::run(manager, &text).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
