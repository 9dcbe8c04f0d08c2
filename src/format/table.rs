//! A table of cells out of an XLSX, CSV or JSON file: recognised by its content, measured before it is read, streamed row by
//! row, no row dropped silently.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io::Read;

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx};
use domain::import_row::{heading_key, is_known, letter};
use domain::refusal::{Code, Fact, Refusal};
use domain::template::Cell;
use serde::Serialize;

use super::json_table::{self, is_json};
use super::source::{Handle, Source, Tap, Text};
use super::workbook::{self, Book, Marks, Signs, is_sheet, without_dimensions};

/// How much of a file is accepted.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Bytes of all parts of a workbook together, unpacked.
    pub unpacked: u64,
    /// Parts of a workbook.
    pub parts: usize,
    /// How many times larger than packed a workbook of more than 10 MB may be.
    pub ratio: u64,
    /// Columns of the table.
    pub columns: usize,
    /// Rows under the headings.
    pub rows: u64,
}

impl Limits {
    /// For files that somebody uploads; how many bytes come in is limited by a setting, at the door.
    pub const UPLOAD: Self =
        Self { bytes: 4 << 30, unpacked: 2 << 30, parts: 2_000, ratio: 100, columns: 200, rows: 1_000_000 };

    /// For files that an operator reads on the command line: as large as they are. What a container claims and how far
    /// it unpacks is measured all the same.
    pub const OPERATOR: Self = Self { bytes: usize::MAX, unpacked: 64 << 30, rows: u64::MAX, ..Self::UPLOAD };
}

/// Which sheet is wanted.
#[derive(Debug, Clone, Default)]
pub struct SheetChoice {
    /// The sheet of this name; without a name, the one sheet with the most known headings.
    pub name: Option<String>,
    /// The headings that are looked for, as [`domain::import_row::known_headings`] gives them. When empty, the first
    /// row with at least two texts and no number is the row of headings.
    pub known: BTreeSet<String>,
}

/// What kind of file it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An Excel workbook.
    Xlsx,
    /// Delimited text.
    Csv,
    /// Objects, as an array or one a line.
    Json,
}

/// A sheet of the workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SheetSeen {
    /// Its name; for CSV the file's.
    pub name: String,
    /// Whether Excel hides it; it is looked at all the same.
    pub hidden: bool,
    /// Whether anything stands in its first rows.
    pub filled: bool,
    /// Whether the table was taken from it.
    pub used: bool,
}

/// An opened table: its headings are found, its rows not yet read.
pub struct Table<'a> {
    /// What kind of file it is.
    pub kind: Kind,
    /// Every sheet of the file.
    pub sheets: Vec<SheetSeen>,
    /// The row of the headings as the spreadsheet numbers it.
    pub header_row: u32,
    /// The headings from column A on; blank where there is none.
    pub headings: Vec<String>,
    /// The texts above the headings: title, unit, who fills in.
    pub above: Vec<String>,
    content: Content<'a>,
    limits: Limits,
}

