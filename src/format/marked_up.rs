//! The marked-up copy of a schedule: only the bad rows, in their own columns, the bad cells coloured and commented, so that
//! people correct them and send the copy back. Its first cell says which schedule it belongs to, in words that stay when the
//! file is saved by another program or as CSV; each row bears its number.

use std::collections::BTreeMap;

use domain::id::ScheduleId;
use domain::import_row::{CellProblem, Collector, Header, is_total_row};
use domain::refusal::{Code, Fact, Refusal};
use domain::template::{Cell, Template};
use rust_xlsxwriter::{Color, Format, FormatAlign, Note, Worksheet, XlsxError};

use super::schedule::{Opened, Options, Whole};
use super::source::Source;
use super::table::Limits;
use super::template_xlsx::{heading_format, not_written, sheet_name, width, workbook};

/// How many comments are written; the first column names every problem in any case.
const NOTES: u32 = 20_000;

/// The two columns in front: what is wrong, and the row in the uploaded file.
const FRONT: u16 = 2;

/// The headings of these two.
const fn front(chinese: bool) -> [&'static str; 2] {
    if chinese { ["问题", "行号"] } else { ["Problem", "Row"] }
}

/// Between these words the mark stands in the first cell.
const MARK: (&str, &str) = ("[xinbu:", "]");

/// Of which schedule of which application a copy holds the bad rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Number of the application.
    pub application: String,
    /// The schedule.
    pub schedule: ScheduleId,
}

impl Mark {
    fn shown(&self) -> String {
        format!("{}{}:{}{}", MARK.0, self.application, self.schedule, MARK.1)
    }

    fn find(words: &str) -> Option<Self> {
        let (_, rest) = words.split_once(MARK.0)?;
        let (application, schedule) = rest.split_once(MARK.1)?.0.trim().rsplit_once(':')?;
        Some(Self { application: application.to_owned(), schedule: schedule.parse().ok()? })
    }
}

/// What a file is to the schedules of this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// A file of the firm.
    Plain,
    /// A marked-up copy.
    Marked(Mark),
    /// A marked-up copy from which the mark was taken.
    MarkLost,
}

/// Looks whether a file is a marked-up copy: by its mark, wherever that stands above the headings.
///
/// # Errors
/// As [`super::schedule::read_schedule`].
pub fn look(file: Source<'_>, file_name: &str, template: &Template) -> Result<Seen, Refusal> {
    let opened = Opened::open(file, file_name, template, &Options { sheet: None, limits: Limits::UPLOAD })?;
    if let Some(mark) = opened.table.above.iter().find_map(|words| Mark::find(words)) {
        return Ok(Seen::Marked(mark));
    }
    let headings = &opened.table.headings;
    let starts = |front: [&str; 2]| front.iter().zip(headings).all(|(words, heading)| heading.trim() == *words);
    Ok(if starts(front(true)) || starts(front(false)) { Seen::MarkLost } else { Seen::Plain })
}

/// The rows of a marked-up copy that came back, by the numbers that they bear, each in the places of the headings of the
/// file that it corrects.
///
/// # Errors
/// As [`super::schedule::read_schedule`]; [`Code::MarkedColumns`] when it has other columns than that file;
/// [`Code::MarkedRow`] for a row without a number, or with one that another row bears too.
pub(super) fn corrections(
    file: Source<'_>,
    file_name: &str,
    template: &Template,
    corrected: &Header,
) -> Result<BTreeMap<u32, Vec<Cell>>, Refusal> {
    let Opened { mut table, header, .. } =
        Opened::open(file, file_name, template, &Options { sheet: None, limits: Limits::UPLOAD })?;
    let own = match header {
        Ok(header) => header,
        Err(problems) => {
            let first = problems.into_iter().next().map(|p| p.refusal);
            return Err(first.unwrap_or_else(|| other_columns("—", "—")));
        }
    };
    let mut places = Vec::new();
    for (position, column) in template.columns.iter().enumerate() {
        match (own.place(position), corrected.place(position)) {
            (Some(from), Some(to)) => places.push((from, to)),
            (None, None) => {}
            _ => return Err(other_columns(&column.title.zh, &column.title.en)),
        }
    }
    let number = table.headings.iter().position(|h| [front(true)[1], front(false)[1]].contains(&h.trim()));
    let number = number.ok_or_else(|| other_columns(front(true)[1], front(false)[1]))?;
    let width = places.iter().map(|(_, to)| to.saturating_add(1)).max().unwrap_or(0);
    let mut rows = BTreeMap::new();
    table.for_each(|_, cells| {
        let shown = cells.get(number).map(Cell::shown).unwrap_or_default();
        let refused = |why: &str| Refusal::new(Code::MarkedRow).with("number", Fact::Text(why.to_owned()));
        let row: u32 = shown.trim().parse().map_err(|_| refused(shown.trim()))?;
        let mut laid = vec![Cell::Empty; width];
        for (from, to) in &places {
            if let (Some(cell), Some(slot)) = (cells.get(*from), laid.get_mut(*to)) {
                slot.clone_from(cell);
            }
        }
        if rows.insert(row, laid).is_some() { Err(refused(shown.trim())) } else { Ok(()) }
    })?;
    Ok(rows)
}

fn other_columns(zh: &str, en: &str) -> Refusal {
    let refusal = Refusal::new(Code::MarkedColumns).with("column", Fact::Text(zh.to_owned()));
    refusal.with("column_en", Fact::Text(en.to_owned()))
}

