//! Reads a schedule file against its template: what was seen, the good rows, every problem with row and column.

use std::collections::{BTreeMap, BTreeSet};

use domain::import_row::{Collected, Collector, Header, HeaderProblem, HeadingAt, is_total_row, known_headings};
use domain::refusal::{Code, Fact, Refusal};
use domain::template::{Cell, Template, Value};
use serde::Serialize;

use super::marked_up::corrections;
use super::source::Source;
use super::table::{Kind, Limits, SheetChoice, SheetSeen, Table, TableEnd};

/// A row without a problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GoodRow {
    /// The row as the spreadsheet numbers it.
    pub row: u32,
    /// The values in the order of the template.
    pub values: Vec<Value>,
}

/// A sum line under the table, which is not a row of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TotalLine {
    /// The row as the spreadsheet numbers it.
    pub row: u32,
    /// Its cells, for comparison by the person who confirms the totals.
    pub shown: Vec<String>,
}

/// What a schedule file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScheduleReading {
    /// What kind of file it is.
    pub kind: Kind,
    /// Every sheet of the file, the used one marked.
    pub sheets: Vec<SheetSeen>,
    /// The row of the headings.
    pub header_row: u32,
    /// Why the headings do not fit; when there are any, no row was read.
    pub header_problems: Vec<HeaderProblem>,
    /// Columns that mean nothing here: a warning.
    pub unknown_columns: Vec<HeadingAt>,
    /// Filled rows, blank rows, cells under no heading.
    pub seen: TableEnd,
    /// Sum lines that were left aside.
    pub total_lines: Vec<TotalLine>,
    /// Counts, problems, duplicates and sums.
    #[serde(flatten)]
    pub found: Collected,
    /// The good rows; empty when they were handed over one by one. What is written of a reading counts them only.
    #[serde(skip)]
    pub good: Vec<GoodRow>,
}

impl ScheduleReading {
    /// Whether everything in the file can be taken.
    pub fn is_clean(&self) -> bool {
        self.header_problems.is_empty() && self.found.problem_count == 0 && self.found.good_rows > 0
    }
}

/// Reads an uploaded schedule. Good rows are kept when others are bad. `progress` hears the number of rows read.
///
/// # Errors
/// As [`Table::open`] and [`Table::for_each`]: the file as a whole cannot be read.
pub fn read_schedule<'a>(
    file: impl Into<Source<'a>>,
    file_name: &str,
    template: &Template,
    progress: impl FnMut(u64),
) -> Result<ScheduleReading, Refusal> {
    let mut good = Vec::new();
    let options = Options { sheet: None, limits: Limits::UPLOAD };
    let mut reading = read_schedule_into(file, file_name, template, &options, progress, |row, values| {
        good.push(GoodRow { row, values });
        Ok(())
    })?;
    reading.good = good;
    Ok(reading)
}

/// How a schedule is read.
#[derive(Debug, Clone)]
pub struct Options {
    /// The sheet by its name; without one, the sheet whose headings fit.
    pub sheet: Option<String>,
    /// How much is accepted.
    pub limits: Limits,
}

/// [`read_schedule`] for long files: every good row is handed over at once and none is kept.
///
/// # Errors
/// As [`read_schedule`], and what `keep` refuses.
pub fn read_schedule_into<'a>(
    file: impl Into<Source<'a>>,
    file_name: &str,
    template: &Template,
    options: &Options,
    mut progress: impl FnMut(u64),
    mut keep: impl FnMut(u32, Vec<Value>) -> Result<(), Refusal>,
) -> Result<ScheduleReading, Refusal> {
    let opened = Opened::open(file.into(), file_name, template, options)?;
    read_opened(opened, template, &mut progress, &mut keep)
}

/// A file whose table is found, and the words of its headings, so that the template can be chosen by them.
pub struct Headed<'a> {
    table: Table<'a>,
}

