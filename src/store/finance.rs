//! What the finance pages read across tables: pages of payments, sums by state, lines of statements, transfers. Nothing
//! here locks or changes anything.

use std::collections::{BTreeSet, HashMap};

use domain::id::{AccountId, ApplicationId, AwardId, BatchId, BudgetLineId, PaymentId, StatementId, TransferId};
use domain::money::{Currency, Fen};
use domain::reconciliation;
use domain::refusal::Code;
use domain::statement::Direction;
use domain::workflow::{BatchState, EntryState, PaymentState};
use entity::{
    account, application, award, bank_account, budget_line, firm, payment, payment_batch, statement, statement_entry,
    transfer,
};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, UnionType};
use sea_orm::{
    ColumnTrait, Condition, DerivePartialModel, EntityTrait, FromQueryResult, JoinType, Order, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait as _, Select,
};

use super::list;
use super::scope::Scope;
use super::tally::Count;
use crate::Connection;
use kernel::error::Error;

/// How many payments are looked through for one page of lines.
const NEAR: u64 = 1000;

/// A step through a list by the key of its last row.
#[derive(Debug, Clone, Copy)]
pub struct Window<'a> {
    /// Newest first.
    pub newest: bool,
    /// The number after which this page begins.
    pub beyond: Option<&'a str>,
    /// The number of the application, for its payments alone.
    pub application: Option<&'a str>,
    /// How many rows.
    pub limit: u64,
}

/// A page of payments in the given states.
///
/// # Errors
/// A fault of the database.
pub async fn payments(
    db: &Connection,
    scope: &Scope,
    states: &[PaymentState],
    window: Window<'_>,
) -> Result<Vec<payment::Model>, Error> {
    let mut query = super::payment::scoped(scope).filter(list::one_of(payment::Column::State, states.iter().copied()));
    if let Some(number) = window.application {
        let of = application::Entity::find().select_only().column(application::Column::Id);
        let of = of.filter(application::Column::Number.eq(number)).into_query();
        query = query.filter(payment::Column::ApplicationId.in_subquery(of));
    }
    if let Some(beyond) = window.beyond {
        let number = payment::Column::Number;
        query = query.filter(if window.newest { number.lt(beyond) } else { number.gt(beyond) });
    }
    let order = if window.newest { Order::Desc } else { Order::Asc };
    Ok(query.order_by(payment::Column::Number, order).limit(window.limit).all(db).await?)
}

/// A payment by its number.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn payment(db: &Connection, scope: &Scope, number: &str) -> Result<payment::Model, Error> {
    let query = super::payment::scoped(scope).filter(payment::Column::Number.eq(number));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// Payments by their numbers, in their order; numbers that the viewer does not see are left out.
///
/// # Errors
/// A fault of the database.
pub async fn payments_by_number(
    db: &Connection,
    scope: &Scope,
    numbers: &[String],
) -> Result<Vec<payment::Model>, Error> {
    let query = super::payment::scoped(scope).order_by_asc(payment::Column::Number);
    list::find_in(db, query, payment::Column::Number, numbers.iter().cloned()).await
}

/// How many batches the viewer sees in a state.
pub fn count_batches(scope: &Scope, state: BatchState) -> Count {
    let batches = payment_batch::Entity::find().filter(scope.on_unit(payment_batch::Column::UnitId));
    Count::of(batches.filter(payment_batch::Column::State.eq(state)))
}

/// How many payments the viewer sees in a state.
pub fn count_payments(scope: &Scope, state: PaymentState) -> Count {
    Count::of(super::payment::scoped(scope).filter(payment::Column::State.eq(state)))
}

/// How many payments came back or were refused and have no later attempt.
pub fn count_back(scope: &Scope) -> Count {
    use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query};
    let later = Alias::new("later");
    let column = |name| (later.clone(), name);
    let again = Query::select()
        .expr(Expr::val(1))
        .from_as(payment::Entity, later.clone())
        .and_where(Expr::col(column(payment::Column::AwardId)).equals((payment::Entity, payment::Column::AwardId)))
        .and_where(Expr::col(column(payment::Column::Part)).equals((payment::Entity, payment::Column::Part)))
        .and_where(
            Expr::col(column(payment::Column::Attempt)).gt(Expr::col((payment::Entity, payment::Column::Attempt))),
        )
        .to_owned();
    let query = super::payment::scoped(scope)
        .filter(list::one_of(payment::Column::State, [PaymentState::Returned, PaymentState::Rejected]))
        .filter(Expr::exists(again).not());
    Count::of(query)
}

