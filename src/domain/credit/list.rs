//! The 双公示 list of administrative penalties as a table: its columns with their aliases, and a row as a record.
//!
//! Names, codes and numbers are text; a spreadsheet number that lost digits is refused by the reader. The class of a
//! penalty is taken from the file or left unknown, never guessed. Basis: credit.md B1 (CF_ field names) and C6.

use chrono::{DateTime, Utc};

use super::{Party, Record, Severity};
use crate::money::{Fen, text::Unit};
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{Choice, Column, ColumnKind, Template, Value, Words};

const COLUMNS: usize = 14;

/// The columns that are read; others are listed and passed over.
pub fn template() -> Template {
    let words = |zh: &str, en: &str| Words { zh: zh.to_owned(), en: en.to_owned() };
    let column = |name: &str, zh: &str, en: &str, aliases: &str, kind: ColumnKind, required: bool| Column {
        name: name.to_owned(),
        title: words(zh, en),
        aliases: aliases.split(' ').map(str::to_owned).collect(),
        kind,
        required,
        default: None,
        key: false,
    };
    let severity = [
        ("minor", "轻微", "Minor", "轻微失信"),
        ("general", "一般", "General", "一般失信"),
        ("serious", "严重", "Serious", "严重失信"),
    ];
    let severity = severity.map(|(key, zh, en, alias)| Choice {
        key: key.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
        aliases: vec![alias.to_owned()],
    });
    let text = ColumnKind::Text;
    Template {
        name: "sgs-penalties".to_owned(),
        title: words("行政处罚信息（双公示）", "Administrative penalties"),
        columns: vec![
            column("name", "行政相对人名称", "Subject", "CF_XDR_MC 相对人名称", text(200), true),
            column(
                "code",
                "统一社会信用代码",
                "Credit code",
                "CF_XDR_SHXYM 行政相对人代码_1 行政相对人代码1",
                text(32),
                false,
            ),
            column(
                "decision_no",
                "行政处罚决定书文号",
                "Decision number",
                "CF_WSH 处罚决定书文号 决定书文号",
                text(200),
                true,
            ),
            column("facts", "违法事实", "Facts", "CF_SY 处罚事由", text(4000), false),
            column("category", "处罚类别", "Category", "CF_CFLB 处罚种类 行政处罚类别", text(200), false),
            column("content", "处罚内容", "Content", "CF_NR 行政处罚内容", text(4000), false),
            column(
                "fine",
                "罚款金额（万元）",
                "Fine (10k yuan)",
                "CF_NR_FK",
                ColumnKind::Money(Unit::TenThousand),
                false,
            ),
            column(
                "confiscated",
                "没收金额（万元）",
                "Confiscated (10k yuan)",
                "CF_NR_WFFF",
                ColumnKind::Money(Unit::TenThousand),
                false,
            ),
            column("decided", "处罚决定日期", "Decided on", "CF_JDRQ 决定日期", ColumnKind::Date, true),
            column("public_until", "公示截止期", "Published until", "CF_GSJZQ 公示截止日期", ColumnKind::Date, false),
            column("authority", "处罚机关", "Authority", "CF_CFJG 行政处罚机关 作出处罚决定机关", text(200), true),
            column("severity", "失信严重程度", "Severity", "CF_SXYZCD", ColumnKind::Choice(severity.to_vec()), false),
            column("repaired", "信用修复日期", "Repaired on", "XYXF_RQ", ColumnKind::Date, false),
            column("revoked", "撤销日期", "Annulled on", "CX_RQ", ColumnKind::Date, false),
        ],
    }
}

/// A row that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its record.
    pub record: Record,
    /// What a person should look at. The record counts all the same: dropping it would make its firm look clean.
    pub warnings: Vec<Refusal>,
}