impl<'a> Headed<'a> {
    /// Opens a file and finds the row of headings: the one with the most of the known headings.
    ///
    /// # Errors
    /// As [`Table::open`].
    pub fn open(
        file: impl Into<Source<'a>>,
        file_name: &str,
        known: BTreeSet<String>,
        options: &Options,
    ) -> Result<Self, Refusal> {
        let wanted = SheetChoice { name: options.sheet.clone(), known };
        Ok(Self { table: Table::open_within(file, file_name, &wanted, options.limits)? })
    }

    /// The headings from column A on.
    pub fn headings(&self) -> &[String] {
        &self.table.headings
    }

    /// The words above the headings.
    pub fn above(&self) -> &[String] {
        &self.table.above
    }

    /// Hands over every filled row under the headings as it stands, with its number.
    ///
    /// # Errors
    /// As [`Table::for_each`], and what `keep` refuses.
    pub fn each_row(mut self, keep: impl FnMut(u32, Vec<Cell>) -> Result<(), Refusal>) -> Result<TableEnd, Refusal> {
        self.table.for_each(keep)
    }
}

/// Takes one good row with its number.
type KeepRow<'f> = dyn FnMut(u32, Vec<Value>) -> Result<(), Refusal> + 'f;

fn read_opened(
    mut opened: Opened<'_>,
    template: &Template,
    progress: &mut dyn FnMut(u64),
    keep: &mut KeepRow<'_>,
) -> Result<ScheduleReading, Refusal> {
    let mut reading = opened.reading();
    // The headings are read while the rows are taken.
    let Ok(header) = opened.header.clone() else { return Ok(reading) };
    let header = &header;
    let mut read = 0u64;
    let mut collector = Collector::new(template, header);
    reading.seen = opened.each_row(|row, cells| {
        read = read.saturating_add(1);
        progress(read);
        if is_total_row(template, header, &cells) {
            reading.total_lines.push(TotalLine { row, shown: cells.iter().map(Cell::shown).collect() });
            return Ok(());
        }
        match collector.take(row, &cells) {
            Ok(values) => keep(row, values),
            Err(_) => Ok(()),
        }
    })?;
    reading.found = collector.finish();
    Ok(reading)
}

/// A schedule file, with the files of corrected rows that came after it, in their order.
#[derive(Debug, Clone)]
pub struct Whole<'a> {
    /// The file and its name.
    pub file: (Source<'a>, &'a str),
    /// Marked-up copies that came back, and their names.
    pub corrections: Vec<(Source<'a>, &'a str)>,
}

/// [`read_schedule_into`] for a schedule with corrected rows: these take the place of the rows whose numbers they bear, and
/// come after all the others, so that of two rows with one key the corrected one is the bad one.
///
/// # Errors
/// As [`read_schedule_into`]; what [`super::marked_up::corrections`] refuses.
pub fn read_whole(
    whole: &Whole<'_>,
    template: &Template,
    limits: Limits,
    mut keep: impl FnMut(u32, Vec<Value>) -> Result<(), Refusal>,
) -> Result<ScheduleReading, Refusal> {
    let opened = Opened::open_whole(whole, template, limits)?;
    read_opened(opened, template, &mut |_| (), &mut keep)
}

/// The numbers of the rows that the last file of corrected rows corrects.
///
/// # Errors
/// As [`read_whole`].
pub fn corrected_rows(whole: &Whole<'_>, template: &Template) -> Result<Vec<u32>, Refusal> {
    let opened = Opened::open_whole(whole, template, Limits::UPLOAD)?;
    Ok(opened.layers.last().map(|layer| layer.keys().copied().collect()).unwrap_or_default())
}