enum Content<'a> {
    Xlsx { book: Box<Book<'a>>, sheet: String, marks: Marks },
    Csv { text: Box<Text<'a>>, delimiter: u8 },
    Json { text: Box<Text<'a>> },
}

/// What the end of a table tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct TableEnd {
    /// Rows with something in them, under the headings.
    pub rows: u64,
    /// Blank rows between filled ones.
    pub blank_rows: u64,
    /// Cells with something in them that stand under no heading.
    pub cells_without_heading: u64,
}

/// Bytes of a piece of a part that are looked at again with the next one.
const OVERLAP: usize = 16;

/// How many filled rows of a sheet are looked at to find the headings.
const PROBED_ROWS: usize = 50;

impl<'a> Table<'a> {
    /// Opens an uploaded file. `file_name` is only the name of a CSV's single sheet; it decides nothing.
    ///
    /// # Errors
    /// [`Code::FileEmpty`], [`Code::FileTooLarge`], [`Code::FileKind`] naming what was found, [`Code::FileEncrypted`],
    /// [`Code::FileBroken`], [`Code::FileUnpacked`], [`Code::FileParts`], [`Code::FileDoctype`],
    /// [`Code::FileEncoding`], [`Code::SheetMissing`], [`Code::SheetAmbiguous`], [`Code::SheetNoHeadings`],
    /// [`Code::ColumnsTooMany`].
    pub fn open(file: impl Into<Source<'a>>, file_name: &str, wanted: &SheetChoice) -> Result<Self, Refusal> {
        Self::open_within(file, file_name, wanted, Limits::UPLOAD)
    }

    /// [`Self::open`] with other limits. A file on disk is read piece by piece.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_within(
        file: impl Into<Source<'a>>,
        file_name: &str,
        wanted: &SheetChoice,
        limits: Limits,
    ) -> Result<Self, Refusal> {
        let file = file.into();
        let size = file.size()?;
        if size == 0 {
            return Err(Refusal::new(Code::FileEmpty));
        }
        if size > u64::try_from(limits.bytes).unwrap_or(u64::MAX) {
            return Err(Refusal::new(Code::FileTooLarge).with("max", megabytes(limits.bytes)));
        }
        if file.head(2)? == b"PK" {
            let signs = check_container(file, &limits)?;
            let handle = if signs.dimensions { without_dimensions(file)? } else { file.open()? };
            return Self::open_xlsx(handle, signs, wanted, limits);
        }
        if let Some(found) = recognise(file)? {
            return Err(found);
        }
        let text = Text::of(file, || kind("file-kind-binary"))?;
        if text.head.starts_with('<') {
            let head = text.head.to_lowercase();
            let html = ["<!doctype html", "<html", "<table", "<head", "<meta"].iter().any(|tag| head.contains(tag));
            return Err(kind(if html { "file-kind-html" } else { "file-kind-xml" }));
        }
        if is_json(&text.head) {
            Self::open_json(text, file_name, wanted, limits)
        } else {
            Self::open_csv(text, file_name, wanted, limits)
        }
    }

    fn open_xlsx(handle: Handle<'a>, signs: Signs, wanted: &SheetChoice, limits: Limits) -> Result<Self, Refusal> {
        let mut book: Book<'a> = workbook::reads(|| Xlsx::new(handle))?;
        let listed: Vec<_> = book
            .sheets_metadata()
            .iter()
            .filter(|s| s.typ == SheetType::WorkSheet)
            .map(|s| (s.name.clone(), s.visible != SheetVisible::Visible))
            .collect();
        let mut sheets = Vec::with_capacity(listed.len());
        let mut found: Vec<(usize, Headings)> = Vec::new();
        for (place, (name, hidden)) in listed.into_iter().enumerate() {
            let mut probe = Vec::new();
            workbook::stream(&mut book, &name, &Marks::default(), &limits, &mut |row, cells| {
                probe.push((row, cells));
                Ok(probe.len() < PROBED_ROWS)
            })?;
            let asked = wanted.name.as_ref().is_none_or(|w| w.trim() == name.trim());
            if let Some(headings) = Headings::find(&probe, &wanted.known).filter(|_| asked) {
                found.push((place, headings));
            }
            sheets.push(SheetSeen { name, hidden, filled: !probe.is_empty(), used: false });
        }
        let seen = || Fact::Text(sheets.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join("、"));
        if let Some(name) = wanted.name.as_ref().filter(|w| !sheets.iter().any(|s| s.name.trim() == w.trim())) {
            let refusal = Refusal::new(Code::SheetMissing).with("wanted", Fact::Text(name.clone()));
            return Err(refusal.with("seen", seen()));
        }
        let best = found.iter().map(|(_, h)| h.known).max();
        found.retain(|(_, h)| Some(h.known) == best);
        // Without known headings the first table is meant; with them, two sheets that fit equally need a decision.
        if found.len() > 1 && best > Some(0) {
            let names = found.iter().filter_map(|(place, _)| sheets.get(*place)).map(|s| s.name.as_str());
            let seen = Fact::Text(names.collect::<Vec<_>>().join("、"));
            return Err(Refusal::new(Code::SheetAmbiguous).with("seen", seen));
        }
        let Some((place, headings)) = found.into_iter().next() else {
            return Err(Refusal::new(Code::SheetNoHeadings).with("seen", seen()));
        };
        let mut sheet = String::new();
        if let Some(used) = sheets.get_mut(place) {
            used.used = true;
            sheet.clone_from(&used.name);
        }
        let marks = Marks::of(&mut book, &sheet, signs)?;
        let content = Content::Xlsx { book: Box::new(book), sheet, marks };
        Ok(Self::with_headings(Kind::Xlsx, sheets, headings, content, limits))
    }

    fn open_csv(mut text: Text<'a>, file_name: &str, wanted: &SheetChoice, limits: Limits) -> Result<Self, Refusal> {
        let mut best: Option<(u8, Headings)> = None;
        for delimiter in *b",\t;" {
            let mut probe = Vec::new();
            // A wrong delimiter may show a table that is too wide; it only must not win.
            let _ = stream_csv(&mut text, delimiter, &limits, &mut |row, cells| {
                probe.push((row, cells));
                Ok(probe.len() < PROBED_ROWS)
            });
            let Some(headings) = Headings::find(&probe, &wanted.known) else { continue };
            if best.as_ref().is_none_or(|(_, b)| headings.fitness() > b.fitness()) {
                best = Some((delimiter, headings));
            }
        }
        let Some((delimiter, headings)) = best else {
            return Err(Refusal::new(Code::SheetNoHeadings).with("seen", Fact::Text(file_name.to_owned())));
        };
        let sheets = vec![SheetSeen { name: file_name.to_owned(), hidden: false, filled: true, used: true }];
        let content = Content::Csv { text: Box::new(text), delimiter };
        Ok(Self::with_headings(Kind::Csv, sheets, headings, content, limits))
    }

    fn open_json(mut text: Text<'a>, file_name: &str, wanted: &SheetChoice, limits: Limits) -> Result<Self, Refusal> {
        let headings = json_table::headings(&mut text)?;
        if !wanted.known.is_empty() && !headings.iter().any(|heading| is_known(&wanted.known, heading)) {
            return Err(Refusal::new(Code::SheetNoHeadings).with("seen", Fact::Text(file_name.to_owned())));
        }
        let mut making = RowInMaking { row: 1, cells: Vec::with_capacity(headings.len()), limits: &limits };
        for (place, heading) in headings.iter().enumerate() {
            making.put(place, Cell::Text(heading.clone()))?;
        }
        let sheets = vec![SheetSeen { name: file_name.to_owned(), hidden: false, filled: true, used: true }];
        let found = Headings { row: 1, headings, above: Vec::new(), known: 0 };
        Ok(Self::with_headings(Kind::Json, sheets, found, Content::Json { text: Box::new(text) }, limits))
    }

    fn with_headings(
        kind: Kind,
        sheets: Vec<SheetSeen>,
        found: Headings,
        content: Content<'a>,
        limits: Limits,
    ) -> Self {
        let Headings { row: header_row, headings, above, .. } = found;
        Self { kind, sheets, header_row, headings, above, content, limits }
    }

    /// Hands over every row under the headings that has something in it, hidden ones too, with its number as the
    /// spreadsheet shows it. Formulas give their stored value. Blank rows are counted, trailing ones are nothing.
    ///
    /// # Errors
    /// [`Code::RowsTooMany`], [`Code::ColumnsTooMany`], [`Code::FileBroken`], and what `take` refuses.
    pub fn for_each(
        &mut self,
        mut take: impl FnMut(u32, Vec<Cell>) -> Result<(), Refusal>,
    ) -> Result<TableEnd, Refusal> {
        let mut end = TableEnd::default();
        let mut last = self.header_row;
        let (header_row, headings, limits) = (self.header_row, &self.headings, self.limits);
        let mut each = |row: u32, cells: Vec<Cell>| {
            if row <= header_row {
                return Ok(true);
            }
            end.rows = end.rows.saturating_add(1);
            if end.rows > limits.rows {
                let max = Fact::Count(i64::try_from(limits.rows).unwrap_or(i64::MAX));
                return Err(Refusal::new(Code::RowsTooMany).with("max", max));
            }
            let skipped = row.saturating_sub(last).saturating_sub(1);
            end.blank_rows = end.blank_rows.saturating_add(u64::from(skipped));
            last = row;
            let no_heading = |place: usize| headings.get(place).is_none_or(|h| h.trim().is_empty());
            let lost = cells.iter().enumerate().filter(|(place, cell)| !cell.is_blank() && no_heading(*place)).count();
            end.cells_without_heading = end.cells_without_heading.saturating_add(u64::try_from(lost).unwrap_or(0));
            take(row, cells).map(|()| true)
        };
        match &mut self.content {
            Content::Xlsx { book, sheet, marks } => workbook::stream(book, sheet, marks, &limits, &mut each)?,
            Content::Csv { text, delimiter } => stream_csv(text, *delimiter, &limits, &mut each)?,
            Content::Json { text } => stream_json(text, headings, header_row, &mut each)?,
        }
        Ok(end)
    }
}

