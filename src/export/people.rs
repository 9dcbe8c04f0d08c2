//! A list of people that an office brings along: the empty list, with a column for each role to tick, and what its rows propose.

use domain::identifier::Uscc;
use domain::role::Role;
use domain::template::{Column, ColumnKind, Template, Value, Words};

use crate::error::Error;
use crate::format::schedule::{ScheduleReading, read_schedule};
use crate::format::source::Source;
use crate::i18n::Lang;
use crate::service::person::propose::Invite;

/// The columns before those of the roles: their names, the words of their headings, whether each row must have them.
const COLUMNS: [(&str, &str, bool); 5] = [
    ("login", "person-login", true),
    ("zh", "person-zh", true),
    ("en", "person-en", true),
    ("unit", "people-list-unit", false),
    ("firm", "person-firm", false),
];

/// The longest text of a cell.
const LONGEST: usize = 100;

fn words(key: &str) -> Words {
    Words { zh: Lang::ZhCn.t(key).into_owned(), en: Lang::En.t(key).into_owned() }
}

/// The columns of the list.
pub fn template() -> Template {
    let text = |(name, key, required): (&str, &str, bool)| {
        let kind = if name == "firm" { ColumnKind::Uscc } else { ColumnKind::Text(LONGEST) };
        Column::plain(name, words(key), kind, required)
    };
    let role = |role: &Role| Column::plain(role.key(), words(&format!("role-{role}")), ColumnKind::Flag, false);
    Template {
        name: "people".to_owned(),
        title: words("people-list"),
        columns: COLUMNS.into_iter().map(text).chain(Role::ALL.iter().map(role)).collect(),
        payee: None,
        admitted: Default::default(),
    }
}

/// Reads a list: the people of its good rows, each with the number of the row, and what there is to say about the file.
///
/// # Errors
/// The file as a whole cannot be read.
pub fn read<'a>(file: impl Into<Source<'a>>, file_name: &str) -> Result<(Vec<(u32, Invite)>, ScheduleReading), Error> {
    let reading = read_schedule(file, file_name, &template(), |_| ())?;
    let people = reading.good.iter().map(|row| (row.row, invite(&row.values))).collect();
    Ok((people, reading))
}

/// A row as what it proposes, under the reason of the list.
fn invite(values: &[Value]) -> Invite {
    let text = |place: usize| match values.get(place) {
        Some(Value::Text(text)) => text.trim().to_owned(),
        _ => String::new(),
    };
    let roles = values.iter().skip(COLUMNS.len()).zip(Role::ALL);
    Invite {
        login: text(0),
        zh: text(1),
        en: text(2),
        unit: Some(text(3)).filter(|code| !code.is_empty()),
        // The reader of the table has looked at its check character.
        firm: Uscc::parse(&text(4)).ok(),
        roles: roles.filter(|(value, _)| matches!(value, Value::Flag(true))).map(|(_, role)| *role).collect(),
        reason: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_proposes_the_roles_that_are_ticked() {
        let file = "登录名,中文姓名,英文姓名,机构代码,初审人,复审人,审计员\nqian.wei,钱伟,Qian Wei,430100,是,否,yes\n";
        let (people, reading) = read(file.as_bytes(), "people.csv").unwrap();
        assert_eq!(reading.found.problem_count, 0, "{:?}", reading.found.problems);
        let (row, person) = &people[0];
        assert_eq!((*row, person.login.as_str(), person.unit.as_deref()), (2, "qian.wei", Some("430100")));
        assert_eq!(
            (person.firm.as_ref(), person.roles.as_slice()),
            (None, [Role::FirstReviewer, Role::Auditor].as_slice())
        );
    }

    #[test]
    fn an_empty_list_has_a_column_for_every_role_and_is_read_back() {
        for chinese in [true, false] {
            let bytes = crate::format::template_xlsx::template_xlsx(&template(), chinese).unwrap();
            let (people, reading) = read(bytes.as_slice(), "people.xlsx").unwrap();
            assert!(people.is_empty() && reading.header_problems.is_empty() && reading.unknown_columns.is_empty());
        }
        assert_eq!(template().columns.len(), COLUMNS.len() + Role::ALL.len());
    }
}
