//! The second factor of a person, its recovery codes, and sessions that still owe a code.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0061_second_factor.sql")).await?;
        let (sqlite, postgres) =
            (include_str!("sql/sqlite/0061_second_factor.sql"), include_str!("sql/postgres/0061_second_factor.sql"));
        crate::run_native(manager, sqlite, postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
