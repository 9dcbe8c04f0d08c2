//! Xinbu (信补).
