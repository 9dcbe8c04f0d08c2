//! Bank statements: imported, matched by rule, matched and explained by people.

pub mod apply;
pub mod explain;
pub mod import_statement;
pub mod match_entry;
