//! The law as code: pure rules that take facts and return decisions with reasons.
//!
//! Nothing here touches a disk, a clock, a socket or a database, and nothing here knows HTML.
//! Amounts are integers of a currency's minor unit ([`money::Fen`]); between two named roundings they are exact
//! fractions ([`money::Exact`]). A "no" is a [`refusal::Refusal`]: a code with its facts, shown to people in both
//! languages from the catalogues.
//!
//! | noun | 中文 | where |
//! |---|---|---|
//! | amount, rounding, allocation | 金额、舍入、分摊 | [`money`] |
//! | business date, period, working day | 业务日期、期间、工作日 | [`date`], [`calendar`] |
//! | identifiers with check digits | 统一社会信用代码、组织机构代码、联行号 | [`identifier`] |
//! | notices by e-mail | 邮件提醒 | [`mail`] |
//! | role, segregation of duties | 角色、职责分离 | [`role`] |
//! | refusal | 拒绝及其理由 | [`refusal`] |
//! | schedule columns and values | 明细表列与取值 | [`template`] |
//! | typed rows of a schedule, their problems | 导入行 | [`import_row`] |
//! | bank statement, quarantine | 银行流水、隔离 | [`statement`] |
//! | a claim of a contract, and doubles | 重复申报 | [`claim`] |
//! | a line of a schedule, how it stands, what was decided on it | 明细行 | [`line`] |
//! | payee, grouped by code | 收款人 | [`payee`] |
//! | match of bank lines and payments | 对账 | [`reconciliation`] |
//! | scheme, its formulas and cases | 补贴办法、公式、案例 | [`scheme`] |
//! | calculation and its explanation | 核算与核算过程 | [`calculation`] |
//! | simulation: other rules on the same lines | 测算 | [`simulation`] |
//! | what a person looks for | 搜索 | [`search`] |
//! | numbers that people read | 编号 | [`series`] |
//! | size class of an enterprise | 企业规模划型 | [`firm::size`] |
//! | state machines | 状态流转 | [`workflow`] |
#![warn(missing_docs)]
#![cfg_attr(not(test), deny(clippy::as_conversions, clippy::indexing_slicing, clippy::arithmetic_side_effects))]

pub mod addition;
pub mod audit;
pub mod bank_table;
pub mod calculation;
pub mod calendar;
pub mod call;
pub mod claim;
pub mod credit;
pub mod date;
pub mod document;
pub mod firm;
pub mod id;
pub mod identifier;
pub mod import_row;
pub mod inbox;
pub mod late_debit;
pub mod ledger;
pub mod letter;
pub mod line;
pub mod mail;
pub mod material;
pub mod money;
pub mod payee;
pub mod person;
pub mod reconciliation;
pub mod recusal;
pub mod reference_key;
pub mod refusal;
pub mod restoration;
pub mod role;
pub mod scheme;
pub mod seal;
pub mod search;
pub mod second_factor;
pub mod series;
pub mod sign_in;
pub mod simulation;
pub mod staffing;
pub mod statement;
pub mod syntax;
pub mod template;
pub mod text;
pub mod workflow;
