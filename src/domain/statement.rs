//! A bank statement as the bank sent it, and the named reasons for which it goes into quarantine.
//!
//! A statement is taken whole or kept whole: what cannot be read in it is a reason, never a half.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use crate::money::{Currency, Fen};
use crate::role::text_enum;

text_enum! {
    /// Whether money came or went, seen from the account.
    Direction {
        /// Money came in.
        Credit = "credit",
        /// Money went out.
        Debit = "debit",
    }
}

text_enum! {
    /// Whether a statement counts.
    StatementState {
        /// It is taken: it balances, and its lines are matched.
        Balanced = "balanced",
        /// 隔离: it is kept apart, whole.
        Quarantined = "quarantined",
    }
}

/// What a bank says about an entry. Only booked entries count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryStatus {
    /// In the books; part of the balances.
    Booked,
    /// Expected; not part of the balances.
    Pending,
    /// For information, or a status that is not known here.
    Other,
}

/// A balance; below zero when the account is overdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// The amount in minor units, signed.
    pub amount: Fen,
    /// The currency as written.
    pub currency: String,
    /// The day it is for.
    pub date: Option<NaiveDate>,
}

/// A bank statement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The bank's id of the statement.
    pub id: String,
    /// The electronic sequence number.
    pub electronic_sequence: Option<u64>,
    /// The legal sequence number.
    pub legal_sequence: Option<u64>,
    /// Which page of the statement it is, where the bank sends it in pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// First day of the period.
    pub from: Option<NaiveDate>,
    /// Last day of the period.
    pub to: Option<NaiveDate>,
    /// The account number.
    pub account: String,
    /// The currency of the account; nothing when it is not one that the program knows.
    pub currency: Option<Currency>,
    /// Balance before the first entry.
    pub opening: Option<Balance>,
    /// Balance after the last entry.
    pub closing: Option<Balance>,
    /// The entries in the order of the file.
    pub entries: Vec<Entry>,
    /// What could not be read. Each is a reason for quarantine.
    pub unreadable: Vec<Unreadable>,
    /// Spellings that the schema allows and people do not write (`+885.00`), read as meant.
    pub tolerated: Vec<Unreadable>,
}

/// A place of a statement and what stands there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreadable {
    /// The entry, counted from 1; nothing outside the entries.
    pub ordinal: Option<u32>,
    /// The element of the message.
    pub element: String,
    /// What was found, shortened.
    pub found: String,
}

/// An entry of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Place in the statement, from 1.
    pub ordinal: u32,
    /// The amount in minor units, not below zero.
    pub amount: Fen,
    /// The currency as written.
    pub currency: String,
    /// Whether money came or went. It is already that of a reversal, not of what is reversed.
    pub direction: Direction,
    /// Whether the bank says that it takes an earlier entry back.
    pub reversal: bool,
    /// Booked or not.
    pub status: EntryStatus,
    /// Day of booking.
    pub booked: Option<NaiveDate>,
    /// Day from which interest counts.
    pub value: Option<NaiveDate>,
    /// The bank's own reference.
    pub servicer_reference: Option<String>,
    /// The reference of the entry.
    pub entry_reference: Option<String>,
    /// The bank transaction code: domain/family/subfamily, or the bank's own.
    pub code: String,
    /// Charges that the bank took with it.
    pub charges: Option<Fen>,
    /// Further words of the bank.
    pub information: String,
    /// The transactions inside; more than one in a batch entry.
    pub details: Vec<Detail>,
}

/// A transaction inside an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// Its own amount, where the bank gives one.
    pub amount: Option<Fen>,
    /// Its own direction, where the bank gives one.
    pub direction: Option<Direction>,
    /// The end-to-end id.
    pub end_to_end_id: Option<String>,
    /// What its sender calls the instruction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instruction_id: Option<String>,
    /// The end-to-end id of the payment that came back.
    pub original_end_to_end_id: Option<String>,
    /// The bank's own reference.
    pub servicer_reference: Option<String>,
    /// The other side's name.
    pub counterparty_name: Option<String>,
    /// The other side's account.
    pub counterparty_account: Option<String>,
    /// Why a payment came back, as a code or in words.
    pub return_reason: Option<String>,
    /// What the payer wrote.
    pub remittance: String,
    /// The bank transaction code.
    pub code: String,
    /// Charges.
    pub charges: Option<Fen>,
}

