//! Objections, repairs, recoveries, statements of two officers, credit rules, consents, reports, notices and acceptances move
//! along their tables as everything else does: a state changes by an event, in a role that whoever makes the move holds.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// A table whose state is guarded: its machine, and the state as an expression of the row `{r}`. Where there is no column for
/// it, it follows from what became of the thing.
struct Guarded {
    table: &'static str,
    machine: &'static str,
    state: &'static str,
}

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

impl Guarded {
    /// What a row says of its last move.
    fn columns(&self) -> String {
        let table = self.table;
        format!(
            "ALTER TABLE {table} ADD COLUMN moved_event TEXT NOT NULL DEFAULT '';
             ALTER TABLE {table} ADD COLUMN moved_role TEXT NOT NULL DEFAULT '';
             ALTER TABLE {table} ADD COLUMN moved_by {{uuid}} REFERENCES person (id);"
        )
    }

    fn guards(&self, backend: DatabaseBackend) -> String {
        let Self { table, machine, state } = self;
        let (old, new) = (state.replace("{r}", "OLD"), state.replace("{r}", "NEW"));
        let legal = format!(
            "EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = '{machine}'
               AND r.from_state = ({old}) AND r.event = NEW.moved_event AND r.to_state = ({new}))"
        );
        let mover = format!(
            "EXISTS (SELECT 1 FROM transition_rule r WHERE r.machine = '{machine}'
               AND r.from_state = ({old}) AND r.event = NEW.moved_event AND r.to_state = ({new}) AND r.role = NEW.moved_role
               AND (r.role = '' OR EXISTS (SELECT 1 FROM role_grant g
                 WHERE g.person_id = NEW.moved_by AND g.role = NEW.moved_role AND g.revoked_at IS NULL)))"
        );
        if backend == DatabaseBackend::Sqlite {
            return format!(
                "CREATE TRIGGER {table}_legal_move BEFORE UPDATE ON {table}
                 WHEN ({new}) <> ({old}) AND NOT {legal}
                 BEGIN SELECT RAISE(ABORT, 'xinbu:not-in-this-state'); END;
                 CREATE TRIGGER {table}_legal_mover BEFORE UPDATE ON {table}
                 WHEN ({new}) <> ({old}) AND {legal} AND NOT {mover}
                 BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;
                 CREATE TRIGGER {table}_moved BEFORE UPDATE OF moved_event, moved_role, moved_by ON {table}
                 WHEN ({new}) = ({old})
                 BEGIN SELECT RAISE(ABORT, 'xinbu:append-only'); END;"
            );
        }
        format!(
            "CREATE FUNCTION xinbu_{table}_move() RETURNS trigger LANGUAGE plpgsql AS $$
             BEGIN
               IF ({new}) = ({old}) THEN RETURN NEW; END IF;
               IF NOT {legal} THEN RAISE EXCEPTION 'xinbu:not-in-this-state'; END IF;
               IF NOT {mover} THEN RAISE EXCEPTION 'xinbu:not-your-role'; END IF;
               RETURN NEW;
             END $$;
             CREATE TRIGGER {table}_legal_move BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION xinbu_{table}_move();
             CREATE TRIGGER {table}_moved BEFORE UPDATE OF moved_event, moved_role, moved_by ON {table} FOR EACH ROW
             WHEN (({new}) = ({old})) EXECUTE FUNCTION xinbu_append_only();"
        )
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for guarded in &GUARDED {
            crate::run(manager, &guarded.columns()).await?;
            db.execute_unprepared(&guarded.guards(db.get_database_backend())).await?;
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
