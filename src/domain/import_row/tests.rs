//! Headings, cells, rows and whole files against one small template.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::money::text::Unit;
use crate::money::{Currency, Fen};
use crate::refusal::{Code, Fact};
use crate::template::{Choice, ColumnKind, Words};

fn column(name: &str, zh: &str, kind: ColumnKind) -> Column {
    Column {
        name: name.into(),
        title: Words { zh: zh.into(), en: name.into() },
        aliases: Vec::new(),
        kind,
        required: true,
        default: None,
        key: false,
        currency: Currency::Cny,
        at_least: None,
        at_most: None,
        not_before: None,
    }
}

fn template() -> Template {
    let choice = |key: &str, zh: &str| Choice {
        key: key.into(),
        zh: zh.into(),
        en: key.into(),
        aliases: vec![format!("{zh}型企业")],
    };
    let mut contract = column("contract", "担保合同号", ColumnKind::Text(20));
    contract.key = true;
    contract.aliases = vec!["合同编号".into()];
    let mut first = column("first_loan", "是否首贷", ColumnKind::Flag);
    first.required = false;
    first.default = Some(Value::Flag(false));
    let mut account = column("account", "收款账号", ColumnKind::Account);
    account.required = false;
    Template {
        name: "guarantee".into(),
        title: Words { zh: "担保业务明细表".into(), en: "Guarantees".into() },
        columns: vec![
            contract,
            column("uscc", "统一社会信用代码", ColumnKind::Uscc),
            column("amount", "担保金额（元）", ColumnKind::Money(Unit::Major)),
            column("from", "起始日", ColumnKind::Date),
            column("rate", "担保费率", ColumnKind::Rate { bare: 100 }),
            column("size", "企业规模", ColumnKind::Choice(vec![choice("small", "小"), choice("micro", "微")])),
            first,
            account,
        ],
        payee: None,
        admitted: std::collections::BTreeSet::new(),
    }
}

const HEADINGS: [&str; 8] = [
    "担保合同号*",
    "统一社会信用代码",
    "担保金额(元)",
    " 起始日 ",
    "担保费率（％）",
    "企业规模",
    "是否首贷",
    "收款账号",
];

fn header() -> Header {
    Header::match_template(&template(), &HEADINGS.map(str::to_owned)).unwrap()
}

fn text(words: &str) -> Cell {
    Cell::Text(words.into())
}

fn number(words: &str, lossy: bool) -> Cell {
    Cell::Number { text: words.into(), lossy }
}

fn good() -> Vec<Cell> {
    vec![
        text(" DB-2025-001 "),
        text("91350100m000100y43"),
        number("9468.03", false),
        Cell::Date(NaiveDate::from_ymd_opt(2025, 3, 1).unwrap()),
        text("1.2%"),
        text("微型企业"),
        Cell::Empty,
        text("0012345678"),
    ]
}

fn codes(cells: &[Cell]) -> Vec<(String, Code)> {
    let problems = parse_row(&template(), &header(), 7, cells).unwrap_err();
    problems.into_iter().map(|p| (p.letter, p.refusal.code)).collect()
}

#[test]
fn headings_are_compared_by_meaning() {
    assert!(header().unknown.is_empty());
    let mut other = HEADINGS.map(str::to_owned).to_vec();
    other[0] = "合同\u{3000}编号：".into();
    other.push("备注".into());
    let header = Header::match_template(&template(), &other).unwrap();
    assert_eq!(header.unknown, [HeadingAt { letter: "I".into(), heading: "备注".into() }]);
    assert_eq!(header.place(0), Some(0));
}

