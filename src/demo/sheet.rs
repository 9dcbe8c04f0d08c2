//! A table of invented data as people keep it: an Excel workbook with a title and a sum row, or a CSV file.

use domain::refusal::{Code, Fact, Refusal};
use domain::template::{Column, Template};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::format::template_xlsx::heading;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text; also every number that is a name (contracts, accounts, codes).
    Text(String),
    /// A number with so many decimals, the last digit counting one.
    Number(i64, u32),
    /// A date.
    Date(chrono::NaiveDate),
    /// Nothing.
    Empty,
}

impl Cell {
    /// Text.
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// Amount in fen as a number of yuan.
    pub const fn yuan(fen: i64) -> Self {
        Self::Number(fen, 2)
    }

    /// 是 or 否.
    pub fn flag(yes: bool) -> Self {
        Self::text(if yes { "是" } else { "否" })
    }

    /// The cell as text, as a CSV file has it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Number(value, decimals) => Decimal::new(*value, *decimals).to_string(),
            Self::Date(day) => day.to_string(),
            Self::Empty => String::new(),
        }
    }
}

/// A row: cells by the column's name in the template.
pub type Row = Vec<(&'static str, Cell)>;

/// The cells of a row in the order of a template's columns.
fn in_order<'r>(row: &'r Row, columns: &[Column]) -> Vec<&'r Cell> {
    let cell = |c: &Column| row.iter().find(|(name, _)| *name == c.name).map_or(&Cell::Empty, |(_, cell)| cell);
    columns.iter().map(cell).collect()
}

/// Makes a workbook whose bytes do not depend on the time: a title row, the headings of the template, rows, a sum row
/// over the columns named in `summed`.
///
/// # Errors
/// [`Code::FileBroken`] when the workbook cannot be written.
pub fn workbook(title: &str, template: &Template, rows: &[Row], summed: &[&str]) -> Result<Vec<u8>, Refusal> {
    write(title, template, rows, summed)
        .map_err(|e| Refusal::new(Code::FileBroken).with("what", Fact::Text(e.to_string())))
}

fn write(title: &str, template: &Template, rows: &[Row], summed: &[&str]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name(&template.title.zh)?;
    let last = u16::try_from(template.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let head = Format::new().set_bold().set_font_size(14).set_align(FormatAlign::Center);
    sheet.merge_range(0, 0, 0, last, title, &head)?;
    sheet.set_freeze_panes(2, 0)?;
    let look = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Center).set_border(FormatBorder::Thin);
    for (place, column) in (0u16..).zip(&template.columns) {
        let words = heading(column, true);
        sheet.write_string_with_format(1, place, &words, &look)?;
        let longest = rows.iter().map(|r| width(&in_order(r, std::slice::from_ref(column))[0].shown())).max();
        sheet.set_column_width(place, longest.unwrap_or(0).max(width(&words).min(14)).saturating_add(2))?;
    }
    let mut at = 2u32;
    for row in rows {
        for (place, cell) in (0u16..).zip(in_order(row, &template.columns)) {
            put(sheet, (at, place), cell, false)?;
        }
        at = at.saturating_add(1);
    }
    let sum = sum_row(template, rows, summed);
    for (place, cell) in (0u16..).zip(in_order(&sum, &template.columns)) {
        put(sheet, (at, place), cell, true)?;
    }
    if let Some(first) = template.columns.first()
        && !sum.iter().any(|(name, _)| *name == first.name)
    {
        put(sheet, (at, 0), &Cell::text("合计"), true)?;
    }
    book.save_to_buffer()
}

fn sum_row(template: &Template, rows: &[Row], summed: &[&str]) -> Row {
    let mut out = Row::new();
    for row in rows {
        for (name, cell) in row {
            let (true, Cell::Number(value, decimals)) = (summed.contains(name), cell) else { continue };
            match out.iter_mut().find(|(n, _)| n == name) {
                Some((_, Cell::Number(sum, _))) => *sum = sum.saturating_add(*value),
                _ => out.push((name, Cell::Number(*value, *decimals))),
            }
        }
    }
    out.retain(|(name, _)| template.position(name).is_some());
    out
}

fn put(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, bold: bool) -> Result<(), XlsxError> {
    let mut format = Format::new().set_border(FormatBorder::Thin);
    if bold {
        format = format.set_bold();
    }
    match cell {
        Cell::Text(words) => sheet.write_string_with_format(row, column, words, &format.set_num_format("@"))?,
        Cell::Number(value, decimals) => {
            let shown = if *decimals == 0 { "0" } else { "#,##0.00" };
            // A spreadsheet holds binary numbers; the nearest one to the decimal reads back as the same decimal.
            let number = Decimal::new(*value, *decimals).to_f64().unwrap_or_default();
            sheet.write_number_with_format(row, column, number, &format.set_num_format(shown))?
        }
        Cell::Date(day) => {
            let date = ExcelDateTime::parse_from_str(&day.to_string())?;
            sheet.write_datetime_with_format(row, column, &date, &format.set_num_format("yyyy-mm-dd"))?
        }
        Cell::Empty => sheet.write_blank(row, column, &format)?,
    };
    Ok(())
}

/// A width in characters; a Chinese character takes two.
fn width(words: &str) -> u16 {
    words.chars().map(|c| if c.is_ascii() { 1u16 } else { 2 }).sum()
}

/// A CSV text with the headings of the template.
///
/// # Errors
/// [`Code::FileBroken`] when it cannot be written.
pub fn csv(headings: &[String], rows: &[Vec<String>]) -> Result<String, Refusal> {
    let broken = |e: String| Refusal::new(Code::FileBroken).with("what", Fact::Text(e));
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for record in std::iter::once(headings).chain(rows.iter().map(Vec::as_slice)) {
        writer.write_record(record).map_err(|e| broken(e.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|e| broken(e.to_string()))?;
    String::from_utf8(bytes).map_err(|e| broken(e.to_string()))
}

/// The headings of a template and a row's cells as text, in its order.
pub fn as_text(template: &Template, row: &Row) -> Vec<String> {
    in_order(row, &template.columns).into_iter().map(Cell::shown).collect()
}
