//! An office may have texts of its own for its letters.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let before = "kind IN ('calendar_year', 'unit', 'bank_account', 'budget_line')";
        let after = "kind IN ('calendar_year', 'unit', 'bank_account', 'budget_line', 'letter_text')";
        crate::replace_check_on_sqlite(manager, "addition", before, after).await?;
        let postgres = format!(
            "ALTER TABLE addition DROP CONSTRAINT addition_kind_check;
             ALTER TABLE addition ADD CONSTRAINT addition_kind_check CHECK ({after});"
        );
        crate::run_native(manager, "SELECT 1", &postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