/// What stands in the key column of some rows, as it is shown; rows without anything there are left out.
///
/// # Errors
/// As [`read_whole`].
pub fn keys_of(whole: &Whole<'_>, template: &Template, rows: &BTreeSet<i64>) -> Result<BTreeMap<i64, String>, Refusal> {
    let mut opened = Opened::open_whole(whole, template, Limits::UPLOAD)?;
    let key = template.columns.iter().position(|c| c.key);
    let place = opened.header.as_ref().ok().zip(key).and_then(|(header, key)| header.place(key));
    let mut found = BTreeMap::new();
    let Some(place) = place else { return Ok(found) };
    opened.each_row(|row, cells| {
        let row = i64::from(row);
        if rows.contains(&row)
            && let Some(cell) = cells.get(place).filter(|c| !c.is_blank())
        {
            found.insert(row, cell.shown());
        }
        Ok(())
    })?;
    Ok(found)
}

/// A file whose table was found and whose headings were compared.
pub(super) struct Opened<'a> {
    pub(super) table: Table<'a>,
    pub(super) header: Result<Header, Vec<HeaderProblem>>,
    /// Corrected rows, of each file of them those that no later one corrects again.
    layers: Vec<BTreeMap<u32, Vec<Cell>>>,
}

impl<'a> Opened<'a> {
    pub(super) fn open(
        file: Source<'a>,
        file_name: &str,
        template: &Template,
        options: &Options,
    ) -> Result<Self, Refusal> {
        let wanted = SheetChoice { name: options.sheet.clone(), known: known_headings(template) };
        let table = Table::open_within(file, file_name, &wanted, options.limits)?;
        let header = Header::match_under(template, &table.headings, &table.above);
        Ok(Self { table, header, layers: Vec::new() })
    }

    /// Opens a schedule with the rows that were corrected later.
    pub(super) fn open_whole(whole: &Whole<'a>, template: &Template, limits: Limits) -> Result<Self, Refusal> {
        let (file, name) = whole.file;
        let mut opened = Self::open(file, name, template, &Options { sheet: None, limits })?;
        if let Ok(header) = &opened.header {
            let mut later = BTreeSet::new();
            for (file, name) in whole.corrections.iter().rev() {
                let mut layer = corrections(*file, name, template, header)?;
                layer.retain(|row, _| later.insert(*row));
                opened.layers.insert(0, layer);
            }
        }
        Ok(opened)
    }

    /// Hands over every row as [`Table::for_each`] does, corrected ones last.
    pub(super) fn each_row(
        &mut self,
        mut take: impl FnMut(u32, Vec<Cell>) -> Result<(), Refusal>,
    ) -> Result<TableEnd, Refusal> {
        let layers = std::mem::take(&mut self.layers);
        let mut left: BTreeSet<u32> = layers.iter().flat_map(|layer| layer.keys().copied()).collect();
        let corrected = left.clone();
        let end = self.table.for_each(|row, cells| {
            left.remove(&row);
            if corrected.contains(&row) { Ok(()) } else { take(row, cells) }
        })?;
        if let Some(row) = left.first() {
            return Err(Refusal::new(Code::MarkedRow).with("number", Fact::Text(row.to_string())));
        }
        for (row, cells) in layers.into_iter().flatten() {
            take(row, cells)?;
        }
        Ok(end)
    }

