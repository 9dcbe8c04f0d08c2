//! Headings of lists: matched by their words, whatever brackets, marks and numbers a portal puts around them; a column of
//! codes that is there and not read stops the import, since every record under it would look like nobody's.

use crate::import_row::{Header, HeaderProblem, HeadingAt, column_keys, find_column, heading_key};
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{Column, Template};

/// Words under which any list may give the code of its subject.
pub(super) const CODE_WORDS: &[&str] = &[
    "统一社会信用代码",
    "社会信用代码",
    "统一信用代码",
    "信用代码",
    "行政相对人代码_1",
    "行政相对人代码1",
    "行政相对人代码",
    "相对人代码_1",
    "相对人代码",
    "统一社会信用代码/组织机构代码",
    "统一社会信用代码/注册号",
];

/// Words under which any list may give the name of its subject.
pub(super) const NAME_WORDS: &[&str] =
    &["行政相对人名称", "相对人名称", "主体名称", "企业名称", "单位名称", "当事人名称", "法人名称", "机构名称"];

/// What a heading says when its column holds codes.
const SAYS_CODE: &[&str] = &[
    "社会信用代码",
    "信用代码",
    "行政相对人代码",
    "相对人代码",
    "组织机构代码",
    "纳税人识别号",
    "shxym",
    "uscc",
    "uniscid",
];

/// Whose codes are not those of the subject: the authority's, the data source's, a person's document.
const OF_OTHERS: &[&str] =
    &["机关", "机构代码证", "来源", "法定代表人", "负责人", "证件", "执行法院", "部门", "cfjg", "sjly"];

/// The other codes of a subject, of which the national form has a column each (行政相对人代码_2 to _6): for a body with one
/// code for everything they hold it too.
const OTHER_CODES: &[&str] = &[
    "工商注册号",
    "注册号",
    "组织机构代码",
    "税务登记号",
    "纳税人识别号",
    "事业单位证书号",
    "社会组织登记证号",
    "cfxdrgszc",
    "cfxdrzzjg",
    "cfxdrswdj",
    "cfxdrsydw",
    "cfxdrshzz",
];

/// The columns of a file that may hold the code of a subject beside the one that is read, with their headings.
pub(super) fn other_codes(header: &Header) -> impl Iterator<Item = (usize, &str)> {
    header.others().filter(|(_, heading)| {
        let key = plain(&heading_key(heading));
        let numbered =
            key.split_once("相对人代码").is_some_and(|(_, rest)| rest.starts_with(['2', '3', '4', '5', '6']));
        let named =
            OTHER_CODES.iter().any(|word| key.contains(word)) && !OF_OTHERS.iter().any(|word| key.contains(word));
        numbered || named
    })
}

/// The columns of a list in a file.
///
/// # Errors
/// As [`Header::match_template`]; [`Code::CreditCodeColumn`] for a column of codes that is not read.
pub(super) fn header(template: &Template, headings: &[String], above: &[String]) -> Result<Header, Vec<HeaderProblem>> {
    let header = Header::match_by(template, headings, above, |heading| find(template, heading))?;
    let reads_code = template.position("code").is_some_and(|code| header.place(code).is_some());
    let unread: Vec<HeaderProblem> =
        if reads_code { Vec::new() } else { header.unknown.iter().filter_map(code_column).collect() };
    if unread.is_empty() { Ok(header) } else { Err(unread) }
}

fn code_column(at: &HeadingAt) -> Option<HeaderProblem> {
    let key = heading_key(&at.heading);
    let says = SAYS_CODE.iter().any(|word| key.contains(word)) && !OF_OTHERS.iter().any(|word| key.contains(word));
    says.then(|| HeaderProblem {
        at: Some(at.clone()),
        refusal: Refusal::new(Code::CreditCodeColumn)
            .with("column", Fact::Text(at.heading.clone()))
            .with("letter", Fact::Text(at.letter.clone())),
    })
}

/// The column that a heading names: by all its words; else by those before a bracket, or by those inside it, where the two
/// do not name different columns.
pub(super) fn find<'t>(template: &'t Template, heading: &str) -> Option<(usize, &'t Column)> {
    if let Some(found) = find_column(template, heading) {
        return Some(found);
    }
    let key = heading_key(heading);
    let (before, inside) = key.split_once('(').unwrap_or((&key, ""));
    let of = |words: &str| {
        let words = plain(words.trim_end_matches(')'));
        let named = |column: &Column| !words.is_empty() && column_keys(column).any(|own| plain(&own) == words);
        template.columns.iter().enumerate().find(|(_, column)| named(column))
    };
    match (of(before), of(inside)) {
        (Some(one), Some(other)) if one.0 != other.0 => None,
        // 处罚机关（统一社会信用代码） is the code of the authority, not its name and not the subject's.
        (Some(one), None) if SAYS_CODE.iter().any(|word| inside.contains(word)) && one.1.name != "code" => None,
        (one, other) => one.or_else(|| other.filter(|_| !OF_OTHERS.iter().any(|word| before.contains(word)))),
    }
}

/// A heading without the marks that only number or join its words.
fn plain(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '_' | '-' | '.' | '、' | '/' | '(' | ')' | '"' | '\'')).collect()
}