/// What identifies an entry of an account for ever, in whichever message it comes: the same entry sent in a second
/// statement has the same key.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EntryKey {
    /// The bank's reference, or the entry's, or nothing.
    pub reference: String,
    /// Day of booking.
    pub booked: Option<NaiveDate>,
    /// The amount.
    pub amount: Fen,
    /// The direction.
    pub direction: Direction,
    /// 1 for the first of equal entries, 2 for the second, …
    pub occurrence: u32,
}

/// What is known of the statement before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Previous {
    /// Its closing balance.
    pub closing: Fen,
    /// Its electronic sequence number.
    pub electronic_sequence: Option<u64>,
    /// The last day of its period.
    pub to: Option<NaiveDate>,
    /// Which page of a statement it is.
    #[serde(default)]
    pub page: Option<u32>,
}

/// Why a statement is kept apart until a person has decided. The message is `quarantine-<key>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum QuarantineReason {
    /// No account number.
    AccountMissing,
    /// The account's currency is missing or not known.
    CurrencyUnknown,
    /// No opening balance.
    OpeningMissing,
    /// No closing balance.
    ClosingMissing,
    /// opening + credits − debits ≠ closing.
    Unbalanced {
        /// Opening balance.
        opening: Fen,
        /// Sum of the booked credits.
        credits: Fen,
        /// Sum of the booked debits.
        debits: Fen,
        /// Closing balance.
        closing: Fen,
        /// What the closing balance has too much; below zero: too little.
        difference: Fen,
    },
    /// The account is kept in another currency.
    AccountCurrency {
        /// The currency that the account is kept in.
        account: String,
        /// The currency of the statement.
        found: String,
    },
    /// A sum does not fit.
    Overflow,
    /// The opening balance is not the closing balance of the statement before.
    OpeningDiffers {
        /// Closing balance before.
        previous: Fen,
        /// Opening balance now.
        opening: Fen,
    },
    /// The sequence numbers do not follow.
    SequenceGap {
        /// Sequence number before.
        previous: u64,
        /// Sequence number now.
        found: u64,
    },
    /// The period begins before the one before has ended.
    PeriodOverlaps {
        /// Last day before.
        previous: NaiveDate,
        /// First day now.
        from: NaiveDate,
    },
    /// An amount in another currency.
    CurrencyDiffers {
        /// The entry; nothing for a balance.
        ordinal: Option<u32>,
        /// The currency found.
        found: String,
    },
    /// A booked entry has no day.
    DateMissing {
        /// The entry.
        ordinal: u32,
    },
    /// An entry is booked outside the statement's period.
    OutsidePeriod {
        /// The entry.
        ordinal: u32,
        /// Its day.
        booked: NaiveDate,
    },
    /// It is of a day that is still to come: it closes, or an entry is booked, after the day on which it arrived.
    Future {
        /// The last day that it names.
        day: NaiveDate,
        /// The day on which it arrived.
        today: NaiveDate,
    },
    /// Two entries with the same bank reference, day, amount and direction, in a statement that does not balance.
    EntryDoubled {
        /// The first of them.
        first: u32,
        /// The other.
        ordinal: u32,
    },
    /// The transactions of a batch entry do not add up to it.
    DetailsDiffer {
        /// The entry.
        ordinal: u32,
        /// What the entry has more than its transactions.
        difference: Fen,
    },
    /// Something could not be read.
    Unreadable(Unreadable),
}

