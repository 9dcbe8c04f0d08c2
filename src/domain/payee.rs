//! Who is paid how much, and where: the lines of an application grouped by the code of their payee.
//!
//! A payee is a code; its name is only shown. Lines of one code must name one account holder and one account, or each
//! account is a part of its own where the scheme says so. A name in other brackets, widths or letter cases is the same name.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::credit::matching::{normalise, normalise_code};
use crate::identifier::{AccountNumber, Cnaps};
use crate::money::Fen;
use crate::refusal::{Code, Fact, Refusal};
use crate::template::Value;

/// How many accounts a payee may have in one application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accounts {
    /// One; another account or account holder under the same code is refused.
    #[default]
    One,
    /// Each account is paid what its own lines earn.
    Several,
}

/// The columns that say who is paid for a line, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Columns {
    /// The account holder's name.
    pub name: usize,
    /// The unified social credit code.
    pub uscc: usize,
    /// The account number.
    pub account: usize,
    /// The bank's routing code.
    pub cnaps: usize,
    /// How many accounts a payee may have.
    pub accounts: Accounts,
}

impl Columns {
    /// The code of the payee of a row; empty where the row has none.
    pub fn code<'v>(&self, values: &'v [Value]) -> &'v str {
        text(values, self.uscc)
    }

    /// The account that a row asks to be paid to.
    ///
    /// # Errors
    /// [`Code::AccountMalformed`], [`Code::CnapsMalformed`] and their kind; rows that were read from a file are good.
    pub fn account(&self, values: &[Value]) -> Result<Account, Refusal> {
        Ok(Account {
            code: self.code(values).to_owned(),
            name: text(values, self.name).to_owned(),
            number: AccountNumber::parse(text(values, self.account))?,
            cnaps: Cnaps::parse(text(values, self.cnaps))?,
        })
    }
}

fn text(values: &[Value], at: usize) -> &str {
    match values.get(at) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

/// Whether two codes are one payee.
pub fn same_code(a: &str, b: &str) -> bool {
    normalise_code(a) == normalise_code(b)
}

/// An account of a payee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Code of the payee.
    pub code: String,
    /// Account holder.
    pub name: String,
    /// Account number.
    pub number: AccountNumber,
    /// Routing code of the bank.
    pub cnaps: Cnaps,
}

/// What differs between two accounts of one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The account holder.
    Name,
    /// The account number.
    Account,
    /// The bank.
    Cnaps,
}

/// Two rows that ask for one payee's money to go to two places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What differs.
    pub what: Difference,
    /// Code of the payee.
    pub code: String,
    /// The earlier row.
    pub first: i64,
    /// The later row.
    pub row: i64,
}

impl Conflict {
    /// The conflict as a "no" that names both rows.
    pub fn refusal(self) -> Refusal {
        let what = match self.what {
            Difference::Name => "payee-difference-name",
            Difference::Account => "payee-difference-account",
            Difference::Cnaps => "payee-difference-cnaps",
        };
        Refusal::new(Code::PayeeDiffers)
            .with("what", Fact::Message(what.to_owned()))
            .with("code", Fact::Text(self.code))
            .with("first", Fact::Count(self.first))
            .with("row", Fact::Count(self.row))
    }
}

/// The accounts of an application as its rows come one after another.
#[derive(Debug, Default)]
pub struct Register {
    accounts: Accounts,
    seen: HashMap<String, Vec<(i64, Account)>>,
}

impl Register {
    /// An empty register.
    pub fn new(accounts: Accounts) -> Self {
        Self { accounts, seen: HashMap::new() }
    }

    /// Takes the account of a row and says which part of its payee it is, counted from 1.
    ///
    /// # Errors
    /// The [`Conflict`] with the first row of the code, where a payee may have one account.
    pub fn take(&mut self, row: i64, account: &Account) -> Result<i64, Conflict> {
        let parts = self.seen.entry(normalise_code(&account.code)).or_default();
        let mut first = None;
        for (part, (at, known)) in (1..).zip(parts.iter()) {
            match difference(known, account) {
                None => return Ok(part),
                Some(what) => first = first.or(Some((*at, what))),
            }
        }
        if let (Accounts::One, Some((first, what))) = (self.accounts, first) {
            return Err(Conflict { what, code: account.code.clone(), first, row });
        }
        parts.push((row, account.clone()));
        Ok(i64::try_from(parts.len()).unwrap_or(i64::MAX))
    }
}

fn difference(a: &Account, b: &Account) -> Option<Difference> {
    if normalise(&a.name) != normalise(&b.name) {
        Some(Difference::Name)
    } else if a.number != b.number {
        Some(Difference::Account)
    } else if a.cnaps != b.cnaps {
        Some(Difference::Cnaps)
    } else {
        None
    }
}

/// A row with its account and what it earns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The row of the schedule.
    pub row: i64,
    /// Where it asks to be paid.
    pub account: Account,
    /// What it earns.
    pub amount: Fen,
}

