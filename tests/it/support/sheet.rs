//! Schedules as CSV text: start from valid rows and change one thing.

use std::collections::BTreeMap;

use domain::identifier::Uscc;
use domain::scheme::Scheme;
use xinbu::service::scheme::embedded;

/// A schedule that is being made.
#[derive(Debug, Clone)]
pub struct Sheet {
    columns: Vec<(String, String)>,
    rows: Vec<BTreeMap<String, String>>,
}

/// A valid guarantee of 1 000 000.00 for a small firm; the fee subsidy of a firm with only such rows is 1.3 %.
const GUARANTEE: &[(&str, &str)] = &[
    ("industry", "工业"),
    ("staff", "50"),
    ("revenue", "800"),
    ("size_class", "小型"),
    ("subject", "小微企业"),
    ("kind", "融资担保"),
    ("bank", "重庆农村商业银行"),
    ("loan_no", "借-1"),
    ("amount", "1000000.00"),
    ("starts", "2021-03-01"),
    ("ends", "2022-02-28"),
    ("fee", "12000.00"),
    ("fee_rate", "1.2"),
    ("bank_loan", "是"),
    ("first_loan", "否"),
    ("obligor_balance", "1000000.00"),
];

/// A valid policy of a commerce SME; half of the premium paid, 50 000.00, is subsidised.
const POLICY: &[(&str, &str)] = &[
    ("industry", "批发业"),
    ("staff", "30"),
    ("revenue", "6000"),
    ("insurer", "渝东财产保险公司"),
    ("starts", "2010-01-01"),
    ("ends", "2010-12-31"),
    ("insured_amount", "20000000.00"),
    ("premium_due", "900000.00"),
    ("premium_paid", "100000.00"),
    ("invoice_no", "00012345"),
    ("invoice_date", "2010-02-01"),
    ("payee_cnaps", "102100099996"),
];

impl Sheet {
    /// A schedule of `rows` guarantees for `cq-2022-19`.
    pub fn guarantees(rows: usize) -> Self {
        let mut sheet = Self::of("cq-2022-19");
        for n in 1..=rows {
            sheet.push(n, GUARANTEE, "contract_no", "渝担保");
        }
        sheet
    }

    /// A schedule of `rows` policies for `tci-2009`, each of another enterprise with an account of its own.
    pub fn policies(rows: usize) -> Self {
        let mut sheet = Self::of("tci-2009");
        for n in 1..=rows {
            sheet.push(n, POLICY, "policy_no", "PZ");
            let name = enterprise(n);
            sheet = sheet.with(n, "payee_name", &name).with(n, "payee_account", &format!("02000010090{n:08}"));
        }
        sheet
    }

    /// Another value in a column of row `n` (the first is 1).
    #[must_use]
    pub fn with(mut self, n: usize, column: &str, value: &str) -> Self {
        assert!(self.columns.iter().any(|(name, _)| name == column), "the scheme has no column {column}");
        self.rows[n - 1].insert(column.to_owned(), value.to_owned());
        self
    }

    /// The file, with the headings of the scheme in Chinese.
    pub fn csv(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|(_, title)| title)).unwrap();
        for row in &self.rows {
            let cell = |name: &String| row.get(name).map_or("", String::as_str);
            writer.write_record(self.columns.iter().map(|(name, _)| cell(name))).unwrap();
        }
        writer.into_inner().unwrap()
    }

    fn of(scheme: &str) -> Self {
        let loaded = embedded().unwrap().iter().map(|text| Scheme::load(text).unwrap()).find(|s| s.id == scheme);
        let columns = loaded.unwrap().template.columns.into_iter().map(|c| (c.name, c.title.zh)).collect();
        Self { columns, rows: Vec::new() }
    }

    fn push(&mut self, n: usize, values: &[(&str, &str)], key: &str, prefix: &str) {
        let mut row: BTreeMap<String, String> =
            values.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        row.insert("seq".to_owned(), n.to_string());
        row.insert("enterprise_name".to_owned(), enterprise(n));
        row.insert("uscc".to_owned(), enterprise_code(n));
        row.insert(key.to_owned(), format!("{prefix}2021-{n:04}"));
        self.rows.push(row);
    }
}

/// The name of the n-th invented enterprise.
pub fn enterprise(n: usize) -> String {
    format!("重庆市案例第{n}商贸有限公司")
}

/// Its unified social credit code.
pub fn enterprise_code(n: usize) -> String {
    Uscc::with_check_digit(&format!("91500{n:012}")).unwrap().as_str().to_owned()
}
