//! Each chain of the log has its number of events and its last hash in a row of its own, so that a cut end is seen.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0016_heads.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0016_heads.sql"),
            include_str!("sql/postgres/0016_heads.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
