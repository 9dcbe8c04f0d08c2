//! A list of credit records is stored in short pieces and comes into force at one instant.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0027_intake.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0027_intake.sql"),
            include_str!("sql/postgres/0027_intake.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
