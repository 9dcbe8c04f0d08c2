//! What the bank kept of a payment that came back; the account of its payee that a grant is paid to.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0021_returns.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0021_guards.sql"),
            include_str!("sql/postgres/0021_guards.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
