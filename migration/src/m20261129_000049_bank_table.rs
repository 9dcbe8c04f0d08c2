//! What was said of the tables of banks may be withdrawn.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0049_bank_table.sql")).await?;
        let (sqlite, postgres) =
            (include_str!("sql/sqlite/0049_bank_table.sql"), include_str!("sql/postgres/0049_bank_table.sql"));
        crate::run_native(manager, sqlite, postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
