//! What this department reports outward (双公示报送) and publishes: the columns of each template, rows of its own records,
//! which records are public on a day and until when, and the masking of persons.
//!
//! Basis: credit.md A1.3, A3.2, A3.5 and B1 (CF_ and XK_ columns, seven working days), B3 (three classes of penalty);
//! 行政处罚法 art. 48 (withdrawal within three days of a change). Subsidy decisions and fund misuse have no national
//! template; theirs follow the same manner.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::statement::MISUSES;
use super::{Party, Record, RecordState, Severity};
use crate::calendar::Calendar;
use crate::identifier::Uscc;
use crate::money::Fen;
use crate::refusal::{Code, Fact, Refusal};
use crate::role::text_enum;

/// Working days after a decision within which it is published and reported.
pub const REPORT_DAYS: u32 = 7;
/// Working days after an annulment within which the publication is withdrawn.
pub const WITHDRAW_DAYS: u32 = 3;

text_enum! {
    /// What is reported.
    OutwardKind {
        /// 行政处罚
        Penalty = "penalty",
        /// 行政许可
        Permit = "permit",
        /// 补贴决定
        Subsidy = "subsidy",
        /// 违规使用财政资金
        Misuse = "misuse",
    }
}

/// A column of a template: its code and its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The code in files for machines.
    pub code: &'static str,
    /// The heading in sheets for people.
    pub title: &'static str,
}

const fn column(code: &'static str, title: &'static str) -> Column {
    Column { code, title }
}

const PENALTY: &[Column] = &[
    column("CF_XDR_MC", "行政相对人名称"),
    column("CF_XDR_LB", "行政相对人类别"),
    column("CF_XDR_SHXYM", "统一社会信用代码"),
    column("CF_XDR_GSZC", "工商注册号"),
    column("CF_XDR_ZZJG", "组织机构代码"),
    column("CF_XDR_SWDJ", "税务登记号"),
    column("CF_XDR_SYDW", "事业单位证书号"),
    column("CF_XDR_SHZZ", "社会组织登记证号"),
    column("CF_FRDB", "法定代表人"),
    column("CF_FR_ZJLX", "法定代表人证件类型"),
    column("CF_FR_ZJHM", "法定代表人证件号码"),
    column("CF_XDR_ZJLX", "自然人证件类型"),
    column("CF_XDR_ZJHM", "自然人证件号码"),
    column("CF_WSH", "行政处罚决定书文号"),
    column("CF_WFXW", "违法行为类型"),
    column("CF_SY", "违法事实"),
    column("CF_YJ", "处罚依据"),
    column("CF_CFLB", "处罚类别"),
    column("CF_NR", "处罚内容"),
    column("CF_NR_FK", "罚款金额（万元）"),
    column("CF_NR_WFFF", "没收违法所得、没收非法财物的金额（万元）"),
    column("CF_NR_ZKDX", "暂扣或吊销证照名称及编号"),
    column("CF_JDRQ", "处罚决定日期"),
    column("CF_YXQ", "处罚有效期"),
    column("CF_GSJZQ", "公示截止期"),
    column("CF_CFJG", "处罚机关"),
    column("CF_CFJGDM", "处罚机关统一社会信用代码"),
    column("CF_SJLY", "数据来源单位"),
    column("CF_SJLYDM", "数据来源单位统一社会信用代码"),
    column("BZ", "备注"),
    column("CF_SXYZCD", "失信严重程度"),
    column("CF_ZT", "当前状态"),
];

const PERMIT: &[Column] = &[
    column("XK_XDR_MC", "行政相对人名称"),
    column("XK_XDR_SHXYM", "统一社会信用代码"),
    column("XK_XKWS", "行政许可决定文书名称"),
    column("XK_WSH", "行政许可决定文书号"),
    column("XK_XKLB", "许可类别"),
    column("XK_XKZS", "许可证书名称"),
    column("XK_XKBH", "许可编号"),
    column("XK_NR", "许可内容"),
    column("XK_JDRQ", "许可决定日期"),
    column("XK_YXQZ", "有效期自"),
    column("XK_YXQZI", "有效期至"),
    column("XK_XKJG", "许可机关"),
    column("XK_XKJGDM", "许可机关统一社会信用代码"),
    column("XK_ZT", "当前状态"),
];