#[test]
fn every_fault_of_the_headings_is_named_at_once() {
    let mut bad = HEADINGS.map(str::to_owned).to_vec();
    bad[2] = "担保金额（万元）".into();
    bad[3] = "企业规模".into();
    bad[4] = "担保费率（‰）".into();
    let problems = Header::match_template(&template(), &bad).unwrap_err();
    let named: Vec<_> = problems.iter().map(|p| p.refusal.code).collect();
    assert_eq!(named, [Code::ColumnUnit, Code::ColumnUnit, Code::ColumnDoubled, Code::ColumnMissing]);
    assert!(problems[0].refusal.facts.contains(&("found".into(), Fact::Text("万元".into()))));
    assert!(problems[0].refusal.facts.contains(&("declared".into(), Fact::Text("元".into()))));
    assert!(problems[2].refusal.facts.contains(&("first".into(), Fact::Text("D".into()))));
    assert_eq!(problems[3].at, None);
}

#[test]
fn the_number_of_a_person_is_shown_nowhere_whole() {
    for written in ["362322198709080218", "36232219870908021 7", "'11010519491231002x", "110105491231002"] {
        let mut cells = good();
        cells[1] = text(written);
        let problem = parse_row(&template(), &header(), 7, &cells).unwrap_err().remove(0);
        assert_eq!(problem.refusal.code, Code::UsccPerson, "{written}");
        let said = format!("{problem:?}");
        assert!(["19870908", "19491231", "491231"].iter().all(|born| !said.contains(born)), "{said}");
    }
}

#[test]
fn the_unit_above_the_table_counts() {
    let mut bare = HEADINGS.map(str::to_owned).to_vec();
    bare[2] = "担保金额".into();
    let under = |above: &str| Header::match_under(&template(), &bare, &[above.to_owned()]);
    assert_eq!(under("填报单位：某某公司  金额单位：万元").unwrap_err()[0].refusal.code, Code::ColumnUnit);
    assert!(under("单位：元").is_ok());
    assert!(under("填报单位：某某公司").is_ok());
    // The heading's own unit is nearer than the sheet's.
    assert!(Header::match_under(&template(), &HEADINGS.map(str::to_owned), &["单位：万元".into()]).is_ok());
}

#[test]
fn a_good_row_becomes_values() {
    let values = parse_row(&template(), &header(), 7, &good()).unwrap();
    assert_eq!(values[0], Value::Text("DB-2025-001".into()));
    assert_eq!(values[1], Value::Text("91350100M000100Y43".into()));
    assert_eq!(values[2], Value::Money(Fen::new(946_803)));
    assert_eq!(values[4], Value::Rate(crate::money::Exact::ratio(12, 1000).unwrap()));
    assert_eq!(values[5], Value::Text("micro".into()));
    assert_eq!(values[6], Value::Flag(false));
}

#[test]
fn all_problems_of_a_row_come_together() {
    let cells = vec![
        Cell::Empty,
        number("913501000001000000", true),
        number("100.001", false),
        text("2025-02-30"),
        text("1,2%"),
        text("中"),
        text("也许"),
        number("622200123456789", false),
    ];
    let expected = [
        ("A", Code::FieldRequired),
        ("B", Code::IdentifierAsNumber),
        ("C", Code::AmountDecimals),
        ("D", Code::DateMalformed),
        ("E", Code::RateMalformed),
        ("F", Code::ChoiceUnknown),
        ("G", Code::FlagMalformed),
        ("H", Code::IdentifierAsNumber),
    ];
    assert_eq!(codes(&cells), expected.map(|(letter, code)| (letter.to_owned(), code)));
}