/// The row of headings among the first rows of a sheet.
struct Headings {
    row: u32,
    headings: Vec<String>,
    above: Vec<String>,
    /// How many of them are known.
    known: usize,
}

impl Headings {
    /// The row with the most known headings, at least two; when none are asked for, the first row of texts. Titles and
    /// notes may stand above.
    fn find(rows: &[(u32, Vec<Cell>)], known: &BTreeSet<String>) -> Option<Self> {
        let texts = |cells: &[Cell]| cells.iter().filter(|c| matches!(c, Cell::Text(_)) && !c.is_blank()).count();
        let filled = |cells: &[Cell]| cells.iter().filter(|c| !c.is_blank()).count();
        let score =
            |cells: &[Cell]| cells.iter().filter(|c| matches!(c, Cell::Text(words) if is_known(known, words))).count();
        let (place, found) = if known.is_empty() {
            let plain = |cells: &[Cell]| texts(cells) >= 2 && texts(cells) == filled(cells);
            (rows.iter().position(|(_, cells)| plain(cells))?, 0)
        } else {
            let scores = rows.iter().map(|(_, cells)| score(cells)).enumerate();
            // Of equal rows the first one: max_by_key alone would take the last.
            let (place, best) = scores.rev().max_by_key(|(_, score)| *score)?;
            (best >= 2).then_some((place, best))?
        };
        let (row, cells) = rows.get(place)?;
        let mut headings: Vec<String> = cells.iter().map(words).collect();
        let above_it = place
            .checked_sub(1)
            .and_then(|before| rows.get(before))
            .filter(|(number, _)| number.saturating_add(1) == *row);
        let upper = above_it.is_some_and(|(_, cells)| upper_row(&mut headings, cells, known));
        let below = rows.get(place.saturating_add(1)).filter(|(number, _)| row.saturating_add(1) == *number);
        let row = match below {
            Some((number, cells)) if lower_row(&mut headings, cells, known) => number,
            _ => row,
        };
        while headings.last().is_some_and(|h| h.trim().is_empty()) {
            headings.pop();
        }
        let titles = if upper { place.saturating_sub(1) } else { place };
        let above = rows.iter().take(titles).flat_map(|(_, cells)| cells).filter(|c| !c.is_blank()).map(words);
        Some(Self { row: *row, headings, above: above.collect(), known: found })
    }

    /// What a delimiter is chosen by: known headings, then how far up they stand, then their number.
    fn fitness(&self) -> (usize, Reverse<u32>, usize) {
        let named = self.headings.iter().filter(|h| !heading_key(h).is_empty()).count();
        (self.known, Reverse(self.row), named)
    }
}

