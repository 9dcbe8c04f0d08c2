//! The firm (企业): what rules need to know about it.

pub mod size;
