//! The tables that banks let a clerk download instead of a statement: what each column holds is said once, and from then on
//! a file with these headings is a statement. Its running balance proves that no row is missing and none is read twice.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use crate::date;
use crate::import_row::heading_key;
use crate::money::text::{Unit, parse};
use crate::money::{Currency, Fen};
use crate::refusal::{Code, Fact, Refusal};
use crate::role::text_enum;
use crate::statement::{Balance, Detail, Direction, Entry, EntryStatus, Statement, Unreadable, account_number};
use crate::template::Cell;

text_enum! {
    /// What a column of a bank's table holds (列的含义). The message of a meaning is `bank-column-<key>`.
    Meaning {
        /// 记账日期: the day of booking; a time of day may follow.
        Booked = "booked",
        /// 起息日
        ValueDay = "value_day",
        /// 支出（借方发生额）
        MoneyOut = "money_out",
        /// 收入（贷方发生额）
        MoneyIn = "money_in",
        /// 发生额: in and out in one column, by a sign or by [`Meaning::Sign`].
        Amount = "amount",
        /// 借贷标志
        Sign = "sign",
        /// 余额: after the row.
        Balance = "balance",
        /// 对方户名
        Name = "name",
        /// 对方账号
        Account = "account",
        /// 付款人名称: the other side of what came in.
        PayerName = "payer_name",
        /// 付款人账号
        PayerAccount = "payer_account",
        /// 收款人名称: the other side of what went out.
        PayeeName = "payee_name",
        /// 收款人账号
        PayeeAccount = "payee_account",
        /// 交易流水号: the bank's own reference.
        Reference = "reference",
        /// 端到端标识, 企业流水号: the id that the payment file gave the payment.
        EndToEnd = "end_to_end",
        /// 摘要、用途、附言: words; several columns may be.
        Words = "words",
        /// 本方账号: of which account the row is.
        OwnAccount = "own_account",
        /// 币种
        Currency = "currency",
        /// Nothing that is needed.
        Nothing = "nothing",
    }
}

/// Headings that are known without being told, by banks' own words.
const KNOWN: &[(Meaning, &[&str])] = &[
    (
        Meaning::Booked,
        &[
            "记账日期",
            "记账日",
            "交易日期",
            "交易日",
            "交易时间",
            "入账日期",
            "日期",
            "date",
            "bookingdate",
            "transactiondate",
            "postingdate",
        ],
    ),
    (Meaning::ValueDay, &["起息日", "起息日期", "valuedate"]),
    (
        Meaning::MoneyOut,
        &[
            "借方发生额",
            "借方发生额(支取)",
            "借方金额",
            "支出金额",
            "支出",
            "付款金额",
            "转出金额",
            "借方",
            "debit",
            "debitamount",
            "withdrawal",
            "moneyout",
        ],
    ),
    (
        Meaning::MoneyIn,
        &[
            "贷方发生额",
            "贷方发生额(收入)",
            "贷方金额",
            "收入金额",
            "收入",
            "收款金额",
            "转入金额",
            "贷方",
            "credit",
            "creditamount",
            "deposit",
            "moneyin",
        ],
    ),
    (Meaning::Amount, &["交易金额", "发生额", "金额", "amount", "transactionamount"]),
    (
        Meaning::Sign,
        &[
            "借贷标志",
            "借/贷",
            "借贷",
            "收支标志",
            "收/支",
            "收付标志",
            "debit/credit",
            "d/c",
            "dc",
            "creditdebitindicator",
        ],
    ),
    (Meaning::Balance, &["余额", "账户余额", "交易后余额", "当前余额", "本次余额", "balance", "runningbalance"]),
    (
        Meaning::Name,
        &[
            "对方户名",
            "对方名称",
            "对方单位名称",
            "对方单位",
            "收(付)方名称",
            "counterparty",
            "counterpartyname",
            "name",
        ],
    ),
    (Meaning::Account, &["对方账号", "对方账户", "收(付)方账号", "counterpartyaccount"]),
    (Meaning::PayerName, &["付款人名称", "付款人户名", "payername"]),
    (Meaning::PayerAccount, &["付款人账号", "payeraccount"]),
    (Meaning::PayeeName, &["收款人名称", "收款人户名", "payeename"]),
    (Meaning::PayeeAccount, &["收款人账号", "payeeaccount"]),
    (Meaning::Reference, &["交易流水号", "流水号", "交易编号", "回单编号", "reference", "transactionid"]),
    (Meaning::EndToEnd, &["企业流水号", "客户业务编号", "端到端标识", "业务参考号", "endtoendid", "end-to-endid"]),
    (
        Meaning::Words,
        &["摘要", "用途", "附言", "交易附言", "备注", "交易用途", "description", "details", "remarks", "narrative"],
    ),
    (Meaning::OwnAccount, &["账号", "本方账号", "account", "accountnumber"]),
    (Meaning::Currency, &["币种", "交易货币", "currency"]),
];

