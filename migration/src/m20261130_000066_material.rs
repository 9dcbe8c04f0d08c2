//! A call says what its applications carry beside their schedule.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0066_material.sql")).await?;
        let (sqlite, postgres) =
            (include_str!("sql/sqlite/0066_material.sql"), include_str!("sql/postgres/0066_material.sql"));
        crate::run_native(manager, sqlite, postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
