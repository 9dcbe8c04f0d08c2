//! Credit records and checks.

pub mod import_records;
pub mod run_check;
