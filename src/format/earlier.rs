//! What was granted before, as a file: one row for each earlier grant, for limits over years where no database knows them.

use domain::calculation::context::EarlierGrant;
use domain::money::text::Unit;
use domain::money::{Currency, Fen};
use domain::template::{Column, ColumnKind, Template, Value, Words};

/// The columns of the file: scheme, component, own, enterprise, claim, granted on, granted, paid.
pub fn template(currency: Currency) -> Template {
    let column = |name: &str, zh: &str, en: &str, kind: ColumnKind, required: bool| Column {
        currency,
        ..Column::plain(name, Words { zh: zh.to_owned(), en: en.to_owned() }, kind, required)
    };
    let text = || ColumnKind::Text(200);
    let money = || ColumnKind::Money(Unit::Major);
    Template {
        name: "earlier".to_owned(),
        title: Words { zh: "以往批准".to_owned(), en: "Earlier grants".to_owned() },
        columns: vec![
            column("scheme", "办法编号", "Scheme", text(), true),
            column("component", "补贴项目", "Component", text(), true),
            column("own", "是否申报单位自身", "Own", ColumnKind::Flag, false),
            column("enterprise", "企业统一社会信用代码", "Enterprise code", text(), false),
            column("claim", "业务编号", "Contract or policy no.", text(), false),
            column("granted_on", "批准日期", "Granted on", ColumnKind::Date, true),
            column("granted", "批准金额", "Granted", money(), true),
            column("paid", "实付金额", "Paid", money(), false),
        ],
        payee: None,
        admitted: Default::default(),
    }
}

/// A row as a grant. Without a word about it the grant was the applicant's own, and all of it was paid: the stricter
/// reading for every limit.
pub fn grant(values: &[Value]) -> EarlierGrant {
    let text = |place: usize| match values.get(place) {
        Some(Value::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    };
    let money = |place: usize| match values.get(place) {
        Some(Value::Money(amount)) => Some(*amount),
        _ => None,
    };
    let granted = money(6).unwrap_or(Fen::ZERO);
    EarlierGrant {
        scheme: text(0),
        component: text(1),
        own: !matches!(values.get(2), Some(Value::Flag(false))),
        enterprise: text(3),
        claim: text(4),
        granted_on: match values.get(5) {
            Some(Value::Date(day)) => *day,
            _ => chrono::NaiveDate::default(),
        },
        granted,
        paid: money(7).unwrap_or(granted),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_every_column_of_earlier_grants_in_both_languages() {
        let pages = [include_str!("../help/en/scheme-language.md"), include_str!("../help/zh-CN/scheme-language.md")];
        for column in template(Currency::Cny).columns {
            for (page, (first, second)) in
                pages.iter().zip([(&column.title.en, &column.title.zh), (&column.title.zh, &column.title.en)])
            {
                let row = page.lines().find(|line| line.starts_with(&format!("| {first} | {second} |")));
                let row = row.unwrap_or_else(|| panic!("{first} is not explained"));
                let needed = ["required", "必填"].iter().any(|word| row.contains(word));
                assert_eq!(needed, column.required, "{row}");
            }
        }
    }
}
