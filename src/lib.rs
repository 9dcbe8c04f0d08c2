//! Xinbu (信补).

pub mod format;
