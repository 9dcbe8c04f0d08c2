//! The empty workbook of a template: headings with their units, text format where numbers would do harm, lists where
//! only some words are allowed.

use domain::import_row::unit_words;
use domain::refusal::{Code, Fact, Refusal};
use domain::template::{Column, ColumnKind, Template};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

/// The last row that a spreadsheet has, from 0.
const LAST_ROW: u32 = 1_048_575;

/// Makes the workbook, with Chinese or English headings. The same template gives the same bytes.
///
/// # Errors
/// [`Code::FileBroken`] when the template cannot be written as a workbook, for example with two equal sheet names.
pub fn template_xlsx(template: &Template, chinese: bool) -> Result<Vec<u8>, Refusal> {
    write(template, chinese).map_err(|e| not_written(&e))
}

fn write(template: &Template, chinese: bool) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook()?;
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(template.title.pick(chinese)))?;
    sheet.set_freeze_panes(1, 0)?;
    for (place, column) in (0u16..).zip(&template.columns) {
        let words = heading(column, chinese);
        let look =
            if column.required { heading_format().set_font_color(Color::RGB(0x9B_1C_1C)) } else { heading_format() };
        sheet.write_string_with_format(0, place, &words, &look)?;
        sheet.set_column_width(place, width(&words))?;
        prepare_column(sheet, place, column, chinese)?;
    }
    book.save_to_buffer()
}

/// The heading of a column with its unit, as the reader recognises it.
pub fn heading(column: &Column, chinese: bool) -> String {
    let title = column.title.pick(chinese);
    let unit = match column.kind {
        ColumnKind::Money(unit) => unit_words(unit, column.currency),
        ColumnKind::Rate { bare: 100 } => "%",
        ColumnKind::Rate { bare: 1000 } => "‰",
        _ => return title.to_owned(),
    };
    match (title.contains(['(', '（']), chinese) {
        (true, _) => title.to_owned(),
        (false, true) => format!("{title}（{unit}）"),
        (false, false) => format!("{title} ({unit})"),
    }
}

fn prepare_column(sheet: &mut Worksheet, place: u16, column: &Column, chinese: bool) -> Result<(), XlsxError> {
    let format = match column.kind {
        ColumnKind::Money(unit) => match unit.decimals(column.currency) {
            0 => "#,##0",
            3 => "#,##0.000",
            _ => "#,##0.00####",
        },
        ColumnKind::Date => "yyyy-mm-dd",
        ColumnKind::Rate { .. } => "0.00########",
        ColumnKind::Count => "0",
        // Numbers of contracts and accounts must never become numbers.
        _ => "@",
    };
    sheet.set_column_format(place, &Format::new().set_num_format(format))?;
    let words: Vec<&str> = match &column.kind {
        ColumnKind::Choice(choices) => choices.iter().map(|c| if chinese { c.zh.as_str() } else { &c.en }).collect(),
        ColumnKind::Flag if chinese => vec!["是", "否"],
        ColumnKind::Flag => vec!["yes", "no"],
        _ => return Ok(()),
    };
    // A spreadsheet holds at most 255 characters of allowed words; a longer list is checked at the upload only.
    match DataValidation::new().allow_list_strings(&words) {
        Ok(list) => sheet.add_data_validation(1, place, LAST_ROW, place, &list).map(|_| ()),
        Err(_) => Ok(()),
    }
}

/// A workbook whose bytes do not depend on the time it is made.
pub(super) fn workbook() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    Ok(book)
}

pub(super) fn heading_format() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0xEE_F2_F7))
        .set_border(FormatBorder::Thin)
}

/// A sheet name of at most 31 characters without those that spreadsheets refuse.
pub(super) fn sheet_name(title: &str) -> String {
    title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect()
}

/// A width in characters that shows the heading; a Chinese character takes two.
pub(super) fn width(words: &str) -> u16 {
    let columns = words.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<u16>();
    columns.saturating_add(4).clamp(12, 40)
}

pub(super) fn not_written(error: &XlsxError) -> Refusal {
    Refusal::new(Code::FileBroken).with("what", Fact::Text(error.to_string()))
}
