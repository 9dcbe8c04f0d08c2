//! A legal move names its event and its role; a row says who made its last move, and the triggers hold both together.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0014_who.sql")).await?;
        crate::run_native(manager, include_str!("sql/sqlite/0014_who.sql"), include_str!("sql/postgres/0014_who.sql"))
            .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
