//! The double-entry commitment ledger: account kinds, and the posting of every event as data (integrity.md 5.1).
//!
//! One transfer moves one amount from one account to another, so it balances by construction. The budget book says what
//! the authority may still promise; the cash book says what the bank did. Corrections are new transfers.

use std::cmp::Ordering;

use crate::money::Fen;
use crate::refusal::Refusal;
use crate::role::text_enum;

text_enum! {
    /// The two books. No transfer crosses them.
    Book {
        /// 预算账
        Budget = "budget",
        /// 资金账
        Cash = "cash",
    }
}

text_enum! {
    /// What an account holds.
    AccountKind {
        /// 批复指标: the appropriation, credit side.
        Appropriation = "appropriation",
        /// 可用指标
        Available = "available",
        /// 预占: approved, not yet past the public notice.
        Reserved = "reserved",
        /// 已承诺: awarded, not yet ordered.
        Committed = "committed",
        /// 待支付: ordered in a batch.
        Payable = "payable",
        /// 在途: the file is sealed.
        InTransit = "in_transit",
        /// 已支出: booked by the bank.
        Spent = "spent",
        /// 银行存款
        Bank = "bank",
        /// 已付补贴
        Paid = "paid",
        /// 手续费
        Fees = "fees",
        /// 财政拨入
        Funding = "funding",
        /// 利息收入
        Interest = "interest",
        /// 应追回款: paid out without being owed, by payment.
        Receivable = "receivable",
        /// 流水缺口: what the account moved by between two statements, with no statement that says why; on the other side.
        Gap = "gap",
    }
}

impl AccountKind {
    /// The book that the account stands in.
    pub const fn book(self) -> Book {
        match self {
            Self::Bank | Self::Paid | Self::Fees | Self::Funding | Self::Interest | Self::Receivable | Self::Gap => {
                Book::Cash
            }
            Self::Appropriation
            | Self::Available
            | Self::Reserved
            | Self::Committed
            | Self::Payable
            | Self::InTransit
            | Self::Spent => Book::Budget,
        }
    }

    /// Whether the account's balance (debit − credit) may never fall below zero (I4); the guarded statement and a check
    /// constraint hold it.
    pub const fn never_overdrawn(self) -> bool {
        !matches!(self, Self::Appropriation | Self::Bank | Self::Fees | Self::Funding | Self::Interest | Self::Gap)
    }
}

text_enum! {
    /// Why money moved.
    TransferCode {
        /// 下达指标
        Allocate = "allocate",
        /// 调减指标
        Cut = "cut",
        /// 审定预占
        Reserve = "reserve",
        /// 释放预占
        Release = "release",
        /// 公示期满承诺
        Commit = "commit",
        /// 入批次
        Order = "order",
        /// 退出批次
        Unorder = "unorder",
        /// 封存发出
        Instruct = "instruct",
        /// 银行记账
        Settle = "settle",
        /// 资金账：付出
        PayOut = "pay_out",
        /// 未记账退回
        Reject = "reject",
        /// 退汇恢复承诺
        Return = "return",
        /// 资金账：退回
        PayBack = "pay_back",
        /// 手续费
        Charge = "charge",
        /// 财政拨入
        Fund = "fund",
        /// 利息
        Interest = "interest",
        /// 放弃拨付，指标恢复可用
        GiveUp = "give_up",
        /// 资金账：错付，应追回
        Overpay = "overpay",
        /// 资金账：追回
        Recover = "recover",
        /// 资金账：流水缺口
        Gap = "gap",
        /// 冲回：an earlier posting was wrong
        Correct = "correct",
    }
}

text_enum! {
    /// What a budget document does to a line; each is the reason of its transfer.
    BudgetChange {
        /// 下达指标
        Allocate = "allocate",
        /// 调减指标
        Cut = "cut",
    }
}

/// An account by what it is: a kind, and whose (a case, an award, a payment; empty for the line's own).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountRef {
    /// The kind.
    pub kind: AccountKind,
    /// The subject's id as text.
    pub subject: String,
}

/// A transfer to be posted: `debit ← credit`, above zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// Why.
    pub code: TransferCode,
    /// The account that receives.
    pub debit: AccountRef,
    /// The account that gives; guarded.
    pub credit: AccountRef,
    /// How much, in minor units of the budget line's currency.
    pub amount: Fen,
    /// What caused it; `(code, reference)` is unique, so that no event posts twice.
    pub reference: String,
}

fn own(kind: AccountKind) -> AccountRef {
    AccountRef { kind, subject: String::new() }
}

