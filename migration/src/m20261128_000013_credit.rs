//! Batches note what they leave out; imports say which list they are, and which rows of one were settled by hand.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0013_credit.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0013_guards.sql"),
            include_str!("sql/postgres/0013_guards.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
