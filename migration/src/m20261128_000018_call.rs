//! A call is opened and changed by a proposal of one person that another confirmed.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0018_call.sql")).await?;
        crate::run_native(manager, include_str!("sql/sqlite/0018_call.sql"), include_str!("sql/postgres/0018_call.sql"))
            .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
