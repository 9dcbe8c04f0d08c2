//! Workbooks that people take with them: every cell is a value, amounts are numbers as long as a spreadsheet holds them
//! exactly, and no text can become a formula.

use domain::money::text::plain;
use domain::money::{Currency, Fen};
use domain::refusal::Refusal;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::template_xlsx::{heading_format, not_written, sheet_name, width, workbook};

/// Rows of one sheet below its headings; longer tables go on in another sheet.
const ROWS: usize = 1_000_000;

/// The digits that a spreadsheet's number keeps.
const DIGITS: usize = 15;

/// What a cell holds at most.
const LONGEST: usize = 32_767;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text; never a formula, whatever it begins with.
    Text(String),
    /// An amount in the major unit of its currency.
    Amount(Fen, Currency),
    /// A number of things.
    Count(i64),
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number of things.
    pub fn count(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// One sheet: headings and rows.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// What its tab says.
    pub name: String,
    /// The headings; units of amounts stand in them.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// Writes a workbook. The same sheets give the same bytes.
///
/// # Errors
/// `file-broken` when it cannot be written, for example with two equal names.
pub fn sheets_xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, Refusal> {
    write(sheets).map_err(|e| not_written(&e))
}

fn write(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook()?;
    for sheet in sheets {
        let mut parts = sheet.rows.chunks(ROWS);
        let first = parts.next().unwrap_or_default();
        for (part, rows) in (1usize..).zip(std::iter::once(first).chain(parts)) {
            let name = if part == 1 { sheet.name.clone() } else { format!("{} {part}", sheet.name) };
            write_sheet(book.add_worksheet(), &name, &sheet.heads, rows)?;
        }
    }
    book.save_to_buffer()
}

fn write_sheet(page: &mut Worksheet, name: &str, heads: &[String], rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    page.set_name(sheet_name(name))?;
    page.set_freeze_panes(1, 0)?;
    let look = heading_format();
    for (column, words) in (0u16..).zip(heads) {
        page.write_string_with_format(0, column, words, &look)?;
        page.set_column_width(column, width(words).max(widest(rows, column)))?;
    }
    let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    let count = Format::new().set_num_format("#,##0").set_align(FormatAlign::Top);
    for (row, cells) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(words) => {
                    let words: String = words.chars().take(LONGEST).collect();
                    page.write_string_with_format(row, column, words, &text)?;
                }
                Cell::Amount(amount, currency) => {
                    let places = usize::try_from(currency.decimals()).unwrap_or(0);
                    let point = if places == 0 { "" } else { "." };
                    let shape = format!("#,##0{point}{}", "0".repeat(places));
                    let look = Format::new().set_num_format(shape).set_align(FormatAlign::Top);
                    write_exact(page, (row, column), &plain(*amount, *currency), &look, &text)?;
                }
                Cell::Count(n) => write_exact(page, (row, column), &n.to_string(), &count, &text)?,
            }
        }
    }
    Ok(())
}

/// A number as a spreadsheet's number when all its digits survive there, else as text.
fn write_exact(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    digits: &str,
    look: &Format,
    text: &Format,
) -> Result<(), XlsxError> {
    let exact = digits.bytes().filter(u8::is_ascii_digit).count() <= DIGITS;
    // Up to 15 digits the nearest binary number prints as the same decimal again.
    match digits.parse::<serde_json::Number>().ok().and_then(|n| n.as_f64()).filter(|_| exact) {
        Some(number) => page.write_number_with_format(row, column, number, look)?,
        None => page.write_string_with_format(row, column, digits, text)?,
    };
    Ok(())
}

/// A width that shows the first rows of a column.
fn widest(rows: &[Vec<Cell>], column: u16) -> u16 {
    let cells = rows.iter().take(200).filter_map(|row| row.get(usize::from(column)));
    let shown = cells.map(|cell| match cell {
        Cell::Empty => 0,
        Cell::Text(words) => width(words),
        Cell::Amount(amount, currency) => width(&plain(*amount, *currency)),
        Cell::Count(n) => width(&n.to_string()),
    });
    shown.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader as _, Xlsx};

    use super::*;

    #[test]
    fn cells_are_values_and_come_back_exactly() {
        let amounts = [123, -5, 10_010, 999_999_999_999_999, -999_999_999_999_999, 1_000_000_000_000_001, i64::MAX];
        let dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(\"https://example.org\")"];
        let mut rows: Vec<Vec<Cell>> =
            amounts.iter().map(|a| vec![Cell::Amount(Fen::new(*a), Currency::Cny), Cell::Empty]).collect();
        rows.extend(dangerous.iter().map(|t| vec![Cell::text(*t), Cell::Count(7)]));
        let sheet =
            Sheet { name: "汇总/概要".to_owned(), heads: vec!["金额".to_owned(), "数".to_owned()], rows };
        let bytes = sheets_xlsx(std::slice::from_ref(&sheet)).unwrap();
        assert_eq!(bytes, sheets_xlsx(&[sheet]).unwrap());
        let mut book = Xlsx::new(std::io::Cursor::new(bytes.as_slice())).unwrap();
        assert_eq!(book.sheet_names(), ["汇总概要"]);
        let range = book.worksheet_range("汇总概要").unwrap();
        let at = |row, column| range.get_value((row, column)).cloned().unwrap_or_default();
        for (row, amount) in (1u32..).zip(amounts) {
            let wanted = plain(Fen::new(amount), Currency::Cny);
            match at(row, 0) {
                Data::Float(number) => assert_eq!(format!("{number:.2}"), wanted),
                Data::String(text) => assert!(text == wanted && wanted.len() > 16, "{text}"),
                other => panic!("{other:?}"),
            }
        }
        for (row, text) in (8u32..).zip(dangerous) {
            assert_eq!(at(row, 0), Data::String(text.to_owned()));
        }
        assert_eq!(at(8, 1), Data::Float(7.0));
        let formulas = book.worksheet_formula("汇总概要").unwrap();
        assert!(formulas.used_cells().next().is_none(), "no cell is a formula");
    }
}