/// Takes headings of a table with two rows of them from the upper row, where the lower one has none (cells merged over both).
fn upper_row(headings: &mut Vec<String>, cells: &[Cell], known: &BTreeSet<String>) -> bool {
    let mut taken = false;
    for (place, cell) in cells.iter().enumerate() {
        let Cell::Text(text) = cell else { continue };
        if !is_known(known, text) || headings.get(place).is_some_and(|h| !h.trim().is_empty()) {
            continue;
        }
        if headings.len() <= place {
            headings.resize(place.saturating_add(1), String::new());
        }
        if let Some(heading) = headings.get_mut(place) {
            heading.clone_from(text);
            taken = true;
        }
    }
    taken
}

/// Takes headings from a second row below the first one (担保期限 above 起始日 and 到期日): only when each of its cells is a
/// heading, by itself or behind the words above it, under a heading that is none.
fn lower_row(headings: &mut Vec<String>, cells: &[Cell], known: &BTreeSet<String>) -> bool {
    let mut found = Vec::new();
    let mut group = "";
    for (place, cell) in cells.iter().enumerate() {
        let upper = headings.get(place).map_or("", |h| h.trim());
        if !upper.is_empty() {
            group = upper;
        }
        if cell.is_blank() {
            continue;
        }
        let Cell::Text(text) = cell else { return false };
        let whole = format!("{group}{text}");
        let name = [text, &whole].into_iter().find(|name| is_known(known, name));
        match name {
            Some(name) if !is_known(known, upper) => found.push((place, name.clone())),
            _ => return false,
        }
    }
    for (place, name) in &found {
        if headings.len() <= *place {
            headings.resize(place.saturating_add(1), String::new());
        }
        if let Some(heading) = headings.get_mut(*place) {
            heading.clone_from(name);
        }
    }
    !found.is_empty()
}

/// The whole words of a cell; [`Cell::shown`] shortens them.
fn words(cell: &Cell) -> String {
    if let Cell::Text(text) = cell { text.clone() } else { cell.shown() }
}

/// Takes one filled row; says whether to go on.
pub(super) type TakeRow<'f> = dyn FnMut(u32, Vec<Cell>) -> Result<bool, Refusal> + 'f;

/// The cells of one row while they come in.
pub(super) struct RowInMaking<'l> {
    pub(super) row: u32,
    pub(super) cells: Vec<Cell>,
    limits: &'l Limits,
}

impl<'l> RowInMaking<'l> {
    pub(super) const fn new(row: u32, limits: &'l Limits) -> Self {
        Self { row, cells: Vec::new(), limits }
    }

    pub(super) fn put(&mut self, place: usize, cell: Cell) -> Result<(), Refusal> {
        if cell.is_blank() {
            return Ok(());
        }
        if place >= self.limits.columns {
            return Err(Refusal::new(Code::ColumnsTooMany)
                .with("max", Fact::Count(i64::try_from(self.limits.columns).unwrap_or(i64::MAX)))
                .with("column", Fact::Text(letter(place)))
                .with("row", Fact::Count(i64::from(self.row))));
        }
        if place < self.cells.len() {
            return Err(broken(Fact::About("broken-order".to_owned(), format!("{}{}", letter(place), self.row))));
        }
        self.cells.resize(place, Cell::Empty);
        self.cells.push(cell);
        Ok(())
    }
}

/// The record after so many rows.
fn in_row(row: u32) -> Fact {
    Fact::About("broken-record".to_owned(), row.saturating_add(1).to_string())
}

/// Streams the records of delimited text that have something in them; blank lines count as rows, as in a spreadsheet.
fn stream_csv(text: &mut Text<'_>, delimiter: u8, limits: &Limits, take: &mut TakeRow<'_>) -> Result<(), Refusal> {
    let tap = Tap::new(text.reader()?);
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(tap);
    let mut record = csv::StringRecord::new();
    let mut row = 0u32;
    let mut several_lines = false;
    loop {
        let start = reader.position().byte();
        reader.get_mut().forget(start);
        if !reader.read_record(&mut record).map_err(|_| broken(in_row(row)))? {
            // An opening quote without its end swallows the rest of the file into the last record.
            let open = several_lines && reader.get_ref().quotes & 1 == 1;
            return if open { Err(broken(Fact::About("broken-quote".to_owned(), row.to_string()))) } else { Ok(()) };
        }
        row = row.saturating_add(1).saturating_add(blank_lines(reader.get_ref().from(start)));
        several_lines = record.iter().any(|field| field.contains('\n'));
        let mut making = RowInMaking { row, cells: Vec::with_capacity(record.len()), limits };
        for (place, field) in record.iter().enumerate() {
            making.put(place, Cell::Text(field.to_owned()))?;
        }
        if !making.cells.is_empty() && !take(row, making.cells)? {
            return Ok(());
        }
    }
}

/// Streams the objects that have something in them; one without is a blank row.
fn stream_json(
    text: &mut Text<'_>,
    headings: &[String],
    header_row: u32,
    take: &mut TakeRow<'_>,
) -> Result<(), Refusal> {
    let mut row = header_row;
    json_table::rows(text, headings, &mut |cells| {
        row = row.saturating_add(1);
        if cells.iter().all(Cell::is_blank) { Ok(()) } else { take(row, cells).map(|_| ()) }
    })
}

