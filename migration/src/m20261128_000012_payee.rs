//! A payment names its payee by code, and a payee may be paid to several accounts where its scheme says so.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0012_payee.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0012_payee_guards.sql"),
            include_str!("sql/postgres/0012_payee_guards.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
