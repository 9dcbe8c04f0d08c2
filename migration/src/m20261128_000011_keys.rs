//! The key of a contract follows from its number: it may be made again when the way of comparing numbers becomes better.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0011_guards.sql"),
            include_str!("sql/postgres/0011_guards.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