/// Words for money that went out, and for money that came in, seen from the account.
const OUT: &[&str] = &["借", "借方", "支", "支出", "付", "付款", "转出", "d", "dr", "debit", "out", "-"];
const IN: &[&str] = &["贷", "贷方", "收", "收入", "收款", "转入", "c", "cr", "credit", "in", "+"];

/// Words with which a row begins that is no entry.
const NO_ENTRY: &[&str] = &[
    "合计",
    "总计",
    "小计",
    "本页",
    "期初",
    "期末",
    "承前",
    "过次页",
    "借方合计",
    "贷方合计",
    "total",
    "opening",
    "closing",
];

/// Headings that are known, as [`heading_key`]s: they find the row of headings.
pub fn known_headings() -> impl Iterator<Item = String> {
    KNOWN.iter().flat_map(|(_, words)| *words).map(|word| (*word).to_owned())
}

/// A column as a person said what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The heading as the bank writes it; blank where there is none.
    pub heading: String,
    /// What stands below it.
    pub meaning: Meaning,
}

/// What the columns of a table hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// From the first column on.
    pub columns: Vec<Column>,
}

/// What headings are known by, whatever their spelling: two files of one bank have the same.
pub fn layout(headings: &[String]) -> String {
    headings.iter().map(|heading| heading_key(heading)).collect::<Vec<_>>().join("|")
}

impl Profile {
    /// What the headings most likely mean, for a person to look at: each meaning once, the first that says it.
    pub fn guess(headings: &[String]) -> Self {
        let mut seen: Vec<Meaning> = Vec::new();
        let columns = headings.iter().map(|heading| {
            let key = heading_key(heading);
            let known = KNOWN.iter().find(|(_, words)| words.contains(&key.as_str())).map(|(meaning, _)| *meaning);
            let meaning = known.filter(|m| *m == Meaning::Words || !seen.contains(m)).unwrap_or(Meaning::Nothing);
            seen.push(meaning);
            Column { heading: heading.clone(), meaning }
        });
        Self { columns: columns.collect() }
    }

    /// Whether enough is said to read a statement, and nothing twice.
    ///
    /// # Errors
    /// [`Code::BankColumnMissing`], [`Code::BankColumnTwice`], naming what is meant.
    pub fn check(&self) -> Result<(), Refusal> {
        let count = |wanted: Meaning| self.columns.iter().filter(|c| c.meaning == wanted).count();
        let named = |code, meaning: Meaning| {
            Refusal::new(code).with("column", Fact::Message(format!("bank-column-{}", meaning.key())))
        };
        let many = |meaning: &Meaning| !matches!(meaning, Meaning::Words | Meaning::Nothing);
        if let Some(twice) = Meaning::ALL.iter().filter(|m| many(m)).find(|m| count(**m) > 1) {
            return Err(named(Code::BankColumnTwice, *twice));
        }
        let amounts = if count(Meaning::Amount) > 0 { vec![] } else { vec![Meaning::MoneyOut, Meaning::MoneyIn] };
        let needed = [Meaning::Booked, Meaning::Balance].into_iter().chain(amounts);
        match needed.into_iter().find(|meaning| count(*meaning) == 0) {
            Some(missing) => Err(named(Code::BankColumnMissing, missing)),
            None => Ok(()),
        }
    }

    fn heading(&self, meaning: Meaning) -> &str {
        self.columns.iter().find(|c| c.meaning == meaning).map_or("", |c| c.heading.trim())
    }
}

/// A row that is an entry.
struct Row {
    booked: NaiveDate,
    value: Option<NaiveDate>,
    /// What the balance moves by.
    moved: Fen,
    reversal: bool,
    balance: Fen,
    currency: String,
    reference: Option<String>,
    detail: Detail,
}

