//! A file that counted as sent after a restoration, and that the bank never had, is void by two people with the bank's word.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (before, after) = ("'lift_lock')", "'lift_lock', 'batch_never_sent')");
        crate::replace_check_on_sqlite(manager, "finance_request", before, after).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0034_never_sent.sql"),
            include_str!("sql/postgres/0034_never_sent.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
