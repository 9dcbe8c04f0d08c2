//! The guards of a state that changes along a table of moves: by an event, in a role that whoever makes the move holds. A step
//! of the schema names table, machine and state; the text of the triggers is one for all of them.

use sea_orm_migration::prelude::SchemaManager;
use sea_orm_migration::sea_orm::{ConnectionTrait as _, DatabaseBackend, DbErr};

/// A table whose state is guarded: its machine, and the state as an expression of the row `{r}`. Where there is no column for
/// it, it follows from what became of the thing.
pub(crate) struct Guarded {
    pub table: &'static str,
    pub machine: &'static str,
    pub state: &'static str,
}

impl Guarded {
    fn states(&self) -> (String, String) {
        (self.state.replace("{r}", "OLD"), self.state.replace("{r}", "NEW"))
    }

    /// Adds what a row says of its last move, and the triggers that compare it with the legal moves.
    pub(crate) async fn install(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let table = self.table;
        let columns = format!(
            "ALTER TABLE {table} ADD COLUMN moved_event TEXT NOT NULL DEFAULT '';
             ALTER TABLE {table} ADD COLUMN moved_role TEXT NOT NULL DEFAULT '';
             ALTER TABLE {table} ADD COLUMN moved_by {{uuid}} REFERENCES person (id);"
        );
        crate::run(manager, &columns).await?;
        let db = manager.get_connection();
        db.execute_unprepared(&self.guards(db.get_database_backend())).await.map(|_| ())
    }

    fn guards(&self, backend: DatabaseBackend) -> String {
        let Self { table, machine, .. } = self;
        let (old, new) = self.states();
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
                 BEGIN SELECT RAISE(ABORT, 'xinbu:not-your-role'); END;"
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
             CREATE TRIGGER {table}_legal_move BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION xinbu_{table}_move();"
        )
    }

    /// What a row says of its last move changes with the state alone.
    pub(crate) async fn holds_by_moves_alone(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let (table, (old, new)) = (self.table, self.states());
        let sql = format!(
            "CREATE TRIGGER {table}_moved BEFORE UPDATE OF moved_event, moved_role, moved_by ON {table} FOR EACH ROW
             WHEN (({new}) = ({old})) {{append_only}};"
        );
        crate::run(manager, &sql).await
    }
}
