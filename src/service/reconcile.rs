//! Bank statements: imported, taken or kept apart; their lines matched by rule, decided and taken back by people.

pub mod apply;
pub mod bank_table;
pub mod decide;
pub mod import_statement;
pub mod late;
pub mod quarantine;
pub mod take;
