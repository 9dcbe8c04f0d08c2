//! Records of any kind in one table: each row says of which kind it is, with the dates that the kind may have.

use super::listed::list_code;
use super::{Row, amount, cells, choice, column, date, party, record, required, severities, severity, text, words};
use crate::credit::Record;
use crate::money::text::Unit;
use crate::refusal::{Code, Refusal};
use crate::template::{ColumnKind, Template, Value};

pub(super) fn template() -> Template {
    let (day, line) = (ColumnKind::Date, ColumnKind::Text(200));
    let kinds = ColumnKind::Choice(vec![
        choice("ADMIN_PENALTY", "行政处罚", "Penalty", ""),
        choice("COURT_DEFAULTER", "失信被执行人", "Court defaulter", ""),
        choice("SERIOUS_LIST", "严重失信主体", "Serious list", "严重违法失信 严重失信主体名单"),
        choice("TAX_MAJOR", "重大税收违法", "Major tax violation", "重大税收违法失信主体"),
        choice("LICENCE_LOST", "许可证失效", "Licence lost", "许可证吊销 许可证注销"),
        choice("ABNORMAL_OPS", "经营异常", "Abnormal operations", "经营异常名录"),
        choice("FUND_MISUSE", "违规使用财政资金", "Misuse of funds", "违规使用资金"),
        choice("UNDER_INVESTIGATION", "正在接受调查", "Under investigation", "立案调查 接受调查"),
        choice("PERF_RESULT", "绩效评价", "Evaluation", "绩效评价结果"),
        choice("PUBLIC_CREDIT_GRADE", "公共信用评价", "Public credit grade", "公共信用综合评价 信用等级"),
        choice("BANK_CREDIT_BAD", "银行信用不良", "Bad bank credit", ""),
        choice("COMMITMENT_BREACH", "违反承诺", "Breach of commitment", "违反信用承诺"),
        choice("COMPLAINT_OPEN", "未办结投诉", "Open complaint", ""),
        choice("RED_LIST", "守信红名单", "Red list", "红名单 守信激励对象"),
    ]);
    Template {
        name: "credit-records".to_owned(),
        title: words("信用记录", "Credit records"),
        columns: vec![
            required(column("kind", "记录类型", "Kind", "kind 信用记录类型", kinds)),
            required(column("name", "名称", "Subject", "subject_name 主体名称 企业名称 行政相对人名称", line.clone())),
            column("code", "统一社会信用代码", "Credit code", "subject_code", line.clone()),
            required(column("authority", "认定机关", "Authority", "authority 作出决定机关 机关", line.clone())),
            column("number", "文号", "Number", "decision_no 决定书文号 编号", line.clone()),
            required(column("event", "认定日期", "Day of the event", "event_date 事件日期 决定日期 日期", day.clone())),
            column("value", "等级或结果", "Grade or result", "value 等级 评价等级 结果", line.clone()),
            column("severity", "失信严重程度", "Severity", "severity", severities()),
            column("types", "处罚类别", "Types of penalty", "penalty_types 处罚种类", line.clone()),
            column("domain", "领域", "Field", "domain 行业领域", line.clone()),
            column("list", "名单类别", "List", "list_code 名单名称", line.clone()),
            column("public_until", "公示截止日期", "Published until", "public_until 公示截止期 有效期至", day.clone()),
            column("ended", "终止日期", "Ended on", "ended_at 结束日期", day.clone()),
            column("removed", "移出日期", "Removed on", "removed_at", day.clone()),
            column("repaired", "信用修复日期", "Repaired on", "repaired_at", day.clone()),
            column("revoked", "撤销日期", "Annulled on", "revoked_at", day),
            column("fine", "罚款金额（万元）", "Fine (10k yuan)", "", ColumnKind::Money(Unit::TenThousand)),
            column("content", "内容", "Content", "content 事由 说明", ColumnKind::Text(4000)),
            column("subject_kind", "主体类别", "Kind of subject", "主体类型", line),
        ],
        payee: None,
        admitted: std::collections::BTreeSet::new(),
    }
}

pub(super) fn row(values: &[Value]) -> Result<Row, Refusal> {
    let [
        kind,
        name,
        code,
        authority,
        number,
        event,
        value,
        class,
        types,
        domain,
        list,
        until,
        ended,
        removed,
        repaired,
        revoked,
        fine,
        content,
        subject_kind,
    ] = cells(values);
    let (party, code) = party(&text(subject_kind), text(code), false);
    let kind = text(kind);
    if kind.is_empty() {
        return Err(Refusal::new(Code::FieldRequired));
    }
    let base = record(&kind, (code, text(name)), text(authority), text(number), date(event))?;
    let types = text(types);
    let types = types.split(['、', ',', '，', ';', '；', '/']).map(str::trim).filter(|t| !t.is_empty());
    let penalty_types: Vec<String> = types.map(str::to_owned).collect();
    let record = Record {
        party,
        severity: severity(&text(class), &penalty_types),
        penalty_types,
        value: value_of(&kind, text(value)),
        domain: domain_of(text(domain)),
        list_code: list_code(&text(list)),
        public_until: date(until),
        ended_at: date(ended),
        removed_at: date(removed),
        repaired_at: date(repaired),
        revoked_at: date(revoked),
        fine: amount(fine),
        content: text(content),
        ..base
    };
    Ok(record.into())
}

/// A grade or result in the words of the rules; others stay as the file has them.
fn value_of(kind: &str, stated: String) -> String {
    let known = match (kind, stated.as_str()) {
        ("PUBLIC_CREDIT_GRADE", "优") => "A",
        ("PUBLIC_CREDIT_GRADE", "良") => "B",
        ("PUBLIC_CREDIT_GRADE", "中") => "C",
        ("PUBLIC_CREDIT_GRADE", "差") => "D",
        ("PERF_RESULT", "差" | "较差") => "poor",
        ("PERF_RESULT", "不合格未整改" | "不合格且未整改") => "failed_unrectified",
        _ => return stated,
    };
    known.to_owned()
}

/// A field of authority in the words of the rules; others stay as the file has them.
fn domain_of(stated: String) -> String {
    let known = match stated.as_str() {
        "金融" => "finance",
        "担保" | "融资担保" => "guarantee",
        "保险" => "insurance",
        "商务" => "commerce",
        _ => return stated,
    };
    known.to_owned()
}
