//! Xinbu (信补): guarantee and trade credit insurance subsidies, from the application to the reconciled ledger.
//!
//! ```text
//!   web (maud)      cli       job           doors: parse, call one service, render; do what waits
//!        \  export  /                      what was found, as sheets and JSON
//!         service  <------ demo            verbs: one transaction, policy, audit
//!          |    \
//!        store   format, i18n, registry    rows <-> facts      bytes, words, answers <-> facts
//!          |        |
//!        entity     |                      one struct per table, domain types as columns
//!          |        |
//!          +-> domain                      the law: pure rules, nothing below
//! ```
//!
//! Arrows point one way; `tests/it/tidy.rs` keeps them so.

pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod error;
pub mod export;
pub mod failpoint;
pub mod format;
pub mod help;
pub mod i18n;
pub mod id;
pub mod job;
pub mod registry;
pub mod service;
pub mod store;
mod tls;
pub mod web;

/// Rows of a list are made on one thread and freed on another, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
