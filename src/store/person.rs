//! People, their roles, sessions and failed sign-ins.

use chrono::{DateTime, Utc};
use domain::id::{FirmId, PersonId, UnitId};
use domain::person::Change;
use domain::refusal::Code;
use domain::role::Role;
use domain::template::Words;
use domain::workflow::call::ProposalState;
use entity::{person, role_grant, session, unit};
use sea_orm::sea_query::{Expr, OnConflict, Query, SimpleExpr};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, ConnectionTrait as _, DerivePartialModel, EntityTrait,
    ExprTrait as _, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder, QueryResult, Value,
};

use super::scope::Scope;
use super::tally::Count;
use super::{list, sql};
use crate::Connection;
use kernel::error::Error;

/// A person by name.
#[derive(Debug, Clone, DerivePartialModel)]
#[sea_orm(entity = "person::Entity")]
pub struct Named {
    /// In Chinese.
    pub name_zh: String,
    /// In English.
    pub name_en: String,
}

impl From<Named> for Words {
    fn from(Named { name_zh: zh, name_en: en }: Named) -> Self {
        Self { zh, en }
    }
}

/// An active person by login name.
///
/// # Errors
/// A fault of the database.
pub async fn by_login(db: &Connection, login: &str) -> Result<Option<person::Model>, Error> {
    let query =
        person::Entity::find().filter(person::Column::Login.eq(login)).filter(person::Column::Status.eq(ACTIVE));
    Ok(query.one(db).await?)
}

/// Whether somebody has a sign-in name, may the person sign in or not.
///
/// # Errors
/// A fault of the database.
pub async fn login_is_taken(db: &Connection, login: &str) -> Result<bool, Error> {
    Ok(person::Entity::find().filter(person::Column::Login.eq(login)).one(db).await?.is_some())
}

/// An active person by id.
///
/// # Errors
/// A fault of the database.
pub async fn by_id(db: &Connection, id: PersonId) -> Result<Option<person::Model>, Error> {
    Ok(person::Entity::find_by_id(id).filter(person::Column::Status.eq(ACTIVE)).one(db).await?)
}

/// People by their ids, whatever their status: for names in histories.
///
/// # Errors
/// A fault of the database.
pub async fn by_ids(db: &Connection, ids: Vec<PersonId>) -> Result<Vec<person::Model>, Error> {
    list::find_in(db, person::Entity::find(), person::Column::Id, ids).await
}

/// People of a firm.
///
/// # Errors
/// A fault of the database.
pub async fn of_firm(db: &Connection, firm: FirmId) -> Result<Vec<person::Model>, Error> {
    Ok(person::Entity::find()
        .filter(person::Column::FirmId.eq(firm))
        .order_by_asc(person::Column::Login)
        .all(db)
        .await?)
}

/// What a person is now: where the person belongs, and which roles the person holds.
#[derive(Debug, FromQueryResult)]
pub struct Standing {
    /// The person.
    pub id: PersonId,
    /// The name to sign in with.
    pub login: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Name in English.
    pub name_en: String,
    /// The unit, for people of the authority.
    pub unit_id: Option<UnitId>,
    /// Its path.
    pub path: Option<String>,
    /// Its name in Chinese.
    pub unit_zh: Option<String>,
    /// Its name in English.
    pub unit_en: Option<String>,
    /// The firm, for people of a firm.
    pub firm_id: Option<FirmId>,
    /// Its name.
    pub firm: Option<String>,
    /// The name in Chinese of the authority at the top, above the unit or the firm.
    pub top_zh: String,
    /// Its name in English.
    pub top_en: String,
    /// Whether the person has a second factor that counts.
    pub has_factor: bool,
    /// The roles, in their order.
    #[sea_orm(skip)]
    pub roles: Vec<Role>,
    /// The firms with which the person has a conflict of interest that counts now; filled for who acts.
    #[sea_orm(skip)]
    pub recused: Vec<FirmId>,
}

/// What an active person is now.
///
/// # Errors
/// A fault of the database.
pub async fn standing(db: &Connection, id: PersonId, now: DateTime<Utc>) -> Result<Option<Standing>, Error> {
    let text = format!(
        "SELECT {STANDING}, tie.firm_id AS recused FROM person p {BELONGS} {} WHERE p.id = $1 AND p.status = 'active'",
        ties()
    );
    acting(&db.query_all_raw(sql(db, &text, [id.uuid().into(), now.into()])).await?)
}