const SUBSIDY: &[Column] = &[
    column("BT_XDR_MC", "受补贴单位名称"),
    column("BT_XDR_SHXYM", "统一社会信用代码"),
    column("BT_WSH", "申报编号"),
    column("BT_XMMC", "补贴项目"),
    column("BT_JE", "补贴金额（万元）"),
    column("BT_JDRQ", "决定日期"),
    column("BT_JDJG", "决定机关"),
    column("BT_JDJGDM", "决定机关统一社会信用代码"),
];

const MISUSE: &[Column] = &[
    column("ZJ_XDR_MC", "行政相对人名称"),
    column("ZJ_XDR_SHXYM", "统一社会信用代码"),
    column("ZJ_WSH", "认定文书号"),
    column("ZJ_LX", "违规类型"),
    column("ZJ_NR", "认定内容"),
    column("ZJ_RDRQ", "认定日期"),
    column("ZJ_JZQ", "公示截止期"),
    column("ZJ_RDJG", "认定机关"),
    column("ZJ_RDJGDM", "认定机关统一社会信用代码"),
    column("ZJ_ZT", "当前状态"),
];

/// The six classes of a permit; another word is not written, because a platform refuses it.
const PERMIT_CLASSES: &[&str] = &["普通", "特许", "认可", "核准", "登记", "其他"];

/// The words of [`MISUSES`], in their order.
const MISUSE_WORDS: &[&str] = &[
    "提供虚假申报材料",
    "虚报金额",
    "提供虚假账目",
    "提供虚假合同",
    "提供虚假付款凭证",
    "提供虚假审计报告",
    "挪用",
    "截留",
    "无故拖延",
    "造成资金损失",
    "串通投标",
    "中介机构出具虚假报告",
];

impl OutwardKind {
    /// The columns of its file, in the order of the template.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Penalty => PENALTY,
            Self::Permit => PERMIT,
            Self::Subsidy => SUBSIDY,
            Self::Misuse => MISUSE,
        }
    }

    /// The kind of own record that it reports; none for subsidies, which are decisions on applications.
    pub const fn record_kind(self) -> Option<&'static str> {
        match self {
            Self::Penalty => Some("ADMIN_PENALTY"),
            Self::Permit => Some("ADMIN_PERMIT"),
            Self::Misuse => Some("FUND_MISUSE"),
            Self::Subsidy => None,
        }
    }
}

/// Who sends the data (数据来源单位).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
}

impl Office {
    /// Nobody yet: rows without the sender's own columns, to see whether what they say has changed.
    pub const fn unnamed() -> Self {
        Self { name: String::new(), code: String::new() }
    }

    /// The code of an authority, where it is the sender itself.
    fn code_of(&self, authority: &str) -> String {
        if self.name.is_empty() || authority != self.name { String::new() } else { self.code.clone() }
    }
}

/// An award of public money to one payee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubsidyDecision {
    /// Number of the application.
    pub application: String,
    /// The payee's name.
    pub name: String,
    /// The payee's code.
    pub code: String,
    /// What is subsidised.
    pub project: String,
    /// The amount.
    pub amount: Fen,
    /// The business date of the decision.
    pub decided_on: NaiveDate,
    /// Who decided.
    pub authority: String,
}

impl SubsidyDecision {
    /// What identifies it for ever: an application awards each payee once.
    pub fn key(&self) -> String {
        format!("{}|{}|{}", self.application, self.code, self.name)
    }
}

/// The cells of a record, as many as the template has columns.
///
/// # Errors
/// [`Code::CreditRecordUnknown`] when the kind reports no records; [`Code::DateMalformed`] beyond the supported years.
pub fn record_row(
    kind: OutwardKind,
    record: &Record,
    office: &Office,
    today: NaiveDate,
) -> Result<Vec<String>, Refusal> {
    match kind {
        OutwardKind::Penalty => penalty_row(record, office, today),
        OutwardKind::Permit => permit_row(record, office, today),
        OutwardKind::Misuse => misuse_row(record, office, today),
        OutwardKind::Subsidy => {
            Err(Refusal::new(Code::CreditRecordUnknown).with("record", Fact::Text(record.natural_key())))
        }
    }
}