    fn reading(&self) -> ScheduleReading {
        ScheduleReading {
            kind: self.table.kind,
            sheets: self.table.sheets.clone(),
            header_row: self.table.header_row,
            header_problems: self.header.as_ref().err().cloned().unwrap_or_default(),
            unknown_columns: self.header.as_ref().map(|h| h.unknown.clone()).unwrap_or_default(),
            seen: TableEnd::default(),
            total_lines: Vec::new(),
            found: Collected::default(),
            good: Vec::new(),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use calamine::{Data, Reader as _, Xlsx};
    use domain::money::text::Unit;
    use domain::money::{Currency, Fen};
    use domain::template::{Choice, Column, ColumnKind, Words};
    use rust_xlsxwriter::Workbook;

    use super::*;
    use crate::marked_up::{Mark, Seen, look, marked_up};
    use crate::template_xlsx::template_xlsx;

    fn column(name: &str, zh: &str, kind: ColumnKind) -> Column {
        let title = Words { zh: zh.into(), en: name.into() };
        let (name, key) = (name.to_owned(), name == "contract");
        Column {
            name,
            title,
            aliases: Vec::new(),
            kind,
            required: true,
            default: None,
            key,
            currency: Currency::Cny,
            at_least: None,
            at_most: None,
            not_before: None,
        }
    }

    fn template() -> Template {
        let choice = |key: &str, zh: &str| Choice { key: key.into(), zh: zh.into(), en: key.into(), aliases: vec![] };
        Template {
            name: "guarantee".into(),
            title: Words { zh: "担保业务明细表".into(), en: "Guarantees".into() },
            columns: vec![
                column("contract", "担保合同号", ColumnKind::Text(40)),
                column("amount", "担保金额", ColumnKind::Money(Unit::Major)),
                column("from", "起始日", ColumnKind::Date),
                column("size", "企业规模", ColumnKind::Choice(vec![choice("small", "小"), choice("micro", "微")])),
                column("account", "收款账号", ColumnKind::Account),
            ],
            payee: None,
            admitted: BTreeSet::new(),
        }
    }

    fn workbook(unit: &str) -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "担保业务明细表").unwrap();
        for (place, words) in
            (0u16..).zip(["序号", "担保合同号", &format!("担保金额（{unit}）"), "起始日", "企业规模", "收款账号"])
        {
            sheet.write_string(1, place, words).unwrap();
        }
        for row in 2..5 {
            sheet.write_number(row, 0, row - 1).unwrap();
            sheet.write_string(row, 1, format!("DB-{row}")).unwrap();
            sheet.write_number(row, 2, f64::from_bits(9_468.03f64.to_bits() + 1)).unwrap();
            sheet.write_string(row, 3, "2025-03-01").unwrap();
            sheet.write_string(row, 4, "小").unwrap();
            sheet.write_string(row, 5, "622200123456789015").unwrap();
        }
        sheet.write_string(3, 4, "中").unwrap();
        sheet.write_number(3, 5, 622_200_123_456_789_015.0).unwrap();
        sheet.write_string(4, 1, "ＤＢ－2").unwrap();
        sheet.write_string(5, 0, "合计").unwrap();
        sheet.write_number(5, 2, 28_404.09).unwrap();
        book.save_to_buffer().unwrap()
    }

    fn read(bytes: &[u8]) -> ScheduleReading {
        read_schedule(bytes, "明细.xlsx", &template(), |_| ()).unwrap()
    }

    #[test]
    fn good_rows_stay_and_bad_ones_are_named() {
        let mut heard = 0;
        let reading = read_schedule(&workbook("元"), "x", &template(), |rows| heard = rows).unwrap();
        assert_eq!((heard, reading.header_row, reading.seen.rows), (4, 2, 4));
        assert_eq!(reading.unknown_columns[0].heading, "序号");
        assert_eq!((reading.found.rows, reading.found.good_rows), (3, 1));
        assert_eq!(reading.good[0].row, 3);
        assert_eq!(reading.good[0].values[1], Value::Money(Fen::new(946_803)));
        let named: Vec<_> = reading.found.problems.iter().map(|p| (p.row, p.letter.as_str(), p.refusal.code)).collect();
        let expected = [(4, "E", Code::ChoiceUnknown), (4, "F", Code::IdentifierAsNumber), (5, "B", Code::KeyDoubled)];
        assert_eq!(named, expected);
        assert_eq!(reading.total_lines[0].row, 6);
        assert_eq!(reading.found.totals[0].amount, Fen::new(946_803));
        assert!(!reading.is_clean());
        let json = serde_json::to_value(&reading).unwrap();
        assert_eq!(json["problems"][1]["refusal"]["code"], "identifier-as-number");
    }