/// A session that has not ended, with what its person is now; a person who is not active any more has none.
///
/// # Errors
/// A fault of the database.
pub async fn visitor(
    db: &Connection,
    token_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<(session::Model, Standing)>, Error> {
    let text = format!(
        "SELECT s.token_hash, s.person_id, s.created_at, s.last_seen_at, s.expires_at, s.owes_code, s.proved_at, s.form_key,
           s.replaced_at, {STANDING}, tie.firm_id AS recused
         FROM session s JOIN person p ON p.id = s.person_id {BELONGS} {}
         WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.replaced_at IS NULL AND p.status = 'active'",
        ties()
    );
    let rows = db.query_all_raw(sql(db, &text, [token_hash.into(), now.into()])).await?;
    let session = rows.first().map(|row| session::Model::from_query_result(row, "")).transpose()?;
    Ok(session.zip(acting(&rows)?))
}

/// What the people of a firm are now, by login name.
///
/// # Errors
/// A fault of the database.
pub async fn standings_of_firm(db: &Connection, firm: FirmId) -> Result<Vec<Standing>, Error> {
    standings(db, "p.firm_id = $1", [firm.uuid().into()]).await
}

/// What everybody who is active is now, by login name: for the demonstration's list.
///
/// # Errors
/// A fault of the database.
pub async fn all_standings(db: &Connection) -> Result<Vec<Standing>, Error> {
    standings(db, "p.status = 'active'", []).await
}

/// What a person is now, in a row for each role that the person holds, or in one without.
const STANDING: &str =
    "p.id, p.login, p.name_zh, p.name_en, p.unit_id, u.path, u.name_zh AS unit_zh, u.name_en AS unit_en,
    p.firm_id, f.name AS firm, COALESCE(t.name_zh, '') AS top_zh, COALESCE(t.name_en, '') AS top_en,
    EXISTS (SELECT 1 FROM second_factor x WHERE x.person_id = p.id AND x.confirmed_at IS NOT NULL) AS has_factor, g.role";

/// Where it stands.
const BELONGS: &str = "LEFT JOIN unit u ON u.id = p.unit_id
    LEFT JOIN firm f ON f.id = p.firm_id
    LEFT JOIN unit h ON h.id = COALESCE(p.unit_id, f.unit_id)
    LEFT JOIN unit t ON t.parent_id IS NULL AND t.path = substr(h.path, 1, length(t.path))
    LEFT JOIN role_grant g ON g.person_id = p.id AND g.revoked_at IS NULL";

/// With a row for each firm with which the person has a conflict of interest at the instant `$2`.
fn ties() -> String {
    format!("LEFT JOIN recusal tie ON tie.person_id = p.id AND {}", super::recusal::counts("tie", "$2"))
}

/// The one person of these rows, with the firms from which the person is kept away.
fn acting(rows: &[QueryResult]) -> Result<Option<Standing>, Error> {
    let Some(mut person) = each_once(rows)?.pop() else { return Ok(None) };
    for row in rows {
        person.recused.extend(row.try_get::<Option<FirmId>>("", "recused")?);
    }
    person.recused.sort_unstable();
    person.recused.dedup();
    Ok(Some(person))
}

async fn standings<const N: usize>(db: &Connection, whom: &str, values: [Value; N]) -> Result<Vec<Standing>, Error> {
    let text = format!("SELECT {STANDING} FROM person p {BELONGS} WHERE {whom} ORDER BY p.login, p.id");
    each_once(&db.query_all_raw(sql(db, &text, values)).await?)
}

fn each_once(rows: &[QueryResult]) -> Result<Vec<Standing>, Error> {
    let mut people: Vec<Standing> = Vec::new();
    for row in rows {
        let (person, role) = (Standing::from_query_result(row, "")?, row.try_get::<Option<Role>>("", "role")?);
        match people.last_mut().filter(|last| last.id == person.id) {
            Some(last) => last.roles.extend(role),
            None => people.push(Standing { roles: role.into_iter().collect(), ..person }),
        }
    }
    for person in &mut people {
        person.roles.sort_unstable();
        person.roles.dedup();
    }
    Ok(people)
}

/// A person as administrators see one.
#[derive(Debug)]
pub struct Listed {
    /// What the person is.
    pub standing: Standing,
    /// Whether the person may sign in.
    pub active: bool,
    /// Whether the person has a password.
    pub has_password: bool,
    /// Since when the person is known.
    pub created_at: DateTime<Utc>,
    /// When a session of the person was last in use, as far as sessions are kept.
    pub last_seen_at: Option<DateTime<Utc>>,
}

/// Which people.
#[derive(Debug, Clone, Default)]
pub struct Wanted<'a> {
    /// A part of the sign-in name, a name, or the name of the unit or firm.
    pub words: &'a str,
    /// Those who hold a role.
    pub role: Option<Role>,
    /// Those who may sign in, or those who may not.
    pub active: Option<bool>,
    /// Those after a sign-in name.
    pub after: &'a str,
}

