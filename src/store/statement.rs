//! Bank statements and their lines.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use domain::id::{BankAccountId, EntryId, StatementId};
use domain::money::Fen;
use domain::refusal::Code;
use domain::statement::{Direction, StatementState};
use domain::workflow::{EntryState, Moved, QuarantineState};
use entity::{bank_account, person, statement, statement_entry};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, IntoCondition as _, LockType};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, DerivePartialModel, EntityTrait,
    FromQueryResult as _, IntoActiveModel, JoinType, QueryFilter, QueryOrder, QuerySelect,
};

use super::list::{self, Kind};
use super::person::Named;
use super::scope::Scope;
use super::sql;
use super::tally::Count;
use crate::Connection;
use kernel::error::Error;

/// Inserts a statement with its lines (none for one in quarantine).
///
/// # Errors
/// [`Code::StatementKnown`] when the same one was taken before.
pub async fn insert(tx: &Connection, row: statement::Model, entries: Vec<statement_entry::Model>) -> Result<(), Error> {
    statement::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    insert_entries(tx, entries).await
}

/// Inserts the lines of a statement.
///
/// # Errors
/// A fault of the database.
pub async fn insert_entries(tx: &Connection, entries: Vec<statement_entry::Model>) -> Result<(), Error> {
    list::insert_all(tx, entries.into_iter().map(|e| e.into_active_model().reset_all())).await
}

/// The last taken statement of an account, by its place in the chain of balances.
///
/// # Errors
/// A fault of the database.
pub async fn latest(db: &Connection, account: BankAccountId) -> Result<Option<statement::Model>, Error> {
    Ok(taken(account).order_by_desc(statement::Column::ChainNo).one(db).await?)
}

/// A statement by its number, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn by_number(db: &Connection, scope: &Scope, number: &str) -> Result<statement::Model, Error> {
    scoped(scope).filter(statement::Column::Number.eq(number)).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A statement with what stands beside it.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "statement::Entity")]
pub struct Shown {
    /// The statement.
    #[sea_orm(nested)]
    pub statement: statement::Model,
    /// Its account.
    #[sea_orm(nested)]
    pub account: bank_account::Model,
    /// Who imported it.
    #[sea_orm(nested)]
    pub importer: Named,
    /// The taken statement before it, of one that has its place.
    #[sea_orm(nested, alias = "before")]
    pub before: Option<Before>,
    /// Whether nothing is paid from the account since a restoration.
    #[sea_orm(from_expr = "Expr::cust(LOCKED)")]
    pub locked: bool,
    /// How many parts of its lines the rule decided.
    #[sea_orm(from_expr = "Expr::cust(BY_RULE)")]
    pub by_rule: i64,
}

/// Where a statement ends.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "statement::Entity")]
pub struct Before {
    /// The last day.
    pub to_on: NaiveDate,
    /// The balance then.
    pub closing_fen: Fen,
}

const BEFORE: &str = "before.id = (SELECT b.id FROM statement b WHERE b.bank_account_id = statement.bank_account_id
   AND b.state = 'balanced' AND b.chain_no < statement.chain_no ORDER BY b.chain_no DESC LIMIT 1)";
const LOCKED: &str = "EXISTS (SELECT 1 FROM release_lock r
   WHERE r.bank_account_id = statement.bank_account_id AND r.lifted_by IS NULL)";
const BY_RULE: &str = "(SELECT COUNT(*) FROM statement_entry e JOIN allocation a ON a.entry_id = e.id
   WHERE e.statement_id = statement.id AND a.reverses IS NULL AND a.kind <> 'charge' AND a.decided_by IS NULL
   AND NOT EXISTS (SELECT 1 FROM allocation t WHERE t.reverses = a.id))";

/// A statement by its number with what stands beside it, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn shown(db: &Connection, scope: &Scope, number: &str) -> Result<Shown, Error> {
    use statement::Column;
    let account =
        statement::Entity::belongs_to(bank_account::Entity).from(Column::BankAccountId).to(bank_account::Column::Id);
    let importer = statement::Entity::belongs_to(person::Entity).from(Column::ImportedBy).to(person::Column::Id);
    let before = statement::Entity::belongs_to(statement::Entity)
        .from(Column::BankAccountId)
        .to(Column::BankAccountId)
        .on_condition(|_, _| Expr::cust(BEFORE).into_condition());
    let query = scoped(scope)
        .filter(Column::Number.eq(number))
        .join(JoinType::InnerJoin, account.into())
        .join(JoinType::InnerJoin, importer.into())
        .join_as(JoinType::LeftJoin, sea_orm::RelationDef::from(before), "before");
    query.into_partial_model::<Shown>().one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// The statement that a file was imported as.