    #[test]
    fn a_wrong_unit_stops_the_reading() {
        let reading = read(&workbook("万元"));
        assert_eq!(reading.header_problems[0].refusal.code, Code::ColumnUnit);
        assert_eq!(reading.header_problems[0].at.as_ref().unwrap().letter, "C");
        assert!(reading.good.is_empty() && reading.found.rows == 0);
    }

    #[test]
    fn another_table_is_refused_as_a_whole() {
        let refusal = read_schedule("姓名,电话\n张三,1\n".as_bytes(), "通讯录.csv", &template(), |_| ()).unwrap_err();
        assert_eq!(refusal.code, Code::SheetNoHeadings);
    }

    #[test]
    fn the_marked_up_copy_holds_the_bad_rows_only() {
        let bytes = workbook("元");
        let copy = copy_of(&bytes, &[], &template());
        let mut book = Xlsx::new(std::io::Cursor::new(copy.as_slice())).unwrap();
        let range = book.worksheet_range("担保业务明细表").unwrap();
        assert_eq!(range.height(), 5, "the mark, the words above, the headings, two rows");
        let at = |row: u32, column| range.get_value((row + 2, column)).cloned().unwrap_or_default();
        assert_eq!(at(0, 0), Data::String("问题".into()));
        assert_eq!(at(0, 3), Data::String("担保合同号".into()));
        assert_eq!(at(1, 1), Data::String("4".into()));
        assert_eq!(at(1, 6), Data::String("中".into()));
        assert_eq!(at(2, 1), Data::String("5".into()));
        let Data::String(said) = at(1, 0) else { panic!("no words") };
        assert!(said.contains("E4 企业规模: choice-unknown") && said.contains("identifier-as-number"), "{said}");
        // The copy reads back: its mark, and front columns that mean nothing here, nothing else.
        assert_eq!(look(Source::from(&copy), "x", &template()).unwrap(), Seen::Marked(mark()));
        let again = read(&copy);
        assert!(again.header_problems.is_empty());
        assert_eq!(again.unknown_columns.len(), 3);
    }

    fn mark() -> Mark {
        Mark { application: "SB-2026-0007".into(), schedule: "0193b1a2-0000-7000-8000-000000000001".parse().unwrap() }
    }

    fn copy_of(bytes: &[u8], corrections: &[&[u8]], template: &Template) -> Vec<u8> {
        let corrections = corrections.iter().map(|c| (Source::Bytes(c), "改")).collect();
        let whole = Whole { file: (Source::Bytes(bytes), "x"), corrections };
        marked_up(&whole, template, (&mark(), "请只改标红的单元格"), true, |r| r.code.key().to_owned()).unwrap()
    }

    /// A marked-up copy as people send it back: some cells of its rows written anew.
    fn corrected(copy: &[u8], cells: &[(u32, u16, &str)]) -> Vec<u8> {
        let mut book = Xlsx::new(std::io::Cursor::new(copy)).unwrap();
        let name = book.sheet_names()[0].clone();
        let range = book.worksheet_range(&name).unwrap();
        let mut csv = csv::Writer::from_writer(Vec::new());
        for row in 0..u32::try_from(range.height()).unwrap() {
            let line = (0..u32::try_from(range.width()).unwrap()).map(|column| {
                let own = cells.iter().find(|(r, c, _)| (*r, u32::from(*c)) == (row, column));
                own.map_or_else(
                    || range.get_value((row, column)).map_or_else(String::new, ToString::to_string),
                    |(_, _, words)| (*words).to_owned(),
                )
            });
            csv.write_record(line).unwrap();
        }
        csv.into_inner().unwrap()
    }

