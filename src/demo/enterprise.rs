//! Invented enterprises of an invented province: names, codes with valid check digits, indicators that fit their class.

use std::collections::BTreeSet;

use domain::firm::size::{Indicators, Industry, Reading, SizeClass, classify, industry_choices};
use domain::identifier::{Cnaps, Uscc, org_code_check};
use domain::money::Fen;
use domain::refusal::Refusal;

use super::random::Random;

/// Letters and digits of an organisation code.
const CODE_LETTERS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Cities with their districts and the six digits of their administrative code (990000 is no province).
const CITIES: [(&str, &str, &[&str]); 6] = [
    ("江临市", "990100", &["青石区", "渡口区", "东湖区"]),
    ("青塘市", "990200", &["梅溪区", "北渚区"]),
    ("云川市", "990300", &["云阳区", "石桥区"]),
    ("南屏市", "990400", &["南浦区", "松山区"]),
    ("白鹭市", "990500", &["城东区", "湾头区"]),
    ("永澜市", "990600", &["澜江区", "古城区"]),
];
const FIRST: &[&str] = &[
    "恒", "鑫", "瑞", "宏", "盛", "泰", "嘉", "华", "安", "裕", "德", "锦", "航", "禾", "昌", "启", "润", "卓", "博",
    "汇", "川", "远", "凯", "旭", "金", "同", "众", "合", "兴", "佳",
];
const SECOND: &[&str] = &[
    "拓", "源", "达", "丰", "通", "顺", "成", "祥", "隆", "和", "辉", "茂", "鼎", "信", "宇", "捷", "峰", "宁", "泽",
    "诚",
];
const FAMILY: &[&str] =
    &["周", "吴", "郑", "冯", "陈", "许", "何", "吕", "孔", "曹", "严", "金", "魏", "陶", "姜", "戚"];
const GIVEN: &[&str] =
    &["建国", "秀英", "志强", "晓燕", "永福", "丽华", "文斌", "海涛", "春梅", "立新", "思源", "国庆"];

/// What a business of each industry calls itself.
const BUSINESS: &[(Industry, &[&str])] = &[
    (
        Industry::Manufacturing,
        &["精密机械", "电子科技", "食品", "纺织", "新型建材", "包装制品", "汽车零部件", "塑胶制品"],
    ),
    (Industry::Manufacturing, &["五金制品", "机电设备", "家具", "生物科技", "金属制品", "印务"]),
    (Industry::Construction, &["建筑工程", "装饰工程", "市政园林工程"]),
    (Industry::Wholesale, &["商贸", "农资", "医药", "建材贸易", "粮油贸易"]),
    (Industry::Retail, &["百货", "超市连锁", "家电"]),
    (Industry::Transport, &["物流", "货运"]),
    (Industry::Storage, &["仓储", "冷链仓储"]),
    (Industry::Accommodation, &["酒店管理"]),
    (Industry::Catering, &["餐饮管理"]),
    (Industry::Software, &["软件", "信息技术"]),
    (Industry::Leasing, &["商务服务", "设备租赁"]),
    (Industry::Property, &["物业管理"]),
    (Industry::Other, &["环保科技", "检测技术"]),
];

/// Whose business a contract is, as the scheme's column 主体类别 says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// 小微企业
    SmallFirm,
    /// 三农主体
    Agriculture,
    /// 个体工商户
    SelfEmployed,
    /// 小微企业主
    Owner,
    /// 其他
    Other,
}

impl Subject {
    /// The word in the schedule.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::SmallFirm => "小微企业",
            Self::Agriculture => "三农主体",
            Self::SelfEmployed => "个体工商户",
            Self::Owner => "小微企业主",
            Self::Other => "其他",
        }
    }
}

/// An invented enterprise.
#[derive(Debug, Clone)]
pub struct Enterprise {
    /// Registered name.
    pub name: String,
    /// Unified social credit code.
    pub code: Uscc,
    /// Kind of subject.
    pub subject: Subject,
    /// Industry of the table of size classes.
    pub industry: Industry,
    /// Persons.
    pub staff: i64,
    /// Revenue in hundredths of 万元.
    pub revenue: i64,
    /// Assets in hundredths of 万元.
    pub assets: i64,
    /// The class that its indicators give.
    pub class: SizeClass,
}

/// Makes enterprises, each name and code once.
#[derive(Debug, Default)]
pub struct Maker {
    names: BTreeSet<String>,
}

impl Maker {
    /// A new enterprise whose indicators give `class` by the official table.
    ///
    /// # Errors
    /// None in practice: the code is made with its check digit.
    pub fn make(&mut self, random: &mut Random, subject: Subject, class: SizeClass) -> Result<Enterprise, Refusal> {
        loop {
            let (city, region, districts) = *random.pick(&CITIES);
            let district = *random.pick(districts);
            let (industry, name, kind) = naming(random, subject, city, district);
            if self.names.contains(&name) {
                continue;
            }
            let (staff, revenue, assets) = indicators(random, class);
            let known = Indicators { staff: Some(staff), revenue: wan(revenue), assets: wan(assets) };
            if classify(industry, &known, Reading::Minimum).ok() != Some(class) {
                continue;
            }
            self.names.insert(name.clone());
            let code = code(random, kind, region)?;
            return Ok(Enterprise { name, code, subject, industry, staff, revenue, assets, class });
        }
    }