/// One payment: a payee, or one of its accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payee {
    /// Where.
    pub account: Account,
    /// Which account of the payee, from 1 in the order of the rows.
    pub part: i64,
    /// How much; zero where its rows earn nothing.
    pub amount: Fen,
    /// The rows that it is paid for.
    pub rows: Vec<i64>,
}

/// The payees of an application by code and part, those that earn nothing included. The sum is kept to the fen.
///
/// # Errors
/// [`Code::PayeeDiffers`] for the first two rows that disagree; [`Code::AmountOverflow`].
pub fn group(lines: Vec<Line>, accounts: Accounts) -> Result<Vec<Payee>, Refusal> {
    let mut register = Register::new(accounts);
    let mut payees: BTreeMap<(String, i64), Payee> = BTreeMap::new();
    for Line { row, account, amount } in lines {
        let part = register.take(row, &account).map_err(Conflict::refusal)?;
        let code = normalise_code(&account.code);
        let payee = payees.entry((code, part)).or_insert(Payee { account, part, amount: Fen::ZERO, rows: Vec::new() });
        payee.amount = payee.amount.plus(amount)?;
        payee.rows.push(row);
    }
    Ok(payees.into_values().collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CODES: [&str; 2] = ["91430100MA1000001X", "91430100MA1000002X"];

    fn line(row: i64, code: &str, name: &str, number: &str, fen: i64) -> Line {
        let account = Account {
            code: code.to_owned(),
            name: name.to_owned(),
            number: AccountNumber::parse(number).unwrap(),
            cnaps: Cnaps::parse("105100000017").unwrap(),
        };
        Line { row, account, amount: Fen::new(fen) }
    }

    #[test]
    fn lines_of_one_code_are_one_payee() {
        let lines = vec![
            line(5, CODES[0], "甲（集团）有限公司", "6222000011112222", 100),
            line(6, CODES[1], "乙有限公司", "6222000011113333", 30),
            line(7, CODES[0], "甲(集团) 有限公司", "6222000011112222", 5),
        ];
        let payees = group(lines, Accounts::One).unwrap();
        let seen: Vec<_> = payees.iter().map(|p| (p.account.code.as_str(), p.amount.minor(), p.rows.clone())).collect();
        assert_eq!(seen, [(CODES[0], 105, vec![5, 7]), (CODES[1], 30, vec![6])]);
    }

    #[test]
    fn another_account_or_name_of_one_code_is_refused_with_both_rows() {
        for (name, number, what) in [
            ("甲有限公司", "6222000011119999", "payee-difference-account"),
            ("丙有限公司", "6222000011112222", "payee-difference-name"),
        ] {
            let lines =
                vec![line(5, CODES[0], "甲有限公司", "6222000011112222", 100), line(9, CODES[0], name, number, 1)];
            let refusal = group(lines, Accounts::One).unwrap_err();
            assert_eq!(refusal.code, Code::PayeeDiffers);
            let fact = |name: &str| refusal.facts.iter().find(|(n, _)| n == name).map(|(_, fact)| fact.clone());
            assert_eq!(fact("first"), Some(Fact::Count(5)));
            assert_eq!(fact("row"), Some(Fact::Count(9)));
            assert_eq!(fact("what"), Some(Fact::Message(what.to_owned())));
        }
    }

    #[test]
    fn where_the_scheme_says_so_each_account_is_paid_what_its_own_lines_earn() {
        let lines = vec![
            line(5, CODES[0], "甲有限公司", "6222000011112222", 100),
            line(6, CODES[0], "甲有限公司", "6222000011119999", 40),
            line(7, CODES[0], "甲有限公司", "6222000011112222", 2),
        ];
        let payees = group(lines, Accounts::Several).unwrap();
        let seen: Vec<_> = payees.iter().map(|p| (p.part, p.account.number.as_str(), p.amount.minor())).collect();
        assert_eq!(seen, [(1, "6222000011112222", 102), (2, "6222000011119999", 40)]);
    }

    proptest! {
        #[test]
        fn every_fen_goes_to_the_account_of_its_own_line(
            rows in prop::collection::vec((0usize..2, 0usize..3, 0i64..1_000_000), 0..40)
        ) {
            let numbers = ["6222000011112222", "6222000011113333", "6222000011114444"];
            let lines: Vec<Line> = (1..).zip(&rows)
                .map(|(row, (code, number, fen))| line(row, CODES[*code], "甲有限公司", numbers[*number], *fen))
                .collect();
            let payees = group(lines, Accounts::Several).unwrap();
            for payee in &payees {
                let own: i64 = rows.iter()
                    .filter(|(code, number, _)| CODES[*code] == payee.account.code && numbers[*number] == payee.account.number.as_str())
                    .map(|(_, _, fen)| fen).sum();
                prop_assert_eq!(payee.amount.minor(), own);
            }
            prop_assert_eq!(payees.iter().map(|p| p.amount.minor()).sum::<i64>(), rows.iter().map(|r| r.2).sum::<i64>());
        }
    }
}
