//! After a copy was brought back nothing is paid until the bank's statements show what was paid since.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0031_restoration.sql")).await?;
        for (table, before, after) in CHECKS {
            crate::replace_check_on_sqlite(manager, table, before, after).await?;
        }
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0031_restoration.sql"),
            include_str!("sql/postgres/0031_restoration.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}

/// A payment that a debit of the bank shows after a restoration has no batch in the books; the guards say when that may be.
const CHECKS: [(&str, &str, &str); 2] = [
    ("payment", "state NOT IN ('batched', 'instructed', 'paid') OR", "state NOT IN ('batched', 'instructed') OR"),
    ("finance_request", "'accept_statement')", "'accept_statement', 'lift_lock')"),
];