/// The rows of a table as they come in.
pub struct Rows<'p> {
    profile: &'p Profile,
    /// The accounts that the caller knows, each with its currency.
    accounts: &'p BTreeMap<String, Currency>,
    /// The account of rows that do not name theirs.
    account: String,
    of_account: BTreeMap<String, Vec<Row>>,
    unreadable: Vec<(String, Unreadable)>,
    /// Rows without a day since the last entry: at the end they are its footer.
    aside: Vec<Unreadable>,
}

impl<'p> Rows<'p> {
    /// Of a file of `account`, where the rows name none.
    pub fn of(profile: &'p Profile, accounts: &'p BTreeMap<String, Currency>, account: String) -> Self {
        let (of_account, unreadable, aside) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { profile, accounts, account, of_account, unreadable, aside }
    }

    fn cell<'c>(&self, meaning: Meaning, cells: &'c [Cell]) -> &'c Cell {
        let place = self.profile.columns.iter().position(|c| c.meaning == meaning);
        place.and_then(|place| cells.get(place)).unwrap_or(&Cell::Empty)
    }

    /// Takes a row, with its number in the file.
    pub fn take(&mut self, number: u32, cells: &[Cell]) {
        let booked = self.cell(Meaning::Booked, cells);
        let Some(day) = day(booked) else {
            let begins = cells.iter().find(|cell| !cell.is_blank()).map(shown).unwrap_or_default();
            let begins = heading_key(&begins);
            if !NO_ENTRY.iter().any(|word| begins.starts_with(word)) {
                let found = format!("{number}: {}", shown(booked));
                self.aside.push(self.unreadable(Meaning::Booked, found));
            }
            return;
        };
        let own = account_number(&shown(self.cell(Meaning::OwnAccount, cells)));
        let account = if own.is_empty() { self.account.clone() } else { own };
        // What has no day and is followed by an entry is no footer.
        for odd in std::mem::take(&mut self.aside) {
            self.unreadable.push((account.clone(), odd));
        }
        match self.row(day, &account, number, cells) {
            Ok(row) => self.of_account.entry(account).or_default().push(row),
            Err(odd) => {
                self.of_account.entry(account.clone()).or_default();
                self.unreadable.push((account, odd));
            }
        }
    }

    fn unreadable(&self, meaning: Meaning, found: String) -> Unreadable {
        let element = self.profile.heading(meaning).to_owned();
        Unreadable { ordinal: None, element, found: found.chars().take(60).collect() }
    }

    fn row(&self, booked: NaiveDate, account: &str, number: u32, cells: &[Cell]) -> Result<Row, Unreadable> {
        let own = self.accounts.get(account).copied().unwrap_or(Currency::Cny);
        let written = shown(self.cell(Meaning::Currency, cells));
        let currency = match Currency::from_code(&written.to_uppercase()) {
            _ if written.is_empty() || means(&written, own) => own.code().to_owned(),
            Some(other) => other.code().to_owned(),
            None => return Err(self.unreadable(Meaning::Currency, format!("{number}: {written}"))),
        };
        let amount = |meaning| {
            let cell = self.cell(meaning, cells);
            signed(cell, own).map_err(|()| self.unreadable(meaning, format!("{number}: {}", shown(cell))))
        };
        let (out, into, one) = (amount(Meaning::MoneyOut)?, amount(Meaning::MoneyIn)?, amount(Meaning::Amount)?);
        let sign = heading_key(&shown(self.cell(Meaning::Sign, cells)));
        let has_sign = self.profile.columns.iter().any(|c| c.meaning == Meaning::Sign);
        let odd =
            |meaning: Meaning| self.unreadable(meaning, format!("{number}: {}", shown(self.cell(meaning, cells))));
        let zero = Fen::ZERO;
        // A red amount in its column, or a sign and a minus together, takes an entry back.
        let (moved, reversal) = match (out.filter(|a| !a.is_zero()), into.filter(|a| !a.is_zero()), one) {
            (Some(_), Some(_), _) => return Err(odd(Meaning::MoneyIn)),
            (Some(out), None, _) => (zero.minus(out), out < zero),
            (None, Some(into), _) => (Ok(into), into < zero),
            (None, None, None) => (Ok(zero), false),
            (None, None, Some(one)) if !has_sign || one.is_zero() => (Ok(one), false),
            (None, None, Some(one)) if OUT.contains(&sign.as_str()) => (zero.minus(one), one < zero),
            (None, None, Some(one)) if IN.contains(&sign.as_str()) => (Ok(one), one < zero),
            (None, None, Some(_)) => return Err(odd(Meaning::Sign)),
        };
        let moved = moved.map_err(|_| odd(Meaning::Amount))?;
        let balance = amount(Meaning::Balance)?.ok_or_else(|| odd(Meaning::Balance))?;
        let text = |meaning| Some(shown(self.cell(meaning, cells))).filter(|text| !text.is_empty() && text != "-");
        let (name, other) = if moved < zero {
            (Meaning::PayeeName, Meaning::PayeeAccount)
        } else {
            (Meaning::PayerName, Meaning::PayerAccount)
        };
        let mut words = Vec::new();
        for (column, cell) in self.profile.columns.iter().zip(cells) {
            let said = if column.meaning == Meaning::Words { shown(cell) } else { String::new() };
            if !said.is_empty() && !words.contains(&said) {
                words.push(said);
            }
        }
        let account = text(Meaning::Account).or_else(|| text(other)).map(|number| account_number(&number));
        Ok(Row {
            booked,
            value: day(self.cell(Meaning::ValueDay, cells)),
            moved,
            reversal,
            balance,
            currency,
            reference: text(Meaning::Reference),
            detail: Detail {
                end_to_end_id: text(Meaning::EndToEnd),
                counterparty_name: text(Meaning::Name).or_else(|| text(name)),
                counterparty_account: account,
                remittance: words.join(" "),
                ..Detail::default()
            },
        })
    }

    /// The statements, one of each account that has rows.
    ///
    /// # Errors
    /// [`Code::BankTableEmpty`] when no row is an entry.
    pub fn statements(self) -> Result<Vec<Statement>, Refusal> {
        if self.of_account.is_empty() {
            return Err(Refusal::new(Code::BankTableEmpty));
        }
        let mut statements = Vec::new();
        for (account, rows) in self.of_account {
            let (rows, proved) = in_order(rows);
            let currency = self.accounts.get(&account).copied().unwrap_or(Currency::Cny);
            let odd = self.unreadable.iter().filter(|(of, _)| *of == account).map(|(_, odd)| odd.clone());
            let mut statement = statement(account.clone(), currency, &rows);
            statement.unreadable = odd.collect();
            if !proved {
                let element = self.profile.heading(Meaning::Balance);
                statement.unreadable.extend(breaks(&rows, currency, element));
            }
            statements.push(statement);
        }
        Ok(statements)
    }
}

