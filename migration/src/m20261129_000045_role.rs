//! Every other state is guarded as those of cases and batches are: by event, end and role. So far the database knew of them only
//! which state may follow which.

use sea_orm_migration::prelude::*;

use crate::guarded::Guarded;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const GUARDED: [Guarded; 7] = [
    Guarded { table: "payment", machine: "payment", state: "{r}.state" },
    Guarded { table: "statement_entry", machine: "entry", state: "{r}.state" },
    Guarded { table: "statement", machine: "quarantine", state: "{r}.quarantine" },
    Guarded { table: "finance_request", machine: "request", state: "{r}.state" },
    Guarded { table: "budget_allocation", machine: "request", state: "{r}.state" },
    Guarded { table: "account_change", machine: "account_change", state: "{r}.state" },
    Guarded { table: "account_hold", machine: "account_hold", state: "{r}.state" },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0045_role.sql"),
            include_str!("sql/postgres/0045_role.sql"),
        )
        .await?;
        for guarded in &GUARDED {
            guarded.install(manager).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