    /// A new enterprise of a given industry whose indicators give `class`.
    ///
    /// # Errors
    /// As [`Maker::make`].
    pub fn make_in(
        &mut self,
        random: &mut Random,
        industry: Industry,
        class: SizeClass,
    ) -> Result<Enterprise, Refusal> {
        loop {
            let made = self.make(random, Subject::SmallFirm, class)?;
            if made.industry == industry {
                return Ok(made);
            }
        }
    }
}

/// Hundredths of 万元 as an amount.
fn wan(hundredths: i64) -> Option<Fen> {
    Some(Fen::new(hundredths.saturating_mul(10_000)))
}

fn naming(random: &mut Random, subject: Subject, city: &str, district: &str) -> (Industry, String, &'static str) {
    let word = format!("{}{}", random.pick(FIRST), random.pick(SECOND));
    match subject {
        Subject::Agriculture if random.happens(45) => {
            let what = random.pick(&["果蔬", "生猪养殖", "茶叶", "水产养殖", "粮食种植"]);
            (Industry::Agriculture, format!("{city}{district}{word}{what}专业合作社"), "93")
        }
        Subject::Agriculture => {
            let what = random.pick(&["农业开发", "生态农业", "种业", "牧业"]);
            (Industry::Agriculture, format!("{city}{word}{what}有限公司"), "91")
        }
        Subject::SelfEmployed => {
            let (industry, what) = *random.pick(&[
                (Industry::Catering, "家常菜馆"),
                (Industry::Catering, "早餐店"),
                (Industry::Retail, "便利店"),
                (Industry::Retail, "建材经营部"),
                (Industry::Retail, "粮油店"),
                (Industry::Wholesale, "水果批发部"),
                (Industry::Manufacturing, "五金加工厂"),
                (Industry::Accommodation, "客栈"),
            ]);
            (industry, format!("{city}{district}{}记{word}{what}", random.pick(FAMILY)), "92")
        }
        Subject::SmallFirm | Subject::Owner | Subject::Other => {
            let (industry, businesses) = *random.pick(BUSINESS);
            (industry, format!("{city}{word}{}有限公司", random.pick(businesses)), "91")
        }
    }
}

/// Staff, revenue and assets (hundredths of 万元) of about the size of a class.
fn indicators(random: &mut Random, class: SizeClass) -> (i64, i64, i64) {
    let (staff, revenue) = match class {
        SizeClass::Micro => (random.between(2, 18), random.between(18, 290)),
        SizeClass::Small => (random.between(8, 180), random.between(110, 4_900)),
        SizeClass::Medium => (random.between(105, 900), random.between(2_100, 38_000)),
        SizeClass::Large | SizeClass::NotApplicable => (random.between(400, 3_000), random.between(41_000, 130_000)),
    };
    let revenue = revenue * 100 + random.between(0, 99);
    (staff, revenue, revenue * random.between(55, 160) / 100)
}

/// A unified social credit code: registration kind, region, organisation code with its own check character, check digit.
///
/// # Errors
/// None in practice.
pub fn code(random: &mut Random, kind: &str, region: &str) -> Result<Uscc, Refusal> {
    loop {
        let body = format!("MA{}", random.text(CODE_LETTERS, 6));
        if let Some(check) = org_code_check(&body) {
            return Uscc::with_check_digit(&format!("{kind}{region}{body}{check}"));
        }
    }
}

/// A bank's routing code with its check digit: bank 3, place 4, branch 4.
pub fn cnaps(random: &mut Random, bank: &str) -> Option<Cnaps> {
    let body = format!("{bank}99{}{}", random.between(10, 60), random.text("0123456789", 4));
    (0..10).find_map(|check| Cnaps::parse(&format!("{body}{check}")).ok())
}

/// The name of a person.
pub fn person(random: &mut Random) -> String {
    format!("{}{}", random.pick(FAMILY), random.pick(GIVEN))
}

/// How the schedule writes an industry.
pub fn industry_zh(industry: Industry) -> String {
    let choices = industry_choices();
    choices.into_iter().find(|c| c.key == industry.key()).map_or_else(String::new, |c| c.zh)
}

/// How the schedule writes a size class.
pub const fn class_zh(class: SizeClass) -> &'static str {
    match class {
        SizeClass::Large => "大型",
        SizeClass::Medium => "中型",
        SizeClass::Small => "小型",
        SizeClass::Micro => "微型",
        SizeClass::NotApplicable => "不适用",
    }
}
