//! The invented authority of the demonstration: its units, people, bank account, budget lines, and the firms that file.

use chrono::NaiveDate;
use domain::identifier::{AccountNumber, Cnaps};
use domain::money::Currency;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;

use super::enterprise::{cnaps, code};
use super::guarantee::COMPANY;
use super::insurance::INSURERS;
use super::random::Random;
use crate::service::account::provision::{BankAccount, BudgetLine, Firm, Limit, Person, Setup, Unit};

/// Code of the province.
pub const PROVINCE: &str = "990000";
/// Budget line of the guarantee subsidies.
pub const GUARANTEE_LINE: &str = "2150805-01";
/// Budget line of the insurance subsidies.
pub const INSURANCE_LINE: &str = "2150805-02";
/// The account that pays.
pub const ACCOUNT: &str = "8010000000000000001";
/// Up to which amount the province approves what is reviewed once.
pub const PROVINCE_LIMIT: &str = "2000000.00";
/// Its owner.
pub const AUTHORITY: &str = "东岭省地方金融管理局";
/// A second guarantee company, which has not filed: its part is left to whoever tries the pages by hand.
pub const SECOND_COMPANY: &str = "江临普惠融资担保有限公司";

/// Who publishes what the first administrator has written.
pub const SECOND_ADMINISTRATOR: &str = "shi.yan";

/// Who confirms what the first credit officer has entered.
pub const SECOND_CHECKER: &str = "liang.bo";
/// Who answers objections and repairs.
pub const HANDLER: &str = "fang.ting";

/// The authority's people: sign-in name, name in Chinese and English, role.
const OFFICERS: &[(&str, &str, &str, Role)] = &[
    ("zhou.min", "周敏", "Zhou Min", Role::ReceivingOfficer),
    ("wu.lei", "吴磊", "Wu Lei", Role::FirstReviewer),
    ("zheng.jie", "郑洁", "Zheng Jie", Role::SecondReviewer),
    ("feng.yuan", "冯远", "Feng Yuan", Role::CreditChecker),
    ("han.song", "韩松", "Han Song", Role::Approver),
    ("jiang.li", "蒋莉", "Jiang Li", Role::FinanceMaker),
    ("deng.kai", "邓凯", "Deng Kai", Role::FinanceApprover),
    ("su.wen", "苏雯", "Su Wen", Role::Reconciler),
    ("peng.rui", "彭睿", "Peng Rui", Role::Administrator),
    (SECOND_ADMINISTRATOR, "石岩", "Shi Yan", Role::Administrator),
    ("tan.xue", "谭雪", "Tan Xue", Role::Administrator),
    (SECOND_CHECKER, "梁波", "Liang Bo", Role::CreditChecker),
    (HANDLER, "方婷", "Fang Ting", Role::ObjectionHandler),
    ("ye.qing", "叶青", "Ye Qing", Role::Auditor),
];