/// People of the scope who may sign in and have no password yet, whose rights two people agreed to, the newest first.
///
/// # Errors
/// A fault of the database.
pub async fn without_password(db: &Connection, scope: &Scope, limit: u64) -> Result<Vec<Listed>, Error> {
    let text = format!(
        "SELECT {STANDING}, {LISTED} FROM person p {BELONGS} WHERE p.id IN (SELECT q.id FROM person q
           LEFT JOIN firm qf ON qf.id = q.firm_id LEFT JOIN unit qu ON qu.id = COALESCE(q.unit_id, qf.unit_id)
           WHERE q.password_hash IS NULL AND q.status = $1 AND substr(qu.path, 1, length($2)) = $2
             AND EXISTS (SELECT 1 FROM person_request r WHERE r.person_id = q.id AND r.change = $3 AND r.state = $4)
           ORDER BY q.created_at DESC, q.id LIMIT $5) ORDER BY p.created_at DESC, p.id"
    );
    let values = [
        ACTIVE.into(),
        scope.unit_path().unwrap_or("-").into(),
        Change::Invite.key().into(),
        ProposalState::Confirmed.key().into(),
        i64::try_from(limit).unwrap_or(i64::MAX).into(),
    ];
    listed(&db.query_all_raw(sql(db, &text, values)).await?)
}

/// People of the viewer's units and of the firms that file there, by sign-in name.
///
/// # Errors
/// A fault of the database.
pub async fn page(db: &Connection, scope: &Scope, wanted: &Wanted<'_>, limit: u64) -> Result<Vec<Listed>, Error> {
    let text = format!(
        "WITH found AS (SELECT p.id FROM person p
           LEFT JOIN unit u ON u.id = p.unit_id LEFT JOIN firm f ON f.id = p.firm_id LEFT JOIN unit h ON h.id = COALESCE(p.unit_id, f.unit_id)
           WHERE p.login > $1 AND substr(h.path, 1, length($2)) = $2
             AND ($3 = '%%' OR lower(p.login || ' ' || p.name_zh || ' ' || p.name_en || ' ' || COALESCE(u.name_zh, '') || ' '
               || COALESCE(u.name_en, '') || ' ' || COALESCE(f.name, '')) LIKE $3 ESCAPE '!')
             AND ($4 = '' OR EXISTS (SELECT 1 FROM role_grant r WHERE r.person_id = p.id AND r.role = $4 AND r.revoked_at IS NULL))
             AND ($5 = '' OR p.status = $5)
           ORDER BY p.login LIMIT $6)
         SELECT {STANDING}, {LISTED} FROM person p {BELONGS} WHERE p.id IN (SELECT id FROM found) ORDER BY p.login, p.id"
    );
    let status = wanted.active.map_or("", |active| if active { ACTIVE } else { LOCKED });
    let values = [
        wanted.after.into(),
        scope.unit_path().unwrap_or("-").into(),
        super::list::containing(wanted.words).into(),
        wanted.role.map_or("", Role::key).into(),
        status.into(),
        i64::try_from(limit).unwrap_or(i64::MAX).into(),
    ];
    listed(&db.query_all_raw(sql(db, &text, values)).await?)
}

/// A person of the viewer's units, or of a firm that files there, who may sign in or not.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn of_scope(db: &Connection, scope: &Scope, id: PersonId) -> Result<Listed, Error> {
    let text = format!(
        "SELECT {STANDING}, {LISTED} FROM person p {BELONGS} WHERE p.id = $1 AND substr(h.path, 1, length($2)) = $2"
    );
    let values = [id.uuid().into(), scope.unit_path().unwrap_or("-").into()];
    listed(&db.query_all_raw(sql(db, &text, values)).await?)?.pop().ok_or_else(|| Code::NotFound.into())
}

