//! The only place that writes accounts and transfers.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{AccountId, BudgetLineId, TransferId};
use domain::ledger::{AccountKind, AccountRef, Posting};
use domain::money::Fen;
use domain::refusal::{Code, Fact, Refusal};
use entity::{account, transfer};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter};

use super::sql;
use crate::error::{Error, Fault};
use crate::id::new_uuid;

/// Posts transfers: each account that gives is changed by a statement that itself checks the balance, so that no two
/// commands can ever promise the same money (I4, F6).
///
/// # Errors
/// [`Code::BudgetExhausted`] with what is available and wanted.
pub async fn post(
    tx: &impl ConnectionTrait,
    line: BudgetLineId,
    postings: &[Posting],
    date: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    for posting in postings {
        let debit = ensure(tx, line, &posting.debit, now).await?;
        let credit = ensure(tx, line, &posting.credit, now).await?;
        // Always in the order of the ids: two commands that touch the same accounts cannot wait for each other.
        if debit < credit {
            receive(tx, debit, posting.amount).await?;
            give(tx, credit, posting).await?;
        } else {
            give(tx, credit, posting).await?;
            receive(tx, debit, posting.amount).await?;
        }
        let row = transfer::ActiveModel {
            id: Set(TransferId::from_uuid(new_uuid(now))),
            code: Set(posting.code.key().to_owned()),
            book: Set(posting.debit.kind.book().key().to_owned()),
            debit_account_id: Set(debit),
            credit_account_id: Set(credit),
            amount_fen: Set(posting.amount),
            budget_line_id: Set(line),
            ref_id: Set(posting.reference.clone()),
            business_date: Set(date),
            posted_at: Set(now),
        };
        transfer::Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(())
}

async fn ensure(
    tx: &impl ConnectionTrait,
    line: BudgetLineId,
    wanted: &AccountRef,
    now: DateTime<Utc>,
) -> Result<AccountId, Error> {
    if let Some(found) = find(tx, line, wanted).await? {
        return Ok(found.id);
    }
    let row = account::ActiveModel {
        id: Set(AccountId::from_uuid(new_uuid(now))),
        budget_line_id: Set(line),
        book: Set(wanted.kind.book().key().to_owned()),
        kind: Set(wanted.kind.key().to_owned()),
        subject: Set(wanted.subject.clone()),
        debit_fen: Set(Fen::ZERO),
        credit_fen: Set(Fen::ZERO),
    };
    let columns = [account::Column::BudgetLineId, account::Column::Kind, account::Column::Subject];
    account::Entity::insert(row)
        .on_conflict(OnConflict::columns(columns).do_nothing().to_owned())
        .exec_without_returning(tx)
        .await?;
    let found = find(tx, line, wanted).await?;
    found.map(|a| a.id).ok_or_else(|| Fault::new("a ledger account vanished").into())
}

async fn find(
    tx: &impl ConnectionTrait,
    line: BudgetLineId,
    wanted: &AccountRef,
) -> Result<Option<account::Model>, Error> {
    let query = account::Entity::find()
        .filter(account::Column::BudgetLineId.eq(line))
        .filter(account::Column::Kind.eq(wanted.kind.key()))
        .filter(account::Column::Subject.eq(&wanted.subject));
    Ok(query.one(tx).await?)
}

async fn receive(tx: &impl ConnectionTrait, id: AccountId, amount: Fen) -> Result<(), Error> {
    let update = account::Entity::update_many()
        .col_expr(account::Column::DebitFen, Expr::col(account::Column::DebitFen).add(amount.minor()))
        .filter(account::Column::Id.eq(id));
    match update.exec(tx).await?.rows_affected {
        1 => Ok(()),
        _ => Err(Fault::new("a ledger account vanished").into()),
    }
}

async fn give(tx: &impl ConnectionTrait, id: AccountId, posting: &Posting) -> Result<(), Error> {
    let mut update = account::Entity::update_many()
        .col_expr(account::Column::CreditFen, Expr::col(account::Column::CreditFen).add(posting.amount.minor()))
        .filter(account::Column::Id.eq(id));
    if posting.credit.kind.never_overdrawn() {
        let balance = Expr::col(account::Column::DebitFen).sub(Expr::col(account::Column::CreditFen));
        update = update.filter(balance.gte(posting.amount.minor()));
    }
    if update.exec(tx).await?.rows_affected == 1 {
        return Ok(());
    }
    let left = account::Entity::find_by_id(id).one(tx).await?;
    let left = left.map_or(Ok(Fen::ZERO), |a| a.debit_fen.minus(a.credit_fen))?;
    let refusal = Refusal::new(Code::BudgetExhausted)
        .with("available", Fact::Amount(left))
        .with("wanted", Fact::Amount(posting.amount));
    Err(refusal.into())
}

/// The balances (debit − credit) of one budget line by kind.
///
/// # Errors
/// A fault of the database.
pub async fn balances(db: &impl ConnectionTrait, line: BudgetLineId) -> Result<Vec<(AccountKind, Fen)>, Error> {
    let statement = sql(
        db,
        "SELECT kind, CAST(SUM(debit_fen) - SUM(credit_fen) AS bigint) AS balance FROM account WHERE budget_line_id = $1 GROUP BY kind",
        [line.uuid().into()],
    );
    let mut out = Vec::new();
    for row in db.query_all_raw(statement).await? {
        let kind: String = row.try_get("", "kind")?;
        let kind = AccountKind::from_key(&kind).ok_or_else(|| Fault::new(format!("unknown account kind {kind}")))?;
        out.push((kind, Fen::new(row.try_get("", "balance")?)));
    }
    Ok(out)
}