///
/// # Errors
/// A fault of the database.
pub async fn of_document(db: &Connection, document: domain::id::DocumentId) -> Result<Option<statement::Model>, Error> {
    Ok(statement::Entity::find().filter(statement::Column::DocumentId.eq(document)).one(db).await?)
}

/// Statements that a viewer sees, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn all(db: &Connection, scope: &Scope, limit: u64) -> Result<Vec<statement::Model>, Error> {
    Ok(scoped(scope).order_by_desc(statement::Column::Number).limit(limit).all(db).await?)
}

pub(super) fn scoped(scope: &Scope) -> sea_orm::Select<statement::Entity> {
    use sea_orm::sea_query::Query;
    let mine = Query::select()
        .column(bank_account::Column::Id)
        .from(bank_account::Entity)
        .cond_where(scope.on_unit(bank_account::Column::UnitId))
        .to_owned();
    statement::Entity::find().filter(statement::Column::BankAccountId.in_subquery(mine))
}

/// The lines of a statement, in its order.
///
/// # Errors
/// A fault of the database.
pub async fn entries(db: &Connection, id: StatementId) -> Result<Vec<statement_entry::Model>, Error> {
    let query = statement_entry::Entity::find().filter(statement_entry::Column::StatementId.eq(id));
    Ok(query.order_by_asc(statement_entry::Column::Ordinal).all(db).await?)
}

/// Unmatched lines of an account, in the order of booking.
///
/// # Errors
/// A fault of the database.
pub async fn unmatched(db: &Connection, account: BankAccountId) -> Result<Vec<statement_entry::Model>, Error> {
    let query = statement_entry::Entity::find()
        .filter(statement_entry::Column::BankAccountId.eq(account))
        .filter(statement_entry::Column::State.eq(EntryState::Unmatched));
    Ok(query
        .order_by_asc(statement_entry::Column::BookedOn)
        .order_by_asc(statement_entry::Column::Ordinal)
        .all(db)
        .await?)
}

/// How many lines in a state the viewer sees; those of a statement in quarantine wait for the statement.
pub fn count_entries(scope: &Scope, state: EntryState) -> Count {
    use sea_orm::QueryTrait as _;
    let of = scoped(scope).filter(statement::Column::State.ne(StatementState::Quarantined));
    let of = of.select_only().column(statement::Column::Id).into_query();
    let query = statement_entry::Entity::find()
        .filter(statement_entry::Column::State.eq(state))
        .filter(statement_entry::Column::StatementId.in_subquery(of));
    Count::of(query)
}

/// How many statements stand in quarantine.
pub fn count_held(scope: &Scope) -> Count {
    Count::of(scoped(scope).filter(statement::Column::Quarantine.eq(QuarantineState::Waiting)))
}

