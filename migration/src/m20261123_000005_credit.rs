//! The credit desk: rules as data, matches, four-eyes entries, objections, repairs, consents, interfaces, exports.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0005_credit.sql")).await?;
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0005_guards.sql"),
            include_str!("sql/postgres/0005_guards.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
