//! People are changed by two administrators; who is invited, or lost the password, sets one with a link.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0051_person.sql")).await?;
        let (sqlite, postgres) =
            (include_str!("sql/sqlite/0051_person.sql"), include_str!("sql/postgres/0051_person.sql"));
        crate::run_native(manager, sqlite, postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
