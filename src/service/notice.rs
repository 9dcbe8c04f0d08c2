//! Public notices (公示): published for approved applications, ended after their working days.

pub mod end;
pub mod publish;
