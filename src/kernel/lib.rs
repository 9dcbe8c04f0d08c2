//! What every floor above the domain stands on: errors, the clock, ids, sealed secrets, failpoints, and TLS to the servers that are asked.

pub mod boxed;
pub mod clock;
pub mod error;
pub mod failpoint;
pub mod id;
pub mod sealed;
pub mod tls;