/// Payments by their ids.
///
/// # Errors
/// A fault of the database.
pub async fn payments_by_id(db: &Connection, ids: Vec<PaymentId>) -> Result<Vec<payment::Model>, Error> {
    list::find_in(db, payment::Entity::find(), payment::Column::Id, ids).await
}

/// Which ready payments a batch is made of: of one application, of a scheme, within amounts; what is not said does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rule {
    /// Number of the application.
    pub application: Option<String>,
    /// The id of the scheme.
    pub scheme: Option<String>,
    /// The least amount.
    pub least: Option<Fen>,
    /// The largest amount.
    pub most: Option<Fen>,
}

/// Numbers and amounts of the ready payments that a rule chooses, by number. However many there are, only these two are
/// read of each.
///
/// # Errors
/// A fault of the database.
pub async fn chosen_by_rule(
    db: &Connection,
    scope: &Scope,
    rule: &Rule,
) -> Result<Vec<(String, Fen, BudgetLineId)>, Error> {
    use entity::{call, scheme_version};
    let mut query = super::payment::scoped(scope).filter(payment::Column::State.eq(PaymentState::Ready));
    if let Some(number) = &rule.application {
        let own = Query::select()
            .column(application::Column::Id)
            .from(application::Entity)
            .and_where(application::Column::Number.eq(number))
            .to_owned();
        query = query.filter(payment::Column::ApplicationId.in_subquery(own));
    }
    if let Some(scheme) = &rule.scheme {
        let versions = Query::select()
            .column(scheme_version::Column::Id)
            .from(scheme_version::Entity)
            .and_where(scheme_version::Column::SchemeId.eq(scheme))
            .to_owned();
        let calls = Query::select()
            .column(call::Column::Id)
            .from(call::Entity)
            .and_where(call::Column::SchemeVersionId.in_subquery(versions))
            .to_owned();
        let own = Query::select()
            .column(application::Column::Id)
            .from(application::Entity)
            .and_where(application::Column::CallId.in_subquery(calls))
            .to_owned();
        query = query.filter(payment::Column::ApplicationId.in_subquery(own));
    }
    if rule.least.is_some() || rule.most.is_some() {
        // The amounts of a rule are yuan.
        let yuan = Query::select()
            .column(budget_line::Column::Id)
            .from(budget_line::Entity)
            .and_where(budget_line::Column::Currency.eq(Currency::Cny))
            .to_owned();
        query = query.filter(payment::Column::BudgetLineId.in_subquery(yuan));
    }
    if let Some(least) = rule.least {
        query = query.filter(payment::Column::AmountFen.gte(least));
    }
    if let Some(most) = rule.most {
        query = query.filter(payment::Column::AmountFen.lte(most));
    }
    let query = query
        .select_only()
        .column(payment::Column::Number)
        .column(payment::Column::AmountFen)
        .column(payment::Column::BudgetLineId)
        .order_by_asc(payment::Column::Number);
    Ok(query.into_tuple().all(db).await?)
}

/// Number and sum of the payments of each state and budget line.
///
/// # Errors
/// A fault of the database.
pub async fn payment_totals(
    db: &Connection,
    scope: &Scope,
) -> Result<Vec<(PaymentState, i64, Fen, BudgetLineId)>, Error> {
    by_line(super::payment::scoped(scope)).into_tuple().all(db).await.map_err(Error::from)
}

fn by_line(query: Select<payment::Entity>) -> Select<payment::Entity> {
    totals(query).column(payment::Column::BudgetLineId).group_by(payment::Column::BudgetLineId)
}

/// Number and sum of all payments of some budget lines by state and line.
///
/// # Errors
/// A fault of the database.
pub async fn payment_totals_of_lines(
    db: &Connection,
    lines: &[BudgetLineId],
) -> Result<Vec<(PaymentState, i64, Fen, BudgetLineId)>, Error> {
    let query = payment::Entity::find().filter(list::within(db, payment::Column::BudgetLineId, lines.iter().copied()));
    by_line(query).into_tuple().all(db).await.map_err(Error::from)
}

