//! Lists on which an authority puts a subject and from which it takes it off again: 经营异常名录, 严重失信主体名单,
//! 重大税收违法失信主体. Listing and removal stand in one row: the removal is an attribute of the record.

use super::{Row, cells, column, date, joined, party, readable_code, record, required, text, words};
use crate::credit::Record;
use crate::refusal::Refusal;
use crate::template::{Column, ColumnKind, Template, Value};

const CODES: &str = "uniscid 统一社会信用代码/注册号 统一社会信用代码（纳税人识别号） 信用代码 主体代码";
const NAMES: &str = "entname 企业名称 单位名称 主体名称 当事人名称 失信主体名称 用人单位名称";

fn day(name: &str, zh: &str, en: &str, aliases: &str) -> Column {
    column(name, zh, en, aliases, ColumnKind::Date)
}

fn line(name: &str, zh: &str, en: &str, aliases: &str) -> Column {
    column(name, zh, en, aliases, ColumnKind::Text(200))
}

fn long(name: &str, zh: &str, en: &str, aliases: &str) -> Column {
    column(name, zh, en, aliases, ColumnKind::Text(4000))
}

pub(super) fn abnormal_operations() -> Template {
    Template {
        name: "abnormal-operations".to_owned(),
        title: words("经营异常名录", "Abnormal operations"),
        columns: vec![
            required(line("name", "名称", "Subject", NAMES)),
            line("code", "统一社会信用代码", "Credit code", CODES),
            required(long("reason", "列入经营异常名录原因", "Reason", "specause 列入异常名录原因 经营异常原因")),
            required(day("listed", "列入日期", "Listed on", "abntime 列入时间")),
            required(line(
                "authority",
                "作出决定机关（列入）",
                "Authority",
                "decOrg_CN 列入决定机关 列入机关 作出决定机关",
            )),
            line("number", "列入决定书文号", "Number", "列入决定文号 决定书文号 文号"),
            long("removed_why", "移出经营异常名录原因", "Reason of removal", "remExcpRes_CN 移出原因"),
            day("removed", "移出日期", "Removed on", "remDate 移出时间"),
            line("removed_by", "作出决定机关（移出）", "Removed by", "reDecOrg_CN 移出决定机关 移出机关"),
        ],
        payee: None,
        admitted: std::collections::BTreeSet::new(),
    }
}

pub(super) fn abnormal_operations_row(values: &[Value]) -> Result<Row, Refusal> {
    let [name, code, reason, listed, authority, number, removed_why, removed, removed_by] = cells(values);
    let subject = (readable_code(text(code)), text(name));
    let base = record("ABNORMAL_OPS", subject, text(authority), text(number), date(listed))?;
    let content = joined(&[text(reason), text(removed_why), text(removed_by)]);
    Ok(Record { removed_at: date(removed), content, ..base }.into())
}

pub(super) fn serious() -> Template {
    Template {
        name: "serious-list".to_owned(),
        title: words("严重失信主体名单", "Lists of serious dishonesty"),
        columns: vec![
            required(line("name", "失信主体名称", "Subject", &format!("名称 姓名 {NAMES}"))),
            line("code", "统一社会信用代码", "Credit code", CODES),
            line("list", "名单类别", "List", "list_code 名单名称 失信名单类别 严重失信名单类别"),
            required(long(
                "reason",
                "列入原因",
                "Reason",
                "serILLRea_CN 列入严重违法失信企业名单原因 列入严重违法失信名单原因 列入事由 主要违法事实 失信事实",
            )),
            required(day("listed", "列入日期", "Listed on", "abntime 列入时间 认定日期 公布日期")),
            required(line(
                "authority",
                "列入决定机关",
                "Authority",
                "decOrg_CN 列入机关 认定机关 作出决定机关 作出决定机关（列入）",
            )),
            line("number", "列入决定书文号", "Number", "列入决定文号 认定文号 决定书文号 文号"),
            day("public_until", "公布截止日期", "Published until", "名单有效期至 公示截止日期 公布期限至"),
            long("removed_why", "移出原因", "Reason of removal", "remExcpRes_CN 移出严重违法失信名单原因"),
            day("removed", "移出日期", "Removed on", "remDate 移出时间"),
            line("kind", "主体类别", "Kind of subject", "主体类型 失信主体类别"),
        ],
        payee: None,
        admitted: std::collections::BTreeSet::new(),
    }
}