#[test]
fn cells_that_a_spreadsheet_damaged_are_refused() {
    let with = |place: usize, cell: Cell| {
        let mut cells = good();
        cells[place] = cell;
        codes(&cells)
    };
    assert_eq!(with(7, text("6.22E+18")), [("H".into(), Code::IdentifierAsNumber)]);
    assert_eq!(with(0, text("2.02501E+15")), [("A".into(), Code::IdentifierAsNumber)]);
    assert_eq!(with(0, number("2025010100000012", true)), [("A".into(), Code::IdentifierAsNumber)]);
    assert_eq!(with(0, Cell::Date(NaiveDate::default())), [("A".into(), Code::IdentifierAsNumber)]);
    assert_eq!(with(0, text("一二三四五六七八九十一二三四五六七八九十一")), [("A".into(), Code::TextTooLong)]);
    assert_eq!(with(2, Cell::Broken("#REF!".into())), [("C".into(), Code::CellBroken)]);
    assert_eq!(with(2, text("500万元")), [("C".into(), Code::AmountUnit)]);
    assert_eq!(with(2, Cell::Date(NaiveDate::default())), [("C".into(), Code::AmountMalformed)]);
    assert_eq!(with(3, number("45943", false)), [("D".into(), Code::DateMalformed)]);
    assert_eq!(with(3, text("2025-03-01 10:20:00")), [("D".into(), Code::DateMalformed)]);
}

#[test]
fn midnight_is_a_date() {
    let mut cells = good();
    cells[3] = text("2025-03-01 00:00:00");
    assert!(parse_row(&template(), &header(), 7, &cells).is_ok());
}

#[test]
fn a_repeated_contract_is_found_in_any_spelling_and_good_rows_stay() {
    let (template, header) = (template(), header());
    let mut collector = Collector::new(&template, &header);
    assert!(collector.take(2, &good()).is_ok());
    let mut again = good();
    again[0] = text("ｄｂ－2025–001");
    again[2] = text("x");
    let problems = collector.take(9, &again).unwrap_err();
    assert_eq!(problems.iter().map(|p| p.refusal.code).collect::<Vec<_>>(), [Code::AmountMalformed, Code::KeyDoubled]);
    let mut third = good();
    third[0] = text("DB-3");
    assert!(collector.take(10, &third).is_ok());
    let found = collector.finish();
    assert_eq!((found.rows, found.good_rows, found.problem_count), (3, 2, 2));
    assert_eq!((found.duplicates[0].first, found.duplicates[0].row), (2, 9));
    assert_eq!(found.totals, [Total { name: "amount".into(), amount: Fen::new(2 * 946_803) }]);
}

#[test]
fn one_contract_under_several_spellings_is_doubled_in_a_file() {
    let (template, header) = (template(), header());
    let mut collector = Collector::new(&template, &header);
    assert!(collector.take(2, &good()).is_ok());
    for (row, spelling) in
        (3..).zip(["=\"DB-2025-001\"", "'DB-2025-001", "DB—2025—001", "ＤＢ－２０２５－００１", "DB_2025_001"])
    {
        let mut again = good();
        again[0] = text(spelling);
        assert_eq!(collector.take(row, &again).unwrap_err()[0].refusal.code, Code::KeyDoubled, "{spelling}");
    }
    let mut other = good();
    other[0] = text("DB-20250-01");
    assert!(collector.take(20, &other).is_ok());
}

#[test]
fn a_number_cell_may_have_lost_the_zeros_of_a_text_and_two_texts_have_not() {
    let (template, header) = (template(), header());
    let take = |cells: &[Cell]| {
        let mut collector = Collector::new(&template, &header);
        let mut last = Vec::new();
        for (row, cell) in (2..).zip(cells) {
            let mut row_cells = good();
            row_cells[0] = cell.clone();
            last = collector.take(row, &row_cells).err().unwrap_or_default();
        }
        last.first().map(|problem| problem.refusal.code)
    };
    assert_eq!(take(&[text("00123"), number("123", false)]), Some(Code::KeyZerosLost));
    assert_eq!(take(&[number("123", false), text("00123")]), Some(Code::KeyZerosLost));
    assert_eq!(take(&[number("123", false), text("123")]), Some(Code::KeyDoubled));
    assert_eq!(take(&[text("00123"), text("123")]), None);
    assert_eq!(take(&[text("00123"), text("0123")]), None);
    assert_eq!(take(&[text("00123"), number("1230", false)]), None);
}

