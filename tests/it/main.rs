//! The tests that go through the doors people use, on both databases, in one process. `cargo test` is enough to run
//! them; `tests/run` also sets up what they need.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on stops with its reason"
)]

mod support;

mod budget_race;
mod guards;
mod path;
mod schema;
mod tidy;
