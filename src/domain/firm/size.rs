//! Size classes of enterprises (大中小微型企业划分): the table, and the two readings of it that schemes use.
//!
//! Basis: 工信部联企业〔2011〕300号 and the statistical measures of 2017. In this table 以下 is exclusive and 及以上
//! inclusive. Amounts are compared in minor units, never in rounded 万元.

use serde::{Deserialize, Serialize};

use crate::money::Fen;
use crate::refusal::{Code, Fact, Refusal};
use crate::role::text_enum;
use crate::template::Choice;

text_enum! {
    /// Industry of the table; [`Industry::NotApplicable`] has no classes there (finance, railways, education, health).
    Industry {
        /// 农、林、牧、渔业
        Agriculture = "agriculture",
        /// 工业
        Manufacturing = "industry",
        /// 建筑业
        Construction = "construction",
        /// 批发业
        Wholesale = "wholesale",
        /// 零售业
        Retail = "retail",
        /// 交通运输业
        Transport = "transport",
        /// 仓储业
        Storage = "storage",
        /// 邮政业
        Post = "post",
        /// 住宿业
        Accommodation = "accommodation",
        /// 餐饮业
        Catering = "catering",
        /// 信息传输业
        Information = "information",
        /// 软件和信息技术服务业
        Software = "software",
        /// 房地产开发经营
        RealEstate = "real_estate",
        /// 物业管理
        Property = "property",
        /// 租赁和商务服务业
        Leasing = "leasing",
        /// 其他未列明行业
        Other = "other",
        /// 不适用
        NotApplicable = "not_applicable",
    }
}

text_enum! {
    /// Size class, smallest first.
    SizeClass {
        /// 微型
        Micro = "micro",
        /// 小型
        Small = "small",
        /// 中型
        Medium = "medium",
        /// 大型
        Large = "large",
        /// 不适用: the table does not class the industry.
        NotApplicable = "not_applicable",
    }
}

/// How the indicators of an industry combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The class is the lowest that any indicator gives, and all indicators must be known.
    ///
    /// Basis: 大型、中型和小型企业须同时满足所列指标的下限，否则下划一档.
    Minimum,
    /// One indicator that qualifies is enough, so an unknown one does not stand in the way of those that are known.
    ///
    /// Basis: the 2010 interpretation of the trade credit insurance subsidy (从业人数和销售额，其中一项指标达到标准).
    Any,
}

/// What is known of an enterprise at the reference date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Indicators {
    /// 从业人员, persons.
    pub staff: Option<i64>,
    /// 营业收入, minor units.
    pub revenue: Option<Fen>,
    /// 资产总额, minor units.
    pub assets: Option<Fen>,
}

/// Lower lines of large, medium and small.
type Lines = [i64; 3];

/// Staff in persons; revenue and assets in 万元, as printed.
const fn lines(industry: Industry) -> (Option<Lines>, Option<Lines>, Option<Lines>) {
    match industry {
        Industry::Agriculture => (None, Some([20_000, 500, 50]), None),
        Industry::Manufacturing => (Some([1_000, 300, 20]), Some([40_000, 2_000, 300]), None),
        Industry::Construction => (None, Some([80_000, 6_000, 300]), Some([80_000, 5_000, 300])),
        Industry::Wholesale => (Some([200, 20, 5]), Some([40_000, 5_000, 1_000]), None),
        Industry::Retail => (Some([300, 50, 10]), Some([20_000, 500, 100]), None),
        Industry::Transport => (Some([1_000, 300, 20]), Some([30_000, 3_000, 200]), None),
        Industry::Storage => (Some([200, 100, 20]), Some([30_000, 1_000, 100]), None),
        Industry::Post => (Some([1_000, 300, 20]), Some([30_000, 2_000, 100]), None),
        Industry::Accommodation | Industry::Catering => (Some([300, 100, 10]), Some([10_000, 2_000, 100]), None),
        Industry::Information => (Some([2_000, 100, 10]), Some([100_000, 1_000, 100]), None),
        Industry::Software => (Some([300, 100, 10]), Some([10_000, 1_000, 50]), None),
        Industry::RealEstate => (None, Some([200_000, 1_000, 100]), Some([10_000, 5_000, 2_000])),
        Industry::Property => (Some([1_000, 300, 100]), Some([5_000, 1_000, 500]), None),
        Industry::Leasing => (Some([300, 100, 10]), None, Some([120_000, 8_000, 100])),
        Industry::Other => (Some([300, 100, 10]), None, None),
        Industry::NotApplicable => (None, None, None),
    }
}

