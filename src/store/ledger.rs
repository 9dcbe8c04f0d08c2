//! The only place that writes accounts and transfers.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{AccountId, BankAccountId, BudgetLineId, PaymentId, TransferId, UnitId};
use domain::ledger::{AccountKind, AccountRef, Posting, TransferCode};
use domain::money::Fen;
use domain::refusal::{Code, Fact, Refusal};
use entity::{account, budget_line, transfer};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, JoinType, QueryFilter,
    QuerySelect as _,
};

use super::list::{self, Kind};
use super::sql;
use crate::Connection;
use kernel::error::{Error, Fault};
use kernel::id::Ascending;

/// Posts transfers of one budget line, see [`post_all`].
///
/// # Errors
/// As for [`post_all`].
pub async fn post(
    tx: &Connection,
    line: BudgetLineId,
    postings: &[Posting],
    date: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    post_all(tx, postings.iter().map(|p| (line, p)), date, now).await
}

/// What all postings of a set do to one account.
struct Movement<'p> {
    line: BudgetLineId,
    account: &'p AccountRef,
    id: Option<AccountId>,
    debit: Fen,
    credit: Fen,
}

/// Posts any number of transfers with a few statements: the accounts are changed by one that itself checks every balance,
/// so that no two commands can ever promise the same money (I4, F6). What one posting of the set brings, another may give.
///
/// # Errors
/// [`Code::BudgetExhausted`] with what is available and wanted.
pub async fn post_all<'p>(
    tx: &Connection,
    postings: impl IntoIterator<Item = (BudgetLineId, &'p Posting)>,
    date: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let postings: Vec<(BudgetLineId, &Posting)> = postings.into_iter().collect();
    if postings.is_empty() {
        return Ok(());
    }
    let mut place: HashMap<(BudgetLineId, &AccountRef), usize> = HashMap::new();
    let mut moved: Vec<Movement<'p>> = Vec::new();
    for (line, posting) in &postings {
        let given = if posting.amount > Fen::ZERO {
            posting.amount
        } else {
            return Err(Fault::new("a posting of nothing").into());
        };
        for (account, debit, credit) in [(&posting.debit, given, Fen::ZERO), (&posting.credit, Fen::ZERO, given)] {
            let at = *place.entry((*line, account)).or_insert_with(|| {
                moved.push(Movement { line: *line, account, id: None, debit: Fen::ZERO, credit: Fen::ZERO });
                moved.len().saturating_sub(1)
            });
            let Some(sum) = moved.get_mut(at) else { continue };
            (sum.debit, sum.credit) = (sum.debit.plus(debit)?, sum.credit.plus(credit)?);
        }
    }
    open_accounts(tx, &mut moved, now).await?;
    change(tx, &moved).await?;
    let id = |line: BudgetLineId, account: &AccountRef| {
        let known = place.get(&(line, account)).and_then(|at| moved.get(*at)).and_then(|m| m.id);
        known.ok_or_else(|| Fault::new("a ledger account vanished"))
    };
    let mut ids = Ascending::new(now);
    let mut rows = Vec::with_capacity(postings.len());
    for (line, posting) in &postings {
        rows.push(transfer::ActiveModel {
            id: Set(TransferId::from_uuid(ids.next_id())),
            code: Set(posting.code.key().to_owned()),
            book: Set(posting.debit.kind.book().key().to_owned()),
            debit_account_id: Set(id(*line, &posting.debit)?),
            credit_account_id: Set(id(*line, &posting.credit)?),
            amount_fen: Set(posting.amount),
            budget_line_id: Set(*line),
            ref_id: Set(posting.reference.clone()),
            business_date: Set(date),
            posted_at: Set(now),
        });
    }
    list::insert_all(tx, rows).await
}

