//! Files on their way in: kept in pieces before the act that counts them, and their rows; a schedule that corrects another.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0020_upload.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0020_upload.sql"),
            include_str!("sql/postgres/0020_upload.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