/// The size class of an enterprise.
///
/// # Errors
/// [`Code::SizeIndicatorMissing`] when the reading needs an indicator that is not given.
pub fn classify(industry: Industry, known: &Indicators, reading: Reading) -> Result<SizeClass, Refusal> {
    const MINOR_PER_WAN: i64 = 1_000_000;
    if industry == Industry::NotApplicable {
        return Ok(SizeClass::NotApplicable);
    }
    let (staff, revenue, assets) = lines(industry);
    let indicators = [
        ("staff", staff, known.staff, 1),
        ("revenue", revenue, known.revenue.map(Fen::minor), MINOR_PER_WAN),
        ("assets", assets, known.assets.map(Fen::minor), MINOR_PER_WAN),
    ];
    let mut lowest = None;
    let mut missing = None;
    for (name, lines, value, scale) in indicators {
        let Some(lines) = lines else { continue };
        match value {
            Some(value) => {
                let class = class_of(value, lines, scale);
                lowest = Some(lowest.map_or(class, |low: SizeClass| low.min(class)));
            }
            None => missing = missing.or(Some(name)),
        }
    }
    match (lowest, missing, reading) {
        (Some(class), None, _) => Ok(class),
        (Some(class), Some(_), Reading::Any) if class < SizeClass::Large => Ok(class),
        (_, missing, _) => Err(Refusal::new(Code::SizeIndicatorMissing)
            .with("indicator", Fact::Message(format!("size-indicator-{}", missing.unwrap_or("staff"))))),
    }
}

fn class_of(value: i64, [large, medium, small]: Lines, scale: i64) -> SizeClass {
    let reaches = |line: i64| value >= line.saturating_mul(scale);
    if reaches(large) {
        SizeClass::Large
    } else if reaches(medium) {
        SizeClass::Medium
    } else if reaches(small) {
        SizeClass::Small
    } else {
        SizeClass::Micro
    }
}

/// The industries as words of a choice column (`list = "industry"` in a scheme file).
pub fn industry_choices() -> Vec<Choice> {
    Industry::ALL.iter().map(|industry| choice(industry.key(), industry_words(*industry))).collect()
}

/// The size classes as words of a choice column (`list = "size_class"` in a scheme file).
pub fn size_choices() -> Vec<Choice> {
    [SizeClass::Large, SizeClass::Medium, SizeClass::Small, SizeClass::Micro, SizeClass::NotApplicable]
        .into_iter()
        .map(|class| {
            choice(
                class.key(),
                match class {
                    SizeClass::Large => ("大型", "Large", &["大", "大型企业"]),
                    SizeClass::Medium => ("中型", "Medium", &["中", "中型企业"]),
                    SizeClass::Small => ("小型", "Small", &["小", "小型企业"]),
                    SizeClass::Micro => ("微型", "Micro", &["微", "微型企业"]),
                    SizeClass::NotApplicable => ("不适用", "Not applicable", &[]),
                },
            )
        })
        .collect()
}

fn choice(key: &str, (zh, en, aliases): (&str, &str, &[&str])) -> Choice {
    Choice {
        key: key.to_owned(),
        zh: zh.to_owned(),
        en: en.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
    }
}