impl QuarantineReason {
    /// The stable key; `quarantine-<key>` is its message in the catalogues.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::AccountMissing => "account-missing",
            Self::CurrencyUnknown => "currency-unknown",
            Self::OpeningMissing => "opening-missing",
            Self::ClosingMissing => "closing-missing",
            Self::Unbalanced { .. } => "unbalanced",
            Self::AccountCurrency { .. } => "account-currency",
            Self::Overflow => "overflow",
            Self::OpeningDiffers { .. } => "opening-differs",
            Self::SequenceGap { .. } => "sequence-gap",
            Self::PeriodOverlaps { .. } => "period-overlaps",
            Self::CurrencyDiffers { .. } => "currency-differs",
            Self::DateMissing { .. } => "date-missing",
            Self::OutsidePeriod { .. } => "outside-period",
            Self::Future { .. } => "future",
            Self::EntryDoubled { .. } => "entry-doubled",
            Self::DetailsDiffer { .. } => "details-differ",
            Self::Unreadable(_) => "unreadable",
        }
    }

    /// Whether another statement that is still to come can remove it.
    pub const fn waits(&self) -> bool {
        matches!(self, Self::OpeningDiffers { .. } | Self::SequenceGap { .. } | Self::PeriodOverlaps { .. })
    }

    /// Whether a statement can be right in spite of it, so that two people may take it. What contradicts itself or
    /// cannot be read is never right.
    pub const fn is_acceptable(&self) -> bool {
        self.waits() || matches!(self, Self::OutsidePeriod { .. } | Self::DetailsDiffer { .. })
    }

    /// What the message names; amounts are in the currency of the account.
    pub fn facts(&self, currency: Currency) -> Vec<(String, crate::refusal::Fact)> {
        use crate::refusal::Fact;
        let amount = |amount: Fen| Fact::Money(currency.of(amount));
        let count = |n: u64| Fact::Count(i64::try_from(n).unwrap_or(i64::MAX));
        let named = match self {
            Self::AccountMissing
            | Self::CurrencyUnknown
            | Self::OpeningMissing
            | Self::ClosingMissing
            | Self::Overflow => Vec::new(),
            Self::Unbalanced { opening, credits, debits, closing, difference } => vec![
                ("opening", amount(*opening)),
                ("credits", amount(*credits)),
                ("debits", amount(*debits)),
                ("closing", amount(*closing)),
                ("difference", amount(*difference)),
            ],
            Self::AccountCurrency { account, found } => {
                vec![("account", Fact::Text(account.clone())), ("found", Fact::Text(found.clone()))]
            }
            Self::OpeningDiffers { previous, opening } => {
                vec![("previous", amount(*previous)), ("opening", amount(*opening))]
            }
            Self::SequenceGap { previous, found } => vec![("previous", count(*previous)), ("found", count(*found))],
            Self::PeriodOverlaps { previous, from } => {
                vec![("previous", Fact::Date(*previous)), ("from", Fact::Date(*from))]
            }
            Self::CurrencyDiffers { ordinal, found } => {
                vec![("ordinal", count(ordinal.unwrap_or(0).into())), ("found", Fact::Text(found.clone()))]
            }
            Self::DateMissing { ordinal } => vec![("ordinal", count((*ordinal).into()))],
            Self::OutsidePeriod { ordinal, booked } => {
                vec![("ordinal", count((*ordinal).into())), ("booked", Fact::Date(*booked))]
            }
            Self::Future { day, today } => vec![("day", Fact::Date(*day)), ("today", Fact::Date(*today))],
            Self::EntryDoubled { first, ordinal } => {
                vec![("first", count((*first).into())), ("ordinal", count((*ordinal).into()))]
            }
            Self::DetailsDiffer { ordinal, difference } => {
                vec![("ordinal", count((*ordinal).into())), ("difference", amount(*difference))]
            }
            Self::Unreadable(place) => vec![
                ("ordinal", count(place.ordinal.unwrap_or(0).into())),
                ("element", Fact::Text(place.element.clone())),
                ("found", Fact::Text(place.found.clone())),
            ],
        };
        named.into_iter().map(|(name, fact)| (name.to_owned(), fact)).collect()
    }
}

