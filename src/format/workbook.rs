//! The cells of a sheet of a workbook, row by row: what each one means by its number format, formulas that were never
//! calculated, cells that a merged area covers; and a container whose sheets give a wrong size of themselves.

use std::collections::{BTreeMap, HashSet};
use std::io::{Read, Seek, SeekFrom, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Dimensions, ExcelDateTime, ExcelDateTimeType, Style, Xlsx, XlsxError};
use chrono::NaiveDate;
use domain::import_row::letter;
use domain::refusal::{Fact, Refusal};
use domain::template::Cell;

use super::number_format::{Meaning, NumberFormat, Stored};
use super::source::{Handle, Source, scratch};
use super::table::{Limits, RowInMaking, TakeRow, broken, broken_as};

/// An opened workbook.
pub(super) type Book<'a> = Xlsx<Handle<'a>>;

/// A sheet gives its size within so many of its first bytes, before its cells.
pub(super) const DIMENSION_WITHIN: u64 = 64 << 10;

/// What stands in the parts of a container that is worth a second look, found while they are measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// Some sheet has formulas.
    pub(super) formulas: bool,
    /// Some sheet has merged cells.
    pub(super) merges: bool,
    /// Some sheet gives a size of itself that is none.
    pub(super) dimensions: bool,
}

/// What is known of a sheet beside its cells.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Formulas whose value is 0 or nothing, by row and column from 0.
    uncalculated: HashSet<(u32, u32)>,
    /// Areas that cover several rows, by the row of their corner.
    merged: BTreeMap<u32, Vec<Dimensions>>,
}

impl Signs {
    /// Looks at a piece of a sheet; pieces overlap by a few bytes.
    pub(super) fn look(&mut self, piece: &[u8]) {
        // Once for both words: a sheet of a million rows is a few hundred megabytes.
        for window in piece.windows(3) {
            match window {
                [b'<' | b':', b'f', b'>' | b' '] => self.formulas = true,
                // The middle of mergeCell.
                b"geC" => self.merges = true,
                _ => {}
            }
        }
    }

    /// Looks at the beginning of a sheet, where its size stands.
    pub(super) fn look_at_head(&mut self, head: &[u8]) {
        self.dimensions = self.dimensions || dimension(head).is_some_and(|(_, good)| !good);
    }
}

/// Where a sheet gives its size, from the first byte to behind the last one, and whether it is one.
fn dimension(head: &[u8]) -> Option<(std::ops::Range<usize>, bool)> {
    let end = head.windows(10).position(|window| window == b"sheetData>" || window == b"sheetData/")?;
    let head = head.get(..end)?;
    let word = head.windows(10).position(|window| window == b"dimension ")?;
    let start = head.get(..word)?.iter().rposition(|byte| *byte == b'<')?;
    let close = head.get(word..)?.iter().position(|byte| *byte == b'>')?.saturating_add(word).saturating_add(1);
    let text = std::str::from_utf8(head.get(start..close)?).unwrap_or_default();
    let size = text.split_once("ref=").and_then(|(_, rest)| rest.split(['"', '\'']).nth(1)).unwrap_or_default();
    let places: Vec<Option<(u32, u32)>> = size.split(':').map(place).collect();
    let good = match places.as_slice() {
        [Some(_)] => true,
        [Some(from), Some(to)] => to.0 >= from.0 && to.1 >= from.1,
        _ => false,
    };
    // An element with an end of its own would leave that end behind; its words are made harmless instead.
    let empty = text.ends_with("/>");
    Some((start..close, good || !empty))
}

/// The row and column of `B12`.
fn place(written: &str) -> Option<(u32, u32)> {
    let digits = written.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = written.split_at(digits);
    let row: u32 = number.parse().ok().filter(|row| *row > 0)?;
    let good = (1..=3).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase());
    let column = letters.bytes().fold(0u32, |sum, b| {
        sum.saturating_mul(26).saturating_add(u32::from(b.saturating_sub(b'A')).saturating_add(1))
    });
    good.then_some((row, column))
}