const fn industry_words(industry: Industry) -> (&'static str, &'static str, &'static [&'static str]) {
    match industry {
        Industry::Agriculture => {
            ("农、林、牧、渔业", "Agriculture, forestry, animal husbandry and fishery", &["农林牧渔业"])
        }
        Industry::Manufacturing => (
            "工业",
            "Industry",
            &[
                "采矿业",
                "制造业",
                "工业(采矿业,制造业,电力、热力、燃气及水生产和供应业)",
                "工业（采矿业，制造业，电力、热力、燃气及水生产和供应业）",
            ],
        ),
        Industry::Construction => ("建筑业", "Construction", &[]),
        Industry::Wholesale => ("批发业", "Wholesale", &["批发"]),
        Industry::Retail => ("零售业", "Retail", &["零售"]),
        Industry::Transport => (
            "交通运输业",
            "Transport (without railways)",
            &["交通运输业(不含铁路运输业)", "交通运输业（不含铁路运输业）"],
        ),
        Industry::Storage => ("仓储业", "Storage", &[]),
        Industry::Post => ("邮政业", "Post", &[]),
        Industry::Accommodation => ("住宿业", "Accommodation", &[]),
        Industry::Catering => ("餐饮业", "Catering", &[]),
        Industry::Information => (
            "信息传输业",
            "Information transmission",
            &["信息传输业(含电信、互联网和相关服务)", "信息传输业（含电信、互联网和相关服务）"],
        ),
        Industry::Software => ("软件和信息技术服务业", "Software and information technology services", &[]),
        Industry::RealEstate => ("房地产开发经营", "Real estate development", &[]),
        Industry::Property => ("物业管理", "Property management", &[]),
        Industry::Leasing => ("租赁和商务服务业", "Leasing and business services", &[]),
        Industry::Other => (
            "其他未列明行业",
            "Other industries",
            &[
                "其他未列明行业(科学研究和技术服务业,水利环境公共设施,居民服务修理,社会工作,文化体育娱乐等)",
                "其他未列明行业（科学研究和技术服务业，水利环境公共设施，居民服务修理，社会工作，文化体育娱乐等）",
            ],
        ),
        Industry::NotApplicable => ("不适用", "Not applicable", &[]),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;

    use super::*;
    use crate::money::{Currency, text};

    fn cases() -> Json {
        serde_json::from_str(include_str!("../../../tests/cases/sme-size.json")).unwrap()
    }

    fn wan(value: &Json) -> Option<Fen> {
        (!value.is_null()).then(|| text::parse(&value.to_string(), text::Unit::TenThousand, Currency::Cny).unwrap())
    }

    #[test]
    fn the_published_cases() {
        let cases = cases();
        let cases = cases["test_cases"].as_array().unwrap();
        assert!(cases.len() >= 18);
        for case in cases {
            let industry = Industry::ALL[usize::try_from(case["industry"].as_u64().unwrap()).unwrap() - 1];
            let values = &case["values"];
            let known =
                Indicators { staff: values["X"].as_i64(), revenue: wan(&values["Y"]), assets: wan(&values["Z"]) };
            let class = classify(industry, &known, Reading::Minimum).unwrap();
            assert_eq!(class.key(), case["expected"].as_str().unwrap(), "{case}");
        }
    }

    #[test]
    fn the_table_is_the_published_one_and_its_names_are_read() {
        let cases = cases();
        for row in cases["industries"].as_array().unwrap() {
            let industry = Industry::ALL[usize::try_from(row["code"].as_u64().unwrap()).unwrap() - 1];
            let (_, revenue, assets) = lines(industry);
            let words = industry_words(industry);
            let name = row["industry"].as_str().unwrap();
            assert!(words.0 == name || words.2.contains(&name), "{name}");
            for indicator in row["indicators"].as_array().unwrap() {
                let expected = ["large", "medium", "small"].map(|line| indicator[line].as_i64().unwrap());
                let own = match indicator["indicator"].as_str().unwrap() {
                    "X" => lines(industry).0,
                    "Y" => revenue,
                    _ => assets,
                };
                assert_eq!(own, Some(expected), "{name}");
            }
        }
    }

    #[test]
    fn one_qualifying_indicator_is_enough_under_the_other_reading() {
        let large_revenue_only = Indicators { revenue: Some(Fen::new(60_000_000_000)), ..Indicators::default() };
        let few_staff_only = Indicators { staff: Some(150), ..Indicators::default() };
        let wholesale = |known: &Indicators, reading| classify(Industry::Wholesale, known, reading).map_err(|r| r.code);
        assert_eq!(wholesale(&few_staff_only, Reading::Any), Ok(SizeClass::Medium));
        assert_eq!(wholesale(&few_staff_only, Reading::Minimum), Err(Code::SizeIndicatorMissing));
        assert_eq!(wholesale(&large_revenue_only, Reading::Any), Err(Code::SizeIndicatorMissing));
        let both = Indicators { staff: Some(150), ..large_revenue_only };
        assert_eq!(wholesale(&both, Reading::Any), Ok(SizeClass::Medium));
    }

    #[test]
    fn industries_outside_the_table_are_not_large() {
        let known = Indicators { staff: Some(99_999), ..Indicators::default() };
        assert_eq!(classify(Industry::NotApplicable, &known, Reading::Minimum).unwrap(), SizeClass::NotApplicable);
    }
}