fn totals(query: Select<payment::Entity>) -> Select<payment::Entity> {
    query
        .select_only()
        .column(payment::Column::State)
        .column_as(payment::Column::Id.count(), "n")
        .column_as(Expr::col(payment::Column::AmountFen).sum().cast_as(Alias::new("bigint")), "total")
        .group_by(payment::Column::State)
}

/// A payment of a batch.
#[derive(Debug, FromQueryResult)]
pub struct Member {
    /// The payment.
    #[sea_orm(nested)]
    pub payment: payment::Model,
    /// Whether it goes to another account than the one awarded.
    pub elsewhere: bool,
}

/// The payments of a batch by number. Unlike [`super::payment::members`] it locks nothing.
///
/// # Errors
/// A fault of the database.
pub async fn members(db: &Connection, batch: BatchId) -> Result<Vec<Member>, Error> {
    let award = payment::Entity::belongs_to(award::Entity).from(payment::Column::AwardId).to(award::Column::Id);
    let other = |awarded: award::Column, paid: payment::Column| {
        Expr::col(awarded.as_column_ref()).ne(Expr::col(paid.as_column_ref()))
    };
    let account = other(award::Column::AccountNo, payment::Column::AccountNo);
    let query = payment::Entity::find()
        .expr_as(account.or(other(award::Column::Cnaps, payment::Column::Cnaps)), "elsewhere")
        .join(JoinType::InnerJoin, award.into())
        .filter(payment::Column::BatchId.eq(batch));
    Ok(query.order_by_asc(payment::Column::Number).into_model().all(db).await?)
}

/// All payments of an award, the first attempt first.
///
/// # Errors
/// A fault of the database.
pub async fn attempts(db: &Connection, award: AwardId) -> Result<Vec<payment::Model>, Error> {
    attempts_of(db, [award].into()).await
}

/// All payments of some awards, the first attempts first.
///
/// # Errors
/// A fault of the database.
pub async fn attempts_of(db: &Connection, awards: BTreeSet<AwardId>) -> Result<Vec<payment::Model>, Error> {
    let query = payment::Entity::find().order_by_asc(payment::Column::Attempt).order_by_asc(payment::Column::Number);
    list::find_in(db, query, payment::Column::AwardId, awards).await
}

/// What stands beside a payment: the award, the budget line, and what people call the rest.
#[derive(Debug, Clone, DerivePartialModel)]
#[sea_orm(entity = "payment::Entity")]
pub struct Beside {
    /// The payment.
    pub id: PaymentId,
    /// What was awarded, with the account of that time.
    #[sea_orm(nested)]
    pub award: award::Model,
    /// The budget line.
    #[sea_orm(nested)]
    pub line: budget_line::Model,
    /// The application.
    #[sea_orm(nested)]
    pub application: Application,
    /// Its firm.
    #[sea_orm(nested)]
    pub firm: Firm,
    /// The batch.
    #[sea_orm(nested)]
    pub batch: Option<Batch>,
}

/// An application by its number, and its signature in force.
#[derive(Debug, Clone, DerivePartialModel)]
#[sea_orm(entity = "application::Entity")]
pub struct Application {
    /// The number.
    pub number: String,
    /// The hash of what was signed.
    pub content_sha256: Option<String>,
}

/// A firm by its name.
#[derive(Debug, Clone, DerivePartialModel)]
#[sea_orm(entity = "firm::Entity")]
pub struct Firm {
    /// The name.
    pub name: String,
}

/// A batch by its number.
#[derive(Debug, Clone, DerivePartialModel)]
#[sea_orm(entity = "payment_batch::Entity")]
pub struct Batch {
    /// The number.
    pub number: String,
}

