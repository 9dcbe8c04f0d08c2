//! Papers are looked at before anybody opens them.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0068_scan.sql")).await?;
        let (sqlite, postgres) = (include_str!("sql/sqlite/0068_scan.sql"), include_str!("sql/postgres/0068_scan.sql"));
        crate::run_native(manager, sqlite, postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
