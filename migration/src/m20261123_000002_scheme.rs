//! The life of scheme versions: drafts, their cases, who wrote, submitted and published them, and from when they count.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0002_scheme.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0002_guards.sql"),
            include_str!("sql/postgres/0002_guards.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
