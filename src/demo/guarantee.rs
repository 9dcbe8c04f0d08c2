//! The guarantee company's schedule (担保业务明细表): 1 284 invented contracts without an error, and a short file full of
//! the errors that people make.

use chrono::{Months, NaiveDate, TimeDelta};
use domain::firm::size::SizeClass;
use domain::refusal::Refusal;
use domain::template::Template;

use super::enterprise::{Enterprise, Maker, Subject, class_zh, industry_zh};
use super::random::Random;
use super::sheet::{Cell, Row, as_text, csv, workbook};
use crate::format::template_xlsx::heading;

/// Name of the company.
pub const COMPANY: &str = "东岭联诚融资担保有限公司";
/// Contracts in the schedule.
pub const CONTRACTS: usize = 1_284;
/// Fen in 万元.
const WAN: i64 = 1_000_000;
const BANKS: &[&str] = &[
    "东岭银行江临分行",
    "东岭银行青塘分行",
    "东岭银行云川支行",
    "江临农村商业银行",
    "南屏农村商业银行",
    "青塘村镇银行",
    "白鹭农村商业银行",
    "永澜城市商业银行",
];
const NON_BANKS: &[&str] = &["东岭惠农小额贷款有限公司", "江临融资租赁有限公司"];

/// A contract of the schedule.
#[derive(Debug, Clone)]
pub struct Contract {
    /// The guaranteed enterprise.
    pub enterprise: Enterprise,
    /// The class that the company declares; a few differ from the computed one.
    pub declared: SizeClass,
    bank: &'static str,
    bank_loan: bool,
    /// Guaranteed amount, fen.
    pub amount: i64,
    share: i64,
    starts: NaiveDate,
    months: i64,
    /// Annual fee rate in hundredths of one per cent.
    rate: i64,
    first_loan: bool,
    batch: bool,
    balance: i64,
}

/// The contracts in the order of their start.
///
/// # Errors
/// None in practice.
pub fn contracts(random: &mut Random, maker: &mut Maker) -> Result<Vec<Contract>, Refusal> {
    let mut out: Vec<Contract> = Vec::with_capacity(CONTRACTS);
    let mut made = 0;
    while out.len() < CONTRACTS {
        made += 1;
        let (subject, class) = kind(random);
        let enterprise = maker.make(random, subject, class)?;
        let several = if random.happens(14) { random.between(2, 3) } else { 1 };
        let room = CONTRACTS - out.len();
        let own: Vec<Contract> = (0..several).take(room).map(|nth| contract(random, &enterprise, nth == 0)).collect();
        let amounts: i64 = own.iter().map(|c| c.amount).sum();
        // Earlier contracts still run for some; a handful stand above the limit of 1000万元.
        let earlier = if random.happens(22) { amounts * random.between(2, 9) / 10 / WAN * WAN } else { 0 };
        let balance = if made % 190 == 77 { 1_000 * WAN + random.between(1, 40) * 10 * WAN } else { amounts + earlier };
        out.extend(own.into_iter().map(|c| Contract { balance: balance.max(c.amount), ..c }));
    }
    mark_exceptions(&mut out);
    out.sort_by(|a, b| (a.starts, &a.enterprise.name, a.amount).cmp(&(b.starts, &b.enterprise.name, b.amount)));
    Ok(out)
}

fn kind(random: &mut Random) -> (Subject, SizeClass) {
    let small =
        |random: &mut Random, percent| if random.happens(percent) { SizeClass::Small } else { SizeClass::Micro };
    match random.between(1, 100) {
        1..=58 => (Subject::SmallFirm, small(random, 70)),
        59..=74 => (Subject::Agriculture, small(random, 55)),
        75..=87 => (Subject::SelfEmployed, small(random, 8)),
        88..=93 => (Subject::Owner, small(random, 40)),
        _ => (Subject::Other, if random.happens(92) { SizeClass::Medium } else { SizeClass::Large }),
    }
}

fn contract(random: &mut Random, enterprise: &Enterprise, first: bool) -> Contract {
    let (low, high) = match (enterprise.subject, enterprise.class) {
        (Subject::SelfEmployed, _) => (5, 40),
        (Subject::Other, _) => (60, 195),
        (Subject::Owner, _) | (_, SizeClass::Micro) => (10, 90),
        _ => (40, 260),
    };
    let batch = matches!(enterprise.class, SizeClass::Micro) && random.happens(34);
    let share = if batch || random.happens(30) { 80 } else { 100 };
    let bank_loan = random.happens(96);
    let lenders: &[&str] = if bank_loan { BANKS } else { NON_BANKS };
    let rate = *random.pick(&[50, 60, 80, 80, 100, 100, 100, 120, 120, 150]);
    Contract {
        enterprise: enterprise.clone(),
        declared: enterprise.class,
        bank: random.pick::<&str>(lenders),
        bank_loan,
        amount: random.between(low, high) * WAN,
        share,
        starts: day_of_2023(random.between(3, 360)),
        months: *random.pick(&[6, 12, 12, 12, 12, 24, 36]),
        rate,
        first_loan: first && random.happens(13),
        batch,
        balance: 0,
    }
}

