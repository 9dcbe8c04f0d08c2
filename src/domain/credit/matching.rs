//! Whether a record is about a subject: by code without a doubt, by name only for a person to decide.
//!
//! Basis: credit.md C7.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::{Party, Record, Subject};
use crate::identifier::Uscc;
use crate::text::is_plain;

/// Two core names are alike when at least so many of a hundred of their characters stand in both in the same order.
const ALIKE_PERCENT: usize = 85;

/// How sure it is that a record is about a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// It is about somebody else.
    None,
    /// It is about somebody else who has the same name but another valid code.
    Namesake,
    /// A person must decide.
    Doubtful(Doubt),
    /// It is about the subject.
    Certain,
}

/// Why a person must decide whether a record is about a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The name is equal; the record has no code.
    NameOnly,
    /// The name is equal; the record's code cannot be right.
    CodeInvalid,
    /// A former name of the subject, on a day on which it had that name.
    FormerName,
    /// A former name of the subject, on a day on which it had another.
    FormerNameOutsidePeriod,
    /// The name is nearly the same.
    SimilarName,
    /// The organisation code is equal, the name is not.
    OrgCodeOtherName,
    /// The code of a branch of the subject, or the name of one.
    Branch,
    /// The code of a firm that the subject continues.
    Predecessor,
}

impl Doubt {
    /// The reason code that asks a person.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::NameOnly => "MATCH_NAME_ONLY",
            Self::CodeInvalid => "RECORD_ID_INVALID",
            Self::FormerName => "MATCH_FORMER_NAME",
            Self::FormerNameOutsidePeriod => "MATCH_NAME_OUTSIDE_PERIOD",
            Self::SimilarName => "MATCH_SIMILAR_NAME",
            Self::OrgCodeOtherName => "MATCH_CODE_OTHER_NAME",
            Self::Branch => "BRANCH_RECORD",
            Self::Predecessor => "PREDECESSOR_RECORD",
        }
    }
}

/// An officer's answer to a doubtful match. It sticks to the record and the subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchDecision {
    /// [`Record::natural_key`] of the record.
    pub record: String,
    /// [`Subject::key`] of the subject.
    pub subject: String,
    /// Whether the record is about the subject.
    pub confirmed: bool,
    /// Who decided.
    pub by: String,
    /// Why.
    pub why: String,
}

/// Compares a record with a subject.
///
/// An equal valid code is certain, and so is the organisation code inside it with an equal name. A name alone is never
/// certain, and an equal name with another valid code is another firm.
pub fn compare(record: &Record, subject: &Subject) -> Match {
    let code = normalise_code(&record.subject_code);
    let own_code = normalise_code(&subject.code);
    if record.party == Party::LegalRepresentative {
        return about_representative(record, subject, &code, &own_code);
    }
    let one_of = |codes: &[String]| codes.iter().any(|c| normalise_code(c) == code);
    let name = Name::of(record, subject);
    if Uscc::parse(&code).is_ok() {
        return if code == own_code || one_of(&subject.former_codes) {
            Match::Certain
        } else if one_of(&subject.branches) {
            Match::Doubtful(Doubt::Branch)
        } else if one_of(&subject.predecessors) {
            Match::Doubtful(Doubt::Predecessor)
        } else if matches!(name, Name::Current | Name::Former { .. }) {
            Match::Namesake
        } else if matches!(name, Name::Branch) {
            Match::Doubtful(Doubt::Branch)
        } else {
            Match::None
        };
    }
    if !code.is_empty() && code == own_code {
        // Neither code can be right, unless two officers have accepted it.
        return if subject.code_accepted { Match::Certain } else { Match::Doubtful(Doubt::CodeInvalid) };
    }
    if Uscc::parse(&own_code).is_ok_and(|own| own.org_code() == code) {
        return match name {
            Name::Current | Name::Former { .. } => Match::Certain,
            Name::Branch | Name::Similar | Name::Other => Match::Doubtful(Doubt::OrgCodeOtherName),
        };
    }
    match name {
        Name::Other => Match::None,
        Name::Branch => Match::Doubtful(Doubt::Branch),
        Name::Similar => Match::Doubtful(Doubt::SimilarName),
        _ if !code.is_empty() => Match::Doubtful(Doubt::CodeInvalid),
        Name::Current => Match::Doubtful(Doubt::NameOnly),
        Name::Former { in_use: true } => Match::Doubtful(Doubt::FormerName),
        Name::Former { in_use: false } => Match::Doubtful(Doubt::FormerNameOutsidePeriod),
    }
}