/// The rows in the order that their balances prove, and whether one does. Banks list the newest first or last, and within a
/// day either way.
fn in_order(rows: Vec<Row>) -> (Vec<Row>, bool) {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let by_day = |order: &mut Vec<usize>| order.sort_by_key(|at| rows.get(*at).map(|row| row.booked));
    let mut orders = vec![order.clone()];
    orders.push(order.iter().rev().copied().collect());
    let mut turned: Vec<usize> = order.iter().rev().copied().collect();
    by_day(&mut order);
    by_day(&mut turned);
    orders.extend([order, turned]);
    let proves = |order: &Vec<usize>| {
        let mut before: Option<Fen> = None;
        order.iter().filter_map(|at| rows.get(*at)).all(|row| {
            let good = before.is_none_or(|before| before.plus(row.moved).is_ok_and(|after| after == row.balance));
            before = Some(row.balance);
            good
        })
    };
    let proved = orders.iter().position(proves);
    // Without a proof they stand by their days, so that people find the place where it breaks.
    let chosen = orders.swap_remove(proved.unwrap_or(2));
    let mut rows: Vec<Option<Row>> = rows.into_iter().map(Some).collect();
    let rows = chosen.into_iter().filter_map(|at| rows.get_mut(at).and_then(Option::take)).collect();
    (rows, proved.is_some())
}

/// The rows whose balance does not follow from the one before.
fn breaks(rows: &[Row], currency: Currency, element: &str) -> Vec<Unreadable> {
    let follows = |before: &Row, row: &Row| before.balance.plus(row.moved).is_ok_and(|after| after == row.balance);
    let pairs = rows.iter().zip(rows.iter().skip(1)).zip(2u32..);
    pairs
        .filter(|((before, row), _)| !follows(before, row))
        .map(|((_, row), ordinal)| Unreadable {
            ordinal: Some(ordinal),
            element: element.to_owned(),
            found: format!("{} {}", row.booked, crate::money::text::grouped(row.balance, currency)),
        })
        .collect()
}

