//! The marked-up copy of a schedule: only the bad rows, in their own columns, the bad cells coloured and commented,
//! so that people correct and upload them again.

use domain::import_row::{CellProblem, Collector, is_total_row};
use domain::refusal::Refusal;
use domain::template::{Cell, Template};
use rust_xlsxwriter::{Color, Format, FormatAlign, Note, Worksheet, XlsxError};

use super::schedule::{Opened, Options};
use super::template_xlsx::{heading_format, not_written, sheet_name, width, workbook};

/// How many comments are written; the first column names every problem in any case.
const NOTES: u32 = 20_000;

/// The two columns in front: what is wrong, and the row in the uploaded file.
const FRONT: u16 = 2;

/// The headings of these two.
pub const fn front(chinese: bool) -> [&'static str; 2] {
    if chinese { ["问题", "行号"] } else { ["Problem", "Row"] }
}

/// Reads the file again and writes its bad rows. `words` says a refusal in the language of the person.
///
/// The values stand as text exactly as they were found: nothing is converted a second time, and no text can become a
/// formula.
///
/// # Errors
/// As [`super::schedule::read_schedule`]. A file whose headings do not fit gives a workbook without rows.
pub fn marked_up(
    bytes: &[u8],
    file_name: &str,
    template: &Template,
    options: &Options,
    chinese: bool,
    words: impl Fn(&Refusal) -> String,
) -> Result<Vec<u8>, Refusal> {
    let mut opened = Opened::open(bytes.into(), file_name, template, options)?;
    let mut book = workbook().map_err(|e| not_written(&e))?;
    let mut page =
        Page::new(book.add_worksheet(), chinese, template, &opened.table.headings).map_err(|e| not_written(&e))?;
    if let Ok(header) = &opened.header {
        let mut collector = Collector::new(template, header);
        opened.table.for_each(|row, cells| {
            if is_total_row(template, header, &cells) {
                return Ok(());
            }
            match collector.take(row, &cells) {
                Ok(_) => Ok(()),
                Err(problems) => page.write_row(row, &cells, &problems, &words).map_err(|e| not_written(&e)),
            }
        })?;
    }
    book.save_to_buffer().map_err(|e| not_written(&e))
}

/// The sheet that is being written.
struct Page<'b> {
    sheet: &'b mut Worksheet,
    next_row: u32,
    notes: u32,
    text: Format,
    bad: Format,
    problem: Format,
}

impl<'b> Page<'b> {
    fn new(
        sheet: &'b mut Worksheet,
        chinese: bool,
        template: &Template,
        headings: &[String],
    ) -> Result<Self, XlsxError> {
        sheet.set_name(sheet_name(template.title.pick(chinese)))?;
        sheet.set_freeze_panes(1, FRONT)?;
        let front = front(chinese);
        let look = heading_format();
        for (place, words) in (0u16..).zip(front.into_iter().chain(headings.iter().map(String::as_str))) {
            sheet.write_string_with_format(0, place, words, &look)?;
            sheet.set_column_width(place, if place == 0 { 60 } else { width(words) })?;
        }
        let text = Format::new().set_num_format("@");
        Ok(Self {
            sheet,
            next_row: 1,
            notes: 0,
            bad: text.clone().set_background_color(Color::RGB(0xFD_E2_E1)),
            problem: text.clone().set_text_wrap().set_align(FormatAlign::Top),
            text,
        })
    }

    fn write_row(
        &mut self,
        row: u32,
        cells: &[Cell],
        problems: &[CellProblem],
        words: &impl Fn(&Refusal) -> String,
    ) -> Result<(), XlsxError> {
        let said: Vec<String> =
            problems.iter().map(|p| format!("{}{} {}: {}", p.letter, row, p.heading, words(&p.refusal))).collect();
        let at = self.next_row;
        self.next_row = at.saturating_add(1);
        self.sheet.write_string_with_format(at, 0, said.join("\n"), &self.problem)?;
        self.sheet.write_string_with_format(at, 1, row.to_string(), &self.text)?;
        let last = problems.iter().filter_map(|p| p.column).max().map_or(0, |place| place.saturating_add(1));
        for place in 0..cells.len().max(last) {
            let own: Vec<&CellProblem> = problems.iter().filter(|p| p.column == Some(place)).collect();
            let column = u16::try_from(place).unwrap_or(u16::MAX).saturating_add(FRONT);
            let format = if own.is_empty() { &self.text } else { &self.bad };
            // What was never a value of this row must not come back as one when the copy is uploaded.
            let none = |cell: &Cell| matches!(cell, Cell::Uncalculated { .. } | Cell::Merged { .. }) && !own.is_empty();
            match cells.get(place).filter(|cell| !cell.is_blank() && !none(cell)) {
                Some(cell) => self.sheet.write_string_with_format(at, column, whole(cell), format)?,
                None if own.is_empty() => continue,
                None => self.sheet.write_blank(at, column, format)?,
            };
            if !own.is_empty() && self.notes < NOTES {
                self.notes = self.notes.saturating_add(1);
                let text = own.iter().map(|p| words(&p.refusal)).collect::<Vec<_>>().join("\n");
                self.sheet.insert_note(at, column, &Note::new(text).add_author_prefix(false))?;
            }
        }
        Ok(())
    }
}

/// The whole content of a cell, at most what a spreadsheet cell can hold.
fn whole(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.chars().take(32_767).collect(),
        other => other.shown(),
    }
}
