//! The pages: HTML made on the server, complete without script.

pub mod asset;
pub mod component;
pub mod headers;
pub mod page;
