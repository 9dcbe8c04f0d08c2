//! 行政处罚信息（双公示）: administrative penalties under the CF_ field names.

use super::{
    Row, amount, cells, column, date, fine_differs, is_person, record, required, severities, severity, text, words,
};
use crate::credit::Record;
use crate::money::{Currency, Fen, text::Unit, text::parse};
use crate::refusal::Refusal;
use crate::template::{ColumnKind, Template, Value};

pub(super) fn template() -> Template {
    let (day, money, words_of) = (ColumnKind::Date, ColumnKind::Money(Unit::TenThousand), ColumnKind::Text);
    Template {
        name: "sgs-penalties".to_owned(),
        title: words("行政处罚信息（双公示）", "Administrative penalties"),
        columns: vec![
            required(column("name", "行政相对人名称", "Subject", "CF_XDR_MC 相对人名称", words_of(200))),
            column(
                "code",
                "统一社会信用代码",
                "Credit code",
                "CF_XDR_SHXYM 行政相对人代码_1 行政相对人代码1",
                words_of(32),
            ),
            required(column(
                "decision_no",
                "行政处罚决定书文号",
                "Decision number",
                "CF_WSH 处罚决定书文号 决定书文号",
                words_of(200),
            )),
            column("facts", "违法事实", "Facts", "CF_SY 处罚事由", words_of(4000)),
            column("category", "处罚类别", "Category", "CF_CFLB 处罚种类 行政处罚类别", words_of(200)),
            column("content", "处罚内容", "Content", "CF_NR 行政处罚内容", words_of(4000)),
            column("fine", "罚款金额（万元）", "Fine (10k yuan)", "CF_NR_FK", money.clone()),
            column("confiscated", "没收金额（万元）", "Confiscated (10k yuan)", "CF_NR_WFFF", money),
            required(column("decided", "处罚决定日期", "Decided on", "CF_JDRQ 决定日期", day.clone())),
            column("public_until", "公示截止期", "Published until", "CF_GSJZQ 公示截止日期", day.clone()),
            required(column(
                "authority",
                "处罚机关",
                "Authority",
                "CF_CFJG 行政处罚机关 作出处罚决定机关",
                words_of(200),
            )),
            column("severity", "失信严重程度", "Severity", "CF_SXYZCD", severities()),
            column("repaired", "信用修复日期", "Repaired on", "XYXF_RQ", day.clone()),
            column("revoked", "撤销日期", "Annulled on", "CX_RQ", day),
            column("subject_kind", "行政相对人类别", "Kind of subject", "CF_XDR_LB 相对人类别", words_of(60)),
        ],
        payee: None,
        admitted: std::collections::BTreeSet::new(),
    }
}

pub(super) fn row(values: &[Value]) -> Result<Row, Refusal> {
    let [
        name,
        code,
        number,
        _facts,
        category,
        content,
        fine,
        confiscated,
        decided,
        until,
        authority,
        class,
        repaired,
        revoked,
        subject_kind,
    ] = cells(values);
    let (fine, content) = (amount(fine), text(content));
    let category = text(category);
    let types = category.split(['、', ',', '，', ';', '；', '/']).map(str::trim).filter(|t| !t.is_empty());
    let penalty_types: Vec<String> = types.map(str::to_owned).collect();
    let base = record("ADMIN_PENALTY", (text(code), text(name)), text(authority), text(number), date(decided))?;
    let warning = match (fine, fine_in_words(&content)) {
        (Some(stated), Some(said)) if stated != said => Some(fine_differs(stated, said)),
        _ => None,
    };
    Ok(Row {
        record: Record {
            severity: severity(&text(class), &penalty_types),
            penalty_types,
            public_until: date(until),
            repaired_at: date(repaired),
            revoked_at: date(revoked),
            fine,
            confiscated: amount(confiscated),
            content,
            ..base
        },
        personal: is_person(&text(subject_kind)) == Some(true),
        warnings: warning.into_iter().collect(),
    })
}

/// The fine that the content names: `罚款2000元`, `罚款0.2万元`; none when there is none or more than one.
pub(super) fn fine_in_words(content: &str) -> Option<Fen> {
    let mut after = content.split("罚款").skip(1);
    let first = after.next()?;
    if after.next().is_some() {
        return None;
    }
    let digits: String = first
        .chars()
        .skip_while(|c| *c == '人' || *c == '民' || *c == '币')
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
        .collect();
    let rest = first.split_once(digits.as_str()).map_or("", |(_, rest)| rest);
    let unit = if rest.starts_with("万元") {
        Unit::TenThousand
    } else if rest.starts_with('元') {
        Unit::Major
    } else {
        return None;
    };
    parse(&digits, unit, Currency::Cny).ok()
}
