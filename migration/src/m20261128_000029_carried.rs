//! An answer about two rows that stayed as they were is carried to their question after a correction.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0029_carried.sql")).await?;
        let (sqlite, postgres) =
            (include_str!("sql/sqlite/0029_guards.sql"), include_str!("sql/postgres/0029_guards.sql"));
        crate::run_native(manager, sqlite, postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