/// The container without the sizes that its sheets give of themselves. They are hints; the cells are what counts.
///
/// # Errors
/// `file-broken` when a part cannot be read.
pub(super) fn without_dimensions(file: Source<'_>) -> Result<Handle<'_>, Refusal> {
    let failed = |_: &dyn std::fmt::Display| broken_as("broken-part");
    let mut from = zip::ZipArchive::new(file.open()?).map_err(|e| failed(&e))?;
    let mut to = zip::ZipWriter::new(scratch());
    for place in 0..from.len() {
        let mut part = from.by_index(place).map_err(|e| failed(&e))?;
        let name = part.name().map_err(|e| failed(&e))?.into_owned();
        if !is_sheet(&name) {
            to.raw_copy_file(part).map_err(|e| failed(&e))?;
            continue;
        }
        let mut head = Vec::new();
        part.by_ref().take(DIMENSION_WITHIN).read_to_end(&mut head).map_err(|e| failed(&e))?;
        if let Some((range, _)) = dimension(&head) {
            head.drain(range);
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).map_err(|e| failed(&e))?;
        to.write_all(&head).map_err(|e| failed(&e))?;
        std::io::copy(&mut part, &mut to).map_err(|e| failed(&e))?;
    }
    let mut made = to.finish().map_err(|e| failed(&e))?;
    made.seek(SeekFrom::Start(0)).map_err(|e| failed(&e))?;
    Ok(Box::new(made))
}

/// Whether a part of a container is a sheet.
pub(super) fn is_sheet(name: &str) -> bool {
    name.to_lowercase().contains("worksheets/")
}

impl Marks {
    /// Looks a sheet through for formulas and merged cells, where the container has any.
    ///
    /// # Errors
    /// `file-broken`.
    pub(super) fn of(book: &mut Book<'_>, sheet: &str, signs: Signs) -> Result<Self, Refusal> {
        let mut marks = Self::default();
        if signs.formulas {
            let mut reader = reads(|| book.worksheet_cells_reader(sheet))?;
            while let Some(cell) = reads(|| reader.next_cell_with_formula_metadata())? {
                if cell.formula.is_some() && is_nothing(&cell.value) {
                    marks.uncalculated.insert(cell.pos);
                }
            }
        }
        if signs.merges {
            let areas = reads(|| book.merge_cells_by_sheet_name(sheet))?;
            for area in areas.into_iter().filter(|area| area.end.0 > area.start.0) {
                marks.merged.entry(area.start.0).or_default().push(area);
            }
        }
        Ok(marks)
    }
}

/// What programs store for a formula that they did not calculate. An empty text is a result.
fn is_nothing(value: &DataRef<'_>) -> bool {
    match value {
        DataRef::Empty | DataRef::Int(0) => true,
        DataRef::Float(number) => format!("{number:e}").trim_start_matches('-') == "0e0",
        DataRef::DateTime(instant) => format!("{:e}", instant.as_f64()).trim_start_matches('-') == "0e0",
        _ => false,
    }
}

/// An area that goes on below its corner.
struct Open {
    area: Dimensions,
    corner: Cell,
}

/// Streams the rows of a sheet that have something in them.
///
/// # Errors
/// `file-broken`, `columns-too-many`, and what `take` refuses.
pub(super) fn stream(
    book: &mut Book<'_>,
    sheet: &str,
    marks: &Marks,
    limits: &Limits,
    take: &mut TakeRow<'_>,
) -> Result<(), Refusal> {
    let epoch_1904 = book.has_1904_epoch();
    let reader = reads(|| match book.worksheet_cells_reader(sheet) {
        // A chart sheet that is listed among the worksheets has no cells.
        Err(XlsxError::NotAWorksheet(_)) => Ok(None),
        reader => reader.map(Some),
    })?;
    let Some(mut reader) = reader else { return Ok(()) };
    let looks: Vec<Look> = reader.styles().iter().map(Look::of).collect();
    let mut making = RowInMaking::new(0, limits);
    let mut open: Vec<Open> = Vec::new();
    while let Some((cell, style)) = reads(|| reader.next_cell_with_style_id())? {
        let (row, column) = cell.get_position();
        let number = row.saturating_add(1);
        if number != making.row {
            if number < making.row {
                return Err(broken(Fact::About("broken-order".to_owned(), number.to_string())));
            }
            let finished = std::mem::replace(&mut making, RowInMaking::new(number, limits));
            if !finished.cells.is_empty() && !take(finished.row, covered(finished, marks, &mut open))? {
                return Ok(());
            }
        }
        let value = if marks.uncalculated.contains(&(row, column)) {
            let stored = if matches!(cell.get_value(), DataRef::Empty) { "" } else { "0" };
            Cell::Uncalculated { stored: stored.to_owned() }
        } else {
            looks.get(style).unwrap_or(&Look::Plain).cell(cell.get_value(), epoch_1904)
        };
        making.put(usize::try_from(column).unwrap_or(usize::MAX), value)?;
    }
    if !making.cells.is_empty() {
        take(making.row, covered(making, marks, &mut open))?;
    }
    Ok(())
}

/// The cells of a row, with the values of merged areas that began above.
fn covered(row: RowInMaking<'_>, marks: &Marks, open: &mut Vec<Open>) -> Vec<Cell> {
    let at = row.row.saturating_sub(1);
    let mut cells = row.cells;
    if marks.merged.is_empty() {
        return cells;
    }
    open.retain(|open| open.area.end.0 >= at);
    for Open { area, corner } in open.iter() {
        let place = usize::try_from(area.start.1).unwrap_or(usize::MAX);
        if cells.get(place).is_some_and(|cell| !cell.is_blank()) || corner.is_blank() {
            continue;
        }
        if cells.len() <= place {
            cells.resize(place.saturating_add(1), Cell::Empty);
        }
        if let Some(cell) = cells.get_mut(place) {
            let corner_name = format!("{}{}", letter(place), area.start.0.saturating_add(1));
            *cell = Cell::Merged { corner: corner_name, cell: Box::new(corner.clone()) };
        }
    }
    for area in marks.merged.get(&at).into_iter().flatten() {
        let corner = usize::try_from(area.start.1).ok().and_then(|place| cells.get(place));
        open.push(Open { area: *area, corner: corner.cloned().unwrap_or(Cell::Empty) });
    }
    cells
}

/// How the numbers of a style are to be taken.
enum Look {
    /// As they are stored.
    Plain,
    /// As a format says.
    Format(NumberFormat),
    /// As the reader says: a format of a locale, of which only the number is known.
    Reader,
}

impl Look {
    fn of(style: &Style) -> Self {
        let Some(format) = &style.number_format else { return Self::Plain };
        if matches!(format.format_id, Some(27..=36 | 50..=58)) && format.format_code == "General" {
            return Self::Reader;
        }
        let read = NumberFormat::read(&format.format_code);
        if read.is_plain() { Self::Plain } else { Self::Format(read) }
    }

    fn cell(&self, value: &DataRef<'_>, epoch_1904: bool) -> Cell {
        match value {
            DataRef::Empty => Cell::Empty,
            DataRef::String(text) | DataRef::DurationIso(text) => self.text(text),
            DataRef::SharedString(text) => self.text(text),
            DataRef::Bool(flag) => Cell::Flag(*flag),
            DataRef::Error(error) => Cell::Broken(error.to_string()),
            DataRef::Int(whole) => self.number(&format!("{whole}e0"), None),
            // Shortest text of fifteen significant digits: the noise of a double ends here and no float leaves.
            DataRef::Float(double) if double.is_finite() => {
                let instant = ExcelDateTime::new(*double, ExcelDateTimeType::DateTime, epoch_1904);
                self.number(&format!("{double:.14e}"), Some(&instant))
            }
            DataRef::Float(_) => Cell::Broken("#NUM!".to_owned()),
            DataRef::DateTime(instant) => self.number(&format!("{:.14e}", instant.as_f64()), Some(instant)),
            DataRef::DateTimeIso(text) => {
                let date = text.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
                date.map_or_else(|| Cell::Text(text.clone()), Cell::Date)
            }
        }
    }

    fn text(&self, text: &str) -> Cell {
        match self {
            Self::Format(format) => Cell::Text(format.text(text)),
            _ => Cell::Text(text.to_owned()),
        }
    }

    fn number(&self, scientific: &str, instant: Option<&ExcelDateTime>) -> Cell {
        let stored = Stored::of(scientific);
        let meaning = match self {
            Self::Plain => return stored.cell(),
            Self::Format(format) => format.meaning(&stored),
            Self::Reader if instant.is_some_and(ExcelDateTime::is_datetime) => Meaning::Date,
            Self::Reader => return stored.cell(),
        };
        match (meaning, instant) {
            (Meaning::Cell(cell), _) => cell,
            (Meaning::Date, Some(instant)) => {
                let (year, month, day, ..) = instant.to_ymd_hms_milli();
                let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
                date.map_or_else(|| Cell::Broken(format!("{year}-{month}-{day}")), Cell::Date)
            }
            (Meaning::Date, None) => stored.cell(),
        }
    }
}

/// What the reader of workbooks gives. It calculates with the numbers of a file unchecked and panics where they are too
/// large for it; such a file is damaged like any other that it does not understand.
///
/// # Errors
/// `file-broken`; `file-encrypted`.
pub(super) fn reads<T>(read: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, Refusal> {
    // Nothing of the reader is used again once it has panicked.
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(given) => given.map_err(|e| broken_workbook(&e)),
        Err(_) => Err(broken_as("broken-sheet")),
    }
}

/// A workbook that the reader does not understand.
fn broken_workbook(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::new(domain::refusal::Code::FileEncrypted),
        XlsxError::FileNotFound(part) => {
            broken(Fact::About("broken-part-missing".to_owned(), part.chars().take(80).collect()))
        }
        _ => broken_as("broken-sheet"),
    }
}