/// Persons stand on these lists too: for wage arrears the representative and others responsible.
pub(super) fn serious_row(values: &[Value]) -> Result<Row, Refusal> {
    let [name, code, list, reason, listed, authority, number, until, removed_why, removed, kind] = cells(values);
    let (party, code) = party(&text(kind), text(code), false);
    let base = record("SERIOUS_LIST", (code, text(name)), text(authority), text(number), date(listed))?;
    let content = joined(&[text(reason), text(removed_why)]);
    let (public_until, removed_at) = (date(until), date(removed));
    Ok(Record { party, list_code: list_code(&text(list)), public_until, removed_at, content, ..base }.into())
}

/// The word of the rules for a list, or the file's own: a list that has no word here counts all the same.
pub(super) fn list_code(words: &str) -> String {
    let known = [
        ("农民工工资", "WAGE_ARREARS"),
        ("市场监督管理", "MARKET_SUPERVISION"),
        ("市场监管", "MARKET_SUPERVISION"),
        ("安全生产", "WORK_SAFETY"),
        ("政府采购", "PUBLIC_PROCUREMENT"),
        ("统计", "STATISTICS"),
    ];
    known.into_iter().find(|(part, _)| words.contains(part)).map_or(words, |(_, code)| code).to_owned()
}

pub(super) fn tax_major() -> Template {
    Template {
        name: "tax-major".to_owned(),
        title: words("重大税收违法失信主体", "Major tax violations"),
        columns: vec![
            required(line("name", "纳税人名称", "Taxpayer", "失信主体名称 企业名称 名称")),
            line(
                "code",
                "纳税人识别号",
                "Taxpayer code",
                "统一社会信用代码 纳税人识别号或社会信用代码 纳税人识别号（统一社会信用代码） 社会信用代码",
            ),
            required(line("nature", "案件性质", "Nature of the case", "违法性质")),
            long("facts", "主要违法事实", "Facts", "违法事实"),
            long("decision", "税务处理处罚情况", "Decision", "相关法律依据及税务处理处罚情况 法律依据及处理处罚情况"),
            required(line(
                "authority",
                "公布机关",
                "Authority",
                "检查机关 税务机关 所属税务机关 确定失信主体的税务机关 案件检查机关",
            )),
            line("number", "税务处罚决定书文号", "Number", "失信主体确定文书文号 文书文号 案件编号 决定书文号 文号"),
            required(day("listed", "公布日期", "Published on", "确定日期 案件上报期 发布日期 公布时间")),
            day("public_until", "公布截止日期", "Published until", "公布期限至 公示截止日期"),
            day("removed", "停止公布日期", "Removed on", "撤出日期 移出日期 提前停止公布日期"),
            line("kind", "主体类别", "Kind of subject", "主体类型 纳税人类别"),
        ],
        payee: None,
        admitted: std::collections::BTreeSet::new(),
    }
}

pub(super) fn tax_major_row(values: &[Value]) -> Result<Row, Refusal> {
    let [name, code, nature, facts, decision, authority, number, listed, until, removed, kind] = cells(values);
    let (party, code) = party(&text(kind), text(code), false);
    let base = record("TAX_MAJOR", (code, text(name)), text(authority), text(number), date(listed))?;
    let content = joined(&[text(nature), text(facts), text(decision)]);
    Ok(Record { party, public_until: date(until), removed_at: date(removed), content, ..base }.into())
}