fn penalty_row(record: &Record, office: &Office, today: NaiveDate) -> Result<Vec<String>, Refusal> {
    let who = Counterparty::of(record);
    let code = &record.subject_code;
    let firm_code = if who == Counterparty::Person { String::new() } else { code.clone() };
    let (paper, paper_no) = match who {
        Counterparty::Person if is_identity_number(code) => ("身份证", code.clone()),
        _ => ("", String::new()),
    };
    let class = class_of(record);
    let remark = match (record.revoked_at, record.repaired_at, record.removed_at) {
        (Some(day), _, _) => format!("{day} 撤销"),
        (_, Some(day), _) => format!("{day} 信用修复"),
        (_, _, Some(day)) => format!("{day} 停止公示"),
        _ => String::new(),
    };
    Ok(vec![
        record.subject_name.clone(),
        who.words().to_owned(),
        firm_code,
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        paper.to_owned(),
        paper_no,
        record.decision_no.clone(),
        record.value.clone(),
        String::new(),
        String::new(),
        record.penalty_types.join("、"),
        record.content.clone(),
        record.fine.map_or_else(String::new, ten_thousands),
        record.confiscated.map_or_else(String::new, ten_thousands),
        String::new(),
        record.event_date.to_string(),
        day(record.public_until),
        day(public_until(record)?),
        record.authority.clone(),
        office.code_of(&record.authority),
        office.name.clone(),
        office.code.clone(),
        remark,
        class_words(class).to_owned(),
        state_words(record.state(today)?).to_owned(),
    ])
}

fn permit_row(record: &Record, office: &Office, today: NaiveDate) -> Result<Vec<String>, Refusal> {
    let class = PERMIT_CLASSES.contains(&record.value.as_str()).then(|| record.value.clone());
    Ok(vec![
        record.subject_name.clone(),
        record.subject_code.clone(),
        String::new(),
        record.decision_no.clone(),
        class.unwrap_or_default(),
        String::new(),
        String::new(),
        record.content.clone(),
        record.event_date.to_string(),
        record.event_date.to_string(),
        day(record.public_until),
        record.authority.clone(),
        office.code_of(&record.authority),
        state_words(record.state(today)?).to_owned(),
    ])
}

fn misuse_row(record: &Record, office: &Office, today: NaiveDate) -> Result<Vec<String>, Refusal> {
    let words = MISUSES.iter().position(|m| *m == record.value).and_then(|at| MISUSE_WORDS.get(at).copied());
    Ok(vec![
        record.subject_name.clone(),
        record.subject_code.clone(),
        record.decision_no.clone(),
        words.unwrap_or_default().to_owned(),
        record.content.clone(),
        record.event_date.to_string(),
        day(record.until()?),
        record.authority.clone(),
        office.code_of(&record.authority),
        state_words(record.state(today)?).to_owned(),
    ])
}

/// The cells of a subsidy decision.
pub fn subsidy_row(decision: &SubsidyDecision, office: &Office) -> Vec<String> {
    vec![
        decision.name.clone(),
        decision.code.clone(),
        decision.application.clone(),
        decision.project.clone(),
        ten_thousands(decision.amount),
        decision.decided_on.to_string(),
        decision.authority.clone(),
        office.code_of(&decision.authority),
    ]
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, |d| d.to_string())
}

/// An amount in 万元, exactly, with as many decimals as it needs.
fn ten_thousands(amount: Fen) -> String {
    const PER: u64 = 1_000_000;
    let minor = amount.minor();
    let (whole, rest) = (minor.unsigned_abs() / PER, minor.unsigned_abs() % PER);
    let sign = if minor < 0 { "-" } else { "" };
    let decimals = format!("{rest:06}");
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
}

const fn class_words(class: Severity) -> &'static str {
    match class {
        Severity::Minor => "轻微",
        Severity::General => "一般",
        Severity::Serious => "严重",
        Severity::Unknown => "",
    }
}

const fn state_words(state: RecordState) -> &'static str {
    match state {
        RecordState::Revoked => "撤销",
        RecordState::Repaired => "已修复",
        RecordState::Removed => "已移出",
        RecordState::Expired => "期满",
        RecordState::Active => "有效",
    }
}

/// The class of a penalty: as stated, else by its types; still unknown where these do not say.
pub fn class_of(record: &Record) -> Severity {
    match record.severity {
        Severity::Unknown => Severity::of_penalty_types(&record.penalty_types),
        stated => stated,
    }
}

/// The last day on which a record is public, this day included.
///
/// # Errors
/// [`Code::DateMalformed`] beyond the supported years.
pub fn public_until(record: &Record) -> Result<Option<NaiveDate>, Refusal> {
    if record.kind == "ADMIN_PENALTY" {
        Record { severity: class_of(record), ..record.clone() }.until()
    } else {
        record.until()
    }
}

/// Whether a record stands on the public pages on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// Not of a kind that is published, or a minor penalty.
    Never,
    /// A penalty of unknown class: it is not published before an officer has stated its class.
    Unclassified,
    /// Decided later than this day.
    NotYet,
    /// Public, up to and including this day; a title without an end has none.
    Runs(Option<NaiveDate>),
    /// Its period is over, or it was annulled, repaired or removed.
    Over(RecordState),
}

