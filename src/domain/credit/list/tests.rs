//! Each list from headings and cells to records.

use super::penalties::fine_in_words;
use super::*;
use crate::credit::RecordState;
use crate::import_row::{Header, parse_cell, parse_row};
use crate::template::Cell;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-03-02T01:00:00Z".parse().unwrap()
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
