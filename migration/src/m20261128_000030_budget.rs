//! Budget is allocated by two: what one finance person proposes, with its document, another confirms.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0030_budget.sql")).await?;
        let (sqlite, postgres) =
            (include_str!("sql/sqlite/0030_guards.sql"), include_str!("sql/postgres/0030_guards.sql"));
        crate::run_native(manager, sqlite, postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