/// People of the firms: firm, preparer and signatory with sign-in name and names.
type Pair = [(&'static str, &'static str, &'static str); 2];
const FIRM_PEOPLE: &[(&str, Pair)] = &[
    (COMPANY, [("lin.xiao", "林晓", "Lin Xiao"), ("he.jianguo", "何建国", "He Jianguo")]),
    (INSURERS[0].name, [("tang.yue", "唐悦", "Tang Yue"), ("qin.feng", "秦峰", "Qin Feng")]),
    (INSURERS[1].name, [("cao.ying", "曹颖", "Cao Ying"), ("lu.haitao", "陆海涛", "Lu Haitao")]),
    (INSURERS[2].name, [("dong.ni", "董妮", "Dong Ni"), ("xiao.wenbin", "肖文斌", "Xiao Wenbin")]),
    (INSURERS[3].name, [("gao.yuan", "高远", "Gao Yuan"), ("bai.lihua", "白丽华", "Bai Lihua")]),
    (SECOND_COMPANY, [("tao.ran", "陶然", "Tao Ran"), ("shen.yi", "沈毅", "Shen Yi")]),
];

/// Sign-in names of a firm's preparer and signatory.
pub fn people_of(firm: &str) -> Option<(&'static str, &'static str)> {
    FIRM_PEOPLE.iter().find(|(name, _)| *name == firm).map(|(_, pair)| (pair[0].0, pair[1].0))
}

/// Sign-in name of the officer who has a role.
pub fn officer(role: Role) -> &'static str {
    OFFICERS.iter().find(|o| o.3 == role).map_or("", |o| o.0)
}

/// A routing code of an invented bank, the same for the same number.
///
/// # Errors
/// None in practice: the code is made with its check digit.
pub fn bank_code(number: u64) -> Result<Cnaps, Refusal> {
    let malformed = || Refusal::new(Code::CnapsMalformed).with("value", Fact::Text(number.to_string()));
    cnaps(&mut Random::new(number), "313").ok_or_else(malformed)
}

/// The whole set-up.
///
/// # Errors
/// None in practice: codes and accounts are made valid.
pub fn setup() -> Result<Setup, Refusal> {
    let unit = |code: &str, parent: Option<&str>, level: &str, zh: &str, en: &str| Unit {
        code: code.to_owned(),
        parent: parent.map(str::to_owned),
        level: level.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
    };
    let account = AccountNumber::parse(ACCOUNT)?;
    let line = |code: &str, zh: &str, en: &str| BudgetLine {
        unit: PROVINCE.to_owned(),
        code: code.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
        year: 2026,
        account: account.clone(),
        currency: Currency::Cny,
    };
    let mut firms = Vec::new();
    let mut people = Vec::new();
    let mut random = Random::new(990_000);
    for (name, pair) in FIRM_PEOPLE {
        let kind = if INSURERS.iter().any(|i| i.name == *name) { "insurer" } else { "guarantor" };
        let uscc = code(&mut random, "91", "990100")?;
        firms.push(Firm {
            unit: PROVINCE.to_owned(),
            kind: kind.to_owned(),
            name: (*name).to_owned(),
            uscc: uscc.clone(),
            licence_no: format!("DL{}{:05}", if kind == "insurer" { "BX" } else { "DB" }, random.between(1, 99_999)),
            legal_representative: pair[1].1.to_owned(),
        });
        for ((login, zh, en), role) in pair.iter().zip([Role::Preparer, Role::Signatory]) {
            people.push(person(login, zh, en, role, (None, Some(uscc.clone()))));
        }
    }
    for (login, zh, en, role) in OFFICERS {
        people.push(person(login, zh, en, *role, (Some(PROVINCE), None)));
    }
    people.push(person("luo.yi", "罗毅", "Luo Yi", Role::ReceivingOfficer, (Some("990100"), None)));
    Ok(Setup {
        units: vec![
            unit(PROVINCE, None, "province", AUTHORITY, "Financial Administration of Dongling Province"),
            unit("990100", Some(PROVINCE), "city", "江临市金融工作办公室", "Financial Office of Jianglin City"),
            unit("990102", Some("990100"), "county", "江临市青石区财政金融局", "Finance Bureau of Qingshi District"),
        ],
        bank_accounts: vec![BankAccount {
            unit: PROVINCE.to_owned(),
            name: AUTHORITY.to_owned(),
            number: account.clone(),
            cnaps: bank_code(1)?,
            bank: "东岭银行营业部".to_owned(),
            currency: Currency::Cny,
        }],
        budget_lines: vec![
            line(GUARANTEE_LINE, "小微企业融资担保降费奖补", "Guarantee fee subsidies for small firms"),
            line(INSURANCE_LINE, "国内贸易信用保险保费补助", "Premium subsidies for trade credit insurance"),
        ],
        // The second call is approved within them.
        limits: vec![limit(PROVINCE, PROVINCE_LIMIT), limit("990100", "500000.00")],
        firms,
        people,
    })
}

fn limit(unit: &str, limit: &str) -> Limit {
    Limit {
        unit: unit.to_owned(),
        currency: Currency::Cny,
        limit: limit.to_owned(),
        valid_from: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default(),
    }
}

fn person(
    login: &str,
    zh: &str,
    en: &str,
    role: Role,
    (unit, firm): (Option<&str>, Option<domain::identifier::Uscc>),
) -> Person {
    Person {
        login: login.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
        unit: unit.map(str::to_owned),
        firm,
        roles: vec![role],
        password: None,
    }
}
