//! What an office adds to itself (a year of the calendar, a unit, a bank account, a budget line) is proposed by one and confirmed by another.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0055_addition.sql")).await?;
        let (sqlite, postgres) =
            (include_str!("sql/sqlite/0055_addition.sql"), include_str!("sql/postgres/0055_addition.sql"));
        crate::run_native(manager, sqlite, postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
