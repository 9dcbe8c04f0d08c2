//! Steps of a case and events of the log know their order by a number, not by a time that many of them share.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0016_order.sql"),
            include_str!("sql/postgres/0016_order.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