/// What stands beside payments, by their ids.
///
/// # Errors
/// A fault of the database.
pub async fn beside(db: &Connection, ids: Vec<PaymentId>) -> Result<HashMap<PaymentId, Beside>, Error> {
    use payment::Column;
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let award = payment::Entity::belongs_to(award::Entity).from(Column::AwardId).to(award::Column::Id);
    let line = payment::Entity::belongs_to(budget_line::Entity).from(Column::BudgetLineId).to(budget_line::Column::Id);
    let case = payment::Entity::belongs_to(application::Entity).from(Column::ApplicationId).to(application::Column::Id);
    let firm = application::Entity::belongs_to(firm::Entity).from(application::Column::FirmId).to(firm::Column::Id);
    let batch = payment::Entity::belongs_to(payment_batch::Entity).from(Column::BatchId).to(payment_batch::Column::Id);
    let query = payment::Entity::find()
        .join(JoinType::InnerJoin, award.into())
        .join(JoinType::InnerJoin, line.into())
        .join(JoinType::InnerJoin, case.into())
        .join(JoinType::InnerJoin, firm.into())
        .join(JoinType::LeftJoin, batch.into())
        .filter(list::within(db, Column::Id, ids));
    let rows = query.into_partial_model::<Beside>().all(db).await?;
    Ok(rows.into_iter().map(|beside| (beside.id, beside)).collect())
}

/// A payment that a line of a statement may belong to.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Akin {
    /// The payment.
    #[sea_orm(nested)]
    pub payment: payment::Model,
    /// Number of its application.
    pub application: String,
}

/// Payments with the numbers of their applications.
fn with_application() -> Select<payment::Entity> {
    let case = payment::Entity::belongs_to(application::Entity)
        .from(payment::Column::ApplicationId)
        .to(application::Column::Id);
    payment::Entity::find().column_as(application::Column::Number, "application").join(JoinType::InnerJoin, case.into())
}

/// Payments of the given budget lines that a person looks for by number, payee or amount.
///
/// # Errors
/// A fault of the database.
pub async fn search_payments(
    db: &Connection,
    lines: &[BudgetLineId],
    states: &[PaymentState],
    text: &str,
    amount: Option<Fen>,
    limit: u64,
) -> Result<Vec<Akin>, Error> {
    let mut found = Condition::any()
        .add(payment::Column::Number.contains(text))
        .add(payment::Column::PayeeName.contains(text))
        .add(payment::Column::PayeeCode.contains(text));
    if let Some(amount) = amount {
        found = found.add(payment::Column::AmountFen.eq(amount));
    }
    let query = with_application()
        .filter(list::within(db, payment::Column::BudgetLineId, lines.iter().copied()))
        .filter(list::one_of(payment::Column::State, states.iter().copied()))
        .filter(found);
    Ok(query.order_by_desc(payment::Column::Number).limit(limit).into_model().all(db).await?)
}

/// Payments that the matcher can propose for open lines, by number: by the ids that the lines name or have in their words, and,
/// a thousand of the newest, those on their way that share amount or account with a debit, those paid with a credit. Of a
/// `locked` account what waits may be on its way too.
///
/// # Errors
/// A fault of the database.
pub async fn akin(
    db: &Connection,
    lines: &[BudgetLineId],
    open: &[statement_entry::Model],
    locked: bool,
) -> Result<Vec<Akin>, Error> {
    use payment::Column;
    let of_lines = || {
        let all = payment::Entity::find().select_only().column(Column::Id);
        all.filter(list::within(db, Column::BudgetLineId, lines.iter().copied()))
    };
    let mut ids: BTreeSet<String> = open.iter().map(|e| e.end_to_end_id.clone()).filter(|id| !id.is_empty()).collect();
    ids.extend(open.iter().flat_map(|line| reconciliation::ids_in(&line.end_to_end_id, &line.remark)));
    let numbers: BTreeSet<String> = open.iter().flat_map(|line| reconciliation::numbers_in(&line.remark)).collect();
    let mut wanted = Vec::new();
    if !ids.is_empty() {
        wanted.push(of_lines().filter(list::within(db, Column::EndToEndId, ids)));
    }
    if !numbers.is_empty() {
        wanted.push(of_lines().filter(list::within(db, Column::Number, numbers)));
    }
    let on_its_way: &[_] = if locked {
        &[PaymentState::Instructed, PaymentState::Ready, PaymentState::Held]
    } else {
        &[PaymentState::Instructed]
    };
    for (direction, states) in [(Direction::Debit, on_its_way), (Direction::Credit, &[PaymentState::Paid])] {
        let those = || open.iter().filter(|e| e.direction == direction);
        let account = |e: &statement_entry::Model| super::payment::account_digits(&e.counterparty_account);
        let amounts: BTreeSet<Fen> = those().map(|e| e.amount_fen).collect();
        let accounts: BTreeSet<String> = those().map(account).filter(|a| !a.is_empty()).collect();
        let near = of_lines()
            .filter(list::one_of(Column::State, states.iter().copied()))
            .order_by_desc(Column::Number)
            .limit(NEAR);
        if !amounts.is_empty() {
            wanted.push(near.clone().filter(list::within(db, Column::AmountFen, amounts)));
        }
        if !accounts.is_empty() {
            wanted.push(near.filter(list::within(db, Column::AccountNo, accounts)));
        }
    }
    // Each has an order and an end of its own, so it stands as a table.
    let part = |part: Select<payment::Entity>| {
        Query::select().column(Column::Id).from_subquery(part.into_query(), "akin").to_owned()
    };
    let mut parts = wanted.into_iter().map(part);
    let Some(first) = parts.next() else { return Ok(Vec::new()) };
    let found = parts.fold(first, |mut all, next| all.union(UnionType::All, next).to_owned());
    let query = with_application().filter(Column::Id.in_subquery(found));
    Ok(query.order_by_asc(Column::Number).into_model().all(db).await?)
}

