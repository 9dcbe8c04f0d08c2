//! Bank statements as tables, XLSX or CSV, by what a person said of their columns ([`domain::bank_table`]).

use std::collections::BTreeMap;

use domain::bank_table::{self, Profile, Rows};
use domain::document::Media;
use domain::money::Currency;
use domain::refusal::{Code, Refusal};
use domain::statement::account_number;
use domain::template::Cell;

use super::source::Source;
use super::statement::StatementFile;
use super::table::{Kind, Limits, SheetChoice, Table};

/// The name of the format.
pub const FORMAT: &str = "table";

/// How its files end, for the choice of a file.
pub(super) const ENDINGS: &[&str] = &[".xlsx", ".csv"];

/// Rows that are shown to a person who says what the columns hold.
const SHOWN: usize = 5;

/// What a table looks like, before anything is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The headings from the first column on.
    pub headings: Vec<String>,
    /// The first rows, as they are shown.
    pub rows: Vec<Vec<String>>,
}

/// Whether a file can only be a table: a workbook, or a text that is neither a message nor a statement by another name.
///
/// # Errors
/// [`Code::FileUnreadable`].
pub fn looks(file: Source<'_>) -> Result<bool, Refusal> {
    if file.head(2)? == b"PK" {
        return Ok(true);
    }
    let head = file.head(4 << 10)?;
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start();
    let marked = matches!(text.first(), Some(b'<' | b'{' | b'[' | b':'));
    Ok(!marked && text.contains(&b'\n') && [b',', b'\t', b';'].iter().any(|sign| text.contains(sign)))
}

/// Opens a table at its headings: those that banks are known to use, else the first row of texts.
fn open<'a>(file: Source<'a>, name: &str) -> Result<Table<'a>, Refusal> {
    let known = SheetChoice { known: bank_table::known_headings().collect(), ..SheetChoice::default() };
    match Table::open_within(file, name, &known, Limits::UPLOAD) {
        Err(refusal) if refusal.code == Code::SheetNoHeadings => {
            Table::open_within(file, name, &SheetChoice::default(), Limits::UPLOAD)
        }
        opened => opened,
    }
}

/// The headings of a table.
///
/// # Errors
/// As for [`Table::open`].
pub fn headings(file: Source<'_>, name: &str) -> Result<Vec<String>, Refusal> {
    Ok(open(file, name)?.headings)
}

/// Looks at a table.
///
/// # Errors
/// As for [`Table::open`].
pub fn look(file: Source<'_>, name: &str) -> Result<Seen, Refusal> {
    let mut table = open(file, name)?;
    let headings = table.headings.clone();
    let mut rows = Vec::new();
    table.for_each(|_, cells| {
        if rows.len() < SHOWN {
            rows.push(cells.iter().map(Cell::shown).collect());
        }
        Ok(())
    })?;
    Ok(Seen { headings, rows })
}

/// Reads a table by what is known of its columns. `accounts` are those of the authority with their currencies; `chosen` is
/// the one that a person says the file is of, where the file does not.
///
/// # Errors
/// As for [`Table::open`]; [`Code::BankAccountUnnamed`] when neither the file nor a person says of which account it is;
/// [`Code::BankTableEmpty`].
pub fn read(
    file: Source<'_>,
    name: &str,
    profile: &Profile,
    accounts: &BTreeMap<String, Currency>,
    chosen: Option<&str>,
) -> Result<StatementFile, Refusal> {
    let mut table = open(file, name)?;
    let above = account_number(&table.above.concat());
    // A longer number may hold a shorter one.
    let named = accounts.keys().filter(|number| above.contains(number.as_str())).max_by_key(|number| number.len());
    let account = named.map(String::as_str).or(chosen).unwrap_or_default().to_owned();
    let unnamed = account.is_empty();
    let mut rows = Rows::of(profile, accounts, account);
    let media = Some(match table.kind {
        Kind::Xlsx => Media::Xlsx,
        Kind::Csv | Kind::Json => Media::Csv,
    });
    table.for_each(|number, cells| {
        rows.take(number, &cells);
        Ok(())
    })?;
    let statements = rows.statements()?;
    if unnamed && statements.iter().any(|statement| statement.account.is_empty()) {
        return Err(Refusal::new(Code::BankAccountUnnamed));
    }
    Ok(StatementFile { format: FORMAT.to_owned(), media, statements, ..StatementFile::default() })
}
