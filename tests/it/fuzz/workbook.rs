//! A small workbook, and the same with one of its parts broken inside a sound container.

use std::io::{Cursor, Read as _, Write as _};

use domain::template::Template;
use xinbu::format::sheets::{Cell, Sheet, sheets_xlsx};

use super::mutate::broken;
use crate::support::chance::Chance;
use crate::support::schedule::Row;

/// The rows as a workbook.
pub fn small(template: &Template, contracts: &[Row]) -> Vec<u8> {
    let csv = crate::support::schedule::csv(template, contracts);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_slice());
    let cells = |record: csv::StringRecord| record.iter().map(Cell::text).collect::<Vec<_>>();
    let mut rows: Vec<Vec<Cell>> = reader.records().map(|record| cells(record.unwrap())).collect();
    let heads = template.columns.iter().map(|c| c.title.zh.clone()).collect();
    rows.remove(0);
    sheets_xlsx(&[Sheet { name: "明细".to_owned(), heads, rows }]).unwrap()
}

/// The workbook with one part of it broken.
pub fn broken_inside(chance: &mut Chance, book: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let wanted = chance.below(from.len());
    for place in 0..from.len() {
        let mut part = from.by_index(place).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        if place == wanted || (name.contains("sheet1") && chance.percent(60)) {
            let whole = bytes.clone();
            for _ in 0..=chance.below(3) {
                broken(chance, &mut bytes, std::slice::from_ref(&whole));
            }
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&bytes).unwrap();
    }
    to.finish().unwrap().into_inner()
}
