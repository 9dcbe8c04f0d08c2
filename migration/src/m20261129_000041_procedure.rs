//! The procedure of a case is data: versions of two people, the moves that hold in each, limits of approval.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0041_procedure.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0041_procedure.sql"),
            include_str!("sql/postgres/0041_procedure.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