const ACTIVE: &str = "active";
const LOCKED: &str = "disabled";

/// What administrators see besides what a person is.
const LISTED: &str = "p.status, p.created_at, CASE WHEN p.password_hash IS NULL THEN 0 ELSE 1 END AS has_password,
    (SELECT MAX(s.last_seen_at) FROM session s WHERE s.person_id = p.id) AS last_seen_at";

fn listed(rows: &[QueryResult]) -> Result<Vec<Listed>, Error> {
    let mut found: Vec<Listed> = Vec::new();
    for standing in each_once(rows)? {
        let id = standing.id;
        let of = |row: &&QueryResult| row.try_get::<PersonId>("", "id").is_ok_and(|known| known == id);
        let Some(row) = rows.iter().find(of) else { continue };
        found.push(Listed {
            standing,
            active: row.try_get::<String>("", "status")? == ACTIVE,
            has_password: row.try_get::<i32>("", "has_password")? == 1,
            created_at: row.try_get("", "created_at")?,
            last_seen_at: row.try_get("", "last_seen_at")?,
        });
    }
    Ok(found)
}

/// How many active people of the viewer's units hold a role, but for one.
///
/// # Errors
/// A fault of the database.
pub async fn count_holders_but(db: &Connection, scope: &Scope, role: Role, but: PersonId) -> Result<i64, Error> {
    let text = "SELECT COUNT(*) AS n FROM person p JOIN unit u ON u.id = p.unit_id
        JOIN role_grant g ON g.person_id = p.id AND g.role = $1 AND g.revoked_at IS NULL
        WHERE p.status = 'active' AND p.id <> $2 AND substr(u.path, 1, length($3)) = $3";
    let values = [role.key().into(), but.uuid().into(), scope.unit_path().unwrap_or("-").into()];
    let row = db.query_one_raw(sql(db, text, values)).await?;
    Ok(row.map(|row| row.try_get("", "n")).transpose()?.unwrap_or(0))
}

/// A role of somebody.
#[derive(Debug, Clone, Copy)]
pub struct Staff {
    /// The role.
    pub role: Role,
    /// Who holds it.
    pub person: PersonId,
    /// Whether the person has a password.
    pub has_password: bool,
}

/// Who holds which role in the viewer's unit, below it, and above it: all of them work on what is filed there.
///
/// # Errors
/// A fault of the database.
pub async fn staff(db: &Connection, scope: &Scope) -> Result<Vec<Staff>, Error> {
    let text = "SELECT g.role, p.id, CASE WHEN p.password_hash IS NULL THEN 0 ELSE 1 END AS has_password
        FROM person p JOIN unit u ON u.id = p.unit_id JOIN role_grant g ON g.person_id = p.id AND g.revoked_at IS NULL
        WHERE p.status = 'active' AND (substr(u.path, 1, length($1)) = $1 OR substr($1, 1, length(u.path)) = u.path)
        ORDER BY g.role, p.login";
    let rows = db.query_all_raw(sql(db, text, [scope.unit_path().unwrap_or("-").into()])).await?;
    let read = |row: &sea_orm::QueryResult| {
        Ok(Staff {
            role: row.try_get("", "role")?,
            person: row.try_get("", "id")?,
            has_password: row.try_get::<i32>("", "has_password")? == 1,
        })
    };
    rows.iter().map(read).collect()
}