/// An account number without its spelling: groups of four and wide digits are no part of it.
pub fn account_number(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

impl Statement {
    /// The entries that count.
    pub fn booked(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|e| e.status == EntryStatus::Booked)
    }

    /// What the statement after this one must follow; nothing when there is no closing balance.
    pub fn as_previous(&self) -> Option<Previous> {
        let closing = self.closing.as_ref()?.amount;
        Some(Previous { closing, electronic_sequence: self.electronic_sequence, to: self.to, page: self.page })
    }

    /// Every reason for which the statement must not be posted by itself; none means that it may.
    pub fn check(&self, previous: Option<&Previous>) -> Vec<QuarantineReason> {
        let mut reasons: Vec<QuarantineReason> =
            self.unreadable.iter().cloned().map(QuarantineReason::Unreadable).collect();
        if self.account.is_empty() {
            reasons.push(QuarantineReason::AccountMissing);
        }
        if self.currency.is_none() {
            reasons.push(QuarantineReason::CurrencyUnknown);
        }
        self.check_balances(&mut reasons);
        if let Some(previous) = previous {
            self.check_sequence(previous, &mut reasons);
        }
        let balances = !reasons.iter().any(|r| matches!(r, QuarantineReason::Unbalanced { .. }));
        self.check_entries(balances, &mut reasons);
        reasons
    }

    /// The reason for quarantine when the account it is for is kept in another currency.
    pub fn check_currency(&self, account: Currency) -> Option<QuarantineReason> {
        let found = self.currency.filter(|found| *found != account)?;
        Some(QuarantineReason::AccountCurrency { account: account.code().to_owned(), found: found.code().to_owned() })
    }

    /// The reason for quarantine when the statement is of a day after `today`: nobody's books are closed before their day
    /// is over, and it would stand before the true ones of these days.
    pub fn check_day(&self, today: NaiveDate) -> Option<QuarantineReason> {
        let closing = self.closing.as_ref().and_then(|balance| balance.date);
        let days = self.booked().filter_map(|entry| entry.booked).chain(self.to).chain(closing);
        let day = days.max().filter(|day| *day > today)?;
        Some(QuarantineReason::Future { day, today })
    }

    fn check_balances(&self, reasons: &mut Vec<QuarantineReason>) {
        if self.opening.is_none() {
            reasons.push(QuarantineReason::OpeningMissing);
        }
        if self.closing.is_none() {
            reasons.push(QuarantineReason::ClosingMissing);
        }
        let (Some(opening), Some(closing)) = (&self.opening, &self.closing) else { return };
        let (opening, closing) = (opening.amount, closing.amount);
        let sum = |direction| Fen::sum(self.booked().filter(|e| e.direction == direction).map(|e| e.amount));
        let compared = (|| {
            let (credits, debits) = (sum(Direction::Credit)?, sum(Direction::Debit)?);
            let difference = closing.minus(opening.plus(credits)?.minus(debits)?)?;
            Ok::<_, crate::refusal::Refusal>((credits, debits, difference))
        })();
        match compared {
            Ok((_, _, difference)) if difference.is_zero() => {}
            Ok((credits, debits, difference)) => {
                reasons.push(QuarantineReason::Unbalanced { opening, credits, debits, closing, difference });
            }
            Err(_) => reasons.push(QuarantineReason::Overflow),
        }
    }

    fn check_sequence(&self, previous: &Previous, reasons: &mut Vec<QuarantineReason>) {
        if let Some(opening) = self.opening.as_ref().filter(|o| o.amount != previous.closing) {
            let opening = opening.amount;
            reasons.push(QuarantineReason::OpeningDiffers { previous: previous.closing, opening });
        }
        let next_page = previous.page.and_then(|p| p.checked_add(1)).is_some_and(|p| self.page == Some(p))
            && self.electronic_sequence == previous.electronic_sequence;
        // Banks begin again with 1, most of them in January; the balance shows that nothing is missing between.
        if let (Some(before), Some(found)) = (previous.electronic_sequence, self.electronic_sequence)
            && before.checked_add(1) != Some(found)
            && found != 1
            && !next_page
        {
            reasons.push(QuarantineReason::SequenceGap { previous: before, found });
        }
        if let (Some(before), Some(from)) = (previous.to, self.from)
            && from < before
            && !next_page
        {
            reasons.push(QuarantineReason::PeriodOverlaps { previous: before, from });
        }
    }

    fn check_entries(&self, balances: bool, reasons: &mut Vec<QuarantineReason>) {
        let own = self.currency.map(Currency::code);
        let differs = |found: &str| own.is_some_and(|own| own != found);
        for balance in [&self.opening, &self.closing].into_iter().flatten().filter(|b| differs(&b.currency)) {
            let found = balance.currency.clone();
            reasons.push(QuarantineReason::CurrencyDiffers { ordinal: None, found });
        }
        let mut seen = HashMap::new();
        for entry in self.booked() {
            let ordinal = entry.ordinal;
            if differs(&entry.currency) {
                let found = entry.currency.clone();
                reasons.push(QuarantineReason::CurrencyDiffers { ordinal: Some(ordinal), found });
            }
            match entry.booked {
                None => reasons.push(QuarantineReason::DateMissing { ordinal }),
                Some(booked) if self.from.is_some_and(|f| booked < f) || self.to.is_some_and(|t| booked > t) => {
                    reasons.push(QuarantineReason::OutsidePeriod { ordinal, booked });
                }
                Some(_) => {}
            }
            // One reference of the bank may stand for several payments: where the balances prove the entries, both are real.
            if let Some(reference) = entry.servicer_reference.as_ref().filter(|_| !balances) {
                let key = (reference, entry.booked, entry.amount, entry.direction);
                match seen.get(&key) {
                    Some(first) => reasons.push(QuarantineReason::EntryDoubled { first: *first, ordinal }),
                    None => drop(seen.insert(key, ordinal)),
                }
            }
            reasons.extend(entry.details_differ());
        }
    }

    /// The keys of all entries, in their order. What is not booked is no occurrence of what is.
    pub fn keys(&self) -> Vec<EntryKey> {
        let mut occurrences: HashMap<(String, Option<NaiveDate>, Fen, Direction, EntryStatus), u32> = HashMap::new();
        let keys = self.entries.iter().map(|entry| {
            let reference = entry.servicer_reference.as_ref().or(entry.entry_reference.as_ref());
            let reference = reference.cloned().unwrap_or_default();
            let (booked, amount, direction) = (entry.booked, entry.amount, entry.direction);
            let nth = occurrences.entry((reference.clone(), booked, amount, direction, entry.status)).or_default();
            *nth = nth.saturating_add(1);
            EntryKey { reference, booked, amount, direction, occurrence: *nth }
        });
        keys.collect()
    }
}