/// The publication of a record on a day.
///
/// # Errors
/// [`Code::DateMalformed`] beyond the supported years.
pub fn publication(record: &Record, today: NaiveDate) -> Result<Publication, Refusal> {
    match record.kind.as_str() {
        "ADMIN_PENALTY" => match class_of(record) {
            Severity::Minor => return Ok(Publication::Never),
            Severity::Unknown => return Ok(Publication::Unclassified),
            Severity::General | Severity::Serious => {}
        },
        "RED_LIST" => {}
        _ => return Ok(Publication::Never),
    }
    let state = Record { severity: class_of(record), ..record.clone() }.state(today)?;
    Ok(match state {
        _ if record.event_date > today => Publication::NotYet,
        RecordState::Active => Publication::Runs(public_until(record)?),
        ended => Publication::Over(ended),
    })
}

/// The last day to report and publish a decision.
///
/// # Errors
/// [`Code::CalendarMissing`] when the calendar of a year is not loaded.
pub fn report_by(calendar: &Calendar, decided_on: NaiveDate) -> Result<NaiveDate, Refusal> {
    calendar.nth_working_day(decided_on, REPORT_DAYS, false)
}

/// The last day to withdraw what was published of an annulled decision.
///
/// # Errors
/// [`Code::CalendarMissing`].
pub fn withdraw_by(calendar: &Calendar, revoked_on: NaiveDate) -> Result<NaiveDate, Refusal> {
    calendar.nth_working_day(revoked_on, WITHDRAW_DAYS, false)
}

/// Of what kind a subject is (行政相对人类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counterparty {
    /// 法人及非法人组织
    Organisation,
    /// 个体工商户
    SoleTrader,
    /// 自然人; also whoever cannot be told to be anything else, so that no person is published by mistake.
    Person,
}

impl Counterparty {
    /// The kind of a record's subject, by its code and, without one, by its name.
    pub fn of(record: &Record) -> Self {
        if record.party == Party::LegalRepresentative {
            return Self::Person;
        }
        if is_identity_number(&record.subject_code) {
            return Self::Person;
        }
        match Uscc::parse(&record.subject_code) {
            // GB 32100: the first two characters name who registered it and as what; 92 is a sole trader.
            Ok(code) if code.as_str().starts_with("92") => Self::SoleTrader,
            Ok(_) => Self::Organisation,
            Err(_) if names_an_organisation(&record.subject_name) => Self::Organisation,
            Err(_) => Self::Person,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Organisation => "法人及非法人组织",
            Self::SoleTrader => "个体工商户",
            Self::Person => "自然人",
        }
    }
}

/// Whether a name ends as names of organisations do.
fn names_an_organisation(name: &str) -> bool {
    const ENDS: &[&str] =
        &["公司", "厂", "合作社", "合伙", "合伙）", "企业", "协会", "商会", "中心", "银行", "事务所", "研究院", "集团"];
    ENDS.iter().any(|end| name.trim().ends_with(end))
}

/// Whether a text has the form of a resident's identity number: a region, a day of birth that exists, and an order number;
/// 18 characters, or 15 of the old kind. One in 31 of them is a good social credit code too, so this is asked first.
fn is_identity_number(text: &str) -> bool {
    let text = text.trim();
    let (Some(body), Some(last)) = (text.get(..text.len().saturating_sub(1)), text.chars().next_back()) else {
        return false;
    };
    let digits = body.bytes().all(|b| b.is_ascii_digit()) && (last.is_ascii_digit() || matches!(last, 'X' | 'x'));
    let born = match text.len() {
        18 => text.get(6..14).map(str::to_owned),
        15 => text.get(6..12).map(|day| format!("19{day}")),
        _ => None,
    };
    // Regions begin with 1 to 8; a firm's code begins with 9 and has its own region where the birthday would be.
    digits
        && !text.starts_with(['0', '9'])
        && born.is_some_and(|day| {
            NaiveDate::parse_from_str(&day, "%Y%m%d")
                .is_ok_and(|day| (1900..2100).contains(&chrono::Datelike::year(&day)))
        })
}