/// A line of a statement by its ordinal, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock_entry(
    tx: &Connection,
    statement: StatementId,
    ordinal: i64,
) -> Result<statement_entry::Model, Error> {
    let query = statement_entry::Entity::find()
        .filter(statement_entry::Column::StatementId.eq(statement))
        .filter(statement_entry::Column::Ordinal.eq(ordinal))
        .lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// How many of the lines are here already: same reference of the bank, day, amount and direction. Lines without a
/// reference cannot be told apart.
///
/// # Errors
/// A fault of the database.
pub async fn known_lines(
    db: &Connection,
    account: BankAccountId,
    lines: &[statement_entry::Model],
) -> Result<usize, Error> {
    let named: Vec<&statement_entry::Model> = lines.iter().filter(|l| !l.bank_ref.is_empty()).collect();
    let references: BTreeSet<&str> = named.iter().map(|l| l.bank_ref.as_str()).collect();
    let query = statement_entry::Entity::find().filter(statement_entry::Column::BankAccountId.eq(account));
    let known = list::find_in(db, query, statement_entry::Column::BankRef, references).await?;
    let facts = |l: &statement_entry::Model| (l.bank_ref.clone(), l.booked_on, l.amount_fen, l.direction);
    let known: HashSet<_> = known.iter().map(facts).collect();
    Ok(named.into_iter().filter(|line| known.contains(&facts(line))).count())
}

/// Moves lines that are all still in one state.
///
/// # Errors
/// [`Code::Stale`] when somebody decided one of them meanwhile.
pub async fn advance_entries(tx: &Connection, ids: &[EntryId], moved: &Moved<EntryState>) -> Result<(), Error> {
    let change = statement_entry::ActiveModel { state: Set(moved.to()), ..Default::default() };
    let update = statement_entry::Entity::update_many()
        .set(change)
        .filter(list::within(tx, statement_entry::Column::Id, ids.iter().copied()))
        .filter(statement_entry::Column::State.eq(moved.from()));
    let done = super::moved::stamp(update, moved).exec(tx).await?;
    let all = u64::try_from(ids.len()).unwrap_or(u64::MAX);
    if done.rows_affected == all { Ok(()) } else { Err(Code::Stale.into()) }
}

/// A statement of an account by what it says; one that was given up counts as not there.
///
/// # Errors
/// A fault of the database.
pub async fn by_content(
    db: &Connection,
    account: BankAccountId,
    sha256: &str,
) -> Result<Option<statement::Model>, Error> {
    let query = statement::Entity::find()
        .filter(statement::Column::BankAccountId.eq(account))
        .filter(statement::Column::ContentSha256.eq(sha256))
        .filter(statement::Column::Quarantine.ne(QuarantineState::GivenUp));
    Ok(query.one(db).await?)
}

/// The taken statement before a place among those of an account.
///
/// # Errors
/// A fault of the database.
pub async fn before(db: &Connection, account: BankAccountId, chain_no: i64) -> Result<Option<statement::Model>, Error> {
    let query = taken(account).filter(statement::Column::ChainNo.lt(chain_no));
    Ok(query.order_by_desc(statement::Column::ChainNo).one(db).await?)
}

/// The first taken statement that opens with a balance on a day or later.
///
/// # Errors
/// A fault of the database.
pub async fn opening_with(
    db: &Connection,
    account: BankAccountId,
    balance: Fen,
    from: NaiveDate,
) -> Result<Option<statement::Model>, Error> {
    let query =
        taken(account).filter(statement::Column::OpeningFen.eq(balance)).filter(statement::Column::FromOn.gte(from));
    Ok(query.order_by_asc(statement::Column::ChainNo).one(db).await?)
}

/// The last taken statement that ended on a day or earlier with a balance.
///
/// # Errors
/// A fault of the database.
pub async fn closing_with(
    db: &Connection,
    account: BankAccountId,
    balance: Fen,
    until: NaiveDate,
) -> Result<Option<statement::Model>, Error> {
    let query =
        taken(account).filter(statement::Column::ClosingFen.eq(balance)).filter(statement::Column::ToOn.lte(until));
    Ok(query.order_by_desc(statement::Column::ChainNo).one(db).await?)
}

/// The taken statement after a place among those of an account.
///
/// # Errors
/// A fault of the database.
pub async fn after(db: &Connection, account: BankAccountId, chain_no: i64) -> Result<Option<statement::Model>, Error> {
    let query = taken(account).filter(statement::Column::ChainNo.gt(chain_no));
    Ok(query.order_by_asc(statement::Column::ChainNo).one(db).await?)
}

/// What an account moved by between two statements that do not follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Number of the statement after it.
    pub statement: String,
    /// The last day before it.
    pub after: NaiveDate,
    /// The first day after it.
    pub before: NaiveDate,
    /// Opening balance after it minus closing balance before it.
    pub moved: Fen,
}

/// The gaps between the taken statements of each of some accounts, the first one first.
///
/// # Errors
/// A fault of the database.
pub async fn gaps(db: &Connection, accounts: &[BankAccountId]) -> Result<Vec<(BankAccountId, Gap)>, Error> {
    let text = format!(
        "SELECT account, number, after_on, from_on, moved FROM (
           SELECT s.bank_account_id AS account, s.number, s.from_on, s.chain_no, LAG(s.to_on) OVER chain AS after_on,
             s.opening_fen - LAG(s.closing_fen) OVER chain AS moved
           FROM {} CROSS JOIN statement s WHERE s.bank_account_id = v.id AND s.state = 'balanced'
           WINDOW chain AS (PARTITION BY s.bank_account_id ORDER BY s.chain_no)) t
         WHERE moved <> 0 ORDER BY account, chain_no",
        list::table(db, &[("id", Kind::Uuid)])
    );
    let rows = db.query_all_raw(sql(db, &text, [keys(accounts)?.into()])).await?;
    let gap = |row: &sea_orm::QueryResult| {
        let gap = Gap {
            statement: row.try_get("", "number")?,
            after: row.try_get("", "after_on")?,
            before: row.try_get("", "from_on")?,
            moved: Fen::new(row.try_get("", "moved")?),
        };
        Ok((row.try_get("", "account")?, gap))
    };
    rows.iter().map(gap).collect()
}

fn keys(accounts: &[BankAccountId]) -> Result<String, Error> {
    let keys = accounts.iter().map(|id| serde_json::json!({ "id": id.uuid().simple().to_string() }));
    Ok(serde_json::to_string(&keys.collect::<Vec<_>>())?)
}

