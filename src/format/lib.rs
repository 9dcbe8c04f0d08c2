//! Bytes to typed rows and back: spreadsheets, CSV, ISO 20022 messages. Knows the domain's types and no database.

pub mod bank_table;
mod camt053;
pub mod columns;
pub mod csv;
pub mod earlier;
mod json_table;
pub mod marked_up;
pub mod media;
mod mt940;
mod number_format;
pub mod pain001;
pub mod problem_csv;
pub mod schedule;
pub mod sheets;
pub mod source;
pub mod statement;
pub mod table;
pub mod template_xlsx;
mod workbook;
mod xml;