/// A record as everybody may read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicRow {
    /// The name; of a person only its first character.
    pub name: String,
    /// The code of an organisation or sole trader; empty for a person.
    pub code: String,
    /// Number of the decision.
    pub decision_no: String,
    /// What was decided, without identity and telephone numbers.
    pub content: String,
    /// Kinds of penalty.
    pub penalty_types: Vec<String>,
    /// Class of a penalty.
    pub class: Severity,
    /// The fine.
    pub fine: Option<Fen>,
    /// Day of the decision.
    pub decided_on: NaiveDate,
    /// Who decided.
    pub authority: String,
    /// The last public day.
    pub until: Option<NaiveDate>,
    /// Whether an objection is open.
    pub disputed: bool,
}

impl PublicRow {
    /// What everybody may read of a record on a day; nothing when it is not public then.
    ///
    /// # Errors
    /// [`Code::DateMalformed`] beyond the supported years.
    pub fn of(record: &Record, today: NaiveDate) -> Result<Option<Self>, Refusal> {
        let Publication::Runs(until) = publication(record, today)? else { return Ok(None) };
        let person = Counterparty::of(record) == Counterparty::Person;
        let mut content = mask_numbers(&record.content);
        let mut name = record.subject_name.clone();
        if person {
            name = mask_name(&record.subject_name);
            if !record.subject_name.trim().is_empty() {
                content = content.replace(record.subject_name.trim(), &name);
            }
        }
        Ok(Some(Self {
            name,
            code: if person { String::new() } else { record.subject_code.clone() },
            decision_no: record.decision_no.clone(),
            content,
            penalty_types: record.penalty_types.clone(),
            class: class_of(record),
            fine: record.fine,
            decided_on: record.event_date,
            authority: record.authority.clone(),
            until,
            disputed: record.disputed_on(today),
        }))
    }
}

/// Whether a public search finds a record: an organisation by its code or a part of its name. A person is never found by
/// name or number, because a search that answers is a disclosure.
pub fn found_by(record: &Record, search: &str) -> bool {
    let search = search.trim();
    if search.is_empty() {
        return true;
    }
    if Counterparty::of(record) == Counterparty::Person {
        return false;
    }
    let code = super::matching::normalise_code(search);
    let name = super::matching::normalise(search);
    super::matching::normalise_code(&record.subject_code) == code
        || (!name.is_empty() && super::matching::normalise(&record.subject_name).contains(&name))
}

/// A person's name with its first character only.
pub fn mask_name(name: &str) -> String {
    let mut shown = false;
    let masked = name.trim().chars().map(|c| {
        let first = !std::mem::replace(&mut shown, true);
        if first { c } else { '*' }
    });
    masked.collect()
}

/// A text in which identity numbers and mobile telephone numbers have only their ends.
pub fn mask_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars() {
        // X ends an identity number; elsewhere letters end the run.
        if c.is_ascii_digit() || (matches!(c, 'X' | 'x') && run.len() == 17) {
            run.push(c);
        } else {
            push_masked(&mut out, &run);
            run.clear();
            out.push(c);
        }
    }
    push_masked(&mut out, &run);
    out
}

fn push_masked(out: &mut String, run: &str) {
    let mobile = run.len() == 11 && run.starts_with('1');
    if mobile || is_identity_number(run) {
        let keep = if mobile { 3 } else { 4 };
        let end = run.len().saturating_sub(2);
        for (place, c) in run.chars().enumerate() {
            out.push(if place < keep || place >= end { c } else { '*' });
        }
    } else {
        out.push_str(run);
    }
}

/// A row that the platform refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FaultyRow {
    /// Its place in the file, from 1, headings not counted.
    pub row: i64,
    /// Why.
    pub why: String,
}

impl FaultyRow {
    /// Reads a receipt's list: a row on each line, its number first and then why.
    ///
    /// # Errors
    /// [`Code::CreditReceiptLine`] naming the line that is not such.
    pub fn parse_list(text: &str) -> Result<Vec<Self>, Refusal> {
        let mut rows: Vec<Self> = Vec::new();
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let refuse =
                || Refusal::new(Code::CreditReceiptLine).with("line", Fact::Text(line.chars().take(60).collect()));
            let digits: String = line.chars().take_while(char::is_ascii_digit).collect();
            let rest = line.strip_prefix(digits.as_str()).unwrap_or_default();
            let why = rest.trim_start_matches(|c: char| c.is_whitespace() || "：:、，,.．".contains(c)).trim();
            let row = digits.parse().ok().filter(|n| *n > 0).ok_or_else(refuse)?;
            if why.is_empty() || rows.iter().any(|known| known.row == row) {
                return Err(refuse());
            }
            rows.push(Self { row, why: why.to_owned() });
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests;