fn taken(account: BankAccountId) -> sea_orm::Select<statement::Entity> {
    statement::Entity::find()
        .filter(statement::Column::BankAccountId.eq(account))
        .filter(statement::Column::State.eq(StatementState::Balanced))
}

/// Statements of an account that wait in quarantine, oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn waiting(db: &Connection, account: BankAccountId) -> Result<Vec<statement::Model>, Error> {
    let query = statement::Entity::find()
        .filter(statement::Column::BankAccountId.eq(account))
        .filter(statement::Column::Quarantine.eq(QuarantineState::Waiting));
    Ok(query.order_by_asc(statement::Column::FromOn).order_by_asc(statement::Column::Number).all(db).await?)
}

/// A statement by its number, inside a scope, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock(tx: &Connection, scope: &Scope, number: &str) -> Result<statement::Model, Error> {
    let query = scoped(scope).filter(statement::Column::Number.eq(number)).lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// A statement by its id, locked for the transaction, for what serves no person's scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock_by_id(tx: &Connection, id: StatementId) -> Result<statement::Model, Error> {
    statement::Entity::find_by_id(id).lock(LockType::Update).one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// Moves a statement in quarantine; one that is taken gets its place among those of its account.
///
/// # Errors
/// [`Code::Stale`] when it moved meanwhile.
pub async fn advance(
    tx: &Connection,
    id: StatementId,
    moved: &Moved<QuarantineState>,
    chain_no: Option<i64>,
    given_up: &str,
) -> Result<(), Error> {
    let mut row = statement::ActiveModel { quarantine: Set(moved.to()), ..Default::default() };
    if moved.to() == QuarantineState::None {
        (row.state, row.chain_no) = (Set(StatementState::Balanced), Set(chain_no));
    }
    if moved.to() == QuarantineState::GivenUp {
        row.given_up_reason = Set(given_up.to_owned());
    }
    let update = statement::Entity::update_many()
        .set(row)
        .filter(statement::Column::Id.eq(id))
        .filter(statement::Column::Quarantine.eq(moved.from()));
    let done = super::moved::stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// The last taken statement of each of some accounts that has one, and how much all of them moved it: closing minus opening
/// balances.
///
/// # Errors
/// A fault of the database.
pub async fn latest_of(
    db: &Connection,
    accounts: &[BankAccountId],
) -> Result<HashMap<BankAccountId, (statement::Model, Fen)>, Error> {
    let text = format!(
        "SELECT s.*, m.moved FROM (
           SELECT t.bank_account_id AS account, MAX(t.chain_no) AS last,
             CAST(SUM(t.closing_fen - t.opening_fen) AS bigint) AS moved
           FROM {} CROSS JOIN statement t WHERE t.bank_account_id = v.id AND t.state = 'balanced'
           GROUP BY t.bank_account_id) m
         JOIN statement s ON s.bank_account_id = m.account AND s.chain_no = m.last AND s.state = 'balanced'",
        list::table(db, &[("id", Kind::Uuid)])
    );
    let rows = db.query_all_raw(sql(db, &text, [keys(accounts)?.into()])).await?;
    let last = |row: &sea_orm::QueryResult| {
        let last = statement::Model::from_query_result(row, "")?;
        Ok((last.bank_account_id, (last, Fen::new(row.try_get("", "moved")?))))
    };
    rows.iter().map(last).collect()
}

/// Open lines of an account in a direction.
#[derive(Debug, Clone)]
pub struct Open {
    /// The account.
    pub account: BankAccountId,
    /// The direction.
    pub direction: Direction,
    /// How many.
    pub count: i64,
    /// Their sum.
    pub sum: Fen,
}

/// How many lines of some accounts nobody has decided, by direction, and their sums.
///
/// # Errors
/// A fault of the database.
pub async fn open(db: &Connection, accounts: &[BankAccountId]) -> Result<Vec<Open>, Error> {
    use statement_entry::Column;
    let query = statement_entry::Entity::find()
        .select_only()
        .column(Column::BankAccountId)
        .column(Column::Direction)
        .column_as(Column::Id.count(), "n")
        .column_as(Expr::col(Column::AmountFen).sum().cast_as(Alias::new("bigint")), "total")
        .filter(list::within(db, Column::BankAccountId, accounts.iter().copied()))
        .filter(Column::State.eq(EntryState::Unmatched))
        .group_by(Column::BankAccountId)
        .group_by(Column::Direction);
    let rows = query.into_tuple::<(BankAccountId, Direction, i64, Fen)>().all(db).await?;
    Ok(rows.into_iter().map(|(account, direction, count, sum)| Open { account, direction, count, sum }).collect())
}