/// A few contracts that the rules keep out, or whose declared size is not the computed one: what reviewers meet.
fn mark_exceptions(contracts: &mut [Contract]) {
    let small = |c: &Contract| c.enterprise.subject == Subject::SmallFirm;
    for contract in contracts.iter_mut().filter(|c| small(c)).skip(40).step_by(83) {
        contract.rate = 180;
    }
    let micro = |c: &Contract| small(c) && c.enterprise.class == SizeClass::Micro;
    for contract in contracts.iter_mut().filter(|c| micro(c)).skip(11).step_by(23) {
        contract.declared = SizeClass::Small;
    }
    for contract in contracts.iter_mut().filter(|c| c.enterprise.subject == Subject::Other).skip(5).step_by(17) {
        // A medium enterprise that was filed as a small one.
        contract.enterprise.subject = Subject::SmallFirm;
        contract.declared = SizeClass::Small;
    }
}

/// A day of 2023 by its ordinal.
fn day_of_2023(ordinal: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 1, 1).unwrap_or_default() + TimeDelta::days(ordinal.saturating_sub(1))
}

impl Contract {
    /// The fee for the whole term in fen, rounded half up.
    const fn fee(&self) -> i64 {
        let numerator = self.amount * self.rate * self.months;
        let denominator = 10_000 * 12;
        (numerator * 2 + denominator) / (denominator * 2)
    }

    fn ends(&self) -> NaiveDate {
        let months = Months::new(u32::try_from(self.months).unwrap_or(12));
        self.starts.checked_add_months(months).map_or(self.starts, |day| day - TimeDelta::days(1))
    }

    /// The row with its running number.
    fn row(&self, number: usize) -> Row {
        let enterprise = &self.enterprise;
        let running = i64::try_from(number).unwrap_or(0);
        let rate = format!("{}.{:02}%", self.rate / 100, self.rate % 100);
        vec![
            ("seq", Cell::Number(running, 0)),
            ("enterprise_name", Cell::text(&enterprise.name)),
            ("uscc", Cell::text(enterprise.code.as_str())),
            ("industry", Cell::text(industry_zh(enterprise.industry))),
            ("staff", Cell::Number(enterprise.staff, 0)),
            ("revenue", Cell::Number(enterprise.revenue, 2)),
            ("assets", Cell::Number(enterprise.assets, 2)),
            ("size_class", Cell::text(class_zh(self.declared))),
            ("subject", Cell::text(enterprise.subject.zh())),
            ("kind", Cell::text("融资担保")),
            ("bank", Cell::text(self.bank)),
            ("loan_no", Cell::text(format!("JK2023{:02}{:05}", self.starts_month(), 20_000 + running * 7))),
            ("contract_no", Cell::text(format!("DLDB-2023-{running:05}"))),
            ("amount", Cell::yuan(self.amount)),
            ("liability_share", Cell::text(format!("{}%", self.share))),
            ("starts", Cell::Date(self.starts)),
            ("ends", Cell::Date(self.ends())),
            ("fee", Cell::yuan(self.fee())),
            ("fee_rate", Cell::text(rate)),
            ("bank_loan", Cell::flag(self.bank_loan)),
            ("first_loan", Cell::flag(self.first_loan)),
            ("batch", Cell::flag(self.batch)),
            ("obligor_balance", Cell::yuan(self.balance)),
        ]
    }

    fn starts_month(&self) -> u32 {
        chrono::Datelike::month(&self.starts)
    }
}

/// The workbook with all contracts.
///
/// # Errors
/// When the workbook cannot be written.
pub fn schedule(template: &Template, contracts: &[Contract]) -> Result<Vec<u8>, Refusal> {
    let rows: Vec<Row> = (1..).zip(contracts).map(|(number, contract)| contract.row(number)).collect();
    workbook(&format!("{COMPANY}2023年度担保业务明细表"), template, &rows, &["amount", "fee"])
}

/// What is wrong on which row of the file with errors: row from 0, column, what stands there instead.
const ERRORS: &[(usize, &str, &str)] = &[
    (3, "uscc", "91990100MA000000X0"),
    (7, "uscc", "9199010MA1K35"),
    (9, "contract_no", "6.22E+18"),
    (12, "amount", "120万元"),
    (16, "amount", "1000000.005"),
    (19, "fee", "约9600"),
    (23, "starts", "2023-02-30"),
    (26, "ends", "03/04/24"),
    (30, "enterprise_name", ""),
    (34, "size_class", "中小型"),
    (38, "fee_rate", "一分二"),
    (41, "first_loan", "大概"),
    (45, "staff", "约30"),
    (49, "industry", "高新技术"),
];

/// About sixty rows, many of them wrong, as GB18030 text: what a CSV exported by an older program looks like.
///
/// # Errors
/// When the file cannot be written.
pub fn with_errors(template: &Template, contracts: &[Contract]) -> Result<Vec<u8>, Refusal> {
    let mut rows: Vec<Row> = (1..).zip(contracts.iter().take(60)).map(|(number, c)| c.row(number)).collect();
    for (at, column, words) in ERRORS {
        let cell = rows.get_mut(*at).and_then(|row| row.iter_mut().find(|(name, _)| name == column));
        if let Some((_, cell)) = cell {
            *cell = Cell::text(*words);
        }
    }
    // The number of the second row again, spelled in full width.
    if let Some((_, cell)) = rows.get_mut(53).and_then(|row| row.iter_mut().find(|(name, _)| *name == "contract_no")) {
        *cell = Cell::text("ＤＬＤＢ－2023－00002");
    }
    let headings: Vec<String> = template.columns.iter().map(|c| heading(c, true)).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(|row| as_text(template, row)).collect();
    Ok(encoding_rs::GB18030.encode(&csv(&headings, &rows)?).0.into_owned())
}
