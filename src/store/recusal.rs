//! Declared conflicts of interest, and the proposals to end them. While one counts, the triggers `case_step_recused`,
//! `application_recused`, `account_change_recused` and `account_hold_recused` refuse what its person decides about the firm, and
//! the person's [`Scope`] has nothing of the firm.

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::{FirmId, PersonId, RecusalId, UnitId};
use domain::recusal::{Span, Tie};
use domain::refusal::Code;
use domain::role::Role;
use domain::workflow::Moved;
use domain::workflow::call::ProposalState;
use entity::{recusal, recusal_end};
use sea_orm::sea_query::{Expr, LockType, Query};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait, Condition, ConnectionTrait as _, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, Value,
};

use super::scope::Scope;
use super::sql;
use super::tally::Count;
use crate::Connection;
use kernel::error::Error;

/// The condition that a declaration was ended by two people.
fn ended(of: &str) -> String {
    format!("EXISTS (SELECT 1 FROM recusal_end ended WHERE ended.recusal_id = {of}.id AND ended.state = 'confirmed')")
}

/// The condition that a declaration counts at an instant.
pub(super) fn counts(of: &str, at: &str) -> String {
    format!(
        "{of}.counts_from <= {at} AND ({of}.counts_until IS NULL OR {of}.counts_until > {at}) AND NOT {}",
        ended(of)
    )
}

/// The condition that what happened to a firm at an instant is not kept from a person: nothing that counts then or later was
/// declared.
pub(super) fn told(person: &str, firm: &str, at: &str) -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM recusal tie WHERE tie.person_id = {person} AND tie.firm_id = {firm}
           AND (tie.counts_until IS NULL OR tie.counts_until > {at}) AND NOT {})",
        ended("tie")
    )
}

/// A declaration with the names in it.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Listed {
    /// Its id.
    pub id: RecusalId,
    /// Its number.
    pub number: String,
    /// Whose it is.
    pub person_id: PersonId,
    /// The unit of that person when it was declared.
    pub unit_id: UnitId,
    /// The sign-in name of the person.
    pub login: String,
    /// The name of the person in Chinese.
    pub name_zh: String,
    /// The name of the person in English.
    pub name_en: String,
    /// The firm.
    pub firm: String,
    /// The code of the firm.
    pub code: String,
    /// What ties the person to the firm.
    pub tie: Tie,
    /// In words.
    pub words: String,
    /// The beginning of its first day.
    pub counts_from: DateTime<Utc>,
    /// The end of its last day.
    pub counts_until: Option<DateTime<Utc>>,
    /// Who declared it.
    pub declared_by: PersonId,
    /// The name of that person in Chinese.
    pub by_zh: String,
    /// The name of that person in English.
    pub by_en: String,
    /// When.
    pub declared_at: DateTime<Utc>,
    /// Since when it is ended.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Listed {
    /// The time in which it counts unless it is ended.
    pub const fn span(&self) -> Span {
        Span { from: self.counts_from, until: self.counts_until }
    }
}

const LISTED: &str =
    "SELECT r.id, r.number, r.person_id, r.unit_id, p.login, p.name_zh, p.name_en, f.name AS firm, f.uscc AS code, r.tie, r.words,
    r.counts_from, r.counts_until, r.declared_by, d.name_zh AS by_zh, d.name_en AS by_en, r.declared_at,
    (SELECT e.decided_at FROM recusal_end e WHERE e.recusal_id = r.id AND e.state = 'confirmed') AS ended_at
    FROM recusal r JOIN person p ON p.id = r.person_id JOIN firm f ON f.id = r.firm_id
    JOIN person d ON d.id = r.declared_by JOIN unit u ON u.id = r.unit_id";

async fn listed<const N: usize>(db: &Connection, rest: &str, values: [Value; N]) -> Result<Vec<Listed>, Error> {
    let rows = db.query_all_raw(sql(db, &format!("{LISTED} {rest}"), values)).await?;
    rows.iter().map(|row| Listed::from_query_result(row, "").map_err(Error::from)).collect()
}

