//! What pages and the command line show: read models, one file per group of people. Nothing here changes anything.

pub mod account;
pub mod call;
pub mod claim;
pub mod credit;
pub mod credit_outward;
pub mod credit_statistics;
pub mod division;
pub mod finance;
pub mod firm;
pub mod job;
pub mod limit;
pub mod person;
pub mod procedure;
pub mod review;
pub mod scheme;
pub mod shared;
pub mod simulation;
pub mod waiting;
