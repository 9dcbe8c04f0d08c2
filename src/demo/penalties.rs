//! Invented public penalty records (行政处罚“双公示”): some concern enterprises of the guarantee schedule, most do not.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate, TimeDelta};
use domain::firm::size::SizeClass;
use domain::refusal::Refusal;

use super::enterprise::{Enterprise, Maker, Subject, person};
use super::guarantee::Contract;
use super::random::Random;
use super::sheet::csv;

/// Headings in the order of the published standard (CF_XDR_MC … BZ).
const HEADINGS: [&str; 23] = [
    "行政相对人名称",
    "行政相对人类别",
    "统一社会信用代码",
    "法定代表人",
    "行政处罚决定书文号",
    "违法行为类型",
    "违法事实",
    "处罚依据",
    "处罚类别",
    "处罚内容",
    "罚款金额（万元）",
    "没收金额（万元）",
    "暂扣或吊销证照名称及编号",
    "处罚决定日期",
    "处罚有效期",
    "公示截止期",
    "处罚机关",
    "处罚机关统一社会信用代码",
    "数据来源单位",
    "失信严重程度",
    "状态",
    "信用修复日期",
    "备注",
];

/// What happened, by how serious it is.
struct Offence {
    severity: &'static str,
    conduct: &'static str,
    facts: &'static str,
    basis: &'static str,
    kinds: &'static str,
    authority: &'static str,
    mark: &'static str,
    /// Fine in yuan; 0 for none.
    fine: (i64, i64),
}

const SERIOUS: &[Offence] = &[
    Offence {
        severity: "严重",
        conduct: "违反安全生产管理规定",
        facts: "未对有限空间作业采取通风、检测措施，造成较大安全事故",
        basis: "《中华人民共和国安全生产法》",
        kinds: "罚款",
        authority: "应急管理局",
        mark: "应急罚",
        fine: (300_000, 900_000),
    },
    Offence {
        severity: "严重",
        conduct: "虚开增值税专用发票",
        facts: "在没有真实交易的情况下为他人开具增值税专用发票",
        basis: "《中华人民共和国税收征收管理法》",
        kinds: "罚款",
        authority: "税务局稽查局",
        mark: "税稽罚",
        fine: (200_000, 500_000),
    },
];
const GENERAL: &[Offence] = &[Offence {
    severity: "一般",
    conduct: "超标排放水污染物",
    facts: "排放的废水化学需氧量超过排放标准",
    basis: "《中华人民共和国水污染防治法》",
    kinds: "罚款",
    authority: "生态环境局",
    mark: "环罚",
    fine: (50_000, 160_000),
}];
const MINOR: &[Offence] = &[
    Offence {
        severity: "轻微",
        conduct: "未按规定公示营业执照",
        facts: "未将营业执照置于经营场所醒目位置",
        basis: "《中华人民共和国市场主体登记管理条例》",
        kinds: "警告",
        authority: "市场监督管理局",
        mark: "市监简罚",
        fine: (0, 0),
    },
    Offence {
        severity: "轻微",
        conduct: "消防器材配置不符合规定",
        facts: "经营场所灭火器数量不足，已当场改正",
        basis: "《中华人民共和国消防法》",
        kinds: "警告",
        authority: "消防救援支队",
        mark: "消简罚",
        fine: (0, 0),
    },
];

/// How a record stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Valid,
    Repaired,
    Expired,
}

/// How many contracts' enterprises are struck by an active serious record.
pub const STRUCK: usize = 6;

