//! 失信被执行人名单: firms and persons that a court lists, under the field names of the court's own site.

use super::{Row, cells, column, date, joined, party, record, required, text, words};
use crate::credit::Record;
use crate::refusal::Refusal;
use crate::template::{ColumnKind, Template, Value};

pub(super) fn template() -> Template {
    let (day, words_of) = (ColumnKind::Date, ColumnKind::Text);
    Template {
        name: "court-defaulters".to_owned(),
        title: words("失信被执行人名单", "Court defaulters"),
        columns: vec![
            required(column(
                "name",
                "被执行人姓名或名称",
                "Defaulter",
                "iname 失信被执行人名称 失信被执行人姓名/名称 被执行人姓名/名称 被执行人",
                words_of(200),
            )),
            column(
                "code",
                "身份证号码或组织机构代码",
                "Code",
                "cardNum 身份证号码/组织机构代码 统一社会信用代码 组织机构代码 证件号码",
                words_of(40),
            ),
            column(
                "representative",
                "法定代表人或者负责人姓名",
                "Representative",
                "businessEntity 法定代表人 法定代表人或负责人 法定代表人或负责人姓名",
                words_of(100),
            ),
            required(column("court", "执行法院", "Court", "courtName 作出执行决定的法院", words_of(200))),
            column("area", "省份", "Province", "areaName 地域 所在省份", words_of(60)),
            required(column("case", "案号", "Case number", "caseCode 执行案号", words_of(200))),
            column("basis", "执行依据文号", "Basis", "gistId", words_of(200)),
            column("duty", "生效法律文书确定的义务", "Duty", "duty 确定义务", words_of(4000)),
            column(
                "performance",
                "被执行人的履行情况",
                "Performance",
                "performance 履行情况 被执行人履行情况",
                words_of(400),
            ),
            column(
                "conduct",
                "失信被执行人行为具体情形",
                "Conduct",
                "disruptTypeName 失信行为具体情形 行为具体情形",
                words_of(4000),
            ),
            column("filed", "立案时间", "Filed on", "regDate 立案日期", day.clone()),
            column("published", "发布时间", "Published on", "publishDate 发布日期 公布日期", day.clone()),
            column(
                "kind",
                "被执行人类型",
                "Kind of defaulter",
                "partyTypeName 主体类型 失信被执行人类型",
                words_of(40),
            ),
            column("public_until", "失信期限截止日期", "Listed until", "失信期限至 公布截止日期", day.clone()),
            column("removed", "删除日期", "Removed on", "移出日期 屏蔽日期 撤销日期", day),
        ],
        payee: None,
        admitted: std::collections::BTreeSet::new(),
    }
}

/// The day of the event is the day of publication; where the file has none, the day on which the case was filed.
pub(super) fn row(values: &[Value]) -> Result<Row, Refusal> {
    let [
        name,
        code,
        representative,
        court,
        _area,
        case,
        basis,
        duty,
        performance,
        conduct,
        filed,
        published,
        kind,
        until,
        removed,
    ] = cells(values);
    let (party, code) = party(&text(kind), text(code), !text(representative).is_empty());
    let event = date(published).or_else(|| date(filed));
    let base = record("COURT_DEFAULTER", (code, text(name)), text(court), text(case), event)?;
    let content = joined(&[text(basis), text(duty), text(performance), text(conduct)]);
    Ok(Record { party, public_until: date(until), removed_at: date(removed), content, ..base }.into())
}