/// Empty lines before a record, of what was read for it and the byte before; the reader passes over them in silence.
fn blank_lines((before, after): (Option<u8>, &[u8])) -> u32 {
    // The reader stops between the two characters of a line end.
    let after = after.strip_prefix(b"\n").filter(|_| before == Some(b'\r')).unwrap_or(after);
    let ends = after.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let (mut lines, mut last) = (0u32, b' ');
    for byte in ends {
        // Of `\r\n` only the first is an end.
        lines = lines.saturating_add(u32::from(!(*byte == b'\n' && last == b'\r')));
        last = *byte;
    }
    lines
}

/// Names the files that people upload by mistake.
pub(super) fn recognise(file: Source<'_>) -> Result<Option<Refusal>, Refusal> {
    const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    let head = file.head(8)?;
    if head.starts_with(OLE) {
        // An encrypted workbook is an OLE file that holds a stream of this name, in UTF-16.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = file.contains(&name)?;
        return Ok(Some(if encrypted { Refusal::new(Code::FileEncrypted) } else { kind("file-kind-xls") }));
    }
    let signatures: [(&[u8], &str); 7] = [
        (b"%PDF", "file-kind-pdf"),
        (b"\x89PNG", "file-kind-picture"),
        (b"\xFF\xD8\xFF", "file-kind-picture"),
        (b"Rar!", "file-kind-archive"),
        (b"7z\xBC\xAF\x27\x1C", "file-kind-archive"),
        (b"\x1F\x8B", "file-kind-archive"),
        (b"{\\rtf", "file-kind-word"),
    ];
    Ok(signatures.iter().find(|(start, _)| head.starts_with(start)).map(|(_, message)| kind(message)))
}

/// Measures the parts of a workbook before anything reads them: what a container claims is not believed.
fn check_container(file: Source<'_>, limits: &Limits) -> Result<Signs, Refusal> {
    let mut container = zip::ZipArchive::new(file.open()?).map_err(|_| broken_as("broken-container"))?;
    if container.len() > limits.parts {
        let max = Fact::Count(i64::try_from(limits.parts).unwrap_or(i64::MAX));
        return Err(Refusal::new(Code::FileParts).with("max", max));
    }
    let mut names = Vec::with_capacity(container.len());
    let mut claimed = 0u64;
    for place in 0..container.len() {
        let part = container.by_index_raw(place).map_err(|_| broken_as("broken-container"))?;
        if part.encrypted() {
            return Err(Refusal::new(Code::FileEncrypted));
        }
        claimed = claimed.saturating_add(part.size());
        names.push(String::from_utf8_lossy(part.name_raw()).into_owned());
    }
    let too_large = || Refusal::new(Code::FileUnpacked).with("max", megabytes(limits.unpacked));
    if claimed > limits.unpacked {
        return Err(too_large());
    }
    let has = |end: &str| names.iter().any(|name| name.to_lowercase().ends_with(end));
    if !(has("[content_types].xml") && has("workbook.xml")) {
        return Err(kind(match () {
            () if has("workbook.bin") => "file-kind-xlsb",
            () if has("word/document.xml") => "file-kind-word",
            () if has("content.xml") => "file-kind-ods",
            () => "file-kind-archive",
        }));
    }
    let mut unpacked = 0u64;
    let mut signs = Signs::default();
    for place in 0..container.len() {
        let mut part = container.by_index(place).map_err(|_| broken_as("broken-container"))?;
        let left = limits.unpacked.saturating_sub(unpacked);
        let seen = part.name().is_ok_and(|name| is_sheet(&name)).then_some(&mut signs);
        unpacked = unpacked.saturating_add(measure(&mut part, left, seen)?.ok_or_else(too_large)?);
    }
    if unpacked > 10 << 20 && unpacked > file.size()?.saturating_mul(limits.ratio) {
        return Err(too_large());
    }
    Ok(signs)
}

/// The unpacked size of a part, `None` when it is above `left`. A document type stands before the first element, so
/// only the beginning is searched for it. What a sheet has that is worth a second look is noted on the way.
fn measure(part: &mut impl Read, left: u64, mut signs: Option<&mut Signs>) -> Result<Option<u64>, Refusal> {
    let unpacking = |_: std::io::Error| broken_as("broken-part");
    let mut head = Vec::new();
    part.take(64 << 10).read_to_end(&mut head).map_err(unpacking)?;
    if head.windows(9).any(|window| window == b"<!DOCTYPE") {
        return Err(Refusal::new(Code::FileDoctype));
    }
    if let Some(signs) = signs.as_deref_mut() {
        signs.look_at_head(&head);
        signs.look(&head);
    }
    let mut size = u64::try_from(head.len()).unwrap_or(u64::MAX);
    // The last bytes of a piece stay, so that a word on the border of two is seen.
    let mut piece = head.split_off(head.len().saturating_sub(OVERLAP));
    while size <= left {
        let kept = piece.len();
        let read = part.take(64 << 10).read_to_end(&mut piece).map_err(unpacking)?;
        if read == 0 {
            return Ok(Some(size));
        }
        size = size.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        if let Some(signs) = signs.as_deref_mut() {
            signs.look(&piece);
        }
        piece.drain(..kept.saturating_add(read).saturating_sub(OVERLAP));
    }
    Ok(None)
}

fn megabytes(bytes: impl TryInto<i64>) -> Fact {
    Fact::Count(bytes.try_into().unwrap_or(i64::MAX) >> 20)
}