/// Lets a person sign in, or no more.
///
/// # Errors
/// [`Code::Stale`] when the person is so already.
pub async fn set_active(tx: &Connection, id: PersonId, active: bool) -> Result<(), Error> {
    let (from, to) = if active { (LOCKED, ACTIVE) } else { (ACTIVE, LOCKED) };
    let update = person::Entity::update_many()
        .col_expr(person::Column::Status, Expr::value(to))
        .filter(person::Column::Id.eq(id))
        .filter(person::Column::Status.eq(from));
    if update.exec(tx).await?.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// Sets the hash of a password in place of another one.
///
/// # Errors
/// [`Code::Stale`] when it is another one by now.
pub async fn set_password(tx: &Connection, id: PersonId, seen: Option<&str>, hash: &str) -> Result<(), Error> {
    let now = match seen {
        Some(seen) => person::Column::PasswordHash.eq(seen),
        None => person::Column::PasswordHash.is_null(),
    };
    let update = person::Entity::update_many()
        .col_expr(person::Column::PasswordHash, Expr::value(hash))
        .filter(person::Column::Id.eq(id))
        .filter(now);
    if update.exec(tx).await?.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// Gives a role that the person does not hold; one that was taken is held again.
///
/// # Errors
/// A fault of the database.
pub async fn grant(tx: &Connection, id: PersonId, role: Role, now: DateTime<Utc>) -> Result<(), Error> {
    let row =
        role_grant::ActiveModel { person_id: Set(id), role: Set(role), granted_at: Set(now), revoked_at: Set(None) };
    let again = OnConflict::columns([role_grant::Column::PersonId, role_grant::Column::Role])
        .update_column(role_grant::Column::RevokedAt)
        .to_owned();
    role_grant::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

/// Takes a role.
///
/// # Errors
/// [`Code::Stale`] when the person does not hold it.
pub async fn revoke(tx: &Connection, id: PersonId, role: Role, now: DateTime<Utc>) -> Result<(), Error> {
    let update = role_grant::Entity::update_many()
        .col_expr(role_grant::Column::RevokedAt, Expr::value(now))
        .filter(role_grant::Column::PersonId.eq(id))
        .filter(role_grant::Column::Role.eq(role))
        .filter(role_grant::Column::RevokedAt.is_null());
    if update.exec(tx).await?.rows_affected == 1 { Ok(()) } else { Err(Code::Stale.into()) }
}

/// The sessions of a person that have not ended, the latest used first.
///
/// # Errors
/// A fault of the database.
pub async fn sessions(db: &Connection, id: PersonId, now: DateTime<Utc>) -> Result<Vec<session::Model>, Error> {
    let query = session::Entity::find()
        .filter(session::Column::PersonId.eq(id))
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(session::Column::ReplacedAt.is_null())
        .order_by_desc(session::Column::LastSeenAt);
    Ok(query.all(db).await?)
}

/// A session by the hash of its token, ended or not.
///
/// # Errors
/// A fault of the database.
pub async fn session(db: &Connection, token_hash: &str) -> Result<Option<session::Model>, Error> {
    Ok(session::Entity::find_by_id(token_hash.to_owned()).one(db).await?)
}

/// The sessions of a person, ended or not, as far as they are kept.
///
/// # Errors
/// A fault of the database.
pub async fn sessions_ever(db: &Connection, id: PersonId) -> Result<Vec<session::Model>, Error> {
    Ok(session::Entity::find().filter(session::Column::PersonId.eq(id)).all(db).await?)
}

/// Ends the sessions of a person, but for one; how many were in use. What is still known of those that were over goes too.
///
/// # Errors
/// A fault of the database.
pub async fn end_sessions(tx: &Connection, id: PersonId, but: Option<&str>, now: DateTime<Utc>) -> Result<u64, Error> {
    let others = || {
        let of_person = session::Entity::delete_many().filter(session::Column::PersonId.eq(id));
        if let Some(but) = but { of_person.filter(session::Column::TokenHash.ne(but)) } else { of_person }
    };
    let in_use = others().filter(session::Column::ExpiresAt.gt(now)).filter(session::Column::ReplacedAt.is_null());
    let ended = in_use.exec(tx).await?.rows_affected;
    others().exec(tx).await?;
    Ok(ended)
}

/// Inserts a person with roles.
///
/// # Errors
/// A fault of the database.
pub async fn insert(tx: &Connection, row: person::Model, roles: &[Role]) -> Result<(), Error> {
    let (id, now) = (row.id, row.created_at);
    person::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    let grants = roles.iter().map(|role| role_grant::ActiveModel {
        person_id: Set(id),
        role: Set(*role),
        granted_at: Set(now),
        revoked_at: Set(None),
    });
    list::insert_all(tx, grants.collect::<Vec<_>>()).await
}

/// A unit by its id.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn unit(db: &Connection, id: UnitId) -> Result<unit::Model, Error> {
    unit::Entity::find_by_id(id).one(db).await?.ok_or_else(|| Code::NotFound.into())
}

/// A unit by its code.
///
/// # Errors
/// A fault of the database.
pub async fn unit_by_code(db: &Connection, code: &str) -> Result<Option<unit::Model>, Error> {
    Ok(unit::Entity::find().filter(unit::Column::Code.eq(code)).one(db).await?)
}

/// All units, from the top.
///
/// # Errors
/// A fault of the database.
pub async fn units(db: &Connection) -> Result<Vec<unit::Model>, Error> {
    Ok(unit::Entity::find().order_by_asc(unit::Column::Path).all(db).await?)
}

/// Whether the whole installation belongs to a scope: it is of the one unit at the top. Where provinces share an installation
/// it belongs to none of them.
///
/// # Errors
/// A fault of the database.
pub async fn is_of_all(db: &Connection, scope: &Scope) -> Result<bool, Error> {
    let top = unit::Entity::find().filter(unit::Column::ParentId.is_null()).filter(of_all(scope));
    Ok(top.one(db).await?.is_some())
}

/// The condition that the viewer's unit stands above all, as [`is_of_all`] asks it by itself.
pub(super) fn of_all(scope: &Scope) -> SimpleExpr {
    let tops = unit::Entity::find().filter(unit::Column::ParentId.is_null());
    if scope.is_top() { Count::of(tops).value().eq(1) } else { Expr::val(1).eq(0) }
}

/// Active people who hold a role in a unit or in one above it, by login name.
///
/// # Errors
/// A fault of the database.
pub async fn holders(db: &Connection, role: Role, of: UnitId) -> Result<Vec<person::Model>, Error> {
    let units = units(db).await?;
    let path = units.iter().find(|unit| unit.id == of).map_or("", |unit| unit.path.as_str());
    let above = units.iter().filter(|unit| path.starts_with(&unit.path)).map(|unit| unit.id);
    let held = Query::select()
        .column(role_grant::Column::PersonId)
        .from(role_grant::Entity)
        .and_where(role_grant::Column::Role.eq(role))
        .and_where(role_grant::Column::RevokedAt.is_null())
        .to_owned();
    let query = person::Entity::find()
        .filter(person::Column::Status.eq(ACTIVE))
        .filter(list::within(db, person::Column::UnitId, above))
        .filter(person::Column::Id.in_subquery(held));
    Ok(query.order_by_asc(person::Column::Login).all(db).await?)
}

/// Inserts a unit.
///
/// # Errors
/// A fault of the database.
pub async fn insert_unit(tx: &Connection, row: unit::Model) -> Result<(), Error> {
    unit::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// Inserts a session.
///
/// # Errors
/// A fault of the database.
pub async fn insert_session(tx: &Connection, row: session::Model) -> Result<(), Error> {
    session::Entity::insert(row.into_active_model().reset_all())
        .exec_without_returning(tx)
        .await
        .map(|_| ())
        .map_err(Error::from)
}

/// Notes that a session is in use and moves its end.
///
/// # Errors
/// A fault of the database.
pub async fn touch_session(
    tx: &Connection,
    token_hash: &str,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<(), Error> {
    let row = session::ActiveModel { last_seen_at: Set(now), expires_at: Set(until), ..Default::default() };
    session::Entity::update_many().set(row).filter(session::Column::TokenHash.eq(token_hash)).exec(tx).await?;
    Ok(())
}

/// Puts a token in the place of another one of the same session, whose person proved who that is; whether the session was there.
/// Its forms stay its own: a session of before gets `form_key` for them.
///
/// # Errors
/// A fault of the database.
pub async fn replace_session(
    tx: &Connection,
    (old, token_hash): (&str, &str),
    form_key: &str,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let row = session::ActiveModel { replaced_at: Set(Some(now)), ..Default::default() };
    let update = session::Entity::update_many().set(row).filter(session::Column::TokenHash.eq(old));
    let update = update.filter(session::Column::ReplacedAt.is_null()).filter(session::Column::ExpiresAt.gt(now));
    if update.exec(tx).await?.rows_affected == 0 {
        return Ok(false);
    }
    let Some(before) = session(tx, old).await? else { return Ok(false) };
    let row = session::Model {
        token_hash: token_hash.to_owned(),
        last_seen_at: now,
        proved_at: Some(now),
        form_key: before.form_key.or_else(|| Some(form_key.to_owned())),
        replaced_at: None,
        ..before
    };
    insert_session(tx, row).await?;
    Ok(true)
}

/// Ends a session.
///
/// # Errors
/// A fault of the database.
pub async fn end_session(tx: &Connection, token_hash: &str) -> Result<(), Error> {
    session::Entity::delete_by_id(token_hash.to_owned()).exec(tx).await?;
    Ok(())
}