#[test]
fn guards_of_spreadsheets_are_no_part_of_a_value() {
    let mut cells = good();
    cells[0] = text("=\"DB-7\"");
    cells[1] = text("'91350100M000100Y43");
    cells[2] = text("=\"9468.03\"");
    cells[3] = text("'2025-03-01");
    cells[5] = text("=\"微型企业\"");
    cells[7] = text("=\"0012345678\"");
    let values = parse_row(&template(), &header(), 7, &cells).unwrap();
    assert_eq!(values[0], Value::Text("DB-7".into()));
    assert_eq!(values[2], Value::Money(Fen::new(946_803)));
    assert_eq!(values[7], Value::Text("0012345678".into()));
    cells[6] = text("=\"\"");
    assert_eq!(parse_row(&template(), &header(), 7, &cells).unwrap()[6], Value::Flag(false));
}

#[test]
fn sum_lines_have_many_names() {
    let (template, header) = (template(), header());
    let row = |words: &str| {
        let mut cells = vec![Cell::Empty; 8];
        cells[1] = text(words);
        cells[2] = number("100", false);
        cells
    };
    for words in [
        "本页合计",
        "合计（元）",
        "共计",
        "累计",
        "本页小计",
        "合计：",
        "总计 3 笔",
        "Page total",
        "Sub total",
        "小计(万元)",
        "金额合计",
        "过次页",
        "承前页",
        "共2笔",
        "合計",
        "總計：",
        "合计大写：人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分整",
        "合计人民币（大写）：壹元整",
        "制表人：张三",
        "审核: 李四　复核：王五",
        "备注：以上业务均已在系统中登记，合同原件存我公司，如需核对请与业务部联系。",
        "填报单位（盖章）：某某融资担保有限公司",
        "填表日期：2026年3月2日",
    ] {
        assert!(is_total_row(&template, &header, &row(words)), "{words}");
    }
    for words in [
        "合计科技有限公司",
        "累计担保户",
        "页岩砖厂",
        "合同",
        "某公司合计",
        "共享科技",
        "共2笔公司",
        "审核通科技有限公司",
        "备注印务（北京）有限公司",
        "123",
    ] {
        assert!(!is_total_row(&template, &header, &row(words)), "{words}");
    }
}

#[test]
fn sum_lines_are_told_from_rows() {
    let (template, header) = (template(), header());
    let mut cells = vec![Cell::Empty; 8];
    cells[0] = text("合  计");
    cells[2] = number("100", false);
    assert!(is_total_row(&template, &header, &cells));
    // The number of the line before it, which a table as text has as text.
    let numbered = ["序号", "担保合同号", "统一社会信用代码", "担保金额（元）", "起始日", "担保费率", "企业规模"]
        .map(str::to_owned);
    let numbered = Header::match_template(&template, &numbered).unwrap();
    let mut line = vec![text("3"), text("合计"), Cell::Empty, text("100")];
    assert!(is_total_row(&template, &numbered, &line));
    line[1] = text("DB-3");
    assert!(!is_total_row(&template, &numbered, &line));
    cells[0] = text("DB-1");
    cells[1] = text("合计");
    assert!(!is_total_row(&template, &header, &cells));
    assert!(!is_total_row(&template, &header, &good()));
}

#[test]
fn columns_have_the_letters_of_spreadsheets() {
    let letters = [0, 25, 26, 51, 701, 702].map(letter);
    assert_eq!(letters, ["A", "Z", "AA", "AZ", "ZZ", "AAA"]);
}

proptest! {
    #[test]
    fn no_cell_panics(words in "\\PC*", heading in "\\PC*") {
        let cells = vec![text(&words); 8];
        let _ = parse_row(&template(), &header(), 1, &cells);
        let _ = Header::match_under(&template(), std::slice::from_ref(&heading), std::slice::from_ref(&words));
    }
}