/// A row as a record, known from `now`. [`Code::FineDiffers`] among the warnings when the figure in 处罚内容 is not the one
/// in 罚款金额.
///
/// # Errors
/// [`Code::FieldRequired`] without a date of the decision.
pub fn record_from_row(source: &str, values: &[Value], now: DateTime<Utc>) -> Result<Row, Refusal> {
    let values: [Option<&Value>; COLUMNS] = std::array::from_fn(|at| values.get(at));
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
        severity,
        repaired,
        revoked,
    ] = values;
    let text = |value: Option<&Value>| match value {
        Some(Value::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    };
    let date = |value: Option<&Value>| match value {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    };
    let amount = |value: Option<&Value>| match value {
        Some(Value::Money(amount)) => Some(*amount),
        _ => None,
    };
    let fine = amount(fine);
    let content = text(content);
    let mut warnings = Vec::new();
    if let (Some(stated), Some(said)) = (fine, fine_in_words(&content))
        && stated != said
    {
        let refusal = Refusal::new(Code::FineDiffers).with("column", Fact::Amount(stated));
        warnings.push(refusal.with("content", Fact::Amount(said)));
    }
    let category = text(category);
    let types = category.split(['、', ',', '，', ';', '；', '/']).map(str::trim).filter(|t| !t.is_empty());
    let record = Record {
        kind: "ADMIN_PENALTY".to_owned(),
        source: source.to_owned(),
        severity: Severity::from_key(&text(severity)).unwrap_or(Severity::Unknown),
        domain: String::new(),
        value: String::new(),
        list_code: String::new(),
        penalty_types: types.map(str::to_owned).collect(),
        party: Party::Applicant,
        subject_code: text(code),
        subject_name: text(name),
        authority: text(authority),
        decision_no: text(number),
        event_date: date(decided).ok_or_else(|| Refusal::new(Code::FieldRequired))?,
        ended_at: None,
        public_until: date(until),
        removed_at: None,
        repaired_at: date(repaired),
        revoked_at: date(revoked),
        objection_opened: None,
        objection_closed: None,
        fine,
        confiscated: amount(confiscated),
        content,
        known_from: now,
        known_to: None,
    };
    Ok(Row { record, warnings })
}

/// The fine that the content names: `罚款2000元`, `罚款0.2万元`; none when there is none or more than one.
fn fine_in_words(content: &str) -> Option<Fen> {
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
    crate::money::text::parse(&digits, unit, crate::money::Currency::Cny).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import_row::parse_cell;
    use crate::template::Cell;

    #[test]
    fn the_fine_in_the_content_is_compared_with_its_column() {
        assert_eq!(fine_in_words("警告；罚款2000元"), Some(Fen::new(200_000)));
        assert_eq!(fine_in_words("罚款0.2万元"), Some(Fen::new(200_000)));
        assert_eq!(fine_in_words("罚款人民币1,000.00元"), Some(Fen::new(100_000)));
        assert_eq!(fine_in_words("警告"), None);
        let day = |text: &str| Value::Date(text.parse().unwrap());
        let text = |t: &str| Value::Text(t.to_owned());
        let mut row = vec![Value::Missing; COLUMNS];
        row[0] = text("江临市某某有限公司");
        row[2] = text("江市监处〔2026〕1号");
        row[5] = text("罚款2000元");
        row[6] = Value::Money(Fen::new(200_000));
        row[8] = day("2026-01-10");
        row[9] = day("2099-12-31");
        row[10] = text("江临市市场监督管理局");
        let now = "2026-03-02T01:00:00Z".parse().unwrap();
        let good = record_from_row("CREDIT_PLATFORM", &row, now).unwrap();
        assert_eq!((good.record.fine, good.warnings.len()), (Some(Fen::new(200_000)), 0));
        assert_eq!(good.record.severity, Severity::Unknown);
        assert_eq!(good.record.until().unwrap().unwrap().to_string(), "2029-01-10");
        row[6] = Value::Money(Fen::new(200_000_000));
        let doubtful = record_from_row("CREDIT_PLATFORM", &row, now).unwrap();
        assert_eq!(doubtful.warnings[0].code, Code::FineDiffers);
        assert_eq!(doubtful.record.fine, Some(Fen::new(200_000_000)));
        assert_eq!(template().columns.len(), COLUMNS);
    }

    #[test]
    fn a_code_that_became_a_number_is_refused() {
        let template = template();
        let code = &template.columns[template.position("code").unwrap()];
        let cell = Cell::Number { text: "914301000000000000".to_owned(), lossy: true };
        assert!(parse_cell(code, &cell).is_err());
        let cell = Cell::Text("91430100MA4L2GT8X8".to_owned());
        assert_eq!(parse_cell(code, &cell).unwrap(), Value::Text("91430100MA4L2GT8X8".to_owned()));
    }

    #[test]
    fn amounts_are_in_ten_thousands() {
        let template = template();
        let fine = &template.columns[template.position("fine").unwrap()];
        let cell = Cell::Text("0.2".to_owned());
        assert_eq!(parse_cell(fine, &cell).unwrap(), Value::Money(Fen::new(200_000)));
    }
}