/// Awards by id.
///
/// # Errors
/// A fault of the database.
pub async fn awards(db: &Connection, ids: Vec<AwardId>) -> Result<HashMap<AwardId, award::Model>, Error> {
    let rows = list::find_in(db, award::Entity::find(), award::Column::Id, ids).await?;
    Ok(rows.into_iter().map(|a| (a.id, a)).collect())
}

/// Number of each application and the Chinese name of its firm.
///
/// # Errors
/// A fault of the database.
pub async fn applications(
    db: &Connection,
    ids: Vec<ApplicationId>,
) -> Result<HashMap<ApplicationId, (String, String)>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let firm = application::Entity::belongs_to(firm::Entity).from(application::Column::FirmId).to(firm::Column::Id);
    let query = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .column(application::Column::Number)
        .column_as(firm::Column::Name, "firm")
        .join(JoinType::InnerJoin, firm.into())
        .filter(list::within(db, application::Column::Id, ids));
    let rows = query.into_tuple::<(ApplicationId, String, String)>().all(db).await?;
    Ok(rows.into_iter().map(|(id, number, firm)| (id, (number, firm))).collect())
}

/// A page of batches, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn batches(
    db: &Connection,
    scope: &Scope,
    before: Option<&str>,
    limit: u64,
) -> Result<Vec<payment_batch::Model>, Error> {
    let mut query = payment_batch::Entity::find().filter(scope.on_unit(payment_batch::Column::UnitId));
    if let Some(before) = before {
        query = query.filter(payment_batch::Column::Number.lt(before));
    }
    Ok(query.order_by_desc(payment_batch::Column::Number).limit(limit).all(db).await?)
}

/// The bank accounts that a viewer sees.
///
/// # Errors
/// A fault of the database.
pub async fn bank_accounts(db: &Connection, scope: &Scope) -> Result<Vec<bank_account::Model>, Error> {
    let query = bank_account::Entity::find().filter(scope.on_unit(bank_account::Column::UnitId));
    Ok(query.order_by_asc(bank_account::Column::AccountNo).all(db).await?)
}

/// A page of statements, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn statements(
    db: &Connection,
    scope: &Scope,
    before: Option<&str>,
    limit: u64,
) -> Result<Vec<statement::Model>, Error> {
    let mine = Query::select()
        .column(bank_account::Column::Id)
        .from(bank_account::Entity)
        .cond_where(scope.on_unit(bank_account::Column::UnitId))
        .to_owned();
    let mut query = statement::Entity::find().filter(statement::Column::BankAccountId.in_subquery(mine));
    if let Some(before) = before {
        query = query.filter(statement::Column::Number.lt(before));
    }
    Ok(query.order_by_desc(statement::Column::Number).limit(limit).all(db).await?)
}

