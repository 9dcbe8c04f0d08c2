//! The account that was signed is the account that is paid; another one is requested, confirmed, verified and released.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0012_account.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0012_account_guards.sql"),
            include_str!("sql/postgres/0012_account_guards.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