impl Entry {
    /// Compares a batch entry with its transactions where each of them has an amount; what the bank says that it charged
    /// with them is no difference.
    pub(crate) fn details_differ(&self) -> Option<QuarantineReason> {
        let difference = self.beside_details()?;
        let known = difference.is_zero() || self.charged_beside(difference);
        (!known).then_some(QuarantineReason::DetailsDiffer { ordinal: self.ordinal, difference })
    }

    /// What a batch entry has more than its transactions; nothing where one of them has no amount.
    pub(crate) fn beside_details(&self) -> Option<Fen> {
        if self.details.len() < 2 {
            return None;
        }
        let mut rest = self.amount;
        for detail in &self.details {
            let amount = detail.amount?;
            let same = detail.direction.unwrap_or(self.direction) == self.direction;
            rest = if same { rest.minus(amount) } else { rest.plus(amount) }.ok()?;
        }
        Some(rest)
    }

    /// Whether a debit has so much more than its transactions because the bank charged it with them.
    fn charged_beside(&self, more: Fen) -> bool {
        let stated = self.charges == Some(more) || self.charged_in_details() == Some(more);
        stated && self.direction == Direction::Debit && more > Fen::ZERO
    }

    /// The charges that the transactions state, together.
    pub(crate) fn charged_in_details(&self) -> Option<Fen> {
        Fen::sum(self.details.iter().filter_map(|detail| detail.charges)).ok().filter(|sum| !sum.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, d).unwrap()
    }

    fn balance(amount: i64) -> Option<Balance> {
        Some(Balance { amount: Fen::new(amount), currency: "CNY".into(), date: Some(day(23)) })
    }

    fn entry(ordinal: u32, amount: i64, direction: Direction, reference: &str) -> Entry {
        Entry {
            ordinal,
            amount: Fen::new(amount),
            currency: "CNY".into(),
            direction,
            reversal: false,
            status: EntryStatus::Booked,
            booked: Some(day(23)),
            value: None,
            servicer_reference: (!reference.is_empty()).then(|| reference.to_owned()),
            entry_reference: None,
            code: String::new(),
            charges: None,
            information: String::new(),
            details: Vec::new(),
        }
    }

    fn statement() -> Statement {
        Statement {
            id: "S1".into(),
            electronic_sequence: Some(7),
            account: "0012345678".into(),
            currency: Some(Currency::Cny),
            from: Some(day(23)),
            to: Some(day(23)),
            opening: balance(1_000),
            closing: balance(700),
            entries: vec![entry(1, 400, Direction::Debit, "A"), entry(2, 100, Direction::Credit, "B")],
            ..Statement::default()
        }
    }

