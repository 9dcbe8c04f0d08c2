//! The trade credit insurance claims: 15 invented enterprises with their policies, filed through 4 insurers.

use chrono::{Months, NaiveDate, TimeDelta};
use domain::firm::size::{Industry, SizeClass};
use domain::refusal::{Code, Fact, Refusal};
use domain::template::Template;

use super::enterprise::{Maker, cnaps, industry_zh};
use super::random::Random;
use super::sheet::{Cell, Row, workbook};

/// An insurer that files for its enterprises.
pub struct Insurer {
    /// Part of the file's name.
    pub key: &'static str,
    /// Registered name.
    pub name: &'static str,
    prefix: &'static str,
    /// Premium of each policy in fen, enterprise by enterprise.
    premiums: &'static [&'static [i64]],
}

/// The insurers. Half of each enterprise's premium, at most 150 000 yuan, sums to 2 010 000.00 yuan.
pub const INSURERS: [Insurer; 4] = [
    Insurer {
        key: "dongling",
        name: "东岭财产保险股份有限公司",
        prefix: "DLCX",
        premiums: &[&[32_000_000], &[18_600_000, 14_250_075], &[25_690_100], &[41_800_000], &[30_000_000]],
    },
    Insurer {
        key: "yunchuan",
        name: "云川信用保险股份有限公司",
        prefix: "YCXY",
        premiums: &[&[36_450_000], &[14_000_000, 9_464_000], &[33_333_333], &[31_205_500]],
    },
    Insurer {
        key: "nanping",
        name: "南屏财产保险股份有限公司",
        prefix: "NPCX",
        premiums: &[&[19_753_050], &[38_900_000], &[20_100_000, 12_900_000]],
    },
    Insurer {
        key: "qingtang",
        name: "青塘财产保险股份有限公司",
        prefix: "QTCX",
        premiums: &[&[17_642_850], &[34_700_000], &[15_450_000]],
    },
];

/// The workbook of each insurer, with its key.
///
/// # Errors
/// When a workbook cannot be written.
pub fn schedules(
    random: &mut Random,
    maker: &mut Maker,
    template: &Template,
) -> Result<Vec<(&'static str, Vec<u8>)>, Refusal> {
    let mut out = Vec::new();
    for insurer in &INSURERS {
        let mut rows = Vec::new();
        for premiums in insurer.premiums {
            let industry = *random.pick(&[Industry::Wholesale, Industry::Wholesale, Industry::Retail]);
            let class = if random.happens(30) { SizeClass::Medium } else { SizeClass::Small };
            let enterprise = maker.make_in(random, industry, class)?;
            let city_bank = random.happens(50);
            let account = format!("80{}", random.text("0123456789", 17));
            let kind = if city_bank { "313" } else { "402" };
            let bank = cnaps(random, kind)
                .ok_or_else(|| Refusal::new(Code::CnapsMalformed).with("value", Fact::Text(kind.to_owned())))?;
            for paid in *premiums {
                let starts =
                    NaiveDate::from_ymd_opt(2025, 1, 1).unwrap_or_default() + TimeDelta::days(random.between(3, 150));
                let ends = starts.checked_add_months(Months::new(12)).map_or(starts, |day| day - TimeDelta::days(1));
                // A premium of about three per mille of what is insured, to the next 10 000 yuan.
                let insured = paid * random.between(280, 360) / 1_000_000 * 1_000_000;
                let due = if random.happens(25) { paid + random.between(1, 30) * 100_000 } else { *paid };
                let number = rows.len() + 1;
                rows.push(vec![
                    ("seq", Cell::Number(i64::try_from(number).unwrap_or(0), 0)),
                    ("enterprise_name", Cell::text(&enterprise.name)),
                    ("uscc", Cell::text(enterprise.code.as_str())),
                    ("industry", Cell::text(industry_zh(enterprise.industry))),
                    ("staff", Cell::Number(enterprise.staff, 0)),
                    ("revenue", Cell::Number(enterprise.revenue, 2)),
                    ("insurer", Cell::text(insurer.name)),
                    ("policy_no", Cell::text(format!("{}{}{number:04}", insurer.prefix, starts.format("%Y%m%d")))),
                    ("starts", Cell::Date(starts)),
                    ("ends", Cell::Date(ends)),
                    ("insured_amount", Cell::yuan(insured)),
                    ("premium_due", Cell::yuan(due)),
                    ("premium_paid", Cell::yuan(*paid)),
                    ("invoice_no", Cell::text(random.text("0123456789", 20))),
                    ("invoice_date", Cell::Date(starts + TimeDelta::days(random.between(2, 20)))),
                    ("buyer_sme", Cell::flag(random.happens(50))),
                    ("payee_name", Cell::text(&enterprise.name)),
                    ("payee_account", Cell::text(&account)),
                    ("payee_cnaps", Cell::text(bank.as_str())),
                ]);
            }
        }
        let title = format!("{}2025年度国内贸易信用保险保单明细表", insurer.name);
        let summed = ["insured_amount", "premium_due", "premium_paid"];
        out.push((insurer.key, workbook(&title, template, &rows as &[Row], &summed)?));
    }
    Ok(out)
}
