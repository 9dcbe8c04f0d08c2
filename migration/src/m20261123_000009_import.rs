//! Imports of credit lists are counted once their last record is in, and fill no index that only own records need.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0009_import.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0009_guards.sql"),
            include_str!("sql/postgres/0009_guards.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