/// Reads a schedule again and writes its bad rows under its mark and what a person must know. `words` says a refusal in the
/// language of the person.
///
/// The values stand as text exactly as they were found: nothing is converted a second time, and no text can become a
/// formula. What stood above the headings stands there again: a unit may be among it.
///
/// # Errors
/// As [`super::schedule::read_whole`]. A file whose headings do not fit gives a workbook without rows.
pub fn marked_up(
    whole: &Whole<'_>,
    template: &Template,
    (mark, how): (&Mark, &str),
    chinese: bool,
    words: impl Fn(&Refusal) -> String,
) -> Result<Vec<u8>, Refusal> {
    let mut opened = Opened::open_whole(whole, template, Limits::UPLOAD)?;
    let mut book = workbook().map_err(|e| not_written(&e))?;
    let above = [format!("{how} {}", mark.shown())];
    let mut page = Page::new(book.add_worksheet(), chinese, template, (&above, &opened.table.above))
        .and_then(|page| page.headings(chinese, &opened.table.headings))
        .map_err(|e| not_written(&e))?;
    if let Ok(header) = opened.header.clone() {
        let mut collector = Collector::new(template, &header);
        opened.each_row(|row, cells| {
            if is_total_row(template, &header, &cells) {
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
        (marks, above): (&[String], &[String]),
    ) -> Result<Self, XlsxError> {
        sheet.set_name(sheet_name(template.title.pick(chinese)))?;
        let text = Format::new().set_num_format("@");
        let mut next_row = 0u32;
        for words in [marks, above].into_iter().filter(|words| !words.is_empty()) {
            for (place, words) in (0u16..).zip(words) {
                sheet.write_string_with_format(next_row, place, words, &text)?;
            }
            next_row = next_row.saturating_add(1);
        }
        Ok(Self {
            sheet,
            next_row,
            notes: 0,
            bad: text.clone().set_background_color(Color::RGB(0xFD_E2_E1)),
            problem: text.clone().set_text_wrap().set_align(FormatAlign::Top),
            text,
        })
    }

    fn headings(mut self, chinese: bool, headings: &[String]) -> Result<Self, XlsxError> {
        let look = heading_format();
        for (place, words) in (0u16..).zip(front(chinese).into_iter().chain(headings.iter().map(String::as_str))) {
            self.sheet.write_string_with_format(self.next_row, place, words, &look)?;
            self.sheet.set_column_width(place, if place == 0 { 60 } else { width(words) })?;
        }
        self.next_row = self.next_row.saturating_add(1);
        self.sheet.set_freeze_panes(self.next_row, FRONT)?;
        Ok(self)
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
            match written(cells, place, problems) {
                Some(text) => self.sheet.write_string_with_format(at, column, text, format)?,
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

/// What the copy holds in a place of a bad row; none where it stays blank.
///
/// What was never a value of this row must not come back as one when the copy is uploaded; digits that the cell had lost
/// would look whole as text.
fn written(cells: &[Cell], place: usize, problems: &[CellProblem]) -> Option<String> {
    let mut own = problems.iter().filter(|p| p.column == Some(place)).peekable();
    let bad = own.peek().is_some();
    let lost = own.any(|p| matches!(p.refusal.code, Code::IdentifierAsNumber | Code::KeyZerosLost));
    let none = |cell: &Cell| lost || bad && matches!(cell, Cell::Uncalculated { .. } | Cell::Merged { .. });
    cells.get(place).filter(|cell| !cell.is_blank() && !none(cell)).map(whole)
}

/// Whether the file of corrected rows that came last gives every row back as the copy holds it, and none of them would be
/// good: then nobody has corrected anything. Rows that it leaves out stay what they are.
///
/// # Errors
/// As [`super::schedule::read_whole`].
pub fn is_as_it_was_given(whole: &Whole<'_>, template: &Template) -> Result<bool, Refusal> {
    let Some(((file, name), before)) = whole.corrections.split_last() else { return Ok(false) };
    let before = Whole { file: whole.file, corrections: before.to_vec() };
    let mut opened = Opened::open_whole(&before, template, Limits::UPLOAD)?;
    let Ok(header) = opened.header.clone() else { return Ok(false) };
    let mut left = corrections(*file, name, template, &header)?;
    let mut back = Vec::with_capacity(left.len());
    let (mut then, mut now) = (Collector::new(template, &header), Collector::new(template, &header));
    let places: Vec<usize> = (0..template.columns.len()).filter_map(|column| header.place(column)).collect();
    let mut same = true;
    opened.each_row(|row, cells| {
        if is_total_row(template, &header, &cells) {
            return Ok(());
        }
        let problems = then.take(row, &cells).err();
        match (left.remove(&row), problems) {
            (None, _) => drop(now.take(row, &cells)),
            (Some(_), None) => same = false,
            (Some(sent), Some(problems)) => {
                let shown = |place: usize| sent.get(place).map(Cell::shown).unwrap_or_default();
                let given = |place: usize| written(&cells, place, &problems).unwrap_or_default();
                same &= places.iter().all(|place| shown(*place).trim() == given(*place).trim());
                back.push((row, sent));
            }
        }
        Ok(())
    })?;
    // Corrected rows are read after all others.
    back.sort_by_key(|(row, _)| *row);
    Ok(same && left.is_empty() && back.iter().all(|(row, sent)| now.take(*row, sent).is_err()))
}

/// The whole content of a cell, at most what a spreadsheet cell can hold.
fn whole(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.chars().take(32_767).collect(),
        other => other.shown(),
    }
}