fn kind(message: &str) -> Refusal {
    Refusal::new(Code::FileKind).with("found", Fact::Message(message.to_owned()))
}

/// A file that is damaged: what is wrong, in words of ours.
pub(super) fn broken(what: Fact) -> Refusal {
    Refusal::new(Code::FileBroken).with("what", what)
}

/// A file that is damaged, in words that name no place.
pub(super) fn broken_as(key: &str) -> Refusal {
    broken(Fact::Message(key.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use chrono::NaiveDate;
    use encoding_rs::GB18030;
    use proptest::prelude::*;
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

    use super::*;

    fn first() -> SheetChoice {
        SheetChoice::default()
    }

    fn rows(bytes: &[u8], wanted: &SheetChoice) -> Result<Vec<(u32, Vec<Cell>)>, Refusal> {
        let mut table = Table::open(bytes, "upload", wanted)?;
        let mut rows = Vec::new();
        table.for_each(|row, cells| {
            rows.push((row, cells));
            Ok(())
        })?;
        Ok(rows)
    }

    /// The rows of a file that waits on disk.
    fn rows_on_disk(bytes: &[u8]) -> Result<Vec<(u32, Vec<Cell>)>, Refusal> {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let mut table = Table::open(file.path(), "upload", &first())?;
        let mut rows = Vec::new();
        table.for_each(|row, cells| {
            rows.push((row, cells));
            Ok(())
        })?;
        Ok(rows)
    }

    #[test]
    fn a_file_on_disk_reads_as_it_does_in_memory_however_long_it_is() {
        // Longer than every piece that is read at once, with blank lines, quoted lines and wide characters on the borders.
        let mut csv = String::from("合同号,金额,备注\r\n");
        for n in 0..9_000 {
            let blank = if n % 7 == 0 { "\r\n\r\n" } else { "" };
            csv.push_str(&format!("{blank}DB-{n},{n}.50,\"第一行\r\n第二行 {n}\"\r\n"));
        }
        let (chinese, ..) = GB18030.encode(&csv);
        let read = rows(csv.as_bytes(), &first()).unwrap();
        assert_eq!((read.len(), read[0].0, read[1].0, read[7].0), (9_000, 4, 5, 13));
        assert_eq!(rows_on_disk(csv.as_bytes()).unwrap(), read);
        assert_eq!(rows_on_disk(&chinese).unwrap(), read);
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "合同号").unwrap().write_string(0, 1, "金额").unwrap();
        sheet.write_string(1, 0, "A-1").unwrap().write_number(1, 1, 5).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        assert_eq!(rows_on_disk(&bytes).unwrap(), rows(&bytes, &first()).unwrap());
        assert_eq!(rows_on_disk(b"\xFF\xFA\x81 a,b").unwrap_err().code, Code::FileEncoding);
        let open = "合同号,金额\nDB-1,\"5\nDB-2,6\nDB-3,7\n";
        assert_eq!(rows_on_disk(open.as_bytes()).unwrap_err().code, Code::FileBroken);
    }

    #[test]
    fn a_cell_at_a_place_that_no_sheet_has_is_refused_and_is_no_other_cell() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "合同号").unwrap().write_string(0, 1, "金额").unwrap();
        sheet.write_string(1, 0, "BX7").unwrap().write_number(1, 1, 5).unwrap();
        let whole = book.save_to_buffer().unwrap();
        for place in ["A18446744073709551616", "A4294967298", "A0", "ZZZZZZZZZ2", "A2A", "2"] {
            let refused = rows(&with_parts(&whole, ("r=\"A2\"", &format!("r=\"{place}\""))), &first()).unwrap_err();
            assert_eq!(refused.code, Code::FileBroken, "{place}");
        }
    }

    /// A workbook in whose parts a text stands for another.
    fn with_parts(whole: &[u8], (old, new): (&str, &str)) -> Vec<u8> {
        let mut from = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
        let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for place in 0..from.len() {
            let mut part = from.by_index(place).unwrap();
            let (name, mut content) = (part.name().unwrap().into_owned(), String::new());
            part.read_to_string(&mut content).unwrap();
            to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            to.write_all(content.replace(old, new).as_bytes()).unwrap();
        }
        to.finish().unwrap().into_inner()
    }

    #[test]
    fn text_means_what_the_sheet_shows_of_it() {
        // What a program writes as _x0031_ a spreadsheet shows as 1; what a person types so is written escaped.
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "合同号").unwrap().write_string(0, 1, "金额").unwrap();
        sheet.write_string(1, 0, "BX_x0031_7").unwrap().write_number(1, 1, 5).unwrap();
        let typed = book.save_to_buffer().unwrap();
        assert_eq!(rows(&typed, &first()).unwrap()[0].1[0], text("BX_x0031_7"));
        let written = with_parts(&typed, ("_x005F_x0031_", "_x0031_"));
        assert_eq!(rows(&written, &first()).unwrap()[0].1[0], text("BX17"));
    }

    fn refused(bytes: &[u8]) -> (Code, String) {
        let refusal = Table::open(bytes, "upload.xlsx", &first()).err().unwrap();
        let found = refusal.facts.iter().find_map(|(name, fact)| match fact {
            Fact::Message(message) if name == "found" => Some(message.clone()),
            _ => None,
        });
        (refusal.code, found.unwrap_or_default())
    }

    fn number(text: &str) -> Cell {
        Cell::Number { text: text.into(), lossy: false }
    }

    fn text(words: &str) -> Cell {
        Cell::Text(words.into())
    }

    fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            let options = zip::write::SimpleFileOptions::default();
            writer.start_file(*name, options).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_workbook_is_read_cell_by_cell() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("yyyy/m/d");
        let per_cent = Format::new().set_num_format("0.00%");
        sheet.write_string(0, 0, "2025 年度明细表").unwrap();
        for (place, words) in (0u16..).zip(["合同号", "金额", "日期", "费率", "首贷", "公式", "账号"]) {
            sheet.write_string(2, place, words).unwrap();
        }
        sheet.write_string(3, 0, "甲-1").unwrap();
        // One step above the double of 9468.03: spreadsheets store it as 9468.030000000002.
        sheet.write_number(3, 1, f64::from_bits(9_468.03f64.to_bits() + 1)).unwrap();
        sheet.write_datetime_with_format(3, 2, ExcelDateTime::from_ymd(2025, 10, 13).unwrap(), &day).unwrap();
        sheet.write_number_with_format(3, 3, 0.012, &per_cent).unwrap();
        sheet.write_boolean(3, 4, true).unwrap();
        sheet.write_formula(3, 5, rust_xlsxwriter::Formula::new("=B4*2").set_result("18936.06")).unwrap();
        sheet.write_number(3, 6, 6_222_001_234_567_890_123.0).unwrap();
        sheet.write_number(5, 1, 0.1 + 0.2).unwrap();
        sheet.write_number(6, 1, -1_234_567.5).unwrap();
        sheet.write_number(7, 1, 0.000_001).unwrap();
        sheet.write_blank(20, 0, &day).unwrap();
        sheet.set_row_hidden(6).unwrap();
        let bytes = book.save_to_buffer().unwrap();

        let mut table = Table::open(&bytes, "x", &first()).unwrap();
        assert_eq!((table.kind, table.header_row), (Kind::Xlsx, 3));
        assert_eq!(table.above, ["2025 年度明细表"]);
        assert_eq!(table.headings[6], "账号");
        let mut seen = Vec::new();
        let end = table.for_each(|row, cells| {
            seen.push((row, cells));
            Ok(())
        });
        assert_eq!(end.unwrap(), TableEnd { rows: 4, blank_rows: 1, cells_without_heading: 0 });
        let lossy = Cell::Number { text: "6222001234567890000".into(), lossy: true };
        let date = Cell::Date(NaiveDate::from_ymd_opt(2025, 10, 13).unwrap());
        let first =
            vec![text("甲-1"), number("9468.03"), date, text("1.2%"), Cell::Flag(true), number("18936.06"), lossy];
        assert_eq!(seen[0], (4, first));
        assert_eq!(seen[1], (6, vec![Cell::Empty, number("0.3")]));
        assert_eq!(seen[2], (7, vec![Cell::Empty, number("-1234567.5")]));
        assert_eq!(seen[3], (8, vec![Cell::Empty, number("0.000001")]));
    }

    #[test]
    fn the_sheet_with_the_headings_is_found() {
        let known: BTreeSet<String> = ["合同号", "担保金额"].map(heading_key).into();
        let mut book = Workbook::new();
        book.add_worksheet().set_name("说明").unwrap().write_string(0, 0, "请填写").unwrap();
        let sheet = book.add_worksheet().set_name("明细").unwrap();
        sheet.write_string(0, 0, "合同号").unwrap().write_string(0, 1, "担保金额（元）").unwrap();
        sheet.write_string(1, 0, "A1").unwrap().write_number(1, 1, 5).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let wanted = SheetChoice { name: None, known: known.clone() };
        let table = Table::open(&bytes, "x", &wanted).unwrap();
        assert_eq!(
            table.sheets.iter().map(|s| (s.name.as_str(), s.used)).collect::<Vec<_>>(),
            [("说明", false), ("明细", true)]
        );
        let named = SheetChoice { name: Some("说明".into()), known: known.clone() };
        assert_eq!(Table::open(&bytes, "x", &named).err().unwrap().code, Code::SheetNoHeadings);
        let missing = SheetChoice { name: Some("没有".into()), known: known.clone() };
        assert_eq!(Table::open(&bytes, "x", &missing).err().unwrap().code, Code::SheetMissing);

        let mut twice = Workbook::new();
        for name in ["甲", "乙"] {
            let sheet = twice.add_worksheet().set_name(name).unwrap();
            sheet.write_string(0, 0, "合同号").unwrap().write_string(0, 1, "担保金额").unwrap();
        }
        let bytes = twice.save_to_buffer().unwrap();
        assert_eq!(Table::open(&bytes, "x", &wanted).err().unwrap().code, Code::SheetAmbiguous);
        let chosen = SheetChoice { name: Some("乙".into()), known };
        assert!(Table::open(&bytes, "x", &chosen).unwrap().sheets[1].used);
    }

    #[test]
    fn csv_in_its_encodings_and_delimiters() {
        let table = "合同号,金额\r\n\r\nDB-1,\"1,000.00\"\r\n\"两\n行\",2\r\n,\r\nDB-3,3\r\n\r\n";
        let expected = vec![
            (3, vec![text("DB-1"), text("1,000.00")]),
            (4, vec![text("两\n行"), text("2")]),
            (6, vec![text("DB-3"), text("3")]),
        ];
        let mut marked = b"\xEF\xBB\xBF".to_vec();
        marked.extend_from_slice(table.as_bytes());
        let (chinese, ..) = GB18030.encode(table);
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(table.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for bytes in [table.as_bytes(), &marked, &chinese, &wide] {
            assert_eq!(rows(bytes, &first()).unwrap(), expected);
            assert_eq!(rows_on_disk(bytes).unwrap(), expected);
        }
        let other = "合同号;金额;注\nDB-1;1.5;a,b\n";
        assert_eq!(rows(other.as_bytes(), &first()).unwrap(), [(2, vec![text("DB-1"), text("1.5"), text("a,b")])]);
        let tabs = "合同号\t金额\nDB-1\t1,5\n";
        assert_eq!(rows(tabs.as_bytes(), &first()).unwrap(), [(2, vec![text("DB-1"), text("1,5")])]);
    }

    #[test]
    fn an_open_quote_does_not_swallow_rows() {
        let csv = "合同号,金额\nDB-1,\"5\nDB-2,6\nDB-3,7\n";
        assert_eq!(rows(csv.as_bytes(), &first()).unwrap_err().code, Code::FileBroken);
    }

    #[test]
    fn other_files_are_refused_by_name() {
        let named = |bytes: &[u8], message: &str| assert_eq!(refused(bytes), (Code::FileKind, message.into()));
        named(b"%PDF-1.7 ...", "file-kind-pdf");
        named(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Workbook", "file-kind-xls");
        named("<html><table><tr><td>合同号</td></tr></table></html>".as_bytes(), "file-kind-html");
        named(b"<?xml version=\"1.0\"?><Document/>", "file-kind-xml");
        named(b"a,b\x00\x01\n", "file-kind-binary");
        named(&container(&[("a.txt", b"x")]), "file-kind-archive");
        named(&container(&[("word/document.xml", b"<a/>"), ("[Content_Types].xml", b"<a/>")]), "file-kind-word");
        let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(refused(&locked).0, Code::FileEncrypted);
        assert_eq!(refused(b"").0, Code::FileEmpty);
        assert_eq!(refused(b"\xEF\xBB\xBF \n").0, Code::FileEmpty);
        assert_eq!(refused(b"PK\x03\x04 torn").0, Code::FileBroken);
        assert_eq!(refused(b"\xFF\xFA\x81 a,b").0, Code::FileEncoding);
        assert_eq!(refused("只有一列\n1\n".as_bytes()).0, Code::SheetNoHeadings);
    }

    #[test]
    fn bombs_are_refused_before_they_are_read() {
        let workbook: &[(&str, &[u8])] = &[("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", b"<a/>")];
        let with = |name: &str, bytes: &[u8]| {
            let mut parts = workbook.to_vec();
            parts.push((name, bytes));
            refused(&container(&parts)).0
        };
        assert_eq!(with("xl/sharedStrings.xml", &vec![b' '; 12 << 20]), Code::FileUnpacked);
        assert_eq!(
            with("xl/styles.xml", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>"),
            Code::FileDoctype
        );
        let names: Vec<String> = (0..2_001).map(|n| format!("p{n}")).collect();
        let parts: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), b"".as_slice())).collect();
        assert_eq!(refused(&container(&parts)).0, Code::FileParts);
        let small = Limits { bytes: 10, ..Limits::UPLOAD };
        let large = Table::open_within(b"a,b,c\n1,2,3\n", "x", &first(), small).err().unwrap();
        assert_eq!(large.code, Code::FileTooLarge);
        let narrow = Limits { columns: 2, rows: 1, ..Limits::UPLOAD };
        let mut table = Table::open_within(b"a,b\nc,d\ne,f\n", "x", &first(), narrow).unwrap();
        assert_eq!(table.for_each(|_, _| Ok(())).unwrap_err().code, Code::RowsTooMany);
        let mut table = Table::open_within(b"a,b\nc,d,e\n", "x", &first(), narrow).unwrap();
        assert_eq!(table.for_each(|_, _| Ok(())).unwrap_err().code, Code::ColumnsTooMany);
    }

    #[test]
    fn a_claimed_size_is_not_believed() {
        let mut bytes = container(&[("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", &vec![b' '; 1 << 20])]);
        // In both headers the size of the large part becomes one byte.
        let size = (1u32 << 20).to_le_bytes();
        for at in 0..bytes.len().saturating_sub(4) {
            if bytes[at..at + 4] == size {
                bytes[at..at + 4].copy_from_slice(&1u32.to_le_bytes());
            }
        }
        let limits = Limits { unpacked: 64 << 10, ..Limits::UPLOAD };
        let code = Table::open_within(&bytes, "x", &first(), limits).err().unwrap().code;
        assert!(matches!(code, Code::FileUnpacked | Code::FileBroken), "{code:?}");
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = rows(&bytes, &SheetChoice::default());
        }

        #[test]
        fn no_damaged_workbook_panics(at in 0usize..5_000, byte in any::<u8>()) {
            let mut book = Workbook::new();
            book.add_worksheet().write_string(0, 0, "a").unwrap().write_string(0, 1, "b").unwrap();
            let mut bytes = book.save_to_buffer().unwrap();
            let place = at % bytes.len();
            bytes[place] = byte;
            let _ = rows(&bytes, &SheetChoice::default());
        }
    }
}
