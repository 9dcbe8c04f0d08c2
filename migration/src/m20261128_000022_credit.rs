//! A payment may leave a batch at each act of a person on it; core names of the register are found by their neighbours.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0022_credit.sql"),
            include_str!("sql/postgres/0022_credit.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