/// Finds the accounts and makes those that nobody used before.
async fn open_accounts(tx: &Connection, moved: &mut [Movement<'_>], now: DateTime<Utc>) -> Result<(), Error> {
    find(tx, moved).await?;
    let mut ids = Ascending::new(now);
    let new: Vec<account::ActiveModel> = moved
        .iter()
        .filter(|m| m.id.is_none())
        .map(|m| account::ActiveModel {
            id: Set(AccountId::from_uuid(ids.next_id())),
            budget_line_id: Set(m.line),
            book: Set(m.account.kind.book().key().to_owned()),
            kind: Set(m.account.kind.key().to_owned()),
            subject: Set(m.account.subject.clone()),
            debit_fen: Set(Fen::ZERO),
            credit_fen: Set(Fen::ZERO),
        })
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    let key = [account::Column::BudgetLineId, account::Column::Kind, account::Column::Subject];
    list::insert_new(tx, new, &key).await?;
    find(tx, moved).await
}

/// Fills in the ids of the accounts that are there. On PostgreSQL they are locked in the order of their ids, so that two
/// commands that touch the same accounts cannot wait for each other.
async fn find(tx: &Connection, moved: &mut [Movement<'_>]) -> Result<(), Error> {
    let wanted: Vec<serde_json::Value> = moved
        .iter()
        .filter(|m| m.id.is_none())
        .map(|m| serde_json::json!({ "l": m.line.uuid().simple().to_string(), "k": m.account.kind.key(), "s": m.account.subject }))
        .collect();
    let v = list::table(tx, &[("l", Kind::Uuid), ("k", Kind::Text), ("s", Kind::Text)]);
    let lock = if tx.get_database_backend() == DatabaseBackend::Postgres { "FOR UPDATE OF a" } else { "" };
    let text = format!(
        "SELECT a.id, a.budget_line_id, a.kind, a.subject FROM {v} CROSS JOIN account a
         WHERE a.budget_line_id = v.l AND a.kind = v.k AND a.subject = v.s ORDER BY a.id {lock}"
    );
    let rows = tx.query_all_raw(sql(tx, &text, [serde_json::to_string(&wanted)?.into()])).await?;
    let mut known: HashMap<(BudgetLineId, String, String), AccountId> = HashMap::new();
    for row in rows {
        let key = (row.try_get("", "budget_line_id")?, row.try_get("", "kind")?, row.try_get("", "subject")?);
        known.insert(key, row.try_get("", "id")?);
    }
    for m in moved.iter_mut().filter(|m| m.id.is_none()) {
        m.id = known.get(&(m.line, m.account.kind.key().to_owned(), m.account.subject.clone())).copied();
    }
    Ok(())
}

/// Changes the balances; an account that may not be overdrawn and would be is left as it is, and refuses the whole.
async fn change(tx: &Connection, moved: &[Movement<'_>]) -> Result<(), Error> {
    let mut rows = Vec::with_capacity(moved.len());
    for m in moved {
        let id = m.id.ok_or_else(|| Fault::new("a ledger account vanished"))?;
        rows.push(serde_json::json!({
            "id": id.uuid().simple().to_string(), "d": m.debit.minor(), "c": m.credit.minor(),
            "g": i64::from(m.account.kind.never_overdrawn()),
        }));
    }
    let columns = [("id", Kind::Uuid), ("d", Kind::Number), ("c", Kind::Number), ("g", Kind::Number)];
    let text = format!(
        "UPDATE account SET debit_fen = account.debit_fen + v.d, credit_fen = account.credit_fen + v.c FROM {}
         WHERE account.id = v.id AND (v.g = 0 OR account.debit_fen + v.d >= account.credit_fen + v.c)",
        list::table(tx, &columns)
    );
    let done = tx.execute_raw(sql(tx, &text, [serde_json::to_string(&rows)?.into()])).await?;
    if done.rows_affected() == u64::try_from(moved.len()).unwrap_or(u64::MAX) {
        return Ok(());
    }
    // Those that could be changed are changed now; the command rolls back. The others say why.
    for m in moved.iter().filter(|m| m.account.kind.never_overdrawn() && !m.credit.is_zero()) {
        let Some(id) = m.id else { continue };
        let row = account::Entity::find_by_id(id).one(tx).await?;
        let left = row.map_or(Ok(Fen::ZERO), |a| a.debit_fen.minus(a.credit_fen))?;
        if left.plus(m.debit)? < m.credit {
            let currency = super::budget::line(tx, m.line).await?.currency;
            let refusal = Refusal::new(Code::BudgetExhausted)
                .with("available", Fact::Money(currency.of(left.plus(m.debit)?)))
                .with("wanted", Fact::Money(currency.of(m.credit)));
            return Err(refusal.into());
        }
    }
    Err(Fault::new("a ledger account vanished").into())
}

/// The documents on whose strength one person alone allocated money to lines of a unit, before two had to: a handful.
///
/// # Errors
/// A fault of the database.
pub async fn allocated(db: &Connection, unit: UnitId) -> Result<Vec<String>, Error> {
    let code = TransferCode::Allocate.key();
    let text = "SELECT t.ref_id, l.code FROM transfer t JOIN budget_line l ON l.id = t.budget_line_id
                WHERE t.code = $1 AND l.unit_id = $2";
    let rows = db.query_all_raw(sql(db, text, [code.into(), unit.uuid().into()])).await?;
    let document = |row: &sea_orm::QueryResult| {
        let (reference, line): (String, String) = (row.try_get("", "ref_id")?, row.try_get("", "code")?);
        // Where another office had used the number first, the line stands behind it.
        Ok(reference.strip_suffix(&format!(" · {line}")).map_or(reference.clone(), str::to_owned))
    };
    rows.iter().map(document).collect()
}

/// Whether a transfer with this reason and reference was posted.
///
/// # Errors
/// A fault of the database.
pub async fn is_posted(db: &Connection, code: TransferCode, reference: &str) -> Result<bool, Error> {
    let query = transfer::Entity::find()
        .filter(transfer::Column::Code.eq(code.key()))
        .filter(transfer::Column::RefId.eq(reference));
    Ok(query.one(db).await?.is_some())
}

/// What payees owe back of what was paid beside payments of these budget lines, by payment.
///
/// # Errors
/// A fault of the database.
pub async fn owed_back(db: &Connection, lines: &[BudgetLineId]) -> Result<HashMap<PaymentId, Fen>, Error> {
    use sea_orm::sea_query::{Expr, ExprTrait as _};
    let open = account::Entity::find()
        .filter(account::Column::Kind.eq(AccountKind::Receivable.key()))
        .filter(Expr::col(account::Column::DebitFen).gt(Expr::col(account::Column::CreditFen)));
    let rows = list::find_in(db, open, account::Column::BudgetLineId, lines.iter().copied()).await?;
    let owed = |row: account::Model| {
        let id = row.subject.parse().map_err(|e| Fault::from_cause("a receivable of no payment", e))?;
        Ok((PaymentId::from_uuid(id), row.debit_fen.minus(row.credit_fen)?))
    };
    rows.into_iter().map(owed).collect()
}

/// The balances (debit − credit) of one budget line by kind.
///
/// # Errors
/// A fault of the database.
pub async fn balances(db: &Connection, line: BudgetLineId) -> Result<Vec<(AccountKind, Fen)>, Error> {
    Ok(balances_of(db, &[line]).await?.remove(&line).unwrap_or_default())
}

/// Balances (debit − credit) by kind of account.
pub type Balances = Vec<(AccountKind, Fen)>;

/// The budget lines that are paid from a bank account, each with its balances.
///
/// # Errors
/// A fault of the database.
pub async fn balances_of_bank(db: &Connection, bank: BankAccountId) -> Result<HashMap<BudgetLineId, Balances>, Error> {
    use sea_orm::sea_query::{Alias, Expr, ExprTrait as _};
    let sum = |column| Expr::col((account::Entity, column)).sum();
    let balance = sum(account::Column::DebitFen).sub(sum(account::Column::CreditFen)).cast_as(Alias::new("bigint"));
    let accounts = budget_line::Entity::belongs_to(account::Entity)
        .from(budget_line::Column::Id)
        .to(account::Column::BudgetLineId);
    let query = budget_line::Entity::find()
        .select_only()
        .column(budget_line::Column::Id)
        .column(account::Column::Kind)
        .column_as(balance, "balance")
        .join(JoinType::LeftJoin, accounts.into())
        .filter(budget_line::Column::BankAccountId.eq(bank))
        .group_by(budget_line::Column::Id)
        .group_by(account::Column::Kind);
    let mut of: HashMap<BudgetLineId, Balances> = HashMap::new();
    for (line, kind, balance) in query.into_tuple::<(BudgetLineId, Option<String>, Option<Fen>)>().all(db).await? {
        let balances = of.entry(line).or_default();
        if let (Some(kind), Some(balance)) = (kind, balance) {
            balances.push((kind_of(&kind)?, balance));
        }
    }
    Ok(of)
}

fn kind_of(kind: &str) -> Result<AccountKind, Fault> {
    AccountKind::from_key(kind).ok_or_else(|| Fault::new(format!("unknown account kind {kind}")))
}

/// The balances of some budget lines; of a line without an account there are none.
///
/// # Errors
/// A fault of the database.
pub async fn balances_of(db: &Connection, lines: &[BudgetLineId]) -> Result<HashMap<BudgetLineId, Balances>, Error> {
    use sea_orm::sea_query::{Alias, Expr, ExprTrait as _};
    let sum = |column| Expr::col((account::Entity, column)).sum();
    let balance = sum(account::Column::DebitFen).sub(sum(account::Column::CreditFen)).cast_as(Alias::new("bigint"));
    let query = account::Entity::find()
        .select_only()
        .column(account::Column::BudgetLineId)
        .column(account::Column::Kind)
        .column_as(balance, "balance")
        .filter(list::within(db, account::Column::BudgetLineId, lines.iter().copied()))
        .group_by(account::Column::BudgetLineId)
        .group_by(account::Column::Kind);
    let mut of: HashMap<BudgetLineId, Balances> = HashMap::new();
    for (line, kind, balance) in query.into_tuple::<(BudgetLineId, String, Fen)>().all(db).await? {
        of.entry(line).or_default().push((kind_of(&kind)?, balance));
    }
    Ok(of)
}