fn statement(account: String, currency: Currency, rows: &[Row]) -> Statement {
    let (first, last) = (rows.first(), rows.last());
    let (from, to) = (rows.iter().map(|row| row.booked).min(), rows.iter().map(|row| row.booked).max());
    let balance =
        |amount: Option<Fen>, date| amount.map(|amount| Balance { amount, currency: currency.code().to_owned(), date });
    let opening = first.and_then(|row| row.balance.minus(row.moved).ok());
    let day = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    Statement {
        id: format!("{}/{}", day(from), day(to)),
        from,
        to,
        account,
        currency: Some(currency),
        opening: balance(opening, from),
        closing: balance(last.map(|row| row.balance), to),
        entries: rows.iter().zip(1u32..).map(|(row, ordinal)| entry(row, ordinal)).collect(),
        ..Statement::default()
    }
}

fn entry(row: &Row, ordinal: u32) -> Entry {
    let out = row.moved < Fen::ZERO;
    let amount = if out { Fen::ZERO.minus(row.moved).unwrap_or(Fen::ZERO) } else { row.moved };
    Entry {
        ordinal,
        amount,
        currency: row.currency.clone(),
        direction: if out { Direction::Debit } else { Direction::Credit },
        reversal: row.reversal,
        status: EntryStatus::Booked,
        booked: Some(row.booked),
        value: row.value,
        servicer_reference: row.reference.clone(),
        entry_reference: None,
        code: String::new(),
        charges: None,
        information: String::new(),
        details: vec![row.detail.clone()],
    }
}

/// What a cell says, without the guards of spreadsheets and the blanks around.
fn shown(cell: &Cell) -> String {
    let text = match cell {
        Cell::Text(text) => text.clone(),
        Cell::Empty => String::new(),
        Cell::Merged { cell, .. } => return shown(cell),
        other => other.shown(),
    };
    crate::reference_key::unguarded(text.trim()).trim().to_owned()
}

/// The day of a cell; a time of day behind it is left aside.
fn day(cell: &Cell) -> Option<NaiveDate> {
    if let Cell::Date(day) = cell {
        return Some(*day);
    }
    let text: String = shown(cell).nfkc().collect();
    let first = text.split(|c: char| c.is_whitespace() || c == 'T').next()?;
    let digits = first.bytes().all(|b| b.is_ascii_digit());
    // 20260316102233
    let first = if digits && first.len() == 14 { first.get(..8)? } else { first };
    date::parse(first).ok()
}

/// Whether a bank's words for a currency are those of this one: its code, its sign or its name, in small letters too, with the
/// word for its unit behind them.
fn means(written: &str, currency: Currency) -> bool {
    let written = written.to_uppercase();
    let forms = [written.as_str(), written.trim_end_matches('元')];
    currency.signs().iter().any(|sign| forms.contains(&sign.to_uppercase().as_str()))
}

