//! Payee accounts as they were signed, requests for other ones, and the holds that these put on payments.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::{AccountChangeId, AccountHoldId, ApplicationId, FirmId, PersonId};
use domain::refusal::Code;
use domain::workflow::{AccountChangeState, AccountHoldState, Moved};
use entity::{account_change, account_hold, application, firm, firm_account, signed_payee};
use sea_orm::sea_query::{LockType, Query};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait as _,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use super::moved::stamp;
use super::scope::Scope;
use super::tally::Count;
use super::{list, sql};
use crate::Connection;
use kernel::error::Error;

/// Keeps what was signed.
///
/// # Errors
/// A fault of the database.
pub async fn sign(tx: &Connection, rows: Vec<signed_payee::Model>) -> Result<(), Error> {
    list::insert_all(tx, rows.into_iter().map(|r| r.into_active_model().reset_all())).await
}

/// The accounts under the signature in force of an application, by payee and part; of an account that a supplement
/// replaced, the last.
///
/// # Errors
/// A fault of the database.
pub async fn signed(db: &Connection, application: &application::Model) -> Result<Vec<signed_payee::Model>, Error> {
    let Some(content) = &application.content_sha256 else { return Ok(Vec::new()) };
    let rows = signed_payee::Entity::find()
        .filter(signed_payee::Column::ApplicationId.eq(application.id))
        .filter(signed_payee::Column::ContentSha256.eq(content))
        .order_by_asc(signed_payee::Column::PayeeCode)
        .order_by_asc(signed_payee::Column::Part)
        .order_by_desc(signed_payee::Column::Ordinal)
        .all(db)
        .await?;
    let mut last: Vec<signed_payee::Model> = Vec::new();
    for row in rows {
        if last.last().is_none_or(|l| (&l.payee_code, l.part) != (&row.payee_code, row.part)) {
            last.push(row);
        }
    }
    Ok(last)
}

/// Every account under one signature of an application, those of supplements included.
///
/// # Errors
/// A fault of the database.
pub async fn under_signature(
    db: &Connection,
    application: ApplicationId,
    content: &str,
) -> Result<Vec<signed_payee::Model>, Error> {
    let query = signed_payee::Entity::find()
        .filter(signed_payee::Column::ApplicationId.eq(application))
        .filter(signed_payee::Column::ContentSha256.eq(content));
    Ok(query.order_by_asc(signed_payee::Column::Ordinal).all(db).await?)
}

/// The accounts under the signatures in force of many applications, each with all that it ever had.
///
/// # Errors
/// A fault of the database.
pub async fn signed_of_many(db: &Connection, ids: Vec<ApplicationId>) -> Result<Vec<signed_payee::Model>, Error> {
    let query = signed_payee::Entity::find().filter(list::within(db, signed_payee::Column::ApplicationId, ids));
    Ok(query.order_by_asc(signed_payee::Column::Ordinal).all(db).await?)
}

/// Whether an account of a payee was ever signed.
///
/// # Errors
/// A fault of the database.
pub async fn was_signed(db: &Connection, payee_code: &str) -> Result<bool, Error> {
    let query = signed_payee::Entity::find().filter(signed_payee::Column::PayeeCode.eq(payee_code));
    Ok(query.one(db).await?.is_some())
}

/// Every account that a firm ever had, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn of_firm(db: &Connection, firm: FirmId) -> Result<Vec<firm_account::Model>, Error> {
    let query = firm_account::Entity::find().filter(firm_account::Column::FirmId.eq(firm));
    Ok(query.order_by_desc(firm_account::Column::CreatedAt).order_by_desc(firm_account::Column::Id).all(db).await?)
}