    fn read_corrected(bytes: &[u8], corrections: &[&[u8]]) -> Result<(ScheduleReading, Vec<GoodRow>), Refusal> {
        let corrections = corrections.iter().map(|c| (Source::Bytes(c), "改.csv")).collect();
        let whole = Whole { file: (Source::Bytes(bytes), "x"), corrections };
        let mut good = Vec::new();
        let reading = read_whole(&whole, &template(), Limits::UPLOAD, |row, values| {
            good.push(GoodRow { row, values });
            Ok(())
        })?;
        Ok((reading, good))
    }

    #[test]
    fn corrected_rows_take_the_place_of_their_own_and_the_good_ones_stay() {
        let original = workbook("元");
        let copy = copy_of(&original, &[], &template());
        // Sent back as CSV: the size of row 4 and the contract of row 5 are right now, the account of row 4 is not.
        let first = corrected(&copy, &[(3, 6, "小"), (4, 3, "DB-9")]);
        assert_eq!(look(Source::from(&first), "x", &template()).unwrap(), Seen::Marked(mark()));
        let (reading, good) = read_corrected(&original, &[&first]).unwrap();
        let named: Vec<_> = reading.found.problems.iter().map(|p| (p.row, p.letter.as_str(), p.refusal.code)).collect();
        // As text the digits of the account look whole; what was lost of them no file can bring back, the copy has none.
        assert_eq!(good.iter().map(|g| g.row).collect::<Vec<_>>(), [3, 5]);
        assert!(named.iter().all(|(row, ..)| *row == 4) && !named.is_empty(), "{named:?}");
        assert_eq!((reading.found.rows, reading.found.good_rows), (3, 2));
        // The next copy holds what is still bad, and its correction is laid over both.
        let second_copy = copy_of(&original, &[&first], &template());
        let second = corrected(&second_copy, &[(3, 7, "622200123456789016")]);
        let (reading, good) = read_corrected(&original, &[&first, &second]).unwrap();
        assert_eq!((reading.found.good_rows, reading.found.problem_count), (3, 0), "{:?}", reading.found.problems);
        assert_eq!(good.iter().map(|g| g.row).collect::<Vec<_>>(), [3, 5, 4]);
        // A corrected row that takes the contract of a good row is the bad one of the two.
        let taken = corrected(&copy, &[(4, 3, "DB-2")]);
        let (reading, good) = read_corrected(&original, &[&taken]).unwrap();
        assert_eq!(good.iter().map(|g| g.row).collect::<Vec<_>>(), [3]);
        assert!(reading.found.problems.iter().any(|p| p.row == 5 && p.refusal.code == Code::KeyDoubled));
    }

    #[test]
    fn corrected_rows_are_known_by_their_numbers_and_columns() {
        let original = workbook("元");
        let copy = copy_of(&original, &[], &template());
        let code =
            |cells: &[(u32, u16, &str)]| read_corrected(&original, &[&corrected(&copy, cells)]).unwrap_err().code;
        assert_eq!(code(&[(3, 1, "")]), Code::MarkedRow, "without its number");
        assert_eq!(code(&[(3, 1, "99")]), Code::MarkedRow, "of a row that is not there");
        assert_eq!(code(&[(3, 1, "5")]), Code::MarkedRow, "twice");
        assert_eq!(code(&[(2, 1, "甲")]), Code::MarkedColumns, "the column of the numbers is gone");
        let lost = corrected(&copy, &[(0, 0, "")]);
        assert_eq!(look(Source::from(&lost), "x", &template()).unwrap(), Seen::MarkLost);
        assert_eq!(look(Source::from(&original), "x", &template()).unwrap(), Seen::Plain);
    }

    #[test]
    fn the_empty_template_is_recognised_and_always_the_same() {
        for chinese in [true, false] {
            let bytes = template_xlsx(&template(), chinese).unwrap();
            assert_eq!(bytes, template_xlsx(&template(), chinese).unwrap());
            let reading = read(&bytes);
            assert!(reading.header_problems.is_empty() && reading.unknown_columns.is_empty());
            assert_eq!(reading.found.rows, 0);
        }
    }
}