    fn keys(statement: &Statement, previous: Option<&Previous>) -> Vec<&'static str> {
        statement.check(previous).iter().map(QuarantineReason::key).collect()
    }

    #[test]
    fn a_statement_that_balances_is_free() {
        let previous =
            Previous { closing: Fen::new(1_000), electronic_sequence: Some(6), to: Some(day(22)), page: None };
        assert_eq!(keys(&statement(), Some(&previous)), Vec::<&str>::new());
    }

    #[test]
    fn one_fen_is_named() {
        let mut off = statement();
        off.closing = balance(701);
        let [QuarantineReason::Unbalanced { credits, debits, difference, .. }] = off.check(None)[..] else {
            panic!("other reasons")
        };
        assert_eq!((credits, debits, difference), (Fen::new(100), Fen::new(400), Fen::new(1)));
    }

    #[test]
    fn the_next_statement_follows_this_one() {
        let mut next = statement();
        next.opening = balance(700);
        next.closing = balance(400);
        assert_eq!(keys(&next, statement().as_previous().as_ref()), ["sequence-gap"]);
        next.electronic_sequence = Some(8);
        assert_eq!(keys(&next, statement().as_previous().as_ref()), Vec::<&str>::new());
    }

    #[test]
    fn pending_entries_do_not_count() {
        let mut with = statement();
        with.entries.push(Entry { status: EntryStatus::Pending, ..entry(3, 5, Direction::Debit, "C") });
        assert!(with.check(None).is_empty());
    }

    #[test]
    fn every_reason_is_found() {
        let mut bad = statement();
        bad.account.clear();
        bad.opening = None;
        bad.closing = None;
        bad.entries[0].currency = "USD".into();
        bad.entries[0].booked = Some(day(24));
        bad.entries[1].booked = None;
        assert_eq!(
            keys(&bad, None),
            [
                "account-missing",
                "opening-missing",
                "closing-missing",
                "currency-differs",
                "outside-period",
                "date-missing"
            ]
        );
        let previous = Previous { closing: Fen::new(999), electronic_sequence: Some(5), to: Some(day(24)), page: None };
        assert_eq!(keys(&statement(), Some(&previous)), ["opening-differs", "sequence-gap", "period-overlaps"]);
    }

    #[test]
    fn numbers_begin_again_and_pages_share_theirs_while_the_balance_continues() {
        let mut previous = statement().as_previous().unwrap();
        previous.closing = Fen::new(1_000);
        previous.electronic_sequence = Some(250);
        let mut next = statement();
        next.electronic_sequence = Some(1);
        assert_eq!(keys(&next, Some(&previous)), Vec::<&str>::new());
        next.electronic_sequence = Some(2);
        assert_eq!(keys(&next, Some(&previous)), ["sequence-gap"]);
        next.electronic_sequence = Some(250);
        assert_eq!(keys(&next, Some(&previous)), ["sequence-gap"]);
        (previous.page, next.page, next.from) = (Some(1), Some(2), Some(day(20)));
        next.to = Some(day(24));
        assert_eq!(keys(&next, Some(&previous)), Vec::<&str>::new());
        next.page = Some(3);
        assert_eq!(keys(&next, Some(&previous)), ["sequence-gap", "period-overlaps"]);
    }

    #[test]
    fn an_account_in_another_currency_is_named() {
        assert_eq!(statement().check_currency(Currency::Cny), None);
        assert_eq!(statement().check_currency(Currency::Eur).unwrap().key(), "account-currency");
    }

    #[test]
    fn a_statement_of_a_day_to_come_is_named_and_neither_waits_nor_is_accepted() {
        assert_eq!(statement().check_day(day(23)), None);
        let mut early = statement();
        let reason = early.check_day(day(22)).unwrap();
        assert_eq!(reason, QuarantineReason::Future { day: day(23), today: day(22) });
        assert!(!reason.waits() && !reason.is_acceptable());
        (early.to, early.closing) = (Some(day(22)), None);
        early.entries.truncate(1);
        assert!(early.check_day(day(22)).is_some(), "a booked entry");
        early.entries[0].status = EntryStatus::Pending;
        assert_eq!(early.check_day(day(22)), None, "what is only announced may be of tomorrow");
    }

    #[test]
    fn equal_entries_that_balance_are_real_and_are_named_where_they_do_not() {
        let mut doubled = statement();
        doubled.entries = vec![entry(1, 150, Direction::Debit, "A"), entry(2, 150, Direction::Debit, "A")];
        assert_eq!(doubled.check(None), []);
        doubled.closing = balance(850);
        assert_eq!(keys(&doubled, None), ["unbalanced", "entry-doubled"]);
        doubled.closing = balance(700);
        doubled.entries = vec![entry(1, 150, Direction::Debit, ""), entry(2, 150, Direction::Debit, "")];
        assert!(doubled.check(None).is_empty());
        let keys = doubled.keys();
        assert_eq!((keys[0].occurrence, keys[1].occurrence), (1, 2));
        doubled.entries[0].status = EntryStatus::Pending;
        assert_eq!(doubled.keys()[1].occurrence, 1);
    }

    #[test]
    fn a_batch_must_add_up() {
        let mut batch = statement();
        let part = |amount| Detail { amount: Some(Fen::new(amount)), ..Detail::default() };
        batch.entries[0].details = vec![part(150), part(250)];
        assert!(batch.check(None).is_empty());
        batch.entries[0].details[1] = part(249);
        assert_eq!(batch.check(None), [QuarantineReason::DetailsDiffer { ordinal: 1, difference: Fen::new(1) }]);
    }
}