/// The file: UTF-8 with a byte order mark, as the platform exports it.
///
/// # Errors
/// When it cannot be written.
pub fn file(random: &mut Random, maker: &mut Maker, contracts: &[Contract]) -> Result<Vec<u8>, Refusal> {
    let concerned = concerned(contracts);
    let mut rows = Vec::new();
    let at = |place: usize| concerned.get(place).copied();
    for enterprise in (0..STRUCK).filter_map(at) {
        rows.push(record(random, enterprise, SERIOUS, State::Valid));
    }
    for enterprise in (STRUCK..STRUCK + 3).filter_map(at) {
        rows.push(record(random, enterprise, MINOR, State::Valid));
    }
    for enterprise in (STRUCK + 3..STRUCK + 5).filter_map(at) {
        rows.push(record(random, enterprise, SERIOUS, State::Repaired));
    }
    for enterprise in (STRUCK + 5..STRUCK + 7).filter_map(at) {
        rows.push(record(random, enterprise, GENERAL, State::Expired));
    }
    if let Some(enterprise) = at(STRUCK + 7) {
        // The platform gives no code here: a person has to say whether this is the same enterprise.
        let mut row = record(random, enterprise, SERIOUS, State::Valid);
        if let Some(code) = row.get_mut(2) {
            code.clear();
        }
        rows.push(row);
    }
    while rows.len() < 40 {
        let other = maker.make(random, Subject::SmallFirm, SizeClass::Small)?;
        let state = *random.pick(&[State::Valid, State::Valid, State::Repaired, State::Expired]);
        let offences = *random.pick(&[SERIOUS, GENERAL, MINOR, MINOR]);
        rows.push(record(random, &other, offences, state));
    }
    rows.sort_by(|a, b| a.get(13).cmp(&b.get(13)).then_with(|| a.cmp(b)));
    let headings: Vec<String> = HEADINGS.iter().map(|h| (*h).to_owned()).collect();
    Ok(format!("\u{feff}{}", csv(&headings, &rows)?).into_bytes())
}

/// Enterprises of the schedule that have a record: small firms with one contract each, spread over the year.
fn concerned(contracts: &[Contract]) -> Vec<&Enterprise> {
    let mut seen = BTreeSet::new();
    let mut doubled = BTreeSet::new();
    for contract in contracts {
        if !seen.insert(&contract.enterprise.name) {
            doubled.insert(&contract.enterprise.name);
        }
    }
    let eligible = |c: &&Contract| {
        c.enterprise.subject == Subject::SmallFirm
            && c.enterprise.class == SizeClass::Small
            && !doubled.contains(&c.enterprise.name)
    };
    contracts.iter().filter(eligible).skip(19).step_by(21).map(|c| &c.enterprise).collect()
}

fn record(random: &mut Random, enterprise: &Enterprise, offences: &[Offence], state: State) -> Vec<String> {
    let offence = random.pick(offences);
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let decided = match state {
        State::Expired => day(2021, 3, 1),
        State::Valid | State::Repaired => day(2024, 6, 1),
    } + TimeDelta::days(random.between(0, 500));
    let months = if offence.severity == "严重" {
        36
    } else if offence.severity == "一般" {
        12
    } else {
        3
    };
    let until = decided.checked_add_months(Months::new(months)).unwrap_or(decided);
    let city: String = enterprise.name.chars().take(3).collect();
    let fine = random.between(offence.fine.0 / 1_000, offence.fine.1 / 1_000) * 1_000;
    let content = if fine == 0 { "警告".to_owned() } else { format!("罚款{fine}元") };
    let number = format!(
        "{}{}〔{}〕{}号",
        city.chars().take(2).collect::<String>(),
        offence.mark,
        decided.format("%Y"),
        random.between(1, 399)
    );
    let status = match state {
        State::Valid => "有效",
        State::Repaired => "已修复",
        State::Expired => "公示期满",
    };
    let code = enterprise.code.as_str();
    let repaired = if state == State::Repaired { (decided + TimeDelta::days(120)).to_string() } else { String::new() };
    let note = if state == State::Repaired { "信用修复决定已作出，公示已撤下" } else { "" };
    [
        &enterprise.name,
        "法人及非法人组织",
        code,
        &person(random),
        &number,
        offence.conduct,
        offence.facts,
        offence.basis,
        offence.kinds,
        &content,
        &if fine == 0 { String::new() } else { format!("{}.{:04}", fine / 10_000, fine % 10_000) },
        "",
        "",
        &decided.to_string(),
        &until.to_string(),
        &until.to_string(),
        &format!("{city}{}", offence.authority),
        "",
        "东岭省公共信用信息平台",
        offence.severity,
        status,
        &repaired,
        note,
    ]
    .into_iter()
    .map(str::to_owned)
    .collect()
}
