//! The tables of the main path: people, calls, applications, credit, budget, payments, bank, audit.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for tables in [
            include_str!("sql/0001_people.sql"),
            include_str!("sql/0001_application.sql"),
            include_str!("sql/0001_credit.sql"),
            include_str!("sql/0001_money.sql"),
            include_str!("sql/0001_audit.sql"),
        ] {
            crate::run(manager, tables).await?;
        }
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0001_guards.sql"),
            include_str!("sql/postgres/0001_guards.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