fn of(kind: AccountKind, subject: impl std::fmt::Display) -> AccountRef {
    AccountRef { kind, subject: subject.to_string() }
}

fn post(
    code: TransferCode,
    debit: AccountRef,
    credit: AccountRef,
    amount: Fen,
    reference: impl std::fmt::Display,
) -> Posting {
    Posting { code, debit, credit, amount, reference: reference.to_string() }
}

/// Allocate budget: AVAILABLE ← APPROPRIATION. `allocation` names what two people decided.
pub fn allocate(amount: Fen, allocation: impl std::fmt::Display) -> Posting {
    post(TransferCode::Allocate, own(AccountKind::Available), own(AccountKind::Appropriation), amount, allocation)
}

/// Take budget back: APPROPRIATION ← AVAILABLE. Refused when less is available.
pub fn cut(amount: Fen, allocation: impl std::fmt::Display) -> Posting {
    post(TransferCode::Cut, own(AccountKind::Appropriation), own(AccountKind::Available), amount, allocation)
}

/// Approval: RESERVED(case) ← AVAILABLE. Refused when less is available. `approval` names this approval of the case.
pub fn reserve(case: impl std::fmt::Display, amount: Fen, approval: impl std::fmt::Display) -> Posting {
    post(TransferCode::Reserve, of(AccountKind::Reserved, case), own(AccountKind::Available), amount, approval)
}

/// An approval is taken back or falls: AVAILABLE ← RESERVED(case). `approval` names the approval that reserved it.
pub fn release(case: impl std::fmt::Display, amount: Fen, approval: impl std::fmt::Display) -> Posting {
    post(TransferCode::Release, own(AccountKind::Available), of(AccountKind::Reserved, case), amount, approval)
}

/// The notice is over: COMMITTED(award) ← RESERVED(case).
pub fn commit(case: impl std::fmt::Display, award: impl std::fmt::Display, amount: Fen) -> Posting {
    let award = award.to_string();
    post(TransferCode::Commit, of(AccountKind::Committed, &award), of(AccountKind::Reserved, case), amount, award)
}

/// Into a batch: PAYABLE(payment) ← COMMITTED(award). `batching` names this payment in this batch.
pub fn order(
    award: impl std::fmt::Display,
    payment: impl std::fmt::Display,
    amount: Fen,
    batching: impl std::fmt::Display,
) -> Posting {
    post(TransferCode::Order, of(AccountKind::Payable, payment), of(AccountKind::Committed, award), amount, batching)
}

/// Out of a batch that was recalled: COMMITTED(award) ← PAYABLE(payment).
pub fn unorder(
    award: impl std::fmt::Display,
    payment: impl std::fmt::Display,
    amount: Fen,
    batching: impl std::fmt::Display,
) -> Posting {
    post(TransferCode::Unorder, of(AccountKind::Committed, award), of(AccountKind::Payable, payment), amount, batching)
}

/// The file is sealed: IN TRANSIT(payment) ← PAYABLE(payment). `batching` names this payment in this batch.
pub fn instruct(payment: impl std::fmt::Display, amount: Fen, batching: impl std::fmt::Display) -> Posting {
    let payment = payment.to_string();
    post(
        TransferCode::Instruct,
        of(AccountKind::InTransit, &payment),
        of(AccountKind::Payable, &payment),
        amount,
        batching,
    )
}

/// The bank did not pay, or never got the file: COMMITTED(award) ← IN TRANSIT(payment). `event` names what says so.
pub fn reject(
    award: impl std::fmt::Display,
    payment: impl std::fmt::Display,
    amount: Fen,
    event: impl std::fmt::Display,
) -> Posting {
    post(TransferCode::Reject, of(AccountKind::Committed, award), of(AccountKind::InTransit, payment), amount, event)
}

/// Booked by the bank: SPENT(award) ← IN TRANSIT(payment), and PAID(award) ← BANK in the cash book. `event` names the
/// payment and its allocation.
pub fn settle(
    award: impl std::fmt::Display,
    payment: impl std::fmt::Display,
    amount: Fen,
    event: impl std::fmt::Display,
) -> [Posting; 2] {
    let (award, event) = (award.to_string(), event.to_string());
    [
        post(TransferCode::Settle, of(AccountKind::Spent, &award), of(AccountKind::InTransit, payment), amount, &event),
        post(TransferCode::PayOut, of(AccountKind::Paid, &award), own(AccountKind::Bank), amount, &event),
    ]
}

