//! Every application comes to an end: lapsed corrections, drafts that are given up, approvals that are undone.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0014_ends.sql")).await?;
        crate::run_native(manager, include_str!("sql/sqlite/0014_ends.sql"), include_str!("sql/postgres/0014_ends.sql"))
            .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