/// The path that everything of a scope begins with; none for who looks at the own things alone.
fn path(whole: Option<&Scope>) -> &str {
    whole.and_then(Scope::unit_path).unwrap_or("-")
}

/// Declarations of a person and, for who sees them, of everybody of the viewer's units; the latest first.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    db: &Connection,
    (person, whole): (PersonId, Option<&Scope>),
    limit: u64,
) -> Result<Vec<Listed>, Error> {
    let rest = "WHERE r.person_id = $1 OR substr(u.path, 1, length($2)) = $2 ORDER BY r.declared_at DESC, r.number DESC LIMIT $3";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    listed(db, rest, [person.uuid().into(), path(whole).into(), limit.into()]).await
}

/// A declaration of a person or, for who sees them, of somebody of the viewer's units, by its number.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn find(db: &Connection, (person, whole): (PersonId, Option<&Scope>), number: &str) -> Result<Listed, Error> {
    let rest = "WHERE r.number = $1 AND (r.person_id = $2 OR substr(u.path, 1, length($3)) = $3)";
    let values = [number.into(), person.uuid().into(), path(whole).into()];
    listed(db, rest, values).await?.pop().ok_or_else(|| Code::NotFound.into())
}

/// Declarations of a person about a firm that nobody ended.
///
/// # Errors
/// A fault of the database.
pub async fn standing(db: &Connection, person: PersonId, firm: FirmId) -> Result<Vec<Listed>, Error> {
    let rest = format!("WHERE r.person_id = $1 AND r.firm_id = $2 AND NOT {} ORDER BY r.number", ended("r"));
    listed(db, &rest, [person.uuid().into(), firm.uuid().into()]).await
}

/// Whether a person declared something, or is whom it is about.
///
/// # Errors
/// A fault of the database.
pub async fn is_party(db: &Connection, id: RecusalId, person: PersonId) -> Result<bool, Error> {
    let row = recusal::Entity::find_by_id(id).one(db).await?;
    Ok(row.is_some_and(|row| [row.person_id, row.declared_by].contains(&person)))
}

/// Keeps a declaration.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: recusal::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    recusal::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Proposals to end declarations: a person's own, of a person's declarations and, for who sees them, of the viewer's units;
/// the open ones first.
///
/// # Errors
/// A fault of the database.
pub async fn ends(
    db: &Connection,
    (person, whole): (PersonId, Option<&Scope>),
    limit: u64,
) -> Result<Vec<recusal_end::Model>, Error> {
    use recusal_end::Column;
    let own = Query::select()
        .column(recusal::Column::Id)
        .from(recusal::Entity)
        .and_where(recusal::Column::PersonId.eq(person))
        .to_owned();
    let mut seen = Condition::any().add(Column::ProposedBy.eq(person)).add(Column::RecusalId.in_subquery(own));
    if let Some(scope) = whole {
        seen = seen.add(scope.on_unit(Column::UnitId));
    }
    let open = Expr::cust("CASE WHEN state = 'proposed' THEN 0 ELSE 1 END");
    let query = recusal_end::Entity::find().filter(seen).order_by_asc(open).order_by_desc(Column::ProposedAt);
    Ok(query.order_by_desc(Column::Number).limit(limit).all(db).await?)
}

/// A proposal to end a declaration, by its number, inside a scope, locked for the transaction.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn lock_end(tx: &Connection, scope: &Scope, number: &str) -> Result<recusal_end::Model, Error> {
    let query = recusal_end::Entity::find()
        .filter(scope.on_unit(recusal_end::Column::UnitId))
        .filter(recusal_end::Column::Number.eq(number))
        .lock(LockType::Update);
    query.one(tx).await?.ok_or_else(|| Code::NotFound.into())
}

