//! Conflicts of interest: what an officer has with a firm, what is closed to the officer while it counts, and how two people end it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0072_recusal.sql")).await?;
        let (sqlite, postgres) =
            (include_str!("sql/sqlite/0072_recusal.sql"), include_str!("sql/postgres/0072_recusal.sql"));
        crate::run_native(manager, sqlite, postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
