//! Credit records and checks: one file per act, and the one way in which the facts of a check are gathered.

pub mod aftermath;
pub mod ask;
pub mod consent;
pub mod decided;
pub mod gate;
pub mod gather;
pub mod import_records;
pub mod look_up;
pub mod match_record;
pub mod objection;
pub mod outward;
pub mod recheck;
pub mod record_row;
pub mod repair;
pub mod replay;
pub mod rule_set;
pub mod rules;
pub mod run_check;
pub mod statement;
