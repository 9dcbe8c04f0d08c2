//! Objections, repairs, recoveries, statements of two officers, credit rules, consents, reports, notices and acceptances move
//! along their tables as everything else does: a state changes by an event, in a role that whoever makes the move holds.

use sea_orm_migration::prelude::*;

use crate::guarded::Guarded;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const GUARDED: [Guarded; 9] = [
    Guarded { table: "credit_objection", machine: "objection", state: "{r}.state" },
    Guarded { table: "credit_repair", machine: "repair", state: "{r}.state" },
    Guarded { table: "credit_recovery", machine: "recovery", state: "{r}.state" },
    Guarded {
        table: "credit_entry",
        machine: "attestation",
        state: "CASE WHEN {r}.accepted IS NULL THEN 'entered' WHEN {r}.accepted THEN 'confirmed' ELSE 'rejected' END",
    },
    Guarded {
        table: "credit_rule_set",
        machine: "rule_set",
        state: "CASE WHEN {r}.published_at IS NOT NULL THEN 'published' WHEN {r}.discarded_at IS NOT NULL THEN 'discarded' \
                ELSE 'draft' END",
    },
    Guarded {
        table: "credit_consent",
        machine: "consent",
        state: "CASE WHEN {r}.withdrawn_at IS NULL THEN 'given' ELSE 'withdrawn' END",
    },
    Guarded {
        table: "credit_export",
        machine: "export",
        state: "CASE WHEN {r}.accepted IS NULL THEN 'sent' WHEN {r}.accepted THEN 'accepted' ELSE 'rejected' END",
    },
    Guarded {
        table: "notice",
        machine: "notice",
        state: "CASE WHEN {r}.closed_at IS NULL THEN 'open' ELSE 'closed' END",
    },
    Guarded {
        table: "cluster_acceptance",
        machine: "acceptance",
        state: "CASE WHEN {r}.ended_by IS NOT NULL THEN 'ended' WHEN {r}.agreed IS NULL THEN 'proposed' \
                WHEN {r}.agreed THEN 'accepted' WHEN {r}.decided_by = {r}.proposed_by THEN 'taken_back' ELSE 'declined' END",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for guarded in &GUARDED {
            guarded.install(manager).await?;
            guarded.holds_by_moves_alone(manager).await?;
        }
        crate::run_native(
            manager,
            include_str!("sql/sqlite/0044_machine.sql"),
            include_str!("sql/postgres/0044_machine.sql"),
        )
        .await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
