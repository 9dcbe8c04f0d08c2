//! Parameters of calls, contexts of calculations, divisions of calls, and the memory of earlier grants.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0004_circumstances.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0004_guards.sql"),
            include_str!("sql/postgres/0004_guards.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
