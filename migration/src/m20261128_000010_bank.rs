//! Bank lines and payments meet in allocations; acts of two people in finance; statements in the order of their balances.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0010_bank.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0010_guards.sql"),
            include_str!("sql/postgres/0010_guards.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