/// A record about a firm's legal representative carries the firm's code, or the person's name and no code. Where the
/// representative is not known, a record that was found for the firm is taken to be about that person: rules only refer
/// such records, so a person looks at them anyway.
fn about_representative(record: &Record, subject: &Subject, code: &str, own_code: &str) -> Match {
    if !code.is_empty() {
        return if code == own_code { Match::Certain } else { Match::None };
    }
    let same = |name: &String| normalise(name) == normalise(&record.subject_name);
    if subject.legal_representative.as_ref().is_none_or(same) { Match::Certain } else { Match::None }
}

/// What the name of a record is to a subject.
enum Name {
    Current,
    Former {
        in_use: bool,
    },
    /// Its own name, and that of a branch behind it.
    Branch,
    Similar,
    Other,
}

impl Name {
    fn of(record: &Record, subject: &Subject) -> Self {
        let name = normalise(&record.subject_name);
        if name.is_empty() {
            return Self::Other;
        }
        if name == normalise(&subject.name) {
            return Self::Current;
        }
        let former = subject.former_names.iter().filter(|f| normalise(&f.name) == name);
        if let Some(in_use) = former.map(|f| f.in_use_on(record.event_date)).reduce(|a, b| a || b) {
            return Self::Former { in_use };
        }
        let names = || std::iter::once(&subject.name).chain(subject.former_names.iter().map(|f| &f.name));
        let core = core_of_normal(&name);
        if says_branch(&name) && names().any(|own| is_branch_core(&core, &core_name(own))) {
            return Self::Branch;
        }
        if names().any(|own| alike(own, &name)) { Self::Similar } else { Self::Other }
    }
}

/// A name or number for comparison: NFKC, upper case, without blanks, zero-width characters and middle dots, with one
/// kind of brackets.
pub fn normalise(text: &str) -> String {
    let counts = |c: &char| {
        !c.is_whitespace() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '·' | '•' | '・')
    };
    let bracket = |c| match c {
        '〔' | '【' | '[' | '（' => '(',
        '〕' | '】' | ']' | '）' => ')',
        other => other,
    };
    if is_plain(text) {
        return text.chars().filter(counts).map(|c| bracket(c.to_ascii_uppercase())).collect();
    }
    text.nfkc().filter(counts).flat_map(char::to_uppercase).map(bracket).collect()
}

/// A code for comparison: as [`normalise`], without dashes (`MA4L2GT8-X`).
pub fn normalise_code(text: &str) -> String {
    normalise(text).replace(['-', '‐', '–', '—', '−'], "")
}

/// Provinces, and the cities whose names firms use without 市. Longer names stand before their beginnings.
const PLACES: &[&str] = &[
    "内蒙古",
    "黑龙江",
    "北京",
    "天津",
    "上海",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "长沙",
    "株洲",
    "湘潭",
    "衡阳",
    "邵阳",
    "岳阳",
    "常德",
    "张家界",
    "益阳",
    "郴州",
    "永州",
    "怀化",
    "娄底",
    "湘西",
    "石家庄",
    "太原",
    "沈阳",
    "长春",
    "哈尔滨",
    "南京",
    "杭州",
    "合肥",
    "福州",
    "南昌",
    "济南",
    "郑州",
    "武汉",
    "广州",
    "深圳",
    "南宁",
    "海口",
    "成都",
    "贵阳",
    "昆明",
    "拉萨",
    "西安",
    "兰州",
    "西宁",
    "银川",
    "乌鲁木齐",
    "厦门",
    "青岛",
    "大连",
    "宁波",
];