/// Number and sum of lines: of one statement, in one state, in one direction.
#[derive(Debug, Clone)]
pub struct EntryTotal {
    /// The statement.
    pub statement: StatementId,
    /// The state.
    pub state: EntryState,
    /// The direction.
    pub direction: Direction,
    /// How many.
    pub count: i64,
    /// Their sum, above zero.
    pub sum: Fen,
}

/// Number and sum of the lines of statements by state and direction.
///
/// # Errors
/// A fault of the database.
pub async fn entry_totals(db: &Connection, ids: Vec<StatementId>) -> Result<Vec<EntryTotal>, Error> {
    let query = statement_entry::Entity::find()
        .select_only()
        .column(statement_entry::Column::StatementId)
        .column(statement_entry::Column::State)
        .column(statement_entry::Column::Direction)
        .column_as(statement_entry::Column::Id.count(), "n")
        .column_as(Expr::col(statement_entry::Column::AmountFen).sum().cast_as(Alias::new("bigint")), "total")
        .filter(list::within(db, statement_entry::Column::StatementId, ids))
        .group_by(statement_entry::Column::StatementId)
        .group_by(statement_entry::Column::State)
        .group_by(statement_entry::Column::Direction);
    let rows = query.into_tuple::<(StatementId, EntryState, Direction, i64, Fen)>().all(db).await?;
    let total = |(statement, state, direction, count, sum)| EntryTotal { statement, state, direction, count, sum };
    Ok(rows.into_iter().map(total).collect())
}

/// A page of the lines of a statement in its order, after the given one; no state means all.
///
/// # Errors
/// A fault of the database.
pub async fn entries(
    db: &Connection,
    statement: StatementId,
    state: Option<EntryState>,
    after: i64,
    limit: u64,
) -> Result<Vec<statement_entry::Model>, Error> {
    let mut query = statement_entry::Entity::find()
        .filter(statement_entry::Column::StatementId.eq(statement))
        .filter(statement_entry::Column::Ordinal.gt(after));
    if let Some(state) = state {
        query = query.filter(statement_entry::Column::State.eq(state));
    }
    Ok(query.order_by_asc(statement_entry::Column::Ordinal).limit(limit).all(db).await?)
}

/// A line of a statement.
///
/// # Errors
/// A fault of the database.
pub async fn entry(
    db: &Connection,
    statement: StatementId,
    ordinal: i64,
) -> Result<Option<statement_entry::Model>, Error> {
    let query = statement_entry::Entity::find().filter(statement_entry::Column::StatementId.eq(statement));
    Ok(query.filter(statement_entry::Column::Ordinal.eq(ordinal)).one(db).await?)
}

/// A page of the transfers of a budget line, newest first, before the given one.
///
/// # Errors
/// A fault of the database.
pub async fn transfers(
    db: &Connection,
    line: BudgetLineId,
    before: Option<TransferId>,
    limit: u64,
) -> Result<Vec<transfer::Model>, Error> {
    let mut query = transfer::Entity::find().filter(transfer::Column::BudgetLineId.eq(line));
    if let Some(before) = before {
        query = query.filter(transfer::Column::Id.lt(before));
    }
    Ok(query.order_by_desc(transfer::Column::Id).limit(limit).all(db).await?)
}

/// Kinds of ledger accounts by id.
///
/// # Errors
/// A fault of the database.
pub async fn account_kinds(db: &Connection, ids: Vec<AccountId>) -> Result<HashMap<AccountId, String>, Error> {
    let query = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .column(account::Column::Kind)
        .filter(list::within(db, account::Column::Id, ids));
    // At most two for each movement of a page.
    Ok(query.into_tuple::<(AccountId, String)>().all(db).await?.into_iter().collect())
}

/// The firm of an application.
///
/// # Errors
/// A fault of the database.
pub async fn firm_of(db: &Connection, id: ApplicationId) -> Result<Option<domain::id::FirmId>, Error> {
    let query = application::Entity::find_by_id(id).select_only().column(application::Column::FirmId);
    Ok(query.into_tuple::<domain::id::FirmId>().one(db).await?)
}
