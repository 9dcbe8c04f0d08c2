//! Numbers that people read, `SQ-2026-0001`: which series there are, and how a number of one is written. Each goes on within a year.

/// Applications (申请).
pub const APPLICATION: &str = "SQ";
/// Payments (支付).
pub const PAYMENT: &str = "ZF";
/// Batches of payments (批).
pub const BATCH: &str = "PB";
/// Statements of the bank.
pub const STATEMENT: &str = "BS";
/// What finance asks for and a second person decides (审核).
pub const REQUEST: &str = "SH";
/// Letters of the authority (文书).
pub const LETTER: &str = "WS";
/// Public notices (公示).
pub const NOTICE: &str = "GS";
/// Calls (通知).
pub const CALL: &str = "TZ";
/// Proposals of calls.
pub const CALL_PROPOSAL: &str = "TN";
/// Changes of payees' accounts (变更).
pub const ACCOUNT_CHANGE: &str = "BG";
/// Limits of approval (限额).
pub const APPROVAL_LIMIT: &str = "XE";
/// What an office adds to itself (机构).
pub const ADDITION: &str = "JG";
/// Firms that ask to be let in (注册).
pub const REGISTRATION: &str = "ZC";
/// Declared conflicts of interest (回避).
pub const RECUSAL: &str = "HB";
/// Proposals to end one (解除).
pub const RECUSAL_END: &str = "JC";
/// Changes of people (人员).
pub const PERSON_CHANGE: &str = "RY";

/// A number of a series.
pub fn number(series: &str, year: i32, place: i64) -> String {
    format!("{series}-{year}-{place:04}")
}