/// What may follow the name of a place.
const PLACE_KINDS: &[&str] = &["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "自治州", "省", "市", "州"];

/// Forms of a company, longest first.
const COMPANY_FORMS: &[&str] = &["有限责任公司", "股份有限公司", "有限公司", "集团公司", "公司", "集团"];

/// How the name of a branch ends, which has no body of its own: 芙蓉分公司.
const BRANCH_NAMES: &[&str] = &[
    "分公司",
    "支公司",
    "分店",
    "分行",
    "支行",
    "分部",
    "分厂",
    "分院",
    "分校",
    "分所",
    "分中心",
    "营业部",
    "营业厅",
    "营业所",
    "办事处",
    "代表处",
    "门店",
    "项目部",
];

/// Whether a normal name is that of a branch.
fn says_branch(name: &str) -> bool {
    BRANCH_NAMES.iter().any(|end| name.ends_with(end))
}

/// Whether the core of a name may be that of a branch of somebody. Cores have lost their 公司.
pub(super) fn may_be_branch_core(core: &str) -> bool {
    core.ends_with('分') || core.ends_with('支') || says_branch(core)
}

/// Whether the core of a branch's name begins with that of a firm and its form of company, with no other firm behind it.
pub(super) fn is_branch_core(branch: &str, head: &str) -> bool {
    let Some(mut rest) = branch.strip_prefix(head).filter(|_| head.chars().nth(1).is_some()) else { return false };
    while let Some(behind) = COMPANY_FORMS.iter().find_map(|form| rest.strip_prefix(form)) {
        rest = behind;
    }
    may_be_branch_core(rest) && !COMPANY_FORMS.iter().any(|form| rest.contains(form))
}

/// What makes a name this firm's own: without the places before it and the form of company after it.
pub fn core_name(name: &str) -> String {
    core_of_normal(&normalise(name))
}

/// [`core_name`] of a name that is [`normalise`]d already.
pub fn core_of_normal(name: &str) -> String {
    let whole: String = name.chars().filter(|c| !matches!(c, '(' | ')')).collect();
    let mut core = whole.as_str();
    // A place begins with one character of three bytes, which are compared before the rest of so many places.
    let begins_alike = |place: &&&str, name: &str| place.as_bytes().first_chunk::<3>() == name.as_bytes().first_chunk();
    while let Some(rest) =
        PLACES.iter().filter(|place| begins_alike(place, core)).find_map(|place| core.strip_prefix(place))
    {
        core = PLACE_KINDS.iter().find_map(|kind| rest.strip_prefix(kind)).unwrap_or(rest);
    }
    while let Some(rest) = COMPANY_FORMS.iter().find_map(|form| core.strip_suffix(form)) {
        core = rest;
    }
    core.to_owned()
}

/// Whether two firms' names are so alike that a person should look: twice the longest common subsequence of the core
/// names, over both their lengths, is at least 85 in a hundred. Whole numbers only.
pub fn alike(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (core_name(a).chars().collect(), core_name(b).chars().collect());
    let both = a.len().saturating_add(b.len());
    if a.is_empty() || b.is_empty() {
        return false;
    }
    common(&a, &b).saturating_mul(200) >= both.saturating_mul(ALIKE_PERCENT)
}

/// Length of the longest common subsequence.
fn common(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0usize; b.len()];
    for x in a {
        let (mut diagonal, mut left) = (0usize, 0usize);
        for (cell, y) in row.iter_mut().zip(b) {
            let above = *cell;
            *cell = if x == y { diagonal.saturating_add(1) } else { above.max(left) };
            (diagonal, left) = (above, *cell);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_of_a_name() {
        assert_eq!(core_name("湖南省星岳融资担保有限责任公司"), "星岳融资担保");
        assert_eq!(core_name("湖南长沙市星岳（集团）有限公司"), "星岳");
        assert_eq!(core_name("有限公司"), "");
    }

    #[test]
    fn the_name_of_a_branch_without_a_code_is_put_to_a_person() {
        let subject = Subject::plain("91430100MA4L2GT8X8", "湖南星岳融资担保有限公司", Party::Applicant);
        let day = "2026-01-10".parse().unwrap();
        let of = |name: &str, code: &str| {
            let record =
                Record { subject_name: name.into(), subject_code: code.into(), ..Record::blank("TAX_MAJOR", day) };
            compare(&record, &subject)
        };
        let asked = Match::Doubtful(Doubt::Branch);
        for name in [
            "湖南星岳融资担保有限公司芙蓉分公司",
            "星岳融资担保有限公司长沙市岳麓区营业部",
            "湖南省星岳融资担保有限责任公司（长沙）分公司",
        ] {
            assert_eq!(of(name, ""), asked, "{name}");
            assert_eq!(of(name, "91430102MA4QBRA1CF"), asked, "{name}: a code of its own does not hide it");
        }
        for name in [
            "湖南星岳融资担保有限公司芙蓉商贸有限公司",
            "湖南星月融资担保有限公司芙蓉分公司",
            "星岳融资担保春分有限公司",
        ] {
            assert_ne!(of(name, ""), asked, "{name}");
        }
    }

    #[test]
    fn names_that_a_person_should_look_at() {
        assert!(alike("湖南星岳融资担保有限公司", "湖南省星岳融资性担保有限责任公司"));
        assert!(alike("湖南星岳担保有限公司", "湖南星岳担保有限责任公司"));
        assert!(!alike("湖南星岳融资担保有限公司", "湖南星月商贸有限公司"));
        assert!(!alike("湖南星岳有限公司", "湖南星月有限公司"));
        assert!(!alike("湖南有限公司", "湖北有限公司"));
    }
}
