//! What pages and the command line show: read models, one file per noun. Nothing here changes anything.

pub mod account;
pub mod addition;
pub mod application;
pub mod audit;
pub mod call;
pub mod case;
pub mod claim;
pub mod credit;
pub mod credit_file;
pub mod credit_outward;
pub mod credit_register;
pub mod credit_statistics;
pub mod division;
pub mod finance;
pub mod firm;
pub mod inbox;
pub mod job;
pub mod letter;
pub mod limit;
pub mod material;
pub mod notice;
mod page;
pub mod person;
pub mod procedure;
pub mod proposal;
pub mod readiness;
pub mod recusal;
pub mod registration;
pub mod scheme;
pub mod search;
pub mod simulation;
pub mod unit;
pub mod waiting;

pub use page::Page;
