//! Firms ask to be let in, and an officer of the unit decides about it.

use sea_orm_migration::prelude::*;

use crate::guarded::Guarded;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const GUARDED: Guarded = Guarded { table: "registration", machine: "registration", state: "{r}.state" };

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::run(manager, include_str!("sql/0059_registration.sql")).await?;
        GUARDED.install(manager).await?;
        GUARDED.holds_by_moves_alone(manager).await?;
        // Nobody in the system sends the licence of a firm that asks to be let in.
        let of_a_person = "person_id BLOB NOT NULL REFERENCES person (id)";
        let of_anybody = "person_id BLOB REFERENCES person (id)";
        crate::replace_check_on_sqlite(manager, "upload", of_a_person, of_anybody).await?;
        let (sqlite, postgres) =
            (include_str!("sql/sqlite/0059_registration.sql"), include_str!("sql/postgres/0059_registration.sql"));
        crate::run_native(manager, sqlite, postgres).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(crate::forward_only())
    }
}
