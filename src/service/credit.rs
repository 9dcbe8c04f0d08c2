//! Credit records and checks.

pub mod gate;
pub mod import_records;
pub mod look_up;
pub mod run_check;
