//! The content of documents whose years are over is cleared; what tells of them stays.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0047_retention.sql")).await?;
        let (sqlite, postgres) =
            (include_str!("sql/sqlite/0047_retention.sql"), include_str!("sql/postgres/0047_retention.sql"));
        crate::run_native(manager, sqlite, postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
