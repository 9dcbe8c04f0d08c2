//! Schedules as CSV text: every row begins valid, a test changes one thing.

use std::borrow::Borrow;

use domain::template::Template;

use super::app::code;

/// A row by column name.
#[derive(Debug, Clone)]
pub struct Row(Vec<(&'static str, String)>);

impl Row {
    /// A contract of one million yuan with an enterprise of its own.
    pub fn contract(number: u32) -> Self {
        let uscc = code(&format!("91430100MA1{number:06}"));
        let values = [
            ("seq", number.to_string()),
            ("enterprise_name", format!("江临市第{number}机械有限公司")),
            ("uscc", uscc.as_str().to_owned()),
            ("industry", "工业".to_owned()),
            ("staff", "30".to_owned()),
            ("revenue", "1000".to_owned()),
            ("assets", String::new()),
            ("size_class", "小型".to_owned()),
            ("subject", "小微企业".to_owned()),
            ("kind", "融资担保".to_owned()),
            ("bank", "工商银行江临分行".to_owned()),
            ("loan_no", format!("JK-2025-{number:05}")),
            ("contract_no", format!("DB-2025-{number:05}")),
            ("amount", "1000000.00".to_owned()),
            ("liability_share", "100%".to_owned()),
            ("starts", "2025-03-01".to_owned()),
            ("ends", "2026-02-28".to_owned()),
            ("fee", "10000.00".to_owned()),
            ("fee_rate", "1.00".to_owned()),
            ("bank_loan", "是".to_owned()),
            ("first_loan", "否".to_owned()),
            ("batch", "否".to_owned()),
            ("obligor_balance", "1000000.00".to_owned()),
        ];
        Self(values.to_vec())
    }

    /// A policy of one insured enterprise with its own account: premium 100 000, subsidy 50 000.
    pub fn policy(number: u32) -> Self {
        let uscc = code(&format!("91430100MA2{number:06}"));
        let name = format!("江临市第{number}商贸有限公司");
        let values = [
            ("seq", number.to_string()),
            ("enterprise_name", name.clone()),
            ("uscc", uscc.as_str().to_owned()),
            ("industry", "批发业".to_owned()),
            ("staff", "30".to_owned()),
            ("revenue", "3000".to_owned()),
            ("insurer", "洞庭财产保险股份有限公司".to_owned()),
            ("policy_no", format!("BX-2025-{number:05}")),
            ("starts", "2025-01-01".to_owned()),
            ("ends", "2025-12-31".to_owned()),
            ("insured_amount", "20000000.00".to_owned()),
            ("premium_due", "100000.00".to_owned()),
            ("premium_paid", "100000.00".to_owned()),
            ("invoice_no", format!("{number:08}")),
            ("invoice_date", "2025-02-01".to_owned()),
            ("buyer_sme", "否".to_owned()),
            ("payee_name", name),
            ("payee_account", format!("62220000{number:08}")),
            ("payee_cnaps", "105100000017".to_owned()),
        ];
        Self(values.to_vec())
    }

    /// Changes one cell.
    pub fn with(mut self, column: &str, value: &str) -> Self {
        let cell = self.0.iter_mut().find(|(name, _)| *name == column).unwrap_or_else(|| panic!("no column {column}"));
        value.clone_into(&mut cell.1);
        self
    }
}

/// The rows as a CSV file with the template's Chinese headings; each may be made when it is its turn.
pub fn csv(template: &Template, rows: impl IntoIterator<Item: Borrow<Row>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(template.columns.iter().map(|c| c.title.zh.as_str())).unwrap();
    for row in rows {
        let row = row.borrow();
        let cells =
            template.columns.iter().map(|c| row.0.iter().find(|(n, _)| *n == c.name).map_or("", |(_, v)| v.as_str()));
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}
