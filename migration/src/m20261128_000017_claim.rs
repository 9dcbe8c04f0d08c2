//! A contract counts once across firms, calls, schemes and years, by the days and the share that a claim takes of it.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0017_claim.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0017_claim.sql"),
            include_str!("sql/postgres/0017_claim.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
