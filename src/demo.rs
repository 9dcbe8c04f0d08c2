//! The demonstration: invented data made by seed, and a driver that takes them along the whole path through the same
//! commands that the pages use.
//!
//! The files in `demo/data` are in the program and beside its sources, so that people can open them in Excel;
//! `xinbu demo-data DIR` makes them again, byte for byte.

pub mod bank;
pub mod driver;
mod enterprise;
pub mod folder;
pub mod generate;
mod guarantee;
mod insurance;
mod lists;
mod paper;
mod penalties;
mod random;
mod setup;
mod sheet;
