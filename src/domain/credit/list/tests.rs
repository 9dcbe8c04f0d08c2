//! Each list from headings and cells to records.

use super::penalties::fine_in_words;
use super::*;
use crate::credit::RecordState;
use crate::import_row::{CellProblem, Header, parse_cell, parse_row};
use crate::template::Cell;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-03-02T01:00:00Z".parse().unwrap()
}

/// A row under headings through the list that the headings name, as a file has it.
fn taken(headings: &[&str], cells: &[&str]) -> (List, Result<Taken, Vec<CellProblem>>) {
    let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
    let list = List::of_headings(&headings);
    let template = list.template();
    let header = list.header(&template, &headings, &[]).unwrap();
    let cells: Vec<Cell> = cells.iter().map(|c| Cell::Text((*c).to_owned())).collect();
    (list, list.take("CREDIT_PLATFORM", (&template, &header), (2, &cells), now()))
}

/// The headings and rows of a case file.
fn case_file(name: &str) -> Vec<Vec<String>> {
    let text = match name {
        "cr01a-code-heading.csv" => include_str!("../../../../tests/cases/public-faults/cr01a-code-heading.csv"),
        "cr01c-code-heading.csv" => include_str!("../../../../tests/cases/public-faults/cr01c-code-heading.csv"),
        "cr02a-until-long.csv" => include_str!("../../../../tests/cases/public-faults/cr02a-until-long.csv"),
        "cr02b-fine-none.csv" => include_str!("../../../../tests/cases/public-faults/cr02b-fine-none.csv"),
        other => panic!("no case file {other}"),
    };
    let rows = text.trim_start_matches('\u{feff}').lines();
    rows.map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn a_row_with_a_subject_and_a_ground_counts_whatever_else_cannot_be_read() {
    // Beside what says whom and when, every cell of every kind of list holds something that cannot be read.
    for list in LISTS {
        let template = list.template();
        let headings: Vec<&str> = template.columns.iter().map(|c| c.title.zh.as_str()).collect();
        for rubbish in ["长期", "/", "无", "2万元", "9999-12-31", "#REF!"] {
            let cells = template.columns.iter().map(|column| match column.name.as_str() {
                "name" => "海样1号建材有限公司",
                "code" => "91990100MA00070013",
                "decided" | "published" | "listed" | "event" => "2025/3/4 0:00",
                "kind" if list == List::Records => "行政处罚",
                "kind" => "企业法人",
                "subject_kind" => "法人及非法人组织",
                _ => rubbish,
            });
            let cells: Vec<&str> = cells.collect();
            let (found, taken) = taken(&headings, &cells);
            let taken = taken.unwrap_or_else(|why| panic!("{list} {rubbish}: {why:?}"));
            let record = taken.row.record;
            assert_eq!(
                (found, record.event_date, record.party),
                (list, day("2025-03-04"), Party::Applicant),
                "{rubbish}"
            );
            assert_eq!(record.state(day("2030-01-01")).unwrap(), RecordState::Active, "{list} {rubbish}: endless");
            assert!(!taken.unread.is_empty() || list == List::AbnormalOperations, "{list} {rubbish}: a warning");
            for cell in &taken.unread {
                assert_eq!(record.unread.get(&cell.name).map(String::as_str), Some(rubbish), "kept as text");
            }
        }
    }
}

#[test]
fn the_files_with_cells_that_cannot_be_read_bring_every_record() {
    for (name, column, unread) in [
        ("cr02a-until-long.csv", "public_until", ["", "长期", "9999-12-31", "/"]),
        ("cr02b-fine-none.csv", "fine", ["", "无", "/", "2万元"]),
    ] {
        let rows = case_file(name);
        let headings: Vec<&str> = rows[0].iter().map(String::as_str).collect();
        for (row, words) in rows[1..].iter().zip(unread) {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            let taken = taken(&headings, &cells).1.unwrap();
            let record = taken.row.record;
            assert_eq!(
                (record.severity, record.state(day("2026-03-02")).unwrap()),
                (Severity::Serious, RecordState::Active)
            );
            assert_eq!(record.unread.get(column).map_or("", String::as_str), words, "{name}");
            assert_eq!(taken.unread.len(), usize::from(!words.is_empty()), "{name} {words}: warned about");
            if column == "public_until" && !words.is_empty() {
                assert_eq!(record.until().unwrap(), None, "an end that is unknown is endless");
            }
        }
    }
}

#[test]
fn a_row_that_is_about_nobody_or_no_day_is_refused_with_its_cell() {
    let headings = ["行政相对人名称", "统一社会信用代码", "行政处罚决定书文号", "处罚决定日期", "处罚机关"];
    let refused = |cells: &[&str]| {
        let why = taken(&headings, cells).1.unwrap_err();
        (why[0].letter.clone(), why[0].refusal.code)
    };
    assert_eq!(refused(&["", "", "1", "2025-03-04", "乙"]), ("A".to_owned(), Code::FieldRequired));
    assert_eq!(refused(&["甲", "", "1", "2025-13-04", "乙"]), ("D".to_owned(), Code::DateMalformed));
    assert_eq!(refused(&["甲", "", "1", "", "乙"]), ("D".to_owned(), Code::FieldRequired));
    // An end before the event itself is no end.
    let dated = ["行政相对人名称", "行政处罚决定书文号", "处罚决定日期", "处罚机关", "公示截止期", "失信严重程度"];
    let early = self::taken(&dated, &["甲", "1", "2025-03-04", "乙", "2024-03-04", "严重"]).1.unwrap();
    assert_eq!((early.row.record.until().unwrap(), early.unread[0].letter.as_str()), (None, "E"));
    // The code alone is a subject; the number of the decision and the authority may be unknown.
    let taken = taken(&headings, &["", "91430100MA4L2GT8X8", "/", "2025-03-04", ""]).1.unwrap();
    assert_eq!(taken.row.record.decision_no, "2025-03-04");
    assert_eq!(taken.unread.iter().map(|p| p.refusal.code).collect::<Vec<_>>(), [Code::CreditCellMissing; 2]);
}

#[test]
fn headings_are_matched_by_their_words_whatever_brackets_stand_around_them() {
    for name in ["cr01a-code-heading.csv", "cr01c-code-heading.csv"] {
        let rows = case_file(name);
        let of = |row: &[String]| row.to_vec();
        let (headings, cells) = (of(&rows[0]), of(&rows[1]));
        let (headings, cells): (Vec<&str>, Vec<&str>) =
            (headings.iter().map(String::as_str).collect(), cells.iter().map(String::as_str).collect());
        let (list, taken) = taken(&headings, &cells);
        assert_eq!((list, taken.unwrap().row.record.subject_code.as_str()), (List::Penalties, "91990100MA00070013"));
    }
    for list in LISTS {
        let template = list.template();
        let place = |heading: &str| heading::find(&template, heading).map(|(_, column)| column.name.clone());
        for spelling in [
            "行政相对人代码_1(统一社会信用代码)",
            "行政相对人代码_1（统一社会信用代码）",
            "行政相对人代码_1 【统一社会信用代码】",
            "行政相对人代码 1[统一社会信用代码]",
            "行政相对人代码（统一社会信用代码）",
            "统一社会信用代码（18位）",
            "统一 社会 信用 代码 *",
            "社会信用代码",
        ] {
            assert_eq!(place(spelling).as_deref(), Some("code"), "{list}: {spelling}");
        }
        for spelling in ["行政相对人名称（全称）", "行政相对人名称 *", "行政相对人名称(单位名称)"]
        {
            assert_eq!(place(spelling).as_deref(), Some("name"), "{list}: {spelling}");
        }
        for others in ["处罚机关（统一社会信用代码）", "数据来源单位（统一社会信用代码）", "法定代表人证件号码"]
        {
            assert_ne!(place(others).as_deref(), Some("code"), "{list}: {others}");
        }
    }
}

#[test]
fn a_code_that_stands_in_another_column_of_the_national_form_is_read_or_named() {
    const NATIONAL: [&str; 10] = [
        "行政相对人名称",
        "行政相对人代码_1（统一社会信用代码）",
        "行政相对人代码_2（工商注册号）",
        "行政相对人代码_3（组织机构代码）",
        "行政相对人代码_4（税务登记号）",
        "行政相对人代码_5（事业单位证书号）",
        "行政相对人代码_6（社会组织登记证号）",
        "行政处罚决定书文号",
        "处罚决定日期",
        "处罚机关",
    ];
    let code = "91430100MA4L2GT8X8";
    let org = format!("MA4L2GT8{}", crate::identifier::org_code_check("MA4L2GT8").unwrap());
    let take = |filled: &[(usize, &str)]| {
        let mut cells = ["甲", "", "", "", "", "", "", "1", "2025-03-04", "乙"];
        filled.iter().for_each(|(at, words)| cells[*at] = words);
        let taken = taken(&NATIONAL, &cells).1.unwrap();
        let warned: Vec<_> = taken.unread.iter().map(|p| (p.letter.clone(), p.refusal.code)).collect();
        (taken.row.record.subject_code, warned)
    };
    for at in 1..=6 {
        for blank in ["", "/", "无", "不详"] {
            let filled = if at == 1 { vec![(1, code)] } else { vec![(1, blank), (2, "430100000012345"), (at, code)] };
            assert_eq!(take(&filled), (code.to_owned(), Vec::new()), "{at} {blank}");
        }
    }
    for written in [org.clone(), format!("{}-{}", &org[..8], &org[8..])] {
        assert_eq!(take(&[(2, "430100000012345"), (3, &written)]), (org.clone(), Vec::new()));
    }
    let unread = |letter: &str| vec![(letter.to_owned(), Code::CreditCellUnread)];
    assert_eq!(take(&[(1, "/"), (2, "430100000012345")]), (String::new(), unread("C")));
    assert_eq!(take(&[(5, "事证第1号")]), (String::new(), unread("F")));
    assert_eq!(take(&[(1, "无"), (4, "不详")]), (String::new(), Vec::new()), "no code is no code");
    // Below the names of fields, and with a code that is wrong by itself.
    let fields = ["CF_XDR_MC", "CF_XDR_SHXYM", "CF_XDR_SWDJ", "CF_WSH", "CF_JDRQ", "CF_CFJG"];
    let of_fields = taken(&fields, &["甲", "", code, "1", "2025-03-04", "乙"]).1.unwrap();
    assert_eq!(of_fields.row.record.subject_code, code);
    for (wrong, why) in [("91430100MA4L2GT8X9", Code::UsccCheckDigit), ("000000000000000000", Code::UsccStructure)] {
        let (kept, warned) = take(&[(1, wrong)]);
        assert_eq!((kept.as_str(), warned), (wrong, vec![("B".to_owned(), why)]), "kept as it stands, and said");
    }
}

#[test]
fn a_column_of_codes_that_is_not_read_stops_the_import() {
    for list in LISTS {
        let template = list.template();
        let mut headings: Vec<String> =
            template.columns.iter().filter(|c| c.name != "code").map(|c| c.title.zh.clone()).collect();
        assert!(list.header(&template, &headings, &[]).is_ok(), "{list}: a list without codes is a list");
        headings.push("统一社会信用代码或组织机构代码（主体）".to_owned());
        let problems = list.header(&template, &headings, &[]).unwrap_err();
        assert_eq!(problems[0].refusal.code, Code::CreditCodeColumn, "{list}");
        // Codes of others are nobody's business.
        headings.pop();
        headings.push("处罚机关统一社会信用代码".to_owned());
        assert!(list.header(&template, &headings, &[]).is_ok(), "{list}");
    }
}

/// A row under headings, through the list that the headings name.
fn read(headings: &[&str], cells: &[&str]) -> (List, Row) {
    let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
    let list = List::of_headings(&headings);
    let template = list.template();
    let header = Header::match_under(&template, &headings, &[]).unwrap();
    let cells: Vec<Cell> = cells.iter().map(|c| Cell::Text((*c).to_owned())).collect();
    let values = parse_row(&template, &header, 2, &cells).unwrap();
    (list, list.row("CREDIT_PLATFORM", &values, now()).unwrap())
}

#[test]
fn every_list_is_known_by_its_own_headings() {
    for list in LISTS {
        let template = list.template();
        for chinese in [true, false] {
            let headings: Vec<String> = template.columns.iter().map(|c| c.title.pick(chinese).to_owned()).collect();
            assert_eq!(List::of_headings(&headings), list, "{headings:?}");
            let header = Header::match_under(&template, &headings, &[]).unwrap();
            assert!(header.unknown.is_empty() && (0..template.columns.len()).all(|at| header.place(at) == Some(at)));
        }
    }
    assert_eq!(List::of_headings(&["CF_XDR_MC".to_owned(), "CF_WSH".to_owned()]), List::Penalties);
}

#[test]
fn the_fine_in_the_content_is_compared_with_its_column() {
    assert_eq!(fine_in_words("警告；罚款2000元"), Some(Fen::new(200_000)));
    assert_eq!(fine_in_words("罚款0.2万元"), Some(Fen::new(200_000)));
    assert_eq!(fine_in_words("罚款人民币1,000.00元"), Some(Fen::new(100_000)));
    assert_eq!(fine_in_words("警告"), None);
    let headings = ["CF_XDR_MC", "CF_WSH", "CF_NR", "CF_NR_FK", "CF_JDRQ", "CF_GSJZQ", "CF_CFJG"];
    let mut cells =
        ["某某有限公司", "江市监处〔2026〕1号", "罚款2000元", "0.2", "2026-01-10", "2099-12-31", "江临市市监局"];
    let (list, good) = read(&headings, &cells);
    assert_eq!((list, good.record.fine, good.warnings.len()), (List::Penalties, Some(Fen::new(200_000)), 0));
    assert_eq!((good.record.severity, good.personal), (Severity::Unknown, false));
    assert_eq!(good.record.until().unwrap(), Some(day("2029-01-10")));
    assert_eq!((good.record.source.as_str(), good.record.known_from), ("CREDIT_PLATFORM", now()));
    cells[3] = "200";
    let (_, doubtful) = read(&headings, &cells);
    assert_eq!(doubtful.warnings[0].code, Code::FineDiffers);
    assert_eq!(doubtful.record.fine, Some(Fen::new(200_000_000)));
}

#[test]
fn the_class_is_stated_or_follows_from_the_types() {
    let headings = ["CF_XDR_MC", "CF_WSH", "CF_CFLB", "CF_JDRQ", "CF_CFJG", "CF_SXYZCD", "CF_XDR_LB"];
    let class = |types: &str, stated: &str| {
        read(&headings, &["甲", "1", types, "2026-01-10", "乙", stated, "自然人"]).1.record.severity
    };
    assert_eq!(class("警告、罚款", ""), Severity::General);
    assert_eq!(class("吊销许可证件", "一般"), Severity::General);
    assert_eq!(class("吊销许可证件", ""), Severity::Serious);
    assert_eq!(class("其他", ""), Severity::Unknown);
    assert_eq!(class("", ""), Severity::Unknown);
    let person = read(&headings, &["张三", "1", "罚款", "2026-01-10", "乙", "", "自然人"]).1;
    assert!(person.personal);
    // General, so published for a year; purged five years after that.
    assert_eq!(purge_after(&person.record).unwrap(), Some(day("2032-01-10")));
}

#[test]
fn a_code_that_became_a_number_is_refused() {
    let template = List::Penalties.template();
    let code = &template.columns[template.position("code").unwrap()];
    let cell = Cell::Number { text: "914301000000000000".to_owned(), lossy: true };
    assert_eq!(parse_cell(code, &cell).unwrap_err().code, Code::IdentifierAsNumber);
    let cell = Cell::Text("91430100MA4L2GT8X8".to_owned());
    assert_eq!(parse_cell(code, &cell).unwrap(), Value::Text("91430100MA4L2GT8X8".to_owned()));
}

#[test]
fn court_defaulters_are_firms_or_persons() {
    let headings = [
        "iname",
        "cardNum",
        "businessEntity",
        "courtName",
        "areaName",
        "caseCode",
        "gistId",
        "performance",
        "regDate",
        "publishDate",
        "partyTypeName",
    ];
    let mut cells = [
        "江临市甲担保有限公司",
        "91430100MA4L2GT8X8",
        "李明",
        "江临市中级人民法院",
        "湖南",
        "（2025）湘01执100号",
        "（2024）湘01民初9号",
        "全部未履行",
        "2025年06月01日",
        "2025年07月01日",
        "1",
    ];
    let (list, firm) = read(&headings, &cells);
    assert_eq!((list, firm.personal, firm.record.party), (List::CourtDefaulters, false, Party::Applicant));
    assert_eq!((firm.record.kind.as_str(), firm.record.event_date), ("COURT_DEFAULTER", day("2025-07-01")));
    assert_eq!(firm.record.decision_no, "（2025）湘01执100号");
    assert!(firm.record.content.contains("全部未履行"));
    // A code with stars says nothing; the representative tells that it is a firm.
    (cells[1], cells[10]) = ("91430100MA4****8X8", "");
    let (_, masked) = read(&headings, &cells);
    assert_eq!((masked.record.party, masked.record.subject_code.as_str()), (Party::Applicant, ""));
    (cells[0], cells[1], cells[2], cells[10]) = ("李明", "43010219800101123X", "", "");
    for kind in ["0", "自然人", ""] {
        cells[10] = kind;
        let (_, person) = read(&headings, &cells);
        assert!(person.personal && person.record.party == Party::LegalRepresentative, "{kind}");
        assert_eq!(person.record.subject_code, "", "documents of persons are not kept");
        assert_eq!(purge_after(&person.record).unwrap(), None, "it has not ended");
        let gone = removed(person.record, day("2026-02-01"));
        assert_eq!(purge_after(&gone).unwrap(), Some(day("2031-02-01")));
    }
    cells[9] = "";
    assert_eq!(read(&headings, &cells).1.record.event_date, day("2025-06-01"));
}

#[test]
fn abnormal_operations_end_with_the_removal_in_the_same_row() {
    let headings =
        ["企业名称", "统一社会信用代码", "specause", "abntime", "decOrg_CN", "remExcpRes_CN", "remDate", "reDecOrg_CN"];
    let mut cells = ["甲", "91430100MA4L2GT8X8", "未报年报", "2024-07-05", "江临市市监局", "", "", ""];
    let (list, listed) = read(&headings, &cells);
    assert_eq!((list, listed.record.kind.as_str()), (List::AbnormalOperations, "ABNORMAL_OPS"));
    assert_eq!(listed.record.state(day("2026-03-01")).unwrap(), RecordState::Active);
    (cells[5], cells[6], cells[7]) = ("已补报", "2025-01-06", "江临市市监局");
    let (_, gone) = read(&headings, &cells);
    assert_eq!(gone.record.removed_at, Some(day("2025-01-06")));
    assert_eq!(gone.record.natural_key(), listed.record.natural_key(), "the removal is no new record");
    cells[3] = "2025-07-05";
    let (_, again) = read(&headings, &cells);
    assert_ne!(again.record.natural_key(), listed.record.natural_key(), "a second listing is");
}

#[test]
fn serious_lists_name_the_list() {
    let headings = ["用人单位名称", "统一社会信用代码", "名单类别", "列入事由", "列入日期", "列入机关", "移出日期"];
    let wages =
        ["甲", "91430100MA4L2GT8X8", "拖欠农民工工资失信联合惩戒对象名单", "欠薪", "2026-01-10", "市人社局", ""];
    let (list, row) = read(&headings, &wages);
    assert_eq!((list, row.record.list_code.as_str()), (List::SeriousList, "WAGE_ARREARS"));
    assert_eq!(row.record.kind, "SERIOUS_LIST");
    let headings = ["企业名称", "serILLRea_CN", "abntime", "decOrg_CN", "remDate"];
    let (list, row) = read(&headings, &["甲", "提交虚假材料", "2024-01-10", "市监局", "2027-01-10"]);
    assert_eq!((list, row.record.removed_at), (List::SeriousList, Some(day("2027-01-10"))));
}

#[test]
fn tax_violations_are_read() {
    let headings = ["纳税人名称", "纳税人识别号", "案件性质", "主要违法事实", "检查机关", "公布日期", "公布截止日期"];
    let cells = ["甲", "91430100MA4L2GT8X8", "虚开发票", "虚开", "市税务局稽查局", "2025-03-01", "2028-03-01"];
    let (list, row) = read(&headings, &cells);
    assert_eq!((list, row.record.kind.as_str()), (List::TaxMajor, "TAX_MAJOR"));
    assert_eq!(row.record.until().unwrap(), Some(day("2028-03-01")));
}

#[test]
fn a_general_table_holds_any_kind_of_the_rules() {
    let headings = ["记录类型", "名称", "统一社会信用代码", "认定机关", "认定日期", "等级或结果", "有效期至"];
    let row = |kind: &str, value: &str| read(&headings, &[kind, "甲", "", "发改委", "2026-01-10", value, "2027-01-10"]);
    let (list, grade) = row("公共信用评价", "差");
    assert_eq!(
        (list, grade.record.kind.as_str(), grade.record.value.as_str()),
        (List::Records, "PUBLIC_CREDIT_GRADE", "D")
    );
    assert_eq!(row("RED_LIST", "").1.record.kind, "RED_LIST");
    assert_eq!(row("许可证失效", "").1.record.kind, "LICENCE_LOST");
    // Every kind that a rule of the program speaks of can be written in the table.
    let template = List::Records.template();
    let ColumnKind::Choice(kinds) = &template.columns[0].kind else { panic!("no kinds") };
    for set in crate::credit::rule::embedded().unwrap().rule_sets {
        for rule in set.rules.iter().filter(|r| r.kind != "*") {
            assert!(kinds.iter().any(|k| k.key == rule.kind), "{}", rule.kind);
        }
    }
}

#[test]
fn amounts_are_in_ten_thousands() {
    let template = List::Penalties.template();
    let fine = &template.columns[template.position("fine").unwrap()];
    let cell = Cell::Text("0.2".to_owned());
    assert_eq!(parse_cell(fine, &cell).unwrap(), Value::Money(Fen::new(200_000)));
}

/// The records of the rows of a list of penalties, given as authority, number, ground, fine and removal.
fn penalties_of(rows: &[[&str; 4]]) -> Vec<Record> {
    let template = List::Penalties.template();
    let headings = ["行政相对人名称", "处罚机关", "行政处罚决定书文号", "处罚决定日期", "违法事实", "信用修复日期"];
    let headings: Vec<String> = headings.iter().map(|h| (*h).to_owned()).collect();
    let header = List::Penalties.header(&template, &headings, &[]).unwrap();
    let taken = rows.iter().zip(2..).map(|([authority, number, facts, repaired], row)| {
        let cells = ["甲公司", authority, number, "2026-01-10", facts, repaired];
        let cells: Vec<Cell> = cells.iter().map(|text| Cell::Text((*text).to_owned())).collect();
        let taken = List::Penalties.take("S", (&template, &header), (row, &cells), now());
        taken.unwrap().row.record
    });
    taken.collect()
}

#[test]
fn decisions_without_a_number_are_told_apart_by_their_ground_and_not_by_what_became_of_them() {
    let [first, other, repaired, numbered, renumbered] = &penalties_of(&[
        ["某局", "", "虚报", ""],
        ["某局", "", "超范围经营", ""],
        ["某局", "", "虚报", "2026-02-01"],
        ["某局", "罚〔2026〕1号", "虚报", ""],
        ["某局", "罚〔2026〕1号", "超范围经营", ""],
    ])[..] else {
        panic!()
    };
    assert_ne!(first.natural_key(), other.natural_key());
    assert_ne!(first.title(), other.title(), "officers see which of the two they decide about");
    assert_eq!(first.natural_key(), repaired.natural_key());
    assert_eq!(numbered.natural_key(), renumbered.natural_key());
    assert_eq!(numbered.title(), "某局 罚〔2026〕1号");
    let before = Record { row: String::new(), ..first.clone() }.natural_key();
    assert_eq!(crate::credit::record::key_without_ground(&first.natural_key()), Some(before.as_str()));
    assert_eq!(crate::credit::record::key_without_ground(&numbered.natural_key()), None);
}

#[test]
fn an_end_before_its_event_is_warned_about_and_counts_as_unknown_in_every_list() {
    let named = ["甲公司", "91430100MA4L2GT8X8"];
    let cases: [(&[&str], &[&str], &str); 5] = [
        (
            &["行政相对人名称", "统一社会信用代码", "行政处罚决定书文号", "处罚机关", "处罚决定日期", "公示截止期"],
            &[named[0], named[1], "罚〔2026〕1号", "某局", "2026-02-10", "2026-01-31"],
            "public_until",
        ),
        (
            &["失信被执行人名称", "组织机构代码", "执行法院", "案号", "发布时间", "删除日期"],
            &[named[0], "", "某法院", "（2026）执1号", "2026-02-10", "2026-01-31"],
            "removed",
        ),
        (
            &["名称", "统一社会信用代码", "列入经营异常名录原因", "列入日期", "作出决定机关（列入）", "移出日期"],
            &[named[0], named[1], "失联", "2026-02-10", "某局", "2026-01-31"],
            "removed",
        ),
        (
            &["失信主体名称", "统一社会信用代码", "列入原因", "列入日期", "列入决定机关", "公布截止日期"],
            &[named[0], named[1], "拖欠", "2026-02-10", "某局", "2026-01-31"],
            "public_until",
        ),
        (
            &["记录类型", "名称", "认定机关", "认定日期", "信用修复日期"],
            &["行政处罚", named[0], "某局", "2026-02-10", "2026-01-31"],
            "repaired",
        ),
    ];
    for (headings, cells, column) in cases {
        let (list, taken) = taken(headings, cells);
        let taken = taken.unwrap();
        let record = &taken.row.record;
        let [unread] = &taken.unread[..] else { panic!("{list}: {:?}", taken.unread) };
        assert_eq!((unread.name.as_str(), unread.refusal.code), (column, Code::CreditEndBeforeEvent), "{list}");
        assert_eq!(record.unread.get(column).map(String::as_str), Some("2026-01-31"), "{list}: kept as it was written");
        assert_eq!(record.state(day("2026-03-01")).unwrap(), RecordState::Active, "{list}: the stricter reading");
    }
}