/// Returned after it was booked: COMMITTED(award) ← SPENT(award), and BANK ← PAID(award) in the cash book.
pub fn give_back(award: impl std::fmt::Display, amount: Fen, event: impl std::fmt::Display) -> [Posting; 2] {
    let (award, event) = (award.to_string(), event.to_string());
    [
        post(TransferCode::Return, of(AccountKind::Committed, &award), of(AccountKind::Spent, &award), amount, &event),
        post(TransferCode::PayBack, own(AccountKind::Bank), of(AccountKind::Paid, &award), amount, &event),
    ]
}

/// An award that will never be paid: AVAILABLE ← COMMITTED(award).
pub fn give_up(award: impl std::fmt::Display, amount: Fen) -> Posting {
    let award = award.to_string();
    post(TransferCode::GiveUp, own(AccountKind::Available), of(AccountKind::Committed, &award), amount, award)
}

/// Takes a posting back: the accounts change places.
pub fn correct(wrong: &Posting) -> Posting {
    let reference = format!("{}:{}", wrong.reference, wrong.code.key());
    post(TransferCode::Correct, wrong.credit.clone(), wrong.debit.clone(), wrong.amount, reference)
}

/// Bank charge: FEES ← BANK.
pub fn charge(entry: impl std::fmt::Display, amount: Fen) -> Posting {
    post(TransferCode::Charge, own(AccountKind::Fees), own(AccountKind::Bank), amount, entry)
}

/// The treasury pays in: BANK ← FUNDING.
pub fn fund(entry: impl std::fmt::Display, amount: Fen) -> Posting {
    post(TransferCode::Fund, own(AccountKind::Bank), own(AccountKind::Funding), amount, entry)
}

/// Interest received: BANK ← INTEREST.
pub fn interest(entry: impl std::fmt::Display, amount: Fen) -> Posting {
    post(TransferCode::Interest, own(AccountKind::Bank), own(AccountKind::Interest), amount, entry)
}

/// The bank paid what was not owed, a second time for example: RECEIVABLE(payment) ← BANK.
pub fn overpay(payment: impl std::fmt::Display, amount: Fen, event: impl std::fmt::Display) -> Posting {
    post(TransferCode::Overpay, of(AccountKind::Receivable, payment), own(AccountKind::Bank), amount, event)
}

/// The payee paid it back: BANK ← RECEIVABLE(payment). Refused when less is owed.
pub fn recover(payment: impl std::fmt::Display, amount: Fen, event: impl std::fmt::Display) -> Posting {
    post(TransferCode::Recover, own(AccountKind::Bank), of(AccountKind::Receivable, payment), amount, event)
}

/// What the account moved by between two statements that do not follow each other, `opening − closing before`, above or
/// below zero: BANK ← GAP, or GAP ← BANK. Nothing where they follow. `event` names the two statements.
///
/// # Errors
/// An overflow.
pub fn gap(moved: Fen, event: impl std::fmt::Display) -> Result<Option<Posting>, Refusal> {
    let (bank, gap) = (own(AccountKind::Bank), own(AccountKind::Gap));
    Ok(match moved.cmp(&Fen::ZERO) {
        Ordering::Equal => None,
        Ordering::Greater => Some(post(TransferCode::Gap, bank, gap, moved, event)),
        Ordering::Less => Some(post(TransferCode::Gap, gap, bank, Fen::ZERO.minus(moved)?, event)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_posting_crosses_the_books() {
        let amount = Fen::new(1);
        let mut all = vec![
            allocate(amount, "d"),
            reserve("c", amount, "c:1"),
            commit("c", "a", amount),
            order("a", "p", amount, "p:b"),
        ];
        all.extend([
            unorder("a", "p", amount, "p:b"),
            instruct("p", amount, "p:b"),
            reject("a", "p", amount, "p:r"),
            give_up("a", amount),
            charge("e", amount),
            fund("e", amount),
            interest("e", amount),
            overpay("p", amount, "p:l"),
            recover("p", amount, "p:l"),
        ]);
        all.extend([Fen::new(7), Fen::new(-7), Fen::ZERO].into_iter().filter_map(|moved| gap(moved, "n:b").unwrap()));
        all.extend(settle("a", "p", amount, "p:l"));
        all.extend(give_back("a", amount, "p:l"));
        all.extend(all.iter().map(correct).collect::<Vec<_>>());
        for posting in all {
            assert_eq!(posting.debit.kind.book(), posting.credit.kind.book(), "{posting:?}");
            assert_ne!(posting.debit, posting.credit, "{posting:?}");
        }
    }
}
