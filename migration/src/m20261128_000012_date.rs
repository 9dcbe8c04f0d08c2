//! Lines have a typed period, and no pair of dates of the program runs backwards.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0012_date.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0012_date_guards.sql"),
            include_str!("sql/postgres/0012_date_guards.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