/// Stores a request.
///
/// # Errors
/// [`Code::AccountChangeOpen`] when one of this payee is open.
pub async fn insert_change(tx: &Connection, row: account_change::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    account_change::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// The requests that a viewer sees: a firm its own, a unit those of the firms below it.
fn changes_in(scope: &Scope) -> sea_orm::Select<account_change::Entity> {
    let firms = Query::select()
        .column(firm::Column::Id)
        .from(firm::Entity)
        .cond_where(scope.on(firm::Column::Id, firm::Column::UnitId))
        .to_owned();
    account_change::Entity::find().filter(account_change::Column::FirmId.in_subquery(firms))
}

/// A request by its number, inside a scope, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock_change(tx: &Connection, scope: &Scope, number: &str) -> Result<account_change::Model, Error> {
    let query = changes_in(scope).filter(account_change::Column::Number.eq(number)).lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// A request by its number, inside a scope.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn change(db: &Connection, scope: &Scope, number: &str) -> Result<account_change::Model, Error> {
    let query = changes_in(scope).filter(account_change::Column::Number.eq(number));
    query.one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// Requests that a viewer sees, the newest first; of some states where they are named.
///
/// # Errors
/// A fault of the database.
pub async fn changes(
    db: &Connection,
    scope: &Scope,
    states: &[AccountChangeState],
    limit: u64,
) -> Result<Vec<account_change::Model>, Error> {
    let mut query = changes_in(scope);
    if !states.is_empty() {
        query = query.filter(list::one_of(account_change::Column::State, states.iter().copied()));
    }
    Ok(query.order_by_desc(account_change::Column::Number).limit(limit).all(db).await?)
}

/// How many requests in a state a viewer sees, those of the person itself left out: nobody confirms their own.
pub fn count_changes(scope: &Scope, state: AccountChangeState, person: PersonId) -> Count {
    let query = changes_in(scope).filter(account_change::Column::State.eq(state));
    Count::of(query.filter(account_change::Column::RequestedBy.ne(person)))
}

/// Requests by their ids.
///
/// # Errors
/// A fault of the database.
pub async fn changes_by_ids(db: &Connection, ids: Vec<AccountChangeId>) -> Result<Vec<account_change::Model>, Error> {
    list::find_in(db, account_change::Entity::find(), account_change::Column::Id, ids).await
}

/// What happened to a request.
#[derive(Debug, Clone)]
pub enum ChangeAct {
    /// Another person of the firm confirmed it.
    Confirmed(PersonId),
    /// The firm took it back.
    Withdrawn,
    /// The authority decided: the person, the answer, the hash of the evidence.
    Decided(PersonId, String, String),
}

/// Moves a request that is still in the state that was read.
///
/// # Errors
/// [`Code::Stale`].
pub async fn advance_change(
    tx: &Connection,
    id: AccountChangeId,
    moved: &Moved<AccountChangeState>,
    act: ChangeAct,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut row = account_change::ActiveModel { state: Set(moved.to()), ..Default::default() };
    match act {
        ChangeAct::Confirmed(by) => {
            row.confirmed_by = Set(Some(by));
            row.confirmed_at = Set(Some(now));
        }
        ChangeAct::Withdrawn => {}
        ChangeAct::Decided(by, answer, evidence) => {
            row.decided_by = Set(Some(by));
            row.decided_at = Set(Some(now));
            row.answer = Set(answer);
            row.evidence_sha256 = Set(evidence);
        }
    }
    let update = account_change::Entity::update_many()
        .set(row)
        .filter(account_change::Column::Id.eq(id))
        .filter(account_change::Column::State.eq(moved.from()));
    let done = stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// Applications in which a payee is still to be paid and which the request does not hold yet: everything that is signed
/// and neither ended nor wholly ordered from the bank.
///
/// # Errors
/// A fault of the database.
pub async fn to_hold(db: &Connection, change: &account_change::Model) -> Result<Vec<ApplicationId>, Error> {
    let text = "SELECT DISTINCT a.id AS id FROM signed_payee s
         JOIN application a ON a.id = s.application_id AND a.content_sha256 = s.content_sha256
         WHERE s.payee_code = $1 AND a.state NOT IN ('draft', 'withdrawn', 'not_accepted', 'refused', 'lapsed', 'discarded',
             'settled', 'given_up')
           AND NOT EXISTS (SELECT 1 FROM account_hold h WHERE h.change_id = $2 AND h.application_id = a.id)
           AND (NOT EXISTS (SELECT 1 FROM payment p WHERE p.application_id = a.id AND p.payee_code = $1)
             OR EXISTS (SELECT 1 FROM payment p WHERE p.application_id = a.id AND p.payee_code = $1
                  AND p.state NOT IN ('instructed', 'paid', 'cancelled')))";
    let rows = db.query_all_raw(sql(db, text, [change.payee_code.as_str().into(), change.id.uuid().into()])).await?;
    let ids: Vec<ApplicationId> =
        rows.iter().map(|row| row.try_get("", "id").map_err(Error::from)).collect::<Result<_, _>>()?;
    // A change that belongs to one application holds that one.
    Ok(ids.into_iter().filter(|id| change.application_id.is_none_or(|only| only == *id)).collect())
}

/// Puts holds.
///
/// # Errors
/// A fault of the database.
pub async fn insert_holds(tx: &Connection, rows: Vec<account_hold::Model>) -> Result<(), Error> {
    list::insert_all(tx, rows.into_iter().map(|r| r.into_active_model().reset_all())).await
}

/// Holds that still hold something.
fn is_open() -> sea_orm::Condition {
    sea_orm::Condition::all()
        .add(account_hold::Column::State.ne(AccountHoldState::Released))
        .add(account_hold::Column::State.ne(AccountHoldState::SignedAnew))
}

fn holds_in(scope: &Scope) -> sea_orm::Select<account_hold::Entity> {
    let mine = Query::select()
        .column(application::Column::Id)
        .from(application::Entity)
        .cond_where(scope.on(application::Column::FirmId, application::Column::UnitId))
        .to_owned();
    account_hold::Entity::find().filter(account_hold::Column::ApplicationId.in_subquery(mine))
}

/// A hold by its id, inside a scope, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock_hold(tx: &Connection, scope: &Scope, id: AccountHoldId) -> Result<account_hold::Model, Error> {
    let query = holds_in(scope).filter(account_hold::Column::Id.eq(id)).lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// Holds that a viewer sees and that are not released, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn open_holds(db: &Connection, scope: &Scope, limit: u64) -> Result<Vec<account_hold::Model>, Error> {
    let query = holds_in(scope).filter(is_open());
    Ok(query.order_by_asc(account_hold::Column::Id).limit(limit).all(db).await?)
}

/// How many holds in a state wait for the firm's signatory, or for a finance person other than the one who proposed. Before
/// the authority has answered nothing can be done; signed is only what it verified, and once.
pub fn count_holds(scope: &Scope, state: AccountHoldState, (person, signs): (PersonId, bool)) -> Count {
    let mut query = holds_in(scope)
        .filter(account_hold::Column::State.eq(state))
        .filter(account_hold::Column::ProposedBy.is_null().or(account_hold::Column::ProposedBy.ne(person)));
    let mut answered = vec![AccountChangeState::Verified];
    if signs {
        query = query.filter(account_hold::Column::SupplementSha256.is_null());
    } else {
        answered.extend([AccountChangeState::Rejected, AccountChangeState::Withdrawn]);
    }
    let changes = Query::select()
        .column(account_change::Column::Id)
        .from(account_change::Entity)
        .and_where(list::one_of(account_change::Column::State, answered))
        .to_owned();
    Count::of(query.filter(account_hold::Column::ChangeId.in_subquery(changes)))
}

/// The account that a firm signed last for each of some payees, by code: all accounts of that payee in the last
/// application in which it stood.
///
/// # Errors
/// A fault of the database.
pub async fn last_signed(
    db: &Connection,
    firm: FirmId,
    codes: impl IntoIterator<Item = String>,
) -> Result<Vec<signed_payee::Model>, Error> {
    let own = Query::select()
        .column(application::Column::Id)
        .from(application::Entity)
        .and_where(application::Column::FirmId.eq(firm))
        .to_owned();
    let query = signed_payee::Entity::find().filter(signed_payee::Column::ApplicationId.in_subquery(own));
    let rows = list::find_in(db, query, signed_payee::Column::PayeeCode, codes).await?;
    let mut last: HashMap<&str, &signed_payee::Model> = HashMap::new();
    for row in &rows {
        let known = last.entry(&row.payee_code).or_insert(row);
        if (known.signed_at, known.ordinal) < (row.signed_at, row.ordinal) {
            *known = row;
        }
    }
    let of_last = |row: &&signed_payee::Model| {
        last.get(row.payee_code.as_str()).is_some_and(|l| {
            (l.application_id, &l.content_sha256, l.ordinal) == (row.application_id, &row.content_sha256, row.ordinal)
        })
    };
    Ok(rows.iter().filter(of_last).cloned().collect())
}

/// The holds that a request put.
///
/// # Errors
/// A fault of the database.
pub async fn holds_of(db: &Connection, change: AccountChangeId) -> Result<Vec<account_hold::Model>, Error> {
    let query = account_hold::Entity::find().filter(account_hold::Column::ChangeId.eq(change));
    Ok(query.order_by_asc(account_hold::Column::Id).all(db).await?)
}

/// The open holds of an application.
///
/// # Errors
/// A fault of the database.
pub async fn holds_on(db: &Connection, id: ApplicationId) -> Result<Vec<account_hold::Model>, Error> {
    let query = account_hold::Entity::find().filter(account_hold::Column::ApplicationId.eq(id)).filter(is_open());
    Ok(query.order_by_asc(account_hold::Column::Id).all(db).await?)
}

/// What happened to a hold.
#[derive(Debug, Clone)]
pub enum HoldAct {
    /// The signatory signed the new account: the person and the hash of what was signed.
    Signed(PersonId, String),
    /// A finance person proposed where the money goes, and why.
    Proposed(PersonId, &'static str, String),
    /// A second one agreed.
    Released(PersonId),
    /// A second one did not.
    SentBack,
    /// The application was signed with the new account.
    Overtaken,
}

/// Moves a hold that is still in the state that was read.
///
/// # Errors
/// [`Code::Stale`].
pub async fn advance_hold(
    tx: &Connection,
    id: AccountHoldId,
    moved: &Moved<AccountHoldState>,
    act: HoldAct,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut row = account_hold::ActiveModel { state: Set(moved.to()), ..Default::default() };
    match act {
        HoldAct::Signed(by, hash) => {
            row.supplement_by = Set(Some(by));
            row.supplement_at = Set(Some(now));
            row.supplement_sha256 = Set(Some(hash));
        }
        HoldAct::Proposed(by, pay_to, why) => {
            row.proposed_by = Set(Some(by));
            row.proposed_at = Set(Some(now));
            row.pay_to = Set(Some(pay_to.to_owned()));
            row.why = Set(why);
        }
        HoldAct::Released(by) => {
            row.released_by = Set(Some(by));
            row.released_at = Set(Some(now));
        }
        HoldAct::SentBack | HoldAct::Overtaken => {
            row.proposed_by = Set(None);
            row.proposed_at = Set(None);
            row.pay_to = Set(None);
            row.why = Set(String::new());
        }
    }
    let update = account_hold::Entity::update_many()
        .set(row)
        .filter(account_hold::Column::Id.eq(id))
        .filter(account_hold::Column::State.eq(moved.from()));
    let done = stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// A payment that waits for the end of a hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPayment {
    /// Number of the payment.
    pub payment: String,
    /// Number of its application.
    pub application: String,
    /// Who would be paid.
    pub payee: String,
}

/// The payments not yet ordered from the bank that an open hold keeps back. Open holds are few, whatever the number of
/// payments.
///
/// # Errors
/// A fault of the database.
pub async fn held_payments(db: &Connection) -> Result<Vec<HeldPayment>, Error> {
    let text = "SELECT p.number AS payment, a.number AS application, p.payee_name AS payee FROM account_hold h
         JOIN payment p ON p.application_id = h.application_id AND p.payee_code = h.payee_code
         JOIN application a ON a.id = p.application_id
         WHERE h.state NOT IN ('released', 'signed_anew') AND p.state IN ('ready', 'held', 'batched') ORDER BY p.number";
    let rows = db.query_all_raw(sql(db, text, [])).await?;
    let held = rows.iter().map(|row| {
        Ok(HeldPayment {
            payment: row.try_get("", "payment")?,
            application: row.try_get("", "application")?,
            payee: row.try_get("", "payee")?,
        })
    });
    held.collect()
}

/// Notes who verified an account that is in force.
///
/// # Errors
/// A fault of the database.
pub async fn verified(tx: &Connection, account: uuid::Uuid, by: PersonId, now: DateTime<Utc>) -> Result<(), Error> {
    use entity::firm_account;
    let row =
        firm_account::ActiveModel { verified_by: Set(Some(by)), verified_at: Set(Some(now)), ..Default::default() };
    firm_account::Entity::update_many().set(row).filter(firm_account::Column::Id.eq(account)).exec(tx).await?;
    Ok(())
}
