//! Work that is still to be done: queued with the act that causes it, taken by one worker at a time.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0043_job.sql")).await?;
        let (sqlite, postgres) = (include_str!("sql/sqlite/0043_job.sql"), include_str!("sql/postgres/0043_job.sql"));
        crate::run_native(manager, sqlite, postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
