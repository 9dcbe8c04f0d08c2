//! Reads a schedule file against its template: what was seen, the good rows, every problem with row and column.

use std::collections::BTreeSet;

use domain::import_row::{Collected, Collector, Header, HeaderProblem, HeadingAt, is_total_row, known_headings};
use domain::refusal::Refusal;
use domain::template::{Cell, Template, Value};
use serde::Serialize;

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
    let Ok(header) = &opened.header else { return Ok(reading) };
    let mut collector = Collector::new(template, header);
    let mut read = 0u64;
    reading.seen = opened.table.for_each(|row, cells| {
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

/// A file whose table was found and whose headings were compared.
pub(super) struct Opened<'a> {
    pub(super) table: Table<'a>,
    pub(super) header: Result<Header, Vec<HeaderProblem>>,
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
        Ok(Self { table, header })
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
    use domain::refusal::Code;
    use domain::template::{Choice, Column, ColumnKind, Words};
    use rust_xlsxwriter::Workbook;

    use super::*;
    use crate::format::marked_up::marked_up;
    use crate::format::template_xlsx::template_xlsx;

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
        let options = Options { sheet: None, limits: Limits::UPLOAD };
        let copy = marked_up(&workbook("元"), "x", &template(), &options, true, |r| r.code.key().to_owned()).unwrap();
        let mut book = Xlsx::new(std::io::Cursor::new(copy.as_slice())).unwrap();
        let range = book.worksheet_range("担保业务明细表").unwrap();
        assert_eq!(range.height(), 3);
        let at = |row, column| range.get_value((row, column)).cloned().unwrap_or_default();
        assert_eq!(at(0, 0), Data::String("问题".into()));
        assert_eq!(at(0, 3), Data::String("担保合同号".into()));
        assert_eq!(at(1, 1), Data::String("4".into()));
        assert_eq!(at(1, 6), Data::String("中".into()));
        assert_eq!(at(2, 1), Data::String("5".into()));
        let Data::String(said) = at(1, 0) else { panic!("no words") };
        assert!(said.contains("E4 企业规模: choice-unknown") && said.contains("identifier-as-number"), "{said}");
        // The copy itself can be uploaded again: its front columns are unknown columns, nothing else.
        let again = read(&copy);
        assert!(again.header_problems.is_empty());
        assert_eq!(again.unknown_columns.len(), 3);
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
