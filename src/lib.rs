//! Xinbu (信补).

pub mod i18n;
pub mod web;
