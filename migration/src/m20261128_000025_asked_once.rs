//! What one person proposes and another decides is open once; numbers that may be one are put to a person.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0025_asked_once.sql")).await?;
        let (sqlite, postgres) =
            (include_str!("sql/sqlite/0025_guards.sql"), include_str!("sql/postgres/0025_guards.sql"));
        crate::run_native(manager, sqlite, postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
