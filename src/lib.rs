//! Xinbu (信补): guarantee and trade credit insurance subsidies, from the application to the reconciled ledger.
//!
//! ```text
//!   web (maud)      cli       job           doors: parse, call one service, render; do what waits
//!        \  export  /  i18n                what was found, as sheets and JSON, in two languages
//!         service  <------ demo            verbs: one transaction, role, audit
//!          |    \
//!        store   format, registry          rows <-> facts      bytes, answers <-> facts
//!          |        |
//!        entity  kernel                    one struct per table, domain types as columns; errors, clock, ids
//!          |        |
//!          +-> domain                      the law: pure rules, nothing below
//! ```
//!
//! Arrows point one way: each floor up to the services is a crate of its own, and `tests/it/tidy.rs` watches the doors. A change
//! in a page compiles the doors alone.

pub mod cli;
pub mod config;
pub mod demo;
pub mod export;
pub mod help;
pub mod i18n;
pub mod job;
pub mod web;

pub use kernel::{clock, error, failpoint, id};
pub use {format, registry, service, store};

/// Rows of a list are made on one thread and freed on another, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