/// An amount that may have a sign: nothing for an empty cell, an error for what is no amount.
fn signed(cell: &Cell, currency: Currency) -> Result<Option<Fen>, ()> {
    let text: String = shown(cell).nfkc().filter(|c| !c.is_whitespace()).collect();
    let mut text = text.replace('−', "-");
    for sign in currency.signs() {
        let sign: String = sign.nfkc().collect();
        text = text.replace(&sign, "");
    }
    if matches!(text.as_str(), "" | "-" | "--") {
        return Ok(None);
    }
    let bracketed = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let (minus, digits) = match (bracketed, text.strip_prefix('-')) {
        (Some(digits), _) | (None, Some(digits)) => (true, digits),
        (None, None) => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    let amount = parse(digits, Unit::Major, currency).map_err(|_| ())?;
    if minus { Fen::ZERO.minus(amount).map(Some).map_err(|_| ()) } else { Ok(Some(amount)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(rows: &[&[&str]]) -> Vec<Vec<Cell>> {
        rows.iter().map(|row| row.iter().map(|text| Cell::Text((*text).to_owned())).collect()).collect()
    }

    fn headings(text: &str) -> Vec<String> {
        text.split(',').map(str::to_owned).collect()
    }

    fn read(heads: &str, rows: &[&[&str]]) -> Vec<Statement> {
        let profile = Profile::guess(&headings(heads));
        profile.check().unwrap();
        let accounts = BTreeMap::from([("4300".to_owned(), Currency::Cny)]);
        let mut taken = Rows::of(&profile, &accounts, "4300".to_owned());
        for (number, cells) in (2u32..).zip(words(rows)) {
            taken.take(number, &cells);
        }
        taken.statements().unwrap()
    }

    fn one(heads: &str, rows: &[&[&str]]) -> Statement {
        let mut all = read(heads, rows);
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    const SPLIT: &str = "交易时间,借方发生额（支取）,贷方发生额（收入）,余额,对方户名,对方账号,摘要,备注,交易流水号";

    #[test]
    fn split_columns_with_a_footer_are_a_statement() {
        let statement = one(
            SPLIT,
            &[
                &["20260316 10:22:33", "1,000.00", "", "９,000.00", "甲公司", "6222 01", "补贴", "二月", "F1"],
                &["20260316 11:00:00", "", "500.5", "9,500.50", "乙公司", "6222-02", "退汇", "", "F2"],
                &["合计", "1,000.00", "500.50", "", "", "", "", "", ""],
                &["打印时间：2026-03-17", "", "", "", "", "", "", "", ""],
            ],
        );
        assert_eq!(statement.check(None), []);
        let balances = [&statement.opening, &statement.closing].map(|b| b.as_ref().unwrap().amount.minor());
        assert_eq!(balances, [1_000_000, 950_050]);
        let ways: Vec<_> = statement.entries.iter().map(|e| (e.direction, e.amount.minor())).collect();
        assert_eq!(ways, [(Direction::Debit, 100_000), (Direction::Credit, 50_050)]);
        let detail = &statement.entries[0].details[0];
        assert_eq!((detail.remittance.as_str(), detail.counterparty_account.as_deref()), ("补贴 二月", Some("622201")));
        assert_eq!(statement.entries[1].servicer_reference.as_deref(), Some("F2"));
    }

    #[test]
    fn rows_stand_in_the_order_that_their_balances_prove() {
        let rows: [&[&str]; 4] = [
            &["2026-03-17", "3.00", "", "94.00"],
            &["2026-03-17", "2.00", "", "97.00"],
            &["2026-03-16", "", "1.00", "99.00"],
            &["2026-03-16", "2.00", "", "98.00"],
        ];
        let heads = "日期,支出,收入,余额";
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1]] {
            let turned: Vec<&[&str]> = order.iter().map(|at| rows[*at]).collect();
            let statement = one(heads, &turned);
            assert_eq!(statement.check(None), [], "{order:?}");
            assert_eq!(statement.opening.unwrap().amount, Fen::new(10_000), "{order:?}");
        }
    }

    #[test]
    fn a_missing_row_is_named_by_the_balance_after_it() {
        let statement =
            one("日期,支出,收入,余额", &[&["2026-03-16", "1.00", "", "99.00"], &["2026-03-17", "1.00", "", "97.00"]]);
        assert_eq!(statement.unreadable.len(), 1);
        assert_eq!(statement.unreadable[0].element, "余额");
        assert_eq!(statement.unreadable[0].found, "2026-03-17 97.00");
        assert!(!statement.check(None).is_empty());
    }

    #[test]
    fn one_column_says_the_way_by_a_word_or_a_minus() {
        let signed =
            one("交易日期,交易金额,交易后余额", &[&["2026/3/16", "-1.50", "8.50"], &["2026/3/16", "+2", "10.50"]]);
        let worded = one(
            "日期,借贷标志,发生额,余额",
            &[&["2026.3.16", "借", "1.50", "8.50"], &["2026.3.16", "贷", "2.00", "10.50"]],
        );
        for statement in [signed, worded] {
            assert_eq!(statement.check(None), []);
            let ways: Vec<_> = statement.entries.iter().map(|e| (e.direction, e.amount.minor(), e.reversal)).collect();
            assert_eq!(ways, [(Direction::Debit, 150, false), (Direction::Credit, 200, false)]);
        }
        let odd = one("日期,借贷标志,发生额,余额", &[&["2026-03-16", "?", "1.50", "8.50"]]);
        assert_eq!(odd.unreadable[0].found, "2: ?");
    }

    #[test]
    fn a_red_amount_takes_an_entry_back() {
        let statement =
            one("日期,支出,收入,余额", &[&["2026-03-16", "5.00", "", "5.00"], &["2026-03-16", "-5.00", "", "10.00"]]);
        assert_eq!(statement.check(None), []);
        let back = &statement.entries[1];
        assert_eq!((back.direction, back.amount.minor(), back.reversal), (Direction::Credit, 500, true));
    }

    #[test]
    fn the_other_side_is_who_got_what_went_out_and_who_sent_what_came_in() {
        let heads = "交易日期,交易金额,交易后余额,付款人名称,收款人名称,收款人账号";
        let statement = one(
            heads,
            &[
                &["2026-03-16", "-1.00", "9.00", "财政局", "甲", "62"],
                &["2026-03-16", "1.00", "10.00", "乙", "财政局", "43"],
            ],
        );
        let other: Vec<_> = statement.entries.iter().map(|e| e.details[0].counterparty_name.as_deref()).collect();
        assert_eq!(other, [Some("甲"), Some("乙")]);
        assert_eq!(statement.entries[1].details[0].counterparty_account, None);
    }

    #[test]
    fn rows_of_several_accounts_are_several_statements_and_another_currency_is_named() {
        let heads = "账号,币种,日期,支出,收入,余额";
        let all = read(
            heads,
            &[
                &["4300", "人民币", "2026-03-16", "1", "", "9"],
                &["4300", "人民币元", "2026-03-16", "1", "", "8"],
                &["4300", "rmb", "2026-03-16", "", "1", "9"],
                &["4400", "CNY", "2026-03-16", "", "1", "1"],
                &["4300", "USD", "2026-03-16", "1", "", "8"],
            ],
        );
        assert_eq!(
            all.iter().map(|s| (s.account.as_str(), s.entries.len())).collect::<Vec<_>>(),
            [("4300", 4), ("4400", 1)]
        );
        let others = all[0].check(None).iter().filter(|r| r.key() == "currency-differs").count();
        assert_eq!(others, 1, "{:?}", all[0].check(None));
        assert_eq!(all[1].check(None), []);
    }

    #[test]
    fn what_is_no_entry_between_entries_is_named() {
        let statement = one(
            "日期,支出,收入,余额",
            &[&["2026-03-16", "1.00", "", "9.00"], &["三月", "1.00", "", "8.00"], &["2026-03-17", "1.00", "", "8.00"]],
        );
        assert_eq!(statement.unreadable.first().map(|u| u.found.as_str()), Some("3: 三月"));
        let amount = one("日期,支出,收入,余额", &[&["2026-03-16", "1.00元整", "", "9.00"]]);
        assert_eq!(amount.unreadable[0].element, "支出");
        let both = one("日期,支出,收入,余额", &[&["2026-03-16", "1.00", "2.00", "9.00"]]);
        assert_eq!(both.unreadable[0].element, "收入");
        let bare = one("日期,支出,收入,余额", &[&["2026-03-16", "1.00", "", ""]]);
        assert_eq!(bare.unreadable[0].element, "余额");
    }

    #[test]
    fn enough_must_be_said_and_nothing_twice() {
        let code = |heads| Profile::guess(&headings(heads)).check().map_err(|r| r.code);
        assert_eq!(code("日期,支出,收入,余额"), Ok(()));
        assert_eq!(code("日期,支出,余额"), Err(Code::BankColumnMissing));
        assert_eq!(code("日期,金额"), Err(Code::BankColumnMissing));
        let mut twice = Profile::guess(&headings("日期,金额,余额,别的"));
        twice.columns[3].meaning = Meaning::Balance;
        assert_eq!(twice.check().map_err(|r| r.code), Err(Code::BankColumnTwice));
        assert_eq!(Profile::guess(&headings("日期,日期,金额,余额")).columns[1].meaning, Meaning::Nothing);
        assert_eq!(layout(&headings("账 户余额,ＤＡＴＥ")), "账户余额|date");
    }

    #[test]
    fn a_table_without_an_entry_is_no_statement() {
        let profile = Profile::guess(&headings("日期,金额,余额"));
        let accounts = BTreeMap::new();
        let mut rows = Rows::of(&profile, &accounts, "4300".to_owned());
        rows.take(2, &[Cell::Text("合计".to_owned())]);
        assert_eq!(rows.statements().map_err(|r| r.code), Err(Code::BankTableEmpty));
    }
}