/// The proposal to end a declaration that waits for its second person.
///
/// # Errors
/// A fault of the database.
pub async fn open_end(db: &Connection, of: RecusalId) -> Result<Option<recusal_end::Model>, Error> {
    let query = recusal_end::Entity::find()
        .filter(recusal_end::Column::RecusalId.eq(of))
        .filter(recusal_end::Column::State.eq(ProposalState::Proposed));
    Ok(query.one(db).await?)
}

/// Keeps a proposal to end a declaration.
///
/// # Errors
/// [`Code::RequestOpen`] when one waits already.
pub async fn insert_end(tx: &Connection, row: recusal_end::Model) -> Result<(), Error> {
    let row = row.into_active_model().reset_all();
    recusal_end::Entity::insert(row).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}

/// Decides a proposal that is still open.
///
/// # Errors
/// [`Code::Stale`]; what the database refuses.
pub async fn decide_end(
    tx: &Connection,
    seen: &recusal_end::Model,
    moved: &Moved<ProposalState>,
    (person, answer): (PersonId, &str),
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<(), Error> {
    use recusal_end::Column;
    let update = recusal_end::Entity::update_many()
        .col_expr(Column::State, Expr::value(moved.to()))
        .col_expr(Column::DecidedBy, Expr::value(person.uuid()))
        .col_expr(Column::DecidedAt, Expr::value(now))
        .col_expr(Column::DecidedOn, Expr::value(today))
        .col_expr(Column::Answer, Expr::value(answer))
        .filter(Column::Id.eq(seen.id))
        .filter(Column::State.eq(moved.from()));
    let done = super::moved::stamp(update, moved).exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// How many proposals to end a declaration wait for somebody else than this person.
pub fn count_open(scope: &Scope, person: PersonId) -> Count {
    let of_others = Query::select()
        .column(recusal::Column::Id)
        .from(recusal::Entity)
        .and_where(recusal::Column::PersonId.ne(person))
        .and_where(recusal::Column::DeclaredBy.ne(person))
        .to_owned();
    let query = recusal_end::Entity::find()
        .filter(scope.on_unit(recusal_end::Column::UnitId))
        .filter(recusal_end::Column::State.eq(ProposalState::Proposed))
        .filter(recusal_end::Column::ProposedBy.ne(person))
        .filter(recusal_end::Column::RecusalId.in_subquery(of_others));
    Count::of(query)
}

/// The roles of people who declared something that counts now, in which nobody else works on that firm: nobody who may sign in
/// holds the role in the firm's unit or above it without such a declaration.
///
/// # Errors
/// A fault of the database.
pub async fn without_another(
    db: &Connection,
    scope: &Scope,
    now: DateTime<Utc>,
) -> Result<Vec<(RecusalId, Role)>, Error> {
    let text = format!(
        "SELECT r.id, g.role FROM recusal r JOIN unit u ON u.id = r.unit_id
         JOIN firm f ON f.id = r.firm_id JOIN unit h ON h.id = f.unit_id
         JOIN role_grant g ON g.person_id = r.person_id AND g.revoked_at IS NULL
         WHERE substr(u.path, 1, length($1)) = $1 AND {} AND NOT EXISTS (
           SELECT 1 FROM person o JOIN unit w ON w.id = o.unit_id
           JOIN role_grant x ON x.person_id = o.id AND x.role = g.role AND x.revoked_at IS NULL
           WHERE o.id <> r.person_id AND o.status = 'active' AND substr(h.path, 1, length(w.path)) = w.path
             AND NOT EXISTS (SELECT 1 FROM recusal tie WHERE tie.person_id = o.id AND tie.firm_id = r.firm_id AND {}))
         ORDER BY r.number, g.role",
        counts("r", "$2"),
        counts("tie", "$2"),
    );
    let rows = db.query_all_raw(sql(db, &text, [path(Some(scope)).into(), now.into()])).await?;
    rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "role")?))).collect()
}
